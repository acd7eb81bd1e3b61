"""Sieves that join names: the same name, short forms, acronyms, other spellings, titles, nationalities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.coreference.chains import BODY_TYPES, PLACE_TYPES, Chain, Chains, Node, nation
from kg.extract.nouns import ORGANIZATION_WORDS, PERSONS, words
from kg.gazetteer import Entry, acronym, fold, key
from kg.model import EntityType

LEAST_LINK = 0.5  # a link less sure than this joins nothing
LEAST_SHARED = 0.5  # of the words of a name: an acronym that stands for other words is another body's
MOST_RIVALS = 60  # names with one beginning that are compared with one another
SHORTEST_VARIANT = 6  # letters of a surname that may be spelt in two ways
SMALL_WORDS = frozenset({"of", "the", "and", "for", "de", "in", "on", "to", "&"})


def same_name(chains: Chains) -> None:
    """Join names of one spelling: diacritics, dots, hyphens and "the" aside."""
    first: dict[tuple[str, str], Node] = {}
    for node in _names(chains):
        if node.type is EntityType.GROUP:
            continue
        group = _group(node.type)
        other = first.setdefault((key(node.mention.text), group), node)
        if other is not node:
            chains.join(other, node, "same name")


def _group(type: EntityType) -> str:
    """Give types that a pipeline confounds one name."""
    return "place" if type in PLACE_TYPES else "body" if type in BODY_TYPES else type.value


def _names(chains: Chains, *types: EntityType) -> Iterator[Node]:
    """Yield the names of these types (of all types if none is given) in the order of the text."""
    return (
        node
        for node in chains.nodes
        if node.is_name and (not types or node.type in types) and node.index not in chains.metonyms
    )


def short_names(chains: Chains) -> None:
    """Join a surname or first name with the full name: `Alexander Lukashenko … Lukashenko`.

    With two people of one surname the one last named is meant, unless both were named within two sentences.
    """
    by_word: defaultdict[str, list[Node]] = defaultdict(list)
    people = list(_names(chains, EntityType.PERSON))
    for node in people:
        words = _words(node)
        if len(words) > 1:
            for word in {words[-1], words[0]}:
                by_word[word].append(node)
    for node in people:
        words = _words(node)
        longer = [
            other
            for other in by_word.get(words[-1], ())
            if not chains.same(other, node) and _extends(words, _words(other))
        ]
        target = _meant(chains, node, longer)
        if target is not None:
            chains.join(target, node, "short name")


def _words(node: Node) -> list[str]:
    """Give the words of a name, folded for comparing."""
    return [word for word in key(node.mention.text).split() if word not in ("jr", "sr", "ii", "iii")] or [""]


def _extends(short: list[str], long: list[str]) -> bool:
    """Tell whether the short name can be the long one: a surname, a first name, or with initials or less middle."""
    if len(long) <= len(short) and short != long:
        return len(short) == len(long) > 1 and short[-1] == long[-1] and _initial(short[0], long[0])
    if len(short) == 1:
        return short[0] in (long[-1], long[0])
    return short[-1] == long[-1] and (short[0] == long[0] or _initial(short[0], long[0]))


def _initial(one: str, other: str) -> bool:
    """Tell whether one is the initial of the other."""
    return one[:1] == other[:1] and 1 in (len(one), len(other))


def _meant(chains: Chains, node: Node, candidates: Iterable[Node]) -> Node | None:
    """Choose the one chain that a short name means."""
    agreeing = [other for other in candidates if chains.agree(other, node)]
    distinct = {id(chains.of(other)): other for other in agreeing}
    if len(distinct) <= 1:
        return next(iter(distinct.values()), None)
    before = [other for other in agreeing if other.index < node.index]
    if not before:
        return None
    last = before[-1]
    rivals = [other for other in before if not chains.same(other, last) and node.sentence - other.sentence <= 2]
    return None if rivals else last


def acronyms(chains: Chains) -> None:
    """Join an acronym with its full name: `Collective Security Treaty Organization (CSTO)`."""
    bodies = [EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.TREATY, EntityType.COUNTRY,
              EntityType.EVENT, EntityType.PLACE]  # fmt: skip
    full: defaultdict[str, list[Node]] = defaultdict(list)
    for node in _names(chains, *bodies):
        for short in initials(node.mention.text):
            full[short].append(node)
    for node in _names(chains, *bodies):
        text = node.mention.text.replace(".", "")
        if text.isupper() and 2 <= len(text) <= 8 and text in full:
            distinct = {id(chains.of(other)): other for other in full[text]}
            if len(distinct) == 1:
                _same_type(chains, full[text][0], node)
                chains.join(full[text][0], node, "acronym")


def _same_type(chains: Chains, full: Node, short: Node) -> None:
    """Let an acronym take over the type of the name that it shortens, whatever the pipeline took it for."""
    one, other = chains.of(full), chains.of(short)
    if all(len(node.mention.text) == len(short.mention.text) for node in other.nodes):
        other.types = set(one.types)


def initials(name: str) -> set[str]:
    """Give the acronyms that a name of two or more words can have, with and without its small words."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if len(words) < 2:
        return set()
    large = [word for word in words if word.lower() not in SMALL_WORDS]
    return {"".join(word[0] for word in some).upper() for some in (words, large) if len(some) > 1}


def short_bodies(chains: Chains) -> None:
    """Join an organisation's short form with its full name: `the Council` after `the Coordination Council`."""
    bodies = list(_names(chains, *BODY_TYPES))
    by_word: defaultdict[str, list[Node]] = defaultdict(list)
    for node in bodies:
        words = _words(node)
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                by_word[word].append(node)
    for node in bodies:
        words = _words(node)
        if len(words) != 1 or node.mention.text.isupper():
            continue
        common = words[0] in ORGANIZATION_WORDS
        longer = [
            other
            for other in by_word.get(words[0], ())
            if not common or (other.index < node.index and _words(other)[-1] == words[0])
        ]
        target = _meant(chains, node, longer)
        if target is not None:
            chains.join(target, node, "short name")


def other_spellings(chains: Chains) -> None:
    """Join people whose names are spelt alike but for a letter or a transliteration: `Tikhanovskaya, Tikhonovskaya`.

    Both must be long, first names must not differ, and no third name may be as near.
    """
    chosen: dict[int, Node] = {}
    for node in _names(chains, EntityType.PERSON):
        chosen.setdefault(id(chains.of(node)), node)
    buckets: defaultdict[str, list[tuple[str, str | None, Node]]] = defaultdict(list)
    for node in chosen.values():
        for surname, given in sorted(_surnames(chains.of(node)), key=str):
            if len(surname) >= SHORTEST_VARIANT:
                buckets[fold(surname)[:2]].append((surname, given, node))
    for _, bucket in sorted(buckets.items()):
        some = bucket[:MOST_RIVALS]
        for surname, given, node in some:
            near = _near(chains, surname, given, node, some)
            if len(near) == 1 and len(_near(chains, *near[0], some)) == 1:
                chains.join(node, near[0][2], "other spelling")


def _near(
    chains: Chains, surname: str, given: str | None, node: Node, bucket: list[tuple[str, str | None, Node]]
) -> list[tuple[str, str | None, Node]]:
    """Give the people of another chain whose name, spelt in another way, can be this one; one for each chain."""
    found = {
        id(chains.of(other)): (other_surname, other_given, other)
        for other_surname, other_given, other in bucket
        if surname != other_surname
        and not chains.same(node, other)
        and _given_agree(given, other_given)
        and spelt_alike(surname, other_surname)
    }
    return list(found.values())


def _surnames(chain: Chain) -> set[tuple[str, str | None]]:
    """Give the surnames of a chain, each with the given name that stands before it."""
    found = set()
    for node in chain.names:
        words = _words(node)
        found.add((words[-1], words[0] if len(words) > 1 else None))
    return found


def _given_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two given names can be one."""
    return one is None or other is None or fold(one) == fold(other) or _initial(one, other) or spelt_alike(one, other)


def spelt_alike(one: str, other: str) -> bool:
    """Tell whether two long words are two spellings of one name: one fold, or a letter (two in ten) apart.

    >>> spelt_alike("tikhanovskaya", "tikhonovskya"), spelt_alike("Johnson", "Johnston"), spelt_alike("Biden", "Bidun")
    (True, False, False)
    """
    one, other = one.lower(), other.lower()
    if fold(one) == fold(other):
        return True
    shortest = min(len(one), len(other))
    if shortest < 8 or one[0] != other[0]:
        return False
    return _distance(one, other, 2) <= (2 if shortest >= 10 else 1)


def _distance(one: str, other: str, most: int) -> int:
    """Give the Levenshtein distance of two words, `most` + 1 where it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, match in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != match))
        if min(row) > most:
            return most + 1
    return row[-1]


def titles(chains: Chains) -> None:
    """Note the country and the offices that stand with a person's name: `Belarusian president Alexander Lukashenko`."""
    for node in _names(chains, EntityType.PERSON):
        chain = chains.of(node)
        for word in _about(node.token):
            lemma = word.lemma_.lower()
            if lemma in PERSONS and word.i != node.token.i:
                chain.titles.add(office_of(word))
            if word.i in chains.nations and chain.country is None and _tells_country(word, node.token):
                chain.country = chains.nations[word.i]


def _about(head: Token) -> Iterator[Token]:
    """Yield the words that describe a name: before it, and in an apposition to it or from it."""
    start = head.i
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod:desc", "flat", "nmod", "nmod:unmarked", "nmod:poss"):
            start = min(start, child.left_edge.i)
    yield from (head.doc[index] for index in range(start, head.i))
    descriptions = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        descriptions.append(head.head)
    for description in descriptions:
        if description.lemma_.lower() in PERSONS:
            yield description
            for child in description.children:
                if child.dep_ in ("compound", "amod", "nmod", "nmod:poss") and child.i != head.i:
                    yield child
    subject_of = head.head if head.dep_ == "nsubj" else None
    if subject_of is None or subject_of.lemma_.lower() not in PERSONS or subject_of.pos_ not in ("NOUN", "PROPN"):
        return
    if any(child.dep_ == "cop" and child.lemma_ == "be" for child in subject_of.children):
        yield subject_of


def _tells_country(word: Token, head: Token) -> bool:
    """Tell whether a country beside a name is the person's own: in `US-backed`, `anti-Russian` it is not."""
    around = word.doc[max(word.i - 1, 0) : word.i + 2].text.lower()
    return "-" not in around


def office_of(word: Token) -> str:
    """Give the office that a noun names, with the words that make it one: `foreign minister`."""
    lemma = word.lemma_.lower()
    before = [
        child.lower_
        for child in word.lefts
        if child.dep_ in ("compound", "amod", "nmod:desc") and child.lower_ in _OFFICE_WORDS
    ]
    if word.i and not before and word.nbor(-1).lower_ in _OFFICE_WORDS:
        before = [word.nbor(-1).lower_]
    return " ".join((*before, lemma))


_OFFICE_WORDS = words(
    """
    prime foreign defence defense interior finance vice deputy former opposition press human rights justice energy
    health trade economy culture education environment agriculture acting union party
    """
)


def nationalities(chains: Chains) -> None:
    """Let an adjective of nationality mean its country, and a people's name the people: `Belarusian`, `Belarusians`."""
    countries: dict[str, Node] = {}
    peoples: dict[str, Node] = {}
    for node in _names(chains, EntityType.COUNTRY):
        entry = nation(node.mention, chains.gazetteer)
        if entry is not None:
            countries.setdefault(entry.id, node)
    for node in _names(chains, EntityType.GROUP):
        entry = chains.gazetteer.demonym(node.mention.text)
        if entry is None:
            continue
        if is_people(node):
            _mean_people(chains, node, entry)
            first = peoples.setdefault(entry.id, node)
            chains.join(first, node, "same people")
            continue
        if node.token.pos_ in ("NOUN", "PROPN") and not is_modifier(node.token):
            continue  # "a Belarusian": one person, left to the sieve of descriptions
        chain = chains.of(node)
        chain.types, chain.genders, chain.numbers = {entry.type}, {"neuter"}, {"singular"}
        chain.entry, chain.score, chain.entry_reasons = entry, 0.99, ("nationality",)
        first = countries.setdefault(entry.id, node)
        chains.inferred.setdefault(node.index, "nationality")
        if first is not node:
            chains.join(first, node, "nationality", inferred="nationality")


def _mean_people(chains: Chains, node: Node, country: Entry) -> None:
    """Let the name of a people mean it, by the gazetteer if it has it."""
    chain = chains.of(node)
    chain.country = country.country
    known = chains.gazetteer.find(node.mention.text, type=EntityType.GROUP)
    if known and chain.entry is None:
        chain.entry, chain.score, chain.entry_reasons = known[0], 0.99, ("name of a people",)


def is_people(node: Node) -> bool:
    """Tell whether a demonym means the people: `Belarusians`, `the French`."""
    return node.number == "plural"


def is_modifier(token: Token) -> bool:
    """Tell whether a word only qualifies the noun after it: `Belarusian` in `Belarusian leader`."""
    return token.pos_ == "ADJ" or token.dep_ in ("amod", "compound", "nmod:desc", "flat")


def links(chains: Chains) -> None:
    """Look every chain with a name up in the gazetteer, and join those that are one entry there.

    Full names come first: what they mean is context for bare surnames.
    """
    context = _country_context(chains)
    known: list[str] = []
    owner: dict[str, Node] = {}
    short: list[Node] = []
    for chain in list(chains.all()):
        if chain.entry is not None:
            known.append(chain.entry.id)
            _own(chains, chain, owner)
        elif chain.names and _is_short(chain):
            short.append(chain.first)
        elif chain.names:
            _link(chains, chain, context, known, owner)
    for node in short:
        _link(chains, chains.of(node), context, known, owner)


def _is_short(chain: Chain) -> bool:
    """Tell whether a chain has no more than a surname."""
    return EntityType.PERSON in chain.types and all(len(node.words) == 1 for node in chain.names)


def _link(chains: Chains, chain: Chain, context: list[str], known: list[str], owner: dict[str, Node]) -> None:
    """Look a chain up by its longest names."""
    type = main_type(chain)
    if type is EntityType.GROUP:
        groups = chains.gazetteer.find(chain.names[0].mention.text, type=type)
        if len(groups) == 1:
            chain.entry, chain.score, chain.entry_reasons = groups[0], 0.9, ("name",)
            _own(chains, chain, owner)
        return
    texts = sorted({node.mention.text for node in chain.names}, key=lambda text: (-len(text), text))
    countries = ([chain.country] if chain.country else []) + [code for code in context if code != chain.country]
    for text in texts[:3]:
        candidate = chains.gazetteer.link(
            text,
            type=type,
            date=chains.article.date,
            country_context=countries[:8],
            entities_context=known[-20:],
            surname_only=_is_short(chain),
        )
        if candidate is not None and _is_other_body(chain, text, candidate.entry):
            return
        if candidate is not None and candidate.score >= LEAST_LINK and types_fit(type, candidate.entry.type):
            chain.entry, chain.score, chain.entry_reasons = candidate.entry, candidate.score, candidate.reasons
            if candidate.entry.gender and not chain.genders:
                chain.genders = {candidate.entry.gender}
            known.append(candidate.entry.id)
            _own(chains, chain, owner)
            return


def _is_other_body(chain: Chain, short: str, entry: Entry) -> bool:
    """Tell whether an acronym is spelt out here as something else: `Election Commission (EC)` is no European one."""
    if acronym(short) is None:
        return False
    full = [set(_words(node)) - SMALL_WORDS for node in chain.names if short in initials(node.mention.text)]
    called = [set(key(name).split()) - SMALL_WORDS for name in (entry.label, *entry.aliases) if " " in name]
    return any(all(len(one & name) <= LEAST_SHARED * len(one | name) for name in called) for one in full)


def _own(chains: Chains, chain: Chain, owner: dict[str, Node]) -> None:
    """Join a chain with the one that has its entry already."""
    if chain.entry is None:
        return
    first = owner.setdefault(chain.entry.id, chain.first)
    if first is not chain.first:
        chains.join(first, chain.first, "same entry in the gazetteer")


def types_fit(type: EntityType, other: EntityType) -> bool:
    """Tell whether a mention of one type may be linked with an entry of the other."""
    return (
        type is other
        or {type, other} <= PLACE_TYPES
        or {type, other} <= BODY_TYPES
        or ({type, other} <= {EntityType.ORGANIZATION, EntityType.PLACE})
    )


def main_type(chain: Chain) -> EntityType:
    """Give the type that most names of a chain have."""
    types = [node.type for node in chain.names if node.type in chain.types] or sorted(chain.types)
    return max(sorted(set(types)), key=types.count)


def _country_context(chains: Chains) -> list[str]:
    """Give the ISO codes of the countries that the text names, the most frequent first."""
    counts: defaultdict[str, int] = defaultdict(int)
    for code in chains.nations.values():
        counts[code] += 1
    return sorted(counts, key=lambda code: (-counts[code], code))
