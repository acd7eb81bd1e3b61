"""What the mentions of a document mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.coreference import resolve
from kg.extract.mentions import mentions
from kg.gazetteer import Gazetteer
from kg.model import Article, Mention

Tree = Callable[[str], Doc]


@pytest.fixture
def read(tree: Tree, gazetteer: Gazetteer) -> Callable[..., list[Mention]]:
    """Give a function from rows of words to resolved mentions."""

    def resolved(rows: str, date: str | None = "2020-09-14", id: str = "a1") -> list[Mention]:
        doc = tree(rows)
        article = Article.plain(id, doc.text, date=date)
        return resolve(doc, mentions(doc, gazetteer), article, gazetteer)[0]

    return resolved


Read = Callable[..., list[Mention]]


def of(found: list[Mention], text: str, place: int = 0) -> Mention:
    """Give the mention with these words, the first or a later one."""
    return [mention for mention in found if mention.text == text][place]


PUTIN_BACKED = """
Vladimir PROPN nsubj 3 Person
Putin PROPN flat 1 Person+
backed/back VERB ROOT 0
Belarusian ADJ amod 5
President PROPN nmod:desc 6
Alexander PROPN obj 3 Person
Lukashenko PROPN flat 6 Person+
. PUNCT punct 3
"""


def test_short_name_and_entry(read: Read) -> None:
    """A surname means the full name before it, and both the entry of the gazetteer."""
    found = read(PUTIN_BACKED + "\nLukashenko PROPN nsubj 2 Person\nsmiled VERB ROOT 0")

    assert ["Alexander_Lukashenko", "Alexander_Lukashenko"] == [
        of(found, "Alexander Lukashenko").entity,
        of(found, "Lukashenko").entity,
    ]
    assert of(found, "Lukashenko").inferred is None


def test_two_people_of_one_surname_stay_two(read: Read) -> None:
    """A bare surname between two people of that name just mentioned stays open to neither's name."""
    found = read("""
Anna PROPN nsubj 3 Person
Malpas PROPN flat 1 Person+
met VERB ROOT 0
Peter PROPN obj 3 Person
Malpas PROPN flat 4 Person+
. PUNCT punct 3

Malpas PROPN nsubj 2 Person
left VERB ROOT 0
""")

    assert 3 == len({mention.entity for mention in found})
    assert ["Anna_Malpas", "Peter_Malpas"] == [found[0].entity, found[1].entity]


def test_acronym_of_another_body(read: Read) -> None:
    """An acronym that is spelt out means that body, not the better known one that has it, too."""
    found = read("""
The DET det 3
Election PROPN compound 3 Organization
Commission PROPN nsubj 7 Organization+
( PUNCT punct 5
EC PROPN appos 3 Organization
) PUNCT punct 5
left VERB ROOT 0

the DET det 2
EC PROPN nsubj 3 Organization
left VERB ROOT 0
""")

    assert all((mention.entity or "").startswith("Election_Commission") for mention in found)


def test_body_of_a_country(read: Read) -> None:
    """A body of a general name is one with that of its country, however the country is told."""
    found = read("""
The DET det 3
Supreme PROPN compound 3 Organization
Court PROPN nsubj 6 Organization+
of ADP case 5 Organization+
Kenya PROPN nmod 3 Organization+
sat VERB ROOT 0

Kenya PROPN nmod:poss 4 Country
's PART case 1
Supreme PROPN compound 4 Organization
Court PROPN nsubj 5 Organization+
sat VERB ROOT 0
""")

    assert {"Kenya_Supreme_Court"} == {mention.entity for mention in found if "Court" in mention.text}


def test_army_of_another_country(read: Read) -> None:
    """A bare army is not the one named before where its sentence speaks of another country."""
    found = read("""
The DET det 3
Congolese ADJ amod 3 Group
army NOUN nsubj 4
left VERB ROOT 0

Israel PROPN nsubj 2 Country
ordered VERB ROOT 0
the DET det 4
army NOUN obj 2
""")

    assert 2 == len({mention.entity for mention in found if "army" in mention.text})


def test_other_spelling_and_acronym(read: Read) -> None:
    """A surname spelt in another way and an acronym in brackets mean what the full names do."""
    found = read("""
Ruslana PROPN nsubj 3 Person
Petrohradskaya PROPN flat 1 Person+
left VERB ROOT 0
the DET det 7
Northern PROPN compound 7 Organization
Herring PROPN compound 7 Organization+
Board PROPN obj 3 Organization+
( PUNCT punct 9
NHB PROPN appos 7
) PUNCT punct 9

Petrogradskaya PROPN nsubj 2 Person
praised VERB ROOT 0
the DET det 4
NHB PROPN obj 2 Organization
""")

    assert {"Ruslana_Petrohradskaya"} == {of(found, "Petrogradskaya").entity, found[0].entity}
    assert {"Northern_Herring_Board"} == {mention.entity for mention in found if mention.text == "NHB"}


def test_nationality_means_the_country(read: Read) -> None:
    """An adjective of nationality means the country, marked as inferred; the people's name does not."""
    found = read("""
Belarusian ADJ amod 2
troops/troop NOUNS nsubj 3
met VERB ROOT 0
Belarusians PROPNS obj 3 Group
""")

    assert ("Belarus", "nationality") == (of(found, "Belarusian").entity, of(found, "Belarusian").inferred)
    assert "Belarusians" == of(found, "Belarusians").entity


def test_office_by_the_text(read: Read) -> None:
    """`the Belarusian leader` means the one whom the text called president of Belarus."""
    found = read(
        PUTIN_BACKED + "\nThe DET det 3\nBelarusian ADJ amod 3\nleader NOUN nsubj 4\nsmiled VERB ROOT 0", date=None
    )

    leader = of(found, "The Belarusian leader")
    assert ("Alexander_Lukashenko", "office") == (leader.entity, leader.inferred)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        pytest.param("2020-09-14", "Angela_Merkel", id="on-the-date"),
        pytest.param(None, None, id="without-a-date"),
    ],
)
def test_office_by_the_gazetteer(read: Read, date: str | None, expected: str | None) -> None:
    """An office that no name in the text holds is looked up for the article's date, and stays open without one."""
    found = read("The DET det 3\nGerman ADJ amod 3\nchancellor NOUN nsubj 4\nagreed VERB ROOT 0", date=date)

    entity = of(found, "The German chancellor").entity
    assert expected == (entity if entity == "Angela_Merkel" else None)


def test_counterpart(read: Read) -> None:
    """`his Belarusian counterpart` means the Belarusian with an office like that of the one before."""
    found = read("""
Russian ADJ amod 2
President PROPN nmod:desc 3
Vladimir PROPN nsubj 5 Person
Putin PROPN flat 3 Person+
called VERB ROOT 0
his PRON nmod:poss 8
Belarusian ADJ amod 8
counterpart NOUN obj 5
""")

    assert "Vladimir_Putin" == of(found, "his").entity
    assert "Alexander_Lukashenko" == of(found, "his Belarusian counterpart").entity


def test_the_two_leaders_have_members(read: Read) -> None:
    """A plural description means its members, and is no entity of its own."""
    found = read("""
Russian ADJ amod 2
President PROPN nmod:desc 3
Vladimir PROPN nsubj 5 Person
Putin PROPN flat 3 Person+
met VERB ROOT 0
Belarusian ADJ amod 7
President PROPN nmod:desc 8
Alexander PROPN obj 5 Person
Lukashenko PROPN flat 8 Person+
. PUNCT punct 5

The DET det 3
two NUM nummod 3
leaders/leader NOUNS nsubj 4
talked VERB ROOT 0
""")

    leaders = of(found, "The two leaders")
    assert (None, ("Vladimir_Putin", "Alexander_Lukashenko")) == (leaders.entity, leaders.members)


def test_both_of_three_stays_open(read: Read) -> None:
    """After three countries nobody can tell which two are meant."""
    both = "\n\nboth DET det 2\ncountries/country NOUNS nsubj 3\ntalked VERB ROOT 0"
    pair = "Russia PROPN nsubj 2 Place\nmet VERB ROOT 0\nBelarus PROPN obj 2 Place"
    third = "\n\nUkraine PROPN nsubj 2 Place\nobjected VERB ROOT 0"

    assert of(read(pair + both), "both countries").members == ("Russia", "Belarus")
    assert of(read(pair + third + both), "both countries").members == ()


def test_agreements_of_a_town_are_not_of_its_government(read: Read) -> None:
    """*The Minsk agreements* were made there; *Minsk's agreement to talks* is the government's."""
    made = "the DET det 3\nMinsk PROPN compound 3 Place\nagreements/agreement NOUNS nsubj 4\nfailed VERB ROOT 0"
    owned = "Minsk PROPN nmod:poss 3 Place\n's PART case 1\nagreement NOUN nsubj 4\nsurprised VERB ROOT 0"

    assert of(read(made), "Minsk").entity == "Minsk"
    assert of(read(owned), "Minsk").entity == "Belarus"


def test_place_with_its_name(read: Read) -> None:
    """`the resort of Sochi` is Sochi."""
    found = read("the DET det 2\nresort NOUN nsubj 5\nof ADP case 4\nSochi PROPN nmod 2 Place\nfilled VERB ROOT 0")

    assert ["Sochi", "Sochi"] == [of(found, "the resort of Sochi").entity, of(found, "Sochi").entity]


def test_a_nationality_alone_does_not_tell_the_country(read: Read) -> None:
    """In `The Russian president said … the country` the country stays open."""
    found = read("""
Belarus PROPN nsubj 2 Place
voted VERB ROOT 0

The DET det 3
Russian ADJ amod 3
president NOUN nsubj 4
praised VERB ROOT 0
the DET det 6
country NOUN obj 4
""")

    assert None is of(found, "the country").entity


def test_he_said_goes_on(read: Read) -> None:
    """The he of `He said` is the one who spoke before, not whom he spoke of."""
    found = read("""
Alexander PROPN nsubj 3 Person
Lukashenko PROPN flat 1 Person+
told/tell VERB ROOT 0
Vladimir PROPN obj 3 Person
Putin PROPN flat 4 Person+

He PRON nsubj 2
said/say VERB ROOT 0
more ADJ obj 2
""")

    assert "Alexander_Lukashenko" == of(found, "He").entity


def test_the_country_is_the_one_last_named(read: Read) -> None:
    """`the country` means the only country that the sentences before it speak of."""
    found = read("""
Belarus PROPN nsubj 2 Place
voted VERB ROOT 0

Protests/protest NOUNS nsubj 2
shook VERB ROOT 0
the DET det 4
country NOUN obj 2
""")

    assert ("Belarus", "class") == (of(found, "the country").entity, of(found, "the country").inferred)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "Moscow PROPN nsubj 3 Place\nwould AUX aux 3\ngrant VERB ROOT 0\nthem PRON obj 3",
            ("Russia", "metonymy"),
            id="subject",
        ),
        pytest.param("Moscow PROPN nsubj 3 Place\nis AUX cop 3\nready ADJ ROOT 0", ("Russia", "metonymy"), id="minded"),
        pytest.param("Moscow PROPN nsubj 3 Place\nis/be AUX cop 3\ncold ADJ ROOT 0", ("Moscow", None), id="not-minded"),
        pytest.param(
            "They PRON nsubj 2\nlive VERB ROOT 0\nin ADP case 4\nMoscow PROPN obl 2 Place",
            ("Moscow", None),
            id="place",
        ),
        pytest.param(
            "ties/tie NOUNS nsubj 4\nwith ADP case 3\nMoscow PROPN nmod 1 Place\ncooled VERB ROOT 0",
            ("Russia", "metonymy"),
            id="party-to-ties",
        ),
        pytest.param(
            "the DET det 2\nstreets/street NOUNS nsubj 5\nof ADP case 4\nMoscow PROPN nmod 2 Place\nfilled VERB ROOT 0",
            ("Moscow", None),
            id="what-a-town-has",
        ),
        pytest.param(
            "people NOUNS nsubj 5\nclose ADJ amod 1\nto ADP case 4\nKremlin PROPN obl 2 Place\nspoke VERB ROOT 0",
            ("Russia", "metonymy"),
            id="building",
        ),
    ],
)  # fmt: skip
def test_seat_of_power(read: Read, rows: str, expected: tuple[str, str | None]) -> None:
    """A seat of power means the government where it acts and the place where something is."""
    [mention] = [mention for mention in read(rows) if mention.text in ("Moscow", "Kremlin")]

    assert expected == (mention.entity, mention.inferred)


def test_pronoun_and_binding(read: Read) -> None:
    """He means the subject before him; him beside that subject does not."""
    found = read("""
Vladimir PROPN nsubj 3 Person
Putin PROPN flat 1 Person+
left VERB ROOT 0
. PUNCT punct 3

He PRON nsubj 2
thanked VERB ROOT 0
him PRON obj 2
""")

    assert "Vladimir_Putin" == of(found, "He").entity
    assert "Vladimir_Putin" != of(found, "him").entity


def test_he_is_not_who_is_named_below_him(read: Read) -> None:
    """In `He said Putin left` he is somebody else."""
    found = read("""
Vladimir PROPN nsubj 3 Person
Putin PROPN flat 1 Person+
spoke VERB ROOT 0

He PRON nsubj 2
said/say VERB ROOT 0
Putin PROPN nsubj 4 Person
left VERB ccomp 2
""")

    assert "Vladimir_Putin" != of(found, "He").entity


def test_speaker_of_a_quotation(read: Read) -> None:
    """I and we inside quotation marks are the one who speaks; you stays open."""
    found = read("""
" PUNCT punct 3
I PRON nsubj 3
regret VERB ccomp 10
that SCONJ mark 6
you PRON nsubj 6
left VERB ccomp 3
us PRON obj 6
, PUNCT punct 3
" PUNCT punct 3
said/say VERB ROOT 0
Vladimir PROPN nsubj 10 Person
Putin PROPN flat 11 Person+
""")

    assert ("Vladimir_Putin", "speaker") == (of(found, "I").entity, of(found, "I").inferred)
    assert ("Vladimir_Putin", "speaker") == (of(found, "us").entity, of(found, "us").inferred)
    assert None is of(found, "you").entity


def test_relative_and_reflexive_pronouns(read: Read) -> None:
    """Who means the noun before it and himself the subject."""
    found = read("""
Vladimir PROPN nsubj 7 Person
Putin PROPN flat 1 Person+
, PUNCT punct 5
who PRON nsubj* 5
spoke VERB acl:relcl 1
, PUNCT punct 5
praised VERB ROOT 0
himself PRON obj 7
""")

    assert ["Vladimir_Putin"] * 2 == [of(found, "who").entity, of(found, "himself").entity]


def test_themselves_of_two(read: Read) -> None:
    """A reflexive plural after two names has both as members."""
    found = read("""
Putin PROPN nsubj 4 Person
and CCONJ cc 3
Lukashenko PROPN conj 1 Person
praised VERB ROOT 0
themselves PRON obj 4
""")

    assert 2 == len(of(found, "themselves").members)


def test_descriptions_that_act_are_of_their_article(read: Read) -> None:
    """An unnamed actor has an entity of its article only; a national body is one everywhere."""
    rows = """
protesters/protester NOUNS nsubj 2
met VERB ROOT 0
the DET det 5
Belarusian ADJ amod 5
opposition NOUN obj 2
"""
    one, other = read(rows, id="a1"), read(rows, id="a2")

    assert of(one, "protesters").entity != of(other, "protesters").entity
    assert "Belarus_opposition" == of(one, "the Belarusian opposition").entity
    assert "Belarus_opposition" == of(other, "the Belarusian opposition").entity


def test_what_is_denied_to_be_is_not(read: Read) -> None:
    """`Putin is no dictator` joins nothing, `Putin is a politician` does, and says that it was a predicate."""
    rows = "Vladimir PROPN nsubj 5 Person\nPutin PROPN flat 1 Person+\nis/be AUX cop 5\n{} DET det 5\n{} NOUN ROOT 0"
    denied, affirmed = read(rows.format("no", "dictator")), read(rows.format("a", "politician"))

    assert "Vladimir_Putin" != of(denied, "no dictator").entity
    assert ("Vladimir_Putin", "predicate") == (
        of(affirmed, "a politician").entity,
        of(affirmed, "a politician").inferred,
    )


def test_same_input_same_output(read: Read) -> None:
    """Nothing depends on chance or on what was read before."""
    assert read(PUTIN_BACKED) == read(PUTIN_BACKED)


def test_empty_text(read: Read, tree: Tree, gazetteer: Gazetteer) -> None:
    """A text without words has no mentions and no entities."""
    doc = tree("x X ROOT 0")[:0].as_doc()

    assert ([], {}) == resolve(doc, mentions(doc, gazetteer), Article.plain("a1", ""), gazetteer)


@pytest.mark.parametrize(
    "noun", ["chief", "chair", "chairwoman", "chairperson", "commissioner", "envoy", "boss", "coach"]
)
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "ASEAN PROPN compound 2 Organization\n{} NOUN nsubj 5\n"
            "Ana PROPN flat 2 Person\nDiallo PROPN flat 3 Person+\nspoke VERB ROOT 0",
            id="title",
        ),
        pytest.param(
            "The DET det 3\nASEAN PROPN compound 3 Organization\n{} NOUN nsubj 8\n, PUNCT punct 5\n"
            "Ana PROPN appos 3 Person\nDiallo PROPN flat 5 Person+\n, PUNCT punct 3\nspoke VERB ROOT 0",
            id="apposition",
        ),
    ],
)
def test_whoever_chairs_a_body_is_whom_the_text_names(read: Read, rows: str, noun: str) -> None:
    """`ASEAN chair Ana Diallo` and `The ASEAN chair, Ana Diallo,` describe the person, whatever the word of role."""
    [described] = [mention for mention in read(rows.format(noun)) if mention.kind == "nominal"]

    assert (described.entity, described.type) == ("Ana_Diallo", "Person")


def test_a_chair_to_sit_on_is_nobody(read: Read) -> None:
    """A chair by which neither body nor name stands makes no mention."""
    found = read("Ana PROPN nsubj 2 Person\nbroke VERB ROOT 0\na DET det 5\nred ADJ amod 5\nchair NOUN obj 2")

    assert ["Ana"] == [mention.text for mention in found]


@pytest.mark.parametrize(
    ("rows", "text", "expected"),
    [
        pytest.param(
            "The DET det 3\nSupreme PROPN amod 3 Organization\nCourt PROPN nsubj 4 Organization+\nmet VERB ROOT 0",
            "Supreme Court",
            None,
            id="generic",
        ),
        pytest.param("Parliament PROPN nsubj 2 Organization\nmet VERB ROOT 0", "Parliament", None, id="one-word"),
        pytest.param(
            "Workers' PROPN nmod:poss 2 Organization\nUnion PROPN nsubj 3 Organization+\nmet VERB ROOT 0",
            "Workers' Union",
            None,
            id="possessive",
        ),
        pytest.param(
            "Kenya_ PROPN nmod:poss 4 Place\n's PART case 1\nSupreme PROPN amod 4 Organization\n"
            "Court PROPN nsubj 5 Organization+\nmet VERB ROOT 0",
            "Supreme Court",
            "Kenya_Supreme_Court",
            id="of-a-country",
        ),
        pytest.param(
            "Herring PROPN compound 2 Organization\nBoard PROPN nsubj 3 Organization+\nmet VERB ROOT 0",
            "Herring Board",
            "Herring_Board",
            id="its-own-name",
        ),
    ],
)
def test_a_name_that_many_countries_have(read: Read, rows: str, text: str, expected: str | None) -> None:
    """A `Supreme Court` is one across documents only by its country; without one it is its document's alone."""
    one, other = of(read(rows, id="a1"), text), of(read(rows, id="a2"), text)

    assert one.entity is not None and (one.entity == other.entity) == (expected is not None)
    assert expected is None or expected == one.entity
