"""Organisations whose names are written with known errors, so that it is known who is who.

Some errors are of kinds that the rules promise to see through, some of kinds that no rule can, and
some names are of other organisations that are written alike: of a unit, a holding, a namesake.
"""

from dataclasses import dataclass

from ecosystem.sources.matching.actor_index import KnownActor
from ecosystem.sources.matching.actor_matching import match
from ecosystem.sources.matching.import_records import Mention
from ecosystem.sources.matching.linkage import BEGINNING

TRADES = ("Maskinfabrik", "Fødevarer & Emballage", "Møbelindustri", "Elektronik", "Rådgivning")
FORMS = ("A/S", "ApS", "")
_CONSONANTS, _VOWELS = "bdfgklmnprtv", "aeiou"


@dataclass(frozen=True)
class Written:
    """A name as a source has it, whose it is, and whether the rules promise to see it."""

    name: str
    owner: str
    """The actor's id; of an organisation that is not in the register, any other text."""
    is_promised: bool = False


def _telling_word(random):
    """Make a word of ten letters that stands in no other name."""
    letters = (random.choice(list(source)) for _ in range(5) for source in (_CONSONANTS, _VOWELS))
    return "".join(letters).capitalize()


def an_ecosystem(random, count):
    """Make actors, each with a telling word, a trade and a legal form or none."""
    words = set()
    while len(words) < count:
        words.add(_telling_word(random))
    return [
        KnownActor(f"a{place}", f"{word} {TRADES[place % 5]} {FORMS[place % 3]}".strip())
        for place, word in enumerate(sorted(words))
    ]


def _slip(word, random, first=BEGINNING):
    """Write another letter in a word, after its beginning unless another place is given."""
    place = int(random.integers(first, len(word) - 1))
    letter = random.choice([c for c in "bdfgkl" if c != word[place]])
    return f"{word[:place]}{letter}{word[place + 1 :]}"


def _without_form(name):
    return name.removesuffix(" A/S").removesuffix(" ApS")


def _swapped(name):
    word, _, trade = _without_form(name).partition(" ")
    return f"{trade} {word}"


def _in_ascii(name):
    return name.translate(str.maketrans("øåæØÅÆ", "oaaOAA"))


def seen_through(name, random):
    """Write a name with an error of a kind that the rules promise to see through."""
    bare = _without_form(name)
    first, _, rest = bare.partition(" ")
    ways = (
        bare,
        f"{bare} A.M.B.A." if bare == name else bare,
        name.upper(),
        name.replace("&", "og"),
        _in_ascii(name),
        _swapped(name),
        f"{_slip(first, random)} {rest}",
        f"Fonden {bare}" if bare == name else f"{bare}.",
    )
    return ways[int(random.integers(len(ways)))]


def not_seen(name, random):
    """Write a name in a way that no rule can see: initials, another trade name, an early slip."""
    first, _, rest = _without_form(name).partition(" ")
    early = _slip(first[:BEGINNING], random, first=1) + first[BEGINNING:]
    ways = (
        "".join(word[0] for word in (*first[::3], *rest.split())).upper(),
        f"{_telling_word(random)} {rest}",
        f"{early} {rest}",
    )
    return ways[int(random.integers(len(ways)))]


def of_another(name, random):
    """Write the name of another organisation that stands near: a unit, a holding, a number."""
    bare = _without_form(name)
    ways = (f"{bare} Holding A/S", f"{bare} Esbjerg", f"{bare} 2", f"{bare} Ejendomme ApS")
    return ways[int(random.integers(len(ways)))]


def planted_names(random, actors, recall, strangers=0.0, namesakes=0.0):
    """Write each actor's name once, and names of organisations that are not in the register.

    Args:
        random: The generator.
        actors: The actors of the register.
        recall: Chance that an actor's name is written so that the rules see through it.
        strangers: Chance, an actor, of another organisation whose name stands near.
        namesakes: Chance, an actor, of another organisation of the same name.
    """
    written = []
    for actor in actors:
        is_promised = random.random() < recall
        spell = seen_through if is_promised else not_seen
        written.append(Written(spell(actor.name, random), actor.actor_id, is_promised))
        if random.random() < strangers:
            written.append(Written(of_another(actor.name, random), "en anden"))
        if random.random() < namesakes:
            written.append(Written(actor.name, "navnefælle"))
    return written


def matched(actors, written):
    """Match names with actors as an import does; return the actor of each, known or new."""
    mentions = [Mention(one.name, row) for row, one in enumerate(written)]
    found = match(mentions, actors)
    return [found.actor_of[mention] for mention in mentions], found
