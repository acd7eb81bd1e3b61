"""Measure the resolution of times against marked expressions of GUM news and re3d.

    python benchmarks/times.py --data DATA [--marks benchmarks/marks/times-blind-1.json]

The marks hold the document's id, its day of publication, and start, end and value of each expression that a reader
can date (null where nobody can); no text of the corpora. An expression is found if something that overlaps it is,
exact if its value is the marked one; what is found where nothing is marked is invented. Readers mark the ends of an
interval one by one, or leave open what goes on until publication: both count as exact.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from texts import texts

from kg.extract.times import times
from kg.language import load

MARKS = Path(__file__).parent / "marks" / "times.json"


def same(found: list[str], marked: str) -> bool:
    """Tell whether what was found is what was marked, an interval by its ends, `2007/..` by its beginning."""
    if marked.endswith("/.."):
        return any(value.split("/")[0] == marked[:-3] for value in found)
    ends = [value for item in found for value in item.split("/")]
    return marked in found or (marked in ends) or ("/" in marked and marked.split("/") == ends)


def main() -> None:
    """Print the figures, and with `--verbose` each error by its document and place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and re3d-dev/")
    parser.add_argument("--marks", type=Path, default=MARKS, help="the marks of another reader")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    marks = json.loads(options.marks.read_text(encoding="utf-8"))
    nlp = load()
    total = found = exact = invented = 0
    for text in texts(options.data):
        if text.id not in marks:
            continue
        expressions = times(nlp(text.text), marks[text.id]["published"])
        marked = marks[text.id]["marks"]
        for start, end, value in marked:
            here = [item for item in expressions if item.start < end and start < item.end]
            if value is None:
                continue
            total += 1
            found += bool(here)
            good = same([item.value for item in here], value)
            exact += good
            if options.verbose and not good:
                print(text.id, start, value, [(item.text, item.value) for item in here])
        loose = [
            item for item in expressions if not any(item.start < end and start < item.end for start, end, _ in marked)
        ]
        invented += len(loose)
        if options.verbose and loose:
            print(text.id, "invented", [(item.start, item.value) for item in loose])
    print(f"{total} expressions: found {found / total:.3f}, exact {exact / total:.3f}, invented {invented}")


if __name__ == "__main__":
    main()
