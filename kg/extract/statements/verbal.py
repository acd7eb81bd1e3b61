"""Statements of verbal clauses: active, passive, with a prepositional partner, with a light verb.

Every rule takes one clause. Which participant becomes the object follows one order: the other party of a light verb
(granted *Minsk* a loan), the object, the party behind a thing (sent troops to *Belarus*), the prepositional partner
(met with *Putin*). What is left are arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.relations import light_verb, relation
from kg.extract.statements.arguments import (
    is_participant,
    is_target,
    is_time,
    of_adverbs,
    of_clauses,
    of_nominal,
    of_obliques,
)
from kg.extract.statements.clauses import Clause, Oblique, expand
from kg.extract.statements.copula import graded
from kg.extract.statements.draft import Draft
from kg.extract.statements.grammar import (
    ACCUSATIONS,
    COMPLEX_MARKERS,
    EFFECTS,
    EMPHATIC_NOUNS,
    GERUND_OF_OTHERS,
    NOMINALISATIONS,
    NOUN_EFFECTS,
    PLACE_MARKERS,
    ROLES,
    SUBJECTS,
    SYMMETRIC,
    WORDS,
)
from kg.extract.statements.phrases import clausal, clausal_tokens, nominal, nominal_tokens
from kg.extract.statements.tree import TIME_LABELS, Tree
from kg.inventory import LEXICON, LIGHT_VERBS
from kg.model import Argument, Phrase

_FOLDABLE_MARKERS = frozenset(
    {"to", "with", "against", "from", "into", "on", "upon", "at", "toward", "towards", "for", "over"}
)
_ADJUNCT_MARKERS = WORDS["adjunct prepositions"]
_WEAK_MATRIX = WORDS["weak matrix verbs"]
_SEMI_COPULAS = WORDS["semi-copulas"]
_IDIOMATIC = frozenset({"place", "part"})
"""Nouns of light verbs that are no thing by themselves."""
_PLAIN_RECIPIENT = frozenset({"to", "for", "behind"})
_TAKING = WORDS["taking verbs"]
"""Verbs whose *from* names a party."""
_RECEIVER_AS_OBJECT = frozenset({"grant"})
"""Light verbs whose receiver needs no preposition: grants loan *Minsk*."""
_GIVING = frozenset({"provide", "give", "grant", "offer", "supply"})
_FURNISHING = frozenset({"provide", "supply", "equip", "arm", "furnish", "present", "issue"})
"""Verbs that say with *with* what is given."""
_CERTAIN = frozenset({"sure", "certain", "clear"})
_NAMING = frozenset({"dub", "nickname", "deem", "label", "term", "brand", "christen"})
"""Verbs that say nothing without the name they give."""
_RESULTING = frozenset({"keep", "make", "render", "leave", "turn"})
"""Verbs that say nothing without what their object becomes: keep schools *open*."""
_ENGAGING = frozenset({"engage", "involve", "include", "interest", "base", "root", "enshrine", "hold"})
_COMPASS = frozenset({"north", "south", "east", "west", "left", "right"})
_INTO = frozenset({"account", "consideration", "custody", "question", "practice", "effect"})
"""Nouns that with *into* make one verb: take into account."""
_MUTE = WORDS["mute verbs"]
"""Verbs that say nothing with a place or a manner alone."""


@dataclass(slots=True)
class _Frame:
    """A relation with its object, as chosen for one clause."""

    words: tuple[str, ...]  # base form of the verb, then what is folded in
    lemma: str
    targets: list[int]
    used: set[int] = field(default_factory=set)  # tokens of adjuncts and nouns that went into it
    folded: int | None = None  # the noun that went into the relation
    swapped: bool = False
    construct: str = "active"


def statements(tree: Tree, clause: Clause) -> Iterator[Draft]:
    """Yield what a verbal clause says.

    `Moscow would grant Minsk a state loan of $1.5 billion` says (Moscow, grants loan, Minsk; amount $1.5 billion).
    """
    verb = tree.lemma[clause.head]
    if not verb.replace("-", "").isalpha():
        return  # no verb: a footnote, a number, a word cut by brackets
    actors, objects, recipients = _deep(tree, clause)
    if objects and all(tree.lower[thing] in _REFLEXIVE for thing in objects):
        yield from _upon_oneself(tree, clause, verb, actors)
    elif objects:
        paired = len(objects) > 1 and len(actors) > 1 and _is_paired(tree, clause)
        if paired and len(objects) != len(actors):
            return
        for place, thing in enumerate(objects):
            doers = actors[place : place + 1] if paired else actors
            yield from _with_object(tree, clause, verb, doers, thing, recipients)
    elif clause.predicatives:
        yield from _with_predicative(tree, clause, verb, actors)
    elif recipients and actors and verb in _ENABLING and clause.complements:
        yield from _clause_object(tree, clause, verb, actors, recipients[0])
    elif recipients and actors:
        words = (verb, *_particles(tree, clause))
        yield from _drafts(tree, clause, actors, _Frame(words, " ".join(words), recipients))
    else:
        yield from _without_object(tree, clause, verb, actors)


def _upon_oneself(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read what somebody does to himself by its partner, place or time: distanced himself *from Minsk*."""
    if clause.passive or clause.predicatives or clause.complements or not actors:
        return
    best = _best_oblique(tree, clause, verb) or _when(tree, clause, verb, actors[0], always=True)
    if best is None or best.marker in ("as", "by") or best.top < clause.objects[0]:
        return
    targets = [oblique.head for oblique in clause.obliques if oblique.top == best.top]
    words = (verb, "oneself", *_particles(tree, clause), *([best.marker] if best.marker else []))
    frame = _Frame(words, " ".join(words), targets, {best.top, *targets}, construct="prepositional")
    yield from _drafts(tree, clause, actors, frame)


_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def _is_paired(tree: Tree, clause: Clause) -> bool:
    """Tell whether subjects and objects belong together one by one: *respectively*."""
    return any(tree.lower[token] == "respectively" for token in tree.subtree(clause.head))


def _deep(tree: Tree, clause: Clause) -> tuple[list[int], list[int], list[int]]:
    """Undo the passive: who acts, upon what, for whom."""
    if not clause.passive:
        return _alike(tree, clause.subjects), clause.objects, clause.recipients
    agents = _alike(tree, clause.agents)
    if tree.lemma[clause.head] == "know":
        agents = [agent for agent in agents if is_participant(tree, agent) and tree.pos[agent] != "NOUN"]
    if clause.objects:  # Minsk was granted a loan
        return agents, clause.objects, clause.subjects
    return agents, clause.subjects, clause.recipients


def _alike(tree: Tree, doers: list[int]) -> list[int]:
    """Leave out a joined doer of another kind than the first: written by monks and *interest* in monks."""
    if len(doers) < 2 or not is_participant(tree, doers[0]):
        return doers
    return [doer for doer in doers if is_participant(tree, doer) or tree.tag[doer] != "NN"]


def _particles(tree: Tree, clause: Clause) -> tuple[str, ...]:
    return tuple(tree.lower[token] for token in clause.particles)


def _with_object(
    tree: Tree, clause: Clause, verb: str, actors: list[int], thing: int, recipients: list[int]
) -> Iterator[Draft]:
    """Read a verb with an object: signed a treaty, imposed sanctions on Minsk, sent troops to Belarus."""
    particles = _particles(tree, clause)
    frame = (
        _furnished(tree, clause, verb, thing)
        or _light(tree, clause, verb, thing, recipients)
        or _folded(tree, clause, verb, thing, recipients)
        or _abreast(tree, clause, verb, thing)
    )
    if frame is None and tree.lemma[thing] in _IDIOMATIC and light_verb(verb, tree.lemma[thing]) is not None:
        return
    into = next((o for o in clause.obliques if o.marker == "into" and tree.lower[o.head] in _INTO), None)
    state = clause.predicatives[0] if len(clause.predicatives) == 1 else None
    certain = state is not None and verb == "make" and tree.lower[state] in _CERTAIN
    if frame is None and state is not None and verb in _RESULTING and tree.pos[state] == "ADJ" and not certain:
        adjective = tree.lower[state]
        frame = _Frame((verb, adjective), f"{verb} {adjective}", [thing], {state})
    into = into or _put_into(tree, clause, verb, thing)
    if frame is None and into is not None:
        noun = tree.lower[into.head]
        words = (verb, into.marker, noun)
        bare = len(tree.kids[into.head]) == 1
        frame = _Frame(words, " ".join(words), [thing], {into.top, into.head} if bare else set())
    judged = _judged(tree, clause, verb, thing) if frame is None else ()
    if judged:
        frame = _Frame((verb, *judged), f"{verb} as" if f"{verb} as" in LEXICON else verb, [thing])
    if frame is None:
        lemma = " ".join((verb, *particles))
        noun = tree.lemma[thing].lower()
        found = light_verb(verb, noun)
        if found is not None:
            lemma = f"{found[0].canonical} {noun}"
        elif f"{verb} as" in LEXICON and any(oblique.marker == "as" for oblique in clause.obliques):
            lemma = f"{verb} as"
        verb_known = verb if found is None or found[1] else found[0].canonical
        frame = _Frame((verb_known, *(() if found else particles)), lemma, [thing])
    if not actors:
        if clause.passive and clause.objects:
            yield from _granted(tree, clause, verb, thing)
        elif clause.passive:
            yield from _agentless(tree, clause, verb, thing)
        return
    if clause.complements and verb in _WEAK_MATRIX and frame.folded is None:
        yield from _clause_object(tree, clause, verb, actors, thing)
        return
    if frame.construct == "active" and _is_unfinished(tree, clause, verb, thing, recipients):
        return
    if clause.passive and frame.construct == "active":
        frame.construct = "passive"
    if clause.passive and frame.folded is None:
        frame.swapped = True
    yield from _drafts(tree, clause, actors, frame)


def _clause_object(tree: Tree, clause: Clause, verb: str, actors: list[int], thing: int) -> Iterator[Draft]:
    """Read what somebody wants, allows or makes another one do: wants [*Minsk to pay*]."""
    inner = clause.complements[0]
    if (
        verb not in _ENABLING
        or clause.passive
        or thing > inner
        or tree.dep[thing] == "conj"
        or tree.dep[inner] != "xcomp"
    ):
        return
    whole = sorted({*tree.subtree(thing), *clausal_tokens(tree, inner)})
    if whole[-1] - whole[0] + 1 > len(whole) + 2:
        return  # something else stands between
    frame = _Frame((verb, *_particles(tree, clause)), verb, [inner], {inner}, construct="clause")
    for draft in _drafts(tree, clause, actors, frame):
        draft.object = tree.phrase(whole, inner)
        draft.arguments = tuple(argument for argument in draft.arguments if argument.phrase.head != inner)
        yield draft


_ENABLING = frozenset({"allow", "permit", "enable", "want", "expect", "cause", "prefer", "wish", "like", "let"})


def _demanded(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read what somebody demands, hopes or promises: demanded [*that Minsk pay*]."""
    inner = clause.complements[0]
    if tree.dep[inner] != "ccomp" or inner < clause.head or clause.passive or len(clause.complements) > 1:
        return
    if ("that", verb) not in EFFECTS or EFFECTS["that", verb] == "factive" or tree.child(inner, *SUBJECTS) is None:
        return
    if any(tree.tag[kid] in ("WRB", "WP", "WDT") or tree.lower[kid] in ("if", "whether") for kid in tree.kids[inner]):
        return
    tokens = clausal_tokens(tree, inner)
    yield from _with_clause(tree, clause, verb, actors, tokens, inner)


def _favoured(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read a deed that somebody is for or against, whoever may do it: opposed [*sending troops*]."""
    inner = clause.complements[0]
    if verb in GERUND_OF_OTHERS and tree.tag[inner] == "VBG" and inner == clause.head + 1 and not clause.objects:
        yield from _with_clause(tree, clause, verb, actors, clausal_tokens(tree, inner), inner)


def _undertaken(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read what somebody refuses or threatens to do, where the deed takes nobody else: refused [*to resign*]."""
    inner = clause.complements[0]
    if verb not in _UNDERTAKING or tree.dep[inner] != "xcomp" or tree.tag[inner] != "VB" or inner < clause.head:
        return
    if tree.marker(inner) != "to" or tree.children(inner, "cop", "aux", "aux:pass", "obj", "iobj", "xcomp", "ccomp"):
        return
    if any(tree.ent[kid] not in TIME_LABELS for kid in tree.children(inner, "obl", *SUBJECTS)):
        return  # says something by itself
    yield from _with_clause(tree, clause, verb, actors, clausal_tokens(tree, inner), inner)


_UNDERTAKING = WORDS["undertaking verbs"]


def _called_for(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read what somebody calls for another to do: called [*for Minsk to pay*]."""
    if ("ger", f"{verb} for") not in EFFECTS or clause.particles:
        return
    for inner in tree.children(clause.head, "xcomp", "advcl", "ccomp"):
        markers = [kid for kid in tree.children(inner, "mark") if tree.lower[kid] in ("for", "to")]
        if tree.tag[inner] != "VB" or [tree.lower[kid] for kid in markers] != ["for", "to"]:
            continue
        first, last = markers
        if first != clause.head + 1 or tree.child(inner, "cop", "aux:pass") is not None:
            continue
        who = [
            kid
            for kid in (*tree.children(clause.head, "obl"), *tree.children(inner, "nsubj", "obl"))
            if first < kid < last and tree.child(kid, "case") is None
        ]
        if len(who) == 1:
            tokens = sorted({*nominal_tokens(tree, who[0]), *clausal_tokens(tree, inner)} - {first})
            frame_words = (verb, "for")
            yield from _with_clause(tree, clause, " ".join(frame_words), actors, tokens, inner)
        return


def _with_clause(
    tree: Tree, clause: Clause, verb: str, actors: list[int], tokens: list[int], inner: int
) -> Iterator[Draft]:
    """Make a draft of every actor with a whole clause as its object."""
    words = (*verb.split(" "), *_particles(tree, clause))
    frame = _Frame(words, " ".join(words), [inner], {inner}, construct="clause")
    for draft in _drafts(tree, clause, actors, frame):
        draft.object = tree.phrase(tokens, inner)
        inside = set(tokens)
        draft.arguments = tuple(argument for argument in draft.arguments if argument.phrase.head not in inside)
        yield draft


def _is_unfinished(tree: Tree, clause: Clause, verb: str, thing: int, recipients: list[int]) -> bool:
    """Tell whether verb and object leave out what matters: *said the number*, *gave Minsk* (what?), *took it badly*."""
    if verb == "say":
        return True
    if verb == "take" and any(tree.lower[adverb].endswith("ly") and adverb > thing for adverb in clause.adverbs):
        return True
    if verb in _ENABLING and any(tree.tag[kid] == "VBN" for kid in tree.children(thing, "acl")):
        return True  # wants its man *installed*
    if verb == "make" and any(tree.lower[token] in _CERTAIN for token in clause.predicatives):
        return True  # make sure that: of what is the clause behind
    if verb in _NAMING and not clause.predicatives and not any(oblique.marker == "as" for oblique in clause.obliques):
        return True
    if tree.tag[thing] == "NN" and tree.child(thing, "det", "nmod:poss") is None and _is_sharing(tree, thing):
        return True
    given = verb in _GIVING and not recipients and not clause.passive and is_participant(tree, thing)
    return given and not any(oblique.marker in ("with", "to") for oblique in clause.obliques)


def _put_into(tree: Tree, clause: Clause, verb: str, thing: int) -> Oblique | None:
    """Find the noun that makes one verb with its preposition: set cars *on fire*, led Minsk *to a disaster*."""
    if verb not in _PUTTING or len(clause.objects) > 1:
        return None
    if verb in _LEADING:
        ends = [
            o for o in clause.obliques if o.marker in ("to", "into", "towards", "toward") and o.head == o.top > thing
        ]
        states = [
            o for o in ends if tree.tag[o.head] == "NN" and not tree.ent[o.head] and not is_participant(tree, o.head)
        ]
        new = [o for o in states if all(tree.lower[kid] in ("a", "an") for kid in tree.children(o.head, "det"))]
        if len(ends) == 1 and new and tree.child(new[0].head, "nmod:poss", "conj", "cop") is None:
            return new[0]
    return next(
        (
            o
            for o in clause.obliques
            if o.marker in ("on", "to", "into", "under", "in")
            and o.head == o.top == thing + 2
            and tree.tag[o.head] == "NN"
            and not tree.ent[o.head]
            and tree.kids[o.head] == [o.head - 1]
        ),
        None,
    )


_LEADING = frozenset({"lead", "drive", "plunge", "push", "drag"})
_PUTTING = _LEADING | frozenset(
    {"set", "put", "bring", "take", "hold", "place", "drive", "plunge", "throw", "force", "send"}
)
"""Verbs that say with a preposition and a bare noun what state they bring their object into."""


def _judged(tree: Tree, clause: Clause, verb: str, thing: int) -> tuple[str, ...]:
    """Give the words for what somebody holds a thing to be: calls it *dangerous*, regards Minsk *as closest ally*."""
    if verb in _JUDGING and len(clause.complements) == 1 and clause.complements[0] > thing:
        return _judged_to_be(tree, clause.complements[0])
    if (verb not in _JUDGING and f"{verb} as" not in LEXICON) or clause.complements:
        return ()
    found = [(o.head, "as") for o in clause.obliques if o.marker == "as" and o.head > thing and o.head == o.top]
    if verb in _JUDGING:
        found.extend((token, "") for token in clause.predicatives if token > thing and not tree.child(token, "case"))
        found.extend((t, "as") for t in clause.predicatives if t > thing and tree.marker(t) == "as")
    if len(found) != 1 or tree.pos[found[0][0]] not in ("NOUN", "ADJ") or tree.child(found[0][0], "conj") is not None:
        return ()
    head, marker = found[0]
    own = [kid for kid in tree.children(head, "amod", "compound") if kid < head and not tree.children(kid, "conj")]
    negative = any(tree.lower[kid] in ("no", "not", "neither") for kid in tree.kids[head])
    if negative or len(own) > 2:
        return ()
    article = [] if marker else [kid for kid in tree.children(head, "det") if tree.lower[kid] in ("a", "an")]
    return (*([marker] if marker else []), *(tree.lower[token] for token in (*article, *own, head)))


def _judged_to_be(tree: Tree, state: int) -> tuple[str, ...]:
    """Give the word for what a thing is said to be by an infinitive: considers the vote *to be rigged*."""
    kids = tree.kids[state]
    to_be = [tree.lower[kid] for kid in kids if tree.dep[kid] in ("mark", "cop", "aux:pass") and kid < state]
    if to_be != ["to", "be"] or len(kids) > 2 or tree.pos[state] not in ("ADJ", "VERB"):
        return ()
    return (tree.lower[state],)


_JUDGING = WORDS["judging verbs"]


def _is_sharing(tree: Tree, thing: int) -> bool:
    """Tell whether a bare noun in a list has its head at the end: *attack*, bomber and fighter aircraft."""
    return any(
        tree.tag[last] in ("NN", "NNS") and any(tree.child(kid, "conj") for kid in tree.children(last, "compound"))
        for last in tree.children(thing, "conj")
    )


def _furnished(tree: Tree, clause: Clause, verb: str, thing: int) -> _Frame | None:
    """Read `provided Belarus with fuel` as `provided fuel to Belarus`."""
    party = is_participant(tree, thing) or tree.lower[thing] == "it"
    if verb not in _FURNISHING or not party or clause.passive:
        return None
    with_ = [o for o in clause.obliques if o.marker == "with" and o.top > thing and not is_participant(tree, o.head)]
    if not with_ or len({oblique.top for oblique in with_}) > 1:
        return None
    goods = with_[0].top
    words = (verb, tree.lower[goods], "to")
    return _Frame(words, f"{verb} {tree.lemma[goods]} to", [thing], {goods, with_[0].top}, goods, construct="folded")


def _abreast(tree: Tree, clause: Clause, verb: str, thing: int) -> _Frame | None:
    """Read a noun that is said twice as part of the verb: stands *shoulder to shoulder* with Minsk."""
    if tree.lower[thing + 2 : thing + 3] != [tree.lower[thing]]:
        return None
    again = thing + 2
    parties = [Oblique(kid, tree.marker(kid), kid) for kid in tree.children(again, "nmod")]
    best = next((o for o in (*parties, *clause.obliques) if o.marker in ("with", "against") and o.top > again), None)
    if best is None:
        return None
    words = (verb, *(tree.lower[token] for token in (thing, thing + 1, again)), best.marker)
    used = {thing, again, best.top}
    return _Frame(words, f"{verb} {best.marker}", expand(tree, best.head), used, construct="folded")


def _light(tree: Tree, clause: Clause, verb: str, thing: int, recipients: list[int]) -> _Frame | None:
    """Fold the noun of a light verb into the relation, if the other party is named."""
    found = light_verb(verb, tree.lemma[thing].lower())
    if found is None:
        return None
    entry, receives = found
    partners = frozenset({"from", "by"}) if receives else entry.partners
    lemma = f"{entry.canonical} {entry.noun}"
    words: tuple[str, ...] = (entry.canonical, entry.form)
    if recipients and not receives:
        plain = entry.canonical in _RECEIVER_AS_OBJECT
        words, lemma = (words, lemma) if plain else ((*words, "to"), f"{lemma} to")
        return _Frame(words, lemma, recipients, {thing}, thing, construct="light verb")
    party = _party(tree, clause, thing, partners, verb)
    if party is None:
        return None
    targets, marker, used = party
    used.add(thing)
    marker = "with" if marker == "between" else marker
    if receives:
        to = next((p for p in ("to", "against", "on") if p in entry.partners), "to")
        words, lemma = (words, lemma) if entry.canonical in _RECEIVER_AS_OBJECT else ((*words, to), f"{lemma} {to}")
    elif marker in _PLAIN_RECIPIENT and "to" in entry.partners and entry.receive:
        if entry.canonical not in _RECEIVER_AS_OBJECT:
            words, lemma = (*words, "to"), f"{lemma} to"
    else:
        words, lemma = (*words, marker), f"{lemma} {marker}"
    return _Frame(words, lemma, targets, used, thing, swapped=receives, construct="light verb")


def _party(
    tree: Tree, clause: Clause, thing: int, markers: frozenset[str], verb: str
) -> tuple[list[int], str, set[int]] | None:
    """Find the other party by its preposition, on the verb or on the noun."""
    groups: dict[int, list[int]] = {}
    marker_of: dict[int, str] = {}
    for oblique in clause.obliques:
        if oblique.marker in markers and not is_time(tree, oblique):
            if oblique.marker == "with" and not is_participant(tree, oblique.head):
                continue
            groups.setdefault(oblique.top, []).append(oblique.head)
            marker_of[oblique.top] = oblique.marker
    for kid in tree.children(thing, "nmod"):
        marker = tree.marker(kid)
        if marker in markers and not is_time(tree, Oblique(kid, marker, kid)):
            if marker == "with" and not is_participant(tree, kid):
                continue  # a relationship *with strong links*
            groups[kid] = expand(tree, kid)
            marker_of[kid] = marker
    if not groups:
        return None
    top = max(groups, key=lambda top: (is_participant(tree, groups[top][0]), -abs(top - thing)))
    return groups[top], marker_of[top], {top, *groups[top]}


def _folded(tree: Tree, clause: Clause, verb: str, thing: int, recipients: list[int]) -> _Frame | None:
    """Fold a thing into the relation where a party stands behind it: sends *troops* to Belarus."""
    if (is_participant(tree, thing) and tree.lemma[thing].lower() not in LIGHT_VERBS) or tree.pos[thing] == "PRON":
        return None
    if clause.complements and not recipients:
        return None
    noun = tree.lower[thing]
    if recipients and any(is_participant(tree, recipient) for recipient in recipients):
        return _Frame(
            (verb, noun, "to"), f"{verb} {tree.lemma[thing]} to", recipients, {thing}, thing, construct="folded"
        )
    if tree.dep[thing] == "conj" or tree.child(thing, "conj") is not None:
        return None
    candidates = [
        oblique
        for oblique in clause.obliques
        if not (oblique.marker == "to" and tree.lower[oblique.head] in _COMPASS)
        and _is_foldable(verb, oblique.marker)
        and (is_participant(tree, oblique.head) or (oblique.marker == "at" and is_target(tree, oblique.head)))
        and not is_time(tree, oblique)
    ]
    event = f"n:{tree.lemma[thing].lower()}" in LEXICON or tree.lemma[thing].lower() in LIGHT_VERBS
    if event or tree.child(thing, "nmod") is not None:
        for kid in tree.children(thing, "nmod"):
            marker = tree.marker(kid)
            if marker in (("with", "against", "to", "on") if event else ("against",)) and is_participant(tree, kid):
                candidates.extend(Oblique(member, marker, kid) for member in expand(tree, kid))
    if not candidates:
        return None
    best = min(candidates, key=lambda oblique: (oblique.marker in ("at", "on", "for", "over"), oblique.head))
    targets = [oblique.head for oblique in candidates if oblique.top == best.top]
    used = {best.top, *targets, thing}
    words = (verb, *_particles(tree, clause), noun, best.marker)
    return _Frame(words, f"{verb} {tree.lemma[thing]} {best.marker}", targets, used, thing, construct="folded")


def _is_foldable(verb: str, marker: str) -> bool:
    """Tell whether what a preposition brings in is the party behind a thing: received arms *from*, sent troops *to*."""
    return marker in _FOLDABLE_MARKERS and (marker != "from" or verb in _TAKING)


def _agentless(tree: Tree, clause: Clause, verb: str, thing: int) -> Iterator[Draft]:
    """Read a passive that does not say by whom: sanctions *were imposed on* Minsk."""
    participle = tree.lower[clause.head]
    if clause.predicatives:
        for predicative in clause.predicatives:
            if any(tree.marker(kid) == "by" for kid in tree.children(predicative, "nmod", "obl")):
                continue  # were declared the winners *by the court*: who is who is not understood
            whole = nominal(tree, predicative, whole=verb in ("call", "name", "title", "entitle", *_NAMING))
            draft = Draft(tree, clause, thing, whole, predicative, construct="passive")
            draft.relation = relation(("be", participle), known=False)
            draft.lemma, draft.predicate = verb, _predicate(tree, clause, None)
            draft.arguments = _rest(tree, clause, set(), None)
            yield draft
        return
    best = _best_oblique(tree, clause, verb)
    if best is None and verb in ACCUSATIONS:
        yield from _accused(tree, clause, verb, thing)
    if best is None:
        when = _when(tree, clause, verb, thing)
        if when is not None:
            draft = Draft(tree, clause, thing, nominal(tree, when.head), when.head, construct="agentless passive")
            words = ("be", participle, *_particles(tree, clause), *([when.marker] if when.marker else []))
            draft.relation, draft.lemma = relation(words, known=False), verb
            draft.predicate = _predicate(tree, clause, when)
            draft.arguments = _rest(tree, clause, set(), None)
            yield draft
        return
    targets = [oblique.head for oblique in clause.obliques if oblique.top == best.top]
    for target in targets:
        marker = next(oblique.marker for oblique in clause.obliques if oblique.head == target)
        somewhere = is_participant(tree, target) or tree.ent[target] or verb in _ENGAGING
        somewhere = somewhere or tree.lemma[target] in NOMINALISATIONS  # killed *in attacks*
        if marker in PLACE_MARKERS and not somewhere and f"{verb} {marker}" not in LEXICON:
            continue  # released *in a room*: a circumstance
        draft = Draft(tree, clause, thing, nominal(tree, target), target, construct="agentless passive")
        adjective = f"be {participle} {marker}"  # "is committed to" is a state of its own
        known = adjective in LEXICON
        words = ("be", participle, *_particles(tree, clause), marker)
        draft.relation = relation(words, lemma=adjective if known else None, known=known)
        draft.lemma = f"{verb} {marker}"
        draft.predicate = _predicate(tree, clause, best)
        draft.arguments = _rest(tree, clause, {best.top, *targets}, None)
        yield draft


def _accused(tree: Tree, clause: Clause, verb: str, thing: int) -> Iterator[Draft]:
    """Read what somebody is accused or suspected of: Minsk was accused *of rigging the vote*."""
    for inner in tree.children(clause.head, "advcl", "xcomp", "ccomp"):
        marks = [kid for kid in tree.children(inner, "mark", "case") if tree.lower[kid] in ("of", "with", "for")]
        if tree.tag[inner] != "VBG" or len(marks) != 1 or inner < clause.head or tree.child(inner, *SUBJECTS):
            continue
        tokens = [token for token in clausal_tokens(tree, inner) if token != marks[0]]
        draft = Draft(tree, clause, thing, tree.phrase(tokens, inner), inner, construct="agentless passive")
        words = ("be", tree.lower[clause.head], tree.lower[marks[0]])
        draft.relation, draft.lemma = relation(words, known=False), f"{verb} {words[-1]}"
        draft.predicate = _predicate(tree, clause, None)
        inside = set(tokens)
        draft.arguments = tuple(one for one in _rest(tree, clause, set(), None) if one.phrase.head not in inside)
        yield draft
        return


def _granted(tree: Tree, clause: Clause, verb: str, thing: int) -> Iterator[Draft]:
    """Read a passive with the receiver as subject: Minsk *was granted* a loan."""
    for receiver in clause.subjects:
        draft = Draft(tree, clause, receiver, nominal(tree, thing), thing, construct="agentless passive")
        draft.relation = relation(("be", tree.lower[clause.head]), known=False)
        draft.lemma, draft.predicate = f"{verb} {tree.lemma[thing].lower()}", _predicate(tree, clause, None)
        draft.arguments = _rest(tree, clause, set(), None)
        yield draft


def _with_predicative(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read a verb that says what its subject is: became president of Belarus, remains committed to the treaty."""
    if verb not in _SEMI_COPULAS and tree.pos[clause.predicatives[0]] not in ("NOUN", "PROPN"):
        return
    for predicative in clause.predicatives:
        inner = [
            Oblique(kid, tree.marker(kid), kid) for kid in tree.children(predicative, "obl", "nmod") if tree.marker(kid)
        ]
        inner = [oblique for oblique in inner if not is_time(tree, oblique) and oblique.marker not in _ADJUNCT_MARKERS]
        noun = tree.pos[predicative] in ("NOUN", "PROPN")
        if inner and (not noun or (is_participant(tree, inner[0].head) and inner[0].marker == "of")):
            best = inner[0]
            state = (tree.lower[predicative],) if noun else graded(tree, predicative)
            words = (verb, *state, best.marker)
            lemma = f"{verb} {' '.join((*state[:-1], tree.lemma[predicative]))} {best.marker}"
            frame = _Frame(words, lemma, expand(tree, best.head), {best.top}, predicative, construct="copula")
        else:
            frame = _Frame((verb,), verb, [predicative], construct="copula")
        yield from _drafts(tree, clause, actors, frame)


def _best_oblique(tree: Tree, clause: Clause, verb: str) -> Oblique | None:
    """Choose the prepositional partner of a verb."""
    best: tuple[tuple[int, ...], Oblique] | None = None
    particles = " ".join((verb, *_particles(tree, clause)))
    for oblique in clause.obliques:
        if not oblique.marker or oblique.marker in _ADJUNCT_MARKERS or is_time(tree, oblique):
            continue
        if oblique.marker in ("between", "among") or oblique.marker not in ROLES:
            continue  # between whom takes two, and a preposition nobody knows is a misreading
        if tree.lower[oblique.head] == tree.lower[max(oblique.head - 2, 0)]:
            continue  # side by side
        if oblique.marker in COMPLEX_MARKERS or (verb == "be" and oblique.marker not in PLACE_MARKERS):
            continue
        if oblique.marker == "with" and tree.child(oblique.head, "nmod:poss") and _is_absolute(tree, oblique.head):
            continue
        if oblique.head in clause.subjects or tree.lemma[oblique.head] in EMPHATIC_NOUNS:
            continue
        known = f"{particles} {oblique.marker}" in LEXICON
        party = is_participant(tree, oblique.head)
        place = oblique.marker in ("in", "at", "near")
        score = (known, party and not place, not place, oblique.top > clause.head, -abs(oblique.top - clause.head))
        if best is None or score > best[0]:
            best = score, oblique
    return best[1] if best else None


def _is_absolute(tree: Tree, noun: int) -> bool:
    """Tell whether a thing has a state of its own: sat with *his legs placed* apart."""
    return not is_participant(tree, noun) and tree.child(noun, "acl", "advmod") is not None


def _without_object(tree: Tree, clause: Clause, verb: str, actors: list[int]) -> Iterator[Draft]:
    """Read an intransitive verb with its partner, or a plural subject that acts upon itself."""
    if not actors or clause.passive:
        return  # a passive without its subject: what was done to whom is not understood
    if clause.complements:
        yield from _favoured(tree, clause, verb, actors)
        yield from _demanded(tree, clause, verb, actors)
        yield from _undertaken(tree, clause, verb, actors)
    yield from _called_for(tree, clause, verb, actors)
    best = _best_oblique(tree, clause, verb)
    particles = _particles(tree, clause)
    lemma = " ".join((verb, *particles))
    if best is None or best.marker in PLACE_MARKERS or not is_participant(tree, best.head):
        pair = relation((lemma, "with"), lemma=f"{verb} with")
        parties = all(is_participant(tree, actor) for actor in actors)
        mutual = pair.family in SYMMETRIC and verb not in _BETWEEN_OTHERS
        if len(actors) > 1 and parties and mutual and not clause.complements:
            for actor in actors[1:]:
                frame = _Frame((verb, *particles, "with"), f"{verb} with", [actor], construct="reciprocal")
                yield from _drafts(tree, clause, actors[:1], frame)
            return
    if verb in _GIVING and not clause.passive:
        return  # what is given was not understood
    when = _when(tree, clause, lemma, actors[0]) if best is None else None
    if when is not None:
        words = (verb, *particles, *([when.marker] if when.marker else []))
        frame = _Frame(words, lemma, [when.head], construct="prepositional")
        yield from _drafts(tree, clause, actors, frame)
        return
    if best is None or (verb in _MUTE and not (best.marker in ("to", "with") and is_participant(tree, best.head))):
        return
    if clause.complements and not is_participant(tree, best.head):
        return
    targets = [o for o in clause.obliques if o.top == best.top and o.marker == best.marker]
    bare = _bare_oblique(tree, clause, best)
    words = (verb, *particles, *bare, best.marker)
    used = {best.top, *(oblique.head for oblique in targets)}
    if bare:
        used.add(clause.head + 2)
    frame = _Frame(words, f"{lemma} {best.marker}", [o.head for o in targets], used, construct="prepositional")
    yield from _drafts(tree, clause, actors, frame)


_BETWEEN_OTHERS = frozenset({"arbitrate", "intercede", "mediate"})
"""Verbs of what several do for others, not with one another."""


def _when(tree: Tree, clause: Clause, verb: str, who: int, *, always: bool = False) -> Oblique | None:
    """Find the time that makes a whole statement of an intransitive verb: he *resigned on Monday*."""
    deed = verb in _HAPPENINGS or (verb in _DEEDS and is_participant(tree, who))
    if clause.complements or not (clause.passive or always or deed):
        return None
    behind = [o for o in clause.obliques if o.marker in _ON and o.head > clause.head]
    dates = [o for o in behind if tree.ent[o.head] in TIME_LABELS]
    happenings = [
        o for o in behind if o.marker in _UPON and (tree.lemma[o.head] in NOMINALISATIONS or is_time(tree, o))
    ]
    return next((o for o in (*dates, *happenings) if o.marker or tree.child(o.head, "nummod") is None), None)


_DEEDS = WORDS["intransitive deeds"]
_HAPPENINGS = WORDS["intransitive happenings"]
_ON = frozenset({"", "on", "in", "at", "during", "since", "after", "before", "until", "till"})
_UPON = frozenset({"during", "since", "after", "before"})


def _bare_oblique(tree: Tree, clause: Clause, best: Oblique) -> tuple[str, ...]:
    """Give a preposition and bare noun right behind the verb that belong to it: stands *on ceremony* with."""
    noun = clause.head + 2
    first = next((o for o in clause.obliques if o.head == noun and o.top == noun and o is not best), None)
    if first is None or tree.kids[noun] != [clause.head + 1] or tree.tag[noun] != "NN" or tree.ent[noun]:
        return ()
    if best.top < noun or is_time(tree, first):
        return ()
    return first.marker, tree.lower[noun]


def _drafts(tree: Tree, clause: Clause, actors: list[int], frame: _Frame) -> Iterator[Draft]:
    """Make a draft of every actor with every object."""
    rest = _rest(tree, clause, frame.used, frame.folded)
    named = relation(frame.words, lemma=frame.lemma)
    predicate = _predicate(tree, clause, None, frame)
    paired = _is_paired(tree, clause) and len(actors) > 1 and len(frame.targets) > 1
    if paired and len(actors) != len(frame.targets):
        return
    for place, actor in enumerate(actors):
        for target in frame.targets[place : place + 1] if paired else frame.targets:
            if actor == target:
                continue
            first, second = (target, actor) if frame.swapped and not clause.passive else (actor, target)
            draft = Draft(tree, clause, first, nominal(tree, second), second, construct=frame.construct)
            draft.relation, draft.lemma, draft.predicate = named, frame.lemma, predicate
            draft.swapped = frame.swapped
            draft.arguments = rest
            content = _content(tree, clause, second) if frame.construct == "active" else None
            if content is not None:
                draft.object = tree.phrase(
                    sorted({*nominal_tokens(tree, second), *clausal_tokens(tree, content)}), second
                )
                draft.arguments = tuple(argument for argument in rest if argument.phrase.head != content)
            yield draft


def _content(tree: Tree, clause: Clause, thing: int) -> int | None:
    """Find the clause that says what an object says: confirmed *reports that he left*."""
    if tree.lemma[thing] not in NOUN_EFFECTS:
        return None
    behind = nominal_tokens(tree, thing)[-1] + 1
    return next(
        (
            inner
            for inner in clause.complements
            if tree.dep[inner] == "ccomp"
            and tree.lower[behind : behind + 1] == ["that"]
            and min(tree.subtree(inner)) == behind
        ),
        None,
    )


def _rest(tree: Tree, clause: Clause, used: set[int], folded: int | None) -> tuple[Argument, ...]:
    """Gather what did not go into subject, relation and object."""
    left = [oblique for oblique in clause.obliques if oblique.top not in used and oblique.head not in used]
    found = [*of_obliques(tree, left), *of_adverbs(tree, clause), *of_clauses(tree, clause)]
    if folded is not None:
        theme = _without(tree, folded, used)
        if folded not in clause.predicatives and " " in theme.text:
            found.append(Argument("theme", theme))
        found.extend(of_nominal(tree, folded, used))
    if not (clause.predicatives and folded in clause.predicatives):
        found.extend(
            Argument("quality", clausal(tree, token), tree.marker(token))
            for token in clause.predicatives
            if clause.objects or clause.passive
        )
    return tuple(found)


def _without(tree: Tree, noun: int, used: set[int]) -> Phrase:
    """Make the phrase of a noun that went into the relation, without the party that did too."""
    gone = {token for top in used if top != noun for token in tree.subtree(top)}
    return tree.phrase([token for token in nominal_tokens(tree, noun) if token not in gone], noun)


def _predicate(tree: Tree, clause: Clause, oblique: Oblique | None, frame: _Frame | None = None) -> Phrase:
    """Give the surface words of a predicate: auxiliaries, negations, verb, particles, folded noun and preposition."""
    tokens = {clause.head, *clause.auxiliaries, *clause.particles, *clause.negations}
    if oblique is not None:
        tokens.update(tree.children(oblique.top, "case"))
    if frame is not None:
        if frame.folded is not None:
            tokens.add(frame.folded)
        for used in frame.used:
            if used != frame.folded and tree.dep[used] != "conj":
                tokens.update(tree.children(used, "case"))
    return tree.phrase(sorted(tokens), clause.head, frame.lemma if frame else "")


def governors_of(tree: Tree, clause: Clause) -> tuple[str, ...]:
    """List the governing verbs above a clause that are part of what it says, outermost first: ("vow",)."""
    found: list[str] = []
    node: Clause | None = clause
    while node is not None and node.parent is not None and node.link in ("xcomp",):
        lemma = tree.lemma[node.parent.head].lower()
        if ("inf", lemma) in EFFECTS:
            found.append(lemma)
        node = node.parent
    if node is not None and node.link == "acl" and node.antecedent is not None and tree.tag[node.head] == "VB":
        found.append(tree.lemma[node.antecedent].lower())
    return tuple(reversed(found))
