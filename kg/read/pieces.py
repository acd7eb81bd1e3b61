"""Text that remembers where each of its characters stands in the source.

Cleaning an article takes characters away and spells some otherwise (`&amp;` → `&`). A `Piece` carries, beside its text,
the stretch of the source behind every single character, so that no step has to know what the steps before it did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Run

NOWHERE = -1  # the place in the source of a character that was put in between


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with their origin: `text[i]` is spelled by `source[starts[i]:ends[i]]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(source: str, start: int, end: int) -> Piece:
        """Take `source[start:end]` as it stands."""
        return Piece(source[start:end], tuple(range(start, end)), tuple(range(start + 1, end + 1)))

    @staticmethod
    def between(text: str) -> Piece:
        """Make a piece that the source does not hold (a joining blank)."""
        return Piece(text, (NOWHERE,) * len(text), (NOWHERE,) * len(text))

    @staticmethod
    def join(pieces: Iterable[Piece]) -> Piece:
        """Set pieces one after another, with nothing in between."""
        parts = list(pieces)
        return Piece(
            "".join(part.text for part in parts),
            tuple(place for part in parts for place in part.starts),
            tuple(place for part in parts for place in part.ends),
        )

    def __len__(self) -> int:
        """Count the characters of the text."""
        return len(self.text)

    def slice(self, start: int, end: int) -> Piece:
        """Take the characters from `start` to `end`."""
        return Piece(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def respelled(self, start: int, end: int, text: str) -> Piece:
        """Make a piece of the given text that stands for the characters from `start` to `end`."""
        low, high = self.starts[start], self.ends[end - 1]
        return Piece(text, (low,) * len(text), (high,) * len(text))

    def replace(self, pattern: re.Pattern[str], change: Callable[[Piece, re.Match[str]], Piece]) -> Piece:
        """Put `change(piece, match)` in the place of every match of `pattern`."""
        parts: list[Piece] = []
        done = 0
        for match in pattern.finditer(self.text):
            parts += [self.slice(done, match.start()), change(self, match)]
            done = match.end()
        if not parts:
            return self
        return Piece.join([*parts, self.slice(done, len(self))])

    def without(self, pattern: re.Pattern[str]) -> Piece:
        """Leave out every match of `pattern`."""
        return self.replace(pattern, lambda piece, match: piece.slice(0, 0))

    def strip(self) -> Piece:
        """Leave out white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.slice(left, max(left, len(self.text.rstrip())))

    def runs(self, source: str) -> Iterator[Run]:
        """Yield the stretches that stand in the source letter by letter, and respelled characters one at a time."""
        begin = 0
        while begin < len(self.text):
            start, end = self.starts[begin], self.ends[begin]
            if start == NOWHERE:
                begin += 1
                continue
            if end != start + 1 or source[start] != self.text[begin]:
                # A respelled character maps to the whole of its spelling but is no run of equal characters.
                yield Run(begin, start, 0, end - start)
                begin += 1
                continue
            stop = begin + 1
            while (
                stop < len(self.text)
                and self.starts[stop] == self.starts[stop - 1] + 1
                and self.ends[stop] == self.starts[stop] + 1
                and source[self.starts[stop]] == self.text[stop]
            ):
                stop += 1
            yield Run(begin, start, stop - begin)
            begin = stop
