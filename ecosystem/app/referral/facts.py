"""One field for one fact of a firm: empty means that nobody knows.

The draft is the truth; a field shows what stands there and writes back what is changed. A value
that cannot be is told at the field and counts as not known.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, get_args

import streamlit as st

from ecosystem.app.referral import referral_draft
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import municipality_names, position_names
from ecosystem.display.referral.words import fact_label, member_names
from ecosystem.display.wording.formats import money
from ecosystem.model.danish import both_spellings
from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.firms import LIST_OF, Firm, FirmFact, MeasuredFact, TruthFact
from ecosystem.model.register import Register

LEGAL_FORMS: Final = ("ApS", "A/S", "ENK", "I/S", "K/S", "P/S", "IVS", "AMBA", "FMBA", "FON", "FFO")
NONE_OF_THEM: Final = "-"
SHOWN_AS_AMOUNT: Final = 10_000
LARGEST: Final = 10**13
"""No firm of the world comes near; Firm refuses more."""
FIRST_DAY: Final = date(1600, 1, 1)
LAST_DAY: Final = date(2200, 1, 1)
"""A day to come can be written; it is told, not refused."""
TRUTH_FACTS: Final[tuple[str, ...]] = get_args(TruthFact)
MEASURED_FACTS: Final[tuple[str, ...]] = get_args(MeasuredFact)
TRUTHS: Final = ("true", "false", "unknown")
Changed: TypeAlias = dict[str, Any]
"""What Streamlit calls when a field has changed."""


def ask_fact(register: Register, draft: ReferralDraft, fact: FirmFact) -> None:
    """Ask for one fact of the draft's firm."""
    value = getattr(draft.firm or Firm(), fact)
    key = f"fact_{fact}"
    st.session_state[key] = _shown(fact, value)
    _field(register, fact, fact_label(fact, language()), value, _changed(fact, key))
    if fact.endswith("_dkk") and abs(value or 0) >= SHOWN_AS_AMOUNT:
        st.caption(t("intake.amount", amount=money(value, language())))
    if (problem := referral_draft.refused(fact)) and isinstance(problem.why, str):
        st.error(t(problem.why))


def tell(fact: FirmFact, value: object) -> None:
    """Write a fact into the draft; ``None``: not known."""
    draft = referral_draft.open_draft()
    firm_before = draft.firm or Firm()
    firm = Firm.model_validate({**firm_before.model_dump(), fact: value})
    also_changed = {} if value is None else {"cannot_tell": _without(draft.cannot_tell, fact)}
    drawn = _without(draft.facts_drawn, fact)
    referral_draft.change(firm=firm, facts_drawn=drawn, **also_changed)


def cannot_tell(fact: FirmFact) -> None:
    """Note that the firm was asked and does not know."""
    draft = referral_draft.open_draft()
    referral_draft.change(cannot_tell=(*_without(draft.cannot_tell, fact), fact))


def ask_again() -> None:
    """Forget that the firm could not tell."""
    referral_draft.change(cannot_tell=())


def _changed(fact: FirmFact, key: str) -> Changed:
    return {"key": key, "on_change": _take, "args": (fact, key)}


def _field(register: Register, fact: FirmFact, label: str, value: object, changed: Changed) -> None:
    """Draw the field that suits a fact; what it shows stands in the session already."""
    match fact:
        case "municipality_code":
            names = {c: both_spellings(n) for c, n in municipality_names(register).items()}
            _choose(label, list(names), names.__getitem__, changed)
        case "positions":
            _choose_several(label, position_names(register), changed)
        case "themes" | "labour_sought" | "staff_to_train":
            _choose_several(label, member_names(LIST_OF[fact], language()), changed)
        case "legal_form":
            _choose(label, list(dict.fromkeys([*LEGAL_FORMS, value or "ApS"])), str, changed)
        case "technology_readiness_level":
            _choose(label, list(range(1, 10)), str, changed)
        case "founded":
            st.date_input(
                label,
                value=None,
                format="DD.MM.YYYY",
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                **changed,
            )
        case "industry_code":
            st.text_input(label, placeholder=t("intake.unknown"), **changed)
        case _ if fact in TRUTH_FACTS:
            st.segmented_control(label, TRUTHS, format_func=_truth_name, required=True, **changed)
        case _:
            is_whole = fact != "employees"
            st.number_input(
                label,
                value=None,
                step=1 if is_whole else 1.0,
                format="%d" if is_whole else "%.12g",
                placeholder=t("intake.unknown"),
                **changed,
            )


def _choose(label: str, options: list[Any], name: Callable[[Any], str], changed: Changed) -> None:
    st.selectbox(
        label, options, index=None, format_func=name, placeholder=t("intake.unknown"), **changed
    )


def _choose_several(label: str, names: Mapping[str, str], changed: Changed) -> None:
    """Offer the members of a list and "none of them", which goes with no other."""
    options = {**names, NONE_OF_THEM: t("intake.none_of_them")}
    key = changed["key"]
    st.session_state[key] = [code for code in st.session_state[key] if code in options]
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        placeholder=t("intake.unknown"),
        select_all=False,
        **changed,
    )


def _shown(fact: FirmFact, value: Any) -> Any:  # noqa: ANN401 - what any field shows
    """Return what a field shows: the draft's value, or what was written and cannot be taken."""
    problem = referral_draft.refused(fact)
    if problem is not None:
        return problem.field_value
    if fact in TRUTH_FACTS:
        return "unknown" if value is None else str(value).lower()
    if fact == "positions" or fact in LIST_OF:
        return [] if value is None else [str(code) for code in value] or [NONE_OF_THEM]
    is_whole = fact in MEASURED_FACTS and fact != "employees"
    return int(value) if is_whole and value is not None else value


def _take(fact: FirmFact, key: str) -> None:
    field_value = st.session_state[key]
    referral_draft.accept(fact)
    if fact == "positions" or fact in LIST_OF:
        tell(fact, _chosen_members(field_value))
    elif fact in TRUTH_FACTS:
        tell(fact, {"true": True, "false": False}.get(field_value))
    elif fact == "industry_code":
        _take_industry(field_value)
    elif fact in MEASURED_FACTS and field_value is not None:
        _take_number(fact, field_value)
    else:
        tell(fact, field_value)


def _take_number(fact: FirmFact, amount: float) -> None:
    if abs(amount) > LARGEST:
        referral_draft.refuse(fact, None, "intake.too_large")
        tell(fact, None)
    elif amount < 0 and fact != "gross_profit_dkk":
        referral_draft.refuse(fact, amount, "intake.negative")
        tell(fact, None)
    else:
        tell(fact, amount)


def _take_industry(code: str | None) -> None:
    digits = re.sub(r"[.\s]", "", code or "")
    if digits and not re.fullmatch(r"[0-9]{2,6}", digits):
        referral_draft.refuse("industry_code", (code or "")[:40], "intake.bad_industry")
        tell("industry_code", None)
    else:
        tell("industry_code", digits or None)


def _chosen_members(codes: list[str]) -> tuple[str, ...] | None:
    """Return the members chosen; "none of them" goes with no other, whatever came last counts."""
    if not codes:
        return None
    if codes[-1] == NONE_OF_THEM:
        return ()
    return tuple(code for code in codes if code != NONE_OF_THEM)


def _truth_name(value: str) -> str:
    return t({"true": "intake.yes", "false": "intake.no"}.get(value, "intake.unknown"))


def _without(facts: tuple[Any, ...], fact: str) -> tuple[Any, ...]:
    return tuple(listed_fact for listed_fact in facts if listed_fact != fact)
