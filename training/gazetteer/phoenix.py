"""Reading Phoenix' dictionaries of actors: names with dated codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CODE = re.compile(r"\[([^\]]*)\]")
_SMALL = frozenset(
    {
        "of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "da", "do", "dos", "del", "y", "e",
        "von", "van", "der", "den", "al", "el", "bin", "ibn", "a", "to", "with"
    }
)  # fmt: skip


@dataclass
class Actor:
    """An actor: names as written, codes with first and last day (ISO 8601, empty where open)."""

    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)


def actors(path: Path) -> Iterator[Actor]:
    """Yield the actors of a file."""
    actor = Actor()
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = re.split(r"[;#]", raw, maxsplit=1)[0].strip()
        if not line:
            continue
        codes = _CODE.findall(line)
        name = line.split("[")[0].strip()
        if name:
            if actor.codes and not name.startswith("+"):
                yield actor
                actor = Actor()
            actor.names.append(name.removeprefix("+"))
        for code in codes:
            parts = code.split()
            if parts:
                start, end = period(" ".join(parts[1:]))
                actor.codes.append((parts[0], start, end))
    if actor.names:
        yield actor


def period(text: str) -> tuple[str, str]:
    """Read `>011222`, `<910825` and `940720-000218` as first and last day."""
    text = text.replace(" ", "")
    if text.startswith(">"):
        return day(text[1:]), ""
    if text.startswith("<"):
        return "", day(text[1:])
    first, _, last = text.partition("-")
    return day(first), day(last)


def day(text: str) -> str:
    """Read a day written with two or four digits of the year."""
    if not re.fullmatch(r"\d{6}|\d{8}", text):
        return ""
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 14 else "20") + text
    year, month, rest = text[:4], text[4:6], text[6:]
    return f"{year}-{month}-{rest}" if "01" <= month <= "12" and "01" <= rest <= "31" else year


def readable(name: str) -> str:
    """Write an actor's name as a name: `ALYAKSANDR_LUKASHENKA_` becomes `Alyaksandr Lukashenka`."""
    words = name.strip().strip("_").replace("_", " ").split()
    return " ".join(_word(word, first=index == 0) for index, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    """Give one word its capitals."""
    lower = word.lower()
    if lower in _SMALL and not first:
        return lower
    if re.fullmatch(r"(?:[A-Z]\.)+", word.upper()) or re.fullmatch(r"I{2,3}|IV|VI{0,3}", word):
        return word.upper()
    return re.sub(r"(^|[-'.(/])([^\W\d_])", lambda match: match[1] + match[2].upper(), lower)
