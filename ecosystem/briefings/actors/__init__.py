"""Actors, as a list and one by one."""
