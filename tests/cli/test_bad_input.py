"""What users get wrong: one line that says what, which and what now, exit status 1, and nothing lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _binary(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_bytes(b"")
    return path


def _folder(folder: Path) -> Path:
    path = folder / "nothing"
    path.mkdir()
    return path


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


@pytest.mark.parametrize("make", [_binary, _empty, _folder, _missing], ids=["binary", "empty", "folder", "missing"])
@pytest.mark.parametrize("command", ["extract", "mentions"])
def test_source_without_article(command: str, make: object, tmp_path: Path) -> None:
    """A source that gives no article at all is named, in one line, with status 1."""
    path = make(tmp_path)  # type: ignore[operator]

    result = _run(command, path)

    assert result.exit_code == 1
    assert path.name in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not result.stdout


def test_build_keeps_what_was_there(tmp_path: Path) -> None:
    """A build that fails leaves the files of the last one whole."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("# earlier\n", encoding="utf-8")

    result = _run("build", _empty(tmp_path), "--out", out)

    assert result.exit_code == 1
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "# earlier\n"
    assert ["graph.ttl"] == sorted(path.name for path in out.iterdir())


def test_out_is_a_file(tmp_path: Path) -> None:
    """A file in the place of the out folder is named before anything is read."""
    out = tmp_path / "out"
    out.write_text("mine", encoding="utf-8")

    result = _run("build", _empty(tmp_path), "--out", out)

    assert result.exit_code == 1
    assert str(out) in result.stderr


QUERY = "# What is there?\nSELECT ?s WHERE { ?s ?p ?o }\n"
GRAPH = "<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "no-such-query"], ["no-such-query"]),
        (["query", "who-did-wat"], ["who-did-what"]),
        (["query", "broken.rq", "--graph", "graph.ttl"], ["broken.rq"]),
        (["query", "good.rq", "--graph", "missing.ttl"], ["missing.ttl"]),
        (["query", "good.rq", "--graph", "half.ttl"], ["half.ttl"]),
        (["query", "good.rq", "--graph", "graph.ttl", "--set", "colour=red"], ["colour"]),
        (["query", "good.rq", "--store", "nowhere"], ["nowhere"]),
        (["export", "missing.ttl", "-f", "turtle"], ["missing.ttl"]),
        (["render", "half.ttl", "-o", "page.html"], ["half.ttl"]),
        (["validate", "missing.ttl"], ["missing.ttl"]),
        (["serve", "missing.ttl"], ["missing.ttl"]),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, list) else None,
)
def test_graph_and_query_faults(
    arguments: list[str], words: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown queries, malformed SPARQL, missing and broken graphs each get one line and status 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.rq").write_text(QUERY, encoding="utf-8")
    (tmp_path / "broken.rq").write_text("# ?\nSELECT ?s WHERE { ?s ?p }\n", encoding="utf-8")
    (tmp_path / "graph.ttl").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "half.ttl").write_text(GRAPH + "<http://example.org/a> <http://exa", encoding="utf-8")

    result = _run(*arguments)

    assert result.exit_code == 1
    assert len(result.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["query"],
        ["build"],
        ["export", "graph.ttl"],
        ["export", "graph.ttl", "-f", "word"],
        ["query", "about", "--graph", "a.ttl", "--store", "b"],
        ["query", "about", "--set", "who"],
        ["build", "x", "--base-iri", "http://example.org"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong usage is status 2."""
    assert _run(*arguments).exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file without the right to read it is named."""
    path = tmp_path / "secret.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)

    result = _run("extract", path)

    assert result.exit_code == 1
    assert str(path) in result.stderr
