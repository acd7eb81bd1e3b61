"""Turns of a transcript: lines that begin with the name of who speaks, as interviews and briefings are printed.

`MR. PRICE: We have imposed sanctions.` is no word of the article's own, though no quotation mark says so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.extract.nouns import words

_LABEL = re.compile(
    r"^[ \t>]*[*_]{0,2}(?P<who>[A-Z][\w.'’-]*(?:[ ,]{1,2}(?:\(?[A-Z][\w.'’-]*\)?|of|the|de|al|bin|for)){0,6})"
    r"[*_]{0,2}[ \t]*:[*_]{0,2}(?=\s+\S)",
    re.MULTILINE,
)
_TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b")
_PARAGRAPH = re.compile(r"\n\s*\n")
LEAST = 3  # turns of a transcript, of which one speaker has two and a third ask, or say I, we or you
NAMELESS = words("q question questioner reporter a answer interviewer speaker moderator voice correspondent")
"""Labels that do not say who speaks."""
_NO_SPEAKERS = words(
    """
    note notes update updates updated source sources photo photos image images picture caption correction read related
    more watch tags topics location place date time when where who what why how summary background context key example
    interview transcript analysis opinion exclusive breaking live video explainer factbox report commentary editorial
    contact email e-mail phone tel address website url monday tuesday wednesday thursday friday saturday sunday
    """
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one does."""

    label: tuple[int, int]  # characters of the name in front
    start: int  # first character of what is said
    end: int
    nameless: bool  # the label does not say who speaks: *Q*, *QUESTION*


def turns(text: str) -> list[Turn]:
    """Find the turns of a text in their order; none in one that is no transcript.

    A turn goes on to the next label; the last one goes on with a paragraph only where that says *I* or *we*.
    """
    labels = [match for match in _LABEL.finditer(text) if not _is_heading(match["who"])]
    counts = Counter(match["who"].casefold() for match in labels)
    if labels and not text[: labels[0].start()].strip() and counts[labels[0]["who"].casefold()] < 2:
        del labels[0]  # a headline
    if len(labels) < LEAST or max(counts.values()) < 2:
        return []
    ends = [*(match.start() for match in labels[1:]), len(text)]
    found = [
        Turn(match.span("who"), match.end(), end, match["who"].lower().rstrip(".") in NAMELESS)
        for match, end in zip(labels, ends, strict=True)
    ]
    talking = sum(1 for turn in found if _TALK.search(text, turn.start, turn.end))
    if 3 * talking < len(found):
        return []
    return [*found[:-1], _ended(text, found[-1])]


def _is_heading(label: str) -> bool:
    """Tell whether a label names no speaker: *Update*, *Read more*."""
    return any(word.strip(".,()").lower() in _NO_SPEAKERS for word in label.split())


def _ended(text: str, turn: Turn) -> Turn:
    """End the last turn with its paragraph, or with the last one after it in which somebody speaks."""
    end = turn.start
    for match in [*_PARAGRAPH.finditer(text, turn.start, turn.end), None]:
        stop = match.start() if match else turn.end
        if end > turn.start and not _TALK.search(text, end, stop):
            break
        end = stop
    return Turn(turn.label, turn.start, end, turn.nameless)
