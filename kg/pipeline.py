"""The order of the stages: articles → annotated text → statements → what they say together."""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rdflib import Dataset
from spacy.language import Language
from spacy.tokens import Doc

from kg import events as coding
from kg import gazetteer as tables
from kg import graph, language
from kg.collection import bring_together as bring_together  # it belongs to the face of this room
from kg.collection import named
from kg.config import Settings
from kg.errors import PipelineError
from kg.extract import assemble, claims, coreference, statements, times
from kg.extract import mentions as spans
from kg.extract.times.tense import Tense, tense_of
from kg.gazetteer import Gazetteer
from kg.increment import add as add  # and so does this
from kg.model import Article, Entity, Knowledge, Proposition, Reading, Statement, TimeExpression
from kg.read import Skipped
from kg.read import articles as sources_to_articles

LOG = logging.getLogger(__name__)
BESIDE = frozenset({"after", "before", "following", "until", "till", "by", "ahead of", "prior to"})
"""Markers of times that something is told to lie behind or ahead of, which are not the time of the thing itself."""

CHUNK = 24_000  # characters that a worker is given at a time: worth the sending, and few enough to busy every core
MOST = 64  # articles that a worker is given at a time
AHEAD = 3  # chunks a worker may be ahead of what has been handed on


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs and what takes a moment to load."""

    nlp: Language
    gazetteer: Gazetteer


@cache
def load_tools(model: str | None = None, gazetteer: Path | None = None) -> Tools:
    """Load the English pipeline and the tables, once in a process.

    Raises ModelError for an unknown pipeline, TableError for a fault in the user's rows.
    """
    return Tools(language.load(model), tables.load(gazetteer))


def read(article: Article, doc: Doc, gazetteer: Gazetteer) -> Reading:
    """Read one annotated article: its mentions, its entities and its statements."""
    found, known = coreference.resolve(doc, spans.mentions(doc, gazetteer), article, gazetteer)
    reader = assemble.Reader(
        article=article,
        doc=doc,
        mentions=found,
        entities=known,
        attributions=claims.attributions(doc),
        times=times.times(doc, article.date),
        chain=claims.chain,
        date_of=lambda expressions, proposition: _date(expressions, proposition, article, doc),
    )
    read_out = list(reader.statements(statements.propositions(doc)))
    known = {**known, **assemble.things(read_out, known)}
    return Reading(article, tuple(found), known, tuple(_coded(read_out, known)))


def readings(
    articles: Iterable[Article], settings: Settings, *, skipped: Callable[[Skipped], None] | None = None
) -> Iterator[Reading]:
    """Read articles, on as many processes as the settings allow; the order of the articles stays.

    An article on which a stage breaks is left out and handed to `skipped`, or logged. Raises PipelineError where a
    process ends before its work is done.
    """
    for part in _parts(_chunks(articles), settings):
        for found in part:
            if isinstance(found, Reading):
                yield found
            elif skipped is not None:
                skipped(found)
            else:
                LOG.warning("Skipped %s: %s", found.source, found.reason)


def stream(
    articles: Iterable[Article], settings: Settings, *, skipped: Callable[[Skipped], None] | None = None
) -> Iterator[Reading]:
    """Read articles and yield each as soon as its entities have ids that mean one thing in all of them."""
    return named(readings(articles, settings, skipped=skipped), settings)


def build(sources: Sequence[str | Path], settings: Settings | None = None) -> Knowledge:
    """Read sources (files, folders, `-`) and bring together what they say.

    Raises SourceError where a source cannot be read or holds no article; bad articles are left out.
    """
    chosen = settings or Settings()
    return bring_together(readings(sources_to_articles(sources), chosen), chosen)


def surface_triples(
    articles: Iterable[Article], settings: Settings
) -> Iterator[tuple[Article, list[statements.SurfaceTriple]]]:
    """Read articles only as far as their surface triples, in the words of the sentence."""
    nlp = language.load(settings.model)
    for doc, article in nlp.pipe(((article.text, article) for article in articles), as_tuples=True):
        yield article, list(statements.surface_triples(doc))


def to_dataset(knowledge: Knowledge, settings: Settings | None = None) -> Dataset:
    """Turn what articles say together into an rdflib Dataset, one named graph an article."""
    chosen = settings or Settings()
    dataset = graph.new_dataset()
    graph.add_quads(dataset, graph.quads(knowledge, base=chosen.base_iri, with_text=chosen.with_text))
    return dataset


def _parts(chunks: Iterable[list[Article]], settings: Settings) -> Iterator[list[Reading | Skipped]]:
    """Read chunks in their order, here or in worker processes, never more of them than keeps the workers busy."""
    if settings.jobs <= 1:
        yield from (_read_chunk(chunk, settings) for chunk in chunks)
        return
    context = multiprocessing.get_context("spawn")  # a forked process inherits the network's locked threads
    with ProcessPoolExecutor(settings.jobs, mp_context=context) as pool:
        waiting: deque[Future[list[Reading | Skipped]]] = deque()
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_read_chunk, chunk, settings))
                if len(waiting) >= settings.jobs * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise PipelineError(
                "A process that read articles was ended from outside, perhaps for want of memory. "
                f"Run it again with fewer than --jobs {settings.jobs}."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _read_chunk(chunk: Sequence[Article], settings: Settings) -> list[Reading | Skipped]:
    """Read some articles, each by itself.

    The numbers of a network of small integers depend on what shares a batch with a text; an article is to be read the
    same whatever stands beside it, today and when it is read again.
    """
    tools = load_tools(settings.model, settings.gazetteer)
    found: list[Reading | Skipped] = []
    for article in chunk:
        try:
            found.append(read(article, tools.nlp(article.text), tools.gazetteer))
        except Exception as error:  # whatever breaks on one article must not stop the others
            reason = f"cannot be read ({type(error).__name__}: {error}): please report it"
            found.append(Skipped(article.path or article.id, " ".join(reason.split())))
    return found


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut a stream where its texts come to `CHUNK` characters, at the latest after `MOST` articles."""
    chunk: list[Article] = []
    length = 0
    for article in articles:
        chunk.append(article)
        length += len(article.text)
        if length >= CHUNK or len(chunk) >= MOST:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _coded(said: Iterable[Statement], known: Mapping[str, Entity]) -> Iterator[Statement]:
    """Give each statement its event code, or none where it tells of no event."""
    for statement in said:
        code = coding.code(statement, known) if statement.event is not None else None
        yield replace(statement, event=code)


def _date(
    expressions: Sequence[TimeExpression], proposition: Proposition, article: Article, doc: Doc
) -> tuple[str | None, str]:
    """Date a proposition by its own expressions of time, else by its tense and the article's date."""
    spans = [
        span
        for argument in proposition.arguments
        if argument.role == "time" and argument.marker not in BESIDE
        for span in argument.phrase.spans
    ]
    head = proposition.predicate.head
    tense = tense_of(doc[head]) if head >= 0 else Tense.PRESENT
    return times.date_of(expressions, spans, article.date, tense)
