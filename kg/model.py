"""The records that travel from stage to stage.

Text flows one way: `Article` → spaCy `Doc` → `Mention`, `Entity` → `Proposition` (what a sentence says, in its own
words) → `Statement` (the same with its parts resolved, dated, attributed and coded) → `Event` → graph.

All offsets are characters, end exclusive. Records up to `Proposition` count in `Article.text`, the cleaned prose that
the language pipeline reads; `Statement` counts in `Article.source`, the text as it was read from disk
(`Article.to_source` converts).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Polarity(StrEnum):
    """Whether the passage affirms or denies the statement."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the passage puts the statement forward."""

    ASSERTED = "asserted"
    INTENDED = "intended"
    POSSIBLE = "possible"
    REQUIRED = "required"
    REQUESTED = "requested"
    CONDITIONAL = "conditional"


class EntityType(StrEnum):
    """The classes of things that get a node of their own."""

    PERSON = "Person"
    COUNTRY = "Country"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    ARMED_GROUP = "ArmedGroup"
    GROUP = "Group"
    EVENT = "Event"
    TREATY = "Treaty"
    WORK = "Work"
    THING = "Thing"


class MentionKind(StrEnum):
    """In which form a text mentions a thing."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the clean text that stand unchanged in the source."""

    start: int  # in Article.text
    source: int  # in Article.source
    length: int  # 0 for one character that the source spells otherwise (`&amp;`)
    spelled: int = 0  # characters of the source that spell it, where `length` is 0


class BlockKind(StrEnum):
    """What a block of an article's prose is."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of the clean text; sentences never cross its edges."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PROSE


@dataclass(frozen=True, slots=True)
class Article:
    """One document: its source text, its prose and what is known about it.

    `text` holds only prose (no by-lines, captions, adverts, comments); its blocks are parted by blank lines.
    """

    id: str
    source: str
    text: str
    runs: tuple[Run, ...]  # ascending; characters of `text` outside every run (joining blanks) have no source
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None  # ISO 8601 day of publication
    url: str | None = None
    dateline: str | None = None  # place named at the head of the text ("MINSK, Sept. 14 — ")
    language: str = "en"
    path: str | None = None  # file it was read from, relative to what the user named

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Convert a span of `text` into the span of `source` that runs from its first to its last character."""
        first = self._place(start)[0]
        return first, max(first, self._place(end - 1)[1]) if end > start else first

    def _place(self, offset: int) -> tuple[int, int]:
        """Give the span in `source` of one character of `text` (of the nearest before it where it has none)."""
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if index < 0:
            return (self.runs[0].source, self.runs[0].source) if self.runs else (offset, offset + 1)
        run = self.runs[index]
        if not run.length:
            return run.source, run.source + run.spelled
        place = run.source + min(offset - run.start, run.length - 1)
        return place, place + 1

    @staticmethod
    def plain(
        id: str,
        text: str,
        *,
        title: str | None = None,
        author: str | None = None,
        publisher: str | None = None,
        date: str | None = None,
        url: str | None = None,
        path: str | None = None,
    ) -> Article:
        """Make an article whose source is prose from end to end."""
        whole, block = (Run(0, 0, len(text)),), (Block(0, len(text)),)
        return Article(
            id, text, text, whole, block, title=title, author=author, publisher=publisher, date=date, url=url, path=path
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one sentence that form a part of a proposition; they need not be adjacent."""

    text: str  # the words, joined by single blanks
    spans: tuple[tuple[int, int], ...]  # character spans in Article.text, ascending; empty for a word that is implied
    head: int = -1  # index of the head token in the Doc, -1 for an implied word
    lemma: str = ""  # lemma of the head ("grant"; for a light verb its noun too: "grant loan")

    @property
    def start(self) -> int:
        """First character of the first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """First character after the last word."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Argument:
    """What a proposition says beside subject and object: when, where, how much, what about."""

    role: str  # time, place, amount, topic, purpose, instrument, manner, recipient, source, cause, company, …
    phrase: Phrase
    marker: str = ""  # the preposition or subordinator that brings it in, in lower case ("since", "with")


@dataclass(frozen=True, slots=True)
class Relation:
    """A normalised predicate."""

    id: str  # lower camel case: grantsLoan
    label: str  # plain English, third person present: grants loan
    family: str | None = None  # the coarse relation above it (id in the relation inventory): supports, meets, …


@dataclass(frozen=True, slots=True)
class Proposition:
    """What one construct of a sentence says, in the words of the sentence; nothing is resolved yet."""

    sentence: tuple[int, int]  # characters of Article.text
    subject: Phrase
    predicate: Phrase  # surface words of the relation, auxiliaries and particles included
    object: Phrase
    relation: Relation
    construct: str  # name of the rule that found it: active, passive, copula, apposition, nominalisation, …
    arguments: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    state: bool = False  # a state (membership, office, location, attitude) rather than something that happens
    swapped: bool = False  # subject and object changed places against the words (passive, "receives from")
    lemma: str = ""  # what happens, in lemmas: "grant loan", "call on", "withdraw from"
    governors: tuple[str, ...] = ()  # lemmas of matrix verbs folded into the relation, outermost first: ("promise",)
    confidence: float = 0.5  # probability that a careful reader signs the whole, calibrated


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that names or means something."""

    start: int
    end: int
    text: str
    kind: MentionKind
    type: EntityType
    head: int  # index of the head token in the Doc
    entity: str | None = None  # id of the Entity it means; None where that stays open (abstained)
    inferred: str | None = None  # how it got there if not by its own name: "office", "coreference", "metonymy", …
    members: tuple[str, ...] = ()  # ids of the entities that a plural mention means ("the two leaders")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world; one record for one thing."""

    id: str  # local part of its IRI, readable and made from content: Vladimir_Putin
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    geonames: str | None = None
    link_score: float | None = None  # probability that the ids are right; None where there is none
    country: str | None = None  # ISO 3166-1 alpha-3 of the country it is or belongs to
    sector: str | None = None  # PLOVER actor code: GOV, MIL, LEG, JUD, OPP, REB, IGO, NGO, MED, BUS, CVL, …
    latitude: float | None = None
    longitude: float | None = None
    basis: tuple[str, ...] = ()  # reasons for what was merged and linked here, in words


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody whom the text names as the source of what stands in `scope`."""

    source: Phrase  # who says so ("a person close to the Kremlin")
    cue: Phrase  # the words that show it ("according to", "said")
    scope: tuple[tuple[int, int], ...]  # character spans of Article.text that this source is made to say
    commits: bool = True  # False where the source only doubts, asks or denies what is in the scope
    negates: bool = False  # the source denies it ("denied that …")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time and what it comes to."""

    start: int
    end: int
    text: str
    value: str  # ISO 8601: 2020, 2020-09, 2020-09-14, 2020-08-09/2020-09-14
    basis: str = "text"  # "text", or "publication" where the article's date was needed as a fallback


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the source with its words; `source[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Subject or object of a statement, or a claimant: its words and what they mean."""

    passage: Passage
    entity: str | None  # id of an Entity; None for a literal
    label: str
    type: str  # an EntityType, or "Literal"
    wikidata: str | None = None
    inferred: str | None = None  # as in Mention
    mentioned: tuple[str, ...] = ()  # ids of entities named within a passage that is no entity itself


@dataclass(frozen=True, slots=True)
class StatementArgument:
    """An argument of a statement, with its entity where it has one."""

    role: str
    passage: Passage
    entity: str | None = None
    value: str | None = None  # normalised: ISO 8601 for a time, "1500000000 USD" for an amount of money
    mentioned: tuple[str, ...] = ()  # as in Participant


@dataclass(frozen=True, slots=True)
class EventCode:
    """What kind of event a statement tells of, and when and where it was."""

    plover: str  # root type: AGREE
    cameo: str | None  # two to four digits
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    date: str | None = None  # ISO 8601
    date_basis: str = "publication"
    place: str | None = None  # id of an Entity
    goldstein: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim that one article makes in one sentence."""

    id: str  # content hash
    article: str  # id of the article
    sentence: Passage
    subject: Participant
    relation: Relation
    relation_passage: Passage
    object: Participant
    arguments: tuple[StatementArgument, ...]
    polarity: Polarity
    modality: Modality
    attributed_to: tuple[Participant, ...]  # from the outermost claimant inwards; empty: the article itself says so
    event: EventCode | None
    confidence: float
    construct: str = ""
    swapped: bool = False
    lemma: str = ""  # as in Proposition
    governors: tuple[str, ...] = ()  # as in Proposition
    state: bool = False  # as in Proposition
    event_id: str | None = None  # id of the Event in the world, set when reports are brought together


@dataclass(frozen=True, slots=True)
class Event:
    """One event in the world and the statements that report it."""

    id: str
    label: str
    code: EventCode
    source_actors: tuple[str, ...]  # entity ids: who acts
    target_actors: tuple[str, ...]  # entity ids: upon whom
    statements: tuple[str, ...]  # ids
    reasons: tuple[str, ...] = ()  # why the reports were held to tell of one event
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two statements that confirm or contradict one another."""

    first: str
    second: str
    agrees: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What many articles say, brought together: entity ids and event ids are those of the whole collection."""

    readings: tuple[Reading, ...]
    entities: Mapping[str, Entity]
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeRow:
    """An entity as a picture or a table shows it."""

    id: str  # local name of its IRI: Vladimir_Putin
    iri: str
    label: str
    type: str  # an EntityType
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER actor code
    latitude: float | None = None
    longitude: float | None = None
    basis: tuple[str, ...] = ()  # reasons for what was merged and linked here


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """One claim between two things, with its evidence, as a picture or a table shows it.

    The spans count characters of `sentence` (end exclusive), None where the words do not stand in it.
    """

    id: str  # local name of the claim
    iri: str
    subject: str  # id of a NodeRow
    subject_label: str
    subject_type: str
    relation: str  # local name: grantsLoan
    relation_label: str  # grants loan
    object: str | None  # id of a NodeRow, None for a literal
    object_label: str
    object_type: str  # an EntityType, or "Literal"
    polarity: str = "positive"
    modality: str = "asserted"
    fact: bool = False  # there is a shortcut triple: the article itself, or the actor itself, stands for it
    claimants: tuple[str, ...] = ()  # labels, from the outermost inwards; empty: the article itself says so
    claimant_ids: tuple[str | None, ...] = ()  # ids of NodeRows, in step with `claimants`
    confidence: float = 0.5
    family: str | None = None  # id of the coarse relation above it
    family_label: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()  # role and words: ("amount", "$1.5 billion")
    sentence: str = ""
    subject_span: tuple[int, int] | None = None
    relation_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None
    article: str = ""  # id of the article
    article_iri: str = ""
    title: str | None = None
    publisher: str | None = None
    date: str | None = None  # ISO 8601 day of publication
    url: str | None = None
    event: str | None = None  # id of the event
    plover: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    event_date: str | None = None  # ISO 8601, of the precision that is known
    event_date_basis: str | None = None  # "text", or "publication": then it is only the day of the report
    place: str | None = None  # id of a NodeRow
    place_label: str | None = None
    latitude: float | None = None  # of the place
    longitude: float | None = None
    agrees: tuple[str, ...] = ()  # ids of the claims that confirm it
    disagrees: tuple[str, ...] = ()  # ids of the claims that contradict it

    @property
    def status(self) -> str:
        """How far the claim may be taken for a fact: denied, intended …, else fact, claimed by somebody, or stated.

        What is stated the article says itself, but not of two entities.
        """
        parts = ["denied"] if self.polarity != "positive" else []
        parts += [self.modality] if self.modality != "asserted" else []
        return ", ".join(parts) or ("fact" if self.fact else "claimed" if self.claimants else "stated")
