"""What a claimant does by saying something: *charged that*, *warned that*, *is investigating whether*.

A claim's verb is not among the parts of a statement, but it stands beside the claimant in the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.events.sectors import side
from kg.events.tables import read_table
from kg.events.words import words
from kg.model import Entity, Statement

CUES = {verb: stance for stance, listed in read_table("cues.tsv", 2) for verb in words(listed)}
ACCUSING, THREATENING, PROBING, AGREEING = "accuse", "threaten", "probe", "agree"
NEAR = 5  # words behind the claimant in which its verb is looked for: "has on Monday again charged"


def cue(statement: Statement) -> str | None:
    """Give the stance of the verb by which the innermost claimant puts a statement forward, None where it only says.

    The verb stands behind the claimant (*Minsk charged that …*) or just before it (*…, warned the minister*).
    """
    if not statement.attributed_to:
        return None
    text, start = statement.sentence.text, statement.sentence.start
    claimant = statement.attributed_to[-1].passage
    before, after = text[: max(claimant.start - start, 0)], text[max(claimant.end - start, 0) :]
    told = statement.subject.passage.start - claimant.end
    behind = words(after[:told] if told > 0 else after)[:NEAR]
    return next((CUES[word] for word in (*behind, *words(before)[-1:]) if word in CUES), None)


def is_other_side(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """Say whether the innermost claimant is known to speak of somebody that is not its own side."""
    claimant, subject = statement.attributed_to[-1].entity, statement.subject.entity
    if claimant is None or subject is None:
        return False
    return side(entities.get(claimant), claimant) != side(entities.get(subject), subject)
