"""Dates, times, amounts of money, shares, quantities and numbers: found by rule, after the names.

Everything is a longest match over the tags and words of a sentence, so that it works on any English pipeline. A span
that touches a name is dropped; what was found by an earlier rule is not found again by a later one.
"""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

LABELS = ("Money", "Percent", "Time", "Date", "Quantity", "Ordinal", "Cardinal")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
NUMBERS = frozenset(_WORDS.split())
SCALES = frozenset("hundred thousand million billion trillion dozen m bn tn k mn".split())
PLURAL_SCALES = frozenset("hundreds thousands millions billions trillions dozens tens scores".split())
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth thousandth".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep"
    "sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays"
    "mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.".split()
)
PERIODS = frozenset(
    "day days week weeks month months year years decade decades century centuries weekend weekends fortnight quarter "
    "quarters"
    "spring summer autumn fall winter".split()
)
PARTS = frozenset(
    "morning afternoon evening night midnight noon dawn dusk tonight nighttime midday sunset sunrise".split()
)
CLOCK = frozenset("hour hours minute minutes second seconds".split())
DEICTIC = frozenset("today yesterday tomorrow nowadays".split())
RELATIVE = frozenset(
    "last next this past previous following coming current recent earlier later late early mid".split()
)
CURRENCY = frozenset("$ £ € ¥ ₽ ₹ ₩ ₴ ₺ US$ C$ A$ HK$ NZ$ R$ USD EUR GBP RMB JPY CHF AUD".split())
MONEY = frozenset(
    "dollar dollars euro euros pound pounds sterling yen yuan renminbi rouble roubles ruble rubles rupee rupees rand "
    "franc francs krona kronor krone kroner lira peso pesos real reais won shekel shekels dinar dinars riyal riyals "
    "rial rials"
    "dirham dirhams hryvnia hryvnias naira shilling shillings cents cent pence baht ringgit rupiah zloty taka".split()
)
UNITS = frozenset(
    "km kms kilometer kilometers kilometre kilometres meter meters metre metres mile miles foot feet inch inches "
    "yard yards cm mm m ha acre acres hectare hectares ton tons tonne tonnes kg kgs kilo kilos kilogram kilograms "
    "gram grams pound pounds lb lbs ounce ounces barrel barrels gallon gallons litre litres liter liters degree "
    "degrees mph knots megawatt megawatts mw gw"
    "gigawatt gigawatts kilowatt kilowatts kiloton kilotons megaton megatons square cubic nautical bcm bpd".split()
)
APPROXIMATE = frozenset("about around nearly almost approximately roughly over under some".split())
STARTS = frozenset({
    *NUMBERS, *PLURAL_SCALES, *ORDINALS, *MONTHS, *WEEKDAYS, *DEICTIC, *RELATIVE, *map(str.lower, CURRENCY),
    *"us c a hk nz an several few many the tonight midnight noon midday".split(),
})  # fmt: skip
"""What a span starts with, unless it starts with a number in figures."""
_FIGURE = re.compile(r"[\d¼½¾]")
_NUMERAL = re.compile(r"[+-]?\d[\d.,]*(?:st|nd|rd|th|s|k|m|bn|b|tn)?|\d+/\d+|[¼½¾]")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:am|pm|a\.m\.|p\.m\.|gmt)?|\d{1,2}(?:am|pm|a\.m\.|p\.m\.)", re.I)
_ZONE = frozenset("am pm a.m. p.m. gmt utc est edt pst cet bst o'clock oclock hrs".split())
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d|'\d\d")
_YEARS = re.compile(r"(?:(?:1[0-9]|20)\d|'?\d)0'?s")
_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01]|0[1-9])(?:st|nd|rd|th)?", re.I)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}/\d{4}")
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)", re.I)

Found = tuple[int, int]
Rule = Callable[[Sequence[str], Sequence[Token], int], int]


def _number(words: Sequence[str], i: int) -> int:
    """Give the end of the number that starts at i, or i: `3.5 million`, `two hundred and six`, `twenty - five`."""
    end, count = i, len(words)
    while end < count:
        word = words[end]
        if (
            word in NUMBERS
            or (word in SCALES and end > i)
            or (_NUMERAL.fullmatch(word) and not _ORDINAL.fullmatch(word))
        ):
            if end > i and words[end - 1] not in {"-", "and", "–"} and word[0].isdigit():
                break
            end += 1
        elif (
            end > i
            and word in {"-", "–"}
            and end + 1 < count
            and (words[end + 1] in NUMBERS or words[end + 1][0].isdigit())
        ) or (end > i and word == "and" and words[end - 1] in SCALES and end + 1 < count and words[end + 1] in NUMBERS):
            end += 1
        else:
            break
    if end == i and words[i] in {"a", "an", "several", "few"} and i + 1 < count and words[i + 1] in SCALES - {"m", "k"}:
        return i + 2
    if end == i and words[i] in PLURAL_SCALES:
        end = i + 1
        while end + 1 < count and words[end] == "of" and words[end + 1] in PLURAL_SCALES:
            end += 2
    return end


def money(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`$ 1.5 billion`, `20 million euros`, `US$ 3 m`."""
    first = i
    if tokens[i].text in {"US", "C", "A", "HK", "NZ"} and i + 1 < len(words) and words[i + 1] == "$":
        i += 1
    if tokens[i].text in CURRENCY and i + 1 < len(words):
        end = _number(words, i + 1)
        return end if end > i + 1 else first
    end = _number(words, i)
    if i < end < len(words):
        adjective = (
            end + 1 if tokens[end].text[:1].isupper() and end + 1 < len(words) and words[end] not in MONEY else end
        )
        for at in (end, adjective):
            if words[at] in MONEY or tokens[at].text in CURRENCY:
                return at + 1
        if words[end] == "of" and words[i] in PLURAL_SCALES and end + 1 < len(words) and words[end + 1] in MONEY:
            return end + 2
    return first


def percent(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`12 %`, `3.5 per cent`, `two percentage points`."""
    end = _number(words, i)
    if end == i or end >= len(words):
        return i
    if words[end] in {"%", "percent", "pc"}:
        return end + 1
    if words[end : end + 2] == ["per", "cent"] or (
        words[end] == "percentage" and words[end + 1 : end + 2] == ["points"]
    ):
        return end + 2
    return i


def time(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`10:30 a.m.`, `5 p.m. GMT`, `three hours`, `Friday night` is a date."""
    end = i
    if _CLOCK.fullmatch(words[i]) and (
        ":" in words[i] or words[i][-1] in "m." or (words[i + 1 : i + 2] and words[i + 1] in _ZONE)
    ):
        end = i + 1
    elif _DAY.fullmatch(words[i]) and i + 1 < len(words) and words[i + 1] in _ZONE:
        end = i + 2
    while i < end < len(words) and words[end] in _ZONE:
        end += 1
    if end > i:
        return end
    end = _number(words, i)
    if (
        end == i
        and words[i] in {"an", "several"} | RELATIVE
        and i + 1 < len(words)
        and words[i + 1] in {"hour", "hours"}
    ):
        end = i + 1
    if end > i and words[end : end + 1] == ["-"]:
        end += 1
    if i < end < len(words) and words[end] in CLOCK:
        return end + 1
    if words[i] in {"midnight", "noon", "midday"}:
        return i + 1
    return i


def date(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`14 September 2020`, `Monday night`, `last week`, `the 1990s`, `three years ago`, `2014`."""
    count = len(words)
    end = i
    if words[i] in {"early", "late", "mid"} and i + 1 < count:
        end += 1
        if end + 1 < count and words[end] == "-":
            end += 1
    while end < count:
        inner = _date_part(words, tokens, end, begun=end > i)
        if inner == end:
            break
        end = inner
        follows = words[end : end + 1]
        if follows == [","] and end + 1 < count and _date_part(words, tokens, end + 1, begun=True) > end + 1:
            if _YEAR.fullmatch(words[end + 1]) or words[end - 1] in WEEKDAYS:
                end += 1
            else:
                break
        elif (
            follows == ["of"]
            and end + 1 < count
            and (_YEAR.fullmatch(words[end + 1]) or words[end + 1] in MONTHS | {"last", "this"})
        ):
            end += 1
    if i < end < count and words[end] in {"ago", "earlier", "later"} and words[end - 1] in PERIODS:
        end += 1
    if end == i + 1 and words[i] in {"early", "late", "mid"}:
        return i
    return end


def _date_part(words: Sequence[str], tokens: Sequence[Token], i: int, *, begun: bool) -> int:
    """Give the end of one part of a date at i, or i."""
    count, word = len(words), words[i]
    upper = tokens[i].text[:1].isupper()
    following = words[i + 1] if i + 1 < count else ""
    if word in WEEKDAYS and upper:
        return i + 2 if following in PARTS else i + 1
    if word in MONTHS and upper:
        if word == "may" and not begun and not (_DAY.fullmatch(following) or _YEAR.fullmatch(following)):
            return i + 1 if tokens[i].pos_ == "PROPN" else i
        if word in {"march", "may"} and tokens[i].pos_ in {"AUX", "VERB", "NOUN"} and not begun:
            return i
        return (
            i + 2
            if _DAY.fullmatch(following)
            and not _NUMERAL.fullmatch(words[i + 2] if i + 2 < count and words[i + 2] in SCALES else "")
            else i + 1
        )
    if _DAY.fullmatch(word) and (following in MONTHS and tokens[i + 1].text[:1].isupper()):
        return i + 2
    if _DAY.fullmatch(word) and following == "of" and i + 2 < count and words[i + 2] in MONTHS:
        return i + 3
    if _DATE.fullmatch(word) or word in DEICTIC:
        return i + 1
    if _YEARS.fullmatch(word) or (word == "the" and _YEARS.fullmatch(following)):
        return i + (2 if word == "the" else 1)
    if _YEAR.fullmatch(word) and (begun or (word[0] in "12" and _alone(words, tokens, i))):
        if following in {"-", "–"} and i + 2 < count and re.fullmatch(r"(?:1[0-9]|20)?\d\d", words[i + 2]):
            return i + 3
        return i + 1
    if word in RELATIVE | {"the"} and i + 1 < count:
        at = i + 1
        if words[at] in RELATIVE and word == "the":
            at += 1
        number = _number(words, at) if at < count else at
        if number < count and words[number] in PERIODS and (word != "the" or at > i + 1):
            return number + 1
        named = at < count and (
            (words[at] in WEEKDAYS | MONTHS and tokens[at].text[:1].isupper()) or words[at] in PARTS
        )
        if named and at == i + 1 and word in {"last", "next", "this", "past", "following"}:
            return at + 2 if words[at + 1 : at + 2] and words[at + 1] in PARTS else at + 1
        return i
    if word == "tonight":
        return i + 1
    number = _number(words, i)
    if number == i and word in {"a", "several", "many", "few"} and following in PERIODS:
        number = i + 1 if word != "a" or (words[i + 2 : i + 3] and words[i + 2] in {"ago", "earlier", "later"}) else i
    if number == i and words[i : i + 2] == ["a", "few"] and words[i + 2 : i + 3] and words[i + 2] in PERIODS:
        number = i + 2
    if number > i:
        if words[number : number + 1] == ["-"] and words[number + 1 : number + 2] and words[number + 1] in PERIODS:
            return number + 2
        if number < count and words[number] in PERIODS - {"spring", "fall"}:
            return number + 1
    return i


def _alone(words: Sequence[str], tokens: Sequence[Token], i: int) -> bool:
    """Say whether four digits are a year: nothing is counted by them."""
    following = tokens[i + 1] if i + 1 < len(words) else None
    if "," in words[i] or "." in words[i]:
        return False
    before = words[i - 1] if i else ""
    if before in CURRENCY or before in APPROXIMATE - {"around", "about"}:
        return False
    if following is not None and (following.text in {"%", "-"} or following.lower_ in SCALES | UNITS | MONEY):
        return False
    counted = (
        following is not None
        and following.tag_ in {"NNS", "JJ"}
        and before not in {"in", "of", "since", "by", "until", "the"}
    )
    return not counted


def quantity(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`40 kilometres`, `300 square miles`, `2 million tonnes`."""
    end = _number(words, i)
    if end == i or end >= len(words):
        return i
    at = end + 1 if words[end] == "-" and end + 1 < len(words) else end
    last = at
    while last < len(words) and last - at < 2 and words[last] in UNITS:
        last += 1
    if last > at and words[last - 1] not in {"square", "cubic", "nautical"}:
        return last
    return i


def ordinal(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`first`, `21st`; not `second` the unit of time, nor an adverb."""
    if _ORDINAL.fullmatch(words[i]):
        return i + 1
    if words[i] in ORDINALS and tokens[i].pos_ in {"ADJ", "NUM", "X", ""}:
        return i + 1
    if words[i] in NUMBERS and words[i + 1 : i + 2] == ["-"] and words[i + 2 : i + 3] and words[i + 2] in ORDINALS:
        return i + 3
    return i


def cardinal(words: Sequence[str], tokens: Sequence[Token], i: int) -> int:
    """`12`, `3.5 million`, `dozens`; not the pronoun `one`, nor a number glued to letters."""
    end = _number(words, i)
    if end == i + 1 and words[i] == "one" and tokens[i].pos_ not in {"NUM", ""}:
        return i
    if (
        end == i + 1
        and re.search(r"[a-z]$", words[i])
        and words[i][0].isdigit()
        and not re.fullmatch(r"[\d.,]+(?:k|m|bn|tn|b)", words[i])
    ):
        return i
    return end


RULES: tuple[tuple[str, Rule], ...] = (
    ("Money", money), ("Percent", percent), ("Time", time), ("Date", date), ("Quantity", quantity),
    ("Ordinal", ordinal), ("Cardinal", cardinal),
)  # fmt: skip


def quantities(doc: Doc) -> Iterator[Span]:
    """Yield the spans of all kinds that touch no entity of `doc`, in reading order."""
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        words = [token.lower_ for token in tokens]
        end = 0
        for i, word in enumerate(words):
            if i < end or not (word in STARTS or _FIGURE.search(word)) or tokens[i].ent_type:
                continue
            end, name = _longest(words, tokens, i)
            if end > i:
                yield Span(doc, tokens[i].i, tokens[end - 1].i + 1, label=name)


def _longest(words: Sequence[str], tokens: Sequence[Token], i: int) -> tuple[int, str]:
    """Give end and kind of the longest span at i that touches no name; the end is i if there is none."""
    best, name = i, ""
    for label, rule in RULES:
        end = rule(words, tokens, i)
        if end > best and not any(token.ent_type for token in tokens[i:end]):
            best, name = end, label
    return best, name


@Language.component("kg_quantities", requires=["token.tag", "token.pos", "doc.sents"], assigns=["doc.ents"])
def kg_quantities(doc: Doc) -> Doc:
    """Add dates, times, money, shares, quantities and numbers to the entities of `doc`; names stay as they are."""
    if len(doc):
        doc.set_ents(list(quantities(doc)), default="unmodified")
    return doc
