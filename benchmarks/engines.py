"""Ask the same question of two engines: DuckDB in this process and Spark Connect (pysail)."""

import warnings
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from pysail.spark import SparkConnectServer  # type: ignore[import-untyped]

from benchmarks.measure import fastest
from benchmarks.registers import example_register
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import firms_of_every_position
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.tables.spark import on_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ON = date(2026, 10, 31)
SIZE = (700_000, 5_000_000)


def run() -> None:
    """Count the firms of every position in every municipality on both, and compare."""
    register = read_register(example_register(*SIZE))
    embedded, _, here = fastest(lambda: firms_of_every_position(OnDay(register, ON)))
    server, session = serve()
    try:
        elsewhere = on_spark(register, session)
        served, _, there = fastest(lambda: firms_of_every_position(OnDay(elsewhere, ON)))
    finally:
        session.stop()
        server.stop()
    print(f"  DuckDB, embedded               {embedded:7.2f} s")
    print(f"  Spark Connect, pysail          {served:7.2f} s ({served / embedded:.1f} times)")
    is_same = here.shape == there.shape and np.allclose(here, there, rtol=1e-12, equal_nan=True)
    print(f"  the same {here.shape[0]:,} rows of {here.shape[1]} figures, to 12 digits: {is_same}")


def serve() -> "tuple[Any, SparkSession]":
    """Serve Spark Connect within this process and open a session on it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        from pyspark.sql import SparkSession  # noqa: PLC0415  # it warns when it is imported

        server = SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        _, port = server.listening_address
        return server, SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
