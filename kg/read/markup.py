"""Marks of writing tools taken off a line: Markdown, escapes, shortcodes, stray HTML tags, odd white space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from kg.read.pieces import Piece

IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\[\]]+)\]\((?:#|[^()\s]*)(?:\s+[\"'][^\"']*[\"'])?\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
# Named one by one: text such as "<Ali>" or "a < b" must survive.
TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figure|figcaption|font|h[1-6]|hr|i|iframe|img|ins|li|"
    r"mark|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE,
)
SHORTCODE = re.compile(
    r"\[/?(?:[a-z]+_\d+|(?:ad|ads|adsense|caption|embed|gallery|video|audio|quote|more)\b[^\]]*)\]", re.I
)
FOOTNOTE = re.compile(r"(?<=[\w.,;:!?\"”’)])\[(?:\d{1,3}|[a-z]|citation needed|note \d+)\]", re.IGNORECASE)
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!$&%~|<>\"'])")
STARS = re.compile(r"(?<![\\\d])(?<=\S)\*{1,3}|(?<!\\)\*{1,3}(?=[^\s\d])|(?<!\w)~~(?=\S)|(?<=\S)~~(?!\w)")
UNDERSCORES = re.compile(r"(?<![\w/])(_{1,2})(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\w/])")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
BLANKS = re.compile(r"\s+")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
BULLET = re.compile(r"\s*(?:[*+•▪●◦‣]|[-–])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of a line said about it before they were taken off."""

    heading: bool = False
    bullet: bool = False
    linked: int = 0  # characters of the clean line that were the text of links


def entity(piece: Piece, match: re.Match[str]) -> Piece:
    """Give the character that an HTML entity stands for, or the match itself where it is none."""
    text = unescape(match.group())
    if text == match.group():
        return piece.slice(match.start(), match.end())
    return piece.respelled(match.start(), match.end(), text)


def _blank(piece: Piece, match: re.Match[str]) -> Piece:
    """Give one blank for a stretch of white space, itself taken from the source where it is a plain blank."""
    if match.group()[0] == " ":
        return piece.slice(match.start(), match.start() + 1)
    return piece.respelled(match.start(), match.end(), " ")


def even(piece: Piece) -> Piece:
    """Leave out invisible characters, make every stretch of white space one blank, and strip both ends."""
    return piece.without(NOTHING).replace(BLANKS, _blank).strip()


def clean(line: Piece, *, markdown: bool = True) -> tuple[Piece, Marks]:
    r"""Take the marks off one line.

    `**Dmitry Peskov**, [a spokesman](#), on \$1.5 billion` reads `Dmitry Peskov, a spokesman, on $1.5 billion`.
    """
    heading = bullet = False
    if markdown:
        if found := QUOTED.match(line.text):
            line = line.slice(found.end(), len(line))
        if found := HEADING.match(line.text):
            heading, line = True, line.slice(found.end(), len(line))
        elif found := BULLET.match(line.text):
            bullet, line = True, line.slice(found.end(), len(line))
    line = line.without(IMAGE)
    linked = sum(len(match.group(1)) for match in LINK.finditer(line.text))
    line = line.replace(LINK, lambda piece, match: piece.slice(match.start(1), match.end(1)))
    line = line.replace(AUTOLINK, lambda piece, match: piece.slice(match.start(1), match.end(1)))
    line = line.without(SHORTCODE).without(FOOTNOTE)
    if markdown:
        line = line.without(TAG).replace(ENTITY, entity)
        # An escaped star or underscore is text: hide it from the next two steps by taking the others off first.
        line = line.replace(UNDERSCORES, lambda piece, match: piece.slice(match.start(2), match.end(2)))
        line = line.without(STARS).without(ESCAPE)
    return even(line), Marks(heading, bullet, linked)
