"""The theme analysis: what clusters do in the business-promotion system, redone from a register."""
