"""Bytes → text: the encoding of a file that does not say what it is in."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"BZh",
)
CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 11, 12, 13, 27}))
SAMPLE = 65_536


def decode(data: bytes) -> str | None:
    """Give the text of `data`, or None where it is no text.

    A byte order mark decides; then UTF-8 is tried, and only what is not UTF-8 is guessed (charset-normalizer). Line
    ends stay as they are. A mark at the beginning is no part of the text.
    """
    if data.startswith(SIGNATURES):
        return None
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    sample = data[:SAMPLE]
    if b"\x00" in sample:
        return _wide(data)
    if len(sample) - len(sample.translate(None, CONTROLS)) > len(sample) // 100:
        return None
    if (text := _strict(data, "utf-8")) is not None:
        return text
    # A few broken bytes in good UTF-8 (a cut in the middle of a letter) do not make it another encoding.
    text = data.decode("utf-8", errors="replace")
    broken, foreign = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    if foreign > 10 * broken:
        return text
    return _guess(data)


def _strict(data: bytes, encoding: str) -> str | None:
    """Decode, or give None where the bytes do not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: in Latin text every second byte is zero."""
    sample = data[:SAMPLE]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > len(zeros) * 0.6:
            return _strict(data, name)
    return None


def _guess(data: bytes) -> str | None:
    """Choose among the legacy encodings; Windows-1252, the commonest for English, where it is as good as any."""
    windows = _strict(data, "cp1252")
    share = sum(byte > 0x7F for byte in data[:SAMPLE]) / max(1, len(data[:SAMPLE]))
    if windows is not None and share < 0.05:
        return windows
    best = from_bytes(data[:SAMPLE]).best()
    return (_strict(data, best.encoding) if best else None) or windows
