"""How long and how much memory the main jobs take, and who reads the Turtle.

python benchmarks/build.py [--runs 3]     kg build seeds/ from a cold start
python benchmarks/build.py --lines 20000  kg extract --lines on so many short documents that the script makes up
python benchmarks/build.py --added 400    articles like the seeds, of other weeks and people, added to a store
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg import pipeline
from kg.collection import renamed
from kg.config import Settings
from kg.graph import Archive
from kg.model import Reading
from kg.read import articles

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


def documents(count: int) -> Iterator[str]:
    """Make up short documents, one a line: one to three sentences about people, bodies and countries."""
    chance = random.Random(7)
    syllables = [consonant + vowel for consonant in "bdgklmnrstv" for vowel in "aeo"]

    def name() -> str:
        return "".join(chance.choices(syllables, k=4)).title() + chance.choice("vnkr")

    people = [f"{chance.choice(('Anna', 'Peter', 'Irina', 'Karim', 'Olga', 'Tomas'))} {name()}" for _ in range(3000)]
    bodies = [f"{name()} {kind}" for kind in ("Union", "Council", "Party", "Ministry") for _ in range(100)]
    countries = ["Russia", "Belarus", "Poland", "Germany", "France", "Turkey", "China", "India", "Iran", "Egypt"]
    deeds, matters = ("met", "criticised", "praised", "visited"), ("a trade deal", "sanctions", "the election")
    for _ in range(count):
        (one, other), (here, there) = chance.sample(people, 2), chance.sample(countries, 2)
        told = (
            f"{one} of the {chance.choice(bodies)} {chance.choice(deeds)} {other} in {here} on Monday.",
            f"{one.split()[1]} said that {there} would discuss {chance.choice(matters)} with {here}.",
            f"{there} {chance.choice(deeds)} {here} over {chance.choice(matters)}.",
        )
        yield " ".join(told[: chance.randint(1, 3)])


def stream(count: int) -> None:
    """Extract statements of many short documents in one fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "documents.txt"
        source.write_text("".join(f"{text}\n" for text in documents(count)), encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "kg", "extract", source, "--lines", "--jobs", "1"], check=True, capture_output=True
        )
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = done.stdout.count(b"\n")
    print(
        f"kg extract --lines, {count:,} documents: {seconds:.0f} s ({used.ru_utime:.0f} s of processor), "
        f"{lines:,} statements, peak {used.ru_maxrss / 1024:.0f} MB"
    )


def variant(reading: Reading, number: int) -> Reading:
    """Make another article of one: nine days later for each number, and about other people."""

    def other(id: str) -> str:
        return sha256(f"{id}{number}".encode()).hexdigest()

    def later(day: str | None) -> str | None:
        is_day = day is not None and len(day) == 10
        return str(date.fromisoformat(day) + timedelta(days=9 * number)) if day is not None and is_day else day

    article = replace(reading.article, id=f"{reading.article.id}-{number}", date=later(reading.article.date))
    things = {
        (reading.article.id, id): entity
        if entity.wikidata
        else replace(entity, id=f"{id.rpartition('_')[0] or id}_{other(id)[:8]}", label=f"{entity.label} {number}")
        for id, entity in reading.entities.items()
    }
    told = renamed(reading, things)
    statements = tuple(
        replace(
            statement,
            id=other(statement.id)[:16],
            article=article.id,
            event=replace(statement.event, date=later(statement.event.date)) if statement.event is not None else None,
        )
        for statement in told.statements
    )
    return replace(told, article=article, statements=statements)


def added(count: int) -> None:
    """Add articles to a store, ten at a time, and print what each ten cost."""
    seeds = list(pipeline.readings(articles([ROOT / "seeds"]), Settings()))
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "store")
        for number in range(0, count // len(seeds), 2):
            told = [variant(reading, number + more) for more in (0, 1) for reading in seeds]
            start = time.process_time()
            pipeline.add(told, archive, Settings())
            seconds = time.process_time() - start
            held = (number + 2) * len(seeds)
            print(
                f"{held} articles, {len(archive.engine):,} quads: {seconds / len(told):.2f} s of processor an article"
            )
        archive.close()


def main() -> None:
    """Measure one of the jobs in fresh processes and print seconds, megabytes and counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lines", type=int, metavar="DOCUMENTS")
    parser.add_argument("--added", type=int, metavar="ARTICLES")
    given = parser.parse_args()
    runs = given.runs
    print(machine())
    if given.lines:
        stream(given.lines)
        return
    if given.added:
        added(given.added)
        return
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
