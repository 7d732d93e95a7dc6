"""Commands about the network: graph and path."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    OnOption,
    RegisterOption,
    day_of,
    read_asked,
)


class EvidenceChoice(StrEnum):
    """How well a tie must be documented to count."""

    CLAIMED = "claimed"
    PROVEN = "proven"


class FirmsChoice(StrEnum):
    """How widely the firms of the position are counted."""

    NARROW = "narrow"
    STANDARD = "standard"
    BROAD = "broad"


EvidenceOption = Annotated[
    EvidenceChoice,
    typer.Option(help="proven: joint projects and accepted referrals alone."),
]


def add_to(app: typer.Typer) -> None:
    """Add ``graph`` and ``path``."""
    app.command("graph")(graph)
    app.command("path")(path)


def graph(
    *,
    position: Annotated[
        str | None,
        typer.Option(
            help="Strength position, its id; without one the whole register.", metavar="ID"
        ),
    ] = None,
    evidence: EvidenceOption = EvidenceChoice.CLAIMED,
    firms: Annotated[
        FirmsChoice,
        typer.Option(help="How widely the firms of the position are counted."),
    ] = FirmsChoice.STANDARD,
    users: Annotated[
        bool,
        typer.Option(
            "--users", help="Also show those that used an offer of the position; counted apart."
        ),
    ] = False,
    register: RegisterOption = None,
    on: OnOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Also write the network: .html .gexf .graphml .json .csv .xlsx .svg .png.",
            metavar="FILE",
        ),
    ] = None,
    measures: Annotated[
        str | None,
        typer.Option(
            help="Measures to work out: all, none, or names with commas between. Without it all, "
            "and none where only a file is written.",
            metavar="NAMES",
        ),
    ] = None,
    with_sole_proprietors: Annotated[
        bool, typer.Option(help="Keep firms owned by a person in the file (personal data).")
    ] = False,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Show who is connected in a position, who ties it together and who stands alone."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.briefings.basis.network import graph_on_day
    from ecosystem.briefings.network.brief import brief_graph
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.network.text import network_document, network_lines
    from ecosystem.model.vocabulary import FirmCut
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file

    if out is not None:
        from ecosystem.display.maps import check_ending
        from ecosystem.display.network.graph_files import WRITERS

        check_ending(out, tuple(WRITERS))
        refuse_answer_file(out)
    requested = _measures(measures, otherwise="none" if out is not None and not as_json else "all")
    day = OnDay(read_asked(register, examples=examples), day_of(on))
    tied = graph_on_day(day, position, evidence.value, cut=FirmCut(firms.value), with_users=users)
    briefing = brief_graph(day, tied, requested)
    if out is not None:
        from ecosystem.display.network.graph_files import write_graph

        with answer_file(out) as file:
            write_graph(
                tied,
                file,
                is_synthetic=day.register.is_synthetic,
                with_persons=with_sole_proprietors,
            )
        tell(f"{out} is written.")
    if as_json:
        print_json(network_document(briefing))
        return
    print_lines(network_lines(briefing))
    if briefing.not_asked:
        tell("Not every measure is worked out. For all of them: --measures all")


def _measures(names: str | None, *, otherwise: str) -> tuple[str, ...]:
    """Take the names of measures apart; what is no name is refused before any work."""
    from ecosystem.briefings.network.measures import ASKABLE, check_measures

    match names or otherwise:
        case "all":
            return ASKABLE
        case "none":
            return ()
        case listed:
            requested = tuple(name.strip() for name in listed.split(",") if name.strip())
            check_measures(requested)
            return requested


def path(
    *,
    start: Annotated[str, typer.Option("--from", help="Actor to begin at.", metavar="ID")],
    end: Annotated[str, typer.Option("--to", help="Actor to reach.", metavar="ID")],
    evidence: EvidenceOption = EvidenceChoice.CLAIMED,
    register: RegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Find up to three ways from one actor to another, shortest first."""
    from ecosystem.briefings.network.paths import brief_path
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.network.text import path_lines, say_path
    from ecosystem.display.wording import say

    tables = read_asked(register, examples=examples)
    briefing = brief_path(tables, start, end, day_of(on), evidence.value)
    if not as_json:
        print_lines(path_lines(briefing))
        return
    document = briefing.model_dump(mode="python", by_alias=True)
    for name in ("paths", "nearest"):
        ways = zip(document[name], getattr(briefing, name), strict=True)
        document[name] = [{**way_document, "sentence": say_path(way)} for way_document, way in ways]
    document["sentences"] = [say(sentence) for sentence in briefing.sentences]
    print_json(document)
