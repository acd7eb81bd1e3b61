"""Records ↔ RDF: building, keeping, asking, checking and handing on the graph."""

from kg.graph.analysis import Centrality, centralities, chains, communities, to_networkx
from kg.graph.build import Quad, Triple, is_fact, quads
from kg.graph.export import EXPORTS, csv_files, to_bytes, write_atomically
from kg.graph.ontology import load_ontology, load_shapes
from kg.graph.rows import edges, nodes
from kg.graph.store import (
    add_quads,
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
    "Centrality",
    "Quad",
    "Triple",
    "add_quads",
    "base_of",
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
    "to_bytes",
    "to_networkx",
    "write_atomically",
]
