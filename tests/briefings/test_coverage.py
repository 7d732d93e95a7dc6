"""Answers about coverage: one position, the whole country, change over time, where to begin."""

from datetime import date

import pytest

from ecosystem.analysis.coverage import Terms
from ecosystem.analysis.siting import Plan
from ecosystem.briefings.country import brief_change, brief_country
from ecosystem.briefings.coverage import brief_coverage, terms_of
from ecosystem.briefings.presence import brief_presence
from ecosystem.briefings.siting import brief_siting
from ecosystem.display.coverage_text import country_lines
from ecosystem.display.wording import say
from ecosystem.model.errors import EcosystemError
from tests.analysis.coverage.ecosystems import (
    CLUSTER,
    FAR,
    NEAR,
    TODAY,
    an_ecosystem,
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
    """Three of four firms are reached; the sentence says 75 per cent and where the fourth is."""
    told = brief_coverage(with_firms(3, 1), "energi", TODAY)

    assert told.coverage_rate == 0.75
    assert [one.state.value for one in told.municipalities] == ["uncovered", "covered"]
    said = " ".join(say(sentence) for sentence in told.sentences)
    assert "75 % af styrkepositionens virksomheder (4 i alt" in said
    assert "København (1)" in said


def test_what_is_not_known_widens_the_share():
    """Without a service area the share is between nothing and three of four."""
    register = with_firms(3, 1, offers=[])
    told = brief_coverage(with_firms(3, 1, without=["offers"]), "energi", TODAY)

    assert (told.coverage_rate, told.coverage_rate_high) == (0, 0.75)
    assert brief_coverage(register, "energi", TODAY).coverage_rate_high == 0


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
    assert "Klynge: 1 kommune uden kontor i nærheden; 1 af 4 virksomheder. København (1)." in said
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
    told = brief_siting(
        with_firms(3, 1, without=["sites"]), "energi", TODAY, Plan(add=1, within=50)
    )

    assert told.unknown == 2
    assert say(told.sentences[1]).startswith("2 kommuner, hvor der mangler oplysninger")


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
        assert "1 virksomhed i registret har ingen kommune og er ikke talt med." in said
    whole = brief_coverage(with_firms(3, 1), "energi", TODAY)
    assert not any("i registret har ingen" in say(caveat) for caveat in whole.caveats)


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
    assert terms_of(**asked) == Terms(within=within)


def test_two_distances_are_refused():
    """One of them must be meant."""
    with pytest.raises(EcosystemError, match="not both"):
        terms_of(km=30, minutes=30)
