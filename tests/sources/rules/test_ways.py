"""The file of ways is held against its schema and against what the folder records."""

import re
import shutil

import pytest
import yaml

from ecosystem.model.errors import RuleError
from ecosystem.model.ways import PLACEHOLDERS, Ways
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register, shipped_folder
from ecosystem.sources.rules.offers import WAYS_FILE, read_ways

SHIPPED = shipped_folder() / "rules" / WAYS_FILE
"""The ways as they are shipped."""


def changed(**changes):
    """The shipped ways, some of it changed."""
    return {**yaml.safe_load(SHIPPED.read_text(encoding="utf-8")), **changes}


def with_step(**step):
    """The shipped ways, with one step for finance."""
    content = changed()
    words = {"text_da": "Ring.", "text_en": "Ring."}
    content["needs"]["finance"]["steps"] = [{"kind": "use", **words, **step}]
    return content


def faults_of(content, folder):
    """What is told of a file of ways that cannot be read."""
    path = folder / WAYS_FILE
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        read_ways(path)
    return str(raised.value)


# --- the shipped file ----------------------------------------------------------------------


def test_every_need_has_a_way_and_nothing_of_it_leads_nowhere():
    """Twelve needs, twelve ways; each offer, instrument and actor that is named is there."""
    register = read_register()

    assert set(register.constants.ways.needs) == set(register.needs["need_id"])
    assert [f for f in inspect_register(shipped_folder()).faults if "_ways" in f.table] == []


def test_every_contact_knows_what_to_ask_when_another_need_leads_there_first():
    """Nobody is rung for two needs and asked for one."""
    ways = read_ways(SHIPPED)
    contact_steps = [
        s for way in ways.needs.values() for s in way.steps if s.contact and not s.offer_ids
    ]
    contacts = [s for s in contact_steps if s.contact.value in {"municipality", "local_hub"}]
    usual = [s for s in contacts if not any(c.fact == "is_in_difficulty" for c in s.when)]

    assert len(usual) > 12
    assert [s.text_da for s in usual if s.also_da is None] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_of_a_way_is_left_in_the_other_language(language):
    """The words for the firm are plural in Danish, and nothing Danish is left in the English."""
    ways = read_ways(SHIPPED)
    steps = [*ways.without_cvr, *(s for way in ways.needs.values() for s in way.steps)]
    texts = [getattr(step, f"text_{language}") for step in steps]
    strange = re.compile(r"\b(the|and|ask|you)\b" if language == "da" else r"\b(og|jeres|spørg)\b")

    assert [text for text in texts if strange.search(text)] == []
    assert all(text.endswith(".") for text in texts)


# --- what the schema refuses ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ({}, "names neither"),
        ({"contact": "municipality", "offer_ids": ["lag"]}, "is asked about no offers"),
        ({"contact": "mayor"}, "contact"),
        ({"kind": "phone", "contact": "bank"}, "kind"),
        ({"contact": "bank", "text_da": "Ring til {nobody}."}, "names something else than"),
        ({"contact": "bank", "also_da": "Spørg også."}, "go together"),
        ({"contact": "bank", "before_en": "First."}, "go together"),
        ({"contact": "bank", "when": [{"fact": "mood"}]}, "fact"),
        ({"contact": "bank", "note": "?"}, "note"),
    ],
)
def test_a_step_that_cannot_be_told_is_refused_with_its_field(step, fault, tmp_path):
    """What is wrong stands beside the file's name, with what was expected."""
    faults = faults_of(with_step(**step), tmp_path)

    assert fault in faults
    assert WAYS_FILE in faults


@pytest.mark.parametrize("field", ["most_steps", "first_of_list", "least_likely"])
def test_a_number_that_cannot_be_is_refused(field, tmp_path):
    """No way of less than a step, no chance below nothing."""
    assert field in faults_of(changed(**{field: -1}), tmp_path)


def test_a_text_may_name_who_and_what_it_is_about():
    """The four words in braces are those that a way knows."""
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)

    ways = Ways.model_validate(with_step(contact="bank", text_da=text))

    assert ways.needs["finance"].steps[0].text_da == text


# --- what a folder does not record ---------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (with_step(offer_ids=["innoboster"]), "innoboster"),
        (with_step(instruments=["grand"]), "grand"),
        (changed(called={"gudpp": {"da": "x", "en": "x"}}), "gudpp"),
        (changed(needs={**changed()["needs"], "money": changed()["needs"]["finance"]}), "money"),
    ],
)
def test_a_way_to_what_is_not_there_is_told_and_the_rest_is_used(content, fault, tmp_path):
    """A warning with the nearest word; the register can be used all the same."""
    folder = tmp_path / "data"
    shutil.copytree(shipped_folder(), folder)
    (folder / "rules" / WAYS_FILE).write_text(yaml.safe_dump(content), encoding="utf-8")

    inspection = inspect_register(folder)

    warned = [fault for fault in inspection.faults if fault.table == "rules/_ways.yaml"]
    assert [fault.value for fault in warned] == [fault]
    assert inspection.is_usable
