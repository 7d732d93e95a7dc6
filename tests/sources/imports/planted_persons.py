"""Persons planted in official exports and own tables, put together from parts of names.

No name here is anybody's: each is made of a given and a family name drawn from the parts of one
culture, in one of the orders, spellings and surroundings that exports have. The parts are those
that are common where the culture lives; no product code reads them.
"""

import random
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

PARTS: Final[dict[str, tuple[str, str]]] = {
    "danish": ("Jens Mette Søren Kirsten Lærke Bo", "Vestergaard Bank Skov Kjær Havn Kirk"),
    "greenlandic": ("Aqqaluk Pipaluk Inuk Najaaraq Malik", "Petrussen Kleist Lynge Motzfeldt"),
    "faroese": ("Jógvan Rannvá Tróndur Sunniva Hanus", "Joensen Djurhuus Patursson Debes"),
    "icelandic": ("Guðrún Þórður Sigríður Björk Jón", "Jónsdóttir Þórsson Gunnarsdóttir Pálsson"),
    "norwegian": ("Åse Håkon Ingrid Asa Torbjørn", "Nordmann Haugen Bakken Ødegård"),
    "swedish": ("Åsa Göran Birgitta Nils", "Lindström Sjöberg Åkesson Stift"),
    "finnish": ("Aino Väinö Päivi Juhani", "Korhonen Mäkinen Virtanen Nieminen"),
    "sami": ("Áilu Máret Biret Niillas", "Sara Utsi Eira Gaup"),
    "german": ("Jürgen Karlheinz Ute Käthe", "Kammer Müller Stadt Knickel"),
    "dutch": ("Joost Maaike Willem Sietske", "Vos de_Vries van_den_Berg Slot"),
    "french": ("Amélie Étienne Jean-Luc Danièle", "Lafond Royal Dubois Lécole"),
    "spanish": ("Íñigo María_José Begoña", "Iglesias_Campos García_Centeno Escolar"),
    "portuguese": ("João Conceição Inês", "de_Sá Câmara_de_Sousa Gonçalves"),
    "italian": ("Giulio Chiara Roberto", "Casali Fabbri Della_Scuola"),
    "greek": ("Ελένη Dimos Kyriakos", "Παπαδοπούλου Papadopoulos Dimou"),
    "polish": ("Katarzyna Łukasz Zbigniew", "Wiśniewska Szkolny Nowak"),
    "romanian": ("Ștefan Ioana Gheorghe", "Popescu Munteanu Școlaru"),
    "hungarian": ("Zsófia László Béla", "Szabó Iskola Nagy"),
    "bosnian": ("Amra Emir Senad", "Hadžić Begović Kolašinac"),
    "albanian": ("Arbër Vjosa Shpresa", "Hoxha Berisha Krasniqi"),
    "ukrainian": ("Oleksandr Олена Svitlana", "Шевченко Kovalenko Bondar"),
    "turkish": ("Ayşe Emre Amet", "Yildiz Demir Çelik"),
    "kurdish": ("Rojîn Azad Berfîn", "Bozan Kurdo Şêxo"),
    "arabic": ("Ahmed Fatima أحمد Layla", "Al-Khatib El-Masri العلي Haddad"),
    "persian": ("Shirin Reza پریسا", "Hosseini Ahmadi رضایی"),
    "afghan": ("Zarghuna Ajmal", "Noori Stanekzai"),
    "somali": ("Abdi Hodan Kunta Ayaan", "Mohamed_Farah Warsame Abdullahi"),
    "eritrean": ("Selam Tesfay", "Ghebremedhin Haile"),
    "nigerian": ("Ike Chidinma Olúwaṣeun", "Okonkwo Adébáyọ̀ Danjuma"),
    "zimbabwean": ("Trust Innocent Tendai", "Moyo Ncube Chikowore"),
    "pakistani": ("Danish Ayesha Bilal", "Khan Malik Chaudhry"),
    "indian": ("Priya Harpreet", "Sharma Singh_Gill"),
    "tamil": ("Kumar Sivakumar கவிதா", "A.S. B.V. K.P.S. Rajan"),
    "vietnamese": ("Nguyễn_Thị Trần_Văn Lê_Đắc", "Hoa Vúc Dũng"),
    "chinese": ("Wei Xiaoling 小玲", "Ou Lo Ting 王"),
    "korean": ("Ji-sung Soo-jin 지성", "Park Doo Koo 박"),
    "japanese": ("Haruto 桜", "Koda Den 佐藤"),
    "thai": ("Visit Ploy สมชาย", "Srisai Chaiyasit ใจดี"),
    "filipino": ("Maricel Rodrigo", "Dela_Cruz Bautista"),
}
SHAPES: Final = (
    "{given} {family}",
    "{family}, {given}",
    "{family} {given}",
    "{upper}",
    "{lower}",
    "Advokat {given} {family}",
    "Konsulent {given} {family}",
    "Tømrermester {given} {family}",
    "{given} {family} (enkeltmandsvirksomhed)",
    "{family} Byg v/ {given} {family}",
    "{given} {family} Consult",
    "{given} {family} CVR 12345678",
    "{given} {family} 010203-1234",
    "{given} {family}, tlf. 20123456",
    "{mail}",
    "v/ {given} {family}",
    "{family} & {given}",
    "{given} M {family}",
)
BESIDE: Final = (
    "{given} {family}, Nordlunde Skole",
    "Nordlunde Kommune v/ {given} {family}",
    "Nordlunde Kommune, {given} {family}",
    "Nordlunde Universitet ({given} {family})",
    "Nordlunde Forening att. {given} {family}",
    "Nordlunde Institut - {given} {family}",
)
"""Shapes in which an organisation stands beside the person, and stays."""


@dataclass(frozen=True)
class Person:
    """A planted person: how the cell is written, and what must stand nowhere."""

    culture: str
    spelling: str
    traces: tuple[str, ...]
    slug: str = ""
    """The name as users write it in an id."""


def planted(count: int, seed: int = 1, shapes: tuple[str, ...] = SHAPES) -> list[Person]:
    """Make persons: cultures in turn, parts and shapes at random."""
    draw = random.Random(seed)
    cultures = sorted(PARTS)
    return [_person(draw, cultures[n % len(cultures)], shapes) for n in range(count)]


def _person(draw: random.Random, culture: str, shapes: tuple[str, ...]) -> Person:
    given_name, family_name = (
        draw.choice(part.split()).replace("_", " ") for part in PARTS[culture]
    )
    whole = f"{given_name} {family_name}"
    local = "".join(letter for letter in whole.lower() if letter.isascii() and letter.isalnum())
    mail = f"{local or 'person'}@firmapost.dk"
    spelling = draw.choice(shapes).format(
        given=given_name,
        family=family_name,
        upper=whole.upper(),
        lower=whole.lower(),
        mail=mail,
    )
    slug = re.sub(r"[^a-z0-9]+", "_", _plain(whole)).strip("_")
    return Person(culture, spelling, _traces(given_name, family_name, mail), slug)


def _plain(text: str) -> str:
    """Write a name as an id would: in plain letters."""
    spelt = text.casefold().translate(str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe"}))
    return unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()


def _traces(given_name: str, family_name: str, mail: str) -> tuple[str, ...]:
    """Give what would betray the person, folded: both names in either order, and the mail."""
    names = [
        text.casefold()
        for first, last in ((given_name, family_name), (family_name, given_name))
        for mark in (" ", ", ", "_", "")
        for text in (f"{first}{mark}{last}", _plain(f"{first}{mark}{last}"))
        if len(text) > len(mark) + 4
    ]
    return (*names, mail, "010203-1234", "0102031234", "20123456", "12345678")
