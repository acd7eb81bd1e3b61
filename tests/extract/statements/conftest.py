"""Trees by hand: one line of text makes one parsed Doc, no model needed."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

POS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "WP$": "PRON", "EX": "PRON", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "WRB": "ADV", "RP": "ADP", "IN": "ADP",
    "TO": "PART", "POS": "PART", "DT": "DET", "CD": "NUM", "CC": "CCONJ", "MD": "AUX", "$": "SYM", ",": "PUNCT", ".": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip

Read = Callable[[str], Doc]


def read_tree(rows: str) -> Doc:
    """Make a Doc of tokens `word=lemma/TAG/label/head[/Entity]`, heads counted from 1; the lemma may be left out."""
    fields = [token.rsplit("/", token.count("/") - (1 if token.startswith("/") else 0)) for token in rows.split()]
    words, lemmas, tags, deps, heads, ents = [], [], [], [], [], []
    for word, tag, dep, head, *entity in fields:
        text, _, lemma = word.partition("=")
        words.append(text)
        lemmas.append(lemma or (text if tag.startswith("NNP") else text.lower()))
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head) - 1)
        ents.append(f"B-{entity[0]}" if entity else "O")
    pos = [
        POS.get(tag) or ("AUX" if dep in ("aux", "aux:pass", "cop") else "VERB")
        for tag, dep in zip(tags, deps, strict=True)
    ]
    return Doc(Vocab(), words=words, lemmas=lemmas, tags=tags, deps=deps, heads=heads, pos=pos, ents=ents)


@pytest.fixture
def read() -> Read:
    """Give the reader of hand-made trees."""
    return read_tree
