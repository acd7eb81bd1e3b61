"""Files, folders and standard input → documents as text, with all that can go wrong on the way."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.read.encoding import decode
from kg.read.line import Known

SUFFIXES = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
LARGEST = 20_000_000  # bytes of one document, or one line
LARGEST_LIST = 500_000_000  # bytes of a JSON file, which is read whole
STDIN = "-"


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it was read: its text, and what its record says about it."""

    name: str  # of file and record, for messages: "news.jsonl, line 7"
    id: str
    text: str
    format: str  # "plain" or "html"; "" where the text itself must tell
    known: Known = NOTHING
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A document that cannot be read, and why."""

    name: str
    reason: str


def files(source: str | Path) -> list[tuple[Path, str]]:
    """List the files of a source with their paths relative to what the user named, sorted; hidden ones left out."""
    path = Path(source)
    if not path.exists():
        raise SourceError(f"There is no file or folder {str(source)!r}: check the path.")
    if not path.is_dir():
        return [(path, path.name)]
    try:
        found = sorted(
            ((entry, entry.relative_to(path).as_posix()) for entry in path.rglob("*") if entry.is_file()),
            key=lambda pair: pair[1],
        )
    except OSError as error:
        raise SourceError(
            f"The folder {str(source)!r} cannot be read ({_why(error)}): check its permissions."
        ) from error
    found = [(entry, name) for entry, name in found if not any(part.startswith(".") for part in name.split("/"))]
    if not found:
        raise SourceError(
            f"The folder {str(source)!r} holds no files: put articles in it (.txt, .md, .html, .json, .jsonl, .gz)."
        )
    return found


def read_documents(source: str | Path, *, lines: bool) -> Iterator[Raw | Fault]:
    """Yield the documents of one source, or why one cannot be read; a missing source raises SourceError."""
    if str(source) == STDIN:
        yield from _stream(sys.stdin.buffer, "standard input", "stdin", "", None, lines=lines)
        return
    named = not Path(source).is_dir()
    for path, relative in files(source):
        name = str(path)
        try:
            handle = path.open("rb")
        except OSError as error:
            if named:
                raise SourceError(
                    f"The file {name!r} cannot be read ({_why(error)}): check its permissions."
                ) from error
            yield Fault(name, f"cannot be read ({_why(error)})")
            continue
        with handle:
            yield from _opened(handle, name, path.name, relative, lines=lines)


def _opened(handle: BinaryIO, name: str, file: str, relative: str, *, lines: bool) -> Iterator[Raw | Fault]:
    """Yield the documents of one open file, unpacked where it is gzipped (its first bytes tell, not its name)."""
    packed = handle.read(2) == b"\x1f\x8b"
    handle.seek(0)
    stem = file[:-3] if file.lower().endswith(".gz") else file
    suffix = Path(stem).suffix.lower()
    format = SUFFIXES.get(suffix, "")
    # The file's name without its ending; a dot inside a name ("U.S. vote") is no ending.
    id = (stem[: -len(suffix)] if format else stem if " " in suffix or len(suffix) > 6 else Path(stem).stem) or file
    if not packed:
        yield from _stream(handle, name, id, format, relative, lines=lines)
        return
    with gzip.GzipFile(fileobj=handle) as unpacked:
        try:
            yield from _stream(unpacked, name, id, format, relative, lines=lines)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            yield Fault(name, "is a broken or half-written gzip file: fetch it again")


def _stream(
    stream: BinaryIO | gzip.GzipFile, name: str, id: str, format: str, path: str | None, *, lines: bool
) -> Iterator[Raw | Fault]:
    """Yield the documents of a stream of bytes."""
    if lines or format == "jsonl":
        yield from _by_line(stream, name, id, path, records=not lines)
        return
    first = b"" if format else stream.readline(LARGEST + 1)
    if first.lstrip()[:1] == b"{" and first.rstrip()[-1:] == b"}":  # one record a line, as far as one can see
        yield from _by_line(stream, name, id, path, records=True, first=first)
        return
    limit = LARGEST_LIST if format == "json" else LARGEST
    data = first + stream.read(limit + 1 - len(first))
    if len(data) > limit:
        yield Fault(name, f"is larger than {limit // 1_000_000} MB: split it, or give one article a line (.jsonl)")
        return
    text = decode(data)
    if text is None:
        yield Fault(name, "is a binary file, not text")
        return
    if not text.strip():
        yield Fault(name, "is empty")
        return
    if format == "json" or (not format and text.lstrip()[:1] in "{["):
        yield from _json(text, name, id, path, sure=bool(format))
        return
    yield Raw(name, id, text, format, path=path)


def _json(text: str, name: str, id: str, path: str | None, *, sure: bool) -> Iterator[Raw | Fault]:
    """Yield the articles of a JSON text: one object, a list of them, or one a line after all."""
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        if _is_by_line(text):
            for number, line in enumerate(text.split("\n"), start=1):
                if line.strip():
                    yield _record_line(line, f"{name}, line {number}", f"{id}-{number}", path)
        elif not sure:  # a plain text that happens to begin with a bracket
            yield Raw(name, id, text, "", path=path)
        elif isinstance(error, json.JSONDecodeError):
            yield Fault(name, f"is broken JSON: line {error.lineno}: {error.msg}")
        else:
            yield Fault(name, "is JSON nested too deeply")
        return
    if isinstance(value, list):
        if not value:
            yield Fault(name, "holds no article: its list is empty")
        for number, record in enumerate(value, start=1):
            yield _record(record, f"{name}, record {number}", f"{id}-{number}", path)
    else:
        yield _record(value, name, id, path)


def _is_by_line(text: str) -> bool:
    """Tell whether what is no JSON is JSON Lines under another name."""
    records = [line.strip() for line in text.splitlines() if line.strip()][:2]
    return len(records) > 1 and all(line.startswith("{") and line.endswith("}") for line in records)


def _record_line(line: str, name: str, id: str, path: str | None) -> Raw | Fault:
    """Read one line of JSON Lines."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return Fault(name, f"is broken JSON: {error.msg} (column {error.colno})")
    except RecursionError:
        return Fault(name, "is JSON nested too deeply")
    return _record(value, name, id, path)


def _record(value: object, name: str, id: str, path: str | None) -> Raw | Fault:
    """Read one JSON object as an article."""
    if not isinstance(value, dict):
        return Fault(name, "is no JSON object")

    def word(*keys: str) -> str | None:
        """Give the first of these fields that holds something."""
        for key in keys:
            held = value.get(key)
            if isinstance(held, list):
                held = ", ".join(str(part) for part in held if isinstance(part, str | int))
            if isinstance(held, str | int) and not isinstance(held, bool) and str(held).strip():
                return str(held).strip()
        return None

    body = next((value[key] for key in ("text", "body") if isinstance(value.get(key), str)), None)
    if body is None:
        return Fault(name, 'has no "text" or "body"')
    if not body.strip():
        return Fault(name, "has an empty text")
    known = Known(
        title=word("title"), author=word("author"), publisher=word("publisher"), date=word("date"), url=word("url")
    )
    return Raw(name, word("id") or id, body.encode("utf-8", "replace").decode("utf-8"), "", known, path)


def _by_line(
    stream: BinaryIO | gzip.GzipFile, name: str, id: str, path: str | None, *, records: bool, first: bytes = b""
) -> Iterator[Raw | Fault]:
    """Yield one document a line, never holding more than one line; `first` is a line that was already read."""
    seen = False
    for number in count(1):
        line = first if number == 1 and first else stream.readline(LARGEST + 1)
        if not line:
            break
        where = f"{name}, line {number}"
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST)
            seen = True
            yield Fault(where, f"is longer than {LARGEST // 1_000_000} MB")
            continue
        if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield Fault(name, "is UTF-16, which cannot be read line by line: save it as UTF-8")
            return
        text = decode(line)
        if text is None:
            seen = True
            yield Fault(where, "is binary, not text")
            if number == 1:
                return
            continue
        text = text.rstrip("\r\n")
        if not text.strip():
            continue
        seen = True
        if records:
            yield _record_line(text, where, f"{id}-{number}", path)
        else:
            yield Raw(where, str(number), text, "line", path=path)
    if not seen:
        yield Fault(name, "is empty")


def _why(error: OSError) -> str:
    """Give the system's reason in lower case, without its number and path."""
    return (error.strerror or str(error)).lower()
