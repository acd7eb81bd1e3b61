"""What rooms that do not know one another must agree on."""

from __future__ import annotations

from kg.events.schemes import SECTORS
from kg.gazetteer import load


def test_sectors_of_the_tables_are_in_the_scheme() -> None:
    """Each sector code that the gazetteer gives has its concept, so that the graph never points at nothing."""
    used = {entry.sector for entry in load().entries()} - {None}

    assert used
    assert used <= set(SECTORS)
