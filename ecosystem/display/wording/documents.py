"""Words of the documents about gaps: Word, PowerPoint and Excel."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "brief.file": ("huller", "gaps"),
    "brief.about": ("Om tallene", "About the numbers"),
    "brief.headline.sure": (
        "{position} har {sure} {sure:sikkert hul|sikre huller}",
        "{position} has {sure} certain {sure:gap|gaps}",
    ),
    "brief.headline.likely": (
        "{position} har {likely} {likely:sandsynligt hul|sandsynlige huller}",
        "{position} has {likely} probable {likely:gap|gaps}",
    ),
    "brief.headline.both": (
        "{position} har {sure} {sure:sikkert hul|sikre huller} og {likely} "
        "{likely:sandsynligt|sandsynlige}",
        "{position} has {sure} certain {sure:gap|gaps} and {likely} probable",
    ),
    "brief.headline.unsure": (
        "{told}, og {unsure} kan ikke afgøres endnu",
        "{told}, and {unsure} cannot be settled yet",
    ),
    "brief.headline.unsure_alone": (
        "{position}: {unsure} {unsure:muligt hul|mulige huller} kan ikke afgøres endnu",
        "{position}: {unsure} possible {unsure:gap|gaps} cannot be settled yet",
    ),
    "brief.headline.none": (
        "{position}: ingen huller med disse grænser",
        "{position}: no gaps with these limits",
    ),
    "brief.subtitle": ("Huller i styrkepositionen pr. {on}", "Gaps in the strength position, {on}"),
    "brief.first": ("Det vigtigste først", "First things first"),
    "brief.first.lines": (
        "Først et hul af hver slags, de sikre før de sandsynlige. De forskellige slags er ikke "
        "vejet mod hinanden.",
        "First a gap of each kind, certain ones before probable ones. Kinds are not weighed "
        "against each other.",
    ),
    "brief.only": (
        "Her står kun de huller, der er valgt. {n} andre er udeladt.",
        "Only the chosen gaps are told here. {n} others are left out.",
    ),
    "brief.continued": ("{title} ({n} af {of})", "{title} ({n} of {of})"),
    "brief.foot": ("Kilde: {label}. Opgjort {on}.", "Source: {label}. As of {on}."),
    "brief.page": ("Side {n} af {of}", "Page {n} of {of}"),
    "brief.rule": ("Regel: {rule}", "Rule: {rule}"),
    "brief.rows": ("Rækker bag: {rows}", "Rows behind: {rows}"),
    "brief.picture_says": ("Billedet viser: {alt}", "The picture shows: {alt}"),
    "brief.column.kind": ("Slags", "Kind"),
    "brief.column.gap": ("Hul", "Gap"),
    "brief.column.example": ("Eksempeldata", "Example data"),
    "brief.column.remark": ("Bemærkning", "Remark"),
    "brief.firms.example": ("▨ {n} (eksempeldata)", "▨ {n} (example data)"),
    "brief.column.sure": ("Sikkerhed", "How sure"),
    "brief.column.firms": ("Virksomheder", "Firms"),
    "brief.column.firms_low": ("Virksomheder, snævert", "Firms, narrowly"),
    "brief.column.firms_high": ("Virksomheder, bredt", "Firms, broadly"),
    "brief.column.places": ("Kommuner", "Municipalities"),
    "brief.column.place_names": ("Hvilke kommuner", "Which municipalities"),
    "brief.column.step": ("Mindste skridt", "Smallest step"),
    "brief.column.reason": ("Hvorfor ikke sikkert", "Why not sure"),
    "brief.column.ask": ("Spørg", "Ask"),
    "brief.column.rule": ("Regel", "Rule"),
    "brief.column.complete": ("Felter udfyldt, %", "Cells filled, %"),
    "brief.column.age": ("Ældste kontrol, dage", "Oldest check, days"),
    "brief.column.since": ("Siden", "Since"),
    "brief.column.explained": ("Forklaret: ikke et hul", "Explained: not a gap"),
    "brief.column.sources": ("Kilder", "Sources"),
    "brief.column.municipality": ("Kommune", "Municipality"),
    "brief.column.office": ("Kontor i nærheden", "Office near"),
    "brief.column.nearest": ("Km til nærmeste kontor", "Km to the nearest office"),
    "brief.column.offered": ("Aktører med et tilbud", "Actors with an offer"),
    "brief.column.cell": ("Valgt felt", "Chosen cell"),
    "brief.column.without": ("Kommuner uden", "Municipalities without"),
    "brief.cells": ("{name}: {value} med et tilbud", "{name}: {value} with an offer"),
    "brief.cells.about": ("Felter valgt til rapporten: {n}", "Cells chosen for the report: {n}"),
    "brief.cells.enough": ("Når grænsen", "Reaches the limit"),
    "brief.sheet.gaps": ("Huller", "Gaps"),
    "brief.sheet.matrix": ("Matrix", "Matrix"),
    "brief.sheet.places": ("Kommuner", "Municipalities"),
    "brief.explained": ("Ikke et hul: {reason} ({on})", "Not a gap: {reason} ({on})"),
    "brief.no_step": ("Vi kender ikke et skridt endnu", "We do not know a step yet"),
    "brief.ask_first": ("Spørg først: {names}", "Ask first: {names}"),
    "brief.ask_first.nobody": ("Find oplysningen først", "Find the information first"),
    "brief.few": ("under {n}", "under {n}"),
    "brief.matrix.under": (
        "Færrest aktører: {named} ({value}). {cells} af {all} felter er under grænsen på {limit}",
        "Fewest actors: {named} ({value}). {cells} of {all} cells are under the limit of {limit}",
    ),
    "brief.matrix.zero": (
        "Ingen aktører: {named}. {cells} af {all} felter er nul",
        "No actors: {named}. {cells} of {all} cells are zero",
    ),
    "brief.matrix.enough": (
        "Alle felter med data når grænsen på {limit}",
        "Every cell with data reaches the limit of {limit}",
    ),
    "brief.matrix.unknown": (
        "Ingen felter har data, så intet kan siges om {limit} eller færre",
        "No cell has data, so nothing can be said of {limit} or fewer",
    ),
    "brief.matrix.counted": (
        "Antal aktører med et tilbud, som virksomhederne kan bruge dér.",
        "Number of actors with an offer that firms can use there.",
    ),
    "brief.matrix.rate": (
        "Aktører med et tilbud, som kan bruges dér, pr. 1.000 virksomheder i målgruppen.",
        "Actors with an offer that can be used there, per 1,000 firms of the target group.",
    ),
    "brief.legend": (
        "▨ og et tal: under grænsen på {limit}. ▨ 0: ingen. – ?: ingen data, og det er ikke det "
        "samme som nul.",
        "▨ and a number: under the limit of {limit}. ▨ 0: none. – ?: no data, which is not the "
        "same as zero.",
    ),
    "brief.heat.alt": (
        "Farvet tabel over behov og erhvervshuse. Under grænsen på {limit}: {under} felter. Ingen "
        "aktører: {zero}. Ingen data: {no_data}. I alt {all} felter.",
        "Coloured table of needs and business hubs. Under the limit of {limit}: {under} cells. No "
        "actors: {zero}. No data: {no_data}. {all} cells in all.",
    ),
    "brief.heat.title.zero": (
        "Erhvervshus for erhvervshus: {zero} af {all} felter er nul, og {under} er under grænsen "
        "på {limit}",
        "Hub by hub: {zero} of {all} cells are zero, and {under} are under the limit of {limit}",
    ),
    "brief.heat.title.under": (
        "Erhvervshus for erhvervshus: {under} af {all} felter er under grænsen på {limit}, og "
        "ingen er nul",
        "Hub by hub: {under} of {all} cells are under the limit of {limit}, and none is zero",
    ),
    "brief.map.title": (
        "{told} Alle styrkepositionens aktører er talt med.",
        "{told} All actors of the position are counted.",
    ),
    "brief.map.alt": (
        "Kort over Danmarks kommuner. {finding}",
        "Map of Denmark's municipalities. {finding}",
    ),
    "brief.map.none": (
        "Kortet mangler: kommunernes grænser kunne ikke læses.",
        "The map is missing: the boundaries of the municipalities could not be read.",
    ),
    "brief.method": (
        "Tallene viser, hvad registret ved, og ikke mere",
        "The numbers show what the register knows, and no more",
    ),
    "brief.method.found": (
        "Et hul er fundet med en fast regel. Reglen og dens grænser står i noterne og i "
        "regnearket. Grænserne er udgave {version}: {source}.",
        "A gap is found by a fixed rule. The rule and its limits stand in the notes and in the "
        "workbook. The limits are edition {version}: {source}.",
    ),
    "brief.limit.within_km": ("Nær: højst {n} km ad vej", "Near: at most {n} km by road"),
    "brief.limit.active_days": (
        "En aktivitet tæller {n} dage tilbage",
        "An activity counts {n} days back",
    ),
    "brief.limit.min_firms": (
        "Et hul i en kommune kræver mindst {n} {n:virksomhed|virksomheder} dér",
        "A gap in a municipality takes at least {n} {n:firm|firms} there",
    ),
    "brief.limit.overlap_from": (
        "Flere tilbyder det samme: mindst {n} offentlige aktører på stedet",
        "Several offer the same: at least {n} public actors on site",
    ),
    "brief.limit.no_path_firms": (
        "Ingen vej til en videninstitution: mindst {n} {n:virksomhed|virksomheder} i kommunen",
        "No way to a knowledge institution: at least {n} {n:firm|firms} in the municipality",
    ),
    "brief.limit.reach_firms": (
        "Ikke nået: mindst {n} {n:virksomhed|virksomheder} af størrelsen i kommunen",
        "Not reached: at least {n} {n:firm|firms} of the size in the municipality",
    ),
    "brief.limit.loss_from": (
        "Sårbart punkt: andelen af par, der ikke kan nå hinanden, stiger med mindst {n} (1 er alle "
        "par)",
        "Weak point: the share of pairs that cannot reach each other rises by at least {n} (1 is "
        "all pairs)",
    ),
    "brief.limit.ratio_below": (
        "Sjældne møder: under {n} gange det, tilfældet ville give",
        "Rare meetings: below {n} times what chance would give",
    ),
    "brief.limit.q_at_most": (
        "Sjældne møder: sandsynlighed højst {n}, når der er set efter mange steder",
        "Rare meetings: a chance of at most {n}, many places having been looked at",
    ),
    "brief.limit.small_count": (
        "Antal under {n} vises ikke i kommuner",
        "Counts below {n} are not shown of municipalities",
    ),
    "brief.method.sure": (
        "Sikkert hul: alle oplysninger bag er kontrolleret, og kontrollen er ny nok. Sandsynligt "
        "hul: en kontrol er gammel, eller noget er aldrig kontrolleret. Måske et hul: en tabel, et "
        "felt eller en aktørs oplysninger mangler.",
        "Certain gap: all information behind it is checked, and the check is recent enough. "
        "Probable gap: a check is old, or something was never checked. Perhaps a gap: a table, a "
        "field or what an actor does is not recorded.",
    ),
    "brief.method.firms": (
        "Virksomheder tæller dem, hvis branche hører til styrkepositionen, eller som er knyttet "
        "til den. Eksempelvirksomheder er mærket ▨ og står ikke i nogen overskrift. Færre end "
        "{few} skrives »under {few}«.",
        "Firms are those whose industry belongs to the position, or that are tied to it. Example "
        "firms are marked ▨ and stand in no headline. Fewer "
        "than {few} are written “under {few}”.",
    ),
    "brief.method.persons": (
        "Personligt ejede virksomheder er talt med, men ikke nævnt. Der er ingen personnavne.",
        "Firms owned by a person are counted and not named. There are no names of persons.",
    ),
    "brief.method.causes": (
        "Tallene beskriver. De siger ikke, hvad der er årsag til hvad.",
        "The numbers describe. They do not say what causes what.",
    ),
    "brief.method.complete": (
        "Mindst udfyldt bag hullerne: {tables}, {pct} % af felterne.",
        "Least filled behind the gaps: {tables}, {pct} % of the cells.",
    ),
    "brief.about.source": ("Kilde", "Source"),
    "brief.about.on": ("Opgjort", "As of"),
    "brief.about.position": ("Styrkeposition", "Strength position"),
    "brief.about.filters": ("Filtre", "Filters"),
    "brief.about.all": ("Alle huller i styrkepositionen", "All gaps of the position"),
    "brief.about.limit": ("Grænse i matrixen", "Limit of the matrix"),
    "brief.about.limit.count": ("Færre end {n} aktører", "Fewer than {n} actors"),
    "brief.about.limit.per_1000": (
        "Færre end {n} pr. 1.000 virksomheder",
        "Fewer than {n} per 1,000 firms",
    ),
    "brief.about.marks": ("Mærker i matrixen", "Marks in the matrix"),
    "brief.about.marks.sheet": (
        "Skraveret tal: under grænsen. Tæt skraveret 0: ingen. – ?: ingen data, ikke nul.",
        "Hatched number: under the limit. Densely hatched 0: none. – ?: no data, not zero.",
    ),
    "brief.about.empty": ("Tom celle", "Empty cell"),
    "brief.about.empty.text": ("Ikke registreret; det er ikke nul.", "Not recorded; not zero."),
    "brief.about.thresholds": ("Grænser for reglerne", "Limits of the rules"),
    "brief.about.method": ("Metode", "Method"),
    "brief.about.caveat": ("Forbehold", "Caveat"),
    "brief.about.cannot_say": ("Kan ikke siges", "Cannot be said"),
}
