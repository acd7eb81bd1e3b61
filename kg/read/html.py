"""HTML → lines, with the place of every character in the decoded file.

Which parts of a page are its article is decided by trafilatura (A. Barbaresi, ACL 2021), which cuts text loose from its
file. So the file is also read by the parser of the standard library, which knows positions, and of its blocks those are
kept that trafilatura found worth keeping.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from trafilatura import extract
from trafilatura.metadata import extract_metadata

from kg.read.line import Known, Line
from kg.read.markup import ENTITY, Marks, clean, entity
from kg.read.pieces import Piece

LOOKS_LIKE = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|</(?:p|div|article|section|h[1-6]|ul|table)\s*>", re.I
)
_SILENT = "script style noscript template svg math iframe object select option button textarea title canvas audio video"
_VOID = "area base br col embed hr img input link meta param source track wbr"
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr output q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)
SILENT, VOID, INLINE = frozenset(_SILENT.split()), frozenset(_VOID.split()), frozenset(_INLINE.split())
FURNITURE = frozenset({"nav", "header", "footer", "aside", "figcaption", "form", "dialog", "menu"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NAMED_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|share|sharing|social|newsletter|promo|advert\w*|sidebar|breadcrumbs?|cookie\w*|caption|byline-block|"
    r"recommend\w*|read-?more|tags|nav|menu|footer|subscribe|signup|paywall|banner|sponsor\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
ENOUGH = 200  # characters that the extraction must give to be believed


def looks_like_html(text: str) -> bool:
    """Tell whether a text without a telling name is HTML."""
    return bool(LOOKS_LIKE.search(text[:20_000]))


@dataclass(slots=True)
class _Block:
    """A stretch of text between two edges of blocks."""

    pieces: list[Piece] = field(default_factory=list)
    tag: str = ""
    furniture: bool = False
    linked: int = 0


class _Blocks(HTMLParser):
    """Collect the text of a page block by block, with the position of every character."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.newlines = [0, *(match.end() for match in re.finditer("\n", source))]
        self.blocks: list[_Block] = [_Block()]
        self.open: list[tuple[str, bool]] = []  # open block tags, and whether they hold furniture
        self.silent = 0
        self.link = 0

    @property
    def place(self) -> int:
        """Where the parser stands in the source."""
        line, column = self.getpos()
        return self.newlines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or leave the text of a script out."""
        if tag in SILENT:
            self.silent += 1
        elif tag == "a":
            self.link += 1
        elif tag == "br":
            self._edge(tag=self.blocks[-1].tag)
        elif tag not in INLINE and tag not in VOID:
            names = " ".join(value or "" for name, value in attrs if name in ("class", "id", "role"))
            within = bool(self.open) and self.open[-1][1]
            # A page's own body may be called "has-sidebar"; only small wrappers are judged by their names.
            named = tag not in ("html", "body", "main", "article") and bool(NAMED_FURNITURE.search(names))
            self.open.append((tag, within or tag in FURNITURE or named))
            self._edge(tag=tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a":
            self.link = max(0, self.link - 1)
        elif tag not in INLINE and tag not in VOID:
            for index in range(len(self.open) - 1, -1, -1):
                if self.open[index][0] == tag:
                    del self.open[index:]
                    break
            self._edge(tag=self.open[-1][0] if self.open else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br/>` for what it is; `<div/>` opens a block, as in browsers."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        self._add(Piece.of(self.source, self.place, self.place + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Take `&amp;` as the character it stands for."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take `&#8220;` as the character it stands for."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        """Add an entity, its semicolon with it where there is one."""
        start = self.place
        end = start + len(written)
        if self.source[end : end + 1] == ";":
            end += 1
        piece = Piece.of(self.source, start, end)
        match = ENTITY.fullmatch(piece.text)
        self._add(entity(piece, match) if match else piece)

    def _add(self, piece: Piece) -> None:
        """Add text to the block at hand."""
        if self.silent:
            return
        block = self.blocks[-1]
        block.pieces.append(piece)
        if self.link:
            block.linked += len(piece.text.strip())

    def _edge(self, tag: str) -> None:
        """Begin a new block."""
        self.blocks.append(_Block(tag=tag, furniture=bool(self.open) and self.open[-1][1]))


def lines(source: str) -> tuple[list[Line], Known]:
    """Read the article's blocks off a page, and what its head says about it."""
    parser = _Blocks(source)
    parser.feed(source)
    parser.close()
    found: list[tuple[Line, _Block]] = []
    for block in parser.blocks:
        piece, _ = clean(Piece.join(block.pieces), markdown=False)
        if piece.text:
            marks = Marks(heading=block.tag in HEADINGS, bullet=block.tag == "li", linked=block.linked)
            found.append((Line(piece, marks), block))
    known = _known(source)
    return _chosen(source, found, known), known


def _chosen(source: str, found: list[tuple[Line, _Block]], known: Known) -> list[Line]:
    """Keep the blocks that trafilatura takes for the article, and the headline; without its help, all but furniture."""
    text = extract(source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False) or ""
    if len(text) >= ENOUGH:
        kept = _letters(text)
        budget = Counter(_letters(paragraph) for paragraph in text.splitlines())
        chosen = []
        for line, block in found:
            letters = _letters(line.text)
            if not letters:
                continue
            title = block.tag == "h1" or (bool(known.title) and letters == _letters(known.title or ""))
            # Short lines occur anywhere in a page ("Share"); they count only where they are a paragraph of the extract.
            if len(letters) < 40 and not title:
                if budget[letters] > 0 and not block.furniture:
                    budget[letters] -= 1
                    chosen.append(line)
            elif title or (letters in kept and not block.furniture):
                chosen.append(line)
        if sum(len(line.text) for line in chosen) >= ENOUGH // 2:
            return chosen
    return [
        line
        for line, block in found
        if not block.furniture
        and (block.tag in HEADINGS or line.marks.linked < 0.6 * len(line.text) or line.words > 12)
    ]


def _known(source: str) -> Known:
    """Read title, author, outlet, day and address off the head of a page."""
    page = extract_metadata(source, extensive=False)
    if page is None:
        return Known()
    return Known(
        title=page.title or None,
        author=page.author or None,
        publisher=page.sitename or None,
        date=page.date or None,
        url=page.url or None,
    )


def _letters(text: str) -> str:
    """Reduce a text to its letters and digits, which survive every way of extracting it."""
    return "".join(character for character in text.lower() if character.isalnum())
