"""The graph as a network: centralities, communities and chains."""

from __future__ import annotations

import networkx  # type: ignore[import-untyped, unused-ignore]
import pytest
from rdflib import Dataset
from rdflib.query import Result

from kg.errors import QueryError
from kg.graph import new_dataset
from kg.graph.analysis import MEASURES, centralities, chains, communities, groups, paths, ranking, to_networkx, to_text


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


def test_surest_claim_stands_for_a_step(golden: Dataset) -> None:
    """Of several claims between two neighbours a chain shows a fact before what is only claimed."""
    facts = to_networkx(golden, facts_only=True)

    for source, target in facts.edges():
        (chain,) = chains(golden, source, target, facts_only=False)
        assert [True] == [edge.fact for edge in chain]


def test_chains_are_limited(golden: Dataset) -> None:
    """No more chains are sought than are wanted."""
    assert 1 == len(list(chains(golden, "Sudland", "Ivan_Petrov", facts_only=False, most=1)))


@pytest.mark.parametrize("measure", MEASURES)
def test_ranking_is_by_the_measure(golden: Dataset, measure: str) -> None:
    """Actors are listed by the measure asked for, as many as wanted."""
    column = {"degree": "claims"}.get(measure, measure)
    values = [float(row[column]) for row in _rows(ranking(golden, by=measure))]

    assert values == sorted(values, reverse=True)
    assert _rows(ranking(golden, by=measure))[:2] == _rows(ranking(golden, by=measure, most=2))


def test_groups_hold_every_actor_once(golden: Dataset) -> None:
    """Every actor that takes part in anything is in one community."""
    members = [name for row in _rows(groups(golden)) for name in row["who"].split(", ")]

    assert sorted(row.label for row in centralities(golden)) == sorted(members)


def test_paths_take_any_name_and_tell_the_source(golden: Dataset) -> None:
    """Ends are named as people name them; each step has its sentence and article, in the table and in words."""
    found = paths(golden, "südland", "Petrov")
    text = to_text(found, width=80)

    assert _rows(found) == _rows(paths(golden, "ent:Sudland", "Иван Петров"))
    assert all(row["sentence"] and row["article"] for row in _rows(found))
    assert text.startswith("Chain 1\n")
    assert max(map(len, text.splitlines())) <= 80
    assert all(" ".join(row["sentence"].split()) in " ".join(text.split()) for row in _rows(found))


REFUSED = {
    "unknown": ("Sudland", "Petrow", r"No entity called 'Petrow' for --path\. Near: Petrov"),
    "the same": ("Sudland", "Südland", "one and the same"),
}


@pytest.mark.parametrize(("start", "end", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_paths_refuse(golden: Dataset, start: str, end: str, words: str) -> None:
    """A name that nothing bears is answered with those that are near, two names of one thing with a word."""
    with pytest.raises(QueryError, match=words):
        paths(golden, start, end)


def _rows(answer: Result) -> list[dict[str, str]]:
    """Give the rows of an answer as text."""
    return [{str(name): str(term) for name, term in row.items()} for row in answer.bindings]
