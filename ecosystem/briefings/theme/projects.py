"""Projects of clusters: how many, with which EU grants, within the bounds of embedded ones.

S1 counts the projects, S2 adds up the grants by priority area, S3 bounds both by what embedded
clusters may lead under their host's number. Areas of two periods are never compared.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.project_blocks import (
    AreaBlock,
    Block,
    PeriodProjects,
    ProjectsContent,
    period_projects,
)
from ecosystem.briefings.theme.statements import (
    Frame,
    absent,
    answer,
    chained,
    no_project,
    not_recorded,
    note,
    of_period,
    percent,
)
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.cluster_counts import ClusterCounts, PeriodCounts

_TABLES: Final = ("projects", "actors")
_LARGEST_AREAS: Final = 2
FEW: Final = 1 / 3
"""With projects of a smaller share of the clusters there, the clusters may be of another time."""
_OWN_NUMBER: Final = Sentence(key="analysis.projects.caveat.own_number")
_CAVEATS: Final[Mapping[str, tuple[Sentence, ...]]] = {
    "S1": (_OWN_NUMBER,),
    "S2": (_OWN_NUMBER, Sentence(key="analysis.projects.caveat.granted")),
    "S3": (Sentence(key="analysis.projects.caveat.hosts"),),
}
_PUBLISHED: Final[Mapping[str, Sentence]] = {
    "S1": Sentence(key="analysis.projects.s1.published"),
    "S2": Sentence(key="analysis.projects.s2.published"),
}
_ATTRIBUTED: Final[Mapping[str, Sentence]] = {
    "title": Sentence(key="analysis.projects.attribution.title"),
    "all": Sentence(key="analysis.projects.attribution.all"),
}
_ROLES: Final[Mapping[str, dict[str, str]]] = {
    "lead": {"role": "analysis.projects.role.lead"},
    "any": {"role": "analysis.projects.role.any"},
}
_UNITS: Final = {"S1": "projects", "S2": "dkk", "S3": "projects"}


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return how many projects clusters lead or take part in, and their grants, by period."""
    if lacking := basis.lacking(*_TABLES):
        return not_recorded(map(_frame, _CAVEATS), lacking)
    counts = counts_of(basis)
    periods = [counts.of_period(period) for period in _periods(basis, counts)]
    statements = [one for of_one in periods for one in _statements(basis, counts, of_one)]
    return answer(statements, ProjectsContent(periods=tuple(map(period_projects, periods))))


def counts_of(basis: ThemeBasis) -> "ClusterCounts":
    """Return the counts of clusters' projects that the parameters ask for."""
    from ecosystem.analysis.cluster_counts import ClusterCounts

    asked = basis.parameters
    return ClusterCounts(basis.day, asked.role, asked.attribution, asked.merge_heirs)


def _periods(basis: ThemeBasis, counts: "ClusterCounts") -> tuple[str | None, ...]:
    """List the periods counted; projects without one too, unless some periods are asked for."""
    is_whole = not basis.parameters.periods
    has_others = not basis.periods or not counts.of_period(None).projects.empty
    return tuple(dict.fromkeys((*basis.periods, *[None] * (is_whole and has_others))))


def _frame(statement_id: str) -> Frame:
    return Frame(
        id=statement_id,
        part=Part.PROJECTS,
        caveat=chained(*_CAVEATS[statement_id]),
        tables=("projects", "actors", "participations"),
        published=_PUBLISHED.get(statement_id),
    )


def _statements(
    basis: ThemeBasis, counts: "ClusterCounts", of_one: "PeriodCounts"
) -> list[Statement]:
    """Return the statements of a period; of projects without one only how many they are."""
    frames = {key: _frame(key).about(period=of_one.period) for key in _CAVEATS}
    if of_one.projects.empty:
        return [_without_projects(frame, of_one, counts) for frame in frames.values()]
    record = period_projects(of_one)
    notes = (_between(record), *told(counts, of_one))
    how_many = _how_many(basis, frames["S1"].noting(*notes), record)
    if of_one.period is None:
        return [how_many.model_copy(update={"published": None})]
    bounds = _bounds(basis, frames["S3"].noting(*told(counts, of_one)), record)
    return [how_many, _grants(basis, frames["S2"].noting(*notes), record, of_one), bounds]


def _without_projects(frame: Frame, of_one: "PeriodCounts", counts: "ClusterCounts") -> Statement:
    """Return that a period has no projects: none at all is a count, another period is no basis."""
    why = no_project(of_one.period, counts.periods)
    if of_one.period is None:
        return frame.counted(why, 0, _UNITS[frame.id], 0)
    return frame.without(PartState.NO_BASIS, why)


# What stands beside each figure.


def _between(record: PeriodProjects) -> Sentence | None:
    """Return what embedded clusters may add; nothing where there are none."""
    counts = record.attribution
    if counts.none == counts.all:
        return None
    values = {"low": counts.none, "high": counts.all}
    return Sentence(key="analysis.projects.caveat.bounds", values=dict(values))


def told(counts: "ClusterCounts", of_one: "PeriodCounts") -> tuple[Sentence | None, ...]:
    """Return what a reader must know of the clusters and the projects that were counted."""
    idle = int((of_one.by_cluster["projects"] == 0).sum())
    there = len(of_one.by_cluster)
    is_few = of_one.period is not None and there - idle < FEW * there
    return (
        Sentence(key="analysis.projects.no_clusters") if counts.every.empty else None,
        note("analysis.projects.few", idle if is_few else 0, there=there),
        _ATTRIBUTED.get(counts.attribution),
        _programmes(of_one),
    )


def _programmes(of_one: "PeriodCounts") -> Sentence | None:
    """Return which programmes a period's projects are of, where they are of several."""
    counted = of_one.projects["programme"].value_counts()
    named = "; ".join(f"{programme} ({n})" for programme, n in counted.items())
    is_mixed = len(counted) > 1
    return note("analysis.projects.programmes", len(counted) * is_mixed, named=named)


# S1: how many.


def _how_many(basis: ThemeBasis, frame: Frame, record: PeriodProjects) -> Statement:
    """Return how many projects clusters lead, and lead or are partners of."""
    role = basis.parameters.role
    block = _asked(basis, record)
    if block is None:
        return frame.without(PartState.NOT_RECORDED, absent(["participations"]))
    either = record.lead_or_partner
    key = "analysis.projects.s1.lead" if either is None else "analysis.projects.s1"
    sentence = of_period(
        key,
        record.period,
        lead=record.lead.projects,
        all=record.all.projects,
        **({} if either is None else {"any": either.projects}),
    )
    funds = chained(_marked(basis, sentence), *_funds(role, block))
    return frame.counted(funds, block.projects, _UNITS["S1"], record.all.projects)


def _asked(basis: ThemeBasis, record: PeriodProjects) -> Block | None:
    """Return the projects of the role asked for; None: partners are not recorded."""
    return record.lead if basis.parameters.role == "lead" else record.lead_or_partner


def _marked(basis: ThemeBasis, sentence: Sentence) -> Sentence:
    """Return a sentence marked where it rests on example projects."""
    is_example = basis.is_example("projects", "participations")
    return sentence.model_copy(update={"is_example": is_example})


def _funds(role: str, block: Block) -> tuple[Sentence | None, ...]:
    """Return under which funds the projects are; those without one are said apart."""
    by_name = [one for one in block.by_fund if one.fund is not None]
    without = sum(one.projects for one in block.by_fund if one.fund is None)
    funds = ", ".join(f"{one.fund} {one.projects}" for one in by_name)
    words = _ROLES[role]
    by_fund = Sentence(key="analysis.projects.s1.funds", values={"funds": funds}, words=words)
    return by_fund if funds else None, note("analysis.projects.s1.without_fund", without)


# S2: with which grants.


def _grants(
    basis: ThemeBasis, frame: Frame, record: PeriodProjects, of_one: "PeriodCounts"
) -> Statement:
    """Return the EU grants of clusters' projects and the areas that they are under."""
    block = _asked(basis, record)
    if block is None:
        return frame.without(PartState.NOT_RECORDED, absent(["participations"]))
    words = _ROLES[basis.parameters.role]
    if block.eu_grant_dkk is None or record.all.eu_grant_dkk is None:
        unknown = of_period("analysis.projects.s2.unknown", record.period, projects=block.projects)
        return frame.without(PartState.NOT_RECORDED, _worded(unknown, words))
    key = "analysis.projects.s2" if block.projects else "analysis.projects.s2.none"
    sentence = of_period(
        key,
        record.period,
        grant=round(block.eu_grant_dkk),
        projects=block.projects,
        total=round(record.all.eu_grant_dkk),
        percent=percent(_share(block.eu_grant_dkk, record.all.eu_grant_dkk)),
    )
    whole = chained(_marked(basis, _worded(sentence, words)), *_areas(block))
    noted = frame.noting(
        _grants_known(block, record.all), note("analysis.projects.negative", of_one.negative_grants)
    )
    return noted.counted(whole, block.eu_grant_dkk, _UNITS["S2"], block.projects)


def _worded(sentence: Sentence, words: dict[str, str]) -> Sentence:
    return sentence.model_copy(update={"words": {**sentence.words, **words}})


def _share(part: float, whole: float) -> float | None:
    return min(1.0, part / whole) if whole > 0 else None


def _grants_known(block: Block, every: Block) -> Sentence | None:
    """Return of how many projects the grant is known, where it is not of all."""
    unknown = every.projects - every.grants_known
    return note(
        "analysis.projects.grants_known",
        unknown,
        known=block.grants_known,
        projects=block.projects,
        all_known=every.grants_known,
        all=every.projects,
    )


def _areas(block: Block) -> tuple[Sentence | None, ...]:
    """Return the largest areas of clusters' grants, and what the others have together."""
    areas = [area for area in block.by_area if area.eu_grant_dkk]
    largest, rest = areas[:_LARGEST_AREAS], areas[_LARGEST_AREAS:]
    rest_names = "; ".join(f"{one.priority_area or '–'} ({one.fund or '–'})" for one in rest)
    rest_grant = round(sum(area.eu_grant_dkk or 0 for area in rest))
    others = note("analysis.projects.s2.rest", len(rest), grant=rest_grant, names=rest_names)
    return (*map(_area, largest), others)


def _area(area: AreaBlock) -> Sentence:
    values = {"area": area.priority_area or "–", "fund": area.fund or "–"}
    grant = round(area.eu_grant_dkk or 0)
    return Sentence(key="analysis.projects.s2.area", values={**values, "grant": grant})


# S3: what embedded clusters may add.


def _bounds(basis: ThemeBasis, frame: Frame, record: PeriodProjects) -> Statement:
    """Return between which counts the projects led by clusters lie."""
    from ecosystem.analysis.attribution import short_name

    counts = record.attribution
    units = sorted(record.embedded, key=lambda unit: (-unit.title_projects, unit.name))
    named = [f"{short_name(one.name)} {one.title_projects}" for one in units if one.title_projects]
    key = "analysis.projects.s3" if units else "analysis.projects.s3.no_units"
    by_title = {"title": counts.title, "units": ", ".join(named)}
    sentence = chained(
        of_period(key, record.period, none=counts.none, all=counts.all),
        Sentence(key="analysis.projects.s3.title", values=dict(by_title)) if named else None,
    )
    statement = frame.counted(
        _marked(basis, sentence), counts.none, _UNITS["S3"], record.all.projects
    )
    return frame.between(statement, (counts.none, counts.all), Interval.BOUNDS)
