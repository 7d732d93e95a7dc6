"""Which actor each row of a list of participants is: by CVR number, else by name and postcode.

A number leads to the actor that has it, or to one without a number that is written with the same
words; else to a new actor ``cvr-<number>``. A new actor has a name only where something shows that
it is an organisation's. A row without a number is matched by name as in other imports, and kept
out where the name may be a person's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.cvr import has_check_digit
from ecosystem.model.errors import EcosystemError
from ecosystem.model.tables import TABLES
from ecosystem.model.text import without_personal_data
from ecosystem.sources.imports.participants import ParticipantList, Wrong
from ecosystem.sources.imports.saved_files import rejection
from ecosystem.sources.imports.upsert import authorities_of, known_actors
from ecosystem.sources.matching.actor_cells import LEGAL_FORMS
from ecosystem.sources.matching.actor_matching import Matching, match
from ecosystem.sources.matching.import_records import Mention
from ecosystem.sources.matching.name_decisions import (
    DecidedName,
    read_decisions,
    shipped_aliases,
    with_new_pairs,
)
from ecosystem.sources.matching.organisation_evidence import organisation_in
from ecosystem.sources.matching.organisation_names import (
    cleaned,
    kind_of_name,
    name_by_number,
    name_of,
)
from ecosystem.sources.matching.postcodes import municipality_of, read_postcodes
from ecosystem.sources.register.merging import read_text_table

MOST_NAMES: Final = 10_000
"""Distinct firms without a number that are matched by name; more would take many minutes."""
_FILLED: Final = ("municipality_code", "industry_code", "industry_scheme", "founded")
INVENTED: Final = Wrong(
    "nummeret står ved en eksempelvirksomhed / the number stands at a firm of the example data",
    "Læs listen ind i et register uden eksempeldata. / Import it into a register without examples.",
)
PERSON: Final = Wrong(
    "intet viser, at det er en organisation, og navne på personer gemmes ikke / nothing shows that "
    "this is an organisation, and names of persons are not kept",
    "Skriv CVR-nummeret; så står virksomheden uden sit navn. / Write the CVR number; then the firm "
    "stands without its name.",
)


@dataclass(slots=True)
class Settled:
    """The actors of a list of participants."""

    actor_ids: "pd.Series[str]"
    """By line of the list; rows that were kept out are not among them."""
    rows: pd.DataFrame
    """Rows of ``actors``: new ones whole, of known ones what may fill an empty cell."""
    matching: Matching
    decisions: list[DecidedName] = field(default_factory=list)
    decisions_before: list[DecidedName] = field(default_factory=list)


def settle_actors(folder: Path, participants: ParticipantList, source: str) -> Settled:
    """Return the actor of each row, and the actors that are new.

    Args:
        folder: The register.
        participants: The list; rows of those who may be persons are added to what is kept out.
        source: What the rows of new actors say of their source.

    Raises:
        EcosystemError: More firms without a number than can be matched, or a file of decisions
            that cannot be followed.
    """
    actors = read_text_table(folder, "actors").cells
    _keep_out_examples(participants, actors)
    cells = participants.cells
    has_number = cells["cvr"] != ""
    by_name = cells[~has_number]
    settled = _match_names(folder, participants, by_name, actors)
    number_ids, new = _settle_numbers(cells[has_number], actors)
    settled.actor_ids = pd.concat([cells.loc[has_number, "cvr"].map(number_ids), settled.actor_ids])
    settled.actor_ids = settled.actor_ids.loc[cells.index.intersection(settled.actor_ids.index)]
    fillers = _fillers(folder, participants, settled.actor_ids, actors)
    named = pd.DataFrame(list(settled.matching.rows.values()), dtype=object)
    rows = pd.concat([new, named], ignore_index=True)
    settled.rows = _joined(rows, fillers, source)
    return settled


def _keep_out_examples(participants: ParticipantList, actors: pd.DataFrame) -> None:
    """Keep out the rows whose number a firm of the example data has: it was invented."""
    cells = participants.cells
    invented = set(actors.loc[actors["is_synthetic"].str.lower() == "true", "cvr"]) - {""}
    is_invented = cells["cvr"].isin(invented)
    participants.rejected += [
        rejection(participants.path, int(str(line)), *INVENTED, column="cvr", value=number)
        for line, number in cells.loc[is_invented, "cvr"].items()
    ]
    participants.cells = cells[~is_invented]


# --- by number ------------------------------------------------------------------------------


def _settle_numbers(
    cells: pd.DataFrame, actors: pd.DataFrame
) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the actor of each CVR number, and rows of those that are new or gain their number."""
    numbers = cells["cvr"].unique().tolist()
    ids = _ids_by_number(actors)
    spellings = {name: organisation_in(name) for name in cells["name"].unique().tolist() if name}
    evident = cells["name"].map(spellings)
    named = evident.groupby(cells["cvr"]).first().dropna()
    name_of_number = dict(zip(named.index.astype("str"), named, strict=True))
    gained = _numbers_gained(name_of_number, ids, actors)
    standing = set(actors["actor_id"])
    rows = []
    for number in numbers:
        if number in ids:
            continue
        actor_id = gained.get(number) or f"cvr-{number}"
        ids[number] = actor_id
        is_new = actor_id not in standing
        row = _new_row(number, name_of_number.get(number)) if is_new else {}
        rows.append({"actor_id": actor_id, "cvr": number, **row})
    return ids, pd.DataFrame(rows, columns=list(_NEW), dtype=object)


_NEW: Final = ("actor_id", "kind", "name", "cvr", "legal_form", "country", "note")


def _new_row(number: str, name: str | None) -> dict[str, str | None]:
    if name is None:
        return {"name": name_by_number(number), "country": "DK"}
    parts = name_of(name)
    rule = kind_of_name(parts)
    return {
        "name": name,
        "kind": rule.kind.value if rule else None,
        "legal_form": LEGAL_FORMS.get(parts.legal_form or ""),
        "country": "DK",
        "note": f"Kind by rule: {rule.rule}" if rule else None,
    }


def _ids_by_number(actors: pd.DataFrame) -> dict[str, str]:
    """Return the actor of each number: the legal unit before what is embedded in it."""
    usable = _usable(actors)
    usable = usable[usable["cvr"] != ""]
    order = usable["is_embedded"].str.lower().eq("true").astype(int).sort_values(kind="stable")
    first = usable.loc[order.index].drop_duplicates("cvr")
    return dict(zip(first["cvr"], first["actor_id"], strict=True))


def _usable(actors: pd.DataFrame) -> pd.DataFrame:
    """Return the actors that a list can mean: no example data, no offices of municipalities."""
    is_example = actors["is_synthetic"].str.lower() == "true"
    return actors[~is_example & (actors["kind"] != "municipal_office")]


def _numbers_gained(
    name_of_number: Mapping[str, str], ids: Mapping[str, str], actors: pd.DataFrame
) -> dict[str, str]:
    """Return the actors without a number that are written as one new firm alone is."""
    usable = _usable(actors)
    lacking = usable[(usable["cvr"] == "") & (usable["is_embedded"].str.lower() != "true")]
    by_name: dict[str, list[str]] = {}
    for actor_id, name in zip(lacking["actor_id"], lacking["name"], strict=True):
        by_name.setdefault(name_of(name).normal, []).append(actor_id)
    claims: dict[str, list[str]] = {}
    for number, name in name_of_number.items():
        named = by_name.get(name_of(name).normal, [])
        if number not in ids and len(named) == 1:
            claims.setdefault(named[0], []).append(number)
    return {numbers[0]: actor for actor, numbers in claims.items() if len(numbers) == 1}


# --- by name --------------------------------------------------------------------------------


def _match_names(
    folder: Path, participants: ParticipantList, cells: pd.DataFrame, actors: pd.DataFrame
) -> Settled:
    """Match rows without a number as the official registers are matched, by name and postcode."""
    if cells.empty:
        return Settled(pd.Series(dtype="str"), pd.DataFrame(), Matching())
    pairs = cells[["name", "postcode"]].drop_duplicates()
    if len(pairs) > MOST_NAMES:
        raise EcosystemError(_too_many(participants.path, len(pairs)))
    mention_of = {
        (name, postcode): _mention(name, postcode, int(str(line)))
        for line, name, postcode in pairs.itertuples(name=None)
    }
    before = read_decisions(folder)
    mentions = list(mention_of.values())
    known = known_actors(actors, mentions)
    matching = match(mentions, known, before, shipped_aliases(), authorities_of(actors))
    ids = [
        matching.actor_of.get(mention_of[key])
        for key in zip(cells["name"], cells["postcode"], strict=True)
    ]
    actor_ids = pd.Series(ids, index=cells.index, dtype=object)
    out = actor_ids.index[actor_ids.isna()]
    participants.rejected += [
        rejection(participants.path, int(str(line)), *PERSON, column="name") for line in out
    ]
    decisions = with_new_pairs(before, matching.doubtful, matching.merged)
    settled = Settled(actor_ids.dropna().astype("str"), pd.DataFrame(), matching)
    settled.decisions, settled.decisions_before = decisions, before
    return settled


def _mention(name: str, postcode: str, line: int) -> Mention:
    organisation = organisation_in(name)
    spelling = organisation or cleaned(without_personal_data(name)) or name
    is_evident = organisation is not None
    return Mention(spelling, line, country="DK", postcode=postcode, is_evident=is_evident)


def _too_many(path: Path, count: int) -> str:
    return (
        f"{path}: {count} virksomheder står uden CVR-nummer; højst {MOST_NAMES} kan findes ved "
        "navn. Tilføj kolonnen cvr, eller del filen.\n"
        f"{path}: {count} firms stand without a CVR number; at most {MOST_NAMES} can be found by "
        "name. Add the column cvr, or split the file."
    )


# --- what fills empty cells -----------------------------------------------------------------


def _fillers(
    folder: Path, participants: ParticipantList, actor_ids: "pd.Series[str]", actors: pd.DataFrame
) -> pd.DataFrame:
    """Return what the list says of each actor's place, industry and age; the first row decides."""
    cells = participants.cells.loc[actor_ids.index]
    places = {
        code: municipality_of(code, read_postcodes()) or "" for code in cells["postcode"].unique()
    }
    placed = cells["municipality_code"].where(
        cells["municipality_code"] != "", cells["postcode"].map(places).astype("str")
    )
    stated = cells[list(_FILLED)].assign(municipality_code=_existing(folder, participants, placed))
    stated["industry_scheme"] = stated["industry_scheme"].where(stated["industry_code"] != "", "")
    first = stated.mask(stated == "").groupby(actor_ids).first()
    standing = actors.set_index("actor_id").reindex(first.index)
    has_industry = standing["industry_code"].fillna("") != ""
    first.loc[has_industry, ["industry_code", "industry_scheme"]] = None
    closed = standing["closed"].fillna("")
    first.loc[(closed != "") & (first["founded"] > closed), "founded"] = None
    return first


def _existing(
    folder: Path, participants: ParticipantList, codes: "pd.Series[str]"
) -> "pd.Series[str]":
    """Return the codes of municipalities that the register has; the others are told and empty."""
    known = set(read_text_table(folder, "municipalities").cells["municipality_code"])
    strange = (codes != "") & ~codes.isin(known)
    if strange.any():
        names = ", ".join(sorted(set(codes[strange]))[:8])
        participants.notes.append(
            f"ikke en kommune i registret / no municipality of the register: {names}; "
            f"{int(strange.sum())} række(r) uden kommune / row(s) without municipality"
        )
    return codes.where(~strange, "")


def _joined(rows: pd.DataFrame, fillers: pd.DataFrame, source: str) -> pd.DataFrame:
    """Join new actors and fillers into rows of text; known actors get no new source."""
    by_id = rows.set_index("actor_id") if len(rows) else pd.DataFrame(columns=["name"])
    joined = by_id.reindex(by_id.index.union(fillers.index, sort=False))
    for column in fillers.columns:
        filled = fillers[column].reindex(joined.index)
        joined[column] = filled if column not in joined else joined[column].fillna(filled)
    joined["source"] = pd.Series(source, index=joined.index).where(joined["name"].notna(), None)
    text = joined.reset_index(names="actor_id")
    columns = [column for column in TABLES["actors"].columns if column in text]
    return text[columns].astype(object).where(text[columns].notna(), "").astype("str")


def unsound_numbers(participants: ParticipantList) -> list[str]:
    """List a note of the CVR numbers whose check digit is wrong, where there are any."""
    numbers = participants.cells["cvr"]
    unsound = [number for number in numbers.unique() if number and not has_check_digit(number)]
    if not unsound:
        return []
    lines = ", ".join(map(str, numbers.index[numbers.isin(unsound[:10])][:10]))
    note = (
        f"{len(unsound)} CVR-numre har et forkert kontrolciffer og er læst, som de står / CVR "
        f"numbers have a wrong check digit and are read as they stand (line {lines}); "
        "datacvr.virk.dk"
    )
    return [note]
