"""Words of gaps: what is found, why it is no surer, and what would close it."""

from typing import Final

_SIZES: Final = (
    ("micro", "mikrovirksomheder", "micro firms"),
    ("small", "små virksomheder", "small firms"),
    ("medium", "mellemstore virksomheder", "medium-sized firms"),
    ("large", "store virksomheder", "large firms"),
    ("not_known", "virksomheder af ukendt størrelse", "firms of unknown size"),
)
_CLASSES: Final = (
    *_SIZES[:4],
    ("new", "helt nye virksomheder", "very new firms"),
    ("without_profit", "virksomheder uden indtjening", "firms without earnings"),
    ("first_timer", "førstegangsdeltagere uden partnere", "first-timers without partners"),
)
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
        "{position}: i {places} {places:kommune|kommuner} kan virksomhederne ikke få hjælp af "
        "positionens aktører, hverken i nærheden eller online.",
        "{position}: in {places} {places:municipality|municipalities} firms cannot get help from "
        "the position's actors, neither near by nor online.",
    ),
    "gap.place.rule": (
        "Ingen af positionens aktører har både et kontor inden for {within_km} km og et tilbud, "
        "der gælder i kommunen. Ingen har holdt en aktivitet inden for {within_km} km de seneste "
        "{active_days} dage, og ingen hjælper online.",
        "None of the position's actors has both an office within {within_km} km and an offer that "
        "holds in the municipality. None has held an activity within {within_km} km in the last "
        "{active_days} days, and none helps online.",
    ),
    "gap.place.office_alone": (
        "I {places} {places:kommune|kommuner} har en af aktørerne et kontor inden for {within_km} "
        "km, men intet tilbud, der gælder dér.",
        "In {places} {places:municipality|municipalities} one of the actors has an office within "
        "{within_km} km but no offer that holds there.",
    ),
    "gap.place.offer_alone": (
        "I {places} {places:kommune|kommuner} gælder et tilbud fra en af aktørerne, men aktøren "
        "har intet kontor inden for {within_km} km.",
        "In {places} {places:municipality|municipalities} an offer of one of the actors holds, "
        "but the actor has no office within {within_km} km.",
    ),
    "gap.remark.near_limit": (
        "{places} {places:kommune|kommuner} er tæt på grænsen på {within_km} km.",
        "{places} {places:municipality is|municipalities are} near the limit of {within_km} km.",
    ),
    "gap.remark.tied": (
        "Der er registreret en forbindelse for {share} % af positionens {firms} "
        "{firms:virksomhed|virksomheder}.",
        "A tie is on record for {share} % of the position's {firms} {firms:firm|firms}.",
    ),
    **{
        f"gap.size_or_stage.{name}.found": (
            f"{{need}} i {{position}}: alle tilbud lukker {da} ude.",
            f"{{need}} in {{position}}: every offer shuts {en} out.",
        )
        for name, da, en in _CLASSES
    },
    **{
        f"gap.size_or_stage.{name}.rule": (
            "Der er tilbud, men alle har et krav, som en typisk virksomhed af denne slags ikke "
            "opfylder.",
            "There are offers, but each has a requirement that a typical firm of this kind does "
            "not meet.",
        )
        for name, _, _ in _CLASSES
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
        "{position}: der er aldrig registreret en udpeget klynge (positionen er fra {since}).",
        "{position}: no designated cluster was ever recorded (the position is from {since}).",
    ),
    "gap.actor.cluster.never.rule": (
        "Registret nævner ingen aktør, der er eller har været udpeget som positionens klynge.",
        "The register names no actor that is or has been designated as the position's cluster.",
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
        "har ingen registreret vej til en videninstitution.",
        "{position}: {firms} {firms:firm|firms} in {places} {places:municipality|municipalities} "
        "have no recorded way to a knowledge institution.",
    ),
    "gap.tie.no_way.example.found": (
        "{position}: i {places} {places:kommune|kommuner} er der eksempelvirksomheder uden en "
        "registreret vej til en videninstitution.",
        "{position}: in {places} {places:municipality|municipalities} there are example firms "
        "without a recorded way to a knowledge institution.",
    ),
    "gap.tie.no_tie.found": (
        "{position}: for {firms} {firms:virksomhed|virksomheder} i {places} "
        "{places:kommune|kommuner} er der ikke registreret en eneste forbindelse, så heller ikke "
        "en vej til en videninstitution.",
        "{position}: for {firms} {firms:firm|firms} in {places} "
        "{places:municipality|municipalities} not a single tie is recorded, so no way to a "
        "knowledge institution either.",
    ),
    "gap.tie.no_tie.example.found": (
        "{position}: i {places} {places:kommune|kommuner} er der eksempelvirksomheder uden en "
        "eneste registreret forbindelse, så heller ikke en vej til en videninstitution.",
        "{position}: in {places} {places:municipality|municipalities} there are example firms "
        "without a single recorded tie, so no way to a knowledge institution either.",
    ),
    **{
        f"gap.tie.{name}.rule": (
            "Hverken medlemskab, samarbejde, projekt eller brugt tilbud forbinder virksomheden "
            "med en videninstitution, heller ikke gennem andre, når hele registrets forbindelser "
            "følges. Kommuner med mindst {no_path_firms} sådanne virksomheder.",
            "Neither membership, cooperation, project nor used offer ties the firm to a knowledge "
            "institution, nor through others, when the ties of the whole register are followed. "
            "Municipalities with at least {no_path_firms} such firms.",
        )
        for name in ("no_way", "no_way.example", "no_tie", "no_tie.example")
    },
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
        "Uden {actor} falder netværket i {position} fra hinanden i {pieces} dele. {loss} flere af "
        "100 aktørpar kan så ikke nå hinanden.",
        "Without {actor} the network of {position} falls apart into {pieces} parts. {loss} more of "
        "100 pairs of actors then cannot reach each other.",
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
        for name, da, en in _SIZES
    },
    **{
        f"gap.reach.{name}.example.found": (
            f"{{position}}: i {{places}} {{places:kommune|kommuner}} er der {da} blandt "
            f"eksempeldata, som kunne bruge et tilbud, men ikke er registreret som deltagere.",
            f"{{position}}: in {{places}} {{places:municipality|municipalities}} there are {en} "
            f"among the example data that could use an offer but are not recorded as participants.",
        )
        for name, da, en in _SIZES
    },
    **{
        f"gap.reach.{name}{mark}.rule": (
            "Virksomheden opfylder kravene til mindst ét åbent tilbud og står ikke i registret "
            "over deltagelser. Kommuner med mindst {reach_firms}. Deltagelser uden for registret "
            "ses ikke.",
            "The firm meets the requirements of at least one open offer and is not in the register "
            "of participations. Municipalities with at least {reach_firms}. Participations outside "
            "the register are not seen.",
        )
        for name, _, _ in _SIZES
        for mark in ("", ".example")
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
_NOT_KNOWN: Final = {
    "gap.need.unknown": (
        "{need}: for {places} {places:kommune|kommuner} ved vi ikke, om virksomheder i {position} "
        "kan finde et tilbud.",
        "{need}: for {places} {places:municipality|municipalities} we do not know whether firms "
        "in {position} can find an offer.",
    ),
    "gap.place.unknown": (
        "{position}: for {places} {places:kommune|kommuner} ved vi ikke, om virksomhederne kan få "
        "hjælp af positionens aktører.",
        "{position}: for {places} {places:municipality|municipalities} we do not know whether "
        "firms can get help from the position's actors.",
    ),
    **{
        f"gap.size_or_stage.{name}.unknown": (
            f"{{need}} i {{position}}: vi ved ikke, om alle tilbud lukker {da} ude.",
            f"{{need}} in {{position}}: we do not know whether every offer shuts {en} out.",
        )
        for name, da, en in _CLASSES
    },
    "gap.actor.cluster.ended.unknown": (
        "Vi ved ikke, om {position} har en udpeget klynge. Den seneste i registret er {former}.",
        "We do not know whether {position} has a designated cluster. The latest in the register "
        "is {former}.",
    ),
    "gap.actor.cluster.never.unknown": (
        "{position}: der er aldrig registreret en udpeget klynge, så vi ved ikke, om der er en.",
        "{position}: no designated cluster was ever recorded, so we do not know whether there is "
        "one.",
    ),
    "gap.actor.test_facility.unknown": (
        "{position}: der er ikke registreret en testfacilitet, så vi ved ikke, om der er en.",
        "{position}: no test facility is recorded, so we do not know whether there is one.",
    ),
    "gap.actor.knowledge_institution.unknown": (
        "{position}: for {places} {places:kommune|kommuner} ved vi ikke, om en af positionens "
        "videninstitutioner er inden for {within_km} km.",
        "{position}: for {places} {places:municipality|municipalities} we do not know whether one "
        "of the position's knowledge institutions is within {within_km} km.",
    ),
    "gap.actor.business_on_board.unknown": (
        "Vi ved ikke, om der sidder en virksomhed i bestyrelsen for {cluster}.",
        "We do not know whether a firm sits on the board of {cluster}.",
    ),
    **{
        f"gap.tie.{name}.unknown": (
            "{position}: vi ved ikke, om {firms} {firms:virksomhed|virksomheder} i {places} "
            "{places:kommune|kommuner} har en vej til en videninstitution.",
            "{position}: we do not know whether {firms} {firms:firm has|firms have} a way to a "
            "knowledge institution, in {places} {places:municipality|municipalities}.",
        )
        for name in ("no_way", "no_tie")
    },
    **{
        f"gap.tie.{name}.example.unknown": (
            "{position}: i {places} {places:kommune|kommuner} ved vi ikke, om eksempelvirksomheder "
            "har en vej til en videninstitution.",
            "{position}: in {places} {places:municipality|municipalities} we do not know whether "
            "example firms have a way to a knowledge institution.",
        )
        for name in ("no_way", "no_tie")
    },
    "gap.tie.seldom.unknown": (
        "{position}: vi ved ikke, om {one} og {other} mødes sjældnere i projekter, end tilfældet "
        "ville give.",
        "{position}: we do not know whether {one} and {other} meet less in projects than chance "
        "would have it.",
    ),
    "gap.fragility.split.unknown": (
        "Vi ved ikke, om netværket i {position} falder fra hinanden uden {actor}.",
        "We do not know whether the network of {position} falls apart without {actor}.",
    ),
    "gap.fragility.single.unknown": (
        "{need} i {position}: vi ved ikke, om andre end {actor} har et tilbud.",
        "{need} in {position}: we do not know whether others than {actor} have an offer.",
    ),
    "gap.overlap.unknown": (
        "{need} i {position}: vi ved ikke, om op til {most} offentlige aktører tilbyder det samme "
        "på stedet i {places} {places:kommune|kommuner}.",
        "{need} in {position}: we do not know whether up to {most} public actors offer the same "
        "on site in {places} {places:municipality|municipalities}.",
    ),
    **{
        f"gap.reach.{name}.unknown": (
            f"{{position}}: vi ved ikke, om {{firms}} {da} i {{places}} "
            "{places:kommune|kommuner} er nået af et tilbud.",
            f"{{position}}: we do not know whether an offer reached {{firms}} {en} in {{places}} "
            "{places:municipality|municipalities}.",
        )
        for name, da, en in _SIZES
    },
    **{
        f"gap.reach.{name}.example.unknown": (
            f"{{position}}: i {{places}} {{places:kommune|kommuner}} ved vi ikke, om {da} blandt "
            "eksempeldata er nået af et tilbud.",
            f"{{position}}: in {{places}} {{places:municipality|municipalities}} we do not know "
            f"whether an offer reached {en} among the example data.",
        )
        for name, da, en in _SIZES
    },
    "gap.demand.unknown": (
        "{need}: mindst {times} søgninger endte uden et tilbud i {places} "
        "{places:kommune|kommuner} (branche: {sector}).",
        "{need}: at least {times} searches ended without an offer in {places} "
        "{places:municipality|municipalities} (industry: {sector}).",
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
    "gap.reason.never_confirmed": (
        "Oplysningerne er aldrig kontrolleret: {tables}.",
        "The information was never checked: {tables}.",
    ),
    "gap.reason.out_of_date": (
        "Kontrollen er gammel: {tables}.",
        "The check is old: {tables}.",
    ),
    "gap.reason.only_examples": (
        "Der er kun eksempeldata om {table}.",
        "There is only example data on {table}.",
    ),
    "gap.reason.nothing_confirmed": (
        "Der ligger ingen kontrollerede oplysninger bag.",
        "No checked information stands behind it.",
    ),
    "gap.reason.head_office_alone": (
        "Kun hovedkontoret er registreret for {names}. Vi ved ikke, om der er afdelinger andre "
        "steder.",
        "Only the head office of {names} is recorded. We do not know of places elsewhere.",
    ),
    "gap.reason.head_office_alone.more": (
        "Kun hovedkontoret er registreret for {names} og {others} "
        "{others:anden institution|andre institutioner}. Vi ved ikke, om der er afdelinger andre "
        "steder.",
        "Only the head office of {names} and {others} other {others:institution|institutions} is "
        "recorded. We do not know of places elsewhere.",
    ),
    "gap.reason.actor_silent": (
        "Der er ikke registreret tilbud fra {actors}. Spørg dem.",
        "No offers are recorded from {actors}. Ask them.",
    ),
    "gap.reason.need_never_recorded": (
        "Der er aldrig registreret et tilbud til dette behov.",
        "No offer was ever recorded for this need.",
    ),
    "gap.reason.role_never_recorded": (
        "Registret har aldrig nævnt nogen i den rolle. Det kan mangle i registret.",
        "The register never named anybody in that role. It may be missing from the register.",
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
    "gap.cannot_say.members_only": (
        "I {n} {n:styrkeposition|styrkepositioner} kender registret kun virksomheder, der er "
        "medlem af klyngen. Tallene dér siger ikke noget om landets virksomheder.",
        "In {n} strength {n:position|positions} the register knows only firms that are members of "
        "the cluster. The figures there say nothing of the country's firms.",
    ),
    "gap.cannot_say.firms": (
        "Uden virksomheder i registret kan vi ikke sige, hvor mange et hul berører.",
        "Without firms in the register we cannot say how many a gap touches.",
    ),
}
_REACHED: Final = (
    " Det når {firms} {firms:virksomhed|virksomheder} i {places} {places:kommune|kommuner}.",
    " It reaches {firms} {firms:firm|firms} in {places} {places:municipality|municipalities}.",
)
_PLACES: Final = (
    " Det når ud i {places} {places:kommune|kommuner}.",
    " It reaches {places} {places:municipality|municipalities}.",
)
_NOTHING: Final = ("", "")
_STEPS_SAID: Final = {
    "extend_area": (
        "Udvid »{offer}« til {places} {places:kommune|kommuner} mere.",
        "Extend “{offer}” to {places} more {places:municipality|municipalities}.",
        (
            " Det når {firms} {firms:virksomhed|virksomheder}.",
            " It reaches {firms} {firms:firm|firms}.",
        ),
        _NOTHING,
    ),
    "go_online": (
        "Tilbyd også »{offer}« online.",
        "Offer “{offer}” online too.",
        _REACHED,
        _PLACES,
    ),
    "open_criterion": (
        "Lemp kravet »{requirement}« i »{offer}«.",
        "Relax the requirement “{requirement}” of “{offer}”.",
        _REACHED,
        _PLACES,
    ),
    "add_staffed_day": (
        "Læg en fast dag med {actor} i {place}.",
        "Add a staffed day of {actor} in {place}.",
        _REACHED,
        _PLACES,
    ),
    "introduce": (
        "Bring {one} og {other} sammen.",
        "Introduce {one} and {other}.",
        _REACHED,
        _NOTHING,
    ),
    "introduce.through": (
        "Bring {one} og {other} sammen gennem {through}.",
        "Introduce {one} and {other} through {through}.",
        _REACHED,
        _NOTHING,
    ),
    "fill_role.cluster": (
        "Spørg, om {actor} også kan være klynge for positionen. Det afgør andre end klyngen selv.",
        "Ask whether {actor} can be the position's cluster too. That is for others to decide.",
        (
            " Op til {shared} {shared:virksomhed|virksomheder} arbejder inden for begge områder.",
            " Up to {shared} {shared:firm works|firms work} in both fields.",
        ),
        _NOTHING,
    ),
    "fill_role.test_facility": (
        "Spørg, om {actor} har eller kan få en testfacilitet til positionen.",
        "Ask whether {actor} has or could have a test facility for the position.",
        _NOTHING,
        _NOTHING,
    ),
    "fill_role.knowledge_institution": (
        "Spørg, om {actor} også arbejder med positionen. Institutionen er i nærheden i {places} "
        "{places:kommune|kommuner}.",
        "Ask whether {actor} works with the position too. The institution is near in {places} "
        "{places:municipality|municipalities}.",
        (
            " Op til {shared} {shared:virksomhed|virksomheder} arbejder både med den og inden for "
            "institutionens områder.",
            " Up to {shared} {shared:firm works|firms work} both with it and in the institution's "
            "fields.",
        ),
        _NOTHING,
    ),
    "fill_role.knowledge_institution.near": (
        "Spørg, om {actor} også arbejder med positionen. Institutionen er i nærheden i {places} "
        "{places:kommune|kommuner}.",
        "Ask whether {actor} works with the position too. The institution is near in {places} "
        "{places:municipality|municipalities}.",
        _NOTHING,
        _NOTHING,
    ),
    "fill_role.business_on_board": (
        "Få en virksomhed ind i bestyrelsen for {actor}.",
        "Have a firm join the board of {actor}.",
        _NOTHING,
        _NOTHING,
    ),
}
"""Each step in Danish and English, and what is added where firms are counted and where not."""
_STEPS: Final = {
    f"gap.step.{name}{end}": (danish + added[0], english + added[1])
    for name, (danish, english, counted, uncounted) in _STEPS_SAID.items()
    for end, added in (("", counted), (".uncounted", uncounted))
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
    **_FOUND,
    **_NOT_KNOWN,
    **_REASONS,
    **_STEPS,
}
