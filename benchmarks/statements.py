"""Measure the statements: what they join in re3d, how fast they are read, and a random sheet of them to be judged.

    python benchmarks/statements.py --data DATA --docs CACHE            join share and speed
    python benchmarks/statements.py --data DATA --sheet 300 --seed 1    a sheet of statements beside their sentences

A relation of re3d between two spans of one sentence counts as joined if a statement has one of them as subject or
object and the other as subject, object or argument. A phrase is a span if it has its head in it, or holds it whole.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin

from kg import language
from kg.extract.statements import propositions
from kg.model import Phrase, Proposition


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """Read a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def parse(texts: list[str], cache: Path | None) -> list[Doc]:
    """Parse the texts, or read the parses from the cache."""
    nlp = language.load(None)
    if cache is not None and cache.exists():
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = list(nlp.pipe(texts))
    if cache is not None:
        DocBin(docs=docs).to_disk(cache)
    return docs


def is_span(doc: Doc, phrase: Phrase, start: int, end: int) -> bool:
    """Tell whether a phrase stands for a span of the text."""
    if phrase.head >= 0 and start <= doc[phrase.head].idx < end:
        return True
    return any(low <= start and end <= high for low, high in phrase.spans)


def joins(doc: Doc, proposition: Proposition, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether a proposition joins two spans."""
    core = (proposition.subject, proposition.object)
    every = (*core, *(argument.phrase for argument in proposition.arguments))
    for one, other in ((first, second), (second, first)):
        for phrase in core:
            if is_span(doc, phrase, *one) and any(is_span(doc, p, *other) for p in every if p is not phrase):
                return True
    return False


def join_share(data: Path, docs: dict[str, Doc], show: int) -> None:
    """Print the share of the relations that a statement joins, by type."""
    joined: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed = []
    said = {id: list(propositions(doc)) for id, doc in docs.items()}
    for relation in read_lines(data / "re3d-dev" / "relations.jsonl"):
        id, kind = str(relation["documentId"]), str(relation["type"])
        doc = docs[id]
        first = (int(str(relation["sourceBegin"])), int(str(relation["sourceEnd"])))
        second = (int(str(relation["targetBegin"])), int(str(relation["targetEnd"])))
        low, high = min(first[0], second[0]), max(first[1], second[1])
        sentence = next((s for s in doc.sents if s.start_char <= low and high <= s.end_char), None)
        if sentence is None:
            continue
        total[kind] += 1
        here = [p for p in said[id] if p.sentence == (sentence.start_char, sentence.end_char)]
        if any(joins(doc, p, first, second) for p in here):
            joined[kind] += 1
        else:
            missed.append((kind, relation["source"], relation["target"], sentence.text.strip(), here))
    found, of = sum(joined.values()), sum(total.values())
    print(f"re3d: {found} of {of} joined: {found / of:.3f}")
    for kind, count in total.most_common():
        print(f"  {kind:<18} {joined[kind]:4d} of {count}")
    for kind, source, target, text, here in missed[:show]:
        print(f"\n- {kind}: {source} ~ {target}\n  # {text}")
        for p in here:
            arguments = "; ".join(f"{a.role}={a.phrase.text}" for a in p.arguments)
            print(f"     ({p.subject.text} | {p.relation.label} | {p.object.text}) {{{arguments}}}")


def speed(docs: list[Doc]) -> None:
    """Print how many words a second are read from parsed Docs."""
    words = sum(len(doc) for doc in docs)
    started = time.process_time()
    found = sum(1 for doc in docs for _ in propositions(doc))
    seconds = time.process_time() - started
    print(f"speed: {words} words, {found} statements in {seconds:.2f} s: {words / seconds:,.0f} words/s on one core")


def sheet(docs: list[Doc], size: int, seed: int) -> None:
    """Print a random sheet of statements beside their sentences, as tab-separated values."""
    every = [(doc, p) for doc in docs for p in propositions(doc)]
    for number, (doc, p) in enumerate(random.Random(seed).sample(every, min(size, len(every)))):
        arguments = "; ".join(f"{a.role}={a.phrase.text}" for a in p.arguments)
        text = " ".join(doc.text[slice(*p.sentence)].split())
        fields = (
            str(number), p.polarity.value, p.modality.value, p.subject.text, p.relation.label, p.object.text, arguments,
            p.construct, f"{p.confidence:.2f}", text,
        )  # fmt: skip
        print("\t".join(fields))


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--docs", type=Path, help="keep the parses here between runs")
    parser.add_argument("--show", type=int, default=0, help="print this many relations that nothing joins")
    parser.add_argument("--sheet", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    documents = list(read_lines(options.data / "re3d-dev" / "documents.jsonl"))
    docs = parse([str(document["text"]) for document in documents], options.docs)
    if options.sheet:
        sheet(docs, options.sheet, options.seed)
        return
    by_id = {str(document["_id"]): doc for document, doc in zip(documents, docs, strict=True)}
    join_share(options.data, by_id, options.show)
    speed(docs)


if __name__ == "__main__":
    main()
