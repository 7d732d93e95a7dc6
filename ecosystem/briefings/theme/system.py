"""Who does what: the levels of the system, the needs they serve, and who refers to whom."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.system import (
    LEVEL_NAMES,
    OTHERS_AT_LEVEL,
    layers_on,
    offers_by_actor,
    place_actors,
    referral_links,
)
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.analysis import Part, PartAnswer, PartState, Statement, SystemLevel
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    import pandas as pd

_TABLES: Final = ("system_layers", "actor_layers", "actors", "offers", "links")
_NEEDED: Final = ("system_layers", "actors")
_ID: Final = "S10"
_WITH_FLOWS: Final = {
    "system.finding": "system.finding.flows",
    "system.finding.without": "system.finding.without.flows",
}
"""The sentence of a finding that counts the flows too."""


class LayerAnswer(Record):
    """A layer of the system: who is in it, what they offer, which needs that serves."""

    layer_id: str | None = Field(description="None: actors of whom the level alone is known.")
    name_da: str
    name_en: str
    role_da: str | None = None
    role_en: str | None = None
    actors: int | None = Field(description="None: not recorded.")
    offers: int | None = Field(description="None: offers are not recorded.")
    need_ids: tuple[str, ...] = ()


class LevelAnswer(Record):
    """A level of the system with its layers."""

    level: SystemLevel
    name_da: str
    name_en: str
    layers: tuple[LayerAnswer, ...]

    @property
    def actors(self) -> int | None:
        """Actors of all its layers; ``None``: none is recorded."""
        counts = [layer.actors for layer in self.layers if layer.actors is not None]
        return sum(counts) if counts else None


class NeedAtLevel(Record):
    """How many actors of a level serve a need, with how many offers."""

    need_id: str
    level: SystemLevel
    actors: int
    offers: int


class LevelFlow(Record):
    """How many pairs of actors refer firms from one level to another, by evidence."""

    from_level: SystemLevel
    to_level: SystemLevel
    evidence: str = Field(description="claimed, agreed or accepted.")
    n: int


class SystemBriefing(Record):
    """Who does what on a day: levels, needs by level, flows between levels."""

    levels: tuple[LevelAnswer, ...]
    matrix: tuple[NeedAtLevel, ...]
    flows: tuple[LevelFlow, ...]
    on: date = Field(exclude=True)
    position_da: str | None = Field(default=None, exclude=True, description="None: all positions.")
    position_en: str | None = Field(default=None, exclude=True)
    finding: Sentence = Field(exclude=True, description="What a picture of it shows.")
    has_links: bool = Field(exclude=True, description="Links are recorded.")


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return who does what on the day, with the statement that a picture of it makes.

    Raises:
        UnknownIdError: The register has no such position as the parameters name.
    """
    if lacking := basis.lacking(*_NEEDED):
        why = Sentence(key="system.not_recorded", values={"table": lacking[0]})
        return PartAnswer.without(PartState.NOT_RECORDED, why, (_without(why),))
    content = brief_system(basis)
    statement = _statement(content, _unplaced(basis))
    return PartAnswer(state=PartState.COMPUTED, statements=(statement,), content=content)


def brief_system(basis: ThemeBasis) -> SystemBriefing:
    """Return the levels of the system, the needs they serve and the flows between them."""
    position = basis.parameters.position
    everybody = place_actors(basis.day)
    placed = everybody if position is None else place_actors(basis.day, position)
    offers = offers_by_actor(basis.day, position)
    links = referral_links(basis.day, placed)
    name = None if position is None else basis.day.names.position(position)
    levels = _levels(basis, everybody, placed, offers)
    return SystemBriefing(
        levels=levels,
        matrix=_matrix(basis, placed, offers),
        flows=_flows(links),
        on=basis.on,
        position_da=None if name is None else name.da,
        position_en=None if name is None else name.en,
        finding=_finding(levels, placed, links),
        has_links=links is not None,
    )


# --- levels ----------------------------------------------------------------------------------


def _levels(
    basis: ThemeBasis,
    everybody: "pd.DataFrame",
    placed: "pd.DataFrame",
    offers: "pd.DataFrame | None",
) -> tuple[LevelAnswer, ...]:
    """Return every level from the municipality up, with the layers that hold on the day."""
    layers = layers_on(basis.day)
    rows = [] if layers is None else [row for _, row in layers.iterrows()]
    answers = []
    for level in SystemLevel:
        own = [
            _layer(basis, row, everybody, placed, offers) for row in rows if row["level"] == level
        ]
        others = _others(basis, level, everybody, placed, offers)
        name = LEVEL_NAMES[level]
        answers.append(
            LevelAnswer(level=level, name_da=name.da, name_en=name.en, layers=(*own, *others))
        )
    return tuple(answers)


def _layer(
    basis: ThemeBasis,
    row: "pd.Series[str]",
    everybody: "pd.DataFrame",
    placed: "pd.DataFrame",
    offers: "pd.DataFrame | None",
) -> LayerAnswer:
    layer_id = row["layer_id"]
    is_recorded = bool((everybody["layer_id"] == layer_id).any())
    inside = placed[placed["layer_id"] == layer_id]
    return LayerAnswer(
        layer_id=str(layer_id),
        name_da=str(row["name_da"]),
        name_en=str(row["name_en"]),
        role_da=_text(row["role_da"]),
        role_en=_text(row["role_en"]),
        actors=int(inside["is_counted"].sum()) if is_recorded else None,
        **_offered(basis, inside, offers),
    )


def _others(
    basis: ThemeBasis,
    level: SystemLevel,
    everybody: "pd.DataFrame",
    placed: "pd.DataFrame",
    offers: "pd.DataFrame | None",
) -> tuple[LayerAnswer, ...]:
    """Return the actors of whom the level alone is known, as a layer without a key."""
    if not _at_level_alone(everybody, level).any():
        return ()
    inside = placed[_at_level_alone(placed, level)]
    return (
        LayerAnswer(
            layer_id=None,
            name_da=OTHERS_AT_LEVEL.da,
            name_en=OTHERS_AT_LEVEL.en,
            actors=int(inside["is_counted"].sum()),
            **_offered(basis, inside, offers),
        ),
    )


def _at_level_alone(placed: "pd.DataFrame", level: SystemLevel) -> "pd.Series[bool]":
    return (placed["level"] == level.value) & placed["layer_id"].isna()


def _offered(
    basis: ThemeBasis, inside: "pd.DataFrame", offers: "pd.DataFrame | None"
) -> "dict[str, int | tuple[str, ...] | None]":
    """Return offers and needs of some actors, the needs in their published order."""
    if offers is None:
        return {"offers": None, "need_ids": ()}
    own = offers[offers["actor_id"].isin(inside["actor_id"])]
    served = set(own["need_id"].dropna())
    known = [need for need in basis.day.names.needs if need in served]
    return {
        "offers": int(own["offer_id"].nunique()),
        "need_ids": (*known, *sorted(served - set(known))),
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


# --- needs and flows -------------------------------------------------------------------------


def _matrix(
    basis: ThemeBasis, placed: "pd.DataFrame", offers: "pd.DataFrame | None"
) -> tuple[NeedAtLevel, ...]:
    """Return every need at every level, as far as offers are recorded."""
    if offers is None:
        return ()
    level_of = placed.dropna(subset=["level"]).drop_duplicates("actor_id")
    rows = offers.merge(level_of[["actor_id", "level"]], on="actor_id")
    counts = rows.groupby(["need_id", "level"])[["actor_id", "offer_id"]].nunique()
    cells = {key: (int(n), int(m)) for key, n, m in counts.itertuples()}
    return tuple(
        NeedAtLevel(need_id=need, level=level, actors=n, offers=m)
        for need in basis.day.names.needs
        for level in SystemLevel
        for n, m in [cells.get((need, level.value), (0, 0))]
    )


def _flows(links: "pd.DataFrame | None") -> tuple[LevelFlow, ...]:
    if links is None:
        return ()
    columns = ("from_level", "to_level", "evidence")
    counts = Counter(zip(*(links[column] for column in columns), strict=True))
    flows = [
        LevelFlow(from_level=SystemLevel(start), to_level=SystemLevel(end), evidence=evidence, n=n)
        for (start, end, evidence), n in counts.items()
    ]
    rank = {level: rank for rank, level in enumerate(SystemLevel)}
    return tuple(sorted(flows, key=lambda f: (rank[f.from_level], rank[f.to_level], f.evidence)))


# --- what it says ----------------------------------------------------------------------------


def _finding(
    levels: tuple[LevelAnswer, ...], placed: "pd.DataFrame", links: "pd.DataFrame | None"
) -> Sentence:
    """Return what a picture of the system shows: municipalities, hubs and clusters tied together.

    A hub ties when municipalities refer to it and it refers to clusters.
    """
    if links is None or not (tied := _tied(placed, links))["hubs"]:
        values: dict[str, int] = {
            "actors": sum(level.actors or 0 for level in levels),
            "levels": sum(bool(level.actors) for level in levels),
        }
        key = "system.finding.not_recorded" if links is None else "system.finding.without"
        return Sentence(key=key, values={**values})
    return Sentence(key="system.finding", values={**tied})


def _tied(placed: "pd.DataFrame", links: "pd.DataFrame") -> dict[str, int]:
    """Count the hubs between municipalities and clusters, and whom they tie together."""
    counted = set(placed.loc[placed["is_counted"], "actor_id"])
    rows = links[links["from_actor_id"].isin(counted) & links["to_actor_id"].isin(counted)]
    up = rows[rows["from_level"].eq("municipal") & rows["to_level"].eq("cross_municipal")]
    on = rows[rows["from_level"].eq("cross_municipal") & rows["to_level"].eq("national_sector")]
    hubs = set(up["to_actor_id"]) & set(on["from_actor_id"])
    return {
        "hubs": len(hubs),
        "municipalities": up.loc[up["to_actor_id"].isin(hubs), "from_actor_id"].nunique(),
        "clusters": on.loc[on["from_actor_id"].isin(hubs), "to_actor_id"].nunique(),
    }


def _statement(content: SystemBriefing, unplaced: int) -> Statement:
    by_evidence = {
        evidence: sum(flow.n for flow in content.flows if flow.evidence == evidence)
        for evidence in ("claimed", "agreed", "accepted")
    }
    flows = sum(by_evidence.values())
    caveat = Sentence(key="system.caveat", values={"unplaced": unplaced})
    if not content.has_links:
        return _without(content.finding, caveat)
    values: dict[str, Value] = {**content.finding.values, "flows": flows, **by_evidence}  # noqa: PD011
    return Statement(
        id=_ID,
        part=Part.SYSTEM,
        state=PartState.COMPUTED,
        sentence=Sentence(key=_WITH_FLOWS[content.finding.key], values=values),
        value=float(flows),
        unit="pairs",
        n=sum(level.actors or 0 for level in content.levels),
        why_no_interval=Sentence(key="system.no_interval"),
        caveat=caveat,
        tables=_TABLES,
    )


def _without(why: Sentence, caveat: Sentence | None = None) -> Statement:
    return Statement(
        id=_ID,
        part=Part.SYSTEM,
        state=PartState.NOT_RECORDED,
        sentence=why,
        caveat=caveat or Sentence(key="system.caveat.not_recorded"),
        tables=_TABLES,
    )


def _unplaced(basis: ThemeBasis) -> int:
    """Return how many actors that are no firms have neither a level by kind nor one recorded."""
    placed = place_actors(basis.day)
    return int(placed["level"].isna().sum())
