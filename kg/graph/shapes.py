"""Holding a graph to the shapes that are shipped with the ontology (SHACL)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.ontology import load_shapes
from kg.vocab import CITO, DCTERMS, PROV, RDF, SDO, VOID, prefixes

_LINKS = frozenset({CITO.agreesWith, CITO.disagreesWith})


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a graph breaks a shape."""

    shape: str  # local name of the shape: Claim
    node: str  # IRI of the thing at fault
    path: str  # the property at fault, empty where it is the thing itself
    message: str  # what should be so
    value: str  # what is there, empty where something is missing

    def __str__(self) -> str:
        """Say on one line where, what is there, and what should be so."""
        found = f" has {_short(self.path)} {self.value!r}" if self.path and self.value else ""
        lacks = f" lacks {_short(self.path)}" if self.path and not self.value else ""
        node = self.node if self.path or not self.value else self.value
        return f"{_short(node)}{found}{lacks}: {self.message}"


def validate(graph: Graph) -> list[Violation]:
    """Give the places where a graph breaks our shapes, in a stable order."""
    data = Graph()
    for subject, predicate, value in graph.triples((None, None, None)):
        data.add((subject, predicate, value))
    _, report, _ = pyshacl.validate(data, shacl_graph=load_shapes(), advanced=False, inplace=True)
    if not isinstance(report, Graph):
        raise TypeError("pySHACL gives a report as a graph")
    owners = _owners()
    found = (_violation(report, result, owners) for result in report.subjects(RDF.type, SH.ValidationResult))
    return sorted(found, key=lambda violation: (violation.shape, violation.message, violation.node, violation.value))


def to_report(violations: Sequence[Violation], *, most: int = 5) -> str:
    """Say what was found, for people: each rule that is broken once, with at most so many examples."""
    if not violations:
        return "The graph keeps to every shape.\n"
    rules: dict[tuple[str, str], list[Violation]] = {}
    for violation in violations:
        rules.setdefault((violation.shape, violation.message), []).append(violation)
    rules_broken = "1 rule" if len(rules) == 1 else f"{len(rules)} rules"
    lines = [f"{'1 violation' if len(violations) == 1 else f'{len(violations)} violations'} of {rules_broken}"]
    for (shape, message), broken in rules.items():
        lines.append(f"\n{shape}: {message} ({len(broken)} times)" if len(broken) > 1 else f"\n{shape}: {message}")
        for violation in broken[:most]:
            what = (
                f"{_short(violation.path)} is {violation.value!r}"
                if violation.value
                else f"{_short(violation.path)} is missing"
            )
            node = violation.node if violation.path or not violation.value else violation.value
            lines.append(f"  {_short(node)}" + (f": {what}" if violation.path else ""))
        if len(broken) > most:
            lines.append(f"  … and {len(broken) - most} more")
    return "\n".join(lines) + "\n"


def sample(graph: Graph, articles: int = 20) -> Graph:
    """Give what so many articles say, those whose ids come first, with all that they name.

    For a look at every build of a big collection: holding everything to the shapes would take longer than building.
    """
    chosen = sorted(
        graph.subjects(RDF.type, SDO.NewsArticle), key=lambda a: (str(graph.value(a, DCTERMS.identifier)), str(a))
    )
    claims = [claim for article in chosen[:articles] for claim in graph.subjects(PROV.wasDerivedFrom, article)]
    todo: list[Node] = [*chosen[:articles], *claims, *graph.subjects(RDF.type, VOID.Dataset)]
    seen, others, kept = set(todo), set(chosen[articles:]), Graph()
    while todo:
        node = todo.pop()
        for triple in graph.triples((node, None, None)):
            value = triple[2]
            if triple[1] in _LINKS and value not in seen:
                continue  # a claim of an article that was not chosen
            kept.add((triple[0], triple[1], value))
            if isinstance(value, URIRef) and value not in seen and value not in others:
                seen.add(value)
                todo.append(value)
    # A fact between two entities may rest on a claim of an article that was not chosen.
    claimed = {tuple(kept.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object)) for claim in claims}
    for relation in set(graph.subjects(RDF.type, RDF.Property)):
        for subject, value in list(kept.subject_objects(relation)):
            if (subject, relation, value) not in claimed:
                kept.remove((subject, relation, value))
    return kept


def _violation(report: Graph, result: Node, owners: Mapping[str, str]) -> Violation:
    """Read one result of a report."""

    def text(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return str(value) if value is not None else ""

    message = text(SH.resultMessage)
    return Violation(
        shape=owners.get(message, "Shape"),
        node=text(SH.focusNode),
        path=text(SH.resultPath) if isinstance(report.value(result, SH.resultPath), URIRef) else "",
        message=message,
        value=text(SH.value),
    )


def _owners() -> dict[str, str]:
    """Give the name of the shape that each rule, known by its message, belongs to."""
    shapes = load_shapes()
    return {
        str(message): str(owner).rpartition("#")[2]
        for owner in shapes.subjects(RDF.type, SH.NodeShape)
        for rule in (owner, *shapes.objects(owner, SH.property), *shapes.objects(owner, SH.sparql))
        for message in shapes.objects(rule, SH.message)
    }


def _short(iri: str) -> str:
    """Write an IRI with its prefix."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
