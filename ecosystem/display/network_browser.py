"""Turn a view into what the drawing in the browser is told: looks, places, names, spoken words.

Names go to the browser as plain text. Types fade and do not vanish; places are those of the view.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ecosystem.display.graph_view import (
    ACTOR_LOOKS,
    CHOSEN_TIE_COLOUR,
    NAME_ALL_UP_TO,
    OUTLINE,
    TIE_COLOUR,
    TIE_LOOKS,
    Actor,
    GraphView,
    Tie,
    label_lines,
    plain_name,
)
from ecosystem.display.wording import Language, t

FADED: Final = 0.15
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out in a drawing."""

    chosen: str | None = None
    faded: Collection[str] = frozenset()
    """Actors of types that are switched off, or beside the question."""
    gone: Collection[str] = frozenset()
    """Actors imagined away."""
    outlined: Collection[str] = frozenset()
    """Actors the answer is about, such as those cut off."""


def for_browser(
    view: GraphView,
    counts: Mapping[str, int],
    emphasis: Emphasis | None = None,
    language: Language = "da",
) -> dict[str, Any]:
    """Give everything the drawing needs.

    Args:
        view: Who is drawn.
        counts: Ties of each actor in the whole data set, which the size of its symbol shows.
        emphasis: What stands out.
        language: Language of names, legend and spoken words.
    """
    shown = emphasis or Emphasis()
    dim = {*shown.faded, *shown.gone}
    named = view.named(shown.chosen) | set(shown.outlined)
    order = sorted(
        (key for key in view.actors if key not in dim),
        key=lambda key: (-counts.get(key, 0), view.actors[key].name),
    )
    return {
        "nodes": [
            _node(view, key, counts.get(key, 0), (shown, key in named), language)
            for key in view.actors
        ],
        "edges": [_edge(number, tie, dim) for number, tie in enumerate(view.ties)],
        "order": [
            {"id": key, "say": spoken(view.actors[key], counts.get(key, 0), language)}
            for key in order
        ],
        "legend": _legend(view, language),
        "fitUpTo": NAME_ALL_UP_TO,
        "selected": shown.chosen,
        "sig": " ".join(sorted(view.actors)) + f"|{len(view.ties)}",
        "words": {
            name: t(f"network.picture.{name}", language)
            for name in ("zoom_in", "zoom_out", "fit", "walk", "walk_label", "label")
        },
    }


def spoken(actor: Actor, count: int, language: Language = "da") -> str:
    """Say an actor for a screen reader: name, type, number of ties.

    Examples:
        >>> spoken(Actor("e", "Eksport", "offer"), 8)
        'Eksport, Ordning, ydelse eller projekt, 8 forbindelser'
        >>> spoken(Actor("e", "Eksport", "firm"), 1)
        'Eksport, Virksomhed, 1 forbindelse'
    """
    ties = t("network.spoken.one" if count == 1 else "network.spoken", language, count=count)
    kind = "" if actor.is_group else f" {t(f'look.{actor.look}', language)},"
    return f"{plain_name(actor.name, 120)},{kind} {ties}"


def _node(
    view: GraphView, key: str, count: int, look_at: tuple[Emphasis, bool], language: Language
) -> dict[str, Any]:
    shown, is_named = look_at
    actor, (x, y) = view.actors[key], view.places[key]
    look = ACTOR_LOOKS[actor.look]
    is_dim = key in shown.faded or key in shown.gone
    fill = "#ffffff" if look.is_hollow else look.colour
    border = look.colour if look.is_hollow else "#ffffff"
    is_outlined = key in shown.outlined
    size = 10 + 3 * len(str(actor.count)) if actor.is_group else 9 + 1.1 * min(count, _MOST)
    name = "\n".join(label_lines(actor))
    return {
        "id": key,
        "label": name if is_named and not is_dim else " ",
        "first": key == shown.chosen or is_outlined,
        "title": "\n".join(_told(actor, count, language)),
        "shape": look.shape,
        "color": {
            "background": fill,
            "border": OUTLINE if is_outlined else border,
            "highlight": {"background": fill, "border": OUTLINE},
            "hover": {"background": fill, "border": OUTLINE},
        },
        "borderWidth": 3 if is_outlined else 1.5,
        "borderWidthSelected": 4,
        "opacity": FADED if is_dim else 1,
        "size": size,
        "x": x,
        "y": y,
    }


def _told(actor: Actor, count: int, language: Language) -> list[str]:
    kind = [] if actor.is_group else [t(f"look.{actor.look}", language)]
    return [plain_name(actor.name, 120), *kind, _ties(count, language)]


def _ties(count: int, language: Language) -> str:
    return t("network.spoken.one" if count == 1 else "network.spoken", language, count=count)


def _edge(number: int, tie: Tie, dim: Collection[str]) -> dict[str, Any]:
    look = TIE_LOOKS[tie.look]
    is_dim = tie.start in dim or tie.end in dim
    return {
        "id": number,
        "from": tie.start,
        "to": tie.end,
        "width": look.width,
        "dashes": list(look.dashes) if look.dashes else False,
        "arrows": {"to": {"enabled": look.is_arrow, "scaleFactor": 0.6}},
        "color": {
            "color": TIE_COLOUR,
            "highlight": CHOSEN_TIE_COLOUR,
            "hover": CHOSEN_TIE_COLOUR,
            "opacity": FADED if is_dim else 1,
        },
    }


def _legend(view: GraphView, language: Language) -> list[dict[str, Any]]:
    looks = {actor.look for actor in view.actors.values()}
    lines = {tie.look for tie in view.ties}
    entries: list[dict[str, Any]] = [
        {
            "label": t(f"look.{name}", language),
            "path": look.path,
            "fill": "#ffffff" if look.is_hollow else look.colour,
            "stroke": look.colour,
        }
        for name, look in ACTOR_LOOKS.items()
        if name in looks
    ]
    entries += [
        {
            "label": t(f"tie_look.{name}", language) + (" →" if line.is_arrow else ""),
            "width": line.width,
            "dashes": " ".join(map(str, line.dashes or ())),
        }
        for name, line in TIE_LOOKS.items()
        if name in lines
    ]
    return entries
