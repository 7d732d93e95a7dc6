"""What a fact of a firm is called, counted in and asked for, in Danish and English.

The words stand in one table here, in pairs, because briefings of the core hold them; everything
else on a screen stands in ``display/wording``.
"""

from typing import Final, NamedTuple

from ecosystem.model.firms import FirmFact


class Pair(NamedTuple):
    """The same words in Danish and English."""

    da: str
    en: str


class FactWords(NamedTuple):
    """A fact of a firm: its name, its unit after a number, how it is asked, why it is asked."""

    name: Pair
    unit: Pair
    question: Pair
    why: Pair


_NO_UNIT: Final = Pair("", "")
_KRONER: Final = Pair("kr.", "DKK")

FACT_WORDS: Final[dict[FirmFact, FactWords]] = {
    "employees": FactWords(
        Pair("ansatte", "employees"),
        Pair("ansatte", "employees"),
        Pair(
            "Hvor mange ansatte har virksomheden, regnet i årsværk?",
            "How many employees does the firm have, in full-time equivalents?",
        ),
        Pair(
            "De fleste ordninger har en grænse for antal ansatte.",
            "Most schemes have a limit on it.",
        ),
    ),
    "turnover_dkk": FactWords(
        Pair("omsætning", "turnover"),
        _KRONER,
        Pair(
            "Hvad var omsætningen i seneste regnskab?",
            "What was the turnover in the latest accounts?",
        ),
        Pair(
            "Omsætning eller balance afgør, om det er en SMV.",
            "Turnover or balance decides whether it is an SME.",
        ),
    ),
    "balance_dkk": FactWords(
        Pair("balance", "balance"),
        _KRONER,
        Pair(
            "Hvad var balancesummen i seneste regnskab?",
            "What was the balance total in the latest accounts?",
        ),
        Pair(
            "Omsætning eller balance afgør, om det er en SMV.",
            "Turnover or balance decides whether it is an SME.",
        ),
    ),
    "gross_profit_dkk": FactWords(
        Pair("bruttofortjeneste", "gross profit"),
        _KRONER,
        Pair(
            "Hvad var bruttofortjenesten i seneste regnskab?",
            "What was the gross profit in the latest accounts?",
        ),
        Pair("Nogle ordninger kræver indtjening.", "Some schemes require earnings."),
    ),
    "outside_capital_3y_dkk": FactWords(
        Pair("udefrakommende kapital de seneste tre år", "outside capital in the last three years"),
        _KRONER,
        Pair(
            "Hvor meget risikovillig kapital har andre skudt ind de seneste tre år?",
            "How much risk capital have others put in during the last three years?",
        ),
        Pair("Nogle ordninger kræver kapital udefra.", "Some schemes require outside capital."),
    ),
    "founded": FactWords(
        Pair("stiftelsesdato", "day of foundation"),
        _NO_UNIT,
        Pair("Hvornår blev virksomheden stiftet?", "When was the firm founded?"),
        Pair(
            "Nogle ordninger er kun for nye virksomheder.", "Some schemes are for new firms only."
        ),
    ),
    "municipality_code": FactWords(
        Pair("kommune", "municipality"),
        _NO_UNIT,
        Pair("Hvilken kommune ligger virksomheden i?", "Which municipality is the firm in?"),
        Pair("Nogle tilbud gælder kun i et område.", "Some offers hold in one area only."),
    ),
    "industry_code": FactWords(
        Pair("branche", "industry"),
        _NO_UNIT,
        Pair("Hvad er virksomhedens branchekode?", "What is the firm's industry code?"),
        Pair(
            "Branchen peger på styrkeposition og tilbud.",
            "The industry points to positions and offers.",
        ),
    ),
    "legal_form": FactWords(
        Pair("virksomhedsform", "legal form"),
        _NO_UNIT,
        Pair("Hvilken virksomhedsform har virksomheden?", "What is the firm's legal form?"),
        Pair("Nogle tilbud kræver et selskab.", "Some offers require a company."),
    ),
    "positions": FactWords(
        Pair("styrkeposition", "strength position"),
        _NO_UNIT,
        Pair(
            "Hvilken styrkeposition hører virksomheden til, hvis nogen?",
            "Which strength position does the firm belong to, if any?",
        ),
        Pair("Klynger og nogle ordninger er for ét område.", "Clusters serve one field."),
    ),
    "technology_readiness_level": FactWords(
        Pair("teknologisk modenhed (TRL)", "technology readiness level"),
        _NO_UNIT,
        Pair(
            "Hvor moden er teknologien på skalaen fra 1 (idé) til 9 (i drift)?",
            "How mature is the technology, from 1 (idea) to 9 (in operation)?",
        ),
        Pair("Udviklingsordninger gælder bestemte trin.", "Schemes are for certain levels."),
    ),
    "partner_count": FactWords(
        Pair(
            "partnere i projektet ud over virksomheden", "partners in the project beside the firm"
        ),
        Pair("partnere", "partners"),
        Pair(
            "Hvor mange partnere er der i projektet ud over virksomheden selv?",
            "How many partners are there in the project beside the firm itself?",
        ),
        Pair("Nogle ordninger kræver et konsortium.", "Some schemes require a consortium."),
    ),
    "has_knowledge_partner": FactWords(
        Pair("videninstitution som partner", "knowledge institution as partner"),
        _NO_UNIT,
        Pair(
            "Er en videninstitution med i projektet?",
            "Does a knowledge institution take part in the project?",
        ),
        Pair(
            "Nogle ordninger kræver en videnpartner.",
            "Some schemes require a knowledge partner.",
        ),
    ),
    "de_minimis_3y_eur": FactWords(
        Pair("de minimis-støtte de seneste tre år", "de minimis aid in the last three years"),
        Pair("euro", "EUR"),
        Pair(
            "Hvor meget de minimis-støtte har virksomheden og dens koncern fået tilsammen de "
            "seneste tre år, i euro?",
            "How much de minimis aid have the firm and its group received together in the last "
            "three years, in EUR?",
        ),
        Pair("Støtten har et samlet loft over tre år.", "Such aid has a ceiling over three years."),
    ),
    "is_exporting": FactWords(
        Pair("eksport", "exports"),
        _NO_UNIT,
        Pair("Eksporterer virksomheden?", "Does the firm export?"),
        Pair("Nogle tilbud er for eksportører.", "Some offers are for exporters."),
    ),
    "has_cvr": FactWords(
        Pair("CVR-nummer", "CVR number"),
        _NO_UNIT,
        Pair("Har virksomheden et CVR-nummer?", "Does the firm have a CVR number?"),
        Pair("De fleste ordninger kræver et CVR-nummer.", "Most schemes require a CVR number."),
    ),
    "amount_sought_dkk": FactWords(
        Pair("ønsket beløb", "amount sought"),
        _KRONER,
        Pair(
            "Hvor meget vil virksomheden låne eller søge om, i kroner?",
            "How much does the firm want to borrow or apply for, in DKK?",
        ),
        Pair("Nogle lån og tilskud har et mindstebeløb.", "Some loans and grants have a minimum."),
    ),
    "themes": FactWords(
        Pair("projektets tema", "theme of the project"),
        _NO_UNIT,
        Pair("Hvad handler projektet om?", "What is the project about?"),
        Pair(
            "Nogle ordninger gælder kun bestemte temaer.",
            "Some schemes are for certain themes only.",
        ),
    ),
    "labour_sought": FactWords(
        Pair("medarbejdere, der søges", "staff sought"),
        _NO_UNIT,
        Pair(
            "Hvilken slags medarbejdere søger virksomheden?",
            "What kind of staff is the firm looking for?",
        ),
        Pair(
            "Nogle ordninger er kun for bestemte medarbejdere, for eksempel forskere.",
            "Some schemes are for certain staff only, such as researchers.",
        ),
    ),
    "staff_to_train": FactWords(
        Pair("medarbejdere, der skal på kursus", "staff to train"),
        _NO_UNIT,
        Pair("Hvilke medarbejdere skal på kursus?", "Which staff is to be trained?"),
        Pair(
            "Nogle kurser er kun for ufaglærte og faglærte.",
            "Some courses are for unskilled and skilled staff only.",
        ),
    ),
    "does_research": FactWords(
        Pair("forskning og udvikling", "research and development"),
        _NO_UNIT,
        Pair(
            "Har virksomheden selv udgifter til forskning og udvikling?",
            "Does the firm have costs of research and development of its own?",
        ),
        Pair(
            "Et skattefradrag gælder kun sådanne udgifter.",
            "A tax deduction is for such costs only.",
        ),
    ),
    "has_research_loss": FactWords(
        Pair("underskud fra forskning og udvikling", "loss from research and development"),
        _NO_UNIT,
        Pair(
            "Har virksomheden et skattemæssigt underskud, som skyldes forskning og udvikling?",
            "Does the firm have a tax loss that comes from research and development?",
        ),
        Pair(
            "Skattekreditten udbetales kun af et sådant underskud.",
            "The tax credit is paid out of such a loss only.",
        ),
    ),
    "has_innovative_idea": FactWords(
        Pair("noget nyt på markedet", "something new to the market"),
        _NO_UNIT,
        Pair(
            "Arbejder virksomheden på noget nyt, som ikke findes på markedet i dag?",
            "Is the firm working on something new that is not on the market today?",
        ),
        Pair(
            "Tilskud til udvikling går til noget, der er nyt.",
            "Development grants go to what is new.",
        ),
    ),
    "is_in_difficulty": FactWords(
        Pair("kriseramt virksomhed", "firm in difficulty"),
        _NO_UNIT,
        Pair(
            "Er virksomheden insolvent eller under rekonstruktion, eller er mere end halvdelen af "
            "kapitalen tabt?",
            "Is the firm insolvent or in reconstruction, or has it lost more than half of its "
            "capital?",
        ),
        Pair(
            "EU's regler udelukker kriseramte virksomheder fra mange tilskud.",
            "EU rules exclude firms in difficulty from many grants.",
        ),
    ),
    "founder_has_higher_education": FactWords(
        Pair("stifter med videregående uddannelse", "founder with a higher education"),
        _NO_UNIT,
        Pair(
            "Har mindst én af stifterne en videregående uddannelse?",
            "Does at least one of the founders have a higher education?",
        ),
        Pair(
            "Et stipendium for iværksættere kræver det.",
            "A stipend for founders requires it.",
        ),
    ),
    "founder_is_from_outside_eu": FactWords(
        Pair("stiftere fra lande uden for EU og EØS", "founders from outside the EU and EEA"),
        _NO_UNIT,
        Pair(
            "Kommer stifterne fra lande uden for EU og EØS?",
            "Do the founders come from outside the EU and EEA?",
        ),
        Pair(
            "En opholdsordning er kun for dem.",
            "A residence scheme is for them only.",
        ),
    ),
    "has_private_investor": FactWords(
        Pair("privat investor", "private investor"),
        _NO_UNIT,
        Pair(
            "Er en privat investor klar til at skyde penge i virksomheden nu?",
            "Is a private investor ready to put money into the firm now?",
        ),
        Pair("Nogle lån kræver en privat investor.", "Some loans require a private investor."),
    ),
    "is_preparing_horizon_application": FactWords(
        Pair("ansøgning til Horizon Europe", "application to Horizon Europe"),
        _NO_UNIT,
        Pair(
            "Er virksomheden ved at forberede en ansøgning til Horizon Europe?",
            "Is the firm preparing an application to Horizon Europe?",
        ),
        Pair(
            "Et tilskud dækker kun arbejdet med en sådan ansøgning.",
            "One grant covers the work on such an application only.",
        ),
    ),
}
"""Words for every fact that a rule may ask for."""

STANDS_IN: Final[dict[FirmFact, Pair]] = {
    "positions": Pair(
        "skønnet ud fra styrkepositionen, indtil temaet er oplyst",
        "judged by the strength position until the theme is told",
    ),
    "has_cvr": Pair(
        "uden CVR-nummer er virksomheden ikke stiftet endnu",
        "without a CVR number the firm is not founded yet",
    ),
}
"""What is said where a fact stands in for the one a criterion asks for."""
