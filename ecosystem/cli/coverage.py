"""Commands about coverage: coverage, site, country."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import JsonOption, OnOption, RegisterOption, day_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ecosystem.analysis.coverage import Terms


class ServedChoice(StrEnum):
    """Whose offices, activities and online offers count."""

    CLUSTER = "cluster"
    POSITION = "position"
    SYSTEM = "system"


class GoalChoice(StrEnum):
    """What added places are for."""

    COVER = "cover"
    DISTANCE = "distance"


PositionOption = Annotated[str, typer.Option(help="Strength position, its id.", metavar="ID")]
KmOption = Annotated[
    float | None, typer.Option("--km", help="How near an office has to be, km by road (50).")
]
MinutesOption = Annotated[
    float | None,
    typer.Option("--minutes", help="The same in minutes: by --travel, else at 60 km/h."),
]
TravelOption = Annotated[
    Path | None,
    typer.Option("--travel", help="Travel times: origin_code,destination_code,minutes."),
]
ServedOption = Annotated[
    ServedChoice,
    typer.Option("--by", help="Whose reach: the cluster, the position's actors, or the system."),
]


def add_to(app: typer.Typer) -> None:
    """Add ``coverage``, ``site`` and ``country``."""
    app.command("coverage")(coverage)
    app.command("site")(site)
    app.command("country")(country)


def coverage(
    *,
    position: PositionOption,
    km: KmOption = None,
    minutes: MinutesOption = None,
    travel: TravelOption = None,
    by: ServedOption = ServedChoice.CLUSTER,
    register: RegisterOption = None,
    boundaries: Annotated[
        Path | None, typer.Option(help="Your own file of municipalities, for maps.")
    ] = None,
    on: OnOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Also write it: .geojson .gpkg .csv .xlsx .html .png .svg.", metavar="FILE"
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell of every municipality where a position's firms are and who reaches them."""
    from ecosystem.briefings.coverage import brief_coverage
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.coverage_text import coverage_lines
    from ecosystem.sources.register import read_register, shipped_folder

    folder = register or shipped_folder()
    briefing = brief_coverage(
        read_register(folder), position, day_of(on), _terms(km, minutes, travel, by)
    )
    if out is not None:
        from ecosystem.display.maps import write_coverage
        from ecosystem.sources.boundaries import read_boundaries

        shapes, notes = read_boundaries(boundaries or folder)
        write_coverage(briefing, shapes, out)
        for note in notes:
            tell(note)
        tell(f"{out} is written.")
    if as_json:
        print_json(spoken(briefing))
    else:
        print_lines(coverage_lines(briefing))


def site(
    *,
    position: PositionOption,
    add: Annotated[int, typer.Option(help="How many places to add.", metavar="K")],
    goal: Annotated[
        GoalChoice, typer.Option(help="cover: most firms within reach. distance: least way.")
    ] = GoalChoice.COVER,
    anew: Annotated[bool, typer.Option(help="Existing offices may move as well.")] = False,
    km: KmOption = None,
    minutes: MinutesOption = None,
    travel: TravelOption = None,
    by: ServedOption = ServedChoice.CLUSTER,
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell where to add presence for a position so that most firms are reached."""
    from ecosystem.analysis.siting import Plan
    from ecosystem.briefings.siting import brief_siting
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.coverage_text import siting_lines
    from ecosystem.sources.register import read_register, shipped_folder

    terms = _terms(km, minutes, travel, by)
    plan = Plan(add=add, within=terms.within, goal=goal.value, is_fixed=not anew)
    held = read_register(register or shipped_folder())
    briefing = brief_siting(held, position, day_of(on), plan, terms)
    if as_json:
        print_json(spoken(briefing))
    else:
        print_lines(siting_lines(briefing))


def country(
    *,
    km: KmOption = None,
    minutes: MinutesOption = None,
    travel: TravelOption = None,
    by: ServedOption = ServedChoice.CLUSTER,
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell of every position and municipality, and what each hub and cluster lacks."""
    from ecosystem.briefings.country import brief_country
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.coverage_text import country_lines
    from ecosystem.sources.register import read_register, shipped_folder

    held = read_register(register or shipped_folder())
    briefing = brief_country(held, day_of(on), _terms(km, minutes, travel, by))
    if as_json:
        print_json(briefing)
    else:
        print_lines(country_lines(briefing))


def _terms(
    km: float | None, minutes: float | None, travel: Path | None, by: ServedChoice
) -> "Terms":
    from ecosystem.briefings.coverage import terms_of
    from ecosystem.sources.travel_times import read_travel_times

    times = None if travel is None else read_travel_times(travel)
    return terms_of(km=km, minutes=minutes, times=times, served=by.value)


def spoken(briefing: "BaseModel") -> dict[str, object]:
    """Give a briefing with its sentences said, in Danish and English, and their figures."""
    from ecosystem.display.wording import say

    sentences = briefing.sentences  # type: ignore[attr-defined]
    caveats = briefing.caveats  # type: ignore[attr-defined]
    return {
        **briefing.model_dump(mode="python"),
        "sentences": [say(sentence) for sentence in sentences],
        "sentences_en": [say(sentence, "en") for sentence in sentences],
        "sentence_values": [sentence.values for sentence in sentences],
        "caveats": [say(caveat) for caveat in caveats],
    }
