"""Fetch an open source over the net on request, and keep what came with where it came from.

The file lies in ``raw/<producer>/<day>/`` with a twin ``source.yaml`` that tells producer, address,
licence, day and SHA-256; a raw file is never edited. A server that does not answer is asked again
a few times. A half-fetched file is never left behind.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import take_place, write_at_once
from ecosystem.sources.files.folders import fingerprint

TIME_OUT_S: Final = 60.0
TRIES: Final = 3
PIECE: Final = 1 << 16
LARGEST: Final = 500_000_000
STATBANK: Final = "https://api.statbank.dk/v1/data"
STATBANK_LICENCE: Final = "CC BY 4.0; Danmarks Statistik nævnes som kilde"
VARIABLES: Final = {
    "GF12": {"KOMK": "*", "BRANCHEDB0710TIL127": "*", "Tid": "(1)"},
    "ERHV2": {"OMRÅDE": "*", "BRANCHEDB0710": "*", "TAL": "*", "Tid": "(1)"},
}
"""What is asked of each table: every value, the newest period."""


@dataclass(frozen=True, slots=True)
class Download:
    """What to fetch, and how it is called when it is here."""

    url: str
    producer: str
    licence: str
    file_name: str
    body: bytes | None = None
    """Sent with the request; without it the address alone is asked."""


def statbank_download(table: str, url: str = STATBANK, years: int = 1) -> Download:
    """Ask for the newest figures of a table in StatBank's streaming form.

    Args:
        table: One that is read here.
        url: Where to ask.
        years: How many of the newest years.

    Raises:
        EcosystemError: The table is none we read.
    """
    if table not in VARIABLES:
        message = f"StatBank's {table!r} is not read here. Choose {' or '.join(VARIABLES)}."
        raise EcosystemError(message)
    newest = {"Tid": "(1)" if years == 1 else f"(-n+{years})"}
    selections = {**VARIABLES[table], **newest}
    variables = [{"code": code, "values": [selection]} for code, selection in selections.items()]
    request = {
        "table": table,
        "format": "BULK",
        "lang": "da",
        "valuePresentation": "Code",
        "variables": variables,
    }
    body = json.dumps(request, ensure_ascii=False).encode()
    return Download(url, "danmarks_statistik", STATBANK_LICENCE, f"{table}.csv", body)


def fetch(  # noqa: PLR0913 - what a request may be told
    download: Download,
    into: Path,
    on: date,
    progress: Callable[[int, int | None], None] | None = None,
    *,
    wait_s: float = 2.0,
    time_out_s: float = TIME_OUT_S,
) -> Path:
    """Fetch a file and keep it with its provenance.

    Args:
        download: What to fetch.
        into: Folder of raw files; the file lies in ``<producer>/<day>`` below it.
        on: The day, written into ``source.yaml``.
        progress: Told bytes that have come, and bytes in all where the server says so.
        wait_s: Seconds before the second try; twice as long before the third.
        time_out_s: Seconds without an answer after which a try has failed.

    Returns:
        The file.

    Raises:
        EcosystemError: The server cannot be reached, refuses, or answers with a page or an error
            instead of data.
    """
    folder = into / download.producer / on.isoformat()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}."
        raise EcosystemError(message) from error
    file, partial = folder / download.file_name, folder / f".{download.file_name}.part"
    try:
        _fetch_with_tries(download, partial, progress, (wait_s, time_out_s))
        _refuse_pages(download, partial)
        take_place(partial, file)
    finally:
        partial.unlink(missing_ok=True)
    provenance = {
        "producer": download.producer,
        "url": download.url,
        "request": download.body.decode() if download.body else None,
        "licence": download.licence,
        "date_accessed": on.isoformat(),
        "hash": fingerprint(file),
    }
    text = yaml.safe_dump(provenance, allow_unicode=True, sort_keys=False)
    write_at_once(source_file(file), text.encode("utf-8"))
    return file


def source_file(file: Path) -> Path:
    """Return the twin of a raw file that tells where it came from."""
    return file.with_suffix(".source.yaml")


def _fetch_with_tries(
    download: Download,
    partial: Path,
    progress: Callable[[int, int | None], None] | None,
    seconds: tuple[float, float],
) -> None:
    """Ask up to three times; ``seconds`` between tries, and to wait for an answer."""
    wait_s, time_out_s = seconds
    for attempt in range(1, TRIES + 1):
        try:
            _fetch_once(download, partial, progress, time_out_s)
        except urllib.error.HTTPError as error:
            reason = error.read(500).decode("utf-8", "replace").strip()
            if error.code < 500 or attempt == TRIES:  # noqa: PLR2004 - the server's own fault
                message = f"{download.url} refused the request ({error.code}). It said: {reason}"
                raise EcosystemError(message) from error
        except (OSError, TimeoutError) as error:
            if attempt == TRIES:
                message = (
                    f"{download.url} could not be reached in {TRIES} tries: {error}. Check the "
                    "connection, or save the table by hand and import the file."
                )
                raise EcosystemError(message) from error
        else:
            return
        time.sleep(wait_s * attempt)


def _fetch_once(
    download: Download,
    partial: Path,
    progress: Callable[[int, int | None], None] | None,
    time_out_s: float,
) -> None:
    if not download.url.startswith(("https://", "http://")):
        message = f"{download.url} is no address on the web."
        raise EcosystemError(message)
    headers = {"Content-Type": "application/json; charset=utf-8"} if download.body else {}
    request = urllib.request.Request(download.url, data=download.body, headers=headers)
    with urllib.request.urlopen(request, timeout=time_out_s) as answer, partial.open("wb") as file:
        length = answer.headers.get("Content-Length")
        total = int(length) if length and length.isdigit() else None
        come = 0
        while piece := answer.read(PIECE):
            file.write(piece)
            come += len(piece)
            if come > LARGEST:
                message = f"{download.url} sends more than {LARGEST // 1_000_000} MB."
                raise EcosystemError(message)
            if progress is not None:
                progress(come, total)
    if total is not None and come < total:
        message = f"only {come} of {total} bytes came"
        raise OSError(message)


def _refuse_pages(download: Download, partial: Path) -> None:
    """Some servers answer an error with a page and a code that says all is well."""
    with partial.open("rb") as file:
        first = file.read(300).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if first.startswith((b"<!doctype", b"<html", b'{"errortypecode')) or not first:
        beginning = first.decode("utf-8", "replace")[:120] or "nothing"
        message = f"{download.url} answered with {beginning!r} instead of a table. Try again later."
        raise EcosystemError(message)
