"""The gaps of a position on the page: by kind, with rule, rows, steps, sandbox and documents."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from ecosystem.app.gaps import cached_gaps, gap_notes
from ecosystem.app.map import cached_maps
from ecosystem.app.shared.language import either, language, say, t
from ecosystem.app.shared.widgets import data_markdown, data_name, link_to
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.brief import GapsBriefing
from ecosystem.briefings.gaps.counts import PositionCounts
from ecosystem.briefings.gaps.position_gaps import brief_gaps_of
from ecosystem.display.documents import ENDINGS, MIME, brief_file
from ecosystem.display.gaps.text import evidence_lines, said_beside
from ecosystem.display.wording.formats import Language
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import ClosingStep, Gap, GapEvent
from ecosystem.model.member_facts import GAP_KIND_FACTS
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    import geopandas as gpd

    from ecosystem.briefings.basis.gaps import Search

_WHOLE: Final = 100
NAMED: Final = 3
"""Actors that a gap links to by name; of more it links to the list."""


def cannot_search(register: Register) -> str | None:
    """Return the key of what to say where the register lacks what every search needs."""
    if register.strength_positions is None or register.strength_positions.empty:
        return "huller.no_positions"
    if register.municipalities is None or register.municipalities.empty:
        return "huller.no_municipalities"
    return None


def show_counts(counts: Sequence[PositionCounts]) -> None:
    """Show which gaps each strength position has, as links to them."""
    st.header(t("huller.by_position"), anchor=False)
    st.write(t("huller.choose_position"))
    about = [t("huller.by_position.about")]
    if any(kinds for position in counts for kinds in position.examples.values()):
        about.append(t("huller.by_position.examples"))
    st.caption(" ".join(about))
    for position in counts:
        with st.container(key=f"position_{position.position_id}", gap=None):
            name = data_name(either(position.name_da, position.name_en))
            link_to("huller", name, {"tema": position.position_id})
            groups = {"real": position.real, "likely": position.likely, "unsure": position.unsure}
            for sure, kinds in groups.items():
                if kinds:
                    words = _counted(kinds, position.examples[sure])
                    st.write(t(f"huller.by_position.{sure}", kinds=words))
            if not any(groups.values()):
                st.write(t("huller.by_position.none"))


def _counted(kinds: Mapping[GapKind, int], examples: Mapping[GapKind, int]) -> str:
    """Count each kind; what rests on example data is counted behind it, and marked."""
    real = {kind: count - examples.get(kind, 0) for kind, count in kinds.items()}
    words = []
    for kind in GapKind:
        for mark, counted in (("", real), ("▨ ", examples)):
            if n := counted.get(kind):
                words.append(mark + t(f"gap_kind_counted.{kind.value}", n=n))
    return ", ".join(words)


def show_gaps(
    briefing: GapsBriefing, position_id: str, on: date, events: tuple[GapEvent, ...]
) -> None:
    """Show the gaps of a position, each kind under its own heading."""
    st.header(t("huller.gaps"), anchor=False)
    if not briefing.gaps:
        st.info(t("huller.gaps.none"))
    for kind in GapKind:
        gaps_of_kind = [gap for gap in briefing.gaps if gap.kind is kind]
        if gaps_of_kind:
            st.subheader(t(f"gap_kind.{kind.value}"), anchor=False)
        for gap in gaps_of_kind:
            _show_gap(gap, position_id, on, events)
    for sentence in briefing.cannot_say:
        st.caption(say(sentence))


def _show_gap(gap: Gap, position_id: str, on: date, events: tuple[GapEvent, ...]) -> None:
    explanation = gap_notes.explanation_of(gap.gap_id, events)
    sentence = data_name(say(gap.sentence))
    with st.container(border=True, key=f"gap_{_key(gap)}"):
        st.markdown(f"~~{sentence}~~" if explanation else f"**{sentence}**")
        st.write(" · ".join([gap_notes.sure(gap.confidence), *_size(gap)]))
        for line in said_beside(gap, language()):
            st.write(data_name(line))
        with st.expander(t("gaps.why")):
            _why(gap)
        _steps(gap, position_id, on)
        with st.container(horizontal=True, gap="medium"):
            _ways_on(gap, position_id, on)
        gap_notes.keep(gap.gap_id)
        gap_notes.explain_or_reopen(gap.gap_id, explanation, on, events)


def _size(gap: Gap) -> list[str]:
    """Return how many firms and municipalities it touches, as far as is recorded."""
    parts = []
    if (firms := gap.firms_affected) is not None:
        counts = {name: round(getattr(firms, name)) for name in ("firms", "low", "high")}
        parts.append(t("huller.firms.example" if firms.examples else "huller.firms", **counts))
    if gap.municipality_codes:
        parts.append(t("huller.places", n=len(gap.municipality_codes)))
    return parts


def _why(gap: Gap) -> None:
    st.write(t("huller.rule", rule=data_name(say(gap.rule))))
    for line in evidence_lines(gap, language()):
        st.write(data_name(line))
    sources = dict.fromkeys(source for evidence in gap.evidence for source in evidence.sources)
    if sources:
        st.markdown(t("huller.sources", sources=data_markdown("; ".join(sources))))
    if gap.completeness is not None:
        share = round(100 * gap.completeness)
        st.write(t("huller.complete.all") if share == _WHOLE else t("huller.complete", share=share))
    age = t("huller.age.never") if gap.age_days is None else t("huller.age", days=gap.age_days)
    st.write(age)


def _steps(gap: Gap, position_id: str, on: date) -> None:
    """Show each step, smallest first, and let it be tried on a copy of the register."""
    if gap.confidence is GapConfidence.NOT_RECORDED:
        st.write(t("huller.steps.ask_first"))
        return
    if not gap.closing_steps:
        st.write(t("gaps.no_step"))
        return
    with st.expander(t("huller.steps", n=len(gap.closing_steps))):
        for place, step in enumerate(gap.closing_steps, 1):
            st.write(f"{place}\\. {data_name(say(step.sentence))}")
            st.caption(_expected(gap, step))
            _sandbox(f"try_{_key(gap)}_{place}", step, position_id, on)


def _expected(gap: Gap, step: ClosingStep) -> str:
    """Return what the step is expected to do and to take, before it is tried."""
    n = step.municipalities_newly_reached
    is_smaller = bool(gap.municipality_codes and n and not step.is_closing)
    parts = [t("huller.step.smaller", n=n)] if is_smaller else []
    parts += _effects(step, is_smaller=is_smaller)
    parts.append(t(f"closing_effort.{step.step.kind.value}"))
    parts += [t("gaps.example")] if step.rests_on_example_data else []
    return " ".join(parts)


def _effects(step: ClosingStep, *, is_smaller: bool) -> list[str]:
    """Return how many gaps the step closes and opens, where it was tried."""
    if step.also_closes is None or step.also_opens is None:
        return []
    closed, opened = len(step.also_closes) + step.is_closing, len(step.also_opens)
    parts = [t("huller.step.closes", closed=closed)] if closed else []
    if not closed and not is_smaller:
        parts.append(t("huller.step.closes.none"))
    return [*parts, *([t("huller.step.opens", opened=opened)] if opened else [])]


def _sandbox(key: str, step: ClosingStep, position_id: str, on: date) -> None:
    if not st.button(t("huller.try"), key=key):
        return
    tried = cached_gaps.try_out(on, position_id, step.step)
    key = "huller.tried" if tried.opened else "huller.tried.none_opened"
    st.write(t(key, closed=len(tried.closed), opened=len(tried.opened)))
    for mark, gaps in (("✓", tried.closed), ("!", tried.opened), ("~", tried.changed)):
        for gap in gaps:
            st.write(f"{mark} {data_name(say(gap.sentence))}")


def _ways_on(gap: Gap, position_id: str, on: date) -> None:
    """Link to the map, the actors it is about, the network, and those who would know."""
    tema = {"tema": position_id}
    name_of = cached_gaps.search(on, position_id).context.name_of
    if GAP_KIND_FACTS[gap.kind].is_on_map:
        codes = gap.municipality_codes
        place_filter = {"kommune": codes[0]} if len(codes) == 1 else {}
        link_to("kort", t("huller.see_map"), {**tema, **place_filter})
    for actor_id in gap.actors if len(gap.actors) <= NAMED else ():
        label = t("huller.open_actor", name=data_name(name_of(actor_id)))
        link_to("aktoerer", label, {"id": actor_id})
    if len(gap.actors) > NAMED:
        link_to("aktoerer", t("huller.see_actors"), tema)
    if GAP_KIND_FACTS[gap.kind].is_in_network:
        link_to("netvaerk", t("huller.see_network"), tema)
    for actor_id in gap.who_to_ask:
        link_to("aktoerer", t("huller.ask", name=data_name(name_of(actor_id))), {"id": actor_id})


def _key(gap: Gap) -> str:
    return "".join(c if c.isalnum() else "_" for c in gap.gap_id)


# --- the report ----------------------------------------------------------------------------


def offer_report(question: MatrixQuestion, on: date, events: tuple[GapEvent, ...]) -> None:
    """Offer the position's gaps as documents; each is made when it is asked for."""
    st.header(t("huller.report"), anchor=False)
    gap_ids = [
        gap_id for gap_id in gap_notes.kept() if gap_id.split(":")[1] == question.position_id
    ]
    st.write(t("huller.report.chosen", n=len(gap_ids)) if gap_ids else t("huller.report.all"))
    st.caption(t("huller.report.guarded"))
    if gap_ids:
        st.button(t("huller.report.clear"), on_click=gap_notes.keep_none)
    position_id = question.position_id or ""
    search = cached_gaps.search(on, position_id)
    with st.container(horizontal=True):
        for ending in ENDINGS:
            st.download_button(
                t(f"huller.report{ending}"),
                data=partial(
                    _file, search, question, events, tuple(gap_ids), _shapes(), ending, language()
                ),
                file_name=f"{t('brief.file')}-{position_id}{ending}",
                mime=MIME[ending],
                on_click="ignore",
                key=f"report{ending}",
            )


def _shapes() -> "gpd.GeoDataFrame | None":
    try:
        return cached_maps.shapes()[0]
    except EcosystemError:
        return None


def _file(  # noqa: PLR0913, PLR0917 - what the document holds
    search: "Search",
    question: MatrixQuestion,
    events: tuple[GapEvent, ...],
    gap_ids: tuple[str, ...],
    shapes: "gpd.GeoDataFrame | None",
    ending: str,
    language: Language,
) -> bytes:
    """Make the document in a thread of the server's own."""
    position_id = question.position_id or ""
    brief = brief_gaps_of(search, position_id, question=question, events=events, chosen_ids=gap_ids)
    return brief_file(brief, shapes, ending, language)
