"""Who is of a strength position on a day: one table that every count, list and network filters.

A firm is of a position by its industry code (core, related or enabling, the longest prefix of
``industry_positions`` deciding), or by a tie: membership of the position's cluster, a project of
the position it is a party of, a row in ``actor_positions``. Having used an offer does not make a
firm a member. Three cuts stand beside each other: *narrow* is core and ties, *standard* also
related industries, *broad* also enabling ones.
Codes do not see a technology, ties do not see who never took part: so the union is counted, and
what showed it is kept beside each.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

import pandas as pd

from ecosystem.analysis.day.actors import Actors
from ecosystem.model.closed_lists import complete
from ecosystem.model.days import holding
from ecosystem.model.register import Register, check_position, collect, small_table
from ecosystem.model.vocabulary import (
    FirmCut,
    IndustryRole,
    LinkKind,
    MemberEvidence,
    MemberRole,
    PositionRole,
)

if TYPE_CHECKING:
    import narwhals as nw

_FEW_IDS: Final = 1500
"""Up to here rows are asked for by id; above it the column is read whole, which is faster."""
_CODE: Final = ["industry_scheme", "industry_code"]
_PAIR: Final = ["actor_id", "position_id"]
ROLES_OF: Final[Mapping[FirmCut, frozenset[MemberRole]]] = complete(
    FirmCut,
    {
        FirmCut.NARROW: frozenset({MemberRole.CORE, MemberRole.TIE}),
        FirmCut.STANDARD: frozenset({MemberRole.CORE, MemberRole.TIE, MemberRole.RELATED}),
        FirmCut.BROAD: frozenset(MemberRole),
    },
    name="ROLES_OF",
)
"""What makes a firm one of each cut."""


class FirmCount(NamedTuple):
    """How many firms a position has, in the three cuts, and how many of them are nowhere."""

    firms: int
    narrow: int
    broad: int
    without_municipality: int
    """Of ``firms``: no municipality is recorded, so no map can show them."""
    is_members_only: bool
    """Every one was found as a member of the cluster alone: the register holds its members."""


@dataclass(frozen=True, eq=False)
class Membership:
    """Which actors are of which strength positions on a day."""

    register: Register
    on: date
    actors: Actors
    TABLES: ClassVar[tuple[str, ...]] = (
        "strength_positions",
        "industry_positions",
        "actor_positions",
        "links",
        "projects",
        "participations",
        "offers",
        "actors",
    )

    # --- by industry code ----------------------------------------------------------------------

    @cached_property
    def industries(self) -> pd.DataFrame:
        """Rows of ``industry_positions`` that hold on the day; none where it is not recorded."""
        table = self.register.industry_positions
        if table is None:
            columns = ["scheme", "code_prefix", "position_id", "role", "weight"]
            return pd.DataFrame(columns=columns)
        return table[holding(table, self.on)]

    def check_industries(self, question: str) -> None:
        """Check that it is recorded which industries belong to a position.

        Args:
            question: What is asked and cannot be answered without.

        Raises:
            NotRecordedError: The register has no ``industry_positions``.
        """
        small_table(self.register, "industry_positions", question)

    def roles_of_codes(self, codes: pd.DataFrame) -> pd.DataFrame:
        """Return the positions of industry codes: of several prefixes for one, the longest.

        Args:
            codes: ``industry_scheme, industry_code``; codes of one edition are held against
                prefixes of that edition only.

        Returns:
            ``industry_scheme, industry_code, position_id, role, weight``, each pair once.
        """
        columns = [*_CODE, "position_id", "role", "weight"]
        if self.industries.empty:
            return pd.DataFrame(columns=columns)
        pairs = list(codes[_CODE].dropna().drop_duplicates().itertuples(index=False, name=None))
        begun = pd.DataFrame(
            [
                (scheme, code, code[:length], length)
                for length in sorted(set(self.industries["code_prefix"].str.len()))
                for scheme, code in pairs
                if len(code) >= length
            ],
            columns=[*_CODE, "code_prefix", "length"],
        ).astype(dict.fromkeys([*_CODE, "code_prefix"], "str"))
        industries = self.industries.rename(columns={"scheme": "industry_scheme"})
        merged = begun.merge(industries, on=["industry_scheme", "code_prefix"])
        merged = merged.sort_values("length", kind="stable")
        return merged.drop_duplicates([*_CODE, "position_id"], keep="last")[columns]

    @cached_property
    def code_roles(self) -> pd.DataFrame:
        """Positions of every industry code that an active firm of the register has."""
        if self.register.actors is None or self.industries.empty:
            return self.roles_of_codes(pd.DataFrame(columns=_CODE))
        return self.roles_of_codes(self.actors.firm_cells)

    def positions_of_industry(
        self, industry_code: str | None, industry_scheme: str | None = None
    ) -> frozenset[str]:
        """List the positions that an industry is the core of.

        Args:
            industry_code: Digits of the code; ``None``: not known, so none.
            industry_scheme: Edition of the classification; ``None`` takes every edition.
        """
        if industry_code is None:
            return frozenset()
        schemes = (
            self.industries["scheme"].unique() if industry_scheme is None else [industry_scheme]
        )
        codes = pd.DataFrame({"industry_scheme": schemes, "industry_code": industry_code})
        roles = self.roles_of_codes(codes)
        return frozenset(roles.loc[roles["role"] == IndustryRole.CORE.value, "position_id"])

    # --- by tie --------------------------------------------------------------------------------

    @cached_property
    def ties(self) -> pd.DataFrame:
        """Actors with a tie to a position: actors of every kind.

        Returns:
            ``actor_id, position_id, evidence`` (of ``MemberEvidence``), each once.
        """
        parts = [
            self._members().assign(evidence=MemberEvidence.MEMBERSHIP.value),
            self._registered().assign(evidence=MemberEvidence.REGISTERED.value),
            self._parties().assign(evidence=MemberEvidence.PROJECT.value),
        ]
        full = [part for part in parts if len(part)] or parts[:1]
        return pd.concat(full, ignore_index=True).dropna().drop_duplicates(ignore_index=True)

    @cached_property
    def tied_pairs(self) -> pd.DataFrame:
        """``actor_id, position_id`` of :attr:`ties`, each pair once."""
        return self.ties[_PAIR].drop_duplicates(ignore_index=True)

    @property
    def roles_ever(self) -> pd.DataFrame | None:
        """Rows of ``actor_positions`` of whatever day; ``None``: not recorded."""
        return self.register.actor_positions

    @cached_property
    def roles(self) -> pd.DataFrame | None:
        """Rows of ``actor_positions`` that hold on the day; ``None``: not recorded."""
        table = self.roles_ever
        return None if table is None else table[holding(table, self.on)]

    @cached_property
    def designated(self) -> pd.DataFrame:
        """Designated clusters: ``actor_id, position_id``; no rows where it is not recorded."""
        if self.roles is None:
            return pd.DataFrame(columns=_PAIR, dtype="str")
        rows = self.roles[self.roles["role"] == PositionRole.DESIGNATED_CLUSTER.value]
        return rows[_PAIR].drop_duplicates(ignore_index=True)

    @cached_property
    def clusters_of(self) -> Mapping[str, tuple[str, ...]] | None:
        """Designated clusters by position_id that have not closed; ``None``: not recorded."""
        if self.roles is None:
            return None
        open_clusters = self.designated[~self.designated["actor_id"].isin(self.actors.closed)]
        grouped = open_clusters.groupby("position_id")["actor_id"]
        return {str(position): tuple(sorted(actors)) for position, actors in grouped}

    def _members(self) -> pd.DataFrame:
        """Members of a cluster, in the position of the tie, else in the cluster's own."""
        links = self.register.links
        if links is None:
            return pd.DataFrame(columns=_PAIR, dtype="str")
        current = links[(links["kind"] == LinkKind.MEMBER_OF.value) & holding(links, self.on)]
        positions_of_cluster = self.designated.groupby("actor_id")["position_id"].agg(list)
        position_of_tie = current["position_id"].map(
            lambda position: [position], na_action="ignore"
        )
        position = position_of_tie.where(
            current["position_id"].notna(), current["to_actor_id"].map(positions_of_cluster)
        )
        pairs = pd.DataFrame({"actor_id": current["from_actor_id"], "position_id": position})
        return pairs.explode("position_id", ignore_index=True)

    def _registered(self) -> pd.DataFrame:
        if self.roles is None:
            return pd.DataFrame(columns=_PAIR, dtype="str")
        return self.roles[_PAIR]

    def _parties(self) -> pd.DataFrame:
        """Those who lead or took part in a project of the position that began by the day."""
        import narwhals as nw

        projects = self.register.projects
        if projects is None:
            return pd.DataFrame(columns=_PAIR, dtype="str")
        day = pd.Timestamp(self.on)
        has_begun = projects["start"].isna() | (projects["start"] <= day)
        placed = projects[has_begun].dropna(subset=["position_id"])
        led = placed[["lead_actor_id", "position_id"]].set_axis(_PAIR, axis=1).dropna()
        if self.register.participations is None or placed.empty:
            return led
        position_of = placed.set_index("project_id")["position_id"]
        participations = self.register.participations.filter(
            ~nw.col("project_id").is_null(),
            nw.col("start").is_null() | (nw.col("start") <= nw.lit(day.to_pydatetime())),
        )
        if len(position_of) <= _FEW_IDS:
            participations = participations.filter(
                nw.col("project_id").is_in(position_of.index.tolist())
            )
        pairs = collect(participations.select("actor_id", "project_id").unique())
        parties = pd.DataFrame(
            {"actor_id": pairs["actor_id"], "position_id": pairs["project_id"].map(position_of)}
        )
        return pd.concat([part for part in (led, parties.dropna()) if len(part)] or [led])

    # --- who used the position's offers --------------------------------------------------------

    def users_of(self, position_id: str) -> frozenset[str] | None:
        """List who used an offer that names a position, by the day; no members for that.

        Returns:
            Actors of every kind; ``None``: offers or participations are not recorded.

        Raises:
            UnknownIdError: The register has no such position.
        """
        import narwhals as nw

        check_position(self.register, position_id)
        offers, participations = self.register.offers, self.register.participations
        if offers is None or participations is None:
            return None
        day = pd.Timestamp(self.on)
        has_opened = offers["open_from"].isna() | (offers["open_from"] <= day)
        is_named = (
            offers["position_ids"]
            .fillna("")
            .str.split(";")
            .map({position_id}.issubset)
            .astype(bool)
        )
        ids = offers.loc[has_opened & is_named, "offer_id"].tolist()
        used = participations.filter(
            nw.col("offer_id").is_in(ids),
            nw.col("start").is_null() | (nw.col("start") <= nw.lit(day.to_pydatetime())),
        )
        return frozenset(collect(used.select("actor_id").unique())["actor_id"])

    # --- both ----------------------------------------------------------------------------------

    @property
    def not_recorded(self) -> tuple[str, ...]:
        """Tables that would show who is of a position and are absent, by name.

        Roles that are drawn from ties, because their table is absent, are not recorded.
        """
        tables = ("industry_positions", "actor_positions", "links", "projects", "participations")
        return tuple(
            name
            for name in tables
            if getattr(self.register, name) is None
            or (name == "actor_positions" and self.register.is_drawn)
        )

    def firms_of(
        self, position_id: str, cut: FirmCut = FirmCut.STANDARD, more: Collection[str] = ()
    ) -> pd.DataFrame:
        """List the firms of a position that are there on the day.

        Args:
            position_id: The strength position.
            cut: How widely they are counted.
            more: Further columns of the actors to read.

        Returns:
            Ascending by ``actor_id``: ``actor_id, municipality_code, industry_scheme,
            industry_code``, the further columns, ``role`` (of ``MemberRole``), ``weight`` (a tie
            counts 1), ``evidence`` (of ``MemberEvidence``, with ; between).

        Raises:
            UnknownIdError: The register has no such position.
            NotRecordedError: The register has no actors.
        """
        check_position(self.register, position_id)
        columns = list(dict.fromkeys(["actor_id", "municipality_code", *_CODE, *more]))
        lazy = self.actors.firms().filter(self.is_firm_of(position_id, cut)).select(*columns)
        firms = self.with_roles(collect(lazy), position_id)
        in_cut = firms["role"].isin([role.value for role in ROLES_OF[cut]])
        return firms[in_cut].sort_values("actor_id", ignore_index=True)

    def with_roles(self, firms: pd.DataFrame, position_id: str) -> pd.DataFrame:
        """Add what makes each firm one of a position: ``role``, ``weight`` and ``evidence``.

        Args:
            firms: ``actor_id, industry_scheme, industry_code``.
            position_id: The strength position; who is not of it has empty cells.
        """
        roles = self.code_roles[self.code_roles["position_id"] == position_id]
        coded = firms[["actor_id", *_CODE]].merge(roles, on=_CODE, how="left")
        ties = self.ties[self.ties["position_id"] == position_id]
        evidence_of = ties.groupby("actor_id")["evidence"].agg(
            lambda cells: ";".join(sorted(cells))
        )
        tie = firms["actor_id"].map(evidence_of)
        by_code = coded["role"].set_axis(firms.index)
        is_tied, is_core = tie.notna(), by_code == IndustryRole.CORE.value
        both = tie.map(lambda ties: f"{MemberEvidence.INDUSTRY.value};{ties}", na_action="ignore")
        by_code_alone = by_code.where(by_code.isna(), MemberEvidence.INDUSTRY.value)
        return firms.assign(
            role=by_code.mask(is_tied & ~is_core, MemberRole.TIE.value),
            weight=coded["weight"].set_axis(firms.index).astype(float).mask(is_tied, 1.0),
            evidence=both.where(by_code.notna(), tie).where(is_tied, by_code_alone),
        )

    def is_firm_of(self, position_id: str, cut: FirmCut = FirmCut.STANDARD) -> "nw.Expr":
        """Return an expression over the actors: by code or by tie one of a position's firms."""
        import narwhals as nw

        roles_in_cut = [role.value for role in ROLES_OF[cut]]
        roles = self.code_roles
        near = roles[(roles["position_id"] == position_id) & roles["role"].isin(roles_in_cut)]
        tied = self.tied_pairs.loc[self.tied_pairs["position_id"] == position_id, "actor_id"]
        parts = [nw.col("actor_id").is_in(tied.tolist())]
        for scheme, rows in near.groupby("industry_scheme"):
            codes = nw.col("industry_code").is_in(rows["industry_code"].tolist())
            parts.append((nw.col("industry_scheme") == scheme) & codes)
        return nw.any_horizontal(*parts, ignore_nulls=True)

    def counts(self, position_id: str) -> FirmCount | None:
        """Count the firms of a position in the three cuts; ``None``: no firms are recorded.

        Raises:
            UnknownIdError: The register has no such position.
        """
        check_position(self.register, position_id)
        if self.register.actors is None or not self.actors.has_firms:
            return None
        firms = self.firms_of(position_id, FirmCut.BROAD)
        is_in = {cut: firms["role"].isin([role.value for role in ROLES_OF[cut]]) for cut in FirmCut}
        standard = firms[is_in[FirmCut.STANDARD]]
        return FirmCount(
            firms=len(standard),
            narrow=int(is_in[FirmCut.NARROW].sum()),
            broad=len(firms),
            without_municipality=int(standard["municipality_code"].isna().sum()),
            is_members_only=len(standard) > 0
            and bool((standard["evidence"] == MemberEvidence.MEMBERSHIP.value).all()),
        )

    def positions_of(
        self, actors: pd.DataFrame, cut: FirmCut = FirmCut.STANDARD
    ) -> dict[str, tuple[str, ...]]:
        """List the positions of some actors, firms or not, ascending.

        Args:
            actors: ``actor_id, industry_scheme, industry_code``.
            cut: How widely a code makes a firm one of a position's.
        """
        roles_in_cut = [role.value for role in ROLES_OF[cut]]
        roles = self.roles_of_codes(actors)
        coded = actors.merge(roles[roles["role"].isin(roles_in_cut)], on=_CODE)[_PAIR]
        tied = self.tied_pairs[self.tied_pairs["actor_id"].isin(actors["actor_id"])]
        pairs = pd.concat([part for part in (coded, tied) if len(part)] or [tied])
        grouped = pairs.groupby("actor_id")["position_id"]
        return {str(actor): tuple(sorted(set(ids))) for actor, ids in grouped}

    @cached_property
    def position_ids(self) -> tuple[str, ...]:
        """Every strength position of the register, ascending.

        Raises:
            NotRecordedError: The register has no strength positions.
        """
        table = small_table(self.register, "strength_positions", "which positions there are")
        return tuple(sorted(table["position_id"]))

    def neighbours(self, overlap: float) -> dict[str, frozenset[str]]:
        """Find positions that share industries.

        Args:
            overlap: Least share of the smaller position's weight in industries of both, 0 to 1.

        Returns:
            Neighbours by position_id; empty where no industries are recorded.
        """
        if self.industries.empty:
            return {}
        _, rows = max(self.industries.groupby("scheme"), key=lambda pair: len(pair[1]))
        weights = {
            str(position): dict(
                zip(codes["code_prefix"], codes["weight"].astype(float), strict=True)
            )
            for position, codes in rows.groupby("position_id")
        }
        return {
            position: frozenset(
                near
                for near, others in weights.items()
                if near != position and _shared(codes, others) >= overlap - 1e-12
            )
            for position, codes in weights.items()
        }


def _shared(codes: Mapping[str, float], others: Mapping[str, float]) -> float:
    """Weight of the industries that two positions share, as a part of the smaller one's."""
    shared = fsum(min(codes[code], others[code]) for code in codes.keys() & others.keys())
    smaller = min(fsum(codes.values()), fsum(others.values()))
    return shared / smaller if smaller else 0.0
