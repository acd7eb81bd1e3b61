"""Who acts and upon whom, in the sense of event data: entities that can act, found in a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.events.cues import ACCUSING, PROBING, THREATENING, cue
from kg.events.lexicon import ASKING, stances_of
from kg.events.sectors import ACTORS, PLACES, has_name, head_of, sector, sector_of_words, side
from kg.events.words import words
from kg.model import Entity, EntityType, EventCode, Modality, Participant, Statement, StatementArgument

BEARERS = ("recipient", "opponent", "target", "company", "source", "goal", "topic", "purpose", "instrument")
"""Roles of arguments that may name who bears the event, best first: "to Minsk", "against Israel"."""
NAMING = frozenset({"recipient", "opponent", "target", "goal", "source"})
"""Roles in which an actor named within a longer phrase bears the act: "against Gustave's brother"."""
ABOUT = frozenset({"REQUEST", "ACCUSE", "REJECT", "PROTEST", "MOBILIZE", "THREATEN"})
NAMING_IN_CLAUSE = NAMING | {"topic", "purpose"}
"""The same for acts whose content is a clause about the other side: "demanded that Zubrowka withdraw"."""
WHERE = "in|at|near|across|inside|around"
PLACED = frozenset({EntityType.PLACE, EntityType.COUNTRY})
DOER = "by|from"
"""Words before whose demand, plan or deed it is: "a resolution on Ruritania *by* Zubrowka"."""
MET = "with|meet|see|receive|visit"
"""Words before those with whom somebody talks: "flew there for talks *with* …"."""
LOOSE = frozenset({"place", "extent", "other"})
"""Roles that name who bears the act only where nothing above does."""
DEPLOYING = frozenset({"MOBILIZE", "THREATEN", "AID", "AGREE"})
MOVING = frozenset({"MOBILIZE", "RETREAT"})
"""Types in which forces of which the text only says that they were sent or withdrawn are those who act."""
TAKING = frozenset({"REQUEST", "COERCE", "RETREAT", "SANCTION", "ASSAULT", "THREATEN", "AGREE"})
"""Types in which *from* may name who bears the act: "withdraw from Zubrowka"."""
AGENTLESS = "agentless passive"
"""Construct of statements whose subject bears what nobody named does: "500 people were detained"."""
GATHERING = frozenset({"PROTEST", "CONSULT"})
AROUND = frozenset({"in", "through", "across", "near", "around", "inside"})
MINDED = frozenset({"oppose", "commit", "dedicate", "devote", "prepare", "determine", "resign"})
"""Verbs whose participle with *to* says what somebody means: "is opposed to mediation"."""
DETERMINERS = frozenset({"The", "A", "An", "This", "These", "Those", "Some", "Several", "Many", "More"})
DEFIANCE = frozenset(words("defiance protest opposition anger"))
"""Stems of nouns whose complement is the other side of a protest: "marched in *defiance of* the junta"."""
PRESSING = frozenset({"PROTEST", "REJECT", "CONCEDE"})
"""Types whose cause may name the other side: "marched because of the government's plans"."""
VERBAL = frozenset({"AGREE", "CONCEDE", "SUPPORT"})
"""Types of words whose content names the other side where nothing else does."""
MEDIATION, RALLYING = "045", "113"
AT_PLACE = frozenset({"054", "161"})
"""Codes whose other side is often told by a place: "opened an embassy *in Strelsau*"."""
FOR_OTHERS = frozenset({"053", RALLYING})
"""Codes whose object is called up for or against somebody else: "urged Arabs to unite against …"."""
TO_PLACES = frozenset({"THREATEN", "COERCE", "ASSAULT"})
"""Types of what is done to a place named as the object, rather than to somebody named in passing."""
SYMMETRIC = frozenset({"CONSULT", "COOPERATE"})
"""Types in which all actors do the same, so that who is named first says nothing."""


@dataclass(frozen=True, slots=True)
class Actors:
    """The two sides of an event, as ids of entities."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]


def actors(statement: Statement, code: EventCode, entities: Mapping[str, Entity]) -> Actors:
    """Find the two sides of the event that `statement` tells of.

    The subject acts; what a claimant asks or demands of the subject is the claimant's act upon the subject. The object
    bears it, or where that is no actor, the first actor named within it or in another part of the clause.
    """
    subject = statement.subject.entity
    asked_by = _asker(statement, code) or _accuser(statement, code)
    if asked_by is not None:
        return Actors((asked_by,), (subject,) if subject is not None else ())
    if _is_asked(statement, code) and not statement.attributed_to:
        return Actors((), (subject,) if subject is not None else ())
    sources: tuple[str, ...] = (subject,) if subject is not None and _acts(statement.subject, entities) else ()
    if not sources or sector(entities.get(sources[0]), statement.subject.passage.text) is None:
        sides = sides_named(statement.subject, entities)
        if len(sides) > 1:
            return Actors(sides[:1], sides[1:])
        sources = sides or sources
    if is_agentless(statement) and not (code.plover in MOVING and _is_force(statement.subject, entities)):
        return Actors((), sources)
    if _is_act_of_claimant(statement, code):
        claimant = statement.attributed_to[-1].entity
        sources = (claimant,) if claimant is not None else sources
    return Actors(sources, tuple(_targets(statement, code, entities, frozenset(sources))))


def _is_act_of_claimant(statement: Statement, code: EventCode) -> bool:
    """Say whether the one who speaks does what the words do: warns, agrees that it should be done, rallies others."""
    if not statement.attributed_to:
        return False
    asked = statement.modality in {Modality.REQUESTED, Modality.REQUIRED}
    if code.cameo == RALLYING or code.plover == "AGREE":
        return asked
    return code.plover == "THREATEN" and cue(statement) == THREATENING


def sides_named(part: Participant, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Give whose deed or tool a subject is: "*Ruritanian* airstrikes", "an attack by …", "clashes between … and …"."""
    entity = entities.get(part.entity) if part.entity is not None else None
    if entity is not None and entity.type in ACTORS:
        return ()
    named = [id for id in part.mentioned if id in entities and entities[id].type in ACTORS]
    head = head_of(part.passage.text).split()
    after = part.passage.text.split()[len(head) : len(head) + 1]
    if after == ["between"]:
        return tuple(named[:2])
    by_name = any(word[:1].isupper() for word in head[:-1] if word not in DETERMINERS)
    return tuple(named[:1]) if after == ["by"] or by_name else ()


def _is_asked(statement: Statement, code: EventCode) -> bool:
    """Say whether the subject is asked to do what the statement says, rather than asking for it."""
    governed = any(stances_of(governor) & ASKING for governor in statement.governors)
    asked = governed or statement.modality in {Modality.REQUESTED, Modality.REQUIRED}
    asks = bool(stances_of(statement.lemma.partition(" ")[0]) & ASKING)
    return code.plover == "REQUEST" and asked and not asks


def _accuser(statement: Statement, code: EventCode) -> str | None:
    """Give who charges the subject with what the statement says, or looks into it."""
    charged = statement.construct == "copula" or cue(statement) in {ACCUSING, PROBING}
    if code.plover != "ACCUSE" or not charged or not statement.attributed_to:
        return None
    claimant = statement.attributed_to[-1].entity
    return claimant if claimant != statement.subject.entity else None


def _acts(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a subject is somebody: an airstrike kills, but it is not who does it."""
    entity = entities.get(part.entity) if part.entity is not None else None
    if entity is None or entity.type in ACTORS:
        return entity is not None
    if is_named_place(part, entity):
        return True
    return sector(entity, part.passage.text) is not None or has_name(head_of(part.passage.text))


def is_named_place(part: Participant, entity: Entity) -> bool:
    """Say whether a place stands for those who govern it: "*Gibraltar* rejects …", not "the district …"."""
    return entity.type is EntityType.PLACE and part.passage.text[:1].isupper()


def is_agentless(statement: Statement) -> bool:
    """Say whether the subject bears the act and nobody is named who does it."""
    if statement.construct != AGENTLESS or statement.governors:
        return False
    return not (statement.lemma.endswith(" to") and statement.lemma.split()[0] in MINDED)


def _asker(statement: Statement, code: EventCode) -> str | None:
    """Give who demands what the statement says, where a claimant does."""
    if not _is_asked(statement, code) or not statement.attributed_to:
        return None
    claimant = statement.attributed_to[-1].entity
    return claimant if claimant != statement.subject.entity else None


def _targets(
    statement: Statement, code: EventCode, entities: Mapping[str, Entity], sources: frozenset[str]
) -> Iterator[str]:
    """Yield the actors upon whom, at most those of one part of the clause."""
    parts = list(_bearers(statement, code, entities))
    own = {side(entities.get(id), id) for id in sources}
    named = {*statement.object.mentioned, *(id for argument in statement.arguments for id in argument.mentioned)}
    home = {id for id in named if side(entities.get(id), id) in own}  # "amends the Ruritanian constitution"
    claimants = {claimant.entity for claimant in statement.attributed_to}
    if code.plover in TO_PLACES and _is_place(statement.object, entities):
        parts = parts[:1]
    for bears in (ACTORS, PLACES):  # a place bears what is done to it where no actor is named
        for part in parts:
            fitting = (id for id in part if id in entities and entities[id].type in bears and id not in home)
            found = next((id for id in fitting if id not in sources and id not in claimants), None)
            if found is not None:
                yield found
                return


def _bearers(statement: Statement, code: EventCode, entities: Mapping[str, Entity]) -> Iterator[tuple[str, ...]]:
    """Yield the entities of the parts of the clause that may bear the event, the likeliest part first."""
    talks = code.plover == "CONSULT" and code.cameo != MEDIATION
    anywhere = code.cameo in AT_PLACE or code.plover == "MOBILIZE"
    if not _is_beside_the_point(statement, code, entities):
        yield _entities_of(statement.object, entities, named=not talks, anywhere=anywhere)
    if code.plover == "PROTEST":
        yield from (_entities_of(a, entities) for a in statement.arguments if DEFIANCE & set(words(a.passage.text)[:1]))
    naming = NAMING_IN_CLAUSE if code.plover in ABOUT or code.cameo in FOR_OTHERS else NAMING
    for role in BEARERS:
        if role == "source" and code.plover not in TAKING:
            continue  # "according to the agency"
        for argument in statement.arguments:
            if argument.role == role and (argument.entity is not None or role in naming):
                yield _entities_of(argument, entities, named=not talks)
    if talks:
        yield from _partners(statement, entities)
    elif code.plover == "MOBILIZE" or not _names_people(statement.object):
        others = (argument for argument in statement.arguments if _is_loose(argument, code))
        yield from (_entities_of(argument, entities, anywhere=argument.role == "place") for argument in others)
    if code.plover in VERBAL and not _names_people(statement.object):
        clauses = (argument for argument in statement.arguments if argument.role in {"topic", "purpose"})
        yield from (_entities_of(argument, entities) for argument in clauses)
    if code.plover in VERBAL:  # "called the strike off after talks *with* the ministry"
        for argument in statement.arguments:
            if argument.role == "time":
                text = argument.passage.text
                yield tuple(i for i in argument.mentioned if _stands_after("with", text, entities.get(i), ACTORS))


def _partners(statement: Statement, entities: Mapping[str, Entity]) -> Iterator[tuple[str, ...]]:
    """Yield those with whom somebody talks, where a part names them that is not theirs: "flew there to meet …"."""
    for argument in statement.arguments:
        if argument.role in LOOSE - {"place"} and argument.entity is not None:
            yield (argument.entity,)
        met = (id for id in argument.mentioned if _stands_after(MET, argument.passage.text, entities.get(id), ACTORS))
        if argument.role in {"purpose", "topic"}:
            yield tuple(met)


def _is_beside_the_point(statement: Statement, code: EventCode, entities: Mapping[str, Entity]) -> bool:
    """Say whether the object bears nothing: troops that are sent, a square where people meet, followers called up."""
    sent = code.plover in DEPLOYING and _is_force(statement.object, entities)
    for_others = code.cameo in FOR_OTHERS and not statement.lemma.endswith(" against")
    return sent or for_others or _is_scene(statement, code)


def _is_loose(argument: StatementArgument, code: EventCode) -> bool:
    """Say whether a part of the clause names who bears the act only where nothing better does."""
    if argument.role == "condition":
        return code.plover == "THREATEN"  # "… unless the government gives way"
    if argument.role == "location":
        return code.cameo in AT_PLACE
    return argument.role in LOOSE or (argument.role == "cause" and code.plover in PRESSING)


def _is_place(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a part is a place known by its name."""
    entity = entities.get(part.entity) if part.entity is not None else None
    return entity is not None and entity.type is EntityType.PLACE


def _is_scene(statement: Statement, code: EventCode) -> bool:
    """Say whether the object is only where people meet or march: "demonstrated *in Strelsau*"."""
    return code.plover in GATHERING and statement.lemma.rpartition(" ")[2] in AROUND


def _is_force(part: Participant, entities: Mapping[str, Entity]) -> bool:
    """Say whether a part is troops or police, which are sent rather than aimed at."""
    entity = entities.get(part.entity) if part.entity is not None else None
    return sector(entity, part.passage.text) in {"MIL", "COP"}


def _names_people(part: Participant) -> bool:
    """Say whether a part that is no entity describes actors: "500 protesters" bear an act, wherever they are."""
    text = part.passage.text
    ends = {word for piece in (head_of(text), text) for word in words(piece)[-1:]}  # no general in "a general strike"
    return part.entity is None and sector_of_words(ends) is not None


def _entities_of(
    part: Participant | StatementArgument, entities: Mapping[str, Entity], *, named: bool = True, anywhere: bool = False
) -> tuple[str, ...]:
    """Give the entity of a part, else those named within it; `anywhere` tells to take those that say where it is."""
    if part.entity is not None:
        return (part.entity,)
    if not named:
        return ()
    text = part.passage.text
    found = [id for id in part.mentioned if anywhere or not _stands_after(WHERE, text, entities.get(id), PLACED)]
    return tuple(sorted(found, key=lambda id: not _stands_after(DOER, text, entities.get(id), ACTORS)))


def _stands_after(words_: str, text: str, entity: Entity | None, types: frozenset[EntityType]) -> bool:
    """Say whether an entity of one of the types stands behind one of some words: "attacks *in* Ruritania"."""
    if entity is None or entity.type not in types:
        return False
    names = "|".join(re.escape(name) for name in (entity.label, *entity.aliases) if name)
    return re.search(rf"\b(?:{words_})\s+(?:[\w-]+\s+){{0,3}}?(?:{names})\b", text) is not None
