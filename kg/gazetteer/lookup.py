"""Looking things up: by name, by id, by office, by demonym, by seat of power.

The tables hold their keys ready made, and an entry is only built when it is asked for: that keeps the first look-up
fast and the memory small.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from kg.gazetteer import linking
from kg.gazetteer.entries import Candidate, Entry, Office
from kg.gazetteer.names import acronym, fold, fold_word, is_capitalised, key
from kg.gazetteer.tables import Membership, entry_of, memberships, read_lines, read_pairs, read_user_entries
from kg.model import EntityType

_ROLE_WORDS = {
    "head of state": ("head of state",),
    "president": ("head of state", "head of government"),
    "king": ("head of state",),
    "queen": ("head of state",),
    "emperor": ("head of state",),
    "emir": ("head of state",),
    "sultan": ("head of state",),
    "monarch": ("head of state",),
    "ruler": ("leader",),
    "strongman": ("leader",),
    "leader": ("leader",),
    "dictator": ("leader",),
    "autocrat": ("leader",),
    "head of government": ("head of government",),
    "prime minister": ("head of government",),
    "premier": ("head of government",),
    "pm": ("head of government",),
    "chancellor": ("head of government",),
    "taoiseach": ("head of government",),
    "foreign minister": ("foreign minister",),
    "minister of foreign affairs": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
    "secretary of state": ("foreign minister",),
    "top diplomat": ("foreign minister",),
    "chief diplomat": ("foreign minister",),
    "defence minister": ("defence minister",),
    "defense minister": ("defence minister",),
    "minister of defence": ("defence minister",),
    "minister of defense": ("defence minister",),
    "defence secretary": ("defence minister",),
    "defense secretary": ("defence minister",),
    "secretary of defense": ("defence minister",),
    "finance minister": ("finance minister",),
    "treasury secretary": ("finance minister",),
    "interior minister": ("interior minister",),
    "home secretary": ("interior minister",),
    "vice president": ("vice president",),
    "deputy prime minister": ("deputy head of government",),
    "national security adviser": ("security adviser",),
    "national security advisor": ("security adviser",),
    "speaker": ("speaker",),
    "opposition leader": ("opposition leader",),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "spokesperson": ("spokesperson",),
    "secretary general": ("secretary general",),
    "secretary-general": ("secretary general",),
    "chief": ("secretary general", "head"),
    "head": ("head", "secretary general"),
    "director": ("head",),
    "director general": ("head", "secretary general"),
    "chairman": ("head",),
}
"""Words for an office → the roles they may mean."""

_SURNAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "HKG", "KHM", "HUN"})
_PARTICLES = frozenset(
    {"al", "ben", "bin", "ibn", "abu", "de", "da", "dos", "del", "di", "von", "van", "la", "le", "ould"}
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_LED_BY = re.compile(r"-(?:led|backed|controlled|occupied|based|allied|sponsored|supported|funded|born|member)$")
_TITLE_WORDS = frozenset("president minister king emir chancellor premier general leader secretary".split())  # noqa: SIM905

_LED_BY_HEAD_OF_GOVERNMENT = frozenset(
    {
        "ALB", "ARM", "AUS", "AUT", "BEL", "BGD", "BGR", "BHS", "BIH", "BLZ", "BRB", "CAN", "CZE", "DEU", "DNK",
        "ESP", "EST", "ETH", "FIN", "FJI", "GBR", "GEO", "GRC", "GRD", "HRV", "HTI", "HUN", "IND", "IRL", "IRQ",
        "ISL", "ISR", "ITA", "JAM", "JPN", "KHM", "LBN", "LBY", "LIE", "LSO", "LUX", "LVA", "MDV", "MKD", "MLT",
        "MNE", "MUS", "MYS", "NLD", "NOR", "NPL", "NZL", "PAK", "PNG", "POL", "PRT", "SGP", "SVK", "SVN", "SWE",
        "THA", "TTO", "VUT", "XKX"
    }
)  # fmt: skip
"""Countries whose "leader" in the news is the head of government; elsewhere it is the head of state."""

_TITLED = frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "chancellor"})
"""Words that must stand in the holder's title: a queen is no president."""


class Gazetteer:
    """What the project knows about the world by name; make one with `kg.gazetteer.load`."""

    def __init__(self, user: Iterable[Entry] = ()) -> None:
        self._user = {entry.id: entry for entry in user}
        self._built: dict[int, Entry | None] = {}

    # --- tables, read when first needed ---------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[str]:
        return read_lines("entries")

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {line[: line.index("\t")]: row for row, line in enumerate(self._lines)}

    @cached_property
    def _rows_by_wikidata(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row, line in enumerate(self._lines):
            wikidata = line.split("\t", 5)[4]
            if wikidata:
                found.setdefault(wikidata, row)
        return found

    @cached_property
    def _keys(self) -> dict[str, str]:
        return read_pairs("names")

    @cached_property
    def _user_keys(self) -> Mapping[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._user.values():
            for name in entry_keys(entry):
                found[name].append(entry)
        return found

    @cached_property
    def _demonyms(self) -> dict[str, tuple[str, str]]:
        return {word: (id, kind) for word, id, kind in (line.split("\t") for line in read_lines("demonyms"))}

    @cached_property
    def _seats(self) -> dict[str, str]:
        return read_pairs("seats")

    @cached_property
    def _memberships(self) -> Mapping[str, list[Membership]]:
        found: defaultdict[str, list[Membership]] = defaultdict(list)
        for membership in memberships():
            found[membership.bloc].append(membership)
        return found

    @cached_property
    def _officeholders(self) -> Mapping[str, list[int]]:
        """Rows of people by the id of what they hold an office of."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for row, line in enumerate(self._lines):
            offices = line.split("\t", 14)[13]
            for of in {text.split("~", 2)[1] for text in offices.split("|")} if offices else ():
                found[of].append(row)
        return found

    def _entry(self, row: int) -> Entry | None:
        """Build the entry of a row; None where a row of the user's replaces it."""
        if row not in self._built:
            entry = entry_of(self._lines[row])
            self._built[row] = None if entry.id in self._user else entry
        return self._built[row]

    def _under(self, keys: Iterable[str]) -> list[Entry]:
        """Give the entries under any of the keys, the user's first, then by prominence."""
        found: dict[str, Entry] = {}
        for name in keys:
            for mine in self._user_keys.get(name, ()):
                found[mine.id] = mine
        own = len(found)
        for name in keys:
            for row in self._keys.get(name, "").split():
                entry = self._entry(int(row))
                if entry:
                    found.setdefault(entry.id, entry)
        entries = list(found.values())
        return entries[:own] + sorted(entries[own:], key=lambda entry: (-entry.prominence, entry.id))

    def entries(self) -> Iterator[Entry]:
        """Yield every entry: the user's, then those of the tables in the order of their ids."""
        yield from self._user.values()
        for row in range(len(self._lines)):
            entry = self._entry(row)
            if entry:
                yield entry

    # --- by name ---------------------------------------------------------------------------------------------------

    def find(self, name: str, *, type: EntityType | None = None) -> list[Entry]:
        """Give the entries of that name, the most prominent first.

        Diacritics, quotes, dots, hyphens, "the" and possessives do not matter; capitals do: an acronym is only found
        in capitals ("US", not "us"), a name only with a capital somewhere ("Turkey", not "turkey").
        """
        if not is_capitalised(name):
            return []
        keys = [key(name)]
        short = acronym(name)
        if short:
            keys.insert(0, f"={short}")
        return [entry for entry in self._under(keys) if type is None or entry.type is type]

    def find_folded(self, name: str) -> list[Entry]:
        """Give the people of that name whatever the transliteration, the most prominent first."""
        return self._under([f"~{fold(name)}"]) if is_capitalised(name) else []

    def find_surname(self, surname: str) -> list[Entry]:
        """Give the people with that surname (transliteration does not matter), the most prominent first."""
        return self._under([f"^{fold(surname)}"]) if is_capitalised(surname) else []

    def find_similar(self, name: str) -> list[Entry]:
        """Give well-known people of that first name whose surname differs by a slip or two: Tikhonovskaya.

        Empty where more than one comes into question.
        """
        words = fold(name).split()
        if len(words) < 2 or len(words[-1]) < 7:
            return []
        found = {
            row
            for surname, row in self._well_known.get(words[0], ())
            if surname[0] == words[-1][0] and SequenceMatcher(None, surname, words[-1]).ratio() >= 0.87
        }
        entry = self._entry(found.pop()) if len(found) == 1 else None
        return [entry] if entry else []

    @cached_property
    def _well_known(self) -> Mapping[str, list[tuple[str, int]]]:
        """Surnames and rows of well-known people by their first names, folded."""
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, rows in self._keys.items():
            if name[0] == "~" and len(words := name[1:].split()) > 1:
                for row in map(int, rows.split()):
                    if float(self._lines[row].split("\t", 13)[12]) >= 0.6:
                        found[words[0]].append((words[-1], row))
        return found

    def by_id(self, id: str) -> Entry | None:
        """Give the entry with that id."""
        if id in self._user:
            return self._user[id]
        row = self._rows.get(id)
        return None if row is None else self._entry(row)

    def by_wikidata(self, wikidata: str) -> Entry | None:
        """Give the entry with that Wikidata id."""
        for entry in self._user.values():
            if entry.wikidata == wikidata:
                return entry
        row = self._rows_by_wikidata.get(wikidata)
        return None if row is None else self._entry(row)

    def by_iso3(self, code: str) -> Entry | None:
        """Give the country with that ISO 3166-1 alpha-3 code."""
        found = self._under([f"#{code}"])
        return found[0] if found else None

    # --- countries -------------------------------------------------------------------------------------------------

    def demonym(self, text: str) -> Entry | None:
        """Give the country (or region) of an adjective or noun of nationality: Belarusian, Belarusians, Russian."""
        found = self._demonyms.get(key(text)) if is_capitalised(text) else None
        return self.by_id(found[0]) if found else None

    def demonym_kind(self, text: str) -> str | None:
        """Say what a demonym is: "adjective", "noun" (one person or more) or "both"."""
        found = self._demonyms.get(key(text)) if is_capitalised(text) else None
        return found[1] if found else None

    def stands_for(self, text: str) -> Entry | None:
        """Give the country or organisation that a seat of power stands for as an actor: Kremlin, Minsk, Brussels.

        A capital stands for its country; Brussels stands for the European Union.
        """
        return self.by_id(self._seats[key(text)]) if is_capitalised(text) and key(text) in self._seats else None

    def country(self, text: str) -> Entry | None:
        """Give the country of a phrase: of the first name, demonym or known person in it.

        `Belarusian opposition leader` and `President Lukashenko` give Belarus; `the opposition` gives None.
        """
        words = [word.strip(" ,.;:()[]\"'“”") for word in _POSSESSIVE.sub(" ", text).split()]
        for start in range(len(words)):
            titled = start > 0 and words[start - 1].lower() in _TITLE_WORDS
            for end in range(min(len(words), start + 9), start, -1):
                last = end == len(words) or not is_capitalised(words[end])
                found = self._country_of_name(" ".join(words[start:end]), titled=titled, last=last)
                if found:
                    return found
        return None

    def _country_of_name(self, name: str, *, titled: bool, last: bool) -> Entry | None:
        """Give the country of what one name means: `titled` after a title, `last` before no other name."""
        if not name or not is_capitalised(name):
            return None
        if titled and last and (holder := self._country_of_surname(name)):
            return holder
        base = _LED_BY.sub("", name)
        for entry in (self.demonym(base), *self.find(base)[:1], *self.find_folded(base)[:1]):
            if entry is None:
                continue
            country = self.by_iso3(entry.country) if entry.country else None
            return country or (entry if entry.type is EntityType.COUNTRY else None)
        return self._country_of_surname(name) if last else None

    def _country_of_surname(self, name: str) -> Entry | None:
        """Give the country that all well-known people of a surname belong to."""
        if " " in name.strip():
            people = [entry for entry in self.find_folded(name) if entry.prominence >= 0.6]
        else:
            people = [entry for entry in self.find_surname(name) if entry.prominence >= 0.6]
        countries = {entry.country for entry in people if entry.country}
        return self.by_iso3(countries.pop()) if len(countries) == 1 else None

    # --- offices and blocs -----------------------------------------------------------------------------------------

    def holders(self, office: str, country: str, date: str | None = None) -> list[Entry]:
        """Give who holds an office on a date: `holders("president", "BLR", "2020-09-14")`.

        `office` is a role or words for one (`office_words`), `country` an ISO 3166-1 alpha-3 code or the id of an
        entry (a country or an organisation). Without a date, those whom the tables know as the last ones.
        Empty where nobody is known; more than one where the tables leave it open.
        """
        place = self.by_iso3(country) or self.by_id(country)
        if place is None:
            return []
        held: list[tuple[Entry, Office]] = []
        for row in self._officeholders.get(place.id, ()):
            entry = self._entry(row)
            if entry:
                held.extend((entry, office) for office in entry.offices if office.of == place.id)
        for own in self._user.values():
            held.extend((own, office) for office in own.offices if office.of == place.id)
        return _holding(office.lower().replace("-", " "), held, date, place.country)

    @property
    def office_words(self) -> tuple[str, ...]:
        """The words for offices that `holders` understands, in lower case."""
        return tuple(_ROLE_WORDS)

    def members(self, bloc: str, date: str | None = None) -> list[Entry]:
        """Give the members of a bloc on a date (ISO 8601), or those of today."""
        day = date or "9999"
        found = (
            self.by_id(one.member)
            for one in self._memberships.get(bloc, ())
            if (one.start is None or one.start <= day) and (one.end is None or day < one.end)
        )
        return [entry for entry in found if entry]

    @property
    def blocs(self) -> tuple[str, ...]:
        """The ids of the blocs and alliances whose members are known."""
        return tuple(self._memberships)

    # --- linking ---------------------------------------------------------------------------------------------------

    def link(
        self,
        name: str,
        *,
        type: EntityType | None = None,
        date: str | None = None,
        country_context: Sequence[str] = (),
        entities_context: Sequence[str] = (),
        surname_only: bool = False,
    ) -> Candidate | None:
        """Give the entry that a name means in its context, with a calibrated score; None where nobody can tell.

        `type` is what the mention was taken for, `date` the article's, `country_context` the ISO codes of the
        countries that the document mentions (most frequent first), `entities_context` ids of entries that are linked
        already. `surname_only` allows a single word to be a surname: it is then linked only if exactly one person of
        that surname holds a high office on the date, or is among `entities_context`.
        """
        return linking.link(self, name, type, date, country_context, entities_context, surname_only)


def entry_keys(entry: Entry) -> list[str]:
    """Give the keys under which an entry is found: names, `=` acronyms, and for people `~` folds and `^` surnames."""
    keys: dict[str, None] = {}
    for name in (entry.label, *entry.aliases):
        short = acronym(name)
        keys[f"={short}" if short and entry.type is not EntityType.PERSON else key(name)] = None
        if entry.type is EntityType.PERSON:
            keys[f"~{fold(name)}"] = None
    if entry.type is EntityType.PERSON:
        keys.update((f"^{surname}", None) for surname in _surnames(entry))
    if entry.type is EntityType.COUNTRY and entry.country:
        keys[f"#{entry.country}"] = None
    return list(keys)


def _surnames(entry: Entry) -> Iterator[str]:
    """Yield the folded surnames of a person: `sisi`, `al sisi`; `pena nieto`; the first word of an East Asian name."""
    for name in (entry.label, *entry.aliases):
        words = [fold_word(word) for word in key(name).split()]
        if len(words) < 2:
            continue
        yield words[-1]
        if len(words) > 2:
            yield " ".join(words[-2:])
        if entry.country in _SURNAME_FIRST:
            yield words[0]
        for index in range(1, len(words) - 1):
            if words[index] in _PARTICLES:
                yield " ".join(words[index:])


def _holding(words: str, held: Sequence[tuple[Entry, Office]], date: str | None, country: str | None) -> list[Entry]:
    """Choose from the offices of one country those that the words and the date fit."""
    roles = _ROLE_WORDS.get(words, (words,))
    if roles == ("leader",):
        head = "head of government" if country in _LED_BY_HEAD_OF_GOVERNMENT else "head of state"
        roles = ("leader", head, "head", "secretary general", "commander")
    for role in roles:
        fitting = [(entry, office) for entry, office in held if office.role == role]
        if words in _TITLED:
            fitting = [pair for pair in fitting if words in pair[1].title.lower()]
        if date:
            fitting = [pair for pair in fitting if pair[1].held_on(date)]
        elif fitting:
            fitting = [pair for pair in fitting if pair[1].end is None] or fitting
            last = max(office.start or "" for _, office in fitting)
            fitting = [pair for pair in fitting if (pair[1].start or "") == last]
        if fitting:
            return list({entry.id: entry for entry, _ in fitting}.values())
    return []


def load(extra: Path | None = None) -> Gazetteer:
    """Open the gazetteer, with the user's rows from the CSV file `extra` on top.

    Raises TableError where a row of the user's has a fault.
    """
    return Gazetteer(read_user_entries(extra) if extra else ())
