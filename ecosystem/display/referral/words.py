"""Words for facts, values, demands and distances, wherever a referral shows them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from ecosystem.display.wording import Language, say, t, texts
from ecosystem.display.wording.formats import day, money, number
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import FIRM_FACTS, LIST_OF, Firm, FirmFact
from ecosystem.model.judgements import Finding
from ecosystem.model.referrals import Question
from ecosystem.model.vocabulary import Freshness, LabourKind, Theme

if TYPE_CHECKING:
    from ecosystem.briefings.referral.firm import FirmBriefing

MOST_NAMES: Final = 6
"""Places or fields a demand lists before the rest is counted."""
_MILLION: Final = 1_000_000
_IDS: Final = re.compile(r"\b(?:DK[0-9]{3}|[a-z0-9_]{3,})\b")
_CEILING: Final[Mapping[Language, re.Pattern[str]]] = {
    "da": re.compile(r"(?P<kroner>[0-9.]+) kr\. \((?P<euro>[0-9,.]+ mio\. euro) à [0-9,.]+ kr\.\)"),
    "en": re.compile(r"DKK (?P<kroner>[0-9,]+) \((?P<euro>EUR [0-9.,]+m) at DKK [0-9.,]+\)"),
}
"""A ceiling of a size class as the rules say it: in kroner, in euro, at a rate."""
_NUMBERS: Final = ("employees", "technology_readiness_level", "partner_count")
_VALUE_WORDS: Final[Mapping[str, str]] = {
    "": "cards.none_of_them",
    "true": "intake.yes",
    "false": "intake.no",
}
"""Values that are written as a word."""


def firm_line(firm: Firm, names: Mapping[str, str], language: Language = "da") -> str:
    """Write a firm in one line: number, place, size and industry, as far as they are known.

    Examples:
        >>> firm = Firm(cvr="12345678", municipality_code="0779", employees=24)
        >>> firm_line(firm, {"0779": "Skive"})
        'CVR 12345678 · Skive · 24 ansatte'
    """
    facts = [
        firm.cvr and t("intake.cvr_shown", language, cvr=firm.cvr),
        firm.municipality_code and names.get(firm.municipality_code, firm.municipality_code),
        None if firm.employees is None else t("intake.employees_shown", language, n=firm.employees),
        firm.industry_code
        and t("intake.industry_shown", language, code=_dotted(firm.industry_code)),
        firm.legal_form,
    ]
    return " · ".join(fact for fact in facts if fact)


def _dotted(code: str) -> str:
    """Write an industry code in pairs, as lists of industries do."""
    return ".".join(code[place : place + 2] for place in range(0, len(code), 2))


def firm_warnings(briefing: "FirmBriefing", language: Language = "da") -> list[str]:
    """Write what does not go together; a made-up number of example data is not held against it."""
    warnings = [
        warning
        for warning in briefing.points_to_check
        if not (briefing.firm.is_synthetic and warning.key == "refer.check.cvr_digit")
    ]
    return [say(warning, language) for warning in warnings]


def question_words(question: Question, language: Language = "da") -> tuple[str, str, str]:
    """Write a question: itself, what its answer would settle, and why it is asked."""
    is_danish = language == "da"
    text = question.question_da if is_danish else question.question_en
    why = question.why_da if is_danish else question.why_en
    settled = number(question.settles, language, 0)
    key = "cards.question.some" if settled == "0" else "cards.question.settles"
    return text, t(key, language, n=settled, of=question.of), why


def fact_label(fact: str, language: Language = "da") -> str:
    """Return the name of a fact in a form."""
    key = f"intake.fact.{fact}"
    return t(key, language) if key in texts(language) else _fact_name(fact, language)


def demand_label(fact: str, language: Language = "da") -> str:
    """Return the name of a fact before a demand.

    Examples:
        >>> demand_label("has_cvr"), demand_label("nuts3_code", "en")
        ('CVR-nummer', 'Part of the country')
    """
    if fact == "nuts3_code":
        return t("cards.fact.nuts3", language)
    name = _fact_name(fact, language)
    return name[0].upper() + name[1:]


def own_value(
    fact: str,
    observed: str,
    names: Mapping[str, str],
    language: Language = "da",
    *,
    in_full: bool = False,
) -> str:
    """Write a firm's own value as a reader writes it; an amount in full or in millions.

    Examples:
        >>> own_value("turnover_dkk", "2500000", {}), own_value("founded", "2019-05-01", {})
        ('2,5 mio. kr.', '1.5.2019')
        >>> own_value("positions", "robot_drone", {"robot_drone": "Robot og droner"})
        'Robot og droner'
        >>> own_value("positions", "", {})
        'ingen'
    """
    if observed in _VALUE_WORDS:
        return t(_VALUE_WORDS[observed], language).lower()
    if fact == "founded":
        return day(date.fromisoformat(observed), language)
    if fact.endswith("_dkk"):
        sum_dkk = float(observed)
        return money(sum_dkk, language) if in_full else _short_money(sum_dkk, language, 2)
    if fact.endswith("_eur"):
        amount = number(float(observed), language, 0)
        return f"{amount} euro" if language == "da" else f"EUR {amount}"
    if fact in _NUMBERS:
        return number(float(observed), language)
    choices_of_fact = next((choices for listed, choices in LIST_OF.items() if fact == listed), None)
    words = names if choices_of_fact is None else member_names(choices_of_fact, language)
    return with_names(observed.replace(";", "; "), words, language)


def member_names(
    choices: type[Theme] | type[LabourKind], language: Language = "da"
) -> dict[str, str]:
    """Return the names of the members of a closed list that a firm's answer chooses from.

    Examples:
        >>> member_names(LabourKind)["skilled"]
        'Faglærte'
    """
    prefix = "theme" if choices is Theme else "labour_kind"
    return {member.value: t(f"{prefix}.{member.value}", language) for member in choices}


def _short_money(amount_dkk: float, language: Language, decimals: int = 1) -> str:
    """Write an amount in millions where it has some; smaller ones in full."""
    if abs(amount_dkk) < _MILLION:
        return money(amount_dkk, language)
    millions = number(amount_dkk / _MILLION, language, decimals)
    return f"{millions} mio. kr." if language == "da" else f"DKK {millions}m"


def _short_ceiling(text: str, language: Language) -> str:
    """Write a ceiling of a size class in millions; the table of rules keeps the full sum.

    Examples:
        >>> _short_ceiling("højst 373.019.000 kr. (50 mio. euro à 7,46038 kr.)", "da")
        'højst 373 mio. kr. = 50 mio. euro'
        >>> _short_ceiling("at most DKK 373,019,000 (EUR 50m at DKK 7.46038)", "en")
        'at most DKK 373m = EUR 50m'
    """
    match = _CEILING[language].search(text)
    if match is None:
        return text
    amount = float(re.sub(r"[.,]", "", match["kroner"]))
    return text.replace(match[0], f"{_short_money(amount, language)} = {match['euro']}")


def with_names(text: str, names: Mapping[str, str], language: Language = "da") -> str:
    """Write names where a demand lists codes; a long list is cut and counted.

    Examples:
        >>> with_names("kommune: 0400", {"0400": "Bornholm"})
        'kommune: Bornholm'
    """
    listed = text.split(", ")
    if len(listed) > MOST_NAMES:
        names_shown = ", ".join(listed[: MOST_NAMES - 1])
        rest = len(listed) - MOST_NAMES + 1
        text = t("cards.many", language, names=names_shown, n=rest)
    return _IDS.sub(lambda match: names.get(match[0]) or _nuts3(match[0], language), text)


def _nuts3(code: str, language: Language) -> str:
    key = f"nuts3.{code}"
    return t(key, language) if key in texts(language) else code


def freshness_words(freshness: Freshness, checked: date | None, language: Language = "da") -> str:
    """Write what the last check of a row is worth, with the day of it.

    Examples:
        >>> freshness_words(Freshness.CONFIRMED, date(2026, 11, 3))
        'Bekræftet 3.11.2026'
        >>> freshness_words(Freshness.NEVER_CONFIRMED, None)
        'Aldrig bekræftet'
    """
    state = t(f"freshness.{freshness.value}", language)
    if checked is None:
        return state
    key = "cards.freshness" if freshness is Freshness.CONFIRMED else "cards.freshness.old"
    return t(key, language, state=state, day=day(checked, language))


def distance_words(
    km: float, straight_km: float | None, ferries: Sequence[str], language: Language = "da"
) -> str:
    """Write how far away something is by road and, where water lies between, by which ferry.

    Examples:
        >>> distance_words(31.6, 24.3, ())
        '32 km væk'
        >>> distance_words(132.4, 43.1, ("Hou-Sælvig",))
        '43 km i luftlinje, 132 km med færge (Hou-Sælvig)'
    """
    if round(km) == 0:
        return t("cards.distance.here", language)
    if not ferries or straight_km is None:
        return t("cards.distance", language, km=round(km))
    values = {"straight": round(straight_km), "km": round(km), "ferries": ", ".join(ferries)}
    return t("cards.distance.ferry", language, **values)


def shown_fact(finding: Finding) -> str:
    """Return the fact a reader sees; a demand on the part of the country is told as one."""
    is_region = (finding.observed or "").startswith("DK")
    return "nuts3_code" if finding.fact == "municipality_code" and is_region else finding.fact


def required_words(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    """Write a demand without the name of its fact, which stands before it; sums in millions."""
    return _short_ceiling(full_demand(finding, names, language), language)


def full_demand(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    """Write a demand without the name of its fact, with every sum in full."""
    text = finding.required if language == "da" else finding.required_en
    prefixes = [
        _fact_name(finding.fact, language),
        "området",
        "landsdel",
        "the area",
        "part of the country",
    ]
    for prefix in prefixes:
        text = text.removeprefix(f"{prefix}: ")
    listed = text.split(", ")
    if finding.observed in listed:  # a long list is cut, but never the firm's own place
        text = ", ".join(sorted(listed, key=lambda element: element != finding.observed))
    return with_names(text, names, language)


def _fact_name(fact: str, language: Language) -> str:
    words: Mapping[str, tuple[str, str]] = {f: FACT_WORDS[f].name for f in _FACTS}
    return words[fact][language == "en"] if fact in words else fact


_FACTS: Final[tuple[FirmFact, ...]] = FIRM_FACTS
