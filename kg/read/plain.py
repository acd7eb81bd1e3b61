"""Plain text and Markdown → lines: paragraphs parted by blank lines, one a line, or hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.read.line import Known, Line
from kg.read.markup import clean
from kg.read.pieces import Piece

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")
RULE = re.compile(r"\s*(?:[-=_*~#•·.—–]\s*)+$")
FRONT = re.compile(r"---[ \t]*\r?\n(?P<fields>(?:[A-Za-z_]+:[^\r\n]*\r?\n)+)---[ \t]*(?:\r?\n|\Z)")
FIELD = re.compile(r"(?P<name>[A-Za-z_]+):\s*[\"']?(?P<value>[^\r\n]*?)[\"']?\s*$", re.MULTILINE)
WIDEST = 110  # characters of a line of hard-wrapped text
NARROWEST = 40
RAGGED = 8  # characters by which a line may fall short (broken by hand, or wrapped when it still had its marks)
ENDED = re.compile(r"[.!?:][\"'”’)\]]*$")
FULL = 0.8  # share of line ends at which the next word would not have fitted, from which on a text is hard-wrapped


def front_matter(source: str) -> tuple[int, Known]:
    """Read the fields between `---` lines at the head of a Markdown file; give where the text begins."""
    match = FRONT.match(source)
    if match is None:
        return 0, Known()
    fields = {found["name"].lower(): found["value"] or None for found in FIELD.finditer(match["fields"])}
    return match.end(), Known(
        title=fields.get("title"),
        author=fields.get("author"),
        publisher=fields.get("publisher") or fields.get("source"),
        date=fields.get("date"),
        url=fields.get("url"),
    )


def lines(source: str, start: int = 0) -> list[Line]:
    """Split a text into its paragraphs and stray lines, from `start` on."""
    bare = list(_physical(source, start))
    width = _width([line.text for line in bare])
    found: list[Line] = []
    rest = 0  # length of the physical line that the last paragraph ends with; 0 after a blank line
    gap = True
    for line in bare:
        if not line.text or RULE.match(line.text):
            gap, rest = True, 0
            continue
        piece, marks = clean(line)
        if not piece.text:
            rest = 0  # only an advert's mark or a picture stood here: no blank line, and nothing to go on from
            continue
        wraps = width and rest and not (marks.bullet or marks.heading) and rest + 1 + len(_first(line.text)) > width
        if wraps and found:
            last = found.pop()
            glue = "" if re.search(r"[^\W\d_]-$", last.text) and piece.text[0].islower() else " "
            joined = Piece.join([last.piece, Piece.between(glue), piece])
            found.append(Line(joined, last.marks, last.gap))
        else:
            found.append(Line(piece, marks, gap))
        gap, rest = False, len(line.text)
    return found


def _physical(source: str, start: int) -> Iterator[Piece]:
    """Yield the lines of a text as they stand, white space at both ends left out."""
    for match in LINE.finditer(source, start):
        left, right = match.start(), match.end()
        while left < right and source[left].isspace():
            left += 1
        while right > left and source[right - 1].isspace():
            right -= 1
        yield Piece.of(source, left, right)


def _first(text: str) -> str:
    """Give the first word of a line."""
    return text.split(maxsplit=1)[0]


def _width(texts: list[str]) -> int:
    """Give the column at which a text is hard-wrapped, or 0 where each line is a paragraph.

    Hard-wrapped text betrays itself: no line is long, and lines end where the next word would not have fitted and
    not where a sentence does.
    """
    lengths = [len(text) for text in texts if text]
    pairs = [(text, after) for text, after in pairwise(texts) if text and after]
    if len(pairs) < 2 or not NARROWEST <= max(lengths) <= WIDEST:
        return 0
    column = max(lengths) - RAGGED
    full = sum(len(text) + 1 + len(_first(after)) > column for text, after in pairs)
    whole = sum(bool(ENDED.search(text)) for text, _ in pairs)
    return column if full >= len(pairs) * FULL and whole < len(pairs) / 2 else 0
