"""The same reports by time and by place: a timeline and a map, with the data, style and panel of the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from kg.model import EdgeRow, NodeRow
from kg.render import style
from kg.render.assets import static
from kg.render.data import payload
from kg.render.page import page
from kg.render.scene import scene

_SHARED = ("core.js", "panel.js", "controls.js")


def to_timeline_html(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    title: str = "What happened when",
    lang: str = "en",
    since: str | None = None,
    until: str | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Draw the events of `edges` over time, a row for each kind of event (PLOVER), and return the page's HTML.

    Rows without a kind of event (states: membership, office) or without any date are not drawn.
    """
    data = _payload("Timeline", nodes, edges, title, lang, since, until, pages)
    lanes = sorted(style.PLOVER_SCALE.items(), key=lambda lane: -lane[1])
    data["lanes"] = [(name, value / 10) for name, value in lanes]
    return page("Timeline", title, data, [static("vendor/d3.min.js")], (*_SHARED, "timeline.js"))


def to_map_html(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    title: str = "What happened where",
    lang: str = "en",
    since: str | None = None,
    until: str | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Draw the events of `edges` that have a place on a map of the world, and return the page's HTML."""
    data = _payload("Map", nodes, edges, title, lang, since, until, pages)
    libraries = [static("vendor/d3.min.js"), static("vendor/topojson-client.min.js")]
    return page("Map", title, data, libraries, (*_SHARED, "map.js"), extra={"world": _world()})


def _world() -> str:
    """Give the outlines of the world's countries as JSON for a page."""
    return static("vendor/countries-110m.json").replace("<", "\\u003c")


def _payload(
    name: str,
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    title: str,
    lang: str,
    since: str | None,
    until: str | None,
    pages: Mapping[str, str] | None,
) -> dict[str, object]:
    """Write the data of a page on which nodes have no places of their own."""
    drawn = scene(nodes, edges, since=since, until=until)
    nowhere = np.zeros((0, 2))
    return payload(
        drawn, page=name, title=title, lang=lang, radii=[6.0] * len(drawn.nodes), core=nowhere, whole=None, top=0,
        focus=(), hops=1, pages=pages or {},
    )  # fmt: skip
