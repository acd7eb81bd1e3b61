"""The spaCy component that reads: one pass of the network, and every standard attribute of the `Doc` is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from kg.language.decoding import NameDecoder, lemma, sentence_starts
from kg.language.features import BLANK_LINE, NEWLINE, NO_SPACE, SPACE
from kg.language.network import Network, Reading, Text
from kg.language.trees import best_heads

WEIGHTS = Path(__file__).parent / "weights"
_COLUMNS = ["TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]
_OUTSIDE, _INSIDE, _BEGIN = 2, 1, 3
_MONEY = frozenset("$€£¥")


@Language.factory(
    "kg_reader",
    default_config={"weights": None, "threads": 1},
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start",
        "doc.sents", "doc.ents", "token.ent_type", "token.ent_iob",
    ],
)  # fmt: skip
def make_reader(nlp: Language, name: str, weights: str | None, threads: int) -> Reader:
    """Make the component from the weights in a folder, by default the package's own; `threads` batches run at once."""
    return Reader(nlp, name, Network(Path(weights) if weights else WEIGHTS, threads=threads))


class Reader:
    """Sets tag, part of speech, morphology, lemma, head, dependency, sentence starts and names.

    Sentence starts that a `Doc` already has are kept. White space that is a token of its own hangs on the word before.
    """

    def __init__(self, nlp: Language, name: str, network: Network) -> None:
        self.name, self.network = name, network
        self.vocab = nlp.vocab
        classes = network.classes
        add = self.vocab.strings.add
        self._tags = np.array([add(tag) for tag in classes["tag"]], dtype=np.uint64)
        self._pos = np.array([self.vocab.strings[pos] for pos in classes["pos"]], dtype=np.uint64)
        self._morphs = np.array([self.vocab.morphology.add(m) for m in classes["morph"]], dtype=np.uint64)
        self._deps = np.array([add("ROOT" if dep == "root" else dep) for dep in classes["dep"]], dtype=np.uint64)
        self._space = np.array(
            [add("_SP"), self.vocab.strings["SPACE"], self.vocab.morphology.add(""), add("dep")], dtype=np.uint64
        )
        self._names = NameDecoder(classes["name"], network.known)
        self._labels = {tag[2:]: add(tag[2:]) for tag in classes["name"] if len(tag) > 1}
        self._lemmas: dict[tuple[str, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one `Doc`."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate many, their windows sharing batches of the network."""
        for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            docs: list[Doc] = list(batch)
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        """Read all docs at once."""
        places: list[NDArray[np.int64]] = []
        texts: list[Text] = []
        full: list[Doc] = []
        for doc in docs:
            at, words, gaps = _words(doc)
            if words:
                full.append(doc)
                places.append(at)
                texts.append(self.network.text(words, gaps))
            elif len(doc):
                self._blank(doc)
        if not full:
            return
        readings = self.network.read(texts)
        starts = [
            self._starts(doc, at, text, reading)
            for doc, at, text, reading in zip(full, places, texts, readings, strict=True)
        ]
        heads = [_heads(reading, start) for reading, start in zip(readings, starts, strict=True)]
        dep = np.concatenate([reading.label_dep for reading in readings])
        head = np.concatenate([reading.label_head[h] for reading, h in zip(readings, heads, strict=True)])
        is_root = np.concatenate([h == np.arange(len(h)) for h in heads])
        labels = np.split(self.network.labels(dep, head, is_root), np.cumsum([len(h) for h in heads])[:-1])
        for doc, at, text, reading, start, h, label in zip(
            full, places, texts, readings, starts, heads, labels, strict=True
        ):
            self._write(doc, at, text, reading, start, h, label)

    @staticmethod
    def _starts(doc: Doc, at: NDArray[np.int64], text: Text, reading: Reading) -> NDArray[np.bool_]:
        """Give sentence starts: the doc's own, else the network's."""
        if doc.has_annotation("SENT_START"):
            given = np.array([doc[int(i)].is_sent_start is True for i in at])
            given[0] = True
            return given
        return sentence_starts(reading.start, text.gaps, text.words)

    def _blank(self, doc: Doc) -> None:
        """Annotate a doc that holds only white space: the first token is the root of all."""
        count = len(doc)
        array = np.zeros((count, 6), dtype=np.uint64)
        array[:, :4] = self._space[[0, 1, 2, 3]]
        array[0, 3] = self.vocab.strings.add("ROOT")
        array[:, 4] = (-np.arange(count)).astype(np.int64).view(np.uint64)
        array[:, 5] = [token.orth for token in doc]
        doc.from_array(["TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA"], array)  # type: ignore[arg-type]

    def _write(
        self, doc: Doc, at: NDArray[np.int64], text: Text, reading: Reading, starts: NDArray[np.bool_],
        heads: NDArray[np.int64], labels: NDArray[np.int64],
    ) -> None:  # fmt: skip
        """Put everything into the `Doc` in one go."""
        count = len(doc)
        columns = np.zeros((count, 8), dtype=np.uint64)
        columns[at, 0] = self._tags[reading.tag]
        columns[at, 1] = self._pos[reading.pos]
        columns[at, 2] = self._morphs[reading.morph]
        columns[at, 3] = self._deps[labels]
        columns[at, 4] = (at[heads] - at).view(np.uint64)
        columns[at, 5] = self._lemma_ids(text.words, reading.lemma)
        columns[at, 6] = _OUTSIDE
        for start, end, label in self._entities(text, reading, starts):
            columns[at[start] : at[end - 1] + 1, 6] = _INSIDE
            columns[at[start], 6] = _BEGIN
            columns[at[start] : at[end - 1] + 1, 7] = self._labels[label]
        if len(at) < count:
            self._write_spaces(doc, at, columns)
        doc.from_array(_COLUMNS, columns)  # type: ignore[arg-type]

    def _write_spaces(self, doc: Doc, at: NDArray[np.int64], columns: NDArray[np.uint64]) -> None:
        """Hang white space on the word before it, or on the first word."""
        is_word = np.zeros(len(doc), dtype=bool)
        is_word[at] = True
        before = np.maximum.accumulate(np.where(is_word, np.arange(len(doc)), at[0]))
        spaces = np.flatnonzero(~is_word)
        columns[spaces, :4] = self._space
        columns[spaces, 4] = (before[spaces] - spaces).astype(np.int64).view(np.uint64)
        columns[spaces, 5] = [doc[int(i)].orth for i in spaces]
        inside = columns[spaces, 6] == _INSIDE
        columns[spaces[~inside], 6] = _OUTSIDE

    def _lemma_ids(self, words: Sequence[str], rules: NDArray[np.int64]) -> list[int]:
        """Give the ids of the lemmas; word and rule decide, so they are kept."""
        known, found = self._lemmas, []
        for key in zip(words, rules.tolist(), strict=True):
            value = known.get(key)
            if value is None:
                if len(known) > 500_000:
                    known.clear()
                value = known[key] = self.vocab.strings.add(lemma(key[0], self.network.classes["lemma"][key[1]]))
            found.append(value)
        return found

    def _entities(self, text: Text, reading: Reading, starts: NDArray[np.bool_]) -> list[tuple[int, int, str]]:
        """Give the names: spans sentence by sentence, types by the whole document."""
        bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
        found = [
            (first + start, first + stop, label)
            for first, end in pairwise(bounds)
            for start, stop, label in self._names(reading.name[first:end])
            if _MONEY.isdisjoint("".join(text.words[first + start : first + stop]))
        ]
        return self._names.agreed(found, text.words, reading.name)


def _words(doc: Doc) -> tuple[NDArray[np.int64], list[str], list[int]]:
    """Give the places of the words, the words, and the gap before each; white space tokens are gaps."""
    at: list[int] = []
    words: list[str] = []
    gaps: list[int] = []
    gap = BLANK_LINE
    for token in doc:
        text = token.text
        if token.is_space:
            lines = text.count("\n")
            gap = max(gap, BLANK_LINE if lines > 1 else NEWLINE if lines else SPACE)
            continue
        at.append(token.i)
        words.append(text)
        gaps.append(gap)
        gap = SPACE if token.whitespace_ else NO_SPACE
    return np.array(at, dtype=np.int64), words, gaps


def _heads(reading: Reading, starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the head of each word of a document: a tree for each sentence."""
    heads = np.zeros(len(starts), dtype=np.int64)
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    for first, end in pairwise(bounds):
        dep, head = reading.arc_dep[first:end], reading.arc_head[first:end]
        arcs = dep[:, :-1] @ head[:, :-1].T + head[:, -1]
        heads[first:end] = first + best_heads(arcs, dep[:, -1])
    return heads
