"""How sure a statement is right: a logistic model over a few features of how it was read."""

from __future__ import annotations

from math import exp

from kg.extract.statements.clauses import Clause
from kg.extract.statements.draft import Draft
from kg.extract.statements.tree import Tree

_BIAS = 1.6
_WEIGHTS = {
    "nominalisation": -0.7,
    "agentless passive": -0.3,
    "prepositional": -0.2,
    "folded": -0.3,
    "copula": 0.2,
    "title": 0.8,
    "apposition": -0.2,
    "members": 0.3,
    "light verb": 0.3,
    "distance": -0.03,
    "length": -0.02,
    "pronoun": -0.2,
    "inherited": -0.5,
    "unknown": -0.3,
}


def confidence(tree: Tree, draft: Draft) -> float:
    """Give the probability that a careful reader signs the statement."""
    score = _BIAS + _WEIGHTS.get(draft.construct, 0.0)
    clause = draft.clause
    head = clause.head if clause is not None else draft.subject
    score += _WEIGHTS["distance"] * min(abs(head - draft.subject) + abs(head - draft.target), 40)
    score += _WEIGHTS["length"] * min(len(draft.object.text.split()), 20)
    score += _WEIGHTS["pronoun"] * (tree.pos[draft.subject] == "PRON")
    score += _WEIGHTS["inherited"] * (clause is not None and clause.origin not in ("own", "relative"))
    score += _WEIGHTS["unknown"] * (draft.relation.family is None)
    return round(1 / (1 + exp(-score)), 3)


def surface_confidence(tree: Tree, clause: Clause | None, subject: int, words: list[int], construct: str) -> float:
    """Give the probability that a surface triple says one whole fact."""
    score = 0.8 + _SURFACE.get(construct, 0.0)
    return round(1 / (1 + exp(-score)), 3)


_SURFACE = {"shorter": -1.0, "one adjunct": -1.0, "title": -0.9, "apposition": -0.6}
