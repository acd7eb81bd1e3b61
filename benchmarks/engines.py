"""Hand a graph to programs by others: who reads how many triples of which export, and whose rows are ours.

    python benchmarks/engines.py out/graph.trig

Uses what the tests use (`tests/graph/test_engines.py`, `tests/graph/Jena.java`, `tests/node/`) and needs all of it
installed, as `.ci/run` does.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import tempfile
import time
import urllib.parse
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.query import Result

from kg.errors import QueryError
from kg.graph import load_dataset, open_endpoint, to_bytes
from kg.graph.ontology import load_shapes
from kg.graph.query import library, run_query

TESTS = Path(__file__).parents[1] / "tests"
ENDINGS = {
    "turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld", "trig": "trig", "nquads": "nq",
    "rdf12": "12.ttl",
}  # fmt: skip
NAMES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "trig": "trig", "nquads": "nquads"}


def _load(path: Path) -> ModuleType:
    """Load a module of the tests."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    given = parser.parse_args()
    dataset = load_dataset(given.graph)
    with tempfile.TemporaryDirectory() as folder:
        files = {format: Path(folder) / f"graph.{ending}" for format, ending in ENDINGS.items()}
        for format, path in files.items():
            path.write_bytes(to_bytes(dataset, format))
        fixtures, engines = _load(TESTS / "conftest.py"), _load(TESTS / "graph" / "test_engines.py")
        jena = _load(TESTS / "graph" / "conftest.py").start_jena(Path(folder) / "xerces")
        node = fixtures.start_node()
        _read(files, jena, node, Path(folder))
        _ask(dataset, files["turtle"], engines, jena, node, Path(folder))


def _read(files: dict[str, Path], jena: Callable[..., str], node: Callable[..., str], folder: Path) -> None:
    """Count what each program reads of each format."""
    readers: dict[str, Callable[[str], int]] = {
        "rdflib": partial(_by_rdflib, files),
        "pyoxigraph": lambda format: len({*ox.parse(path=files[format], format=_kind(format))}),
        "rapper": lambda format: _by_command(
            ["rapper", "-q", "-i", {"rdfxml": "rdfxml"}.get(format, format), "-o", "ntriples", str(files[format])]
        ),
        "serdi": lambda format: _by_command(["serdi", "-i", format, "-o", "nquads", str(files[format])]),
        "Jena": lambda format: _by_program(jena, "read", files[format], folder),
        "n3": lambda format: _by_program(node, "n3", files[format], folder),
        "Comunica": lambda format: _by_program(node, "comunica", files[format], folder),
    }
    able = {
        "rdflib": set(NAMES), "pyoxigraph": set(ENDINGS), "rapper": {"turtle", "ntriples", "rdfxml"},
        "serdi": {"turtle", "ntriples", "trig", "nquads"}, "Jena": set(NAMES),
        "n3": {"turtle", "ntriples", "trig", "nquads", "rdf12"}, "Comunica": {"turtle", "ntriples", "rdfxml", "jsonld"},
    }  # fmt: skip
    print(f"| reader | {' | '.join(ENDINGS)} |\n| --- |{' --- |' * len(ENDINGS)}")
    for name, count in readers.items():
        cells = (f"{count(format):,}" if format in able[name] else "–" for format in ENDINGS)
        print(f"| {name} | {' | '.join(cells)} |")
    shapes = folder / "shapes.ttl"
    shapes.write_text(load_shapes().serialize(format="turtle"), encoding="utf-8")
    print(f"\nviolations: Jena {jena('validate', files['turtle'], shapes).strip()}, "
          f"rdf-validate-shacl {node('validate', files['turtle'], shapes).strip()}\n")  # fmt: skip


def _by_rdflib(files: dict[str, Path], format: str) -> int:
    """Count what rdflib reads."""
    if format in {"trig", "nquads"}:
        return len({*Dataset().parse(files[format], format=NAMES[format]).quads()})
    return len(Graph().parse(files[format], format=NAMES[format]))


def _by_command(command: list[str]) -> int:
    """Count the different lines that a command prints."""
    return len({*subprocess.run(command, capture_output=True, check=True).stdout.splitlines()})


def _by_program(program: Callable[..., str], task: str, path: Path, folder: Path) -> int:
    """Count what a program writes down of a file."""
    program(task, folder, path)
    return len({*ox.parse(path=folder / f"{path.name}.nq", format=ox.RdfFormat.N_QUADS)})


def _kind(format: str) -> ox.RdfFormat:
    """Give the engine's name of a format."""
    found = ox.RdfFormat.from_extension(ENDINGS[format].rpartition(".")[2])
    assert found is not None
    return found


def _ask(
    dataset: Dataset,
    turtle: Path,
    engines: ModuleType,
    jena: Callable[..., str],
    node: Callable[..., str],
    folder: Path,
) -> None:
    """Compare the rows of every question of the library, and take the time of all of them together."""
    asked = {name: query for name, query in library().items() if name not in {"changes", "describe"}}
    for name, query in asked.items():
        (folder / f"{name}.rq").write_text(query.text, encoding="utf-8")
    paths = [folder / f"{name}.rq" for name in asked]

    def over(graph: Graph) -> dict[str, Result]:
        found = {}
        for name, query in asked.items():
            try:
                found[name] = run_query(graph, query)
            except QueryError as error:
                print(f"  {name}: {error}")
                found[name] = Result("SELECT")
                found[name].bindings = []
        return found

    def by(program: Callable[..., str], *arguments: object) -> dict[str, Result]:
        program("ask", folder, *arguments, *paths)
        read = {name: (folder / f"{name}.rq.json").read_bytes() for name in asked}
        return {name: Result.parse(BytesIO(content), format="json") for name, content in read.items()}

    print("| engine | same rows | same order | seconds for all |\n| --- | --- | --- | --- |")
    ours = {name: engines._rows(result) for name, result in over(dataset).items()}

    def compare(engine: str, answer: Callable[[], dict[str, Result]]) -> None:
        start = time.perf_counter()
        theirs = {name: engines._rows(result) for name, result in answer().items()}
        seconds = time.perf_counter() - start
        same = [name for name in asked if sorted(theirs[name]) == sorted(ours[name])]
        ordered = sum(theirs[name] == ours[name] for name in asked)
        print(f"| {engine} | {len(same)} of {len(asked)} | {ordered} | {seconds:.1f} |")
        for name in sorted({*asked} - {*same}):
            print(f"  {engine}, {name}: {len(theirs[name])} rows, ours {len(ours[name])}")

    compare("our store (Oxigraph)", partial(over, dataset))
    port, web = engines._free_port(), engines._free_port()
    program, store = engines._oxigraph(), folder / "oxigraph"
    subprocess.run([program, "load", "--location", store, "--file", turtle], check=True, capture_output=True)
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with engines._running(command):
        compare("`oxigraph` server", partial(over, engines._reached(f"http://127.0.0.1:{port}/query")))
    settings, port = folder / "virtuoso.ini", engines._free_port()
    text = engines.SETTINGS.format(folder=folder, port=port, web=web, graph=engines.GRAPH)
    settings.write_text(text, encoding="utf-8")
    with engines._running(["virtuoso-t", "+foreground", "+configfile", str(settings)]):
        engines._reached(f"http://127.0.0.1:{web}/sparql")
        load = f"DB.DBA.TTLP(file_to_string_output('{turtle}'), '', '{engines.GRAPH}', 0);"
        subprocess.run(["isql-vt", str(port), "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        default = urllib.parse.quote(engines.GRAPH, safe="")
        compare("Virtuoso", partial(over, open_endpoint(f"http://127.0.0.1:{web}/sparql?default-graph-uri={default}")))
    compare("Jena TDB2, with its start", partial(by, jena, turtle, folder / "tdb2"))
    compare("Comunica over the file, with its start", partial(by, node, turtle))


if __name__ == "__main__":
    main()
