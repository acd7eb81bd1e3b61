"""Reading all corpora and dividing them: what is trained on, what is held out.

    python -m training.prepare --data DATA

checks the files of the data folder against the checksums below and says what was read.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Document, read_columns, read_conllu, read_docred, read_re3d
from training.names import Namer, countries, demonyms

FOLDS = 10
"""Every tenth document of wikigold, Re-DocRED and CrossNER politics is held out for evaluation."""

CHECKSUMS = {
    "ud/ewt-dev.conllu.gz": "bbb9380406db17ba09f810df32481f66a2c52e9023c072b09650ff33d9f92762",
    "ud/ewt-train.conllu.gz": "dcec7c04a8d358a04f5df2a56d6a7885de0b8e2ad60f9172fb545db1cc787f4b",
    "ud/gum-dev.conllu.gz": "4cf8d9cdd74907ea7c5f9d0bd719df679b7992cf71033e9a56696d44885a0627",
    "ud/gum-train.conllu.gz": "cf2552ff174e44cb26e202909fe69271d886a32617fbb75405442c9c25a5ebc5",
    "ner/crossner-politics-dev.txt": "4f1f30eb832f4c5fe474f67ca45e875d863bddf0bbe432262d272ef13639fa8f",
    "ner/crossner-politics-test.txt": "05cadc5e129d394f7f92b4a052cf4b6ea4c60878d32a833e500cf046c297455f",
    "ner/crossner-politics-train.txt": "1d8be31abb58463349496fe21b13d70114cf015294a9ff9cce77af9b83e8aa84",
    "ner/redocred-dev.json": "051ee1d057204a5d08ef5502beacdadf191245b5eaf0e29ec2c607cf002c016f",
    "ner/redocred-test.json": "ea673b7ef91e16510d7eb88863d3903e47318dc5653ef361266f27ae3b84723c",
    "ner/uner-ewt-dev.iob2": "0cafd881cf31d39897b6d588420fab8fbbe4423d271725c59921ac9dd49c0713",
    "ner/uner-ewt-test.iob2": "15a11f83ac75a66af954780ae993d739edffd5f60e4eeac77b82632708e7e67b",
    "ner/wikigold.conll.txt": "c797a64d0cf73ed058363f77671486bcfd413e70fda1726ad4a6ba624455225f",
    "re3d-dev/documents.jsonl": "a83c920c455146a7e16fb2144cf051b50694d4ace90de20a81796b4eecaa3740",
    "re3d-dev/entities.jsonl": "7b842d0abf86d1bb1b23075b4b51848b1008ce537abd8c29d92b3a3c139471d5",
    "gazetteer/factbook-government.json.gz": "c23687d79d3a49123d8986d43ebce7637824946ab88d7a33962566e091039275",
    "gazetteer/places-wikidata.csv": "7abed6c9ec909237d171a3f640ba9f0c207a353a3e0a0dc41bf7438be1e45331",
    "gazetteer/world-leaders-wikidata.csv": "8f625bf0c89411b3dec0654fe0674e92c1e4712e6854ca4de772b2fbf71c7b15",
    "gazetteer/foreign-ministers-wikidata.csv": "50dc4f7519b16696fb035a0804d20112e81bc6d769dd8239a69176c7ec74d1b0",
    "gazetteer/supraverden-organisations.yaml": "41c7f6683b58a4625b9f7b08dbd33096a366ad4d59a40a7c17c4a5fcacdc3280",
}
"""SHA-256 of the files that the shipped weights were trained and measured with."""


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


def problems(data: Path) -> list[str]:
    """Name the files that are missing or differ from those of the shipped weights."""
    found = []
    for name, wanted in CHECKSUMS.items():
        path = data / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            found.append(f"{name} is another version")
    return found


def main() -> None:
    """Check and count."""
    parser = argparse.ArgumentParser(description="Check the data folder and say what is in it.")
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    for problem in problems(data):
        print(problem)
    corpus = read(data)
    parts = {"trees": corpus.trees, "names": corpus.names, **{f"dev {name}": docs for name, docs in corpus.dev.items()}}
    parts |= {f"held out {name}": docs for name, docs in corpus.held_out.items()}
    for name, docs in parts.items():
        sentences = [s for d in docs for s in d.sentences]
        print(
            f"{name}: {len(docs)} documents, {len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words"
        )


if __name__ == "__main__":
    main()
