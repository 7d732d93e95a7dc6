"""Clusters, institutions, hubs and firms per strength position: coverage, gaps and referrals.

The main walk, in Python:

>>> from datetime import date
>>> import ecosystem
>>> from ecosystem.model.firms import Firm
>>> register = ecosystem.read_register()
>>> register.label
'Danmarks erhvervsfremme'
>>> firm = Firm(employees=24, municipality_code="0779")
>>> briefing = ecosystem.brief_firm(register, firm, ["finance"], on=date(2026, 11, 23))
>>> briefing.local_hub
'ehmidt'
>>> gaps = ecosystem.find_gaps(register, on=date(2026, 11, 23), position_id="maritime_logistik")
>>> next(gap.since for gap in gaps if gap.detail == "cluster")
datetime.date(2022, 4, 1)

What else is asked, each with the register and the day:

>>> day = date(2026, 11, 23)
>>> [offer.offer_id for offer in
...  ecosystem.suggest_referrals(register, firm, ["finance"], on=day, top=1).suggestions]
['hub_guidance']
>>> ecosystem.brief_offer(register, "innobooster", firm, on=day).facts_to_ask[:2]
('has_cvr', 'turnover_dkk')
>>> ecosystem.brief_actor(register, "made", on=day).name
'MADE - Manufacturing Academy of Denmark'
>>> [step.to_id for step in ecosystem.brief_path(register, "dtu", "made", on=day).paths[0].steps]
['danish_life_science_cluster', 'ehfyn', 'made']
>>> graph = ecosystem.build_graph(register, "maritime_logistik", on=day)
>>> graph.nodes["force"]["kind"]
'knowledge_institution'
>>> "cluster" in ecosystem.brief_network(register, "maritime_logistik", on=day).nodes
False
>>> ecosystem.brief_coverage(register, "robot_drone", on=day).states["office"]["covered"]
48
>>> {gap.kind.value for gap in ecosystem.brief_gaps(register, day, "turisme").gaps} >= {"actor"}
True
>>> ecosystem.brief_position_gaps(register, on=day, position_id="turisme").position_id
'turisme'
>>> ecosystem.brief_overview(register, on=day).synthetic > 0
True

Real projects come along under a name. Whether the ranking works is asked of such a register;
example data says nothing of that:

>>> ecosystem.read_register("projects").label
'Rigtige projekter 2007-2016'
>>> ecosystem.brief_evaluation(register)  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
ecosystem.model.errors.EcosystemError: All 3000 participations of ... are example data: ...

The theme analysis of clusters, one part of it over the real projects:

>>> projects = ecosystem.read_register("projects")
>>> from ecosystem.model.analysis import AnalysisParameters, Part
>>> asked = AnalysisParameters(periods=("2007-2013",))
>>> analysis = ecosystem.brief_analysis(projects, day, [Part.PROJECTS], asked)
>>> [(said.id, said.value) for said in analysis.statements if said.id == "S3"]
[('S3', 26)]

One organisation's way, and a cluster beside the ten recommendations:

>>> way = ecosystem.brief_participation(projects, day, actor_id="cvr-29826358")
>>> way.first_touch.on, len(way.events)
(datetime.date(2007, 10, 1), 28)
>>> card = ecosystem.brief_scorecard(projects, day, "made")
>>> len(card.recommendations), card.positions[0].position_id
(10, 'avanceret_produktion')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ecosystem.analysis.gaps import find_gaps
    from ecosystem.analysis.graph import build_graph
    from ecosystem.analysis.referral import suggest_referrals
    from ecosystem.briefings.actors.actor import brief_actor
    from ecosystem.briefings.coverage.brief import brief_coverage
    from ecosystem.briefings.evaluation import brief_evaluation
    from ecosystem.briefings.gaps.brief import brief_gaps
    from ecosystem.briefings.gaps.position_gaps import brief_position_gaps
    from ecosystem.briefings.network.brief import brief_network
    from ecosystem.briefings.network.paths import brief_path
    from ecosystem.briefings.overview import brief_overview
    from ecosystem.briefings.participation import brief_participation
    from ecosystem.briefings.referral.firm import brief_firm, brief_offer
    from ecosystem.briefings.scorecard.brief import brief_scorecard
    from ecosystem.briefings.theme.brief import brief_analysis
    from ecosystem.sources.register.reading import read_register

_HOMES: Final = {
    "brief_actor": "ecosystem.briefings.actors.actor",
    "brief_analysis": "ecosystem.briefings.theme.brief",
    "brief_coverage": "ecosystem.briefings.coverage.brief",
    "brief_evaluation": "ecosystem.briefings.evaluation",
    "brief_firm": "ecosystem.briefings.referral.firm",
    "brief_gaps": "ecosystem.briefings.gaps.brief",
    "brief_network": "ecosystem.briefings.network.brief",
    "brief_offer": "ecosystem.briefings.referral.firm",
    "brief_overview": "ecosystem.briefings.overview",
    "brief_participation": "ecosystem.briefings.participation",
    "brief_path": "ecosystem.briefings.network.paths",
    "brief_position_gaps": "ecosystem.briefings.gaps.position_gaps",
    "brief_scorecard": "ecosystem.briefings.scorecard.brief",
    "build_graph": "ecosystem.analysis.graph",
    "find_gaps": "ecosystem.analysis.gaps",
    "read_register": "ecosystem.sources.register.reading",
    "suggest_referrals": "ecosystem.analysis.referral",
}

__all__ = [
    "brief_actor",
    "brief_analysis",
    "brief_coverage",
    "brief_evaluation",
    "brief_firm",
    "brief_gaps",
    "brief_network",
    "brief_offer",
    "brief_overview",
    "brief_participation",
    "brief_path",
    "brief_position_gaps",
    "brief_scorecard",
    "build_graph",
    "find_gaps",
    "read_register",
    "suggest_referrals",
]


def __getattr__(name: str) -> object:
    """Import a public function where it is first used, so that ``import ecosystem`` is light."""
    if name not in _HOMES:
        message = f"module 'ecosystem' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public functions, though they are not imported yet."""
    return sorted({*globals(), *__all__})
