"""What is mended, completed or left out where a tree looks misread, on trees made by hand."""

from __future__ import annotations

import pytest

from kg.extract.statements import propositions
from kg.extract.statements.clauses import clauses
from kg.extract.statements.tree import Tree
from tests.extract.statements.conftest import Read

SAID = {
    "the verb shows which noun is meant": (
        "Plans/NNS/nsubj/9 of/IN/case/4 the/DT/det/4 ministry/NN/nmod/1 ,/,/punct/7 which/WDT/nsubj/7 "
        "runs=run/VBZ/acl:relcl/1 ports/NNS/obj/7 failed=fail/VBD/ROOT/9",
        {("the ministry", "runs", "ports")},
    ),
    "an attack kills, not the town it was in": (
        "Raids=raid/NNS/nsubj/7 in/IN/case/3 Tobruk/NNP/nmod/1/Place which/WDT/nsubj/5 killed=kill/VBD/acl:relcl/3 "
        "nine/CD/obj/5 went=go/VBD/ROOT/7 on/RP/compound:prt/7",
        {("Raids in Tobruk", "kills", "nine")},
    ),
    "a later verb goes with the one of its form": (
        "Oslo/NNP/nsubj/2 shows=show/VBZ/ROOT/2 what/WP/obj/5 rebels/NNS/nsubj/5 did=do/VBD/ccomp/2 and/CC/cc/7 "
        "blames=blame/VBZ/conj/5 Rome/NNP/obj/7",
        {("Oslo", "blames", "Rome")},
    ),
    "people to help are those who help": (
        "Oslo/NNP/nsubj/2 sends=send/VBZ/ROOT/2 doctors=doctor/NNS/obj/2 to/TO/mark/5 help/VB/acl/3 Rome/NNP/obj/5",
        {("Oslo", "sends", "doctors to help Rome"), ("doctors", "helps", "Rome")},
    ),
    "who is the first to do it": (
        "Oslo/NNP/nsubj/4 is=be/VBZ/cop/4 the/DT/det/4 first/JJ/ROOT/4 to/TO/mark/6 help/VB/acl/4 Rome/NNP/obj/6",
        {("Oslo", "is", "the first to help Rome"), ("Oslo", "helps", "Rome")},
    ),
    "what a vote is considered to be": (
        "Oslo/NNP/nsubj/2 considers=consider/VBZ/ROOT/2 the/DT/det/4 vote/NN/obj/2 to/TO/mark/7 be/VB/aux:pass/7 "
        "rigged=rig/VBN/xcomp/2",
        {("Oslo", "considers rigged", "the vote")},
    ),
    "what stands behind the object is no subject": (
        "Oslo/NNP/nsubj/2 called=call/VBD/ROOT/2 for/IN/case/4 talks=talk/NNS/obl/2 and/CC/cc/6 "
        "accused=accuse/VBD/conj/2 Malta/NNP/obj/6 ,/,/punct/9 a/DT/det/10 charge/NN/nsubj/6 Malta/NNP/nsubj/12 "
        "denied=deny/VBD/acl:relcl/10",
        {("Oslo", "calls for", "talks"), ("Oslo", "accuses", "Malta"), ("Malta", "denies", "a charge")},
    ),
    "what stands behind a comma is no second object": (
        "Oslo/NNP/nsubj/2 accused=accuse/VBD/ROOT/2 Malta/NNP/obj/2 ,/,/punct/6 a/DT/det/6 charge/NN/obj/2",
        {("Oslo", "accuses", "Malta")},
    ),
    "up to so many": (
        "Oslo/NNP/nsubj/2 sent=send/VBD/ROOT/2 up/RP/compound:prt/2 to/IN/case/6 ninety/CD/nummod/6 doctors/NNS/obl/2",
        {("Oslo", "sends", "up to ninety doctors")},
    ),
    "of what somebody is accused": (
        "Oslo/NNP/nsubj/2 accused=accuse/VBD/ROOT/2 the/DT/det/4 president/NN/obj/2 of/IN/case/6 fraud/NN/nmod/4",
        {("Oslo", "accuses", "the president")},
    ),
    "who is accused": (
        "Oslo/NNP/nsubj/2 accused=accuse/VBD/ROOT/2 the/DT/det/4 leader/NN/obj/2 of/IN/case/7 the/DT/det/7 "
        "opposition/NN/nmod/4",
        {("Oslo", "accuses", "the leader of the opposition")},
    ),
    "who gets the chance acts": (
        "Oslo/NNP/nsubj/2 gave=give/VBD/ROOT/2 Rome/NNP/iobj/2 the/DT/det/5 chance/NN/obj/2 to/TO/mark/7 "
        "join/VB/acl/5 Malta/NNP/obj/7",
        {("Oslo", "gives chance to", "Rome"), ("Rome", "joins", "Malta")},
    ),
    "an adverb that makes the verb another one": (
        "Rivals/NNS/nsubj/2 put/VBD/ROOT/2 aside/RB/advmod/2 differences/NNS/obj/2",
        {("Rivals", "puts aside", "differences")},
    ),
    "what the news is": (
        "Oslo/NNP/nsubj/2 welcomed=welcome/VBD/ROOT/2 news/NN/obj/2 that/IN/mark/6 Rome/NNP/nsubj/6 "
        "left=leave/VBD/acl/3 Tunis/NNP/obj/6",
        {("Oslo", "welcomes", "news that Rome left Tunis"), ("Rome", "leaves", "Tunis")},
    ),
    "which accords": (
        "Oslo/NNP/nsubj/2 rejects=reject/VBZ/ROOT/2 all/DT/det/4 accords/NNS/obj/2 made=make/VBN/acl/4 "
        "in/IN/case/7 Rome/NNP/obl/5/Place",
        {("Oslo", "rejects", "all accords made in Rome"), ("all accords", "is made in", "Rome")},
    ),
    "a name the parser took apart": (
        "Oslo/NNP/nsubj/2 joined=join/VBD/ROOT/2 the/DT/det/5 United/NNP/obl/2 Front/NNP/obj/2",
        {("Oslo", "joins", "the United Front")},
    ),
    "the report of the board": (
        "Oslo/NNP/nsubj/2 read/VBD/ROOT/2 the/DT/det/4 board/NN/obj/2 's/POS/case/4 report/NN/obj/2",
        {("Oslo", "reads", "the board 's report")},
    ),
    "provided with": (
        "Oslo/NNP/nsubj/2 provides=provide/VBZ/ROOT/2 Malta/NNP/obj/2 with/IN/case/5 fuel/NN/obl/2",
        {("Oslo", "provides fuel to", "Malta")},
    ),
    "the demand itself": (
        "Oslo/NNP/nsubj/2 demanded=demand/VBD/ROOT/2 that/IN/mark/5 Rome/NNP/nsubj/5 free/VB/ccomp/2 Turk/NNP/obj/5",
        {("Oslo", "demands", "that Rome free Turk"), ("Rome", "frees", "Turk")},
    ),
    "what is allowed": (
        "Oslo/NNP/nsubj/2 allowed=allow/VBD/ROOT/2 Rome/NNP/obj/2 to/TO/mark/5 buy/VB/xcomp/2 gas/NN/obj/5",
        {("Oslo", "allows", "Rome to buy gas"), ("Rome", "buys", "gas")},
    ),
    "a noun that belongs to the verb": (
        "Police/NNS/nsubj/2 stand/VBP/ROOT/2 on/IN/case/4 ceremony/NN/obl/2 with/IN/case/6 protesters/NNS/obl/2",
        {("Police", "stands on ceremony with", "protesters")},
    ),
    "respectively": (
        "Oslo/NNP/nsubj/4 and/CC/cc/3 Rome/NNP/conj/1 fined=fine/VBD/ROOT/4 Acme/NNP/obj/4 and/CC/cc/7 "
        "Bolt/NNP/conj/5 respectively/RB/advmod/4",
        {("Oslo", "fines", "Acme"), ("Rome", "fines", "Bolt")},
    ),
    "a date makes it whole": (
        "Blair/NNP/nsubj/2/Person resigned=resign/VBD/ROOT/2 on/IN/case/4 Monday/NNP/obl/2/Date",
        {("Blair", "resigns on", "Monday")},
    ),
    "an aim": (
        "The/DT/det/2 aim/NN/nsubj/5 is=be/VBZ/cop/5 to/TO/mark/5 end/VB/ROOT/5 fighting/NN/obj/5",
        {("The aim", "is", "to end fighting")},
    ),
    "aware of what": (
        "Oslo/NNP/nsubj/3 is=be/VBZ/cop/3 aware/JJ/ROOT/3 that/IN/mark/6 Rome/NNP/nsubj/6 lied=lie/VBD/ccomp/3",
        {("Oslo", "is", "aware that Rome lied")},
    ),
    "which office": (
        "UN/NNP/compound/3/Organization rights/NNS/compound/3 chief/NN/nmod:desc/4 Bachelet/NNP/nsubj/5/Person "
        "spoke=speak/VBD/ROOT/5",
        {("Bachelet", "is rights chief of", "UN")},
    ),
    "who tells of persons": (
        "Kerr/NNP/nsubj/10/Person of/IN/case/4 the/DT/det/4 Unionists/NNPS/nmod/1/Organization ,/,/punct/7 "
        "who/WP/nsubj/7 represented=represent/VBD/acl:relcl/4 Derry/NNP/obj/7/Place ,/,/punct/7 left=leave/VBD/ROOT/10 "
        "Parliament/NNP/obj/10",
        {("Kerr of the Unionists", "represents", "Derry"), ("Kerr of the Unionists", "leaves", "Parliament")},
    ),
    "a place within a place": (
        "Rebels=rebel/NNS/nsubj/2 hold/VBP/ROOT/2 Anbar/NNP/compound/4/Place province/NN/obj/2 ,/,/punct/6 "
        "Iraq/NNP/appos/4/Place",
        {("Rebels", "holds", "Anbar province"), ("Anbar province", "is in", "Iraq")},
    ),
    "one thing right before is described": (
        "Treatments=treatment/NNS/nsubj/8 for/IN/case/3 measles/NN/nmod/1 ,/,/punct/7 a/DT/det/7 severe/JJ/amod/7 "
        "disease/NN/appos/1 improve/VBP/ROOT/8 health/NN/obj/8",
        {("measles", "is", "a severe disease"), ("Treatments for measles", "improves", "health")},
    ),
    "land they once held": (
        "Forces=force/NNS/nsubj/2 retook=retake/VBD/ROOT/2 land/NN/obj/2 Daesh/NNP/nsubj:pass/6/Organization "
        "once/RB/advmod/6 held=hold/VBD/acl/3",
        {("Forces", "retakes", "land"), ("Daesh", "holds", "land")},
    ),
    "who eases trade is further up": (
        "Rules/NNS/nsubj/2 help/VBP/ROOT/2 those/DT/obj/2 who/WP/nsubj/5 fled=flee/VBD/acl:relcl/3 ,/,/punct/8 "
        "while/IN/mark/8 easing=ease/VBG/advcl/5 trade/NN/obj/8",
        {("Rules", "helps", "those who fled")},
    ),
    "what the reports say": (
        "Oslo/NNP/nsubj/2 confirmed=confirm/VBD/ROOT/2 reports=report/NNS/obj/2 that/IN/mark/6 Rome/NNP/nsubj/6 "
        "left=leave/VBD/ccomp/2 Tunis/NNP/obj/6",
        {("Oslo", "confirms", "reports that Rome left Tunis"), ("Rome", "leaves", "Tunis")},
    ),
    "a participle of two nouns": (
        "Oslo/NNP/nsubj/2 lifted=lift/VBD/ROOT/2 tariffs=tariff/NNS/obj/2 and/CC/cc/5 bans=ban/NNS/conj/3 "
        "imposed=impose/VBN/acl/3 by/IN/case/8 Rome/NNP/obl/6",
        {
            ("Oslo", "lifts", "tariffs"),
            ("Oslo", "lifts", "bans"),
            ("Rome", "imposes", "tariffs"),
            ("Rome", "imposes", "bans"),
        },
    ),
    "a meeting is no second object": (
        "Blair/NNP/nsubj/2/Person met=meet/VBD/ROOT/2 Rahmon/NNP/iobj/2/Person ,/,/punct/6 their/PRP$/nmod:poss/6 "
        "meeting/NN/obj/2",
        {("Blair", "meets", "Rahmon")},
    ),
    "guarded by": (
        "Pictures=picture/NNS/ROOT/1 of/IN/case/3 boys/NNS/nmod/1 wearing=wear/VBG/acl/3 chains/NNS/obj/4 and/CC/cc/7 "
        "guarded=guard/VBN/conj/4 by/IN/case/9 police/NNS/obl/7",
        {("boys", "wears", "chains"), ("police", "guards", "boys")},
    ),
    "which type": (
        "Oslo/NNP/nsubj/2 names=name/VBZ/ROOT/2 the/DT/det/4 type/NN/obj/2 of/IN/case/6 arms/NNS/nmod/4 "
        "that/WDT/obj/9 Rome/NNP/nsubj/9 sold=sell/VBD/acl:relcl/6",
        {("Oslo", "names", "the type of arms that Rome sold"), ("Rome", "sells", "arms")},
    ),
    "what is described is the place": (
        "Rebels=rebel/NNS/nsubj/10 around/IN/case/3 Aden/NNP/nmod/1/Place ,/,/punct/7 the/DT/det/7 main/JJ/amod/7 "
        "port/NN/appos/1 ,/,/punct/7 met=meet/VBD/dep/10 left=leave/VBD/ROOT/10 Oslo/NNP/obj/10",
        {("Aden", "is", "the main port"), ("Rebels around Aden", "leaves", "Oslo")},
    ),
    "a named party without a preposition is the object": (
        "Oslo/NNP/nsubj/2 met=meet/VBD/ROOT/2 President/NNP/nmod:desc/4 Keita/NNP/obl/2/Person in/IN/case/6 "
        "Rome/NNP/obl/2/Place",
        {("Oslo", "meets", "President Keita")},
    ),
    "a subject labelled as of a passive acts upon an object": (
        "Guards=guard/NNS/nsubj:pass/5 ,/,/punct/4 by/IN/case/4 accounts=account/NNS/obl/5 arrested=arrest/VBD/ROOT/5 "
        "ten/CD/nummod/7 men=man/NNS/obj/5",
        {("Guards", "arrests", "ten men")},
    ),
    "what is provided to it": (
        "Oslo/NNP/nsubj/2 backs=back/VBZ/ROOT/2 Malta/NNP/obj/2 and/CC/cc/5 provides=provide/VBZ/conj/2 it/PRP/obj/5 "
        "with/IN/case/8 fuel/NN/obl/5 and/CC/cc/10 loans=loan/NNS/conj/8",
        {("Oslo", "backs", "Malta"), ("Oslo", "provides fuel to", "it")},
    ),
    "at whom something is thrown": (
        "Guards=guard/NNS/nsubj/2 threw=throw/VBD/ROOT/2 stones=stone/NNS/obj/2 at/IN/case/6 the/DT/det/6 "
        "miners=miner/NNS/obl/2",
        {("Guards", "throws stones at", "the miners")},
    ),
    "a gerund has nothing from behind a later verb": (
        "Oslo/NNP/nsubj/2 thanked=thank/VBD/ROOT/2 Rome/NNP/obj/2 for/IN/mark/5 behaving=behave/VBG/advcl/2 "
        "and/CC/cc/7 spoke=speak/VBD/conj/5 of/IN/case/9 Malta/NNP/obl/5",
        {("Oslo", "thanks", "Rome")},
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_statement_is_made_whole(read: Read, name: str) -> None:
    """A statement has the participants the sentence means, with all that makes them true."""
    rows, expected = SAID[name]

    assert expected == {(p.subject.text, p.relation.label, p.object.text) for p in propositions(read(rows))}


def test_a_day_in_front_of_the_verb_does_nothing(read: Read) -> None:
    """A second subject that is a day says when: *Oslo Friday imposed bans*."""
    tree = Tree(read("Oslo/NNP/nsubj/3 Friday/NNP/nsubj/3/Date imposed=impose/VBD/ROOT/3 bans=ban/NNS/obj/3"))
    (clause,) = clauses(tree, 0, 4)

    assert ([0], [1]) == (clause.subjects, [oblique.head for oblique in clause.obliques])


UNSAID = {
    "an adjective with what stands behind a mark": (
        "Things/NNS/nsubj/3 are=be/VBP/cop/3 simple/JJ/ROOT/3 ,/,/punct/5 one/NN/nsubj/3 on/IN/case/8 the/DT/det/8 "
        "foot/NN/obl/3"
    ),
    "who mediates does so between others": (
        "Turkey/NNP/nsubj/4/Country and/CC/cc/3 Qatar/NNP/conj/1/Country mediated=mediate/VBD/ROOT/4"
    ),
    "a verb that takes no object": "Parties/NNS/nsubj/2 remain/VBP/ROOT/2 calm/JJ/amod/4 process/NN/obj/2",
    "an object before its verb": "Footage/NN/nsubj/3 crew/NN/obj/3 drops=drop/VBZ/ROOT/3",
    "a subject of the other number": "Efforts/NNS/nsubj/2 encourages=encourage/VBZ/ROOT/2 trade/NN/obj/2",
    "what a thing does in order to": (
        "Loans/NNS/nsubj/2 grew=grow/VBD/ROOT/2 to/TO/mark/4 implement/VB/advcl/2 reforms/NNS/obj/4"
    ),
    "an object in brackets": (
        "Armies/NNS/nsubj/2 led=lead/VBD/ROOT/2 (/-LRB-/punct/4 troops/NNS/dep/2 )/-RRB-/punct/4 to/IN/case/7 "
        "Riga/NNP/obl/2/Place"
    ),
    "a participle with an object is a past tense": (
        "Crimes/NNS/ROOT/1 named=name/VBN/acl/1 its/PRP$/nmod:poss/4 paper/NN/obj/2"
    ),
    "a name that did the thing": (
        "Land/NN/ROOT/1 Daesh/NNP/nmod/1/Organization held=hold/VBN/acl/2 in/IN/case/5 Iraq/NNP/obl/3/Place"
    ),
    "it is too early to": (
        "Rows/NNS/nsubj/2 mean/VBP/ROOT/2 it/PRP/nsubj/6 is=be/VBZ/cop/6 too/RB/advmod/6 early/JJ/ccomp/2 "
        "to/TO/mark/8 restore/VB/xcomp/2 ties/NNS/obj/8"
    ),
    "ready and willing to": (
        "Both/DT/det/2 parties=party/NNS/nsubj/4 are=be/VBP/cop/4 ready/JJ/ROOT/4 and/CC/cc/6 willing/JJ/conj/4 "
        "to/TO/mark/8 talk/VB/xcomp/6"
    ),
    "dependent upon how": (
        "Effects/NNS/nsubj/3 are=be/VBP/cop/3 dependent/JJ/ROOT/3 upon/IN/mark/6 how/WRB/advmod/6 severe/JJ/advcl/3"
    ),
    "a time is no object": "Oslo/NNP/nsubj/2 asked=ask/VBD/ROOT/2 several/JJ/amod/4 times=time/NNS/obj/2",
    "between whom takes two": ("Conflict/NN/nsubj/4 is=be/VBZ/cop/4 between/IN/case/4 monarchists/NNS/ROOT/4"),
    "wanted to be what": "Oslo/NNP/nsubj/2 wants=want/VBZ/ROOT/2 kings=king/NNS/obj/2 crowned=crown/VBN/acl/3",
    "made sure of what": "We/PRP/nsubj/2 make/VBP/ROOT/2 people/NNS/obj/2 sure/JJ/xcomp/2",
    "a label without a name": "Oslo/NNP/nsubj/2 dubbed=dub/VBD/ROOT/2 the/DT/det/4 war/NN/obj/2",
    "members of a list": (
        "Ceasefires/NNS/ROOT/1 ,/,/punct/4 earlier/JJ/amod/4 resolutions/NNS/appos/1 ,/,/punct/7 and/CC/cc/7 "
        "efforts/NNS/conj/4"
    ),
    "peacekeepers are no country": (
        "Peacekeepers=peacekeeper/NNS/ROOT/1 from/IN/case/3 Kenya/NNP/nmod/1/Place ,/,/punct/5 Malawi/NNP/appos/1/Place"
    ),
    "across a quotation mark": (
        "Teammates=teammate/NNS/ROOT/1 ,/,/punct/5 ”/''/punct/1 General/NNP/compound/5 Townsend/NNP/appos/1/Person"
    ),
    "a rank is no body": (
        "Senior/NNP/compound/3 Petty/NNP/compound/3 Officer=officer/NN/nmod:desc/4 Dayton/NNP/ROOT/4/Person"
    ),
}


@pytest.mark.parametrize("name", UNSAID)
def test_nothing_is_said_of_what_looks_misread(read: Read, name: str) -> None:
    """Where the tree cannot be right, or the verb lacks what it needs, nothing is said."""
    assert not [(p.subject.text, p.relation.label, p.object.text) for p in propositions(read(UNSAID[name]))]


def test_afterthought_is_no_object(read: Read) -> None:
    """What describes an object, without *and*, is no second object."""
    rows = "Oslo/NNP/nsubj/2 won=win/VBD/ROOT/2 gold/NN/obj/2 ,/,/punct/6 a/DT/det/6 feat/NN/conj/3"

    assert ["gold"] == [p.object.text for p in propositions(read(rows))]


def test_possessive_mark_on_a_later_word(read: Read) -> None:
    """A possessive mark that hangs on the word behind it is left where it is."""
    assert not list(propositions(read("Boys/NNS/ROOT/1 '/POS/case/3 club/NN/appos/1")))


def test_an_argument_ends_with_its_quotation(read: Read) -> None:
    """What is said about ends at the mark that closes the quotation it began in."""
    rows = (
        '"/``/punct/5 a/DT/det/5 long/JJ/amod/5 new/JJ/amod/5 war/NN/ccomp/10 about/IN/case/7 peace/NN/nmod/5 '
        "\"/''/punct/5 Ana/NNP/nsubj/10/Person told=tell/VBD/ROOT/10 aides=aide/NNS/iobj/10 about/IN/case/13 "
        "Malta/NNP/nmod/5/Place"
    )
    (told,) = [p for p in propositions(read(rows)) if p.relation.label == "tells"]
    (topic,) = [argument.phrase.text for argument in told.arguments]

    assert topic == "a long new war about peace"
