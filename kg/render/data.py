"""A scene as the JSON that pages carry: columns rather than records, each text once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model import EdgeRow, Modality, NodeRow
from kg.render import style
from kg.render.assets import alpha2
from kg.render.layout import Positions, groups
from kg.render.scene import Scene, standing
from kg.render.text import NAME_LIMIT, SENTENCE_LIMIT, clean, utf16_span, web_link
from kg.vocab import KG, NIF, PREFIXES, PROV, RDF, SEM, Mint

STANDINGS = ("stated", "claimed", "denied", "planned")
_ESCAPED = re.compile(r"\\([$*_#~`>\[\]])")
UNNAMED = "unnamed source"
_NOBODY = frozenset({
    "he", "her", "hers", "him", "his", "i", "it", "its", "itself", "one", "ours", "she", "some", "that", "their",
    "them", "they", "this", "those", "us", "we", "who",
})  # fmt: skip


class _Table:
    """Numbers for values, in the order in which they are first seen."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.numbers: dict[str, int] = {}

    def number(self, value: str) -> int:
        """Give the number of a value, a new one for a new value."""
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self) -> list[str]:
        """List the values by number."""
        return list(self.numbers)


def _iris(ids: Sequence[str], iris: Sequence[str]) -> dict[str, object]:
    """Write IRIs as a common prefix where the rest of each is its id."""
    prefix = iris[0].removesuffix(ids[0]) if iris else ""
    if prefix and all(iri == prefix + id_ for id_, iri in zip(ids, iris, strict=True)):
        return {"prefix": prefix, "iri": []}
    return {"prefix": None, "iri": list(iris)}


def _column(positions: Positions | None, axis: int, count: int) -> list[float | None]:
    """Write one coordinate of every node; nodes beyond the layout have none."""
    known = [] if positions is None else [round(float(value), 1) for value in positions[:, axis]]
    return [*known, *[None] * (count - len(known))]


def _groups(scene: Scene) -> list[int | None]:
    """Give each node the number of its group of closely knit actors, None outside of any. Denials knit nobody."""
    links: dict[tuple[int, int], float] = {}
    for bundle in scene.bundles:
        said = sum(scene.edges[report].polarity != "negative" for report in bundle.reports)
        if said:
            links[bundle.source, bundle.target] = said
    found: list[int | None] = [None] * len(scene.nodes)
    for number, members in enumerate(groups(len(scene.nodes), links)):
        for member in members if len(members) > 2 else ():
            found[member] = number
    return found


def _nodes(scene: Scene, radii: Sequence[float], core: Positions, whole: Positions | None) -> dict[str, object]:
    """Write the nodes."""
    rows, count, types, flags = scene.nodes, len(scene.nodes), _Table(), alpha2()
    ids = [clean(node.id, 400) for node in rows]
    return {
        "id": ids,
        **_iris(ids, [clean(node.iri, 2_000) for node in rows]),
        "label": [clean(node.label) or "?" for node in rows],
        "type": [types.number(node.type if node.type in style.LOOKS else "Thing") for node in rows],
        "types": types.values(),
        "aliases": [[clean(alias) for alias in node.aliases[:20] if alias != node.label] or None for node in rows],
        "wikidata": [node.wikidata for node in rows],
        "mark": [style.initials(node.label) if node.type in ("Person", "Organization") else "" for node in rows],
        "flag": [style.flag(flags.get(node.country or "")) or "" for node in rows],
        "basis": [[clean(reason) for reason in node.basis[:12]] or None for node in rows] if _any_basis(rows) else None,
        "weight": list(scene.weights),
        "group": _groups(scene),
        "r": [round(radius, 1) for radius in radii],
        "x": _column(core, 0, count),
        "y": _column(core, 1, count),
        "allX": None if whole is None else _column(whole, 0, count),
        "allY": None if whole is None else _column(whole, 1, count),
        "latitude": [node.latitude for node in rows],
        "longitude": [node.longitude for node in rows],
    }


def _any_basis(rows: Sequence[NodeRow]) -> bool:
    """Tell whether any node says why its names are one."""
    return any(node.basis for node in rows)


def _spans(edge: EdgeRow, sentence: str) -> list[list[int] | None]:
    """Write the spans of subject, relation and object in the units of JavaScript."""
    found = (utf16_span(sentence, span) for span in (edge.subject_span, edge.relation_span, edge.object_span))
    return [None if span is None else list(span) for span in found]


def _claimants(edge: EdgeRow, index: Mapping[str, int]) -> list[list[object]]:
    """Write who says so, outermost first, each with the number of its node."""
    ids = [*edge.claimant_ids, *[None] * (len(edge.claimants) - len(edge.claimant_ids))]
    found: list[list[object]] = []
    for label, id_ in zip(edge.claimants, ids, strict=False):
        found.append([UNNAMED, None] if _unnamed(label) else [clean(label), index.get(id_ or "")])
    return found


def _unnamed(label: str) -> bool:
    """Tell whether a claimant is no name: a pronoun, or only the verb of saying ("announced", "Claiming")."""
    word = label.strip().lower()
    return word in _NOBODY or (word.isalpha() and word.endswith(("ed", "ing")) and label[1:].islower())


def _reports(scene: Scene, index: Mapping[str, int]) -> tuple[dict[str, object], dict[str, object]]:
    """Write the reports, and the tables that they point into."""
    edges = scene.edges
    numbers = {edge.id: position for position, edge in enumerate(edges)}
    sentences, relations, articles, plovers, modalities = _Table(), _Table(), _Table(), _Table(), _Table()
    for modality in Modality:
        modalities.number(modality.value)
    relation_rows: dict[str, EdgeRow] = {}
    article_rows: dict[str, EdgeRow] = {}
    for edge in edges:
        relation_rows.setdefault(edge.relation, edge)
        article_rows.setdefault(edge.article, edge)
    texts = [clean(edge.sentence, SENTENCE_LIMIT) for edge in edges]
    ids = [clean(edge.id, 400) for edge in edges]
    columns: dict[str, object] = {
        "id": ids,
        **_iris(ids, [clean(edge.iri, 2_000) for edge in edges]),
        "subject": [ends[0] for ends in scene.ends],
        "object": [ends[1] for ends in scene.ends],
        "words": [None if edge.object is not None else _plain(edge.object_label, 300) for edge in edges],
        "relation": [relations.number(edge.relation) for edge in edges],
        "article": [articles.number(edge.article) for edge in edges],
        "sentence": [sentences.number(text) for text in texts],
        "spans": [_spans(edge, text) for edge, text in zip(edges, texts, strict=True)],
        "denied": [int(edge.polarity == "negative") for edge in edges],
        "modality": [modalities.number(clean(edge.modality, 40)) for edge in edges],
        "standing": [STANDINGS.index(standing(edge)) for edge in edges],
        "claimants": [_claimants(edge, index) for edge in edges],
        "confidence": [round(edge.confidence, 3) for edge in edges],
        "event": [edge.event for edge in edges],
        "plover": [None if edge.plover is None else plovers.number(clean(edge.plover, 40)) for edge in edges],
        "cameo": [edge.cameo for edge in edges],
        "goldstein": [edge.goldstein for edge in edges],
        "tone": [None if (found := style.tone(e.goldstein, e.plover)) is None else round(found, 3) for e in edges],
        "date": [_date(edge.event_date) or _date(edge.date) for edge in edges],
        "dated": [int(edge.event_date is not None and edge.event_date_basis != "publication") for edge in edges],
        "place": [clean(edge.place_label) or None for edge in edges],
        "latitude": [edge.latitude for edge in edges],
        "longitude": [edge.longitude for edge in edges],
        "details": [[[clean(role, 40), _plain(words)] for role, words in e.arguments[:8]] or None for e in edges],
        "agrees": [[numbers[id_] for id_ in edge.agrees if id_ in numbers] or None for edge in edges],
        "disagrees": [[numbers[id_] for id_ in edge.disagrees if id_ in numbers] or None for edge in edges],
    }
    mint = Mint()
    tables: dict[str, object] = {
        "sentences": sentences.values(),
        "plovers": plovers.values(),
        "modalities": modalities.values(),
        "standings": STANDINGS,
        "relations": [
            {
                "id": id_,
                "label": clean(relation_rows[id_].relation_label) or "?",
                "family": relation_rows[id_].family,
                "iri": str(mint.relation(id_)),
            }
            for id_ in relations.values()
        ],
        "families": {edge.family: clean(edge.family_label or edge.family) for edge in edges if edge.family is not None},
        "articles": [
            {
                "id": clean(id_, 400),
                "iri": clean(article_rows[id_].article_iri, 2_000),
                "title": clean(article_rows[id_].title, 300) or None,
                "outlet": clean(article_rows[id_].publisher) or None,
                "date": _date(article_rows[id_].date),
                "url": web_link(article_rows[id_].url),
            }
            for id_ in articles.values()
        ],
    }
    return columns, tables


def _plain(words: str, limit: int = NAME_LIMIT) -> str:
    """Clean words that no offset counts, without the marks of Markdown that escape a sign."""
    return clean(_ESCAPED.sub(r"\1", words).replace("**", ""), limit)


def _date(value: str | None) -> str | None:
    """Keep what looks like a date of ISO 8601 (of any precision, or an interval)."""
    known = clean(value, 40)
    return known if known[:4].isdigit() else None


def terms() -> dict[str, object]:
    """Name the terms of the graph for the Turtle that a page copies."""
    used = ("rdf", "kg", "sem", "prov", "nif", "xsd")

    def short(iri: str) -> str:
        """Write an IRI with its prefix."""
        prefix = next(name for name in used if iri.startswith(PREFIXES[name]))
        return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"

    return {
        "prefixes": {name: PREFIXES[name] for name in used},
        "claim": short(RDF.Statement),
        "subject": short(RDF.subject),
        "predicate": short(RDF.predicate),
        "object": short(RDF.object),
        "polarity": short(KG.polarity),
        "positive": short(KG.positive),
        "negative": short(KG.negative),
        "modality": short(KG.modality),
        "modalities": {modality.value: short(KG[modality.value]) for modality in Modality},
        "confidence": short(KG.confidence),
        "claimant": short(SEM.accordingTo),
        "source": short(PROV.wasDerivedFrom),
        "sentence": short(KG.sentence),
        "words": short(NIF.anchorOf),
    }


def payload(
    scene: Scene,
    *,
    page: str,
    title: str,
    lang: str,
    radii: Sequence[float],
    core: Positions,
    whole: Positions | None,
    top: int,
    focus: Sequence[str],
    hops: int,
    pages: Mapping[str, str],
) -> dict[str, object]:
    """Write all that a page of this scene needs.

    `core` holds places for the first nodes of the scene, those drawn at first; `whole` for all, None where that is the
    same; `pages` the links to sibling pages by name.
    """
    index = {node.id: position for position, node in enumerate(scene.nodes)}
    reports, tables = _reports(scene, index)
    nodes = _nodes(scene, radii, core, whole)
    return {
        "page": page,
        "pages": {name: target for name, target in pages.items() if _page_link(target)},
        "title": clean(title),
        "lang": lang,
        "font": style.FONT,
        "summary": {
            "statements": len(scene.edges),
            "articles": len({edge.article for edge in scene.edges}),
        },
        "looks": {
            name: {"shape": look.shape, "light": look.light, "dark": look.dark, "name": look.name}
            for name, look in style.LOOKS.items()
        },
        "palette": {"light": style.EDGE_LIGHT, "dark": style.EDGE_DARK},
        "terms": terms(),
        "top": top,
        "focus": [clean(id_, 400) for id_ in focus],
        "hops": hops,
        "typeNames": nodes.pop("types"),
        "nodes": nodes,
        "reports": reports,
        **tables,
        "bundles": {
            "source": [bundle.source for bundle in scene.bundles],
            "target": [bundle.target for bundle in scene.bundles],
            "reports": [bundle.reports for bundle in scene.bundles],
        },
    }


def _page_link(target: str) -> bool:
    """Allow a file beside the page, or a web address."""
    relative = not target.startswith(("/", "\\")) and ":" not in target and not any(mark in target for mark in '<>"')
    return relative or web_link(target) is not None
