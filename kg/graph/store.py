"""Where a graph lives: in memory, in a folder on disk, in a file, or behind an endpoint.

All of them are rdflib objects. In memory and on disk the engine below is Oxigraph, which loads ten times faster than
rdflib's own and keeps what does not fit into memory on disk. Bulk work (loading, adding, sorting for export) speaks to
that engine directly; everything else goes through rdflib.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import io
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.errors import GraphError
from kg.graph.build import Quad
from kg.vocab import BASE, GEO, KG, RDFS, SEM, SKOS, VOID, prefixes

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
"""Formats by the ending of the file; each may be gzipped (`.ttl.gz`)."""

_PREFERRED, _ALIAS = ox.NamedNode(str(SKOS.prefLabel)), ox.NamedNode(str(SKOS.altLabel))
_SINGLE = frozenset(map(str, (
    SKOS.prefLabel, RDFS.label, GEO.lat, GEO.long, KG.countryCode, KG.sector, KG.linkScore, KG.dateBasis, KG.goldstein,
    KG.score, SEM.hasTimeStamp, SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp, SEM.hasPlace,
)))  # fmt: skip
"""What a thing has one of at most."""

_ORPHANS = f"""DELETE {{ ?event ?p ?o }} WHERE {{
  ?event a {SEM.Event.n3()} ; ?p ?o .
  FILTER NOT EXISTS {{ ?claim {KG.reports.n3()} ?event }}
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?claim {KG.reports.n3()} ?event }} }}
}}"""

BATCH = 20_000  # quads that travel in one request to an endpoint
TRIES = 5  # times that a request is sent before the load gives up


class Store(OxigraphStore):
    """Oxigraph below rdflib's API, with its engine within reach."""

    def __init__(self, engine: ox.Store) -> None:
        super().__init__(store=engine)
        self.engine = engine


def new_dataset(engine: ox.Store | None = None) -> Dataset:
    """Make an empty dataset in memory, or wrap an engine that holds one."""
    dataset = Dataset(store=Store(engine if engine is not None else ox.Store()), default_union=True)
    _bind(dataset)
    return dataset


def open_dataset(folder: Path, *, read_only: bool = False) -> Dataset:
    """Open a dataset on disk; the folder is made if it is not there, unless it is only to be read.

    Raises GraphError where the folder holds something else, is in use by another process, or cannot be read or made.
    """
    return new_dataset(open_engine(folder, read_only=read_only))


def open_engine(folder: Path, *, read_only: bool = False) -> ox.Store:
    """Open the engine of a store on disk."""
    if folder.exists() and not folder.is_dir():
        raise GraphError(f"{folder} is a file, not the folder of a graph store. Give it to --graph instead.")
    if not (folder / "CURRENT").is_file():
        if read_only:
            raise GraphError(f"No graph store in {folder}. Make one with: kg build SOURCE --store {folder}")
        if folder.is_dir() and any(folder.iterdir()):
            raise GraphError(f"{folder} holds other files and no graph store. Name a new or empty folder.")
    try:
        return ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        raise GraphError(
            f"Cannot open the graph store {folder}: {_first_line(error)}. Is another kg using it?"
        ) from error


def load_dataset(path: Path) -> Dataset:
    """Read a graph from a file (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; gzipped or not) or open a store.

    Raises GraphError for a missing or unreadable file, an unknown ending, and a malformed graph (with its line).
    """
    if path.is_dir():
        return open_dataset(path, read_only=True)
    ending = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    format = FORMATS.get(ending.lower())
    if not path.exists():
        raise GraphError(f"No graph at {path}. Build one with: kg build SOURCE")
    if format is None:
        raise GraphError(f"Cannot tell what {path} is from its ending. Known are: {', '.join(FORMATS)}.")
    dataset = new_dataset()
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rb") as stream:
                engine(dataset).bulk_load(input=io.BytesIO(stream.read()), format=format)
        else:
            engine(dataset).bulk_load(path=path, format=format)
    except (OSError, EOFError) as error:
        raise GraphError(f"Cannot read {path}: {_first_line(error)}.") from error
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{path} is no valid graph: {_first_line(error)}.") from error
    _bind(dataset)
    return dataset


def open_endpoint(url: str, *, auth: tuple[str, str] | None = None) -> Graph:
    """Give a graph that lives behind a SPARQL 1.1 endpoint, to be queried only; `auth` is user and password."""
    return Graph(store=SPARQLStore(url, auth=auth, returnFormat="json", method="POST_FORM"), bind_namespaces="none")


def add_quads(dataset: Dataset, quads: Iterable[Quad]) -> None:
    """Add quads to a dataset in memory or on disk."""
    engine(dataset).bulk_extend(to_ox(quad) for quad in quads)
    _bind(dataset)


def add_to_store(folder: Path, dataset: Graph) -> None:
    """Add a collection to a store on disk, beside what is there; the store is made if it is not there.

    What an article said before gives way to what it says now. Of an entity or event that is known already, names, dates
    and the like of which there is only one are replaced; an earlier preferred name stays as an alias. Events that no
    claim reports any more are dropped.
    """
    kept = open_engine(folder)  # without rdflib around it, whose cycles of references would keep the folder locked
    fresh = engine(dataset)
    for graph in fresh.named_graphs():
        kept.remove_graph(graph)
    for quad in fresh.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if quad.predicate.value in _SINGLE:
            for old in list(kept.quads_for_pattern(quad.subject, quad.predicate, None, ox.DefaultGraph())):
                kept.remove(old)
                if old.predicate == _PREFERRED and old.object != quad.object:
                    kept.add(ox.Quad(old.subject, _ALIAS, old.object))
    kept.extend(fresh)
    for preferred in kept.quads_for_pattern(None, _PREFERRED, None, None):
        kept.remove(ox.Quad(preferred.subject, _ALIAS, preferred.object))
    kept.update(_ORPHANS)
    kept.flush()


def remove_article(dataset: Dataset, article: URIRef) -> None:
    """Drop what one article says, and the article itself; what it shares with others stays."""
    engine(dataset).remove_graph(ox.NamedNode(str(article)))


def engine(graph: Graph) -> ox.Store:
    """Give the Oxigraph below a dataset; raises GraphError for a graph that lives elsewhere."""
    if not isinstance(graph.store, Store):
        raise GraphError("This works on graphs in memory or on disk only. Export the endpoint's graph to a file first.")
    return graph.store.engine


def base_of(graph: Graph) -> str:
    """Give the base IRI under which the things of a graph stand."""
    return min((str(base) for base in graph.objects(None, VOID.uriSpace)), default=BASE)


def push(
    quads: Iterable[Quad | ox.Quad],
    url: str,
    *,
    auth: tuple[str, str] | None = None,
    named: bool = False,
    into: str | None = None,
    batch: int = BATCH,
    patience: float = 1.0,
) -> int:
    """Load quads into a store behind a Graph Store Protocol endpoint and give their number.

    They go in batches of N-Triples to the default graph, with `named` each to the graph of its article; `into` names a
    graph to stand for the default one, for stores that have none. User and password go along at once (Basic), or by
    Digest where the store refuses that. There are no blank nodes, so a batch that arrived twice changes nothing: after
    a broken connection it is simply sent again, up to `TRIES` times with growing pauses of `patience` seconds. Raises
    GraphError when that does not help.
    """
    headers, passwords = {"Content-Type": "application/n-triples"}, urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if auth is not None:
        passwords.add_password(None, url, *auth)
        headers["Authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
    opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(passwords))
    sent = 0
    for graph, part in _batches(quads, batch, named):
        lines = ox.serialize((quad.triple for quad in part), format=ox.RdfFormat.N_TRIPLES)
        name = graph if graph is not None else into
        choice = f"graph={urllib.parse.quote(name, safe='')}" if name is not None else "default"
        _post(f"{url}{'&' if '?' in url else '?'}{choice}", lines or b"", headers, opener, patience)
        sent += len(part)
    return sent


def _batches(quads: Iterable[Quad | ox.Quad], size: int, named: bool) -> Iterator[tuple[str | None, list[ox.Quad]]]:
    """Cut a stream of quads into batches of one graph each."""
    stream = (quad if isinstance(quad, ox.Quad) else to_ox(quad) for quad in quads)
    while chunk := list(islice(stream, size)):
        graphs: dict[str | None, list[ox.Quad]] = {}
        for quad in chunk:
            graph = quad.graph_name.value if named and isinstance(quad.graph_name, ox.NamedNode) else None
            graphs.setdefault(graph, []).append(quad)
        yield from graphs.items()


def _post(
    url: str, body: bytes, headers: dict[str, str], opener: urllib.request.OpenerDirector, patience: float
) -> None:
    """Send one batch until it arrives."""
    attempt = 1
    while True:
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        try:
            with opener.open(request, timeout=120):
                return
        except urllib.error.HTTPError as error:
            if error.code == 401 and "Authorization" in headers:
                del headers["Authorization"]
                continue  # a store that knows Digest alone does not even ask for it where it is offered Basic
            if error.code < 500 and error.code != 429:
                raise GraphError(
                    f"{url} refused the load: {error.code} {error.reason}. Check address and rights."
                ) from error
            failure = f"{error.code} {error.reason}"
        except (OSError, http.client.HTTPException) as error:  # a broken connection in any of its forms
            failure = _first_line(error)
        if attempt == TRIES:
            raise GraphError(
                f"Cannot load into {url}: {failure}, {TRIES} times. What arrived is there; run it again to go on."
            )
        time.sleep(patience * 2 ** (attempt - 1))
        attempt += 1


def to_ox(quad: Quad) -> ox.Quad:
    """Turn a quad of rdflib's terms into one of the engine's."""
    value = quad.object
    return ox.Quad(
        _named(str(quad.subject)),
        _named(str(quad.predicate)),
        _named(str(value)) if isinstance(value, URIRef) else _literal(value),
        _named(str(quad.graph)) if quad.graph is not None else ox.DefaultGraph(),
    )


@lru_cache(maxsize=200_000)
def _named(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _literal(literal: Literal) -> ox.Literal:
    if literal.language is not None:
        return ox.Literal(str(literal), language=literal.language)
    return ox.Literal(str(literal), datatype=_named(str(literal.datatype)))


def _bind(dataset: Dataset) -> None:
    """Bind our prefixes, those of things to the base that the graph was built with."""
    for prefix, namespace in prefixes(base_of(dataset)).items():
        dataset.bind(prefix, namespace)


def _first_line(error: BaseException) -> str:
    """Give the first line of what a library says of an error, without its full stop."""
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
