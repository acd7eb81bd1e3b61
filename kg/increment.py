"""Articles that are added to a store: matched with what it holds, found by key, never by going through it.

An article of today speaks of people, places and deeds that articles of yesterday spoke of. Its entities are compared
with those of the store that share an id or a form of a name with them, its reports with those of the same kind of act,
side and week, its claims with those of the same matter. Things and events of the store keep their ids; the label, names
and reasons of a thing follow all articles that tell of it. An article that is read again and says the same changes
nothing; one that says something else takes the place of what it said.

Which reports tell of one event is decided anew for the reports around those of a batch, up to `MOST_AROUND`; beyond
that, events stay as they are and reports may but join them. So the order of articles can change, compared with reading
all at once, under which of its ids a thing or event goes; and in a store of more reports than that, which event a
report of a much-told kind of act goes to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kg import events as coding
from kg.collection import People, renamed, windows, with_events
from kg.config import Settings
from kg.extract import entities
from kg.extract.entities import Known, Pairs, Place
from kg.graph.archive import Archive, Change
from kg.graph.build import quads
from kg.graph.ledger import Ledger
from kg.model import (
    Article,
    Entity,
    EntityType,
    Event,
    Knowledge,
    Link,
    Participant,
    Reading,
    Statement,
    StatementArgument,
)
from kg.records import from_json, to_json

WINDOW = 200_000  # characters of text that are kept in one transaction
MOST_REPORTS = 100  # reports of one kind, side and week that are looked at
MOST_CLAIMS = 40  # claims on the other side of one matter that are looked at
MOST_AROUND = 1000  # reports that are decided anew with those of a batch


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger keeps of an article."""

    digest: str  # of what was read out of it, and of what the user decided
    article: Article  # without its text
    entities: tuple[Entity, ...]  # as `coreference` made them
    ids: tuple[tuple[str, str], ...]  # id in the article → id in the store
    statements: tuple[str, ...]


@dataclass(slots=True)
class _Batch:
    """What the articles of one transaction do to the store."""

    fresh: tuple[Reading, ...]  # articles that are new, or say something else than before
    left: dict[str, Known] = field(default_factory=dict)  # things of which an article no longer tells
    gone: set[str] = field(default_factory=set)  # things of which none tells any more
    taken_back: dict[str, Statement] = field(default_factory=dict)  # what articles said that are read again


def add(read_out: Iterable[Reading], archive: Archive, settings: Settings, *, window: int = WINDOW) -> Knowledge:
    """Add articles to a store, so many characters of them in one transaction, and give what they say together.

    Entities and events are those of the store, with what earlier articles told of them; links are those between the
    articles given. Raises GraphError where the store cannot be written; what was added before that stays.
    """
    kept: list[Reading] = []
    decisions = [
        entities.read_pairs(path)
        for path in (settings.same, settings.different, settings.same_events, settings.different_events)
    ]
    for readings in windows(read_out, window):
        _add(readings, archive, settings, decisions)
        kept += readings
    return _together(kept, archive.ledger)


def _add(readings: Collection[Reading], archive: Archive, settings: Settings, decisions: list[Pairs]) -> None:
    """Add some articles in one transaction."""
    ledger = archive.ledger
    digests = {reading.article.id: _digest(reading, settings, decisions) for reading in readings}
    earlier = {id: from_json(Entry, text) for id, text in ledger.get("article", digests).items()}
    batch = _Batch(
        tuple(r for r in readings if (e := earlier.get(r.article.id)) is None or e.digest != digests[r.article.id])
    )
    if not batch.fresh:
        return
    with ledger.writing():
        for reading in batch.fresh:
            if reading.article.id in earlier:
                _take_back(earlier[reading.article.id], batch, ledger)
        archive.commit(_change(batch, digests, archive, settings, decisions))
    archive.finish()


def _digest(reading: Reading, settings: Settings, decisions: list[Pairs]) -> str:
    """Give what changes when an article says something else, or the user decides something else."""
    return sha256(to_json((reading, decisions, settings.with_text)).encode()).hexdigest()


def _take_back(entry: Entry, batch: _Batch, ledger: Ledger) -> None:
    """Forget what an article said and told of."""
    now = _renames(ledger, (id for _, id in entry.ids))
    ids = {ours: now[theirs] for ours, theirs in entry.ids}
    told: dict[str, list[Entity]] = {}
    for entity in entry.entities:
        told.setdefault(ids[entity.id], []).append(entity)
    for id, content in ledger.get("entity", told).items():
        left = from_json(Known, content).without(entry.article.id, told[id])
        if left is None:
            ledger.drop("entity", id)
            batch.left.pop(id, None)
            batch.gone.add(id)
        else:
            ledger.put("entity", id, to_json(left), left.keys())
            batch.left[id] = left
    batch.taken_back.update(
        (id, from_json(Statement, content)) for id, content in ledger.get("statement", entry.statements).items()
    )
    for id in entry.statements:
        ledger.drop("statement", id)


def _change(
    batch: _Batch, digests: Mapping[str, str], archive: Archive, settings: Settings, decisions: list[Pairs]
) -> Change:
    """Match articles with the store, keep the records of it, and give what becomes of the graph."""
    ledger, people = archive.ledger, People(archive.ledger)
    found = entities.extend(
        ((reading.article.id, reading.entities) for reading in batch.fresh),
        people,
        same=settings.same,
        different=settings.different,
    )
    people.keep(found.known, batch.fresh)
    for old, new in found.replaced.items():
        ledger.drop("entity", old)
        ledger.put("renamed", old, new)
    told = {entity.id: entity for entity in found.places.values()}
    left = {id: known.entity for id, known in batch.left.items() if id not in told and id not in found.replaced}
    fresh = tuple(renamed(reading, found.places) for reading in batch.fresh)
    matched = _matched(fresh, told, batch, ledger, decisions)
    fresh = tuple(with_events(reading, matched.event_of) for reading in fresh)
    for reading in batch.fresh:
        id = reading.article.id
        entry = Entry(
            digests[id],
            replace(reading.article, source="", text="", runs=(), blocks=()),
            tuple(reading.entities.values()),
            tuple((ours, found.places[id, ours].id) for ours in reading.entities),
            tuple(statement.id for statement in reading.statements),
        )
        ledger.put("article", id, to_json(entry))
    for statement in (statement for reading in fresh for statement in reading.statements):
        ledger.put("statement", statement.id, to_json(statement), matched.keys[statement.id])
    knowledge = Knowledge(fresh, {**left, **told}, matched.events, matched.links)
    return Change(
        quads=tuple(quads(knowledge, base=archive.mint.base, with_text=settings.with_text)),
        articles=digests.keys() & {reading.article.id for reading in fresh},
        entities={*told, *left, *(batch.gone - told.keys())},
        events={*(event.id for event in matched.events), *matched.gone},
        claims=batch.taken_back.keys() | matched.redone,
        relations={statement.relation.id for reading in fresh for statement in reading.statements},
        renamed=found.replaced,
        reports=matched.reports,
    )


@dataclass(frozen=True, slots=True)
class _Matched:
    """What some articles say together with what the store holds of the same matters."""

    events: tuple[Event, ...]  # that are new or have changed
    gone: set[str]  # events that nobody reports any more
    event_of: dict[str, str]  # by statement
    reports: tuple[tuple[str, str, str | None, str | None], ...]  # as in `Change`
    links: tuple[Link, ...]  # of claims that are new or whose event has changed
    redone: Collection[str]  # earlier claims among these
    keys: dict[str, set[str]]  # under which the new statements are filed


def _matched(
    fresh: Iterable[Reading], told: Mapping[str, Entity], batch: _Batch, ledger: Ledger, decisions: list[Pairs]
) -> _Matched:
    """Bring new reports and claims together with those of the store that may be of the same events and matters."""
    said = {statement.id: statement for reading in fresh for statement in reading.statements}
    articles = {reading.article.id: reading.article for reading in fresh}
    places = coding.places(said.values(), told, articles)
    keys = {id: {f"on:{key}" for key in coding.matters(statement, told)[0]} for id, statement in said.items()}
    for id, (filed_under, _) in places.items():
        keys[id] |= {"report", *(f"at:{key}" for key in filed_under)}
    same, different = (_at_hand(pairs, said, ledger) for pairs in decisions[2:])
    wanted = {f"at:{key}" for _, looked_up in places.values() for key in looked_up}
    named = {id for pair in (*same, *different) for id in pair} - said.keys()
    lost = {s.event_id for s in batch.taken_back.values() if s.event_id is not None}
    around = _around(wanted, named, lost, ledger)
    known = {**_things(ledger, {id for s in around.statements.values() for id in _spoken_of(s)}), **told}
    articles = {**_articles(around.statements.values(), ledger), **articles}
    happened = _with_their_ids(
        coding.events(
            (*said.values(), *around.statements.values()),
            known,
            articles,
            same=same,
            different=different,
            settled=around.settled,
        ),
        around.events,
    )
    event_of = {id: event.id for event in happened for id in event.statements}
    changed = tuple(event for event in happened if around.events.get(event.id) != event)
    gone = around.events.keys() - {event.id for event in happened}
    for event in changed:
        ledger.put("event", event.id, to_json(event))
    for id in gone:
        ledger.drop("event", id)
    moved = {id: s for id, s in around.statements.items() if event_of.get(id) != s.event_id}
    redone = moved.keys() | {id for event in changed for id in event.statements} - said.keys()
    for id, statement in moved.items():
        filed = ledger.keys("statement", id)
        ledger.put("statement", id, to_json(replace(statement, event_id=event_of.get(id))), filed)
    told_anew = (*said.values(), *(around.statements[id] for id in redone))
    about = {f"on:{key}" for statement in told_anew for key in coding.matters(statement, known)[1]}
    others = ledger.find("statement", about, most=MOST_CLAIMS) - around.statements.keys() - said.keys()
    claims = {**around.statements, **_statements(ledger, others), **said}
    known = {**_things(ledger, {id for s in claims.values() for id in _spoken_of(s)}), **told}
    links = coding.links(claims.values(), known, happened)
    linked = said.keys() | redone
    return _Matched(
        changed,
        set(gone),
        event_of,
        tuple((old.article, id, old.event_id, event_of.get(id)) for id, old in moved.items()),
        tuple(link for link in links if link.first in linked or link.second in linked),
        redone,
        keys,
    )


@dataclass(slots=True)
class _Around:
    """The reports of a store that new ones may join, with the whole of their events."""

    ledger: Ledger
    statements: dict[str, Statement] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    settled: tuple[Event, ...] = ()  # those of them that are too far off to be decided anew

    def add(self, found: Collection[str], events: Collection[str] = ()) -> None:
        """Add reports and events, all that the events have reports of."""
        while found or events:
            self.statements.update(_statements(self.ledger, found))
            told = {s.event_id for s in self.statements.values() if s.event_id is not None}
            stored = self.ledger.get("event", (told | set(events)) - self.events.keys())
            self.events.update((id, from_json(Event, text)) for id, text in stored.items())
            found = {id for event in stored for id in self.events[event].statements} - self.statements.keys()
            events = ()


def _around(wanted: Collection[str], named: Collection[str], lost: Collection[str], ledger: Ledger) -> _Around:
    """Give what stands under these keys, what stands around that, and so on, until there is enough to decide by.

    A store of few reports is taken whole, which makes the order of articles indifferent. `named` are reports that the
    user names, `lost` events of which a report was taken back.
    """
    around = _Around(ledger)
    found = ledger.find("statement", ("report",), most=MOST_AROUND + 1)
    if len(found) <= MOST_AROUND:
        around.add(found | set(named), lost)
        return around
    asked = set(wanted)
    around.add(ledger.find("statement", asked, most=MOST_REPORTS) | set(named), lost)
    near = set(around.events)
    while len(around.statements) < MOST_AROUND:
        keys = {key for id in around.statements for key in ledger.keys("statement", id) if key.startswith("at:")}
        found = ledger.find("statement", keys - asked, most=MOST_REPORTS) - around.statements.keys()
        if not found:
            return around
        asked |= keys
        around.add(found)
    around.settled = tuple(event for id, event in sorted(around.events.items()) if id not in near)
    return around


def _with_their_ids(happened: Iterable[Event], stored: Mapping[str, Event]) -> list[Event]:
    """Give each event the id of the one in the store with which it has most reports in common."""
    made = list(happened)
    holder = {id: number for number, event in enumerate(made) for id in event.statements}
    common = Counter((id, holder[s]) for id, event in stored.items() for s in event.statements if s in holder)
    ids: dict[int, str] = {}
    for (id, number), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if number not in ids and id not in ids.values():
            ids[number] = id
    taken = {*ids.values(), *stored}
    for number, event in enumerate(made):
        if number not in ids:
            digest = sha256("\x1f".join(event.statements).encode()).hexdigest()[:8]
            ids[number] = event.id if event.id not in taken else f"{event.id}_{digest}"
            taken.add(ids[number])
    return [replace(event, id=ids[number]) for number, event in enumerate(made)]


def _at_hand(pairs: Pairs, said: Mapping[str, Statement], ledger: Ledger) -> list[tuple[str, str]]:
    """Give the user's decisions on reports of these articles and of the store; what is in neither can wait.

    An event is named by one of its reports.
    """
    ids = {id for pair in pairs for id in pair}
    reports = {id: min(from_json(Event, text).statements) for id, text in ledger.get("event", ids).items()}
    there = {id: id for id in ids if id in said or id in reports} | {id: id for id in ledger.get("statement", ids)}
    there |= reports
    return [(there[one], there[other]) for one, other in pairs if one in there and other in there]


def _statements(ledger: Ledger, ids: Iterable[str]) -> dict[str, Statement]:
    """Give statements of the store with the entities of today."""
    found = (from_json(Statement, text) for text in ledger.get("statement", ids).values())
    return {statement.id: statement for statement in _current(found, ledger)}


def _articles(statements: Iterable[Statement], ledger: Ledger) -> dict[str, Article]:
    """Give the articles of statements, without their texts."""
    entries = ledger.get("article", {statement.article for statement in statements})
    return {id: from_json(Entry, text).article for id, text in entries.items()}


def _together(readings: Iterable[Reading], ledger: Ledger) -> Knowledge:
    """Give what articles of the store say, with the entities and events that it has now."""
    kept = {reading.article.id: reading for reading in readings}
    entries = [from_json(Entry, text) for text in ledger.get("article", kept).values()]
    now = _renames(ledger, (id for entry in entries for _, id in entry.ids))
    things = _things(ledger, now.values())
    places = {(entry.article.id, ours): things[now[id]] for entry in entries for ours, id in entry.ids}
    told = [renamed(reading, places) for reading in kept.values()]
    filed = ledger.get("statement", (s.id for reading in told for s in reading.statements))
    event_of = {id: from_json(Statement, text).event_id for id, text in filed.items()}
    told = [
        replace(reading, statements=tuple(replace(s, event_id=event_of[s.id]) for s in reading.statements))
        for reading in told
    ]
    stored = ledger.get("event", {id for id in event_of.values() if id is not None})
    happened = [_current_event(from_json(Event, text), ledger) for _, text in sorted(stored.items())]
    named = {id for reading in told for id in reading.entities} | {id for event in happened for id in _actors(event)}
    everything = _things(ledger, named)
    said = [statement for reading in told for statement in reading.statements]
    return Knowledge(tuple(told), everything, tuple(happened), tuple(coding.links(said, everything, happened)))


def _things(ledger: Ledger, ids: Iterable[str]) -> dict[str, Entity]:
    """Give the entities of these ids as the store has them."""
    return {id: from_json(Known, text).entity for id, text in sorted(ledger.get("entity", ids).items())}


def _renames(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """Give for ids of an earlier time those of today."""
    now = {id: id for id in ids}
    while found := ledger.get("renamed", now.values()):
        now = {id: found.get(later, later) for id, later in now.items()}
    return now


def _current(statements: Iterable[Statement], ledger: Ledger) -> Iterator[Statement]:
    """Yield statements of an earlier time with the ids of today."""
    statements = sorted(statements, key=lambda statement: statement.id)
    now = _renames(ledger, {id for statement in statements for id in _spoken_of(statement)})
    if all(old == new for old, new in now.items()):
        yield from statements
        return
    things = _things(ledger, now.values())
    for statement in statements:
        places: dict[Place, Entity] = {
            (statement.article, id): things.get(now[id], Entity(now[id], id, EntityType.THING))
            for id in _spoken_of(statement)
        }
        article = Article.plain(statement.article, "")
        yield from renamed(Reading(article, statements=(statement,)), places).statements


def _current_event(event: Event, ledger: Ledger) -> Event:
    """Give an event of an earlier time with the ids of today."""
    now = _renames(ledger, _actors(event))
    return replace(
        event,
        source_actors=tuple(now[id] for id in event.source_actors),
        target_actors=tuple(now[id] for id in event.target_actors),
        code=replace(event.code, place=now[event.code.place] if event.code.place is not None else None),
    )


def _actors(event: Event) -> Iterator[str]:
    """Yield the entities of an event."""
    yield from (*event.source_actors, *event.target_actors)
    if event.code.place is not None:
        yield event.code.place


def _spoken_of(statement: Statement) -> set[str]:
    """Give the ids of all entities in a statement."""
    parts: tuple[Participant | StatementArgument, ...] = (
        statement.subject, statement.object, *statement.attributed_to, *statement.arguments,
    )  # fmt: skip
    ids = {id for part in parts for id in (part.entity, *part.mentioned)}
    ids.add(statement.event.place if statement.event is not None else None)
    return {id for id in ids if id is not None}
