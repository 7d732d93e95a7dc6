"""Words about ties, ways between actors and the network of a strength position."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "tie_kind.member_of": ("er medlem af", "is a member of"),
    "tie_kind.partner": ("samarbejder med", "cooperates with"),
    "tie_kind.refers_to": ("henviser til", "refers to"),
    "tie_kind.founded": ("var med til at stifte", "helped to found"),
    "tie_kind.successor_of": ("er efterfølger til", "is the successor of"),
    "tie_kind.part_of": ("hører til", "is part of"),
    "tie_kind.takes_part": ("deltager i", "takes part in"),
    "tie_kind.offers": ("tilbyder", "offers"),
    "tie_kind.uses": ("har brugt", "has used"),
    "tie_kind.same_place": ("ligger i samme kommune som", "is in the same municipality as"),
}
