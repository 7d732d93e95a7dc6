"""Words of the page Overblik."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # --- filters and tiles
    "overview.region": ("Region", "Region"),
    "overview.position": ("Styrkeposition", "Strength position"),
    "overview.all_positions": ("Alle styrkepositioner", "All strength positions"),
    "overview.counting": ("Tæller …", "Counting …"),
    "overview.shown": (
        "{shown} af {all} {all:aktør|aktører}",
        "{shown} of {all} {all:actor|actors}",
    ),
    "overview.examples": (
        "Eksempeldata er ikke talt med: {n} {n:aktør|aktører}.",
        "Example data is not counted: {n} {n:actor|actors}.",
    ),
    "overview.firms.examples": (
        "Opdigtede eksempler blandt de {firms} virksomheder: {n}.",
        "Invented examples among the {firms} firms: {n}.",
    ),
    "overview.not_recorded.actors": (
        "Registret har ingen tabel over aktører, så her er intet at tælle. Læg actors.csv i "
        "mappen; kolonnerne er beskrevet i data/README.md.",
        "The register has no table of actors, so there is nothing to count here. Put actors.csv "
        "into the folder; its columns are described in data/README.md.",
    ),
    "overview.not_recorded.position": (
        "Registret viser ikke, hvem der hører til en styrkeposition. Vælg alle styrkepositioner, "
        "eller tilføj tabellen actor_positions eller industry_positions.",
        "The register does not show who is of a strength position. Choose all strength positions, "
        "or add the table actor_positions or industry_positions.",
    ),
    "overview.tile.actors": ("Aktører", "Actors"),
    "overview.tile.actors.link": (
        "{n} {n:aktør|aktører}, se listen",
        "{n} {n:actor|actors}, see the list",
    ),
    "overview.tile.links": ("Direkte forbindelser", "Direct ties"),
    "overview.tile.links.note": (
        "{documented} af dem er dokumenteret. Projekter tælles på netværkssiden.",
        "{documented} of them are documented. Projects are counted on the page of the network.",
    ),
    "overview.tile.links.examples": (
        "Forbindelser med eksempeldata er ikke talt med: {n}.",
        "Ties with example data are not counted: {n}.",
    ),
    "overview.tile.links.network": ("Se netværket", "See the network"),
    "overview.tile.links.link": ("Se aktører uden forbindelser", "See actors without ties"),
    "overview.tile.places": (
        "Kommuner uden klynge, videninstitution eller erhvervshus i registret",
        "Municipalities without a cluster, knowledge institution or business hub in the register",
    ),
    "overview.tile.places.theme": (
        "Kommuner uden klynge eller videninstitution inden for styrkepositionen i registret",
        "Municipalities without a cluster or knowledge institution of the strength position in the "
        "register",
    ),
    "overview.tile.places.value": ("{n} af {of}", "{n} of {of}"),
    "overview.tile.places.link": ("Se huller", "See gaps"),
    "overview.tile.places.see": (
        "Se {n:kommunen|de {n} kommuner}",
        "See the {n:municipality|{n} municipalities}",
    ),
    "overview.tile.places.head_office": (
        "Videninstitutioner, der kun er registreret med hovedkontor: {n}. De kan have afdelinger "
        "i flere kommuner.",
        "Knowledge institutions recorded with a head office alone: {n}. They may have campuses in "
        "more municipalities.",
    ),
    "overview.tile.checked.year": (
        "Aktører, der ikke er kontrolleret det seneste år",
        "Actors not checked in the last year",
    ),
    "overview.tile.checked.days": (
        "Aktører, der ikke er kontrolleret de seneste {days} dage",
        "Actors not checked in the last {days} days",
    ),
    "overview.tile.checked.note": (
        "heraf aldrig bekræftet: {never}",
        "of which never confirmed: {never}",
    ),
    "overview.tile.checked.link": (
        "{n} skal kontrolleres, se listen",
        "{n} to be checked, see the list",
    ),
    # --- things to look at
    "overview.things": ("Tre ting at se på", "Three things to look at"),
    "overview.things.fewer": ("Ting at se på", "Things to look at"),
    "overview.things.none": (
        "Vi fandt ikke noget at se på her.",
        "We found nothing to look at here.",
    ),
    "overview.things.none.part": (
        "Vi fandt ikke noget at se på her. Vælg et større område.",
        "We found nothing to look at here. Choose a larger area.",
    ),
    "overview.things.not_recorded": (
        "Registret har ikke disse tabeller: {tables}. Det, de ville vise, er ikke undersøgt.",
        "The register does not have these tables: {tables}. What they would show was not looked "
        "at.",
    ),
    "overview.thing.see": ("Se hvilke, og hvilken regel", "See which, and which rule"),
    "overview.thing.gaps": ("Se huller", "See gaps"),
    "overview.thing.inside": (
        "Kommuner i den valgte region: {n}.",
        "Municipalities in the chosen region: {n}.",
    ),
    "overview.thing.others": (
        "Andre huller af samme slags, der er lige så sikre ({kind}): {n}.",
        "Other gaps of the same kind that are as sure ({kind}): {n}.",
    ),
    "overview.thing.list": ("Åbn listen", "Open the list"),
    "overview.thing.cluster": (
        "{n} styrkepositioner har ingen udpeget klynge i dag.",
        "{n} strength positions have no designated cluster today.",
    ),
    "overview.thing.cluster.one": (
        "{n} styrkeposition har ingen udpeget klynge i dag.",
        "{n} strength position has no designated cluster today.",
    ),
    "overview.thing.places": (
        "{n} af {of} kommuner har hverken klynge, videninstitution eller erhvervshus i registret.",
        "{n} of {of} municipalities have no cluster, knowledge institution or business hub in the "
        "register.",
    ),
    "overview.thing.places.one": (
        "{n} af {of} kommuner har hverken klynge, videninstitution eller erhvervshus i registret.",
        "{n} of {of} municipalities has no cluster, knowledge institution or business hub in the "
        "register.",
    ),
    "overview.thing.places.theme": (
        "{n} af {of} kommuner har ingen klynge eller videninstitution inden for styrkepositionen i "
        "registret.",
        "{n} of {of} municipalities have no cluster or knowledge institution of the position in "
        "the register.",
    ),
    "overview.thing.places.theme.one": (
        "{n} af {of} kommuner har ingen klynge eller videninstitution inden for styrkepositionen i "
        "registret.",
        "{n} of {of} municipalities has no cluster or knowledge institution of the position in "
        "the register.",
    ),
    "overview.thing.alone": (
        "{n} videninstitutioner har ingen registrerede forbindelser.",
        "{n} knowledge institutions have no recorded ties.",
    ),
    "overview.thing.alone.one": (
        "{n} videninstitution har ingen registrerede forbindelser.",
        "{n} knowledge institution has no recorded ties.",
    ),
    "overview.thing.needs": (
        "Til {n} af virksomhedernes behov er der færre end {limit} tilbud, der er åbne eller måske "
        "åbne i dag.",
        "For {n} of the firms' needs there are fewer than {limit} offers that are open, or may be, "
        "today.",
    ),
    "overview.thing.needs.one": (
        "Til {n} af virksomhedernes behov er der færre end {limit} tilbud, der er åbne eller måske "
        "åbne i dag.",
        "For {n} of the firms' needs there are fewer than {limit} offers that are open, or may be, "
        "today.",
    ),
    "overview.thing.closing": (
        "{n} tilbud lukker inden for {days} dage.",
        "{n} offers close within {days} days.",
    ),
    "overview.thing.closing.one": (
        "{n} tilbud lukker inden for {days} dage.",
        "{n} offer closes within {days} days.",
    ),
    "overview.thing.checked.year": (
        "{n} af {of} aktører er ikke kontrolleret det seneste år.",
        "{n} of {of} actors have not been checked in the last year.",
    ),
    "overview.thing.checked.year.one": (
        "{n} af {of} {of:aktør|aktører} er ikke kontrolleret det seneste år.",
        "{n} of {of} {of:actor|actors} has not been checked in the last year.",
    ),
    "overview.thing.checked.days": (
        "{n} af {of} aktører er ikke kontrolleret de seneste {days} dage.",
        "{n} of {of} actors have not been checked in the last {days} days.",
    ),
    "overview.thing.checked.days.one": (
        "{n} af {of} {of:aktør|aktører} er ikke kontrolleret de seneste {days} dage.",
        "{n} of {of} {of:actor|actors} has not been checked in the last {days} days.",
    ),
    "overview.rule.cluster": (
        "Regel: Styrkepositionen gælder i dag, men ingen aktør, der findes i dag, er registreret "
        "som dens udpegede klynge.",
        "Rule: The strength position holds today, but no actor that exists today is recorded as "
        "its designated cluster.",
    ),
    "overview.rule.places": (
        "Regel: Ingen af disse aktører har et sted i kommunen: "
        "hovedkontor, kontor, campus eller testfacilitet. Hvor ingen steder er registreret, "
        "tæller hjemstedet. Det siger noget om steder, ikke om hvem der bliver hjulpet.",
        "Rule: None of these actors has a place in the municipality: "
        "head office, office, campus or test facility. Where no places are recorded, the "
        "registered home counts. It tells of places, not of who is helped.",
    ),
    "overview.rule.places.head_office": (
        "Regel: Ingen af disse aktører har et sted i kommunen: "
        "hovedkontor, kontor, campus eller testfacilitet. Hvor ingen steder er registreret, "
        "tæller hjemstedet. Det siger noget om steder, ikke om hvem der bliver hjulpet. "
        "Videninstitutioner, der kun er registreret med hovedkontor: {alone}. De kan have "
        "afdelinger i kommunerne.",
        "Rule: None of these actors has a place in the municipality: "
        "head office, office, campus or test facility. Where no places are recorded, the "
        "registered home counts. It tells of places, not of who is helped. Knowledge institutions "
        "recorded with a head office alone: {alone}. They may have campuses in the municipalities.",
    ),
    "overview.rule.alone.all": (
        "Regel: Ingen forbindelse, der gælder i dag, og ingen deltagelse i projekter eller "
        "ordninger er registreret. Det kan også være, at ingen har skrevet den ind.",
        "Rule: No tie that holds today, and no part in a project or scheme, is recorded. It may "
        "also be that nobody has entered it.",
    ),
    "overview.rule.alone.links": (
        "Regel: Ingen forbindelse, der gælder i dag, er registreret. Deltagelse i projekter og "
        "ordninger er ikke registreret for nogen.",
        "Rule: No tie that holds today is recorded. Parts in projects and schemes are recorded "
        "for nobody.",
    ),
    "overview.rule.needs": (
        "Regel: Færre end {limit} tilbud svarer på behovet og er ikke lukket i dag. Tilskud, som "
        "kun operatører kan søge, er ikke talt med.",
        "Rule: Fewer than {limit} offers answer the need and are not closed today. Grants that "
        "only operators can apply for are not counted.",
    ),
    "overview.rule.closing": (
        "Regel: Tilbuddets sidste dag ligger højst {days} dage frem.",
        "Rule: The last day of the offer is at most {days} days away.",
    ),
    "overview.rule.checked": (
        "Regel: Aktøren er aldrig kontrolleret, eller det er mere end {days} dage siden. "
        "Eksempeldata er ikke talt med.",
        "Rule: The actor has never been checked, or not within {days} days. Example data is not "
        "counted.",
    ),
    "overview.counted": ("Sådan er tallene regnet ud", "How the numbers are counted"),
    "overview.counted.text": (
        """
- **Aktører** er de aktører i registret, der findes {on}. Med en styrkeposition tæller dens \
virksomheder (kernebrancher, beslægtede brancher og dem, der har en forbindelse til den) og andre \
aktører med en forbindelse til den. At have brugt et tilbud tæller ikke. Med en region tæller de, \
der har hjemsted eller adresse i den. Eksempeldata er aldrig talt med i de store tal.
- **Direkte forbindelser** er forbindelser mellem to aktører, som begge findes {on}; hver tælles \
én gang. En forbindelse er dokumenteret, når medlemskab, projekt eller henvisning viser den. Med \
en styrkeposition tæller de forbindelser, der nævner den, og dem mellem to af dens aktører.
- **Kommuner uden** er kommuner, hvor ingen klynge, videninstitution eller erhvervshus har et \
registreret sted. Aktører uden registreret sted kan ikke tælles: {unplaced}.
- **Ikke kontrolleret** er aktører, som ingen har kontrolleret de seneste {days} dage.
- Det, registret ikke har, kan ikke tælles med. »–« betyder ikke registreret, ikke nul.
""",
        """
- **Actors** are those of the register that are there on {on}. With a strength position, its firms \
(core industries, related industries and those with a tie to it) and other actors with a tie to it \
are counted. Having used an offer does not count. With a region, those registered or with an \
address in it. Example data is never in the headline figures.
- **Direct ties** are ties between two actors that are both there on {on}; each is counted once. A \
tie is documented when membership, a project or a referral shows it. With a strength position, \
those that name it and those between two of its actors are counted.
- **Municipalities without** are those in which no cluster, knowledge institution or business hub \
has a recorded place. Actors without a recorded place cannot be counted: {unplaced}.
- **Not checked** are actors that nobody has checked within {days} days.
- What the register does not hold cannot be counted. “–” means not recorded, not zero.
""",
    ),
    "overview.kinds": ("Aktører efter type", "Actors by kind"),
    "overview.kinds.kind": ("Type", "Kind"),
    "overview.kinds.n": ("Antal", "Number"),
    "overview.kinds.examples": ("Eksempeldata", "Example data"),
    # --- the register
    "overview.register": ("Hvilket register ser jeg?", "Which register am I looking at?"),
    "overview.register.shipped": (
        "Du ser det medfølgende register »{label}«.",
        "You are looking at the register that came along, “{label}”.",
    ),
    "overview.register.text": (
        "Du ser registret »{label}« fra mappen {folder}.",
        "You are looking at the register “{label}” from the folder {folder}.",
    ),
    "overview.register.other": ("Læs en anden mappe", "Read another folder"),
    "overview.register.folder": (
        "Mappe på denne computer (skal udfyldes)",
        "Folder on this computer (to be filled in)",
    ),
    "overview.register.help": (
        "Mappen skal have registrets tabeller, for eksempel actors.csv. Intet bliver ændret i den.",
        "The folder must hold the register's tables, such as actors.csv. Nothing in it is changed.",
    ),
    "overview.register.read": ("Læs mappen", "Read the folder"),
    "overview.register.missing": (
        "Skriv, hvilken mappe der skal læses.",
        "Write which folder to read.",
    ),
    "overview.register.warnings": (
        "{n} {n:advarsel|advarsler} om data. De stopper ikke noget, men bør kontrolleres.",
        "{n} {n:warning|warnings} about the data. They stop nothing but should be looked at.",
    ),
}
