"""Judge offers for every firm of a table at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ecosystem.analysis.eligibility.columns import Columns
from ecosystem.analysis.eligibility.context import EligibilityContext
from ecosystem.model.offers import Offer

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Codes = NDArray[np.uint8]

_Frame = TypeVar("_Frame", "nw.LazyFrame[Any]", "nw.DataFrame[Any]")
_YES_LAST: Final = 2
"""Yes, where no is 0 and unknown lies between: Kleene's and is the least."""


def judge_all(
    offer: Offer, frame: _Frame, context: EligibilityContext, name: str | None = None
) -> _Frame:
    """Judge an offer for every firm of a table, as a column of verdicts.

    Args:
        offer: The offer.
        frame: One row a firm, a column for each known fact (``model/firms``); a fact without a
            column is unknown for all. ``positions`` are written with ``;`` between, an empty
            text for a firm known to have none. Text must be text, numbers numbers, ``founded``
            a date; an empty cell is unknown.
        context: What holds on the day.
        name: Name of the new column; the offer_id when it is left out.

    Returns:
        The frame with one more column that holds met, unmet or unknown.
    """
    return judge_all_offers({name or offer.offer_id: offer}, frame, context)


def judge_all_offers(
    offers: Mapping[str, Offer], frame: _Frame, context: EligibilityContext
) -> _Frame:
    """Judge many offers for every firm of a table at once; columns as in ``judge_all``.

    A criterion that many offers state is worked out once and shared by them; so is the verdict of
    offers that demand the same.

    Args:
        offers: Offers by the name of their column.
        frame: One row a firm.
        context: What holds on the day.
    """
    import narwhals as nw  # noqa: PLC0415

    own = frame.collect_schema().names()
    columns = Columns(own, context)
    judged = {name: columns.demands(offer) for name, offer in offers.items()}
    told = {}
    for number, parts in enumerate(dict.fromkeys(judged.values())):
        holds = columns.all([nw.col(part) for part in parts])
        said = nw.when(holds).then(nw.lit("met")).when(~holds).then(nw.lit("unmet"))
        told[parts] = f"_demands_{number}", said.otherwise(nw.lit("unknown"))
    shared = [expression.alias(name) for name, expression in columns.shared.values()]
    kept = [name for name in own if name not in judged]
    worked_out = frame.with_columns(*shared) if shared else frame
    worked_out = worked_out.with_columns(*(said.alias(name) for name, said in told.values()))
    return worked_out.select(*kept, *(nw.col(told[p][0]).alias(n) for n, p in judged.items()))


def verdict_codes(
    offers: Mapping[str, Offer], firms: "pd.DataFrame", context: EligibilityContext
) -> "Codes":
    """Judge many offers for every firm of a table in memory: the verdicts as small numbers.

    Many firms share the values that a criterion asks for. Each criterion is worked out for the
    distinct values alone, by the same expressions as ``judge_all_offers``, and handed back.

    Args:
        offers: Offers, in the order of the answer's columns.
        firms: One row a firm, columns as in ``judge_all``.
        context: What holds on the day.

    Returns:
        One row a firm, one column an offer: 0 unmet, 1 met, 2 unknown.
    """
    import numpy as np  # noqa: PLC0415

    in_words = np.array([0, 2, 1], dtype=np.uint8)
    columns = Columns(list(firms.columns), context)
    judged = [columns.demands(offer) for offer in offers.values()]
    held = _answers(columns, firms)
    distinct: dict[tuple[str, ...], Codes] = {}
    for parts in dict.fromkeys(judged):
        said = np.full(len(firms), _YES_LAST, dtype=np.uint8)
        for part in parts:
            np.minimum(said, held[part], out=said)
        distinct[parts] = in_words[said]
    told = np.empty((len(judged), len(firms)), dtype=np.uint8)
    for column, parts in enumerate(judged):
        told[column] = distinct[parts]
    return told.T


def _answers(columns: "Columns", firms: "pd.DataFrame") -> "dict[str, Codes]":
    """Work out each shared column: for the distinct values of its facts, then for every firm.

    Returns:
        By column, 0 for no, 1 for unknown, 2 for yes: Kleene's and is then the least of them.
    """
    import narwhals as nw  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    by_facts: dict[tuple[str, ...], list[tuple[str, nw.Expr]]] = {}
    for stated, named in columns.shared.items():
        by_facts.setdefault(columns.facts[stated], []).append(named)
    found: dict[str, Codes] = {}
    for facts, wanted in by_facts.items():
        rows, back = _distinct(firms, facts)
        table = pa.Table.from_pandas(rows.assign(_row=1), preserve_index=False)
        frame = nw.from_native(table, eager_only=True)
        said = frame.with_columns(*(expression.alias(name) for name, expression in wanted))
        for name, _ in wanted:
            yes = said[name].to_native().cast(pa.float32()).fill_null(0.5).to_numpy()
            found[name] = (yes * _YES_LAST).astype("uint8")[back]
    return found


def _distinct(firms: "pd.DataFrame", facts: tuple[str, ...]) -> "tuple[pd.DataFrame, Any]":
    """Give the distinct rows of some columns, and for each firm the number of its row."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    key = np.zeros(len(firms), dtype=np.int64)
    for fact in facts:
        cells = firms[fact].isna() if fact == "cvr" else firms[fact]  # the number says nothing
        codes, values = pd.factorize(cells, use_na_sentinel=False)
        key, _ = pd.factorize(key * len(values) + codes)
    first = np.empty(key.max(initial=-1) + 1, dtype=np.int64)
    first[key[::-1]] = np.arange(len(firms))[::-1]
    return firms.iloc[first][list(facts)], key
