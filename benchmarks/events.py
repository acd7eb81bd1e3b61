"""How well news sentences are coded: type, source and target of the event against the PLOVER gold standard records.

Usage: python benchmarks/events.py --data FOLDER [--half development|held-out] [--errors]

FOLDER holds `events/PLOVER_GSR_CAMEO.json` (Open Event Data Alliance, CC BY-SA 4.0): one news sentence a record, with
its event type and the words of source and target. The whole pipeline reads each sentence as an article of its own. Of
the events coded in a sentence one is taken as the answer, without a look at the record: the one whose two actors are
known, then that of the main clause, then the one held most likely. Halves are parted by a hash of the record's id.

Merged types, as PLOVER did later: DEMAND = REQUEST, FIGHT = ASSAULT, DISAPPROVE and INVESTIGATE = ACCUSE. Where a
record gives several sources and no target they acted upon one another, and either side counts for either. An actor is
right if a name in the record's words occurs among the words by which the sentence or the tables call it; where the
record's words hold no name, any of its words. Where the target is no entity, the words of the object stand for it.
Where a record names no source, none must be found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.events import actors
from kg.model import Article, Reading, Statement
from kg.pipeline import load_tools, read

MERGED = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
WORD = re.compile(r"[A-Za-z]{2,}")
DOTTED = re.compile(r"\b([A-Z])\.")
COMMON = frozenset({"the", "of", "and", "in", "on", "for", "to", "new", "its", "an", "with", "from", "by", "at"})
PREFIX = 4  # letters that a name and its adjective share: Syria, Syrian


@dataclass(frozen=True, slots=True)
class Record:
    """One sentence of the gold standard."""

    id: str
    text: str
    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def development(self) -> bool:
        """Say whether the record may be tuned on."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The event that was read in a sentence."""

    type: str
    cameo: str
    source: frozenset[str]  # words by which the source is called
    target: frozenset[str]
    both: bool  # whether both actors are known entities
    statement: Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """What of a record was right; None where the record leaves it open."""

    type: bool
    source: bool
    target: bool | None

    @property
    def all(self) -> bool:
        """Say whether all that the record gives is right."""
        return self.type and self.source and self.target is not False


def records(folder: Path) -> Iterator[Record]:
    """Yield the records, the one that documents the file left out."""
    for row in json.loads((folder / "events" / "PLOVER_GSR_CAMEO.json").read_text(encoding="utf-8")):
        if row["event"] == "DOCUMENT":
            continue
        kind = MERGED.get(row["event"], row["event"])
        text = row["text"].strip().strip("{}").replace("``", '"').replace("''", '"')
        yield Record(row["id"], text, kind, _texts(row.get("source")), _texts(row.get("target")))


def _texts(actors_: object) -> tuple[str, ...]:
    """Give the words of the actors of a record."""
    return tuple(actor["actorText"] for actor in actors_) if isinstance(actors_, list) else ()


def answers(reading: Reading) -> list[Answer]:
    """Give the events coded in a sentence, the one to be judged first."""
    found = []
    for statement in reading.statements:
        code = statement.event
        if code is None:
            continue
        who = actors(statement, code, reading.entities)
        subject = (
            frozenset({statement.subject.passage.text}) if who.sources == (statement.subject.entity,) else frozenset()
        )
        bears = not who.targets or who.targets == (statement.object.entity,)
        object_ = frozenset({statement.object.passage.text}) if bears else frozenset()
        source, target = _called(who.sources, reading) | subject, _called(who.targets, reading) | object_
        found.append(
            Answer(code.plover, code.cameo or "", source, target, bool(who.sources and who.targets), statement)
        )
    return sorted(found, key=_rank)


def _rank(answer: Answer) -> tuple[bool, int, float]:
    """Sort key: both actors known, early in the sentence, likely."""
    said = answer.statement
    return not answer.both, said.relation_passage.start, -said.confidence


def _called(ids: tuple[str, ...], reading: Reading) -> frozenset[str]:
    """Give all words by which the sentence and the tables call some entities."""
    said = {mention.text for mention in reading.mentions if mention.entity in ids}
    known = {reading.entities[id].label for id in ids if id in reading.entities}
    return frozenset(said | known)


def mark(record: Record, answer: Answer | None) -> Mark:
    """Compare an answer with a record."""
    sources, targets = record.sources, record.targets
    if len(sources) > 1 and not targets:
        targets = sources
    if answer is None:
        return Mark(False, not sources, False if targets else None)
    mutual = not record.targets and len(sources) > 1
    source = any(_same(gold, answer.source) for gold in sources) if sources else not answer.source
    target = any(_same(gold, answer.target) for gold in targets) if targets else None
    if mutual and source and not answer.both:
        target = True  # the sources acted together; a target is not asked for
    return Mark(answer.type == record.type, source, target)


def _words(text: str) -> list[str]:
    """Cut a text into its words, abbreviations without their dots."""
    return [word for word in WORD.findall(DOTTED.sub(r"\1", text)) if word.lower() not in COMMON]


def _same(gold: str, called: frozenset[str]) -> bool:
    """Say whether the words of a record name one of the actors that were found."""
    words = _words(gold)
    names = {word[:PREFIX].lower() for word in words if word[0].isupper()} or {word[:PREFIX].lower() for word in words}
    found = {word[:PREFIX].lower() for text in called for word in _words(text)}
    return bool(names & found)


def main() -> None:
    """Read the sentences, judge the answers, print the figures of each half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=("development", "held-out"))
    parser.add_argument("--errors", action="store_true", help="show what was wrong in the development half")
    options = parser.parse_args()
    tools = load_tools()
    chosen = list(records(options.data))
    docs = tools.nlp.pipe([record.text for record in chosen])
    read_out = [
        (record, read(Article.plain(record.id, record.text, date="2000-01-01"), doc, tools.gazetteer))
        for record, doc in zip(chosen, docs, strict=True)
    ]
    for name in ("development", "held-out"):
        if options.half in (None, name):
            half = [(record, reading) for record, reading in read_out if record.development == (name == "development")]
            _report(name, half, errors=options.errors and name == "development")


def _report(name: str, half: list[tuple[Record, Reading]], *, errors: bool) -> None:
    """Print the figures of one half."""
    marks, anywhere, coded = [], 0, 0
    types: Counter[tuple[str, bool]] = Counter()
    for record, reading in half:
        found = answers(reading)
        best = found[0] if found else None
        judged = mark(record, best)
        marks.append(judged)
        anywhere += any(answer.type == record.type for answer in found)
        coded += len({(answer.type, answer.source, answer.target) for answer in found})
        types[record.type, judged.type] += 1
        if errors and not judged.all:
            _show(record, found, judged)
    total = len(half)
    targets = [judged.target for judged in marks if judged.target is not None]
    print(f"{name}: {total} sentences")
    print(
        f"  type     {sum(judged.type for judged in marks) / total:.3f}   (of any event coded {anywhere / total:.3f})"
    )
    print(f"  source   {sum(judged.source for judged in marks) / total:.3f}")
    print(f"  target   {sum(targets) / len(targets):.3f}   ({len(targets)} sentences whose record has one)")
    print(f"  all      {sum(judged.all for judged in marks) / total:.3f}")
    print(f"  events coded a sentence {coded / total:.2f}, none in {sum(not answers(r) for _, r in half) / total:.3f}")
    kinds = sorted({kind for kind, _ in types})
    print("  type right: " + ", ".join(f"{k} {types[k, True]}/{types[k, True] + types[k, False]}" for k in kinds))


def _show(record: Record, found: list[Answer], judged: Mark) -> None:
    """Print a record that went wrong, with all that was coded."""
    wrong = "".join(
        letter
        for letter, right in zip("TSB", (judged.type, judged.source, judged.target), strict=True)
        if right is False
    )
    print(
        f"--- {record.id} [{wrong}] {record.type}: {' + '.join(record.sources)} -> {' + '.join(record.targets)}\n"
        f"    {record.text}"
    )
    for answer in found[:4]:
        said = answer.statement
        print(
            f"    {answer.type} {answer.cameo} {sorted(answer.source)} -> {sorted(answer.target)}"
            f"  | {said.governors} {said.lemma!r} {said.modality.value} {said.construct}"
        )


if __name__ == "__main__":
    main()
