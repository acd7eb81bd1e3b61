"""International organisations, blocs with members, bodies of states, and the media."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from drafts import World, rows

from kg.gazetteer.names import key

SUPRAVERDEN = "supraverden (CC BY-SA 4.0)"
HAND = "hand-checked"
AMBIGUOUS = frozenset({"WB", "EP", "EC", "AMA", "FRA", "ERA", "ELI", "SHARE", "SESAME", "ESS"})  # mostly mean others
WELL_KNOWN = frozenset(
    {"Reuters", "Associated Press", "Agence France-Presse", "Bloomberg News", "TASS", "RIA Novosti", "Interfax", "RT",
     "Sputnik", "BelTA", "Ukrinform", "BBC", "CNN", "Xinhua", "Al Jazeera", "Al Arabiya", "The New York Times",
     "The Washington Post", "The Wall Street Journal", "The Guardian", "Financial Times", "The Economist", "Fox News",
     "Deutsche Welle", "Deutsche Presse-Agentur", "Der Spiegel", "Le Monde", "Kyodo News", "Yonhap", "KCNA", "IRNA",
     "Anadolu Agency", "Radio Free Europe/Radio Liberty", "Voice of America", "Radio Free Asia", "EFE", "ANSA", "NHK",
     "Korean Central News Agency", "Press Trust of India", "Meduza", "Novaya Gazeta", "Kommersant", "Politico", "NPR",
     "Global Times", "People's Daily", "Haaretz", "The Jerusalem Post", "Press TV", "Tut.by", "Nexta", "Dozhd"}
)  # fmt: skip
_NO_CODE = re.compile(r"^Q\d+$")


def add(world: World, data: Path, hand: Path) -> None:
    """Add the main organisations by hand, the others from supraverden, then outlets and memberships."""
    with (data / "supraverden-organisations.yaml").open(encoding="utf-8") as stream:
        source: dict[str, dict[str, Any]] = yaml.safe_load(stream)
    used: set[str] = set()
    for row in rows(hand / "organisations.tsv"):
        facts = source.get(row["source_name"], {})
        if row["source_name"]:
            if not facts:
                raise SystemExit(f"organisations.tsv: supraverden has no {row['source_name']!r}.")
            used.add(row["source_name"])
        draft = world.add(row["label"], "Organization", HAND, id=row["id"], wikidata=wikidata(facts))
        draft.sector, draft.country = row["sector"], row["country"]
        draft.prominence = 0.8 if row["sector"] == "IGO" else 0.7
        draft.name(*row["aliases"].split("|"))
        if facts:
            draft.sources[SUPRAVERDEN] = None
            draft.name(*names(facts))
    taken: set[str] = set()
    for label, facts in source.items():
        id = wikidata(facts)
        if label in used or id in world.by_wikidata or key(label) in taken:
            continue
        taken.add(key(label))
        draft = world.add(label, "Organization", SUPRAVERDEN, wikidata=id)
        draft.sector, draft.prominence = "IGO", 0.4
        draft.name(*names(facts))
    add_outlets(world, hand)
    add_members(world, hand)


def names(facts: dict[str, Any]) -> list[str]:
    """Give the English names of an organisation in supraverden."""
    wanted = re.compile(r"^(Name|Abbreviation)(_other|_former)?(_\d)?_en$")
    found = [str(value) for name, value in facts.items() if wanted.match(name) and value]
    return [name for name in found if not name.startswith("[") and name not in AMBIGUOUS]


def wikidata(facts: dict[str, Any]) -> str:
    """Give the Wikidata id of an organisation in supraverden, empty where it has none."""
    code = str(facts.get("Wikidata_code", ""))
    return code if _NO_CODE.match(code) else ""


def add_outlets(world: World, hand: Path) -> None:
    """Add news agencies and outlets."""
    for row in rows(hand / "outlets.tsv"):
        draft = world.add(row["label"], "Organization", HAND, hint="media")
        draft.sector, draft.country = "MED", row["country"]
        draft.prominence = 0.75 if row["label"] in WELL_KNOWN else 0.5
        draft.name(*row["aliases"].split("|"), row["domain"])


def add_members(world: World, hand: Path) -> None:
    """Add who belongs to which bloc since when; `GBR:2020-01-31` left on that day."""
    for row in rows(hand / "blocs.tsv"):
        if row["bloc"] not in world.entries:
            raise SystemExit(f"blocs.tsv: {row['bloc']} is no entry.")
        for member in row["members"].split():
            code, _, end = member.partition(":")
            entry = world.country[code] if code in world.country else world.entries[code]
            world.members.append("\t".join((row["bloc"], entry.id, row["since"], end, HAND)))
