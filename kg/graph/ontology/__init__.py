"""The ontology: our own terms (`kg.ttl`), the coarse relations (`relations.ttl`), PLOVER and CAMEO (`schemes.ttl`).

`kg.ttl` and `shapes.ttl` are written by hand, the other two by `training/ontology.py` from the tables that the
extractor and the event coder use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import pyoxigraph as ox
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import OWL

from kg.vocab import KG, prefixes

FILES = ("kg.ttl", "relations.ttl", "schemes.ttl")
_CARRIED = frozenset({
    RDF.type, RDFS.label, OWL.inverseOf, SKOS.prefLabel, SKOS.notation, SKOS.broader, SKOS.inScheme, KG.plover,
    KG.quadClass,
})  # fmt: skip
"""What of a term's description goes into every graph that uses it; the rest can be looked up in the ontology."""


def load_ontology() -> Graph:
    """Read the whole ontology as a new graph."""
    graph = Graph(store="Oxigraph")
    for name in FILES:
        graph.parse(data=_text(name), format="ox-turtle")
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    return graph


def to_bytes(format: ox.RdfFormat) -> bytes:
    """Give the whole ontology in an RDF format, in a stable order."""
    read = {quad.triple for name in FILES for quad in ox.parse(_text(name), format=ox.RdfFormat.TURTLE)}
    return ox.serialize(sorted(read, key=str), format=format, prefixes=prefixes()) or b""


def load_shapes() -> Graph:
    """Read the SHACL shapes as a new graph."""
    return Graph().parse(data=_text("shapes.ttl"), format="turtle")


def described(term: URIRef) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    """Yield what a graph that uses a term of the ontology says of it; nothing for a term that is not in it."""
    yield from _descriptions().get(term, ())


@cache
def _descriptions() -> Mapping[URIRef, tuple[tuple[URIRef, URIRef | Literal], ...]]:
    """Index what is carried of each term; sorted, so that every process says it in one order."""
    found: dict[URIRef, list[tuple[URIRef, URIRef | Literal]]] = {}
    for subject, predicate, value in load_ontology():
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            continue
        if predicate in _CARRIED and isinstance(value, URIRef | Literal):
            found.setdefault(subject, []).append((predicate, value))
    return {term: tuple(sorted(said, key=str)) for term, said in found.items()}


def _text(name: str) -> str:
    """Read one shipped file."""
    return (files(__name__) / name).read_text(encoding="utf-8")
