"""Which register the app opens on, and what a reader may type for another."""

import pytest

from ecosystem.app.shared import cached_data, folder
from ecosystem.sources.files.shipped import named_folder


@pytest.mark.parametrize(
    ("started_with", "opened"),
    [
        ("projects", str(named_folder("projects"))),
        ("denmark", str(named_folder("denmark"))),
        ("", str(named_folder("denmark"))),
        ("/srv/register", "/srv/register"),
        ("prjects", "prjects"),
    ],
)
def test_the_app_opens_on_the_register_that_the_environment_names(
    started_with, opened, monkeypatch
):
    """A name, a folder, or nothing; what is neither is told by the page as no folder."""
    monkeypatch.setenv(cached_data.STARTED_WITH, started_with)

    assert cached_data.shipped() == opened


def test_a_name_that_is_typed_opens_the_register_of_that_name(monkeypatch):
    """The field of folders takes a name too; a wrong one is told with the names."""
    session = {folder.ASKED: "projects"}
    monkeypatch.setattr("streamlit.session_state", session)
    folder._read()
    opened = session[cached_data.FOLDER]
    session[folder.ASKED] = "project"
    folder._read()

    assert opened == session[cached_data.FOLDER] == str(named_folder("projects"))
    assert "Mente du projects?" in session[folder.PROBLEM][1]
