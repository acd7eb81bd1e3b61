"""The documentation of the ontology as one page, made from the ontology itself, with a picture."""

from __future__ import annotations

import html
from collections.abc import Iterator

from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import OWL, SH

from kg.graph.ontology import load_ontology, load_shapes
from kg.vocab import CAMEO, KG, PLOVER, REL, prefixes

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;"
    "background:#fff}"
    "dt{margin-top:1rem;font-weight:bold}dd{margin-left:1.5rem}code{background:#f3f3f3;padding:0 .2rem}"
    "code{overflow-wrap:anywhere}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #ddd;padding:.2rem .6rem;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}td:first-child{min-width:7rem}svg{max-width:100%;height:auto}"
    "svg text{font:13px system-ui,sans-serif}svg .name{font-weight:bold}small{color:#555}"
)
_BOXES = {
    "claim": (20, 130, "rdf:Statement", "a claim"),
    "subject": (20, 20, "subject entity", "schema:Person, kg:Group …"),
    "object": (390, 20, "object entity", "or words"),
    "event": (390, 130, "sem:Event", "what is told of"),
    "sentence": (20, 250, "nif:Sentence", "its words and place"),
    "article": (390, 250, "schema:NewsArticle", "names the graph"),
    "claimant": (760, 250, "claimant", "entity or kg:Source"),
    "code": (760, 130, "skos:Concept", "PLOVER type, CAMEO code"),
}
_ARROWS = (
    ("subject", "object", "rel:… (facts only)"),
    ("claim", "subject", "rdf:subject"),
    ("claim", "object", "rdf:object"),
    ("claim", "event", "kg:reports"),
    ("claim", "sentence", "kg:sentence"),
    ("sentence", "article", "nif:referenceContext"),
    ("event", "object", "kg:sourceActor, kg:targetActor"),
    ("event", "code", "sem:eventType"),
    ("claim", "article", "prov:wasDerivedFrom"),
    ("claim", "claimant", "sem:accordingTo"),
)
_WIDTH, _HEIGHT = 210, 52


def to_html() -> str:
    """Give the page."""
    graph, shapes = load_ontology(), load_shapes()
    about = next(iter(graph.subjects(RDF.type, OWL.Ontology)))
    title = str(graph.value(about, RDFS.label))
    words = next((str(o) for p, o in graph.predicate_objects(about) if str(p).endswith("/description")), "")
    parts = [
        f"<h1>{html.escape(title)}</h1><p>{html.escape(words)}</p>",
        "<h2>How things hang together</h2>",
        _picture(),
        "<h2>Terms</h2><dl>",
        *_terms(graph),
        "</dl><h2>Coarse relations</h2>",
        "<p>Relations are open: texts make them. Each stands below one of these, as far as its words are known.</p>",
        _relations(graph),
        "<h2>PLOVER</h2>",
        _codes(graph, str(PLOVER)),
        "<h2>CAMEO</h2>",
        _codes(graph, str(CAMEO)),
        "<h2>What every graph keeps to</h2><ul>",
        *sorted(f"<li>{html.escape(str(message))}</li>" for message in set(shapes.objects(None, SH.message))),
        "</ul><h2>Prefixes</h2><table>",
        *(f"<tr><td><code>{name}:</code></td><td>{iri}</td></tr>" for name, iri in prefixes().items()),
        "</table>",
    ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _terms(graph: Graph) -> Iterator[str]:
    """List our own terms with what the ontology says of them."""
    for term in _named(graph, RDFS.isDefinedBy, None, str(KG._NS)):
        kinds = ", ".join(sorted(_short(kind) for kind in graph.objects(term, RDF.type)))
        name = html.escape(_short(term))
        yield f'<dt id="{name.partition(":")[2]}"><code>{name}</code> <small>{kinds}</small></dt>'
        yield f"<dd>{html.escape(str(graph.value(term, RDFS.comment) or ''))}"
        for words, predicate in (
            ("below", RDFS.subClassOf),
            ("below", RDFS.subPropertyOf),
            ("of", RDFS.domain),
            ("leads to", RDFS.range),
        ):
            values = sorted(_short(value) for value in graph.objects(term, predicate))
            if values:
                yield f" <small>{words} <code>{html.escape(', '.join(values))}</code></small>"
        yield "</dd>"


def _named(graph: Graph, predicate: URIRef, value: URIRef | None, namespace: str) -> list[URIRef]:
    """Give the terms of a namespace that have a property, in alphabetical order."""
    found = {term for term in graph.subjects(predicate, value) if isinstance(term, URIRef)}
    return sorted(term for term in found if term.startswith(namespace))


def _relations(graph: Graph) -> str:
    """List the coarse relations."""
    rows = []
    for relation in _named(graph, SKOS.definition, None, str(REL)):
        inverse = graph.value(relation, OWL.inverseOf)
        matches = ", ".join(sorted(_short(match) for match in graph.objects(relation, SKOS.closeMatch)))
        cells = (
            f"<code>{_short(relation)}</code>",
            html.escape(str(graph.value(relation, SKOS.definition))),
            f"<code>{_short(inverse)}</code>" if inverse is not None else "",
            html.escape(matches),
        )
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return f"<table><tr><th>relation</th><th>says</th><th>inverse</th><th>like</th></tr>{''.join(rows)}</table>"


def _codes(graph: Graph, namespace: str) -> str:
    """List the concepts of a coding scheme."""
    rows = []
    for code in _named(graph, RDF.type, SKOS.Concept, namespace):
        cells = (_short(code), str(graph.value(code, SKOS.prefLabel)), str(graph.value(code, SKOS.definition)))
        rows.append(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>")
    return f"<table><tr><th>code</th><th>label</th><th>means</th></tr>{''.join(rows)}</table>"


def _picture() -> str:
    """Draw the classes and the properties between them."""
    parts = ['<svg viewBox="0 0 990 330" role="img" aria-label="Classes and properties of the graph">']
    parts.append(
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>'
    )
    for start, end, words in _ARROWS:
        (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
        parts.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#555" marker-end="url(#a)"/>')
        anchor = "start" if x1 == x2 else "middle"
        parts.append(
            f'<text x="{(x1 + x2) / 2 + (6 if x1 == x2 else 0)}" y="{(y1 + y2) / 2 - 4}" text-anchor="{anchor}" '
            f'stroke="#fff" stroke-width="4" paint-order="stroke">{html.escape(words)}</text>'
        )
    for x, y, name, words in _BOXES.values():
        parts.append(
            f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#eef3f8" stroke="#345"/>'
            f'<text x="{x + _WIDTH / 2}" y="{y + 22}" text-anchor="middle" class="name">{name}</text>'
            f'<text x="{x + _WIDTH / 2}" y="{y + 40}" text-anchor="middle" fill="#555">{html.escape(words)}</text>'
        )
    return "".join(parts) + "</svg>"


def _edge(box: str, towards: str) -> tuple[float, float]:
    """Give the point of a box that faces another."""
    (x, y), (u, v) = _BOXES[box][:2], _BOXES[towards][:2]
    if x == u:
        return x + _WIDTH / 2, y + (_HEIGHT if v > y else 0)
    return x + (_WIDTH if u > x else 0), y + _HEIGHT / 2


def _short(term: object) -> str:
    """Write an IRI with its prefix."""
    text = str(term)
    for prefix, namespace in prefixes().items():
        if isinstance(term, URIRef) and text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
