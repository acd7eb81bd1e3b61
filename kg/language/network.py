"""The network at run time: windows of words in, numbers for each word out, through ONNX Runtime."""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.language.features import BLANK_LINE, CHARS, CLS, SEP, SPACE, Featurizer, WordFeatures

WINDOW = 126
"""Sub-words of a window, as in training."""
OVERLAP = 48
"""Words that two windows share where no sentence end is in sight."""
PAIRS = 64
"""Arcs that are labelled at once: few enough for their scores to stay in the cache of one core."""
_STOPS = frozenset({".", "!", "?"})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]"})
_ENDS = _STOPS | _CLOSERS
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt gov sen rep rev hon jan feb mar apr jun jul aug sep sept oct nov dec "
    "inc ltd corp bros etc vol fig eds dept est approx vs minn calif mass conn ariz".split()
)


@dataclass(frozen=True, slots=True)
class Window:
    """Words from `start` to before `end`; of them `first` to before `last` are read out."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """What the network says of the words of one document."""

    arc_dep: NDArray[np.float32]
    arc_head: NDArray[np.float32]
    label_dep: NDArray[np.float32]
    label_head: NDArray[np.float32]
    tag: NDArray[np.int64]
    pos: NDArray[np.int64]
    morph: NDArray[np.int64]
    lemma: NDArray[np.int64]
    start: NDArray[np.float32]
    name: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the network is given it: words, the gap before each, their features."""

    words: list[str]
    gaps: list[int]
    features: list[WordFeatures]


OUTPUTS = tuple(Reading.__dataclass_fields__)


class Arrays:
    """The features of all words of a document, to cut windows from."""

    def __init__(self, text: Text) -> None:
        features = text.features
        self.subwords = np.fromiter(chain.from_iterable(f.subwords for f in features), dtype=np.int64)
        self.firsts = np.cumsum([0, *(len(f.subwords) for f in features)])
        self.shapes = np.array([f.shape for f in features], dtype=np.int64)
        self.chars = np.concatenate([f.chars for f in features]).reshape(-1, CHARS)
        self.gaps = np.array(text.gaps, dtype=np.int64)

    def window(self, w: Window) -> dict[str, NDArray[np.int64]]:
        """Give the inputs of one window: a batch of its own, so that nothing is padded and no other text matters."""
        first, last = self.firsts[w.start], self.firsts[w.end]
        gaps = self.gaps[w.start : w.end]
        if w.start and w.start == w.first:
            gaps = np.concatenate([[BLANK_LINE], gaps[1:]])
        return {
            "ids": np.concatenate([[CLS], self.subwords[first:last], [SEP]])[None],
            "firsts": (self.firsts[w.start : w.end] - first + 1)[None],
            "shapes": self.shapes[None, w.start : w.end],
            "gaps": gaps[None],
            "chars": self.chars[None, w.start : w.end],
        }


def windows(text: Text) -> Iterator[Window]:
    """Cut a document into windows: after sure sentence ends where there are any, else overlapping."""
    sizes = np.cumsum([0, *(len(f.subwords) for f in text.features)])
    sure = np.array(list(_sure_starts(text)), dtype=np.int64)
    count, start, first = len(text.words), 0, 0
    while first < count:
        limit = max(start + 1, int(np.searchsorted(sizes, sizes[start] + WINDOW, side="right")) - 1)
        if limit >= count:
            yield Window(start, count, first, count)
            return
        at = int(np.searchsorted(sure, limit, side="right")) - 1
        if at >= 0 and sure[at] > max(start, first):
            end = int(sure[at])
            yield Window(start, end, first, end)
            start = first = end
        else:
            shared = min(OVERLAP, (limit - start) // 2)
            last = max(limit - shared // 2, first + 1)
            yield Window(start, limit, first, last)
            start, first = max(limit - shared, start + 1), last


def _sure_starts(text: Text) -> Iterator[int]:
    """Yield where a sentence starts beyond doubt."""
    words, gaps = text.words, text.gaps
    for i in range(1, len(words)):
        if gaps[i] == BLANK_LINE or (words[i - 1] in _ENDS and _is_sure_start(words, gaps, i)):
            yield i


def _is_sure_start(words: Sequence[str], gaps: Sequence[int], i: int) -> bool:
    """Say whether a sentence that ends in lower case is over before word i."""
    if gaps[i] < SPACE or not words[i][0].isupper():
        return False
    at = i - 1
    while at > 0 and words[at] in _CLOSERS:
        at -= 1
    if at < 2 or words[at] not in _STOPS:
        return False
    before = words[at - 1]
    return len(before) > 3 and before.islower() and before.isalpha() and before not in _ABBREVIATED


class Network:
    """The weights of one folder: two networks, the tokenizer, the classes of each head, names known beforehand."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        wanted = ("reader.onnx", "labels.onnx", "tokenizer.json", "classes.json", "known.json")
        missing = [name for name in wanted if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"No English model in {folder}: {', '.join(missing)} missing. Reinstall the package or train one."
            )
        self.folder, self.threads = folder, threads
        self.classes: dict[str, list[str]] = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
        known: dict[str, list[str]] = json.loads((folder / "known.json").read_text(encoding="utf-8"))
        self.known = {name: label for label, names in known.items() for name in names}
        self.featurizer = Featurizer.from_file(folder / "tokenizer.json")
        self._process = -1
        self._sessions: tuple[ort.InferenceSession, ort.InferenceSession] | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._open()

    def __getstate__(self) -> dict[str, object]:
        """Leave the sessions behind; they are opened anew where the copy is used."""
        return {"folder": self.folder, "threads": self.threads}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Open again from the folder."""
        self.__init__(Path(str(state["folder"])), threads=int(str(state["threads"])))  # type: ignore[misc]

    def _open(self) -> tuple[ort.InferenceSession, ort.InferenceSession]:
        """Open the sessions, once in each process: their threads do not survive a fork."""
        if self._sessions is None or self._process != os.getpid():
            options = ort.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            options.log_severity_level = 3
            reader, labels = (
                ort.InferenceSession(str(self.folder / f"{n}.onnx"), options, providers=["CPUExecutionProvider"])
                for n in ("reader", "labels")
            )
            self._sessions, self._process = (reader, labels), os.getpid()
            self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None
        return self._sessions

    def text(self, words: list[str], gaps: list[int]) -> Text:
        """Look up the features of a document's words."""
        return Text(words, gaps, self.featurizer(words))

    def begin(self, text: Text) -> Callable[[], Reading]:
        """Begin to read a document, which must have a word; what is returned waits for the end and gives the result.

        With one thread all is read before this returns; else its windows are read side by side, and beside those of
        other documents that were begun.
        """
        reader, _ = self._open()
        arrays, jobs = Arrays(text), list(windows(text))

        def run(w: Window) -> list[NDArray[np.float32]]:
            outputs: list[NDArray[np.float32]] = reader.run(OUTPUTS, arrays.window(w))
            inner = slice(w.first - w.start, w.last - w.start)
            return [output[0, inner] for output in outputs]

        found = map(run, jobs) if self._pool is None else self._pool.map(run, jobs)
        parts = list(found) if self._pool is None else found
        return lambda: Reading(*(np.concatenate(values) for values in zip(*parts, strict=True)))

    def labels(
        self, dep: NDArray[np.float32], head: NDArray[np.float32], is_root: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Give the label of each arc, `root` for roots and for nothing else."""
        _, labels = self._open()
        parts = [
            labels.run(["scores"], {"dep": dep[i : i + PAIRS], "head": head[i : i + PAIRS]})[0]
            for i in range(0, len(dep), PAIRS)
        ]
        scores = np.concatenate(parts)
        root = self.classes["dep"].index("root")
        scores[:, root] = -np.inf
        best: NDArray[np.int64] = scores.argmax(axis=1)
        best[is_root] = root
        return best
