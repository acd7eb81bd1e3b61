"""The shapes: the golden collection keeps them, and each of them finds what is planted."""

from __future__ import annotations

import pytest
from rdflib import Dataset, Graph

from kg.graph import to_bytes
from kg.graph.query import with_prefixes
from kg.graph.shapes import sample, to_report, validate
from kg.vocab import BASE

FAULTS = {
    "no subject": ("DELETE { claim:a1c1 rdf:subject ?x } INSERT {}", "A claim has one subject, an entity."),
    "literal subject": ('INSERT { claim:a1c1 rdf:subject "he"@en }', "A claim has one subject, an entity."),
    "two relations": ("INSERT { claim:a1c1 rdf:predicate rel:shells }", "A claim has one relation."),
    "no object": ("DELETE { claim:a1c1 rdf:object ?x }", "A claim has one object, an entity or words."),
    "odd polarity": ("INSERT { claim:a1c1 kg:polarity kg:asserted }", "A claim is positive or negative."),
    "no modality": ("DELETE { claim:a1c1 kg:modality ?x }", "A claim has one of the six modalities."),
    "confidence above 1": (
        "DELETE { claim:a1c1 kg:confidence ?x } INSERT { claim:a1c1 kg:confidence 1.5 }",
        "A claim has one confidence from 0 to 1.",
    ),
    "no article": ("DELETE { claim:a1c1 prov:wasDerivedFrom ?x }", "A claim was read in one article."),
    "no sentence": ("DELETE { claim:a1c1 kg:sentence ?x }", "A claim leads back to one sentence."),
    "passage without characters": (
        "INSERT { claim:c3c1 kg:subjectPassage article:c3 }",
        "The subject's passage is named by its characters.",
    ),
    "relation passage": (
        "INSERT { claim:c3c1 kg:relationPassage article:c3 }",
        "The relation's passage is named by its characters.",
    ),
    "object passage": (
        "INSERT { claim:c3c1 kg:objectPassage article:c3 }",
        "The object's passage is named by its characters.",
    ),
    "claimant in words": ('INSERT { claim:a1c1 sem:accordingTo "Putin"@en }', "Who says so is a node."),
    "odd attribution": (
        "INSERT { claim:a1c1 kg:attribution ent:Nordia }",
        "A link of a chain of sources is an attribution.",
    ),
    "two events": ("INSERT { claim:a1c1 kg:reports event:e2 }", "A claim reports one event at most."),
    "rank zero": ("INSERT { claim:a1c3.by1 kg:rank 0 }", "Ranks of sources count from 1."),
    "no rank": ("DELETE { claim:a1c3.by1 kg:rank ?x }", "A link of a chain of sources has one rank."),
    "two sources in one link": (
        "INSERT { claim:a1c3.by1 sem:accordingTo ent:Nordia }",
        "A link of a chain of sources names one source.",
    ),
    "source without words": (
        "DELETE { claim:a1c3.by2.source rdfs:label ?x }",
        "An unnamed source is described in words.",
    ),
    "sentence without language": (
        'DELETE { <BASEarticle/c3#char=0,34> nif:anchorOf ?x } INSERT { <BASEarticle/c3#char=0,34> nif:anchorOf "x" }',
        "A sentence has its words, in a language.",
    ),
    "sentence that ends before it begins": (
        "DELETE { <BASEarticle/c3#char=0,34> nif:beginIndex ?x } "
        "INSERT { <BASEarticle/c3#char=0,34> nif:beginIndex 99 }",
        "A sentence begins at one character, before its end.",
    ),
    "sentence without end": (
        "DELETE { <BASEarticle/c3#char=0,34> nif:endIndex ?x }",
        "A sentence ends at one character.",
    ),
    "sentence of nowhere": (
        "DELETE { <BASEarticle/c3#char=0,34> nif:referenceContext ?x }",
        "A sentence stands in one article.",
    ),
    "article without id": ("DELETE { article:c3 dcterms:identifier ?x }", "An article has one id."),
    "language in capitals": (
        'INSERT { article:c3 dcterms:language "EN"^^xsd:token }',
        "An article has one language, in lower case.",
    ),
    "two titles": (
        'INSERT { article:c3 dcterms:title "Other"@en }',
        "An article has one title at most, in a language.",
    ),
    "date as text": (
        'INSERT { article:d_4%2Fü dcterms:issued "yesterday"@en }',
        "An article was published on one day, or in one month or year.",
    ),
    "address as text": ('INSERT { article:c3 schema:url "here"@en }', "An address is an IRI."),
    "two names": (
        'INSERT { ent:Nordia skos:prefLabel "Norland"@en }',
        "An entity has one preferred name, in a language.",
    ),
    "alias without language": ('INSERT { ent:Nordia skos:altLabel "Norland" }', "Other names are in a language."),
    "alias is the name": (
        'INSERT { ent:Nordia skos:altLabel "Nordia"@en }',
        "The preferred name is not among the other names.",
    ),
    "same as a page": (
        "INSERT { ent:Nordia owl:sameAs <https://example.org/Nordia> }",
        "An entity is linked to Wikidata or GeoNames.",
    ),
    "latitude": (
        "DELETE { ent:Nordia geo:lat ?x } INSERT { ent:Nordia geo:lat 91.0 }",
        "A latitude is from -90 to 90.",
    ),
    "longitude": (
        "DELETE { ent:Nordia geo:long ?x } INSERT { ent:Nordia geo:long 181.0 }",
        "A longitude is from -180 to 180.",
    ),
    "country code": ('INSERT { ent:Red_Front kg:countryCode "nor"^^xsd:token }', "A country code has three capitals."),
    "sector": ("INSERT { ent:Sudland kg:sector ent:Nordia }", "A sector is one of PLOVER's."),
    "link score": (
        "DELETE { ent:Nordia kg:linkScore ?x } INSERT { ent:Nordia kg:linkScore 2.0 }",
        "A link's score is from 0 to 1.",
    ),
    "fact out of a denial": (
        "INSERT { ent:Nordia rel:shells ent:Sudland }",
        "A fact rests on a claim that affirms it.",
    ),
    "relation without label": ("DELETE { rel:shells rdfs:label ?x }", "A relation has one label, in a language."),
    "relation that is none": ("DELETE { rel:shells a ?x }", "A relation is a property with a label."),
    "event without label": ("DELETE { event:e1 rdfs:label ?x }", "An event has one label, in a language."),
    "event of no type": ("DELETE { event:e1 sem:eventType ?x }", "An event has a PLOVER type."),
    "code without label": (
        "DELETE { plover:CONSULT skos:prefLabel ?x . cameo:036 skos:prefLabel ?y }",
        "A code has a label.",
    ),
    "actor in words": ('INSERT { event:e1 kg:sourceActor "he"@en }', "Who acts is an entity."),
    "target in words": ('INSERT { event:e1 kg:targetActor "him"@en }', "Upon whom is an entity."),
    "two dates": (
        'INSERT { event:e1 sem:hasTimeStamp "2021"^^xsd:gYear }',
        "An event has one date at most, of the precision that is known.",
    ),
    "begin as text": ('INSERT { event:e1 sem:hasBeginTimeStamp "May"@en }', "An event has one beginning at most."),
    "end as text": ('INSERT { event:e1 sem:hasEndTimeStamp "May"@en }', "An event has one end at most."),
    "odd basis": (
        'INSERT { event:e6 kg:dateBasis "guess"^^xsd:token }',
        "A date comes from the text or from the day of publication.",
    ),
    "two places": ("INSERT { event:e1 sem:hasPlace ent:Nordia }", "An event has one place at most, an entity."),
    "goldstein": (
        "DELETE { event:e1 kg:goldstein ?x } INSERT { event:e1 kg:goldstein 11.0 }",
        "A Goldstein value is from -10 to 10.",
    ),
    "score": ("INSERT { event:e2 kg:score 1.1 }", "A score is from 0 to 1."),
    "event that nobody reports": ("DELETE { ?x kg:reports event:e2 }", "An event is reported by a claim."),
    "link from an entity": (
        "INSERT { ent:Nordia cito:agreesWith claim:a1c1 }",
        "Claims confirm and contradict claims.",
    ),
    "confirms an entity": ("INSERT { claim:a1c1 cito:agreesWith ent:Nordia }", "A claim confirms claims."),
    "contradicts an entity": ("INSERT { claim:a1c1 cito:disagreesWith ent:Nordia }", "A claim contradicts claims."),
}


@pytest.fixture(scope="module")
def turtle(golden: Dataset) -> bytes:
    """Give the golden collection as text, from which each test makes its own broken copy."""
    return to_bytes(golden, "turtle")


def test_golden_collection_keeps_the_shapes(golden: Dataset) -> None:
    """What is built from records has no violation."""
    assert [] == validate(golden)


def test_sample_keeps_the_shapes(golden: Dataset) -> None:
    """A part of the articles is judged as a whole, without blaming it for what was left out."""
    assert [] == validate(sample(golden, 2))


@pytest.mark.parametrize(("fault", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_planted_fault_is_found(turtle: bytes, fault: str, message: str) -> None:
    """Each rule of each shape fails on data that break it."""
    broken = Graph().parse(data=turtle, format="turtle")
    pattern = fault.partition("INSERT")[0].removeprefix("DELETE").strip()
    where = " ".join(f"OPTIONAL {{ {part} }}" for part in pattern.strip("{} ").split(" . ") if part)
    broken.update(with_prefixes(fault.replace("BASE", BASE) + f" WHERE {{ {where.replace('BASE', BASE)} }}", BASE))

    assert message in {violation.message for violation in validate(broken)}


def test_every_message_of_the_shapes_is_tested() -> None:
    """No rule goes without a planted fault."""
    from rdflib.namespace import SH

    from kg.graph import load_shapes

    said = {str(message) for message in load_shapes().objects(None, SH.message)}

    assert said == {message for _, message in FAULTS.values()}


def test_report_names_rule_thing_and_value(turtle: bytes) -> None:
    """A report says in words what should be so, where it is not, and what is there."""
    broken = Graph().parse(data=turtle, format="turtle")
    broken.update(with_prefixes('INSERT DATA { ent:Nordia skos:altLabel "Norland" }', BASE))

    assert (
        "1 violation of 1 rule\n\nEntity: Other names are in a language.\n  ent:Nordia: skos:altLabel is 'Norland'\n"
    ) == to_report(validate(broken))


def test_violation_reads_as_one_line(turtle: bytes) -> None:
    """A single violation says where, what is there, and what should be so."""
    broken = Graph().parse(data=turtle, format="turtle")
    broken.update(with_prefixes("DELETE WHERE { event:e1 rdfs:label ?x }", BASE))

    assert ["event:e1 lacks rdfs:label: An event has one label, in a language."] == [str(v) for v in validate(broken)]


def test_report_of_a_sound_graph(golden: Dataset) -> None:
    """No violation is said in one line."""
    assert to_report([]) == "The graph keeps to every shape.\n"
