"""Which things of several documents are one, and what they are called.

Within a document `coreference` has made one entity of each thing. Here these are brought together: what the gazetteer
knows by its id, what it does not by name, type and context. Candidates are looked up under keys, never compared with
one another wholesale, so that the work grows with the articles and not with the graph. Names and ids are made from
content: nothing depends on the order of reading.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kg.errors import TableError
from kg.gazetteer import fold, key
from kg.model import Entity, EntityType

BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_GROUP})
MOST_CONTEXTS = 20  # articles of a full name that a bare surname is compared with
SHARED = 2  # things that two articles must have in common for a surname to travel between them
_ODD = re.compile(r"[^\w'.\-]+")
_SCOPED = re.compile(r"_[0-9a-f]{8}$")
_VOWELS = re.compile(r"[aeiouy]+")

Pairs = Sequence[tuple[str, str]]
Place = tuple[str, str]  # id of an article, id of an entity in it


def slug(text: str) -> str:
    """Make the readable id of a name.

    >>> slug("Anna Malpas"), slug("“Minsk” group")
    ('Anna_Malpas', 'Minsk_group')
    """
    return _ODD.sub("_", text.replace("’", "'")).strip("_.'-") or "thing"


def digest(*parts: str) -> str:
    """Give eight hexadecimal digits that stand for the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def read_pairs(path: Path | None) -> Pairs:
    """Read the user's list of pairs, a CSV of two names or ids a row; a row that begins with # is a comment.

    Raises TableError where the file cannot be read or a row has not just two cells.
    """
    if path is None:
        return ()
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(
            f"Cannot read {path}: {error}. Give a CSV file in UTF-8 with two names or ids a row."
        ) from error
    pairs = []
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if len(cells) != 2 or not all(cells):
            raise TableError(f"{path}, line {number}: {len(cells)} cells {cells}. Give two names or ids a row.")
        if cells[0] == cells[1]:
            raise TableError(f"{path}, line {number}: {cells[0]!r} is paired with itself. Give two names or ids.")
        pairs.append((cells[0], cells[1]))
    return tuple(pairs)


def unify(
    found: Iterable[tuple[str, Mapping[str, Entity]]], *, same: Path | None = None, different: Path | None = None
) -> dict[Place, Entity]:
    """Give for each entity of each article the one that it is in the whole collection.

    `found` holds the id of each article with its entities. One gazetteer id is one thing; unknown names are one thing
    where they are spelt alike, of one type and nothing contradicts it; a bare surname joins a full name only if just
    one fits among the articles that share other things with its own. `same` and `different` are CSV files of the
    user's with two names or ids a row; they outweigh all else, `different` first. The reasons stand in
    `Entity.basis`. Raises TableError for a fault in these files.
    """
    wanted, unwanted = read_pairs(same), read_pairs(different)
    _check(wanted, unwanted)
    groups = _Groups(found, unwanted)
    groups.join_same(wanted)
    groups.join_ids()
    groups.join_names()
    groups.join_acronyms()
    groups.join_spellings()
    groups.join_surnames()
    return groups.unified()


def _check(same: Pairs, different: Pairs) -> None:
    """Refuse pairs that are said to be both same and different."""
    apart = {frozenset(map(key, pair)) for pair in different}
    for pair in same:
        if frozenset(map(key, pair)) in apart:
            raise TableError(
                f"{pair[0]!r} and {pair[1]!r} are said to be the same and different. Take out one of them."
            )


@dataclass(slots=True)
class _Group:
    """Entities of articles that are one thing, with what is needed to tell whether another may join them."""

    members: list[tuple[str, Entity]]  # id of the article, entity
    names: set[str]  # keys of ids, labels and aliases; empty where the user keeps nothing apart
    types: Counter[EntityType]
    wikidata: set[str]
    countries: set[str]
    reasons: dict[str, None] = field(default_factory=dict)
    preferred: str | None = None  # name or id that the user gave first

    @property
    def type(self) -> EntityType:
        """The type of most of them."""
        return max(sorted(self.types), key=self.types.__getitem__)


def _group(article: str, entity: Entity) -> _Group:
    """Begin a group with one entity of one article."""
    return _Group(
        [(article, entity)],
        set(),
        Counter([entity.type]),
        {entity.wikidata} if entity.wikidata else set(),
        {entity.country} if entity.country else set(),
    )


class _Groups:
    """The groups while they are being made."""

    def __init__(self, found: Iterable[tuple[str, Mapping[str, Entity]]], different: Pairs) -> None:
        places = sorted(
            ((article, entity) for article, entities in found for entity in entities.values()),
            key=lambda place: (place[0], place[1].id),
        )
        self.parent = list(range(len(places)))
        self.places = places
        self.groups = [_group(*place) for place in places]
        for group in self.groups if different else ():
            group.names = _names(group.members[0][1])
        self.apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self.apart[key(one)].add(key(other))
            self.apart[key(other)].add(key(one))
        self.in_article: defaultdict[str, set[str]] = defaultdict(set)
        for article, entity in places:
            if not _SCOPED.search(entity.id):
                self.in_article[article].add(entity.id)

    def find(self, index: int) -> int:
        """Give the number of the group of a place."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, first: int, second: int, reason: str | None, *, by_user: bool = False) -> bool:
        """Make two groups one, unless the user or the facts keep them apart."""
        low, high = sorted((self.find(first), self.find(second)))
        if low == high:
            return True
        one, other = self.groups[low], self.groups[high]
        if self._kept_apart(one, other) or not (by_user or _agree(one, other)):
            return False
        if len(one.names) < len(other.names):
            other.names |= one.names
            one.names = other.names
        else:
            one.names |= other.names
        one.members += other.members
        one.types.update(other.types)
        one.wikidata |= other.wikidata
        one.countries |= other.countries
        one.reasons.update(other.reasons)
        one.preferred = one.preferred or other.preferred
        if reason:
            one.reasons.setdefault(reason)
        self.parent[high] = low
        return True

    def _kept_apart(self, one: _Group, other: _Group) -> bool:
        """Tell whether the user says that the two are different."""
        if not self.apart:
            return False
        return any(not self.apart[name].isdisjoint(other.names) for name in one.names if name in self.apart)

    def _roots(self) -> Iterator[int]:
        """Yield the numbers of the groups."""
        return (index for index in range(len(self.places)) if self.parent[index] == index)

    def join_same(self, pairs: Pairs) -> None:
        """Join what the user says is one."""
        if not pairs:
            return
        under: defaultdict[str, list[int]] = defaultdict(list)
        for index, (_, entity) in enumerate(self.places):
            for name in _names(entity):
                under[name].append(index)
        for one, other in pairs:
            found = [*under.get(key(one), ()), *under.get(key(other), ())]
            for index in found:
                if self.join(found[0], index, f"the user says that {one} is {other}", by_user=True):
                    self.groups[self.find(index)].preferred = one

    def join_ids(self) -> None:
        """Join what has one id."""
        under: defaultdict[str, list[int]] = defaultdict(list)
        for index, (_, entity) in enumerate(self.places):
            leaders = under[entity.id]
            if not any(self.join(leader, index, None) for leader in leaders):
                leaders.append(index)

    def join_names(self) -> None:
        """Join unknown things of one name and type; people also where only the transliteration differs."""
        under: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index in self._roots():
            group = self.groups[index]
            for entity in _distinct(group):
                if _SCOPED.search(entity.id):
                    continue
                kind = "body" if entity.type in BODIES else entity.type.value
                under[_name_key(entity.label, entity.type), kind].append(index)
        for _, indices in sorted(under.items()):
            for index in indices[1:]:
                self.join(indices[0], index, "same name and type")

    def join_acronyms(self) -> None:
        """Join an acronym with the one full name that some article gives it."""
        known: defaultdict[str, set[int]] = defaultdict(set)
        for index in self._roots():
            for entity in _distinct(self.groups[index]):
                if entity.type in BODIES and " " in entity.label:
                    for alias in entity.aliases:
                        if alias.isupper() and 2 <= len(alias) <= 8:
                            known[alias].add(index)
        for index in list(self._roots()):
            group = self.groups[index]
            label = group.members[0][1].label
            if group.type in BODIES and label in known and not group.wikidata:
                owners = {self.find(owner) for owner in known[label]} - {index}
                if len(owners) == 1:
                    self.join(owners.pop(), index, f"{label} is the acronym of its name in an article")

    def join_spellings(self) -> None:
        """Join people of one given name whose surnames differ by vowels: Tikhanovskaya, Tikhonovskaya."""
        under: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index in self._roots():
            for entity in _distinct(self.groups[index]):
                words = key(entity.label).split()
                if entity.type is EntityType.PERSON and len(words) > 1 and len(words[-1]) >= 8:
                    under[fold(words[0]), _skeleton(words[-1])].append(index)
        for _, indices in sorted(under.items()):
            roots = sorted({self.find(index) for index in indices})
            if len(roots) == 2:
                self.join(roots[0], roots[1], "given name and consonants of the surname agree")

    def join_surnames(self) -> None:
        """Join a surname that its article leaves open with the one full name that the neighbouring articles have."""
        full: defaultdict[str, set[int]] = defaultdict(set)
        bare: list[int] = []
        for index in self._roots():
            group = self.groups[index]
            if group.type is not EntityType.PERSON:
                continue
            labels = {entity.label for entity in _distinct(group)}
            if all(" " not in label for label in labels) and _SCOPED.search(group.members[0][1].id):
                bare.append(index)
            for label in labels:
                if " " in label:
                    full[fold(label.split()[-1])].add(index)
        for index in bare:
            article, entity = self.groups[index].members[0]
            owners = {self.find(owner) for owner in full.get(fold(entity.label), ())}
            near = [owner for owner in sorted(owners) if self._shares(owner, article, entity.id)]
            if len(near) == 1 and len(owners) == 1:
                self.join(near[0], index, f"the only {entity.label} in articles about the same things")

    def _shares(self, owner: int, article: str, id: str) -> bool:
        """Tell whether a group comes up in an article that shares enough with the given one."""
        mine = self.in_article[article] - {id}
        members = self.groups[owner].members
        return any(len(mine & self.in_article[other]) >= SHARED for other, _ in members[:MOST_CONTEXTS])

    def unified(self) -> dict[Place, Entity]:
        """Name the groups and give each place its entity."""
        made = {index: _merged(self.groups[index]) for index in self._roots()}
        taken: defaultdict[str, list[int]] = defaultdict(list)
        for index, entity in made.items():
            taken[entity.id].append(index)
        for id, indices in taken.items():
            ranked = sorted(indices, key=lambda index: _rank(self.groups[index], made[index]))
            for index in ranked[1:]:
                made[index] = replace(made[index], id=_other_id(id, made[index], self.groups[index], taken))
        return {(article, entity.id): made[self.find(index)] for index, (article, entity) in enumerate(self.places)}


def _names(entity: Entity) -> set[str]:
    """Give the keys under which the user may name an entity."""
    return {key(entity.id), key(entity.id.replace("_", " ")), key(entity.label), *map(key, entity.aliases)}


def _distinct(group: _Group) -> list[Entity]:
    """Give one entity for each label of a group."""
    return list({entity.label: entity for _, entity in group.members}.values())


def _name_key(label: str, type: EntityType) -> str:
    """Give the form of a name under which spellings of it fall together."""
    return fold(label) if type is EntityType.PERSON else key(label)


def _skeleton(word: str) -> str:
    """Give the consonants of a word."""
    return _VOWELS.sub("", fold(word))


def _agree(one: _Group, other: _Group) -> bool:
    """Tell whether no fact speaks against two groups being one thing."""
    if one.wikidata and other.wikidata and one.wikidata.isdisjoint(other.wikidata):
        return False
    types = {one.type, other.type}
    if len(types) > 1 and not types <= BODIES:
        return False
    return not (one.countries and other.countries and one.countries.isdisjoint(other.countries))


def _merged(group: _Group) -> Entity:
    """Make one entity of a group: the linked one's facts before the others', the label that most articles use."""
    entities = [entity for _, entity in sorted(group.members, key=lambda member: (member[0], member[1].id))]
    linked = [entity for entity in entities if entity.wikidata or entity.geonames]
    labels = Counter(entity.label for entity in linked or entities)
    label = min(labels, key=lambda text: (-labels[text], -len(text), text))
    base = next(entity for entity in linked or entities if entity.label == label)
    if group.preferred is not None:
        chosen = [entity for entity in entities if key(group.preferred) in _names(entity)]
        base = chosen[0] if chosen else base
        label = base.label
    aliases = {name for entity in entities for name in (entity.label, *entity.aliases)} - {label}
    reasons = [reason for entity in entities for reason in entity.basis]
    articles = {article for article, _ in group.members}
    scores = [entity.link_score for entity in entities if entity.link_score is not None]
    if len(articles) > 1 and not base.wikidata:
        reasons.append(f"same name, type and context in {len(articles)} articles")
    return replace(
        base,
        label=label,
        type=base.type if linked else group.type,
        aliases=tuple(sorted(aliases)),
        wikidata=base.wikidata or next((entity.wikidata for entity in entities if entity.wikidata), None),
        geonames=base.geonames or next((entity.geonames for entity in entities if entity.geonames), None),
        link_score=max(scores, default=None),
        country=base.country or next((entity.country for entity in entities if entity.country), None),
        sector=base.sector or next((entity.sector for entity in entities if entity.sector), None),
        basis=tuple(dict.fromkeys((*reasons, *group.reasons))),
    )


def _rank(group: _Group, entity: Entity) -> tuple[bool, int, str, str]:
    """Order groups that want one id: linked things first, then what most articles have."""
    return entity.wikidata is None, -len(group.members), entity.type.value, entity.country or ""


def _other_id(id: str, entity: Entity, group: _Group, taken: Mapping[str, object]) -> str:
    """Give another readable id to a thing whose id belongs to something else."""
    for suffix in (entity.type.value, entity.country):
        if suffix and f"{id}_{suffix}" not in taken:
            return f"{id}_{suffix}"
    return f"{id}_{digest(*sorted(article for article, _ in group.members))}"
