"""Judge and refer on the command line, as text and as one JSON document."""

import json
import sys

import pytest

from ecosystem.cli import main

FACTS = '{"employees": 24, "municipality_code": "0779"}'
FINDING = {"criterion", "fact", "observed", "required", "verdict", "source", "checked"}


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command in this process, as ``main`` does."""

    def ecosystem(*arguments):
        monkeypatch.setattr(sys, "argv", ["ecosystem", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return ecosystem


def test_refer_prints_what_it_promises(run):
    """Every field that scripts may rely on is there, and the local hub is among the actors."""
    code, out, _ = run(
        "refer", "--need", "finance", "--facts", FACTS, "--on", "2026-03-16", "--json"
    )

    document = json.loads(out)
    assert code == 0
    assert set(document) >= {
        "firm", "need_ids", "suggestions", "not_suitable", "next_question", "dead_end", "path",
    }  # fmt: skip
    assert "ehmidt" in {s["provider_actor_id"] for s in document["suggestions"]}
    first = document["suggestions"][0]
    assert set(first) >= {
        "offer_id", "provider_actor_id", "name", "kind", "verdict", "score", "contributions",
        "findings", "speaks_against", "becomes_suitable_if", "distance_km", "next_step",
    }  # fmt: skip
    assert set(first["findings"][0]) >= FINDING
    assert sum(first["contributions"].values()) == pytest.approx(first["score"])
    assert set(document["next_question"]) >= {"fact", "settles", "question_da", "question_en"}
    assert document["statements"][0]["text_da"].endswith(".")


def test_judge_prints_what_it_promises(run):
    """Verdict, findings and what to ask, with the page that states each demand."""
    code, out, _ = run(
        "judge", "innobooster", "--facts", '{"employees": 250}', "--on", "2026-03-16", "--json"
    )

    document = json.loads(out)
    assert code == 0
    assert (document["offer_id"], document["verdict"]) == ("innobooster", "unmet")
    assert (document["is_open"], document["opening_reason"]) == (None, "in_rounds_unknown")
    assert (document["criteria_verdict"], document["state"]) == ("unmet", "not_suitable")
    assert {f["fact"] for f in document["findings"] if f["verdict"] == "unmet"} == {"employees"}
    assert all(set(f) >= FINDING for f in document["findings"])
    assert document["facts_to_ask"] == []


def test_the_same_in_words(run):
    """Danish a person can read, without an id where there is a name."""
    _, referred, _ = run("refer", "--need", "branding", "--facts", '{"positions": ["turisme"]}')
    _, judged, _ = run("judge", "innobooster", "--facts", FACTS, "--on", "2026-03-16")

    assert "Der er ingen udpeget klynge for Turisme på dagen." in referred
    assert "Mangler oplysninger" in judged
    assert "CVR-nummer" in judged


def test_the_same_firm_may_be_without_an_actor(run):
    """Blocking the hub leaves it out of the list and of the way."""
    _, out, _ = run("refer", "--need", "finance", "--facts", FACTS, "--without", "ehmidt", "--json")

    document = json.loads(out)
    assert document["local_hub"] is None
    assert "ehmidt" not in {s["provider_actor_id"] for s in document["suggestions"]}


def test_what_opens_with_a_cvr_number_is_a_group_of_its_own(run):
    """In JSON and in words: not suggested, not ruled out."""
    facts = '{"has_cvr": false, "employees": 0, "municipality_code": "0751"}'

    _, out, _ = run("refer", "--need", "finance", "--facts", facts, "--json")
    _, text, _ = run("refer", "--need", "finance", "--facts", facts)

    document = json.loads(out)
    mendable = {suggestion["offer_id"]: suggestion for suggestion in document["mendable"]}
    assert mendable["eifo_vaekstkaution"]["state"] == "mendable"
    assert mendable["eifo_vaekstkaution"]["verdict"] == "unmet"
    assert mendable.keys().isdisjoint(
        suggestion["offer_id"] for suggestion in document["not_suitable"]
    )
    assert mendable.keys().isdisjoint(
        suggestion["offer_id"] for suggestion in document["suggestions"]
    )
    _, waiting = text.split("\nÅbner, når virksomheden har et CVR-nummer\n", 1)
    assert "  Vækstkaution\n" in waiting.split("\n\n", 1)[0] + "\n"
    assert "1. Ring til Aarhus Kommune" in text


def test_the_way_leads_to_what_was_chosen(run):
    """Hub and guarantee were chosen: of what one applies for, the way holds no other."""
    choice = ("--choose", "innobooster")

    _, out, _ = run("refer", "--need", "finance", "--facts", FACTS, *choice, "--json")

    path = json.loads(out)["path"]
    assert [s["offer_id"] for s in path if s["kind"] == "apply"] == ["innobooster"]
    code, _, err = run("refer", "--need", "finance", "--facts", FACTS, "--choose", "inobooster")
    assert (code, "innobooster" in err) == (1, True)


def test_the_firms_own_words_move_up_who_works_with_the_matter(run):
    """For fire safety of batteries the fire institute stands before a business school."""
    facts = '{"municipality_code": "0607", "positions": ["energiteknologi"]}'
    words = ("--words", "brandsikkerhed i et rum med batterier")

    _, out, _ = run("refer", "--need", "knowledge_cooperation", "--facts", facts, *words, "--json")
    _, bare, _ = run("refer", "--need", "knowledge_cooperation", "--facts", facts, "--json")
    code, _, err = run("refer", "--need", "finance", "--facts", facts, "--words", "010190-1234")

    actors = [suggestion["provider_actor_id"] for suggestion in json.loads(out)["suggestions"]]
    assert actors.index("dbi") < 3
    assert "dbi" not in [
        suggestion["provider_actor_id"] for suggestion in json.loads(bare)["suggestions"][:3]
    ]
    assert (code, "CPR" in err) == (1, True)


def test_from_an_island_the_ferry_is_told_in_words_and_in_json(run):
    """Both distances and the ferry's name."""
    facts = '{"municipality_code": "0741"}'

    _, out, _ = run("refer", "--need", "finance", "--facts", facts, "--json")
    _, text, _ = run("refer", "--need", "finance", "--facts", facts)

    hub = next(s for s in json.loads(out)["suggestions"] if s["provider_actor_id"] == "ehmidt")
    assert hub["ferries"] == ["Hou-Sælvig"]
    assert hub["distance_km"] > hub["straight_km"]
    assert "km i luftlinje" in text
    assert "med færge (Hou-Sælvig)" in text


def test_a_dead_end_is_added_to_the_ledger(run, tmp_path):
    """Only when it is one, and without the firm."""
    hotel = (
        '{"positions": ["turisme"], "employees": 420, "turnover_dkk": 640000000, "partner_count":'
        ' 0, "balance_dkk": 820000000, "municipality_code": "0101", "has_cvr": true}'
    )
    ledger = tmp_path / "ledger.jsonl"

    run("refer", "--need", "finance", "--facts", FACTS, "--ledger", str(ledger), "--json")
    assert not ledger.exists()
    run("refer", "--need", "branding", "--facts", hotel, "--ledger", str(ledger), "--json")

    assert json.loads(ledger.read_text(encoding="utf-8"))["need_id"] == "branding"


def test_own_words_lead_to_needs(run):
    """A proposal, as text and as JSON; a CPR number is refused."""
    _, out, _ = run("interpret", "banken vil ikke låne os penge", "--json")
    _, text, _ = run("interpret", "banken vil ikke låne os penge")
    code, _, err = run("interpret", "010190-1234 vil låne")

    assert json.loads(out)["proposals"][0]["identifier"] == "finance"
    assert "bekræft det" in text
    assert (code, "CPR" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("refer", "--need", "finanse", "--facts", "{}"), "Nearest: finance"),
        (("refer", "--need", "finance", "--facts", '{"employees": "?"}'), "employees should be"),
        (("refer", "--need", "finance", "--firm", "1234567"), "8 digits"),
        (("refer", "--need", "finance", "--firm", "99999999"), "No firm with CVR number"),
        (("refer", "--need", "finance", "--firm", "10103941"), "check digit does not fit"),
        (("refer", "--need", "finance", "--facts", "nowhere.json"), "cannot be opened"),
        (("refer", "--need", "finance", "--facts", "{}", "--without", "ehmidtt"), "ehmidt"),
        (("refer", "--need", "finance", "--facts", "{}", "--own", "mit_hus"), "actor or offer"),
        (("judge", "inobooster", "--facts", "{}"), "innobooster"),
        (("judge", "innobooster", "--facts", '{"positions": ["x"]}'), "strength position"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(run, arguments, words):
    """Exit 1 with words on stderr, nothing on stdout, never a traceback."""
    code, out, err = run(*arguments)

    assert code == 1
    assert words in err
    assert out == ""
    assert "Traceback" not in err


def test_a_day_that_is_no_date_is_wrong_usage(run):
    """Exit 2: the call was wrong, not the register."""
    code, out, err = run("judge", "innobooster", "--facts", "{}", "--on", "i morgen")

    assert (code, out) == (2, "")
    assert "'i morgen' is not a date. Write it as 2026-03-31." in err


def test_a_fact_that_no_rule_asks_for_is_told_beside_the_answer(run):
    """The answer stands alone on stdout; what was left out is told on stderr."""
    code, out, err = run("judge", "een", "--facts", '{"has_cvr": true, "employes": 9}', "--json")

    assert code == 0
    assert "employees" in json.loads(out)["facts_to_ask"]
    assert "Did you mean employees?" in err


@pytest.mark.parametrize(("day", "eur"), [("2022-05-09", 120000.0), ("2022-05-10", 0.0)])
def test_de_minimis_aid_is_counted_on_the_day_that_is_asked_for(run, day, eur):
    """An award counts for three calendar years: until the day before its third anniversary."""
    awards = '{"de_minimis_awards": [{"day": "2019-05-10", "amount_eur": 120000}]}'

    _, out, _ = run("judge", "smv_digital_25", "--facts", awards, "--on", day, "--json")

    assert json.loads(out)["firm"]["de_minimis_3y_eur"] == eur
    assert "de_minimis_3y_eur" not in json.loads(out)["facts_to_ask"]


def test_without_a_firm_the_usage_is_told(run):
    """Exit 2: the command was written wrongly."""
    code, _, err = run("refer", "--need", "finance")

    assert code == 2
    assert "--facts" in err


def test_that_nothing_helped_is_noted_with_the_reason_and_without_the_firm(run, tmp_path):
    """One line for each need; the number and the name of the firm are nowhere in it."""
    ledger = tmp_path / "ledger.jsonl"
    words = ["dead-end", "--need", "finance", "--need", "branding", "--facts", FACTS]
    switches = ["--reason", "too_far", "--ledger", str(ledger), "--on", "2026-03-16"]

    code, out, _ = run(*words, *switches, "--json")
    _, text, _ = run(*words, *switches)

    document = json.loads(out)
    assert code == 0
    assert document["added"] == 2
    assert [dead_end["need_id"] for dead_end in document["dead_ends"]] == ["finance", "branding"]
    assert {dead_end["reason"] for dead_end in document["dead_ends"]} == {"too_far"}
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 4
    assert "2 behov er skrevet på listen over forgæves søgninger" in text
    assert "Det er for langt væk" in text


def test_a_reason_that_is_none_of_the_six_is_refused(run):
    """A usage error that names the six."""
    code, _, err = run("dead-end", "--need", "finance", "--facts", FACTS, "--reason", "bored")

    assert code == 2
    assert "too_small_or_slow" in err
