"""UD English GUM as spaCy Docs with its entities, for training and measuring coreference.

Reads the CoNLL-U files with `Entity=` in MISC (GUM, CC BY for the genres used); the names stand in `doc.ents`, as the
English pipeline would give them.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

LABELS = {"person": "Person", "place": "Place", "organization": "Organization", "event": "Event"}
"""GUM's types of names → labels of `doc.ents`."""

SCOPE = frozenset({"person", "place", "organization"})
"""GUM's types for what gets measured: persons, countries, places, organisations."""

_ENTITY = re.compile(r"\([^()]*\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention as GUM marks it."""

    start: int  # tokens, end exclusive
    end: int
    head: int
    group: str  # number of the coreference group in its document
    type: str
    link: str  # coref, ana, appos, pred, sgl, …


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of GUM."""

    id: str
    genre: str
    doc: Doc
    mentions: tuple[GoldMention, ...]


def read_documents(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a gzipped CoNLL-U file of GUM."""
    vocab = English().vocab
    id, sentences, rows, free = "", [], [], ()
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        if line.startswith("# newdoc"):
            if sentences:
                yield _document(vocab, id, sentences)
            id, sentences = line.split("=")[-1].strip(), []
        elif not line:
            if rows:
                sentences.append(rows)
            rows, free = [], ()
        elif not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                free = (first, last, "SpaceAfter=No" not in cells[9])
            elif "." not in cells[0]:
                number = int(cells[0])
                space = "SpaceAfter=No" not in cells[9]
                if free and free[0] <= number <= free[1]:
                    space = free[2] if number == free[1] else False
                rows.append((*cells, space))
    if sentences:
        yield _document(vocab, id, sentences)


def _document(vocab: Vocab, id: str, sentences: list[list[tuple]]) -> GoldDocument:
    """Make a document of its sentences."""
    rows, heads, starts = [], [], []
    for sentence in sentences:
        offset = len(rows)
        for place, row in enumerate(sentence):
            heads.append(offset + (place if row[6] == "0" else int(row[6]) - 1))
            starts.append(place == 0)
            rows.append(row)
    doc = Doc(
        vocab,
        words=[row[1] for row in rows],
        spaces=[row[10] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        tags=[row[4] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=heads,
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
        sent_starts=starts,
    )
    mentions = tuple(_mentions(doc, [row[9] for row in rows]))
    doc.ents = filter_spans(list(_names(doc, mentions)))
    return GoldDocument(id, id.split("_")[1], doc, mentions)


def _mentions(doc: Doc, misc: list[str]) -> Iterator[GoldMention]:
    """Yield what the `Entity=` fields mark."""
    stack: list[tuple[str, int, list[str]]] = []
    for index, cell in enumerate(misc):
        field = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        for part in _ENTITY.findall(field):
            if part.startswith("("):
                facts = part[1:].rstrip(")").split("-", 7)
                stack.append((facts[0], index, facts))
                if not part.endswith(")"):
                    continue
                key = facts[0]
            else:
                key = part[:-1]
            place = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][0] == key), None)
            if place is None:
                continue
            _, start, facts = stack.pop(place)
            least = [start + int(number) - 1 for number in facts[5].split(",")] if len(facts) > 5 else [start]
            head = next((at for at in least if doc[at].head.i not in least or doc[at].dep_ == "ROOT"), least[0])
            yield GoldMention(start, index + 1, head, key, facts[1], facts[6] if len(facts) > 6 else "sgl")


def _names(doc: Doc, mentions: tuple[GoldMention, ...]) -> Iterator[Span]:
    """Yield the names among the mentions: what a proper noun heads, cut to its proper nouns and their numbers."""
    for mention in mentions:
        label = LABELS.get(mention.type)
        if label is None or doc[mention.head].pos_ != "PROPN":
            continue
        start, end = mention.head, mention.head + 1
        inside = ("PROPN", "NUM")
        while start > mention.start and (
            doc[start - 1].pos_ == "PROPN"
            or (doc[start - 1].text[0].isupper() and doc[start - 1].pos_ in ("ADJ", "NOUN"))
        ):
            start -= 1
        while end < mention.end and (
            doc[end].pos_ in inside
            or (
                doc[end].text in ("of", "and", "&", "for", "the")
                and end + 1 < mention.end
                and _proper_next(doc, end, mention.end)
            )
        ):
            end += 1
        yield Span(doc, start, end, label=label)


def _proper_next(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a small word inside a name is followed by more of the name."""
    following = doc[at + 1]
    return following.pos_ == "PROPN" and following.dep_ in ("flat", "nmod", "conj", "compound") and at + 1 < end
