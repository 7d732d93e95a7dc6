"""Example firms and what they did: made by a seeded generator, never taken from a register.

Firms, activities and participations may not be shipped, so the shipped register holds example
ones. They follow the population of the municipalities and the industry structure of the country
(``data/calibration``), so that maps and quotients look like Denmark; no row is a real firm. Each
row says so: ``is_synthetic`` is true and ``source`` names the generator and its seed. CVR numbers
begin with 0, which no real one does, and fail the check digit as well.

The same seed and the same shipped register give the same files, byte for byte.
"""

from ecosystem.sources.synthetic.demo import synthetic_tables, write_demo

__all__ = ["synthetic_tables", "write_demo"]
