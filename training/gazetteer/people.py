"""People in office, from four sources that spell them differently.

Two records are one person where the Wikidata ids agree; where names agree up to transliteration within one country;
or where both hold the same office of one country since the same year.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import phoenix
from countries import field, read_factbook
from drafts import Draft, Hold, World, rows

from kg.gazetteer.names import fold, key

LEADERS = "Wikidata leaders (CC0)"
MINISTERS = "Wikidata foreign ministers (CC0)"
FACTBOOK = "World Factbook (CC0)"
HAND = "hand-checked"
PHOENIX = "Phoenix dictionaries (MIT)"
POLITICIANS = "Wikidata politicians (CC0)"
PHOENIX_CODES = {
    "ROM": "ROU",
    "TMP": "TLS",
    "ZAR": "COD",
    "PSE": "PSE",
    "KSV": "XKX",
    "SCG": "SRB",
    "GER": "DEU",
    "WBK": "PSE",
}
ROLE_SECTORS = frozenset({"GOV", "OPP", "ELI", "REB", "LEG", "MIL"})
EUROPEAN = frozenset(
    {
        "AND", "ALB", "AUT", "BEL", "BIH", "BGR", "CHE", "CYP", "CZE", "DEU", "DNK", "EST", "ESP", "FIN", "FRA",
        "GBR", "GEO", "GRC", "HRV", "HUN", "IRL", "ISL", "ITA", "LIE", "LTU", "LUX", "LVA", "MCO", "MDA", "MNE",
        "MKD", "MLT", "NLD", "NOR", "POL", "PRT", "ROU", "RUS", "SRB", "SWE", "SVN", "SVK", "SMR", "TUR", "UKR",
        "ARM", "AZE", "KAZ", "KGZ", "BLR"
    }
)  # fmt: skip
NOT_PERSONS = re.compile(
    r"\b(president|minister|ministry|prime|premier|secretary|general|king|queen|prince|chancellor|vice|party|front|army|"
    r"government|council|ambassador|chief|leader|governor|former|mayor|senator|chairman|judge|justice|commander|"
    r"republic|national|democratic|people|movement|union|police|forces|committee|commission|parliament|court|bank|"
    r"university|acting|deputy|spokesman|interim|opposition|rebels?|city|state|administration|colonel|admiral|marshal|"
    r"captain|lieutenant|major|emir|sultan|sheikh|emperor|pope|duke|ayatollah|attorney|director|officials?|islands?|"
    r"group|league|association|of|the|and|for|congress|assembly|agency|office|department|service|company)\b",
    re.IGNORECASE,
)

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_HOLDER = re.compile(
    r"^(?P<words>[^()]+?)\s*\((?:[a-z ]+)?since (?:(?:(?P<day>\d{1,2}) )?(?P<month>[A-Z][a-z]+) )?(?P<year>\d{4})\)"
)
_HEAD_OF_GOVERNMENT = re.compile(
    r"prime minister|chancellor|premier|chief minister|taoiseach|head of government|"
    r"president of the (?:government|council)",
    re.I,
)
COMMON_PARTS = frozenset(  # of names that say little: Mohammed bin Rashid is not Mohammed bin Zayed
    fold(name)
    for name in (
        "Mohammed", "Ahmed", "Abdullah", "Hussein", "Hassan", "Khalid", "Rashid", "Salman", "Sheikh", "Prince", "Abdul",
        "Khalifa", "Hamad", "Jorge", "Carlos", "Jose", "Juan", "Jean", "John", "Alexander", "Vladimir", "Mikhail",
    )
)  # fmt: skip
SINGLE = frozenset({"head of state", "head of government", "foreign minister", "secretary general", "head", "leader"})
JOINT = frozenset({"SMR", "BIH", "AND", "CHE", "MMR", "YEM", "LBY", "MCO"})  # two at a time, or two that claim it
HORIZONS = {LEADERS: "2022-12", MINISTERS: "2023-02"}  # the last month that these sources know
CORRECTED = {("ROU", "head of government"): "2025-06-23"}  # the Factbook has 2005
SOVIET = frozenset({"RUS", "UKR", "BLR", "GEO", "ARM", "AZE", "KAZ", "KGZ", "UZB", "TJK", "TKM", "MDA"})
STATE_ROLES = ("head of state", "head of government", "vice president", "foreign minister", "defence minister")
LABELS = {"Francis": "Pope Francis"}
_SKIPPED = re.compile(r"member of the swiss federal council|pontifical commission", re.I)


class People:
    """People found so far, and whether a new record is one of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_fold: dict[tuple[str, str], Draft] = {}
        self.by_office: defaultdict[tuple[str, str, str], list[Draft]] = defaultdict(list)
        self.made: dict[str, Draft] = {}  # by the names of the table made by hand

    def same_office(self, label: str, of: str, role: str, start: str) -> Draft | None:
        """Give who holds that office since the same year and shares a part of the name."""
        parts = {part for part in fold(label).split() if len(part) > 3} - COMMON_PARTS
        for draft in self.by_office.get((of, role, start[:4]), ()):
            known = {part for name in (draft.label, *draft.aliases) for part in fold(name).split() if len(part) > 3}
            if any(SequenceMatcher(None, one, other).ratio() > 0.8 for one in parts for other in known):
                return draft
        return None

    def called(self, name: str, country: str) -> Draft | None:
        """Give the person of that name, in that country or in the service of an international organisation."""
        nations = (country, "", "SUN") if country in SOVIET else (country, "")
        return next((self.by_fold[fold(name), one] for one in nations if (fold(name), one) in self.by_fold), None)

    def add(
        self, label: str, source: str, country: str, wikidata: str = "",
        others: tuple[str, ...] = (), office: tuple[str, str, str] | None = None,
    ) -> Draft:  # fmt: skip
        """Give the draft of a person, new or known; `office` is of what, in which role, since when."""
        draft = self.world.by_wikidata.get(wikidata) if wikidata else None
        for name in (label, *others):
            draft = draft or self.called(name, country)
        if draft is None and office:
            draft = self.same_office(label, *office)
        if draft is None:
            draft = self.world.add(label, "Person", source, hint=country, wikidata=wikidata)
            draft.country, draft.sector, draft.prominence = country, "GOV", 0.5
        elif wikidata and not draft.wikidata:
            draft.wikidata = wikidata
            self.world.by_wikidata[wikidata] = draft
        draft.sources[source] = None
        draft.name(label, *others)
        self.spell(draft, country)
        return draft

    def spell(self, draft: Draft, country: str) -> None:
        """Remember the names under which a draft is known."""
        for name in (draft.label, *draft.aliases):
            if len(key(name).split()) > 1:
                self.by_fold.setdefault((fold(name), country), draft)

    def hold(self, draft: Draft, hold: Hold) -> None:
        """Give a person an office; a better dated record of the same term takes the place of a worse one."""
        role, of, country, title, start, end, source = hold
        for known in list(draft.offices):
            if known[0] == role and known[1] == of and not known[5] and known[4][:4] < start[:4] and role in SINGLE:
                del draft.offices[known]  # sworn in once more
                draft.offices[(*known[:6], known[6] if source in known[6] else f"{known[6]}, {source}")] = None
                return
            if known[0] == role and known[1] == of and known[4][:4] == start[:4]:
                best_start = max(known[4], start, key=len)
                best_end = max(known[5], end, key=len)
                del draft.offices[known]
                title, source = known[3], known[6] if source in known[6] else f"{known[6]}, {source}"
                start, end = best_start, best_end
        draft.offices[role, of, country, title, start, end, source] = None
        if draft not in self.by_office[of, role, start[:4]]:
            self.by_office[of, role, start[:4]].append(draft)


def add(world: World, data: Path, hand: Path) -> None:
    """Add people: those of Wikidata, then those of the Factbook, then those made by hand."""
    people = People(world)
    by_wikidata = {
        draft.wikidata: draft for draft in world.entries.values() if draft.type == "Country" and draft.wikidata
    }
    by_wikidata["Q756617"] = world.country["DNK"]
    by_wikidata["Q29999"] = world.country["NLD"]
    add_hand(people, hand)
    add_leaders(people, data, by_wikidata)
    add_ministers(people, data, by_wikidata)
    add_factbook(people, data)
    close_terms(people)
    add_phoenix(people, data)
    add_politicians(people, data)


def add_hand(people: People, hand: Path) -> None:
    """Add the holders of offices since about 1990 that were put together by hand."""
    world = people.world
    for row in rows(hand / "offices.tsv"):
        of = world.country.get(row["of"]) or world.entries.get(row["of"])
        if of is None:
            raise SystemExit(f"offices.tsv: {row['of']} is no entry.")
        nation = of.country
        draft = people.made.get(row["name"]) or people.add(row["name"], HAND, nation)
        people.made[row["name"]] = draft
        draft.gender = row["gender"]
        draft.name(*row["aliases"].split("|"))
        people.spell(draft, nation)
        draft.sector = (
            {"opposition leader": "OPP", "commander": "MIL"}.get(row["role"], draft.sector)
            if not draft.offices
            else draft.sector
        )
        if of.type == "Organization" and not nation and not draft.offices:
            draft.sector = "IGO"
        if of.type == "ArmedGroup":
            draft.sector = "REB"
        draft.prominence = max(
            draft.prominence, 0.7 if row["role"] not in ("official", "envoy", "spokesperson") else 0.6
        )
        title = f"{row['title']} of {of.label}" if row["role"] in STATE_ROLES else row["title"]
        people.hold(draft, (row["role"], of.id, nation, title, row["start"], row["end"], HAND))


def add_leaders(people: People, data: Path, by_wikidata: dict[str, Draft]) -> None:
    """Add heads of state and government with the years of their terms."""
    for row in rows(data / "world-leaders-wikidata.csv", ","):
        country = by_wikidata.get(row["countryid"])
        title = row["positionLabel"]
        if country is None or _SKIPPED.search(title) or not row["officeholderLabel"]:
            continue
        monarch_elsewhere = row["officeholderLabel"] in ("Elizabeth II", "Charles III") and country.country != "GBR"
        co_prince = country.country == "AND" and row["officeholderLabel"] == "Emmanuel Macron"
        role = "head of government" if _HEAD_OF_GOVERNMENT.search(title) else "head of state"
        if country.country == "IRN":
            role = "head of government" if title.startswith("President") else "head of state"
        nation = "GBR" if monarch_elsewhere else "FRA" if co_prince else country.country
        label = LABELS.get(row["officeholderLabel"], row["officeholderLabel"])
        draft = people.add(label, LEADERS, nation, row["officeholder"], office=(country.id, role, row["start_year"]))
        people.hold(draft, (role, country.id, country.country, title, row["start_year"], row["end_year"], LEADERS))


def add_ministers(people: People, data: Path, by_wikidata: dict[str, Draft]) -> None:
    """Add foreign ministers with the days on which they came."""
    for row in rows(data / "foreign-ministers-wikidata.csv", ","):
        country = by_wikidata.get(row["country"])
        if country and row["person"] and row["name"]:
            start = row["start"][:10]
            office = (country.id, "foreign minister", start)
            draft = people.add(row["name"], MINISTERS, country.country, row["person"], office=office)
            people.hold(
                draft, ("foreign minister", country.id, country.country, row["positionLabel"], start, "", MINISTERS)
            )


def add_factbook(people: People, data: Path) -> None:
    """Add those whom the last Factbook (early 2026) names, and end the terms of whom they followed."""
    world = people.world
    factbook: dict[str, Any] = read_factbook(data)
    for fips, iso3 in world.fips.items():
        country = world.country[iso3]
        for role, name in (("head of state", "chief of state"), ("head of government", "head of government")):
            found = holder(field(factbook.get(fips) or {}, "executive", name))
            if found is None or country.prominence < 0.6:
                continue
            title, label, surname, start = found
            realm = role == "head of state" and label == "Charles III" and iso3 != "GBR"
            start = CORRECTED.get((iso3, role), start)
            known = people.same_office(label, country.id, role, start)
            draft = known or people.add(label, FACTBOOK, "GBR" if realm else iso3, others=short_forms(label, surname))
            if known:
                draft.name(label, *short_forms(label, surname))
                draft.sources[FACTBOOK] = None
                people.spell(draft, iso3)
            people.hold(draft, (role, country.id, iso3, title, start, "", FACTBOOK))


def close_terms(people: People) -> None:
    """End open terms: where a successor is known on that day, else where the source itself ends."""
    drafts = [draft for draft in people.world.entries.values() if draft.type == "Person"]
    starts: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for draft in drafts:
        for hold in draft.offices:
            starts[hold[0], hold[1]].append((hold[4], draft.id))
    for draft in drafts:
        for hold in [hold for hold in draft.offices if not hold[5] and hold[0] in SINGLE]:
            later = [start for start, id in starts[hold[0], hold[1]] if id != draft.id and start > hold[4]]
            known_until = HORIZONS.get(hold[6], "")
            ends = [*(later if hold[2] not in JOINT else ()), *([known_until] if known_until else ())]
            end = min(ends, default="")
            del draft.offices[hold]
            draft.offices[(*hold[:5], end, hold[6])] = None


def holder(text: str) -> tuple[str, str, str, str] | None:
    """Take title, name, surname and first day out of a field of the Factbook.

    `President Alyaksandr LUKASHENKA (since 20 July 1994)`; what stands in capitals is the surname.
    """
    match = _HOLDER.match(text)
    if not match:
        return None
    words = match["words"].split()
    capitals = [
        index
        for index, word in enumerate(words)
        if (len(word) > 1 and word.replace("I", "").isupper()) or word in ("II", "III", "VI", "XIV", "X")
    ]
    capitals = [index for index in capitals if words[index] not in ("II", "III", "VI", "XIV", "X", "IV", "V")]
    if not capitals:
        return None
    titles = re.compile(
        r"^(?:President|King|Queen|Emperor|Amir|Sultan|Pope|Prime|Minister|Premier|Chancellor|Supreme|People's|Assembly|Leader|Interim|Acting|"
        r"Caretaker|Transitional|Transition|of|the|and|Swiss|Confederation|Government|Spain|Council|Ministers|State|Chairperson|Chairman|"
        r"Presidency|Presidential|Leadership|Dr\.|Sr\.|Taliban|Sir|Dame|General|Gen\.|Lt\.|Col\.|Brig\.|Capt\.|Colonel|Captain|Crown|Prince|Co-Vice|Vice|"
        r"Grand|Duke|Taoiseach|Foreign|Chief|Executive|\(.*\)|Republic|Sovereign|Federal|Ratu|Sultan|Affairs|Affiars|Commission|Administration|"
        r"Military|Head|First|Secretary|Party|Governor|Governor-General|Honorable|Cardinal|Archbishop|Mayor|Holy|See)$"
    )  # fmt: skip
    first = 0
    while first < len(words) and titles.match(words[first]) and first < capitals[0]:
        first += 1
    name = [readable(word) for word in words[first:]]
    surname = " ".join(readable(words[index]) for index in capitals)
    month = _MONTHS.get((match["month"] or "").lower(), 0)
    start = match["year"] + (f"-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "") if month else "")
    return " ".join(words[:first]) or "leader", " ".join(name).strip(" ,;"), surname, start


def readable(word: str) -> str:
    """Write a surname in capitals as a name: `MÜLLER-BAUM` becomes `Müller-Baum`."""
    if len(word) < 2 or not word.isupper() or word in ("II", "III", "IV", "VI", "XIV", "IX"):
        return word
    return "-".join("'".join(part.capitalize() for part in piece.split("'")) for piece in word.split("-"))


def short_forms(label: str, surname: str) -> tuple[str, ...]:
    """Give the usual form of a long name: first name and surname."""
    words = [word for word in label.replace(",", "").split() if word not in ("Jr.", "Dr.")]
    if len(words) < 3 or surname.split()[0] not in words:
        return ()
    position = words.index(surname.split()[0])
    return (f"{words[0]} {surname}",) if position > 0 else ()


def add_phoenix(people: People, data: Path) -> None:
    """Add people whom Phoenix gives dates in government, and its spellings of those who are known."""
    world = people.world
    for actor in phoenix.actors(data / "Phoenix.Countries.actors.txt"):
        names = [name for name in map(phoenix.readable, actor.names) if is_person(name)]
        dated = [code for code in actor.codes if code[1] or code[2]]
        nation = PHOENIX_CODES.get(actor.codes[0][0][:3], actor.codes[0][0][:3]) if actor.codes else ""
        if not names or not dated or nation not in world.country:
            continue
        known = next((draft for draft in (people.called(name, nation) for name in names) if draft), None)
        terms = [(code, start, end) for code, start, end in dated if code[3:6] in ROLE_SECTORS]
        recent = [term for term in terms if (term[2] or "9999") >= "1985"]
        if known is None and (not recent or not any(code[3:6] == "GOV" for code, _, _ in recent)):
            continue
        draft = known or people.add(names[0], PHOENIX, nation)
        if known is None:
            draft.prominence = 0.25
            for code, start, end in recent:
                if code[3:6] == "GOV":
                    hold = ("official", world.country[nation].id, nation, "in government", start, end, PHOENIX)
                    people.hold(draft, hold)
        draft.sources[PHOENIX] = None
        draft.name(*(name for name in names if people.called(name, nation) in (None, draft)))
        people.spell(draft, nation)


def is_person(name: str) -> bool:
    """Say whether a name of Phoenix' reads like a person's: two to five words, none of an office or a body."""
    words = name.split()
    return 2 <= len(words) <= 5 and not NOT_PERSONS.search(name) and not re.search(r"[\d(),/&*]", name)


def add_politicians(people: People, data: Path) -> None:
    """Add politicians with Wikidata ids of whom nothing else is known, and give ids to known ones of the same name."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(data / "places-wikidata.csv", ","):
        if row["itemLabel"] and not re.fullmatch(r"Q\d+", row["itemLabel"]) and len(row["itemLabel"].split()) > 1:
            found[key(row["itemLabel"])][row["item"]] = row["itemLabel"]
    known: defaultdict[str, list[Draft]] = defaultdict(list)
    folded: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in people.world.entries.values():
        if draft.type == "Person":
            for name in (draft.label, *draft.aliases):
                known[key(name)].append(draft)
                folded[fold(name)].append(draft)
    for name, ids in sorted(found.items()):
        wikidata, label = next(iter(ids.items()))
        if len(ids) > 1 or wikidata in people.world.by_wikidata:
            continue
        drafts = {draft.id: draft for draft in known[name] or folded[fold(label)]}
        if not drafts:
            draft = people.world.add(label, "Person", POLITICIANS, wikidata=wikidata)
            draft.prominence, draft.sector = 0.15, "LEG"
        elif len(drafts) == 1 and not (draft := next(iter(drafts.values()))).wikidata and draft.country in EUROPEAN:
            draft.wikidata = wikidata
            draft.sources[POLITICIANS] = None
            people.world.by_wikidata[wikidata] = draft
