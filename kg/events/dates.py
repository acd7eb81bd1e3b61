"""Dates of statements as ranges of days, and how far two lie apart.

Dates are ISO 8601: a year, month or day, or an interval of two joined by a slash (`TimeExpression.value`).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from kg.model import EventCode

UNCERTAIN = 3  # days about the day of publication in which an undated event of the news may lie


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, both ends included, as proleptic ordinals."""

    first: int
    last: int
    exact: bool = True  # given by the text, not guessed from the day of publication

    def apart(self, other: Days) -> int:
        """Give the number of days between two ranges, 0 where they touch or overlap."""
        return max(self.first - other.last, other.first - self.last, 0)

    @property
    def length(self) -> int:
        """Give the number of days in the range."""
        return self.last - self.first + 1


def days(code: EventCode) -> Days | None:
    """Give the range of days that an event's date comes to; None where there is none or it cannot be read."""
    if not code.date:
        return None
    ends = code.date.split("/")
    first, last = _range(ends[0]), _range(ends[-1])
    if first is None and last is None:
        return None
    low = (first or last or (0, 0))[0]
    high = (last or first or (0, 0))[1]
    if code.date_basis != "text":
        return Days(low - UNCERTAIN, high, exact=False)
    return Days(min(low, high), max(low, high))


def _range(value: str) -> tuple[int, int] | None:
    """Read a year, month or day; None for what is open ("..") or no date."""
    parts = value[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else None
        day = numbers[2] if len(numbers) > 2 else None
        low = date(year, month or 1, day or 1)
        last_month = month or 12
        high = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, IndexError):
        return None
    return low.toordinal(), high.toordinal()
