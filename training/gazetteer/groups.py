"""Nationalities, ethnic and religious groups, armed and political groups."""

from __future__ import annotations

from pathlib import Path

from drafts import World


def add(world: World, data: Path, hand: Path) -> None:
    """Add groups."""
