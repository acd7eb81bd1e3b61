"""Records → quads: what becomes a fact, what a claim carries, and that it is lean and always the same."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from rdflib import Dataset, Literal, URIRef

from kg.graph import add_quads, is_fact, new_dataset, quads, to_bytes
from kg.graph.build import event_triples
from kg.model import (
    Entity,
    EntityType,
    Event,
    EventCode,
    Knowledge,
    Modality,
    Participant,
    Passage,
    Polarity,
    Relation,
    Statement,
)
from kg.vocab import CITO, DCTERMS, GEO, KG, NIF, OWL, PROV, RDF, RDFS, REL, SDO, SEM, SKOS, XSD, Mint

MINT = Mint()
PEOPLE = {
    entity.id: entity
    for entity in (
        Entity("Russia", "Russia", EntityType.COUNTRY, country="RUS"),
        Entity("Belarus", "Belarus", EntityType.COUNTRY, country="BLR"),
        Entity("Putin", "Putin", EntityType.PERSON, country="RUS", sector="GOV"),
        Entity("Peskov", "Peskov", EntityType.PERSON, country="RUS", sector="GOV"),
        Entity("Navalny", "Navalny", EntityType.PERSON, country="RUS", sector="OPP"),
        Entity("Lukashenko", "Lukashenko", EntityType.PERSON, country="BLR", sector="GOV"),
        Entity("Stranger", "Stranger", EntityType.PERSON),
        Entity("NATO", "NATO", EntityType.ORGANIZATION, sector="IGO"),
    )
}
P, N = Polarity.POSITIVE, Polarity.NEGATIVE
FACTS = {
    "the article asserts it": ("Russia", P, Modality.ASSERTED, (), True),
    "the article denies it": ("Russia", N, Modality.ASSERTED, (), False),
    "somebody else says so": ("Russia", P, Modality.ASSERTED, ("Lukashenko",), False),
    "the actor says so of its own deed": ("Russia", P, Modality.ASSERTED, ("Russia",), False),
    "a denied commitment": ("Russia", N, Modality.INTENDED, (), False),
    "the actor commits itself": ("Russia", P, Modality.INTENDED, ("Russia",), True),
    "a person commits himself": ("Stranger", P, Modality.INTENDED, ("Stranger",), True),
    "the president commits his country": ("Russia", P, Modality.INTENDED, ("Putin",), True),
    "the spokesman commits the president": ("Putin", P, Modality.INTENDED, ("Peskov",), True),
    "the country commits its president": ("Putin", P, Modality.INTENDED, ("Russia",), True),
    "the opposition speaks of the country": ("Russia", P, Modality.INTENDED, ("Navalny",), False),
    "another country speaks of it": ("Russia", P, Modality.INTENDED, ("Lukashenko",), False),
    "another country tells of the promise": ("Russia", P, Modality.INTENDED, ("Lukashenko", "Putin"), False),
    "its own spokesman tells of the promise": ("Russia", P, Modality.INTENDED, ("Peskov", "Putin"), True),
    "an unnamed source": ("Russia", P, Modality.INTENDED, (None,), False),
    "an organisation's like": ("NATO", P, Modality.INTENDED, ("Stranger",), False),
    "possible": ("Russia", P, Modality.POSSIBLE, (), False),
    "conditional": ("Russia", P, Modality.CONDITIONAL, (), False),
    "required": ("Russia", P, Modality.REQUIRED, (), False),
    "requested": ("Russia", P, Modality.REQUESTED, (), False),
}


def _person(id: str | None) -> Participant:
    return Participant(Passage("x", 0, 1), id, id or "a diplomat", PEOPLE[id].type if id else "Literal")


def _statement(subject: str, polarity: Polarity, modality: Modality, by: tuple[str | None, ...]) -> Statement:
    return Statement(
        "s",
        "a",
        Passage("x", 0, 1),
        _person(subject),
        Relation("aids", "aids", "aids"),
        Passage("will aid", 0, 8),
        _person("Belarus"),
        (),
        polarity,
        modality,
        tuple(map(_person, by)),
        None,
        0.9,
    )


@pytest.mark.parametrize(("subject", "polarity", "modality", "by", "fact"), FACTS.values(), ids=FACTS.keys())
def test_what_becomes_a_fact(
    subject: str, polarity: Polarity, modality: Modality, by: tuple[str | None, ...], fact: bool
) -> None:
    """Only what the article asserts, or what the actor commits itself to, stands as a plain triple."""
    assert fact is is_fact(_statement(subject, polarity, modality, by), PEOPLE)


@pytest.mark.parametrize(
    ("words", "governors", "fact"),
    [
        ("will aid", (), True),
        ("agreed to aid", ("agree",), True),
        ("pledge to aid", ("pledge",), True),
        ("to aid", (), False),
        ("would aid", (), False),
        ("wants to aid", ("want",), False),
        ("strategy to aid", ("strategy",), False),
    ],
)
def test_what_an_article_tells_of_the_future(words: str, governors: tuple[str, ...], fact: bool) -> None:
    """A commitment and plain future are shown; a purpose or a wish is not."""
    told = replace(
        _statement("Russia", P, Modality.INTENDED, ()), relation_passage=Passage(words, 0, 1), governors=governors
    )
    assert fact is is_fact(told, PEOPLE)


def test_what_a_question_takes_for_granted_is_no_fact() -> None:
    """A loaded question reports nothing."""
    statement = _statement("Russia", P, Modality.ASSERTED, ())

    assert not is_fact(replace(statement, sentence=Passage("Do they know how Russia aids Belarus?”", 0, 1)), PEOPLE)


def test_literal_object_is_no_fact() -> None:
    """A shortcut joins two entities."""
    statement = _statement("Russia", P, Modality.ASSERTED, ())

    assert not is_fact(replace(statement, object=_person(None)), PEOPLE)


def test_shortcuts_of_the_golden_collection(golden: Dataset) -> None:
    """Denied, possible, conditional, requested and foreign claims leave no plain triple."""
    ent = MINT.entity
    facts = {
        (str(s), p.removeprefix(REL), str(o))
        for p in golden.subjects(RDF.type, RDF.Property)
        if isinstance(p, URIRef)
        for s, o in golden.subject_objects(p)
    }

    assert facts == {
        (str(ent("Ivan_Petrov")), "meetsWith", str(ent("Anna_Rossi"))),
        (str(ent("Nordia")), "grantsLoan", str(ent("Sudland"))),
        (str(ent("Ivan_Petrov")), "isPresidentOf", str(ent("Nordia"))),
        (str(ent("Peace_League")), "includes", str(ent("Sudland"))),
        (str(ent("Red_Front")), "meetsWith", str(ent("Ivan_Petrov"))),
    }


def test_claim_carries_its_source(golden: Dataset) -> None:
    """A claim says what, how, who says so, and where it was read to the character."""
    claim, article = MINT.claim("a1c2"), MINT.article("a1")
    sentence = golden.value(claim, KG.sentence)

    assert golden.value(claim, RDF.subject) == MINT.entity("Nordia")
    assert golden.value(claim, KG.modality) == KG.intended
    assert golden.value(claim, KG.confidence) == Literal("0.87", datatype=XSD.decimal)
    assert golden.value(claim, SEM.accordingTo) == MINT.entity("Ivan_Petrov")
    assert golden.value(claim, PROV.wasDerivedFrom) == article
    assert golden.value(claim, KG.subjectPassage) == MINT.passage("a1", 59, 65)
    assert golden.value(sentence, NIF.beginIndex) == Literal(51)
    assert str(golden.value(sentence, NIF.anchorOf)) == "He said Nordia would grant Sudland a loan of $1.5 billion."


def test_amounts_and_times_have_values(golden: Dataset) -> None:
    """An amount of money is a number with its currency, a time a typed date, beside the words."""
    amount = golden.value(MINT.claim("a1c2"), KG.amount)
    time = golden.value(MINT.claim("a1c1"), KG.time)

    assert str(golden.value(amount, NIF.anchorOf)) == "$1.5 billion"
    assert golden.value(amount, SDO.value) == Literal("1500000000", datatype=XSD.decimal)
    assert golden.value(amount, SDO.currency) == Literal("USD", datatype=XSD.token)
    assert golden.value(time, SEM.hasTimeStamp) == Literal("2020-09-14", datatype=XSD.date)


def test_chain_of_sources_keeps_its_order(golden: Dataset) -> None:
    """The outermost source has rank 1; a source without a name is a node with its words."""
    claim = MINT.claim("a1c3")
    links = {
        int(str(golden.value(link, KG.rank))): golden.value(link, SEM.accordingTo)
        for link in golden.objects(claim, KG.attribution)
    }

    assert links[1] == MINT.entity("Anna_Rossi")
    assert str(golden.value(links[2], RDFS.label)) == "a diplomat"
    assert set(golden.objects(claim, SEM.accordingTo)) == set(links.values())


def test_one_event_of_two_articles(golden: Dataset) -> None:
    """Two claims report one event, which keeps the reason for the merge."""
    event = MINT.event("e1")

    assert set(golden.subjects(KG.reports, event)) == {MINT.claim("a1c1"), MINT.claim("b2c1")}
    assert [Literal("same actors, same day", lang="en")] == list(golden.objects(event, KG.reason))
    assert set(golden.objects(event, SEM.eventType)) == {MINT.plover("CONSULT"), MINT.cameo("036")}
    assert golden.value(event, SEM.hasPlace) == MINT.entity("Port_Azul")


def test_links_between_claims(golden: Dataset) -> None:
    """Claims confirm and contradict one another."""
    assert (MINT.claim("a1c1"), CITO.agreesWith, MINT.claim("b2c1")) in golden
    assert (MINT.claim("a1c4"), CITO.disagreesWith, MINT.claim("b2c2")) in golden


def test_entity_is_linked_by_how_sure_it_is(golden: Dataset) -> None:
    """From 0.9 a link is owl:sameAs, below it skos:closeMatch."""
    assert URIRef("http://www.wikidata.org/entity/Q111") == golden.value(MINT.entity("Ivan_Petrov"), OWL.sameAs)
    assert URIRef("http://www.wikidata.org/entity/Q555") == golden.value(MINT.entity("Anna_Rossi"), SKOS.closeMatch)
    assert None is golden.value(MINT.entity("Anna_Rossi"), OWL.sameAs)
    assert URIRef("https://sws.geonames.org/666/") == golden.value(MINT.entity("Port_Azul"), OWL.sameAs)
    assert Literal("-10", datatype=XSD.decimal) == golden.value(MINT.entity("Nordia"), GEO.long)


def test_names_keep_their_script(golden: Dataset) -> None:
    """A name in another script is not passed off as English."""
    names = set(golden.objects(MINT.entity("Ivan_Petrov"), SKOS.altLabel))

    assert {Literal("Petrov", lang="en"), Literal("Иван Петров", lang="und")} == names


def test_impossible_date_and_bad_address_are_left_out(golden: Dataset) -> None:
    """A date that no calendar has and an address that is no IRI never become terms."""
    assert None is golden.value(MINT.article("d 4/ü"), DCTERMS.issued)
    assert None is golden.value(MINT.article("b2"), SDO.url)


STAMPS = {
    "a day": ("2020-09-14", {SEM.hasTimeStamp: ("2020-09-14", XSD.date)}),
    "a month": ("2020-09", {SEM.hasTimeStamp: ("2020-09", XSD.gYearMonth)}),
    "a year": ("2020", {SEM.hasTimeStamp: ("2020", XSD.gYear)}),
    "a moment": ("2020-09-14T10:00:00Z", {SEM.hasTimeStamp: ("2020-09-14", XSD.date)}),
    "an interval": (
        "2020-08-09/2020-09",
        {SEM.hasBeginTimeStamp: ("2020-08-09", XSD.date), SEM.hasEndTimeStamp: ("2020-09", XSD.gYearMonth)},
    ),
    "an open interval": ("2020-08-09/..", {SEM.hasBeginTimeStamp: ("2020-08-09", XSD.date)}),
    "no date": ("soon", {}),
    "an impossible day": ("2021-02-29", {}),
}


@pytest.mark.parametrize(("value", "stamps"), STAMPS.values(), ids=STAMPS.keys())
def test_dates_have_the_precision_that_is_known(value: str, stamps: dict[URIRef, tuple[str, URIRef]]) -> None:
    """A year is no first of January."""
    event = Event("e", "x", EventCode("AGREE", None, date=value), (), (), ("s",))
    found = {
        p: (str(o), o.datatype) for _, p, o in event_triples(event, MINT) if "TimeStamp" in p and isinstance(o, Literal)
    }

    assert stamps == found


def test_every_literal_is_typed_and_no_node_is_blank(knowledge: Knowledge) -> None:
    """Each literal has a language or a datatype other than string, each node a name."""
    for quad in quads(knowledge, with_text=True):
        assert isinstance(quad.subject, URIRef)
        if isinstance(quad.object, Literal):
            assert quad.object.language or quad.object.datatype not in {None, XSD.string}
            assert quad.object.language == (quad.object.language or "").lower() or quad.object.language is None


def test_article_text_only_on_request(knowledge: Knowledge) -> None:
    """The whole text goes in with `with_text` alone."""
    assert [] == [quad for quad in quads(knowledge) if quad.predicate == NIF.isString]
    assert 4 == len([quad for quad in quads(knowledge, with_text=True) if quad.predicate == NIF.isString])


def test_broken_text_becomes_legal(knowledge: Knowledge) -> None:
    """Lone surrogates and control characters, which no format can carry, become U+FFFD."""
    bad = replace(knowledge.readings[0].article, title="a\ud800b\x00c")
    changed = replace(knowledge, readings=(replace(knowledge.readings[0], article=bad), *knowledge.readings[1:]))
    dataset = new_dataset()
    add_quads(dataset, quads(changed))

    assert Literal("a\ufffdb\ufffdc", lang="en") == dataset.value(MINT.article("a1"), DCTERMS.title)


def test_each_article_is_a_graph(knowledge: Knowledge) -> None:
    """A claim stands in the graph of its article, an entity in none."""
    by_graph = Counter(
        (quad.graph, quad.predicate) for quad in quads(knowledge) if quad.predicate in {KG.polarity, SKOS.prefLabel}
    )

    assert 5 == by_graph[MINT.article("a1"), KG.polarity]
    assert 0 == by_graph[None, KG.polarity]
    assert 7 <= by_graph[None, SKOS.prefLabel]


def test_other_base(knowledge: Knowledge) -> None:
    """Under another base no thing stays under ours, and the graph says which base it is."""
    found = {str(quad.subject) for quad in quads(knowledge, base="http://example.org/x/")}
    things = [iri for iri in found if any(f"/{kind}/" in iri for kind in ("entity", "claim", "event", "article"))]

    assert things
    assert all(iri.startswith("http://example.org/x/") for iri in things)


def test_claims_are_lean(knowledge: Knowledge) -> None:
    """A claim costs 15 triples on average, an event 14 at most, a passage 5 at most."""
    costs = Counter(quad.subject for quad in set(quads(knowledge)))
    claims = sum(cost for iri, cost in costs.items() if "/claim/" in iri)

    assert claims / sum(len(reading.statements) for reading in knowledge.readings) <= 15
    assert 14 >= max(cost for iri, cost in costs.items() if "/event/" in iri)
    assert 5 >= max(cost for iri, cost in costs.items() if "#char=" in iri)


def test_same_bytes_whatever_the_order_and_the_hash_seed(knowledge: Knowledge) -> None:
    """The order in which things were found, and the seed of a process, leave no trace in the output."""
    forwards, backwards = new_dataset(), new_dataset()
    add_quads(forwards, quads(knowledge))
    add_quads(backwards, list(quads(knowledge))[::-1])
    golden = str(__file__).replace("test_build", "conftest")
    code = (
        "import sys, importlib.util, hashlib\n"
        f"spec = importlib.util.spec_from_file_location('golden', {golden!r})\n"
        "golden = importlib.util.module_from_spec(spec); spec.loader.exec_module(golden)\n"
        "from kg.graph import *\n"
        "dataset = new_dataset(); add_quads(dataset, quads(golden.make_knowledge()))\n"
        "sys.stdout.buffer.write(to_bytes(dataset, 'trig'))\n"
    )
    environment = {"PYTHONHASHSEED": "4242", "PYTHONPATH": ":".join(sys.path)}
    elsewhere = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout

    assert to_bytes(forwards, "trig") == to_bytes(backwards, "trig") == elsewhere
