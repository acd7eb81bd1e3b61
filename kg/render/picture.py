"""The network as a still picture for reports: SVG, and PNG made of it."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import OutputError
from kg.model import EdgeRow, NodeRow
from kg.render import style
from kg.render.assets import alpha2
from kg.render.layout import CHARACTER, LABEL_HEIGHT, STAGE, Positions, shown_label
from kg.render.network import LABELLED, arrange, node_id
from kg.render.scene import Bundle, Scene, bundle_label, bundle_standing, bundle_tone, report_count, scene, surroundings
from kg.render.text import clean

_DASHES = {
    "stated": "",
    "claimed": ' stroke-dasharray="2 4"',
    "planned": ' stroke-dasharray="8 3 2 3"',
    "denied": ' stroke-dasharray="8 5"',
}
_INK, _SOFT, _PAPER = "#1d2429", "#56616a", "#ffffff"
STILL_TOP = 40  # nodes drawn unless the caller says otherwise
_HEAD, _FOOT = 66.0, 62.0  # heights of title and key


@dataclass(frozen=True, slots=True)
class _Spot:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Spot) -> bool:
        """Tell whether two rectangles lie on one another."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def to_svg(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    title: str = "Who does what to whom",
    top: int | None = None,
    since: str | None = None,
    until: str | None = None,
    focus: Sequence[str] = (),
    hops: int = 1,
    seed: int = 7,
) -> str:
    """Draw the `top` most important nodes (0: all; None: 40) as a still picture, and return it as SVG.

    With `focus` only one actor and what is within `hops` of it, or two actors and what both have to do with, is drawn
    (ids or labels; `OutputError` where there is no such actor). The picture says how many actors it leaves out, and
    carries its own key; it holds no script and asks for nothing.
    """
    drawn = scene(nodes, edges, since=since, until=until)
    if focus:
        drawn = surroundings(drawn, [node_id(drawn, name) for name in focus], hops)
    sizes, spots, _ = arrange(drawn, STILL_TOP if top is None else top, seed=seed)
    shown = len(spots)
    width, height = STAGE[0] + 60, STAGE[1] + _HEAD + _FOOT
    middle = (width / 2, _HEAD + STAGE[1] / 2)
    bundles = [bundle for bundle in drawn.bundles if bundle.source < shown and bundle.target < shown]
    hidden = len(drawn.nodes) - shown
    subtitle = f"{len(drawn.edges)} statements; {shown} actors" + (
        f", {hidden} less important not drawn" if hidden else ""
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{html.escape(style.FONT)}" role="img">',
        f"<title>{_text(title)}</title>",
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        f'<text x="24" y="32" font-size="20" font-weight="600" fill="{_INK}">{_text(title)}</text>',
        f'<text x="24" y="52" font-size="12" fill="{_SOFT}">{_text(subtitle)}</text>',
        f'<g transform="translate({middle[0]:.1f} {middle[1]:.1f})">',
    ]
    boxes = [_label_box(spots, sizes, drawn, rank) for rank in range(min(shown, LABELLED))]
    boxes += [_Spot(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, sizes, strict=False)]
    parts += [part for bundle in bundles for part in _arrow(bundle, drawn, spots, sizes)]
    parts += _arrow_labels(bundles, drawn, spots, boxes)
    parts += [part for rank in reversed(range(shown)) for part in _node(drawn.nodes[rank], spots[rank], sizes[rank])]
    parts += [_label(drawn.nodes[rank].label, spots[rank], sizes[rank]) for rank in range(min(shown, LABELLED))]
    parts += ["</g>", *_key(drawn.nodes[:shown], height), "</svg>"]
    return "\n".join(parts) + "\n"


def to_png(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    *,
    title: str = "Who does what to whom",
    top: int | None = None,
    since: str | None = None,
    until: str | None = None,
    focus: Sequence[str] = (),
    hops: int = 1,
    seed: int = 7,
    scale: float = 2.0,
) -> bytes:
    """Draw the same picture as `to_svg` and return it as a PNG, `scale` pixels a unit.

    It needs the optional package `resvg-py`, a single wheel around the resvg renderer that needs no system library;
    raises `OutputError` where it is missing.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise OutputError("PNG needs one more package: pip install resvg-py (or write an SVG instead).") from error
    svg = to_svg(nodes, edges, title=title, top=top, since=since, until=until, focus=focus, hops=hops, seed=seed)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=max(1, round(scale))))


def _text(words: str) -> str:
    """Escape words for SVG."""
    return html.escape(clean(words))


def _label_box(spots: Positions, sizes: Sequence[float], drawn: Scene, rank: int) -> _Spot:
    """Give the rectangle of the label below a node."""
    x, y = spots[rank]
    half = len(shown_label(drawn.nodes[rank].label)) * CHARACTER / 2
    return _Spot(x - half, y + sizes[rank], x + half, y + sizes[rank] + LABEL_HEIGHT + 2)


def _bend(bundle: Bundle, spots: Positions) -> tuple[float, float]:
    """Give the control point of an arrow, so that the two directions of a pair do not lie on one another."""
    (x1, y1), (x2, y2) = spots[bundle.source], spots[bundle.target]
    return (x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12


def _arrow(bundle: Bundle, drawn: Scene, spots: Positions, sizes: Sequence[float]) -> list[str]:
    """Draw a bundle as a bent arrow that ends at the edges of its nodes."""
    reports = [drawn.edges[number] for number in bundle.reports]
    colour = style.edge_colour(bundle_tone(reports))
    width = 1.1 + min(6.0, 1.5 * math.log2(len(reports)))
    bend = _bend(bundle, spots)
    start = _toward(spots[bundle.source], bend, sizes[bundle.source] + 1)
    tip = _toward(spots[bundle.target], bend, sizes[bundle.target] + 2)
    head = 6.0 + width
    base = _toward(tip, bend, head * 0.8)
    angle = math.atan2(tip[1] - bend[1], tip[0] - bend[0])
    wing = head * 0.5
    back = (tip[0] - head * math.cos(angle), tip[1] - head * math.sin(angle))
    aside = (wing * math.sin(angle), -wing * math.cos(angle))
    sides = [(back[0] + sign * aside[0], back[1] + sign * aside[1]) for sign in (1, -1)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *sides))
    return [
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {base[0]:.1f} {base[1]:.1f}" fill="none" '
        f'stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity=".8"{_DASHES[bundle_standing(reports)]}/>',
        f'<polygon points="{points}" fill="{colour}"/>',
    ]


def _toward(point: Sequence[float], goal: Sequence[float], distance: float) -> tuple[float, float]:
    """Go some way from a point towards another."""
    dx, dy = goal[0] - point[0], goal[1] - point[1]
    length = math.hypot(dx, dy) or 1.0
    return point[0] + dx * distance / length, point[1] + dy * distance / length


def _arrow_labels(bundles: Sequence[Bundle], drawn: Scene, spots: Positions, boxes: list[_Spot]) -> list[str]:
    """Write what the arrows mean where there is room, the widest first; `boxes` is what is taken, and grows."""
    found: list[str] = []
    for bundle in sorted(bundles, key=lambda one: -len(one.reports)):
        reports = [drawn.edges[number] for number in bundle.reports]
        count = report_count(reports)
        words = " · ".join(map(shown_label, clean(bundle_label(reports)).split(" · "))) + (
            f" ×{count}" if count > 1 else ""
        )
        half = len(words) * 6.1 / 2 + 2
        bend = _bend(bundle, spots)
        (x1, y1), (x2, y2) = spots[bundle.source], spots[bundle.target]
        for share in (0.5, 0.38, 0.64):
            a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
            x, y = a * x1 + b * bend[0] + c * x2, a * y1 + b * bend[1] + c * y2
            box = _Spot(x - half, y - 8, x + half, y + 6)
            if any(box.meets(other) for other in boxes):
                continue
            boxes.append(box)
            tone = bundle_tone(reports)
            colour = _SOFT if tone is None else style.edge_colour(tone)
            found.append(
                f'<text x="{x:.1f}" y="{y + 3:.1f}" font-size="11" text-anchor="middle" fill="{colour}" '
                f'stroke="{_PAPER}" stroke-width="4" paint-order="stroke" stroke-linejoin="round">{_text(words)}</text>'
            )
            break
    return found


def outline(shape: str, r: float) -> list[tuple[float, float]] | None:
    """Give the corners of a shape around the origin, None for a round one (as `KG.outline` of the pages does)."""

    def ring(count: int, turn: float, inner: float = 1.0) -> list[tuple[float, float]]:
        """Set corners on a circle, every other one drawn in."""
        reaches = [r * (inner if corner % 2 else 1.0) for corner in range(count)]
        angles = [turn + 2 * math.pi * corner / count for corner in range(count)]
        return [
            (reach * math.cos(angle), reach * math.sin(angle)) for reach, angle in zip(reaches, angles, strict=True)
        ]

    match shape:
        case "square":
            return [(-r, -r * 0.78), (r, -r * 0.78), (r, r * 0.78), (-r, r * 0.78)]
        case "diamond":
            return [(x * 1.12, y * 1.12) for x, y in ring(4, 0)]
        case "triangle":
            return [(x * 1.18, y * 1.18 + r * 0.18) for x, y in ring(3, -math.pi / 2)]
        case "triangleDown":
            return [(x * 1.18, y * 1.18 - r * 0.18) for x, y in ring(3, math.pi / 2)]
        case "hexagon":
            return [(x * 1.05, y * 1.05) for x, y in ring(6, 0)]
        case "star":
            return [(x * 1.2, y * 1.2) for x, y in ring(10, -math.pi / 2, 0.5)]
        case "parallelogram":
            return [(-r * 0.75, -r * 0.72), (r * 1.15, -r * 0.72), (r * 0.75, r * 0.72), (-r * 1.15, r * 0.72)]
        case "bar":
            return [(-r * 0.65, -r), (r * 0.65, -r), (r * 0.65, r), (-r * 0.65, r)]
        case _:
            return None


def _shape(type_: str, x: float, y: float, r: float) -> str:
    """Draw the sign of a type."""
    look = style.look(type_)
    points = outline(look.shape, r)
    paint = (
        f'fill="{_PAPER}" stroke="{look.light}" stroke-width="{max(1.5, r * 0.28):.1f}"'
        if look.shape == "ring"
        else f'fill="{look.light}" stroke="{_PAPER}" stroke-width="1.5"'
    )
    if points is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {paint}/>'
    corners = " ".join(f"{x + px:.1f},{y + py:.1f}" for px, py in points)
    return f'<polygon points="{corners}" {paint}/>'


def _node(node: NodeRow, spot: Sequence[float], r: float) -> list[str]:
    """Draw a node with its country code or initials, which every renderer of SVG has letters for."""
    x, y = float(spot[0]), float(spot[1])
    found = [_shape(node.type, x, y, r)]
    code = alpha2().get(node.country or "") if node.type == "Country" else None
    mark = code or (style.initials(node.label) if node.type in ("Person", "Organization") else "")
    if mark and r >= 8:
        found.append(
            f'<text x="{x:.1f}" y="{y + r * 0.29:.1f}" font-size="{r * 0.8:.1f}" font-weight="600" '
            f'text-anchor="middle" fill="{_PAPER}">{_text(mark)}</text>'
        )
    return found


def _label(label: str, spot: Sequence[float], r: float) -> str:
    """Write a name below its node."""
    x, y = float(spot[0]), float(spot[1])
    return (
        f'<text x="{x:.1f}" y="{y + r + 14:.1f}" font-size="12" text-anchor="middle" fill="{_INK}" stroke="{_PAPER}" '
        f'stroke-width="3.5" paint-order="stroke" stroke-linejoin="round">{_text(shown_label(clean(label)))}</text>'
    )


def _key(nodes: Sequence[NodeRow], height: float) -> list[str]:
    """Explain shapes, colours and lines at the foot."""
    found: list[str] = []
    x, y = 32.0, height - 36
    present = {node.type for node in nodes}
    for name in (name for name in style.LOOKS if name in present):
        found.append(_shape(name, x, y - 4, 5.5))
        found.append(f'<text x="{x + 10:.0f}" y="{y:.0f}" font-size="11" fill="{_SOFT}">{style.look(name).name}</text>')
        x += 24 + len(style.look(name).name) * 6.4
    x, y = 24.0, height - 14
    found.append(f'<text x="{x:.0f}" y="{y:.0f}" font-size="11" fill="{_SOFT}">conflict</text>')
    x += 48
    for colour in style.EDGE_LIGHT:
        found.append(f'<rect x="{x:.0f}" y="{y - 6:.0f}" width="24" height="4" fill="{colour}"/>')
        x += 27
    found.append(f'<text x="{x + 4:.0f}" y="{y:.0f}" font-size="11" fill="{_SOFT}">cooperation</text>')
    x += 92
    for name, words in (
        ("stated", "stated"),
        ("claimed", "only claimed or possible"),
        ("planned", "planned"),
        ("denied", "denied"),
    ):
        line = f'x1="{x:.0f}" x2="{x + 28:.0f}" y1="{y - 4:.0f}" y2="{y - 4:.0f}"'
        found.append(f'<line {line} stroke="{_SOFT}" stroke-width="2"{_DASHES[name]}/>')
        found.append(f'<text x="{x + 34:.0f}" y="{y:.0f}" font-size="11" fill="{_SOFT}">{words}</text>')
        x += 58 + len(words) * 6.2
    return found
