"""The coarse relations above all others, and the words that belong to them.

A text says *bombards*, *pounds* or *launches a strike on*; who asks "who attacks whom" should not need that list. Each
relation a statement is made with therefore has a *family* (in the graph: `skos:broader`), if its words are known. The
tables lie in `kg/data/` and were written for this project:

* `families.tsv`: the families with label, definition, whether they are states, and their inverse;
* `relation_lexicon.tsv`: verbs, verbs with a preposition, light verbs with their noun, and event nouns, by family;
* `light_verbs.tsv`: verbs that say no more than the noun they govern ("hold", "conduct", "have" talks);
* `offices.tsv`: nouns of role ("president", "spokesman", "ally").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

_DATA = files("kg") / "data"


@dataclass(frozen=True, slots=True)
class Family:
    """A coarse relation."""

    id: str  # lower camel case: cooperatesWith
    label: str  # cooperates with
    definition: str
    state: bool  # a state (membership, office, location, attitude) rather than something that happens
    party: bool  # its object must be a person, body, place or name: "replaces the minister", not "replaces a lamp"
    inverse: str  # id of the relation seen from the object: isAttackedBy; its own id if it is symmetric


@dataclass(frozen=True, slots=True)
class LightVerb:
    """Verbs that mean one thing with one noun: grant, give, extend … a loan."""

    noun: str
    form: str  # the noun as it stands in a label: talks
    verbs: tuple[str, ...]  # the first is the canonical one
    receive: frozenset[str]  # verbs that say the same from the other side
    partners: frozenset[str]  # prepositions of the other party

    @property
    def canonical(self) -> str:
        """The verb that stands for all of them."""
        return self.verbs[0]


def read_table(name: str) -> list[list[str]]:
    """Read the rows of one table of `kg/data/`, without comments and head line."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def words_of(field: str) -> tuple[str, ...]:
    """Split a field of words parted by commas."""
    return tuple(word for word in field.split(",") if word)


def _families() -> dict[str, Family]:
    return {
        id: Family(id=id, label=label, definition=definition, state=state == "1", party=party == "1", inverse=inverse)
        for id, label, state, inverse, party, definition in read_table("families.tsv")
    }


def _lexicon() -> dict[str, str]:
    """Map each key of the lexicon to its family; the first family that claims a key keeps it."""
    lexicon: dict[str, str] = {}
    for family, keys in read_table("relation_lexicon.tsv"):
        for key in words_of(keys):
            lexicon.setdefault(key, family)
    return lexicon


def _light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    table: dict[str, tuple[LightVerb, ...]] = {}
    for nouns, verbs, receive, partners in read_table("light_verbs.tsv"):
        for noun in words_of(nouns):
            lemma, _, form = noun.partition("/")
            sides = frozenset(words_of(receive)), frozenset(words_of(partners))
            table[lemma] = (*table.get(lemma, ()), LightVerb(lemma, form or lemma, words_of(verbs), *sides))
    return table


FAMILIES: Mapping[str, Family] = MappingProxyType(_families())
"""The families by id, in the order of the table."""

INVERSES: Mapping[str, str] = MappingProxyType({family.id: family.inverse for family in FAMILIES.values()})
"""Pairs (family, inverse); a symmetric family is its own inverse."""

LEXICON: Mapping[str, str] = MappingProxyType(_lexicon())
"""Words of relations → id of their family. Event nouns have the prefix `n:`."""

LIGHT_VERBS: Mapping[str, tuple[LightVerb, ...]] = MappingProxyType(_light_verbs())
"""Nouns → the light verbs that go with them."""

ROLE_NOUNS: Mapping[str, str] = MappingProxyType(
    {noun: kind for kind, nouns in reversed(read_table("offices.tsv")) for noun in words_of(nouns)}
)
"""Nouns of role → office, rank, speaker, member, kin, ally, enemy, part or citizen."""

COMMITMENTS: frozenset[str] = frozenset(
    word for _kind, words in read_table("commitments.tsv") for word in words_of(words)
)
"""Verbs and nouns by which an actor binds himself (*agreed to*, *its pledge to*)."""

ROLE_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "office": "holdsOffice",
        "rank": "holdsOffice",
        "speaker": "spokespersonOf",
        "member": "memberOf",
        "kin": "relatedTo",
        "ally": "allyOf",
        "enemy": "enemyOf",
        "part": "partOf",
        "citizen": "citizenOf",
    }
)
"""Kind of role noun → the family of "is NOUN of"."""


def family_of(lemma: str) -> str | None:
    """Give the family of a relation from its lemmas ("impose sanction on"), None where they are not known.

    The longest run of words from the left that the lexicon has counts; a light verb, or one that is not known, falls
    back on its noun. "refuse support to" belongs to *refuse*, not to *support*.
    """
    words = lemma.split(" ")
    for length in range(len(words), 0, -1):
        found = LEXICON.get(" ".join(words[:length]))
        if found is None or (length == 1 < len(words) and words[0] in ("be", "have")):
            continue
        if length == 1 < len(words) and any(words[0] in entry.verbs for entry in LIGHT_VERBS.get(words[1], ())):
            return LEXICON.get(f"n:{words[1]}", found)
        return found
    for word in (*words[1:], words[0]):
        found = LEXICON.get(f"n:{word}")
        if found is not None:
            return found
    return None
