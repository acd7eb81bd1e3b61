"""A store on disk that articles are added to, batch by batch, with its ledger beside the graph.

A batch is kept whole or not at all. What is to become of the graph is written into the ledger first, together with the
records; then the graph is changed in one transaction, and the note is struck out. A run that is killed in between
leaves the note, and the next one that opens the store does what it says; doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import GraphError
from kg.graph.build import Quad
from kg.graph.ledger import Ledger
from kg.graph.store import open_engine, to_ox
from kg.vocab import BASE, KG, RDFS, VOID, Mint

LEDGER = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch changes in a graph, by the ids of things."""

    quads: tuple[Quad, ...]
    articles: Collection[str] = ()  # whose earlier graphs go
    entities: Collection[str] = ()  # whose earlier descriptions go
    events: Collection[str] = ()  # likewise
    claims: Collection[str] = ()  # whose links to other claims go
    relations: Collection[str] = ()  # whose earlier labels go
    renamed: dict[str, str] = field(default_factory=dict)  # entities that turned out to be others
    reports: Collection[tuple[str, str, str | None, str | None]] = ()  # article, claim, its event before and now


class Archive:
    """A graph store on disk and its ledger, open for writing by one process."""

    def __init__(self, folder: Path, *, base: str = BASE) -> None:
        """Open a store, make it if it is not there, and end what a killed run began.

        Raises GraphError where that cannot be done, and where the store was built under another base IRI.
        """
        self.folder, self.mint = folder, Mint(base)
        self.engine = open_engine(folder)
        spaces = self.engine.quads_for_pattern(None, ox.NamedNode(str(VOID.uriSpace)), None, None)
        held = min((quad.object.value for quad in spaces if isinstance(quad.object, ox.Literal)), default=base)
        if held != base:
            raise GraphError(f"The store {folder} was built with --base-iri {held}. Give the same, or another folder.")
        self.ledger = Ledger(folder / LEDGER)
        self._redo()

    def close(self) -> None:
        """Close ledger and graph."""
        self.ledger.close()
        self.engine.flush()
        del self.engine

    def commit(self, change: Change) -> None:
        """Note what is to become of the graph; call it within `ledger.writing()`, and `finish` after that."""
        self.ledger.put("pending", "update", ";\n".join(_updates(change, self.mint)))

    def finish(self) -> None:
        """Change the graph as it was noted."""
        self._redo()

    def _redo(self) -> None:
        """Do what the note says, if there is one, and strike it out."""
        for text in self.ledger.get("pending", ("update",)).values():
            try:
                self.engine.update(text)
                self.engine.flush()  # the note may go only when its work is on disk; it empties the engine's memory too
            except (OSError, RuntimeError) as error:
                reason = str(error).splitlines()[0].rstrip(".")
                raise GraphError(
                    f"Cannot write to the store {self.folder}: {reason}. What was kept before is whole; "
                    "make room and run it again."
                ) from error
            with self.ledger.writing():
                self.ledger.drop("pending", "update")


def _updates(change: Change, mint: Mint) -> Iterator[str]:
    """Yield the operations of one SPARQL update, which is one transaction."""
    for old, new in sorted(change.renamed.items()):
        yield from _rename(_iri(mint.entity(old)), _iri(mint.entity(new)))
    for article in sorted(change.articles):
        yield f"DROP SILENT GRAPH {_iri(mint.article(article))}"
    told = [*map(mint.entity, sorted(change.entities)), *map(mint.event, sorted(change.events))]
    if told:
        yield f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {_iris(told)} }} ?s ?p ?o }}"
    claims = _iris(map(mint.claim, sorted(change.claims)))
    if claims:
        yield f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {claims} }} ?s ?p ?o }}"
        yield f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?o {{ {claims} }} ?s ?p ?o }}"
    relations = _iris(map(mint.relation, sorted(change.relations)))
    if relations:
        label = _iri(RDFS.label)
        yield f"DELETE {{ ?s {label} ?o }} WHERE {{ VALUES ?s {{ {relations} }} ?s {label} ?o }}"
    for article, claim, before, now in sorted(change.reports, key=lambda report: report[1]):
        start = f"GRAPH {_iri(mint.article(article))} {{ {_iri(mint.claim(claim))} {_iri(KG.reports)}"
        if before is not None:
            yield f"DELETE DATA {{ {start} {_iri(mint.event(before))} }} }}"
        if now is not None:
            yield f"INSERT DATA {{ {start} {_iri(mint.event(now))} }} }}"
    yield f"INSERT DATA {{\n{_data(change.quads)}\n}}"


def _rename(old: str, new: str) -> Iterator[str]:
    """Put one entity in the place of another, wherever that is spoken of; what is said of it goes."""
    yield f"DELETE WHERE {{ {old} ?p ?o }}"
    yield f"DELETE {{ ?s ?p {old} }} INSERT {{ ?s ?p {new} }} WHERE {{ ?s ?p {old} }}"
    for before, after in ((f"{old} ?p ?o", f"{new} ?p ?o"), (f"?s ?p {old}", f"?s ?p {new}")):
        yield (
            f"DELETE {{ GRAPH ?g {{ {before} }} }} INSERT {{ GRAPH ?g {{ {after} }} }} "
            f"WHERE {{ GRAPH ?g {{ {before} }} }}"
        )


def _data(quads: Iterable[Quad]) -> str:
    """Write quads as SPARQL takes them, graph by graph."""
    graphs: dict[URIRef | None, list[str]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph, []).append(f"{to_ox(quad).triple} .")
    return "\n".join(
        "\n".join(lines) if graph is None else f"GRAPH {_iri(graph)} {{\n" + "\n".join(lines) + "\n}"
        for graph, lines in graphs.items()
    )


def _iri(iri: URIRef) -> str:
    """Write an IRI."""
    return str(ox.NamedNode(str(iri)))


def _iris(iris: Iterable[URIRef]) -> str:
    """Write several."""
    return " ".join(map(_iri, iris))
