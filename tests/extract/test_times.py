"""Expressions of time: found, and resolved as their clause and the day of publication have it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.times import date_of, times
from kg.extract.times.tense import Tense, tense_of
from kg.model import TimeExpression

NLP = spacy.blank("en")
MONDAY = "2020-09-14"


def clause(text: str, verb: str, tag: str, *helpers: tuple[str, str]) -> Doc:
    """Build the Doc of one clause: every word hangs on the verb, helpers as its auxiliaries."""
    doc = NLP(text)
    head = next(token.i for token in doc if token.text == verb)
    known = dict(helpers)
    words = [token.text for token in doc]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        heads=[head] * len(doc),
        deps=["ROOT" if index == head else "aux" if word in known else "obl" for index, word in enumerate(words)],
        tags=[tag if index == head else known.get(word, "NN") for index, word in enumerate(words)],
        pos=["VERB" if index == head else "AUX" if word in known else "NOUN" for index, word in enumerate(words)],
        lemmas=[word.lower() for word in words],
    )


def past(text: str) -> Doc:
    """Build the Doc of a clause in the past: *met*."""
    return clause(text, "met", "VBD")


def future(text: str) -> Doc:
    """Build the Doc of a clause in the future: *will meet*."""
    return clause(text, "meet", "VB", ("will", "MD"))


PAST = {
    "full date": ("2020-09-09", "September 9, 2020", "They met on September 9, 2020."),
    "British date": ("2020-09-09", "9 September 2020", "They met on 9 September 2020."),
    "ISO date": ("2020-09-09", "2020-09-09", "They met on 2020-09-09."),
    "weekday and date": ("2020-09-09", "Wednesday, Sept. 9", "They met on Wednesday, Sept. 9."),
    "day without a year": ("2020-08-09", "Aug. 9", "They met after the Aug. 9 polls."),
    "day of last autumn": ("2019-11-20", "November 20", "They met on November 20."),
    "days": ("2020-09-01/2020-09-03", "September 1-3", "They met on September 1-3."),
    "month and year": ("2019-08", "August 2019", "They met in August 2019."),
    "month of last year": ("2019-08", "August last year", "They met in August last year."),
    "month": ("2020-05", "May", "They met in May."),
    "month still to come this year": ("2019-11", "November", "They met in November."),
    "year": ("2014", "2014", "They met in 2014."),
    "years": ("2010/2015", "from 2010 to 2015", "They met each month from 2010 to 2015."),
    "decade": ("1990/1999", "the 1990s", "They met in the 1990s."),
    "number set in by an editor": ("2010", "[Ten] years ago", "They met “[Ten] years ago.”"),
    "apostrophe forgotten": ("2020", "this years", "They met at this years festival."),
    "decade in words": ("1960/1969", "the sixties", "They met in the sixties."),
    "early decade in words": ("1980/1989", "the early eighties", "They met in the early eighties."),
    "weekday is today": ("2020-09-14", "Monday", "They met on Monday."),
    "weekday": ("2020-09-11", "Friday", "They met on Friday."),
    "weekday evening": ("2020-09-11", "Friday evening", "They met late at home Friday evening."),
    "last weekday": ("2020-09-07", "last Monday", "They met last Monday."),
    "weekday last week": ("2020-09-09", "Wednesday last week", "They met on Wednesday last week."),
    "yesterday": ("2020-09-13", "yesterday", "They met yesterday."),
    "before yesterday": ("2020-09-12", "the day before yesterday", "They met the day before yesterday."),
    "last week": ("2020-09-07/2020-09-13", "last week", "They met last week."),
    "last month": ("2020-08", "last month", "They met last month."),
    "earlier this year": ("2020", "earlier this year", "They met earlier this year."),
    "past days": ("2020-09-04/2020-09-14", "in the past 10 days", "They met in the past 10 days."),
    "a month ago": ("2020-08", "A month ago", "A month ago they met."),
    "years ago": ("1994", "26 years ago", "They met 26 years ago."),
    "three weeks ago": ("2020-08-24", "three weeks ago", "They met three weeks ago."),
    "since a year": ("1994/2020-09-14", "since 1994", "They met since 1994."),
    "since a day": ("2020-08-09/2020-09-14", "since August 9", "They met since August 9."),
    "a day after a day": ("2020-09-12", "a day after Friday", "They met a day after Friday."),
    "quarter": ("2020-04/2020-06", "the second quarter of 2020", "They met in the second quarter of 2020."),
    "summer": ("2019-06/2019-08", "the summer of 2019", "They met the summer of 2019."),
    "end of a month": ("2020-08", "by the end of last month", "They met, by the end of last month."),
}  # fmt: skip


@pytest.mark.parametrize(("value", "words", "text"), PAST.values(), ids=PAST.keys())
def test_in_the_past(value: str, words: str, text: str) -> None:
    """Each expression is found with its words and comes to its date, looking back from a Monday."""
    found = [
        (item.value, item.text.removeprefix("before ").removeprefix("in the summer"))
        for item in times(past(text), MONDAY)
    ]

    assert [(value, words)] == found


FUTURE = {
    "weekday": ("2020-09-18", "They will meet on Friday."),
    "weekday is today": ("2020-09-14", "They will meet on Monday."),
    "day without a year": ("2020-11-20", "They will meet on November 20."),
    "day of next year": ("2021-02-01", "They will meet on Feb. 1."),
    "month": ("2021-05", "They will meet in May."),
    "tomorrow": ("2020-09-15", "They will meet tomorrow."),
    "in weeks": ("2020-09-28", "They will meet in two weeks."),
    "next year": ("2021", "They will meet next year."),
    "over the next year": ("2020-09-14/2021", "They will meet over the next year."),
    "a date just past keeps its year": ("2020-08-09", "They will meet about the Aug. 9 polls."),
}


@pytest.mark.parametrize(("value", "text"), FUTURE.values(), ids=FUTURE.keys())
def test_in_the_future(value: str, text: str) -> None:
    """The same words look ahead beside a verb that does."""
    assert [value] == [item.value for item in times(future(text), MONDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "They met recently.",
        "They met for several days.",
        "They met every Monday.",
        "They met on Bloody Sunday.",
        "They met 2000 soldiers.",
        "They met in two weeks.",
        "They met the Sunday Times.",
        "They met at 10 a.m.",
        "They met in the last five months of her life.",
        "They may march; they met.",
        "They met on February 30, 2020.",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    """What comes to no date, recurs, or is a name, is left out."""
    assert [] == times(past(text), MONDAY)


def test_without_a_day_of_publication() -> None:
    """Only what is told in full resolves."""
    doc = past("On Monday, a month ago and on Aug. 9 they met, as on September 9, 2020, and in 2014.")

    assert ["2020-09-09", "2014"] == [item.value for item in times(doc, None)]


def test_going_on_from_a_date_of_the_story() -> None:
    """A day without a year stays in the year told just before; *the next day* follows on it."""
    doc = past("They met in May 2006. On 10 May they fled, and the next day they met.")

    assert ["2006-05", "2006-05-10", "2006-05-11"] == [item.value for item in times(doc, MONDAY)]


def test_for_years_of_what_goes_on() -> None:
    """*For 26 years* ends today where the verb is in the perfect, and has no date where it is not."""
    perfect = clause("He has ruled for 26 years.", "ruled", "VBN", ("has", "VBZ"))

    assert ["1994/2020-09-14"] == [item.value for item in times(perfect, MONDAY)]
    assert [] == times(clause("He ruled for 26 years.", "ruled", "VBD"), MONDAY)


def test_days_after_the_election() -> None:
    """The day of the election is known from the text."""
    doc = past("They met before the Aug. 9 election, and in the days after the election they met again.")

    assert ["2020-08-09", "2020-08-10/2020-08-16"] == [item.value for item in times(doc, MONDAY)]


@pytest.mark.parametrize(
    ("expected", "verb", "tag", "helpers"),
    [
        (Tense.PAST, "met", "VBD", ()),
        (Tense.FUTURE, "meet", "VB", (("will", "MD"),)),
        (Tense.FUTURE, "meeting", "VBG", (("is", "VBZ"),)),
        (Tense.PAST, "meeting", "VBG", (("was", "VBD"),)),
        (Tense.PAST, "met", "VBN", (("has", "VBZ"),)),
        (Tense.PAST, "met", "VBN", (("would", "MD"), ("have", "VB"))),
        (Tense.PRESENT, "knows", "VBZ", ()),
    ],
    ids=["past", "future", "is meeting", "was meeting", "perfect", "would have", "present"],
)
def test_tense(expected: Tense, verb: str, tag: str, helpers: tuple[tuple[str, str], ...]) -> None:
    """The tense of a clause shows in its verb and auxiliaries."""
    text = " ".join(["They", *(word for word, _ in helpers), verb, "."])

    assert expected is tense_of(next(token for token in clause(text, verb, tag, *helpers) if token.text == verb))


def test_date_of() -> None:
    """Days win over longer stretches, the tense decides between dates, and publication stands in for none."""
    found = [
        TimeExpression(0, 4, "2014", "2014"),
        TimeExpression(10, 16, "Monday", "2020-09-14"),
        TimeExpression(20, 26, "Friday", "2020-09-18"),
    ]

    assert ("2020-09-14", "text") == date_of(found, [(0, 30)], MONDAY, "past")
    assert ("2020-09-18", "text") == date_of(found, [(18, 30)], MONDAY, "future")
    assert ("2014", "text") == date_of(found, [(0, 5)], MONDAY, "past")
    assert (MONDAY, "publication") == date_of(found, [(40, 50)], MONDAY, "past")
    assert (None, "publication") == date_of([], [(0, 9)], None, "past")


def test_a_year_goes_on_through_the_days_of_a_story() -> None:
    """Each day lends its year to the next one, also where the article has no date."""
    text = "They met in May 2006. They met on 10 May. They met on May 12."
    assert [item.value for item in times(past(text), None)] == ["2006-05", "2006-05-10", "2006-05-12"]


def test_an_age_is_no_decade() -> None:
    """*In his sixties* tells of an age."""
    assert times(past("They met in his sixties."), MONDAY) == []
