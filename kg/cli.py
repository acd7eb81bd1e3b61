"""The command line: flags in, data to stdout, messages to stderr, exit status out.

Exit status 0: done; 1: the user can put it right (one line says what, which and what now); 2: wrong usage.
Rooms that take a moment to load are imported by the command that needs them, so that `kg --help` is instant.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.config import BASE_IRI, Settings
from kg.errors import KgError, OutputError, QueryError, SourceError

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.graph import Archive
    from kg.model import Article, Knowledge, Reading
    from kg.read import Skipped

FEW = 16  # articles up to which one process is faster than several, which must each load the tools
PATH = click.Path(path_type=Path)
SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


class Commands(click.Group):
    """Show a KgError as one line and exit with status 1; a closed pipe is no error."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except BrokenPipeError:
            # `kg extract … | head`: the reader has enough. Python would complain again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        except URLError as error:
            raise click.ClickException(
                f"Cannot reach the endpoint: {error.reason}. Is it running at that URL?"
            ) from error
        except OSError as error:
            where = f" {error.filename}" if error.filename else ""
            raise click.ClickException(f"Cannot use{where}: {error.strerror or error}.") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geopolitical-kg", prog_name="kg")
def main() -> None:
    """Turn news into a knowledge graph of geopolitical events in which every edge leads back to its sentence."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how articles are read."""
    file = click.Path(dir_okay=False, path_type=Path)
    options = [
        click.option("--lines", is_flag=True, help="Every line of the input is one document; its id is its number."),
        click.option("--jobs", type=click.IntRange(1), help="Processes that read. [default: every core for many]"),
        click.option("--strict", is_flag=True, help="Make a bad article an error instead of skipping it."),
        click.option("--model", metavar="NAME", help="Use an installed spaCy pipeline instead of ours."),
        click.option("--gazetteer", type=file, metavar="CSV", help="Add your own names."),
        click.option("--same", type=file, metavar="CSV", help="Pairs of names that mean one thing."),
        click.option("--different", type=file, metavar="CSV", help="Pairs of names that mean two things."),
        click.option(
            "--same-events", type=file, metavar="CSV", help="Pairs of ids of statements that tell of one event."
        ),
        click.option("--different-events", type=file, metavar="CSV", help="Pairs of ids that tell of two events."),
        click.option("--base-iri", default=BASE_IRI, show_default=True, help="Where the things of the graph live."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _settings(options: dict[str, Any]) -> Settings:
    """Make the settings out of the options of a command."""
    known = {
        name: value for name, value in options.items() if name in Settings.__dataclass_fields__ and value is not None
    }
    if not known.get("base_iri", BASE_IRI).endswith(("/", "#")):
        raise click.UsageError("--base-iri must end in / or #.")
    return Settings(**known)


@main.command()
@SOURCES
@click.option("--out", type=PATH, default=Path("out"), show_default=True, help="Folder for graph, page and report.")
@click.option("--store", type=PATH, help="Also keep the graph in this Oxigraph folder, beside what is there.")
@click.option("--with-text", is_flag=True, help="Put the articles' whole texts into the graph (mind their rights).")
@_reading_options
def build(sources: tuple[str, ...], out: Path, store: Path | None, **options: Any) -> None:
    """Build a graph from articles: Turtle, TriG, pages of network, timeline and map, statements, report."""
    from kg import graph as graphs
    from kg.lines import statement_lines
    from kg.vocab import Mint

    settings = _settings(options)
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"Cannot make the folder {out}: {error.strerror}. Name another with --out.") from error
    try:
        archive = graphs.Archive(store, base=settings.base_iri) if store is not None else None
        knowledge, skipped = _read(sources, options, settings, archive)
    except KgError:
        if is_new:
            out.rmdir()
        raise
    mint = Mint(settings.base_iri)
    with _status("Writing the graph"):
        dataset = graphs.new_dataset()
        graphs.add_quads(dataset, graphs.quads(knowledge, base=settings.base_iri, with_text=settings.with_text))
        faults = graphs.validate(graphs.sample(dataset))
        report = _report(knowledge, skipped, dataset, faults)
        lines = (
            line for reading in knowledge.readings for line in statement_lines(reading, knowledge.entities, mint.entity)
        )
        files = {
            "graph.ttl": graphs.to_bytes(dataset, "turtle"),
            "graph.trig": graphs.to_bytes(dataset, "trig"),
            **_pages(dataset),
            "statements.jsonl": b"".join(_json(line) for line in lines),
            "report.json": (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode(),
        }
        for name, content in files.items():
            graphs.write_atomically(out / name, content)
    _summary(report, out, store)


@main.command()
@SOURCES
@click.option("--open", "surface", is_flag=True, help="Triples in the words of the sentence, nothing resolved.")
@_reading_options
def extract(sources: tuple[str, ...], surface: bool, **options: Any) -> None:
    """Print the statements of articles as JSON Lines."""
    from kg import pipeline
    from kg.lines import statement_lines, surface_line
    from kg.vocab import Mint

    settings = _settings(options)
    if surface:
        for article, triples in pipeline.surface_triples(_articles(sources, options, []), settings):
            for triple in triples:
                click.echo(_json(surface_line(article, triple)), nl=False)
        return
    mint = Mint(settings.base_iri)
    for reading in _stream(sources, options, settings):
        click.echo(b"".join(_json(line) for line in statement_lines(reading, reading.entities, mint.entity)), nl=False)


@main.command()
@SOURCES
@_reading_options
def mentions(sources: tuple[str, ...], **options: Any) -> None:
    """Print the mentions of people, places, organisations and other things as JSON Lines."""
    from kg.lines import mention_lines
    from kg.vocab import Mint

    settings = _settings(options)
    mint = Mint(settings.base_iri)
    for reading in _stream(sources, options, settings):
        click.echo(b"".join(_json(line) for line in mention_lines(reading, reading.entities, mint.entity)), nl=False)


def _pages(dataset: Graph) -> dict[str, bytes]:
    """Draw the network, the timeline and the map, each with links to the others."""
    from kg import graph as graphs
    from kg import render

    names = {"Network": "graph.html", "Timeline": "timeline.html", "Map": "map.html"}
    draw = {"Network": render.to_html, "Timeline": render.to_timeline_html, "Map": render.to_map_html}
    nodes, edges = list(graphs.nodes(dataset)), list(graphs.edges(dataset))
    return {file: draw[page](nodes, edges, pages=names).encode() for page, file in names.items()}


def _read(
    sources: Sequence[str], options: dict[str, Any], settings: Settings, archive: Archive | None
) -> tuple[Knowledge, list[Skipped]]:
    """Read all sources with a progress bar, bring them together, in a store where one is named, and tell of faults."""
    from kg import pipeline

    skipped: list[Skipped] = []

    def watched(readings: Iterator[Reading]) -> Iterator[Reading]:
        """Show how far the reading is."""
        for reading in readings:
            yield reading
            progress.update(task, advance=1)
        progress.update(task, description="Bringing them together")

    with _progress() as progress:
        task = progress.add_task("Reading articles", total=None)
        articles, settings = _first(_articles(sources, options, skipped), options, settings)
        readings = watched(pipeline.readings(articles, settings, skipped=_skipping(options, skipped)))
        if archive is None:
            knowledge = pipeline.bring_together(readings, settings)
        else:
            knowledge = pipeline.add(readings, archive, settings)
            archive.close()
    for fault in skipped:
        _say(f"Skipped {fault.source}: {fault.reason}")
    return knowledge, skipped


def _stream(sources: Sequence[str], options: dict[str, Any], settings: Settings) -> Iterator[Reading]:
    """Read all sources and yield article by article, telling of what is skipped."""
    from kg import pipeline

    skipped: list[Skipped] = []
    with _progress() as progress:
        task = progress.add_task("Reading articles", total=None)
        articles, settings = _first(_articles(sources, options, skipped), options, settings)
        for reading in pipeline.stream(articles, settings, skipped=_skipping(options, skipped)):
            progress.update(task, advance=1)
            yield reading
            while skipped:
                _say(f"Skipped {skipped[0].source}: {skipped.pop(0).reason}")
    for fault in skipped:
        _say(f"Skipped {fault.source}: {fault.reason}")


def _first(
    articles: Iterator[Article], options: dict[str, Any], settings: Settings
) -> tuple[Iterator[Article], Settings]:
    """Look at the first articles to choose how many processes are worth their while."""
    from dataclasses import replace
    from itertools import chain, islice

    if options.get("jobs") is not None:
        return articles, settings
    first = list(islice(articles, FEW + 1))
    return chain(first, articles), replace(settings, jobs=1 if len(first) <= FEW else os.cpu_count() or 1)


def _skipping(options: dict[str, Any], skipped: list[Skipped]) -> Callable[[Skipped], None]:
    """Give what is done with an article on which a stage breaks."""

    def skip(fault: Skipped) -> None:
        """Note it, or break off."""
        if options["strict"]:
            raise SourceError(f"{fault.source}: {fault.reason}. Remove it, or run without --strict.")
        skipped.append(fault)

    return skip


def _articles(sources: Sequence[str], options: dict[str, Any], skipped: list[Skipped]) -> Iterator[Article]:
    """Read the sources of a command."""
    from kg import read

    return read.articles(sources, lines=options["lines"], strict=options["strict"], skipped=skipped.append)


def _report(
    knowledge: Knowledge, skipped: Sequence[Skipped], dataset: Graph, faults: Sequence[object]
) -> dict[str, object]:
    """Count what was found; no times and no paths of this machine, so that the same input gives the same report."""
    from kg import graph as graphs

    statements = [statement for reading in knowledge.readings for statement in reading.statements]
    return {
        "articles": {
            "read": len(knowledge.readings),
            "skipped": [asdict(fault) for fault in skipped],
            "found": [
                {
                    "id": reading.article.id,
                    "title": reading.article.title,
                    "date": reading.article.date,
                    "publisher": reading.article.publisher,
                    "author": reading.article.author,
                    "url": reading.article.url,
                    "statements": len(reading.statements),
                }
                for reading in knowledge.readings
            ],
        },
        "statements": {
            "all": len(statements),
            "facts": sum(graphs.is_fact(statement, knowledge.entities) for statement in statements),
            "attributed": sum(bool(statement.attributed_to) for statement in statements),
            "polarity": _counts(statement.polarity.value for statement in statements),
            "modality": _counts(statement.modality.value for statement in statements),
        },
        "entities": {
            "all": len(knowledge.entities),
            "linked": sum(entity.wikidata is not None for entity in knowledge.entities.values()),
            "types": _counts(entity.type.value for entity in knowledge.entities.values()),
        },
        "events": {
            "all": len(knowledge.events),
            "reported more than once": sum(len(event.statements) > 1 for event in knowledge.events),
            "types": _counts(event.code.plover for event in knowledge.events),
        },
        "links": {
            "agreeing": sum(link.agrees for link in knowledge.links),
            "disagreeing": sum(not link.agrees for link in knowledge.links),
        },
        "triples": len(dataset),
        "faults": [str(fault) for fault in faults],
    }


def _counts(values: Iterable[str]) -> dict[str, int]:
    """Count values, the most frequent first."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _summary(report: dict[str, Any], out: Path, store: Path | None) -> None:
    """Tell in a few lines what was found and what to do next."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    said, events = report["statements"], report["events"]
    skipped = report["articles"]["skipped"]
    rows = {
        "Articles": f"{report['articles']['read']}" + (f" ({len(skipped)} skipped)" if skipped else ""),
        "Statements": f"{said['all']} ({said['facts']} as facts, {said['attributed']} claimed by somebody, "
        f"{said['polarity'].get('negative', 0)} denied)",
        "Entities": f"{report['entities']['all']} ({report['entities']['linked']} known to Wikidata)",
        "Events": f"{events['all']} ({events['reported more than once']} reported more than once)",
        "Triples": f"{report['triples']}",
    }
    for name, value in rows.items():
        table.add_row(name, value)
    console = _console()
    console.print(table)
    for fault in report["faults"]:
        console.print(f"Fault in the graph: {fault}", markup=False)
    console.print(f"\nLook at it:  open {out / 'graph.html'} in a browser", markup=False, highlight=False)
    console.print(
        f"Ask it:      kg query --list; kg query who-did-what --graph {out / 'graph.ttl'}",
        markup=False,
        highlight=False,
    )
    if store is not None:
        console.print(
            f"All that {store} holds:  kg render {store} -o all.html; kg query who-did-what --store {store}",
            markup=False,
            highlight=False,
        )
    console.print(
        f"{report['articles']['read']} articles read, {len(skipped)} skipped; all files are in {out}.",
        markup=False,
        highlight=False,
    )


def _json(line: dict[str, object]) -> bytes:
    """Write one object as one line; half a character that an article may hold is written as its escape."""
    text = json.dumps(line, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _console() -> Console:
    """Messages go to stderr; data alone goes to stdout."""
    return Console(stderr=True, highlight=False)


def _say(message: str) -> None:
    """Tell something in one line."""
    click.echo(" ".join(message.split()), err=True)


def _progress() -> Progress:
    """Show work on stderr; nothing where stderr is no terminal."""
    console = _console()
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"),
        TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal,
    )  # fmt: skip


def _status(message: str) -> Progress:
    """Show that something is going on whose length is not known."""
    progress = _progress()
    progress.add_task(message, total=None)
    return progress


def _graph_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which graph is asked."""
    options = [
        click.option("--graph", "file", type=PATH, help="File of a graph. [default: out/graph.ttl]"),
        click.option("--store", type=PATH, help="Folder of an Oxigraph store."),
        click.option("--endpoint", metavar="URL", help="SPARQL 1.1 endpoint."),
        click.option("--user", metavar="NAME:PASSWORD", envvar="KG_USER", help="Who asks the endpoint."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _graph(file: Path | None, store: Path | None, endpoint: str | None, user: str | None) -> Graph:
    """Open the one graph that a command names."""
    from kg import graph as graphs

    if sum(given is not None for given in (file, store, endpoint)) > 1:
        raise click.UsageError("Give only one of --graph, --store and --endpoint.")
    if endpoint is not None:
        return graphs.open_endpoint(endpoint, auth=_auth(endpoint, user))
    if store is not None:
        return graphs.open_dataset(store, read_only=True)
    return graphs.load_dataset(file if file is not None else Path("out/graph.ttl"))


def _auth(endpoint: str, user: str | None) -> tuple[str, str] | None:
    """Take apart who asks an endpoint, whose address is looked at first."""
    if not endpoint.startswith(("http://", "https://")):
        raise click.UsageError(f"--endpoint takes the URL of an endpoint, http://…, not {endpoint!r}.")
    name, _, password = (user or "").partition(":")
    return (name, password) if user else None


def _values(given: Sequence[str]) -> dict[str, str]:
    """Split NAME=VALUE."""
    pairs = [text.partition("=") for text in given]
    for name, mark, _ in pairs:
        if not mark or not name:
            raise click.UsageError(f"--set takes NAME=VALUE, not {name!r}.")
    return {name.strip(): value.strip() for name, _, value in pairs}


@main.command()
@click.argument("name", metavar="NAME_OR_FILE", required=False)
@click.option("--list", "listing", is_flag=True, help="Show the questions of the library and their parameters.")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Give a parameter a value.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), help="[default: by answer]")
@_graph_options
def query(name: str | None, listing: bool, given: tuple[str, ...], form: str | None, **where: Any) -> None:
    """Run a SPARQL file of the library or your own on a graph."""
    from kg.graph import query as questions

    if listing:
        click.echo(questions.overview(questions.library().values()))
        return
    if name is None:
        raise click.UsageError("Name a query, or see what there is: kg query --list")
    asked = questions.find_query(name)
    values = _values(given)
    try:
        result = questions.run_query(_graph(**where), asked, values)
    except QueryError as error:
        raise QueryError(f"{name}: {error}") from error
    if form is None:
        form = "ttl" if result.type in {"CONSTRUCT", "DESCRIBE"} else "table"
    click.echo(questions.formatted(result, form, width=Console().width).rstrip("\n"))
    note = questions.cut_off(result, asked, values)
    if note is not None:
        click.echo(note, err=True)


@main.command()
@click.argument("graph", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, help="File to write: .html, .svg or .png.")
@click.option("--title", default="Who does what to whom", show_default=True)
@click.option("--top", type=click.IntRange(0), help="Show only the most important so many at first; 0 for all.")
@click.option("--focus", multiple=True, metavar="NAME", help="Only what surrounds this actor; two for a pair.")
@click.option("--hops", type=click.IntRange(1), default=1, show_default=True, help="How far around the focus.")
@click.option("--since", metavar="DATE", help="Only what happened from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Only what happened until then.")
@click.option("--renderer", type=click.Choice(["auto", "pyvis", "sigma"]), default="auto", show_default=True)
@click.option("--view", type=click.Choice(["network", "timeline", "map"]), default="network", show_default=True)
@click.option("--query", "question", metavar="NAME_OR_FILE", help="Draw the answer of a query instead of the graph.")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Give a parameter of the query a value.")
def render(
    graph: Path, output: Path, view: str, question: str | None, given: tuple[str, ...], renderer: Any, **options: Any
) -> None:
    """Draw a graph, or the answer of a query, as an interactive network, a timeline or a map."""
    from kg import graph as graphs
    from kg import render as pages

    dataset: Graph = graphs.load_dataset(graph)
    nodes, edges = (
        graphs.answer_rows(dataset, question, _values(given))
        if question
        else (graphs.nodes(dataset), graphs.edges(dataset))
    )
    with _status("Drawing"):
        if view in {"timeline", "map"}:
            draw = pages.to_timeline_html if view == "timeline" else pages.to_map_html
            told = {name: options[name] for name in ("title", "since", "until")}
            content = draw(nodes, edges, **told).encode()
        elif output.suffix == ".svg":
            content = pages.to_svg(nodes, edges, **options).encode()
        elif output.suffix == ".png":
            content = pages.to_png(nodes, edges, **options)
        else:
            content = pages.to_html(nodes, edges, renderer=renderer, **options).encode()
        graphs.write_atomically(output, content)
    _say(f"Written: {output} ({len(content) / 1_000_000:.1f} MB)")


@main.command()
@click.argument("graph", type=PATH)
@click.option(
    "--centrality",
    type=click.Choice(["pagerank", "degree", "betweenness"]),
    default="pagerank",
    show_default=True,
    help="By what the most central actors are listed.",
)
@click.option("--communities", is_flag=True, help="List groups of actors that are closely knit instead.")
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="List the shortest chains between two actors instead.")
@click.option("--claims", is_flag=True, help="Count what is only claimed, denied or possible too, not facts alone.")
@click.option(
    "--top", type=click.IntRange(0), default=20, show_default=True, help="The most rows or chains; 0 for all."
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def analyze(
    graph: Path, centrality: str, communities: bool, ends: tuple[str, str] | None, claims: bool, top: int, form: str
) -> None:
    """Tell who is central, who belongs together, and what connects two actors."""
    from kg import graph as graphs
    from kg.graph import analysis
    from kg.graph.query import formatted

    if communities and ends:
        raise click.UsageError("Give only one of --communities and --path.")
    dataset, facts_only = graphs.load_dataset(graph), not claims
    if ends:
        answer = analysis.paths(dataset, *ends, most=top or analysis.MOST_CHAINS, facts_only=facts_only)
    elif communities:
        answer = analysis.groups(dataset, most=top or None, facts_only=facts_only)
    else:
        answer = analysis.ranking(dataset, by=centrality, most=top or None, facts_only=facts_only)
    width = Console().width
    told = analysis.to_text(answer, width=width) if ends and form == "table" else formatted(answer, form, width=width)
    click.echo(told.strip("\n"), nl=bool(told.strip()))
    if ends and not answer.bindings:
        hint = "" if claims else " Try it with --claims, over what is only claimed too."
        _say(f"No chain of at most {analysis.LONGEST_CHAIN} {'claims' if claims else 'facts'} connects them.{hint}")


@main.command()
@click.argument("graph", type=PATH)
@click.option("-f", "--format", "form", required=True, metavar="FORMAT", help="See above.")
@click.option("-o", "--output", type=PATH, help="File (for csv a folder) to write. [default: standard output]")
def export(graph: Path, form: str, output: Path | None) -> None:
    """Write a graph in another format.

    FORMAT is turtle, trig, nquads, ntriples, jsonld, rdfxml, rdf12, graphml, gexf or csv. With -o FOLDER, csv writes
    nodes.csv and edges.csv as `neo4j-admin database import` takes them; without, the edges alone.
    """
    from kg import graph as graphs

    if form not in graphs.EXPORTS:
        raise click.UsageError(f"No export format {form!r}. There are: {', '.join(graphs.EXPORTS)}.")
    dataset = graphs.load_dataset(graph)
    if output is None:
        click.echo(graphs.to_bytes(dataset, form), nl=False)
    elif form == "csv":
        output.mkdir(parents=True, exist_ok=True)
        for name, content in graphs.csv_files(dataset).items():
            graphs.write_atomically(output / name, content)
        _say(f"Written: {output / 'nodes.csv'} and {output / 'edges.csv'}")
    else:
        graphs.write_atomically(output, graphs.to_bytes(dataset, form))
        _say(f"Written: {output}")


@main.command()
@click.argument("graph", type=PATH)
@click.option("--endpoint", metavar="URL", required=True, help="Graph Store Protocol endpoint to load into.")
@click.option("--user", metavar="NAME:PASSWORD", envvar="KG_USER", help="Who loads.")
@click.option("--articles", is_flag=True, help="Load what each article says into a graph of its own.")
@click.option("--into", metavar="IRI", help="Graph to load the rest into. [default: the store's default graph]")
def push(graph: Path, endpoint: str, user: str | None, articles: bool, into: str | None) -> None:
    """Load a graph into a store on another machine, in batches that survive a broken connection."""
    from kg import graph as graphs

    dataset = graphs.load_dataset(graph)
    with _status("Loading"):
        sent = graphs.push(
            graphs.canonical_quads(dataset), endpoint, auth=_auth(endpoint, user), named=articles, into=into
        )
    _say(f"{graph} is loaded into {endpoint}: {sent:,} triples sent.")


@main.command()
@click.argument("graph", type=PATH)
def validate(graph: Path) -> None:
    """Check a graph against the SHACL shapes; exit status 1 where it breaks them."""
    from kg import graph as graphs

    faults = graphs.validate(graphs.load_dataset(graph))
    if faults:
        click.echo(graphs.to_report(faults))
        raise click.ClickException(f"{graph} breaks the shapes in {len(faults)} places (see above).")
    _say(f"{graph} is valid.")


@main.command()
@click.argument("graph", type=PATH)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--writable", is_flag=True, help="Allow SPARQL Update.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds for a query.")
def serve(graph: Path, host: str, port: int, writable: bool, timeout: float) -> None:
    """Serve a graph on this machine: SPARQL 1.1 endpoint, query page, pages of entities, the network."""
    from kg import serve as server

    server.serve(graph, host=host, port=port, writable=writable, timeout=timeout)
