"""Damaged inputs at every door: told in words or read as they stand, and nothing half done."""
