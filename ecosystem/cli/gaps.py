"""Commands that tell what is missing, and keep what happens to a gap."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    AnyPositionOption,
    ExamplesOption,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    LedgerOption,
    NotesOption,
    OnOption,
    RegisterOption,
    day_of,
    read_asked,
)

if TYPE_CHECKING:
    import geopandas as gpd

    from ecosystem.model.gaps import GapEvent, GapThresholds
    from ecosystem.model.register import Register


LimitOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        help="A limit of the rules, as NAME=VALUE; may be given several times. within_km (50), "
        "active_days (365), min_firms (1), overlap_from (4), no_path_firms (5), reach_firms (5), "
        "loss_from (0.05), ratio_below (1), q_at_most (0.05), small_count (3). What each means: "
        "rules/_thresholds.yaml.",
        metavar="NAME=VALUE",
    ),
]
GapArgument = Annotated[str, typer.Argument(help="Id of the gap.", metavar="GAP_ID")]
ReasonOption = Annotated[
    str,
    typer.Option(help="Why, or what was done, in words; no names, telephones, e-mails, CPR."),
]
ByOption = Annotated[
    str, typer.Option(help="Who says so: write the role or unit, not the person's name.")
]


def add_to(app: typer.Typer) -> None:
    """Add ``gaps`` and the commands of one gap."""
    app.command("gaps")(gaps)
    gap_commands = typer.Typer(help="Tell or note what happens to one gap.", no_args_is_help=True)
    gap_commands.command("life")(life)
    gap_commands.command("explain")(explain_away)
    gap_commands.command("act")(act)
    gap_commands.command("reopen")(reopen_gap)
    gap_commands.command("try")(try_steps)
    app.add_typer(gap_commands, name="gap")


def gaps(
    position: AnyPositionOption = None,
    need: Annotated[str | None, typer.Option(help="Need, its id; else all.", metavar="ID")] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    limit: LimitOption = None,
    notes: NotesOption = None,
    ledger: LedgerOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Also write a position's gaps for a board: .docx .pptx .xlsx.", metavar="FILE"
        ),
    ] = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """List what is missing, how sure that is, and the smallest step that closes it."""
    from ecosystem.briefings.gaps.brief import brief_gaps, with_life
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.gaps.text import gap_document, gap_lines
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.user import dead_ends
    from ecosystem.sources.user.gap_events import own_ledger

    folder = register or shipped_folder()
    limits = _limits(folder, limit or ())
    searched = dead_ends.read_dead_ends(ledger or dead_ends.own_ledger())
    tables = dead_ends.with_dead_ends(read_asked(folder, examples=examples), searched)
    events = _read_notes(notes or own_ledger())
    if out is not None:
        _write(tables, folder, day_of(on), position, limits, events, out, language)
    briefing = with_life(brief_gaps(tables, day_of(on), position, need, limits), events)
    if as_json:
        print_json(gap_document(briefing))
    else:
        print_lines(gap_lines(briefing))


def _write(
    register: "Register",
    folder: Path,
    on: date,
    position: str | None,
    limits: "GapThresholds",
    events: "Sequence[GapEvent]",
    out: Path,
    language: LanguageChoice,
) -> None:
    from ecosystem.briefings.gaps.position_gaps import brief_position_gaps
    from ecosystem.cli.output import tell
    from ecosystem.display.documents import ENDINGS, write_brief
    from ecosystem.model.errors import EcosystemError
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file

    if position is None:
        message = "A document is about one strength position. Name it with --position."
        raise EcosystemError(message)
    if out.suffix.lower() not in ENDINGS:
        message = f"{out.name}: choose one of the endings {' '.join(ENDINGS)}."
        raise EcosystemError(message)
    refuse_answer_file(out)
    shapes = shapes_or_none(folder)
    brief = brief_position_gaps(register, on, position, limits, events=events)
    with answer_file(out) as file:
        write_brief(brief, shapes, file, language.value)
    tell(f"Wrote {out}.")


def shapes_or_none(folder: Path) -> "gpd.GeoDataFrame | None":
    """Read the shapes of a register's map; without them the map is left out, and that is told."""
    from ecosystem.cli.output import tell
    from ecosystem.model.errors import EcosystemError
    from ecosystem.sources.tables.boundaries import read_boundaries

    try:
        shapes, notes = read_boundaries(folder)
    except EcosystemError as error:
        shapes, notes = None, (f"The map is left out: {error}",)
    for note in notes:
        tell(note)
    return shapes


def _limits(folder: Path, changed: Sequence[str]) -> "GapThresholds":
    from ecosystem.cli.output import tell
    from ecosystem.sources.rules.thresholds import changed_thresholds, moved_limits, read_thresholds

    limits = changed_thresholds(read_thresholds(folder), changed)
    for moved in moved_limits(folder):
        tell(moved)
    return limits


def life(gap_id: GapArgument, notes: NotesOption = None, as_json: JsonOption = False) -> None:
    """Show the life of a gap: opened, explained, acted on, closed, opened again."""
    from ecosystem.briefings.basis.gaps import life_of
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.gaps.text import life_lines
    from ecosystem.sources.user.gap_events import own_ledger

    events = life_of(gap_id, _read_notes(notes or own_ledger()))
    if as_json:
        print_json({"gap_id": gap_id, "life": events})
    else:
        print_lines(life_lines(gap_id, events))


def explain_away(
    gap_id: GapArgument,
    reason: ReasonOption,
    by: ByOption,
    register: RegisterOption = None,
    on: OnOption = None,
    notes: NotesOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Note that what was found is no gap, and why. A second time needs "reopen" first."""
    from ecosystem.briefings.basis.gaps import explain

    day = day_of(on)
    _check_gap(gap_id, register, day, examples=examples)
    _note(notes, (reason, by), lambda events: explain(gap_id, reason, by, day, events), as_json)


def act(
    gap_id: GapArgument,
    reason: ReasonOption,
    by: ByOption,
    register: RegisterOption = None,
    on: OnOption = None,
    notes: NotesOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Note what was done about a gap."""
    from ecosystem.briefings.basis.gaps import act_on

    day = day_of(on)
    _check_gap(gap_id, register, day, examples=examples)
    _note(notes, (reason, by), lambda _: act_on(gap_id, reason, by, day), as_json)


def reopen_gap(
    gap_id: GapArgument,
    reason: ReasonOption,
    by: ByOption,
    on: OnOption = None,
    notes: NotesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an explanation back: it is a gap after all."""
    from ecosystem.briefings.basis.gaps import reopen

    day = day_of(on)
    _note(notes, (reason, by), lambda events: reopen(gap_id, reason, by, day, events), as_json)


def try_steps(
    gap_id: GapArgument,
    register: RegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Try each step that would close a gap on a copy: what it closes, opens and changes."""
    from ecosystem.briefings.gaps.brief import brief_steps
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.gaps.text import tried_document, tried_lines
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.rules.thresholds import read_thresholds

    folder = register or shipped_folder()
    tried = brief_steps(
        read_asked(folder, examples=examples), day_of(on), gap_id, read_thresholds(folder)
    )
    if as_json:
        print_json(tried_document(gap_id, tried))
    else:
        print_lines(tried_lines(gap_id, tried))


def _check_gap(gap_id: str, register: Path | None, on: date, *, examples: bool) -> None:
    """Refuse a gap that is not found on the day."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.briefings.basis.gaps import check_gap
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.rules.thresholds import read_thresholds

    folder = register or shipped_folder()
    day = OnDay(read_asked(folder, examples=examples), on)
    check_gap(day, read_thresholds(folder), gap_id)


def _read_notes(path: Path) -> "tuple[GapEvent, ...]":
    """Read the notes, and tell of those that cannot be read, here or in an older file."""
    from ecosystem.cli.output import tell
    from ecosystem.display.wording import t
    from ecosystem.sources.user.gap_events import notes_put_aside, read_gap_events, unread_notes

    events = read_gap_events(path)
    if count := unread_notes(path):
        tell(t("own.unread", "en", count=count, path=str(path)))
    for file in notes_put_aside(path):
        where = str(file.path)
        tell(t("own.aside", "en", strange=file.strange, lines=file.lines, path=where))
    return events


def _note(
    notes: Path | None,
    typed: tuple[str, str],
    say: "Callable[[Sequence[GapEvent]], GapEvent]",
    as_json: bool,
) -> None:
    """Keep an event, made from those kept before, and tell who noted something meanwhile."""
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.gaps.text import event_line
    from ecosystem.display.own_words import also_words, cleaned_words
    from ecosystem.display.wording import t
    from ecosystem.sources.user.gap_events import append_gap_event, own_ledger

    path = notes or own_ledger()
    events = _read_notes(path)
    event = say(events)
    seen = sum(note.gap_id == event.gap_id for note in events)
    meanwhile = append_gap_event(path, event, seen)
    if (cleaned := cleaned_words("".join(typed), "en")) is not None:
        tell(cleaned)
    for note in meanwhile:
        tell(also_words(note, day_of(None), "en"))
    if as_json:
        also = [{**dict(note.event), "at": note.at} for note in meanwhile]
        print_json({"gap_id": event.gap_id, "event": event, "notes": path, "also": also})
    else:
        print_lines([event.gap_id, event_line(event), t("gaps.noted", path=str(path))])
