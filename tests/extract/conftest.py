"""Docs by hand for the tests of the rooms that read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from kg.gazetteer import Gazetteer, load

Tree = Callable[[str], Doc]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Give the gazetteer that is shipped."""
    return load()


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Give a function that makes a Doc of one row a word: form[/lemma] POS relation head [name label].

    Heads are counted from 1 within the sentence, 0 being the root; sentences are parted by blank lines. A label with a
    plus goes on with the name before. NOUNS and PROPNS are plural nouns; a form that ends in `_` has no blank after it.
    """
    vocab = English().vocab

    def build(text: str) -> Doc:
        forms: list[str] = []
        lemmas: list[str] = []
        poses: list[str] = []
        deps: list[str] = []
        heads: list[int] = []
        starts: list[bool | int | None] = []
        spaces: list[bool] = []
        morphs: list[str] = []
        tags: list[str] = []
        names: list[list[int | str]] = []
        for sentence in text.strip().split("\n\n"):
            offset = len(forms)
            for place, row in enumerate(sentence.strip().splitlines()):
                form, pos, dep, head, *label = row.split()
                word, _, lemma = form.partition("/") if form != "/" else (form, "", "")
                index = len(forms)
                spaces.append(not word.endswith("_"))
                word = word.removesuffix("_")
                forms.append(word)
                lemmas.append(lemma or (word if pos.startswith("PROPN") else word.lower()))
                is_plural = pos in ("NOUNS", "PROPNS")
                poses.append(pos.removesuffix("S") if is_plural else pos)
                morphs.append("Number=Plur" if is_plural else "PronType=Rel" if pos == "PRON" and "*" in dep else "")
                tags.append({"NOUNS": "NNS", "PROPNS": "NNPS", "NOUN": "NN", "PROPN": "NNP"}.get(pos, ""))
                deps.append("ROOT" if head == "0" else dep.removesuffix("*"))
                heads.append(index if head == "0" else offset + int(head) - 1)
                starts.append(place == 0)
                if label and label[0].endswith("+"):
                    names[-1][1] = index + 1
                elif label:
                    names.append([index, index + 1, label[0]])
        doc = Doc(
            vocab, words=forms, spaces=spaces, lemmas=lemmas, pos=poses, tags=tags, morphs=morphs, deps=deps,
            heads=heads, sent_starts=starts,
        )  # fmt: skip
        doc.ents = [Span(doc, int(start), int(end), label=str(label)) for start, end, label in names]
        return doc

    return build
