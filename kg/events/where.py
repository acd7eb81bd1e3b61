"""Where an event took place, as the clause says it: the entity of a place, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Entity, EntityType, Statement

PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
AT_HAND = frozenset({"CONSULT", "AID", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of deeds: where their object is, they were done. *Condemned attacks in Lutz* was not said in Lutz."""
DONE_TO_PLACES = frozenset({"COERCE", "ASSAULT"})
BROUGHT = frozenset({"AID", "MOBILIZE", "ASSAULT"})
"""Types of deeds that reach their goal: *sent troops to Lutz*."""
DISCUSSING = frozenset({"discuss", "debate", "address"})
VISIT = "042"
SITUATED = frozenset({"in", "at", "near", "outside", "inside", "around", "through", "across"})
"""Prepositions that end the lemma of what happens somewhere: "demonstrate in"."""
_PART = re.compile(
    r"\b(?:north|south|east|west|cent[er]|capital|city|town|village|province|region|street|outskirts)", re.I
)
_WHERE = r"\b(?:in|at|near|outside|inside|around|across)\s+(?:[\w-]+\s+){0,4}?(?:%s)\b"


def place(statement: Statement, plover: str, cameo: str, entities: Mapping[str, Entity]) -> str | None:
    """Give the place of an event: a named one before a country, what is said of the act before what of its object."""
    found = dict.fromkeys(_places(statement, plover, cameo, entities))
    return min(found, key=lambda id: entities[id].type is EntityType.COUNTRY, default=None)


def _places(statement: Statement, plover: str, cameo: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield the places that the clause names, the best first."""
    named = [argument for argument in statement.arguments if argument.role == "place"]
    yield from _known((argument.entity for argument in named), entities)
    if plover not in AT_HAND:
        return
    for argument in named:
        within = _known(argument.mentioned, entities)
        yield from (id for id in within if entities[id].type is EntityType.PLACE or _PART.search(argument.passage.text))
    happens_there = statement.lemma.rpartition(" ")[2] in SITUATED or cameo == VISIT
    for id in _known((statement.object.entity,), entities):
        if happens_there or (plover in DONE_TO_PLACES and entities[id].type is EntityType.PLACE):
            yield id
    if statement.lemma.partition(" ")[0] in DISCUSSING:
        return  # "discussed the crisis in Zubrowka": the crisis is there
    roles = ("location", "goal") if plover in BROUGHT else ("location",)
    yield from _known((a.entity for role in roles for a in statement.arguments if a.role == role), entities)
    within = _known(statement.object.mentioned, entities)
    yield from (id for id in within if _stands_in(statement.object.passage.text, entities[id]))


def _known(ids: Iterable[str | None], entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield those ids that are places."""
    yield from (id for id in ids if id is not None and id in entities and entities[id].type in PLACES)


def _stands_in(text: str, entity: Entity) -> bool:
    """Say whether a phrase names a place as where something is: "two villages near Lutz"."""
    names = "|".join(re.escape(name) for name in (entity.label, *entity.aliases) if name)
    return re.search(_WHERE % names, text) is not None
