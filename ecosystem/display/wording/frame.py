"""Words of the app's frame: menu, headings, notices that every page shares."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "frame.name": ("Økosystemet", "The ecosystem"),
    "frame.needs_javascript": ("Siden kræver JavaScript.", "This page needs JavaScript."),
    "frame.language": ("Sprog", "Language"),
    "frame.yes": ("ja", "yes"),
    "frame.no": ("nej", "no"),
    "frame.choose": ("Vælg", "Choose"),
    "frame.all": ("Alle", "All"),
    "frame.whole_country": ("Hele landet", "The whole country"),
    "frame.clear_filters": ("Ryd alle filtre", "Clear all filters"),
    "frame.part.ord": ("Hvad ordene betyder", "What the words mean"),
    "frame.part.metode": ("Metode", "Method"),
    "frame.part.privatliv": ("Privatliv", "Privacy"),
    "frame.part.tilgaengelighed": ("Tilgængelighed", "Accessibility"),
    "frame.foot": ("Kilde: {label}. Vist pr. {on}.", "Source: {label}. Shown as of {on}."),
    "frame.error": (
        "Siden kunne ikke vises. Prøv igen. Sker det igen, så send fejlnummeret {number} til "
        "support.",
        "The page could not be shown. Try again. If it happens again, send the error number "
        "{number} to support.",
    ),
    "frame.cannot_read": (
        "Mappen {folder} kan ikke læses som et register. Her står, hvad der er galt (på engelsk):",
        "The folder {folder} cannot be read as a register. This is what is wrong:",
    ),
    "frame.use_shipped": ("Brug det medfølgende register", "Use the register that came along"),
    "frame.example_data": ("Eksempeldata", "Example data"),
    "frame.example_data.help": (
        "Nogle af rækkerne er opdigtede og er mærket »Eksempeldata«.",
        "Some of the rows are invented and are marked “Example data”.",
    ),
    "frame.not_recorded": ("Ikke registreret", "Not recorded"),
    "frame.not_recorded.help": (
        "Registret har ingen tabel med disse oplysninger. Det er ikke det samme som nul.",
        "The register has no table of this. That is not the same as zero.",
    ),
    "frame.download_excel": ("Hent Excel", "Download Excel"),
    "page.overblik": ("Overblik", "Overview"),
    "page.overblik.answers": (
        "Hvordan står økosystemet, og hvad skal jeg se på?",
        "How is the ecosystem doing, and what should I look at?",
    ),
    "page.aktoerer": ("Aktører", "Actors"),
    "page.aktoerer.answers": (
        "Hvem er de, hvad hjælper de med, og hvem er de forbundet med?",
        "Who are they, what do they help with, and whom are they tied to?",
    ),
    "page.netvaerk": ("Netværk", "Network"),
    "page.netvaerk.answers": (
        "Hvem er forbundet med hvem, og hvor godt er det dokumenteret?",
        "Who is tied to whom, and how well is it documented?",
    ),
    "page.kort": ("Kort", "Map"),
    "page.kort.answers": (
        "Hvor i landet er aktørerne, og hvor er der ingen?",
        "Where in the country are the actors, and where are there none?",
    ),
    "page.huller": ("Huller", "Gaps"),
    "page.huller.answers": (
        "Hvor mangler der noget, og hvor sikkert er det?",
        "Where is something missing, and how sure is it?",
    ),
    "page.ny_henvisning": ("Ny henvisning", "New referral"),
    "page.ny_henvisning.answers": (
        "Hvem kan hjælpe virksomheden?",
        "Who can help the firm?",
    ),
    "page.hjaelp": ("Hjælp og metode", "Help and method"),
    "page.hjaelp.answers": (
        "Hvordan bruger jeg appen, og hvad bygger tallene på?",
        "How do I use the app, and what do the numbers rest on?",
    ),
}
