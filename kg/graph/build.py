"""Records → quads: the only door into the graph.

What an article says goes into the graph named after the article, so that a source can be dropped or trusted as a whole:
the article, its sentences, its claims and their shortcut triples. What the articles say together goes into the
default graph: entities, relations, events, links between claims, and the collection itself. Turtle drops the names of
the graphs and loses nothing, since each claim says by itself where it was read.

When is a claim more than a claim? A *shortcut triple* `entity relation entity` stands beside a claim node if the
statement is affirmed, both its parts are entities, no question holds it ("Do they know how he deceived them?" is no
report, even where it takes the deceit for granted), and one of these holds (`is_fact`):

* it is asserted, and nobody is named as its source: the article itself says so;
* it is intended, the words bind the actor ("agreed to grant a loan", "will grant a loan", but neither a wish nor a try
  nor a purpose: "flew to Minsk to grant a loan"), and everyone named as its source speaks for the subject, or nobody is
  named. A source speaks for the subject if it is the subject; or if both belong to the same country and both are its
  government or army (sectors GOV and MIL, or the country itself): "Putin said Russia would extend Belarus a loan".

So nothing gets a shortcut that is denied, possible, conditional, required, requested, or told by someone else; neither
does what an actor says of its own deeds ("The ministry said its forces had destroyed …"): that is no commitment.

Passages are named by their characters in the article's source (`article:ID#char=120,300`, RFC 5147), so a claim
carries the places of its subject, relation and object in one triple each. The sentence and the passages of arguments
carry their words too (NIF).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from rdflib import Literal, URIRef

from kg.graph.ontology import described
from kg.inventory import COMMITMENTS, FAMILIES
from kg.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventCode,
    Knowledge,
    Link,
    Modality,
    Participant,
    Passage,
    Polarity,
    Reading,
    Relation,
    Statement,
    StatementArgument,
)
from kg.vocab import (
    BASE,
    CITO,
    DC,
    DCTERMS,
    GEO,
    ITSRDF,
    KG,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SEM,
    SKOS,
    VOID,
    XSD,
    Mint,
    geonames,
    is_iri,
    wikidata,
)

SURE = 0.9
"""Least probability of a link to Wikidata or GeoNames at which it is written as `owl:sameAs`."""

Node = URIRef | Literal


class Triple(NamedTuple):
    """A triple on its way into the graph; it unpacks as rdflib expects."""

    subject: URIRef
    predicate: URIRef
    object: Node


class Quad(NamedTuple):
    """A triple and the graph it belongs to, None for the default graph."""

    subject: URIRef
    predicate: URIRef
    object: Node
    graph: URIRef | None


TYPES: Mapping[str, URIRef] = {
    EntityType.PERSON: SDO.Person,
    EntityType.COUNTRY: SDO.Country,
    EntityType.PLACE: SDO.Place,
    EntityType.ORGANIZATION: SDO.Organization,
    EntityType.ARMED_GROUP: KG.ArmedGroup,
    EntityType.GROUP: KG.Group,
    EntityType.EVENT: SDO.Event,
    EntityType.TREATY: KG.Treaty,
    EntityType.WORK: SDO.CreativeWork,
    EntityType.THING: SDO.Thing,
}
"""Entity types as classes: schema.org's where it has the class, ours where not."""

ROLES: Mapping[str, URIRef] = {
    role: KG[role]
    for role in (
        "amount", "cause", "company", "condition", "instrument", "manner", "place", "purpose", "recipient", "role",
        "source", "time", "topic",
    )
}  # fmt: skip
"""Roles of arguments as properties; a role that is not among them is written as plain `kg:argument`."""

FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
"""Words by which an article tells what is going to be, plainly."""
REPORTED_FUTURE = frozenset({"would"})
"""The same in what somebody said; elsewhere it tells what might be."""
_GOVERNING = frozenset({"GOV", "MIL"})
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def quads(knowledge: Knowledge, *, base: str = BASE, with_text: bool = False) -> Iterator[Quad]:
    """Yield the whole graph of what was read: articles in their own graphs, the rest in the default graph.

    `with_text` adds the articles' whole source texts, which their owners may not want to see copied.
    """
    mint = Mint(base)
    yield from (Quad(*triple, None) for triple in collection_triples(mint))
    for reading in knowledge.readings:
        graph = mint.article(reading.article.id)
        triples = article_triples(reading, knowledge.entities, mint, with_text=with_text)
        yield from (Quad(*triple, graph) for triple in triples)
    yield from (Quad(*triple, None) for triple in shared_triples(knowledge, mint))


def shared_triples(knowledge: Knowledge, mint: Mint) -> Iterator[Triple]:
    """Yield what belongs to no article alone: entities, events, links, and the terms that were used."""
    for id in sorted(knowledge.entities):
        yield from entity_triples(knowledge.entities[id], mint)
    relations = {s.relation.id: s.relation for reading in knowledge.readings for s in reading.statements}
    for id in sorted(relations):
        yield from relation_triples(relations[id], mint)
    for event in knowledge.events:
        yield from event_triples(event, mint)
    for link in knowledge.links:
        yield from link_triples(link, mint)
    yield from term_triples(knowledge, mint)


def collection_triples(mint: Mint) -> Iterator[Triple]:
    """Yield what is to be known of the collection itself: no times, so that the same input gives the same bytes."""
    collection, software = mint.dataset(), URIRef(f"{BASE}software")
    yield Triple(collection, RDF.type, VOID.Dataset)
    yield Triple(collection, DCTERMS.title, _text("What the articles say, with the sentences that say it"))
    yield Triple(collection, VOID.uriSpace, Literal(mint.base, datatype=XSD.anyURI))
    yield Triple(collection, PROV.wasAttributedTo, software)
    yield Triple(collection, DCTERMS.conformsTo, URIRef(str(KG._NS).rstrip("#")))
    yield Triple(software, RDF.type, PROV.SoftwareAgent)
    yield Triple(software, SDO.name, _text("kg"))
    yield Triple(software, SDO.softwareVersion, _token(_software_version()))


def article_triples(
    reading: Reading, entities: Mapping[str, Entity], mint: Mint, *, with_text: bool = False
) -> Iterator[Triple]:
    """Yield an article, what it mentions, and what it claims."""
    article = mint.article(reading.article.id)
    yield from _described_article(reading.article, article)
    if with_text:
        yield Triple(article, NIF.isString, _text(reading.article.source, reading.article.language))
    mentioned = {mention.entity for mention in reading.mentions if mention.entity is not None}
    yield from (Triple(article, SDO.mentions, mint.entity(id)) for id in sorted(mentioned))
    for statement in reading.statements:
        yield from claim_triples(statement, entities, mint, language=reading.article.language)


def claim_triples(
    statement: Statement, entities: Mapping[str, Entity], mint: Mint, *, language: str = "en"
) -> Iterator[Triple]:
    """Yield a statement as a claim node with its sentence, and as a shortcut triple if it is a fact by `is_fact`."""
    claim = mint.claim(statement.id)
    article = mint.article(statement.article)
    subject = _participant(statement.subject, mint, language)
    relation = mint.relation(statement.relation.id)
    object_ = _participant(statement.object, mint, language)
    sentence = _passage(statement.sentence, statement.article, mint)
    if is_fact(statement, entities) and isinstance(subject, URIRef):
        yield Triple(subject, relation, object_)
    yield Triple(claim, RDF.type, RDF.Statement)
    yield Triple(claim, RDF.subject, subject)
    yield Triple(claim, RDF.predicate, relation)
    yield Triple(claim, RDF.object, object_)
    yield Triple(claim, KG.polarity, KG[statement.polarity.value])
    yield Triple(claim, KG.modality, KG[statement.modality.value])
    yield Triple(claim, KG.confidence, _decimal(statement.confidence))
    yield Triple(claim, PROV.wasDerivedFrom, article)
    yield Triple(claim, KG.sentence, sentence)
    yield from _sentence(statement.sentence, sentence, article, language)
    for part, predicate in (
        (statement.subject.passage, KG.subjectPassage),
        (statement.relation_passage, KG.relationPassage),
        (statement.object.passage, KG.objectPassage),
    ):
        if part.end > part.start:
            yield Triple(claim, predicate, _passage(part, statement.article, mint))
    for participant, predicate in ((statement.subject, KG.subjectBasis), (statement.object, KG.objectBasis)):
        if participant.inferred is not None:
            yield Triple(claim, predicate, _token(participant.inferred))
    yield from _attributions(statement, claim, mint, language)
    for argument in statement.arguments:
        yield from _argument(argument, statement.article, claim, mint, language)
    if statement.event_id is not None:
        yield Triple(claim, KG.reports, mint.event(statement.event_id))


def is_fact(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Say whether a statement may stand in the graph as a plain triple; the rule is that of this module's docstring."""
    if (
        statement.polarity is not Polarity.POSITIVE
        or statement.subject.entity is None
        or statement.object.entity is None
        or statement.sentence.text.rstrip("\"'”’) ").endswith("?")
    ):
        return False
    if statement.modality is Modality.ASSERTED:
        return not statement.attributed_to
    if statement.modality is Modality.INTENDED:
        return _binds(statement) and all(
            _speaks_for(claimant, statement.subject, entities) for claimant in statement.attributed_to
        )
    return False


def _binds(statement: Statement) -> bool:
    """Say whether what is told of the future is a commitment or plain future, not a wish or a purpose."""
    if statement.governors:
        return not COMMITMENTS.isdisjoint(statement.governors)
    words = FUTURE | REPORTED_FUTURE if statement.attributed_to else FUTURE
    return not words.isdisjoint(statement.relation_passage.text.lower().split())


def _speaks_for(claimant: Participant, subject: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether what a claimant announces of a subject is the subject's own word."""
    if claimant.entity is None or subject.entity is None:
        return False
    if claimant.entity == subject.entity:
        return True
    speaker, actor = entities.get(claimant.entity), entities.get(subject.entity)
    if speaker is None or actor is None or speaker.country is None:
        return False
    return speaker.country == actor.country and _governs(speaker) and _governs(actor)


def _governs(entity: Entity) -> bool:
    """Say whether an entity is a state, or part of its government or army."""
    return entity.type is EntityType.COUNTRY or entity.sector in _GOVERNING


def entity_triples(entity: Entity, mint: Mint) -> Iterator[Triple]:
    """Yield a thing in the world: what it is called, where it is known, and why it was held to be one thing."""
    iri = mint.entity(entity.id)
    yield Triple(iri, RDF.type, TYPES[entity.type])
    yield Triple(iri, SKOS.prefLabel, _name(entity.label))
    for alias in sorted(set(entity.aliases) - {entity.label}):
        yield Triple(iri, SKOS.altLabel, _name(alias))
    sure = entity.link_score is None or entity.link_score >= SURE
    for known, name in ((entity.wikidata, wikidata), (entity.geonames, geonames)):
        if known is not None:
            yield Triple(iri, OWL.sameAs if sure else SKOS.closeMatch, name(known))
    if entity.link_score is not None:
        yield Triple(iri, KG.linkScore, _decimal(entity.link_score))
    if entity.country is not None:
        yield Triple(iri, KG.countryCode, _token(entity.country))
    if entity.sector is not None:
        yield Triple(iri, KG.sector, mint.plover("sector", entity.sector))
    if entity.latitude is not None and entity.longitude is not None:
        yield Triple(iri, GEO.lat, _decimal(entity.latitude))
        yield Triple(iri, GEO.long, _decimal(entity.longitude))
    for reason in entity.basis:
        yield Triple(iri, KG.reason, _text(reason))


def relation_triples(relation: Relation, mint: Mint) -> Iterator[Triple]:
    """Yield a relation with its label and the coarse relation above it.

    That every relation is below itself follows from RDFS anyway; it is written out so that one pattern without a path
    finds a relation and all below it, in every engine and fast.
    """
    iri = mint.relation(relation.id)
    yield Triple(iri, RDF.type, RDF.Property)
    yield Triple(iri, RDFS.label, _text(FAMILIES[relation.id].label if relation.id in FAMILIES else relation.label))
    yield Triple(iri, RDFS.subPropertyOf, iri)
    if relation.family is not None and relation.family != relation.id:
        yield Triple(iri, RDFS.subPropertyOf, mint.relation(relation.family))


def event_triples(event: Event, mint: Mint) -> Iterator[Triple]:
    """Yield an event in the world with its actors, codes, date, place, and why its reports were held to tell of one."""
    iri, code = mint.event(event.id), event.code
    yield Triple(iri, RDF.type, SEM.Event)
    yield Triple(iri, RDFS.label, _text(event.label))
    for actors, predicate in ((event.source_actors, KG.sourceActor), (event.target_actors, KG.targetActor)):
        yield from (Triple(iri, predicate, mint.entity(actor)) for actor in actors)
    for term in _codes(code, mint):
        yield Triple(iri, SEM.eventType, term)
    if code.mode is not None:
        yield Triple(iri, KG.mode, mint.plover(code.plover, code.mode))
    yield from (Triple(iri, KG.context, mint.plover("context", context)) for context in code.contexts)
    if code.date is not None:
        stamps = list(_stamps(code.date))
        yield from (Triple(iri, predicate, stamp) for predicate, stamp in stamps)
        if stamps:
            yield Triple(iri, KG.dateBasis, _token(code.date_basis))
    if code.place is not None:
        yield Triple(iri, SEM.hasPlace, mint.entity(code.place))
    if code.goldstein is not None:
        yield Triple(iri, KG.goldstein, _decimal(code.goldstein))
    if len(event.statements) > 1:
        yield Triple(iri, KG.score, _decimal(event.score))
        yield from (Triple(iri, KG.reason, _text(reason)) for reason in event.reasons)


def link_triples(link: Link, mint: Mint) -> Iterator[Triple]:
    """Yield that one claim confirms or contradicts another; why is said on the first."""
    first, second = mint.claim(link.first), mint.claim(link.second)
    yield Triple(first, CITO.agreesWith if link.agrees else CITO.disagreesWith, second)
    if not link.agrees and link.reason:
        yield Triple(first, KG.reason, _text(link.reason))


def term_triples(knowledge: Knowledge, mint: Mint) -> Iterator[Triple]:
    """Yield what the ontology says of the codes, sectors and coarse relations in use, so that the graph reads alone."""
    used: set[URIRef] = set()
    for event in knowledge.events:
        used.update(_codes(event.code, mint))
        used.update(mint.plover("context", context) for context in event.code.contexts)
        if event.code.mode is not None:
            used.add(mint.plover(event.code.plover, event.code.mode))
    used.update(mint.plover("sector", entity.sector) for entity in knowledge.entities.values() if entity.sector)
    families = {s.relation.family for reading in knowledge.readings for s in reading.statements}
    used.update(mint.relation(family) for family in families if family is not None)
    for term in sorted(used):
        yield from (Triple(term, predicate, value) for predicate, value in described(term))


def _codes(code: EventCode, mint: Mint) -> Iterator[URIRef]:
    """Yield the PLOVER type and the CAMEO code of an event."""
    if code.plover:
        yield mint.plover(code.plover)
    if code.cameo is not None:
        yield mint.cameo(code.cameo)


def _described_article(article: Article, iri: URIRef) -> Iterator[Triple]:
    """Yield what is known of an article as a document."""
    yield Triple(iri, RDF.type, SDO.NewsArticle)
    yield Triple(iri, RDF.type, NIF.Context)
    yield Triple(iri, DCTERMS.identifier, _token(article.id))
    yield Triple(iri, DCTERMS.language, _token(article.language.lower()))
    for known, predicate in (
        (article.title, DCTERMS.title),
        (article.author, DC.creator),
        (article.publisher, DC.publisher),
    ):
        if known is not None:
            yield Triple(iri, predicate, _text(known, article.language))
    if article.date is not None and (day := _date_literal(article.date)) is not None:
        yield Triple(iri, DCTERMS.issued, day)
    if article.url is not None:
        if is_iri(article.url):
            yield Triple(iri, SDO.url, URIRef(article.url))
        else:
            yield Triple(iri, DC.source, _text(article.url))


def _sentence(passage: Passage, iri: URIRef, article: URIRef, language: str) -> Iterator[Triple]:
    """Yield a sentence with its words and its place in the article."""
    yield Triple(iri, RDF.type, NIF.Sentence)
    yield Triple(iri, NIF.referenceContext, article)
    yield Triple(iri, NIF.anchorOf, _text(passage.text, language))
    yield Triple(iri, NIF.beginIndex, Literal(passage.start))
    yield Triple(iri, NIF.endIndex, Literal(passage.end))


def _attributions(statement: Statement, claim: URIRef, mint: Mint, language: str) -> Iterator[Triple]:
    """Yield who says so; a source that is no entity ("a diplomat") is a node of its own; a chain keeps its order."""
    chain = statement.attributed_to
    for rank, claimant in enumerate(chain, start=1):
        link = mint.attribution(statement.id, rank)
        if claimant.entity is not None:
            source = mint.entity(claimant.entity)
        else:
            source = link if len(chain) == 1 else URIRef(f"{link}.source")
            yield Triple(source, RDF.type, KG.Source)
            yield Triple(source, RDFS.label, _text(claimant.label, language))
        yield Triple(claim, SEM.accordingTo, source)
        if claimant.passage.end > claimant.passage.start:
            passage = _passage(claimant.passage, statement.article, mint)
            yield Triple(claim if len(chain) == 1 else link, KG.claimantPassage, passage)
        if len(chain) > 1:
            yield Triple(claim, KG.attribution, link)
            yield Triple(link, RDF.type, KG.Attribution)
            yield Triple(link, KG.rank, Literal(rank))
            yield Triple(link, SEM.accordingTo, source)


def _argument(argument: StatementArgument, article: str, claim: URIRef, mint: Mint, language: str) -> Iterator[Triple]:
    """Yield an argument: the passage that says it, its words, and what they come to."""
    passage = _passage(argument.passage, article, mint)
    yield Triple(claim, ROLES.get(argument.role, KG.argument), passage)
    yield Triple(passage, NIF.anchorOf, _text(argument.passage.text, language))
    if argument.entity is not None:
        yield Triple(passage, ITSRDF.taIdentRef, mint.entity(argument.entity))
    if argument.value is not None:
        yield from _value(passage, argument.role, argument.value)


def _value(passage: URIRef, role: str, value: str) -> Iterator[Triple]:
    """Yield what the words of a time or an amount come to."""
    if role == "time":
        yield from (Triple(passage, predicate, stamp) for predicate, stamp in _stamps(value))
        return
    number, _, unit = value.partition(" ")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", number):
        yield Triple(passage, RDF.value, _text(value))
        return
    yield Triple(passage, SDO.value, _decimal(number))
    if re.fullmatch(r"[A-Z]{3}", unit):
        yield Triple(passage, SDO.currency, _token(unit))
    elif unit:
        yield Triple(passage, SDO.unitText, _text(unit))


def _participant(participant: Participant, mint: Mint, language: str) -> Node:
    """Name an entity, or give the words of what is none."""
    return mint.entity(participant.entity) if participant.entity is not None else _text(participant.label, language)


def _passage(passage: Passage, article: str, mint: Mint) -> URIRef:
    """Name a passage of an article."""
    return mint.passage(article, passage.start, passage.end)


def _stamps(value: str) -> Iterator[tuple[URIRef, Literal]]:
    """Yield a date, or both ends of an interval, in the precision that is known; nothing for what is no date."""
    ends = [_date_literal(part) for part in value.split("/")]
    if len(ends) == 1 and ends[0] is not None:
        yield SEM.hasTimeStamp, ends[0]
    elif len(ends) == 2:
        for predicate, end in zip((SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp), ends, strict=True):
            if end is not None:
                yield predicate, end


def _date_literal(value: str) -> Literal | None:
    """Type an ISO 8601 date by its precision; None for what is none, so that no store meets an impossible date."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", value)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day is not None:
        return Literal(f"{year}-{month}-{day}", datatype=XSD.date)
    if month is not None:
        return Literal(f"{year}-{month}", datatype=XSD.gYearMonth)
    return Literal(year, datatype=XSD.gYear)


def _decimal(value: float | str) -> Literal:
    """Write a number the one way that every store gives back: no exponent, no idle zero."""
    number = Decimal(str(value) if isinstance(value, str) else repr(round(value, 6)))
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal("0" if text in {"-0", ""} else text.lstrip("+"), datatype=XSD.decimal, normalize=False)


def _text(text: str, language: str = "en") -> Literal:
    """Write words in a language; what no XML and no UTF-8 may hold becomes U+FFFD."""
    return Literal(_NO_XML.sub("\ufffd", text), lang=language.lower())


def _name(name: str) -> Literal:
    """Write a name: English, if it stands in Latin letters; in a language unknown if it does not."""
    return _text(name, "en" if _LATIN.search(name) or not name else "und")


def _token(text: str) -> Literal:
    """Write a code: a datatype of its own, since a plain string comes back changed from some stores."""
    return Literal(" ".join(_NO_XML.sub("\ufffd", text).split()), datatype=XSD.token)


@cache
def _software_version() -> str:
    """Give the version of this package, "0" where it runs without being installed."""
    try:
        return version("geopolitical-kg")
    except PackageNotFoundError:
        return "0"
