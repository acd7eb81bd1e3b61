"""One set of name types out of many corpora: which tags may be right for each word.

No two corpora annotate the same things: one calls a nationality a place, one calls a war miscellaneous, one has no
works at all. So each word gets not one tag but the set of tags that its corpus allows; the loss asks for the
probability of the whole set. A set is written as its tags joined by spaces, `*` being any.
"""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

import csv
import gzip
import html
import itertools
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.language.decoding import folded

LABELS = ("Person", "Place", "Organization", "Group", "Event", "Work")
TAGS = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BILU"))
ANY = "*"
MAPPED = {
    "PER": "Person", "LOC": "Place", "ORG": "Organization",
    "person": "Person", "politician": "Person", "country": "Place", "location": "Place",
    "organisation": "Organization", "politicalparty": "Organization", "election": "Event", "event": "Event",
    "TIME": "O", "NUM": "O",
}  # fmt: skip
GUM = {"person": "Person", "place": "Place", "organization": "Organization", "event": "Event"}
EVENTS = re.compile(
    r"\b(Wars?|WWI+|Battle|Revolutions?|Uprising|Elections?|Summit|Olympics?|Olympiad|Games|World Cup|Championships?"
    r"|Crisis|Massacre|Siege|Intifada|Holocaust|Referendum|Coup|Rebellion|Genocide|Insurrection|Mutiny|Offensive"
    r"|Hurricane|Earthquake|Tsunami|Cup|Festival|Grand Prix|Tour|Tournament|Spring|Blitz|Operation|Invasion)\b"
)
WORKS = re.compile(
    r"\b(albums?|novels?|films?|movie|books?|songs?|singles?|magazine|television series|sitcom|soundtrack"
    r"|poems?|comic|play|opera|video ?game|EP|track)\b"
)
NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December God Internet TV I".split()
)
TITLES = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor President Senator Sen. Sen Governor Gov. Representative "
    "Rep. Minister Chancellor Prime Vice Deputy Secretary General Gen. Gen Colonel Col. Major Captain Capt. Lt. "
    "Lieutenant Sgt. Sergeant Commander Admiral Judge Justice Chief Congressman Congresswoman Mayor King Queen "
    "Prince Princess Emperor Empress Sheikh Ayatollah Imam Pope Bishop Archbishop Cardinal Father Rev. Reverend "
    "Sister Brother St. Saint Lord Lady Sir Dame Ambassador Premier Speaker Chairman Director Count Countess Duke "
    "Duchess Baron "
    "Uncle Aunt Mom Dad Coach Officer Detective Inspector Foreign Defense Defence Interior Finance Acting".split()
)
_INNER = frozenset("of the and for in on al - & . ' ’ de la del bin".split())
_MORE_DEMONYMS = (
    "Kurd Kurds Kurdish Arab Arabs Arabic Muslim Muslims Christian Christians Jew Jews Jewish Sunni Sunnis Shia "
    "Shiite Shiites Shi'ite Catholic Catholics Protestant Protestants Orthodox Buddhist Buddhists Hindu Hindus "
    "Palestinian Palestinians Chechen Chechens Tibetan Tibetans Uighur Uighurs Uyghur Uyghurs European Europeans "
    "African Africans Asian Asians Scottish Scots Scot English Welsh Basque Basques Catalan Catalans Serb Serbs "
    "Serbian Croat Croats Hutu Hutus Tutsi Tutsis Pashtun Pashtuns Hazara Tajik Tajiks Uzbek Uzbeks Turkmen Turk "
    "Turks Turkish Briton Britons British American Americans Israeli Israelis Israelite Soviet Soviets Iraqi Iraqis "
    "Iranian Iranians Persian Persians Russian Russians Ukrainian Ukrainians Chinese Japanese Korean Koreans "
    "Vietnamese Indian Indians Pakistani Pakistanis Afghan Afghans Spaniard Spaniards Spanish French Frenchman "
    "German Germans Dutch Dane Danes Danish Swede Swedes Swedish Finn Finns Finnish Pole Poles Polish Czech Czechs "
    "Slovak Slovaks Hungarian Greek Greeks Roman Romans Latino Latinos Hispanic Hispanics Yazidi Yazidis Druze "
    "Alawite Alawites Houthi Houthis Rohingya Maori Inuit Yoruba Igbo Hausa Zulu Xhosa Tatar Tatars Bengali Tamils "
    "Punjabi Sikh Sikhs Mormon Mormons Kosovar Kosovars Bosniak Bosniaks Bosnian Bosnians Macedonian Slav Slavs "
    "Slavic Nordic Scandinavian Balkan Baltic Caucasian Mediterranean Byzantine Ottoman Ottomans Prussian Irish "
    "Irishman Englishman Californian Texan Hawaiian Sicilian Bavarian Flemish Walloon Aboriginal Native Anglo "
    "Hellenic "
    "Islamic Islamist Islamists Judaic Lutheran Lutherans Anglican Anglicans Baptist Coptic Copts Maronite".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words from `start` to before `end`, and what a corpus calls them."""

    start: int
    end: int
    label: str


def _factbook(data: Path) -> dict[str, dict[str, object]]:
    """Read the World Factbook's fields on government."""
    with gzip.open(data / "gazetteer/factbook-government.json.gz", "rt", encoding="utf-8") as lines:
        loaded: dict[str, dict[str, object]] = json.load(lines)
    return loaded


def _texts(node: object, key: str) -> list[str]:
    """Collect every text under `key`, cleaned of markup and notes."""
    found: list[str] = []
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, dict) and "text" in value:
                text = re.sub(r"<[^>]+>|\([^)]*\)", "", html.unescape(str(value["text"])))
                found += [part.strip() for part in re.split(r"[;,]| or ", text.split("note")[0]) if part.strip()]
            else:
                found += _texts(value, key)
    return found


def demonyms(data: Path) -> frozenset[str]:
    """Collect adjectives and nouns of nationality, people and faith, singular and plural, of one word each."""
    words = set(_MORE_DEMONYMS)
    for country in _factbook(data).values():
        for key in ("noun", "adjective"):
            for text in _texts(country.get("nationality"), key):
                if re.fullmatch(r"[A-Z][\w'-]+", text):
                    words |= {text, text + "s"} if key == "noun" and text[-1] not in "se" else {text}
    return frozenset(words - {"Native", "Orthodox"} - countries(data))


def countries(data: Path) -> frozenset[str]:
    """Collect the short names of countries and what else news calls them."""
    names = {
        name for country in _factbook(data).values() for name in _texts(country.get("names"), "conventional short form")
    }
    return frozenset(names | {"UK", "U.K.", "US", "U.S.", "USA", "Britain", "United States of America", "Russia"})


class Namer:
    """Decides which tags a word may have."""

    def __init__(self, groups: Iterable[str], countries: Iterable[str]) -> None:
        self.groups, self.countries = frozenset(groups), frozenset(countries)
        self.open = " ".join(["O", *(tag for tag in TAGS if tag[2:] in {"Group", "Event", "Work"})])

    def label(self, text: str, label: str, corpus: str, sentence: str) -> str:
        """Give the label of a span in our types; `MISC` where only a set can be said."""
        words = text.split()
        if label != "PER" and len(words) == 1 and text in self.groups:
            return "Group"
        mapped = MAPPED.get(label)
        if mapped is not None:
            return mapped
        if EVENTS.search(text) and not re.search(r"\b(Medal|Award|Prize|Cross|Star|Act)\b", text):
            return "Event"
        if WORKS.search(sentence) and words[0][:1].isupper() and text not in self.groups:
            return "Work" if '"' in sentence or corpus == "docred" else "MISC"
        return "MISC"

    def from_spans(self, words: Sequence[str], spans: Iterable[Span], corpus: str) -> list[str]:
        """Tag the words of a corpus whose spans are its names; of overlapping spans the longest counts."""
        sentence = " ".join(words)
        tags = [self._outside(word, corpus) for word in words]
        taken = [False] * len(words)
        for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
            if any(taken[span.start : span.end]) or span.start >= span.end:
                continue
            taken[span.start : span.end] = [True] * (span.end - span.start)
            label = self.label(" ".join(words[span.start : span.end]), span.label, corpus, sentence)
            if label == "O":
                continue
            if label == "MISC":
                tags[span.start : span.end] = [self.open] * (span.end - span.start)
            else:
                tags[span.start : span.end] = bilou(span.end - span.start, label)
        return tags

    def _outside(self, word: str, corpus: str) -> str:
        """Say what a word outside of every span may be."""
        if word in self.groups:
            return "U-Group"
        if corpus == "uner" and word[:1].isupper() and word not in NOT_NAMES:
            return self.open
        return "O"

    def from_re3d(self, words: Sequence[str], spans: Iterable[Span]) -> list[str]:
        """Tag a re3d sentence: spans cut to capitalised words, without titles; other capitals may be anything."""
        names = [
            "U-Group" if word in self.groups else ANY if i and word[:1].isupper() and word not in NOT_NAMES else "O"
            for i, word in enumerate(words)
        ]
        taken = [False] * len(words)
        for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
            start, end, label = span.start, span.end, span.label
            while start < end and (
                not words[start][:1].isupper()
                or words[start] in {"The", "A", "An", "Our", "His", "My", "It", "We", "I", "They", "He", "She", "You"}
                or (
                    label == "Person"
                    and (words[start] in TITLES or words[start] in self.groups or words[start] in {".", "U.S."})
                )
            ):
                start += 1
            if label == "Person":
                start = max([start, *(i + 1 for i in range(start, end) if words[i] in TITLES)])
            if start < end and words[end - 1] in {"'s", "’s", "’", "'", "."}:
                end -= 1
            inner = words[start:end]
            if label == "Person" and {"for", "the", "of", "and"} & set(inner):
                continue
            fits = all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _INNER for w in inner) and inner[-1:] != [
                "of"
            ]
            if start >= end or not fits or any(taken[start:end]) or end - start > 9:
                continue
            text = " ".join(inner)
            if len(inner) == 1 and inner[0] in self.groups:
                label = "Group"
            elif (
                inner[-1] in {"forces", "Forces", "government", "Government", "Minister", "Secretary"}
                and label == "Person"
            ):
                continue
            elif text in self.countries:
                label = "Place"
            taken[start:end] = [True] * (end - start)
            names[start:end] = bilou(end - start, label)
        return names

    def from_gum(
        self,
        words: Sequence[str],
        tags: Sequence[str],
        heads: Sequence[int],
        deps: Sequence[str],
        spans: Iterable[Span],
    ) -> list[str]:
        """Tag a GUM sentence: entities headed by a proper noun, cut to the name; other proper nouns may be anything."""
        proper = [tag in {"NNP", "NNPS"} for tag in tags]
        names = [
            "U-Group" if word in self.groups else ANY if proper[i] and word not in NOT_NAMES else "O"
            for i, word in enumerate(words)
        ]
        taken = [False] * len(words)
        for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
            outside = [i for i in range(span.start, span.end) if not span.start <= heads[i] < span.end or heads[i] == i]
            if not outside or not proper[outside[0]]:
                continue
            start, end = self._name(words, proper, heads, deps, outside[0], span)
            if span.label == "person":
                while start < end - 1 and words[start] in TITLES:
                    taken[start], names[start] = True, "O"
                    start += 1
            label = GUM.get(span.label)
            if label is None or any(taken[start:end]) or all(word in NOT_NAMES for word in words[start:end]):
                continue
            if end - start == 1 and words[start] in self.groups:
                label = "Group"
            taken[start:end] = [True] * (end - start)
            names[start:end] = bilou(end - start, label)
        return names

    @staticmethod
    def _name(
        words: Sequence[str], proper: Sequence[bool], heads: Sequence[int], deps: Sequence[str], head: int, span: Span
    ) -> tuple[int, int]:
        """Grow a name around its head: capitalised neighbours in the head's phrase, `of` and `the` between them."""

        def inside(i: int) -> bool:
            while i != head and span.start <= heads[i] < span.end and heads[i] != i:
                if deps[i].split(":")[0] in {"appos", "acl", "conj", "parataxis", "det", "dep", "list"}:
                    return False
                i = heads[i]
            return i == head

        def good(i: int) -> bool:
            return (
                span.start <= i < span.end
                and inside(i)
                and (
                    proper[i]
                    or (words[i][:1].isupper() and i > span.start)
                    or (words[i][:1].isdigit() and deps[i] != "nmod:unmarked")
                )
            )

        start, end = head, head + 1
        while good(start - 1) or (words[start - 1] == "-" and good(start - 2)):
            start -= 1
        while True:
            if good(end) or (end < span.end - 1 and words[end] == "-" and good(end + 1)):
                end += 1
            elif end < span.end - 1 and words[end].lower() in {"of", "and", "&"} and good(end + 1):
                end += 2
            elif end < span.end - 2 and words[end] == "of" and words[end + 1] == "the" and good(end + 2):
                end += 3
            else:
                return start, end


def bilou(length: int, label: str) -> list[str]:
    """Write the tags of a name of `length` words."""
    if length == 1:
        return [f"U-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (length - 2), f"L-{label}"]


def known(data: Path) -> dict[str, list[str]]:
    """Collect names whose type is beyond doubt, folded as `kg.language.decoding` looks them up.

    Peoples and nationalities, countries and capitals (Factbook), international organisations (supraverden), armed
    groups (Phoenix dictionaries, MIT).
    """
    gazetteer = data / "gazetteer"
    organisations = (gazetteer / "supraverden-organisations.yaml").read_text(encoding="utf-8")
    names = set(re.findall(r"^  Name_en: (.+)$", organisations, re.M))
    names |= set(re.findall(r"^  Abbreviation_en: (\w{3,})$", organisations, re.M))
    armed = (gazetteer / "Phoenix.MilNonState.actors.txt").read_text(encoding="utf-8", errors="replace")
    for line in armed.splitlines():
        entry = re.match(r"\+?([A-Z][\w'-]+?)_?\s*(?:\[|#|;|$)", line)
        if entry and len(entry.group(1)) > 4:
            names.add(entry.group(1).replace("_", " "))
    capitals = [
        text.split(";")[0] for country in _factbook(data).values() for text in _texts(country.get("capital"), "name")
    ]
    lists = {"Organization": names, "Place": {*countries(data), *capitals}, "Group": demonyms(data)}
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for label in ("Place", "Group", "Organization"):
        keys = {folded(name) for name in lists[label]} - taken
        found[label] = sorted(key for key in keys if len(key) > 1 and key != "none")
        taken |= keys
    return found


class Swapper:
    """Puts other names of the same type into a sentence, so that the network learns contexts and not only names."""

    def __init__(self, data: Path, groups: Iterable[str], rng: random.Random) -> None:
        self.rng = rng
        gazetteer = data / "gazetteer"
        self.lists: dict[str, list[list[str]]] = {label: [] for label in ("Person", "Place", "Organization", "Group")}
        for file, column in (
            ("world-leaders-wikidata.csv", "officeholderLabel"),
            ("foreign-ministers-wikidata.csv", "name"),
        ):
            self._add("Person", self._column(gazetteer / file, column))
        self._add("Place", self._column(gazetteer / "places-wikidata.csv", "pobLabel"))
        for country in _factbook(data).values():
            names = _texts(country.get("names"), "conventional short form") + [
                text.split(";")[0] for text in _texts(country.get("capital"), "name")
            ]
            self._add("Place", [name for name in names if name != "none"] * 3)
        organisations = (gazetteer / "supraverden-organisations.yaml").read_text(encoding="utf-8")
        self._add("Organization", re.findall(r"^  Name_en: (.+)$", organisations, re.M))
        self._add("Organization", re.findall(r"^  Abbreviation_en: (\w+)$", organisations, re.M))
        self._add("Group", groups)

    @staticmethod
    def _column(path: Path, column: str) -> list[str]:
        with path.open(encoding="utf-8", newline="") as lines:
            return sorted({row[column] for row in csv.DictReader(lines) if row[column]})

    def _add(self, label: str, names: Iterable[str]) -> None:
        for name in sorted(names):
            words = [piece for piece in re.split(r"(\W)", name.strip("'\"")) if piece.strip()]
            if words and len(words) <= 8 and name[:1].isupper():
                self.lists[label].append(words)

    def __call__(
        self, words: Sequence[str], spaces: Sequence[bool], tags: Sequence[str], share: float
    ) -> tuple[list[str], list[bool], list[str]]:
        """Swap each name with probability `share`."""
        new_words: list[str] = []
        new_spaces: list[bool] = []
        new_tags: list[str] = []
        i = 0
        while i < len(words):
            mark, _, label = tags[i].partition("-")
            end = i + 1
            if mark == "B":
                while end < len(words) and not tags[end - 1].startswith("L-"):
                    end += 1
            if mark in {"B", "U"} and label in self.lists and " " not in label and self.rng.random() < share:
                name = self.rng.choice(self.lists[label])
                new_words += name
                new_spaces += [a.isalnum() and b.isalnum() for a, b in itertools.pairwise(name)] + [spaces[end - 1]]
                new_tags += bilou(len(name), label)
            else:
                new_words += words[i:end]
                new_spaces += spaces[i:end]
                new_tags += tags[i:end]
            i = end
        return new_words, new_spaces, new_tags
