"""Reading the tables: those of the package and the user's own rows."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from kg.errors import TableError
from kg.gazetteer.entries import Entry, Office
from kg.gazetteer.names import plain
from kg.model import EntityType

ROLES = (
    "head of state",
    "head of government",
    "leader",
    "foreign minister",
    "defence minister",
    "finance minister",
    "interior minister",
    "vice president",
    "deputy head of government",
    "security adviser",
    "minister",
    "spokesperson",
    "envoy",
    "commander",
    "central bank governor",
    "speaker",
    "opposition leader",
    "secretary general",
    "head",
    "official",
)

USER_COLUMNS = (
    "id",
    "label",
    "type",
    "aliases",
    "wikidata",
    "geonames",
    "country",
    "sector",
    "latitude",
    "longitude",
    "gender",
    "role",
    "office_of",
    "from",
    "to",
)
"""Columns of the user's CSV. `label` and `type` are needed, the others may be missing or empty.

`aliases` are parted by `|`. `role` (one of `ROLES`), `office_of` (id of an entry, such as `Belarus`), `from` and `to`
(ISO 8601) give a person's office; a person with several offices has several rows with one `id`.
"""

_ID = re.compile(r"^[^\s<>\"{}|\\^`/#?%]+$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_PATTERNS = {
    "wikidata": (re.compile(r"^Q[1-9]\d*$"), "a Wikidata id such as Q184"),
    "geonames": (re.compile(r"^[1-9]\d*$"), "a GeoNames number"),
    "country": (re.compile(r"^[A-Z]{3}$"), "an ISO 3166-1 alpha-3 code such as BLR"),
    "gender": (re.compile(r"^(female|male)$"), "female or male"),
    "from": (_DATE, "a date such as 2020-09-14"),
    "to": (_DATE, "a date such as 2020-09-14"),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """Membership of a country in a bloc."""

    bloc: str  # id of an entry
    member: str  # id of an entry
    start: str | None
    end: str | None
    source: str


def read_lines(table: str) -> list[str]:
    """Give the lines of a table of the package, without its header."""
    data = (files(__package__) / "tables" / f"{table}.tsv.gz").read_bytes()
    return gzip.decompress(data).decode("utf-8").split("\n")[1:-1]


def read_pairs(table: str) -> dict[str, str]:
    """Give a table of two columns as a mapping from the first to the second."""
    data = (files(__package__) / "tables" / f"{table}.tsv.gz").read_bytes()
    cells = iter(gzip.decompress(data).decode("utf-8").replace("\n", "\t").split("\t")[:-1])
    pairs = dict(zip(cells, cells, strict=True))
    del pairs[next(iter(pairs))]  # the header
    return pairs


def entry_of(line: str) -> Entry:
    """Make an entry from a line of the table `entries`."""
    (
        id, label, type, aliases, wikidata, geonames, country, sector,
        latitude, longitude, gender, population, prominence, offices, source,
    ) = line.split("\t")  # fmt: skip
    return Entry(
        id=id,
        label=label,
        type=EntityType(type),
        aliases=tuple(aliases.split("|")) if aliases else (),
        wikidata=wikidata or None,
        geonames=geonames or None,
        country=country or None,
        sector=sector or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        gender=gender or None,
        population=int(population) if population else None,
        prominence=float(prominence),
        offices=tuple(_office(text) for text in offices.split("|")) if offices else (),
        source=source,
    )


def _office(text: str) -> Office:
    """Make an office from its part of a line."""
    role, of, country, title, start, end, source = text.split("~")
    return Office(role, of, country or None, title, start or None, end or None, source)


def memberships() -> Iterator[Membership]:
    """Yield who belongs to which bloc, with the dates of joining and leaving."""
    for line in read_lines("members"):
        bloc, member, start, end, source = line.split("\t")
        yield Membership(bloc, member, start or None, end or None, source)


def read_user_entries(path: Path) -> list[Entry]:
    """Read the user's rows from a CSV file with the columns `USER_COLUMNS`.

    Raises TableError, naming the line and what is wrong there.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns = tuple(reader.fieldnames or ())
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"Cannot read gazetteer {path}: {error}. Give a CSV file in UTF-8.") from error
    for name in ("label", "type"):
        if name not in columns:
            raise TableError(f"{path}, line 1: no column {name!r}. Columns may be: {', '.join(USER_COLUMNS)}.")
    unknown = [name for name in columns if name not in USER_COLUMNS]
    if unknown:
        raise TableError(f"{path}, line 1: unknown column {unknown[0]!r}. There are: {', '.join(USER_COLUMNS)}.")
    entries: dict[str, Entry] = {}
    for line, row in rows:
        entry = _user_entry(path, line, row)
        known = entries.get(entry.id)
        entries[entry.id] = _joined(known, entry) if known else entry
    return list(entries.values())


def _user_entry(path: Path, line: int, row: dict[str, str | None]) -> Entry:
    """Check one row of the user's and make its entry."""

    def fault(text: str) -> TableError:
        return TableError(f"{path}, line {line}: {text}")

    if None in row:
        raise fault("more cells than columns. Put cells that hold a comma in quotes.")
    cells = {name: (value or "").strip() for name, value in row.items()}
    if not cells["label"]:
        raise fault("the label is empty.")
    if cells["type"] not in set(EntityType):
        raise fault(f"{cells['type']!r} is no type. There are: {', '.join(EntityType)}.")
    for name, (pattern, meaning) in _PATTERNS.items():
        if cells.get(name) and not pattern.match(cells[name]):
            raise fault(f"{name} is {cells[name]!r} and not {meaning}.")
    id = cells.get("id") or local_name(cells["label"])
    if not _ID.match(id):
        raise fault(f'id {id!r} cannot stand in an IRI. Leave out blanks and any of < > " {{ }} | \\ ^ ` / # ? %.')
    role = cells.get("role", "")
    if role and role not in ROLES:
        raise fault(f"{role!r} is no role. There are: {', '.join(ROLES)}.")
    if role and not cells.get("office_of"):
        raise fault("a role without office_of, the id of the country or organisation.")
    office = Office(
        role, cells.get("office_of", ""), cells.get("country") or None, role,
        cells.get("from") or None, cells.get("to") or None, "user",
    )  # fmt: skip
    return Entry(
        id=id,
        label=cells["label"],
        type=EntityType(cells["type"]),
        aliases=tuple(alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip()),
        wikidata=cells.get("wikidata") or None,
        geonames=cells.get("geonames") or None,
        country=cells.get("country") or None,
        sector=cells.get("sector") or None,
        latitude=_degrees(cells.get("latitude", ""), 90, fault),
        longitude=_degrees(cells.get("longitude", ""), 180, fault),
        gender=cells.get("gender") or None,
        prominence=1.0,
        offices=(office,) if role else (),
        source="user",
    )


def _degrees(text: str, limit: int, fault: Callable[[str], TableError]) -> float | None:
    """Check a latitude or longitude."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise fault(f"{text!r} is not a number of degrees.") from None
    if not -limit <= value <= limit:
        raise fault(f"{text} degrees are outside -{limit} to {limit}.")
    return value


def _joined(first: Entry, second: Entry) -> Entry:
    """Add the offices and aliases of another row for the same id."""
    aliases = first.aliases + tuple(alias for alias in second.aliases if alias not in first.aliases)
    return replace(first, aliases=aliases, offices=first.offices + second.offices)


def local_name(label: str) -> str:
    """Make a readable id of a label: `Vladimir_Putin`."""
    return "_".join(re.sub(r"[^\w\-]+", " ", re.sub(r"['.]", "", plain(label))).split()).strip("-_") or "Unnamed"
