"""Words for what is different between two dated registers."""

from typing import Final

from ecosystem.display.wording.column_names import TEXTS as COLUMN_NAMES

_SUMMARY: Final = {
    "actor": ("Aktører", "Actors"),
    "offer": ("Tilbud", "Offers"),
    "tie": ("Forbindelser", "Ties"),
    "site": ("Adresser", "Sites"),
    "project": ("Projekter", "Projects"),
    "coverage": ("Dækning", "Coverage"),
    "gap": ("Huller", "Gaps"),
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "change_subject.actor": ("Aktør", "Actor"),
    "change_subject.offer": ("Tilbud", "Offer"),
    "change_subject.tie": ("Forbindelse", "Tie"),
    "change_subject.site": ("Adresse", "Site"),
    "change_subject.project": ("Projekt", "Project"),
    "change_subject.coverage": ("Dækning", "Coverage"),
    "change_subject.gap": ("Hul", "Gap"),
    "change_kind.came": ("Kommet til", "Came"),
    "change_kind.went": ("Faldet fra", "Went"),
    "change_kind.changed": ("Ændret", "Changed"),
    "change_kind.renamed": ("Nyt navn", "Renamed"),
    "change_kind.merged": ("Lagt sammen", "Merged"),
    "change_kind.succeeded": ("Afløst", "Succeeded"),
    "changes.nothing": (
        "Der er ingen forskel på de to registre.",
        "There is no difference between the two registers.",
    ),
    "changes.circle": (
        "Disse aktører står som hinandens efterfølgere i ring, og derfor kan vi ikke følge dem: "
        "{actors}. Ret forbindelserne.",
        "These actors are said to succeed each other in a circle, so we cannot follow them: "
        "{actors}. Correct the links.",
    ),
    "changes.newly_recorded": (
        "Tabellen {table} er kommet til. Før var den ikke registreret, så dens rækker er ikke "
        "talt som nye.",
        "The table {table} has been added. It was not recorded before, so its rows are not "
        "counted as new.",
    ),
    "changes.no_longer_recorded": (
        "Tabellen {table} er ikke længere registreret. Det er ikke det samme, som at dens rækker "
        "er faldet fra.",
        "The table {table} is no longer recorded. That is not the same as its rows having gone.",
    ),
    "changes.actor.came": ("{name} er kommet til.", "{name} has come."),
    "changes.actor.went": ("{name} er faldet fra.", "{name} has gone."),
    "changes.actor.changed": ("{name} har nye oplysninger.", "{name} has new details."),
    "changes.actor.renamed": ("{former} hedder nu {name}.", "{former} is now called {name}."),
    "changes.actor.merged": ("{former} er lagt sammen i {name}.", "{former} merged into {name}."),
    "changes.actor.succeeded": (
        "{name} har afløst {former}.",
        "{name} has succeeded {former}.",
    ),
    "changes.offer.came": ("Nyt tilbud: {name}.", "New offer: {name}."),
    "changes.offer.went": (
        "Tilbuddet {name} findes ikke længere i registret.",
        "The offer {name} is no longer in the register.",
    ),
    "changes.offer.changed": ("Tilbuddet {name} er ændret.", "The offer {name} has changed."),
    "changes.site.came": (
        "{name} har fået en adresse i kommunen {places}.",
        "{name} has a new site in the municipality of {places}.",
    ),
    "changes.site.went": (
        "{name} har ikke længere en adresse i kommunen {places}.",
        "{name} no longer has a site in the municipality of {places}.",
    ),
    "changes.site.changed": (
        "Adressen i kommunen {places} hos {name} er ændret.",
        "The site of {name} in the municipality of {places} has changed.",
    ),
    "changes.project.came": ("Nyt projekt: {name}.", "New project: {name}."),
    "changes.project.went": (
        "Projektet {name} findes ikke længere i registret.",
        "The project {name} is no longer in the register.",
    ),
    "changes.project.changed": (
        "Projektet {name} er ændret.",
        "The project {name} has changed.",
    ),
    "changes.tie.came.member_of": (
        "{name} er blevet medlem af {other}.",
        "{name} has become a member of {other}.",
    ),
    "changes.tie.went.member_of": (
        "{name} er ikke længere medlem af {other}.",
        "{name} is no longer a member of {other}.",
    ),
    "changes.tie.changed.member_of": (
        "Medlemskabet mellem {name} og {other} er ændret.",
        "The membership of {name} in {other} has changed.",
    ),
    "changes.tie.came.partner": (
        "{name} samarbejder nu med {other}.",
        "{name} now cooperates with {other}.",
    ),
    "changes.tie.went.partner": (
        "{name} samarbejder ikke længere med {other}.",
        "{name} no longer cooperates with {other}.",
    ),
    "changes.tie.changed.partner": (
        "Samarbejdet mellem {name} og {other} er ændret.",
        "The cooperation of {name} and {other} has changed.",
    ),
    "changes.tie.came.refers_to": (
        "{name} henviser nu til {other}.",
        "{name} now refers to {other}.",
    ),
    "changes.tie.went.refers_to": (
        "{name} henviser ikke længere til {other}.",
        "{name} no longer refers to {other}.",
    ),
    "changes.tie.changed.refers_to": (
        "Henvisningen fra {name} til {other} er ændret.",
        "The referral from {name} to {other} has changed.",
    ),
    "changes.tie.came.founded": (
        "{name} står nu som stifter af {other}.",
        "{name} is now listed as a founder of {other}.",
    ),
    "changes.tie.went.founded": (
        "{name} står ikke længere som stifter af {other}.",
        "{name} is no longer listed as a founder of {other}.",
    ),
    "changes.tie.changed.founded": (
        "Oplysningen om, at {name} stiftede {other}, er ændret.",
        "What is said of {name} founding {other} has changed.",
    ),
    "changes.tie.came.successor_of": (
        "{name} står nu som efterfølger til {other}.",
        "{name} is now listed as the successor of {other}.",
    ),
    "changes.tie.went.successor_of": (
        "{name} står ikke længere som efterfølger til {other}.",
        "{name} is no longer listed as the successor of {other}.",
    ),
    "changes.tie.changed.successor_of": (
        "Oplysningen om, at {name} afløste {other}, er ændret.",
        "What is said of {name} succeeding {other} has changed.",
    ),
    "changes.tie.came.part_of": ("{name} hører nu til {other}.", "{name} is now part of {other}."),
    "changes.tie.went.part_of": (
        "{name} hører ikke længere til {other}.",
        "{name} is no longer part of {other}.",
    ),
    "changes.tie.changed.part_of": (
        "Oplysningen om, at {name} hører til {other}, er ændret.",
        "What is said of {name} being part of {other} has changed.",
    ),
    "changes.coverage.came": (
        "{name}: {count} kommuner nås nu ({places}).",
        "{name}: {count} municipalities are now reached ({places}).",
    ),
    "changes.coverage.went": (
        "{name}: {count} kommuner ved vi ikke længere bliver nået ({places}).",
        "{name}: {count} municipalities are no longer known to be reached ({places}).",
    ),
    "changes.gap.beside": (
        "Ændret samtidig i registret: {names}.",
        "Changed in the register at the same time: {names}.",
    ),
    "changes.gap.came": ("Nyt hul:", "New gap:"),
    "changes.gap.went": ("Lukket hul:", "Closed gap:"),
    "changes.gap.changed": ("Hullet dækker andre kommuner:", "The gap covers other places:"),
    "changes.cell.criteria": ("Kravene er ændret.", "The requirements have changed."),
    **{
        f"changes.summary.{subject}": (
            f"{da}: {{came}} kommet til, {{went}} faldet fra, {{changed}} ændret, {{heirs}} med "
            "nyt navn eller lagt sammen.",
            f"{en}: {{came}} came, {{went}} went, {{changed}} changed, {{heirs}} renamed or "
            "merged.",
        )
        for subject, (da, en) in _SUMMARY.items()
    },
    **{
        f"changes.cell.{name.removeprefix('column.')}": (
            f"{da}: fra {{before}} til {{after}}.",
            f"{en}: from {{before}} to {{after}}.",
        )
        for name, (da, en) in COLUMN_NAMES.items()
    },
}
