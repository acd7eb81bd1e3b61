"""Surface triples: the same clauses in the words of the sentence, nothing resolved and nothing renamed.

A triple is binary: what a predicate has beyond its first complement comes as a triple of its own, with the first
complement in front of the relation's preposition where the fact needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.statements.arguments import is_time
from kg.extract.statements.clauses import Clause, Oblique, expand
from kg.extract.statements.phrases import clausal_tokens, nominal_tokens
from kg.extract.statements.propositions import analyse
from kg.extract.statements.tree import Tree
from kg.model import Phrase


@dataclass(frozen=True, slots=True)
class SurfaceTriple:
    """A triple in the words of one sentence; a relation word that the text does not hold has no span."""

    subject: Phrase
    relation: Phrase
    object: Phrase
    confidence: float
    construct: str


OPT = {
    "join": "first",
    "acl": False,
    "ccomp": True,
    "advcl": False,
    "poss": False,
    "appos": True,
    "title": True,
    "split_obj": True,
    "xobj": True,
    "time_sep": True,
    "split_subj": True,
}

_IS = Phrase(text="is", spans=(), lemma="be")
_SKIPPED_ADVERBS = frozenset(
    {"when", "where", "how", "why", "however", "therefore", "thus", "so", "then", "moreover", "instead"}
)


def surface_triples(doc: Doc) -> Iterator[SurfaceTriple]:
    """Yield the triples of `doc` in the words of its sentences, in reading order."""
    tree = Tree(doc)
    for start, end in tree.sentences:
        found = analyse(tree, start, end)
        for clause in found:
            yield from _clause(tree, clause)
        for token in range(start, end):
            if tree.pos[token] in ("NOUN", "PROPN"):
                yield from _nominal(tree, token)


def _clause(tree: Tree, clause: Clause) -> Iterator[SurfaceTriple]:
    subjects = [token for token in clause.subjects if not tree.dep[token].startswith("csubj")]
    if not subjects:
        return
    if not OPT["split_subj"] and len(subjects) > 1 and clause.origin == "own":
        subjects = subjects[:1]
        whole = True
    else:
        whole = False
    if clause.link == "xcomp" and clause.parent is not None and clause.parent.objects and not clause.parent.passive:
        return  # urged X to do Y is said by the matrix
    relation = _group(tree, clause)
    complements = _complements(tree, clause)
    for subject in subjects:
        if tree.lower[subject] in ("what", "there", "which", "that") and tree.pos[subject] == "PRON":
            continue
        who = tree.phrase(nominal_tokens(tree, subject, whole=whole), subject)
        for words, tokens, head, name in complements:
            if head == subject:
                continue
            rel = tree.phrase(sorted({*relation, *words}), clause.head)
            obj = tree.phrase(tokens, head)
            yield SurfaceTriple(who, rel, obj, _sure(tree, clause, subject, tokens, name), name)


def _group(tree: Tree, clause: Clause) -> list[int]:
    """List the tokens of the predicate: auxiliaries, negation, adverbs between, verb, particles, also of its matrix."""
    head = clause.head
    tokens = {*clause.auxiliaries, *clause.particles, *clause.negations}
    if not clause.copular:
        tokens.add(head)
    low = min(tokens) if tokens else head
    for adverb in clause.adverbs:
        if (
            low <= adverb < head
            and tree.lower[adverb] not in _SKIPPED_ADVERBS
            or adverb == low - 1
            and tree.lower[adverb].endswith("ly")
        ):
            tokens.add(adverb)
    if clause.link == "xcomp" and clause.parent is not None:
        tokens.update(kid for kid in tree.children(head, "mark"))
        tokens.update(_group(tree, clause.parent))
        if clause.parent.copular:
            tokens.add(clause.parent.head)
    elif clause.first is not None and clause.link == "xcomp" and False:
        tokens.update(_group(tree, clause.first))
    if (
        clause.first is not None
        and clause.origin == "shared"
        and not clause.auxiliaries
        and tree.tag[head] in ("VB", "VBN", "VBG")
    ):
        tokens.update(clause.first.auxiliaries)
        if clause.link == "xcomp" and clause.first.parent is not None:
            tokens.update(_group(tree, clause.first.parent))
            tokens.update(kid for kid in tree.children(clause.first.head, "mark"))
    return sorted(tokens)


def _nominal_of(tree: Tree, head: int) -> list[int]:
    return nominal_tokens(tree, head)


def _complements(tree: Tree, clause: Clause) -> list[tuple[list[int], list[int], int, str]]:
    """List (tokens added to the relation, tokens of the object, its head, construct)."""
    found: list[tuple[list[int], list[int], int, str]] = []
    head = clause.head
    obliques = [o for o in clause.obliques if o.head not in clause.subjects]
    obliques += [
        Oblique(agent, "by", agent if tree.head[agent] == head else tree.head[agent]) for agent in clause.agents
    ]
    if clause.copular:
        if tree.child(head, "case") is not None:
            for member in expand(tree, head):
                found.append(([*tree.children(head, "case")], nominal_tokens(tree, member), member, "copula prep"))
        else:
            for member in expand(tree, head):
                found.append(([], nominal_tokens(tree, member), member, "copula"))
        base: list[int] = [*tree.children(head, "case"), *nominal_tokens(tree, head)]
    elif clause.objects:
        for thing in clause.objects:
            tokens = nominal_tokens(tree, thing)
            extra: list[int] = []
            for complement in [*clause.complements, *clause.predicatives]:
                if tree.dep[complement] in ("xcomp", "ccomp"):
                    extra.extend(clausal_tokens(tree, complement))
            found.append(([], sorted({*tokens, *extra}), thing, "object"))
        base = nominal_tokens(tree, clause.objects[0])
        if clause.recipients:
            base = sorted({*base, *nominal_tokens(tree, clause.recipients[0])})
            found = [
                (w, sorted({*t, *nominal_tokens(tree, clause.recipients[0])}), h, "double object")
                for w, t, h, _ in found
            ]
    else:
        base = []
        for predicative in clause.predicatives:
            found.append(([], clausal_tokens(tree, predicative), predicative, "predicative"))
        for complement in clause.complements:
            if tree.dep[complement] == "ccomp" and OPT["ccomp"] and complement > head:
                tokens = clausal_tokens(tree, complement)
                marks = [kid for kid in tree.children(complement, "mark") if tree.lower[kid] == "that"]
                found.append((marks, [t for t in tokens if t not in marks], complement, "clause"))
    done: set[int] = set()
    for oblique in obliques:
        if (
            not oblique.marker
            and oblique.top == oblique.head
            and not is_time(tree, oblique)
            and tree.dep[oblique.head] != "obl:unmarked"
        ):
            continue
        case = [t for kid in tree.children(oblique.top, "case") for t in tree.subtree(kid)]
        tokens = nominal_tokens(tree, oblique.head)
        if oblique.head == clause.antecedent:
            continue
        if base:
            if OPT["join"] == "none":
                found.append((sorted({*base, *case}), tokens, oblique.head, "object+oblique"))
            elif OPT["join"] == "arg":
                found.append(([], sorted({*base, *case, *tokens}), oblique.head, "object+oblique"))
        elif found and clause.predicatives:
            continue
        else:
            found.append((case, tokens, oblique.head, "oblique"))
        done.add(oblique.top)
    if OPT["join"] == "all" and base:
        extra = []
        for oblique in obliques:
            if oblique.head != clause.antecedent:
                extra += [t for kid in tree.children(oblique.top, "case") for t in tree.subtree(kid)] + nominal_tokens(
                    tree, oblique.head
                )
        found = [(w, sorted({*t, *extra}), h, n) for w, t, h, n in found]
    return found


def _nominal(tree: Tree, token: int) -> Iterator[SurfaceTriple]:
    if OPT["appos"]:
        for other in tree.children(token, "appos"):
            if tree.pos[other] in ("NOUN", "PROPN") and tree.lower[other - 1] != "(":
                first, second = (token, other)
                if tree.pos[first] == "NOUN" and tree.pos[second] == "PROPN":
                    first, second = second, first
                yield SurfaceTriple(
                    tree.phrase(nominal_tokens(tree, first), first),
                    _IS,
                    tree.phrase(nominal_tokens(tree, second), second),
                    0.5,
                    "apposition",
                )
    if OPT["poss"]:
        for owner in tree.children(token, "nmod:poss"):
            if tree.pos[owner] in ("PROPN", "NOUN"):
                yield SurfaceTriple(
                    tree.phrase(nominal_tokens(tree, owner), owner),
                    Phrase(text="has", spans=()),
                    tree.phrase([t for t in nominal_tokens(tree, token) if t > max(tree.subtree(owner))], token),
                    0.3,
                    "possessive",
                )
    if OPT["title"] and tree.dep[token] == "nmod:desc" and tree.head[token] > token:
        name = tree.head[token]
        own = [t for t in nominal_tokens(tree, name) if tree.dep[t] in ("flat",) or t == name]
        yield SurfaceTriple(tree.phrase(own, name), _IS, tree.phrase(nominal_tokens(tree, token), token), 0.45, "title")


def _sure(tree: Tree, clause: Clause, subject: int, tokens: list[int], name: str) -> float:
    value = {"object": 0.7, "copula": 0.75, "oblique": 0.6, "clause": 0.6}.get(name, 0.5)
    if clause.origin not in ("own",):
        value -= 0.1
    return round(value - 0.005 * len(tokens), 3)
