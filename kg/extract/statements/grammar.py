"""The words the rules go by: grammar as data.

Label sets are those of Universal Dependencies; the lists of governing verbs, nouns and event nouns are tables in
`kg/data/` and were written for this project.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.inventory import read_table, words_of

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
HEDGES = frozenset(
    "possibly perhaps maybe probably allegedly reportedly presumably likely apparently supposedly purportedly potentially "
    "ostensibly conceivably seemingly falsely wrongly rumoredly hopefully presumptively theoretically "
    "hypothetically mistakenly".split()
)
DOUBTING = frozenset(
    "so-called alleged presumed supposed purported reported suspected would-be self-proclaimed self-declared self-styled possible potential likely rumored rumoured fake ostensible putative apparent called".split()
)
CONDITIONALS = frozenset(
    "if unless provided providing assuming whether lest supposing suppose otherwise until till".split()
)
MODALS = {
    "will": "intended", "'ll": "intended", "’ll": "intended", "shall": "intended", "wo": "intended", "wilt": "intended",
    "may": "possible", "might": "possible", "could": "possible", "can": "possible", "ca": "possible",
    "must": "required", "should": "required", "ought": "required", "need": "required",
    "would": "would", "'d": "would", "’d": "would",
}  # fmt: skip
BE_FORMS = frozenset("be is are was were been being am 's ’s 're ’re 'm ’m".split())
TIME_NOUNS = frozenset(
    "second minute hour day week month year decade century today yesterday tomorrow tonight morning afternoon evening night "
    "noon midnight weekend monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn "
    "fall winter time moment period era season now then recently beginning end start term date eve anniversary "
    "quarter semester past future present while age long ago soon once later previously currently".split()
)
PLACE_MARKERS = frozenset(
    "in at near inside outside within across around throughout along beside above below beyond".split()
)
ROLES = {
    "in": "place", "at": "place", "near": "place", "inside": "place", "outside": "place", "within": "place",
    "across": "place", "around": "place", "throughout": "place", "along": "place", "behind": "place", "beyond": "place",
    "between": "place", "over": "topic", "about": "topic", "on": "topic", "regarding": "topic", "concerning": "topic",
    "of": "topic", "upon": "topic", "for": "purpose", "with": "instrument", "using": "instrument", "via": "instrument",
    "through": "instrument", "by": "instrument", "without": "manner", "as": "quality", "like": "manner",
    "to": "recipient", "toward": "recipient", "towards": "recipient", "into": "goal", "onto": "goal",
    "from": "source", "out of": "source", "off": "source", "because of": "cause", "due to": "cause",
    "amid": "circumstance", "despite": "circumstance", "in spite of": "circumstance", "thanks to": "cause",
    "against": "opponent", "alongside": "company", "together with": "company", "along with": "company",
    "since": "time", "until": "time", "till": "time", "during": "time", "after": "time", "before": "time",
    "following": "time", "under": "circumstance", "according to": "source", "in response to": "cause",
}  # fmt: skip
"""Preposition → the role an adjunct with it plays, where nothing better is known."""

EMPHATIC_NOUNS = frozenset({"way", "means", "circumstance", "account", "case", "event", "condition"})
"""Nouns that with *no* deny their clause: in *no way*, under *no circumstances*."""

COMPLEX_MARKERS = {
    "in light of": "cause", "in favor of": "topic", "in favour of": "topic", "in response to": "cause", "in view of": "cause",
    "in accordance with": "manner", "in pursuit of": "purpose", "in support of": "purpose", "in terms of": "topic",
    "in addition to": "company", "in line with": "manner", "on behalf of": "beneficiary", "in front of": "place",
    "by means of": "instrument", "with regard to": "topic", "with respect to": "topic", "in relation to": "topic",
    "in connection with": "topic", "as part of": "circumstance", "in case of": "condition", "in exchange for": "cause",
    "in return for": "cause", "at request of": "cause", "in charge of": "topic", "in cooperation with": "company",
    "in coordination with": "company", "in violation of": "manner", "in contravention of": "manner", "in spite of": "circumstance",
    "as result of": "cause", "in wake of": "time", "in course of": "time", "in honor of": "cause", "in honour of": "cause",
    "for sake of": "purpose", "in place of": "circumstance", "in protest at": "cause", "in protest against": "cause",
    "in retaliation for": "cause", "on basis of": "manner", "in absence of": "circumstance", "in presence of": "circumstance",
    "by way of": "manner", "in hands of": "circumstance", "on part of": "source", "on eve of": "time", "in aftermath of": "time",
}  # fmt: skip
"""Prepositions made with a noun → the role an adjunct with them plays."""

TIME_MARKERS = frozenset({"since", "until", "till", "during", "after", "before", "following"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "what", "whose", "where", "when", "why"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "swear", "agree", "offer", "plan", "use", "take"})
"""Verbs whose infinitive is done by their subject even beside an object ("promised him to come")."""

OBJECT_CONTROL_MARKERS = frozenset({"of", "from", "with", "for", "into", "on", "over"})
"""Prepositions of a gerund that the object does: accused *him of* lying, thanked *him for* coming."""

ACCUSATIONS = frozenset({"accuse", "charge", "suspect", "indict", "prosecute", "capable", "wary", "afraid", "suspicious", "think",
                         "dream", "talk", "guilty", "intention", "possibility", "risk", "idea", "threat", "fear", "hope", "way"})  # fmt: skip
"""Words whose gerund (accused of *lying*, capable of *lying*) need not be so."""

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
