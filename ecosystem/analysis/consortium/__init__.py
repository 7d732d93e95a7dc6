"""Who together could take up a challenge, and which rules of a scheme they would meet.

``challenge`` reads what is asked for; ``matching`` finds whose words fit it; ``candidates`` gathers
the actors that fit, with what speaks for each; ``seats`` fills the seats of a consortium;
``demands`` holds the seats against what a scheme demands. Nobody is promised: who stands here can
be asked.
"""

from ecosystem.analysis.consortium.candidates import Candidate, CandidateSet, candidates_for
from ecosystem.analysis.consortium.challenge import Challenge, challenge_of, challenge_of_text
from ecosystem.analysis.consortium.demands import DemandCheck, check_demands, is_small
from ecosystem.analysis.consortium.seats import JointWork, Seat, Seating, fill_seats

__all__ = [
    "Candidate",
    "CandidateSet",
    "Challenge",
    "DemandCheck",
    "JointWork",
    "Seat",
    "Seating",
    "candidates_for",
    "challenge_of",
    "challenge_of_text",
    "check_demands",
    "fill_seats",
    "is_small",
]
