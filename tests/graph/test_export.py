"""Every format says the same, others can read it, and a file is written whole or not at all."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import subprocess
from pathlib import Path

import networkx  # type: ignore[import-untyped, unused-ignore]
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.errors import GraphError, OutputError
from kg.graph import EXPORTS, csv_files, load_dataset, to_bytes, write_atomically

RDF_FORMATS = {
    "turtle": (".ttl", "turtle", ox.RdfFormat.TURTLE),
    "ntriples": (".nt", "nt", ox.RdfFormat.N_TRIPLES),
    "rdfxml": (".rdf", "xml", ox.RdfFormat.RDF_XML),
    "jsonld": (".jsonld", "json-ld", ox.RdfFormat.JSON_LD),
}
READERS = {
    "rapper turtle": ("turtle", ".ttl", ["rapper", "-q", "-i", "turtle", "-o", "ntriples"]),
    "rapper rdfxml": ("rdfxml", ".rdf", ["rapper", "-q", "-i", "rdfxml", "-o", "ntriples"]),
    "rapper ntriples": ("ntriples", ".nt", ["rapper", "-q", "-i", "ntriples", "-o", "ntriples"]),
    "serdi turtle": ("turtle", ".ttl", ["serdi", "-i", "turtle", "-o", "ntriples"]),
    "serdi trig": ("trig", ".trig", ["serdi", "-i", "trig", "-o", "nquads"]),
    "serdi nquads": ("nquads", ".nq", ["serdi", "-i", "nquads", "-o", "nquads"]),
    "riot turtle": ("turtle", ".ttl", ["riot", "--syntax=turtle", "--output=ntriples"]),
    "riot trig": ("trig", ".trig", ["riot", "--syntax=trig", "--output=nquads"]),
    "riot jsonld": ("jsonld", ".jsonld", ["riot", "--syntax=jsonld", "--output=ntriples"]),
}


@pytest.fixture(scope="module")
def plain(golden: Dataset) -> Graph:
    """Give the golden collection in rdflib's own memory, read from N-Triples."""
    return Graph().parse(data=to_bytes(golden, "ntriples"), format="nt")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside rdflib's own parsers
@pytest.mark.parametrize("format", RDF_FORMATS)
def test_rdf_survives_two_readers(golden: Dataset, plain: Graph, format: str) -> None:
    """Rdflib and Oxigraph read back what was written: scripts, quotes, line ends, languages, numbers, dates."""
    _, name, kind = RDF_FORMATS[format]
    written = to_bytes(golden, format)
    read = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(written, format=kind)}

    assert isomorphic(plain, Graph().parse(data=written, format=name))
    assert read == {
        (t.subject, t.predicate, t.object) for t in ox.parse(to_bytes(golden, "nquads"), format=ox.RdfFormat.N_QUADS)
    }


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside rdflib's own parsers
@pytest.mark.parametrize(("format", "kind"), [("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS)])
def test_named_graphs_survive(golden: Dataset, format: str, kind: ox.RdfFormat) -> None:
    """TriG and N-Quads keep the graph of each article, in both readers."""
    expected = {str(graph) for graph in ox.Dataset(ox.parse(to_bytes(golden, "nquads"), format=ox.RdfFormat.N_QUADS))}
    other = Dataset().parse(data=to_bytes(golden, format), format="trig" if format == "trig" else "nquads")

    assert expected == {str(quad) for quad in ox.Dataset(ox.parse(to_bytes(golden, format), format=kind))}
    assert 5 == len({str(graph.identifier) for graph in other.graphs()})


@pytest.mark.parametrize(("format", "ending", "command"), READERS.values(), ids=READERS.keys())
def test_other_programs_read_it(golden: Dataset, tmp_path: Path, format: str, ending: str, command: list[str]) -> None:
    """Programs by others read every triple without a warning."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    path = tmp_path / f"graph{ending}"
    path.write_bytes(to_bytes(golden, format))
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    expected = to_bytes(golden, "nquads" if format in {"trig", "nquads"} else "ntriples").count(b"\n")

    assert (expected, "") == (len(set(done.stdout.splitlines())), done.stderr)


def test_turtle_is_pretty(golden: Dataset) -> None:
    """Turtle has prefixes in order, readable names, and a node with its facts in one block."""
    text = to_bytes(golden, "turtle").decode()
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]

    assert prefixes == sorted(prefixes)
    assert '\n\nent:Nordia a schema:Country ;\n\tskos:prefLabel "Nordia"@en ;' in text
    assert "\trel:grantsLoan ent:Sudland .\n" in text


def test_rdf12_has_triple_terms(golden: Dataset) -> None:
    """RDF 1.2 says each claim as one term and drops the statement's parts."""
    read = list(ox.parse(to_bytes(golden, "rdf12"), format=ox.RdfFormat.TURTLE))
    terms = [quad.object for quad in read if isinstance(quad.object, ox.Triple)]

    assert 13 == len(terms)
    assert not [quad for quad in read if quad.predicate.value.endswith("#subject")]


def test_graphml_and_gexf(golden: Dataset) -> None:
    """Networkx reads both back: seven entities, twelve claims between them, hostile labels whole."""
    graphml = networkx.read_graphml(io.BytesIO(to_bytes(golden, "graphml")), force_multigraph=True)
    gexf = networkx.read_gexf(io.BytesIO(to_bytes(golden, "gexf")))

    assert (7, 12) == (graphml.number_of_nodes(), graphml.number_of_edges())
    assert (7, 12) == (gexf.number_of_nodes(), gexf.number_of_edges())
    assert 'Red "Front" <b>&\nunion' == graphml.nodes["Red_Front"]["label"]
    assert b"lastmodified" not in to_bytes(golden, "gexf")


def test_csv_lists(golden: Dataset) -> None:
    """Nodes and edges come in the form that neo4j-admin takes, every edge between two nodes."""
    lists = {name: list(csv.DictReader(io.StringIO(content.decode()))) for name, content in csv_files(golden).items()}
    ids = {row[":ID"] for row in lists["nodes.csv"]}

    assert (7, 12) == (len(ids), len(lists["edges.csv"]))
    assert ids >= {row[end] for row in lists["edges.csv"] for end in (":START_ID", ":END_ID")}
    assert ["false", "true"] == sorted({row["fact:boolean"] for row in lists["edges.csv"]})


def test_jsonld_is_json(golden: Dataset) -> None:
    """JSON-LD is JSON."""
    assert json.loads(to_bytes(golden, "jsonld"))


def test_unknown_format(golden: Dataset) -> None:
    """An unknown format is answered with those there are."""
    with pytest.raises(GraphError, match=r"No export format 'yaml'.*turtle"):
        to_bytes(golden, "yaml")


@pytest.mark.parametrize("format", sorted(set(EXPORTS) - {"csv", "graphml", "gexf", "rdf12"}))
def test_every_file_can_be_loaded_again(golden: Dataset, tmp_path: Path, format: str) -> None:
    """What was exported is a graph to the other commands, gzipped too."""
    endings = {
        "turtle": ".ttl",
        "trig": ".trig",
        "nquads": ".nq",
        "ntriples": ".nt",
        "jsonld": ".jsonld",
        "rdfxml": ".rdf",
    }
    path = tmp_path / f"graph{endings[format]}.gz"
    write_atomically(path, to_bytes(golden, format))

    assert to_bytes(golden, "turtle") == to_bytes(load_dataset(path), "turtle")


def test_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, what was there before stays, and nothing is left lying about."""
    path = tmp_path / "graph.ttl"
    write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match=r"graph\.ttl: No space left on device"):
        write_atomically(path, b"new")

    assert ([path], b"old") == (list(tmp_path.iterdir()), path.read_bytes())


def test_gzip_is_the_same_every_day(tmp_path: Path) -> None:
    """A compressed file holds no time."""
    write_atomically(tmp_path / "a.nt.gz", b"x")

    assert (gzip.compress(b"x", mtime=0), b"x") == (
        (tmp_path / "a.nt.gz").read_bytes(),
        gzip.decompress(gzip.compress(b"x")),
    )


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A file in a folder that is missing is an error of one line."""
    with pytest.raises(OutputError, match="No such file or directory"):
        write_atomically(tmp_path / "missing" / "graph.ttl", b"x")
