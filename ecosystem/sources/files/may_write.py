"""May I write here: one rule for every command that writes, and the words when the answer is no.

A register is written onto a register, or into a folder that is empty or not there. Nothing else in
a folder is ever touched. A file of answers is written where its folder stands, never over a
register's own files, over what is no file, or among the shipped data.
"""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import take_place
from ecosystem.sources.files.folders import home_of, shipped_folder
from ecosystem.sources.files.register_files import MAPPING_FOLDER, holds_tables, register_files


def refuse_register_folder(into: Path) -> None:
    """Refuse a folder that no register may be written into.

    Raises:
        EcosystemError: It lies in the shipped register, is no folder, or holds other things.
    """
    _refuse_shipped(into)
    _refuse_no_folder(into)
    if not is_new(into):
        return
    names = sorted(path.name for path in into.iterdir()) if into.is_dir() else []
    foreign = [n for n in names if not n.startswith(".") and n != MAPPING_FOLDER]
    if foreign:
        message = (
            f"{into} is not empty and holds no register ({', '.join(foreign[:5])}). Give an empty "
            "or new folder, or the folder of a register."
        )
        raise EcosystemError(message)


def refuse_snapshot_folder(into: Path) -> None:
    """Refuse a folder that no dated copies may be put into; other things in it stay as they are.

    Raises:
        EcosystemError: It lies in the shipped register, or is no folder.
    """
    _refuse_shipped(into)
    _refuse_no_folder(into)


def is_new(into: Path) -> bool:
    """Return whether a folder holds no table of a register."""
    return not holds_tables(register_files(home_of(into)))


def refuse_fixed_files(home: Path, names: Iterable[str]) -> None:
    """Refuse to replace files of a register that are links, protected, or held open elsewhere.

    Raises:
        EcosystemError: All such files are told; nothing has been written.
    """
    faults = []
    for name in names:
        path = home / name
        links = [p for p in (path, path.parent) if p != home and p.is_symlink()]
        if links:
            leads = os.path.realpath(links[0])
            faults.append(f"{links[0]} is a link to {leads}, which others may use. Write a copy.")
        elif not path.parent.is_dir() and path.parent.exists():
            faults.append(f"{path.parent} is a file, and a folder has to stand there. Rename it.")
        elif path.exists() and (why := _why_not_replaced(path)):
            faults.append(f"{path} cannot be replaced ({why}). Is it open in another program?")
    if faults:
        raise EcosystemError("\n".join(["Nothing was written.", *faults]))


def _why_not_replaced(path: Path) -> str:
    if not stat.S_ISREG(path.stat().st_mode):
        return "it is not a file"
    try:
        open_to_replace(path)
    except OSError as error:
        return str(error.strerror)
    return ""


def open_to_replace(path: Path) -> None:
    """Open a file as the system would have to for replacing it, and close it again.

    Raises:
        OSError: The file is protected, or another program holds it.
    """
    with path.open("r+b"):
        pass


@contextmanager
def answer_file(out: Path) -> Iterator[Path]:
    """Write a file that a user asked for with ``--out``: whole, or not at all.

    Yields:
        A file of the same ending beside it, which takes its place at the end.

    Raises:
        EcosystemError: It may not stand there, or cannot be written; what stood there stands.
    """
    partial = out.with_name(f".{out.stem[:40]}.{secrets.token_hex(4)}{out.suffix}")
    try:
        refuse_answer_file(out)
        yield partial
        take_place(partial, out)
    except OSError as error:
        raise not_written(out, error) from error
    except EcosystemError as error:
        error.args = tuple(str(arg).replace(str(partial), str(out)) for arg in error.args)
        raise
    finally:
        with suppress(OSError):
            partial.unlink()


def refuse_answer_file(out: Path) -> None:
    """Refuse a place where no file of answers may be written.

    Raises:
        EcosystemError: The message says why, and what to do.
    """
    _refuse_shipped(out)
    if out.is_dir():
        message = f"{out} is a folder. Give the name of a file in it."
        raise EcosystemError(message)
    if not out.parent.is_dir():
        message = f"The folder {out.parent} is not there. Make it, or give another."
        raise EcosystemError(message)
    if out.exists() and not out.is_file():
        message = f"{out} is not a file. Give another name."
        raise EcosystemError(message)
    for above in list(out.absolute().parents)[:2]:
        if out.absolute().relative_to(above).as_posix() in register_files(above):
            message = f"{out} is a file of the register {above}. Give another name."
            raise EcosystemError(message)


def not_written(place: Path, error: OSError) -> EcosystemError:
    """Make an error of what kept the system from writing."""
    why = error.strerror or " ".join(str(error).split())[:200]
    message = f"{place} cannot be written: {why}. Nothing was changed; choose another place."
    return EcosystemError(message)


def _refuse_shipped(place: Path) -> None:
    if place.resolve().is_relative_to(shipped_folder().resolve()):
        message = f"{place} is the shipped register; it is not written to. Choose another folder."
        raise EcosystemError(message)


def _refuse_no_folder(into: Path) -> None:
    if into.is_symlink() and not into.exists():
        message = f"{into} is a link that leads nowhere. Give a folder."
        raise EcosystemError(message)
    above = next(path for path in (into, *into.absolute().parents) if path.exists())
    if not above.is_dir():
        message = f"{above} is a file. Give a folder."
        raise EcosystemError(message)
