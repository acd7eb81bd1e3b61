"""The words of a participant: its head and what identifies it, nothing trailing."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.statements.clauses import is_one_name
from kg.extract.statements.grammar import NOUN_EFFECTS, PLACE_MARKERS, TIME_MARKERS, TIME_NOUNS
from kg.extract.statements.tree import TIME_LABELS, Tree
from kg.model import Phrase

TRAILING = frozenset(
    {"appos", "acl:relcl", "acl", "parataxis", "advcl", "advcl:relcl", "list", "vocative", "discourse", "dislocated",
     "reparandum", "dep", "ccomp", "orphan"}
)  # fmt: skip
"""What may follow a nominal without helping to identify it."""

PREDICATION = frozenset(
    {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "cop", "aux", "aux:pass", "mark", "expl"}
)
"""What a nominal has only as a predicate."""

ENUMERATING = frozenset({"including", "such as", "except", "excluding", "along with", "together with", "according to"})
"""Prepositions that bring in examples, company or a source, not what identifies a thing."""

_TOP_ONLY = frozenset({"case", "cc", "cc:preconj", "conj", "obl", "obl:unmarked", "obl:agent", "nmod:unmarked"})
_GENERIC = frozenset({"those", "one", "ones", "anyone", "someone", "everyone", "all", "anything", "everything"})
_QUANTIFYING = frozenset({"all", "any", "every", "each", "no"})
_TELLING = frozenset({"news", "fact", "statement", "message", "sign", "warning", "evidence", "proof", "confirmation"})
_VAGUE = frozenset({"type", "kind", "sort"})
"""Nouns that say nothing without the clause that says which."""
_NEGATIVE = frozenset({"not", "no", "n't", "never", "neither", "nor", "only", "also", "even", "just"})
_SANDWICHED = frozenset({"-", "–", "—", "/", "'", "’", '"', "“", "”", "``", "''", "‘", ",", ".", "&", "(", ")"})
_OPENING = {"(": ")", "“": "”", "‘": "’", "``": "''"}


def nominal_tokens(tree: Tree, head: int, *, whole: bool = False, restricted: bool = False) -> list[int]:
    """List the tokens of the nominal that `head` heads.

    `The Belarusian leader, who won, and Putin` with head *leader* gives *The Belarusian leader*. With `whole` the
    members joined to it stay, with `restricted` the clauses that stand behind it without a comma.
    """
    dep = tree.dep
    top = frozenset(tree.kids[head])
    adjective = tree.pos[head] in ("ADJ", "VERB")
    name = tree.is_name(head)
    predicate = any(dep[kid] == "cop" for kid in top)
    generic = tree.lower[head] in _GENERIC
    restricted = restricted or tree.lemma[head] in _VAGUE
    quantified = any(tree.lower[kid] in _QUANTIFYING for kid in top if dep[kid] == "det")

    def skip(token: int) -> bool:
        label = dep[token]
        if label == "punct":
            return True
        if label in TRAILING:
            if label in ("acl", "ccomp") and (_is_infinitive(tree, token) or _is_content(tree, token)):
                return False
            if label == "ccomp" and tree.pos[tree.head[token]] == "VERB":
                return False
            pointed = (generic and token in top) or tree.lower[tree.head[token]] in ("those", "one")
            pointed = pointed or restricted or (token in top and (quantified or _is_superlative(tree, head)))
            return not (pointed and label in ("acl", "acl:relcl") and not _comma_before(tree, token))
        if label in ("nmod", "obl") and tree.marker(token) in ENUMERATING:
            return True
        if label == "nmod" and name and token in top and tree.marker(token) in TIME_MARKERS:
            return True
        if label == "nmod" and token in top and _is_of_later(tree, head, token):
            return True
        if token in top and _is_adjunct(tree, token, head, predicate):
            return True
        if label in PREDICATION:
            return token in top
        if token not in top:
            return False
        if label in _TOP_ONLY:
            if label.startswith("obl") and adjective:
                return False
            if label == "conj" and is_one_name(tree, token):
                return False
            return not (whole and label in ("conj", "cc"))
        return tree.lower[token] in _NEGATIVE and label in ("advmod", "det")

    tokens = _mended(tree, head, tree.subtree(head, skip))
    if tree.ent[head] in TIME_LABELS:
        tokens = sorted({*tokens, *_date(tree, head)})  # *December* 7, not 7
    if dep[head] == "conj":
        tokens = _with_shared(tree, head, tokens, skip)
    tokens = _without_relative(tree, head, _with_later(tree, head, tokens, skip))
    while len(tokens) > 1 and tokens[0] != head and _is_stray(tree, tokens[0]) and not _is_bound(tree, tokens):
        del tokens[0]
    return _with_punctuation(tree, _with_clitics(tree, tokens))


def _is_of_later(tree: Tree, head: int, token: int) -> bool:
    """Tell whether a place stands behind a later member, which it belongs to: the crisis and [the conflict *in Z*]."""
    return tree.marker(token) in PLACE_MARKERS and any(head < kid < token for kid in tree.children(head, "conj"))


def _without_relative(tree: Tree, head: int, tokens: list[int]) -> list[int]:
    """Cut off what is left of a relative clause without its verb: the attacks, *for which the group*."""
    which = next((token for token in tokens if token > head and tree.tag[token] in ("WDT", "WP", "WP$")), None)
    if which is None or any(tree.pos[token] in ("VERB", "AUX") for token in tokens if token > which):
        return tokens
    kept = [token for token in tokens if token < which]
    while kept and kept[-1] > head and (tree.dep[kept[-1]] == "case" or tree.pos[kept[-1]] in ("PUNCT", "ADP")):
        kept.pop()
    return kept or tokens


def _mended(tree: Tree, head: int, tokens: list[int]) -> list[int]:
    """Close the gaps in a phrase that a misreading left: words between that do not hang below it.

    A short gap is filled (`the` *United* `Kingdom`); beyond one with a verb or comma nothing belongs to the phrase.
    """
    if len(tokens) == tokens[-1] - tokens[0] + 1:
        return tokens
    own = set(tree.subtree(head))
    kept = list(tokens)
    for before, after in pairwise(tokens):
        gap = range(before + 1, after)
        if all(token in own or tree.pos[token] in ("PUNCT", "PART") for token in gap):
            continue
        if tree.lower[after] == "of" and all(tree.dep[token] in ("conj", "cc", "punct") for token in gap):
            continue  # the production, sale and trade *of oil*
        if len(gap) <= 4 and not any(_parts(tree, token) for token in gap):
            kept.extend(token for token in gap if token not in own)
        elif head >= after:
            kept = [token for token in kept if token >= after]
        else:
            kept = [token for token in kept if token <= before]
            break
    return sorted(kept)


def _date(tree: Tree, head: int) -> list[int]:
    """List the words of the date that `head` is a part of."""
    first = last = head
    while first > 0 and tree.entity[first - 1] == tree.entity[head]:
        first -= 1
    while last + 1 < len(tree.entity) and tree.entity[last + 1] == tree.entity[head]:
        last += 1
    return list(range(first, last + 1))


def _parts(tree: Tree, token: int) -> bool:
    """Tell whether a word parts what stands before it from what stands behind: a verb, a comma, *and*."""
    return tree.pos[token] in ("VERB", "AUX", "PUNCT", "CCONJ") and tree.lower[token] != "-"


def nominal(tree: Tree, head: int, *, whole: bool = False) -> Phrase:
    """Make the phrase of the nominal that `head` heads."""
    return tree.phrase(nominal_tokens(tree, head, whole=whole), head)


def name_alone(tree: Tree, head: int) -> Phrase:
    """Make the phrase of a name without what stands before it: *Alexander Lukashenko* of "President Alexander …"."""
    tokens = [
        kid
        for kid in tree.kids[head]
        if tree.dep[kid] == "flat" or (tree.dep[kid] == "punct" and tree.lower[kid] == "-")
    ]
    return tree.phrase(_with_punctuation(tree, sorted({head, *tokens})), head)


def clausal_tokens(tree: Tree, head: int) -> list[int]:
    """List the tokens of a clause or predicate, without what is only strung on to it."""
    loose = ("parataxis", "punct", "list", "discourse", "vocative", "dep")
    return _with_punctuation(tree, tree.subtree(head, lambda token: tree.dep[token] in loose))


def clausal(tree: Tree, head: int) -> Phrase:
    """Make the phrase of a clause or predicate, without what is only strung on to it."""
    return tree.phrase(clausal_tokens(tree, head), head)


def _is_stray(tree: Tree, token: int) -> bool:
    """Tell whether a word cannot be the first of a nominal: a conjunction, a possessive mark, a preposition."""
    return tree.tag[token] in ("CC", "POS") or tree.pos[token] == "PUNCT" or tree.dep[token] == "case"


def _is_bound(tree: Tree, tokens: list[int]) -> bool:
    """Tell whether a phrase begins with a preposition of its number: *at least* 28 people, *up to* ten."""
    return (tree.lower[tokens[0]], tree.lower[tokens[1]]) in {("at", "least"), ("at", "most"), ("up", "to")}


def _is_adjunct(tree: Tree, token: int, head: int, predicate: bool) -> bool:
    """Tell whether a dependent belongs to the clause, not to the nominal: *in this case* Iran, *inevitably* a worry."""
    label = tree.dep[token]
    if label in ("nmod", "obl", "obl:unmarked") and token < head:
        return any(tree.dep[kid] == "case" for kid in tree.kids[token])
    if label in ("obl:unmarked", "nmod:unmarked") and tree.pos[head] == "ADJ":
        return tree.ent[token] in ("Date", "Time") or tree.lemma[token] in TIME_NOUNS
    if label == "advmod":
        if tree.tag[token] == "WRB" or tree.lower[token] in (
            "however",
            "therefore",
            "thus",
            "then",
            "now",
            "also",
            "still",
        ):
            return True
        return predicate and tree.pos[head] in ("NOUN", "PROPN") and token < head and not _quantifies(tree, token)
    return False


def _quantifies(tree: Tree, token: int) -> bool:
    """Tell whether an adverb stands before a number or quantifier: *nearly* 7,000."""
    after = token + 1
    return after < len(tree.pos) and tree.pos[after] in ("NUM", "SYM", "ADJ", "ADV") and tree.pos[after] != "DET"


def _is_infinitive(tree: Tree, token: int) -> bool:
    return tree.tag[token] == "VB" and any(tree.lower[kid] == "to" for kid in tree.kids[token])


def _is_content(tree: Tree, token: int) -> bool:
    """Tell whether a clause says what a noun is about: the possibility *of sending* support, reports *that he left*."""
    if any(tree.lower[kid] == "that" for kid in tree.children(token, "mark")):
        if tree.child(token, "nsubj", "nsubj:pass", "csubj") is None:
            return False
        return tree.lemma[tree.head[token]] in NOUN_EFFECTS or tree.lemma[tree.head[token]] in _TELLING
    return tree.tag[token] == "VBG" and tree.marker(token) in ("of", "for", "in", "about", "against")


def _comma_before(tree: Tree, token: int) -> bool:
    first = min(tree.subtree(token))
    marks = (",", "(", "—", "–")
    return tree.lower[first] in marks or (first > 0 and tree.lower[first - 1] in marks)


def _with_shared(tree: Tree, head: int, tokens: list[int], skip: object) -> list[int]:
    """Add to a later member what stands behind it and belongs to all: *talks and meetings with Putin*."""
    first = tree.head[head]
    while tree.dep[first] == "conj":
        first = tree.head[first]
    owner = next((kid for kid in tree.children(first, "nmod:poss") if tree.is_name(kid)), None)
    alone = tree.child(head, "det", "nmod:poss", "nummod") is None
    if owner is not None and alone and tree.tag[head] in ("NN", "NNS") and tree.tag[first] in ("NN", "NNS"):
        tokens = sorted({*tokens, *tree.subtree(owner)})  # *Dayton's* family and friends
    if any(tree.dep[kid] == "nmod" for kid in tree.kids[head]):
        return tokens
    shared = [kid for kid in tree.kids[first] if tree.dep[kid] == "nmod" and kid > head]
    if not shared:
        return tokens
    extra = [token for kid in shared for token in tree.subtree(kid, skip)]  # type: ignore[arg-type]  # a predicate
    return sorted({*tokens, *extra})


def _with_later(tree: Tree, head: int, tokens: list[int], skip: object) -> list[int]:
    """Add to a member what stands behind the last and belongs to all: *the logo and address of the mosque*."""
    first = tree.head[head] if tree.dep[head] == "conj" else head
    joined = [kid for kid in tree.children(first, "conj") if tree.pos[kid] == "NOUN"]
    if not joined or joined[-1] == head or tree.pos[head] != "NOUN" or tree.child(head, "nmod") is not None:
        return tokens
    last = joined[-1]
    if tree.child(last, "det", "nmod:poss", "amod", "nummod") is not None:
        return tokens  # a whole nominal of its own
    shared = next((kid for kid in tree.children(last, "nmod") if tree.marker(kid) == "of"), None)
    if shared is None or any(tree.dep[kid] == "nmod" for kid in tree.kids[first] if kid < last):
        return tokens
    return sorted({*tokens, *tree.subtree(shared, skip)})  # type: ignore[arg-type]  # a predicate


def _is_superlative(tree: Tree, head: int) -> bool:
    """Tell whether a nominal is the *largest*, *first* or *only* one, which says nothing without its clause."""
    return any(
        tree.tag[kid] in ("JJS", "RBS") or tree.lower[kid] in ("first", "last", "only", "same")
        for kid in tree.children(head, "amod")
    )


def _with_clitics(tree: Tree, tokens: list[int]) -> list[int]:
    """Put back a possessive mark that stands inside the phrase but hangs elsewhere."""
    kept = set(tokens)
    marks = [t + 1 for t in tokens if t + 2 in kept and t + 1 not in kept and tree.tag[t + 1] == "POS"]
    return sorted({*tokens, *marks}) if marks else tokens


def _with_punctuation(tree: Tree, tokens: list[int]) -> list[int]:
    """Put back the marks that stand between two words of a phrase (hyphens, commas, paired brackets and quotes)."""
    if len(tokens) < 2:
        return tokens
    kept = set(tokens)
    result: list[int] = []
    for token, following in zip(tokens, [*tokens[1:], -1], strict=True):
        result.append(token)
        gap = range(token + 1, following) if following > 0 else range(0)
        if 0 < len(gap) <= 2 and all(tree.pos[mark] == "PUNCT" and tree.lower[mark] in _SANDWICHED for mark in gap):
            result.extend(gap)
    last = result[-1]
    opened = [tree.lower[token] for token in result if tree.lower[token] in _OPENING]
    if opened and last + 1 < len(tree.lower) and tree.lower[last + 1] == _OPENING[opened[-1]] and last + 1 not in kept:
        closed = sum(tree.lower[token] == _OPENING[opened[-1]] for token in result)
        if closed < opened.count(opened[-1]):
            result.append(last + 1)
    return _without_lone_quotes(tree, result)


def _without_lone_quotes(tree: Tree, tokens: list[int]) -> list[int]:
    """Drop quotation marks whose partner is not in the phrase."""
    opened: list[int] = []
    lone: list[int] = []
    for token in tokens:
        word = tree.lower[token]
        if word in ("“", "``") or (word == '"' and not opened):
            opened.append(token)
        elif word in ("”", "''", '"'):
            if opened:
                opened.pop()
            else:
                lone.append(token)
    lone.extend(opened)
    return [token for token in tokens if token not in lone] if lone else tokens
