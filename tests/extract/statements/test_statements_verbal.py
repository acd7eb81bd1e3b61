"""What verbal clauses say: voices, partners, light verbs, control, coordination, relative clauses."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.statements import propositions
from kg.model import Modality

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
        pytest.param({("Macron", "calls dangerous", "the plan")}, NAMED, id="called X Y"),
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


REFUSED = "Kuchma/NNP/nsubj/2 refused=refuse/VBD/ROOT/2 to/TO/mark/4 resign/VB/xcomp/2"
REFUSED_SOMEONE = f"{REFUSED.replace('resign', 'meet')} Havel/NNP/obj/4"
CALLED_FOR = "Prague/NNP/nsubj/2 called=call/VBD/ROOT/2 for/IN/mark/6 Kuchma/NNP/nsubj/6 to/TO/mark/6 resign/VB/advcl/2"
STEPPED_DOWN = "Kuchma/NNP/nsubj/2 stepped=step/VBD/ROOT/2 down/RB/advmod/2 after/IN/case/6 mass/JJ/amod/6 protests=protest/NNS/obl/2"
BROKE_OUT = (
    "Fighting=fight/NN/nsubj/2 broke=break/VBD/ROOT/2 out/RP/compound:prt/2 between/IN/case/5 Chad/NNP/obl/2 and/CC/cc/7 "
    "Libya/NNP/conj/5"
)
ONESELF = "Oslo/NNP/nsubj/2 distanced=distance/VBD/ROOT/2 itself/PRP/obj/2 from/IN/case/5 Stockholm/NNP/obl/2/Place"
IS_TO = "Oslo/NNP/nsubj/4 is=be/VBZ/cop/4 to/TO/mark/4 host/VB/ROOT/4 Arafat/NNP/obj/4"
CALLED_OFF = "Unions=union/NNS/nsubj/2 called=call/VBD/ROOT/2 off/RP/compound:prt/2 a/DT/det/5 strike/NN/xcomp/2"
ON_TRIAL = "Oslo/NNP/nsubj/2 put/VBD/ROOT/2 Quisling/NNP/obj/2 on/IN/case/5 trial/NN/obl/2"
REGARDED = "Oslo/NNP/nsubj/2 regards=regard/VBZ/ROOT/2 Riga/NNP/obj/2 as/IN/case/7 its/PRP$/nmod:poss/7 closest=close/JJS/amod/7 ally/NN/obl/2"
FAVOURED = "Oslo/NNP/nsubj/2 opposes=oppose/VBZ/ROOT/2 extending=extend/VBG/xcomp/2 sanctions=sanction/NNS/obj/3"
WHICH_DENIES = (
    "Oslo/NNP/nsubj/2 shelled=shell/VBD/ROOT/2 Riga/NNP/obj/2 ,/,/punct/7 which/WDT/obj/7 Vilnius/NNP/nsubj/7 "
    "denies=deny/VBZ/acl:relcl/3"
)
COMPOUND_CASE = (
    "Oslo/NNP/nsubj/2 walked=walk/VBD/ROOT/2 out/IN/case/5 of/IN/fixed/3 peace/NN/compound/6 talks=talk/NNS/obl/2"
)
FIGHTERS = (
    "Oslo/NNP/nsubj/2 bought=buy/VBD/ROOT/2 attack/NN/obj/2 ,/,/punct/5 bomber/NN/compound/8 and/CC/cc/7 "
    "fighter/NN/conj/5 aircraft/NN/conj/3"
)
REJECTING = (
    "Oslo/NNP/nsubj/2 denied=deny/VBD/ROOT/2 that/IN/mark/5 troops=troop/NNS/nsubj/5 attacked=attack/VBD/ccomp/2 "
    "Riga/NNP/obj/5 ,/,/punct/8 rejecting=reject/VBG/advcl/5 the/DT/det/10 charges=charge/NNS/obj/8"
)

ALLOWED = "Oslo/NNP/nsubj/2 allowed=allow/VBD/ROOT/2 the/DT/det/4 fleet/NN/iobj/2 to/TO/mark/6 sail/VB/xcomp/2 north/RB/advmod/6"
LED_TO = "Oslo/NNP/nsubj/2 led=lead/VBD/ROOT/2 Riga/NNP/obj/2 to/IN/case/6 a/DT/det/6 catastrophe/NN/obl/2"
LEGS = (
    "Oslo/NNP/nsubj/2 waited=wait/VBD/ROOT/2 with/IN/mark/6 its/PRP$/nmod:poss/5 guns=gun/NNS/nsubj/6 loaded=load/VBN/advcl/2 "
    ",/,/punct/8 watching=watch/VBG/advcl/6 Riga/NNP/obj/8"
)
WEAPON = (
    "Oslo/NNP/nsubj/2 used=use/VBD/ROOT/2 hunger/NN/obj/2 of/IN/case/6 a/DT/det/6 people/NN/nmod/3 as/IN/case/9 a/DT/det/9 "
    "weapon/NN/nmod/3 including=include/VBG/case/11 sieges=siege/NNS/nmod/9"
)
TWO_SUBJECTS = "Tallinn/NNP/nsubj/3 Oslo/NNP/nsubj/3 invaded=invade/VBD/ROOT/3 Riga/NNP/obj/3"

SHOT_DOWN = "Oslo/NNP/nsubj/2 shot=shoot/VBD/ROOT/2 down/RP/compound:prt/2 a/DT/det/5 jet/NN/obl/2"
LAID_DOWN = "Rebels=rebel/NNS/nsubj/2 laid=lay/VBD/ROOT/2 down/IN/case/5 their/PRP$/nmod:poss/5 arms=arm/NNS/obj/2"
COLLAPSED = "The/DT/det/2 truce/NN/nsubj/3 collapsed=collapse/VBD/ROOT/3 on/IN/case/5 Friday/NNP/obl/3/Date"
GRANT_IN_AID = (
    "Oslo/NNP/nsubj/2 joined=join/VBD/ROOT/2 a/DT/det/9 grant/NN/compound/8 -/HYPH/punct/6 in/IN/case/8 -/HYPH/punct/6 "
    "aid/NN/compound/9 scheme/NN/obj/2"
)
DECISION_BY = (
    "Oslo/NNP/nsubj/2 criticized=criticize/VBD/ROOT/2 the/DT/det/4 decision/NN/obj/2 by/IN/case/6 Riga/NNP/obl:agent/2 "
    "to/TO/mark/8 hold/VB/advcl/2 talks=talk/NNS/obj/8 with/IN/case/11 Minsk/NNP/nmod/9"
)
ACCUSED_OF = "Oslo/NNP/nsubj:pass/3 was=be/VBD/aux:pass/3 accused=accuse/VBN/ROOT/3 of/IN/mark/5 spying=spy/VBG/advcl/3"


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        pytest.param({("Oslo", "shoots down", "a jet")}, SHOT_DOWN, id="a bare nominal behind a particle"),
        pytest.param({("Rebels", "lays down", "their arms")}, LAID_DOWN, id="a particle hung on the object"),
        pytest.param({("The truce", "collapses on", "Friday")}, COLLAPSED, id="what happens by itself"),
        pytest.param({("Oslo", "joins", "a grant in aid scheme")}, GRANT_IN_AID, id="a preposition within a word"),
        pytest.param(
            {("Oslo", "criticizes", "the decision"), ("Riga", "holds talks with", "Minsk")},
            DECISION_BY,
            id="whose plan",
        ),
        pytest.param({("Oslo", "is accused of", "spying")}, ACCUSED_OF, id="accused by nobody named"),
        pytest.param({("Oslo", "allows", "the fleet to sail north")}, ALLOWED, id="what somebody lets another do"),
        pytest.param({("Oslo", "leads to catastrophe", "Riga")}, LED_TO, id="what somebody is led to"),
        pytest.param({("Oslo", "watches", "Riga")}, LEGS, id="a thing with a state of its own does nothing"),
        pytest.param({("Oslo", "uses", "hunger of a people as a weapon")}, WEAPON, id="what a use includes"),
        pytest.param({("Oslo", "invades", "Riga")}, TWO_SUBJECTS, id="of two subjects the nearer"),
        pytest.param({("Kuchma", "refuses", "to resign")}, REFUSED, id="a bare infinitive"),
        pytest.param({("Kuchma", "meets", "Havel")}, REFUSED_SOMEONE, id="an infinitive with an object"),
        pytest.param({("Prague", "calls for", "Kuchma to resign")}, CALLED_FOR, id="called for X to go"),
        pytest.param({("Kuchma", "steps down after", "mass protests")}, STEPPED_DOWN, id="only what went before"),
        pytest.param({("Chad", "fights", "Libya")}, BROKE_OUT, id="broke out between"),
        pytest.param({("Oslo", "distances oneself from", "Stockholm")}, ONESELF, id="upon oneself"),
        pytest.param({("Oslo", "hosts", "Arafat")}, IS_TO, id="is to host"),
        pytest.param({("Unions", "calls off", "a strike")}, CALLED_OFF, id="a particle takes an object"),
        pytest.param({("Oslo", "puts on trial", "Quisling")}, ON_TRIAL, id="a bare noun with its preposition"),
        pytest.param({("Oslo", "regards as closest ally", "Riga")}, REGARDED, id="what somebody is held to be"),
        pytest.param({("Oslo", "opposes", "extending sanctions")}, FAVOURED, id="a deed of whoever does it"),
        pytest.param({("Oslo", "shells", "Riga")}, WHICH_DENIES, id="which stands for the whole"),
        pytest.param({("Oslo", "walks out of", "peace talks")}, COMPOUND_CASE, id="preposition hung on a compound"),
        pytest.param({("Oslo", "buys", "bomber and fighter aircraft")}, FIGHTERS, id="one head at the end of a list"),
        pytest.param(
            {("Oslo", "rejects", "the charges"), ("troops", "attacks", "Riga")},
            REJECTING,
            id="who says so goes on saying",
        ),
    ],
)
def test_deeds_without_plain_object(read: Read, expected: set[tuple[str, str, str]], rows: str) -> None:
    """A deed is told by what completes it, and by nobody who did not do it."""
    assert expected <= {(p.subject.text, p.relation.label, p.object.text) for p in propositions(read(rows))}
    assert len(list(propositions(read(rows)))) == len(expected)


def test_is_to_is_meant(read: Read) -> None:
    """What somebody *is to* do has not happened yet."""
    (found,) = propositions(read(IS_TO))
    assert found.modality is Modality.INTENDED
