"""How well names are linked: wiki-fair-v2, the names of GUM, and the actors of the PLOVER records.

    python benchmarks/linking.py --data FOLDER [--fit] [--errors]

FOLDER holds `linking/wiki-fair-v2.benchmark.jsonl`, `ud/gum-*.conllu.gz` and `events/PLOVER_GSR_CAMEO.json`.
Labels of one span are alternatives of each other. Pronouns are left out of the names but count among all labels.
Names are linked in the order of the text; the countries and people linked so far are the context of the next (a later
surname means the person named in full before). No type is given to the linker but for GUM, whose types are coarse.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from scipy.optimize import minimize

from kg.gazetteer import CLOSE_MATCH, Gazetteer, key, linking, load
from kg.model import EntityType


@dataclass(frozen=True)
class Outcome:
    """What was made of one span."""

    text: str
    gold: frozenset[str]
    held: bool  # the gazetteer has an entry with one of the gold ids
    linked: str | None  # Wikidata id of the candidate
    score: float
    features: tuple[float, ...]
    share: float  # of the best entry in the weights of all
    first: bool  # the first span of that text in its document


def outcomes(gazetteer: Gazetteer, documents: list[dict[str, Any]], least: float) -> Iterator[Outcome]:
    """Link every labelled span of the documents."""
    for document in documents:
        spans: defaultdict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for label in document["labels"]:
            spans[tuple(label["span"])].append(label)
        countries: Counter[str] = Counter()
        known: list[str] = []
        seen: set[str] = set()
        full: dict[str, str] = {}  # last word of a person's full name → that name
        for (start, end), labels in sorted(spans.items()):
            if all(label["coref"] for label in labels):
                continue
            text = document["text"][start:end]
            gold = frozenset(label["entity_id"] for label in labels if label["entity_id"].startswith("Q"))
            held = any(gazetteer.by_wikidata(id) for id in gold)
            context = [country for country, _ in countries.most_common()]
            name = full.get(text, text)
            candidate = gazetteer.link(name, country_context=context, entities_context=known)
            match = linking.matching(gazetteer, name, None, context)
            found: tuple[float, ...] = ()
            share = 0.0
            if match:
                weighed = linking.weigh(match, None, None, context, known)
                share = linking.share(weighed)
                found = tuple(linking.features(name, match, weighed[0][0], None, context, known).values())
            if (
                len(text.split()) > 1
                and re.fullmatch(r"(?:[A-Z][\w.'-]+ ?){2,4}", text)
                and not (candidate and candidate.entry.type is not EntityType.PERSON)
            ):
                full.setdefault(text.split()[-1], text)
            if candidate and candidate.score >= CLOSE_MATCH:
                known.append(candidate.entry.id)
                if candidate.entry.country:
                    countries[candidate.entry.country] += 1
            chosen = candidate if candidate and candidate.score >= least else None
            wikidata, score = (chosen.entry.wikidata, chosen.score) if chosen else (None, 0.0)
            yield Outcome(text, gold, held, wikidata, score, found, share, text not in seen)
            seen.add(text)


def figures(found: list[Outcome]) -> dict[str, float]:
    """Give precision and recall over the held labels, and precision over all."""
    held = [one for one in found if one.held]
    right = sum(one.linked in one.gold for one in held)
    linked_held = sum(one.linked is not None for one in held)
    linked = [one for one in found if one.linked is not None]
    return {
        "spans": len(found),
        "held": len(held),
        "precision, held": right / max(linked_held, 1),
        "recall, held": right / max(len(held), 1),
        "links": len(linked),
        "precision, all": sum(one.linked in one.gold for one in linked) / max(len(linked), 1),
    }


def calibration(found: list[Outcome]) -> Iterator[str]:
    """Yield, for each band of scores, how many links it has, their mean score and the share that is right.

    A text counts once a document, as in fitting: its later spans repeat the same decision.
    """
    for low, high in ((0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [one for one in found if one.linked and one.first and low <= one.score < high]
        if band:
            mean = sum(one.score for one in band) / len(band)
            right = sum(one.linked in one.gold for one in band) / len(band)
            yield f"{low:.2f}–{min(high, 1):.2f}: {len(band)} links, mean {mean:.3f}, right {right:.3f}"


def fit(found: list[Outcome]) -> dict[str, float]:
    """Fit the weights of the regression, held close to the present ones by an L2 penalty."""
    rows = [one for one in found if one.features and one.linked and one.first]
    inputs = np.array([one.features for one in rows])
    right = np.array([one.linked in one.gold for one in rows], dtype=float)
    shares = np.array([one.share for one in rows])
    prior = np.array(list(linking.WEIGHTS.values()))

    def loss(weights: np.ndarray) -> float:
        score = np.clip(shares / (1 + np.exp(-inputs @ weights)), 1e-6, 1 - 1e-6)
        loss = -np.sum(right * np.log(score) + (1 - right) * np.log(1 - score))
        return float(loss + 0.5 * np.sum((weights - prior) ** 2))

    return dict(zip(linking.WEIGHTS, minimize(loss, prior).x.round(2).tolist(), strict=True))


TYPES = {"person": EntityType.PERSON, "place": EntityType.PLACE, "organization": EntityType.ORGANIZATION}
GENRES = frozenset({"news", "interview", "bio", "voyage", "textbook", "speech"})
_ENTITY = re.compile(r"^\d+-(person|place|organization)-[^-]+-[^-]+-[^-]+-[^-]+-[^-]+-(.+)$")


def gum_names(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield document, text, type and Wikipedia title of every name in a file of GUM that has one."""
    document, words, opened = "", [], defaultdict(list)
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if line.startswith("# newdoc"):
            document, words = line.rpartition("=")[2].strip(), []
        cells = line.split("\t")
        if len(cells) < 10 or not cells[0].isdigit():
            continue
        words.append((cells[1], cells[3], "SpaceAfter=No" not in cells[9]))
        marks = re.search(r"Entity=([^|]*)", cells[9])
        for start, body, end in re.findall(r"(\(?)([^()]+)(\)?)", marks[1]) if marks else ():
            if start:
                opened[body.split("-")[0]].append((len(words) - 1, body))
            if end and opened[body.split("-")[0]]:
                first, text = opened[body.split("-")[0]].pop()
                span, entity = words[first:], _ENTITY.match(text)
                if entity and len(span) <= 6 and any(tag == "PROPN" for _, tag, _ in span):
                    name = "".join(word + " " * blank for word, _, blank in span).strip()
                    yield document, name, entity[1], unquote(entity[2]).replace("_", " ")


def gum(gazetteer: Gazetteer, path: Path, *, errors: bool) -> str:
    """Compare links of GUM's names with their Wikipedia titles; gold types are given, scores as they come."""
    counts: Counter[str] = Counter()
    countries: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document, name, type, title in gum_names(path):
        if document.split("_")[1] not in GENRES:
            continue
        base = re.sub(r" \(.*\)|,.*", "", title)
        held = any(linking.agreement(entry, TYPES[type]) >= 0.9 for entry in gazetteer.find(base))
        counts["held"] += held
        context = [country for country, _ in countries[document].most_common()]
        candidate = gazetteer.link(name, type=TYPES[type], country_context=context)
        if candidate is None or candidate.score < CLOSE_MATCH:
            if errors and held:
                print("  ", name, type, title, "not linked")
            continue
        if candidate.entry.country:
            countries[document][candidate.entry.country] += 1
        names = {key(one) for one in (candidate.entry.label, *candidate.entry.aliases)}
        right = bool(names & {key(base), key(re.sub(r" \(.*\)", "", title))})
        sure = candidate.score >= linking.SAME_AS
        counts.update(
            {"links": 1, "right": right, "sure": sure, "sure right": sure and right, "held right": held and right}
        )
        if errors and not right:
            print("  ", name, type, title, candidate.entry.id, candidate.score)
    return (
        f"{path.name}: {counts['links']} links, right {counts['right'] / counts['links']:.3f}; "
        f"{counts['sure']} sure, right {counts['sure right'] / counts['sure']:.3f}; "
        f"of {counts['held']} held, found {counts['held right'] / counts['held']:.3f}"
    )


CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "IGO": "", "NGO": "", "IMG": "", "ISM": ""}


def actors(records: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield the text of every actor of the PLOVER records with its country, empty for an international one."""
    for record in records:
        for side in ("source", "target"):
            for actor in record.get(side) or ():
                if isinstance(actor, dict) and actor.get("actorText") and actor.get("code"):
                    yield actor["actorText"], CODES.get(actor["code"], actor["code"])


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="print weights fitted on these labels")
    parser.add_argument("--errors", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    began = time.process_time()
    gazetteer = load()
    gazetteer.find("Belarus")
    first = time.process_time() - began
    gazetteer.holders("president", "BLR", "2020-09-14")
    gazetteer.demonym("Belarusian")
    gazetteer.by_wikidata("Q184")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first look-up {first:.2f} s of processor time; whole process with every table {memory:.0f} MB")
    lines = (arguments.data / "linking" / "wiki-fair-v2.benchmark.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    for least in (linking.LEAST, CLOSE_MATCH, linking.SAME_AS):
        found = list(outcomes(gazetteer, documents, least))
        print(f"wiki-fair-v2, score ≥ {least}:", {name: round(value, 3) for name, value in figures(found).items()})
    found = list(outcomes(gazetteer, documents, linking.LEAST))
    for line in calibration(found):
        print("  ", line)
    if arguments.errors:
        for one in found:
            if (one.linked and one.linked not in one.gold) or (one.held and one.linked not in one.gold):
                print("  ", repr(one.text), sorted(one.gold), one.linked, one.score)
    if arguments.fit:
        print(fit(found))
    for name in ("gum-train", "gum-dev"):
        print(gum(gazetteer, arguments.data / "ud" / f"{name}.conllu.gz", errors=arguments.errors))
    records = json.loads((arguments.data / "events" / "PLOVER_GSR_CAMEO.json").read_text(encoding="utf-8"))
    pairs = list(actors(records))
    wrong = []
    for text, code in pairs:
        country = gazetteer.country(text)
        if (country.country if country else "") != code:
            wrong.append((text, code, country.country if country else None))
    print(f"PLOVER actors: {len(pairs)}, country right {1 - len(wrong) / len(pairs):.3f}")
    if arguments.errors:
        for item in wrong:
            print("  ", *item)


if __name__ == "__main__":
    main()
