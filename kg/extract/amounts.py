"""Amounts of money as numbers: "$1.5 billion" → "1500000000 USD"."""

from __future__ import annotations

import re
from decimal import Decimal

# ISO 4217 codes of the signs and words that news in English uses; a bare "$" is the US dollar there.
CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "sterling": "GBP",
    "¥": "JPY", "yen": "JPY", "jpy": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "cny": "CNY",
    "rouble": "RUB", "ruble": "RUB", "rub": "RUB", "₽": "RUB", "hryvnia": "UAH", "hryvnias": "UAH", "₴": "UAH",
    "zloty": "PLN", "lira": "TRY", "₺": "TRY", "rupee": "INR", "₹": "INR", "won": "KRW", "₩": "KRW",
    "shekel": "ILS", "₪": "ILS", "rial": "IRR", "franc": "CHF", "chf": "CHF", "krona": "SEK", "krone": "NOK",
    "rand": "ZAR", "naira": "NGN", "₦": "NGN", "peso": "MXN", "real": "BRL", "reais": "BRL",
}  # fmt: skip

SCALES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "mn": 1_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}  # fmt: skip

_SIGN = r"(?:us|a|c|hk|nz)?\$|[€£¥₽₴₺₹₩₪₦]"
_NUMBER = r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<number>{_NUMBER})[\s-]*(?P<scale>{'|'.join(SCALES)})?\b\.?[\s-]*"
    rf"(?:(?:us|american)[\s-]+)?(?P<word>{_SIGN}|[a-z]+)?",
    re.IGNORECASE,
)


def money(text: str) -> str | None:
    """Give the first amount of money in `text` as number and ISO 4217 code, or None where there is none.

    `$1.5 billion`, `US$1.5bn` and `1.5 billion dollars` all give `1500000000 USD`. Dollars that name no country are
    taken as those of the United States.
    """
    for found in _AMOUNT.finditer(text.replace("\\$", "$")):
        sign, word = (found["sign"] or "").lower(), (found["word"] or "").lower()
        code = CURRENCIES.get(sign) or CURRENCIES.get(word) or CURRENCIES.get(word.removesuffix("s"))
        if code is None:
            continue
        number = Decimal(re.sub(r"[,\u00a0 ]", "", found["number"])) * SCALES.get((found["scale"] or "").lower(), 1)
        return f"{number.normalize():f} {code}"
    return None
