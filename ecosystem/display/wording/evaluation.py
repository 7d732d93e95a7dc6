"""Words for whether the ranking of referrals works."""

from typing import Final

_MODELS: Final = {
    "random": ("tilfældig", "random"),
    "popularity": ("mest brugt i landet", "most used in the country"),
    "regional_popularity": ("mest brugt i hjemområdet", "most used in the home area"),
    "own_then_regional": ("eget først, så hjemområdet", "own first, then the home area"),
    "item_knn": ("item-kNN (lært)", "item-kNN (learned)"),
    "ease": ("EASE (lært)", "EASE (learned)"),
    "pagerank": ("PageRank (lært)", "PageRank (learned)"),
    "rules": ("regler alene", "rules alone"),
    "rules_then_segment": ("regler, så segmentet", "rules, then the segment"),
    "shipped": ("værktøjets rækkefølge", "the tool's order"),
}
_COLUMNS: Final = {
    "model": ("rækkefølge", "ranking"),
    "hr_1": ("HR@1", "HR@1"),
    "hr_3": ("HR@3", "HR@3"),
    "hr_5": ("HR@5", "HR@5"),
    "recall_5": ("recall@5", "recall@5"),
    "ndcg_5": ("nDCG@5", "nDCG@5"),
    "mrr": ("MRR", "MRR"),
    "coverage_5": ("dækning@5", "coverage@5"),
    "novelty": ("nyhed, bit", "novelty, bits"),
    "ndcg_5_ruled": ("nDCG@5 med regel", "nDCG@5 with rule"),
    "difference": ("forskel [95 %]", "difference [95 %]"),
    "p_holm": ("p (Holm)", "p (Holm)"),
    "verdict": ("afgjort", "decided"),
    "group": ("gruppe", "group"),
    "items": ("tilbud", "items"),
    "ratio": ("vist / andel [95 %]", "shown / share [95 %]"),
    "gain_in_truth": ("i virkeligheden", "in truth"),
    "organisations": ("brug delt ud på ny", "uses dealt anew"),
    "dates": ("datoer delt ud på ny", "dates dealt anew"),
}
_HEADINGS: Final = {
    "title": (
        "Virker rækkefølgen? Prøvet på {label}",
        "Does the ranking work? Tried on {label}",
    ),
    "window": (
        "Lært af brug til og med {split}, prøvet på brug derefter til og med {until}.",
        "Learned from uses up to {split}, tried on later uses up to {until}.",
    ),
    "counts": (
        "{before} brug af {organisations} organisationer før, {after} derefter. {known} "
        "organisationer er set på begge sider, {first} kun derefter.",
        "{before} uses by {organisations} organisations before, {after} after. {known} "
        "organisations are seen on both sides, {first} after only.",
    ),
    "chance": (
        "Frø {seed}, {draws} trækninger af organisationer. EASE har straf {penalty}, valgt på det "
        "sidste år før skæringsdagen.",
        "Seed {seed}, {draws} draws of organisations. EASE has penalty {penalty}, chosen on the "
        "last year before the cut.",
    ),
    "task.all": (
        "Næste brug, også gentagelser: {count} organisationer, der er set før",
        "Next use, repeats included: {count} organisations seen before",
    ),
    "task.new": (
        "Kun det, der ikke er brugt før: {count} organisationer",
        "Only what was not used before: {count} organisations",
    ),
    "against": (
        "nDCG@5 i forhold til {model}",
        "nDCG@5 compared with {model}",
    ),
    "strata": (
        "nDCG@5 efter tidligere brug (organisationer i parentes)",
        "nDCG@5 by earlier uses (organisations in brackets)",
    ),
    "exposure": (
        "Hvem bliver vist: vægten i de fem øverste over gruppens andel af det, organisationerne "
        "må bruge; 1 er jævnt",
        "Who is shown: weight in the first five over the group's share of what organisations "
        "may use; 1 is even",
    ),
    "exposure.small": (
        "Den mindst brugte halvdel af tilbuddene, i hver rækkefølge",
        "The less used half of the items, in each ranking",
    ),
    "control": (
        "Kontrol: nDCG@5 ud over det mest brugte i landet, når historien er delt ud på ny",
        "Control: nDCG@5 above the most used in the country, with the history dealt anew",
    ),
    "sentences": ("Hvad tallene siger, og hvad de ikke siger", "What the figures say and do not"),
}
_SAID: Final = {
    "items": (
        "Et tilbud er her det, der kan bruges igen: en ordning, eller fond, indsatsområde og "
        "område tilsammen. {items} i alt. De {open}, der er brugt efter {split}, regnes som åbne "
        "og rangordnes alle.",
        "An item is what can be used again: an offer, or fund, priority area and area together. "
        "{items} in all. The {open} that were used after {split} count as open and are all "
        "ranked.",
    ),
    "columns": (
        "HR@k: andel af organisationerne med mindst én træffer blandt de k øverste. recall@5: "
        "andel af det brugte, der står blandt de fem øverste. nDCG@5: hvor højt det brugte står "
        "blandt de fem øverste, 1 er bedst muligt. MRR: 1 over pladsen for første træffer. "
        "Dækning@5: andel af tilbuddene, som nogen får vist. Nyhed: hvor få der havde brugt det "
        "viste. Med regel: det, som området udelukker, står sidst.",
        "HR@k: share of organisations with at least one hit among the first k. recall@5: share of "
        "what was used among the first five. nDCG@5: how high in the first five what was used "
        "stands, 1 is the best there is. MRR: 1 over the place of the first hit. Coverage@5: "
        "share of items that anybody is shown. Novelty: how few had used what is shown. With "
        "rule: what the area rules out stands last.",
    ),
    "home": (
        "En organisations hjemområde er det, de fleste af dens tidligere projekter lå i, ellers "
        "adressens område. For dem, der ikke er set før, er adressen taget, som registret har den "
        "nu.",
        "An organisation's home area is the one most of its earlier projects were in, else that "
        "of its address. For those not seen before the address is as the register has it now.",
    ),
    "ties": (
        "Står to lige, kommer det tilbud først, som flest organisationer har brugt før "
        "skæringsdagen, derefter navnet.",
        "Of two that are even, the item more organisations used before the cut comes first, then "
        "the name.",
    ),
    "shipped.none": (
        "Registret har ingen vægte til værktøjets rækkefølge, så den er ikke prøvet.",
        "The register has no weights for the tool's order, so it was not tried.",
    ),
    "learned.off": (
        "Ingen lært model er bedre end den bedste enkle på begge opgaver: den lærte del forbliver "
        "slået fra.",
        "No learned model beats the best simple one on both tasks: the learned part stays off.",
    ),
    "learned.on": (
        "{model} er bedre end den bedste enkle rækkefølge på begge opgaver og viser små tilbud "
        "lige så meget: den kan slås til.",
        "{model} beats the best simple ranking on both tasks and shows small items as much: it "
        "may be switched on.",
    ),
    "control.fell": (
        "Når brugen deles ud på ny mellem organisationerne, falder alle rækkefølger til landets "
        "mest brugte eller under. Det, de kan, kommer altså af, hvem der brugte hvad.",
        "With uses dealt out to organisations anew, every ranking falls to the country's most "
        "used or below. What they can do rests on who used what.",
    ),
    "control.kept": (
        "Mindst én rækkefølge er over landets mest brugte, selv når brugen er delt ud på ny mellem "
        "organisationerne: tallene er ikke til at stole på.",
        "At least one ranking stays above the country's most used with uses dealt out to "
        "organisations anew: the figures are not to be trusted.",
    ),
    "control.dates": (
        "Deles kun datoerne ud på ny, står det fast, hvem der brugte hvad, og hjemområdet "
        "fortæller lige så meget som før. Det, der måles, er mest, hvor en organisation hører "
        "til, ikke hvornår.",
        "With the dates alone dealt anew, who used what still stands, and the home area tells as "
        "much as before. What is measured is mostly where an organisation belongs, not when.",
    ),
    "hit.1": (
        "En træffer betyder »som før«, ikke »passer bedre«: historien viser, hvad der blev udbudt, "
        "kendt og bevilget.",
        "A hit means 'as before', not 'better suited': history shows what was offered, known "
        "and granted.",
    ),
    "hit.2": (
        "Prøven dækker kun den del af rækkefølgen, der bygger på tidligere brug. Behov, område, "
        "størrelse, frister og afstand står ikke i historien og er ikke prøvet her.",
        "Only the part of the order that rests on earlier use is tried. Needs, field, size, "
        "deadlines and distance are not in the history and are not tried here.",
    ),
    "hit.3": (
        "Organisationerne er parter i projekter, ikke de virksomheder, projekterne hjalp. Fondene "
        "var regionale, så meget af det, der ligner held, er adgang.",
        "The organisations are parties to projects, not the firms that the projects helped. The "
        "funds were regional, so much of what looks like skill is access.",
    ),
}
_TASKS: Final = {
    "all": ("Næste brug", "Next use"),
    "new": ("Kun nyt", "Only new"),
}
_VERDICTS: Final = {
    "few": (
        "kan ikke afgøres. {count} organisationer er færre end {fewest}; usikkerheden på en "
        "forskel i nDCG@5 er op til {width} til hver side.",
        "cannot be decided. {count} organisations are fewer than {fewest}; a difference in nDCG@5 "
        "is uncertain by up to {width} each way.",
    ),
    "undecided": (
        "om værktøjets rækkefølge eller det mest brugte i hjemområdet er bedst, kan ikke afgøres "
        "med {count} organisationer (halv bredde {width} i nDCG@5). Værktøjets beholdes.",
        "whether the tool's order or the most used in the home area is better cannot be decided "
        "with {count} organisations (half width {width} in nDCG@5). The tool's is kept.",
    ),
    "same": (
        "værktøjets rækkefølge og det mest brugte i hjemområdet giver samme nDCG@5 for alle "
        "{count} organisationer. Værktøjets beholdes.",
        "the tool's order and the most used in the home area give the same nDCG@5 for all "
        "{count} organisations. The tool's is kept.",
    ),
    "better": (
        "værktøjets rækkefølge er bedre end det mest brugte i hjemområdet ({count} "
        "organisationer, halv bredde {width} i nDCG@5).",
        "the tool's order is better than the most used in the home area ({count} organisations, "
        "half width {width} in nDCG@5).",
    ),
    "worse": (
        "værktøjets rækkefølge er ringere end det mest brugte i hjemområdet ({count} "
        "organisationer, halv bredde {width} i nDCG@5). Brug ikke tidligere brug som grund, før "
        "det er rettet.",
        "the tool's order is below the most used in the home area ({count} organisations, half "
        "width {width} in nDCG@5). Do not use earlier use as a reason until that is mended.",
    ),
}
_WORDS: Final = {
    "task.new": ("kun nyt", "only new"),
    "verdict.better": ("bedre", "better"),
    "verdict.worse": ("ringere", "worse"),
    "verdict.undecided": ("kan ikke afgøres", "cannot be decided"),
    "stratum.known": ("set før", "seen before"),
    "stratum.first": ("første", "first"),
    "stratum.second": ("anden", "second"),
    "stratum.third_or_later": ("tredje eller senere", "third or later"),
    "group.national": ("hele landet", "the whole country"),
    "group.less_used": ("mindst brugte halvdel", "less used half"),
    "group.more_used": ("mest brugte halvdel", "more used half"),
    "left_out.example_data": (
        "{count} deltagelser er eksempeldata og er ikke talt med.",
        "{count} participations are example data and are not counted.",
    ),
    "left_out.no_item": (
        "{count} deltagelser siger ikke, hvad der blev brugt, og er ikke talt med.",
        "{count} participations do not tell what was used and are not counted.",
    ),
    "left_out.no_day": (
        "{count} deltagelser har ingen dato og er ikke talt med.",
        "{count} participations have no date and are not counted.",
    ),
}

TEXTS: Final = {
    **{f"evaluation.model.{key}": words for key, words in _MODELS.items()},
    **{f"evaluation.column.{key}": words for key, words in _COLUMNS.items()},
    **{f"evaluation.heading.{key}": words for key, words in _HEADINGS.items()},
    **{f"evaluation.{key}": words for key, words in _SAID.items()},
    **{f"evaluation.{key}": words for key, words in _WORDS.items()},
    **{
        f"evaluation.shipped.{key}.{task}": (f"{told[0]}: {words[0]}", f"{told[1]}: {words[1]}")
        for key, words in _VERDICTS.items()
        for task, told in _TASKS.items()
    },
}
"""Key to (Danish, English)."""
