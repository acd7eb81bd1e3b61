"""A page inside a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.model import EdgeRow, NodeRow
from kg.render.network import to_html


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that a notebook shows below a cell, in a frame of its own with nothing allowed but its script."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        """Give the frame; notebooks call this."""
        source = html.escape(self.page, quote=True)
        return (
            f'<iframe srcdoc="{source}" width="100%" height="{self.height}" style="border:0" '
            'sandbox="allow-scripts allow-popups allow-downloads" title="Network"></iframe>'
        )


def show(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow], *, height: int = 760, **options: Any) -> Inline:
    """Draw rows below a notebook's cell; `options` are those of `to_html`, `height` is in pixels."""
    return Inline(to_html(nodes, edges, **options), height)
