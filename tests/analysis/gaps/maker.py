"""A complete, fresh register without gaps, and ways to plant one of each kind in it.

Eight municipalities on a line, 40 km apart, two positions, three needs. Everything that would
show an offer is recorded, filled in and checked on the day before; a row that names no day of a
check has been checked then too.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ecosystem.model.closed_lists import complete
from ecosystem.model.offers import Between, Offer, Rules
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import GapKind
from tests.builders import a_register

DAY = date(2026, 3, 1)
FRESH = "2026-02-28"
CODES = tuple(f"0{n}01" for n in range(1, 9))
POSITIONS = ("havbrug", "vindkraft")
NEEDS = ("export", "finance", "network")
INDUSTRIES = {"havbrug": "0321", "vindkraft": "2811"}


@dataclass
class Maker:
    """Rows of every table, to be changed before the register is made."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    offers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def register(self) -> Register:
        """Make the register, with its offers' rules and the rows it promises."""
        catalogue = {offer_id: _offer(offer_id, row) for offer_id, row in self.offers.items()}
        offers = [_row(row) for row in self.offers.values()]
        tables = {
            name: [{"checked": FRESH, **row} for row in rows]
            for name, rows in {**self.tables, "offers": offers}.items()
        }
        made = a_register(catalogue=catalogue, **tables)
        return replace(made, row_counts={name: len(rows) for name, rows in tables.items()})

    def rows(self, table: str, **cells: Any) -> list[dict[str, Any]]:
        """Rows of a table that hold the wanted values."""
        return [r for r in self.tables[table] if all(r.get(k) == v for k, v in cells.items())]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        k: ";".join(v) if isinstance(v, tuple) else v for k, v in row.items() if k != "criteria"
    }


def _offer(offer_id: str, row: dict[str, Any]) -> Offer:
    fields = {k: v for k, v in row.items() if k != "criteria"}
    for day in ("open_from", "open_until", "checked"):
        fields[day] = date.fromisoformat(fields[day]) if fields.get(day) else None
    blank = dict.fromkeys(
        ("name_en", "amount_min_dkk", "amount_max_dkk", "support_rate_pct", "next_step", "url")
    )
    rules = Rules(offer_id=offer_id, source="test", criteria=row.get("criteria", ()))
    return Offer(**{**blank, "confidence": None, **fields, "rules": rules})


def complete_register(seed: int = 0, firms_each: int = 6) -> Maker:  # noqa: C901 - one table after another
    """Make a register in which nothing is missing."""
    rng = random.Random(seed)
    made = Maker()
    made.tables["strength_positions"] = [
        {
            "position_id": p,
            "name_da": p,
            "name_en": p,
            "status": "strength",
            "valid_from": "2021-01-01",
        }
        for p in POSITIONS
    ]
    made.tables["needs"] = [
        {"need_id": n, "rank": i + 1, "band": "medium", "name_da": n, "name_en": n}
        for i, n in enumerate(NEEDS)
    ]
    made.tables["municipalities"] = [
        {
            "municipality_code": c,
            "name": f"By {c}",
            "hub_id": "hub",
            "latitude": 55.0 + 0.28 * i,
            "longitude": 9.0,
        }
        for i, c in enumerate(CODES)
    ]
    made.tables["industry_positions"] = [
        {"scheme": "DB07", "code_prefix": code, "position_id": p, "role": "core", "weight": 1.0}
        for p, code in INDUSTRIES.items()
    ]
    supporters = [("hub", "business_hub"), ("myndighed", "public_authority")]
    for p in POSITIONS:
        supporters += [(f"klynge.{p}", "cluster"), (f"test.{p}", "knowledge_institution")]
    made.tables["actors"] = [
        {"actor_id": a, "kind": k, "name": a, "municipality_code": CODES[0], "checked": FRESH}
        for a, k in supporters
    ]
    made.tables["sites"] = []
    made.tables["actor_positions"] = []
    for p in POSITIONS:
        for actor, role in (
            (f"klynge.{p}", "designated_cluster"),
            (f"test.{p}", "test_facility"),
            (f"test.{p}", "knowledge_field"),
        ):
            made.tables["actor_positions"].append(
                {
                    "actor_id": actor,
                    "position_id": p,
                    "role": role,
                    "valid_from": "2021-01-01",
                    "checked": FRESH,
                }
            )
        for actor in (f"klynge.{p}", f"test.{p}"):
            for code in CODES:
                made.tables["sites"].append(
                    {
                        "site_id": f"{actor}.{code}",
                        "actor_id": actor,
                        "municipality_code": code,
                        "kind": "office",
                        "checked": FRESH,
                    }
                )
    made.tables["sites"].append(
        {
            "site_id": "hub.1",
            "actor_id": "hub",
            "municipality_code": CODES[0],
            "kind": "office",
            "checked": FRESH,
        }
    )
    made.tables["board_seats"] = [
        {"actor_id": f"klynge.{p}", "seat": "1", "affiliation": "firm", "checked": FRESH}
        for p in POSITIONS
    ]
    made.tables["links"], made.tables["participations"] = [], []
    made.tables["projects"] = []
    made.tables["activities"] = [
        {
            "activity_id": f"a.{p}.{c}",
            "actor_id": f"klynge.{p}",
            "position_id": p,
            "municipality_code": c,
            "is_online": False,
            "date": FRESH,
            "checked": FRESH,
        }
        for p in POSITIONS
        for c in CODES
    ] + [
        {
            "activity_id": f"t.{p}",
            "actor_id": f"test.{p}",
            "position_id": p,
            "municipality_code": CODES[0],
            "is_online": False,
            "date": FRESH,
            "checked": FRESH,
        }
        for p in POSITIONS
    ]
    for p in POSITIONS:
        made.tables["links"].append(_tie(f"klynge.{p}", f"test.{p}", p, "partner"))
        made.tables["links"].append(_tie("hub", f"klynge.{p}", p, "refers_to"))
        made.tables["links"].append(_tie("hub", f"test.{p}", p, "partner"))
        for c in CODES:
            for number in range(firms_each):
                firm = f"firma.{p}.{c}.{number}"
                made.tables["actors"].append(
                    {
                        "actor_id": firm,
                        "kind": "firm",
                        "name": firm,
                        "municipality_code": c,
                        "industry_code": INDUSTRIES[p],
                        "industry_scheme": "DB07",
                        "employees": float(rng.choice([5, 25, 120])),
                        "founded": "2010-01-01",
                        "checked": FRESH,
                    }
                )
                made.tables["links"].append(_tie(firm, f"klynge.{p}", p, "member_of"))
                made.tables["participations"].append(
                    {
                        "actor_id": firm,
                        "offer_id": f"klynge.{p}.{NEEDS[0]}",
                        "role": "participant",
                        "start": "2025-01-01",
                    }
                )
        for n in NEEDS:
            for giver in ("klynge", "test"):
                offer_id = f"{giver}.{p}.{n}"
                made.offers[offer_id] = {
                    "offer_id": offer_id,
                    "provider_actor_id": f"{giver}.{p}",
                    "kind": "service",
                    "name_da": offer_id,
                    "need_ids": (n,),
                    "position_ids": (p,),
                    "area": ("national",),
                    "channel": "local",
                    "open_from": "2021-01-01",
                    "open_until": None,
                    "source": "test",
                    "checked": FRESH,
                    "criteria": (),
                }
    made.offers["hub.vejledning"] = {
        "offer_id": "hub.vejledning",
        "provider_actor_id": "hub",
        "kind": "service",
        "name_da": "Vejledning",
        "need_ids": ("finance",),
        "position_ids": (),
        "area": (CODES[0],),
        "channel": "local",
        "open_from": "2021-01-01",
        "open_until": None,
        "source": "test",
        "checked": FRESH,
        "criteria": (),
    }
    return made


def _tie(start: str, end: str, position: str, kind: str) -> dict[str, Any]:
    return {
        "from_actor_id": start,
        "to_actor_id": end,
        "kind": kind,
        "position_id": position,
        "evidence": "member",
        "valid_from": "2021-01-01",
        "checked": FRESH,
    }


@dataclass(frozen=True)
class Planted:
    """What was planted: the finding that must come, and the only one of its kind."""

    kind: str
    position: str | None
    need: str | None = None
    codes: frozenset[str] = frozenset()
    detail: str | None = None


def plant(made: Maker, kind: str, rng: random.Random) -> Planted:
    """Plant one gap of a kind at a random place."""
    p, n = rng.choice(POSITIONS), rng.choice(NEEDS)
    codes = frozenset(rng.sample(CODES, rng.randint(1, 3)))
    rest = tuple(c for c in CODES if c not in codes)
    return PLANTERS[kind](made, p, n, codes, rest, rng)


def _need(made, p, n, codes, rest, rng):
    for giver in ("klynge", "test"):
        made.offers[f"{giver}.{p}.{n}"]["area"] = rest
    if n == "finance":
        codes = codes - {CODES[0]}
        if not codes:
            made.offers["hub.vejledning"]["open_until"] = "2025-12-31"
            codes = frozenset({CODES[0]})
    return Planted("need", p, n, codes)


def _place(made, p, n, codes, rest, rng):
    for table in ("sites", "activities"):
        made.tables[table] = [
            r
            for r in made.tables[table]
            if not (
                r["actor_id"] in {f"klynge.{p}", f"test.{p}"} and r["municipality_code"] != CODES[0]
            )
        ]
    far = frozenset(CODES[1:]) - _near(CODES[0])
    return Planted("place", p, None, far)


def _near(code):
    """Municipalities within 50 km by road: the neighbours on the line lie 40.5 km apart."""
    number = CODES.index(code)
    return frozenset(CODES[max(0, number - 1) : number + 2])


def _size(made, p, n, codes, rest, rng):
    tight = (Between(fact="employees", at_least=10, at_most=249, source="test"),)
    for offer in made.offers.values():
        if n in offer["need_ids"] and (p in offer["position_ids"] or not offer["position_ids"]):
            offer["criteria"] = tight
    return Planted("size_or_stage", p, n, frozenset(CODES), "micro|large")


def _actor(made, p, n, codes, rest, rng):
    role = rng.choice(["designated_cluster", "test_facility"])
    for row in made.rows("actor_positions", position_id=p, role=role):
        row["valid_to"] = "2025-06-30"
    name = {"designated_cluster": "cluster", "test_facility": "test_facility"}[role]
    return Planted("actor", p, None, frozenset(), name)


def _way(made, p, n, codes, rest, rng):
    lost = {
        r["actor_id"]
        for r in made.tables["actors"]
        if r["actor_id"].startswith(f"firma.{p}") and r["municipality_code"] in codes
    }
    made.tables["links"] = [r for r in made.tables["links"] if r["from_actor_id"] not in lost]
    for row in made.tables["participations"]:
        if row["actor_id"] in lost:
            row["offer_id"] = "hub.vejledning.egen"
    made.offers["hub.vejledning.egen"] = {
        **made.offers["hub.vejledning"],
        "offer_id": "hub.vejledning.egen",
        "provider_actor_id": "myndighed",
        "open_until": "2025-12-31",
    }
    return Planted("tie", p, None, codes, "no_way_to_knowledge")


def _single(made, p, n, codes, rest, rng):
    made.offers[f"test.{p}.{n}"]["open_until"] = "2025-12-31"
    if n == "finance":
        made.offers["hub.vejledning"]["open_until"] = "2025-12-31"
        return Planted("fragility", p, n, frozenset(), f"klynge.{p}")
    return Planted("fragility", p, n, frozenset(), f"klynge.{p}")


def _overlap(made, p, n, codes, rest, rng):
    for number in range(2):
        actor = f"kommune.{number}"
        made.tables["actors"].append(
            {
                "actor_id": actor,
                "kind": "municipal_office",
                "name": actor,
                "municipality_code": None,
                "checked": FRESH,
            }
        )
        for code in codes:
            made.tables["sites"].append(
                {
                    "site_id": f"{actor}.{code}",
                    "actor_id": actor,
                    "municipality_code": code,
                    "kind": "office",
                    "checked": FRESH,
                }
            )
        made.offers[actor] = {
            **made.offers[f"klynge.{p}.{n}"],
            "offer_id": actor,
            "provider_actor_id": actor,
            "area": tuple(sorted(codes)),
        }
    return Planted("overlap", p, n, codes)


def _reach(made, p, n, codes, rest, rng):
    hit = set()
    for row in made.tables["actors"]:
        if row["actor_id"].startswith(f"firma.{p}") and row["municipality_code"] in codes:
            row["employees"] = 25.0
            hit.add(row["actor_id"])
    made.tables["participations"] = [
        r for r in made.tables["participations"] if r["actor_id"] not in hit
    ]
    return Planted("reach", p, None, codes, "small")


def _demand(made, p, n, codes, rest, rng):
    made.tables["dead_ends"] = [
        {
            "dead_end_id": f"d.{c}.{i}",
            "need_id": n,
            "position_id": p,
            "municipality_code": c,
            "date": "2026-01-15",
            "reason": "no_match",
        }
        for c in codes
        for i in range(3)
    ]
    return Planted("demand", p, n, codes)


PLANTERS = complete(
    GapKind,
    {
        GapKind.NEED: _need,
        GapKind.PLACE: _place,
        GapKind.SIZE_OR_STAGE: _size,
        GapKind.ACTOR: _actor,
        GapKind.TIE: _way,
        GapKind.FRAGILITY: _single,
        GapKind.OVERLAP: _overlap,
        GapKind.REACH: _reach,
        GapKind.DEMAND: _demand,
    },
    name="PLANTERS",
)
"""How one gap of each kind is planted."""
