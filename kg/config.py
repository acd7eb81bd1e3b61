"""The settings of a run: read once by the command line, handed down as arguments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BASE_IRI = "https://w3id.org/geopolitical-kg/"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can choose about reading articles and building a graph."""

    model: str | None = None  # name or path of an installed spaCy pipeline; None: the one that is shipped
    gazetteer: Path | None = None  # the user's own rows, CSV
    same: Path | None = None  # the user's list of names that mean one thing, CSV
    different: Path | None = None  # the user's list of names that mean two things, CSV
    same_events: Path | None = None  # the user's list of statements or events that tell of one event, CSV
    different_events: Path | None = None  # the user's list of those that tell of two, CSV
    base_iri: str = BASE_IRI
    jobs: int = 1  # processes that read articles
    with_text: bool = False  # whether the graph carries the articles' whole texts
