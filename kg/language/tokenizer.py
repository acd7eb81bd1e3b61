"""spaCy's English tokenizer, adjusted so that it cuts words as Universal Dependencies' English treebanks do.

Those keep a bound prefix on its word (`re-elected`, `pro-Beijing`) but cut other hyphens (`oil - rich`), keep a run of
one mark whole (`!!!`, `=====`), and cut `and/or`. Lists of their own making, checked against EWT and GUM.
"""

# ruff: noqa: SIM905 (lists of words are read more easily as text)
from __future__ import annotations

import re
from collections.abc import Callable

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

PREFIXES = frozenset(
    "anti bi co counter cross de dis e ex extra fore hyper il im infra inter intra ir macro mal mega meta micro mid "
    "mini mis mono multi nano neo non omni pan para poly post pre pro proto pseudo quasi re semi sub super supra "
    "trans tri ultra un"
    "uni vice x".split()
)
"""What is no word of its own before a hyphen."""
ABBREVIATIONS = (
    "Capt.", "Cmdr.", "Cpl.", "Lt.", "Maj.", "Sgt.", "Pvt.", "Pfc.", "Brig.", "Spc.", "Amb.", "Hon.", "Rt.", "Msgr.",
    "etc.", "al.", "vol.", "Vol.", "pp.", "ed.", "eds.", "cf.", "ca.", "div.", "Dept.", "dept.", "Est.",
    "Cal.", "Ariz.", "Del.", "Tex.", "Wis.", "Md.", "Wed.", "Sat.", "Ft.", "Ave.", "Blvd.", "Sq.", "Supt.",
    "Insp.", "Assn.",
    "Intl.",
    "Sheik.", "Sept.", "approx.", "est.", "Assoc.", "Natl.", "U.S.A.", "U.A.E.", "U.S.S.R.",
)  # fmt: skip
_RUNS = [r"[!?]{2,}", r"([=*_~#+<>])\1+", r"-{2,}", r"\.{2,}", r"\${2,}"]
_SUFFIX_RUNS = [r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"~{2,}", r"<{2,}", r">{2,}", r"-{2,}", r"\.{2,}"]
_WHOLE = re.compile(r"(?:\+?\d{1,4}(?:-\d{2,4}){2,3}|\d{3}-\d{4}|[bwcn]/[co]|([!?=*_~#+<>.$-])\1+|[!?]+|#[^\W\d]\w*)\Z")
_HYPHEN = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
_INFIXES = [
    "".join(rf"(?<!\b(?i:{prefix}))" for prefix in sorted(PREFIXES)) + _HYPHEN,
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}]{{2}})",
    rf"(?<=[{ALPHA}0-9])[–—](?=[{ALPHA}0-9])",
]
_SPLIT = frozenset({"id", "and/or"})  # exceptions of spaCy's that are wrong more often than right


@registry.tokenizers("kg_tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Give the function that spaCy's config asks for."""
    return tokenizer


def tokenizer(nlp: Language) -> Tokenizer:
    """Build the tokenizer over the vocabulary of `nlp`; all of it is patterns, so that it goes to disk with `nlp`."""
    defaults = English.Defaults
    usual = {key: value for key, value in (defaults.tokenizer_exceptions or {}).items() if key.lower() not in _SPLIT}
    infixes = [infix for infix in defaults.infixes or () if infix != _HYPHEN]
    return Tokenizer(
        nlp.vocab,
        rules={**usual, **{short: [{"ORTH": short}] for short in ABBREVIATIONS}},
        prefix_search=compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*_SUFFIX_RUNS, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*infixes, *_INFIXES]).finditer,
        token_match=_WHOLE.match,
        url_match=defaults.url_match,
        max_cache_size=200_000,
    )
