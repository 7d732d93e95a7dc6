"""What the theme analysis is asked with, on the command and in its report alike."""

from typing import Annotated, Literal

import typer

PeriodsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--period", help="Programme period, such as 2007-2013; may be repeated; else all."
    ),
]
RoleOption = Annotated[
    Literal["lead", "any"] | None, typer.Option(help="Leads, or leads and partners (any).")
]
KindsOption = Annotated[
    Literal["firm", "all"] | None, typer.Option(help="Firms alone, or every organisation.")
]
AttributionOption = Annotated[
    Literal["none", "title", "all"] | None,
    typer.Option(help="What embedded clusters are given of their hosts' projects (none)."),
]
FirstStartOption = Annotated[
    str | None,
    typer.Option("--from", help="First start among the participations.", metavar="DATE"),
]
LastStartOption = Annotated[
    str | None, typer.Option(help="Last start among the participations.", metavar="DATE")
]
WashInOption = Annotated[
    int | None, typer.Option(help="Years without a participation before a first one (3).")
]
SmallOption = Annotated[int | None, typer.Option(help="Smaller cells are not shown (3).")]
