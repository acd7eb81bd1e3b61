"""The interactive network: rows in, one page out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pyvis.network import Network  # type: ignore[import-untyped, unused-ignore]

from kg.errors import OutputError
from kg.model import EdgeRow, NodeRow
from kg.render import style
from kg.render.assets import static, vis_network
from kg.render.data import payload
from kg.render.layout import Box, Positions, box, positions, radii
from kg.render.page import page
from kg.render.scene import Scene, scene

Renderer = Literal["auto", "pyvis", "sigma"]

PYVIS_LIMIT = 1_000  # nodes; vis-network draws more only slowly
ALL_LIMIT = 80  # a graph of so many nodes is shown whole
TOP = 60  # of a bigger one, so many are drawn at first
LABELLED = 60  # nodes whose labels get room of their own
_NATIVE_SHAPES = frozenset({"square", "dot", "diamond", "triangle", "triangleDown", "hexagon", "star"})

OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"scaling": {"label": {"enabled": False}}, "chosen": False},
    "edges": {
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.14},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55, "type": "arrow"}},
        "hoverWidth": 0.6,
    },
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "tooltipDelay": 250,
        "zoomSpeed": 0.6,
    },
}
PHYSICS: Mapping[str, object] = {
    "solver": "forceAtlas2Based",
    "stabilization": {"enabled": False},
    "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 110, "avoidOverlap": 0.6, "damping": 0.6},
    "minVelocity": 0.6,
}


def to_html(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    title: str = "Who does what to whom",
    top: int | None = None,
    renderer: Renderer = "auto",
    lang: str = "en",
    since: str | None = None,
    until: str | None = None,
    focus: Sequence[str] = (),
    hops: int = 1,
    pages: Mapping[str, str] | None = None,
    seed: int = 7,
) -> str:
    """Draw rows as one interactive page that opens offline, and return its HTML.

    `top` is the number of nodes drawn at first (0: all; None: all of a small graph, the most important of a big one);
    the page can show the rest. `renderer` is `pyvis` (vis-network) or `sigma` (WebGL); `auto` takes sigma for more than
    a thousand nodes. `since` and `until` are ISO dates, both included. `focus` holds the ids or labels of one actor, or
    of two, with which the page opens, and `hops` how far around one actor it looks. `lang` is the language of labels
    and sentences (BCP 47). `pages` links to sibling pages: `{"Network": "graph.html", "Map": "map.html"}`.

    Raises `OutputError` for a renderer or a focus that does not exist.
    """
    if renderer not in ("auto", "pyvis", "sigma"):
        raise OutputError(f"There is no renderer {renderer!r}; take auto, pyvis or sigma.")
    drawn = scene(nodes, edges, since=since, until=until)
    count = len(drawn.nodes)
    shown = top if top is not None else (0 if count <= ALL_LIMIT else TOP)
    chosen = renderer if renderer != "auto" else "pyvis" if count <= PYVIS_LIMIT else "sigma"
    centre = [node_id(drawn, name) for name in focus]
    sizes, core, whole = arrange(drawn, shown, seed=seed)
    data = payload(
        drawn, page="Network", title=title, lang=lang, radii=sizes, core=core, whole=whole, top=shown, focus=centre,
        hops=hops, pages=pages or {},
    )  # fmt: skip
    if chosen == "pyvis":
        data["vis"] = _vis_data(drawn, sizes, core if whole is None else whole)
        libraries = [vis_network()]
    else:
        libraries = [static("vendor/graphology.umd.min.js"), static("vendor/sigma.min.js")]
    own = ("core.js", "panel.js", "controls.js", "vis.js" if chosen == "pyvis" else "webgl.js", "network.js")
    return page("Network", title, data, libraries, own)


def arrange(drawn: Scene, shown: int, *, seed: int = 7) -> tuple[list[float], Positions, Positions | None]:
    """Give radii and places: of the nodes drawn at first, and of all of them (None where that is the same)."""
    count = len(drawn.nodes)
    first = min(shown, count) if shown > 0 else count
    sizes = [
        size * (0.62 if node.type in ("Thing", "Literal") else 1.0)  # what has no name stands back
        for size, node in zip(radii(drawn.weights[:first]), drawn.nodes, strict=False)
    ]
    smallest = min(sizes, default=2.0)
    sizes += [smallest] * (count - first)
    core = positions(first, _links(drawn, first), _boxes(drawn, sizes[:first]), seed=seed)
    whole = None if first == count else positions(count, _links(drawn, count), _boxes(drawn, sizes), seed=seed)
    return sizes, core, whole


def _boxes(drawn: Scene, sizes: Sequence[float]) -> list[Box]:
    """Give the boxes of nodes; the most important ones need room for their label."""
    return [
        box(size, node.label if rank < LABELLED else None)
        for rank, (size, node) in enumerate(zip(sizes, drawn.nodes, strict=False))
    ]


def _links(drawn: Scene, count: int) -> dict[tuple[int, int], float]:
    """Give the links among the first nodes, each with its number of reports."""
    found: dict[tuple[int, int], float] = {}
    for bundle in drawn.bundles:
        if bundle.source < count and bundle.target < count:
            pair = (min(bundle.source, bundle.target), max(bundle.source, bundle.target))
            found[pair] = found.get(pair, 0.0) + len(bundle.reports)
    return found


def node_id(drawn: Scene, name: str) -> str:
    """Find the node that a user means by an id, an IRI, a label or an alias."""
    wanted = name.casefold()
    tests = (
        lambda node: name in (node.id, node.iri),
        lambda node: node.label.casefold() == wanted,
        lambda node: wanted in (alias.casefold() for alias in node.aliases),
    )
    for test in tests:
        for node in drawn.nodes:
            if test(node):
                return node.id
    near = [node.label for node in drawn.nodes if wanted in node.label.casefold()][:3]
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    raise OutputError(f"Nothing in the graph is called {name!r}.{hint}")


def _vis_data(drawn: Scene, sizes: Sequence[float], spots: Positions) -> dict[str, Any]:
    """Build the network with pyvis, and take its nodes, edges and options for our own page.

    pyvis' page is not used: it links to a server even with its libraries inlined, and it lets words of the data run.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    for number, node in enumerate(drawn.nodes):
        shape = style.look(node.type).shape
        x, y = spots[number]
        network.add_node(
            number,
            label=" ",
            shape=shape if shape in _NATIVE_SHAPES else "dot",
            color=style.look(node.type).light,
            size=round(sizes[number], 1),
            x=round(float(x), 1),
            y=round(float(y), 1),
        )
    for bundle in drawn.bundles:
        network.add_edge(bundle.source, bundle.target)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options, "physics": PHYSICS}
