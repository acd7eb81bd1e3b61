"""Who speaks in a quotation, so that *I* and *we* can be understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.extract.nouns import words
from kg.extract.turns import turns
from kg.model import Article

SPEECH = words(
    """
    say tell add note state declare announce explain write claim argue insist stress emphasize emphasise warn affirm
    reply respond answer ask comment remark observe conclude continue recall report tweet post complain confirm deny
    admit acknowledge agree suggest think believe quote cite repeat reiterate promise vow pledge demand urge call
    exclaim shout describe point criticize criticise condemn thank praise
    """
)
"""Verbs whose subject utters what stands in quotation marks beside them."""

OPENING, CLOSING = frozenset("“„«"), frozenset("”»")
STRAIGHT = '"'
LONGEST_QUOTE = 400  # tokens; a mark that finds no partner within them is a slip of the pen
_BORROWS_SUBJECT = frozenset({"advcl", "xcomp", "conj", "acl", "ccomp", "parataxis"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and the word that stands for whoever speaks it."""

    start: int  # tokens, the marks included
    end: int
    speaker: int | None  # index of a token


def quotes(doc: Doc, article: Article) -> list[Quote]:
    """Find the quotations of `doc` in the order of the text, with their speakers where the text tells them.

    A quotation that is a paragraph by itself and has no verb of saying beside it goes on in the voice of the one
    before it; so `Putin said the following:` reaches over as many paragraphs as it should.
    """
    found: list[Quote] = []
    for start, end in _spans(doc, _paragraph_starts(doc, article)):
        speaker = _speaker(doc, start, end)
        if speaker is None and found and _follows(doc, found[-1].end, start):
            speaker = found[-1].speaker
        found.append(Quote(start, end, speaker))
    return _with_turns(doc, found)


def _with_turns(doc: Doc, found: list[Quote]) -> list[Quote]:
    """Add the turns of a transcript, where they hold no quotation."""
    result = list(found)
    starts = [token.idx for token in doc]
    for turn in turns(doc.text):
        speaker = None if turn.nameless else bisect_left(starts, turn.label[1]) - 1
        at, end = bisect_left(starts, turn.start), bisect_left(starts, turn.end)
        for quote in [quote for quote in found if at <= quote.start < end]:
            result.append(Quote(at, quote.start, speaker))
            at = quote.end
        result.append(Quote(at, end, speaker))
    return sorted((quote for quote in result if quote.start < quote.end), key=lambda quote: quote.start)


def quote_of(quotes: Sequence[Quote], index: int) -> Quote | None:
    """Give the quotation in which a token stands."""
    low, high = 0, len(quotes)
    while low < high:
        middle = (low + high) // 2
        if quotes[middle].end <= index:
            low = middle + 1
        else:
            high = middle
    return quotes[low] if low < len(quotes) and quotes[low].start <= index else None


def _paragraph_starts(doc: Doc, article: Article) -> set[int]:
    """Give the first tokens of the paragraphs."""
    edges = iter(sorted(block.start for block in article.blocks))
    edge = next(edges, None)
    starts = set()
    for token in doc:
        while edge is not None and token.idx >= edge:
            starts.add(token.i)
            edge = next(edges, None)
        if token.i and "\n\n" in doc[token.i - 1].text_with_ws:
            starts.add(token.i)
    return starts


def _spans(doc: Doc, paragraphs: set[int]) -> list[tuple[int, int]]:
    """Give the quotations as token spans, marks included; one that stays open ends with its paragraph."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    paragraph = 0
    for token in doc:
        if token.i in paragraphs:
            paragraph = token.i
        if opened is not None and token.i in paragraphs:
            spans.append((opened, token.i))
            opened = None
        text = token.text
        if opened is None and (text in OPENING or text in (STRAIGHT, "``")):
            opened = token.i
        elif opened is not None and (text in CLOSING or text in (STRAIGHT, "''")):
            spans.append((opened, token.i + 1))
            opened = None
        elif opened is None and text == "”" and not (spans and spans[-1][1] > paragraph):
            spans.append((paragraph, token.i + 1))  # a paragraph of a long quotation that lacks its opening mark
        elif opened is not None and token.i - opened > LONGEST_QUOTE:
            opened = None
    return spans


def _follows(doc: Doc, end: int, start: int) -> bool:
    """Tell whether nothing but marks and blanks lies between one quotation and the next, which opens a sentence."""
    between = doc[end:start]
    return not any(token.is_alpha for token in between)


def _speaker(doc: Doc, start: int, end: int) -> int | None:
    """Find who speaks a quotation: the subject of the nearest verb of saying around it."""
    first, last = doc[start].sent, doc[min(end, len(doc)) - 1].sent
    best: tuple[int, int] | None = None
    for index in (*range(first.start, start), *range(end, last.end)):
        token = doc[index]
        subject = subject_of(token) if token.lemma_.lower() in SPEECH and token.pos_ == "VERB" else None
        if subject is None or start <= subject.i < end:
            continue
        distance = start - index if index < start else index - end
        if best is None or distance < best[0]:
            best = distance, subject.i
    if best is None:
        best = _according(doc, (*range(first.start, start), *range(end, last.end)))
    before = first.start - 1
    while before > 0 and doc[before].is_space:
        before -= 1
    if best is None and before >= 0 and doc[before].text == ":":
        best = _last_said(doc[before].sent)
    if best is None and end < len(doc) and end >= last.end - 1:
        best = _next_said(doc, end)
    return best[1] if best else None


def _next_said(doc: Doc, end: int) -> tuple[int, int] | None:
    """Find the speaker in `he said`, where that was cut off as a sentence of its own after the quotation."""
    window = doc[end : min(end + 6, len(doc))]
    for token in window:
        if token.lemma_.lower() in SPEECH and token.pos_ == "VERB" and token.dep_ == "ROOT" and token.i - end < 4:
            subject = subject_of(token)
            if subject is not None and subject.i >= end:
                return 0, subject.i
    return None


def _last_said(sent: Span) -> tuple[int, int] | None:
    """Find the speaker in the last verb of saying of a sentence that ends in a colon."""
    for token in reversed(list(sent)):
        if token.lemma_.lower() in SPEECH and token.pos_ == "VERB":
            subject = subject_of(token)
            if subject is not None:
                return 0, subject.i
    return None


def _according(doc: Doc, indices: Sequence[int]) -> tuple[int, int] | None:
    """Find the speaker in `according to the minister`."""
    for index in indices:
        token = doc[index]
        if token.lower_ == "according" and token.dep_ == "case":
            return 0, token.head.i
    return None


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb, borrowed from the clause above where it has none (`…, adding:`)."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubj:pass"):
                return child
        if verb.dep_ not in _BORROWS_SUBJECT or verb.head is verb:
            return None
        if verb.dep_ == "acl":
            return verb.head
        verb = verb.head
    return None
