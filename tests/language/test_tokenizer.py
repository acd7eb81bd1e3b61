"""Words as Universal Dependencies cut them."""

from __future__ import annotations

import pytest
import spacy

from kg.language.tokenizer import tokenizer

NLP = spacy.blank("en")
NLP.tokenizer = tokenizer(NLP)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("He did n't go .", "He didn't go."),
        ("Putin 's envoy", "Putin's envoy"),
        ("Putin ’s envoy", "Putin’s envoy"),
        ("oil - rich state", "oil-rich state"),
        ("al - Shabaab", "al-Shabaab"),
        ("re-elected pro-Beijing ex-minister", "re-elected pro-Beijing ex-minister"),
        ("non-oil - rich", "non-oil-rich"),
        ("$ 1.5 billion", "$1.5 billion"),
        ("€ 20 m", "€20m"),
        ("12 %", "12%"),
        ("the U.S. and the U.K.", "the U.S. and the U.K."),
        ("Gen. Milley and Capt. Smith", "Gen. Milley and Capt. Smith"),
        ("No !!!", "No!!!"),
        ("and / or", "and/or"),
        ("see https://www.un.org/en/ now", "see https://www.un.org/en/ now"),
        ("( Reuters ) —", "(Reuters) —"),
        ("“ We will , ” he said .", "“We will,” he said."),
        ("can not", "cannot"),
        ("2014 – 2016", "2014–2016"),
    ],
)
def test_words(expected: str, text: str) -> None:
    """Words stand apart by spaces on the left."""
    assert expected == " ".join(token.text for token in NLP(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a\n b", "习近平", "😀👍🏽", "\x00\x07", "x" * 3000, "===---==="])
def test_nothing_is_lost(text: str) -> None:
    """The words and spaces are the text."""
    assert text == NLP(text).text
