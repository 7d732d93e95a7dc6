"""Commands that fetch an open source over the net: download."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ecosystem.cli.options import JsonOption


def add_to(app: typer.Typer) -> None:
    """Add ``download``."""
    app.command("download")(download)


def download(
    source: Annotated[str, typer.Argument(help="statbank.", metavar="SOURCE")],
    *,
    table: Annotated[str, typer.Option(help="Table of StatBank: GF12 or ERHV2.")] = "GF12",
    into: Annotated[Path | None, typer.Option(help="Folder of raw files.", metavar="DIR")] = None,
    years: Annotated[int, typer.Option(help="How many of the newest years.", min=1, max=30)] = 1,
    time_out: Annotated[
        float, typer.Option(help="Seconds to wait for an answer.", min=0.1, max=3600)
    ] = 60,
    api: Annotated[
        str | None, typer.Option(help="Another address that answers as StatBank does.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch a table, keep it with its source, and say how to import it."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.model.errors import UnknownIdError
    from ecosystem.sources.files.folders import fingerprint
    from ecosystem.sources.imports.downloads import STATBANK, fetch, source_file, statbank_download

    if source != "statbank":
        kind = "source"
        raise UnknownIdError.from_available(kind, source, ["statbank"])
    today = datetime.now(tz=UTC).astimezone().date()
    planned = statbank_download(table, api or STATBANK, years)
    file = fetch(planned, into or Path("data/raw"), today, _tell, time_out_s=time_out)
    sys.stderr.write("\n")
    if as_json:
        document = {"file": file, "bytes": file.stat().st_size, "licence": planned.licence}
        print_json({**document, "source_file": source_file(file), "sha256": fingerprint(file)})
    else:
        print_lines([f"{file} is saved.", f"Import it with: ecosystem import statbank {file}"])


def _tell(come: int, total: int | None) -> None:
    share = "" if not total else f" of {total / 1e6:.1f}"
    sys.stderr.write(f"\r{come / 1e6:.1f}{share} MB")
    sys.stderr.flush()
