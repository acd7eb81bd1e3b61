"""Reported speech by its grammar: one function a construct, each from a sentence to attributions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from kg.extract.claims.lexicon import (
    ACCUSE,
    ADJECTIVES,
    ADVERBS,
    ALLEGED,
    ASK,
    BELIEVE,
    DENIALS,
    DENY,
    DOCUMENTS,
    DOUBT,
    DOUBTFUL,
    EVIDENCE,
    INFORMANTS,
    MAKE,
    NOUNS,
    PERSPECTIVE,
    PROMISE,
    QUOTE,
    REACH,
    REPORTED,
    SAY,
    VERBAL,
)
from kg.extract.claims.tree import (
    RELATIVES,
    SUBJECTS,
    clause_head,
    implied,
    kids,
    negated,
    nominal,
    phrase,
    spans,
    subtree,
)
from kg.model import Attribution, Phrase

OPEN_QUESTION = frozenset({"if", "whether"})
WITHHELD = frozenset({"decline", "refuse", "fail", "forget", "avoid", "stop"})
MAYBE = frozenset({"may", "might", "could", "would", "should", "must"})


def speaker(verb: Token) -> Token | None:
    """Find who does what a verb says: its subject, the subject it shares, or the noun it hangs on.

    `Putin met him and said …`, `Peskov stressed the point, saying …`, `Tikhanovskaya, who claims …`.
    """
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        found = kids(node, "nsubj", "nsubj:outer")
        agents = kids(node, "obl:agent") or [
            child for child in kids(node, "obl") if any(case.lower_ == "by" for case in kids(child, "case"))
        ]
        passive = kids(node, "nsubj:pass")
        if node.i != verb.i and not found and passive:
            return _antecedent(passive[0], node)
        if found:
            return _antecedent(found[0], node)
        if passive and agents and node.i == verb.i:
            return agents[0]
        if passive or kids(node, "expl"):
            return None
        if node.dep_ in ("acl", "acl:relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            infinitive = any(mark.lower_ == "to" for mark in kids(node, "mark"))
            return None if infinitive else node.head
        if (
            node.dep_ in ("conj", "advcl", "xcomp", "parataxis", "ccomp")
            and node.head.i != node.i
            and not (node.dep_ == "ccomp" and node.i == verb.i)
        ):
            node = node.head
            continue
        return None
    return None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """Look through a relative pronoun to the noun it stands for; *it* of *it is said* is nobody."""
    if subject.lower_ in RELATIVES and subject.pos_ in ("PRON", "DET", "SCONJ"):
        node = verb
        while node.dep_ == "conj":
            node = node.head
        if node.dep_ == "acl:relcl":
            return node.head
    return subject


def _source(verb: Token, cue: Phrase) -> Phrase:
    """Name the speaker of a verb, or keep its own words where nobody is named."""
    found = speaker(verb)
    if found is None or (found.pos_ in ("VERB", "ADV") and found.dep_ != "nsubj"):
        return implied(cue.text)
    return nominal(found)


def _cue(verb: Token, *others: Token) -> Phrase:
    """Make the phrase of a reporting word, its particle with it."""
    words = [verb.i, *(child.i for child in kids(verb, "compound:prt")), *(token.i for token in others)]
    return phrase(verb.doc, sorted(words), verb)


def _is_question(clause: Token) -> bool:
    """Tell whether a clause leaves open what it says (*whether he would come*)."""
    return any(mark.lower_ in OPEN_QUESTION for mark in kids(clause, "mark"))


def _commits(verb: Token, clause: Token | None) -> bool:
    """Tell whether who speaks stands by what is said."""
    if verb.lemma_.lower() in DOUBT or negated(verb):
        return False
    if clause is not None and _is_question(clause):
        return False
    if verb.dep_ == "xcomp" and (verb.head.lemma_.lower() in WITHHELD or negated(verb.head)):
        return False
    return not (
        any(mark.lower_ in ("if", "whether", "unless") for mark in kids(verb, "mark"))
        or any(aux.lower_ in MAYBE for aux in kids(verb, "aux"))
    )


def _attribution(
    doc: Doc, source: Phrase, cue: Phrase, words: list[int], *, commits: bool = True, negates: bool = False
) -> Iterator[Attribution]:
    """Yield the attribution of some words, unless nothing is left of them."""
    out = {index for start, end in (*source.spans, *cue.spans) for index in words if start <= doc[index].idx < end}
    if scope := spans(doc, [index for index in words if index not in out]):
        yield Attribution(source, cue, scope, commits, negates)


def complements(sent: Sentence) -> Iterator[Attribution]:
    """Read the clause that a verb of saying, belief or denial governs.

    `Lukashenko said that Minsk would pay.`, `"Minsk will pay", said Lukashenko.`, `He denied that he had fled.`
    """
    for verb in sent:
        lemma = verb.lemma_.lower()
        if verb.pos_ not in ("VERB", "AUX") or lemma not in VERBAL:
            continue
        for clause in kids(verb, "ccomp", "csubj:pass"):
            asked = _is_question(clause)
            if lemma in ASK - SAY - BELIEVE - DOUBT and not asked:
                continue
            if lemma in PROMISE and not (
                (kids(clause, *SUBJECTS) and clause.tag_ not in ("VBG", "VB")) or kids(clause, "aux")
            ):
                continue
            if lemma in EVIDENCE and not _shown(verb):
                continue
            cue = _cue(verb)
            passive = bool(kids(verb, "nsubj:pass", "aux:pass", "csubj:pass"))
            if lemma == "suggest" and clause.tag_ == "VBG":
                continue  # "suggested planning an exercise" proposes, it does not report
            source = _source(verb, cue)
            words = subtree(clause, without=[verb.i])
            yield from _attribution(
                sent.doc, source, cue, words,
                commits=_commits(verb, clause) and (lemma not in DENY or passive),
                negates=lemma in DENY and not negated(verb),
            )  # fmt: skip
        if lemma in DENY:
            for clause in kids(verb, "xcomp"):
                cue = _cue(verb)
                yield from _attribution(
                    sent.doc, _source(verb, cue), cue, subtree(clause), commits=False, negates=not negated(verb)
                )


def _shown(verb: Token) -> bool:
    """Tell whether *show* or *find* has a subject that says so rather than does so (*The report shows that …*)."""
    subjects = kids(verb, "nsubj")
    if not subjects or subjects[0].pos_ not in ("NOUN", "PROPN"):
        return False
    return subjects[0].lemma_.lower() in DOCUMENTS or verb.lemma_.lower() in ("find", "rule", "determine", "establish")


def strung_on(sent: Sentence) -> Iterator[Attribution]:
    """Read a remark that is strung on to the sentence it reports.

    `Putin, Bloomberg reports, is sure.`, `…, said five people in the Kremlin.`, `As the Council notes, …`
    """
    for verb in sent:
        lemma = verb.lemma_.lower()
        if lemma not in SAY | BELIEVE | QUOTE or kids(verb, "ccomp"):
            continue
        if verb.dep_ == "parataxis":
            host = verb.head
        elif verb.dep_ == "advcl" and any(mark.lower_ == "as" for mark in kids(verb, "mark")):
            host = verb.head
            if kids(verb, "obj", "xcomp", "obl:agent") or lemma in QUOTE:
                continue
        else:
            continue
        said = speaker(verb) if kids(verb, "nsubj", "nsubj:outer") else _inverted(verb)
        if said is None or said.dep_ == "expl":
            continue
        # One remark hung upon another ("said five people, Bloomberg reports") speaks of all that stands before it.
        while (
            host.dep_ == "parataxis"
            and host.lemma_.lower() in SAY | BELIEVE
            and not kids(host, "ccomp")
            and host.i < verb.i
        ):
            host = host.head
        later = [
            other.i
            for other in kids(host, "parataxis")
            if other.i > verb.i and other.lemma_.lower() in SAY and verb.i > host.i
        ]
        words = subtree(host, without=[verb.i, *later])
        source = nominal(said)
        cue = _cue(verb)
        yield from _attribution(sent.doc, source, cue, words, commits=_commits(verb, None))


def _inverted(verb: Token) -> Token | None:
    """Find the speaker that a parser took for an object (`…, said Putin`)."""
    after = [child for child in kids(verb, "obj", "dep", "obl:unmarked", "xcomp") if child.i > verb.i]
    if len(after) == 1 and after[0].pos_ in ("PROPN", "NOUN", "PRON") and not kids(after[0], "case"):
        return after[0]
    return None


def convictions(sent: Sentence) -> Iterator[Attribution]:
    """Read adjectives of belief.

    `Putin is convinced that the opposition will fail.`, `He made clear that …`
    """
    for word in sent:
        if word.lower_ not in ADJECTIVES or word.pos_ not in ("ADJ", "VERB"):
            continue
        if word.lower_ in ("sure", "certain") and word.head.lemma_.lower() in ("make", "be") and word.dep_ == "xcomp":
            continue  # "make sure that" sees to it, it does not believe it
        for clause in kids(word, "ccomp", "csubj", "acl"):
            if clause.i < word.i or not kids(clause, *SUBJECTS):
                continue
            cue = _cue(word)
            said = speaker(word)
            source = implied(cue.text) if said is None or said.lower_ == "it" else nominal(said)
            doubtful = word.lower_ in DOUBTFUL or negated(word) or _is_question(clause)
            yield from _attribution(sent.doc, source, cue, subtree(clause), commits=not doubtful)


def according_to(sent: Sentence) -> Iterator[Attribution]:
    """Read the phrases that name a source.

    `According to Dozh, they talked.`, `in Moscow's view`, `TASS reported, citing the ministry`
    """
    for word in sent:
        lower = word.lower_
        if lower in ("according", "per") and (word.dep_ in ("case", "mark") or lower == "according"):
            if word.dep_ == "case":
                source, host = word.head, word.head.head
            else:
                objects = [child for child in kids(word, "obl", "obj", "pobj") if child.i > word.i]
                if not objects:
                    continue
                source, host = objects[0], word.head
            if lower == "per" and (source.i - word.i > 6 or source.pos_ not in ("PROPN",)):
                continue
            to = [token for token in sent.doc[word.i + 1 : word.i + 2] if token.lower_ == "to"]
            cue = phrase(sent.doc, [word.i, *(token.i for token in to)], word)
            yield from _perspective(sent, source, source if word.dep_ == "case" else word, host, cue)
        elif (
            word.lemma_.lower() in PERSPECTIVE
            and word.dep_ in ("obl", "nmod")
            and any(case.lower_ in ("in", "by", "to") for case in kids(word, "case"))
        ):
            owners = kids(word, "nmod:poss") or [
                child
                for child in kids(word, "nmod")
                if any(case.lower_ == "of" for case in kids(child, "case")) and child.pos_ in ("PROPN", "NOUN", "PRON")
            ]
            if owners and (word.left_edge.i == sent.start or _set_off(word)):
                yield from _perspective(sent, owners[0], word, word.head, _cue(word))
        elif word.lemma_.lower() in QUOTE and word.tag_ == "VBG" and word.dep_ in ("advcl", "acl", "parataxis"):
            objects = kids(word, "obj")
            if objects and (objects[0].pos_ == "PROPN" or objects[0].lemma_.lower() in INFORMANTS):
                host = word.head
                inner = kids(host, "ccomp")
                target = inner[0] if host.lemma_.lower() in SAY and inner else host
                words = subtree(target, without=[word.i])
                yield from _attribution(sent.doc, nominal(objects[0]), _cue(word), words)


def _set_off(word: Token) -> bool:
    """Tell whether a phrase is parted from its clause by commas."""
    doc, left, right = word.doc, word.left_edge.i, word.right_edge.i
    return (
        (left > 0 and doc[left - 1].text == ",")
        or doc[left].text == ","
        or (right + 1 < len(doc) and doc[right + 1].text == ",")
    )


def _perspective(sent: Sentence, source: Token, branch: Token, host: Token, cue: Phrase) -> Iterator[Attribution]:
    """Yield what stands under *according to X*: all of the sentence from its edge, else its own clause."""
    top = clause_head(host) if host.i != branch.i else sent.root
    before = next(index for index in range(branch.left_edge.i, branch.i + 1) if not sent.doc[index].is_punct)
    last = max(
        (token.i for token in sent if not token.is_punct and token.text not in ("”", '"', "''")), default=sent.end - 1
    )
    # The marks at the edges of the sentence do not matter, nor does a conjunction ("But according to …").
    first = next((token.i for token in sent if not token.is_punct and token.pos_ not in ("CCONJ",)), sent.start)
    at_edge = before <= first or (branch.right_edge.i >= last and sent.doc[max(before - 1, 0)].text == ",")
    if at_edge:
        top = sent.root
    words = subtree(top, without=[branch.i]) if top.i != branch.i else subtree(top)
    yield from _attribution(sent.doc, nominal(source), cue, words)


def unnamed(sent: Sentence) -> Iterator[Attribution]:
    """Read hearsay: somebody says so, and nobody is named.

    `He has reportedly fled.`, `the alleged fraud`, `He is said to have fled.`
    """
    for word in sent:
        lower = word.lower_
        if lower in ADVERBS and word.dep_ in ("advmod", "obl", "discourse", "parataxis"):
            words = subtree(word.head, without=[word.i])
            yield from _attribution(sent.doc, implied(lower), _cue(word), words)
        elif lower in ALLEGED and word.dep_ == "amod":
            cut = [
                child.i for child in word.head.children if child.dep_ in ("acl:relcl", "conj", "appos", "cop", "nsubj")
            ]
            words = subtree(word.head, without=[word.i, *cut])
            yield from _attribution(sent.doc, implied(lower), _cue(word), words)
        elif (
            word.lemma_.lower() in REPORTED and lower != "supposed" and kids(word, "nsubj:pass") and kids(word, "xcomp")
        ):
            cue = _cue(word)
            said = speaker(word)
            source = nominal(said) if said is not None and said.dep_.startswith("obl") else implied(cue.text)
            words = [index for child in kids(word, "nsubj:pass", "xcomp") for index in subtree(child)]
            yield from _attribution(sent.doc, source, cue, words, commits=_commits(word, None))


def held(sent: Sentence) -> Iterator[Attribution]:
    """Read what somebody is held or accused to be or do.

    `The West considers the vote to be rigged.`, `He accused Minsk of rigging it.`
    """
    for verb in sent:
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB":
            continue
        if lemma in ("consider", "believe", "deem", "think", "find", "judge", "declare", "report") and kids(
            verb, "obj"
        ):
            for clause in kids(verb, "xcomp"):
                if any(mark.lower_ == "to" for mark in kids(clause, "mark")):
                    cue = _cue(verb)
                    words = [index for child in (*kids(verb, "obj"), clause) for index in subtree(child)]
                    yield from _attribution(sent.doc, _source(verb, cue), cue, words, commits=_commits(verb, None))
        elif lemma in ACCUSE:
            for clause in (*kids(verb, "advcl"), *(acl for obj in kids(verb, "obj") for acl in kids(obj, "acl"))):
                if clause.tag_ == "VBG" and any(
                    mark.lower_ in ("of", "for", "with") for mark in kids(clause, "mark", "case")
                ):
                    cue = _cue(verb)
                    source = _source(verb, cue)
                    if (kids(verb, "nsubj:pass") and not source.spans) or (
                        kids(verb, "nsubj:pass") and speaker(verb) is None
                    ):
                        source = implied(cue.text)
                    yield from _attribution(sent.doc, source, cue, subtree(clause), commits=not negated(verb))


def nouns(sent: Sentence) -> Iterator[Attribution]:
    """Read the clause of a noun of saying.

    `Kyiv's claim that …`, `issued a statement that …`, `rejected the claim that …`
    """
    for noun in sent:
        lemma = noun.lemma_.lower()
        if noun.pos_ != "NOUN" or lemma not in NOUNS | DENIALS:
            continue
        for clause in kids(noun, "acl", "ccomp"):
            if not any(mark.lower_ == "that" for mark in kids(clause, "mark")):
                continue
            source, cue = _owner(noun), _cue(noun)
            denies = lemma in DENIALS
            yield from _attribution(
                sent.doc, source or implied(cue.text), cue, subtree(clause), commits=not denies, negates=denies
            )
            head = noun.head
            if noun.dep_ == "obj" and head.lemma_.lower() in DENY | DOUBT:
                outer = _cue(head)
                yield from _attribution(
                    sent.doc, _source(head, outer), outer, subtree(clause), commits=False,
                    negates=head.lemma_.lower() in DENY and not negated(head),
                )  # fmt: skip


def _owner(noun: Token) -> Phrase | None:
    """Find whose claim a claim is."""
    for child in kids(noun, "nmod:poss"):
        return nominal(child)
    for child in kids(noun, "nmod"):
        if any(case.lower_ in ("of", "by", "from") for case in kids(child, "case")) and child.pos_ in (
            "PROPN",
            "NOUN",
            "PRON",
        ):
            return nominal(child)
    made = noun.dep_ == "obj" and noun.head.lemma_.lower() in MAKE | REACH
    reached = noun.dep_ == "obl" and noun.head.lemma_.lower() in REACH
    if (made or reached) and (said := speaker(noun.head)):
        return nominal(said)
    return None


RULES = (complements, strung_on, convictions, according_to, unnamed, held, nouns)
"""A new construct is a new function and a new entry."""
