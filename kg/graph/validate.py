"""Holding a graph to the shapes that are shipped with the ontology (SHACL)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.ontology import load_shapes
from kg.vocab import CITO, DCTERMS, PROV, RDF, SDO, VOID, prefixes


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a graph breaks a shape."""

    shape: str  # local name of the shape: Claim
    node: str  # IRI of the thing at fault
    path: str  # the property at fault, empty where it is the thing itself
    message: str  # what should be so
    value: str  # what is there, empty where something is missing


def validate(graph: Graph, *, articles: int | None = None) -> list[Violation]:
    """Give the places where a graph breaks our shapes, in a stable order.

    With `articles` only what so many articles say is looked at, those whose ids come first: for a look at every build of
    a big collection, where holding everything to the shapes would take longer than building it.
    """
    data = Graph()
    for triple in graph.triples((None, None, None)) if articles is None else _sample(graph, articles):
        data.add((triple[0], triple[1], triple[2]))
    _, report, _ = pyshacl.validate(data, shacl_graph=load_shapes(), advanced=False, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError("pySHACL gives a report as a graph")
    found = (_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult))
    return sorted(found, key=lambda violation: (violation.shape, violation.message, violation.node, violation.value))


def to_report(violations: Sequence[Violation], *, most: int = 5) -> str:
    """Say what was found, for people: each rule that is broken once, with at most so many examples."""
    if not violations:
        return "The graph keeps to every shape.\n"
    rules: dict[tuple[str, str], list[Violation]] = {}
    for violation in violations:
        rules.setdefault((violation.shape, violation.message), []).append(violation)
    lines = [f"{len(violations)} violation{'' if len(violations) == 1 else 's'} of {len(rules)} rule{'' if len(rules) == 1 else 's'}"]
    for (shape, message), broken in rules.items():
        lines.append(f"\n{shape}: {message} ({len(broken)} times)" if len(broken) > 1 else f"\n{shape}: {message}")
        for violation in broken[:most]:
            what = f"{_short(violation.path)} is {violation.value!r}" if violation.value else f"{_short(violation.path)} is missing"
            node = violation.node if violation.path or not violation.value else violation.value
            lines.append(f"  {_short(node)}" + (f": {what}" if violation.path else ""))
        if len(broken) > most:
            lines.append(f"  … and {len(broken) - most} more")
    return "\n".join(lines) + "\n"


def _sample(graph: Graph, articles: int) -> set[tuple[Node, Node, Node]]:
    """Take what some articles say, and what is said of everything they name."""
    chosen = sorted(graph.subjects(RDF.type, SDO.NewsArticle), key=lambda a: (str(graph.value(a, DCTERMS.identifier)), str(a)))
    kept: set[tuple[Node, Node, Node]] = set()
    todo: list[Node] = [*chosen[:articles], *graph.subjects(RDF.type, VOID.Dataset)]
    for article in chosen[:articles]:
        todo.extend(graph.subjects(PROV.wasDerivedFrom, article))
    seen: set[Node] = set(todo)
    links = {CITO.agreesWith, CITO.disagreesWith}
    others = set(chosen[articles:])
    while todo:
        node = todo.pop()
        for triple in graph.triples((node, None, None)):
            value = triple[2]
            if triple[1] in links and value not in seen:
                continue  # a claim of an article that was not chosen
            kept.add(triple)
            if isinstance(value, URIRef) and value not in seen and value not in others:
                seen.add(value)
                todo.append(value)
    # A fact between two entities may rest on a claim of an article that was not chosen, and so may a link of claims.
    claimed = {(graph.value(c, RDF.subject), graph.value(c, RDF.predicate), graph.value(c, RDF.object)) for c in seen
               if (c, RDF.type, RDF.Statement) in kept}  # fmt: skip
    relations = {node for node in graph.subjects(RDF.type, RDF.Property)}
    return {triple for triple in kept if triple[1] not in relations or triple in claimed}


def _violation(report: Graph, result: Node) -> Violation:
    """Read one result of a report."""

    def text(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return str(value) if value is not None else ""

    message = text(SH.resultMessage)
    return Violation(
        shape=_owner(text(SH.sourceShape), message),
        node=text(SH.focusNode),
        path=text(SH.resultPath) if isinstance(report.value(result, SH.resultPath), URIRef) else "",
        message=message,
        value=text(SH.value),
    )


def _owner(shape: str, message: str) -> str:
    """Give the name of the shape that a rule belongs to; rules of properties have no name of their own."""
    if "#" in shape:
        return shape.rpartition("#")[2]
    shapes = load_shapes()
    for rule in shapes.subjects(SH.message, None):
        if any(str(words) == message for words in shapes.objects(rule, SH.message)):
            for owner in (*shapes.subjects(SH.property, rule), *shapes.subjects(SH.sparql, rule)):
                return str(owner).rpartition("#")[2]
    return "Shape"


def _short(iri: str) -> str:
    """Write an IRI with its prefix."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
