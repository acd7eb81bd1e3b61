"""Nodes get places in which labels can be read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from kg.model import EdgeRow, NodeRow
from kg.render.layout import STAGE, overlaps
from kg.render.network import LABELLED, _boxes, arrange
from kg.render.scene import scene

Rows = Callable[..., tuple[list[NodeRow], list[EdgeRow]]]


@pytest.mark.parametrize("count", [2, 7, 30, 60, 200])
def test_top_labels_do_not_overlap(made_up: Rows, count: int) -> None:
    """On the stage of a laptop the boxes of the sixty most important nodes stay clear of each other."""
    drawn = scene(*made_up(count))
    sizes, spots, _ = arrange(drawn, 60)
    shown = min(LABELLED, len(spots))

    assert 0 == overlaps(spots[:shown], _boxes(drawn, sizes[:shown]))


@pytest.mark.parametrize("count", [1, 30, 200, 700])
def test_all_stand_on_the_stage(made_up: Rows, count: int) -> None:
    """Every node has a place, and it lies on the stage."""
    _, spots, _ = arrange(scene(*made_up(count)), 0)

    assert np.isfinite(spots).all()
    assert (np.abs(spots) <= np.array(STAGE) / 2).all()


@pytest.mark.parametrize("count", [40, 700])
def test_same_rows_same_places(made_up: Rows, count: int) -> None:
    """The layout is the same in every run."""
    drawn = scene(*made_up(count))

    assert (arrange(drawn, 0)[1] == arrange(drawn, 0)[1]).all()


def test_two_layouts_where_some_are_hidden(made_up: Rows) -> None:
    """Beside the nodes drawn at first, all nodes have a place for when all are drawn."""
    _, core, whole = arrange(scene(*made_up(100)), 40)

    assert whole is not None
    assert (40, 100) == (len(core), len(whole))
