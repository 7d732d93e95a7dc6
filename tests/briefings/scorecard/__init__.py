"""Scorecards: each recommendation on small made tables."""
