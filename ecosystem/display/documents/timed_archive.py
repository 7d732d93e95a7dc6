"""An Office document is an archive: written twice for one day, it is the same to the byte."""

import re
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PROPERTIES: Final = "docProps/core.xml"
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EMBEDDED: Final = ".xlsx"
"""What a chart of a slide holds its figures in."""
FIRST_YEAR: Final = 1980
"""No archive knows an earlier one."""


def timed_archive(content: bytes, on: date) -> bytes:
    """Return an Office document whose parts and properties say that they were made on a day.

    Args:
        content: The document as a library writes it, with the time of the clock in its parts.
        on: The day it is made for.
    """
    timed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(timed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == _PROPERTIES:
                part = _TIMES.sub(rb"\g<1>%sT00:00:00Z" % on.isoformat().encode(), part)
            if name.endswith(_EMBEDDED):
                part = timed_archive(part, on)
            after.writestr(_dated(name, on), part)
    return timed.getvalue()


def _dated(name: str, on: date) -> ZipInfo:
    year = max(on.year, FIRST_YEAR)
    info = ZipInfo(name, (year, on.month, on.day, 0, 0, 0))
    info.compress_type, info.create_system = ZIP_DEFLATED, 0
    return info
