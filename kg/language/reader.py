"""The spaCy component that reads: one pass of the network, and every standard attribute of the `Doc` is set."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.decoding import NameDecoder, lemma, sentence_starts
from kg.language.features import BLANK_LINE, NEWLINE, NO_SPACE, SPACE
from kg.language.network import Network, Reading, Text
from kg.language.trees import best_heads

WEIGHTS = Path(__file__).parent / "weights"
_COLUMNS = ["TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]
_OUTSIDE, _INSIDE, _BEGIN = 2, 1, 3
_MONEY = frozenset("$€£¥")
_AHEAD = 8
"""Documents begun before the first of them is written, where there are several threads."""


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
        return self._begin(doc)()

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate many; with several threads the next ones are read while one is written.

        `batch_size` is there for spaCy, which names it: no document has to wait for others to be read with it.
        """
        ahead = min(batch_size, _AHEAD) if self.network.threads > 1 else 0
        begun: deque[Callable[[], Doc]] = deque()
        for doc in stream:
            begun.append(self._begin(doc))
            if len(begun) > ahead:
                yield begun.popleft()()
        for finish in begun:
            yield finish()

    def _begin(self, doc: Doc) -> Callable[[], Doc]:
        """Begin to read a doc; what is returned annotates it."""
        at, words, gaps = _words(doc)
        if not words:
            return lambda: self._blank(doc)
        text = self.network.text(words, gaps)
        reading = self.network.begin(text)
        return lambda: self._annotate(doc, at, text, reading())

    def _annotate(self, doc: Doc, at: NDArray[np.int64], text: Text, reading: Reading) -> Doc:
        """Decide what the network's scores mean."""
        starts = self._starts(doc, at, text, reading)
        heads = _heads(reading, starts)
        labels = self.network.labels(reading.label_dep, reading.label_head[heads], heads == np.arange(len(heads)))
        self._write(doc, at, text, reading, starts, heads, labels)
        return doc

    @staticmethod
    def _starts(doc: Doc, at: NDArray[np.int64], text: Text, reading: Reading) -> NDArray[np.bool_]:
        """Give sentence starts: the doc's own, else the network's."""
        if doc.has_annotation("SENT_START"):
            given = np.array([doc[int(i)].is_sent_start is True for i in at])
            given[0] = True
            return given
        return sentence_starts(reading.start, text.gaps, text.words)

    def _blank(self, doc: Doc) -> Doc:
        """Annotate a doc that holds only white space: the first token is the root of all."""
        count = len(doc)
        if not count:
            return doc
        array = np.zeros((count, 6), dtype=np.uint64)
        array[:, :4] = self._space[[0, 1, 2, 3]]
        array[0, 3] = self.vocab.strings.add("ROOT")
        array[:, 4] = (-np.arange(count)).astype(np.int64).view(np.uint64)
        array[:, 5] = [token.orth for token in doc]
        doc.from_array(["TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA"], array)  # type: ignore[arg-type]
        return doc

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
        found = [
            (start, end, label)
            for start, end, label in self._names(reading.name, starts)
            if _MONEY.isdisjoint("".join(text.words[start:end]))
        ]
        return self._names.agreed(found, text.words, reading.name)


def _words(doc: Doc) -> tuple[NDArray[np.int64], list[str], list[int]]:
    """Give the places of the words, the words, and the gap before each; white space tokens are gaps."""
    lengths, spaced, blank = doc.to_array(["LENGTH", "SPACY", "IS_SPACE"]).astype(np.int64).reshape(-1, 3).T
    text = doc.text
    starts = np.cumsum(lengths + spaced) - lengths - spaced
    before = np.full(len(doc), BLANK_LINE)
    before[1:] = np.where(spaced[:-1], SPACE, NO_SPACE)
    for i in np.flatnonzero(blank).tolist():  # what stands before a word is the widest gap since the word before it
        lines = text.count("\n", starts[i], starts[i] + lengths[i])
        gap = max(int(before[i]), BLANK_LINE if lines > 1 else NEWLINE if lines else SPACE)
        before[i + 1 : i + 2] = gap
    at = np.flatnonzero(blank == 0)
    ends = (starts + lengths)[at].tolist()
    words = [text[start:end] for start, end in zip(starts[at].tolist(), ends, strict=True)]
    return at, words, before[at].tolist()


def _heads(reading: Reading, starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give the head of each word of a document: a tree for each sentence."""
    heads = np.zeros(len(starts), dtype=np.int64)
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    for first, end in pairwise(bounds):
        dep, head = reading.arc_dep[first:end], reading.arc_head[first:end]
        arcs = dep[:, :-1] @ head[:, :-1].T + head[:, -1]
        heads[first:end] = first + best_heads(arcs, dep[:, -1])
    return heads
