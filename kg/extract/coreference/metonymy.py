"""Seats of power that act: Moscow, the Kremlin, Brussels as subjects of verbs are governments, not places."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.coreference.chains import Chains, Node
from kg.extract.nouns import words
from kg.model import EntityType

WHERE = words(
    """
    in at near around outside inside into toward towards through throughout across via beyond above within off over
    onto up down past along
    """
)
"""Prepositions after which a seat of power is a place."""
ALSO_WHERE = frozenset({"to", "from", "of", "for", "on"})
"""Prepositions after which it may be either; the word that governs it decides."""
TRAVEL = words(
    """
    go come travel fly drive arrive return leave depart head move flee march send deploy bring take trip visit
    flight journey invite transfer transport relocate evacuate stay live base born die gather mass rally ride walk
    train ambassador envoy road way route capital city centre center outskirts streets resident people mayor region
    suburb population airport university
    """
)
"""Words about movement, and about what a town has and a government has not."""
DEALS_WITH = words(
    """
    ask urge tell accuse blame warn call criticize criticise condemn support back persuade press pressure push force
    allow help give grant offer lend sell owe threaten punish sanction assure inform thank praise convince pit anger
    irritate alarm please worry embarrass isolate provoke oppose defy challenge trust consult
    """
)
"""Verbs whose object is somebody who can act."""
MINDED = words(
    """
    grateful ready willing unwilling angry concerned worried confident determined prepared reluctant responsible
    committed eager keen open opposed wary cautious guilty aware unhappy happy furious alarmed convinced sure hostile
    """
)
"""Adjectives for what only somebody can be."""
IS_WHERE = frozenset({"lie", "locate", "situate", "host", "burn", "fall", "celebrate", "wake", "sleep"})
"""Verbs that say something of a town rather than of a government."""
OF_GOVERNMENTS = words(
    """
    support loan tie relation relationship policy decision stance position demand threat influence ally partner
    government regime authority leadership official diplomat spokesman spokeswoman spokesperson interest role
    response reaction pressure plan proposal aid help backing ambition aggression claim effort attempt intervention
    talk dialogue deal agreement alliance rejection refusal approval request warning envoy ambassador sanction move
    offer promise rule control hand will view invasion war campaign propaganda strategy intention commitment
    obligation involvement foe rival enemy adversary
    """
)
"""Nouns for what a government has."""


NAMED_AFTER_TOWNS = words("accord agreement deal dialogue protocol talk treaty process memorandum summit conference")
"""Nouns before which a town, without a possessive, is where they were made: *the Minsk agreements*."""


def seats_of_power(chains: Chains) -> None:
    """Let a seat of power mean its government where it acts: `Moscow would grant Minsk a loan`.

    The mention keeps the type of what it names; only its entity changes, marked as inferred.
    """
    for node in chains.nodes:
        if not node.is_name or node.type not in (EntityType.PLACE, EntityType.ORGANIZATION):
            continue
        entry = chains.gazetteer.stands_for(node.mention.text)
        if entry is None or not (_is_building(chains, node) or acts(node)):
            continue
        chain = chains.of(node)
        chain.types, chain.genders, chain.numbers = {entry.type}, {"neuter"}, set()
        chain.entry, chain.score = entry, 0.9
        chain.entry_reasons = (f"{node.mention.text} stands for {entry.label} as an actor",)
        chains.inferred[node.index] = "metonymy"
        chains.metonyms.add(node.index)


def _is_building(chains: Chains, node: Node) -> bool:
    """Tell whether a seat of power is a building: `people close to the Kremlin` are close to the government."""
    return not chains.gazetteer.find(node.mention.text, type=EntityType.PLACE)


def acts(node: Node) -> bool:
    """Tell by the syntax whether a seat of power is spoken of as somebody who acts."""
    token = node.token
    while token.dep_ == "conj":
        token = token.head
    marker = _preposition(token if token is node.token else node.token) or _preposition(token)
    governor = token.head
    lemma = governor.lemma_.lower()
    if marker in WHERE:
        return False
    if token.dep_ in ("nsubj", "obl:agent"):
        return lemma in MINDED if governor.pos_ == "ADJ" else governor.pos_ == "VERB" and lemma not in IS_WHERE
    if token.dep_ == "nsubj:pass":
        return lemma in DEALS_WITH
    if token.dep_ in ("obj", "iobj"):
        return lemma in DEALS_WITH or token.dep_ == "iobj"
    if token.dep_ in ("nmod:poss", "compound"):
        return lemma in OF_GOVERNMENTS and not (token.dep_ == "compound" and lemma in NAMED_AFTER_TOWNS)
    if token.dep_ in ("nmod", "obl"):
        if marker in ALSO_WHERE:
            return (lemma in OF_GOVERNMENTS and lemma not in TRAVEL) or (marker == "to" and lemma in DEALS_WITH)
        return marker in ("with", "by", "against", "between", "without", "despite", "than") and lemma not in TRAVEL
    return False


def _preposition(token: Token) -> str | None:
    """Give the preposition before a word."""
    return next((child.lower_ for child in token.lefts if child.dep_ == "case"), None)
