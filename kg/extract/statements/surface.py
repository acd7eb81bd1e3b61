"""Surface triples: the same clauses in the words of the sentence, nothing resolved and nothing renamed.

A triple is binary. The first complement of a predicate makes the object, what stands behind it goes with it; where the
shorter object says a whole thing too, the shorter triple comes as well, with less confidence: it repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from spacy.tokens import Doc

from kg.extract.statements.arguments import is_time
from kg.extract.statements.clauses import Clause, Oblique, expand
from kg.extract.statements.confidence import features, probability
from kg.extract.statements.grammar import WORDS
from kg.extract.statements.phrases import clausal_tokens, nominal_tokens
from kg.extract.statements.propositions import analyse
from kg.extract.statements.tree import Tree
from kg.inventory import ROLE_NOUNS
from kg.model import Phrase

_IS = Phrase(text="is", spans=(), lemma="be")
_IS_IN = Phrase(text="is in", spans=(), lemma="be")
_UNBOUND_ADVERBS = frozenset(
    {"when", "where", "how", "why", "however", "therefore", "thus", "so", "then", "moreover", "instead"}
)
_BARE_PRONOUNS = frozenset({"what", "there", "which", "that", "who", "whom", "where", "when", "how"})
_LOOSE_MARKERS = frozenset(
    {"in", "at", "on", "during", "after", "before", "since", "until", "by", "near", "within", "under", ""}
)
_REPEATING = frozenset({"one adjunct", "shorter"})
_REPEAT = 0.2  # what a triple that repeats part of a longer one keeps of its confidence: it never outranks a new fact
_ASIDES = frozenset({"instance", "example", "course", "fact", "addition", "general", "particular"})
"""Nouns that with a preposition say nothing: for *instance*."""
_MEANS = frozenset({"by", "without", "in order to"})


@dataclass(frozen=True, slots=True)
class SurfaceTriple:
    """A triple in the words of one sentence; a relation word that the text does not hold has no span."""

    subject: Phrase
    relation: Phrase
    object: Phrase
    confidence: float
    construct: str


@dataclass(slots=True)
class _Complement:
    """What a predicate says of its subject: words that join the relation, words of the object."""

    relation: list[int]
    object: list[int]
    head: int
    construct: str


def surface_triples(doc: Doc) -> Iterator[SurfaceTriple]:
    """Yield the triples of `doc` in the words of its sentences, in reading order.

    `He served as the first Prime Minister of Australia` gives (He, served as, the first Prime Minister of Australia).
    """
    tree = Tree(doc)
    for start, end in tree.sentences:
        for clause in analyse(tree, start, end):
            yield from _of_clause(tree, clause)
        for token in range(start, end):
            if tree.pos[token] in ("NOUN", "PROPN"):
                yield from _appositions(tree, token)
                yield from _titles(tree, token)
                yield from _places(tree, token)


def _of_clause(tree: Tree, clause: Clause) -> Iterator[SurfaceTriple]:
    """Pair the subjects of a clause with its complements."""
    if clause.link == "xcomp" and clause.parent is not None and clause.parent.objects and not clause.parent.passive:
        return  # "urged X to do Y" is said by the clause above
    predicate = _predicate(tree, clause)
    complements = list(_complements(tree, clause))
    for subject in clause.subjects:
        if tree.dep[subject].startswith("csubj") or (
            tree.lower[subject] in _BARE_PRONOUNS and tree.pos[subject] == "PRON"
        ):
            continue
        who = tree.phrase(nominal_tokens(tree, subject), subject)
        for complement in complements:
            if complement.head == subject or tree.lower[complement.head] in _BARE_PRONOUNS:
                continue
            added = [word for word in complement.relation if word not in predicate]
            relation = _relation(tree, predicate, added, clause.head)
            read = features(tree, clause, subject, complement.head, len(complement.object), complement.construct)
            sure = probability(read, "surface")
            if complement.construct in _REPEATING:
                sure = round(sure * _REPEAT, 3)
            object_ = tree.phrase(complement.object, complement.head)
            yield SurfaceTriple(who, relation, object_, sure, complement.construct)


def _relation(tree: Tree, verb: list[int], added: list[int], head: int) -> Phrase:
    """Make the relation's phrase, the verb before its preposition also where the text has them the other way."""
    whole = tree.phrase(sorted({*verb, *added}), head)
    if not added or not verb or min(added) > max(verb):
        return whole
    words = [tree.text[word] for word in sorted(verb)] + [tree.lower[word] for word in sorted(added)]
    return Phrase(text=" ".join(words), spans=whole.spans, head=head, lemma=whole.lemma)


def _predicate(tree: Tree, clause: Clause) -> list[int]:
    """List the words of the predicate: auxiliaries, negation, adverbs, verb, particles; also of its governors."""
    head, first, parent = clause.head, clause.first, clause.parent
    tokens = {*clause.auxiliaries, *clause.particles, *clause.negations}
    if not clause.copular:
        tokens.add(head)
    low = min(tokens, default=head)
    for adverb in clause.adverbs:
        between = low <= adverb < head and tree.lower[adverb] not in _UNBOUND_ADVERBS and not clause.copular
        if between or (adverb == low - 1 and tree.lower[adverb].endswith("ly")):
            tokens.add(adverb)
    if clause.link == "xcomp" and parent is not None and first is None:
        tokens.update(tree.children(head, "mark"))
        tokens.update(_predicate(tree, parent))
        if parent.copular:
            tokens.add(parent.head)
    if (
        first is not None
        and clause.origin == "shared"
        and not clause.auxiliaries
        and tree.tag[head] in ("VB", "VBN", "VBG")
    ):
        tokens.update(first.auxiliaries)
        if clause.link == "xcomp" and first.parent is not None:
            tokens.update(_predicate(tree, first.parent))
            tokens.update(tree.children(first.head, "mark"))
    return sorted(tokens)


def _complements(tree: Tree, clause: Clause) -> Iterator[_Complement]:
    """Yield what a clause says of its subject."""
    obliques = _obliques(tree, clause)
    if clause.copular:
        yield from _behind(tree, list(_copular(tree, clause)), obliques)
        return
    if clause.objects or clause.recipients:
        yield from _behind(tree, list(_objects(tree, clause)), obliques)
        return
    clausal = list(_clausal(tree, clause))
    yield from clausal
    if clausal:
        return
    if clause.predicatives:
        found = [_Complement([], clausal_tokens(tree, p), p, "predicative") for p in clause.predicatives]
        yield from _behind(tree, found, [] if tree.pos[clause.predicatives[0]] == "ADJ" else obliques)
        return
    adverb = clause.head + 1
    stressed = [adverb] if adverb in clause.adverbs and tree.tag[adverb].startswith("RB") else []
    several = len({oblique.top for oblique in obliques}) > 1
    for oblique in obliques:
        relation = [*stressed, *_case(tree, oblique)]
        tokens = nominal_tokens(tree, oblique.head)
        if not several:
            yield _Complement(relation, tokens, oblique.head, "oblique")
            continue
        if oblique.top == obliques[0].top:
            further = [token for other in obliques if other.top != oblique.top for token in _piece(tree, other)]
            yield _Complement(relation, sorted({*tokens, *further}), oblique.head, "oblique")
        yield _Complement(relation, tokens, oblique.head, "one adjunct")
    yield from _means(tree, clause)


def _obliques(tree: Tree, clause: Clause) -> list[Oblique]:
    """List the adjuncts of a clause, a passive's agents among them: those behind the verb, then those before it."""
    found = [
        oblique
        for oblique in clause.obliques
        if oblique.head not in clause.subjects
        and oblique.head != clause.antecedent
        and not (tree.lower[oblique.head] in _ASIDES and len(tree.kids[oblique.head]) <= 2)
        and (oblique.marker or is_time(tree, oblique) or tree.dep[oblique.top] == "obl:unmarked")
    ]
    for agent in clause.agents:
        found.append(Oblique(agent, "by", agent if tree.head[agent] == clause.head else tree.head[agent]))
    return sorted(found, key=lambda oblique: (oblique.top < clause.head, oblique.head))


def _case(tree: Tree, oblique: Oblique) -> list[int]:
    return [token for kid in tree.children(oblique.top, "case") for token in tree.subtree(kid)]


def _copular(tree: Tree, clause: Clause) -> Iterator[_Complement]:
    """`X is in Y and Z`, `X is president of Y`, `X is ready`; what X is *able to* do is said by the clause below."""
    head = clause.head
    if tree.pos[head] == "ADJ" and any(tree.dep[kid] == "xcomp" for kid in clause.complements):
        return
    case = [token for kid in tree.children(head, "case") for token in tree.subtree(kid)]
    if case:
        yield _Complement(case, nominal_tokens(tree, head, whole=True), head, "copula with preposition")
        return
    for member in expand(tree, head):
        yield _Complement(case, nominal_tokens(tree, member), member, "copula")


def _objects(tree: Tree, clause: Clause) -> Iterator[_Complement]:
    """`X gave Y Z`, `X made Y go`: each object with the complement that belongs to it."""
    belonging = [
        token
        for complement in [*clause.complements, *clause.predicatives]
        if tree.dep[complement] in ("xcomp", "ccomp")
        for token in clausal_tokens(tree, complement)
    ]
    receivers = [
        token for receiver in clause.recipients[:1] if clause.objects for token in nominal_tokens(tree, receiver)
    ]
    for thing in clause.objects or clause.recipients:
        tokens = sorted({*nominal_tokens(tree, thing, restricted=True), *belonging, *receivers})
        yield _Complement([], tokens, thing, "double object" if receivers else "object")


def _clausal(tree: Tree, clause: Clause) -> Iterator[_Complement]:
    """`X said that …`, `"…", said X`."""
    for complement in clause.complements:
        if tree.dep[complement] == "ccomp":
            tokens = [token for token in clausal_tokens(tree, complement) if token != clause.head]
            marks = [kid for kid in tree.children(complement, "mark") if tree.lower[kid] == "that"]
            yield _Complement(marks, [t for t in tokens if t not in marks], complement, "clause")
    if clause.link == "parataxis" and not clause.complements and tree.lemma[clause.head] in _SPEECH:
        said = tree.head[clause.head]
        own = set(tree.subtree(clause.head))
        tokens = [token for token in clausal_tokens(tree, said) if token not in own]
        if tokens:
            yield _Complement([], tokens, said, "speech")


_SPEECH = WORDS["speech verbs"]


def _means(tree: Tree, clause: Clause) -> Iterator[_Complement]:
    """`X can be relieved by changing Y`."""
    for kid in tree.children(clause.head, "advcl"):
        if tree.marker(kid) in _MEANS and tree.tag[kid] in ("VBG", "VB"):
            marks = [token for mark in tree.children(kid, "mark", "case") for token in tree.subtree(mark)]
            yield _Complement(marks, [t for t in clausal_tokens(tree, kid) if t not in marks], kid, "means")


def _piece(tree: Tree, oblique: Oblique) -> list[int]:
    return [*_case(tree, oblique), *nominal_tokens(tree, oblique.head)]


def _behind(tree: Tree, found: list[_Complement], obliques: list[Oblique]) -> Iterator[_Complement]:
    """Put the adjuncts behind each object; where it is whole with fewer or none, give the shorter object too."""
    pieces = [_piece(tree, oblique) for oblique in obliques]
    loose = all(is_time(tree, oblique) or oblique.marker in _LOOSE_MARKERS for oblique in obliques)
    for complement in found:
        relation, tokens, head = complement.relation, complement.object, complement.head
        yield _Complement(relation, sorted({*tokens, *chain.from_iterable(pieces)}), head, complement.construct)
        if len(pieces) > 1:
            for piece in pieces:
                yield _Complement(relation, sorted({*tokens, *piece}), head, "one adjunct")
        if pieces and loose:
            yield _Complement(relation, tokens, head, "shorter")


def _places(tree: Tree, token: int) -> Iterator[SurfaceTriple]:
    """`Kharkiv University in Ukraine` says (Kharkiv University, is in, Ukraine)."""
    if tree.pos[token] != "PROPN" or tree.ent[token] == "Person":
        return
    for place in tree.children(token, "nmod"):
        if tree.marker(place) == "in" and tree.ent[place] == "Place" and tree.pos[place] == "PROPN":
            own = set(tree.subtree(place))
            name = [word for word in nominal_tokens(tree, token) if word not in own]
            yield replace(_identity(tree, token, name, place, "place"), relation=_IS_IN)


def _appositions(tree: Tree, token: int) -> Iterator[SurfaceTriple]:
    """`Windhoek, its capital,` says (Windhoek, is, its capital); `Windhoek, Namibia` says that it is in Namibia."""
    for other in tree.children(token, "appos"):
        aged = tree.pos[other] == "NUM" and tree.ent[token] == "Person"  # Blair, 66, …
        if (tree.pos[other] not in ("NOUN", "PROPN") and not aged) or tree.lower[other - 1] == "(":
            continue
        first, second = (other, token) if tree.pos[token] == "NOUN" and tree.pos[other] == "PROPN" else (token, other)
        if tree.tag[second] == "NNS" and tree.pos[first] == "PROPN" and tree.child(first, "conj") is None:
            continue  # two stations: A and B
        said = _identity(tree, first, nominal_tokens(tree, first), second, "apposition")
        places = all(tree.ent[one] == "Place" and tree.pos[one] == "PROPN" for one in (first, second))
        yield replace(said, relation=_IS_IN) if places else said


def _titles(tree: Tree, token: int) -> Iterator[SurfaceTriple]:
    """`President Tokayev` says (Tokayev, is, President)."""
    name = tree.head[token]
    if tree.dep[token] == "nmod:desc" and name > token and tree.lemma[token].lower() in ROLE_NOUNS:
        own = [kid for kid in tree.kids[name] if tree.dep[kid] == "flat"]
        yield _identity(tree, name, sorted({name, *own}), token, "title")


def _identity(tree: Tree, first: int, words: list[int], second: int, construct: str) -> SurfaceTriple:
    tokens = nominal_tokens(tree, second)
    sure = probability(features(tree, None, first, second, len(tokens), construct), "surface")
    return SurfaceTriple(tree.phrase(words, first), _IS, tree.phrase(tokens, second), sure, construct)
