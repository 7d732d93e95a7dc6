"""Words for needs and gaps."""

from typing import Final

_FOUND: Final = {
    "gap.need.found": (
        "{need}: virksomheder i {position} finder intet tilbud i {places} "
        "{places:kommune|kommuner}.",
        "{need}: firms in {position} find no offer in {places} "
        "{places:municipality|municipalities}.",
    ),
    "gap.need.rule": (
        "Intet tilbud til behovet er åbent, gælder i kommunen, kan nås (højst {within_km} km eller "
        "online) og er til at opfylde for mindst én virksomhed. Kommuner med mindst {min_firms} "
        "{min_firms:virksomhed|virksomheder} i positionen.",
        "No offer for the need is open, holds in the municipality, can be reached (at most "
        "{within_km} km or online) and can be met by at least one firm. Municipalities with at "
        "least {min_firms} {min_firms:firm|firms} of the position.",
    ),
    "gap.place.found": (
        "{position}: i {places} {places:kommune|kommuner} er der hverken kontor, aktivitet eller "
        "online hjælp fra "
        "positionens aktører.",
        "{position}: in {places} {places:municipality|municipalities} there is neither an office, "
        "an activity nor "
        "online help from the position's actors.",
    ),
    "gap.place.rule": (
        "Ingen af positionens aktører har kontor inden for {within_km} km, aktivitet inden for "
        "{within_km} km de seneste {active_days} dage eller et online tilbud.",
        "None of the position's actors has an office within {within_km} km, an activity within "
        "{within_km} km in the last {active_days} days, or an online offer.",
    ),
    **{
        f"gap.size_or_stage.{name}.found": (
            f"{{need}} i {{position}}: alle tilbud lukker {da} ude.",
            f"{{need}} in {{position}}: every offer shuts {en} out.",
        )
        for name, da, en in (
            ("micro", "mikrovirksomheder", "micro firms"),
            ("small", "små virksomheder", "small firms"),
            ("medium", "mellemstore virksomheder", "medium-sized firms"),
            ("large", "store virksomheder", "large firms"),
            ("new", "helt nye virksomheder", "very new firms"),
            ("without_profit", "virksomheder uden indtjening", "firms without earnings"),
            ("first_timer", "førstegangsdeltagere uden partnere", "first-timers without partners"),
        )
    },
    **{
        f"gap.size_or_stage.{name}.rule": (
            "Der er tilbud, men alle har et krav, som en typisk virksomhed af denne slags ikke "
            "opfylder.",
            "There are offers, but each has a requirement that a typical firm of this kind does "
            "not meet.",
        )
        for name in ("micro", "small", "medium", "large", "new", "without_profit", "first_timer")
    },
    "gap.actor.cluster.ended.found": (
        "{position} har ingen udpeget klynge siden {since}. Før var det {former}.",
        "{position} has had no designated cluster since {since}. Before, it was {former}.",
    ),
    "gap.actor.cluster.ended.rule": (
        "Ingen aktør er udpeget som klynge for positionen på dagen, og den sidste udpegning er "
        "udløbet.",
        "No actor is designated as the position's cluster on the day, and the last designation "
        "has ended.",
    ),
    "gap.actor.cluster.never.found": (
        "{position} har aldrig haft en udpeget klynge (positionen er fra {since}).",
        "{position} has never had a designated cluster (the position is from {since}).",
    ),
    "gap.actor.cluster.never.rule": (
        "Ingen aktør er eller har været udpeget som klynge for positionen.",
        "No actor is or has been designated as the position's cluster.",
    ),
    "gap.actor.test_facility.found": (
        "{position} har ingen registreret testfacilitet.",
        "{position} has no recorded test facility.",
    ),
    "gap.actor.test_facility.rule": (
        "Ingen aktør i positionen er registreret som eller med en testfacilitet.",
        "No actor of the position is recorded as or with a test facility.",
    ),
    "gap.actor.knowledge_institution.found": (
        "{position}: i {places} {places:kommune|kommuner} er der ingen af positionens "
        "videninstitutioner inden for "
        "{within_km} km.",
        "{position}: in {places} {places:municipality|municipalities} none of the position's "
        "knowledge institutions is "
        "within {within_km} km.",
    ),
    "gap.actor.knowledge_institution.rule": (
        "Ingen videninstitution, der arbejder med positionen, har kontor inden for {within_km} km "
        "af kommunens hovedby.",
        "No knowledge institution that works with the position has an office within {within_km} "
        "km of the municipality's main town.",
    ),
    "gap.actor.business_on_board.found": (
        "Der er ingen virksomhed i bestyrelsen for {cluster}.",
        "There is no firm on the board of {cluster}.",
    ),
    "gap.actor.business_on_board.rule": (
        "Ingen af bestyrelsens pladser er besat fra en virksomhed (anbefaling 4).",
        "None of the board's seats is filled from a firm (recommendation 4).",
    ),
    "gap.tie.no_way.found": (
        "{position}: {firms} {firms:virksomhed|virksomheder} i {places} {places:kommune|kommuner} "
        "har ingen registreret vej til en "
        "videninstitution.",
        "{position}: {firms} {firms:firm|firms} in {places} {places:municipality|municipalities} "
        "have no recorded way to a knowledge "
        "institution.",
    ),
    "gap.tie.no_way.rule": (
        "Hverken medlemskab, samarbejde, projekt eller brugt tilbud forbinder virksomheden med en "
        "videninstitution, heller ikke gennem andre. Kommuner med mindst {no_path_firms} sådanne "
        "virksomheder.",
        "Neither membership, cooperation, project nor used offer ties the firm to a knowledge "
        "institution, nor through others. Municipalities with at least {no_path_firms} such "
        "firms.",
    ),
    "gap.tie.seldom.found": (
        "{position}: {one} og {other} mødes {observed} {observed:gang|gange} i projekter; "
        "tilfældig deltagelse ville give {expected} (sandsynligheden for så få er {p} %).",
        "{position}: {one} and {other} meet {observed} {observed:time|times} in projects; "
        "chance would give {expected} (the chance of so few is {p} %).",
    ),
    "gap.tie.seldom.rule": (
        "Antal møder i projekter holdt op mod tilfældige tabeller med samme antal projekter og "
        "deltagere; sandsynligheden for så få er {p} % (grænse {most} %), under {ratio_below} "
        "gange det ventede.",
        "Meetings in projects held against random tables with the same projects and parties; the "
        "chance of so few is {p} % (limit {most} %), below {ratio_below} times the expected.",
    ),
    "gap.fragility.split.found": (
        "{actor} holder grupper sammen i {position}. Uden den falder de i {pieces} dele, og "
        "andelen af par, der ikke kan nå hinanden, stiger med {loss} procentpoint.",
        "{actor} holds groups together in {position}. Without it they fall into {pieces} parts, "
        "and the share of pairs that cannot reach each other rises by {loss} percentage points.",
    ),
    "gap.fragility.split.rule": (
        "Uden aktøren stiger andelen af par, der ikke kan nå hinanden, med {loss} procentpoint "
        "(grænse {loss_from}, hvor 1 er alle par).",
        "Without the actor the share of pairs that cannot reach each other rises by {loss} "
        "percentage points (limit {loss_from}, where 1 is all pairs).",
    ),
    "gap.fragility.single.found": (
        "{need} i {position} hviler på én aktør: {actor}.",
        "{need} in {position} rests on one actor: {actor}.",
    ),
    "gap.fragility.single.rule": (
        "Kun én aktør har et tilbud, som positionens virksomheder kan bruge.",
        "One actor alone has an offer that the position's firms can use.",
    ),
    "gap.overlap.found": (
        "{need} i {position}: op til {most} offentlige aktører tilbyder det samme på stedet i "
        "{places} {places:kommune|kommuner}.",
        "{need} in {position}: up to {most} public actors offer the same on site in {places} "
        "{places:municipality|municipalities}.",
    ),
    "gap.overlap.rule": (
        "Mindst {overlap_from} offentlige aktører med kontor i kommunen tilbyder hjælp til samme "
        "behov på stedet. Det er et fund og ikke en fejl.",
        "At least {overlap_from} public actors with an office in the municipality offer help with "
        "the same need on site. It is a finding, not a fault.",
    ),
    **{
        f"gap.reach.{name}.found": (
            f"{{position}}: {{firms}} {da} i {{places}} {{places:kommune|kommuner}} kunne bruge "
            f"et tilbud, men er "
            "ikke registreret som deltagere.",
            f"{{position}}: {{firms}} {en} in {{places}} {{places:municipality|municipalities}} "
            f"could use an offer but "
            "are not recorded as participants.",
        )
        for name, da, en in (
            ("micro", "mikrovirksomheder", "micro firms"),
            ("small", "små virksomheder", "small firms"),
            ("medium", "mellemstore virksomheder", "medium-sized firms"),
            ("large", "store virksomheder", "large firms"),
            ("not_known", "virksomheder af ukendt størrelse", "firms of unknown size"),
        )
    },
    **{
        f"gap.reach.{name}.rule": (
            "Virksomheden opfylder kravene til mindst ét åbent tilbud og står ikke i registret "
            "over deltagelser. Kommuner med mindst {reach_firms}. Deltagelser uden for registret "
            "ses ikke.",
            "The firm meets the requirements of at least one open offer and is not in the register "
            "of participations. Municipalities with at least {reach_firms}. Participations outside "
            "the register are not seen.",
        )
        for name in ("micro", "small", "medium", "large", "not_known")
    },
    "gap.demand.found": (
        "{need}: {times} søgninger endte uden et tilbud i {places} {places:kommune|kommuner} "
        "(branche: {sector}).",
        "{need}: {times} searches ended without an offer in {places} "
        "{places:municipality|municipalities} (industry: "
        "{sector}).",
    ),
    "gap.demand.rule": (
        "Søgninger og henvisninger, der ikke førte til noget. Færre end {small_count} i en "
        "kommune vises ikke, og ingen virksomhed er nævnt.",
        "Searches and referrals that led nowhere. Fewer than {small_count} in a municipality are "
        "not shown, and no firm is named.",
    ),
}
_REASONS: Final = {
    "gap.reason.table_absent": (
        "Tabellen {table} er ikke registreret.",
        "The table {table} is not recorded.",
    ),
    "gap.reason.rows_missing": (
        "Der mangler {rows} {rows:række|rækker} i tabellen {table}: andre rækker peger på det, der "
        "mangler, eller det var der før.",
        "{rows} {rows:row is|rows are} missing in the table {table}: other rows point to what is "
        "missing, or it was there before.",
    ),
    "gap.reason.field_absent": (
        "Et felt er tomt hos et tilbud eller en adresse, der kunne udfylde hullet.",
        "A field is empty at an offer or a site that could fill the gap.",
    ),
    "gap.reason.out_of_date": (
        "Det, der kunne udfylde hullet, er sidst kontrolleret for mere end {days} dage siden.",
        "What could fill the gap was last checked more than {days} days ago.",
    ),
    "gap.reason.actor_silent": (
        "Der er ikke registreret tilbud fra {actors}. Spørg dem.",
        "No offers are recorded from {actors}. Ask them.",
    ),
    "gap.reason.need_never_recorded": (
        "Der er aldrig registreret et tilbud til dette behov.",
        "No offer was ever recorded for this need.",
    ),
    "gap.reason.role_rarely_recorded": (
        "Rollen er kun registreret for {share} % af de andre positioner.",
        "The role is recorded for only {share} % of the other positions.",
    ),
    "gap.reason.rules_faulty": (
        "Et af tilbuddenes krav kan ikke læses.",
        "The requirements of one of the offers cannot be read.",
    ),
    "gap.reason.board_silent": (
        "Klyngens bestyrelse er ikke registreret. Spørg klyngen.",
        "The cluster's board is not recorded. Ask the cluster.",
    ),
    "gap.reason.no_ties_recorded": (
        "Der er ikke registreret en eneste forbindelse.",
        "Not a single tie is recorded.",
    ),
    "gap.cannot_say.offers": (
        "Uden en tabel over tilbud kan vi ikke sige, hvilke behov der mangler tilbud.",
        "Without a table of offers we cannot say which needs lack one.",
    ),
    "gap.cannot_say.needs": (
        "Uden en tabel over behov kan vi ikke vise huller pr. behov.",
        "Without a table of needs we cannot show gaps by need.",
    ),
    "gap.cannot_say.sites": (
        "Uden en tabel over adresser kan vi ikke sige, hvem der er i nærheden.",
        "Without a table of sites we cannot say who is near.",
    ),
    "gap.cannot_say.activities": (
        "Uden en tabel over aktiviteter tæller kun kontorer og online hjælp.",
        "Without a table of activities only offices and online help count.",
    ),
    "gap.cannot_say.participations": (
        "Uden en tabel over deltagelser kan vi ikke sige, hvem der aldrig er nået.",
        "Without a table of participations we cannot say who was never reached.",
    ),
    "gap.cannot_say.links": (
        "Uden en tabel over forbindelser kan vi ikke finde manglende forbindelser.",
        "Without a table of ties we cannot find missing ones.",
    ),
    "gap.cannot_say.board_seats": (
        "Uden en tabel over bestyrelser kan vi ikke sige, om der sidder en virksomhed.",
        "Without a table of boards we cannot say whether a firm is on them.",
    ),
    "gap.cannot_say.dead_ends": (
        "Uden en tabel over forgæves søgninger kan vi ikke vise efterspørgsel uden tilbud.",
        "Without a table of searches in vain we cannot show demand without an offer.",
    ),
    "gap.cannot_say.test_facilities": (
        "Ingen testfacilitet er registreret, så vi kan ikke sige, hvilke positioner der mangler "
        "en.",
        "No test facility is recorded, so we cannot say which positions lack one.",
    ),
    "gap.cannot_say.rules": (
        "Uden filer med tilbuddenes krav (rules/) kan vi ikke sige, hvem der lukkes ude. Alle "
        "virksomheder regnes for at kunne bruge tilbuddene.",
        "Without files of what offers demand (rules/) we cannot say who is shut out. Every firm "
        "is taken to be able to use the offers.",
    ),
    "gap.cannot_say.firms": (
        "Uden virksomheder i registret kan vi ikke sige, hvor mange et hul berører.",
        "Without firms in the register we cannot say how many a gap touches.",
    ),
}
_STEPS: Final = {
    "gap.step.extend_area": (
        "Udvid »{offer}« til {places} {places:kommune|kommuner} mere. Når {firms} "
        "{firms:virksomhed|virksomheder}.",
        "Extend “{offer}” to {places} more {places:municipality|municipalities}. "
        "Reaches {firms} {firms:firm|firms}.",
    ),
    "gap.step.go_online": (
        "Tilbyd også »{offer}« online. Når {firms} {firms:virksomhed|virksomheder} i {places} "
        "{places:kommune|kommuner}.",
        "Offer “{offer}” online too. Reaches {firms} {firms:firm|firms} in {places} "
        "{places:municipality|municipalities}.",
    ),
    "gap.step.open_criterion": (
        "Lemp kravet »{requirement}« i »{offer}«. Når {firms} {firms:virksomhed|virksomheder}.",
        "Relax the requirement “{requirement}” of “{offer}”. Reaches {firms} {firms:firm|firms}.",
    ),
    "gap.step.add_staffed_day": (
        "Læg en fast dag med {actor} i {place}. Når {firms} {firms:virksomhed|virksomheder} i "
        "{places} {places:kommune|kommuner}.",
        "Add a staffed day of {actor} in {place}. Reaches {firms} {firms:firm|firms} in {places} "
        "{places:municipality|municipalities}.",
    ),
    "gap.step.introduce": (
        "Bring {one} og {other} sammen. Når {firms} {firms:virksomhed|virksomheder}.",
        "Introduce {one} and {other}. Reaches {firms} {firms:firm|firms}.",
    ),
    "gap.step.introduce.through": (
        "Bring {one} og {other} sammen gennem {through}. Når {firms} "
        "{firms:virksomhed|virksomheder}.",
        "Introduce {one} and {other} through {through}. Reaches {firms} {firms:firm|firms}.",
    ),
    "gap.step.fill_role.cluster": (
        "Spørg, om {actor} også kan være klynge for positionen: bredt regnet "
        "hører {shared} {shared:virksomhed|virksomheder} til begge felter. Det afgør andre end "
        "klyngen selv.",
        "Ask whether {actor} can be the position's cluster too: broadly taken, {shared} "
        "{shared:firm belongs|firms belong} to both fields. That is for others to decide.",
    ),
    "gap.step.fill_role.test_facility": (
        "Spørg, om {actor} har eller kan få en testfacilitet til positionen.",
        "Ask whether {actor} has or could have a test facility for the position.",
    ),
    "gap.step.fill_role.knowledge_institution": (
        "Spørg, om {actor} også arbejder med positionen: bredt regnet hører {shared} "
        "{shared:virksomhed|virksomheder} både til den og til institutionens felter. "
        "Institutionen er i nærheden i {places} {places:kommune|kommuner}.",
        "Ask whether {actor} works with the position too: broadly taken, {shared} "
        "{shared:firm belongs|firms belong} both to it and to the institution's fields. The "
        "institution is near in {places} {places:municipality|municipalities}.",
    ),
    "gap.step.fill_role.knowledge_institution.near": (
        "Spørg, om {actor} også arbejder med positionen. Institutionen er i nærheden i {places} "
        "{places:kommune|kommuner}.",
        "Ask whether {actor} works with the position too. The institution is near in {places} "
        "{places:municipality|municipalities}.",
    ),
    "gap.step.fill_role.business_on_board": (
        "Få en virksomhed ind i bestyrelsen for {actor}.",
        "Have a firm join the board of {actor}.",
    ),
}
_PAGE: Final = {
    "gaps.none": (
        "Ingen huller med disse grænser.",
        "No gaps with these limits.",
    ),
    "gaps.event": ("{on}: {what}", "{on}: {what}"),
    "gaps.event.reason": (" – {reason} ({by})", " – {reason} ({by})"),
    "gaps.event.changes": (
        ". Samtidig ændret i registret: {changes}",
        ". Changed in the register at the same time: {changes}",
    ),
    "gaps.life.none": (
        "Der er ikke noteret noget om dette hul.",
        "Nothing has been noted about this gap.",
    ),
    "gaps.noted": ("Noteret i {path}.", "Noted in {path}."),
    "gaps.tried": (
        "I sandkassen: {closed} {closed:hul|huller} lukkes, {opened} åbnes, {changed} ændrer sted. "
        "Registret er ikke ændret.",
        "In the sandbox: {closed} {closed:gap closes|gaps close}, {opened} {opened:opens|open}, "
        "{changed} {changed:changes|change} place. The register has not changed.",
    ),
    "gaps.evidence.absent": ("{table}: ikke registreret.", "{table}: not recorded."),
    "gaps.evidence.rows": (
        "{table}: {rows} {rows:række|rækker}",
        "{table}: {rows} {rows:row|rows}",
    ),
    "gaps.evidence.complete": ("felter udfyldt {share} %", "cells filled {share} %"),
    "gaps.evidence.checked": ("kontrolleret {share} %", "checked {share} %"),
    "huller.position": ("Styrkeposition", "Strength position"),
    "huller.all": ("Alle styrkepositioner", "All strength positions"),
    "huller.rows": ("Rækker", "Rows"),
    "huller.columns": ("Kolonner", "Columns"),
    "huller.axis.need": ("Behov", "Need"),
    "huller.axis.region": ("Region", "Region"),
    "huller.axis.hub": ("Erhvervshus", "Business hub"),
    "huller.axis.municipality": ("Kommune", "Municipality"),
    "huller.axis.kind": ("Aktørtype", "Actor kind"),
    "huller.show": ("Vis", "Show"),
    "huller.show.count": ("Antal aktører", "Number of actors"),
    "huller.show.per_1000": ("Pr. 1.000 virksomheder", "Per 1,000 firms"),
    "huller.limit": ("Færre end", "Fewer than"),
    "huller.towns": ("Kommuner (vælg højst {n})", "Municipalities (choose at most {n})"),
    "huller.towns.none": (
        "Dem med flest virksomheder",
        "Those with the most firms",
    ),
    "huller.searching": ("Leder efter huller …", "Looking for gaps …"),
    "huller.matrix.count": (
        "Aktører med et tilbud, der kan bruges",
        "Actors with an offer that can be used",
    ),
    "huller.matrix.per_1000": (
        "Aktører med et tilbud, der kan bruges, pr. 1.000 virksomheder",
        "Actors with an offer that can be used, per 1,000 firms",
    ),
    "huller.matrix.label": (
        "Matrix. Piletaster går rundt, Enter eller mellemrum vælger",
        "Matrix. Arrow keys walk, Enter or Space chooses",
    ),
    "huller.matrix.empty": (
        "Registret har ikke nok til at vise matrixen: der mangler rækker eller kolonner. Vælg "
        "noget andet under Rækker eller Kolonner.",
        "The register does not hold enough to show the matrix: rows or columns are missing. Choose "
        "something else under Rows or Columns.",
    ),
    "huller.look.enough": ("når grænsen", "reaches the limit"),
    "huller.look.under": ("under grænsen", "under the limit"),
    "huller.look.zero": ("ingen", "none"),
    "huller.look.no_data": ("ingen data, ikke det samme som nul", "no data, not the same as zero"),
    "huller.look.struck": ("forklaret: ikke et hul", "explained: not a gap"),
    "huller.legend.count": (
        "▨ og et tal: færre end {limit}. ▨ 0: ingen. – ?: ingen data, og det er ikke det samme som "
        "nul. Vælg et felt for at se, hvad der ligger bag.",
        "▨ and a number: fewer than {limit}. ▨ 0: none. – ?: no data, which is not the same as "
        "zero. Choose a cell to see what is behind it.",
    ),
    "huller.legend.per_1000": (
        "▨ og et tal: færre end {limit} pr. 1.000 virksomheder. ▨ 0: ingen. – ?: ingen data, og "
        "det er ikke det samme som nul. Vælg et felt for at se, hvad der ligger bag.",
        "▨ and a number: fewer than {limit} per 1,000 firms. ▨ 0: none. – ?: no data, which is not "
        "the same as zero. Choose a cell to see what is behind it.",
    ),
    "huller.left_out": (
        "Der vises højst {most} rækker og {most} kolonner. {n} er udeladt.",
        "At most {most} rows and {most} columns are shown. {n} are left out.",
    ),
    "huller.none": (
        "Ingen huller i tabellen med denne grænse. Prøv en højere grænse.",
        "No gaps in the table with this limit. Try a higher limit.",
    ),
    "huller.without_rate": (
        "Vi kan ikke beregne pr. 1.000: der er for få registrerede virksomheder i {n} "
        "{n:område|områder}.",
        "We cannot work out per 1,000: too few firms are recorded in {n} {n:place|places}.",
    ),
    "huller.without_rate.firms": (
        "Vi kan ikke beregne pr. 1.000: der er ingen virksomheder i registret ({n} "
        "{n:område|områder}).",
        "We cannot work out per 1,000: there are no firms in the register ({n} {n:place|places}).",
    ),
    "huller.without_rate.see": ("Se hvilke", "See which"),
    "huller.cell.count": (
        "Aktører: {n}. Virksomheder i målgruppen: {firms}.",
        "Actors: {n}. Firms in the target group: {firms}.",
    ),
    "huller.firms.not_recorded": ("ikke registreret", "not recorded"),
    "huller.cell.rate": ("Pr. 1.000 virksomheder: {rate}.", "Per 1,000 firms: {rate}."),
    "huller.cell.rate.none": ("kan ikke beregnes", "cannot be worked out"),
    "huller.cell.enough": (
        "Det er ikke under grænsen på {limit}.",
        "That is not under the limit of {limit}.",
    ),
    "huller.cell.under": (
        "Det er under grænsen på {limit}.",
        "That is under the limit of {limit}.",
    ),
    "huller.cell.zero": (
        "Ingen har et tilbud, der kan bruges her. Grænsen er {limit}.",
        "Nobody has an offer that can be used here. The limit is {limit}.",
    ),
    "huller.cell.no_data": (
        "Ingen data: vi ved ikke, om grænsen på {limit} er nået. Det er ikke det samme som nul.",
        "No data: we do not know whether the limit of {limit} is reached. That is not zero.",
    ),
    "huller.cell.no_data.kind": (
        "Et tilbud kan komme fra en aktør, hvis type ikke er registreret.",
        "An offer may be of an actor whose kind is not recorded.",
    ),
    "huller.cell.rule.count": (
        "Regel: færre end {limit} aktører har et tilbud, der er åbent, gælder her, kan nås og ikke "
        "lukker virksomhederne ude.",
        "Rule: fewer than {limit} actors have an offer that is open, holds here, can be reached "
        "and does not shut the firms out.",
    ),
    "huller.cell.rule.per_1000": (
        "Regel: færre end {limit} aktører pr. 1.000 virksomheder har et tilbud, der er åbent, "
        "gælder her, kan nås og ikke lukker virksomhederne ude.",
        "Rule: fewer than {limit} actors per 1,000 firms have an offer that is open, holds here, "
        "can be reached and does not shut the firms out.",
    ),
    "huller.cell.known": (
        "Dækning af data: for {share} % af tilbuddene og kommunerne er svaret kendt.",
        "Coverage of the data: the answer is known for {share} % of the offers and municipalities.",
    ),
    "huller.cell.known.none": (
        "Dækning af data: registret har ingen tilbud at se på her.",
        "Coverage of the data: the register has no offers to look at here.",
    ),
    "huller.cell.without": (
        "{n} {n:kommune|kommuner} uden: {places}.",
        "{n} {n:municipality|municipalities} without: {places}.",
    ),
    "huller.cell.rows": (
        "Rækkerne bag (tilbud: {n}, aktører: {actors})",
        "The rows behind (offers: {n}, actors: {actors})",
    ),
    "huller.cell.choose_position": (
        "Vælg en styrkeposition for at se, hvad der kan lukke hullet.",
        "Choose a strength position to see what could close the gap.",
    ),
    "huller.row.actor": ("Aktør", "Actor"),
    "huller.row.kind": ("Type", "Kind"),
    "huller.row.offer": ("Tilbud", "Offer"),
    "huller.row.places": ("Kommuner", "Municipalities"),
    "huller.row.source": ("Kilde", "Source"),
    "huller.row.checked": ("Kontrolleret", "Checked"),
    "huller.open_actor": ("Åbn {name}", "Open {name}"),
    "huller.see_actors": ("Se aktører", "See actors"),
    "huller.see_map": ("Se på kort", "See on the map"),
    "huller.see_network": ("Se i netværk", "See in the network"),
    "huller.ask": ("Spørg {name}", "Ask {name}"),
    "huller.gaps": ("Huller i styrkepositionen", "Gaps in the strength position"),
    "huller.gaps.none": (
        "Ingen huller med disse grænser. Prøv en anden styrkeposition.",
        "No gaps with these limits. Try another strength position.",
    ),
    "huller.firms": (
        "{firms} {firms:virksomhed|virksomheder} ({low}–{high} efter snæver og bred afgrænsning)",
        "{firms} {firms:firm|firms} ({low}–{high} by a narrow and a broad definition)",
    ),
    "huller.firms.sure": (
        "{firms} {firms:virksomhed|virksomheder}",
        "{firms} {firms:firm|firms}",
    ),
    "huller.places": ("Kommuner: {n}", "Municipalities: {n}"),
    "huller.rule": ("Regel: {rule}", "Rule: {rule}"),
    "huller.sources": ("Kilder: {sources}", "Sources: {sources}"),
    "huller.complete": (
        "Dækning af data: mindst {share} % af felterne er udfyldt.",
        "Coverage of the data: at least {share} % of the cells are filled.",
    ),
    "huller.age": (
        "Det ældste af det er kontrolleret for {days} dage siden.",
        "The oldest of it was checked {days} days ago.",
    ),
    "huller.age.never": (
        "Ingen har dateret en kontrol af rækkerne.",
        "Nobody has dated a check of the rows.",
    ),
    "huller.by_position": ("Huller pr. styrkeposition", "Gaps by strength position"),
    "huller.by_position.about": (
        "Slagsene lægges ikke sammen. Usikre huller kan skyldes, at noget ikke er registreret "
        "eller er forældet.",
        "Kinds are not added up. Gaps that are not sure may be there because something is not "
        "recorded or out of date.",
    ),
    "huller.by_position.real": ("Reelle: {kinds}.", "Real: {kinds}."),
    "huller.by_position.unsure": ("Ikke sikre: {kinds}.", "Not sure: {kinds}."),
    "huller.by_position.none": ("Ingen huller fundet.", "No gaps found."),
    "huller.choose_position": (
        "Vælg en styrkeposition for at se dens huller, hvor sikre de er, og hvad der kan lukke "
        "dem.",
        "Choose a strength position to see its gaps, how sure they are, and what could close them.",
    ),
    "huller.explained": (
        "Forklaret som ikke et hul {on} af {by}: {reason}",
        "Explained as no gap on {on} by {by}: {reason}",
    ),
    "huller.steps": ("De mindste skridt ({n} fundet)", "The smallest steps ({n} found)"),
    "huller.steps.ask_first": (
        "Find oplysningen først: hullet er ikke sikkert.",
        "Find the information first: the gap is not sure.",
    ),
    "huller.step.smaller": (
        "Hullet bliver {n} {n:kommune|kommuner} mindre.",
        "The gap becomes {n} {n:municipality|municipalities} smaller.",
    ),
    "huller.step.expected": (
        "Forventet: {closed} {closed:hul|huller} lukkes, {opened} åbnes. {effort}",
        "Expected: {closed} {closed:gap closes|gaps close}, {opened} {opened:opens|open}. {effort}",
    ),
    "closing_effort.introduce": ("Det kræver en samtale.", "It takes a talk."),
    "closing_effort.go_online": (
        "Det kræver, at udbyderen ændrer sit tilbud.",
        "The provider has to change its offer.",
    ),
    "closing_effort.extend_area": (
        "Det kræver, at udbyderen ændrer sit tilbud.",
        "The provider has to change its offer.",
    ),
    "closing_effort.open_criterion": (
        "Det kræver, at udbyderen ændrer sine krav.",
        "The provider has to change its requirements.",
    ),
    "closing_effort.add_staffed_day": (
        "Det kræver, at aktøren sætter faste timer af.",
        "The actor has to set regular hours aside.",
    ),
    "closing_effort.fill_role": (
        "Det kræver en beslutning, som andre træffer.",
        "It takes a decision of others.",
    ),
    "huller.try": ("Prøv skridtet", "Try the step"),
    "huller.tried": (
        "I sandkassen: {closed} {closed:hul|huller} lukkes, {opened} åbnes. Registret er ikke "
        "ændret.",
        "In the sandbox: {closed} {closed:gap closes|gaps close}, {opened} {opened:opens|open}. "
        "The register has not changed.",
    ),
    "huller.keep": ("Føj til rapport", "Add to the report"),
    "huller.not_a_gap": ("Det er ikke et hul", "It is not a gap"),
    "huller.not_a_gap.kind": ("Årsag (skal udfyldes)", "Reason (to be filled in)"),
    "huller.reason.others": ("Andre hjælper allerede", "Others help already"),
    "huller.reason.not_needed": ("Der er ikke brug for det her", "It is not needed here"),
    "huller.reason.wrong_data": ("Registret er forkert", "The register is wrong"),
    "huller.reason.other": ("Andet", "Something else"),
    "huller.not_a_gap.reason": (
        "Forklar kort (skal udfyldes). Skriv ikke navne eller CPR-numre.",
        "Explain briefly (to be filled in). Write no names or CPR numbers.",
    ),
    "huller.not_a_gap.by": (
        "Hvem siger det? Skriv funktion eller enhed, ikke et navn (skal udfyldes).",
        "Who says so? Write a role or unit, not a name (to be filled in).",
    ),
    "huller.not_a_gap.save": ("Gem forklaring", "Save the explanation"),
    "huller.not_a_gap.missing": (
        "Vælg en årsag, forklar den, og skriv, hvem der siger det. Et hul kan kun forklares én "
        "gang.",
        "Choose a reason, explain it, and write who says so. A gap can be explained only once.",
    ),
    "huller.not_a_gap.cpr": (
        "Det ligner et CPR-nummer. Fjern det, før du gemmer: forklaringen følger med hullet.",
        "That looks like a CPR number. Remove it before saving: the explanation goes with the gap.",
    ),
    "huller.reopen": ("Åbn hullet igen", "Open the gap again"),
    "huller.ledger_unreadable": (
        "Noterne om huller kan ikke læses, så forklaringer vises ikke. Her står hvorfor (på "
        "engelsk):",
        "The notes on gaps cannot be read, so explanations are not shown. This is why:",
    ),
    "huller.report": ("Rapport om styrkepositionens huller", "Report on the position's gaps"),
    "huller.report.all": (
        "Rapporten har alle styrkepositionens huller, matrixen, som den står ovenfor, et kort, "
        "metode og forbehold. Vælg »Føj til rapport« ved et hul eller et felt for kun at tage "
        "dem med, du vil.",
        "The report holds all gaps of the position, the matrix as it stands above, a map, method "
        "and caveats. Choose “Add to the report” at a gap or a cell to take only those you want.",
    ),
    "huller.report.chosen": (
        "Huller og felter valgt til rapporten: {n}. Den har også matrixen, som den står "
        "ovenfor, et "
        "kort, metode og forbehold.",
        "Gaps and cells chosen for the report: {n}. It also holds the matrix as it stands above, a "
        "map, method and caveats.",
    ),
    "huller.report.guarded": (
        "Uden personnavne. Personligt ejede virksomheder er talt med, men ikke nævnt, og 1–2 "
        "virksomheder står som »under 3«.",
        "Without names of persons. Firms owned by a person are counted and not named, and 1–2 "
        "firms read “under 3”.",
    ),
    "huller.report.clear": ("Ryd det valgte", "Clear the choice"),
    "huller.report.docx": ("Hent Word", "Download Word"),
    "huller.report.pptx": ("Hent PowerPoint", "Download PowerPoint"),
    "huller.report.xlsx": ("Hent Excel", "Download Excel"),
    "gaps.why": ("Hvorfor et hul?", "Why a gap?"),
    "gaps.sure": ("Hvor sikkert er det?", "How sure is it?"),
    "gaps.smallest_step": ("De mindste skridt", "The smallest steps"),
    "gaps.no_step": (
        "Vi har ikke fundet et enkelt skridt, der lukker hullet.",
        "We have found no single step that closes the gap.",
    ),
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "actor_kinds.cluster": ("klynger", "clusters"),
    "actor_kinds.knowledge_institution": ("videninstitutioner", "knowledge institutions"),
    "actor_kinds.business_hub": ("erhvervshuse", "business hubs"),
    "actor_kinds.municipal_office": ("kommunale erhvervskontorer", "municipal business services"),
    "actor_kinds.firm": ("virksomheder", "firms"),
    "actor_kinds.investor": ("investorer", "investors"),
    "actor_kinds.public_authority": ("offentlige myndigheder", "public authorities"),
    "actor_kinds.association": ("foreninger", "associations"),
    "table.drawn_positions": (
        "positioner udledt af forbindelser, tilbud, aktiviteter og projekter",
        "positions drawn from ties, offers, activities and projects",
    ),
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
    "needs.line": (
        "{need}: {served} % af virksomhederne kan nås af et tilbud ({low}–{high} %). Ikke nået, "
        "vægtet efter vigtighed: {gap} ({gap_low}–{gap_high}). Blandt de tre største huller: "
        "{chance} %.",
        "{need}: an offer can reach {served} % of the firms ({low}–{high} %). Not reached, "
        "weighted by importance: {gap} ({gap_low}–{gap_high}). Among the three largest gaps: "
        "{chance} %.",
    ),
    "needs.line.unknown": (
        "{need}: størrelsen kendes ikke.",
        "{need}: the size is not known.",
    ),
    "needs.coverage": (
        "Dækning vægtet efter vigtighed: {share} %.",
        "Coverage weighted by importance: {share} %.",
    ),
    "needs.caveat.independent": (
        "Inden for en kommune regnes aktørerne for at nå virksomhederne uafhængigt af hinanden. "
        "Den nedre grænse er, hvad den aktør, der når flest, når alene.",
        "Within a municipality actors are taken to reach firms independently of each other. The "
        "lower bound is what the one that reaches most reaches alone.",
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
    **_FOUND,
    **_REASONS,
    **_STEPS,
    **_PAGE,
}
