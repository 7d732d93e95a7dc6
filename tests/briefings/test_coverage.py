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
    briefing = brief_coverage(with_firms(3, 1), "energi", TODAY)

    assert briefing.coverage_rate == 0.75
    assert [place.state.value for place in briefing.municipalities] == ["uncovered", "covered"]
    text = " ".join(say(sentence) for sentence in briefing.sentences)
    assert "Styrkepositionens virksomheder: 4 (snævert 4, bredt 4). 75 % af dem" in text
    assert "København (1)" in text


def test_what_is_not_known_widens_the_share():
    """Without a service area the share is between nothing and three of four."""
    briefing = brief_coverage(with_firms(3, 1, offers=[an_offer_row(area=None)]), "energi", TODAY)

    assert (briefing.coverage_rate, briefing.coverage_rate_high) == (0, 0.75)
    assert "Mellem 0 og 75 % af dem" in " ".join(say(sentence) for sentence in briefing.sentences)
    none = brief_coverage(with_firms(3, 1, offers=[]), "energi", TODAY)
    assert none.coverage_rate_high == 0


def test_without_firms_only_municipalities_are_told():
    """Firms that are not recorded are neither none nor all."""
    briefing = brief_coverage(an_ecosystem(), "energi", TODAY)

    assert briefing.coverage_rate is None
    assert briefing.municipalities[0].firms is None
    assert any(sentence.key == "coverage.firms_not_recorded" for sentence in briefing.sentences)


def test_nobody_designated_is_said():
    """An uncovered country has a reason that is worth a sentence."""
    ended = {
        "actor_id": "klynge",
        "position_id": "energi",
        "role": "designated_cluster",
        "valid_to": "2026-01-01",
    }
    briefing = brief_coverage(an_ecosystem(actor_positions=[ended]), "energi", TODAY)

    assert any(sentence.key == "coverage.nobody_designated" for sentence in briefing.caveats)


def test_where_to_begin_is_told_with_what_comes_of_it():
    """One more office, where the one unreached firm is."""
    briefing = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    assert [place.municipality_code for place in briefing.chosen] == [FAR]
    assert (briefing.covered_before, briefing.covered_after) == (0.75, 1)
    assert briefing.newly_reached == (FAR,)


def test_the_country_tells_each_cluster_where_it_is_missing():
    """Every position and municipality, and what the cluster does not reach."""
    briefing = brief_country(with_firms(3, 1), TODAY)

    assert len(briefing.cells) == 2
    cluster = briefing.clusters[0]
    assert [cell.municipality_code for cell in cluster.absent_from] == [FAR]
    assert (cluster.firms_out_of_reach, cluster.firms) == (1, 4)


def test_a_hub_is_told_what_its_area_lacks():
    """Municipalities carry the hub that covers them."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "hub_id": "hus"} for place in PLACES]
    briefing = brief_country(with_firms(3, 1, municipalities=places), TODAY)

    assert [cell.municipality_code for cell in briefing.hubs[0].lacks] == [FAR]


def test_the_country_is_said_with_places_and_firms():
    """Each cluster and hub with the municipalities that have most firms."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "hub_id": "hus"} for place in PLACES]
    lines = country_lines(brief_country(with_firms(3, 1, municipalities=places), TODAY))

    text = "\n".join(lines)
    assert "Klynge: 1 kommune med virksomheder, men uden kontor i nærheden. " in text
    assert "De mindst sikre oplysninger om kontorerne: Aldrig bekræftet." in text
    assert "4 (snævert 4, bredt 4), heraf 1 i de kommuner. Flest: København (1)." in text
    assert "Mangler kontor i nærheden: Energi, København (1)" in text


def test_change_is_told_between_two_days():
    """An office that opened closes a gap; one that closed opens one."""
    opened = an_office(valid_from="2026-02-01")
    briefing = brief_change(with_firms(3, 1, sites=[opened]), "energi", date(2026, 1, 1), TODAY)

    assert briefing.closed == (NEAR,)
    assert briefing.opened == ()
    assert (briefing.coverage_rate_before, briefing.coverage_rate_after) == (0, 0.75)


def test_change_is_said_with_its_figures():
    """From none to three of four firms; one municipality gained an office."""
    opened = an_office(valid_from="2026-02-01")
    briefing = brief_change(with_firms(3, 1, sites=[opened]), "energi", date(2026, 1, 1), TODAY)

    text = " ".join(say(sentence) for sentence in briefing.sentences)
    assert "fra 0 til 75 %" in text
    assert "siden 1. januar 2026: 1." in text
    assert briefing.counts == {"opened": 0, "closed": 1, "no_longer_known": 0}


def test_what_is_not_known_is_told_beside_a_proposal():
    """A municipality of which it is not known is taken as not reached, and that is said."""
    register = with_firms(3, 1, offers=[an_offer_row(area=None)])
    briefing = brief_siting(register, "energi", TODAY, Plan(add=1, within=50))

    assert briefing.unknown == 1
    assert say(briefing.sentences[1]).startswith(
        "1 kommune, hvor der mangler oplysninger, er regnet"
    )


@pytest.mark.parametrize("table", ["sites", "offers", "actor_positions"])
def test_nothing_is_proposed_where_nobody_knows_who_is_near(table):
    """Advice that rests on an absent table would be advice on nothing."""
    with pytest.raises(NotRecordedError, match=f"no table '{table}'"):
        brief_siting(with_firms(3, 1, without=[table]), "energi", TODAY, Plan(add=1, within=50))


def test_a_proposal_names_what_it_rests_on():
    """The firms in the three counts, the offices of today, and how sure these are."""
    briefing = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    sentences = [say(sentence) for sentence in briefing.sentences]
    assert (
        "Forslaget bygger på 1 kontor i dag. Styrkepositionens virksomheder: 4 (snævert 4, "
        "bredt 4)."
    ) in sentences
    assert "De mindst sikre oplysninger om kontorerne: Aldrig bekræftet." in sentences


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
    briefings = (
        brief_coverage(register, "energi", TODAY),
        brief_siting(register, "energi", TODAY, Plan(add=1, within=50)),
        brief_presence(register, "energi", TODAY, level="municipality"),
    )

    for briefing in briefings:
        caveats = [say(caveat) for caveat in briefing.caveats]
        assert any(
            caveat.startswith("2 virksomheder i registret har ingen branche") for caveat in caveats
        )
        assert (
            "1 virksomhed i registret har ingen kommune og er ikke talt med i nogen kommune."
        ) in caveats
    whole = brief_coverage(with_firms(3, 1), "energi", TODAY)
    assert not any("i registret har ingen" in say(caveat) for caveat in whole.caveats)


def test_firms_of_no_municipality_are_of_the_position_and_not_on_the_map():
    """Map and list add up: five firms, four of them somewhere, one nowhere."""
    nowhere = {**firms(1, 0)[0], "actor_id": "x", "municipality_code": None}
    register = an_ecosystem(
        actors=[CLUSTER, *firms(3, 1), nowhere], industry_positions=[INDUSTRY], regions=[]
    )
    briefing = brief_coverage(register, "energi", TODAY)
    counted = brief_presence(register, "energi", TODAY, level="municipality")

    assert (briefing.firms, briefing.firms_placed, briefing.firms_without_municipality) == (5, 4, 1)
    assert sum(place.firms for place in briefing.municipalities) == 4
    assert briefing.coverage_rate == 0.75
    text = " ".join(say(sentence) for sentence in briefing.sentences)
    assert "5 (snævert 5, bredt 5). 75 % af de 4, der har en kommune" in text
    assert "1 virksomhed i styrkepositionen har ingen kommune" in text
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
        text = " ".join(say(sentence) for sentence in (*briefing.sentences, *briefing.caveats))
        assert "på landsplan" not in text
        assert "landsgennemsnit" not in text


def test_firms_are_held_against_the_country_only_where_industries_are_recorded():
    """Without them the known firms are those with a tie: no quotient, no share of the country."""
    project = {"project_id": "p", "title": "P", "position_id": "energi"}
    coverages = [
        {"actor_id": row["actor_id"], "project_id": "p", "role": "partner"} for row in firms(3, 1)
    ]
    register = an_ecosystem(
        actors=[CLUSTER, *firms(3, 1)], projects=[project], participations=coverages, regions=[]
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
    briefing = brief_change(with_firms(3, 1, sites=sites), "energi", date(2026, 1, 1), TODAY)

    assert words in say(briefing.sentences[0])


@pytest.mark.parametrize("table", ["sites", "offers", "actor_positions"])
def test_no_change_is_told_of_what_is_not_recorded(table):
    """Not 0 municipalities that gained an office: a sentence with what to add."""
    register = with_firms(3, 1, without=[table])
    briefing = brief_change(register, "energi", date(2026, 1, 1), TODAY)

    assert [f"{table}.csv" in say(sentence) for sentence in briefing.sentences] == [True]


@pytest.mark.parametrize(("kind", "is_told"), [("headquarters", True), ("workplace", False)])
def test_an_institution_that_may_be_elsewhere_too_is_told_of(kind, is_told):
    """Its head office is all that is recorded; with a campus beside it the list is whole."""
    institution = {**CLUSTER, "kind": "knowledge_institution"}
    sites = [an_office(), an_office(site_id="b", kind=kind)]
    briefing = brief_coverage(an_ecosystem(actors=[institution], sites=sites), "energi", TODAY)

    words = "Registret kender kun hovedkontoret for 1 videninstitution."
    assert any(say(caveat).startswith(words) for caveat in briefing.caveats) is is_told


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
    sentences = [say(sentence) for sentence in never.sentences]
    assert "Oplysningerne om kontorerne er aldrig bekræftet." in sentences
    assert "Oplysningerne om kontorerne er bekræftet." in [say(s) for s in confirmed.sentences]
    assert never.coverage_rate == confirmed.coverage_rate


def test_most_firms_names_all_that_share_a_place():
    """Three share the second place: all of them or none; a shared first place is named whole."""
    assert leaders([("A", 9), ("B", 3), ("C", 3), ("D", 3)]).leading == [
        ("A", 9),
        ("B", 3),
        ("C", 3),
        ("D", 3),
    ]
    many = [(f"M{at}", 1) for at in range(9)]
    assert leaders([("A", 2), *many]) == ([("A", 2)], 9, 1)
    assert len(leaders(many).leading) == 9


def test_a_change_is_compared_only_where_both_days_are_known():
    """Where an area is not recorded, no share is said to have gone from one to another."""
    opened = an_office(valid_from="2026-02-01")
    register = with_firms(3, 1, sites=[opened], offers=[an_offer_row(area=None)])
    briefing = brief_change(register, "energi", date(2026, 1, 1), TODAY)

    assert [sentence.key for sentence in briefing.sentences] == ["change.municipalities"]


def test_one_place_is_said_as_one():
    """Danish counts: 1 sted, 1 virksomhed."""
    briefing = brief_siting(with_firms(3, 1), "energi", TODAY, Plan(add=1, within=50))

    sentences = [say(sentence) for sentence in briefing.sentences]
    assert sentences[0].startswith("Med 1 sted mere når 100 % af virksomhederne")
    assert (
        sentences[1] == "Et nyt sted i København Kommune når 1 virksomhed, som ikke nås i forvejen."
    )
    assert briefing.places_for_all == 1


def test_areas_of_every_kind_are_told():
    """Landsdele, regions on the day and hubs beside the typology, each with its share."""
    from tests.analysis.coverage.ecosystems import PLACES

    places = [{**place, "nuts3_code": "DK050", "hub_id": "hus"} for place in PLACES]
    briefing = brief_coverage(with_firms(3, 1, municipalities=places), "energi", TODAY)

    assert [(area.group, area.coverage_rate) for area in briefing.landsdele] == [("DK050", 0.75)]
    assert [(area.group, area.name) for area in briefing.hubs] == [("hus", "hus")]
    assert briefing.regions == ()
    assert briefing.found_share == {"code": 1, "tie": 0, "both": 0}


@pytest.mark.parametrize(
    ("limits", "within"), [({}, 50), ({"km": 30}, 30), ({"minutes": 45}, 45), ({"km": 0}, 0)]
)
def test_the_distance_is_what_was_asked_for(limits, within):
    """Without travel times a minute is a kilometre; 0 is a distance too."""
    assert terms_of(**limits) == CoverageCriteria(within=within)


def test_two_distances_are_refused():
    """One of them must be meant."""
    with pytest.raises(EcosystemError, match="not both"):
        terms_of(km=30, minutes=30)
