"""What copulas and nominals say: offices, appositions, members, event nouns."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.statements import propositions

Read = Callable[[str], Doc]

PRESIDENT = "Lukashenko/NNP/nsubj/5 is=be/VBZ/cop/5 the/DT/det/5 legitimate/JJ/amod/5 president/NN/ROOT/5 of/IN/case/7 Belarus/NNP/nmod/5"
ALLY = "Belarus/NNP/nsubj/5 was=be/VBD/cop/5 Russia/NNP/nmod:poss/5 's/POS/case/3 ally/NN/ROOT/5"
FORMER = "Kuchma/NNP/nsubj/5 is=be/VBZ/cop/5 the/DT/det/5 former/JJ/amod/5 president/NN/ROOT/5 of/IN/case/7 Ukraine/NNP/nmod/5"
COMMITTED = "Russia/NNP/nsubj/3 is=be/VBZ/cop/3 committed/JJ/ROOT/3 to/IN/case/6 the/DT/det/6 treaty/NN/obl/3"
PLAIN = "Tikhanovskaya/NNP/nsubj/4 is=be/VBZ/cop/4 a/DT/det/4 teacher/NN/ROOT/4"
LESS = (
    "Malta/NNP/nsubj/4 is=be/VBZ/cop/4 less/RBR/advmod/4 important/JJ/ROOT/4 to/IN/case/6 Russia/NNP/obl/4"
)
WHERE = "The/DT/det/2 army/NN/nsubj/5 is=be/VBZ/cop/5 in/IN/case/5 Mali/NNP/ROOT/5"
TITLE = (
    "Belarusian/JJ/amod/2 President/NNP/nmod:desc/3 Alexander/NNP/nsubj/5/Person Lukashenko/NNP/flat/3/Person "
    "left=leave/VBD/ROOT/5 Sochi/NNP/obj/5"
)
GENERAL = (
    "US/NNP/compound/2 Attorney/NNP/nmod:desc/4 General/NNP/nmod:desc/4 Merrick/NNP/nsubj/6/Person Garland/NNP/flat/4/Person "
    "left=leave/VBD/ROOT/6 Sochi/NNP/obj/6"
)
STATE = (
    "US/NNP/compound/2 Secretary/NNP/nmod:desc/5 of/IN/case/4 State/NNP/nmod/2 Antony/NNP/nsubj/7/Person "
    "Blinken/NNP/flat/5/Person left=leave/VBD/ROOT/7 Sochi/NNP/obj/7"
)
APPOSITION = (
    "Peskov/NNP/nsubj/9 ,/,/punct/4 a/DT/det/4 spokesman/NN/appos/1 for/IN/case/7 the/DT/det/7 Kremlin/NNP/nmod/4 ,/,/punct/4 "
    "thanked=thank/VBD/ROOT/9 Minsk/NNP/obj/9"
)
PRESUMED = (
    "the/DT/det/4 presumed/JJ/amod/4 Belarusian/JJ/amod/4 president/NN/nmod:desc/5 Lukashenko/NNP/nsubj/6/Person "
    "left=leave/VBD/ROOT/6 Sochi/NNP/obj/6"
)
ALIAS = "The/DT/det/2 Organization/NNP/nsubj/6 (/-LRB-/punct/4 CSTO/NNP/appos/2 )/-RRB-/punct/4 backed=back/VBD/ROOT/6 Minsk/NNP/obj/6"
MEMBERS = (
    "an/DT/det/2 alliance/NN/ROOT/2 (/-LRB-/punct/5 including=include/VBG/case/5 Russia/NNP/nmod/2 and/CC/cc/7 Belarus/NNP/conj/5 "
    ")/-RRB-/punct/5"
)
VISIT = "Putin/NNP/nmod:poss/3 's/POS/case/1 visit/NN/nsubj/6 to/IN/case/5 Minsk/NNP/nmod/3 surprised=surprise/VBD/ROOT/6 Kyiv/NNP/obj/6"
BETWEEN = (
    "talks=talk/NNS/nsubj/6 between/IN/case/3 Putin/NNP/nmod/1 and/CC/cc/5 Erdogan/NNP/conj/3 lasted=last/VBD/ROOT/6 "
    "hours=hour/NNS/obj/6"
)
WANTED = "Kyiv/NNP/nsubj/2 rejected=reject/VBD/ROOT/2 talks=talk/NNS/obj/2 between/IN/case/5 Putin/NNP/nmod/3 and/CC/cc/7 Biden/NNP/conj/5"


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        pytest.param(("Lukashenko", "is president of", "Belarus", "holdsOffice"), PRESIDENT, id="office"),
        pytest.param(("Belarus", "is ally of", "Russia", "allyOf"), ALLY, id="possessive, past"),
        pytest.param(("Kuchma", "is former president of", "Ukraine", None), FORMER, id="former office"),
        pytest.param(
            ("Russia", "is committed to", "the treaty", "supports"), COMMITTED, id="adjective with its object"
        ),
        pytest.param(("Malta", "is less important to", "Russia", None), LESS, id="adjective of less"),
        pytest.param(("Tikhanovskaya", "is", "a teacher", "isA"), PLAIN, id="class"),
        pytest.param(("The army", "is in", "Mali", "locatedIn"), WHERE, id="place"),
        pytest.param(("Alexander Lukashenko", "is president of", "Belarusian", "holdsOffice"), TITLE, id="title"),
        pytest.param(("Merrick Garland", "is attorney general of", "US", "holdsOffice"), GENERAL, id="title of two words"),
        pytest.param(("Antony Blinken", "is secretary of state of", "US", "holdsOffice"), STATE, id="title with remit"),
        pytest.param(("Peskov", "is spokesman of", "the Kremlin", "spokespersonOf"), APPOSITION, id="apposition"),
        pytest.param(("alliance", "includes", "Belarus", "includes"), MEMBERS, id="members"),
        pytest.param(("Putin", "visits", "Minsk", "visits"), VISIT, id="event noun with its owner"),
        pytest.param(("Putin", "holds talks with", "Erdogan", "consults"), BETWEEN, id="event noun with both parties"),
    ],
)
def test_nominals(read: Read, expected: tuple[str, str, str, str | None], rows: str) -> None:
    """Copulas, titles, appositions and event nouns are relations under a name of their own."""
    found = {
        (p.subject.text.removeprefix("an "), p.relation.label, p.object.text, p.relation.family)
        for p in propositions(read(rows))
    }

    assert expected in found


def test_doubtful_office_is_not_asserted(read: Read) -> None:
    """A presumed president is not said to be one."""
    (office,) = (p for p in propositions(read(PRESUMED)) if p.construct == "title")

    assert ("is president of", "possible") == (office.relation.label, office.modality.value)


def test_alias_is_no_statement(read: Read) -> None:
    """An abbreviation in brackets is another name, not a statement."""
    assert [("backs", "Minsk")] == [(p.relation.label, p.object.text) for p in propositions(read(ALIAS))]


def test_event_that_did_not_happen(read: Read) -> None:
    """Talks that somebody rejects are not asserted."""
    (talks,) = (p for p in propositions(read(WANTED)) if p.construct == "nominalisation")

    assert ("holds talks with", "possible") == (talks.relation.label, talks.modality.value)


def test_description_does_not_trail(read: Read) -> None:
    """A participant is its head and what identifies it, without appositions."""
    assert {"Peskov"} == {p.subject.text for p in propositions(read(APPOSITION))}


PLACES = {
    "place of a party": (
        "Fighters/NNS/nsubj/4/Group in/IN/case/3 Syria/NNP/nmod/1/Place met=meet/VBD/ROOT/4 Tusk/NNP/obj/4/Person",
        {("Fighters in Syria", "meets", "Tusk")},
    ),
    "city in a country": (
        "Sochi/NNP/nsubj/7/Place ,/,/punct/4 a/DT/det/4 city/NN/appos/1 in/IN/case/6 Russia/NNP/nmod/4/Place welcomed=welcome/VBD/ROOT/7 "
        "Tusk/NNP/obj/7/Person",
        {
            ("Sochi", "is", "a city in Russia"),
            ("Sochi", "is in", "Russia"),
            ("Sochi", "welcomes", "Tusk"),
        },
    ),
    "person and site": (
        "Tusk/NNP/nsubj/6/Person ,/,/punct/4 the/DT/det/4 site/NN/appos/1 ,/,/punct/4 met=meet/VBD/ROOT/6 Fico/NNP/obj/6/Person",
        {("Tusk", "meets", "Fico")},
    ),
    "list taken for an apposition": (
        "Strikes/NNS/nsubj/2 destroyed=destroy/VBD/ROOT/2 a/DT/det/4 bridge/NN/obj/2 ,/,/punct/7 a/DT/det/7 tunnel/NN/appos/4",
        {("Strikes", "destroys", "a bridge")},
    ),
    "members of the whole compound": (
        "Tusk/NNP/nsubj/2/Person joined=join/VBD/ROOT/2 a/DT/det/5 Commonwealth/NNP/compound/5 alliance/NN/obj/2 (/-LRB-/punct/8 "
        "including/VBG/case/8 Russia/NNP/nmod/4/Place )/-RRB-/punct/8",
        {("Tusk", "joins", "a Commonwealth alliance"), ("a Commonwealth alliance", "includes", "Russia")},
    ),
    "word cut by a bracket": (
        "Crowds/NNS/nsubj/2 cross/VBP/ROOT/2 torch(ing)/NNS/obj/2",
        set(),
    ),
    "subject from across the governing verb": (
        "Tusk/NNP/nsubj/6/Person was=be/VBD/aux/3 travelling=travel/VBG/ROOT/3 since/IN/case/5 victory/NN/obl/6 prompted=prompt/VBD/parataxis/3 "
        "protests/NNS/obj/6",
        set(),
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_doubtful_readings_are_left_out(read: Read, name: str) -> None:
    """Nothing is said that only a misreading of the sentence says."""
    rows, expected = PLACES[name]

    assert expected == {(p.subject.text, p.relation.label, p.object.text) for p in propositions(read(rows))}


def test_place_of_a_party_is_an_argument(read: Read) -> None:
    """Where a party is goes with the statement as an argument of its own."""
    (met,) = propositions(read(PLACES["place of a party"][0]))

    assert [("location", "Syria")] == [(argument.role, argument.phrase.text) for argument in met.arguments]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("{}/NN/compound/4 colonel/NN/appos/1", [], id="rank"),
        pytest.param("{}/NN/compound/4 general/NN/appos/1", [], id="general"),
        pytest.param("director/NN/compound/4 general/NN/appos/1", ["is general of"], id="office"),
    ],
)
def test_a_rank_is_no_office(read: Read, words: str, expected: list[str]) -> None:
    """`Toure, an army colonel of Mali,` holds no office of Mali; a director general of it does."""
    rows = (
        f"Toure/NNP/nsubj/8/Person ,/,/punct/4 {words.format('army')} of/IN/case/6 Mali/NNP/nmod/4 ,/,/punct/4 "
        "left=leave/VBD/ROOT/8 Sochi/NNP/obj/8"
    )

    assert expected == [p.relation.label for p in propositions(read(rows)) if p.relation.label.endswith(" of")]
