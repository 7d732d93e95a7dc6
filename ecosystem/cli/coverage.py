"""Commands about where firms are and who reaches them: presence, coverage, site, country."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    OnOption,
    PositionOption,
    RegisterOption,
    day_of,
    read_asked,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ecosystem.briefings.basis.coverage import CoverageCriteria
    from ecosystem.briefings.coverage.brief import CoverageBriefing


class ServedChoice(StrEnum):
    """Whose offices, activities and online offers count."""

    CLUSTER = "cluster"
    POSITION = "position"
    SYSTEM = "system"


class GoalChoice(StrEnum):
    """What added places are for."""

    COVER = "cover"
    DISTANCE = "distance"
    WORST = "worst"


class ShowChoice(StrEnum):
    """What a map shows."""

    STATE = "state"
    ACTIVITY = "activity_state"
    ONLINE = "online_state"
    FIRMS = "firms"
    PER_1000 = "per_1000"
    SHARE = "share"
    NEAREST = "nearest_km"


class LevelChoice(StrEnum):
    """What an area is."""

    MUNICIPALITY = "municipality"
    LANDSDEL = "landsdel"
    REGION = "region"
    HUB = "hub"


class UnitChoice(StrEnum):
    """What is counted: firms of the register, or a unit of official statistics."""

    FIRMS = "firms"
    WORKPLACES = "workplaces"
    JOBS = "jobs_fte"
    STATISTICS_FIRMS = "statistics_firms"


class SchemeChoice(StrEnum):
    """Edition of the industry classification."""

    DB07 = "DB07"
    DB25 = "DB25"


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
MaxAgeOption = Annotated[
    int | None,
    typer.Option(
        "--max-age",
        help="Has no effect any more: a check does not change what is covered, and how long it "
        "tells stands in rules/_shelf_lives.yaml.",
        min=0,
        hidden=True,
    ),
]
ServedOption = Annotated[
    ServedChoice,
    typer.Option("--by", help="Whose reach: the cluster, the position's actors, or the system."),
]


def add_to(app: typer.Typer) -> None:
    """Add ``presence``, ``coverage``, ``site`` and ``country``."""
    app.command("presence")(presence)
    app.command("coverage")(coverage)
    app.command("site")(site)
    app.command("country")(country)


def presence(
    *,
    position: PositionOption,
    by: Annotated[LevelChoice, typer.Option(help="What an area is.")] = LevelChoice.LANDSDEL,
    unit: Annotated[
        UnitChoice, typer.Option(help="Firms of the register, or units of official statistics.")
    ] = UnitChoice.FIRMS,
    year: Annotated[int | None, typer.Option(help="Year of the statistics; the latest.")] = None,
    scheme: Annotated[
        SchemeChoice | None, typer.Option(help="Edition of the industry codes.")
    ] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Show where a position's firms are, and where there are more than elsewhere."""
    from ecosystem.briefings.coverage.presence import brief_presence
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.coverage.presence_text import presence_lines, presence_sentences
    from ecosystem.model.vocabulary import IndustryScheme

    briefing = brief_presence(
        read_asked(register, examples=examples),
        position,
        day_of(on),
        level=by.value,
        unit=unit.value,
        year=year,
        scheme=None if scheme is None else IndustryScheme(scheme.value),
    )
    if as_json:
        sentences = {"sentences": presence_sentences(briefing)}
        english = {"sentences_en": presence_sentences(briefing, "en")}
        print_json(spoken(briefing) | sentences | english)
    else:
        print_lines(presence_lines(briefing))


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
    municipality: Annotated[
        str | None, typer.Option(help="Tell of this one: code or name.", metavar="PLACE")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Also tell what changed since a day, such as 2025-01-31.")
    ] = None,
    max_age: MaxAgeOption = None,
    on: OnOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Also write it: .geojson .gpkg .csv .xlsx .html .png .svg.", metavar="FILE"
        ),
    ] = None,
    show: Annotated[ShowChoice, typer.Option(help="What a map shows.")] = ShowChoice.STATE,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Show for every municipality where a position's firms are and who reaches them."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.briefings.coverage.brief import brief_coverage
    from ecosystem.briefings.coverage.country import brief_change
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.coverage.text import (
        change_lines,
        coverage_lines,
        municipality_lines,
    )
    from ecosystem.display.maps import check_ending
    from ecosystem.sources.register.reading import shipped_folder

    if out is not None:
        check_ending(out)
    folder, on_day = register or shipped_folder(), day_of(on)
    tables, terms = read_asked(folder, examples=examples), _terms(km, minutes, travel, by, max_age)
    day = OnDay(tables, on_day)
    place = None if municipality is None else day.places.find_municipality(municipality)
    briefing = brief_coverage(tables, position, on_day, terms, day=day)
    change = None
    if since is not None:
        change = brief_change(tables, position, day_of(since, "--since"), on_day, terms)
    if out is not None:
        _write_map(briefing, boundaries or folder, out, show)
    if as_json:
        extra: dict[str, object] = {} if change is None else {"change": spoken(change)}
        if place is not None:
            places = [row for row in briefing.municipalities if row.municipality_code == place]
            extra["municipality"] = places[0].model_dump(mode="python")
        print_json(spoken(briefing) | extra)
        return
    lines = coverage_lines(briefing) if place is None else municipality_lines(briefing, place)
    print_lines(lines if change is None else [*lines, "", *change_lines(change, briefing)])


def _write_map(briefing: "CoverageBriefing", boundaries: Path, out: Path, show: ShowChoice) -> None:
    """Write the map, and tell what it does not draw."""
    from ecosystem.cli.output import tell
    from ecosystem.display.maps import write_coverage
    from ecosystem.sources.files.may_write import answer_file
    from ecosystem.sources.tables.boundaries import read_boundaries

    shapes, notes = read_boundaries(boundaries)
    codes = [place.municipality_code for place in briefing.municipalities]
    if bare := [code for code in codes if code not in shapes.index]:
        notes = (*notes, f"No shape, so not drawn: {', '.join(bare)}.")
    with answer_file(out) as file:
        write_coverage(briefing, shapes, file, show.value)
    for note in notes:
        tell(note)
    tell(f"{out} is written.")


def site(
    *,
    position: PositionOption,
    add: Annotated[int, typer.Option(help="How many places to add.", metavar="K")],
    goal: Annotated[
        GoalChoice,
        typer.Option(
            help="cover: most firms within reach. distance: least way in the mean. worst: least "
            "way of the farthest firm."
        ),
    ] = GoalChoice.COVER,
    anew: Annotated[bool, typer.Option(help="Existing offices may move as well.")] = False,
    km: KmOption = None,
    minutes: MinutesOption = None,
    travel: TravelOption = None,
    by: ServedOption = ServedChoice.CLUSTER,
    register: RegisterOption = None,
    max_age: MaxAgeOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Find where to add presence for a position so that most firms are reached."""
    from ecosystem.briefings.basis.coverage import Plan
    from ecosystem.briefings.coverage.siting import brief_siting
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.coverage.text import siting_lines

    terms = _terms(km, minutes, travel, by, max_age)
    plan = Plan(add=add, within=terms.within, goal=goal.value, is_fixed=not anew)
    tables = read_asked(register, examples=examples)
    briefing = brief_siting(tables, position, day_of(on), plan, terms)
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
    max_age: MaxAgeOption = None,
    on: OnOption = None,
    out: Annotated[
        Path | None, typer.Option(help="Also write it: .xlsx or .csv.", metavar="FILE")
    ] = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Show every position and municipality, and what each hub and cluster lacks."""
    from ecosystem.briefings.coverage.country import brief_country
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.coverage.country_files import ENDINGS, write_country
    from ecosystem.display.coverage.text import country_lines
    from ecosystem.display.maps import check_ending
    from ecosystem.sources.files.may_write import answer_file, refuse_answer_file

    if out is not None:
        check_ending(out, ENDINGS)
        refuse_answer_file(out)
    tables = read_asked(register, examples=examples)
    briefing = brief_country(tables, day_of(on), _terms(km, minutes, travel, by, max_age))
    if out is not None:
        with answer_file(out) as file:
            write_country(briefing, file)
        tell(f"{out} is written.")
    if as_json:
        print_json(briefing)
    else:
        print_lines(country_lines(briefing))


def _terms(
    km: float | None,
    minutes: float | None,
    travel: Path | None,
    by: ServedChoice,
    max_age: int | None = None,
) -> "CoverageCriteria":
    from ecosystem.briefings.coverage.brief import terms_of
    from ecosystem.cli.output import tell
    from ecosystem.sources.user.travel_times import read_travel_times

    if max_age is not None:
        tell(
            "--max-age has no effect any more: a check does not change what is covered. How sure "
            "a state is stands beside it, by the days in rules/_shelf_lives.yaml."
        )
    times = None if travel is None else read_travel_times(travel)
    return terms_of(km=km, minutes=minutes, times=times, served=by.value)


def spoken(briefing: "BaseModel") -> dict[str, object]:
    """Return a briefing with its sentences in Danish and English, and their figures."""
    from ecosystem.display.wording import say

    sentences = briefing.sentences  # type: ignore[attr-defined]
    caveats = getattr(briefing, "caveats", ())
    return {
        **briefing.model_dump(mode="python"),
        "sentences": [say(sentence) for sentence in sentences],
        "sentences_en": [say(sentence, "en") for sentence in sentences],
        "sentence_values": [sentence.values for sentence in sentences],
        "caveats": [say(caveat) for caveat in caveats],
        "caveats_en": [say(caveat, "en") for caveat in caveats],
        "caveat_values": [caveat.values for caveat in caveats],
    }
