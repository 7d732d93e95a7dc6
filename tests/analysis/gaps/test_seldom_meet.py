"""Groups that seldom meet are told from chance as often as the limit says.

Random registers in which kinds of actors meet by chance, and others in which two kinds do not
meet. The share of false and of found ones is printed.
"""

import random
import sys

import pytest

from ecosystem.analysis.gaps import find_on, gap_context, search_of
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.vocabulary import GapKind
from tests.analysis.gaps.maker import DAY
from tests.builders import a_register
from tests.thorough import tries

pytestmark = pytest.mark.thorough

SEEDS = tries(8, 200)
KINDS = {"firm": 45, "knowledge_institution": 12, "public_authority": 9}
PROJECTS = 70


def a_register_of_projects(rng, apart=()):
    """Projects of three to five parties drawn at random; two kinds may be kept apart."""
    actors = [(f"{kind}.{n}", kind) for kind, count in KINDS.items() for n in range(count)]
    parties = []
    for number in range(PROJECTS):
        partners = rng.sample(actors, rng.randint(3, 5))
        if apart and {kind for _, kind in partners} >= set(apart):
            lost = rng.choice(apart)
            partners = [partner for partner in partners if partner[1] != lost]
        parties += [
            {"actor_id": a, "project_id": f"p{number}", "role": "partner"} for a, _ in partners
        ]
    return a_register(
        strength_positions=[
            {"position_id": "vind", "name_da": "Vind", "name_en": "Wind", "status": "strength"}
        ],
        municipalities=[{"municipality_code": "0101", "name": "By"}],
        actors=[{"actor_id": a, "kind": kind, "name": a} for a, kind in actors],
        projects=[
            {"project_id": f"p{number}", "title": f"P{number}", "position_id": "vind"}
            for number in range(PROJECTS)
        ],
        participations=parties,
    )


def pairs_apart(register):
    """Pairs of kinds that are said to meet less than expected."""
    search = search_of(gap_context(register, DAY, GapThresholds()))
    gaps = find_on(search, [GapKind.TIE]).gaps
    return {gap.detail for gap in gaps if gap.detail != "no_way_to_knowledge"}


def test_groups_that_meet_by_chance_are_seldom_called_apart():
    """The stated limit is 5 % of registers; three standard errors are allowed for the draw."""
    false = sum(
        bool(pairs_apart(a_register_of_projects(random.Random(seed)))) for seed in range(SEEDS)
    )
    stated = GapThresholds().q_at_most
    allowed = stated * SEEDS + 3 * (SEEDS * stated * (1 - stated)) ** 0.5
    sys.stdout.write(
        f"\nseldom meet: {false} of {SEEDS} registers by chance, stated {stated:.0%}\n"
    )

    assert false <= allowed


@pytest.mark.parametrize("apart", [("firm", "knowledge_institution")])
def test_groups_that_do_not_meet_are_found(apart):
    """Firms and institutions that share no project."""
    pair = "~".join(apart)
    pairs_by_seed = [
        pairs_apart(a_register_of_projects(random.Random(seed), apart)) for seed in range(SEEDS)
    ]
    hits = sum(pair in pairs for pairs in pairs_by_seed)
    others = sum(bool(pairs - {pair}) for pairs in pairs_by_seed)
    sys.stdout.write(f"\nkept apart: found in {hits} of {SEEDS}, other pairs in {others}\n")

    assert hits == SEEDS
