"""The shipped register of Denmark: every row has a source, every id resolves, nothing is lost."""

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import yaml

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.tables import TABLES
from ecosystem.model.tables import words_of
from ecosystem.model.offers import DesignatedCluster, OneOf, Rules
from ecosystem.sources.rules.offers import read_rules_and_faults
from ecosystem.sources.register.inspection import inspect_register

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "data" / "register"
REFERENCE = ROOT.parent / "shared" / "data" / "reference"
CASES = ROOT.parent / "shared" / "data" / "cases"

TODAY = "2026-11-23"
LAST_DAY_OF_TWO_REGIONS, FIRST_DAY_OF_ONE = "2026-12-31", "2027-01-01"
OWN_TABLES = [
    "strength_positions",
    "needs",
    "municipalities",
    "regions",
    "industry_positions",
    "actors",
    "sites",
    "links",
    "actor_positions",
    "offers",
    "system_layers",
    "actor_layers",
]

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the tables the register was made from are not here"
)
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the advisers' cases are not here")


@cache
def table(name: str) -> pd.DataFrame:
    """Every observed row of a shipped table, cells as text; example rows are left out."""
    rows = pd.read_csv(REGISTER / f"{name}.csv", dtype=str, keep_default_na=False)
    if "is_synthetic" in rows:
        rows = rows[rows["is_synthetic"] != "true"]
    return rows


@cache
def rules() -> dict[str, Rules]:
    """Every rule file of the shipped register."""
    return read_rules_and_faults(ROOT / "data" / "rules")[0]


def reference(name: str) -> pd.DataFrame:
    """A table of the reference, cells as text."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


def on(day: str, rows: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The rows that hold on a day; ISO dates compare as text, an empty end is open."""
    return rows[(rows[first] <= day) & ((rows[last] == "") | (rows[last] >= day))]


def cells(rows: pd.DataFrame, column: str) -> list[str]:
    """Filled cells of a column; a cell with several ids gives each."""
    return [part for cell in rows[column] for part in cell.split(";") if part]


def test_the_register_has_no_fault():
    """What a user's own register is held against holds for the shipped one too."""
    inspection = inspect_register(ROOT / "data")

    assert [str(fault) for fault in inspection.faults] == []
    assert set(OWN_TABLES) <= set(inspection.tables)


# --- form ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OWN_TABLES)
def test_every_promised_column_is_in_the_file_and_no_other(name):
    """Columns that may be left out may be; all others stand there, in the written order."""
    header = list(pd.read_csv(REGISTER / f"{name}.csv", nrows=0).columns)
    promised = [use.column for use in TABLES[name].uses if not use.is_optional]

    assert [c for c in TABLES[name].columns if c in header] == header
    assert set(promised) <= set(header)
    assert {"confidence", "note"} <= set(header)


@pytest.mark.parametrize("name", OWN_TABLES)
def test_files_are_plain_utf8_with_line_feeds(name):
    """A file that differs by machine cannot be compared from one version to the next."""
    raw = (REGISTER / f"{name}.csv").read_bytes()

    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8")


@pytest.mark.parametrize("name", OWN_TABLES)
def test_required_cells_are_filled_and_closed_lists_kept(name):
    """A required cell is never empty, and a word is one of its list."""
    rows = table(name)

    for use in TABLES[name].uses:
        if use.column not in rows:
            continue
        filled = rows[use.column][rows[use.column] != ""]
        assert not use.is_required or len(filled) == len(rows), use.column
        assert not use.words or set(filled) <= set(words_of(use)), use.column


@pytest.mark.parametrize("name", OWN_TABLES)
def test_cells_are_written_as_their_kind_demands(name):
    """Codes, numbers, flags and dates read without guessing; codes keep their leading zero."""
    patterns = {
        Kind.ID: r"[a-z0-9][a-z0-9_.:#-]*",
        Kind.IDS: r"[a-z0-9_]+(;[a-z0-9_]+)*",
        Kind.WHOLE: r"[0-9]+",
        Kind.NUMBER: r"-?[0-9]+(\.[0-9]+)?",
        Kind.FLAG: r"true|false",
        Kind.DATE: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    }
    rows = table(name)

    for column in rows:
        pattern = COLUMNS[column].pattern or patterns.get(COLUMNS[column].kind)
        if pattern:
            filled = rows[column][rows[column] != ""]
            wrong = filled[~filled.str.fullmatch(pattern.strip("^$"))]
            assert wrong.empty, f"{name}.{column}: {list(wrong[:3])}"


@pytest.mark.parametrize("name", OWN_TABLES)
def test_keys_are_unique(name):
    """Two rows never speak of the same thing."""
    repeated = table(name)[table(name).duplicated(list(TABLES[name].key))]

    assert repeated.empty, repeated.to_string()


@pytest.mark.parametrize("name", OWN_TABLES)
def test_every_id_resolves(name):
    """Whatever a row refers to is in the register."""
    for use in TABLES[name].uses:
        if use.refers_to and use.column in table(name):
            target = TABLES[use.refers_to].key[0]
            strangers = set(cells(table(name), use.column)) - set(table(use.refers_to)[target])
            assert not strangers, f"{name}.{use.column}: {sorted(strangers)}"


@pytest.mark.parametrize("name", OWN_TABLES)
def test_dates_are_in_order(name):
    """Nothing ends before it begins."""
    rows = table(name)

    for first, last in TABLES[name].periods:
        both = rows[(rows[first] != "") & (rows[last] != "")]
        assert (both[first] <= both[last]).all()


@pytest.mark.parametrize("name", OWN_TABLES)
def test_every_row_has_a_source_and_says_how_sure_it_is(name):
    """A row without a page behind it says so in its source, and is not of high confidence."""
    rows = table(name)
    unconfirmed = rows[rows["source"] == "almen viden (ikke bekræftet)"]

    assert (rows["source"].str.len() > 5).all()
    assert set(rows["confidence"]) <= {"high", "medium", "low"}
    assert name == "actor_positions" or "high" not in set(unconfirmed["confidence"])


# --- Denmark ------------------------------------------------------------------------------


def test_there_are_98_municipalities_each_with_one_hub():
    """The six hubs divide the country between them; Christiansø is no municipality."""
    rows = table("municipalities")
    hubs = set(table("actors").query("kind == 'business_hub'")["actor_id"])

    assert len(rows) == 98
    assert "0411" not in set(rows["municipality_code"])
    assert set(rows["hub_id"]) == hubs
    assert len(hubs) == 6
    assert (rows[["nuts3_code", "group", "population", "latitude", "longitude"]] != "").all().all()


def test_outer_municipalities_are_those_of_the_tax_act():
    """25 municipalities by ligningslovens paragraph 9 C (2019), not the 16 of the EU list."""
    outer = table("municipalities").query("is_outer == 'true'")

    assert len(outer) == 25
    assert {"0330", "0390", "0540"} <= set(outer["municipality_code"])


@pytest.mark.parametrize("day", ["2007-01-01", TODAY, LAST_DAY_OF_TWO_REGIONS, FIRST_DAY_OF_ONE])
def test_each_municipality_lies_in_one_region_on_any_day(day):
    """No day has a municipality without a region or in two."""
    rows = on(day, table("regions"), "valid_from", "valid_to")

    assert sorted(rows["municipality_code"]) == sorted(table("municipalities")["municipality_code"])


def test_two_regions_become_region_oestdanmark_on_new_years_day_2027():
    """29 and 17 municipalities become 46; the other three regions go on unchanged."""
    before = on(LAST_DAY_OF_TWO_REGIONS, table("regions"), "valid_from", "valid_to")
    after = on(FIRST_DAY_OF_ONE, table("regions"), "valid_from", "valid_to")
    east = after.query("name == 'Region Østdanmark'")

    assert before["region_code"].value_counts().to_dict() == {
        "1084": 29,
        "1083": 22,
        "1082": 19,
        "1085": 17,
        "1081": 11,
    }
    assert len(east) == 46
    assert set(east["municipality_code"]) == set(
        before.query("region_code in ('1084', '1085')")["municipality_code"]
    )
    assert set(east["confidence"]) == {"low"}, "the official code is not known"


def test_there_are_15_positions_11_of_them_strengths():
    """Eleven strength positions and four emerging ones; none has ended."""
    rows = table("strength_positions")

    assert rows["status"].value_counts().to_dict() == {"strength": 11, "emerging": 4}
    assert set(rows["valid_to"]) == {""}


def designated(day: str) -> pd.DataFrame:
    """Clusters designated on a day."""
    rows = table("actor_positions").query("role == 'designated_cluster'")
    return on(day, rows, "valid_from", "valid_to")


@pytest.mark.parametrize(
    ("day", "clusters"),
    [
        ("2020-12-31", 0),
        ("2021-01-01", 14),
        ("2022-03-31", 14),
        ("2022-04-01", 13),
        ("2024-12-31", 13),
        ("2025-01-01", 13),
        (TODAY, 13),
    ],
)
def test_fourteen_clusters_became_thirteen_in_2022(day, clusters):
    """A position has at most one designated cluster on a day."""
    rows = designated(day)

    assert len(rows) == clusters
    assert rows["position_id"].is_unique


def test_the_maritime_position_and_tourism_have_no_cluster_today():
    """One lost its cluster, one never had any; both are still positions."""
    without = set(table("strength_positions")["position_id"]) - set(
        designated(TODAY)["position_id"]
    )

    assert without == {"maritime_logistik", "turisme"}


def test_what_marlog_had_ended_with_it():
    """Closed with its offices, its services and the hubs' agreement to refer to it."""
    marlog = table("actors").query("actor_id == 'marlog'")
    sites = table("sites").query("actor_id == 'marlog'")
    services = table("offers").query("provider_actor_id == 'marlog'")
    links = table("links").query("to_actor_id == 'marlog'")

    assert list(marlog["closed"]) == ["2022-03-31"]
    assert (len(sites), len(services), len(links)) == (6, 4, 6)
    for ends in (sites["valid_to"], services["open_until"], links["valid_to"]):
        assert set(ends) == {"2022-03-31"}
    assert links.query("kind == 'successor_of'").empty


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("cluster", 14),
        ("business_hub", 6),
        ("knowledge_institution", 53),
        ("municipal_office", 98),
    ],
)
def test_the_actors_of_the_system_are_there(kind, number):
    """Nobody of the reference is left out; the academy that two others became is added."""
    assert len(table("actors").query("kind == @kind")) == number


def test_every_cluster_hub_and_institution_has_a_place():
    """Head office, office or test facility: coverage can be measured for each."""
    placed = set(table("sites")["actor_id"])
    actors = table("actors")
    kinds = ["cluster", "business_hub", "knowledge_institution", "municipal_office"]

    assert set(actors.loc[actors["kind"].isin(kinds), "actor_id"]) <= placed


def test_hubs_refer_to_every_cluster_by_agreement_only():
    """Bound by agreement is claimed, not observed: no link to a cluster says more than it knows."""
    links = table("links").query("kind == 'refers_to'")
    to_clusters = links[links["to_actor_id"].isin(designated("2021-01-01")["actor_id"])]

    assert len(to_clusters) == 6 * 14
    assert set(links["evidence"]) == {"claimed"}


def test_no_cluster_is_sure_beyond_2024_but_the_one_that_was_verified():
    """A designation assumed to go on is shown as not confirmed."""
    rows = designated(TODAY).set_index("actor_id")["confidence"]

    assert list(rows[rows == "high"].index) == ["made"]
    assert rows["danish_sound_cluster"] == "medium"
    assert (rows.drop(["made", "danish_sound_cluster"]) == "low").all()


# --- offers -------------------------------------------------------------------------------


def test_there_are_schemes_and_the_services_of_actors():
    """Schemes are applied for, services asked for; a service's id begins with its actor."""
    offers = table("offers")
    services = offers.query("kind == 'service'")

    assert set(offers["kind"]) == {"scheme", "service"}
    assert list(services["offer_id"].str.split(".").str[0]) == list(services["provider_actor_id"])


def test_every_offer_has_rules_and_a_first_step():
    """No offer without a rule file, no rule file without an offer, no card without advice."""
    offers = table("offers")

    assert set(rules()) == set(offers["offer_id"])
    assert (offers["next_step"].str.endswith(".")).all()
    assert offers["next_step"].str.len().between(20, 160).all()


OWN_PAGES = {
    "aub": ("virk.dk", "borger.dk"),
    "deb": ("erhvervsfremmebestyrelsen.dk", "erhvervsstyrelsen.dk"),
    "een_danmark": ("danishbusinessauthority.dk",),
    "ehfyn": ("ehfyn.dk",),
    "eic": ("eic.ec.europa.eu",),
    "eifo": ("eifo.dk", "ekf.dk", "vf.dk", "em.dk"),
    "eksportraadet": ("um.dk", "docplayer.dk"),
    "energistyrelsen": ("ens.dk", "sparenergi.dk"),
    "erhvervshusene": ("virksomhedsprogrammet.dk", "beyondbeta.ehsys.dk", "earlywarning.dk"),
    "erhvervsstyrelsen": ("smvdigital.dk", "startupdenmark.info", "docplayer.dk", "ritzau.dk"),
    "eudp": ("eudp.dk", "ens.dk"),
    "euipo": ("euipo.europa.eu",),
    "europa_kommissionen": ("ec.europa.eu", "ufm.dk"),
    "gts_net": ("gts-net.dk", "ufm.dk"),
    "gudp": ("gudp.dk", "gudp.lbst.dk", "lbst.dk"),
    "innovationsfonden": ("innovationsfonden.dk",),
    "kommunerne": ("ft.dk", "star.dk"),
    "miljoestyrelsen": ("ecoinnovation.dk",),
    "plan_landdistriktsstyrelsen": ("statens-tilskudspuljer.dk",),
    "skattestyrelsen": ("info.skat.dk",),
    "ufm": ("ufm.dk",),
    "workindenmark_center": ("star.dk", "workindenmark.dk"),
    "ufs": ("ufsn.dk", "ufm.dk", "erhvervsstyrelsen.dk"),
}
"""Where a provider, or the authority behind a scheme, speaks for itself; copies count as well."""


def is_own_page(offer: pd.Series) -> bool:
    """Whether one of the sources is a page of the provider or of the authority behind it."""
    own = OWN_PAGES.get(offer.provider_actor_id, ())
    own += ("erhvervsfremmebestyrelsen.dk", "kl.dk")
    hosts = re.findall(r"https?://(?:www\.)?([^/\s]+)", offer.source)
    return any(host == page or host.endswith(f".{page}") for host in hosts for page in own)


def test_a_scheme_known_from_others_alone_says_so_and_is_not_sure():
    """Its note begins with "Anden kilde:", and its confidence is medium at most."""
    schemes = table("offers").query("kind == 'scheme'")
    schemes = schemes[~schemes["source"].str.startswith("almen viden")]
    says_so = schemes["note"].str.startswith("Anden kilde:")

    assert "high" not in set(schemes[says_so]["confidence"])
    assert set(schemes[~schemes.apply(is_own_page, axis=1)]["offer_id"]) <= set(
        schemes[says_so]["offer_id"]
    )


def test_the_day_of_a_scheme_is_a_day_its_page_tells():
    """A check lies on no day to come, and the rule file tells the same one."""
    for row in table("offers").query("kind == 'scheme'").itertuples():
        assert row.checked <= TODAY, row.offer_id
        assert row.checked == str(rules()[row.offer_id].checked or ""), row.offer_id


def test_every_need_is_met_by_a_service_of_somebody_active():
    """Also the needs that schemes hardly serve: markets, branding, regulation, public actors."""
    services = table("offers").query("kind == 'service' and open_until == ''")

    assert set(cells(services, "need_ids")) == set(table("needs")["need_id"])


@pytest.mark.parametrize(
    "need_id", ["local_national_markets", "branding", "regulation_overview", "public_cooperation"]
)
def test_needs_of_firms_in_their_place_are_met_by_actors_more_than_by_schemes(need_id):
    """The reason why services are offers at all."""
    offers = table("offers")
    answering = offers[[need_id in cell.split(";") for cell in offers["need_ids"]]]
    kinds = answering["kind"].value_counts()

    assert kinds["service"] > kinds["scheme"]


def test_a_cluster_serves_its_own_position():
    """Four services each, open to the firms of the position and to no others."""
    positions = designated("2021-01-01").set_index("actor_id")["position_id"]

    for cluster, offers in table("offers").groupby("provider_actor_id"):
        if cluster not in positions:
            continue
        assert len(offers) == 4
        assert set(offers["position_ids"]) == {positions[cluster]}
        for offer_id in offers["offer_id"]:
            criterion = OneOf(fact="positions", values=(positions[cluster],))
            assert rules()[offer_id].criteria == (criterion,)


def municipalities_of(offer_id: str) -> set[str]:
    """Municipalities that a service's one criterion lets in."""
    (criterion,) = rules()[offer_id].criteria
    assert isinstance(criterion, OneOf)
    assert criterion.fact == "municipality_code"
    return set(criterion.values)


def test_hubs_and_municipalities_serve_their_own_area():
    """Area and criterion name the same municipalities, and every firm has one of each."""
    offers = table("offers").set_index("offer_id")
    by_hub = table("municipalities").groupby("hub_id")["municipality_code"].agg(set)

    for hub, codes in by_hub.items():
        offer_id = f"{hub}.vejledning"
        assert set(offers.loc[offer_id, "area"].split(";")) == codes
        assert municipalities_of(offer_id) == codes
    for code in table("municipalities")["municipality_code"]:
        offer_id = f"komm_{code}.erhvervsservice"
        assert offers.loc[offer_id, "area"] == code
        assert municipalities_of(offer_id) == {code}


def test_services_are_tied_to_fields_that_the_register_knows():
    """An institution's service is for the positions the institution stands in."""
    fields = table("actor_positions").groupby("actor_id")["position_id"].agg(set)
    institutions = table("actors").query("kind == 'knowledge_institution'")["actor_id"]
    services = table("offers").query("kind == 'service'")
    services = services[services["provider_actor_id"].isin(institutions)]

    assert len(services) > 0
    for service in services.itertuples():
        assert set(service.position_ids.split(";")) == fields[service.provider_actor_id]
        assert {c.test for c in rules()[service.offer_id].criteria} <= {"must_ask"}


@pytest.mark.parametrize(
    ("offer_id", "open_from", "open_until"),
    [
        ("innobooster_2024", "2024-01-08", "2024-09-05"),
        ("innobooster_2021", "2021-02-16", "2021-06-01"),
        ("smv_digital_100", "2021-01-01", "2023-12-31"),
        ("smv_groen_2023", "2023-04-26", "2023-05-17"),
        ("innovationskraft_2124", "2021-01-01", "2024-12-31"),
        ("klyngeprogram_2528", "2025-01-01", "2028-12-31"),
        ("innobooster", "2026-01-01", ""),
        ("euopstart_edf_2026", "2026-01-01", "2026-11-04"),
        ("eifo_eksportkaution", "", "2025-04-30"),
        ("eifo_kaution", "2025-05-01", ""),
        ("mudp_forprojekt", "", ""),
        ("videnpilot", "", ""),
    ],
)
def test_superseded_schemes_keep_the_days_of_their_rules(offer_id, open_from, open_until):
    """Dates stand only where the source tells; what it does not tell is empty."""
    (row,) = table("offers").query("offer_id == @offer_id").itertuples()

    assert (row.open_from, row.open_until) == (open_from, open_until)


def test_offer_and_rule_file_tell_the_same_days():
    """One truth about when a scheme is open, wherever it is read."""
    for row in table("offers").itertuples():
        opening = rules()[row.offer_id].opening
        if opening.is_ended or not opening.periods:
            continue
        firsts = [str(period.first or "") for period in opening.periods]
        lasts = [str(period.last or "") for period in opening.periods]
        assert row.open_from == ("" if "" in firsts else min(firsts)), row.offer_id
        assert row.open_until == ("" if "" in lasts else max(lasts)), row.offer_id


def test_a_scheme_for_positions_with_a_cluster_leaves_the_judgement_to_its_rule():
    """Which positions have a cluster changes: the offer names none, its rule asks on the day."""
    offers = table("offers").set_index("offer_id")

    for offer_id in ("innovationskraft_2124", "klyngeprogram_2528"):
        assert offers.loc[offer_id, "position_ids"] == ""
        assert any(isinstance(part, DesignatedCluster) for part in rules()[offer_id].criteria)


# --- industries ---------------------------------------------------------------------------


def positions_of(code: str, scheme: str) -> dict[str, str]:
    """Positions and roles of an industry code."""
    rows = table("industry_positions").query("scheme == @scheme")
    met = rows[[code.startswith(prefix) for prefix in rows["code_prefix"]]]
    assert met["position_id"].is_unique
    return dict(zip(met["position_id"], met["role"], strict=True))


def test_a_code_meets_a_position_at_most_once():
    """Within a scheme and position no prefix lies inside another, so nothing counts twice."""
    for (scheme, position), rows in table("industry_positions").groupby(["scheme", "position_id"]):
        prefixes = sorted(rows["code_prefix"])
        for short in prefixes:
            inside = [p for p in prefixes if p != short and p.startswith(short)]
            assert not inside, (scheme, position, short)


def test_every_position_has_a_core_industry_in_both_schemes():
    """A position without one would have no firms."""
    core = table("industry_positions").query("role == 'core'")
    positions = set(table("strength_positions")["position_id"])

    assert core.groupby("scheme")["position_id"].agg(set).to_dict() == {
        "DB07": positions,
        "DB25": positions,
    }


def test_weights_follow_roles_and_no_row_claims_to_be_sure():
    """Core 1, related a half, enabling a quarter; our own judgement throughout."""
    rows = table("industry_positions")

    assert dict(zip(rows["role"], rows["weight"], strict=True)) == {
        "core": "1",
        "related": "0.5",
        "enabling": "0.25",
    }
    assert rows.groupby("role")["weight"].nunique().eq(1).all()
    assert "high" not in set(rows["confidence"])


@pytest.mark.parametrize(
    ("code", "position_id"),
    [
        ("281300", "miljoeteknologi"),
        ("251100", "avanceret_produktion"),
        ("256200", "avanceret_produktion"),
        ("265100", "energiteknologi"),
        ("104100", "foedevarer_bioressourcer"),
        ("102020", "foedevarer_bioressourcer"),
        ("332000", "robot_drone"),
        ("282200", "robot_drone"),
        ("303000", "robot_drone"),
        ("301100", "maritime_logistik"),
        ("502000", "maritime_logistik"),
        ("551010", "turisme"),
        ("263000", "forsvar_rum_sikkerhed"),
        ("201100", "energiteknologi"),
        ("310900", "design_mode_moebler"),
        ("264000", "lyd"),
        ("212000", "life_science_velfaerdsteknologi"),
        ("620100", "digitale_teknologier"),
    ],
)
@pytest.mark.parametrize("scheme", ["DB07", "DB25"])
def test_industries_map_where_an_adviser_would_expect(code, position_id, scheme):
    """Firms of the advisers' cases meet their position from the industry alone."""
    assert position_id in positions_of(code, scheme)


def test_codes_that_moved_follow_their_content():
    """Weapons are 25.4 in DB07 and 25.3 in DB25; 25.4 in DB25 is forging."""
    assert positions_of("254000", "DB07")["forsvar_rum_sikkerhed"] == "core"
    assert positions_of("253000", "DB25")["forsvar_rum_sikkerhed"] == "core"
    assert "forsvar_rum_sikkerhed" not in positions_of("254000", "DB25")


# --- against the reference ----------------------------------------------------------------

FOUND_SINCE = {
    "early_warning",
    "eifo_eksportkaution",
    "eifo_kaution",
    "eifo_smv_garanti",
    "euopstart_edf_2026",
    "klyngeprogram_2528_opslag",
}
"""Schemes that the reference table does not have."""
SURER_SINCE = {
    "erhvervsfyrtaarne": "medium",
    "erhvervspuljen": "medium",
    "fou_fradrag": "high",
    "innofounder": "medium",
    "jobcenter": "high",
    "jtf": "medium",
    "veu": "high",
}
"""Schemes whose own page, or law, was read after the table."""
LESS_SURE_SINCE = {"patentvoucher", "smv_groen_2023", "vf_startlaan_2020"}
"""Schemes that are known from others than their provider alone."""
CORRECTED_SINCE = {
    "name_da": {"jobcenter"},
    "name_en": {"jobcenter"},
    "need_ids": {"eic_accelerator", "startup_denmark"},
    "amount_min_dkk": {"erhvervspuljen"},
    "amount_max_dkk": {"erhvervspuljen"},
    "support_rate_pct": {"erhvervspuljen"},
}
"""Cells that a page read after the table tells otherwise."""


@needs_reference
@pytest.mark.parametrize(
    ("name", "source_table", "key", "kind"),
    [
        ("strength_positions", "strength_positions", "position_id", None),
        ("needs", "needs", "need_id", None),
        ("actors", "clusters", "cluster_id", "cluster"),
        ("actors", "business_hubs", "hub_id", "business_hub"),
        ("actors", "knowledge_institutions", "institution_id", "knowledge_institution"),
        ("offers", "schemes", "scheme_id", "scheme"),
    ],
)
def test_no_row_of_the_reference_is_lost(name, source_table, key, kind):
    """The same ids, schemes found since beside them, with the confidence of their row."""
    rows = table(name) if kind is None else table(name).query("kind == @kind")
    confidence_of = rows.set_index(TABLES[name].key[0])["confidence"].to_dict()
    confidence_of.pop("ek", None)
    expected = reference(source_table).set_index(key)["confidence"].to_dict()
    if name == "offers":
        expected |= SURER_SINCE | dict.fromkeys(LESS_SURE_SINCE, "medium")
        confidence_of = {i: confidence_of[i] for i in confidence_of if i not in FOUND_SINCE}

    assert confidence_of == expected


@needs_reference
def test_positions_and_needs_agree_with_the_reference():
    """Names, order, bands and first days as found; two abbreviations are written out."""
    written_out = {"og CØ)": "og cirkulær økonomi)", "off. aktører": "offentlige aktører"}
    positions = table("strength_positions").set_index("position_id")
    needs = table("needs").set_index("need_id")
    for row in reference("strength_positions").itertuples():
        shipped = positions.loc[row.position_id]
        is_emerging = row.kind_2020_strategy.startswith("spirende")
        assert (shipped["name_da"], shipped["name_en"]) == (row.name_da, row.name_en)
        assert shipped["valid_from"] == row.valid_from
        assert shipped["status"] == ("emerging" if is_emerging else "strength")
    for row in reference("needs").itertuples():
        shipped, name_da = needs.loc[row.need_id], row.name_da
        for short, full in written_out.items():
            name_da = name_da.replace(short, full)
        assert (shipped["name_da"], shipped["name_en"]) == (name_da, row.name_en)
        assert (shipped["rank"], shipped["band"]) == (row.rank, row.priority_group)


def test_every_place_an_institution_works_in_is_recorded():
    """As many municipalities as the named pages tell of, for each institution."""
    listed = pd.read_csv(Path(__file__).parent / "places_of_institutions.csv").set_index("actor_id")
    actors, sites = table("actors").set_index("actor_id"), table("sites")
    is_there = (actors["kind"] == "knowledge_institution") & (actors["closed"] == "")
    institutions = actors[is_there].index
    open_sites = sites[(sites["valid_to"] == "") | (sites["valid_to"] >= "2026-11-30")]
    counts = open_sites.groupby("actor_id")["municipality_code"].nunique()

    assert {i: counts[i] for i in institutions} == listed["municipalities"].to_dict()
    assert listed["sources"].str.contains("http|Erhvervsstyrelsen|CORDIS|almen viden").all()


def test_a_value_that_was_read_says_where():
    """Each CVR number, mailbox and telephone of an observed actor has a source of its own."""
    actors = table("actors").set_index("actor_id")
    sources = table("value_sources")
    read = set(zip(sources["key"], sources["column"], strict=True))
    for column in ("cvr", "mailbox", "telephone", "topics"):
        recorded = actors.index[actors[column] != ""]
        assert [a for a in recorded if (a, column) not in read] == [], column


def test_what_was_not_found_is_empty_and_what_is_empty_is_listed():
    """Of hubs, clusters, institutions and municipal services: each cell one acts on."""
    listed = pd.read_csv(REGISTER.parent / "not_found.csv", dtype=str)
    actors = table("actors").set_index("actor_id")
    kinds = ["cluster", "business_hub", "knowledge_institution", "municipal_office"]
    rows = actors[actors["kind"].isin(kinds) & (actors["closed"] == "")]
    cells = rows[["cvr", "website", "mailbox", "telephone"]].stack()
    empty = set(cells[cells == ""].index)

    assert empty <= set(zip(listed["actor_id"], listed["column"], strict=True))
    assert {actors.loc[a, c] for a, c in listed[["actor_id", "column"]].to_numpy()} == {""}
    assert listed["where_looked"].str.len().min() > len("ingen steder")


SEATS_MOVED = {
    "clean": "0540",
    "danish_sound_cluster": "0671",
    "dtu_science_park": "0230",
    "dhi": "0230",
    "dfm": "0230",
    "bioneer": "0230",
}
"""Seats that a page names elsewhere than the reference: the park of post town Hørsholm lies in
Rudersdal, and two clusters chose their seat when they were designated."""


@needs_reference
@pytest.mark.parametrize(
    ("source_table", "key", "place"),
    [
        ("clusters", "cluster_id", "hq_municipality_code"),
        ("business_hubs", "hub_id", "hq_municipality_code"),
        ("knowledge_institutions", "institution_id", "municipality_code"),
    ],
)
def test_actors_agree_with_the_reference(source_table, key, place):
    """Name, page, CVR number and seat as the reference has them, or as a nearer source has."""
    actors, sites = table("actors").set_index("actor_id"), table("sites")
    sources = table("value_sources")
    websites = sources[(sources["column"] == "website") & (sources["method"] != "other_page")]
    for row in reference(source_table).to_dict("records"):
        shipped = actors.loc[row[key]]
        assert shipped["name"] == row["name"]
        if shipped["website"] != row["website"]:
            assert row[key] in set(websites["key"])
        assert shipped["cvr"] == (row.get("cvr") or shipped["cvr"])
        seat = SEATS_MOVED.get(row[key], row[place].zfill(4))
        assert shipped["municipality_code"] == seat
        seats = sites[(sites["actor_id"] == row[key]) & (sites["municipality_code"] == seat)]
        assert not seats.empty
        is_moved = row[key] in SEATS_MOVED
        assert not (is_moved and seats["source"].str.contains("almen viden").any())


@needs_reference
def test_hubs_and_clusters_serve_whom_the_reference_says():
    """Each hub its list of municipalities, each cluster its position."""
    municipalities, actor_positions = table("municipalities"), table("actor_positions")
    for hub in reference("business_hubs").itertuples():
        served = municipalities[municipalities["hub_id"] == hub.hub_id]["municipality_code"]
        assert set(served) == {code.zfill(4) for code in hub.municipality_codes.split(";")}
        assert len(served) == int(hub.n_municipalities)
    for cluster in reference("clusters").itertuples():
        served = actor_positions[actor_positions["actor_id"] == cluster.cluster_id]["position_id"]
        assert set(served) == {cluster.strength_position_id}


@needs_reference
def test_municipalities_agree_with_the_reference():
    """Codes grow to four characters; hub, landsdel, group, region and flags are as found."""
    expected = reference("municipalities")
    expected["municipality_code"] = expected["municipality_code"].str.zfill(4)
    expected["is_outer"] = expected["yderkommune_ll9c_2019"].map({"1": "true", "0": "false"})
    shipped = table("municipalities").merge(
        on(TODAY, table("regions"), "valid_from", "valid_to")[["municipality_code", "region_code"]]
    )
    same = {
        "name": "name",
        "nuts3": "nuts3_code",
        "business_hub_id": "hub_id",
        "dst_group": "group",
        "population": "population",
        "is_outer": "is_outer",
        "region_code": "region_code",
    }

    left = expected.set_index("municipality_code")[list(same)].rename(columns=same).sort_index()
    right = shipped.set_index("municipality_code")[list(same.values())].sort_index()
    pd.testing.assert_frame_equal(left, right)


@needs_reference
def test_schemes_agree_with_the_reference():
    """Needs, amounts and rates as found; an empty cell stays empty, a corrected one is named."""
    expected = reference("schemes").set_index("scheme_id")
    shipped = table("offers").query("kind == 'scheme'").set_index("offer_id").loc[expected.index]
    same = {
        "name_da": "name_da",
        "name_en": "name_en",
        "need_ids": "need_ids",
        "amount_min_dkk": "amount_min_dkk",
        "amount_max_dkk": "amount_max_dkk",
        "support_rate_max_pct": "support_rate_pct",
        "url": "url",
    }

    for reference_column, shipped_column in same.items():
        same_still = expected.index.difference(list(CORRECTED_SINCE.get(shipped_column, ())))
        found, wanted = shipped[shipped_column][same_still], expected[reference_column][same_still]
        assert found.to_dict() == wanted.to_dict(), shipped_column
    names_positions = ~expected["strength_position_ids"].str.startswith("all with")
    assert (
        shipped["position_ids"][names_positions].to_dict()
        == expected["strength_position_ids"][names_positions].to_dict()
    )


@needs_reference
def test_fields_of_institutions_agree_with_the_reference():
    """Every position named for an institution is there, and no other."""
    expected = reference("knowledge_institutions")
    pairs = {
        (row.institution_id, position)
        for row in expected.itertuples()
        for position in row.strength_position_ids.split(";")
        if position
    }
    shipped = table("actor_positions")
    shipped = shipped[shipped["actor_id"].isin(expected["institution_id"])]

    assert set(zip(shipped["actor_id"], shipped["position_id"], strict=True)) == pairs


@needs_cases
def test_ids_of_the_advisers_cases_are_in_the_register():
    """Whoever a case wants named or not named can be named."""
    register_ids = set(table("actors")["actor_id"]) | set(table("offers")["offer_id"])
    cases = yaml.safe_load((CASES / "referral.yaml").read_text(encoding="utf-8"))
    codes = set(table("municipalities")["municipality_code"])
    positions = set(table("strength_positions")["position_id"])
    hubs = table("municipalities").set_index("municipality_code")["hub_id"]

    for case in cases:
        expect, firm = case["expect"], case["firm"]
        case_ids = {*expect["exclude"], *(i for group in expect["include_any"] for i in group)}
        assert case_ids <= register_ids, case["case_id"]
        assert set(case["need_ids"]) <= set(table("needs")["need_id"])
        assert firm["municipality_code"] in codes
        assert set(firm["positions"]) <= positions
        assert hubs[firm["municipality_code"]] == expect["local_hub"]


@needs_cases
def test_each_group_of_a_case_has_a_member_that_answers_the_need():
    """A case can be met: somebody of each group has an offer for one of the needs on its day."""
    offers = table("offers")
    cases = yaml.safe_load((CASES / "referral.yaml").read_text(encoding="utf-8"))

    for case in cases:
        open_then = on(case["day"], offers, "open_from", "open_until")
        answers = [bool({*cell.split(";")} & {*case["need_ids"]}) for cell in open_then["need_ids"]]
        able = open_then[answers]
        answering_ids = set(able["offer_id"]) | set(able["provider_actor_id"])
        for group in case["expect"]["include_any"]:
            assert answering_ids & set(group), (case["case_id"], group)
