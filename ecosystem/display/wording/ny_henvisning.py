"""Words of the page Ny henvisning, steps 1 and 2."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # --- the steps and the draft
    "intake.step": ("Trin {n} af {of}: {name}", "Step {n} of {of}: {name}"),
    "intake.step.1": ("Virksomhed og behov", "Firm and need"),
    "intake.step.2": ("Vælg forslag", "Choose suggestions"),
    "intake.back": ("Ret virksomhed og behov", "Change firm and need"),
    "intake.find": ("Find forslag", "Find suggestions"),
    "intake.draft": ("Kladden", "The draft"),
    "intake.draft.saved": ("Kladden er gemt {at}.", "The draft was saved {at}."),
    "intake.draft.where": (
        "Alt, hvad du skriver, bliver gemt på den computer, appen kører på. Du kan skifte side "
        "eller lukke browseren; adressen på denne side åbner kladden igen. Del kun adressen med "
        "kolleger på sagen. Kladden bliver slettet af sig selv, når den ikke er ændret i "
        "{days} dage.",
        "All you write is saved on the computer the app runs on. You may change page or close "
        "the browser; the address of this page opens the draft again. Share the address only "
        "with colleagues on the case. The draft deletes itself when it has not been changed for "
        "{days} days.",
    ),
    "intake.draft.delete": ("Slet kladden", "Delete the draft"),
    "intake.draft.new": ("Begynd en ny henvisning", "Begin a new referral"),
    "intake.draft.deleted": ("Kladden er slettet.", "The draft has been deleted."),
    "intake.draft.gone": (
        "Kladden findes ikke længere. Kladder bliver slettet {days} dage efter sidste ændring. "
        "Begynd forfra her.",
        "The draft is no longer there. Drafts are deleted {days} days after the last change. "
        "Begin again here.",
    ),
    "intake.draft.unsaved": (
        "Kladden kan ikke gemmes nu. Det, du skriver, forsvinder, når du lukker siden.",
        "The draft cannot be saved now. What you write is lost when you close the page.",
    ),
    # --- which firm
    "intake.firm": ("Hvilken virksomhed?", "Which firm?"),
    "intake.cvr": ("CVR-nummer (8 cifre)", "CVR number (8 digits)"),
    "intake.cvr.find": ("Find", "Find"),
    "intake.cvr.without": ("Fortsæt uden CVR-nummer", "Continue without a CVR number"),
    "intake.cvr.by_hand": ("Skriv oplysningerne selv", "Enter the details yourself"),
    "intake.cvr.not_digits": (
        "Et CVR-nummer består kun af cifre. Skriv de 8 cifre, eller fortsæt uden.",
        "A CVR number has digits only. Write the 8 digits, or continue without.",
    ),
    "intake.cvr.wrong_length": (
        "CVR-nummer skal have 8 cifre. Du har skrevet {n}.",
        "A CVR number has 8 digits. You wrote {n}.",
    ),
    "intake.cvr.wrong_check_digit": (
        "Vi fandt ikke {cvr}. Kontrolcifferet passer ikke, så tjek, om nummeret er skrevet "
        "rigtigt.",
        "We did not find {cvr}. The check digit does not fit, so see whether the number is "
        "written correctly.",
    ),
    "intake.cvr.not_found": (
        "Vi fandt ikke {cvr} i registret. Ret nummeret og prøv igen, eller skriv oplysningerne "
        "selv.",
        "We did not find {cvr} in the register. Correct the number and try again, or enter the "
        "details yourself.",
    ),
    "intake.cvr.no_firms": (
        "Dette register har ingen virksomheder, så vi kan ikke slå {cvr} op. Skriv "
        "oplysningerne selv.",
        "This register holds no firms, so we cannot look {cvr} up. Enter the details yourself.",
    ),
    "intake.is_it": ("Er det den?", "Is it this one?"),
    "intake.is_it.yes": ("Det er den", "It is this one"),
    "intake.is_it.no": ("Ikke den rigtige", "Not the right one"),
    "intake.other_firm": ("Vælg en anden virksomhed", "Choose another firm"),
    "intake.this_firm": ("Virksomheden", "The firm"),
    "intake.from_register": ("Fra registret", "From the register"),
    "intake.told": ("Oplyst i samtalen", "Given in the talk"),
    "intake.cvr_shown": ("CVR {cvr}", "CVR {cvr}"),
    "intake.employees_shown": ("{n} {n:ansat|ansatte}", "{n} {n:employee|employees}"),
    "intake.industry_shown": ("branche {code}", "industry {code}"),
    "intake.name": ("Navn (valgfrit)", "Name (optional)"),
    # --- what it needs
    "intake.needs": (
        "Hvad har virksomheden brug for? (skal udfyldes, højst {most})",
        "What does the firm need? (has to be filled in, at most {most})",
    ),
    "intake.needs.too_many": (
        "Vælg højst {most} behov. Fravælg et, før du vælger et nyt.",
        "Choose at most {most} needs. Take one away before you choose another.",
    ),
    "intake.needs.none": ("Vælg mindst ét behov.", "Choose at least one need."),
    "intake.text": (
        "Fortæl kort om behovet (valgfrit, højst {most} tegn)",
        "Describe the need briefly (optional, at most {most} characters)",
    ),
    "intake.text.warning": (
        "Skriv ikke navne, telefonnumre, mailadresser, CPR-numre eller noget om helbred. Ud fra "
        "teksten foreslår vi behov, som du kan vælge. Ordene flytter også dem op, der arbejder med "
        "netop det. Teksten bliver gemt i kladden.",
        "Write no names, telephone numbers, e-mail addresses, CPR numbers or anything about "
        "health. From the text we propose needs that you may choose. The words also move those up "
        "who work with just that. The text is kept in the draft.",
    ),
    "intake.text.proposals": (
        "Teksten ser ud til at handle om det her. Vælg det, der passer.",
        "The text seems to be about this. Choose what fits.",
    ),
    "intake.text.need": (
        "Tilføj behov: {name} (»{words}«)",
        "Add the need: {name} (“{words}”)",
    ),
    "intake.text.position": (
        "Tilføj styrkeposition: {name} (»{words}«)",
        "Add the strength position: {name} (“{words}”)",
    ),
    "intake.text.offer": (
        "Måske nævnt: {name} (»{words}«). Kravene bliver bedømt, når du finder forslag.",
        "Perhaps mentioned: {name} (“{words}”). Its requirements are judged when you find "
        "suggestions.",
    ),
    "intake.text.nothing": (
        "Vi kender ingen af ordene. Vælg behovet ovenfor.",
        "We know none of the words. Choose the need above.",
    ),
    "intake.text.all_chosen": (
        "Det, teksten ser ud til at handle om, er valgt.",
        "What the text seems to be about has been chosen.",
    ),
    "intake.text.too_long": (
        "Teksten er på {n} tegn. Gør den højst {most} tegn lang; den er ikke gemt endnu.",
        "The text has {n} characters. Make it at most {most}; it is not saved yet.",
    ),
    "intake.mend": (
        "Ret det, der er markeret med rødt, så finder vi forslag.",
        "Correct what is marked in red, and we will find suggestions.",
    ),
    # --- the facts
    "intake.facts": ("Fortæl lidt om virksomheden", "Tell a little about the firm"),
    "intake.facts.help": (
        "Lad et felt stå tomt, hvis I ikke ved det. Det tæller hverken for eller imod; forslaget "
        "siger så, hvad der mangler.",
        "Leave a field empty if you do not know. It counts neither for nor against; the "
        "suggestion then says what is missing.",
    ),
    "intake.facts.more": (
        "Flere oplysninger, som enkelte tilbud bruger",
        "More facts, used by a few offers",
    ),
    "intake.facts.why": ("Hvorfor spørger vi om det?", "Why do we ask?"),
    "intake.facts.why.line": (
        "{fact}: {why} Bruges af {n} tilbud.",
        "{fact}: {why} Used by {n} offers.",
    ),
    "intake.facts.drawn": (
        "Styrkepositionen er gættet ud fra branchen. Spørg virksomheden, og ret den om nødvendigt.",
        "The strength position was guessed from the industry. Ask the firm and correct it.",
    ),
    "intake.unknown": ("Ved ikke", "Do not know"),
    "intake.yes": ("Ja", "Yes"),
    "intake.no": ("Nej", "No"),
    "intake.none_of_them": ("Ingen af dem", "None of them"),
    "intake.negative": (
        "Tallet kan ikke være negativt. Vi regner det som ikke oplyst.",
        "The number cannot be negative. We count it as not known.",
    ),
    "intake.too_large": (
        "Tallet er for stort. Vi regner det som ikke oplyst.",
        "The number is too large. We count it as not known.",
    ),
    "intake.bad_industry": (
        "En branchekode har 2 til 6 cifre, for eksempel 28.12 eller 281200.",
        "An industry code has 2 to 6 digits, such as 28.12 or 281200.",
    ),
    "intake.amount": ("Det er {amount}", "That is {amount}"),
    "intake.fact.employees": ("Ansatte (årsværk)", "Employees (full-time equivalents)"),
    "intake.fact.turnover_dkk": ("Omsætning (kr. om året)", "Turnover (DKK a year)"),
    "intake.fact.balance_dkk": ("Balance (kr.)", "Balance total (DKK)"),
    "intake.fact.gross_profit_dkk": (
        "Bruttofortjeneste (kr. om året, underskud med minus)",
        "Gross profit (DKK a year, a loss with minus)",
    ),
    "intake.fact.outside_capital_3y_dkk": (
        "Kapital udefra, seneste 3 år (kr.)",
        "Outside capital, last 3 years (DKK)",
    ),
    "intake.fact.founded": ("Stiftet", "Founded"),
    "intake.fact.municipality_code": ("Kommune", "Municipality"),
    "intake.fact.industry_code": ("Branchekode", "Industry code"),
    "intake.fact.legal_form": ("Virksomhedsform", "Legal form"),
    "intake.fact.positions": ("Styrkeposition", "Strength position"),
    "intake.fact.technology_readiness_level": (
        "Teknologisk modenhed (TRL, 1 idé – 9 i drift)",
        "Technology readiness (TRL, 1 idea – 9 in use)",
    ),
    "intake.fact.partner_count": (
        "Partnere i projektet ud over virksomheden",
        "Partners in the project beside the firm",
    ),
    "intake.fact.has_knowledge_partner": (
        "Er en videninstitution med i projektet?",
        "Is a knowledge institution in the project?",
    ),
    "intake.fact.de_minimis_3y_eur": (
        "De minimis-støtte, seneste 3 år (euro)",
        "De minimis aid, last 3 years (EUR)",
    ),
    "intake.fact.is_exporting": ("Eksporterer virksomheden?", "Does the firm export?"),
    "intake.fact.has_cvr": ("Har virksomheden et CVR-nummer?", "Does the firm have a CVR number?"),
    "intake.fact.amount_sought_dkk": (
        "Beløb, der skal lånes eller søges (kr.)",
        "Amount to borrow or apply for (DKK)",
    ),
    "intake.fact.themes": ("Hvad handler projektet om?", "What is the project about?"),
    "intake.fact.labour_sought": (
        "Hvilken slags medarbejdere søges?",
        "What kind of staff is sought?",
    ),
    "intake.fact.staff_to_train": (
        "Hvilke medarbejdere skal på kursus?",
        "Which staff is to be trained?",
    ),
    "intake.fact.does_research": (
        "Har virksomheden selv udgifter til forskning og udvikling?",
        "Does the firm have costs of research and development of its own?",
    ),
    "intake.fact.has_research_loss": (
        "Har virksomheden et skattemæssigt underskud fra forskning og udvikling?",
        "Does the firm have a tax loss from research and development?",
    ),
    "intake.fact.has_innovative_idea": (
        "Arbejder virksomheden på noget, der er nyt på markedet?",
        "Is the firm working on something that is new to the market?",
    ),
    "intake.fact.is_in_difficulty": (
        "Er virksomheden kriseramt (insolvent, i rekonstruktion, halvdelen af kapitalen tabt)?",
        "Is the firm in difficulty (insolvent, in reconstruction, half of the capital lost)?",
    ),
    "intake.fact.founder_has_higher_education": (
        "Har mindst én af stifterne en videregående uddannelse?",
        "Does at least one of the founders have a higher education?",
    ),
    "intake.fact.founder_is_from_outside_eu": (
        "Kommer stifterne fra lande uden for EU og EØS?",
        "Do the founders come from outside the EU and EEA?",
    ),
    "intake.fact.has_private_investor": (
        "Er en privat investor klar til at skyde penge ind nu?",
        "Is a private investor ready to put money in now?",
    ),
    "intake.fact.is_preparing_horizon_application": (
        "Er virksomheden ved at forberede en ansøgning til Horizon Europe?",
        "Is the firm preparing an application to Horizon Europe?",
    ),
    # --- the list of suggestions
    "cards.firm_line": ("Behov: {needs}", "Needs: {needs}"),
    "cards.question": ("Spørg om dette først", "Ask this first"),
    "cards.question.settles": (
        "Svaret ventes at afgøre {n} af {of} forslag, der mangler oplysninger.",
        "The answer is expected to settle {n} of {of} suggestions that lack facts.",
    ),
    "cards.question.some": (
        "Svaret hjælper med {of} forslag, der mangler oplysninger.",
        "The answer helps with {of} suggestions that lack facts.",
    ),
    "cards.question.why": ("Hvorfor? {why}", "Why? {why}"),
    "cards.question.cannot_tell": (
        "Virksomheden ved det ikke",
        "The firm does not know",
    ),
    "cards.question.more": ("Også godt at få at vide:", "Also good to know:"),
    "cards.question.skipped": (
        "Virksomheden ved ikke: {facts}. Det tæller hverken for eller imod.",
        "The firm does not know: {facts}. That counts neither for nor against.",
    ),
    "cards.question.ask_again": ("Spørg igen", "Ask again"),
    "cards.groups": ("Vis", "Show"),
    "cards.group": ("{name} ({n})", "{name} ({n})"),
    "cards.group.all": ("Alle forslag", "All suggestions"),
    "cards.group.suitable": ("Egnede", "Suitable"),
    "cards.group.ask_if_open": ("Spørg, om der er åbent", "Ask whether it is open"),
    "cards.group.missing": ("Mangler oplysninger", "Facts missing"),
    "cards.group.contact": ("Kontakter", "Contacts"),
    "cards.group.mendable": (
        "Åbner, når det sidste er på plads",
        "Opens when the last thing is in place",
    ),
    "cards.group.not_suitable": ("Opfylder ikke kravene", "Does not meet the requirements"),
    "cards.nothing": (
        "Vi har ingen forslag til det behov. Tag fat i {hub}.",
        "We have no suggestions for that need. Turn to {hub}.",
    ),
    "cards.the_hub": ("erhvervshuset", "the business hub"),
    "cards.order": ("Sådan er rækkefølgen lavet", "How the order is made"),
    "cards.order.short": ("Bedste match først.", "Best match first."),
    "cards.order.mendable": (
        "Virksomheden kan selv bringe det på plads på en dag eller to. Derefter bliver resten "
        "af kravene bedømt.",
        "The firm can bring it about in a day or two. The other requirements are judged after "
        "that.",
    ),
    "cards.order.not_suitable": (
        "De, der er tættest på at passe, står først: åbne før lukkede, og færrest krav, der ikke "
        "er opfyldt.",
        "Those nearest to fitting stand first: open before closed, fewest requirements not met.",
    ),
    "cards.doubt": (
        "{n} af {of} forslag er aldrig bekræftet, eller bekræftelsen er gammel. Spørg udbyderen, "
        "før du lover noget.",
        "{n} of {of} suggestions were never confirmed, or long ago. Ask the provider before you "
        "promise anything.",
    ),
    "cards.doubt.deadline": (
        "Står der ingen frist på et kort, kender vi ingen.",
        "A card without a deadline is one whose deadline we do not know.",
    ),
    "cards.left_out": ("Ikke vist: {parts}.", "Not shown: {parts}."),
    "cards.left_out.other": (
        "{n}, der gælder et andet område eller en anden egn",
        "{n} that are for another field or area",
    ),
    "cards.left_out.unknown": (
        "{n}, hvor styrkeposition eller kommune ikke er oplyst",
        "{n} where the strength position or municipality is not known",
    ),
    "cards.left_out.too_far": ("{n}, der ligger for langt væk", "{n} that are too far away"),
    "cards.left_out.closed": (
        "{n} hos aktører, der er lukket",
        "{n} of actors that have closed",
    ),
    "cards.left_out.unlikely": (
        "{n}, som en virksomhed af den slags næppe kan bruge",
        "{n} that a firm of this sort can hardly use",
    ),
    "cards.own": (
        "Din egen organisation (bliver mærket på listen)",
        "Your own organisation (is marked on the list)",
    ),
    "cards.own.none": ("Ikke valgt", "Not chosen"),
    "cards.order.sensitive": (
        "Vægtene er et skøn. Talte de anderledes:",
        "The weights are a judgement. If they counted otherwise:",
    ),
    "cards.order.firm": (
        "Ændring af én vægt med det halve ville ikke flytte det første forslag.",
        "Changing one weight by half would not move the first suggestion.",
    ),
    "cards.more": ("Vis {n} {n:mere|flere}", "Show {n} more"),
    "cards.place": ("nr. {n} af {of} med {points} point", "no. {n} of {of} with {points} points"),
    "cards.kind.scheme": ("Ordning", "Scheme"),
    "cards.kind.service": ("Tilbud fra en aktør", "Service of an actor"),
    "cards.kind.contact": ("Lokal kontakt", "Local contact"),
    "cards.open_until": ("åben til {day}", "open until {day}"),
    "cards.deadline": ("frist {day}", "deadline {day}"),
    "cards.no_deadline": ("ingen frist registreret", "no deadline recorded"),
    "cards.distance": ("{km} km væk", "{km} km away"),
    "cards.distance.ferry": (
        "{straight} km i luftlinje, {km} km med færge ({ferries})",
        "{straight} km as the crow flies, {km} km by ferry ({ferries})",
    ),
    "cards.distance.here": ("i virksomhedens kommune", "in the firm's municipality"),
    "cards.state.problem": ("? Kan ikke bedømmes", "? Cannot be judged"),
    "cards.state.contact": ("Kontakt", "Contact"),
    "cards.opens.has_cvr": (
        "Åbner, når virksomheden har et CVR-nummer",
        "Opens when the firm has a CVR number",
    ),
    "cards.through": (
        "Gennem {actor} kan virksomheden være med i: {offers}. Dem søger virksomheden ikke selv.",
        "Through {actor} the firm can take part in: {offers}. It does not apply for them itself.",
    ),
    "cards.go.scheme": ("Gå til ordningen", "Go to the scheme"),
    "cards.go.service": ("Gå til tilbuddet", "Go to the service"),
    "cards.mark.own": ("Din egen organisation", "Your own organisation"),
    "cards.why": ("Derfor passer den", "Why it fits"),
    "cards.met": ("Krav, der er opfyldt", "Requirements that are met"),
    "cards.unmet": ("Krav, der ikke er opfyldt", "Requirements that are not met"),
    "cards.unknown": ("Det ved vi ikke endnu", "What we do not know yet"),
    "cards.no_demands": (
        "Kilden nævner ingen krav, som reglerne kan afgøre.",
        "The source states no requirement that the rules can settle.",
    ),
    "cards.to_check": ("Tjek desuden hos udbyderen", "Check with the provider as well"),
    "cards.against": ("Det taler imod", "What speaks against it"),
    "cards.becomes": ("Bliver egnet, hvis", "Becomes suitable if"),
    "cards.becomes.maybe": (
        "Kan blive egnet (nogle svar mangler), hvis",
        "May become suitable (some answers are missing) if",
    ),
    "cards.becomes.none": (
        "Virksomheden kan ikke selv ændre noget, der gør tilbuddet egnet.",
        "Nothing the firm itself can change makes the offer suitable.",
    ),
    "cards.becomes.closed": ("Tilbuddet er lukket.", "The offer is closed."),
    "cards.becomes.at_least": (
        "{fact}: mindst {wanted} (nu: {now})",
        "{fact}: at least {wanted} (now: {now})",
    ),
    "cards.becomes.at_most": (
        "{fact}: højst {wanted} (nu: {now})",
        "{fact}: at most {wanted} (now: {now})",
    ),
    "cards.becomes.partner_count.at_least": (
        "der er mindst {wanted} med i projektet ud over virksomheden (nu: {now})",
        "at least {wanted} beside the firm take part in the project (now: {now})",
    ),
    "cards.becomes.technology_readiness_level.at_least": (
        "teknologien når TRL {wanted} (nu: {now})",
        "the technology reaches TRL {wanted} (now: {now})",
    ),
    "cards.becomes.technology_readiness_level.at_most": (
        "projektet begynder ved TRL {wanted} eller lavere (nu: {now})",
        "the project begins at TRL {wanted} or lower (now: {now})",
    ),
    "cards.becomes.outside_capital_3y_dkk.at_least": (
        "andre skyder mindst {wanted} i virksomheden (nu: {now})",
        "others put at least {wanted} into the firm (now: {now})",
    ),
    "cards.becomes.has_cvr": ("virksomheden får et CVR-nummer", "the firm gets a CVR number"),
    "cards.becomes.has_knowledge_partner": (
        "en videninstitution kommer med i projektet",
        "a knowledge institution joins the project",
    ),
    "cards.becomes.is_exporting": ("virksomheden eksporterer", "the firm exports"),
    "cards.becomes.does_research": (
        "virksomheden selv har udgifter til forskning og udvikling",
        "the firm has costs of research and development of its own",
    ),
    "cards.becomes.has_research_loss": (
        "virksomheden har et skattemæssigt underskud fra forskning og udvikling",
        "the firm has a tax loss from research and development",
    ),
    "cards.becomes.has_innovative_idea": (
        "virksomheden arbejder på noget, der er nyt på markedet",
        "the firm works on something that is new to the market",
    ),
    "cards.becomes.is_in_difficulty": (
        "virksomheden er kriseramt",
        "the firm is in difficulty",
    ),
    "cards.becomes.founder_has_higher_education": (
        "en stifter har en videregående uddannelse",
        "a founder has a higher education",
    ),
    "cards.becomes.founder_is_from_outside_eu": (
        "stifterne kommer fra lande uden for EU og EØS",
        "the founders come from outside the EU and EEA",
    ),
    "cards.becomes.has_private_investor": (
        "en privat investor skyder penge i virksomheden",
        "a private investor puts money into the firm",
    ),
    "cards.becomes.is_preparing_horizon_application": (
        "virksomheden forbereder en ansøgning til Horizon Europe",
        "the firm prepares an application to Horizon Europe",
    ),
    "cards.becomes.no": ("{fact}: nej", "{fact}: no"),
    "cards.and": ("og", "and"),
    "cards.next": ("Næste skridt", "Next step"),
    "cards.line.known": (
        "{fact}: {own} (krav: {required})",
        "{fact}: {own} (required: {required})",
    ),
    "cards.line.short": (
        "{fact}: {own} (krav: {required}; mangler {by})",
        "{fact}: {own} (required: {required}; short by {by})",
    ),
    "cards.line.over": (
        "{fact}: {own} (krav: {required}; {by} for meget)",
        "{fact}: {own} (required: {required}; {by} too much)",
    ),
    "cards.line.over_count": (
        "{fact}: {own} (krav: {required}; {by} for mange)",
        "{fact}: {own} (required: {required}; {by} too many)",
    ),
    "cards.none_of_them": ("ingen", "none"),
    "cards.line.unknown": (
        "{fact}: ikke oplyst (krav: {required}). {who}",
        "{fact}: not stated (required: {required}). {who}",
    ),
    "cards.line.one_of": ("Ét af disse er nok: {lines}.", "One of these is enough: {lines}."),
    "cards.line.one_of_unknown": (
        "Ét af disse er nok: {lines}. Virksomheden kan svare.",
        "One of these is enough: {lines}. The firm can tell.",
    ),
    "cards.line.either_unknown": (
        "{fact}: ikke oplyst (krav: {required})",
        "{fact}: not stated (required: {required})",
    ),
    "cards.line.either_answer": (
        "{fact}: ikke oplyst; svaret afgør, hvad der gælder. {who}",
        "{fact}: not stated; the answer decides what applies. {who}",
    ),
    "cards.or": ("eller", "or"),
    "cards.who.firm": ("Virksomheden kan svare.", "The firm can tell."),
    "cards.fact.open": ("Åbning", "Opening"),
    "cards.fact.nuts3": ("Landsdel", "Part of the country"),
    "cards.open.unknown": (
        "Åbning: {text} Udbyderen ved, om der kan søges nu.",
        "Opening: {text} The provider knows whether it is open now.",
    ),
    "cards.open.closed": ("Ikke åben: {text}", "Not open: {text}"),
    "cards.open": ("Åbning: {text}", "Opening: {text}"),
    "cards.many": ("{names} og {n} andre", "{names} and {n} others"),
    "cards.no_demand": ("intet krav", "no requirement"),
    "cards.source": ("Kilde", "Source"),
    "cards.checked": ("kontrolleret {day}", "checked {day}"),
    "cards.freshness": ("{state} {day}", "{state} {day}"),
    "cards.freshness.old": ("{state} ({day})", "{state} ({day})"),
    "cards.not_checked": ("ikke kontrolleret", "not checked"),
    "cards.source.none": ("almen viden (ikke bekræftet)", "general knowledge (unverified)"),
    "cards.rules": ("Regler", "Rules"),
    "cards.rules.demand": ("Krav", "Requirement"),
    "cards.rules.own": ("Virksomheden", "The firm"),
    "cards.rules.verdict": ("Opfyldt?", "Met?"),
    "cards.rules.source": ("Kilde", "Source"),
    "cards.rules.note": ("Bemærk", "Note"),
    "cards.rules.points": ("Sådan er pointene gjort op", "How the points add up"),
    "cards.rules.part": ("Del", "Part"),
    "cards.rules.value": ("Point", "Points"),
    "cards.rules.default": ("Middel, fordi det ikke er kendt", "A mean, as it is not known"),
    "cards.rules.sum": ("I alt", "In all"),
    "cards.short.met": ("✓ ja", "✓ yes"),
    "cards.short.unmet": ("✗ nej", "✗ no"),
    "cards.short.unknown": ("? ikke kendt", "? not known"),
    "cards.compare": ("Sammenlign", "Compare"),
    "cards.compare.title": ("Sammenligning", "Comparison"),
    "cards.compare.one_more": (
        "Sæt kryds ved et forslag mere for at sammenligne (højst {most}).",
        "Tick one more suggestion to compare (at most {most}).",
    ),
    "cards.compare.clear": ("Ryd sammenligningen", "Clear the comparison"),
    "cards.compare.criterion": ("Krav", "Requirement"),
    "cards.compare.verdict": ("Samlet", "All in all"),
    "cards.compare.points": ("Point", "Points"),
    "cards.compare.provider": ("Udbyder", "Provider"),
    "cards.compare.distance": ("Afstand", "Distance"),
    "cards.compare.deadline": ("Frist", "Deadline"),
    "cards.compare.next": ("Næste skridt", "Next step"),
    "cards.compare.source": ("Kontrolleret", "Checked"),
    "cards.choose": ("Vælg", "Choose"),
    "cards.choose_anyway": ("Vælg alligevel", "Choose anyway"),
    "cards.choose_anyway.of": (
        "Hvorfor vælge {name} alligevel?",
        "Why choose {name} anyway?",
    ),
    "despite.can_be_met": (
        "Virksomheden kan nå at opfylde kravet",
        "The firm can meet the requirement in time",
    ),
    "despite.rule_wrong": ("Reglen er forkert", "The rule is wrong"),
    "despite.agreed": ("Udbyderen har sagt ja", "The provider has agreed"),
    "despite.other": ("Andet", "Something else"),
    "cards.unchoose": ("Fortryd valg", "Undo choice"),
    "cards.is_chosen": ("Valgt", "Chosen"),
    "cards.chosen": ("Du har valgt", "You have chosen"),
    "cards.chosen.line": ("{name} ({verdict}). {next}", "{name} ({verdict}). {next}"),
    "cards.chosen.note": (
        "Valget står i kladden. Appen sender ikke noget; du tager selv kontakt.",
        "The choice is kept in the draft. The app sends nothing; you make contact yourself.",
    ),
    "cards.no_help": ("Ingen af forslagene hjalp", "None of the suggestions helped"),
    "cards.no_help.ask": ("Hvorfor hjalp de ikke?", "Why did they not help?"),
    "cards.no_help.why": ("Grund", "Reason"),
    "cards.no_help.help": (
        "Vi noterer behovet, området, kommunen og størrelsen, aldrig virksomhedens navn eller "
        "nummer. Så kan andre se, hvad der mangler.",
        "We note the need, the field, the municipality and the size, never the firm's name or "
        "number. So others can see what is missing.",
    ),
    "cards.leave_out": ("Passer ikke", "Does not fit"),
    "cards.leave_out.of": ("Hvorfor passer {name} ikke?", "Why does {name} not fit?"),
    "cards.leave_out.title": ("Fravalgt ({n})", "Left out ({n})"),
    "cards.leave_out.line": ("{name}: {why}", "{name}: {why}"),
    "cards.leave_out.undo": ("Tag {name} med igen", "Take {name} back"),
    "not_fitting.rule_wrong": ("Reglen er forkert", "The rule is wrong"),
    "not_fitting.rule_old": ("Reglen er forældet", "The rule is out of date"),
    "not_fitting.not_wanted": ("Virksomheden vil ikke", "The firm does not want it"),
    "not_fitting.tried_before": ("Er prøvet før", "Has been tried before"),
    "not_fitting.too_far": ("For langt væk", "Too far away"),
    "not_fitting.wrong_time": ("Forkert tidspunkt", "Wrong time"),
    "not_fitting.other": ("Andet", "Something else"),
    "cards.path": ("Vej frem", "The way ahead"),
    "cards.path.none": (
        "Vi kan ikke lægge en vej: intet trin kan nås med det, der er tilbage på listen.",
        "We cannot lay a way: no step can be reached with what is left on the list.",
    ),
    "cards.path.ways": ("Veje ind gennem netværket:", "Ways in through the network:"),
    "cards.path.help": (
        "Et forslag til rækkefølge. Ring bare med det samme; datoen viser, hvornår en ansøgning "
        "tidligst kan være klar.",
        "A proposed order. Ring at once; the day tells when an application can be ready at the "
        "earliest.",
    ),
    "cards.path.earliest": (
        "Ansøgning klar tidligst {day}",
        "Application ready {day} at the earliest",
    ),
    "cards.path.handed": ("{actor} formidler kontakten", "{actor} makes the introduction"),
    "cards.path.left_out": ("Ikke med i vejen", "Not part of the way"),
    "cards.hub": ("Lokal kontakt: {hub}", "Local contact: {hub}"),
    "cards.dead_end": (
        "Vi fandt ingen ordning og ingen klynge, der passer. Det er et ærligt svar, ikke en fejl.",
        "We found no scheme and no cluster that fits. That is an honest answer, not a fault.",
    ),
    "cards.dead_end.next": (
        "Tag fat i {hub}; de kender mere, end der står i registret.",
        "Turn to {hub}; they know more than the register holds.",
    ),
    "cards.dead_end.noted": (
        "Behovet er skrevet på listen over forgæves søgninger, uden virksomhedens navn og nummer.",
        "The need is on the list of searches in vain, without the firm's name and number.",
    ),
    "cards.edition": (
        "Regler: udgave {rules}. Vægte: version {weights}. Register: {register}{created}. "
        "Beregnet for {day}. Det står i kladden, så listen kan laves igen.",
        "Rules: edition {rules}. Weights: version {weights}. Register: {register}{created}. "
        "Worked out for {day}. It is kept in the draft, so that the list can be made again.",
    ),
    "cards.edition.created": (" fra {day}", " of {day}"),
    "cards.cannot": (
        "Forslagene kan ikke findes. Her står hvorfor (på engelsk):",
        "The suggestions cannot be found. This is why:",
    ),
    "nuts3.DK011": ("Byen København", "Copenhagen city"),
    "nuts3.DK012": ("Københavns omegn", "Copenhagen surroundings"),
    "nuts3.DK013": ("Nordsjælland", "North Zealand"),
    "nuts3.DK014": ("Bornholm", "Bornholm"),
    "nuts3.DK021": ("Østsjælland", "East Zealand"),
    "nuts3.DK022": ("Vest- og Sydsjælland", "West and South Zealand"),
    "nuts3.DK031": ("Fyn", "Funen"),
    "nuts3.DK032": ("Sydjylland", "South Jutland"),
    "nuts3.DK041": ("Vestjylland", "West Jutland"),
    "nuts3.DK042": ("Østjylland", "East Jutland"),
    "nuts3.DK050": ("Nordjylland", "North Jutland"),
    # --- help
    "help.task.refer": (
        "Hvordan finder jeg et tilbud til en virksomhed?",
        "How do I find an offer for a firm?",
    ),
    "help.task.refer.answer": (
        """
1. Gå til **Ny henvisning**. Fortæl kort om behovet, og vælg et til tre behov.
2. Skriv CVR-nummeret, vælg **Find**, og sig ja til virksomheden. Uden nummer: **Fortsæt uden \
CVR-nummer**. Udfyld det, du ved; et tomt felt betyder »ved ikke«.
3. Vælg **Find forslag**. Svar på spørgsmålene øverst, hvis du kan; de afgør flest forslag.
4. På hvert kort står, om tilbuddet er egnet, og hvorfor. **Gå til ordningen** fører til \
udbyderens side. Under **Regler** står hvert krav, virksomhedens egen værdi, kilden og pointene. \
Sæt kryds ved to eller tre for at sammenligne dem.
5. Hjalp intet af det, så vælg **Ingen af forslagene hjalp** og en grund. Så kan andre se, hvad \
der mangler. Virksomhedens navn og nummer kommer ikke med.
6. Kladden bliver gemt undervejs på den computer, appen kører på, og slettet 90 dage efter sidste \
ændring. Du kan selv slette den nederst på siden.
""",
        """
1. Go to **New referral**. Describe the need briefly and choose one to three needs.
2. Write the CVR number, choose **Find** and say yes to the firm. Without a number: **Continue \
without a CVR number**. Fill in what you know; an empty field means “do not know”.
3. Choose **Find suggestions**. Answer the questions at the top if you can; they settle most.
4. Each card says whether the offer is suitable, and why. **Go to the scheme** leads to the \
provider's page. **Rules** shows each requirement, the firm's own value, the source and the \
points. Tick two or three to compare them.
5. If nothing of it helped, choose **None of the suggestions helped** and a reason. So others can \
see what is missing. The firm's name and number are left out.
6. The draft is saved on the way on the computer the app runs on, and deleted 90 days after the \
last change. You can delete it yourself at the bottom of the page.
""",
    ),
}
