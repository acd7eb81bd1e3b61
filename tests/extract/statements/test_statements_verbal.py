"""What verbal clauses say: voices, partners, light verbs, control, coordination, relative clauses."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.statements import propositions

Read = Callable[[str], Doc]

ACTIVE = "Russia/NNP/nsubj/2 invaded=invade/VBD/ROOT/2 Georgia/NNP/obj/2 in/IN/case/5 2008/CD/obl/2/Date"
PASSIVE = "Georgia/NNP/nsubj:pass/3 was=be/VBD/aux:pass/3 invaded=invade/VBN/ROOT/3 by/IN/case/5 Russia/NNP/obl:agent/3"
LOAN = (
    "Moscow/NNP/nsubj/3 would/MD/aux/3 grant/VB/ROOT/3 Minsk/NNP/iobj/3 a/DT/det/7 state/NN/compound/7 loan/NN/obj/3 "
    "of/IN/case/9 $/$/nmod/7/Money 1.5/CD/nummod/9 billion/CD/nummod/9"
)
EXTENDED = "Moscow/NNP/nsubj/2 extended=extend/VBD/ROOT/2 a/DT/det/4 loan/NN/obj/2 to/IN/case/6 Minsk/NNP/obl/2"
RECEIVED = "Minsk/NNP/nsubj/2 received=receive/VBD/ROOT/2 a/DT/det/4 loan/NN/obj/2 from/IN/case/6 Moscow/NNP/obl/2"
SANCTIONS = "Brussels/NNP/nsubj/2 slapped=slap/VBD/ROOT/2 sanctions=sanction/NNS/obj/2 on/IN/case/5 Minsk/NNP/obl/2"
IMPOSED = (
    "Sanctions=sanction/NNS/nsubj:pass/3 were=be/VBD/aux:pass/3 imposed=impose/VBN/ROOT/3 on/IN/case/5 Minsk/NNP/obl/3 "
    "by/IN/case/7 Brussels/NNP/obl:agent/3"
)
TALKS = "Putin/NNP/nsubj/2 held=hold/VBD/ROOT/2 talks=talk/NNS/obj/2 with/IN/case/5 Erdogan/NNP/nmod/3"
CALL_ON = "Berlin/NNP/nsubj/2 called=call/VBD/ROOT/2 on/IN/case/4 Minsk/NNP/obl/2 to/TO/mark/6 free/VB/xcomp/2 prisoners=prisoner/NNS/obj/6"
MET = "Putin/NNP/nsubj/4 and/CC/cc/3 Erdogan/NNP/conj/1 met=meet/VBD/ROOT/4 in/IN/case/6 Sochi/NNP/obl/4/Place"
TROOPS = "Putin/NNP/nsubj/2 sent=send/VBD/ROOT/2 troops=troop/NNS/obj/2 to/IN/case/5 Syria/NNP/obl/2/Place"
COORDINATED = "Ankara/NNP/nsubj/2 praised=praise/VBD/ROOT/2 Kyiv/NNP/obj/2 and/CC/cc/5 condemned=condemn/VBD/conj/2 Moscow/NNP/obj/5"
SHARED_OBJECT = "Ankara/NNP/nsubj/2 met=meet/VBD/ROOT/2 and/CC/cc/4 praised=praise/VBD/conj/2 Zelensky/NNP/obj/2"
RELATIVE = (
    "Orban/NNP/nsubj/6 ,/,/punct/4 who/WP/nsubj/4 visited=visit/VBD/acl:relcl/1 Moscow/NNP/obj/4 thanked=thank/VBD/ROOT/6 "
    "Putin/NNP/obj/6"
)
PARTICIPLE = "Defying=defy/VBG/advcl/4 Brussels/NNP/obj/1 Orban/NNP/nsubj/4 visited=visit/VBD/ROOT/4 Moscow/NNP/obj/4"
NAMED = "Macron/NNP/nsubj/2 called=call/VBD/ROOT/2 the/DT/det/4 plan/NN/obj/2 dangerous/JJ/xcomp/2"
NO_PARTY = "The/DT/det/2 leaders=leader/NNS/nsubj/3 held=hold/VBD/ROOT/3 talks=talk/NNS/obj/3"
AGENTLESS = "Navalny/NNP/nsubj:pass/3 was=be/VBD/aux:pass/3 flown=fly/VBN/ROOT/3 to/IN/case/5 Berlin/NNP/obl/3/Place"


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        pytest.param({("Russia", "invades", "Georgia")}, ACTIVE, id="active"),
        pytest.param({("Russia", "invades", "Georgia")}, PASSIVE, id="passive with agent"),
        pytest.param({("Moscow", "grants loan", "Minsk")}, LOAN, id="light verb with receiver"),
        pytest.param({("Moscow", "grants loan", "Minsk")}, EXTENDED, id="another verb of the family"),
        pytest.param({("Moscow", "grants loan", "Minsk")}, RECEIVED, id="the receiving side"),
        pytest.param({("Brussels", "imposes sanctions on", "Minsk")}, SANCTIONS, id="light verb with preposition"),
        pytest.param({("Brussels", "imposes sanctions on", "Minsk")}, IMPOSED, id="light verb in the passive"),
        pytest.param({("Putin", "holds talks with", "Erdogan")}, TALKS, id="the partner hangs on the noun"),
        pytest.param(
            {("Berlin", "calls on", "Minsk"), ("Minsk", "frees", "prisoners")}, CALL_ON, id="called on X to do Y"
        ),
        pytest.param({("Putin", "meets with", "Erdogan")}, MET, id="a plural subject acts upon itself"),
        pytest.param({("Putin", "sends troops to", "Syria")}, TROOPS, id="the party behind a thing"),
        pytest.param({("Ankara", "praises", "Kyiv"), ("Ankara", "condemns", "Moscow")}, COORDINATED, id="two verbs"),
        pytest.param(
            {("Ankara", "meets", "Zelensky"), ("Ankara", "praises", "Zelensky")}, SHARED_OBJECT, id="one object"
        ),
        pytest.param({("Orban", "visits", "Moscow"), ("Orban", "thanks", "Putin")}, RELATIVE, id="relative clause"),
        pytest.param({("Orban", "defies", "Brussels"), ("Orban", "visits", "Moscow")}, PARTICIPLE, id="participle"),
        pytest.param({("Macron", "calls", "the plan")}, NAMED, id="called X Y"),
        pytest.param({("The leaders", "holds", "talks")}, NO_PARTY, id="light verb without the other party"),
        pytest.param({("Navalny", "is flown to", "Berlin")}, AGENTLESS, id="passive without agent"),
    ],
)
def test_who_does_what(read: Read, expected: set[tuple[str, str, str]], rows: str) -> None:
    """A clause says who does what to whom, under one name of the relation and in one direction."""
    assert expected == {(p.subject.text, p.relation.label, p.object.text) for p in propositions(read(rows))}


def test_amount_is_an_argument(read: Read) -> None:
    """The sum of a loan is an argument with its own place in the text."""
    (loan,) = propositions(read(LOAN))
    (amount,) = (argument for argument in loan.arguments if argument.role == "amount")

    assert ("amount", "$ 1.5 billion", "of") == (amount.role, amount.phrase.text, amount.marker)
    assert "$ 1.5 billion" == read(LOAN).text[amount.phrase.start : amount.phrase.end]


def test_direction_is_kept(read: Read) -> None:
    """A statement knows whether its subject and object changed places against the words."""
    assert [False, True, True] == [
        p.swapped for rows in (EXTENDED, RECEIVED, PASSIVE) for p in propositions(read(rows))
    ]


def test_families(read: Read) -> None:
    """Relations of one kind stand under one family; the lemma says what happens."""
    found = {p.lemma: p.relation.family for rows in (LOAN, IMPOSED, TALKS) for p in propositions(read(rows))}

    assert {"grant loan": "aids", "impose sanction on": "sanctions", "hold talk with": "consults"} == found


def test_passive_without_agent_has_no_family(read: Read) -> None:
    """Who is acted upon does not act: the family of the active verb would turn the statement round."""
    (flown,) = propositions(read(AGENTLESS))

    assert flown.relation.family is None


def test_surface_words_are_kept(read: Read) -> None:
    """The predicate holds the words of the text that make up the relation."""
    assert ["slapped sanctions on"] == [p.predicate.text for p in propositions(read(SANCTIONS))]
    assert ["held talks with"] == [p.predicate.text for p in propositions(read(TALKS))]


def test_time_and_place_are_arguments(read: Read) -> None:
    """When and where become arguments, not parts of the object."""
    (invasion,) = propositions(read(ACTIVE))
    (meeting,) = propositions(read(MET))

    assert [("time", "2008")] == [(a.role, a.phrase.text) for a in invasion.arguments]
    assert [("place", "Sochi")] == [(a.role, a.phrase.text) for a in meeting.arguments]
