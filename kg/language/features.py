"""Words as numbers: sub-words, shape, characters and the space before, as the network reads them.

The encoder is uncased, so that everything a capital or a digit says must reach the network beside it: a hashed
word shape (`Xx`, `XX`, `d.d`) and the characters themselves. Quotation marks are made straight first, since the
treebanks that the network learned from hold straight ones. One word always gives the same numbers, so they are cached.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CHARS = 16
"""Characters seen of each word: all, or the first and the last eight."""
CHAR_KINDS = 104
"""Size of the character alphabet, 0 being padding."""
SHAPE_KINDS = 512
"""Buckets that word shapes are hashed into."""
SUBWORDS = 8
"""Sub-words kept of one word; only the first is read out, the others are context."""
NO_SPACE, SPACE, NEWLINE, BLANK_LINE = range(4)
"""What stands before a word; the start of a text counts as a blank line."""
PAD, UNK, CLS, SEP = 0, 100, 101, 102

_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛`´", "'"), "…": "...", "\u00ad": None})
_KINDS = {"Lu": 96, "Ll": 97, "Lo": 98, "Lt": 96, "Lm": 98, "Nd": 99, "Pd": 101, "Sc": 102}


def normalised(word: str) -> str:
    """Make quotation marks and ellipses plain ASCII: `“` is `"`."""
    return word if word.isascii() else word.translate(_QUOTES)


def shape(word: str) -> str:
    """Sketch a word in X, x, d and its own punctuation, runs cut to two: `McDonald's` is `XxXxx'x`."""
    sketch: list[str] = []
    for char in word[:32]:
        mark = "d" if char.isdigit() else ("X" if char.isupper() else "x") if char.isalpha() else char
        if not (len(sketch) > 1 and sketch[-1] == mark == sketch[-2]):
            sketch.append(mark)
    return "".join(sketch)


def _char(char: str) -> int:
    """Give the number of one character: ASCII by itself, the rest by its base letter or its kind."""
    code = ord(char)
    if 32 <= code < 127:
        return code - 31
    base = unicodedata.normalize("NFD", char)[0]
    return ord(base) - 31 if 32 <= ord(base) < 127 else _KINDS.get(unicodedata.category(char), 103)


def characters(word: str) -> list[int]:
    """Give `CHARS` numbers, one a character; of a long word its first and last half of that."""
    kept = word if len(word) <= CHARS else word[: CHARS // 2] + word[-CHARS // 2 :]
    return [_char(char) for char in kept] + [0] * (CHARS - len(kept))


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """What the network sees of one word, whatever stands around it."""

    subwords: tuple[int, ...]
    shape: int
    chars: NDArray[np.int64]


class Featurizer:
    """Turns words into numbers and remembers them; holds at most `limit` words."""

    def __init__(self, tokenizer: Tokenizer, *, limit: int = 200_000) -> None:
        self.tokenizer = tokenizer
        self.limit = limit
        self._known: dict[str, WordFeatures] = {}

    @classmethod
    def from_file(cls, path: Path) -> Featurizer:
        """Read the tokenizer's JSON file."""
        return cls(Tokenizer.from_file(str(path)))

    def __call__(self, words: Iterable[str]) -> list[WordFeatures]:
        """Give the features of each word, in order."""
        words = list(words)
        known = self._known
        missing = {word for word in words if word not in known}
        if missing:
            if len(known) + len(missing) > self.limit:
                known.clear()
                missing = set(words)
            self._learn(sorted(missing))
        return [known[word] for word in words]

    def _learn(self, words: Sequence[str]) -> None:
        """Compute and keep the features of words not met before."""
        plain = [normalised(word) for word in words]
        encodings = self.tokenizer.encode_batch([word[:64] for word in plain], add_special_tokens=False)
        for word, text, encoding in zip(words, plain, encodings, strict=True):
            ids = tuple(encoding.ids[:SUBWORDS]) or (UNK,)
            bucket = zlib.crc32(shape(text).encode("utf-8", "replace")) % SHAPE_KINDS
            self._known[word] = WordFeatures(ids, bucket, np.array(characters(text), dtype=np.int64))
