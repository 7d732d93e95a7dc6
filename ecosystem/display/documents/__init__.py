"""A position's gaps as documents for a board: Word, PowerPoint and Excel.

``outline`` says what is told, in which order; ``word``, ``powerpoint`` and ``excel`` write it
down. The libraries are imported where a document is made and nowhere else.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.gaps.position_gaps import GapBrief
from ecosystem.display.wording import Language
from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    import geopandas as gpd

ENDINGS: Final = (".docx", ".pptx", ".xlsx")
MIME: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def brief_file(
    brief: GapBrief, shapes: "gpd.GeoDataFrame | None", ending: str, language: Language = "da"
) -> bytes:
    """Return the brief as the content of a document.

    Args:
        brief: What is told.
        shapes: Municipalities for the map; ``None`` leaves it out, and the document says so.
        ending: ``.docx``, ``.pptx`` or ``.xlsx``.
        language: Language of the words.

    Raises:
        EcosystemError: The ending is none of ours.
    """
    match ending:
        case ".docx":
            from ecosystem.display.documents.word import to_docx

            return to_docx(brief, shapes, language)
        case ".pptx":
            from ecosystem.display.documents.powerpoint import to_pptx

            return to_pptx(brief, shapes, language)
        case ".xlsx":
            from ecosystem.display.documents.excel import to_xlsx

            return to_xlsx(brief, language)
        case _:
            message = f"{ending or 'no ending'}: choose one of {' '.join(ENDINGS)}."
            raise EcosystemError(message)


def write_brief(
    brief: GapBrief,
    shapes: "gpd.GeoDataFrame | None",
    file: Path,
    language: Language = "da",
) -> None:
    """Write the brief as the kind of document the file's ending names.

    Raises:
        EcosystemError: The ending is none of ours, or the file cannot be written.
    """
    content = brief_file(brief, shapes, file.suffix.lower(), language)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror or error}."
        raise EcosystemError(message) from error
