"""Statements of copular clauses: X is president of Y, is in Y, is important for Y, is a housewife."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.relations import relation
from kg.extract.statements.arguments import is_participant, is_time, of_adverbs, of_clauses, of_obliques
from kg.extract.statements.clauses import Clause, Oblique, complex_marker, expand
from kg.extract.statements.draft import Draft
from kg.extract.statements.grammar import NOUN_EFFECTS, ROLES, WORDS
from kg.extract.statements.phrases import clausal_tokens, nominal
from kg.extract.statements.tree import Tree
from kg.inventory import ROLE_NOUNS
from kg.model import Argument, Phrase

FORMER = frozenset({"former", "ex", "late", "then", "one-time", "onetime", "previous", "outgoing", "erstwhile"})
_AIMS = frozenset({"purpose", "point", "objective", "function", "role", "job", "mandate", "priority", "challenge"})
_AMONG_PARTIES = frozenset({"ally", "enemy", "citizen", "kin", "speaker"})


def statements(tree: Tree, clause: Clause) -> Iterator[Draft]:
    """Yield what a copular clause says.

    `Lukashenko is the legitimate president of Belarus` says (Lukashenko, is president of, Belarus).
    """
    head = clause.head
    subjects = [token for token in clause.subjects if tree.dep[token] not in ("csubj", "csubj:pass", "expl")]
    if not subjects or tree.child(head, "expl") is not None:
        return
    if len(subjects) == 1 and tree.lower[subjects[0]] in ("there", "what", "here"):
        return
    if tree.lower[subjects[0]] == "it" and tree.pos[head] == "ADJ" and tree.lower[head + 1 : head + 2] == ["to"]:
        return  # it is too early to say
    predicate = _predicate(tree, clause)
    rest = (*of_obliques(tree, clause.obliques), *of_adverbs(tree, clause), *of_clauses(tree, clause))
    for subject in subjects:
        for words, lemma, targets, used in _readings(tree, clause):
            for target in targets:
                if target == subject:
                    continue
                said = _predicative(tree, clause, target)
                if tree.pos[target] == "ADJ" and _is_torn(tree, said):
                    continue
                draft = Draft(tree, clause, subject, said, target, construct="copula", state=True)
                draft.relation, draft.lemma = relation(words, lemma=lemma), lemma
                draft.predicate = _with_marker(tree, clause, predicate, head if len(words) > 1 else None, used)
                inside = set(targets) | (set(clause.complements) if target == head else set())
                draft.arguments = tuple(argument for argument in rest if argument.phrase.head not in inside)
                draft.arguments += _qualities(tree, head) if len(words) > 1 else ()
                yield draft


def _readings(tree: Tree, clause: Clause) -> Iterator[tuple[tuple[str, ...], str, list[int], int | None]]:
    """Give the relation words, their lemmas and the objects of a copular predicate and those joined to it."""
    head = clause.head
    if tree.tag[head] == "VB" and "to" in clause.marker.split(" "):
        if any(tree.lemma[token] in NOUN_EFFECTS or tree.lemma[token] in _AIMS for token in clause.subjects):
            yield ("be",), "be", [head], None  # the aim is *to divert water*
        return
    case = tree.child(head, "case")
    marker = " ".join(tree.lower[token] for token in tree.subtree(case)) if case is not None else ""
    if marker:
        inner = complex_marker(tree, head, marker)
        if inner is not None:
            words = ("be", *inner[0].split(" "))
            yield words, " ".join(words), expand(tree, inner[1]), inner[1]
            return
        if marker not in ("between", "among"):  # between whom takes two
            yield ("be", marker), f"be {marker}", expand(tree, head), head
        return
    if tree.pos[head] in ("NOUN", "PROPN", "PRON", "NUM", "SYM"):
        role = role_relation(tree, head)
        if role is not None:
            words, lemma, targets, used = role
            yield words, lemma, targets, used
        else:
            yield ("be",), "be", expand(tree, head), None
        return
    obliques = [o for o in clause.obliques if o.marker in ROLES and o.marker != "as" and not is_time(tree, o)]
    named = [o for o in obliques if is_participant(tree, o.head)] or [
        o for o in obliques if o.marker in ("to", "for", "of", "with", "about", "against")
    ]
    if named:
        best = named[0]
        targets = [o.head for o in obliques if o.top == best.top]
        adjective = graded(tree, head)
        yield ("be", *adjective, best.marker), f"be {' '.join(adjective)} {best.marker}", targets, best.top
    elif tree.pos[head] == "ADJ" and _says_what(tree, clause):
        yield ("be",), "be", [head], None


def graded(tree: Tree, head: int) -> tuple[str, ...]:
    """Give an adjective with the word that turns or measures what it says: *less* important, *hardly* loyal."""
    degrees = [tree.lower[kid] for kid in tree.children(head, "advmod") if kid < head and tree.lower[kid] in _DEGREES]
    return (*degrees, tree.lower[head])


_DEGREES = frozenset(
    {"almost", "barely", "equally", "hardly", "least", "less", "more", "most", "nearly", "partly", "scarcely", "too"}
)


def _says_what(tree: Tree, clause: Clause) -> bool:
    """Tell whether an adjective has the whole clause it needs: *aware that he left*, not *ready* and willing to."""
    head = clause.head
    if any(tree.child(kid, "xcomp", "ccomp") is not None for kid in tree.children(head, "conj")):
        return False
    if tree.tag[head] == "JJS" or any(tree.tag[kid] == "RBS" for kid in tree.children(head, "advmod")):
        return False  # the most severe: of what is not understood
    if tree.lower[head + 2 : head + 3] in (["how"], ["what"], ["whether"], ["who"]) and tree.tag[head + 1] == "IN":
        return False  # dependent upon how it is done
    return all(tree.dep[kid] == "ccomp" and kid > clause.head for kid in clause.complements)


def _is_torn(tree: Tree, said: Phrase) -> bool:
    """Tell whether a mark stands in the gaps of a phrase: is [simple] when it begins, this one [on the back foot]."""
    gaps = (tree.source[end:start] for (_, end), (start, _) in pairwise(said.spans))
    return any(mark in gap for gap in gaps for mark in ",;:–—")


def _predicative(tree: Tree, clause: Clause, target: int) -> Phrase:
    """Make the phrase of what the subject is said to be; a clause that belongs to it stays with it."""
    whole = clause.complements if tree.pos[target] == "ADJ" else [target] if tree.tag[target] == "VB" else []
    if target != clause.head or not whole:
        return nominal(tree, target)
    own = (
        "nsubj",
        "nsubj:outer",
        "nsubj:pass",
        "csubj",
        "cop",
        "expl",
        "punct",
        "parataxis",
        "discourse",
        "advcl",
        "cc",
    )
    left = {token for kid in tree.children(target, *own) for token in tree.subtree(kid)}
    left.update(
        token for kid in tree.kids[target] if kid < target and tree.dep[kid] != "mark" for token in tree.subtree(kid)
    )
    left.update(token for member in tree.children(target, "conj") for token in tree.subtree(member))
    return tree.phrase([token for token in clausal_tokens(tree, target) if token not in left], target)


def role_relation(tree: Tree, head: int) -> tuple[tuple[str, ...], str, list[int], int] | None:
    """Read a noun of role with its body as a relation: *president of Belarus*, *Russia's ally*.

    Gives the relation words with "be", their lemmas, the heads of the bodies and the token that carries them.
    """
    noun = tree.lemma[head].lower()
    if ROLE_NOUNS.get(noun, "actor") == "actor" or is_rank(tree, head):
        return None
    modifiers = {tree.lower[kid] for kid in tree.children(head, "amod", "compound", "advmod")}
    former = "former" if modifiers & FORMER else ""
    title = _title_words(tree, head)
    for kid in tree.kids[head]:
        dep = tree.dep[kid]
        marker = tree.marker(kid) if dep == "nmod" else "of"
        if dep == "nmod:poss" or (dep == "nmod" and marker in ("of", "for", "to")):
            if is_time(tree, Oblique(kid, marker, kid)):
                continue
            if ROLE_NOUNS[noun] in _AMONG_PARTIES and not is_participant(tree, kid):
                continue
            marker = "of" if marker in ("of", "for") and ROLE_NOUNS[noun] in ("office", "rank", "speaker") else marker
            words = ("be", *([former] if former else []), *title, noun, marker)
            lemma = f"be {former or noun} {marker}" if former else f"be {noun} {marker}"
            return words, lemma, expand(tree, kid), kid
    return None


def is_rank(tree: Tree, head: int) -> bool:
    """Tell whether a noun is a rank and no office: a *colonel* of Mali, but not its attorney *general*."""
    noun = tree.lemma[head].lower()
    parts = tree.children(head, "amod", "compound")
    is_office = noun == "general" and any(ROLE_NOUNS.get(tree.lower[kid]) == "office" for kid in parts)
    return ROLE_NOUNS.get(noun) == "rank" and not is_office


def _title_words(tree: Tree, head: int) -> tuple[str, ...]:
    """Give the words that make an office another one: *foreign* minister, *prime* minister, *vice* president."""
    found = [
        tree.lower[kid]
        for kid in tree.children(head, "amod", "compound")
        if kid < head and tree.pos[kid] in ("ADJ", "NOUN", "PROPN") and tree.lower[kid] in _OFFICE_PARTS
    ]
    return tuple(found)


_OFFICE_PARTS = WORDS["office parts"]


def _qualities(tree: Tree, head: int) -> tuple[Argument, ...]:
    """Keep the adjectives of a role: the *legitimate* president."""
    return tuple(
        Argument("quality", tree.phrase(tree.subtree(kid), kid))
        for kid in tree.children(head, "amod")
        if tree.lower[kid] not in _OFFICE_PARTS and tree.lower[kid] not in FORMER
    )


def _predicate(tree: Tree, clause: Clause) -> Phrase:
    tokens = sorted({*clause.auxiliaries, *clause.negations})
    return tree.phrase(tokens, clause.head, "be") if tokens else Phrase(text="is", spans=())


def _with_marker(tree: Tree, clause: Clause, predicate: Phrase, head: int | None, used: int | None) -> Phrase:
    """Add the words of the role or adjective and the preposition to the copula."""
    if head is None or used is None:
        return predicate
    tokens = {*clause.auxiliaries, *clause.negations, *tree.children(used, "case")}
    if used != head:
        tokens.add(head)
    return tree.phrase(sorted(tokens), clause.head, predicate.lemma)
