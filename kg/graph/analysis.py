"""The graph as a network: who is central, who belongs together, how two actors are connected.

Counts and distances are taken over facts alone (shortcut triples), unless told otherwise: a rumour makes nobody
central.

`ranking`, `groups` and `paths` give the same as rows, in the form of an answer to a query, so that they are printed as
tables, CSV or JSON like one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import attrgetter

import networkx  # type: ignore[import-untyped, unused-ignore]
from rdflib import Graph, Literal, Variable
from rdflib.query import Result

from kg.errors import QueryError
from kg.graph.query import entities_named
from kg.graph.rows import edges, nodes
from kg.model import EdgeRow
from kg.vocab import local_name

MEASURES = ("pagerank", "degree", "betweenness")
SEED = 20200914  # of the search for communities, so that every run finds the same ones
LONGEST_CHAIN = 6
MOST_CHAINS = 100  # between hubs of a large graph there are millions


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


def chains(
    graph: Graph, start: str, end: str, *, facts_only: bool = True, most: int = MOST_CHAINS
) -> Iterator[list[EdgeRow]]:
    """Yield the shortest chains of claims between two entities (local names), in either direction of each claim.

    Of several claims between two neighbours the surest is taken, facts first. Raises QueryError for an entity that is
    not in the graph; yields nothing where no chain of at most six claims leads from one to the other, and `most` chains
    where there are more.
    """
    network = networkx.Graph()
    network.add_nodes_from(node.id for node in nodes(graph))
    between: dict[frozenset[str], EdgeRow] = {}
    for edge in edges(graph):
        if edge.object is not None and (edge.fact or not facts_only):
            network.add_edge(edge.subject, edge.object)
            pair = frozenset((edge.subject, edge.object))
            between[pair] = max(between.get(pair, edge), edge, key=attrgetter("fact", "confidence", "id"))
    for name in (start, end):
        if name not in network:
            raise QueryError(
                f"No entity {name!r} in the graph. Look one up with: kg query find-entity --set name={name}"
            )
    try:
        paths = sorted(islice(networkx.all_shortest_paths(network, start, end), most))
    except networkx.NetworkXNoPath:
        return
    for path in paths:
        if len(path) - 1 <= LONGEST_CHAIN:
            yield [between[frozenset(pair)] for pair in pairwise(path)]


def ranking(graph: Graph, *, by: str = "pagerank", most: int | None = None, facts_only: bool = True) -> Result:
    """List the entities by one of `MEASURES`, the most central first."""
    found = sorted(centralities(graph, facts_only=facts_only), key=lambda row: (-getattr(row, by), row.label, row.id))
    heads = ("who", "claims", "pagerank", "betweenness", "community")
    rows = (
        (row.label, row.degree, round(row.pagerank, 4), round(row.betweenness, 4), row.community)
        for row in found[:most]
    )
    return _answer(heads, rows)


def groups(graph: Graph, *, most: int | None = None, facts_only: bool = True) -> Result:
    """List the communities, the largest first, each with those who belong to it, the most central first."""
    members: dict[int, list[str]] = {}
    for row in centralities(graph, facts_only=facts_only):
        members.setdefault(row.community, []).append(row.label)
    rows = ((number, len(members[number]), ", ".join(members[number])) for number in sorted(members)[:most])
    return _answer(("community", "members", "who"), rows)


def paths(graph: Graph, start: str, end: str, *, most: int = MOST_CHAINS, facts_only: bool = True) -> Result:
    """List the shortest chains of claims from one entity to another, step by step with sentence and article.

    The two are named as in a query: by name, alias, `ent:…` or IRI. Raises QueryError for a name that nothing bears,
    with those that are near, and for two names of one thing.
    """
    starts, ends = ([local_name(iri) for iri in entities_named(graph, name, "--path")] for name in (start, end))
    if set(starts) & set(ends):
        raise QueryError(f"{start!r} and {end!r} are one and the same. Name two different actors.")
    found = [
        chain
        for source in starts
        for target in ends
        for chain in chains(graph, source, target, facts_only=facts_only, most=most)
    ]
    shortest = min(map(len, found), default=0)
    heads = ("chain", "step", "subject", "relation", "object", "status", "by", "sentence", "article", "published")
    rows = (
        (
            number, step, edge.subject_label, edge.relation_label, edge.object_label, edge.status,
            ", ".join(edge.claimants), edge.sentence, edge.title or edge.article, edge.date,
        )
        for number, chain in enumerate([chain for chain in found if len(chain) == shortest][:most], start=1)
        for step, edge in enumerate(chain, start=1)
    )  # fmt: skip
    return _answer(heads, rows)


def to_text(chains: Result, *, width: int = 80) -> str:
    """Write the chains of `paths` for people: each step, the sentence that says so, and where it stands."""
    lines: list[str] = []
    for row in ({str(name): str(term) for name, term in row.items()} for row in chains.bindings):
        if row["step"] == "1":
            lines += [*([""] if lines else []), f"Chain {row['chain']}"]
        status = f"{row['status']}, says {row['by']}" if row["by"] else row["status"]
        source = ", ".join(row[name] for name in ("article", "published") if name in row)
        step = f"{row['subject']} – {row['relation']} – {row['object']} ({status})"
        for text, indent in ((step, 2), (f"“{' '.join(row['sentence'].split())}”", 6), (source, 6)):
            lines += textwrap.wrap(
                text, max(width, 20), initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)
            )
    return "\n".join(lines) + "\n"


def _answer(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Result:
    """Give rows the form of an answer to a query; what is None stays unbound."""
    answer = Result("SELECT")
    answer.vars = [Variable(head) for head in heads]
    answer.bindings = [
        {Variable(head): Literal(cell) for head, cell in zip(heads, row, strict=True) if cell is not None}
        for row in rows
    ]
    return answer


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
