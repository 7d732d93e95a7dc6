"""Words of the page of gaps, and of gaps told in lines."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
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
        "Prøven viser: {closed} {closed:hul|huller} lukkes, {opened} {opened:nyt|nye} opstår, og "
        "{changed} får andre kommuner. Registret er ikke ændret.",
        "The trial shows: {closed} {closed:gap closes|gaps close}, {opened} new "
        "{opened:opens|open}, and {changed} {changed:has|have} other municipalities. The register "
        "has not changed.",
    ),
    "gaps.evidence.absent": ("{table}: ikke registreret.", "{table}: not recorded."),
    "gaps.evidence.rows": (
        "{table}: {rows} {rows:række|rækker}",
        "{table}: {rows} {rows:row|rows}",
    ),
    "gaps.evidence.searched": (
        "ingen passer blandt {rows} {rows:række|rækker}",
        "none fits among {rows} {rows:row|rows}",
    ),
    "gaps.evidence.complete": ("felter udfyldt {share} %", "cells filled {share} %"),
    "gaps.evidence.examples": ("heraf eksempeldata {n}", "of which example data {n}"),
    "gaps.rows_of_table": (
        "{table} ({rows} af {of} {of:række|rækker})",
        "{table} ({rows} of {of} {of:row|rows})",
    ),
    "gaps.example": ("▨ Bygger på eksempeldata.", "▨ Rests on example data."),
    "huller.no_positions": (
        "Registret har ingen styrkepositioner, så vi kan ikke lede efter huller. Læg filen "
        "strength_positions.csv i registrets mappe. Kolonnerne står i data/README.md.",
        "The register has no strength positions, so we cannot look for gaps. Put the file "
        "strength_positions.csv into the register's folder. Its columns stand in data/README.md.",
    ),
    "huller.no_municipalities": (
        "Registret har ingen kommuner, så vi kan ikke lede efter huller. Læg filen "
        "municipalities.csv i registrets mappe. Kolonnerne står i data/README.md.",
        "The register has no municipalities, so we cannot look for gaps. Put the file "
        "municipalities.csv into the register's folder. Its columns stand in data/README.md.",
    ),
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
    "huller.limit": ("Vis felter med færre end", "Show cells with fewer than"),
    "huller.limit.count": ("{n} {n:aktør|aktører}", "{n} {n:actor|actors}"),
    "huller.limit.per_1000": ("{n} pr. 1.000", "{n} per 1,000"),
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
    "huller.ask": ("Se, hvem du kan spørge: {name}", "See whom you can ask: {name}"),
    "huller.gaps": ("Huller i styrkepositionen", "Gaps in the strength position"),
    "huller.gaps.none": (
        "Ingen huller med disse grænser. Prøv en anden styrkeposition.",
        "No gaps with these limits. Try another strength position.",
    ),
    "huller.firms": (
        "{firms} {firms:virksomhed|virksomheder} (snævert {low}, bredt {high})",
        "{firms} {firms:firm|firms} (narrowly {low}, broadly {high})",
    ),
    "huller.cuts": (
        "{firms} (snævert {low}, bredt {high})",
        "{firms} (narrowly {low}, broadly {high})",
    ),
    "huller.cuts.example": (
        "▨ {firms} (snævert {low}, bredt {high}), eksempeldata",
        "▨ {firms} (narrowly {low}, broadly {high}), example data",
    ),
    "huller.cell.freshness": (
        "Oplysningerne om tilbuddene: {state}.",
        "The information on the offers: {state}.",
    ),
    "huller.firms.example": (
        "▨ {firms} {firms:eksempelvirksomhed|eksempelvirksomheder}",
        "▨ {firms} example {firms:firm|firms}",
    ),
    "huller.example_firms": (
        "Virksomhederne er eksempeldata, så tallene pr. 1.000 er det også.",
        "The firms are example data, and so are the figures per 1,000.",
    ),
    "huller.places": ("Kommuner: {n}", "Municipalities: {n}"),
    "huller.rule": ("Regel: {rule}", "Rule: {rule}"),
    "huller.sources": ("Kilder: {sources}", "Sources: {sources}"),
    "huller.complete": (
        "Mindst {share} % af felterne er udfyldt.",
        "At least {share} % of the cells are filled.",
    ),
    "huller.complete.all": ("Alle felter er udfyldt.", "Every cell is filled."),
    "huller.age": (
        "Det ældste af det er kontrolleret for {days} dage siden.",
        "The oldest of it was checked {days} days ago.",
    ),
    "huller.age.never": (
        "Oplysningerne er aldrig kontrolleret.",
        "The information was never checked.",
    ),
    "huller.by_position": ("Huller pr. styrkeposition", "Gaps by strength position"),
    "huller.by_position.about": (
        "Tallene for de forskellige slags huller kan ikke lægges sammen.",
        "The numbers of the different kinds of gaps cannot be added up.",
    ),
    "huller.by_position.real": ("Sikre huller: {kinds}.", "Certain gaps: {kinds}."),
    "huller.by_position.likely": (
        "Sandsynlige huller: {kinds}.",
        "Probable gaps: {kinds}.",
    ),
    "huller.by_position.unsure": (
        "Måske huller, for noget er ikke registreret: {kinds}.",
        "Perhaps gaps, for something is not recorded: {kinds}.",
    ),
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
        "Undersøg det først: Vi er ikke sikre på, at hullet findes.",
        "Look into it first: we are not sure that there is a gap.",
    ),
    "huller.step.smaller": (
        "Hullet bliver {n} {n:kommune|kommuner} mindre.",
        "The gap becomes {n} {n:municipality|municipalities} smaller.",
    ),
    "huller.step.closes": (
        "Skridtet lukker {closed} {closed:hul|huller}.",
        "The step closes {closed} {closed:gap|gaps}.",
    ),
    "huller.step.closes.none": (
        "Skridtet lukker ikke hullet helt.",
        "The step does not close the gap altogether.",
    ),
    "huller.step.opens": (
        "{opened} {opened:nyt opstår|nye opstår}.",
        "{opened} new {opened:one opens|ones open}.",
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
        "Andre skal beslutte det.",
        "It is for others to decide.",
    ),
    "huller.try": ("Prøv skridtet", "Try the step"),
    "huller.tried": (
        "Prøven viser: {closed} {closed:hul|huller} lukkes, og {opened} {opened:nyt|nye} opstår. "
        "Registret er ikke ændret.",
        "The trial shows: {closed} {closed:gap closes|gaps close}, and {opened} new "
        "{opened:one opens|ones open}. The register has not changed.",
    ),
    "huller.tried.none_opened": (
        "Prøven viser: {closed} {closed:hul|huller} lukkes, og ingen nye opstår. Registret er ikke "
        "ændret.",
        "The trial shows: {closed} {closed:gap closes|gaps close}, and no new ones open. The "
        "register has not changed.",
    ),
    "huller.keep": ("Føj til rapport", "Add to the report"),
    "huller.not_a_gap": ("Det er ikke et hul", "It is not a gap"),
    "huller.not_a_gap.kind": ("Årsag (skal udfyldes)", "Reason (to be filled in)"),
    "huller.reason.others": ("Andre hjælper allerede", "Others help already"),
    "huller.reason.not_needed": ("Der er ikke brug for det her", "It is not needed here"),
    "huller.reason.wrong_data": ("Registret er forkert", "The register is wrong"),
    "huller.reason.other": ("Andet", "Something else"),
    "huller.not_a_gap.reason": (
        "Forklar kort (skal udfyldes). Skriv ikke navne, telefonnumre, mailadresser eller "
        "CPR-numre.",
        "Explain briefly (to be filled in). Write no names, telephone numbers, e-mail addresses "
        "or CPR numbers.",
    ),
    "huller.not_a_gap.by": (
        "Hvem siger det? Skriv rollen eller enheden, ikke navnet (skal udfyldes).",
        "Who says so? Write the role or unit, not the name (to be filled in).",
    ),
    "huller.not_a_gap.save": ("Gem forklaring", "Save the explanation"),
    "huller.not_a_gap.missing": (
        "Vælg en årsag, forklar den, og skriv, hvem der siger det.",
        "Choose a reason, explain it, and write who says so.",
    ),
    "huller.not_a_gap.not_saved": ("Noten er ikke gemt.", "The note is not saved."),
    "huller.reopen": ("Åbn hullet igen", "Open the gap again"),
    "huller.unreadable": (
        "Noterne om huller kan ikke læses, så forklaringer vises ikke.",
        "The notes on gaps cannot be read, so explanations are not shown.",
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
        "Vi kender ikke et skridt, der lukker hullet endnu.",
        "We do not know a step that closes the gap yet.",
    ),
    "gap_kind_counted.need": (
        "{n} behov uden tilbud",
        "{n} {n:need|needs} without an offer",
    ),
    "gap_kind_counted.place": (
        "{n} {n:gruppe|grupper} af kommuner uden tilbud",
        "{n} {n:group|groups} of places without an offer",
    ),
    "gap_kind_counted.size_or_stage": (
        "{n} {n:størrelse eller fase|størrelser eller faser} lukket ude",
        "{n} {n:size or stage|sizes or stages} shut out",
    ),
    "gap_kind_counted.actor": (
        "{n} {n:manglende aktør|manglende aktører}",
        "{n} missing {n:actor|actors}",
    ),
    "gap_kind_counted.tie": (
        "{n} {n:manglende forbindelse|manglende forbindelser}",
        "{n} missing {n:tie|ties}",
    ),
    "gap_kind_counted.fragility": (
        "{n} {n:sårbart punkt|sårbare punkter}",
        "{n} weak {n:point|points}",
    ),
    "gap_kind_counted.overlap": (
        "{n} {n:behov|behov}, hvor flere tilbyder det samme",
        "{n} {n:need|needs} where several offer the same",
    ),
    "gap_kind_counted.reach": (
        "{n} {n:gruppe|grupper} af virksomheder, der ikke nås",
        "{n} {n:group|groups} of firms not reached",
    ),
    "gap_kind_counted.demand": (
        "{n} {n:slags henvisninger|slags henvisninger} uden mål",
        "{n} {n:sort|sorts} of referrals without a destination",
    ),
}
