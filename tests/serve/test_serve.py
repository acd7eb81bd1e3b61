"""The server: protocol, pages, limits, and what it refuses."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.errors import GraphError
from kg.graph import add_quads, add_to_store, new_dataset, quads, to_bytes
from kg.model import (
    Article,
    Entity,
    EntityType,
    Knowledge,
    Modality,
    Participant,
    Passage,
    Polarity,
    Reading,
    Relation,
    Statement,
)
from kg.serve import Service

HOSTILE = "<script>alert(1)</script>"
TEXT = f"Nordia met {HOSTILE} twice."


def _knowledge() -> Knowledge:
    """Make a collection of one statement about a hostile label."""
    entities = {
        "Nordia": Entity("Nordia", "Nordia", EntityType.COUNTRY, country="NRD"),
        "Evil": Entity("Evil", HOSTILE, EntityType.PERSON, ('"><img src=x onerror=alert(1)>',)),
    }

    def part(text: str, id: str) -> Participant:
        start = TEXT.index(text)
        return Participant(Passage(text, start, start + len(text)), id, entities[id].label, entities[id].type)

    statement = Statement(
        "c1",
        "a1",
        Passage(TEXT, 0, len(TEXT)),
        part("Nordia", "Nordia"),
        Relation("meets", "meets", "meets"),
        Passage("met", 7, 10),
        part(HOSTILE, "Evil"),
        (),
        Polarity.POSITIVE,
        Modality.ASSERTED,
        (),
        None,
        0.9,
    )
    article = Article.plain("a1", TEXT, title=HOSTILE, url="javascript:alert(1)", date="2020-09-14")
    return Knowledge((Reading(article, (), entities, (statement,)),), entities)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Serve a small graph out of a file, with one worker and little patience."""
    dataset = new_dataset()
    add_quads(dataset, quads(_knowledge()))
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_bytes(to_bytes(dataset, "turtle"))
    with Service(path, timeout=4.0, largest=200_000, workers=1) as running:
        running.start()
        yield running
        running.server.shutdown()


def _get(service: Service, path: str, accept: str = "*/*", **headers: str) -> tuple[int, str, str]:
    """Ask for a path; give status, type and content."""
    return _send(service, "GET", path, None, {"Accept": accept, **headers})


def _send(
    service: Service, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> tuple[int, str, str]:
    """Send a request; give status, type and content."""
    address = urllib.parse.urlsplit(service.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 0, timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, (answer.getheader("Content-Type") or "").partition(";")[0], content


def _query(text: str) -> str:
    """Make the path of a query."""
    return "/sparql?" + urllib.parse.urlencode({"query": text})


TYPES = {
    "nothing asked": ("SELECT ?s { ?s a rdf:Statement }", "*/*", "application/sparql-results+json"),
    "XML": ("SELECT ?s { ?s a rdf:Statement }", "application/sparql-results+xml", "application/sparql-results+xml"),
    "CSV before JSON": (
        "SELECT ?s { ?s a rdf:Statement }",
        "application/json;q=0.5, text/csv",
        "text/csv",
    ),
    "ASK": ("ASK { ?s a rdf:Statement }", "text/csv", "application/sparql-results+json"),
    "CONSTRUCT": ("CONSTRUCT WHERE { ?s a rdf:Statement }", "*/*", "text/turtle"),
    "RDF/XML": ("CONSTRUCT WHERE { ?s a rdf:Statement }", "application/rdf+xml", "application/rdf+xml"),
    "any text": ("CONSTRUCT WHERE { ?s a rdf:Statement }", "text/*", "text/turtle"),
}


@pytest.mark.parametrize(("query", "accept", "kind"), TYPES.values(), ids=TYPES.keys())
def test_content_is_negotiated(service: Service, query: str, accept: str, kind: str) -> None:
    """A client gets the type that it likes best among those there are."""
    status, found, content = _get(service, _query(query), accept)

    assert (200, kind) == (status, found)
    assert content


def test_every_way_of_the_protocol(service: Service) -> None:
    """A query may come in the address, in a form, or as it is."""
    text = "SELECT (COUNT(*) AS ?n) { ?s a rdf:Statement }"
    form = urllib.parse.urlencode({"query": text}).encode()
    ways = (
        _get(service, _query(text)),
        _send(service, "POST", "/sparql", form, {"Content-Type": "application/x-www-form-urlencoded"}),
        _send(service, "POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-query"}),
    )

    assert {("1",)} == {(json.loads(content)["results"]["bindings"][0]["n"]["value"],) for _, _, content in ways}


def test_rdflib_is_a_client(service: Service) -> None:
    """Rdflib's SPARQLStore asks the endpoint."""
    graph = Graph(store=SPARQLStore(f"{service.url}sparql"), bind_namespaces="none")

    assert 1 == len(
        list(graph.query("SELECT ?s WHERE { ?s a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> }"))
    )


def test_sparqlwrapper_is_a_client(service: Service) -> None:
    """SPARQLWrapper asks the endpoint."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{service.url}sparql", returnFormat=wrapper.JSON)
    client.setQuery("ASK { ?s ?p ?o }")

    assert True is client.query().convert()["boolean"]


def test_curl_is_a_client(service: Service) -> None:
    """The program curl asks the endpoint, by GET and by POST."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    text = "SELECT (COUNT(*) AS ?n) { ?s a rdf:Statement }"
    common = ["curl", "--silent", "--show-error", "--fail", "--header", "Accept: text/csv"]
    ways = (["--get", "--data-urlencode"], ["--data-urlencode"])
    answers = [
        subprocess.run([*common, *way, f"query={text}", f"{service.url}sparql"], capture_output=True, check=True).stdout
        for way in ways
    ]

    assert [b"n\r\n1\r\n"] * 2 == answers


def test_comunica_is_a_client(service: Service, node: Callable[..., str], tmp_path: Path) -> None:
    """Comunica finds out by itself that this is an endpoint, and asks it; labels come through whole."""
    query = tmp_path / "labels.rq"
    query.write_text(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/>"
        "SELECT ?label WHERE { ?who a schema:Person ; skos:prefLabel ?label }",
        encoding="utf-8",
    )
    node("ask", tmp_path, f"{service.url}sparql", query)
    found = json.loads((tmp_path / "labels.rq.json").read_text(encoding="utf-8"))

    assert [HOSTILE] == [row["label"]["value"] for row in found["results"]["bindings"]]


REFUSED = {
    "malformed": (_query("SELEC"), 400, "malformed"),
    "federated": (_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), 400, "SERVICE is not allowed"),
    "federated in disguise": (
        _query("SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }"),
        400,
        "not allowed",
    ),
    "no query": ("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400, "one query"),
    "unknown path": ("/etc/passwd", 404, "Nothing at"),
    "unknown entity": ("/entity/Nobody", 404, "No entity"),
    "unknown question": ("/query/nonsense", 400, "No query"),
    "unknown parameter": ("/query/aid?x=1", 400, "no parameter"),
    "too large": (_query("SELECT * { ?a ?b ?c . ?d ?e ?f }"), 413, "larger than"),
}


@pytest.mark.parametrize(("path", "status", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(service: Service, path: str, status: int, words: str) -> None:
    """A bad request is answered with one line that says what is wrong."""
    found, _, content = _get(service, path)

    assert (status, True, 1) == (found, words in content, content.count("\n"))


def test_words_that_look_like_a_service_are_no_service(service: Service) -> None:
    """What stands in a string, a comment or a name makes nobody fetch anything."""
    assert 200 == _get(service, _query('# SERVICE\nASK { ?service ?p "LOAD <x>" }'))[0]


def test_long_query_is_ended(service: Service) -> None:
    """A query over its time is ended, and the next is answered."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"

    assert 504 == _get(service, _query(endless))[0]
    assert _eventually(service) == 200


def test_worker_that_dies_is_replaced(service: Service) -> None:
    """A query so deep that the engine runs out of stack ends its worker alone; the next is answered."""
    form = urllib.parse.urlencode({"query": f"SELECT * {'{' * 20_000}{'}' * 20_000}"}).encode()
    status, _, words = _send(service, "POST", "/sparql", form, {"Content-Type": "application/x-www-form-urlencoded"})

    assert (500, True) == (status, "too deep a query" in words)
    assert _eventually(service) == 200


def _eventually(service: Service) -> int:
    """Ask until a worker is there again."""
    for _ in range(10):
        status = _get(service, _query("ASK {}"))[0]
        if status == 200:
            return status
    return status


def test_foreign_hosts_and_origins_are_refused(service: Service) -> None:
    """A web page that points a name of its own at this machine gets nothing."""
    form = b"query=ASK%20%7B%7D"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}

    assert 403 == _get(service, "/", Host="evil.example")[0]
    assert 403 == _send(service, "POST", "/sparql", form, {**kind, "Origin": "http://evil.example"})[0]
    assert 200 == _get(service, "/", Host=f"localhost:{service.server.server_address[1]}")[0]


def test_updates_need_leave(service: Service) -> None:
    """A server that was not started as writable changes nothing."""
    body = b"INSERT DATA { <http://a> <http://b> <http://c> }"

    assert 403 == _send(service, "POST", "/sparql", body, {"Content-Type": "application/sparql-update"})[0]


@pytest.mark.parametrize("path", ["/", "/query/about", "/entity/Evil", "/entity/Nordia", "/query/about?who=Evil"])
def test_data_never_becomes_markup(service: Service, path: str) -> None:
    """Labels, titles and sentences are escaped, addresses that are script are no links, and no script may run."""
    status, kind, content = _get(service, path, "text/html")
    address = urllib.parse.urlsplit(service.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 0)
    connection.request("HEAD", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    policy = answer.getheader("Content-Security-Policy") or ""
    connection.close()

    assert (200, "text/html") == (status, kind)
    assert HOSTILE not in content
    assert "<img" not in content
    assert "javascript:" not in content.replace("&quot;", '"').split("href=")[-1]
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_entity_page_shows_claims_with_sentences(service: Service) -> None:
    """An entity's page has its claims with the sentence; RDF for those who ask for it."""
    _, _, page = _get(service, "/entity/Nordia", "text/html")
    status, kind, turtle = _get(service, "/entity/Nordia", "text/turtle")

    assert "Nordia met &lt;script&gt;" in page
    assert (200, "text/turtle") == (status, kind)
    assert len(Graph().parse(data=turtle, format="turtle")) > 3


def test_start_page_has_a_form_for_every_question(service: Service) -> None:
    """The library can be asked without writing SPARQL."""
    _, _, page = _get(service, "/", "text/html")

    assert page.count('<form action="/query/') >= 25


def test_answers_as_files(service: Service) -> None:
    """An answer on a page can be had as CSV and JSON too."""
    assert "text/csv" == _get(service, "/query/about?as=csv")[1]
    assert "application/sparql-results+json" == _get(service, "/query/about?as=json")[1]


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_browser_gets_a_table(service: Service) -> None:
    """A query typed on the page is kept in its form and answered with a table whose entities lead to their pages."""
    status, kind, page = _get(service, _query("SELECT ?s ?l { ?s skos:prefLabel ?l } ORDER BY ?l"), BROWSER)

    assert (200, "text/html") == (status, kind)
    assert '<td data-head="s"><a href="/entity/Evil">ent:Evil</a></td><td data-head="l">&lt;script&gt;' in page
    assert "SELECT ?s ?l { ?s skos:prefLabel ?l } ORDER BY ?l</textarea>" in page


def test_browser_gets_triples_and_truth(service: Service) -> None:
    """A CONSTRUCT is shown as Turtle with the prefixes that it uses, an ASK as a word."""
    turtle = _get(service, _query("CONSTRUCT WHERE { ent:Nordia a ?type }"), BROWSER)[2]

    assert "ent:Nordia a schema:Country ." in turtle
    assert 2 == turtle.count("@prefix")
    assert "<p>No.</p>" in _get(service, _query("ASK { ent:Nordia a schema:Person }"), BROWSER)[2]


def test_answer_typed_on_the_page_as_a_file(service: Service) -> None:
    """The links below an answer give it as a file, whatever the browser likes best."""
    assert "text/csv" == _get(service, _query("SELECT ?s { ?s a schema:Person }") + "&as=csv", BROWSER)[1]


def test_search_by_name(service: Service) -> None:
    """The start page looks up entities by a part of their name."""
    page = _get(service, "/query/find-entity?name=nord", "text/html")[2]

    assert 'action="/query/find-entity"' in _get(service, "/", "text/html")[2]
    assert "ent:Nordia" in page
    assert "Evil" not in page


MISTAKES = {
    "query": (_query("SELEC <script>"), 400, "SELEC &lt;script&gt;</textarea>"),
    "name": ("/query/about?who=Nordja%22%3E%3Cscript%3E", 400, 'value="Nordja&quot;&gt;&lt;script&gt;"'),
    "near name": ("/query/about?who=Nordja", 400, "Near: Nordia"),
    "entity": ("/entity/Nobody%3Cscript%3E", 404, "No entity"),
    "address": ("/nowhere", 404, "Nothing at /nowhere"),
}


@pytest.mark.parametrize(("path", "status", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_in_a_browser_are_pages(service: Service, path: str, status: int, words: str) -> None:
    """In a browser a mistake is shown on a page that leads on, with what was typed, escaped."""
    found, kind, page = _get(service, path, BROWSER)

    assert (status, "text/html") == (found, kind)
    assert words in page
    assert '<a href="/">' in page and "<script" not in page


def test_ontology_is_served(service: Service) -> None:
    """The ontology is there as a page and as RDF."""
    assert "kg:subjectPassage" in _get(service, "/ontology", "text/html")[2]
    assert "text/turtle" == _get(service, "/ontology", "text/turtle")[1]


def test_writable_store(tmp_path: Path) -> None:
    """A store that is served as writable can be changed, and only a store."""
    dataset = new_dataset()
    add_quads(dataset, quads(_knowledge()))
    add_to_store(tmp_path / "store", dataset)
    with Service(tmp_path / "store", writable=True) as running:
        running.start()
        body = b"INSERT DATA { <http://a> <http://b> <http://c> }"
        done = _send(running, "POST", "/sparql", body, {"Content-Type": "application/sparql-update"})
        load = _send(running, "POST", "/sparql", b"LOAD <http://a/>", {"Content-Type": "application/sparql-update"})
        asked = _get(running, _query("ASK { <http://a> <http://b> <http://c> }"))
        running.server.shutdown()
    (tmp_path / "graph.ttl").write_bytes(to_bytes(dataset, "turtle"))

    assert (204, 400, True) == (done[0], load[0], json.loads(asked[2])["boolean"])
    with pytest.raises(GraphError, match="Make one with"):
        Service(tmp_path / "graph.ttl", writable=True)
