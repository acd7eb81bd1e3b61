"""Which claims confirm and which contradict one another.

Claims are compared only where they can be of one matter: reports of one event, claims with the same subject and
object, or claims about one entity in words that exclude one another (`tables/oppositions.tsv`). Only claims of two
voices are linked, a voice being who is named as the source, else the article itself. Both claims stay as they are; a
link says that they agree or disagree and why. Each group is compared with its first claims, at most `MOST_LINKS` of a
kind, so that a much-told event does not make links without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from kg.events.figures import Figure, counted
from kg.events.sectors import side
from kg.events.tables import read_table
from kg.events.words import stem, words
from kg.model import Entity, Event, Link, Modality, Polarity, Statement

MOST_LINKS = 12  # agreements, and disagreements, of one group
MOST_VOICES = 40  # claims of a group that are looked at
_FLIP = {"one": "other", "other": "one"}


@dataclass(frozen=True, slots=True)
class Stand:
    """The side that a claim takes on one axis about one entity."""

    statement: Statement
    axis: str
    side: str  # "one" or "other"
    word: str


def _axes() -> dict[str, tuple[tuple[str, str], ...]]:
    """Read the opposed words: stem → axes and sides."""
    found: dict[str, list[tuple[str, str]]] = {}
    for axis, *sides in read_table("oppositions.tsv", 3):
        for name, listed in zip(("one", "other"), sides, strict=True):
            for word in listed.split():
                found.setdefault(stem(word), []).append((axis, name))
    return {word: tuple(dict.fromkeys(where)) for word, where in found.items()}


AXES = _axes()
EXCLUSIVE = {stem(lemma): frozenset(words(objects)) for lemma, objects in read_table("exclusive.tsv", 2)}
"""Acts that only one can do, and the words of which the object must hold one (none: any object)."""
HELD = frozenset({"topic", "quality"})  # arguments that say what something is held to be: "consider it to be rigged"
NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "false"})


def links(statements: Iterable[Statement], entities: Mapping[str, Entity], events: Iterable[Event]) -> Iterator[Link]:
    """Yield agreements and disagreements between claims of different voices, each pair once."""
    said = sorted(statements, key=lambda statement: (statement.article, statement.sentence.start, statement.id))
    by_id = {statement.id: statement for statement in said}
    seen: set[tuple[str, str]] = set()
    for found in (
        *(_of_event([by_id[id] for id in event.statements if id in by_id]) for event in events),
        _denials(said),
        _oppositions(said, entities),
        _exclusions(said, entities),
    ):
        for link in found:
            pair = (link.first, link.second)
            if pair not in seen:
                seen.add(pair)
                yield link


def voice(statement: Statement) -> str:
    """Name who says so: the innermost claimant, else the article."""
    if not statement.attributed_to:
        return f"article {statement.article}"
    claimant = statement.attributed_to[-1]
    return claimant.entity or claimant.label.lower()


def _link(first: Statement, second: Statement, agrees: bool, reason: str) -> Link:
    """Make a link whose ends stand in order of their ids."""
    low, high = sorted((first.id, second.id))
    return Link(low, high, agrees, reason)


def _of_event(reports: list[Statement]) -> Iterator[Link]:
    """Compare the reports of one event: figures that do not fit contradict, the rest confirms."""
    agreed = disputed = 0
    kernel: list[tuple[Statement, Figure | None]] = []
    for statement in reports[:MOST_VOICES]:
        figure = counted(statement)
        for known, known_figure in kernel:
            if voice(known) == voice(statement):
                continue
            if figure is not None and known_figure is not None and not figure.agrees(known_figure):
                if disputed < MOST_LINKS:
                    disputed += 1
                    yield _link(known, statement, False, f"figures of one event: {known_figure.text} and {figure.text}")
                continue
            if known.article == statement.article or known.polarity is not statement.polarity:
                continue  # an article that tells a thing twice does not confirm itself
            if agreed < MOST_LINKS:
                agreed += 1
                yield _link(known, statement, True, "reports of one event")
            break
        kernel.append((statement, figure))


def _denials(said: Iterable[Statement]) -> Iterator[Link]:
    """Compare claims of one relation between the same two: one affirms what another denies."""
    groups: dict[tuple[str, str, str], dict[Polarity, list[Statement]]] = {}
    for statement in said:
        if statement.subject.entity is None or statement.modality is not Modality.ASSERTED:
            continue
        object_ = statement.object.entity or " ".join(sorted(set(words(statement.object.label))))
        group = groups.setdefault((statement.subject.entity, statement.relation.id, object_), {})
        group.setdefault(statement.polarity, []).append(statement)
    for group in groups.values():
        affirmed, denied = group.get(Polarity.POSITIVE, []), group.get(Polarity.NEGATIVE, [])
        yield from _across(affirmed, denied, "one affirms, one denies")


def _oppositions(said: Iterable[Statement], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Compare claims about one entity in words that exclude one another: *legitimate* and *illegitimate*."""
    groups: dict[tuple[str, str], dict[str, list[Stand]]] = {}
    for statement in said:
        for stand in _stands(statement):
            for anchor in _anchors(statement, stand, entities):
                groups.setdefault((stand.axis, anchor), {}).setdefault(stand.side, []).append(stand)
    for (axis, _), sides in sorted(groups.items()):
        pairs = product(sides.get("one", [])[:MOST_VOICES], sides.get("other", [])[:MOST_VOICES])
        different = ((one, other) for one, other in pairs if voice(one.statement) != voice(other.statement))
        for one, other in islice(different, MOST_LINKS):
            yield _link(one.statement, other.statement, False, f"{axis}: {one.word} and {other.word}")


def _stands(statement: Statement) -> Iterator[Stand]:
    """Yield the sides that the words of a claim take; only what is asserted takes sides."""
    if statement.modality is not Modality.ASSERTED:
        return
    negative = statement.polarity is Polarity.NEGATIVE
    taken: set[tuple[str, str]] = set()
    passages = [statement.lemma]
    if statement.object.entity is None:
        passages.append(statement.object.passage.text)
    passages.extend(argument.passage.text for argument in statement.arguments if argument.role in HELD)
    for text in passages:
        denied = negative
        for word in text.split():
            plain = "".join(letter for letter in word.lower() if letter.isalpha() or letter == "-")
            if plain in NEGATIONS:
                denied = not denied
                continue
            for axis, name in AXES.get(stem(plain), ()):
                which = _FLIP[name] if denied else name
                if (axis, which) not in taken:
                    taken.add((axis, which))
                    yield Stand(statement, axis, which, f"not {plain}" if denied else plain)


def _anchors(statement: Statement, stand: Stand, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield what a stand is about: for what somebody does the one it is done to, by the same side; else the subject."""
    subject, object_ = statement.subject.entity, statement.object.entity
    if stand.axis in {"support", "recognition", "acceptance", "presence"}:
        if subject is not None and object_ is not None:
            yield f"{side(entities.get(subject), subject)}→{side(entities.get(object_), object_)}"
        return
    held = any(argument.role in HELD for argument in statement.arguments)
    if object_ is not None and (held or not statement.state):
        yield object_
    elif subject is not None:
        yield subject


def _exclusions(said: Iterable[Statement], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Compare claims that different people did what only one can do: both are said to have won the election."""
    groups: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for statement in said:
        stems = words(statement.lemma)
        if not stems or stems[0] not in EXCLUSIVE or statement.subject.entity is None:
            continue
        claimed = statement.modality is Modality.POSSIBLE and statement.attributed_to
        if not (statement.modality is Modality.ASSERTED or claimed) or statement.polarity is Polarity.NEGATIVE:
            continue
        wanted = EXCLUSIVE[stems[0]]
        holds = set(words(statement.object.passage.text)) | set(stems[1:])
        if wanted and not wanted & holds:
            continue
        about = statement.object.entity or " ".join(sorted(wanted & holds)) or ""
        if about:
            groups.setdefault((stems[0], about), {}).setdefault(statement.subject.entity, []).append(statement)
    for (act, _), by_subject in sorted(groups.items()):
        for first, second in combinations(sorted(by_subject)[:MOST_VOICES], 2):
            names = " and ".join(entities[id].label if id in entities else id for id in (first, second))
            yield from _across(by_subject[first], by_subject[second], f"only one can {act}: {names}")


def _across(first: list[Statement], second: list[Statement], reason: str) -> Iterator[Link]:
    """Link claims of two groups as contradicting, of different voices only, at most `MOST_LINKS`."""
    pairs = product(first[:MOST_VOICES], second[:MOST_VOICES])
    different = ((one, other) for one, other in pairs if voice(one) != voice(other))
    for one, other in islice(different, MOST_LINKS):
        yield _link(one, other, False, reason)
