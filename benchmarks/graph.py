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
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
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
SENTENCES = 12  # an article, with two statements each
OUTLETS = 40
TRIPLES = 21  # a statement, all in all: this many statements make that many triples
COUNTRIES = ("RUS", "BLR", "USA", "CHN", "UKR", "FRA", "DEU", "TUR", "IRN", "ISR", "SYR", "IRQ", "IND", "PAK")
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
"""What an analyst would set: such a question is about somebody, here about the one most in the news."""


@dataclass(frozen=True, slots=True)
class World:
    """Actors and relations, the most in use first, with sums of Zipf's weights to draw them by."""

    rng: random.Random
    actors: list[Entity]
    fame: list[float]
    relations: list[Relation]
    use: list[float]

    def people(self, number: int) -> list[Entity]:
        """Draw actors."""
        return self.rng.choices(self.actors, cum_weights=self.fame, k=number)

    def kinds(self, number: int) -> list[Relation]:
        """Draw relations."""
        return self.rng.choices(self.relations, cum_weights=self.use, k=number)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the articles of a story tell: who does what to whom, and how it is coded."""

    id: str
    subject: Entity
    relation: Relation
    object: Entity | None
    code: EventCode | None


def collection(statements: int, seed: int = 7) -> Knowledge:
    """Make a collection of so many statements.

    It has the shape of what is read out of news: stories that one to six outlets tell; actors as unevenly in the news
    as in the world, and relations as unevenly in use (Zipf); objects that are often words and no entity; claims that
    are mostly no coded event; now and then a denial of what another article asserts. The shares are between those
    measured on the seeds and on re3d-dev, or more demanding (`benchmarks/results/graph.md`).
    """
    rng = random.Random(seed)
    actors = [_entity(number, rng) for number in range(1, max(200, statements // 8))]
    relations = _relations(max(300, statements // 25), rng)
    fame = list(accumulate(1 / (rank + 3) for rank in range(len(actors))))
    world = World(rng, actors, fame, relations, list(accumulate(1 / (rank + 5) for rank in range(len(relations)))))
    readings: list[Reading] = []
    reports: dict[Deed, list[Statement]] = {}
    while len(readings) * SENTENCES * 2 < statements:
        day = f"{rng.randint(2010, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        people, kinds = world.people(8), world.kinds(SENTENCES)
        deeds = [_deed(f"s{len(readings)}-{n}", kind, people, day, rng) for n, kind in enumerate(kinds)]
        for _ in range(rng.choices((1, 2, 3, 4, 5, 6), (50, 20, 12, 8, 6, 4))[0]):
            readings.append(_reading(len(readings), day, deeds, world, reports))
    events, of, links = _events(reports)
    kept = tuple(
        Reading(r.article, r.mentions, r.entities, tuple(replace(s, event_id=of.get(s.id)) for s in r.statements))
        for r in readings
    )
    return Knowledge(kept, {actor.id: actor for actor in actors}, events, links)


def _relations(number: int, rng: random.Random) -> list[Relation]:
    """Make relations, the most used first; two of five stand under no coarse one."""
    made = [Relation(family, FAMILIES[family].label, family) for family in FAMILIES]
    for rank in range(number - len(made)):
        family = rng.choice(list(FAMILIES))
        under = family if rank % 5 < 3 else None
        made.append(Relation(f"{family}Way{rank}", f"{FAMILIES[family].label} in way {rank}", under))
    rng.shuffle(made)
    return made


def _entity(number: int, rng: random.Random) -> Entity:
    """Make an actor or place; a fifth is linked to Wikidata and located."""
    known = number <= 20 or rng.random() < 0.2
    return Entity(
        f"Actor_{number}",
        f"Actor {number}",
        rng.choice(list(EntityType)[:5]),
        (f"The {number}th",) if rng.random() < 0.2 else (),
        wikidata=f"Q{1000 + number}" if known else None,
        link_score=round(rng.uniform(0.5, 1), 2) if known else None,
        country=rng.choice(COUNTRIES) if known or rng.random() < 0.1 else None,
        sector=rng.choice(("GOV", "MIL", "IGO", None)),
        latitude=round(rng.uniform(-80, 80), 3) if known else None,
        longitude=round(rng.uniform(-180, 180), 3) if known else None,
        basis=("same name",),
    )


def _deed(id: str, relation: Relation, people: list[Entity], day: str, rng: random.Random) -> Deed:
    """Make something that a story tells; half of what is no state is a coded event."""
    subject, object_ = rng.sample(people, 2)
    state = relation.family is not None and FAMILIES[relation.family].state
    code = None
    if not state and rng.random() < 0.5:
        stamp = rng.choices((day, day[:7], f"{day[:4]}-01-01/{day}", None), (70, 10, 5, 15))[0]
        place = rng.choice(people).id if rng.random() < 0.3 else None
        goldstein = round(rng.uniform(-10, 10), 1)
        code = EventCode(rng.choice(PLOVER), "042", None, (), stamp, "text", place, goldstein)
    return Deed(id, subject, relation, object_ if rng.random() < 0.5 else None, code)


def _reading(number: int, day: str, deeds: list[Deed], world: World, reports: dict[Deed, list[Statement]]) -> Reading:
    """Make an article of twelve sentences with two statements each: half of the story, half of its own."""
    rng, article = world.rng, f"article-{number}"
    said: list[Statement] = []
    for index in range(SENTENCES):
        start = index * 160
        words = (
            f"Sentence {index} of article {number} tells that somebody did something to somebody else somewhere. " * 2
        )
        sentence = Passage(words[:150], start, start + 150)
        for part in range(2):
            if rng.random() < 0.5:
                deed = rng.choice(deeds)
            else:
                deed = _deed(f"a{number}-{index}-{part}", world.kinds(1)[0], world.people(3), day, rng)
            statement = _statement(f"{number}-{index}-{part}", article, sentence, deed, day, world)
            said.append(statement)
            if deed.code is not None:
                reports.setdefault(deed, []).append(statement)
    mentioned = {s.subject.entity for s in said} | {s.object.entity for s in said}
    mentions = tuple(
        Mention(0, 1, "x", MentionKind.NAME, EntityType.THING, 0, entity=id) for id in sorted(filter(None, mentioned))
    )
    paper = f"Paper {rng.randrange(OUTLETS)}"
    return Reading(
        Article(article, "", "", (), title=f"Article {number}", publisher=paper, date=day), mentions, {}, tuple(said)
    )


def _statement(id: str, article: str, sentence: Passage, deed: Deed, day: str, world: World) -> Statement:
    """Make one report of a deed, with who says so and when."""
    rng, start = world.rng, sentence.start
    subject = Participant(Passage("a", start, start + 9), deed.subject.id, deed.subject.label, deed.subject.type)
    place = Passage("b", start + 14, start + 22)
    if deed.object is not None:
        object_ = Participant(place, deed.object.id, deed.object.label, deed.object.type)
    else:
        object_ = Participant(place, None, f"what is told in {deed.id}", "Literal")
    by: tuple[Participant, ...] = ()
    if rng.random() < 0.4:
        speaker = rng.choice((None, deed.subject, *world.people(2)))
        id_, label = (speaker.id, speaker.label) if speaker is not None else (None, "a source")
        by = (Participant(Passage("he", start + 140, start + 142), id_, label, "Person"),)
    time = StatementArgument("time", Passage("on Monday", start + 120, start + 129), None, day)
    amount = StatementArgument("amount", Passage("$5", start + 131, start + 133), None, "5 USD")
    return Statement(
        id,
        article,
        sentence,
        subject,
        deed.relation,
        Passage("did", start + 10, start + 13),
        object_,
        rng.choices(((), (time,), (amount,), (time, amount)), (80, 14, 3, 3))[0],
        rng.choices(list(Polarity), (94, 6))[0],
        rng.choices(list(Modality), (70, 16, 6, 3, 3, 2))[0],
        by,
        deed.code,
        round(rng.uniform(0.3, 1), 3),
    )


def _events(
    reports: dict[Deed, list[Statement]],
) -> tuple[tuple[Event, ...], dict[str, str], tuple[Link, ...]]:
    """Bring the reports of one deed together, and link those that confirm or contradict one another."""
    events: list[Event] = []
    of: dict[str, str] = {}
    links: list[Link] = []
    for deed, said in reports.items():
        if deed.code is None:
            continue
        ids = tuple(s.id for s in said)
        targets = (deed.object.id,) if deed.object is not None else ()
        label = f"{deed.subject.label} {deed.relation.label} {deed.object.label if deed.object else ''}".strip()
        reasons = ("same actors, same day",)
        events.append(Event(deed.id, label, deed.code, (deed.subject.id,), targets, ids, reasons, 0.9))
        of.update(dict.fromkeys(ids, deed.id))
        for one, other in pairwise(said):
            if one.article != other.article:
                links.append(Link(one.id, other.id, one.polarity is other.polarity, "same event"))
    return tuple(events), of, tuple(links)


def timed(graph: Graph, query: Query, runs: int, patience: int) -> tuple[float, float, int] | None:
    """Give the median CPU and wall seconds of a query and the number of its rows, or None after so many seconds in all.

    It is asked in a process of its own, since an engine at work cannot be interrupted.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def ask() -> None:
        seconds: list[float] = []
        walls: list[float] = []
        rows = 0
        for _ in range(runs):
            begun, start = time.process_time(), time.perf_counter()
            result = run_query(graph, query, VALUES.get(query.name))
            seconds.append(time.process_time() - begun)
            walls.append(time.perf_counter() - start)
            rows = len(result.bindings) if result.type == "SELECT" else len(result.graph or ())
        sender.send((statistics.median(seconds), statistics.median(walls), rows))

    process = context.Process(target=ask)
    process.start()
    found: tuple[float, float, int] | None = receiver.recv() if receiver.poll(patience) else None
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
    knowledge = collection(options.triples // TRIPLES)
    said = sum(len(reading.statements) for reading in knowledge.readings)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "store"
        if not store.exists():
            begun, spent = time.perf_counter(), time.process_time()
            made = list(quads(knowledge))
            print(f"built {len(made):,} quads from {said:,} statements of {len(knowledge.readings):,} articles in "
                  f"{time.process_time() - spent:.1f} s of CPU, {time.perf_counter() - begun:.1f} s")  # fmt: skip
            begun, spent = time.perf_counter(), time.process_time()
            filled = open_dataset(store)
            add_quads(filled, made)
            print(f"loaded {len(filled):,} triples on disk in {time.process_time() - spent:.1f} s of CPU, "
                  f"{time.perf_counter() - begun:.1f} s")  # fmt: skip
            del made, filled
        dataset = open_dataset(store, read_only=True)
        memory: Graph | None = None
        if options.memory:
            begun = time.perf_counter()
            turtle = to_bytes(dataset, "turtle")
            print(f"written as Turtle ({len(turtle) / 1e6:.0f} MB) in {time.perf_counter() - begun:.1f} s")
            begun = time.perf_counter()
            memory = Graph().parse(data=turtle, format="turtle")
            print(f"rdflib's memory store loaded in {time.perf_counter() - begun:.1f} s")
            del turtle
        heads = ["query", "rows", "on disk, CPU s", "wall s"]
        heads += ["rdflib in memory, CPU s", "ratio"] if memory is not None else []
        print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
        for query in asked():
            here = timed(dataset, query, options.runs, options.patience)
            there = timed(memory, query, 1, options.patience) if memory is not None else None
            cells = [query.name, str(here[2]) if here else "", f"{here[0]:.3f}" if here else "not in time"]
            cells += [f"{here[1]:.3f}" if here else ""]
            if memory is not None:
                cells += [f"{there[0]:.2f}" if there else "not in time"]
                cells += [f"{there[0] / here[0]:.0f}" if here and there else ""]
            print(f"| {' | '.join(cells)} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
