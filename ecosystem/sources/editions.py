"""Which edition of a register stands in a folder, and which one an answer rests on."""

import hashlib
import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from ecosystem.model.drafts import Edition
from ecosystem.model.register import Register
from ecosystem.sources.folders import home_of, package_file, rules_folder
from ecosystem.sources.register_files import register_files

EDITIONS: Final = ".editions"
"""Folder of a register in which the tool keeps what it wrote."""
POINTER: Final = "current.json"
"""File in it that says which edition is the register's."""


def version_of(folder: Path) -> str:
    """Compute a key of what stands in a register folder now, for caches: no file is opened.

    It is of the name, size, times and number of every file of the register and of the pointer to
    its edition, so a table that is replaced by an older one, taken away or edited gives another
    key. It is not the hash of the contents: contents that come back after an undo get a new key,
    so that what was read in between never passes for them.
    """
    home = home_of(folder)
    states = register_files(home)
    with suppress(OSError):
        states[POINTER] = (home / EDITIONS / POINTER).stat()
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(states):
        s = states[name]
        told = (name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_dev)
        digest.update(repr(told).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def edition_of(register: Register) -> Edition:
    """Tell the edition of a register that was read from a folder.

    The edition of the rules is the SHA-256 over the names and bytes of all rule files: change
    one letter of one rule and it is another.
    """
    folder = Path(register.folder)
    digest = hashlib.sha256()
    for path in sorted(rules_folder(folder).glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Edition(
        rules=digest.hexdigest()[:12],
        register_label=register.label,
        register_created=_created(package_file(folder)),
    )


def _created(package: Path) -> date | None:
    try:
        told = json.loads(package.read_text(encoding="utf-8")).get("created", "")
        return date.fromisoformat(str(told)[:10])
    except (OSError, ValueError, AttributeError):
        return None
