"""Write the parts of the ontology that follow from tables: coarse relations, and PLOVER and CAMEO as SKOS.

    python -m training.ontology

The files it writes are shipped with the package, because the graph must not import the coding tables; a test holds
them to be in step with the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.events.schemes import CAMEO_CODES, CONTEXTS, PLOVER_MODES, PLOVER_TYPES, SECTORS
from kg.inventory import FAMILIES, Family
from kg.vocab import PREFIXES

ONTOLOGY = Path(__file__).parent.parent / "kg" / "graph" / "ontology"

_WIKIDATA = "http://www.wikidata.org/prop/direct/"
MATCHES = {
    "bordersOn": (f"{_WIKIDATA}P47",),
    "citizenOf": (f"{_WIKIDATA}P27", "https://schema.org/nationality"),
    "controls": ("https://schema.org/owns",),
    "holdsOffice": (f"{_WIKIDATA}P39", "https://schema.org/hasOccupation"),
    "includes": (f"{_WIKIDATA}P527", "https://schema.org/member"),
    "isA": (f"{_WIKIDATA}P31", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
    "locatedIn": (f"{_WIKIDATA}P131", f"{_WIKIDATA}P276", "https://schema.org/location"),
    "memberOf": (f"{_WIKIDATA}P463", "https://schema.org/memberOf"),
    "owns": (f"{_WIKIDATA}P1830", "https://schema.org/owns"),
    "partOf": (f"{_WIKIDATA}P361", "https://schema.org/isPartOf"),
    "relatedTo": (f"{_WIKIDATA}P1038", "https://schema.org/relatedTo"),
}
"""What others call a coarse relation; `skos:closeMatch`, for theirs have ranges of their own."""

_DEFINED = "rdfs:isDefinedBy <https://w3id.org/geopolitical-kg/ontology>"


def main() -> None:
    """Write both files."""
    (ONTOLOGY / "relations.ttl").write_text(relations(), encoding="utf-8")
    (ONTOLOGY / "schemes.ttl").write_text(schemes(), encoding="utf-8")


def relations() -> str:
    """Give the coarse relations as properties, in Turtle."""
    known = {family.id for family in FAMILIES.values()}
    blocks = [block for family in FAMILIES.values() for block in _family(family, known)]
    return _prefixes("owl", "rdf", "rdfs", "rel", "skos") + "\n".join(blocks)


def schemes() -> str:
    """Give PLOVER and CAMEO as SKOS concept schemes, in Turtle."""
    return _prefixes("cameo", "dcterms", "kg", "plover", "skos", "xsd") + "\n".join((*_plover(), *_cameo()))


def _family(family: Family, known: set[str]) -> Iterator[str]:
    """Write a coarse relation, and its inverse where that is no coarse relation itself."""
    symmetric = ", owl:SymmetricProperty" if family.inverse == family.id else ""
    lines = [
        f"rel:{family.id} a owl:ObjectProperty{symmetric}",
        _DEFINED,
        f"rdfs:label {_text(family.label)}",
        f"skos:definition {_text(family.definition)}",
    ]
    if family.inverse != family.id:
        lines.append(f"owl:inverseOf rel:{family.inverse}")
    lines.extend(f"skos:closeMatch <{match}>" for match in MATCHES.get(family.id, ()))
    yield " ;\n    ".join(lines) + " ."
    if family.inverse not in known:
        words = "".join(f" {char.lower()}" if char.isupper() else char for char in family.inverse)
        yield f"rel:{family.inverse} a owl:ObjectProperty ; {_DEFINED} ;\n    rdfs:label {_text(words)} ."


def _plover() -> Iterator[str]:
    """Write PLOVER's types, modes, contexts and sectors."""
    yield (
        "<https://w3id.org/geopolitical-kg/plover> a skos:ConceptScheme ;\n"
        '    dcterms:title "PLOVER: Political Language Ontology for Verifiable Event Records"@en ;\n'
        '    dcterms:creator "Open Event Data Alliance"@en .'
    )
    for kind in PLOVER_TYPES.values():
        yield _concept(
            f"plover:{kind.id}",
            "plover",
            kind.id,
            kind.label,
            kind.definition,
            f'kg:quadClass "{kind.quad}"^^xsd:token',
        )
    for mode in PLOVER_MODES.values():
        broader = f"skos:broader plover:{mode.type}"
        yield _concept(f"plover:{mode.type}.{mode.id}", "plover", mode.id, mode.label, mode.definition, broader)
    for group, terms in (("context", CONTEXTS), ("sector", SECTORS)):
        for term in terms.values():
            yield _concept(f"plover:{group}.{term.id}", "plover", term.id, term.label, term.definition)


def _cameo() -> Iterator[str]:
    """Write CAMEO's codes with their place in PLOVER."""
    yield (
        "<https://w3id.org/geopolitical-kg/cameo> a skos:ConceptScheme ;\n"
        '    dcterms:title "CAMEO: Conflict and Mediation Event Observations"@en ;\n'
        '    dcterms:creator "Philip A. Schrodt"@en .'
    )
    for code in CAMEO_CODES.values():
        goldstein = f"{code.goldstein:.4f}".rstrip("0").rstrip(".")
        more = [f'kg:goldstein "{goldstein}"^^xsd:decimal', f"kg:plover plover:{code.plover}"]
        if code.broader is not None:
            more.insert(0, f"skos:broader cameo:{code.broader}")
        if code.mode is not None:
            more.append(f"kg:mode plover:{code.plover}.{code.mode}")
        more.extend(f"kg:context plover:context.{context}" for context in code.contexts)
        yield _concept(f"cameo:{code.code}", "cameo", code.code, code.label, code.definition, *more)


def _concept(name: str, scheme: str, notation: str, label: str, definition: str, *more: str) -> str:
    """Write a SKOS concept."""
    lines = [
        f"{name} a skos:Concept",
        f"skos:inScheme <https://w3id.org/geopolitical-kg/{scheme}>",
        f'skos:notation "{notation}"^^xsd:token',
        f"skos:prefLabel {_text(label)}",
        f"skos:definition {_text(definition)}",
        *more,
    ]
    return " ;\n    ".join(lines) + " ."


def _text(text: str) -> str:
    """Write an English literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'


def _prefixes(*names: str) -> str:
    """Write the prefixes a file needs."""
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in names) + "\n"


if __name__ == "__main__":
    main()
