"""Commands that measure how well names were linked, by a sample of pairs that two people judge."""

from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption, LanguageChoice

FolderOption = Annotated[
    Path,
    typer.Option("--register", help="The folder that you imported registers into.", metavar="DIR"),
]
LanguageOption = Annotated[LanguageChoice, typer.Option(help="Language of the text.")]


def add_to(app: typer.Typer) -> None:
    """Add ``linkage``."""
    linkage = typer.Typer(
        help="How well names were linked: draw pairs for two readers, and read what they say.",
        no_args_is_help=True,
    )
    linkage.command("draw")(draw)
    linkage.command("show")(show)
    app.add_typer(linkage, name="linkage")


def draw(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="The official files you imported.", metavar="[FILE...]"),
    ] = None,
    *,
    register: FolderOption,
    source: Annotated[
        str | None,
        typer.Option(help="What the files are: structural-funds or cordis.", metavar="SOURCE"),
    ] = None,
    pairs: Annotated[int, typer.Option(help="Pairs to draw in all.", min=1)] = 200,
    seed: Annotated[int, typer.Option(help="The same seed draws the same pairs.", min=0)] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Draw anew, over pairs that somebody has judged.")
    ] = False,
    language: LanguageOption = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """Draw pairs of names in each band of likeness into the register's mapping/linkage.csv.

    Without the official files, only links that mapping/organisations.csv tells can be drawn.
    """
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.theme.linkage_text import drawn_lines
    from ecosystem.sources.imports.linkage_sampling import OfficialFiles, write_sample
    from ecosystem.sources.matching.linkage_sample import FILE, judged_bands

    if bool(files) != (source is not None):
        message = "Name both the files and what they are, or neither."
        raise typer.BadParameter(message, param_hint="FILE/--source")
    official = None if source is None else OfficialFiles(source, files or ())
    sample = write_sample(register, pairs, seed, official, is_again=again)
    file = str(register / FILE)
    if as_json:
        print_json({"file": file, "pairs": len(sample), "bands": judged_bands(sample)})
    else:
        print_lines(drawn_lines(len(sample), file, language.value))


def show(
    *,
    register: FolderOption,
    language: LanguageOption = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """Read what people have judged so far, and compute precision and recall with their limits."""
    from ecosystem.briefings.theme.linked import linkage_quality
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.theme.linkage_text import linkage_lines
    from ecosystem.sources.matching.linkage_sample import judged_bands, read_sample

    bands = judged_bands(read_sample(register))
    quality = linkage_quality(bands)
    if as_json:
        print_json({"bands": bands, "quality": quality})
    else:
        print_lines(linkage_lines(bands, quality, language.value))
