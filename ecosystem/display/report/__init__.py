"""Reports for a board: the theme analysis, a position and a cluster's scorecard, in five formats.

``theme``, ``position`` and ``scorecard`` say what is told, block by block; one writer a format
writes it down.
"""
