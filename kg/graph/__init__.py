"""Records ↔ RDF: building, keeping, asking, checking and handing on the graph."""

from kg.graph.analysis import Centrality, centralities, chains, communities, to_networkx
from kg.graph.archive import Archive
from kg.graph.build import Quad, Triple, is_fact, quads
from kg.graph.export import EXPORTS, canonical_quads, csv_files, to_bytes, write_atomically
from kg.graph.ontology import load_ontology, load_shapes
from kg.graph.query import draw_query as answer_rows
from kg.graph.rows import edges, nodes
from kg.graph.shapes import Violation, sample, to_report, validate
from kg.graph.store import (
    add_quads,
    add_to_store,
    base_of,
    load_dataset,
    new_dataset,
    open_dataset,
    open_endpoint,
    push,
    remove_article,
)

__all__ = [
    "EXPORTS",
    "Archive",
    "Centrality",
    "Quad",
    "Triple",
    "Violation",
    "add_quads",
    "add_to_store",
    "answer_rows",
    "base_of",
    "canonical_quads",
    "centralities",
    "chains",
    "communities",
    "csv_files",
    "edges",
    "is_fact",
    "load_dataset",
    "load_ontology",
    "load_shapes",
    "new_dataset",
    "nodes",
    "open_dataset",
    "open_endpoint",
    "push",
    "quads",
    "remove_article",
    "sample",
    "to_bytes",
    "to_networkx",
    "to_report",
    "validate",
    "write_atomically",
]
