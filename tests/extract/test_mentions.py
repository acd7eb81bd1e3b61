"""What a text mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.mentions import mentions
from kg.gazetteer import Gazetteer

Tree = Callable[[str], Doc]


def found(doc: Doc, gazetteer: Gazetteer) -> list[tuple[str, str, str]]:
    """Give words, kind and type of the mentions."""
    return [(mention.text, mention.kind.value, mention.type.value) for mention in mentions(doc, gazetteer)]


def test_names_descriptions_and_pronouns(tree: Tree, gazetteer: Gazetteer) -> None:
    """A clause yields its names, the descriptions around them, nationalities within and pronouns, in text order."""
    doc = tree("""
The DET det 3
Belarusian ADJ amod 3
leader NOUN nsubj 4
thanked/thank VERB ROOT 0
Vladimir PROPN obj 4 Person
Putin PROPN flat 5 Person+
in ADP case 8
Sochi PROPN obl 4 Place
for ADP case 11
his PRON nmod:poss 11
support NOUN obl 4
""")

    assert [
        ("The Belarusian leader", "nominal", "Person"),
        ("Belarusian", "name", "Group"),
        ("Vladimir Putin", "name", "Person"),
        ("Sochi", "name", "Place"),
        ("his", "pronoun", "Thing"),
    ] == [(text, kind, "Thing" if text == "his" else type) for text, kind, type in found(doc, gazetteer)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("Belarus PROPN nsubj 2 Place\nvoted VERB ROOT 0", ("Belarus", "Country"), id="country-not-place"),
        pytest.param("Minsk PROPN nsubj 2 Organization\nvoted VERB ROOT 0", ("Minsk", "Place"), id="place-not-body"),
        pytest.param(
            "The DET det 3\nForeign PROPN compound 3 Person\nMinistry PROPN nsubj 4 Person+\nspoke VERB ROOT 0",
            ("Foreign Ministry", "Organization"),
            id="ministry-is-no-person",
        ),
        pytest.param(
            "Dockers' PROPN nmod:poss 2 Organization\nUnion PROPN nsubj 6 Organization+\nNo_ PROPN compound 2\n"
            ".  PUNCT punct 3\n1 NUM flat 3\nspoke VERB ROOT 0",
            ("Dockers' Union No. 1", "Organization"),
            id="number",
        ),
        pytest.param(
            "Mrs. PROPN nmod:desc 2 Person\nAnna PROPN nsubj 4 Person+\nMalpas PROPN flat 2 Person+\nspoke VERB ROOT 0",
            ("Anna Malpas", "Person"),
            id="title-is-no-part",
        ),
        pytest.param(
            "Middle PROPN compound 2 Person\nEast PROPN nmod:desc 3 Person+\nAnna PROPN nsubj 5 Person+\n"
            "Malpas PROPN flat 3 Person+\nspoke VERB ROOT 0",
            ("Anna Malpas", "Person"),
            id="remit-is-no-part",
        ),
        pytest.param(
            "the DET det 3\nUnion PROPN compound 3 Work\nTreaty PROPN nsubj 4 Work+\nholds VERB ROOT 0",
            ("Union Treaty", "Treaty"),
            id="treaty",
        ),
        pytest.param(
            "Russia_ PROPN compound 4 Place\n-_ PUNCT punct 3 Place+\nBelarus PROPN compound 4 Place+\nties X ROOT 0",
            ("Belarus", "Country"),
            id="nations-with-a-hyphen",
        ),
        pytest.param("NATO PROPN nsubj 2\nreplied VERB ROOT 0", ("NATO", "Organization"), id="acronym-passed-over"),
    ],
)  # fmt: skip
def test_type_and_extent_of_a_name(tree: Tree, gazetteer: Gazetteer, rows: str, expected: tuple[str, str]) -> None:
    """The gazetteer and telling words put a label right, and titles and articles are cut off."""
    names = [(text, type) for text, kind, type in found(tree(rows), gazetteer) if kind == "name"]

    assert expected == names[-1]


def test_acronym_in_brackets(tree: Tree, gazetteer: Gazetteer) -> None:
    """An acronym behind an unknown name is a name of the same type."""
    doc = tree("""
the DET det 4
Northern PROPN compound 4 Organization
Herring PROPN compound 4 Organization+
Board PROPN nsubj 8 Organization+
( PUNCT punct 6
NHB PROPN appos 4
) PUNCT punct 6
met VERB ROOT 0
""")

    assert ("NHB", "name", "Organization") in found(doc, gazetteer)


def test_dates_amounts_and_loans_are_no_mentions(tree: Tree, gazetteer: Gazetteer) -> None:
    """What is counted, dated or abstract gets no mention."""
    doc = tree("""
A DET det 2
loan NOUN nsubj 6
of ADP case 4
$ SYM nmod 2 Money
5 NUM nummod 4 Money+
comes VERB ROOT 0
on ADP case 8
Monday PROPN obl 6 Date
""")

    assert [] == found(doc, gazetteer)


def test_expletive_it_and_questions_mean_nothing(tree: Tree, gazetteer: Gazetteer) -> None:
    """The it of "it seems" and a who that asks are no mentions; a relative who is one."""
    doc = tree("""
It PRON expl 2
seems VERB ROOT 0

Who PRON nsubj 2
came VERB ROOT 0

soldiers/soldier NOUNS nsubj 4
who PRON nsubj* 3
fled VERB acl:relcl 1
returned VERB ROOT 0
""")

    assert [("soldiers", "nominal", "Person"), ("who", "pronoun", "Person")] == found(doc, gazetteer)


def test_offsets_are_characters(tree: Tree, gazetteer: Gazetteer) -> None:
    """Start and end cut the words out of the text; the head is the index of a token."""
    doc = tree("the DET det 3\nrebel NOUN compound 3\nleaders/leader NOUNS nsubj 4\nmet VERB ROOT 0")

    [mention] = [one for one in mentions(doc, gazetteer) if one.text == "the rebel leaders"]

    assert ("the rebel leaders", 2) == (doc.text[mention.start : mention.end], mention.head)
