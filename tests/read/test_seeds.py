"""The five articles that the project ships with."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, BlockKind
from kg.read import articles

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    """Read them once."""
    return {article.id[:3]: article for article in articles([SEEDS])}


@pytest.mark.parametrize(
    ("expected", "id"),
    [
        (("Stephen Lendman", "Global Research", "2020-09-15", None), "000"),
        (
            (
                "Anna Malpas",
                "The Moscow Times",
                "2020-09-14",
                "https://www.themoscowtimes.com/2020/09/14/putin-backs-lukashenko-as-belarus-leader-vows-closer-ties-a71439",
            ),
            "001",
        ),
        ((None, None, None, None), "002"),
        ((None, None, None, None), "003"),
        (("Tsarizm Staff", "Tsarizm", "2020-09-14", None), "004"),
    ],
)
def test_header_and_footer(seeds: dict[str, Article], expected: tuple[str | None, ...], id: str) -> None:
    """Author, publisher, date and address are what the page tells, and nothing is guessed."""
    article = seeds[id]

    assert expected == (article.author, article.publisher, article.date, article.url)


@pytest.mark.parametrize(
    ("expected", "id"),
    [((1, 0, 43), "000"), ((1, 3, 29), "001"), ((0, 1, 34), "002"), ((1, 0, 6), "003"), ((0, 0, 9), "004")],
)
def test_blocks(seeds: dict[str, Article], expected: tuple[int, int, int], id: str) -> None:
    """Headline, subheads and paragraphs are as many as a reader counts."""
    kinds = [block.kind for block in seeds[id].blocks]

    assert expected == tuple(kinds.count(kind) for kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PROSE))


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("000", "share buttons"), ("000", "Award-winning"), ("000", "fair use"), ("001", "Related article"),
        ("002", "[ad_"), ("003", "Interesting protesters"), ("003", "sign in"), ("001", "Original url"),
        ("004", "COVID vaccine"), ("004", "Image by"), ("004", "originally appeared"),
    ],
)  # fmt: skip
def test_furniture_is_gone(seeds: dict[str, Article], id: str, words: str) -> None:
    """Notes, biographies, captions, comments, polls and adverts are no prose."""
    assert words not in seeds[id].text


def test_torn_sentences_are_whole_again(seeds: dict[str, Article]) -> None:
    """A sentence that a blank line tears is one, and its place in the source spans the tear."""
    for id, words, source in (
        ("000", "margin — that was unnecessarily", "margin — that\n\nwas unnecessarily"),
        ("001", "win in Aug. 9 presidential polls", "win in Aug. 9\n\npresidential polls"),
    ):
        article = seeds[id]
        start = article.text.index(words)
        low, high = article.to_source(start, start + len(words))
        assert source == article.source[low:high]


def test_prose_stands_in_the_file(seeds: dict[str, Article]) -> None:
    """Every run of the five articles is, letter by letter, what lies on disk."""
    for article in seeds.values():
        assert article.source == (SEEDS / str(article.path)).read_bytes().decode("utf-8")
        for run in article.runs:
            here = article.text[run.start : run.start + run.length]
            assert here == article.source[run.source : run.source + run.length]
