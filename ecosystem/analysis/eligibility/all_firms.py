"""Judge offers for every firm of a table at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ecosystem.analysis.eligibility.columns import Columns
from ecosystem.analysis.eligibility.context import EligibilityContext
from ecosystem.analysis.kleene import UNKNOWN, YES, Codes, all_codes, everywhere
from ecosystem.model.offers import Offer

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

_Frame = TypeVar("_Frame", "nw.LazyFrame[Any]", "nw.DataFrame[Any]")


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
    import narwhals as nw

    frame_columns = frame.collect_schema().names()
    columns = Columns(frame_columns, context)
    judged = {name: columns.demands(offer) for name, offer in offers.items()}
    verdict_columns = {}
    for number, parts in enumerate(dict.fromkeys(judged.values())):
        holds = columns.all([nw.col(part) for part in parts])
        verdict = nw.when(holds).then(nw.lit("met")).when(~holds).then(nw.lit("unmet"))
        verdict_columns[parts] = f"_demands_{number}", verdict.otherwise(nw.lit("unknown"))
    shared = [expression.alias(name) for name, expression in columns.shared.values()]
    unchanged = [name for name in frame_columns if name not in judged]
    worked_out = frame.with_columns(*shared) if shared else frame
    worked_out = worked_out.with_columns(
        *(verdict.alias(name) for name, verdict in verdict_columns.values())
    )
    return worked_out.select(
        *unchanged, *(nw.col(verdict_columns[p][0]).alias(n) for n, p in judged.items())
    )


def verdict_codes(
    offers: Mapping[str, Offer], firms: "pd.DataFrame", context: EligibilityContext
) -> Codes:
    """Judge many offers for every firm of a table in memory: the verdicts as small numbers.

    Many firms share the values that a criterion asks for. Each criterion is worked out for the
    distinct values alone, by the same expressions as ``judge_all_offers``, and handed back.

    Args:
        offers: Offers, in the order of the answer's columns.
        firms: One row a firm, columns as in ``judge_all``.
        context: What holds on the day.

    Returns:
        One row a firm, one column an offer: codes of ``analysis/kleene``.
    """
    import numpy as np  # noqa: PLC0415

    columns = Columns(list(firms.columns), context)
    demands = [columns.demands(offer) for offer in offers.values()]
    answers = _answers(columns, firms)
    distinct = {
        names: all_codes(everywhere(YES, len(firms)), *(answers[name] for name in names))
        for names in dict.fromkeys(demands)
    }
    codes = np.empty((len(demands), len(firms)), dtype=np.uint8)
    for number, names in enumerate(demands):
        codes[number] = distinct[names]
    return codes.T


def _answers(columns: "Columns", firms: "pd.DataFrame") -> dict[str, Codes]:
    """Work out each shared column: for the distinct values of its facts, then for every firm.

    Returns:
        By column, the codes of ``analysis/kleene``.
    """
    import narwhals as nw
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa

    by_facts: dict[tuple[str, ...], list[tuple[str, nw.Expr]]] = {}
    for stated, shared_column in columns.shared.items():
        by_facts.setdefault(columns.facts[stated], []).append(shared_column)
    answers: dict[str, Codes] = {}
    for facts, named_expressions in by_facts.items():
        rows, back = _distinct(firms, facts)
        table = pa.Table.from_pandas(rows.assign(_row=1), preserve_index=False)
        frame = nw.from_native(table, eager_only=True)
        judged = frame.with_columns(*(holds.alias(name) for name, holds in named_expressions))
        for name, _ in named_expressions:
            holds = judged[name].to_native()
            yes = holds.cast(pa.uint8()).fill_null(0).to_numpy()
            codes = np.where(holds.is_null().to_numpy(), UNKNOWN, yes * YES).astype(np.uint8)
            answers[name] = codes[back]
    return answers


def _distinct(firms: "pd.DataFrame", facts: tuple[str, ...]) -> "tuple[pd.DataFrame, Any]":
    """Return the distinct rows of some columns, and for each firm the number of its row."""
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
