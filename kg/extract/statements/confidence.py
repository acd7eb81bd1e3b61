"""How sure a statement is right: two logistic models over how it was read.

One gives the probability that a careful reader signs a statement, the other that a surface triple says one whole fact.
Their weights lie in `kg/data/confidence.tsv`; `benchmarks/confidence.py` fits them.
"""

from __future__ import annotations

from math import exp

from kg.extract.statements.clauses import Clause
from kg.extract.statements.tree import Tree
from kg.inventory import read_table
from kg.model import Modality

Features = dict[str, float]

_WEIGHTS: dict[str, dict[str, float]] = {"statement": {}, "surface": {}}
for _name, _statement, _surface in read_table("confidence.tsv"):
    _WEIGHTS["statement"][_name] = float(_statement)
    _WEIGHTS["surface"][_name] = float(_surface)


def features(tree: Tree, clause: Clause | None, subject: int, target: int, words: int, construct: str) -> Features:
    """Describe how a statement was read; every value lies between 0 and 1.

    `words` is the number of words of the object.
    """
    head = clause.head if clause is not None else target
    found: Features = {
        "bias": 1.0,
        f"construct {construct}": 1.0,
        "distance": min(abs(head - subject) + abs(head - target), 40) / 40,
        "object words": min(words, 20) / 20,
        "joined": float(tree.dep[target] == "conj" or tree.dep[subject] == "conj"),
        "object before": float(target < head and construct in ("active", "object", "prepositional", "oblique")),
        "pronoun": float(tree.pos[subject] == "PRON"),
        "name": float(tree.is_name(subject)),
        "number": float(tree.pos[target] in ("NUM", "SYM")),
    }
    if clause is not None:
        found[f"link {clause.link.split(':')[0]}"] = 1.0
        found[f"subject {clause.origin}"] = 1.0
        found["open"] = float(clause.modality is not Modality.ASSERTED)
        depth, node = 0, clause
        while node.parent is not None:
            depth, node = depth + 1, node.parent
        found["depth"] = min(depth, 4) / 4
        found["gerund"] = float(tree.tag[clause.head] == "VBG" and not clause.auxiliaries)
    return found


def probability(found: Features, model: str) -> float:
    """Give the probability of what `features` describes by "statement" or "surface"."""
    weights = _WEIGHTS[model]
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + exp(-score)), 3)
