"""What a reader notes on a gap: into the report with it, or it is not a gap, and why.

What is kept for the report lives as long as the visit; a reason is kept in the store of the
reader's own words, beside no register, with the day and the role or unit that says so.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import streamlit as st

from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import data_name, today
from ecosystem.display.documents.gap_parts import SURE
from ecosystem.display.own_words import also_words, cleaned_words, problem_words, refusal_words
from ecosystem.display.wording.formats import day
from ecosystem.model.errors import EcosystemError, StoreError
from ecosystem.model.gaps import GapEvent
from ecosystem.model.own_words import RefusedTextError
from ecosystem.model.vocabulary import GapConfidence, GapEventKind
from ecosystem.sources.user.store import open_store

KEPT: Final = "gaps_kept"
OUTCOMES: Final = "gaps_outcomes"
"""Key of the session: what came of a note, by gap, until it was shown."""
REASONS: Final = ("others", "not_needed", "wrong_data", "other")


def events() -> tuple[GapEvent, ...]:
    """Read what was noted before; a store that cannot be read is told of and left alone."""
    try:
        store = open_store()
        for file in store.put_aside():
            words = t("own.aside", strange=file.strange, lines=file.lines, path=str(file.path))
            st.warning(data_name(words))
        if count := store.notes.unread():
            st.warning(data_name(t("own.unread", count=count, path=str(store.path))))
        return store.notes.read()
    except StoreError as problem:
        st.warning(f"{t('huller.unreadable')} {data_name(problem_words(problem, language()))}")
        return ()


def sure(confidence: GapConfidence) -> str:
    """Return how sure a gap is, with its sign."""
    return f"{SURE[confidence.value]} {t(f'gap_confidence.{confidence.value}')}"


def explanation_of(gap_id: str, noted: tuple[GapEvent, ...]) -> GapEvent | None:
    """Return the explanation of a gap that holds; ``None`` when there is none."""
    from ecosystem.briefings.basis.gaps import standing

    return standing(gap_id, noted)


def settled() -> frozenset[str]:
    """Return the ids of the gaps that somebody has explained as none."""
    noted = events()
    return frozenset(e.gap_id for e in noted if explanation_of(e.gap_id, noted) is not None)


# --- the report ----------------------------------------------------------------------------


def kept() -> tuple[str, ...]:
    """List the gaps and cells this reader keeps for the report, in the order they came."""
    kept_gaps: dict[str, bool] = st.session_state.setdefault(KEPT, {})
    return tuple(kept_gaps)


def keep(gap_id: str) -> None:
    """Let the reader put a gap into the report, or take it out."""
    key = f"keep_{_key(gap_id)}"
    st.session_state[key] = gap_id in kept()
    st.checkbox(t("huller.keep"), key=key, on_change=_keep, args=(gap_id, key))


def _keep(gap_id: str, key: str) -> None:
    kept_gaps: dict[str, bool] = st.session_state.setdefault(KEPT, {})
    if st.session_state[key]:
        kept_gaps[gap_id] = True
    else:
        kept_gaps.pop(gap_id, None)


def keep_none() -> None:
    """Take everything out of the report."""
    st.session_state[KEPT] = {}


# --- it is not a gap -----------------------------------------------------------------------


def tell_explained(explanation: GapEvent) -> None:
    """Show why it is no gap, who says so, and since when."""
    st.write(
        t(
            "huller.explained",
            reason=data_name(explanation.reason),
            by=data_name(explanation.by),
            on=day(explanation.on, language(), is_long=True),
        )
    )


def explain_or_reopen(
    gap_id: str, explanation: GapEvent | None, on: date, noted: tuple[GapEvent, ...]
) -> None:
    """Offer to say that it is no gap, or to take that back; say what came of it last time."""
    if explanation is not None:
        _show_outcome(gap_id)
        tell_explained(explanation)
        st.button(
            t("huller.reopen"),
            key=f"reopen_{_key(gap_id)}",
            on_click=_reopen,
            args=(gap_id, on, noted),
        )
        return
    with st.expander(t("huller.not_a_gap")):
        _explain(gap_id, on, noted)
        _show_outcome(gap_id)


def _explain(gap_id: str, on: date, noted: tuple[GapEvent, ...]) -> None:
    names = {reason: t(f"huller.reason.{reason}") for reason in REASONS}
    keys = [f"{field}_{_key(gap_id)}" for field in ("kind", "reason", "by")]
    with st.form(f"explain_{_key(gap_id)}", border=False):
        st.selectbox(
            t("huller.not_a_gap.kind"),
            REASONS,
            index=None,
            format_func=names.__getitem__,
            placeholder=t("frame.choose"),
            key=keys[0],
        )
        st.text_input(t("huller.not_a_gap.reason"), max_chars=300, key=keys[1])
        st.text_input(t("huller.not_a_gap.by"), max_chars=80, key=keys[2])
        st.form_submit_button(
            t("huller.not_a_gap.save"),
            key=f"save_{_key(gap_id)}",
            on_click=_save,
            args=(gap_id, keys, names, on, noted),
        )


# --- what the reader does ------------------------------------------------------------------


def _save(
    gap_id: str, keys: list[str], names: dict[str, str], on: date, noted: tuple[GapEvent, ...]
) -> None:
    """Keep an explanation, beside those of others: what the reader saw was still a gap."""
    from ecosystem.briefings.basis.gaps import explain

    kind, reason, by = (st.session_state[key] or "" for key in keys)
    words = f"{names[kind]}: {reason.strip()}" if kind and reason.strip() else reason
    try:
        event = explain(gap_id, words if kind else "", by, on, noted)
    except RefusedTextError as refused:
        _tell(gap_id, st.error, refusal_words(refused, language()))
    except EcosystemError:
        _tell(gap_id, st.error, t("huller.not_a_gap.missing"))
    else:
        _tell(gap_id, st.info, cleaned_words(f"{reason}{by}", language()))
        _keep_event(event, noted)


def _reopen(gap_id: str, on: date, noted: tuple[GapEvent, ...]) -> None:
    _keep_event(GapEvent(gap_id=gap_id, kind=GapEventKind.REOPENED, on=on), noted)


def _keep_event(event: GapEvent, noted: tuple[GapEvent, ...]) -> None:
    """Keep what happened, and say who else noted something on the gap meanwhile."""
    seen = sum(note.gap_id == event.gap_id for note in noted)
    try:
        meanwhile = open_store().notes.add(event, seen)
    except StoreError as problem:
        words = problem_words(problem, language())
        _tell(event.gap_id, st.error, f"{t('huller.not_a_gap.not_saved')} {words}")
        return
    for note in meanwhile:
        _tell(event.gap_id, st.info, also_words(note, today(), language()))


def _tell(gap_id: str, box: Callable[[str], object], words: str | None) -> None:
    if words is not None:
        outcomes = st.session_state.setdefault(OUTCOMES, {})
        outcomes.setdefault(gap_id, []).append((box, words))


def _show_outcome(gap_id: str) -> None:
    for box, words in st.session_state.get(OUTCOMES, {}).pop(gap_id, ()):
        box(data_name(words))


def _key(gap_id: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in gap_id)
