"""How things look, in one place for the pages and the pictures.

Shape and colour tell the type of a node; every type has a shape of its own, so that colour is never the only sign.
Edges run from blue (cooperation) over grey to orange (conflict), which readers with any of the usual colour blindnesses
tell apart (ColorBrewer's PuOr and RdBu share these ends).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.render.text import clean


@dataclass(frozen=True, slots=True)
class Look:
    """Shape and colours of one type of node."""

    shape: str  # a shape that vis-network, the canvas and the SVG writer know
    light: str  # fill on the light page
    dark: str  # fill on the dark page
    name: str  # in the legend


LOOKS: Mapping[str, Look] = {
    "Country": Look("square", "#2f4858", "#a9c1cf", "Country"),
    "Person": Look("dot", "#1d7874", "#6cc5bd", "Person"),
    "Organization": Look("diamond", "#6a4c93", "#b9a0dd", "Organization"),
    "ArmedGroup": Look("triangle", "#8a2f4d", "#e08fae", "Armed group"),
    "Group": Look("hexagon", "#8f5b7e", "#d3a6c5", "People"),
    "Place": Look("triangleDown", "#5f6b2b", "#b9c47c", "Place"),
    "Event": Look("star", "#96690a", "#e3bb5c", "Event"),
    "Treaty": Look("parallelogram", "#3f5f8a", "#9dbbe6", "Treaty"),
    "Work": Look("bar", "#6d5a4b", "#c5b09f", "Work"),
    "Thing": Look("ring", "#66707a", "#a8b1ba", "Thing"),
    "Literal": Look("ring", "#8a9199", "#8a9199", "Words"),
}
OTHER = LOOKS["Thing"]

# From conflict (Goldstein -10) over neutral (0) to cooperation (+10).
EDGE_LIGHT = ("#b8500c", "#d58a4e", "#868e96", "#5b93c4", "#1b5fa3")
EDGE_DARK = ("#ff9a52", "#e0a477", "#98a1aa", "#7db2e3", "#58a6ff")

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"

# PLOVER's four quadrants where a report has a type and no Goldstein value: material and verbal cooperation, verbal
# and material conflict (Halterman et al. 2023, PLOVER codebook).
PLOVER_SCALE: Mapping[str, float] = {
    "AGREE": 4.0, "CONSULT": 2.0, "SUPPORT": 4.0, "CONCEDE": 3.0, "COOPERATE": 6.0, "AID": 7.0, "RETREAT": 5.0,
    "REQUEST": -1.0, "ACCUSE": -3.0, "REJECT": -4.0, "THREATEN": -5.0,
    "PROTEST": -5.0, "SANCTION": -6.0, "MOBILIZE": -6.0, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip


def look(type_: str) -> Look:
    """Give the look of a type; types that are new to us look like things."""
    return LOOKS.get(type_, OTHER)


def tone(goldstein: float | None, plover: str | None) -> float | None:
    """Place a report between conflict (-1) and cooperation (+1); None where it is neither."""
    value = goldstein if goldstein is not None else PLOVER_SCALE.get(plover or "")
    return None if value is None else max(-1.0, min(1.0, value / 10.0))


def edge_colour(value: float | None, palette: tuple[str, ...] = EDGE_LIGHT) -> str:
    """Pick one of the five steps for a tone; the middle one is neutral."""
    if value is None or abs(value) < 0.05:
        return palette[2]
    step = 1 if abs(value) < 0.35 else 2
    return palette[2 + (step if value > 0 else -step)]


def initials(label: str) -> str:
    """`Vladimir Putin` → `VP`; one letter for one word; nothing where no letter begins a word."""
    letters = [word[0] for word in clean(label).replace("-", " ").split() if word[0].isalpha() and word[0].isupper()]
    return "".join(letters[:1] + letters[-1:]) if len(letters) > 1 else "".join(letters)


def flag(alpha2: str | None) -> str | None:
    """`BY` → the flag of Belarus, as the two characters that fonts draw as a flag."""
    if not alpha2 or len(alpha2) != 2 or not alpha2.isascii() or not alpha2.isalpha():
        return None
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in alpha2.upper())
