"""International organisations, blocs with members, bodies of states, and the media."""

from __future__ import annotations

from pathlib import Path

from drafts import World


def add(world: World, data: Path, hand: Path) -> None:
    """Add organisations."""
