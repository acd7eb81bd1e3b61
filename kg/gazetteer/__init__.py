"""Tables of countries, places, organisations, people and groups, and how to look them up.

The tables are compiled by `training/gazetteer/compile.py`; sources and licences stand in `tables/README.md`.
"""

from kg.gazetteer.entries import Candidate, Entry, Office
from kg.gazetteer.linking import CLOSE_MATCH, SAME_AS
from kg.gazetteer.lookup import Gazetteer, load
from kg.gazetteer.names import acronym, fold, key
from kg.gazetteer.tables import ROLES, USER_COLUMNS, Membership

__all__ = [
    "CLOSE_MATCH",
    "ROLES",
    "SAME_AS",
    "USER_COLUMNS",
    "Candidate",
    "Entry",
    "Gazetteer",
    "Membership",
    "Office",
    "acronym",
    "fold",
    "key",
    "load",
]
