"""Measure the graph room on a synthetic collection in our own schema: size, load, every query of the library.

    python benchmarks/graph.py [--triples 1000000] [--store DIR] [--runs 3] [--memory]

`--memory` also runs the queries on rdflib's own memory store, which takes minutes to load and to answer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rdflib import Graph

from kg.graph import add_quads, open_dataset, quads, to_bytes
from kg.graph.query import Query, library, run_query
from kg.inventory import FAMILIES
from kg.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventCode,
    Knowledge,
    Link,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Passage,
    Polarity,
    Reading,
    Relation,
    Statement,
    StatementArgument,
)

PLOVER = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
SENTENCES = 12  # an article
VALUES = {
    "who-did-what": {"who": "Actor 1"},
    "about": {"who": "Actor 1"},
    "said-by": {"source": "Actor 1"},
    "timeline": {"who": "Actor 1"},
    "shortest-chain": {"start": "Actor 1", "end": "Actor 90"},
    "first-reported": {"who": "Actor 1"},
    "find-entity": {"name": "actor 12"},
    "describe": {"who": "Actor 1"},
    "who-says": {"who": "Actor 1"},
    "office-holders": {"of": "Actor 2"},
    "members": {"bloc": "Actor 3"},
}
"""What an analyst would set: such a question is about somebody."""


def collection(statements: int, seed: int = 7) -> Knowledge:
    """Make a collection of so many statements; actors are as unevenly in the news as in the world (Zipf)."""
    rng = random.Random(seed)
    actors = [_entity(number, rng) for number in range(1, max(200, statements // 12))]
    weights = [1 / (rank + 3) for rank in range(len(actors))]
    relations = [
        Relation(f"{family}Way{number}", f"{FAMILIES[family].label} in way {number}", family)
        for family in FAMILIES
        for number in range(8)
    ] + [Relation(family, FAMILIES[family].label, family) for family in FAMILIES]
    readings: list[Reading] = []
    reports: dict[tuple[str, str, str, str], list[Statement]] = {}
    for number in range(statements // (2 * SENTENCES) + 1):
        reading = _reading(number, actors, weights, relations, rng, reports)
        readings.append(reading)
    events, of = _events(reports)
    kept = tuple(
        Reading(r.article, r.mentions, r.entities, tuple(_reported(s, of.get(s.id)) for s in r.statements))
        for r in readings
    )
    said = [s for r in kept for s in r.statements]
    links = tuple(Link(a.id, b.id, i % 2 == 0, "same event") for i, (a, b) in enumerate(pairwise(said[::40])))
    return Knowledge(kept, {actor.id: actor for actor in actors}, events, links)


def _entity(number: int, rng: random.Random) -> Entity:
    """Make an actor or place."""
    kind = rng.choice(list(EntityType)[:5])
    return Entity(
        f"Actor_{number}",
        f"Actor {number}",
        kind,
        (f"The {number}th", f"A. {number}"),
        wikidata=f"Q{1000 + number}",
        link_score=round(rng.uniform(0.5, 1), 2),
        country=rng.choice(("RUS", "BLR", "USA", "CHN", "UKR", "FRA")),
        sector=rng.choice(("GOV", "MIL", "IGO", None)),
        latitude=round(rng.uniform(-80, 80), 3),
        longitude=round(rng.uniform(-180, 180), 3),
        basis=("same name",),
    )


def _reading(
    number: int,
    actors: list[Entity],
    weights: list[float],
    relations: list[Relation],
    rng: random.Random,
    reports: dict[tuple[str, str, str, str], list[Statement]],
) -> Reading:
    """Make an article of twelve sentences with two statements each."""
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    article = f"article-{number}"
    said: list[Statement] = []
    for index in range(SENTENCES):
        start = index * 160
        words = (
            f"Sentence {index} of article {number} tells that somebody did something to somebody else somewhere. " * 2
        )
        sentence = Passage(words[:150], start, start + 150)
        for part in range(2):
            subject, object_ = rng.choices(actors, weights, k=2)
            relation = rng.choice(relations)
            code = (
                EventCode(
                    rng.choice(PLOVER),
                    "042",
                    None,
                    (),
                    day,
                    "text",
                    rng.choice(actors).id,
                    round(rng.uniform(-10, 10), 1),
                )
                if rng.random() < 0.7
                else None
            )
            by = tuple(
                Participant(Passage("he", start + 140, start + 142), rng.choice(actors).id, "he", "Person")
                for _ in range(rng.choice((0, 0, 1)))
            )
            arguments = (
                StatementArgument("time", Passage("on Monday", start + 120, start + 129), None, day),
                StatementArgument("amount", Passage("$5", start + 131, start + 133), None, "5 USD"),
            )[: rng.choice((0, 1, 1, 2))]
            statement = Statement(
                f"{number}-{index}-{part}",
                article,
                sentence,
                Participant(Passage(subject.label, start, start + 9), subject.id, subject.label, subject.type),
                relation,
                Passage("did", start + 10, start + 13),
                Participant(Passage(object_.label, start + 14, start + 22), object_.id, object_.label, object_.type),
                arguments,
                rng.choices(list(Polarity), (9, 1))[0],
                rng.choices(list(Modality), (12, 2, 1, 1, 1, 1))[0],
                by,
                code,
                round(rng.uniform(0.3, 1), 3),
            )
            said.append(statement)
            if code is not None:
                reports.setdefault((subject.id, relation.family or "", object_.id, day), []).append(statement)
    mentions = tuple(Mention(0, 1, "x", MentionKind.NAME, EntityType.THING, 0, entity=s.subject.entity) for s in said)
    return Reading(
        Article(article, "", "", (), title=f"Article {number}", publisher=f"Paper {number % 40}", date=day),
        mentions,
        {},
        tuple(said),
    )


def _events(reports: dict[tuple[str, str, str, str], list[Statement]]) -> tuple[tuple[Event, ...], dict[str, str]]:
    """Bring reports of the same actors, kind and day together."""
    events: list[Event] = []
    of: dict[str, str] = {}
    for number, ((source, family, target, _), said) in enumerate(sorted(reports.items())):
        code = said[0].event
        if code is not None:
            label = f"{source} {family} {target}"
            ids = tuple(s.id for s in said)
            events.append(Event(f"e{number}", label, code, (source,), (target,), ids, ("same actors, same day",), 0.9))
            of.update(dict.fromkeys(ids, f"e{number}"))
    return tuple(events), of


def _reported(statement: Statement, event: str | None) -> Statement:
    """Say which event a statement reports."""
    from dataclasses import replace

    return replace(statement, event_id=event)


def timed(graph: Graph, query: Query, runs: int, patience: int) -> tuple[float, int] | None:
    """Give the median CPU seconds of a query and the number of its rows, or None after so many seconds in all.

    It is asked in a process of its own, since an engine at work cannot be interrupted, and in CPU seconds, since other
    work on the machine would count otherwise.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def ask() -> None:
        seconds: list[float] = []
        rows = 0
        for _ in range(runs):
            begun = time.process_time()
            result = run_query(graph, query, VALUES.get(query.name))
            seconds.append(time.process_time() - begun)
            rows = len(result.bindings) if result.type == "SELECT" else len(result.graph or ())
        sender.send((statistics.median(seconds), rows))

    process = context.Process(target=ask)
    process.start()
    found: tuple[float, int] | None = receiver.recv() if receiver.poll(patience) else None
    process.kill()
    process.join()
    return found


def asked() -> Iterator[Query]:
    """Yield the queries that need no second graph."""
    for query in library().values():
        if all(parameter.kind != "graph" for parameter in query.parameters):
            yield query


def main() -> None:
    """Make the collection, load it, ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--patience", type=int, default=30, help="seconds for one query")
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    print(f"{platform.machine()} {platform.processor() or ''}, {platform.python_version()}")
    knowledge = collection(options.triples // 25)
    said = sum(len(reading.statements) for reading in knowledge.readings)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        if not store.exists():
            begun = time.perf_counter()
            made = list(quads(knowledge))
            print(f"built {len(made):,} quads from {said:,} statements in {time.perf_counter() - begun:.1f} s")
            begun = time.perf_counter()
            add_quads(open_dataset(store), made)
            print(f"loaded on disk in {time.perf_counter() - begun:.1f} s")
            del made
        dataset = open_dataset(store, read_only=True)
        begun = time.perf_counter()
        turtle = to_bytes(dataset, "turtle")
        print(f"written as Turtle ({len(turtle) / 1e6:.0f} MB) in {time.perf_counter() - begun:.1f} s")
        memory: Graph | None = None
        if options.memory:
            begun = time.perf_counter()
            memory = Graph().parse(data=turtle, format="turtle")
            print(f"rdflib's memory store loaded in {time.perf_counter() - begun:.1f} s")
        del turtle
        print("| query | rows | on disk, CPU s | rdflib in memory, CPU s | ratio |\n| --- | --- | --- | --- | --- |")
        for query in asked():
            here = timed(dataset, query, options.runs, options.patience)
            there = timed(memory, query, 1, options.patience) if memory is not None else None
            cells = [query.name, str(here[1]) if here else "", f"{here[0]:.3f}" if here else "not in time"]
            if memory is not None:
                cells += [f"{there[0]:.2f}" if there else "not in time"]
                cells += [f"{there[0] / here[0]:.0f}" if here and there else ""]
            print(f"| {' | '.join(cells)} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
