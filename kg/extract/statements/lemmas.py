"""Base forms of verbs, checked against the words the rules know.

The reader's lemmas are learned and now and then wrong for a rare verb ("destroye"); a relation must not get a name of
its own through that. A lemma that is no known verb gives way to a known verb that the form can come from.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.statements.grammar import EFFECTS
from kg.inventory import LEXICON, LIGHT_VERBS, read_table, words_of

_VERBS = frozenset(
    {key.split(" ")[0] for key in LEXICON if not key.startswith("n:")}
    | {verb for entries in LIGHT_VERBS.values() for entry in entries for verb in (*entry.verbs, *entry.receive)}
    | {lemma for _, lemma in EFFECTS}
    | {base for base, _ in read_table("irregular_verbs.tsv")}
    | {verb for _, verbs in read_table("verbs.tsv") for verb in words_of(verbs)}
) - {"not"}
_IRREGULAR = {form: base for base, forms in read_table("irregular_verbs.tsv") for form in words_of(forms)}
_PREFIXES = ("re", "over", "out", "mis", "un", "dis", "under", "co", "de", "pre")
_CLOSED_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=65536)
def verb_lemma(form: str, lemma: str, tag: str) -> str:
    """Give the base form of a verb from its form in lower case, the reader's lemma and the tag of the form.

    `verb_lemma("destroyed", "destroye", "VBD")` is "destroy".
    """
    prefix, hyphen, rest = form.rpartition("-")
    if hyphen and rest.isalpha() and prefix.isalpha():
        return f"{prefix}-{verb_lemma(rest, lemma.rpartition('-')[2], tag)}"
    if tag in ("VBD", "VBN") and form in _IRREGULAR:
        return _IRREGULAR[form]
    if tag in ("VB", "VBP") and form.isalpha() and (form in _VERBS or lemma not in _VERBS):
        return form
    if lemma in _VERBS and (lemma != form or tag in ("VB", "VBP")):
        return lemma
    if form in _VERBS and not form.endswith(("ed", "ing", "s")):
        return form  # commend, whatever it is tagged
    candidates = _bases(form, tag)
    for candidate in candidates:
        if _is_known(candidate):
            return candidate
    doubled = bool(candidates) and lemma == candidates[0] + candidates[0][-1:]
    if not candidates or (lemma in candidates and candidates[0][-1:] == lemma[-1:] and not doubled):
        return lemma
    return (
        lemma
        if lemma in candidates and lemma.endswith("e") and not candidates[0].endswith(("er", "it", "en", "k"))
        else candidates[0]
    )


def _is_known(verb: str) -> bool:
    """Tell whether a verb, or what stands behind its prefix, is in the tables."""
    return verb in _VERBS or any(verb.startswith(p) and verb[len(p) :] in _VERBS for p in _PREFIXES)


def _bases(form: str, tag: str) -> list[str]:
    """List the base forms a regular form can come from, the likeliest first."""
    if tag == "VBZ":
        if form.endswith("ies"):
            return [f"{form[:-3]}y", form[:-1]]
        if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
            return [form[:-2], form[:-1]]
        return [form[:-1]] if form.endswith("s") else []
    ending = {"VBD": "ed", "VBN": "ed", "VBG": "ing"}.get(tag)
    if ending is None or not form.endswith(ending) or len(form) < len(ending) + 2:
        return []
    stem = form[: -len(ending)]
    if tag != "VBG" and stem.endswith("i"):
        return [f"{stem[:-1]}y", f"{stem}e"]
    if tag == "VBG" and stem.endswith("y") and stem not in _VERBS and f"{stem[:-1]}ie" in _VERBS:
        return [f"{stem[:-1]}ie"]  # lying, dying
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return [stem, stem[:-1]] if stem[-1] in "lsfz" else [stem[:-1], stem]
    silent = stem.endswith(
        (
            "v",
            "c",
            "u",
            "at",
            "iz",
            "ag",
            "dg",
            "rg",
            "as",
            "us",
            "is",
            "os",
            "ir",
            "ur",
            "ar",
            "or",
            "in",
            "iv",
            "ok",
            "ak",
        )
    )
    long = len(stem) > 3 and stem[-1] in "tzsgrnvck" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    plain, mute = stem, f"{stem}e"
    if _CLOSED_SYLLABLE.fullmatch(stem):
        return [mute]  # a short verb without *e* would have doubled its last letter: noting, but knotting
    return [mute, plain] if silent and long else [plain, mute]
