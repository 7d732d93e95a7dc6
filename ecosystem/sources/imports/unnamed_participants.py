"""Participants whose names are not kept: a keyed hash to count by, and what people decide of them.

The hash is HMAC-SHA-256 over the name with a random key in the user's own folder. The register
holds the hashes and, in ``mapping/participants.csv``, where in the official file each stands; the
name is read again from that file at the next import, and kept when a person has written that it
is an organisation's.
"""

import csv
import hmac
import io
import secrets
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import write_new
from ecosystem.sources.files.encodings import read_saved_table, uneven
from ecosystem.sources.matching.organisation_names import name_of
from ecosystem.sources.user.own_folder import FOLDER_NAME, own_folder

FILE: Final = Path("mapping") / "participants.csv"
COLUMNS: Final = ("participant", "decision", "where", "participations", "key")
KEY_FILE: Final = "participants.key"
PREFIX: Final = "participant."
_KEY_BYTES: Final = 32
_HASH_LENGTH: Final = 12


class ParticipantDecision(StrEnum):
    """What a person says of a participant without name."""

    ORGANISATION = "organisation"
    PERSON = "person"
    OPEN = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """One row of the file of participants without name."""

    participant: str
    decision: ParticipantDecision
    where: str
    participations: int
    key: str
    """Which key the hash was made with, without telling the key."""


@dataclass(frozen=True, slots=True)
class ParticipantKey:
    """The key of a user's hashes."""

    secret: bytes

    def participant(self, name: str) -> str:
        """Return the hash of a name; every spelling of a normal form has the same.

        Examples:
            >>> key = ParticipantKey(b"secret")
            >>> key.participant("Fornavn Efternavn") == key.participant("FORNAVN  EFTERNAVN")
            True
            >>> len(key.participant("Fornavn"))
            24
        """
        normal = name_of(name).normal or name
        return f"{PREFIX}{self._digest(f'name {normal}')[:_HASH_LENGTH]}"

    @property
    def sign(self) -> str:
        """A name of the key, so that hashes of another computer's key are known as such."""
        return self._digest("sign")[:8]

    def _digest(self, text: str) -> str:
        return hmac.new(self.secret, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def participant_key(*, keep: bool) -> ParticipantKey:
    """Return the user's key; where there is none yet, a new one.

    Args:
        keep: Write a new key down. A dry run does not.

    Raises:
        EcosystemError: The key cannot be read or written, or the file holds something else.
    """
    path = own_folder() / KEY_FILE
    try:
        if not path.exists():
            key = secrets.token_bytes(_KEY_BYTES)
            if not keep:
                return ParticipantKey(key)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new(path, key.hex().encode("ascii"))
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        message = (
            f"The key that participants without name are counted by cannot be used: {path}: "
            f"{error.strerror}. Nothing was imported. Give a folder of your own that can be "
            f"written in {FOLDER_NAME}."
        )
        raise EcosystemError(message) from error
    except ValueError:
        secret = b""
    if len(secret) != _KEY_BYTES:
        message = (
            f"{path} is damaged: it does not hold a key. Nothing was imported. Put the file back "
            "from a copy, or delete it: the next import makes a new one, and participants without "
            "name that nobody has decided on are listed anew."
        )
        raise EcosystemError(message)
    return ParticipantKey(secret)


def read_participants(folder: Path) -> list[Participant]:
    """Read the file of participants without name; without one, nobody has been met.

    Raises:
        EcosystemError: A row names no participant, or its decision is no decision.
        UnreadableFileError: The file is no table.
    """
    path = folder / FILE
    if not path.exists():
        return []
    table = read_saved_table(path)
    missing = [name for name in COLUMNS[:2] if name not in table.header]
    faults = [f"it lacks the column(s) {', '.join(missing)}"] if missing else []
    rows: list[Participant] = []
    for row in table.rows if not missing else ():
        if fault := uneven(row, len(table.header)):
            faults.append(f"line {row.line}: {fault[0]}. {fault[1]}")
            continue
        cells = {name: cell.strip() for name, cell in zip(table.header, row.cells, strict=True)}
        decision = _WORDS.get(cells["decision"].casefold())
        if decision is None or not cells["participant"].startswith(PREFIX):
            faults.append(
                f"line {row.line}: expected a participant and organisation, person or nothing as "
                "the decision"
            )
            continue
        count = cells.get("participations", "")
        rows.append(
            Participant(
                cells["participant"],
                decision,
                cells.get("where", ""),
                int(count) if count.isdecimal() else 0,
                cells.get("key", ""),
            )
        )
    if faults:
        message = "\n".join([f"{FILE} cannot be followed. Correct it and import again.", *faults])
        raise EcosystemError(message)
    return rows


_WORDS: Final[Mapping[str, ParticipantDecision]] = {
    "organisation": ParticipantDecision.ORGANISATION,
    "organization": ParticipantDecision.ORGANISATION,
    "virksomhed": ParticipantDecision.ORGANISATION,
    "person": ParticipantDecision.PERSON,
    "": ParticipantDecision.OPEN,
}


def with_met(
    rows: Iterable[Participant], met: Iterable[Participant], files: Container[str]
) -> list[Participant]:
    """Add the participants an import met to the rows that stand; no decision is changed or lost.

    A row nobody has decided on goes when its file was read and it was not met: the name is kept
    since, or it is listed under another key.

    Args:
        rows: The rows that stand.
        met: Those an import met.
        files: Names of the files it read.
    """
    listed = {row.participant: row for row in met}
    remaining: dict[str, Participant] = {}
    for row in rows:
        new = listed.get(row.participant)
        if new is not None:
            remaining[row.participant] = replace(new, decision=row.decision)
        elif row.decision is not ParticipantDecision.OPEN or file_of(row.where) not in files:
            remaining[row.participant] = row
    return list(
        {**remaining, **{p: row for p, row in listed.items() if p not in remaining}}.values()
    )


def file_of(where: str) -> str:
    """Return the file of a place such as ``export.csv, line 12, navn``."""
    return where.partition(", line ")[0]


def participants_text(rows: Iterable[Participant]) -> str:
    """Write the file: open rows first, those that take part most often before others."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    order = {
        ParticipantDecision.OPEN: 0,
        ParticipantDecision.ORGANISATION: 1,
        ParticipantDecision.PERSON: 2,
    }
    for row in sorted(rows, key=lambda r: (order[r.decision], -r.participations, r.participant)):
        writer.writerow(
            [row.participant, row.decision.value, row.where, row.participations, row.key]
        )
    return out.getvalue()
