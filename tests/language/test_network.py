"""How documents are cut into windows; a folder without a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.language.features import BLANK_LINE, CLS, SEP, SPACE, WordFeatures
from kg.language.network import WINDOW, Arrays, Network, Text, Window, windows

FEATURES = WordFeatures((1,), 0, np.zeros(16, np.int64))


def text(words: list[str], gaps: dict[int, int] | None = None) -> Text:
    """Give a text whose words are one sub-word each and stand apart by spaces."""
    return Text(words, [(gaps or {}).get(i, SPACE) for i in range(len(words))], [FEATURES] * len(words))


def assert_covers(found: list[Window], count: int) -> None:
    """Check that every word is read out once, in order, by a window that holds it and is not too long."""
    assert list(range(count)) == [i for w in found for i in range(w.first, w.last)]
    assert all(w.start <= w.first < w.last <= w.end and w.end - w.start <= WINDOW for w in found)


def test_a_short_text_is_one_window() -> None:
    """Nothing to cut."""
    assert [Window(0, 3, 0, 3)] == list(windows(text(["Iran", "votes", "."])))


def test_windows_end_with_sentences() -> None:
    """Where there is a sure sentence end, that is where the window ends."""
    found = list(windows(text(["Troops", "crossed", "the", "border", "."] * 60)))

    assert_covers(found, 300)
    assert all(w.start == w.first and w.start % 5 == 0 for w in found)


@pytest.mark.parametrize("before", ["U.S", "Mr", "Gen", "A"])
def test_a_stop_after_an_abbreviation_is_no_sure_end(before: str) -> None:
    """`Mr . Putin` is not cut."""
    found = list(windows(text([*["word"] * 100, before, ".", "Putin", *["word"] * 100])))

    assert all(w.start != 102 for w in found)


def test_a_blank_line_is_a_sure_end() -> None:
    """Headlines have no stop."""
    found = list(windows(text(["word"] * 200, {90: BLANK_LINE})))

    assert 90 == found[0].end


def test_text_without_any_end_is_read_in_overlapping_windows() -> None:
    """5,000 words without a stop: each read once, and never at the very edge of its window."""
    found = list(windows(text(["word"] * 5000)))

    assert_covers(found, 5000)
    assert all(w.first - w.start >= 20 for w in found[1:])
    assert all(w.end - w.last >= 20 for w in found[:-1])


def test_a_word_longer_than_a_window_stands_alone() -> None:
    """A window always holds a word."""
    long = WordFeatures((1,) * (WINDOW + 5), 0, np.zeros(16, np.int64))
    found = list(windows(Text(["a", "b"], [SPACE, SPACE], [long, long])))

    assert [Window(0, 1, 0, 1), Window(1, 2, 1, 2)] == found


def test_a_window_is_cut_out_of_the_arrays() -> None:
    """Its sub-words stand between marks, words know their first one, and what opens it opens a paragraph."""
    features = [WordFeatures((7, 8), 1, FEATURES.chars), WordFeatures((9,), 2, FEATURES.chars), FEATURES]
    inputs = Arrays(Text(["a", "b", "c"], [BLANK_LINE, SPACE, SPACE], features)).window(Window(1, 3, 1, 3))

    assert [[CLS, 9, 1, SEP]] == inputs["ids"].tolist()
    assert [[1, 2]] == inputs["firsts"].tolist()
    assert [[2, 0]] == inputs["shapes"].tolist()
    assert [[BLANK_LINE, SPACE]] == inputs["gaps"].tolist()
    assert (1, 2, 16) == inputs["chars"].shape


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    """The error says what is missing and where."""
    with pytest.raises(ModelError, match=r"reader\.onnx"):
        Network(tmp_path)
