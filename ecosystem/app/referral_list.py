"""Step 2 of a referral: the question to ask, the suggestions as cards, and the way ahead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from ecosystem.app import open_referrals, referral_draft
from ecosystem.app.language import either, language, say, t
from ecosystem.app.referral_draft import GROUP
from ecosystem.app.referral_facts import ask_again, ask_fact, cannot_tell
from ecosystem.app.referral_intake import STYLE, need_names, show_firm_marks
from ecosystem.app.widgets import (
    badge,
    data_html,
    data_markdown,
    data_name,
    position_names,
    table,
)
from ecosystem.briefings.actor import municipality_names
from ecosystem.briefings.firm import FirmBriefing, brief_firm
from ecosystem.briefings.intake import question_to_ask
from ecosystem.display.referral_cards import (
    Card,
    comparison_rows,
    fact_label,
    firm_line,
    firm_warnings,
    path_rows,
    question_words,
    suggestion_cards,
)
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import MOST_COMPARED, NotFitting, ReferralDraft, Run
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import Verdict

GROUPS: Final = (Verdict.MET, Verdict.UNKNOWN, Verdict.UNMET)
FIRST_CARDS: Final = 6
_SHOWN: Final = "referral_shown"


def brief(register: Register, draft: ReferralDraft, on: date) -> FirmBriefing | None:
    """Answer who fits the draft's firm; say in words when that cannot be answered."""
    try:
        return brief_firm(
            register,
            draft.firm or Firm(),
            draft.need_ids,
            on,
            context=open_referrals.context(on),
            without=tuple(draft.left_out),
            facts_drawn=draft.facts_drawn,
        )
    except EcosystemError as error:
        st.error(t("cards.cannot"))
        st.code(str(error), language=None, wrap_lines=True)
        return None


def show_list(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Show everything of step 2, the question first."""
    names = {**municipality_names(register), **position_names(register)}
    run = referral_draft.note_run(draft, briefing)
    st.html(STYLE)
    _firm(register, draft, names)
    _warnings(briefing)
    _question(register, draft, briefing)
    _statements(briefing)
    _groups(register, draft, briefing, names)
    _chosen(draft, briefing, names)
    _left_out(register, draft)
    _path(briefing)
    _edition(run)


def _firm(register: Register, draft: ReferralDraft, names: Mapping[str, str]) -> None:
    firm = draft.firm or Firm()
    held = need_names(register)
    needs = t("cards.firm_line", needs="; ".join(held.get(one, one) for one in draft.need_ids))
    told = [firm_line(firm, names, language()), needs]
    st.write(" · ".join(data_name(one) for one in told if one))
    show_firm_marks(firm, is_protected=draft.is_advertising_protected)
    st.button(t("intake.back"), on_click=referral_draft.go_to, args=(1,))


def _warnings(briefing: FirmBriefing) -> None:
    """Say what does not go together, and that nothing fits when nothing does."""
    for warning in firm_warnings(briefing, language()):
        st.warning(data_name(warning))
    if briefing.dead_end:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        st.warning(f"{t('cards.dead_end')} {t('cards.dead_end.next', hub=hub)}")


def _statements(briefing: FirmBriefing) -> None:
    """Say what has to be said of the list as a whole, the local contact first."""
    said = [say(one) for one in briefing.statements if one.key != "refer.dead_end"]
    if briefing.local_hub_name:
        said.insert(0, t("cards.hub", hub=briefing.local_hub_name))
    if "positions" in briefing.facts_drawn:
        said.append(t("intake.facts.drawn"))
    st.markdown("\n\n".join(data_name(one) for one in said))


def _question(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    question = question_to_ask(briefing, draft.cannot_tell)
    if question is None and not draft.cannot_tell:
        return
    with st.container(border=True, key="question"):
        if question is not None:
            asked, settles, why = question_words(question, language())
            fact: FirmFact = next(one for one in FIRM_FACTS if one == question.fact)
            st.subheader(t("cards.question"), anchor=False)
            st.markdown(f"**{asked}** {settles} {t('cards.question.why', why=why)}")
            with st.container(horizontal=True, vertical_alignment="bottom"):
                with st.container(width=420):
                    ask_fact(register, draft, fact)
                st.button(t("cards.question.cannot_tell"), on_click=cannot_tell, args=(fact,))
        if draft.cannot_tell:
            facts = ", ".join(fact_label(one, language()) for one in draft.cannot_tell)
            st.caption(t("cards.question.skipped", facts=facts))
            st.button(t("cards.question.ask_again"), on_click=ask_again)


def _groups(
    register: Register, draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]
) -> None:
    held = (*briefing.suggestions, *briefing.not_suitable)
    of = {group: [one for one in held if one.verdict is group] for group in GROUPS}
    group = _choose_group({group: len(members) for group, members in of.items()})
    _order(register, briefing, group)
    _comparison(draft, briefing, names)
    if not of[group]:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        st.info(t(f"cards.group.{group.value}.none", n=len(of[Verdict.UNKNOWN]), hub=hub))
    shown: int = st.session_state.get(_SHOWN, FIRST_CARDS)
    ranked = len(briefing.suggestions)
    for card in suggestion_cards(of[group][:shown], ranked, names, language()):
        _card(draft, card)
    if (more := len(of[group]) - shown) > 0:
        st.button(t("cards.more", n=more), on_click=_show_all)


def _choose_group(counts: Mapping[Verdict, int]) -> Verdict:
    first = next((group for group in GROUPS if counts[group]), Verdict.MET)
    st.session_state.setdefault(GROUP, first)
    st.segmented_control(
        t("cards.groups"),
        GROUPS,
        format_func=lambda one: t("cards.group", name=t(f"cards.group.{one.value}"), n=counts[one]),
        key=GROUP,
        required=True,
        on_change=_show_few,
        persist_state="session",
    )
    return Verdict(st.session_state[GROUP])


def _order(register: Register, briefing: FirmBriefing, group: Verdict) -> None:
    if group is Verdict.UNMET:
        st.caption(t("cards.order.unmet"))
        return
    weights = register.constants and register.constants.referral
    st.caption(t("refer.order", local_rank=weights.local_rank if weights else 0))
    with st.expander(t("cards.order")):
        if briefing.sensitivity:
            st.write(t("cards.order.sensitive"))
            lines = "\n".join(f"- {data_name(say(one))}" for one in briefing.sensitivity)
            st.markdown(lines)
        else:
            st.write(t("cards.order.firm"))
        held = briefing.left_out
        st.write(
            t(
                "cards.left_out",
                other=held.get("other_field", 0) + held.get("other_area", 0),
                unknown=held.get("field_unknown", 0) + held.get("area_unknown", 0),
            )
        )


def _comparison(draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]) -> None:
    by_id = {one.offer_id: one for one in (*briefing.suggestions, *briefing.not_suitable)}
    compared = [by_id[one] for one in draft.compared if one in by_id]
    if not compared:
        return
    with st.container(border=True, key="comparison"):
        st.subheader(t("cards.compare.title"), anchor=False)
        if len(compared) == 1:
            st.write(t("cards.compare.one_more", most=MOST_COMPARED))
        else:
            table(comparison_rows(compared, names, language()))
        st.button(t("cards.compare.clear"), on_click=referral_draft.change, kwargs={"compared": ()})


def _card(draft: ReferralDraft, card: Card) -> None:
    with st.container(border=True, key=f"card_{card.offer_id}"):
        left, right = st.columns([3, 1])
        with left:
            st.subheader(data_name(card.title), anchor=False)
            for mark in (card.status, *card.badges):
                badge(mark)
            st.write(data_name(card.line))
            st.html(_body(card))
            opening = f"{data_name(card.opening)} " if card.opening else ""
            source = f"{t('cards.source')}: {data_markdown(card.source)}, {card.checked}"
            with st.container(key=f"source_{card.offer_id}"):
                st.markdown(opening + source)
        with right:
            _do(draft, card)
        with st.expander(t("cards.rules")):
            table(card.rules)
            st.markdown(f"**{t('cards.rules.points')}**")
            table(card.points)


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
    label = "cards.choose_anyway" if card.verdict is Verdict.UNMET else "cards.choose"
    st.button(
        t("cards.unchoose" if is_chosen else label),
        key=f"choose_{card.offer_id}",
        on_click=_choose,
        args=(card.offer_id,),
    )
    if not is_chosen:
        with st.popover(t("cards.leave_out"), key=f"leave_{card.offer_id}"):
            _ask_why_not(card)


def _body(card: Card) -> str:
    parts = [
        _section("cards.unmet", card.unmet, "✗", "unmet"),
        _section("cards.why", card.reasons, "✓", "met"),
        _section("cards.met", card.met, "✓", "met"),
        _section("cards.unknown", card.unknown, "?", "unknown"),
        _section("cards.against", card.against, "–"),
        _section("cards.to_check", card.to_check, "–"),
    ]
    if not (card.met or card.unmet or card.unknown):
        parts.append(f"<p>{escape(t('cards.no_demands'))}</p>")
    if card.becomes:
        parts.append(f'<p class="wide"><strong>{escape(card.becomes)}</strong></p>')
    if card.note:
        parts.append(f'<p class="wide">{escape(card.note)}</p>')
    if card.next_step:
        step = f"<strong>{escape(t('cards.next'))}:</strong> {data_html(card.next_step)}"
        parts.append(f'<p class="wide">{step}</p>')
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
        format_func=lambda one: t(f"not_fitting.{one.value}"),
        key=key,
        on_change=_leave_out,
        args=(card.offer_id, key),
    )


def _chosen(draft: ReferralDraft, briefing: FirmBriefing, names: Mapping[str, str]) -> None:
    held = (*briefing.suggestions, *briefing.not_suitable)
    chosen = [one for one in held if one.offer_id in draft.chosen]
    cards = suggestion_cards(chosen, len(briefing.suggestions), names, language())
    if not cards:
        return
    with st.container(border=True, key="chosen"):
        st.header(t("cards.chosen"), anchor=False)
        _list(
            t("cards.chosen.line", name=card.title, verdict=card.status, next=card.next_step or "")
            for card in cards
        )
        st.write(t("cards.chosen.note"))


def _left_out(register: Register, draft: ReferralDraft) -> None:
    if not draft.left_out:
        return
    with st.expander(t("cards.leave_out.title", n=len(draft.left_out))):
        for offer_id, why in draft.left_out.items():
            offer = register.catalogue.get(offer_id)
            name = data_name(either(offer.name_da, offer.name_en) if offer else offer_id)
            st.write(t("cards.leave_out.line", name=name, why=t(f"not_fitting.{why.value}")))
            st.button(
                t("cards.leave_out.undo", name=name),
                key=f"undo_{offer_id}",
                on_click=_take_back,
                args=(offer_id,),
            )


def _path(briefing: FirmBriefing) -> None:
    st.header(t("cards.path"), anchor=False)
    st.write(t("cards.path.help"))
    table(path_rows(briefing, language()))
    if briefing.path_left_out:
        with st.expander(t("cards.path.left_out")):
            _list(
                t("refer.path.left_out", name=one.offer_id, why=say(one.why))
                for one in briefing.path_left_out
            )


def _edition(run: Run) -> None:
    made = run.edition.register_created
    st.caption(
        t(
            "cards.edition",
            rules=run.edition.rules,
            weights=run.weights_version,
            register=data_name(run.edition.register_label),
            created=t("cards.edition.created", day=day(made, language())) if made else "",
            day=day(run.on, language(), is_long=True),
        )
    )


def _list(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {data_name(line)}" for line in lines))


# --- what the reader does ------------------------------------------------------------------


def _show_few() -> None:
    st.session_state[_SHOWN] = FIRST_CARDS


def _show_all() -> None:
    st.session_state[_SHOWN] = 10_000


def _compare(offer_id: str, key: str) -> None:
    held = [one for one in referral_draft.open_draft().compared if one != offer_id]
    if st.session_state[key] and len(held) < MOST_COMPARED:
        held.append(offer_id)
    referral_draft.change(compared=tuple(held))


def _choose(offer_id: str) -> None:
    held = referral_draft.open_draft().chosen
    is_chosen = offer_id in held
    chosen = tuple(one for one in held if one != offer_id) if is_chosen else (*held, offer_id)
    referral_draft.change(chosen=chosen)


def _leave_out(offer_id: str, key: str) -> None:
    draft = referral_draft.open_draft()
    if (why := st.session_state[key]) is not None:
        compared = tuple(one for one in draft.compared if one != offer_id)
        referral_draft.change(left_out={**draft.left_out, offer_id: why}, compared=compared)


def _take_back(offer_id: str) -> None:
    left_out = dict(referral_draft.open_draft().left_out)
    left_out.pop(offer_id, None)
    referral_draft.change(left_out=left_out)
