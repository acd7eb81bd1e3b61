"""What larger networks say of the training texts, for a smaller one to learn from (distillation, Hinton et al. 2015).

    python -m training.teach --data DATA --teacher OUT/checkpoint.pt ENCODER --tokenizer TOKENIZER --out FILE

reads every training document and writes for each word its likeliest heads and labels, as the mean of the teachers. The
texts of the corpora of names have no trees of their own, so that they become material for the parser, too. With
`--check` the teachers' trees are compared with those of the development parts, too; `--out` may then be left out.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from kg.language.features import Featurizer
from training.corpora import Document, Taught
from training.model import Batch, Reader, Scores, encoder_of
from training.prepare import Corpus, read
from training.windows import IGNORE, Targets, Vocabulary, Window, Windows, batches, collate, within_sentences

logger = logging.getLogger(__name__)
KEPT = 4
"""Heads and labels that are kept of each word."""
SURE = 0.8
"""Least probability of a tag that is taken over."""
LAYERS = ("tag", "pos", "morph", "lemma")


@dataclass(frozen=True, slots=True)
class Judged:
    """The mean of the teachers over one batch: probabilities of heads (B, W, W + 1) and of classes (B, W, …)."""

    heads: Tensor
    labels: Tensor  # of the likeliest head
    layers: dict[str, Tensor]


class Teachers:
    """Several networks that judge together."""

    def __init__(self, models: Sequence[Reader]) -> None:
        self.models = [model.eval() for model in models]

    @torch.no_grad()
    def __call__(self, batch: Batch, targets: Targets) -> Judged:
        """Judge a batch whose sentences are known."""
        scores: list[Scores] = [model(batch) for model in self.models]
        inside = within_sentences(targets)
        pairs = list(zip(self.models, scores, strict=True))
        heads = torch.stack([m.arcs(s).masked_fill(~inside, -1e4).softmax(2) for m, s in pairs]).mean(0)
        best = heads.argmax(2)
        count, most = best.shape
        rows = torch.arange(count)[:, None].expand(count, most).flatten()
        own = torch.arange(most)[None].expand(count, most).flatten()
        at = torch.where(best.flatten() == most, own, best.flatten())
        labels = torch.stack(
            [m.label_scores(s.label_dep[rows, own], s.label_head[rows, at]).softmax(1) for m, s in pairs]
        ).mean(0)
        layers = {key: torch.stack([getattr(s, key).softmax(2) for s in scores]).mean(0) for key in LAYERS}
        return Judged(heads, labels.view(count, most, -1), layers)


def taught(teachers: Teachers, windows: Windows, documents: Sequence[Document]) -> Iterator[list[Taught]]:
    """Yield what is taught of the sentences of each document, in order."""
    jobs: list[tuple[int, Window]] = []
    for number, document in enumerate(documents):
        jobs += ((number, window) for window in windows.epoch([document], limit=126, train=False))
    found: dict[int, list[Taught]] = {}
    place = {id(window): at for at, (_, window) in enumerate(jobs)}
    done = 0
    for group in batches([window for _, window in jobs], size=2048):
        batch, targets = collate(group)
        judged = teachers(batch, targets)
        for row, window in enumerate(group):
            found[place[id(window)]] = list(_sentences(judged, row, window, targets.heads.shape[1]))
        done += len(group)
        if done // 200 != (done - len(group)) // 200:
            logger.info("%d of %d windows", done, len(jobs))
    sentences: list[list[Taught]] = [[] for _ in documents]
    for at, (number, _) in enumerate(jobs):
        sentences[number] += found[at]
    yield from sentences


def _sentences(judged: Judged, row: int, window: Window, most: int) -> Iterator[Taught]:
    """Cut what is said of one window into sentences; heads count from the sentence's first word, -1 is root."""
    starts = [i for i, number in enumerate(window.sentence) if not i or number != window.sentence[i - 1]]
    for start, end in zip(starts, [*starts[1:], len(window.sentence)], strict=True):
        chance, heads = _few(judged.heads[row, start:end])
        label_chance, labels = _few(judged.labels[row, start:end])
        heads = torch.where(heads == most, -1, heads - start)
        outside = (heads < -1) | (heads >= end - start)
        sure = {key: values[row, start:end].max(dim=1) for key, values in judged.layers.items()}
        layers = {key: torch.where(value >= SURE, at, IGNORE).short() for key, (value, at) in sure.items()}
        yield Taught(
            heads.masked_fill(outside, -1).short(), chance.masked_fill(outside, 0).half(), labels.short(),
            label_chance.half(), layers,
        )  # fmt: skip


def _few(chances: Tensor) -> tuple[Tensor, Tensor]:
    """Keep the likeliest few of each row, and let them sum to one."""
    kept, at = chances.topk(min(KEPT, chances.shape[1]), dim=1)
    kept = kept / kept.sum(1, keepdim=True)
    missing = KEPT - kept.shape[1]
    return torch.nn.functional.pad(kept, (0, missing)), torch.nn.functional.pad(at, (0, missing), value=-1)


def attach(corpus: Corpus, path: Path) -> None:
    """Put what was taught beside the sentences of the training texts."""
    stored = torch.load(path, weights_only=True)
    for documents, said in ((corpus.trees, stored["trees"]), (corpus.names, stored["names"])):
        for document, sentences in zip(documents, said, strict=True):
            for sentence, values in zip(document.sentences, sentences, strict=True):
                sentence.taught = Taught(*values)


def check(teachers: Teachers, windows: Windows, corpus: Corpus) -> None:
    """Print how the teachers' trees compare with the development parts (likeliest heads, be they trees or not)."""
    total = [0, 0, 0, 0]
    for name, documents in corpus.dev.items():
        counts = [0, 0, 0, 0]
        for group in batches(list(windows.epoch(documents, limit=126, train=False)), size=1024):
            batch, targets = collate(group)
            judged = teachers(batch, targets)
            rows, cols = torch.nonzero(targets.heads >= 0, as_tuple=True)
            right = judged.heads.argmax(2)[rows, cols] == targets.heads[rows, cols]
            labelled = judged.labels.argmax(2)[rows, cols] == targets.layers["dep"][rows, cols]
            tagged = judged.layers["tag"].argmax(2)[rows, cols] == targets.layers["tag"][rows, cols]
            for i, value in enumerate((torch.ones_like(right), right, right & labelled, tagged)):
                counts[i] += int(value.sum())
        total = [a + b for a, b in zip(total, counts, strict=True)]
        _print_shares(name, counts)
    _print_shares("both", total)


def _print_shares(name: str, counts: Sequence[int]) -> None:
    """Print how much of all words was right."""
    words, *right = counts
    print(name, *(f"{key} {value / words:.4f}" for key, value in zip(("UAS", "LAS", "tag"), right, strict=True)))


def main() -> None:
    """Teach as the command line says."""
    parser = argparse.ArgumentParser(description="Write what teachers say of the training texts.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--teacher", type=Path, nargs=2, action="append", required=True, metavar=("CHECKPOINT", "ENCODER"),
        help="may be given several times: the mean counts",
    )  # fmt: skip
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    classes = args.teacher[0][0].parent / "vocabulary.json"
    vocabulary = Vocabulary(json.loads(classes.read_text(encoding="utf-8")))
    models = []
    for checkpoint, encoder in args.teacher:
        model = Reader(vocabulary.sizes, encoder=encoder_of(encoder))
        model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
        models.append(model)
    teachers = Teachers(models)
    windows = Windows(Featurizer.from_file(args.tokenizer), vocabulary, None, random.Random(1))
    windows.featurizer.tokenizer.no_padding()
    windows.featurizer.tokenizer.no_truncation()
    corpus = read(args.data)
    if args.check:
        check(teachers, windows, corpus)
    if args.out:
        said = {
            key: [[item.stored() for item in sentences] for sentences in taught(teachers, windows, documents)]
            for key, documents in (("names", corpus.names), ("trees", corpus.trees))
        }
        torch.save(said, args.out)


if __name__ == "__main__":
    main()
