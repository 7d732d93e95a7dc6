"""Words of the pages Overblik and Aktører."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # --- Overblik: filters and tiles
    "overview.region": ("Region", "Region"),
    "overview.position": ("Styrkeposition", "Strength position"),
    "overview.all_positions": ("Alle styrkepositioner", "All strength positions"),
    "overview.counting": ("Tæller …", "Counting …"),
    "overview.shown": ("{shown} af {all} aktører", "{shown} of {all} actors"),
    "overview.tile.actors": ("Aktører", "Actors"),
    "overview.tile.actors.note": ("heraf {synthetic} eksempler", "of which {synthetic} examples"),
    "overview.tile.actors.link": ("{n} aktører, se listen", "{n} actors, see the list"),
    "overview.tile.links": ("Direkte forbindelser", "Direct ties"),
    "overview.tile.links.note": (
        "heraf {documented} bedre dokumenteret end »oplyst«; projekter og brugte tilbud er ikke "
        "talt med",
        "of which {documented} are better documented than “claimed”; projects and used offers are "
        "not counted",
    ),
    "overview.tile.links.network": (
        "{n} direkte forbindelser, se netværket",
        "{n} direct ties, see the network",
    ),
    "overview.tile.links.link": ("Se aktører uden forbindelser", "See actors without ties"),
    "overview.tile.places": (
        "Kommuner uden klynge, videninstitution eller erhvervshus",
        "Municipalities without a cluster, knowledge institution or business hub",
    ),
    "overview.tile.places.theme": (
        "Kommuner uden klynge eller videninstitution inden for styrkepositionen",
        "Municipalities without a cluster or knowledge institution of the strength position",
    ),
    "overview.tile.places.value": ("{n} af {of}", "{n} of {of}"),
    "overview.tile.places.link": (
        "{n} af {of} kommuner uden, se huller",
        "{n} of {of} municipalities without, see gaps",
    ),
    "overview.tile.places.see": ("Se hvilke kommuner", "See which municipalities"),
    "overview.tile.checked": (
        "Aktører, ingen har kontrolleret det seneste år",
        "Actors nobody has checked in the last year",
    ),
    "overview.tile.checked.note": (
        "heraf aldrig kontrolleret: {never}",
        "of which never checked: {never}",
    ),
    "overview.tile.checked.link": (
        "{n} skal kontrolleres, se listen",
        "{n} to be checked, see the list",
    ),
    # --- Overblik: things to look at
    "overview.things": ("Tre ting at se på", "Three things to look at"),
    "overview.things.fewer": ("Ting at se på", "Things to look at"),
    "overview.things.none": (
        "Ingen af de faste regler giver noget at se på her.",
        "None of the fixed rules gives anything to look at here.",
    ),
    "overview.thing.see": ("Se hvilke, og hvilken regel", "See which, and which rule"),
    "overview.thing.gaps": ("Se huller", "See gaps"),
    "overview.thing.inside": (
        "Kommuner i den valgte region: {n}.",
        "Municipalities in the chosen region: {n}.",
    ),
    "overview.thing.others": (
        "Andre reelle huller af samme slags ({kind}): {n}.",
        "Other real gaps of the same kind ({kind}): {n}.",
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
        "{n} af {of} kommuner har hverken klynge, videninstitution eller erhvervshus.",
        "{n} of {of} municipalities have no cluster, knowledge institution or business hub.",
    ),
    "overview.thing.places.one": (
        "{n} af {of} kommuner har hverken klynge, videninstitution eller erhvervshus.",
        "{n} of {of} municipalities has no cluster, knowledge institution or business hub.",
    ),
    "overview.thing.places.theme": (
        "{n} af {of} kommuner har ingen klynge eller videninstitution inden for styrkepositionen.",
        "{n} of {of} municipalities have no cluster or knowledge institution of the position.",
    ),
    "overview.thing.places.theme.one": (
        "{n} af {of} kommuner har ingen klynge eller videninstitution inden for styrkepositionen.",
        "{n} of {of} municipalities has no cluster or knowledge institution of the position.",
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
        "{n} af virksomhedernes behov har færre end {limit} åbne tilbud.",
        "{n} of the firms' needs have fewer than {limit} open offers.",
    ),
    "overview.thing.needs.one": (
        "{n} af virksomhedernes behov har færre end {limit} åbne tilbud.",
        "{n} of the firms' needs has fewer than {limit} open offers.",
    ),
    "overview.thing.closing": (
        "{n} tilbud lukker inden for {days} dage.",
        "{n} offers close within {days} days.",
    ),
    "overview.thing.closing.one": (
        "{n} tilbud lukker inden for {days} dage.",
        "{n} offer closes within {days} days.",
    ),
    "overview.thing.checked": (
        "{n} af {of} aktører er ikke kontrolleret det seneste år.",
        "{n} of {of} actors have not been checked in the last year.",
    ),
    "overview.thing.checked.one": (
        "{n} af {of} aktører er ikke kontrolleret det seneste år.",
        "{n} of {of} actors has not been checked in the last year.",
    ),
    "overview.rule.cluster": (
        "Regel: Styrkepositionen gælder i dag, men ingen aktør, der findes i dag, er registreret "
        "som dens udpegede klynge.",
        "Rule: The strength position holds today, but no actor that exists today is recorded as "
        "its designated cluster.",
    ),
    "overview.rule.places": (
        "Regel: Ingen klynge, videninstitution eller erhvervshus har hjemsted eller adresse i "
        "kommunen. Det siger noget om adresser, ikke om hvem der bliver hjulpet.",
        "Rule: No cluster, knowledge institution or business hub is registered or has an address "
        "in the municipality. It tells of addresses, not of who is helped.",
    ),
    "overview.rule.alone": (
        "Regel: Ingen forbindelse, der gælder i dag, og ingen deltagelse i projekter eller "
        "ordninger er registreret. Det kan også være, at ingen har skrevet den ind.",
        "Rule: No tie that holds today, and no part in a project or scheme, is recorded. It may "
        "also be that nobody has entered it.",
    ),
    "overview.rule.needs": (
        "Regel: Færre end {limit} tilbud svarer på behovet og er ikke lukket i dag.",
        "Rule: Fewer than {limit} offers answer the need and are not closed today.",
    ),
    "overview.rule.closing": (
        "Regel: Tilbuddets sidste dag ligger højst {days} dage frem.",
        "Rule: The last day of the offer is at most {days} days away.",
    ),
    "overview.rule.checked": (
        "Regel: Rækken har ingen kontroldato, eller den er mere end {days} dage gammel.",
        "Rule: The row has no check date, or it is more than {days} days old.",
    ),
    "overview.counted": ("Sådan er tallene regnet ud", "How the numbers are counted"),
    "overview.counted.text": (
        """
- **Aktører** er rækker i registrets tabel over aktører, som ikke er lukket {on}. Med en \
styrkeposition tæller de, der er knyttet til den, eller hvis branche hører til den. Med en region \
tæller de, der har hjemsted i den.
- **Direkte forbindelser** er rækker i tabellen over forbindelser, som gælder {on}. Netværket \
viser også forbindelser gennem projekter og brugte tilbud. En forbindelse er \
»oplyst«, når en kilde siger, at den findes, uden at medlemskab, projekt eller henvisning viser \
det. Med en styrkeposition tæller kun forbindelser, der nævner den.
- **Kommuner uden** er kommuner, hvor ingen klynge, videninstitution eller erhvervshus har \
hjemsted eller adresse. {unplaced} af disse aktører har intet registreret sted og kan ikke tælles.
- **Ikke kontrolleret** er aktører uden kontroldato eller med en dato, der er mere end {days} dage \
gammel.
- Det, registret ikke har, kan ikke tælles med. »–« betyder ikke registreret, ikke nul.
""",
        """
- **Actors** are rows of the register's table of actors that have not closed by {on}. With a \
strength position, those tied to it, or whose industry belongs to it, are counted. With a region, \
those registered in it.
- **Direct ties** are rows of the table of links that hold on {on}. The network also shows ties \
through projects and used offers. A tie is “claimed” when a source says \
it exists and no membership, project or referral shows it. With a strength position only ties \
that name it are counted.
- **Municipalities without** are those in which no cluster, knowledge institution or business hub \
is registered or has an address. {unplaced} of these actors have no recorded place and cannot be \
counted.
- **Not checked** are actors without a check date, or with one more than {days} days old.
- What the register does not hold cannot be counted. “–” means not recorded, not zero.
""",
    ),
    "overview.kinds": ("Aktører efter type", "Actors by kind"),
    "overview.kinds.kind": ("Type", "Kind"),
    "overview.kinds.n": ("Antal", "Number"),
    # --- Overblik: the register
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
        "{n} advarsler om data. De stopper ikke noget, men bør ses efter.",
        "{n} warnings about the data. They stop nothing but should be looked at.",
    ),
    # --- Aktører: search and list
    "actors.search": ("Søg navn, CVR eller emne", "Search name, CVR or topic"),
    "actors.kind": ("Type", "Kind"),
    "actors.all_kinds": ("Alle typer", "All kinds"),
    "actors.place": ("Kommune eller region", "Municipality or region"),
    "actors.topic": ("Styrkeposition", "Strength position"),
    "actors.all_topics": ("Alle styrkepositioner", "All strength positions"),
    "actors.only_alone": ("Kun uden forbindelser", "Only without ties"),
    "actors.only_unchecked": (
        "Kun ikke kontrolleret i et år",
        "Only not checked for a year",
    ),
    "actors.shown": ("Viser {shown} af {all} aktører.", "Showing {shown} of {all} actors."),
    "actors.more": (
        "{found} aktører passer. Her er de første {shown}. Afgræns søgningen for at se resten.",
        "{found} actors fit. These are the first {shown}. Narrow the search to see the rest.",
    ),
    "actors.none": ("Ingen aktører passer til filtrene.", "No actors fit the filters."),
    "actors.none.search": (
        "Ingen aktører hedder »{search}«. Tjek stavningen, eller søg på emne.",
        "No actors are called “{search}”. Check the spelling, or search for a topic.",
    ),
    "actors.near": ("Mente du en af disse?", "Did you mean one of these?"),
    "actors.choose": ("Vælg en aktør", "Choose an actor"),
    "actors.choose.none": ("Ingen valgt", "None chosen"),
    "actors.table": (
        "Aktører, der passer til filtrene. Vælg en række med Skift og mellemrum.",
        "Actors that fit the filters. Choose a row with Shift and Space.",
    ),
    "actors.column.name": ("Navn", "Name"),
    "actors.column.kind": ("Type", "Kind"),
    "actors.column.municipality": ("Kommune", "Municipality"),
    "actors.column.positions": ("Styrkepositioner", "Strength positions"),
    "actors.column.links": ("Forbindelser", "Ties"),
    "actors.column.projects": ("Projekter", "Projects"),
    "actors.column.checked": ("Kontrolleret", "Checked"),
    "actors.column.marks": ("Mærket", "Marked"),
    "actors.mark.personally_owned": ("Personligt ejet", "Personally owned"),
    "actors.mark.personally_owned.help": (
        "En person ejer virksomheden. Oplysninger om den er personoplysninger.",
        "A person owns the firm. What is known of it is personal data.",
    ),
    "actors.mark.protected": ("Reklamebeskyttet", "Protected against advertising"),
    "actors.mark.protected.help": (
        "Virksomheden har frabedt sig henvendelser i CVR. Kontakt den kun, hvis loven tillader "
        "det, eller hvis den har sagt ja.",
        "The firm has declined approaches in the business register. Contact it only where the "
        "law allows or it has agreed.",
    ),
    "actors.mark.example.help": (
        "Aktøren er opdigtet, så appen kan prøves. Den findes ikke.",
        "The actor is invented so that the app can be tried. It does not exist.",
    ),
    # --- Aktører: one actor
    "actors.unknown": (
        "Registret har ingen aktør med id »{id}«. Vælg en på listen.",
        "The register has no actor with the id “{id}”. Choose one in the list.",
    ),
    "actors.see_network": ("Vis i netværk", "Show in the network"),
    "actors.refer_here": ("Henvis en virksomhed hertil", "Refer a firm here"),
    "actors.close": ("Luk aktøren", "Close the actor"),
    "actors.closed": ("Lukket {day}.", "Closed {day}."),
    "actors.parent": ("Hører til {name}.", "Belongs to {name}."),
    "actors.fact.cvr": ("CVR-nummer", "CVR number"),
    "actors.fact.municipality": ("Kommune", "Municipality"),
    "actors.fact.legal_form": ("Virksomhedsform", "Legal form"),
    "actors.fact.industry": ("Branchekode", "Industry code"),
    "actors.fact.founded": ("Stiftet", "Founded"),
    "actors.fact.employees": ("Ansatte (årsværk)", "Employees (full-time equivalents)"),
    "actors.fact.website": ("Hjemmeside", "Website"),
    "actors.fact.note": ("Bemærkning", "Note"),
    "actors.fact.source": ("Kilde", "Source"),
    "actors.fact.checked": ("Kontrolleret", "Checked"),
    "actors.fact.confidence": ("Sikkerhed", "Confidence"),
    "actors.never_checked": ("Aldrig kontrolleret", "Never checked"),
    "actors.old": (
        "{day}, for over et år siden. Kontrollér hos aktøren selv.",
        "{day}, more than a year ago. Check with the actor itself.",
    ),
    "actors.about": ("Om aktøren", "About the actor"),
    "actors.help": ("Hvad de hjælper med", "What they help with"),
    "actors.help.none": (
        "Registret har ingen tilbud fra aktøren. Spørg den selv, hvad en virksomhed gør først.",
        "The register has no offers from the actor. Ask it what a firm should do first.",
    ),
    "actors.help.firm": (
        "Registret har ingen tilbud fra virksomheden.",
        "The register has no offers from the firm.",
    ),
    "actors.help.needs": ("Hjælper med: {needs}", "Helps with: {needs}"),
    "actors.help.next_step": ("Næste skridt: {step}", "Next step: {step}"),
    "actors.help.next_step.unknown": (
        "Næste skridt er ikke registreret. Spørg aktøren.",
        "The next step is not recorded. Ask the actor.",
    ),
    "actors.help.closed": ("Lukket i dag", "Closed today"),
    "actors.help.open_unknown": (
        "Om tilbuddet er åbent i dag, er ikke oplyst",
        "Whether the offer is open today is not stated",
    ),
    "actors.help.more": ("Hvem de hjælper, og kilde", "Whom they help, and source"),
    "actors.help.for_whom": ("For: {whom}", "For: {whom}"),
    "actors.help.requirements": ("Krav", "Requirements"),
    "actors.help.requirements.none": (
        "Der er ikke registreret krav.",
        "No requirements are recorded.",
    ),
    "actors.help.to_check": ("Tjek desuden", "Check as well"),
    "actors.help.page": ("Læs mere hos udbyderen", "Read more at the provider"),
    "actors.positions": ("Styrkepositioner", "Strength positions"),
    "actors.positions.unsure": ("ikke bekræftet", "not confirmed"),
    "actors.positions.past": ("tidligere", "earlier"),
    "actors.positions.none": (
        "Registret knytter ikke aktøren til en styrkeposition.",
        "The register ties the actor to no strength position.",
    ),
    "actors.sites": ("Adresser", "Addresses"),
    "actors.sites.none": ("Ingen adresser i registret.", "No addresses in the register."),
    "actors.covers": (
        "Dækker {n} kommuner: {names}.",
        "Covers {n} municipalities: {names}.",
    ),
    "actors.links": ("Forbindelser", "Ties"),
    "actors.links.none": (
        "Ingen forbindelser i registret. Det betyder ikke, at der ingen er.",
        "No ties in the register. That does not mean there are none.",
    ),
    "actors.links.current": ("Forbindelser, der gælder i dag: {n}.", "Ties that hold today: {n}."),
    "actors.links.past": ("Ophørte forbindelser: {n}.", "Ties that have ended: {n}."),
    "actors.links.table": ("Aktørens forbindelser", "The actor's ties"),
    "actors.link.relation": ("Forbindelse", "Tie"),
    "actors.link.other": ("Aktør", "Actor"),
    "actors.link.kind": ("Type", "Kind"),
    "actors.link.position": ("Styrkeposition", "Strength position"),
    "actors.link.evidence": ("Dokumenteret ved", "Documented by"),
    "actors.link.period": ("Periode", "Period"),
    "actors.link.source": ("Kilde", "Source"),
    "actors.relation.out.member_of": ("er medlem af", "is a member of"),
    "actors.relation.out.partner": ("samarbejder med", "cooperates with"),
    "actors.relation.out.refers_to": ("henviser til", "refers to"),
    "actors.relation.out.founded": ("var med til at stifte", "helped to found"),
    "actors.relation.out.successor_of": ("er efterfølger til", "is the successor of"),
    "actors.relation.out.part_of": ("hører til", "is part of"),
    "actors.relation.in.member_of": ("har som medlem", "has as member"),
    "actors.relation.in.partner": ("samarbejder med", "cooperates with"),
    "actors.relation.in.refers_to": ("får henvisninger fra", "gets referrals from"),
    "actors.relation.in.founded": ("blev stiftet med hjælp fra", "was founded with help from"),
    "actors.relation.in.successor_of": ("blev afløst af", "was succeeded by"),
    "actors.relation.in.part_of": ("omfatter", "includes"),
    "actors.participations": ("Projekter og ordninger", "Projects and schemes"),
    "actors.participations.none": (
        "Ingen deltagelse i projekter eller ordninger i registret.",
        "No part in projects or schemes in the register.",
    ),
    "actors.shown_participations": (
        "Viser {shown} af {all}, de seneste først.",
        "Showing {shown} of {all}, latest first.",
    ),
    "actors.participations.table": (
        "Projekter og ordninger, som aktøren har deltaget i",
        "Projects and schemes the actor has taken part in",
    ),
    "actors.participation.title": ("Projekt eller ordning", "Project or scheme"),
    "actors.participation.role": ("Rolle", "Role"),
    "actors.participation.period": ("Periode", "Period"),
    "actors.participation.source": ("Kilde", "Source"),
    "actors.period.from": ("fra {day}", "from {day}"),
    "actors.period.until": ("til {day}", "until {day}"),
    "actors.file": ("aktoerer", "actors"),
    "actors.about.source": ("Kilde", "Source"),
    "actors.about.on": ("Vist pr.", "Shown as of"),
    "actors.about.filters": ("Filtre", "Filters"),
    "actors.about.rows": ("Rækker", "Rows"),
    "actors.about.empty": ("Tom celle", "Empty cell"),
    "actors.about.empty.text": ("Ikke registreret; det er ikke nul.", "Not recorded; not zero."),
    "actors.about.example": ("Eksempeldata", "Example data"),
    "actors.about.example.text": (
        "Rækker mærket »Eksempeldata« er opdigtede.",
        "Rows marked “Example data” are invented.",
    ),
}
