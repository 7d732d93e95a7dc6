"""The command that redoes the theme analysis of clusters in the business-promotion system."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from ecosystem.cli.options import (
    AnyPositionOption,
    ExamplesOption,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    OnOption,
    RealRegisterOption,
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
from ecosystem.model.analysis_lists import Part

if TYPE_CHECKING:
    from ecosystem.briefings.theme.brief import AnalysisBriefing

ENDINGS: Final = (".xlsx", ".csv", ".svg", ".png")
PICTURES: Final = (".svg", ".png")
"""Endings of Figure 2, who does what in the system."""


def add_to(app: typer.Typer) -> None:
    """Add ``analysis``."""
    app.command("analysis")(analysis)


def analysis(
    *,
    parts: Annotated[
        list[Part] | None, typer.Argument(help="Parts of the analysis; none are all.")
    ] = None,
    period: PeriodsOption = None,
    role: RoleOption = None,
    kinds: KindsOption = None,
    by: Annotated[
        Literal["cluster", "scheme", "fund", "kind"] | None,
        typer.Option(help="What groups of journeys are told apart by (cluster)."),
    ] = None,
    attribution: AttributionOption = None,
    first: FirstStartOption = None,
    until: LastStartOption = None,
    wash_in: WashInOption = None,
    experienced: Annotated[
        int | None, typer.Option(help="Earlier participations of an experienced firm (3).")
    ] = None,
    scheme_by: Annotated[
        Literal["fund_area", "fund", "programme", "offer"] | None,
        typer.Option(help="What one scheme is (fund_area)."),
    ] = None,
    cost: Annotated[
        Literal["budget", "eu_grant", "total_grant"] | None,
        typer.Option(help="What a project costs (total_grant)."),
    ] = None,
    typology: Annotated[
        Literal["is_outer", "group"] | None,
        typer.Option(help="What an outer municipality is told by (is_outer)."),
    ] = None,
    margin_years: Annotated[
        float | None, typer.Option(help="A smaller difference in age is none (1).")
    ] = None,
    margin_points: Annotated[
        float | None, typer.Option(help="A smaller difference in percentage points is none (3).")
    ] = None,
    min_projects: Annotated[
        int | None, typer.Option(help="Fewer projects give no cost per output (5).")
    ] = None,
    min_actors: Annotated[
        int | None, typer.Option(help="Fewer actors give no cost per output (3).")
    ] = None,
    small: SmallOption = None,
    merge_heirs: Annotated[
        bool | None, typer.Option("--merge-heirs", help="Add predecessors up under their heir.")
    ] = None,
    position: AnyPositionOption = None,
    seed: Annotated[int | None, typer.Option(help="The same seed, the same digits (1).")] = None,
    draws: Annotated[
        int | None, typer.Option(help="Times the bootstrap draws anew (2000).")
    ] = None,
    register: RealRegisterOption = None,
    on: OnOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Also write .xlsx, .csv (the statements), or .svg .png (who does what).",
            metavar="FILE",
        ),
    ] = None,
    language: LanguageOption = LanguageChoice.DA,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Redo the theme analysis: what clusters do, whom they reach, what firms need, with caveats."""
    from ecosystem.briefings.theme.brief import brief_analysis
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.theme.document import analysis_document
    from ecosystem.display.theme.text import analysis_lines
    from ecosystem.sources.files.shipped import PROJECTS, named_folder
    from ecosystem.sources.matching.linkage_sample import judged_bands, read_sample
    from ecosystem.sources.rules.analysis_settings import changed_parameters, read_analysis_settings

    folder = register or named_folder(PROJECTS)
    settings = read_analysis_settings(folder)
    asked = changed_parameters(
        settings.defaults,
        {
            "periods": tuple(period) if period else None,
            "role": role,
            "kinds": kinds,
            "by": by,
            "attribution": attribution,
            "from": None if first is None else day_of(first, "--from"),
            "until": None if until is None else day_of(until, "--until"),
            "wash_in": wash_in,
            "experienced": experienced,
            "scheme_by": scheme_by,
            "cost": cost,
            "typology": typology,
            "margin_years": margin_years,
            "margin_points": margin_points,
            "min_projects": min_projects,
            "min_actors": min_actors,
            "small": small,
            "merge_heirs": merge_heirs,
            "position": position,
            "seed": seed,
            "draws": draws,
        },
    )
    briefing = brief_analysis(
        read_asked(folder, examples=examples),
        day_of(on),
        tuple(parts or ()),
        asked,
        settings,
        judged=judged_bands(read_sample(folder)) if Part.LINKED in (parts or Part) else (),
    )
    if out is not None:
        _write(briefing, out, language)
    if as_json:
        print_json(analysis_document(briefing))
    else:
        print_lines(analysis_lines(briefing, language.value))


def _write(briefing: "AnalysisBriefing", out: Path, language: LanguageChoice) -> None:
    """Write the file beside the answer."""
    from ecosystem.cli.output import tell
    from ecosystem.model.errors import EcosystemError
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file

    if out.suffix.lower() not in ENDINGS:
        message = f"{out.name}: choose one of the endings {' '.join(ENDINGS)}."
        raise EcosystemError(message)
    refuse_answer_file(out)
    content = _content(briefing, out.suffix.lower(), language)
    with answer_file(out) as file:
        file.write_bytes(content)
    tell(f"Wrote {out}.")


def _content(briefing: "AnalysisBriefing", ending: str, language: LanguageChoice) -> bytes:
    from ecosystem.display.theme import rows

    if ending in PICTURES:
        return _picture(briefing, ending, language)
    if ending == ".csv":
        return rows.analysis_csv(briefing, language.value)
    return rows.analysis_workbook(briefing, language.value)


def _picture(briefing: "AnalysisBriefing", ending: str, language: LanguageChoice) -> bytes:
    """Draw who does what; the part has to be asked for."""
    from ecosystem.briefings.theme.system import SystemBriefing
    from ecosystem.display.system_figure import system_figure, system_picture
    from ecosystem.display.wording import say
    from ecosystem.model.errors import EcosystemError

    answer = briefing.parts.get(Part.SYSTEM)
    if answer is None or not isinstance(answer.content, SystemBriefing):
        why = "" if answer is None or answer.why is None else f" {say(answer.why, language.value)}"
        message = (
            f"{' '.join(PICTURES)} show who does what: ask for the part system.{why} / "
            "Billedet viser, hvem der gør hvad: spørg om delen system."
        )
        raise EcosystemError(message)
    if ending == ".svg":
        return system_figure(answer.content, language.value).encode()
    return system_picture(answer.content, language.value)
