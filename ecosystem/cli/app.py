"""The command that opens the app."""

import os
import sys
from importlib import import_module, util
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

HERE = Path(__file__).resolve()
NAME = "streamlit_app"


def add_to(app: typer.Typer) -> None:
    """Add ``app``."""
    app.command(name="app")(open_app)


def open_app(
    port: Annotated[int, typer.Option(help="Port on this computer.", min=1, max=65535)] = 8501,
    register: Annotated[
        Path | None, typer.Option(help="Folder of a register; the shipped one without it.")
    ] = None,
) -> None:
    """Open the app in a browser at http://localhost:8501."""
    if register is not None:
        from ecosystem.sources.folders import table_files

        table_files(register)  # refuses what is no register here, rather than on every page
        os.environ["ECOSYSTEM_REGISTER"] = str(register.resolve())
    script = frame_file()
    sys.argv = [str(script)]  # Streamlit looks for its settings beside the script it was started as
    typer.echo(f"http://localhost:{port}")
    _frame(script).app.run(config={"server.port": port})


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
