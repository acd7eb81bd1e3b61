"""Surface triples: the words of the sentence, binary, with spans that give them back."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.statements import surface_triples
from kg.extract.statements.lemmas import verb_lemma

Read = Callable[[str], Doc]

SERVED = "He/PRP/nsubj/2 served=serve/VBD/ROOT/2 as/IN/case/5 the/DT/det/5 premier/NN/obl/2 of/IN/case/7 Australia/NNP/nmod/5"
TWO_VERBS = "She/PRP/nsubj/2 met=meet/VBD/ROOT/2 Tusk/NNP/obj/2 and/CC/cc/5 left=leave/VBD/conj/2 Warsaw/NNP/obj/5"
REFUSED = "He/PRP/nsubj/2 refused=refuse/VBD/ROOT/2 to/TO/mark/4 send/VB/xcomp/2 arms=arm/NNS/obj/4"
SAID = "He/PRP/nsubj/2 said=say/VBD/ROOT/2 that/IN/mark/5 Minsk/NNP/nsubj/5 paid=pay/VBD/ccomp/2 Moscow/NNP/obj/5"
FRONTED = "In/IN/case/2 Minsk/NNP/obl/4 they/PRP/nsubj/4 stayed=stay/VBD/ROOT/4"
NAMED = "Lopez/NNP/nsubj/8 ,/,/punct/5 a/DT/det/5 former/JJ/amod/5 judge/NN/appos/1 ,/,/punct/5 did/VBD/aux/8 attend/VB/ROOT/8 it/PRP/obj/8"
DATED = "Rome/NNP/nsubj/2 fell=fall/VBD/ROOT/2 Milan/NNP/obj/2 in/IN/case/5 1848/CD/obl/2/Date"


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        pytest.param({("He", "served as", "the premier of Australia")}, SERVED, id="preposition in the relation"),
        pytest.param({("She", "met", "Tusk"), ("She", "left", "Warsaw")}, TWO_VERBS, id="two verbs"),
        pytest.param({("He", "refused to send", "arms")}, REFUSED, id="governor kept"),
        pytest.param(
            {("He", "said that", "Minsk paid Moscow"), ("Minsk", "paid", "Moscow")}, SAID, id="clause as object"
        ),
        pytest.param({("they", "stayed in", "Minsk")}, FRONTED, id="verb before its preposition"),
        pytest.param({("Lopez", "is", "a former judge"), ("Lopez", "did attend", "it")}, NAMED, id="apposition"),
    ],
)
def test_triples(read: Read, expected: set[tuple[str, str, str]], rows: str) -> None:
    """A triple says one fact in the words of the sentence."""
    assert expected == {(t.subject.text, t.relation.text, t.object.text) for t in surface_triples(read(rows))}


def test_implied_word_has_no_span(read: Read) -> None:
    """The *is* of an apposition is not in the text."""
    (identity,) = (t for t in surface_triples(read(NAMED)) if t.construct == "apposition")

    assert ((), "is") == (identity.relation.spans, identity.relation.text)


@pytest.mark.parametrize("rows", [SERVED, TWO_VERBS, REFUSED, SAID, FRONTED, NAMED, DATED])
def test_spans_give_the_words(read: Read, rows: str) -> None:
    """The spans of a phrase are ascending and hold its words."""
    doc = read(rows)
    for triple in surface_triples(doc):
        for phrase in (triple.subject, triple.relation, triple.object):
            words = " ".join(doc.text[start:end] for start, end in phrase.spans).split()

            assert list(phrase.spans) == sorted(phrase.spans)
            assert not phrase.spans or sorted(phrase.text.lower().split()) == sorted(" ".join(words).lower().split())


def test_shorter_object_is_less_sure(read: Read) -> None:
    """Where the object is whole without its adjunct, the shorter triple comes too, behind the longer one."""
    found = {t.object.text: t.confidence for t in surface_triples(read(DATED))}

    assert {"Milan in 1848", "Milan"} == set(found)
    assert found["Milan in 1848"] > found["Milan"]


@pytest.mark.parametrize(
    ("expected", "form", "lemma", "tag"),
    [
        ("destroy", "destroyed", "destroye", "VBD"),
        ("fight", "fought", "fough", "VBD"),
        ("stop", "stopped", "stopp", "VBD"),
        ("host", "hosting", "hostin", "VBG"),
        ("deny", "denies", "denie", "VBZ"),
        ("visit", "visited", "visit", "VBD"),
        ("complete", "completed", "complet", "VBN"),
        ("maintain", "maintained", "maintaine", "VBD"),
        ("die", "died", "dy", "VBD"),
    ],
)
def test_base_form_is_checked(expected: str, form: str, lemma: str, tag: str) -> None:
    """A base form that is no verb gives way to the known verb its form comes from."""
    assert expected == verb_lemma(form, lemma, tag)
