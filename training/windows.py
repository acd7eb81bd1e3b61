"""Windows of consecutive sentences, as the network is fed them, and the small changes made to them on the way."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.language.features import BLANK_LINE, CLS, NEWLINE, NO_SPACE, SEP, SPACE, Featurizer, WordFeatures
from training.corpora import Document, Sentence, Taught
from training.model import Batch
from training.names import ANY, TAGS, Swapper

IGNORE = -100


@dataclass(slots=True)
class Vocabulary:
    """The classes of each head, most frequent first; what is too rare has no class and is not learned."""

    classes: dict[str, list[str]]

    @classmethod
    def of(cls, documents: Sequence[Document], rare: int = 3) -> Vocabulary:
        """Count the classes of the training trees; rules of lemmas must have been seen `rare` times."""
        counts: dict[str, dict[str, int]] = {key: {} for key in ("tag", "pos", "morph", "lemma", "dep")}
        for document in documents:
            for s in document.sentences:
                layers = zip(counts.values(), (s.tags, s.pos, s.morphs, s.lemmas, s.deps), strict=True)
                for count, values in layers:
                    for value in values or []:
                        count[value] = count.get(value, 0) + 1
        least = {"lemma": rare, "morph": 2}
        classes = {
            key: [v for v, n in sorted(count.items(), key=lambda item: (-item[1], item[0])) if n >= least.get(key, 1)]
            for key, count in counts.items()
        }
        return cls({**classes, "name": list(TAGS)})

    @property
    def sizes(self) -> dict[str, int]:
        """Number of classes of each head."""
        return {key: len(values) for key, values in self.classes.items()}


@dataclass(slots=True)
class Window:
    """A few sentences as arrays, one entry a word."""

    features: list[WordFeatures]
    gaps: list[int]
    sentence: list[int]
    starts: list[int]
    layers: dict[str, list[int]]
    heads: list[int]
    names: list[int] | None
    taught: list[Taught | int]  # a sentence's, or the number of its words
    subwords: int


@dataclass(slots=True)
class Targets:
    """The right answers of a batch, (B, W) each; `IGNORE` where unknown."""

    layers: dict[str, Tensor]
    heads: Tensor  # W for root
    sentence: Tensor
    starts: Tensor
    names: Tensor  # index into the table of tag sets
    taught: TaughtTargets | None


@dataclass(slots=True)
class TaughtTargets:
    """What teachers say of a batch, (B, W, kept) each; nothing where all chances are nought."""

    heads: Tensor  # W for root
    chances: Tensor
    deps: Tensor
    dep_chances: Tensor


class Windows:
    """Makes windows out of documents."""

    def __init__(
        self, featurizer: Featurizer, vocabulary: Vocabulary, swapper: Swapper | None, rng: random.Random
    ) -> None:
        self.featurizer, self.vocabulary, self.swapper, self.rng = featurizer, vocabulary, swapper, rng
        self.index = {key: {v: i for i, v in enumerate(values)} for key, values in vocabulary.classes.items()}
        self.sets: dict[str, int] = {}

    def allowed(self) -> Tensor:
        """Give the table of tag sets met so far, (sets, tags), True where allowed."""
        table = torch.zeros(len(self.sets), len(TAGS), dtype=torch.bool)
        for name, row in self.sets.items():
            for tag in TAGS if name == ANY else name.split():
                table[row, TAGS.index(tag)] = True
        return table

    def epoch(self, documents: Sequence[Document], *, limit: int, train: bool) -> Iterator[Window]:
        """Cut each document into windows of at most `limit` sub-words (a longer sentence stays whole up to 380)."""
        for document in documents:
            group: list[Sentence] = []
            size, most = 0, self._limit(limit, train)
            for sentence in document.sentences:
                count = sum(len(f.subwords) for f in self.featurizer(sentence.words))
                if group and size + count > most:
                    yield self.window(group, train=train)
                    group, size, most = [], 0, self._limit(limit, train)
                group.append(sentence)
                size += count
            if group:
                yield self.window(group, train=train)

    def _limit(self, limit: int, train: bool) -> int:
        """Mostly the limit; when training sometimes one sentence, or something between."""
        draw = self.rng.random() if train else 1.0
        return 1 if draw < 0.12 else self.rng.randint(24, limit) if draw < 0.35 else limit

    def window(self, sentences: Sequence[Sentence], *, train: bool) -> Window:
        """Turn sentences into arrays; when training, vary their look."""
        rng = self.rng
        swap = train and self.swapper is not None and rng.random() < 0.3
        draw = rng.random() if train else 1.0
        case = str.upper if draw < 0.015 else str.lower if draw < 0.03 else str.title if draw < 0.04 else None
        curly = train and rng.random() < 0.3
        wrapped = train and rng.random() < 0.05
        marked = not train or rng.random() < 0.5
        words: list[str] = []
        gaps: list[int] = []
        number: list[int] = []
        starts: list[int] = []
        heads: list[int] = []
        layers: dict[str, list[int]] = {key: [] for key in ("tag", "pos", "morph", "lemma", "dep")}
        named = any(s.names is not None for s in sentences)
        names: list[int] = []
        taught: list[Taught | int] = []
        spaced = BLANK_LINE
        for k, s in enumerate(sentences):
            own, spaces, tags = s.words, s.spaces, s.names
            swapped = swap and tags is not None and s.heads is None and self.swapper is not None
            if swapped:
                own, spaces, tags = self.swapper(own, spaces, tags, 0.5)
            said = None if swapped else s.taught
            base = len(words)
            stop = train and s.heads is not None and k + 1 < len(sentences) and rng.random() < 0.02
            for i, word in enumerate(own):
                if case is not None:
                    word = case(word)
                if curly and word in {"--", "-"} and spaces[i] and i and spaces[i - 1]:
                    word = "—" if word == "--" else "–"
                words.append(word)
                if i == 0 and k and s.paragraph and (spaced == SPACE):
                    spaced = (BLANK_LINE if rng.random() < 0.6 or not train else NEWLINE) if marked else SPACE
                gaps.append(spaced)
                spaced = NO_SPACE if not spaces[i] else NEWLINE if wrapped and rng.random() < 0.08 else SPACE
            if stop and spaced != SPACE:
                spaced = SPACE
            number += [k] * len(own)
            starts += [1 if i == 0 else 0 for i in range(len(own))]
            if s.heads is not None:
                heads += [base + h if h != i else -1 for i, h in enumerate(s.heads)]
                for key, values in zip(layers, (s.tags, s.pos, s.morphs, s.lemmas, s.deps), strict=True):
                    known = self.index[key]
                    layers[key] += [known.get(value, IGNORE) for value in values or []]
            else:
                heads += [IGNORE] * len(own)
                for key, values in layers.items():
                    values += said.layers[key].tolist() if said and key in said.layers else [IGNORE] * len(own)
            taught.append(said if said is not None else len(own))
            if named:
                names += [self.sets.setdefault(tag, len(self.sets)) for tag in tags or [ANY] * len(own)]
        if sentences[0].heads is None:
            starts = [IGNORE] * len(words)
        if case is not None and train:
            layers["lemma"] = [IGNORE] * len(words)
        features = self.featurizer(words)
        return Window(
            features, gaps, number, starts, layers, heads, names if named else None, taught,
            sum(len(f.subwords) for f in features) + 2,
        )  # fmt: skip


def batches(windows: Sequence[Window], *, size: int, rng: random.Random | None = None) -> list[list[Window]]:
    """Group windows of like length into batches of about `size` sub-words, in random order if `rng` is given."""
    ordered = sorted(windows, key=lambda w: w.subwords + (rng.random() * 8 if rng else 0))
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * window.subwords > size:
            groups.append([])
        groups[-1].append(window)
    if rng is not None:
        rng.shuffle(groups)
    return groups


def collate(windows: Sequence[Window], *, longest: int = 510) -> tuple[Batch, Targets]:
    """Pad windows to one batch; sub-words past `longest` are cut, their words read at the last."""
    count, most = len(windows), max(len(w.features) for w in windows)
    length = min(longest + 2, max(w.subwords for w in windows))
    ids = np.zeros((count, length), dtype=np.int64)
    firsts, shapes, gaps, sentence = (np.zeros((count, most), dtype=np.int64) for _ in range(4))
    chars = np.zeros((count, most, 16), dtype=np.int64)
    present = np.zeros((count, most), dtype=bool)
    layers = {key: np.full((count, most), IGNORE) for key in windows[0].layers}
    heads, starts, names = (np.full((count, most), IGNORE) for _ in range(3))
    for row, w in enumerate(windows):
        n = len(w.features)
        subwords = [CLS]
        for i, f in enumerate(w.features):
            firsts[row, i] = min(len(subwords), length - 2)
            subwords += f.subwords
        subwords = [*subwords[: length - 1], SEP]
        ids[row, : len(subwords)] = subwords
        shapes[row, :n] = [f.shape for f in w.features]
        chars[row, :n] = [f.chars for f in w.features]
        gaps[row, :n], sentence[row, :n], starts[row, :n] = w.gaps, w.sentence, w.starts
        sentence[row, n:] = -1
        heads[row, :n] = [most if h == -1 else h for h in w.heads]
        present[row, :n] = True
        for key, values in w.layers.items():
            layers[key][row, :n] = values
        if w.names is not None:
            names[row, :n] = w.names
    taught = _taught(windows, most)
    t = torch.from_numpy
    batch = Batch(t(ids), t(ids != 0), t(firsts), t(shapes), t(gaps), t(chars), t(present))
    return batch, Targets({k: t(v) for k, v in layers.items()}, t(heads), t(sentence), t(starts), t(names), taught)


def _taught(windows: Sequence[Window], most: int) -> TaughtTargets | None:
    """Pad what is taught of windows to one batch, if there is anything."""
    said = [x for w in windows for x in w.taught if isinstance(x, Taught)]
    if not said:
        return None
    size = (len(windows), most, said[0].heads.shape[1])
    targets = TaughtTargets(
        torch.zeros(size, dtype=torch.long), torch.zeros(size), torch.zeros(size, dtype=torch.long), torch.zeros(size)
    )
    for row, w in enumerate(windows):
        at = 0
        for x in w.taught:
            if isinstance(x, int):
                at += x
                continue
            end = at + len(x.heads)
            targets.heads[row, at:end] = torch.where(x.heads == -1, most, x.heads.long() + at)
            targets.chances[row, at:end] = x.chances.float()
            targets.deps[row, at:end] = x.deps.long().clamp(min=0)
            targets.dep_chances[row, at:end] = x.dep_chances.float()
            at = end
    return targets


def within_sentences(targets: Targets) -> Tensor:
    """Say which heads (B, W, W + 1) a word may have: other words of its sentence, and root."""
    same = targets.sentence[:, :, None] == targets.sentence[:, None, :]
    same &= ~torch.eye(same.shape[1], dtype=torch.bool)[None]
    return torch.cat([same, torch.ones_like(same[:, :, :1])], dim=2)
