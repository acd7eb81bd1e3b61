"""Where graphs live: files, folders, endpoints, and what happens when they are not what they should be."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from kg.errors import GraphError
from kg.graph import (
    add_quads,
    add_to_store,
    base_of,
    load_dataset,
    new_dataset,
    open_dataset,
    open_endpoint,
    push,
    quads,
    remove_article,
    to_bytes,
)
from kg.model import Knowledge
from kg.vocab import RDF, SKOS, Mint

MINT = Mint()


def test_store_keeps_a_collection(golden: Dataset, tmp_path: Path) -> None:
    """What is put on disk comes back the same, and adding it again changes nothing."""
    folder = tmp_path / "store"
    add_to_store(folder, golden)
    add_to_store(folder, golden)

    assert to_bytes(golden, "trig") == to_bytes(open_dataset(folder, read_only=True), "trig")


def test_article_read_anew_replaces_what_it_said(golden: Dataset, knowledge: Knowledge, tmp_path: Path) -> None:
    """Adding an article again drops its earlier claims, and events that nobody reports any more."""
    folder = tmp_path / "store"
    add_to_store(folder, golden)
    fewer = replace(knowledge.readings[1], statements=knowledge.readings[1].statements[:1])
    again = new_dataset()
    kept = tuple(event for event in knowledge.events if event.id == "e1")
    add_quads(again, quads(Knowledge((fewer,), knowledge.entities, kept)))
    add_to_store(folder, again)
    store = open_dataset(folder, read_only=True)

    assert (MINT.claim("b2c1"), None, None) in store
    assert (MINT.claim("b2c3"), None, None) not in store
    assert (MINT.event("e5"), None, None) not in store
    assert (MINT.event("e2"), None, None) in store


def test_entity_with_a_new_name_keeps_the_old_one(golden: Dataset, knowledge: Knowledge, tmp_path: Path) -> None:
    """There is one preferred name at any time; the earlier one becomes an alias."""
    folder = tmp_path / "store"
    add_to_store(folder, golden)
    renamed = {**knowledge.entities, "Nordia": replace(knowledge.entities["Nordia"], label="Norland")}
    again = new_dataset()
    add_quads(again, quads(replace(knowledge, entities=renamed)))
    add_to_store(folder, again)
    store = open_dataset(folder, read_only=True)

    assert ["Norland"] == [str(name) for name in store.objects(MINT.entity("Nordia"), SKOS.prefLabel)]
    assert {"Nordia", "Republic of Nordia"} == {str(n) for n in store.objects(MINT.entity("Nordia"), SKOS.altLabel)}


def test_dropping_a_source(knowledge: Knowledge) -> None:
    """A source is dropped as a whole, and nothing else is."""
    dataset = new_dataset()
    add_quads(dataset, quads(knowledge))
    remove_article(dataset, MINT.article("b2"))

    assert 9 == len(list(dataset.subjects(RDF.type, RDF.Statement)))
    assert (MINT.article("b2"), RDF.type, None) not in dataset


BAD = {
    "missing": ("graph.ttl", None, r"No graph at .*graph\.ttl"),
    "unknown ending": ("graph.docx", b"x", "Cannot tell what"),
    "malformed": ("graph.ttl", b"<a> <b> .", r"graph\.ttl is no valid graph: .*1"),
    "not gzipped": ("graph.ttl.gz", b"x", "Cannot read"),
    "binary": ("graph.nt", b"\xff\xfe\x00", "is no valid graph"),
}


@pytest.mark.parametrize(("name", "content", "message"), BAD.values(), ids=BAD.keys())
def test_bad_files_are_named(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """A file that is no graph is an error of one line with its path."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(GraphError, match=message) as caught:
        load_dataset(path)
    assert "\n" not in str(caught.value)


def test_folders_that_are_no_store(tmp_path: Path) -> None:
    """A folder of something else is left alone; one that is missing is no store to read."""
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(GraphError, match="holds other files"):
        open_dataset(tmp_path)
    with pytest.raises(GraphError, match="No graph store"):
        open_dataset(tmp_path / "none", read_only=True)
    with pytest.raises(GraphError, match="is a file"):
        open_dataset(tmp_path / "note.txt")


def test_store_in_use(tmp_path: Path) -> None:
    """Two writers of one store are one too many."""
    first = open_dataset(tmp_path / "store")

    with pytest.raises(GraphError, match="Is another kg using it"):
        open_dataset(tmp_path / "store")
    del first
    gc.collect()


def test_base_of_a_graph(knowledge: Knowledge) -> None:
    """A graph says under which base its things stand, and its prefixes follow."""
    dataset = new_dataset()
    add_quads(dataset, quads(knowledge, base="http://example.org/x/"))

    assert "http://example.org/x/" == base_of(dataset)
    assert b"@prefix ent: <http://example.org/x/entity/> ." in to_bytes(dataset, "turtle")


class _Sink(BaseHTTPRequestHandler):
    """A store behind HTTP that breaks the connection now and then."""

    store = ox.Store()
    broken: tuple[int, ...] = ()
    seen = 0
    auth: str | None = None

    def do_POST(self) -> None:
        """Take a batch, or break."""
        type(self).seen += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).auth = self.headers.get("Authorization")
        if type(self).seen in type(self).broken:
            self.send_response(503)
            self.end_headers()
            return
        graph = self.path.partition("graph=")[2]
        where = ox.NamedNode(graph.replace("%3A", ":").replace("%2F", "/")) if graph else ox.DefaultGraph()
        type(self).store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=where)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def sink() -> Iterator[tuple[str, type[_Sink]]]:
    """Serve an empty store."""
    handler = type("Sink", (_Sink,), {"store": ox.Store(), "seen": 0, "broken": ()})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/store", handler
    server.shutdown()
    server.server_close()


def test_push_survives_broken_connections(knowledge: Knowledge, golden: Dataset, sink: tuple[str, type[_Sink]]) -> None:
    """A batch that fails is sent again; in the end everything is there, with the user's name on it."""
    url, handler = sink
    handler.broken = (1, 3, 4)
    sent = push(quads(knowledge), url, auth=("me", "secret"), batch=200, patience=0.001)

    assert sent == len(list(quads(knowledge)))
    assert len(golden) == len(handler.store)
    assert "Basic bWU6c2VjcmV0" == handler.auth


def test_push_into_named_graphs(knowledge: Knowledge, sink: tuple[str, type[_Sink]]) -> None:
    """With `named` each article keeps its graph."""
    url, handler = sink
    push(quads(knowledge), url, named=True)

    assert 4 == len(list(handler.store.named_graphs()))


def test_push_gives_up_in_the_end(knowledge: Knowledge, sink: tuple[str, type[_Sink]]) -> None:
    """An endpoint that never answers is named, with what to do."""
    url, handler = sink
    handler.broken = tuple(range(100))

    with pytest.raises(GraphError, match=r"Cannot load into .*503.*run it again"):
        push(quads(knowledge), url, patience=0.0)


def test_endpoint_that_is_not_there() -> None:
    """A question to nowhere is an error of one line."""
    from kg.errors import QueryError
    from kg.graph.query import ask

    with pytest.raises(QueryError, match="the address if it goes to an endpoint"):
        ask(open_endpoint("http://127.0.0.1:9/sparql"), "ASK { ?s ?p ?o }")


def test_endpoint_that_refuses(sink: tuple[str, type[_Sink]]) -> None:
    """What an endpoint answers to a question that it refuses is told with its status."""
    from kg.errors import QueryError
    from kg.graph.query import ask

    url, handler = sink
    handler.broken = (1,)
    with pytest.raises(QueryError, match=r"refused the query: HTTP Error 503.*rights"):
        ask(open_endpoint(url), "ASK { ?s ?p ?o }")
