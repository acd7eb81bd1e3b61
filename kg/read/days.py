"""Days written in headers, footers and addresses of pages → ISO 8601."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?!\w)", re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?=T|\b)(?:T[\d:.+Z-]*)?",
        rf"{_YEAR}/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)",
        rf"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{_YEAR}",
    )
)
SLASHES = re.compile(rf"(?<![\w/])(\d\d?)/(\d\d?)/{_YEAR}(?![\w/])")
IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>[01]?\d)[/-](?P<day>[0-3]?\d)(?!\d)")
PACKED_IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>20[0-4]\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")


def day_in(text: str) -> tuple[str, int, int] | None:
    """Find the first full date in a line: its ISO day, start and end in the line.

    `01/02/2020` means two different days on the two sides of the Atlantic and is left alone.
    """
    found = [
        (match.start(), -match.end(), day)
        for form in FORMS
        for match in form.finditer(text)
        if (day := _day(match["year"], match["month"], match["day"]))
    ]
    for match in SLASHES.finditer(text):
        first, second = match.group(1), match.group(2)
        if (int(first) > 12) != (int(second) > 12) or first == second:
            month, number = (second, first) if int(first) > 12 else (first, second)
            if day := _day(match["year"], month, number):
                found.append((match.start(), -match.end(), day))
    if not found:
        return None
    start, end, day = min(found)
    return day, start, -end


def day_in_address(url: str) -> str | None:
    """Find the day in the path of a URL: `…/2020/09/14/putin-backs…`."""
    for form in (IN_ADDRESS, PACKED_IN_ADDRESS):
        if (match := form.search(url)) and (day := _day(match["year"], match["month"], match["day"])):
            return day
    return None


def _day(year: str, month: str, day: str) -> str | None:
    """Give the ISO day, or None for one that the calendar does not have."""
    number = MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
