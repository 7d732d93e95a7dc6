"""Recommendation 2: does the cluster turn challenges into projects with firms at the centre?

The projects are those that the cluster leads or is a partner of and that had begun by the day. A
party is an actor in a project, counted once there; one whose kind is not recorded may be a firm.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject
from ecosystem.model.days import has_begun
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence, Value
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import Register

PROJECT_TABLES: Final = ("projects", "participations")
PARTY_TABLES: Final = (*PROJECT_TABLES, "actors")
FULL_YEARS: Final = 3
"""Years that projects a year are counted over."""
FEWEST_FIRMS: Final = 2
"""Firms of a project that lets firms meet each other."""


class Parties(NamedTuple):
    """How many parties of each sort a project has."""

    firms: int
    knowledge: int
    known: int
    unknown: int
    """Of no recorded kind, those whose names are not kept among them."""

    @property
    def brings_together(self) -> bool | None:
        """Whether two firms and a knowledge institution meet; ``None``: it is not known."""
        lacking = max(0, FEWEST_FIRMS - self.firms) + (self.knowledge == 0)
        return None if 0 < lacking <= self.unknown else lacking == 0


def project_indicators(basis: ScorecardBasis, actor_id: str) -> tuple[Indicator, ...]:
    """Return how many projects a cluster begins, and how far firms stand in their centre."""
    subject = Subject(
        tables=PARTY_TABLES,
        caveat=Sentence(key="scorecard.caveat.projects"),
        page="netvaerk",
        is_example=basis.holds_examples(*PROJECT_TABLES),
    )
    if lacking := basis.lacking(*PARTY_TABLES):
        return tuple(subject.absent(key, lacking) for key in _KEYS)
    rows = projects_of_cluster(basis, actor_id)
    return (_per_year(basis, subject, rows), *_of_parties(basis, subject, rows))


_KEYS: Final = (
    IndicatorKey.PROJECTS_PER_YEAR,
    IndicatorKey.FIRMS_PER_PROJECT,
    IndicatorKey.FIRM_SHARE,
    IndicatorKey.WITH_TWO_FIRMS_AND_KNOWLEDGE,
    IndicatorKey.LED_BY_FIRM,
)


def projects_of_cluster(basis: ScorecardBasis, actor_id: str) -> "pd.DataFrame":
    """Return the projects that a cluster leads or is in and that had begun by the day.

    Raises:
        NotRecordedError: The register has no projects.
    """
    from ecosystem.analysis.cluster_projects import project_roles

    ids = project_roles(basis.observed, frozenset({actor_id}))["project_id"]
    projects = basis.observed.projects
    assert projects is not None
    rows = projects[projects["project_id"].isin(ids)]
    return rows[has_begun(rows, basis.day.on, "start")].reset_index(drop=True)


# --- projects a year -------------------------------------------------------------------------


def _per_year(basis: ScorecardBasis, subject: Subject, rows: "pd.DataFrame") -> Indicator:
    """Return projects begun a year over the last full years; none where none are recorded then."""
    last = (basis.day.on + timedelta(days=1)).year - 1
    years = range(last - FULL_YEARS + 1, last + 1)
    projects = basis.observed.projects
    assert projects is not None
    recorded = set(projects["start"].dt.year.dropna().astype(int))
    span = {"first": str(years[0]), "last": str(years[-1])}
    if recorded and not recorded.intersection(years):
        filled = {**span, "recorded": str(max(recorded))}
        why = Sentence(key="scorecard.why.no_starts", values=dict(filled))
        return subject.not_recorded(IndicatorKey.PROJECTS_PER_YEAR, why)
    count = int(rows["start"].dt.year.isin(years).sum())
    values: dict[str, Value] = {**span, "count": count, "yearly": round(count / FULL_YEARS, 1)}
    silent = [str(year) for year in years if recorded and year not in recorded]
    remarks = [_remark("silent_years", years=", ".join(silent))] if silent else []
    if undated := int(rows["start"].isna().sum()):
        remarks.append(_remark("undated_projects", n=undated))
    return subject.noting(remarks).figure(
        IndicatorKey.PROJECTS_PER_YEAR, count / FULL_YEARS, count, values
    )


def _remark(key: str, **values: str | int) -> Sentence:
    return Sentence(key=f"scorecard.remark.{key}", values=dict(values))


# --- parties ---------------------------------------------------------------------------------


def _of_parties(
    basis: ScorecardBasis, subject: Subject, rows: "pd.DataFrame"
) -> tuple[Indicator, ...]:
    pairs = _pairs(basis.observed, rows)
    leads = rows["lead_actor_id"].dropna()
    kinds = kinds_of(basis.observed, {*pairs["actor_id"], *leads})
    parties = _parties(rows, pairs, kinds)
    return (
        _firms_per_project(subject, parties),
        _firm_share(subject, parties),
        _meetings(subject, parties),
        _led_by_firm(subject, [kinds.get(lead) for lead in leads], len(rows)),
    )


def _pairs(register: "Register", rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return ``project_id, actor_id`` of the parties of some projects, each once."""
    import narwhals as nw
    import pandas as pd

    from ecosystem.model.register import big_table, collect

    participations = big_table(register, "participations", "who took part")
    is_in = nw.col("project_id").is_in(rows["project_id"].tolist())
    found = collect(participations.filter(is_in).select("project_id", "actor_id").unique())
    leads = rows[["project_id", "lead_actor_id"]].set_axis(["project_id", "actor_id"], axis=1)
    both = pd.concat([part for part in (found, leads.dropna()) if len(part)] or [found])
    return both.dropna().drop_duplicates(ignore_index=True)


def kinds_of(register: "Register", ids: set[str]) -> dict[str, str]:
    """Return the kind of each of some actors whose kind is recorded."""
    import narwhals as nw

    from ecosystem.model.register import big_table, collect

    actors = big_table(register, "actors", "of which kind actors are")
    named = actors.filter(nw.col("actor_id").is_in(sorted(ids))).select("actor_id", "kind")
    rows = collect(named).dropna()
    return dict(zip(rows["actor_id"], rows["kind"], strict=True))


def _parties(
    rows: "pd.DataFrame", pairs: "pd.DataFrame", kinds: Mapping[str, str]
) -> tuple[Parties, ...]:
    """Count the parties of each project by sort; those whose names are not kept are unknown."""
    ids = pairs.groupby("project_id")["actor_id"].agg(list)
    cells = rows.reindex(columns=["unnamed_participants"]).iloc[:, 0]
    unnamed = [cell.count(";") + 1 if isinstance(cell, str) and cell else 0 for cell in cells]
    return tuple(
        _parties_of([kinds.get(actor) for actor in ids.get(project_id, [])], more)
        for project_id, more in zip(rows["project_id"], unnamed, strict=True)
    )


def _parties_of(kinds: "list[str | None]", unnamed: int) -> Parties:
    known = [kind for kind in kinds if kind is not None]
    return Parties(
        firms=known.count(ActorKind.FIRM.value),
        knowledge=known.count(ActorKind.KNOWLEDGE_INSTITUTION.value),
        known=len(known),
        unknown=len(kinds) - len(known) + unnamed,
    )


def _firms_per_project(subject: Subject, parties: tuple[Parties, ...]) -> Indicator:
    from statistics import median

    if not parties:
        return subject.without(IndicatorKey.FIRMS_PER_PROJECT, "scorecard.why.no_projects")
    middle = median(project.firms for project in parties)
    values = {"middle": middle, "projects": len(parties)}
    return subject.noting(_unknown(parties)).figure(
        IndicatorKey.FIRMS_PER_PROJECT, middle, len(parties), values
    )


def _unknown(parties: tuple[Parties, ...]) -> tuple[Sentence, ...]:
    """Return the remark that counts parties of no recorded kind, which may be firms."""
    return _remarks_if("unknown_parties", sum(project.unknown for project in parties))


def _remarks_if(key: str, n: int) -> tuple[Sentence, ...]:
    return (_remark(key, n=n),) if n else ()


def _firm_share(subject: Subject, parties: tuple[Parties, ...]) -> Indicator:
    if not parties:
        return subject.without(IndicatorKey.FIRM_SHARE, "scorecard.why.no_projects")
    firms, known = (sum(p.firms for p in parties), sum(p.known for p in parties))
    return subject.noting(_unknown(parties)).share(
        IndicatorKey.FIRM_SHARE, firms, known, projects=len(parties)
    )


def _meetings(subject: Subject, parties: tuple[Parties, ...]) -> Indicator:
    """Return the share of projects with two firms and a knowledge institution, of those known."""
    key = IndicatorKey.WITH_TWO_FIRMS_AND_KNOWLEDGE
    if not parties:
        return subject.without(key, "scorecard.why.no_projects")
    answers = [project.brings_together for project in parties]
    unknown = answers.count(None)
    subject = subject.noting(_remarks_if("open_projects", unknown))
    return subject.share(key, answers.count(True), len(answers) - unknown)


def _led_by_firm(subject: Subject, kinds: "list[str | None]", projects: int) -> Indicator:
    """Return the share of projects led by a firm, of those whose lead is of a recorded kind."""
    if not projects:
        return subject.without(IndicatorKey.LED_BY_FIRM, "scorecard.why.no_projects")
    known = [kind for kind in kinds if kind is not None]
    subject = subject.noting(_remarks_if("unknown_leads", projects - len(known)))
    led = known.count(ActorKind.FIRM.value)
    return subject.share(IndicatorKey.LED_BY_FIRM, led, len(known))
