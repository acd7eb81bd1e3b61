"""Event codes, event identity across articles, and agreement between claims."""

from kg.events.coding import code

__all__ = ["code"]
