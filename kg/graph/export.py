"""A graph in other formats; the same graph gives the same bytes, whatever order it was built in.

RDF formats are written by Oxigraph over quads in canonical order: the collection, entities with their shortcut triples,
relations and codes, events, articles with their passages, claims; within a node its type, its labels, the rest.
Formats without named graphs get every triple once.

GraphML, GEXF and the CSV lists carry entities as nodes and claims between entities as edges.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import networkx  # type: ignore[import-untyped, unused-ignore]
import pyoxigraph as ox
from rdflib import Graph

from kg.errors import GraphError, OutputError
from kg.graph.analysis import to_networkx
from kg.graph.rows import edges, nodes
from kg.graph.store import base_of, engine
from kg.model import EdgeRow, NodeRow
from kg.vocab import BASE, RDF, RDFS, SKOS, prefixes

_FIRST = {
    str(predicate): str(rank)
    for rank, predicate in enumerate(
        (RDF.type, SKOS.prefLabel, RDFS.label, SKOS.altLabel, RDF.subject, RDF.predicate, RDF.object)
    )
}
_PASSAGE = re.compile(rb"\barticle:((?:[^\s\\<>\"]|\\[.~%-])*)\\#char\\=(\d+)\\,(\d+)")
_DATASETS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def to_bytes(graph: Graph, format: str) -> bytes:
    """Give a graph in a format of `EXPORTS`; raises GraphError for another.

    For `csv` this is the list of edges; `csv_files` gives both lists.
    """
    if format not in EXPORTS:
        raise GraphError(f"No export format {format!r}. There are: {', '.join(EXPORTS)}.")
    return EXPORTS[format](graph)


def csv_files(graph: Graph) -> dict[str, bytes]:
    """Give the lists of nodes and edges as two CSV files, in the form that `neo4j-admin database import` takes.

    Names and sentences may hold line ends, for which that program wants `--multiline-fields=true`.
    """
    return {"nodes.csv": _nodes_csv(graph), "edges.csv": _edges_csv(graph)}


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what was there before stays until the new one is complete.

    A path that ends in `.gz` is compressed, always to the same bytes. Raises OutputError where it cannot be written.
    """
    if path.suffix == ".gz":
        content = gzip.compress(content, mtime=0)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(
            f"Cannot write {path}: {error.strerror}. Choose another folder or make it writable."
        ) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"Cannot write {path}: {error.strerror}. What was there before is unchanged.") from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def canonical_quads(graph: Graph) -> list[ox.Quad]:
    """Give the quads of a graph in canonical order, graph by graph, the default graph first."""
    order = _order(base_of(graph))
    return sorted(engine(graph), key=lambda quad: (_graph_name(quad), *order(quad)))


def canonical_triples(graph: Graph) -> list[ox.Triple]:
    """Give the triples of a graph in canonical order, each once, without the names of their graphs."""
    order = _order(base_of(graph))
    return sorted({quad.triple for quad in engine(graph)}, key=order)


def _order(base: str) -> Callable[[ox.Quad | ox.Triple], tuple[str, str, str, str]]:
    """Make the sort key of quads: by kind of subject, subject, predicate (type and labels first), object."""
    ranks = {
        f"{base}dataset": "0",
        f"{BASE}software": "0",
        f"{base}entity/": "1",
        f"{BASE}relation/": "2",
        f"{BASE}plover/": "3",
        f"{BASE}cameo/": "3",
        f"{base}event/": "4",
        f"{base}article/": "5",
        f"{base}claim/": "6",
    }

    def rank(iri: str) -> str:
        end = iri.find("/", len(base)) + 1 if iri.startswith(base) else iri.find("/", len(BASE)) + 1
        return ranks.get(iri[:end] if end else iri, "7")

    def key(quad: ox.Quad | ox.Triple) -> tuple[str, str, str, str]:
        subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
        predicate = quad.predicate.value
        return rank(subject) + subject, _FIRST.get(predicate, "9"), predicate, str(quad.object)

    return key


def _graph_name(quad: ox.Quad) -> str:
    """Give the name of a quad's graph, nothing for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _rdf(name: str) -> Callable[[Graph], bytes]:
    """Make the exporter of an RDF format."""

    def export(graph: Graph) -> bytes:
        used = prefixes(base_of(graph))
        if name in _DATASETS:
            written = ox.serialize(canonical_quads(graph), format=_DATASETS[name], prefixes=used) or b""
            return _spaced(written, base_of(graph)) if name == "trig" else written
        written = ox.serialize(canonical_triples(graph), format=_GRAPHS[name], prefixes=used) or b""
        if name == "turtle":
            return _spaced(written, base_of(graph))
        # Oxigraph writes carriage returns of literals as they are, and every reader of XML takes them for line ends.
        return written.replace(b"\r", b"&#xD;") if name == "rdfxml" else written

    return export


def _spaced(turtle: bytes, base: str) -> bytes:
    """Sort the prefixes of Turtle or TriG and put an empty line before each node that starts a line."""
    start = 0
    while turtle.startswith(b"@prefix", start):
        start = turtle.index(b"\n", start) + 1
    head = b"".join(sorted(turtle[:start].splitlines(keepends=True)))
    # Virtuoso keeps the backslashes of escaped names, which makes other IRIs of them. A per cent sign needs none
    # (`ent:Cote_d%27Ivoire`), and passages are written out. No literal holds these escapes.
    turtle = re.sub(rb"(?<!\\)\\(?=%[0-9A-F]{2})", b"", turtle)
    articles = f"<{base}article/".encode()
    turtle = _PASSAGE.sub(lambda found: b"%s%s#char=%s,%s>" % (articles, *found.groups()), turtle)
    # Literals hold no raw line ends, so a line that begins without a tab begins a node or a graph.
    return head + re.sub(rb"(?m)^(?=[^\t\n}])", b"\n", turtle[start:])


def _rdf12(graph: Graph) -> bytes:
    """Write RDF 1.2: each claim reifies a triple term instead of having a subject, predicate and object."""
    query = (files("kg.graph") / "rdf12.rq").read_text(encoding="utf-8")
    made = engine(graph).query(query, use_default_graph_as_union=True)
    if not isinstance(made, ox.QueryTriples):
        raise TypeError("rdf12.rq is a CONSTRUCT")
    triples = sorted(made, key=_order(base_of(graph)))
    return _spaced(
        ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base_of(graph))) or b"", base_of(graph)
    )


def _graphml(graph: Graph) -> bytes:
    """Write GraphML."""
    stream = io.BytesIO()
    networkx.write_graphml(_plain(to_networkx(graph)), stream, encoding="utf-8")
    return stream.getvalue()


def _gexf(graph: Graph) -> bytes:
    """Write GEXF 1.2 without the date that networkx puts in; edges have the ids of their claims."""
    network = _plain(to_networkx(graph))
    for _, _, claim, known in network.edges(keys=True, data=True):
        known["id"] = claim
    lines = list(networkx.generate_gexf(network, encoding="utf-8"))
    kept = [line for line in lines if not line.lstrip().startswith("<meta ") and "</meta>" not in line]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + "\n".join(line for line in kept if "<creator>" not in line) + "\n").encode()


def _plain(network: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Leave out what is unknown, which neither XML format can say."""
    plain = networkx.MultiDiGraph()
    for node, known in network.nodes(data=True):
        plain.add_node(node, **{name: value for name, value in known.items() if value is not None})
    for source, target, key, known in network.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **{name: value for name, value in known.items() if value is not None})
    return plain


def _nodes_csv(graph: Graph) -> bytes:
    """List the entities."""
    heads = (
        ":ID",
        "label",
        ":LABEL",
        "iri",
        "wikidata",
        "country",
        "sector",
        "latitude:double",
        "longitude:double",
        "aliases",
    )

    def row(node: NodeRow) -> tuple[object, ...]:
        return (
            node.id, node.label, node.type, node.iri, node.wikidata, node.country, node.sector, node.latitude,
            node.longitude, "|".join(node.aliases),
        )  # fmt: skip

    return _csv(heads, map(row, nodes(graph)))


def _edges_csv(graph: Graph) -> bytes:
    """List the claims between entities."""
    heads = (
        ":START_ID", ":END_ID", ":TYPE", "label", "claim", "family", "polarity", "modality", "fact:boolean",
        "confidence:double", "claimants", "event", "plover", "cameo", "goldstein:double", "date", "sentence", "article",
        "title", "publisher", "published", "url",
    )  # fmt: skip

    def row(edge: EdgeRow) -> tuple[object, ...]:
        return (
            edge.subject, edge.object, edge.relation, edge.relation_label, edge.id, edge.family, edge.polarity,
            edge.modality, "true" if edge.fact else "false", edge.confidence, "|".join(edge.claimants), edge.event,
            edge.plover, edge.cameo, edge.goldstein, edge.event_date, edge.sentence, edge.article, edge.title,
            edge.publisher, edge.date, edge.url,
        )  # fmt: skip

    return _csv(heads, (row(edge) for edge in edges(graph) if edge.object is not None))


def _csv(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Write rows after RFC 4180, as UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return stream.getvalue().encode()


def _umask() -> int:
    """Give the mask that new files of this process are made with."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


EXPORTS: dict[str, Callable[[Graph], bytes]] = {
    **{name: _rdf(name) for name in ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")},
    "rdf12": _rdf12,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _edges_csv,
}
"""The formats and what writes them."""
