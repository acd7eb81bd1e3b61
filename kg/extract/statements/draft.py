"""A statement in the making: what a rule fills before it becomes a `Proposition`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.statements.clauses import Clause
from kg.extract.statements.tree import Tree
from kg.model import Argument, Modality, Phrase, Relation

_NOTHING = Relation(id="", label="")
_NO_WORDS = Phrase(text="", spans=())


@dataclass(slots=True)
class Draft:
    """Parts of a proposition with the clause they were read in."""

    tree: Tree
    clause: Clause | None
    subject: int
    object: Phrase
    target: int  # head of the object
    construct: str
    relation: Relation = _NOTHING
    predicate: Phrase = _NO_WORDS
    lemma: str = ""
    arguments: tuple[Argument, ...] = ()
    swapped: bool = False
    negative: bool = False  # beyond what the clause says
    modality: Modality = Modality.ASSERTED  # beyond what the clause says
    state: bool = False
