"""The lexicon of frames: which words tell of which kind of event, read from the tables in `frames/`.

A row is either an act ("meet" is CAMEO 040) or a stance towards an event named after it ("promise", "demand",
"reject"); what a stance makes of the inner event stands in `shifts.tsv`. So *promised a loan*, *a promise of a loan*
and *promised to lend* meet in one row for promise, one for loan, one for lend, and one shift. Verbs and event nouns
are treated alike, because English news puts either at the heart of a clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.events.tables import read_table
from kg.events.words import stem

FRAMES = "kg.events.frames"
STANCE_MARK = ">"  # in the result column: not a code but a stance
UNKNOWN = "?"  # inner event of a shift: none was recognised
ASKING = frozenset({"demand", "appeal"})  # stances that govern what somebody else is to do
NEUTRAL = frozenset({"light", "try", "fail"})  # stances that say nothing of anybody's will
SAME, NOTHING = "=", "-"
GOVERNOR, OBJECT = -1, 1  # Word.part of verbs that govern what happens, and of the words of an object
GAP = 2  # words that may stand between two words of a key: "suspend all further aid"
ADJACENT = frozenset(
    {"to", "on", "upon", "of", "for", "with", "in", "against", "at", "under", "into", "from", "by", "as"}
)
"""Words of a key that follow at once, or bring in a part of the clause of their own."""
GOVERNING = frozenset({"for", "to", "against"})
"""Prepositions of a verb that make what follows another thing than its object: *call for elections*."""
WEAPON_THEMES = frozenset(
    {"aircraft", "artillery", "guns", "bombs", "strikes"}
)  # may stand in who acts: "helicopters shelled"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a statement as the lexicon sees it."""

    stem: str
    verb: bool = False  # what happens, or a verb that governs it
    event: bool = True  # may name an event; False within the names of actors
    open: bool = False  # part of speech is not known (words of a clause or phrase)
    part: int = 0  # which part of the clause it stands in: GOVERNOR, 0 what happens, OBJECT, then the others
    head: bool = True  # stands before the first preposition of its part
    aside: bool = False  # stands in a part that names no event, but may complete a frame: "place *under arrest*"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon for one of its keys."""

    key: tuple[str, ...]  # stems
    kind: str  # "v", "n" or ""
    code: str | None  # CAMEO; None for a word that makes no event
    stance: str | None
    themes: frozenset[str]
    by: frozenset[str]  # sectors of who acts
    on: frozenset[str]  # sectors of who bears it
    bare: bool = True  # tells of an event by itself; if not, only under a stance


@dataclass(frozen=True, slots=True)
class Found:
    """What was recognised: a CAMEO code, and the words of the frames that led to it."""

    code: str
    evidence: tuple[str, ...]
    bare: bool = True  # as in Entry, unless a stance was found
    wide: bool = False  # a verb of wide meaning, which words of a theme make an act


Fits = Callable[[Entry], bool]


def _entries() -> dict[str, tuple[Entry, ...]]:
    """Read the tables; entries are indexed by their first stem, the longest key first, then in order of the file."""
    found: dict[str, list[Entry]] = {}
    for table in ("conflict.tsv", "cooperation.tsv", "stances.tsv"):
        for keys, kind, result, themes, by, on in read_table(table, 6, FRAMES):
            stance = result.removeprefix(STANCE_MARK) if result.startswith(STANCE_MARK) else None
            code = None if stance is not None or result == NOTHING else result.removesuffix(UNKNOWN)
            for key in keys.split():
                stems = tuple(stem(part) for part in key.lower().split("_"))
                limits = (frozenset(themes.split()), frozenset(by.split()), frozenset(on.split()))
                entry = Entry(stems, kind, code, stance, *limits, bare=not result.endswith(UNKNOWN))
                found.setdefault(stems[0], []).append(entry)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.key))) for first, rows in found.items()}


def _shifts() -> dict[tuple[str, str], str]:
    """Read what each stance makes of each inner code."""
    return {(stance, inner): outer for stance, inner, outer in read_table("shifts.tsv", 3, FRAMES)}


def _themes() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Read which themes each stem speaks of, and the context of each theme by theme and stem."""
    themes: dict[str, set[str]] = {}
    contexts: dict[str, str] = {}
    for theme, context, listed in read_table("themes.tsv", 3, FRAMES):
        for word in listed.split():
            themes.setdefault(stem(word), set()).add(theme)
            if context:
                contexts.setdefault(stem(word), context)
    return {word: frozenset(found) for word, found in themes.items()}, contexts


ENTRIES = _entries()
SHIFTS = _shifts()
THEMES, THEME_CONTEXTS = _themes()
REFINEMENTS: tuple[tuple[str, str, str], ...] = tuple(
    (code, theme, narrower) for code, theme, narrower in read_table("refine.tsv", 3, FRAMES)
)


def shift(stance: str, inner: str | None) -> str | None:
    """Give the code that `stance` makes of an inner code, None where that is no event.

    >>> shift("agree", "071"), shift("reject", "046"), shift("none", "190")
    ('0331', '125', None)
    """
    if inner is None:
        outer = SHIFTS.get((stance, UNKNOWN), NOTHING)
    else:
        prefixes = (inner[:length] for length in range(len(inner), -1, -1))
        outer = next((SHIFTS[stance, prefix] for prefix in prefixes if (stance, prefix) in SHIFTS), SAME)
    if outer == NOTHING:
        return None
    return inner if outer == SAME else outer


def stances_of(lemma: str) -> set[str]:
    """Give the stances that a governing lemma may take.

    >>> stances_of("refuse")
    {'reject'}
    """
    rows = ENTRIES.get(stem(lemma.lower()), ())
    return {row.stance for row in rows if row.stance is not None and len(row.key) == 1}


def themes_of(stems: Iterable[str]) -> set[str]:
    """Give the themes that any of the stems speaks of."""
    return {theme for word in stems for theme in THEMES.get(word, ())}


def contexts_of(stems: Iterable[str]) -> Mapping[str, None]:
    """Give the contexts that the stems name, in their order."""
    named = (THEME_CONTEXTS[word] for word in stems if word in THEME_CONTEXTS)
    return dict.fromkeys(part for context in named for part in context.split(";"))


def recognise(
    sentence: Sequence[Word], subject: Sequence[str], fits: Fits, fits_asked: Fits | None = None
) -> Found | None:
    """Find the event that the words of a statement tell of, read from left to right.

    `sentence` holds governors, what happens, object and arguments, in this order; `subject` the stems of who acts;
    `fits` says whether an entry's conditions on the actors hold, `fits_asked` the same for what the object is asked to
    do. An unknown verb at the heart makes no event: the lexicon abstains.
    """
    return _recognise(sentence, 0, subject, fits, fits_asked or fits)


def _recognise(
    sentence: Sequence[Word], start: int, subject: Sequence[str], fits: Fits, fits_asked: Fits
) -> Found | None:
    """Read on from `start`: the first word the lexicon knows decides, a stance after reading what follows it."""
    for index in range(start, len(sentence)):
        word = sentence[index]
        if not word.event:
            continue
        match = _match(sentence, index, subject, fits)
        if match is None:
            if word.verb and not any(later.verb for later in sentence[index + 1 :]):
                return None  # the verb at the heart of the clause is not known
            continue
        entry, end = match
        if entry.stance is None:
            if entry.code is None:
                return None
            narrowed = _refined(entry.code, sentence[index:], subject)
            return Found(narrowed, ("_".join(entry.key),), entry.bare, wide=bool(entry.themes))
        asks = entry.stance in ASKING and word.part != GOVERNOR  # a governor asks the subject itself
        inner = _recognise(sentence, end, subject, fits_asked if asks else fits, fits_asked)
        outer = shift(entry.stance, inner.code if inner is not None else None)
        if outer is None:
            return None
        evidence = ("_".join(entry.key), *(inner.evidence if inner is not None else ()))
        bare = inner is None or inner.bare or entry.stance not in NEUTRAL
        return Found(_refined(outer, sentence[index:], subject), evidence, bare)
    return None


def _match(sentence: Sequence[Word], index: int, subject: Sequence[str], fits: Fits) -> tuple[Entry, int] | None:
    """Give the entry for the word at `index` and where the reading goes on."""
    word = sentence[index]
    for entry in ENTRIES.get(word.stem, ()):
        if not word.open and entry.kind == ("n" if word.verb else "v") and len(entry.key) == 1:
            continue
        end = _key_end(sentence, index, entry.key)
        if end is None or not fits(entry):
            continue
        if entry.themes and not entry.themes & _scope(sentence[index + 1 :], subject):
            continue
        return entry, end
    return None


def _key_end(sentence: Sequence[Word], index: int, key: tuple[str, ...]) -> int | None:
    """Say where the reading goes on after all words of `key`, None where one is missing."""
    position, parts = index, list(key[1:])
    while parts:
        place = _place_of(sentence, position, parts[0])
        if place is None and parts[0] in ADJACENT and len(parts) > 1 and parts[1] not in ADJACENT:
            parts.pop(0)
            place = _place_in_later_part(sentence, position, parts[0])
        if place is None:
            return None
        position = place
        parts.pop(0)
    return position + 1


def _place_of(sentence: Sequence[Word], position: int, wanted: str) -> int | None:
    """Find the next word of a key: close by, or in the head of the object, whatever adjectives come before it."""
    gap = 0 if wanted in ADJACENT else GAP
    last = len(sentence) - 1
    if gap and any(word.stem in GOVERNING for word in sentence[position + 1 :] if word.part == 0):
        last = min(last, next(at for at in range(position + 1, last + 1) if sentence[at].stem in GOVERNING))
    window = range(position + 1, min(position + 1 + gap, last) + 1)
    place = next((place for place in window if sentence[place].stem == wanted), None)
    if place is not None or not gap:
        return place
    reach = sentence[position].part + 1
    for place in range(position + 1, last + 1):
        word = sentence[place]
        if word.part > reach or not word.head or word.aside:
            return None
        if word.stem == wanted:
            return place
    return None


def _place_in_later_part(sentence: Sequence[Word], position: int, wanted: str) -> int | None:
    """Find the word after a preposition of a key where that brings in a part of its own: "put its navy *on alert*"."""
    after = max(sentence[position].part, OBJECT) + 1
    return next(
        (
            place
            for place in range(position + 1, len(sentence))
            if sentence[place].part >= after and sentence[place].head and sentence[place].stem == wanted
        ),
        None,
    )


def _scope(rest: Iterable[Word], subject: Sequence[str]) -> set[str]:
    """Give the themes of the words that follow, and the weapons among who acts."""
    return themes_of(word.stem for word in rest if not word.aside) | (themes_of(subject) & WEAPON_THEMES)


def _refined(code: str, rest: Sequence[Word], subject: Sequence[str]) -> str:
    """Narrow a code by the themes around it."""
    themes = _scope(rest, subject)
    for general, theme, narrower in REFINEMENTS:
        if general == code and theme in themes:
            return narrower
    return code
