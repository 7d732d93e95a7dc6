"""Errors the house raises, each telling the reader what to do next."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Self

from ecosystem.model.closed_lists import complete
from ecosystem.model.vocabulary import StoreProblem

if TYPE_CHECKING:
    from ecosystem.model.faults import Fault


class EcosystemError(Exception):
    """Base of every error raised by this package; its text is meant for the user."""


class UnreadableFileError(EcosystemError):
    """A file cannot be read at all: absent, not text, not a table, too large."""


class StoreError(UnreadableFileError):
    """The store of users' own words cannot be used; ``problem`` says why, ``path`` where."""

    problem: StoreProblem
    path: str

    @classmethod
    def from_problem(cls, problem: StoreProblem, path: object, why: str) -> Self:
        """Write what is wrong with the store, that nothing was changed, and what to do."""
        error = cls(_STORE_WORDS[problem].format(path=path, why=why))
        error.problem, error.path = problem, str(path)
        return error


_STORE_WORDS: Final = complete(
    StoreProblem,
    {
        StoreProblem.BUSY: (
            "{path} is in use by another program and did not get free. Nothing was written; "
            "try again."
        ),
        StoreProblem.FULL: (
            "{path} cannot be written ({why}). Perhaps the disk is full. Nothing was written, and "
            "what stood there before is kept."
        ),
        StoreProblem.NO_PLACE: (
            "{path} cannot be opened ({why}). Name a folder that you may write to with "
            "ECOSYSTEM_USER_DATA."
        ),
        StoreProblem.DAMAGED: (
            "{path} cannot be used ({why}) and was left as it is. Move it away together with the "
            "files beside it whose names begin the same, and start again; 'sqlite3 FILE .recover' "
            "shows what can be saved from it."
        ),
        StoreProblem.NEWER: (
            "{path} was written by a newer version of this tool ({why}) and was left as it is. "
            "Update the tool."
        ),
    },
    name="_STORE_WORDS",
)


class RegisterError(EcosystemError):
    """A register does not hold what its tables promise; ``faults`` names every place."""

    def __init__(self, message: str, faults: Sequence["Fault"] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

    @classmethod
    def from_faults(cls, where: object, faults: Sequence["Fault"], at_most: int = 5) -> Self:
        """Count the faults, write the first ones, and where the rest is told."""
        lines = [str(fault) for fault in faults[:at_most]]
        more = len(faults) - len(lines)
        if more > 0:
            lines.append(
                f"... and {more} more. See them all with / se dem alle med: ecosystem validate "
                f"{where}"
            )
        head = (
            f"{where} is not a valid register: {len(faults)} fault(s). / Det er ikke et gyldigt "
            f"register: {len(faults)} fejl."
        )
        return cls("\n".join([head, *lines]), faults)


class RuleError(EcosystemError):
    """A rule file cannot be read as an offer's criteria; ``faults`` names every place."""

    def __init__(self, message: str, faults: Sequence["Fault"] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

    @classmethod
    def from_faults(cls, where: object, faults: Sequence["Fault"], at_most: int = 20) -> Self:
        """Count the faults and write each: file, field, what was expected, what to do."""
        lines = [str(fault) for fault in faults[:at_most]]
        if len(faults) > len(lines):
            lines.append(f"... and {len(faults) - len(lines)} more.")
        head = f"{where} cannot be read as rules: {len(faults)} fault(s)."
        return cls("\n".join([head, *lines]), faults)


class FactsError(EcosystemError):
    """What is told about a firm cannot be understood; every fault is named."""

    @classmethod
    def from_faults(cls, faults: Sequence[str]) -> Self:
        """List every fault, and where the facts are described."""
        head = f"The facts of the firm cannot be read: {len(faults)} fault(s)."
        return cls("\n".join([head, *(f"- {fault}" for fault in faults)]))


_TOLD = {("municipality", "0411"): "Christiansø is no municipality; Bornholm is 0400."}
"""Ids of official files that are known to be no such thing."""


class UnknownIdError(EcosystemError, LookupError):
    """An identifier is not in the register; ``nearest`` names ids that may have been meant."""

    nearest: tuple[str, ...] = ()

    @classmethod
    def from_available(cls, kind: str, missing: object, available: Iterable[object]) -> Self:
        """Write the missing identifier and the nearest ones the reader could have meant."""
        ids = sorted(map(str, available))
        if why := _TOLD.get((kind, str(missing).zfill(4))):
            return cls(f"No {kind} with id {str(missing)!r}. {why}")
        near = get_close_matches(str(missing).lower(), ids, n=5, cutoff=0.5)
        if near:
            hint = f"Nearest: {', '.join(near)}."
        elif ids:
            hint = f"There are: {', '.join(ids[:15])}{' ...' if len(ids) > 15 else ''}."  # noqa: PLR2004
        else:
            hint = f"There is no {kind} at all."
        error = cls(f"No {kind} with id {str(missing)!r}. {hint}")
        error.nearest = tuple(near)
        return error


class TooLargeError(EcosystemError):
    """A question needs more memory than large tables may take."""

    @classmethod
    def from_engine(cls, words: object) -> Self:
        """Write what to do, and what the engine told."""
        return cls(
            "The question needs more memory than large tables may take, also with the disk. Allow "
            "more with the environment variable ECOSYSTEM_MEMORY, such as 8GB, or ask of a smaller "
            f"part of the register. The engine says: {str(words).splitlines()[0]}"
        )


class NotRecordedError(EcosystemError):
    """A question needs a table that the register does not have: not recorded, not zero."""

    @classmethod
    def from_table(cls, table: str, question: str) -> Self:
        """Write which table is absent and what it would answer."""
        file = f"{table}.csv; its columns are described in data/README.md"
        return cls._without(f"table {table!r}", question, file)

    @classmethod
    def from_rules(cls, file: str, question: str) -> Self:
        """Write which file of rules is absent and what it would answer."""
        return cls._without(f"file {file}", question, f"{file}; data/{file} of the tool shows how")

    @classmethod
    def _without(cls, what: str, question: str, remedy: str) -> Self:
        return cls(
            f"The register has no {what}, so {question} is not recorded (this is not "
            f"the same as zero). Add {remedy}."
        )
