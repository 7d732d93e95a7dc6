"""A table the register lacks, brought for this report: template, upload, and what is wrong in it.

What is brought is read into a copy of the register that this visit alone looks at on this page; the
register itself stays as it is, and the copy goes when the visit ends.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import streamlit as st

from ecosystem.app.report import cached_analysis
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import today
from ecosystem.display.tables import to_xlsx
from ecosystem.model.errors import EcosystemError
from ecosystem.model.table_templates import template_rows
from ecosystem.sources.imports.importing import TABLE, import_files
from ecosystem.sources.register.snapshots import write_snapshot

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

COPY: Final = "report_copy"
PROBLEM: Final = "report_problem"
TAKEN: Final = "report_taken"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the register with what was brought; its scratch goes with it."""

    of: tuple[str, str]
    """Folder and version that were copied."""
    scratch: "TemporaryDirectory[str]"
    folder: str


def looked_at() -> tuple[str, str]:
    """Return the folder and version the report is made of: the copy, where one was made."""
    copy: Copy | None = st.session_state.get(COPY)
    original = cached_analysis.looked_at()
    if copy is None or copy.of != original:
        return original
    return copy.folder, cached_data.version_now(copy.folder)


def offer(name: str) -> None:
    """Offer the template of a table, and to read one; what is wrong in it is told below."""
    with st.expander(t("report.bring", table=t(f"table.{name}"))):
        st.write(t("report.bring.how"))
        st.download_button(
            t("report.template"),
            data=_template(name),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            key=f"template_{name}",
        )
        st.file_uploader(
            t("report.upload", table=t(f"table.{name}")),
            type=["csv", "xlsx"],
            key=f"upload_{name}",
            on_change=_take,
            args=(name,),
        )
        if problem := st.session_state.get(PROBLEM, {}).get(name):
            st.error(t("report.upload.refused"))
            st.code(problem, language=None, wrap_lines=True)


def show_taken() -> None:
    """Show what was brought, and offer to leave it out again."""
    copy: Copy | None = st.session_state.get(COPY)
    if copy is None or copy.of != cached_analysis.looked_at():
        return
    names = ", ".join(t(f"table.{name}") for name in st.session_state.get(TAKEN, ()))
    st.success(t("report.taken", tables=names))
    st.button(t("report.taken.undo"), on_click=_leave_out)


@st.cache_data(show_spinner=False)
def _template(name: str) -> bytes:
    return to_xlsx({name: template_rows(name)}, {})


def _take(name: str) -> None:
    """Read what was uploaded into the copy; a table with faults changes nothing."""
    uploaded: UploadedFile | None = st.session_state[f"upload_{name}"]
    problems: dict[str, str] = st.session_state.setdefault(PROBLEM, {})
    problems.pop(name, None)
    if uploaded is None:
        return
    try:
        _read_into_copy(name, uploaded.name, uploaded.getvalue(), today())
    except EcosystemError as error:
        problems[name] = str(error)
    else:
        taken = st.session_state.get(TAKEN, ())
        st.session_state[TAKEN] = (*(other for other in taken if other != name), name)


def _read_into_copy(name: str, called: str, content: bytes, on: date) -> None:
    copy = _copy(on)
    ending = Path(called).suffix.lower()
    with TemporaryDirectory(prefix="ecosystem-") as place:
        file = Path(place) / f"{name}{ending}"
        file.write_bytes(content)
        report = import_files(TABLE, [file], Path(copy.folder), on=on, table=name)
    if report.rejected and not report.added:
        message = "\n".join(map(str, report.rejected[:50]))
        raise EcosystemError(message)
    cached_data.look_up_version(copy.folder)


def _copy(on: date) -> Copy:
    original = cached_analysis.looked_at()
    copy: Copy | None = st.session_state.get(COPY)
    if copy is None or copy.of != original:
        scratch = TemporaryDirectory(prefix="ecosystem-", ignore_cleanup_errors=True)
        snapshot = write_snapshot(Path(original[0]), Path(scratch.name), on)
        copy = Copy(original, scratch, str(snapshot.folder))
        st.session_state[COPY] = copy
        st.session_state[TAKEN] = ()
    return copy


def _leave_out() -> None:
    for key in (COPY, PROBLEM, TAKEN):
        st.session_state.pop(key, None)
