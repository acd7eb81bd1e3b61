"""Who says so: reported and direct speech, and which claims stand inside which.

Grammar finds most of it (`clauses`, over Universal Dependencies); quotation marks the rest (`speech`). What nobody is
made to say is the article's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.claims.clauses import RULES
from kg.extract.claims.lexicon import QUOTE
from kg.extract.claims.quotations import brackets
from kg.extract.claims.speech import Speeches, joined, previous_sentences
from kg.extract.claims.tree import Span, covers
from kg.model import Attribution, Phrase

__all__ = ["attributions", "chain"]


def attributions(doc: Doc) -> list[Attribution]:
    """Find what the text makes somebody else say, in the order of the text.

    The clause that reports (*Putin said*) is never inside its own scope. The source is the noun phrase that names the
    speaker; where nobody is named (*reportedly*, *it is announced that*) it has the words of the cue and no span.
    """
    found = [attribution for sent in doc.sents for rule in RULES for attribution in rule(sent)]
    speeches = Speeches(doc)
    found = speeches.given([*found, *previous_sentences(doc)])
    merged: dict[tuple[Phrase, Phrase, bool, bool], Attribution] = {}
    for item in found:
        key = item.source, item.cue, item.commits, item.negates
        known = merged.get(key)
        merged[key] = replace(item, scope=joined([*known.scope, *item.scope])) if known else item
    glosses = [span for span in brackets(doc.text) if not speeches.quoted(span[0])]
    cited = [(item.cue.start, item) for item in merged.values() if item.cue.text.lower() == "according to"]
    cleared = [
        replace(
            item,
            scope=_without(
                _without_cue(item),
                # Who is cited at the end of a sentence is cited for all of it, also for who says so in it.
                [
                    *glosses,
                    *speeches.outside(item.cue.start),
                    *((start, other.source.end) for start, other in cited if other is not item),
                ],
            ),
        )
        for item in merged.values()
    ]
    return sorted((item for item in cleared if item.scope), key=lambda item: (item.cue.start, item.scope))


def chain(attributions: Sequence[Attribution], position: int) -> tuple[Attribution, ...]:
    """List those in whose scope a character stands, outermost claimant first.

    `Putin will stay, said people close to him, Bloomberg reports.` gives for *stay* Bloomberg, then the people.
    """
    holding = [item for item in attributions if covers(item.scope, position)]

    def rank(item: Attribution) -> tuple[int, int, bool]:
        """Count the claims that this one itself stands in; the longer of two strangers is the outer one.

        Who is cited stands within what the one who cites says.
        """
        depth = sum(covers(other.scope, item.cue.start) for other in holding if other is not item)
        return depth, -sum(end - start for start, end in item.scope), item.cue.lemma in QUOTE

    ordered: list[Attribution] = []
    for item in sorted(holding, key=rank):
        if not any(_is_same_voice(item, other) for other in ordered):
            ordered.append(item)
    return tuple(ordered)


def _is_same_voice(one: Attribution, other: Attribution) -> bool:
    """Tell whether two sources are the same words of the text, or are implied by the same ones."""
    if one.source.spans:
        return one.source.spans == other.source.spans
    return one.source == other.source and one.cue == other.cue


def _without_cue(attribution: Attribution) -> tuple[Span, ...]:
    """Cut speaker and verb of saying out of a scope that was stretched over them."""
    return _without(attribution.scope, (*attribution.source.spans, *attribution.cue.spans))


def _without(scope: Sequence[Span], gone: Sequence[Span]) -> tuple[Span, ...]:
    """Cut spans out of a scope."""
    result = list(scope)
    for low, high in gone:
        cut: list[Span] = []
        for start, end in result:
            cut += (
                [piece for piece in ((start, min(end, low)), (max(start, high), end)) if piece[0] < piece[1]]
                if (start < high and low < end)
                else [(start, end)]
            )
        result = cut
    return tuple(result)
