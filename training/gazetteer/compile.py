"""Compile the gazetteer's tables from open sources.

    python training/gazetteer/compile.py --data FOLDER

FOLDER holds the downloads that `README.md` beside this script lists; their checksums are compared with
`checksums.txt` (`--accept` writes that file anew). Tables made by hand are in `hand/`. The result goes to
`kg/gazetteer/tables/`: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import countries
import groups
import organisations
import people
import places
from drafts import Draft, World, rows

from kg.gazetteer.entries import Entry
from kg.gazetteer.lookup import entry_keys
from kg.gazetteer.names import key
from kg.gazetteer.tables import entry_of

HERE = Path(__file__).resolve().parent
TABLES = HERE.parents[1] / "kg" / "gazetteer" / "tables"

SOURCES = (
    "Phoenix.Countries.actors.txt",
    "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt",
    "country-coder-borders.json",
    "country-codes.csv",
    "factbook-government.json.gz",
    "foreign-ministers-wikidata.csv",
    "places-wikidata.csv",
    "supraverden-organisations.yaml",
    "world-leaders-wikidata.csv",
)


def main() -> None:
    """Read the sources, compile, write the tables and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the downloaded sources")
    parser.add_argument("--accept", action="store_true", help="write the checksums of the sources anew")
    arguments = parser.parse_args()
    check_sources(arguments.data, accept=arguments.accept)

    world = World()
    countries.add(world, arguments.data, HERE / "hand")
    places.add(world, arguments.data, HERE / "hand")
    organisations.add(world, arguments.data, HERE / "hand")
    groups.add(world, arguments.data, HERE / "hand")
    people.add(world, arguments.data, HERE / "hand")
    add_ids(world)
    drop_shared_spellings(world)
    write(world)


def add_ids(world: World) -> None:
    """Add the Wikidata ids that KnowledgeNet gives for names, chosen and checked by hand."""
    for row in rows(HERE / "hand" / "ids.tsv"):
        draft = world.entries.get(row["id"])
        if draft is None:
            raise SystemExit(f"ids.tsv: {row['id']} is no entry.")
        if not draft.wikidata and row["wikidata"] not in world.by_wikidata:
            draft.wikidata = row["wikidata"]
            draft.sources["KnowledgeNet (CC BY-SA 4.0)"] = None
            world.by_wikidata[draft.wikidata] = draft


def drop_shared_spellings(world: World) -> None:
    """Drop a city's other spelling where it is the name of something else."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for draft in world.entries.values():
        labels[key(draft.label)].add(draft.id)
        if not (draft.type == "Place" and draft.population):
            for name in draft.aliases:
                labels[key(name)].add(draft.id)
    for draft in world.entries.values():
        if draft.type == "Place" and draft.population and "hand-checked" not in draft.sources:
            draft.aliases = {name: None for name in draft.aliases if not labels[key(name)] - {draft.id}}


def check_sources(data: Path, *, accept: bool) -> None:
    """Compare the checksums of the sources with those of the last compilation."""
    sums = "".join(f"{hashlib.sha256((data / name).read_bytes()).hexdigest()}  {name}\n" for name in SOURCES)
    recorded = HERE / "checksums.txt"
    if accept:
        recorded.write_text(sums, encoding="utf-8")
    elif recorded.read_text(encoding="utf-8") != sums:
        raise SystemExit(f"Sources in {data} differ from {recorded}. Look at them, then compile with --accept.")


def write(world: World) -> None:
    """Write every table."""
    drafts = sorted(world.entries.values(), key=lambda draft: draft.id)
    lines = [draft.line() for draft in drafts]
    entries = [entry_of(line) for line in lines]
    check(entries)
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(entries):
        for name in entry_keys(entry):
            keys[name].append(row)
    write_table("entries", list(Draft.COLUMNS), lines)
    names = (f"{name}\t{' '.join(map(str, keys[name]))}" for name in sorted(keys) if name)
    write_table("names", ["key", "rows"], names)
    write_table(
        "demonyms",
        ["key", "entry", "kind"],
        (f"{word}\t{id}\t{kind}" for word, (id, kind) in sorted(world.demonyms.items())),
    )
    write_table("seats", ["key", "entry"], (f"{name}\t{id}" for name, id in sorted(world.seats.items())))
    write_table("members", ["bloc", "member", "start", "end", "source"], sorted(world.members))
    print(Counter(f"{entry.type}" for entry in entries))


def check(entries: list[Entry]) -> None:
    """Stop where two entries share a Wikidata id, or an office belongs to nothing."""
    ids = {entry.id for entry in entries}
    wikidata = Counter(entry.wikidata for entry in entries if entry.wikidata)
    shared = [id for id, count in wikidata.items() if count > 1]
    if shared:
        raise SystemExit(f"Entries share Wikidata ids: {shared[:10]}")
    for entry in entries:
        for office in entry.offices:
            if office.of not in ids:
                raise SystemExit(f"{entry.id} holds an office of {office.of}, which is no entry.")


def write_table(name: str, columns: list[str], lines: Iterable[str]) -> None:
    """Write one table, gzipped without a time stamp."""
    cells = list(lines)
    text = "\n".join(["\t".join(columns), *cells]) + "\n"
    path = TABLES / f"{name}.tsv.gz"
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{name}: {len(cells)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
