"""What many articles say together: which of their entities are one, which of their events, who agrees with whom.

`bring_together` decides it for articles that are all at hand. `named` goes through articles without end: it brings them
together by the window and gives each entity the id under which the windows before know it, so that what it holds grows
with the things that are told of and not with the texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg import events as coding
from kg.config import Settings
from kg.extract import entities
from kg.extract.entities import Known
from kg.gazetteer import SAME_AS
from kg.graph.ledger import Ledger
from kg.model import Entity, Knowledge, Mention, Participant, Reading, Statement
from kg.records import from_json, to_json

WINDOW = 200_000  # characters of text that are brought together at a time
NAMESAKES = 60  # known things of one key that are looked at; among so many no name alone tells which is meant


class People:
    """The entities of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def find(self, keys: Collection[str]) -> Iterator[Known]:
        """Yield what is filed under any of these keys."""
        ids = self.ledger.find("entity", keys, most=NAMESAKES)
        return (from_json(Known, content) for _, content in sorted(self.ledger.get("entity", ids).items()))

    def others(self, article: str) -> Collection[str]:
        """Give the ids that an article tells of."""
        return self.ledger.get("context", (article,)).get(article, "").split("\n")

    def keep(self, known: Iterable[Known], read_out: Iterable[Reading]) -> None:
        """Keep what is known now, and what else the articles tell of that a person is known from."""
        cited: set[str] = set()
        for one in known:
            self.ledger.put("entity", one.id, to_json(one), one.keys())
            cited.update(one.articles)
        for reading in read_out:
            if reading.article.id in cited:
                shared = sorted(id for id, entity in reading.entities.items() if entities.is_shared(entity))
                self.ledger.put("context", reading.article.id, "\n".join(shared))


def bring_together(read_out: Iterable[Reading], settings: Settings) -> Knowledge:
    """Decide which entities and which events of many articles are one, and which claims agree or disagree."""
    kept = tuple(read_out)
    unified = entities.unify(_entities(kept), same=settings.same, different=settings.different)
    kept = tuple(renamed(reading, unified) for reading in kept)
    everything = {entity.id: entity for entity in unified.values()}
    articles = {reading.article.id: reading.article for reading in kept}
    said = [statement for reading in kept for statement in reading.statements]
    happened = coding.events(
        said,
        everything,
        articles,
        same=entities.read_pairs(settings.same_events),
        different=entities.read_pairs(settings.different_events),
    )
    of = {statement: event.id for event in happened for statement in event.statements}
    kept = tuple(with_events(reading, of) for reading in kept)
    said = [statement for reading in kept for statement in reading.statements]
    return Knowledge(kept, everything, tuple(happened), tuple(coding.links(said, everything, happened)))


def named(read_out: Iterable[Reading], settings: Settings, *, window: int = WINDOW) -> Iterator[Reading]:
    """Yield articles in their order with entities that mean one thing in all of them, each as soon as it can be.

    Up to `window` characters of text are brought together as `bring_together` does it; beyond that a thing keeps the
    id under which it came out first.
    """
    ledger = Ledger()
    people = People(ledger)
    late: tuple[Iterable[Known], Iterable[Reading]] | None = None
    for kept in windows(read_out, window):
        if late is not None:  # the last window is kept only when there is another one
            with ledger.writing():
                people.keep(*late)
        found = entities.extend(_entities(kept), people, same=settings.same, different=settings.different)
        yield from (renamed(reading, found.places) for reading in kept)
        late = [known for known in found.known if any(map(_is_shared, known.told))], kept
    ledger.close()


def windows(read_out: Iterable[Reading], size: int) -> Iterator[tuple[Reading, ...]]:
    """Cut a stream of articles where their texts come to `size` characters."""
    kept: list[Reading] = []
    length = 0
    for reading in read_out:
        kept.append(reading)
        length += len(reading.article.text)
        if length >= size:
            yield tuple(kept)
            kept, length = [], 0
    if kept:
        yield tuple(kept)


def _is_shared(told: entities.Told) -> bool:
    """Tell whether an article to come could tell of this too."""
    return entities.is_shared(told.entity)


def _entities(read_out: Iterable[Reading]) -> Iterator[tuple[str, Mapping[str, Entity]]]:
    """Give the entities of each article."""
    return ((reading.article.id, reading.entities) for reading in read_out)


def with_events(reading: Reading, event_of: Mapping[str, str]) -> Reading:
    """Give each statement the id of the event that it reports, if it does."""
    return replace(reading, statements=tuple(replace(s, event_id=event_of.get(s.id)) for s in reading.statements))


def renamed(reading: Reading, unified: Mapping[tuple[str, str], Entity]) -> Reading:
    """Put the collection's entities in the place of those of one article."""
    article = reading.article.id

    def entity(id: str | None) -> str | None:
        return unified[article, id].id if id is not None else None

    def several(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unified[article, id].id for id in ids))

    def participant(part: Participant) -> Participant:
        if part.entity is None:
            return replace(part, mentioned=several(part.mentioned))
        known = unified[article, part.entity]
        sure = known.wikidata is not None and (known.link_score is None or known.link_score >= SAME_AS)
        return replace(
            part,
            entity=known.id,
            label=known.label,
            type=known.type.value,
            wikidata=known.wikidata if sure else None,
        )

    def mention(found: Mention) -> Mention:
        return replace(found, entity=entity(found.entity), members=several(found.members))

    def statement(said: Statement) -> Statement:
        return replace(
            said,
            subject=participant(said.subject),
            object=participant(said.object),
            attributed_to=tuple(participant(claimant) for claimant in said.attributed_to),
            arguments=tuple(
                replace(argument, entity=entity(argument.entity), mentioned=several(argument.mentioned))
                for argument in said.arguments
            ),
            event=replace(said.event, place=entity(said.event.place)) if said.event is not None else None,
        )

    return Reading(
        reading.article,
        tuple(map(mention, reading.mentions)),
        {unified[article, id].id: unified[article, id] for id in reading.entities},
        tuple(map(statement, reading.statements)),
    )
