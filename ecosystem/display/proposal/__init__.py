"""A proposal for a new effort as a document: Word, or one page of HTML without script."""

from typing import Final

from ecosystem.briefings.gaps.proposal import ProposalBriefing
from ecosystem.display.proposal.outline import proposal_outline
from ecosystem.display.wording import Language
from ecosystem.model.errors import EcosystemError

ENDINGS: Final = (".docx", ".html")


def proposal_file(proposal: ProposalBriefing, ending: str, language: Language = "da") -> bytes:
    """Return the proposal as the content of a document.

    Args:
        proposal: What is proposed.
        ending: ``.docx`` or ``.html``.
        language: Language of the words.

    Raises:
        EcosystemError: The ending is none of ours.
    """
    contents = proposal_outline(proposal, language)
    match ending:
        case ".docx":
            from ecosystem.display.documents.word import outline_docx

            return outline_docx(contents, proposal.on, language)
        case ".html":
            from ecosystem.display.proposal.html import outline_html

            return outline_html(contents, language)
        case _:
            message = f"{ending or 'no ending'}: choose one of {' '.join(ENDINGS)}."
            raise EcosystemError(message)
