"""Who could take part in a challenge, and what in the register speaks for each.

Three things speak for an actor: the challenge's own words in what it works with or in a project it
was in; a part of such a word, within the challenge's positions; and the field alone. Firms owned
by a person are counted and never named; whose kind is not recorded, and who runs schemes, is not
proposed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from ecosystem.analysis.consortium.challenge import Challenge
from ecosystem.analysis.consortium.matching import WordFit, word_fits
from ecosystem.analysis.consortium.projects import EarlierProjects, NearProject, earlier_projects
from ecosystem.analysis.day import OnDay, is_personally_owned
from ecosystem.analysis.text_index import build_index
from ecosystem.analysis.topics import Topics, described_industry, topics_of
from ecosystem.model.consortia import MatchGround
from ecosystem.model.firms import Firm
from ecosystem.model.vocabulary import ActorKind, OfferKind

DENMARK: Final = "DK"
SURE_WORDS: Final = 2
"""So many words of a challenge name the matter, whatever the field."""
PROPOSED: Final = frozenset(
    {
        ActorKind.FIRM,
        ActorKind.KNOWLEDGE_INSTITUTION,
        ActorKind.PUBLIC_AUTHORITY,
        ActorKind.CLUSTER,
    }
)
"""Kinds that take part in a project of this sort; others advise, lend or speak for a trade."""
_FACTS: Final = (
    "actor_id",
    "name",
    "cvr",
    "employees",
    "turnover_dkk",
    "balance_dkk",
    "founded",
    "municipality_code",
    "industry_code",
    "legal_form",
)
_READ: Final = (
    *_FACTS,
    "kind",
    "country",
    "topics",
    "industry_scheme",
    "is_synthetic",
    "is_advertising_protected",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that fits a challenge, with what speaks for it."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    """Two letters; Denmark where it has a municipality or a CVR number; ``None``: not known."""
    firm: Firm
    """Its facts as a scheme judges them; of an actor that is no firm only some are known."""
    is_protected: bool
    fit: WordFit
    """The strongest thing that speaks for it."""
    work_words: tuple[str, ...] = ()
    """Words of the challenge in its name, topics, note, fields or services."""
    industry: str = ""
    """What is made in its industry, where that fits the challenge."""
    projects: tuple[NearProject, ...] = ()
    position_ids: tuple[str, ...] = ()
    """Positions of the challenge that it is recorded in, or that its industry belongs to."""

    @property
    def is_abroad(self) -> bool:
        """Recorded in another country."""
        return self.country not in {None, DENMARK}

    @property
    def last_year(self) -> int:
        """Last year of a near project; 0: none."""
        return max((project.year or 0 for project in self.projects), default=0)

    @property
    def ground(self) -> MatchGround:
        """What sort of thing speaks for it."""
        return self.fit.ground

    @property
    def strength(self) -> tuple[bool, int]:
        """Observed before example, then by what speaks for it; a single word needs the field."""
        is_sure = bool(self.position_ids) or len(self.words) >= SURE_WORDS
        if self.ground is MatchGround.OWN_WORDS and is_sure:
            return self.firm.is_synthetic, 0
        return self.firm.is_synthetic, 2 if self.ground is MatchGround.FIELD else 1

    @property
    def words(self) -> frozenset[str]:
        """Words of the challenge in what it works with and in the titles of its projects."""
        of_projects = (word for project in self.projects for word in project.fit.words)
        return frozenset((*self.work_words, *self.fit.words, *of_projects))

    @property
    def order(self) -> tuple[tuple[bool, int], bool, int, float, int, int, str]:
        """What candidates are sorted by, best first."""
        fit = not self.position_ids, -len(self.words), -self.fit.share
        return self.strength, *fit, -len(self.projects), -self.last_year, self.actor_id


@dataclass(frozen=True)
class CandidateSet:
    """The candidates, best first, and who was left out."""

    candidates: tuple[Candidate, ...]
    earlier: EarlierProjects
    personally_owned: int = 0
    """Firms that fit and are owned by a person: counted, not named."""
    unknown_kind: int = 0
    """Parties of near projects whose kind is not recorded."""
    clusters: frozenset[str] = field(default_factory=frozenset)
    """Designated clusters of the challenge's positions."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the register says of the fit of actors, by actor_id."""

    work: Mapping[str, WordFit]
    industries: Mapping[str, WordFit]
    """By code prefix."""
    earlier: EarlierProjects
    fields: Mapping[str, tuple[str, ...]]
    topics: Topics


def candidates_for(day: OnDay, challenge: Challenge) -> CandidateSet:
    """Find the actors that fit a challenge on a day, best first.

    Raises:
        NotRecordedError: The register has no actors.
    """
    constants = day.register.constants
    synonyms = None if constants is None else constants.synonyms
    empty_words = () if synonyms is None else synonyms.empty_words.split()
    topics, earlier = topics_of(day), earlier_projects(day, challenge, empty_words)
    firms, fields = _firms(day, challenge, earlier), _fields(day, challenge)
    own_work = word_fits(challenge.text, topics.index)
    own_work |= word_fits(challenge.text, build_index(_texts(firms), empty_words))
    industries = word_fits(challenge.text, build_index(dict(topics.industry_words), empty_words))
    signs = _Signs(own_work, industries, earlier, fields, topics)
    rows = pd.concat([firms, _others(day, {*own_work, *earlier.of_actor, *fields})])
    found = [_candidate(row, signs, challenge) for row in _records(rows)]
    fitting = [candidate for candidate in found if candidate is not None]
    owned = [c for c in fitting if is_personally_owned(c.firm.legal_form)]
    named = [c for c in fitting if not is_personally_owned(c.firm.legal_form)]
    return CandidateSet(
        tuple(sorted(named, key=lambda candidate: candidate.order)),
        earlier,
        personally_owned=len(owned),
        unknown_kind=int((rows["kind"].isna() & rows["actor_id"].isin(earlier.of_actor)).sum()),
        clusters=_clusters(day, challenge),
    )


def _firms(day: OnDay, challenge: Challenge, earlier: EarlierProjects) -> pd.DataFrame:
    """Read the firms of the positions and of the near projects, each once, with ``fields``."""
    more = [column for column in _READ if column not in {"actor_id"}]
    parties = day.actors.firms_among(sorted(earlier.of_actor), list(_READ))
    of_positions = [
        day.membership.firms_of(position, more=more)[list(_READ)].assign(of=position)
        for position in challenge.position_ids
    ]
    rows = pd.concat([parties.assign(of=None), *of_positions], ignore_index=True)
    positions = rows.dropna(subset=["of"]).groupby("actor_id")["of"].agg(tuple)
    once = rows.drop_duplicates("actor_id").drop(columns="of")
    return once.assign(fields=once["actor_id"].map(positions))


def _others(day: OnDay, actor_ids: Collection[str]) -> pd.DataFrame:
    """Read the supporters among some actors that are there and run no scheme."""
    is_scheme = (o for o in day.register.catalogue.values() if o.kind is OfferKind.SCHEME)
    out = day.actors.closed | {offer.provider_actor_id for offer in is_scheme}
    supporters = day.actors.supporters.reset_index().reindex(columns=list(_READ))
    chosen = supporters["actor_id"].isin(list(actor_ids)) & ~supporters["actor_id"].isin(list(out))
    return supporters[chosen]


def _fields(day: OnDay, challenge: Challenge) -> dict[str, tuple[str, ...]]:
    """Return the positions of the challenge that actors have a tie to."""
    ties = day.membership.tied_pairs
    near = ties[ties["position_id"].isin(challenge.position_ids)]
    grouped = near.groupby("actor_id")["position_id"]
    return {str(actor): tuple(sorted(positions)) for actor, positions in grouped}


def _clusters(day: OnDay, challenge: Challenge) -> frozenset[str]:
    clusters = day.membership.clusters_of or {}
    return frozenset(a for position in challenge.position_ids for a in clusters.get(position, ()))


def _texts(firms: pd.DataFrame) -> dict[str, str]:
    names, topics = (firms[column].fillna("").astype(str) for column in ("name", "topics"))
    return dict(zip(firms["actor_id"].astype(str), names + " . " + topics, strict=True))


def _records(rows: pd.DataFrame) -> Iterable[dict[str, object]]:
    plain = rows.astype(object).where(rows.notna(), None)
    return ({str(k): v for k, v in row.items()} for row in plain.to_dict("records"))


def _candidate(row: Mapping[str, object], signs: _Signs, challenge: Challenge) -> Candidate | None:
    """Return an actor that something speaks for; ``None``: nothing does, or of another kind."""
    kind = None if row["kind"] is None else ActorKind(str(row["kind"]))
    if kind not in PROPOSED or kind is None:
        return None
    actor = str(row["actor_id"])
    own_fields = row.get("fields")
    fields = own_fields if isinstance(own_fields, tuple) else signs.fields.get(actor, ())
    is_of_field = bool(fields) or not challenge.position_ids
    work = _counted(signs.work.get(actor), is_of_field=is_of_field)
    prefix = described_industry(_text(row["industry_code"]), signs.topics)
    trade = _counted(signs.industries.get(prefix), is_of_field=is_of_field)
    projects = signs.earlier.of_actor.get(actor, ())
    fits = [fit for fit in (work, trade, *(project.fit for project in projects[:1])) if fit]
    if fields:
        fits.append(WordFit(MatchGround.FIELD, 0.0, ()))
    if not fits:
        return None
    best = min(fits, key=lambda fit: (tuple(MatchGround).index(fit.ground), -fit.share))
    return Candidate(
        actor_id=actor,
        name=str(row["name"]),
        kind=kind,
        country=_country(row),
        firm=_facts(row, fields),
        is_protected=bool(row["is_advertising_protected"] or False),
        fit=best,
        work_words=() if work is None else work.words,
        industry="" if trade is None else signs.topics.industry_words[prefix],
        projects=projects,
        position_ids=tuple(fields),
    )


def _counted(fit: WordFit | None, *, is_of_field: bool) -> WordFit | None:
    """Return a fit by whole words, and one by parts of words within the field alone."""
    return fit if fit and (is_of_field or fit.ground is MatchGround.OWN_WORDS) else None


def _facts(row: Mapping[str, object], fields: tuple[str, ...]) -> Firm:
    """Return an actor's facts as a scheme judges them; its positions where one is recorded."""
    facts = {name: row[name] for name in _FACTS}
    founded = row["founded"]
    facts["founded"] = founded.date() if isinstance(founded, pd.Timestamp) else None
    has_cvr = True if row["cvr"] is not None else None
    return Firm.model_validate(
        {
            **facts,
            "has_cvr": has_cvr,
            "positions": fields or None,
            "is_synthetic": bool(row["is_synthetic"] or False),
        }
    )


def _country(row: Mapping[str, object]) -> str | None:
    if (country := _text(row["country"])) is not None:
        return country
    return DENMARK if row["municipality_code"] is not None or row["cvr"] is not None else None


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None
