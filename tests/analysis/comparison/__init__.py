"""Comparison of groups."""
