"""Expressions of time → dates, counted from the day of publication.

What a text leaves open stays open: without that day only full dates resolve, and *recently* never does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Doc

from kg.extract.times import calendar
from kg.extract.times.calendar import Grain, Stretch
from kg.extract.times.expressions import AGAINST, FOR_ALONE, NUMBER, RULES, UNIT, Reading, number_of
from kg.extract.times.tense import Tense, tense_at
from kg.model import TimeExpression

__all__ = ["date_of", "times"]

SINCE = re.compile(r"\b[Ss]ince\s+(?:at least\s+|about\s+|around\s+|late\s+|early\s+|mid-?\s*)?$")
COUNTED = re.compile(
    rf"(?<![\w]){NUMBER}\s+{UNIT}\s+(?P<way>after|before)\s+$|(?<![\w])the\s+(?P<the>day)\s+(?P<way2>after|before)\s+$",
    re.I,
)
RECURRING = re.compile(r"\b(?:every|each|most|all)\s+(?:other\s+)?$", re.IGNORECASE)
NEXT_DAY = re.compile(r"(?:next|following|previous|last)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
OF_A_LIFE = re.compile(r"^\s+of\s+(?:his|her|its|their|the|a)\b")
NAMED = re.compile(
    r"^\s+(?:Times|Telegraph|Express|Mail|Mirror|Herald|Post|Agreement|Revolution|Prayers?|Service|Club|Group|Movement|Mass)\b"
)
ATTACKS = re.compile(r"^(?:,? 2001,?)?\s+(?:terror(?:ist)?\s+)?(?:attacks?|bombings?|hijack\w+|Commission)\b")
CLOSE = 300  # characters back to which a date lends its year to the next one
WITH_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
REACH = 400  # characters back to which a date told before is remembered
ELECTIONS = re.compile(r"\b(?:elections?|polls?|vote|referendum|ballot)\b", re.IGNORECASE)
DAYS_AFTER = re.compile(
    r"\bin\s+the\s+(?P<unit>day|week|month)s\s+(?P<way>after|following|since|before|ahead\s+of|leading\s+up\s+to)\s+(?:the|his|her|their|its|that)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:elections?|polls?|vote|referendum|ballot)\b",
    re.IGNORECASE,
)


def times(doc: Doc, published: str | None) -> list[TimeExpression]:
    """Find the expressions of time that come to a date, in the order of the text.

    `published` is the ISO 8601 day of the article. Weekdays and days without a year are looked for behind or ahead of
    it as the tense of their clause has it. *Since* makes an interval up to that day; other prepositions are no part of
    an expression.
    """
    text = doc.text
    day = calendar.published_day(published)
    matches = [
        (match.start("at"), match.end("at"), 1, rule, match)
        for rule in FOR_ALONE
        for match in rule.pattern.finditer(text)
    ] + [(match.start(), match.end(), 0, rule, match) for rule in RULES for match in rule.pattern.finditer(text)]
    found: list[TimeExpression] = []
    last: tuple[int, Stretch] | None = None
    done, dated = 0, False  # where the last expression ends, and whether its year was told or follows from one told
    for start, end, _, rule, match in sorted(matches, key=lambda item: (item[0], -item[1], item[2])):
        if start < done or _is_name(text, start, end):
            continue
        tense = tense_at(doc, _content(text, start, end))
        recalled = last[1] if last and start - last[0] < REACH and "\n\n" not in text[last[0] : start] else None
        told = recalled if last and start - last[0] < CLOSE and dated else None
        stretch = rule.resolve(Reading(match, day, tense, _is_perfect(doc, end - 1), recalled, told))
        if stretch is None:
            continue
        start, stretch = _counted_from(text, start, stretch)
        start, stretch = _since(text, start, stretch, day)
        found.append(TimeExpression(start, end, text[start:end], stretch.iso))
        dated = bool(WITH_YEAR.search(text[start:end])) or (told is not None and stretch.first.year == told.first.year)
        last, done = (end, stretch), end
    found += _around_elections(text, found)
    return sorted(found, key=lambda item: item.start)


def date_of(
    times: Sequence[TimeExpression], spans: Sequence[tuple[int, int]], published: str | None, tense: str
) -> tuple[str | None, str]:
    """Date what is told in some spans of the text: an ISO 8601 value and its basis, `text` or `publication`.

    Of several expressions that overlap the spans the first one that fits the tense is taken, days before longer
    stretches; where there is none the day of publication stands in.
    """
    inside = [item for item in times if any(item.start < end and start < item.end for start, end in spans)]
    fitting = [item for item in inside if _fits(item.value, published, tense)]
    for item in sorted(fitting, key=lambda item: (len(item.value) != 10, "/" in item.value, item.start)):
        return item.value, item.basis
    return published, "publication"


def _fits(value: str, published: str | None, tense: str) -> bool:
    """Tell whether a date lies on the side of publication that the tense looks to."""
    if published is None or tense == Tense.PRESENT:
        return True
    first, _, last = value.partition("/")
    if tense == Tense.FUTURE:
        return (last or first) >= published[: len(last or first)]
    return first <= published[: len(first)]


def _content(text: str, start: int, end: int) -> int:
    """Give a character of the last word of an expression: its head hangs in the clause."""
    space = text.rfind(" ", start, end)
    return space + 1 if space >= 0 else start


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether the words are part of a name (*Bloody Sunday*) or of something that recurs (*every Monday*)."""
    before = text[max(0, start - 12) : start]
    word = before.split()[-1] if before.split() else ""
    if word in AGAINST or RECURRING.search(before):
        return True
    if word.lower() == "the" and NEXT_DAY.match(text[start:end]):
        return True  # counted from some day of the story
    after = text[end : end + 40]
    if OF_A_LIFE.match(after) and re.search(r"\b(?:last|next|past|first)\s+\w+\s+\w+s?$", text[start:end]):
        return True  # "the last five months of her life"
    return bool(NAMED.match(after)) or (text[start:end] in ("September 11", "Sept. 11") and bool(ATTACKS.match(after)))


def _is_perfect(doc: Doc, position: int) -> bool:
    """Tell whether what is said here goes on still: its verb is in the perfect, or there is no verb over it."""
    token = next((token for token in doc if token.idx + len(token) > position), None)
    while token is not None:
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children):
            helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "cop", "aux:pass")}
            return bool(helpers & {"have", "has", "'ve", "’ve"})
        if token.dep_ in ("parataxis", "appos") or (
            token.lower_ in ("power", "office", "place") and token.dep_ != "obl"
        ):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _counted_from(text: str, start: int, stretch: Stretch) -> tuple[int, Stretch]:
    """Read `two days after Sept. 14` and `the day before Monday` as one expression."""
    match = COUNTED.search(text[max(0, start - 40) : start])
    if match is None or stretch.grain is not Grain.DAY:
        return start, stretch
    unit = (match["unit"] or match["the"]).lower()
    amount = number_of((match["number"] or "a").lower())
    sign = 1 if (match["way"] or match["way2"]).lower() == "after" else -1
    return max(0, start - 40) + match.start(), calendar.away(stretch.first, unit, sign * amount)


def _since(text: str, start: int, stretch: Stretch, published: date | None) -> tuple[int, Stretch]:
    """Read `since 1994` as the time from then to publication."""
    match = SINCE.search(text[max(0, start - 24) : start])
    if match is None or published is None or stretch.first > published or stretch.grain is Grain.SPAN:
        return start, stretch
    return max(0, start - 24) + match.start(), calendar.span(stretch, calendar.day(published))


def _around_elections(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Read `in the days after the election` where the text tells but one day of an election."""
    days = {
        item.value
        for item in found
        if len(item.value) == 10
        and (
            ELECTIONS.search(text[item.end : item.end + 30])
            or ELECTIONS.search(text[max(0, item.start - 30) : item.start])
        )
    }
    if len(days) != 1:
        return []
    polled = date.fromisoformat(days.pop())
    result = []
    for match in DAYS_AFTER.finditer(text):
        if any(item.start < match.end() and match.start() < item.end for item in found):
            continue
        reach = {"day": timedelta(days=6), "week": timedelta(days=27), "month": timedelta(days=89)}[
            match["unit"].lower()
        ]
        back = match["way"].lower() not in ("after", "following", "since")
        ends = (
            (polled - reach - timedelta(days=1), polled - timedelta(days=1))
            if back
            else (polled + timedelta(days=1), polled + timedelta(days=1) + reach)
        )
        stretch = calendar.span(calendar.day(ends[0]), calendar.day(ends[1]))
        result.append(TimeExpression(match.start(), match.end(), match.group(), stretch.iso))
    return result
