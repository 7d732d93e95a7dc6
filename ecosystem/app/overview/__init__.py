"""The first page: counts, and what to look at first."""
