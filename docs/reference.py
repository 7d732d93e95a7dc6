"""Write the reference of the Python API: ``make reference``, then open build/reference/index.html.

One page for what ``import ecosystem`` gives and one for every room of the analysis, made from
the docstrings. The public functions are imported where they are first used, so they are looked
up here before the pages are made.
"""

import sys
import warnings
from pathlib import Path

import pdoc

import ecosystem

ANALYSES = (
    *("coverage", "day", "eligibility", "evaluation", "gaps", "graph", "needs"),
    *("network", "presence", "referral", "siting", "ties"),
)
ROOMS = [
    "ecosystem",
    "ecosystem.model.firms",
    *(f"ecosystem.analysis.{room}" for room in ANALYSES),
]


def write_reference(folder: Path) -> None:
    """Write the pages of all public rooms into a folder."""
    # pdoc shows a type of a package that is imported later as it is written, and warns of it
    warnings.filterwarnings("ignore", message="Error parsing type annotation")
    for name in ecosystem.__all__:
        setattr(ecosystem, name, getattr(ecosystem, name))
    pdoc.render.configure(docformat="google", show_source=False)
    pdoc.pdoc(*ROOMS, output_directory=folder)


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "build/reference"))
