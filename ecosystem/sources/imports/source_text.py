"""Text of an official export on its way into a register: clean characters, no personal data.

What is replaced or left out is counted in the records, so that the import can say so.
"""

from collections.abc import Mapping

from ecosystem.model.text import cleaned, personal_data, text_problems, without_personal_data
from ecosystem.sources.files.danish_formats import UnreadCell
from ecosystem.sources.matching.import_records import SourceRecords


def clean_line(records: SourceRecords, cell: str) -> str:
    """Read a cell as one line without characters that nobody sees; a cleaned cell is counted.

    Raises:
        UnreadCell: The cell holds a character that no document can hold.
    """
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    if problems := text_problems(cell):
        first = problems[0]
        problem = f"holds {first.name}, which no document can hold, after {first.offset} characters"
        raise UnreadCell(problem, "Remove the character in the file.")
    clean = cleaned(cell, is_one_line=True)
    records.cleaned_cells += bool(clean.changes)
    return " ".join(clean.text.split())


def title_line(records: SourceRecords, cell: str) -> str:
    """Read a title or another free text: a clean line without personal data, which is counted.

    Raises:
        UnreadCell: The cell holds a character that no document can hold.
    """
    line = clean_line(records, cell)
    for kind in {datum.kind.value for datum in personal_data(line)}:
        records.personal_data[kind] = records.personal_data.get(kind, 0) + 1
    return without_personal_data(line)


def removal_notes(records: SourceRecords) -> list[str]:
    """Write what was cleaned and left out; English, as all notes of an import."""
    notes = kind_notes(records.personal_data)
    if records.cleaned_cells:
        notes.append(
            f"{records.cleaned_cells} cell(s) held line breaks of other programs or characters "
            "that nobody sees; they were made plain"
        )
    return notes


def kind_notes(personal_data_cells: Mapping[str, int]) -> list[str]:
    """Write how many cells each kind of personal data was left out of."""
    return [
        f"{cells} cell(s): {_KINDS[kind]} left out"
        for kind, cells in sorted(personal_data_cells.items())
    ]


_KINDS = {"cpr": "CPR number", "email": "e-mail address", "telephone": "telephone number"}
