"""What actors work with, in words: who of several fits a firm's own words and field best.

The document of an actor is what the register tells of its work: its name, its topics in its own
words and its note, the names of its fields with what is noted of it there, and what its services
are called and are for. It is ranked against the words of a firm (``analysis/text_index``): its own
words first, then what its industry makes and the words of its field, which count less. So that of
two institutions of a field the one that works with the matter stands first, not the one that
happens to be nearer.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.text_index import Match, TextIndex, build_index, search
from ecosystem.model.member_facts import FOR_ALL_FIRMS

if TYPE_CHECKING:
    import pandas as pd

INDUSTRY_COUNTS: Final = 0.5
FIELD_COUNTS: Final = 0.25
"""What a match in words that others use of the firm counts beside one in its own."""
MOST_WHO_SHARE: Final = 3
"""A word of the firm that so few actors share names what they work with, whatever their field."""
NEARLY_BEST: Final = 0.6
"""Part of the fit of the best that such an actor has at least."""
COMMON_NOTE: Final = 3
"""A note that stands at so many roles says how the row was made, not what the actor does."""


@dataclass(frozen=True, slots=True)
class TopicFit:
    """How well what an actor works with fits a firm."""

    actor_id: str
    share: float
    """Of the fit of the actor that fits best, 0 to 1."""
    words: tuple[str, ...]
    """Words of the firm's own text that led here; empty: its field or industry alone did."""
    is_named: bool
    """The firm's own words name what the actor works with, whatever its recorded fields are."""


@dataclass(frozen=True)
class Topics:
    """What the actors of a day work with; made by ``topics_of``."""

    index: TextIndex[str]
    field_words: Mapping[str, str]
    """Words of a strength position, by position_id."""
    industry_words: Mapping[str, str]
    """What is made in an industry, by code prefix."""
    _of_others: dict[tuple[tuple[str, ...], str], Mapping[str, float]] = field(default_factory=dict)

    def score_of_field(
        self, position_ids: tuple[str, ...], industry_code: str | None
    ) -> Mapping[str, float]:
        """Compute scores of actors by words of a field and an industry; kept for the day."""
        prefix = described_industry(industry_code, self)
        if (position_ids, prefix) not in self._of_others:
            scores: dict[str, float] = defaultdict(float)
            words = " . ".join(
                self.field_words.get(position_id, "") for position_id in position_ids
            )
            industry = self.industry_words.get(prefix, "")
            for counts, text in ((INDUSTRY_COUNTS, industry), (FIELD_COUNTS, words)):
                for actor, match in search(text, self.index).items():
                    scores[actor] += counts * match.score
            self._of_others[position_ids, prefix] = scores
        return self._of_others[position_ids, prefix]


def topics_of(day: OnDay) -> Topics:
    """Gather what the actors of a day work with.

    Firms, and actors that serve the firms of every field, have no topic.
    """
    constants = day.register.constants
    synonyms = None if constants is None else constants.synonyms
    empty_words = () if synonyms is None else synonyms.empty_words.split()
    of_position = {} if synonyms is None else synonyms.positions
    field_words = {
        position: " . ".join((*name, *of_position.get(position, ())))
        for position, name in day.names.positions.items()
    }
    return Topics(build_index(_documents(day), empty_words), field_words, _industry_words(day))


def rank_by_topic(
    topics: Topics,
    actor_ids: Iterable[str],
    *,
    words: str = "",
    position_ids: Collection[str] = (),
    industry_code: str | None = None,
) -> tuple[TopicFit, ...]:
    """List actors by how well what they work with fits a firm, best first.

    Args:
        topics: Made by ``topics_of``.
        actor_ids: Who to rank; one without a topic, or without any shared word, is left out.
        words: The firm's own words of what it needs.
        position_ids: Its strength positions.
        industry_code: Its industry, digits without dots.

    Returns:
        Fits with a share above 0; the shares are of the best of all actors, ranked here or not.
    """
    fits = topic_fits(topics, words, position_ids, industry_code)
    ranked = [fits[actor] for actor in dict.fromkeys(actor_ids) if actor in fits]
    return tuple(sorted(ranked, key=lambda fit: (-fit.share, fit.actor_id)))


def topic_fits(
    topics: Topics, words: str, position_ids: Collection[str], industry_code: str | None
) -> dict[str, TopicFit]:
    """Compute the fit of every actor that shares a word; arguments as in ``rank_by_topic``."""
    scores = dict(topics.score_of_field(tuple(position_ids), industry_code))
    matches = search(words, topics.index)
    for actor, match in matches.items():
        scores[actor] = scores.get(actor, 0.0) + match.score
    least = NEARLY_BEST * max((match.score for match in matches.values()), default=0.0)
    most = max(scores.values(), default=1.0)
    return {
        actor: TopicFit(
            actor,
            share=score / most,
            words=matches[actor].words if actor in matches else (),
            is_named=actor in matches and _names(matches[actor], least),
        )
        for actor, score in scores.items()
    }


def _names(match: Match, least: float) -> bool:
    return match.shared_by <= MOST_WHO_SHARE and match.score >= least


def described_industry(industry_code: str | None, topics: Topics) -> str:
    """Return the longest prefix of an industry code that is described; empty: none is."""
    code = industry_code or ""
    prefixes = (code[:length] for length in range(len(code), 0, -1))
    return next((prefix for prefix in prefixes if prefix in topics.industry_words), "")


def _documents(day: OnDay) -> dict[str, str]:
    supporters = day.actors.supporters
    notes = dict(zip(supporters.index, _texts(supporters, "note"), strict=True))
    topics = dict(zip(supporters.index, _texts(supporters, "topics"), strict=True))
    names = {actor: day.actors.name(actor) for actor in supporters.index}
    kinds = day.actors.kinds
    actors = [
        str(actor)
        for actor in supporters.index
        if actor not in day.actors.closed and kinds.get(str(actor)) not in FOR_ALL_FIRMS
    ]
    fields, services = _field_texts(day), _service_texts(day)
    parts = (
        (
            actor,
            (
                *(texts[actor] for texts in (names, topics, notes)),
                *fields.get(actor, ()),
                *services.get(actor, ()),
            ),
        )
        for actor in actors
    )
    return {actor: " . ".join(filter(None, texts)) for actor, texts in parts}


def _field_texts(day: OnDay) -> dict[str, list[str]]:
    """Return the names of each actor's fields, and what is noted of it there."""
    roles = day.membership.roles
    if roles is None:
        return {}
    notes = _texts(roles, "note")
    times = Counter(notes)
    texts: dict[str, list[str]] = defaultdict(list)
    for actor, position, note in zip(roles["actor_id"], roles["position_id"], notes, strict=True):
        texts[str(actor)].extend(day.names.position(str(position)))
        if times[note] < COMMON_NOTE:
            texts[str(actor)].append(note)
    return texts


def _service_texts(day: OnDay) -> dict[str, list[str]]:
    """Return the names of each actor's offers, and whom they are for."""
    texts: dict[str, list[str]] = defaultdict(list)
    for offer in day.register.catalogue.values():
        texts_of_offer = (offer.name_da, offer.rules.target_group_da, offer.rules.target_group_en)
        texts[offer.provider_actor_id or ""].extend(filter(None, texts_of_offer))
    return texts


def _industry_words(day: OnDay) -> dict[str, str]:
    """Return what is noted of each industry of the day, by code prefix, each note once."""
    industries = day.membership.industries
    if industries.empty or "note" not in industries:
        return {}
    notes: dict[str, dict[str, None]] = defaultdict(dict)
    for prefix, note in zip(industries["code_prefix"], _texts(industries, "note"), strict=True):
        notes[str(prefix)][note] = None
    return {prefix: " . ".join(texts) for prefix, texts in notes.items()}


def _texts(table: "pd.DataFrame", column: str) -> list[str]:
    """Return the cells of a column as text; empty for an empty cell, or no such column."""
    if column not in table:
        return [""] * len(table)
    return [cell if isinstance(cell, str) else "" for cell in table[column]]
