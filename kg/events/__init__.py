"""Event codes, event identity across articles, and agreement between claims."""

from kg.events.actors import actors
from kg.events.agreement import links, matters
from kg.events.coding import code, explain
from kg.events.identity import events, places

__all__ = ["actors", "code", "events", "explain", "links", "matters", "places"]
