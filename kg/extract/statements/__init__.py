"""Statements: what the sentences of a Doc say.

`propositions` gives what goes into the graph, with relations under one name; `surface_triples` gives the same analysis
in the words of the sentence. Both read the clauses of `clauses.py`; each construct of English is one function.
"""

from kg.extract.statements.propositions import propositions
from kg.extract.statements.surface import SurfaceTriple, surface_triples

__all__ = ["SurfaceTriple", "propositions", "surface_triples"]
