"""Who is in the register, and what is known of one of them.

``list_actors`` answers a search; ``brief_actor`` tells of one actor what it helps with, whom it
helps, what a firm does first, whom it is tied to, and how old and sure all of this is. What no
table records is told as not recorded, never as none.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.model.danish import search_expression, search_key, sort_expression, sort_key
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.firms import Firm
from ecosystem.model.register import Register, big_table, check_position
from ecosystem.model.vocabulary import ActorKind, Evidence, LinkKind, OfferKind, PositionRole

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    from ecosystem.analysis.eligibility import EligibilityContext
    from ecosystem.model.offers import Offer
    from ecosystem.model.register import LazyTable

OLD_AFTER_DAYS: Final = 365
"""A row nobody has confirmed for longer is told to be old."""
PERSONALLY_OWNED: Final = frozenset({"ENK", "PMV", "PEF", "I/S", "IS"})
"""Legal forms whose owner is a person; what is known of such a firm is personal data."""
NEAR_ENOUGH: Final = 55
"""Smallest likeness of a name, of 100, that is offered when a search finds nothing."""
_NAMES_COMPARED: Final = 20_000


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class ActorRow(_Told):
    """One line of a list of actors."""

    actor_id: str
    kind: ActorKind | None
    name: str
    cvr: str | None
    municipality_code: str | None
    municipality: str | None
    position_ids: tuple[str, ...]
    links: int | None = Field(description="Links that hold on the day; None: not recorded.")
    projects: int | None = Field(description="Projects and offers taken part in; None: as above.")
    checked: date | None
    is_synthetic: bool
    is_personally_owned: bool
    is_advertising_protected: bool


class ActorFilter(_Told):
    """What is looked for among the actors; what is ``None`` or false is not asked about."""

    kind: str | None = Field(default=None, description="An ActorKind, or 'unknown'.")
    search: str | None = Field(
        default=None,
        description="Digits are held against CVR numbers; words against names, strength "
        "positions and the needs an actor's offers answer. Å and Aa are the same.",
    )
    place_code: str | None = Field(
        default=None,
        description="A municipality, in which the actor is registered or has a site; or a "
        "region, in which it is registered.",
    )
    position_id: str | None = Field(
        default=None, description="A position the actor, or its industry, belongs to."
    )
    is_alone: bool = Field(default=False, description="No link, project or offer taken part in.")
    is_unchecked: bool = Field(default=False, description="Nobody has confirmed it for a year.")


class NearName(_Told):
    """An actor whose name is like what was searched for."""

    actor_id: str
    name: str


class ActorList(_Told):
    """The answer to a search: as many rows as were asked for, and how many there are."""

    actors: tuple[ActorRow, ...]
    found: int
    total: int
    near: tuple[NearName, ...] = Field(
        default=(), description="Names like the one searched for, when nothing was found."
    )


class Named(_Told):
    """A thing with a name in two languages."""

    id: str
    name_da: str
    name_en: str


class Site(_Told):
    """A place where the actor is."""

    municipality_code: str
    municipality: str | None
    kind: str
    is_current: bool
    valid_to: date | None
    source: str
    note: str | None


class Position(_Told):
    """A strength position the actor belongs to."""

    position: Named
    role: PositionRole
    valid_from: date | None
    valid_to: date | None
    is_current: bool
    is_sure: bool = Field(description="False: the source of the row is uncertain.")
    source: str


class Requirement(_Told):
    """Something an offer demands, in two languages."""

    text_da: str
    text_en: str


class Help(_Told):
    """An offer of the actor: what it helps with, whom, and how to begin."""

    offer_id: str
    kind: OfferKind
    name_da: str
    name_en: str | None
    needs: tuple[Named, ...]
    for_whom_da: str | None
    for_whom_en: str | None
    requirements: tuple[Requirement, ...]
    to_check: tuple[Requirement, ...]
    next_step: str | None
    url: str | None
    is_open: bool | None
    source: str
    checked: date | None
    confidence: str | None


class Link(_Told):
    """A tie to another actor."""

    is_outgoing: bool
    kind: LinkKind
    other_id: str
    other_name: str
    other_kind: ActorKind | None
    position: Named | None
    evidence: Evidence
    valid_from: date | None
    valid_to: date | None
    is_current: bool
    source: str


class Participation(_Told):
    """A project or an offer the actor has taken part in."""

    project_id: str | None
    offer_id: str | None
    title: str
    role: str
    start: date | None
    end: date | None
    source: str


class ActorBriefing(_Told):
    """What is known of one actor on a day."""

    on: date
    actor_id: str
    kind: ActorKind | None
    name: str
    cvr: str | None
    parent: NearName | None
    is_embedded: bool
    municipality_code: str | None
    municipality: str | None
    legal_form: str | None
    industry_code: str | None
    founded: date | None
    closed: date | None
    employees: float | None
    website: str | None
    note: str | None
    is_synthetic: bool
    is_personally_owned: bool
    is_advertising_protected: bool
    source: str
    checked: date | None
    days_since_check: int | None
    confidence: str | None
    covers: tuple[str, ...] = Field(description="Municipalities a business hub covers, by name.")
    sites: tuple[Site, ...] | None
    positions: tuple[Position, ...] | None
    offers: tuple[Help, ...] | None
    links: tuple[Link, ...] | None
    participations: tuple[Participation, ...] | None
    participations_found: int | None

    @property
    def is_old(self) -> bool:
        """Nobody has confirmed the row within a year, as far as is known."""
        return self.days_since_check is None or self.days_since_check > OLD_AFTER_DAYS


# --- the list ------------------------------------------------------------------------------


def list_actors(
    register: Register, on: date, wanted: ActorFilter | None = None, *, at_most: int = 500
) -> ActorList:
    """Find actors that are active on a day.

    Args:
        register: Its actors may be millions; only ``at_most`` rows are ever collected.
        on: The day; an actor that has closed by then is left out.
        wanted: What is looked for; every actor without it.
        at_most: Rows collected, in Danish alphabetical order.

    Raises:
        UnknownIdError: The kind, place or position is not known.
        NotRecordedError: The register has no actors.
    """
    wanted = wanted or ActorFilter()
    actors = active_actors(register, on)
    total = count_rows(actors)
    chosen = _filtered(register, actors, on, wanted)
    searched = _searched(register, chosen, wanted.search)
    found = count_rows(searched)
    ordered = searched.with_columns(order=sort_expression("name")).sort("order", "actor_id")
    rows = collected(ordered.head(at_most))
    near = _near(chosen, wanted.search) if wanted.search and not found else ()
    return ActorList(actors=_rows(register, rows, on), found=found, total=total, near=near)


def _filtered(
    register: Register, actors: "LazyTable", on: date, wanted: ActorFilter
) -> "LazyTable":
    actors = _of_kind(actors, wanted.kind)
    if wanted.position_id is not None:
        check_position(register, wanted.position_id)
        actors = actors.filter(belongs_to_position(register, wanted.position_id, on))
    if wanted.place_code is not None:
        actors = actors.filter(_is_in(register, wanted.place_code, on))
    if wanted.is_unchecked:
        actors = actors.filter(is_unchecked(on))
    return without_ties(register, actors, on) if wanted.is_alone else actors


def active_actors(register: Register, on: date) -> "LazyTable":
    """Give the actors that have not ceased before a day; on its last day one is still there."""
    import narwhals as nw  # noqa: PLC0415

    actors = big_table(register, "actors", "who is in the ecosystem")
    return actors.filter(nw.col("closed").is_null() | (nw.col("closed") >= nw.lit(on)))


def belongs_to_position(register: Register, position_id: str, on: date) -> "nw.Expr":
    """Say of each actor whether it, or its industry, belongs to a position on a day."""
    import narwhals as nw  # noqa: PLC0415

    listed: list[str] = []
    if (held := register.actor_positions) is not None:
        ours = held[holds_on(held, on) & (held["position_id"] == position_id)]
        listed = ours["actor_id"].unique().tolist()
    fits = [nw.col("actor_id").is_in(listed)]
    if (table := register.industry_positions) is not None:
        ours = table[holds_on(table, on) & (table["position_id"] == position_id)]
        for (scheme, length), rows in ours.groupby(["scheme", ours["code_prefix"].str.len()]):
            prefix = nw.col("industry_code").str.slice(0, int(str(length)))
            codes = rows["code_prefix"].tolist()
            fits.append((nw.col("industry_scheme") == scheme) & prefix.is_in(codes))
    return nw.any_horizontal(*fits, ignore_nulls=True)


def without_ties(register: Register, actors: "LazyTable", on: date) -> "LazyTable":
    """Leave out actors with a link that holds on the day, or that have taken part in anything."""
    import narwhals as nw  # noqa: PLC0415

    if (links := register.links) is not None:
        current = links[holds_on(links, on)]
        ends = {*current["from_actor_id"], *current["to_actor_id"]}
        actors = actors.filter(~nw.col("actor_id").is_in(sorted(ends)))
    if register.participations is not None:
        taking_part = register.participations.select("actor_id").unique()
        actors = actors.join(taking_part, on="actor_id", how="anti")
    return actors


def holds_on(table: "pd.DataFrame", on: date) -> "pd.Series[bool]":
    """Say of each row whether its days hold the given one; an open end always does."""
    import pandas as pd  # noqa: PLC0415

    day = pd.Timestamp(on)
    return (table["valid_from"].isna() | (table["valid_from"] <= day)) & (
        table["valid_to"].isna() | (table["valid_to"] >= day)
    )


def collected(table: "LazyTable") -> list[dict[str, Any]]:
    """Bring a small lazy table in as rows; an empty cell is ``None``."""
    return table.collect().to_arrow().to_pylist()  # type: ignore[no-any-return]


def count_rows(table: "LazyTable") -> int:
    """Count the rows of a lazy table without bringing them in."""
    import narwhals as nw  # noqa: PLC0415

    return int(table.select(n=nw.len()).collect().item())


def is_personally_owned(legal_form: str | None) -> bool:
    """Say whether a legal form has a person as owner.

    Examples:
        >>> is_personally_owned("ENK"), is_personally_owned("ApS"), is_personally_owned(None)
        (True, False, False)
    """
    return legal_form is not None and legal_form.strip().upper() in PERSONALLY_OWNED


def _of_kind(actors: "LazyTable", kind: str | None) -> "LazyTable":
    import narwhals as nw  # noqa: PLC0415

    if kind is None:
        return actors
    known = [*ActorKind, "unknown"]
    if kind not in known:
        what = "kind of actor"
        raise UnknownIdError.from_available(what, kind, known)
    wanted = nw.col("kind").is_null() if kind == "unknown" else nw.col("kind") == kind
    return actors.filter(wanted)


def _is_in(register: Register, place_code: str, on: date) -> "nw.Expr":
    import narwhals as nw  # noqa: PLC0415

    places = municipality_names(register)
    if place_code in (regions := regions_on(register, on)):
        return nw.col("municipality_code").is_in(municipalities_of(register, on, place_code))
    if place_code not in places:
        kind = "municipality or region"
        raise UnknownIdError.from_available(kind, place_code, [*places, *regions])
    there: list[str] = []
    if (sites := register.sites) is not None:
        ours = sites[holds_on(sites, on) & (sites["municipality_code"] == place_code)]
        there = ours["actor_id"].unique().tolist()
    return (nw.col("municipality_code") == place_code) | nw.col("actor_id").is_in(there)


def regions_on(register: Register, on: date) -> dict[str, str]:
    """Give the regions that exist on a day, code to name, in Danish alphabetical order."""
    if (table := register.regions) is None:
        return {}
    held = table[holds_on(table, on)]
    names = dict(zip(held["region_code"], held["name"], strict=True))
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


def municipalities_of(register: Register, on: date, region_code: str) -> list[str]:
    """Give the codes of the municipalities that make up a region on a day."""
    if (table := register.regions) is None:
        return []
    ours = table[holds_on(table, on) & (table["region_code"] == region_code)]
    return [str(code) for code in ours["municipality_code"]]


def is_unchecked(on: date) -> "nw.Expr":
    """Say of each actor whether nobody has confirmed it for a year, as far as is recorded."""
    import narwhals as nw  # noqa: PLC0415

    limit = on - timedelta(days=OLD_AFTER_DAYS)
    return nw.col("checked").is_null() | (nw.col("checked") < nw.lit(limit))


def _searched(register: Register, actors: "LazyTable", search: str | None) -> "LazyTable":
    import narwhals as nw  # noqa: PLC0415

    text = (search or "").strip()
    if not text:
        return actors
    digits = "".join(text.split())
    if digits.isdecimal():
        return actors.filter(nw.col("cvr").str.starts_with(digits))
    words = search_key(text).split()
    named = nw.all_horizontal(
        *(search_expression("name").str.contains(word, literal=True) for word in words),
        ignore_nulls=True,
    )
    about = nw.col("actor_id").is_in(_about(register, search_key(text)))
    return actors.filter(named | about)


def _about(register: Register, key: str) -> list[str]:
    """Find who belongs to a position, or has an offer for a need, of the searched name."""
    ids: set[str] = set()
    positions = _named_like(register.strength_positions, "position_id", key)
    if positions and (held := register.actor_positions) is not None:
        ids |= set(held.loc[held["position_id"].isin(positions), "actor_id"])
    needs = set(_named_like(register.needs, "need_id", key))
    for offer in register.catalogue.values():
        if offer.provider_actor_id and needs.intersection(offer.need_ids):
            ids.add(offer.provider_actor_id)
    return sorted(ids)


def _named_like(table: "pd.DataFrame | None", column: str, key: str) -> list[str]:
    if table is None:
        return []
    return [
        str(row[column])
        for row in table.to_dict("records")
        if key in search_key(f"{row['name_da']} | {row['name_en']}")
    ]


def _near(actors: "LazyTable", search: str) -> tuple[NearName, ...]:
    import narwhals as nw  # noqa: PLC0415
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    wanted = search_key(search)
    alike = search_expression("name").str.starts_with(wanted[:1])
    told = collected(
        actors.filter((nw.col("kind") != ActorKind.FIRM.value) | nw.col("kind").is_null() | alike)
        .select("actor_id", "name")
        .head(_NAMES_COMPARED)
    )
    names = {row["actor_id"]: search_key(row["name"]) for row in told}
    found = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR_ENOUGH)
    by_id = {row["actor_id"]: row["name"] for row in told}
    return tuple(NearName(actor_id=actor_id, name=by_id[actor_id]) for _, _, actor_id in found)


def _rows(register: Register, rows: Sequence[dict[str, Any]], on: date) -> tuple[ActorRow, ...]:
    ids = [row["actor_id"] for row in rows]
    links, projects = _links_of(register, ids, on), _projects_of(register, ids)
    positions, places = _positions_of(register, ids, on), municipality_names(register)
    return tuple(
        ActorRow(
            actor_id=row["actor_id"],
            kind=row["kind"],
            name=row["name"],
            cvr=row["cvr"],
            municipality_code=row["municipality_code"],
            municipality=places.get(row["municipality_code"]),
            position_ids=positions.get(row["actor_id"], ()),
            links=None if links is None else links.get(row["actor_id"], 0),
            projects=None if projects is None else projects.get(row["actor_id"], 0),
            checked=row["checked"],
            is_synthetic=bool(row["is_synthetic"]),
            is_personally_owned=is_personally_owned(row["legal_form"]),
            is_advertising_protected=bool(row["is_advertising_protected"]),
        )
        for row in rows
    )


def _links_of(register: Register, ids: Sequence[str], on: date) -> dict[str, int] | None:
    import pandas as pd  # noqa: PLC0415

    if (links := register.links) is None:
        return None
    current = links[holds_on(links, on)]
    ends = pd.concat([current["from_actor_id"], current["to_actor_id"]])
    counted: dict[str, int] = ends[ends.isin(ids)].value_counts().to_dict()
    return counted


def _projects_of(register: Register, ids: Sequence[str]) -> dict[str, int] | None:
    import narwhals as nw  # noqa: PLC0415

    if register.participations is None:
        return None
    ours = register.participations.filter(nw.col("actor_id").is_in(list(ids)))
    things = ours.select("actor_id", "project_id", "offer_id").unique()
    counted = collected(things.group_by("actor_id").agg(n=nw.len()))
    return {row["actor_id"]: row["n"] for row in counted}


def _positions_of(register: Register, ids: Sequence[str], on: date) -> dict[str, tuple[str, ...]]:
    if (held := register.actor_positions) is None:
        return {}
    ours = held[holds_on(held, on) & held["actor_id"].isin(ids)]
    return {
        str(actor_id): tuple(dict.fromkeys(rows["position_id"]))
        for actor_id, rows in ours.groupby("actor_id")
    }


def municipality_names(register: Register) -> dict[str, str]:
    """Give the name of each municipality, in Danish alphabetical order; empty: not recorded."""
    if (table := register.municipalities) is None:
        return {}
    pairs = zip(table["municipality_code"], table["name"], strict=True)
    return dict(sorted(pairs, key=lambda pair: sort_key(pair[1])))


# --- one actor -----------------------------------------------------------------------------


def brief_actor(
    register: Register, actor_id: str, on: date, *, most_participations: int = 100
) -> ActorBriefing:
    """Tell what is known of one actor on a day.

    Args:
        register: The register.
        actor_id: Key of the actor.
        on: The day: what holds then is told to be current, the rest is told with its days.
        most_participations: Projects and offers told one by one, latest first.

    Raises:
        UnknownIdError: No actor has the key; the nearest are named.
        NotRecordedError: The register has no actors.
    """
    row = _actor(register, actor_id)
    places = municipality_names(register)
    participations, found = _participations(register, actor_id, most_participations)
    checked = row["checked"]
    return ActorBriefing(
        on=on,
        **{name: row[name] for name in _PLAIN},
        parent=_named_actors(register, [row["parent_actor_id"]]).get(row["parent_actor_id"]),
        is_embedded=bool(row["is_embedded"]),
        municipality=places.get(row["municipality_code"]),
        is_synthetic=bool(row["is_synthetic"]),
        is_personally_owned=is_personally_owned(row["legal_form"]),
        is_advertising_protected=bool(row["is_advertising_protected"]),
        days_since_check=None if checked is None else (on - checked).days,
        covers=_covered(register, actor_id),
        sites=_sites(register, actor_id, on, places),
        positions=_positions(register, actor_id, on),
        offers=_offers(register, actor_id, on),
        links=_links(register, actor_id, on),
        participations=participations,
        participations_found=found,
    )


_PLAIN: Final = (
    "actor_id",
    "kind",
    "name",
    "cvr",
    "municipality_code",
    "legal_form",
    "industry_code",
    "founded",
    "closed",
    "employees",
    "website",
    "note",
    "source",
    "checked",
    "confidence",
)


def _actor(register: Register, actor_id: str) -> dict[str, Any]:
    import narwhals as nw  # noqa: PLC0415

    actors = big_table(register, "actors", "who is in the ecosystem")
    rows = collected(actors.filter(nw.col("actor_id") == actor_id).head(1))
    if not rows:
        near = collected(
            actors.filter(nw.col("actor_id").str.starts_with(actor_id[:2]))
            .select("actor_id")
            .head(_NAMES_COMPARED)
        )
        kind = "actor"
        raise UnknownIdError.from_available(kind, actor_id, (one["actor_id"] for one in near))
    return rows[0]


def _named_actors(register: Register, ids: Iterable[str | None]) -> dict[str, NearName]:
    return {
        actor_id: NearName(actor_id=actor_id, name=row["name"])
        for actor_id, row in _known(register, ids).items()
    }


def _known(register: Register, ids: Iterable[str | None]) -> dict[str, dict[str, Any]]:
    import narwhals as nw  # noqa: PLC0415

    wanted = sorted({one for one in ids if one})
    if not wanted or register.actors is None:
        return {}
    rows = register.actors.filter(nw.col("actor_id").is_in(wanted))
    return {row["actor_id"]: row for row in collected(rows.select("actor_id", "name", "kind"))}


def _named_table(table: "pd.DataFrame | None", column: str) -> dict[str, Named]:
    if table is None:
        return {}
    return {
        str(row[column]): Named(id=row[column], name_da=row["name_da"], name_en=row["name_en"])
        for row in table.to_dict("records")
    }


def _covered(register: Register, actor_id: str) -> tuple[str, ...]:
    if (table := register.municipalities) is None:
        return ()
    names = table.loc[table["hub_id"] == actor_id, "name"]
    return tuple(sorted(names, key=sort_key))


def _sites(
    register: Register, actor_id: str, on: date, places: dict[str, str]
) -> tuple[Site, ...] | None:
    if (table := register.sites) is None:
        return None
    ours = table[table["actor_id"] == actor_id]
    sites = [
        Site(**_chosen(row, Site), municipality=places.get(row["municipality_code"]))
        for row in _dated(ours, on)
    ]
    return tuple(sorted(sites, key=lambda site: (not site.is_current, site.kind)))


def _positions(register: Register, actor_id: str, on: date) -> tuple[Position, ...] | None:
    if (table := register.actor_positions) is None:
        return None
    names = _named_table(register.strength_positions, "position_id")
    ours = table[table["actor_id"] == actor_id]
    positions = [
        Position(
            **_chosen(row, Position),
            position=names.get(row["position_id"]) or _unnamed(row["position_id"]),
            is_sure=row.get("confidence") != "low",
        )
        for row in _dated(ours, on)
    ]
    return tuple(sorted(positions, key=lambda p: (not p.is_current, sort_key(p.position.name_da))))


def _unnamed(key: str) -> Named:
    return Named(id=key, name_da=key, name_en=key)


def _offers(register: Register, actor_id: str, on: date) -> tuple[Help, ...] | None:
    from ecosystem.analysis.eligibility import eligibility_context  # noqa: PLC0415

    if register.offers is None:
        return None
    context = eligibility_context(register, on)
    needs = _named_table(register.needs, "need_id")
    ours = [o for o in register.catalogue.values() if o.provider_actor_id == actor_id]
    codes = {**_named_table(register.strength_positions, "position_id"), **_places(register)}
    told = [_help(offer, needs, codes, context) for offer in ours]
    return tuple(sorted(told, key=lambda one: (one.is_open is False, sort_key(one.name_da))))


def _help(
    offer: "Offer", needs: dict[str, Named], codes: dict[str, Named], context: "EligibilityContext"
) -> Help:
    """Tell an offer's demands by holding it against a firm nobody knows anything of."""
    from ecosystem.analysis.eligibility import judge_offer  # noqa: PLC0415

    judgement = judge_offer(offer, Firm(), context)
    findings = [f for f in (*judgement.findings, *judgement.other_findings) if f.fact != "open"]
    demands = {f.required: _requirement(f.required, f.required_en, codes) for f in findings}
    return Help(
        **{name: getattr(offer, name) for name in _OF_OFFER},
        needs=tuple(needs.get(need_id) or _unnamed(need_id) for need_id in offer.need_ids),
        for_whom_da=offer.rules.target_group_da,
        for_whom_en=offer.rules.target_group_en,
        requirements=tuple(demands.values()),
        to_check=tuple(
            Requirement(text_da=one.text_da, text_en=one.text_en) for one in judgement.to_check
        ),
        is_open=judgement.is_open,
    )


def _requirement(text_da: str, text_en: str, codes: dict[str, Named]) -> Requirement:
    """Write names where a demand lists ids of positions or codes of municipalities."""

    def named(text: str, language: Literal["name_da", "name_en"]) -> str:
        return re.sub(
            r"[a-z0-9_]+",
            lambda one: getattr(codes[one[0]], language) if one[0] in codes else one[0],
            text,
        )

    return Requirement(text_da=named(text_da, "name_da"), text_en=named(text_en, "name_en"))


def _places(register: Register) -> dict[str, Named]:
    names = municipality_names(register)
    return {code: Named(id=code, name_da=name, name_en=name) for code, name in names.items()}


_OF_OFFER: Final = (
    "offer_id",
    "kind",
    "name_da",
    "name_en",
    "next_step",
    "url",
    "source",
    "checked",
    "confidence",
)


def _links(register: Register, actor_id: str, on: date) -> tuple[Link, ...] | None:
    if (table := register.links) is None:
        return None
    is_out, is_in = table["from_actor_id"] == actor_id, table["to_actor_id"] == actor_id
    ours = _dated(table[is_out | is_in], on)
    others = [_other(row, actor_id) for row in ours]
    known = _known(register, others)
    names = _named_table(register.strength_positions, "position_id")
    links = [
        Link(
            **_chosen(row, Link),
            is_outgoing=row["from_actor_id"] == actor_id,
            other_id=other,
            other_name=known[other]["name"] if other in known else other,
            other_kind=known[other]["kind"] if other in known else None,
            position=names.get(row["position_id"]) if row["position_id"] else None,
        )
        for row, other in zip(ours, others, strict=True)
    ]
    return tuple(sorted(links, key=lambda link: (not link.is_current, sort_key(link.other_name))))


def _other(row: dict[str, Any], actor_id: str) -> str:
    ends = (row["from_actor_id"], row["to_actor_id"])
    return str(ends[1] if ends[0] == actor_id else ends[0])


def _participations(
    register: Register, actor_id: str, at_most: int
) -> tuple[tuple[Participation, ...] | None, int | None]:
    import narwhals as nw  # noqa: PLC0415

    if register.participations is None:
        return None, None
    ours = register.participations.filter(nw.col("actor_id") == actor_id)
    rows = collected(ours.sort("start", descending=True, nulls_last=True).head(at_most))
    titles: dict[str, str] = {}
    if (projects := register.projects) is not None:
        wanted = {row["project_id"] for row in rows}
        known = projects[projects["project_id"].isin(wanted)]
        titles = dict(zip(known["project_id"], known["title"], strict=True))
    told = [
        Participation(**_chosen(row, Participation), title=_title(register, row, titles))
        for row in rows
    ]
    return tuple(told), count_rows(ours)


def _title(register: Register, row: dict[str, Any], titles: dict[str, str]) -> str:
    if row["project_id"]:
        return titles.get(row["project_id"], str(row["project_id"]))
    offer = register.catalogue.get(row["offer_id"] or "")
    return offer.name_da if offer else str(row["offer_id"])


def records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give the rows of a small table; an empty cell is ``None`` and a day is a ``date``."""
    import pandas as pd  # noqa: PLC0415

    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [
        {str(k): v.date() if isinstance(v, pd.Timestamp) else v for k, v in row.items()}
        for row in rows
    ]


def _dated(table: "pd.DataFrame", on: date) -> list[dict[str, Any]]:
    return records(table.assign(is_current=holds_on(table, on)))


def _chosen(row: dict[str, Any], record: type[BaseModel]) -> dict[str, Any]:
    return {name: row[name] for name in record.model_fields if name in row}
