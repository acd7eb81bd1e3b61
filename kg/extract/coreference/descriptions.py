"""Sieves that resolve descriptions: by apposition, office, nationality, class and head noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.coreference.chains import BODY_TYPES, POSSESSIVES, Chain, Chains, Node
from kg.extract.coreference.names import is_modifier, office_of
from kg.extract.nouns import ALLIANCES, COUNTRIES, LEADERS, OFFICES, PERSONS, is_generic
from kg.gazetteer import Entry, key
from kg.model import EntityType

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "some", "any", "another", "no", "every", "each", "many", "several", "few", "other",
                        "most", "all", "more", "such", "various", "numerous", "thousand", "hundred"})  # fmt: skip
STANDS_OUT = frozenset({"former", "ex-", "late", "other", "another", "previous", "next", "future", "new", "neighboring",
                        "neighbouring", "foreign", "own", "fellow", "rival"})  # fmt: skip
"""Modifiers that send a description to somebody else than the one whom the bare noun would mean."""
HEADS_OF_COUNTRIES = frozenset(
    {word for word, offices in OFFICES.items() if any(office.startswith("head of") for office in offices)}
)
NAMED_WITH_OF = frozenset({"city", "town", "village", "resort", "capital", "port", "province", "region", "island",
                           "district", "suburb", "settlement", "oblast", "enclave", "exclave"})  # fmt: skip
"""Nouns that a place's name follows with *of*."""
NARROWING = frozenset({"amod", "compound", "nmod:desc", "nummod", "nmod:poss", "nmod"})
RECENT = 3  # sentences in which a class noun looks for what it means
FAR = 40  # sentences over which one head noun may mean one thing
PARTNERS = frozenset({"counterpart", "opposite number"})
NOT_REALLY = frozenset({"could", "would", "may", "might", "should", "can", "must", "will", "'d", "’d", "wo", "ca"})


def determiner(node: Node) -> str:
    """Tell how a description begins: "definite", "indefinite", "possessive" or "bare"."""
    for child in node.token.lefts:
        lemma = child.lower_
        if lemma in INDEFINITE or child.lemma_.lower() in INDEFINITE:
            return "indefinite"
        if child.dep_ == "nmod:poss":
            return "possessive"
        if child.dep_ in ("det", "det:predet") and lemma in DEFINITE:
            return "definite"
    return "bare"


def modifiers(node: Node) -> set[str]:
    """Give the lemmas that narrow a description down, articles left out."""
    found = set()
    for child in node.token.children:
        if child.dep_ in NARROWING and child.lower_ not in POSSESSIVES:
            found.add(child.lemma_.lower())
    return found


def country_of(chains: Chains, node: Node) -> str | None:
    """Give the ISO code of the country that a description names: `the leader of Belarus`, `the Belarusian leader`."""
    for child in node.token.children:
        if child.dep_ in ("amod", "compound", "nmod", "nmod:poss", "nmod:desc"):
            if child.i in chains.nations:
                return chains.nations[child.i]
            other = chains.by_token.get(child.i)
            if other is not None and other.type is EntityType.COUNTRY:
                entry = chains.of(other).entry
                if entry is not None:
                    return entry.country
    return None


def appositions(chains: Chains) -> None:
    """Join a name or description with its apposition: `the Kremlin spokesman, Dmitry Peskov`."""
    for node in chains.nodes:
        other = _beside(chains, node)
        if other is None or other.is_pronoun or not _one_and_one(node, other):
            continue
        if node.type is EntityType.PLACE and other.is_name and node.is_name:
            continue  # "Sochi, Russia"
        if node.is_name and other.is_name and node.type is not other.type:
            continue
        if node.is_name and other.is_name and node.type in (EntityType.PERSON, EntityType.COUNTRY, EntityType.PLACE):
            continue  # a list that was parsed as an apposition
        inferred = "title" if node.token.i + 1 == other.token.i else "apposition"
        chains.join(other, node, inferred, inferred=None if node.is_name else inferred)


def kinds_of_place(chains: Chains) -> None:
    """Join a place with the name that *of* gives it: `the Black Sea resort of Sochi`, `the city of Minsk`."""
    for node in chains.nodes:
        if not node.is_description or node.lemma not in NAMED_WITH_OF or node.number != "singular":
            continue
        for child in node.token.rights:
            name = chains.by_token.get(child.i) if child.dep_ == "nmod" else None
            is_of = any(one.dep_ == "case" and one.lower_ == "of" for one in child.lefts)
            if name is not None and is_of and name.is_name and name.type is EntityType.PLACE:
                chains.join(name, node, "place of that name", inferred="title")


def _beside(chains: Chains, node: Node) -> Node | None:
    """Give the mention that a node is an apposition to: by the tree, or because a name follows its title at once."""
    token = node.token
    if token.dep_ == "appos" and not node.is_pronoun:
        low, high = sorted((token.i, token.head.i))
        is_clause = any(child.dep_ in ("cop", "nsubj") for child in token.children)
        if is_clause or any(one.pos_ in ("VERB", "AUX") for one in token.doc[low + 1 : high]):
            return None  # a clause that was parsed as an apposition
        return chains.by_token.get(token.head.i)
    if node.is_description and node.type is EntityType.PERSON and token.i + 1 < len(token.doc):
        follower = chains.by_token.get(token.i + 1)
        if follower is not None and follower.is_name and follower.type is EntityType.PERSON:
            return follower
    return None


def _one_and_one(node: Node, other: Node) -> bool:
    """Tell whether two nodes are alike in number, both being none of several joined by *and*."""
    if node.number and other.number and node.number != other.number:
        return False
    if node.token.i + 1 == other.token.i:
        return True
    return not any(child.dep_ == "conj" for child in (*node.token.children, *other.token.children))


def predicates(chains: Chains) -> None:
    """Join a subject with what it is said to be: `Tikhanovskaya is a housewife`; not what it may be or is not."""
    for node in chains.nodes:
        if not node.is_description or not _affirmed(node.token):
            continue
        for child in node.token.lefts:
            if child.dep_ == "nsubj":
                subject = chains.by_token.get(child.i)
                if subject is None or subject.token.lower_ in ("who", "that", "which"):
                    continue
                if subject.is_pronoun and subject.type is EntityType.THING:
                    continue
                if _one_and_one(node, subject) and subject.type is node.type:
                    chains.join(subject, node, "predicate", inferred="predicate")


def _affirmed(token: Token) -> bool:
    """Tell whether a nominal predicate is asserted: with a form of *be*, no negation, no modal."""
    copula = False
    for child in token.children:
        if child.dep_ == "cop":
            copula = child.lemma_ == "be"
        if child.dep_ == "aux" and child.lower_ in NOT_REALLY:
            return False
        if child.lower_ in ("not", "n't", "n’t", "never", "no", "hardly"):
            return False
    return copula


def offices(chains: Chains) -> None:
    """Resolve a description by the office it names: `the Belarusian leader`, `the president`.

    First among the people of the text, by the titles it gives them; then by the gazetteer, on the article's date.
    """
    people = [chain for chain in chains.all() if EntityType.PERSON in chain.types and chain.names]
    for node in chains.nodes:
        if not node.is_description or node.type is not EntityType.PERSON or node.number != "singular":
            continue
        if chains.of(node).names or not (_bare_or_definite(node) or _possessed_by_country(chains, node)):
            continue
        role = office_of(node.token)
        code = country_of(chains, node)
        holder = _holder_in_text(chains, people, node, role, code)
        if holder is not None:
            chains.join(holder.first, node, f"office: {role}", inferred="office")
        elif code is not None and (role in OFFICES or role in chains.gazetteer.office_words):
            _holder_in_gazetteer(chains, node, role, code)


def _bare_or_definite(node: Node) -> bool:
    """Tell whether a description has no owner, is not new to the text and means nobody but the obvious one."""
    return determiner(node) not in ("indefinite", "possessive") and not modifiers(node) & STANDS_OUT


def _possessed_by_country(chains: Chains, node: Node) -> bool:
    """Tell whether the possessor of a description is a country: `Russia's president`."""
    return any(child.dep_ == "nmod:poss" and child.i in chains.nations for child in node.token.children) and not (
        modifiers(node) & STANDS_OUT
    )


def _fits_office(chains: Chains, chain: Chain, role: str, code: str | None) -> bool:
    """Tell whether a person holds an office, by the titles of the text or by the gazetteer."""
    country = chain.country or (chain.entry.country if chain.entry else None)
    if code is not None and country != code:
        return False
    wanted = {role}
    if role in LEADERS or role in OFFICES:
        wanted |= HEADS_OF_COUNTRIES if role in LEADERS else set(OFFICES[role])
    if wanted & chain.titles:
        return True
    if role in LEADERS | {"president"} and "leader" in chain.titles and code is not None:
        return True
    return _holds(chains, chain.entry, role)


def _holds(chains: Chains, entry: Entry | None, role: str) -> bool:
    """Tell whether the gazetteer gives a person that office on the article's date."""
    if entry is None or not entry.offices or chains.article.date is None:
        return False
    wanted = set(OFFICES.get(role, (role,)))
    day = chains.article.date
    return any(
        (office.role in wanted or role in office.title.lower()) and office.held_on(day) for office in entry.offices
    )


def _holder_in_text(chains: Chains, people: Iterable[Chain], node: Node, role: str, code: str | None) -> Chain | None:
    """Find the one person named in the text who holds the office."""
    current = {id(chains.of(person.first)): chains.of(person.first) for person in people}
    fitting = [
        chain
        for chain in current.values()
        if _fits_office(chains, chain, role, code)
        and chain.first.index < node.index
        and chains.agree(chain.first, node)
        and not _together(chain, node)
    ]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return None
    if code is None and role in LEADERS:
        return None
    return _nearest(fitting, node)


def _together(chain: Chain, node: Node) -> bool:
    """Tell whether a chain stands beside a node as another argument of one verb, so that it is somebody else."""
    return any(
        other.token.head is node.token.head
        and other.token.dep_ != "appos"
        and node.token.dep_ != "appos"
        and other.token.head.pos_ == "VERB"
        for other in chain.nodes
        if other.sentence == node.sentence
    )


def _nearest(fitting: Iterable[Chain], node: Node) -> Chain | None:
    """Give the chain last mentioned before a node, None if another was in the same sentence."""
    last = sorted(
        ((other.sentence, other.index, index) for index, chain in enumerate(fitting) for other in chain.nodes
         if other.index < node.index),
        reverse=True,
    )  # fmt: skip
    if not last:
        return None
    rivals = {index for sentence, _, index in last if sentence >= last[0][0] - 1}
    return list(fitting)[last[0][2]] if len(rivals) == 1 else None


def _holder_in_gazetteer(chains: Chains, node: Node, role: str, code: str) -> None:
    """Resolve a description to the one person who held the office on the article's date."""
    if chains.article.date is None:
        return
    holders = chains.gazetteer.holders(role, code, chains.article.date)
    if len(holders) != 1:
        return
    entry = holders[0]
    for chain in chains.all():
        if chain.entry is not None and chain.entry.id == entry.id:
            chains.join(chain.first, node, f"office: {role}", inferred="office")
            return
    chain = chains.of(node)
    if chain.entry is None and (not chain.genders or not entry.gender or entry.gender in chain.genders):
        chain.entry, chain.score = entry, 0.9
        chain.entry_reasons = (f"{role} of {code} on {chains.article.date}",)
        chains.inferred[node.index] = "office"


def partners(chains: Chains) -> None:
    """Resolve `his Belarusian counterpart` to the Belarusian who holds an office like his."""
    people = [chain for chain in chains.all() if EntityType.PERSON in chain.types and chain.names]
    for node in chains.nodes:
        if not node.is_description or node.lemma not in PARTNERS or chains.of(node).names:
            continue
        code = country_of(chains, node)
        if code is None:
            continue
        possessor = next(
            (chains.by_token.get(child.i) for child in node.token.lefts if child.dep_ == "nmod:poss"), None
        )
        roles = chains.of(possessor).titles if possessor is not None else set()
        for role in sorted(roles & (set(OFFICES) | LEADERS)) or ["leader"]:
            holder = _holder_in_text(chains, people, node, role, code)
            if holder is not None:
                chains.join(holder.first, node, f"counterpart: {role}", inferred="office")
                break
            if role in OFFICES:
                _holder_in_gazetteer(chains, node, role, code)
                if chains.of(node).entry is not None:
                    break


def compatriots(chains: Chains) -> None:
    """Resolve `the Belarusian` to the only Belarusian whom the text named before."""
    for node in chains.nodes:
        if not node.is_name or node.type is not EntityType.GROUP or node.number == "plural":
            continue
        if is_modifier(node.token) or node.token.i not in chains.nations or chains.of(node).entry is not None:
            continue
        chain = chains.of(node)
        chain.types, chain.numbers = {EntityType.PERSON}, {"singular"}
        code = chains.nations[node.token.i]
        fitting = [
            other
            for other in chains.all()
            if other is not chain
            and other.names
            and EntityType.PERSON in other.types
            and (other.country or (other.entry.country if other.entry else None)) == code
            and any(near.index < node.index and node.sentence - near.sentence <= RECENT for near in other.nodes)
        ]
        if len(fitting) == 1 and determiner(node) == "definite":
            chains.join(fitting[0].first, node, "nationality", inferred="nationality")


def countries(chains: Chains) -> None:
    """Resolve `the country` to the country that was last spoken of, `his country` to that of the person."""
    for node in chains.nodes:
        if not node.is_description or node.lemma not in COUNTRIES or node.number != "singular":
            continue
        if chains.of(node).entry is not None or modifiers(node) - {"whole", "entire", "nation"}:
            continue
        kind = determiner(node)
        if kind == "definite":
            code = _last_country(chains, node)
        elif kind == "possessive":
            code = _own_country(chains, node)
        else:
            continue
        if code is not None:
            _mean_country(chains, node, code)


def _last_country(chains: Chains, node: Node) -> str | None:
    """Give the country last spoken of before a node, None where a sentence leaves it open.

    A nationality that belongs to a person (`the Russian president said …`) does not bring the talk to a country, but
    it takes away the certainty that it is still about another.
    """
    named: defaultdict[int, set[str]] = defaultdict(set)
    hinted: defaultdict[int, set[str]] = defaultdict(set)
    for other in chains.before(node, RECENT):
        code = chains.nations.get(other.token.i)
        if code is not None:
            is_hint = is_modifier(other.token) and other.token.head.lemma_.lower() in PERSONS
            (hinted if is_hint else named)[other.sentence].add(code)
    if not named:
        codes = set().union(*hinted.values())
        return next(iter(codes)) if len(codes) == 1 else None
    latest = max(named)
    codes = _of_names(chains, named, latest)
    nearer = set().union(*(hints for sentence, hints in hinted.items() if sentence >= latest))
    return next(iter(codes)) if len(codes) == 1 and nearer <= codes | named[latest] else None


def _of_names(chains: Chains, named: dict[int, set[str]], sentence: int) -> set[str]:
    """Give the countries of a sentence: those it names outright before those it tells by a nationality."""
    outright = {
        chains.nations[other.token.i]
        for other in chains.nodes_of(sentence)
        if other.type is EntityType.COUNTRY and chains.nations.get(other.token.i) in named.get(sentence, ())
    }
    return outright or named.get(sentence, set())


def _own_country(chains: Chains, node: Node) -> str | None:
    """Give the country of the person who possesses it: `his country`."""
    for child in node.token.lefts:
        owner = chains.by_token.get(child.i) if child.dep_ == "nmod:poss" else None
        if owner is not None:
            chain = chains.of(owner)
            return chain.country or (chain.entry.country if chain.entry and EntityType.PERSON in chain.types else None)
    return None


def _mean_country(chains: Chains, node: Node, code: str) -> None:
    """Let a node mean a country, whether the text names it elsewhere or not."""
    for chain in chains.all():
        if chain.entry is not None and chain.entry.type is EntityType.COUNTRY and chain.entry.country == code:
            if chain.first is not node:
                chains.join(chain.first, node, "class", inferred="class")
            return
    entry = chains.gazetteer.by_iso3(code)
    if entry is not None:
        chain = chains.of(node)
        chain.entry, chain.score, chain.entry_reasons = entry, 0.9, ("the country spoken of",)
        chains.inferred[node.index] = "class"


def capitals(chains: Chains) -> None:
    """Resolve `the Belarusian capital` to the capital that the text names."""
    places = [chain for chain in chains.all() if chain.names and EntityType.PLACE in chain.types]
    for node in chains.nodes:
        if not node.is_description or node.lemma != "capital" or determiner(node) == "indefinite":
            continue
        code = country_of(chains, node) or (_last_country(chains, node) if not modifiers(node) else None)
        fitting = {
            id(chains.of(place.first)): chains.of(place.first)
            for place in places
            if code is not None and any(_stands_for(chains, name) == code for name in place.names)
        }
        if len(fitting) == 1:
            chains.join(next(iter(fitting.values())).first, node, "class", inferred="class")


def _stands_for(chains: Chains, node: Node) -> str | None:
    """Give the ISO code of the country whose seat of power a name is."""
    entry = chains.gazetteer.stands_for(node.mention.text)
    return entry.country if entry is not None else None


def bodies(chains: Chains) -> None:
    """Resolve `the alliance`, `the agency` to the last organisation whose name or kind is that."""
    named = [node for node in chains.nodes if node.is_name and node.type in BODY_TYPES]
    for node in chains.nodes:
        if not node.is_description or node.type is not EntityType.ORGANIZATION or node.number == "plural":
            continue
        if determiner(node) != "definite" or modifiers(node):
            continue
        fitting: dict[int, Node] = {}
        for other in reversed(named):
            if other.index > node.index or node.sentence - other.sentence > 4 * RECENT:
                continue
            if _is_a(chains, other, node.lemma):
                fitting.setdefault(id(chains.of(other)), other)
        near = [other for other in fitting.values() if node.sentence - other.sentence <= RECENT]
        target = list(fitting.values()) if len(fitting) == 1 else near
        if len(target) == 1:
            chains.join(target[0], node, "class", inferred="class")


def _is_a(chains: Chains, name: Node, lemma: str) -> bool:
    """Tell whether a name is that of an alliance, agency … by its words or its entry."""
    words = key(name.mention.text).split()
    if len(words) > 1 and lemma in (words[-1], name.lemma):
        return True
    entry = chains.of(name).entry
    if entry is None:
        return False
    if lemma in ALLIANCES:
        return entry.sector == "IGO"
    return lemma in key(entry.label).split()


def same_head(chains: Chains) -> None:
    """Join descriptions with one head noun: `a new party … the party`, `his wife … his wife`.

    The later one must be definite and say no more than the earlier one.
    """
    earlier: defaultdict[str, list[Node]] = defaultdict(list)
    for node in chains.nodes:
        if not node.is_description or (node.lemma in COUNTRIES and not modifiers(node)):
            continue
        kind = determiner(node)
        if kind != "indefinite":
            _join_nearest(chains, node, kind, reversed(earlier[node.lemma][-8:]))
        earlier[node.lemma].append(node)


def _join_nearest(chains: Chains, node: Node, kind: str, earlier: Iterable[Node]) -> None:
    """Join a description with the nearest earlier one that it can repeat."""
    for other in earlier:
        if node.sentence - other.sentence > FAR:
            return
        fits = other.number == node.number and not _inside(node, other) and _says_no_more(chains, node, other, kind)
        fits = fits and not (is_body(node) and _is_of_another_country(chains, node, other))
        if fits and chains.join(other, node, "same description", inferred="coreference"):
            return


def _is_of_another_country(chains: Chains, node: Node, other: Node) -> bool:
    """Tell whether a sentence speaks of another country before a body: the Israeli leader ordered *the army*."""
    code = chains.of(other).country or country_of(chains, other)
    sentence = node.token.sent
    told = {chains.nations[i] for i in range(sentence.start, node.token.i) if i in chains.nations}
    return code is not None and bool(told) and code not in told


def _inside(node: Node, other: Node) -> bool:
    """Tell whether one mention stands within the other, so that they cannot be one."""
    return node.mention.start < other.mention.end and other.mention.start < node.mention.end


def _says_no_more(chains: Chains, node: Node, other: Node, kind: str) -> bool:
    """Tell whether a later description fits an earlier one of the same head."""
    mine, theirs = modifiers(node), modifiers(other)
    if kind == "bare":
        return mine == theirs and bool(mine) and node.number == "plural" and determiner(other) == "bare"
    if kind == "possessive":
        return determiner(other) == "possessive" and mine == theirs and _one_owner(chains, node, other)
    if mine & STANDS_OUT:
        return mine == theirs
    return mine <= theirs and (determiner(other) != "possessive" or not theirs & {"own"})


def _one_owner(chains: Chains, node: Node, other: Node) -> bool:
    """Tell whether two descriptions belong to one possessor, as far as it is known by now."""
    owners = [_owner(chains, one) for one in (node, other)]
    if owners[0] is None or owners[1] is None:
        return False
    first, second = owners
    assert first is not None and second is not None
    if chains.same(first, second):
        return True
    return (
        first.token.lower_ == second.token.lower_ and first.is_pronoun and abs(node.sentence - other.sentence) < RECENT
    )


def _owner(chains: Chains, node: Node) -> Node | None:
    """Give the node of the possessor."""
    return next((chains.by_token.get(child.i) for child in node.token.lefts if child.dep_ == "nmod:poss"), None)


def peoples(chains: Chains) -> None:
    """Let `the Belarusian people` and `the people of Belarus` mean the Belarusians."""
    named: dict[str, Node] = {}
    for node in chains.nodes:
        if node.is_name and node.type is EntityType.GROUP and node.number == "plural":
            code = chains.nations.get(node.token.i)
            if code is not None:
                named.setdefault(code, node)
    for node in chains.nodes:
        is_people = node.lemma in ("people", "population") or (node.lemma == "citizen" and node.number == "plural")
        if not node.is_description or not is_people or chains.of(node).entry is not None:
            continue
        code = country_of(chains, node)
        if code is None or determiner(node) != "definite" or len(modifiers(node)) > 1:
            continue
        if code in named:
            chains.join(named[code], node, "people of the country", inferred="nationality")
            continue
        found = chains.gazetteer.find(f"{adjective(chains, code)}s", type=EntityType.GROUP)
        if len(found) == 1:
            chain = chains.of(node)
            chain.types, chain.numbers = {EntityType.GROUP}, {"plural"}
            chain.entry, chain.score, chain.entry_reasons = found[0], 0.9, ("people of the country",)
            chains.inferred[node.index] = "nationality"
            named[code] = node


def adjective(chains: Chains, code: str) -> str:
    """Give the adjective of nationality that the text uses for a country, or nothing."""
    return next(
        (
            node.mention.text
            for node in chains.nodes
            if node.is_name and node.type is EntityType.GROUP and chains.nations.get(node.token.i) == code
            and node.number != "plural"
        ),
        "",
    )  # fmt: skip


def national_bodies(chains: Chains) -> None:
    """Join what is called the same of one country: `the Belarusian opposition`, `the country's opposition`.

    A bare `the opposition` is that of the one country whose opposition the text speaks of.
    """
    named: dict[tuple[str, str, tuple[str, ...]], Node] = {}
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for index, nation in chains.nations.items():
        token = chains.doc[index]
        for word in (token.head, token.nbor() if index + 1 < len(chains.doc) else token.head):
            codes[word.lower_].add(nation)
    for node in chains.nodes:
        if not is_body(node):
            continue
        code: str | None = country_of(chains, node)
        others = tuple(sorted(own_modifiers(chains, node)))
        if code is None and node.lemma == "opposition" and not others and determiner(node) == "definite":
            code = next(iter(codes["opposition"])) if len(codes["opposition"]) == 1 else None
        if code is None or len(others) > 1:
            continue
        chains.of(node).country = chains.of(node).country or code
        first = named.setdefault((code, node.lemma, others), node)
        if first is not node:
            chains.join(first, node, "same body of one country", inferred="coreference")


def named_bodies(chains: Chains) -> None:
    """Join bodies of one general name and one country: `Kenya's Supreme Court`, `the Supreme Court of Kenya`."""
    first: dict[tuple[str, str], Node] = {}
    for node in chains.nodes:
        if not node.is_name or node.type not in BODY_TYPES:
            continue
        name, code = without_country(chains, node.mention.text)
        code = code or country_of(chains, node)
        if code is None or not is_generic(name):
            continue
        chains.of(node).country = chains.of(node).country or code
        other = first.setdefault((key(name), code), node)
        if other is not node:
            chains.join(other, node, "one name and country")


def without_country(chains: Chains, name: str) -> tuple[str, str | None]:
    """Take the country off a name, and give its ISO code: `Supreme Court of Kenya` is `Supreme Court`, `KEN`."""
    body, of, last = name.rpartition(" of ")
    found = chains.gazetteer.find(last, type=EntityType.COUNTRY) if of else ()
    return (body, found[0].country) if found else (name, None)


def is_body(node: Node) -> bool:
    """Tell whether a node describes a single body: a government, an opposition, a country's forces."""
    return node.is_description and node.type is EntityType.ORGANIZATION and determiner(node) != "indefinite"


def own_modifiers(chains: Chains, node: Node) -> set[str]:
    """Give the lemmas that narrow a description down beside its country."""
    return {
        child.lemma_.lower()
        for child in node.token.children
        if child.dep_ in NARROWING and child.i not in chains.nations and child.lower_ not in POSSESSIVES
        and not (child.i in chains.by_token and chains.by_token[child.i].type is EntityType.COUNTRY)
    }  # fmt: skip


def several(chains: Chains) -> None:
    """Give a plural description its members: `the two leaders`, `both countries`.

    The members are those whom the sentence or the ones just before it named, as many as the number word says.
    """
    for node in chains.nodes:
        if not node.is_description or node.number != "plural" or chains.of(node).members:
            continue
        wanted = _how_many(node)
        if wanted is None or _narrowed(chains, node):
            continue
        members = _members(chains, node, wanted)
        if members:
            chains.of(node).members = tuple(chain.first.index for chain in members)
            chains.inferred.setdefault(node.index, "members")


def _narrowed(chains: Chains, node: Node) -> bool:
    """Tell whether a description says more than how many there are, and where."""
    for child in node.token.children:
        if child.dep_ in NARROWING and child.dep_ != "nummod" and child.lower_ not in POSSESSIVES:
            other = chains.by_token.get(child.i)
            if child.dep_ != "nmod" or other is None or other.type is not EntityType.PLACE:
                return True
    return False


def _how_many(node: Node) -> int | None:
    """Give how many a plural description means: two for `both leaders`, `the leaders` too if just two are at hand."""
    words = node.words
    if "both" in words or "two" in words:
        return 2
    if "three" in words and "the" in words:
        return 3
    return 2 if determiner(node) == "definite" and node.lemma in LEADERS | COUNTRIES | {"president"} else None


def _members(chains: Chains, node: Node, wanted: int) -> list[Chain]:
    """Find the chains that the noun fits: all that were named of late, or all of the sentence that named one last.

    Of three countries named one after another nobody can tell which are meant by *both*.
    """
    found: dict[int, Chain] = {}
    named: dict[int, set[int]] = {}  # sentence → its chains
    for other in chains.before(node, 2 * RECENT):
        chain = chains.of(other)
        if _one_of(chains, chain, node):
            found[id(chain)] = chain
            named.setdefault(other.sentence, set()).add(id(chain))
    together = next((ids for _, ids in sorted(named.items(), reverse=True) if len(ids) >= wanted), set())
    last = max(named, default=0)
    chosen = set(found) if len(found) == wanted else together if len(together) == wanted else set()
    if len(found) > wanted and not named.get(last, set()) <= chosen:
        return []  # somebody else was named since
    return sorted((found[id] for id in chosen), key=lambda chain: chain.first.index)


def _one_of(chains: Chains, chain: Chain, node: Node) -> bool:
    """Tell whether a chain can be one of those that a plural noun means."""
    if chain.number == "plural" or chain.members:
        return False
    if node.type is EntityType.COUNTRY or node.lemma in ("state", "side", "party"):
        return EntityType.COUNTRY in chain.types
    if EntityType.PERSON not in chain.types or not chain.names:
        return False
    if node.lemma in LEADERS or node.lemma in OFFICES:
        role = node.lemma
        return _fits_office(chains, chain, role, None) or bool(chain.titles & HEADS_OF_COUNTRIES)
    return node.lemma in PERSONS
