"""Articles that are added to a store: the same things and events as at once, and nothing lost on the way."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from rdflib import Dataset

from kg import pipeline
from kg.collection import bring_together
from kg.config import Settings
from kg.errors import GraphError
from kg.graph import Archive, add_quads, new_dataset, open_dataset, quads, to_bytes, validate
from kg.increment import add
from kg.model import Entity, EntityType, Knowledge, Reading
from kg.read import articles
from kg.vocab import RDF, RDFS, SEM, SKOS, Mint
from tests.graph.conftest import ENTITIES, make_knowledge

SETTINGS = Settings()
MINT = Mint()
SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def told() -> tuple[Reading, ...]:
    """Give the golden articles as they come out of reading: no events yet."""
    return tuple(
        replace(
            reading,
            entities=ENTITIES,
            statements=tuple(replace(statement, event_id=None) for statement in reading.statements),
        )
        for reading in make_knowledge().readings
    )


@contextmanager
def opened(folder: Path, base: str = MINT.base) -> Iterator[Archive]:
    """Open a store for writing and close it again."""
    archive = Archive(folder, base=base)
    yield archive
    archive.close()


def added(folder: Path, *runs: Iterable[Reading], settings: Settings = SETTINGS, window: int = 200_000) -> Knowledge:
    """Add articles in several runs; give what the last one says."""
    for run in runs:
        with opened(folder) as archive:
            knowledge = add(run, archive, settings, window=window)
    return knowledge


def graph(folder: Path) -> Dataset:
    """Read a store."""
    gc.collect()  # a dataset of rdflib's is a circle of references
    return open_dataset(folder, read_only=True)


def content(folder: Path) -> bytes:
    """Give a store in canonical form."""
    return to_bytes(graph(folder), "trig")


def events_of(knowledge: Knowledge) -> set[frozenset[str]]:
    """Give the events as sets of reports."""
    return {frozenset(event.statements) for event in knowledge.events}


def things(knowledge: Knowledge) -> dict[str, Entity]:
    """Give the entities, their reasons in no order."""
    return {id: replace(entity, basis=tuple(sorted(entity.basis))) for id, entity in knowledge.entities.items()}


def events_in(folder: Path) -> set[frozenset[str]]:
    """Give the events of a store as sets of claims."""
    rows = graph(folder).query("SELECT ?e ?c { ?c <https://w3id.org/geopolitical-kg/ontology#reports> ?e }")
    found: dict[str, set[str]] = {}
    for event, claim in rows:  # type: ignore[misc]
        found.setdefault(str(event), set()).add(str(claim).rsplit("/", 1)[1])
    return {frozenset(claims) for claims in found.values()}


def test_one_run_is_a_build(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """What is added in one run to an empty store is, byte for byte, what a build makes."""
    knowledge = bring_together(told, SETTINGS)
    dataset = new_dataset()
    add_quads(dataset, quads(knowledge))

    assert knowledge == added(tmp_path / "store", told)
    assert to_bytes(dataset, "trig") == content(tmp_path / "store")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)], ids=str)
def test_one_article_after_another(order: Sequence[int], told: tuple[Reading, ...], tmp_path: Path) -> None:
    """Articles that are added one by one, in whatever order, report the same events."""
    runs = [(told[number],) for number in order]
    added(tmp_path / "store", *runs)

    assert events_of(bring_together(told, SETTINGS)) == events_in(tmp_path / "store")
    assert not validate(graph(tmp_path / "store"))


def test_windows_of_one_run(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """A run that is kept in several transactions gives all its articles with the ids that they have in the end."""
    knowledge = added(tmp_path / "store", told, window=1)

    assert [r.article.id for r in told] == [r.article.id for r in knowledge.readings]
    assert events_of(knowledge) == events_in(tmp_path / "store") == events_of(bring_together(told, SETTINGS))


def test_article_read_again_changes_nothing(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """Adding what is there leaves the store as it is, and gives the same knowledge."""
    first = added(tmp_path / "store", told[:2], told[2:])
    before = content(tmp_path / "store")

    assert first == added(tmp_path / "store", told[2:])
    assert before == content(tmp_path / "store")


def test_article_that_says_something_else(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """A changed article takes the place of what it said; what it alone told of goes; put back, all is as it was."""
    added(tmp_path / "store", *((reading,) for reading in told))
    before = content(tmp_path / "store")
    entities = {**ENTITIES, "Upland": Entity("Upland", "Upland", EntityType.PLACE)}
    shorter = replace(told[1], statements=told[1].statements[:1], entities=entities)
    added(tmp_path / "store", (shorter,))
    store = graph(tmp_path / "store")

    assert (MINT.claim("b2c1"), None, None) in store
    assert (MINT.claim("b2c3"), None, None) not in store
    assert (MINT.entity("Upland"), SKOS.prefLabel, None) in store
    assert not any("ACCUSE" in str(event) for event in store.subjects(RDF.type, SEM.Event))
    del store
    added(tmp_path / "store", (told[1],))
    store = graph(tmp_path / "store")
    assert (MINT.entity("Upland"), None, None) not in store
    assert before == to_bytes(store, "trig")


def test_killed_run_is_ended_by_the_next(
    told: tuple[Reading, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ends between ledger and graph leaves the graph whole, and the next one completes it."""
    added(tmp_path / "store", told[:1])
    before = content(tmp_path / "store")
    with monkeypatch.context() as broken, opened(tmp_path / "store") as archive:
        broken.setattr(Archive, "finish", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add(told[1:], archive, SETTINGS)
    assert before == content(tmp_path / "store")
    with opened(tmp_path / "store"):
        pass
    added(tmp_path / "whole", told[:1], told[1:])

    assert content(tmp_path / "whole") == content(tmp_path / "store")


def test_run_that_breaks_off_keeps_what_was_before(
    told: tuple[Reading, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks while a batch is matched leaves no trace of that batch, and the next run does it all."""
    added(tmp_path / "store", told[:1])
    before = content(tmp_path / "store")
    with monkeypatch.context() as broken, opened(tmp_path / "store") as archive:
        broken.setattr(Archive, "commit", lambda self, change: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add(told[1:], archive, SETTINGS)
    assert before == content(tmp_path / "store")
    added(tmp_path / "store", told)
    added(tmp_path / "whole", told[:1], told[1:])

    assert content(tmp_path / "whole") == content(tmp_path / "store")


def test_two_things_that_turn_out_to_be_one(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """When a later article shows it, claims of earlier ones speak of the one thing that is left."""
    league = ENTITIES["Peace_League"]
    short = replace(league, id="PL", label="PL", wikidata=None, aliases=())
    long = replace(league, wikidata=None, aliases=())
    entities = {**{id: entity for id, entity in ENTITIES.items() if id != "Peace_League"}, "Peace_League": long}
    first = replace(told[2], entities=entities)
    said = told[1].statements[3]
    second = replace(
        told[1],
        mentions=(),
        entities={**entities, "PL": short},
        statements=(replace(said, subject=replace(said.subject, entity="PL", label="PL")),),
    )
    third = replace(told[0], entities={**entities, "Peace_League": replace(long, aliases=("PL",))})
    added(tmp_path / "store", (first,), (second,))
    assert (MINT.entity("PL"), SKOS.prefLabel, None) in graph(tmp_path / "store")
    added(tmp_path / "store", (third,))
    store = graph(tmp_path / "store")

    assert (MINT.entity("PL"), None, None) not in store
    assert MINT.entity("Peace_League") == store.value(MINT.claim("b2c4"), RDF.subject)
    assert ["Peace League"] == [str(label) for label in store.objects(MINT.entity("Peace_League"), SKOS.prefLabel)]
    assert not validate(store)


def test_the_user_parts_and_joins_events(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """What the user says of reports holds across runs, and of events by the ids that the store shows."""
    together = added(tmp_path / "store", told[:1], told[1:])
    met = next(event for event in together.events if "b2c1" in event.statements)
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("a1c1,b2c1\nnot,yet\n", encoding="utf-8")
    added(tmp_path / "store", told, settings=Settings(different_events=pairs))

    assert {"a1c1", "b2c1"} == {claim for claims in events_in(tmp_path / "store") for claim in claims} & {
        "a1c1",
        "b2c1",
    }
    assert frozenset({"a1c1", "b2c1"}) not in events_in(tmp_path / "store")
    pairs.write_text(f"{met.id},a1c1\n{met.id},b2c1\n", encoding="utf-8")
    added(tmp_path / "store", told, settings=Settings(same_events=pairs))
    assert frozenset({"a1c1", "b2c1"}) in events_in(tmp_path / "store")


def test_store_with_many_reports(told: tuple[Reading, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all can be decided anew, reports still find their events by kind, side and week."""
    monkeypatch.setattr("kg.increment.MOST_AROUND", 1)
    added(tmp_path / "store", *((reading,) for reading in told))

    assert frozenset({"a1c1", "b2c1"}) in events_in(tmp_path / "store")


def test_store_of_another_base(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """A store is not mixed with things that live elsewhere."""
    added(tmp_path / "store", told[:1])

    with pytest.raises(GraphError, match=r"--base-iri https://w3id\.org/geopolitical-kg/"):
        Archive(tmp_path / "store", base="http://example.org/")


def test_labels_follow_the_articles(told: tuple[Reading, ...], tmp_path: Path) -> None:
    """There is one preferred name at any time, the one that most articles use; the others are aliases."""
    entities = {**ENTITIES, "Nordia": replace(ENTITIES["Nordia"], label="Norland")}
    added(tmp_path / "store", told[:1], [replace(reading, entities=entities) for reading in told[1:]])
    store = graph(tmp_path / "store")

    assert ["Norland"] == [str(name) for name in store.objects(MINT.entity("Nordia"), SKOS.prefLabel)]
    assert "Nordia" in {str(name) for name in store.objects(MINT.entity("Nordia"), SKOS.altLabel)}
    assert all(len(list(store.objects(event, RDFS.label))) == 1 for event in store.subjects(RDF.type, SEM.Event))


@pytest.mark.model
def test_seeds_in_any_order(tmp_path: Path) -> None:
    """The seed articles, added one by one in different orders, tell of the same things and events as at once."""
    told = list(pipeline.readings(articles([SEEDS]), SETTINGS))
    once = bring_together(told, SETTINGS)
    named = {(r.article.id, s.id): (s.subject.entity, s.object.entity) for r in once.readings for s in r.statements}
    for number, order in enumerate([*permutations(told)][::47]):
        folder = tmp_path / str(number)
        added(folder, *((reading,) for reading in order))
        last = added(folder, told)

        assert events_of(once) == events_in(folder)
        assert things(once) == things(last)
        assert set(once.links) == set(last.links)
        assert named == {
            (r.article.id, s.id): (s.subject.entity, s.object.entity) for r in last.readings for s in r.statements
        }
