"""The coding schemes PLOVER and CAMEO as records, read from the tables beside this module.

Sources: PLOVER (Open Event Data Alliance, Political Language Ontology for Verifiable Event Records, 0.8, 2021); CAMEO
1.1b3 (Schrodt 2012). Codes and the mapping between them are theirs, labels and definitions are in our own words.
Goldstein values are those published for CAMEO codes by the CAMEO project and GDELT, after Goldstein (1992), "A
Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict Resolution 36: from -10 (conflict) to +10
(cooperation). A quad class is that of the PLOVER type: words or deeds, cooperation or conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.events.tables import read_table

QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class PloverType:
    """One of the sixteen event types of PLOVER."""

    id: str  # AGREE
    label: str
    definition: str
    quad: str  # one of QUAD_CLASSES


@dataclass(frozen=True, slots=True)
class PloverMode:
    """A way in which events of one PLOVER type are carried out."""

    type: str  # id of a PloverType
    id: str  # "aid"; unique within its type only
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Term:
    """A context of an event, or the sector of an actor."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code of two to four digits and what it comes to in PLOVER."""

    code: str
    label: str
    definition: str
    plover: str  # id of a PloverType
    mode: str | None  # id of a PloverMode of that type
    contexts: tuple[str, ...]  # ids of CONTEXTS
    goldstein: float  # -10 … 10
    broader: str | None  # the code one digit shorter; None for the twenty roots
    quad: str  # one of QUAD_CLASSES


def _plover_types() -> Mapping[str, PloverType]:
    """Give the sixteen types by id, in the order of PLOVER."""
    return MappingProxyType({row[0]: PloverType(*row) for row in read_table("plover.tsv", 4)})


def _plover_modes() -> Mapping[tuple[str, str], PloverMode]:
    """Give the modes by type and id."""
    return MappingProxyType({(row[0], row[1]): PloverMode(*row) for row in read_table("modes.tsv", 4)})


def _contexts() -> Mapping[str, Term]:
    """Give the contexts by id."""
    return MappingProxyType({row[0]: Term(*row) for row in read_table("contexts.tsv", 3)})


def _actor_sectors() -> Mapping[str, Term]:
    """Give the sectors of actors by code."""
    return MappingProxyType({row[0]: Term(*row) for row in read_table("sectors.tsv", 3)})


def _cameo_codes() -> Mapping[str, CameoCode]:
    """Give the CAMEO codes by code, ascending."""
    types = _plover_types()
    return MappingProxyType(
        {
            code: CameoCode(
                code=code,
                label=label,
                definition=definition,
                plover=plover,
                mode=mode or None,
                contexts=tuple(part for part in about.split(";") if part),
                goldstein=float(goldstein),
                broader=code[:-1] if len(code) > 2 else None,
                quad=types[plover].quad,
            )
            for code, label, definition, plover, mode, about, goldstein in read_table("cameo.tsv", 7)
        }
    )


PLOVER_TYPES = _plover_types()
PLOVER_MODES = _plover_modes()
CONTEXTS = _contexts()
SECTORS = _actor_sectors()
CAMEO_CODES = _cameo_codes()
