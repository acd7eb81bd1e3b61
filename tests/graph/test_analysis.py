"""The graph as a network: centralities, communities and chains."""

from __future__ import annotations

import networkx  # type: ignore[import-untyped, unused-ignore]
import pytest
from rdflib import Dataset

from kg.errors import QueryError
from kg.graph import new_dataset
from kg.graph.analysis import centralities, chains, communities, to_networkx


def test_network_has_the_claims_between_entities(golden: Dataset) -> None:
    """Each edge is a claim with its sentence; with `facts_only` what is denied or doubted is left out."""
    whole, facts = to_networkx(golden), to_networkx(golden, facts_only=True)
    denied = [key for _, _, key, known in whole.edges(keys=True, data=True) if known["polarity"] == "negative"]

    assert "Ivan Petrov" == whole.nodes["Ivan_Petrov"]["label"]
    assert all(known["sentence"] for _, _, known in whole.edges(data=True))
    assert denied and not {*denied} & {key for _, _, key in facts.edges(keys=True)}
    assert all(known["fact"] for _, _, known in facts.edges(data=True))


def test_centralities_rank_who_takes_part(golden: Dataset) -> None:
    """Ranks fall, shares of PageRank make up one, and who takes part in nothing is not listed."""
    found = centralities(golden)
    facts = to_networkx(golden, facts_only=True)

    assert [row.pagerank for row in found] == sorted((row.pagerank for row in found), reverse=True)
    assert pytest.approx(1, abs=1e-4) == sum(row.pagerank for row in found)
    assert {row.id: row.degree for row in found} == {node: n for node, n in facts.degree() if n}
    assert 1 == min(row.community for row in found)
    assert found == centralities(golden)


def test_centralities_of_nothing() -> None:
    """An empty graph has nobody central."""
    assert [] == centralities(new_dataset())


def test_communities_are_those_closely_knit() -> None:
    """Two cliques joined by one edge are two communities, the larger first."""
    network = networkx.Graph()
    network.add_edges_from((f"a{i}", f"a{j}") for i in range(5) for j in range(i))
    network.add_edges_from((f"b{i}", f"b{j}") for i in range(4) for j in range(i))
    network.add_edge("a0", "b0")

    assert [["a0", "a1", "a2", "a3", "a4"], ["b0", "b1", "b2", "b3"]] == communities(network)


def test_chains_are_the_shortest_and_hang_together(golden: Dataset) -> None:
    """Each chain runs from the one to the other, claim by claim, in as few claims as there are."""
    network = to_networkx(golden, facts_only=True).to_undirected()
    start, end = "Sudland", "Ivan_Petrov"
    found = list(chains(golden, start, end))

    assert found
    for chain in found:
        here = start
        for edge in chain:
            assert here in {edge.subject, edge.object} and edge.fact
            here = edge.object or "" if here == edge.subject else edge.subject
        assert end == here
        assert networkx.shortest_path_length(network, start, end) == len(chain)


def test_chain_between_strangers(golden: Dataset) -> None:
    """An unknown end is named in the error."""
    with pytest.raises(QueryError, match="No entity 'Atlantis' in the graph"):
        list(chains(golden, "Sudland", "Atlantis"))
