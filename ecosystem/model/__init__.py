"""The language of the house: what an actor, a firm, an offer, a gap and a finding are."""
