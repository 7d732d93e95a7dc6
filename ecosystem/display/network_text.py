"""Say a network and the ways through it: lines of text and rows of a table."""

from collections.abc import Iterable

from ecosystem.briefings.network import NetworkBriefing, PathBrief, PathBriefing, StepBrief
from ecosystem.display.wording import Language, say, t


def say_path(path: PathBrief, language: Language = "da") -> str:
    """Say a way from one actor to another as one sentence, with years and shared projects.

    Examples:
        >>> step = {"from": "f", "from_name": "Jensen ApS", "relation": "member_of",
        ...         "is_reversed": False, "to": "k", "to_name": "Klynge Energi", "via": None,
        ...         "via_name": None, "evidence": "member", "year": 2024, "source": "liste"}
        >>> say_path(PathBrief(length=1, steps=(StepBrief(**step),)))
        'Jensen ApS er medlem af Klynge Energi (2024).'
    """
    if not path.steps:
        return ""
    said = [f"{path.steps[0].from_name} {_say_step(path.steps[0], language)}"]
    said += [_say_step(step, language) for step in path.steps[1:]]
    return t("path.which", language).join(said) + "."


def _say_step(step: StepBrief, language: Language) -> str:
    way = ".reversed" if step.is_reversed else ""
    words = f"{t(f'relation.{step.relation.value}{way}', language)} {step.to_name}"
    beside = [t("path.quoted", language, title=step.via_name)] if step.via_name else []
    if step.year is not None:
        beside.append(str(step.year))
    return f"{words} ({', '.join(beside)})" if beside else words


def path_lines(briefing: PathBriefing, language: Language = "da") -> list[str]:
    """Tell the ways between two actors: what was found, then each way and its sources."""
    lines = [say(sentence, language) for sentence in briefing.sentences]
    told = [path for path in briefing.paths or briefing.nearest if path.steps]
    for number, path in enumerate(told, start=1):
        lines.append(f"{number}. {say_path(path, language)}")
        lines += [f"   {_proof(step, language)}" for step in path.steps]
    return lines


def _proof(step: StepBrief, language: Language) -> str:
    grade = t(f"evidence.{step.evidence.value}", language)
    source = f"{t('network.source', language)}: {step.source}"
    return f"{step.from_name} – {step.to_name}: {grade}. {source}"


def network_lines(briefing: NetworkBriefing, language: Language = "da") -> list[str]:
    """Tell a network: its sentences, then what to bear in mind."""
    said = dict.fromkeys(say(s, language) for s in briefing.sentences)
    told = [m for m in briefing.measures.values() if say(m.sentence, language) not in said]
    more = dict.fromkeys(say(m.sentence, language) for m in told)
    caveats = [measure.caveat for measure in briefing.measures.values()]
    bear = dict.fromkeys(say(s, language) for s in (*briefing.caveats, *caveats))
    heading = [f"{t('network.all_measures', language)}:", *_listed(more), ""] if more else []
    return [*said, "", *heading, f"{t('network.bear_in_mind', language)}:", *_listed(bear)]


def _listed(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]
