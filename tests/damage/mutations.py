"""Damage by seed: the same seed breaks the same file in the same way.

A file is broken as bytes (flipped, cut, doubled, in another encoding, exchanged for another file)
or as what it is: cells of a table, nodes of a JSON document, members of a workbook, columns of a
Parquet file. Half of all damage is of either sort, one to three at a time.
"""

import csv
import gzip
import io
import json
import random
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.sources.imports.test_damaged_imports import damaged as hurt

Damage = Callable[[bytes, random.Random], bytes]

CELLS = (
    *("", " ", "NULL", "NA", "None", "nan", "NaN", "inf", "-inf", "1e999", "-1", "0", "1,5", "1.5"),
    *("9" * 40, "9" * 400, "true", "ja", "20214-01-01", "0000-00-00", "0000-01-01", "9999-12-31"),
    *("0001-01-01", "10000-01-01", "2026-02-30", "31.12.9999", "32.13.2026", "2026-03-31T12:00"),
    *("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+45", "-2", "\t=1", "'", '"', '""', ";", ","),
    *("</script><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${x}", "%s%n"),
    *(
        "../../etc/passwd",
        "C:\\x",
        "a/b",
        "*",
        "[a-z]",
        "~",
        "\\",
        "\\N",
        "\\u0000",
        "'; DROP TABLE x",
    ),
    *(
        "\x00",
        "\x07",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\u200b",
        "\u2028",
        "\u202e",
        "\ufeff",
    ),
    *(
        "\ufffe",
        "\ufffd",
        "\U0001f600",
        "e\u0301",
        "Ⅷ٣",
        "א ב",
        "linje\nskift",
        "linje\r\nskift",
        "\r",
    ),
    *("æ" * 10_000, "x" * 200_000, "0411", "411", "8.51", "Ærø"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**30, 1e308, float("nan"), float("inf"), "", " ", [], {}),
    *([None], {"a": {"b": []}}, "2026-02-30", "0000-01-01", "9999-12-31", "9" * 400, "\x00"),
    *("\u2028", "\u202e", "=1+1", "x" * 100_000),
)


def mutated(content: bytes, form: str, chance: random.Random) -> bytes:
    """Break a file of a form in one to three ways.

    Args:
        content: The file as it was.
        form: Ending of its name: csv, xlsx, json, geojson, yaml, parquet or anything else.
        chance: Where the damage comes from.
    """
    ways = FORMS.get(form, ())
    for _ in range(chance.choice((1, 1, 2, 3))):
        way = chance.choice(ways if ways and chance.random() < 0.5 else ANY)
        try:
            content = way(content, chance)
        except (
            ValueError,
            KeyError,
            IndexError,
            OSError,
            zipfile.BadZipFile,
            pa.ArrowException,
            csv.Error,
            NotImplementedError,
            RecursionError,
            OverflowError,
            sqlite3.Error,
            zlib.error,
            AttributeError,
            TypeError,
        ):
            content = hurt(content, chance)  # what is broken already is broken further as bytes
    return content


# --- whatever it is ---------------------------------------------------------------------------


def _encoded(content: bytes, chance: random.Random) -> bytes:
    to = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "cp865", "utf-7"))
    return content.decode("utf-8").encode(to, "replace")


def _mojibake(content: bytes, chance: random.Random) -> bytes:
    return content.decode("latin-1").encode("utf-8")


def _nothing(content: bytes, chance: random.Random) -> bytes:
    noise = chance.randbytes(chance.choice((1, 10, 1000)))
    return chance.choice(
        (b"", b"\n", b"\xef\xbb\xbf", b"\x00" * 999, b"a" * 10**6, b'"' * 99, noise)
    )


def _line_ends(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(
        b"\n", chance.choice((b"\r", b"\r\n", b"\n\r", b"\n\n"))
    )


def _elsewhere(content: bytes, chance: random.Random) -> bytes:
    """Put in the place of a file one of another kind, as somebody who chose the wrong one."""
    return chance.choice(
        (
            gzip.compress(content),
            b"%PDF-1.7\n" + content,
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04" + content,
            b"<html><body>404</body></html>",
            b"{}",
            b"[]",
            b"null",
            b"a,b\n1,2\n",
            content + content,
        )
    )


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


ANY: tuple[Damage, ...] = (
    *(hurt, hurt, hurt, hurt, _truncated, _line_ends, _encoded, _mojibake, _nothing, _elsewhere),
)


# --- tables -----------------------------------------------------------------------------------


def _grid(content: bytes, change: Callable[[list[list[str]]], object]) -> bytes:
    """Change the cells of a table and write it as a program would."""
    text = content.decode("utf-8-sig")
    mark = max(",;", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    change(rows)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _cell(content: bytes, chance: random.Random) -> bytes:
    def change(rows: list[list[str]]) -> None:
        row = chance.choice(rows[1:] if chance.random() < 0.9 else rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)

    return _grid(content, change)


def _columns(content: bytes, chance: random.Random) -> bytes:
    def change(rows: list[list[str]]) -> None:
        first, second = (chance.randrange(len(rows[0])) for _ in range(2))
        kind = chance.randrange(6)
        for number, row in enumerate(rows):
            is_head = number == 0
            match kind:
                case 0 if is_head:  # headings swapped, so every cell stands under a wrong name
                    row[first], row[second] = row[second], row[first]
                case 1:
                    row[first], row[second] = row[second], row[first]
                case 2:
                    del row[first]
                case 3:
                    row.insert(second, row[first])  # a heading twice
                case 4:
                    row.append("ny_kolonne" if is_head else "x")
                case 5 if is_head:
                    row[first] = chance.choice(
                        (row[first].upper(), f" {row[first]} ", "", row[second])
                    )

    return _grid(content, change)


def _rows(content: bytes, chance: random.Random) -> bytes:
    def change(rows: list[list[str]]) -> None:
        at = chance.randrange(len(rows))
        match chance.randrange(7):
            case 0:
                rows.append(list(rows[at]))
            case 1:
                del rows[at]
            case 2:
                rows[at].append("for meget")
            case 3:
                rows[at].pop()
            case 4:
                del rows[1:]
            case 5:
                rows.insert(at, [""] * len(rows[0]))
            case _:
                rows.extend([cell and f"{cell}{n}" for cell in rows[at]] for n in range(300))

    return _grid(content, change)


def _separated(content: bytes, chance: random.Random) -> bytes:
    old, new = chance.sample((b",", b";", b"\t", b"|"), 2)
    return content.replace(old, new)


# --- documents --------------------------------------------------------------------------------


def _nodes(document: Any) -> list[tuple[Any, Any]]:
    """List every place in a document, as what holds it and where."""
    nodes, waiting = [], [document]
    while waiting:
        node = waiting.pop()
        inner = (
            node.items()
            if isinstance(node, dict)
            else enumerate(node)
            if isinstance(node, list)
            else ()
        )
        for key, value in list(inner):
            nodes.append((node, key))
            waiting.append(value)
    return nodes


def _node(content: bytes, chance: random.Random) -> bytes:
    document = json.loads(content)
    holder, key = chance.choice(_nodes(document))
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        case 2:
            holder[key] = str(holder[key])
        case _:
            holder[key] = chance.choice(VALUES)
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _deep(content: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((20, 200, 5000, 100_000))
    at = chance.randrange(len(content) + 1)
    return (
        content[:at] + chance.choice((b"[", b'{"a":', b"- ", b"{a: ", b"(")) * depth + content[at:]
    )


def _twice(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


YAML_PARTS = (
    b"&a [*a, *a]\n",
    b"<<: *a\n",
    b"!!python/object/apply:os.system [x]\n",
    b"!!binary x\n",
    b"\t- x\n",
    b"? [1, 2]\n: 3\n",
    b"---\n",
    b"...\n",
    b"%YAML 9.9\n",
    b"a: &x {b: *x}\n",
    b"null: null\n",
    b"~\n",
    b"a: [" + b"&b [x,x,x,x,x,x,x,x,x],*b,*b,*b]\n",
    b"1e999: 2026-02-30\n",
    b"x: 0001-01-01\n",
)


def _yaml(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(at, chance.choice(YAML_PARTS))
        case 1:
            lines[at] = (
                lines[at].split(b":")[0]
                + b": "
                + json.dumps(chance.choice(VALUES)).encode()
                + b"\n"
            )
        case 2:
            lines[at] = b" " * chance.randint(1, 4) + lines[at]
        case _:
            lines[at] = chance.choice(CELLS).encode("utf-8", "surrogatepass") + lines[at]
    return b"".join(lines)


# --- workbooks and Parquet --------------------------------------------------------------------

XML_PARTS = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    b"&c;",
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    b"&x;",
    b"<c/>",
    b"<row/>",
    b"</row>",
    b'<c r="ZZZ9999999" t="inlineStr"><is><t>x</t></is></c>',
    b'<c r="A1" t="e"><v>#REF!</v></c>',
    b'<c r="A2"><f>1+1</f></c>',
    b'<c r="B2"><v>1e999</v></c>',
    b'<c r="B2" t="d"><v>0000-01-01</v></c>',
    b'<c r="B2" s="1"><v>9999999</v></c>',
    b'<c r="A2" t="s"><v>99999</v></c>',
    b"\x00",
    b"_x000B_",
    b"&#11;",
)


def _member(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    name = chance.choice([*members, *(n for n in members if "sheet" in n or "shared" in n)])
    match chance.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[name] = hurt(members[name], chance)
        case 2:
            members[chance.choice(list(members))] = members[name]
        case 3:
            members[name] = members[name].replace(
                b"<v>", b"<v>" + chance.choice((b"-", b"9" * 30, b"x", b""))
            )
        case _:
            at = members[name].find(b">", chance.randrange(len(members[name]))) + 1
            members[name] = members[name][:at] + chance.choice(XML_PARTS) + members[name][at:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for path, body in members.items():
            book.writestr(path, body)
    return out.getvalue()


def _typed(content: bytes, chance: random.Random) -> bytes:
    table = pq.read_table(io.BytesIO(content))
    at = chance.randrange(table.num_columns)
    name = table.column_names[at]
    match chance.randrange(6):
        case 0:
            table = table.drop_columns([name])
        case 1:
            table = table.append_column(name, table.column(at))
        case 2:
            table = table.set_column(at, name, pa.nulls(table.num_rows))
        case 3:
            table = table.set_column(at, name, pa.array([[1]] * table.num_rows))
        case 4:
            odd = pa.array([float(chance.choice(("nan", "inf", "1e300")))] * table.num_rows)
            table = table.set_column(at, name, odd)
        case _:
            odd = pa.array([chance.choice(CELLS) for _ in range(table.num_rows)])
            table = table.set_column(at, name, odd)
    out = io.BytesIO()
    pq.write_table(table, out, compression=chance.choice(("snappy", "gzip", "none")))
    return out.getvalue()


# --- stores -----------------------------------------------------------------------------------

STATEMENTS = (
    "UPDATE notes SET body = ? WHERE note_id % 3 = 1",
    "UPDATE notes SET recorded_at = ? WHERE note_id % 3 = 2",
    "UPDATE notes SET gap_id = ?",
    "UPDATE dead_ends SET body = ?",
    "UPDATE drafts SET body = ?",
    "UPDATE drafts SET version = ?",
    "UPDATE drafts SET changed_at = ?",
    "UPDATE settings SET value = ?",
    "INSERT INTO taken_over VALUES ('x', ?, 0, 1, 1)",
)
CHANGES = (
    "DROP TABLE notes",
    "DROP TABLE drafts",
    "DROP TABLE dead_ends",
    "DROP TABLE settings",
    "DROP TABLE taken_over",
    "DROP INDEX notes_of_gap",
    "ALTER TABLE notes RENAME COLUMN body TO text",
    "ALTER TABLE notes ADD COLUMN mine TEXT",
    "CREATE TABLE mine (x TEXT)",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 9",
    "PRAGMA user_version = -1",
    "PRAGMA application_id = 1",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = 'x'",
)


def _store(content: bytes, chance: random.Random) -> bytes:
    """Change a store from outside, as a program for data bases does."""
    odd = (b"\xff\xfe", b"", 2**62, *VALUES, *CELLS)
    value = chance.choice([cell for cell in odd if isinstance(cell, (bytes, int, float, str))])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.db"
        path.write_bytes(content)
        with closing(sqlite3.connect(path)) as store:
            if chance.random() < 0.6:
                store.execute(chance.choice(STATEMENTS), (value,))
            else:
                store.executescript(chance.choice(CHANGES))
            store.commit()
        return path.read_bytes()


FORMS: dict[str, tuple[Damage, ...]] = {
    "csv": (_cell, _cell, _cell, _columns, _columns, _rows, _separated),
    "json": (_node, _node, _node, _deep, _twice),
    "geojson": (_node, _node, _node, _deep),
    "jsonl": (_twice, _yaml, _deep),
    "yaml": (_yaml, _yaml, _yaml, _deep, _twice),
    "xlsx": (_member,),
    "parquet": (_typed,),
    "db": (_store,),
}
