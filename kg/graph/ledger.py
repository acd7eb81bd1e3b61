"""What a store remembers beside its graph: records under keys, in one SQLite file.

The graph holds what articles say; to tell whether an article of tomorrow speaks of the same people and events, more is
needed than an edge shows (how often a name was used, the words of a deed). These records are looked up by key, never
searched through, so that the work for an article does not grow with what is kept.

A ledger without a file lives as long as its process, on disk too, and its pages alone are in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError

VERSION = 1
MANY = 900  # values that one look-up names, below SQLite's limit
_TABLES = """
CREATE TABLE IF NOT EXISTS record (kind TEXT, id TEXT, content TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS filed (kind TEXT, key TEXT, id TEXT, PRIMARY KEY (kind, key, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys ON filed (kind, id);
"""


class Ledger:
    """Records of several kinds by id, each filed under keys."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file, or a ledger that ends with the process; raises GraphError for a file that is no ledger."""
        try:
            self.base = sqlite3.connect(str(path) if path is not None else "", isolation_level=None)
            (version,) = self.base.execute("PRAGMA user_version").fetchone()
            if version not in (0, VERSION):
                raise GraphError(f"{path} was made by another version of kg ({version}). Build the store anew.")
            self.base.execute("PRAGMA journal_mode = WAL")
            self.base.executescript(_TABLES)
            self.base.execute(f"PRAGMA user_version = {VERSION}")
        except sqlite3.Error as error:
            raise GraphError(f"Cannot use {path}: {error}. Is the disk full, or another kg using the store?") from error

    def close(self) -> None:
        """Close the file."""
        self.base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is put and dropped within, or nothing of it."""
        try:
            self.base.execute("BEGIN IMMEDIATE")
            yield
            self.base.execute("COMMIT")
        except BaseException as error:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise GraphError(
                    f"Cannot write to the store: {error}. Nothing of this batch was kept; make room and run it again."
                ) from error
            raise

    def put(self, kind: str, id: str, content: str, keys: Collection[str] = ()) -> None:
        """Keep a record in the place of the one that had its id, under these keys alone."""
        self.base.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (kind, id, content))
        held, wanted = self.keys(kind, id), set(keys)
        self.base.executemany(
            "DELETE FROM filed WHERE kind = ? AND key = ? AND id = ?", ((kind, key, id) for key in held - wanted)
        )
        self.base.executemany("INSERT INTO filed VALUES (?, ?, ?)", ((kind, key, id) for key in wanted - held))

    def drop(self, kind: str, id: str) -> None:
        """Forget a record."""
        self.base.execute("DELETE FROM record WHERE kind = ? AND id = ?", (kind, id))
        self.base.execute("DELETE FROM filed WHERE kind = ? AND id = ?", (kind, id))

    def get(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """Give the records of these ids that there are."""
        found: dict[str, str] = {}
        for part in _parts(ids):
            marks = ", ".join("?" * len(part))
            found.update(
                self.base.execute(f"SELECT id, content FROM record WHERE kind = ? AND id IN ({marks})", (kind, *part))
            )
        return found

    def keys(self, kind: str, id: str) -> set[str]:
        """Give the keys under which a record stands."""
        asked = "SELECT key FROM filed WHERE kind = ? AND id = ?"
        return {key for (key,) in self.base.execute(asked, (kind, id))}

    def find(self, kind: str, keys: Iterable[str], *, most: int) -> set[str]:
        """Give the ids of the records that stand under any of these keys, of each key the first `most` by id."""
        asked = "SELECT id FROM filed WHERE kind = ? AND key = ? ORDER BY id LIMIT ?"
        return {id for key in sorted(set(keys)) for (id,) in self.base.execute(asked, (kind, key, most))}


def _parts(values: Iterable[str]) -> Iterator[Sequence[str]]:
    """Cut values, each once, into parts that one look-up can name."""
    distinct = sorted(set(values))
    for start in range(0, len(distinct), MANY):
        yield distinct[start : start + MANY]
