"""Which entry a name means in its context, and how sure that is.

Every entry of the name is weighed by its prominence, by whether its type fits the mention, and by whether the document
speaks of its country or has named it before. The score is the share of the best one in all weights, times the chance
that the name means an entry of the gazetteer at all. That chance comes from a logistic regression over how the name
matched and what it means, fitted on the labels of wiki-fair-v2 with `benchmarks/linking.py --fit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.gazetteer.entries import Candidate, Entry
from kg.gazetteer.names import acronym, key
from kg.model import EntityType

SAME_AS = 0.9
"""From this score on a link is sure enough for `owl:sameAs`."""

CLOSE_MATCH = 0.6
"""From this score on a link is likely enough for `skos:closeMatch`; below it nothing is said."""

LEAST = 0.4
"""Below this score `link` gives no candidate."""

STEEPNESS = 10
"""Prominence is raised to this power, which makes London forty times as likely as London, Ontario."""

HIGH_OFFICES = frozenset(
    {"head of state", "head of government", "leader", "foreign minister", "defence minister", "secretary general",
     "head", "opposition leader", "vice president"}
)  # fmt: skip
"""Whoever holds one of these is known to readers by surname."""

TITLES = re.compile(
    r"^(?:(?:acting|former|ex-|late|interim|then|vice|deputy|mr|mrs|ms|miss|dr|sir|dame|lord|lady|gen|general|col|"
    r"colonel|lt|president|prime minister|premier|chancellor|king|queen|prince|princess|emperor|emir|sultan|sheikh|"
    r"sheik|pope|foreign minister|foreign secretary|defen[cs]e minister|defen[cs]e secretary|secretary of state|"
    r"secretary[ -]general|minister|secretary|ayatollah|senator|sen|rep|congressman|governor|ambassador|chairman|"
    r"leader|strongman|comrade|commander|chief|head of state|mullah|vice[ -]president)\.?\s+)+(?=[A-Z])",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:islands?|province|region|city|peninsula|oblast|governorate|state|archipelago)$")
_HEAD = re.compile(r"^(?:the\s+)?(?:state|city|town|province|island|region|government)\s+of\s+", re.IGNORECASE)

_KINDS = {
    EntityType.PERSON: "person",
    EntityType.COUNTRY: "place",
    EntityType.PLACE: "place",
    EntityType.ORGANIZATION: "body",
    EntityType.ARMED_GROUP: "body",
    EntityType.GROUP: "group",
    EntityType.TREATY: "work",
    EntityType.WORK: "work",
    EntityType.EVENT: "event",
}

WEIGHTS = {
    "bias": 0.4,
    "prominence": 2.1,
    "country": 1.3,
    "full name": 0.8,
    "obscure": -0.6,
    "obscure person": -0.6,
    "obscure acronym": -1.0,
    "demonym": -1.3,
    "part": 0.5,
    "folded": -0.5,
    "similar": -0.5,
    "in context": 1.0,
    "known here": 0.3,
    "type fits": 0.7,
    "type strained": -2.0,
    "words": 0.3,
}
"""Weights of the logistic regression; `features` says what each stands for."""


class Tables(Protocol):
    """What linking needs of the gazetteer."""

    def find(self, name: str, *, type: EntityType | None = None) -> list[Entry]: ...  # noqa: D102
    def find_folded(self, name: str) -> list[Entry]: ...  # noqa: D102
    def find_surname(self, surname: str) -> list[Entry]: ...  # noqa: D102
    def find_similar(self, name: str) -> list[Entry]: ...  # noqa: D102
    def demonym(self, text: str) -> Entry | None: ...  # noqa: D102
    def by_id(self, id: str) -> Entry | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that a name may mean, and how they were found."""

    entries: tuple[Entry, ...]
    manner: str  # "name", "acronym", "demonym", "part", "transliteration"


def link(
    tables: Tables,
    name: str,
    type: EntityType | None,
    date: str | None,
    country_context: Sequence[str],
    entities_context: Sequence[str],
    surname_only: bool,
) -> Candidate | None:
    """Give the best entry for a name; see `Gazetteer.link`."""
    match = matching(tables, name, type, country_context)
    if match is None:
        bare = without_titles(tables, name)
        if type in (None, EntityType.PERSON) and " " not in bare.strip() and (surname_only or bare != name):
            return by_surname(tables, bare, date, country_context, entities_context)
        return None
    weighed = weigh(match, type, date, country_context, entities_context)
    if not weighed:
        return None
    best = weighed[0][0]
    if best.source == "user":
        return Candidate(best, 0.99, ("user's gazetteer",))
    score = share(weighed) * probability(features(name, match, best, type, country_context, entities_context))
    by_office = None
    if surname_only and best.prominence < (0.6 if best.type is EntityType.PERSON else 0.8):  # Bush is a town in Egypt
        by_office = by_surname(tables, name, date, country_context, entities_context)
    if by_office or score < LEAST:
        return by_office
    return Candidate(best, round(score, 3), tuple(reasons(match, weighed, country_context, entities_context)))


def matching(tables: Tables, name: str, type: EntityType | None, country_context: Sequence[str] = ()) -> Match | None:
    """Find entries for a name: by itself, by its parts ("Sochi, Russia"), as a demonym, by transliteration.

    A slip of spelling is only forgiven where the article speaks of the person's country.
    """
    found = tables.find(name)
    if type is not None:
        found = [entry for entry in found if agreement(entry, type) > 0] or found[:0]
    if found:
        return Match(tuple(found), "acronym" if acronym(name) else "name")
    if "," in name:
        place, _, rest = name.partition(",")
        around = tables.find(rest.strip())
        inside = [entry for entry in tables.find(place.strip()) if _inside(entry, around)]
        return Match(tuple(inside[:1]), "part") if inside else None
    country = tables.demonym(name) if type in (None, EntityType.GROUP, EntityType.COUNTRY, EntityType.PLACE) else None
    if country:
        return Match((country,), "demonym")
    if type in (None, EntityType.PERSON):
        bare = without_titles(tables, name)
        people = [entry for entry in tables.find(bare) if entry.type is EntityType.PERSON] if bare != name else []
        if people:
            return Match(tuple(people), "name")
        people = tables.find_folded(bare) if " " in bare.strip() else []
        if people:
            return Match(tuple(people), "transliteration")
        people = [entry for entry in tables.find_similar(bare) if entry.country in country_context]
        if people:
            return Match(tuple(people), "similar spelling")
    if type in (None, EntityType.PLACE, EntityType.COUNTRY):
        bare = _TAIL.sub("", _HEAD.sub("", name))
        places = [entry for entry in tables.find(bare) if _KINDS.get(entry.type) == "place"] if bare != name else []
        if places:
            return Match(tuple(places), "part")
    return None


def without_titles(tables: Tables, name: str) -> str:
    """Take titles and nationalities off a person's name: `US President Barack Obama` is Barack Obama."""
    bare = TITLES.sub("", name)
    first, _, rest = bare.partition(" ")
    if rest and tables.demonym(first):
        stripped = TITLES.sub("", rest)
        return stripped if stripped != rest else bare  # "Russian Putin" stays as it is
    return bare


def _inside(entry: Entry, around: Sequence[Entry]) -> bool:
    """Say whether a place lies in one of the countries or regions named after it."""
    return entry.type is EntityType.PLACE and any(entry.country and entry.country == other.country for other in around)


def agreement(entry: Entry, type: EntityType | None) -> float:
    """Say how well an entry's type goes with what the mention was taken for, 0 to 1."""
    if type is None or entry.type is type:
        return 1.0
    first, second = _KINDS.get(entry.type), _KINDS.get(type)
    if first == second:
        return 0.9
    if second == "body" and first == "place" and entry.prominence >= 0.8:
        return 0.3  # a state or capital taken for an organisation
    if {first, second} <= {"body", "group"}:
        return 0.5
    return 0.0


def weigh(
    match: Match,
    type: EntityType | None,
    date: str | None,
    country_context: Sequence[str],
    entities_context: Sequence[str],
) -> list[tuple[Entry, float]]:
    """Give the entries with what speaks for each, the best first."""
    weighed = []
    contested = any(entry.type is EntityType.COUNTRY for entry in match.entries)  # the state of Georgia
    for entry in match.entries:
        weight = max(entry.prominence, 0.1) ** STEEPNESS * agreement(entry, type)
        if entry.id in entities_context:
            weight *= 8
        if date and len(match.entries) > 1 and in_high_office(entry, date):
            weight *= 8
        if entry.country and entry.country in country_context:
            foremost = entry.country == country_context[0] and entry.type is not EntityType.COUNTRY
            weight *= (30 if contested else 100) if foremost else 4
        if weight > 0:
            weighed.append((entry, weight))
    return sorted(weighed, key=lambda pair: (pair[0].source != "user", -pair[1], pair[0].id))


def in_high_office(entry: Entry, date: str) -> bool:
    """Say whether a person holds one of `HIGH_OFFICES` on a date."""
    return any(office.role in HIGH_OFFICES and office.held_on(date) for office in entry.offices)


def share(weighed: Sequence[tuple[Entry, float]]) -> float:
    """Give what the best entry weighs against all."""
    return weighed[0][1] / sum(weight for _, weight in weighed)


def features(
    name: str,
    match: Match,
    best: Entry,
    type: EntityType | None,
    country_context: Sequence[str],
    entities_context: Sequence[str],
) -> dict[str, float]:
    """Describe how the name matched and what it means, for the regression."""
    there = bool(best.country) and best.country in country_context
    obscure = best.prominence < 0.6 and not there
    return {
        "bias": 1.0,
        "prominence": best.prominence,
        "country": float(best.type is EntityType.COUNTRY),
        "full name": float(best.type is EntityType.PERSON and best.prominence >= 0.5 and " " in key(name)),
        "obscure": float(obscure),
        "obscure person": float(best.type is EntityType.PERSON and best.prominence < 0.5),
        "obscure acronym": float(obscure and match.manner == "acronym"),
        "demonym": float(match.manner == "demonym"),
        "part": float(match.manner == "part"),
        "folded": float(match.manner in ("transliteration", "similar spelling")),
        "similar": float(match.manner == "similar spelling"),
        "in context": float(there and best.type is not EntityType.COUNTRY),
        "known here": float(best.id in entities_context),
        "type fits": float(type is not None and agreement(best, type) >= 0.9),
        "type strained": float(agreement(best, type) < 0.5),
        "words": float(" " in key(name)),
    }


def probability(found: dict[str, float]) -> float:
    """Give the regression's output for features."""
    return 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in found.items())))


def reasons(
    match: Match,
    weighed: Sequence[tuple[Entry, float]],
    country_context: Sequence[str],
    entities_context: Sequence[str],
) -> Iterable[str]:
    """Say in words why the best entry was chosen."""
    best = weighed[0][0]
    yield match.manner
    if len(weighed) > 1:
        yield f"most likely of {len(weighed)} of that name"
    if best.id in entities_context:
        yield "named before in the article"
    if best.country and best.country in country_context and best.type is not EntityType.COUNTRY:
        yield f"the article speaks of {best.country}"


def by_surname(
    tables: Tables, name: str, date: str | None, country_context: Sequence[str], entities_context: Sequence[str]
) -> Candidate | None:
    """Give the one person whom a surname clearly means: named before, or in high office on the day."""
    people = tables.find_surname(without_titles(tables, name))
    before = [entry for entry in people if entry.id in entities_context]
    if before:
        return Candidate(before[0], 0.95, ("surname", "named before in the article")) if len(before) == 1 else None
    if date is None:
        return None
    serving = [
        (entry, office)
        for entry in people
        for office in entry.offices
        if entry.prominence >= 0.6 and office.held_on(date)
    ]
    holders = list({entry.id: entry for entry, office in serving if office.role in HIGH_OFFICES}.values())
    here = [entry for entry in holders if entry.country in country_context]
    if not holders:  # a spokesman or envoy, where nobody else comes into question
        here = list({entry.id: entry for entry, _ in serving if entry.country in country_context}.values())
    if len(here) == 1:
        why = ("surname", f"in office on {date}", f"the article speaks of {here[0].country}")
        return Candidate(here[0], 0.93, why)
    if len(holders) == 1 and holders[0].prominence >= 0.7 and not country_context:
        return Candidate(holders[0], 0.8, ("surname", f"in office on {date}"))
    return None
