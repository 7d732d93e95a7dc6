"""The part first_timers of the theme analysis."""

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.analysis import PartAnswer, PartState
from ecosystem.model.sentences import Sentence


def part_answer(basis: ThemeBasis) -> PartAnswer:  # noqa: ARG001
    """Return that the part is not built yet."""
    why = Sentence(key="analysis.not_built")
    return PartAnswer.without(PartState.NOT_RECORDED, why)
