"""Which parts of the analysis can be worked out, and which table each of the others lacks."""

from collections.abc import Mapping

from ecosystem.app.report import own_tables
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import table
from ecosystem.model.analysis import PART_TABLES, Part
from ecosystem.model.register import Register


def missing_tables(register: Register) -> Mapping[Part, tuple[str, ...]]:
    """Return the tables that each part lacks; none: it can be worked out."""
    return {
        part: tuple(name for name in names if getattr(register, name) is None)
        for part, names in PART_TABLES.items()
    }


def show_readiness(register: Register) -> None:
    """Show one line a part, and for each missing table how to bring it."""
    missing = missing_tables(register)
    table([_line(part, names) for part, names in missing.items()])
    lacking = sorted({name for names in missing.values() for name in names})
    for name in lacking:
        own_tables.offer(name)


def _line(part: Part, names: tuple[str, ...]) -> dict[str, str]:
    tables = ", ".join(t(f"table.{name}") for name in names)
    state = t("report.part.missing", tables=tables) if names else t("report.part.ready")
    return {
        t("analysis.column.part"): t(f"analysis.part.{part.value}"),
        t("analysis.column.state"): state,
    }
