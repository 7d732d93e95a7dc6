"""Which actors are there on a day, and what is known of their kind.

An actor is there from the day it was founded to the day it closed, both counted in. A firm owned
by a person is a person: what is known of it is personal data.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    import narwhals as nw

    from ecosystem.model.register import LazyTable

REACHED_BY: Final = ("website", "mailbox", "telephone")
"""Columns that say how an actor is reached."""
_FEW_IDS: Final = 1500
"""Up to here rows are asked for by id; above it the columns are read whole, which is faster."""


@dataclass(frozen=True, eq=False)
class Actors:
    """The actors of a register on a day; the millions of firms are never all collected."""

    register: Register
    on: date
    TABLES: ClassVar[tuple[str, ...]] = ("actors",)

    def is_there(self) -> "nw.Expr":
        """Return an expression over ``founded`` and ``closed``: the actor is there on the day."""
        import narwhals as nw

        day = nw.lit(pd.Timestamp(self.on).to_pydatetime())
        has_begun = nw.col("founded").is_null() | (nw.col("founded") <= day)
        return has_begun & (nw.col("closed").is_null() | (nw.col("closed") >= day))

    def active(self) -> "LazyTable":
        """Return the actors that are there on the day.

        Raises:
            NotRecordedError: The register has no actors.
        """
        return big_table(self.register, "actors", "who is in the ecosystem").filter(self.is_there())

    def firms(self) -> "LazyTable":
        """Return the firms that are there on the day.

        Raises:
            NotRecordedError: The register has no actors.
        """
        import narwhals as nw

        return self.active().filter(nw.col("kind") == ActorKind.FIRM.value)

    @cached_property
    def firm_cells(self) -> pd.DataFrame:
        """Number of the firms of the day by where they are and what they do.

        Returns:
            ``municipality_code, industry_scheme, industry_code, count``; a cell that is not
            recorded is missing.

        Raises:
            NotRecordedError: The register has no actors.
        """
        import narwhals as nw

        by = ("municipality_code", "industry_scheme", "industry_code")
        return collect(self.firms().group_by(*by).agg(count=nw.len()))

    def firms_among(self, actor_ids: Collection[str], columns: Collection[str]) -> pd.DataFrame:
        """Read some columns of those actors that are firms and there on the day.

        Args:
            actor_ids: Actors of any kind.
            columns: Columns of the actors; ``actor_id`` is among them.

        Raises:
            NotRecordedError: The register has no actors.
        """
        import narwhals as nw

        firms, is_among = self.firms().select(*columns), nw.col("actor_id").is_in(list(actor_ids))
        if len(actor_ids) <= _FEW_IDS:
            return collect(firms.filter(is_among))
        return collect(firms.collect().filter(is_among).lazy())

    @cached_property
    def has_firms(self) -> bool:
        """At least one firm is recorded, on whatever day."""
        import narwhals as nw

        if self.register.actors is None:
            return False
        firms = self.register.actors.filter(nw.col("kind") == ActorKind.FIRM.value)
        return not collect(firms.select("actor_id").head(1)).empty

    @cached_property
    def firm_count(self) -> int:
        """Firms that are there on the day.

        Raises:
            NotRecordedError: The register has no actors.
        """
        import narwhals as nw

        count: int = self.firms().select(nw.len()).collect().item()
        return count

    @cached_property
    def supporters(self) -> pd.DataFrame:
        """Actors that are no firms, closed ones too, by actor_id; every column of the table."""
        import narwhals as nw

        if self.register.actors is None:
            columns = [
                "name",
                "kind",
                "municipality_code",
                "closed",
                "founded",
                "checked",
                "source",
            ]
            empty = pd.DataFrame(columns=columns, index=pd.Index([], name="actor_id"))
            return empty.astype(dict.fromkeys(["closed", "founded", "checked"], "datetime64[s]"))
        is_other = nw.col("kind").is_null() | (nw.col("kind") != ActorKind.FIRM.value)
        return collect(self.register.actors.filter(is_other)).set_index("actor_id").sort_index()

    @cached_property
    def closed(self) -> frozenset[str]:
        """Supporters that have ceased; on its last day one is still there."""
        ended = self.supporters["closed"] < pd.Timestamp(self.on)
        return frozenset(self.supporters.index[ended])

    @cached_property
    def kinds(self) -> Mapping[str, ActorKind]:
        """Kind of each supporter whose kind is recorded, closed ones too."""
        recorded = self.supporters["kind"].dropna()
        return {str(actor): ActorKind(kind) for actor, kind in recorded.items()}

    def kind(self, actor_id: str) -> ActorKind | None:
        """Return the kind of a supporter; ``None`` when it is a firm, unknown or not recorded."""
        return self.kinds.get(actor_id)

    def name(self, actor_id: str) -> str:
        """Return the name of a supporter; the id of any other."""
        name = self.supporters["name"].get(actor_id)
        return name if isinstance(name, str) else actor_id

    def reach(self, actor_id: str) -> dict[str, str | None]:
        """Return the site, mailbox and telephone of a supporter; ``None``: not recorded."""
        recorded = self._reach
        return recorded.get(actor_id, dict.fromkeys(REACHED_BY))

    @cached_property
    def _reach(self) -> Mapping[str, dict[str, str | None]]:
        cells = self.supporters.reindex(columns=list(REACHED_BY)).astype(object)
        rows = cells.where(cells.notna(), None).to_dict("index")
        return {
            str(actor_id): {str(c): cell for c, cell in row.items()}
            for actor_id, row in rows.items()
        }

    def of_kind(self, *kinds: ActorKind) -> tuple[str, ...]:
        """List the supporters of some kinds that are there on the day, ascending."""
        return tuple(a for a, kind in self.kinds.items() if kind in kinds and a not in self.closed)

    def without_closed(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """List those actors that have not ceased by the day, in their order."""
        return tuple(actor for actor in actor_ids if actor not in self.closed)

    @cached_property
    def municipal_offices(self) -> Mapping[str, tuple[str, ...]]:
        """Municipal business services by the municipality_code they are registered in."""
        offices: dict[str, list[str]] = {}
        for actor in self.of_kind(ActorKind.MUNICIPAL_OFFICE):
            code = self.supporters["municipality_code"].get(actor)
            if isinstance(code, str):
                offices.setdefault(code, []).append(actor)
        return {code: tuple(actors) for code, actors in offices.items()}
