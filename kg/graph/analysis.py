"""The graph as a network: who is central, who belongs together, how two actors are connected.

Counts and distances are taken over facts alone (shortcut triples), unless told otherwise: a rumour makes nobody
central.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx  # type: ignore[import-untyped, unused-ignore]
from rdflib import Graph

from kg.errors import QueryError
from kg.graph.rows import edges, nodes
from kg.model import EdgeRow

SEED = 20200914  # of the search for communities, so that every run finds the same ones
LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central an entity is; each measure runs from 0 to 1."""

    id: str
    label: str
    degree: int  # claims in which it takes part
    pagerank: float
    betweenness: float
    community: int  # number of its community, the largest being 1


def to_networkx(graph: Graph, *, facts_only: bool = False) -> networkx.MultiDiGraph:
    """Give the entities as nodes and the claims between them as edges, with what is known of each as attributes.

    Nodes are keyed by the local names of their IRIs, edges by those of the claims. Attributes are plain text, numbers
    and booleans, None where unknown.
    """
    network = networkx.MultiDiGraph()
    for node in nodes(graph):
        network.add_node(
            node.id, label=node.label, type=node.type, iri=node.iri, aliases="|".join(node.aliases),
            wikidata=node.wikidata, country=node.country, sector=node.sector, latitude=node.latitude,
            longitude=node.longitude,
        )  # fmt: skip
    for edge in edges(graph):
        if edge.object is not None and (edge.fact or not facts_only):
            network.add_edge(edge.subject, edge.object, key=edge.id, **_attributes(edge))
    return network


def centralities(graph: Graph, *, facts_only: bool = True) -> list[Centrality]:
    """Rank the entities that take part in anything, most central first (PageRank over claims in both directions)."""
    network = to_networkx(graph, facts_only=facts_only)
    network.remove_nodes_from([node for node, degree in network.degree() if degree == 0])
    if not network:
        return []
    simple = networkx.Graph()
    for source, target in network.edges():
        weight = simple.get_edge_data(source, target, {"weight": 0})["weight"] + 1
        simple.add_edge(source, target, weight=weight)
    ranks = networkx.pagerank(simple, weight="weight")
    sample = min(len(simple), 500)  # Brandes' estimate beyond that: exact betweenness grows with nodes times edges
    between = networkx.betweenness_centrality(simple, k=sample if sample < len(simple) else None, seed=SEED)
    member = {node: number for number, group in enumerate(communities(simple), start=1) for node in group}
    found = [
        Centrality(node, network.nodes[node].get("label", node), degree, round(ranks[node], 6), round(between[node], 6),
                   member[node])
        for node, degree in network.degree()
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.pagerank, row.id))


def communities(network: networkx.Graph) -> list[list[str]]:
    """Part a network into groups that are closely knit (Louvain), the largest first, each in alphabetical order."""
    ordered = networkx.Graph()
    ordered.add_nodes_from(sorted(network.nodes()))
    for source, target, known in sorted(network.to_undirected().edges(data=True), key=lambda edge: edge[:2]):
        ordered.add_edge(source, target, weight=known.get("weight", 1))
    groups = networkx.community.louvain_communities(ordered, seed=SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def chains(graph: Graph, start: str, end: str, *, facts_only: bool = True) -> Iterator[list[EdgeRow]]:
    """Yield the shortest chains of claims between two entities (local names), in either direction of each claim.

    Raises QueryError for an entity that is not in the graph; yields nothing where no chain of at most six claims leads
    from one to the other.
    """
    rows = [edge for edge in edges(graph) if edge.object is not None and (edge.fact or not facts_only)]
    network = networkx.Graph()
    network.add_nodes_from(node.id for node in nodes(graph))
    between: dict[frozenset[str], list[EdgeRow]] = {}
    for edge in rows:
        if edge.object is not None:
            network.add_edge(edge.subject, edge.object)
            between.setdefault(frozenset((edge.subject, edge.object)), []).append(edge)
    for name in (start, end):
        if name not in network:
            raise QueryError(
                f"No entity {name!r} in the graph. Look one up with: kg query find-entity --set name={name}"
            )
    try:
        paths = sorted(networkx.all_shortest_paths(network, start, end))
    except networkx.NetworkXNoPath:
        return
    for path in paths:
        if len(path) - 1 <= LONGEST_CHAIN:
            pairs = pairwise(path)
            yield [max(between[frozenset(pair)], key=lambda edge: (edge.confidence, edge.id)) for pair in pairs]


def _attributes(edge: EdgeRow) -> dict[str, str | float | bool | None]:
    """Give what an edge carries into a network."""
    return {
        "relation": edge.relation, "label": edge.relation_label, "family": edge.family, "polarity": edge.polarity,
        "modality": edge.modality, "fact": edge.fact, "claimants": "|".join(edge.claimants),
        "confidence": edge.confidence, "event": edge.event, "plover": edge.plover, "cameo": edge.cameo,
        "goldstein": edge.goldstein,
        "date": edge.event_date, "place": edge.place_label, "sentence": edge.sentence, "article": edge.article,
        "title": edge.title, "publisher": edge.publisher, "published": edge.date, "url": edge.url,
    }  # fmt: skip
