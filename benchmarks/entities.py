"""Measure coreference on UD English GUM with its gold trees and names: CoNLL F1 and pronouns.

    python -m benchmarks.entities --data DATA [--part dev] [--weights FILE] [--errors]

DATA is the folder with `ud/gum-dev.conllu.gz`. Scores are those of `scorch` (MUC, B³ and CEAF-e after Pradhan et al.
2014) over mentions matched by their head word; relative pronouns and adjectives of nationality, which GUM does not
mark, are left out. A pronoun counts as right where the mention before it in its chain is of its gold group.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from scorch.scores import b_cubed, ceaf_e, muc

from kg.extract.coreference import joined
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.described import described
from kg.extract.coreference.quotes import quotes
from kg.extract.mentions import RELATIVE, mentions
from kg.gazetteer import Gazetteer, load
from kg.model import Article, EntityType, Mention, MentionKind
from training.coreference.gum import SCOPE, GoldDocument, read_documents

TYPES = frozenset(
    {EntityType.PERSON, EntityType.COUNTRY, EntityType.PLACE, EntityType.ORGANIZATION, EntityType.ARMED_GROUP}
)
Clusters = list[set[tuple[str, int]]]


@dataclass
class Tally:
    """Counts over all documents."""

    gold: Clusters = field(default_factory=list)
    system: Clusters = field(default_factory=list)
    baseline: Clusters = field(default_factory=list)
    pronouns: Counter[str] = field(default_factory=Counter)
    by_word: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: float = 0.0
    words: int = 0


def gold_clusters(document: GoldDocument) -> dict[str, dict[int, int]]:
    """Give the gold groups of the measured types: group → head word → length of the mention."""
    groups: dict[str, dict[int, int]] = defaultdict(dict)
    owner: dict[int, tuple[int, str]] = {}
    for mention in document.mentions:
        if mention.type in SCOPE:
            length = mention.end - mention.start
            if mention.head not in owner or length < owner[mention.head][0]:
                owner[mention.head] = length, mention.group
    for head, (length, group) in owner.items():
        groups[group][head] = length
    return groups


def in_scope(mention: Mention) -> bool:
    """Tell whether a mention of ours is one of those that GUM marks."""
    if mention.kind is MentionKind.PRONOUN and mention.text.lower() in RELATIVE:
        return False
    return mention.type in TYPES or (mention.kind is MentionKind.PRONOUN and mention.entity is not None)


def same_string(document: GoldDocument, found: Iterable[Mention]) -> Clusters:
    """Cluster mentions by their words: the baseline."""
    groups: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for mention in found:
        if in_scope(mention):
            groups[mention.text.lower()].add((document.id, mention.head))
    return list(groups.values())


def measure(document: GoldDocument, gazetteer: Gazetteer, tally: Tally, *, show: bool = False) -> None:
    """Resolve one document and add what came out to the tally."""
    article = Article.plain(document.id, document.doc.text)
    began = time.perf_counter()
    found = mentions(document.doc, gazetteer)
    chains = joined(Chains(document.doc, found, article, gazetteer), quotes(document.doc, article))
    resolved, _ = described(chains)
    tally.seconds += time.perf_counter() - began
    tally.words += len(document.doc)
    groups: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for index, mention in enumerate(resolved):
        if in_scope(mention):
            groups[mention.entity or f"open {index}"].add((document.id, mention.head))
    gold = gold_clusters(document)
    tally.gold.extend({(document.id, head) for head in heads} for heads in gold.values())
    tally.system.extend(_apart(groups.values()))
    tally.baseline.extend(_apart(same_string(document, found)))
    _pronouns(document, resolved, gold, tally, show=show)


def _apart(clusters: Iterable[set[tuple[str, int]]]) -> Clusters:
    """Drop what stands in two clusters from the later one."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for cluster in clusters:
        fresh = cluster - seen
        seen |= fresh
        if fresh:
            kept.append(fresh)
    return kept


def _pronouns(
    document: GoldDocument, resolved: list[Mention], gold: Mapping[str, Mapping[int, int]], tally: Tally, *, show: bool
) -> None:
    """Count the pronouns that were resolved, that are right, and that should have been resolved."""
    group_of = {head: group for group, heads in gold.items() for head in heads}
    last: dict[str, Mention] = {}
    by_head = {mention.head: mention for mention in resolved}
    for mention in sorted(resolved, key=lambda one: one.head):
        before = last.get(mention.entity) if mention.entity else None
        is_counted = mention.kind is MentionKind.PRONOUN and mention.text.lower() not in RELATIVE
        if is_counted and before is not None:
            right = group_of.get(mention.head) is not None and group_of.get(mention.head) == group_of.get(before.head)
            tally.pronouns["resolved"] += 1
            tally.pronouns["right"] += right
            tally.by_word[mention.text.lower()]["resolved"] += 1
            tally.by_word[mention.text.lower()]["right"] += right
            if show and not right:
                token = document.doc[mention.head]
                print(f"  WRONG {mention.text} -> {before.text} | {token.sent.text[:150]!r}")
        if mention.entity and not (mention.kind is MentionKind.PRONOUN and mention.text.lower() in RELATIVE):
            last[mention.entity] = mention
    for heads in gold.values():
        for head in sorted(heads)[1:]:
            token = document.doc[head]
            if token.pos_ in ("PRON", "DET") and token.morph.get("PronType") == ["Prs"]:
                tally.pronouns["gold"] += 1
                tally.by_word[token.lower_]["gold"] += 1
                tally.by_word[token.lower_]["unseen"] += head not in by_head


def conll(gold: Clusters, system: Clusters, *, singletons: bool) -> dict[str, tuple[float, float, float]]:
    """Give recall, precision and F1 of MUC, B³ and CEAF-e, and the mean of the three F1."""
    least = 1 if singletons else 2
    key = [cluster for cluster in gold if len(cluster) >= least]
    response = [cluster for cluster in system if len(cluster) >= least]
    scores = {"MUC": muc(key, response), "B3": b_cubed(key, response), "CEAF-e": ceaf_e(key, response)}
    scores["CoNLL"] = (0.0, 0.0, mean(f1 for _, _, f1 in scores.values()))
    return scores


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--genre")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gazetteer, tally = load(), Tally()
    gazetteer.find("Warm Up")
    for document in read_documents(options.data / "ud" / f"gum-{options.part}.conllu.gz"):
        if options.genre and document.genre not in options.genre.split(","):
            continue
        if options.errors:
            print(document.id)
        measure(document, gazetteer, tally, show=options.errors)
    for title, clusters in (("system", tally.system), ("same string", tally.baseline)):
        for singletons in (False, True):
            scores = conll(tally.gold, clusters, singletons=singletons)
            line = "  ".join(f"{name} {r:.3f}/{p:.3f}/{f1:.3f}" for name, (r, p, f1) in scores.items())
            print(f"{title:12} {'with singletons' if singletons else 'without':16} {line}")
    counted = tally.pronouns
    print(
        f"pronouns: precision {counted['right'] / max(counted['resolved'], 1):.3f} "
        f"recall {counted['right'] / max(counted['gold'], 1):.3f} of {counted['gold']}"
    )
    for word, counts in sorted(tally.by_word.items(), key=lambda item: -item[1]["gold"])[:25]:
        print(f"  {word:10} {json.dumps(counts)}")
    print(f"{tally.words} words in {tally.seconds:.2f} s: {tally.words / tally.seconds:,.0f} words/s")


if __name__ == "__main__":
    main()
