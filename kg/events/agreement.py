"""Which claims confirm and which contradict one another.

Claims are compared only where they can be of one matter: reports of one event, claims with the same subject and
object, claims about one entity in words that exclude one another (`tables/oppositions.tsv`), be it only in how they
call it ("the illegitimate Rudolf"), or claims that two did what only one can do (`tables/exclusive.tsv`). Only claims
of two voices are linked, a voice being who is named as the source, else the article itself. Both claims stay as they
are; a link says that they agree or disagree and why. Each group is compared with its first claims, at most
`MOST_LINKS` of a kind, so that a much-told event does not make links without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from kg.events.figures import Figure, counted
from kg.events.sectors import ACTORS, head_of, may_speak_for, side
from kg.events.tables import read_table
from kg.events.words import stem, words
from kg.model import (
    Entity,
    EntityType,
    Event,
    Link,
    Modality,
    Participant,
    Polarity,
    Statement,
    StatementArgument,
)

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
    voice: str
    about: str | None = None  # entity that the word stands before; None: what the statement is about


def _axes() -> dict[str, tuple[tuple[str, str], ...]]:
    """Read the opposed words: stem → axes and sides."""
    found: dict[str, list[tuple[str, str]]] = {}
    for axis, *sides in read_table("oppositions.tsv", 3):
        for name, listed in zip(("one", "other"), sides, strict=True):
            for word in listed.split():
                found.setdefault(stem(word), []).append((axis, name))
    return {word: tuple(dict.fromkeys(where)) for word, where in found.items()}


AXES = _axes()
EXCLUSIVE = {stem(lemma): frozenset(words(objects)) for lemma, objects, _ in read_table("exclusive.tsv", 3)}
"""Acts that only one can do, and the words of which the object must hold one (none: any object)."""
DONE = {stem(noun): stem(lemma) for lemma, _, nouns in read_table("exclusive.tsv", 3) for noun in nouns.split()}
"""Nouns of such acts and of who does them: *victory*, *winner*."""
ASSERTING = frozenset(words("be claim declare celebrate score secure gain"))
"""Verbs by which somebody is said to be a winner or to have a victory."""
NAMED_AXES = frozenset({"legitimacy"})
"""Axes on which a word before a name takes a side: "the usurper Michael"."""
BREAKS = frozenset({"of", "and", "or", "in", "with", "for", "to", "by", "from", "on", "at", "than", "as", "who"})
DOUBTED = frozenset(words("disputed alleged claimed supposed presumed contested so-called purported not no"))
"""Words that take back the noun after them: "his alleged victory"."""
BEFORE_NAME = 5  # words from an epithet to the name it stands before: "presumed Ruritanian president Rudolf Elphberg"
MOST_BETWEEN = 80  # characters from a verb to its object
QUOTES = "\"“”„«»'‘"
PLAIN_NAME = 4  # letters that a word of a name needs to be known by it
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
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


def matters(statement: Statement, entities: Mapping[str, Entity]) -> tuple[set[str], set[str]]:
    """Give the keys under which a claim is filed, and those under which claims stand that it may contradict.

    Claims of articles that are not at hand are linked with it only if they are filed under one of the latter, or are
    reports of its event.
    """
    filed: set[str] = set()
    opposed: set[str] = set()
    if statement.subject.entity is not None and statement.modality is Modality.ASSERTED:
        about = f"relation:{statement.subject.entity}:{statement.relation.id}:{_object(statement)}"
        other = Polarity.NEGATIVE if statement.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        filed.add(f"{about}:{statement.polarity.value}")
        opposed.add(f"{about}:{other.value}")
    for stand in (*_stands(statement), *_epithets(statement, entities)):
        for anchor in _anchors(statement, stand, entities):
            filed.add(f"{stand.axis}:{anchor}:{stand.side}")
            opposed.add(f"{stand.axis}:{anchor}:{_FLIP[stand.side]}")
    feats = {f"{act}:{about}" for act, about, _ in _feats(statement, entities)}
    return filed | feats, opposed | feats


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
        group = groups.setdefault((statement.subject.entity, statement.relation.id, _object(statement)), {})
        group.setdefault(statement.polarity, []).append(statement)
    for group in groups.values():
        affirmed, denied = group.get(Polarity.POSITIVE, []), group.get(Polarity.NEGATIVE, [])
        yield from _across(affirmed, denied, "one affirms, one denies")


def _object(statement: Statement) -> str:
    """Give what makes the objects of two claims the same: the entity, or the words of a phrase."""
    return statement.object.entity or " ".join(sorted(set(words(statement.object.label))))


def _oppositions(said: Iterable[Statement], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Compare claims about one entity in words that exclude one another: *legitimate* and *illegitimate*."""
    groups: dict[tuple[str, str], dict[str, list[Stand]]] = {}
    called: dict[tuple[str, int, str, str | None], Stand] = {}
    plain: list[Stand] = []
    for statement in said:
        plain.extend(_stands(statement))
        for stand in _epithets(statement, entities):
            key = (statement.article, statement.sentence.start, stand.axis, stand.about)
            if key not in called or _is_better_told(stand, called[key]):
                called[key] = stand  # one name called, however many statements the sentence holds
    for stand in (*plain, *called.values()):
        for anchor in _anchors(stand.statement, stand, entities):
            groups.setdefault((stand.axis, anchor), {}).setdefault(stand.side, []).append(stand)
    for (axis, _), sides in sorted(groups.items()):
        pairs = product(sides.get("one", [])[:MOST_VOICES], sides.get("other", [])[:MOST_VOICES])
        different = ((one, other) for one, other in pairs if one.voice != other.voice)
        for one, other in islice(different, MOST_LINKS):
            yield _link(one.statement, other.statement, False, f"{axis}: {one.word} and {other.word}")


def _stands(statement: Statement) -> Iterator[Stand]:
    """Yield the sides that the words of a claim take; only what is asserted takes sides."""
    if statement.modality is not Modality.ASSERTED:
        return
    negative = statement.polarity is Polarity.NEGATIVE
    taken: set[tuple[str, str]] = set()
    passages = [statement.lemma]
    if statement.state:
        passages.append(_between(statement))  # "is the legitimate president of"
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
                if axis in NAMED_AXES and text == statement.object.passage.text and word not in head_of(text).split():
                    continue  # "criticised the talks with the usurper"
                which = _FLIP[name] if denied else name
                if (axis, which) not in taken:
                    taken.add((axis, which))
                    yield Stand(statement, axis, which, f"not {plain}" if denied else plain, voice(statement))


def _is_better_told(one: Stand, other: Stand) -> bool:
    """Say whether a statement shows better who calls somebody so: its subject does and is not merely the claimant."""

    def rank(stand: Stand) -> tuple[bool, bool, float]:
        subject = stand.statement.subject.entity
        reported = [claimant.entity for claimant in stand.statement.attributed_to]
        return subject not in reported, stand.voice == subject, stand.statement.confidence

    return rank(one) > rank(other)


def _between(statement: Statement) -> str:
    """Give the words of the sentence from the verb of a statement, or where it has none its subject, to its object."""
    said = statement.relation_passage
    start = (said.start if said.end > said.start else statement.subject.passage.end) - statement.sentence.start
    end = statement.object.passage.start - statement.sentence.start
    return statement.sentence.text[start:end] if 0 <= start < end <= start + MOST_BETWEEN else ""


def _epithets(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[Stand]:
    """Yield the sides taken by words that stand before a name, whatever else the statement says."""
    parts: tuple[Participant | StatementArgument, ...] = (statement.subject, statement.object, *statement.arguments)
    seen: set[tuple[str, str]] = set()
    for part in parts:
        tokens = _TOKEN.findall(part.passage.text)
        for position, token in enumerate(tokens):
            for axis, name in AXES.get(stem(token.lower()), ()):
                if axis not in NAMED_AXES or (position and tokens[position - 1].lower() in NEGATIONS):
                    continue
                about = _named_after(tokens[position + 1 :], part, entities)
                caller = _caller(statement, part)
                if about is not None and caller is not None and (axis, about) not in seen:
                    seen.add((axis, about))
                    yield Stand(statement, axis, name, token.lower(), caller, about)


def _named_after(
    tokens: Sequence[str], part: Participant | StatementArgument, entities: Mapping[str, Entity]
) -> str | None:
    """Give the actor of `part` whose name stands in the same noun phrase after an epithet."""
    ids = (part.entity,) if part.entity is not None else part.mentioned
    actors = [entities[id] for id in ids if id in entities and entities[id].type in ACTORS]
    for token in [token for token in tokens if token not in QUOTES][:BEFORE_NAME]:
        if token.lower() in BREAKS or not token[0].isalnum():
            return None
        for actor in actors:
            named = {word for name in (actor.label, *actor.aliases) for word in name.split()}
            if actor.type is not EntityType.COUNTRY and len(token) > PLAIN_NAME and token in named:
                return actor.id
    return None


def _caller(statement: Statement, part: Participant | StatementArgument) -> str | None:
    """Name who calls somebody so: who judges, else the claimant, else the article; nobody known for words in quotes."""
    judging = any(axis == "support" for word in words(statement.lemma)[:1] for axis, _ in AXES.get(word, ()))
    if judging and statement.subject.entity is not None:
        return statement.subject.entity
    if not statement.attributed_to:
        before = statement.sentence.text[: max(part.passage.start - statement.sentence.start, 0)]
        if before.rstrip()[-1:] in QUOTES and before.strip():
            return None
    return voice(statement)


def _anchors(statement: Statement, stand: Stand, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield what a stand is about: for what somebody does the one it is done to, by the same side; else the subject."""
    if stand.about is not None:
        yield stand.about
        return
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
        for act, about, who in _feats(statement, entities):
            groups.setdefault((act, about), {}).setdefault(who, []).append(statement)
    for (act, _), by_subject in sorted(groups.items()):
        for first, second in combinations(sorted(by_subject)[:MOST_VOICES], 2):
            one, other = entities.get(first), entities.get(second)
            if not may_speak_for(one, other):
                continue  # elections of two countries
            names = " and ".join(entities[id].label if id in entities else id for id in (first, second))
            yield from _across(by_subject[first], by_subject[second], f"only one can {act}: {names}")


def _feats(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str, str]]:
    """Yield act, what it was done to, and who did it, for each act that only one can do and that a claim holds."""
    stems = words(statement.lemma)
    claimed = statement.modality is Modality.POSSIBLE and statement.attributed_to
    subject = statement.subject.entity
    asserted = statement.modality is Modality.ASSERTED or claimed
    if stems and subject is not None and asserted and statement.polarity is Polarity.POSITIVE:
        holds = {*words(statement.object.passage.text), *stems[1:]}
        acts = [stems[0]] if stems[0] in EXCLUSIVE else []
        if stems[0] in ASSERTING and not DOUBTED & holds:
            head = words(head_of(statement.object.passage.text))
            acts = list(dict.fromkeys(DONE[word] for word in head if word in DONE))
        for act in acts:
            for about in _done_to(act, holds, statement.object.entity):
                yield act, about, subject
    for act, holds, who in _possessed(statement, entities):
        for about in _done_to(act, holds, None):
            yield act, about, who


def _done_to(act: str, holds: set[str], object_: str | None) -> Iterator[str]:
    """Yield what an act was done to: an entity, or that it was an election, of a year if one is named."""
    wanted = EXCLUSIVE[act]
    if wanted and not wanted & holds:
        return
    if object_ is not None:
        yield object_
    elif wanted:
        yield " ".join(sorted(word for word in holds if YEAR.fullmatch(word)))


def _possessed(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[tuple[str, set[str], str]]:
    """Yield the acts that a phrase takes for granted: "Rudolf's election victory"."""
    if statement.state:
        return  # "many see Rudolf's victory as rigged"
    tokens = statement.object.passage.text.split()
    for position, token in enumerate(tokens):
        if not token.endswith(("'s", "’s")):
            continue
        after = words(" ".join(tokens[position + 1 : position + 1 + BEFORE_NAME]))
        done = next((word for word in after if word in DONE), None)
        if done is None or DOUBTED & set(after[: after.index(done)]):
            continue
        for id in statement.object.mentioned:
            entity = entities.get(id)
            if entity is not None and entity.type in ACTORS and token[:-2] in entity.label.split():
                yield DONE[done], set(after), id


def _across(first: list[Statement], second: list[Statement], reason: str) -> Iterator[Link]:
    """Link claims of two groups as contradicting, of different voices only, at most `MOST_LINKS`."""
    pairs = product(first[:MOST_VOICES], second[:MOST_VOICES])
    different = ((one, other) for one, other in pairs if voice(one) != voice(other))
    for one, other in islice(different, MOST_LINKS):
        yield _link(one, other, False, reason)
