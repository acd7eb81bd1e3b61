"""The mentions of one document as nodes, and the chains that they are joined into.

A node adds to a mention what syntax and words tell of it (number, gender, person, modifiers); a chain knows what its
nodes agree on. Joining is refused where the two sides contradict one another, so that no later rule can undo what a
surer one has kept apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from kg.extract.coreference.given_names import FEMALE, MALE
from kg.extract.mentions import noun_lemma
from kg.extract.nouns import COLLECTIVES, FEMININE, MASCULINE, PEOPLES
from kg.model import Article, EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from kg.gazetteer import Entry, Gazetteer

MASCULINE_PRONOUNS = frozenset({"he", "him", "his", "himself"})
FEMININE_PRONOUNS = frozenset({"she", "her", "hers", "herself"})
NEUTER_PRONOUNS = frozenset({"it", "its", "itself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
REFLEXIVES = frozenset(
    {"himself", "herself", "itself", "themselves", "themself", "myself", "ourselves", "yourself", "yourselves"}
)
POSSESSIVES = frozenset({"my", "our", "your", "his", "her", "its", "their", "whose"})

FEMALE_ENDINGS = ("ova", "eva", "skaya", "skaia", "ovna", "evna", "dóttir", "dottir", "ska", "ová")
"""Endings of surnames that women alone bear."""

PLACE_TYPES = frozenset({EntityType.COUNTRY, EntityType.PLACE})
BODY_TYPES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_GROUP})


@dataclass(frozen=True, slots=True)
class Node:
    """A mention with what the words about it tell."""

    index: int  # place in the list of mentions
    mention: Mention
    token: Token  # its head
    words: tuple[str, ...]  # the words of the mention, in lower case
    lemma: str
    sentence: int
    person: int  # 1, 2 or 3
    number: str | None  # "singular", "plural", None where it may be either
    gender: str | None  # "male", "female", "neuter", None where unknown
    quote: int | None = None  # number of the quotation it stands in

    @property
    def is_name(self) -> bool:
        """Whether the mention is a name."""
        return self.mention.kind is MentionKind.NAME

    @property
    def is_description(self) -> bool:
        """Whether the mention is a noun phrase without a name of its own."""
        return self.mention.kind is MentionKind.NOMINAL

    @property
    def is_pronoun(self) -> bool:
        """Whether the mention is a pronoun."""
        return self.mention.kind is MentionKind.PRONOUN

    @property
    def type(self) -> EntityType:
        """What kind of thing the mention was taken for."""
        return self.mention.type


@dataclass(slots=True)
class Chain:
    """Nodes that mean one thing."""

    nodes: list[Node]
    types: set[EntityType] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    entry: Entry | None = None
    score: float | None = None  # of the link to `entry`
    entry_reasons: tuple[str, ...] = ()
    country: str | None = None  # ISO code that the text gives it: "Belarusian president Alexander Lukashenko"
    titles: set[str] = field(default_factory=set)  # offices and roles that the text gives it, lemmas
    reasons: dict[str, None] = field(default_factory=dict)  # why its nodes were joined, in words
    members: tuple[int, ...] = ()  # first nodes of the chains that a plural description means
    named: bool = False  # whether one of its nodes is a name

    @property
    def first(self) -> Node:
        """The node that comes first in the text."""
        return self.nodes[0]

    @property
    def names(self) -> list[Node]:
        """The nodes that are names."""
        return [node for node in self.nodes if node.is_name]

    def size_before(self, node: Node) -> int:
        """Give how many of its nodes stand before another node."""
        return bisect_left(self.nodes, node.index, key=lambda one: one.index)

    @property
    def gender(self) -> str | None:
        """The gender that the nodes agree on."""
        return next(iter(self.genders)) if len(self.genders) == 1 else None

    @property
    def number(self) -> str | None:
        """The number that the nodes agree on."""
        return next(iter(self.numbers)) if len(self.numbers) == 1 else None


class Chains:
    """The chains of a document while they are being made: the state that the sieves work on."""

    def __init__(self, doc: Doc, found: Sequence[Mention], article: Article, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.article = article
        self.gazetteer = gazetteer
        self.sentences = _sentence_numbers(doc)
        self.nodes = [_node(doc, index, mention, self.sentences, gazetteer) for index, mention in enumerate(found)]
        self.chains = [_chain(node) for node in self.nodes]
        self._chain_of = list(range(len(self.nodes)))
        self.inferred: dict[int, str] = {}  # node → how it came by its entity
        self.metonyms: set[int] = set()  # nodes that mean a government by its seat
        self.voices: dict[int, int] = {}  # first node of a chain of "we" → node of the one who speaks for it
        self.by_token = {node.token.i: node for node in reversed(self.nodes)}
        self.nations = _nations(self.nodes, gazetteer)  # token → ISO code of a country or demonym

    def of(self, node: Node) -> Chain:
        """Give the chain of a node."""
        return self.chains[self._find(node.index)]

    def _find(self, index: int) -> int:
        """Give the number of the chain that a node belongs to."""
        while self._chain_of[index] != index:
            self._chain_of[index] = self._chain_of[self._chain_of[index]]
            index = self._chain_of[index]
        return index

    def all(self) -> Iterator[Chain]:
        """Yield the chains by their first mention."""
        return (self.chains[index] for index in range(len(self.nodes)) if self._chain_of[index] == index)

    def before(self, node: Node, sentences: int) -> Iterator[Node]:
        """Yield the nodes before one, the nearest first, up to so many sentences back."""
        for index in range(node.index - 1, -1, -1):
            other = self.nodes[index]
            if node.sentence - other.sentence > sentences:
                return
            yield other

    def nodes_of(self, sentence: int) -> Iterator[Node]:
        """Yield the nodes of a sentence."""
        start = bisect_left(self.nodes, sentence, key=lambda node: node.sentence)
        for index in range(start, len(self.nodes)):
            if self.nodes[index].sentence != sentence:
                return
            yield self.nodes[index]

    def same(self, first: Node, second: Node) -> bool:
        """Tell whether two nodes are in one chain."""
        return self._find(first.index) == self._find(second.index)

    def agree(self, first: Node, second: Node) -> bool:
        """Tell whether nothing speaks against two nodes meaning one thing."""
        one, other = self.of(first), self.of(second)
        if one is other:
            return True
        if one.entry and other.entry and one.entry.id != other.entry.id:
            return False
        return (
            types_agree(one.types, other.types)
            and not (one.genders and other.genders and one.genders.isdisjoint(other.genders))
            and not (one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers))
            and not (one.country and other.country and one.country != other.country)
        )

    def join(self, first: Node, second: Node, reason: str, *, inferred: str | None = None) -> bool:
        """Put two nodes into one chain if they agree; tell whether they are in one now."""
        if not self.agree(first, second):
            return False
        low, high = sorted((self._find(first.index), self._find(second.index)))
        if inferred is not None:
            self.inferred.setdefault(second.index, inferred)
        if low == high:
            return True
        kept, gone = self.chains[low], self.chains[high]
        self._chain_of[high] = low
        kept.nodes = sorted(kept.nodes + gone.nodes, key=lambda node: node.index)
        kept.types |= gone.types
        kept.genders = kept.genders & gone.genders if kept.genders and gone.genders else kept.genders | gone.genders
        kept.numbers = kept.numbers & gone.numbers if kept.numbers and gone.numbers else kept.numbers | gone.numbers
        if kept.entry is None:
            kept.entry, kept.score, kept.entry_reasons = gone.entry, gone.score, gone.entry_reasons
        kept.country = kept.country or gone.country
        kept.titles |= gone.titles
        kept.members = kept.members or gone.members
        kept.named = kept.named or gone.named
        kept.reasons.update(gone.reasons)
        kept.reasons.setdefault(reason)
        return True


def types_agree(one: set[EntityType], other: set[EntityType]) -> bool:
    """Tell whether things taken for these types can be one: a country is a place, a pronoun's `Thing` is anything.

    What is an organisation is never a person, and a company of a town's name never the town.
    """
    first, second = one - {EntityType.THING}, other - {EntityType.THING}
    if not first or not second or first & second:
        return True
    together = first | second
    return together <= PLACE_TYPES or together <= BODY_TYPES or together <= {EntityType.PERSON, EntityType.GROUP}


def _chain(node: Node) -> Chain:
    """Begin a chain with one node."""
    return Chain(
        [node],
        {node.type},
        {node.gender} if node.gender else set(),
        {node.number} if node.number else set(),
        named=node.is_name,
    )


def _sentence_numbers(doc: Doc) -> list[int]:
    """Give the number of the sentence of each token."""
    numbers = []
    current = -1
    for token in doc:
        current += bool(token.is_sent_start)
        numbers.append(max(current, 0))
    return numbers


def _node(doc: Doc, index: int, mention: Mention, sentences: Sequence[int], gazetteer: Gazetteer) -> Node:
    """Say what the words about a mention tell."""
    token = doc[mention.head]
    words = tuple(mention.text.lower().split())
    lemma = noun_lemma(token)
    person, number, gender = 3, None, None
    if mention.kind is MentionKind.PRONOUN:
        person, number, gender = _of_pronoun(token.lower_)
    elif mention.kind is MentionKind.NAME:
        number, gender = _of_name(doc, mention, gazetteer)
    else:
        number = number_of(token)
        gender = _of_noun(lemma, mention.type)
    return Node(index, mention, token, words, lemma, sentences[token.i], person, number, gender)


def _of_pronoun(word: str) -> tuple[int, str | None, str | None]:
    """Give person, number and gender of a pronoun."""
    if word in FIRST_SINGULAR:
        return 1, "singular", None
    if word in FIRST_PLURAL:
        return 1, "plural", None
    if word in SECOND:
        return 2, None, None
    if word in MASCULINE_PRONOUNS:
        return 3, "singular", "male"
    if word in FEMININE_PRONOUNS:
        return 3, "singular", "female"
    if word in NEUTER_PRONOUNS:
        return 3, "singular", "neuter"
    return 3, None, None  # they may mean one, who and which say nothing


def number_of(token: Token) -> str | None:
    """Give the number of a common noun; None for words like "team" that take it and they alike."""
    lemma = noun_lemma(token)
    if "Plur" in token.morph.get("Number", []) or token.tag_ in ("NNS", "NNPS") or lemma in PEOPLES - COLLECTIVES:
        return "plural"
    if lemma in COLLECTIVES:
        return None
    if any(child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") for child in token.children):
        return "singular"
    return "singular"


def _of_noun(lemma: str, type: EntityType) -> str | None:
    """Give the gender of a common noun."""
    if type is not EntityType.PERSON:
        return "neuter"
    if lemma in MASCULINE:
        return "male"
    return "female" if lemma in FEMININE else None


def _of_name(doc: Doc, mention: Mention, gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    """Give number and gender of a name."""
    if mention.type is EntityType.GROUP:
        token = doc[mention.head]
        plural = token.pos_ != "ADJ" and ("Plur" in token.morph.get("Number", []) or token.tag_ in ("NNS", "NNPS"))
        return ("plural" if plural else None), None
    if mention.type is not EntityType.PERSON:
        return (None if mention.type in BODY_TYPES else "singular"), "neuter"
    return "singular", _gender_of_person(doc, mention, gazetteer)


def _gender_of_person(doc: Doc, mention: Mention, gazetteer: Gazetteer) -> str | None:
    """Tell a man from a woman by title, gazetteer, given name or surname."""
    span = doc.char_span(mention.start, mention.end)
    if span is None:
        return None
    before = doc[span.start - 1] if span.start else None
    for token in (*((before,) if before is not None else ()), *doc[mention.head].lefts):
        word = token.lower_
        if word in FEMININE:
            return "female"
        if word in MASCULINE:
            return "male"
    known = {entry.gender for entry in gazetteer.find(mention.text, type=EntityType.PERSON)}
    if len(known) == 1 and None not in known:
        return known.pop()
    first = span[0].lower_
    if len(span) > 1 and first in MALE:
        return "male"
    if len(span) > 1 and first in FEMALE:
        return "female"
    last = span[-1].lower_
    return "female" if len(last) > 5 and last.endswith(FEMALE_ENDINGS) else None


def _nations(nodes: Sequence[Node], gazetteer: Gazetteer) -> dict[int, str]:
    """Give the country that each token names or tells by its nationality, as ISO code."""
    found: dict[int, str] = {}
    for node in nodes:
        if not node.is_name or node.type not in (EntityType.COUNTRY, EntityType.GROUP):
            continue
        entry = nation(node.mention, gazetteer)
        if entry is not None and entry.country:
            found[node.token.i] = entry.country
    return found


def nation(mention: Mention, gazetteer: Gazetteer) -> Entry | None:
    """Give the country that a name or demonym means."""
    if mention.type is EntityType.GROUP:
        return gazetteer.demonym(mention.text)
    found = gazetteer.find(mention.text, type=EntityType.COUNTRY)
    return found[0] if found else None
