"""The graph of a day, tied together once and measured as often as it is asked about."""

from ecosystem.analysis.graph import EcosystemGraph, graph_on_day, metadata_of, years_of

__all__ = ["EcosystemGraph", "graph_on_day", "metadata_of", "years_of"]
