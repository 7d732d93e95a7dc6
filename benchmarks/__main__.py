"""Run the benchmarks: all of them, or those named, such as ``python -m benchmarks register``.

A benchmark is a module of this package with a function ``run() -> None`` that prints what it
measured.
"""

import os
import platform
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules

LIBRARIES = ("duckdb", "narwhals", "numpy", "pandas", "pyarrow", "scipy", "networkx", "pysail")


def machine() -> str:
    """Tell what the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB RAM, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}.\n"
        f"Load when it began: {os.getloadavg()[0]:.1f} (more than the cores means that others "
        "were at work and times are too long)."
    )


def main() -> None:
    """Run what is asked for."""
    wanted = sys.argv[1:]
    names = [module.name for module in iter_modules([str(Path(__file__).parent)])]
    if strangers := set(wanted) - set(names):
        sys.exit(f"No benchmark {', '.join(sorted(strangers))}. There are: {', '.join(names)}.")
    print(machine())
    for name in wanted or names:
        module = import_module(f"benchmarks.{name}")
        if hasattr(module, "run"):
            print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            module.run()


if __name__ == "__main__":
    main()
