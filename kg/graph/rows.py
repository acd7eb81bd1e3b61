"""Graph → rows: what a picture or a table shows, with the evidence beside it.

Reads any rdflib graph, whether it was built here or loaded from a file, by looking up one predicate after another; that
takes one pass for each and no joins, and so stays fast on every store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import Graph, URIRef
from rdflib.query import Result
from rdflib.term import Node

from kg.graph.build import ROLES, TYPES
from kg.inventory import FAMILIES
from kg.model import EdgeRow, NodeRow
from kg.vocab import (
    CITO,
    DC,
    DCTERMS,
    GEO,
    KG,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SEM,
    SKOS,
    WIKIDATA,
    local_name,
)

_TYPE_NAMES = {str(iri): str(name) for name, iri in TYPES.items()}
_ROLE_NAMES = {iri: role for role, iri in ROLES.items()} | {KG.argument: "argument"}
_PLOVER_MARK, _CAMEO_MARK = "/plover/", "/cameo/"


@dataclass
class _Index:
    """One graph by predicate and subject; each predicate is read when it is first asked for."""

    graph: Graph
    read: dict[URIRef, dict[str, list[Node]]] = field(default_factory=dict)

    def all(self, predicate: URIRef) -> dict[str, list[Node]]:
        """Give the values of a predicate by subject, sorted."""
        if predicate not in self.read:
            found: dict[str, list[Node]] = {}
            for subject, value in self.graph.subject_objects(predicate):
                found.setdefault(str(subject), []).append(value)
            for values in found.values():
                if len(values) > 1:
                    values.sort(key=str)
            self.read[predicate] = found
        return self.read[predicate]

    def many(self, subject: str, predicate: URIRef) -> list[Node]:
        """Give the values of a predicate."""
        return self.all(predicate).get(subject, [])

    def one(self, subject: str | None, predicate: URIRef) -> str | None:
        """Give the first value of a predicate as text."""
        values = self.many(subject, predicate) if subject is not None else []
        return str(values[0]) if values else None

    def number(self, subject: str | None, predicate: URIRef) -> float | None:
        """Give the first value of a predicate as a number."""
        value = self.one(subject, predicate)
        return float(value) if value is not None else None

    def label(self, subject: str) -> str:
        """Give what a thing is called, or the end of its IRI."""
        return self.one(subject, SKOS.prefLabel) or self.one(subject, RDFS.label) or local_name(subject)


def nodes(graph: Graph) -> Iterator[NodeRow]:
    """Yield the entities of a graph, by IRI."""
    index = _Index(graph)
    kinds = {
        subject: name
        for subject, types in index.all(RDF.type).items()
        for name in (_TYPE_NAMES.get(str(kind)) for kind in types)
        if name is not None
    }
    for iri in sorted(kinds):
        links = (*index.many(iri, OWL.sameAs), *index.many(iri, SKOS.closeMatch))
        yield NodeRow(
            id=local_name(iri),
            iri=iri,
            label=index.label(iri),
            type=kinds[iri],
            aliases=tuple(str(alias) for alias in index.many(iri, SKOS.altLabel)),
            wikidata=next((local_name(str(link)) for link in links if str(link).startswith(str(WIKIDATA))), None),
            country=index.one(iri, KG.countryCode),
            sector=_after(index.one(iri, KG.sector), "sector."),
            latitude=index.number(iri, GEO.lat),
            longitude=index.number(iri, GEO.long),
            basis=tuple(str(reason) for reason in index.many(iri, KG.reason)),
        )


def edges(graph: Graph) -> Iterator[EdgeRow]:
    """Yield the claims of a graph with their evidence, in the order of articles and of sentences in them."""
    index = _Index(graph)
    kinds = {
        subject: name
        for subject, types in index.all(RDF.type).items()
        for name in (_TYPE_NAMES.get(str(kind)) for kind in types)
        if name is not None
    }
    against: dict[URIRef, dict[str, list[str]]] = {}
    for predicate in (CITO.agreesWith, CITO.disagreesWith):
        both = against.setdefault(predicate, {})
        for first, others in index.all(predicate).items():
            for second in others:
                both.setdefault(first, []).append(local_name(str(second)))
                both.setdefault(str(second), []).append(local_name(first))
    placed = [(_place(index, claim), claim) for claim in index.all(RDF.subject)]
    for _, claim in sorted(placed):
        yield _edge(index, claim, kinds, against, graph)


def answer_rows(graph: Graph, result: Result) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Give the part of a graph that an answer speaks of, so that any query can be drawn.

    Of a CONSTRUCT the claims in it are drawn, or those between the things it names. Of a SELECT, the rows' claims
    (column `claim`) are drawn; else the claims with the row's subject, object and, where there, relation and sentence;
    else all that joins the entities that the answer names.
    """
    wanted = _drawn(graph, result)
    ends = {end for edge in wanted for end in (edge.subject, edge.object)}
    return [node for node in nodes(graph) if node.id in ends], wanted


def _drawn(graph: Graph, result: Result) -> list[EdgeRow]:
    """Choose the claims that an answer speaks of."""
    if result.graph is not None:
        claims = {str(claim) for claim in result.graph.subjects(RDF.subject, None)}
        if claims:
            return [edge for edge in edges(graph) if edge.iri in claims]
        named = {str(term) for triple in result.graph for term in triple if isinstance(term, URIRef)}
        return [edge for edge in edges(graph) if _ends(graph, edge) <= named]
    columns = [str(variable) for variable in result.vars or ()]
    table = [{str(variable): str(term) for variable, term in row.items()} for row in result.bindings]
    if "claim" in columns:
        asked = {row.get("claim") for row in table}
        return [edge for edge in edges(graph) if edge.iri in asked]
    if {"subject", "object"} <= set(columns):
        parts = [part for part in ("subject", "relation", "object", "sentence") if part in columns]
        said = {tuple(row.get(part) for part in parts) for row in table}
        return [edge for edge in edges(graph) if tuple(_words(edge)[part] for part in parts) in said]
    cells = {cell for row in table for cell in row.values()}
    return [
        edge for edge in edges(graph) if _ends(graph, edge) <= cells or {edge.subject_label, edge.object_label} <= cells
    ]


def _words(edge: EdgeRow) -> dict[str, str]:
    """Give the columns by which an answer can name a claim."""
    return {
        "subject": edge.subject_label, "relation": edge.relation_label, "object": edge.object_label,
        "sentence": edge.sentence,
    }  # fmt: skip


def _ends(graph: Graph, edge: EdgeRow) -> set[str]:
    """Give the IRIs of both ends of a claim."""
    claim = URIRef(edge.iri)
    return {str(end) for part in (RDF.subject, RDF.object) for end in graph.objects(claim, part)}


def _place(index: _Index, claim: str) -> tuple[str, int, int]:
    """Say where in the collection a claim stands."""
    sentence = index.one(claim, KG.sentence)
    relation = _span(index.one(claim, KG.relationPassage))
    start = index.number(sentence, NIF.beginIndex)
    return index.one(claim, PROV.wasDerivedFrom) or "", int(start or 0), relation[0] if relation is not None else 0


def _edge(
    index: _Index, claim: str, kinds: Mapping[str, str], links: Mapping[URIRef, Mapping[str, list[str]]], graph: Graph
) -> EdgeRow:
    """Put one claim and its evidence into a row."""
    subject, relation = index.one(claim, RDF.subject) or "", index.one(claim, RDF.predicate) or ""
    value = index.many(claim, RDF.object)[0]
    is_entity = isinstance(value, URIRef)
    family = _family(index, relation)
    sentence, article = index.one(claim, KG.sentence), index.one(claim, PROV.wasDerivedFrom)
    sources = _claimants(index, claim)
    event = index.one(claim, KG.reports)
    types = [str(kind) for kind in index.many(event, SEM.eventType)] if event is not None else []
    place = index.one(event, SEM.hasPlace)
    offset = int(index.number(sentence, NIF.beginIndex) or 0)
    words = index.one(sentence, NIF.anchorOf) or ""

    def span(predicate: URIRef) -> tuple[int, int] | None:
        found = _span(index.one(claim, predicate))
        if found is None or not offset <= found[0] < found[1] <= offset + len(words):
            return None
        return found[0] - offset, found[1] - offset

    return EdgeRow(
        id=local_name(claim),
        iri=claim,
        subject=local_name(subject),
        subject_label=index.label(subject),
        subject_type=kinds.get(subject, "Thing"),
        relation=local_name(relation),
        relation_label=index.label(relation),
        object=local_name(str(value)) if is_entity else None,
        object_label=index.label(str(value)) if is_entity else str(value),
        object_type=kinds.get(str(value), "Thing") if is_entity else "Literal",
        polarity=_after(index.one(claim, KG.polarity), "#") or "positive",
        modality=_after(index.one(claim, KG.modality), "#") or "asserted",
        fact=is_entity and (URIRef(subject), URIRef(relation), value) in graph,
        claimants=tuple(index.label(source) for source in sources),
        claimant_ids=tuple(local_name(source) if source in kinds else None for source in sources),
        confidence=index.number(claim, KG.confidence) or 0.0,
        family=local_name(family) if family is not None else None,
        family_label=index.label(family) if family is not None else None,
        arguments=tuple(
            (role, index.one(str(passage), NIF.anchorOf) or "")
            for predicate, role in _ROLE_NAMES.items()
            for passage in index.many(claim, predicate)
        ),
        sentence=words,
        subject_span=span(KG.subjectPassage),
        relation_span=span(KG.relationPassage),
        object_span=span(KG.objectPassage),
        article=index.one(article, DCTERMS.identifier) or local_name(article or ""),
        article_iri=article or "",
        title=index.one(article, DCTERMS.title),
        publisher=index.one(article, DC.publisher),
        date=index.one(article, DCTERMS.issued),
        url=index.one(article, SDO.url),
        event=local_name(event) if event is not None else None,
        plover=next((local_name(kind) for kind in types if _PLOVER_MARK in kind), None),
        cameo=next((local_name(kind) for kind in types if _CAMEO_MARK in kind), None),
        goldstein=index.number(event, KG.goldstein),
        event_date=_date(index, event),
        event_date_basis=index.one(event, KG.dateBasis),
        place=local_name(place) if place is not None else None,
        place_label=index.label(place) if place is not None else None,
        latitude=index.number(place, GEO.lat),
        longitude=index.number(place, GEO.long),
        agrees=tuple(sorted(set(links[CITO.agreesWith].get(claim, ())))),
        disagrees=tuple(sorted(set(links[CITO.disagreesWith].get(claim, ())))),
    )


def _claimants(index: _Index, claim: str) -> list[str]:
    """Give who says so, from the outermost inwards."""
    chain = [str(link) for link in index.many(claim, KG.attribution)]
    if not chain:
        return [str(source) for source in index.many(claim, SEM.accordingTo)]
    chain.sort(key=lambda link: index.number(link, KG.rank) or 0.0)
    return [source for source in (index.one(link, SEM.accordingTo) for link in chain) if source is not None]


def _family(index: _Index, relation: str) -> str | None:
    """Give the coarse relation above a relation, or the relation itself if it is one."""
    above = [str(family) for family in index.many(relation, RDFS.subPropertyOf) if str(family) != relation]
    if above:
        return above[0]
    return relation if local_name(relation) in FAMILIES else None


def _date(index: _Index, event: str | None) -> str | None:
    """Give an event's day, month, year or interval."""
    point = index.one(event, SEM.hasTimeStamp)
    if point is not None or event is None:
        return point
    ends = (index.one(event, SEM.hasBeginTimeStamp), index.one(event, SEM.hasEndTimeStamp))
    return "/".join(end or "" for end in ends) if any(ends) else None


def _span(passage: str | None) -> tuple[int, int] | None:
    """Read the characters off the IRI of a passage."""
    _, mark, offsets = (passage or "").rpartition("#char=")
    start, _, end = offsets.partition(",")
    return (int(start), int(end)) if mark and start.isdigit() and end.isdigit() else None


def _after(text: str | None, mark: str) -> str | None:
    """Give what follows the last mark in a text."""
    return text.rpartition(mark)[2] if text is not None else None
