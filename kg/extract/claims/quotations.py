"""Quotations: where they begin and end, also over several paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"\n\s*\n|(?<=:)[ \t]*\n|\Z")
"""A blank line, or the end of a line that a colon ends (*The minister said:*)."""
MARK = re.compile(r"[“”„«»\"]|``|''")
OPENS, CLOSES = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}
BRACKETED = re.compile(r"\([^()\n]{12,}\)")
"""A remark in brackets that is long enough to say something."""
SPOKEN = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,4}(?:said|says|added|told|noted|explained|asked|wrote)\b")
"""A remark that follows a quotation (*Marx said*)."""
DONE = (",", ".", "!", "?", "…", ";", "-", "–", "—")
FULL = 5  # words from which a quotation says something of its own


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, within one paragraph, without the marks."""

    start: int
    end: int
    paragraph: int  # number of the paragraph
    open: bool = False  # no mark closes it: it goes on in the next paragraph

    def words(self, text: str) -> int:
        """Count the words of it."""
        return len(text[self.start : self.end].split())

    def is_full(self, text: str) -> bool:
        """Tell a quotation that says something from a word or two in scare quotes."""
        inside = text[self.start : self.end].strip()
        words = self.words(text)
        sentence = words > 1 and inside[:1].isupper()
        return self.open or words >= 2 * FULL or (inside.endswith(DONE) and (sentence or words >= FULL))

    def is_sentence(self, text: str) -> bool:
        """Tell a quotation that stands for itself from a piece of one that the writer built into a sentence."""
        inside = text[self.start : self.end].strip()
        return self.is_full(text) and inside[:1].isupper() and inside.endswith(DONE)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Split a text where blank lines stand."""
    found, begin = [], 0
    for match in PARAGRAPH.finditer(text):
        if text[begin : match.start()].strip():
            found.append((begin, match.start()))
        begin = match.end()
    return found


def quotations(text: str, parts: list[tuple[int, int]]) -> list[Quotation]:
    """Find the quotations of a text paragraph by paragraph.

    A mark that is missing is made good: a quotation that nothing closes runs to the end of its paragraph, and one that
    nothing opens begins where the last one ended, or with its paragraph.
    """
    found: list[Quotation] = []
    for number, (begin, end) in enumerate(parts):
        start: int | None = None
        last = begin
        goes_on = bool(found) and found[-1].open and found[-1].paragraph == number - 1
        for match in MARK.finditer(text, begin, end):
            mark = match.group()
            if mark == '"' and _opens(text, match.start(), match.end(), begin, end):
                start = match.end()  # a straight mark before, still open, was never closed: it is given up
            elif mark in OPENS and start is not None and _remark(text, start, match):
                found.append(Quotation(start, match.start(), number))  # a mark that is turned the wrong way
                start, last = None, match.end()
            elif mark in OPENS:
                start = match.end() if start is None else start
            elif start is not None:
                found.append(Quotation(start, match.start(), number))
                start, last = None, match.end()
            elif (mark in CLOSES or (goes_on and last == begin)) and len(text[last : match.start()].split()) >= FULL:
                found.append(Quotation(_skip(text, last), match.start(), number))
                last = match.end()
        if start is not None and text[start:end].strip():
            found.append(Quotation(start, end, number, open=True))
    return found


def brackets(text: str) -> list[tuple[int, int]]:
    """Find remarks in brackets: within what somebody is reported to have said they are the writer's own."""
    return [match.span() for match in BRACKETED.finditer(text)]


def _remark(text: str, start: int, mark: re.Match[str]) -> bool:
    """Tell whether a mark that looks like an opening one closes a quotation: `“I will come, “Marx said.`."""
    return text[start : mark.start()].rstrip().endswith(DONE[:4]) and SPOKEN.match(text, mark.end()) is not None


def _opens(text: str, start: int, stop: int, begin: int, end: int) -> bool:
    """Tell whether a straight mark opens: white space or a bracket stands before it, and a word follows at once."""
    free = start == begin or text[start - 1].isspace() or text[start - 1] in "([—–"
    return free and stop < end and not text[stop].isspace()


def _skip(text: str, position: int) -> int:
    """Leave white space out."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position
