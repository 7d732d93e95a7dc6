"""The command that tells how a cluster stands on the ten recommendations."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    NotesOption,
    OnOption,
    RegisterOption,
    SinceOption,
    day_of,
    read_asked,
)

if TYPE_CHECKING:
    from ecosystem.model.register import Register
    from ecosystem.model.scorecards import Scorecard


def add_to(app: typer.Typer) -> None:
    """Add ``scorecard``."""
    app.command("scorecard")(scorecard)


def scorecard(
    cluster: Annotated[str | None, typer.Option(help="The cluster, its id.", metavar="ID")] = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="Every cluster there on the day, A to Å, each alone.")
    ] = False,
    since: SinceOption = None,
    register: RegisterOption = None,
    on: OnOption = None,
    notes: NotesOption = None,
    out: Annotated[
        Path | None, typer.Option(help="Also write the figures: .xlsx .csv.", metavar="FILE")
    ] = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Show how a cluster stands on the ten recommendations: the figures of each, or why not."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.scorecard_text import (
        scorecard_document,
        scorecard_lines,
        scorecards_document,
    )
    from ecosystem.model.errors import EcosystemError

    if (cluster is None) == (not is_all):
        message = "Name one cluster with --cluster, or ask for every one with --all."
        raise EcosystemError(message)
    _check_out(out)
    cards = scorecards(cluster, since, register, day_of(on), notes, examples=examples)
    if out is not None:
        _write(cards, out, language)
    if as_json:
        print_json(scorecards_document(cards) if is_all else scorecard_document(cards[0]))
    else:
        print_lines(line for card in cards for line in scorecard_lines(card, language.value))


def scorecards(
    cluster: str | None,
    since: Path | None,
    register: Path | None,
    on: date,
    notes: Path | None,
    *,
    examples: bool,
) -> "Sequence[Scorecard]":
    """Return one cluster's card, or every one's.

    Args:
        cluster: The cluster, its id; ``None``: every one that is there on the day.
        since: A snapshot that stands beside.
        register: The folder; ``None``: the shipped register.
        on: The day.
        notes: File of notes on gaps; ``None``: the user's own.
        examples: With example data.

    Raises:
        EcosystemError: There is no such cluster, or the snapshot cannot be compared.
    """
    from ecosystem.briefings.scorecard.brief import brief_scorecard, brief_scorecards
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.rules.thresholds import read_thresholds
    from ecosystem.sources.user import dead_ends
    from ecosystem.sources.user.gap_events import own_ledger, read_gap_events

    folder = register or shipped_folder()
    searched = dead_ends.read_dead_ends(dead_ends.own_ledger())
    tables = dead_ends.with_dead_ends(read_asked(folder, examples=examples), searched)
    before, day = _snapshot(since, on, examples=examples)
    if before is not None:
        before = dead_ends.with_dead_ends(before, searched)
    limits, events = read_thresholds(folder), read_gap_events(notes or own_ledger())
    if cluster is None:
        return brief_scorecards(tables, on, before, since=day, thresholds=limits, events=events)
    card = brief_scorecard(tables, on, cluster, before, since=day, thresholds=limits, events=events)
    return [card]


def _snapshot(
    since: Path | None, on: date, *, examples: bool
) -> "tuple[Register | None, date | None]":
    """Read the snapshot and its day.

    Raises:
        EcosystemError: Its day lies after the one asked about, or it cannot be compared.
    """
    from ecosystem.model.errors import EcosystemError
    from ecosystem.model.examples import without_examples
    from ecosystem.sources.register.snapshots import read_snapshot

    if since is None:
        return None, None
    snapshot, tables = read_snapshot(since)
    if snapshot.day is None:
        message = (
            f"{since} is a register without a day. Take a dated copy of it with "
            "'ecosystem snapshot --into DIR --on DAY'."
        )
        raise EcosystemError(message)
    if snapshot.day > on:
        message = f"The snapshot is of {snapshot.day}, after {on}. Name an earlier one, or --on."
        raise EcosystemError(message)
    return (tables if examples else without_examples(tables)), snapshot.day


def _check_out(out: Path | None) -> None:
    from ecosystem.display.scorecard_text import check_scorecard_file
    from ecosystem.sources.files.may_write import refuse_answer_file

    if out is not None:
        check_scorecard_file(out)
        refuse_answer_file(out)


def _write(cards: "Sequence[Scorecard]", out: Path, language: LanguageChoice) -> None:
    from ecosystem.cli.output import tell
    from ecosystem.display.scorecard_text import scorecard_file
    from ecosystem.sources.files.may_write import answer_file

    with answer_file(out) as file:
        file.write_bytes(scorecard_file(cards, out.suffix.lower(), language.value))
    tell(f"Wrote {out}.")
