"""Train spaCy's own small network on the same treebanks, to be measured beside ours.

    python benchmarks/baseline.py --data DATA --out FOLDER [--steps 4000]

gives a pipeline of tagger, morphologizer, lemmatizer and parser over one convolutional network (`efficiency`, the
default settings of `spacy init config`); then `language.py --baseline FOLDER/model-last` measures both in one run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin

from training.corpora import Document, Sentence
from training.prepare import read

PIPELINE = ["tagger", "morphologizer", "trainable_lemmatizer", "parser"]
TOGETHER = 10
"""Sentences of one example: the parser has to learn where they end."""
VOCAB = spacy.blank("en").vocab


def gold(sentences: list[Sentence]) -> Doc:
    """Give some sentences of a treebank as one annotated document."""
    words, heads = [], []
    for s in sentences:
        heads += [len(words) + head for head in s.heads or []]
        words += s.words
    return Doc(
        VOCAB, words=words, spaces=[x for s in sentences for x in s.spaces], heads=heads,
        tags=[x for s in sentences for x in s.tags or []], pos=[x for s in sentences for x in s.pos or []],
        morphs=[x for s in sentences for x in s.morphs or []],
        lemmas=[x for s in sentences for x in s.lemma_texts or []],
        deps=["ROOT" if x == "root" else x for s in sentences for x in s.deps or []],
        sent_starts=[i == 0 for s in sentences for i in range(len(s.words))],
    )  # fmt: skip


def write(documents: Iterable[Document], path: Path) -> None:
    """Write documents in spaCy's format."""
    bin_ = DocBin(attrs=["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "SPACY"])
    for document in documents:
        for start in range(0, len(document.sentences), TOGETHER):
            bin_.add(gold(document.sentences[start : start + TOGETHER]))
    bin_.to_disk(path)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description="Train spaCy's convolutional network on the same treebanks.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    corpus = read(args.data)
    write(corpus.trees, args.out / "train.spacy")
    write([document for documents in corpus.dev.values() for document in documents][::8], args.out / "dev.spacy")
    config = init_config(lang="en", pipeline=PIPELINE, optimize="efficiency", gpu=False)
    config["training"]["max_steps"] = args.steps
    config["training"]["patience"] = 0
    config["training"]["eval_frequency"] = max(200, args.steps // 5)
    config.to_disk(args.out / "config.cfg")
    paths = {"paths.train": str(args.out / "train.spacy"), "paths.dev": str(args.out / "dev.spacy")}
    train(args.out / "config.cfg", args.out, overrides=paths)


if __name__ == "__main__":
    main()
