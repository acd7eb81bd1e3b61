"""The grammar of expressions of time: patterns, and what each comes to.

Written for the idiom of news. General parsers of dates take numbers, names and verbs (*may*, *march*, *sat*) for dates,
complete what is missing from today's date and do not know tense; dateutil does the arithmetic of the calendar here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.times import calendar
from kg.extract.times.calendar import Grain, Stretch
from kg.extract.times.tense import Tense

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
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_COUNTING = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {name: number for number, name in enumerate(_COUNTING.split())} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "a dozen": 12,
    "a couple of": 2,
    "half a": 0.5,
}
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {name: 10 * number for number, name in enumerate(_TENS.split(), start=2)}
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 3)}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
COUNTS = re.compile(r"\s+(?!was\b|is\b|as\b|this\b|his\b)[a-z]+(?:s|ren)\b")
NEAR = {Tense.FUTURE: 120, Tense.PAST: 45}  # days within which a date may lie against the tense
AGAINST = frozenset({"Black", "Bloody", "Good", "Ash", "Palm", "Cyber", "Super", "Easter", "Holy"})

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|"
    r"Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.)"
UNIT = r"(?P<unit>day|week|month|year|decade|centurie|century)s?"
NUMBER = (
    r"(?P<number>\d{1,3}(?:\.5)?|half\ a|a\ couple\ of|a\ dozen|an?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty)"
)
ABOUT = (
    r"(?:(?:about|around|almost|nearly|more\ than|over|less\ than|at\ least|some|roughly|approximately|just|"
    r"just\ over|just\ under|only|well\ over)\s+)?"
)
DAYTIME = r"(?:\s+(?:(?:late|early)\s+)?(?:morning|afternoon|evening|night|midday|noon|overnight))?"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule needs to know about the place where it matched."""

    match: re.Match[str]
    published: date | None
    tense: Tense
    perfect: bool  # the clause is in the perfect, or has no verb of its own
    last: Stretch | None  # the last date told before, within reach
    told: Stretch | None = None  # the same, where it was told with its year and stands close

    def group(self, name: str) -> str:
        """Give a named group in lower case, empty where it did not take part."""
        return (self.match.groupdict().get(name) or "").lower()


Resolve = Callable[[Reading], Stretch | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how it is resolved."""

    pattern: re.Pattern[str]
    resolve: Resolve


def number_of(text: str) -> float:
    """Read `two`, `a`, `26`."""
    return NUMBERS[text] if text in NUMBERS else float(text)


def _unit(reading: Reading) -> str:
    """Give the unit in the singular."""
    return reading.group("unit").replace("centurie", "century")


def _month_of(text: str) -> int:
    """Read `Sept.`."""
    return MONTHS[text.lower().rstrip(".")]


def _date(year: int, number: int, day: int) -> date | None:
    """Give a day, or None where the calendar has no such day."""
    try:
        return date(year, number, day)
    except ValueError:
        return None


def full_day(reading: Reading) -> Stretch | None:
    """Read `September 9, 2020`, `9 September 2020`, `2020-09-09`, `March 11 this year`."""
    number = reading.group("month")
    if reading.group("which"):
        if reading.published is None:
            return None
        told = reading.published.year + {"last": -1, "next": 1, "this": 0}[reading.group("which")]
        found = _date(told, _month_of(number), int(reading.group("day")))
        return calendar.day(found) if found else None
    found = _date(
        int(reading.group("year")), int(number) if number.isdigit() else _month_of(number), int(reading.group("day"))
    )
    return calendar.day(found) if found else None


def day_of_month(reading: Reading) -> Stretch | None:
    """Read `Aug. 9`: the one that lies behind or ahead, as the tense has it."""
    number, day = _month_of(reading.group("month")), int(reading.group("day"))
    told = _of_the_story(reading, number, day)
    around = reading.published.year if reading.published else 1
    found = told or _nearest([_date(around + shift, number, day) for shift in (-1, 0, 1)], reading)
    if found and reading.group("to"):
        until = _date(
            found.year, _month_of(reading.group("month2") or reading.group("month")), int(reading.group("to"))
        )
        return calendar.span(calendar.day(found), calendar.day(until)) if until and until > found else None
    return calendar.day(found) if found else None


def _of_the_story(reading: Reading, number: int, day: int) -> date | None:
    """Give the year of a date told just before to one that goes on from it (*in May 2006 … on 10 May*)."""
    if reading.told is None or reading.tense is not Tense.PAST or reading.told.grain not in (Grain.DAY, Grain.MONTH):
        return None
    published, year = reading.published, reading.told.first.year
    if published is not None and year == published.year:
        return None
    before = reading.told.first - timedelta(days=31)
    days = [_date(told, number, day) for told in (year - 1, year, year + 1)]
    return next(
        (found for found in days if found and found >= before and (published is None or found <= published)), None
    )


def day_range(reading: Reading) -> Stretch | None:
    """Read `September 14-16, 2020`."""
    first = full_day(reading)
    until = _date(
        int(reading.group("year")),
        _month_of(reading.group("month2") or reading.group("month")),
        int(reading.group("to")),
    )
    return calendar.span(first, calendar.day(until)) if first and until and until > first.first else None


def _nearest(days: list[date | None], reading: Reading) -> date | None:
    """Choose the day that fits the tense: the last one not after publication, or the first one not before it."""
    if reading.published is None:
        return None
    known = sorted(day for day in days if day is not None)
    behind = next((day for day in reversed(known) if day <= reading.published), None)
    before_us = next((day for day in known if day >= reading.published), None)
    if behind is None or before_us is None:
        return behind or before_us
    back, on = (reading.published - behind).days, (before_us - reading.published).days
    if reading.tense is Tense.PRESENT or min(back, on) < NEAR[reading.tense]:
        # Nobody leaves the year out of a date that is most of a year away while its twin is weeks off.
        return behind if back <= on else before_us
    return before_us if reading.tense is Tense.FUTURE else behind


def month_and_year(reading: Reading) -> Stretch | None:
    """Read `August 2019`, `August last year`, `early March of 2015`."""
    number = _month_of(reading.group("month"))
    if reading.group("year"):
        return calendar.month(int(reading.group("year")), number)
    if reading.published is None:
        return None
    offset = {"last": -1, "next": 1, "this": 0}[reading.group("which")]
    return calendar.month(reading.published.year + offset, number)


def month_alone(reading: Reading) -> Stretch | None:
    """Read `in August`, `last May`: the one that lies behind or ahead."""
    if reading.published is None:
        return None
    number, published = _month_of(reading.group("month")), reading.published
    which = reading.group("which")
    if which == "this":
        return calendar.month(published.year, number)
    ahead = which in ("next", "coming") or (not which and reading.tense is Tense.FUTURE)
    if ahead:
        return calendar.month(
            published.year + (number < published.month or (which == "next" and number == published.month)), number
        )
    return calendar.month(published.year - (number > published.month), number)


def year_alone(reading: Reading) -> Stretch | None:
    """Read `in 2014`, `the 1994 constitution`, but not `of 1709 schoolchildren`."""
    number = int(reading.group("year"))
    if number < 1900 and COUNTS.match(reading.match.string, reading.match.end("at")):
        return None
    return calendar.year(number)


def years(reading: Reading) -> Stretch | None:
    """Read `2010-2015`, `from 2010 to 2015`, `2014/15`."""
    first, last = int(reading.group("year")), reading.group("until")
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return calendar.span(calendar.year(first), calendar.year(until)) if first < until < first + 200 else None


def decade(reading: Reading) -> Stretch | None:
    """Read `the 1990s`."""
    return calendar.decade(int(reading.group("decade")))


def named_decade(reading: Reading) -> Stretch | None:
    """Read `the sixties`: of the twentieth century."""
    return calendar.decade(1900 + DECADES[reading.group("decade")])


def century(reading: Reading) -> Stretch | None:
    """Read `the 19th century`."""
    first = (int(reading.group("century")) - 1) * 100 + 1
    return Stretch(date(first, 1, 1), date(first + 99, 12, 31), Grain.DECADE) if 1 <= first < 2100 else None


def weekday(reading: Reading) -> Stretch | None:
    """Read `on Monday`, `last Friday`, `next Tuesday`, `Monday night`."""
    if reading.published is None:
        return None
    name = reading.group("weekday").rstrip(".")
    number = WEEKDAYS[name]
    which, published = reading.group("which"), reading.published
    back = (published.weekday() - number) % 7
    if which in ("last", "past", "previous"):
        found = published - timedelta(days=back or 7)
    elif which in ("next", "coming"):
        found = published + timedelta(days=(number - published.weekday()) % 7 or 7)
    elif reading.group("week"):
        monday = (
            published
            - timedelta(days=published.weekday())
            + timedelta(weeks=-1 if reading.group("week") == "last" else 1)
        )
        found = monday + timedelta(days=number)
    elif reading.tense is Tense.FUTURE or (which == "this" and reading.tense is not Tense.PAST):
        found = published + timedelta(days=(number - published.weekday()) % 7)
    else:
        found = published - timedelta(days=back)
    return calendar.day(found)


def near_day(reading: Reading) -> Stretch | None:
    """Read `today`, `yesterday`, `tomorrow`, `last night`, `the day before yesterday`."""
    if reading.published is None:
        return None
    words = reading.match.group().lower()
    offset = 0
    if "yesterday" in words or "last night" in words:
        offset = -2 if "before" in words else -1
    elif "tomorrow" in words:
        offset = 2 if "after" in words else 1
    return calendar.day(reading.published + timedelta(days=offset))


def unit_near(reading: Reading) -> Stretch | None:
    """Read `last month`, `this week`, `next year`, `earlier this week`, `later this month`."""
    if reading.published is None:
        return None
    offset = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        reading.group("which"), 0
    )
    unit = _unit(reading)
    if reading.group("over"):  # "over the next year", "in the past week": counted from the day, not by the calendar
        return _counted(reading.published, unit, offset)
    return calendar.around(reading.published, unit, offset)


def weekend(reading: Reading) -> Stretch | None:
    """Read `last weekend`, `at the weekend`, `next weekend`."""
    if reading.published is None:
        return None
    saturday = reading.published - timedelta(days=(reading.published.weekday() - 5) % 7)
    which = reading.group("which")
    if which in ("next", "coming") or (which != "last" and reading.tense is Tense.FUTURE):
        saturday = reading.published + timedelta(days=(5 - reading.published.weekday()) % 7)
    elif which == "last" and reading.published.weekday() >= 5:
        saturday -= timedelta(days=7)
    return calendar.span(calendar.day(saturday), calendar.day(saturday + timedelta(days=1)))


def season(reading: Reading) -> Stretch | None:
    """Read `last summer`, `in the spring of 2014`, `this autumn` (of the northern half of the world)."""
    first, count = SEASONS[reading.group("season")]
    if reading.group("year"):
        return calendar.months(int(reading.group("year")), first, count)
    published, which = reading.published, reading.group("which")
    if published is None:
        return None
    now = calendar.months(published.year, first, count)
    if which == "this":
        return now
    if which == "next":
        return now if now.first > published else calendar.months(published.year + 1, first, count)
    return now if now.last < published else calendar.months(published.year - 1, first, count)


def part_of_year(reading: Reading) -> Stretch | None:
    """Read `the third quarter of 2020`, `the first half of last year`."""
    which = {"last": -1, "next": 1, "this": 0}.get(reading.group("which"))
    if reading.group("year"):
        number = int(reading.group("year"))
    elif which is not None and reading.published:
        number = reading.published.year + which
    else:
        return None
    size = 3 if reading.group("kind") == "quarter" else 6
    order = ORDINALS[reading.group("order")] or 12 // size
    return calendar.months(number, (order - 1) * size + 1, size) if order * size <= 12 else None


def edge_of_unit(reading: Reading) -> Stretch | None:
    """Read `by the end of the year`, `at the beginning of next month`: told as finely as it is known."""
    if reading.published is None:
        return None
    offset = {"last": -1, "next": 1}.get(reading.group("which"), 0)
    unit, edge = reading.group("unit"), reading.group("edge")
    whole = calendar.around(reading.published, unit, offset)
    if unit == "year" and edge in ("end", "beginning", "start"):
        return calendar.month(whole.first.year, 12 if edge == "end" else 1)
    return whole


def ago(reading: Reading) -> Stretch | None:
    """Read `a month ago`, `26 years ago`, `two and a half years ago`."""
    if reading.published is None:
        return None
    amount = number_of(reading.group("number")) + (0.5 if reading.group("half") else 0)
    return calendar.away(reading.published, _unit(reading), -amount)


def ahead(reading: Reading) -> Stretch | None:
    """Read `in two weeks`, `two weeks from now`, with a verb that looks ahead."""
    if reading.published is None or (reading.tense is not Tense.FUTURE and not reading.group("now")):
        return None
    return calendar.away(
        reading.published, reading.group("unit").replace("centurie", "century"), number_of(reading.group("number"))
    )


def counted(reading: Reading) -> Stretch | None:
    """Read `over the next two years`, `in the last 10 days`, `within a month`."""
    if reading.published is None:
        return None
    which = reading.group("which")
    if which in ("following", "previous"):
        return None  # counted from some day of the story
    amount = number_of(reading.group("number") or "one")
    return _counted(
        reading.published,
        reading.group("unit").replace("centurie", "century"),
        -amount if which in ("last", "past") else amount,
    )


def _counted(published: date, unit: str, amount: float) -> Stretch:
    """Reach from publication so many days, weeks, … back or ahead."""
    other = calendar.away(published, unit, amount)
    now = calendar.day(published)
    return calendar.span(other, now) if amount < 0 else calendar.span(now, other)


def hours(reading: Reading) -> Stretch | None:
    """Read `in the past 24 hours`, `48 hours ago`: whole days."""
    if reading.published is None:
        return None
    days = int(reading.group("hours")) // 24
    if reading.group("ago"):
        return calendar.away(reading.published, "day", -days)
    return _counted(reading.published, "day", days if reading.group("which") in ("next", "coming") else -days)


def lasting(reading: Reading) -> Stretch | None:
    """Read `for 26 years`, of what goes on still: the verb is in the perfect, or there is none (`in power for …`)."""
    if reading.published is None or not reading.perfect:
        return None
    return _counted(
        reading.published, reading.group("unit").replace("centurie", "century"), -number_of(reading.group("number"))
    )


def day_after(reading: Reading) -> Stretch | None:
    """Read `the next day`, `two days later`, `that year`, `the same month`: counted from the last date told."""
    if reading.last is None:
        return None
    words, unit = reading.match.group().lower(), reading.group("unit")
    if unit == "day" and reading.last.grain is not Grain.DAY:
        return None
    if reading.last.grain in (Grain.SPAN, Grain.DECADE, Grain.WEEK):
        return None
    if reading.group("number"):
        amount = number_of(reading.group("number"))
        if unit in ("day", "week") and reading.last.grain is not Grain.DAY:
            return None
        if unit == "month" and reading.last.grain is Grain.YEAR:
            return None
        sign = 1 if words.endswith(("later", "after", "afterwards")) else -1
        return calendar.away(reading.last.first, unit, sign * amount)
    if unit == "month" and reading.last.grain is Grain.YEAR:
        return None
    which = reading.group("which")
    offset = (
        1
        if which in ("next", "following") or words.endswith("after")
        else -1
        if which == "previous" or words.endswith("before")
        else 0
    )
    if unit == "week":
        return None
    return calendar.around(reading.last.first, unit, offset)


def _rule(pattern: str, resolve: Resolve, *, exact: bool = True) -> Rule:
    """Make a rule; names of months and days are written with a capital, other words as the sentence has them."""
    return Rule(re.compile(rf"(?<![\w$€£.])(?<!\d-)(?:{pattern})(?![\w])", 0 if exact else re.IGNORECASE), resolve)


WHICH = r"(?P<which>last|this|next|past|previous|coming)"
RULES = (
    # Months and days with their year
    _rule(rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}", full_day),
    _rule(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{DAY}\s*(?:[-–—]|to|and|"
    rf"through)\s*(?:(?P<month2>[A-Z][a-z]+)\s+)?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?,?\s+{YEAR}", day_range),
    _rule(rf"{DAY}\s*(?:[-–—]|to|and)\s*(?P<to>[0-3]?\d)(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}", day_range),
    _rule(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{DAY},?\s+{YEAR}", full_day),
    _rule(rf"{YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)", full_day),
    _rule(rf"(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{YEAR}", full_day),
    _rule(rf"(?:(?P<part>(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)|(?:the\s+)?(?:end|beginning|start|"
    rf"middle)\s+of\s+)?{MONTH},?\s+(?:of\s+)?{YEAR}", month_and_year),
    _rule(rf"{MONTH}\s+(?:of\s+)?(?P<which>last|this|next)\s+year", month_and_year),
    _rule(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{DAY},?\s+(?:of\s+)?(?P<which>last|this|next)\s+year", full_day),
    # Days without a year
    _rule(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}\s*(?:[-–—]|to|"
    rf"through)\s*(?:(?P<month2>[A-Z][a-z]+)\s+)?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?", day_of_month),
    _rule(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{DAY}", day_of_month),
    _rule(rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY}(?:\s+of)?\s+{MONTH}", day_of_month),
    # Years
    _rule(rf"(?:[Ff]rom\s+)?{YEAR}\s*(?:[-–—/]|\bto\b|\buntil\b)\s*(?P<until>(?:1[5-9]|20)\d\d)", years),
    _rule(rf"[Bb]etween\s+{YEAR}\s+and\s+(?P<until>(?:1[5-9]|20)\d\d)", years),
    _rule(rf"{YEAR}\s*[-–/]\s*(?P<until>\d\d)", years),
    _rule(r"(?:[Tt]he\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s", decade),
    _rule(rf"the\s+(?:(?:early|late|mid)[\s-]+)?(?P<decade>{'|'.join(DECADES)})", named_decade, exact=False),
    _rule(r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<century>\d\d)(?:th|st)[\s-]+century", century, exact=False),
    _rule(rf"(?:the\s+)?(?P<order>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?P<kind>quarter|"
    rf"half)\s+of\s+(?:the\s+year\s+)?(?:{YEAR}|(?P<which>last|this|next)\s+year)", part_of_year, exact=False),
    _rule(rf"(?:in\s+)?(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<season>spring|summer|autumn|fall|"
    rf"winter)\s+(?:of\s+)?{YEAR}", season, exact=False),
    _rule(r"(?P<which>last|this|next|past)\s+(?P<season>spring|summer|autumn|fall|winter)", season, exact=False),
    # Days of the week
    _rule(rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)\s+)?(?:(?:[Ll]ate|"
    rf"[Ee]arly)\s+(?:on\s+)?)?{WEEKDAY}{DAYTIME}(?:\s+(?:of\s+)?(?P<week>last|next)\s+week)?", weekday),
    # Near days and units
    _rule(r"(?:the\s+day\s+before\s+|earlier\s+|late\s+|early\s+)?yesterday(?:\s+(?:morning|afternoon|evening|"
    r"night))?", near_day, exact=False),
    _rule(r"(?:the\s+day\s+after\s+)?tomorrow(?:\s+(?:morning|afternoon|evening|night))?", near_day, exact=False),
    _rule(r"(?:(?:earlier|later|early|late)\s+)?(?:today|tonight|this\s+(?:morning|afternoon|evening)|"
    r"last\s+night)(?!['’]s\s+(?:world|society|youth))", near_day, exact=False),
    _rule(r"(?:by\s+|at\s+|before\s+)?(?:the\s+)?(?P<edge>end|beginning|start|middle)\s+of\s+(?:(?P<which>this|"
    r"next|last)|the)\s+(?P<unit>week|month|year)", edge_of_unit, exact=False),
    _rule(rf"(?P<over>this\s+(?=past)|(?:over|in|during|within|for|throughout)\s+the\s+){WHICH}\s+(?P<unit>day|week|month|year|"
    rf"decade|century)(?!\s+of)", unit_near, exact=False),
    _rule(rf"(?:over|in|during|within|for|throughout)\s+the\s+(?P<which>last|next|past|coming|previous|"
    rf"following)\s+{NUMBER}\s+{UNIT}", counted, exact=False),
    _rule(rf"(?:the\s+)?(?P<which>last|next|past|coming)\s+{NUMBER}\s+{UNIT}", counted, exact=False),
    _rule(r"(?:(?:earlier|later|early|late)\s+)?(?P<which>last|this|next)\s+(?P<unit>week|month|year|decade|"
    r"century)", unit_near, exact=False),
    _rule(r"this\s+(?P<unit>year)s(?=\s+[a-z])", unit_near, exact=False),  # an apostrophe forgotten
    _rule(r"(?:(?P<which>last|this|next|coming)\s+|(?:at|over|on)\s+the\s+)weekend", weekend, exact=False),
    _rule(rf"{ABOUT}\[?{NUMBER}\]?(?P<half>\s+and\s+a\s+half)?\s+{UNIT}\s+ago", ago, exact=False),
    _rule(rf"{ABOUT}{NUMBER}\s+{UNIT}\s+(?P<now>from\s+(?:now|today))", ahead, exact=False),
    _rule(rf"in\s+{ABOUT}{NUMBER}\s+{UNIT}(?:['’]\s+time)?", ahead, exact=False),
    _rule(rf"for\s+(?:the\s+(?P<which>last|past)\s+)?{ABOUT}{NUMBER}\s+{UNIT}", lasting, exact=False),
    _rule(rf"(?:over|in|during|within|for)\s+the\s+{WHICH}\s+(?P<hours>24|48|72)\s+hours", hours, exact=False),
    _rule(rf"{ABOUT}(?P<hours>24|48|72)\s+hours\s+(?P<ago>ago)", hours, exact=False),
    # Counted from the last date told
    _rule(r"(?:on\s+|in\s+)?(?:the\s+)?(?P<which>next|following|previous|same)\s+(?P<unit>day|month|year)",
    day_after, exact=False),
    _rule(r"(?:on\s+|in\s+)?that\s+(?:same\s+)?(?P<unit>day|month|year)", day_after, exact=False),
    _rule(rf"{NUMBER}\s+{UNIT}\s+(?:later|afterwards|earlier)", day_after, exact=False),
    _rule(r"(?P<which>the)\s+(?P<unit>day)\s+(?:after|before)(?=[.,;])", day_after, exact=False),
)  # fmt: skip

IN_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Bb]etween|[Oo]f|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]or|"
    rf"and|to|"
    rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)|[Ee]arly|[Ll]ate|[Mm]id)[\s-]+(?P<at>(?:early[\s-]+|late[\s-]+|"
    rf"mid[\s-]+)?{MONTH})(?![\w])(?!\s+[A-Z0-9])"
)
MONTH_OWNS = re.compile(rf"(?<![\w])(?P<at>{MONTH})['’]s\s+[a-z]")
IN_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Oo]f|[Tt]hrough|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]he|[Aa]|"
    rf"and|to|as of|back to|[Ee]arly|[Ll]ate|[Mm]id|year|"
    rf"their|its|his|her|or|around|circa|c\.)[\s-]+(?P<at>{YEAR})(?![\w%]|[.,]\d|-\w|\s*(?:km|kg|mm|m|ft|USD|"
    rf"dollars|euros|people|troops|"
    rf"soldiers|years?|men|women|children|miles|square|metres|meters|hectares|acres|votes|seats|points|hours|days|times|BC)\b)"
)
BRACKETED_YEAR = re.compile(rf"\((?:[a-z. ]{{0,12}})(?P<at>{YEAR})\)")
COMMA_YEAR = re.compile(rf"(?<!\d),\s+(?P<at>{YEAR})(?=[,.;)])")
FOR_ALONE = (
    Rule(IN_MONTH, month_alone),
    Rule(MONTH_OWNS, month_alone),
    Rule(IN_YEAR, year_alone),
    Rule(BRACKETED_YEAR, year_alone),
    Rule(COMMA_YEAR, year_alone),
)
"""What is a date only beside certain words, which are no part of it."""
