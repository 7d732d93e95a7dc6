"""A draft as text: what this version knows is read, what it does not know is kept.

So an update of the tool, or a step back, never hides a draft and never loses what stands in it.
"""

import json
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from ecosystem.model.drafts import ReferralDraft

_UNKNOWN: Final = "extra_forbidden"


def draft_of(text: str) -> tuple[ReferralDraft, tuple[str, ...]]:
    """Read a draft.

    Returns:
        The draft, and the names of the fields of which something stands there that cannot be
        read; what no field is known for is no fault.

    Raises:
        ValueError: The text is no draft at all.

    Examples:
        >>> draft, unread = draft_of('{"need_text": "en maskine", "step": 9, "later": true}')
        >>> draft.need_text, draft.step, unread
        ('en maskine', 1, ('step',))
    """
    fields = from_json(text)
    if not isinstance(fields, dict):
        message = "a draft is an object"
        raise ValueError(message)  # noqa: TRY004 - one error for every text that is no draft
    unread: dict[str, None] = {}
    while True:
        try:
            return ReferralDraft.model_validate_json(json.dumps(fields)), tuple(unread)
        except ValidationError as error:
            problem = error.errors(include_url=False, include_input=False)[0]
            if not (place := problem["loc"]):
                raise
            _take_out(fields, place)
            if problem["type"] != _UNKNOWN:
                unread[str(place[0])] = None


def text_of(draft: ReferralDraft, before: str | None = None) -> str:
    """Write a draft, with all that stood in the text it was read from and is not known here.

    Examples:
        >>> before = '{"need_text": "en maskine", "step": 9, "later": true}'
        >>> draft = draft_of(before)[0].model_copy(update={"need_text": "to"})
        >>> after = json.loads(text_of(draft, before))
        >>> after["need_text"], after["step"], after["later"]
        ('to', 9, True)
    """
    new = draft.model_dump(mode="json")
    if before is not None:
        old = draft_of(before)[0].model_dump(mode="json")
        new = _merged(from_json(before), old, new)
    return json.dumps(new, ensure_ascii=False)


def _take_out(fields: Any, place: tuple[str | int, ...]) -> None:  # noqa: ANN401 - JSON
    """Take out what stands at a place, or what is nearest above it."""
    at, last = fields, place[0]
    for step in place[1:]:
        inner = at[last]
        if not (isinstance(inner, dict) and step in inner) and not (
            isinstance(inner, list) and isinstance(step, int) and step < len(inner)
        ):
            break
        at, last = inner, step
    del at[last]


def _merged(text: Any, old: Any, new: Any) -> Any:  # noqa: ANN401 - JSON
    """Put what changed from old to new into what the text holds."""
    if new == old:
        return text
    if isinstance(text, dict) and isinstance(old, dict) and isinstance(new, dict):
        unknown = {key: value for key, value in text.items() if key not in old and key not in new}
        merged_fields = {
            key: _merged(text[key], old.get(key), value) if key in text else value
            for key, value in new.items()
        }
        return {**unknown, **merged_fields}
    if all(isinstance(part, list) for part in (text, old, new)) and len(text) == len(old):
        return [text[old.index(part)] if part in old else part for part in new]
    return new
