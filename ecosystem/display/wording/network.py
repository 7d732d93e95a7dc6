"""Words about ties, ways between actors and the network of a strength position."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "tie_kind.member_of": ("er medlem af", "is a member of"),
    "tie_kind.partner": ("samarbejder med", "cooperates with"),
    "tie_kind.refers_to": ("henviser til", "refers to"),
    "tie_kind.founded": ("var med til at stifte", "helped to found"),
    "tie_kind.successor_of": ("er efterfølger til", "is the successor of"),
    "tie_kind.part_of": ("hører til", "is part of"),
    "tie_kind.takes_part": ("deltager i", "takes part in"),
    "tie_kind.offers": ("tilbyder", "offers"),
    "tie_kind.uses": ("har brugt", "has used"),
    "tie_kind.same_place": ("ligger i samme kommune som", "is in the same municipality as"),
    "relation.member_of": ("er medlem af", "is a member of"),
    "relation.member_of.reversed": ("har som medlem", "has as a member"),
    "relation.partner": ("samarbejder med", "cooperates with"),
    "relation.partner.reversed": ("samarbejder med", "cooperates with"),
    "relation.refers_to": ("henviser til", "refers firms to"),
    "relation.refers_to.reversed": ("får henvisninger fra", "gets firms referred by"),
    "relation.founded": ("var med til at stifte", "helped to found"),
    "relation.founded.reversed": ("blev stiftet af blandt andre", "was founded by, among others,"),
    "relation.successor_of": ("er efterfølger til", "is the successor of"),
    "relation.successor_of.reversed": ("blev afløst af", "was succeeded by"),
    "relation.part_of": ("hører til", "is part of"),
    "relation.part_of.reversed": ("har under sig", "has within it"),
    "relation.takes_part": ("har projekt med", "has a project with"),
    "relation.takes_part.reversed": ("har projekt med", "has a project with"),
    "relation.offers": ("tilbyder", "offers"),
    "relation.offers.reversed": ("tilbydes af", "is offered by"),
    "relation.uses": ("har brugt et tilbud fra", "has used an offer of"),
    "relation.uses.reversed": ("har hjulpet", "has helped"),
    "relation.same_place": ("ligger i samme kommune som", "is in the same municipality as"),
    "relation.same_place.reversed": (
        "ligger i samme kommune som",
        "is in the same municipality as",
    ),
    "path.which": (", som ", ", which "),
    "path.quoted": ("»{title}«", "“{title}”"),
    "path.same": (
        "{start} er den samme aktør i begge ender.",
        "{start} is the same actor at both ends.",
    ),
    "path.direct": (
        "{start} og {end} er direkte forbundet.",
        "{start} and {end} are tied directly.",
    ),
    "path.between.one": (
        "{names} er forbundet med både {start} og {end}. Spørg, om {names} vil præsentere dem "
        "for hinanden.",
        "{names} is tied to both {start} and {end}. Ask {names} to introduce them to each other.",
    ),
    "path.between": (
        "{count} aktører er forbundet med både {start} og {end}: {names}. Spørg en af dem om at "
        "præsentere dem for hinanden.",
        "{count} actors are tied to both {start} and {end}: {names}. Ask one of them to "
        "introduce the two to each other.",
    ),
    "path.between.many": (
        "{count} aktører er forbundet med både {start} og {end}, blandt andre {names}. Spørg en "
        "af dem om at præsentere dem for hinanden.",
        "{count} actors are tied to both {start} and {end}, among them {names}. Ask one of them "
        "to introduce the two to each other.",
    ),
    "path.between.example": (
        "{count} {count:aktør|aktører} er forbundet med både {start} og {end}.",
        "{count} {count:actor is|actors are} tied to both {start} and {end}.",
    ),
    "path.steps.one": (
        "Den korteste vej fra {start} til {end} går over {between} aktører. Begynd hos {names}.",
        "The shortest way from {start} to {end} passes {between} actors. Begin with {names}.",
    ),
    "path.steps": (
        "Den korteste vej fra {start} til {end} går over {between} aktører. Begynd hos en af "
        "disse {count}: {names}.",
        "The shortest way from {start} to {end} passes {between} actors. Begin with one of these "
        "{count}: {names}.",
    ),
    "path.steps.many": (
        "Den korteste vej fra {start} til {end} går over {between} aktører. Begynd hos en af "
        "{count}, blandt andre {names}.",
        "The shortest way from {start} to {end} passes {between} actors. Begin with one of "
        "{count}, among them {names}.",
    ),
    "path.steps.example": (
        "Den korteste vej fra {start} til {end} går over {between} aktører.",
        "The shortest way from {start} to {end} passes {between} actors.",
    ),
    "path.examples": (
        "Kun eksempeldata forbinder {start} og {end}. Der er ingen registreret vej gennem "
        "aktører, der findes.",
        "Only example data ties {start} and {end} together. No way through actors that exist is "
        "recorded.",
    ),
    "path.is_example": (
        "{name} er eksempeldata, altså opdigtet, og kan ikke kontaktes.",
        "{name} is example data, so made up, and cannot be contacted.",
    ),
    "path.gone": (
        "{name} findes ikke på den valgte dag: den er lukket eller endnu ikke stiftet.",
        "{name} is not there on the chosen day: it has closed or is not yet founded.",
    ),
    "path.none": (
        "Der er ingen registreret vej fra {start} til {end}. Her er nogle af de nærmeste, {start} "
        "kan nå.",
        "No way from {start} to {end} is recorded. Here are some of the nearest that {start} can "
        "reach.",
    ),
    "path.none.examples": (
        "Der er ingen registreret vej fra {start} til {end}. {start} er ikke forbundet med nogen "
        "aktør, der kan spørges.",
        "No way from {start} to {end} is recorded. {start} is tied to no actor that can be asked.",
    ),
    "path.none.alone": (
        "Der er ingen registreret vej fra {start} til {end}. {start} har ingen registrerede "
        "forbindelser.",
        "No way from {start} to {end} is recorded. {start} has no recorded ties.",
    ),
    "network.size": (
        "Netværket har {actors} {actors:aktør|aktører} og {ties} {ties:forbindelse|forbindelser} "
        "mellem aktører, heraf {memberships} {memberships:medlemskab|medlemskaber}.",
        "The network has {actors} {actors:actor|actors} and {ties} {ties:tie|ties} between "
        "actors, of which {memberships} {memberships:is a membership|are memberships}.",
    ),
    "network.size.no_members": (
        "Netværket har {actors} {actors:aktør|aktører} og {ties} {ties:forbindelse|forbindelser} "
        "mellem aktører.",
        "The network has {actors} {actors:actor|actors} and {ties} {ties:tie|ties} between actors.",
    ),
    "network.size.proven": (
        "Netværket har {actors} {actors:aktør|aktører}. Dokumenterede forbindelser mellem "
        "aktører: {ties}.",
        "The network has {actors} {actors:actor|actors}. Proven ties between actors: {ties}.",
    ),
    "network.size.projects": (
        "Projektdeltagelser: {participations}. Fælles projekter: {projects}.",
        "Participations in projects: {participations}. Joint projects: {projects}.",
    ),
    "network.size.unnamed": (
        "Hertil {count} {count:projektdeltagelse|projektdeltagelser} uden navn. Deltagerne kan "
        "være privatpersoner og er ikke tegnet.",
        "Beside them {count} {count:participation|participations} in projects without a name. The "
        "participants may be persons and are not drawn.",
    ),
    "network.size.uses": ("Brugte tilbud: {uses}.", "Offers used: {uses}."),
    "network.firms.position": (
        "Styrkepositionens virksomheder: {firms} (snævert {low}, bredt {high}).",
        "Firms of the position: {firms} (narrowly {low}, broadly {high}).",
    ),
    "network.firms.members": (
        "Registrets virksomheder (kun medlemmer): {firms} (snævert {low}, bredt {high}).",
        "Firms of the register (members only): {firms} (narrowly {low}, broadly {high}).",
    ),
    "network.firms.not_recorded": ("Virksomheder er ikke registreret.", "Firms are not recorded."),
    "network.cut.narrow": (
        "Netværket viser de {firms}, der hører snævert til.",
        "The network shows the {firms} that belong narrowly.",
    ),
    "network.cut.broad": (
        "Netværket viser de {firms}, der hører bredt til.",
        "The network shows the {firms} that belong broadly.",
    ),
    "network.users.left_out": (
        "{count} {count:anden aktør|andre aktører} har brugt et tilbud, der nævner "
        "styrkepositionen. Det gør dem ikke til en del af den, så de er ikke med.",
        "{count} other {count:actor has|actors have} used an offer that names the position. That "
        "does not make them part of it, so they are not shown.",
    ),
    "network.users.drawn": (
        "{count} {count:anden aktør|andre aktører} har brugt et tilbud, der nævner "
        "styrkepositionen. De vises, men er ikke talt med blandt dens virksomheder.",
        "{count} other {count:actor has|actors have} used an offer that names the position. They "
        "are shown, but not counted among its firms.",
    ),
    "network.firms_without_ties": (
        "{count} af registrets {firms} virksomheder har ingen registreret forbindelse. De er "
        "ikke tegnet.",
        "{count} of the register's {firms} firms have no recorded tie. They are not drawn.",
    ),
    "network.examples": (
        "{examples} af de {actors} aktører er eksempeldata, altså opdigtede. Tal, der hviler på "
        "dem, er mærket.",
        "{examples} of the {actors} actors are example data, so made up. Figures that rest on "
        "them are marked.",
    ),
    "network.marked": ("{sentence} (eksempeldata)", "{sentence} (example data)"),
    "network.not_recorded.claimed": (
        "Vi siger ikke, hvem der står alene, og hvem der binder andre sammen, for der mangler "
        "oplysninger i registret.",
        "Who stands alone and who ties others together is not told, because the register lacks "
        "information.",
    ),
    "network.not_recorded.proven": (
        "Vi siger ikke, hvilke forbindelser der er dokumenteret, for der mangler oplysninger i "
        "registret.",
        "Which ties are proven is not told, because the register lacks information.",
    ),
    "network.not_recorded.links": (
        "Medlemskaber, samarbejder og henvisninger er ikke registreret. Læg dem ind, for "
        "eksempel fra klyngens medlemsliste.",
        "Memberships, cooperations and referrals are not recorded. Enter them, for example from "
        "the cluster's list of members.",
    ),
    "network.not_recorded.participations": (
        "Det er ikke registreret, hvem der deltager i projekter og bruger tilbud. Læg "
        "deltagerlisterne ind.",
        "Who takes part in projects and uses offers is not recorded. Enter the lists of "
        "participants.",
    ),
    "network.not_recorded.projects": (
        "Fælles projekter er ikke registreret. Hent dem ind, for eksempel fra listen over "
        "strukturfondsprojekter.",
        "Joint projects are not recorded. Import them, for example from the list of "
        "structural-fund projects.",
    ),
    "network.not_recorded.actor_positions": (
        "Det er ikke registreret, hvilke klynger og videninstitutioner der hører til "
        "styrkepositionen. Læg aktørernes roller ind.",
        "Which clusters and knowledge institutions are of the position is not recorded. Enter "
        "the roles of actors.",
    ),
    "network.not_counted.projects": (
        "Fælles projekter er ikke registreret. Derfor er de ikke talt med.",
        "Joint projects are not recorded. So they are not counted.",
    ),
    "network.not_counted.offers": (
        "Ordninger og ydelser er ikke registreret. Derfor er brugte tilbud ikke talt med.",
        "Schemes and services are not recorded. So offers used are not counted.",
    ),
    "network.not_counted.industry_positions": (
        "Styrkepositionens brancher er ikke registreret. Derfor er kun virksomheder med en kendt "
        "forbindelse med.",
        "The industries of the position are not recorded. So only firms with a known tie are "
        "shown.",
    ),
    "network.not_computed": (
        "Kan ikke regnes ud, for i registret mangler: {table}.",
        "Cannot be computed, because the register lacks: {table}.",
    ),
    "network.groups": (
        "Aktørerne falder i {groups} grupper, som ikke er forbundet med hinanden. Den største "
        "har {largest} aktører.",
        "The actors fall into {groups} groups that are not tied to each other. The largest has "
        "{largest} actors.",
    ),
    "network.groups.equal": (
        "Aktørerne falder i {groups} grupper, som ikke er forbundet med hinanden. De {equal} "
        "største har {largest} aktører hver.",
        "The actors fall into {groups} groups that are not tied to each other. The {equal} "
        "largest have {largest} actors each.",
    ),
    "network.groups.one": (
        "Alle, der har en forbindelse, hænger sammen i én gruppe på {largest} aktører.",
        "All that have a tie hang together in one group of {largest} actors.",
    ),
    "network.groups.none": (
        "Ingen af aktørerne er forbundet med hinanden.",
        "None of the actors is tied to another.",
    ),
    "network.alone": (
        "{alone} aktører står alene, heraf {firms} virksomheder. Begynd med at kontakte dem, der"
        " ligner jeres medlemmer.",
        "{alone} actors stand alone, of which {firms} are firms. Begin by contacting those that "
        "are like your members.",
    ),
    "network.alone.all_firms": (
        "{alone} virksomheder står alene. Begynd med at kontakte dem, der ligner jeres medlemmer.",
        "{alone} firms stand alone. Begin by contacting those that are like your members.",
    ),
    "network.alone.one": ("{name} står alene.", "{name} stands alone."),
    "network.alone.examples": (
        "{alone} {alone:aktør|aktører} står alene, heraf {examples} fra eksempeldata, som ingen "
        "skal kontakte.",
        "{alone} {alone:actor stands|actors stand} alone, of which {examples} from example data "
        "that nobody should contact.",
    ),
    "network.alone.one_firm": (
        "{alone} aktører står alene, heraf {firms} virksomhed. Undersøg, om de er forbundet uden "
        "for registret.",
        "{alone} actors stand alone, of which {firms} is a firm. Find out whether they are tied "
        "outside the register.",
    ),
    "network.alone.no_firms": (
        "{alone} aktører står alene, ingen af dem virksomheder. Undersøg, om de er forbundet uden "
        "for registret.",
        "{alone} actors stand alone, none of them a firm. Find out whether they are tied outside "
        "the register.",
    ),
    "network.largest": (
        "{percent} % af de {actors} aktører hænger sammen i den største gruppe. Resten kan ikke "
        "præsenteres for dem gennem nogen, der er registreret.",
        "{percent}% of the {actors} actors hang together in the largest group. Nobody recorded "
        "can introduce the others to them.",
    ),
    "network.too_few": (
        "Der er for få aktører til, at netværket kan falde fra hinanden.",
        "There are too few actors for the network to fall apart.",
    ),
    "network.distance": (
        "Nærheden er {percent} %: 100 % betyder, at alle kender alle direkte, 0 %, at ingen når "
        "nogen. Præsentér folk for hinanden for at gøre vejene kortere.",
        "Nearness is {percent}%: 100% means that all are tied directly, 0% that nobody reaches "
        "anybody. Introduce people to each other to make the ways shorter.",
    ),
    "network.reach.steps": (
        "{count} af {firms} virksomheder når en videninstitution inden for {steps} skridt. Bed "
        "dem, der står imellem, om at præsentere dem.",
        "{count} of {firms} firms reach a knowledge institution within {steps} steps. Ask those "
        "in between to introduce them.",
    ),
    "network.no_way.some": (
        "{count} af {firms} virksomheder har ingen registreret vej til en videninstitution, "
        "heraf {untied} helt uden registrerede forbindelser.",
        "{count} of {firms} firms have no recorded way to a knowledge institution, of which "
        "{untied} without any recorded tie.",
    ),
    "network.no_way.tied": (
        "{count} af {firms} virksomheder har ingen registreret vej til en videninstitution.",
        "{count} of {firms} firms have no recorded way to a knowledge institution.",
    ),
    "network.no_way.untied": (
        "{count} af {firms} virksomheder har ingen registreret vej til en videninstitution. De "
        "har slet ingen registrerede forbindelser.",
        "{count} of {firms} firms have no recorded way to a knowledge institution. They have no "
        "recorded ties at all.",
    ),
    "network.no_way.none": (
        "Alle {firms} virksomheder har en vej til en videninstitution.",
        "All {firms} firms have a way to a knowledge institution.",
    ),
    "network.degree": (
        "Den midterste af de forbundne aktører har {middle} {middle:kontakt|kontakter}. Flest, "
        "{most}, har {names}. Lad ikke de bedst forbundne stå for alle møder.",
        "The middle one of the tied actors has {middle} {middle:contact|contacts}. Most, {most}, "
        "have {names}. Do not leave all meetings to the best connected.",
    ),
    "network.degree.many": (
        "Den midterste af de forbundne aktører har {middle} {middle:kontakt|kontakter}. {count} "
        "aktører har lige mange og flest: {most}. Lad ikke de bedst forbundne stå for alle møder.",
        "The middle one of the tied actors has {middle} {middle:contact|contacts}. {count} "
        "actors have as many, and most: {most}. Do not leave all meetings to the best connected.",
    ),
    "network.degree.unnamed": (
        "Den midterste af de forbundne aktører har {middle} {middle:kontakt|kontakter}; den, der "
        "har flest, har {most}.",
        "The middle one of the tied actors has {middle} {middle:contact|contacts}; who has most "
        "has {most}.",
    ),
    "network.strength": (
        "Fælles projekter, forbindelser og brugte tilbud hos den midterste af de forbundne "
        "aktører: {middle}. Byg videre på det, der er gentaget.",
        "Joint projects, ties and offers used of the middle one of the tied actors: {middle}. "
        "Build on what is repeated.",
    ),
    "network.effective_size": (
        "For den midterste af de {actors} aktører med mindst to kontakter åbner {percent} % af "
        "kontakterne en ny dør. Er tallet lavt, så find kontakter uden for kredsen.",
        "For the middle one of the {actors} actors with two contacts or more, {percent}% of the "
        "contacts open a new door. If that is low, find contacts outside the circle.",
    ),
    "network.constraint": (
        "{closed} af de {actors} aktører med mindst to kontakter er lukket inde: alle deres "
        "kontakter kender hinanden. Præsentér dem for nogen uden for kredsen.",
        "{closed} of the {actors} actors with two contacts or more are closed in: all their "
        "contacts know each other. Introduce them to somebody outside the circle.",
    ),
    "network.constraint.none": (
        "Ingen af de {actors} aktører med mindst to kontakter er lukket inde i en kreds, hvor alle "
        "kender hinanden. De kan alle åbne døre for andre.",
        "None of the {actors} actors with two contacts or more is closed in where all know each "
        "other. All of them can open doors for others.",
    ),
    "network.role.coordinator": (
        "Aktører binder to af deres egen type sammen: {count} gange; tilfældigt ville det "
        "være {expected}. Brug dem til at samle kolleger.",
        "Actors tie two of their own type together: {count} times, by chance {expected}. Use them "
        "to bring peers together.",
    ),
    "network.role.itinerant": (
        "Aktører binder to af samme, men en anden type end deres egen sammen: {count} gange; "
        "tilfældigt ville det være {expected}. Brug dem som neutrale værter.",
        "Actors tie two of one type, not their own, together: {count} times, by chance "
        "{expected}. Use them as neutral hosts.",
    ),
    "network.role.gatekeeper": (
        "Aktører binder én af deres egen type sammen med én af en anden: {count} gange; tilfældigt "
        "ville det være {expected}. Gå gennem dem for at nå ind i en gruppe.",
        "Actors tie one of their own type to one of another: {count} times, by chance "
        "{expected}. Go through them to get into a group.",
    ),
    "network.role.liaison": (
        "Aktører binder to forskellige typer sammen uden selv at være nogen af dem: {count} gange; "
        "tilfældigt ville det være {expected}. Spørg dem, når typerne skal mødes.",
        "Actors tie two different types together and are neither themselves: {count} times, by "
        "chance {expected}. Ask them when the types are to meet.",
    ),
    "network.circles": (
        "Aktørerne deler sig i {circles} kredse med flest kontakter inden for kredsen. Hold "
        "møder på tværs af kredsene.",
        "The actors fall into {circles} circles with most contacts within the circle. Hold "
        "meetings across the circles.",
    ),
    "network.circles.one": (
        "De forbundne aktører er én kreds uden tydelige undergrupper. De kan samles til ét møde.",
        "The tied actors are one circle without clear subgroups. They can be brought together in "
        "one meeting.",
    ),
    "network.core": (
        "I den tætteste kerne er der {actors} aktører, som hver har mindst {ties} "
        "{ties:kontakt|kontakter} i kernen. Begynd dér, når noget skal bredes ud.",
        "There are {actors} actors in the densest core, each with at least {ties} "
        "{ties:contact|contacts} in it. Begin there when something is to be spread.",
    ),
    "network.connectivity": (
        "Sammenholdet i den største gruppe på {actors} aktører er {value}. Nær 0 er gruppen tæt på "
        "at falde i to: lav flere forbindelser mellem delene.",
        "The cohesion of the largest group of {actors} actors is {value}. Near 0 the group is "
        "close to falling in two: make more ties between its parts.",
    ),
    "network.robustness": (
        "Hvis de bedst forbundne forsvinder først, er den største gruppe halveret efter {aimed} "
        "{aimed:aktør|aktører}; i tilfældig rækkefølge efter {random}. Jo større forskel, jo "
        "mere hænger på få.",
        "If the best connected disappear first, the largest group is halved after {aimed} "
        "{aimed:actor|actors}; in random order after {random}. The wider apart, the more hangs "
        "on a few.",
    ),
    "network.likeness.more": (
        "Aktører samarbejder oftere med deres egen type end tilfældigt. Inviter på tværs.",
        "Actors cooperate with their own type more often than by chance. Invite across types.",
    ),
    "network.likeness.fewer": (
        "Aktører samarbejder sjældnere med deres egen type end tilfældigt. Typerne mødes "
        "allerede på tværs; se, om ligesindede mangler hinanden.",
        "Actors cooperate with their own type less often than by chance. The types already meet; "
        "see whether peers miss each other.",
    ),
    "network.likeness.chance": (
        "Det kan ikke ses af samarbejderne, om aktører er af samme type. Der er ingen "
        "skillelinje mellem typerne at arbejde med.",
        "The cooperations do not show whether actors are of one type. There is no divide between "
        "types to work on.",
    ),
    "network.helix.parties": (
        "Af projekternes virksomheder, videninstitutioner og offentlige parter er {firm} % "
        "virksomheder, {knowledge} % videninstitutioner og {public} % offentlige. Inviter flere "
        "af dem, der er færrest af.",
        "Of the firms, knowledge institutions and public parties of projects {firm}% are firms, "
        "{knowledge}% knowledge institutions and {public}% public. Invite more of those that are "
        "fewest.",
    ),
    "network.concentration": (
        "De tre klynger med flest projekter havde {percent} % af klyngernes projekter i "
        "{first}–{last}. {idle} af de {clusters} klynger, der fandtes dengang, havde ingen. "
        "Spørg dem, om de var med uden at stå i registret.",
        "The three clusters with most projects had {percent}% of the clusters' projects in "
        "{first}–{last}. {idle} of the {clusters} clusters there at that time had none. Ask them "
        "whether they took part unrecorded.",
    ),
    "network.concentration.all": (
        "De tre klynger med flest projekter havde {percent} % af klyngernes projekter i "
        "{first}–{last}. Alle {clusters} klynger, der fandtes dengang, var med.",
        "The three clusters with most projects had {percent}% of the clusters' projects in "
        "{first}–{last}. All {clusters} clusters there at that time took part.",
    ),
    "network.concentration.few": (
        "Kun {clusters} af de registrerede klynger fandtes i {first}–{last}. Det er for få til "
        "at sige, om projekterne var samlet på få.",
        "Only {clusters} of the recorded clusters were there in {first}–{last}. That is too few "
        "to tell whether the projects were gathered on a few.",
    ),
    "network.concentration.first": (
        "{names} havde flest af klyngernes projekter i {first}–{last}: {percent} %. Var de lige "
        "fordelt, var det {equal} %. Del erfaringerne med de andre klynger.",
        "{names} had most of the clusters' projects in {first}–{last}: {percent}%. Spread "
        "equally it would be {equal}%. Share the experience with the other clusters.",
    ),
    "network.concentration.first.shared": (
        "Lige mange, og flest, af klyngernes projekter i {first}–{last} havde {names}: {percent} "
        "% hver. Var alle lige fordelt, var det {equal} %.",
        "As many of the clusters' projects in {first}–{last}, and most, had {names}: {percent}% "
        "each. Spread equally it would be {equal}%.",
    ),
    "network.apart": (
        "I projekter mødes {one} og {other} {observed} gange; tilfældigt ville det være "
        "{expected}. Inviter dem til de samme projekter.",
        "In projects {one} and {other} meet {observed} times; by chance it would be {expected}. "
        "Invite them to the same projects.",
    ),
    "network.apart.none": (
        "Ingen to typer aktører mødes klart mindre i projekter, end tilfældet ville give.",
        "No two types of actors clearly meet less in projects than chance would have it.",
    ),
    "network.kinds.firm": ("virksomheder", "firms"),
    "network.kinds.cluster": ("klynger", "clusters"),
    "network.kinds.knowledge_institution": ("videninstitutioner", "knowledge institutions"),
    "network.kinds.business_hub": ("erhvervshuse", "business hubs"),
    "network.kinds.municipal_office": (
        "kommunal erhvervsservice",
        "municipal business services",
    ),
    "network.kinds.investor": ("investorer", "investors"),
    "network.kinds.public_authority": ("offentlige myndigheder", "public authorities"),
    "network.kinds.association": ("foreninger", "associations"),
    "network.loss.unsure": (
        "Hvis {name} forsvinder, har {after} af 100 aktørpar ingen vej til hinanden; nu er det "
        "{before}. Aktører, der så mister alle forbindelser: {cut_off}. Det er ikke sikkert, at "
        "netop det tab er størst; det kan også være {others}.",
        "If {name} disappears, {after} of 100 pairs of actors have no way to each other; now it "
        "is {before}. Actors that then lose all ties: {cut_off}. It is not sure that this loss "
        "is the largest; it may also be {others}.",
    ),
    "network.loss.shared": (
        "Netværket mister lige meget, hvis én af disse forsvinder: {names}. Så har {after} af "
        "100 aktørpar ingen vej til hinanden; nu er det {before}.",
        "The network loses as much if any one of these disappears: {names}. Then {after} of 100 "
        "pairs of actors have no way to each other; now it is {before}.",
    ),
    "network.loss.many": (
        "{count} aktører betyder lige meget for netværket. Hvis én af dem forsvinder, har "
        "{after} af 100 aktørpar ingen vej til hinanden; nu er det {before}.",
        "{count} actors matter as much to the network. If one of them disappears, {after} of 100 "
        "pairs of actors have no way to each other; now it is {before}.",
    ),
    "network.key_players": (
        "Tilsammen betyder disse tre meget: {names}. Hvis de forsvinder samtidig, har {after} af "
        "100 aktørpar ingen vej til hinanden; nu er det {before}. Hav en plan for, hvem der så "
        "tager over.",
        "Together these three matter much: {names}. If they disappear at once, {after} of 100 "
        "pairs of actors have no way to each other; now it is {before}. Have a plan for who then "
        "takes over.",
    ),
    "network.neighbours": (
        "Virksomheder med samme profil hører også til {names}. Hold fælles arrangementer.",
        "Firms with the same profile also belong to {names}. Hold events together.",
    ),
    "network.caveat.example": (
        "Eksempeldata viser, hvordan tallene virker, ikke hvordan det står til.",
        "Example data shows how the figures work, not how things are.",
    ),
    "network.caveat.counts": (
        "En kontakt er en aktør, man har en forbindelse, et fælles projekt eller et brugt tilbud "
        "med. Antallet viser, hvad der er registreret, ikke hvor vigtig en aktør er.",
        "A contact is an actor one has a tie, a joint project or an offer used with. The number "
        "shows what is recorded, not how important an actor is.",
    ),
    "network.caveat.found_by_ties": (
        "Virksomheder uden forbindelser er ukendte her, så tallet kan ikke vises som en andel.",
        "Firms without ties are not known here, so the figure cannot be told as a share.",
    ),
    "network.caveat.roles": (
        "En aktør med mange kontakter står oftere imellem andre; derfor vises det tilfældige.",
        "An actor with many contacts stands between others more often; so chance is shown.",
    ),
    "network.caveat.circles": (
        "Inddelingen er et eksempel: andre inddelinger kan være lige så gode.",
        "The division is an example: others may be as good.",
    ),
    "network.caveat.weights": (
        "Tallet følger antallet af kontakter; sammenlign kun netværk af samme størrelse.",
        "The figure follows the number of contacts; compare networks of the same size only.",
    ),
    "network.caveat.shuffled": (
        "Holdt op mod netværk, hvor hver aktør har lige så mange samarbejder, men med hvem er "
        "tilfældigt.",
        "Held against networks in which each actor has as many cooperations, but with whom is "
        "chance.",
    ),
    "network.caveat.concentration": (
        "Koncentration siger intet om kvalitet. Talt med er de {clusters} klynger, der fandtes i "
        "{first}–{last}.",
        "Concentration says nothing about quality. Counted are the {clusters} clusters that were "
        "there in {first}–{last}.",
    ),
    "network.caveat.tables": (
        "Holdt op mod {draws} tilfældige fordelinger med lige så mange parter pr. projekt og "
        "projekter pr. aktør.",
        "Held against {draws} random tables with as many parties a project and projects an actor.",
    ),
    "network.caveat.set": (
        "Fundet ved at bytte ud, én ad gangen; en anden gruppe på tre kan være lige så vigtig.",
        "Found by exchanging one at a time; another group of three may matter as much.",
    ),
    "network.predicted": (
        "Hvem kunne have gavn af at kende hinanden?",
        "Who might gain from knowing each other?",
    ),
    "network.predicted.help": (
        "Et gæt ud fra fælles kontakter blandt registrerede forbindelser. En forbindelse, der ikke "
        "er registreret, er ikke et hul.",
        "A guess from contacts in common among recorded ties. A tie that is not recorded is not a "
        "gap.",
    ),
    "network.column.one": ("Aktør", "Actor"),
    "network.column.other": ("Anden aktør", "Other actor"),
    "network.column.shared": ("Fælles kontakter", "Contacts in common"),
    "network.all_measures": ("Alle mål, og hvad de betyder", "All measures, and what they mean"),
    "network.alone.none": (
        "Alle aktører har mindst én forbindelse.",
        "Every actor has at least one tie.",
    ),
    "network.brokers": (
        "Disse aktører er tydelige bindeled: {names}. Aftal, hvem der tager over, hvis en af dem"
        " stopper.",
        "These actors clearly tie others together: {names}. Agree on who takes over if one of "
        "them stops.",
    ),
    "network.brokers.one": (
        "{names} er det tydelige bindeled. Aftal, hvem der tager over, hvis den stopper.",
        "{names} clearly ties the others together. Agree on who takes over if it stops.",
    ),
    "network.brokers.unsure": (
        "Det kan ikke afgøres, hvem der er bindeled: {count} aktører skiftes til at være det, "
        "når data trækkes igen.",
        "It cannot be told who ties the others together: {count} actors take turns when the data"
        " are drawn again.",
    ),
    "network.fragmentation": (
        "{percent} af 100 aktørpar har ingen vej til hinanden.",
        "{percent} of 100 pairs of actors have no way to each other.",
    ),
    "network.fragmentation.few": (
        "Næsten alle aktører kan nå hinanden gennem andre.",
        "Nearly all actors can reach each other through others.",
    ),
    "network.fragmentation.whole": (
        "Alle aktører kan nå hinanden gennem andre.",
        "All actors can reach each other through others.",
    ),
    "network.fragmentation.all": (
        "Ingen af aktørerne kan nå hinanden gennem andre.",
        "None of the actors can reach another through others.",
    ),
    "network.reach.industry": (
        "{count} af styrkepositionens {firms} virksomheder ({within_1} %) har en direkte "
        "forbindelse til en videninstitution, også uden for styrkepositionen. Inden for to "
        "skridt er det {within_2} %, inden for tre {within_3} %.",
        "{count} of the position's {firms} firms ({within_1}%) are tied directly to a knowledge "
        "institution, outside the position too. Within two steps it is {within_2}%, within three "
        "{within_3}%.",
    ),
    "network.reach.register": (
        "{count} af registrets {firms} virksomheder ({within_1} %) har en direkte forbindelse "
        "til en videninstitution. Inden for to skridt er det {within_2} %, inden for tre "
        "{within_3} %.",
        "{count} of the register's {firms} firms ({within_1}%) are tied directly to a knowledge "
        "institution. Within two steps it is {within_2}%, within three {within_3}%.",
    ),
    "network.reach.membership": (
        "{count} af registrets {firms} virksomheder (kun medlemmer), altså {within_1} %, har en "
        "direkte forbindelse til en videninstitution, også uden for styrkepositionen. Inden for "
        "to skridt er det {within_2} %, inden for tre {within_3} %.",
        "{count} of the register's {firms} firms (members only), so {within_1}%, are tied "
        "directly to a knowledge institution, outside the position too. Within two steps it is "
        "{within_2}%, within three {within_3}%.",
    ),
    "network.reach.ties": (
        "Registret kender kun virksomheder, der har projekter eller andre forbindelser. {count} "
        "af de {firms} har en direkte forbindelse til en videninstitution, {count_2} når en "
        "inden for to skridt og {count_3} inden for tre.",
        "The register knows only firms that have projects or other ties. {count} of the {firms} "
        "are tied directly to a knowledge institution, {count_2} reach one within two steps and "
        "{count_3} within three.",
    ),
    "network.loss": (
        "Hvis {name} forsvinder, har {after} af 100 aktørpar ingen vej til hinanden; nu er det "
        "{before}. Aktører, der så mister alle forbindelser: {cut_off}.",
        "If {name} disappears, {after} of 100 pairs of actors have no way to each other; now it "
        "is {before}. Actors that then lose all ties: {cut_off}.",
    ),
    "network.loss.none": (
        "Netværket hænger lige så godt sammen, hvis én aktør forsvinder, uanset hvilken.",
        "The network hangs together as well if any one actor disappears.",
    ),
    "network.mixing.fewer": (
        "{percent} % af de {count} samarbejder går på tværs af typer, færre end tilfældigt "
        "({expected} %). Lav flere møder på tværs.",
        "{percent}% of the {count} cooperations cross types, fewer than by chance ({expected}%). "
        "Bring the types together more.",
    ),
    "network.mixing.more": (
        "{percent} % af de {count} samarbejder går på tværs af typer, flere end tilfældigt "
        "({expected} %).",
        "{percent}% of the {count} cooperations cross types, more than by chance ({expected}%).",
    ),
    "network.mixing.chance": (
        "{percent} % af de {count} samarbejder går på tværs af typer. Det kan ikke skelnes fra "
        "tilfældigt ({expected} %).",
        "{percent}% of the {count} cooperations cross types. That cannot be told from chance "
        "({expected}%).",
    ),
    "network.mixing.too_few": (
        "I netværket er der {count} {count:samarbejde|samarbejder}. Det er for få til at sige, "
        "om typerne mødes.",
        "The network has {count} {count:cooperation|cooperations}. That is too few to tell "
        "whether the types meet.",
    ),
    "network.helix": (
        "{percent} % af de {projects} projekter med flere parter samler virksomhed, "
        "videninstitution og offentlig part.",
        "{percent}% of the {projects} projects with several parties bring a firm, a knowledge "
        "institution and a public party together.",
    ),
    "network.caveat.density": (
        "Flere registrerede projekter gør ethvert net tættere.",
        "More registered projects make any network denser.",
    ),
    "network.caveat.bands": (
        "Bindeled vises i grupper uden rangorden, fordi få projekter mere eller mindre ændrer "
        "rækkefølgen.",
        "Actors that tie others together are shown in bands without rank, because a few projects"
        " more or less change the order.",
    ),
    "network.caveat.unrecorded": (
        "Forbindelser, som ingen har registreret, tæller ikke med.",
        "Ties that nobody has recorded do not count.",
    ),
    "network.caveat.loss": (
        "Regnet på de registrerede forbindelser; andre kan tage over i virkeligheden.",
        "Computed on the recorded ties; in reality others may take over.",
    ),
    "network.caveat.sizes": (
        "Tallet afhænger af, hvor mange der er af hver type; derfor vises det tilfældige ved "
        "siden af.",
        "The figure depends on how many there are of each type, so chance is shown beside it.",
    ),
    "network.caveat.unknown_kind": (
        "Parter af ukendt type tæller ikke med i nogen af de tre.",
        "Parties of unknown type count in none of the three.",
    ),
    "network.caveat.skipped": (
        "Projekter med over {most} parter binder ikke par sammen i målene for bindeled: {count}.",
        "Projects of more than {most} parties do not tie pairs in the measures of who ties "
        "others together: {count}.",
    ),
    "network.caveat.not_recorded": (
        "Ikke registreret, altså ukendt og ikke nul: {table}.",
        "Not recorded, so unknown and not zero: {table}.",
    ),
    "network.left_out.unknown_actor": (
        "Forbindelser til aktører, der ikke er i registret, er udeladt: {count}.",
        "Ties to actors that are not in the register are left out: {count}.",
    ),
    "network.left_out.self_tie": (
        "Forbindelser fra en aktør til sig selv er udeladt: {count}.",
        "Ties from an actor to itself are left out: {count}.",
    ),
    "network.left_out.reversed_dates": (
        "Forbindelser, der slutter, før de begynder, er udeladt: {count}.",
        "Ties that end before they begin are left out: {count}.",
    ),
    "network.left_out.not_there_on_the_day": (
        "Forbindelser til aktører, der er lukket eller ikke stiftet den dag, er udeladt: {count}.",
        "Ties to actors closed or not yet founded on the day are left out: {count}.",
    ),
    "network.left_out.not_of_the_position": (
        "Forbindelser til virksomheder, der ikke hører til styrkepositionen, er udeladt: {count}.",
        "Ties to firms that are not of the position are left out: {count}.",
    ),
    "network.source": ("Kilde", "Source"),
    "network.bear_in_mind": ("Husk", "Bear in mind"),
    "look.firm": ("Virksomhed", "Firm"),
    "look.cluster": ("Klynge eller netværk", "Cluster or network"),
    "look.public": ("Erhvervshus eller myndighed", "Business hub or authority"),
    "look.knowledge": ("Videninstitution", "Knowledge institution"),
    "look.offer": ("Ordning, ydelse eller projekt", "Scheme, service or project"),
    "look.investor": ("Investor", "Investor"),
    "look.unknown": ("Ukendt type", "Unknown type"),
    "tie_look.cooperates": ("samarbejder med", "cooperates with"),
    "tie_look.belongs": (
        "er medlem af, hører til eller tilbyder",
        "is a member or part of, or offers",
    ),
    "tie_look.project": ("har projekt med", "has a project with"),
    "tie_look.refers": ("henviser til eller har brugt", "refers to or has used"),
    "network.title": ("Netværk: {position}, {on}", "Network: {position}, {on}"),
    "network.group": ("{kind}, {where}: {count}", "{kind}, {where}: {count}"),
    "network.group.label": ("{kind}\n{where}: {count}", "{kind}\n{where}: {count}"),
    "network.no_region.short": ("Uden region", "No region"),
    "look_short.firm": ("Virksomheder", "Firms"),
    "look_short.cluster": ("Klynger", "Clusters"),
    "look_short.public": ("Myndigheder", "Authorities"),
    "look_short.knowledge": ("Videninst.", "Knowledge inst."),
    "look_short.offer": ("Tilbud", "Offers"),
    "look_short.investor": ("Investorer", "Investors"),
    "look_short.unknown": ("Ukendt type", "Unknown type"),
    "network.shows_together": (
        "Viser {points} grupper, som rummer {shown}. En linje samler alt mellem to grupper; det, "
        "der er inden for en gruppe, er ikke tegnet.",
        "Shows {points} groups that hold {shown}. A line bundles all between two groups; what is "
        "within a group is not drawn.",
    ),
    "network.count.and": (" og ", " and "),
    "network.count.actors": ("{count} {count:aktør|aktører}", "{count} {count:actor|actors}"),
    "network.count.things": (
        "{count} {count:tilbud eller projekt|tilbud og projekter}",
        "{count} {count:offer or project|offers and projects}",
    ),
    "network.count.ties": ("{count} {count:forbindelse|forbindelser}", "{count} {count:tie|ties}"),
    "network.count.participations": (
        "{count} {count:projektdeltagelse|projektdeltagelser}",
        "{count} {count:participation in a project|participations in projects}",
    ),
    "network.count.joint_projects": (
        "{count} {count:fælles projekt|fælles projekter}",
        "{count} joint {count:project|projects}",
    ),
    "network.count.uses": (
        "{count} {count:brugt|brugte} tilbud",
        "{count} {count:offer|offers} used",
    ),
    "network.count.offers": (
        "{count} {count:eget|egne} tilbud",
        "{count} {count:offer|offers} of its own",
    ),
    "network.count.parties": (
        "{count} {count:deltager|deltagere}",
        "{count} {count:party|parties}",
    ),
    "network.count.times": ("brugt {count} {count:gang|gange}", "used {count} {count:time|times}"),
    "network.count.none": ("ingen forbindelser", "no ties"),
    "network.path.everywhere": (
        "Vejen søges i hele registret, ikke kun i den valgte styrkeposition.",
        "The way is looked for in the whole register, not in the chosen position alone.",
    ),
    "network.alone.find": ("Vælg en, der står alene", "Choose one that stands alone"),
    "network.no_region": ("uden kendt region", "region not known"),
    "network.persons_left_out": (
        "Udeladt, fordi en person ejer virksomheden: {count}.",
        "Left out because a person owns the firm: {count}.",
    ),
    "network.size_means": (
        "Størrelsen viser antal linjer, ikke betydning.",
        "Size shows the number of lines, not importance.",
    ),
    "network.as_table": ("Forbindelserne som tabel", "The ties as a table"),
    "network.column.from": ("Fra", "From"),
    "network.column.tie": ("Forbindelse", "Tie"),
    "network.column.to": ("Til", "To"),
    "network.column.evidence": ("Dokumentation", "Evidence"),
    "network.column.via": ("Fælles projekt", "Joint project"),
    "network.column.count": ("Antal", "Number"),
    "network.column.year": ("År", "Year"),
    "network.column.source": ("Kilde", "Source"),
    "network.column.name": ("Navn", "Name"),
    "network.column.kind": ("Type", "Type"),
    "network.column.municipality": ("Kommune", "Municipality"),
    "network.column.ties": ("Forbindelser", "Ties"),
    "network.column.membership": ("Hører til ved", "Belongs by"),
    "network.sheet.ties": ("Forbindelser", "Ties"),
    "network.sheet.actors": ("Aktører", "Actors"),
    "network.about.network": ("Netværk", "Network"),
    "network.about.actors": ("Aktører", "Actors"),
    "network.about.ties": ("Forbindelser", "Ties"),
    "network.about.participations": ("Projektdeltagelser", "Participations in projects"),
    "network.about.uses": ("Brugte tilbud", "Offers used"),
    "network.about.left_out": (
        "Udeladte personligt ejede virksomheder",
        "Personally owned firms left out",
    ),
    "network.shows": ("Viser {shown}.", "Shows {shown}."),
    "network.about.things": ("Tilbud og projekter", "Offers and projects"),
    "network.everything": ("Hele registret", "The whole register"),
    "network.user": ("har kun brugt et tilbud", "has only used an offer"),
    "loss.pairs": (
        "Uden {name} kan {after} % af alle par ikke nå hinanden. Med {name} er det {before} %.",
        "Without {name}, {after}% of all pairs cannot reach each other. With {name} it is "
        "{before}%.",
    ),
    "loss.cut_off": (
        "{count} aktører står tilbage uden forbindelser, blandt andre {names}.",
        "{count} actors are left without ties, among them {names}.",
    ),
    "loss.cut_off.one": (
        "{count} aktør står tilbage uden forbindelser: {names}.",
        "{count} actor is left without ties: {names}.",
    ),
    "loss.nothing": (
        "Netværket hænger lige så godt sammen uden {name}.",
        "The network hangs together as well without {name}.",
    ),
    "loss.too_few": (
        "Der er for få aktører til at sige, hvad der sker uden {name}.",
        "There are too few actors to tell what happens without {name}.",
    ),
    "network.picture.zoom_in": ("Zoom ind", "Zoom in"),
    "network.picture.zoom_out": ("Zoom ud", "Zoom out"),
    "network.picture.fit": ("Vis alt", "Show all"),
    "network.picture.walk": (
        "Piletaster: gennemgå · Enter: vælg",
        "Arrow keys: walk through · Enter: choose",
    ),
    "network.picture.walk_label": (
        "Gennemgå aktører med piletaster, vælg med Enter",
        "Walk through the actors with the arrow keys, choose with Enter",
    ),
    "network.picture.label": (
        "Billede af netværket. Det samme står i tabellen nedenfor.",
        "Picture of the network. The table below says the same.",
    ),
    "network.ask.position": ("Styrkeposition", "Strength position"),
    "network.ask.question": ("Spørgsmål", "Question"),
    "network.ask.more": ("Flere filtre", "More filters"),
    "network.ask.proven": ("Kun dokumenterede forbindelser", "Proven ties only"),
    "network.ask.hide": (
        "Skjul typer, der er slået fra, i stedet for at tone dem ned",
        "Hide types that are switched off instead of fading them",
    ),
    "network.ask.steps": ("Hvor mange skridt fra den valgte", "How many steps from the chosen one"),
    "network.ask.cut": ("Virksomheder i styrkepositionen", "Firms of the position"),
    "network.ask.users": (
        "Vis også dem, der kun har brugt et tilbud",
        "Also show those that only used an offer",
    ),
    "network.ask.types": ("Fremhæv", "Stand out"),
    "network.ask.day": ("Dag (dd.mm.åååå)", "Day (dd.mm.yyyy)"),
    "network.ask.actor": ("Find en aktør", "Find an actor"),
    "network.ask.actor.none": ("Skriv et navn", "Type a name"),
    "network.ask.from": ("Fra", "From"),
    "network.ask.to": ("Til", "To"),
    "network.question.who": ("Hvem er forbundet", "Who is tied to whom"),
    "network.question.path": ("Vej mellem to", "The way between two"),
    "network.question.brokers": ("Bindeled", "Who ties groups together"),
    "network.question.alone": ("Står alene", "Who stands alone"),
    "network.path.choose": (
        "Vælg to aktører for at se vejen mellem dem.",
        "Choose two actors to see the way between them.",
    ),
    "network.too_many_steps": (
        "Med 2 skridt ville {count} aktører blive vist. Derfor vises 1 skridt; grænsen er {most}.",
        "With 2 steps {count} actors would be drawn. So 1 step is shown; the limit is {most}.",
    ),
    "network.no_ties_within": (
        "Ingen forbindelser inden for {steps} skridt.",
        "No ties within {steps} {steps:step|steps}.",
    ),
    "network.grouped": (
        "Der er {count} aktører, tilbud og projekter med forbindelser. Vi viser dem samlet pr. "
        "type og region, fordi billedet ikke kan læses med flere end {most}. Vælg en aktør for at "
        "se den og dens naboer.",
        "There are {count} actors, offers and projects with ties. We show them together by type "
        "and region, because the picture cannot be read with more than {most}. Choose an actor to "
        "see it and its neighbours.",
    ),
    "network.empty": (
        "Der er ingen registrerede forbindelser her den dag. Vælg en anden "
        "styrkeposition eller en anden dag.",
        "No ties are recorded here on that day. Choose another position or another day.",
    ),
    "network.empty.proven": (
        "Ingen forbindelser er dokumenteret ved et fælles projekt eller en accepteret "
        "henvisning. Fjern fluebenet ved »Kun dokumenterede forbindelser« for at se de andre.",
        "No tie is proven by a joint project or an accepted referral. Untick “Proven ties only” "
        "to see the others.",
    ),
    "network.shows_of": (
        "Viser {shown}. I hele netværket er der {whole}.",
        "Shows {shown}. The whole network has {whole}.",
    ),
    "network.rows": ("Viser {shown} rækker af {all}.", "Shows {shown} rows of {all}."),
    "network.no_rows": ("Der er ingen forbindelser at vise.", "There are no ties to show."),
    "network.panel.none": (
        "Vælg en aktør i billedet, i listen eller i feltet ovenfor.",
        "Choose an actor in the picture, in the list or in the box above.",
    ),
    "network.panel.near": (
        "Forbundet med {count} {count:aktør, tilbud eller projekt|aktører, tilbud og projekter}:",
        "Tied to {count} {count:actor, offer or project|actors, offers and projects}:",
    ),
    "network.panel.alone": ("Ingen registrerede forbindelser.", "No recorded ties."),
    "network.panel.more": ("og {count} til", "and {count} more"),
    "network.panel.around": ("Vis kun denne og naboer", "Show only this one and its neighbours"),
    "network.panel.whole": ("Vis hele netværket", "Show the whole network"),
    "network.panel.close": ("Fravælg", "Deselect"),
    "network.panel.open": ("Åbn aktørens side", "Open the actor's page"),
    "network.panel.refer": ("Henvis en virksomhed hertil", "Refer a firm here"),
    "network.without": ("Hvad hvis den forsvinder?", "What if it disappears?"),
    "network.says": ("Hvad netværket viser", "What the network shows"),
    "network.column.band": ("Bindeled", "Ties others together"),
    "network.column.cut_off": (
        "Aktører uden forbindelser, hvis den forsvinder",
        "Actors without ties if it disappears",
    ),
    "network.band.clear": ("Tydeligt", "Clearly"),
    "network.band.possible": ("Muligt", "Possibly"),
    "network.download": ("Hent", "Download"),
    "network.download.no_persons": (
        "Uden virksomheder, som en person ejer",
        "Without firms that a person owns",
    ),
    "network.download.html": ("Interaktiv HTML", "Interactive HTML"),
    "network.download.png": ("PNG", "PNG"),
    "network.download.svg": ("SVG", "SVG"),
    "network.download.xlsx": ("Excel", "Excel"),
    "network.download.gexf": ("GEXF (Gephi)", "GEXF (Gephi)"),
    "network.download.graphml": ("GraphML", "GraphML"),
    "network.download.json": ("JSON (Cytoscape)", "JSON (Cytoscape)"),
    "network.download.csv": ("CSV", "CSV"),
    "network.file": ("netvaerk", "network"),
    "loss.cut_off.all": (
        "{count} aktører står tilbage uden forbindelser: {names}.",
        "{count} actors are left without ties: {names}.",
    ),
    "network.ask.search": ("Søg et navn", "Search for a name"),
    "network.measuring": ("Regner på netværket …", "Measuring the network …"),
    "network.ask.day.wrong": (
        "{typed} er ikke en dag. Skriv den som 31.03.2026.",
        "{typed} is not a day. Write it as 31.03.2026.",
    ),
}
