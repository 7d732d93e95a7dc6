"""Build ``data/projects_2007_2016`` from the official lists of supported projects.

The lists are imported as any user imports them, into a copy of the shipped register of Denmark;
what came of it is the addition that the folder holds. Nobody is named who may be a person: such
participants are numbered within each project, and the key that the import counted them by is
thrown away. Twice the same lists give the same bytes.

Run by hand, with the folder that holds the three folders of lists::

    python data/build/projects.py path/to/lists [target]

Without the lists, after a change to the dictionary of columns or to Denmark's register::

    python data/build/projects.py --seal
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pandas as pd

from ecosystem.sources.files.folders import fingerprint, package_file, shipped_folder
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.composing import compose
from ecosystem.sources.register.merging import read_text_table
from ecosystem.sources.register.seals import seal
from ecosystem.sources.register.table_writing import start_register, write_csv
from ecosystem.sources.user.own_folder import FOLDER_NAME

OUT: Final = Path(__file__).parent.parent / "projects_2007_2016"
TITLE: Final = "Rigtige projekter 2007-2016"
BUILT: Final = date(2026, 11, 30)
LAST_YEAR: Final = "2016"
TABLES: Final = ("actors", "links", "projects", "participations")
FILLED: Final = ("cvr", "municipality_code", "legal_form")
"""Cells of an actor of Denmark's register that a list may fill."""
CLUSTERS: Final = Path("theme_analysis")
FUNDS: Final = Path("structural_funds")
CORDIS: Final = Path("cordis")
WITHHELD: Final = "Titel udeladt: den, der leder projektet, kan være en person"
_PREDECESSORS: Final = "clusters.csv, kolonnen predecessors"
_FUNDS_2007: Final = "https://eur-lex.europa.eu/eli/reg/2006/1828/oj"
_FUNDS_2014: Final = "https://eur-lex.europa.eu/eli/reg/2013/1303/oj"
LICENCES: Final = (
    {
        "path": _FUNDS_2007,
        "title": "Facts of the list of projects that the managing authority must publish "
        "(Regulation (EC) No 1828/2006, Article 7): structural funds 2007-2013",
    },
    {
        "path": _FUNDS_2014,
        "title": "Facts of the list of operations that the managing authority must publish "
        "(Regulation (EU) No 1303/2013, Article 115): structural funds 2014-2020",
    },
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "CORDIS, (c) European Union; and the arrangement of all tables: "
        "Creative Commons Attribution 4.0",
    },
)
SOURCES: Final = (
    {"title": "Erhvervsstyrelsen, projektdatabase for EU's strukturfonde 2007-2013"},
    {"title": "Erhvervsstyrelsen, projekteksport for EU's strukturfonde 2014-2020"},
    {
        "title": "CORDIS, EU research projects (cordis.europa.eu)",
        "path": "https://cordis.europa.eu/projects",
    },
    {"title": "Each row names its source in the column source."},
)

Cells = pd.DataFrame


def main(lists: Path, target: Path = OUT) -> None:
    """Build the folder and say what it holds."""
    with TemporaryDirectory(prefix="ecosystem-") as scratch:
        os.environ[FOLDER_NAME] = str(Path(scratch) / "key")  # goes with the scratch
        base, imported = Path(scratch) / "base", Path(scratch) / "imported"
        start_register(base)
        import_lists(lists, imported)
        tables = additions(base, imported)
        target.mkdir(parents=True, exist_ok=True)
        for name, cells in tables.items():
            write_csv(cells, target / f"{name}.csv")
        write_package(target, tables, Path(scratch) / "composed")
    for name, cells in tables.items():
        print(f"{name}: {len(cells)} rows, {(target / f'{name}.csv').stat().st_size:,} bytes")


def seal_again(target: Path = OUT) -> None:
    """Check the tables that stand there and write ``datapackage.json`` anew."""
    tables = {name: read_text_table(target, name).cells for name in TABLES}
    with TemporaryDirectory(prefix="ecosystem-") as scratch:
        write_package(target, tables, Path(scratch))
    print(f"{target.name} is sealed")


def import_lists(lists: Path, into: Path) -> None:
    """Import the clusters of the time first, so that the lists find them; then the lists."""
    for table in ("actors", "links"):
        file = lists / CLUSTERS / f"cluster_organisations_{table}.csv"
        import_files("table", [file], into, on=BUILT, table=table)
    funds = ("projektdatabase-2007-2013.csv", "eu-projekt-eksport-2014-2020-sample.csv")
    for name in funds:
        import_files("structural-funds", [lists / FUNDS / name], into, on=BUILT)
    files = [lists / CORDIS / name for name in ("organization.csv", "project.csv")]
    import_files("cordis", files, into, on=BUILT)


def additions(base: Path, imported: Path) -> dict[str, Cells]:
    """Return the rows that the imported register has more than the base."""
    cells = {name: read_text_table(imported, name).cells for name in TABLES}
    projects = without_later(cells["projects"])
    is_of_kept = cells["participations"]["project_id"].isin(projects["project_id"])
    participations = cells["participations"][is_of_kept]
    standing = read_text_table(base, "actors").cells
    return {
        "actors": new_actors(standing, cells["actors"], participations),
        "links": new_links(base, cells["links"]),
        "projects": without_persons(projects),
        "participations": participations,
    }


def without_later(projects: Cells) -> Cells:
    """Leave out what began after the last year; what has no day is kept."""
    later = projects["start"].str[:4] > LAST_YEAR
    print(f"left out, begun after {LAST_YEAR}: {int(later.sum())} projects")
    return projects[~later].reset_index(drop=True)


def without_persons(projects: Cells) -> Cells:
    """Number participants without name within each project, and leave out what may name a lead."""
    projects = projects.copy()
    unnamed = projects["unnamed_participants"].map(
        lambda cell: len(list(filter(None, cell.split(";"))))
    )
    projects["unnamed_participants"] = unnamed.map(
        lambda count: ";".join(f"participant.{n}" for n in range(1, count + 1))
    )
    has_unnamed_lead = (projects["lead_actor_id"] == "") & (unnamed > 0)
    is_funds = ~projects["source"].str.startswith("CORDIS")
    projects.loc[has_unnamed_lead & is_funds, "title"] = WITHHELD
    return projects


def new_actors(base: Cells, actors: Cells, participations: Cells) -> Cells:
    """Return new actors, and of known ones the cells that were empty; no page on the web."""
    actors = actors.drop(columns="website").assign(
        note=actors["note"].str.replace("clusters.csv", "oversigten over klynger", regex=False)
    )
    standing = base.set_index("actor_id", drop=False)
    lists = participations.groupby("actor_id")["source"].unique().map(" ; ".join)
    rows = []
    for row in actors.to_dict("records"):
        if row["actor_id"] not in standing.index:
            rows.append(row)
            continue
        stands = standing.loc[row["actor_id"]]
        filled = {c: row[c] for c in FILLED if row[c] and not stands[c]}
        if filled:
            names = {c: row[c] for c in ("actor_id", "kind", "name")}
            rows.append({**names, **filled, "source": lists[row["actor_id"]]})
    return pd.DataFrame(rows, columns=actors.columns, dtype="str").fillna("")


def new_links(base: Path, links: Cells) -> Cells:
    """Return the links to predecessors, each with the page that tells of the heir."""
    standing = read_text_table(base, "links")
    key = list(standing.table.key)
    known = set(standing.cells[key].itertuples(index=False, name=None))
    is_new = [row not in known for row in links[key].itertuples(index=False, name=None)]
    pages = read_text_table(base, "actors").cells.set_index("actor_id")["source"]
    links = links[is_new].reset_index(drop=True)
    is_told = links["source"] == _PREDECESSORS
    links["source"] = links["from_actor_id"].map(pages).where(is_told, links["source"])
    return links


def write_package(target: Path, tables: dict[str, Cells], scratch: Path) -> None:
    """Check the whole and write ``datapackage.json`` over the folder's own tables."""
    package_file(target).write_text(json.dumps({"title": TITLE}), encoding="utf-8")
    compose(shipped_folder(), target, scratch)
    seal(scratch, BUILT, TITLE)
    package = json.loads(package_file(scratch).read_text(encoding="utf-8"))
    of_table = {resource["name"]: resource for resource in package["resources"]}
    package |= {
        "name": "ecosystem-projects-2007-2016",
        "licenses": list(LICENCES),
        "sources": list(SOURCES),
        "resources": [own_resource(of_table[name], target, rows) for name, rows in tables.items()],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    package_file(target).write_text(text, encoding="utf-8")


def own_resource(resource: dict[str, Any], target: Path, rows: Cells) -> dict[str, Any]:
    """Return what the package tells of a table, of the folder's own file.

    Its columns are those of the file; what refers to Denmark's rows refers out of the package.
    """
    file = target / f"{resource['name']}.csv"
    field_of = {field["name"]: field for field in resource["schema"]["fields"]}
    schema = {key: of for key, of in resource["schema"].items() if key != "foreignKeys"}
    own = {
        "bytes": file.stat().st_size,
        "hash": fingerprint(file),
        "schema": {**schema, "fields": [field_of[str(column)] for column in rows.columns]},
        "rows": len(rows),
    }
    return {**resource, **own}


if __name__ == "__main__":
    if sys.argv[1:] == ["--seal"]:
        seal_again()
    else:
        main(*map(Path, sys.argv[1:]))
