"""Statement → PLOVER type, mode and contexts, and CAMEO code.

The words of a statement are read from its governors inwards (`lexicon.recognise`), then the way in which it is put
forward decides what the act comes to. The choices, which follow the CAMEO manual:

- what somebody intends is a promise (AGREE) where it would help and a threat (THREATEN) where it would harm;
- what a claimant says must or should be done is the claimant's REQUEST;
- what is merely possible or conditional is no event, save harm that the actor's own side holds out (THREATEN) and
  deeds that it offers under a condition (AGREE);
- what does not happen is no event, save that help or agreement withheld is REJECT, and so is an actor's own denial
  of harm it is said to have done;
- states (membership, office, location, attitudes) are no events, save where the words beside a verb of state make an
  act of it ("declare an emergency").

Where no frame fits the code is None: a wrong event is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.events.actors import is_agentless, is_named_place, sides_named
from kg.events.cues import ACCUSING, AGREEING, PROBING, THREATENING, cue, is_other_side
from kg.events.lexicon import (
    ASKING,
    ENTRIES,
    GOVERNOR,
    NEUTRAL,
    OBJECT,
    WEAPON_THEMES,
    Entry,
    Found,
    Word,
    contexts_of,
    recognise,
    shift,
    stances_of,
    themes_of,
)
from kg.events.schemes import CAMEO_CODES, CONTEXTS
from kg.events.sectors import (
    ACTORS,
    HEAD_ENDS,
    QUANTITIES,
    has_name,
    head_of,
    may_speak_for,
    sector,
    sector_of_words,
    side,
)
from kg.events.where import place
from kg.events.words import stem, tokens, words
from kg.model import Entity, EntityType, EventCode, Modality, Participant, Polarity, Statement

READ_ROLES = ("topic", "purpose", "recipient", "opponent", "target", "goal", "source", "instrument", "company", "theme")
"""Parts of the clause that may name the event; time, place, circumstance and manner do not."""
SILENT_ROLES = frozenset({"amount", "quality"})
"""Parts that name no event, but say of what kind one is: "a loan of *1.5 billion*", "described it *as an insult*"."""
ASIDE_ROLES = frozenset({"place", "circumstance", "manner", "location"})
"""Parts that name no event, but may hold the end of a phrase: "put *under arrest*"."""
SILENT_TYPES = frozenset({"Person", "Country", "Place", "Organization", "ArmedGroup", "Group"})
ACTOR, PLACE = "ACTOR", "PLACE"  # in the lexicon's columns `by` and `on`: anybody who acts, any place
PLACE_TYPES = frozenset({"Country", "Place"})  # "a state of emergency" may pass for one; a name has capitals
REACH = 25  # words of one part that are read: what stands further on belongs to another clause
HOSTILE = ("13", "14", "15", "16", "17", "18", "19", "20")
WITHHELD = ("03", "04", "05", "06", "07", "08")  # what it is an act not to do
AGREEABLE = ("03", "05")  # not to agree or to recognise is an act even where nothing was asked for
NEGATING = frozenset({"reject", "deny", "fail", "halt", "prevent"})  # stances that make what they govern negative
COMMITTING = frozenset({"agree", "intend", "threaten", "reject", "deny", "negate", "halt"})
ENABLING = frozenset({"allow", "prevent"})  # what these govern is done by somebody else, as is what ASKING govern
PUT_FORWARD = frozenset({"agree", "threaten", "reject", "demand", "appeal"})
LEAVING = "0874"
MEETING = "04"  # who says that others will meet forecasts nothing of its own
MOST_CONTEXTS = 3
MODALS = frozenset({"may", "might", "could"})
FUTURE = frozenset({"would", "will", "'ll", "shall"})
IS_TO_DO = frozenset((word, "to") for word in ("is", "are", "was", "were", "going"))  # "is to resume loans"
NOMINALISATION = "nominalisation"  # construct of statements that an event noun tells
GENERIC = frozenset(
    {"Agreement", "Treaty", "Accord", "Pact", "Trade", "Free", "Peace", "Plan"}
)  # capitals that name no actor
COLLECTIVE = frozenset(
    words(
        "coalition alliance bloc movement league front committee commission group organisation organization body team"
    )
    + words("delegation forum federation club network faction mission side bureau panel junta squad force institution")
)
"""Stems of nouns for many who act as one."""
NATURE = frozenset(
    words("storm cyclone hurricane typhoon earthquake quake flood tsunami drought virus wind heat rain price")
)
VERBS = frozenset(first for first, rows in ENTRIES.items() if any(row.kind != "n" for row in rows))
"""Stems of verbs that begin a frame."""
HELPING = frozenset(words("have be do will would can could may might must shall should to not"))
HEARSAY = frozenset({"reportedly", "allegedly"})
PARTICLES = frozenset({"up", "down", "out", "off", "back", "away", "over", "in"})
DOING = frozenset({"active", "passive", "agentless passive", "folded", "light verb", "prepositional", "clause"})
"""Constructs with a verb at their heart, which words around it may make an act: "call a strike", "hold hostage"."""
COPULA = "copula"  # "have been on strike"
DECIDING = frozenset({"decide", "rule", "vote", "order"})
RULING = frozenset({"JUD", "LEG"})
ARMED = frozenset({"GOV", "MIL", "REB"})
ARTICLES = frozenset({"the", "its", "their", "his", "her", "our"})
TO_BE = frozenset({"be", "been", "being", "having", "of", "to", "for", "from", "by", "and"})
"""Words before a participle that is a verb: "of *attacking* police"."""
WHILE = frozenset({"during", "after", "before", "since", "amid", "despite"})
"""Prepositions behind which stands another event than the one that is told."""
HELD_OUT = frozenset({Modality.INTENDED, Modality.CONDITIONAL})
OCCURRING = frozenset(
    words("erupt break occur happen begin start continue resume spread rage flare persist intensify escalate follow")
    + words("take ensue unfold worsen grip sweep rock hit engulf shake paralyse paralyze disrupt enter draw attract")
    + words("gather grow swell cripple halt leave last turn involve mark")
)
"""Stems of verbs by which an event is said to take place: "riots broke out", "a strike paralysed the ports"."""
SAID = ("01", "02", "03", "10", "11", "12", "13")  # acts of words, which somebody must say
FIRED = frozenset(words("fire launch drop use hurl lob"))
"""Stems of verbs of what is done with weapons, not to them."""
OWN_NEED = re.compile(r"\bneed to \w+ (?:our|my|his|her|its|their)\b", re.IGNORECASE)
"""A need that is one's own to meet: "stressed the need to train our staff"."""
AMOUNT = re.compile(r"(?:more than |at least |up to |over |some |about |around |nearly )?[\d,.]+")


@dataclass(frozen=True, slots=True)
class Coding:
    """A code with what led to it, for those who want to see why."""

    code: EventCode
    evidence: tuple[str, ...]  # keys of the frames, outermost first


def code(statement: Statement, entities: Mapping[str, Entity]) -> EventCode | None:
    """Say what kind of event a statement tells of; None for states and for what no frame fits.

    Date and basis are taken from the provisional code that the statement carries, place from its arguments.
    """
    found = explain(statement, entities)
    return found.code if found is not None else None


def explain(statement: Statement, entities: Mapping[str, Entity]) -> Coding | None:
    """Code a statement as `code` does, with the frames that were used."""
    if _is_unspecific(statement) or (statement.state and statement.construct not in (*DOING, COPULA)):
        return None
    sentence = list(_sentence(statement))
    if not _is_actor(statement.subject, entities):
        return _occurring(statement, sentence, entities)
    subject = words(statement.subject.passage.text)
    if _is_idiom(statement):
        return None
    found = recognise(
        sentence,
        subject,
        lambda entry: _fits(entry, statement, entities),
        lambda entry: _has_sector(statement.object, entry.by, entities),
    )
    if found is not None and statement.state and not _is_act_together(found, statement):
        return None
    if found is not None and not found.bare and statement.modality is Modality.ASSERTED:
        return None  # a reform is a concession only where somebody asked for it, promised or granted it
    tool = _is_weapon(statement.subject, entities) and not is_agentless(statement)
    if found is not None and tool and not found.code.startswith((*HOSTILE, "07")):
        return None  # aircraft, ships and bulldozers do harm or bring help, and nothing else
    if found is not None and _is_empty_handed(found.code, statement):
        return None
    if found is None and _names_event(subject):
        return _occurring(statement, sentence, entities)
    inner = found.code if found is not None else None
    cameo = _by_cue(inner, statement, entities) or (
        _in_its_mood(inner, statement, entities) if inner else _asked_for(statement, entities)
    )
    if cameo is None:
        return None
    return Coding(_event_code(cameo, statement, sentence, entities), found.evidence if found is not None else ())


def _asked_for(statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Give the request that something be done of which no frame tells what it is."""
    asked = statement.modality is Modality.REQUESTED and statement.polarity is Polarity.POSITIVE
    if not asked or not statement.attributed_to or statement.attributed_to[-1].entity is None:
        return None
    return None if _is_own_duty(statement, entities) else "020"


def _by_cue(cameo: str | None, statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Give what an act comes to by the verb of the one who speaks of it: a charge, an inquiry, a threat."""
    if statement.construct == COPULA and cameo is not None and cameo.startswith("112"):
        return cameo if statement.attributed_to and is_other_side(statement, entities) else None
    stance = cue(statement)
    positive = statement.polarity is Polarity.POSITIVE
    if stance == ACCUSING and positive and cameo is not None and cameo.startswith((*HOSTILE, "12")):
        said = statement.modality in {Modality.ASSERTED, Modality.POSSIBLE} and is_other_side(statement, entities)
        return shift(ACCUSING, cameo) if said else None
    if stance == PROBING and positive and statement.modality is Modality.POSSIBLE and not statement.governors:
        return shift(PROBING, cameo) if is_other_side(statement, entities) else None
    if stance == AGREEING and positive and statement.modality in {Modality.REQUIRED, Modality.REQUESTED}:
        return shift(AGREEING, cameo) if cameo is not None else None
    if stance == THREATENING and cameo is not None and _own_word(statement, entities):
        return shift(THREATENING, cameo) if statement.modality in HELD_OUT and _is_future(statement) else None
    return None


def _occurring(statement: Statement, sentence: list[Word], entities: Mapping[str, Entity]) -> Coding | None:
    """Code an event that is told as happening by itself: "clashes between police and students broke out"."""
    if statement.polarity is not Polarity.POSITIVE or statement.modality is not Modality.ASSERTED:
        return None
    happening = {word.stem for word in sentence if word.part < OBJECT}
    told = _open_words(statement.subject.passage.text, 0, names=False)
    noun = [replace(word, event=word.event and word.head) for word in told]
    found = (
        recognise(noun, (), lambda entry: not entry.on and (not entry.by or "CVL" in entry.by))
        if happening & OCCURRING
        else None
    )
    if found is None or not found.bare or found.code.startswith(SAID):
        return None
    return Coding(_event_code(found.code, statement, [*noun, *sentence], entities), found.evidence)


def _is_act_together(found: Found, statement: Statement) -> bool:
    """Say whether a verb of state is made an act by the words beside it: "call a strike", "considers a boycott"."""
    if any(stances_of(governor) & COMMITTING for governor in statement.governors):
        return True
    head, first = words(statement.lemma)[:1], found.evidence[0].split("_")
    if head != first[:1]:
        return False
    if statement.construct == COPULA:
        deed = any(row.key == tuple(first) and row.code is not None for row in ENTRIES.get(first[0], ()))
        return deed or len(found.evidence) > 1
    stance = len(found.evidence) > 1 and not stances_of(statement.lemma.split()[0]) & NEUTRAL
    return len(first) > 1 or found.wide or stance


def _event_code(cameo: str, statement: Statement, sentence: list[Word], entities: Mapping[str, Entity]) -> EventCode:
    """Look a CAMEO code up and add when, where and what about."""
    known = CAMEO_CODES[cameo]
    named = [
        context for context in contexts_of(word.stem for word in sentence if not word.aside) if context in CONTEXTS
    ]
    given = statement.event if statement.event is not None else EventCode("", None)
    return replace(
        given,
        plover=known.plover,
        cameo=cameo,
        mode=known.mode,
        contexts=tuple(dict.fromkeys((*known.contexts, *named)))[:MOST_CONTEXTS],
        place=place(statement, known.plover, cameo, entities),
        goldstein=known.goldstein,
    )


def _sentence(statement: Statement) -> Iterator[Word]:
    """Line up the words of a statement: governors, what happens, object, other parts of the clause."""
    for governor in (*statement.governors, *_implied_governors(statement)):
        for position, part in enumerate(words(governor)):
            yield Word(part, verb=position == 0, part=GOVERNOR)
    noun = statement.construct == NOMINALISATION
    for position, part in enumerate(_happening(statement)):
        yield Word(part, verb=position == 0 and not noun, open=noun)
    yield from _open_words(statement.object.passage.text, OBJECT, names=_is_name(statement.object))
    others = sorted(statement.arguments, key=lambda argument: argument.role in ASIDE_ROLES)
    for number, argument in enumerate(others, start=OBJECT + 1):
        if argument.role in READ_ROLES:
            yield from _open_words(argument.passage.text, number, names=argument.entity is not None)
        elif argument.role in SILENT_ROLES:
            yield from _open_words(argument.passage.text, number, names=True)
        elif argument.role in ASIDE_ROLES:
            yield from _open_words(argument.passage.text, number, names=True, aside=True)


def _implied_governors(statement: Statement) -> Iterator[str]:
    """Yield a verb of stance that the sentence holds and the lemma hides: *offered support*, "give support"."""
    lemma = set(words(statement.lemma))
    for said in words(statement.relation_passage.text)[:1]:
        if said not in lemma and said not in HELPING and stances_of(said) & PUT_FORWARD:
            yield said


def _happening(statement: Statement) -> list[str]:
    """Give the stems of what happens, from the words of the sentence where the lexicon does not know the lemma."""
    stems = words(statement.lemma)
    particle = _particle(statement, stems)
    if particle is not None:
        return [stems[0], particle, *stems[1:]]
    if stems and stems[0] not in ENTRIES:
        surface = (word for word in words(statement.relation_passage.text) if word not in HELPING)
        said = next((word for word in surface if word in VERBS), None)
        return [said, *stems[1:]] if said is not None else stems
    return stems


def _particle(statement: Statement, stems: list[str]) -> str | None:
    """Give the particle that follows the verb in the sentence and that the lemma leaves out: "rule out talks with"."""
    said = words(statement.relation_passage.text)
    if not stems or stems[0] not in said:
        return None
    after = said[said.index(stems[0]) + 1 :][:1] or _between(statement)
    return after[0] if after and after[0] in PARTICLES and after[0] not in stems else None


def _between(statement: Statement) -> list[str]:
    """Give the only word between the relation's words and the object's: "took *in* refugees"."""
    start = statement.sentence.start
    first, last = statement.relation_passage.end - start, statement.object.passage.start - start
    found = words(statement.sentence.text[max(first, 0) : max(last, 0)])
    return found if len(found) == 1 else []


def _open_words(text: str, part: int, *, names: bool, aside: bool = False) -> Iterator[Word]:
    """Yield the words of an object or argument; those of an actor's name or description tell of no event."""
    known = False  # whether a word so far may be an event or a stance, so that what stands after *of* is part of it
    head = True
    said = tokens(text)[: REACH + 1]
    for position, token in enumerate(said[:REACH]):
        lowered = token.lower()
        if lowered == "of" and position > 0 and not known:
            names = True  # "results of the meeting" are no meeting
        if lowered in WHILE and position > 0:
            names = True  # "precautions during air strikes" are no strikes
        head = head and not (position > 0 and lowered in HEAD_ENDS)
        root = stem(lowered)
        known = known or root in ENTRIES or lowered in QUANTITIES
        named = token[0].isupper() and position > 0 and token not in GENERIC  # "the Manama Dialogue"
        event = not (names or named or _is_adjective(said, position))
        yield Word(root, event=event, open=True, part=part, head=head, aside=aside)


def _is_adjective(said: Sequence[str], position: int) -> bool:
    """Say whether a participle says of what kind somebody is: "*warring* parties", "the *wounded*"."""
    if not said[position].endswith(("ed", "ing")):
        return False
    if position + 1 < len(said) and sector_of_words([stem(said[position + 1].lower())]) is not None:
        return position == 0 or said[position - 1].lower() not in TO_BE
    return said[position].endswith("ed") and position > 0 and said[position - 1].lower() in ARTICLES


def _is_unspecific(statement: Statement) -> bool:
    """Say whether the object is *any* of a kind, or asked for: "any agreements signed" tells of none that was."""
    said = statement.object.passage.text.lower()
    none = ("any ", "few ", "little ", "no ")
    return said.startswith(("what ", "which ")) or (statement.polarity is Polarity.POSITIVE and said.startswith(none))


def _is_idiom(statement: Statement) -> bool:
    """Say whether the words between subject and object are a phrase that tells of no event: "stand on ceremony"."""
    said = words(statement.relation_passage.text)
    return any(
        tuple(said[place : place + len(row.key)]) == row.key
        for place, word in enumerate(said)
        for row in ENTRIES.get(word, ())
        if row.code is None and row.stance is None and len(row.key) > 1
    )


def _is_empty_handed(cameo: str, statement: Statement) -> bool:
    """Say whether an act lacks what makes it one: whom weapons were fired at, for whom aid was, who is to do it."""
    if cameo.startswith("07"):
        return statement.lemma.endswith(" against")  # bombs are delivered too
    if cameo.startswith(("02", "10")):
        return OWN_NEED.search(statement.object.passage.text) is not None
    if is_agentless(statement) and FIRED & set(words(statement.lemma)[:1]):
        return bool(WEAPON_THEMES & themes_of(words(statement.subject.passage.text))) and not statement.object.entity
    return False


def _is_known_party(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a participant is an entity that acts, or a place that is called by its name."""
    entity = entities.get(part.entity or "")
    return entity is not None and (entity.type in ACTORS or is_named_place(part, entity))


def _is_actor(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a subject can act or be acted upon: storms, ideas and prices make no political event."""
    if _is_known_party(part, entities):
        return True
    head = head_of(part.passage.text)
    stems = words(head)
    if head.lower() in QUANTITIES or AMOUNT.fullmatch(head.lower()):
        return True  # "thousands marched"
    if NATURE & set(stems):
        return False
    if COLLECTIVE & set(stems[-1:]):
        return True
    entity = entities.get(part.entity or "")
    if entity is not None and entity.type is EntityType.THING and has_name(head):
        return True
    known = sector_of_words(stems) is not None or bool(themes_of(stems) & WEAPON_THEMES)
    return known or bool(sides_named(part, entities)[:1] and not _names_event(stems))


def _names_event(stems: Iterable[str]) -> bool:
    """Say whether a noun of an event stands in a description: "French protests" are what happens, not who acts."""
    return any(row.kind != "v" and row.stance is None for word in stems for row in ENTRIES.get(word, ()))


def _is_weapon(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a subject is a weapon, its use or a vehicle rather than somebody: "two airstrikes"."""
    if _is_known_party(part, entities):
        return False
    head = head_of(part.passage.text)
    stems = words(head)
    if sector_of_words(stems) is not None:
        return False
    return bool(themes_of(stems) & WEAPON_THEMES) or not (has_name(head) or COLLECTIVE & set(stems[-1:]))


def _is_name(part: Participant) -> bool:
    """Say whether a participant is an actor or place, whose words must not be taken for events."""
    text = part.passage.text
    return part.type in SILENT_TYPES and (part.type not in PLACE_TYPES or text != text.lower())


def _fits(entry: Entry, statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Say whether actors have the sectors that an entry wants; what is not known passes."""
    if is_agentless(statement):
        return _has_sector(statement.subject, entry.on, entities)
    if entry.by and not entry.by & ARMED and _is_weapon(statement.subject, entities):
        return False  # no crowd sends aircraft
    if ACTOR in entry.on and any(argument.role == "theme" for argument in statement.arguments):
        return False  # "opposes joint rule with Spain": it is the rule that is opposed
    return _has_sector(statement.subject, entry.by, entities) and _has_sector(statement.object, entry.on, entities)


def _has_sector(part: Participant, wanted: frozenset[str], entities: Mapping[str, Entity]) -> bool:
    """Say whether a participant has one of the wanted sectors or none that is known; a thing has none."""
    if not wanted:
        return True
    entity = entities.get(part.entity) if part.entity is not None else None
    known = sector(entity, part.passage.text)
    if ACTOR in wanted:
        return known is not None or (entity is not None and entity.type in ACTORS)
    if PLACE in wanted:
        return part.type in PLACE_TYPES
    if known is None:
        return entity is None or entity.type is not EntityType.THING or has_name(head_of(part.passage.text))
    return known in wanted


def _in_its_mood(cameo: str, statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Say what an act comes to by the way it is put forward."""
    negative = statement.polarity is Polarity.NEGATIVE
    stances = {stance for governor in statement.governors for stance in stances_of(governor)}
    if stances & ENABLING or (stances & ASKING and not statement.attributed_to):
        return None  # "urged to respect": the one who respects is not the one who urges
    if stances & NEGATING:
        if not negative:
            return None  # "did not refuse"
    elif negative:
        return _withheld(cameo, statement, entities)
    match statement.modality:
        case Modality.ASSERTED:
            return cameo
        case Modality.INTENDED:
            if set(statement.governors) & DECIDING and sector(entities.get(statement.subject.entity or "")) in RULING:
                return cameo  # a court's decision is the deed
            if stances & {"try"} and cameo.startswith(HOSTILE):
                return cameo  # harm that is tried is done
            if not _is_announced(statement):  # "gathered to protest against": who gathers for it does it
                return cameo if cameo.startswith("14") and not statement.governors else None
            own = cameo.startswith(MEETING) or _own_word(statement, entities)
            return shift("intend", cameo) if own else None
        case Modality.REQUIRED | Modality.REQUESTED:
            return _demanded(cameo, statement, entities)
        case Modality.POSSIBLE if _is_hearsay(statement):
            return cameo
        case Modality.POSSIBLE | Modality.CONDITIONAL:
            return _held_out(cameo, statement, entities)


def _is_hearsay(statement: Statement) -> bool:
    """Say whether what is put in doubt is a report of nobody in particular: an event all the same, as a claim."""
    return any(claimant.label.lower() in HEARSAY for claimant in statement.attributed_to)


def _demanded(cameo: str, statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Give the request that something be done, if it is known who makes it."""
    if cameo.startswith(("02", "10")):
        return cameo  # the words themselves ask
    if not statement.attributed_to:  # "it was demanded that …": by whom, the clause does not tell
        nobody = statement.modality is Modality.REQUESTED and not statement.governors
        return shift("demand", cameo) if nobody else None
    if _is_own_duty(statement, entities):
        return None
    return shift("demand" if statement.modality is Modality.REQUIRED else "appeal", cameo)


def _is_own_duty(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Say whether a claimant speaks of what its own side must do, which asks nothing of anybody else."""
    claimant, subject = statement.attributed_to[-1].entity, statement.subject.entity
    if claimant is None or subject is None:
        return False
    return side(entities.get(claimant), claimant) == side(entities.get(subject), subject)


def _held_out(cameo: str, statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Give the threat or conditional offer in what only may happen, where the actor's own side says so."""
    if cameo.startswith(("03", "12", "13", "02", "10")):
        return cameo
    if _is_future(statement) and cameo.startswith(LEAVING) and _is_unless(statement):
        return shift("threaten", cameo)
    if not statement.attributed_to or not _own_word(statement, entities):
        return None
    return shift("intend", cameo) if _is_future(statement) or (cameo.startswith(HOSTILE) and _may(statement)) else None


def _is_unless(statement: Statement) -> bool:
    """Say whether a condition is put as a price: what is done *unless* the other side gives way is a threat."""
    return any(a.role == "condition" and a.passage.text.lower().startswith("unless") for a in statement.arguments)


def _is_announced(statement: Statement) -> bool:
    """Say whether an intention is put forward as one; the purpose of another act ("flew there to meet …") is not."""
    return _is_future(statement) or any(stances_of(governor) & COMMITTING for governor in statement.governors)


def _may(statement: Statement) -> bool:
    """Say whether the words of the act hold *may*, *might* or *could*."""
    return bool(MODALS & set(statement.relation_passage.text.lower().split()))


def _is_future(statement: Statement) -> bool:
    """Say whether the words of the act hold *will* or *would*, or say what somebody is to do."""
    said = statement.relation_passage.text.lower().split()
    return bool(FUTURE & set(said)) or any(pair in IS_TO_DO for pair in pairwise(said))


def _withheld(cameo: str, statement: Statement, entities: Mapping[str, Entity]) -> str | None:
    """Give the refusal in what is not done."""
    asked = statement.modality in {Modality.REQUIRED, Modality.REQUESTED}
    if asked:  # nobody shall interfere, shoot, invade
        heard = statement.attributed_to and not _is_own_duty(statement, entities)
        return ("1056" if cameo.startswith(("18", "19", "20")) else "100") if heard else None
    intended = statement.modality is Modality.INTENDED or (
        statement.modality is Modality.CONDITIONAL and _is_future(statement)
    )
    if cameo.startswith(WITHHELD) and (intended or cameo.startswith(AGREEABLE)):
        return shift("reject", cameo)
    denied = cameo.startswith(HOSTILE) and statement.modality is Modality.ASSERTED
    return "120" if denied and statement.attributed_to and _own_word(statement, entities) else None


def _own_word(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Say whether the actor's own side speaks: nobody else's forecast is a promise or a threat."""
    if not statement.attributed_to:
        return True
    claimant = statement.attributed_to[-1].entity
    subject = statement.subject.entity
    if claimant is None or subject is None or claimant == subject:
        return True
    speaker = entities.get(claimant)
    if speaker is not None and sector(speaker) == "MED":
        return True  # an agency reports, it does not forecast on its own account
    return may_speak_for(speaker, entities.get(subject))
