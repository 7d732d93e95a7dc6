"""A network in rows and words: the same content as its picture, for tables and files."""

from ecosystem.display.graph_view import GraphView
from ecosystem.display.wording import Language, t


def shows(view: GraphView, language: Language = "da") -> str:
    """Count what is drawn: actors, offers and projects, ties."""
    actors = _actors(view)
    return t("network.shows", language, actors=actors, things=view.things, ties=len(view.ties))


def shows_together(view: GraphView, whole: GraphView, language: Language = "da") -> str:
    """Count what is drawn together: points, and the actors and ties they hold of all there are."""
    held = whole.connected()
    return t(
        "network.shows_together",
        language,
        points=len(view.actors),
        actors=_actors(held),
        things=held.things,
        lines=len(view.ties),
        ties=sum(tie.count for tie in view.ties),
        all_ties=len(whole.ties),
    )


def shows_of(view: GraphView, whole: GraphView, language: Language = "da") -> str:
    """Count what is drawn of what there is."""
    held = {"actors": _actors(view), "ties": len(view.ties)}
    held |= {"all_actors": _actors(whole), "all_ties": len(whole.ties)}
    if whole.things == 0:
        return t("network.shows_of", language, **held)
    things = {"things": view.things, "all_things": whole.things}
    return t("network.shows_of.things", language, **held, **things)


def _actors(view: GraphView) -> int:
    return len(view.actors) - view.things


def tie_rows(view: GraphView, language: Language = "da") -> list[dict[str, object]]:
    """Give one row a tie: from, tie, to, how well documented, shared project, year, source."""
    return [
        {
            t("network.column.from", language): view.actors[tie.start].name,
            t("network.column.tie", language): t(_relation(tie.kind, tie.via), language),
            t("network.column.to", language): view.actors[tie.end].name,
            t("network.column.evidence", language): t(f"evidence.{tie.evidence}", language),
            t("network.column.via", language): tie.via,
            t("network.column.count", language): tie.count,
            t("network.column.year", language): None if tie.year is None else str(tie.year),
            t("network.column.source", language): tie.source,
        }
        for tie in view.ties
    ]


def _relation(kind: str, via: str | None) -> str:
    return f"relation.{kind}" if via or kind not in {"takes_part", "uses"} else f"tie_kind.{kind}"


def actor_rows(view: GraphView, language: Language = "da") -> list[dict[str, object]]:
    """Give one row an actor: id, name, type, municipality, ties in this data set."""
    counts = view.tie_counts()
    return [
        {
            "id": key,
            t("network.column.name", language): actor.name,
            t("network.column.kind", language): t(f"look.{actor.look}", language),
            t("network.column.municipality", language): actor.municipality
            or actor.municipality_code,
            t("network.column.ties", language): counts[key],
            t("frame.example_data", language): t(
                "frame.yes" if actor.is_synthetic else "frame.no", language
            ),
        }
        for key, actor in view.actors.items()
    ]


def about_rows(view: GraphView, language: Language = "da") -> dict[str, object]:
    """Tell what a file holds: network, source, counts, what is left out, how to read it."""
    said: dict[str, object] = {
        t("network.about.network", language): view.title,
        t("network.source", language): view.source,
        t("network.about.actors", language): len(view.actors) - view.things,
        t("network.about.things", language): view.things,
        t("network.about.ties", language): len(view.ties),
        t("network.about.left_out", language): view.left_out,
        t("network.bear_in_mind", language): t("network.caveat.density", language),
    }
    if view.is_synthetic:
        said[t("frame.example_data", language)] = t("frame.example_data.help", language)
    return said
