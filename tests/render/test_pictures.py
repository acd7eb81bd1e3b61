"""Still pictures: SVG and PNG."""

from __future__ import annotations

import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from kg.errors import OutputError
from kg.model import EdgeRow, NodeRow
from kg.render import show, to_png, to_svg

Rows = Callable[..., tuple[list[NodeRow], list[EdgeRow]]]
SVG = "{http://www.w3.org/2000/svg}"


def test_svg_says_what_it_leaves_out(made_up: Rows) -> None:
    """The number of actors that are not drawn stands in the picture."""
    root = ElementTree.fromstring(to_svg(*made_up(100), top=30, title="A <title> & more"))
    texts = [text.text for text in root.iter(f"{SVG}text")]

    assert "A <title> & more" == texts[0]
    assert "200 statements; 30 actors, 70 less important not drawn" == texts[1]


def test_svg_of_hostile_names(hostile: tuple[list[NodeRow], list[EdgeRow]]) -> None:
    """Whatever names hold, the picture is well-formed, and holds no script, handler or link."""
    root = ElementTree.fromstring(to_svg(*hostile, title="</svg><script>alert(1)</script>"))

    assert {f"{SVG}{name}" for name in ("svg", "title", "rect", "text", "g", "path", "polygon", "circle", "line")} >= {
        element.tag for element in root.iter()
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_svg_of_nothing() -> None:
    """No rows make an empty picture, not an error."""
    assert "0 statements; 0 actors" in to_svg([], [])


def test_svg_around_one_actor(made_up: Rows) -> None:
    """With a focus only what is linked with it is drawn."""
    nodes, edges = made_up(100)
    linked = {e.object for e in edges if e.subject == "n3"} | {e.subject for e in edges if e.object == "n3"} | {"n3"}

    assert f"; {len(linked)} actors<" in to_svg(nodes, edges, focus=[nodes[3].label], top=0)


def test_unknown_focus(made_up: Rows) -> None:
    """A focus that is not there is named, with what is near."""
    with pytest.raises(OutputError, match=r"Nothing in the graph is called 'Arve'\. Did you mean Arvel"):
        to_svg(*made_up(30), focus=["Arve"])


def test_png(made_up: Rows) -> None:
    """The same picture comes as a PNG where its renderer is installed."""
    pytest.importorskip("resvg_py", reason="PNG needs resvg-py")

    assert to_png(*made_up(10)).startswith(b"\x89PNG\r\n\x1a\n")


def test_png_without_its_renderer(made_up: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the renderer is missing, the error says what to install."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(OutputError, match="pip install resvg-py"):
        to_png(*made_up(5))


def test_notebooks_show_a_frame(made_up: Rows) -> None:
    """In a notebook the page stands in a frame of its own."""
    frame = show(*made_up(5), title="<b>")._repr_html_()

    assert frame.startswith("<iframe srcdoc=")
    assert "<script" not in frame
