"""Dates, money, numbers by rule, on docs made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

import kg.language.quantities  # noqa: F401
from kg.language.tokenizer import tokenizer

NLP = spacy.blank("en")
NLP.tokenizer = tokenizer(NLP)
NLP.add_pipe("sentencizer")
NLP.add_pipe("kg_quantities")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("$1.5 billion/Money", "They lent $1.5 billion to them."),
        ("20 million euros/Money", "They lent 20 million euros to them."),
        ("hundreds of millions of dollars/Money", "It cost hundreds of millions of dollars in all."),
        ("£500,000/Money", "He paid £500,000 for it."),
        ("3.5 per cent/Percent", "It fell 3.5 per cent at once."),
        ("12%/Percent", "It fell by 12% at once."),
        ("14 September 2020/Date", "They met on 14 September 2020 in town."),
        ("Sept. 11, 2001/Date", "It began on Sept. 11, 2001 in town."),
        ("May 2014/Date", "They voted in May 2014 for it."),
        ("Monday night/Date", "They met on Monday night in town."),
        ("last week/Date", "They met last week in town."),
        ("three years ago/Date", "They met three years ago in town."),
        ("the 1990s/Date", "They met in the 1990s in town."),
        ("2014/Date", "They met in 2014 in town."),
        ("late February/Date", "They met in late February in town."),
        ("2020-09-14/Date", "It says 2020-09-14 there."),
        ("today/Date", "They met today in town."),
        ("10:30 a.m. GMT/Time", "It came at 10:30 a.m. GMT exactly."),
        ("24 hours/Time", "It came within 24 hours of that."),
        ("40 kilometres/Quantity", "They moved 40 kilometres north."),
        ("300 square miles/Quantity", "They hold 300 square miles there."),
        ("2 million tonnes/Quantity", "They sent 2 million tonnes there."),
        ("first/Ordinal", "It was the first visit."),
        ("21st/Ordinal", "It was the 21st visit."),
        ("12,000/Cardinal", "They sent 12,000 soldiers."),
        ("one million/Cardinal", "They sent one million people."),
        ("twenty-five/Cardinal", "They lost twenty-five soldiers."),
        ("2,000/Cardinal", "They sent 2,000 soldiers."),
        ("", "They may march there."),
        ("", "Nothing was said of it."),
    ],
)
def test_rules(expected: str, text: str) -> None:
    """One expression in one sentence."""
    assert expected == ", ".join(f"{ent.text}/{ent.label_}" for ent in NLP(text).ents)


def test_names_are_left_alone() -> None:
    """A number inside a name is not a number, and the name stays."""
    doc = NLP.make_doc("The 21st Army met on Monday.")
    doc.set_ents([Span(doc, 1, 3, label="Organization")])

    for _, component in NLP.pipeline:
        doc = component(doc)

    assert [("21st Army", "Organization"), ("Monday", "Date")] == [(ent.text, ent.label_) for ent in doc.ents]


def test_an_empty_doc_passes() -> None:
    """No words, no entities."""
    assert () == NLP("").ents


@pytest.mark.parametrize("text", ["of", "$", "the", "a few", "early", "1", "one -", "- 5", "hundred and", "last"])
def test_fragments_pass(text: str) -> None:
    """Rules look ahead; the end of the sentence must not trip them."""
    assert text == NLP(text).text


def test_the_pronoun_one_is_no_number() -> None:
    """`one said` counts nobody."""
    doc = Doc(NLP.vocab, words=["One", "said", "so"], pos=["PRON", "VERB", "ADV"], sent_starts=[True, False, False])

    assert () == NLP.get_pipe("kg_quantities")(doc).ents
