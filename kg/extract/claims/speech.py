"""Direct speech: which quotation is whose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extract.claims.clauses import speaker
from kg.extract.claims.lexicon import QUOTING
from kg.extract.claims.quotations import Quotation, paragraphs, quotations
from kg.extract.claims.tree import Span, implied, kids, lemma_of, nominal, phrase
from kg.extract.turns import turns
from kg.model import Attribution, Phrase

NEAR = 14  # words after a quotation among which its verb of saying must stand
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|[Mm]y|me|us)\b")
ONLY = 0.6  # share of a paragraph's characters from which it is all but a quotation


class Speeches:
    """The quotations of one document, given their speakers paragraph by paragraph."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.parts = paragraphs(doc.text)
        self.quotes = quotations(doc.text, self.parts)
        self._starts = [token.idx for token in doc]

    def token_at(self, position: int) -> Token:
        """Give the first word that begins at or after a character (the last word at the end)."""
        return self.doc[min(bisect_left(self._starts, position), len(self.doc) - 1)]

    def quoted(self, position: int) -> bool:
        """Tell whether a character stands in a quotation that says something."""
        return any(quote.start <= position < quote.end and quote.is_full(self.doc.text) for quote in self.quotes)

    def outside(self, position: int) -> list[Span]:
        """List what stands outside of all quotations, where a character stands in one: who cites there says no more."""
        if not self.quoted(position):
            return []
        inside = joined([(quote.start, quote.end) for quote in self.quotes])
        ends = [0, *(end for _, end in inside)]
        starts = [*(start for start, _ in inside), len(self.doc.text)]
        return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]

    def given(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Extend reported speech to the whole of its quotation, and find the speakers of the other quotations."""
        result = [*self._turns(), *found]
        announced = False
        last: tuple[Phrase, Phrase] | None = None  # source and cue of the speech that may go on
        for number, (start, end) in enumerate(self.parts):
            inside = [quote for quote in self.quotes if quote.paragraph == number]
            going_on = last
            if not inside and going_on is not None and number <= self._spoken_until(number, announced, found):
                # "The minister said:" and then, without marks, what "I" and "we" say.
                result.append(Attribution(*going_on, ((start, end),)))
                announced = False
                continue
            share = sum(quote.end - quote.start for quote in inside) / max(1, end - start)
            spoken: tuple[Phrase, Phrase] | None = None
            for quote in inside:
                full = quote.is_full(self.doc.text)
                # In a paragraph that is all but a quotation, words put into the speaker's mouth are the speaker's.
                loose = not full and share >= ONLY and going_on is not None
                if not full and not loose:
                    continue
                known = self._reported(result, quote)
                beside = None if known else self._beside(quote)
                if known:
                    for index in known:
                        result[index] = replace(
                            result[index], scope=joined([*result[index].scope, (quote.start, quote.end)])
                        )
                    spoken = result[known[-1]].source, result[known[-1]].cue
                elif beside:
                    spoken = beside
                    result.append(Attribution(*spoken, joined([(quote.start, quote.end)])))
                else:
                    led = ":" in self.doc.text[start : quote.start]
                    on = (share >= ONLY and not led) or quote.start <= start + 1
                    spoken = spoken or (going_on if on else None) or self._led_up_to(quote)
                    if spoken:
                        scope = (quote.start, quote.end) if full else self._sentence(quote)
                        result.append(Attribution(*spoken, joined([scope])))
                    elif quote.is_sentence(self.doc.text) and not quote.open and not self._covered(result, quote):
                        # Somebody's words, and it is not said whose: not the article's own all the same.
                        place = max(quote.start - 1, 0), quote.start
                        mark = Phrase(self.doc.text[place[0] : place[1]], (place,))
                        result.append(Attribution(implied(mark.text), mark, joined([(quote.start, quote.end)])))
            next_one = self._announced(start, end)
            last, announced = next_one or (spoken if inside else None), next_one is not None
        return [self._outside(item, result) for item in result]

    def _turns(self) -> list[Attribution]:
        """Give the turns of a transcript to those whose names stand in front of them."""
        found = []
        for turn in turns(self.doc.text):
            mark = Phrase(self.doc.text[turn.label[1] : turn.start].strip(), ((turn.label[1], turn.start),))
            name = self.doc.text[slice(*turn.label)]
            last = bisect_left(self._starts, turn.label[1]) - 1
            who = implied(name) if turn.nameless else Phrase(name, (turn.label,), last)
            found.append(Attribution(who, mark, ((turn.start, turn.end),)))
        return found

    def _outside(self, item: Attribution, found: Sequence[Attribution]) -> Attribution:
        """Put the speaker of a quotation in the place of a source that a parser took from within it.

        `“We must avoid it,” Lukashenko said, recalling that …`: it is not *we* who recalls.
        """
        if not item.source.spans:
            return item
        for quote in self.quotes:
            within = quote.start <= item.source.start < quote.end and quote.is_full(self.doc.text)
            if within and not quote.start <= item.cue.start < quote.end:
                around = [
                    other
                    for other in found
                    if other.source.spans
                    and any(start <= quote.start and quote.end <= end + 1 for start, end in other.scope)
                    and not quote.start <= other.source.start < quote.end
                ]
                return replace(item, source=around[-1].source if around else implied(item.cue.text))
        return item

    def _reported(self, found: Sequence[Attribution], quote: Quotation) -> list[int]:
        """List the attributions that hold a good part of a quotation already, the innermost last."""
        holding = []
        for index, attribution in enumerate(found):
            if not attribution.source.spans or quote.start <= attribution.cue.start < quote.end:
                continue
            if quote.start <= attribution.source.start < quote.end:
                continue
            shared = sum(max(0, min(end, quote.end) - max(start, quote.start)) for start, end in attribution.scope)
            sentence = self.token_at(quote.end - 1).sent
            last = min(quote.end, sentence.end_char) - max(quote.start, sentence.start_char)
            if shared >= 0.5 * min(quote.end - quote.start, max(last, 1)):
                holding.append((-sum(end - start for start, end in attribution.scope), index))
        return [index for _, index in sorted(holding)]

    def _led_up_to(self, quote: Quotation) -> tuple[Phrase, Phrase] | None:
        """Find who is reported in the sentence before a quotation: `She said it was late. “I am tired.”`."""
        begin = self.parts[quote.paragraph][0]
        sentence = self.token_at(quote.start).sent
        first = sentence.start
        if sentence.start_char < quote.start - 1 or first == 0 or self.doc[first - 1].idx < begin:
            return None
        root = self.doc[first - 1].sent.root
        return self._spoken_by(root) if kids(root, "ccomp") else None

    def _covered(self, found: Sequence[Attribution], quote: Quotation) -> bool:
        """Tell whether somebody outside of a quotation is made to say some of it."""
        return any(
            item.source.spans
            and not quote.start <= item.cue.start < quote.end
            and any(start < quote.end and quote.start < end for start, end in item.scope)
            for item in found
        )

    def _beside(self, quote: Quotation) -> tuple[Phrase, Phrase] | None:
        """Find the verb of saying that stands beside a quotation in its sentence, and who speaks."""
        text = self.doc.text
        begin, end = self.parts[quote.paragraph]
        before = text[begin : quote.start].rstrip("\"“'‘«` \n")
        first = self.token_at(quote.start).i
        last = bisect_right(self._starts, quote.end - 1) - 1
        ahead = [token for token in self.doc[last + 1 : last + 1 + NEAR] if token.idx < end]
        for index, token in enumerate(ahead):
            if token.text in (".", "!", "?") and index > 1:
                ahead = ahead[:index]
                break
        behind = [token for token in self.doc[self.doc[first].sent.start : first] if token.idx >= begin]
        if all(token.is_punct for token in behind):
            # The sentence begins with the quotation; one that leads up to it with a colon speaks of it.
            led = before.endswith((":", ",")) and self.token_at(begin + max(len(before) - 1, 0)).i - 1
            behind = list(self.doc[self.doc[led].sent.start : first]) if led and self.doc[led].idx >= begin else []
        behind.reverse()
        inside = text[quote.start : quote.end].rstrip()
        if inside.endswith(".") and _begins_sentence(ahead):
            ahead = []
        closed = text[quote.start : quote.end].rstrip().endswith((",", "!", "?", "-", "—"))
        order = (ahead, behind) if closed and not before.endswith(":") else (behind, ahead)
        for words in order:
            for token in words:
                if found := self._spoken_by(token):
                    return found
        return None

    def _spoken_by(self, verb: Token) -> tuple[Phrase, Phrase] | None:
        """Name the speaker where a word is a verb of saying, and neither of them stands in a quotation."""
        if lemma_of(verb) not in QUOTING or verb.pos_ != "VERB" or self.quoted(verb.idx):
            return None
        said = speaker(verb)
        if said is None:
            after = [child for child in kids(verb, "obj", "nsubj", "obl:unmarked") if child.i > verb.i]
            said = after[0] if after and not kids(after[0], "case") else None
        if said is None or self.quoted(said.idx) or said.pos_ not in ("PROPN", "NOUN", "PRON", "NUM", "ADJ", "DET"):
            return None
        return nominal(said), phrase(self.doc, [verb.i], verb)

    def _spoken_until(self, number: int, announced: bool, found: Sequence[Attribution]) -> int:
        """Give the last paragraph of a speech without quotation marks: *I* or *we* speaks in it or in the next one.

        The paragraph that was announced is spoken in any case; one that reports what others say is the article's.
        """
        until = number if announced else -1
        for later in range(number, min(number + 2, len(self.parts))):
            start, end = self.parts[later]
            if any(quote.paragraph == later for quote in self.quotes):
                break
            if not (later == number and announced) and any(
                start <= item.cue.start < end and item.source.spans and not FIRST_PERSON.fullmatch(item.source.text)
                for item in found
            ):
                break
            if FIRST_PERSON.search(self.doc.text, start, end):
                until = later
        return until

    def _announced(self, start: int, end: int) -> tuple[Phrase, Phrase] | None:
        """Find who is announced by a paragraph that ends with a colon (*Peskov noted, adding:*)."""
        if not self.doc.text[start:end].rstrip().endswith((":", ",")):
            return None
        last = bisect_right(self._starts, end - 1) - 1
        sentence = self.doc[last].sent
        for token in reversed(list(self.doc[sentence.start : last + 1])):
            if token.idx >= start and (found := self._spoken_by(token)):
                return found
        return None

    def _sentence(self, quote: Quotation) -> Span:
        """Give the sentence that holds a quotation of a few words."""
        sentence = self.token_at(quote.start).sent
        return sentence.start_char, sentence.end_char


def _begins_sentence(words: Sequence[Token]) -> bool:
    """Tell whether a new sentence follows a quotation (`… two hours.” Rathbun asserted that …`)."""
    first = next((token for token in words if not (token.is_punct or token.is_space)), None)
    return first is not None and first.text[0].isupper()


def previous_sentences(doc: Doc) -> list[Attribution]:
    """Read *this* as the sentence before: `This was stated by five sources close to the Kremlin.`."""
    found = []
    sentences = list(doc.sents)
    for before, sent in pairwise(sentences):
        root = sent.root
        subjects = kids(root, "nsubj:pass")
        if not subjects or subjects[0].lower_ not in ("this", "that") or list(subjects[0].children):
            continue
        agents = kids(root, "obl:agent") or [
            child for child in kids(root, "obl") if any(case.lower_ == "by" for case in kids(child, "case"))
        ]
        gap = doc.text[before.end_char : sent.start_char]
        if lemma_of(root) in QUOTING and agents and "\n" not in gap:
            scope = ((before.start_char, before.end_char),)
            found.append(Attribution(nominal(agents[0]), phrase(doc, [root.i], root), scope))
    return found


def joined(found: Sequence[Span]) -> tuple[Span, ...]:
    """Sort spans and melt those that overlap or touch."""
    result: list[Span] = []
    for start, end in sorted(found):
        if result and start <= result[-1][1] + 2:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)
