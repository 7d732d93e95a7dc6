"""Advisers' judgements of latent needs: added, listed, deleted by their number."""

from dataclasses import dataclass
from pathlib import Path

from ecosystem.model.errors import UnknownIdError
from ecosystem.model.latent_needs import KeptJudgement, LatentNeed
from ecosystem.sources.files.json_lines import record_of
from ecosystem.sources.user.store.database import leave_no_trace, now, reading, writing


@dataclass(frozen=True, slots=True)
class Judgements:
    """The table of judgements in a store."""

    path: Path

    def read(self) -> tuple[KeptJudgement, ...]:
        """List all judgements, in the order they were kept.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return ()
        with reading(self.path) as store:
            query = "SELECT judgement_id, body FROM judgements ORDER BY judgement_id"
            rows = store.execute(query).fetchall()
        return tuple(
            KeptJudgement(judgement_id=number, judgement=judgement)
            for number, body in rows
            if (judgement := record_of(body, LatentNeed)) is not None
        )

    def add(self, judgement: LatentNeed) -> int:
        """Add a judgement and return the number it is deleted by.

        Raises:
            StoreError: The store cannot be used; nothing was added.
        """
        with writing(self.path) as store:
            cursor = store.execute(
                "INSERT INTO judgements (recorded_at, body) VALUES (?, ?)",
                (now(), judgement.model_dump_json()),
            )
            number = cursor.lastrowid
        return int(number or 0)

    def delete(self, judgement_id: int) -> None:
        """Delete a judgement, and leave no trace of it in the file.

        Raises:
            UnknownIdError: There is none of that number.
            StoreError: The store cannot be used; nothing was deleted.
        """
        numbers = [kept.judgement_id for kept in self.read()]
        if judgement_id not in numbers:
            kind = "judgement"
            raise UnknownIdError.from_available(kind, judgement_id, numbers)
        with writing(self.path) as store:
            store.execute("DELETE FROM judgements WHERE judgement_id = ?", (judgement_id,))
        leave_no_trace(self.path)
