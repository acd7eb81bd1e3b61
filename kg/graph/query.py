"""Questions to a graph: the library in `queries/`, a user's own SPARQL, and answers as tables, CSV, JSON or Turtle.

A file of the library is plain SPARQL 1.1 that every engine runs as it stands. Its first comment line is the question;
each further comment line of the form `# $name (kind): words` declares a parameter, whose place in the query is a
`VALUES` block:

    # Which claims deny something?
    # $who (entity): who is said not to have done it
    SELECT … WHERE {
      #VALUES ?who { ent:Belarus }
      ?claim rdf:subject ?who ; …

A block that stands in the query is the default; one that is commented out, as here, means "any" and is an example. A
value that the user gives takes the place of the block, as an RDF term. That is done on the text, and not by
`initBindings`, because that means one thing to rdflib, another to Oxigraph and nothing to a remote endpoint, while a
VALUES block is the standard's own way to hand values in. Terms are written by rdflib, so a value can never become part
of the query's syntax.

Kinds: `entity` (by name, alias, `ent:…` or IRI), `relation` (by id or label), `type` (a PLOVER type or CAMEO code),
`date` (a year, month or day), `number`, `text`, `limit` (see below), `graph` (a file, see `queries/changes.rq`).

A `limit` is the one parameter that SPARQL does not take as a value: its place is the `LIMIT` of the query, mostly that
of the inner SELECT that chooses what is listed before names and sentences are fetched for it. That keeps a question
about everything quick on a graph of any size; `cut_off` says so when an answer reached it.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.query import Result
from rdflib.term import Identifier
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from kg.errors import GraphError, QueryError
from kg.graph.rows import answer_rows
from kg.graph.store import base_of, engine, load_dataset, new_dataset
from kg.model import EdgeRow, NodeRow
from kg.vocab import KG, RDFS, SKOS, Mint, is_iri, local_name, prefixes

FORMATS = ("table", "csv", "json", "ttl")
NARROW = 24  # characters that a column of sentences needs at least to be read with ease
SHORT = 14  # characters that a column gets for its longest word before the sentences share the rest
_DECLARED = re.compile(r"^#\s*\$(\w+)\s*\((\w+)\):\s*(.+?)\s*$", re.MULTILINE)
_LIMIT = re.compile(r"\bLIMIT[ \t]+(\d+)", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w.-]*):", re.IGNORECASE | re.MULTILINE)
_USED = re.compile(r"(?<![\w:/#?$<.-])([A-Za-z][\w-]*):(?=[\w%\\-])")
_NOISE = re.compile(r"<[^<>\"{}|^`\\\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query of the library takes."""

    name: str
    kind: str
    words: str  # what it is, for people
    default: str | None  # as it stands in the query; None: any


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query with its question and its parameters."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str


def library() -> dict[str, Query]:
    """Give the queries that are shipped, by name."""
    installed = Path(str(files("kg"))) / "queries"
    folder = installed if installed.is_dir() else Path(__file__).parents[2] / "queries"
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def find_query(name_or_file: str) -> Query:
    """Give a query of the library by its name, or one from a file; raises QueryError where there is none."""
    known = library()
    if name_or_file in known:
        return known[name_or_file]
    path = Path(name_or_file)
    if path.is_file():
        return read_query(path)
    if path.suffix in {".rq", ".sparql"} or len(path.parts) > 1:
        raise QueryError(f"No query file {name_or_file}. Check the path, or see: kg query --list")
    raise QueryError(f"No query {name_or_file!r}.{_near(name_or_file, known)} See them all with: kg query --list")


def read_query(path: Path) -> Query:
    """Read a query from a file; raises QueryError where it is no readable text."""
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"Cannot read the query {path}: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}."
        ) from error


def parse_query(name: str, text: str) -> Query:
    """Make a query out of SPARQL; what it does not declare in comments it does not take."""
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    declared = tuple(
        Parameter(found[1], found[2], found[3], _default(text, found[1], found[2]))
        for found in _DECLARED.finditer(text)
    )
    return Query(name, first.lstrip("# ").strip() if first.startswith("#") else name, declared, text)


def run_query(graph: Graph, query: Query, values: Mapping[str, str] | None = None) -> Result:
    """Ask a graph, wherever it lives, and give the whole answer.

    Raises QueryError for malformed SPARQL (with its line), unknown parameters and values without a meaning here.
    """
    text, asked = prepare(graph, query, values or {})
    return ask(asked, text)


def draw_query(
    graph: Graph, name_or_file: str, values: Mapping[str, str] | None = None
) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Ask a query and give the part of the graph that its answer speaks of."""
    return answer_rows(graph, run_query(graph, find_query(name_or_file), values))


def prepare(graph: Graph, query: Query, values: Mapping[str, str]) -> tuple[str, Graph]:
    """Give the SPARQL of a query with a user's values in it, and the graph to ask."""
    parameters = {parameter.name: parameter for parameter in query.parameters}
    text = query.text
    for name, value in values.items():
        if name not in parameters:
            takes = ", ".join(parameters) or "none"
            raise QueryError(
                f"Query {query.name!r} has no parameter {name!r}.{_near(name, parameters)} It takes: {takes}."
            )
        kind = parameters[name].kind
        if kind == "graph":
            graph = _beside(graph, Path(value))
            continue
        if kind == "limit":
            text = _LIMIT.sub(f"LIMIT {_count(name, value)}", text)
            continue
        terms = " ".join(term.n3() for term in _terms(graph, kind, value, name))
        text = _block(name).sub(lambda found, terms=terms: f"{found[1]}VALUES ?{found[2]} {{ {terms} }}", text)  # type: ignore[misc]
    missing = [p.name for p in query.parameters if p.kind == "graph" and p.name not in values]
    if missing:
        raise QueryError(f"Query {query.name!r} needs --set {missing[0]}=FILE: {parameters[missing[0]].words}.")
    return with_prefixes(text, base_of(graph)), graph


def ask(graph: Graph, text: str) -> Result:
    """Run SPARQL as it stands and give the whole answer; raises QueryError with what is wrong and where."""
    try:
        result = graph.query(text)
        if isinstance(result, tuple):  # what rdflib makes of an endpoint's refusal: status, reason, None
            raise QueryError(f"The endpoint refused the query: {result[1]}. Check the query, address and rights.")
        if result.type == "SELECT":
            result.bindings = list(result.bindings)
    except QueryError:
        raise
    except Exception as error:  # every engine, parser and network library below raises what it likes
        raise QueryError(_diagnosis(error)) from error
    return result


def cut_off(result: Result, query: Query, values: Mapping[str, str] | None = None) -> str | None:
    """Say so where an answer has as many rows as the query lists at most, so that there may be more."""
    for parameter in query.parameters:
        most = (values or {}).get(parameter.name, parameter.default)
        if parameter.kind == "limit" and most is not None and len(result.bindings) >= int(most):
            return f"There may be more than these: {parameter.name} is {most}. Ask with --set {parameter.name}=NUMBER"
    return None


def with_prefixes(text: str, base: str) -> str:
    """Declare the prefixes of ours that a query uses without declaring them; its line numbers stay."""
    declared = set(_PREFIX.findall(text))
    used = set(_USED.findall(_NOISE.sub(" ", text)))
    known = prefixes(base)
    heads = "".join(f"PREFIX {name}: <{known[name]}> " for name in sorted(used & known.keys() - declared))
    return heads + _rebased(text, base)


def _rebased(text: str, base: str) -> str:
    """Point the declared prefixes of things at the base of the graph that is asked."""
    ours = prefixes()
    for name, namespace in prefixes(base).items():
        if namespace != ours[name]:
            text = re.sub(rf"(PREFIX\s+{name}:\s*)<{re.escape(ours[name])}>", rf"\g<1><{namespace}>", text)
    return text


def to_table(result: Result, *, width: int = 100, base: str | None = None) -> str:
    """Lay an answer out for a terminal of so many characters: as a table, or row below row where that is too narrow."""
    if result.type == "ASK":
        return "yes\n" if result.askAnswer else "no\n"
    if result.type != "SELECT":
        return to_turtle(result)
    names = [str(variable) for variable in result.vars or ()]
    rows = [[_shown(row.get(variable), base) for variable in result.vars or ()] for row in result.bindings]
    told = [i for i in range(len(names)) if not rows or any(row[i] for row in rows)]
    columns = [[names[i], *(row[i] for row in rows)] for i in told]
    if rows and _too_narrow(columns, width):
        table = Table.grid(padding=(0, 2))
        table.add_column()
        table.add_column(overflow="fold")
        for row in rows:
            for i in told:
                if row[i]:
                    table.add_row(names[i], row[i])
            table.add_row()
    else:
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True)
        for i, room in zip(told, _widths(columns, width), strict=True):
            table.add_column(names[i], overflow="fold", width=room)
        for row in rows:
            table.add_row(*(row[i] for i in told))
    console = Console(width=width, file=io.StringIO(), force_terminal=False, highlight=False, emoji=False, markup=False)
    console.print(table)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    silent = [name for i, name in enumerate(names) if i not in told]
    out = console.file
    drawn = out.getvalue() if isinstance(out, io.StringIO) else ""
    return drawn + count + (f"; empty in all: {', '.join(silent)}" if silent else "") + "\n"


def _too_narrow(columns: Sequence[Sequence[str]], width: int) -> bool:
    """Say whether a table would have to break words, or squeeze sentences into fewer than `NARROW` characters."""
    least = 0
    for cells in columns:
        need = max(map(cell_len, cells), default=1)
        word = max((cell_len(word) for cell in cells for word in cell.split()), default=1)
        least += min(need, max(min(word, SHORT), NARROW if need > 2 * NARROW else 0))
    return least + 2 * (len(columns) - 1) > width


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share the width of a terminal among columns of cells, headings included.

    A column that needs little gets it; what remains goes to the others, by the square of what they lack, so that
    sentences get most.
    """
    gaps = 2 * (len(columns) - 1)
    free = max(width - gaps, len(columns))
    needs = [max(map(cell_len, cells), default=1) or 1 for cells in columns]
    if sum(needs) <= free:
        return needs
    words = [max((cell_len(word) for cell in cells for word in cell.split()), default=1) for cells in columns]
    widths = [min(need, word, SHORT, max(free // len(columns), 1)) for need, word in zip(needs, words, strict=True)]
    lacks = [(need - had) ** 2 for need, had in zip(needs, widths, strict=True)]
    left = free - sum(widths)
    shares = [left * lack // max(sum(lacks), 1) for lack in lacks]
    return [min(had + more, need) for had, more, need in zip(widths, shares, needs, strict=True)]


def to_csv(result: Result) -> str:
    """Give the rows of an answer as SPARQL 1.1 CSV; raises QueryError for an answer without rows."""
    if result.type != "SELECT":
        raise QueryError("Only a SELECT gives CSV. For CONSTRUCT use --format ttl, for ASK --format json.")
    return (result.serialize(format="csv") or b"").decode("utf-8")


def to_json(result: Result) -> str:
    """Give an answer as SPARQL 1.1 JSON; raises QueryError for a CONSTRUCT."""
    if result.type not in {"SELECT", "ASK"}:
        raise QueryError("A CONSTRUCT gives triples, not rows. Use --format ttl.")
    return (result.serialize(format="json") or b"").decode("utf-8")


def to_turtle(result: Result) -> str:
    """Give the triples of a CONSTRUCT or DESCRIBE; raises QueryError for an answer without triples."""
    if result.graph is None:
        raise QueryError("A SELECT gives rows, not triples. Use --format table, csv or json.")
    for prefix, namespace in prefixes().items():
        result.graph.bind(prefix, namespace)
    return result.graph.serialize(format="turtle")


def formatted(result: Result, format: str, *, width: int = 100) -> str:
    """Give an answer in one of `FORMATS`."""
    if format == "table":
        return to_table(result, width=width)
    return {"csv": to_csv, "json": to_json, "ttl": to_turtle}[format](result)


def overview(queries: Iterable[Query]) -> str:
    """List queries with their questions and parameters, for people."""
    lines: list[str] = []
    for query in queries:
        lines.append(f"{query.name}: {query.question}")
        for parameter in query.parameters:
            default = f"; default {parameter.default}" if parameter.default is not None else ""
            lines.append(f"    {parameter.name}  ({parameter.kind}) {parameter.words}{default}")
    return "\n".join(lines) + "\n"


def _block(name: str) -> re.Pattern[str]:
    """Match the place of a parameter in a query."""
    return re.compile(rf"^([ \t]*)#?[ \t]*VALUES[ \t]+\?({name})[ \t]*\{{[^}}\n]*\}}", re.MULTILINE)


def _default(text: str, name: str, kind: str) -> str | None:
    """Read a parameter's default off its place in the query."""
    if kind == "limit":
        stands = _LIMIT.search(text)
        return stands[1] if stands is not None else None
    found = re.search(rf"^[ \t]*VALUES[ \t]+\?{name}[ \t]*\{{([^}}\n]*)\}}", text, re.MULTILINE)
    return found[1].strip().strip('"') if found is not None else None


def _count(name: str, value: str) -> int:
    """Read a number of things to list."""
    if not re.fullmatch(r"0*[1-9]\d{0,8}", value):
        raise QueryError(f"{name}={value!r} is no number of things to list. Write it like 200.")
    return int(value)


def _terms(graph: Graph, kind: str, value: str, name: str) -> Sequence[Identifier]:
    """Turn what a user typed into RDF terms."""
    if kind == "date":
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
            raise QueryError(f"{name}={value!r} is no date. Write a year, month or day: 2020, 2020-09, 2020-09-14.")
        return [Literal(value)]
    if kind == "number":
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
            raise QueryError(f"{name}={value!r} is no number. Write it like 10 or 0.5.")
        return [Literal(float(value)) if "." in value else Literal(int(value))]
    if kind == "text":
        return [Literal(value)]
    named = _named(graph, value)
    if named is not None:
        return [named]
    if kind == "relation":
        return _relations(graph, value, name)
    if kind == "type":
        return [Mint().cameo(value) if value.isdigit() else Mint().plover(value.upper())]
    return _entities(graph, value, name)


def entities_named(graph: Graph, value: str, name: str) -> list[URIRef]:
    """Find the entities that a name, an alias, `ent:…` or an IRI stands for; `name` is what the value was given for.

    Raises QueryError, with names that are near, where there is none.
    """
    named = _named(graph, value)
    return [named] if named is not None else _entities(graph, value, name)


def _named(graph: Graph, value: str) -> URIRef | None:
    """Read an IRI, in full or with one of our prefixes."""
    text = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    prefix, colon, local = text.partition(":")
    known = prefixes(base_of(graph))
    if colon and prefix in known and local:
        return URIRef(known[prefix] + local)
    return URIRef(text) if "://" in text and is_iri(text) else None


def _entities(graph: Graph, value: str, name: str) -> list[URIRef]:
    """Find the entities of a name: by the preferred one, else by an alias, else without regard to case."""
    wanted = _folded(value)
    spelt = Literal(" ".join(value.replace("_", " ").lower().split())).n3()
    ending = Literal(f"/entity/{'_'.join(value.replace('_', ' ').lower().split())}").n3()
    alike = f"FILTER(LCASE(STR(?l)) = {spelt} || STRENDS(LCASE(STR(?e)), {ending}))"
    for narrowed in (alike, ""):  # all names are read only where none is just so: the engine folds case in its own way
        labels = _labels(graph, narrowed)
        hits = [(preferred, iri) for label, preferred, iri in labels if _folded(label) == wanted]
        hits += [(True, iri) for _, _, iri in labels if _folded(local_name(iri)) == wanted]
        best = sorted({iri for preferred, iri in hits if preferred}) or sorted({iri for _, iri in hits})
        if best:
            return [URIRef(iri) for iri in best]
    known = {_folded(local_name(iri)): local_name(iri) for _, _, iri in labels}
    known |= {_folded(label): label for label, _, _ in labels}
    close = difflib.get_close_matches(wanted, known, n=3, cutoff=0.7)
    inside = sorted((key for key in known if wanted in key), key=len)[:3]
    hints = list(dict.fromkeys(known[key] for key in (*close, *inside)))
    near = f" Near: {', '.join(hints)}." if hints else ""
    raise QueryError(f"No entity called {value!r} for {name}.{near} Search with: kg query find-entity --set name=…")


def _labels(graph: Graph, narrowed: str) -> list[tuple[str, bool, str]]:
    """Read the names of entities, whether each is the preferred one, and whose it is."""
    found = ask(
        graph,
        f"SELECT ?e ?l ?p WHERE {{ VALUES ?p {{ {SKOS.prefLabel.n3()} {SKOS.altLabel.n3()} }} ?e ?p ?l {narrowed} }}",
    )
    rows = [tuple(str(row[variable]) for variable in found.vars or ()) for row in found.bindings]
    return [(label, kind == str(SKOS.prefLabel), iri) for iri, label, kind in rows if "/entity/" in iri]


def _relations(graph: Graph, value: str, name: str) -> list[URIRef]:
    """Find the relations of an id or label."""
    wanted = _folded(value)
    found = ask(graph, f"SELECT ?r ?l WHERE {{ ?r {RDFS.label.n3()} ?l . FILTER(CONTAINS(STR(?r), '/relation/')) }}")
    labels: dict[str, set[str]] = {}
    for row in found.bindings:
        iri, label = (str(row[variable]) for variable in found.vars or ())
        labels.setdefault(_folded(label), set()).add(iri)
        labels.setdefault(_folded(local_name(iri)), set()).add(iri)
    if wanted not in labels:
        raise QueryError(f"No relation called {value!r} for {name}.{_near(wanted, labels)} See: kg query relations")
    return [URIRef(iri) for iri in sorted(labels[wanted])]


def _beside(graph: Graph, path: Path) -> Graph:
    """Put an earlier graph and this one side by side, as the named graphs `kg:before` and `kg:after`."""
    both = new_dataset()
    for name, source in (("before", load_dataset(path)), ("after", graph)):
        target = ox.NamedNode(f"{KG._NS}{name}")
        quads = (ox.Quad(quad.subject, quad.predicate, quad.object, target) for quad in engine(source))
        engine(both).bulk_extend(quads)
    return both


def _diagnosis(error: Exception) -> str:
    """Say in one line what an engine has against a query."""
    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, SyntaxError):
        place = re.search(r"(\d+):(\d+)", said)
        where = f" in line {place[1]}, column {place[2]}" if place else ""
        return f"The query is malformed{where}: {said[:300]}. Mend it and ask again."
    if isinstance(error, GraphError):
        return said
    return f"The query failed: {said[:300]}. Check the query, and the address if it goes to an endpoint."


def _shown(term: Identifier | None, base: str | None) -> str:
    """Write a term for people: an IRI of ours with its prefix, a literal as its words."""
    if term is None:
        return ""
    text = str(term)
    if isinstance(term, URIRef):
        for prefix, namespace in prefixes(base or prefixes()["ent"].removesuffix("entity/")).items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)


def _near(name: str, known: Iterable[str]) -> str:
    """Name what somebody may have meant."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _folded(text: str) -> str:
    """Level case, underscores and blanks."""
    return " ".join(text.replace("_", " ").casefold().split())


__all__ = [
    "FORMATS",
    "Parameter",
    "Query",
    "ask",
    "cut_off",
    "draw_query",
    "entities_named",
    "find_query",
    "formatted",
    "library",
    "overview",
    "parse_query",
    "prepare",
    "read_query",
    "run_query",
    "to_csv",
    "to_json",
    "to_table",
    "to_turtle",
    "with_prefixes",
]
