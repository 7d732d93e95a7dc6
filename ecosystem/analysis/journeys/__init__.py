"""Journeys: where organisations first come into the system, and where they go from there.

``events`` says who took part in what from which day.
"""
