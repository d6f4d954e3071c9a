"""`python -m tests.bench [filing|outbound|claims|routing|reading|dates|… ] [--quick] [--write]`: figures.

Nothing here asserts on time: an unmet goal is shown as unmet. Only what is lost, doubled or wrong ends a run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.claims import claims
from tests.bench.databases import Databases, databases
from tests.bench.dates import dates
from tests.bench.filing import filing
from tests.bench.finding import finding
from tests.bench.measured import Figure, Plan, Wrong
from tests.bench.noticing import noticing
from tests.bench.outbound import outbound
from tests.bench.quality import machine, table, write
from tests.bench.reading import reading
from tests.bench.routing import routing
from tests.bench.start import start

BENCHES: dict[str, Callable[[Plan, Databases], list[Figure]]] = {
    "filing": filing,
    "outbound": outbound,
    "claims": claims,
    "routing": routing,
    "reading": reading,
    "dates": dates,
    "noticing": noticing,
    "finding": finding,
    "start": start,
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Ratios to limits of the same run."
    )
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"any of {', '.join(BENCHES)}; all by default"
    )
    parser.add_argument("--quick", action="store_true", help="short and rough: is it whole, and about right?")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/quality.md")
    chosen = parser.parse_args(argv)
    unknown = [name for name in chosen.names if name not in BENCHES]
    if unknown:
        parser.error(f"there is no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    said: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder, databases(Path(folder)) as made:
        for name in chosen.names or BENCHES:
            print(f"{name} …", file=sys.stderr, flush=True)
            before = machine()
            try:
                figures = BENCHES[name](Plan(Path(folder), chosen.quick), made)
            except Wrong as wrong:
                print(f"{name}: {wrong}", file=sys.stderr)
                return 1
            said[name] = f"{before}\n\n{table(figures)}"
            print(f"{said[name]}\n", flush=True)
    if chosen.write:
        write(said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
