"""The library of queries, parameters, answers, and what is said when something is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import Dataset, Graph
from rdflib.query import Result

from kg.errors import QueryError
from kg.graph import answer_rows, to_bytes, write_atomically
from kg.graph.query import (
    Query,
    ask,
    cut_off,
    find_query,
    formatted,
    library,
    overview,
    parse_query,
    read_query,
    run_query,
    to_csv,
    to_json,
    to_table,
    to_turtle,
    with_prefixes,
)
from kg.vocab import BASE

LIBRARY = library()
ROWS = {
    "about": 14,
    "accusations": 1,
    "aid": 2,
    "alliances": 0,
    "attacks": 4,
    "confirmed": 1,
    "contradictions": 1,
    "cooperation-conflict": 1,
    "demands": 1,
    "denied": 1,
    "events-at-places": 5,
    "events-by-type": 4,
    "find-entity": 13,
    "first-reported": 2,
    "meetings": 2,
    "members": 1,
    "merged": 4,
    "most-central": 7,
    "new-since": 13,
    "office-holders": 1,
    "possible": 2,
    "promises": 1,
    "relations": 8,
    "said-by": 4,
    "sanctions": 1,
    "shortest-chain": 30,
    "single-source": 4,
    "sources": 4,
    "timeline": 7,
    "to-review": 1,
    "unnamed-sources": 1,
    "who-did-what": 6,
    "who-says": 5,
}


def _table(result: Result) -> list[tuple[str | None, ...]]:
    """Give the rows of an answer as text."""
    variables = result.vars or ()
    return [tuple(None if row.get(v) is None else str(row.get(v)) for v in variables) for row in result.bindings]


@pytest.fixture(scope="module")
def memory(golden: Dataset) -> Graph:
    """Give the golden collection in rdflib's own memory store."""
    return Graph().parse(data=to_bytes(golden, "turtle"), format="turtle")


@pytest.mark.parametrize("name", LIBRARY)
def test_query_is_documented(name: str) -> None:
    """Each query has its question, declares only parameters that it has, and orders its rows."""
    query = LIBRARY[name]
    places = {*re.findall(r"VALUES \?(\w+)", query.text), *(["limit"] if "LIMIT" in query.text else [])}

    assert query.question.endswith(("?", "(CONSTRUCT)"))
    assert all(parameter.name in places for parameter in query.parameters if parameter.kind != "graph")
    assert "CONSTRUCT" in query.text or "ORDER BY" in query.text


def test_library_is_large_enough() -> None:
    """There are at least twenty-five questions, and a number of rows is known for each that gives rows here."""
    assert len(LIBRARY) >= 25
    assert set(LIBRARY) == {*ROWS, "changes", "describe"}


@pytest.mark.parametrize("name", ROWS)
def test_query_gives_the_same_rows_on_both_engines(golden: Dataset, memory: Graph, name: str) -> None:
    """Oxigraph and rdflib's own engine answer alike, in the same order."""
    here, there = run_query(golden, LIBRARY[name]), run_query(memory, LIBRARY[name])

    assert ROWS[name] == len(here.bindings)
    assert _table(here) == _table(there)


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"cooperation-conflict", "find-entity", "sources"}))
def test_answer_names_its_sources(golden: Dataset, name: str) -> None:
    """Every answer about the world carries a sentence; the others are counts and names."""
    columns = {str(variable) for variable in run_query(golden, LIBRARY[name]).vars or ()}

    assert columns & {"sentence", "example", "sentence_1"}


VALUES = {
    "a name": ("aid", {"who": "Nordia"}, 2),
    "another case": ("aid", {"who": "NORDIA"}, 2),
    "an alias": ("aid", {"who": "Republic of Nordia"}, 2),
    "another script": ("meetings", {"who": "Иван Петров"}, 2),
    "a local name": ("aid", {"who": "Ivan_Petrov"}, 0),
    "a prefixed name": ("aid", {"who": "ent:Nordia"}, 2),
    "an IRI": ("aid", {"who": f"<{BASE}entity/Nordia>"}, 2),
    "two values": ("attacks", {"who": "Nordia", "whom": "Port Azul"}, 2),
    "a relation": ("who-did-what", {"family": "attacks"}, 3),
    "a label of a relation": ("who-says", {"family": "grants loan"}, 2),
    "a type": ("events-by-type", {"type": "consult"}, 1),
    "a month": ("who-did-what", {"from": "2020-09-16", "to": "2020-09"}, 1),
    "the last day": ("timeline", {"to": "2020-09-14"}, 5),
    "a number": ("merged", {"least": "3"}, 0),
    "text": ("find-entity", {"name": "petr"}, 2),
    "text with quotes": ("find-entity", {"name": '"} UNION {?entity ?naming ?any'}, 0),
    "two ends": ("shortest-chain", {"start": "Sudland", "end": "Ivan Petrov"}, 2),
}


@pytest.mark.parametrize(("name", "values", "rows"), VALUES.values(), ids=VALUES.keys())
def test_values_narrow_the_answer(golden: Dataset, name: str, values: dict[str, str], rows: int) -> None:
    """A value may be a name in any case, an alias, an IRI, a date of any precision; it is never syntax."""
    assert rows == len(run_query(golden, LIBRARY[name], values).bindings)


FAULTS = {
    "unknown parameter": ("aid", {"whoo": "x"}, r"no parameter 'whoo'\. Did you mean who.*It takes: who, whom"),
    "unknown entity": ("aid", {"who": "Nordai"}, r"No entity called 'Nordai' for who\. Near: Nordia"),
    "unknown relation": (
        "who-did-what",
        {"family": "attaks"},
        "No relation called 'attaks' for family. Did you mean attacks",
    ),
    "no date": ("timeline", {"from": "last week"}, "from='last week' is no date"),
    "no limit": ("aid", {"limit": "0"}, "limit='0' is no number of things to list"),
    "no number": ("merged", {"least": "many"}, "least='many' is no number"),
    "graph missing": ("changes", {}, "needs --set before=FILE"),
}


@pytest.mark.parametrize(("name", "values", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_wrong_values_get_a_helpful_line(golden: Dataset, name: str, values: dict[str, str], message: str) -> None:
    """What is wrong, which, and what there is instead."""
    with pytest.raises(QueryError, match=message) as caught:
        run_query(golden, LIBRARY[name], values)

    assert "\n" not in str(caught.value)


def test_unknown_query() -> None:
    """An unknown name is answered with the nearest, a missing file with its path."""
    with pytest.raises(QueryError, match=r"No query 'meeting'\. Did you mean meetings"):
        find_query("meeting")
    with pytest.raises(QueryError, match=r"No query file mine\.rq"):
        find_query("mine.rq")


def test_malformed_query_is_placed(golden: Dataset, memory: Graph) -> None:
    """Malformed SPARQL is answered with line and column, on one line."""
    query = parse_query("mine", "# Mine?\nSELECT ?s WHERE {\n  ?s ?p\n}")

    with pytest.raises(QueryError, match="malformed in line 4, column 2"):
        run_query(golden, query)
    with pytest.raises(QueryError, match=r"The query failed: .*line:3"):
        run_query(memory, query)


def test_own_file_needs_no_prefixes(golden: Dataset, tmp_path: Path) -> None:
    """A user's file may use our prefixes without declaring them, and may hold what looks like one."""
    path = tmp_path / "mine.rq"
    path.write_text(
        'SELECT ?s WHERE { ?s a sem:Event ; rdfs:label ?l . FILTER(STR(?l) != "x:y <z:w>") }', encoding="utf-8"
    )

    assert 6 == len(run_query(golden, find_query(str(path))).bindings)


def test_file_that_is_no_text(tmp_path: Path) -> None:
    """A binary file is no query."""
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(QueryError, match="no UTF-8"):
        read_query(path)


def test_prefixes_follow_the_base_of_the_graph() -> None:
    """Declared prefixes of things point to where the things of this graph stand; those of terms stay."""
    text = with_prefixes(f"PREFIX ent: <{BASE}entity/>\nASK {{ ent:a rel:b ent:c }}", "http://example.org/")

    assert "PREFIX ent: <http://example.org/entity/>" in text
    assert f"PREFIX rel: <{BASE}relation/>" in text


def test_changes_between_two_graphs(golden: Dataset, tmp_path: Path) -> None:
    """A claim that was not in the earlier graph is new."""
    earlier = Graph().parse(data=to_bytes(golden, "turtle"), format="turtle")
    earlier.update(with_prefixes("DELETE WHERE { claim:c3c1 ?p ?o }", BASE))
    path = tmp_path / "before.ttl"
    write_atomically(path, earlier.serialize(format="turtle", encoding="utf-8"))
    result = run_query(golden, LIBRARY["changes"], {"before": str(path)})

    assert [("new", "Peace League", "includes", "Sudland")] == [row[:4] for row in _table(result)]


def test_answers_in_every_form(golden: Dataset) -> None:
    """Rows come as a table, CSV and JSON, triples as Turtle, yes or no as a word."""
    rows = run_query(golden, LIBRARY["denied"])
    triples = run_query(golden, LIBRARY["describe"], {"who": "Nordia"})
    truth = ask(golden, with_prefixes("ASK { ?s a sem:Event }", BASE))

    assert "Nordia did not shell Port Azul." in to_csv(rows)
    assert "shells" == json.loads(to_json(rows))["results"]["bindings"][0]["relation"]["value"]
    assert "ent:Nordia" in to_turtle(triples)
    assert "yes\n" == formatted(truth, "table")
    with pytest.raises(QueryError, match="Only a SELECT"):
        to_csv(triples)
    with pytest.raises(QueryError, match="gives rows"):
        to_turtle(rows)


@pytest.mark.parametrize("width", [60, 100, 200])
def test_table_fits_the_terminal(golden: Dataset, width: int) -> None:
    """No line is wider than the terminal, and control characters of the data do not reach it."""
    result = run_query(golden, LIBRARY["denied"])
    hostile = ask(golden, 'SELECT ("\\u001b[31mred\\u202e" AS ?x) WHERE {}')

    assert all(len(line) <= width for line in to_table(result, width=width).splitlines())
    assert "\x1b" not in to_table(hostile) and "\u202e" not in to_table(hostile)


def test_table_gives_sentences_room(golden: Dataset) -> None:
    """A short column is not broken, the sentence has the widest, and a column without content is only named."""
    text = to_table(run_query(golden, LIBRARY["timeline"]), width=110)
    empty = to_table(ask(golden, 'SELECT ("a" AS ?x) ?y WHERE {}'))

    assert "2020-09-14" in text
    assert text.splitlines()[0].index("article") - text.splitlines()[0].index("sentence") > 25
    assert empty.endswith("1 row; empty in all: y\n") and "y" not in empty.splitlines()[0]


def test_table_too_wide_is_laid_out_row_below_row(golden: Dataset) -> None:
    """Where a table would break words, each row is a list of names and values, and no word is broken."""
    lines = [line.strip() for line in to_table(run_query(golden, LIBRARY["aid"]), width=80).splitlines()]

    assert "relation      grants loan" in lines and "published     2020-09-15" in lines
    assert "2 rows; empty in all:" not in lines[-1]


def test_chain_is_told_step_by_step(golden: Dataset) -> None:
    """Two actors without a fact between them are connected over a third, with a sentence for each step."""
    rows = _table(run_query(golden, LIBRARY["shortest-chain"], {"start": "Anna Rossi", "end": "Nordia"}))

    assert [("2", "Ivan Petrov", "3", "1"), ("2", "Ivan Petrov", "3", "2")] == [row[:4] for row in rows]


def test_limit_is_kept_and_told(golden: Dataset) -> None:
    """No more claims than asked for are listed, the latest ones, and it is said that there may be more."""
    query = LIBRARY["new-since"]
    some, every = run_query(golden, query, {"limit": "2"}), run_query(golden, query)

    assert [row[0] for row in _table(some)] == [row[0] for row in _table(every)][:2]
    assert "There may be more than these: limit is 2" in str(cut_off(some, query, {"limit": "2"}))
    assert cut_off(every, query) is None


def test_overview_lists_questions_and_parameters() -> None:
    """The list shows what can be asked and what may be set."""
    text = overview([LIBRARY["first-reported"]])

    assert text.startswith("first-reported: Who was first to report each event?\n    who  (entity)")
    assert "default 2" in text


def test_query_without_a_question() -> None:
    """A query without comments is called by its name and takes nothing."""
    assert Query("mine", "mine", (), "ASK {}") == parse_query("mine", "ASK {}")


DRAWN = {
    "by subject and object": ("aid", {}, {"a1c2", "c3c3"}),
    "by CONSTRUCT": ("describe", {"who": "Sudland"}, set()),
    "by names": ("find-entity", {"name": "nord"}, set()),
}


@pytest.mark.parametrize(("name", "values", "claims"), DRAWN.values(), ids=DRAWN.keys())
def test_answers_can_be_drawn(golden: Dataset, name: str, values: dict[str, str], claims: set[str]) -> None:
    """An answer is drawn as the claims that it speaks of, with both their ends."""
    nodes, edges = answer_rows(golden, name, values)

    assert claims == {edge.id for edge in edges}
    assert {node.id for node in nodes} == {end for edge in edges for end in (edge.subject, edge.object)}
