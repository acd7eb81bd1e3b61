"""From the parse of a sentence to its clauses: who does what, with every participant in its place.

A `Clause` is one predicate with the participants that the grammar gives it, also those that stand elsewhere: the
subject of a verb joined by *and*, the one who is urged *to act*, the noun that a relative clause hangs on. The rules
for the single constructs read clauses and never look for a subject again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.statements.grammar import (
    AUXILIARIES,
    CLAUSES,
    COMPLEX_MARKERS,
    EFFECTS,
    GERUND_OF_OTHERS,
    NEGATIONS,
    NOMINALISATIONS,
    NOUN_EFFECTS,
    OBJECT_CONTROL_MARKERS,
    OBLIQUES,
    PASSIVE_SUBJECTS,
    PERSON_ENDINGS,
    RAISING,
    RELATIVE_PRONOUNS,
    SUBJECT_CONTROL,
    SUBJECTS,
    TIME_NOUNS,
    WORDS,
)
from kg.extract.statements.tree import NOMINAL_POS, Tree
from kg.inventory import ROLE_NOUNS
from kg.model import Modality

_PREPOSITIONAL = frozenset(
    {"considering", "regarding", "concerning", "following", "including", "excluding", "depending"}
)
"""Participles that are as good as prepositions: nobody *considers* anything."""
_FINITE = ("VBD", "VBZ", "VBP")
_DITRANSITIVE = WORDS["ditransitive verbs"]
_HARMING = WORDS["harming verbs"]
_PARTICLES = WORDS["particle adverbs"]
_PREPOSITION_LIKE = frozenset({"down", "up", "off", "out", "over"})
"""Particles that taggers take for prepositions."""
_SEMI_COPULAS = WORDS["semi-copulas"]
_UTTERING = WORDS["speech verbs"] | WORDS["uttering verbs"]
_BODIES = WORDS["bodies"]
_PARTIES = frozenset({"Person", "Organization", "Group", "Place", "Country"})
"""Types of names that somebody who acts can have."""
_GATHERING = frozenset({"bring", "come", "draw", "get", "put"})
"""Verbs that *together* makes others."""
_INSTRUMENTAL = frozenset({"use", "employ", "cite", "wield"})
"""Verbs whose gerund behind a thing is done by the one who does the rest: launched strikes *using drones*."""
_OBJECT_CONTROL = WORDS["object control verbs"]


@dataclass(frozen=True, slots=True)
class Oblique:
    """A nominal with its preposition: "with Putin", "on Monday"."""

    head: int
    marker: str  # "with"; empty for a bare one ("last month")
    top: int  # the token that hangs on the predicate; differs from `head` for members of a coordination


@dataclass(slots=True)
class Clause:
    """One predicate and its participants, all as tokens."""

    head: int  # the content word: met, president, aware
    link: str  # dependency label by which it hangs, that of the first member for coordinated ones
    parent: Clause | None
    copular: bool = False
    passive: bool = False
    marker: str = ""  # "if", "to", "by", …
    subjects: list[int] = field(default_factory=list)
    origin: str = "own"  # where the subject comes from: own, shared, relative, participle, control, adverbial
    agents: list[int] = field(default_factory=list)  # of a passive
    objects: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    obliques: list[Oblique] = field(default_factory=list)
    predicatives: list[int] = field(default_factory=list)  # open complements without a verb: named him *president*
    complements: list[int] = field(default_factory=list)  # heads of clauses that are complements
    auxiliaries: list[int] = field(default_factory=list)
    particles: list[int] = field(default_factory=list)
    negations: list[int] = field(default_factory=list)
    adverbs: list[int] = field(default_factory=list)
    first: Clause | None = None  # the first member of the coordination this one is in
    antecedent: int | None = None  # the noun a relative clause hangs on
    negative: bool = False
    modality: Modality = Modality.ASSERTED
    outer_negative: bool = False  # what the governors alone do
    outer_modality: Modality = Modality.ASSERTED
    governors: tuple[str, ...] = ()
    question: bool = False


def is_clause(tree: Tree, token: int) -> bool:
    """Tell whether `token` is the content word of a predicate."""
    dep = tree.dep[token]
    if dep in AUXILIARIES:
        return False
    kid_deps = [tree.dep[kid] for kid in tree.kids[token]]
    if "cop" in kid_deps:
        return True
    if dep in CLAUSES and any(label in SUBJECTS for label in kid_deps):
        return True
    if tree.pos[token] not in ("VERB", "AUX") or dep not in CLAUSES:
        return False
    return dep != "conj" or tree.pos[tree.head[token]] in ("VERB", "AUX", "ADJ") or is_clause(tree, tree.head[token])


def expand(tree: Tree, token: int) -> list[int]:
    """List a nominal and the nominals joined to it: Putin and Lukashenko."""
    found = [token]
    for node in found:
        for kid in tree.kids[node]:
            if tree.dep[kid] != "conj" or is_one_name(tree, kid) or is_clause(tree, kid):
                continue
            if _is_afterthought(tree, node, kid):
                continue
            if tree.pos[kid] in NOMINAL_POS or tree.pos[kid] == "ADJ":
                found.append(kid)
    return sorted(_without_pairs(tree, found))


def _is_afterthought(tree: Tree, first: int, second: int) -> bool:
    """Tell whether a nominal without *and* describes the one before: won the vote, *a feat* he repeated."""
    if not any(tree.lower[kid] in ("a", "an") for kid in tree.children(second, "det")):
        return False
    members = [first, *tree.children(first, "conj"), *tree.children(second, "conj")]
    return len(members) == 2 and tree.dep[first] != "conj" and not any(tree.child(one, "cc") for one in members)


def _without_pairs(tree: Tree, members: list[int]) -> list[int]:
    """Leave out a pair inside a list: of "security, *command and control*, defence and law" the pair is one member."""
    if len(members) < 4:
        return members
    ordered = sorted(members)
    paired = {
        index for index, member in enumerate(ordered[:-1]) if any(tree.lower[kid] == "and" for kid in tree.kids[member])
    }
    listed = any(tree.lower[kid] in ("and", "or") for kid in tree.kids[ordered[-1]])
    gone = {ordered[place] for index in paired if listed and index for place in (index - 1, index)}
    return [member for member in members if member not in gone]


def is_one_name(tree: Tree, member: int) -> bool:
    """Tell whether a member of a coordination belongs to one name with its head: Trinidad and Tobago, Smith & Sons."""
    if tree.entity[member] >= 0 and tree.entity[member] == tree.entity[tree.head[member]]:
        return True
    return any(tree.lower[kid] == "&" for kid in tree.kids[member])


def clauses(tree: Tree, start: int, end: int) -> list[Clause]:
    """List the clauses of the sentence from token `start` to token `end`, each after the one it hangs on."""
    found: list[Clause] = []
    roots = [token for token in range(start, end) if tree.head[token] == token]
    queue: list[tuple[int, Clause | None]] = [(root, None) for root in roots]
    by_head: dict[int, Clause] = {}
    for token, owner in queue:
        clause = owner
        if is_clause(tree, token):
            clause = _clause(tree, token, owner, by_head)
            by_head[token] = clause
            found.append(clause)
        queue.extend((kid, clause) for kid in tree.kids[token])
    return found


def _clause(tree: Tree, head: int, owner: Clause | None, by_head: dict[int, Clause]) -> Clause:
    link = tree.dep[head]
    first = by_head.get(tree.head[head]) if link == "conj" else None
    if first is not None:
        first = _fellow(tree, head, first)
    clause = Clause(head=head, link=first.link if first else link, parent=first.parent if first else owner, first=first)
    clause.marker = tree.marker(head) if link != "conj" else ""
    speaker = _speaker(tree, clause)
    if speaker is not None:
        clause.parent = speaker
    _sort_children(tree, clause)
    _drop_glued(tree, clause)
    _two_objects(tree, clause)
    if link == "acl" and clause.passive and not clause.auxiliaries and clause.subjects:
        clause.passive = False  # land *Minsk once controlled*
    if link == "acl" and clause.subjects and not clause.passive and not clause.marker:
        clause.link = "acl:relcl"  # the piece *they published*: with a subject of its own it is no participle
    if clause.link in ("acl:relcl", "advcl:relcl"):
        clause.antecedent = first.antecedent if first else _antecedent(tree, head)
        _resolve_relative(tree, clause)
    if not clause.subjects and not clause.passive and tree.lemma[head] in SUBJECT_CONTROL:
        clause.subjects = [
            kid for kid in tree.children(head, "expl") if tree.lower[kid] == "it"
        ]  # it plans to: one who
    _drop_misread_subjects(tree, clause)
    if clause.link == "xcomp" and not clause.subjects and not clause.auxiliaries:
        _raise_objects(tree, clause)
    if not clause.subjects:
        _find_subject(tree, clause)
    if clause.origin in ("participle", "relative") and first is None:
        _name_predicate(tree, clause)
    if first is not None:
        _share_objects(tree, clause, first)
        _share_frame(tree, clause, first)
    if clause.copular and _is_to(tree, clause):
        clause.copular = False
    if not clause.passive and _is_done_by(tree, clause):
        clause.passive = True
    if clause.passive:
        agents = [
            o
            for o in clause.obliques
            if o.marker == "by" and tree.tag[o.head] != "CD" and tree.ent[o.head] not in ("Date", "Time")
        ]
        clause.agents = [oblique.head for oblique in agents]
        clause.obliques = [oblique for oblique in clause.obliques if oblique not in agents]
    return clause


def _speaker(tree: Tree, clause: Clause) -> Clause | None:
    """Find the verb of saying whose subject a gerund of saying behind what was said belongs to.

    In `He denied that troops crossed the border, rejecting the charges` he rejects them, not the troops.
    """
    told, first = clause.parent, min(tree.subtree(clause.head))
    if clause.link != "advcl" or tree.tag[clause.head] != "VBG" or clause.marker not in ("", "while"):
        return None
    if told is None or told.link != "ccomp" or told.parent is None:
        return None
    before = first - 2 if tree.tag[first - 1] == "''" else first - 1
    if "," not in tree.lower[before : first + 1]:
        return None
    said = told.parent
    uttered = tree.lemma[clause.head] in _UTTERING and tree.lemma[said.head] in _UTTERING
    return said if uttered and said.head < told.head < clause.head and said.subjects else None


def is_bare_time(tree: Tree, token: int) -> bool:
    """Tell whether a bare nominal says when or how long: *this month*."""
    return tree.ent[token] in ("Date", "Time") or tree.lemma[token].lower() in TIME_NOUNS


def _is_to(tree: Tree, clause: Clause) -> bool:
    """Tell whether *be* with an infinitive says what somebody will do: Minsk *is to pay*; the aim is to pay."""
    to = next((kid for kid in tree.children(clause.head, "mark") if tree.lower[kid] == "to"), None)
    be = tree.child(clause.head, "cop")
    if tree.tag[clause.head] != "VB" or to is None or be is None or tree.lower[be] not in ("is", "are", "was", "were"):
        return False
    if not be < to <= be + 2 or not clause.subjects:
        return False
    return all(
        (tree.is_name(who) or tree.lemma[who] in ROLE_NOUNS) and tree.lemma[who] not in NOUN_EFFECTS
        for who in clause.subjects
    )


def _fellow(tree: Tree, head: int, first: Clause) -> Clause:
    """Find the verb that a later one without subject is joined to: of one form with it, if not the one it hangs on.

    In `It shows what rebels have done and affirms the need` *affirms* goes with *shows*.
    """
    if tree.children(head, *SUBJECTS, *AUXILIARIES, "mark") or not tree.tag[head].startswith("VB"):
        return first
    outer = first.parent
    if first.link not in ("acl:relcl", "acl", "advcl", "ccomp", "xcomp") or outer is None or outer.head > head:
        return first
    finite = [tree.tag[token] for token in (*first.auxiliaries, first.head)]
    tag = tree.tag[head]
    if tag in finite or tag not in ("VBZ", "VBD", "VB") or any(form == "MD" for form in finite):
        return first
    while outer is not None:
        if tree.tag[outer.head] == tag and outer.head < first.head and not outer.copular and outer.subjects:
            return outer
        outer = outer.parent
    return first


def _sort_children(tree: Tree, clause: Clause) -> None:
    """Put the children of the predicate into their places."""
    head = clause.head
    inner = tree.child(head, "nsubj", "nsubj:pass", "csubj") if tree.child(head, "nsubj:outer") is not None else None
    for kid in tree.kids[head]:
        dep = tree.dep[kid]
        if inner is not None and kid < inner and (dep in AUXILIARIES or dep == "nsubj:outer"):
            continue  # of the copula that has this whole clause as its predicate: the point *is* that …
        if dep in SUBJECTS and is_bare_time(tree, kid) and len(tree.children(head, *SUBJECTS)) > 1:
            clause.obliques.extend(_obliques(tree, kid))  # Oslo *Friday* imposed a ban
        elif dep in SUBJECTS:
            if is_clause(tree, kid) or dep.startswith("csubj"):
                clause.subjects.append(kid)
            else:
                clause.subjects.extend(expand(tree, kid))
            clause.passive = clause.passive or dep in PASSIVE_SUBJECTS
        elif dep in AUXILIARIES:
            clause.auxiliaries.append(kid)
            clause.copular = clause.copular or dep == "cop"
            clause.passive = clause.passive or dep == "aux:pass"
        elif dep == "obj" or (dep in ("xcomp", "obl") and (_is_thing(tree, clause, kid) or _is_party(tree, head, kid))):
            clause.objects.extend(expand(tree, kid))
            clause.particles.extend(  # hung on the wrong word: laid [*down* their arms]
                case
                for case in tree.children(kid, "case")
                if case == head + 1 and tree.lower[case] in _PREPOSITION_LIKE
            )
        elif dep == "iobj":
            clause.recipients.extend(expand(tree, kid))
        elif (dep in OBLIQUES and (dep.startswith("obl") or not clause.copular)) or (
            dep == "xcomp" and _is_oblique(tree, kid)
        ):
            clause.obliques.extend(_obliques(tree, kid))
        elif dep == "xcomp":
            (clause.complements if is_clause(tree, kid) else clause.predicatives).append(kid)
        elif dep == "ccomp":
            clause.complements.append(kid)
        elif dep == "compound:prt":
            if tree.lower[kid - 1] != "-":  # sketched-*out* plans
                clause.particles.append(kid)
        elif dep == "cc" and tree.lower[kid] == "nor" and kid < head:
            clause.negations.append(kid)
        elif dep in ("advmod", "cc:preconj", "det", "discourse"):
            if tree.lower[kid] in NEGATIONS and dep != "det":
                clause.negations.append(kid)
            elif dep == "advmod" and _is_particle(tree, clause, kid):
                clause.particles.append(kid)
            elif dep == "advmod":
                clause.adverbs.append(kid)
    auxiliary = any(tree.dep[token] == "aux:pass" for token in clause.auxiliaries)
    if clause.passive and not auxiliary and tree.lemma[head] not in _DITRANSITIVE and tree.child(head, "obj"):
        clause.passive = False  # nothing but the label of the subject says so: police, he said, *arrested ten*


def _is_thing(tree: Tree, clause: Clause, token: int) -> bool:
    """Tell whether what is read as a predicate is an object, as behind a particle: called off *a strike*."""
    if tree.pos[token] not in ("NOUN", "PROPN") or is_clause(tree, token) or tree.child(clause.head, "obj") is not None:
        return False
    if tree.dep[token] == "obl" and (tree.children(token, "case", "mark") or is_bare_time(tree, token)):
        return False
    if token < clause.head or tree.children(clause.head, "nsubj:pass", "aux:pass"):
        return False
    return any(tree.dep[kid] == "compound:prt" and kid == clause.head + 1 for kid in tree.kids[clause.head]) and (
        tree.lemma[clause.head] not in _SEMI_COPULAS
    )


def _is_party(tree: Tree, head: int, token: int) -> bool:
    """Tell whether a name without a preposition that was read as an adjunct is the object: met *President Keita*."""
    if tree.dep[token] != "obl" or tree.ent[token] not in _PARTIES or not tree.tag[head].startswith("VB"):
        return False
    if token < head or tree.children(token, "case", "mark", "cop") or is_bare_time(tree, token):
        return False
    if tree.children(head, "obj", "iobj", "xcomp", "ccomp", "cop", "nsubj:pass", "aux:pass", "obl:agent"):
        return False
    before = tree.children(head, "nsubj")
    if tree.lemma[head] in _SEMI_COPULAS or (before and before[0] > head):
        return False
    if not before and tree.lemma[head] in _UTTERING:
        return False  # “…,” said *President Keita*
    between = range(head + 1, min(tree.subtree(token)))
    return not any(tree.pos[word] == "PUNCT" or tree.pos[word] in NOMINAL_POS for word in between)


def _is_done_by(tree: Tree, clause: Clause) -> bool:
    """Tell whether a bare participle has its doer behind it: a boy in chains and *guarded by* police."""
    if tree.tag[clause.head] != "VBN" or clause.objects or clause.auxiliaries or clause.copular:
        return False
    return any(o.marker == "by" and (tree.is_name(o.head) or tree.lemma[o.head] in ROLE_NOUNS) for o in clause.obliques)


def _is_particle(tree: Tree, clause: Clause, token: int) -> bool:
    """Tell whether an adverb makes the verb another one: put *aside* differences, moved *forward*."""
    if token != clause.head + 1 or tree.kids[token] or clause.copular:
        return False
    return tree.lower[token] in _PARTICLES or (
        tree.lower[token] == "together" and tree.lemma[clause.head] in _GATHERING
    )


def _name_predicate(tree: Tree, clause: Clause) -> None:
    """Say of the one named what is said of its description: X is a mosque *located in Y*."""
    parent = clause.parent
    if parent is None or not parent.copular or parent.negations or len(parent.subjects) != 1:
        return
    indefinite = any(tree.lower[kid] in ("a", "an") for kid in tree.children(parent.head, "det"))
    named = parent.subjects[0]
    if indefinite and clause.antecedent == parent.head and tree.pos[named] == "PROPN":
        clause.subjects = [named if token == parent.head else token for token in clause.subjects]


def _raise_objects(tree: Tree, clause: Clause) -> None:
    """Take what stands before *to* for the one who shall act: asked *Moscow* not to help Minsk."""
    to = next((kid for kid in tree.children(clause.head, "mark") if tree.lower[kid] == "to"), None)
    before = [thing for thing in clause.objects if to is not None and tree.head[clause.head] < thing < to]
    if before:
        clause.subjects, clause.origin = before, "control"
        clause.objects = [thing for thing in clause.objects if thing not in before]


def _drop_misread_subjects(tree: Tree, clause: Clause) -> None:
    """Take no subject from across the governing verb, and none on the other side of its own verb than the first.

    `The leader was travelling since his win prompted protests` does not say that the leader prompted them.
    """
    governor = tree.head[clause.head]
    across = [
        token
        for token in clause.subjects
        if clause.link != "ROOT" and token < governor < clause.head and tree.head[token] == clause.head
    ]
    if across and clause.first is None and not any(tree.rel_pronoun[token] for token in across):
        clause.subjects = []
        clause.objects = []  # nobody is left whom the rest could be said of
        clause.obliques = []
    if clause.subjects and clause.subjects[0] < clause.head:
        clause.subjects = [token for token in clause.subjects if token < clause.head]
    elif any(clause.head < thing < min(clause.subjects, default=0) for thing in clause.objects):
        clause.subjects = []  # accused Minsk of fraud, *a charge* it denied: nobody acts behind what is acted upon


def _two_objects(tree: Tree, clause: Clause) -> None:
    """Take the first of two objects that no *and* joins for the receiver: extend *Minsk* a loan."""
    direct = tree.children(clause.head, "obj")
    if clause.recipients and direct and tree.lemma[clause.head] not in _DITRANSITIVE:
        if any(tree.lower[token] == "," for token in range(max(clause.recipients), direct[0])):
            clause.objects, clause.recipients = clause.recipients, []  # met Lavrov, *their first meeting*
        return
    if len(direct) != 2 or clause.recipients or not direct[1] > direct[0] > clause.head:
        return
    between = range(direct[0] + 1, min(token for token in tree.subtree(direct[1]) if tree.pos[token] != "PUNCT"))
    if any(tree.lower[token] in (",", "and", "or") or tree.tag[token] == "POS" for token in between):
        kept = set(expand(tree, direct[-1] if any(tree.tag[token] == "POS" for token in between) else direct[0]))
        clause.objects = [thing for thing in clause.objects if thing in kept]
    else:
        receivers = expand(tree, direct[0])
        giving = tree.lemma[clause.head] in _DITRANSITIVE
        if giving:
            clause.recipients = receivers
        if giving or not is_bare_time(tree, direct[1]):  # a name taken apart: authorised a *Rewards for Justice* offer
            clause.objects = [thing for thing in clause.objects if thing not in receivers]


def _is_oblique(tree: Tree, token: int) -> bool:
    """Tell whether an open complement is only a nominal with its preposition."""
    return tree.pos[token] in NOMINAL_POS and tree.child(token, "case") is not None and not is_clause(tree, token)


def _obliques(tree: Tree, top: int) -> list[Oblique]:
    """Read an adjunct and the ones joined to it; "in light of" and its like are one preposition."""
    marker = tree.marker(top)
    inner = complex_marker(tree, top, marker)
    if inner is not None:
        marker, nominal = inner
        return [Oblique(member, marker, top) for member in expand(tree, nominal)]
    members = expand(tree, top)
    return [Oblique(member, (tree.marker(member) if member != top else marker) or marker, top) for member in members]


def complex_marker(tree: Tree, token: int, marker: str) -> tuple[str, int] | None:
    """Read a preposition made with a noun: *in light of* the talks gives "in light of" and the talks."""
    word = f"{marker} {tree.lower[token]}"
    for kid in tree.children(token, "nmod"):
        whole = f"{word} {tree.marker(kid)}"
        if whole in COMPLEX_MARKERS:
            return whole, kid
    return None


def _antecedent(tree: Tree, head: int) -> int:
    """Find the noun of a relative clause: a name takes none without a comma (the attack on *Minsk that killed* ten)."""
    noun = tree.head[head]
    first = min(tree.subtree(head))
    close = tree.lower[first] == "that" and tree.lower[first - 1] != ","
    if close and tree.pos[noun] == "PROPN" and tree.dep[noun] == "nmod" and tree.pos[tree.head[noun]] == "NOUN":
        return tree.head[noun]
    happening = _is_told_of_events(tree, head)
    for other in _nouns_before(tree, noun, first):
        if happening and tree.lemma[other] in NOMINALISATIONS:
            return other
    if happening and tree.lemma[noun] not in NOMINALISATIONS:
        for other in _objects_before(tree, noun):
            if tree.lemma[other] in NOMINALISATIONS:
                return other
    personal = any(tree.lower[kid] == "who" for kid in tree.children(head, "nsubj", "nsubj:pass"))
    if personal and not _is_personal(tree, noun):
        return next((other for other in _nouns_before(tree, noun, first) if _is_personal(tree, other)), noun)
    if happening or _agrees(tree, noun, head) is not False:
        return noun
    return next((other for other in _nouns_before(tree, noun, first) if _agrees(tree, other, head)), noun)


def _drop_glued(tree: Tree, clause: Clause) -> None:
    """Give a gerund nothing from behind a finite verb joined to it or above: for behaving well and *said of* Rome."""
    if tree.tag[clause.head] != "VBG" or clause.auxiliaries:
        return
    clause.obliques = [
        oblique
        for oblique in clause.obliques
        if not any(
            tree.tag[token] in _FINITE and tree.dep[token] == "conj" and tree.head[token] <= clause.head
            for token in range(clause.head + 1, min(tree.subtree(oblique.top)))
        )
    ]


def _is_personal(tree: Tree, noun: int) -> bool:
    """Tell whether a noun means a person or persons, whom *who* can tell of."""
    if tree.ent[noun]:
        return tree.ent[noun] == "Person"
    return tree.lower[noun].removesuffix("s").endswith(PERSON_ENDINGS) or tree.lemma[noun].lower() in ROLE_NOUNS


def _nouns_before(tree: Tree, noun: int, end: int) -> list[int]:
    """List the nouns that a relative clause beginning at `end` could tell of, the nearest first."""
    top = noun
    while tree.dep[top] in ("nmod", "obl", "conj", "acl") and tree.pos[tree.head[top]] in ("NOUN", "PROPN", "VERB"):
        if tree.pos[tree.head[top]] == "VERB" and tree.dep[tree.head[top]] != "acl":
            break
        top = tree.head[top]
    nouns = [t for t in tree.subtree(top) if t < end and tree.pos[t] in ("NOUN", "PROPN")]
    return [t for t in reversed(nouns) if tree.dep[t] not in ("compound", "flat", "nmod:desc", "nmod:poss")]


def _objects_before(tree: Tree, noun: int) -> list[int]:
    """List the objects of the verb that a nominal behind them belongs to: condemned *the attacks* in the town."""
    top = noun
    while tree.dep[top] in ("nmod", "conj", "appos") and tree.pos[tree.head[top]] in ("NOUN", "PROPN"):
        top = tree.head[top]
    if tree.dep[top] != "obl":
        return []
    return [thing for thing in tree.children(tree.head[top], "obj") if thing < top]


def _is_told_of_events(tree: Tree, head: int) -> bool:
    """Tell whether only an event is told of so: *which killed ten*, *for which X claimed responsibility*."""
    if any(tree.lower[kid] in ("which", "that") for kid in tree.children(head, "nsubj")):
        return tree.lemma[head] in _HARMING
    return tree.lemma[head] == "claim" and any(
        tree.lemma[kid] == "responsibility" for kid in tree.children(head, "obj")
    )


def _agrees(tree: Tree, noun: int, head: int) -> bool | None:
    """Tell whether a noun agrees in number with the finite verb of its relative clause; None where nothing shows it."""
    if not any(tree.lower[kid] in ("who", "which", "that") for kid in tree.children(head, "nsubj", "nsubj:pass")):
        return None
    finite = [*tree.children(head, "aux", "aux:pass", "cop"), head]
    tag = next((tree.tag[token] for token in finite if tree.tag[token] in ("VBZ", "VBP", "MD", "VBD")), "")
    if tag not in ("VBZ", "VBP") or tree.tag[noun] not in ("NN", "NNS", "NNP", "NNPS"):
        return None
    plural = tree.tag[noun] in ("NNS", "NNPS") or any(tree.dep[kid] == "conj" for kid in tree.kids[noun])
    return plural == (tag == "VBP")


def _resolve_relative(tree: Tree, clause: Clause) -> None:
    """Put the noun that a relative clause hangs on where its relative pronoun stands."""
    antecedent = clause.antecedent
    assert antecedent is not None

    def pronoun(token: int) -> bool:
        return tree.lower[token] in RELATIVE_PRONOUNS and tree.pos[token] in ("PRON", "SCONJ", "DET", "ADV")

    used = False
    if any(pronoun(token) for token in clause.subjects):
        clause.subjects = [antecedent if pronoun(token) else token for token in clause.subjects]
        clause.origin = "relative"
        used = True
    if any(pronoun(token) for token in clause.objects):
        clause.objects = [antecedent if pronoun(token) else token for token in clause.objects]
        used = True
    for index, oblique in enumerate(clause.obliques):
        if pronoun(oblique.head) or tree.lower[oblique.head] in ("which", "whom"):
            clause.obliques[index] = Oblique(antecedent, oblique.marker, oblique.top)
            used = True
    for adverb in list(clause.adverbs):
        if tree.lower[adverb] in ("where", "when", "why", "how"):
            clause.adverbs.remove(adverb)
            if tree.lower[adverb] == "where":
                clause.obliques.append(Oblique(antecedent, "in", adverb))
            used = True
    if _is_denied(tree, clause, antecedent):
        clause.objects = []
    whose = any(tree.lower[token] == "whose" for token in tree.subtree(clause.head))
    if used or whose or clause.copular or clause.passive or clause.objects or clause.complements:
        return
    stranded = any(tree.pos[kid] == "ADP" and kid > clause.head for kid in tree.kids[clause.head])
    if clause.subjects and antecedent not in clause.subjects and not stranded and clause.first is None:
        clause.objects = [antecedent]


def _is_denied(tree: Tree, clause: Clause, antecedent: int) -> bool:
    """Tell whether *which* means all that is told before it: accused Minsk of arming rebels, *which it denies*."""
    first = min(tree.subtree(clause.head))
    if tree.lemma[clause.head] not in _DENYING or "," not in tree.lower[first - 1 : first + 1]:
        return False
    return antecedent in clause.objects and tree.lemma[antecedent].lower() not in NOUN_EFFECTS


_DENYING = frozenset({"deny", "dispute", "refute", "confirm"})


def _find_subject(tree: Tree, clause: Clause) -> None:
    """Find the subject of a clause that has none of its own."""
    head, first, parent = clause.head, clause.first, clause.parent
    tag = tree.tag[head]
    if first is not None:
        if (tag == "VB" and not first.subjects) or (tag == "VBG" and first.copular and not clause.auxiliaries):
            return
        clause.subjects, clause.origin = list(first.subjects), "shared"
        if tag == "VBN" and first.passive and not clause.auxiliaries:
            clause.passive = True
        return
    if clause.link == "acl":
        _participle_of_noun(tree, clause, parent)
        return
    if parent is None or (not parent.subjects and not parent.objects):
        return
    if clause.link != "xcomp" and (
        tag in _FINITE or any(tree.tag[token] in (*_FINITE, "MD") for token in clause.auxiliaries)
    ):
        return  # a finite clause has a subject of its own, if one that was not understood
    if clause.link == "xcomp":
        lemma = tree.lemma[parent.head].lower()
        if parent.passive and ("inf", lemma) not in EFFECTS and lemma not in RAISING:
            return  # a table is used *to compile* lists, it does not compile them
        to = next((kid for kid in tree.children(head, "mark") if tree.lower[kid] == "to"), 0)
        if to and to - 1 != parent.head and tree.pos[to - 1] == "ADJ" and tree.child(to - 1, "cop") is not None:
            return  # it is too early *to say*
        clause.subjects = _controller(tree, clause, parent)
        clause.origin = "control"
        if tag == "VBN" and not clause.auxiliaries:
            clause.passive = True  # remained *committed*
    elif clause.link in ("advcl", "ccomp") and clause.marker != "as" and tag in ("VBG", "VBN", "VB", "JJ", "NN"):
        if (tag == "VB" and parent.passive) or (tag == "VB" and clause.marker != "to" and "to" not in clause.marker):
            return
        if tag == "VBG" and clause.marker == "by" and parent.passive:
            return
        if tag == "VBG" and clause.marker == "at" and parent.objects and clause.objects:
            return  # fired gas at *striking miners*: who strikes whom is not understood
        if tag == "VBG" and (tree.lower[head] in _PREPOSITIONAL or (clause.marker == "with" and not parent.objects)):
            return  # with forces *having* the upper hand: somebody else has it
        if tag == "VBG" and _is_subject_itself(tree, clause, parent):
            return
        if tag == "VBG" and (_is_far(tree, clause, parent) or _is_of_object(tree, clause, parent)):
            return
        if tag == "VBG" and tree.lemma[head] in _INSTRUMENTAL and parent.origin == "participle" and parent.parent:
            parent = parent.parent  # launched strikes coordinated with X *using drones*
        if tag == "VBG" and parent.link == "advcl" and parent.marker == "with" and parent.parent is not None:
            parent = parent.parent  # sat with his legs apart, *tapping* his feet
        addressee = [oblique.head for oblique in parent.obliques if oblique.marker in ("on", "upon", "to")]
        if tag == "VBG" and clause.marker == "against" and (parent.objects or parent.recipients):
            clause.subjects = list(parent.objects or parent.recipients)  # warned *them* against doing
        elif tag == "VBG" and clause.marker in OBJECT_CONTROL_MARKERS and parent.objects:
            clause.subjects = list(parent.objects)
        elif tag == "VB" and tree.lemma[parent.head] in _OBJECT_CONTROL and (parent.objects or parent.recipients):
            clause.subjects = [*(parent.recipients or parent.objects)]  # an infinitive taken for one of purpose
            clause.origin = "control"
            return
        elif tag == "VB" and (makers := _makers(tree, clause, parent)):
            clause.subjects = makers
        elif tag == "VB" and addressee and tree.lemma[parent.head] in ("call", "appeal"):
            clause.subjects = addressee
        else:
            clause.subjects = list(parent.subjects)
        clause.origin = "adverbial"
        if tag == "VBN" and not clause.auxiliaries:
            clause.passive = True


def _makers(tree: Tree, clause: Clause, parent: Clause) -> list[int]:
    """Say whose plan an infinitive hung on the verb belongs to: criticised the decision *by Minsk* to hold talks."""
    if parent.passive or not any(tree.lemma[thing] in NOUN_EFFECTS for thing in parent.objects):
        return []
    thing = parent.objects[-1]
    return [
        o.head for o in parent.obliques if o.marker == "by" and thing < o.head < clause.head and tree.is_name(o.head)
    ]


def _is_subject_itself(tree: Tree, clause: Clause, parent: Clause) -> bool:
    """Tell whether a gerund before its governor is no participle but what is spoken of: *Talking helps*, he said."""
    last = max(tree.subtree(clause.head))
    return not clause.marker and last < parent.head and tree.pos[last + 1] in ("AUX", "VERB")


def _is_far(tree: Tree, clause: Clause, parent: Clause) -> bool:
    """Tell whether a gerund may belong further up: those who fled, *while easing* trade; aid, aimed at *ending* it."""
    if parent.origin == "participle":
        return not any(tree.is_name(who) or tree.lemma[who] in ROLE_NOUNS for who in parent.subjects)
    first = min(tree.subtree(clause.head))
    return parent.origin == "relative" and "," in tree.lower[first - 1 : first + 1]


def _is_of_object(tree: Tree, clause: Clause, parent: Clause) -> bool:
    """Tell whether a gerund right behind the persons an infinitive is about may tell of them: to help men *fleeing*."""
    if clause.marker or parent.link != "xcomp" or tree.lemma[clause.head] in _INSTRUMENTAL or not parent.objects:
        return False
    thing = parent.objects[-1]
    return clause.head == thing + 1 and _is_personal(tree, thing) and tree.child(thing, "conj") is None


def _participle_of_noun(tree: Tree, clause: Clause, parent: Clause | None) -> None:
    """Take the subject of a participle or infinitive that hangs on a noun."""
    noun, tag = tree.head[clause.head], tree.tag[clause.head]
    clause.antecedent = noun
    is_object = parent is not None and noun in parent.objects and tree.dep[noun] == "obj"
    if tag in ("VBG", "VBN") and not clause.marker:
        if tag == "VBN" and _is_misread_participle(tree, clause, noun):
            return
        clause.subjects, clause.origin = _described(tree, noun, clause.head), "participle"
        if tag == "VBG" and tree.lemma[clause.head] in _INSTRUMENTAL and parent is not None and is_object:
            clause.subjects = list(parent.subjects)
        if tag == "VBN" and not clause.auxiliaries:
            clause.passive = True
        return
    clause.origin = "control"
    known = tree.lemma[noun].lower() in NOUN_EFFECTS
    near = clause.head - noun <= 6 and "," not in tree.lower[noun : clause.head]
    doer = near and tree.lemma[noun] in ROLE_NOUNS and tree.lemma[noun] not in _BODIES
    if tag == "VB" and not known and (doer or tree.tag[noun] in ("JJ", "PRP", "CD")):
        is_said = parent is not None and parent.copular and parent.head == noun and not parent.negations
        clause.subjects = list(parent.subjects) if parent is not None and is_said else [noun]
        return  # people *to help*; of X is the first *to go* it is X
    owner = tree.child(noun, "nmod:poss")
    if owner is None:
        makers = [kid for kid in tree.children(noun, "nmod") if tree.marker(kid) == "of" and kid < clause.head]
        owner = next((kid for kid in makers if tree.is_name(kid) or tree.lemma[kid] in ROLE_NOUNS), None)
    if owner is None:
        named = [kid for kid in tree.children(noun, "compound", "amod") if tree.ent[kid] in _PARTIES]
        owner = named[-1] if named and tree.pos[named[-1]] in ("PROPN", "ADJ") else None
    if owner is not None:
        clause.subjects = expand(tree, owner)
    elif parent is not None and is_object and known and not _stands_between(tree, noun, clause.head):
        clause.subjects = list(parent.recipients or parent.subjects)


def _described(tree: Tree, noun: int, head: int) -> list[int]:
    """Say what a participle behind joined nouns is said of: all of them, or the last that stands by itself."""
    members = [member for member in expand(tree, noun) if member < head]
    first = min(tree.subtree(head))
    if (
        len(members) < 2
        or tree.lower[first] == ","
        or first != max((token for token in tree.subtree(members[-1]) if token < first), default=head) + 1
    ):
        return [noun]
    return members[-1:] if tree.child(members[-1], "det", "nmod:poss") is not None else members


def _stands_between(tree: Tree, noun: int, head: int) -> bool:
    """Tell whether another party stands before an infinitive: the capacity of *the opposition* to play a role."""
    return any(
        tree.pos[token] in ("NOUN", "PROPN") and (tree.is_name(token) or tree.lemma[token] in ROLE_NOUNS)
        for token in range(noun + 1, head)
        if tree.tag[token] != "POS"
    )


def _is_misread_participle(tree: Tree, clause: Clause, noun: int) -> bool:
    """Tell whether a form that can be a past tense is one: atrocities in Dabiq, *named* its paper; Minsk *held* it."""
    first = min(tree.subtree(clause.head))
    comma = "," in tree.lower[first - 1 : first + 1]
    if tree.children(clause.head, "obj") or (comma and tree.lemma[clause.head] == "name"):
        return True
    return tree.pos[noun] == "PROPN" and not comma and first == noun + 1


def _controller(tree: Tree, clause: Clause, parent: Clause) -> list[int]:
    """Say who does what an open complement tells of: urged *him* to go, promised him to go (*I*)."""
    lemma = tree.lemma[parent.head]
    if lemma in GERUND_OF_OTHERS and tree.tag[clause.head] == "VBG" and not parent.objects:
        return []
    before = all(thing < clause.head for thing in parent.objects)
    if parent.objects and before and not parent.passive and lemma not in SUBJECT_CONTROL:
        return list(parent.objects)
    if parent.recipients and not parent.passive and lemma not in SUBJECT_CONTROL:
        return list(parent.recipients)
    if lemma in ("call", "appeal", "plead", "pray", "shout", "signal"):
        addressee = [
            oblique.head for oblique in parent.obliques if oblique.marker in ("on", "upon", "to", "with", "for")
        ]
        if addressee:
            return addressee
    return list(parent.subjects)


def _share_objects(tree: Tree, clause: Clause, first: Clause) -> None:
    """Give a later verb the object that stands after both: X met and praised Y."""
    if clause.objects or clause.copular or clause.passive or clause.complements:
        return
    if any(oblique.top < max(first.objects, default=0) for oblique in clause.obliques):
        return
    if clause.origin == "shared" and first.objects and min(first.objects) > clause.head:
        clause.objects = list(first.objects)


def _share_frame(tree: Tree, clause: Clause, first: Clause) -> None:
    """Give a later predicate what stands in front of all: *Near Mosul*, a strike hit a unit and destroyed a bridge."""
    fronted = [o for o in first.obliques if o.top < first.head and all(o.top < subject for subject in first.subjects)]
    if clause.origin == "shared" and fronted:
        clause.obliques = [*fronted, *clause.obliques]
