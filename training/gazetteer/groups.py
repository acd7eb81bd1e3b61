"""Nationalities, ethnic and religious groups, armed and political groups; treaties, wars and other events."""

from __future__ import annotations

import re
from pathlib import Path

import phoenix
from drafts import World, rows

from kg.gazetteer.names import key

HAND = "hand-checked"
PHOENIX = "Phoenix dictionaries (MIT)"


def add(world: World, data: Path, hand: Path) -> None:
    """Add nationalities from the demonyms, other peoples and religions by hand, armed groups by hand and Phoenix."""
    add_nationalities(world, hand)
    for row in rows(hand / "groups.tsv"):
        draft = world.add(row["label"], "Group", HAND, hint="people")
        draft.country, draft.sector, draft.prominence = row["country"], row["kind"], 0.6
        draft.name(*row["aliases"].split("|"))
        world.demonym(row["adjectives"], draft.id, "adjective")
        world.demonym("|".join((row["label"], row["aliases"])), draft.id, "noun")
    for row in rows(hand / "armed.tsv"):
        draft = world.add(row["label"], row["type"], HAND, hint=row["country"] or "group")
        draft.country, draft.sector, draft.prominence = row["country"], row["sector"], 0.75
        draft.name(*row["aliases"].split("|"))
    add_armed(world, data)
    for row in rows(hand / "treaties.tsv"):
        draft = world.add(row["label"], row["type"], HAND, hint=row["type"])
        draft.prominence = 0.75
        draft.name(*row["aliases"].split("|"))


def add_nationalities(world: World, hand: Path) -> None:
    """Add a group for each country's people: Belarusians, the Dutch."""
    plurals = {row["iso3"]: row["nouns"].split("|") for row in rows(hand / "countries.tsv")}
    words: dict[str, list[str]] = {}
    for word, (id, kind) in world.demonyms.items():
        words.setdefault(id, []).append(word if kind != "adjective" else "")
    for iso3, country in sorted(world.country.items()):
        nouns = [noun for noun in plurals.get(iso3, ()) if noun.endswith(("s", "men")) and not noun.endswith("ss")]
        nouns += [word.title() for word in words.get(country.id, ()) if word.endswith("s") and not word.endswith("ss")]
        if nouns and "man" not in nouns[0]:
            draft = world.add(nouns[0], "Group", HAND, hint="people")
            draft.country, draft.prominence = iso3, 0.55
            draft.name(*nouns[1:2])


def add_armed(world: World, data: Path) -> None:
    """Add Phoenix' armed groups whose names say enough to be told from others."""
    known = {key(name) for draft in world.entries.values() for name in (draft.label, *draft.aliases)}
    for actor in phoenix.actors(data / "Phoenix.MilNonState.actors.txt"):
        names = [phoenix.readable(re.sub(r"\(.*?\)", "", name)) for name in actor.names]
        names = [name for name in names if telling(name)]
        if not names or any(key(name) in known for name in names):
            continue
        draft = world.add(names[0], "ArmedGroup", PHOENIX, hint="group")
        code = actor.codes[0][0] if actor.codes else ""
        draft.country = code[:3] if code[:3] in world.country else ""
        draft.sector, draft.prominence = "REB", 0.3
        draft.name(*names[1:])
        known.update(key(name) for name in names)


def telling(name: str) -> bool:
    """Say whether a name is long enough to mean one group only (not `Resistance` or `National Front`)."""
    return len(name.split()) >= 3 and len(name) >= 14 and not re.search(r"[/\d*+&;]", name)
