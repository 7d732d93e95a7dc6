"""Who answered a survey: what the register knows of them, and what they answered themselves."""

from typing import Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.participants.facts import (
    Typology,
    organisation_facts,
    outer_municipalities,
)

REGISTER, ANSWER = "register", "answer"
"""Where a figure of a respondent is from."""
_OWN: Final = {"employees": "employees", "is_outer": "municipality_code"}
"""What respondents may answer of themselves, by the fact that it tells."""


def respondent_facts(day: OnDay, answers: pd.DataFrame, typology: Typology) -> pd.DataFrame:
    """Return size, age and place of those who answered, from the register or from their answer.

    The register speaks wherever it knows the fact, because all others are measured by it too; what
    a respondent answered fills in. An organisation that answered several times counts once, with
    the last answer it gave. Foundation is known from the register alone.

    Args:
        day: The register on the day.
        answers: Rows of ``need_answers``; those without an actor are respondents of their own.
        typology: What tells an outer municipality.

    Returns:
        One row an organisation: ``employees, founded, is_outer, is_host, is_synthetic``, missing
        where neither knows, and ``employees_from, is_outer_from, founded_from`` (``REGISTER``,
        ``ANSWER`` or missing).

    Raises:
        NotRecordedError: The register has no actors.
    """
    own = _own_answers(day, answers, typology)
    recorded = organisation_facts(day, own["actor_id"].dropna(), typology)
    columns = ["employees", "founded", "is_outer", "is_host", "is_synthetic"]
    facts = recorded.reindex(own["actor_id"])[columns].set_axis(own.index)
    sources = {
        f"{name}_from": facts[name].map(lambda _: REGISTER, na_action="ignore").astype(object)
        for name in ("employees", "is_outer", "founded")
    }
    for name in _OWN:
        is_filled = facts[name].isna() & own[name].notna()
        sources[f"{name}_from"] = sources[f"{name}_from"].mask(is_filled, ANSWER)
        facts[name] = facts[name].astype(float).fillna(own[name])
    flags = {name: facts[name].eq(other=True) for name in ("is_host", "is_synthetic")}
    return facts.assign(founded=pd.to_datetime(facts["founded"]), **flags, **sources)


def _own_answers(day: OnDay, answers: pd.DataFrame, typology: Typology) -> pd.DataFrame:
    """Return ``actor_id, employees`` and ``is_outer`` of each organisation by its own answers."""
    columns = ["respondent_id", "actor_id", "asked_on", *_OWN.values()]
    rows = answers.reindex(columns=columns).sort_values(
        "asked_on", kind="stable", na_position="first"
    )
    outer = rows["municipality_code"].map(outer_municipalities(day, typology))
    organisation = rows["actor_id"].fillna("respondent:" + rows["respondent_id"].astype(str))
    figures = rows.assign(employees=rows["employees"].astype(float), is_outer=outer.astype(float))
    return figures.groupby(organisation)[["actor_id", "employees", "is_outer"]].last()
