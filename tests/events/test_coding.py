"""Statements get the codes that a careful reader of the CAMEO manual would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.events import actors, code, explain
from kg.events.schemes import PLOVER_TYPES
from kg.model import Entity, EntityType, EventCode, Modality, Participant, Passage, Polarity, Statement

Say = Callable[..., Statement]
INTENDED = {"modality": Modality.INTENDED, "words": "will do so"}
TO_PROMISE = {"governors": ("promise",), **INTENDED}
TO_THREATEN = {"governors": ("threaten",), **INTENDED}
OF_ATTACK = {"arguments": (("topic", "of an attack"),)}
AGENTLESS = {"construct": "agentless passive"}
UNDER_ARREST = {"arguments": (("circumstance", "house arrest"),)}
AS_A_LIAR = {"arguments": (("quality", "a liar"),), "state": True}
UNLESS = {
    "modality": Modality.CONDITIONAL,
    "arguments": (("condition", "unless all goes well"),),
    "words": "will withdraw",
}
UNLESS_RUDOLF = {"arguments": (("condition", "unless Rudolf Elphberg resigns"),)}
TO_BRING_DOWN = {"arguments": (("purpose", "to bring Rudolf Elphberg down"),)}
TO_SEE_GUSTAVE = {"arguments": (("purpose", "for talks with Gustave Moustafa"),)}
IN_RURITANIA = {"arguments": (("place", "Ruritania"),)}
ASKED_BY_RUDOLF = {"modality": Modality.REQUESTED, "by": ("Rudolf",)}
NOT = {"polarity": Polarity.NEGATIVE}


def _coded(said: Statement, entities: dict[str, Entity]) -> tuple[str | None, str | None]:
    found = code(said, entities)
    return (found.plover, found.cameo) if found is not None else (None, None)


CASES: list[tuple[str, tuple[str, str, str], dict[str, Any], str | None, str | None]] = [
    ("meets", ("Rudolf", "meet with", "Gustave"), {}, "CONSULT", "040"),
    ("telephones", ("Rudolf", "telephone", "Gustave"), {}, "CONSULT", "041"),
    ("visits", ("Rudolf", "visit", "Zubrowka"), {}, "CONSULT", "042"),
    ("hosts", ("Rudolf", "host", "Gustave"), {}, "CONSULT", "043"),
    ("holds talks", ("Rudolf", "hold talk", "Gustave"), {}, "CONSULT", "046"),
    ("mediates", ("Rudolf", "mediate between", "Zubrowka"), {}, "CONSULT", "045"),
    ("praises", ("Rudolf", "praise", "Gustave"), {}, "SUPPORT", "051"),
    ("apologises", ("Rudolf", "apologise to", "Zubrowka"), {}, "SUPPORT", "055"),
    ("signs", ("Rudolf", "sign", "a treaty of friendship"), {}, "SUPPORT", "057"),
    ("exercises", ("Ruritania", "hold", "joint military exercises"), {}, "COOPERATE", "062"),
    ("grants loan", ("Ruritania", "grant loan", "Zubrowka"), {}, "AID", "071"),
    ("supplies arms", ("Ruritania", "supply", "weapons to the rebels"), {}, "AID", "072"),
    ("would grant loan", ("Ruritania", "grant loan", "Zubrowka"), INTENDED, "AGREE", "0331"),
    ("promised loan", ("Ruritania", "promise", "a 1.5 billion loan"), {}, "AGREE", "0331"),
    ("promised to send medicine", ("Ruritania", "send", "medicine"), TO_PROMISE, "AGREE", "0333"),
    ("will meet", ("Rudolf", "meet with", "Gustave"), INTENDED, "AGREE", "036"),
    ("lifts emergency", ("Ruritania", "lift", "the state of emergency"), {}, "CONCEDE", "0814"),
    ("releases", ("Police", "release", "twelve prisoners"), {}, "RETREAT", "0841"),
    ("withdraws", ("Ruritania", "withdraw", "its troops from Zubrowka"), {}, "RETREAT", "0874"),
    ("demands withdrawal", ("Ruritania", "demand", "the withdrawal of all troops"), {}, "REQUEST", "1056"),
    ("calls for talks", ("Ruritania", "call for", "immediate talks"), {}, "REQUEST", "026"),
    ("condemns", ("Ruritania", "condemn", "Zubrowka"), {}, "ACCUSE", "111"),
    ("accuses of aggression", ("Ruritania", "accuse", "Zubrowka"), OF_ATTACK, "ACCUSE", "1123"),
    ("investigates", ("Police", "investigate", "fraud"), {}, "ACCUSE", "091"),
    ("rejects talks", ("Ruritania", "reject", "talks with Zubrowka"), {}, "REJECT", "125"),
    ("rejects call for aid", ("Ruritania", "reject", "calls for economic aid"), {}, "REJECT", "1221"),
    ("refuses to meet", ("Rudolf", "meet with", "Gustave"), {"governors": ("refuse",), **NOT}, "REJECT", "125"),
    ("will not recognise", ("Ruritania", "recognise", "Zubrowka"), {**INTENDED, **NOT}, "REJECT", "120"),
    ("threatens sanctions", ("Ruritania", "impose sanction", "Zubrowka"), TO_THREATEN, "THREATEN", "1312"),
    ("would attack", ("Ruritania", "attack", "Zubrowka"), INTENDED, "THREATEN", "1384"),
    ("demonstrate", ("Farmers", "demonstrate in", "Strelsau"), {}, "PROTEST", "141"),
    ("farmers block", ("Farmers", "block", "a motorway"), {}, "PROTEST", "144"),
    ("imposes sanctions", ("Ruritania", "impose", "sanctions on Zubrowka"), {}, "SANCTION", "163"),
    ("recalls envoy", ("Ruritania", "recall", "its ambassador"), {}, "SANCTION", "161"),
    ("mobilises", ("Ruritania", "mobilise", "army reservists"), {}, "MOBILIZE", "154"),
    ("detains", ("Police", "detain", "more than 500 protesters"), {}, "COERCE", "173"),
    ("curfew", ("Ruritania", "impose", "a curfew"), {}, "COERCE", "1723"),
    ("shells", ("Ruritania", "shell", "two villages"), {}, "ASSAULT", "194"),
    ("kidnaps", ("Michael", "kidnap", "Rudolf"), {}, "ASSAULT", "181"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "keywords", "plover", "cameo"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_code(
    say: Say,
    entities: dict[str, Entity],
    what: tuple[str, str, str],
    keywords: dict[str, Any],
    plover: str | None,
    cameo: str | None,
) -> None:
    """The act and the way it is put forward decide the code."""
    assert (plover, cameo) == _coded(say(*what, **keywords), entities)


def test_cases_cover_all_types() -> None:
    """Each of the sixteen types has a case."""
    assert set(PLOVER_TYPES) == {case[3] for case in CASES}


@pytest.mark.parametrize(
    ("what", "keywords"),
    [
        (("Rudolf", "be president of", "Ruritania"), {"state": True}),
        (("Rudolf", "meet with", "Gustave"), NOT),
        (("Rudolf", "meet with", "Gustave"), {"modality": Modality.POSSIBLE}),
        (("Rudolf", "meet with", "Gustave"), {"governors": ("want",), **INTENDED}),
        (("Rudolf", "ponder", "a treaty"), {}),
        (("Rudolf", "meet with", "Gustave"), {"modality": Modality.INTENDED}),
        (("Michael", "release", "Rudolf"), {"governors": ("urge",), "modality": Modality.REQUESTED}),
        (("Rudolf", "receive", "heavy gun fire"), {}),
        (("Rudolf", "change policy", "Ruritania"), {}),
        (("cold winds", "strike", "Ruritania"), {}),
        (("Ruritania", "attack", "Zubrowka"), {"by": ("Gustave",), **INTENDED}),
    ],
    ids=[
        "state",
        "did not meet",
        "may meet",
        "wants to meet",
        "unknown verb",
        "a purpose",
        "urged by nobody knows whom",
        "no guest",
        "own reform",
        "no actor",
        "another's forecast",
    ],
)
def test_no_event(say: Say, entities: dict[str, Entity], what: tuple[str, str, str], keywords: dict[str, Any]) -> None:
    """States, what did not or only may happen, forecasts of others and unknown acts make no event."""
    assert code(say(*what, **keywords), entities) is None


def test_own_denial_is_a_rejection(say: Say, entities: dict[str, Entity]) -> None:
    """Who denies harm that it is said to have done rejects an accusation; a stranger's denial is no event."""
    own = say("Ruritania", "attack", "Zubrowka", by=("Rudolf",), polarity=Polarity.NEGATIVE)
    strange = say("Ruritania", "attack", "Zubrowka", by=("Gustave",), polarity=Polarity.NEGATIVE)

    assert ("REJECT", "120") == _coded(own, entities)
    assert code(strange, entities) is None


def test_what_must_be_done_is_asked_by_who_says_so(say: Say, entities: dict[str, Entity]) -> None:
    """`Gustave said Ruritania must withdraw its troops` is Gustave's demand upon Ruritania."""
    said = say("Ruritania", "withdraw", "its troops", by=("Gustave",), modality=Modality.REQUIRED)
    found = code(said, entities)

    assert found is not None
    assert ("REQUEST", "1056") == (found.plover, found.cameo)
    who = actors(said, found, entities)
    assert (("Gustave",), ("Ruritania",)) == (who.sources, who.targets)


def test_what_is_asked_by_nobody_named_has_a_target_only(say: Say, entities: dict[str, Entity]) -> None:
    """Of `… demanded that Ruritania withdraw` without its first half it is known upon whom, not by whom."""
    said = say("Ruritania", "withdraw", "its troops", modality=Modality.REQUESTED)
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert ("1056", (), ("Ruritania",)) == (found.cameo, who.sources, who.targets)


def test_target_is_found_within_the_object(say: Say, entities: dict[str, Entity]) -> None:
    """`praised Zubrowka's efforts` is upon Zubrowka."""
    said = say("Rudolf", "praise", "Zubrowka's efforts")
    found = code(said, entities)

    assert found is not None
    assert ("Zubrowka",) == actors(said, found, entities).targets


def test_passive_without_agent_has_a_target_only(say: Say, entities: dict[str, Entity]) -> None:
    """`The farmers were detained in Strelsau` tells upon whom, not who."""
    said = say("Farmers", "detain in", "Strelsau", construct="agentless passive")
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert ("COERCE", (), ("Farmers",)) == (found.plover, who.sources, who.targets)


def test_date_and_place_are_kept(say: Say, entities: dict[str, Entity]) -> None:
    """The date of the provisional code stays, the place comes from the clause."""
    said = say("Rudolf", "meet with", "Gustave", arguments=(("place", "Strelsau"),))

    assert code(said, entities) == EventCode(
        "CONSULT", "040", None, ("diplomatic",), "2031-05-04", "text", "Strelsau", goldstein=1.0
    )


def test_explain_names_the_frames(say: Say, entities: dict[str, Entity]) -> None:
    """One can ask which rows of the lexicon led to a code."""
    found = explain(say("Ruritania", "reject", "calls for economic aid"), entities)

    assert found is not None
    assert ("reject", "call_for", "economic_aid") == found.evidence


@pytest.mark.parametrize(
    ("what", "targets"),
    [
        (("Rudolf", "condemn", "attacks in Zubrowka"), ()),
        (("Rudolf", "condemn", "Zubrowka's attacks"), ("Zubrowka",)),
        (("Gustave", "deploy", "Police"), ()),
        (("Rudolf", "amend", "the constitution of Ruritania"), ()),
        (("Rudolf", "discuss", "the crisis in Zubrowka"), ()),
    ],
    ids=["where, not whom", "whose", "who is sent", "its own country", "what about, not with whom"],
)
def test_what_is_no_target(
    say: Say, entities: dict[str, Entity], what: tuple[str, str, str], targets: tuple[str, ...]
) -> None:
    """Not everybody who is named bears the act."""
    said = say(*what, modality=Modality.INTENDED, words="will do so") if what[1] == "amend" else say(*what)
    found = code(said, entities)

    assert found is not None
    assert targets == actors(said, found, entities).targets


def test_weapon_does_not_act(say: Say, entities: dict[str, Entity]) -> None:
    """`Airstrikes destroyed two bridges` is an attack of nobody who is named."""
    entities["strikes"] = Entity("strikes", "airstrikes", EntityType.THING)
    strikes = Participant(Passage("airstrikes", 0, 10), "strikes", "airstrikes", "Thing")
    said = replace(say("Ruritania", "destroy", "two bridges"), subject=strikes)
    found = code(said, entities)

    assert found is not None
    assert ("ASSAULT", ()) == (found.plover, actors(said, found, entities).sources)


def test_results_of_a_meeting_are_no_meeting(say: Say, entities: dict[str, Entity]) -> None:
    """An event named after *of* counts only where the noun before it leads to it."""
    assert code(say("Rudolf", "announce", "the results of the meeting"), entities) is None
    assert code(say("Rudolf", "announce", "the suspension of all talks"), entities) is not None


@pytest.mark.parametrize(
    ("subject", "lemma", "object_", "words", "plover"),
    [
        ("Farmers", "call off", "their strike", "called off", "CONCEDE"),
        ("Gustave", "declare", "a state of emergency", "declared", "COERCE"),
        ("Gustave", "rule talk with", "Rudolf", "ruled out talks with", "REJECT"),
        ("Gustave", "hold", "the view that all is well", "held", None),
    ],
)
def test_words_beside_a_verb_of_state_make_an_act(
    say: Say, entities: dict[str, Entity], subject: str, lemma: str, object_: str, words: str, plover: str | None
) -> None:
    """A verb that is a state by itself may be part of an act."""
    found = code(say(subject, lemma, object_, words=words, state=True), entities)

    assert plover == (found.plover if found is not None else None)


@pytest.mark.parametrize("subject", ["Thousands", "Some 2,000", "Truck drivers"])
def test_crowds_act(say: Say, entities: dict[str, Entity], subject: str) -> None:
    """A bare number of people, or people by their trade, may act."""
    found = code(say(subject, "march through", "Strelsau"), entities)

    assert found is not None and found.plover == "PROTEST"


def test_weapon_does_nothing_but_harm(say: Say, entities: dict[str, Entity]) -> None:
    """Strikes that are coordinated with somebody make no cooperation."""
    said = say("Two airstrikes", "coordinate with", "Gustave")
    said = replace(said, subject=Participant(Passage("two airstrikes", 0, 14), None, "two airstrikes", "Literal"))

    assert code(said, entities) is None
    assert code(replace(said, lemma="kill"), entities) is not None


def test_question_tells_of_no_event(say: Say, entities: dict[str, Entity]) -> None:
    """What is asked about has not been said to happen."""
    assert code(say("Rudolf", "sign", "which agreement"), entities) is None


@pytest.mark.parametrize(
    ("what", "keywords", "code_and_sides"),
    [
        (("Ruritania", "put", "its navy"), {"arguments": (("topic", "alert in the gulf"),)}, ("152", "Ruritania", "")),
        (("Police", "place", "Michael"), UNDER_ARREST, ("173", "Police", "Michael")),
        (("Ruritania", "describe", "Gustave"), AS_A_LIAR, ("111", "Ruritania", "Gustave")),
        (("Ruritania", "approve", "a new 200 million dollar loan"), {}, ("071", "Ruritania", "")),
        (("Farmers", "be on", "strike"), {"construct": "copula", "state": True}, ("143", "Farmers", "")),
        (("Farmers", "consider", "a strike"), {"state": True}, ("133", "Farmers", "")),
        (("Ruritania", "take", "refugees"), {"words": "took in"}, ("075", "Ruritania", "")),
        (("Gustave", "beg", "the warring parties"), {}, ("020", "Gustave", "")),
        (("Rudolf", "oppose to", "mediation by Zubrowka"), AGENTLESS, ("126", "Rudolf", "Zubrowka")),
        (("Police", "withdraw from", "Lutz"), AGENTLESS, ("0874", "Police", "Lutz")),
    ],
    ids=["alert", "arrest", "liar", "far", "on strike", "considers", "took in", "adjective", "opposed", "forces"],
)
def test_frames_reach_over_the_clause(
    say: Say,
    entities: dict[str, Entity],
    what: tuple[str, str, str],
    keywords: dict[str, Any],
    code_and_sides: tuple[str, str, str],
) -> None:
    """Words of one frame may stand in several parts of the clause, with adjectives between them."""
    said = say(*what, **keywords)
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert code_and_sides == (found.cameo, "+".join(who.sources), "+".join(who.targets))


@pytest.mark.parametrize(
    ("sentence", "modality", "coded"),
    [
        ("Gustave charged that Ruritania had shelled Lutz", Modality.ASSERTED, ("ACCUSE", "Gustave", "Ruritania")),
        ("Gustave said that Ruritania had shelled Lutz", Modality.ASSERTED, ("ASSAULT", "Ruritania", "Lutz")),
        ("Gustave examined if Ruritania had shelled Lutz", Modality.POSSIBLE, ("ACCUSE", "Gustave", "Ruritania")),
    ],
)
def test_verb_of_a_claimant_is_an_act(
    say: Say, entities: dict[str, Entity], sentence: str, modality: Modality, coded: tuple[str, str, str]
) -> None:
    """Who charges another with a deed accuses it; who only reports it leaves the deed what it is."""
    said = say("Ruritania", "shell", "Lutz", by=("Gustave",), modality=modality)
    places = {name: sentence.index(name) for name in ("Gustave", "Ruritania", "Lutz")}
    said = replace(
        said,
        sentence=Passage(sentence, 0, len(sentence)),
        attributed_to=tuple(replace(part, passage=Passage("Gustave", 0, 7)) for part in said.attributed_to),
        subject=replace(said.subject, passage=Passage("Ruritania", places["Ruritania"], places["Ruritania"] + 9)),
    )
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert coded == (found.plover, "+".join(who.sources), "+".join(who.targets))


def test_event_that_takes_place_is_coded(say: Say, entities: dict[str, Entity]) -> None:
    """`Clashes between Farmers and Police broke out` is an event of the two; `talks failed` is none."""
    words_ = "clashes between farmers and police"
    subject = Participant(Passage(words_, 0, 33), "x", words_, "Thing", mentioned=("Farmers", "Police"))
    said = replace(say("Ruritania", "erupt in", "Strelsau"), subject=subject)
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert ("ASSAULT", ("Farmers",), ("Police",)) == (found.plover, who.sources, who.targets)
    assert code(replace(said, lemma="end in"), entities) is None


def test_tool_of_a_country_is_its_deed(say: Say, entities: dict[str, Entity]) -> None:
    """`Ruritanian airstrikes destroyed two bridges` is a deed of Ruritania's."""
    subject = Participant(Passage("Ruritanian airstrikes", 0, 21), "x", "airstrikes", "Thing", mentioned=("Ruritania",))
    said = replace(say("Ruritania", "destroy", "two bridges"), subject=subject)
    found = code(said, entities)

    assert found is not None
    assert ("ASSAULT", ("Ruritania",)) == (found.plover, actors(said, found, entities).sources)


def test_what_somebody_is_asked_fits_the_one_asked(say: Say, entities: dict[str, Entity]) -> None:
    """Troops end strikes otherwise than workers: `pressed Gustave to end strikes` asks for no end of a walkout."""
    by_force = code(say("Rudolf", "press", "Gustave", arguments=(("purpose", "to end strikes"),)), entities)
    by_work = code(say("Rudolf", "press", "Farmers", arguments=(("purpose", "to end strikes"),)), entities)

    assert by_force is not None and by_work is not None
    assert by_work.cameo == "1052" != by_force.cameo


@pytest.mark.parametrize(
    ("what", "arguments", "where"),
    [
        (("Rudolf", "meet with", "Gustave"), (("place", "Strelsau"),), "Strelsau"),
        (("Rudolf", "meet with", "Gustave"), (("place", "the centre of Strelsau"),), "Strelsau"),
        (("Rudolf", "visit", "Zubrowka"), (), "Zubrowka"),
        (("Ruritania", "shell", "Lutz"), (), "Lutz"),
        (("Farmers", "demonstrate in", "Strelsau"), (), "Strelsau"),
        (("Ruritania", "send", "troops"), (("goal", "Lutz"),), "Lutz"),
        (("Police", "detain", "five protesters in Strelsau"), (), "Strelsau"),
        (("Rudolf", "discuss", "the crisis in Zubrowka"), (), None),
        (("Rudolf", "condemn", "attacks in Lutz"), (), None),
        (("Rudolf", "invite", "Gustave"), (("goal", "Strelsau"),), None),
        (("Rudolf", "meet with", "Gustave"), (("place", "Police"),), None),
    ],
)
def test_place(
    say: Say,
    entities: dict[str, Entity],
    what: tuple[str, str, str],
    arguments: tuple[tuple[str, str], ...],
    where: str | None,
) -> None:
    """An event is where the clause says that it was done, not where its words or their subject matter are."""
    found = code(say(*what, arguments=arguments), entities)

    assert found is not None
    assert where == found.place


@pytest.mark.parametrize(
    ("what", "keywords", "plover"),
    [
        (
            ("Farmers", "protest against", "Rudolf"),
            {"modality": Modality.INTENDED, "words": "protest against"},
            "PROTEST",
        ),
        (("Ruritania", "resume", "loans"), {"modality": Modality.INTENDED, "words": "is to resume"}, "AGREE"),
        (("Michael", "kidnap", "Rudolf"), {"governors": ("try",)}, "ASSAULT"),
        (("Ruritania", "oppose", "Zubrowka"), {"state": True}, None),
    ],
    ids=["gathered to protest", "is to", "tried", "is against somebody"],
)
def test_purpose_plan_and_attempt(
    say: Say, entities: dict[str, Entity], what: tuple[str, str, str], keywords: dict[str, Any], plover: str | None
) -> None:
    """Who gathers to protest does so; what is to be done is promised; harm that is tried has been done."""
    found = code(say(*what, **keywords), entities)

    assert plover == (found.plover if found is not None else None)


@pytest.mark.parametrize(
    ("what", "keywords", "plover", "sides"),
    [
        (("Farmers", "march in", "Strelsau"), TO_BRING_DOWN, "PROTEST", ("Farmers", "Rudolf")),
        (("Farmers", "boycott", "the polls"), {**TO_THREATEN, **UNLESS_RUDOLF}, "THREATEN", ("Farmers", "Rudolf")),
        (("Gustave", "open", "an embassy in Ruritania"), {}, "SUPPORT", ("Gustave", "Ruritania")),
        (("Gustave", "mediate between", "rivals"), IN_RURITANIA, "CONSULT", ("Gustave", "Ruritania")),
        (("Gustave", "blockade", "Strelsau"), OF_ATTACK, "COERCE", ("Gustave", "Strelsau")),
        (("Gustave", "withdraw force from", "Ruritania"), UNLESS, "THREATEN", ("Gustave", "Ruritania")),
        (("Farmers", "unite against", "Gustave"), ASKED_BY_RUDOLF, "ACCUSE", ("Rudolf", "Gustave")),
        (("Gustave", "juggle", "balls"), ASKED_BY_RUDOLF, "REQUEST", ("Rudolf", "Gustave")),
        (("Strelsau", "reject", "an offer of Zubrowka"), {}, "REJECT", ("Strelsau", "Zubrowka")),
        (("Rudolf", "fly to", "Lutz"), TO_SEE_GUSTAVE, "CONSULT", ("Rudolf", "Gustave")),
        (("Rudolf", "reject", "a plan on Ruritania by Zubrowka"), {}, "REJECT", ("Rudolf", "Zubrowka")),
    ],
    ids=[
        "march",
        "condition",
        "embassy",
        "mediation",
        "blockade",
        "unless",
        "rallying",
        "unknown request",
        "place acts",
        "met",
        "by whom",
    ],
)
def test_sides(
    say: Say,
    entities: dict[str, Entity],
    what: tuple[str, str, str],
    keywords: dict[str, Any],
    plover: str,
    sides: tuple[str, str],
) -> None:
    """Who bears an act may stand in another part of the clause than its object."""
    said = say(*what, **keywords)
    found = code(said, entities)

    assert found is not None
    who = actors(said, found, entities)
    assert (plover, *sides) == (found.plover, "+".join(who.sources), "+".join(who.targets))


NOTHING_HAPPENS: list[tuple[tuple[str, str, str], dict[str, Any]]] = [
    (("Police", "stand with", "Michael"), {"words": "do not stand on ceremony with", **NOT}),
    (("Gustave", "make", "few concrete proposals"), {}),
    (("Ruritania", "announce", "violations of the ceasefire"), {}),
    (("artillery", "fire in", "support of other roles"), AGENTLESS),
    (("farmers", "face", "air strikes by Zubrowka"), {}),
    (("Ruritania", "take", "precautions during the planning of air strikes"), {}),
    (("Rudolf", "stress", "the need to develop our leaders"), {}),
    (("Zubrowka", "deliver weapon against", "a compound"), {}),
    (("soldiers", "support", "Operation Turnip"), {}),
]


@pytest.mark.parametrize(("what", "keywords"), NOTHING_HAPPENS, ids=[what[1] for what, _ in NOTHING_HAPPENS])
def test_words_of_events_that_tell_of_none(
    say: Say, entities: dict[str, Entity], what: tuple[str, str, str], keywords: dict[str, Any]
) -> None:
    """Idioms, what is only reported, borne, prepared against or one's own to do make no event."""
    assert code(say(*what, **keywords), entities) is None


@pytest.mark.parametrize(
    ("what", "cameo"),
    [
        (("Michael", "call for", "early elections"), "0244"),
        (("Ruritania", "close", "its border crossings"), "191"),
        (("Ruritania", "lift", "a ban on exports"), "085"),
        (("Police", "hold", "refugees as human shields"), "184"),
        (("farmers", "set fire", "to a police station"), "145"),
        (("warships", "enter", "the Strait of Lutz"), "154"),
        (("Police", "put", "Michael under house arrest"), "173"),
        (("Gustave", "demand", "that Ruritania stop building settlements"), "100"),
        (("Ruritania", "agree", "to withdraw its troops"), "0356"),
        (("Ruritania", "supply rocket to", "Michael"), "072"),
    ],
    ids=["call for", "borders", "ban", "shields", "fire", "waters", "arrest", "settlements", "agreed", "rockets"],
)
def test_phrases_of_news(say: Say, entities: dict[str, Entity], what: tuple[str, str, str], cameo: str) -> None:
    """What a verb comes to hangs on the words beside it, not on those of another part of the clause."""
    found = code(say(*what), entities)

    assert found is not None
    assert cameo == found.cameo


def test_those_who_are_defied_are_the_other_side(say: Say, entities: dict[str, Entity]) -> None:
    """A march in defiance of somebody is against him, wherever it is."""
    said = say("Farmers", "march through", "Strelsau", arguments=(("place", "defiance of Gustave Moustafa"),))
    found = code(said, entities)

    assert found is not None
    assert ("Gustave",) == actors(said, found, entities).targets


def test_those_talked_with_before_are_the_other_side(say: Say, entities: dict[str, Entity]) -> None:
    """A strike called off after talks with somebody is given up towards him."""
    said = say("Farmers", "call off", "a general strike", arguments=(("time", "talks with Gustave Moustafa"),))
    found = code(said, entities)

    assert found is not None
    assert ("CONCEDE", ("Gustave",)) == (found.plover, actors(said, found, entities).targets)
