"""Anyone's spaCy pipeline, made to speak as ours: Universal Dependencies, and our names of names.

spaCy's own English models follow ClearNLP (Choi and Palmer 2012): prepositions head their nouns, the copula heads its
predicate, conjunctions hang on the first conjunct. `to_ud` turns such a tree around, construct by construct, in the
order of `REWRITES`; each works on a plain `Tree` and is one function with an example. A tree that is UD already passes
unchanged. OntoNotes' and CoNLL's types of names become ours: `Person`, `Place`, `Organization`,
`Group`, `Event`, `Work`, `Treaty`.
"""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

CLEARNLP = frozenset(
    "prep pobj pcomp dobj nsubjpass csubjpass auxpass agent attr acomp poss relcl prt neg dative npadvmod quantmod "
    "predet preconj"
    "oprd intj meta".split()
)
"""Labels that ClearNLP has and UD has not."""
RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "poss": "nmod:poss",
    "relcl": "acl:relcl", "prt": "compound:prt", "neg": "advmod", "quantmod": "advmod", "npadvmod": "obl:unmarked",
    "predet": "det:predet", "preconj": "cc:preconj", "oprd": "xcomp", "intj": "discourse", "meta": "dep",
    "attr": "xcomp",
    "acomp": "xcomp", "dative": "iobj", "prep": "advmod", "agent": "advmod", "pobj": "obl", "pcomp": "advcl",
}  # fmt: skip
"""What remains of ClearNLP after the rewrites: a label for a label."""
NAMES = {
    "PERSON": "Person", "PER": "Person", "GPE": "Place", "LOC": "Place", "FAC": "Place", "ORG": "Organization",
    "NORP": "Group",
    "EVENT": "Event", "WORK_OF_ART": "Work", "LAW": "Treaty", "DATE": "Date", "TIME": "Time", "MONEY": "Money",
    "PERCENT": "Percent", "QUANTITY": "Quantity", "ORDINAL": "Ordinal", "CARDINAL": "Cardinal", "PRODUCT": "Thing",
}  # fmt: skip
OURS = frozenset(NAMES.values()) | {"ArmedGroup", "Country"}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"})
TREATIES = frozenset("treaty accord accords convention pact protocol agreement charter armistice".split())


@dataclass(slots=True)
class Tree:
    """A sentence or document as lists, one entry a word; a root is its own head."""

    heads: list[int]
    deps: list[str]
    pos: list[str]
    tags: list[str]
    lemmas: list[str]

    def children(self, i: int, *deps: str) -> list[int]:
        """Give the dependents of i in order, only those of the labels if any are given."""
        return [j for j, head in enumerate(self.heads) if head == i and j != i and (not deps or self.deps[j] in deps)]

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang i on another head."""
        self.heads[i], self.deps[i] = head, dep

    def replace(self, old: int, new: int) -> None:
        """Let `new`, a dependent of `old`, take its place; `old` becomes a dependent of `new`, its label to be set."""
        root = self.heads[old] == old
        self.heads[new], self.deps[new] = (new if root else self.heads[old]), self.deps[old]
        for child in self.children(old):
            if child != new:
                self.heads[child] = new
        self.heads[old] = new


def conjunctions(tree: Tree) -> None:
    """Flatten `A, B and C`: every conjunct hangs on the first, `and` and the comma on the conjunct after them."""
    for i, dep in enumerate(tree.deps):
        if dep == "cc" or (dep == "punct" and tree.lemmas[i] in {",", ";"} and i > tree.heads[i]):
            later = [j for j in tree.children(tree.heads[i], "conj") if j > i]
            if later:
                tree.heads[i] = later[0]
    for i in range(len(tree.heads)):
        seen = {i}
        while tree.deps[i] == "conj" and tree.deps[tree.heads[i]] == "conj" and tree.heads[i] not in seen:
            seen.add(tree.heads[i])
            tree.heads[i] = tree.heads[tree.heads[i]]


def prepositions(tree: Tree) -> None:
    """`bases in Kyiv`: Kyiv hangs on bases, `in` on Kyiv; `fired by Acme` gives `obl:agent`; `by firing` an `advcl`."""
    for i in reversed(range(len(tree.deps))):
        kind = tree.deps[i]
        if kind not in {"prep", "agent", "dative"} and not (kind == "conj" and tree.pos[i] in {"ADP", "SCONJ"}):
            continue
        objects = tree.children(i, "pobj", "pcomp", "obl", "nmod", "advcl")
        if not objects:
            continue
        inner = objects[0]
        clause = tree.deps[inner] in {"pcomp", "advcl"} and tree.pos[inner] in {"VERB", "AUX"}
        above = tree.heads[i]
        tree.replace(i, inner)
        tree.deps[i] = "mark" if clause else "case"
        if kind == "conj":
            tree.deps[inner] = "conj"
        elif clause:
            tree.deps[inner] = "acl" if tree.pos[above] in {"NOUN", "PROPN"} else "advcl"
        elif kind == "agent":
            tree.deps[inner] = "obl:agent"
        else:
            tree.deps[inner] = "nmod" if tree.pos[above] in NOMINAL and kind != "dative" else "obl"


def existentials(tree: Tree) -> None:
    """`There is a plan`: plan is the subject of is."""
    for i, dep in enumerate(tree.deps):
        if (
            dep in {"attr", "dobj"}
            and tree.children(tree.heads[i], "expl")
            and not tree.children(tree.heads[i], "nsubj")
        ):
            tree.deps[i] = "nsubj"


def copulas(tree: Tree) -> None:
    """`Kyiv is the capital`, `is safe`, `is in Ukraine`: the predicate heads the clause, `is` hangs on it as `cop`."""
    for verb, lemma in enumerate(tree.lemmas):
        if (
            lemma != "be"
            or tree.pos[verb] not in {"AUX", "VERB"}
            or tree.deps[verb] in {"aux", "aux:pass", "auxpass", "cop"}
        ):
            continue
        if tree.children(verb, "expl"):
            continue
        found = tree.children(verb, "attr", "acomp")
        if not found and tree.children(verb, "nsubj"):
            found = [j for j in tree.children(verb, "obl") if j > verb and tree.children(j, "case")][:1]
        if found:
            tree.replace(verb, found[0])
            tree.deps[verb] = "cop"


def infinitives(tree: Tree) -> None:
    """`wants to leave`: `to` is a mark."""
    for i, dep in enumerate(tree.deps):
        if dep == "aux" and tree.tags[i] == "TO":
            tree.deps[i] = "mark"


def labels(tree: Tree) -> None:
    """Rename what differs in its label alone: `dobj` is `obj`."""
    for i, dep in enumerate(tree.deps):
        if dep in {"prep", "agent"} and tree.pos[tree.heads[i]] in NOMINAL:
            tree.deps[i] = "nmod" if tree.pos[i] in NOMINAL else "advmod"
        else:
            tree.deps[i] = RENAMED.get(dep, dep)


REWRITES: tuple[Callable[[Tree], None], ...] = (conjunctions, prepositions, existentials, copulas, infinitives, labels)


def to_ud(tree: Tree) -> None:
    """Turn a ClearNLP tree into a UD tree, in place."""
    for rewrite in REWRITES:
        rewrite(tree)


def flat_names(tree: Tree, spans: Sequence[tuple[int, int]]) -> None:
    """`Joe Biden` as a person's name: the first word heads it, the others are `flat`."""
    for start, end in spans:
        last = end - 1
        inside = range(start, last)
        if last > start and all(tree.heads[i] == last and tree.deps[i] == "compound" for i in inside):
            tree.replace(last, start)
            for i in range(start + 1, end):
                tree.attach(i, start, "flat")


@Language.factory(
    "kg_adapter",
    default_config={"scheme": "auto"},
    requires=["token.dep", "token.head", "doc.ents"],
    assigns=["token.dep", "token.head", "doc.ents"],
)
class Adapter:
    """Rewrites what other components of the pipeline have set.

    `scheme` says how its trees are labelled: `ud`, `clearnlp`, or `auto` to look at the labels of each `Doc`.
    """

    def __init__(self, nlp: Language, name: str, scheme: str) -> None:
        self.name, self.scheme = name, scheme

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite tree and names."""
        if len(doc) == 0:
            return doc
        if self.scheme == "clearnlp" or (self.scheme == "auto" and any(token.dep_ in CLEARNLP for token in doc)):
            _rewrite(doc)
        doc.set_ents([ent for ent in map(_renamed, doc.ents) if ent is not None], default="outside")
        return doc


def _rewrite(doc: Doc) -> None:
    """Put the UD tree in the place of the other."""
    tree = Tree(
        [token.head.i for token in doc], [token.dep_ for token in doc], [token.pos_ for token in doc],
        [token.tag_ for token in doc], [token.lemma_.lower() for token in doc],
    )  # fmt: skip
    to_ud(tree)
    flat_names(tree, [(ent.start, ent.end) for ent in doc.ents if ent.label_ in {"PERSON", "PER", "Person"}])
    strings = doc.vocab.strings
    columns = np.zeros((len(doc), 2), dtype=np.uint64)
    columns[:, 0] = (np.array(tree.heads, dtype=np.int64) - np.arange(len(doc))).view(np.uint64)
    columns[:, 1] = [strings.add(dep) for dep in tree.deps]
    doc.from_array(["HEAD", "DEP"], columns)  # type: ignore[arg-type]


def _renamed(ent: Span) -> Span | None:
    """Give the entity with our type and without article and genitive; `None` where we have no such type."""
    label = ent.label_ if ent.label_ in OURS else NAMES.get(ent.label_)
    if label is None:
        return None
    start, end = ent.start, ent.end
    if label in {"Person", "Place", "Organization", "Group", "Event", "Treaty", "Work", "Thing"}:
        while start < end - 1 and ent.doc[start].text.lower() in {"the", "a", "an"}:
            start += 1
        while end - 1 > start and ent.doc[end - 1].text.lower() in {"'s", "’s", "'", "’"}:
            end -= 1
    if ent.label_ == "LAW" and ent.doc[end - 1].text.lower() not in TREATIES:
        label = "Treaty" if any(token.text.lower() in TREATIES for token in ent.doc[start:end]) else "Work"
    return Span(ent.doc, start, end, label=label)


def clearnlp_labels(nlp: Language) -> Iterator[str]:
    """Yield the labels of the pipeline's parser that only ClearNLP has."""
    if nlp.has_pipe("parser"):
        yield from (label for label in getattr(nlp.get_pipe("parser"), "labels", ()) if label in CLEARNLP)
