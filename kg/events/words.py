"""Words of a text brought to one form, so that tables and sentences meet: no parser, no dictionary.

Statements carry lemmas for what happens, but objects and arguments in the words of the sentence. Tables and words go
through the same function, so a stem need not be a word; it must only be the same for the forms of one word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.events.tables import read_table

_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|\d[\d.,]*")
_VOWELS = frozenset("aeiouy")
IRREGULAR = {form: lemma for lemma, forms in read_table("irregular.tsv", 2) for form in forms.split()}
"""Irregular forms and their lemmas ("sent", "send")."""


def tokens(text: str) -> list[str]:
    """Cut a text into its words as they stand."""
    return _WORD.findall(text)


def words(text: str) -> list[str]:
    """Cut a text into the stems of its words, possessive endings dropped.

    >>> words("Iran's promised loans")
    ['iran', 'promis', 'loan']
    """
    return [stem(token.lower()) for token in tokens(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Bring the inflected forms of a word in lower case to one string.

    >>> stem("carries"), stem("carried"), stem("carry")
    ('carri', 'carri', 'carri')
    """
    word = word.replace("’", "'")
    word = word.removesuffix("'s").rstrip("'")
    word = IRREGULAR.get(word, word)
    if word.endswith("men") and len(word) > 5:
        word = word[:-3] + "man"
    for ending in ("ing", "ed", "es", "s"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWELS & set(base) and not (ending == "s" and base[-1] in "sui"):
            word = base
            break
    if len(word) > 3 and word[-1] == word[-2] and (word[-1] not in "sle" or (word[-1] == "l" and len(word) > 5)):
        word = word[:-1]  # "bann-ed" and "ban", "cancell-ed" and "cancel", but "call"
    word = word.rstrip("e") if len(word) > 3 else word  # "agree" and "agre-ed"
    return word[:-1] + "i" if len(word) > 2 and word[-1] == "y" and word[-2] not in _VOWELS else word
