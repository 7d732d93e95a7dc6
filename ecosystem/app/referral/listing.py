"""Step 2 of a referral: the question to ask, the suggestions as cards, and the way ahead."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from ecosystem.app.referral import cached_referrals, referral_draft
from ecosystem.app.referral.card import show_card
from ecosystem.app.referral.ending import show_ending
from ecosystem.app.referral.facts import ask_again, ask_fact, cannot_tell
from ecosystem.app.referral.intake import STYLE, need_names, show_firm_marks
from ecosystem.app.referral.referral_draft import GROUP, is_noted
from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import data_name, municipality_names, position_names, table
from ecosystem.briefings.referral.firm import FirmBriefing, brief_firm
from ecosystem.briefings.referral.intake import blocked_by, questions_to_ask
from ecosystem.briefings.referral.receiver import name_receiver, place_receiver
from ecosystem.display.referral.cards import suggestion_cards
from ecosystem.display.referral.groups import (
    Group,
    Groups,
    all_offers,
    doubt_words,
    first_group,
    group_words,
    groups_of,
    left_out_words,
)
from ecosystem.display.referral.tables import comparison_rows
from ecosystem.display.referral.words import fact_label, firm_line, firm_warnings, question_words
from ecosystem.model.drafts import MOST_COMPARED, ReferralDraft
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.referrals import Question, Suggestion
from ecosystem.model.register import Register

FIRST_CARDS: Final = 6
MOST_QUESTIONS: Final = 3
"""Questions on the list where little is known to suit."""
_ORDER: Final = {
    **dict.fromkeys(Group, "cards.order.short"),
    Group.MENDABLE: "cards.order.mendable",
    Group.NOT_SUITABLE: "cards.order.not_suitable",
}
"""What is said of the order of a group."""
_SHOWN: Final = "referral_shown"


def brief(register: Register, draft: ReferralDraft, on: date) -> FirmBriefing | None:
    """Answer who fits the draft's firm; say in words when that cannot be answered."""
    try:
        return brief_firm(
            register,
            draft.firm or Firm(),
            draft.need_ids,
            on,
            context=cached_referrals.context(on),
            without=blocked_by(register, draft.left_out),
            own=draft.own_actor_id,
            words=draft.need_text,
            chosen=draft.chosen,
            facts_drawn=draft.facts_drawn,
        )
    except EcosystemError as error:
        st.error(t("cards.cannot"))
        st.code(str(error), language=None, wrap_lines=True)
        return None


def show_list(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Show everything of step 2, the question first."""
    names = {**municipality_names(register), **position_names(register)}
    referral_draft.note_run(draft, briefing)
    referral_draft.note_dead_end(briefing)
    st.html(STYLE)
    _firm(register, draft, names)
    _warnings(briefing)
    _questions(register, draft, briefing)
    _statements(register, draft, briefing)
    _groups(register, draft, briefing, names)
    show_ending(register, draft, briefing, names)


def _firm(register: Register, draft: ReferralDraft, names: Mapping[str, str]) -> None:
    firm = draft.firm or Firm()
    name_of_need = need_names(register)
    needs = t(
        "cards.firm_line",
        needs="; ".join(name_of_need.get(need_id, need_id) for need_id in draft.need_ids),
    )
    details = [firm_line(firm, names, language()), needs]
    st.write(" · ".join(data_name(detail) for detail in details if detail))
    with st.container(horizontal=True, vertical_alignment="center", key="firm_line"):
        show_firm_marks(firm, is_protected=draft.is_advertising_protected, is_short=True)
        st.button(t("intake.back"), on_click=referral_draft.go_to, args=(1,))


def _warnings(briefing: FirmBriefing) -> None:
    """Show what does not go together, and that nothing fits when nothing does."""
    for warning in firm_warnings(briefing, language()):
        st.warning(data_name(warning))
    if briefing.dead_end:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        dead_end_text = f"{t('cards.dead_end')} {t('cards.dead_end.next', hub=hub)}"
        st.warning(
            f"{dead_end_text} {t('cards.dead_end.noted')}" if is_noted(briefing) else dead_end_text
        )


def _statements(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Show what has to be said of the list as a whole, the local contact first."""
    statements = [
        say(statement) for statement in briefing.statements if statement.key != "refer.dead_end"
    ]
    if (receiver_id := draft.receiver_id) and (name := name_receiver(register, receiver_id)):
        statements.insert(0, say(place_receiver(briefing, receiver_id, name)))
    if briefing.local_hub_name:
        statements.insert(0, t("cards.hub", hub=briefing.local_hub_name))
    if "positions" in briefing.facts_drawn:
        statements.append(t("intake.facts.drawn"))
    st.markdown("\n\n".join(data_name(statement) for statement in statements))


def _questions(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Ask the questions that decide most, where the list stands; one where there is a choice."""
    is_choice = first_group(groups_of(briefing)) is Group.SUITABLE
    questions = questions_to_ask(briefing, draft.cannot_tell, 1 if is_choice else MOST_QUESTIONS)
    if not questions and not draft.cannot_tell:
        return
    with st.container(border=True, key="question"):
        if questions:
            _first_question(register, draft, questions[0])
        if len(questions) > 1:
            st.write(t("cards.question.more"))
            _ask_in_columns(register, draft, questions[1:])
        if draft.cannot_tell:
            facts = ", ".join(fact_label(fact, language()) for fact in draft.cannot_tell)
            st.caption(t("cards.question.skipped", facts=facts))
            st.button(t("cards.question.ask_again"), on_click=ask_again)


def _first_question(register: Register, draft: ReferralDraft, question: Question) -> None:
    question_text, settles, why = question_words(question, language())
    st.subheader(t("cards.question"), anchor=False)
    st.markdown(f"**{question_text}** {settles} {t('cards.question.why', why=why)}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=420):
            ask_fact(register, draft, _fact(question))
        st.button(t("cards.question.cannot_tell"), on_click=cannot_tell, args=(_fact(question),))


def _ask_in_columns(
    register: Register, draft: ReferralDraft, questions: Sequence[Question]
) -> None:
    with st.container(key="facts_to_ask"):
        for column, question in zip(st.columns(len(questions)), questions, strict=True):
            with column:
                ask_fact(register, draft, _fact(question))


def _fact(question: Question) -> FirmFact:
    return next(fact for fact in FIRM_FACTS if fact == question.fact)


def _groups(
    register: Register, draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]
) -> None:
    groups = groups_of(briefing)
    if not groups:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        st.info(t("cards.nothing", hub=hub))
        return
    group = _choose_group(groups)
    _order(register, draft, briefing, group, groups[group])
    _comparison(draft, briefing, names)
    card_count: int = st.session_state.get(_SHOWN, FIRST_CARDS)
    ranked = len(briefing.suggestions)
    for card in suggestion_cards(groups[group][:card_count], ranked, names, language()):
        show_card(draft, card)
    if (more := len(groups[group]) - card_count) > 0:
        st.button(t("cards.more", n=more), on_click=_show_all)


def _choose_group(groups: Groups) -> Group:
    """Open with what suits, or, where that is no choice, with the whole list."""
    if st.session_state.get(GROUP) not in groups:
        st.session_state[GROUP] = first_group(groups)
    st.segmented_control(
        t("cards.groups"),
        list(groups),
        format_func=lambda group: group_words(group, groups, language()),
        key=GROUP,
        required=True,
        on_change=_show_few,
        persist_state="session",
    )
    return Group(st.session_state[GROUP])


def _order(
    register: Register,
    draft: ReferralDraft,
    briefing: FirmBriefing,
    group: Group,
    members: Sequence[Suggestion],
) -> None:
    """Show in which order the cards stand, and once what holds for all of them."""
    st.caption(t(_ORDER[group]))
    if doubt := doubt_words(members, language()):
        st.caption(doubt)
    weights = register.constants and register.constants.referral
    with st.expander(t("cards.order")):
        st.write(t("refer.order", local_rank=weights.local_rank if weights else 0))
        _own_organisation(draft, briefing.on)
        if briefing.sensitivity:
            st.write(t("cards.order.sensitive"))
            lines = "\n".join(f"- {data_name(say(sentence))}" for sentence in briefing.sensitivity)
            st.markdown(lines)
        else:
            st.write(t("cards.order.firm"))
        if left_out_text := left_out_words(briefing.left_out, language()):
            st.write(left_out_text)


def _own_organisation(draft: ReferralDraft, on: date) -> None:
    """Let the adviser say where they work, so that it is marked wherever it stands."""
    names = cached_referrals.own_organisations(on)
    key = "own_organisation"
    st.session_state[key] = draft.own_actor_id
    st.selectbox(
        t("cards.own"),
        list(names),
        index=None,
        format_func=lambda actor_id: names.get(actor_id, actor_id),
        placeholder=t("cards.own.none"),
        key=key,
        on_change=_take_own,
    )


def _comparison(draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]) -> None:
    by_id = {suggestion.offer_id: suggestion for suggestion in all_offers(briefing)}
    compared = [by_id[offer_id] for offer_id in draft.compared if offer_id in by_id]
    if not compared:
        return
    with st.container(border=True, key="comparison"):
        st.subheader(t("cards.compare.title"), anchor=False)
        if len(compared) == 1:
            st.write(t("cards.compare.one_more", most=MOST_COMPARED))
        else:
            table(comparison_rows(compared, names, language()))
        st.button(t("cards.compare.clear"), on_click=referral_draft.change, kwargs={"compared": ()})


# --- what the reader does ------------------------------------------------------------------


def _show_few() -> None:
    st.session_state[_SHOWN] = FIRST_CARDS


def _show_all() -> None:
    st.session_state[_SHOWN] = 10_000


def _take_own() -> None:
    referral_draft.change(own_actor_id=st.session_state["own_organisation"])
