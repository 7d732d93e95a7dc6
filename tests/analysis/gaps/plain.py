"""A register as a stranger would write it: the promised tables and columns in a folder, no more.

Ids, places, positions and needs are drawn, so that nothing rests on those of the shipped
register. There is no table of which actor belongs to which position, of land or of crossings:
what an actor is to a position stands in its ties, offers and activities alone.
"""

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ecosystem.model.closed_lists import complete
from ecosystem.model.vocabulary import GapKind

COLUMNS = {
    "strength_positions": "position_id name_da name_en status valid_from valid_to",
    "needs": "need_id rank band name_da name_en",
    "municipalities": "municipality_code name nuts3_code hub_id group is_outer population latitude "
    "longitude",
    "regions": "region_code municipality_code valid_from name valid_to",
    "industry_positions": "scheme code_prefix position_id role weight valid_from valid_to",
    "actors": "actor_id kind name cvr parent_actor_id is_embedded municipality_code industry_code "
    "industry_scheme legal_form founded closed employees turnover_dkk balance_dkk "
    "is_advertising_protected is_synthetic website",
    "sites": "site_id actor_id municipality_code kind latitude longitude valid_from valid_to",
    "links": "from_actor_id to_actor_id kind position_id evidence valid_from valid_to",
    "offers": "offer_id provider_actor_id kind name_da name_en need_ids position_ids area channel "
    "open_from open_until amount_min_dkk amount_max_dkk support_rate_pct next_step url",
    "activities": "activity_id actor_id position_id need_id municipality_code is_online date "
    "participants",
    "projects": "project_id title programme period fund priority_area lead_actor_id position_id "
    "challenge_id start end status budget_dkk eu_grant_dkk other_grant_dkk",
    "participations": "actor_id project_id offer_id role start end",
    "need_answers": "respondent_id need_id actor_id importance weight is_first_time",
    "board_seats": "actor_id seat affiliation firm_size",
    "dead_ends": "dead_end_id need_id position_id industry_code industry_scheme municipality_code "
    "date reason",
}
"""Columns of each table, beside ``source`` and ``checked``."""
DAY = "2026-03-01"
FRESH = "2026-02-20"


@dataclass
class Plain:
    """Rows of every table, and the criteria of offers."""

    positions: list[str]
    needs: list[str]
    codes: list[str]
    industries: dict[str, str]
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    criteria: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    instruments: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, **cells: Any) -> None:
        """Add a row that was checked a few days ago."""
        row = {"source": "https://example.dk/register", "checked": FRESH, **cells}
        self.tables.setdefault(table, []).append(row)

    def rows(self, table: str, **cells: Any) -> list[dict[str, Any]]:
        """Rows of a table that hold the wanted values."""
        return [r for r in self.tables[table] if all(r.get(k) == v for k, v in cells.items())]

    def drop(self, table: str, **cells: Any) -> None:
        """Take rows out of a table."""
        gone = [id(row) for row in self.rows(table, **cells)]
        self.tables[table] = [row for row in self.tables[table] if id(row) not in gone]

    def write(self, folder: Path) -> Path:
        """Write CSV tables and rule files."""
        (folder / "rules").mkdir(parents=True)
        for name, rows in self.tables.items():
            promised = [*COLUMNS[name].split(), "source", "checked"]
            columns = list(dict.fromkeys([*promised, *(key for row in rows for key in row)]))
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        for row in self.tables.get("offers", ()):
            offer_id = row["offer_id"]
            rule = {
                "offer_id": offer_id,
                "source": row["source"],
                "criteria": self.criteria.get(offer_id, []),
                "instrument": self.instruments.get(offer_id),
            }
            text = yaml.safe_dump(rule, allow_unicode=True)
            (folder / "rules" / f"{offer_id}.yaml").write_text(text, encoding="utf-8")
        return folder


def whole_register(rng: random.Random, firms_each: int = 6) -> Plain:
    """Make a register in which nothing is missing and everything was checked lately."""
    codes = [f"{code:04d}" for code in sorted(rng.sample(range(420, 900), rng.randint(4, 9)))]
    positions = [f"felt-{n}" for n in sorted(rng.sample(range(90), rng.randint(2, 4)))]
    needs = [f"behov_{n}" for n in sorted(rng.sample(range(90), rng.randint(3, 5)))]
    prefixes = rng.sample(["0321", "1051", "2511", "2811", "3011", "6201", "7211"], len(positions))
    made = Plain(positions, needs, codes, dict(zip(positions, prefixes, strict=True)))
    _frame(made, rng)
    for position in positions:
        _supporters(made, position, rng)
        for code in codes:
            _firms(made, position, code, firms_each, rng)
    return made


def _frame(made: Plain, rng: random.Random) -> None:
    bands = ["most_important", "medium", "least_important"]
    for number, need in enumerate(made.needs):
        made.add(
            "needs",
            need_id=need,
            rank=number + 1,
            band=bands[number % 3],
            name_da=need,
            name_en=need,
        )
    for position in made.positions:
        made.add(
            "strength_positions",
            position_id=position,
            name_da=position,
            name_en=position,
            status=rng.choice(["strength", "emerging"]),
            valid_from="2021-01-01",
        )
        made.add(
            "industry_positions",
            scheme="DB07",
            code_prefix=made.industries[position],
            position_id=position,
            role="core",
            weight=1,
        )
    made.add("actors", actor_id="huset", kind="business_hub", name="Huset")
    for number, code in enumerate(made.codes):
        made.add(
            "municipalities",
            municipality_code=code,
            name=f"By {code}",
            hub_id="huset",
            population=rng.randint(5_000, 300_000),
            latitude=55.0 + 0.27 * number,
            longitude=9.0 + 0.02 * number,
        )
        made.add(
            "regions",
            region_code="1081" if number % 2 else "1083",
            municipality_code=code,
            valid_from="2007-01-01",
            name="Nord" if number % 2 else "Syd",
        )
    made.add(
        "sites",
        site_id="huset.1",
        actor_id="huset",
        municipality_code=rng.choice(made.codes),
        kind="office",
    )
    made.add(
        "offers",
        offer_id="huset.samtale",
        provider_actor_id="huset",
        kind="service",
        name_da="Samtale",
        need_ids=made.needs[0],
        area="national",
        channel="both",
        open_from="2020-01-01",
    )


def _supporters(made: Plain, position: str, rng: random.Random) -> None:
    """A cluster and an institution that both help with every need, everywhere."""
    cluster, school = f"k-{position}", f"i-{position}"
    has_offices = rng.random() < 0.5
    for actor, kind in ((cluster, "cluster"), (school, "knowledge_institution")):
        home = rng.choice(made.codes)
        made.add("actors", actor_id=actor, kind=kind, name=actor.title(), municipality_code=home)
        for code in made.codes if has_offices or actor == school else [home]:
            made.add(
                "sites",
                site_id=f"{actor}.{code}",
                actor_id=actor,
                municipality_code=code,
                kind="headquarters" if code == home else "office",
            )
        for need in made.needs:
            made.add(
                "offers",
                offer_id=f"{actor}.{need}",
                provider_actor_id=actor,
                kind="service",
                name_da=f"{need} hos {actor}",
                need_ids=need,
                position_ids=position,
                area="national",
                channel="local" if has_offices else "both",
                open_from="2021-01-01",
            )
    made.add(
        "sites",
        site_id=f"{school}.test",
        actor_id=school,
        municipality_code=rng.choice(made.codes),
        kind="test_facility",
    )
    for seat, affiliation in (("chair", "firm"), ("member-1", "knowledge"), ("member-2", "firm")):
        made.add("board_seats", actor_id=cluster, seat=seat, affiliation=affiliation)
    for code in made.codes:
        made.add(
            "activities",
            activity_id=f"a.{cluster}.{code}",
            actor_id=cluster,
            position_id=position,
            municipality_code=code,
            is_online="false",
            date="2026-01-10",
            participants=12,
        )
    _tie(made, cluster, school, position, "partner", "joint_project")
    _tie(made, "huset", cluster, position, "refers_to", "claimed")
    _tie(made, "huset", school, position, "partner", "claimed")


def _firms(made: Plain, position: str, code: str, count: int, rng: random.Random) -> None:
    for number in range(count):
        firm = f"f-{position}-{code}-{number}"
        made.add(
            "actors",
            actor_id=firm,
            kind="firm",
            name=firm,
            municipality_code=code,
            industry_code=made.industries[position] + "00",
            industry_scheme="DB07",
            legal_form="ApS",
            founded="2012-05-01",
            employees=rng.choice([4, 30, 150]),
        )
        _tie(made, firm, f"k-{position}", position, "member_of", "member")
        _tie(made, firm, f"i-{position}", position, "partner", "claimed")
        made.add(
            "participations",
            actor_id=firm,
            offer_id=f"k-{position}.{made.needs[0]}",
            role="participant",
            start="2025-02-01",
        )


def _tie(made: Plain, start: str, end: str, position: str, kind: str, evidence: str) -> None:
    made.add(
        "links",
        from_actor_id=start,
        to_actor_id=end,
        kind=kind,
        position_id=position,
        evidence=evidence,
        valid_from="2021-06-01",
    )


# --- planting ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planted:
    """What was planted: the finding that must come, and the only one of its kind."""

    kind: str
    position: str
    need: str | None = None
    codes: frozenset[str] | None = None
    """``None``: the kind is not tied to a place."""
    details: frozenset[str] | None = None
    actors: frozenset[str] = frozenset()


def plant(made: Plain, kind: str, rng: random.Random) -> Planted:
    """Plant one gap of a kind, in one of several ways, at a random place."""
    position, need = rng.choice(made.positions), rng.choice(made.needs)
    codes = rng.sample(made.codes, rng.randint(1, 3))
    return rng.choice(WAYS[kind])(made, position, need, codes, rng)


def _offers(made: Plain, position: str, need: str) -> list[dict[str, Any]]:
    """Every offer that firms of the position can use for the need."""
    return [
        row
        for row in made.tables["offers"]
        if need in row["need_ids"].split(";") and row.get("position_ids") in {None, position}
    ]


def _rest(made: Plain, codes: list[str]) -> list[str]:
    return [code for code in made.codes if code not in codes]


def _near(made: Plain, code: str) -> set[str]:
    """Municipalities within 50 km by road: the neighbours on the line, 39 km away."""
    number = made.codes.index(code)
    return set(made.codes[max(0, number - 1) : number + 2])


def _need_area(made, position, need, codes, rng):
    """The offers stop at some borders."""
    for row in _offers(made, position, need):
        row["area"] = ";".join(_rest(made, codes))
        row["position_ids"] = position
    return Planted("need", position, need, frozenset(codes))


def _need_ended(made, position, need, codes, rng):
    """The offers have ended, or have not begun."""
    for row in _offers(made, position, need):
        if row["provider_actor_id"] == "huset":
            row["position_ids"] = ";".join(p for p in made.positions if p != position)
        elif rng.random() < 0.5:
            row["open_until"] = "2026-02-28"
        else:
            row["open_from"] = "2026-03-02"
    return Planted("need", position, need, frozenset(made.codes))


def _need_removed(made, position, need, codes, rng):
    """Nobody has an offer for the need in the position."""
    for row in _offers(made, position, need):
        if row["provider_actor_id"] == "huset":
            row["position_ids"] = ";".join(p for p in made.positions if p != position)
            continue
        made.drop("offers", offer_id=row["offer_id"])
        made.drop("participations", offer_id=row["offer_id"])
    return Planted("need", position, need, frozenset(made.codes))


def _need_criteria(made, position, need, codes, rng):
    """No firm of the position meets what the offers demand."""
    for row in _offers(made, position, need):
        made.criteria[row["offer_id"]] = [
            {"test": "between", "fact": "employees", "at_least": 5000, "source": "https://a.dk"}
        ]
        row["position_ids"] = position
    return Planted("need", position, need, frozenset(made.codes))


def _move_test_facility(made: Plain, position: str, home: str) -> None:
    """Firms are met at a test facility too, so it has to lie where nobody else is missed."""
    for site in made.rows("sites", actor_id=f"i-{position}", kind="test_facility"):
        site["municipality_code"] = home


def _need_distance(made, position, need, codes, rng):
    """The offers are met on site alone, and all places are at one end."""
    home = rng.choice([made.codes[0], made.codes[-1]])
    _move_test_facility(made, position, home)
    for row in _offers(made, position, need):
        actor = row["provider_actor_id"]
        for offer in made.rows("offers", provider_actor_id=actor):
            offer["channel"] = "both"
        row |= {"channel": "local", "position_ids": position}
        for site in list(made.rows("sites", actor_id=actor)):
            if site["kind"] != "test_facility":
                made.drop("sites", site_id=site["site_id"])
        made.add(
            "sites",
            site_id=f"{actor}.end",
            actor_id=actor,
            municipality_code=home,
            kind="office",
        )
    return Planted("need", position, need, frozenset(made.codes) - _near(made, home))


def _place(made, position, need, codes, rng):
    """Those of the position are met at one end alone, and nobody helps online."""
    home = rng.choice([made.codes[0], made.codes[-1]])
    for actor in (f"k-{position}", f"i-{position}"):
        for table in ("sites", "activities"):
            for row in list(made.rows(table, actor_id=actor)):
                if row["municipality_code"] != home:
                    made.tables[table].remove(row)
        if not made.rows("sites", actor_id=actor):
            made.add(
                "sites",
                site_id=f"{actor}.end",
                actor_id=actor,
                municipality_code=home,
                kind="office",
            )
        for row in made.rows("offers", provider_actor_id=actor):
            row["channel"] = "local"
    return Planted("place", position, None, frozenset(made.codes) - _near(made, home))


def _between(low: int | None, high: int | None) -> list[dict[str, Any]]:
    limits = {"at_least": low, "at_most": high}
    bounds = {name: limit for name, limit in limits.items() if limit is not None}
    return [{"test": "between", "fact": "employees", "source": "https://a.dk", **bounds}]


SIZES = (
    (10, None, {"micro"}),
    (None, 249, {"large"}),
    (10, 249, {"micro", "large"}),
    (50, None, {"micro", "small"}),
    (None, 9, {"small", "medium", "large"}),
)


def _size_everywhere(made, position, need, codes, rng):
    """All offers have the same limits of size."""
    low, high, shut = rng.choice(SIZES)
    for row in _offers(made, position, need):
        made.criteria[row["offer_id"]] = _between(low, high)
        row["position_ids"] = position
    return Planted("size_or_stage", position, need, frozenset(made.codes), frozenset(shut))


def _size_somewhere(made, position, need, codes, rng):
    """In some municipalities only an offer with limits of size can be used."""
    low, high, shut = rng.choice(SIZES)
    first, *others = _offers(made, position, need)
    made.criteria[first["offer_id"]] = _between(low, high)
    for row in others:
        row["area"] = ";".join(_rest(made, codes))
    for row in (first, *others):
        row["position_ids"] = position
    return Planted("size_or_stage", position, need, frozenset(codes), frozenset(shut))


def _stage(made, position, need, codes, rng):
    """Firms that are new are shut out."""
    for row in _offers(made, position, need):
        made.criteria[row["offer_id"]] = [
            {"test": "age_between", "at_least_years": 3, "source": "https://a.dk"}
        ]
        row["position_ids"] = position
    return Planted("size_or_stage", position, need, frozenset(made.codes), frozenset({"new"}))


def _cluster_closed(made, position, need, codes, rng):
    (row,) = made.rows("actors", actor_id=f"k-{position}")
    row["closed"] = "2025-09-30"
    return Planted("actor", position, details=frozenset({"cluster"}))


def _cluster_gone(made, position, need, codes, rng):
    """The position has no cluster, and none of its rows."""
    cluster = f"k-{position}"
    for table, column in (
        ("sites", "actor_id"),
        ("activities", "actor_id"),
        ("board_seats", "actor_id"),
        ("links", "from_actor_id"),
        ("links", "to_actor_id"),
        ("actors", "actor_id"),
    ):
        made.drop(table, **{column: cluster})
    for row in list(made.rows("offers", provider_actor_id=cluster)):
        made.drop("participations", offer_id=row["offer_id"])
        made.drop("offers", offer_id=row["offer_id"])
    return Planted("actor", position, details=frozenset({"cluster"}))


def _no_test_facility(made, position, need, codes, rng):
    for row in list(made.rows("sites", actor_id=f"i-{position}", kind="test_facility")):
        if rng.random() < 0.5:
            row["valid_to"] = "2025-12-31"
        else:
            made.tables["sites"].remove(row)
    return Planted("actor", position, details=frozenset({"test_facility"}))


def _no_knowledge(made, position, need, codes, rng):
    """The institution is at one end alone, with its test facility."""
    home = rng.choice([made.codes[0], made.codes[-1]])
    _move_test_facility(made, position, home)
    for row in list(made.rows("sites", actor_id=f"i-{position}")):
        if row["municipality_code"] != home and row["kind"] != "test_facility":
            made.tables["sites"].remove(row)
    far = frozenset(made.codes) - _near(made, home)
    return Planted("actor", position, None, far, frozenset({"knowledge_institution"}))


def _no_business_on_board(made, position, need, codes, rng):
    for row in made.rows("board_seats", actor_id=f"k-{position}"):
        row["affiliation"] = rng.choice(["knowledge", "public"])
    return Planted("actor", position, details=frozenset({"business_on_board"}))


def _no_way(made, position, need, codes, rng):
    """The firms of some municipalities are tied to nobody."""
    lost = _firms_of(made, position, codes)
    for table, column in (("links", "from_actor_id"), ("participations", "actor_id")):
        made.tables[table] = [row for row in made.tables[table] if row[column] not in lost]
    return Planted("tie", position, None, frozenset(codes), frozenset({"no_way_to_knowledge"}))


def _firms_of(made: Plain, position: str, codes: list[str]) -> set[str]:
    return {
        row["actor_id"]
        for row in made.tables["actors"]
        if row["kind"] == "firm"
        and row["actor_id"].startswith(f"f-{position}-")
        and row["municipality_code"] in codes
    }


def _one_provider(made, position, need, codes, rng):
    """One actor alone serves the need."""
    offers = _offers(made, position, need)
    left = rng.choice([row for row in offers if row["provider_actor_id"] != "huset"])
    for row in offers:
        if row["provider_actor_id"] == "huset":
            row["position_ids"] = ";".join(p for p in made.positions if p != position)
        elif row is not left:
            row["open_until"] = "2025-12-31"
    actor = left["provider_actor_id"]
    return Planted("fragility", position, need, None, frozenset({actor}), frozenset({actor}))


def _bridge(made, position, need, codes, rng):
    """The firms of one municipality know each other, and one of them alone the others.

    Nor have the others used an offer: who uses one knows its provider.
    """
    ring = sorted(_firms_of(made, position, codes[:1]))
    bridge, others = ring[0], ring[1:]
    for table, column in (("links", "from_actor_id"), ("participations", "actor_id")):
        made.tables[table] = [r for r in made.tables[table] if r[column] not in others]
    for start, end in zip(ring, [*others, bridge], strict=True):
        _tie(made, start, end, position, "partner", "claimed")
    return Planted("fragility", position, None, None, frozenset({bridge}), frozenset({bridge}))


def _overlap(made, position, need, codes, rng):
    """Four municipal offices offer the same in the same places."""
    for number in range(4):
        office = f"kontor-{number}"
        made.add("actors", actor_id=office, kind="municipal_office", name=office)
        for code in codes:
            made.add(
                "sites",
                site_id=f"{office}.{code}",
                actor_id=office,
                municipality_code=code,
                kind="office",
            )
        made.add(
            "offers",
            offer_id=f"{office}.hjaelp",
            provider_actor_id=office,
            kind="service",
            name_da="Hjælp",
            need_ids=need,
            position_ids=position,
            area=";".join(codes),
            channel="local",
            open_from="2022-01-01",
        )
    return Planted("overlap", position, need, frozenset(codes))


def _never_reached(made, position, need, codes, rng):
    lost = _firms_of(made, position, codes)
    for row in made.tables["actors"]:
        if row["actor_id"] in lost:
            row["employees"] = 30
    rows_of_others = [row for row in made.tables["participations"] if row["actor_id"] not in lost]
    made.tables["participations"] = rows_of_others
    return Planted("reach", position, None, frozenset(codes), frozenset({"small"}))


def _dead_ends(made, position, need, codes, rng):
    for code in codes:
        for number in range(3):
            made.add(
                "dead_ends",
                dead_end_id=f"d-{code}-{number}",
                need_id=need,
                position_id=position,
                industry_code=made.industries[position] + "00",
                industry_scheme="DB07",
                municipality_code=code,
                date="2026-01-20",
                reason="no_match",
            )
    return Planted("demand", position, need, frozenset(codes))


WAYS = complete(
    GapKind,
    {
        GapKind.NEED: (_need_area, _need_ended, _need_removed, _need_criteria, _need_distance),
        GapKind.PLACE: (_place,),
        GapKind.SIZE_OR_STAGE: (_size_everywhere, _size_somewhere, _stage),
        GapKind.ACTOR: (
            _cluster_closed,
            _cluster_gone,
            _no_test_facility,
            _no_knowledge,
            _no_business_on_board,
        ),
        GapKind.TIE: (_no_way,),
        GapKind.FRAGILITY: (_one_provider, _bridge),
        GapKind.OVERLAP: (_overlap,),
        GapKind.REACH: (_never_reached,),
        GapKind.DEMAND: (_dead_ends,),
    },
    name="WAYS",
)
"""In which ways a gap of each kind is planted."""
