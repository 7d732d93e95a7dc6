"""Words of what firms need, and how much of it nobody serves."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
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
    "needs.line": (
        "{need}: kendt brug har nået {served} % af virksomhederne ({low}–{high} %). Ikke nået, "
        "vægtet efter vigtighed: {gap} ({gap_low}–{gap_high}). Blandt de tre største huller: "
        "{chance} %.",
        "{need}: known use has reached {served} % of the firms ({low}–{high} %). Not reached, "
        "weighted by importance: {gap} ({gap_low}–{gap_high}). Among the three largest gaps: "
        "{chance} %.",
    ),
    "needs.line.unknown": ("{need}: ikke kendt.", "{need}: not known."),
    "needs.line.unknown_offers": (
        "{n} tilbud, brug ikke kendt.",
        "{n} {n:offer|offers}, use not known.",
    ),
    "needs.line.example": ("(eksempeldata)", "(example data)"),
    "needs.coverage": (
        "Dækning af de behov, hvor brugen er kendt, vægtet efter vigtighed: {share} %.",
        "Coverage of the needs whose use is known, weighted by importance: {share} %.",
    ),
    "needs.caveat.known_use": (
        "Kun brug, der er registreret, tæller: deltagere i tilbud og aktiviteter, hver efter hvor "
        "langt hjælpen opfylder behovet. En almindelig samtale tæller lidt.",
        "Only use on record counts: participants of offers and activities, each by how far the "
        "help meets the need. A general talk counts little.",
    ),
    "needs.caveat.independent": (
        "Deltagere i aktiviteter er ikke kendt ved navn. Vi regner med, at de har brugt tilbud "
        "lige så ofte som andre virksomheder. Den øvre grænse regner med, at tilbud uden kendt "
        "brug har nået alle.",
        "Participants of activities are not known by name. They are taken to have used offers as "
        "often as other firms. The upper bound takes offers whose use is not known to have reached "
        "everybody.",
    ),
    "needs.caveat.example": (
        "Virksomhederne og deres brug er eksempeldata, så der er ikke regnet en samlet dækning.",
        "The firms and their use are example data, so no total coverage is worked out.",
    ),
    "needs.caveat.use_not_known": (
        "Hvor der står »ikke kendt«, er der ikke registreret brug af noget tilbud til behovet. Det "
        "er ikke det samme som nul.",
        "“Not known” says that no use of any offer for the need is recorded. That is not zero.",
    ),
    "needs.caveat.no_firms": (
        "Positionens virksomheder er ikke registreret, så hullernes størrelse kendes ikke.",
        "The position's firms are not recorded, so the size of the gaps is not known.",
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
