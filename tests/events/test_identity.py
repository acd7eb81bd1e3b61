"""Reports of one event come together, those of two do not, and the user has the last word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import TableError
from kg.events import code, events
from kg.model import Article, Entity, EntityType, Event, Modality, Statement

Say = Callable[..., Statement]
ARTICLES = {id: replace(Article.plain(id, ""), date="2031-05-05") for id in ("a1", "a2", "a3")}


Pairs = list[tuple[str, str]]


def _events(
    said: list[Statement], entities: dict[str, Entity], *, same: Pairs | None = None, different: Pairs | None = None
) -> list[Event]:
    coded = [replace(statement, event=code(statement, entities)) for statement in said]
    return events(coded, entities, ARTICLES, same=same or (), different=different or ())


def _groups(found: list[Event]) -> set[frozenset[str]]:
    return {frozenset(event.statements) for event in found}


def test_meeting_told_by_two_articles_is_one(say: Say, entities: dict[str, Entity]) -> None:
    """Who is named first, and by which word, does not matter for a meeting of one day."""
    one = say("Rudolf", "meet with", "Gustave", arguments=(("place", "Strelsau"),))
    two = say("Gustave", "hold talk", "Rudolf", article="a2")

    (event,) = _events([one, two], entities)

    assert {"Rudolf", "Gustave"} == {*event.source_actors, *event.target_actors}
    assert ("CONSULT", "2031-05-04", "Strelsau") == (event.code.plover, event.code.date, event.code.place)
    assert "Consult: Gustave Moustafa – Rudolf Elphberg (Strelsau, 2031-05-04)" == event.label
    assert any("same actors" in reason for reason in event.reasons)
    assert 0.5 < event.score < 1


def test_meetings_of_two_days_are_two(say: Say, entities: dict[str, Entity]) -> None:
    """The same two may meet again a week later."""
    one = say("Rudolf", "meet with", "Gustave")
    two = say("Rudolf", "meet with", "Gustave", article="a2", date="2031-05-11")

    assert 2 == len(_events([one, two], entities))


def test_state_and_its_ruler_act_as_one(say: Say, entities: dict[str, Entity]) -> None:
    """Ruritania's loan and Rudolf's loan are one where sum and time agree; another sum is another loan."""
    one = say(
        "Ruritania",
        "grant loan",
        "Zubrowka",
        modality=Modality.INTENDED,
        words="would grant",
        arguments=(("amount", "1500000000 USD"),),
    )
    two = say("Rudolf", "promise", "a loan", article="a2", arguments=(("amount", "1500000000 USD"),))
    other = say("Rudolf", "promise", "a loan", article="a3", arguments=(("amount", "20000000 USD"),))

    assert _groups(_events([one, two, other], entities)) == {frozenset({one.id, two.id}), frozenset({other.id})}


def test_promise_and_fulfilment_are_two(say: Say, entities: dict[str, Entity]) -> None:
    """A promised loan is not yet a loan."""
    promised = say("Ruritania", "grant loan", "Zubrowka", modality=Modality.INTENDED, words="would grant")
    given = say("Ruritania", "grant loan", "Zubrowka", article="a2")

    assert {"AGREE", "AID"} == {event.code.plover for event in _events([promised, given], entities)}


def test_opposition_is_not_its_country(say: Say, entities: dict[str, Entity]) -> None:
    """Criticism by the opposition and by the government are two events."""
    one = say("Rudolf", "condemn", "Zubrowka", arguments=(("topic", "the border drills"),))
    two = say("Michael", "condemn", "Zubrowka", article="a2", arguments=(("topic", "the border drills"),))

    assert 2 == len(_events([one, two], entities))


def test_repeatable_acts_need_more_than_actors(say: Say, entities: dict[str, Entity]) -> None:
    """Two criticisms on one day are one only where they share what they are about."""
    one = say("Rudolf", "condemn", "Zubrowka", arguments=(("topic", "its border drills"),))
    same = say("Rudolf", "condemn", "Zubrowka", article="a2", arguments=(("topic", "drills at the border"),))
    other = say("Rudolf", "condemn", "Zubrowka", article="a3", arguments=(("topic", "its pastry tariffs"),))

    assert _groups(_events([one, same, other], entities)) == {frozenset({one.id, same.id}), frozenset({other.id})}


def test_figures_of_another_size_are_another_event(say: Say, entities: dict[str, Entity]) -> None:
    """500 and 7,000 detained are two events, even where place and words are the same."""
    at = (("place", "Strelsau"),)
    few = say("Police", "detain", "more than 500 protesters", arguments=at)
    many = say("Police", "detain", "nearly 7,000 protesters", article="a2", arguments=at)
    again = say("Police", "arrest", "some 520 protesters", article="a3", arguments=at)

    assert _groups(_events([few, many, again], entities)) == {frozenset({few.id, again.id}), frozenset({many.id})}


def test_other_places_are_other_events(say: Say, entities: dict[str, Entity]) -> None:
    """Shelling in two towns on one day is two events."""
    one = say("Ruritania", "shell", "a market", arguments=(("place", "Strelsau"),))
    two = say("Ruritania", "shell", "a market", article="a2", arguments=(("place", "Lutz"),))

    assert 2 == len(_events([one, two], entities))


def test_undated_reports_lean_on_publication(say: Say, entities: dict[str, Entity]) -> None:
    """A report dated by its article may tell of an event of the days before."""
    dated = say("Rudolf", "meet with", "Gustave")
    undated = say("Rudolf", "meet with", "Gustave", article="a2", date="2031-05-05", date_basis="publication")

    (event,) = _events([dated, undated], entities)

    assert ("2031-05-04", "text") == (event.code.date, event.code.date_basis)


def test_report_without_any_date_joins_the_only_event(say: Say, entities: dict[str, Entity]) -> None:
    """An article without a date may tell of the one meeting of these two that is known, but not of one of several."""
    first = say("Rudolf", "meet with", "Gustave")
    undated = say("Gustave", "meet with", "Rudolf", article="undated", date=None)
    second = say("Rudolf", "meet with", "Gustave", article="a2", date="2031-06-01")

    assert _groups(_events([first, undated], entities)) == {frozenset({first.id, undated.id})}
    assert 3 == len(_events([first, undated, second], entities))


def test_one_predicate_is_one_event(say: Say, entities: dict[str, Entity]) -> None:
    """`Rudolf and Michael condemned Zubrowka` is one event with two sources."""
    one = say("Rudolf", "condemn", "Zubrowka")
    two = replace(say("Michael", "condemn", "Zubrowka"), relation_passage=one.relation_passage)

    (event,) = _events([one, two], entities)

    assert {"Rudolf", "Michael"} == set(event.source_actors)


def test_narrow_code_may_stand_for_a_topic(say: Say, entities: dict[str, Entity]) -> None:
    """Two reports of promised relief need no further words in common, two of a vague promise do."""
    to = (("goal", "Zubrowka"),)
    how = {"modality": Modality.INTENDED, "words": "will send"}
    narrow = [
        say("Ruritania", "send", "grain", arguments=to, **how),
        say("Ruritania", "send", "medicine", arguments=to, article="a2", **how),
    ]
    vague = [
        say("Ruritania", "promise", "better manners", arguments=(("recipient", "Zubrowka"),)),
        say("Ruritania", "promise", "cheaper pastry", article="a2", arguments=(("recipient", "Zubrowka"),)),
    ]

    assert 1 == len(_events(narrow, entities))
    assert 2 == len(_events(vague, entities))


def test_nobody_consults_alone(say: Say, entities: dict[str, Entity]) -> None:
    """Talks with nobody named are no event."""
    assert [] == _events([say("Rudolf", "discuss", "the weather")], entities)


def test_result_does_not_hang_on_the_order(say: Say, entities: dict[str, Entity]) -> None:
    """The same statements in another order make the same events, ids included."""
    said = [
        say("Rudolf", "meet with", "Gustave"),
        say("Gustave", "visit", "Ruritania", article="a2"),
        say("Rudolf", "promise", "a loan", article="a3"),
        say("Ruritania", "grant loan", "Zubrowka", article="a2", modality=Modality.INTENDED, words="would grant"),
    ]

    assert _events(said, entities) == _events(said[::-1], entities)


def test_user_parts_a_statement(say: Say, entities: dict[str, Entity]) -> None:
    """Two statements that the user calls different events are never one."""
    one = say("Rudolf", "meet with", "Gustave")
    two = say("Gustave", "meet with", "Rudolf", article="a2")

    assert 2 == len(_events([one, two], entities, different=[(one.id, two.id)]))


def test_user_parts_a_statement_from_an_event(say: Say, entities: dict[str, Entity]) -> None:
    """The user may name the event instead of a statement."""
    one = say("Rudolf", "meet with", "Gustave")
    two = say("Gustave", "meet with", "Rudolf", article="a2")
    (event,) = _events([one, two], entities)

    assert {frozenset({one.id}), frozenset({two.id})} == _groups(
        _events([one, two], entities, different=[(event.id, two.id)])
    )


def test_user_joins_events(say: Say, entities: dict[str, Entity]) -> None:
    """Two events that the user calls the same are one, and it says so."""
    one = say("Rudolf", "meet with", "Gustave")
    two = say("Rudolf", "meet with", "Gustave", article="a2", date="2031-05-11")

    (event,) = _events([one, two], entities, same=[(one.id, two.id)])

    assert "joined by the user" in event.reasons


def test_unknown_id_is_named(say: Say, entities: dict[str, Entity]) -> None:
    """A decision about an id that does not occur is an error that names it."""
    with pytest.raises(TableError, match="'nowhere'"):
        _events([say("Rudolf", "meet with", "Gustave")], entities, same=[("nowhere", "s001")])


@pytest.mark.parametrize(
    ("subject", "object_", "place"),
    [("Farmers", "the road", "Strelsau"), ("Farmers", "Gustave", None)],
)
def test_dateline_places_what_is_at_hand(
    say: Say, entities: dict[str, Entity], subject: str, object_: str, place: str | None
) -> None:
    """A report without a place happens where it is dated from, unless somebody of another country is named."""
    said = say(subject, "block", object_)
    coded = replace(said, event=code(say(subject, "block", "the road"), entities))
    (event,) = events([coded], entities, {"a1": replace(ARTICLES["a1"], dateline="Strelsau")})

    assert place == event.code.place


def test_dateline_does_not_place_what_is_dated_elsewhere(say: Say, entities: dict[str, Entity]) -> None:
    """The place that the clause names goes before the dateline."""
    said = say("Farmers", "block", "the road", arguments=(("place", "Lutz"),))
    coded = replace(said, event=code(said, entities))
    (event,) = events([coded], entities, {"a1": replace(ARTICLES["a1"], dateline="Strelsau")})

    assert "Lutz" == event.code.place


def test_leaders_who_talk_meet_one_another(say: Say, entities: dict[str, Entity]) -> None:
    """Two subjects of one verb of talking are partners, so what they discuss is of the meeting that is told apart."""
    met = say("Rudolf", "meet with", "Gustave")
    one, two = (say(who, "discuss", "trade", article="a2") for who in ("Rudolf", "Gustave"))
    two = replace(two, relation_passage=one.relation_passage)

    (event,) = _events([met, one, two], entities)

    assert {met.id, one.id, two.id} == set(event.statements)


def test_other_persons_are_other_talks(say: Say, entities: dict[str, Entity]) -> None:
    """A minister's talks are not those of the head of state, though both stand for one country."""
    known = entities | {"Sapt": Entity("Sapt", "Colonel Sapt", EntityType.PERSON, country="RUR", sector="GOV")}
    one = say("Rudolf", "meet with", "Zubrowka")
    two = say("Rudolf", "meet with", "Zubrowka", article="a2")
    two = replace(two, subject=replace(two.subject, entity="Sapt", label="Colonel Sapt"))

    assert 2 == len(_events([one, two], known))


def test_praise_of_other_things_is_not_one(say: Say, entities: dict[str, Entity]) -> None:
    """One word in common does not make one event of two kinds of support."""
    one = say("Rudolf", "stand with", "Gustave", arguments=(("topic", "the fight of his government"),))
    two = say("Rudolf", "welcome", "Gustave", article="a2", arguments=(("topic", "a budget for the government"),))

    assert 2 == len(_events([one, two], entities))


def test_reports_without_dates_are_kept_apart(say: Say, entities: dict[str, Entity]) -> None:
    """Two articles without any date may be years apart; only a place or sum in common makes their reports one."""
    articles = {id: Article.plain(id, "") for id in ("a1", "a2")}
    what: tuple[str, str, str] = ("Rudolf", "meet with", "Gustave")
    said = [say(*what, article=id, date=None) for id in articles]
    there = [say(*what, article=id, date=None, arguments=(("place", "Lutz"),)) for id in articles]

    for reports, count in ((said, 2), (there, 1)):
        coded = [replace(statement, event=code(statement, entities)) for statement in reports]
        assert count == len(events(coded, entities, articles))
