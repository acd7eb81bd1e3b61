"""Sources of every kind, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.read import Skipped, articles
from kg.read.articles import SHORT
from kg.read.line import Known
from kg.read.markup import clean
from kg.read.page import article_of
from kg.read.pieces import Piece
from kg.read.plain import lines as plain_lines
from kg.read.sources import LARGEST

TEXT = (
    "The foreign ministers of Freedonia and Sylvania signed a border treaty on Tuesday after two days of talks. "
    "It had been called off twice, and the army of Sylvania had been told to stand by at the river in the meantime."
)


def ids(*sources: str | Path, **options: bool) -> list[str]:
    """Give the ids of the articles of some sources."""
    return [article.id for article in articles(sources, **options)]  # type: ignore[arg-type]  # the two flags


def faults(*sources: str | Path) -> list[Skipped]:
    """Read some sources and give what was skipped."""
    found: list[Skipped] = []
    list(articles(sources, skipped=found.append))
    return found


def test_folder_is_walked_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    """Files come sorted by their path below the folder; gzip and several endings are read."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(TEXT)
    (tmp_path / "b" / "two.md").write_text(f"{TEXT} Two.")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(f"{TEXT} One.".encode()))
    (tmp_path / "c.json").write_text(
        json.dumps([{"text": f"{TEXT} Three.", "id": 3}, {"body": f"{TEXT} Four.", "title": "T"}])
    )
    (tmp_path / "d.jsonl").write_text(
        json.dumps({"text": f"{TEXT} Five.", "id": "five", "date": "2021-03-03T10:00:00Z"}) + "\n"
    )

    found = list(articles([tmp_path]))

    assert [article.id for article in found] == ["a", "two", "3", "c-2", "five"]
    assert [article.path for article in found] == ["a.txt.gz", "b/two.md", "c.json", "c.json", "d.jsonl"]
    assert found[-1].date == "2021-03-03"


def test_lines_are_documents_as_they_stand(tmp_path: Path) -> None:
    """Every line is one text, its id its number; empty lines are counted, nothing is cleaned away."""
    path = tmp_path / "lines.txt"
    path.write_bytes(b"By Anna Malpas\r\n\r\nPutin met *Lukashenko* .\n")

    assert [(article.id, article.text) for article in articles([path], lines=True)] == [
        ("1", "By Anna Malpas"),
        ("3", "Putin met *Lukashenko* ."),
    ]


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads text, or one JSON object a line."""
    records = "".join(json.dumps({"text": TEXT + str(number), "id": f"n{number}"}) + "\n" for number in range(3))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(records.encode())))
    assert ids("-") == ["n0", "n1", "n2"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert ids("-") == ["stdin"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The text of a file comes out the same in whatever encoding it lies on disk."""
    text = f"“{TEXT}” The café’s owner – a German – said nothing."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))

    (article,) = articles([tmp_path])

    assert text == article.source == article.text


BAD = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "bad.txt", "is a binary file, not text"),
    "empty": (b" \n", "bad.txt", "is empty"),
    "broken JSON": (b'{"text": "x",\n "id": }', "bad.json", "is broken JSON: line 2: Expecting value"),
    "JSON without text": (b'{"content": "x"}', "bad.json", 'has no "text" or "body"'),
    "no object": (b"[1]", "bad.json", "is no JSON object"),
    "half-written gzip": (gzip.compress(TEXT.encode() * 100)[:-20], "bad.txt.gz", "is a broken or half-written gzip "
    "file: fetch it again"),
    "another language": (
        b"Der Minister hat am Montag gesagt, dass die Regierung nicht zur\xc3\xbccktreten wird und dass er mit der "
        b"Opposition "
        b"nicht \xc3\xbcber eine Wahl sprechen will, die das Land nur spaltet.", "bad.txt", "is not in English",
    ),
    "another script": ("Министр сказал в понедельник, что правительство не уйдёт.".encode(), "bad.txt", "is not in "
    "English"),
    "no prose": (b"Subscribe now\n\n12\n", "bad.txt", "holds no prose"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "reason"), BAD.values(), ids=BAD.keys())
def test_bad_article_is_skipped_with_its_reason(tmp_path: Path, content: bytes, name: str, reason: str) -> None:
    """A bad file beside a good one is named; alone, or with strict, it is an error of one line."""
    (tmp_path / "good.txt").write_text(TEXT)
    bad = tmp_path / name
    bad.write_bytes(content)

    assert [reason] == [fault.reason for fault in faults(tmp_path)]
    with pytest.raises(SourceError, match="--strict") as strict:
        list(articles([tmp_path], strict=True))
    with pytest.raises(SourceError) as alone:
        list(articles([bad]))
    assert "\n" not in str(strict.value) + str(alone.value)


def test_bad_line_of_json_lines_is_named_by_its_number(tmp_path: Path) -> None:
    """The other lines of the file are read; a line beyond all measure is not held in memory."""
    path = tmp_path / "news.jsonl"
    good = json.dumps({"text": TEXT, "id": "good"})
    path.write_text(
        f'{{"text": \n{good}\n{{"text": "{"x" * LARGEST}"}}\n{good.replace("good", "last").replace("two", "three")}\n'
    )

    found: list[Skipped] = []
    assert [article.id for article in articles([path], skipped=found.append)] == ["good", "last"]
    assert [
        (f"{path}, line 1", "is broken JSON: Expecting value (column 10)"),
        (f"{path}, line 3", "is longer than 20 MB"),
    ] == [(fault.source, fault.reason) for fault in found]


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    """What does not exist or holds nothing is an error that says so."""
    with pytest.raises(SourceError, match="There is no file or folder"):
        ids(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="holds no files"):
        ids(tmp_path)


def test_ids_are_unique_and_copies_skipped(tmp_path: Path) -> None:
    """The second article of a name gets a piece of its hash; a copy under another name is named as one."""
    for folder, text in (("a", TEXT), ("b", TEXT + " And more."), ("c", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text)
    assert len(TEXT) > SHORT

    found: list[Skipped] = []
    first, second = (article.id for article in articles([tmp_path], skipped=found.append))

    assert first == "x"
    assert second.startswith("x-") and len(second) == 8
    assert [Skipped(str(tmp_path / "c" / "x.txt"), f"is a copy of {tmp_path / 'a' / 'x.txt'}")] == found


SNIPPETS = st.lists(
    st.sampled_from(
        ["**bold**", "[link](#)", "\\$1.5", "&amp;", "&eacute;", "\u00a0", "  ", "\n", "\r\n\r\n", "\n\n", "word",
        "Minsk.", "*", "_x_",
         "[ad_1]", "“q”", "\u200b", "😀", "By Ann Lee\n", "said that the"],
    ),
    max_size=60,
)  # fmt: skip


@given(SNIPPETS)
def test_every_run_stands_in_the_source(snippets: list[str]) -> None:
    """Whatever a page holds, each run is the same in text and source, runs ascend, and blocks part at blank lines."""
    source = " ".join(snippets)

    article = article_of(source, plain_lines(source), Known(), id="x")

    end = 0
    for run in article.runs:
        assert run.start >= end
        assert article.text[run.start : run.start + run.length] == source[run.source : run.source + run.length]
        end = run.start + max(run.length, 1)
    assert article.text == "\n\n".join(article.text[block.start : block.end] for block in article.blocks)


@given(st.text(max_size=80))
def test_cleaning_keeps_origins(text: str) -> None:
    """A clean line has an origin for each of its characters, in the order of the source."""
    piece, _ = clean(Piece.of(text, 0, len(text)))

    assert len(piece.text) == len(piece.starts) == len(piece.ends)
    assert list(piece.starts) == sorted(piece.starts)


def test_bad_file_named_beside_a_good_one(tmp_path: Path) -> None:
    """A bad file that the user names is skipped like one in a folder, as long as another gives an article."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("The minister met the ambassador in the capital on Monday.", encoding="utf-8")
    bad.write_bytes(b"")
    faults: list[Skipped] = []

    found = list(articles([good, bad], skipped=faults.append))

    assert ["good"] == [article.id for article in found]
    assert [str(bad)] == [fault.source for fault in faults]
