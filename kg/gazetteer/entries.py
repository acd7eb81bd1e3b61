"""The records of the gazetteer: entries, the offices that people hold, and candidates for a link."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds or held.

    `start` and `end` are ISO 8601, to the day, month or year that the source gives; None where it is open or unknown.
    """

    role: str  # normalised: one of `kg.gazetteer.ROLES`
    of: str  # id of the entry whose office it is: a country or an organisation
    country: str | None  # ISO 3166-1 alpha-3, None for an office of an organisation
    title: str  # as the source words it: "President of Belarus"
    start: str | None
    end: str | None
    source: str

    def held_on(self, date: str) -> bool:
        """Say whether the office was held on a day, month or year (ISO 8601), as far as the dates tell.

        A date that is only known to the year covers the whole of it, so both the one who left and the one who came
        count as holders in the year of a change.
        """
        starts_in_time = self.start is None or self.start <= date or date.startswith(self.start)
        ends_in_time = self.end is None or date <= self.end or date.startswith(self.end)
        return (starts_in_time and ends_in_time) or (self.start or "").startswith(date)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the world that the gazetteer knows."""

    id: str  # readable, unique and stable: Vladimir_Putin
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    geonames: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3 of the country that it is or belongs to
    sector: str | None = None  # PLOVER actor code: GOV, MIL, LEG, JUD, OPP, REB, IGO, NGO, MED, BUS, …
    latitude: float | None = None
    longitude: float | None = None
    gender: str | None = None  # "female" or "male", only where a source says so
    population: int | None = None
    prominence: float = 0.0  # how likely the news mean this one by its name, 0 to 1
    offices: tuple[Office, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name probably means."""

    entry: Entry
    score: float  # calibrated probability that the name means this entry
    reasons: tuple[str, ...] = ()  # in words, for the graph
