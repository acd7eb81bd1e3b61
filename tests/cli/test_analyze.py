"""`kg analyze` on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

TURTLE = """
@prefix ent: <https://w3id.org/geopolitical-kg/entity/> .
@prefix rel: <https://w3id.org/geopolitical-kg/relation/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/geopolitical-kg/ontology#> .

rel:meets rdfs:label "meets"@en .
ent:Nordia a schema:Country ; skos:prefLabel "Nordia"@en ; rel:meets ent:Sudland .
ent:Sudland a schema:Country ; skos:prefLabel "Sudland"@en .
ent:Ostia a schema:Country ; skos:prefLabel "Ostia"@en .
<urn:a> a schema:NewsArticle ; dcterms:identifier "a" ; dcterms:title "Two countries meet"@en .
<urn:s> nif:anchorOf "Nordia met Sudland, which Ostia is said to have met."@en ; nif:beginIndex 0 .
<urn:c1> a rdf:Statement ; rdf:subject ent:Nordia ; rdf:predicate rel:meets ; rdf:object ent:Sudland ;
  kg:polarity kg:positive ; kg:modality kg:asserted ; kg:sentence <urn:s> ; prov:wasDerivedFrom <urn:a> .
<urn:c2> a rdf:Statement ; rdf:subject ent:Ostia ; rdf:predicate rel:meets ; rdf:object ent:Sudland ;
  kg:polarity kg:positive ; kg:modality kg:possible ; kg:sentence <urn:s> ; prov:wasDerivedFrom <urn:a> .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Write a graph of one fact and one rumour."""
    path = tmp_path / "graph.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def _run(graph: Path, *arguments: str) -> Result:
    """Run the command in a terminal of 80 columns."""
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["analyze", str(graph), *arguments])


def test_ranks_facts_alone_unless_told_otherwise(graph: Path) -> None:
    """A rumour makes nobody central, unless it is asked for."""
    facts = list(csv.DictReader(io.StringIO(_run(graph, "--format", "csv").stdout)))
    all_ = list(csv.DictReader(io.StringIO(_run(graph, "--format", "csv", "--claims").stdout)))

    assert ["Nordia", "Sudland"] == [row["who"] for row in facts]
    assert ["Sudland", "Nordia", "Ostia"] == [row["who"] for row in all_]


def test_communities(graph: Path) -> None:
    """Communities are listed with their members."""
    found = json.loads(_run(graph, "--communities", "--format", "json").stdout)

    assert ["Nordia, Sudland"] == [row["who"]["value"] for row in found["results"]["bindings"]]


def test_path_in_words(graph: Path) -> None:
    """A chain is told step by step, with status, sentence and article, in no more than 80 columns."""
    done = _run(graph, "--path", "Nordia", "ostia", "--claims")

    assert (0, "") == (done.exit_code, done.stderr)
    assert done.stdout == (
        "Chain 1\n"
        "  Nordia – meets – Sudland (fact)\n"
        "      “Nordia met Sudland, which Ostia is said to have met.”\n"
        "      Two countries meet\n"
        "  Ostia – meets – Sudland (possible)\n"
        "      “Nordia met Sudland, which Ostia is said to have met.”\n"
        "      Two countries meet\n"
    )


def test_no_path(graph: Path) -> None:
    """Where facts lead nowhere there is nothing on stdout, and a hint beside it."""
    done = _run(graph, "--path", "Nordia", "Ostia")

    assert (0, "") == (done.exit_code, done.stdout)
    assert "No chain of at most 6 facts connects them. Try it with --claims" in done.stderr


WRONG = {
    "unknown name": (["--path", "Nordya", "Ostia"], 1, "Near: Nordia"),
    "two questions": (["--communities", "--path", "Nordia", "Ostia"], 2, "only one of"),
}


@pytest.mark.parametrize(("arguments", "status", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_usage(graph: Path, arguments: list[str], status: int, words: str) -> None:
    """What the user can put right is said in a line."""
    done = _run(graph, *arguments)

    assert status == done.exit_code
    assert words in done.stderr
