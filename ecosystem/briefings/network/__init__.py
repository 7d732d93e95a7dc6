"""A position's network: who is in it, its structure, paths and losses."""
