"""Learn the weights of the pronoun ranker from UD English GUM.

    python -m training.coreference.train --data DATA

DATA is the folder with `ud/gum-train.conllu.gz` and `ud/gum-dev.conllu.gz`. The likelihood of all right antecedents
of a pronoun (or of none) under one softmax is maximised with L2 by L-BFGS; then a threshold for each class of pronouns
is chosen on a held-out fifth of the training documents. Writes `kg/extract/coreference/weights.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.extract.coreference import BEFORE_PRONOUNS
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.pronouns import open_pronouns
from kg.extract.coreference.quotes import quotes
from kg.extract.coreference.ranking import (
    Candidate,
    candidates,
    features,
    meaning,
    none_features,
    pronoun_class,
    shadows,
)
from kg.extract.mentions import mentions
from kg.gazetteer import Gazetteer, load
from kg.model import Article
from training.coreference.gum import GoldDocument, read_documents

OUTPUT = Path(__file__).parents[2] / "kg" / "extract" / "coreference" / "weights.json"
RAREST = 4  # features seen less often are dropped


@dataclass
class Case:
    """One pronoun: the features of its choices (the last is none), which are right, and which chain each is of."""

    group: str
    held: list[list[str]]
    right: list[bool]
    chains: list[tuple[int, ...]]


def cases(document: GoldDocument, gazetteer: Gazetteer) -> Iterator[Case]:
    """Yield the pronouns of a document; those before are taken as rightly resolved."""
    doc = document.doc
    article = Article.plain(document.id, doc.text)
    chains = Chains(doc, mentions(doc, gazetteer), article, gazetteer)
    for sieve in BEFORE_PRONOUNS:
        sieve(chains)
    spoken = quotes(doc, article)
    things = shadows(chains)
    group_of: dict[int, tuple[int, str]] = {}
    for mention in document.mentions:
        length = mention.end - mention.start
        if mention.head not in group_of or length < group_of[mention.head][0]:
            group_of[mention.head] = length, mention.group
    for node in list(open_pronouns(chains)):
        choices = candidates(chains, node, things, spoken)
        if not choices:
            continue
        gold = group_of.get(node.token.i)
        right = [gold is not None and _group(document, group_of, one) == gold[1] for one in choices]
        ids = [meaning(chains, one) for one in choices]
        yield Case(
            pronoun_class(node),
            [*(features(chains, node, one) for one in choices), none_features(node, choices)],
            [*right, not any(right)],
            [*ids, ()],
        )
        nearest = next((one for one, good in zip(choices, right, strict=True) if good and one.node), None)
        if nearest is not None and nearest.members:
            chains.of(node).members = meaning(chains, nearest)
        elif nearest is not None and nearest.node is not None:
            chains.join(nearest.node, node, "pronoun")


def _group(document: GoldDocument, group_of: dict[int, tuple[int, str]], choice: Candidate) -> str | None:
    """Give the gold group of a candidate: for several joined by *and*, of the mention that spans them all."""
    if not choice.members:
        return group_of.get(choice.token.i, (0, None))[1]
    last = choice.members[-1].token.i
    spanning = (one for one in document.mentions if one.head == choice.token.i and one.end > last)
    return next((one.group for one in spanning), None)


def learn(known: list[Case], strength: float) -> dict[str, float]:
    """Maximise the likelihood of the right choices."""
    counts = Counter(name for case in known for held in case.held for name in held)
    index = {name: place for place, name in enumerate(sorted(name for name, n in counts.items() if n >= RAREST))}
    rows, columns, starts, right = [], [], [0], []
    row = 0
    for case in known:
        for held, good in zip(case.held, case.right, strict=True):
            for name in held:
                if name in index:
                    rows.append(row)
                    columns.append(index[name])
            right.append(good)
            row += 1
        starts.append(row)
    matrix = csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(row, len(index)))
    mask = numpy.array(right)
    begins = numpy.array(starts[:-1])
    sizes = numpy.diff(starts)

    def loss(weights: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        scores = matrix @ weights
        top = numpy.repeat(numpy.maximum.reduceat(scores, begins), sizes)
        raised = numpy.exp(scores - top)
        total = numpy.add.reduceat(raised, begins)
        good = numpy.add.reduceat(raised * mask, begins)
        expected = raised / numpy.repeat(total, sizes)
        wanted = raised * mask / numpy.repeat(good, sizes)
        value = -(numpy.log(good) - numpy.log(total)).sum() + strength * (weights @ weights)
        return value, matrix.T @ (expected - wanted) + 2 * strength * weights

    best = minimize(loss, numpy.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(best.x[place]), 3) for name, place in index.items() if abs(best.x[place]) >= 0.02}


def judged(case: Case, weights: dict[str, float]) -> tuple[float, bool, bool]:
    """Give the probability of the best chain, whether it is right, and whether any would have been."""
    scores = numpy.array([sum(weights.get(name, 0.0) for name in held) for held in case.held])
    chances = numpy.exp(scores - scores.max())
    chances /= chances.sum()
    by_chain: Counter[tuple[int, ...]] = Counter()
    for chance, chain in zip(chances, case.chains, strict=True):
        if chain:
            by_chain[chain] += chance
    possible = any(good for good, chain in zip(case.right, case.chains, strict=True) if chain)
    if not by_chain:
        return 0.0, False, possible
    best = max(by_chain, key=lambda chain: by_chain[chain])
    right = any(good for good, chain in zip(case.right, case.chains, strict=True) if chain == best)
    return float(by_chain[best]), right, possible


def curve(known: list[Case], weights: dict[str, float]) -> None:
    """Print precision and recall over thresholds for each class of pronouns."""
    for group in ("he", "it", "they"):
        results = [judged(case, weights) for case in known if case.group == group]
        possible = sum(one[2] for one in results)
        line = []
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            taken = [one for one in results if one[0] >= threshold]
            good = sum(one[1] for one in taken)
            line.append(f"{threshold}: {good / max(len(taken), 1):.2f}/{good / max(possible, 1):.2f}")
        print(f"{group:5} {len(results):5} {possible:5}  " + "  ".join(line))


def main() -> None:
    """Train, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--thresholds", default="he=0.5,it=0.5,they=0.5")
    options = parser.parse_args()
    gazetteer = load()
    parts = {
        part: [
            case
            for document in read_documents(options.data / "ud" / f"gum-{part}.conllu.gz")
            for case in cases(document, gazetteer)
        ]
        for part in ("train", "dev")
    }
    weights = learn(parts["train"], options.strength)
    for part, known in parts.items():
        print(part, len(known))
        curve(known, weights)
    for pair in options.thresholds.split(","):
        group, value = pair.split("=")
        weights[f"threshold:{group}"] = float(value)
    OUTPUT.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(len(weights), "weights")


if __name__ == "__main__":
    main()
