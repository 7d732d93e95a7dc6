"""Commands that write reports for a board: the theme analysis, a scorecard, a position."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    AnyPositionOption,
    ExamplesOption,
    LanguageChoice,
    LanguageOption,
    OnOption,
    PositionOption,
    RealRegisterOption,
    RegisterOption,
    SinceOption,
    day_of,
    read_asked,
)
from ecosystem.cli.theme_options import (
    AttributionOption,
    FirstStartOption,
    KindsOption,
    LastStartOption,
    PeriodsOption,
    RoleOption,
    SmallOption,
    WashInOption,
)

if TYPE_CHECKING:
    from datetime import date

    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.display.report.position import PositionAnswers

OutOption = Annotated[
    Path, typer.Option(help="The file: .docx .pdf .html .pptx .xlsx.", metavar="FILE")
]


def add_to(app: typer.Typer) -> None:
    """Add ``report`` with a command for each kind."""
    reports = typer.Typer(
        help="Write a report for a board: .docx .pdf .html .pptx .xlsx.", no_args_is_help=True
    )
    reports.command("theme")(theme)
    reports.command("scorecard")(scorecard_report)
    reports.command("position")(position_report)
    app.add_typer(reports, name="report")


def theme(
    *,
    out: OutOption,
    period: PeriodsOption = None,
    role: RoleOption = None,
    kinds: KindsOption = None,
    attribution: AttributionOption = None,
    first: FirstStartOption = None,
    until: LastStartOption = None,
    wash_in: WashInOption = None,
    small: SmallOption = None,
    position: AnyPositionOption = None,
    register: RealRegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
) -> None:
    """Write the theme analysis as a report of a few pages, each figure with its caveat."""
    from ecosystem.briefings.theme.report import brief_theme_report
    from ecosystem.display.report.theme_files import theme_file
    from ecosystem.sources.files.shipped import PROJECTS, named_folder
    from ecosystem.sources.matching.linkage_sample import judged_bands, read_sample
    from ecosystem.sources.rules.analysis_settings import changed_parameters, read_analysis_settings

    ending = _checked(out)
    folder = register or named_folder(PROJECTS)
    settings = read_analysis_settings(folder)
    stated: dict[str, object] = {
        "role": role,
        "kinds": kinds,
        "attribution": attribution,
        "from": None if first is None else day_of(first, "--from"),
        "until": None if until is None else day_of(until, "--until"),
        "wash_in": wash_in,
        "small": small,
        "position": position,
    }
    periods = {"periods": tuple(period) if period else None}
    asked = changed_parameters(settings.defaults, stated | periods)
    day = day_of(on)
    tables, judged = read_asked(folder, examples=examples), judged_bands(read_sample(folder))
    briefing = brief_theme_report(tables, day, asked, settings, judged)
    said = {"period": period or None, **stated, "no-examples": None if examples else True}
    command = _command("theme", out, folder, day, language, said)
    _write(out, lambda: theme_file(briefing, command, ending, language.value))


def scorecard_report(
    *,
    out: OutOption,
    cluster: Annotated[
        str | None, typer.Option(help="The cluster, its id; else every one.", metavar="ID")
    ] = None,
    since: SinceOption = None,
    register: RegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
) -> None:
    """Write a cluster, or each one alone, beside the ten recommendations: two pages a cluster."""
    from ecosystem.cli.scorecard import scorecards
    from ecosystem.display.report import scorecard
    from ecosystem.display.report.writers import report_file
    from ecosystem.sources.register.reading import shipped_folder

    ending = _checked(out)
    folder, day = register or shipped_folder(), day_of(on)
    cards = scorecards(cluster, since, folder, day, None, examples=examples)
    said = {
        "cluster": cluster,
        "since": None if since is None else since.name,
        "no-examples": None if examples else True,
    }
    command = _command("scorecard", out, folder, day, language, said)
    report = scorecard.scorecard_report(cards, command, language.value)
    _write(out, lambda: report_file(report, ending))


def position_report(
    *,
    position: PositionOption,
    out: OutOption,
    register: RegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
) -> None:
    """Write what is missing in a position, where its help reaches, and who is connected."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.display.report.position import position_file
    from ecosystem.sources.register.reading import shipped_folder

    ending = _checked(out)
    folder = register or shipped_folder()
    day = OnDay(read_asked(folder, examples=examples), day_of(on))
    said = {"position": position, "no-examples": None if examples else True}
    command = _command("position", out, folder, day.on, language, said)
    answers = _position_answers(day, folder, position, command)
    _write(out, lambda: position_file(answers, ending, language.value))


def _position_answers(day: "OnDay", folder: Path, position: str, command: str) -> "PositionAnswers":
    """Work out gaps, coverage and network of a position on a day."""
    from ecosystem.briefings.basis.network import graph_on_day
    from ecosystem.briefings.gaps.position_gaps import brief_position_gaps
    from ecosystem.briefings.network.brief import brief_graph
    from ecosystem.cli.gaps import shapes_or_none
    from ecosystem.display.network.view_building import view_of
    from ecosystem.display.report.position import PositionAnswers
    from ecosystem.sources.rules.thresholds import read_thresholds
    from ecosystem.sources.user.gap_events import own_ledger, read_gap_events

    graph = graph_on_day(day, position)
    view = view_of(graph, is_synthetic=day.register.is_synthetic)
    return PositionAnswers(
        gaps=brief_position_gaps(
            day.register,
            day.on,
            position,
            read_thresholds(folder),
            events=read_gap_events(own_ledger()),
            day=day,
        ),
        network=brief_graph(day, graph, ()),
        view=view.without_persons(),
        shapes=shapes_or_none(folder),
        command=command,
    )


def _command(
    kind: str,
    out: Path,
    register: Path,
    on: "date",
    language: LanguageChoice,
    stated: Mapping[str, object],
) -> str:
    """Return the line that writes the same report again; folders of this computer are left out."""
    from ecosystem.display.report.command_line import command_words
    from ecosystem.sources.files.shipped import name_of

    named = name_of(register) or register.name
    return command_words(kind, out.name, named, on, language.value, stated)


def _checked(out: Path) -> str:
    """Return the ending of a file, refused where the file cannot be written."""
    from ecosystem.display.report.writers import check_report_ending
    from ecosystem.sources.files.may_write import refuse_answer_file

    ending = out.suffix.lower()
    check_report_ending(ending)
    refuse_answer_file(out)
    return ending


def _write(out: Path, content: Callable[[], bytes]) -> None:
    """Write the file whole, or not at all."""
    from ecosystem.cli.output import tell
    from ecosystem.sources.files.may_write import answer_file

    written = content()
    with answer_file(out) as file:
        file.write_bytes(written)
    tell(f"Wrote {out}.")
