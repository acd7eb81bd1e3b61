"""Draw statements at random for people to judge beside their sentences, and count what two readers found.

    python benchmarks/reading.py draw --data DATA --sheet sheet.md [--count 300] [--seed 5]
    python benchmarks/reading.py count benchmarks/marks/reading-1.tsv benchmarks/marks/reading-2.tsv
    python benchmarks/reading.py bins --data DATA benchmarks/marks/reading-*.tsv

`bins` sets the confidence that statements have now beside the share that the readers found right. The sheet holds
text of the corpora and stays outside of the repository; the marks hold ids and verdicts alone. A line of marks is:
number, statement id, verdict on the triple, verdict on everything (1 or 0), class of error or `-`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import Settings, build
from kg.model import Statement

ROOT = Path(__file__).parents[1]


def statements(data: Path) -> Iterator[list[Statement]]:
    """Yield the statements of the seeds, then those of re3d-dev, each ordered by id."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "re3d.jsonl"
        rows = [
            json.loads(line) for line in (data / "re3d-dev/documents.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        records = [json.dumps({"id": row["_id"], "text": row["text"], "title": row["title"]}) for row in rows]
        path.write_text("\n".join(records), encoding="utf-8")
        for source in (ROOT / "seeds", path):
            found = [statement for reading in build([source], Settings()).readings for statement in reading.statements]
            yield sorted(found, key=lambda statement: statement.id)


def bins(data: Path, marks: list[Path], count: int = 6) -> None:
    """Print what statements state of themselves and what readers found of their triples, in bins of equal size."""
    stated = {said.id: said.confidence for found in statements(data) for said in found}
    judged = []
    for path in marks:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream, delimiter="\t")
            judged += [(stated[row[1]], row[2] == "1") for row in rows if row[1] in stated]
    judged.sort()
    for k in range(count):
        part = judged[k * len(judged) // count : (k + 1) * len(judged) // count]
        mean, right = (sum(pair[side] for pair in part) / len(part) for side in (0, 1))
        print(f"stated {part[0][0]:.2f}–{part[-1][0]:.2f} (mean {mean:.2f})  found {right:.2f}  n {len(part)}")


def draw(data: Path, sheet: Path, count: int, seed: int) -> None:
    """Write a sheet of statements, half of them of the seeds and half of re3d-dev."""
    rng = random.Random(seed)
    pages = [said for found in statements(data) for said in rng.sample(found, min(count // 2, len(found)))]
    sheet.write_text(
        "\n".join(_entry(number, statement) for number, statement in enumerate(pages, 1)), encoding="utf-8"
    )


def _entry(number: int, said: Statement) -> str:
    """Write one statement with its sentence."""
    arguments = "; ".join(f"{argument.role}: {argument.passage.text}" for argument in said.arguments)
    claimants = " < ".join(claimant.label for claimant in said.attributed_to) or "the article itself"
    return (
        f"{number}\t{said.id}\n  SENTENCE: {' '.join(said.sentence.text.split())}\n"
        f"  TRIPLE: {said.subject.label} ({said.subject.passage.text}) | {said.relation.label} | "
        f"{said.object.label} ({said.object.passage.text})\n"
        f"  {said.polarity}, {said.modality}, says: {claimants}\n  ARGUMENTS: {' '.join(arguments.split()) or '-'}\n"
    )


def count(marks: list[Path]) -> None:
    """Print the shares that the readers found right, how often they agree, and the classes of error."""
    readers = []
    for path in marks:
        with path.open(encoding="utf-8", newline="") as stream:
            readers.append({row[1]: row for row in csv.reader(stream, delimiter="\t")})
    for name, column in (("triple", 2), ("everything", 3)):
        shares = [sum(row[column] == "1" for row in reader.values()) / len(reader) for reader in readers]
        both = set.intersection(*(set(reader) for reader in readers))
        agreed = sum(len({reader[id][column] for reader in readers}) == 1 for id in both) / len(both)
        right = sum(all(reader[id][column] == "1" for reader in readers) for id in both) / len(both)
        print(f"{name}: {', '.join(f'{share:.3f}' for share in shares)}; both {right:.3f}; readers agree {agreed:.3f}")
    for reader in readers:
        print(Counter(row[4] for row in reader.values() if row[4] != "-").most_common())


def main() -> None:
    """Draw or count, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("--data", type=Path, required=True)
    drawing.add_argument("--sheet", type=Path, required=True)
    drawing.add_argument("--count", type=int, default=300)
    drawing.add_argument("--seed", type=int, default=5)
    binning = commands.add_parser("bins")
    binning.add_argument("--data", type=Path, required=True)
    binning.add_argument("marks", type=Path, nargs="+")
    counting = commands.add_parser("count")
    counting.add_argument("marks", type=Path, nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "draw":
        draw(arguments.data, arguments.sheet, arguments.count, arguments.seed)
    elif arguments.command == "bins":
        bins(arguments.data, arguments.marks)
    else:
        count(arguments.marks)


if __name__ == "__main__":
    main()
