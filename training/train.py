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
from training.model import Batch, Reader, Scores
from training.names import Swapper, demonyms
from training.prepare import read
from training.windows import IGNORE, Targets, Vocabulary, Window, Windows, batches, collate

logger = logging.getLogger(__name__)
WEIGHTS = {"arc": 1.0, "dep": 1.0, "tag": 1.0, "pos": 0.5, "morph": 0.7, "lemma": 0.7, "start": 1.0, "name": 1.5}


def losses(model: Reader, scores: Scores, targets: Targets, batch: Batch, allowed: Tensor) -> dict[str, Tensor]:
    """Give the mean loss of each layer that the batch has answers for."""
    found: dict[str, Tensor] = {}
    heads, most = targets.heads, targets.heads.shape[1]
    rows, cols = torch.nonzero(heads >= 0, as_tuple=True)
    if len(rows):
        arcs = model.arcs(scores)
        same = targets.sentence[:, :, None] == targets.sentence[:, None, :]
        same &= ~torch.eye(most, dtype=torch.bool)[None]
        same = torch.cat([same, torch.ones_like(same[:, :, :1])], dim=2)
        gold = heads[rows, cols]
        found["arc"] = F.cross_entropy(arcs.masked_fill(~same, -1e4)[rows, cols], gold)
        at = torch.where(gold == most, cols, gold)
        labels = model.label_scores(scores.label_dep[rows, cols], scores.label_head[rows, at])
        found["dep"] = F.cross_entropy(labels, targets.layers["dep"][rows, cols], ignore_index=IGNORE)
        for key, values in (("tag", scores.tag), ("pos", scores.pos), ("morph", scores.morph), ("lemma", scores.lemma)):
            target = targets.layers[key][rows, cols]
            if bool((target >= 0).any()):
                found[key] = F.cross_entropy(values[rows, cols], target, ignore_index=IGNORE)
        starts = targets.starts[rows, cols]
        found["start"] = F.binary_cross_entropy_with_logits(scores.start[rows, cols], starts.float())
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
    parser.add_argument("--out", type=Path, required=True)
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
    vocabulary = Vocabulary.of(corpus.trees)
    saved_vocabulary = args.out / "vocabulary.json"
    if saved_vocabulary.exists():
        vocabulary = Vocabulary(json.loads(saved_vocabulary.read_text(encoding="utf-8")))
    saved_vocabulary.write_text(json.dumps(vocabulary.classes, ensure_ascii=False, indent=0), encoding="utf-8")
    swapper = Swapper(args.data, demonyms(args.data), rng)
    windows = Windows(Featurizer.from_file(args.encoder / "tokenizer.json"), vocabulary, swapper, rng)
    windows.featurizer.tokenizer.no_padding()
    windows.featurizer.tokenizer.no_truncation()

    model = Reader(vocabulary.sizes)
    model.encoder.load(args.encoder / "model.safetensors")
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "top": args.rate}, {"params": heads, "top": args.head_rate}], weight_decay=0.01, fused=True
    )
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
