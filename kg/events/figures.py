"""Numbers of people and things in a phrase, as ranges: "more than 500 protesters", "nearly 7,000 people".

Amounts of money are compared by their normalised value (`StatementArgument.value`), not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Statement

_NUMBER = re.compile(
    r"(?P<hedge>(?:\b(?:more than|at least|over|upwards of|nearly|almost|up to|fewer than|less than|under|about|around|"
    r"some|roughly|approximately|only|just)\s+)?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"\s*(?P<scale>thousand|million|billion)?\b(?!\s*(?:%|per\s?cent))",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_AT_LEAST = frozenset({"more than", "at least", "over", "upwards of"})
_AT_MOST = frozenset({"nearly", "almost", "up to", "fewer than", "less than", "under"})
SLACK = 0.1  # "about 500" may be 450 to 550
HEADROOM = 1.5  # "more than 500" is hardly meant for more than 750
SMALLEST_YEAR, LARGEST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a range that a careful reader would grant."""

    low: float
    high: float
    text: str

    def agrees(self, other: Figure) -> bool:
        """Say whether both can be true of one thing."""
        return self.low <= other.high and other.low <= self.high


def figure(text: str) -> Figure | None:
    """Give the first number of a phrase that is neither a year nor a share nor a sum of money.

    >>> figure("more than 500 protesters")
    Figure(low=500.0, high=750.0, text='more than 500')
    """
    for match in _NUMBER.finditer(text):
        if text[: match.start("digits")].rstrip().endswith(("$", "€", "£")):
            continue
        number = float(match["digits"].replace(",", "") + (match["fraction"] or ""))
        number *= _SCALES.get((match["scale"] or "").lower(), 1)
        hedge = match["hedge"].strip().lower()
        plain_year = not hedge and "," not in match["digits"] and SMALLEST_YEAR <= number <= LARGEST_YEAR
        if plain_year or number < 2:
            continue
        if hedge in _AT_LEAST:
            return Figure(number, number * HEADROOM, match.group().strip())
        if hedge in _AT_MOST:
            return Figure(number * (1 - SLACK), number, match.group().strip())
        slack = SLACK if hedge else SLACK / 2
        return Figure(number * (1 - slack), number * (1 + slack), match.group().strip())
    return None


def counted(statement: Statement) -> Figure | None:
    """Give the figure that a statement names for who bears the event, or in its amount."""
    amounts = (part.passage.text for part in statement.arguments if part.role == "amount" and not part.value)
    texts = (statement.object.passage.text, *amounts)
    return next((found for text in texts if (found := figure(text)) is not None), None)
