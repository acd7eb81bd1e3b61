"""The library on engines of others: the `oxigraph` server, Virtuoso and Jena TDB2 give the rows of our store."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Dataset, Graph
from rdflib.query import Result

from kg.cli import main
from kg.graph import canonical_quads, open_endpoint, to_bytes
from kg.graph.query import library, run_query

GRAPH = "http://example.org/golden"
ASKED = {name: query for name, query in library().items() if name not in {"changes", "describe"}}
SETTINGS = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = {web}
ServerThreads = 4
[SPARQL]
DefaultGraph = {graph}
ResultSetMaxRows = 100000
"""


@pytest.fixture(scope="module")
def turtle(golden: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the golden collection as a file."""
    path = tmp_path_factory.mktemp("engines") / "golden.ttl"
    path.write_bytes(to_bytes(golden, "turtle"))
    return path


@pytest.fixture(scope="module")
def oxigraph(turtle: Path) -> Iterator[Graph]:
    """Serve the golden collection by the `oxigraph` program."""
    program = _oxigraph()
    folder, port = turtle.parent / "oxigraph", _free_port()
    subprocess.run([program, "load", "--location", folder, "--file", turtle], check=True, capture_output=True)
    with _running([program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]):
        yield _reached(f"http://127.0.0.1:{port}/query")


@pytest.fixture(scope="module")
def virtuoso(turtle: Path) -> Iterator[Graph]:
    """Serve the golden collection by Virtuoso."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder, port, web = turtle.parent, _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder=folder, port=port, web=web, graph=GRAPH), encoding="utf-8")
    load = f"DB.DBA.TTLP(file_to_string_output('{turtle}'), '', '{GRAPH}', 0);"
    with _running(["virtuoso-t", "+foreground", "+configfile", str(settings)]):
        _reached(f"http://127.0.0.1:{web}/sparql")
        done = subprocess.run(["isql-vt", str(port), "dba", "dba", f"exec={load}"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        yield open_endpoint(f"http://127.0.0.1:{web}/sparql?default-graph-uri={urllib.parse.quote(GRAPH, safe='')}")


@pytest.fixture(scope="module")
def answers(turtle: Path, jena: Callable[..., str]) -> dict[str, Result]:
    """Give what Jena TDB2 answers to every question, all asked in one go for the sake of Java's start."""
    folder = turtle.parent / "jena"
    folder.mkdir()
    for name, query in ASKED.items():
        (folder / f"{name}.rq").write_text(query.text, encoding="utf-8")
    jena("ask", folder, turtle, folder / "store", *(folder / f"{name}.rq" for name in ASKED))
    return {name: Result.parse(BytesIO((folder / f"{name}.rq.json").read_bytes()), format="json") for name in ASKED}


@pytest.mark.parametrize("name", ASKED)
def test_oxigraph_server_gives_our_rows(golden: Dataset, oxigraph: Graph, name: str) -> None:
    """Every question that our store answers has the same rows, in the same order, on an Oxigraph server."""
    assert _rows(run_query(golden, ASKED[name])) == _rows(run_query(oxigraph, ASKED[name]))


@pytest.mark.parametrize("name", ASKED)
def test_virtuoso_gives_our_rows(golden: Dataset, virtuoso: Graph, name: str) -> None:
    """Every question that our store answers has the same rows on Virtuoso, whose order of strings is its own."""
    assert sorted(_rows(run_query(golden, ASKED[name]))) == sorted(_rows(run_query(virtuoso, ASKED[name])))


@pytest.mark.parametrize("name", ASKED)
def test_jena_gives_our_rows(golden: Dataset, answers: dict[str, Result], name: str) -> None:
    """Every question that our store answers has the same rows, in the same order, on Jena TDB2."""
    assert _rows(run_query(golden, ASKED[name])) == _rows(answers[name])


def test_push_loads_into_oxigraph(golden: Dataset, tmp_path: Path) -> None:
    """A graph is loaded into an `oxigraph` server, each article into its graph; loading it again changes nothing."""
    program, port = _oxigraph(), _free_port()
    file = tmp_path / "golden.trig"
    file.write_bytes(to_bytes(golden, "trig"))
    arguments = ["push", str(file), "--endpoint", f"http://127.0.0.1:{port}/store", "--articles"]
    with _running([program, "serve", "--location", str(tmp_path / "store"), "--bind", f"127.0.0.1:{port}"]):
        server = _reached(f"http://127.0.0.1:{port}/query")
        done = [CliRunner().invoke(main, arguments).exit_code for _ in range(2)]
        graphs = server.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        rest = server.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")

    expected = Counter(str(quad.graph_name) for quad in canonical_quads(golden))
    found = {f"<{graph}>": int(n) for graph, n in _rows(graphs)} | {"DEFAULT": int(_rows(rest)[0][0])}
    assert ([0, 0], expected) == (done, found)


def test_push_proves_itself_to_virtuoso(golden: Dataset, virtuoso: Graph, tmp_path: Path) -> None:
    """Virtuoso, which wants a password by Digest and a name for every graph, gets both; a wrong one is refused."""
    address = str(getattr(virtuoso.store, "query_endpoint", "")).partition("/sparql")[0]
    file = tmp_path / "golden.nt"
    file.write_bytes(to_bytes(golden, "ntriples"))
    arguments = ["push", str(file), "--endpoint", f"{address}/sparql-graph-crud-auth", "--into", f"{GRAPH}/pushed"]
    wrong, right = (CliRunner().invoke(main, [*arguments, "--user", user]) for user in ("dba:abd", "dba:dba"))
    asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{GRAPH}/pushed> {{ ?s ?p ?o }} }}"
    counted = open_endpoint(f"{address}/sparql").query(asked)

    assert (1, True) == (wrong.exit_code, "refused the load: 401" in wrong.stderr)
    assert (0, [(str(len(golden)),)]) == (right.exit_code, _rows(counted))


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_servers_hold_every_triple(golden: Dataset, server: str, request: pytest.FixtureRequest) -> None:
    """Each server counts the triples that were written."""
    asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ {f'GRAPH <{GRAPH}>' if server == 'virtuoso' else ''} {{ ?s ?p ?o }} }}"
    graph: Graph = request.getfixturevalue(server)

    assert [(str(len({*golden.triples((None, None, None))})),)] == _rows(graph.query(asked))


def _oxigraph() -> str:
    """Find the `oxigraph` program."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    return program


def _rows(result: Result) -> list[tuple[str, ...]]:
    """Give the rows of an answer as text, numbers by their value."""
    variables = result.vars or ()
    return [tuple(_text(row.get(variable)) for variable in variables) for row in result.bindings]


def _text(term: object) -> str:
    """Write a term down; numbers that are equal look alike."""
    value = getattr(term, "value", None)
    if isinstance(value, int | float | Decimal):
        return f"{float(value):g}"
    return "" if term is None else str(term)


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    """Run a server and end it."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            server.terminate()


def _reached(url: str) -> Graph:
    """Wait until a server answers."""
    for _ in range(900):
        try:
            with urllib.request.urlopen(f"{url}?query=ASK%20%7B%7D", timeout=5):
                return open_endpoint(url)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"No server answers at {url}")


def _free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
