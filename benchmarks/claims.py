"""Measure attribution against marked sentences of GUM news and re3d.

    python benchmarks/claims.py --data DATA [--marks benchmarks/marks/claims-blind-1.json]

A mark is a place in a text (a word of what is reported) and the speakers it is attributed to, outermost first, each as
a span, or null where nobody is named; no text of the corpora. It is found if anybody is made to say it, its speaker is
right if the innermost claimant is the marked one (or neither is named), and its chain if all claimants are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from texts import texts

from kg.extract.claims import attributions, chain
from kg.language import load
from kg.model import Attribution

MARKS = Path(__file__).parent / "marks" / "claims.json"
Span = Sequence[int]


def names(found: Attribution, span: Span | None, text: str) -> bool:
    """Tell whether an attribution names the marked speaker, in the marked place or in the same words elsewhere."""
    if span is None or not found.source.spans:
        return span is None and not found.source.spans
    here = found.source.start < span[1] and span[0] < found.source.end
    return here or found.source.text == text[slice(*span)]


def speakers_at(claims: Sequence[Attribution], position: int) -> list[Attribution]:
    """Give the claimants of a place; *I think* within what somebody says has no speaker of its own."""
    found = chain(claims, position)
    return [claimant for k, claimant in enumerate(found) if k == 0 or claimant.source.text.lower() not in ("i", "we")]


def main() -> None:
    """Print the figures, and with `--verbose` each error by its document and place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and re3d-dev/")
    parser.add_argument("--marks", type=Path, default=MARKS, help="the marks of another reader")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    marks = json.loads(options.marks.read_text(encoding="utf-8"))
    nlp = load()
    total = found = right = whole = 0
    for text in texts(options.data):
        if text.id not in marks:
            continue
        claims = attributions(nlp(text.text))
        for position, speakers in marks[text.id]:
            claimants = speakers_at(claims, position)
            total += 1
            found += bool(claimants)
            good = bool(claimants) and names(claimants[-1], speakers[-1], text.text)
            right += good
            whole += len(claimants) == len(speakers) and all(
                names(claimant, span, text.text) for claimant, span in zip(claimants, speakers, strict=True)
            )
            if options.verbose and not good:
                print(text.id, position, speakers, [claimant.source.text for claimant in claimants])
    print(f"{total} places: found {found / total:.3f}, speaker right where found {right / found:.3f}")
    print(f"whole chain of claimants right {whole / total:.3f}")


if __name__ == "__main__":
    main()
