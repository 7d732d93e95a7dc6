"""Judge whether aid rules hold on a day, and how much small aid counts against their ceiling."""

from collections.abc import Iterable
from datetime import date

from ecosystem.analysis.eligibility.ages import anniversary
from ecosystem.analysis.eligibility.context import EligibilityContext, holds_on
from ecosystem.model.fact_words import Pair
from ecosystem.model.firms import Firm
from ecosystem.model.offers import AidRuleSet, Constants, Offer
from ecosystem.model.phrases import say_no_longer_in_force, say_not_yet_in_force


def aid_note(offer: Offer, context: EligibilityContext) -> Pair | None:
    """Return a note where an offer's aid rules do not hold; None: they do, or none are named.

    Of rule sets that follow one another (a family) the one in force is enough.
    """
    rule_sets = {} if context.constants is None else context.constants.aid_rule_sets
    families: dict[str, list[AidRuleSet]] = {}
    for name in offer.rules.state_aid:
        if name in rule_sets:
            families.setdefault(rule_sets[name].family or name, []).append(rule_sets[name])
    for followers in families.values():
        if not any(
            holds_on(context.on, rule_set.valid_from, rule_set.valid_to) for rule_set in followers
        ):
            return _say_not_in_force(followers, context.on)
    return None


def _say_not_in_force(followers: list[AidRuleSet], on: date) -> Pair:
    ended = [rule_set for rule_set in followers if rule_set.valid_to < on]
    if not ended:
        return say_not_yet_in_force(min(followers, key=lambda rule_set: rule_set.valid_from))
    return say_no_longer_in_force(max(ended, key=lambda rule_set: rule_set.valid_to))


def de_minimis_counted(awards: Iterable[tuple[date, float]], on: date) -> float:
    """Add up the de minimis aid that counts on a day.

    An award counts from the day it was given until three calendar years have passed, for the
    single undertaking as a whole (Regulation (EU) 2023/2831, article 3(2)); awards of firms under
    the same control belong in the list.

    Args:
        awards: Day of the legal right to the aid, and gross grant equivalent, EUR.
        on: Day of the next award.

    Returns:
        Aid that counts, EUR.

    Examples:
        >>> given = [(date(2024, 5, 10), 120_000), (date(2025, 9, 1), 100_000)]
        >>> de_minimis_counted(given, date(2027, 5, 9))
        220000
        >>> de_minimis_counted(given, date(2027, 5, 10))
        100000
    """
    counted = sum(amount for day, amount in awards if day <= on < anniversary(day, 3))
    return round(counted, 2)  # in cents, for ceilings are held against it


def with_counted_aid(firm: Firm, on: date) -> Firm:
    """Fill in the sum of de minimis aid from the awards, where awards are known and the sum is not.

    Examples:
        >>> given = [{"day": "2024-05-10", "amount_eur": 120_000}]
        >>> with_counted_aid(Firm(de_minimis_awards=given), date(2027, 5, 9)).de_minimis_3y_eur
        120000.0
        >>> with_counted_aid(Firm(de_minimis_awards=given), date(2027, 5, 10)).de_minimis_3y_eur
        0.0
    """
    if firm.de_minimis_awards is None or firm.de_minimis_3y_eur is not None:
        return firm
    awards = ((award.day, award.amount_eur) for award in firm.de_minimis_awards)
    counted = float(de_minimis_counted(awards, on))
    return firm.model_copy(update={"de_minimis_3y_eur": counted})


def de_minimis_room(
    awards: Iterable[tuple[date, float]], on: date, constants: Constants
) -> float | None:
    """Compute what is left under the ceiling in force on a day, EUR; None: no ceiling is known."""
    ceilings = [
        rules.ceiling_eur
        for rules in constants.aid_rule_sets.values()
        if rules.ceiling_eur is not None and holds_on(on, rules.valid_from, rules.valid_to)
    ]
    if not ceilings:
        return None
    return max(0.0, max(ceilings) - de_minimis_counted(awards, on))
