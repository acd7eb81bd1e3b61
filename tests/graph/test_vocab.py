"""The mint: legal, readable, short, and the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS

from kg.vocab import KG, LONGEST, PREFIXES, Mint, geonames, is_iri, local_name, readable, wikidata

CASES = {
    "a name": ("Vladimir_Putin", "Vladimir_Putin"),
    "blanks": ("Vladimir Putin", "Vladimir_Putin"),
    "an apostrophe": ("Côte d'Ivoire", "Côte_d%27Ivoire"),
    "a last dot": ("U.S.", "U.S%2E"),
    "a path": ("../x", "%2E.%2Fx"),
    "a fragment": ("a/b?c#d", "a%2Fb%3Fc%23d"),
    "Cyrillic": ("Владимир Путин", "Владимир_Путин"),
    "combining marks": ("नेपाल", "नेपाल"),
    "markup": ('"><script>', "%22%3E%3Cscript%3E"),
    "a percent sign": ("a%20b", "a%2520b"),
    "a first hyphen": ("-a", "%2Da"),
    "decomposed letters": ("Cafe\u0301", "Café"),
}


@pytest.mark.parametrize(("id", "local"), CASES.values(), ids=CASES.keys())
def test_entity_iri_is_readable(id: str, local: str) -> None:
    """What may stand in an IRI stays as it is; the rest is percent-encoded."""
    assert URIRef(f"https://w3id.org/geopolitical-kg/entity/{local}") == Mint().entity(id)


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_text_gives_a_legal_iri(id: str) -> None:
    """Whatever an id holds, its IRI is legal, short, survives Turtle, and is made the same way twice."""
    iri = Mint().entity(id)
    graph = Graph().add((iri, RDFS.label, Literal("x", lang="en")))

    assert is_iri(iri)
    assert len(iri.rsplit("/", 1)[1]) <= LONGEST
    assert iri == Mint().entity(id)
    assert [iri] == list(Graph().parse(data=graph.serialize(format="turtle"), format="turtle").subjects())


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Zs", "Cc", "Zl", "Zp")), min_size=1, max_size=12))
def test_local_name_gives_the_id_back(id: str) -> None:
    """An id without blanks that is not too long can be read off its IRI."""
    assert readable(id) == local_name(Mint().entity(id))


def test_lone_surrogates_and_long_ids_stay_apart() -> None:
    """Ids that cannot be written whole end in a hash of the whole, so that two never become one."""
    broken = [Mint().entity(id) for id in ("\ud800", "\udc00", "x" * 300, "x" * 301)]

    assert 4 == len(set(broken))


def test_terms_stay_where_they_are_under_another_base() -> None:
    """A user's base moves things and not terms, so that one query serves every graph."""
    mint = Mint("http://example.org/kg/")

    assert URIRef("http://example.org/kg/entity/Minsk") == mint.entity("Minsk")
    assert Mint().relation("grantsLoan") == mint.relation("grantsLoan")


@pytest.mark.parametrize("base", ["example", "http://example.org", "http://exa mple.org/", "http://example.org/<"])
def test_base_must_be_an_iri(base: str) -> None:
    """A base under which no legal IRI can be made is refused."""
    with pytest.raises(ValueError, match="no absolute IRI"):
        Mint(base)


def test_passages_are_named_by_their_characters() -> None:
    """RFC 5147: the fragment of the article's IRI says which characters."""
    assert f"{PREFIXES['article']}a1#char=3,9" == str(Mint().passage("a1", 3, 9))


@pytest.mark.parametrize(("make", "id"), [(wikidata, "Q0"), (wikidata, "Q1> ."), (geonames, "x"), (geonames, "")])
def test_foreign_ids_are_checked(make: object, id: str) -> None:
    """What is no id of Wikidata or GeoNames gives no IRI of theirs."""
    assert callable(make)
    with pytest.raises(ValueError, match="form"):
        make(id)


def test_misspelt_term_is_an_error() -> None:
    """The namespace of our terms is closed."""
    with pytest.raises(AttributeError):
        _ = KG.polarty
