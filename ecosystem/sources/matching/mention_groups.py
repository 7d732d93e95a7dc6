"""Mentions that are one organisation for sure: those of one number, or of one name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ecosystem.sources.matching.import_records import Mention
from ecosystem.sources.matching.organisation_names import name_of

DENMARK: Final = "DK"


@dataclass(slots=True)
class Group:
    """Mentions that are one organisation for sure: one number, or one name."""

    mentions: list[Mention] = field(default_factory=list)
    cvr: str | None = None
    pic: str | None = None

    @property
    def names(self) -> Counter[str]:
        """Names that may be kept; where none may, all, to look for a known actor only."""
        names = Counter(mention.name for mention in self.mentions if mention.is_evident)
        return names or Counter(mention.name for mention in self.mentions)

    @property
    def is_evident(self) -> bool:
        """Something shows that it is an organisation."""
        return any(mention.is_evident for mention in self.mentions)

    @property
    def is_danish(self) -> bool:
        """No mention places it in another country."""
        return all(mention.country in {None, DENMARK} for mention in self.mentions)


def groups_of(mentions: Iterable[Mention]) -> tuple[list[Group], list[Group], list[Group]]:
    """Group mentions by CVR number, else by number of the participant register, else by name."""
    all_mentions = list(mentions)
    cvr_of_pic = {m.pic: m.cvr for m in all_mentions if m.pic and m.cvr}
    numbers: dict[str, Group] = defaultdict(Group)
    pics: dict[str, Group] = defaultdict(Group)
    names: dict[tuple[str, str], Group] = defaultdict(Group)
    for mention in all_mentions:
        cvr = mention.cvr or cvr_of_pic.get(mention.pic or "")
        name = name_of(mention.name)
        if cvr:
            group = numbers[cvr]
            group.cvr, group.pic = cvr, mention.pic or group.pic
        elif mention.pic:
            group = pics[mention.pic]
            group.pic = mention.pic
        else:
            group = names[name.normal, name.legal_form or ""]
        group.mentions.append(mention)
    return (
        _most_frequent_first(numbers),
        _most_frequent_first(pics),
        _most_frequent_first(names),
    )


def _most_frequent_first(groups: Mapping[Any, Group]) -> list[Group]:
    return [groups[key] for key in sorted(groups, key=lambda k: (-len(groups[k].mentions), k))]
