"""Earlier projects near a challenge, who was in them, and who worked together before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from ecosystem.analysis.consortium.challenge import Challenge
from ecosystem.analysis.consortium.matching import WordFit, word_fits
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.text_index import build_index
from ecosystem.model.consortia import MatchGround
from ecosystem.model.register import Register, collect


@dataclass(frozen=True, slots=True)
class NearProject:
    """A project whose title fits the challenge, or that is of its positions."""

    project_id: str
    title: str
    year: int | None
    fit: WordFit


@dataclass(frozen=True, slots=True)
class EarlierProjects:
    """Projects near the challenge, and the near ones of each actor, best first."""

    near: Mapping[str, NearProject] = field(default_factory=dict)
    of_actor: Mapping[str, tuple[NearProject, ...]] = field(default_factory=dict)


def earlier_projects(
    day: OnDay, challenge: Challenge, empty_words: Collection[str]
) -> EarlierProjects:
    """Find the projects near a challenge that began by the day; none where none are recorded."""
    projects = _begun(day)
    if projects.empty:
        return EarlierProjects()
    titles = {str(key): str(title) for key, title in projects["title"].items()}
    fits = word_fits(challenge.text, build_index(titles, empty_words))
    near = {}
    for key, position, start in zip(
        projects.index, projects["position_id"], projects["start"], strict=True
    ):
        is_of_field = isinstance(position, str) and position in challenge.position_ids
        fit = _counted(fits.get(str(key)), is_of_field=is_of_field)
        if fit is not None:
            year = None if pd.isna(start) else int(start.year)
            near[str(key)] = NearProject(str(key), titles[str(key)], year, fit)
    return EarlierProjects(near, _by_actor(near, parties_of(day.register, near)))


def _begun(day: OnDay) -> pd.DataFrame:
    """Return the projects that began by the day, or whose start is not recorded, by project_id."""
    projects = day.register.projects
    if projects is None:
        return pd.DataFrame()
    has_begun = projects["start"].isna() | (projects["start"] <= pd.Timestamp(day.on))
    return projects[has_begun].set_index("project_id")


def _counted(fit: WordFit | None, *, is_of_field: bool) -> WordFit | None:
    """Return what a project counts for: its words, or its field alone."""
    if fit is not None and (is_of_field or fit.ground is MatchGround.OWN_WORDS):
        return fit
    return WordFit(MatchGround.FIELD, 0.0, ()) if is_of_field else None


def parties_of(register: Register, project_ids: Collection[str]) -> dict[str, set[str]]:
    """Return who leads or took part in some projects, actor_id by project_id."""
    import narwhals as nw

    parties: dict[str, set[str]] = defaultdict(set)
    if register.projects is not None:
        chosen = register.projects[register.projects["project_id"].isin(list(project_ids))]
        led = chosen[["project_id", "lead_actor_id"]].dropna()
        for project, actor in led.itertuples(index=False, name=None):
            parties[project].add(actor)
    if register.participations is not None and project_ids:
        is_among = nw.col("project_id").is_in(sorted(project_ids))
        rows = register.participations.filter(is_among).select("project_id", "actor_id").unique()
        for project, actor in collect(rows).itertuples(index=False, name=None):
            parties[project].add(actor)
    return parties


def joint_projects(day: OnDay, actor_ids: Collection[str]) -> dict[frozenset[str], tuple[str, ...]]:
    """Return the projects that each pair of some actors had together by the day, project_id."""
    import narwhals as nw

    begun = _begun(day)
    if begun.empty or not actor_ids:
        return {}
    led = begun.loc[begun["lead_actor_id"].isin(list(actor_ids)), "lead_actor_id"]
    ids = {str(project) for project in led.index}
    if day.register.participations is not None:
        is_among = nw.col("actor_id").is_in(sorted(actor_ids)) & ~nw.col("project_id").is_null()
        rows = day.register.participations.filter(is_among).select("project_id").unique()
        ids |= set(collect(rows)["project_id"])
    joint: dict[frozenset[str], set[str]] = defaultdict(set)
    for project, parties in parties_of(day.register, ids & set(begun.index)).items():
        for pair in combinations(sorted(parties & set(actor_ids)), 2):
            joint[frozenset(pair)].add(project)
    return {pair: tuple(sorted(projects)) for pair, projects in joint.items()}


def _by_actor(
    near: Mapping[str, NearProject], parties: Mapping[str, set[str]]
) -> dict[str, tuple[NearProject, ...]]:
    of_actor: dict[str, list[NearProject]] = defaultdict(list)
    for project, actors in parties.items():
        for actor in actors:
            of_actor[actor].append(near[project])
    return {actor: tuple(sorted(projects, key=_order)) for actor, projects in of_actor.items()}


def _order(project: NearProject) -> tuple[int, float, int, str]:
    ground = tuple(MatchGround).index(project.fit.ground)
    return ground, -project.fit.share, -(project.year or 0), project.project_id
