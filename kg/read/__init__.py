"""Sources → `Article`: reads files of many formats, finds the prose in them and what they say about themselves."""

from kg.read.articles import Skipped, articles

__all__ = ["Skipped", "articles"]
