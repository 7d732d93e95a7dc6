"""Small registers and the shipped one, asked for referrals; firms made at random."""

from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.referral import referral_context, suggest_referrals
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register
from tests.thorough import tries

ON = date(2026, 3, 16)
SHIPPED = cache(read_register)
CONTEXT = cache(lambda on: referral_context(OnDay(SHIPPED(), on)))
NEED = "innovation_projects"
FOR_ALL = {"is_for_everybody": True, "target_group_da": "Alle", "target_group_en": "All"}


def refer(firm, *needs, on=ON, **switches):
    """Refer a firm over the shipped register."""
    return suggest_referrals(SHIPPED(), firm, needs, on, context=CONTEXT(on), **switches)


def ids(suggestions):
    """The offers of suggestions, in their order."""
    return [suggestion.offer_id for suggestion in suggestions]


@cache
def numbers():
    """The shipped numbers of the ranking."""
    return SHIPPED().constants


def small(*offers, actors=(), **tables):
    """A register of a hub in Skive, one need and the given offers."""
    default_tables = {
        "offers": [{"offer_id": o.offer_id, "kind": o.kind} for o in offers],
        "needs": [
            {"need_id": n, "rank": i, "band": "medium", "name_da": n, "name_en": n}
            for i, n in enumerate((NEED, "finance"), start=1)
        ],
        "actors": [
            {"actor_id": "hub", "kind": "business_hub", "name": "Hub", "municipality_code": "0791"},
            *actors,
        ],
        "municipalities": [
            {"municipality_code": code, "name": code, "hub_id": hub, "latitude": lat,
             "longitude": lon}
            for code, hub, lat, lon in [
                ("0779", "hub", 56.56, 9.03), ("0791", "hub", 56.45, 9.40),
                ("0851", "other", 57.05, 9.92),
            ]
        ],
        "strength_positions": [
            {"position_id": p, "name_da": p, "name_en": p, "status": "strength"}
            for p in ("lyd", "turisme")
        ],
        **tables,
    }  # fmt: skip
    register = a_register(catalogue={o.offer_id: o for o in offers}, **default_tables)
    return replace(register, constants=numbers())


def suggest(register, firm, needs=(NEED,), on=ON, **switches):
    """Refer a firm over a small register."""
    return suggest_referrals(register, firm, needs, on, **switches)


FACTS = {
    "employees": st.sampled_from([0, 4, 24, 90, 400]),
    "turnover_dkk": st.sampled_from([1e5, 3e6, 4e7, 9e8]),
    "balance_dkk": st.sampled_from([1e5, 3e6, 4e7, 9e8]),
    "gross_profit_dkk": st.sampled_from([0, 3e5]),
    "outside_capital_3y_dkk": st.sampled_from([0, 6e5]),
    "founded": st.dates(date(1990, 1, 1), ON),
    "municipality_code": st.sampled_from(["0101", "0400", "0561", "0751", "0825", "0851"]),
    "positions": st.sampled_from(
        [(), ("lyd",), ("turisme",), ("maritime_logistik", "energiteknologi"), ("robot_drone",)]
    ),
    "technology_readiness_level": st.integers(1, 9),
    "partner_count": st.integers(0, 4),
    "has_cvr": st.booleans(),
    "de_minimis_3y_eur": st.sampled_from([0, 400_000]),
}
FIRMS = st.fixed_dictionaries({}, optional=FACTS)
NEEDS = st.lists(
    st.sampled_from(
        ["finance", NEED, "qualified_labour", "branding", "global_markets", "staff_skills",
         "firm_cooperation", "knowledge_cooperation", "business_models"]
    ),
    min_size=1,
    max_size=2,
    unique=True,
)  # fmt: skip
SLOW = settings(max_examples=tries(12, 200))
