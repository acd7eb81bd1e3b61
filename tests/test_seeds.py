"""The main job, end to end: the five seed articles become a graph that can be asked, loaded elsewhere and trusted."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
FILES = ["graph.html", "graph.trig", "graph.ttl", "map.html", "report.json", "statements.jsonl", "timeline.html"]

pytestmark = pytest.mark.model


def _kg(*arguments: str | Path, folder: Path, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the graph of the seeds once, in a process of its own, from another folder."""
    folder = tmp_path_factory.mktemp("work")
    done = _kg("build", SEEDS, folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def statements(built: Path) -> list[dict[str, Any]]:
    """Read the statements of the seeds."""
    return [json.loads(line) for line in (built / "statements.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    """Read the graph of the seeds with rdflib's own parser."""
    return Graph().parse(built / "graph.ttl")


def _passages(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for part in value.values():
            yield from _passages(part)
    elif isinstance(value, list):
        for part in value:
            yield from _passages(part)


def test_all_files_are_there(built: Path) -> None:
    """A build writes its seven files and leaves nothing else."""
    assert FILES == sorted(path.name for path in built.iterdir())


def test_every_passage_stands_in_its_file(statements: list[dict[str, Any]]) -> None:
    """Offsets count characters of the file as it lies on disk."""
    sources = {path.stem: path.read_bytes().decode("utf-8") for path in SEEDS.iterdir()}
    passages = [(statement["doc"], passage) for statement in statements for passage in _passages(statement)]

    assert passages
    for doc, passage in passages:
        assert sources[doc][passage["start"] : passage["end"]] == passage["text"]


def test_the_loan(statements: list[dict[str, Any]]) -> None:
    """Russia or its president grants Belarus a loan of 1.5 billion dollars: a promise, with its sentence behind it."""
    loans = [
        statement
        for statement in statements
        if statement["relation"]["id"] == "grantsLoan" and statement["object"]["label"] == "Belarus"
    ]

    assert loans
    assert {statement["subject"]["label"] for statement in loans} <= {"Vladimir Putin", "Russia"}
    assert any("1.5 billion" in argument["text"] for loan in loans for argument in loan["arguments"])
    assert all("loan" in loan["sentence"]["text"] for loan in loans)
    assert "asserted" not in {loan["modality"] for loan in loans}


@pytest.mark.parametrize("member", ["Russia", "Belarus"])
def test_members_of_the_csto(member: str, statements: list[dict[str, Any]]) -> None:
    """An enumeration in brackets behind a description names the members of the alliance."""
    assert any(
        statement["relation"]["id"] == "includes"
        and statement["subject"]["label"] == "Collective Security Treaty Organization"
        and statement["object"]["label"] == member
        for statement in statements
    )


def test_loan_is_a_plain_triple(graph: Graph) -> None:
    """What a government commits itself to can be asked without knowing of claims."""
    asked = """
        PREFIX rel: <https://w3id.org/geopolitical-kg/relation/>
        PREFIX ent: <https://w3id.org/geopolitical-kg/entity/>
        ASK { VALUES ?who { ent:Russia ent:Vladimir_Putin } ?who rel:grantsLoan ent:Belarus }
    """

    assert graph.query(asked).askAnswer


def test_no_shortcut_for_what_only_others_say(statements: list[dict[str, Any]], graph: Graph) -> None:
    """What is denied, possible, conditional or requested and never stated plainly has no edge of its own."""
    base = "https://w3id.org/geopolitical-kg/relation/"
    stated = {
        (s["subject"]["entity"], s["relation"]["id"], s["object"]["entity"])
        for s in statements
        if s["polarity"] == "positive" and s["modality"] in {"asserted", "intended"}
    }
    others = {(s["subject"]["entity"], s["relation"]["id"], s["object"]["entity"]) for s in statements} - stated
    edges = {(str(s), str(p).removeprefix(base), str(o)) for s, p, o in graph if str(p).startswith(base)}

    assert edges
    assert others
    assert not edges & others


def test_two_runs_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another process with another hash seed, on two processes, writes the same files."""
    done = _kg("build", SEEDS, "--jobs", "2", folder=tmp_path, hash_seed="77")

    assert done.returncode == 0, done.stderr
    for name in FILES:
        assert (built / name).read_bytes() == (tmp_path / "out" / name).read_bytes(), name


def test_other_readers_count_the_same_triples(built: Path, graph: Graph) -> None:
    """rdflib, Oxigraph and rapper read the Turtle and count the same."""
    turtle = built / "graph.ttl"
    oxigraph = len(set(pyoxigraph.parse(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)))

    assert len(graph) == oxigraph
    if shutil.which("rapper") is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    rapper = subprocess.run(["rapper", "-c", "-i", "turtle", turtle], capture_output=True, text=True, check=False)
    assert rapper.returncode == 0
    assert "Warning" not in rapper.stderr
    assert f"returned {oxigraph} triples" in rapper.stderr


def test_report_counts_what_is_there(built: Path, statements: list[dict[str, Any]], graph: Graph) -> None:
    """The report's figures are those of the files beside it."""
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))

    assert report["articles"]["read"] == 5
    assert report["articles"]["skipped"] == []
    assert report["statements"]["all"] == len(statements)
    assert report["triples"] == len(graph)
    assert report["faults"] == []


def test_nothing_comes_from_outside_the_prose(statements: list[dict[str, Any]]) -> None:
    """By-lines, biographies, disclaimers, polls and comments yield no statement."""
    told = " ".join(statement["sentence"]["text"] for statement in statements)

    for words in ("ad_1", "copyrighted", "Research Associate", "By completing the poll", "Leopard", "Original url"):
        assert words not in told


def test_commands_of_the_readme(built: Path) -> None:
    """What the README shows on the built graph runs as it stands there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    lines = [line.removeprefix("$ ").split("#")[0] for block in blocks for line in block.splitlines()]
    commands = [shlex.split(line) for line in lines if line.startswith("kg query") and "my-own" not in line]

    assert len(commands) >= 3
    for command in commands:
        done = _kg(*command[1:], folder=built.parent)
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout.strip(), command
