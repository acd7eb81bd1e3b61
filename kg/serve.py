"""A graph over HTTP: a SPARQL 1.1 endpoint, a page for questions, pages of entities, the network, the ontology.

The engine is Oxigraph; the server is that of Python's standard library, for it stands on loopback and serves one person
or a few programs: a framework would add dependencies and no safety that is not needed here anyway.

What it guards against:

* *long queries*: each runs in a worker process that is ended when its time is over, for no engine here can be told to
  stop;
* *long answers*: a worker gives up when an answer outgrows the limit;
* *foreign pages*: a request whose `Host` is not ours is refused, so that no web page reaches the server through a name
  it controls; no page is told that it may read answers from elsewhere; updates from another origin are refused;
* *data that is script*: everything is escaped, and the policy of every page but the network lets no script run at all;
* *outbound traffic*: `SERVICE` and `LOAD` are refused, for the server would fetch what the query names.

Workers open the graph from a folder on disk: the store that was named, or one made for the time of serving out of a
file. With `writable` there is one worker, which may change the store.
"""

from __future__ import annotations

import html
import io
import ipaddress
import multiprocessing
import queue
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import pyoxigraph as ox
from rdflib import Dataset, URIRef
from rdflib.term import Identifier

from kg import render
from kg.errors import GraphError, KgError, QueryError
from kg.graph import base_of, edges, load_dataset, nodes, open_dataset
from kg.graph.ontology import to_bytes as ontology_bytes
from kg.graph.ontology.page import to_html as ontology_html
from kg.graph.query import Query, draw_query, library, run_query, to_csv, to_json
from kg.graph.store import engine
from kg.vocab import SKOS, Mint, local_name, prefixes

WORKERS = 2
STARTING = 60.0  # seconds a worker may take to open the graph
ROWS = 1_000  # of an answer on a page; CSV and JSON give all
LARGEST = 64 * 1024 * 1024  # bytes of an answer
LONGEST = 1024 * 1024  # bytes of a request

SOLUTIONS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
KINDS = {"csv": "text/csv", "json": "application/sparql-results+json", "ttl": "text/turtle"}
_NOISE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", re.DOTALL
)
_OUTBOUND = re.compile(r"(?<![?$:\w-])(SERVICE|LOAD)\b(?![:-])", re.IGNORECASE)
_STRICT = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_DRAWN = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to a client."""

    status: int
    type: str
    body: bytes
    policy: str = _STRICT


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked to do."""

    kind: str  # sparql, update, library, entity, network
    text: str = ""  # the query, its name, or the entity's id
    accept: str = ""
    values: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class _TooLargeError(Exception):
    """An answer has outgrown its limit."""


class _Limited(io.RawIOBase):
    """Takes bytes up to a limit."""

    def __init__(self, most: int) -> None:
        self.parts = bytearray()
        self.most = most

    def writable(self) -> bool:
        """Say that one can write here."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes, or give up."""
        self.parts += data
        if len(self.parts) > self.most:
            raise _TooLargeError
        return len(data)


def serve(
    graph: Path, *, host: str = "127.0.0.1", port: int = 8765, writable: bool = False, timeout: float = 30.0
) -> None:
    """Serve a graph, from a file or a store's folder, until interrupted.

    Raises GraphError where the graph cannot be read or the address cannot be had.
    """
    with Service(graph, host=host, port=port, writable=writable, timeout=timeout) as service:
        print(f"Serving {graph} at {service.url} (end with Ctrl-C)", file=sys.stderr, flush=True)  # noqa: T201
        try:
            service.server.serve_forever()
        except KeyboardInterrupt:
            return


class Service:
    """A graph that is being served; a context manager that starts its workers and ends them."""

    def __init__(
        self,
        graph: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        writable: bool = False,
        timeout: float = 30.0,
        largest: int = LARGEST,
        workers: int = WORKERS,
    ) -> None:
        self.writable, self.timeout, self.largest = writable, timeout, largest
        self._made: Path | None = None
        if writable and not graph.is_dir():
            raise GraphError(
                f"Only a store can be changed, and {graph} is none. Make one with: kg build SOURCE --store FOLDER"
            )
        self.folder = graph if graph.is_dir() else self._unpacked(graph)
        try:
            self.server = _Server((host, port), self)
        except OSError as error:
            self.close()
            raise GraphError(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with --port."
            ) from error
        self.host = host
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.server.server_address[1]}/"
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all = [_Worker(self.folder, writable, largest) for _ in range(1 if writable else workers)]
        for worker in self._all:
            self._idle.put(worker)

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.server_close()
        for worker in self._all:
            worker.end()
        self.close()

    def close(self) -> None:
        """Remove what was made for the time of serving."""
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)

    def start(self) -> threading.Thread:
        """Serve in the background."""
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        return thread

    def run(self, job: Job) -> Answer:
        """Have a worker do a job in time."""
        try:
            worker = self._idle.get(timeout=self.timeout)
        except queue.Empty:
            return _plain(503, "Every worker is busy. Ask again in a moment.")
        try:
            answer = worker.ask(job, self.timeout)
        except (EOFError, OSError):
            answer, failure = (
                None,
                (500, "The worker broke down: too little memory, or too deep a query. Ask for less."),
            )
        else:
            failure = 504, f"The query took longer than {self.timeout:g} seconds and was ended. Ask for less."
        if answer is not None:
            self._idle.put(worker)
            return answer
        threading.Thread(target=self._renew, args=(worker,), daemon=True).start()
        return _plain(*failure)

    def _renew(self, worker: _Worker) -> None:
        """End a worker that is stuck, and let another take its place."""
        worker.restart()
        self._idle.put(worker)

    def _unpacked(self, graph: Path) -> Path:
        """Put a graph from a file into a store that workers can share."""
        dataset = load_dataset(graph)
        self._made = Path(tempfile.mkdtemp(prefix="kg-serve-"))
        store = ox.Store(str(self._made))
        store.bulk_extend(iter(engine(dataset)))
        store.flush()
        return self._made


class _Worker:
    """A process that answers one job after another."""

    def __init__(self, folder: Path, writable: bool, largest: int) -> None:
        self._settings = folder, writable, largest
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # a forked process would share the engine's threads and locks
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._settings), daemon=True)
        self._process.start()
        theirs.close()
        if self._pipe.poll(STARTING):  # so that the time of the first query is the query's own
            self._pipe.recv()

    def ask(self, job: Job, seconds: float) -> Answer | None:
        """Give the answer to a job, None where it does not come in time; EOFError and OSError where the worker died."""
        self._pipe.send(job)
        if not self._pipe.poll(seconds):
            return None
        answer = self._pipe.recv()
        return answer if isinstance(answer, Answer) else None

    def restart(self) -> None:
        """End a worker that is stuck and start another."""
        self.end()
        self._start()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection, folder: Path, writable: bool, largest: int) -> None:
    """Open the graph and answer jobs until the server goes away."""
    try:
        dataset = open_dataset(folder, read_only=not writable)
    except KgError as error:
        dataset, failure = None, _plain(500, str(error))
    pipe.send("ready")
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if dataset is None:
            pipe.send(failure)
            continue
        try:
            answer = _JOBS[job.kind](dataset, job, largest)
        except _TooLargeError:
            answer = _plain(
                413, f"The answer is larger than {largest // 1024:,} KiB. Ask for less, with LIMIT for example."
            )
        except SyntaxError as error:
            answer = _plain(400, f"The query is malformed: {' '.join(str(error).split())}")
        except (KgError, ValueError) as error:
            answer = _plain(400, str(error))
        except Exception as error:  # a worker outlives whatever the engine makes of a query
            answer = _plain(500, f"The query failed: {type(error).__name__}: {' '.join(str(error).split())[:300]}")
        pipe.send(answer)


def _sparql(dataset: Dataset, job: Job, largest: int) -> Answer:
    """Run a query as the SPARQL 1.1 Protocol has it."""
    _no_traffic(job.text)
    scope: dict[str, Any] = {"use_default_graph_as_union": True}
    if job.default_graphs or job.named_graphs:
        scope = {
            "default_graph": [ox.NamedNode(iri) for iri in job.default_graphs],
            "named_graphs": [ox.NamedNode(iri) for iri in job.named_graphs],
        }
    base = base_of(dataset)
    result = engine(dataset).query(job.text, prefixes=prefixes(base), **scope)
    out = _Limited(largest)
    if isinstance(result, ox.QueryTriples):
        kind = _chosen(job.accept, {**TRIPLES, "text/html": None})
        if kind == "text/html":
            ox.serialize(result, out, ox.RdfFormat.TURTLE, prefixes=prefixes(base))  # type: ignore[arg-type]
            return _asked(job.text, f"<pre>{html.escape(_used(out.parts.decode()))}</pre>", ("ttl",), largest)
        result.serialize(out, TRIPLES[kind])  # type: ignore[arg-type]  # any object with `write` will do
    else:
        offers = SOLUTIONS if isinstance(result, ox.QuerySolutions) else _booleans()
        kind = _chosen(job.accept, {**offers, "text/html": None})
        if kind == "text/html" and isinstance(result, ox.QuerySolutions):
            names = [variable.value for variable in result.variables]
            rows = [[_term(solution[name], base) for name in names] for solution in islice(result, ROWS)]
            more = next(iter(result), None) is not None
            note = f"<p>The first {ROWS:,} rows:</p>" if more else f"<p>{_counted(len(rows), 'row')}</p>"
            return _asked(job.text, note + _table(names, rows), ("csv", "json"), largest)
        if kind == "text/html":
            return _asked(job.text, f"<p>{'Yes' if result else 'No'}.</p>", ("json",), largest)
        result.serialize(out, offers[kind])  # type: ignore[arg-type]
    return Answer(200, kind, bytes(out.parts))


def _used(turtle: str) -> str:
    """Leave out the prefixes that Turtle declares and does not use."""
    used = set(re.findall(r"([\w-]*):", re.sub(r"(?m)^@prefix.*$", "", turtle)))
    lines = turtle.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@prefix") or line[8 : line.index(":")] in used)


def _asked(query: str, answer: str, kinds: Sequence[str], largest: int) -> Answer:
    """Show the answer to a query that was typed, and the query to go on from."""
    links = " · ".join(
        f'<a href="/sparql?{html.escape(urlencode({"query": query, "as": kind}))}">{kind}</a>' for kind in kinds
    )
    return _sized(_page("Answer", f"{_field(query)}<p>As a file: {links}</p>{answer}"), largest)


def _update(dataset: Dataset, job: Job, _: int) -> Answer:
    """Change the graph."""
    _no_traffic(job.text)
    engine(dataset).update(job.text, prefixes=prefixes(base_of(dataset)))
    engine(dataset).flush()
    return Answer(204, "text/plain", b"")


def _library(dataset: Dataset, job: Job, largest: int) -> Answer:
    """Run a query of the library, or one typed on the page, and show its answer as a table."""
    values = {name: value for name, value in job.values if value}
    asked = library().get(job.text)
    if asked is None:
        raise QueryError(f"No query {job.text!r}. The start page lists them all.")
    result = run_query(dataset, asked, values)
    if result.type == "SELECT" and job.accept == "csv":
        return _sized(Answer(200, "text/csv; charset=utf-8", to_csv(result).encode()), largest)
    if result.type == "SELECT" and job.accept == "json":
        return _sized(Answer(200, "application/sparql-results+json", to_json(result).encode()), largest)
    if job.accept == "network":
        page = render.to_html(*draw_query(dataset, asked.name, values), title=asked.question)
        return _sized(Answer(200, "text/html; charset=utf-8", page.encode(), _DRAWN), largest)
    if result.type != "SELECT":
        text = result.graph.serialize(format="turtle") if result.graph is not None else str(result.askAnswer)
        return _sized(_page(asked.question, _form(asked, values) + f"<pre>{html.escape(text)}</pre>"), largest)
    variables, shown = result.vars or (), result.bindings[:ROWS]
    labels = _labels(dataset)
    cells = [[_value(row.get(variable), base_of(dataset), labels) for variable in variables] for row in shown]
    links = " · ".join(
        f'<a href="/query/{asked.name}?{html.escape(urlencode({**values, "as": kind}))}">{kind}</a>'
        for kind in ("csv", "json", "network")
    )
    number = len(result.bindings)
    note = _counted(number, "row") + (f", the first {ROWS:,} shown" if number > ROWS else "")
    content = f"{_form(asked, values)}<p>{note} · {links}</p>{_table(list(map(str, variables)), cells)}"
    return _sized(_page(asked.question, content), largest)


def _entity(dataset: Dataset, job: Job, largest: int) -> Answer:
    """Show what is known of an entity, with the sentences; in RDF to those who ask for it."""
    iri = Mint(base_of(dataset)).entity(job.text)
    found = next((node for node in nodes(dataset) if node.iri == str(iri)), None)
    if found is None:
        return _plain(404, f"No entity {job.text!r} here. Search on the start page.")
    if any(kind in job.accept for kind in TRIPLES) and "text/html" not in job.accept:
        text = f"DESCRIBE {iri.n3()}"
        return _sparql(dataset, Job("sparql", text, job.accept), largest)
    facts = [("Type", found.type), ("Also called", ", ".join(found.aliases)), ("Country", found.country or ""),
             ("Sector", found.sector or ""), ("Why it is one thing", "; ".join(found.basis))]  # fmt: skip
    if found.latitude is not None:
        facts.append(("Place", f"{found.latitude}, {found.longitude}"))
    known = "".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in facts if value)
    if found.wikidata is not None:
        link = f"http://www.wikidata.org/entity/{quote(found.wikidata)}"
        known += f'<dt>Wikidata</dt><dd><a href="{link}" rel="noreferrer">{html.escape(found.wikidata)}</a></dd>'
    labels = _labels(dataset)
    rows = []
    for edge in edges(dataset):
        if found.id in (edge.subject, edge.object):
            source = edge.title or edge.article
            rows.append([
                _cell(edge.subject_label, labels), html.escape(edge.relation_label), _cell(edge.object_label, labels),
                html.escape(edge.status), html.escape(", ".join(edge.claimants)), html.escape(edge.sentence),
                _linked(source, edge.url), html.escape(edge.date or ""),
            ])  # fmt: skip
    heads = ("subject", "relation", "object", "status", "according to", "sentence", "article", "published")
    table = _table(heads, rows[:ROWS])
    return _sized(_page(found.label, f"<dl>{known}</dl><h2>{_counted(len(rows), 'claim')}</h2>{table}"), largest)


def _network(dataset: Dataset, _: Job, largest: int) -> Answer:
    """Draw the graph."""
    page = render.to_html(nodes(dataset), edges(dataset))
    return _sized(Answer(200, "text/html; charset=utf-8", page.encode(), _DRAWN), largest)


_JOBS: Mapping[str, Callable[[Dataset, Job, int], Answer]] = {
    "sparql": _sparql,
    "update": _update,
    "library": _library,
    "entity": _entity,
    "network": _network,
}


class _Server(ThreadingHTTPServer):
    """The server, which knows what it serves."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], service: Service) -> None:
        self.service = service
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer a question or show a page."""
        self._reply(self._get)

    def do_HEAD(self) -> None:
        """Answer as GET does, without the content."""
        self._reply(self._get)

    def do_POST(self) -> None:
        """Take a query or an update."""
        self._reply(self._post)

    def _reply(self, method: Callable[[], Answer]) -> None:
        """Check where a request comes from, answer it, and send the answer."""
        answer = method() if self._is_for_us() else _plain(403, "This server answers to its own name only.")
        if answer.status >= 400 and not answer.type.startswith("text/html") and self._is_browser():
            answer = _failed(answer)
        try:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Content-Security-Policy", answer.policy)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Vary", "Accept")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _get(self) -> Answer:
        """Choose what a path stands for."""
        path, fields = self._target()
        accept = self.headers.get("Accept", "*/*")
        if path == "/":
            return _start_page(self.server.service.url)
        if path in {"/sparql", "/query"} and "query" in fields:
            return self._ask(fields)
        if path in {"/sparql", "/query"}:
            return _start_page(self.server.service.url)
        if path.startswith("/query/"):
            return self._look_up(unquote(path.removeprefix("/query/")), fields)
        if path == "/network":
            return self.server.service.run(Job("network"))
        if path == "/ontology":
            return _ontology(accept)
        if path.startswith("/entity/"):
            return self.server.service.run(Job("entity", unquote(path.removeprefix("/entity/")), accept))
        return _plain(404, f"Nothing at {path}. Start at /")

    def _post(self) -> Answer:
        """Take a query or an update, in any of the forms of the SPARQL 1.1 Protocol."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self.close_connection = True
            return _plain(411, "Say how long the request is.")
        if int(length) > LONGEST:
            self.close_connection = True
            return _plain(413, f"A request may have {LONGEST // 1024:,} KiB.")
        body = self.rfile.read(int(length))
        path, fields = self._target()
        if path not in {"/sparql", "/query", "/update"}:
            return _plain(404, f"Nothing to post to at {path}. The endpoint is /sparql")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return _plain(400, "The request is not UTF-8.")
        if kind == "application/x-www-form-urlencoded":
            fields = {**fields, **parse_qs(text, keep_blank_values=True)}
        elif kind == "application/sparql-query":
            fields["query"] = [text]
        elif kind == "application/sparql-update":
            fields["update"] = [text]
        else:
            return _plain(415, "Send a form, application/sparql-query or application/sparql-update.")
        if "update" in fields:
            if not self.server.service.writable:
                return _plain(403, "This server only answers. Start it with --writable to change the graph.")
            return self.server.service.run(Job("update", fields["update"][0]))
        return self._ask(fields)

    def _ask(self, fields: Mapping[str, Sequence[str]]) -> Answer:
        """Run a query."""
        if len(fields.get("query", ())) != 1:
            return _plain(400, "Give one query, as the field query.")
        (query,), wish = fields["query"], fields.get("as", [""])[0]
        answer = self.server.service.run(
            Job(
                "sparql",
                query,
                KINDS.get(wish, self.headers.get("Accept", "*/*")),
                default_graphs=tuple(fields.get("default-graph-uri", ())),
                named_graphs=tuple(fields.get("named-graph-uri", ())),
            )
        )
        return _failed(answer, _field(query)) if answer.status >= 400 and self._is_browser() else answer

    def _look_up(self, name: str, fields: Mapping[str, Sequence[str]]) -> Answer:
        """Run a query of the library."""
        values = {parameter: texts[0] for parameter, texts in fields.items() if parameter != "as"}
        answer = self.server.service.run(Job("library", name, fields.get("as", ["html"])[0], tuple(values.items())))
        asked = library().get(name)
        if answer.status >= 400 and asked is not None and self._is_browser():
            return _failed(answer, f"<h2>{html.escape(asked.question)}</h2>{_form(asked, values)}")
        return answer

    def _is_browser(self) -> bool:
        """Say whether a page is wanted rather than data."""
        return "text/html" in self.headers.get("Accept", "")

    def _target(self) -> tuple[str, dict[str, list[str]]]:
        """Take the request's path and its fields apart."""
        parts = urlsplit(self.path)
        return parts.path, parse_qs(parts.query, keep_blank_values=True)

    def _is_for_us(self) -> bool:
        """Say whether a request was meant for this server and comes from nowhere else."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        ours = {"localhost", self.server.service.host.lower()}
        try:
            is_ours = (
                host in ours or ipaddress.ip_address(host).is_loopback or self.server.service.host in {"0.0.0.0", "::"}
            )
        except ValueError:
            is_ours = self.server.service.host in {"0.0.0.0", "::"}
        origin = self.headers.get("Origin")
        same = origin is None or urlsplit(origin).netloc == self.headers.get("Host")
        return is_ours and (self.command != "POST" or same)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what is asked of a graph is the asker's own business."""


def _start_page(url: str) -> Answer:
    """Show a field for names, the queries of the library, a field for SPARQL, and where else to go."""
    parts = [
        '<form action="/query/find-entity"><label>Find a person, country, organisation or place by name '
        '<input type="search" name="name"></label> <button>Find</button></form>',
        "<h2>Questions</h2>",
        *(
            f"<details><summary>{html.escape(query.question)}</summary>{_form(query, {})}</details>"
            for query in library().values()
            if all(parameter.kind != "graph" for parameter in query.parameters)
        ),
        f"<h2>SPARQL</h2><p>Endpoint: <code>{html.escape(url)}sparql</code></p>",
        _field("SELECT ?who ?whom WHERE {\n  ?who rel:meets ?whom .\n}"),
    ]
    return _page("Ask the graph", "".join(parts))


def _field(query: str) -> str:
    """Make the form for SPARQL."""
    return (
        '<form action="/sparql" method="get"><textarea name="query" rows="12" aria-label="SPARQL query">'
        f"\n{html.escape(query)}</textarea><p><button>Ask</button> (our prefixes need no declaration)</p></form>"
    )


def _form(query: Query, values: Mapping[str, str]) -> str:
    """Make the form of a query."""
    fields = "".join(
        f"<label>{html.escape(parameter.name)} <small>{html.escape(parameter.words)}</small>"
        f'<input name="{html.escape(parameter.name)}" value="{html.escape(values.get(parameter.name, ""))}" '
        f'placeholder="{html.escape(parameter.default or "")}"></label>'
        for parameter in query.parameters
    )
    return f'<form action="/query/{html.escape(query.name)}">{fields}<button>Ask</button></form>'


def _ontology(accept: str) -> Answer:
    """Show the ontology, as a page or as RDF."""
    if "text/html" in accept or not any(kind in accept for kind in TRIPLES):
        return Answer(200, "text/html; charset=utf-8", ontology_html().encode())
    kind = _chosen(accept, TRIPLES)
    return Answer(200, kind, ontology_bytes(TRIPLES[kind]))


def _labels(dataset: Dataset) -> dict[str, str]:
    """Give the local names of entities by label and IRI, for links between pages; a shared name leads nowhere."""
    found: dict[str, set[str]] = {}
    for iri, label in dataset.subject_objects(SKOS.prefLabel):
        if isinstance(iri, URIRef) and "/entity/" in iri:
            found.setdefault(str(label), set()).add(str(iri))
            found.setdefault(str(iri), set()).add(str(iri))
    return {label: local_name(min(iris)) for label, iris in found.items() if len(iris) == 1}


def _value(term: Identifier | None, base: str, labels: Mapping[str, str]) -> str:
    """Write a term of the library's answers, in which names stand for things."""
    if isinstance(term, URIRef):
        return _term(ox.NamedNode(term), base)
    return _cell("" if term is None else str(term), labels)


def _cell(text: str, labels: Mapping[str, str]) -> str:
    """Write a cell of a table; the name of an entity leads to its page."""
    if text in labels:
        return f'<a href="/entity/{quote(labels[text], safe="")}">{html.escape(text)}</a>'
    return html.escape(text)


def _linked(text: str, url: str | None) -> str:
    """Write words as a link, if the address is one of the web."""
    if url is None or urlsplit(url).scheme not in {"http", "https"}:
        return html.escape(text)
    return f'<a href="{html.escape(url)}" rel="noreferrer">{html.escape(text)}</a>'


def _term(term: object, base: str) -> str:
    """Write a term of an answer: an IRI of ours with its prefix, an entity as a link to its page."""
    if not isinstance(term, ox.NamedNode):
        return html.escape(term.value if isinstance(term, ox.Literal) else str(term or ""))
    iri = term.value
    prefix, namespace = max(
        ((name, space) for name, space in prefixes(base).items() if iri.startswith(space)),
        key=lambda found: len(found[1]),
        default=("", ""),
    )
    words = f"{prefix}:{iri.removeprefix(namespace)}" if prefix else iri
    if iri.startswith(f"{base}entity/"):
        return f'<a href="/entity/{quote(local_name(iri), safe="")}">{html.escape(words)}</a>'
    return html.escape(words)


def _counted(number: int, thing: str) -> str:
    """Say how many there are."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table of cells that are HTML already; each cell names its column, for screens too narrow for columns."""
    names = [html.escape(name.replace("_", " ")) for name in heads]
    top = "".join(f"<th>{name}</th>" for name in names)
    lines = ("".join(map('<td data-head="{}">{}</td>'.format, names, row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _page(title: str, content: str, status: int = 200) -> Answer:
    """Make a page out of content that is HTML already."""
    style = (
        "body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:1rem auto;padding:0 1rem;color:#1c1c1c;"
        "background:#fff}table{border-collapse:collapse;font-size:.9rem}td,th{border-bottom:1px solid #ccc;"
        "padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:break-word}"
        "th{position:sticky;top:0;background:#fff}th,td[data-head=published],td[data-head=date]{white-space:nowrap}"
        "textarea{box-sizing:border-box;width:100%;font:14px monospace}"
        "label{display:block;margin:.4rem 0}label small{color:#555}input{margin-left:.5rem;padding:.2rem;max-width:90%}"
        "details{margin:.3rem 0}summary{cursor:pointer}dt{font-weight:bold}pre{overflow:auto}"
        "code{overflow-wrap:anywhere}"
        "@media(max-width:50rem){thead{display:none}table,tbody,tr,td{display:block}td{border:0;padding:.1rem 0;"
        "overflow-wrap:anywhere}"
        "td:empty{display:none}td::before{content:attr(data-head) ': ';color:#555}"
        "tr{border-bottom:1px solid #ccc;padding:.5rem 0}}"
    )
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head><body>'
        '<nav><a href="/">Questions</a> · <a href="/network">Network</a> · <a href="/ontology">Ontology</a></nav>'
        f"<h1>{html.escape(title)}</h1>{content}</body></html>"
    )
    return Answer(status, "text/html; charset=utf-8", page.encode("utf-8", "replace"))


def _failed(answer: Answer, content: str = "") -> Answer:
    """Make a page out of an answer of one line that says what is wrong, with a form to try again."""
    words = html.escape(answer.body.decode("utf-8", "replace").strip())
    return _page("That did not work", f"<p>{words}</p>{content}", answer.status)


def _plain(status: int, words: str) -> Answer:
    """Make an answer of one line."""
    return Answer(status, "text/plain; charset=utf-8", (words + "\n").encode("utf-8", "replace"))


def _sized(answer: Answer, largest: int) -> Answer:
    """Hold an answer to the limit."""
    if len(answer.body) > largest:
        raise _TooLargeError
    return answer


def _no_traffic(text: str) -> None:
    """Refuse a query that would make this server fetch something; raises QueryError."""
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), text)
    found = _OUTBOUND.search(_NOISE.sub(" ", plain))
    if found is not None:
        raise QueryError(f"{found[1].upper()} is not allowed here: this server fetches nothing from elsewhere.")


def _booleans() -> dict[str, ox.QueryResultsFormat]:
    """Give the formats in which a yes or no can be said."""
    return {
        kind: format
        for kind, format in SOLUTIONS.items()
        if "sparql-results" in kind or "/json" in kind or "/xml" in kind
    }


def _chosen(accept: str, offers: Mapping[str, object]) -> str:
    """Choose the type that a client likes best, the first of ours where it does not mind or names none of them."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept.split(",")):
        kind, _, rest = part.strip().partition(";")
        weight = re.search(r"q=([0-9.]+)", rest)
        try:
            wishes.append((-float(weight[1]) if weight else -1.0, place, kind.strip().lower()))
        except ValueError:
            continue
    for weight_, _, kind in sorted(wishes):
        if weight_ == 0:
            continue
        if kind in offers:
            return kind
        if kind == "*/*":
            break
        matching = [offer for offer in offers if kind.endswith("/*") and offer.startswith(kind[:-1])]
        if matching:
            return matching[0]
    return next(iter(offers))
