"""The tables of this room and how they are read: tab-separated, `#` for comments, the first line names columns."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def read_table(name: str, columns: int, package: str = "kg.events.tables") -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table `name`, each with `columns` cells; a row that stops early is filled up with blanks.

    Raises `ValueError` where a row has too many cells, which is a fault of the table and not of a user.
    """
    lines = (files(package) / name).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")][1:]
    for row in rows:
        cells = tuple(cell.strip() for cell in row.split("\t"))
        if len(cells) > columns:
            raise ValueError(f"{name} has a row of {len(cells)} cells where {columns} are due: {row!r}")
        yield cells + ("",) * (columns - len(cells))
