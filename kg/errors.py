"""What can go wrong in a way that the user can put right."""

from __future__ import annotations


class KgError(Exception):
    """One line that says what, which and what now; commands show it and exit with status 1."""


class SourceError(KgError):
    """A file, folder or stream cannot be read, or holds no article."""


class OutputError(KgError):
    """A result cannot be written where the user wants it."""


class GraphError(KgError):
    """A graph, store or endpoint cannot be opened, read or changed."""


class QueryError(KgError):
    """A query is unknown, malformed, wants other parameters or takes too long."""


class ModelError(KgError):
    """A language pipeline is missing or does not fit."""


class TableError(KgError):
    """A table of the user's (gazetteer rows, same or different things) has a fault."""


class PipelineError(KgError):
    """The work broke off for a reason outside of the articles."""
