"""The parse of a Doc as plain lists: what every rule of this room reads.

Walking spaCy tokens costs a Python object at each step, and the rules take many steps. One pass over the Doc fills
lists indexed by token; after it nothing here touches spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from kg.extract.nouns import is_charge
from kg.extract.statements.lemmas import verb_lemma
from kg.model import Phrase

NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
NAME_LABELS = frozenset({"Person", "Place", "Organization", "Group", "Event", "Work", "Country"})
TIME_LABELS = frozenset({"Date", "Time"})


class Tree:
    """Words, tags, heads and children of one Doc."""

    __slots__ = (
        "dep",
        "end",
        "ent",
        "entity",
        "head",
        "kids",
        "lemma",
        "lower",
        "pos",
        "rel_pronoun",
        "sentences",
        "source",
        "start",
        "tag",
        "text",
    )

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)
        self.source = doc.text
        self.text = [token.text for token in tokens]
        self.lower = [word.lower() for word in self.text]
        self.pos = [token.pos_ for token in tokens]
        self.tag = [token.tag_ for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.head = [token.head.i for token in tokens]
        self.start = [token.idx for token in tokens]
        self.end = [start + len(word) for start, word in zip(self.start, self.text, strict=True)]
        self.lemma = [
            (token.lemma_ or token.text).lower() if pos != "PROPN" else token.lemma_ or token.text
            for token, pos in zip(tokens, self.pos, strict=True)
        ]
        self.kids: list[list[int]] = [[] for _ in tokens]
        for child, head in enumerate(self.head):
            if child != head:
                self.kids[head].append(child)
        for index, tag in enumerate(self.tag):
            if tag.startswith("VB") or self.pos[index] == "VERB":  # sought to *worsen*, whatever its tag
                if tag != "VBG" and any(
                    self.dep[kid] == "mark" and self.lower[kid] == "to" for kid in self.kids[index]
                ):
                    self.tag[index] = tag = "VB"
                self.lemma[index] = verb_lemma(self.lower[index], self.lemma[index].lower(), tag)
        self._mend_possessives()
        self._mend_prepositions()
        self._mend_numbers()
        self._mend_charges(token.i for token in tokens if is_charge(token))
        self.ent = [token.ent_type_ for token in tokens]
        self.entity = [-1] * len(tokens)  # number of the named entity a token is in
        for number, ent in enumerate(doc.ents):
            self.entity[ent.start : ent.end] = [number] * (ent.end - ent.start)
        self.sentences = [(sent.start, sent.end) for sent in doc.sents] if tokens else []
        self.rel_pronoun = [tag in ("WP", "WDT", "WP$", "WRB") for tag in self.tag]

    def _mend_possessives(self) -> None:
        """Hang a nominal with a possessive mark on the noun behind it: welcomed [the board]'s [report]."""
        for mark, tag in enumerate(self.tag):
            owner = self.head[mark]
            if (
                tag != "POS"
                or self.dep[owner] in ("nmod:poss", "flat", "compound")
                or not owner < mark < len(self.tag) - 1
            ):
                continue
            thing = mark + 1
            while mark < self.head[thing] != thing:
                thing = self.head[thing]
            if self.head[thing] == self.head[owner] != owner and self.pos[thing] in NOMINAL_POS and thing > mark:
                self.kids[self.head[owner]].remove(owner)
                self.kids[thing] = sorted([*self.kids[thing], owner])
                self.head[owner], self.dep[owner] = thing, "nmod:poss"

    def _mend_prepositions(self) -> None:
        """Hang a preposition that was hung on the first part of a compound on the noun: out of [peace] [talks]."""
        for token, label in enumerate(self.dep):
            part = self.head[token]
            whole = self.head[part]
            inside = token > 0 and self.tag[token - 1] == "HYPH"  # grant-*in*-aid scheme
            if label != "case" or self.tag[token] != "IN" or inside:
                continue
            if self.dep[part] == "compound" and token < part < whole:
                self.kids[part].remove(token)
                self.kids[whole] = sorted([*self.kids[whole], token])
                self.head[token] = whole

    def _mend_numbers(self) -> None:
        """Hang *up to* on the number behind it where it was taken for particle and preposition: sent [up to 90]."""
        for up in range(len(self.tag) - 2):
            to, number = up + 1, up + 2
            if self.lower[up : to + 1] != ["up", "to"] or self.tag[number] != "CD" or self.head[up] in (up, number, to):
                continue
            verb, thing = self.head[up], self.head[number]
            apart = self.dep[to] == "case" and self.head[to] == thing and not self.kids[up]
            together = self.head[to] == up and self.kids[up] == [to]
            if not (apart or together) or self.kids[to] or thing in (up, to):
                continue
            for token, owner, label in ((up, number, "advmod"), (to, up, "fixed")):
                self.kids[self.head[token]].remove(token)
                self.kids[owner] = sorted([*self.kids[owner], token])
                self.head[token], self.dep[token] = owner, label
            verb = self.head[thing] if verb == thing else verb
            taken = any(self.dep[kid] == "obj" for kid in self.kids[verb])
            if self.head[thing] == verb and self.dep[thing] == "obl" and not taken:
                self.dep[thing] = "obj"

    def _mend_charges(self, charges: Iterable[int]) -> None:
        """Hang what somebody is accused of on the verb: accused [the president] [of fraud]."""
        for token in charges:
            person = self.head[token]
            verb = self.head[person]
            self.kids[person].remove(token)
            self.kids[verb] = sorted([*self.kids[verb], token])
            self.head[token], self.dep[token] = verb, "obl"

    def children(self, token: int, *labels: str) -> list[int]:
        """Give the children of `token` that hang by one of `labels`, in order of the text."""
        dep = self.dep
        return [kid for kid in self.kids[token] if dep[kid] in labels]

    def child(self, token: int, *labels: str) -> int | None:
        """Give the first child of `token` that hangs by one of `labels`."""
        dep = self.dep
        return next((kid for kid in self.kids[token] if dep[kid] in labels), None)

    def subtree(self, token: int, skip: Callable[[int], bool] | None = None) -> list[int]:
        """List `token` and what hangs below it, in order of the text, leaving out subtrees whose top `skip` refuses."""
        found = [token]
        for node in found:
            for kid in self.kids[node]:
                if skip is None or not skip(kid):
                    found.append(kid)
        found.sort()
        return found

    def is_name(self, token: int) -> bool:
        """Tell whether `token` heads a name."""
        return self.pos[token] == "PROPN" or self.ent[token] in NAME_LABELS

    def words(self, tokens: Iterable[int]) -> str:
        """Join the words of `tokens` by single blanks, in lower case."""
        return " ".join(self.lower[token] for token in tokens)

    def marker(self, token: int) -> str:
        """Give the preposition of a nominal, or the subordinator of a clause, in lower case ("because of")."""
        dep, kids = self.dep, self.kids
        parts: list[int] = []
        for kid in kids[token]:
            if dep[kid] in ("case", "mark") and self.lower[kid] not in ("'s", "’s", "'", "’"):
                parts.append(kid)
                parts.extend(grand for grand in kids[kid] if dep[grand] == "fixed")
        return " ".join(self.lower[part] for part in sorted(parts))

    def phrase(self, tokens: list[int], head: int, lemma: str = "") -> Phrase:
        """Make a phrase of `tokens` (ascending)."""
        spans: list[tuple[int, int]] = []
        previous = -2
        for token in tokens:
            if token == previous + 1 and spans:
                spans[-1] = (spans[-1][0], self.end[token])
            else:
                spans.append((self.start[token], self.end[token]))
            previous = token
        text = " ".join(" ".join(self.source[start:end].split()) for start, end in spans)
        return Phrase(text=text, spans=tuple(spans), head=head, lemma=lemma or self.lemma[head])
