"""Which actors are of a position, in a place, example data, or to be confirmed: one rule each.

The lists, the overview and the files filter by the same expressions, so that a number and the
list it leads to cannot differ.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.records import count_rows
from ecosystem.briefings.ties import projects_led, taking_part, ties_on
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.register import check_position
from ecosystem.model.vocabulary import ActorKind, FactSort, FirmCut, Freshness

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    from ecosystem.model.register import LazyTable

TO_CONFIRM: Final = (Freshness.OUT_OF_DATE, Freshness.NEVER_CONFIRMED)
"""States of a row that somebody has to confirm."""


def is_of_position(day: OnDay, position_id: str, cut: FirmCut = FirmCut.STANDARD) -> "nw.Expr":
    """Return an expression over the actors: one of a position's firms, or another tied to it.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: No table shows who is of a position.
    """
    import narwhals as nw

    check_position(day.register, position_id)
    shows = {"industry_positions", "actor_positions", "links", "projects"}
    if shows <= set(day.membership.not_recorded) and not day.register.is_drawn:
        table, question = "actor_positions", "who is of a strength position"
        raise NotRecordedError.from_table(table, question)
    ties = day.membership.tied_pairs
    tied = ties.loc[ties["position_id"] == position_id, "actor_id"].tolist()
    is_firm = nw.col("kind").fill_null("") == ActorKind.FIRM.value
    is_firm_of = is_firm & day.membership.is_firm_of(position_id, cut)
    return is_firm_of | (~is_firm & nw.col("actor_id").is_in(tied))


def is_in_place(day: OnDay, place_code: str) -> "nw.Expr":
    """Return an expression over the actors: registered in, or with a site in, a place.

    Args:
        day: The day; regions and sites are dated.
        place_code: A municipality or a region.

    Raises:
        UnknownIdError: The place is not known on the day.
        NotRecordedError: The register has neither municipalities nor regions.
    """
    import narwhals as nw

    codes = _municipalities_of(day, place_code)
    sites = day.places.sites
    site_actors: list[str] = []
    if sites is not None:
        site_actors = (
            sites.loc[sites["municipality_code"].isin(codes), "actor_id"].unique().tolist()
        )
    return nw.col("municipality_code").is_in(codes) | nw.col("actor_id").is_in(site_actors)


def _municipalities_of(day: OnDay, place_code: str) -> list[str]:
    municipalities, regions = day.names.municipalities, day.places.municipalities_of_region
    if place_code in regions:
        return list(regions[place_code])
    if place_code in municipalities:
        return [place_code]
    if not municipalities and not regions:
        table, question = "municipalities", "where actors are"
        raise NotRecordedError.from_table(table, question)
    kind = "municipality or region"
    raise UnknownIdError.from_available(kind, place_code, [*municipalities, *regions])


def is_example() -> "nw.Expr":
    """Return an expression over the actors: example data."""
    import narwhals as nw

    return nw.col("is_synthetic").fill_null(value=False)


def is_in_state(day: OnDay, states: Sequence[Freshness]) -> "nw.Expr":
    """Return an expression over the actors: the last check is worth one of some states."""
    import narwhals as nw

    is_dated = ~nw.col("checked").is_null()
    is_confirmed = day.freshness.is_confirmed(FactSort.ACTOR)
    by_state = {
        Freshness.CONFIRMED: is_dated & is_confirmed,
        Freshness.OUT_OF_DATE: is_dated & ~is_confirmed,
        Freshness.NEVER_CONFIRMED: ~is_dated,
        Freshness.NOT_RECORDED: nw.lit(value=False),
    }
    return nw.any_horizontal(*(by_state[state] for state in states), ignore_nulls=True)


def without_ties(day: OnDay, actors: "LazyTable") -> "LazyTable":
    """Return the actors without a tie on the day that took part in nothing by then.

    Raises:
        NotRecordedError: The register has no ties: nobody can be said to have none.
    """
    import narwhals as nw

    ties = ties_on(day)
    if ties is None:
        table, question = "links", "who has no ties"
        raise NotRecordedError.from_table(table, question)
    ends = sorted({*ties["start"], *ties["end"]})
    leads = projects_led(day)["actor_id"].unique().tolist()
    actors = actors.filter(~nw.col("actor_id").is_in([*ends, *leads]))
    taken_part = taking_part(day)
    if taken_part is None:
        return actors
    return actors.join(taken_part.select("actor_id").unique(), on="actor_id", how="anti")


def positions_of(
    day: OnDay, actors: "pd.DataFrame", cut: FirmCut = FirmCut.STANDARD
) -> dict[str, tuple[str, ...] | None]:
    """List the positions of some actors; ``None`` where no table would show them.

    A firm is of a position by its industry or a tie, any other actor by a tie alone.

    Args:
        day: The day.
        actors: ``actor_id, kind, industry_scheme, industry_code``.
        cut: How widely a firm's industry makes it one of a position's.
    """
    is_firm = actors["kind"] == ActorKind.FIRM.value
    codes = ["industry_scheme", "industry_code"]
    position_ids = day.membership.positions_of(
        actors[["actor_id", *codes]].assign(**{c: actors[c].where(is_firm) for c in codes}), cut
    )
    absent = day.membership.not_recorded
    are_recorded = (
        is_firm & actors["industry_code"].notna() if "industry_positions" not in absent else False
    ) | (~is_firm & ("actor_positions" not in absent))
    return {
        actor: position_ids.get(actor, () if is_recorded else None)
        for actor, is_recorded in zip(actors["actor_id"], are_recorded, strict=True)
    }


def count_firms(day: OnDay, firms: "LazyTable", position_id: str) -> FirmRange:
    """Count those of some firms that are of a position: standard, narrow (low) and broad (high)."""
    of_cut = {cut: firms.filter(day.membership.is_firm_of(position_id, cut)) for cut in FirmCut}
    return FirmRange(
        firms=count_rows(of_cut[FirmCut.STANDARD]),
        low=count_rows(of_cut[FirmCut.NARROW]),
        high=count_rows(of_cut[FirmCut.BROAD]),
        examples=count_rows(of_cut[FirmCut.STANDARD].filter(is_example())),
    )
