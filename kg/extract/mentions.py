"""The spans of a text that name or mean something: names, descriptions, pronouns.

Names come from `doc.ents`, put right by the gazetteer and by the words themselves (a "Ministry" is no person);
descriptions are the noun phrases whose head stands in `nouns`; pronouns are personal, possessive, reflexive and
relative ones. Nothing is resolved here: that is the work of `coreference`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from kg.extract.nouns import (
    COLLECTIVES,
    COUNTRIES,
    EVENT_WORDS,
    NEAR_COUNTRIES,
    ORGANIZATION_WORDS,
    PEOPLES,
    PERSONS_OR_OBJECTS,
    TITLES,
    TREATY_WORDS,
    is_charge,
    noun_class,
    words,
)
from kg.extract.turns import turns
from kg.model import EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

LABELS = {
    "Person": EntityType.PERSON,
    "Place": EntityType.PLACE,
    "Organization": EntityType.ORGANIZATION,
    "Group": EntityType.GROUP,
    "Event": EntityType.EVENT,
    "Work": EntityType.WORK,
}
"""Labels of `doc.ents` that name something; the others (dates, amounts) do not."""

PRONOUNS = words(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves themself who whom whose which that
    """
)
PERSONAL = words(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself who whom
    """
)
"""Pronouns that mean persons (who, he …), whatever the verb."""
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})

NAME_PARTS = frozenset({"compound", "flat", "nmod:desc", "flat:name", "goeswith"})
"""Relations of words that belong to the name of their head."""
IN_PHRASE = frozenset({"det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod"})
"""Relations of words that belong to the description that their head makes."""
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
HYPHENS = frozenset({"-", "–", "/"})
DIRECTIONS = frozenset({"North", "South", "East", "West"})
PARTICLES = words(
    """
    de del della der den di da dos du la le van von vom zu zum bin ibn bint al el ul ud ad as ash abu ben bar e y i
    ter ten af av och und and jr sr o mac mc san santa st
    """
)
"""Small words within the names of people."""
SMALL_PARTS = frozenset({"ADP", "DET", "CCONJ", "PART", "PUNCT"})
QUOTE_MARKS = frozenset("\"“”„'‘’«»()[],")
LONGEST_NAME = 6  # tokens of a name that is looked up in the gazetteer
LOOKED_UP = frozenset(
    {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.TREATY, EntityType.PERSON}
)
"""Types of gazetteer rows that make a name of words that the pipeline passed over."""


def mentions(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Find what `doc` mentions, in the order of the text; where two begin at one place the longer comes first.

    Of `The Belarusian leader thanked his host.` the mentions are *The Belarusian leader*, *Belarusian*, *his* and
    *his host*. The entity of each stays open; offsets are characters of `doc.text`.
    """
    names = _names(doc, gazetteer)
    taken = {token.i for name in names for token in doc[name.start : name.end]}
    found = [_mention(name, MentionKind.NAME, type, _head(name)) for name, type in names.items()]
    found.extend(_descriptions(doc, taken))
    found.extend(_pronouns(doc))
    found.sort(key=lambda mention: (mention.start, -mention.end, mention.kind, mention.type))
    return found


def _mention(span: Span, kind: MentionKind, type: EntityType, head: int) -> Mention:
    """Make the record of a span."""
    return Mention(span.start_char, span.end_char, span.text, kind, type, head)


def _head(span: Span) -> int:
    """Give the index of the word of `span` that the others depend on."""
    return span.root.i


# Names


def _names(doc: Doc, gazetteer: Gazetteer) -> dict[Span, EntityType]:
    """Give the names in `doc` with their types; they do not overlap."""
    names: dict[Span, EntityType] = {}
    people = [ent for ent in doc.ents if ent.label_ == "Person"]
    surnames = {ent[-1].text for ent in people if len(ent) > 1}
    counts = Counter(token.text for ent in people for token in ent)
    for ent in doc.ents:
        label = LABELS.get(ent.label_)
        span = _trimmed(ent, label, gazetteer) if label else None
        if span is not None and label is EntityType.PERSON and _is_headline(span, surnames, counts):
            span = doc[span.start : span.start + 1]
        for part in _parts(span, gazetteer) if span is not None and label else ():
            names[part] = name_type(part, label or EntityType.PLACE, gazetteer)
    names = _agreed(names)
    for span in _speakers(doc, gazetteer):
        names = {name: type for name, type in names.items() if name.end <= span.start or span.end <= name.start}
        names[span] = EntityType.PERSON
    taken = {token.i for name in names for token in name}
    for span, type in _overlooked(doc, names, taken, gazetteer):
        names[span] = type
        taken.update(range(span.start, span.end))
    return dict(sorted(names.items(), key=lambda item: item[0].start))


def _speakers(doc: Doc, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the names in front of the turns of a transcript, whatever the pipeline takes them for; no offices."""
    for turn in turns(doc.text):
        span = doc.char_span(*turn.label, alignment_mode="expand")
        while span is not None and len(span) > 1 and (span[0].is_punct or span[0].lower_ in TITLES):
            span = span[1:]
        if span is None or turn.nameless or noun_class(span[-1].lower_) is not None:
            continue
        if not any(gazetteer.find(span.text, type=kind) for kind in (EntityType.COUNTRY, EntityType.ORGANIZATION)):
            yield span


def _parts(span: Span, gazetteer: Gazetteer) -> list[Span]:
    """Part two nations that a hyphen joins: `Russia-Belarus`, `Russian-Belarusian`."""
    marks = [token.i for token in span if token.text in HYPHENS]
    if len(marks) != 1:
        return [span]
    parts = [span.doc[span.start : marks[0]], span.doc[marks[0] + 1 : span.end]]
    nations = [gazetteer.demonym(part.text) or gazetteer.find(part.text, type=EntityType.COUNTRY) for part in parts]
    return parts if all(nations) else [span]


def _is_headline(span: Span, surnames: set[str], counts: Counter[str]) -> bool:
    """Tell whether a name of two words is a surname of the text with a word that no other name has: `Putin Affirms`."""
    return len(span) == 2 and span[0].text in surnames and counts[span[1].text] == 1


def _can_be_person(span: Span) -> bool:
    """Tell whether words can name a person: `President of Belarus` describes one, and names are capitalised."""
    if not len(span) or (span.root.lower_ in TITLES and len(span) == 1):
        return False
    return all(token.text[0].isupper() or token.lower_ in PARTICLES or not token.is_alpha for token in span)


def _before_description(doc: Doc, start: int, end: int) -> int:
    """Give the end of an organisation's name before a description: `Coordination Council` of the opposition."""
    for index in range(start + 1, end):
        rest = [token for token in doc[index + 1 : end] if token.pos_ != "DET"]
        if doc[index].pos_ == "ADP" and rest and rest[0].text.islower():
            return index
    return end


def _after_number(doc: Doc, end: int) -> int:
    """Give the end of a name with the number behind it: `Dockers' Union` No. 1."""
    rest = [token.text for token in doc[end : end + 3]]
    for sign in (["No", "."], ["No."], ["№"]):
        if rest[: len(sign)] == sign and len(rest) > len(sign) and rest[len(sign)].isdigit():
            return end + len(sign) + 1
    return end


def _is_qualified(span: Span, gazetteer: Gazetteer) -> bool:
    """Tell whether a known name has a nationality before it that is no part of it: `American Bloomberg`."""
    if gazetteer.demonym(span[0].text) is None or gazetteer.find(span.text):
        return False
    return bool(gazetteer.find(span[1:].text))


def _trimmed(span: Span, label: EntityType | None, gazetteer: Gazetteer) -> Span | None:
    """Take articles, titles, small words, the possessive ending and stray punctuation off the edges of a name."""
    start, end = span.start, span.end
    doc = span.doc
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].text in QUOTE_MARKS or doc[end - 1].pos_ in SMALL_PARTS
    ):
        end -= 1
    while start < end and (doc[start].pos_ == "DET" or doc[start].text in QUOTE_MARKS or doc[start].lower_ == "the"):
        start += 1
    if label is EntityType.PERSON and doc[end - 1].lower_ not in ORGANIZATION_WORDS:
        while start < end - 1 and doc[start].lower_ in TITLES and doc[start + 1].text[:1].isupper():
            start += 1
        start += _remit(doc[start:end], gazetteer)
    if label is EntityType.ORGANIZATION and end - start > 1 and _is_qualified(doc[start:end], gazetteer):
        start += 1
    while start < end - 1 and doc[start].lower_ in DAYS:
        start += 1
    if label is EntityType.PERSON and not _can_be_person(doc[start:end]):
        return None
    if end - start == 1 and doc[start].text in DIRECTIONS and _is_where(doc[start:end]):
        return None  # "bordered to the West by"
    if start < end - 2 and doc[start].lower_ in TITLES and doc[start + 1].lower_ == "of":
        return None  # "President of Russia" describes, whatever it was taken for
    if label is EntityType.ORGANIZATION:
        end = _before_description(doc, start, end)
        end = _after_number(doc, end)
    if start >= end or not any(character.isalpha() for character in doc[start:end].text):
        return None
    if all(doc[index].pos_ == "PRON" for index in range(start, end)):
        return None
    return doc[start:end]


def _remit(span: Span, gazetteer: Gazetteer) -> int:
    """Count the words of an office in front of a name that the name swallowed: Minister for the *Middle East* X Y."""
    return next(
        (
            size
            for size in range(len(span) - 2, 1, -1)
            if any(entry.type is not EntityType.PERSON for entry in gazetteer.find(span[:size].text))
        ),
        0,
    )


def name_type(span: Span, label: EntityType, gazetteer: Gazetteer) -> EntityType:
    """Decide what kind of thing a name names, from the pipeline's label, the gazetteer and the words.

    A row of the gazetteer outweighs the label where all rows of that name agree, or to part countries from places;
    `Hague Convention` is a treaty and `Ministry of Truth` an organisation whatever the label.
    """
    text = span.text
    kinds = {entry.type for entry in gazetteer.find(text)}
    is_adjective = label is EntityType.GROUP or (span.root.pos_ == "ADJ" and len(span) == 1)
    names_country = EntityType.COUNTRY in kinds and span.root.pos_ == "PROPN"
    if is_adjective and not names_country and gazetteer.demonym(text) is not None:
        return EntityType.GROUP
    if label is EntityType.PERSON and EntityType.PERSON in kinds:
        return EntityType.PERSON
    if EntityType.COUNTRY in kinds and label in (EntityType.PLACE, EntityType.ORGANIZATION, EntityType.GROUP):
        return EntityType.COUNTRY
    is_body = label is EntityType.ORGANIZATION and any(entry.sector == "IGO" for entry in gazetteer.find(text))
    if is_body and EntityType.ORGANIZATION not in kinds:
        return label
    if len(kinds) == 1 and (label is not EntityType.PERSON or kinds != {EntityType.PLACE} or _is_where(span)):
        return next(iter(kinds))
    if label in kinds:
        return label
    if kinds and label is EntityType.ORGANIZATION and EntityType.ARMED_GROUP in kinds:
        return EntityType.ARMED_GROUP
    return _by_words(span, label)


def _is_where(span: Span) -> bool:
    """Tell whether a preposition of place stands before a name."""
    return any(child.dep_ == "case" and child.lower_ in ("in", "to", "from", "at", "near") for child in span.root.lefts)


def _by_words(span: Span, label: EntityType) -> EntityType:
    """Decide the type of an unknown name by its label and its telling words."""
    words = [token.lower_ for token in span]
    core = span.root.lower_
    last = words[-1]
    if len(words) > 1 and label is not EntityType.PERSON:
        if last in TREATY_WORDS or core in TREATY_WORDS:
            return EntityType.TREATY
        if label in (EntityType.WORK, EntityType.ORGANIZATION, EntityType.PLACE) and last in EVENT_WORDS:
            return EntityType.EVENT
    if label in (EntityType.PERSON, EntityType.GROUP) and len(words) > 1 and {last, words[0]} & ORGANIZATION_WORDS:
        return label if words[0] in TITLES and last not in ORGANIZATION_WORDS else EntityType.ORGANIZATION
    if label is EntityType.PLACE and words[0] in ("ministry", "department", "council", "committee", "embassy"):
        return EntityType.ORGANIZATION
    return label


def _agreed(names: dict[Span, EntityType]) -> dict[Span, EntityType]:
    """Give all names of one spelling the type that most of them have."""
    votes: dict[str, Counter[EntityType]] = {}
    for span, type in names.items():
        votes.setdefault(span.text, Counter())[type] += 1
    chosen = {text: max(sorted(types), key=types.__getitem__) for text, types in votes.items()}
    return {span: chosen[span.text] for span in names}


def _overlooked(
    doc: Doc, names: dict[Span, EntityType], taken: set[int], gazetteer: Gazetteer
) -> Iterator[tuple[Span, EntityType]]:
    """Yield names that the pipeline passed over: known to the gazetteer, named elsewhere in the text, or acronyms."""
    elsewhere = {span.text: type for span, type in names.items()}
    acronyms = {_initials(span): type for span, type in names.items() if len(span) > 2}
    index = 0
    while index < len(doc):
        token = doc[index]
        found = None
        if index not in taken and token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN"):
            found = _longest(doc, index, taken, elsewhere, acronyms, gazetteer)
        if found is None:
            index += 1
            continue
        yield found
        index = found[0].end


def _longest(
    doc: Doc,
    start: int,
    taken: set[int],
    elsewhere: dict[str, EntityType],
    acronyms: dict[str, EntityType],
    gazetteer: Gazetteer,
) -> tuple[Span, EntityType] | None:
    """Find the longest known name that begins at token `start`."""
    sentence_end = doc[start].sent.end
    stop = start
    while stop < min(start + LONGEST_NAME, sentence_end) and stop not in taken:
        stop += 1
    for end in range(stop, start, -1):
        last = doc[end - 1]
        if not (last.text[:1].isupper() or last.is_digit):
            continue
        span = doc[start:end]
        text = span.text
        proper = any(token.pos_ == "PROPN" for token in span)
        if proper and text in elsewhere:
            return span, elsewhere[text]
        if end == start + 1 and text in acronyms and text.isupper() and len(text) > 1:
            return span, acronyms[text]
        kinds = {entry.type for entry in gazetteer.find(text)} if proper else set()
        if end == start + 1 and gazetteer.demonym(text) is not None and not kinds:
            return span, EntityType.GROUP
        if len(kinds) == 1:
            kind = next(iter(kinds))
            if kind in LOOKED_UP and (end > start + 1 or kind is EntityType.COUNTRY or text.isupper()):
                return span, kind
    return None


def _initials(span: Span) -> str:
    """Give the acronym of a name: Collective Security Treaty Organization → CSTO."""
    return "".join(token.text[0] for token in span if token.text[:1].isupper())


# Descriptions


def _descriptions(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Yield the noun phrases that describe a person, country, place or organisation."""
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or token.dep_ in NAME_PARTS:
            continue
        if token.pos_ == "PROPN" and not _described(token):
            continue
        lemma = noun_lemma(token)
        type = noun_class(lemma)
        if type is None:
            continue
        if lemma in NEAR_COUNTRIES - COUNTRIES and type is EntityType.PERSON:
            type = _person_or_country(token)
        if _is_idle(token, lemma) or (lemma in PERSONS_OR_OBJECTS and not _leads(token)):
            continue
        span = noun_phrase(token)
        yield _mention(span, MentionKind.NOMINAL, type, token.i)


def noun_lemma(token: Token) -> str:
    """Give the singular of a noun in lower case, put right where a lemmatiser left half a plural (*countrie*)."""
    lemma = token.lemma_.lower()
    if token.lower_ in PEOPLES:
        return token.lower_  # some treebanks give "people" the lemma "person"
    if noun_class(lemma) is not None or token.pos_ != "NOUN":
        return lemma
    word = token.lower_
    guesses = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return next((guess for guess in guesses if noun_class(guess) is not None), lemma)


def _is_idle(token: Token, lemma: str) -> bool:
    """Tell whether a noun stands so bare that it means nothing by itself: `in person`, `to justice`, `take place`."""
    if token.pos_ != "NOUN" or token.tag_ == "NNS" or "Plur" in token.morph.get("Number", []):
        return False
    if lemma in COLLECTIVES or lemma in PEOPLES or token.dep_ in ("nsubj", "nsubj:pass", "obl:agent", "appos", "ROOT"):
        return False
    return not any(child.dep_ in IN_PHRASE for child in token.children)


def _leads(token: Token) -> bool:
    """Tell whether a word for an object means a person: a body stands by it or a name (the union's *chair*, Li)."""
    about = [child for child in token.children if child.dep_ in ("compound", "amod", "nmod", "nmod:poss")]
    named = [child for child in token.children if child.dep_ in ("appos", "flat", "nsubj")]
    if token.dep_ in ("appos", "nmod:desc") or (token.dep_ == "compound" and token.head.i > token.i):
        named.append(token.head)
    return any(other.ent_type_ == "Person" for other in named) or any(
        other.ent_type_ == "Organization" or noun_class(other.lemma_.lower()) is EntityType.ORGANIZATION
        for other in about
    )


def _described(token: Token) -> bool:
    """Tell whether a capitalised noun is a description ("the President", "the Council") and no part of a name."""
    return any(child.pos_ in ("DET", "PRON", "ADJ") or child.dep_ in ("nmod:poss", "nmod") for child in token.children)


def _person_or_country(token: Token) -> EntityType:
    """Tell which of the two a noun like "ally" or "neighbour" means by the words about it.

    Without a sign for a country it is a person: `Belarus is our big ally` and `its neighbours` mean countries.
    """
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")]
    named = [child for child in token.children if child.dep_ == "appos"] + [token.head] * (token.dep_ == "appos")
    for other in (*subjects, *named):
        if other.ent_type_ in ("Place",) or other.lemma_.lower() in COUNTRIES:
            return EntityType.COUNTRY
    if any(child.dep_ == "nmod:poss" and child.lower_ == "its" for child in token.children):
        return EntityType.COUNTRY
    return EntityType.PERSON


def noun_phrase(head: Token) -> Span:
    """Give the words that make up the description around `head`, from its article to its last complement.

    `the head of the agency, which …` is *the head of the agency*: clauses, appositions and whatever comes behind a
    punctuation mark stay out.
    """
    doc = head.doc
    start, end = head.i, head.i + 1
    for child in reversed(list(head.lefts)):
        if child.dep_ in IN_PHRASE and not _parted(doc, child.i, start):
            start = min(start, _left_edge(child, start))
    for child in head.rights:
        if child.dep_ not in ("nmod", "flat", "compound", "nummod") or _parted(doc, end - 1, child.i):
            break
        if is_charge(child):
            break
        end = max(end, _right_edge(child) + 1)
    return doc[start:end]


def _parted(doc: Doc, low: int, high: int) -> bool:
    """Tell whether a mark or a verb in its finite form stands between two words."""
    return any(
        token.text in QUOTE_MARKS or (token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", []))
        for token in doc[low + 1 : high]
    )


def _left_edge(child: Token, start: int) -> int:
    """Give the first word of what stands before a noun, as far as no mark parts it from the noun."""
    edge = child.left_edge.i
    return child.i if _parted(child.doc, edge, start) or child.doc[edge].dep_ in ("case", "mark", "cc") else edge


def _right_edge(token: Token) -> int:
    """Give the last word under `token`, clauses, appositions and what comes behind a mark left out."""
    edge = token.i
    for child in token.rights:
        if child.dep_ not in (*IN_PHRASE, "case", "conj") or (child.dep_ == "case" and child.tag_ != "POS"):
            break
        if _parted(token.doc, edge, child.i):
            break
        edge = max(edge, _right_edge(child))
    return edge


# Pronouns


def _pronouns(doc: Doc) -> Iterator[Mention]:
    """Yield the pronouns that can mean a thing of their own; the *it* of "it rains" and bare questions do not."""
    for token in doc:
        word = token.lower_
        if word not in PRONOUNS or token.dep_ == "expl" or token.pos_ not in ("PRON", "DET"):
            continue
        if word in RELATIVE and not is_relative(token):
            continue
        type = EntityType.PERSON if word in PERSONAL else EntityType.THING
        yield _mention(token.doc[token.i : token.i + 1], MentionKind.PRONOUN, type, token.i)


def is_relative(token: Token) -> bool:
    """Tell whether *who*, *which* or *that* opens a relative clause (and does not ask or point)."""
    return antecedent(token) is not None


def antecedent(relative: Token) -> Token | None:
    """Give the noun that a relative pronoun stands for: `the man whose house burnt` → man."""
    if relative.lower_ not in RELATIVE:
        return None
    if relative.lower_ == "that" and "Rel" not in relative.morph.get("PronType", []) and relative.tag_ != "WDT":
        return None
    token = relative
    while token.dep_ != "ROOT":
        if token.dep_ == "acl:relcl":
            return token.head if token.head.i < relative.i else None
        if token.dep_ in ("advcl", "parataxis"):
            return None
        token = token.head
    return None
