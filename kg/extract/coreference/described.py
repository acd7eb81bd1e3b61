"""Which thing in the world a chain of mentions means.

Ids are made from content: the gazetteer's id where there is a link, else the best name, else the words of the
description with a hash of the place where it stands. Nothing depends on the order of reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.coreference.descriptions import adjective, country_of, is_body, own_modifiers, without_country
from kg.extract.entities import BODIES, digest, slug
from kg.extract.nouns import is_generic
from kg.model import Entity, EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from kg.extract.coreference.chains import Chain, Chains, Node
    from kg.gazetteer import Entry

ACTOR_ROLES = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those)\s+", re.IGNORECASE)


def described(chains: Chains) -> tuple[list[Mention], dict[str, Entity]]:
    """Give the mentions of resolved chains with their entities, and the entities by id."""
    entities: dict[str, Entity] = {}
    ids: dict[int, str] = {}  # first node of a chain → its entity
    for chain in chains.all():
        entity = _entity(chains, chain, entities)
        if entity is not None:
            entities[entity.id] = entity
            ids[chain.first.index] = entity.id
    mentions = [_resolved(chains, node, ids) for node in chains.nodes]
    used: set[str | None] = {mention.entity for mention in mentions}
    used.update(id for mention in mentions for id in mention.members)
    return mentions, {id: entity for id, entity in entities.items() if id in used}


def _resolved(chains: Chains, node: Node, ids: dict[int, str]) -> Mention:
    """Give the mention of a node with what it means."""
    chain = chains.of(node)
    mention = node.mention
    if chain.members:
        members = tuple(
            dict.fromkeys(
                ids[first]
                for first in (chains.of(chains.nodes[index]).first.index for index in chain.members)
                if first in ids
            )
        )
        return replace(
            mention,
            members=members,
            inferred=chains.inferred.get(node.index, "members"),
            type=_mention_type(chain, node),
        )
    entity = ids.get(chain.first.index)
    inferred = chains.inferred.get(node.index) if entity is not None else None
    speaker = chains.voices.get(chain.first.index)
    spoken_for = ids.get(chains.of(chains.nodes[speaker]).first.index) if speaker is not None else None
    if spoken_for is not None:
        entity, inferred = spoken_for, "speaker"
    return replace(mention, entity=entity, inferred=inferred, type=_mention_type(chain, node))


def _mention_type(chain: Chain, node: Node) -> EntityType:
    """Give the type of a mention: names keep theirs, pronouns take that of what they mean."""
    if node.mention.kind is not MentionKind.PRONOUN:
        return node.mention.type
    others = sorted(chain.types - {EntityType.THING})
    return others[0] if others else node.mention.type


def _entity(chains: Chains, chain: Chain, taken: dict[str, Entity]) -> Entity | None:
    """Make the entity of a chain, None where it means nothing that gets a node."""
    if chain.entry is not None:
        return _linked(chain, taken)
    if chain.names:
        return _named(chains, chain, taken)
    if chain.members:
        return None
    if any(node.is_description for node in chain.nodes):
        return _unnamed(chains, chain, taken)
    return _voice(chains, chain)


def _linked(chain: Chain, taken: dict[str, Entity]) -> Entity:
    """Make the entity of a chain that the gazetteer knows."""
    entry = chain.entry
    assert entry is not None
    aliases = {node.mention.text for node in chain.names if node.type is not EntityType.GROUP}
    basis = (*chain.entry_reasons, *chain.reasons)
    if entry.id in taken:
        earlier = taken[entry.id]
        aliases |= set(earlier.aliases)
        basis = (*earlier.basis, *basis)
    return Entity(
        id=entry.id,
        label=entry.label,
        type=entry.type,
        aliases=tuple(sorted(aliases - {entry.label})),
        wikidata=entry.wikidata,
        geonames=entry.geonames,
        link_score=chain.score,
        country=entry.country,
        sector=entry.sector,
        latitude=entry.latitude,
        longitude=entry.longitude,
        basis=tuple(dict.fromkeys(basis)),
    )


def _named(chains: Chains, chain: Chain, taken: dict[str, Entity]) -> Entity:
    """Make the entity of a chain that has a name, unknown to the gazetteer."""
    texts = [node.mention.text for node in chain.names]
    label = min(texts, key=lambda text: (-len(text.split()), text.isupper(), -texts.count(text), texts.index(text)))
    label = " ".join(label.split())
    types = [node.type for node in chain.names if node.type in chain.types] or sorted(chain.types)
    type = max(sorted(set(types)), key=types.count)
    id = slug(label)
    code = chain.country
    name, own = without_country(chains, label)
    if type in BODIES and is_generic(name):
        code = own or code or _told_country(chains, chain)
        country = chains.gazetteer.by_iso3(code) if code else None
        id = f"{id}_{digest(chains.article.id, label)}" if country is None else slug(f"{country.label} {name}")
    if type is EntityType.PERSON and len(label.split()) == 1:
        id = f"{id}_{digest(chains.article.id, label)}"
    elif chains.gazetteer.by_id(id) is not None or (id in taken and taken[id].type is not type):
        id = f"{id}_{type.value}"
    if id in taken:
        id = f"{id}_{digest(chains.article.id, str(chain.first.mention.start))}"
    return Entity(
        id=id,
        label=label,
        type=type,
        aliases=tuple(sorted(set(texts) - {label})),
        country=code,
        basis=tuple(chain.reasons),
    )


def _told_country(chains: Chains, chain: Chain) -> str | None:
    """Give the one country that stands by the names of a body: *Kenya's* Supreme Court."""
    codes = {code for node in chain.names if (code := country_of(chains, node)) is not None}
    return codes.pop() if len(codes) == 1 else None


def _unnamed(chains: Chains, chain: Chain, taken: dict[str, Entity]) -> Entity | None:
    """Make the entity of descriptions without a name, if they act or come up twice.

    `the Belarusian opposition` is the same in every document, `the protesters` only in its own.
    """
    descriptions = [node for node in chain.nodes if node.is_description]
    best = max(descriptions, key=lambda node: (len(node.words) <= 6, len(node.words), -node.index))
    body = next((node for node in descriptions if chain.country and is_body(node)), None)
    others = own_modifiers(chains, body) if body is not None else set()
    country = chains.gazetteer.by_iso3(chain.country) if chain.country and len(others) <= 1 and body else None
    if len(chain.nodes) < 2 and country is None and not any(_acts(node) for node in descriptions):
        return None
    label = _ARTICLES.sub("", " ".join(best.mention.text.split()))
    place = digest(chains.article.id, str(chain.first.mention.start))
    id = f"{slug(' '.join(label.split()[:6]))}_{place}"
    if country is not None and body is not None:
        label = " ".join((country_adjective(chains, chain, country), *sorted(others), body.token.lower_))
        id = slug(" ".join((country.label, *sorted(others), body.token.lower_)))
    if country is not None and id in taken:
        return taken[id]
    if chains.gazetteer.by_id(id) is not None:
        id = f"{id}_{place}"
    type = best.type
    if best.number == "plural" and type in (EntityType.PERSON, EntityType.COUNTRY):
        type = EntityType.GROUP
    return Entity(id=id, label=label, type=type, country=chain.country, basis=tuple(chain.reasons))


def country_adjective(chains: Chains, chain: Chain, country: Entry) -> str:
    """Give the word for a country that a description in the chain uses before its noun, else the country's label."""
    for node in chain.nodes:
        for child in node.token.lefts:
            if node.is_description and child.pos_ == "ADJ" and chains.nations.get(child.i) == country.country:
                return child.text
    return adjective(chains, country.country or "") or country.label


def _acts(node: Node) -> bool:
    """Tell whether a description is the subject or agent of a verb."""
    return node.token.dep_ in ACTOR_ROLES


def _voice(chains: Chains, chain: Chain) -> Entity | None:
    """Make the entity behind the I, we or you of a text whose speaker it does not name."""
    node = chain.first
    if node.person == 3 or len(chain.nodes) < 2 or chain.first.index in chains.voices:
        return None
    word = "you" if node.person == 2 else "we" if node.number == "plural" else "speaker"
    type = EntityType.GROUP if word == "we" else EntityType.PERSON
    return Entity(
        id=f"{word}_{digest(chains.article.id, str(node.mention.start))}",
        label=word,
        type=type,
        basis=tuple(chain.reasons),
    )
