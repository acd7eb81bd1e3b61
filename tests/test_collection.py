"""Articles that come one after another, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.collection import bring_together, named
from kg.config import Settings
from kg.model import Article, Entity, EntityType, Mention, MentionKind, Reading

SETTINGS = Settings()


def reading(id: str, *names: str) -> Reading:
    """Make an article that names people."""
    text = ", ".join(names)
    entities = {name.replace(" ", "_"): Entity(name.replace(" ", "_"), name, EntityType.PERSON) for name in names}
    mentions = tuple(
        Mention(text.index(name), text.index(name) + len(name), name, MentionKind.NAME, EntityType.PERSON, 0, id)
        for name, id in zip(names, entities, strict=True)
    )
    return Reading(Article.plain(id, text), mentions, entities)


ARTICLES = (
    reading("a1", "Anna Malpas", "Alexander Hrihorenko"),
    reading("a2", "Aliaksandr Hryhorenka"),
    reading("a3", "Aliaksandr Hryhorenka", "Anna Malpas"),
)


def ids(read_out: Sequence[Reading]) -> list[list[str | None]]:
    """Give what the mentions of each article mean."""
    return [[mention.entity for mention in reading.mentions] for reading in read_out]


@pytest.mark.parametrize("window", [1, 30, 10_000])
def test_one_thing_has_one_id_in_every_window(window: int) -> None:
    """However few articles are brought together at a time, what one of them names is known to the next."""
    found = ids(list(named(ARTICLES, SETTINGS, window=window)))

    assert found[0][0] == found[2][1] == "Anna_Malpas"
    assert found[0][1] == found[1][0] == found[2][0]


def test_few_articles_are_named_as_at_once() -> None:
    """What fits into one window gets the ids that a build gives it."""
    assert list(bring_together(ARTICLES, SETTINGS).readings) == list(named(ARTICLES, SETTINGS))


def test_articles_come_out_before_all_are_read() -> None:
    """The first window is out before the articles after it are asked for."""
    asked = []

    def articles() -> object:
        for article in ARTICLES:
            asked.append(article.article.id)
            yield article

    next(iter(named(articles(), SETTINGS, window=20)))  # type: ignore[arg-type]

    assert ["a1"] == asked
