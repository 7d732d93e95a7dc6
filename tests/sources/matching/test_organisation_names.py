"""What is left of a name once spelling is set aside, and what is no name."""

import pytest

from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.matching.organisation_names import (
    cleaned,
    kind_of_name,
    name_of,
    slug_of,
    why_no_organisation,
)
from ecosystem.sources.matching.partner_lists import Partner, partners_of


@pytest.mark.parametrize(
    ("spelling", "normal", "form"),
    [
        ("AgroTek A/S.", "agrotek", "a/s"),
        ("Den Erhvervsdrivende Fond Nordlunde", "nordlunde", "fond"),
        ("Fonden Nordlunde & Omegn", "nordlunde og omegn", "fond"),
        ("NORDLUNDE VARME A M B A", "nordlunde varme", "amba"),
        ("Nordlunde Varme A.m.b.A..", "nordlunde varme", "amba"),
        ("Nordlunde AS", "nordlunde", "a/s"),
        ("Aarhus Univ.", "århus universitet", None),
        ("Nordlunde Komm.", "nordlunde kommune", None),
        ("3 F Nordlunde", "3f nordlunde", None),
        ("Ærø–Østerby", "ærø østerby", None),
    ],
)
def test_spelling_is_set_aside_and_danish_letters_kept(
    spelling: str, normal: str, form: str | None
):
    """Case, stops, legal forms and abbreviations go; æ, ø and å stay."""
    name = name_of(spelling)

    assert (name.normal, name.legal_form) == (normal, form)


def test_a_name_in_plain_letters_has_the_same_skeleton():
    """Sources without Danish letters write them in one of two ways."""
    assert name_of("FODEVARER PA AERO").skeleton == name_of("Fødevarer på Ærø").skeleton
    assert name_of("KOEBENHAVN").skeleton == name_of("København").skeleton


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        ("Nordlunde Kommune", ActorKind.PUBLIC_AUTHORITY),
        ("Region Nordlunde", ActorKind.PUBLIC_AUTHORITY),
        ("Lundestyrelsen", ActorKind.PUBLIC_AUTHORITY),
        ("Nordlunde Universitet", ActorKind.KNOWLEDGE_INSTITUTION),
        ("Professionshøjskolen Nordlunde", ActorKind.KNOWLEDGE_INSTITUTION),
        ("Nordlunde Erhvervsskole", ActorKind.KNOWLEDGE_INSTITUTION),
        ("Produktionsskolen i Nordlunde Kommune", ActorKind.KNOWLEDGE_INSTITUTION),
        ("Nordlunde Iværksætterfond", ActorKind.INVESTOR),
        ("Nordlunde Turistforening", ActorKind.ASSOCIATION),
        ("Nordlunde Erhvervsråd", ActorKind.ASSOCIATION),
        ("Nordlunde ApS", ActorKind.FIRM),
        ("Nordlunde AMBA", ActorKind.FIRM),
        ("Nordlunde Planteskole", None),
        ("Nordlunde Havn", None),
        ("Nordlunde", None),
    ],
)
def test_a_name_tells_its_kind_or_none(spelling: str, kind: ActorKind | None):
    """A word tells an authority, a school, an association or a firm; without one nobody knows."""
    rule = kind_of_name(name_of(spelling))

    assert (rule.kind if rule else None) == kind


@pytest.mark.parametrize(
    ("piece", "problem"),
    [
        ("ApS", "a legal form alone is no name"),
        ("Den Erhvervsdrivende Fond", "a legal form alone is no name"),
        ("", "no name is left"),
        ("P", "a single letter is no name"),
        ("12", "a number is no name"),
        ("project", "too general to point to one organisation"),
        ("Tolv selskaber", "too general to point to one organisation"),
        ("(Nordlunde Salgsforening)", "a remark in brackets"),
        ("Nordlundevej 12", "looks like an address"),
        ("9000 Aalborg", "looks like an address"),
        ("Nordlunde", "the name of a place alone"),
        ("Nordlunde " * 40, "too long for a name"),
    ],
)
def test_what_is_no_name_is_told_with_its_reason(piece: str, problem: str):
    """A fragment, an address or a place is not an organisation."""
    partner = why_no_organisation(piece, {"nordlunde"})

    assert partner is not None
    assert partner[0] == problem


@pytest.mark.parametrize(
    "name",
    [
        "1508 A/S",
        "Nordlunde A/S",
        "3F",
        "DSB",
        "Nordlunde Havn",
        "Fonden Tre-For",
        "Tre-For",
        "Partner ApS",
    ],
)
def test_a_short_or_numbered_name_is_a_name(name: str):
    """A number with a legal form, or an abbreviation, is an organisation."""
    assert why_no_organisation(name, {"nordlunde"}) is None


@pytest.mark.parametrize(
    ("spelling", "bare"),
    [
        ("Nordlunde Havn m.fl.", "Nordlunde Havn"),
        ("samt Nordlunde Havn", "Nordlunde Havn"),
        ("Nordlunde Kommune,.", "Nordlunde Kommune"),
        ("Nordlunde A.m.b.a.", "Nordlunde A.m.b.a."),
    ],
)
def test_what_surrounds_a_name_is_stripped(spelling: str, bare: str):
    """Stops and the words for others go; the last stop of a legal form stays."""
    assert cleaned(spelling) == bare


def test_ids_are_plain_letters_of_bounded_length():
    """Danish letters are written with two, and a long name is cut."""
    assert slug_of("købmandsgården på ærø") == "koebmandsgaarden_paa_aeroe"
    assert len(slug_of("nordlunde " * 50)) <= 80
    assert slug_of("</script><img src=x>") == "script_img_src_x"


@pytest.mark.parametrize(
    ("cell", "partners"),
    [
        ("Nordby A/S. Sydby A/S.", ["Nordby A/S", "Sydby A/S"]),
        ("P. Nordby A/S. Sydby A/S", ["P. Nordby A/S", "Sydby A/S"]),
        ("A/S P. Nordby. Sydby A/S", ["A/S P. Nordby", "Sydby A/S"]),
        ("Nordby Skole C. Sydby A/S", ["Nordby Skole C", "Sydby A/S"]),
        ("Nordby EFTF. ApS. Sydby A/S", ["Nordby EFTF. ApS", "Sydby A/S"]),
        (
            "Selskabet af 12. juni 2009 ApS. Sydby A/S",
            ["Selskabet af 12. juni 2009 ApS", "Sydby A/S"],
        ),
        ("Byg, afd. 4 - Nordby. Sydby A/S", ["Byg, afd. 4 - Nordby", "Sydby A/S"]),
        ("Metal, Nordby Afd. Sydby A/S", ["Metal, Nordby Afd", "Sydby A/S"]),
        ("DSB. Nordby A/S", ["DSB", "Nordby A/S"]),
        ("Nordby F.M.B.A.. Sydby A/S", ["Nordby F.M.B.A.", "Sydby A/S"]),
        (". .. Nordby A/S. Nordby A/S", ["Nordby A/S"]),
    ],
)
def test_partners_are_parted_at_stops_that_part_them(cell: str, partners: list[str]):
    """A stop after an initial, an abbreviation or a day is part of the name."""
    assert [
        partner.name for partner in partners_of(cell, ". ") if isinstance(partner, Partner)
    ] == partners


def test_a_partner_that_may_be_a_person_is_marked():
    """Nothing in the name shows an organisation, so that it goes no further than its hash."""
    (partner,) = partners_of("Jens Efternavn.", ". ")

    assert isinstance(partner, Partner)
    assert not partner.is_evident
