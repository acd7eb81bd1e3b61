"""The best tree: one root, no cycle, highest sum."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kg.language.trees import best_heads


def is_tree(heads: list[int]) -> bool:
    """Say whether heads make one tree with one root."""
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for i in range(len(heads)):
        node = i
        for _ in heads:
            node = heads[node]
        if heads[node] != node:
            return False
    return True


def score(heads: list[int], arcs: np.ndarray[tuple[int, int], np.dtype[np.float32]], roots: list[float]) -> float:
    """Add up the arcs of a tree."""
    return sum(roots[i] if head == i else float(arcs[i, head]) for i, head in enumerate(heads))


def test_one_word_is_its_own_root() -> None:
    """A sentence of one word needs no scores."""
    assert [0] == best_heads(np.zeros((1, 1), np.float32), np.zeros(1, np.float32)).tolist()


def test_greedy_heads_that_are_a_tree_are_kept() -> None:
    """Each word takes its best head where that makes a tree."""
    arcs = np.array([[0, 9, 0], [0, 0, 0], [0, 9, 0]], np.float32)

    assert [1, 1, 1] == best_heads(arcs, np.array([0, 5, 0], np.float32)).tolist()


def test_a_cycle_is_broken_at_the_cheapest_place() -> None:
    """Two words that want each other, and a root that neither wants."""
    arcs = np.array([[0, 9, 1], [9, 0, 4], [1, 1, 0]], np.float32)

    assert [1, 2, 2] == best_heads(arcs, np.array([0, 0, 5], np.float32)).tolist()


@pytest.mark.parametrize("seed", range(60))
def test_result_is_the_best_of_all_trees(seed: int) -> None:
    """On random scores the result is what trying every tree finds."""
    rng = np.random.default_rng(seed)
    count = 2 + seed % 4
    arcs = rng.normal(size=(count, count)).astype(np.float32)
    roots = rng.normal(size=count).astype(np.float32)
    trees = [list(heads) for heads in product(range(count), repeat=count) if is_tree(list(heads))]

    best = max(score(heads, arcs, roots.tolist()) for heads in trees)
    found = best_heads(arcs, roots).tolist()

    assert is_tree(found)
    assert best == pytest.approx(score(found, arcs, roots.tolist()), abs=1e-5)


def test_long_random_sentences_give_trees() -> None:
    """Nested cycles of a hundred words end in one tree."""
    rng = np.random.default_rng(7)

    found = best_heads(rng.normal(size=(100, 100)).astype(np.float32), rng.normal(size=100).astype(np.float32))

    assert is_tree(found.tolist())
