"""The command that opens the app."""

import os
import socket
import sys
import webbrowser
from contextlib import suppress
from importlib import import_module, util
from pathlib import Path
from threading import Thread
from time import sleep
from types import ModuleType
from typing import Annotated, Final

import typer

from ecosystem.cli import ports
from ecosystem.cli.options import RegisterOption, folder_of

HERE: Final = Path(__file__).resolve()
NAME: Final = "streamlit_app"
USUAL: Final = 8501
TRIES: Final = 300
PAUSE: Final = 0.2
"""Seconds between two looks whether the server answers; after a minute nothing is opened."""


def add_to(app: typer.Typer) -> None:
    """Add ``app``."""
    app.command(name="app")(open_app)


def open_app(
    port: Annotated[
        int | None,
        typer.Option(
            help="Port on this computer; without it 8501, or the next free one.",
            min=1,
            max=ports.LAST,
        ),
    ] = None,
    register: RegisterOption = None,
    browser: Annotated[
        bool | None,
        typer.Option(help="Open a browser; without it, where somebody sits at a screen."),
    ] = None,
) -> None:
    """Open the app in a browser at http://localhost:8501."""
    if register is None and (started_with := os.environ.get("ECOSYSTEM_REGISTER")):
        register = folder_of(started_with)
    if register is not None:
        from ecosystem.sources.files.folders import table_files

        table_files(register)  # refuses what is no register here, rather than on every page
        os.environ["ECOSYSTEM_REGISTER"] = str(register.resolve())
    from ecosystem.cli.output import tell

    script = frame_file()
    sys.argv = [str(script)]  # Streamlit looks for its settings beside the script it was started as
    port_number = _port(port)
    typer.echo(f"http://localhost:{port_number}")
    tell("The app is for this computer only. Stop it with Ctrl+C.")
    if browser or (browser is None and has_screen()):
        Thread(target=_show, args=(port_number,), daemon=True).start()
    _frame(script).app.run(config={"server.port": port_number})


def _port(port: int | None) -> int:
    """Return the port that was named, or the first free one from 8501 on, and say which."""
    from ecosystem.cli.output import tell

    if port is not None:
        if not ports.is_free(port):
            raise ports.PortError.from_port(port)
        return port
    if ports.is_free(USUAL):
        return USUAL
    free = ports.next_free(USUAL)
    if free is None:
        raise ports.PortError.from_port(USUAL)
    tell(f"Port {USUAL} is in use by another program, perhaps this app; here it opens on {free}.")
    return free


def has_screen() -> bool:
    """Return whether a person started the app in a terminal with a screen beside it."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    is_drawn = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.platform in {"win32", "darwin"} or is_drawn


def _show(port: int) -> None:
    """Open the browser as soon as the server listens."""
    for _ in range(TRIES):
        with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
            break
        sleep(PAUSE)
    else:
        return
    webbrowser.open(f"http://localhost:{port}")


def frame_file() -> Path:
    """Find the app's entry point: in the project, or where the package was installed."""
    in_project = HERE.parents[2] / f"{NAME}.py"
    return in_project if in_project.exists() else HERE.parents[1] / "app" / "home" / f"{NAME}.py"


def _frame(script: Path) -> ModuleType:
    if str(script.parent) not in sys.path:
        sys.path.insert(0, str(script.parent))
    if util.find_spec(NAME) is None:
        message = f"{script} is missing. Install the package again."
        raise typer.BadParameter(message)
    return import_module(NAME)
