"""Reported speech by its grammar: one function a construct, each from a sentence to attributions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from kg.extract.claims.lexicon import (
    ACCUSE,
    ADJECTIVES,
    ADVERBS,
    ALLEGED,
    ASK,
    BELIEVE,
    CONFIRM,
    DEMAND,
    DEMANDS,
    DENIALS,
    DENY,
    DOCUMENTS,
    DOUBT,
    DOUBTFUL,
    EVIDENCE,
    GOING_ON,
    HOLD,
    INFORMANTS,
    MAKE,
    NOUNS,
    PERSPECTIVE,
    PROMISE,
    QUOTE,
    RAISED,
    REACH,
    REMARKS,
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
    lemma_of,
    negated,
    nominal,
    nominal_tokens,
    phrase,
    spans,
    subtree,
)
from kg.model import Attribution, Phrase

OPEN_QUESTION = frozenset({"if", "whether"})
WITHHELD = frozenset({"decline", "refuse", "fail", "forget", "avoid", "stop"})
ADDRESSING = frozenset({"tell", "inform", "assure", "remind", "brief", "notify", "advise", "warn", "reassure"})
"""What follows these is who is told, not who speaks."""
SPEAKING = ("Person", "Organization", "")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LAST_WORDS = frozenset({"reports", "claims", "notes", "states", "comments", "remarks"})
"""Verbs that taggers take for nouns at the end of a sentence (`…, Bloomberg reports.`)."""
NO_SPEAKERS = RELATIVES | {"this", "it", "so", "today", "yesterday", "tomorrow", *WEEKDAYS}
TRANSITIVE = frozenset({"express", "read", "describe", "list", "convey", "publish", "document", "broadcast", "relate"})
OPENING = frozenset({"“", '"', "``", "«"})
CLOSING = frozenset({"”", '"', "''", "’", "'", "»"})
ASKED = frozenset(
    {
        "encourage",
        "ask",
        "urge",
        "want",
        "invite",
        "allow",
        "plan",
        "intend",
        "try",
        "order",
        "tell",
        "prepare",
        "seek",
        "wish",
    }
)
"""With *to say that …* under these nobody has said it yet."""
PAST = ("VBD", "VBN")
FINITE = ("VBD", "VBZ", "VBP", "MD")
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
        if node.i == verb.i and kids(node, "aux:pass") and not passive:
            return agents[0] if agents else None  # "he came and *was told* to leave"
        if node.i != verb.i and not found and passive:
            if verb.tag_ == "VBN":
                return None  # "was seized and told that …"
            return _antecedent(passive[0], node)
        if found:
            before = [child for child in found if child.i < node.i]
            return _antecedent(before[-1] if before else found[0], node)
        if passive and agents and node.i == verb.i:
            return agents[0]
        if passive or kids(node, "expl"):
            return None
        bare = node.i == verb.i and not kids(node, "aux", "aux:pass")
        if bare and ((node.dep_ == "acl" and node.tag_ == "VBN") or (node.dep_ == "advcl" and node.tag_ in PAST)):
            return agents[0] if agents else None  # a man *suspected* of it, *asked* whether he did it
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
    found = _remarking(verb) or speaker(verb)
    active = verb.tag_ in ("VBD", "VBZ", "VBP") or bool(kids(verb, "aux"))
    if found is None and active and not kids(verb, "expl", "aux:pass", "csubj"):
        found = _set_before(verb)
    if found is None or (found.pos_ in ("VERB", "ADV") and found.dep_ != "nsubj"):
        return implied(cue.text)
    return nominal(found)


def _remarking(verb: Token) -> Token | None:
    """Find who goes on to speak after a remark: `It fell, the ministry said on Monday, *adding* that …`."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "parataxis", "acl"):
        return None
    stop = verb.left_edge.i
    while stop < verb.i and verb.doc[stop].is_punct:
        stop += 1
    for token in reversed(verb.doc[max(verb.sent.start, stop - 12) : stop]):
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            remark = aside(token) if token.i != verb.head.i and token.pos_ == "VERB" else None
            return remark.speaker if remark is not None else None
    return None


def _cue(verb: Token, *others: Token) -> Phrase:
    """Make the phrase of a reporting word, its particle with it."""
    words = [verb.i, *(child.i for child in kids(verb, "compound:prt")), *(token.i for token in others)]
    return phrase(verb.doc, sorted(words), verb)


def _is_question(clause: Token) -> bool:
    """Tell whether a clause leaves open what it says (*whether he would come*)."""
    marks = kids(clause, "mark")
    return bool(marks) and marks[0].lower_ in OPEN_QUESTION


def _commits(verb: Token, clause: Token | None) -> bool:
    """Tell whether who speaks stands by what is said."""
    if lemma_of(verb) in DOUBT or (negated(verb) and lemma_of(verb) not in RAISED):
        return False
    if clause is not None and _is_question(clause):
        return False
    infinitive = verb.dep_ in ("xcomp", "advcl") and any(child.lower_ == "to" for child in kids(verb, "mark"))
    if infinitive and (lemma_of(verb.head) in WITHHELD | ASKED or negated(verb.head)):
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
        lemma = lemma_of(verb)
        if verb.pos_ not in ("VERB", "AUX") or lemma not in VERBAL:
            continue
        hung = aside(verb)
        for clause in _reported_clauses(verb):
            if hung is not None and (
                clause.i < verb.i or hung.first == verb.i or not hung.ends or clause.tag_ == "VBG"
            ):
                continue  # read as a remark strung on
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
            if lemma_of(verb.head) == "let" and verb.dep_ in ("xcomp", "ccomp"):
                continue  # "let me say" is the writer's own
            if lemma == "suggest" and clause.tag_ == "VBG":
                continue  # "suggested planning an exercise" proposes, it does not report
            if lemma == "agree" and passive and speaker(verb) is None:
                continue  # "it was agreed that …" tells what was done, not what was said
            source = _source(verb, cue)
            words = _beside(verb, clause)
            if clause.i > verb.i:
                words = _without_going_on(clause, words)
            if kids(verb, "expl") or (passive and any(child.lower_ == "it" for child in kids(verb, "nsubj:pass"))):
                words += _joined_on(verb, clause)
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


def _reported_clauses(verb: Token) -> list[Token]:
    """List the clauses that a verb of saying governs, also where the parser hung a *that* elsewhere."""
    found = kids(verb, "ccomp", "csubj:pass")
    if found:
        right = [
            clause
            for clause in found
            if clause.i > verb.i and any(mark.lower_ == "that" for mark in kids(clause, "mark"))
        ]
        if right:  # that A fell *and B stood*
            return [clause for clause in found if clause in right or (clause.i > right[0].i and kids(clause, "cc"))]
        return [clause for clause in found if clause.lower_ != "following"]
    if verb.dep_ in ("acl", "acl:relcl", "amod") and verb.tag_ == "VBN":
        return []
    for token in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return [token.head] if token.head.dep_ not in ("acl", "acl:relcl") else []
        if token.pos_ in ("VERB", "AUX", "CCONJ") or token.text in (";", ":"):
            break
    return []


def _beside(verb: Token, clause: Token) -> list[int]:
    """List the words of a clause on its side of the verb that reports it, the speaker left out."""
    subjects = [child for child in kids(verb, *SUBJECTS) if child.i != clause.i]
    speakers = [index for child in subjects[:1] for index in subtree(child)]
    words = subtree(clause, without=[verb.i])
    return [index for index in words if (index > verb.i) == (clause.i > verb.i) and index not in speakers]


def _without_going_on(clause: Token, words: list[int]) -> list[int]:
    """Leave out a gerund with which the speaker goes on, hung on what was said: `…, rejecting the charges`."""
    gone: set[int] = set()
    for child in kids(clause, "advcl"):
        first = child.left_edge.i
        marks = [mark.lower_ for mark in kids(child, "mark")]
        before = clause.doc[first - 2] if clause.doc[first - 1].tag_ == "''" else clause.doc[first - 1]
        parted = "," in (before.text, clause.doc[first].text)
        utters = child.tag_ == "VBG" and lemma_of(child) in GOING_ON and marks in ([], ["while"])
        if utters and parted and child.i > clause.i:
            gone.update(subtree(child))
    return [index for index in words if index not in gone]


def _joined_on(verb: Token, clause: Token) -> list[int]:
    """List what a parser joined to *it is claimed* itself: `It is claimed that A fell *and B stood*`."""
    later = [
        child
        for child in kids(verb, "conj")
        if child.i > clause.i
        and kids(child, "nsubj", "nsubj:pass")
        and any(word.lower_ == "and" for word in kids(child, "cc"))
    ]
    return [index for child in later for index in subtree(child)]


def _shown(verb: Token) -> bool:
    """Tell whether *show* or *find* has a subject that says so rather than does so (*The report shows that …*)."""
    subjects = kids(verb, "nsubj")
    subject = _antecedent(subjects[0], verb) if subjects else None
    if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    return subject.lemma_.lower() in DOCUMENTS or lemma_of(verb) in ("find", "rule", "determine", "establish")


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark (`said Putin`, `Bloomberg reports`) that commas part from what it reports."""

    speaker: Token
    first: int  # words of the remark, the last one not included
    last: int
    ends: bool  # nothing of what it reports follows


def aside(verb: Token) -> Aside | None:
    """Find the remark that a verb makes together with its speaker, by word order more than by the tree.

    `…, said five people in the Kremlin, Bloomberg reports.` and `The plan, Putin said, would fail.` are what parsers
    get wrong most often; commas and the order of the words tell them.
    """
    lemma = lemma_of(verb)
    sent, doc = verb.sent, verb.doc
    if (
        verb.lower_ in LAST_WORDS
        and verb.pos_ == "NOUN"
        and verb.i > sent.start + 2
        and doc[verb.i - 1].pos_ == "PROPN"
    ):
        first = doc[verb.i - 1].left_edge.i
        follows = [token for token in doc[verb.i + 1 : sent.end] if not (token.is_punct or token.is_space)]
        return (
            Aside(doc[verb.i - 1], first, verb.i + 1, True) if not follows and _parted(doc, sent.start, first) else None
        )
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or lemma not in SAY | BELIEVE:
        return None
    starting = _starting_at(verb, verb.i + 1)
    before = [child for child in kids(verb, "nsubj") if child.i < verb.i]
    set_off = (
        starting is not None and doc[verb.i - 1].text == "," == doc[min(starting.right_edge.i + 1, sent.end - 1)].text
    )
    alone = not before or before[0].i < verb.i - 2 or set_off
    if starting is not None and alone and _speaks(starting, verb) and _parted(doc, sent.start, verb.i):
        last = starting.right_edge.i + 1
        goes_on = last + 1 < sent.end and doc[last].text == "," and doc[last + 1].tag_ in ("VBD", "VBZ", "VBP", "MD")
        return Aside(starting, verb.i, last, not goes_on)
    said = next((child for child in reversed(before) if child.lower_ not in RELATIVES), None) or _set_before(verb)
    if said is None:
        return None
    first = min(_left(said), verb.i, *(child.i for child in kids(verb, "aux", "advmod")))
    if first > sent.start and doc[first - 1].lower_ == "as":
        first -= 1
    if not _parted(doc, sent.start, first):
        return None
    right = [child for child in verb.children if child.i > verb.i and child.dep_ != "punct"]
    governed = [
        child
        for child in right
        if child.dep_ in ("xcomp", "ccomp") or (child.dep_ == "obj" and lemma not in ADDRESSING)
    ]
    if governed and doc[verb.i + 1].text != ",":
        return None
    own = [
        child
        for child in right
        if child.dep_ in ("obl", "obl:unmarked", "advmod", "obj", "iobj") and child.right_edge.i < sent.end
    ]
    last = max((child.right_edge.i for child in own), default=verb.i) + 1
    rest = [token for token in doc[last : sent.end] if not (token.is_punct or token.is_space)]
    hung = verb.dep_ in ("parataxis", "acl:relcl", "advcl", "conj") or any(
        child.i < verb.i for child in kids(verb, "ccomp", "parataxis")
    )
    if not rest or (rest[0].lower_.endswith("ing") and doc[rest[0].i - 1].text == ","):
        return Aside(said, first, last, True) if hung else None
    bracketed = doc[verb.i + 1].text == "," and doc[first - 1].text == ","
    return Aside(said, first, verb.i + 1, False) if bracketed else None


def _speaks(noun: Token, verb: Token) -> bool:
    """Tell whether the noun behind a verb is who speaks (`, said Putin`), not what is told (`, announced a plan`)."""
    if lemma_of(verb) in ADDRESSING | TRANSITIVE:
        return False
    if noun.dep_ == "nsubj":
        return True
    quoted = verb.i > 0 and verb.doc[verb.i - 1].text in CLOSING
    return quoted or noun.pos_ == "PROPN" or noun.lemma_.lower() in INFORMANTS


def _left(token: Token) -> int:
    """Give the first word of a phrase, its comma not counted."""
    first = token.left_edge.i
    while first < token.i and token.doc[first].is_punct:
        first += 1
    return first


def _quote_start(sent: Sentence, first: int) -> int:
    """Give the word that a quotation before a remark begins with, where a parser missed that a sentence ended there."""
    if sent.doc[first - 1].text not in CLOSING:
        return sent.start
    for index in range(first - 2, sent.start, -1):
        if sent.doc[index].text in OPENING and sent.doc[index - 1].text in (".", "!", "?"):
            return index
    return sent.start


def _set_before(verb: Token) -> Token | None:
    """Find the speaker between a comma and the verb where the parser took it for something else."""
    doc, start = verb.doc, verb.sent.start
    stop = min([verb.i, *(child.i for child in kids(verb, "aux", "advmod") if child.i < verb.i)])
    if stop - 1 > start and doc[stop - 1].text == ",":
        stop = _before_description(doc, start, stop - 1)
    first = stop
    while first > max(start, stop - 8) and not (doc[first - 1].is_punct or doc[first - 1].is_space):
        first -= 1
    words = doc[first:stop]
    if first == stop or words[0].tag_ == "IN" or any(token.tag_.startswith(("VB", "MD", "W")) for token in words):
        return None
    tops = [token for token in words if not first <= token.head.i < stop]
    return tops[0] if len(tops) == 1 and tops[0].pos_ in ("NOUN", "PROPN", "PRON") else None


def _before_description(doc: Doc, start: int, comma: int) -> int:
    """Give the comma behind a name that is described before the verb: `…,” Jane Doe, head of the fund, said`."""
    for index in range(comma - 1, max(start, comma - 20), -1):
        if doc[index].text in CLOSING | OPENING:
            break
        if doc[index].text == "," and doc[index - 1].pos_ == "PROPN" and doc[index + 1].pos_ != "PROPN":
            return index
    return comma + 1


def _parted(doc: Doc, start: int, first: int) -> bool:
    """Tell whether a comma or the end of a quotation stands before a word, and a clause before that."""
    before = first - 1
    while before > start and doc[before].text in CLOSING:
        before -= 1
    marked = doc[before].text in (",", "?", "!", "—", "–") or before < first - 1
    said = doc[start:before]
    return before > start and marked and any(token.dep_ in SUBJECTS or token.tag_ in FINITE for token in said)


def _starting_at(verb: Token, place: int) -> Token | None:
    """Find the noun phrase that begins right behind a verb of saying, wherever the parser hung it."""
    found = None
    for token in verb.doc[place : min(place + 8, verb.sent.end)]:
        if token.is_punct or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "IN", "TO"):
            break
        if all(
            word.i == token.i or token.is_ancestor(word) or word.pos_ == "PROPN"
            for word in verb.doc[place : token.i + 1]
        ):
            found = token
    if found is None or found.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or kids(found, "case", "mark", "cop"):
        return None
    if found.head.i > found.right_edge.i:  # it begins what is said: "said fishermen had seen them"
        return None
    if (
        found.lower_ in NO_SPEAKERS
        or found.dep_ in ("obl", "advmod")
        or (found.dep_ == "obl:unmarked" and found.pos_ != "PROPN")
    ):
        return None
    return found


def strung_on(sent: Sentence) -> Iterator[Attribution]:
    """Read a remark that is strung on to the sentence it reports.

    `Putin, Bloomberg reports, is sure.`, `…, said five people in the Kremlin.`, `As the Council notes, …`
    """
    for verb in sent:
        lemma = lemma_of(verb)
        hung = aside(verb)
        if hung is not None:
            words = list(range(_quote_start(sent, hung.first), hung.first))
            if not hung.ends:
                words += range(hung.last, sent.end)
            yield from _attribution(sent.doc, nominal(hung.speaker), _cue(verb), words, commits=_commits(verb, None))
            continue
        if lemma not in SAY | BELIEVE or kids(verb, "ccomp"):
            continue
        subjects = kids(verb, "nsubj", "nsubj:outer")
        as_it_says = verb.dep_ == "advcl" and any(mark.lower_ == "as" for mark in kids(verb, "mark"))
        if not subjects or not (
            verb.dep_ == "parataxis" or (as_it_says and not kids(verb, "obj", "xcomp", "obl:agent"))
        ):
            continue
        host = verb.head
        # One remark hung upon another ("said five people, Bloomberg reports") speaks of all that stands before it.
        while (
            host.dep_ == "parataxis" and lemma_of(host) in SAY | BELIEVE and not kids(host, "ccomp") and host.i < verb.i
        ):
            host = host.head
        later = [
            other.i
            for other in kids(host, "parataxis")
            if other.i > verb.i and lemma_of(other) in SAY and verb.i > host.i
        ]
        words = subtree(host, without=[verb.i, *later])
        yield from _attribution(sent.doc, nominal(subjects[0]), _cue(verb), words, commits=_commits(verb, None))


def convictions(sent: Sentence) -> Iterator[Attribution]:
    """Read adjectives of belief.

    `Putin is convinced that the opposition will fail.`, `He made clear that …`
    """
    for word in sent:
        if word.lower_ not in ADJECTIVES or word.pos_ not in ("ADJ", "VERB"):
            continue
        if word.lower_ in ("sure", "certain") and lemma_of(word.head) in ("make", "be") and word.dep_ == "xcomp":
            continue  # "make sure that" sees to it, it does not believe it
        for clause in kids(word, "ccomp", "csubj", "acl"):
            if clause.i < word.i or not kids(clause, *SUBJECTS):
                continue
            cue = _cue(word)
            if lemma_of(word.head) == "make" and word.dep_ in ("xcomp", "obj", "advmod"):
                said = _maker(word)
            else:
                said = speaker(word) or next(iter(kids(word, "nsubj:pass")), None)
                said = None if said is not None and said.lower_ == "it" else said
            if said is None and word.lower_ not in DOUBTFUL:
                continue  # "it is clear that …": the article says so itself
            source = implied(cue.text) if said is None else nominal(said)
            doubtful = word.lower_ in DOUBTFUL or negated(word) or _is_question(clause)
            yield from _attribution(sent.doc, source, cue, subtree(clause), commits=not doubtful)


def _maker(word: Token) -> Token | None:
    """Find who makes something clear: `The Kremlin made it clear that …`."""
    verb = word.head
    if lemma_of(verb) != "make":
        return None
    found = kids(verb, "nsubj")
    if not found and verb.dep_ in ("conj", "xcomp") and lemma_of(verb.head) != "make":
        found = kids(verb.head, "nsubj")
    return _antecedent(found[0], verb) if found else None


def according_to(sent: Sentence) -> Iterator[Attribution]:
    """Read the phrases that name a source.

    `According to Dozh, they talked.`, `in Moscow's view`, `TASS reported, citing the ministry`
    """
    for word in sent:
        lower = word.lower_
        if lower == "according" and word.i + 2 < sent.end and sent.doc[word.i + 1].lower_ == "to":
            yield from _according(sent, word)
        elif (
            lemma_of(word) in PERSPECTIVE
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
        elif lemma_of(word) in QUOTE and word.tag_ == "VBG" and word.dep_ in ("advcl", "acl", "parataxis"):
            objects = kids(word, "obj")
            if objects and (objects[0].pos_ == "PROPN" or objects[0].lemma_.lower() in INFORMANTS):
                host = word.head if word.head.pos_ in ("VERB", "AUX") else clause_head(word.head)
                inner = kids(host, "ccomp")
                target = inner[0] if lemma_of(host) in SAY and inner else host
                words = subtree(target, without=[word.i])
                yield from _attribution(sent.doc, nominal(objects[0]), _cue(word), words)


def _according(sent: Sentence, word: Token) -> Iterator[Attribution]:
    """Read *according to X* by its commas: at an edge of the sentence it speaks of all of it, else of its clause."""
    doc, start = sent.doc, word.i + 2
    end = start
    while end < sent.end and doc[end].text not in (",", ".", ";", ":", "—", "–", ")", "!", "?"):
        end += 1
    verbs = [token.i for token in doc[start:end] if token.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    if verbs and start <= word.head.i < verbs[0]:  # no comma parts the name from the sentence
        end = (
            max(word.head.i, *(token.i for token in nominal_tokens(word.head) if token.i < verbs[0] and token.i < end))
            + 1
        )
    named = [token for token in doc[start:end] if not start <= token.head.i < end or token.head.i == token.i]
    head = next((token for token in named if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB")), None)
    if head is None or any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP") for token in doc[start : head.i + 1]):
        return
    relative = [
        token.left_edge.i for token in doc[start:end] if token.dep_ == "acl:relcl" and token.left_edge.i > head.i
    ]
    source = phrase(doc, list(range(start, min([*relative, end]))), head)
    cue = phrase(doc, [word.i, word.i + 1], word)
    first = next(
        (token.i for token in sent if not (token.is_punct or token.is_space) and token.pos_ != "CCONJ"), sent.start
    )
    rest = [token for token in doc[end : sent.end] if not (token.is_punct or token.is_space)]
    if word.i <= first:
        words = list(range(end, sent.end))
    elif not rest and doc[word.i - 1].text in (",", "”", '"', "-", "–", "—", "("):
        words = list(range(sent.start, word.i))
    else:
        host = head.head if not start <= head.head.i < end else word.head
        host = host.head if host.i in (word.i, word.i + 1) else host
        words = [index for index in subtree(clause_head(host)) if not word.i <= index < end]
    yield from _attribution(doc, source, cue, words)
    if end + 1 < sent.end and doc[end + 1].lower_ in ("citing", "quoting"):
        yield from _cited(sent, end + 1, words)


def _cited(sent: Sentence, place: int, words: list[int]) -> Iterator[Attribution]:
    """Read who is cited behind *according to X*: `According to Dozh, citing the ministry, they talked.`."""
    doc = sent.doc
    end = next((token.i for token in doc[place + 1 : sent.end] if token.text in (",", ";", "–", "—")), sent.end)
    named = [token for token in doc[place + 1 : end] if token.pos_ in ("NOUN", "PROPN", "PRON")]
    if named:
        heads = [token for token in named if token.head not in named] or named
        source = phrase(doc, list(range(place + 1, end)), heads[0])
        yield from _attribution(doc, source, _cue(doc[place]), [index for index in words if index >= end])


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
        (token.i for token in sent if not (token.is_punct or token.is_space) and token.text not in ("”", '"', "''")),
        default=sent.end - 1,
    )
    # The marks at the edges of the sentence do not matter, nor does a conjunction ("But according to …").
    first = next(
        (token.i for token in sent if not (token.is_punct or token.is_space) and token.pos_ not in ("CCONJ",)),
        sent.start,
    )
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
                child.i
                for child in word.head.children
                if child.dep_ in ("acl:relcl", "conj", "cc", "case", "det", "appos", "cop", "nsubj")
            ]
            words = subtree(word.head, without=[word.i, *cut])
            yield from _attribution(sent.doc, implied(lower), _cue(word), words)
        elif (
            lemma_of(word) in REPORTED and lower != "supposed" and kids(word, "nsubj:pass", "aux:pass") and _to_do(word)
        ):
            cue = _cue(word)
            said = speaker(word)
            source = nominal(said) if said is not None and said.dep_.startswith("obl") else implied(cue.text)
            words = [index for child in (*kids(word, "nsubj:pass"), *_to_do(word)) for index in subtree(child)]
            yield from _attribution(sent.doc, source, cue, words, commits=_commits(word, None))


def _to_do(verb: Token) -> list[Token]:
    """List the infinitives that follow (*is said to have fled*, not *is considered legitimate*)."""
    return [
        clause
        for clause in kids(verb, "xcomp", "advcl")
        if any(mark.lower_ == "to" for mark in kids(clause, "mark")) and (clause.dep_ == "xcomp" or kids(clause, "aux"))
    ]


def held(sent: Sentence) -> Iterator[Attribution]:
    """Read what somebody is held or accused to be or do.

    `The West considers the vote to be rigged.`, `He accused Minsk of rigging it.`
    """
    for verb in sent:
        lemma = lemma_of(verb)
        if verb.pos_ != "VERB":
            continue
        if lemma in ("consider", "believe", "deem", "think", "judge", "declare", "report") and kids(verb, "obj"):
            for clause in kids(verb, "xcomp"):
                if any(mark.lower_ == "to" for mark in kids(clause, "mark")):
                    cue = _cue(verb)
                    words = [index for child in (*kids(verb, "obj"), clause) for index in subtree(child)]
                    yield from _attribution(sent.doc, _source(verb, cue), cue, words, commits=_commits(verb, None))
        elif lemma in HOLD and kids(verb, "obj", "nsubj:pass"):
            cue = _cue(verb)
            source = _source(verb, cue)
            for predicate in kids(verb, "xcomp", "obl") if source.spans and speaker(verb) is not None else []:
                marked = any(case.lower_ == "as" for case in kids(predicate, "case", "mark"))
                bare = predicate.dep_ == "xcomp" and not kids(predicate, "case", "mark", "nsubj")
                if predicate.pos_ in ("NOUN", "ADJ", "PROPN") and (marked or bare):
                    yield from _attribution(sent.doc, source, cue, subtree(predicate), commits=_commits(verb, None))
        elif lemma in ACCUSE:
            for clause in (
                *kids(verb, "advcl", "xcomp"),
                *(acl for obj in kids(verb, "obj") for acl in kids(obj, "acl")),
            ):
                gerund = clause.tag_ == "VBG" or any(
                    word.tag_ == "VBG" for word in kids(clause, "cop", "aux", "aux:pass")
                )
                if gerund and any(mark.lower_ in ("of", "for", "with") for mark in kids(clause, "mark", "case")):
                    cue = _cue(verb)
                    source = _source(verb, cue)
                    if (kids(verb, "nsubj:pass") and not source.spans) or (
                        kids(verb, "nsubj:pass") and speaker(verb) is None
                    ):
                        source = implied(cue.text)
                    words = subtree(clause, without=_remarked(clause))
                    yield from _attribution(sent.doc, source, cue, words, commits=not negated(verb))


def _remarked(clause: Token) -> list[int]:
    """List the nouns below a clause with which the article remarks on it: `…, a charge that Minsk denies`."""
    return [
        token.i
        for token in clause.subtree
        if lemma_of(token) in REMARKS
        and token.pos_ == "NOUN"
        and kids(token, "det")
        and token.doc[max(token.left_edge.i - 1, 0)].text in (",", "—", "–")
    ] + [token.i for token in clause.subtree if _is_remark(token)]


def _is_remark(token: Token) -> bool:
    """Tell whether the comma of a remark was hung below it."""
    left = token.left_edge
    return left.text == "," and lemma_of(token) in REMARKS and bool(kids(token, "det"))


def demands(sent: Sentence) -> Iterator[Attribution]:
    """Read what somebody asks for.

    `Berlin urged Minsk to pay.`, `Berlin demanded that Minsk pay.`, `Berlin's call on Minsk to pay`
    """
    for word in sent:
        lemma = lemma_of(word)
        if word.pos_ == "VERB" and lemma in DEMAND:
            said = speaker(word)
            clauses = [clause for clause in kids(word, "xcomp", "advcl", "ccomp") if _is_asked_for(word, clause)]
        elif word.pos_ == "NOUN" and lemma in DEMANDS:
            said = next(iter(kids(word, "nmod:poss")), None)
            clauses = [clause for clause in kids(word, "acl") if clause.tag_ == "VB"]
        else:
            continue
        if said is None or said.pos_ not in ("NOUN", "PROPN", "PRON") or negated(word):
            continue
        if said.lower_ in ("it", "i", "we", "my", "our"):
            continue  # who speaks is known already, or is the writer
        for clause in clauses:
            yield from _attribution(sent.doc, nominal(said), _cue(word), subtree(clause))


def _is_asked_for(verb: Token, clause: Token) -> bool:
    """Tell whether a clause is what a verb asks for: an infinitive, or a bare verb with *that*."""
    marks = {mark.lower_ for mark in kids(clause, "mark")}
    if clause.tag_ != "VB" and not (kids(clause, "aux:pass", "cop") and not kids(clause, "aux")):
        return False
    if "to" in marks or any(word.lower_ == "to" for word in kids(clause, "aux")):
        return clause.i > verb.i and (clause.dep_ != "advcl" or "for" in marks or lemma_of(verb) in ("call", "appeal"))
    return clause.dep_ == "ccomp" and clause.i > verb.i


def nouns(sent: Sentence) -> Iterator[Attribution]:
    """Read the clause of a noun of saying.

    `Kyiv's claim that …`, `issued a statement that …`, `rejected the claim that …`
    """
    for noun in sent:
        lemma = lemma_of(noun)
        mistagged = noun.pos_ == "VERB" and noun.dep_ == "obj"  # denied *reports* that …
        refused = noun.dep_ in ("obj", "nsubj:pass") and lemma_of(noun.head) in DENY | DOUBT
        if (noun.pos_ != "NOUN" and not mistagged) or not (refused or lemma in NOUNS | DENIALS):
            continue
        for clause in kids(noun, "acl", "ccomp", "acl:relcl"):
            if not any(mark.lower_ == "that" for mark in kids(clause, "mark")):
                continue
            source, cue = _owner(noun), _cue(noun)
            denies = lemma in DENIALS
            head = noun.head
            if not refused or (source is not None and lemma in NOUNS | DENIALS):
                yield from _attribution(
                    sent.doc, source or implied(cue.text), cue, subtree(clause), commits=not denies, negates=denies
                )
            if refused:
                outer = _cue(head)
                yield from _attribution(
                    sent.doc, _source(head, outer), outer, subtree(clause), commits=False,
                    negates=lemma_of(head) in DENY and not negated(head),
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
    made = noun.dep_ == "obj" and lemma_of(noun.head) in MAKE | REACH | CONFIRM
    reached = noun.dep_ == "obl" and lemma_of(noun.head) in REACH
    if (made or reached) and (said := speaker(noun.head)):
        return nominal(said)
    return None


def announced(sent: Sentence) -> Iterator[Attribution]:
    """Read a headline that begins with who says so: `Merkel: Berlin will not pay`."""
    for colon in sent[1:6]:
        if colon.text != ":":
            continue
        named = [token for token in sent[: colon.i - sent.start] if not token.is_punct]
        heads = [token for token in named if token.head not in named or token.head.i == token.i]
        rest = list(range(colon.i + 1, sent.end))
        finite = any(sent.doc[index].tag_ in ("VBD", "VBZ", "VBP", "MD") for index in rest)
        if (
            finite
            and heads
            and all(token.pos_ == "PROPN" and token.ent_type_ in SPEAKING and not token.is_upper for token in named)
        ):
            cue = Phrase(colon.text, ((colon.idx, colon.idx + 1),), colon.i)
            yield from _attribution(sent.doc, phrase(sent.doc, [token.i for token in named], heads[0]), cue, rest)
        return


RULES = (announced, complements, strung_on, convictions, according_to, unnamed, held, demands, nouns)
"""A new construct is a new function and a new entry."""
