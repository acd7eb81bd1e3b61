"""Which entry a name means in its context, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.gazetteer.entries import Candidate, Entry
from kg.model import EntityType

SAME_AS = 0.9
"""From this score on a link is sure enough for `owl:sameAs`."""

CLOSE_MATCH = 0.6
"""From this score on a link is likely enough for `skos:closeMatch`; below it nothing is said."""


class _Tables(Protocol):
    """What linking needs of the gazetteer."""

    def find(self, name: str, *, type: EntityType | None = None) -> list[Entry]: ...
    def find_folded(self, name: str) -> list[Entry]: ...
    def find_surname(self, surname: str) -> list[Entry]: ...


def link(
    tables: _Tables,
    name: str,
    type: EntityType | None,
    date: str | None,
    country_context: Sequence[str],
    entities_context: Sequence[str],
    surname_only: bool,
) -> Candidate | None:
    """Give the best entry for a name; see `Gazetteer.link`."""
    found = tables.find(name) or tables.find_folded(name)
    if not found:
        return None
    return Candidate(found[0], 0.9, ("name",))
