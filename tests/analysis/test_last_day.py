"""On its last day an actor is still there, wherever it is asked for; the day after it is not."""

from datetime import date

import pytest

from ecosystem.analysis.coverage import serving_actors
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import gap_context
from ecosystem.analysis.graph import build_graph
from ecosystem.analysis.presence import firms_by_municipality
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.register import collect
from tests.analysis.coverage.ecosystems import CLUSTER, NEAR, an_ecosystem

LAST = date(2026, 3, 1)
FIRM = {
    "actor_id": "firma",
    "kind": "firm",
    "name": "Firma",
    "municipality_code": NEAR,
    "industry_code": "351100",
    "industry_scheme": "DB07",
}
INDUSTRY = {"scheme": "DB07", "code_prefix": "35", "position_id": "energi", "role": "core"}


@pytest.mark.parametrize(("on", "is_there"), [(LAST, True), (date(2026, 3, 2), False)])
def test_coverage_presence_gaps_network_and_lists_agree_on_the_last_day(on, is_there):
    """A cluster and a firm that cease on the first of March."""
    ends = {"closed": LAST.isoformat()}
    register = an_ecosystem(
        actors=[{**CLUSTER, **ends}, {**FIRM, **ends}],
        industry_positions=[{**INDUSTRY, "weight": 1.0}],
    )
    day, ground = OnDay(register, on), gap_context(register, on, GapThresholds())
    firms = ground.firms

    assert ("klynge" in serving_actors(day, "energi").actor_ids) is is_there
    assert firms_by_municipality(day, "energi").loc[NEAR, "firms"] == is_there
    assert ("klynge" not in ground.closed) is is_there
    assert (firms is not None and len(firms.table) == 1) is is_there
    assert ({"klynge", "firma"} <= set(build_graph(register, "energi", on))) is is_there
    listed = set(collect(OnDay(register, on).actors.active().select("actor_id"))["actor_id"])
    assert (listed == {"klynge", "firma"}) is is_there
