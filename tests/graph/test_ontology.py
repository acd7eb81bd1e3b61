"""The ontology: complete, in step with the tables, consistent with the data, and documented."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import owlrl  # type: ignore[import-untyped, unused-ignore]
import pytest
from rdflib import OWL, RDF, RDFS, Dataset, Graph, URIRef

from kg.graph import load_ontology, to_bytes
from kg.graph import ontology as shipped
from kg.graph.ontology.page import to_html
from kg.vocab import KG

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """Load the script that writes the generated files."""
    spec = importlib.util.spec_from_file_location("ontology_generator", ROOT / "training" / "ontology.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["relations", "schemes"])
def test_generated_files_are_in_step(generator: ModuleType, name: str) -> None:
    """What is shipped is what the tables of relations and codes come to."""
    expected: str = getattr(generator, name)()

    assert expected == (Path(shipped.__file__).parent / f"{name}.ttl").read_text(encoding="utf-8")


def test_every_own_term_is_defined() -> None:
    """Each term of our namespace has label and definition, and none is defined that the code does not know."""
    graph = load_ontology()
    known = {str(KG._NS + name) for name in KG.__annotations__ if not name.startswith("_")}
    defined = {str(s) for s in graph.subjects(RDFS.isDefinedBy, None) if str(s).startswith(str(KG._NS))}
    told = {str(s) for s in graph.subjects(RDFS.comment, None)} & {str(s) for s in graph.subjects(RDFS.label, None)}

    assert known == defined
    assert known <= told


def test_data_are_consistent_with_the_ontology(golden: Dataset) -> None:
    """The OWL 2 RL closure of ontology and data puts nothing into owl:Nothing and reports no error."""
    data = Graph().parse(data=to_bytes(golden, "turtle"), format="turtle")
    data.parse(Path(shipped.__file__).parent / "kg.ttl", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(data)
    errors = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

    assert [] == list(data.subjects(RDF.type, OWL.Nothing))
    assert [] == list(data.subjects(RDF.type, errors))


def test_page_documents_every_term() -> None:
    """The page names each of our terms, has a picture, and loads nothing from elsewhere."""
    page = to_html()

    assert all(f'id="{name}"' in page for name in KG.__annotations__ if not name.startswith("_"))
    assert "<svg" in page and "<script" not in page and "src=" not in page
