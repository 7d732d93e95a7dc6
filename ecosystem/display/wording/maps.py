"""Words of the map of municipalities: views, classes, tooltips, columns and files."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "map.measure.state": ("Kontor i nærheden", "Office near by"),
    "map.measure.activity_state": ("Aktivitet i nærheden", "Activity near by"),
    "map.measure.online_state": ("Hjælp online", "Help online"),
    "map.measure.firms": ("Antal virksomheder", "Number of firms"),
    "map.measure.per_1000": ("Pr. 1.000 virksomheder", "Per 1,000 firms"),
    "map.measure.share": ("Andel af virksomhederne", "Share of the firms"),
    "map.measure.nearest_km": ("Vej til nærmeste kontor", "Way to the nearest office"),
    "map.legend.state": ("Kontor i nærheden", "Office near by"),
    "map.legend.activity_state": ("Aktivitet i nærheden", "Activity near by"),
    "map.legend.online_state": ("Hjælp online", "Help online"),
    "map.legend.firms": ("Antal virksomheder", "Number of firms"),
    "map.legend.per_1000": ("Pr. 1.000 virksomheder i kommunen", "Per 1,000 firms of the place"),
    "map.legend.share": ("Andel af styrkepositionen, %", "Share of the position, %"),
    "map.legend.nearest_km": (
        "Vej til nærmeste kontor, {unit}",
        "Way to the nearest office, {unit}",
    ),
    "map.finding.activity_state": (
        "{reached} af {total} kommuner har en aktivitet i nærheden.",
        "{reached} of {total} municipalities have an activity near by.",
    ),
    "map.finding.activity_state.unknown": (
        "{reached} af {total} kommuner har en aktivitet i nærheden; om {unknown} mangler der "
        "oplysninger.",
        "{reached} of {total} municipalities have an activity near by; of {unknown} it is not "
        "known.",
    ),
    "map.finding.online_state": (
        "I {reached} af {total} kommuner er der hjælp online.",
        "In {reached} of {total} municipalities there is help online.",
    ),
    "map.finding.online_state.unknown": (
        "I {reached} af {total} kommuner er der hjælp online; om {unknown} mangler der "
        "oplysninger.",
        "In {reached} of {total} municipalities there is help online; of {unknown} it is not "
        "known.",
    ),
    "map.finding.firms": ("Flest er der i {names}: {value}.", "Most are in {names}: {value}."),
    "map.finding.per_1000": (
        "Flest i forhold til alle virksomheder er der i {names}: {value}.",
        "Most for their size are in {names}: {value}.",
    ),
    "map.finding.share": (
        "Den største andel ligger i {names}: {value}.",
        "The largest share lies in {names}: {value}.",
    ),
    "map.finding.nearest_km": (
        "Længst til et kontor er der fra {names}: {value}.",
        "The longest way to an office is from {names}: {value}.",
    ),
    "map.finding.nearest_km.all": (
        "Der er et kontor i alle de kommuner, vi kender vejen fra.",
        "There is an office in every municipality the way is known from.",
    ),
    "map.finding.each": ("{value} hver", "{value} each"),
    "map.finding.none.firms": (
        "{none} {none:kommune|kommuner} har ingen.",
        "{none} {none:municipality has|municipalities have} none.",
    ),
    "map.finding.none.nearest_km": (
        "{none} {none:kommune|kommuner} har selv et kontor i hovedbyen.",
        "{none} {none:municipality has|municipalities have} an office in its main town.",
    ),
    "map.finding.nothing": (
        "Der er ingen tal at vise på kortet for det valg.",
        "There are no figures to show on the map for that choice.",
    ),
    "map.finding.absent": (
        "Registret har ingen oplysninger om {table}. Tilføj filen {file} for at få svar.",
        "The register records no {table}. Add the file {file} to get an answer.",
    ),
    "map.no_firms": (
        "Der er ingen virksomheder i styrkepositionen at vise. Vælg »Kontor i nærheden« under "
        "»Vis«, eller vælg en anden styrkeposition.",
        "There are no firms in the position to show. Choose “Office near by” under “Show”, or "
        "another position.",
    ),
    "map.no_members": (
        "Registret siger ikke, hvilke af alle virksomheder der hører til styrkepositionen, så de "
        "kan ikke sammenlignes. Vælg »Antal virksomheder« under »Vis«.",
        "The register does not say which of all firms belong to the position, so they cannot be "
        "compared. Choose “Number of firms” under “Show”.",
    ),
    "map.no_place": (
        "Ingen kommune har koden {code}. Vælg en kommune i listen.",
        "No municipality has the code {code}. Choose one in the list.",
    ),
    "map.rank": ("Nr. {place} af {of}", "No. {place} of {of}"),
    "map.rank.nearest_km": (
        "Nr. {place} af {of}, kortest først",
        "No. {place} of {of}, shortest first",
    ),
    "map.see.actors": ("Se aktører i {name}", "See actors in {name}"),
    "map.see.gaps": ("Se huller i styrkepositionen", "See gaps in the position"),
    "map.more": ("Flere fund", "More findings"),
    "map.after": ("Vis kortet, som det bliver med forslaget", "Show the map as it would be"),
    "map.proposal": ("Forslaget", "The proposal"),
    "map.no_proposal": (
        "Vi kan ikke foreslå steder, så længe registret mangler oplysninger om {table}. Tilføj "
        "filen {file}.",
        "No places can be proposed while the register records no {table}. Add the file {file}.",
    ),
    "map.compare": ("Hvad", "What"),
    "map.compare.before": ("I dag", "Today"),
    "map.compare.after": ("Med forslaget", "With the proposal"),
    "map.compare.firms": ("Virksomheder inden for {within}, %", "Firms within {within}, %"),
    "map.compare.places": ("Kommuner inden for {within}", "Municipalities within {within}"),
    "map.compare.mean": ("Gennemsnitlig vej, {unit}", "Mean way, {unit}"),
    "map.compare.worst": ("Længste vej, {unit}", "Longest way, {unit}"),
    "map.column.newly": ("Virksomheder, som ikke nås i forvejen", "Firms not reached already"),
    "map.column.instead": ("Næsten lige så godt", "Nearly as good"),
    "map.about.group": ("Kommunegrupper", "Municipality groups"),
    "map.about.outer": ("Yderkommuner", "Outer municipalities"),
    "map.value.firms": ("{value} virksomheder", "{value} firms"),
    "map.value.firms.one": ("{value} virksomhed", "{value} firm"),
    "map.value.share": ("{value} % af dem alle", "{value} % of them all"),
    "map.value.per_1000": ("{value} pr. 1.000 virksomheder", "{value} per 1,000 firms"),
    "map.value.nearest_km.km": ("{value} km", "{value} km"),
    "map.value.nearest_km.minutes": ("{value} minutter", "{value} minutes"),
    "map.unknown": ("Ingen data (?)", "No data (?)"),
    "map.near_limit": ("tæt på grænsen", "near the limit"),
    "map.way": ("Vej", "Way"),
    "map.way.ferry": (
        "{straight} km i luftlinje, {km} km med færge ({ferry})",
        "{straight} km as the crow flies, {km} km by ferry ({ferry})",
    ),
    "map.sure": ("Oplysninger", "Information"),
    "map.up_to": ("højst {limit}", "at most {limit}"),
    "map.over_up_to": ("over {low} til {high}", "over {low} to {high}"),
    "map.municipality": ("Kommune", "Municipality"),
    "map.title": ("Dækning: {name}", "Coverage: {name}"),
    "map.sheet": ("Kommuner", "Municipalities"),
    "map.as_table": ("Samme tal som tabel", "The same figures as a table"),
    "map.about": ("Sådan er tallene regnet ud", "How the figures are made"),
    "map.about.position": ("Styrkeposition", "Strength position"),
    "map.about.day": ("Dag", "Day"),
    "map.about.register": ("Register", "Register"),
    "map.about.within": ("Inden for", "Within"),
    "map.about.source": ("Kilde", "Source"),
    "map.about.source.text": (
        "Registrets tabeller; kilde og dato står ved hver række.",
        "Tables of the register; source and date stand with each row.",
    ),
    "map.about.note": ("Bemærkning", "Note"),
    "map.column.municipality_code": ("Kommunekode", "Municipality code"),
    "map.column.name": ("Kommune", "Municipality"),
    "map.column.state": ("Kontor", "Office"),
    "map.column.freshness": ("Oplysninger om kontor", "Information on office"),
    "map.column.activity_state": ("Aktivitet", "Activity"),
    "map.column.activity_freshness": ("Oplysninger om aktivitet", "Information on activity"),
    "map.column.online_state": ("Online", "Online"),
    "map.column.online_freshness": ("Oplysninger om online", "Information on online"),
    "map.column.offices": ("Kontorer i kommunen", "Offices in the municipality"),
    "map.column.activities": ("Aktiviteter i kommunen", "Activities in the municipality"),
    "map.column.nearest_km": ("Vej til kontor, {unit}", "Way to office, {unit}"),
    "map.column.straight_km": ("Luftlinje til kontor, km", "Straight line to office, km"),
    "map.column.ferry": ("Færge på vejen", "Ferry on the way"),
    "map.column.is_near_limit": ("Tæt på grænsen", "Near the limit"),
    "map.column.nearest_activity_km": (
        "Vej til aktivitet, {unit}",
        "Way to activity, {unit}",
    ),
    "map.unit.km": ("km", "km"),
    "map.unit.minutes": ("minutter", "minutes"),
    "map.column.firms": ("Virksomheder", "Firms"),
    "map.column.firms_low": ("Virksomheder, snævert", "Firms, narrowly"),
    "map.column.firms_high": ("Virksomheder, bredt", "Firms, broadly"),
    "map.column.all_firms": ("Alle virksomheder", "All firms"),
    "map.column.per_1000": ("Pr. 1.000 virksomheder", "Per 1,000 firms"),
    "map.column.share": ("Andel af styrkepositionen, %", "Share of the position, %"),
    "map.column.location_quotient": ("Lokaliseringskvotient", "Location quotient"),
    "map.column.lq_low": ("Kvotient, nedre grænse", "Quotient, lower limit"),
    "map.column.lq_high": ("Kvotient, øvre grænse", "Quotient, upper limit"),
    "map.column.lq_shrunk": ("Kvotient, udjævnet", "Quotient, shrunk"),
    "map.column.band": ("Sammenlignet med hele landet", "Compared with the country"),
    "map.column.population": ("Indbyggere", "Inhabitants"),
    "map.column.group": ("Kommunegruppe", "Municipality group"),
    "map.column.is_outer": ("Yderkommune", "Outer municipality"),
    "map.position": ("Styrkeposition", "Strength position"),
    "map.show": ("Vis", "Show"),
    "map.served": ("Kontorer fra", "Offices of"),
    "map.served.cluster": ("Klyngen", "The cluster"),
    "map.served.position": ("Alle i styrkepositionen", "All in the position"),
    "map.served.system": (
        "Også erhvervshuse og kommuner",
        "Hubs and municipalities too",
    ),
    "map.within": ("Inden for", "Within"),
    "map.within.km": ("{km} km", "{km} km"),
    "map.add": ("Foreslå nye steder", "Propose new places"),
    "map.add.none": ("Nej", "No"),
    "map.add.place": ("1 sted mere", "1 more place"),
    "map.add.places": ("{count} steder mere", "{count} more places"),
    "map.choose": (
        "Vælg her eller på kortet",
        "Choose here or on the map",
    ),
    "map.failed": (
        "Kortet kan ikke vises. Tallene står i tabellen.",
        "The map cannot be shown. The figures are in the table.",
    ),
    "map.marks": (
        "■ kontor i kommunen. Hvid med stiplet kant: ingen data, ikke det samme som nul.",
        "■ office in the municipality. White with a dashed line: no data, which is not zero.",
    ),
    "map.marks.proposal": (
        "■ kontor i kommunen · ★ foreslået sted · stiplet orange kant: nås kun med forslaget.",
        "■ office in the municipality · ★ proposed place · dashed orange: only by the proposal.",
    ),
    "map.table": ("Dækning i hver kommune", "Coverage in each municipality"),
    "map.no_positions": (
        "Registret har ingen styrkepositioner, så kortet ved ikke, hvilke virksomheder det skal "
        "vise. Tilføj filen strength_positions.csv, eller vælg et andet register på siden "
        "Overblik.",
        "The register has no strength positions, so the map does not know which firms to show. "
        "Add the file strength_positions.csv, or choose another register on the page Overview.",
    ),
    "map.no_municipalities": (
        "Registret har ingen kommuner, så der er ikke noget kort at vise. Tilføj filen "
        "municipalities.csv, eller vælg et andet register på siden Overblik.",
        "The register has no municipalities, so there is no map to show. Add the file "
        "municipalities.csv, or choose another register on the page Overview.",
    ),
    "map.file": ("daekning", "coverage"),
    "map.file.xlsx": ("Hent Excel", "Download Excel"),
    "map.file.png": ("Hent PNG", "Download PNG"),
    "map.file.svg": ("Hent SVG", "Download SVG"),
    "map.file.html": ("Hent HTML", "Download HTML"),
    "map.file.geojson": ("Hent GeoJSON", "Download GeoJSON"),
    "map.file.csv": ("Hent CSV", "Download CSV"),
    "map.file.gpkg": ("Hent GeoPackage", "Download GeoPackage"),
    "map.get": ("Hent kortet og tallene", "Download the map and the figures"),
}
