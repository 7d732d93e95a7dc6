"""What is said of users' own words: why they are not kept, who else wrote, how two texts differ."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from ecosystem.display.referral.words import fact_label, firm_line, own_value
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.errors import StoreError
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.gaps import KeptNote
from ecosystem.model.own_words import RefusedTextError
from ecosystem.model.text import cleaned
from ecosystem.model.vocabulary import GapEventKind

LABELLED_FIELDS: Final = ("need_ids", "need_text", "chosen", "compared", "left_out", "own_actor_id")
"""Fields of a draft that are shown by a name of their own, beside the firm and its facts."""


def problem_words(error: StoreError, language: Language = "da") -> str:
    """Write why the store cannot be used, and what to do."""
    return t(f"store_problem.{error.problem.value}", language, path=error.path)


def refusal_words(error: RefusedTextError, language: Language = "da") -> str:
    """Write what keeps a text from being kept, with the places in brackets."""
    kinds = [f"own.refused.{kind.value}" for kind in error.kinds] or ["own.refused.character"]
    kind_words = t("own.refused.and", language).join(t(key, language) for key in kinds)
    marked = "".join(f"[{p.text}]" if p.is_refused else p.text for p in error.pieces)
    return t("own.refused", language, kinds=kind_words, text=marked)


def cleaned_words(text: str, language: Language = "da") -> str | None:
    """Write which hidden characters a text held that are kept otherwise; ``None``: none.

    Examples:
        >>> cleaned_words("a" + chr(0x2028) + "b", "en")[:60]
        'The text held hidden characters of another program (U+2028).'
    """
    if not (changes := cleaned(text).changes):
        return None
    characters = ", ".join(dict.fromkeys(change.name for change in changes))
    return t("own.cleaned", language, found=characters)


def moment_words(at: datetime, today: date, language: Language = "da") -> str:
    """Write when something was kept: the hour, and the day when it is another.

    Examples:
        >>> moment_words(datetime(2026, 11, 30, 10, 42), date(2026, 11, 30))
        'kl. 10.42'
        >>> moment_words(datetime(2026, 11, 29, 10, 42), date(2026, 11, 30))
        'den 29. november 2026 kl. 10.42'
    """
    time = f"{at:%H.%M}" if language == "da" else f"{at:%H:%M}"
    if at.date() == today:
        return t("own.at", language, time=time)
    return t("own.on", language, day=day(at.date(), language, is_long=True), time=time)


def also_words(note: KeptNote, today: date, language: Language = "da") -> str:
    """Write what somebody else noted on the gap while one wrote."""
    event, at = note.event, moment_words(note.at, today, language)
    if event.kind is GapEventKind.EXPLAINED:
        return t("own.also.explained", language, by=event.by, at=at, reason=event.reason)
    return t("own.also.noted", language, at=at)


def differences(
    mine: ReferralDraft,
    theirs: ReferralDraft,
    names: Mapping[str, str],
    language: Language = "da",
) -> list[dict[str, str]]:
    """Set two texts of one draft beside each other, one row for each field that differs.

    Args:
        mine: What stands in this window.
        theirs: What another window saved.
        names: Names of needs, positions, municipalities, offers and actors by their ids.
        language: Language of the words.
    """
    both = [_field_words(draft, names, language) for draft in (mine, theirs)]
    empty = t("windows.empty", language)
    columns = [t(f"windows.{name}", language) for name in ("field", "mine", "theirs")]
    return [
        dict(zip(columns, (name, both[0][name] or empty, both[1][name] or empty), strict=True))
        for name in both[0]
        if both[0][name] != both[1][name]
    ]


def field_names(fields: tuple[str, ...], language: Language = "da") -> str:
    """Write the names of fields of a draft; those that no form shows are "other choices"."""
    labelled = {*LABELLED_FIELDS, "firm", "cannot_tell"}
    keys = dict.fromkeys(
        f"windows.name.{field if field in labelled else 'other'}" for field in fields
    )
    return ", ".join(t(key, language).lower() for key in keys)


def _field_words(
    draft: ReferralDraft, names: Mapping[str, str], language: Language
) -> dict[str, str]:
    firm = draft.firm or Firm()
    firm_words = [firm.name or "", firm_line(Firm(cvr=firm.cvr), names, language)]
    values = {t("windows.name.firm", language): " · ".join(words for words in firm_words if words)}
    for fact in FIRM_FACTS:
        value = _observed(getattr(firm, fact))
        values[fact_label(fact, language)] = (
            "" if value is None else own_value(fact, value, names, language, in_full=True)
        )
    for field in LABELLED_FIELDS:
        value = getattr(draft, field)
        values[t(f"windows.name.{field}", language)] = (
            names.get(value or "", value or "")
            if isinstance(value, str | None)
            else "; ".join(names.get(identifier, identifier) for identifier in value)
        )
    cannot = "; ".join(fact_label(fact, language) for fact in draft.cannot_tell)
    values[t("windows.name.cannot_tell", language)] = cannot
    return values


def _observed(value: object) -> str | None:
    """Write a fact as a finding holds it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ";".join(str(member) for member in value)
    return str(value)
