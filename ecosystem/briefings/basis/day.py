"""A register on a day, as every briefing takes it; and what is asked of one row."""

from ecosystem.analysis.day import Name, Names, OnDay, is_near_limit, is_personally_owned

__all__ = ["Name", "Names", "OnDay", "is_near_limit", "is_personally_owned"]
