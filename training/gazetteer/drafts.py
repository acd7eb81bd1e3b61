"""What is known about the world while it is being compiled."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from kg.gazetteer.names import key
from kg.gazetteer.tables import local_name

Hold = tuple[str, str, str, str, str, str, str]  # role, of, country, title, start, end, source


@dataclass
class Draft:
    """An entry in the making."""

    id: str
    label: str
    type: str
    aliases: dict[str, None] = field(default_factory=dict)  # a set that keeps its order
    wikidata: str = ""
    geonames: str = ""
    country: str = ""
    sector: str = ""
    latitude: str = ""
    longitude: str = ""
    gender: str = ""
    population: str = ""
    prominence: float = 0.1
    offices: dict[Hold, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "id", "label", "type", "aliases", "wikidata", "geonames", "country", "sector",
        "latitude", "longitude", "gender", "population", "prominence", "offices", "source",
    )  # fmt: skip

    def name(self, *names: str | None) -> None:
        """Add names."""
        for one in names:
            text = " ".join((one or "").replace("|", " ").split())
            if text and text != self.label:
                self.aliases[text] = None

    def line(self) -> str:
        """Give the entry's line of the table."""
        offices = sorted(self.offices, key=lambda hold: (hold[4], hold))
        return "\t".join(
            (
                self.id, self.label, self.type, "|".join(self.aliases), self.wikidata, self.geonames, self.country,
                self.sector, self.latitude, self.longitude, self.gender, self.population, f"{self.prominence:.2f}",
                "|".join("~".join(part.replace("|", "/").replace("~", "-") for part in hold) for hold in offices),
                "; ".join(self.sources),
            )
        )  # fmt: skip


class World:
    """Everything compiled so far."""

    def __init__(self) -> None:
        self.entries: dict[str, Draft] = {}
        self.by_wikidata: dict[str, Draft] = {}
        self.country: dict[str, Draft] = {}  # ISO alpha-3 → country
        self.alpha3: dict[str, str] = {}  # ISO alpha-2 → alpha-3
        self.fips: dict[str, str] = {}  # FIPS → ISO alpha-3
        self.demonyms: dict[str, tuple[str, str]] = {}
        self.seats: dict[str, str] = {}
        self.members: list[str] = []
        self.city_demonyms: list[tuple[str, str]] = []  # id of a city, its words

    def add(self, label: str, type: str, source: str, *, id: str = "", hint: str = "", wikidata: str = "") -> Draft:
        """Make a new entry; `hint` (a country, a kind) tells two things of one label apart in their ids."""
        known = self.by_wikidata.get(wikidata) if wikidata else None
        if known:
            known.sources[source] = None
            known.name(label)
            return known
        chosen = id or local_name(label)
        if chosen in self.entries and hint:
            chosen = f"{chosen}_{local_name(hint)}"
        number, base = 2, chosen
        while chosen in self.entries:
            chosen = f"{base}_{number}"
            number += 1
        draft = Draft(chosen, " ".join(label.split()), type, wikidata=wikidata, sources={source: None})
        self.entries[chosen] = draft
        if wikidata:
            self.by_wikidata[wikidata] = draft
        return draft

    def demonym(self, words: str, id: str, kind: str) -> None:
        """Add demonyms (parted by `|`); the first entry that claims a word keeps it."""
        for word in filter(None, (part.strip() for part in words.split("|"))):
            known = self.demonyms.get(key(word))
            if known is None:
                self.demonyms[key(word)] = (id, kind)
            elif known[0] == id and known[1] != kind:
                self.demonyms[key(word)] = (id, "both")


def rows(path: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    """Read a table with a header; missing cells are empty."""
    with path.open(encoding="utf-8", newline="") as stream:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        return [
            {name: (value or "").strip() for name, value in row.items() if name}
            for row in csv.DictReader(stream, delimiter=delimiter, quoting=quoting)
        ]
