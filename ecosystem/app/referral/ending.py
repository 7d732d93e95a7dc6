"""What ends a list: what was chosen, whether it helped, what was left out, and the way ahead."""

from collections.abc import Iterable, Mapping

import streamlit as st

from ecosystem.app.referral import cached_referrals, referral_draft
from ecosystem.app.referral.referral_draft import is_noted
from ecosystem.app.shared.language import either, language, say, t
from ecosystem.app.shared.widgets import data_name
from ecosystem.briefings.referral.firm import FirmBriefing
from ecosystem.display.referral.cards import Card, suggestion_cards
from ecosystem.display.referral.groups import all_offers
from ecosystem.display.referral.way import path_steps
from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import NO_HELP_REASONS, DeadEndReason


def show_ending(
    register: Register, draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]
) -> None:
    """Show what follows the cards."""
    _no_help(draft, briefing)
    _chosen(draft, briefing, names)
    _left_out(register, draft)
    _way(register, briefing)


def _chosen(draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]) -> None:
    suggestions = [
        suggestion for suggestion in all_offers(briefing) if suggestion.offer_id in draft.chosen
    ]
    cards = suggestion_cards(suggestions, len(briefing.suggestions), names, language())
    if not cards:
        return
    with st.container(border=True, key="chosen"):
        st.header(t("cards.chosen"), anchor=False)
        _list(_chosen_line(draft, card) for card in cards)
        st.write(t("cards.chosen.note"))


def _chosen_line(draft: ReferralDraft, card: Card) -> str:
    why = draft.chosen_despite.get(card.offer_id)
    verdict = card.status if why is None else f"{card.status}; {t(f'despite.{why.value}')}"
    return t("cards.chosen.line", name=card.title, verdict=verdict, next=card.next_step or "")


def _no_help(draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Let the adviser say that nothing on the list helped, and why; say when it is noted."""
    if briefing.dead_end:
        return
    with st.container(key="no_help"):
        if briefing.firm.is_synthetic:
            st.caption(t("dead_end.example"))
        elif is_noted(briefing):
            reason = draft.no_help_reason
            why = "" if reason is None else f" {t('cards.no_help.why')}: {_reason_name(reason)}."
            st.success(t("dead_end.noted", n=len(briefing.need_ids)) + why)
        else:
            with st.popover(t("cards.no_help"), key="no_help_ask"):
                _ask_no_help(briefing)


def _ask_no_help(briefing: FirmBriefing) -> None:
    key = "no_help_reason"
    st.pills(
        t("cards.no_help.ask"),
        list(NO_HELP_REASONS),
        format_func=_reason_name,
        key=key,
        on_change=_note_no_help,
        args=(briefing, key),
    )
    st.caption(t("cards.no_help.help"))


def _reason_name(reason: DeadEndReason) -> str:
    return t(f"dead_end_reason.{reason.value}")


def _left_out(register: Register, draft: ReferralDraft) -> None:
    if not draft.left_out:
        return
    with st.expander(t("cards.leave_out.title", n=len(draft.left_out))):
        for offer_id, why in draft.left_out.items():
            name = data_name(_name_of(register, offer_id))
            st.write(t("cards.leave_out.line", name=name, why=t(f"not_fitting.{why.value}")))
            st.button(
                t("cards.leave_out.undo", name=name),
                key=f"undo_{offer_id}",
                on_click=_take_back,
                args=(offer_id,),
            )


def _way(register: Register, briefing: FirmBriefing) -> None:
    st.header(t("cards.path"), anchor=False)
    if not briefing.path:
        st.write(t("cards.path.none"))
        return
    st.write(t("cards.path.help"))
    steps = [
        f"{number}. **{data_name(name)}**  \n   "
        + "  \n   ".join(data_name(line) for line in lines)
        for number, (name, lines) in enumerate(path_steps(briefing, language()), start=1)
    ]
    st.markdown("\n".join(steps))
    ways = cached_referrals.warm_ways(register, briefing)
    if ways:
        st.write(t("cards.path.ways"))
        _list(say(way.sentence) for way in ways)
    if briefing.path_left_out:
        with st.expander(t("cards.path.left_out")):
            _list(
                t("refer.path.left_out", name=_name_of(register, step.offer_id), why=say(step.why))
                for step in briefing.path_left_out
            )


def _name_of(register: Register, offer_id: str) -> str:
    offer = register.catalogue.get(offer_id)
    return offer_id if offer is None else either(offer.name_da, offer.name_en)


def _list(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {data_name(line)}" for line in lines))


# --- what the reader does ------------------------------------------------------------------


def _note_no_help(briefing: FirmBriefing, key: str) -> None:
    if (reason := st.session_state[key]) is not None:
        referral_draft.note_no_help(briefing, reason)


def _take_back(offer_id: str) -> None:
    left_out = dict(referral_draft.open_draft().left_out)
    left_out.pop(offer_id, None)
    referral_draft.change(left_out=left_out)
