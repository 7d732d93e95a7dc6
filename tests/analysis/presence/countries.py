"""Two municipalities and two positions, and the firms of a test in them."""

from datetime import date

from tests.builders import a_register

TODAY = date(2026, 3, 1)

PLACES = [
    {"municipality_code": "0101", "name": "København"},
    {"municipality_code": "0851", "name": "Aalborg"},
]

POSITIONS = [
    {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"},
    {"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound", "status": "strength"},
]


def an_industry(prefix, position="energi", role="core", weight=1.0, scheme="DB07", **more):
    """A code prefix of a position."""
    plain = {"scheme": scheme, "code_prefix": prefix, "position_id": position}
    return {**plain, "role": role, "weight": weight, **more}


def a_firm_row(actor_id, code=None, place="0851", scheme="DB07", **more):
    """An active firm."""
    plain = {"actor_id": actor_id, "kind": "firm", "name": actor_id, "municipality_code": place}
    return {**plain, "industry_code": code, "industry_scheme": scheme, **more}


def a_country(firms, **tables):
    """Two municipalities and two positions with some firms."""
    plain = {"municipalities": PLACES, "strength_positions": POSITIONS, "actors": firms}
    return a_register(**{**plain, **tables})


def a_statistic(code, year=2023, scheme="DB07", place="0851", workplaces=10):
    """A row of official statistics."""
    plain = {"municipality_code": place, "industry_code": code, "industry_scheme": scheme}
    return {**plain, "year": year, "workplaces": workplaces}
