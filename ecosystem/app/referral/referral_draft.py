"""The draft of a referral in this session and on disk: opened, changed, saved, deleted.

Every change is saved at once, over the version that was read: when another window saved since,
what stands here stays unsaved until the reader chooses. The address holds a token and nothing
else, ``?kladde=``; nothing is saved before something has been entered. What cannot be taken as it
was written (a negative number, a CPR number) stays in the session with what is wrong with it, and
is never saved.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from ecosystem.app.referral import cached_referrals
from ecosystem.app.shared.frame import FOCUS
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import data_name, today
from ecosystem.briefings.basis.referral import dead_ends_of
from ecosystem.briefings.referral.firm import FirmBriefing
from ecosystem.display.own_words import field_names, moment_words, problem_words
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft, Run
from ecosystem.model.errors import StoreError
from ecosystem.model.own_words import RefusedTextError
from ecosystem.model.vocabulary import DeadEndReason
from ecosystem.sources.user.store import DraftChangedError, StoredDraft, new_token, open_store

ADDRESS: Final = "kladde"
RECEIVER: Final = "modtager"
"""Name in the address of the actor another page suggests as receiver; never a firm."""
GROUP: Final = "referral_group"
"""Key of the session: which group of suggestions is shown."""
_DRAFT: Final = "referral_draft"
_TOKEN: Final = "referral_token"
_KEPT: Final = "referral_kept"
"""Key of the session: the draft as this window read or saved it last."""
_CHANGED: Final = "referral_changed"
"""Key of the session: what another window saved meanwhile, until the reader chooses."""
_PROBLEM: Final = "referral_problem"
_NOTICE: Final = "referral_notice"
_REFUSED: Final = "referral_refused"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was written in a field and cannot be taken, and why."""

    field_value: Any
    why: str | RefusedTextError
    """Key of the words, or what the text holds that is never kept."""


def open_draft() -> ReferralDraft:
    """Return the draft the address names, else the one of this session, else an empty one."""
    token_in_address, token = st.query_params.get(ADDRESS), st.session_state.get(_TOKEN)
    if token_in_address is not None and token_in_address != token:
        _take_from_store(token_in_address)
    elif token_in_address is None and token is not None:
        st.query_params[ADDRESS] = token
    draft: ReferralDraft = st.session_state.get(_DRAFT) or ReferralDraft()
    receiver = st.query_params.get(RECEIVER)
    if receiver is not None and receiver != draft.receiver_id:
        draft = draft.model_copy(update={"receiver_id": receiver})
        st.session_state[_DRAFT] = draft  # saved with the next change
    return draft


def change(**fields: Any) -> None:  # noqa: ANN401 - any fields of a draft
    """Change the draft and save it."""
    draft: ReferralDraft = st.session_state.get(_DRAFT) or ReferralDraft()
    _keep(ReferralDraft.model_validate({**dict(draft), **fields}))


def go_to(step: int) -> None:
    """Go to a step; focus moves to its heading."""
    st.session_state.pop(GROUP, None)
    change(step=step)
    focus_on_step()


def focus_on_step() -> None:
    """Move focus to the heading of the step."""
    st.session_state[FOCUS] = f"step|{secrets.token_hex(4)}"


def note_run(draft: ReferralDraft, briefing: FirmBriefing) -> None:
    """Keep what this list rests on, so that it can be made again."""
    run = Run(
        on=briefing.on,
        edition=cached_referrals.edition(),
        weights_version=briefing.weights_version,
        firm=briefing.firm,
        need_ids=briefing.need_ids,
        words=draft.need_text,
        suggested=tuple(suggestion.offer_id for suggestion in briefing.suggestions),
        mendable=tuple(suggestion.offer_id for suggestion in briefing.mendable),
        not_suitable=tuple(suggestion.offer_id for suggestion in briefing.not_suitable),
    )
    if (noted := draft.with_run(run)) is not draft:
        _keep(noted)


def note_dead_end(briefing: FirmBriefing) -> None:
    """Write a search that led nowhere to the ledger, once for each need of a draft.

    Nothing of the firm follows but field, place and size class. Example firms are not demand.
    """
    if briefing.dead_end:
        _note(briefing, DeadEndReason.NO_MATCH)


def note_no_help(briefing: FirmBriefing, reason: DeadEndReason) -> None:
    """Write to the ledger that none of the suggestions helped, once for each need of a draft."""
    if _note(briefing, reason):
        change(no_help_reason=reason)


def is_noted(briefing: FirmBriefing) -> bool:
    """Return whether this search stands in the ledger for every need."""
    return set(briefing.need_ids) <= set(open_draft().dead_ends_noted)


def _note(briefing: FirmBriefing, reason: DeadEndReason) -> bool:
    """Append what is not in the ledger yet; tell whether all of it stands there now."""
    draft = open_draft()
    records = [
        dead_end
        for dead_end in dead_ends_of(briefing, briefing.firm, reason)
        if dead_end.need_id not in draft.dead_ends_noted
    ]
    if not records:
        return False
    try:
        open_store().dead_ends.add(records)
    except StoreError:
        return False
    noted = (dead_end.need_id for dead_end in records)
    change(dead_ends_noted=(*draft.dead_ends_noted, *noted))
    return True


def refuse(field: str, field_value: object, why: str | RefusedTextError) -> None:
    """Keep what was written in a field beside the reason it cannot be taken."""
    st.session_state.setdefault(_REFUSED, {})[field] = Refused(field_value, why)


def accept(field: str) -> None:
    """Forget what was wrong with a field."""
    st.session_state.get(_REFUSED, {}).pop(field, None)


def refused(field: str) -> Refused | None:
    """Return what is wrong with a field."""
    refusal: Refused | None = st.session_state.get(_REFUSED, {}).get(field)
    return refusal


def note(words: str | None) -> None:
    """Have something said once, at the top of the page."""
    if words is not None:
        st.session_state[_NOTICE] = data_name(words)


def show_notice() -> None:
    """Show once what happened to the draft."""
    if notice := st.session_state.pop(_NOTICE, None):
        st.info(notice)


def show_draft() -> None:
    """Show when and where the draft was saved, and let the reader delete it or begin another."""
    if _TOKEN not in st.session_state:
        return
    with st.container(key="draft"):
        _show_saved()
        with st.expander(t("intake.draft")):
            st.write(t("intake.draft.where", days=KEPT_DAYS))
            if runs := open_draft().runs:
                st.caption(_edition_words(runs[-1]))
            with st.container(horizontal=True):
                st.button(t("intake.draft.new"), on_click=_begin_anew)
                st.button(t("intake.draft.delete"), on_click=_delete)


def _show_saved() -> None:
    problem: StoreError | None = st.session_state.get(_PROBLEM)
    stored: StoredDraft | None = st.session_state.get(_KEPT)
    if problem is not None:
        st.warning(f"{t('intake.draft.unsaved')} {data_name(problem_words(problem, language()))}")
    elif changed() is not None:
        st.warning(t("windows.not_saved"))
    elif stored is not None:
        at = moment_words(stored.changed_at, today(), language())
        st.caption(t("intake.draft.saved", at=at))
    if stored is not None and stored.unread:
        st.caption(t("windows.unread", fields=field_names(stored.unread, language())))


# --- another window ------------------------------------------------------------------------


def changed() -> DraftChangedError | None:
    """Return what another window did to the draft while this one wrote, until the reader chose."""
    conflict: DraftChangedError | None = st.session_state.get(_CHANGED)
    return conflict


def keep_mine() -> None:
    """Save what stands in this window over what another window saved."""
    mine = open_draft()
    if (conflict := st.session_state.pop(_CHANGED, None)) is not None:
        st.session_state[_KEPT] = conflict.stored
        _keep(mine if conflict.stored is None else mine.with_noted_of(conflict.stored.draft))


def take_theirs() -> None:
    """Go on with what another window saved, or begin anew when it deleted the draft."""
    if (conflict := changed()) is None:
        return
    if conflict.stored is None:
        _begin_anew()
        st.session_state[_NOTICE] = t("intake.draft.deleted")
        return
    token = st.session_state[_TOKEN]
    _forget()
    _take(token, conflict.stored)
    st.session_state[_NOTICE] = t("windows.taken")


def _edition_words(run: Run) -> str:
    """Return what the latest list rests on, so that it can be made again."""
    made = run.edition.register_created
    return t(
        "cards.edition",
        rules=run.edition.rules,
        weights=run.weights_version,
        register=data_name(run.edition.register_label),
        created=t("cards.edition.created", day=day(made, language())) if made else "",
        day=day(run.on, language(), is_long=True),
    )


def _take_from_store(token: str) -> None:
    _forget()
    try:
        stored = open_store().drafts.read(token, today())
    except StoreError as problem:  # the address stays: the draft may be there in a moment
        st.session_state[_NOTICE] = data_name(problem_words(problem, language()))
        return
    if stored is None:
        st.query_params.pop(ADDRESS, None)
        st.session_state[_NOTICE] = t("intake.draft.gone", days=KEPT_DAYS)
        return
    _take(token, stored)


def _take(token: str, stored: StoredDraft) -> None:
    st.session_state[_DRAFT] = stored.draft
    st.session_state[_TOKEN] = token
    st.session_state[_KEPT] = stored


def _keep(draft: ReferralDraft) -> None:
    st.session_state[_DRAFT] = draft
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = new_token()
    st.query_params[ADDRESS] = st.session_state[_TOKEN]
    st.query_params.pop(RECEIVER, None)  # the draft holds it from now on
    st.session_state.pop(_PROBLEM, None)
    try:
        st.session_state[_KEPT] = _saved(draft)
        st.session_state.pop(_CHANGED, None)
    except DraftChangedError as conflict:
        st.session_state[_CHANGED] = conflict
    except StoreError as problem:
        st.session_state[_PROBLEM] = problem


def _saved(draft: ReferralDraft) -> StoredDraft:
    """Save the draft; where another window says the same, its version is the one to save over.

    Raises:
        DraftChangedError: Another window says something else.
        StoreError: The store cannot be used.
    """
    drafts, token = open_store().drafts, st.session_state[_TOKEN]
    try:
        return drafts.save(token, draft, st.session_state.get(_KEPT))
    except DraftChangedError as conflict:
        if conflict.stored is None or not draft.says_the_same(conflict.stored.draft):
            raise
        joined = draft.with_noted_of(conflict.stored.draft)
        st.session_state[_DRAFT] = joined
        return drafts.save(token, joined, conflict.stored)


def _begin_anew() -> None:
    own_actor_id = open_draft().own_actor_id
    _forget()
    st.query_params.pop(ADDRESS, None)
    st.session_state[_DRAFT] = ReferralDraft(own_actor_id=own_actor_id)
    focus_on_step()


def _delete() -> None:
    try:
        open_store().drafts.delete(st.session_state[_TOKEN])
    except StoreError as problem:
        st.session_state[_PROBLEM] = problem
        return
    _begin_anew()
    st.session_state[_NOTICE] = t("intake.draft.deleted")


def _forget() -> None:
    for key in [key for key in st.session_state if str(key).startswith("referral_")]:
        del st.session_state[key]
