"""Names of relations: one for all tenses and light verbs, with the coarse relation above it."""

from __future__ import annotations

import pytest

from kg.extract.relations import camel_case, light_verb, relation, third_person
from kg.inventory import FAMILIES, INVERSES, LEXICON, LIGHT_VERBS, ROLE_FAMILIES, ROLE_NOUNS, family_of


@pytest.mark.parametrize(
    ("expected", "verb"),
    [("grants", "grant"), ("denies", "deny"), ("is", "be"), ("goes", "go"), ("reaches", "reach"), ("says", "say")],
)
def test_third_person(expected: str, verb: str) -> None:
    """Labels stand in the third person of the present."""
    assert expected == third_person(verb)


@pytest.mark.parametrize(
    ("label", "id", "family", "words", "lemma"),
    [
        ("grants loan", "grantsLoan", "aids", ("grant", "loan"), "grant loan"),
        ("holds talks with", "holdsTalksWith", "consults", ("hold", "talks", "with"), "hold talk with"),
        (
            "imposes sanctions on",
            "imposesSanctionsOn",
            "sanctions",
            ("impose", "sanctions", "on"),
            "impose sanction on",
        ),
        ("is president of", "isPresidentOf", "holdsOffice", ("be", "president", "of"), "be president of"),
        ("is spokesman of", "isSpokesmanOf", "spokespersonOf", ("be", "spokesman", "of"), "be spokesman of"),
        ("includes", "includes", "includes", ("include",), "include"),
        ("withdraws from", "withdrawsFrom", "yieldsTo", ("withdraw", "from"), "withdraw from"),
        ("dwarfs", "dwarfs", None, ("dwarf",), "dwarf"),
    ],
)
def test_relation(label: str, id: str, family: str | None, words: tuple[str, ...], lemma: str) -> None:
    """A relation has a plain label, an id made from it and the family its words belong to."""
    named = relation(words, lemma=lemma)

    assert (label, id, family) == (named.label, named.id, named.family)


def test_unknown_side_has_no_family() -> None:
    """What is said of the one acted upon stands under no family."""
    assert relation(("be", "attacked", "in"), known=False).family is None


@pytest.mark.parametrize("verb", ["grant", "give", "extend", "issue", "provide"])
def test_light_verbs_of_one_family(verb: str) -> None:
    """Whoever extends, issues or gives a loan grants it."""
    found = light_verb(verb, "loan")

    assert found is not None
    assert ("grant", False) == (found[0].canonical, found[1])


def test_receiving_side() -> None:
    """To receive a loan is to be granted one."""
    found = light_verb("receive", "loan")

    assert found is not None
    assert ("grant", True) == (found[0].canonical, found[1])


def test_no_light_verb() -> None:
    """A verb with a meaning of its own is no light verb: who reports an attack does not attack."""
    assert light_verb("report", "attack") is None


def test_camel_case() -> None:
    """Ids have no blanks or marks."""
    assert "isMinisterOfForeignAffairsOf" == camel_case("is minister of foreign affairs of")


def test_lexicon_names_known_families() -> None:
    """Every word of the lexicon and every kind of role belongs to a family that there is."""
    assert set(LEXICON.values()) | set(ROLE_FAMILIES.values()) <= set(FAMILIES)


def test_inverses_are_mutual() -> None:
    """The inverse of a family that is a family itself has the first as its inverse."""
    assert [] == [id for id, inverse in INVERSES.items() if inverse in FAMILIES and INVERSES[inverse] != id]


def test_tables_are_clean() -> None:
    """Words in the tables are in lower case, without blanks at their edges, and no family goes unused."""
    words = [*LEXICON, *ROLE_NOUNS, *LIGHT_VERBS]

    assert [] == [word for word in words if word != word.strip().lower()]
    assert set() == set(FAMILIES) - set(LEXICON.values()) - set(ROLE_FAMILIES.values())


@pytest.mark.parametrize(
    ("family", "lemma"),
    [
        ("appealsTo", "call on"),
        ("demandsFrom", "call for"),
        ("criticizes", "express concern about"),
        ("attacks", "launch strike on"),
        ("rejects", "refuse support to"),
        (None, "bathe"),
    ],
)
def test_family_of(family: str | None, lemma: str) -> None:
    """The longest words known from the left decide."""
    assert family == family_of(lemma)
