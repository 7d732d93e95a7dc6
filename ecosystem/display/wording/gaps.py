"""Words for needs and gaps."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "demand_kind.expressed": ("Udtrykt behov (virksomhederne er spurgt)", "Expressed (asked)"),
    "demand_kind.inferred": ("Afledt behov (regnet ud fra antal virksomheder)", "Inferred"),
    "demand_kind.latent": ("Skjult behov (rådgiverens skøn)", "Latent (an adviser's judgement)"),
    "missing_role.cluster": ("Udpeget klynge", "Designated cluster"),
    "missing_role.test_facility": ("Testfacilitet", "Test facility"),
    "missing_role.knowledge_institution": ("Videninstitution", "Knowledge institution"),
    "missing_role.business_on_board": ("Virksomhed i bestyrelsen", "Firm on the board"),
    "firm_class.micro": ("Mikrovirksomhed (5 ansatte)", "Micro firm (5 employees)"),
    "firm_class.small": ("Lille virksomhed (25 ansatte)", "Small firm (25 employees)"),
    "firm_class.medium": ("Mellemstor virksomhed (120 ansatte)", "Medium firm (120 employees)"),
    "firm_class.large": ("Stor virksomhed (400 ansatte)", "Large firm (400 employees)"),
    "firm_class.new": ("Ny virksomhed (1 år)", "New firm (1 year)"),
    "firm_class.without_profit": ("Virksomhed uden indtjening", "Firm without earnings"),
    "firm_class.first_timer": (
        "Førstegangsdeltager uden partnere",
        "First-timer without partners",
    ),
    "closing_kind.introduce": ("Bring to sammen", "Introduce two to each other"),
    "closing_kind.go_online": ("Tilbyd det online", "Offer it online"),
    "closing_kind.extend_area": ("Udvid området", "Extend the area"),
    "closing_kind.open_criterion": ("Lemp et krav", "Relax a requirement"),
    "closing_kind.add_staffed_day": ("Læg en fast dag", "Add a staffed day"),
    "closing_kind.fill_role": ("Få nogen i rollen", "Have the role filled"),
    "gap_event_kind.opened": ("Fundet", "Opened"),
    "gap_event_kind.explained": ("Forklaret: ikke et hul", "Explained: not a gap"),
    "gap_event_kind.acted_on": ("Der er gjort noget", "Acted on"),
    "gap_event_kind.closed": ("Lukket", "Closed"),
    "gap_event_kind.reopened": ("Åbnet igen", "Reopened"),
    "dead_end_reason.no_match": ("Intet tilbud passede", "No offer matched"),
    "dead_end_reason.declined": ("Afvist", "Declined"),
    "dead_end_reason.never_reached": ("Aldrig nået", "Never reached"),
    "needs.hatched.no_survey": (
        "Ingen af positionens virksomheder er spurgt. Behovene er vist med skravering, fordi de "
        "kun bygger på temaanalysens tre grupper.",
        "None of the position's firms have been asked. The needs are hatched, because they rest "
        "on the three bands of the theme analysis alone.",
    ),
    "needs.hatched.other_firms": (
        "Kun {asked} af positionens virksomheder har svaret. Behovene er vist med skravering, "
        "fordi svarene kommer fra andre virksomheder.",
        "Only {asked} of the position's firms have answered. The needs are hatched, because the "
        "answers come from other firms.",
    ),
    "needs.caveat.expressed": (
        "Udtrykt efterspørgsel er ikke det samme som behov; klyngen bør afdække selv.",
        "Expressed demand is not the same as need; the cluster should find out for itself.",
    ),
    "needs.caveat.supply_defined": (
        "De 12 behov er lavet ud fra det, klyngerne allerede arbejder med.",
        "The 12 needs were drawn up from what clusters already work with.",
    ),
    "needs.caveat.bands": (
        "Placeringer inden for samme gruppe kan ikke skelnes.",
        "Places within the same band cannot be told apart.",
    ),
    "needs.caveat.yes_saying": (
        "Lister med kun gode ting giver høje svar (ja-sigereffekt).",
        "Lists of good things alone give high answers (yes-saying).",
    ),
}
