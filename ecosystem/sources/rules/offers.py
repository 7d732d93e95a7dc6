"""Read rule files: YAML with one offer's criteria in each, and the figures they share.

All faults of all files are collected before anything is refused.
"""

from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from ecosystem.model.errors import RuleError
from ecosystem.model.faults import Fault
from ecosystem.model.fit import OfferFit
from ecosystem.model.offers import Constants, Rules, offer_of_rule_file
from ecosystem.model.shelf_lives import ShelfLives
from ecosystem.model.ways import Ways
from ecosystem.model.weights import ReferralWeights, Synonyms
from ecosystem.sources.rules.rule_text import Place, fault_of, read_record

WEIGHTS_FILE: Final = "_weights.yaml"
SYNONYMS_FILE: Final = "_synonyms.yaml"
SHELF_LIVES_FILE: Final = "_shelf_lives.yaml"
WAYS_FILE: Final = "_ways.yaml"
FIT_FILE: Final = "_fit.yaml"


def read_rules_and_faults(folder: Path) -> tuple[dict[str, Rules], tuple[Fault, ...]]:
    """Read every rule file; a faulty one becomes an offer that cannot be judged.

    Returns:
        Rules by offer_id, where a faulty file gives rules with a ``problem`` and no criteria,
        and the faults of all files. One broken file so never stops the others.
    """
    rules: dict[str, Rules] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("[!_.]*.yaml")):
        try:
            rules[offer_of_rule_file(path.stem)] = read_rule_file(path)
        except RuleError as error:
            faults.extend(error.faults)
            if stand_in := _stand_in(path, error):
                rules[stand_in.offer_id] = stand_in
    return rules, tuple(faults)


def read_rule_file(path: Path) -> Rules:
    """Read the rules of one offer; the file is named after the offer.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    rules = read_record(path, Rules)
    if rules.offer_id != offer_of_rule_file(path.stem):
        problem = f"the file is named {path.stem} but holds the rules of {rules.offer_id}"
        hint = "Let the name of the file and offer_id agree."
        raise RuleError.from_faults(path.name, [fault_of(path, problem, hint, Place("offer_id"))])
    return rules


def read_constants(path: Path, beside: Path | None = None) -> Constants:
    """Read the figures many rules share: size ceilings, exchange rate, aid rule sets.

    Args:
        path: The file.
        beside: Folder of ``_weights.yaml``, ``_synonyms.yaml``, ``_ways.yaml``,
            ``_shelf_lives.yaml`` and ``_fit.yaml``, the numbers of the ranking, the words of
            firms, the way ahead for each need, how long a check tells and how far an offer meets
            a need; without it, they lie beside the file.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    constants = read_record(path, Constants)
    folder = beside or path.parent
    records: dict[str, BaseModel] = {}
    weights, synonyms = folder / WEIGHTS_FILE, folder / SYNONYMS_FILE
    shelf_lives, ways = folder / SHELF_LIVES_FILE, folder / WAYS_FILE
    if constants.referral is None and weights.exists():
        records["referral"] = read_weights(weights)
    if constants.synonyms is None and synonyms.exists():
        records["synonyms"] = read_synonyms(synonyms)
    if constants.ways is None and ways.exists():
        records["ways"] = read_ways(ways)
    if "shelf_lives" not in constants.model_fields_set and shelf_lives.exists():
        records["shelf_lives"] = read_shelf_lives(shelf_lives)
    if "fit" not in constants.model_fields_set and (folder / FIT_FILE).exists():
        records["fit"] = read_fit(folder / FIT_FILE)
    return constants.model_copy(update=records)


def read_weights(path: Path) -> ReferralWeights:
    """Read the numbers of the ranking of referrals.

    Raises:
        RuleError: Every wrong field, or weights that do not add up to 1.
    """
    return read_record(path, ReferralWeights)


def read_synonyms(path: Path) -> Synonyms:
    """Read the words firms use for needs and fields.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    return read_record(path, Synonyms)


def read_ways(path: Path) -> Ways:
    """Read the way ahead for each need.

    Raises:
        RuleError: Every wrong field, with what was expected and what to do.
    """
    return read_record(path, Ways)


def read_fit(path: Path) -> OfferFit:
    """Read how far the use of an offer meets a need, by what it is.

    Raises:
        RuleError: Every wrong field, or a grade outside 0 to 1.
    """
    return read_record(path, OfferFit)


def read_shelf_lives(path: Path) -> ShelfLives:
    """Read how long a check of each sort of fact tells.

    Raises:
        RuleError: Every wrong field, or a sort of fact without a shelf life.
    """
    return read_record(path, ShelfLives)


def _stand_in(path: Path, error: RuleError) -> Rules | None:
    try:
        return Rules(offer_id=offer_of_rule_file(path.stem), source="", problem=str(error))
    except ValidationError:
        return None
