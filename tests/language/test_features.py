"""What the network sees of a word."""

from __future__ import annotations

import pytest

from kg.language.features import CHAR_KINDS, CHARS, characters, normalised, shape


@pytest.mark.parametrize(
    ("expected", "word"),
    [
        ("Xxx", "Putin"),
        ("XX", "NATO"),
        ("X.X.", "U.S."),
        ("dd", "2022"),
        ("XxXxx", "McDonald"),
        ("Xdd", "G20"),
        ("x-Xxx", "a-Boris"),
    ],
)
def test_shape(expected: str, word: str) -> None:
    """Runs are cut to two; marks stand for themselves."""
    assert expected == shape(word)


def test_quotation_marks_are_made_straight() -> None:
    """The treebanks know only straight ones."""
    assert '"it\'s"' == normalised("“it’s”")


@pytest.mark.parametrize("word", ["", "a", "Ünsal", "習近平", "🇺🇦", "\x00", "x" * 500, "\ud800"])
def test_any_word_gives_numbers_of_the_alphabet(word: str) -> None:
    """Whatever the word, there are as many numbers as the network expects, and all known to it."""
    found = characters(word)

    assert CHARS == len(found)
    assert all(0 <= number < CHAR_KINDS for number in found)


def test_accents_keep_their_letter() -> None:
    """`É` is seen as `E`."""
    assert characters("Erdogan") == characters("Erdoğan")
