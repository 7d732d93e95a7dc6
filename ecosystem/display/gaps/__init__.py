"""Gaps as a matrix and as text."""
