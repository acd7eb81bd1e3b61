"""How names are compared: spelling that does not matter, capitals that do, and transliteration.

Two keys of a name. `key` forgets what typesetting changes (diacritics, quotes, dots, hyphens, "the", possessives) and
is meant for every kind of name. `fold` forgets on top of it what transliteration from Cyrillic and Arabic changes
(Lukashenko and Lukashenka, Zelensky and Zelenskyy) and is meant for people, where a false merge is checked against
the whole table when that is compiled.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
        "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "ʹ": "'", "ʿ": "'", "ʾ": "'", "“": '"', "”": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": "", "\u200b": "", "&": " and ",
    }
)  # fmt: skip
_POSSESSIVE = re.compile(r"'s(?=\s)|(?<=s)'(?=\s)", re.IGNORECASE)
_DROPPED = re.compile(r"[.'\"]+")
_BREAKS = re.compile(r"[\s\-/,_()]+")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_ROMAN = re.compile(r"^[ivx]+$")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9+]{1,9}$")

_GIVEN_NAMES = (
    "alexander aleksandr aleksander alexandr alexandre aliaksandr alyaksandr aliaksander oleksandr",
    "vladimir uladzimir volodymyr wladimir",
    "mikhail mikhal mykhailo michail mihail",
    "nikolai nikolay mikalai mykola mikola",
    "sergei sergey siarhei syarhey serhiy serhii sergii",
    "andrei andrey andriy andrii andrej andrzej",
    "dmitry dmitri dmitriy dmytro dzmitry dmitrii",
    "yuri yury yuriy yurii iurii juri",
    "svetlana sviatlana svyatlana svitlana",
    "yevgeny evgeny yevgeniy evgeni yevhen yauhen evgenii",
    "alexei alexey aleksei aleksey oleksiy oleksii aliaksei",
    "igor ihar ihor", "oleg aleh oleh", "roman raman", "pavel pavlo", "viktor victor viktar",
    "konstantin kanstantsin kostyantyn", "maria mariya mariia marya maryia", "natalia natalya nataliya natallia",
    "vasily vasiliy vasyl vasil", "ivan iwan", "grigory grigoriy hryhoriy", "georgy georgi heorhiy",
    "anatoly anatoliy anatoli", "vyacheslav viacheslav vyachaslau", "yulia yuliya yuliia julia", "olga volha olha",
    "mohammed mohammad muhammad mohamed muhammed mohamad muhamad muhammet", "ahmed ahmad achmed ahmet",
    "hussein hussain husain husayn hossein husein hussayn", "hassan hasan", "abdullah abdallah abdulla",
    "yousef youssef yusuf yousuf yusef yusif", "ibrahim ebrahim", "saleh salih", "omar umar", "khalid khaled",
    "mahmoud mahmud mahmood", "said saeed sayed saeid", "rashid rasheed rachid", "walid waleed",
)  # fmt: skip
_SAME_GIVEN_NAME = {form: names.split()[0] for names in _GIVEN_NAMES for form in names.split()}

_FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"shch|sch", "sh"),
        (r"tch", "ch"),
        (r"dzh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"tz|cz", "ts"),
        (r"q|ck", "k"),
        (r"x", "ks"),
        (r"^el$|^ul$|^al$", "al"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"^ye|^ie|^je", "e"),
        (r"[yij]+", "i"),
        (r"ii+", "i"),
        (r"(?<=.)(?:ov|ow|u)(?=sk)", "ov"),
        (r"w", "v"),
        (r"enka$|enca$|enco$", "enko"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(name: str) -> str:
    """Give a name without diacritics, typographic quotes and surplus blanks."""
    if name.isascii():
        return " ".join(name.translate(_PLAIN).split())
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN)).translate(_PLAIN)
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """Give the form under which a name is looked up, in lower case.

    `The Côte d’Ivoire` and `Cote d'Ivoire` have one key, and so have `U.S.` and `us`: whether capitals are needed is
    decided by `acronym` and `is_capitalised`.
    """
    text = _ARTICLE.sub("", plain(name).strip(" .,;:'\""))
    text = _DROPPED.sub("", _POSSESSIVE.sub(" ", text + " "))
    return _BREAKS.sub(" ", text).strip().casefold()


def acronym(name: str) -> str | None:
    """Give an acronym without its dots (`U.N.` is `UN`), None for a name that is not written in capitals."""
    text = _POSSESSIVE.sub("", _ARTICLE.sub("", plain(name)) + " ").strip().replace(".", "").replace("-", "")
    return text if _ACRONYM.match(text) else None


def is_capitalised(name: str) -> bool:
    """Say whether a word of the name has a capital or a digit, as a name in English has."""
    return any(char.isupper() or char.isdigit() for char in _ARTICLE.sub("", name))


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Fold one word (in lower case, plain) so that transliterations of one name fall together."""
    if _ROMAN.match(word):
        return word
    word = _SAME_GIVEN_NAME.get(word, word)
    for pattern, replacement in _FOLDS:
        word = pattern.sub(replacement, word)
    return word


def fold(name: str) -> str:
    """Give the form under which people are looked up regardless of transliteration.

    `Aliaksandr Lukashenka` and `Alexander Lukashenko` have one fold.
    """
    return " ".join(fold_word(word) for word in key(name).split())
