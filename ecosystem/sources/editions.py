"""Which edition of rules and register an answer rests on, so that it can be made again."""

import hashlib
import json
from datetime import date
from pathlib import Path

from ecosystem.model.drafts import Edition
from ecosystem.model.register import Register
from ecosystem.sources.folders import package_file, rules_folder


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
