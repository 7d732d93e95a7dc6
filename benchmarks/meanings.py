"""What one word counts on each face, per position, before the words had one meaning and now.

The figures are asked of the commands, whose names and JSON are a promise: so the same script asks
an older tree. The first ones were asked of commit 85da5f4 and stand in ``meanings_before.json``.
Another tree is asked with ``PYTHONPATH=TREE python benchmarks/meanings.py > FILE``.
"""

import io
import json
import sys
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final

BEFORE: Final = Path(__file__).with_name("meanings_before.json")
ON: Final = "2026-11-23"
ISLAND: Final = "0825"
"""Læsø: water lies between it and every provider."""


def ask(*words: str) -> Any:  # noqa: ANN401 - a JSON document
    """Ask a command of the shipped register; return its JSON document."""
    from ecosystem.cli import main  # noqa: PLC0415

    output = io.StringIO()
    before, sys.argv = sys.argv, ["ecosystem", *words, "--json"]
    try:
        with redirect_stdout(output):
            main()
    except SystemExit as end:
        if end.code:
            message = f"ecosystem {' '.join(words)} ended with {end.code}: {output.getvalue()}"
            raise SystemExit(message) from end
    finally:
        sys.argv = before
    return json.loads(output.getvalue())


def ask_on_day(*words: str) -> Any:  # noqa: ANN401 - a JSON document
    """Ask a command on the day that both trees were asked about."""
    return ask(*words, "--on", ON)


def figures_of(position: str) -> dict[str, Any]:
    """Ask each face for a position's firms, a way over water, and its gaps by confidence."""
    coverage = ask_on_day("coverage", "--position", position)
    graph = ask_on_day("graph", "--position", position)
    firms = ask_on_day("actors", "--position", position, "--kind", "firm")
    facts = json.dumps({"municipality_code": ISLAND, "positions": [position]})
    referral = ask_on_day("refer", "--need", "knowledge_cooperation", "--facts", facts)
    clusters = {actor["actor_id"] for actor in coverage["actors"]}
    island = next(m for m in coverage["municipalities"] if m["municipality_code"] == ISLAND)
    own = [s for s in referral["suggestions"] if s["provider_actor_id"] in clusters]
    gaps = ask_on_day("gaps", "--position", position)["gaps"]
    return {
        "map": coverage["firms"],
        "map_narrow": coverage["firms_low"],
        "map_broad": coverage["firms_high"],
        "list": len(firms),
        "network": graph["nodes"].get("firm", 0),
        "network_points": sum(graph["nodes"].values()),
        "network_ties": sum(graph["links"].values()),
        "km_map": island["nearest_km"],
        "km_referral": own[0]["distance_km"] if own else None,
        "gaps": dict(sorted(Counter(gap["confidence"] for gap in gaps).items())),
    }


def figures() -> dict[str, dict[str, Any]]:
    """Return the figures of every strength position of the shipped register, by position_id."""
    positions = sorted(position["position_id"] for position in ask("positions"))
    return {position: figures_of(position) for position in positions}


def run() -> None:
    """Print the figures before and now, one position a block."""
    before, now = json.loads(BEFORE.read_text(encoding="utf-8")), figures()
    for position, figure in now.items():
        print(position)
        for name in figure:
            old, new = before[position].get(name), figure[name]
            print(f"  {name:<15} {_said(old):>42} -> {_said(new)}")


def _said(figure: Any) -> str:  # noqa: ANN401 - a number, a count by word, or nothing
    if isinstance(figure, dict):
        return ", ".join(f"{word} {count}" for word, count in figure.items()) or "none"
    return "-" if figure is None else f"{figure:g}"


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=1)
