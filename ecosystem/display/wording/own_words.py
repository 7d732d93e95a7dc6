"""Words about what users write down: what keeps it from being kept, and who else wrote."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # --- the store
    "store_problem.busy": (
        "{path} er i brug af et andet program. Prøv igen om lidt.",
        "{path} is in use by another program. Try again in a moment.",
    ),
    "store_problem.full": (
        "Der kan ikke skrives i {path}. Måske er disken fuld. Det, der stod der før, er bevaret.",
        "{path} cannot be written to. Perhaps the disk is full. What stood there before is kept.",
    ),
    "store_problem.no_place": (
        "{path} kan ikke åbnes. Appen skal have lov til at skrive i den mappe. Den, der har "
        "installeret appen, kan vælge en anden mappe med ECOSYSTEM_USER_DATA.",
        "{path} cannot be opened. The app must be allowed to write in that folder. Whoever "
        "installed the app can choose another with ECOSYSTEM_USER_DATA.",
    ),
    "store_problem.damaged": (
        "{path} er beskadiget og kan ikke bruges. Filen er ikke ændret. Flyt den et andet sted "
        "hen sammen med de filer ved siden af, hvis navne begynder på samme måde. Så begynder "
        "appen på en ny fil, og det gamle kan måske reddes.",
        "{path} is damaged and cannot be used. The file has not been changed. Move it elsewhere "
        "together with the files beside it whose names begin the same. The app then begins a new "
        "file, and what was in the old one can perhaps be saved.",
    ),
    "store_problem.newer": (
        "{path} er skrevet af en nyere version af værktøjet. Filen er ikke ændret. Opdatér "
        "værktøjet, så kan den læses.",
        "{path} was written by a newer version of the tool. The file has not been changed. Update "
        "the tool to read it.",
    ),
    "own.aside": (
        "{strange} af {lines} linjer i {path} kunne ikke læses. De er ikke gået tabt: De står i "
        "filen. Slet eller flyt den, når du har set på den.",
        "{strange} of {lines} lines of {path} could not be read. They are not lost: they stand in "
        "the file. Delete or move it when you have looked at it.",
    ),
    "own.unread": (
        "Noter, som denne version af værktøjet ikke kan læse og derfor ikke viser: {count}. De er "
        "ikke gået tabt: De står i {path}. Er værktøjet lige blevet opdateret på en anden "
        "computer, så opdatér det også her.",
        "Notes that this version of the tool cannot read and so does not show: {count}. They are "
        "not lost: they stand in {path}. If the tool was updated on another computer, update it "
        "here too.",
    ),
    "own.at": ("kl. {time}", "at {time}"),
    "own.on": ("den {day} kl. {time}", "on {day} at {time}"),
    # --- a text that cannot be kept
    "own.refused": (
        "Teksten er ikke gemt, for den indeholder {kinds}: »{text}«. Fjern det, der står i kantede "
        "parenteser, og gem igen.",
        "The text is not saved, for it holds {kinds}: “{text}”. Take out what stands in brackets, "
        "and save again.",
    ),
    "own.refused.and": (" og ", " and "),
    "own.refused.cpr": ("noget, der ligner et CPR-nummer", "what looks like a CPR number"),
    "own.refused.email": ("en mailadresse", "an e-mail address"),
    "own.refused.telephone": ("et telefonnummer", "a telephone number"),
    "own.refused.character": (
        "et tegn, som ikke kan stå i et dokument",
        "a character that no document can hold",
    ),
    "own.cleaned": (
        "Teksten havde skjulte tegn fra et andet program ({found}). De er skrevet om til "
        "mellemrum, linjeskift eller ingenting, så teksten kan læses overalt.",
        "The text held hidden characters of another program ({found}). They were written as "
        "blanks, line breaks or nothing, so that the text can be read everywhere.",
    ),
    # --- two who note at once
    "own.also.explained": (
        "{by} forklarede også hullet {at}: »{reason}«. Begge forklaringer er gemt.",
        "{by} also explained the gap {at}: “{reason}”. Both explanations are kept.",
    ),
    "own.also.noted": (
        "Der blev også noteret noget om hullet {at}. Begge dele er gemt.",
        "Something was also noted on the gap {at}. Both are kept.",
    ),
    # --- one draft in two windows
    "windows.changed": (
        "Kladden blev ændret i et andet vindue {at}. Det, du har skrevet her, står på siden, men "
        "er ikke gemt. Vælg, hvad der skal gælde.",
        "Another window changed the draft {at}. What you wrote here stands on the page but is not "
        "saved. Choose which is to count.",
    ),
    "windows.deleted": (
        "Kladden blev slettet i et andet vindue. Det, du har skrevet her, står på siden, men er "
        "ikke gemt. Vælg, hvad der skal gælde.",
        "Another window deleted the draft. What you wrote here stands on the page but is not "
        "saved. Choose which is to count.",
    ),
    "windows.not_saved": (
        "Kladden er ikke gemt. Vælg øverst på siden, hvilken tekst der skal gælde.",
        "The draft is not saved. Choose at the top of the page which text is to count.",
    ),
    "windows.both": ("Vis begge", "Show both"),
    "windows.field": ("Felt", "Field"),
    "windows.mine": ("I dette vindue", "In this window"),
    "windows.theirs": ("I det andet vindue", "In the other window"),
    "windows.empty": ("ikke udfyldt", "not filled in"),
    "windows.keep_mine": ("Behold det, der står her", "Keep what stands here"),
    "windows.take_theirs": (
        "Brug det fra det andet vindue",
        "Use what stands in the other window",
    ),
    "windows.delete_too": ("Slet det også her", "Delete it here too"),
    "windows.taken": (
        "Kladden er hentet, som den blev gemt i det andet vindue.",
        "The draft was fetched as it was saved in the other window.",
    ),
    "windows.name.firm": ("Virksomhed", "Firm"),
    "windows.name.need_ids": ("Behov", "Needs"),
    "windows.name.need_text": ("Behovet fortalt kort", "The need in brief"),
    "windows.name.chosen": ("Valgt", "Chosen"),
    "windows.name.compared": ("Sammenlignet", "Compared"),
    "windows.name.left_out": ("Passer ikke", "Does not fit"),
    "windows.name.own_actor_id": ("Din egen organisation", "Your own organisation"),
    "windows.name.cannot_tell": (
        "Virksomheden kan ikke svare på",
        "The firm cannot tell",
    ),
    "windows.unread": (
        "Noget i kladden er skrevet af en anden version af appen og kan ikke vises her: {fields}. "
        "Det bliver i kladden, indtil du udfylder det igen.",
        "Something in the draft was written by another version of the app and cannot be shown "
        "here: {fields}. It stays in the draft until you fill it in again.",
    ),
    "windows.name.other": ("andre valg", "other choices"),
}
