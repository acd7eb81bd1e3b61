"""Sentence starts, names and lemmas out of scores."""

from __future__ import annotations

import numpy as np
import pytest

from kg.language.decoding import LONGEST, NameDecoder, lemma, sentence_starts
from kg.language.features import BLANK_LINE, NO_SPACE, SPACE
from training.lemmas import lemma_rule

TAGS = ["O", "B-Person", "I-Person", "L-Person", "U-Person", "B-Place", "I-Place", "L-Place", "U-Place"]
ONE = np.array([True, False, False])
"""Where sentences start: one sentence."""


def scores(*tags: str) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Give scores that favour the tags named."""
    return np.array([[1.0 if tag == wanted else 0.0 for tag in TAGS] for wanted in tags], np.float32)


def starts(text: str, logits: list[float], gaps: list[int]) -> list[int]:
    """Give the places of sentence starts in words that stand apart by spaces."""
    found = sentence_starts(np.array(logits, np.float32), gaps, text.split())
    return [int(i) for i in np.flatnonzero(found)]


def test_a_blank_line_ends_a_sentence() -> None:
    """Even where the network sees no start."""
    assert [0, 2] == starts("Iran votes Polls open", [9, -9, -9, -9], [BLANK_LINE, SPACE, BLANK_LINE, SPACE])


def test_nothing_starts_with_a_closing_mark() -> None:
    """A full stop glued to the word before it cannot open a sentence."""
    assert [0] == starts("He left .", [9, -9, 9], [BLANK_LINE, SPACE, NO_SPACE])


def test_a_quotation_starts_with_its_mark() -> None:
    """What the network sees to start after an opening mark starts with the mark."""
    gaps = [BLANK_LINE, NO_SPACE, SPACE, NO_SPACE]
    assert [0, 2] == starts('Yes . " No', [9, -9, -9, 9], gaps)


def test_very_long_sentences_are_cut() -> None:
    """No sentence is longer than can be parsed, and each cut is where a start is likeliest."""
    logits = np.full(3 * LONGEST, -9.0, np.float32)
    logits[200] = -1.0

    found = sentence_starts(logits, [SPACE] * len(logits), ["word"] * len(logits))

    assert found[200]
    assert max(np.diff([*np.flatnonzero(found), len(found)])) <= LONGEST


@pytest.mark.parametrize(
    ("expected", "tags"),
    [
        ([], ["O", "O"]),
        ([(0, 1, "Place")], ["U-Place", "O"]),
        ([(0, 2, "Person")], ["B-Person", "L-Person", "O"]),
        ([(0, 1, "Person"), (1, 2, "Place")], ["U-Person", "U-Place"]),
        ([(0, 3, "Person")], ["B-Person", "I-Person", "L-Person"]),
    ],
)
def test_valid_tags_are_read_as_they_are(expected: list[tuple[int, int, str]], tags: list[str]) -> None:
    """A path that is allowed is the answer."""
    assert expected == list(NameDecoder(TAGS)(scores(*tags), ONE[: len(tags)]))


def test_names_end_with_sentences() -> None:
    """A name that the scores would carry over a sentence start is two."""
    found = scores("B-Person", "L-Person")
    found[0, TAGS.index("U-Person")] = found[1, TAGS.index("U-Person")] = 0.9

    assert [(0, 2, "Person")] == list(NameDecoder(TAGS)(found, np.array([True, False])))
    assert [(0, 1, "Person"), (1, 2, "Person")] == list(NameDecoder(TAGS)(found, np.array([True, True])))


def test_mentions_of_one_name_agree() -> None:
    """What is doubtful once follows what is clear elsewhere in the document, and a surname its full name."""
    words = ["Joe", "Paris", "Paris", "Lima", "Lima"]
    found = scores("B-Person", "L-Person", "U-Place", "U-Place", "U-Person")
    found[:2] *= 5
    found[3] *= 3
    names = [(0, 2, "Person"), (2, 3, "Place"), (3, 4, "Place"), (4, 5, "Person")]

    agreed = NameDecoder(TAGS).agreed(names, words, found)

    assert ["Person", "Person", "Place", "Place"] == [label for _, _, label in agreed]


def test_known_names_have_their_type() -> None:
    """The list of known names decides where the network wavers, however the name is written."""
    found = scores("U-Person")

    assert [(0, 1, "Place")] == NameDecoder(TAGS, {"elsalvador": "Place"}).agreed(
        [(0, 1, "Person")], ["El-Salvador"], found
    )


def test_impossible_tags_give_the_best_possible_path() -> None:
    """A name that begins must end: B O becomes what scores best among the allowed."""
    found = scores("B-Person", "O")
    found[1, TAGS.index("L-Person")] = 0.9

    assert [(0, 2, "Person")] == list(NameDecoder(TAGS)(found, ONE[:2]))


@pytest.mark.parametrize(
    ("expected", "word", "rule"),
    [
        ("city", "Cities", "L|3|y"),
        ("Putin", "Putin", "K|0|"),
        ("be", "was", "L|3|be"),
        ("I", "I", "L|5|x"),
        ("not", "n't", "L|2|ot"),
        ("a", "a", "K|1|"),
    ],
)
def test_lemma_rules(expected: str, word: str, rule: str) -> None:
    """A rule that does not fit leaves the word alone."""
    assert expected == lemma(word, rule)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [("cities", "city"), ("Was", "be"), ("went", "go"), ("Kyiv", "Kyiv"), ("The", "the"), ("n't", "not")],
)
def test_rules_of_training_give_the_lemma_back(form: str, wanted: str) -> None:
    """What training writes, the package applies."""
    assert wanted == lemma(form, lemma_rule(form, wanted))
