"""Words about coverage: who reaches the firms of a position, and where presence is missing."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "presence_band.over": ("Over landsgennemsnit", "Above the national average"),
    "presence_band.as_expected": ("Ikke over landsgennemsnit", "Not above the national average"),
    "presence_band.under": ("Under landsgennemsnit", "Below the national average"),
    "presence_band.too_few": ("For få til at sige noget", "Too few to say"),
    "presence_band.unknown": ("Ingen data", "No data"),
    "coverage_way.office": ("Kontor", "Office"),
    "coverage_way.activity": ("Aktivitet", "Activity"),
    "coverage_way.online": ("Online", "Online"),
    "coverage.states_known.km": (
        "{reached} af {total} kommuner har et kontor inden for {within} km. {uncovered} har det "
        "ikke.",
        "{reached} of {total} municipalities have an office within {within} km. {uncovered} have "
        "none.",
    ),
    "coverage.states.km": (
        "{reached} af {total} kommuner har et kontor inden for {within} km. {uncovered} har det "
        "ikke, og om {unknown} mangler der oplysninger.",
        "{reached} of {total} municipalities have an office within {within} km. {uncovered} have "
        "none, and of {unknown} it is not known.",
    ),
    "coverage.states_known.minutes": (
        "{reached} af {total} kommuner har et kontor inden for {within} minutter. {uncovered} har "
        "det ikke.",
        "{reached} of {total} municipalities have an office within {within} minutes. {uncovered} "
        "have none.",
    ),
    "coverage.states.minutes": (
        "{reached} af {total} kommuner har et kontor inden for {within} minutter. {uncovered} har "
        "det ikke, og om {unknown} mangler der oplysninger.",
        "{reached} of {total} municipalities have an office within {within} minutes. {uncovered} "
        "have none, and of {unknown} it is not known.",
    ),
    "coverage.overlap": (
        "I {overlap} kommuner er der kontorer fra flere aktører inden for afstanden.",
        "In {overlap} municipalities offices of several actors are within the distance.",
    ),
    "coverage.overlap.one": (
        "I {overlap} kommune er der kontorer fra flere aktører inden for afstanden.",
        "In {overlap} municipality offices of several actors are within the distance.",
    ),
    "coverage.outer": (
        "I yderkommunerne ligger {rate_pct} % af virksomhederne ({firms} i alt) inden for "
        "afstanden.",
        "In the outer municipalities {rate_pct} % of the firms ({firms} in all) are within the "
        "distance.",
    ),
    "coverage.outer.between": (
        "I yderkommunerne ligger mellem {rate_pct} og {high_pct} % af virksomhederne ({firms} i "
        "alt) inden for afstanden.",
        "In the outer municipalities between {rate_pct} and {high_pct} % of the firms ({firms} in "
        "all) are within the distance.",
    ),
    "coverage.typology": (
        "Inddelinger: {groups}. {outer}. Temaanalysen brugte formentlig en ældre i fire grupper.",
        "Typologies: {groups}. {outer}. The theme analysis probably used an older one of four "
        "groups.",
    ),
    "coverage.ages": (
        "Aktiviteter tæller med {active} dage tilbage. En oplysning, der er bekræftet for mere "
        "end {age} dage siden, regnes som ukendt.",
        "Activities count {active} days back. What was confirmed more than {age} days ago is taken "
        "as not known.",
    ),
    "coverage.rate.km": (
        "{rate_pct} % af styrkepositionens virksomheder ({firms} i alt, {firms_low}–{firms_high} "
        "efter snæver og bred afgrænsning) ligger inden for {within} km af et kontor.",
        "{rate_pct} % of the position's firms ({firms} in all, {firms_low}–{firms_high} by a "
        "narrow and a wide definition) are within {within} km of an office.",
    ),
    "coverage.rate.minutes": (
        "{rate_pct} % af styrkepositionens virksomheder ({firms} i alt, {firms_low}–{firms_high} "
        "efter snæver og bred afgrænsning) ligger inden for {within} minutter fra et kontor.",
        "{rate_pct} % of the position's firms ({firms} in all, {firms_low}–{firms_high} by a "
        "narrow and a wide definition) are within {within} minutes of an office.",
    ),
    "coverage.rate_between.km": (
        "Mellem {rate_pct} og {high_pct} % af styrkepositionens virksomheder ({firms} i alt, "
        "{firms_low}–{firms_high} efter snæver og bred afgrænsning) ligger inden for {within} km "
        "af et kontor. Spændet er kommuner, hvor der mangler oplysninger.",
        "Between {rate_pct} and {high_pct} % of the position's firms ({firms} in all, "
        "{firms_low}–{firms_high} by a narrow and a wide definition) are within {within} km of "
        "an office. The range is municipalities of which it is not known.",
    ),
    "coverage.rate_between.minutes": (
        "Mellem {rate_pct} og {high_pct} % af styrkepositionens virksomheder ({firms} i alt, "
        "{firms_low}–{firms_high} efter snæver og bred afgrænsning) ligger inden for {within} "
        "minutter fra et kontor. Spændet er kommuner, hvor der mangler oplysninger.",
        "Between {rate_pct} and {high_pct} % of the position's firms ({firms} in all, "
        "{firms_low}–{firms_high} by a narrow and a wide definition) are within {within} minutes "
        "of an office. The range is municipalities of which it is not known.",
    ),
    "coverage.most_unreached": (
        "Flest virksomheder uden et kontor i nærheden: {names}.",
        "Most firms without an office near by: {names}.",
    ),
    "coverage.over": (
        "I {over} kommuner fylder styrkepositionens virksomheder med statistisk sikkerhed mere end "
        "på landsplan; i {few} er der for få til at sige noget.",
        "In {over} municipalities the position's firms weigh more than in the country as a whole, "
        "beyond chance; in {few} there are too few to say.",
    ),
    "coverage.over.one": (
        "I {over} kommune fylder styrkepositionens virksomheder med statistisk sikkerhed mere end "
        "på landsplan; i {few} er der for få til at sige noget.",
        "In {over} municipality the position's firms weigh more than in the country as a whole, "
        "beyond chance; in {few} there are too few to say.",
    ),
    "coverage.over.none": (
        "I ingen kommune fylder styrkepositionens virksomheder med statistisk sikkerhed mere end "
        "på landsplan; i {few} er der for få til at sige noget.",
        "In no municipality do the position's firms weigh more than in the country as a whole, "
        "beyond chance; in {few} there are too few to say.",
    ),
    "coverage.no_firms": (
        "Der er ingen virksomheder i styrkepositionen i de indlæste data.",
        "There are no firms in the position in the data.",
    ),
    "coverage.firms_not_recorded": (
        "Virksomhederne er ikke registreret. Derfor siger tallene kun noget om kommuner.",
        "Firms are not recorded, so the figures are about municipalities only.",
    ),
    "coverage.follow.offices.beyond": (
        "{move_pct} % af de {n} kontorer skulle flyttes, for at de fulgte virksomhederne. Ved "
        "tilfældig placering ville det være {expected_pct} % ({low_pct}–{high_pct} %): forskellen "
        "er større end tilfældighed.",
        "{move_pct} % of the {n} offices would have to move to follow the firms. Placed at random "
        "it would be {expected_pct} % ({low_pct}–{high_pct} %): the difference is larger than "
        "chance.",
    ),
    "coverage.follow.offices.chance": (
        "{move_pct} % af de {n} kontorer skulle flyttes, for at de fulgte virksomhederne. Ved "
        "tilfældig placering ville det være {expected_pct} % ({low_pct}–{high_pct} %): det kan "
        "ikke skelnes fra tilfældig fordeling.",
        "{move_pct} % of the {n} offices would have to move to follow the firms. Placed at random "
        "it would be {expected_pct} % ({low_pct}–{high_pct} %): it cannot be told from "
        "chance.",
    ),
    "coverage.follow.activities.beyond": (
        "{move_pct} % af de {n} aktiviteter skulle flyttes, for at de fulgte virksomhederne. Ved "
        "tilfældig placering ville det være {expected_pct} % ({low_pct}–{high_pct} %): forskellen "
        "er større end tilfældighed.",
        "{move_pct} % of the {n} activities would have to move to follow the firms. Placed at "
        "random it would be {expected_pct} % ({low_pct}–{high_pct} %): the difference is larger "
        "than chance.",
    ),
    "coverage.follow.activities.chance": (
        "{move_pct} % af de {n} aktiviteter skulle flyttes, for at de fulgte virksomhederne. Ved "
        "tilfældig placering ville det være {expected_pct} % ({low_pct}–{high_pct} %): det kan "
        "ikke skelnes fra tilfældig fordeling.",
        "{move_pct} % of the {n} activities would have to move to follow the firms. Placed at "
        "random it would be {expected_pct} % ({low_pct}–{high_pct} %): it cannot be told from "
        "chance.",
    ),
    "coverage.basis.crossings": (
        "Afstand er luftlinje gange {factor} over land. Broer og færger er regnet med; en "
        "færgetur tæller som den vej, man kunne køre imens med {speed} km/t, ventetid medregnet.",
        "Distance is great-circle times {factor} over land. Bridges and ferries are counted; a "
        "ferry counts as the way driven meanwhile at {speed} km/h, waiting included.",
    ),
    "coverage.basis.straight_line": (
        "Afstand er luftlinje gange {factor}, også over vand: registret har ingen broer og færger.",
        "Distance is great-circle times {factor}, also across water: the register records no "
        "bridges or ferries.",
    ),
    "coverage.basis.matrix": (
        "Rejsetider er dem, du har indlæst. Et par, der mangler, er ukendt.",
        "Travel times are those you gave. A pair that is missing is not known.",
    ),
    "coverage.served.cluster": (
        "Kun den udpegede klynges kontorer er talt med. Erhvervshuse og kommuner kan også hjælpe.",
        "Only offices of the designated cluster are counted. Hubs and municipalities may help too.",
    ),
    "coverage.served.position": (
        "Kontorer for alle aktører, der hører til styrkepositionen, er talt med.",
        "Offices of all actors that belong to the position are counted.",
    ),
    "coverage.served.system": (
        "Kontorer for styrkepositionens aktører, erhvervshuse og kommuner er talt med.",
        "Offices of the position's actors, of hubs and of municipalities are counted.",
    ),
    "coverage.nobody_designated": (
        "Ingen aktør er udpeget til styrkepositionen den dag.",
        "No actor is designated for the position on that day.",
    ),
    "coverage.designation_not_recorded": (
        "Registret har hverken nu eller før en udpeget klynge for styrkepositionen. Derfor ved "
        "kortet ikke, hvem der dækker.",
        "The register has no designated cluster for the position, neither now nor before. So the "
        "map does not know who covers.",
    ),
    "coverage.firms_defined": (
        "En virksomhed hører til styrkepositionen efter sin branchekode, et medlemskab eller et "
        "projekt. Hovedkontoret kan ligge et andet sted end arbejdspladserne.",
        "A firm belongs to the position by its industry code, a membership or a project. The head "
        "office may lie elsewhere than the workplaces.",
    ),
    "coverage.industries_not_recorded": (
        "Registret siger ikke, hvilke brancher der hører til styrkepositionen. Kun virksomheder "
        "med et medlemskab eller et projekt er talt med; der kan være flere.",
        "The register does not say which industries belong to the position. Only firms with a "
        "membership or a project are counted; there may be more.",
    ),
    "coverage.firms_without_code": (
        "{n} {n:virksomhed|virksomheder} i registret har ingen branchekode. De er kun talt med, "
        "hvor et medlemskab eller et projekt viser, at de hører til; der kan være flere.",
        "{n} {n:firm|firms} of the register {n:has|have} no industry code. They are counted only "
        "where a membership or a project shows that they belong; there may be more.",
    ),
    "coverage.firms_without_place": (
        "{n} {n:virksomhed|virksomheder} i registret har ingen kommune og er ikke talt med.",
        "{n} {n:firm|firms} of the register {n:has|have} no municipality and {n:is|are} left out.",
    ),
    "coverage.border": (
        "Hver kommune måles fra sin hovedby. Tilbud på den anden side af grænsen er ikke med.",
        "Each municipality is measured from its main town. Help across the border is left out.",
    ),
    "coverage.synthetic": (
        "Eksempeldata: virksomhederne er opdigtede.",
        "Example data: the firms are made up.",
    ),
    "siting.cover.km": (
        "Med {add} steder mere når {after_pct} % af virksomhederne et kontor inden for "
        "{within} km, mod {before_pct} % i dag.",
        "With {add} more places {after_pct} % of the firms have an office within {within} "
        "km, against {before_pct} % today.",
    ),
    "siting.cover.km.one": (
        "Med {add} sted mere når {after_pct} % af virksomhederne et kontor inden for "
        "{within} km, mod {before_pct} % i dag.",
        "With {add} more place {after_pct} % of the firms have an office within {within} "
        "km, against {before_pct} % today.",
    ),
    "siting.cover.minutes": (
        "Med {add} steder mere når {after_pct} % af virksomhederne et kontor inden for "
        "{within} minutter, mod {before_pct} % i dag.",
        "With {add} more places {after_pct} % of the firms have an office within {within} "
        "minutes, against {before_pct} % today.",
    ),
    "siting.cover.minutes.one": (
        "Med {add} sted mere når {after_pct} % af virksomhederne et kontor inden for "
        "{within} minutter, mod {before_pct} % i dag.",
        "With {add} more place {after_pct} % of the firms have an office within {within} "
        "minutes, against {before_pct} % today.",
    ),
    "siting.anew.km": (
        "Med {add} steder valgt frit når {after_pct} % af virksomhederne et kontor inden for "
        "{within} km, mod {before_pct} % i dag.",
        "With {add} places chosen freely {after_pct} % of the firms have an office within {within} "
        "km, against {before_pct} % today.",
    ),
    "siting.anew.km.one": (
        "Med {add} sted valgt frit når {after_pct} % af virksomhederne et kontor inden for "
        "{within} km, mod {before_pct} % i dag.",
        "With {add} place chosen freely {after_pct} % of the firms have an office within {within} "
        "km, against {before_pct} % today.",
    ),
    "siting.anew.minutes": (
        "Med {add} steder valgt frit når {after_pct} % af virksomhederne et kontor inden for "
        "{within} minutter, mod {before_pct} % i dag.",
        "With {add} places chosen freely {after_pct} % of the firms have an office within {within} "
        "minutes, against {before_pct} % today.",
    ),
    "siting.anew.minutes.one": (
        "Med {add} sted valgt frit når {after_pct} % af virksomhederne et kontor inden for "
        "{within} minutter, mod {before_pct} % i dag.",
        "With {add} place chosen freely {after_pct} % of the firms have an office within {within} "
        "minutes, against {before_pct} % today.",
    ),
    "siting.choice": (
        "Et nyt sted i {name} Kommune når {firms} virksomheder, som ikke nås i forvejen.",
        "A new place in {name} reaches {firms} firms that are not reached already.",
    ),
    "siting.choice.one": (
        "Et nyt sted i {name} Kommune når {firms} virksomhed, som ikke nås i forvejen.",
        "A new place in {name} reaches {firms} firm that is not reached already.",
    ),
    "siting.choice.none": (
        "Et nyt sted i {name} Kommune når ingen flere virksomheder.",
        "A new place in {name} reaches no more firms.",
    ),
    "siting.all.km": (
        "Skal alle virksomheder have højst {within} km til et kontor, kræver det mindst {places} "
        "steder mere, end der er i dag.",
        "For every firm to have an office within {within} km, at least {places} places are needed "
        "beside those of today.",
    ),
    "siting.all.minutes": (
        "Skal alle virksomheder have højst {within} minutter til et kontor, kræver det mindst "
        "{places} steder mere, end der er i dag.",
        "For every firm to have an office within {within} minutes, at least {places} places are "
        "needed beside those of today.",
    ),
    "siting.worst.km": (
        "Den længste vej, en virksomhed har til et kontor, går fra {before} til {after} km.",
        "The longest way a firm has to an office goes from {before} to {after} km.",
    ),
    "siting.worst.minutes": (
        "Den længste rejsetid, en virksomhed har til et kontor, går fra {before} til {after} "
        "minutter.",
        "The longest travel time a firm has to an office goes from {before} to {after} minutes.",
    ),
    "siting.unknown": (
        "{unknown} kommuner, hvor der mangler oplysninger, er regnet som ikke nået.",
        "{unknown} municipalities of which it is not known are taken as not reached.",
    ),
    "siting.mean.km": (
        "Den gennemsnitlige vej til et kontor går fra {before} til {after} km.",
        "The mean way to an office goes from {before} to {after} km.",
    ),
    "siting.mean.minutes": (
        "Den gennemsnitlige rejsetid til et kontor går fra {before} til {after} minutter.",
        "The mean travel time to an office goes from {before} to {after} minutes.",
    ),
    "siting.alternatives": (
        "Bytninger, der højst er {nearly_pct} % dårligere: {count}. Valget mellem dem er jeres.",
        "Exchanges that are at most {nearly_pct} % worse: {count}. The choice between them is "
        "yours.",
    ),
    "siting.instead_of": ("I stedet for {name}: {names}.", "Instead of {name}: {names}."),
    "coverage.more": (" og {n} flere", " and {n} more"),
    "presence.unit.firms": (
        "{count} af landets {total} virksomheder hører til styrkepositionen, fordelt på {areas} "
        "områder.",
        "{count} of the country's {total} firms belong to the position, spread over {areas} areas.",
    ),
    "presence.unit.statistics_firms": (
        "{count} af landets {total} firmaer hører til styrkepositionen, vægtet efter branche og "
        "fordelt på {areas} områder.",
        "{count} of the country's {total} firms belong to the position, weighted by industry, "
        "spread over {areas} areas.",
    ),
    "presence.unit.workplaces": (
        "{count} af landets {total} arbejdssteder hører til styrkepositionen, vægtet efter "
        "branche og fordelt på {areas} områder.",
        "{count} of the country's {total} workplaces belong to the position, weighted by industry, "
        "spread over {areas} areas.",
    ),
    "presence.unit.jobs_fte": (
        "{count} af landets {total} job hører til styrkepositionen, vægtet efter branche og "
        "fordelt på {areas} områder.",
        "{count} of the country's {total} jobs belong to the position, weighted by industry, "
        "spread over {areas} areas.",
    ),
    "presence.not_known": (
        "Tallet kendes i {known} af {areas} områder; landets tal kendes derfor ikke. Kvotienter er "
        "mod de områder, hvor det kendes.",
        "The number is known in {known} of {areas} areas, so the country's is not known. Quotients "
        "are against the areas where it is.",
    ),
    "presence.over": (
        "Over landsgennemsnit ({n}): {areas}.",
        "Above the national average ({n}): {areas}.",
    ),
    "presence.under": (
        "Under landsgennemsnit ({n}): {areas}.",
        "Below the national average ({n}): {areas}.",
    ),
    "presence.none_over": (
        "Intet område er med statistisk sikkerhed over landsgennemsnit.",
        "No area is above the national average beyond chance.",
    ),
    "presence.too_few.one": (
        "I {too_few} område er der færre end {few}: for få til at sige noget.",
        "In {too_few} area there are fewer than {few}: too few to say.",
    ),
    "presence.too_few": (
        "I {too_few} områder er der færre end {few}: for få til at sige noget.",
        "In {too_few} areas there are fewer than {few}: too few to say.",
    ),
    "presence.area": (
        "{name} ({count}; kvotient {quotient}, {low}–{high})",
        "{name} ({count}; quotient {quotient}, {low}–{high})",
    ),
    "presence.area.bare": ("{name} ({count})", "{name} ({count})"),
    "presence.found": (
        "Fundet ved branchekoden alene: {code_pct} %. Ved medlemskab eller projekt alene: "
        "{tie_pct} %. Ved begge: {both_pct} %.",
        "Found by industry code alone: {code_pct} %. By membership or project alone: {tie_pct} %. "
        "By both: {both_pct} %.",
    ),
    "presence.spread": (
        "{move_pct} % skulle ligge i et andet område, hvis styrkepositionen skulle ligge som alt "
        "andet. Lokaliserings-Gini er {gini} (0 er som alt andet).",
        "{move_pct} % would have to lie in another area for the position to lie like everything "
        "else. The locational Gini is {gini} (0 is like everything else).",
    ),
    "presence.ellison_glaeser": (
        "Ellison og Glaesers mål er {gamma} (0 er tilfældigt, når virksomhedernes størrelse er "
        "regnet med); det bygger på ansatte i {sized} virksomheder.",
        "Ellison and Glaeser's measure is {gamma} (0 is chance, firms' sizes counted in); it rests "
        "on the employees of {sized} firms.",
    ),
    "presence.reading": (
        "Kvotienten er områdets andel over landets andel, med 95 %-interval. Ordene efter den "
        "bygger på udjævnede kvotienter: blandt mange områder ser nogle altid usædvanlige ud. "
        "Under {few} enheder siges der intet.",
        "The quotient is the area's share over the country's, with its 95 % interval. The words "
        "after it rest on shrunk quotients: of many areas some always look unusual. Below {few} "
        "units nothing is said.",
    ),
    "presence.statistics": (
        "Danmarks Statistik, {year}, branchekoder i {scheme}. Tal i to udgaver af branchekoderne "
        "sammenlignes ikke.",
        "Statistics Denmark, {year}, industry codes in {scheme}. Figures in two editions of the "
        "codes are not compared.",
    ),
    "presence.unsized": (
        "{unsized} virksomheder uden kendt antal ansatte er ikke med i tal om ansatte.",
        "{unsized} firms without a known number of employees are left out of figures of employees.",
    ),
    "presence.year": ("{year}: {count} af {total}", "{year}: {count} of {total}"),
    "presence.years": ("År for år:", "Year by year:"),
    "presence.column.area": ("Område", "Area"),
    "change.closed": ("Har fået et kontor i nærheden", "Have gained an office near by"),
    "change.opened": ("Har mistet kontoret i nærheden", "Have lost the office near by"),
    "change.no_longer_known": ("Vides ikke længere", "No longer known"),
    "country.column.position": ("Styrkeposition", "Strength position"),
    "country.column.hub": ("Erhvervshus", "Hub"),
    "country.column.cluster": ("Klynge", "Cluster"),
    "country.column.what": ("Fund", "Finding"),
    "country.lacks": ("Mangler kontor i nærheden", "Lacks an office near by"),
    "country.has_several": ("Flere om det samme", "Several doing the same"),
    "country.sheet.matrix": ("Styrkeposition og kommune", "Position and municipality"),
    "country.sheet.hubs": ("Erhvervshuse", "Hubs"),
    "country.sheet.clusters": ("Klynger", "Clusters"),
    "change.firms.km": (
        "Fra {before} til {after} gik andelen af virksomheder inden for {within} km af et kontor "
        "fra {before_pct} til {after_pct} %.",
        "From {before} to {after} the share of firms within {within} km of an office went from "
        "{before_pct} to {after_pct} %.",
    ),
    "change.firms.minutes": (
        "Fra {before} til {after} gik andelen af virksomheder inden for {within} minutter fra et "
        "kontor fra {before_pct} til {after_pct} %.",
        "From {before} to {after} the share of firms within {within} minutes of an office went "
        "from {before_pct} to {after_pct} %.",
    ),
    "change.municipalities": (
        "Kommuner, der har fået et kontor i nærheden siden {before}: {closed}. Kommuner, der har "
        "mistet det: {opened}. Kommuner, hvor det ikke længere vides: {unknown}.",
        "Municipalities that have gained an office near by since {before}: {closed}. That have "
        "lost it: {opened}. Of which it is no longer known: {unknown}.",
    ),
    "country.clusters": (
        "Hvor klyngernes virksomheder er, og klyngen ikke er:",
        "Where the clusters' firms are and the cluster is not:",
    ),
    "country.cluster": (
        "{name}: {count} kommuner uden kontor i nærheden; {reach} af {total} virksomheder.",
        "{name}: {count} municipalities without an office near by; {reach} of {total} firms.",
    ),
    "country.cluster.one": (
        "{name}: {count} kommune uden kontor i nærheden; {reach} af {total} virksomheder.",
        "{name}: {count} municipality without an office near by; {reach} of {total} firms.",
    ),
    "country.hubs": (
        "Hvad erhvervshusenes områder mangler, og hvad de har flere om:",
        "What the hubs' areas lack, and what several do there:",
    ),
    "country.hub": (
        "{name}: {lacks} kombinationer af styrkeposition og kommune uden kontor i nærheden; "
        "{several} med flere om det samme.",
        "{name}: {lacks} pairs of a position and a municipality without an office near by; "
        "{several} with several doing the same.",
    ),
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
        "{reached} af {total} kommuner har en aktivitet i nærheden; om {unknown} mangler der "
        "oplysninger.",
        "{reached} of {total} municipalities have an activity near by; of {unknown} it is not "
        "known.",
    ),
    "map.finding.online_state": (
        "I {reached} af {total} kommuner er der hjælp online; om {unknown} mangler der "
        "oplysninger.",
        "In {reached} of {total} municipalities there is help online; of {unknown} it is not "
        "known.",
    ),
    "map.finding.firms": (
        "Flest er der i {name}: {value}. {none} {none:kommune|kommuner} har ingen.",
        "Most are in {name}: {value}. {none} {none:municipality has|municipalities have} none.",
    ),
    "map.finding.per_1000": (
        "Flest i forhold til alle er der i {name}: {value}. {none} {none:kommune|kommuner} har "
        "ingen.",
        "Most for their size are in {name}: {value}. {none} "
        "{none:municipality has|municipalities have} none.",
    ),
    "map.finding.share": (
        "Den største andel ligger i {name}: {value}. {none} {none:kommune|kommuner} har ingen.",
        "The largest share lies in {name}: {value}. {none} "
        "{none:municipality has|municipalities have} none.",
    ),
    "map.finding.nearest_km": (
        "Længst til et kontor er der fra {name}: {value}. {none} {none:kommune|kommuner} har et "
        "selv.",
        "The longest way to an office is from {name}: {value}. {none} "
        "{none:municipality has|municipalities have} one.",
    ),
    "map.finding.nearest_km.all": (
        "Der er et kontor i alle de kommuner, vi kender vejen fra.",
        "There is an office in every municipality the way is known from.",
    ),
    "map.finding.nothing": (
        "Der er ingen tal at vise på kortet for det valg.",
        "There are no figures to show on the map for that choice.",
    ),
    "map.no_firms": (
        "Der er ingen virksomheder i styrkepositionen at vise. Vælg »Kontor i nærheden« under "
        "»Vis«, eller vælg en anden styrkeposition.",
        "There are no firms in the position to show. Choose “Office near by” under “Show”, or "
        "another position.",
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
    "map.column.activity_state": ("Aktivitet", "Activity"),
    "map.column.online_state": ("Online", "Online"),
    "map.column.offices": ("Kontorer i kommunen", "Offices in the municipality"),
    "map.column.activities": ("Aktiviteter i kommunen", "Activities in the municipality"),
    "map.column.nearest_km": ("Vej til kontor, {unit}", "Way to office, {unit}"),
    "map.column.nearest_activity_km": (
        "Vej til aktivitet, {unit}",
        "Way to activity, {unit}",
    ),
    "map.unit.km": ("km", "km"),
    "map.unit.minutes": ("minutter", "minutes"),
    "map.column.firms": ("Virksomheder", "Firms"),
    "map.column.firms_low": ("Virksomheder, snævert", "Firms, narrow"),
    "map.column.firms_high": ("Virksomheder, bredt", "Firms, wide"),
    "map.column.all_firms": ("Alle virksomheder", "All firms"),
    "map.column.per_1000": ("Pr. 1.000 virksomheder", "Per 1,000 firms"),
    "map.column.share": ("Andel af styrkepositionen, %", "Share of the position, %"),
    "map.column.location_quotient": ("Lokaliseringskvotient", "Location quotient"),
    "map.column.lq_low": ("Kvotient, nedre grænse", "Quotient, lower limit"),
    "map.column.lq_high": ("Kvotient, øvre grænse", "Quotient, upper limit"),
    "map.column.lq_shrunk": ("Kvotient, udjævnet", "Quotient, shrunk"),
    "map.column.band": ("Mod landsplan", "Against the country"),
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
    "map.table": ("Dækning i hver af de 98 kommuner", "Coverage in each of the municipalities"),
    "map.no_positions": (
        "Registret har ingen styrkepositioner. Vælg et andet register på siden Overblik.",
        "The register has no strength positions. Choose another one on the page Overview.",
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
