"""Claims of different voices that confirm or contradict one another are linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.events import code, events, links
from kg.events.agreement import MOST_LINKS
from kg.model import Article, Entity, Link, Polarity, Statement

Say = Callable[..., Statement]


def _links(said: list[Statement], entities: dict[str, Entity]) -> list[Link]:
    coded = [replace(statement, event=code(statement, entities)) for statement in said]
    articles = {statement.article: Article.plain(statement.article, "") for statement in said}
    return list(links(coded, entities, events(coded, entities, articles)))


def test_two_outlets_confirm_an_event(say: Say, entities: dict[str, Entity]) -> None:
    """Two articles that tell of one meeting agree."""
    one, two = say("Rudolf", "meet with", "Gustave"), say("Gustave", "meet with", "Rudolf", article="a2")

    assert [Link(one.id, two.id, True, "reports of one event")] == _links([one, two], entities)


def test_an_article_does_not_confirm_itself(say: Say, entities: dict[str, Entity]) -> None:
    """The same told twice in one article is no agreement."""
    assert [] == _links([say("Rudolf", "meet with", "Gustave"), say("Rudolf", "meet with", "Gustave")], entities)


def test_figures_of_one_event_contradict(say: Say, entities: dict[str, Entity]) -> None:
    """300 and 500 detained on one day at one place cannot both be right."""
    at = (("place", "Strelsau"),)
    one = say("Police", "detain", "500 protesters", arguments=at)
    two = say("Police", "detain", "300 protesters", article="a2", arguments=at)

    (link,) = _links([one, two], entities)

    assert not link.agrees
    assert "500" in link.reason and "300" in link.reason


def test_denial_contradicts(say: Say, entities: dict[str, Entity]) -> None:
    """One says so, another denies it."""
    one = say("Rudolf", "trust", "Gustave")
    two = say("Rudolf", "trust", "Gustave", by=("Michael",), polarity=Polarity.NEGATIVE)

    assert [Link(one.id, two.id, False, "one affirms, one denies")] == _links([one, two], entities)


def test_opposed_words_contradict(say: Say, entities: dict[str, Entity]) -> None:
    """A legitimate president to one is an illegitimate one to another."""
    one = say("Rudolf", "be", "the legitimate president", by=("Police",), state=True)
    two = say("Rudolf", "be", "an illegitimate leader", by=("Michael",), state=True)

    assert any(not link.agrees and "legitimate" in link.reason for link in _links([one, two], entities))


def test_one_voice_does_not_contradict_itself(say: Say, entities: dict[str, Entity]) -> None:
    """Links need two voices."""
    one = say("Rudolf", "be", "the legitimate president", by=("Michael",), state=True)
    two = say("Rudolf", "be", "an illegitimate leader", by=("Michael",), state=True, article="a2")

    assert [] == _links([one, two], entities)


def test_only_one_can_win(say: Say, entities: dict[str, Entity]) -> None:
    """Two winners of one election are a dispute."""
    one = say("Rudolf", "win", "Election")
    two = say("Michael", "win", "Election", by=("Michael",), article="a2")

    (link,) = _links([one, two], entities)

    assert not link.agrees
    assert "only one can win" in link.reason


def test_links_are_capped(say: Say, entities: dict[str, Entity]) -> None:
    """A dispute of many does not make a link for each pair."""
    won = [say("Rudolf", "win", "Election", article=f"a{number}") for number in range(12)]
    lost = [say("Michael", "win", "Election", article=f"b{number}") for number in range(12)]

    assert len([link for link in _links(won + lost, entities) if not link.agrees]) == MOST_LINKS


def test_what_somebody_is_called_contradicts(say: Say, entities: dict[str, Entity]) -> None:
    """Who judges calls Rudolf illegitimate; another holds him to be legitimate."""
    one = say("Michael", "condemn", "talks with the illegitimate Elphberg")
    one = replace(one, object=replace(one.object, mentioned=("Rudolf",)))
    two = say("Rudolf", "be", "the legitimate king", by=("Police",), state=True, article="a2")

    (link,) = _links([one, two], entities)

    assert (False, "legitimacy: legitimate and illegitimate") == (link.agrees, link.reason)


def test_word_before_another_name_is_not_about_this_one(say: Say, entities: dict[str, Entity]) -> None:
    """Talks with a usurper make nobody else one."""
    one = say("Michael", "condemn", "talks of the usurper with Elphberg")
    one = replace(one, object=replace(one.object, mentioned=("Rudolf",)))
    two = say("Michael", "be", "the legitimate king", by=("Police",), state=True, article="a2")

    assert [] == _links([one, two], entities)


def test_victory_taken_for_granted_contradicts(say: Say, entities: dict[str, Entity]) -> None:
    """Who hails the victory of one in the election contradicts the other, who says that he is the winner."""
    one = say("Gustave", "hail", "Elphberg's election victory")
    one = replace(one, object=replace(one.object, mentioned=("Rudolf",)))
    two = say("Michael", "be", "the winner of the election", by=("Michael",), state=True, article="a2")

    (link,) = _links([one, two], entities)

    assert "only one can win" in link.reason
    assert [] == _links(
        [one, replace(two, object=replace(two.object, passage=replace(two.object.passage, text="a winner")))], entities
    )


def test_victories_in_two_countries_do_not_contradict(say: Say, entities: dict[str, Entity]) -> None:
    """Each country has its own elections."""
    one = say("Rudolf", "win", "the election")
    two = say("Gustave", "win", "the election", article="a2")

    assert [] == _links([one, two], entities)
