"""Stretches of the calendar: days, months, years and intervals, and how to count on from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dateutil.relativedelta import relativedelta

DAY_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


class Grain(IntEnum):
    """How fine a stretch of time is told."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3
    DECADE = 4
    SPAN = 5  # from one date to another


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first to the last day of something."""

    first: date
    last: date
    grain: Grain
    start_grain: Grain = Grain.DAY  # of a span: how fine its ends are told
    end_grain: Grain = Grain.DAY

    @property
    def iso(self) -> str:
        """Write it in ISO 8601: `2020-09-14`, `2020-09`, `2020`, `2020-08-09/2020-09-14`."""
        if self.grain is Grain.DAY:
            return self.first.isoformat()
        if self.grain is Grain.MONTH:
            return self.first.isoformat()[:7]
        if self.grain is Grain.YEAR:
            return self.first.isoformat()[:4]
        if self.grain is Grain.SPAN:
            return f"{_cut(self.first, self.start_grain)}/{_cut(self.last, self.end_grain)}"
        if self.grain is Grain.DECADE:
            return f"{self.first.year}/{self.last.year}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def _cut(day: date, grain: Grain) -> str:
    """Write the end of a span as finely as it is told."""
    return day.isoformat()[: {Grain.YEAR: 4, Grain.DECADE: 4, Grain.MONTH: 7}.get(grain, 10)]


def day(day: date) -> Stretch:
    """Make one day."""
    return Stretch(day, day, Grain.DAY)


def week(day: date) -> Stretch:
    """Make the week, from Monday to Sunday, that a day is in."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(monday, monday + timedelta(days=6), Grain.WEEK)


def month(year: int, number: int) -> Stretch:
    """Make a month."""
    first = date(year, number, 1)
    return Stretch(first, first + relativedelta(months=1, days=-1), Grain.MONTH)


def months(year: int, first: int, count: int) -> Stretch:
    """Make some months on end (a quarter, a season, half a year)."""
    begin = date(year, first, 1)
    return Stretch(begin, begin + relativedelta(months=count, days=-1), Grain.SPAN, Grain.MONTH, Grain.MONTH)


def year(number: int) -> Stretch:
    """Make a year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), Grain.YEAR)


def decade(first: int) -> Stretch:
    """Make ten years, or a hundred where `first` is the first year of a century."""
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), Grain.DECADE)


def span(first: Stretch, last: Stretch) -> Stretch:
    """Reach from the beginning of one stretch to the end of another."""
    return Stretch(first.first, last.last, Grain.SPAN, _ends(first)[0], _ends(last)[1])


def _ends(stretch: Stretch) -> tuple[Grain, Grain]:
    """Tell how finely the two ends of a stretch are told."""
    if stretch.grain is Grain.SPAN:
        return stretch.start_grain, stretch.end_grain
    grain = Grain.DAY if stretch.grain is Grain.WEEK else stretch.grain
    return grain, grain


def around(anchor: date, unit: str, offset: int) -> Stretch:
    """Make the day, week, month, year or decade that is so many of its kind away from the one of `anchor`."""
    if unit == "day":
        return day(anchor + timedelta(days=offset))
    if unit == "week":
        return week(anchor + timedelta(weeks=offset))
    if unit == "month":
        moved = anchor + relativedelta(months=offset)
        return month(moved.year, moved.month)
    if unit == "year":
        return year(anchor.year + offset)
    if unit == "decade":
        return decade(anchor.year // 10 * 10 + 10 * offset)
    first = (anchor.year - 1) // 100 * 100 + 1 + 100 * offset
    return Stretch(date(first, 1, 1), date(first + 99, 12, 31), Grain.DECADE)


def away(anchor: date, unit: str, offset: float) -> Stretch:
    """Count days, weeks, months, years or decades from a day; the result is as fine as the unit.

    Three weeks before 14 September 2020 was 24 August; three months before it was June.
    """
    whole = int(offset * 12) if unit == "year" and offset % 1 else int(offset)
    if unit == "day" or unit == "week":
        return day(anchor + timedelta(days=int(offset * (7 if unit == "week" else 1))))
    if unit == "month" or (unit == "year" and offset % 1):
        return around(anchor, "month", whole)
    return year(anchor.year + whole * {"year": 1, "decade": 10, "century": 100}[unit])


def published_day(published: str | None) -> date | None:
    """Read the day of publication, None where it is not known to the day."""
    if published is None or not DAY_WRITTEN.match(published):
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
