"""Statements and entities made by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from kg.model import (
    Entity,
    EntityType,
    EventCode,
    Modality,
    Participant,
    Passage,
    Polarity,
    Relation,
    Statement,
    StatementArgument,
)

Say = Callable[..., Statement]

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity("Ruritania", "Ruritania", EntityType.COUNTRY, country="RUR"),
        Entity("Zubrowka", "Zubrowka", EntityType.COUNTRY, country="ZUB"),
        Entity("Rudolf", "Rudolf Elphberg", EntityType.PERSON, country="RUR", sector="GOV"),
        Entity("Gustave", "Gustave Moustafa", EntityType.PERSON, country="ZUB", sector="GOV"),
        Entity("Michael", "Black Michael", EntityType.PERSON, country="RUR", sector="OPP"),
        Entity("Police", "Ruritanian police", EntityType.ORGANIZATION, country="RUR", sector="COP"),
        Entity("Farmers", "farmers", EntityType.GROUP, country="RUR", sector="LAB"),
        Entity("Herald", "Strelsau Herald", EntityType.ORGANIZATION, country="RUR", sector="MED"),
        Entity("Strelsau", "Strelsau", EntityType.PLACE, country="RUR"),
        Entity("Lutz", "Lutz", EntityType.PLACE, country="ZUB"),
        Entity("Election", "Ruritanian election", EntityType.EVENT),
    )
}


@pytest.fixture
def entities() -> dict[str, Entity]:
    """Give the actors and places of the tests."""
    return dict(ENTITIES)


def _participant(name: str) -> Participant:
    known = ENTITIES.get(name)
    passage = Passage(known.label if known is not None else name, 0, len(name))
    if known is None:
        mentioned = tuple(id for id, entity in ENTITIES.items() if entity.label in name)
        return Participant(passage, None, name, "Literal", mentioned=mentioned)
    return Participant(passage, known.id, known.label, known.type.value)


@pytest.fixture
def say() -> Say:
    """Give a function that makes a statement out of who, what (in lemmas) and whom."""
    numbers = count(1)

    def make(
        subject: str,
        lemma: str,
        object_: str,
        *,
        by: tuple[str, ...] = (),
        article: str = "a1",
        governors: tuple[str, ...] = (),
        modality: Modality = Modality.ASSERTED,
        polarity: Polarity = Polarity.POSITIVE,
        arguments: tuple[tuple[str, str], ...] = (),
        date: str | None = "2031-05-04",
        date_basis: str = "text",
        state: bool = False,
        words: str | None = None,
        construct: str = "active",
        code: EventCode | None = None,
    ) -> Statement:
        number = next(numbers)
        parts = []
        for role, text in arguments:
            part = _participant(text)
            value = text if role == "amount" else None
            parts.append(StatementArgument(role, part.passage, part.entity, value, part.mentioned))
        return Statement(
            id=f"s{number:03}",
            article=article,
            sentence=Passage("", number * 100, number * 100),
            subject=_participant(subject),
            relation=Relation(lemma.replace(" ", ""), lemma),
            relation_passage=Passage(words or lemma, number * 100, number * 100 + len(words or lemma)),
            object=_participant(object_),
            arguments=tuple(parts),
            polarity=polarity,
            modality=modality,
            attributed_to=tuple(map(_participant, by)),
            event=code or EventCode("", None, date=date, date_basis=date_basis),
            confidence=0.8,
            construct=construct,
            lemma=lemma,
            governors=governors,
            state=state,
        )

    return make
