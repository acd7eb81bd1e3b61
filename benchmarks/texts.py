"""Texts of the development corpora, by id, with their paragraphs; marks count characters of these texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a corpus."""

    id: str
    text: str
    created: str | None  # day on which it was written, where the corpus tells


def texts(data: Path) -> Iterator[Text]:
    """Yield the documents of GUM (train and dev) and of the re3d development part."""
    for part in ("train", "dev"):
        yield from gum(data / "ud" / f"gum-{part}.conllu.gz")
    with (data / "re3d-dev" / "documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            yield Text(document["_id"], document["text"], None)


def gum(path: Path) -> Iterator[Text]:
    """Yield the documents of one file of GUM: sentences parted by blanks, paragraphs by blank lines."""
    name, created, paragraphs = "", None, list[list[str]]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition(" = ")
            if key == "# newdoc id":
                if paragraphs:
                    yield Text(name, _text(paragraphs), created)
                name, created, paragraphs = value, None, []
            elif key == "# meta::dateCreated":
                created = value
            elif key == "# newpar" or line.startswith("# newpar\n"):
                paragraphs.append([])
            elif key == "# text":
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(value)
    if paragraphs:
        yield Text(name, _text(paragraphs), created)


def _text(paragraphs: list[list[str]]) -> str:
    """Set sentences and paragraphs together."""
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
