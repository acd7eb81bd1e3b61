"""Score the surface triples by exact facts: a triple counts only if it says a whole fact in an accepted form.

    python benchmarks/exact_facts.py [--facts benchmarks/exact_facts.txt] [--errors]

After BenchIE (Gashteovski et al., ACL 2022): each fact has a list of accepted forms, equal token by token. Precision is
the share of triples that are a form of some fact, recall the share of facts that some triple says.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import language
from kg.extract.statements import surface_triples

Slots = tuple[str, str, str]
_TOKENS = re.compile(r"\w+(?:[-.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: patterns of slots, each a regular expression over tokens."""

    forms: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]

    def is_said_by(self, triple: Slots) -> bool:
        """Tell whether a triple says the fact."""
        return any(all(p.fullmatch(slot) for p, slot in zip(form, triple, strict=True)) for form in self.forms)


def tokens(text: str) -> str:
    """Write a text as tokens, each followed by a blank, in lower case without quotation marks."""
    return "".join(f"{token.lower()} " for token in _TOKENS.findall(text.replace("’", "'")) if token not in '"“”,')


def pattern(words: list[str]) -> re.Pattern[str]:
    """Compile the words of a slot; those in brackets may be left out."""
    parts = []
    for word in words:
        text = tokens(word.strip("[]"))
        parts.append(f"(?:{re.escape(text)})?" if word.startswith("[") else re.escape(text))
    return re.compile("".join(parts))


def forms(line: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    """Yield the forms of one line, one for each place where the relation may end."""
    subject, rest = line.split(" | ")
    pieces = [piece.split() for piece in rest.replace('"', "").split(" ~ ")]
    for cut in range(1, len(pieces)):
        relation = [word for piece in pieces[:cut] for word in piece]
        object_ = [word for piece in pieces[cut:] for word in piece]
        yield pattern(subject.split()), pattern(relation), pattern(object_)


def read_facts(path: Path) -> dict[str, list[Fact]]:
    """Read sentences and their facts."""
    facts: dict[str, list[Fact]] = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = block.strip().splitlines()
        heads = [line[2:] for line in lines if line.startswith("# ")]
        body = [line for line in lines if not line.startswith("#")]
        if heads and body:
            sentence = heads[-1]
            facts[sentence] = []
        if body:
            facts[sentence].append(Fact(tuple(form for line in body for form in forms(line))))
    return facts


def main() -> None:
    """Parse, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=Path, default=Path(__file__).with_name("exact_facts.txt"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    facts = read_facts(options.facts)
    docs = language.load(None).pipe(list(facts))
    right = found = covered = total = 0
    for (sentence, wanted), doc in zip(facts.items(), docs, strict=True):
        triples = [(t.subject.text, t.relation.text, t.object.text) for t in surface_triples(doc)]
        slots = [(tokens(s), tokens(r), tokens(o)) for s, r, o in triples]
        good = [any(fact.is_said_by(slot) for fact in wanted) for slot in slots]
        said = [any(fact.is_said_by(slot) for slot in slots) for fact in wanted]
        right, found, covered, total = right + sum(good), found + len(good), covered + sum(said), total + len(said)
        if options.errors and not (all(good) and all(said)):
            print(f"# {sentence}   ({sum(said)} of {len(said)} facts)")
            for triple, is_good in zip(triples, good, strict=True):
                print(f"   {'ok ' if is_good else '-- '} {' | '.join(triple)}")
    precision, recall = right / max(found, 1), covered / max(total, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"exact facts: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({found} triples, {total} facts)")


if __name__ == "__main__":
    main()
