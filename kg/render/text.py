"""Words of strangers made harmless before they enter a page.

Articles may be hostile. Nothing here escapes for HTML, since pages receive words as JSON and insert them as text
only; what is removed is what stays dangerous as text: marks that turn the direction of the words around, control
characters, halves of surrogate pairs, names of ten thousand characters, links that run script.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

# Marks that change the direction of the text around them (Unicode TR 9); a page isolates names with <bdi> instead.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = "\u200b"
NAME_LIMIT = 200  # characters of a label; longer ones are cut
SENTENCE_LIMIT = 3_000


def _harmless(character: str) -> str:
    """Give one character for one, so that offsets into the text keep their meaning."""
    if character in _DIRECTION:
        return _ZERO_WIDTH
    code = ord(character)
    if code < 32 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029):
        return " "
    if 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return character


def clean(text: str | None, limit: int = NAME_LIMIT) -> str:
    """Neutralise control and direction characters one for one and cut after `limit` characters.

    A right-to-left override in the middle of a name keeps its place, and becomes a space of no width.
    """
    if not text:
        return ""
    safe = text if text.isascii() and text.isprintable() else "".join(map(_harmless, text[: limit + 1]))
    return safe if len(safe) <= limit else safe[: limit - 1].rstrip() + "…"


def web_link(url: str | None) -> str | None:
    """Return `url` if it is an absolute link of the web (http or https), else None."""
    if not url or len(url) > 2_000 or any(character <= " " or character in '"<>\\^`{|}' for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address at all
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def utf16_span(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Convert a span of characters into the UTF-16 units that JavaScript counts; None where it lies outside."""
    if span is None or not 0 <= span[0] < span[1] <= len(text):
        return None
    if text.isascii():
        return span
    start = len(text[: span[0]].encode("utf-16-le", "surrogatepass")) // 2
    return start, start + len(text[span[0] : span[1]].encode("utf-16-le", "surrogatepass")) // 2


def to_script_json(data: object) -> str:
    """Write `data` as JSON that may stand inside a `<script>` element: no `<`, `>` or `&` is left in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if not text.isascii():  # half a surrogate pair cannot be written as UTF-8
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
