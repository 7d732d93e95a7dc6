"""Checks that need more than one cell: keys that resolve, dates in order, shared CVR numbers.

Every table stands in one embedded DuckDB (large ones as views of their files, small ones as
frames), so one SQL sentence a rule serves tables of any size.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.cvr import WEIGHTS
from ecosystem.model.faults import Fault
from ecosystem.model.offers import SCHEME_PREFIX, rule_file_of
from ecosystem.model.tables import TABLES, Table, Use
from ecosystem.model.vocabulary import ActorKind, FaultLevel
from ecosystem.model.ways import Ways
from ecosystem.sources.tables.broken_rows import broken_rows
from ecosystem.sources.tables.single_values import value_faults

if TYPE_CHECKING:
    import duckdb

MAX_IDS_COMPARED: Final = 20
"""Ids of one rule that do not resolve and for which the nearest ones are looked up."""
MAX_IDS: Final = 20_000
"""Above so many ids of a table none is looked up: it would take longer than it helps."""
CHRISTIANSOE: Final = "0411"
"""Christiansø is no municipality: it stands under the Ministry of Defence."""

_CVR_SUM: Final = " + ".join(
    f"{weight} * TRY_CAST(substr(cvr, {place}, 1) AS INTEGER)"
    for place, weight in enumerate(WEIGHTS, start=1)
)


def cross_faults(connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]) -> list[Fault]:
    """List every row that contradicts another row or itself.

    Args:
        connection: Holds a view of each recorded table, typed, with a column ``line``.
        views: Table name to the name of its view.
    """
    faults: list[Fault] = []
    for name in views:
        table = TABLES[name]
        for use in table.uses:
            if use.refers_to:
                faults += _reference_faults(connection, views, table, use)
        for first, last in table.periods:
            faults += _period_faults(connection, views[name], table, first, last)
    faults += _offer_faults(connection, views)
    faults += _area_faults(connection, views)
    faults += _validity_faults(connection, views)
    faults += _actor_faults(connection, views)
    faults += value_faults(connection, views)
    return faults + _participation_faults(connection, views)


def _reference_faults(
    connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str], table: Table, use: Use
) -> list[Fault]:
    target = str(use.refers_to)
    child = f'SELECT line, "{use.column}" AS v FROM {views[table.name]} WHERE v IS NOT NULL'
    if COLUMNS[use.column].kind is Kind.IDS:
        child = f"SELECT line, trim(unnest(string_split(v, ';'))) AS v FROM ({child})"
    if target not in views:
        return _unchecked(connection, table, use, child)
    key = TABLES[target].key[0]
    rows = broken_rows(
        connection,
        f'SELECT c.line, c.v FROM ({child}) c ANTI JOIN {views[target]} p ON c.v = p."{key}"',
    )
    ids = _known_ids(connection, views[target], key) if rows else []
    return [
        Fault(
            table=table.name,
            row=line,
            column=use.column,
            value=value[:80],
            problem=f"not in {target}",
            hint=_reference_hint(target, value, ids if index < MAX_IDS_COMPARED else ()),
        )
        for index, (line, value) in enumerate(rows)
    ]


def _known_ids(connection: "duckdb.DuckDBPyConnection", view: str, key: str) -> list[str]:
    """Return the ids there are, unless they are too many to look for the nearest among them."""
    id_rows = connection.execute(f'SELECT DISTINCT "{key}" FROM {view} LIMIT {MAX_IDS + 1}')
    ids = [str(row[0]) for row in id_rows.fetchall() if row[0] is not None]
    return ids if len(ids) <= MAX_IDS else []


def _unchecked(
    connection: "duckdb.DuckDBPyConnection", table: Table, use: Use, child: str
) -> list[Fault]:
    counts = connection.execute(f"SELECT count(*) FROM ({child})").fetchall()
    if not counts[0][0]:
        return []
    return [
        Fault(
            table=table.name,
            column=use.column,
            problem=f"cannot be checked, because {use.refers_to} is not there or cannot be read",
            hint=f"Add or mend {use.refers_to}.csv.",
            level=FaultLevel.WARNING,
        )
    ]


def _reference_hint(target: str, value: str, ids: Sequence[str] = ()) -> str:
    if target == "municipalities":
        if value.zfill(4) == CHRISTIANSOE:
            return "Christiansø (0411) is no municipality; leave the row out."
        return "Use one of the 98 municipality codes, four digits, such as 0101."
    near = get_close_matches(value, ids, n=3, cutoff=0.75)
    nearest = f" Nearest: {', '.join(near)}." if near else ""
    return f"Add it to {target}, or correct the id.{nearest}"


def _period_faults(
    connection: "duckdb.DuckDBPyConnection", view: str, table: Table, first: str, last: str
) -> list[Fault]:
    rows = broken_rows(
        connection, f'SELECT line, "{last}"::DATE AS v FROM {view} WHERE "{last}" < "{first}"'
    )
    return [
        Fault(
            table=table.name,
            row=line,
            column=last,
            value=value,
            problem=f"lies before {first}",
            hint="Correct one of the two dates.",
        )
        for line, value in rows
    ]


def _offer_faults(connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]) -> list[Fault]:
    """List offers that answer no need and are more than the name of a list of participants."""
    if "offers" not in views:
        return []
    rows = broken_rows(
        connection,
        f"SELECT line, offer_id FROM {views['offers']} "
        f"WHERE need_ids IS NULL AND NOT starts_with(offer_id, '{SCHEME_PREFIX}')",
    )
    return [
        Fault(
            table="offers",
            row=line,
            column="need_ids",
            problem="the cell is empty",
            hint=f"Fill it in for {offer_id[:80]}.",
        )
        for line, offer_id in rows
    ]


def _area_faults(connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]) -> list[Fault]:
    if not {"offers", "municipalities"} <= views.keys():
        return []
    places = f"SELECT municipality_code AS code FROM {views['municipalities']}"
    if "regions" in views:
        places += f" UNION SELECT region_code FROM {views['regions']}"
    rows = broken_rows(
        connection,
        "SELECT a.line, a.v FROM (SELECT line, unnest(string_split(area, ';')) AS v "
        f"FROM {views['offers']} WHERE area IS NOT NULL AND area <> 'national') a "
        f"ANTI JOIN ({places}) p ON a.v = p.code",
    )
    return [
        Fault(
            table="offers",
            row=line,
            column="area",
            value=value[:80],
            problem="is neither a municipality nor a region",
            hint="Write national, or codes of municipalities or regions with ; between.",
        )
        for line, value in rows
    ]


def _validity_faults(
    connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]
) -> list[Fault]:
    """List municipality codes that do not exist on the date of their row."""
    if "municipalities" not in views:
        return []
    faults = _christiansoe_faults(connection, views["municipalities"])
    for name, (first, last, column) in _DATED.items():
        if name not in views:
            continue
        rows = broken_rows(
            connection,
            "SELECT c.line AS line, c.municipality_code || ', ' || "
            "CASE WHEN c.z < m.valid_from THEN c.z ELSE c.a END::VARCHAR FROM "
            f"(SELECT line, municipality_code, {first} AS a, {last} AS z FROM {views[name]}) c "
            f"JOIN {views['municipalities']} m USING (municipality_code) "
            "WHERE c.z < m.valid_from OR c.a > m.valid_to",
        )
        faults += [
            Fault(
                table=name,
                row=line,
                column=column,
                value=value[:80],
                problem="the municipality does not exist on that date",
                hint="Use the code that held then, or correct the date.",
                level=FaultLevel.WARNING if name == "actors" else FaultLevel.ERROR,
            )
            for line, value in rows
        ]
    return faults


_DATED: Final = {
    "activities": ('"date"', '"date"', "date"),
    "firm_statistics": ("make_date(year::INTEGER, 12, 31)",) * 2 + ("year",),
    "sites": ("valid_from", "valid_to", "municipality_code"),
    "regions": ("valid_from", "valid_to", "municipality_code"),
    "actors": ("founded", "closed", "municipality_code"),
}
"""Tables whose rows name a municipality and a time: first day, last day, column that is told.

A row is told when its whole time lies outside the municipality's. For actors it is a warning: the
business register moves the addresses of firms that closed long ago to the codes of today.
"""


def _christiansoe_faults(connection: "duckdb.DuckDBPyConnection", view: str) -> list[Fault]:
    rows = broken_rows(
        connection,
        f"SELECT line, municipality_code FROM {view} WHERE municipality_code = '{CHRISTIANSOE}'",
    )
    return [
        Fault(
            table="municipalities",
            row=line,
            column="municipality_code",
            value=value,
            problem="is no municipality",
            hint=_reference_hint("municipalities", CHRISTIANSOE),
        )
        for line, value in rows
    ]


def _actor_faults(connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]) -> list[Fault]:
    """List actors that are their own parent, and CVR numbers that stand twice or are none.

    An office of a municipality is a part of it and has its number; the municipality itself may be
    an actor of its own, or not.
    """
    if "actors" not in views:
        return []
    actors = views["actors"]
    own_parent = broken_rows(
        connection, f"SELECT line, actor_id FROM {actors} WHERE parent_actor_id = actor_id"
    )
    shared = broken_rows(
        connection,
        "SELECT line, cvr FROM (SELECT a.line, a.cvr, row_number() OVER (PARTITION BY a.cvr "
        f"ORDER BY a.line) AS n FROM {actors} a LEFT JOIN {actors} p "
        "ON a.parent_actor_id = p.actor_id AND p.cvr = a.cvr "
        "WHERE a.cvr IS NOT NULL AND p.actor_id IS NULL "
        f"AND NOT (a.kind = '{ActorKind.MUNICIPAL_OFFICE}' AND coalesce(a.is_embedded, false))"
        ") WHERE n > 1",
    )
    unsound = broken_rows(
        connection,
        f"SELECT line, cvr FROM {actors} WHERE cvr IS NOT NULL AND NOT coalesce(is_synthetic, "
        f"false) AND ({_CVR_SUM}) % 11 <> 0",
    )
    return [
        *(
            Fault(
                table="actors",
                row=line,
                column="parent_actor_id",
                value=value,
                problem="an actor cannot be its own parent",
                hint="Name the actor it belongs to, or leave the cell empty.",
            )
            for line, value in own_parent
        ),
        *(
            Fault(
                table="actors",
                row=line,
                column="cvr",
                value=value,
                problem="the CVR number stands at another actor too",
                hint="An embedded unit may share it: name its parent in parent_actor_id. "
                "Otherwise keep one row.",
            )
            for line, value in shared
        ),
        *(
            Fault(
                table="actors",
                row=line,
                column="cvr",
                value=value,
                problem="the check digit of the CVR number is wrong",
                hint="Look the number up at datacvr.virk.dk. The row is used as it is.",
                level=FaultLevel.WARNING,
            )
            for line, value in unsound
        ),
    ]


def _participation_faults(
    connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]
) -> list[Fault]:
    if "participations" not in views:
        return []
    rows = broken_rows(
        connection,
        f"SELECT line, actor_id FROM {views['participations']} "
        "WHERE (project_id IS NULL) = (offer_id IS NULL)",
    )
    return [
        Fault(
            table="participations",
            row=line,
            column="project_id, offer_id",
            value=value[:80],
            problem="names not exactly one of project and offer",
            hint="Fill in one of project_id and offer_id.",
        )
        for line, value in rows
    ]


def way_faults(
    ways: Ways,
    offers: Collection[str],
    needs: Collection[str] | None,
    instruments: Collection[str],
    actors: Collection[str],
) -> list[Fault]:
    """List steps of a way that lead to what is not there, and ways for needs that are none.

    Such a step is passed over when a way is laid, so that the register can still be used.

    Args:
        ways: The ways of a folder.
        offers: Its offers, offer_id.
        needs: Its needs, need_id; ``None``: not recorded.
        instruments: Instruments that its rules name.
        actors: Those of the actors that the ways call by a name which are there, actor_id.
    """
    table = "rules/_ways.yaml"
    strangers = [
        Fault(
            table=table,
            column="needs",
            value=need_id,
            problem="the way is for a need that is not there",
            hint="Write a need_id of needs.csv, or remove the way.",
            level=FaultLevel.WARNING,
        )
        for need_id in ways.needs
        if needs is not None and need_id not in needs
    ]
    steps = [(f"needs.{need}", step) for need, way in ways.needs.items() for step in way.steps]
    steps += [("without_cvr", step) for step in ways.without_cvr]
    references = [(place, "offer_ids", word) for place, step in steps for word in step.offer_ids]
    references += [
        (place, "instruments", word) for place, step in steps for word in step.instruments
    ]
    references += [("places", "instruments", word) for word in ways.places]
    references += [("called", "actor_ids", word) for word in ways.called]
    words_of_field = {"offer_ids": offers, "instruments": instruments, "actor_ids": actors}
    lost = [
        Fault(
            table=table,
            column=f"{place}.{field}",
            value=word,
            problem=f"the way leads to an {_WORD_OF_FIELD[field]} that is not there",
            hint=f"{_near(word, words_of_field[field])}Mend the word, or remove it from the step.",
            level=FaultLevel.WARNING,
        )
        for place, field, word in dict.fromkeys(references)
        if word not in words_of_field[field]
    ]
    return strangers + lost


_WORD_OF_FIELD: Final = {"offer_ids": "offer", "instruments": "instrument", "actor_ids": "actor"}


def _near(word: str, words: Collection[str]) -> str:
    near = get_close_matches(word, sorted(words), n=3, cutoff=0.6)
    return f"Nearest: {', '.join(near)}. " if near else ""


def rule_faults(offers: Mapping[str, int], rule_ids: Iterable[str]) -> list[Fault]:
    """List offers without rules, and rules without an offer.

    Args:
        offers: offer_id to the line of its row.
        rule_ids: Offers that have a rule file.
    """
    ids_with_rules = set(rule_ids)
    lacking = [
        Fault(
            table="offers",
            row=line,
            column="offer_id",
            value=offer_id[:80],
            problem="the offer has no rules",
            hint=f"Add {rule_file_of(offer_id)}; without criteria its requirements are unknown.",
        )
        for offer_id, line in offers.items()
        if offer_id not in ids_with_rules
    ]
    strays = [
        Fault(
            table="rules",
            value=offer_id,
            problem="the rules belong to no offer",
            hint=f"Add the offer to offers.csv, or remove {rule_file_of(offer_id)}.",
            level=FaultLevel.WARNING,
        )
        for offer_id in sorted(ids_with_rules - offers.keys())
    ]
    return lacking + strays
