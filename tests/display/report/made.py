"""A small analysis with every part, made by hand, and one whose texts are hostile."""

from datetime import date
from typing import Any

from pydantic import create_model

from ecosystem.briefings.theme.brief import AnalysisBriefing, TableUse
from ecosystem.briefings.theme.journeys import GroupOfJourneys, ShareByDay
from ecosystem.briefings.theme.report import ThemeReportBriefing
from ecosystem.model.analysis import (
    AnalysisParameters,
    Interval,
    Part,
    PartAnswer,
    PartState,
    Statement,
)
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

ON = date(2026, 11, 30)
HOSTILE = '#import "x" <script>alert(1)</script> $a$ @b *c* \\d `e` [f] // g'
COMMAND = "ecosystem report theme --on 2026-11-30 --out x.html"
CAVEAT = Sentence(key="analysis.projects.caveat.own_number")
AREA = {
    "fund": "ERDF",
    "priority_area": "Innovation",
    "projects": 19,
    "eu_grant_dkk": 150_117_533.0,
}
BLOCK = {"projects": 26, "eu_grant_dkk": 200_117_533.0, "by_fund": [], "by_area": [AREA]}
PERIOD = {
    "period": "2007-2013",
    "all": {"projects": 598},
    "lead": BLOCK,
    "lead_or_partner": BLOCK,
    "attribution": {"none": 26, "title": 30, "all": 56},
}
SPREAD = {
    "total": 26.0,
    "hhi": 1371.4,
    "hhi_if_equal": 769.2,
    "cr3": 0.528,
    "gini": 0.45,
    "lorenz": [[0, 0], [0.5, 0.2], [1, 1]],
}
CELL = {
    "fund": "ERDF",
    "priority_area": "Innovation",
    "indicator": "virksomheder",
    "unit": "antal",
    "basis": "target",
    "actor_kind": "cluster",
    "projects": 6,
    "cost_per_unit": 269_231.0,
    "low": 203_125.0,
    "high": 571_429.0,
    "state": "computed",
}
MEASURE = {
    "measure": "outer",
    "unit": "share",
    "state": "computed",
    "difference": 0.05,
    "low": -0.02,
    "high": 0.12,
}
NEED = {
    "need_id": "finance",
    "n": 40,
    "mean": 3.6,
    "share_4_5": 0.55,
    "rank_low": 1,
    "rank_high": 4,
    "band": "A",
}
CONTENTS: dict[Part, dict[str, Any]] = {
    Part.PROJECTS: {"periods": [PERIOD]},
    Part.CONCENTRATION: {
        "periods": [{"period": "2007-2013", "clusters": 13, "projects": SPREAD}],
    },
    Part.FUNDING: {
        "years": [
            {
                "year": 2019,
                "organisations": 2,
                "total_dkk": 41_500_000.0,
                "eu_dkk": 12_300_000.0,
                "eu_share": 0.296,
            }
        ]
    },
    Part.COST: {"cells": [CELL, {**CELL, "state": "no_basis", "cost_per_unit": None}]},
    Part.LINKED: {
        "sources": [
            {
                "source": "liste",
                "participations": 2549,
                "organisations": None,
                "with_cvr": 1363,
                "first": "2007-06-26",
                "last": "2015-01-22",
            }
        ]
    },
    Part.PARTICIPANTS: {
        "compare": [MEASURE],
        "earlier": [{"class": "1-2", "cluster": 12, "other": 1}],
    },
    Part.FIRST_TIMERS: {
        "by_year": [
            {"year": 2010, "participations": 57, "first_time": 22, "share": 22 / 57},
            {"year": 2016, "participations": 7, "first_time": None, "share": None},
        ]
    },
    Part.JOURNEYS: {
        "groups": [
            {
                "group": "all",
                "organisations": 270,
                "naive": 0.2037,
                "km": [{"days": 365, "share": 0.094}, {"days": 730, "share": 0.131}],
            }
        ]
    },
    Part.NEEDS: {"needs": [NEED]},
    Part.SYSTEM: {"levels": []},
}


def a_record(fields: dict[str, Any]) -> Record:
    """Make a record of any fields."""
    kinds: dict[str, Any] = {name: (Any, value) for name, value in fields.items()}
    return create_model("Content", __base__=Record, **kinds)()


def a_statement(part: Part, **stated: Any) -> Statement:
    """A count of 26 with bounds, unless something else is stated."""
    values = {"period": "2007-2013", "lead": 26, "all": 598, "any": 40}
    made = {
        "id": "S1",
        "part": part,
        "state": PartState.COMPUTED,
        "value": 26.0,
        "n": 598,
        "low": 26,
        "high": 56,
        "interval": Interval.BOUNDS,
        "caveat": CAVEAT,
        "sentence": Sentence(key="analysis.projects.s1", values=values),
        "tables": ("projects",),
    }
    return Statement(**{**made, **stated})


def a_report_briefing(
    answers: dict[Part, PartAnswer] | None = None, label: str = "test"
) -> ThemeReportBriefing:
    """An analysis in which every part is computed, but those that are given otherwise."""
    parts = {
        part: PartAnswer(
            state=PartState.COMPUTED,
            statements=(a_statement(part),),
            content=a_record(CONTENTS[part]),
        )
        for part in Part
    }
    sources = (label, "https://www.example.dk/side")
    uses = {
        "projects": TableUse(
            table="projects", rows=598, sources=sources, first=date(2007, 6, 26), last=ON
        ),
        "finances": TableUse(table="finances", rows=None, sources=()),
        "participations": TableUse(table="participations", rows=0, sources=()),
    }
    analysis = AnalysisBriefing(
        label=label,
        on=ON,
        version="1",
        is_synthetic=False,
        parameters=AnalysisParameters(),
        settings_version="1",
        parts={**parts, **(answers or {})},
        tables=uses,
    )
    shares = (ShareByDay(days=365, share=0.094, low=0.06, high=0.14, at_risk=180),)
    curve = GroupOfJourneys(
        group="all", organisations=270, onward=55, naive=0.2037, closed=0, km=shares
    )
    names = {"finance": ("Adgang til finansiering", "Access to finance")}
    return ThemeReportBriefing(analysis=analysis, curves=(curve,), need_names=names)
