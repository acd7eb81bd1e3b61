"""How long and how much memory `kg build seeds/` takes from a cold start, and who reads its Turtle.

python benchmarks/build.py [--runs 3]
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import pyoxigraph
from rdflib import Graph

ROOT = Path(__file__).parents[1]


def machine() -> str:
    """Name the machine: processor, cores, system, Python."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def main() -> None:
    """Build the seeds some times in fresh processes and print seconds, megabytes and triple counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for _ in range(runs):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "kg", "build", ROOT / "seeds", "--out", folder], check=True, capture_output=True
            )
            seconds.append(time.perf_counter() - start)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"kg build seeds/: median {statistics.median(seconds):.1f} s of {runs} runs, peak {peak:.0f} MB")
        turtle = Path(folder) / "graph.ttl"
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            count = len(Graph().parse(turtle))
        print(f"rdflib: {count} triples, {len(caught)} warnings")
        read = pyoxigraph.parse(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)
        print(f"pyoxigraph: {len(set(read))} triples")
        for command in (["rapper", "-c", "-i", "turtle"], ["riot", "--count"]):
            if shutil.which(command[0]):
                done = subprocess.run([*command, turtle], capture_output=True, text=True, check=False)
                print(f"{command[0]}: {(done.stdout + done.stderr).strip() or 'no output'} (status {done.returncode})")


if __name__ == "__main__":
    main()
