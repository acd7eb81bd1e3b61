"""The network at run time: windows of words in, numbers for each word out, through ONNX Runtime."""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
BATCH = 512
"""Sub-words that go through the network at once: few enough to stay in the cache of one core."""
_STOPS = frozenset({".", "!", "?"})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]"})
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


def windows(text: Text) -> Iterator[Window]:
    """Cut a document into windows: after sure sentence ends where there are any, else overlapping."""
    sizes = np.cumsum([0, *(len(f.subwords) for f in text.features)])
    sure = np.array([i for i in range(1, len(text.words)) if _is_sure_start(text, i)], dtype=np.int64)
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


def _is_sure_start(text: Text, i: int) -> bool:
    """Say whether a sentence starts at word i beyond doubt."""
    words = text.words
    if text.gaps[i] == BLANK_LINE:
        return True
    if text.gaps[i] < SPACE or not words[i][0].isupper():
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
        return self._sessions

    def text(self, words: list[str], gaps: list[int]) -> Text:
        """Look up the features of a document's words."""
        return Text(words, gaps, self.featurizer(words))

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """Read documents, their windows batched by length; a document must have a word."""
        jobs = [(number, window) for number, text in enumerate(texts) for window in windows(text)]
        sizes = [sum(len(f.subwords) for f in texts[n].features[w.start : w.end]) + 2 for n, w in jobs]
        order = sorted(range(len(jobs)), key=sizes.__getitem__)
        readings: list[Reading | None] = [None] * len(texts)
        groups: list[list[tuple[int, Window]]] = []
        for job in order:
            if not groups or (len(groups[-1]) + 1) * sizes[job] > BATCH:
                groups.append([])
            groups[-1].append(jobs[job])
        reader, _ = self._open()

        def run(group: Sequence[tuple[int, Window]]) -> list[NDArray[np.float32]]:
            outputs: list[NDArray[np.float32]] = reader.run(OUTPUTS, self._inputs(group, texts))
            return outputs

        if self.threads == 1 or len(groups) == 1:
            for group in groups:
                self._keep(group, run(group), texts, readings)
        else:  # whole batches side by side gain more than products cut in two
            with ThreadPoolExecutor(self.threads) as pool:
                for group, outputs in zip(groups, pool.map(run, groups), strict=True):
                    self._keep(group, outputs, texts, readings)
        return [reading for reading in readings if reading is not None]

    @staticmethod
    def _keep(
        jobs: Sequence[tuple[int, Window]],
        outputs: Sequence[NDArray[np.float32]],
        texts: Sequence[Text],
        readings: list[Reading | None],
    ) -> None:
        """Put the words of one batch where they belong."""
        for row, (number, w) in enumerate(jobs):
            reading = readings[number]
            if reading is None:
                count = len(texts[number].words)
                reading = readings[number] = Reading(*(np.zeros((count, *o.shape[2:]), o.dtype) for o in outputs))
            inner = slice(w.first - w.start, w.last - w.start)
            for name, output in zip(OUTPUTS, outputs, strict=True):
                getattr(reading, name)[w.first : w.last] = output[row, inner]

    @staticmethod
    def _inputs(jobs: Sequence[tuple[int, Window]], texts: Sequence[Text]) -> dict[str, NDArray[np.int64]]:
        """Pad windows to arrays."""
        rows: list[list[int]] = []
        starts: list[list[int]] = []
        for number, w in jobs:
            row, firsts = [CLS], []
            for f in texts[number].features[w.start : w.end]:
                firsts.append(len(row))
                row += f.subwords
            rows.append([*row, SEP])
            starts.append(firsts)
        count, length = len(jobs), max(map(len, rows))
        most = max(w.end - w.start for _, w in jobs)
        ids = np.zeros((count, length), dtype=np.int64)
        firsts_, shapes, gaps = (np.zeros((count, most), dtype=np.int64) for _ in range(3))
        chars = np.zeros((count, most, CHARS), dtype=np.int64)
        for i, (number, w) in enumerate(jobs):
            text, size = texts[number], w.end - w.start
            ids[i, : len(rows[i])] = rows[i]
            firsts_[i, :size] = starts[i]
            features = text.features[w.start : w.end]
            shapes[i, :size] = [f.shape for f in features]
            chars[i, :size] = [f.chars for f in features]
            gaps[i, :size] = text.gaps[w.start : w.end]
            if w.start and w.start == w.first:
                gaps[i, 0] = BLANK_LINE
        # a place without a word has no first sub-word; -1 tells the network so
        for i, (_, w) in enumerate(jobs):
            firsts_[i, w.end - w.start :] = -1
        return {"ids": ids, "firsts": firsts_, "shapes": shapes, "gaps": gaps, "chars": chars}

    def labels(
        self, dep: NDArray[np.float32], head: NDArray[np.float32], is_root: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Give the label of each arc, `root` for roots and for nothing else."""
        _, labels = self._open()
        parts = [
            labels.run(["scores"], {"dep": dep[i : i + BATCH], "head": head[i : i + BATCH]})[0]
            for i in range(0, len(dep), BATCH)
        ]
        scores = np.concatenate(parts)
        root = self.classes["dep"].index("root")
        scores[:, root] = -np.inf
        best: NDArray[np.int64] = scores.argmax(axis=1)
        best[is_root] = root
        return best
