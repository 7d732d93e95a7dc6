"""Answers about coverage: one position, the whole country, change over time, where to begin."""

from datetime import date

import pytest

from ecosystem.analysis.coverage import CoverageCriteria
from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage.brief import brief_coverage, terms_of
from ecosystem.briefings.coverage.country import brief_change, brief_country
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.briefings.coverage.sentences import leaders
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.display.coverage.presence_text import presence_sentences
from ecosystem.display.coverage.text import country_lines
from ecosystem.display.wording import say
from ecosystem.model.errors import EcosystemError, NotRecordedError
from tests.analysis.coverage.ecosystems import (
    CLUSTER,
    FAR,
    NEAR,
    ROLE,
    TODAY,
    an_ecosystem,
    an_offer_row,
    an_office,
)

INDUSTRY = {
    "scheme": "DB07",
    "code_prefix": "35",
    "position_id": "energi",
    "role": "core",
    "weight": 1.0,
}


def firms(near, far):
    """So many firms of the position near the office and far from it."""
    places = [NEAR] * near + [FAR] * far
    return [
        {
            "actor_id": f"firma{at}",
            "kind": "firm",
            "name": f"Firma {at}",
            "municipality_code": place,
            "industry_code": "351100",
            "industry_scheme": "DB07",
        }
        for at, place in enumerate(places)
    ]


def with_firms(near, far, **tables):
    """The cluster's ecosystem with firms in it."""
    return an_ecosystem(
        actors=[CLUSTER, *firms(near, far)], industry_positions=[INDUSTRY], **tables
    )


def test_a_position_is_told_by_municipality_and_in_words():
    """Three of four firms are reached: the three counts, 75 per cent, and where the fourth is."""
    told = brief_coverage(with_firms(3, 1), "energi", TODAY)

    assert told.coverage_rate == 0.75
    assert [one.state.value for one in told.municipalities] == ["uncovered", "covered"]
    said = " ".join(say(sentence) for sentence in told.sentences)
    assert "Styrkepositionens virksomheder: 4 (snævert 4, bredt 4). 75 % af dem" in said
    assert "København (1)" in said


def test_what_is_not_known_widens_the_share():
    """Without a service area the share is between nothing and three of four."""
    told = brief_coverage(with_firms(3, 1, offers=[an_offer_row(area=None)]), "energi", TODAY)

    assert (told.coverage_rate, told.coverage_rate_high) == (0, 0.75)
    assert "Mellem 0 og 75 % af dem" in " ".join(say(sentence) for sentence in told.sentences)
    none = brief_coverage(with_firms(3, 1, offers=[]), "energi", TODAY)
    assert none.coverage_rate_high == 0


def test_without_firms_only_municipalities_are_told():
    """Firms that are not recorded are neither none nor all."""
    told = brief_coverage(an_ecosystem(), "energi", TODAY)

    assert told.coverage_rate is None
    assert told.municipalities[0].firms is None
    assert any(sentence.key == "coverage.firms_not_recorded" for sentence in told.sentences)


def test_nobody_designated_is_said():
    """An uncovered country has a reason that is worth a sentence."""
    ended = {
        "actor_id": "klynge",
        "position_id": "energi",
        "role": "designated_cluster",
        "valid_to": "2026-01-01",
    }
    told = brief_coverage(an_ecosystem(actor_positions=[ended]), "energi", TODAY)

    assert any(sentence.key == "coverage.nobody_designated" for sentence in told.caveats)


def test_where_to_begin_is_told_with_what_comes_of_it():
    """One more office, where the one unreached firm is."""
    told = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    assert [one.municipality_code for one in told.chosen] == [FAR]
    assert (told.covered_before, told.covered_after) == (0.75, 1)
    assert told.newly_reached == (FAR,)


def test_the_country_tells_each_cluster_where_it_is_missing():
    """Every position and municipality, and what the cluster does not reach."""
    told = brief_country(with_firms(3, 1), TODAY)

    assert len(told.cells) == 2
    cluster = told.clusters[0]
    assert [cell.municipality_code for cell in cluster.absent_from] == [FAR]
    assert (cluster.firms_out_of_reach, cluster.firms) == (1, 4)


def test_a_hub_is_told_what_its_area_lacks():
    """Municipalities carry the hub that covers them."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "hub_id": "hus"} for place in PLACES]
    told = brief_country(with_firms(3, 1, municipalities=places), TODAY)

    assert [cell.municipality_code for cell in told.hubs[0].lacks] == [FAR]


def test_the_country_is_said_with_places_and_firms():
    """Each cluster and hub with the municipalities that have most firms."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "hub_id": "hus"} for place in PLACES]
    lines = country_lines(brief_country(with_firms(3, 1, municipalities=places), TODAY))

    said = "\n".join(lines)
    assert "Klynge: 1 kommune med virksomheder, men uden kontor i nærheden. " in said
    assert "De mindst sikre oplysninger om kontorerne: Aldrig bekræftet." in said
    assert "4 (snævert 4, bredt 4), heraf 1 i de kommuner. Flest: København (1)." in said
    assert "Mangler kontor i nærheden: Energi, København (1)" in said


def test_change_is_told_between_two_days():
    """An office that opened closes a gap; one that closed opens one."""
    opened = an_office(valid_from="2026-02-01")
    told = brief_change(with_firms(3, 1, sites=[opened]), "energi", date(2026, 1, 1), TODAY)

    assert told.closed == (NEAR,)
    assert told.opened == ()
    assert (told.coverage_rate_before, told.coverage_rate_after) == (0, 0.75)


def test_change_is_said_with_its_figures():
    """From none to three of four firms; one municipality gained an office."""
    opened = an_office(valid_from="2026-02-01")
    told = brief_change(with_firms(3, 1, sites=[opened]), "energi", date(2026, 1, 1), TODAY)

    said = " ".join(say(sentence) for sentence in told.sentences)
    assert "fra 0 til 75 %" in said
    assert "siden 1. januar 2026: 1." in said
    assert told.counts == {"opened": 0, "closed": 1, "no_longer_known": 0}


def test_what_is_not_known_is_told_beside_a_proposal():
    """A municipality of which it is not known is taken as not reached, and that is said."""
    register = with_firms(3, 1, offers=[an_offer_row(area=None)])
    told = brief_siting(register, "energi", TODAY, Plan(add=1, within=50))

    assert told.unknown == 1
    assert say(told.sentences[1]).startswith("1 kommune, hvor der mangler oplysninger, er regnet")


@pytest.mark.parametrize("table", ["sites", "offers", "actor_positions"])
def test_nothing_is_proposed_where_nobody_knows_who_is_near(table):
    """Advice that rests on an absent table would be advice on nothing."""
    with pytest.raises(NotRecordedError, match=f"no table '{table}'"):
        brief_siting(with_firms(3, 1, without=[table]), "energi", TODAY, Plan(add=1, within=50))


def test_a_proposal_names_what_it_rests_on():
    """The firms in the three counts, the offices of today, and how sure these are."""
    told = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    said = [say(sentence) for sentence in told.sentences]
    assert (
        "Forslaget bygger på 1 kontor i dag. Styrkepositionens virksomheder: 4 (snævert 4, "
        "bredt 4)."
    ) in said
    assert "De mindst sikre oplysninger om kontorerne: Aldrig bekræftet." in said


def test_firms_that_cannot_be_counted_are_told_beside_the_figures():
    """Two without an industry and one of them without a municipality: told, not taken as none."""
    unknown = {"industry_code": None, "industry_scheme": None}
    blank = [
        {**firms(1, 0)[0], **unknown, "actor_id": "x"},
        {**firms(1, 0)[0], **unknown, "actor_id": "y", "municipality_code": None},
    ]
    register = an_ecosystem(
        actors=[CLUSTER, *firms(3, 1), *blank], industry_positions=[INDUSTRY], regions=[]
    )
    asked = (
        brief_coverage(register, "energi", TODAY),
        brief_siting(register, "energi", TODAY, Plan(add=1, within=50)),
        brief_presence(register, "energi", TODAY, level="municipality"),
    )

    for told in asked:
        said = [say(caveat) for caveat in told.caveats]
        assert any(one.startswith("2 virksomheder i registret har ingen branche") for one in said)
        assert (
            "1 virksomhed i registret har ingen kommune og er ikke talt med i nogen kommune."
        ) in said
    whole = brief_coverage(with_firms(3, 1), "energi", TODAY)
    assert not any("i registret har ingen" in say(caveat) for caveat in whole.caveats)


def test_firms_of_no_municipality_are_of_the_position_and_not_on_the_map():
    """Map and list add up: five firms, four of them somewhere, one nowhere."""
    nowhere = {**firms(1, 0)[0], "actor_id": "x", "municipality_code": None}
    register = an_ecosystem(
        actors=[CLUSTER, *firms(3, 1), nowhere], industry_positions=[INDUSTRY], regions=[]
    )
    told = brief_coverage(register, "energi", TODAY)
    counted = brief_presence(register, "energi", TODAY, level="municipality")

    assert (told.firms, told.firms_placed, told.firms_without_municipality) == (5, 4, 1)
    assert sum(place.firms for place in told.municipalities) == 4
    assert told.coverage_rate == 0.75
    said = " ".join(say(sentence) for sentence in told.sentences)
    assert "5 (snævert 5, bredt 5). 75 % af de 4, der har en kommune" in said
    assert "1 virksomhed i styrkepositionen har ingen kommune" in said
    assert (counted.count, sum(area.count for area in counted.areas)) == (5, 4)


def test_a_register_of_members_is_no_country():
    """Every firm is known as a member alone: no quotient, no share, and words that say so."""
    rows = [{**row, "industry_code": None, "industry_scheme": None} for row in firms(3, 1)]
    links = [
        {"from_actor_id": row["actor_id"], "to_actor_id": "klynge", "kind": "member_of"}
        for row in rows
    ]
    register = an_ecosystem(actors=[CLUSTER, *rows], links=links, regions=[])
    covered = brief_coverage(register, "energi", TODAY)
    present = brief_presence(register, "energi", TODAY, level="municipality")
    sited = brief_siting(register, "energi", TODAY, Plan(add=1, within=50))
    country = brief_country(register, TODAY)

    assert covered.is_members_only
    assert covered.locational_gini is None
    assert {place.location_quotient for place in covered.municipalities} == {None}
    assert {place.band.value for place in covered.municipalities} == {"unknown"}
    assert (present.count, present.total, present.hoover_index) == (4, None, None)
    assert {area.location_quotient for area in present.areas} == {None}
    words = "Registrets virksomheder (kun medlemmer): 4 (snævert 4, bredt 4)"
    for briefing in (covered, sited):
        assert words in " ".join(say(sentence) for sentence in briefing.sentences)
    assert presence_sentences(present)[0].startswith(words)
    assert words in "\n".join(country_lines(country))
    for briefing in (covered, present):
        said = " ".join(say(one) for one in (*briefing.sentences, *briefing.caveats))
        assert "på landsplan" not in said
        assert "landsgennemsnit" not in said


def test_firms_are_held_against_the_country_only_where_industries_are_recorded():
    """Without them the known firms are those with a tie: no quotient, no share of the country."""
    project = {"project_id": "p", "title": "P", "position_id": "energi"}
    taken = [
        {"actor_id": row["actor_id"], "project_id": "p", "role": "partner"} for row in firms(3, 1)
    ]
    register = an_ecosystem(
        actors=[CLUSTER, *firms(3, 1)], projects=[project], participations=taken, regions=[]
    )
    covered = brief_coverage(register, "energi", TODAY)
    present = brief_presence(register, "energi", TODAY, level="municipality")

    assert (covered.firms, covered.is_members_only, covered.is_comparable) == (4, False, False)
    assert {place.location_quotient for place in covered.municipalities} == {None}
    assert (present.total, present.locational_gini) == (None, None)
    assert presence_sentences(present)[0] == (
        "Styrkepositionens virksomheder: 4 (snævert 4, bredt 4), fordelt på 2 områder."
    )


@pytest.mark.parametrize(
    ("opened", "words"),
    [("2020-01-01", "er andelen den samme: 75 %"), ("2026-02-01", "fra 0 til 75 %")],
)
def test_a_share_that_stays_is_said_to_stay(opened, words):
    """Nothing goes from 75 to 75 per cent."""
    sites = [an_office(valid_from=opened)]
    told = brief_change(with_firms(3, 1, sites=sites), "energi", date(2026, 1, 1), TODAY)

    assert words in say(told.sentences[0])


@pytest.mark.parametrize("table", ["sites", "offers", "actor_positions"])
def test_no_change_is_told_of_what_is_not_recorded(table):
    """Not 0 municipalities that gained an office: a sentence with what to add."""
    register = with_firms(3, 1, without=[table])
    told = brief_change(register, "energi", date(2026, 1, 1), TODAY)

    assert [f"{table}.csv" in say(sentence) for sentence in told.sentences] == [True]


@pytest.mark.parametrize(("kind", "is_told"), [("headquarters", True), ("workplace", False)])
def test_an_institution_that_may_be_elsewhere_too_is_told_of(kind, is_told):
    """Its head office is all that is recorded; with a campus beside it the list is whole."""
    institution = {**CLUSTER, "kind": "knowledge_institution"}
    sites = [an_office(), an_office(site_id="b", kind=kind)]
    told = brief_coverage(an_ecosystem(actors=[institution], sites=sites), "energi", TODAY)

    words = "Registret kender kun hovedkontoret for 1 videninstitution."
    assert any(say(caveat).startswith(words) for caveat in told.caveats) is is_told


def test_what_is_behind_the_map_is_told_by_how_sure_it_is():
    """Each municipality, the counts of them, and one sentence."""
    never = brief_coverage(with_firms(3, 1), "energi", TODAY)
    tables = {
        "sites": [an_office(checked="2026-02-01")],
        "offers": [an_offer_row(checked="2026-02-01")],
        "actor_positions": [{**ROLE, "checked": "2026-02-01"}],
    }
    confirmed = brief_coverage(with_firms(3, 1, **tables), "energi", TODAY)

    assert [place.freshness.value for place in never.municipalities] == ["never_confirmed"] * 2
    assert never.freshness["office"]["never_confirmed"] == 2
    said = [say(sentence) for sentence in never.sentences]
    assert "Oplysningerne om kontorerne er aldrig bekræftet." in said
    assert "Oplysningerne om kontorerne er bekræftet." in [say(s) for s in confirmed.sentences]
    assert never.coverage_rate == confirmed.coverage_rate


def test_most_firms_names_all_that_share_a_place():
    """Three share the second place: all of them or none; a shared first place is named whole."""
    assert leaders([("A", 9), ("B", 3), ("C", 3), ("D", 3)]).named == [
        ("A", 9),
        ("B", 3),
        ("C", 3),
        ("D", 3),
    ]
    many = [(f"M{at}", 1) for at in range(9)]
    assert leaders([("A", 2), *many]) == ([("A", 2)], 9, 1)
    assert len(leaders(many).named) == 9


def test_a_change_is_compared_only_where_both_days_are_known():
    """Where an area is not recorded, no share is said to have gone from one to another."""
    opened = an_office(valid_from="2026-02-01")
    register = with_firms(3, 1, sites=[opened], offers=[an_offer_row(area=None)])
    told = brief_change(register, "energi", date(2026, 1, 1), TODAY)

    assert [sentence.key for sentence in told.sentences] == ["change.municipalities"]


def test_one_place_is_said_as_one():
    """Danish counts: 1 sted, 1 virksomhed."""
    told = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    said = [say(sentence) for sentence in told.sentences]
    assert said[0].startswith("Med 1 sted mere når 100 % af virksomhederne")
    assert said[1] == "Et nyt sted i København Kommune når 1 virksomhed, som ikke nås i forvejen."
    assert told.places_for_all == 1


def test_areas_of_every_kind_are_told():
    """Landsdele, regions on the day and hubs beside the typology, each with its share."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "nuts3_code": "DK050", "hub_id": "hus"} for place in PLACES]
    told = brief_coverage(with_firms(3, 1, municipalities=places), "energi", TODAY)

    assert [(one.group, one.coverage_rate) for one in told.landsdele] == [("DK050", 0.75)]
    assert [(one.group, one.name) for one in told.hubs] == [("hus", "hus")]
    assert told.regions == ()
    assert told.found_share == {"code": 1, "tie": 0, "both": 0}


@pytest.mark.parametrize(
    ("asked", "within"), [({}, 50), ({"km": 30}, 30), ({"minutes": 45}, 45), ({"km": 0}, 0)]
)
def test_the_distance_is_what_was_asked_for(asked, within):
    """Without travel times a minute is a kilometre; 0 is a distance too."""
    assert terms_of(**asked) == CoverageCriteria(within=within)


def test_two_distances_are_refused():
    """One of them must be meant."""
    with pytest.raises(EcosystemError, match="not both"):
        terms_of(km=30, minutes=30)
