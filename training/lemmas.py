"""Lemmas as classes: a rule says what to cut off a word's end, what to put there, and whether to lower its case."""

from __future__ import annotations


def lemma_rule(form: str, lemma: str) -> str:
    """Write how `lemma` comes from `form`: `cities` → `city` is `L|3|y`; the first field is L (lower) or K (keep case).

    A lemma that the form cannot give by its end (`_`, a correction of a misspelling) keeps the form: `K|0|`.
    """
    if lemma == form:
        return "K|0|"
    if lemma == form.lower():
        return "L|0|"
    for case, base in (("K", form), ("L", form.lower())):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared >= min(2, len(lemma), len(base)) or (case == "L" and len(base) <= 5):
            return f"{case}|{len(base) - shared}|{lemma[shared:]}"
    return "K|0|"
