"""Sources → articles: the one verb of this room."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.read import plain
from kg.read.english import is_english
from kg.read.page import article_of
from kg.read.sources import Fault, Raw, read_documents

LOG = logging.getLogger(__name__)
LONGEST = 1_000_000  # characters of prose that the language pipeline takes
SHORT = 200  # characters below which two equal texts are no copy of an article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was left out, and why."""

    source: str  # file, with line or record where it holds several
    reason: str


def articles(
    sources: Sequence[str | Path],
    *,
    lines: bool = False,
    strict: bool = False,
    skipped: Callable[[Skipped], None] | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders (walked, sorted) and standard input (`-`), one after another.

    With `lines` every line of the input is one document of plain text, taken as it stands, and its number from 1 is
    its id. What cannot be read is handed to `skipped`; with `strict` it raises SourceError instead. A source that
    does not exist or cannot be opened always raises SourceError, and so do sources that hold no article between
    them. A second article of the same id gets the first letters of its content's hash behind it (`news-3f2a91`),
    and a warning is logged; a copy of an article (same text, title, outlet and day) is skipped.
    """

    def skip(fault: Skipped) -> None:
        """Tell of a document that is left out."""
        if strict:
            raise SourceError(f"{fault.source}: {fault.reason}. Mend or remove it, or run without --strict.")
        if skipped is not None:
            skipped(fault)

    ids: set[str] = set()
    copies: dict[bytes, str] = {}
    nothing: list[str] = []
    for source in sources:
        given = 0
        last: Skipped | None = None
        for raw in read_documents(source, lines=lines):
            found = _skipped(raw) if isinstance(raw, Fault) else _article(raw)
            if isinstance(found, Skipped):
                last = found
                skip(found)
                continue
            given += 1
            if not lines and (first := _copied(found, raw.name, copies)):
                skip(Skipped(raw.name, f"is a copy of {first}"))
                continue
            yield _unique(found, ids)
        if not given:
            nothing.append(_nothing(source, last))
            if last is None:
                skip(Skipped(str(source), "holds no article"))
    if len(nothing) == len(sources):
        raise SourceError(nothing[-1])


def _nothing(source: str | Path, last: Skipped | None) -> str:
    """Say in one line that a source gave no article, and why."""
    if last is None:
        return f"{str(source)!r} holds no article: give text, Markdown, HTML, JSON or JSON Lines."
    if last.source == str(source) or str(source) == "-":
        return f"{last.source} {last.reason}."
    return f"{str(source)!r} holds no article that can be read (last: {last.source} {last.reason})."


def _skipped(fault: Fault) -> Skipped:
    """Turn a fault of reading into what the report shows."""
    return Skipped(fault.name, fault.reason)


def _article(raw: Raw) -> Article | Skipped:
    """Read one document, or say why it is left out."""
    if raw.format == "line":
        if not is_english(raw.text):
            return Skipped(raw.name, "is not in English")
        return Article.plain(raw.id, raw.text, path=raw.path)
    if raw.format == "html" or (not raw.format and _is_html(raw.text)):
        from kg.read import html  # its libraries take half a second to load, which most runs can spare

        found, head = html.lines(raw.text)
        known = raw.known.or_else(head)
    else:
        start, front = plain.front_matter(raw.text)
        found, known = plain.lines(raw.text, start), raw.known.or_else(front)
    article = article_of(raw.text, found, known, id=raw.id, path=raw.path)
    if not article.text.strip():
        return Skipped(raw.name, "holds no prose")
    if len(article.text) > LONGEST:
        return Skipped(raw.name, f"is longer than {LONGEST:,} characters: split it")
    if not is_english(article.text):
        return Skipped(raw.name, "is not in English")
    return article


def _is_html(text: str) -> bool:
    """Tell HTML from text without loading the HTML reader for it."""
    if "<" not in text[:20_000]:
        return False
    from kg.read.html import looks_like_html

    return looks_like_html(text)


def _copied(article: Article, name: str, copies: dict[bytes, str]) -> str | None:
    """Name the document that this one is a copy of, or remember it."""
    if len(article.text) < SHORT:
        return None
    parts = (article.text, article.title, article.publisher, article.date)
    key = sha256("\x1f".join(part or "" for part in parts).encode()).digest()
    first = copies.setdefault(key, name)
    return first if first != name else None


def _unique(article: Article, ids: set[str]) -> Article:
    """Give an article an id that no other of the run has."""
    if article.id in ids:
        digest = sha256(article.source.encode()).hexdigest()
        length = next(length for length in range(6, 65) if f"{article.id}-{digest[:length]}" not in ids or length == 64)
        id = f"{article.id}-{digest[:length]}"
        number = 2
        while id in ids:  # the very same text a second time, under one id
            id, number = f"{article.id}-{digest[:6]}-{number}", number + 1
        LOG.warning("There are two articles %r; the second one is called %r.", article.id, id)
        article = replace(article, id=id)
    ids.add(article.id)
    return article
