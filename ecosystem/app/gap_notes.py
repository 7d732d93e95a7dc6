"""What a reader notes on a gap: into the report with it, or it is not a gap, and why.

What is kept for the report lives as long as the visit; a reason is kept in the reader's own
ledger, beside no register, with the day and the role or unit that says so.
"""

from datetime import date
from typing import Final

import streamlit as st

from ecosystem.app.language import language, t
from ecosystem.app.widgets import data_name
from ecosystem.display.documents.outline import SURE
from ecosystem.display.wording.formats import day
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import GapEvent
from ecosystem.model.text import personal_data
from ecosystem.model.vocabulary import GapConfidence, GapEventKind
from ecosystem.sources.gap_events import append_gap_event, own_ledger, read_gap_events

KEPT: Final = "gaps_kept"
REASONS: Final = ("others", "not_needed", "wrong_data", "other")


def events() -> tuple[GapEvent, ...]:
    """Read what was noted before; a ledger that cannot be read is told of and left alone."""
    try:
        return read_gap_events(own_ledger())
    except EcosystemError as error:
        st.warning(t("huller.ledger_unreadable"))
        st.code(str(error), language=None, wrap_lines=True)
        return ()


def sure(confidence: GapConfidence) -> str:
    """Say how sure a gap is, with its sign."""
    return f"{SURE[confidence.value]} {t(f'gap_confidence.{confidence.value}')}"


def said_of(gap_id: str, noted: tuple[GapEvent, ...]) -> GapEvent | None:
    """Give the explanation of a gap that holds; ``None`` when there is none."""
    from ecosystem.analysis.gaps.life import standing  # noqa: PLC0415  slow to import

    return standing(gap_id, noted)


def settled() -> frozenset[str]:
    """Ids of the gaps that somebody has explained as none."""
    noted = events()
    return frozenset(e.gap_id for e in noted if said_of(e.gap_id, noted) is not None)


# --- the report ----------------------------------------------------------------------------


def kept() -> tuple[str, ...]:
    """Ids of the gaps and cells this reader keeps for the report, in the order they came."""
    held: dict[str, bool] = st.session_state.setdefault(KEPT, {})
    return tuple(held)


def keep(gap_id: str) -> None:
    """Let the reader put a gap into the report, or take it out."""
    key = f"keep_{_key(gap_id)}"
    st.session_state[key] = gap_id in kept()
    st.checkbox(t("huller.keep"), key=key, on_change=_keep, args=(gap_id, key))


def _keep(gap_id: str, key: str) -> None:
    held: dict[str, bool] = st.session_state.setdefault(KEPT, {})
    if st.session_state[key]:
        held[gap_id] = True
    else:
        held.pop(gap_id, None)


def keep_none() -> None:
    """Take everything out of the report."""
    st.session_state[KEPT] = {}


# --- it is not a gap -----------------------------------------------------------------------


def tell_explained(said: GapEvent) -> None:
    """Say why it is no gap, who says so, and since when."""
    st.write(
        t(
            "huller.explained",
            reason=data_name(said.reason),
            by=data_name(said.by),
            on=day(said.on, language(), is_long=True),
        )
    )


def explain_or_reopen(
    gap_id: str, said: GapEvent | None, on: date, noted: tuple[GapEvent, ...]
) -> None:
    """Offer to say that it is no gap, or to take that back."""
    if said is not None:
        tell_explained(said)
        st.button(
            t("huller.reopen"),
            key=f"reopen_{_key(gap_id)}",
            on_click=_reopen,
            args=(gap_id, on),
        )
        return
    with st.expander(t("huller.not_a_gap")):
        _explain(gap_id, on, noted)


def _reopen(gap_id: str, on: date) -> None:
    append_gap_event(own_ledger(), GapEvent(gap_id=gap_id, kind=GapEventKind.REOPENED, on=on))


def _explain(gap_id: str, on: date, noted: tuple[GapEvent, ...]) -> None:
    with st.form(f"explain_{_key(gap_id)}", border=False):
        names = {one: t(f"huller.reason.{one}") for one in REASONS}
        kind = st.selectbox(
            t("huller.not_a_gap.kind"),
            REASONS,
            index=None,
            format_func=names.__getitem__,
            placeholder=t("frame.choose"),
        )
        reason = st.text_input(t("huller.not_a_gap.reason"), max_chars=300)
        by = st.text_input(t("huller.not_a_gap.by"), max_chars=80)
        if st.form_submit_button(t("huller.not_a_gap.save")):
            _save(gap_id, names.get(kind or "", ""), reason, by, on, noted)


def _save(  # noqa: PLR0913, PLR0917 - what is kept
    gap_id: str, kind: str, reason: str, by: str, on: date, noted: tuple[GapEvent, ...]
) -> None:
    from ecosystem.analysis.gaps.life import explain  # noqa: PLC0415  slow to import

    if personal_data(f"{reason} {by}"):
        st.error(t("huller.not_a_gap.cpr"))
        return
    told = f"{kind}: {reason.strip()}" if kind and reason.strip() else reason
    try:
        append_gap_event(own_ledger(), explain(gap_id, told if kind else "", by, on, noted))
    except EcosystemError:
        st.error(t("huller.not_a_gap.missing"))
    else:
        st.rerun()


def _key(gap_id: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in gap_id)
