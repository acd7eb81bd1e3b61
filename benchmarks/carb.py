"""Score the surface triples against CaRB: binary lenient tuple match (Bhardwaj, Aggarwal and Mausam, EMNLP 2019).

    python benchmarks/carb.py --data DATA/openie/carb-dev.tsv [--docs CACHE] [--errors N]

Every pair of a gold tuple and a triple gets a precision and a recall, counted in words slot by slot (all arguments
after the first are one slot); a pair without a common relation word gets none. Precision matches each triple with at
most one gold tuple, greedily, the best pair first; recall takes the best triple for each gold tuple. Both are averaged
over the whole set, at every threshold of confidence; reported is the threshold with the best F1, and the area under
the curve. With `--strict` recall too is one to one. `--docs` keeps the parses in a file between runs.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, DocBin

from kg import language
from kg.extract.statements import surface_triples

SAID = ("said", "told", "added", "adds", "says")


@dataclass(frozen=True, slots=True)
class Tuple3:
    """Words of subject, relation and the joined further arguments."""

    subject: tuple[str, ...]
    relation: tuple[str, ...]
    object: tuple[str, ...]
    confidence: float = 1.0
    construct: str = ""


def read_gold(path: Path) -> dict[str, list[Tuple3]]:
    """Read the gold tuples of each sentence (columns: sentence, relation, arguments)."""
    gold: dict[str, list[Tuple3]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, relation, *arguments = line.split("\t")
        subject, rest = (arguments or [""])[0], " ".join(arguments[1:])
        tuple3 = Tuple3(tuple(subject.split()), tuple(relation.split()), tuple(rest.split()))
        gold.setdefault(sentence.strip(), []).append(tuple3)
    return gold


def parse(sentences: Sequence[str], cache: Path | None) -> list[Doc]:
    """Parse the sentences, or read the parses from the cache."""
    if cache is not None and cache.exists():
        nlp = language.load(None)
        return list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    docs = list(language.load(None).pipe(sentences))
    if cache is not None:
        DocBin(docs=docs).to_disk(cache)
    return docs


def predict(doc: Doc) -> list[Tuple3]:
    """Give the surface triples of one sentence as words."""
    return [
        Tuple3(
            tuple(triple.subject.text.split()),
            tuple(triple.relation.text.split()),
            tuple(triple.object.text.split()),
            triple.confidence,
            triple.construct,
        )
        for triple in surface_triples(doc)
    ]


def overlap(gold: Sequence[str], found: Sequence[str]) -> int:
    """Count the words two slots share."""
    return sum((Counter(gold) & Counter(found)).values())


def match(gold: Tuple3, found: Tuple3) -> tuple[float, float]:
    """Give precision and recall of one triple against one gold tuple."""
    straight = _match(gold, found)
    if any(word in " ".join(gold.relation) for word in SAID):
        turned = Tuple3(found.object, found.relation, found.subject)
        return max(straight, _match(gold, turned))
    return straight


def _match(gold: Tuple3, found: Tuple3) -> tuple[float, float]:
    common = overlap(gold.relation, found.relation)
    if not common:
        return 0.0, 0.0
    common += overlap(gold.subject, found.subject) + overlap(gold.object, found.object)
    size = len(found.relation) + len(found.subject) + len(found.object)
    return common / size, common / (len(gold.relation) + len(gold.subject) + len(gold.object))


def score(
    pairs: Sequence[tuple[list[Tuple3], list[Tuple3]]], threshold: float, *, strict: bool = False
) -> tuple[float, float]:
    """Give precision and recall over all sentences, of the triples at or above a threshold of confidence."""
    precise = recalled = 0.0
    n_found = n_gold = 0
    for gold, every in pairs:
        found = [triple for triple in every if triple.confidence >= threshold]
        table = [[match(g, f) for f in found] for g in gold]
        n_found += len(found)
        n_gold += len(gold)
        precise += sum(value for value, _, _ in one_to_one(table, 0))
        if strict:
            recalled += sum(value for value, _, _ in one_to_one(table, 1))
        else:
            recalled += sum(max((recall for _, recall in row), default=0.0) for row in table)
    return (precise / n_found if n_found else 0.0), (recalled / n_gold if n_gold else 0.0)


def one_to_one(table: Sequence[Sequence[tuple[float, float]]], which: int) -> list[tuple[float, int, int]]:
    """Match rows with columns greedily, the highest value first."""
    cells = sorted(
        ((cell[which], i, j) for i, row in enumerate(table) for j, cell in enumerate(row)),
        key=lambda c: (-c[0], c[1], c[2]),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    matched = []
    for value, i, j in cells:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            matched.append((value, i, j))
    return matched


def f1(precision: float, recall: float) -> float:
    """Give the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def curve(
    pairs: Sequence[tuple[list[Tuple3], list[Tuple3]]], *, strict: bool = False, steps: int = 40
) -> list[tuple[float, float, float]]:
    """Give (threshold, precision, recall) at evenly spread thresholds."""
    values = sorted({triple.confidence for _, found in pairs for triple in found})
    chosen = sorted({values[round(i * (len(values) - 1) / steps)] for i in range(steps + 1)}) if values else [0.0]
    return [(threshold, *score(pairs, threshold, strict=strict)) for threshold in chosen]


def area(points: Iterable[tuple[float, float, float]]) -> float:
    """Give the area under precision over recall by the trapezoid rule, from recall 0 on."""
    ordered = sorted((recall, precision) for _, precision, recall in points)
    total, last_recall, last_precision = 0.0, 0.0, ordered[0][1]
    for recall, precision in ordered:
        total += (recall - last_recall) * (precision + last_precision) / 2
        last_recall, last_precision = recall, precision
    return total


def by_construct(pairs: Sequence[tuple[list[Tuple3], list[Tuple3]]]) -> list[tuple[str, int, float]]:
    """Give, for each construct, the number of triples and their mean precision in the one-to-one matching."""
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for gold, found in pairs:
        table = [[match(g, f) for f in found] for g in gold]
        counts.update(triple.construct for triple in found)
        for value, _, j in one_to_one(table, 0):
            sums[found[j].construct] += value
    return [(name, count, sums[name] / count) for name, count in counts.most_common()]


def main() -> None:
    """Read, parse, score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print this many sentences with gold and found")
    options = parser.parse_args()
    gold = read_gold(options.data)
    docs = parse(list(gold), options.docs)
    pairs = [(tuples, predict(doc)) for tuples, doc in zip(gold.values(), docs, strict=True)]
    for strict in (False, True):
        points = curve(pairs, strict=strict)
        threshold, precision, recall = max(points, key=lambda point: f1(point[1], point[2]))
        name = "one to one" if strict else "CaRB"
        print(
            f"{name}: F1 {f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}"
            f"  at confidence {threshold:.2f};  all: P {points[0][1]:.3f} R {points[0][2]:.3f};  AUC {area(points):.3f}"
        )
    for name, count, value in by_construct(pairs):
        print(f"  {name:<22} {count:5d}  mean precision {value:.3f}")
    for (tuples, found), sentence in list(zip(pairs, gold, strict=True))[: options.errors]:
        print(f"\n# {sentence}")
        for t in tuples:
            print(f"   gold   {' '.join(t.subject)} | {' '.join(t.relation)} | {' '.join(t.object)}")
        for t in found:
            best = max((match(g, t) for g in tuples), default=(0.0, 0.0))
            words = " | ".join(" ".join(slot) for slot in (t.subject, t.relation, t.object))
            print(f"   {best[0]:.2f} {best[1]:.2f} {words}  [{t.construct} {t.confidence}]")


if __name__ == "__main__":
    main()
