"""The words the rules go by: grammar as data.

Label sets are those of Universal Dependencies; the lists of governing verbs, nouns and event nouns are tables in
`kg/data/` and were written for this project.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.inventory import read_table, words_of

WORDS = {name: frozenset(words_of(words)) for name, _, words in read_table("words.tsv")}
"""Sets of words by name, as `kg/data/words.tsv` has them."""

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
OBLIQUES = frozenset({"obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "conj"}
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "neither", "nor", "nowhere"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
NEGATIVE_PRONOUNS = frozenset({"nobody", "none", "nothing", "noone", "neither"})
HEDGES = WORDS["hedges"]
DOUBTING = WORDS["doubting adjectives"]
CONDITIONALS = frozenset(
    {"if", "unless", "provided", "providing", "assuming", "whether", "lest", "supposing", "until", "till"}
)
MODALS = {
    "will": "intended", "'ll": "intended", "’ll": "intended", "shall": "intended", "wo": "intended", "wilt": "intended",
    "may": "possible", "might": "possible", "could": "possible", "can": "possible", "ca": "possible",
    "must": "required", "should": "required", "ought": "required", "need": "required",
    "would": "would", "'d": "would", "’d": "would",
}  # fmt: skip
TIME_NOUNS = WORDS["time nouns"]
PLACE_MARKERS = frozenset(
    {"in", "at", "near", "inside", "outside", "within", "across", "throughout", "beside", "above", "below"}
)
ROLES = {marker: role for marker, role, _ in read_table("prepositions.tsv")}
"""Preposition → the role an adjunct with it plays, where nothing better is known."""

PERSON_ENDINGS = (
    "er", "or", "ist", "man", "woman", "ian", "ant", "wife", "ee", "one", "boy", "girl", "son", "ator", "men", "women",
)  # fmt: skip
"""Endings of nouns that mean persons."""

EMPHATIC_NOUNS = frozenset({"way", "means", "circumstance", "account", "case", "event", "condition", "view"})
"""Nouns that with *no* deny their clause (in *no way*, under *no circumstances*) and are no partners of a verb."""

COMPLEX_MARKERS = frozenset(marker for marker, _, noun in read_table("prepositions.tsv") if noun == "1")
"""Prepositions made with a noun → the role an adjunct with them plays."""

TIME_MARKERS = frozenset({"since", "until", "till", "during", "after", "before", "following"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "what", "whose", "where", "when", "why"})
RAISING = frozenset(
    {"force", "compel", "make", "see", "hear", "find", "reveal", "show", "help", "prove", "know", "lead"}
)
"""Verbs whose passive subject does what the infinitive says, beside those in `EFFECTS`: was forced *to go*."""

SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "swear", "agree", "offer", "plan", "use", "take"})
"""Verbs whose infinitive is done by their subject even beside an object ("promised him to come")."""

OBJECT_CONTROL_MARKERS = frozenset({"of", "from", "with", "for", "into", "on", "over"})
"""Prepositions of a gerund that the object does: accused *him of* lying, thanked *him for* coming."""

ACCUSATIONS = WORDS["gerund not done"]
"""Words whose gerund (accused of *lying*, capable of *lying*) need not be so."""

GERUND_OF_OTHERS = WORDS["gerund of others"]
"""Verbs whose gerund is done by whoever it may be: opposed *sending troops*."""

SYMMETRIC = frozenset(
    {"meets", "consults", "agreesWith", "cooperatesWith", "tradesWith", "breaksWith", "relatedTo", "bordersOn"}
)
"""Families whose plural subject acts upon itself: Putin and Lukashenko met."""


@dataclass(frozen=True, slots=True)
class Nominalisation:
    """An event noun: the relation it stands for and the prepositions that bring its object."""

    relation: tuple[str, ...]
    prepositions: frozenset[str]
    of: str  # "o": of brings the object, "a": the agent, "-": neither


def _effects() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for kind, effect, lemmas in read_table("governors.tsv"):
        for lemma in words_of(lemmas):
            table.setdefault((kind, lemma), effect)
    return table


def _noun_effects() -> dict[str, str]:
    table: dict[str, str] = {}
    for effect, nouns in read_table("complement_nouns.tsv"):
        for noun in words_of(nouns):
            table.setdefault(noun, effect)
    return table


EFFECTS = _effects()
"""(kind of complement, governing lemma) → what it does to the clause below."""

NOUN_EFFECTS = _noun_effects()
"""Noun with a clause ("intention to …") → what it does to that clause."""

NOMINALISATIONS = {
    noun: Nominalisation(tuple(relation.split(" ")), frozenset(words_of(prepositions)), of)
    for noun, relation, prepositions, of in read_table("nominalisations.tsv")
}
"""Event nouns → what they stand for."""
