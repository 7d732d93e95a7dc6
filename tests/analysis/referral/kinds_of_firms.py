"""Twenty firms of different kinds, as advisers meet them; all invented."""

from datetime import date

from ecosystem.model.firms import Firm

FIRMS = {
    "hairdresser on Læsø": Firm(
        employees=3, municipality_code="0825", industry_code="960210", legal_form="ENK",
        founded=date(2011, 4, 1), turnover_dkk=1.4e6, positions=(), has_cvr=True,
    ),
    "two students without a CVR number in Aarhus": Firm(
        employees=0, turnover_dkk=0, municipality_code="0751", has_cvr=False, partner_count=0,
        positions=("digitale_teknologier",), founder_has_higher_education=True,
        has_innovative_idea=True,
    ),
    "founder without a CVR number on Bornholm": Firm(
        employees=0, municipality_code="0400", has_cvr=False,
    ),
    "vegetable farm on Samsø": Firm(
        employees=4, turnover_dkk=4.2e6, municipality_code="0741", industry_code="011300",
        legal_form="ENK", founded=date(2012, 3, 1), has_cvr=True,
        positions=("foedevarer_bioressourcer",),
    ),
    "machine shop in Skive": Firm(
        employees=24, turnover_dkk=38e6, balance_dkk=21e6, municipality_code="0779",
        industry_code="256200", legal_form="ApS", founded=date(1998, 5, 1), has_cvr=True,
        positions=("avanceret_produktion",),
    ),
    "chemicals of 600 in Fredericia": Firm(
        employees=600, turnover_dkk=1.9e9, balance_dkk=2.1e9, municipality_code="0607",
        industry_code="201100", legal_form="A/S", founded=date(1965, 1, 1), has_cvr=True,
        positions=("energiteknologi",), technology_readiness_level=7, partner_count=3,
        has_knowledge_partner=True, does_research=True,
    ),
    "shipyard in Svendborg": Firm(
        employees=45, turnover_dkk=95e6, balance_dkk=60e6, municipality_code="0479",
        industry_code="301100", legal_form="A/S", founded=date(1974, 1, 1), has_cvr=True,
        positions=("maritime_logistik",),
    ),
    "hotel chain in Copenhagen": Firm(
        employees=420, turnover_dkk=640e6, balance_dkk=820e6, municipality_code="0101",
        industry_code="551010", legal_form="A/S", founded=date(1992, 1, 1), has_cvr=True,
        positions=("turisme",), is_exporting=True,
    ),
    "caterer of eight months in Brøndby": Firm(
        employees=2, turnover_dkk=6e5, balance_dkk=2.5e5, municipality_code="0153",
        industry_code="562100", legal_form="ApS", founded=date(2026, 3, 1), has_cvr=True,
        positions=(),
    ),
    "furniture factory in reconstruction in Lemvig": Firm(
        employees=31, turnover_dkk=29e6, balance_dkk=14e6, gross_profit_dkk=-2.5e6,
        municipality_code="0665", industry_code="310900", legal_form="A/S",
        founded=date(1983, 1, 1), has_cvr=True, positions=("design_mode_moebler",),
        is_in_difficulty=True,
    ),
    "social enterprise in Aarhus": Firm(
        employees=18, turnover_dkk=11e6, balance_dkk=3e6, municipality_code="0751",
        industry_code="562900", legal_form="FOR", founded=date(2014, 1, 1), has_cvr=True,
        positions=(),
    ),
    "biotech that does research in Hørsholm": Firm(
        employees=16, turnover_dkk=2e6, balance_dkk=40e6, gross_profit_dkk=-9e6,
        outside_capital_3y_dkk=30e6, municipality_code="0223", industry_code="721100",
        legal_form="ApS", founded=date(2020, 2, 1), has_cvr=True, does_research=True,
        has_research_loss=True, has_innovative_idea=True, technology_readiness_level=5,
        positions=("life_science_velfaerdsteknologi",), labour_sought=("researcher",),
    ),
    "game studio in Copenhagen": Firm(
        employees=12, turnover_dkk=7e6, balance_dkk=5e6, municipality_code="0101",
        industry_code="582100", legal_form="ApS", founded=date(2019, 1, 1), has_cvr=True,
        positions=("spil_animation_film",),
    ),
    "robot maker in Odense that exports": Firm(
        employees=38, turnover_dkk=52e6, balance_dkk=33e6, municipality_code="0461",
        industry_code="282200", legal_form="A/S", founded=date(2014, 9, 1), has_cvr=True,
        positions=("robot_drone",), is_exporting=True, has_innovative_idea=True,
        technology_readiness_level=7, labour_sought=("graduate",),
    ),
    "haulier in Hirtshals": Firm(
        employees=47, turnover_dkk=88e6, balance_dkk=33e6, municipality_code="0860",
        industry_code="494100", legal_form="A/S", founded=date(1999, 1, 1), has_cvr=True,
        positions=("maritime_logistik",),
    ),
    "carpenter in Nakskov": Firm(
        employees=9, turnover_dkk=11e6, balance_dkk=4e6, municipality_code="0360",
        industry_code="433200", legal_form="ApS", founded=date(2005, 6, 1), has_cvr=True,
        positions=("byggeri_anlaeg",), labour_sought=("skilled",),
    ),
    "dressmaker alone in Tønder": Firm(
        employees=0, turnover_dkk=4e5, municipality_code="0550", industry_code="141300",
        legal_form="ENK", founded=date(2018, 8, 1), has_cvr=True,
        positions=("design_mode_moebler",),
    ),
    "pump maker near Bjerringbro": Firm(
        employees=230, turnover_dkk=600e6, balance_dkk=500e6, municipality_code="0791",
        industry_code="281300", legal_form="A/S", founded=date(1969, 1, 1), has_cvr=True,
        positions=("miljoeteknologi",), partner_count=2, has_knowledge_partner=True,
    ),
    "brewery on Ærø": Firm(
        employees=7, turnover_dkk=6e6, balance_dkk=5e6, municipality_code="0492",
        industry_code="110500", legal_form="ApS", founded=date(2013, 3, 1), has_cvr=True,
        positions=("foedevarer_bioressourcer",), is_exporting=False,
    ),
    "firm of which nobody knows anything": Firm(),
}  # fmt: skip
NEEDS = (
    "local_national_markets",
    "qualified_labour",
    "branding",
    "staff_skills",
    "firm_cooperation",
    "regulation_overview",
    "business_models",
    "innovation_projects",
    "global_markets",
    "finance",
    "public_cooperation",
    "knowledge_cooperation",
)
