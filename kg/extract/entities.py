"""Which things of several documents are one, and what they are called.

Within a document `coreference` has made one entity of each thing. Here these are brought together: what the gazetteer
knows by its id, what it does not by name, type and context. Candidates are looked up under keys, never compared with
one another wholesale, so that the work grows with the articles and not with the graph. Names and ids are made from
content: within one call nothing depends on the order of reading.

`unify` sees all articles at once. `extend` sees some, and asks a `Registry` for what earlier ones told of: a thing that
is known keeps its id, a name that comes up later joins it, and what the registry holds of it (`Known`) grows with the
ways in which it is told of, not with the texts. Only what has a name of its own is known across calls.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from kg.errors import TableError
from kg.gazetteer import fold, key
from kg.model import Entity, EntityType

BODIES = frozenset({EntityType.ORGANIZATION, EntityType.ARMED_GROUP})
MOST_CONTEXTS = 20  # articles of a full name that a bare surname is compared with
SHARED = 2  # things that two articles must have in common for a surname to travel between them
MOST_REASONS = 40  # reasons and aliases that are kept of one thing told of in one way
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
    return extend(found, _Nothing(), same=same, different=different).places


@dataclass(frozen=True, slots=True)
class Told:
    """One way in which articles tell of a thing: the entity as `coreference` made it, in how many articles."""

    entity: Entity
    count: int = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a thing between calls."""

    id: str  # that of its entity, and it stays
    told: tuple[Told, ...]
    articles: tuple[str, ...] = ()  # some that tell of it, for people: whom else they tell of shows who is meant
    count: int = 0  # how many articles tell of it
    reasons: tuple[str, ...] = ()  # why it was held to be one thing
    preferred: str | None = None  # name or id that the user gave first

    @property
    def entity(self) -> Entity:
        """The thing as the graph shows it."""
        return replace(_merged(_group_of(self)), id=self.id)

    def keys(self) -> set[str]:
        """Give the keys under which it is to be filed."""
        found = {f"id:{self.id}"}
        for told in self.told:
            found |= _filed_under(told.entity) | {f"called:{name}" for name in _names(told.entity)}
        return found

    def without(self, article: str, entities: Iterable[Entity]) -> Known | None:
        """Give what is left if an article no longer tells of it in these ways; None if nothing is."""
        fewer = Counter(map(_way, entities))
        told = tuple(
            replace(one, count=count) for one in self.told if (count := one.count - fewer[_way(one.entity)]) > 0
        )
        if not told:
            return None
        return replace(
            self, told=told, count=self.count - 1, articles=tuple(other for other in self.articles if other != article)
        )


class Registry(Protocol):
    """What is known from earlier calls, on disk or in memory."""

    def find(self, keys: Collection[str]) -> Iterable[Known]:
        """Give what is filed under any of these keys; where very many share a key, enough of them to show that."""

    def others(self, article: str) -> Collection[str]:
        """Give the ids that an article tells of, of those articles that a `Known` names."""


@dataclass(frozen=True, slots=True)
class Extended:
    """What became of a registry and some articles."""

    places: dict[Place, Entity]  # which entity each entity of each article is
    known: tuple[Known, ...]  # what is new or has changed, to be filed
    replaced: dict[str, str]  # ids that turned out to be another thing that was known → the one that stays


class _Nothing:
    """The registry of a first call."""

    def find(self, keys: Collection[str]) -> Iterable[Known]:
        """Know nothing."""
        return ()

    def others(self, article: str) -> Collection[str]:
        """Know nothing."""
        return ()


def extend(
    found: Iterable[tuple[str, Mapping[str, Entity]]],
    registry: Registry,
    *,
    same: Path | None = None,
    different: Path | None = None,
) -> Extended:
    """Bring the entities of some articles together, with one another and with what is known.

    As `unify`. What is known is never taken apart; two things that are known become one only if an article of this
    call shows it.
    """
    wanted, unwanted = read_pairs(same), read_pairs(different)
    _check(wanted, unwanted)
    groups = _Groups(found, registry, wanted, unwanted)
    groups.join_same(wanted)
    groups.join_ids()
    groups.join_names()
    groups.join_acronyms()
    groups.join_spellings()
    groups.join_surnames()
    return groups.extended()


def is_shared(entity: Entity) -> bool:
    """Tell whether other articles could tell of an entity too, as they can of all that has a name."""
    return not _SCOPED.search(entity.id) or _is_bare(entity)


def _check(same: Pairs, different: Pairs) -> None:
    """Refuse pairs that are said to be both same and different."""
    apart = {frozenset(map(key, pair)) for pair in different}
    for pair in same:
        if frozenset(map(key, pair)) in apart:
            raise TableError(
                f"{pair[0]!r} and {pair[1]!r} are said to be the same and different. Take out one of them."
            )


@dataclass(slots=True)
class _Member:
    """An entity of one article, or a way in which several that are known tell of a thing."""

    article: str  # "" for what is known
    entity: Entity
    count: int = 1


@dataclass(slots=True)
class _Group:
    """Entities of articles that are one thing, with what is needed to tell whether another may join them."""

    members: list[_Member]
    names: set[str]  # keys of ids, labels and aliases; empty where the user keeps nothing apart
    types: Counter[EntityType]
    wikidata: set[str]
    countries: set[str]
    reasons: dict[str, None] = field(default_factory=dict)
    preferred: str | None = None  # name or id that the user gave first
    known: tuple[Known, ...] = ()

    @property
    def type(self) -> EntityType:
        """The type of most of them."""
        return max(sorted(self.types), key=self.types.__getitem__)

    @property
    def count(self) -> int:
        """The number of entities in articles."""
        return sum(member.count for member in self.members)

    @property
    def articles(self) -> list[str]:
        """Articles that tell of it: those of this call, and some of the earlier ones."""
        return [id for known in self.known for id in known.articles] + [m.article for m in self.members if m.article]

    @property
    def told_by(self) -> int:
        """The number of articles that tell of it."""
        return sum(known.count for known in self.known) + len({m.article for m in self.members if m.article})


def _group(article: str, entity: Entity) -> _Group:
    """Begin a group with one entity of one article."""
    return _Group(
        [_Member(article, entity)],
        set(),
        Counter([entity.type]),
        {entity.wikidata} if entity.wikidata else set(),
        {entity.country} if entity.country else set(),
    )


def _group_of(known: Known) -> _Group:
    """Begin a group with what is known of a thing."""
    types: Counter[EntityType] = Counter()
    for told in known.told:
        types[told.entity.type] += told.count
    return _Group(
        [_Member("", told.entity, told.count) for told in known.told],
        set(),
        types,
        {told.entity.wikidata for told in known.told if told.entity.wikidata},
        {told.entity.country for told in known.told if told.entity.country},
        dict.fromkeys(known.reasons),
        known.preferred,
        (known,),
    )


class _Groups:
    """The groups while they are being made."""

    def __init__(
        self, found: Iterable[tuple[str, Mapping[str, Entity]]], registry: Registry, same: Pairs, different: Pairs
    ) -> None:
        places = sorted(
            ((article, entity) for article, entities in found for entity in entities.values()),
            key=lambda place: (place[0], place[1].id),
        )
        self.places = places
        self.registry = registry
        # What is known stands first: of groups that are joined, the first one lends its place.
        self.groups = [*self._recalled(same), *(_group(*place) for place in places)]
        self.first = len(self.groups) - len(places)
        self.parent = list(range(len(self.groups)))
        for group in self.groups if different else ():
            group.names = {name for member in group.members for name in _names(member.entity)}
        self.apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in different:
            self.apart[key(one)].add(key(other))
            self.apart[key(other)].add(key(one))
        self.in_article: defaultdict[str, set[str]] = defaultdict(set)
        for article, entity in places:
            if not _SCOPED.search(entity.id):
                self.in_article[article].add(entity.id)

    def _recalled(self, same: Pairs) -> list[_Group]:
        """Give what is known that shares a key with these articles, and what shares one with that, as a bystander."""
        wanted = {name for _, entity in self.places for name in _looked_up(entity)}
        wanted.update(f"called:{key(name)}" for pair in same for name in pair)
        near = {known.id: known for known in self.registry.find(wanted)}
        further = {name for known in near.values() for told in known.told for name in _looked_up(told.entity)} - wanted
        around = {known.id: known for known in self.registry.find(further)} if further else {}
        return [_group_of(known) for _, known in sorted({**around, **near}.items())]

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
        if not by_user and one.known and other.known and not (_is_told(one) or _is_told(other)):
            return False  # that was decided when the later of them came up
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
        one.known += other.known
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
        return (index for index in range(len(self.groups)) if self.parent[index] == index)

    def join_same(self, pairs: Pairs) -> None:
        """Join what the user says is one."""
        if not pairs:
            return
        under: defaultdict[str, list[int]] = defaultdict(list)
        for index, group in enumerate(self.groups):
            for name in {name for member in group.members for name in _names(member.entity)}:
                under[name].append(index)
        for one, other in pairs:
            found = [*under.get(key(one), ()), *under.get(key(other), ())]
            for index in found:
                if self.join(found[0], index, f"the user says that {one} is {other}", by_user=True):
                    self.groups[self.find(index)].preferred = one

    def join_ids(self) -> None:
        """Join what has one id."""
        under: defaultdict[str, list[int]] = defaultdict(list)
        for index, group in enumerate(self.groups):
            ids = {member.entity.id for member in group.members} | {known.id for known in group.known}
            for id in sorted(ids):
                leaders = under[id]
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
                under[_name_key(entity.label, entity.type), _kind(entity.type)].append(index)
        for _, indices in sorted(under.items()):
            for index in indices[1:]:
                self.join(indices[0], index, "same name and type")

    def join_acronyms(self) -> None:
        """Join an acronym with the one full name that some article gives it."""
        known: defaultdict[str, set[int]] = defaultdict(set)
        for index in self._roots():
            for entity in _distinct(self.groups[index]):
                for alias in _acronyms(entity):
                    known[alias].add(index)
        for index in list(self._roots()):
            group = self.groups[index]
            label = group.members[0].entity.label
            if group.type in BODIES and label in known and not group.wikidata:
                owners = {self.find(owner) for owner in known[label]} - {index}
                if len(owners) == 1:
                    self.join(owners.pop(), index, f"{label} is the acronym of its name in an article")

    def join_spellings(self) -> None:
        """Join people of one given name whose surnames differ by vowels: Tikhanovskaya, Tikhonovskaya."""
        under: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index in self._roots():
            for entity in _distinct(self.groups[index]):
                spelling = _spelling(entity)
                if spelling is not None:
                    under[spelling].append(index)
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
            if all(" " not in label for label in labels) and _SCOPED.search(group.members[0].entity.id):
                bare.append(index)
            for label in labels:
                if " " in label:
                    full[fold(label.split()[-1])].add(index)
        for index in bare:
            group = self.groups[index]
            entity = group.members[0].entity
            owners = {self.find(owner) for owner in full.get(fold(entity.label), ())}
            near = [owner for owner in sorted(owners) if self._shares(owner, group.articles[0], entity.id)]
            if len(near) == 1 and len(owners) == 1:
                self.join(near[0], index, f"the only {entity.label} in articles about the same things")

    def _shares(self, owner: int, article: str, id: str) -> bool:
        """Tell whether a group comes up in an article that shares enough with the given one."""
        mine = self._others(article) - {id}
        return any(len(mine & self._others(other)) >= SHARED for other in self.groups[owner].articles[:MOST_CONTEXTS])

    def _others(self, article: str) -> set[str]:
        """Give the ids that an article tells of, of this call or of an earlier one."""
        if article not in self.in_article:
            self.in_article[article] = set(self.registry.others(article))
        return self.in_article[article]

    def extended(self) -> Extended:
        """Name the groups and give each place its entity."""
        made = {index: _merged(self.groups[index]) for index in self._roots() if _is_told(self.groups[index])}
        ids = {index: entity.id for index, entity in made.items()}
        replaced: dict[str, str] = {}
        for index in made:
            known = sorted(self.groups[index].known, key=lambda one: (-one.count, one.id))
            if known:
                ids[index] = known[0].id
                replaced.update({one.id: known[0].id for one in known[1:]})
        taken: defaultdict[str, list[int]] = defaultdict(list)
        for index, id in ids.items():
            taken[id].append(index)
        elsewhere = self._elsewhere(ids, replaced)
        for id, indices in list(taken.items()):
            ranked = sorted(
                indices, key=lambda index: (not self.groups[index].known, *_rank(self.groups[index], made[index]))
            )
            for index in ranked if id in elsewhere else ranked[1:]:
                if not self.groups[index].known:
                    ids[index] = _other_id(id, made[index], self.groups[index], taken.keys() | elsewhere)
        made = {index: replace(entity, id=ids[index]) for index, entity in made.items()}
        return Extended(
            {
                (article, entity.id): made[self.find(self.first + index)]
                for index, (article, entity) in enumerate(self.places)
            },
            tuple(_known(self.groups[index], entity.id) for index, entity in made.items()),
            replaced,
        )

    def _elsewhere(self, ids: Mapping[int, str], replaced: Mapping[str, str]) -> set[str]:
        """Give the ids that belong to things which are known and no article of this call tells of."""
        mine = {id for index, id in ids.items() if self.groups[index].known} | replaced.keys()
        return {known.id for index in self._roots() for known in self.groups[index].known} - mine


def _is_told(group: _Group) -> bool:
    """Tell whether an article of this call tells of a group."""
    return any(member.article for member in group.members)


def _known(group: _Group, id: str) -> Known:
    """Give what is to be kept of a group."""
    told: dict[tuple[str, str, str, str], Told] = {}
    for member in group.members:
        way = _way(member.entity)
        told[way] = _both(told[way], member) if way in told else Told(member.entity, member.count)
    articles = group.articles if group.type is EntityType.PERSON else []
    return Known(
        id,
        tuple(told[way] for way in sorted(told)),
        tuple(dict.fromkeys(articles))[:MOST_CONTEXTS],
        group.told_by,
        tuple(group.reasons)[:MOST_REASONS],
        group.preferred,
    )


def _way(entity: Entity) -> tuple[str, str, str, str]:
    """Give what makes two ways of telling of a thing the same."""
    return entity.id, entity.label, entity.type.value, entity.wikidata or ""


def _both(told: Told, member: _Member) -> Told:
    """Add another article that tells of a thing in the same way."""
    one, entity = told.entity, member.entity
    scores = [score for score in (one.link_score, entity.link_score) if score is not None]
    return Told(
        replace(
            one,
            aliases=tuple(sorted({*one.aliases, *entity.aliases})[:MOST_REASONS]),
            geonames=one.geonames or entity.geonames,
            link_score=max(scores, default=None),
            country=one.country or entity.country,
            sector=one.sector or entity.sector,
            basis=tuple(dict.fromkeys((*one.basis, *entity.basis)))[:MOST_REASONS],
        ),
        told.count + member.count,
    )


def _filed_under(entity: Entity) -> set[str]:
    """Give the keys under which later articles look for a thing that is told of in this way."""
    found = {f"id:{entity.id}"}
    if not _SCOPED.search(entity.id):
        found.add(f"name:{_kind(entity.type)}:{_name_key(entity.label, entity.type)}")
    found.update(f"acronym:{alias}" for alias in _acronyms(entity))
    spelling = _spelling(entity)
    if spelling is not None:
        found.add(f"spelling:{' '.join(spelling)}")
    if entity.type is EntityType.PERSON and " " in entity.label:
        found.add(f"surname:{fold(entity.label.split()[-1])}")
    elif _is_bare(entity):
        found.add(f"bare:{fold(entity.label)}")
    return found


def _looked_up(entity: Entity) -> set[str]:
    """Give the keys under which what may be the same stands, or what speaks against it."""
    found = _filed_under(entity)
    if entity.type in BODIES:
        found.add(f"acronym:{entity.label}")
        found.update(f"name:body:{key(alias)}" for alias in _acronyms(entity))
    for name in [name for name in found if name.startswith("surname:")]:
        found.add(f"bare:{name.removeprefix('surname:')}")
    if _is_bare(entity):
        found.add(f"surname:{fold(entity.label)}")
    return found


def _is_bare(entity: Entity) -> bool:
    """Tell whether an entity is a person of whom an article gives the surname alone."""
    return entity.type is EntityType.PERSON and " " not in entity.label and bool(_SCOPED.search(entity.id))


def _acronyms(entity: Entity) -> list[str]:
    """Give the acronyms among the other names of a body."""
    if entity.type not in BODIES or " " not in entity.label or _SCOPED.search(entity.id):
        return []  # what one article alone can mean lends its acronym to no other
    return [alias for alias in entity.aliases if alias.isupper() and 2 <= len(alias) <= 8]


def _spelling(entity: Entity) -> tuple[str, str] | None:
    """Give what the spellings of a person's name have in common: given name, and consonants of a long surname."""
    words = key(entity.label).split()
    if entity.type is not EntityType.PERSON or len(words) < 2 or len(words[-1]) < 8:
        return None
    return fold(words[0]), _skeleton(words[-1])


def _kind(type: EntityType) -> str:
    """Give the kind of thing within which a name means one thing."""
    return "body" if type in BODIES else type.value


def _names(entity: Entity) -> set[str]:
    """Give the keys under which the user may name an entity."""
    return {key(entity.id), key(entity.id.replace("_", " ")), key(entity.label), *map(key, entity.aliases)}


def _distinct(group: _Group) -> list[Entity]:
    """Give one entity for each label of a group."""
    return list({member.entity.label: member.entity for member in group.members}.values())


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
    members = sorted(group.members, key=lambda member: (member.article, member.entity.id))
    entities = [member.entity for member in members]
    linked = [entity for entity in entities if entity.wikidata or entity.geonames]
    labels: Counter[str] = Counter()
    for member in members:
        if not linked or member.entity.wikidata or member.entity.geonames:
            labels[member.entity.label] += member.count
    label = min(labels, key=lambda text: (-labels[text], -len(text), text))
    base = next(entity for entity in linked or entities if entity.label == label)
    if group.preferred is not None:
        chosen = [entity for entity in entities if key(group.preferred) in _names(entity)]
        base = chosen[0] if chosen else base
        label = base.label
    aliases = {name for entity in entities for name in (entity.label, *entity.aliases)} - {label}
    reasons = [reason for entity in entities for reason in entity.basis]
    scores = [entity.link_score for entity in entities if entity.link_score is not None]
    if group.told_by > 1 and not base.wikidata:
        reasons.append(f"same name, type and context in {group.told_by} articles")
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
    return entity.wikidata is None, -group.count, entity.type.value, entity.country or ""


def _other_id(id: str, entity: Entity, group: _Group, taken: Collection[str]) -> str:
    """Give another readable id to a thing whose id belongs to something else."""
    for suffix in (entity.type.value, entity.country):
        if suffix and f"{id}_{suffix}" not in taken:
            return f"{id}_{suffix}"
    return f"{id}_{digest(*sorted(set(group.articles)))}"
