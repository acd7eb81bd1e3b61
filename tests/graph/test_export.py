"""Every format says the same, others can read it, and a file is written whole or not at all."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx  # type: ignore[import-untyped, unused-ignore]
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.errors import GraphError, OutputError
from kg.graph import csv_files, load_dataset, to_bytes, to_networkx, write_atomically
from kg.vocab import prefixes

RDF_FORMATS = {
    "turtle": (".ttl", "turtle", ox.RdfFormat.TURTLE),
    "ntriples": (".nt", "nt", ox.RdfFormat.N_TRIPLES),
    "rdfxml": (".rdf", "xml", ox.RdfFormat.RDF_XML),
    "jsonld": (".jsonld", "json-ld", ox.RdfFormat.JSON_LD),
}
ENDINGS = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "ntriples": ".nt", "rdfxml": ".rdf", "jsonld": ".jsonld"}
READERS = {
    "rapper turtle": ("turtle", ["rapper", "-q", "-i", "turtle", "-o", "ntriples"]),
    "rapper rdfxml": ("rdfxml", ["rapper", "-q", "-i", "rdfxml", "-o", "ntriples"]),
    "rapper ntriples": ("ntriples", ["rapper", "-q", "-i", "ntriples", "-o", "ntriples"]),
    "serdi turtle": ("turtle", ["serdi", "-i", "turtle", "-o", "ntriples"]),
    "serdi trig": ("trig", ["serdi", "-i", "trig", "-o", "nquads"]),
    "serdi ntriples": ("ntriples", ["serdi", "-i", "ntriples", "-o", "ntriples"]),
    "serdi nquads": ("nquads", ["serdi", "-i", "nquads", "-o", "nquads"]),
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


@pytest.fixture(scope="module")
def exported(golden: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a file of the golden collection in every format but CSV."""
    folder = tmp_path_factory.mktemp("exported")
    names = {format: f"golden{ending}" for format, ending in ENDINGS.items()}
    names |= {"rdf12": "golden12.ttl", "graphml": "golden.graphml", "gexf": "golden.gexf"}
    for format, name in names.items():
        (folder / name).write_bytes(to_bytes(golden, format))
    return {format: folder / name for format, name in names.items()}


@pytest.mark.parametrize(("format", "command"), READERS.values(), ids=READERS.keys())
def test_other_programs_read_it(exported: dict[str, Path], format: str, command: list[str]) -> None:
    """Programs by others read every triple, letter by letter and without a warning."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, str(exported[format])], capture_output=True, check=True)

    assert b"" == done.stderr
    assert _quads(exported, format) == set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))


def test_jena_reads_it(exported: dict[str, Path], jena: Callable[..., str], tmp_path: Path) -> None:
    """Apache Jena reads every triple of every format with all its checks on, where a warning is an error."""
    jena("read", tmp_path, *(exported[format] for format in ENDINGS))

    for format in ENDINGS:
        assert _quads(exported, format) == _read_back(tmp_path, exported[format]), format


def test_n3_reads_it(exported: dict[str, Path], node: Callable[..., str], tmp_path: Path) -> None:
    """The JavaScript library n3 reads every triple, those of RDF 1.2 too."""
    formats = ("turtle", "trig", "nquads", "ntriples", "rdf12")
    node("n3", tmp_path, *(exported[format] for format in formats))

    for format in formats:
        assert _quads(exported, format) == _read_back(tmp_path, exported[format]), format


def test_comunica_reads_it(exported: dict[str, Path], node: Callable[..., str], tmp_path: Path) -> None:
    """Comunica reads every triple."""
    formats = ("turtle", "ntriples", "rdfxml", "jsonld")
    node("comunica", tmp_path, *(exported[format] for format in formats))

    for format in formats:
        assert _quads(exported, format) == _read_back(tmp_path, exported[format]), format


def _quads(exported: dict[str, Path], format: str) -> set[ox.Quad]:
    """Give what a format should carry, after Oxigraph: the graphs' names where it has them."""
    if format == "rdf12":
        return set(ox.parse(path=exported[format], format=ox.RdfFormat.TURTLE))
    source = "nquads" if format in {"trig", "nquads"} else "ntriples"
    return set(ox.parse(path=exported[source], format=ox.RdfFormat.N_QUADS))


def _read_back(folder: Path, path: Path) -> set[ox.Quad]:
    """Give what another program has read of a file."""
    return set(ox.parse(path=folder / f"{path.name}.nq", format=ox.RdfFormat.N_QUADS))


def test_turtle_is_pretty(golden: Dataset) -> None:
    """Turtle has prefixes in order, readable names, and a node with its facts in one block."""
    text = to_bytes(golden, "turtle").decode()
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]

    assert prefixes == sorted(prefixes)
    assert '\n\nent:Nordia a schema:Country ;\n\tskos:prefLabel "Nordia"@en ;' in text
    assert "\trel:grantsLoan ent:Sudland .\n" in text


@pytest.mark.parametrize("format", ["turtle", "trig", "rdf12"])
def test_names_need_no_escapes(exported: dict[str, Path], format: str) -> None:
    """No name holds a backslash, which Virtuoso takes for a part of it."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", exported[format].read_text(encoding="utf-8"))

    assert "\\" not in bare
    assert "#char=" in bare


def test_rdf12_has_triple_terms(golden: Dataset) -> None:
    """RDF 1.2 says each claim as one term and drops the statement's parts."""
    read = list(ox.parse(to_bytes(golden, "rdf12"), format=ox.RdfFormat.TURTLE))
    terms = [quad.object for quad in read if isinstance(quad.object, ox.Triple)]

    assert 13 == len(terms)
    assert not [quad for quad in read if quad.predicate.value.endswith("#subject")]


def test_store_answers_over_triple_terms(exported: dict[str, Path]) -> None:
    """A store that knows RDF 1.2 loads the export and finds claims by the terms that they reify, facts among them."""
    store = ox.Store()
    store.load(path=exported["rdf12"], format=ox.RdfFormat.TURTLE)
    asked = "SELECT (COUNT(*) AS ?n) { ?claim rdf:reifies <<( ?s ?p ?o )>> . %s }"
    counts = [
        int(solution[0].value)
        for pattern in ("", "?s ?p ?o", "?claim kg:polarity kg:negative")
        for solution in store.query(asked % pattern, prefixes=prefixes())  # type: ignore[union-attr]
    ]

    assert [13, 7, 1] == counts


def test_networkx_reads_it(exported: dict[str, Path], network: Network) -> None:
    """Networkx reads GraphML and GEXF back with all that is known of nodes and edges, hostile labels whole."""
    graphml = networkx.read_graphml(exported["graphml"], force_multigraph=True)
    gexf = networkx.read_gexf(exported["gexf"])

    for read in (graphml, gexf):
        edges = {key: (source, target, known) for source, target, key, known in read.edges(keys=True, data=True)}
        assert network == Network(dict(read.nodes(data=True)), {key: _without(*edge) for key, edge in edges.items()})
    assert b"lastmodified" not in exported["gexf"].read_bytes()


def test_igraph_reads_graphml(exported: dict[str, Path], network: Network) -> None:
    """The C library igraph reads GraphML; what is unknown it calls an empty text or not a number."""
    igraph = pytest.importorskip("igraph")
    read = igraph.Graph.Read_GraphML(str(exported["graphml"]))

    for node in read.vs:
        known = network.nodes.pop(node["id"])
        assert known == {name: value for name, value in node.attributes().items() if name in known}
    assert {} == network.nodes
    assert len(network.edges) == len(read.es)
    for edge in read.es:
        assert (read.vs[edge.source]["id"], read.vs[edge.target]["id"], edge["sentence"]) in {
            (source, target, known["sentence"]) for source, target, known in network.edges.values()
        }


def test_graphology_reads_it(exported: dict[str, Path], network: Network, node: Callable[..., str]) -> None:
    """The JavaScript library graphology, which Gephi Lite and sigma stand on, reads GraphML and GEXF."""
    for line in node("network", exported["graphml"], exported["gexf"]).splitlines():
        read = json.loads(line)
        nodes = {known["key"]: known["attributes"] for known in read["nodes"]}
        edges = {
            known["key"]: _without(known["source"], known["target"], known["attributes"]) for known in read["edges"]
        }

        assert network == Network(nodes, edges)


@dataclass
class Network:
    """Nodes and edges, each with what is known of it."""

    nodes: dict[str, dict[str, object]]
    edges: dict[str, tuple[str, str, dict[str, object]]]


@pytest.fixture
def network(golden: Dataset) -> Network:
    """Give the golden collection as a network, without what is unknown."""
    read = to_networkx(golden)

    def told(known: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in known.items() if value is not None}

    return Network(
        {node: told(known) for node, known in read.nodes(data=True)},
        {key: (source, target, told(known)) for source, target, key, known in read.edges(keys=True, data=True)},
    )


def _without(source: str, target: str, known: dict[str, object]) -> tuple[str, str, dict[str, object]]:
    """Leave out the names that networkx gives to edges in GEXF."""
    return source, target, {name: value for name, value in known.items() if name not in {"id", "networkx_key"}}


def test_csv_lists(golden: Dataset) -> None:
    """Nodes and edges come in the form that neo4j-admin takes, every edge between two nodes."""
    lists = {name: list(csv.DictReader(io.StringIO(content.decode()))) for name, content in csv_files(golden).items()}
    ids = {row[":ID"] for row in lists["nodes.csv"]}

    assert (7, 12) == (len(ids), len(lists["edges.csv"]))
    assert ids >= {row[end] for row in lists["edges.csv"] for end in (":START_ID", ":END_ID")}
    assert ["false", "true"] == sorted({row["fact:boolean"] for row in lists["edges.csv"]})


@pytest.mark.parametrize(
    ("name", "special"), [("nodes.csv", [":ID", ":LABEL"]), ("edges.csv", [":START_ID", ":END_ID", ":TYPE"])]
)
def test_csv_heads_are_those_of_neo4j(golden: Dataset, name: str, special: list[str]) -> None:
    """Heads follow the grammar of Neo4j's importer; rows are as long as the head, special fields full, numbers numbers.

    Source: Neo4j operations manual, "Import", header format.
    """
    heads, *rows = csv.reader(io.StringIO(csv_files(golden)[name].decode(), newline=""), strict=True)
    columns = dict(zip(heads, zip(*rows, strict=True), strict=True))

    assert special == [head for head in heads if head.startswith(":")]
    assert all(re.fullmatch(r"[a-z][a-z_]*(:(string|boolean|double))?|:[A-Z_]+", head) for head in heads)
    assert all(all(columns[head]) for head in special)
    for head, cells in columns.items():
        if head.endswith(":double"):
            assert all(float(cell) == float(cell) for cell in cells if cell), head
        if head.endswith(":boolean"):
            assert {"true", "false"} >= set(cells), head


def test_sqlite_reads_csv(golden: Dataset, network: Network, tmp_path: Path) -> None:
    """The program sqlite3 reads both lists: other scripts, quotes and line ends are whole."""
    if shutil.which("sqlite3") is None:
        pytest.skip("sqlite3 is not installed")
    for name, content in csv_files(golden).items():
        (tmp_path / name).write_bytes(content)
    asked = (
        "SELECT json_group_array(json_array(n.label, e.sentence)) FROM edges e JOIN nodes n ON n.[:ID] = e.[:START_ID]"
    )
    script = [".import --csv nodes.csv nodes", ".import --csv edges.csv edges", f"{asked};"]
    done = subprocess.run(["sqlite3"], input="\n".join(script), capture_output=True, text=True, cwd=tmp_path)
    expected = [[network.nodes[source]["label"], known["sentence"]] for source, _, known in network.edges.values()]

    assert "" == done.stderr
    assert sorted(map(str, expected)) == sorted(map(str, json.loads(done.stdout)))


def test_jsonld_is_json(golden: Dataset) -> None:
    """JSON-LD is JSON."""
    assert json.loads(to_bytes(golden, "jsonld"))


def test_unknown_format(golden: Dataset) -> None:
    """An unknown format is answered with those there are."""
    with pytest.raises(GraphError, match=r"No export format 'yaml'.*turtle"):
        to_bytes(golden, "yaml")


@pytest.mark.parametrize("format", ENDINGS)
def test_every_file_can_be_loaded_again(golden: Dataset, tmp_path: Path, format: str) -> None:
    """What was exported is a graph to the other commands, gzipped too."""
    path = tmp_path / f"graph{ENDINGS[format]}.gz"
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
