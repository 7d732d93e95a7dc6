"""How a demand on a firm is said, in Danish and English.

A finding carries its demand in words, so that the same judgement reads alike on a page, in a
letter and in JSON. Everything else on a screen stands in ``display/wording``.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, assert_never

from ecosystem.model.closed_lists import complete
from ecosystem.model.fact_words import FACT_WORDS, Pair
from ecosystem.model.offers import (
    AgeBetween,
    AidRuleSet,
    Between,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    OneOf,
    Opening,
)
from ecosystem.model.vocabulary import ScorePart

_ONE: Final = {
    "ansatte": "ansat",
    "employees": "employee",
    "partnere": "partner",
    "partners": "partner",
}
"""A unit after the number one."""
_BEFORE_THE_NUMBER: Final = ("DKK", "EUR")
"""Units that stand before a number in English."""

OWNERSHIP_NOTE: Final = Pair(
    "Regnet på virksomhedens egne tal; bekræft ejerskabet, for partnere og koncern kan tælle med.",
    "Judged on the firm's own figures; confirm ownership, for partner and linked firms may count.",
)

PART_NAMES: Final[Mapping[ScorePart, Pair]] = complete(
    ScorePart,
    {
        ScorePart.NEED: Pair("Behov", "Need"),
        ScorePart.POSITION: Pair("Styrkeposition", "Strength position"),
        ScorePart.TOPIC: Pair("Emne", "Subject"),
        ScorePart.REQUIREMENTS: Pair("Krav", "Requirements"),
        ScorePart.PLACE: Pair("Sted", "Place"),
        ScorePart.SIZE_STAGE: Pair("Størrelse og fase", "Size and stage"),
        ScorePart.TIMING: Pair("Frist", "Timing"),
        ScorePart.EARLIER_USE: Pair("Tidligere brug i regionen", "Earlier use in the region"),
        ScorePart.TRACK_RECORD: Pair("Gennemførte projekter", "Projects carried through"),
        ScorePart.VARIETY: Pair("Variation i listen", "Variety in the list"),
        ScorePart.LOCAL_CONTACT: Pair("Lokal kontakt", "Local contact"),
    },
    name="PART_NAMES",
)
"""What the parts of the score are called."""

CLUSTER_DEMAND: Final = Pair(
    "en udpeget klynge på et af virksomhedens områder",
    "a designated cluster in one of the firm's fields",
)
"""Who carries an offer out has to exist: without a cluster there is nothing to join."""
HUB_DEMAND: Final = Pair("oplyst, så erhvervshuset kan findes", "known, to find the hub")
OFFICE_DEMAND: Final = Pair(
    "oplyst, så den lokale erhvervsservice kan findes", "known, to find its office"
)
FIELD_DEMAND: Final = Pair("et af de områder, kilden beskriver", "a field the source describes")
FROM_WORDS: Final = Pair(
    "Et skøn ud fra kildens ord; spørg udbyderen.",
    "A judgement from the source's words; ask the provider.",
)
PLACE_DEMAND: Final = Pair(
    "en kommune af den slags, kilden beskriver",
    "a municipality of the kind the source describes",
)


def start_up_demand(years: int) -> Pair:
    """Write whom an offer described as for start-ups is taken to be for.

    Examples:
        >>> start_up_demand(10).da
        'ny virksomhed, højst 10 år'
    """
    return Pair(
        f"ny virksomhed, højst {years} år",
        f"a start-up, at most {years} years old",
    )


def plain_number(value: float) -> str:
    """Write a number for a record: no thousands apart, no trailing zero.

    Examples:
        >>> plain_number(24.0), plain_number(2.5)
        ('24', '2.5')
    """
    return str(int(value)) if float(value).is_integer() else str(value)


def say_number(value: float) -> Pair:
    """Write a number for a reader, in both languages.

    Examples:
        >>> say_number(250000)
        Pair(da='250.000', en='250,000')
        >>> say_number(2.5)
        Pair(da='2,5', en='2.5')
    """
    english = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return Pair(english.translate(str.maketrans(",.", ".,")), english)


def say_between(criterion: Between) -> Pair:
    """Write a range of a measured fact.

    Examples:
        >>> say_between(Between(fact="employees", at_least=2, at_most=249)).da
        '2–249 ansatte'
        >>> say_between(Between(fact="turnover_dkk", at_least=2000000)).da
        'omsætning: mindst 2.000.000 kr.'
        >>> say_between(Between(fact="partner_count", at_least=1)).en
        'partners in the project beside the firm: at least 1 partner'
        >>> say_between(Between(fact="turnover_dkk", at_least=2000000)).en
        'turnover: at least DKK 2,000,000'
    """
    low, high = criterion.at_least, criterion.at_most
    words = FACT_WORDS[criterion.fact]
    money = f"{words.unit.en} " if words.unit.en in _BEFORE_THE_NUMBER else ""
    if low is not None and high is not None:
        spans = zip(say_number(low), say_number(high), strict=True)
        danish, english = (f"{a}–{b}" for a, b in spans)
        ends = Pair(danish, f"{money}{english}")
    elif low is not None:
        least = say_number(low)
        ends = Pair(f"mindst {least.da}", f"at least {money}{least.en}")
    else:
        most = say_number(high or 0)
        ends = Pair(f"højst {most.da}", f"at most {money}{most.en}")
    unit = words.unit if {low, high} != {1, None} else Pair(*(_ONE.get(u, u) for u in words.unit))
    unit = Pair(unit.da, "" if money else unit.en)
    if words.unit == words.name:
        return Pair(f"{ends.da} {unit.da}", f"{ends.en} {unit.en}")
    ranges = (f"{ends[i]} {unit[i]}".strip() for i in range(2))
    return Pair(*(f"{name}: {end}" for name, end in zip(words.name, ranges, strict=True)))


def say_choice(criterion: OneOf | NoneOf) -> Pair:
    """Write a choice among codes; the codes stand as they are, names are the reader's."""
    if criterion.fact == "nuts3_code":
        name = Pair("landsdel", "part of the country")
    elif criterion.fact == "region_code":
        name = Pair("region", "region")
    else:
        name = FACT_WORDS[criterion.fact].name
    codes = ", ".join(criterion.values)
    if isinstance(criterion, OneOf):
        return Pair(f"{name.da}: {codes}", f"{name.en}: {codes}")
    return Pair(f"{name.da}: ikke {codes}", f"{name.en}: not {codes}")


def say_truth(criterion: IsTrue) -> Pair:
    """Write a yes-or-no demand."""
    name = FACT_WORDS[criterion.fact].name
    if criterion.wanted:
        return Pair(f"{name.da}: ja", f"{name.en}: yes")
    return Pair(f"{name.da}: nej", f"{name.en}: no")


def say_age(criterion: AgeBetween) -> Pair:
    """Write an age limit.

    Examples:
        >>> say_age(AgeBetween(at_most_years=3)).en
        'at most 3 years old'
    """
    low, high = criterion.at_least_years, criterion.at_most_years
    parts_da, parts_en = [], []
    if low is not None:
        parts_da.append(f"mindst {say_number(low).da} år gammel")
        parts_en.append(f"at least {say_number(low).en} years old")
    if high is not None:
        parts_da.append(f"højst {say_number(high).da} år gammel")
        parts_en.append(f"at most {say_number(high).en} years old")
    return Pair(" og ".join(parts_da) or "alder", " and ".join(parts_en) or "age")


def say_opening(opening: Opening) -> Pair:
    """Write when an offer is open, as far as the source tells, and of which year that is.

    Examples:
        >>> say_opening(Opening(text_da="Løbende.", text_en="Rolling.", seen_year=2024)).da
        'Løbende. Status fra 2024.'
        >>> say_opening(Opening(is_ended=True)).en
        'the offer has ended'
    """
    words = _say_when(opening)
    if opening.seen_year is None:
        return words
    return Pair(
        f"{words.da.removesuffix('.')}. Status fra {opening.seen_year}.",
        f"{words.en.removesuffix('.')}. State as of {opening.seen_year}.",
    )


def _say_when(opening: Opening) -> Pair:
    """Write when it is open, in the source's words where there are any."""
    if opening.text_da:
        return Pair(opening.text_da, opening.text_en or opening.text_da)
    if opening.is_ended:
        return Pair("ordningen er afsluttet", "the offer has ended")
    if opening.periods:
        spans = [(_say_day(p.first), _say_day(p.last)) for p in opening.periods]
        return Pair(
            "åben " + ", ".join(f"{a.da}–{b.da}" for a, b in spans),
            "open " + ", ".join(f"{a.en}–{b.en}" for a, b in spans),
        )
    if opening.is_known:
        return Pair("Løbende.", "Rolling.")
    return Pair("Ikke oplyst.", "Not stated.")


def say_leaf(
    criterion: Between | OneOf | NoneOf | IsTrue | AgeBetween | DesignatedCluster | MustAsk,
) -> Pair:
    """Write a demand that rests on one fact."""
    match criterion:
        case MustAsk():
            return Pair(criterion.text_da, criterion.text_en)
        case Between():
            return say_between(criterion)
        case OneOf() | NoneOf():
            return say_choice(criterion)
        case IsTrue():
            return say_truth(criterion)
        case AgeBetween():
            return say_age(criterion)
        case DesignatedCluster():
            return Pair(
                "en styrkeposition med udpeget klynge på dagen",
                "a strength position with a designated cluster on the day",
            )
        case _:
            assert_never(criterion)


@lru_cache(maxsize=64)
def say_size(
    people: float, turnover: float, balance: float, rate: float
) -> tuple[Pair, Pair, Pair]:
    """Write the ceilings of a size class.

    Args:
        people: Headcount the firm must be under.
        turnover: Most turnover, DKK.
        balance: Largest balance total, DKK.
        rate: DKK for one EUR.

    Returns:
        The demand on headcount, on turnover and on balance.

    Examples:
        >>> say_size(50, 75_000_000, 75_000_000, 7.5)[1].da
        'omsætning: højst 75.000.000 kr. (10 mio. euro à 7,5 kr.)'
    """
    limit = say_number(people)
    sales, total = _say_ceiling(turnover, rate), _say_ceiling(balance, rate)
    return (
        Pair(f"under {limit.da} ansatte", f"under {limit.en} employees"),
        Pair(f"omsætning: {sales.da}", f"turnover: {sales.en}"),
        Pair(f"balance: {total.da}", f"balance: {total.en}"),
    )


def _say_ceiling(amount: float, rate: float) -> Pair:
    """Write a ceiling as it is judged, in DKK, and as stated, in EUR, with the rate between."""
    kroner, at = say_number(round(amount)), say_number(rate)
    millions = say_number(round(amount / rate / 1e6, 3))
    return Pair(
        f"højst {kroner.da} kr. ({millions.da} mio. euro à {at.da} kr.)",
        f"at most DKK {kroner.en} (EUR {millions.en}m at DKK {at.en})",
    )


def say_area(area: tuple[str, ...]) -> Pair:
    """Write where an offer holds; the codes stand as they are, names are the reader's."""
    codes = ", ".join(area)
    return Pair(f"området: {codes}", f"the area: {codes}")


def say_not_yet_in_force(rules: AidRuleSet) -> Pair:
    """Write that the aid rules an offer rests on begin after the day of the judgement."""
    first = _say_day(rules.valid_from)
    return Pair(
        f"{rules.name_da} gælder først fra {first.da}. Ordningen kan ikke bedømmes på denne dag, "
        "for de tidligere regler er ikke lagt ind.",
        f"{rules.name_en} holds from {first.en} only. The scheme cannot be judged on this day, "
        "for the rules before it are not entered.",
    )


def say_no_longer_in_force(rules: AidRuleSet) -> Pair:
    """Write that the aid rules an offer rests on ended before the day of the judgement."""
    last = _say_day(rules.valid_to)
    return Pair(
        f"{rules.name_da} gælder til og med {last.da}. Ordningen kan ikke bedømmes på denne dag, "
        "før de nye regler er lagt ind.",
        f"{rules.name_en} holds until {last.en}. The scheme cannot be judged on this day until "
        "its successor is entered.",
    )


def _say_day(day: date | None) -> Pair:
    if day is None:
        return Pair("", "")
    return Pair(f"{day.day}.{day.month}.{day.year}", f"{day.day}/{day.month}/{day.year}")
