"""Does a clause look back or ahead? It decides which Monday is meant."""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Doc, Token

WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "may", "might", "could", "should", "would", "must", "can"})
_AHEAD = (
    "plan intend expect schedule want hope aim due set agree promise vow pledge decide prepare seek offer invite urge "
    "call ask order likely ready about threaten try wish slate program propose demand instruct mean postpone delay"
)
AHEAD = frozenset(_AHEAD.split())
"""What governs an infinitive that lies ahead (*plans to meet on Monday*)."""
_FIXED = "start begin open meet arrive leave visit travel hold vote expire end take run go come host resume"
FIXED = frozenset(_FIXED.split())
"""Verbs whose present tells of the timetable (*the talks begin on Monday*)."""


class Tense(StrEnum):
    """Where a clause stands on the line of time, seen from publication."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


def tense_at(doc: Doc, start: int) -> Tense:
    """Give the tense of the clause in which a character stands; past where there is no verb."""
    token = next((token for token in doc if token.idx + len(token) > start), None)
    while token is not None:
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children):
            return tense_of(token)
        if token.head.i == token.i:
            break
        token = token.head
    return Tense.PAST


def tense_of(verb: Token) -> Tense:
    """Give the tense of a clause by its verb and auxiliaries; infinitives look to what governs them."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop") and child.i < verb.i + 1]
    words = {child.lower_ for child in helpers}
    perfect = bool(words & {"have", "has", "had", "having", "'ve", "’ve"})
    if words & WILL:
        return Tense.PAST if perfect else Tense.FUTURE
    finite = next((child for child in helpers if child.tag_ in ("VBD", "VBP", "VBZ")), verb)
    if any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.children):
        return _infinitive(verb, finite)
    if perfect:
        return Tense.PAST
    if verb.tag_ == "VBG" and verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children):
        return Tense.FUTURE
    if finite.tag_ in ("VBP", "VBZ"):
        progressive = verb.tag_ == "VBG" and finite.i != verb.i
        return Tense.FUTURE if progressive or verb.lemma_.lower() in FIXED else Tense.PRESENT
    if finite.tag_ == "VB" and verb.dep_ in ("ccomp", "ROOT", "conj", "xcomp") and not helpers:
        return Tense.FUTURE if verb.dep_ in ("ccomp", "xcomp") else Tense.PAST
    if verb.tag_ in ("VBG", "VBN") and not helpers and verb.head.i != verb.i and verb.dep_ in ("advcl", "xcomp"):
        return tense_of(verb.head) if verb.head.pos_ in ("VERB", "AUX") else Tense.PAST
    return Tense.PAST


def _infinitive(verb: Token, finite: Token) -> Tense:
    """Give the tense of *to meet*: what was planned lies ahead, what was managed lies behind."""
    governor = verb.head
    if governor.i == verb.i or verb.dep_ == "ROOT":
        return Tense.FUTURE  # "is to meet"
    if governor.lemma_.lower() in AHEAD or verb.dep_ == "acl":
        return Tense.FUTURE
    return tense_of(governor) if governor.pos_ in ("VERB", "AUX") and finite.i == verb.i else Tense.FUTURE
