"""Records on disk."""

from __future__ import annotations

import json

from kg.model import Entity, EntityType, Passage
from kg.records import from_json, to_json
from tests.graph.conftest import make_knowledge


def test_records_come_back_as_they_were() -> None:
    """Statements, entities, events and articles with all their parts survive being written."""
    knowledge = make_knowledge()
    records = [
        *(statement for reading in knowledge.readings for statement in reading.statements),
        *(reading.article for reading in knowledge.readings),
        *knowledge.entities.values(),
        *knowledge.events,
    ]

    for record in records:
        assert record == from_json(type(record), to_json(record))


def test_record_of_an_earlier_version() -> None:
    """Fields that a record does not have yet take their defaults."""
    older = json.dumps(json.loads(to_json(Entity("Minsk", "Minsk", EntityType.PLACE, ("Mensk",))))[:4])

    assert Entity("Minsk", "Minsk", EntityType.PLACE, ("Mensk",)) == from_json(Entity, older)


def test_odd_characters() -> None:
    """Half a character, a line end and a quote survive."""
    passage = Passage('\ud800 "x"\r\n\u2028', 0, 8)

    assert passage == from_json(Passage, to_json(passage))
    assert "\n" not in to_json(passage)
