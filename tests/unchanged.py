"""Exit 1 means every byte as before: see that a folder and what lies beside it did not change."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def whole_tree(folder: Path) -> dict[str, bytes | str]:
    """Everything below a folder, also hidden and empty: bytes of files, where links lead."""
    if not folder.exists():
        return {}
    found: dict[str, bytes | str] = {".": "folder"}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_bytes()
        else:
            found[name] = "folder" if path.is_dir() else "no file"
    return found


@contextmanager
def unchanged(*folders: Path) -> Iterator[None]:
    """Check that nothing came, went or changed in some folders while the block ran.

    Give the folder that holds the register, not the register alone: litter beside it counts.
    """
    before = [whole_tree(folder) for folder in folders]
    yield
    for folder, was in zip(folders, before, strict=True):
        now = whole_tree(folder)
        assert now.keys() == was.keys(), f"came or went in {folder}: {now.keys() ^ was.keys()}"
        assert [name for name in now if now[name] != was[name]] == [], f"changed in {folder}"
