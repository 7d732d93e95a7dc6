"""What every recommendation is worked out from: a day, and what is slow to make, made once.

Figures that a page shows too are asked of the same briefing as the page asks, on the same day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.coverage.brief import CoverageBriefing, brief_coverage
from ecosystem.briefings.scorecard.figures import Page, Subject
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.examples import holds_examples, observed_first
from ecosystem.model.gaps import Gap, GapEvent, GapThresholds
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import PositionRole

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.gaps.networks import Networks
    from ecosystem.analysis.gaps.search import Search
    from ecosystem.analysis.graph import EcosystemGraph
    from ecosystem.briefings.theme.window import EventWindow


@dataclass(frozen=True, eq=False)
class ScorecardBasis:
    """A register on a day, with what scorecards ask of it more than once."""

    day: OnDay
    limits: GapThresholds
    events: Sequence[GapEvent] | None = None
    """What is kept of the life of gaps; ``None``: nobody looked."""
    since: date | None = None
    """Day of the snapshot that is compared with."""

    @property
    def register(self) -> Register:
        """The register as pages show it."""
        return self.day.register

    @cached_property
    def observed(self) -> Register:
        """The register where example rows of what happened never stand beside observed ones."""
        return observed_first(self.day.register)

    def lacking(self, *tables: str) -> tuple[str, ...]:
        """List those of some tables that the register does not record."""
        return tuple(name for name in tables if getattr(self.register, name) is None)

    def subject(
        self, position_id: str, page: Page, caveat: str, tables: tuple[str, ...]
    ) -> Subject:
        """Return what stands beside the figures of a position that a page shows too."""
        return Subject(
            tables=tables,
            caveat=Sentence(key=caveat),
            position_id=position_id,
            names={"position": self.day.names.position(position_id)},
            page=page,
        )

    def holds_examples(self, *tables: str) -> bool:
        """Return whether figures over the observed rows of some tables count example data."""
        return holds_examples(self.observed, *tables)

    @cached_property
    def search(self) -> "Search":
        """The search for the gaps of the day, laid out for all positions.

        Raises:
            NotRecordedError: The register lacks what every search needs.
        """
        from ecosystem.analysis.gaps import gap_context_on_day, search_of

        return search_of(gap_context_on_day(self.day, self.limits))

    def gaps(self, position_id: str) -> tuple[Gap, ...]:
        """List the gaps of a position, as on the page of gaps.

        Raises:
            NotRecordedError: The register lacks what every search needs.
        """
        from ecosystem.analysis.gaps import find_on, narrowed

        if position_id not in self._gaps:
            self._gaps[position_id] = find_on(narrowed(self.search, position_id)).gaps
        return self._gaps[position_id]

    @cached_property
    def _gaps(self) -> dict[str, tuple[Gap, ...]]:
        return {}

    def coverage(self, position_id: str) -> CoverageBriefing:
        """Return how a position is covered, as on the map.

        Raises:
            NotRecordedError: The register has no positions or no municipalities.
        """
        if position_id not in self._coverage:
            self._coverage[position_id] = brief_coverage(
                self.register, position_id, self.day.on, day=self.day
            )
        return self._coverage[position_id]

    @cached_property
    def _coverage(self) -> dict[str, CoverageBriefing]:
        return {}

    def network(self, position_id: str) -> "EcosystemGraph":
        """Return the network of a position over every tie, as on the page of networks.

        Raises:
            NotRecordedError: The register has no actors.
        """
        return self._networks.graph(position_id)

    @cached_property
    def _networks(self) -> "Networks":
        from ecosystem.analysis.gaps.networks import Networks

        if self.lacking("strength_positions", "municipalities"):
            return Networks(self.day)
        return self.search.networks

    def proven_network(self, position_id: str) -> "EcosystemGraph":
        """Return the network of a position over proven ties alone, as on the page of networks.

        Raises:
            NotRecordedError: The register has no actors.
        """
        from ecosystem.analysis.graph import graph_on_day

        if position_id not in self._proven:
            self._proven[position_id] = graph_on_day(self.day, position_id, "proven")
        return self._proven[position_id]

    @cached_property
    def _proven(self) -> "dict[str, EcosystemGraph]":
        return {}

    @cached_property
    def event_window(self) -> "EventWindow":
        """Return the participations of firms, as the theme analysis counts them by default.

        Raises:
            NotRecordedError: The register has no actors or no participations.
        """
        from ecosystem.briefings.theme.basis import ThemeBasis
        from ecosystem.briefings.theme.window import event_window

        day = self.day.with_register(self.observed)
        return event_window(ThemeBasis(day, AnalysisParameters(), AnalysisSettings()))

    # --- clusters ----------------------------------------------------------------------------

    @cached_property
    def clusters(self) -> "pd.DataFrame":
        """Clusters of every time by ``actor_id``.

        Raises:
            NotRecordedError: The register has no actors.
        """
        from ecosystem.analysis.cluster_projects import clusters

        return clusters(self.register).set_index("actor_id", drop=False)

    def positions_of(self, actor_id: str) -> tuple[str, ...]:
        """List the positions that a cluster is designated for on the day, else works in.

        None where positions, or who is of them, are not recorded.
        """
        roles = self.day.membership.roles
        if roles is None or self.register.strength_positions is None:
            return ()
        own_roles = roles[roles["actor_id"] == actor_id]
        is_designated = own_roles["role"] == PositionRole.DESIGNATED_CLUSTER.value
        rows = own_roles[is_designated] if is_designated.any() else own_roles
        return tuple(sorted(set(rows["position_id"]) & set(self.day.membership.position_ids)))
