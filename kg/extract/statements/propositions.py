"""From the clauses and nominals of each sentence to propositions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.claims.quotations import FULL
from kg.extract.statements import copula, nominal, verbal
from kg.extract.statements.arguments import is_participant
from kg.extract.statements.clauses import Clause, clauses, expand
from kg.extract.statements.confidence import features, probability
from kg.extract.statements.draft import Draft
from kg.extract.statements.grammar import SUBJECTS, TIME_NOUNS, WORDS
from kg.extract.statements.phrases import name_alone, nominal_tokens
from kg.extract.statements.phrases import nominal as nominal_phrase
from kg.extract.statements.scope import is_contrasted, is_negated_nominal, set_scope, stronger
from kg.extract.statements.tree import TIME_LABELS, Tree
from kg.inventory import FAMILIES
from kg.model import Argument, Modality, Phrase, Polarity, Proposition

NOMINAL_RULES = (nominal.appositions, nominal.titles, nominal.members, nominal.locations, nominal.event_nouns)
_OPENING = frozenset({"“", "``", '"', "‘"})
_CLOSING = frozenset({"”", "''", '"', "’"})
_CUT_OFF = frozenset({"what", "which", "that", "who", "whom", "whose", "to", "of", "'s", "’s", "capable", "able"})
"""Words no participant ends in."""
_OF_NOMINALS = frozenset({"apposition", "title", "members", "nominalisation", "location"})
_GENERIC = frozenset({"those", "everything", "anything", "something", "anyone", "everyone", "someone"})
_INTRANSITIVE = WORDS["intransitive verbs"]
_SPEECH = WORDS["speech verbs"]
_OPENERS = (["DET"], ["NOUN"], ["PROPN"], ["PRON"], ["ADJ"], ["NUM"])
"""What opens a nominal: right behind an infinitive that ends a phrase it was taken for something else."""
_LONGEST_SUBJECT = 16
"""Words of a subject; a longer one has as often as not swallowed a verb."""
_EMPTY = frozenset({"it", "there", "this", "that", "which", "what", "who", "here", "one"})


def propositions(doc: Doc) -> Iterator[Proposition]:
    """Yield what the sentences of `doc` say, in reading order."""
    tree = Tree(doc)
    for start, end in tree.sentences:
        yield from _sentence(tree, start, end)


def analyse(tree: Tree, start: int, end: int) -> list[Clause]:
    """List the clauses of one sentence with their scope set."""
    found = clauses(tree, start, end)
    asked = _asked(tree, start, end)
    for clause in found:
        clause.question = clause.head in asked
        set_scope(tree, clause)
    return found


def _asked(tree: Tree, start: int, end: int) -> set[int]:
    """Give the tokens that stand under a question mark: back to where a quotation or the sentence begins."""
    asked: set[int] = set()
    for mark in range(start, end):
        if tree.lower[mark].startswith("?"):
            token = mark - 1
            quoted = mark + 1 < end and tree.lower[mark + 1] in _CLOSING
            while token >= start and not (quoted and tree.lower[token] in _OPENING):
                asked.add(token)
                token -= 1
    return asked


def _sentence(tree: Tree, start: int, end: int) -> Iterator[Proposition]:
    found = analyse(tree, start, end)
    owner: dict[int, Clause] = {clause.head: clause for clause in found}
    span = tree.start[start], tree.end[end - 1]
    drafts: list[Draft] = []
    for clause in found:
        rule = copula.statements if clause.copular else verbal.statements
        drafts.extend(rule(tree, clause))
    for token in range(start, end):
        if tree.pos[token] in ("NOUN", "PROPN", "ADJ", "VERB", "ADP"):
            clause_of = _clause_of(tree, token, owner)
            for nominal_rule in NOMINAL_RULES:
                drafts.extend(nominal_rule(tree, token, clause_of))
    drafts.sort(key=lambda draft: draft.predicate.start if draft.predicate.spans else draft.tree.start[draft.subject])
    seen: set[tuple[str, int, int]] = set()
    for draft in drafts:
        key = draft.relation.id, draft.subject, draft.target
        if key in seen or not _sayable(tree, draft):
            continue
        seen.add(key)
        yield _finish(tree, draft, span)


def _clause_of(tree: Tree, token: int, owner: dict[int, Clause]) -> Clause | None:
    """Find the clause a token stands in."""
    while token not in owner:
        head = tree.head[token]
        if head == token:
            return None
        token = head
    return owner[token]


def _sayable(tree: Tree, draft: Draft) -> bool:
    """Tell whether subject and object say anything on their own."""
    if tree.pos[draft.subject] in ("VERB", "AUX") or not draft.object.text:
        return False
    if any(tree.tag[kid] == "IN" for kid in tree.children(draft.subject, "case")) and tree.dep[draft.subject] in {
        *SUBJECTS,
        "conj",
        "dep",
        "ROOT",
    }:
        return False  # a preposition before a subject is a misreading
    subject, target = tree.lower[draft.subject], tree.lower[draft.target]
    if subject in ("what", "which", "who", "there", "that") and tree.pos[draft.subject] in ("PRON", "DET"):
        return False
    if target in (
        "itself",
        "themselves",
        "himself",
        "herself",
        "myself",
        "yourself",
        "ourselves",
        "each",
        "what",
        "which",
        "who",
        "whom",
        "that",
        "how",
        "why",
        "when",
        "where",
    ):
        return False
    if tree.pos[draft.target] == "ADJ" and draft.construct in ("active", "prepositional", "folded", "light verb"):
        return tree.is_name(draft.target)
    if any(phrase.count("(") != phrase.count(")") for phrase in (draft.object.text, _subject(tree, draft).text)):
        return False  # cut through a bracket: a misreading
    if any(tree.lower[token] in ("which", "whom", "whose") for token in nominal_tokens(tree, draft.subject)):
        return False
    if any(tree.lower[kid] in ("which", "whom") for kid in tree.children(draft.subject, "nmod")):
        return False  # the results *of which*
    if draft.construct in ("active", "light verb", "folded") and _is_when(tree, draft.target):
        return False
    if any(_is_cut(tree, phrase) for phrase in (draft.object, _subject(tree, draft))):
        return False
    if draft.clause is not None and draft.construct not in _OF_NOMINALS and _is_misread(tree, draft, draft.clause):
        return False
    return not (subject in _EMPTY and target in _EMPTY)


def _is_misread(tree: Tree, draft: Draft, clause: Clause) -> bool:
    """Tell whether a clause looks misread, or says nothing without what stands around it."""
    head, subject, target = clause.head, draft.subject, draft.target
    if subject < target and len(nominal_tokens(tree, subject)) > _LONGEST_SUBJECT:
        return True
    told = clause.first.head if clause.first is not None and clause.origin == "shared" else head
    doers = [kid for kid in tree.children(told, "nsubj", "nsubj:pass") if kid < told]
    if clause.origin in ("own", "shared") and len(doers) > 1 and subject == doers[0]:
        return True  # of two subjects the nearer one is right
    if any(tree.tag[kid] in ("VBZ", "VBD") for kid in tree.children(subject, "compound")):
        return True  # a verb in a name
    if tree.lower[subject] in _GENERIC and " " not in _subject(tree, draft).text:
        return True
    if target in clause.objects and not clause.passive:
        asked = any(tree.rel_pronoun[token] for token in tree.subtree(target))
        if target < head and clause.antecedent != target and not asked:
            return True  # an object before its verb
    if draft.construct == "active" and tree.lemma[head] in _INTRANSITIVE:
        return True
    if draft.construct == "active" and tree.lower[target] in tree.lower[target + 1 : target + 3]:
        return True  # side by side
    if draft.construct == "prepositional" and tree.lower[head + 1 : head + 2] in (["["], ["("]):
        return True  # the object stands in brackets: led [the army] to Smolensk
    if clause.link == "advcl" and clause.marker == "as" and tree.lemma[head] in _SPEECH and not tree.is_name(target):
        return True  # as he told reporters: what is told is the main clause
    if clause.origin == "adverbial" and tree.tag[head] == "VB" and not is_participant(tree, subject):
        return True  # what a thing does in order to do something else is not its doing
    last = nominal_tokens(tree, target)[-1]
    torn = tree.tag[last] == "VB" and last != target and tree.pos[last + 1 : last + 2] in _OPENERS
    return torn or _disagrees(tree, clause, subject)


def _disagrees(tree: Tree, clause: Clause, subject: int) -> bool:
    """Tell whether a noun cannot be the subject of its verb by number: *efforts* … encourages."""
    if clause.origin not in ("own", "shared") or len(clause.subjects) > 1 or tree.tag[subject] not in ("NN", "NNS"):
        return False
    if tree.children(subject, "conj") or subject > clause.head:
        return False
    finite = [*clause.auxiliaries, clause.head] if clause.origin == "own" else [clause.head]
    tag = next((tree.tag[token] for token in finite if tree.tag[token] in ("VBZ", "VBP", "MD", "VBD")), "")
    return tag in ("VBZ", "VBP") and (tree.tag[subject] == "NNS") == (tag == "VBZ")


def _is_when(tree: Tree, token: int) -> bool:
    """Tell whether what is read as an object says only when."""
    if tree.lower[token] == "times":
        return True  # asked several times
    return tree.ent[token] in TIME_LABELS or (
        tree.lemma[token] in TIME_NOUNS and not tree.children(token, "nmod", "amod", "nummod", "compound")
    )


def _is_cut(tree: Tree, phrase: Phrase) -> bool:
    """Tell whether a phrase is cut through a word ("op" of *op-ed*), ends in the middle or has brackets in a word."""
    if not phrase.spans:
        return False
    words = phrase.text.split(" ")
    if words[0].lower() == "as":
        return True
    if words[-1].lower() in _CUT_OFF or (words[-1].endswith(("'s", "’s")) and len(words) > 1):
        return True
    if re.search(r"\w\(", phrase.text) is not None:
        return True
    before, after = tree.source[max(phrase.start - 2, 0) : phrase.start], tree.source[phrase.end : phrase.end + 2]
    return (before[-1:] == "-" and before[:1].isalnum()) or (after[:1] == "-" and after[1:].isalnum())


def _subject(tree: Tree, draft: Draft) -> Phrase:
    """Make the subject's phrase; a title and a place said of it are not said in it again."""
    if draft.construct == "title":
        return name_alone(tree, draft.subject)
    if draft.construct == "location":
        said = {t for kid in tree.children(draft.subject, "nmod", "nmod:unmarked") for t in tree.subtree(kid)}
        if draft.target in said:
            tokens = [token for token in nominal_tokens(tree, draft.subject) if token not in said]
            return tree.phrase(tokens, draft.subject)
    return _without_clause(tree, draft, draft.subject, nominal_phrase(tree, draft.subject))


def _without_clause(tree: Tree, draft: Draft, head: int, phrase: Phrase) -> Phrase:
    """Leave out of a participant the clause that is said of it: the first *to go* goes, towns *held by Y* Y holds."""
    if (
        draft.clause is None
        or draft.clause.head == head
        or draft.clause.origin not in ("participle", "control", "relative")
    ):
        return phrase
    place = tree.start[draft.clause.head]
    if not any(start <= place < end for start, end in phrase.spans):
        return phrase
    gone = set(tree.subtree(draft.clause.head))
    tokens = [token for token in nominal_tokens(tree, head) if token not in gone]
    return tree.phrase(tokens, head) if head in tokens else phrase


def _whereabouts(tree: Tree, draft: Draft) -> Iterator[Argument]:
    """Say where a party is: fighters *in Syria*, airmen *from Vermont*; where the deed was done is another question."""
    said = {draft.subject, draft.target, *(argument.phrase.head for argument in draft.arguments)}
    for party in (draft.subject, draft.target):
        if not is_participant(tree, party) or tree.dep[party] in ("flat", "compound", "nmod:desc"):
            continue
        for kid in tree.children(party, "nmod"):
            marker = tree.marker(kid)
            within = marker in ("in", "near", "at") and tree.ent[kid] in ("Place", "Country", "")
            belongs = marker == "from" and tree.ent[kid] != "Person" and is_participant(tree, kid)
            if not belongs and not (within and tree.is_name(kid)):
                continue
            for place in expand(tree, kid):
                if place not in said:
                    said.add(place)
                    yield Argument("origin" if belongs else "location", nominal_phrase(tree, place), marker)


def _quoted(tree: Tree, argument: Argument) -> Argument:
    """End an argument that begins within a quotation where the quotation ends: `“a war of all,” he said of Rome`."""
    phrase = argument.phrase
    if not phrase.spans or phrase.head < 0:
        return argument
    depth = 0
    for mark in range(bisect_left(tree.start, phrase.start), bisect_left(tree.start, phrase.end)):
        word, place = tree.lower[mark], tree.start[mark]
        opens = word in ("“", "``") or (word == '"' and tree.end[mark] == tree.start[mark + 1])
        if opens:
            depth += 1
        elif word in ("”", "''", '"') and depth:
            depth -= 1
        elif word in ("”", "''", '"') and phrase.head < mark:
            spans = tuple((start, min(end, place)) for start, end in phrase.spans if start < place)
            text = " ".join(" ".join(tree.source[start:end].split()) for start, end in spans)
            if len(text.split(" ")) < FULL:
                break  # a word or two in scare quotes
            return replace(argument, phrase=replace(phrase, text=text, spans=spans))
    return argument


def _is_only(tree: Tree, clause: Clause) -> bool:
    """Tell whether the negation denies nothing: *not only* for Minsk but also for Moscow."""
    return all(tree.lower[token + 1 : token + 2] in (["only"], ["just"], ["merely"]) for token in clause.negations)


def _finish(tree: Tree, draft: Draft, span: tuple[int, int]) -> Proposition:
    """Turn a draft into a proposition, with the scope of its clause."""
    clause = draft.clause
    negative, modality = draft.negative, draft.modality
    verbal_construct = draft.construct not in _OF_NOMINALS
    if clause is not None and verbal_construct:
        negative = negative != clause.negative
        modality = stronger(modality, clause.modality)
        if clause.negations and not _is_only(tree, clause) and is_contrasted(tree, draft.target):
            negative = not negative
        if is_negated_nominal(tree, draft.subject):
            if clause.origin in ("participle", "relative"):
                modality = stronger(modality, Modality.POSSIBLE)  # no agreements *made in Sochi*
            else:
                negative = not negative
        elif is_negated_nominal(tree, draft.target):
            negative = not negative
    named = draft.relation
    family = FAMILIES.get(named.family or "")
    if (
        family is not None
        and family.party
        and verbal_construct
        and not (is_participant(tree, draft.target) or tree.ent[draft.target])
    ):
        named, family = replace(named, family=None), None
    return Proposition(
        sentence=span,
        subject=_subject(tree, draft),
        predicate=draft.predicate,
        object=_without_clause(tree, draft, draft.target, draft.object),
        relation=named,
        construct=draft.construct,
        arguments=(*(_quoted(tree, argument) for argument in draft.arguments), *_whereabouts(tree, draft)),
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        modality=modality if modality is not None else Modality.ASSERTED,
        state=draft.state or (family.state if family else False),
        swapped=draft.swapped,
        lemma=draft.lemma,
        governors=verbal.governors_of(tree, clause) if clause is not None and verbal_construct else (),
        confidence=probability(
            features(tree, clause, draft.subject, draft.target, len(draft.object.text.split()), draft.construct),
            "statement",
        ),
    )
