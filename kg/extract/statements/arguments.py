"""What a clause says beside subject and object: when, where, how much, what about, what for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.nouns import PEOPLES, PERSONS
from kg.extract.statements.clauses import Clause, Oblique
from kg.extract.statements.grammar import EMPHATIC_NOUNS, ROLES, TIME_MARKERS, TIME_NOUNS, WORDS
from kg.extract.statements.phrases import clausal, nominal
from kg.extract.statements.tree import TIME_LABELS, Tree
from kg.inventory import ROLE_NOUNS
from kg.model import Argument

_AMOUNT_LABELS = frozenset({"Money", "Percent", "Quantity"})
_CURRENCIES = frozenset({"$", "€", "£", "dollar", "euro", "pound", "ruble", "rouble", "yuan", "yen", "percent", "%"})
_PLACE_ADVERBS = frozenset({"here", "there", "abroad", "home", "overseas", "nearby", "elsewhere", "everywhere"})
_CLAUSE_ROLES = {
    "to": "purpose", "in order to": "purpose", "so as to": "purpose", "because": "cause", "since": "cause",
    "for": "cause", "as": "circumstance", "while": "circumstance", "in": "circumstance", "on": "circumstance",
    "after": "time", "before": "time", "when": "time", "until": "time", "by": "instrument", "if": "condition",
    "unless": "condition", "although": "concession", "though": "concession", "despite": "concession",
    "without": "manner",
}  # fmt: skip


def is_time(tree: Tree, oblique: Oblique) -> bool:
    """Tell whether an adjunct says when."""
    head = oblique.head
    if tree.ent[head] in TIME_LABELS:
        return True
    if tree.pos[head] == "NUM" and len(tree.text[head]) == 4 and tree.text[head].isdigit():
        return oblique.marker in ("in", "since", "until", "by", "from", "to", "before", "after", "during", "of", "")
    return tree.lemma[head].lower() in TIME_NOUNS


def is_amount(tree: Tree, head: int) -> bool:
    """Tell whether a nominal is a sum or a measure."""
    if tree.ent[head] in _AMOUNT_LABELS or tree.pos[head] == "SYM" or tree.lemma[head].lower() in _CURRENCIES:
        return True
    return tree.pos[head] == "NUM"


def is_participant(tree: Tree, head: int) -> bool:
    """Tell whether a nominal can be a node of its own: a name, a person, a body."""
    if tree.is_name(head):
        return True
    if tree.pos[head] == "PRON":
        return tree.lower[head] not in (
            "it",
            "this",
            "that",
            "what",
            "which",
            "itself",
            "something",
            "nothing",
            "there",
        )
    return tree.lemma[head].lower() in ROLE_NOUNS


def is_target(tree: Tree, head: int) -> bool:
    """Tell whether what stands behind *at* is people, who are no place: fired gas at *the miners*, at *them*."""
    if tree.pos[head] == "PRON":
        return tree.lower[head] in ("them", "him", "her", "us", "me")
    if tree.ent[head]:
        return tree.ent[head] == "Person"
    return tree.lemma[head] in _PEOPLE


_PEOPLE = PERSONS | PEOPLES | WORDS["crowds"]


def role_of(tree: Tree, oblique: Oblique) -> str:
    """Name the role of an adjunct."""
    if is_time(tree, oblique) or oblique.marker in TIME_MARKERS:
        return "time"
    if is_amount(tree, oblique.head) and oblique.marker in ("", "for", "at", "by", "of", "to"):
        return "amount"
    if oblique.marker == "with" and is_participant(tree, oblique.head):
        return "company"
    if oblique.marker == "to" and (tree.ent[oblique.head] == "Place" or not is_participant(tree, oblique.head)):
        return "goal"
    if oblique.marker == "at" and is_target(tree, oblique.head):
        return "target"
    if oblique.marker == "on" and tree.ent[oblique.head] == "Place":
        return "place"
    return ROLES.get(oblique.marker, "other") if oblique.marker else "extent"


def of_obliques(tree: Tree, obliques: Iterable[Oblique]) -> Iterator[Argument]:
    """Turn adjuncts into arguments."""
    for oblique in obliques:
        if tree.lemma[oblique.head] in EMPHATIC_NOUNS or oblique.marker == "according to":
            continue  # who says so is a matter of attribution
        if tree.lower[oblique.head] in ("which", "whom"):
            continue
        yield Argument(role_of(tree, oblique), nominal(tree, oblique.head), oblique.marker)


def of_adverbs(tree: Tree, clause: Clause) -> Iterator[Argument]:
    """Turn adverbs of time and place into arguments."""
    for adverb in clause.adverbs:
        word = tree.lower[adverb]
        if word in TIME_NOUNS and word not in ("then", "now", "once", "later", "soon"):
            yield Argument("time", tree.phrase(tree.subtree(adverb), adverb))
        elif word in _PLACE_ADVERBS:
            yield Argument("place", tree.phrase([adverb], adverb))


def of_clauses(tree: Tree, clause: Clause) -> Iterator[Argument]:
    """Turn adverbial clauses and clausal complements into arguments."""
    for kid in tree.kids[clause.head]:
        label = tree.dep[kid]
        if label == "advcl" and not tree.children(kid, "cop"):
            marker = tree.marker(kid)
            role = _CLAUSE_ROLES.get(marker)
            if role is not None:
                yield Argument(role, clausal(tree, kid), marker)
        elif label in ("ccomp", "xcomp") and kid in clause.complements:
            yield Argument("topic", clausal(tree, kid), tree.marker(kid))


def of_nominal(tree: Tree, head: int, used: set[int]) -> Iterator[Argument]:
    """Turn the modifiers of a noun that went into the relation into arguments: a loan *of $1.5 billion*."""
    for kid in tree.kids[head]:
        label = tree.dep[kid]
        if kid in used:
            continue
        if label in ("nmod", "nummod", "compound", "amod", "nmod:unmarked") and is_amount(tree, kid):
            yield Argument("amount", nominal(tree, kid), tree.marker(kid))
        elif label == "nmod":
            oblique = Oblique(kid, tree.marker(kid), kid)
            role = role_of(tree, oblique)
            yield Argument("topic" if role in ("purpose", "other") else role, nominal(tree, kid), oblique.marker)
        elif label == "acl" and tree.tag[kid] == "VB":
            yield Argument("purpose", clausal(tree, kid), "to")
