"""Reading the corpora into one shape: documents of sentences of words, each layer there or `None`."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from training.lemmas import lemma_rule
from training.names import Namer, Span

if TYPE_CHECKING:
    from torch import Tensor  # reading corpora must do without it

RE3D = {"Person": "Person", "Organisation": "Organization", "Location": "Place", "Nationality": "Group"}
HYPHEN = re.compile(r"(?<=[^\W\d_])(-)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Taught:
    """What teachers say of the words of a sentence: likeliest first, (words, kept) each, `layers` (words)."""

    heads: Tensor  # counted from the first word, -1 for root
    chances: Tensor
    deps: Tensor  # labels of the likeliest head
    dep_chances: Tensor
    layers: dict[str, Tensor]  # tag, pos, morph and lemma where the teachers are sure

    def stored(self) -> tuple[Tensor, Tensor, Tensor, Tensor, dict[str, Tensor]]:
        """Give the fields as they are written to a file."""
        return self.heads, self.chances, self.deps, self.dep_chances, self.layers


@dataclass(slots=True)
class Sentence:
    """One sentence; `names` holds for each word the set of tags that may be right, by the key of that set."""

    words: list[str]
    spaces: list[bool]  # whether a space follows the word
    paragraph: bool = False  # whether it opens a paragraph
    tags: list[str] | None = None
    pos: list[str] | None = None
    morphs: list[str] | None = None
    lemmas: list[str] | None = None  # rules, see `lemma_rule`
    heads: list[int] | None = None  # index in the sentence, itself for the root
    deps: list[str] | None = None
    names: list[str] | None = None
    lemma_texts: list[str] | None = None
    taught: Taught | None = None


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text, and where they come from."""

    source: str
    name: str
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """`news` of `GUM_news_x`, `weblog` of `weblog-x`."""
        return self.name.split("_")[1] if self.name.startswith("GUM_") else self.name.split("-")[0]


def read_conllu(path: Path, source: str, namer: Namer | None = None) -> Iterator[Document]:
    """Yield the documents of a CoNLL-U file; with `namer` also names, from GUM's `Entity` field."""
    document: Document | None = None
    rows: list[list[str]] = []
    joined: dict[int, bool] = {}
    paragraph = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = Document(source, line.split("=", 1)[1].strip())
                paragraph = True
            elif line.startswith("# newpar") or (line.startswith("#") and "newpar_block" in line):
                paragraph = True
            elif line.startswith("#"):
                continue
            elif line:
                cells = line.split("\t")
                if "-" in cells[0]:
                    first, last = map(int, cells[0].split("-"))
                    joined.update({i: i == last and "SpaceAfter=No" not in cells[9] for i in range(first, last + 1)})
                elif "." not in cells[0]:
                    rows.append(cells)
            elif rows:
                if document is None:
                    raise ValueError(f"{path} has a sentence before its first document")
                document.sentences.append(_sentence(rows, joined, paragraph, namer))
                rows, joined, paragraph = [], {}, False
    if document is not None:
        yield document


def _sentence(rows: list[list[str]], joined: dict[int, bool], paragraph: bool, namer: Namer | None) -> Sentence:
    """Build one sentence of CoNLL-U rows; the words of a multi-word token are joined without space."""
    words = [row[1] for row in rows]
    spaces = [joined.get(i, "SpaceAfter=No" not in row[9]) for i, row in enumerate(rows, 1)]
    heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
    sentence = Sentence(
        words, spaces, paragraph,
        tags=[row[4] for row in rows], pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        lemmas=[lemma_rule(row[1], row[2]) for row in rows],
        heads=heads, deps=[row[7] for row in rows], lemma_texts=[row[2] for row in rows],
    )  # fmt: skip
    if namer is not None:
        spans = list(_gum_spans([row[9] for row in rows]))
        sentence.names = namer.from_gum(sentence.words, sentence.tags or [], heads, sentence.deps or [], spans)
    return sentence


def _gum_spans(misc: list[str]) -> Iterator[Span]:
    """Yield the entities of one sentence, read from the bracketed `Entity` field."""
    opened: list[tuple[str, int, str]] = []
    for index, cell in enumerate(misc):
        value = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        for mark in re.finditer(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)", value):
            single, start, end = mark.groups()
            if single:
                yield Span(index, index + 1, single.split("-")[1])
            elif start:
                opened.append((start.split("-")[0], index, start.split("-")[1]))
            else:
                for at in range(len(opened) - 1, -1, -1):
                    if opened[at][0] == end:
                        _, first, label = opened.pop(at)
                        yield Span(first, index + 1, label)
                        break


def _retokenised(words: list[str], spans: list[Span]) -> tuple[list[str], list[bool], list[Span]]:
    """Split hyphens between letters as UD does, guess the spaces of tokenised text, move the spans along."""
    new: list[str] = []
    glued: set[int] = set()  # words with no space before
    starts: list[int] = []
    quote_open = False
    for word in words:
        starts.append(len(new))
        word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
        pieces = [piece for piece in HYPHEN.split(word) if piece] if word not in {"-", "--"} else [word]
        if pieces[0] in {
            ",",
            ".",
            ";",
            ":",
            "!",
            "?",
            ")",
            "]",
            "%",
            "'s",
            "n't",
            "'",
            "’s",
            "'re",
            "'ve",
            "'ll",
            "'d",
        }:
            glued.add(len(new))
        if pieces[0] == '"' and quote_open:
            glued.add(len(new))
        if new and (new[-1] in {"(", "[", "$", "£", "€"} or (new[-1] == '"' and quote_open)):
            glued.add(len(new))
        if pieces[0] == '"':
            quote_open = not quote_open
        glued.update(range(len(new) + 1, len(new) + len(pieces)))
        new += pieces
    starts.append(len(new))
    spaces = [i + 1 not in glued for i in range(len(new))]
    return new, spaces, [Span(starts[s.start], starts[s.end], s.label) for s in spans]


def _named(words: list[str], spans: list[Span], namer: Namer, corpus: str) -> Sentence:
    """Build a sentence that has only names."""
    new, spaces, moved = _retokenised(words, spans)
    return Sentence(new, spaces, names=namer.from_spans(new, moved, corpus))


def _spans_of_tags(tags: list[str]) -> Iterator[Span]:
    """Yield the spans of BIO or IO tags."""
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        if label and (kind != "I" or name != label):
            yield Span(start, index, label)
            label = ""
        if kind in {"B", "I"} and not label:
            start, label = index, name


def _blocks(path: Path, column: int, word: int = 0) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a file with one word a line."""
    block: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and "=" in line:
            continue
        cells = line.split()
        if not cells:
            if block:
                yield block
            block = []
        else:
            block.append((cells[word], cells[column]))
    if block:
        yield block


def read_columns(
    path: Path, source: str, namer: Namer, *, size: int, column: int = 1, word: int = 0
) -> Iterator[Document]:
    """Yield a file of one word a line, `size` sentences a document."""
    document = Document(source, f"{path.name}:0")
    for count, block in enumerate(_blocks(path, column, word), 1):
        words, tags = [w for w, _ in block], [t for _, t in block]
        document.sentences.append(_named(words, list(_spans_of_tags(tags)), namer, source))
        if len(document.sentences) == size:
            yield document
            document = Document(source, f"{path.name}:{count}")
    if document.sentences:
        yield document


def read_docred(path: Path, namer: Namer) -> Iterator[Document]:
    """Yield the documents of Re-DocRED with their names."""
    for record in json.loads(path.read_text(encoding="utf-8")):
        spans: list[list[Span]] = [[] for _ in record["sents"]]
        for mentions in record["vertexSet"]:
            for mention in mentions:
                spans[mention["sent_id"]].append(Span(*mention["pos"], mention["type"]))
        document = Document("docred", record["title"])
        for words, found in zip(record["sents"], spans, strict=True):
            if words:
                document.sentences.append(_named(words, found, namer, "docred"))
        yield document


def read_re3d(folder: Path, namer: Namer) -> Iterator[Document]:
    """Yield the documents of re3d, cut into words and sentences roughly, with those spans that look like names."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for line in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] in RE3D and not 0 < record["confidence"] < 0.6:
            found.setdefault(record["documentId"], []).append((record["begin"], record["end"], RE3D[record["type"]]))
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        document = Document("re3d", record["title"])
        text = record["text"]
        for part in re.finditer(r"\S.*?(?:(?<=[a-z0-9)\"”’][.?!])(?=[\s\"”])|(?=\n)|$)", text, re.S):
            pieces = list(re.finditer(r"(?:[A-Z]\.)+|'s|’s|\d[\d.,]*\d|\w+|[^\w\s]", part.group()))
            if not pieces:
                continue
            words = [piece.group() for piece in pieces]
            begins = [part.start() + piece.start() for piece in pieces]
            ends = [part.start() + piece.end() for piece in pieces]
            spaces = [a < b for a, b in zip(ends, [*begins[1:], ends[-1] + 1], strict=True)]
            spans = [
                Span(first, last + 1, label)
                for a, b, label in found.get(record["_id"], [])
                for first in [next((i for i, at in enumerate(begins) if at >= a), len(words))]
                for last in [max((i for i, at in enumerate(ends) if at <= b), default=-1)]
                if first <= last and a >= begins[0] and b <= ends[-1]
            ]
            document.sentences.append(Sentence(words, spaces, names=namer.from_re3d(words, spans)))
        if document.sentences:
            yield document
