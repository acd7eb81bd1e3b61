"""What the formats hand to the clean-up: a page as a list of lines, and what its file already says about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.read.markup import Marks
from kg.read.pieces import Piece

UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or stray line of a page, its marks taken off."""

    piece: Piece
    marks: Marks = UNMARKED
    gap: bool = True  # a blank line (or the edge of an HTML block) stands above it

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.piece.text

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.piece.text.split())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an article beside its text."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None

    def or_else(self, other: Known) -> Known:
        """Fill what is not known from another source."""
        return replace(
            self,
            title=self.title or other.title,
            author=self.author or other.author,
            publisher=self.publisher or other.publisher,
            date=self.date or other.date,
            url=self.url or other.url,
        )
