"""Records ↔ JSON: how what was read is kept on disk.

A record is written as the list of its fields. Fields that a later version appends take their defaults when an older
record is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def to_json(record: object) -> str:
    """Write a record of `kg.model`, or any other frozen dataclass of such parts, as one line.

    >>> from kg.model import Passage
    >>> to_json(Passage("Minsk", 3, 8))
    '["Minsk",3,8]'
    """
    return json.dumps(_plain(record), separators=(",", ":"))


def from_json(kind: type[Record], text: str) -> Record:
    """Read a record of a kind that `to_json` wrote."""
    wanted: Any = kind  # a class is hashable, whatever the hint says
    record: Record = _reader(wanted)(json.loads(text))
    return record


def _plain(value: Any) -> Any:
    """Turn a record into lists, which JSON knows."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Give the function that turns what JSON knows back into a value of a type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        read = _reader(next(part for part in parts if part is not NoneType))
        return lambda value: None if value is None else read(value)
    if origin is tuple and parts[-1] is Ellipsis:
        read = _reader(parts[0])
        return lambda value: tuple(read(part) for part in value)
    if origin is tuple:
        readers = [_reader(part) for part in parts]
        return lambda value: tuple(read(part) for read, part in zip(readers, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        readers = [_reader(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*(read(part) for read, part in zip(readers, value, strict=False)))
    return _as_is if kind in (str, int, float, bool) else kind


def _as_is(value: Any) -> Any:
    """Give back what JSON knows itself."""
    return value
