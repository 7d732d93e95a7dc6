"""Turn a view into what the drawing in the browser is told: looks, places, names, spoken words.

Names go to the browser as plain text. Types fade and do not vanish; places are those of the view.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ecosystem.display.network.graph_view import (
    ACTOR_LOOKS,
    CANVAS_DASHES,
    CHOSEN_TIE_COLOUR,
    EXAMPLE_DASHES,
    NAME_ALL_UP_TO,
    OUTLINE,
    TIE_COLOUR,
    TIE_LOOKS,
    Actor,
    Counts,
    GraphView,
    Tie,
    label_lines,
    plain_name,
)
from ecosystem.display.network.network_rows import say_point
from ecosystem.display.wording import Language, t

FADED: Final = 0.15
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out in a drawing."""

    selected: str | None = None
    faded: Collection[str] = frozenset()
    """Actors of types that are switched off, or beside the question."""
    gone: Collection[str] = frozenset()
    """Actors imagined away."""
    outlined: Collection[str] = frozenset()
    """Actors the answer is about, such as those cut off."""


def for_browser(
    view: GraphView,
    whole: GraphView,
    emphasis: Emphasis | None = None,
    language: Language = "da",
) -> dict[str, object]:
    """Return everything the drawing needs.

    Args:
        view: Who is drawn.
        whole: The whole data set: the size of a symbol shows how many lines its actor has there.
        emphasis: What stands out.
        language: Language of names, legend and spoken words.
    """
    highlight = emphasis or Emphasis()
    counts, parts = whole.tie_counts(), whole.counts_of_each()
    words = {
        key: say_point(view.actors[key], parts.get(key, Counts()), language) for key in view.actors
    }
    dim = {*highlight.faded, *highlight.gone}
    labelled = view.named(highlight.selected) | set(highlight.outlined)
    order = sorted(
        (key for key in view.actors if key not in dim),
        key=lambda key: (-counts.get(key, 0), view.actors[key].name),
    )
    return {
        "nodes": [
            _node(
                view, key, (counts.get(key, 0), words[key]), (highlight, key in labelled), language
            )
            for key in view.actors
        ],
        "edges": [_edge(number, tie, dim) for number, tie in enumerate(view.ties)],
        "order": [
            {"id": key, "say": spoken(view.actors[key], words[key], language)} for key in order
        ],
        "legend": _legend(view, language),
        "fitUpTo": NAME_ALL_UP_TO,
        "selected": highlight.selected,
        "sig": " ".join(sorted(view.actors)) + f"|{len(view.ties)}",
        "words": {
            name: t(f"network.picture.{name}", language)
            for name in ("zoom_in", "zoom_out", "fit", "walk", "walk_label", "label")
        },
    }


def spoken(actor: Actor, words: str, language: Language = "da") -> str:
    """Write an actor for a screen reader: name, type, what it has.

    Examples:
        >>> spoken(Actor("e", "Eksport", "offer"), "brugt 8 gange")
        'Eksport, Ordning, ydelse eller projekt, brugt 8 gange'
    """
    return ", ".join([plain_name(actor.name, 120), *_about(actor, language), words])


def _node(
    view: GraphView,
    key: str,
    has: tuple[int, str],
    look_at: tuple[Emphasis, bool],
    language: Language,
) -> dict[str, object]:
    (count, words), (highlight, is_named) = has, look_at
    actor, (x, y) = view.actors[key], view.places[key]
    look = ACTOR_LOOKS[actor.look]
    is_dim = key in highlight.faded or key in highlight.gone
    fill, is_hollow = actor.fill, actor.fill != look.colour
    border = look.colour if is_hollow else "#ffffff"
    is_outlined = key in highlight.outlined
    size = 10 + 3 * len(str(actor.count)) if actor.is_group else 9 + 1.1 * min(count, _MOST)
    name = "\n".join(label_lines(actor))
    return {
        "id": key,
        "label": name if is_named and not is_dim else " ",
        "first": key == highlight.selected or is_outlined,
        "title": "\n".join([plain_name(actor.name, 120), *_about(actor, language), words]),
        "shape": look.shape,
        "color": {
            "background": fill,
            "border": OUTLINE if is_outlined else border,
            "highlight": {"background": fill, "border": OUTLINE},
            "hover": {"background": fill, "border": OUTLINE},
        },
        "shapeProperties": {"borderDashes": list(CANVAS_DASHES) if actor.is_synthetic else False},
        "borderWidth": 3 if is_outlined else 1.5,
        "borderWidthSelected": 4,
        "opacity": FADED if is_dim else 1,
        "size": size,
        "x": x,
        "y": y,
    }


def _about(actor: Actor, language: Language) -> list[str]:
    """Write the type of a point, that it is made up, and that it is no firm of the position."""
    kind = [] if actor.is_group else [t(f"look.{actor.look}", language)]
    user = [t("network.user", language)] if actor.membership == "user" else []
    example = [t("frame.example_data", language)] if actor.is_synthetic else []
    return [*kind, *user, *example]


def _edge(number: int, tie: Tie, dim: Collection[str]) -> dict[str, object]:
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


def _legend_of_examples(language: Language) -> dict[str, object]:
    look = ACTOR_LOOKS["firm"]
    return {
        "label": t("frame.example_data", language),
        "path": look.path,
        "fill": "#ffffff",
        "stroke": look.colour,
        "dashes": " ".join(map(str, EXAMPLE_DASHES)),
    }


def _legend(view: GraphView, language: Language) -> list[dict[str, object]]:
    looks = {actor.look for actor in view.actors.values()}
    lines = {tie.look for tie in view.ties}
    entries: list[dict[str, object]] = [
        {
            "label": t(f"look.{name}", language),
            "path": look.path,
            "fill": "#ffffff" if look.is_hollow else look.colour,
            "stroke": look.colour,
        }
        for name, look in ACTOR_LOOKS.items()
        if name in looks
    ]
    if any(actor.is_synthetic for actor in view.actors.values()):
        entries.append(_legend_of_examples(language))
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
