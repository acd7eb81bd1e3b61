"""Where each node stands, computed before the page opens, so that the first picture is the last.

Small networks are laid out by networkx (Kamada-Kawai, Fruchterman-Reingold) with distances that keep communities
together, component by component; then boxes that hold a node and its label are pushed apart on the stage of a
laptop's screen. networkx has no layout that is usable above a few thousand nodes (each is quadratic) and the
libraries that have one are under the GPL, so of big networks networkx lays out each community by itself, and the
communities find their places by forces with sampled repulsion, as in LargeVis and UMAP (Tang et al. 2016), in time
linear in nodes and edges.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx  # type: ignore[import-untyped, unused-ignore]
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, diags  # type: ignore[import-untyped, unused-ignore]
from scipy.spatial import cKDTree  # type: ignore[import-untyped, unused-ignore]

Positions = NDArray[np.float64]  # one row a node: x to the right, y down, CSS pixels from the middle of the stage

STAGE = (1010.0, 620.0)  # width and height that the default view of a laptop leaves for the picture
LABEL_HEIGHT = 15.0
CHARACTER = 6.9  # width of a character at 12 px, on the generous side
LABEL_CHARACTERS = 24  # longer labels are cut in the picture
_STRESS_LIMIT, _SPRING_LIMIT = 160, 450  # networkx's dense Fruchterman-Reingold ends at 500 nodes
_LOUVAIN_LIMIT = 8_000


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes up around its middle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def shown_label(label: str) -> str:
    """Cut a label as the picture shows it."""
    return label if len(label) <= LABEL_CHARACTERS else label[: LABEL_CHARACTERS - 1].rstrip() + "…"


def box(radius: float, label: str | None) -> Box:
    """Give the box of a node with its label below it, or of the node alone."""
    if label is None:
        return Box(radius + 2, radius + 2, radius + 2, radius + 2)
    half = max(radius, len(shown_label(label)) * CHARACTER / 2) + 3
    return Box(half, radius + 3, half, radius + LABEL_HEIGHT + 5)


def radii(weights: Sequence[int]) -> list[float]:
    """Give each node a radius in pixels: its area grows with its weight, and all shrink as nodes grow many."""
    count = max(len(weights), 1)
    largest = 26.0 if count <= 60 else max(5.0, 26.0 * (60 / count) ** 0.33)
    smallest = max(1.2, largest * (0.32 if count <= 300 else 0.22))
    peak = max([*weights, 1])
    return [smallest + (largest - smallest) * math.sqrt(weight / peak) for weight in weights]


def positions(
    count: int,
    links: Mapping[tuple[int, int], float],
    boxes: Sequence[Box],
    *,
    seed: int = 7,
    stage: tuple[float, float] = STAGE,
) -> Positions:
    """Lay out `count` nodes joined by `links` (index pairs and their strength) within the stage."""
    if count == 0:
        return np.zeros((0, 2))
    graph = _graph(count, links)
    if count > _SPRING_LIMIT:
        return _fit(_islands(graph, seed), stage)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    spread = _pack([_component(graph.subgraph(part), part, seed) for part in parts], parts, count, stage)
    placed = _fit(_even(spread), stage)
    return _push_apart(placed, boxes, stage)


def _graph(count: int, links: Mapping[tuple[int, int], float]) -> Any:
    """Make the undirected graph of some links; what two nodes do to one another counts together."""
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    for (source, target), strength in links.items():
        known = graph.get_edge_data(source, target, {"weight": 0.0})["weight"]
        graph.add_edge(source, target, weight=known + strength)
    return graph


def _component(graph: Any, members: Sequence[int], seed: int) -> Positions:
    """Lay out one connected part; an edge has length one, more between communities."""
    if len(members) == 1:
        return np.zeros((1, 2))
    if len(members) == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    community: dict[int, int] = {}
    for number, group in enumerate(nx.community.louvain_communities(graph, weight="weight", seed=seed)):
        community.update(dict.fromkeys(group, number))

    def length(source: int, target: int) -> float:
        """Give an edge its length: longer between communities, and between two hubs, which need room around them."""
        hub = math.log2(min(graph.degree(source), graph.degree(target)))
        return (1.0 if community[source] == community[target] else 1.6) + 0.45 * hub

    ordered = nx.Graph()  # a graph in the order of its ids, so that the result is the same for the same rows
    ordered.add_nodes_from(members)
    for source, target in sorted(tuple(sorted(pair)) for pair in graph.edges):
        distance = length(source, target)
        ordered.add_edge(source, target, distance=distance, pull=1.0 / distance**2)
    if len(members) <= _STRESS_LIMIT:
        far = dict(nx.all_pairs_dijkstra_path_length(ordered, weight="distance"))
        found = nx.kamada_kawai_layout(ordered, dist=far, pos=nx.circular_layout(ordered))
    else:
        found = nx.spring_layout(
            ordered, weight="pull", seed=seed, iterations=120, k=1.6 / math.sqrt(len(members)), method="force"
        )
    laid = np.array([found[member] for member in members], dtype=float)
    extent = np.ptp(laid, axis=0)
    if extent[1] > extent[0]:  # the stage is wider than high
        laid = laid[:, ::-1] * np.array([1.0, -1.0])
    middled: Positions = laid - laid.mean(axis=0)
    return middled


def _pack(
    laid: Sequence[Positions], parts: Sequence[Sequence[int]], count: int, stage: tuple[float, float]
) -> Positions:
    """Set the parts side by side on shelves, each with room in proportion to its nodes."""
    placed = np.zeros((count, 2))
    ratio = stage[0] / stage[1]
    shelf_width = math.sqrt(count * ratio) * 1.12
    x = y = shelf_height = 0.0
    for members, spots in zip(parts, laid, strict=True):
        side = math.sqrt(len(members)) + 0.15
        width, height = (side * math.sqrt(ratio), side / math.sqrt(ratio)) if len(members) > 2 else (side + 0.6, 0.9)
        if x and x + width > shelf_width:
            x, y, shelf_height = 0.0, y + shelf_height, 0.0
        low, extent = spots.min(axis=0), np.maximum(np.ptp(spots, axis=0), 1e-9)
        inner = np.array([width, height]) * (0.86 if len(members) > 2 else 0.6)
        unit = np.where(np.ptp(spots, axis=0) > 1e-9, (spots - low) / extent, 0.5)
        placed[list(members)] = np.array([x, y]) + (np.array([width, height]) - inner) / 2 + unit * inner
        x, shelf_height = x + width, max(shelf_height, height)
    return placed


def _fit(spots: Positions, stage: tuple[float, float]) -> Positions:
    """Stretch positions over the stage."""
    low, extent = spots.min(axis=0), np.ptp(spots, axis=0)
    unit = np.where(extent > 1e-9, (spots - low) / np.maximum(extent, 1e-9), 0.5)
    room = np.array(stage) * 0.94
    if len(spots) <= 6:  # a handful of nodes looks lost at the far ends of the stage
        room = room * (0.35 + 0.1 * len(spots))
    fitted: Positions = (unit - 0.5) * room
    return fitted


def _even(spots: Positions) -> Positions:
    """Spread a crowd in the middle over the stage: half way from each coordinate to its rank."""
    if len(spots) < 8:
        return spots
    low, extent = spots.min(axis=0), np.maximum(np.ptp(spots, axis=0), 1e-9)
    ranks = spots.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(spots) - 1)
    evened: Positions = 0.5 * (spots - low) / extent + 0.5 * ranks
    return evened


def _push_apart(spots: Positions, boxes: Sequence[Box], stage: tuple[float, float], rounds: int = 160) -> Positions:
    """Move overlapping boxes apart, each along the axis that takes less, and keep all on the stage."""
    spots = spots.copy()
    sides = np.array([(one.left, one.top, one.right, one.bottom) for one in boxes])
    left, top, right, bottom = sides.T
    reach = float(2 * sides.max())
    half = np.array(stage) / 2
    for turn in range(rounds):
        pairs = cKDTree(spots).query_pairs(reach, output_type="ndarray")
        if len(pairs) == 0:
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        a, b = pairs.T
        delta = spots[b] - spots[a]
        delta = np.where(np.abs(delta) < 1e-6, 1e-6 * np.where((a + b) % 2, 1.0, -1.0)[:, None], delta)
        need_x = np.where(delta[:, 0] > 0, right[a] + left[b], left[a] + right[b])
        need_y = np.where(delta[:, 1] > 0, bottom[a] + top[b], top[a] + bottom[b])
        over_x, over_y = need_x - np.abs(delta[:, 0]), need_y - np.abs(delta[:, 1])
        hit = (over_x > 0) & (over_y > 0)
        if not hit.any():
            break
        a, b, delta, over_x, over_y = a[hit], b[hit], delta[hit], over_x[hit], over_y[hit]
        # Sideways is dearer at first, later either way will do: this frees boxes that are locked in a row.
        sideways = over_x < over_y * (1.0 + 0.5 * (turn % 3))
        step = np.zeros_like(delta)
        step[:, 0] = np.where(sideways, np.sign(delta[:, 0]) * (over_x + 0.5) / 2, 0.0)
        step[:, 1] = np.where(sideways, 0.0, np.sign(delta[:, 1]) * (over_y + 0.5) / 2)
        move = np.zeros_like(spots)
        np.add.at(move, a, -step)
        np.add.at(move, b, step)
        hits = np.bincount(np.concatenate([a, b]), minlength=len(spots))
        spots += move / np.maximum(np.sqrt(hits), 1)[:, None]
        spots[:, 0] = np.clip(spots[:, 0], -half[0] + left, half[0] - right)
        spots[:, 1] = np.clip(spots[:, 1], -half[1] + top, half[1] - bottom)
    return _settle(spots, sides, half)


def _settle(spots: Positions, sides: NDArray[np.float64], half: NDArray[np.float64]) -> Positions:
    """Give each node that still lies on a more important one the nearest free place on the stage, if there is any."""
    left, top, right, bottom = sides.T
    steps = np.arange(1, 110)
    angle, reach = steps[:, None] * 0.7 + np.arange(24) * (math.pi / 12), steps[:, None] * 6.0
    around = np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=-1).reshape(-1, 2)
    around = np.concatenate([np.zeros((1, 2)), around])
    for node in range(1, len(spots)):
        tries = spots[node] + around
        before = spots[:node]
        dx, dy = tries[:, None, 0] - before[:, 0], tries[:, None, 1] - before[:, 1]
        apart_x = np.where(dx > 0, dx >= right[:node] + left[node], -dx >= left[:node] + right[node])
        apart_y = np.where(dy > 0, dy >= bottom[:node] + top[node], -dy >= top[:node] + bottom[node])
        within = (np.abs(tries[:, 0]) <= half[0] - left[node]) & (tries[:, 1] >= -half[1] + top[node])
        within &= tries[:, 1] <= half[1] - bottom[node]
        free = np.flatnonzero(within & (apart_x | apart_y).all(axis=1))
        if len(free):
            spots[node] = tries[free[0]]
    return spots


def overlaps(spots: Positions, boxes: Sequence[Box]) -> int:
    """Count the pairs of boxes that lie on one another."""
    found = 0
    for first in range(len(boxes)):
        for second in range(first + 1, len(boxes)):
            dx, dy = spots[second] - spots[first]
            near_x = (
                dx < boxes[first].right + boxes[second].left
                if dx > 0
                else -dx < boxes[first].left + boxes[second].right
            )
            near_y = (
                dy < boxes[first].bottom + boxes[second].top
                if dy > 0
                else -dy < boxes[first].top + boxes[second].bottom
            )
            found += near_x and near_y
    return found


def groups(count: int, links: Mapping[tuple[int, int], float], *, seed: int = 7) -> list[list[int]]:
    """Find which of `count` nodes, joined by `links` as in `positions`, belong together; biggest group first."""
    return communities(_graph(count, links), seed)


def communities(graph: Any, seed: int) -> list[list[int]]:
    """Find nodes that are closely knit, biggest group first (Louvain; label propagation where that takes too long)."""
    if graph.number_of_nodes() <= _LOUVAIN_LIMIT:
        found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    else:
        found = nx.community.fast_label_propagation_communities(graph, weight="weight", seed=seed)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _islands(graph: Any, seed: int) -> Positions:
    """Lay out a big graph community by community: each is an island, and islands that have much in common are near."""
    count = graph.number_of_nodes()
    groups = communities(graph, seed)
    home = np.empty(count, dtype=np.int64)
    for number, group in enumerate(groups):
        home[group] = number
    bridges: dict[tuple[int, int], float] = {}
    for source, target, strength in graph.edges(data="weight"):
        a, b = sorted((int(home[source]), int(home[target])))
        if a != b:
            bridges[a, b] = bridges.get((a, b), 0.0) + strength
    room = np.array([0.75 * math.sqrt(len(group)) + 0.5 for group in groups])
    middles = _sampled_forces(len(groups), bridges, seed) if len(groups) > 2 else np.eye(len(groups), 2)
    middles *= math.sqrt(float((room**2).sum())) / max(float(np.ptp(middles, axis=0).max()), 1e-9) * 2.2
    middles = _separate(middles, room)
    spots = np.empty((count, 2))
    for number, group in enumerate(groups):
        spots[group] = middles[number] + _island(graph.subgraph(group), group, seed) * (room[number] - 0.3)
    return spots


def _island(graph: Any, members: Sequence[int], seed: int) -> Positions:
    """Lay out one community within a circle of radius one; the best connected of a small one is in its middle."""
    size = len(members)
    if size == 1:
        return np.zeros((1, 2))
    if size <= 8 or size > _SPRING_LIMIT:
        # Small, or too big for pairwise forces: a sunflower, from the best connected outwards.
        ranks = np.empty(size)
        ranks[np.argsort([-graph.degree(member) for member in members], kind="stable")] = np.arange(size)
        angle, reach = ranks * 2.399963, np.sqrt(ranks / max(size - 1, 1))
        sunflower: Positions = np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=1)
        return sunflower
    ordered = nx.Graph()
    ordered.add_nodes_from(members)
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.edges))
    found = nx.spring_layout(ordered, seed=seed, iterations=40, k=2.0 / math.sqrt(size), method="force")
    laid = np.array([found[member] for member in members], dtype=float)
    laid -= laid.mean(axis=0)
    unit: Positions = laid / max(float(np.sqrt((laid**2).sum(axis=1)).max()), 1e-9)
    return unit


def _separate(middles: Positions, room: NDArray[np.float64], rounds: int = 80) -> Positions:
    """Move circles apart until hardly any two lie on one another; the biggest are compared with all the others."""
    middles = middles.copy()
    count = len(middles)
    if count < 2:
        return middles
    big = np.arange(min(24, count))  # the groups are ordered by size
    for _ in range(rounds):
        near = cKDTree(middles).query(middles, k=min(10, count))[1]
        a = np.concatenate([np.repeat(np.arange(count), near.shape[1]), np.repeat(big, count)])
        b = np.concatenate([near.ravel(), np.tile(np.arange(count), len(big))])
        a, b = a[a != b], b[a != b]
        delta = middles[b] - middles[a]
        distance = np.sqrt((delta**2).sum(axis=1)) + 1e-9
        over = room[a] + room[b] - distance
        hit = over > 0
        if not hit.any():
            break
        a, b, step = a[hit], b[hit], delta[hit] * (over[hit] / distance[hit])[:, None] * 0.35
        share = (room[a] / (room[a] + room[b]))[:, None]  # the smaller one moves more
        move = np.zeros_like(middles)
        np.add.at(move, b, step * share)
        np.add.at(move, a, -step * (1 - share))
        hits = np.bincount(np.concatenate([a, b]), minlength=count)
        middles += move / np.maximum(np.sqrt(hits / 2), 1.0)[:, None]
    return middles


def _sampled_forces(count: int, links: Mapping[tuple[int, int], float], seed: int) -> Positions:
    """Place many points: links pull, random pairs push; the start is a smoothed random walk (a spectral layout)."""
    random = np.random.default_rng(seed)
    ends = np.array(sorted(links), dtype=np.int64).reshape(-1, 2)
    strength = np.log1p(np.array([links[int(a), int(b)] for a, b in ends]))
    a, b = ends.T
    degree = np.bincount(np.concatenate([a, b]), minlength=count).astype(float)
    adjacency = coo_matrix(
        (np.concatenate([strength, strength]), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(count, count)
    ).tocsr()
    sums = np.maximum(np.asarray(adjacency.sum(axis=1)).ravel(), 1e-9)
    walk = diags(1.0 / sums) @ adjacency
    spots = random.standard_normal((count, 2))
    for _ in range(40):
        spots = 0.5 * spots + 0.5 * (walk @ spots)
        spots -= spots.mean(axis=0)
        spots, _triangle = np.linalg.qr(spots)
    # Ranks spread the start evenly over a disc; a spectral layout crowds most nodes into one point.
    ranks = spots.argsort(axis=0).argsort(axis=0) / max(count - 1, 1) - 0.5
    spots = ranks * 2 * math.sqrt(count)
    alone = degree == 0
    pull = strength / np.sqrt(np.maximum(np.minimum(degree[a], degree[b]), 1.0))
    rounds = 160
    for turn in range(rounds):
        heat = 1.0 - turn / rounds
        delta = spots[b] - spots[a]
        distance = np.sqrt((delta**2).sum(axis=1)) + 1e-9
        force = delta * (pull * np.minimum(distance, 12.0) / distance * 0.25)[:, None]
        move = np.zeros_like(spots)
        for axis in (0, 1):
            move[:, axis] = np.bincount(a, force[:, axis], count) - np.bincount(b, force[:, axis], count)
        for _ in range(4):
            other = random.integers(0, count, count)
            away = spots - spots[other]
            square = (away**2).sum(axis=1)
            move += away * (1.6 / (0.6 + square))[:, None] * math.sqrt(count) / 24
        # Near neighbours push too: random partners are mostly far away.
        if turn % 4 == 0:
            near = cKDTree(spots).query(spots, k=4)[1][:, 1:]
        for column in near.T:
            away = spots - spots[column]
            move += away * (0.9 / (0.25 + (away**2).sum(axis=1)))[:, None]
        move -= spots * (0.004 + 0.02 * alone[:, None])
        size = np.sqrt((move**2).sum(axis=1)) + 1e-9
        spots += move * (np.minimum(size, 0.3 + 4.0 * heat) / size)[:, None]
    middle = np.median(spots, axis=0)
    radius = np.sqrt(((spots - middle) ** 2).sum(axis=1))
    limit = np.quantile(radius, 0.995) * 1.05  # a few that fled would shrink all others
    drawn_in: Positions = middle + (spots - middle) * np.minimum(1.0, limit / np.maximum(radius, 1e-9))[:, None]
    return drawn_in
