"""Rows brought into the order that a picture needs: who is in it, how much is said of them, what is bundled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import EdgeRow, NodeRow
from kg.render.style import tone

LITERAL = "Literal"
DENIED = "✕ "
MARKS = {
    "intended": "planned: ",
    "possible": "possibly: ",
    "required": "should: ",
    "requested": "asked: ",
    "conditional": "if so: ",
}
"""Words before a relation that did not, or not yet, take place, by modality."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All reports of what one node does to another, drawn as one arrow."""

    source: int  # index in Scene.nodes
    target: int
    reports: tuple[int, ...]  # indices in Scene.edges


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn; `nodes` run from the most to the least important."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
    bundles: tuple[Bundle, ...]
    weights: tuple[int, ...]  # in step with nodes: the number of statements it takes part in
    ends: tuple[tuple[int, int | None], ...]  # in step with edges: indices of subject and object


def _with_literals(edges: Sequence[EdgeRow]) -> list[EdgeRow]:
    """Give every object that is mere words a node of its own."""
    return [
        edge if edge.object is not None else replace(edge, object=f"words:{edge.object_label}", object_type=LITERAL)
        for edge in edges
    ]


def _between(edge: EdgeRow, since: str | None, until: str | None) -> bool:
    """Tell whether a report lies within the dates (ISO 8601, both ends included); undated ones stay."""
    day = (edge.event_date or edge.date or "")[:10]
    return not day or ((since is None or day >= since[: len(day)]) and (until is None or day <= until[:10]))


def scene(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    since: str | None = None,
    until: str | None = None,
) -> Scene:
    """Bring rows together: nodes without a row get one from their edges, parallel edges are bundled.

    Objects that are mere words belong to the evidence of their subject and are not drawn, unless no edge of the whole
    has a node at both ends (the result of a query over literals, say): then they are drawn.
    """
    kept = [edge for edge in edges if _between(edge, since, until)]
    if kept and not any(edge.object is not None for edge in kept):
        kept = _with_literals(kept)
    known: dict[str, NodeRow] = {}
    for node in nodes:
        known.setdefault(node.id, node)
    for edge in kept:
        ends = (
            (edge.subject, edge.subject_label, edge.subject_type),
            (edge.object, edge.object_label, edge.object_type),
        )
        for id_, label, type_ in ends:
            if id_ is not None and id_ not in known:
                known[id_] = NodeRow(id=id_, iri="", label=label or id_, type=type_)
    weight = dict.fromkeys(known, 0)
    links = dict.fromkeys(known, 0)
    for edge in kept:
        for end in {edge.subject, edge.object} - {None}:
            weight[str(end)] += 1
            links[str(end)] += edge.object is not None and edge.object != edge.subject
    # Only what takes part in something is drawn; a node's links count before the words that are said of it alone.
    drawn = [id_ for id_ in known if weight[id_]] if kept else list(known)
    # Things without a name of their own ("agreements", "protests") come after actors of the same weight.
    order = sorted(
        drawn, key=lambda id_: (-links[id_], known[id_].type == "Thing", -weight[id_], known[id_].label, id_)
    )
    index = {id_: position for position, id_ in enumerate(order)}
    pairs: dict[tuple[int, int], list[int]] = {}
    ends_of: list[tuple[int, int | None]] = []
    for position, edge in enumerate(kept):
        subject, object_ = index[edge.subject], None if edge.object is None else index[edge.object]
        ends_of.append((subject, object_))
        if object_ is not None and object_ != subject:
            pairs.setdefault((subject, object_), []).append(position)
    return Scene(
        nodes=tuple(known[id_] for id_ in order),
        edges=tuple(kept),
        bundles=tuple(Bundle(source, target, tuple(reports)) for (source, target), reports in pairs.items()),
        weights=tuple(weight[id_] for id_ in order),
        ends=tuple(ends_of),
    )


def surroundings(drawn: Scene, centre: Sequence[str], hops: int) -> Scene:
    """Keep one node and all within `hops` links of it; or two nodes, and those that both are linked with."""
    number = {node.id: position for position, node in enumerate(drawn.nodes)}
    near: dict[int, set[int]] = {}
    for bundle in drawn.bundles:
        near.setdefault(bundle.source, set()).add(bundle.target)
        near.setdefault(bundle.target, set()).add(bundle.source)
    start = [number[id_] for id_ in centre]
    reached = set(start)
    if len(start) > 1:
        reached |= set.intersection(*(near.get(node, set()) for node in start))
    else:
        for _ in range(hops):
            reached |= {other for node in reached for other in near.get(node, set())}
    kept = {drawn.nodes[position].id for position in reached}
    between = [edge for edge in drawn.edges if edge.subject in kept and edge.object in kept]
    return scene([drawn.nodes[position] for position in sorted(reached)], between)


def standing(edge: EdgeRow) -> str:
    """Tell how far a report may be taken for a fact: `denied`, `planned`, `stated` or `claimed`.

    `planned` is what somebody promises or means to do, which is not yet done, whoever says so. `claimed` is whatever
    else the article does not itself put forward as so: it has it from somebody else, or it is possible, asked for, or
    hangs on a condition.
    """
    if edge.polarity == "negative":
        return "denied"
    if edge.modality == "intended":
        return "planned"
    return "stated" if edge.modality == "asserted" and (edge.fact or not edge.claimants) else "claimed"


def bundle_standing(reports: Iterable[EdgeRow]) -> str:
    """Give the standing of an arrow: that of its firmest report; denied only if every report denies it."""
    standings = {standing(report) for report in reports}
    return next(name for name in ("stated", "claimed", "planned", "denied") if name in standings)


def bundle_tone(reports: Iterable[EdgeRow]) -> float | None:
    """Average the tones of the firmest reports: a denial says nothing of it, and a plan must not colour what is so."""
    among = tuple(reports)
    firmest = bundle_standing(among) if among else "denied"
    kept = [report for report in among if report.polarity != "negative" and standing(report) == firmest]
    tones = [tone(report.goldstein, report.plover) for report in kept]
    known = [value for value in tones if value is not None]
    return sum(known) / len(known) if known else None


def bundle_label(reports: Sequence[EdgeRow]) -> str:
    """Name an arrow by its most frequent relation, with how many others are bundled: `grants loan +2`.

    What is denied is never counted with what is affirmed: `supports · ✕ trusts`.
    """
    parts: list[str] = []
    for denied in (False, True):
        counts: dict[str, int] = {}
        for report in reports:
            if (report.polarity == "negative") is denied:
                words = (DENIED if denied else MARKS.get(report.modality, "")) + report.relation_label
                counts[words] = counts.get(words, 0) + 1
        if counts:
            first = min(counts, key=lambda label: (label.startswith(tuple(MARKS.values())), -counts[label], label))
            parts.append(first if len(counts) == 1 else f"{first} +{len(counts) - 1}")
    return " · ".join(parts)


def report_count(reports: Iterable[EdgeRow]) -> int:
    """Count sentences: one that names two subjects and three objects is still one report."""
    return len({(report.article, report.sentence or report.id) for report in reports})
