"""Danish for the words Streamlit shows by itself, which it cannot translate.

Whole texts only. Where a number or a name is part of the text, a pattern stands in for it.
The words change between versions, so the version is pinned and a browser test looks for
English ones.
"""

from calendar import month_name
from typing import Final

WORDS: Final[dict[str, str]] = {
    "Skip to main content": "Gå til indhold",
    "App pages": "Sider",
    "Sidebar": "Sidepanel",
    "Main menu": "Hovedmenu",
    "Navigate to home page": "Gå til forsiden",
    "Collapse sidebar": "Skjul menuen",
    "Expand sidebar": "Vis menuen",
    "Link to heading": "Link til overskrift",
    "Notifications": "Beskeder",
    "Markdown content": "Tekst",
    "Choose options": "Vælg",
    "Choose an option": "Vælg",
    "Select...": "Vælg",
    "Select all": "Vælg alle",
    "Selected values": "Valgte værdier",
    "Clear all": "Ryd alle",
    "Clear value": "Ryd",
    "Clear entry": "Ryd",
    "Clear selection": "Ryd valg",
    "No results": "Ingen resultater",
    "No options to select.": "Der er ikke noget at vælge.",
    "No data": "Ingen data",
    "empty": "tom",
    "Open": "Åbn",
    "Close": "Luk",
    "Cancel": "Fortryd",
    "Copy": "Kopiér",
    "Copy to clipboard": "Kopiér",
    "Try again": "Prøv igen",
    "Loading...": "Henter …",
    "Please wait...": "Vent lidt …",
    "Upload": "Vælg fil",
    "Browse files": "Vælg fil",
    "Add files": "Tilføj filer",
    "file upload": "filupload",
    "Drag and drop file here": "Træk en fil hertil",
    "Drag and drop files here": "Træk filer hertil",
    "Remove file": "Fjern fil",
    "Press Enter to apply": "Tryk Enter for at anvende",
    "Press Enter to submit form": "Tryk Enter for at sende",
    "(required)": "(skal udfyldes)",
    "Choose date": "Vælg dato",
    "Choose a date": "Vælg en dato",
    "Choose date range": "Vælg periode",
    "Clear date": "Ryd dato",
    "Clear dates": "Ryd datoer",
    "Calendar": "Kalender",
    "Previous month": "Forrige måned",
    "Next month": "Næste måned",
    "Previous page": "Forrige side",
    "Next page": "Næste side",
    "Pagination": "Sider",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": (
        "Brug piletasterne til at finde en dato. Enter vælger. Esc lukker."
    ),
    "Decrement": "Mindre",
    "Increment": "Mere",
    "Search": "Søg",
    "Close Search": "Luk søgning",
    "Previous Result": "Forrige resultat",
    "Next Result": "Næste resultat",
    "Fullscreen": "Fuld skærm",
    "Toggle fullscreen": "Fuld skærm til og fra",
    "Close fullscreen": "Luk fuld skærm",
    "Show/hide columns": "Vis/skjul kolonner",
    "Show data": "Vis data",
    "Show chart": "Vis diagram",
    "Download as CSV": "Hent som CSV",
    "Download as PNG": "Hent som PNG",
    "Download as SVG": "Hent som SVG",
    "Copy Vega-Lite spec": "Kopiér Vega-Lite-kode",
    "geoshape": "område",
    "legend": "signaturforklaring",
    "Add row": "Tilføj række",
    "Delete row(s)": "Slet rækker",
    "Dataframe column menu": "Kolonnens menu",
    "Copy column name": "Kopiér kolonnens navn",
    "Sort ascending": "Sortér stigende",
    "Sort descending": "Sortér faldende",
    "Autosize": "Tilpas bredden",
    "Pin column": "Fastgør kolonnen",
    "Unpin column": "Frigør kolonnen",
    "Hide column": "Skjul kolonnen",
    "Format": "Format",
    "Statistics": "Statistik",
    "Empty": "Tomme",
    "Distinct": "Forskellige",
    "Values": "Værdier",
    "Settings": "Indstillinger",
    "Print": "Udskriv",
    "Rerun": "Genindlæs",
    "Stop": "Stop",
    "Stop script": "Stop",
    "Running...": "Arbejder …",
    "Connecting": "Forbinder igen …",
    "Connection error": "Forbindelsen er væk",
    "Connection timed out.": "Forbindelsen er væk.",
    "Please wait for the app to reconnect, then try again.": (
        "Vent, til appen har fået forbindelse igen, og prøv så igen."
    ),
    "An error has occurred, please try again.": "Der skete en fejl. Prøv igen.",
    "Script execution error": "Siden kunne ikke vises",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your"
    " terminal:": "Dine gemte data er sikre. Vi prøver igen.",
    "Page not found": "Siden findes ikke",
    "Toolbar": "Værktøjer",
}
"""English text to Danish text."""

_MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]

PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    (r"^(\d+)MB per file(.*)$", "Højst $1 MB pr. fil$2"),
    (r"^Press (Ctrl|⌘|Cmd)\+Enter to apply$", "Tryk $1+Enter for at anvende"),
    (r"^Press (Ctrl|⌘|Cmd)\+Enter to submit form$", "Tryk $1+Enter for at sende"),
    (r"^(\d+) options? available\.?$", "$1 valgmuligheder."),
    (
        r"^You can only select up to (\d+) options?\. Remove an option first\.$",
        "Du kan højst vælge $1. Fjern en først.",
    ),
    (r"^Remove (.+)$", "Fjern $1"),
    (r"^Upload (.+)$", "Vælg fil: $1"),
    (r"^Select (\d+) matches$", "Vælg $1 fundne"),
    (r"^View (\d+) more$", "Vis $1 mere"),
    (r"^View less$", "Vis mindre"),
    (r"^(\d+) of (\d+) results?$", "$1 af $2 resultater"),
    (r"^(\d+) results?$", "$1 resultater"),
    (r"^day, (.+)$", "dag, $1"),
    (r"^month, (.+)$", "måned, $1"),
    (r"^year, (.+)$", "år, $1"),
    (
        r"^The page that you have requested does not seem to exist\..*$",
        "Siden findes ikke. Vi viser forsiden i stedet.",
    ),
    *(
        (rf"^Selected Date: {english} (\d+), (\d+)$", f"Valgt dato: $1. {danish} $2")
        for english, danish in zip(month_name[1:], _MONTHS, strict=True)
    ),
    *(
        (rf"^{english} (\d+)$", f"{danish} $1")
        for english, danish in zip(month_name[1:], _MONTHS, strict=True)
    ),
)
"""Pattern of an English text, and what to write instead; ``$1`` is the first group."""
