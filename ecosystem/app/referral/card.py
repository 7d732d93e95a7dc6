"""One suggestion on the list: its card, and what the reader can do with it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from ecosystem.app.referral import referral_draft
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import badge, data_html, data_markdown, data_name, table
from ecosystem.display.referral.cards import Card
from ecosystem.model.drafts import MOST_COMPARED, Despite, NotFitting, ReferralDraft
from ecosystem.model.text import safe_address


def show_card(draft: ReferralDraft, card: Card) -> None:
    """Show one suggestion."""
    with st.container(border=True, key=f"card_{card.offer_id}"):
        left, right = st.columns([3, 1])
        with left:
            st.subheader(data_name(card.title), anchor=False)
            for mark in (card.status, *card.badges):
                badge(mark)
            st.write(data_name(card.line))
            st.html(_body(card))
            _next_step(card)
        with right:
            _do(draft, card)
        with st.expander(t("cards.rules")):
            table(card.rules)
            source = f"{t('cards.source')}: {data_markdown(card.source)}. {card.checked}."
            with st.container(key=f"source_{card.offer_id}"):
                st.markdown(source)
            st.markdown(f"**{t('cards.rules.points')}**")
            table(card.points)


def _next_step(card: Card) -> None:
    """Show what to do next, and lead to the offer's own page."""
    if not (card.next_step or card.url or card.contact):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"next_{card.offer_id}"):
        if card.next_step:
            step_html = f'<span lang="da">{data_html(card.next_step)}</span>'
            st.html(f"<strong>{escape(t('cards.next'))}:</strong> {step_html}")
        if address := safe_address(card.url or ""):
            st.link_button(t(f"cards.go.{card.kind.value}"), address)
    if card.contact:
        st.html(f'<p class="contact">{data_html(card.contact)}</p>')


def _do(draft: ReferralDraft, card: Card) -> None:
    """Compare, choose or take back one suggestion."""
    is_compared = card.offer_id in draft.compared
    key = f"compare_{card.offer_id}"
    st.session_state[key] = is_compared
    st.checkbox(
        t("cards.compare"),
        key=key,
        on_change=_compare,
        args=(card.offer_id, key),
        disabled=not is_compared and len(draft.compared) >= MOST_COMPARED,
    )
    is_chosen = card.offer_id in draft.chosen
    if is_chosen:
        badge(t("cards.is_chosen"))
    if card.is_shut and not is_chosen:
        with st.popover(t("cards.choose_anyway"), key=f"despite_{card.offer_id}"):
            _ask_why_despite(card)
    else:
        st.button(
            t("cards.unchoose" if is_chosen else "cards.choose"),
            key=f"choose_{card.offer_id}",
            on_click=_choose,
            args=(card.offer_id,),
        )
    if not is_chosen and not card.is_shut:
        with st.popover(t("cards.leave_out"), key=f"leave_{card.offer_id}"):
            _ask_why_not(card)


def _body(card: Card) -> str:
    parts = [
        _section("cards.unmet", card.unmet, "✗", "unmet"),
        _section("cards.why", card.reasons, "–"),
        _section("cards.met", card.met, "✓", "met"),
        _section("cards.unknown", card.unknown, "?", "unknown"),
        _section("cards.against", card.against, "–"),
        _section("cards.to_check", card.to_check, "–"),
    ]
    if not (card.met or card.unmet or card.unknown):
        parts.append(f"<p>{escape(t('cards.no_demands'))}</p>")
    if card.becomes:
        parts.append(f'<p class="wide"><strong>{escape(card.becomes)}</strong></p>')
    if card.before_next:
        parts.append(f'<p class="wide">{data_html(card.before_next)}</p>')
    if card.through:
        parts.append(f'<p class="wide">{data_html(card.through)}</p>')
    if card.opening:
        parts.append(f'<p class="wide">{data_html(card.opening)}</p>')
    if card.note:
        parts.append(f'<p class="wide">{escape(card.note)}</p>')
    return f'<div class="card-body">{"".join(parts)}</div>'


def _section(heading: str, lines: Sequence[str], mark: str, kind: str = "") -> str:
    if not lines:
        return ""
    items = "".join(
        f'<li class="{kind}"><span aria-hidden="true">{mark}</span>{data_html(line)}</li>'
        for line in lines
    )
    return f"<section><h4>{escape(t(heading))}</h4><ul>{items}</ul></section>"


def _ask_why_not(card: Card) -> None:
    key = f"whynot_{card.offer_id}"
    st.pills(
        t("cards.leave_out.of", name=data_name(card.title)),
        list(NotFitting),
        format_func=lambda reason: t(f"not_fitting.{reason.value}"),
        key=key,
        on_change=_leave_out,
        args=(card.offer_id, key),
    )


def _ask_why_despite(card: Card) -> None:
    key = f"whydespite_{card.offer_id}"
    st.pills(
        t("cards.choose_anyway.of", name=data_name(card.title)),
        list(Despite),
        format_func=lambda reason: t(f"despite.{reason.value}"),
        key=key,
        on_change=_choose_despite,
        args=(card.offer_id, key),
    )


# --- what the reader does ------------------------------------------------------------------


def _compare(offer_id: str, key: str) -> None:
    compared = [
        compared_id
        for compared_id in referral_draft.open_draft().compared
        if compared_id != offer_id
    ]
    if st.session_state[key] and len(compared) < MOST_COMPARED:
        compared.append(offer_id)
    referral_draft.change(compared=tuple(compared))


def _choose(offer_id: str) -> None:
    draft = referral_draft.open_draft()
    is_chosen = offer_id in draft.chosen
    rest = tuple(chosen_id for chosen_id in draft.chosen if chosen_id != offer_id)
    despite = {
        chosen_id: why for chosen_id, why in draft.chosen_despite.items() if chosen_id != offer_id
    }
    chosen_ids = rest if is_chosen else (*rest, offer_id)
    referral_draft.change(chosen=chosen_ids, chosen_despite=despite)


def _choose_despite(offer_id: str, key: str) -> None:
    draft = referral_draft.open_draft()
    if (why := st.session_state[key]) is not None:
        rest = tuple(chosen_id for chosen_id in draft.chosen if chosen_id != offer_id)
        despite = {**draft.chosen_despite, offer_id: why}
        referral_draft.change(chosen=(*rest, offer_id), chosen_despite=despite)


def _leave_out(offer_id: str, key: str) -> None:
    draft = referral_draft.open_draft()
    if (why := st.session_state[key]) is not None:
        compared = tuple(compared_id for compared_id in draft.compared if compared_id != offer_id)
        referral_draft.change(left_out={**draft.left_out, offer_id: why}, compared=compared)
