"""Small questions to a dependency tree, answered in tokens and spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.claims.lexicon import ACCUSE, QUOTING, VERBAL
from kg.model import Phrase

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
CLAUSES = frozenset({"ccomp", "csubj", "advcl", "acl", "parataxis", "xcomp", "acl:relcl", "advcl:relcl", "csubj:pass"})
TRAILING = frozenset(
    {
        "acl:relcl",
        "acl",
        "advcl",
        "advcl:relcl",
        "parataxis",
        "ccomp",
        "appos",
        "list",
        "discourse",
        "dep",
        "vocative",
        "dislocated",
    }
)
"""What may hang on a noun phrase without being part of its name."""
RELATIVES = frozenset({"who", "that", "which", "whom", "whose"})
COPULAR = frozenset({"cop", "aux", "aux:pass", "nsubj", "nsubj:pass", "mark", "csubj", "expl", "punct", "nsubj:outer"})

MARKERS = frozenset({"case", "cc", "mark"})
STRUNG_ON = frozenset({"obl", "obl:unmarked", "advmod"})

KNOWN = VERBAL | QUOTING | ACCUSE


def _forms(verb: str) -> list[str]:
    """List the regular forms of a verb."""
    stem = verb.removesuffix("e")
    past, third = f"{stem}ed", f"{verb}s"
    if verb.endswith("y") and verb[-2] not in "aeou":
        past, third = f"{verb[:-1]}ied", f"{verb[:-1]}ies"
    elif verb.endswith(("s", "sh", "ch", "x")):
        third = f"{verb}es"
    return [past, third, f"{stem}ing"]


IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "held": "hold",
    "felt": "feel", "found": "find", "swore": "swear", "sworn": "swear", "foresaw": "foresee", "gone": "go",
    "went": "go", "shown": "show", "began": "begin", "undertook": "undertake", "admitted": "admit",
    "admitting": "admit", "rebutted": "rebut", "committed": "commit", "quipped": "quip", "blogged": "blog",
}  # fmt: skip
FORMS = {form: verb for verb in sorted(KNOWN) for form in _forms(verb)} | IRREGULAR

Span = tuple[int, int]


def lemma_of(token: Token) -> str:
    """Give the lemma in lower case; for the verbs known here put right where a lemmatiser missed it (*affirme*)."""
    lemma = token.lemma_.lower()
    return lemma if lemma in KNOWN or token.pos_ != "VERB" else FORMS.get(token.lower_, lemma)


def kids(token: Token, *labels: str) -> list[Token]:
    """List the children under one of these labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def subtree(token: Token, *, without: Iterable[int] = ()) -> list[int]:
    """List the indexes of all words under a token, leaving out the branches that begin at `without`."""
    cut = frozenset(without)
    found: list[int] = []
    stack = [token]
    while stack:
        node = stack.pop()
        if node.i in cut:
            continue
        found.append(node.i)
        stack.extend(node.children)
    return sorted(found)


def spans(doc: Doc, indexes: Sequence[int]) -> tuple[Span, ...]:
    """Turn words into character spans, without punctuation at the edges; gaps of mere punctuation are bridged."""
    chosen = sorted(set(indexes))
    found: list[list[int]] = []
    for index in chosen:
        if found and all(doc[between].is_punct or doc[between].is_space for between in range(found[-1][-1] + 1, index)):
            found[-1].append(index)
        else:
            found.append([index])
    trimmed: list[Span] = []
    for stretch in found:
        while stretch and (doc[stretch[0]].is_punct or doc[stretch[0]].is_space):
            stretch.pop(0)
        while stretch and (doc[stretch[-1]].is_punct or doc[stretch[-1]].is_space):
            stretch.pop()
        if stretch:
            last = doc[stretch[-1]]
            trimmed.append((doc[stretch[0]].idx, last.idx + len(last)))
    return tuple(trimmed)


def phrase(doc: Doc, indexes: Sequence[int], head: Token) -> Phrase:
    """Make a phrase of words."""
    found = spans(doc, indexes)
    return Phrase(
        " ".join(" ".join(doc.text[start:end].split()) for start, end in found), found, head.i, head.lemma_.lower()
    )


def implied(text: str) -> Phrase:
    """Make a phrase of words that the text does not hold as a name of anyone."""
    return Phrase(text, ())


def nominal(head: Token) -> Phrase:
    """Make the phrase of a noun and what belongs to it, nothing trailing.

    `five people in the Kremlin who did not want to appear` gives *five people in the Kremlin*; the name in `the
    spokesman, Dmitry Peskov,` is its head.
    """
    if head.dep_ == "nmod:desc" and head.head.pos_ == "PROPN":
        head = head.head  # the *leader* Jane Doe, who …
    if head.pos_ == "NOUN":
        named = [kid for kid in kids(head, "appos") if kid.pos_ == "PROPN" and _comma_before(kid)]
        if len(named) == 1 and named[0].ent_type_ in ("Person", ""):
            words = [*nominal_tokens(head), *nominal_tokens(named[0])]
            return phrase(head.doc, [token.i for token in words], named[0])
    return phrase(head.doc, [token.i for token in nominal_tokens(head)], head)


def nominal_tokens(head: Token) -> list[Token]:
    """List the words of a noun and what belongs to it."""
    cut: list[int] = []
    for index in subtree(head):
        token = head.doc[index]
        if token.dep_ in TRAILING and token.i != head.i:
            # "opposition leader Svetlana Tikhanovskaya": without a comma the name belongs to it.
            if token.dep_ == "appos" and token.pos_ == "PROPN" and token.head.i == head.i and not _comma_before(token):
                continue
            # "those close to …", "people living in …" say who it is; after a comma it is but remarked.
            if (
                token.dep_ == "acl"
                and token.head.i == head.i
                and not _comma_before(token)
                and token.tag_ in ("VBG", "VBN")
            ):
                continue
            cut.append(token.i)
        elif token.head.i == head.i and (
            token.dep_ in COPULAR | MARKERS or (token.dep_ in STRUNG_ON and token.i > head.i)
        ):
            cut.append(token.i)
    words = subtree(head, without=cut)
    # Only the stretch around the head: what stands apart (after a parenthesis) is not its name.
    low = high = words.index(head.i)
    while low and all(head.doc[between].is_punct for between in range(words[low - 1] + 1, words[low])):
        low -= 1
    while high + 1 < len(words) and all(
        head.doc[between].is_punct for between in range(words[high] + 1, words[high + 1])
    ):
        high += 1
    first, last = words[low], words[high]
    # Names that a parser tore ("Ambassador" | "Mohib") stand together all the same.
    if head.pos_ in ("PROPN", "NOUN") and last == head.i:
        while last + 1 < head.sent.end and _is_name(head.doc[last + 1]):
            last += 1
    if head.pos_ == "PROPN" and first == head.i:
        while first > head.sent.start and _is_name(head.doc[first - 1]):
            first -= 1
    if head.pos_ == "NOUN":
        first = _origin_before(head, first)
    chosen = {*words[low : high + 1], *range(first, words[low]), *range(words[high] + 1, last + 1)}
    return [head.doc[index] for index in sorted(chosen)]


def _origin_before(head: Token, first: int) -> int:
    """Give the first word of a nationality that stands right before a noun and was hung elsewhere: *East Timorese*."""
    doc, start = head.doc, head.sent.start
    before = doc[first - 1] if first > start else head
    if before.dep_ not in ("amod", "compound") or first <= before.head.i <= head.i or not _is_of_origin(before):
        return first
    while first > start and _is_of_origin(doc[first - 1]) and doc[first - 1].dep_ in ("amod", "compound"):
        first -= 1
    return first


def _is_of_origin(token: Token) -> bool:
    """Tell whether a word is part of the name of a people or a country."""
    return token.ent_type_ in ("Place", "Group", "Country") and token.tag_ in ("JJ", "NNP")


def _is_name(token: Token) -> bool:
    """Tell whether a word is a piece of a name, and no day or month."""
    return token.tag_ == "NNP" and token.dep_ not in ("nmod:poss", "obl:unmarked", "obl") and token.ent_type_ != "Date"


def _comma_before(token: Token) -> bool:
    """Tell whether a branch is set off by a comma."""
    left = token.left_edge.i
    return token.doc[left].text == "," or (left > 0 and token.doc[left - 1].text in (",", "—", "–", "-", "("))


def clause_head(token: Token) -> Token:
    """Climb to the head of the clause that a word stands in."""
    while token.head.i != token.i and not (token.dep_ in CLAUSES or (token.dep_ == "conj" and kids(token, *SUBJECTS))):
        token = token.head
    return token


def negated(token: Token) -> bool:
    """Tell whether a verb is denied (*did not say*, *never claimed*)."""
    return any(
        child.lower_ in ("not", "n't", "never", "n’t", "hardly", "nor")
        and child.dep_ in ("advmod", "neg", "cc", "cc:preconj")
        for child in token.children
    )


def covers(found: Iterable[Span], position: int) -> bool:
    """Tell whether one of the spans holds a character."""
    return any(start <= position < end for start, end in found)
