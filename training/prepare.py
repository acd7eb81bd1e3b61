"""Reading all corpora and dividing them: what is trained on, what is held out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Document, read_columns, read_conllu, read_docred, read_re3d
from training.names import Namer, countries, demonyms

FOLDS = 10
"""Every tenth document of wikigold, Re-DocRED and CrossNER politics is held out for evaluation."""


@dataclass(slots=True)
class Corpus:
    """All documents, by use."""

    trees: list[Document]  # training: trees, tags; GUM's with names
    names: list[Document]  # training: names only
    dev: dict[str, list[Document]]  # trees: "ewt", "gum"
    held_out: dict[str, list[Document]]  # names: "wikigold", "docred", "politics"; "ewt" is English web text


def read(data: Path) -> Corpus:
    """Read the data folder; its layout and checksums are in the README beside this file."""
    namer = Namer(demonyms(data), countries(data))
    ud, ner = data / "ud", data / "ner"
    trees = [*read_conllu(ud / "ewt-train.conllu.gz", "ewt"), *read_conllu(ud / "gum-train.conllu.gz", "gum", namer)]
    dev = {
        "ewt": list(read_conllu(ud / "ewt-dev.conllu.gz", "ewt")),
        "gum": list(read_conllu(ud / "gum-dev.conllu.gz", "gum", namer)),
    }
    sets = {
        "wikigold": list(read_columns(ner / "wikigold.conll.txt", "wikigold", namer, size=12)),
        "docred": [doc for part in ("dev", "test") for doc in read_docred(ner / f"redocred-{part}.json", namer)],
        "politics": [
            doc
            for part in ("train", "dev", "test")
            for doc in read_columns(ner / f"crossner-politics-{part}.txt", "politics", namer, size=10)
        ],
    }
    held_out = {name: docs[::FOLDS] for name, docs in sets.items()}
    names = [doc for docs in sets.values() for i, doc in enumerate(docs) if i % FOLDS]
    names += read_columns(ner / "uner-ewt-test.iob2", "uner", namer, size=10, column=2, word=1)
    names += 2 * list(read_re3d(data / "re3d-dev", namer))  # little, and the nearest to what the model is for
    held_out["ewt"] = list(read_columns(ner / "uner-ewt-dev.iob2", "uner", namer, size=10, column=2, word=1))
    random.Random(1).shuffle(names)
    return Corpus(trees, names, dev, held_out)
