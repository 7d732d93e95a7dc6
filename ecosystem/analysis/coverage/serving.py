"""Who is asked about: the actors that serve the firms of a strength position on a day."""

from collections.abc import Iterable
from dataclasses import dataclass

from ecosystem.analysis.coverage.criteria import ROLES_OF_PROVIDERS, ProviderSet
from ecosystem.analysis.day import OnDay
from ecosystem.model.days import holding
from ecosystem.model.member_facts import FOR_ALL_FIRMS
from ecosystem.model.register import check_position


@dataclass(frozen=True, slots=True)
class Serving:
    """The actors whose reach is asked about."""

    actor_ids: tuple[str, ...]
    """Ascending."""
    is_recorded: bool
    """The register says who serves the position: the list is whole. Where it does not (no table
    of roles, or no row that ever named one), others may serve as well."""


def serving_actors(day: OnDay, position_id: str, served: ProviderSet = "cluster") -> Serving:
    """List the actors whose reach is asked about; those that have ceased are left out.

    Raises:
        UnknownIdError: The register has no such position.
    """
    check_position(day.register, position_id)
    actors_with_role = _actors_with_role(day, position_id, served)
    every = set(actors_with_role or ())
    if served == "system":
        every |= set(day.actors.of_kind(*FOR_ALL_FIRMS))
    return Serving(
        tuple(sorted(_without_ceased(day, every))), is_recorded=actors_with_role is not None
    )


def _actors_with_role(day: OnDay, position_id: str, served: ProviderSet) -> tuple[str, ...] | None:
    """Return the actors with a role in the position on the day; ``None``: none ever had one."""
    table = day.membership.roles_ever
    if table is None:
        return None
    roles = [role.value for role in ROLES_OF_PROVIDERS[served]]
    ever = table[(table["position_id"] == position_id) & table["role"].isin(roles)]
    if ever.empty and not table.empty:
        return None
    return tuple(ever.loc[holding(ever, day.on), "actor_id"])


def _without_ceased(day: OnDay, actor_ids: Iterable[str]) -> set[str]:
    """Return the actors that have not ceased, firms too; all where actors are not recorded."""
    ids = set(actor_ids)
    if day.register.actors is None:
        return ids
    supporters = ids & set(day.actors.supporters.index)
    present = set(day.actors.without_closed(supporters))
    if firm_ids := ids - supporters:
        present |= set(day.actors.firms_among(sorted(firm_ids), ["actor_id"])["actor_id"])
    return present
