"""English: from text to an annotated spaCy `Doc`, with weights of our own or any installed pipeline."""

from kg.language.loading import load

__all__ = ["load"]
