"""News in, knowledge graph out: the face of the package.

    knowledge = kg.build(["seeds/"])
    dataset = kg.to_dataset(knowledge)
    network = kg.to_networkx(dataset)

The names below are fetched from their rooms when first used, so that `import kg` and `kg --help` stay instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.errors import KgError
    from kg.graph import edges, load_dataset, nodes, to_networkx
    from kg.graph.query import ask
    from kg.model import Article, Entity, Event, Knowledge, Reading, Statement
    from kg.pipeline import build, to_dataset
    from kg.render import show

__all__ = [
    "Article",
    "Entity",
    "Event",
    "KgError",
    "Knowledge",
    "Reading",
    "Settings",
    "Statement",
    "ask",
    "build",
    "edges",
    "load_dataset",
    "nodes",
    "show",
    "to_dataset",
    "to_networkx",
]

_ROOMS = {
    "kg.config": ("Settings",),
    "kg.errors": ("KgError",),
    "kg.graph": ("edges", "load_dataset", "nodes", "to_networkx"),
    "kg.graph.query": ("ask",),
    "kg.model": ("Article", "Entity", "Event", "Knowledge", "Reading", "Statement"),
    "kg.pipeline": ("build", "to_dataset"),
    "kg.render": ("show",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Fetch a public name from its room."""
        for room, names in _ROOMS.items():
            if name in names:
                return getattr(import_module(room), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
