"""Records → the JSON Lines that `kg extract` and `kg mentions` print (keys always there, null where unknown)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.model import Article, Entity, Mention, Participant, Passage, Phrase, Reading, Statement

if TYPE_CHECKING:
    from kg.extract.statements import SurfaceTriple

Json = dict[str, object]
Mint = Callable[[str], str]


def statement_lines(reading: Reading, entities: Mapping[str, Entity], iri: Mint) -> Iterator[Json]:
    """Yield one object a statement of an article, in reading order; `iri` gives an entity's IRI from its id."""
    for statement in reading.statements:
        yield statement_line(statement, entities, iri)


def statement_line(statement: Statement, entities: Mapping[str, Entity], iri: Mint) -> Json:
    """Give one statement as the contract writes it; offsets count characters of the article's source."""
    event = statement.event
    return {
        "id": statement.id,
        "doc": statement.article,
        "sentence": _passage(statement.sentence),
        "subject": _participant(statement.subject, iri),
        "relation": {
            "text": statement.relation_passage.text,
            "label": statement.relation.label,
            "id": statement.relation.id,
        },
        "object": _participant(statement.object, iri),
        "arguments": [{"role": argument.role, **_passage(argument.passage)} for argument in statement.arguments],
        "polarity": statement.polarity.value,
        "modality": statement.modality.value,
        "attributed_to": [
            {
                "text": claimant.passage.text or claimant.label,
                "label": claimant.label,
                "entity": iri(claimant.entity) if claimant.entity is not None else None,
                "wikidata": claimant.wikidata,
            }
            for claimant in statement.attributed_to
        ],
        "event": None
        if event is None
        else {
            "plover": event.plover,
            "cameo": event.cameo,
            "date": event.date,
            "date_basis": event.date_basis,
            "place": entities[event.place].label if event.place is not None and event.place in entities else None,
        },
        "confidence": statement.confidence,
    }


def surface_line(article: Article, triple: SurfaceTriple) -> Json:
    """Give one surface triple, in the words of the sentence, with the spans of each part in the article's source."""
    return {
        "doc": article.id,
        "subject": _words(article, triple.subject),
        "relation": _words(article, triple.relation),
        "object": _words(article, triple.object),
        "confidence": round(triple.confidence, 3),
    }


def _words(article: Article, phrase: Phrase) -> Json:
    return {"text": phrase.text, "spans": [list(article.to_source(start, end)) for start, end in phrase.spans]}


def mention_lines(reading: Reading, entities: Mapping[str, Entity], iri: Mint) -> Iterator[Json]:
    """Yield one object a mention of an article, in the order of the text."""
    for mention in sorted(reading.mentions, key=lambda mention: (mention.start, mention.end)):
        yield _mention(reading, mention, entities.get(mention.entity) if mention.entity is not None else None, iri)


def _mention(reading: Reading, mention: Mention, entity: Entity | None, iri: Mint) -> Json:
    start, end = reading.article.to_source(mention.start, mention.end)
    return {
        "doc": reading.article.id,
        "start": start,
        "end": end,
        "text": reading.article.source[start:end],
        "kind": mention.kind.value,
        "type": (entity.type if entity is not None else mention.type).value,
        "entity": iri(entity.id) if entity is not None else None,
        "label": entity.label if entity is not None else None,
        "wikidata": entity.wikidata if entity is not None else None,
    }


def _passage(passage: Passage) -> Json:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _participant(participant: Participant, iri: Mint) -> Json:
    return {
        **_passage(participant.passage),
        "entity": iri(participant.entity) if participant.entity is not None else None,
        "label": participant.label,
        "type": participant.type,
        "wikidata": participant.wikidata,
    }
