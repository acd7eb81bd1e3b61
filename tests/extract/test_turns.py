"""Who has the floor in interviews and briefings."""

from __future__ import annotations

import pytest

from kg.extract.turns import turns

BRIEFING = """Briefing
OSLO, March 7, 2022

MR. PRICE: Good afternoon. Malta left the pact.

QUESTION: Did Rome stay?

MR. PRICE: I cannot say.

It is raining in Rome. We shall see.

The briefing ended at noon."""

LISTS = {
    "no labels": "Malta left the pact. Rome stayed.\n\nOslo did not.",
    "two turns": "Price: Do you see?\nRossi: I do.",
    "each once": "Price: I left.\nRossi: I stayed.\nBorg: We saw.",
    "headings": "Update: We left.\nPhoto: I saw.\nUpdate: You stayed.\nRead more: Why?",
    "a table": "Malta: 300 boats\nRome: 20 boats\nMalta: 40 planes\nRome: 5 planes",
    "one line": "Price: I left. Rossi: I stayed. Price: I saw.",
}


def test_turns_of_a_briefing() -> None:
    """A turn goes on to the next label, the last one as far as somebody speaks; a question is nobody's by name."""
    found = [(BRIEFING[slice(*turn.label)], BRIEFING[turn.start : turn.end].split()) for turn in turns(BRIEFING)]

    assert [
        ("MR. PRICE", ["Good", "afternoon.", "Malta", "left", "the", "pact."]),
        ("QUESTION", ["Did", "Rome", "stay?"]),
        ("MR. PRICE", ["I", "cannot", "say.", "It", "is", "raining", "in", "Rome.", "We", "shall", "see."]),
    ] == found
    assert [False, True, False] == [turn.nameless for turn in turns(BRIEFING)]


def test_markdown_and_single_lines() -> None:
    """Bold names and lines without blank ones between them are labels, too."""
    text = "**Anna Borg:** Who left?\n**Rossi**: Malta did.\n**Anna Borg:** And you?\n"

    assert ["Anna Borg", "Rossi", "Anna Borg"] == [text[slice(*turn.label)] for turn in turns(text)]


@pytest.mark.parametrize("name", LISTS)
def test_no_transcript(name: str) -> None:
    """What only looks like a transcript has no turns."""
    assert [] == turns(LISTS[name])
