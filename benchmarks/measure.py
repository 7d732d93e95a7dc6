"""Measure a piece of work in a process of its own: seconds, and memory at its peak.

A process of its own, because the peak of a process never falls again: what one piece of work
took would be counted for the next. Beside the seconds on the clock stand the seconds the
processors worked, which others on the same machine hardly change.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece of work took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    """Memory of the whole process at its peak, imports included."""
    own_mb: float
    """The part of it that came after the imports; what was prepared counts."""
    result: Any

    def __str__(self) -> str:
        """Tell seconds and memory."""
        return (
            f"{self.seconds:7.2f} s ({self.cpu_seconds:6.2f} s of processor), "
            f"peak {self.peak_mb:5.0f} MB ({self.own_mb:5.0f} MB its own)"
        )


def measured(
    work: Callable[..., Any],
    *words: object,
    times: int = 1,
    prepare: Callable[..., Any] | None = None,
) -> Measured:
    """Run a function of a module in a process of its own.

    Args:
        work: A function at the top of a module; what it gives must be what JSON can hold.
        words: Its arguments, as text.
        times: Runs in the same process; the fastest counts, the memory is that of all.
        prepare: A function of the same module that runs before; its seconds do not count, its
            memory does. What it gives is the first argument of the work.
    """
    place = f"{work.__module__}:{work.__qualname__}:{prepare.__qualname__ if prepare else ''}"
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", place, str(times), *map(str, words)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    ).stdout
    return Measured(**json.loads(told.splitlines()[-1]))


def peak_mb() -> float:
    """Memory of this process at its peak.

    Linux hands ``ru_maxrss`` down from the process that started this one, so the kernel's own
    mark of the process is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return float(marks[0].split()[1]) / 2**10
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return getrusage(RUSAGE_SELF).ru_maxrss / unit


def cpu_seconds() -> float:
    """Seconds the processors have worked for this process."""
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def fastest(work: Callable[[], Any], times: int = 3) -> tuple[float, float, Any]:
    """Run some work several times; give seconds and processor seconds of the fastest run."""
    runs = []
    for _ in range(times):
        began, cpu = time.perf_counter(), cpu_seconds()
        result = work()
        runs.append((time.perf_counter() - began, cpu_seconds() - cpu))
    return *min(runs), result


def _main() -> None:
    place, times, *words = sys.argv[1:]
    module_name, name, preparation = place.split(":")
    module = import_module(module_name)
    before = peak_mb()
    arguments = [getattr(module, preparation)(*words), *words] if preparation else words
    seconds, cpu, result = fastest(lambda: getattr(module, name)(*arguments), int(times))
    peak = peak_mb()
    document = Measured(seconds, cpu, peak, peak - before, result)
    print(json.dumps(asdict(document)))


if __name__ == "__main__":
    _main()
