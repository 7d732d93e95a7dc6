"""The draft of a referral in this session and on disk: opened, changed, saved, deleted.

Every change is saved at once. The address holds a token and nothing else, ``?kladde=``; nothing
is saved before something has been entered. What cannot be taken as it was written (a negative
number, a CPR number) stays in the session with what is wrong with it, and is never saved.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from ecosystem.analysis.referral import dead_ends_of
from ecosystem.app import open_referrals
from ecosystem.app.frame import FOCUS
from ecosystem.app.language import language, t
from ecosystem.app.widgets import data_name, today
from ecosystem.briefings.firm import FirmBriefing
from ecosystem.display.wording.formats import day
from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft, Run
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.vocabulary import DeadEndReason
from ecosystem.sources.dead_ends import append_dead_ends, own_ledger
from ecosystem.sources.drafts import (
    delete_draft,
    drafts_folder,
    new_token,
    read_draft,
    save_draft,
)

ADDRESS: Final = "kladde"
RECEIVER: Final = "modtager"
"""Name in the address of the actor another page suggests as receiver; never a firm."""
GROUP: Final = "referral_group"
"""Key of the session: which group of suggestions is shown."""
_DRAFT: Final = "referral_draft"
_TOKEN: Final = "referral_token"
_SAVED: Final = "referral_saved"
_NOTICE: Final = "referral_notice"
_REFUSED: Final = "referral_refused"


@dataclass(frozen=True, slots=True)
class Refused:
    """What was written in a field and cannot be taken, and why."""

    written: Any
    why: str


def open_draft() -> ReferralDraft:
    """Give the draft the address names, else the one of this session, else an empty one."""
    asked, held = st.query_params.get(ADDRESS), st.session_state.get(_TOKEN)
    if asked is not None and asked != held:
        _take_from_disk(asked)
    elif asked is None and held is not None:
        st.query_params[ADDRESS] = held
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
        edition=open_referrals.edition(),
        weights_version=briefing.weights_version,
        firm=briefing.firm,
        need_ids=briefing.need_ids,
        words=draft.need_text,
        suggested=tuple(one.offer_id for one in briefing.suggestions),
        mendable=tuple(one.offer_id for one in briefing.mendable),
        not_suitable=tuple(one.offer_id for one in briefing.not_suitable),
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
    """Tell whether this search stands in the ledger for every need."""
    return set(briefing.need_ids) <= set(open_draft().dead_ends_noted)


def _note(briefing: FirmBriefing, reason: DeadEndReason) -> bool:
    """Append what is not in the ledger yet; tell whether all of it stands there now."""
    draft = open_draft()
    records = [
        one
        for one in dead_ends_of(briefing, briefing.firm, reason)
        if one.need_id not in draft.dead_ends_noted
    ]
    if not records:
        return False
    try:
        append_dead_ends(own_ledger(), records)
    except UnreadableFileError:
        return False
    noted = (one.need_id for one in records)
    change(dead_ends_noted=(*draft.dead_ends_noted, *noted))
    return True


def refuse(field: str, written: object, why: str) -> None:
    """Keep what was written in a field beside the reason it cannot be taken."""
    st.session_state.setdefault(_REFUSED, {})[field] = Refused(written, why)


def accept(field: str) -> None:
    """Forget what was wrong with a field."""
    st.session_state.get(_REFUSED, {}).pop(field, None)


def refused(field: str) -> Refused | None:
    """Tell what is wrong with a field."""
    found: Refused | None = st.session_state.get(_REFUSED, {}).get(field)
    return found


def show_notice() -> None:
    """Say once what happened to the draft."""
    if notice := st.session_state.pop(_NOTICE, None):
        st.info(notice)


def show_draft() -> None:
    """Say when and where the draft was saved, and let the reader delete it or begin another."""
    if _TOKEN not in st.session_state:
        return
    with st.container(key="draft"):
        saved: datetime | None = st.session_state.get(_SAVED)
        if saved is None:
            st.warning(t("intake.draft.unsaved"))
        else:
            st.caption(t("intake.draft.saved", time=f"{saved:%H.%M}"))
        with st.expander(t("intake.draft")):
            st.write(t("intake.draft.where", days=KEPT_DAYS))
            if runs := open_draft().runs:
                st.caption(_edition_words(runs[-1]))
            with st.container(horizontal=True):
                st.button(t("intake.draft.new"), on_click=_begin_anew)
                st.button(t("intake.draft.delete"), on_click=_delete)


def _edition_words(run: Run) -> str:
    """Say what the latest list rests on, so that it can be made again."""
    made = run.edition.register_created
    return t(
        "cards.edition",
        rules=run.edition.rules,
        weights=run.weights_version,
        register=data_name(run.edition.register_label),
        created=t("cards.edition.created", day=day(made, language())) if made else "",
        day=day(run.on, language(), is_long=True),
    )


def _take_from_disk(token: str) -> None:
    found = read_draft(token, drafts_folder(), today())
    _forget()
    if found is None:
        st.query_params.pop(ADDRESS, None)
        st.session_state[_NOTICE] = t("intake.draft.gone", days=KEPT_DAYS)
        return
    st.session_state[_DRAFT] = found
    st.session_state[_TOKEN] = token
    st.session_state[_SAVED] = _now()


def _keep(draft: ReferralDraft) -> None:
    st.session_state[_DRAFT] = draft
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = new_token()
    token = st.session_state[_TOKEN]
    st.query_params[ADDRESS] = token
    st.query_params.pop(RECEIVER, None)  # the draft holds it from now on
    try:
        save_draft(token, draft, drafts_folder())
        st.session_state[_SAVED] = _now()
    except OSError:
        st.session_state[_SAVED] = None


def _begin_anew() -> None:
    own = open_draft().own_actor_id
    _forget()
    st.query_params.pop(ADDRESS, None)
    st.session_state[_DRAFT] = ReferralDraft(own_actor_id=own)
    focus_on_step()


def _delete() -> None:
    delete_draft(st.session_state[_TOKEN], drafts_folder())
    _begin_anew()
    st.session_state[_NOTICE] = t("intake.draft.deleted")


def _forget() -> None:
    for key in [key for key in st.session_state if str(key).startswith("referral_")]:
        del st.session_state[key]


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone()
