"""Polarity and modality of a clause: what stands under *not*, *if*, *may*, *refused to*, *without*.

Each clause has what it says of itself (its negations, modal verbs, adverbs) and what its governors make of it; the two
meet here. What is in doubt anywhere above a clause is in doubt in the clause. What somebody *denies* is turned round
where statements are put to their claimants (`Attribution.negates`), not here.
"""

from __future__ import annotations

from kg.extract.statements.clauses import Clause
from kg.extract.statements.grammar import (
    ACCUSATIONS,
    CONDITIONALS,
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
}
_MISREPORTING = frozenset({"falsely", "wrongly", "mistakenly"})
"""Adverbs that put in doubt what is said, not what is done: *falsely claimed*, but *falsely used*."""
_ASKING = frozenset({"ask", "wonder", "doubt", "inquire", "enquire", "question", "discuss", "decide", "debate"})
"""Verbs whose *how*, *why* or *who* takes nothing for granted."""
_CLAIMS = WORDS["claims"]


def stronger(first: Modality, second: Modality) -> Modality:
    """Give the one of two modalities that is further from an assertion."""
    return first if _RANK[first] >= _RANK[second] else second


def is_negated_nominal(tree: Tree, token: int) -> bool:
    """Tell whether a participant itself is denied: *no agreements*, *nobody*, *not to Minsk*."""
    if tree.lower[token] in NEGATIVE_PRONOUNS:
        return True
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
        if follower not in ("only", "just", "merely"):
            negative = not negative
    for oblique in clause.obliques:
        if tree.lemma[oblique.head] in EMPHATIC_NOUNS and tree.child(oblique.head, "det") is not None:
            negative = negative != (tree.lower[tree.children(oblique.head, "det")[0]] == "no")
    modality = Modality.ASSERTED
    auxiliaries = clause.auxiliaries
    first = clause.first
    if first is not None and not auxiliaries and tree.tag[clause.head] in ("VB", "VBN") and clause.origin == "shared":
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
    for token in clause.adverbs:
        word = tree.lower[token]
        if word in HEDGES and (word not in _MISREPORTING or tree.lemma[clause.head] in _CLAIMS):
            modality = stronger(modality, Modality.POSSIBLE)
        elif word == "longer" and any(tree.lower[kid] == "no" for kid in tree.kids[token]):
            negative = not negative
    if clause.question or (first is not None and first.question):
        modality = stronger(modality, Modality.POSSIBLE)
    return negative, modality


def _would(tree: Tree, clause: Clause) -> Modality:
    """`He said Moscow would grant a loan` tells of the future; `I would go` stands under a condition."""
    parent = clause.parent
    if tree.lemma[clause.head] in ("like", "love", "prefer", "wish"):
        return Modality.INTENDED
    has = any(tree.lower[token] in ("have", "'ve", "’ve") for token in clause.auxiliaries)
    if parent is not None and not has and clause.link in ("ccomp", "acl", "advcl", "parataxis"):
        return Modality.INTENDED
    return Modality.CONDITIONAL


def _has_condition(tree: Tree, clause: Clause) -> bool:
    """Tell whether an if-clause hangs on the clause."""
    for kid in tree.kids[clause.head]:
        if tree.dep[kid] == "advcl" and tree.marker(kid).split(" ")[0] in ("if", "unless", "provided", "assuming"):
            return True
    return False


def _outer(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Say what the governors of a clause make of it."""
    if clause.first is not None:
        return clause.first.outer_negative, clause.first.outer_modality
    parent, link = clause.parent, clause.link
    if link == "acl":
        return _under_noun(tree, clause)
    if parent is None:
        return False, Modality.ASSERTED
    if link in ("advcl", "advcl:relcl"):
        return _adverbial(tree, clause, parent)
    lemma = _governor(tree, parent)
    if link in ("xcomp", "csubj", "csubj:pass"):
        if lemma == "have" and tree.tag[parent.head] == "VBD":
            return _effect(parent, "true")  # had to do it: did it
        finite = any(tree.tag[token] in ("MD", "VBZ", "VBD", "VBP") for token in clause.auxiliaries)
        kind = "that" if link != "xcomp" and (finite or tree.tag[clause.head] in ("VBD", "VBZ", "VBP")) else "inf"
        return _effect(parent, EFFECTS.get((kind, lemma), "true"))
    if link == "ccomp" and tree.head[clause.head] == parent.head:
        return _reported(tree, clause, parent, lemma)
    return False, Modality.ASSERTED


def _governor(tree: Tree, parent: Clause) -> str:
    return tree.lemma[parent.head].lower()


def _effect(parent: Clause, effect: str) -> tuple[bool, Modality]:
    """Join what a governor does with what the governor itself stands under."""
    if effect == "negative":
        return not parent.negative, parent.modality
    named = _NAMED.get(effect)
    return parent.negative, parent.modality if named is None else stronger(named, parent.modality)


def _reported(tree: Tree, clause: Clause, parent: Clause, lemma: str) -> tuple[bool, Modality]:
    """Read a clause that somebody says, thinks, hopes or denies."""
    if clause.marker.split(" ")[0] in ("whether", "if"):
        return False, Modality.POSSIBLE
    nonfinite = tree.tag[clause.head] in ("VBG", "VB") and not clause.auxiliaries
    effect = EFFECTS.get(("inf", lemma), "true") if nonfinite else EFFECTS.get(("that", lemma), "say")
    if effect == "factive":
        return False, Modality.POSSIBLE if parent.question else Modality.ASSERTED
    if lemma in _ASKING and _is_wh(tree, clause):
        return False, Modality.POSSIBLE
    if effect in ("requested", "intended") and effect == "intended" and not nonfinite:
        return _effect(parent, effect)
    if effect != "say":
        return _effect(parent, effect)
    if parent.negative:
        raised = lemma in ("think", "believe", "mean", "be", "true", "feel")
        return raised, Modality.ASSERTED if raised else Modality.POSSIBLE
    hedged = parent.modality in (Modality.POSSIBLE, Modality.CONDITIONAL) or any(
        tree.lower[adverb] in HEDGES for adverb in parent.adverbs
    )
    return False, Modality.POSSIBLE if hedged else Modality.ASSERTED


def _is_wh(tree: Tree, clause: Clause) -> bool:
    """Tell whether a clause is an indirect question: asked *how* they manipulate her."""
    return any(tree.tag[token] in ("WRB", "WP", "WDT") for token in tree.kids[clause.head])


def _adverbial(tree: Tree, clause: Clause, parent: Clause) -> tuple[bool, Modality]:
    """Read an adverbial clause: if …, without …ing, to …, by …ing, while …."""
    markers = clause.marker.split(" ")
    if markers[0] in CONDITIONALS or "if" in markers:
        return False, Modality.CONDITIONAL
    if "without" in markers or clause.marker in ("instead of", "rather than"):
        return True, Modality.ASSERTED
    tag = tree.tag[clause.head]
    if tag == "VB" and "to" in markers and not clause.auxiliaries:
        lemma = _governor(tree, parent)
        return False, stronger(
            Modality.REQUESTED if lemma in ("call", "appeal") else Modality.INTENDED, parent.modality
        )
    if tag == "VBG" and clause.marker == "against":
        return True, stronger(Modality.REQUESTED, parent.modality)  # warned, decided, campaigned against doing
    if tag == "VBG" and clause.marker in OBJECT_CONTROL_MARKERS:
        lemma = _governor(tree, parent)
        if EFFECTS.get(("inf", lemma)) == "negative":
            return not parent.negative, parent.modality
        return False, stronger(Modality.POSSIBLE, parent.modality) if lemma in ACCUSATIONS else parent.modality
    if tag in ("VBG", "VBN") and clause.origin == "adverbial":
        return False, parent.modality
    return False, Modality.ASSERTED


def _under_noun(tree: Tree, clause: Clause) -> tuple[bool, Modality]:
    """Read a clause that hangs on a noun: his *intention* to go, the *claim* that she won."""
    noun = tree.head[clause.head]
    tag = tree.tag[clause.head]
    if clause.origin == "participle":
        return False, Modality.ASSERTED
    effect = NOUN_EFFECTS.get(tree.lemma[noun].lower(), "true" if tag != "VB" else "possible")
    parent = clause.parent
    if parent is None:
        return effect == "negative", _NAMED.get(effect, Modality.ASSERTED)
    inherited = (
        parent.modality if noun in parent.objects and parent.modality is not Modality.ASSERTED else Modality.ASSERTED
    )
    negative = (effect == "negative") != (parent.negative and noun in parent.objects)
    return negative, stronger(_NAMED.get(effect, Modality.ASSERTED), inherited)
