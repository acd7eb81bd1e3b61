"""From scores to answers: sentence starts, names, lemmas."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.language.features import BLANK_LINE, NO_SPACE

LONGEST = 256
"""Words of the longest sentence; a longer one is cut at its likeliest places."""
KNOWN, SURE = 5.0, 9.0
"""What it is worth, as log-probability, that a name is known: less for places and short names, which people share."""
_CLOSING = frozenset(")]}.,;:!?%'\"")
_QUOTES = frozenset("'\"”’»")
_OPENING = frozenset("'\"“‘«([{")


def sentence_starts(logits: NDArray[np.float32], gaps: Sequence[int], words: Sequence[str]) -> NDArray[np.bool_]:
    """Say which words open a sentence.

    A blank line always ends a sentence; nothing starts inside a written word or with a mark that closes, and what
    starts right after an opening mark starts with that mark.
    """
    starts = logits > 0
    for i in np.flatnonzero(starts).tolist():
        if i and gaps[i] == NO_SPACE:
            if words[i - 1] in _OPENING and gaps[i - 1] != NO_SPACE:
                starts[i], starts[i - 1] = False, True
            elif words[i][0] in _CLOSING or words[i][0].islower() or words[i] in _QUOTES:
                starts[i] = False
    starts |= np.asarray(gaps) == BLANK_LINE
    starts[:1] = True
    return _shortened(starts, logits)


def _shortened(starts: NDArray[np.bool_], logits: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Cut sentences of more than `LONGEST` words where the network comes nearest to seeing a start."""
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    waiting = [(a, b) for a, b in itertools.pairwise(bounds) if b - a > LONGEST]
    while waiting:
        first, end = waiting.pop()
        low, high = first + LONGEST // 4, min(end - LONGEST // 4, first + LONGEST)
        at = low + int(logits[low:high].argmax())
        starts[at] = True
        waiting += [(a, b) for a, b in ((first, at), (at, end)) if b - a > LONGEST]
    return starts


def folded(name: str) -> str:
    """Give the letters and digits of a name in lower case, by which it is looked up: `al-Shabaab` is `alshabaab`."""
    return "".join(char for char in name if char.isalnum()).casefold()


class NameDecoder:
    """Reads names off the scores of BILOU tags: the best sequence that is a sequence."""

    def __init__(self, tags: Sequence[str], known: Mapping[str, str] | None = None) -> None:
        self.tags, self.known = list(tags), known or {}
        size = len(self.tags)
        self.allowed = np.zeros((size, size), dtype=bool)
        for i, left in enumerate(self.tags):
            for j, right in enumerate(self.tags):
                if left[0] in "BI":
                    self.allowed[i, j] = right[0] in "IL" and left[2:] == right[2:]
                else:
                    self.allowed[i, j] = right[0] in "OBU"
        self.first = np.array([tag[0] in "OBU" for tag in self.tags])
        self.last = np.array([tag[0] in "OLU" for tag in self.tags])
        self.labels = list(dict.fromkeys(tag[2:] for tag in self.tags if len(tag) > 1))
        self._columns = np.array([[self.tags.index(f"{mark}-{label}") for mark in "BILU"] for label in self.labels])
        self._penalty = np.where(self.allowed, 0.0, -1e9)

    def typed(self, scores: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
        """Score each label for one span, as the log-probability that all its words are tagged so."""
        rows = np.arange(start, end)
        marks = np.full(end - start, "BILU".index("I"))
        marks[0], marks[-1] = "BILU".index("B"), "BILU".index("L")
        if len(rows) == 1:
            marks[0] = "BILU".index("U")
        columns = self._columns[:, marks]
        found: NDArray[np.float32] = scores[rows[None, :], columns].sum(axis=1)
        return found

    def agreed(
        self, names: Sequence[tuple[int, int, str]], words: Sequence[str], scores: NDArray[np.float32]
    ) -> list[tuple[int, int, str]]:
        """Let all mentions of one name in a document vote on its type; a surname votes with its full name."""
        votes: dict[tuple[str, ...], NDArray[np.float32]] = {}
        keys: list[tuple[str, ...]] = []
        people: dict[str, tuple[str, ...]] = {}
        for start, end, label in names:
            key = tuple(words[start:end])
            if label == "Person" and len(key) > 1:
                people.setdefault(key[-1], key)
        for start, end, _ in names:
            key = tuple(words[start:end])
            key = people.get(key[0], key) if len(key) == 1 else key
            keys.append(key)
            vote = np.maximum(self.typed(scores, start, end), -8.0)
            votes[key] = votes[key] + vote if key in votes else vote + self._prior(key)
        return [
            (start, end, self.labels[int(votes[key].argmax())])
            for (start, end, _), key in zip(names, keys, strict=True)
        ]

    def _prior(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Favour the label that a name has by the list of known names."""
        name = folded("".join(words))
        label = self.known.get(name)
        worth = SURE if label == "Group" or (label == "Organization" and len(name) > 6) else KNOWN
        return np.array([worth if label == other else 0.0 for other in self.labels], np.float32)

    def __call__(self, scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and label of the names of a document, given (words, tags) and where sentences start."""
        path = scores.argmax(axis=1)
        possible = self.allowed[path[:-1], path[1:]]
        possible[starts[1:]] &= self.last[path[:-1][starts[1:]]] & self.first[path[1:][starts[1:]]]
        wrong = [0] if not self.first[path[0]] else []
        wrong += [] if self.last[path[-1]] else [len(path) - 1]
        bounds = np.append(np.flatnonzero(starts), len(path))
        for i in {*wrong, *np.flatnonzero(~possible).tolist(), *(np.flatnonzero(~possible) + 1).tolist()}:
            sentence = int(np.searchsorted(bounds, i, side="right"))
            first, end = int(bounds[sentence - 1]), int(bounds[sentence])
            path[first:end] = self._viterbi(scores[first:end])
        start = 0
        for i in np.flatnonzero(path).tolist():
            tag = self.tags[path[i]]
            if tag[0] in "BU":
                start = i
            if tag[0] in "LU":
                yield start, i + 1, tag[2:]

    def _viterbi(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """Find the best allowed path."""
        best = scores[0] + np.where(self.first, 0.0, -1e9)
        back: list[NDArray[np.int64]] = []
        for row in scores[1:]:
            through = best[:, None] + self._penalty
            choice = through.argmax(axis=0)
            back.append(choice)
            best = through[choice, np.arange(len(choice))] + row
        path = [int((best + np.where(self.last, 0.0, -1e9)).argmax())]
        for choice in reversed(back):
            path.append(int(choice[path[-1]]))
        return np.array(path[::-1], dtype=np.int64)


def lemma(word: str, rule: str) -> str:
    """Apply a rule such as `L|3|y`: lower the case (K keeps it), cut 3 characters, add `y`.

    A rule that would cut more than there is leaves the word as it is.
    """
    case, cut, ending = rule.split("|", 2)
    base = word.lower() if case == "L" else word
    size = int(cut)
    if size > len(base) or (size == len(base) and not ending):
        return word
    return base[: len(base) - size] + ending
