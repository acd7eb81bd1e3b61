"""Fit the two models of confidence on CaRB's development set and print the table of bins.

    python benchmarks/confidence.py --data DATA/openie/carb-dev.tsv [--docs CACHE] [--level .85] [--write]

A surface triple counts as right as far as its words match the gold tuple it is paired with (one to one). A statement
counts as right if some gold tuple shares most of its words, subject, predicate and object; since gold tuples are far
from complete, this is lower than what a reader signs, so the bias is moved until the mean confidence is the share that
readers signed (`--level`). The penalty on the weights is quadratic. Half of the sentences fit, the other half is
counted in the bins; what is written is fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from carb import Tuple3, match, one_to_one, parse, read_gold
from spacy.tokens import Doc

from kg.extract.statements import confidence as model
from kg.extract.statements import propositions, surface_triples

PRIORS = {
    "construct title": 1.0, "construct members": 0.4, "construct light verb": 0.4, "construct apposition": -0.2,
    "construct location": -0.4, "construct nominalisation": -0.5, "construct reciprocal": 0.0, "construct folded": 0.0,
}  # fmt: skip
"""Weights of constructs that CaRB's tuples do not cover or do not word the same way, set by reading."""

REPEATING = frozenset({"construct one adjunct", "construct shorter"})
"""Triples that repeat part of another: they are ranked behind all others, not fitted."""

TABLE = Path(model.__file__).parents[2] / "data" / "confidence.tsv"
Example = tuple[model.Features, float]


class _Watch:
    """Keep the features of every statement made, in order."""

    def __init__(self) -> None:
        self.seen: list[model.Features] = []
        self._real = model.probability

    def __call__(self, found: model.Features, name: str) -> float:
        self.seen.append(found)
        return self._real(found, name)


def examples(doc: Doc, gold: Sequence[Tuple3], surface: bool) -> Iterator[Example]:
    """Yield the features of each statement of a sentence with how right it is."""
    watch = _Watch()
    room = import_module(f"kg.extract.statements.{'surface' if surface else 'propositions'}")
    room.probability = watch  # type: ignore[attr-defined]  # the only place where features and statements meet
    found = [
        Tuple3(tuple(t.subject.text.split()), tuple(t.relation.text.split()), tuple(t.object.text.split()))
        for t in surface_triples(doc)
    ] if surface else [
        Tuple3(
            tuple((p.object if p.swapped else p.subject).text.split()),
            tuple(p.predicate.text.split()),
            tuple((p.subject if p.swapped else p.object).text.split()),
        )
        for p in propositions(doc)
    ]  # fmt: skip
    room.probability = watch._real  # type: ignore[attr-defined]
    table = [[match(g, f) for f in found] for g in gold]
    if surface:
        repeats = [any(name in features for name in REPEATING) for features in watch.seen]
        table = [[(0.0, 0.0) if again else cell for again, cell in zip(repeats, row, strict=True)] for row in table]
    if surface:
        values = {j: value for value, _, j in one_to_one(table, 0)}
    else:
        values = {j: float(max((row[j][0] for row in table), default=0.0) >= 0.6) for j in range(len(found))}
    for j, features in enumerate(watch.seen):
        unjudged = REPEATING if surface else PRIORS
        if not any(name in features for name in unjudged):
            yield features, values.get(j, 0.0)


def fit(data: Sequence[Example], names: Sequence[str], penalty: float = 2.0) -> np.ndarray:
    """Fit a logistic model by Newton's method."""
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in data])
    y = np.array([value for _, value in data])
    w = np.zeros(len(names))
    scale = np.array([0.0 if name == "bias" else penalty for name in names])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + scale * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(scale + 1e-6)
        w -= np.linalg.solve(hessian, gradient)
    return w


def shifted(w: np.ndarray, data: Sequence[Example], names: Sequence[str], level: float) -> np.ndarray:
    """Move the bias until the mean probability is `level`."""
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in data])
    low, high = -6.0, 6.0
    for _ in range(50):
        middle = (low + high) / 2
        mean = float(np.mean(1 / (1 + np.exp(-(x @ w) - middle))))
        low, high = (middle, high) if mean < level else (low, middle)
    result = w.copy()
    result[list(names).index("bias")] += low
    return result


def bins(w: np.ndarray, data: Sequence[Example], names: Sequence[str], count: int = 6) -> None:
    """Print stated against found in bins of equal size."""
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in data])
    y = np.array([value for _, value in data])
    p = 1 / (1 + np.exp(-x @ w))
    for part in np.array_split(np.argsort(p), count):
        print(
            f"    stated {p[part].min():.2f}–{p[part].max():.2f} (mean {p[part].mean():.2f})"
            f"  found {y[part].mean():.2f}  n {len(part)}"
        )


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--level", type=float, default=0.85, help="share of statements that readers signed")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gold = read_gold(options.data)
    docs = parse(list(gold), options.docs)
    columns: dict[str, dict[str, float]] = {}
    for name in ("statement", "surface"):
        groups = [
            list(examples(doc, tuples, name == "surface")) for tuples, doc in zip(gold.values(), docs, strict=True)
        ]
        data = [example for group in groups for example in group]
        names = sorted({key for features, _ in data for key in features})
        half = [example for group in groups[::2] for example in group]
        rest = [example for group in groups[1::2] for example in group]
        print(
            f"{name}: {len(data)} examples, mean {np.mean([value for _, value in data]):.3f};"
            " fitted on one half, counted on the other"
        )
        bins(fit(half, names), rest, names)
        w = fit(data, names)
        if name == "statement":
            w = shifted(w, data, names, options.level)
        columns[name] = dict(zip(names, w.tolist(), strict=True))
    columns["statement"].update(PRIORS)
    if options.write:
        rows = sorted({*columns["statement"], *columns["surface"]})
        head = TABLE.read_text(encoding="utf-8").splitlines()[:2]
        lines = [
            f"{row}\t{columns['statement'].get(row, 0.0):.3f}\t{columns['surface'].get(row, 0.0):.3f}" for row in rows
        ]
        TABLE.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
