"""A network in rows and words: the same content as its picture, for tables and files."""

from ecosystem.display.network.graph_view import Actor, Counts, GraphView
from ecosystem.display.network.text import marked, source_name
from ecosystem.display.wording import Language, say, t


def shows(view: GraphView, language: Language = "da") -> str:
    """Count what is drawn, each sort under its own name."""
    words = t("network.shows", language, shown=say_counts(view.counts(), language))
    return marked(words, is_example=view.has_examples, language=language)


def shows_together(view: GraphView, whole: GraphView, language: Language = "da") -> str:
    """Count what is drawn together: points, and what they hold."""
    count_words = say_counts(whole.connected().counts(), language)
    words = t("network.shows_together", language, points=len(view.actors), shown=count_words)
    return marked(words, is_example=whole.has_examples, language=language)


def shows_of(view: GraphView, whole: GraphView, language: Language = "da") -> str:
    """Count what is drawn of what there is."""
    count_words = say_counts(view.counts(), language)
    in_all = say_counts(whole.counts(), language)
    words = t("network.shows_of", language, shown=count_words, whole=in_all)
    return marked(words, is_example=whole.has_examples, language=language)


def say_counts(counts: Counts, language: Language = "da") -> str:
    """Write how many there are of each sort; sorts of which there is none are left out.

    Examples:
        >>> say_counts(Counts(actors=3, things=1, ties=2, participations=1))
        '3 aktører, 1 tilbud eller projekt, 2 forbindelser og 1 projektdeltagelse'
        >>> say_counts(Counts())
        '0 aktører'
    """
    names = ("things", "ties", "participations", "joint_projects", "uses")
    sorts = [name for name in names if getattr(counts, name)]
    return _joined(counts, ["actors", *sorts], language)


def say_point(actor: Actor, counts: Counts, language: Language = "da") -> str:
    """Write what a point has: an actor ties and parts, a project parties, an offer users.

    Examples:
        >>> say_point(Actor("f", "F", "firm"), Counts(ties=1, uses=2))
        '1 forbindelse og 2 brugte tilbud'
        >>> say_point(Actor("offer/o", "O", "offer"), Counts(uses=8, offers=1))
        'brugt 8 gange'
        >>> say_point(Actor("k", "K", "cluster"), Counts())
        'ingen forbindelser'
    """
    if actor.kind == "project":
        return t("network.count.parties", language, count=counts.participations)
    if actor.kind == "offer" and not actor.is_group:
        return t("network.count.times", language, count=counts.uses)
    names = ("ties", "participations", "uses", "offers")
    sorts = [name for name in names if getattr(counts, name)]
    return _joined(counts, sorts, language) if sorts else t("network.count.none", language)


def _joined(counts: Counts, names: list[str], language: Language) -> str:
    parts = [t(f"network.count.{name}", language, count=getattr(counts, name)) for name in names]
    last = t("network.count.and", language)
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def tie_rows(view: GraphView, language: Language = "da") -> list[dict[str, object]]:
    """List one row a tie: from, tie, to, how well documented, shared project, year, source."""
    return [
        {
            t("network.column.from", language): view.actors[tie.start].name,
            t("network.column.tie", language): t(_relation(tie.kind, tie.via), language),
            t("network.column.to", language): view.actors[tie.end].name,
            t("network.column.evidence", language): t(f"evidence.{tie.evidence}", language),
            t("network.column.via", language): tie.via,
            t("network.column.count", language): tie.count,
            t("network.column.year", language): None if tie.year is None else str(tie.year),
            t("network.column.source", language): source_name(tie.source, language),
        }
        for tie in view.ties
    ]


def _relation(kind: str, via: str | None) -> str:
    return f"relation.{kind}" if via or kind not in {"takes_part", "uses"} else f"tie_kind.{kind}"


def actor_rows(view: GraphView, language: Language = "da") -> list[dict[str, object]]:
    """List one row an actor: id, name, type, municipality, and what it has in this data set."""
    counts = view.counts_of_each()
    return [
        {
            "id": key,
            t("network.column.name", language): actor.name,
            t("network.column.kind", language): t(f"look.{actor.look}", language),
            t("network.column.municipality", language): actor.municipality
            or actor.municipality_code,
            t("network.column.ties", language): counts[key].ties,
            t("network.about.participations", language): counts[key].participations,
            t("network.about.uses", language): counts[key].uses,
            t("network.column.membership", language): _membership(actor, language),
            t("frame.example_data", language): t(
                "frame.yes" if actor.is_synthetic else "frame.no", language
            ),
        }
        for key, actor in view.actors.items()
    ]


def _membership(actor: Actor, language: Language) -> str | None:
    """Write what makes a firm one of the position's, or that it is none."""
    if actor.membership is None:
        return None
    is_user = actor.membership == "user"
    return t("network.user" if is_user else f"member_role.{actor.membership}", language)


def about_rows(view: GraphView, language: Language = "da") -> dict[str, object]:
    """Write what a file holds: network, source, counts, what is left out, how to read it."""
    counts = view.counts()
    rows: dict[str, object] = {
        t("network.about.network", language): view.title,
        t("network.source", language): view.source,
        t("network.about.actors", language): counts.actors,
        t("network.about.things", language): counts.things,
        t("network.about.ties", language): counts.ties,
        t("network.about.participations", language): counts.participations,
        t("network.about.uses", language): counts.uses,
        t("network.about.left_out", language): view.left_out,
        t("network.bear_in_mind", language): t("network.caveat.density", language),
    }
    if view.nothing is not None and not view.ties:
        rows[t("network.bear_in_mind", language)] = say(view.nothing, language)
    if view.is_synthetic:
        examples = sum(actor.is_synthetic for actor in view.actors.values())
        rows[t("network.about.examples", language)] = examples
        rows[t("frame.example_data", language)] = t("frame.example_data.help", language)
    return rows
