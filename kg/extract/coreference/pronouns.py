"""Sieves that resolve pronouns: relative ones by syntax, I and we by who speaks, the others by a ranker.

The ranker scores what stands before a pronoun, and the chance that it means nothing of it, by the features below, in
one softmax (a mention ranker in the manner of Denis and Baldridge 2008, and Durrett and Klein 2013); the weights were
learned by `training/coreference/train.py` from UD English GUM. The probabilities of the mentions of one chain are
added up, and below a threshold the pronoun stays open.
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
    FIRST_PLURAL,
    FIRST_SINGULAR,
    PLURAL_PRONOUNS,
    POSSESSIVES,
    REFLEXIVES,
    SECOND,
    Chain,
    Chains,
    Node,
    number_of,
)
from kg.extract.coreference.quotes import Quote, subject_of
from kg.extract.mentions import NAME_PARTS, antecedent
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


def relatives(chains: Chains) -> None:
    """Join who, which, that and whose with the noun that they stand for."""
    for node in chains.nodes:
        if not node.is_pronoun:
            continue
        noun = antecedent(node.token)
        other = chains.by_token.get(noun.i) if noun is not None else None
        if other is not None and other is not node:
            chains.join(other, node, "relative clause", inferred="coreference")


def reflexives(chains: Chains) -> None:
    """Join himself, itself … with the subject of their clause."""
    for node in chains.nodes:
        if not node.is_pronoun or node.token.lower_ not in REFLEXIVES or node.person != 3:
            continue
        verb = node.token.head
        for _ in range(3):
            subject = subject_of(verb)
            if subject is not None or verb.head is verb:
                break
            verb = verb.head
        other = chains.by_token.get(subject.i) if subject is not None else None
        if (
            other is not None
            and other.index < node.index
            and chains.join(other, node, "reflexive", inferred="coreference")
        ):
            continue
        if node.token.dep_ in ("nmod:unmarked", "obl:unmarked", "appos", "advmod", "nmod"):
            other = chains.by_token.get(node.token.head.i)
            if other is not None and not other.is_pronoun:
                chains.join(other, node, "reflexive", inferred="coreference")


def speakers(chains: Chains, quotes: Sequence[Quote]) -> None:
    """Resolve I and we inside a quotation to its speaker; outside of one the text has a single I and a single we."""
    first: dict[tuple[str, object], Node] = {}
    for node in chains.nodes:
        word = node.token.lower_
        group = next((name for name, words in _VOICES if word in words), None)
        if group is None or not node.is_pronoun:
            continue
        quote = quote_of(quotes, node.token.i)
        speaker = chains.by_token.get(quote.speaker) if quote and quote.speaker is not None else None
        if speaker is not None and group == "i" and chains.join(speaker, node, "speaker", inferred="speaker"):
            continue
        voice: object = None
        if quote is not None:
            voice = id(chains.of(speaker)) if speaker is not None else quote.start
        other = first.setdefault((group, voice), node)
        if other is not node:
            chains.join(other, node, "same voice", inferred="coreference")
        if speaker is not None and group == "we":
            chains.voices[chains.of(node).first.index] = speaker.index


_VOICES = (("i", FIRST_SINGULAR), ("we", FIRST_PLURAL), ("you", SECOND))


def quote_of(quotes: Sequence[Quote], index: int) -> Quote | None:
    """Give the quotation in which a token stands."""
    low, high = 0, len(quotes)
    while low < high:
        middle = (low + high) // 2
        if quotes[middle].end <= index:
            low = middle + 1
        else:
            high = middle
    return quotes[low] if low < len(quotes) and quotes[low].start <= index else None


def ranked_pronouns(chains: Chains) -> Iterator[Node]:
    """Yield the pronouns of the third person that are still open, in the order of the text."""
    return (
        node
        for node in chains.nodes
        if node.is_pronoun
        and node.person == 3
        and node.token.lower_ not in ("who", "whom", "whose", "which", "that")
        and len(chains.of(node).nodes) == 1
    )


def resolve_pronouns(chains: Chains, quotes: Sequence[Quote], weights: Mapping[str, float] | None = None) -> None:
    """Resolve he, she, it and they to the chain that the ranker prefers, if it does so clearly enough."""
    table = weights if weights is not None else load_weights()
    things = shadows(chains)
    for node in ranked_pronouns(chains):
        choices = candidates(chains, node, things, quotes)
        if not choices:
            continue
        chosen = choose(chains, node, choices, table)
        if chosen is not None:
            chains.join(chosen, node, "pronoun", inferred="coreference")


def choose(chains: Chains, node: Node, choices: Sequence[Candidate], table: Mapping[str, float]) -> Node | None:
    """Give a node of the chain that a pronoun most probably means, None below the threshold."""
    scores = [sum(table.get(name, 0.0) for name in features(chains, node, choice)) for choice in choices]
    scores.append(sum(table.get(name, 0.0) for name in none_features(node, choices)))
    most = max(scores)
    weights = [exp(score - most) for score in scores]
    total = sum(weights)
    by_chain: dict[int, float] = {}
    nearest: dict[int, Node] = {}
    for weight, choice in zip(weights, choices, strict=False):
        if choice.node is not None:
            group = id(chains.of(choice.node))
            by_chain[group] = by_chain.get(group, 0.0) + weight / total
            nearest.setdefault(group, choice.node)
    if not by_chain:
        return None
    best = max(by_chain, key=lambda group: (by_chain[group], nearest[group].index))
    threshold = table.get(f"threshold:{pronoun_class(node)}", 0.5)
    return nearest[best] if by_chain[best] >= threshold else None


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
    word = node.token.lower_
    for other in reversed(chains.nodes[: node.index]):
        distance = node.sentence - other.sentence
        if distance > WINDOW or len(found) >= MOST_CANDIDATES:
            break
        if other.token.i >= node.token.i or not _can_mean(chains, node, other):
            continue
        if speaker is not None and chains.same(other, speaker):
            continue
        chain = chains.of(other)
        type = next((kind for kind in chain.types if kind is not EntityType.THING), EntityType.THING)
        number = "plural" if chain.members else chain.number
        found.append(Candidate(other.token, other.sentence, other, other.mention.kind.value, type.value, number,
                               chain.gender, len(found)))  # fmt: skip
    if word not in ("he", "him", "his", "himself", "she", "her", "hers", "herself"):
        found.extend(_things(chains, node, things))
        found.sort(key=lambda choice: -choice.token.i)
    return found


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
    if node.token.lower_ not in REFLEXIVES and _coarguments(node.token, other.token):
        return False
    return not _within(node.token, other.token)


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
    size = len([one for one in chain.nodes if one.index < node.index]) if chain else 0
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
        names = any(one.is_name for one in chain.nodes)
        held.append(f"{group}:named={names}")
        held.append(f"{group}:gender-sure={chain.gender == node.gender}:{names}")
        if chain.members:
            held.append(f"{group}:members")
    if token.head.lemma_.lower() in MENTAL and mine == "subject":
        held.append(f"{group}:mental:{choice.type}")
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
