"""Say a network and the ways through it: lines of text and rows of a table."""

from collections.abc import Iterable
from typing import Final

from ecosystem.briefings.network.figures import Measure
from ecosystem.briefings.network.paths import PathBrief, PathBriefing, StepBrief
from ecosystem.briefings.network.records import NetworkBriefing
from ecosystem.display.wording import Language, say, t
from ecosystem.model.sentences import Sentence

_NO_FIGURES: Final = ("network.not_recorded", "network.not_counted", "network.examples")
"""How the keys of sentences begin that hold no figure of the network."""


def say_path(path: PathBrief, language: Language = "da") -> str:
    """Write a way from one actor to another as one sentence, with years and shared projects.

    Examples:
        >>> step = {"from": "f", "from_name": "Jensen ApS", "relation": "member_of",
        ...         "is_reversed": False, "to": "k", "to_name": "Klynge Energi", "via": None,
        ...         "via_name": None, "evidence": "member", "year": 2024, "source": "liste"}
        >>> say_path(PathBrief(length=1, steps=(StepBrief(**step),)))
        'Jensen ApS er medlem af Klynge Energi (2024).'
    """
    if not path.steps:
        return ""
    first = path.steps[0]
    start = _name(first.from_name, language, is_example=first.from_is_example)
    clauses = [f"{start} {_say_step(first, language)}"]
    clauses += [_say_step(step, language) for step in path.steps[1:]]
    return t("path.which", language).join(clauses) + "."


def _say_step(step: StepBrief, language: Language) -> str:
    way = ".reversed" if step.is_reversed else ""
    name = _name(step.to_name, language, is_example=step.to_is_example)
    words = f"{t(f'relation.{step.relation.value}{way}', language)} {name}"
    beside = [t("path.quoted", language, title=step.via_name)] if step.via_name else []
    if step.year is not None:
        beside.append(str(step.year))
    return f"{words} ({', '.join(beside)})" if beside else words


def _name(name: str, language: Language, *, is_example: bool) -> str:
    return t("frame.marked", language, sentence=name) if is_example else name


def path_lines(briefing: PathBriefing, language: Language = "da") -> list[str]:
    """Write the ways between two actors: what was found, then each way and its sources."""
    lines = [say(sentence, language) for sentence in briefing.sentences]
    paths = [path for path in briefing.paths or briefing.nearest if path.steps]
    for number, path in enumerate(paths, start=1):
        lines.append(f"{number}. {say_path(path, language)}")
        lines += [f"   {_proof(step, language)}" for step in path.steps]
    return lines


def _proof(step: StepBrief, language: Language) -> str:
    grade = t(f"evidence.{step.evidence.value}", language)
    source = f"{t('network.source', language)}: {source_name(step.source, language)}"
    return f"{step.from_name} – {step.to_name}: {grade}. {source}"


def source_name(source: str | None, language: Language = "da") -> str | None:
    """Write where a tie stands; what a generator made says that it is example data.

    Examples:
        >>> source_name("synthetic: ecosystem demo, seed 1"), source_name("kl.dk")
        ('Eksempeldata', 'kl.dk')
    """
    is_made_up = source is not None and source.startswith("synthetic")
    return t("frame.example_data", language) if is_made_up else source


def say_sentences(briefing: NetworkBriefing, language: Language = "da") -> list[str]:
    """Write the sentences of a network; those that rest on example data are marked."""
    return [
        marked(
            say(sentence, language), is_example=_is_marked(briefing, sentence), language=language
        )
        for sentence in briefing.sentences
    ]


def _is_marked(briefing: NetworkBriefing, sentence: Sentence) -> bool:
    return briefing.rests_on_examples and not sentence.key.startswith(_NO_FIGURES)


def say_measure(measure: Measure, language: Language = "da") -> str:
    """Write what a figure means; one that rests on example data is marked."""
    sentence = say(measure.sentence, language)
    return marked(sentence, is_example=measure.rests_on_examples, language=language)


def marked(sentence: str, *, is_example: bool, language: Language = "da") -> str:
    """Write a sentence with the mark of example data behind it, where it rests on such."""
    return t("frame.marked", language, sentence=sentence) if is_example else sentence


def network_lines(briefing: NetworkBriefing, language: Language = "da") -> list[str]:
    """Write a network: its sentences, then the other measures, then what to bear in mind."""
    sentences = list(dict.fromkeys(say_sentences(briefing, language)))
    keys = {sentence.key for sentence in briefing.sentences}
    measures = briefing.measures.values()
    more = dict.fromkeys(
        say_measure(measure, language)
        for measure in measures
        if measure.sentence.key not in keys and not measure.not_recorded
    )
    caveats = [measure.caveat for measure in measures]
    bear = dict.fromkeys(say(caveat, language) for caveat in (*briefing.caveats, *caveats))
    heading = [f"{t('network.all_measures', language)}:", *_listed(more), ""] if more else []
    return [*sentences, "", *heading, f"{t('network.bear_in_mind', language)}:", *_listed(bear)]


def network_document(briefing: NetworkBriefing) -> dict[str, object]:
    """Return a network as one document of plain values, its sentences said in both languages."""
    measures = {
        name: {
            **measure.model_dump(exclude={"sentence", "caveat"}),
            "sentence": say_measure(measure),
            "caveat": say(measure.caveat),
        }
        for name, measure in briefing.measures.items()
    }
    return {
        **briefing.model_dump(mode="python"),
        "measures": measures,
        "sentences": say_sentences(briefing),
        "sentences_en": say_sentences(briefing, "en"),
        "caveats": [say(sentence) for sentence in briefing.caveats],
    }


def _listed(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]
