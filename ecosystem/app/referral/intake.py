"""Step 1 of a referral: which firm, what it needs, and the facts that rules use."""

from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st

from ecosystem.app.referral import cached_referrals, referral_draft
from ecosystem.app.referral.facts import ask_fact, tell
from ecosystem.app.shared.language import either, language, say, t
from ecosystem.app.shared.widgets import badge, data_name, municipality_names
from ecosystem.briefings.records import records
from ecosystem.briefings.referral.firm import points_to_check
from ecosystem.briefings.referral.intake import (
    CvrAnswer,
    CvrState,
    facts_to_ask,
    is_sole_proprietor,
    look_up_cvr,
    propose_from_text,
)
from ecosystem.display.own_words import cleaned_words, refusal_words
from ecosystem.display.referral.words import fact_label, firm_line
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import LONGEST_TEXT, MOST_NEEDS, ReferralDraft
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import Firm, FirmFact
from ecosystem.model.own_words import RefusedTextError, refusal_of
from ecosystem.model.referrals import Meaning
from ecosystem.model.register import Register
from ecosystem.model.text import cleaned

STYLE: Final = Path(__file__).parents[1] / "components" / "referral" / "referral.css"
FIRST_FACTS: Final = 6
"""Facts that are asked for openly; the others are used by few offers and stand folded."""
IN_A_ROW: Final = 3
"""Fields beside each other where there is room."""
TOLD_AT_THE_NUMBER: Final = ("refer.check.cvr_digit", "refer.check.cvr_denied")
_CVR: Final = "referral_cvr"
_FOUND: Final = "referral_found"
_NEEDS: Final = "referral_needs"
_TEXT: Final = "referral_text"


def ask_firm(register: Register, draft: ReferralDraft, on: date) -> None:
    """Ask for a CVR number, look it up, and let the reader say whether it is the firm."""
    st.subheader(t("intake.firm"), anchor=False)
    if draft.is_confirmed:
        _shown_firm(register, draft)
        return
    with st.form("cvr", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault(_CVR, "")
        st.text_input(t("intake.cvr"), key=_CVR, width=220, autocomplete="off")
        st.form_submit_button(t("intake.cvr.find"), on_click=_look_up, args=(register, on))
    cvr_answer: CvrAnswer | None = st.session_state.get(_FOUND)
    if cvr_answer is None:
        st.button(t("intake.cvr.without"), on_click=_by_hand)
    elif cvr_answer.state is CvrState.FOUND:
        _is_it(register, cvr_answer)
    else:
        st.error(_problem(cvr_answer))
        st.button(t("intake.cvr.by_hand"), on_click=_by_hand)


def ask_needs(register: Register, draft: ReferralDraft, on: date) -> None:
    """Ask what the firm needs: in its own words first, then in codes."""
    _ask_words(register, draft, on)
    names = need_names(register)
    st.session_state[_NEEDS] = [need_id for need_id in draft.need_ids if need_id in names]
    st.pills(
        t("intake.needs", most=MOST_NEEDS),
        list(names),
        selection_mode="multi",
        format_func=lambda need_id: data_name(names[need_id]),
        key=_NEEDS,
        on_change=_take_needs,
    )
    _tell_problem("need_ids", most=MOST_NEEDS)


def ask_facts(register: Register, draft: ReferralDraft, on: date) -> None:
    """Ask for the facts that rules of the chosen needs use, the most used first."""
    open_facts = [
        fact_use
        for fact_use in facts_to_ask(register, draft.need_ids)
        if _is_open(fact_use.fact, draft)
    ]
    st.html(STYLE)
    st.subheader(t("intake.facts"), anchor=False)
    st.write(t("intake.facts.help"))
    if "positions" in draft.facts_drawn:
        st.info(t("intake.facts.drawn"))
    _fields(register, draft, [fact_use.fact for fact_use in open_facts[:FIRST_FACTS]])
    if open_facts[FIRST_FACTS:]:
        with st.expander(t("intake.facts.more")):
            _fields(register, draft, [fact_use.fact for fact_use in open_facts[FIRST_FACTS:]])
    for point in points_to_check(draft.firm or Firm(), on):
        if point.key not in TOLD_AT_THE_NUMBER:
            st.warning(say(point))
    with st.expander(t("intake.facts.why")):
        lines = [
            t(
                "intake.facts.why.line",
                fact=fact_label(fact_use.fact, language()),
                why=either(FACT_WORDS[fact_use.fact].why.da, FACT_WORDS[fact_use.fact].why.en),
                n=fact_use.offers,
            )
            for fact_use in open_facts
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))


def find_suggestions() -> None:
    """Offer to go on to the suggestions; what has to be mended is said first."""
    _tell_problem("find")
    st.button(t("intake.find"), type="primary", on_click=_find)


def need_names(register: Register) -> dict[str, str]:
    """Return the needs by id in the reader's language, in the register's order."""
    if (table := register.needs) is None:
        return {}
    return {row["need_id"]: either(row["name_da"], row["name_en"]) for row in records(table)}


def step_heading(draft: ReferralDraft) -> str:
    """Return which step of how many this is, and the firm's name where it has told one."""
    step = t("intake.step", n=draft.step, of=2, name=t(f"intake.step.{draft.step}"))
    is_named = draft.firm is not None and draft.firm.name is not None
    return f"{step} · {firm_name(draft)}" if is_named else step


def firm_name(draft: ReferralDraft) -> str:
    """Return the name of a draft's firm, if it has told one; safe for Markdown."""
    name = draft.firm.name if draft.firm else None
    return data_name(name) if name else t("intake.this_firm")


def show_firm_marks(firm: Firm, *, is_protected: bool, is_short: bool = False) -> None:
    """Mark example data, a firm that is a person's own, and one that declined approaches.

    What a mark means is told where the firm is chosen; afterwards the mark stands alone.
    """

    def meaning(key: str) -> str:
        return "" if is_short else t(key)

    if firm.is_synthetic:
        badge(t("frame.example_data"), meaning("actors.mark.example.help"), style="example")
    if is_sole_proprietor(firm):
        badge(t("actors.mark.personally_owned"), meaning("actors.mark.personally_owned.help"))
    if is_protected:
        badge(t("actors.mark.protected"), meaning("actors.mark.protected.help"))


def _ask_words(register: Register, draft: ReferralDraft, on: date) -> None:
    problem = referral_draft.refused("need_text")
    st.session_state[_TEXT] = draft.need_text if problem is None else problem.field_value
    st.text_area(
        t("intake.text", most=LONGEST_TEXT),
        key=_TEXT,
        on_change=_take_text,
        height=90,
    )
    length = len(st.session_state[_TEXT] or "")
    _tell_problem("need_text", n=length, most=LONGEST_TEXT)
    st.caption(t("intake.text.warning"))
    if problem is None and draft.need_text:
        _proposals(register, draft, on)


def _proposals(register: Register, draft: ReferralDraft, on: date) -> None:
    """Show what the text seems to be about; nothing counts before the reader says so."""
    index = cached_referrals.text_index()
    meanings = propose_from_text(draft.need_text, index, register, on)
    chosen_ids = {"need": draft.need_ids, "position": (draft.firm or Firm()).positions or ()}
    new = [
        meaning
        for meaning in meanings
        if meaning.identifier not in chosen_ids.get(meaning.kind, ())
    ]
    if not new:
        st.write(t("intake.text.nothing" if not meanings else "intake.text.all_chosen"))
        return
    with st.container(border=True, key="proposals"):
        st.write(t("intake.text.proposals"))
        for meaning in new:
            _proposal(meaning, is_full=len(draft.need_ids) >= MOST_NEEDS)


def _proposal(meaning: Meaning, *, is_full: bool) -> None:
    name, words = either(meaning.name_da, meaning.name_en), ", ".join(meaning.words)
    label = t(f"intake.text.{meaning.kind}", name=name, words=words)
    if meaning.kind == "offer":
        st.markdown(data_name(label))
        return
    st.button(
        data_name(label),
        key=f"propose_{meaning.kind}_{meaning.identifier}",
        on_click=_take_proposal,
        args=(meaning.kind, meaning.identifier),
        disabled=is_full and meaning.kind == "need",
    )


def _shown_firm(register: Register, draft: ReferralDraft) -> None:
    firm = draft.firm or Firm()
    names = municipality_names(register)
    with st.container(border=True, key="firm"):
        st.markdown(f"**{firm_name(draft)}**")
        source = t("intake.told" if draft.is_told else "intake.from_register")
        details = [firm_line(firm, names, language()), source]
        st.write(" · ".join(data_name(detail) for detail in details if detail))
        show_firm_marks(firm, is_protected=draft.is_advertising_protected)
        if draft.is_told:
            problem = referral_draft.refused("name")
            st.session_state["referral_name"] = problem.field_value if problem else firm.name or ""
            st.text_input(
                t("intake.name"), key="referral_name", on_change=_take_name, autocomplete="off"
            )
            _tell_problem("name")
        st.button(t("intake.other_firm"), on_click=_other_firm)


def _is_it(register: Register, cvr_answer: CvrAnswer) -> None:
    firm = cvr_answer.firm or Firm()
    names = municipality_names(register)
    with st.container(border=True, key="found"):
        st.markdown(f"**{data_name(firm.name or cvr_answer.typed)}**")
        st.write(data_name(firm_line(firm, names, language())))
        show_firm_marks(firm, is_protected=cvr_answer.is_advertising_protected)
        if cvr_answer.closed:
            st.warning(t("actors.closed", day=day(cvr_answer.closed, language(), is_long=True)))
        st.write(t("intake.is_it"))
        with st.container(horizontal=True):
            st.button(t("intake.is_it.yes"), type="primary", on_click=_confirm)
            st.button(t("intake.is_it.no"), on_click=_look_again)


def _problem(cvr_answer: CvrAnswer) -> str:
    if cvr_answer.state is CvrState.WRONG_LENGTH:
        return t("intake.cvr.wrong_length", n=len(cvr_answer.typed))
    return t(f"intake.cvr.{cvr_answer.state.value}", cvr=data_name(cvr_answer.typed))


def _fields(register: Register, draft: ReferralDraft, facts: list[FirmFact]) -> None:
    """Set the fields in rows, so that Tab goes through them as they are read."""
    with st.container(key=f"facts_{facts[0]}"):
        for start in range(0, len(facts), IN_A_ROW):
            row = facts[start : start + IN_A_ROW]
            for column, fact in zip(st.columns(IN_A_ROW), row, strict=False):
                with column:
                    ask_fact(register, draft, fact)


def _is_open(fact: FirmFact, draft: ReferralDraft) -> bool:
    """Return whether a fact is asked: a firm found by its number has one."""
    return fact != "has_cvr" or draft.firm is None or draft.firm.cvr is None


def _tell_problem(field: str, **values: object) -> None:
    if (problem := referral_draft.refused(field)) is None:
        return
    if isinstance(problem.why, RefusedTextError):
        st.error(data_name(refusal_words(problem.why, language())))
    else:
        st.error(t(problem.why, **values))


# --- what the reader does ------------------------------------------------------------------


def _look_up(register: Register, on: date) -> None:
    typed = str(st.session_state[_CVR] or "").strip()
    st.session_state[_FOUND] = look_up_cvr(register, typed, on)


def _look_again() -> None:
    st.session_state.pop(_FOUND, None)
    st.session_state[_CVR] = ""


def _confirm() -> None:
    cvr_answer: CvrAnswer = st.session_state.pop(_FOUND)
    referral_draft.change(
        firm=cvr_answer.firm,
        is_confirmed=True,
        is_told=False,
        is_advertising_protected=cvr_answer.is_advertising_protected,
        facts_drawn=cvr_answer.facts_drawn,
    )


def _by_hand() -> None:
    cvr_answer: CvrAnswer | None = st.session_state.pop(_FOUND, None)
    has_number = cvr_answer is not None and cvr_answer.state in (
        CvrState.NOT_FOUND,
        CvrState.NO_FIRMS,
    )
    firm = Firm(cvr=cvr_answer.typed, has_cvr=True) if cvr_answer and has_number else Firm()
    referral_draft.change(firm=firm, is_confirmed=True, is_told=True, facts_drawn=())


def _other_firm() -> None:
    st.session_state.pop(_CVR, None)
    referral_draft.change(
        firm=None,
        is_confirmed=False,
        is_advertising_protected=False,
        facts_drawn=(),
        cannot_tell=(),
    )


def _take_name() -> None:
    name = " ".join(str(st.session_state["referral_name"] or "").split())[:120]
    referral_draft.accept("name")
    if refused := refusal_of(name):
        referral_draft.refuse("name", name, refused)
        return
    firm = referral_draft.open_draft().firm or Firm()
    referral_draft.change(firm=firm.model_copy(update={"name": name or None}))


def _take_needs() -> None:
    need_ids = tuple(st.session_state[_NEEDS])
    referral_draft.accept("need_ids")
    referral_draft.accept("find")
    if len(need_ids) > MOST_NEEDS:
        referral_draft.refuse("need_ids", None, "intake.needs.too_many")
    else:
        referral_draft.change(need_ids=need_ids)


def _take_proposal(kind: str, identifier: str) -> None:
    draft = referral_draft.open_draft()
    if kind == "need":
        referral_draft.accept("find")
        referral_draft.change(need_ids=(*draft.need_ids, identifier))
    else:
        positions = (draft.firm or Firm()).positions or ()
        tell("positions", (*positions, identifier))


def _take_text() -> None:
    typed = str(st.session_state[_TEXT] or "")
    text = cleaned(typed).text
    referral_draft.accept("need_text")
    referral_draft.accept("find")
    referral_draft.note(cleaned_words(typed, language()))
    if refused := refusal_of(text):
        referral_draft.refuse("need_text", typed, refused)
    elif len(text) > LONGEST_TEXT:
        referral_draft.refuse("need_text", text, "intake.text.too_long")
    elif text != referral_draft.open_draft().need_text:
        referral_draft.change(need_text=text)


def _find() -> None:
    _take_text()
    if not referral_draft.open_draft().need_ids:
        referral_draft.refuse("find", None, "intake.needs.none")
    elif referral_draft.refused("need_text"):
        referral_draft.refuse("find", None, "intake.mend")
    else:
        referral_draft.go_to(2)
