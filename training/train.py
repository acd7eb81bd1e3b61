"""Training: one joint loss over trees and names, as long as asked for; resumes where it stopped.

    python -m training.train --data DATA --encoder ENCODER --out OUT --minutes 90

`ENCODER` is the folder of MiniLM (`model.safetensors`, `tokenizer.json`). The rate falls to nothing with the share of
the time that is used, so that the same command gives a finished model on any machine; `--steps` counts steps instead,
which is what to use to repeat a training exactly.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.language.features import Featurizer
from training.model import Batch, Reader, Scores, encoder_of
from training.names import Swapper, demonyms
from training.prepare import read
from training.teach import attach
from training.windows import IGNORE, Targets, Vocabulary, Window, Windows, batches, collate, within_sentences

logger = logging.getLogger(__name__)
WEIGHTS = {"arc": 1.0, "dep": 1.0, "tag": 1.0, "pos": 0.5, "morph": 0.7, "lemma": 0.7, "start": 1.0, "name": 1.5}
TREEBANK = 0.5
"""How much of the loss of a word's head and label is the treebank's where a teacher speaks, too."""


def tree_losses(model: Reader, scores: Scores, targets: Targets) -> dict[str, Tensor]:
    """Give the losses of trees, tags and sentence starts, against the treebank, the teachers, or half and half."""
    found: dict[str, Tensor] = {}
    heads, most, taught = targets.heads, targets.heads.shape[1], targets.taught
    said = torch.zeros_like(heads, dtype=torch.bool) if taught is None else taught.chances[:, :, 0] > 0
    rows, cols = torch.nonzero((heads >= 0) | said, as_tuple=True)
    if not len(rows):
        return found
    arcs = F.log_softmax(model.arcs(scores).masked_fill(~within_sentences(targets), -1e4)[rows, cols], dim=1)
    gold, deps = heads[rows, cols], targets.layers["dep"][rows, cols]
    known = gold >= 0
    share = known.float()  # of the treebank in the loss of each word
    at = gold.clamp(min=0)
    arc = -arcs.gather(1, at[:, None]).squeeze(1) * share
    if taught is not None:
        share = torch.where(known & said[rows, cols], TREEBANK, share)
        arc = arc * torch.where(known, share, 1.0)
        others = taught.heads[rows, cols]
        arc = arc - (arcs.gather(1, others) * taught.chances[rows, cols]).sum(1) * (1 - share)
        at = torch.where(known, at, others[:, 0])
    found["arc"] = arc.mean()
    labels = F.log_softmax(
        model.label_scores(scores.label_dep[rows, cols], scores.label_head[rows, torch.where(at == most, cols, at)]), 1
    )
    dep = -labels.gather(1, deps.clamp(min=0)[:, None]).squeeze(1) * (known & (deps >= 0))
    if taught is not None:
        agreed = said[rows, cols] & (others[:, 0] == at)
        soft = -(labels.gather(1, taught.deps[rows, cols]) * taught.dep_chances[rows, cols]).sum(1)
        part = torch.where(agreed, torch.where(known, TREEBANK, 0.0), 1.0)
        dep = dep * part + torch.where(agreed, soft, 0.0) * (1 - part)
    found["dep"] = dep.mean()
    for key, values in (("tag", scores.tag), ("pos", scores.pos), ("morph", scores.morph), ("lemma", scores.lemma)):
        target = targets.layers[key][rows, cols]
        if bool((target >= 0).any()):
            found[key] = F.cross_entropy(values[rows, cols], target, ignore_index=IGNORE)
    starts = targets.starts[rows, cols]
    if bool((starts >= 0).any()):
        logits = scores.start[rows, cols][starts >= 0]
        found["start"] = F.binary_cross_entropy_with_logits(logits, starts[starts >= 0].float())
    return found


def losses(model: Reader, scores: Scores, targets: Targets, batch: Batch, allowed: Tensor) -> dict[str, Tensor]:
    """Give the mean loss of each layer that the batch has answers for."""
    found = tree_losses(model, scores, targets)
    rows, cols = torch.nonzero(targets.names >= 0, as_tuple=True)
    if len(rows):
        log = F.log_softmax(scores.name[rows, cols], dim=1)
        mask = allowed[targets.names[rows, cols]]
        found["name"] = -log.masked_fill(~mask, -1e4).logsumexp(1).mean()
    return found


class Stream:
    """Endless batches of two kinds in a fixed proportion, each kind epoch after epoch."""

    def __init__(self, windows: Windows, trees: list, names: list, *, size: int, limit: int, share: float) -> None:  # type: ignore[type-arg]
        self.windows, self.size, self.limit, self.share = windows, size, limit, share
        self.documents = {"trees": trees, "names": names}
        self.waiting: dict[str, list[list[Window]]] = {"trees": [], "names": []}
        self.epochs = {"trees": 0, "names": 0}

    def __iter__(self) -> Iterator[tuple[str, list[Window]]]:
        """Yield kind and windows."""
        while True:
            kind = "names" if self.windows.rng.random() < self.share else "trees"
            if not self.waiting[kind]:
                self.epochs[kind] += 1
                fresh = list(self.windows.epoch(self.documents[kind], limit=self.limit, train=True))
                self.waiting[kind] = batches(fresh, size=self.size, rng=self.windows.rng)
            yield kind, self.waiting[kind].pop()


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json of BERT, where that of ENCODER is another")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint to start from in place of the pretrained encoder")
    parser.add_argument("--taught", type=Path, help="what teachers say of the texts, from training.teach")
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--steps", type=int, default=0, help="count steps, not minutes")
    parser.add_argument("--size", type=int, default=1280, help="sub-words a batch")
    parser.add_argument("--limit", type=int, default=126, help="sub-words a window")
    parser.add_argument("--share", type=float, default=0.33, help="share of batches with names only")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-minutes", type=float, default=5.0)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    corpus = read(args.data)
    if args.taught:
        attach(corpus, args.taught)
    vocabulary = Vocabulary.of(corpus.trees)
    saved_vocabulary = args.out / "vocabulary.json"
    if saved_vocabulary.exists():
        vocabulary = Vocabulary(json.loads(saved_vocabulary.read_text(encoding="utf-8")))
    saved_vocabulary.write_text(json.dumps(vocabulary.classes, ensure_ascii=False, indent=0), encoding="utf-8")
    swapper = Swapper(args.data, demonyms(args.data), rng)
    windows = Windows(Featurizer.from_file(args.tokenizer or args.encoder / "tokenizer.json"), vocabulary, swapper, rng)
    windows.featurizer.tokenizer.no_padding()
    windows.featurizer.tokenizer.no_truncation()

    model = Reader(vocabulary.sizes, encoder=encoder_of(args.encoder))
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "top": args.rate}, {"params": heads, "top": args.head_rate}], weight_decay=0.01, fused=True
    )
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True)["model"])
    step, used = 0, 0.0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, used = state["step"], state["used"]
        rng.seed(args.seed + step)
        logger.info("resumed at step %d, %.1f minutes", step, used / 60)

    stream = Stream(windows, corpus.trees, corpus.names, size=args.size, limit=args.limit, share=args.share)
    model.train()
    sums: dict[str, list[float]] = {}
    begun, saved, subwords, ticked = time.monotonic() - used, time.monotonic(), 0, time.monotonic()
    allowed = windows.allowed()
    for _kind, group in stream:
        used = time.monotonic() - begun
        share = step / args.steps if args.steps else used / 60 / args.minutes
        if share >= 1:
            break
        for parameters in optimizer.param_groups:
            parameters["lr"] = parameters["top"] * min(1.0, (step + 1) / 100) * (1 - share)
        batch, targets = collate(group)
        if len(allowed) != len(windows.sets):
            allowed = windows.allowed()
        scores = model(batch)
        parts = losses(model, scores, targets, batch, allowed)
        total = sum((WEIGHTS[key] * value for key, value in parts.items()), torch.zeros(()))
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*encoder, *heads], 2.0)
        optimizer.step()
        step += 1
        subwords += batch.ids.numel()
        for key, value in parts.items():
            sums.setdefault(key, []).append(value.item())
        if step % 50 == 0:
            now = time.monotonic()
            shown = " ".join(f"{key} {sum(v) / len(v):.3f}" for key, v in sorted(sums.items()))
            logger.info("%d %.3f %s %.0f/s epochs %s", step, share, shown, subwords / (now - ticked), stream.epochs)
            sums, subwords, ticked = {}, 0, now
        if time.monotonic() - saved > args.save_minutes * 60:
            save(checkpoint, model, optimizer, step, used)
            saved = time.monotonic()
    save(checkpoint, model, optimizer, step, used)
    logger.info("done at step %d, %.1f minutes", step, used / 60)


def save(path: Path, model: Reader, optimizer: torch.optim.Optimizer, step: int, used: float) -> None:
    """Write a checkpoint, never leaving half of one."""
    part = path.with_suffix(".part")
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "used": used}
    torch.save(state, part)
    part.replace(path)


if __name__ == "__main__":
    main()
