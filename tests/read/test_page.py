"""Pages of many styles: what is prose, what is furniture, what header and footer tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, BlockKind
from kg.read import articles

PROSE = (
    "The foreign ministers of Freedonia and Sylvania signed a border treaty on Tuesday after two days of talks.",
    "Rufus Firefly, the president of Freedonia, said that the treaty would bring peace to the whole valley.",
    "Sylvania had threatened to close its border unless the tolls on the river were lifted by the end of the year.",
)


def read(tmp_path: Path, text: str, name: str = "page.txt") -> Article:
    """Read one page from a file."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    (article,) = articles([path])
    for run in article.runs:
        assert article.text[run.start : run.start + run.length] == article.source[run.source : run.source + run.length]
    return article


def blocks(article: Article, kind: BlockKind = BlockKind.PROSE) -> list[str]:
    """Give the texts of the blocks of one kind."""
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


PAGES = {
    "agency with dateline": (
        "Freedonia signs border treaty with Sylvania\n\nFREEDONIA CITY, March 3, 2021 (Reuters) - {0}\n\n{1}\n\n{2}\n\n"
        "(Reporting by Margaret Dumont; Editing by Zeppo Marx)\n\nOur Standards: The Thomson Reuters Trust "
        "Principles.\n",
        {"title": "Freedonia signs border treaty with Sylvania", "date": "2021-03-03", "dateline": "Freedonia City",
         "publisher": "Reuters"},
    ),
    "by-line and date in one line": (
        "# Freedonia signs border treaty\n\nBy Margaret Dumont and Zeppo Marx | 3 March 2021, 10:30 "
        "GMT\n\n{0}\n\n{1}\n\n{2}\n",
        {"title": "Freedonia signs border treaty", "author": "Margaret Dumont and Zeppo Marx", "date": "2021-03-03"},
    ),
    "labels": (
        "Title: Freedonia signs border treaty\nAuthor: Margaret Dumont\nDate: 2021-03-03\nSource: The Valley Times\n\n"
        "{0}\n\n{1}\n\n{2}\n\nTags: Freedonia, Sylvania, treaties\n",
        {"title": "Freedonia signs border treaty", "author": "Margaret Dumont", "date": "2021-03-03",
         "publisher": "The Valley Times"},
    ),
    "front matter": (
        "---\ntitle: Freedonia signs border treaty\nauthor: Margaret Dumont\ndate: "
        "2021-03-03\n---\n\n{0}\n\n{1}\n\n{2}\n",
        {"title": "Freedonia signs border treaty", "author": "Margaret Dumont", "date": "2021-03-03"},
    ),
    "menu, captions and links around": (
        "Home\nWorld\nPolitics\n\nFreedonia signs border treaty with Sylvania\n\nPublished: Wed, March 3, 2021 at "
        "4:15 PM ET\n\n"
        "Firefly and Trentino at the signing. Photo: Valley Press/AFP\n\n{0}\n\nREAD MORE: Who is Rufus "
        "Firefly?\n\n{1}\n\n"
        "Advertisement\n\n{2}\n\nShare this article on Facebook, Twitter\n",
        {"title": "Freedonia signs border treaty with Sylvania", "date": "2021-03-03"},
    ),
    "comments": (
        "Freedonia signs border treaty with Sylvania\n\n{0}\n\n{1}\n\n{2}\n\n14 Comments\n\nvalleyman\n3 March 2021 "
        "11:02\n"
        "Freedonia will break this treaty like every other one that it has signed before, believe me.\n\nReply\n",
        {"title": "Freedonia signs border treaty with Sylvania", "date": None},
    ),
    "cookies, newsletter and poll": (
        "We use cookies to improve your experience. By continuing you agree to our privacy policy.\n\n{0}\n\n"
        "Should the valley have a bridge?\n\nBy voting in this poll, you agree to receive e-mails from our "
        "partners.\n\n{1}\n\n"
        "Sign up for our free daily newsletter and never miss a story.\n\n{2}\n",
        {"title": None},
    ),
    "author's life and notices": (
        "Freedonia signs border treaty with Sylvania\n\nBy Margaret Dumont\n\n{0}\n\n{1}\n\n{2}\n\n"
        "Margaret Dumont can be reached at dumont@valley.example.\n\n"
        "The views expressed in this article are the author's own and do not necessarily reflect those of the "
        "paper.\n\n"
        "This article originally appeared on Valley Voice and is republished with permission.\n\n"
        "© 2021 Valley Voice. All rights reserved.\n",
        {"author": "Margaret Dumont", "publisher": "Valley Voice"},
    ),
    "original address": (
        "Freedonia signs border treaty with Sylvania\n\n{0}\n\n{1}\n\n{2}\n\nOriginal url:\n\n"
        "<https://www.valley-times.example/2021/03/03/treaty>\n",
        {"url": "https://www.valley-times.example/2021/03/03/treaty", "publisher": "Valley Times",
        "date": "2021-03-03"},
    ),
    "one paragraph a line": (
        "[ad_1]\n{0}\n{1}\n{2}\n[ad_2]\n",
        {"title": None, "author": None, "date": None},
    ),
    "line ends of Windows": (
        "Freedonia signs border treaty with Sylvania\r\n\r\nBy Margaret Dumont\r\n\r\n{0}\r\n\r\n{1}\r\n\r\n{2}\r\n",
        {"author": "Margaret Dumont"},
    ),
    "Markdown all over": (
        "**Freedonia signs border treaty with Sylvania**\n\n*By [Margaret Dumont](#)*\n\n***\n\n"
        "The foreign ministers of **Freedonia** and [Sylvania](https://sylvania.example/a_b) signed a *border "
        "treaty* on Tuesday "
        "after two days of talks.\n\n> {1}\n\n{2}[1]\n",
        {"title": "Freedonia signs border treaty with Sylvania", "author": "Margaret Dumont"},
    ),
    "torn paragraphs": (
        "The foreign ministers of Freedonia and Sylvania signed a border treaty\n\non Tuesday after two days of "
        "talks.\n\n"
        "Rufus Firefly, the president of\n\nFreedonia, said that the treaty would bring peace to the whole "
        "valley.\n\n{2}\n",
        {"title": None},
    ),
    "related list at the end": (
        "Freedonia signs border treaty with Sylvania\n\n{0}\n\n{1}\n\n{2}\n\nRelated articles\n\n"
        "Who is Rufus Firefly, the man who would be king?\n\nTrentino recalls ambassador\n\nBorder tolls explained\n",
        {"title": "Freedonia signs border treaty with Sylvania"},
    ),
    "picture credit under a caption": (
        "By Valley Staff | March 3, 2021\n\nRufus Firefly & Ambassador Trentino in the capital, 8 July 2015\nImage "
        "by Valley.example.org\n\n"
        "{0}\n\n{1}\n\n{2}\n",
        {"title": None, "author": "Valley Staff", "publisher": "Valley", "date": "2021-03-03"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "known"), PAGES.values(), ids=PAGES.keys())
def test_page(tmp_path: Path, page: str, known: dict[str, str | None]) -> None:
    """The three paragraphs are the prose and nothing else is; header and footer tell what they tell."""
    article = read(tmp_path, page.format(*PROSE))

    assert list(PROSE) == blocks(article)
    assert known == {name: getattr(article, name) for name in known}


def test_hard_wrapped_lines_are_joined(tmp_path: Path) -> None:
    """Lines broken at a column are one paragraph again."""
    wrapped = (
        "The foreign ministers of Freedonia and Sylvania signed a border\ntreaty on Tuesday after two days of talks "
        "that had "
        "been\ncalled off twice.\n\nRufus Firefly, the president of Freedonia, said that the treaty\nwould bring "
        "peace to the "
        "whole valley and that no one should\ndoubt his word.\n"
    )

    paragraphs = [" ".join(paragraph.split("\n")) for paragraph in wrapped.strip().split("\n\n")]
    assert paragraphs == blocks(read(tmp_path, wrapped))


def test_subheads_are_kept_apart(tmp_path: Path) -> None:
    """A short line without a final mark between paragraphs is a subhead."""
    article = read(tmp_path, f"{PROSE[0]}\n\n'A very short war'\n\n{PROSE[1]}\n\nFilling\n\n{PROSE[2]}\n")

    assert blocks(article, BlockKind.SUBHEAD) == ["'A very short war'", "Filling"]
    assert list(PROSE) == blocks(article)


@pytest.mark.parametrize(
    "sentence",
    [
        "By Friday, the army had taken the whole of the valley.",
        "Related talks in Geneva ended without a result, diplomats said.",
        "The picture by a local photographer shows soldiers at the gate.",
        "Voters must register at their polling stations today, the commission said.",
        "Comments by the foreign minister angered the opposition.",
        "Photos taken from space showed tanks near the border, the ministry said.",
        "Source material on the war is kept in the archive of the ministry.",
        "MOSCOW has said it will answer any attempt to sway the vote.",
        "It failed.",
        "Sunday: the army moved into the capital and closed the airport.",
        "Reporting on the protests was banned by the government on Monday.",
        "Kiev, Minsk and Moscow — the three capitals — agreed to a truce.",
    ],
)
def test_prose_that_looks_like_furniture_is_kept(tmp_path: Path, sentence: str) -> None:
    """Sentences that begin like a by-line, caption or advert stay."""
    assert [PROSE[0], sentence, PROSE[1]] == blocks(read(tmp_path, f"{PROSE[0]}\n\n{sentence}\n\n{PROSE[1]}\n"))


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("MINSK, Sept. 14 (Reuters) — ", "Minsk"),
        ("MOSCOW (AP) — ", "Moscow"),
        ("Kyiv, Ukraine (AFP) - ", "Kyiv"),
        ("BEIJING, Sept. 3 (Xinhua) -- ", "Beijing"),
        ("NEW YORK — ", "New York"),
        ("MOSCOW, September 14. /TASS/. ", "Moscow"),
    ],
)
def test_dateline(tmp_path: Path, head: str, place: str) -> None:
    """The place at the head of the text is taken off and kept."""
    article = read(tmp_path, f"{head}{PROSE[0]}\n\n{PROSE[1]}\n")

    assert place == article.dateline
    assert [PROSE[0], PROSE[1]] == blocks(article)


def test_html_offsets_point_into_the_file(tmp_path: Path) -> None:
    """Paragraphs of a page map back to its source, entities included; furniture is gone."""
    body = "".join(
        f"<p>{text.replace('Rufus', '<b>Rufus</b>').replace(' and ', '&nbsp;&amp; ')}</p>\n" for text in PROSE
    )
    page = (
        "<!DOCTYPE html><html><head><title>Treaty &amp; tolls - Valley Times</title>"
        '<meta property="og:site_name" content="Valley Times">'
        '<meta property="article:published_time" content="2021-03-03T08:00">'
        "</head><body><nav><a href='/'>Home</a></nav><article><h1>Treaty &amp; tolls</h1>"
        f"<figcaption>Firefly at the signing</figcaption>{body}</article><footer>© 2021 Valley "
        "Times</footer></body></html>"
    )

    article = read(tmp_path, page, "page.html")

    assert [text.replace(" and ", " & ") for text in PROSE] == blocks(article)
    assert blocks(article, BlockKind.HEADLINE) == ["Treaty & tolls"]
    assert (article.publisher, article.date) == ("Valley Times", "2021-03-03")
    start = article.text.index("Freedonia & Sylvania")
    low, high = article.to_source(start, start + len("Freedonia & Sylvania"))
    assert article.source[low:high] == "Freedonia&nbsp;&amp; Sylvania"
    low, high = article.to_source(article.text.index("& tolls"), article.text.index("& tolls") + 1)
    assert article.source[low:high] == "&amp;"
