"""The Danish and the English name of every id on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ecosystem.model.danish import sort_key
from ecosystem.model.days import holding
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    import pandas as pd


class Name(NamedTuple):
    """A name in two languages."""

    da: str
    en: str


@dataclass(frozen=True, eq=False)
class Names:
    """Look-ups of names; an id without a recorded name is its own name."""

    register: Register
    on: date
    TABLES: ClassVar[tuple[str, ...]] = (
        "strength_positions",
        "needs",
        "municipalities",
        "regions",
        "actors",
    )

    @cached_property
    def positions(self) -> Mapping[str, Name]:
        """Names of strength positions by position_id; empty: not recorded."""
        return _two_languages(self.register.strength_positions, "position_id")

    @cached_property
    def needs(self) -> Mapping[str, Name]:
        """Names of needs by need_id, in their published order; empty: not recorded."""
        table = self.register.needs
        return _two_languages(None if table is None else table.sort_values("rank"), "need_id")

    @cached_property
    def municipalities(self) -> Mapping[str, str]:
        """Names by municipality_code, in Danish alphabetical order; empty: not recorded."""
        table = self.register.municipalities
        if table is None:
            return {}
        pairs = zip(table["municipality_code"], table["name"], strict=True)
        return dict(sorted(pairs, key=lambda pair: sort_key(pair[1])))

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """Names of the regions of the day by region_code, in Danish alphabetical order."""
        table = self.register.regions
        if table is None:
            return {}
        current = table[holding(table, self.on)]
        names = dict(zip(current["region_code"], current["name"], strict=True))
        return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))

    def position(self, position_id: str) -> Name:
        """Return the name of a strength position."""
        return self.positions.get(position_id, Name(position_id, position_id))

    def need(self, need_id: str) -> Name:
        """Return the name of a need."""
        return self.needs.get(need_id, Name(need_id, need_id))

    def municipality(self, municipality_code: str) -> str:
        """Return the name of a municipality, the same in both languages."""
        return self.municipalities.get(municipality_code, municipality_code)

    def place(self, code: str) -> str:
        """Return the name of a municipality or of a region of the day."""
        return self.municipalities.get(code) or self.regions.get(code, code)

    def actors(self, actor_ids: Collection[str]) -> dict[str, str]:
        """Return the names of some actors, firms among them; an unknown id has none."""
        import narwhals as nw

        if self.register.actors is None or not actor_ids:
            return {}
        rows = self.register.actors.filter(nw.col("actor_id").is_in(sorted(set(actor_ids))))
        table = collect(rows.select("actor_id", "name")).dropna()
        return dict(zip(table["actor_id"], table["name"], strict=True))


def _two_languages(table: "pd.DataFrame | None", key: str) -> dict[str, Name]:
    if table is None:
        return {}
    rows = zip(table[key], table["name_da"], table["name_en"], strict=True)
    return {str(identifier): Name(str(da), str(en)) for identifier, da, en in rows}
