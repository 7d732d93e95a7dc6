"""Words of referrals: the order, the reasons, the path and what is said when nothing fits."""

from typing import Final

from ecosystem.model.phrases import PART_NAMES

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "position_fit.own": ("Virksomhedens eget område", "The firm's own field"),
    "position_fit.neighbouring": ("Naboområde", "Neighbouring field"),
    "position_fit.all": ("Alle områder", "All fields"),
    "position_fit.other": ("Andet område", "Another field"),
    **{f"score_part.{part.value}": (said.da, said.en) for part, said in PART_NAMES.items()},
    "step_kind.register": ("Registrér", "Register"),
    "step_kind.contact": ("Ring til", "Ring"),
    "step_kind.clarify": ("Afklar", "Clarify"),
    "step_kind.join": ("Deltag", "Join"),
    "step_kind.project": ("Gør et projekt klar", "Prepare a project"),
    "step_kind.use": ("Brug tilbuddet", "Use the service"),
    "step_kind.apply": ("Søg", "Apply"),
    "refer.order": (
        "Rækkefølgen er efter point, højeste først. Point gives for behov, styrkeposition, emne, "
        "sted, størrelse og fase, udsigt til at opfylde kravene, frist, tidligere brug og "
        "udbyderens gennemførte projekter. Det, som ingen ved, tæller som et gennemsnit, så et "
        "forslag, der mangler svar, kan stå over et egnet. Samme slags hjælp flere gange trækker "
        "lidt ned, og erhvervshuset står aldrig lavere end nummer {local_rank}. Ved lige mange "
        "point kommer det egnede først, så den nærmeste frist, så navnet.",
        "The order is by points, highest first. Points are given for need, strength position, "
        "subject, place, size and stage, the prospect of meeting the requirements, timing, earlier "
        "use and the provider's finished projects. What nobody knows counts as an average, so a "
        "suggestion that lacks answers may stand above a suitable one. The same kind of help "
        "several times takes a little off, and the business hub never stands lower than number "
        "{local_rank}. With equal points the suitable one comes first, then the nearest deadline, "
        "then the name.",
    ),
    "refer.heading": (
        "Forslag til {firm} pr. {day}. Behov: {needs}.",
        "Suggestions for {firm} as of {day}. Needs: {needs}.",
    ),
    "refer.this_firm": ("virksomheden", "the firm"),
    "refer.suitable": ("Forslag", "Suggestions"),
    "refer.not_suitable": ("Passer ikke", "Does not fit"),
    "refer.more": ("{n} mere vises med --top", "{n} more are shown with --top"),
    "refer.own_organisation": ("din egen organisation", "your own organisation"),
    "refer.points": ("{points} point", "{points} points"),
    "refer.by": ("hos {actor}", "at {actor}"),
    "refer.open_until": ("åben til {day}", "open until {day}"),
    "refer.deadline": ("frist {day}", "deadline {day}"),
    "refer.next_step": ("Næste skridt: {text}", "Next step: {text}"),
    "refer.observed": ("{own} (krav: {required})", "{own} (required: {required})"),
    "refer.not_observed": ("ikke oplyst (krav: {required})", "not stated (required: {required})"),
    "refer.question": (
        "Spørg om dette først: {question} {settles}",
        "Ask this first: {question} {settles}",
    ),
    "refer.hub": ("Lokal kontakt: {hub}.", "Local contact: {hub}."),
    "refer.warm_way": (
        "Kan introduceres til {to} gennem {through}.",
        "Can be introduced to {to} through {through}.",
    ),
    "refer.warm_way.direct": (
        "Virksomheden har allerede forbindelse til {to}.",
        "The firm is tied to {to} already.",
    ),
    "refer.interpret.need": ("Behov", "Need"),
    "refer.interpret.position": ("Styrkeposition", "Strength position"),
    "refer.interpret.offer": ("Tilbud", "Offer"),
    "refer.interpret.line": (
        "{kind}: {name} ({identifier}), ud fra: {words}",
        "{kind}: {name} ({identifier}), from: {words}",
    ),
    "refer.interpret.confirm": (
        "Det er et forslag ud fra ordene; bekræft det med virksomheden.",
        "It is a proposal from the words; confirm it with the firm.",
    ),
    "refer.interpret.nothing": (
        "Ingen af ordene er kendt. Vælg behovet på listen: ecosystem needs.",
        "None of the words is known. Choose the need from the list: ecosystem needs.",
    ),
    "refer.path": ("Vej frem", "The way ahead"),
    "refer.path.clarify": ("Afklar først: {facts}.", "Clarify first: {facts}."),
    "refer.path.known_before": ("Hav svar klar på: {facts}.", "Have an answer ready on: {facts}."),
    "refer.path.mend": ("Kræver først: {facts}.", "Needs first: {facts}."),
    "refer.path.near_limit": (
        "Det er tæt på grænsen for, hvor langt man kører efter den slags: {km} km.",
        "That is near the limit of how far one drives for such help: {km} km.",
    ),
    "way_contact.registration": ("Registrering på virk.dk", "Registration at virk.dk"),
    "way_contact.municipality": ("Kommunens erhvervsservice", "Municipal business service"),
    "way_contact.local_hub": ("Erhvervshuset", "Business hub"),
    "way_contact.bank": ("Banken", "The bank"),
    "way_contact.accountant": ("Revisoren", "The accountant"),
    "refer.path.to_check": (
        "{n:En betingelse|{n} betingelser} skal tjekkes hos udbyderen; se kortet.",
        "{n:One condition has|{n} conditions have} to be checked with the provider; see the card.",
    ),
    "refer.path.aid": (
        "Støttereglerne udløber før {day}; spørg om de nye.",
        "The aid rules end before {day}; ask about their successors.",
    ),
    "refer.path.closes": (
        "Lukker {last}, før virksomheden kan være klar ({reached}).",
        "Closes {last}, before the firm can be ready ({reached}).",
    ),
    "refer.path.left_out": ("Ikke foreslået: {name}. {why}", "Not proposed: {name}. {why}"),
    "dead_end_reason.not_relevant": (
        "Det svarer ikke på det, virksomheden har brug for",
        "It is not what the firm needs",
    ),
    "dead_end_reason.does_not_qualify": (
        "Virksomheden kan ikke opfylde kravene",
        "The firm cannot meet the requirements",
    ),
    "dead_end_reason.too_far": ("Det er for langt væk", "It is too far away"),
    "dead_end_reason.closed_or_full": (
        "Det er lukket eller fyldt op",
        "It is closed or full",
    ),
    "dead_end_reason.too_small_or_slow": (
        "Det giver for lidt eller tager for lang tid",
        "It gives too little or takes too long",
    ),
    "dead_end_reason.tried_before": (
        "Virksomheden har prøvet det før",
        "The firm has tried it before",
    ),
    "dead_end.noted": (
        "{n:Behovet er|{n} behov er} skrevet på listen over forgæves søgninger, uden virksomhedens "
        "navn og nummer.",
        "{n:The need is|{n} needs are} on the list of searches in vain, without the firm's name "
        "and number.",
    ),
    "dead_end.noted.line": ("{need}: {reason}.", "{need}: {reason}."),
    "dead_end.example": (
        "Eksempelvirksomheder tæller ikke som efterspørgsel. Intet er skrevet ned.",
        "Example firms do not count as demand. Nothing was written down.",
    ),
    "refer.dead_end": (
        "Ingen ordning og ingen klynge passer til behovet. Tag fat i erhvervshuset.",
        "No scheme and no cluster fits the need. Turn to the business hub.",
    ),
    "refer.receiver.suggested": (
        "Du ville henvise til {receiver}: »{offer}« står som nummer {rank} af {of} forslag.",
        "You wanted to refer to {receiver}: “{offer}” is number {rank} of {of} suggestions.",
    ),
    "refer.receiver.unmet": (
        "Du ville henvise til {receiver}, men virksomheden opfylder ikke kravene til »{offer}«. "
        "Se under »Opfylder ikke kravene«.",
        "You wanted to refer to {receiver}, but the firm does not meet the requirements of "
        "“{offer}”. See under “Does not meet the requirements”.",
    ),
    "refer.receiver.mendable": (
        "Du ville henvise til {receiver}: »{offer}« åbner, når det sidste er på plads. Se under "
        "»Åbner, når …«.",
        "You wanted to refer to {receiver}: “{offer}” opens when the last thing is in place. See "
        "under “Opens when …”.",
    ),
    "refer.receiver.none": (
        "Du ville henvise til {receiver}, men {receiver} har intet registreret tilbud, der svarer "
        "på behovet og gælder for virksomheden.",
        "You wanted to refer to {receiver}, but {receiver} has no recorded offer that answers the "
        "need and holds for the firm.",
    ),
    "refer.no_cluster": (
        "Der er ingen udpeget klynge for {position} på dagen.",
        "There is no designated cluster for {position} on the day.",
    ),
    "refer.no_position": (
        "Virksomheden hører ikke til en styrkeposition, så ingen klynge er dens egen.",
        "The firm belongs to no strength position, so no cluster is its own.",
    ),
    "refer.position_unknown": (
        "Vælg en styrkeposition for også at se klynger og videninstitutioner.",
        "Choose a strength position to see clusters and knowledge institutions as well.",
    ),
    "refer.cluster_not_for_need": (
        "Klyngen på området er ikke registreret med tilbud til dette behov.",
        "The cluster of the field is not recorded with an offer for this need.",
    ),
    "refer.municipality_unknown": (
        "Vælg en kommune for også at se det lokale erhvervshus.",
        "Choose a municipality to see the local business hub as well.",
    ),
    "refer.need_not_served": (
        "Ingen tilbud i registret svarer på behovet {need}.",
        "No offer in the register answers the need {need}.",
    ),
    "refer.sensitive.less": (
        "Talte »{part}« halvt så meget, stod {name} først.",
        "If “{part}” counted half as much, {name} would stand first.",
    ),
    "refer.sensitive.more": (
        "Talte »{part}« halvanden gang så meget, stod {name} først.",
        "If “{part}” counted one and a half times as much, {name} would stand first.",
    ),
    "refer.reason.need": ("Svarer på behovet: {needs}.", "Answers the need: {needs}."),
    "refer.reason.position": ("Er for området: {positions}.", "Is for the field: {positions}."),
    "refer.reason.position_all": ("Er for alle områder.", "Is for all fields."),
    "refer.reason.topic": (
        "Arbejder med det, virksomheden nævner: {words}.",
        "Works with what the firm mentions: {words}.",
    ),
    "refer.reason.topic_of_field": (
        "Arbejder med det, virksomheden laver.",
        "Works with what the firm does.",
    ),
    "refer.reason.local": (
        "Er der for virksomheder i kommunen ({place}).",
        "Serves firms of the municipality ({place}).",
    ),
    "refer.reason.here": (
        "Ligger i virksomhedens kommune ({place}).",
        "Is in the firm's municipality ({place}).",
    ),
    "refer.reason.near": ("Ligger {km} km væk.", "Is {km} km away."),
    "refer.reason.online": ("Kan bruges uden at rejse.", "Can be used without travelling."),
    "refer.reason.employees": (
        "Passer til størrelsen: {own} {own:ansat|ansatte} (krav: {required}).",
        "Fits the size: {own} {own:employee|employees} (required: {required}).",
    ),
    "refer.reason.founded": (
        "Er for nye virksomheder: stiftet {own} (krav: {required}).",
        "Is for new firms: founded {own} (required: {required}).",
    ),
    "refer.reason.partner_count": (
        "Er for samarbejder: {own} {own:partner|partnere} (krav: {required}).",
        "Is for joint projects: {own} {own:partner|partners} (required: {required}).",
    ),
    "refer.reason.technology_readiness_level": (
        "Passer til teknologiens modenhed: {own} (krav: {required}).",
        "Fits the maturity of the technology: {own} (required: {required}).",
    ),
    "refer.reason.rolling": ("Kan bruges løbende.", "Can be used at any time."),
    "refer.reason.open_until": ("Er åben til og med {day}.", "Is open until {day}."),
    "refer.reason.deadline": ("Næste frist er {day}.", "The next deadline is {day}."),
    "refer.reason.earlier_use": (
        "Bruges meget i virksomhedens region.",
        "Is used much in the firm's region.",
    ),
    "refer.reason.earlier_use_country": (
        "Bruges meget i landet som helhed.",
        "Is used much in the country as a whole.",
    ),
    "refer.reason.track_record": (
        "Udbyderen gennemfører de fleste af sine projekter.",
        "The provider carries most of its projects through.",
    ),
    "refer.next.need": (
        "Står før {next}, fordi tilbuddet svarer bedre på behovet.",
        "Stands before {next} because it answers the need better.",
    ),
    "refer.next.position": (
        "Står før {next}, fordi det passer bedre til området.",
        "Stands before {next} because it fits the field better.",
    ),
    "refer.next.topic": (
        "Står før {next}, fordi udbyderen arbejder mere med netop det.",
        "Stands before {next} because the provider works more with just that.",
    ),
    "refer.next.requirements": (
        "Står før {next}, fordi virksomheden snarere opfylder kravene.",
        "Stands before {next} because the firm is more likely to meet the requirements.",
    ),
    "refer.next.place": (
        "Står før {next}, fordi det er lettere at nå.",
        "Stands before {next} because it is easier to reach.",
    ),
    "refer.next.size_stage": (
        "Står før {next}, fordi det i højere grad er for virksomheder som denne.",
        "Stands before {next} because it is made more for firms like this one.",
    ),
    "refer.next.timing": (
        "Står før {next}, fordi tiden passer bedre.",
        "Stands before {next} because the timing fits better.",
    ),
    "refer.next.earlier_use": (
        "Står før {next}, fordi det er brugt mere i regionen.",
        "Stands before {next} because it has been used more in the region.",
    ),
    "refer.next.track_record": (
        "Står før {next}, fordi udbyderen har gennemført flere af sine projekter.",
        "Stands before {next} because the provider has finished more of its projects.",
    ),
    "refer.next.variety": (
        "Står før {next}, som har flere forslag af samme slags over sig på listen.",
        "Stands before {next}, which has more suggestions of its own kind above it in the list.",
    ),
    "refer.next.local_contact": (
        "Står før {next}, fordi det er virksomhedens lokale kontakt.",
        "Stands before {next} because it is the firm's local contact.",
    ),
    "refer.next.unknown": (
        "Står før {next}, fordi vi ikke ved, hvor mange point {next} skal have for {part}.",
        "Stands before {next} because we do not know how many points {next} should get for {part}.",
    ),
    "refer.next.tie": (
        "Lige så god som {next}.",
        "As good as {next}.",
    ),
    "refer.against.problem": (
        "Reglerne kan ikke læses, så tilbuddet kan ikke bedømmes.",
        "The rules cannot be read, so the offer cannot be judged.",
    ),
    "refer.against.aid": (
        "Støttereglerne gælder ikke på dagen.",
        "The aid rules do not hold on the day.",
    ),
    "refer.against.opening_unknown": (
        "Det er ikke kendt, om der kan søges nu; udbyderen ved det.",
        "Whether it is open now is not known; the provider can tell.",
    ),
    "refer.against.rounds": (
        "Man søger i runder. Vi kender ikke næste frist.",
        "It is applied for in rounds. We do not know the next deadline.",
    ),
    "refer.against.deadline_passed": (
        "Den sidste kendte frist er passeret.",
        "The last known deadline has passed.",
    ),
    "refer.against.deadline_soon": (
        "Fristen er om {days} {days:dag|dage} ({day}).",
        "The deadline is in {days} {days:day|days} ({day}).",
    ),
    "refer.against.unknown": ("Mangler svar om: {facts}.", "Answers are missing on: {facts}."),
    "refer.against.neighbouring": (
        "Er for et naboområde, ikke virksomhedens eget.",
        "Is for a neighbouring field, not the firm's own.",
    ),
    "refer.against.unsettled": (
        "Et krav er ikke sikkert: {note}",
        "A requirement is not certain: {note}",
    ),
    "refer.against.ferry": (
        "Kun på stedet: {straight} km i luftlinje, {km} km med færge ({ferries}).",
        "On site only: {straight} km as the crow flies, {km} km by ferry ({ferries}).",
    ),
    "refer.against.far": ("Kun på stedet, {km} km væk.", "On site only, {km} km away."),
    "refer.against.low_confidence": (
        "Kilden er ikke bekræftet.",
        "The source is not confirmed.",
    ),
    "refer.against.to_check": (
        "Betingelser, som reglerne ikke kan afgøre: {n}.",
        "Conditions that the rules cannot decide: {n}.",
    ),
    "refer.against.broad": (
        "Et bredt tilbud, der svarer på {n} behov.",
        "A broad offer that answers {n} needs.",
    ),
    "refer.check.sales_without_staff": (
        "Ingen ansatte, men en omsætning på {turnover} kr. Er begge tal rigtige?",
        "No employees, but a turnover of DKK {turnover}. Are both figures right?",
    ),
    "refer.check.future_foundation": (
        "Stiftelsesdagen {day} ligger efter dagen for samtalen.",
        "The day of foundation, {day}, lies after the day of the talk.",
    ),
    "refer.check.cvr_digit": (
        "Kontrolcifferet i CVR-nummer {cvr} passer ikke. Er det skrevet rigtigt?",
        "The check digit of CVR number {cvr} does not fit. Is it written correctly?",
    ),
    "refer.check.cvr_denied": (
        "Virksomheden har CVR-nummer {cvr}, men det er oplyst, at den ikke har et.",
        "The firm has number {cvr}, yet is said to have no CVR number.",
    ),
    "refer.check.partner_missing": (
        "En videninstitution er partner, men antallet af partnere er 0.",
        "A knowledge institution is a partner, yet the number of partners is 0.",
    ),
    "refer.check.company_without_cvr": (
        "Virksomheden er et selskab ({form}), men det er oplyst, at den ikke har et CVR-nummer.",
        "The firm is a company ({form}), yet is said to have no CVR number.",
    ),
    "refer.check.loss_without_research": (
        "Der er underskud af forskning og udvikling, men det er oplyst, at virksomheden ikke "
        "forsker eller udvikler.",
        "There is a loss from research and development, yet the firm is said to do none.",
    ),
    "refer.check.profit_above_turnover": (
        "Bruttofortjenesten er større end omsætningen. Er begge tal rigtige?",
        "The gross profit is larger than the turnover. Are both figures right?",
    ),
    "judge.heading": ("{name} pr. {day}: {state}.", "{name} as of {day}: {state}."),
    "judge.open.met": ("Åben på dagen. {when}", "Open on the day. {when}"),
    "judge.open.unmet": ("Ikke åben på dagen. {when}", "Not open on the day. {when}"),
    "judge.open.unknown": (
        "Det er ikke kendt, om der er åbent på dagen. {when}",
        "Whether it is open on the day is not known. {when}",
    ),
    "judge.ask": ("Spørg om: {facts}.", "Ask about: {facts}."),
    "judge.to_check": ("Tjek hos udbyderen: {text}", "Check with the provider: {text}"),
    "judge.would_demand": ("Ordningen kræver i øvrigt:", "The scheme would also require:"),
    "judge.source": ("kilde: {source}", "source: {source}"),
    "judge.checked": ("kontrolleret {day}", "checked {day}"),
    "judge.unsettled": ("ikke sikkert", "not certain"),
}
