"""graph and path answer with one JSON document, in words, and in files."""

import json
import sys

import pytest

from ecosystem import cli


def run(monkeypatch, capsys, *words):
    """Run the command line; give exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["ecosystem", *words])
    monkeypatch.setattr(cli, "SUBJECTS", ("network",))
    code = 0
    try:
        cli.main()
    except SystemExit as end:
        code = end.code or 0
    streams = capsys.readouterr()
    return code, streams.out, streams.err


def test_graph_prints_one_document(monkeypatch, capsys):
    """The fields that scripts rely on, and sentences as text."""
    code, out, _ = run(monkeypatch, capsys, "graph", "--position", "energiteknologi", "--json",
                       "--on", "2026-11-23")  # fmt: skip

    document = json.loads(out)
    assert code == 0
    promised = {"position_id", "nodes", "links", "components", "isolated", "measures", "brokers",
                "sentences"}  # fmt: skip
    assert promised <= set(document)
    assert document["nodes"]["cluster"] == 1
    assert all(isinstance(sentence, str) for sentence in document["sentences"])


def test_how_widely_firms_are_counted_is_a_choice_with_a_name(monkeypatch, capsys):
    """The three numbers stay; what is drawn follows the choice, and users are counted apart."""
    firm_counts = {}
    for cut in ("narrow", "standard", "broad"):
        _, out, _ = run(monkeypatch, capsys, "graph", "--position", "energiteknologi", "--json",
                        "--on", "2026-11-23", "--firms", cut, "--users")  # fmt: skip
        firm_counts[cut] = json.loads(out)

    assert len({str(document["firms"]) for document in firm_counts.values()}) == 1
    firms = firm_counts["standard"]["firms"]
    counted = [firm_counts[cut]["nodes"]["firm"] for cut in ("narrow", "standard", "broad")]
    assert counted == [firms["low"], firms["firms"], firms["high"]]
    assert all(document["users"] > 0 for document in firm_counts.values())


def test_proven_ties_that_are_not_recorded_are_null_and_no_percentage(monkeypatch, capsys):
    """The shipped register holds no projects: that is not zero."""
    _, out, _ = run(monkeypatch, capsys, "graph", "--position", "energiteknologi", "--json",
                    "--evidence", "proven", "--on", "2026-11-23")  # fmt: skip

    document = json.loads(out)
    assert document["isolated"] is None
    assert all(m["value"] is None for m in document["measures"].values())
    assert all("projects" in m["not_recorded"] for m in document["measures"].values())
    assert not any("%" in sentence for sentence in document["sentences"])
    assert "Fælles projekter er ikke registreret" in " ".join(document["sentences"])


@pytest.mark.parametrize(("day", "clusters"), [("2022-01-01", 1), ("2026-11-23", 0)])
def test_the_maritime_cluster_is_gone_after_2022(monkeypatch, capsys, day, clusters):
    """The position has no cluster today, and had one before."""
    _, out, _ = run(
        monkeypatch, capsys, "graph", "--position", "maritime_logistik", "--on", day, "--json"
    )

    assert json.loads(out)["nodes"].get("cluster", 0) == clusters


@pytest.mark.parametrize("ending", ["html", "gexf", "graphml", "json", "csv"])
def test_graph_writes_every_promised_file(monkeypatch, capsys, tmp_path, ending):
    """The file is there, and stdout is still one document."""
    file = tmp_path / f"network.{ending}"

    code, out, err = run(monkeypatch, capsys, "graph", "--position", "energiteknologi", "--out",
                         str(file), "--json")  # fmt: skip

    assert code == 0
    assert json.loads(out)["position_id"] == "energiteknologi"
    assert "Energy Cluster Denmark" in file.read_text(encoding="utf-8")
    assert file.name in err


def test_a_file_alone_waits_for_no_measure(monkeypatch, capsys, tmp_path):
    """Who is there is told, and how to get the rest."""
    monkeypatch.delattr("ecosystem.analysis.network.broker_bands")

    code, out, err = run(monkeypatch, capsys, "graph", "--position", "lyd", "--out",
                         str(tmp_path / "net.csv"))  # fmt: skip

    assert code == 0
    assert "forbindelser" in out
    assert "--measures all" in err


def test_the_document_holds_the_measures_that_are_asked_for(monkeypatch, capsys):
    """Its other fields stay, and what was not asked is named."""
    code, out, _ = run(monkeypatch, capsys, "graph", "--position", "lyd", "--json",
                       "--measures", "groups, fragmentation")  # fmt: skip

    document = json.loads(out)
    assert code == 0
    assert set(document["measures"]) == {"groups", "fragmentation"}
    assert {"nodes", "links", "components", "isolated", "brokers", "sentences"} <= set(document)
    assert "brokers" in document["not_asked"]


def test_path_tells_the_ways_shortest_first(monkeypatch, capsys):
    """Up to three, each with steps and a sentence."""
    code, out, _ = run(monkeypatch, capsys, "path", "--from", "ehnord", "--to", "dtu", "--json")

    paths = json.loads(out)["paths"]
    assert code == 0
    assert 1 <= len(paths) <= 3
    assert [p["length"] for p in paths] == sorted(p["length"] for p in paths)
    assert {"from", "relation", "to", "evidence", "year", "source"} <= set(paths[0]["steps"][0])
    assert paths[0]["sentence"].startswith("Erhvervshus Nordjylland ")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("graph", "--position", "energiteknolog"), "energiteknologi"),
        (("path", "--from", "ehnor", "--to", "dtu"), "ehnord"),
        (("graph", "--position", "lyd", "--out", "x.docx"), ".gexf"),
        (("graph", "--position", "lyd", "--measures", "betweeness"), "betweenness"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(monkeypatch, capsys, words, near):
    """Exit 1, the nearest ids, and never a traceback."""
    code, out, err = run(monkeypatch, capsys, *words)

    assert code == 1
    assert near in err
    assert "Traceback" not in err
    assert out == ""


def test_an_ending_that_is_none_of_ours_is_told_before_anything_is_worked_out(
    monkeypatch, capsys, tmp_path
):
    """The endings are named, though the register is not there to be read."""
    code, out, err = run(monkeypatch, capsys, "graph", "--register", str(tmp_path / "none"),
                         "--out", str(tmp_path / "net.pdf"))  # fmt: skip

    assert (code, out) == (1, "")
    assert "choose one of the endings .html" in err
