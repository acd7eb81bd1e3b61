"""A ranker that finds what a pronoun means among what stands before it.

It scores every candidate, and the chance that none is meant, by the features below in one softmax (a mention ranker
in the manner of Denis and Baldridge 2008, and Durrett and Klein 2013); the weights were learned by
`training/coreference/train.py` from UD English GUM. The probabilities of the mentions of one chain are added up, and
below a threshold the question stays open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp

from spacy.tokens import Token

from kg.extract.coreference.chains import (
    BODY_TYPES,
    PLURAL_PRONOUNS,
    POSSESSIVES,
    REFLEXIVES,
    Chain,
    Chains,
    Node,
    number_of,
)
from kg.extract.coreference.quotes import Quote, quote_of
from kg.extract.mentions import NAME_PARTS
from kg.extract.nouns import words
from kg.model import EntityType, MentionKind

WINDOW = 4  # sentences that are searched before that of the pronoun
MOST_CANDIDATES = 40
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
MENTAL = words(
    """
    say tell think believe know want hope fear expect claim feel love hate like see hear understand decide agree
    plan promise refuse try remember forget ask answer reply insist argue explain admit deny suggest warn
    """
)
"""Verbs whose subject has a mind: of *it* that speaks against a thing."""
WEATHER = frozenset({"rain", "snow", "seem", "appear", "turn", "happen", "matter"})

NONE = "none"  # the choice that a pronoun means nothing before it


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something before a pronoun that it may mean; `node` is None for a thing that is no mention (a loan, a plan)."""

    token: Token
    sentence: int
    node: Node | None
    kind: str
    type: str
    number: str | None
    gender: str | None
    place: int  # how many candidates lie between it and the pronoun
    members: tuple[Node, ...] = ()  # of several joined by *and*, the node being the first


def choose(chains: Chains, node: Node, choices: Sequence[Candidate], table: Mapping[str, float]) -> Candidate | None:
    """Give a mention of the chain that a pronoun most probably means, None below the threshold."""
    scores = [sum(table.get(name, 0.0) for name in features(chains, node, choice)) for choice in choices]
    scores.append(sum(table.get(name, 0.0) for name in none_features(node, choices)))
    most = max(scores)
    weights = [exp(score - most) for score in scores]
    total = sum(weights)
    chances: dict[tuple[int, ...], float] = {}
    nearest: dict[tuple[int, ...], Candidate] = {}
    for weight, choice in zip(weights, choices, strict=False):
        if choice.node is not None:
            meant = meaning(chains, choice)
            chances[meant] = chances.get(meant, 0.0) + weight / total
            nearest.setdefault(meant, choice)
    if not chances:
        return None
    best = max(chances, key=lambda meant: (chances[meant], nearest[meant].token.i))
    threshold = table.get(f"threshold:{pronoun_class(node)}", 0.5)
    return nearest[best] if chances[best] >= threshold else None


def meaning(chains: Chains, choice: Candidate) -> tuple[int, ...]:
    """Give what a candidate means: the first nodes of its chain, or of the chains of its members."""
    nodes = choice.members or ((choice.node,) if choice.node is not None else ())
    return tuple(chains.of(node).first.index for node in nodes)


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Read the learned weights."""
    table = json.loads((files("kg.extract.coreference") / "weights.json").read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in table.items()}


# What a pronoun may mean


def shadows(chains: Chains) -> list[tuple[int, Token]]:
    """Give the nouns that are no mentions, with their sentences: what *it* often means and what gets no node."""
    return [
        (chains.sentences[token.i], token)
        for token in chains.doc
        if token.pos_ in ("NOUN", "PROPN")
        and token.i not in chains.by_token
        and token.dep_ not in NAME_PARTS
        and token.dep_ not in ("obl:unmarked", "nmod:unmarked", "fixed")
    ]


def candidates(
    chains: Chains, node: Node, things: Sequence[tuple[int, Token]], quotes: Sequence[Quote]
) -> list[Candidate]:
    """Give what a pronoun may mean, the nearest first."""
    quote = quote_of(quotes, node.token.i)
    speaker = chains.by_token.get(quote.speaker) if quote and quote.speaker is not None else None
    found: list[Candidate] = []
    below = named_below(chains, node)
    for other in chains.before(node, WINDOW):
        if len(found) >= MOST_CANDIDATES:
            break
        if other.token.i >= node.token.i:
            continue
        several = joined_by_and(chains, other) if node.token.lower_ in PLURAL_PRONOUNS else ()
        if several and several[-1].token.i < node.token.i and not _coarguments(node.token, other.token):
            found.append(
                Candidate(
                    other.token, other.sentence, other, "several", other.type.value, "plural", None, len(found), several
                )
            )
        if not _can_mean(chains, node, other):
            continue
        if speaker is not None and chains.same(other, speaker):
            continue
        if chains.of(other).first.index in below:
            continue
        chain = chains.of(other)
        type = next((kind for kind in chain.types if kind is not EntityType.THING), EntityType.THING)
        number = "plural" if chain.members else chain.number
        found.append(Candidate(other.token, other.sentence, other, other.mention.kind.value, type.value, number,
                               chain.gender, len(found)))  # fmt: skip
    if node.gender in (None, "neuter"):
        found.extend(_things(chains, node, things))
        found.sort(key=lambda choice: -choice.token.i)
    return found


def named_below(chains: Chains, node: Node) -> set[int]:
    """Give the chains that are named in the clause that a pronoun commands: in `He said Putin left` he is not Putin."""
    if node.token.dep_ not in SUBJECTS:
        return set()
    verb = node.token.head
    found = set()
    for index in range(node.index + 1, len(chains.nodes)):
        other = chains.nodes[index]
        if other.sentence != node.sentence:
            break
        if other.is_name and _below(other.token, verb):
            found.add(chains.of(other).first.index)
    return found


def _below(token: Token, verb: Token) -> bool:
    """Tell whether a word stands under a verb, not in a clause joined to it."""
    for _ in range(12):
        if token == verb:
            return True
        if token.dep_ in ("conj", "parataxis", "ROOT"):
            return False
        token = token.head
    return False


def joined_by_and(chains: Chains, first: Node) -> tuple[Node, ...]:
    """Give the mentions that are joined with a first one by *and*: `Putin and Lukashenko`."""
    conjuncts = [child for child in first.token.rights if child.dep_ == "conj"]
    if not conjuncts or not first.is_name:
        return ()
    linked = any(child.dep_ == "cc" and child.lower_ in ("and", "&") for one in conjuncts for child in one.children)
    members = [chains.by_token.get(one.i) for one in conjuncts]
    if not linked or any(one is None or not one.is_name or one.type is not first.type for one in members):
        return ()
    return (first, *(one for one in members if one is not None))


def _things(chains: Chains, node: Node, things: Sequence[tuple[int, Token]]) -> Iterator[Candidate]:
    """Yield the nouns before a pronoun that are no mentions."""
    low, high = 0, len(things)
    while low < high:
        middle = (low + high) // 2
        if things[middle][1].i < node.token.i:
            low = middle + 1
        else:
            high = middle
    for place, (sentence, token) in enumerate(reversed(things[max(0, low - 20) : low])):
        if node.sentence - sentence > WINDOW - 2:
            break
        number = number_of(token)
        if node.number and number and node.number != number:
            continue
        if _coarguments(node.token, token) or _within(node.token, token):
            continue
        yield Candidate(token, sentence, None, "thing", "none", number, "neuter", place)


def _can_mean(chains: Chains, node: Node, other: Node) -> bool:
    """Tell whether nothing in grammar forbids a pronoun to mean another mention."""
    if other.is_pronoun and other.person != 3:
        return False
    if other.is_pronoun and other.token.lower_ in ("which", "that") and len(chains.of(other).nodes) == 1:
        return False
    chain = chains.of(other)
    if node.gender == "neuter" and EntityType.PERSON in chain.types:
        return False
    if node.gender in ("male", "female") and not (
        chain.types <= {EntityType.PERSON, EntityType.THING, EntityType.GROUP} and "plural" not in chain.numbers
    ):
        return False
    if node.token.lower_ in PLURAL_PRONOUNS and not _can_be_they(chain, other):
        return False
    if not chains.agree(other, node):
        return False
    if node.token.lower_ not in REFLEXIVES and _beside(chain, node):
        return False
    return not _within(node.token, other.token)


def _beside(chain: Chain, node: Node) -> bool:
    """Tell whether something of a chain is an argument of the verb that the pronoun is an argument of."""
    for place in range(chain.size_before(node) - 1, -1, -1):
        other = chain.nodes[place]
        if other.sentence != node.sentence:
            return False
        if _coarguments(node.token, other.token):
            return True
    return False


def _can_be_they(chain: Chain, other: Node) -> bool:
    """Tell whether *they* can mean a chain: several, a body, or one person of unknown gender without a name."""
    if other.is_name and other.type is EntityType.PERSON:
        return False
    if "singular" not in chain.numbers or chain.members:
        return True
    return chain.gender not in ("male", "female") and bool(chain.types & (BODY_TYPES | {EntityType.PERSON}))


def _coarguments(pronoun: Token, other: Token) -> bool:
    """Tell whether two words are arguments of one verb, so that a plain pronoun cannot mean the other (binding)."""
    if pronoun.dep_ not in ARGUMENTS or other.dep_ not in ARGUMENTS:
        return False
    return pronoun.head is other.head or pronoun.head == other.head


def _within(pronoun: Token, other: Token) -> bool:
    """Tell whether a pronoun stands inside the phrase of the other noun: `his` cannot mean `his wife`."""
    token = pronoun
    for _ in range(6):
        if token.dep_ in ("acl:relcl", "acl", "advcl", "ROOT", "parataxis", "ccomp"):
            return False
        token = token.head
        if token.i == other.i:
            return True
    return False


# Features


def pronoun_class(node: Node) -> str:
    """Give the class of pronouns that share weights."""
    word = node.token.lower_
    if node.gender in ("male", "female"):
        return "he"
    if word in PLURAL_PRONOUNS or word == "themself":
        return "they"
    return "it"


def features(chains: Chains, node: Node, choice: Candidate) -> list[str]:
    """Give the names of the features that hold of a pronoun and a candidate."""
    group = pronoun_class(node)
    token, other = node.token, choice.token
    distance = min(node.sentence - choice.sentence, WINDOW)
    role = _role(other)
    mine = "poss" if token.lower_ in POSSESSIVES else _role(token)
    chain = chains.of(choice.node) if choice.node is not None else None
    size = chain.size_before(node) if chain and not choice.members else 0
    held = [
        f"{group}:distance={distance}",
        f"{group}:role={role}",
        f"roles={mine}>{role}",
        f"{group}:kind={choice.kind}",
        f"{group}:type={choice.type}",
        f"{group}:number={choice.number}",
        f"{group}:gender={choice.gender}",
        f"{group}:place={min(choice.place, 8)}",
        f"{group}:size={min(size, 6)}",
        f"distance={distance}:role={role}",
        f"distance={distance}:kind={choice.kind}",
        f"{group}:{mine}>{role}:distance={min(distance, 2)}",
    ]
    if distance == 0:
        held.append(f"here:{mine}>{role}:place={min(choice.place, 4)}")
        if _governs(other, token):
            held.append(f"{group}:governs:{mine}>{role}")
        if other.head == token.head.head and role == mine == "subject":
            held.append(f"{group}:parallel-clause")
    elif distance == 1 and role == "subject" and other.head.dep_ == "ROOT":
        held.append(f"{group}:main-subject-before")
    if choice.kind == MentionKind.PRONOUN.value:
        held.append(f"{group}:same-word={other.lower_ == token.lower_}")
        held.append(f"same-gender={choice.gender == node.gender}:{distance}")
    elif choice.kind in (MentionKind.NOMINAL.value, "thing"):
        held.append(f"{group}:determiner={_determiner(other)}")
    if chain is not None:
        held.append(f"{group}:named={chain.named}")
        held.append(f"{group}:gender-sure={chain.gender == node.gender}:{chain.named}")
        if chain.members:
            held.append(f"{group}:members")
    if token.head.lemma_.lower() in MENTAL and mine == "subject":
        held.append(f"{group}:mental:{choice.type}")
        if role == "subject":
            held.append(f"{group}:mental-again={other.head.lemma_.lower() in MENTAL}:{min(distance, 2)}")
    if other.dep_ == "conj" or any(child.dep_ == "conj" for child in other.children):
        held.append(f"{group}:coordinated")
    if other.head.pos_ in ("NOUN", "PROPN"):
        held.append(f"{group}:nested")
    return held


def none_features(node: Node, choices: Sequence[Candidate]) -> list[str]:
    """Give the names of the features that hold where a pronoun means nothing before it."""
    group = pronoun_class(node)
    token = node.token
    verb = token.head
    mine = "poss" if token.lower_ in POSSESSIVES else _role(token)
    held = [
        f"{group}:{NONE}",
        f"{group}:{NONE}:{mine}",
        f"{group}:{NONE}:choices={min(len(choices), 6)}",
        f"{NONE}:{token.lower_}",
    ]
    if group == "it" and mine == "subject":
        held.append(f"{NONE}:it:{verb.pos_}:{any(child.dep_ == 'cop' for child in verb.children)}")
        held.append(
            f"{NONE}:it:clause={any(child.dep_ in ('csubj', 'ccomp', 'xcomp', 'advcl') for child in verb.children)}"
        )
        if verb.lemma_.lower() in WEATHER:
            held.append(f"{NONE}:it:weather")
    if group == "it" and mine == "object":
        held.append(f"{NONE}:it:object")
    if token.i and token.is_sent_start:
        held.append(f"{group}:{NONE}:opens")
    return held


def _role(token: Token) -> str:
    """Give the grammatical role of a word in a few classes."""
    dep = token.dep_
    if dep == "conj":
        dep = token.head.dep_
    if dep in SUBJECTS or dep == "csubj":
        return "subject"
    if dep in ("obj", "iobj"):
        return "object"
    if dep == "obl:agent":
        return "agent"
    if dep.startswith("obl"):
        return "oblique"
    if dep == "nmod:poss":
        return "poss"
    if dep.startswith("nmod"):
        return "nmod"
    if dep in ("compound", "amod"):
        return "modifier"
    return "root" if dep == "ROOT" else "other"


def _governs(other: Token, pronoun: Token) -> bool:
    """Tell whether the candidate is an argument of a verb above the pronoun: `Putin said that he …`."""
    token = pronoun.head
    for _ in range(8):
        if other.head == token:
            return True
        if token.dep_ == "ROOT":
            return False
        token = token.head
    return False


def _determiner(token: Token) -> str:
    """Tell how a noun phrase begins."""
    for child in token.lefts:
        if child.dep_ == "nmod:poss":
            return "possessive"
        if child.dep_ == "det":
            return "the" if child.lower_ in ("the", "this", "that", "these", "those") else "a"
    return "bare"
