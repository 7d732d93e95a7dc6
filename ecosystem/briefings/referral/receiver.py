"""Answer how a receiver that the adviser had in mind stands among a firm's suggestions."""

import narwhals as nw

from ecosystem.model.referrals import Referral, Suggestion
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.sentences import Sentence


def name_receiver(register: Register, actor_id: str) -> str | None:
    """Return the name of the receiver; None when the register holds no such actor.

    Raises:
        NotRecordedError: The register has no table of actors.
    """
    actors = big_table(register, "actors", "whom to refer to")
    names = collect(actors.filter(nw.col("actor_id") == actor_id).select("name"))
    return None if names.empty else str(names["name"].iloc[0])


def place_receiver(referral: Referral, actor_id: str, name: str) -> Sentence:
    """Write where the first of a receiver's offers stands, or why none is suggested.

    The order is not changed by the wish: the firm gets the same list whoever asked.

    Args:
        referral: The suggestions for the firm.
        actor_id: The receiver.
        name: What it is called.

    Returns:
        ``refer.receiver.suggested`` with rank, number of suggestions and offer;
        ``refer.receiver.mendable`` when one opens once the firm has mended something;
        ``refer.receiver.unmet`` when its offers for the need are shut to the firm;
        ``refer.receiver.none`` when it has no recorded offer for what was asked.
    """
    if (suggestion := _first_of(referral.suggestions, actor_id)) is not None:
        values = {
            "rank": suggestion.rank,
            "of": len(referral.suggestions),
            "offer": suggestion.name,
        }
        return _sentence("suggested", name, suggestion, values)
    if (waiting := _first_of(referral.mendable, actor_id)) is not None:
        return _sentence("mendable", name, waiting, {"offer": waiting.name})
    if (shut := _first_of(referral.not_suitable, actor_id)) is not None:
        return _sentence("unmet", name, shut, {"offer": shut.name})
    return Sentence(key="refer.receiver.none", values={"receiver": name})


def _first_of(suggestions: tuple[Suggestion, ...], actor_id: str) -> Suggestion | None:
    return next(
        (suggestion for suggestion in suggestions if suggestion.provider_actor_id == actor_id), None
    )


def _sentence(
    key: str, name: str, suggestion: Suggestion, values: dict[str, str | int | None]
) -> Sentence:
    return Sentence(
        key=f"refer.receiver.{key}",
        values={"receiver": name, **values},
        values_en={"offer": suggestion.name_en or suggestion.name},
    )
