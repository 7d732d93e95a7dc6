"""The command that makes a register with example firms."""

from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption


def add_to(app: typer.Typer) -> None:
    """Add ``demo``."""
    app.command("demo")(demo)


def demo(
    into: Annotated[Path, typer.Option(help="Folder to write.", metavar="DIR")],
    firms: Annotated[int, typer.Option(help="Example firms to make.")] = 3000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    participations: Annotated[
        int | None, typer.Option(help="Example participations to make; else as many as firms.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the shipped register with example firms; each such row says that it is synthetic."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.sources.synthetic import write_demo

    tables = write_demo(into, firms, seed, participations)
    if as_json:
        print_json({"into": into, "seed": seed, "is_synthetic": True, "tables": tables})
    else:
        rows = ", ".join(f"{name} {count}" for name, count in tables.items())
        print_lines([f"{into} holds example data: {rows}."])
