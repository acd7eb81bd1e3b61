"""Which mentions of one document mean one thing, and which thing that is.

A sequence of sieves, the surest first (the architecture of Raghunathan et al. 2010 and Lee et al. 2013): each joins
chains of mentions, none may join what contradicts itself, and what no sieve is sure of stays open. Only pronouns are
left to a learned ranker, which abstains below a threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg.extract.coreference import descriptions, metonymy, names, pronouns
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.described import described
from kg.extract.coreference.quotes import Quote, quotes
from kg.model import Article, Entity, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

Sieve = Callable[[Chains], None]

BEFORE_PRONOUNS: tuple[Sieve, ...] = (
    metonymy.seats_of_power,
    names.same_name,
    names.acronyms,
    names.short_names,
    names.short_bodies,
    names.other_spellings,
    names.nationalities,
    names.titles,
    names.links,
    descriptions.named_bodies,
    descriptions.appositions,
    descriptions.kinds_of_place,
    descriptions.offices,
    descriptions.compatriots,
    descriptions.countries,
    descriptions.capitals,
    descriptions.bodies,
    descriptions.peoples,
    descriptions.national_bodies,
    descriptions.same_head,
    descriptions.several,
    pronouns.relatives,
    pronouns.reflexives,
    pronouns.talkers,
)
"""The sieves up to the pronouns, the surest first."""

AFTER_PRONOUNS: tuple[Sieve, ...] = (
    descriptions.predicates,
    descriptions.partners,
    descriptions.countries,
    descriptions.national_bodies,
    descriptions.same_head,
    descriptions.several,
)
"""The sieves that need to know whom a pronoun means: `his counterpart`, `his country`, `his wife`."""


def resolve(
    doc: Doc, found: Sequence[Mention], article: Article, gazetteer: Gazetteer
) -> tuple[list[Mention], dict[str, Entity]]:
    """Give the mentions with what each means, and the entities that they mean.

    In `Putin backed Lukashenko as the Belarusian leader thanked him.` *the Belarusian leader* means Lukashenko
    (inferred: office) and *him* Putin (inferred: coreference). A mention whose meaning stays open has no entity;
    a plural one (`the two leaders`) may have `members` instead. `found` is what `mentions` gave for `doc`.
    """
    spoken = quotes(doc, article)
    chains = joined(Chains(doc, found, article, gazetteer), spoken)
    return described(chains)


def joined(chains: Chains, spoken: Sequence[Quote]) -> Chains:
    """Run all sieves over the chains of a document."""
    for sieve in BEFORE_PRONOUNS:
        sieve(chains)
    pronouns.ranked(chains, spoken)
    pronouns.speakers(chains, spoken)
    for sieve in AFTER_PRONOUNS:
        sieve(chains)
    return chains


__all__ = ["AFTER_PRONOUNS", "BEFORE_PRONOUNS", "joined", "resolve"]
