"""Read what is known of a firm: a JSON object in a file, or written on the command line.

Codes come in two forms, with and without a leading zero: "0851" in maps and addresses, 851 in the
business register and the StatBank. Both are read; a code is kept as text. A fact that no rule
asks for is left out and told, so that a file with more in it still gets its answer.
"""

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Never, get_args

from pydantic import ValidationError

from ecosystem.model.errors import FactsError, UnreadableFileError
from ecosystem.model.firms import FIRM_FACTS, LIST_OF, Firm, TruthFact

LARGEST_FILE: Final = 100_000
"""Bytes; all facts of a firm take some five hundred."""
_ALLOWED: Final = (*FIRM_FACTS, "de_minimis_awards", "cvr", "name")
_NOT_NUMBERS: Final = frozenset({"name", "positions", "de_minimis_awards", *LIST_OF})
_CODE_LENGTHS: Final = {"municipality_code": (3, 4), "industry_code": (5, 6), "cvr": (8, 8)}
"""Digits of a code without its leading zero, and in full. A text of five digits may be a prefix."""
_EXPECTED: Final = {
    "employees": "a number of full-time equivalents, 0 or more",
    "turnover_dkk": "an amount in DKK, 0 or more",
    "balance_dkk": "an amount in DKK, 0 or more",
    "gross_profit_dkk": "an amount in DKK; a loss is negative",
    "outside_capital_3y_dkk": "an amount in DKK, 0 or more",
    "founded": 'a date in quotes, such as "2019-05-01"',
    "municipality_code": 'three or four digits, such as "0779"',
    "industry_code": 'two to six digits in quotes and without dots, such as "281300"',
    "legal_form": 'a word in quotes, such as "ApS"',
    "positions": 'a list of ids, such as ["robot_drone"]; [] says that it belongs to none',
    "technology_readiness_level": "a whole number from 1 to 9",
    "partner_count": "a whole number, 0 or more, the firm itself not counted",
    "de_minimis_3y_eur": "an amount in EUR, 0 or more",
    "de_minimis_awards": 'a list such as [{"day": "2025-05-10", "amount_eur": 120000}]',
    "amount_sought_dkk": "an amount in DKK, 0 or more",
    **dict.fromkeys(get_args(TruthFact), "true, false or null"),
    **{
        fact: f"a list of {', '.join(choice.value for choice in choices)}; [] says none of them"
        for fact, choices in LIST_OF.items()
    },
    "cvr": 'eight digits in quotes, such as "12345678"',
    "name": "a text in quotes",
}


def read_facts(facts_or_path: str) -> Firm:
    """Read the facts of a firm.

    Args:
        facts_or_path: The JSON object itself, or the path of a file that holds it. A fact
            that is left out or null has not been asked about.

    Raises:
        UnreadableFileError: There is no such file, or it is not text.
        FactsError: Every fact that is not understood, with what was expected.

    Examples:
        >>> read_facts('{"employees": 24, "municipality_code": "0779"}').employees
        24.0
        >>> read_facts('{"municipality_code": 851}').municipality_code
        '0851'
        >>> read_facts('{"employees": "many"}')
        Traceback (most recent call last):
        ecosystem.model.errors.FactsError: The facts of the firm cannot be read: 1 fault(s).
        - employees should be a number of full-time equivalents, 0 or more.
    """
    return read_facts_and_notes(facts_or_path)[0]


def read_facts_and_notes(facts_or_path: str) -> tuple[Firm, tuple[str, ...]]:
    """Read the facts of a firm, and say which of what was given is not used.

    Args:
        facts_or_path: As in ``read_facts``.

    Returns:
        The firm, and a sentence for each name that is no fact a rule may ask for.

    Raises:
        UnreadableFileError: There is no such file, or it is not text.
        FactsError: Every fact that is not understood, with what was expected.

    Examples:
        >>> read_facts_and_notes('{"employes": 24}')[1]
        ('employes is not a fact that is used. Did you mean employees?',)
    """
    facts = _parse(
        facts_or_path
        if facts_or_path.lstrip().startswith(("{", "["))
        else _read_file(Path(facts_or_path))
    )
    notes = tuple(_unknown(name) for name in facts if name not in _ALLOWED)
    usable = {
        name: _whole_code(name, value)
        for name, value in facts.items()
        if name in _ALLOWED and value is not None
    }
    faults = [_not_text(name) for name, value in usable.items() if _is_mistyped(name, value)]
    try:
        firm = Firm.model_validate(usable)
    except ValidationError as error:
        inputs = {str(problem["loc"][0]): problem["input"] for problem in error.errors()}
        for name, value in inputs.items():
            if not _is_mistyped(name, value):
                faults.append(f"{name} should be {_EXPECTED[name]}; it is {_shown(usable[name])}.")
        firm = None
    if faults or firm is None:
        raise FactsError.from_faults([*faults, *notes])
    return firm, notes


def _whole_code(name: str, value: object) -> object:
    """A code in full, as text; a number of digits that is not a code's stays as it is."""
    shortest, longest = _CODE_LENGTHS.get(name, (0, 0))
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return value
    digits = str(value).strip()
    if not (digits.isascii() and digits.isdigit() and shortest <= len(digits) <= longest):
        return value
    is_short_form = isinstance(value, int) or name == "municipality_code"
    return digits.zfill(longest) if is_short_form else digits


def _read_file(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"{path} is larger than {LARGEST_FILE} bytes. Is it the facts of one firm?"
            raise UnreadableFileError(message)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = f"{path} is not UTF-8 text. Save it as UTF-8."
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = (
            f"{str(path)[:200]} cannot be opened ({reason}). Give the path of a file, or the "
            "facts themselves: '{\"employees\": 24}'."
        )
    raise UnreadableFileError(message)


def _parse(text: str) -> dict[str, Any]:
    try:
        facts = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        fault = f"This is not JSON: {error.msg}, line {error.lineno}, character {error.colno}."
    except RecursionError:
        fault = "This is not the facts of a firm: it is nested too deeply."
    except ValueError as error:
        fault = str(error)
    else:
        if isinstance(facts, dict):
            return facts
        fault = 'The facts stand in curly brackets, such as {"employees": 24}.'
    raise FactsError.from_faults([fault])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        message = f"{', '.join(doubled)} stands twice. Keep one of them."
        raise ValueError(message)
    return dict(pairs)


def _refuse(word: str) -> Never:
    message = f"{word} is not a number that JSON knows. Leave the fact out when it is not known."
    raise ValueError(message)


def _is_mistyped(name: str, value: object) -> bool:
    """Numbers in the place of codes, and truth values in the place of numbers."""
    wants_truth = name in get_args(TruthFact)
    wants_text = name in {"municipality_code", "industry_code", "cvr", "founded", "legal_form"}
    if wants_text:
        return not isinstance(value, str)
    if wants_truth:
        return not isinstance(value, bool)
    return isinstance(value, (bool, str)) and name not in _NOT_NUMBERS


def _not_text(name: str) -> str:
    return f"{name} should be {_EXPECTED[name]}."


def _unknown(name: str) -> str:
    near = get_close_matches(name, _ALLOWED, n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else f"Facts: {', '.join(FIRM_FACTS)}."
    return f"{name[:60]} is not a fact that is used. {hint}"


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:60]
