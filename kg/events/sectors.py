"""Which PLOVER sector an actor belongs to, and which country.

The gazetteer and the entity stage say what they know (`Entity.sector`, `Entity.country`); here the rest is read off
the type of the entity and the nouns by which it is called. Sector codes are those of `schemes.SECTORS`.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.events.tables import read_table
from kg.events.words import words
from kg.model import Entity, EntityType

ROLES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (sector, frozenset(words(" ".join(listed.split())))) for sector, listed in read_table("roles.tsv", 2)
)
BY_TYPE = {EntityType.COUNTRY: "GOV", EntityType.ARMED_GROUP: "REB", EntityType.GROUP: "CVL"}
HEAD_ENDS = frozenset(
    {"of", "in", "for", "to", "by", "with", "on", "at", "from", "near", "who", "that", "which", "against"}
    | {"between", "over", "across", "outside", "inside", "after", "during", "among", "along", "into"}
)
QUANTITIES = frozenset(
    {"thousands", "hundreds", "millions", "dozens", "scores", "tens", "number", "group", "groups", "crowd", "crowds"}
    | {"members", "majority", "most", "part", "some", "handful", "couple", "contingent", "unit", "team", "series"}
    | {"ton", "tons", "tonne", "tonnes", "kilos", "barrels", "pieces", "worth", "batch", "shipment", "truckloads"}
    | {"day", "days", "week", "weeks", "month", "months", "round", "rounds", "kind", "type", "form"}
)
"""Nouns that only say how many: of what stands after *of*."""
CROWDS = tuple([word] for word in ("thousands", "hundreds", "dozens", "scores", "millions", "crowds", "crowd", "many"))
"""How numbers of people are called where nothing says of whom: "thousands marched"."""
ACTORS = frozenset(
    {EntityType.PERSON, EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.GROUP}
)
"""The types of things that act and are acted upon."""
PLACES = frozenset({EntityType.PLACE})


def sector(entity: Entity | None, described: str = "") -> str | None:
    """Give the sector of an actor, None where nothing tells: known, from how the text calls it, from its type.

    >>> sector(None, "five army officers")
    'MIL'
    """
    if entity is not None and entity.sector is not None:
        return entity.sector
    names = [head_of(described), *((entity.label, *entity.aliases) if entity is not None else ())]
    heads = (sector_of_words(words(head_of(name))) for name in names)
    by_noun = next((code for code in heads if code is not None), None)  # supporters of a president are no government
    by_noun = by_noun or sector_of_words(word for name in names for word in words(name))
    if by_noun is None and head_of(described).lower().split()[-1:] in CROWDS:
        return "CVL"
    if by_noun is not None:
        return by_noun
    return BY_TYPE.get(entity.type) if entity is not None else None


def sector_of_words(stems: Iterable[str]) -> str | None:
    """Give the sector that the nouns of a description name; of several the first in the table."""
    called = frozenset(stems)
    return next((code for code, nouns in ROLES if nouns & called), None)


def head_of(text: str) -> str:
    """Give the part of a noun phrase that says what it is: up to its first preposition.

    >>> head_of("decision of the president")
    'decision'
    """
    kept: list[str] = []
    for word in text.split():
        if kept and word.lower() in HEAD_ENDS and not (word.lower() == "of" and kept[-1].lower() in QUANTITIES):
            break
        kept.append(word)
    return " ".join(kept)


def has_name(text: str) -> bool:
    """Say whether a phrase holds a name: a word with a capital that does not begin it."""
    return any(word[:1].isupper() for word in text.split()[1:])


def country(entity: Entity | None) -> str | None:
    """Give the ISO 3166-1 alpha-3 code of the country an actor is or belongs to."""
    return entity.country if entity is not None else None


def side(entity: Entity | None, id: str) -> str:
    """Give what an actor stands for: its country where its government acts, else itself."""
    if entity is None or entity.country is None:
        return id
    if entity.type is EntityType.COUNTRY or sector(entity) == "GOV":
        return entity.country
    return id


def may_speak_for(first: Entity | None, second: Entity | None) -> bool:
    """Say whether one may speak for the other: not when their countries are known and differ."""
    one, other = country(first), country(second)
    return one is None or other is None or one == other
