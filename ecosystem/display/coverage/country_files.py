"""The whole country as a file: every position and municipality, the lists of hubs and clusters."""

from pathlib import Path
from typing import Final

from ecosystem.briefings.coverage.country import Cell, CountryBriefing
from ecosystem.display.csv_files import to_csv
from ecosystem.display.maps import check_ending
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number
from ecosystem.model.errors import EcosystemError

ENDINGS: Final = (".xlsx", ".csv")


def write_country(briefing: CountryBriefing, file: Path, language: Language = "da") -> None:
    """Write the matrix, and in Excel the lists as well, as the kind of file its ending names.

    Raises:
        EcosystemError: The ending is none of ours, or the file cannot be written.
    """
    check_ending(file, ENDINGS)
    content = _csv(briefing) if file.suffix == ".csv" else _xlsx(briefing, language)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror or error}."
        raise EcosystemError(message) from error


def _csv(briefing: CountryBriefing) -> bytes:
    """Rows for machines: names of the data dictionary, ids, no words."""
    rows = (cell.model_dump(mode="json") for cell in briefing.cells)
    return to_csv(list(Cell.model_fields), rows)


def _xlsx(briefing: CountryBriefing, language: Language) -> bytes:
    from ecosystem.display.tables import to_xlsx

    hub, cluster = (t(f"country.column.{kind}", language) for kind in ("hub", "cluster"))
    what = t("country.column.what", language)
    lists = [
        {hub: area.name, what: t(f"country.{kind}", language), **_row(briefing, cell, language)}
        for area in briefing.hubs
        for kind in ("lacks", "has_several")
        for cell in getattr(area, kind)
    ]
    absent = [
        {cluster: actor.name, **_row(briefing, cell, language)}
        for actor in briefing.clusters
        for cell in actor.absent_from
    ]
    sheets = {
        t("country.sheet.matrix", language): [
            _row(briefing, cell, language) for cell in briefing.cells
        ],
        t("country.sheet.hubs", language): lists,
        t("country.sheet.clusters", language): absent,
    }
    about = {
        t("map.about.day", language): briefing.on,
        t("map.about.within", language): f"{number(briefing.within, language)} {briefing.unit}",
        t("map.served", language): t(f"map.served.{briefing.served}", language),
        t("map.about.source", language): t("map.about.source.text", language),
    }
    if briefing.is_synthetic:
        about[t("map.about.note", language)] = t("coverage.synthetic", language)
    return to_xlsx({name: rows for name, rows in sheets.items() if rows}, about)


def _row(briefing: CountryBriefing, cell: Cell, language: Language) -> dict[str, object]:
    position = briefing.position_names[cell.position_id]
    return {
        t("country.column.position", language): position[0 if language == "da" else 1],
        t("map.column.municipality_code", language): cell.municipality_code,
        t("map.column.name", language): briefing.municipality_names[cell.municipality_code],
        t("map.column.state", language): t(f"coverage_state.{cell.state.value}", language),
        t("country.column.freshness", language): None
        if cell.freshness is None
        else t(f"freshness.{cell.freshness.value}", language),
        t("map.column.firms", language): cell.firms,
        **(
            {t("map.column.example_firms", language): cell.example_firms}
            if briefing.is_synthetic
            else {}
        ),
    }
