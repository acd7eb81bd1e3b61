"""From propositions with mentions, attributions and times to statements."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.assemble import Reader, things
from kg.model import (
    Argument,
    Article,
    Attribution,
    Entity,
    EntityType,
    Mention,
    MentionKind,
    Modality,
    Phrase,
    Polarity,
    Proposition,
    Relation,
    Run,
    Statement,
    TimeExpression,
)

ANNA = Entity("Anna_Berg", "Anna Berg", EntityType.PERSON, wikidata="Q1")
BORIA = Entity("Boria", "Boria", EntityType.COUNTRY)
CARL = Entity("Carl_Dorn", "Carl Dorn", EntityType.PERSON)
KNOWN = {entity.id: entity for entity in (ANNA, BORIA, CARL)}
WORDS = ["She", "lent", "Boria", "$", "2", "billion", "on", "Monday", ",", "Dorn", "said", "."]
SPACES = [True, True, True, False, True, True, True, False, True, True, False, False]
LENDS = Relation("grantsLoan", "grants loan", "aids")


def _doc() -> Doc:
    pos = ["PRON", "VERB", "PROPN", "SYM", "NUM", "NUM", "ADP", "PROPN", "PUNCT", "PROPN", "VERB", "PUNCT"]
    return Doc(Vocab(), words=WORDS, spaces=SPACES, pos=pos)


def _phrase(doc: Doc, first: int, last: int, head: int) -> Phrase:
    span = doc[first : last + 1]
    return Phrase(span.text, ((span.start_char, span.end_char),), head)


def _mention(doc: Doc, index: int, entity: str | None, kind: MentionKind, members: tuple[str, ...] = ()) -> Mention:
    token = doc[index]
    end = token.idx + len(token)
    return Mention(token.idx, end, token.text, kind, EntityType.PERSON, index, entity, members=members)


def _read(
    *,
    found: Sequence[Mention] | None = None,
    article: Article | None = None,
    negates: bool = False,
    commits: bool = True,
    subject: tuple[int, int, int] = (0, 0, 0),
    relation: Relation = LENDS,
) -> list[Statement]:
    doc = _doc()
    mentions = found if found is not None else [
        _mention(doc, 0, "Anna_Berg", MentionKind.PRONOUN),
        _mention(doc, 2, "Boria", MentionKind.NAME),
        _mention(doc, 9, "Carl_Dorn", MentionKind.NAME),
    ]  # fmt: skip
    claim = Attribution(_phrase(doc, 9, 9, 9), _phrase(doc, 10, 10, 10), ((0, doc[8].idx),), commits, negates)
    said = Proposition(
        sentence=(0, len(doc.text)),
        subject=_phrase(doc, *subject),
        predicate=_phrase(doc, 1, 1, 1),
        object=_phrase(doc, 2, 2, 2),
        relation=relation,
        state=relation is not LENDS,
        construct="active",
        arguments=(Argument("amount", _phrase(doc, 3, 5, 5)), Argument("time", _phrase(doc, 7, 7, 7), "on")),
        confidence=0.81234,
    )
    reader = Reader(
        article=article or Article.plain("a1", doc.text),
        doc=doc,
        mentions=mentions,
        entities=KNOWN,
        attributions=[claim],
        times=[TimeExpression(doc[7].idx, doc[8].idx, "Monday", "2020-09-14")],
        chain=lambda claims, place: tuple(claims) if place < claims[0].scope[0][1] else (),
        date_of=lambda times, _: (times[0].value, times[0].basis),
    )
    return list(reader.statements([said]))


def test_parts_are_resolved_and_keep_their_words() -> None:
    """Subject, object and claimant mean entities; words, amount and time stand beside them."""
    (said,) = _read()

    assert ("She", "Anna_Berg", "Anna Berg") == (said.subject.passage.text, said.subject.entity, said.subject.label)
    assert ("Boria", "Boria") == (said.object.passage.text, said.object.entity)
    assert ["Carl_Dorn"] == [claimant.entity for claimant in said.attributed_to]
    assert [("amount", "2000000000 USD"), ("time", "2020-09-14")] == [(a.role, a.value) for a in said.arguments]
    assert said.event is not None
    assert ("2020-09-14", "text") == (said.event.date, said.event.date_basis)
    assert 0.812 == said.confidence


def test_offsets_count_in_the_source() -> None:
    """Passages are cut out of the source, markup included, and their offsets hold there."""
    text = _doc().text
    source = "# x\n**She** lent " + text[9:]
    runs = (Run(0, 6, 3), Run(3, 11, len(text) - 3))

    (said,) = _read(article=Article(id="a1", source=source, text=text, runs=runs))

    for passage in (said.sentence, said.subject.passage, said.relation_passage, said.object.passage):
        assert source[passage.start : passage.end] == passage.text
    assert (6, "She") == (said.subject.passage.start, said.subject.passage.text)


def test_denial_turns_the_polarity() -> None:
    """What a claimant denies is negative and stays the claimant's."""
    (said,) = _read(negates=True)

    assert Polarity.NEGATIVE is said.polarity


def test_doubt_leaves_it_possible() -> None:
    """What a claimant only asks or doubts is not asserted."""
    (said,) = _read(commits=False)

    assert Modality.POSSIBLE is said.modality


def test_open_pronoun_says_nothing() -> None:
    """A pronoun that nobody could resolve makes no statement."""
    doc = _doc()

    assert [] == _read(found=[_mention(doc, 0, None, MentionKind.PRONOUN), _mention(doc, 2, "Boria", MentionKind.NAME)])


@pytest.mark.parametrize("speaks_for", ["Carl_Dorn", "Boria"])
def test_what_is_done_to_us_is_not_done_to_the_speaker_alone(monkeypatch: pytest.MonkeyPatch, speaks_for: str) -> None:
    """*Us* in the words of a person stays open; in those of a country it is the country."""
    monkeypatch.setattr(sys.modules[__name__], "WORDS", [*WORDS[:2], "us", *WORDS[3:]])
    doc = _doc()
    us = replace(_mention(doc, 2, speaks_for, MentionKind.PRONOUN), inferred="speaker")

    found = _read(found=[_mention(doc, 0, "Anna_Berg", MentionKind.PRONOUN), us])

    assert (["Boria"] if speaks_for == "Boria" else []) == [said.object.entity for said in found]


def test_plural_means_its_members() -> None:
    """`They`, known to be two people, makes two statements."""
    doc = _doc()
    they = _mention(doc, 0, None, MentionKind.PRONOUN, members=("Anna_Berg", "Carl_Dorn"))

    found = _read(found=[they, _mention(doc, 2, "Boria", MentionKind.NAME)])

    assert ["Anna_Berg", "Carl_Dorn"] == [said.subject.entity for said in found]
    assert len({said.id for said in found}) == 2


def test_nothing_relates_to_itself() -> None:
    """An edge from a thing to itself shows nothing and is left out."""
    doc = _doc()

    assert [] == _read(
        found=[_mention(doc, 0, "Boria", MentionKind.PRONOUN), _mention(doc, 2, "Boria", MentionKind.NAME)]
    )
    assert [] == _read(found=[], subject=(2, 2, 2))  # alike in words, though nobody knows what they mean


def test_described_subject_gets_a_node_of_its_own() -> None:
    """A subject that nothing resolves is a thing of this article alone, with its words as label."""
    doc = _doc()

    one = _read(found=[_mention(doc, 2, "Boria", MentionKind.NAME)], subject=(3, 5, 5))
    other = _read(
        found=[_mention(doc, 2, "Boria", MentionKind.NAME)], subject=(3, 5, 5), article=Article.plain("a2", doc.text)
    )

    assert ["$2 billion"] == [entity.label for entity in things(one, KNOWN).values()]
    assert one[0].subject.entity != other[0].subject.entity


@pytest.mark.parametrize(
    ("office", "holder", "expected"),
    [("labour minister", "Carl_Dorn", 0), ("labour minister", "Boria", 1), ("aide", "Carl_Dorn", 1)],
)
def test_offices_of_state_are_held_of_no_person(office: str, holder: str, expected: int) -> None:
    """`Dorn's labour minister` is not minister of Dorn; an aide is somebody's, and a minister a country's."""
    doc = _doc()
    of = [_mention(doc, 0, "Anna_Berg", MentionKind.PRONOUN), _mention(doc, 2, holder, MentionKind.NAME)]

    said = _read(found=of, relation=Relation("isOf", f"is {office} of", "holdsOffice"))

    assert expected == len(said)
