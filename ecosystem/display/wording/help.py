"""Words of the page Hjælp og metode.

A task is a question and its answer: ``help.task.<subject>`` and ``help.task.<subject>.answer``.
The page shows every task there is, in the order of the rooms of words, so a new page brings
its own questions in its own room.
"""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "help.tasks": ("Sådan gør du", "How to"),
    "help.task.find": ("Hvordan finder jeg en aktør?", "How do I find an actor?"),
    "help.task.find.answer": (
        """
1. Gå til **Aktører**, og skriv en del af navnet. »århus«, »aarhus« og »arhus« finder det samme.
2. Skriver du tal, søger vi i CVR-numre. Skriver du et emne, for eksempel »energi«, får du også \
dem, der arbejder med det.
3. Vælg aktøren i boksen, eller vælg en række i tabellen. Med tastaturet: piletaster og derefter \
Skift og mellemrum.
4. Under tabellen kan du se, hvad aktøren hjælper med, og hvad en virksomhed skal gøre først.
""",
        """
1. Go to **Actors** and write part of the name. “århus”, “aarhus” and “arhus” find the same.
2. Digits are looked for in CVR numbers. A topic, such as “energy”, also finds those who work \
with it.
3. Choose the actor in the box, or choose a row of the table. With the keyboard: arrow keys, then \
Shift and Space.
4. Below the table you see what the actor helps with and what a firm should do first.
""",
    ),
    "help.task.who_helps": (
        "Hvem kan hjælpe med et bestemt behov?",
        "Who can help with a certain need?",
    ),
    "help.task.who_helps.answer": (
        "Gå til **Aktører**, og skriv behovet i søgefeltet, for eksempel »finansiering«. Så får "
        "du de aktører, der har et tilbud, som svarer på det. Åbn en aktør for at se krav, kilde "
        "og næste skridt.",
        "Go to **Actors** and write the need in the search field, such as “finance”. You get the "
        "actors with an offer that answers it. Open one to see requirements, source and next step.",
    ),
    "help.task.look_first": (
        "Hvad skal jeg se på først?",
        "What should I look at first?",
    ),
    "help.task.look_first.answer": (
        "**Overblik** viser tre ting at se på. De kommer fra faste regler i en fast rækkefølge. "
        "Åbn »Se hvilke, og hvilken regel« for at se reglen og det, der er talt. Vælg en region "
        "eller en styrkeposition øverst for at se en del af landet.",
        "**Overview** shows three things to look at. They come from fixed rules in a fixed order. "
        "Open “See which, and which rule” to see the rule and what was counted. Choose a region "
        "or a strength position at the top to see a part.",
    ),
    "help.task.gaps": (
        "Hvordan finder jeg ud af, hvad der mangler?",
        "How do I find out what is missing?",
    ),
    "help.task.gaps.answer": (
        """
1. Gå til **Huller**, og vælg en styrkeposition.
2. I matrixen tæller hvert felt aktører med et tilbud, der kan bruges dér. ▨ og et tal er under \
grænsen, ▨ 0 er ingen, og – ? er ingen data. Det sidste er ikke nul.
3. Vælg et felt med musen, i de to bokse eller med piletaster og mellemrum. Så ser du reglen, \
rækkerne bag og hvor sikkert det er.
4. Under matrixen står hullerne efter slags. »Prøv skridtet« viser, hvad et skridt ville lukke, \
uden at ændre registret.
5. Er det ikke et hul, så skriv hvorfor. Hullet bliver stående, streget over, med årsag og dato.
""",
        """
1. Go to **Gaps** and choose a strength position.
2. Each cell of the matrix counts actors with an offer that can be used there. ▨ and a number is \
under the limit, ▨ 0 is none, and – ? is no data. The last is not zero.
3. Choose a cell with the mouse, in the two boxes, or with arrow keys and Space. You then see the \
rule, the rows behind it and how sure it is.
4. Below the matrix are the gaps by kind. “Try the step” shows what a step would close, without \
changing the register.
5. If it is not a gap, write why. It stays, struck through, with reason and date.
""",
    ),
    "help.task.report": (
        "Hvordan laver jeg en rapport til bestyrelsen?",
        "How do I make a report for the board?",
    ),
    "help.task.report.answer": (
        """
Gå til **Huller**, vælg en styrkeposition, og sæt »Føj til rapport« ved det, der skal med. Nederst \
henter du det som Word, PowerPoint eller Excel. Kilde, dag, metode og forbehold følger med. \
Personligt ejede virksomheder er talt med, men ikke nævnt, og 1–2 virksomheder står som »under 3«.
""",
        """
Go to **Gaps**, choose a strength position, and tick “Add to the report” at what is to be in it. \
At the bottom you download it as Word, PowerPoint or Excel. Source, day, method and caveats come \
along. Firms owned by a person are counted and not named, and 1–2 firms read “under 3”.
""",
    ),
    "help.task.share": (
        "Hvordan deler jeg det, jeg ser?",
        "How do I share what I see?",
    ),
    "help.task.share.answer": (
        "Kopiér adressen i browseren. Filtre og den valgte aktørs id står i den. Navne, "
        "CVR-numre og det, du har søgt på, står der aldrig.",
        "Copy the address in the browser. It holds the filters and the id of the chosen actor. "
        "Names, CVR numbers and what you searched for never stand there.",
    ),
    "help.task.excel": ("Hvordan får jeg tallene i Excel?", "How do I get the numbers in Excel?"),
    "help.task.excel.answer": (
        "Vælg **Hent Excel** under tabellen. Filen har de samme rækker, og arket »Om tallene« "
        "siger, hvor de kommer fra, og hvilke filtre der var valgt. En tom celle betyder ikke "
        "registreret.",
        "Choose **Download Excel** below the table. The file has the same rows, and the sheet "
        "“Om tallene” tells where they come from and which filters were set. An empty cell means "
        "not recorded.",
    ),
    "help.task.own_data": ("Hvordan ser jeg mine egne data?", "How do I see my own data?"),
    "help.task.own_data.answer": (
        "Nederst på **Overblik** kan du læse en anden mappe på din egen computer. Mappen skal "
        "have registrets tabeller. Er der fejl i dem, får du dem alle at vide på én gang. Du kan "
        "også starte appen med `ecosystem app --register MAPPE`.",
        "At the bottom of **Overview** you can read another folder on your own computer. It must "
        "hold the register's tables. If they have faults, you are told all of them at once. You "
        "can also start the app with `ecosystem app --register FOLDER`.",
    ),
    "help.task.language": ("Hvordan skifter jeg sprog?", "How do I change the language?"),
    "help.task.language.answer": (
        "Vælg **Dansk** eller **English** øverst til højre. Navne og andre data bliver ikke "
        "oversat. Felter til datoer og tal følger browserens sprog.",
        "Choose **Dansk** or **English** at the top right. Names and other data are not "
        "translated. Fields for dates and numbers follow the language of the browser.",
    ),
    "help.task.error": ("Hvad gør jeg, hvis noget går galt?", "What if something goes wrong?"),
    "help.task.error.answer": (
        "Får du et fejlnummer, for eksempel F-7Q2K, så prøv igen. Sker det igen, så send nummeret "
        "til den, der driver appen. Nummeret fører til fejlen i loggen og siger intet om dig.",
        "If you get an error number, such as F-7Q2K, try again. If it happens again, send the "
        "number to whoever runs the app. It leads to the fault in the log and says nothing of you.",
    ),
    "help.metode": (
        """
**Hvor tallene kommer fra.** Alt, hvad appen viser, står i registrets tabeller. Hver række har en \
kilde og den dag, nogen sidst har kontrolleret den. Er dagen tom, har ingen kontrolleret den.

**Ikke registreret er ikke nul.** Mangler en tabel, skriver vi »ikke registreret«. Er tabellen der \
uden rækker, skriver vi, at der ingen er. De to ting ser aldrig ens ud.

**Forbindelser har en grad.** »Oplyst« betyder, at en kilde siger, at forbindelsen findes. \
»Medlemskab«, »Samme sted«, »Fælles projekt« og »Accepteret henvisning« er bedre dokumenteret, \
hver på sin måde.

**Huller findes med faste regler.** Hver slags hul har sin egen regel, og tallene for de \
forskellige slags kan ikke lægges sammen. Et hul er så sikkert som den mindst sikre af de \
oplysninger, det bygger på. Grænserne står i reglen ved hvert hul.

**Pr. 1.000 virksomheder** er aktører delt med virksomheder i målgruppen. Er der færre end 3 \
virksomheder, regner vi det ikke ud.

**Regioner og regler har datoer.** Vi viser det, der gælder i dag. Fra 1. januar 2027 er Region \
Hovedstaden og Region Sjælland for eksempel samlet i Region Østdanmark.

**Krav er vist, som kilden skriver dem.** Det, ingen regel kan afgøre, står under »Tjek desuden«, \
og du skal selv se efter.

**Tallene beskriver registret.** De viser ikke, hvad der er årsag til hvad.

**Eksempeldata** er opdigtede virksomheder og aktiviteter, så appen kan prøves. De er mærket alle \
steder, også i filer.
""",
        """
**Where the numbers come from.** All that the app shows stands in the register's tables. Every row \
has a source and the day somebody last checked it. If the day is empty, nobody has.

**Not recorded is not zero.** If a table is absent, we write “not recorded”. If it is there \
without rows, we write that there are none. The two never look alike.

**Ties have a grade.** “Claimed” means that a source says the tie exists. “Membership”, “Same \
place”, “Joint project” and “Accepted referral” are better documented, each in its way.

**Gaps are found by fixed rules.** Each kind of gap has a rule of its own, and the figures of \
different kinds cannot be added. A gap is as sure as the least sure of the information it rests \
on. The limits stand in the rule at each gap.

**Per 1,000 firms** is actors over firms of the target group. With fewer than 3 firms we do not \
work it out.

**Regions and rules are dated.** We show what holds today. From 1 January 2027, for example, \
Region Hovedstaden and Region Sjælland are one region, Region Østdanmark.

**Requirements are shown as the source states them.** What no rule can settle stands under “Check \
as well”, and you have to look yourself.

**The numbers describe the register.** They do not show what causes what.

**Example data** are invented firms and activities with which the app can be tried. They are \
marked everywhere, also in files.
""",
    ),
    "help.ord": (
        """
Hvert ord betyder det samme på alle sider, i filer og i rapporter.

**Positionens virksomheder** hører til styrkepositionen efter deres branche eller en forbindelse: \
De er medlem af klyngen, har været med i et af områdets projekter eller er registreret på \
området. Vi skriver altid tre tal, for eksempel »55 (snævert 55, bredt 181)«. Snævert er \
kernebrancher og forbindelser. Det første tal tager beslægtede brancher med, og bredt tager også \
de understøttende med. At have brugt et tilbud gør ikke en virksomhed til en af positionens; den \
står som bruger.

**Afstand** er vejen fra kommunens hovedby til aktørens nærmeste sted: hovedkontor, kontor, \
campus eller testfacilitet. Vejen følger broer og færger, og en færge er nævnt ved navn. Kender \
vi kun en videninstitutions hovedkontor, ved vi ikke, om den også er andre steder. Ligger en \
afstand inden for 15 % af grænsen, skriver vi »tæt på grænsen«.

**Bekræftet** er en oplysning, som nogen har kontrolleret for nylig nok: en ordning inden for 90 \
dage, et kontor eller en ydelse inden for et år, en forbindelse inden for to år. Derefter er \
**bekræftelsen gammel**. Har ingen kontrolleret den, er den **aldrig bekræftet**. Findes den \
ikke, er den **ikke registreret**. Eksempeldata skal ingen kontrollere.

**Sikkert hul** siger, at alt det, hullet bygger på, er bekræftet. **Sandsynligt hul** siger, at \
oplysningerne er gamle eller aldrig bekræftet. Er noget ikke registreret, er det måske slet ikke \
et hul.

**Åben** er en ordning kun, når vi kender en periode eller frist, der gælder den dag, eller når \
den er løbende og kilden er set for nylig. Ellers skriver vi, at du skal spørge.

**Egnet** siger vi kun, når alle afgørende krav er kendt og opfyldt, og ordningen er åben. Er \
kravene opfyldt, men dagen ukendt, skriver vi »Opfylder kravene – spørg, om der er åbent«. \
Mangler der kun noget, som virksomheden selv kan ordne på en dag eller to, skriver vi »Åbner, når \
…«.

**Forbindelser** er bånd mellem to aktører. Projektdeltagelser, medlemskaber og brugte tilbud har \
hver deres eget navn og tal. To brugere af det samme tilbud kender ikke hinanden af den grund.
""",
        """
Each word means the same on every page, in files and in reports.

**The position's firms** belong to the strength position by their industry or by a tie: they are \
a member of the cluster, took part in one of the field's projects, or are registered with the \
field. We always write three numbers, such as “55 (narrowly 55, broadly 181)”. Narrowly is core \
industries and ties. The first number takes in related industries, and broadly the enabling ones \
too. Having used an offer does not make a firm one of the position's; it stands as a user.

**Distance** is the way from the municipality's main town to the actor's nearest place: head \
office, office, campus or test facility. The way follows bridges and ferries, and a ferry is \
named. Where we know only the head office of a knowledge institution, we do not know whether it \
is elsewhere too. A distance within 15 % of the limit reads “near the limit”.

**Confirmed** is information that somebody has checked lately enough: a scheme within 90 days, an \
office or a service within a year, a tie within two years. After that it was **confirmed long \
ago**. If nobody has checked it, it was **never confirmed**. If it is not there, it is **not \
recorded**. Nobody is asked to check example data.

**Certain gap** says that all that the gap rests on is confirmed. **Probable gap** says that the \
information is old or was never confirmed. Where something is not recorded, it may be no gap at \
all.

**Open** is said of a scheme only when we know a period or deadline that holds on the day, or \
when it is continuous and the source was seen lately. Else we write that you should ask.

**Suitable** is said only when every deciding requirement is known and met, and the scheme is \
open. Where the requirements are met and the day is not known, we write “Meets the requirements – \
ask whether it is open”. Where only something is missing that the firm can settle in a day or \
two, we write “Opens when …”.

**Ties** are bonds between two actors. Participations in projects, memberships and used offers \
each have a name and a number of their own. Two users of the same offer do not know each other \
for that.
""",
    ),
    "help.privatliv": (
        """
**Til én computer.** Appen har endnu intet login og kan ikke kende sine brugere fra hinanden. \
Derfor svarer den kun den computer, den kører på. Læg den ikke på en fælles server.

**Hvad vi gemmer.** Appen kører på denne computer. Den gemmer ikke, hvad du ser eller søger på, og \
den sender intet til andre. Den henter heller ikke noget fra internettet.

**Kladder.** Når du begynder en henvisning, gemmer appen en kladde: virksomheden, det, du har \
skrevet om den, behovene og de forslag, der blev vist. Den ligger på den computer, appen kører på, \
og kan kun læses af den bruger, appen kører som. Den bliver slettet 90 dage efter sidste ændring, \
og du kan selv slette den før. Adressen på siden har en tilfældig nøgle til kladden og siger intet \
om virksomheden.

**Noter om huller.** Skriver du, at noget ikke er et hul, gemmer appen årsagen, dagen og den rolle \
eller enhed, du har skrevet, i samme fil som kladderne. Skriv ikke navne på personer: Appen \
afviser CPR-numre, telefonnumre og mailadresser, men den kan ikke kende et navn. Det, du føjer til \
en rapport, bliver kun husket, mens siden er åben.

**Cookies.** Appen sætter kun de cookies, som skal til for at holde forbindelsen mellem siden og \
programmet. Der er ingen statistik.

**Personoplysninger i registret.** En personligt ejet virksomhed er mærket »Personligt ejet«, for \
det, man ved om den, er personoplysninger. En virksomhed, der har frabedt sig henvendelser, er \
mærket »Reklamebeskyttet«.

**Ansvar.** Den organisation, der driver appen, er dataansvarlig for sine egne data. Spørg dens \
databeskyttelsesrådgiver om grundlag, opbevaring og dine rettigheder.
""",
        """
**For one computer.** The app has no log-in yet and cannot tell its users apart. So it answers \
only the computer it runs on. Do not put it on a shared server.

**What we keep.** The app runs on this computer. It does not keep what you look at or search for, \
and it sends nothing to others. Nor does it fetch anything from the internet.

**Drafts.** When you begin a referral, the app saves a draft: the firm, what you wrote of it, the \
needs and the suggestions that were shown. It lies on the computer the app runs on and can be read \
only by the user the app runs as. It is deleted 90 days after the last change, and you can delete \
it yourself before. The address of the page has a random key to the draft and says nothing of the \
firm.

**Notes on gaps.** If you write that something is not a gap, the app saves the reason, the day and \
the role or unit you wrote, in the same file as the drafts. Write no names of persons: the app \
refuses CPR numbers, telephone numbers and e-mail addresses, but it cannot know a name. What you \
add to a report is remembered only while the page is open.

**Cookies.** The app sets only the cookies needed to hold the connection between the page and the \
program. There are no statistics.

**Personal data in the register.** A firm owned by a person is marked “Personally owned”, for what \
is known of it is personal data. A firm that has declined approaches is marked “Protected against \
advertising”.

**Responsibility.** The organisation that runs the app is the controller of its own data. Ask its \
data protection officer about basis, keeping and your rights.
""",
    ),
    "help.tilgaengelighed": (
        """
Vi vil have, at alle kan bruge appen, og prøver den efter WCAG 2.2, niveau AA. Hver side bliver \
kontrolleret automatisk, og tastaturet bliver prøvet af på hver side.

**Det virker.** Alt kan nås med tastaturet. Første stop er »Gå til indhold«. Enkelte bogstaver er \
ikke genveje. Siderne kan læses i et vindue på 320 pixel og med 200 % forstørrelse. Farve står \
aldrig alene.

**Det kan give besvær.** De lange tabeller er tegnet som et billede med en skjult tabel bag. \
Tabellens egne menuer i overskriften kan ikke nås med tastaturet; brug filtrene over tabellen. \
Enkelte små knapper inde i felter er mindre end 24 pixel i højden.

**Ikke afprøvet endnu.** Siderne er ikke prøvet af med skærmlæser af en bruger.

**Sig til.** Møder du en hindring, så skriv eller ring til den organisation, der driver appen.
""",
        """
We want everyone to be able to use the app and test it against WCAG 2.2, level AA. Every page is \
checked automatically, and the keyboard is tried on every page.

**This works.** Everything can be reached with the keyboard. The first stop is “Skip to main \
content”. Single letters are no shortcuts. The pages can be read in a window of 320 pixels and at \
200 % zoom. Colour never stands alone.

**This may be hard.** Long tables are drawn as a picture with a hidden table behind it. The menus \
in their headings cannot be reached with the keyboard; use the filters above the table. A few \
small buttons inside fields are less than 24 pixels high.

**Not tried yet.** No user has tried the pages with a screen reader.

**Tell us.** If something stands in your way, write to or call the organisation that runs the app.
""",
    ),
}
