"""Proposition, mentions, attributions and times of one sentence → statement with its parts resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product

from spacy.tokens import Doc

from kg.extract.amounts import money
from kg.extract.nouns import STATE_OFFICES
from kg.model import (
    Article,
    Attribution,
    Entity,
    EntityType,
    EventCode,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Passage,
    Phrase,
    Polarity,
    Proposition,
    Statement,
    StatementArgument,
    TimeExpression,
)

MOST_MEMBERS = 4  # "the two leaders" become two statements, "all members of NATO" do not become thirty
UNNAMED = "unnamed source"  # "it was agreed that …", "reportedly"
_PREDICATED = frozenset({"predicate", "apposition"})
"""How a description came by its entity where the text says it of that entity: an object worth stating in its words."""
_LEADING = re.compile(r"^(?:the|an?|this|that|these|those|its|his|her|their|our|my|your)\s+", re.IGNORECASE)
_SPEAKER = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
_ALL_OF_US = frozenset({"us", "ourselves"})
"""What is done to *us* is done to those for whom somebody speaks, hardly to that person alone."""
_ADDRESSEE = frozenset({"you", "yourself", "yourselves"})
_ODD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """What was found in one article, and the look-ups that turn a phrase into a participant."""

    article: Article
    doc: Doc
    mentions: Sequence[Mention]
    entities: Mapping[str, Entity]
    attributions: Sequence[Attribution]
    times: Sequence[TimeExpression]
    chain: Callable[[Sequence[Attribution], int], tuple[Attribution, ...]]  # outermost claimant first
    date_of: Callable[[Sequence[TimeExpression], Proposition], tuple[str | None, str]]

    def statements(self, propositions: Iterable[Proposition]) -> Iterator[Statement]:
        """Yield one statement for each pair of participants of each proposition, best first where two say the same."""
        by_head: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            by_head.setdefault(mention.head, []).append(mention)
        best: dict[str, Statement] = {}
        for proposition in propositions:
            for statement in self._resolved(proposition, by_head):
                known = best.get(statement.id)
                if known is None or known.confidence < statement.confidence:
                    best[statement.id] = statement
        yield from best.values()

    def _resolved(self, proposition: Proposition, by_head: Mapping[int, list[Mention]]) -> Iterator[Statement]:
        """Pair the participants that subject and object mean; say nothing of what stays an unresolved pronoun."""
        chain = self.chain(self.attributions, self._place(proposition))
        claimants = self._claimants(chain, by_head)
        subjects = self._participants(proposition.subject, by_head, claimants, as_subject=True)
        objects = self._participants(proposition.object, by_head, claimants)
        for subject, object_ in product(subjects, objects):
            if subject.entity is not None and subject.entity == object_.entity:
                continue  # "Lukashenko … himself": nothing an edge could show
            if subject.label.casefold() == object_.label.casefold():
                continue  # "people, several people": a thing is itself
            if object_.type == EntityType.PERSON.value and _names_state_office(proposition):
                continue  # "his Labour Minister, Lena Orr": minister of a country, and which one is not said
            yield self._statement(proposition, subject, object_, chain, claimants, by_head)

    def _place(self, proposition: Proposition) -> int:
        """Give the character at which a proposition stands in the text: its predicate's."""
        head = proposition.predicate.head
        return self.doc[head].idx if head >= 0 else proposition.subject.start

    def _statement(
        self,
        proposition: Proposition,
        subject: Participant,
        object_: Participant,
        chain: Sequence[Attribution],
        claimants: Sequence[Participant],
        by_head: Mapping[int, list[Mention]],
    ) -> Statement:
        """Put the resolved parts together."""
        polarity, modality = proposition.polarity, proposition.modality
        for attribution in chain:
            if attribution.negates:
                polarity = Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE
            elif not attribution.commits and modality is Modality.ASSERTED:
                modality = Modality.POSSIBLE
        sentence = self._passage(*proposition.sentence)
        arguments = tuple(
            StatementArgument(
                role=argument.role,
                passage=self._passage(argument.phrase.start, argument.phrase.end),
                entity=(named := self._entity_of(argument.phrase, by_head)),
                value=self._value(argument.role, argument.phrase),
                mentioned=() if named is not None else self._mentioned(argument.phrase),
            )
            for argument in proposition.arguments
            if argument.phrase.spans
        )
        date, basis = self.date_of(self.times, proposition)
        key = (
            self.article.id, sentence.start, subject.entity or subject.label, proposition.relation.id,
            object_.entity or object_.label, polarity, modality, *(c.entity or c.label for c in claimants),
        )  # fmt: skip
        return Statement(
            id=sha256("\x1f".join(map(str, key)).encode("utf-8", "surrogatepass")).hexdigest()[:16],
            article=self.article.id,
            sentence=sentence,
            subject=subject,
            relation=proposition.relation,
            relation_passage=self._phrase_passage(proposition.predicate, sentence),
            object=object_,
            arguments=arguments,
            polarity=polarity,
            modality=modality,
            attributed_to=tuple(claimants),
            event=EventCode("", None, date=date, date_basis=basis),
            confidence=round(proposition.confidence, 3),
            construct=proposition.construct,
            swapped=proposition.swapped,
            lemma=proposition.lemma,
            governors=proposition.governors,
            state=proposition.state,
        )

    def _participants(
        self,
        phrase: Phrase,
        by_head: Mapping[int, list[Mention]],
        claimants: Sequence[Participant] = (),
        *,
        as_subject: bool = False,
    ) -> list[Participant]:
        """Give what a phrase means: one participant, the members of a plural, or none (an unresolved pronoun)."""
        if not phrase.spans:
            return []
        mention = self._mention_of(phrase, by_head)
        passage = self._passage(phrase.start, phrase.end)
        person = phrase.text.lower()
        if person in _SPEAKER and not (mention is not None and mention.inferred == "speaker"):
            said_by = next((claimant for claimant in reversed(claimants) if claimant.entity is not None), None)
            if said_by is not None and person in _ALL_OF_US and said_by.type == EntityType.PERSON:
                return []
            return [replace(said_by, passage=passage, inferred="speaker")] if said_by is not None else []
        if person in _ADDRESSEE:
            return []
        known = self.entities[mention.entity] if mention is not None and mention.entity is not None else None
        if person in _ALL_OF_US and known is not None and known.type is EntityType.PERSON:
            return []
        if mention is not None and mention.entity is None and 1 < len(mention.members) <= MOST_MEMBERS:
            return [self._participant(passage, self.entities[member], "member") for member in mention.members]
        is_predicate = mention is not None and mention.inferred in _PREDICATED and not as_subject
        if mention is not None and mention.entity is not None and not is_predicate:
            return [self._participant(passage, self.entities[mention.entity], mention.inferred)]
        if (mention is not None and mention.kind is MentionKind.PRONOUN) or self.doc[phrase.head].pos_ in {
            "PRON",
            "DET",
        }:
            return []
        if as_subject:
            return [self._thing(phrase, passage, mention)]
        return [Participant(passage, None, _label(phrase.text), "Literal", mentioned=self._mentioned(phrase))]

    def _mentioned(self, phrase: Phrase) -> tuple[str, ...]:
        """Give the entities named within a phrase that is none itself ("his talks with Putin")."""
        found = (
            mention.entity
            for mention in self.mentions
            if mention.entity is not None
            and any(start <= mention.start and mention.end <= end for start, end in phrase.spans)
        )
        return tuple(dict.fromkeys(found))

    def _participant(self, passage: Passage, entity: Entity, inferred: str | None) -> Participant:
        """Make a participant out of a known entity."""
        return Participant(passage, entity.id, entity.label, entity.type.value, entity.wikidata, inferred)

    def _thing(self, phrase: Phrase, passage: Passage, mention: Mention | None) -> Participant:
        """Give a described subject a node of its own that no other article shares: "the talks", "five protesters"."""
        label = _label(phrase.text)
        kind = mention.type if mention is not None else EntityType.THING
        digest = sha256(f"{self.article.id}\x1f{label.lower()}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = _ODD.sub("_", label).strip("_")[:60]
        return Participant(passage, f"{name}_{digest}", label, kind.value, mentioned=self._mentioned(phrase))

    def _claimants(self, chain: Sequence[Attribution], by_head: Mapping[int, list[Mention]]) -> tuple[Participant, ...]:
        """Give who says so, from the outermost inwards; "I" and "we" are the one who speaks, named once."""
        found: list[Participant] = []
        for attribution in chain:
            if attribution.source.text.lower() in _SPEAKER and found:
                continue
            claimant = self._claimant(attribution, by_head)
            if not any(claimant.entity is not None and claimant.entity == known.entity for known in found):
                found.append(claimant)
        return tuple(found)

    def _claimant(self, attribution: Attribution, by_head: Mapping[int, list[Mention]]) -> Participant:
        """Resolve who says so; an unnamed source keeps the words of the text, one that is only implied is called so."""
        phrase = attribution.source
        if not phrase.spans:
            cue = attribution.cue
            passage = self._passage(cue.start, cue.end) if cue.spans else Passage("", 0, 0)
            return Participant(passage, None, UNNAMED, "Literal")
        passage = self._passage(phrase.start, phrase.end)
        mention = self._mention_of(phrase, by_head)
        if mention is not None and mention.entity is not None:
            return self._participant(passage, self.entities[mention.entity], mention.inferred)
        is_open = self.doc[phrase.head].pos_ == "PRON"  # a "he" whom nothing resolved
        return Participant(passage, None, UNNAMED if is_open else _label(phrase.text), "Literal")

    def _mention_of(self, phrase: Phrase, by_head: Mapping[int, list[Mention]]) -> Mention | None:
        """Find the mention that a phrase is: same head, resolved before open, the longest within the phrase.

        A phrase whose head is but a word within a name ("the Commonwealth", where the parser took a name apart) is
        that name.
        """
        found = by_head.get(phrase.head, ())
        if not found and phrase.head >= 0:
            place = self.doc[phrase.head].idx
            found = [m for m in self.mentions if m.kind is MentionKind.NAME and m.start <= place < m.end]
        return max(
            found,
            key=lambda mention: (mention.entity is not None or bool(mention.members), mention.end - mention.start),
            default=None,
        )

    def _entity_of(self, phrase: Phrase, by_head: Mapping[int, list[Mention]]) -> str | None:
        """Give the id of the entity that an argument names."""
        mention = self._mention_of(phrase, by_head)
        return mention.entity if mention is not None else None

    def _value(self, role: str, phrase: Phrase) -> str | None:
        """Normalise an argument: ISO 8601 for a time, number and currency for an amount."""
        if role == "amount":
            return money(phrase.text)
        if role == "time":
            return next((t.value for t in self.times if t.start < phrase.end and phrase.start < t.end), None)
        return None

    def _passage(self, start: int, end: int) -> Passage:
        """Cut a span of the clean text out of the source, so that its offsets hold there."""
        first, last = self.article.to_source(start, end)
        return Passage(self.article.source[first:last], first, last)

    def _phrase_passage(self, phrase: Phrase, sentence: Passage) -> Passage:
        """Give a relation's words; where they are implied or scattered, the words without the gaps."""
        if not phrase.spans:
            return Passage(phrase.text, sentence.start, sentence.start)
        whole = self._passage(phrase.start, phrase.end)
        return whole if len(phrase.spans) == 1 else replace(whole, text=phrase.text)


def things(statements: Iterable[Statement], known: Mapping[str, Entity]) -> dict[str, Entity]:
    """Give the entities of described subjects, which no mention stands for."""
    return {
        part.entity: Entity(part.entity, part.label, EntityType(part.type))
        for statement in statements
        for part in (statement.subject, statement.object)
        if part.entity is not None and part.entity not in known
    }


def _names_state_office(proposition: Proposition) -> bool:
    """Tell whether a relation says that an office is held which no person has to give: *is minister of*."""
    words = proposition.relation.label.split()
    return proposition.state and words[-1] == "of" and not STATE_OFFICES.isdisjoint(words)


def _label(text: str) -> str:
    """Make a label out of a phrase: no leading article or possessive, one line."""
    label = _LEADING.sub("", " ".join(text.split()))
    return label or text
