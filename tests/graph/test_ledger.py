"""What a store remembers beside its graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.graph.ledger import Ledger


def test_records_are_found_by_their_keys(tmp_path: Path) -> None:
    """A record stands under its latest keys alone, in the file as in memory."""
    for path in (None, tmp_path / "ledger.sqlite"):
        ledger = Ledger(path)
        ledger.put("entity", "e1", "first", ("a", "b"))
        ledger.put("entity", "e1", "second", ("b", "c"))
        ledger.put("event", "e1", "other", ("b",))

        assert (set(), {"e1"}) == (ledger.find("entity", "a", most=9), ledger.find("entity", "bc", most=9))
        assert {"e1": "second"} == ledger.get("entity", ("e1", "e2"))
        ledger.drop("entity", "e1")
        assert (set(), {}) == (ledger.find("entity", "bc", most=9), ledger.get("entity", ("e1",)))
        assert {"e1"} == ledger.find("event", "b", most=9)
        ledger.close()


def test_crowded_key() -> None:
    """Of a key that many share, no more than asked for are given, always the same ones."""
    ledger = Ledger()
    for number in range(20):
        ledger.put("entity", f"e{number:02}", "", ("Li",))

    assert {"e00", "e01", "e02"} == ledger.find("entity", ("Li",), most=3)


def test_more_ids_than_one_look_up_names() -> None:
    """Thousands of ids are looked up at once."""
    ledger = Ledger()
    ledger.put("entity", "e1999", "x")

    assert {"e1999": "x"} == ledger.get("entity", (f"e{number}" for number in range(3000)))


def test_batch_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    """What is put in a batch that does not end is not there, in this process or the next."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    with pytest.raises(KeyError), ledger.writing():
        ledger.put("entity", "e1", "x", ("a",))
        raise KeyError

    assert {} == ledger.get("entity", ("e1",))
    ledger.close()
    assert {} == Ledger(tmp_path / "ledger.sqlite").get("entity", ("e1",))


def test_file_that_is_no_ledger(tmp_path: Path) -> None:
    """Another file under the name is left alone, in one line."""
    path = tmp_path / "ledger.sqlite"
    path.write_text("mine " * 999, encoding="utf-8")

    with pytest.raises(GraphError, match=r"Cannot use .*ledger\.sqlite: file is not a database"):
        Ledger(path)
