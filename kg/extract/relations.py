"""Relations under one name: whatever the tense, the voice and the light verb, one label in plain English.

*granted a loan*, *will extend credit* and *has been given a loan by* are three wordings of things that are alike; the
label says them in the third person of the present: "grants loan". `Relation.id` is the label in lower camel case, and
`Relation.family` the coarse relation of `kg.inventory` above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.inventory import LIGHT_VERBS, ROLE_FAMILIES, ROLE_NOUNS, LightVerb, family_of
from kg.model import Relation

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_WORD = re.compile(r"[^\W_]+")


def third_person(verb: str) -> str:
    """Inflect a verb for the third person of the present: `third_person("deny")` is "denies"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def light_verb(verb: str, noun: str) -> tuple[LightVerb, bool] | None:
    """Find the light-verb family of a verb with a noun, and whether it says it from the receiving side.

    `light_verb("extend", "loan")` finds that of *grant loan*, False; with "receive" it finds the same, True.
    """
    for entry in LIGHT_VERBS.get(noun, ()):
        if verb in entry.verbs:
            return entry, False
        if verb in entry.receive:
            return entry, True
    return None


def camel_case(label: str) -> str:
    """Make an id of a label: "holds talks with" becomes `holdsTalksWith`."""
    words = _WORD.findall(label)
    return "".join([word.lower() if not index else word[:1].upper() + word[1:] for index, word in enumerate(words)])


@lru_cache(maxsize=65536)
def _make(words: tuple[str, ...], lemma: str, known: bool) -> Relation:
    label = " ".join((third_person(words[0]), *words[1:]))
    return Relation(id=camel_case(label), label=label, family=_family(lemma) if known else None)


def _family(lemma: str) -> str | None:
    """Find the family of a relation, also of one made with a noun of role ("be president of")."""
    words = lemma.split(" ")
    if words[0] in ("be", "become", "remain") and len(words) > 2:
        kind = ROLE_NOUNS.get(words[1])
        if kind is not None and kind in ROLE_FAMILIES:
            return ROLE_FAMILIES[kind]
    return family_of(lemma)


def relation(words: Sequence[str], *, lemma: str | None = None, known: bool = True) -> Relation:
    """Name the relation that `words` say: a verb in its base form, then noun, particle and preposition as they stand.

    `relation(["hold", "talks", "with"], lemma="hold talk with")` is labelled "holds talks with". With `known` false the
    relation gets no family: for a passive without agent, whose subject did not do it.
    """
    return _make(tuple(words), lemma if lemma is not None else " ".join(words), known)
