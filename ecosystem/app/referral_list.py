"""Step 2 of a referral: the question to ask, the suggestions as cards, and the way ahead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from ecosystem.app import open_referrals, referral_draft
from ecosystem.app.language import either, language, say, t
from ecosystem.app.referral_draft import GROUP, is_noted
from ecosystem.app.referral_facts import ask_again, ask_fact, cannot_tell
from ecosystem.app.referral_intake import STYLE, need_names, show_firm_marks
from ecosystem.app.widgets import (
    badge,
    data_html,
    data_markdown,
    data_name,
    municipality_names,
    position_names,
    table,
)
from ecosystem.briefings.firm import FirmBriefing, brief_firm
from ecosystem.briefings.intake import blocked_by, question_to_ask
from ecosystem.briefings.receiver import name_receiver, place_receiver
from ecosystem.display.referral_cards import (
    Card,
    comparison_rows,
    fact_label,
    firm_line,
    firm_warnings,
    path_steps,
    question_words,
    suggestion_cards,
)
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import MOST_COMPARED, Despite, NotFitting, ReferralDraft, Run
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import NO_HELP_REASONS, DeadEndReason, Verdict

GROUPS: Final = (Verdict.MET, Verdict.UNKNOWN, Verdict.UNMET)
FIRST_CARDS: Final = 6
ENOUGH_SUITABLE: Final = 3
"""Suitable suggestions that make a choice; with fewer the list opens where the best one is."""
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
            without=blocked_by(register, draft.left_out),
            own=draft.own_actor_id,
            words=draft.need_text,
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
    referral_draft.note_dead_end(briefing)
    st.html(STYLE)
    _firm(register, draft, names)
    _warnings(briefing)
    _question(register, draft, briefing)
    _statements(register, draft, briefing)
    _groups(register, draft, briefing, names)
    _no_help(draft, briefing)
    _chosen(draft, briefing, names)
    _left_out(register, draft)
    _path(register, briefing)
    _edition(run)


def _firm(register: Register, draft: ReferralDraft, names: Mapping[str, str]) -> None:
    firm = draft.firm or Firm()
    held = need_names(register)
    needs = t("cards.firm_line", needs="; ".join(held.get(one, one) for one in draft.need_ids))
    told = [firm_line(firm, names, language()), needs]
    st.write(" · ".join(data_name(one) for one in told if one))
    with st.container(horizontal=True, vertical_alignment="center", key="firm_line"):
        show_firm_marks(firm, is_protected=draft.is_advertising_protected, is_short=True)
        st.button(t("intake.back"), on_click=referral_draft.go_to, args=(1,))


def _warnings(briefing: FirmBriefing) -> None:
    """Say what does not go together, and that nothing fits when nothing does."""
    for warning in firm_warnings(briefing, language()):
        st.warning(data_name(warning))
    if briefing.dead_end:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        said = f"{t('cards.dead_end')} {t('cards.dead_end.next', hub=hub)}"
        st.warning(f"{said} {t('cards.dead_end.noted')}" if is_noted(briefing) else said)


def _statements(register: Register, draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Say what has to be said of the list as a whole, the local contact first."""
    said = [say(one) for one in briefing.statements if one.key != "refer.dead_end"]
    if (asked := draft.receiver_id) and (name := name_receiver(register, asked)):
        said.insert(0, say(place_receiver(briefing, asked, name)))
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
    counts = {group: len(members) for group, members in of.items()}
    group = _choose_group(counts, held[0].verdict if held else Verdict.MET)
    _order(register, draft, briefing, group)
    _comparison(draft, briefing, names)
    if not of[group]:
        hub = data_name(briefing.local_hub_name or t("cards.the_hub"))
        is_hopeless = group is Verdict.MET and not of[Verdict.UNKNOWN]
        none = f"cards.group.{group.value}.none{'.at_all' if is_hopeless else ''}"
        st.info(t(none, n=len(of[Verdict.UNKNOWN]), hub=hub))
    shown: int = st.session_state.get(_SHOWN, FIRST_CARDS)
    ranked = len(briefing.suggestions)
    for card in suggestion_cards(of[group][:shown], ranked, names, language()):
        _card(draft, card)
    if (more := len(of[group]) - shown) > 0:
        st.button(t("cards.more", n=more), on_click=_show_all)


def _choose_group(counts: Mapping[Verdict, int], best: Verdict) -> Verdict:
    """Open with what suits, or, where little does, with the group of the first suggestion."""
    first = Verdict.MET if counts[Verdict.MET] >= ENOUGH_SUITABLE else best
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


def _order(
    register: Register, draft: ReferralDraft, briefing: FirmBriefing, group: Verdict
) -> None:
    if group is Verdict.UNMET:
        st.caption(t("cards.order.unmet"))
        return
    weights = register.constants and register.constants.referral
    st.caption(t("cards.order.short"))
    with st.expander(t("cards.order")):
        st.write(t("refer.order", local_rank=weights.local_rank if weights else 0))
        _own_organisation(draft, briefing.on)
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


def _own_organisation(draft: ReferralDraft, on: date) -> None:
    """Let the adviser say where they work, so that it is marked wherever it stands."""
    names = open_referrals.own_organisations(on)
    key = "own_organisation"
    st.session_state[key] = draft.own_actor_id
    st.selectbox(
        t("cards.own"),
        list(names),
        index=None,
        format_func=lambda one: names.get(one, one),
        placeholder=t("cards.own.none"),
        key=key,
        on_change=_take_own,
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
            source = f"{t('cards.source')}: {data_markdown(card.source)}. {card.checked}."
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
    if card.verdict is Verdict.UNMET and not is_chosen:
        with st.popover(t("cards.choose_anyway"), key=f"despite_{card.offer_id}"):
            _ask_why_despite(card)
    else:
        st.button(
            t("cards.unchoose" if is_chosen else "cards.choose"),
            key=f"choose_{card.offer_id}",
            on_click=_choose,
            args=(card.offer_id,),
        )
    if not is_chosen and card.verdict is not Verdict.UNMET:
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
    if card.before_next:
        parts.append(f'<p class="wide">{data_html(card.before_next)}</p>')
    if card.note:
        parts.append(f'<p class="wide">{escape(card.note)}</p>')
    if card.next_step:
        told = f'<span lang="da">{data_html(card.next_step)}</span>'
        step = f"<strong>{escape(t('cards.next'))}:</strong> {told}"
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


def _ask_why_despite(card: Card) -> None:
    key = f"whydespite_{card.offer_id}"
    st.pills(
        t("cards.choose_anyway.of", name=data_name(card.title)),
        list(Despite),
        format_func=lambda one: t(f"despite.{one.value}"),
        key=key,
        on_change=_choose_despite,
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


def _path(register: Register, briefing: FirmBriefing) -> None:
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
    ways = open_referrals.warm_ways(register, briefing)
    if ways:
        st.write(t("cards.path.ways"))
        _list(say(one.sentence) for one in ways)
    if briefing.path_left_out:
        with st.expander(t("cards.path.left_out")):
            _list(
                t("refer.path.left_out", name=_name_of(register, one.offer_id), why=say(one.why))
                for one in briefing.path_left_out
            )


def _name_of(register: Register, offer_id: str) -> str:
    offer = register.catalogue.get(offer_id)
    return offer_id if offer is None else either(offer.name_da, offer.name_en)


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
    draft = referral_draft.open_draft()
    is_chosen = offer_id in draft.chosen
    rest = tuple(one for one in draft.chosen if one != offer_id)
    despite = {one: why for one, why in draft.chosen_despite.items() if one != offer_id}
    chosen = rest if is_chosen else (*rest, offer_id)
    referral_draft.change(chosen=chosen, chosen_despite=despite)


def _choose_despite(offer_id: str, key: str) -> None:
    draft = referral_draft.open_draft()
    if (why := st.session_state[key]) is not None:
        rest = tuple(one for one in draft.chosen if one != offer_id)
        despite = {**draft.chosen_despite, offer_id: why}
        referral_draft.change(chosen=(*rest, offer_id), chosen_despite=despite)


def _note_no_help(briefing: FirmBriefing, key: str) -> None:
    if (reason := st.session_state[key]) is not None:
        referral_draft.note_no_help(briefing, reason)


def _take_own() -> None:
    referral_draft.change(own_actor_id=st.session_state["own_organisation"])


def _leave_out(offer_id: str, key: str) -> None:
    draft = referral_draft.open_draft()
    if (why := st.session_state[key]) is not None:
        compared = tuple(one for one in draft.compared if one != offer_id)
        referral_draft.change(left_out={**draft.left_out, offer_id: why}, compared=compared)


def _take_back(offer_id: str) -> None:
    left_out = dict(referral_draft.open_draft().left_out)
    left_out.pop(offer_id, None)
    referral_draft.change(left_out=left_out)
