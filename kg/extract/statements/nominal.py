"""Statements inside a nominal: appositions, titles, members, event nouns and their participants."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.relations import relation
from kg.extract.statements.arguments import is_amount, is_participant, is_time, of_nominal
from kg.extract.statements.clauses import Clause, Oblique, expand
from kg.extract.statements.copula import FORMER, is_rank, role_relation
from kg.extract.statements.draft import Draft
from kg.extract.statements.grammar import AUXILIARIES, DOUBTING, NOMINALISATIONS, PERSON_ENDINGS, SUBJECTS, WORDS
from kg.extract.statements.phrases import nominal
from kg.extract.statements.scope import standing
from kg.extract.statements.tree import Tree
from kg.inventory import LIGHT_VERBS, ROLE_NOUNS
from kg.model import Modality, Phrase

_QUANTIFIERS = frozenset({"any", "no", "every", "each", "some", "what", "which"})
_IMPLIED_IS = Phrase(text="is", spans=(), lemma="be")
_MEMBER_MARKERS = frozenset({"including", "such as"})
_BODIES = WORDS["bodies"]
_PLACE_NOUNS = WORDS["place nouns"]
_PLACES = frozenset({"Place", "Country"})
_RANKS = WORDS["rank words"]
_NO_NAMES = _RANKS | {"officer"}
"""Words with a capital that end a rank and are nobody's name."""
_QUOTES = frozenset({"“", "”", '"', "``", "''"})


def appositions(tree: Tree, token: int, clause: Clause | None) -> Iterator[Draft]:
    """`Dmitry Peskov, spokesman for the Kremlin, …` says (Dmitry Peskov, is spokesman of, Kremlin)."""
    for other in tree.children(token, "appos"):
        if _is_alias(tree, other) or tree.pos[other] not in ("NOUN", "PROPN", "PRON"):
            continue
        if tree.child(other, *SUBJECTS, *AUXILIARIES) is not None or is_amount(tree, other):
            continue  # a clause of its own; what something costs
        named = _one_before(tree, token, other) if _is_many(tree, token, other) else _place_before(tree, token, other)
        if not _is_adjacent(tree, token, other) or not _is_of_one_kind(tree, named, other):
            continue
        if _is_many(tree, named, other):
            continue
        if _is_listed(tree, token, other):
            continue
        yield from _identity(tree, named, other, clause)


def _is_many(tree: Tree, first: int, second: int) -> bool:
    """Tell whether several things are called one: *treatments* for a disease, a *form* of it."""
    one = tree.tag[second] == "NN" and any(tree.lower[kid] in ("a", "an") for kid in tree.children(second, "det"))
    return one and tree.tag[first] == "NNS"


def _one_before(tree: Tree, token: int, other: int) -> int:
    """Find the single thing right before an apposition."""
    last = min(tree.subtree(other)) - 1
    while last > token and tree.pos[last] == "PUNCT":
        last -= 1
    return last if tree.tag[last] in ("NN", "NNP") and tree.dep[last] == "nmod" else token


def _place_before(tree: Tree, token: int, other: int) -> int:
    """Find what a description of a place is of: fighters around *Mosul*, the country's second city."""
    if tree.lemma[other] not in _PLACE_NOUNS or tree.pos[other] != "NOUN" or tree.ent[token] in ("Place", "Country"):
        return token
    start = min(tree.subtree(other))
    last = start - 1
    while last > token and (tree.pos[last] == "PUNCT" or tree.dep[last] == "flat"):
        last -= 1
    return last if tree.ent[last] in ("Place", "Country") and tree.dep[last] in ("nmod", "obl", "conj") else token


def _is_listed(tree: Tree, first: int, second: int) -> bool:
    """Tell whether two nominals are members of a list: ceasefires, resolutions, *and* efforts."""
    end = max(tree.subtree(second)) + 1
    inside = [kid for kid in tree.children(second, "conj") if any(tree.dep[k] == "cc" for k in tree.kids[kid])]
    behind = tree.lower[end : end + 2] == [",", "and"] or any(
        {",", "and"} <= set(tree.lower[min(tree.subtree(kid)) - 1 : min(tree.subtree(kid)) + 2]) for kid in inside
    )
    return behind and tree.ent[first] != "Person" and tree.child(second, "det") is None


def _is_adjacent(tree: Tree, first: int, second: int) -> bool:
    """Tell whether nothing stands between two nominals but parts of theirs and marks."""
    own = {*tree.subtree(first)}
    start = min(tree.subtree(second))
    between = range(max((token for token in own if token < start), default=first), start)
    if any(tree.lower[token] in _QUOTES for token in between):
        return False
    return all(token in own or tree.pos[token] == "PUNCT" for token in between) and not any(
        tree.pos[token] in ("NOUN", "PROPN", "NUM", "VERB") and token not in own for token in range(first, start)
    )


def _is_of_one_kind(tree: Tree, first: int, second: int) -> bool:
    """Tell whether two nominals can be one thing: a person is no site, and a place no spokesman."""
    if all(any(tree.lower[kid] in ("a", "an") for kid in tree.children(token, "det")) for token in (first, second)):
        return False  # a tunnel, a vehicle: members of a list
    for one, other in ((first, second), (second, first)):
        noun = tree.lemma[other].lower()
        if tree.ent[one] in ("Place", "Country") and tree.pos[other] == "NOUN" and not tree.ent[other]:
            if tree.tag[other] == "NNS" and (noun in ROLE_NOUNS or noun.endswith(PERSON_ENDINGS)):
                return False  # peacekeepers from Kenya, *Malawi* and Chad
            if one == second and noun in _PLACE_NOUNS and tree.child(other, "nmod") is not None:
                return False  # the area of Mosul, *Nineveh*
        if tree.ent[one] == "Person" and tree.pos[other] == "NOUN" and tree.ent[other] != "Person":
            if tree.tag[other] == "NNS" and tree.child(one, "conj") is None:
                return False
            if noun not in ROLE_NOUNS and not noun.endswith(PERSON_ENDINGS):
                return False
    return True


def _is_office(tree: Tree, token: int) -> bool:
    """Tell whether a word with a capital is the name of an office, not of its holder: *Minister* for Europe."""
    return ROLE_NOUNS.get(tree.lower[token], "actor") != "actor" and tree.ent[token] != "Person"


def _identity(tree: Tree, first: int, second: int, clause: Clause | None) -> Iterator[Draft]:
    """Say that two nominals are one thing: the name is the subject, the description the object."""
    part = tree.lemma[first].lower() in _PLACE_NOUNS and tree.child(first, "det") is None
    if (
        part
        and tree.pos[second] == "PROPN"
        and tree.ent[second] in _PLACES
        and tree.child(first, "compound") is not None
    ):
        yield _implied(tree, first, second, clause, "apposition", ("be", "in"), "be in")  # Anbar province, Iraq
        return
    first_role = tree.pos[first] != "PROPN" and tree.lemma[first].lower() in ROLE_NOUNS
    second_named = tree.pos[second] == "PROPN"
    if tree.pos[first] == "NOUN" and tree.ent[second] == "Person" and tree.lemma[first].lower() not in ROLE_NOUNS:
        return
    if first_role and second_named:
        first, second = second, first
    elif tree.pos[first] == "NOUN" and tree.lemma[second].lower() in _BODIES:
        named = [kid for kid in tree.children(first, "compound", "nmod:poss") if tree.pos[kid] == "PROPN"]
        if named and tree.lemma[first].lower() not in _BODIES:
            first = named[-1]
    elif second_named and tree.pos[first] != "PROPN":
        first, second = second, first
    if _is_office(tree, first) and tree.ent[second] == "Person":
        first, second = second, first
    if tree.pos[first] == "PROPN" and tree.pos[second] == "PROPN" and not _is_office(tree, second):
        if tree.ent[first] == "Place" and tree.ent[second] == "Place":
            draft = _implied(tree, first, second, clause, "apposition", ("be", "in"), "be in")
            yield draft
        return
    if tree.pos[first] == "PRON":
        return
    role = role_relation(tree, second)
    if role is not None:
        words, lemma, targets, _ = role
        for target in targets:
            if target != first:
                yield _implied(tree, first, target, clause, "apposition", words, lemma, _doubt(tree, second))
        return
    described = tree.children(second, "det", "amod", "nmod", "nmod:poss", "compound", "nummod")
    if any(tree.lower[kid] in _QUANTIFIERS for kid in tree.children(second, "det")):
        return
    if described and tree.lemma[first] != tree.lemma[second]:
        yield _implied(tree, first, second, clause, "apposition", ("be",), "be", _doubt(tree, second))


def titles(tree: Tree, token: int, clause: Clause | None) -> Iterator[Draft]:
    """`Belarusian President Alexander Lukashenko` says (Alexander Lukashenko, is president of, Belarusian)."""
    noun = tree.lemma[token].lower()
    if noun not in ROLE_NOUNS or ROLE_NOUNS[noun] == "actor" or is_rank(tree, token):
        return
    name = _named_by(tree, token)
    if name is None:
        return
    modifiers = [*tree.children(token, "amod", "compound", "nmod:poss")]
    if tree.dep[token] in ("nmod:desc", "compound", "flat"):
        modifiers.extend(kid for kid in tree.children(name, "amod", "compound", "nmod:poss") if kid < token)
    if any(tree.lower[kid] in _RANKED for kid in modifiers):
        return
    modality = _doubt(tree, token)
    if any(tree.lower[kid] in DOUBTING for kid in modifiers):
        modality = Modality.POSSIBLE
    former = any(tree.lower[kid] in FORMER for kid in modifiers)
    remit = _remit(tree, token)
    office = (noun, *(remit or _rank_of_office(tree, token, name)))
    for body in modifiers:
        if ROLE_NOUNS.get(tree.lower[body], "actor") != "actor" or tree.lower[body] in _RANKS:
            continue  # chief petty officer: a part of the title
        if (
            body == token
            or (body > token and tree.dep[body] != "nmod:poss")
            or not (tree.is_name(body) or tree.dep[body] == "nmod:poss" or _is_demonym(tree, body))
        ):
            continue
        if tree.lower[body] in (
            "prime",
            "foreign",
            "vice",
            "defense",
            "defence",
            "interior",
            "mr.",
            "deputy",
            "general",
        ):
            continue
        kind = ROLE_NOUNS[noun]
        words = ("be", *(["former"] if former else []), *_office_words(tree, token, body), *office, "of")
        lemma = f"be former {noun} of" if former else f"be {noun} of"
        if kind in ("office", "rank", "speaker", "ally", "enemy", "kin", "member", "part", "citizen"):
            yield _implied(tree, name, body, clause, "title", words, lemma, modality)
    role = role_relation(tree, token)
    if role is not None and tree.dep[role[3]] == "nmod" and not remit:
        words, lemma, targets, _ = role
        for target in targets:
            yield _implied(tree, name, target, clause, "title", words, lemma, modality)


_RANKED = frozenset({"noncommissioned", "petty", "warrant"})
"""What makes an officer a soldier of that rank: Navy Senior Chief *Petty* Officer."""


def _rank_of_office(tree: Tree, token: int, name: int) -> tuple[str, ...]:
    """Give the second word of an office before a name: Attorney *General*."""
    return ("general",) if token + 1 < name and tree.lower[token + 1] == "general" else ()


def _remit(tree: Tree, token: int) -> tuple[str, ...]:
    """Give the rest of an office that is told by what it is for and stands bare: Secretary *of State*."""
    for kid in tree.children(token, "nmod"):
        if tree.marker(kid) == "of" and tree.lower[kid] in _REMITS and len(tree.kids[kid]) == 1:
            return "of", tree.lower[kid]
    return ()


_REMITS = frozenset({"commerce", "defence", "defense", "education", "energy", "finance", "health", "state", "war"})


def _is_demonym(tree: Tree, token: int) -> bool:
    """Tell whether an adjective is written like that of a people: *Belarusian* president."""
    return tree.pos[token] == "ADJ" and tree.text[token][:1].isupper() and tree.text[token][1:].islower()


def _office_words(tree: Tree, token: int, body: int) -> list[str]:
    """Give the words that say which office it is: *foreign* minister, UN *rights* chief."""
    parts = (
        "prime",
        "foreign",
        "vice",
        "deputy",
        "defense",
        "defence",
        "interior",
        "finance",
        "justice",
        "press",
        "chief",
        "policy",
        "opposition",
        "acting",
        "interim",
    )
    return [
        tree.lower[kid]
        for kid in tree.children(token, "amod", "compound")
        if tree.lower[kid] in parts or (kid > body and tree.tag[kid] in ("NN", "NNS") and not tree.ent[kid])
    ]


def _named_by(tree: Tree, token: int) -> int | None:
    """Find the name that a noun of role stands before."""
    head = tree.head[token]
    if tree.dep[token] in ("nmod:desc", "compound") and head > token and tree.pos[head] == "PROPN":
        return head if tree.ent[head] in ("", "Person") and tree.lower[head] not in _NO_NAMES else None
    flat = tree.child(token, "flat")
    if flat is not None and tree.pos[flat] == "PROPN" and tree.pos[token] != "PROPN":
        return flat
    return None


def members(tree: Tree, token: int, clause: Clause | None) -> Iterator[Draft]:
    """Read members: `an alliance (including Russia and Belarus)` says (alliance, includes, Russia) and so on."""
    marker = tree.marker(token)
    if marker not in _MEMBER_MARKERS or tree.dep[token] not in ("nmod", "obl", "appos", "advcl"):
        if not (tree.lower[token] == "including" and tree.dep[token] in ("acl", "advcl", "case")):
            return
        listed = [member for kid in tree.children(token, "obj", "obl") for member in expand(tree, kid)]
        holder = tree.head[token]
    else:
        listed, holder = expand(tree, token), tree.head[token]
    if tree.pos[holder] not in ("NOUN", "PROPN"):
        return
    if tree.dep[holder] == "nmod" and tree.tag[holder] == "NN" and tree.marker(holder) == "as":
        return  # the use of hunger as a weapon, including sieges: the use includes them
    holder = _whole(tree, holder, token)
    holders = [holder]
    anchor = tree.head[holder]
    if tree.dep[holder] == "appos" and tree.pos[holder] == "NOUN":
        named = [kid for kid in tree.children(anchor, "compound", "nmod:poss") if tree.pos[kid] == "PROPN"]
        if tree.pos[anchor] == "PROPN":
            holders = [anchor]
        elif named and tree.lemma[holder].lower() in _BODIES:
            holders = [named[-1]]
    for whole in holders:
        for member in listed:
            if tree.pos[member] in ("NOUN", "PROPN") and member != whole:
                draft = Draft(tree, clause, whole, nominal(tree, member), member, construct="members", state=True)
                draft.relation, draft.lemma = relation(("include",)), "include"
                draft.predicate = tree.phrase(tree.children(member, "case") or [token], token, "include")
                yield draft


def _whole(tree: Tree, holder: int, listed: int) -> int:
    """Climb from a word in a compound to the noun it belongs to: *Commonwealth … defense alliance (including X)*."""
    top, node = holder, holder
    while tree.dep[node] in ("compound", "amod", "nmod:poss", "nmod", "flat", "nmod:desc"):
        inside = tree.dep[node] in ("compound", "amod", "nmod:poss", "nmod:desc")
        node = tree.head[node]
        if inside and holder < node < listed:
            top = node
    return top


def locations(tree: Tree, token: int, clause: Clause | None) -> Iterator[Draft]:
    """`Sochi, a city in Russia` says (Sochi, is in, Russia).

    A preposition behind any other noun as often tells of the whole clause, so nothing is read from it here.
    """
    named = tree.head[token]
    if tree.dep[token] != "appos" or tree.pos[token] != "NOUN" or tree.pos[named] != "PROPN":
        return
    if tree.ent[named] not in ("Place", "Country"):
        return
    for kid in tree.children(token, "nmod"):
        marker = tree.marker(kid)
        if marker not in ("in", "near") or not tree.is_name(kid) or tree.ent[kid] not in ("Place", "Country"):
            continue
        for place in expand(tree, kid):
            draft = _implied(tree, named, place, clause, "location", ("be", marker), f"be {marker}")
            draft.predicate = tree.phrase(tree.children(kid, "case"), token, "be")
            yield draft


def event_nouns(tree: Tree, token: int, clause: Clause | None) -> Iterator[Draft]:
    """`Putin's visit to Minsk` says (Putin, visits, Minsk); `talks between X and Y` says (X, holds talks with, Y)."""
    entry = NOMINALISATIONS.get(tree.lemma[token].lower())
    if entry is None or tree.pos[token] != "NOUN":
        return
    agents: list[int] = []
    objects: list[int] = []
    used: set[int] = set()
    modifiers = list(tree.kids[token])
    if clause is not None and token in _happening(tree, clause):
        modifiers.extend(kid for kid in tree.children(clause.head, "obl", "obl:agent") if kid not in modifiers)
    for kid in modifiers:
        dep, marker = tree.dep[kid].replace("obl", "nmod").removesuffix(":agent"), tree.marker(kid)
        if dep == "nmod:poss":
            agents = agents or expand(tree, kid)
        elif dep == "nmod" and not is_time(tree, Oblique(kid, marker, kid)):
            group = expand(tree, kid)
            if marker == "between" and len(group) > 1:
                agents, objects = group[:1], group[1:]
            elif marker in entry.prepositions and marker != "of":
                objects = objects or group
            elif marker == "by":
                agents = group
            elif marker == "of" and entry.of == "o":
                objects = objects or group
            elif marker == "of" and entry.of == "a":
                agents = agents or group
            else:
                continue
        elif dep in ("amod", "compound") and not agents and tree.is_name(kid) and tree.pos[kid] != "NUM":
            agents = [kid]
        else:
            continue
        used.add(kid)
    for agent in agents:
        for thing in objects:
            if agent == thing or not is_participant(tree, agent):
                continue
            if tree.lemma[thing] == tree.lemma[token]:
                continue  # support for A and *support* for B
            draft = Draft(tree, clause, agent, nominal(tree, thing), thing, construct="nominalisation")
            lemma = " ".join(entry.relation)
            draft.relation = relation(_label_words(entry.relation), lemma=lemma)
            draft.lemma = lemma
            draft.predicate = tree.phrase(sorted({token, *tree.children(thing, "case")}), token, lemma)
            draft.arguments = tuple(of_nominal(tree, token, used))
            draft.negative, draft.modality = standing(tree, token, clause)
            yield draft


def _happening(tree: Tree, clause: Clause) -> list[int]:
    """List the subjects of a verb that says only that they happen: talks *took place*, a meeting *was held*."""
    verb = tree.lemma[clause.head]
    idle = verb in ("happen", "occur", "continue", "begin", "start", "resume", "end", "last", "erupt", "flare", "rage")
    idle = idle or (verb == "break" and any(tree.lower[particle] == "out" for particle in clause.particles))
    place = verb == "take" and any(tree.lemma[thing] == "place" for thing in clause.objects)
    held = clause.passive and verb in (
        "hold",
        "conduct",
        "sign",
        "conclude",
        "reach",
        "launch",
        "resume",
        "impose",
        "start",
    )
    return clause.subjects if idle or place or held else []


def _label_words(words: tuple[str, ...]) -> tuple[str, ...]:
    plurals = {entry.noun: entry.form for entries in LIGHT_VERBS.values() for entry in entries}
    return words[0], *(plurals.get(word, word) for word in words[1:])


def _implied(
    tree: Tree,
    subject: int,
    target: int,
    clause: Clause | None,
    construct: str,
    words: tuple[str, ...],
    lemma: str,
    modality: Modality = Modality.ASSERTED,
) -> Draft:
    """Make a draft of a state whose verb is not in the text."""
    draft = Draft(tree, clause, subject, nominal(tree, target), target, construct=construct, state=True)
    draft.relation, draft.lemma, draft.predicate = relation(words, lemma=lemma), lemma, _IMPLIED_IS
    draft.modality = modality
    return draft


def _doubt(tree: Tree, token: int) -> Modality:
    """Weigh a title: `the presumed president` need not be president."""
    doubtful = any(tree.lower[kid] in DOUBTING for kid in tree.children(token, "amod", "advmod", "compound"))
    return Modality.POSSIBLE if doubtful else Modality.ASSERTED


def _is_alias(tree: Tree, token: int) -> bool:
    """Tell whether an apposition is only another name in brackets: Collective Security Treaty Organization (CSTO)."""
    before = tree.lower[token - 1] if token else ""
    return before == "(" and tree.pos[token] == "PROPN" and not tree.children(token, "amod", "nmod", "det")
