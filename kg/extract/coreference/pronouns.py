"""Sieves that resolve pronouns: relative ones by syntax, I and we by who speaks, the others by the ranker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.coreference.chains import FIRST_PLURAL, FIRST_SINGULAR, REFLEXIVES, SECOND, Chains, Node
from kg.extract.coreference.quotes import SPEECH, Quote, quote_of, subject_of
from kg.extract.coreference.ranking import candidates, choose, joined_by_and, load_weights, named_below, shadows
from kg.extract.mentions import RELATIVE, antecedent
from kg.model import EntityType


def relatives(chains: Chains) -> None:
    """Join who, which, that and whose with the noun that they stand for."""
    for node in chains.nodes:
        if not node.is_pronoun:
            continue
        noun = antecedent(node.token)
        other = chains.by_token.get(noun.i) if noun is not None else None
        other = _person_before(chains, node) or other
        if other is not None and other is not node:
            chains.join(other, node, "relative clause", inferred="coreference")


def _person_before(chains: Chains, node: Node) -> Node | None:
    """Give the person named right before a *who*, whatever the tree says: `Svetlana Tikhanovskaya, who …`."""
    if node.token.lower_ not in ("who", "whom", "whose") or node.index == 0:
        return None
    for other in (chains.nodes[node.index - 1], chains.nodes[max(node.index - 2, 0)]):
        gap = chains.doc.text[other.mention.end : node.mention.start]
        if other.is_name and other.type is EntityType.PERSON and gap.strip() in ("", ","):
            return other
    return None


def reflexives(chains: Chains) -> None:
    """Join himself, itself … with the subject of their clause."""
    for node in chains.nodes:
        if not node.is_pronoun or node.token.lower_ not in REFLEXIVES or node.person != 3:
            continue
        if node.token.dep_ not in ("obj", "iobj", "obl", "nmod:poss"):
            other = chains.by_token.get(node.token.head.i)
            if other is not None and other.index < node.index and not other.is_pronoun:
                chains.join(other, node, "reflexive", inferred="coreference")
                continue
        verb = node.token.head
        for _ in range(3):
            subject = subject_of(verb)
            if subject is not None or verb.head is verb:
                break
            verb = verb.head
        other = chains.by_token.get(subject.i) if subject is not None else None
        if other is None or other.index > node.index or other.person != node.person:
            continue
        if node.token.lower_ == "themselves" and other.number == "singular":
            members = joined_by_and(chains, other)
            chains.of(node).members = tuple(chains.of(member).first.index for member in members)
            continue
        chains.join(other, node, "reflexive", inferred="coreference")


def talkers(chains: Chains) -> None:
    """Let the he of `He said` go on with the one who spoke in the sentence before, as news does."""
    for node in chains.nodes:
        if not node.is_pronoun or node.gender not in ("male", "female") or node.token.dep_ != "nsubj":
            continue
        if node.token.head.lemma_.lower() not in SPEECH or node.token.head.dep_ != "ROOT" or chains.of(node).named:
            continue
        before = {
            chains.of(speaker).first.index: speaker
            for speaker in chains.nodes_of(node.sentence - 1)
            if speaker.type is EntityType.PERSON and _speaks(speaker) and speaker.number == "singular"
        }
        if len(before) == 1 and chains.of(speaker := next(iter(before.values()))).first.index not in named_below(
            chains, node
        ):
            chains.join(speaker, node, "goes on speaking", inferred="coreference")


def _speaks(node: Node) -> bool:
    """Tell whether a mention is the subject of a main verb of saying, or of one joined to it."""
    verb = node.token.head
    if node.token.dep_ != "nsubj" or verb.dep_ != "ROOT":
        return False
    return any(one.lemma_.lower() in SPEECH for one in (verb, *(c for c in verb.children if c.dep_ == "conj")))


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
        if quote is not None and (group == "you" or speaker is None):
            continue  # nobody says who is spoken to, or who speaks
        if other is not node:
            chains.join(other, node, "same voice", inferred="coreference")
        if speaker is not None and group == "we":
            chains.voices[chains.of(node).first.index] = speaker.index


_VOICES = (("i", FIRST_SINGULAR), ("we", FIRST_PLURAL), ("you", SECOND))


def open_pronouns(chains: Chains) -> Iterator[Node]:
    """Yield the pronouns of the third person that are still open, in the order of the text."""
    for node in chains.nodes:
        chain = chains.of(node)
        is_asked = node.is_pronoun and node.person == 3 and node.token.lower_ not in RELATIVE
        if is_asked and chain.first is node and not chain.named and not chain.members:
            yield node


def _looks_ahead(chains: Chains, node: Node) -> bool:
    """Tell whether they or it opens a clause before the main one, so that it may mean what is still to come."""
    clause = node.token.head
    is_fronted = clause.dep_ == "advcl" and clause.i < clause.head.i and node.token.dep_ in ("nsubj", "nsubj:pass")
    return is_fronted and node.gender in (None, "neuter") and next(chains.nodes_of(node.sentence), node) is node


def ranked(chains: Chains, quotes: Sequence[Quote], weights: Mapping[str, float] | None = None) -> None:
    """Resolve he, she, it and they to the chain that the ranker prefers, if it does so clearly enough.

    What is resolved earlier in the text helps with what comes later.
    """
    table = weights if weights is not None else load_weights()
    things = shadows(chains)
    for node in open_pronouns(chains):
        if _looks_ahead(chains, node):
            continue
        choices = candidates(chains, node, things, quotes)
        chosen = choose(chains, node, choices, table) if choices else None
        if chosen is None or chosen.node is None:
            continue
        if chosen.members:
            chains.of(node).members = tuple(chains.of(member).first.index for member in chosen.members)
            chains.inferred[node.index] = "members"
        else:
            chains.join(chosen.node, node, "pronoun", inferred="coreference")
