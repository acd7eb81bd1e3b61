"""Polarity and modality of a clause: what stands under *not*, *if*, *may*, *refused to*, *without*.

Each clause has what it says of itself (its negations, modal verbs, adverbs) and what its governors make of it; the two
meet here. What is in doubt above a clause is in doubt in the clause, unless the clause is taken for granted: *why*
Moscow did it, *because* Moscow did it, punished *for* doing it. What somebody *denies* is turned round where statements
are put to their claimants (`Attribution.negates`), not here.
"""

from __future__ import annotations

from kg.extract.claims.lexicon import DENY
from kg.extract.statements.clauses import Clause
from kg.extract.statements.grammar import (
    ACCUSATIONS,
    CONDITIONALS,
    DOUBTING,
    EFFECTS,
    EMPHATIC_NOUNS,
    HEDGES,
    MODALS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_PRONOUNS,
    NOUN_EFFECTS,
    OBJECT_CONTROL_MARKERS,
    WORDS,
)
from kg.extract.statements.tree import Tree
from kg.inventory import read_table, words_of
from kg.model import Modality

_RANK = {
    Modality.ASSERTED: 0,
    Modality.INTENDED: 1,
    Modality.REQUIRED: 2,
    Modality.REQUESTED: 3,
    Modality.POSSIBLE: 4,
    Modality.CONDITIONAL: 5,
}
_NAMED = {
    "intended": Modality.INTENDED,
    "requested": Modality.REQUESTED,
    "required": Modality.REQUIRED,
    "possible": Modality.POSSIBLE,
    "conditional": Modality.CONDITIONAL,
    "unlikely": Modality.POSSIBLE,
    "forbidden": Modality.REQUIRED,
    "unwanted": Modality.INTENDED,
}
_NEGATIVE = frozenset({"negative", "unlikely", "forbidden", "unwanted"})
_MISREPORTING = frozenset({"falsely", "wrongly", "mistakenly"})
"""Adverbs that put in doubt what is said, not that it is said or done: *falsely claimed* to have won."""
_ALMOST = frozenset({"almost", "nearly"})
_ASKING = frozenset({"ask", "wonder", "doubt", "inquire", "enquire", "question", "discuss", "decide", "debate"})
"""Verbs whose *how*, *why* or *who* takes nothing for granted."""
_ATTEMPTS = WORDS["attempts"]
_DROPPING = WORDS["dropping"]
_HYPOTHETICAL = WORDS["hypothetical"]
_GIVEN_STATES = WORDS["states that are given"]
_TAKEN_FOR_GRANTED = WORDS["taken for granted"]
_PERCEIVING = WORDS["verbs of another's gerund"]
_PRESUPPOSING = WORDS["presupposing verbs"]
_REAL = WORDS["real infinitives"]
_INTENSIONAL = {lemma: Modality(name) for name, lemmas in read_table("intensional.tsv") for lemma in words_of(lemmas)}
"""Verbs and nouns whose object need not have happened."""
_ANY = frozenset({"any", "no", "whatever", "whichever", "neither"})
_ANYBODY = frozenset({"anyone", "anybody", "anything", "whoever", "whatever", "nobody", "none", "nothing", "noone"})
_EVERY = frozenset({"every", "each", "everyone", "everybody", "everything", "all"})
_UNTIL = frozenset({"until", "till"})
_WHEN = frozenset({"after", "before", "when", "once", "whenever", "immediately", "by"})
_REASONS = WORDS["reason verbs"]
_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "prove", "substantiate"})
"""Verbs that make what is only claimed so: confirmed *reports that* …"""
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "sole"})


def stronger(first: Modality, second: Modality) -> Modality:
    """Give the one of two modalities that is further from an assertion."""
    return first if _RANK[first] >= _RANK[second] else second


def is_negated_nominal(tree: Tree, token: int) -> bool:
    """Tell whether a participant itself is denied: *no agreements*, *nobody*, *not to Minsk*."""
    if tree.lower[token] in NEGATIVE_PRONOUNS:
        return True
    if tree.pos[token] in ("VERB", "AUX") or tree.child(token, "cop") is not None:
        return any(tree.lower[kid] in NEGATIVE_DETERMINERS for kid in tree.children(token, "det"))  # is *no* threat
    for kid in tree.kids[token]:
        lower, dep = tree.lower[kid], tree.dep[kid]
        if dep == "cc" and lower in ("rather", "instead"):
            return True
        if dep == "det" and lower in NEGATIVE_DETERMINERS:
            return True
        if lower in ("not", "neither", "nor", "without") and dep in ("advmod", "cc:preconj", "cc", "case"):
            follower = tree.lower[kid + 1] if kid + 1 < len(tree.lower) else ""
            if follower not in ("only", "just", "least"):
                return True
    return False


def is_contrasted(tree: Tree, token: int) -> bool:
    """Tell whether a later member stands against a denied first one: not a national army *but* a multitude."""
    return tree.dep[token] == "conj" and any(tree.lower[kid] == "but" for kid in tree.children(token, "cc"))


def set_scope(tree: Tree, clause: Clause) -> None:
    """Set polarity and modality of `clause`; those of its parent must be set."""
    outer_negative, outer = _outer(tree, clause)
    own_negative, own = _own(tree, clause)
    clause.outer_negative, clause.outer_modality = outer_negative, outer
    clause.negative = outer_negative != own_negative
    clause.modality = stronger(outer, own)
    if clause.modality in (Modality.ASSERTED, Modality.INTENDED, Modality.POSSIBLE) and _has_condition(tree, clause):
        clause.modality = Modality.CONDITIONAL


def _own(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Read negations, modal verbs and adverbs of the clause itself."""
    negative = False
    for token in clause.negations:
        follower = tree.lower[token + 1] if token + 1 < len(tree.lower) else ""
        negative = negative or follower not in (
            "only",
            "just",
            "merely",
        )  # twice is once: *cannot* and *have not* denied
    for oblique in clause.obliques:
        if tree.lemma[oblique.head] in EMPHATIC_NOUNS and tree.child(oblique.head, "det") is not None:
            negative = negative != (tree.lower[tree.children(oblique.head, "det")[0]] == "no")
    modality = Modality.ASSERTED
    auxiliaries = clause.auxiliaries
    first = clause.first
    bare = tree.tag[clause.head] in ("VB", "VBN") or (
        tree.tag[clause.head] == "VBP"  # will go, *discuss* the plan and come back
        and first is not None
        and tree.tag[first.head] == "VB"
        and any(tree.tag[token] == "MD" for token in first.auxiliaries)
    )
    if first is not None and not auxiliaries and bare and clause.origin == "shared":
        auxiliaries = first.auxiliaries
        own_cc = tree.child(clause.head, "cc")
        shared = tree.tag[clause.head] == tree.tag[first.head]
        shared = shared and not tree.children(clause.head, "mark")  # not *to* go and *to* stay
        if shared and first.negations and not clause.negations and (own_cc is None or tree.lower[own_cc] != "but"):
            negative = True
    for token in auxiliaries:
        name = MODALS.get(tree.lower[token]) if tree.tag[token] == "MD" else None
        if name == "would":
            modality = stronger(modality, _would(tree, clause))
        elif name is not None:
            modality = stronger(modality, _NAMED[name])
    if not clause.copular and any(tree.dep[token] == "cop" for token in clause.auxiliaries) and clause.marker == "to":
        modality = stronger(modality, Modality.INTENDED)  # Minsk *is to* pay
    for token in clause.adverbs:
        word = tree.lower[token]
        if word in HEDGES and word not in _MISREPORTING:
            modality = stronger(modality, Modality.POSSIBLE)
        elif (word == "longer" and any(tree.lower[kid] == "no" for kid in tree.kids[token])) or word in _ALMOST:
            negative = not negative
    if _is_asked(tree, clause):
        modality = stronger(modality, Modality.POSSIBLE)
    return negative, modality


def _is_asked(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause is what a question asks: not in *why* he did it, nor in knows she *that* he did it."""
    top = clause.first or clause
    if not (clause.question or top.question):
        return False
    parent = top.parent
    if parent is None or not parent.question:
        wh = any(tree.lower[token] in ("why", "how", "when", "where") for token in top.adverbs)
        return not wh or any(tree.tag[token] == "MD" for token in top.auxiliaries)
    if top.link in ("acl:relcl", "advcl:relcl"):
        return False
    if top.link == "advcl" and _is_finite(tree, top):
        return False
    if top.link == "ccomp" and EFFECTS.get(("that", _governor(tree, parent, "that"))) == "factive":
        return top.marker in ("if", "whether")
    return _is_asked(tree, parent)


def _is_finite(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause has a tense."""
    return tree.tag[clause.head] in ("VBD", "VBZ", "VBP") or any(
        tree.tag[token] in ("VBD", "VBZ", "VBP", "MD") for token in clause.auxiliaries
    )


def _is_infinitive(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause is one with *to*: *to arm*, *to be arming*, *to have armed* them."""
    bare = tree.tag[clause.head] == "VB" or any(tree.tag[token] == "VB" for token in clause.auxiliaries)
    return bare and "to" in clause.marker.split(" ") and not any(tree.tag[t] == "MD" for t in clause.auxiliaries)


def _is_past(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause speaks of what is over: *came*, *was* there, *has* come."""
    if tree.tag[clause.head] == "VBD" or any(tree.tag[token] == "VBD" for token in clause.auxiliaries):
        return True
    return any(tree.lower[token] in ("has", "have", "'ve", "’ve") for token in clause.auxiliaries)


def _would(tree: Tree, clause: Clause) -> Modality:
    """`He said Moscow would grant a loan` tells of the future; `I would go` stands under a condition."""
    parent = clause.parent
    if tree.lemma[clause.head] in ("like", "love", "prefer", "wish"):
        return Modality.INTENDED
    has = any(tree.lower[token] in ("have", "'ve", "’ve") for token in clause.auxiliaries)
    if parent is None or has or clause.link not in ("ccomp", "csubj", "csubj:pass", "acl", "advcl", "parataxis"):
        return Modality.CONDITIONAL
    present = tree.tag[parent.head] in ("VBZ", "VBP") or (parent.copular and not _is_past(tree, parent))
    if clause.link == "ccomp" and present:
        return Modality.CONDITIONAL  # he says Moscow *would* go: no future seen from the past
    return Modality.INTENDED


def _has_condition(tree: Tree, clause: Clause) -> bool:
    """Tell whether an if-clause hangs on the clause."""
    for kid in tree.kids[clause.head]:
        if clause.copular and any(
            clause.head < other < kid for other in tree.children(clause.head, "acl", "acl:relcl")
        ):
            continue  # a tool to be thrown away *if it is useless*: it is one all the same
        if tree.dep[kid] == "advcl" and (
            tree.marker(kid).split(" ")[0] in ("if", "unless", "provided", "assuming") or _is_inverted(tree, kid)
        ):
            return True
    return False


def _is_inverted(tree: Tree, head: int) -> bool:
    """Tell whether a clause is a condition by the order of its words: *had* Moscow agreed, *should* it agree."""
    subjects = tree.children(head, "nsubj", "nsubj:pass")
    auxiliaries = [kid for kid in tree.children(head, "aux", "aux:pass", "cop") if kid < head]
    return (
        bool(subjects and auxiliaries)
        and not tree.children(head, "mark")
        and auxiliaries[0] < subjects[0]
        and tree.lower[auxiliaries[0]] in ("had", "should", "were")
    )


def _outer(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Say what the governors of a clause make of it."""
    if clause.first is not None:
        return _joined(tree, clause, clause.first)
    parent, link = clause.parent, clause.link
    if link == "acl":
        return _under_noun(tree, clause)
    if link == "acl:relcl":
        return _relative(tree, clause)
    if parent is None:
        return False, Modality.ASSERTED
    infinitive = _is_infinitive(tree, clause)
    if infinitive and link in ("advcl", "xcomp", "ccomp"):
        for adverb in parent.adverbs:
            if tree.lower[adverb] == "too" and adverb < parent.head:
                return True, Modality.POSSIBLE  # too weak *to attack*
            if tree.lower[adverb] == "enough" and adverb < clause.head:
                return parent.negative, Modality.POSSIBLE
        yet = any(tree.lower[adverb] == "yet" for adverb in parent.adverbs)
        if yet and link == "xcomp" and tree.lemma[parent.head] in ("have", "be"):
            return not parent.negative, parent.modality  # has yet *to sign*
    if link in ("advcl", "advcl:relcl"):
        return _adverbial(tree, clause, parent)
    gerund = tree.tag[clause.head] == "VBG" or any(tree.tag[token] == "VBG" for token in clause.auxiliaries)
    if link == "xcomp" and gerund and not infinitive and clause.marker not in ("", "to"):
        return _gerund(tree, clause, parent)
    if link == "xcomp" and tree.tag[clause.head] == "VBG" and tree.head[clause.head] == parent.head:
        described = bool(parent.objects) and clause.subjects == parent.objects and not clause.auxiliaries
        governs = tree.lemma[parent.head] in _PERCEIVING or ("inf", tree.lemma[parent.head]) in EFFECTS
        if described and parent.outer_negative and not governs:
            return False, parent.modality  # failed to help soldiers *fighting*: they fight all the same
    if link in ("xcomp", "csubj", "csubj:pass"):
        lemma = _governor(tree, parent, "inf")
        if lemma in ("have", "able") and _is_past(tree, parent) and not (lemma == "have" and parent.negative):
            return _effect(parent, "true")  # had to do it, was able to do it: did it
        kind = "that" if link != "xcomp" and _is_finite(tree, clause) else "inf"
        meant = infinitive and link == "xcomp" and tree.tag[parent.head].startswith("VB") and lemma not in _REAL
        effect = EFFECTS.get((kind, lemma), "intended" if meant else "true")
        if _is_of_another(clause, parent):
            if effect == "intended" and link == "xcomp" and ("inf", lemma) in EFFECTS:
                effect = "requested"  # wants *Minsk* to pay
            if any(is_negated_nominal(tree, subject) for subject in parent.subjects):
                negative, modality = _effect(parent, effect)
                return not negative, modality  # *nobody* wants Minsk to pay
        return _effect(parent, effect)
    if link == "ccomp":
        above = tree.head[clause.head]
        lemma = tree.lemma[above].lower() if above != parent.head else _governor(tree, parent, "that")
        return _reported(tree, clause, parent, lemma)
    return False, Modality.ASSERTED


def _is_of_another(clause: Clause, parent: Clause) -> bool:
    """Tell whether somebody else does what a clause says than who governs it."""
    return bool(clause.subjects) and bool(parent.subjects) and not set(clause.subjects) & set(parent.subjects)


def _joined(tree: Tree, clause: Clause, first: Clause) -> tuple[bool, Modality]:
    """Read what a later member of a coordination stands under: what the member stands under that it is like.

    `told Minsk to stop shelling Kyiv and *leave*` joins *leave* to *stop*, wherever the parser hung it.
    """
    tag = tree.tag[clause.head]
    like = first
    while like.parent is not None and like.link in ("xcomp", "advcl", "ccomp"):
        other = tree.tag[like.head]
        if (tag == "VB" and other == "VBG" and tree.tag[like.parent.head] == "VB") or (
            tag == "VBD" and other in ("VB", "VBG") and tree.tag[like.parent.head] == "VBD"
        ):
            like = like.parent
        else:
            break
    return like.outer_negative, like.outer_modality


def _governor(tree: Tree, parent: Clause, kind: str) -> str:
    """Give the lemma of a governing verb, with its particle where the two are one verb: *rule out*."""
    lemma = tree.lemma[parent.head].lower()
    for particle in parent.particles:
        if (kind, whole := f"{lemma} {tree.lower[particle]}") in EFFECTS:
            return whole
    return lemma


def _effect(parent: Clause, effect: str) -> tuple[bool, Modality]:
    """Join what a governor does with what the governor itself stands under."""
    negative = parent.negative != (effect in _NEGATIVE)
    named = _NAMED.get(effect)
    return negative, parent.modality if named is None else stronger(named, parent.modality)


def _reported(tree: Tree, clause: Clause, parent: Clause, lemma: str) -> tuple[bool, Modality]:
    """Read a clause that somebody says, thinks, hopes or denies."""
    if clause.marker.split(" ")[0] in ("whether", "if"):
        return False, Modality.POSSIBLE
    nonfinite = tree.tag[clause.head] in ("VBG", "VB") and not clause.auxiliaries
    if nonfinite:
        effect = EFFECTS.get(("inf", _governor(tree, parent, "inf")), "true")
    else:
        effect = EFFECTS.get(("that", lemma), "say")
    if effect == "factive":
        return False, Modality.ASSERTED
    if lemma in _ASKING and _is_wh(tree, clause):
        return False, Modality.POSSIBLE
    if lemma == "insist" and _is_told(tree, clause):
        effect = "say"
    if effect != "say":
        return _effect(parent, effect)
    if parent.negative:
        raised = lemma in ("think", "believe", "mean", "be", "true", "feel")
        return raised, Modality.ASSERTED if raised else Modality.POSSIBLE
    hedged = parent.modality in (Modality.POSSIBLE, Modality.CONDITIONAL) or any(
        tree.lower[adverb] in HEDGES for adverb in parent.adverbs
    )
    return False, Modality.POSSIBLE if hedged else Modality.ASSERTED


def _is_told(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause says what is so, not what shall be: insists that Iran *is* arming, not that it *sign*."""
    if tree.tag[clause.head] in ("VBZ", "VBD"):
        return True
    return any(tree.tag[token] in ("VBZ", "VBD", "VBP", "MD") for token in clause.auxiliaries) and not any(
        tree.lower[token] in ("must", "should") for token in clause.auxiliaries
    )


def _is_wh(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause is an indirect question: asked *how* they manipulate her."""
    return any(tree.tag[token] in ("WRB", "WP", "WDT") for token in tree.kids[clause.head])


def _adverbial(tree: Tree, clause: Clause, parent: Clause) -> tuple[bool, Modality]:
    """Read an adverbial clause: if …, without …ing, to …, by …ing, while …."""
    markers = clause.marker.split(" ")
    if _is_inverted(tree, clause.head):
        return False, Modality.CONDITIONAL
    if "whether" in markers and (markers[0] != "whether" or tree.tag[clause.head] == "VB"):
        return False, Modality.POSSIBLE  # weighs *whether to send* troops, spoke on *whether* they were sent
    if markers[0] in _UNTIL:
        past = _is_past(tree, clause) and parent.modality is Modality.ASSERTED
        return False, Modality.ASSERTED if past else stronger(Modality.POSSIBLE, parent.modality)
    if markers[0] == "lest":
        return True, Modality.INTENDED
    if markers[0] in CONDITIONALS or "if" in markers or clause.marker in ("in case", "as though"):
        return False, Modality.CONDITIONAL
    if "without" in markers or clause.marker in ("instead of", "rather than"):
        return True, Modality.ASSERTED
    if _is_finite(tree, clause) or (tree.tag[clause.head] in ("VBN", "JJ", "NN") and clause.copular):
        return _timed(tree, clause, parent, markers)
    tag = tree.tag[clause.head]
    if _is_infinitive(tree, clause):
        return _purpose(tree, clause, parent, markers)
    if tag == "VBG" or any(tree.tag[token] == "VBG" for token in clause.auxiliaries):
        return _gerund(tree, clause, parent)
    if tag == "VBN" and clause.origin == "adverbial":
        return False, _beside(tree, clause, parent)
    return False, Modality.ASSERTED


def _timed(tree: Tree, clause: Clause, parent: Clause, markers: list[str]) -> tuple[bool, Modality]:
    """Read an adverbial clause with a tense: what shall come of it, when it was, why."""
    if markers[:2] in (["so", "that"], ["in", "order"]):
        wanted = not _is_past(tree, clause) or any(tree.tag[token] == "MD" for token in clause.auxiliaries)
        return False, Modality.INTENDED if wanted else Modality.ASSERTED
    if markers[0] in _WHEN and parent.modality is not Modality.ASSERTED:
        would = any(tree.lower[token] in ("would", "'d", "’d") for token in parent.auxiliaries)
        if would or not _is_past(tree, clause) or any(tree.lower[t] in ("has", "have") for t in clause.auxiliaries):
            return False, parent.modality  # will go once Kyiv *signs*
    return False, Modality.ASSERTED


def _purpose(tree: Tree, clause: Clause, parent: Clause, markers: list[str]) -> tuple[bool, Modality]:
    """Read *to* with a verb beside a clause: what it is done for, or what somebody is asked or allowed to do."""
    effect = EFFECTS.get(("inf", _governor(tree, parent, "inf")))
    another = _is_of_another(clause, parent)
    if effect is not None and (another or parent.passive):
        return _effect(parent, "requested" if another and effect == "intended" else effect)
    if effect == "requested" and ("for" in markers or tree.lemma[parent.head] in ("call", "appeal")):
        return _effect(parent, effect)
    if any(tree.lower[adverb] == "only" and tree.head[adverb] == clause.head for adverb in clause.adverbs):
        return False, parent.modality  # came *only to find* that …
    return False, stronger(Modality.INTENDED, parent.modality)


def _gerund(tree: Tree, clause: Clause, parent: Clause) -> tuple[bool, Modality]:
    """Read an *-ing* beside a clause: accused of lying, bent on winning, by winning, …, winning the vote."""
    lemma, marker = tree.lemma[parent.head].lower(), clause.marker
    if any(tree.lower[token] == "having" for token in clause.auxiliaries):
        return False, Modality.POSSIBLE if lemma in ACCUSATIONS else Modality.ASSERTED
    named = EFFECTS.get(("ger", f"{lemma} {marker}"))
    if named is not None:
        return _effect(parent, named)
    if marker == "against":
        return True, stronger(Modality.REQUESTED, parent.modality)  # warned, campaigned against doing
    if marker in OBJECT_CONTROL_MARKERS and (effect := EFFECTS.get(("inf", lemma))) in _NEGATIVE:
        return _effect(parent, str(effect))  # prevented *from* doing
    if marker in OBJECT_CONTROL_MARKERS and lemma in ACCUSATIONS:
        return False, stronger(Modality.POSSIBLE, parent.modality)
    given = marker in ("despite", "since") or (marker == "for" and lemma in _REASONS)
    if given and parent.modality in (Modality.INTENDED, Modality.REQUIRED, Modality.REQUESTED):
        return False, Modality.ASSERTED  # will punish them *for* doing
    if marker == "by" and parent.parent is not None and parent.link == "xcomp":
        matrix = parent.parent
        if tree.lemma[matrix.head] in _ATTEMPTS:
            return False, matrix.modality  # tried to win *by* doing: did it
    if clause.origin == "adverbial" and marker in ("", "while"):
        return False, _beside(tree, clause, parent)
    return False, parent.modality if clause.origin == "adverbial" or marker in OBJECT_CONTROL_MARKERS else (
        Modality.ASSERTED
    )


def _beside(tree: Tree, clause: Clause, parent: Clause) -> Modality:
    """Weigh a participle without a preposition: one that stands first is taken for granted, one behind goes along."""
    if parent.modality is Modality.CONDITIONAL:
        return parent.modality
    if clause.head < parent.head:
        return Modality.ASSERTED  # *facing protests*, he may leave
    first = min(tree.subtree(clause.head))
    parted = tree.lower[first] == "," or tree.lower[first - 1] == ","
    behind = parent
    while parted and behind.parent is not None and not _is_finite(tree, behind):
        seems = behind.link == "xcomp" and tree.lemma[behind.parent.head] in ("appear", "seem")
        if not (seems or "while" in clause.marker):
            break
        behind = behind.parent  # appeared to agree, *praising* the plan
    hedged = behind.modality is Modality.POSSIBLE and not any(tree.tag[token] == "MD" for token in behind.auxiliaries)
    return Modality.ASSERTED if hedged and behind.outer_modality is Modality.ASSERTED else behind.modality


def _is_open_noun(tree: Tree, noun: int) -> bool:
    """Tell whether a noun means whichever there may be: *any* agreement, *anyone*, *no* country."""
    if tree.lower[noun] in _ANYBODY and tree.pos[noun] in ("PRON", "NOUN", "DET"):
        return True
    return any(tree.lower[kid] in _ANY for kid in tree.children(noun, "det"))


def _is_indefinite(tree: Tree, noun: int) -> bool:
    """Tell whether a noun is new to the text: *a* treaty, treaties."""
    determiners = [tree.lower[kid] for kid in tree.children(noun, "det", "nmod:poss")]
    return tree.pos[noun] == "NOUN" and all(word in ("a", "an", "some") for word in determiners)


def _wanted(tree: Tree, noun: int, parent: Clause | None) -> Modality:
    """Give the modality of a noun that is only wanted, planned or possible where it stands: needs *a treaty*."""
    if parent is None or not _is_indefinite(tree, noun):
        return Modality.ASSERTED
    top = noun
    while tree.dep[top] in ("conj", "nmod") and tree.head[top] != parent.head:
        top = tree.head[top]
        if tree.lemma[top] in _INTENSIONAL:
            return _INTENSIONAL[tree.lemma[top]]
        if not _is_indefinite(tree, top):
            return Modality.ASSERTED
    if top in parent.objects or any(top == oblique.top for oblique in parent.obliques):
        governor = tree.lemma[parent.head].lower()
        new = tree.child(noun, "det") is not None  # will serve *a* state, but will help those citizens there are
        wanted = _INTENSIONAL.get(governor, Modality.ASSERTED)
        return stronger(wanted, parent.modality) if new else wanted
    return parent.modality if top in parent.predicatives else Modality.ASSERTED


def _relative(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Read a relative clause: of *any* country, of a treaty that is only wanted, of a future it stands open."""
    noun = clause.antecedent if clause.antecedent is not None else tree.head[clause.head]
    if _is_open_noun(tree, noun):
        return False, Modality.POSSIBLE
    if _is_past(tree, clause):
        return False, Modality.ASSERTED
    hypothetical = tree.lemma[noun].lower() in _HYPOTHETICAL and _is_indefinite(tree, noun)
    if hypothetical or any(tree.lower[kid] == "future" for kid in tree.children(tree.head[clause.head], "amod")):
        return False, Modality.POSSIBLE
    every = {tree.lower[noun], *(tree.lower[kid] for kid in tree.children(noun, "det"))} & _EVERY
    parent = clause.parent
    if every and parent is not None and parent.modality is not Modality.ASSERTED:
        return False, parent.modality
    return False, _wanted(tree, noun, parent) if noun in clause.subjects else Modality.ASSERTED


def _under_noun(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Read a clause that hangs on a noun: his *intention* to go, the *claim* that she won."""
    noun = tree.head[clause.head]
    tag = tree.tag[clause.head]
    parent = clause.parent
    if clause.origin == "participle":
        if _is_open_noun(tree, noun):
            return False, Modality.POSSIBLE
        governor = tree.lemma[parent.head] if parent is not None else ""
        return False, _wanted(tree, noun, parent) if governor in _INTENSIONAL else Modality.ASSERTED
    lemma = tree.lemma[noun].lower()
    infinitive = tag == "VB" and not _is_finite(tree, clause)
    ranked = any(tree.lower[kid] in _RANKS or tree.tag[kid] == "JJS" for kid in tree.children(noun, "amod"))
    default = "true" if not infinitive or ranked else "intended"
    effect = NOUN_EFFECTS.get(lemma, default)
    denied = any(tree.lower[kid] in NEGATIVE_DETERMINERS for kid in tree.children(noun, "det"))
    if denied and not infinitive:
        return False, Modality.ASSERTED if lemma in ("doubt", "question", "secret", "denying") else Modality.POSSIBLE
    if parent is None:
        return (effect in _NEGATIVE) != denied, _NAMED.get(effect, Modality.ASSERTED)
    governs = noun in (parent.subjects if parent.passive else parent.objects)
    if governs and not infinitive and _governor(tree, parent, "that") in DENY:
        return False, Modality.ASSERTED  # dismissed *the claim that …*: turned round where it is put to who denies it
    if governs and lemma in ("opportunity", "liberty") and tree.lemma[parent.head] in ("take", "use", "seize"):
        return parent.negative, parent.modality  # took the opportunity *to thank* them
    if governs and not infinitive and effect == "possible" and tree.lemma[parent.head] in _CONFIRMING:
        return parent.negative, Modality.POSSIBLE if parent.negative else parent.modality
    dropped = governs and _governor(tree, parent, "inf") in _DROPPING
    inherited = parent.modality if governs else Modality.ASSERTED
    negative = (effect in _NEGATIVE) != ((parent.negative and governs) != (denied or dropped))
    return negative, stronger(_NAMED.get(effect, Modality.ASSERTED), inherited)


def standing(tree: Tree, token: int, clause: Clause | None) -> tuple[bool, Modality]:
    """Say whether the event a noun names has happened, from the noun's place in its clause."""
    negative = any(tree.lower[kid] in ("no", "without") for kid in tree.children(token, "det", "case"))
    if clause is None:
        return negative, Modality.ASSERTED
    top = token
    modality = Modality.ASSERTED
    while tree.dep[top] in ("conj", "nmod", "compound") and tree.head[top] != clause.head:
        top = tree.head[top]
        if tree.lemma[top].lower() in _TAKEN_FOR_GRANTED:
            return negative, Modality.ASSERTED  # whoever calls for an end to attacks says that there are attacks
        modality = _INTENSIONAL.get(tree.lemma[top].lower(), modality)
    if any(
        tree.lower[kid] in DOUBTING or tree.lower[kid] in ("planned", "proposed", "future", "further", "new", "more")
        for kid in tree.children(token, "amod")
    ):
        modality = Modality.POSSIBLE
    if _is_open_noun(tree, token):
        modality = Modality.POSSIBLE
    given = tree.child(token, "nmod:poss") is not None and modality is Modality.ASSERTED
    governor = tree.lemma[clause.head].lower()
    inside = top in clause.objects or top in clause.predicatives or any(top == o.top for o in clause.obliques)
    given = given and clause.modality is not Modality.CONDITIONAL
    if given and (tree.lemma[token].lower() in _GIVEN_STATES or (inside and governor in _PRESUPPOSING)):
        return negative, Modality.ASSERTED  # will praise *Moscow's support* for Minsk
    if inside:
        if governor in _INTENSIONAL:
            modality = _INTENSIONAL[governor]
        elif clause.modality is not Modality.ASSERTED:
            modality = clause.modality
        elif clause.negative and top in clause.objects:
            modality = Modality.POSSIBLE
    elif top in clause.subjects and clause.modality is not Modality.ASSERTED:
        modality = clause.modality
    return negative, modality
