"""The order of the stages: batches, processes, and articles on which a stage breaks."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from kg import pipeline
from kg.config import Settings
from kg.errors import PipelineError
from kg.model import Article, Reading
from kg.read import Skipped


def articles(count: int) -> list[Article]:
    """Make short articles."""
    return [Article.plain(f"a{number}", f"Minister {number} met Putin in Minsk on Monday.") for number in range(count)]


@pytest.mark.model
def test_article_on_which_a_stage_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left out and named with its reason; the others, of the same batch too, are read."""
    whole = pipeline.read

    def broken(article: Article, doc: object, gazetteer: object) -> Reading:
        if article.id == "a1":
            raise ValueError("odd\ntree")
        return whole(article, doc, gazetteer)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read", broken)
    skipped: list[Skipped] = []
    found = [r.article.id for r in pipeline.readings(articles(3), Settings(), skipped=skipped.append)]

    assert ["a0", "a2"] == found
    assert [Skipped("a1", "cannot be read (ValueError: odd tree): please report it")] == skipped


@pytest.mark.model
def test_batches_do_not_change_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article is read the same whatever stands beside it."""
    together = list(pipeline.readings(articles(5), Settings()))
    monkeypatch.setattr(pipeline, "MOST", 1)

    assert together == list(pipeline.readings(articles(5), Settings()))


def _ended(chunk: Sequence[Article], settings: Settings) -> list[Reading | Skipped]:
    """End the process as the system does for want of memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_worker_that_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that the system ends is told in one line, and nobody waits for it for ever."""
    monkeypatch.setattr(pipeline, "_read_chunk", _ended)

    with pytest.raises(PipelineError, match="fewer than --jobs 2"):
        list(pipeline.readings(articles(3), Settings(jobs=2)))
