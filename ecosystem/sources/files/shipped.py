"""The registers that come along, and how each is named: ``denmark``, ``projects``."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.files.register_files import holds_tables, register_files

DENMARK: Final = "denmark"
PROJECTS: Final = "projects"
NAMES: Final = (DENMARK, PROJECTS)
"""Names of the shipped registers, the one that is read without a name first."""
_PROJECTS_FOLDER: Final = "projects_2007_2016"


class UnknownRegisterError(EcosystemError):
    """What was named is neither a shipped register nor a folder."""

    nearest: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text: str) -> "UnknownRegisterError":
        """Build the error in Danish and English, with the names and the nearest folder."""
        near = get_close_matches(text, [*NAMES, *_folders_here()], n=3, cutoff=0.5)
        names = ", ".join(NAMES)
        danish = f" Mente du {', '.join(near)}?" if near else ""
        english = f" Did you mean {', '.join(near)}?" if near else ""
        error = cls(
            f"{text!r} er hverken et medfølgende register ({names}) eller en mappe her.{danish} "
            "Skriv et af navnene, eller stien til en mappe med et register.\n"
            f"{text!r} is neither a register that comes along ({names}) nor a folder here."
            f"{english} Write one of the names, or the path of a folder with a register."
        )
        error.nearest = tuple(near)
        return error


def named_folder(name: str) -> Path:
    """Return the folder of a shipped register by its name."""
    home = shipped_folder()
    return {DENMARK: home, PROJECTS: home / _PROJECTS_FOLDER}[name]


def name_of(folder: Path | str) -> str | None:
    """Return the name of the shipped register that lies in a folder; ``None``: it is another's."""
    path = Path(folder).resolve()
    return next((name for name in NAMES if named_folder(name).resolve() == path), None)


def is_addition(folder: Path) -> bool:
    """Return whether a folder holds only what a shipped register has more than Denmark's."""
    return Path(folder).name == _PROJECTS_FOLDER and name_of(folder) == PROJECTS


def resolve_register(register: Path | str | None = None) -> Path:
    """Return the folder of a register.

    Args:
        register: The name of a shipped register, or a folder. A name wins over a folder of that
            name in the working directory, so that it means the same everywhere: write
            ``./projects`` for the folder. A ``Path`` is a folder, whatever it is called. ``None``
            is the shipped register of Denmark.

    Raises:
        UnknownRegisterError: A word that is neither a name nor a folder here.
    """
    if register is None:
        return shipped_folder()
    if isinstance(register, str):
        if register in NAMES:
            return named_folder(register)
        if _is_word(register) and not Path(register).exists():
            raise UnknownRegisterError.from_text(register)
    return Path(register)


def hidden_folder(register: str) -> Path | None:
    """Return the register folder of the working directory that a name stands before, if any."""
    folder = Path(register)
    is_hidden = register in NAMES and folder.is_dir() and holds_tables(register_files(folder))
    return folder if is_hidden else None


def _is_word(text: str) -> bool:
    return bool(text) and Path(text).name == text and text not in {".", ".."}


def _folders_here() -> Iterable[str]:
    """List the folders of the working directory that hold a register."""
    try:
        inside = sorted(path for path in Path().iterdir() if path.is_dir())
    except OSError:
        return []
    return [path.name for path in inside if holds_tables(register_files(path))]
