"""The best tree of a sentence: maximum spanning arborescence with exactly one root.

Greedy heads are a tree in most sentences and then the best one; else Chu and Liu (1965) and Edmonds (1967), if need be
with every root arc made so dear that one is taken and no second.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_heads(arcs: Scores, roots: Scores) -> Heads:
    """Give the head of each of n words, the root its own head.

    `arcs[i, j]` scores word j as head of word i, `roots[i]` word i as root; higher is better, any finite numbers.
    """
    count = len(roots)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    arcs = arcs.astype(np.float64)
    np.fill_diagonal(arcs, -np.inf)
    heads: Heads = arcs.argmax(axis=1)
    words = np.arange(count)
    root = int((roots - arcs[words, heads]).argmax())
    heads[root] = root
    if _is_tree(heads, root):
        return heads
    return _edmonds(np.asarray(arcs, dtype=np.float64), roots.astype(np.float64))


def _is_tree(heads: Heads, root: int) -> bool:
    """Say whether every word's heads lead to the root; by doubling, so in log n steps."""
    reached = heads
    for _ in range(max(1, len(heads).bit_length())):
        reached = reached[reached]
    return bool((reached == root).all())


def _edmonds(arcs: NDArray[np.float64], roots: NDArray[np.float64]) -> Heads:
    """Solve the general case; node 0 is the root above the sentence."""
    count = len(roots)
    scores = np.full((count + 1, count + 1), -np.inf)
    scores[1:, 1:] = arcs
    scores[1:, 0] = roots
    heads = _arborescence(scores)[1:] - 1
    if (heads < 0).sum() != 1:  # rarely; the best with any number of roots mostly has one, and is found much sooner
        finite = arcs[np.isfinite(arcs)]
        spread = float(max(finite.max(), roots.max()) - min(finite.min(), roots.min())) + 1.0
        scores[1:, 0] = roots - spread * (count + 1)
        heads = _arborescence(scores)[1:] - 1
    return np.where(heads < 0, np.arange(count), heads)


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Give the best head of each node (rows dependents, columns heads), node 0 having none."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # entering the cycle at a node gives up the arc that the node has in it
    entering = scores[np.ix_(cycle, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, cycle)]
    size = len(rest)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    enter_at, leave_from = cycle[entering.argmax(axis=0)], cycle[leaving.argmax(axis=1)]
    found = _arborescence(smaller)
    result = heads.copy()
    for at, node in enumerate(rest):
        result[node] = leave_from[at] if found[at] == size else rest[found[at]]
    outer = int(found[size])
    result[enter_at[outer]] = rest[outer]
    result[0] = 0
    return result


def _cycle(heads: Heads) -> Heads | None:
    """Find one cycle that does not hold node 0."""
    state = np.zeros(len(heads), dtype=np.int64)
    state[0] = -1
    for start in range(1, len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if state[node] == start:
            return np.array(path[path.index(node) :], dtype=np.int64)
        state[path] = -1
    return None
