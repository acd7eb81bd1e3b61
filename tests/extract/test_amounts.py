"""Amounts of money."""

from __future__ import annotations

import pytest

from kg.extract.amounts import money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.5 billion", "1500000000 USD"),
        ("\\$1.5 billion", "1500000000 USD"),
        ("US$1.5bn", "1500000000 USD"),
        ("a 1.5 billion-dollar loan", "1500000000 USD"),
        ("1,270 million euros", "1270000000 EUR"),
        ("€20", "20 EUR"),
        ("300 million US dollars", "300000000 USD"),
        ("12,500 roubles", "12500 RUB"),
        ("£2m", "2000000 GBP"),
        ("1.5 billion", None),
        ("500 protesters", None),
        ("", None),
    ],
    ids=lambda value: str(value),
)
def test_money(text: str, expected: str | None) -> None:
    """A sum with its currency becomes number and ISO 4217 code; a bare number is no money."""
    assert expected == money(text)
