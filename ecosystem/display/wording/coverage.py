"""Words about coverage: who reaches the firms of a position, and where presence is missing."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "presence_band.over": ("Over landsgennemsnit", "Above the national average"),
    "presence_band.as_expected": ("Ikke over landsgennemsnit", "Not above the national average"),
    "presence_band.under": ("Under landsgennemsnit", "Below the national average"),
    "presence_band.too_few": ("For få til at sige noget", "Too few to say"),
    "presence_band.unknown": ("Ingen data", "No data"),
    "coverage.states_known": (
        "{reached} af {total} kommuner har et kontor inden for {within} {unit}. {uncovered} har "
        "det ikke.",
        "{reached} of {total} municipalities have an office within {within} {unit}. {uncovered} "
        "have none.",
    ),
    "coverage.states": (
        "{reached} af {total} kommuner har et kontor inden for {within} {unit}. {uncovered} har "
        "det ikke, og om {unknown} mangler der oplysninger.",
        "{reached} of {total} municipalities have an office within {within} {unit}. {uncovered} "
        "have none, and of {unknown} it is not known.",
    ),
    "coverage.absent.office": (
        "Registret har ingen oplysninger om {table} (filen {file} mangler). Derfor ved vi ikke, "
        "hvem der har et kontor i nærheden. Tilføj filen for at få svar.",
        "The register records no {table} (the file {file} is absent), so it is not known who has "
        "an office near by. Add the file to get an answer.",
    ),
    "coverage.absent.activity": (
        "Registret har ingen oplysninger om {table} (filen {file} mangler). Derfor ved vi ikke, "
        "hvor der er en aktivitet i nærheden.",
        "The register records no {table} (the file {file} is absent), so it is not known where "
        "there is an activity near by.",
    ),
    "coverage.overlap": (
        "I {overlap} {overlap:kommune|kommuner} er der kontorer fra flere aktører inden for "
        "afstanden.",
        "In {overlap} {overlap:municipality|municipalities} offices of several actors are within "
        "the distance.",
    ),
    "coverage.near_limit": (
        "{n} {n:kommune|kommuner} er tæt på grænsen: Vejen til kontoret ligger inden for {pct} % "
        "af {within} {unit}.",
        "{n} {n:municipality is|municipalities are} near the limit: the way to the office is "
        "within {pct} % of {within} {unit}.",
    ),
    "coverage.ferry": (
        "Fra {n} {n:kommune|kommuner} går vejen til kontoret med færge, for eksempel fra {name}: "
        "{straight_km} km i luftlinje, {ferry_km} km med færge.",
        "From {n} {n:municipality|municipalities} the way to the office goes by ferry, for "
        "example from {name}: {straight_km} km as the crow flies, {ferry_km} km by ferry.",
    ),
    "coverage.freshness": (
        "Oplysningerne om kontorerne er bekræftet i {confirmed} kommuner. I {out_of_date} er "
        "bekræftelsen gammel, og i {never_confirmed} er de aldrig bekræftet.",
        "The information on offices is confirmed in {confirmed} municipalities. In {out_of_date} "
        "it was confirmed long ago, and in {never_confirmed} never.",
    ),
    "coverage.freshness.confirmed": (
        "Oplysningerne om kontorerne er bekræftet.",
        "The information on offices is confirmed.",
    ),
    "coverage.freshness.out_of_date": (
        "Oplysningerne om kontorerne er bekræftet for længe siden: Bekræftelsen er gammel.",
        "The information on offices was confirmed long ago.",
    ),
    "coverage.freshness.never_confirmed": (
        "Oplysningerne om kontorerne er aldrig bekræftet.",
        "The information on offices was never confirmed.",
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
        "Aktiviteter tæller med {active} dage tilbage. Hvornår en oplysning sidst er bekræftet, "
        "ændrer ikke, om en kommune er dækket; det siger, hvor sikkert det er.",
        "Activities count {active} days back. When information was last confirmed does not "
        "change whether a municipality is covered; it tells how sure that is.",
    ),
    "coverage.whose": ("Styrkepositionens virksomheder", "The position's firms"),
    "coverage.whose.members": (
        "Registrets virksomheder (kun medlemmer)",
        "The register's firms (members only)",
    ),
    "coverage.firms": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}).",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}).",
    ),
    "coverage.firms_unplaced": (
        "{firms} {firms:virksomhed|virksomheder} i styrkepositionen har ingen kommune i "
        "registret og står ikke på kortet.",
        "{firms} {firms:firm|firms} of the position {firms:has|have} no municipality in the "
        "register and {firms:is|are} not on the map.",
    ),
    "coverage.rate": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}). {rate_pct} % af dem har "
        "højst {within} {unit} til et kontor.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}). {rate_pct} % of them "
        "have at most {within} {unit} to an office.",
    ),
    "coverage.rate.placed": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}). {rate_pct} % af de "
        "{placed}, der har en kommune, har højst {within} {unit} til et kontor.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}). {rate_pct} % of the "
        "{placed} that have a municipality have at most {within} {unit} to an office.",
    ),
    "coverage.rate_between": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}). Mellem {rate_pct} og "
        "{high_pct} % af dem har højst {within} {unit} til et kontor; om nogle kommuner mangler "
        "der oplysninger.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}). Between {rate_pct} and "
        "{high_pct} % of them have at most {within} {unit} to an office; of some municipalities "
        "it is not known.",
    ),
    "coverage.rate_between.placed": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}). Mellem {rate_pct} og "
        "{high_pct} % af de {placed}, der har en kommune, har højst {within} {unit} til et "
        "kontor; om nogle kommuner mangler der oplysninger.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}). Between {rate_pct} and "
        "{high_pct} % of the {placed} that have a municipality have at most {within} {unit} to "
        "an office; of some municipalities it is not known.",
    ),
    "coverage.most_unreached": (
        "Flest virksomheder uden et kontor i nærheden: {names}.",
        "Most firms without an office near by: {names}.",
    ),
    "coverage.most_unreached.more": (
        "Flest virksomheder uden et kontor i nærheden: {names}. Derefter kommer {more} kommuner "
        "med {firms} i hver.",
        "Most firms without an office near by: {names}. Next come {more} municipalities with "
        "{firms} each.",
    ),
    "coverage.most_unreached.shared": (
        "{more} kommuner uden et kontor i nærheden har {firms} {firms:virksomhed|virksomheder} "
        "hver; ingen har flere.",
        "{more} municipalities without an office near by have {firms} {firms:firm|firms} each; "
        "none has more.",
    ),
    "coverage.over": (
        "I {over} {over:kommune|kommuner} fylder styrkepositionens virksomheder sikkert mere end "
        "på landsplan.",
        "In {over} {over:municipality|municipalities} the position's firms clearly weigh more "
        "than in the country as a whole.",
    ),
    "coverage.over.none": (
        "Ingen kommune skiller sig sikkert ud.",
        "No municipality clearly stands out.",
    ),
    "coverage.too_few": (
        "I {few} {few:kommune|kommuner} er der for få virksomheder til at sige, om {few:den|de} "
        "skiller sig ud.",
        "In {few} {few:municipality|municipalities} there are too few firms to say whether "
        "{few:it stands|they stand} out.",
    ),
    "coverage.no_firms": (
        "Der er ingen virksomheder i styrkepositionen i de indlæste data.",
        "There are no firms in the position in the data.",
    ),
    "coverage.firms_not_recorded": (
        "Virksomhederne er ikke registreret. Derfor siger tallene kun noget om kommuner.",
        "Firms are not recorded, so the figures are about municipalities only.",
    ),
    "coverage.follow.offices.chance": (
        "Kontorerne følger ikke virksomhederne bedre end tilfældigt.",
        "The offices do not follow the firms better than chance.",
    ),
    "coverage.follow.offices.better": (
        "Kontorerne følger virksomhederne bedre end tilfældigt.",
        "The offices follow the firms better than chance.",
    ),
    "coverage.follow.offices.worse": (
        "Kontorerne følger virksomhederne dårligere end tilfældigt.",
        "The offices follow the firms worse than chance.",
    ),
    "coverage.follow.activities.chance": (
        "Aktiviteterne følger ikke virksomhederne bedre end tilfældigt.",
        "The activities do not follow the firms better than chance.",
    ),
    "coverage.follow.activities.better": (
        "Aktiviteterne følger virksomhederne bedre end tilfældigt.",
        "The activities follow the firms better than chance.",
    ),
    "coverage.follow.activities.worse": (
        "Aktiviteterne følger virksomhederne dårligere end tilfældigt.",
        "The activities follow the firms worse than chance.",
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
    "coverage.places": (
        "Som kontor tæller alle steder, hvor en aktør kan mødes: hovedkontor, kontor, "
        "testfacilitet og en videninstitutions campus. Har en aktør ingen adresser i registret, "
        "tæller den kommune, hvor den er registreret.",
        "An office is any place where an actor can be met: head office, office, test facility "
        "and an institution's campus. Where the register has no site of an actor, the "
        "municipality it is registered in counts.",
    ),
    "coverage.head_office_alone": (
        "Registret kender kun hovedkontoret for {n} {n:videninstitution|videninstitutioner}. "
        "Derfor ved vi ikke, om {n:den|de} også er andre steder.",
        "The register knows only the head office of {n} {n:knowledge institution|knowledge "
        "institutions}, so it is not known whether {n:it is|they are} elsewhere too.",
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
        "En virksomhed hører til styrkepositionen efter sin branche eller en forbindelse: et "
        "medlemskab, et projekt eller en registrering. Snævert er kernebrancher og forbindelser; "
        "bredt tager også de understøttende brancher med. Hovedkontoret kan ligge et andet sted "
        "end arbejdspladserne.",
        "A firm belongs to the position by its industry or by a tie: a membership, a project or "
        "a registration. Narrowly is core industries and ties; broadly takes in the enabling "
        "industries too. The head office may lie elsewhere than the workplaces.",
    ),
    "coverage.members_only": (
        "Registret kender kun virksomheder, der er medlem af klyngen. Derfor siger tallene ikke "
        "noget om landets virksomheder, og vi regner ingen kvotient eller andel ud.",
        "The register knows only firms that are members of the cluster, so the figures say "
        "nothing of the country's firms, and no quotient or share is worked out.",
    ),
    "coverage.industries_not_recorded": (
        "Registret siger ikke, hvilke brancher der hører til styrkepositionen. Kun virksomheder "
        "med et medlemskab, et projekt eller en registrering er talt med. Der kan være flere, så "
        "vi sammenligner dem ikke med landet.",
        "The register does not say which industries belong to the position. Only firms with a "
        "membership, a project or a registration are counted. There may be more, so they are not "
        "compared with the country.",
    ),
    "coverage.firms_without_code": (
        "{n} {n:virksomhed|virksomheder} i registret har ingen branchekode. De er kun talt med, "
        "hvor et medlemskab eller et projekt viser, at de hører til; der kan være flere.",
        "{n} {n:firm|firms} of the register {n:has|have} no industry code. They are counted only "
        "where a membership or a project shows that they belong; there may be more.",
    ),
    "coverage.firms_without_place": (
        "{n} {n:virksomhed|virksomheder} i registret har ingen kommune og er ikke talt med i "
        "nogen kommune.",
        "{n} {n:firm|firms} of the register {n:has|have} no municipality and {n:is|are} counted "
        "in none.",
    ),
    "coverage.border": (
        "Hver kommune måles fra sin hovedby. Tilbud på den anden side af grænsen er ikke med.",
        "Each municipality is measured from its main town. Help across the border is left out.",
    ),
    "coverage.synthetic": (
        "Eksempeldata: virksomhederne er opdigtede.",
        "Example data: the firms are made up.",
    ),
    "siting.cover": (
        "Med {add} {add:sted|steder} mere når {after_pct} % af virksomhederne et kontor inden "
        "for {within} {unit}, mod {before_pct} % i dag.",
        "With {add} more {add:place|places} {after_pct} % of the firms have an office within "
        "{within} {unit}, against {before_pct} % today.",
    ),
    "siting.anew": (
        "Med {add} {add:sted|steder} valgt frit når {after_pct} % af virksomhederne et kontor "
        "inden for {within} {unit}, mod {before_pct} % i dag.",
        "With {add} {add:place|places} chosen freely {after_pct} % of the firms have an office "
        "within {within} {unit}, against {before_pct} % today.",
    ),
    "siting.choice": (
        "Et nyt sted i {name} Kommune når {firms} {firms:virksomhed|virksomheder}, som ikke nås "
        "i forvejen.",
        "A new place in {name} reaches {firms} {firms:firm that is|firms that are} not reached "
        "already.",
    ),
    "siting.choice.none": (
        "Et nyt sted i {name} Kommune når ingen flere virksomheder.",
        "A new place in {name} reaches no more firms.",
    ),
    "siting.rests_on": (
        "Forslaget bygger på {offices} {offices:kontor|kontorer} i dag. {whose}: {firms} "
        "(snævert {firms_low}, bredt {firms_high}).",
        "The proposal rests on {offices} {offices:office|offices} of today. {whose}: {firms} "
        "(narrowly {firms_low}, broadly {firms_high}).",
    ),
    "siting.freshness": (
        "De mindst sikre oplysninger om kontorerne: {freshness}.",
        "The least sure information on the offices: {freshness}.",
    ),
    "siting.all": (
        "Skal alle virksomheder have højst {within} {unit} til et kontor, kræver det mindst "
        "{places} {places:sted|steder} mere, end der er i dag.",
        "For every firm to have an office within {within} {unit}, at least {places} "
        "{places:place is|places are} needed beside those of today.",
    ),
    "siting.worst": (
        "Den længste vej, en virksomhed har til et kontor, går fra {before} til {after} {unit}.",
        "The longest way a firm has to an office goes from {before} to {after} {unit}.",
    ),
    "siting.mean": (
        "Den gennemsnitlige vej til et kontor går fra {before} til {after} {unit}.",
        "The mean way to an office goes from {before} to {after} {unit}.",
    ),
    "siting.unknown": (
        "{unknown} {unknown:kommune|kommuner}, hvor der mangler oplysninger, er regnet som ikke "
        "nået.",
        "{unknown} {unknown:municipality|municipalities} of which it is not known "
        "{unknown:is|are} taken as not reached.",
    ),
    "siting.alternatives": (
        "Bytninger, der højst er {nearly_pct} % dårligere: {count}. Valget mellem dem er jeres.",
        "Exchanges that are at most {nearly_pct} % worse: {count}. The choice between them is "
        "yours.",
    ),
    "siting.instead_of": ("I stedet for {name}: {names}.", "Instead of {name}: {names}."),
    "coverage.more": (" og {n} flere", " and {n} more"),
    "presence.unit.firms": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}), ud af registrets {total} "
        "virksomheder og fordelt på {areas} {areas:område|områder}.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}), of the register's "
        "{total} firms and spread over {areas} {areas:area|areas}.",
    ),
    "presence.unit.members": (
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}), fordelt på {areas} "
        "{areas:område|områder}.",
        "{whose}: {firms} (narrowly {firms_low}, broadly {firms_high}), spread over {areas} "
        "{areas:area|areas}.",
    ),
    "presence.unplaced": (
        "{firms} {firms:virksomhed|virksomheder} har ingen kommune i registret og er ikke med i "
        "noget område.",
        "{firms} {firms:firm|firms} {firms:has|have} no municipality in the register and "
        "{firms:is|are} in no area.",
    ),
    "presence.firms_not_recorded": (
        "Virksomhederne er ikke registreret. Derfor ved vi ikke, hvor de er.",
        "Firms are not recorded, so it is not known where they are.",
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
        "Intet område er sikkert over landsgennemsnit.",
        "No area is clearly above the national average.",
    ),
    "presence.too_few": (
        "I {too_few} {too_few:område|områder} er der færre end {few}: for få til at sige noget.",
        "In {too_few} {too_few:area|areas} there are fewer than {few}: too few to say.",
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
    "country.column.freshness": ("Oplysninger", "Information"),
    "country.lacks": ("Mangler kontor i nærheden", "Lacks an office near by"),
    "country.has_several": ("Flere om det samme", "Several doing the same"),
    "country.sheet.matrix": ("Styrkeposition og kommune", "Position and municipality"),
    "country.sheet.hubs": ("Erhvervshuse", "Hubs"),
    "country.sheet.clusters": ("Klynger", "Clusters"),
    "change.firms": (
        "Fra {before} til {after} gik andelen af virksomheder med højst {within} {unit} til et "
        "kontor fra {before_pct} til {after_pct} %.",
        "From {before} to {after} the share of firms with at most {within} {unit} to an office "
        "went from {before_pct} to {after_pct} %.",
    ),
    "change.firms.same": (
        "Den {before} og den {after} er andelen den samme: {after_pct} % af virksomhederne har "
        "højst {within} {unit} til et kontor.",
        "On {before} and on {after} the share is the same: {after_pct} % of the firms have at "
        "most {within} {unit} to an office.",
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
        "{name}: {count} {count:kommune|kommuner} med virksomheder, men uden kontor i nærheden. "
        "{whose}: {firms} (snævert {firms_low}, bredt {firms_high}), heraf {reach} i de "
        "kommuner.",
        "{name}: {count} {count:municipality|municipalities} with firms, but without an office "
        "near by. {whose}: {firms} (narrowly {firms_low}, broadly {firms_high}), of which "
        "{reach} there.",
    ),
    "country.cluster.no_firms": (
        "{name}: {count} {count:kommune|kommuner} uden kontor i nærheden. Virksomhederne er ikke "
        "registreret.",
        "{name}: {count} {count:municipality|municipalities} without an office near by. Firms "
        "are not recorded.",
    ),
    "country.unknown": (
        "Om {unknown} {unknown:kommune|kommuner} mangler der oplysninger.",
        "Of {unknown} {unknown:municipality|municipalities} it is not known.",
    ),
    "country.no_clusters": (
        "Registret siger ikke, hvilke klynger der er udpeget.",
        "The register does not say which clusters are designated.",
    ),
    "country.no_hubs": (
        "Registret siger ikke, hvilke erhvervshuse kommunerne hører til.",
        "The register does not say which hubs the municipalities belong to.",
    ),
    "country.most": ("Flest: {names}.", "Most: {names}."),
    "country.most.more": (
        "Flest: {names}; derefter {more} kommuner med {firms} i hver.",
        "Most: {names}; next {more} municipalities with {firms} each.",
    ),
    "country.most.shared": (
        "{more} kommuner har {firms} hver.",
        "{more} municipalities have {firms} each.",
    ),
    "country.hubs": (
        "Hvad erhvervshusenes områder mangler, og hvad de har flere om:",
        "What the hubs' areas lack, and what several do there:",
    ),
    "country.hub": (
        "{name}: {lacks} {lacks:kombination|kombinationer} af styrkeposition og kommune med "
        "virksomheder, men uden kontor i nærheden; {several} med flere om det samme.",
        "{name}: {lacks} {lacks:pair|pairs} of a position and a municipality with firms, but "
        "without an office near by; {several} with several doing the same.",
    ),
}
