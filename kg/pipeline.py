"""The order of the stages: articles → annotated text → statements → what they say together."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from rdflib import Dataset
from spacy.language import Language
from spacy.tokens import Doc

from kg import events as coding
from kg import gazetteer as tables
from kg import graph, language
from kg.config import Settings
from kg.extract import assemble, claims, coreference, entities, statements, times
from kg.extract import mentions as spans
from kg.extract.times.tense import Tense, tense_of
from kg.gazetteer import SAME_AS, Gazetteer
from kg.model import Article, Entity, Knowledge, Mention, Participant, Proposition, Reading, Statement, TimeExpression
from kg.read import articles as sources_to_articles

BESIDE = frozenset({"after", "before", "following", "until", "till", "by", "ahead of", "prior to"})
"""Markers of times that something is told to lie behind or ahead of, which are not the time of the thing itself."""

CHUNK = 8  # articles a worker reads at a time: enough to batch sentences, few enough to keep every core busy


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


def readings(articles: Iterable[Article], settings: Settings) -> Iterator[Reading]:
    """Read articles, on as many processes as the settings allow; the order of the articles stays."""
    if settings.jobs <= 1:
        tools = load_tools(settings.model, settings.gazetteer)
        yield from _read_all(articles, tools)
        return
    context = multiprocessing.get_context("spawn")  # a forked process inherits the network's locked threads
    with context.Pool(settings.jobs) as pool:
        chunks = ((chunk, settings) for chunk in _chunks(articles, CHUNK))
        for part in pool.imap(_read_chunk, chunks):
            yield from part


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


def bring_together(read_out: Iterable[Reading], settings: Settings) -> Knowledge:
    """Decide which entities and which events of many articles are one, and which claims agree or disagree."""
    kept = tuple(read_out)
    unified = entities.unify(
        ((reading.article.id, reading.entities) for reading in kept), same=settings.same, different=settings.different
    )
    kept = tuple(_renamed(reading, unified) for reading in kept)
    everything = {entity.id: entity for entity in unified.values()}
    articles = {reading.article.id: reading.article for reading in kept}
    said = [statement for reading in kept for statement in reading.statements]
    happened = coding.events(
        said,
        everything,
        articles,
        same=entities.read_pairs(settings.same_events),
        different=entities.read_pairs(settings.different_events),
    )
    of = {statement: event.id for event in happened for statement in event.statements}
    kept = tuple(
        replace(reading, statements=tuple(replace(s, event_id=of.get(s.id)) for s in reading.statements))
        for reading in kept
    )
    said = [statement for reading in kept for statement in reading.statements]
    return Knowledge(kept, everything, tuple(happened), tuple(coding.links(said, everything, happened)))


def to_dataset(knowledge: Knowledge, settings: Settings | None = None) -> Dataset:
    """Turn what articles say together into an rdflib Dataset, one named graph an article."""
    chosen = settings or Settings()
    dataset = graph.new_dataset()
    graph.add_quads(dataset, graph.quads(knowledge, base=chosen.base_iri, with_text=chosen.with_text))
    return dataset


def _read_all(articles: Iterable[Article], tools: Tools) -> Iterator[Reading]:
    """Annotate and read articles in this process."""
    texts = ((article.text, article) for article in articles)
    for doc, article in tools.nlp.pipe(texts, as_tuples=True):
        yield read(article, doc, tools.gazetteer)


def _read_chunk(job: tuple[list[Article], Settings]) -> list[Reading]:
    """Read a chunk in a worker process, which keeps its tools."""
    chunk, settings = job
    return list(_read_all(chunk, load_tools(settings.model, settings.gazetteer)))


def _chunks(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Cut a stream into lists of `size`."""
    stream = iter(articles)
    while chunk := list(islice(stream, size)):
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


def _renamed(reading: Reading, unified: Mapping[tuple[str, str], Entity]) -> Reading:
    """Put the collection's entities in the place of those of one article."""
    article = reading.article.id

    def entity(id: str | None) -> str | None:
        return unified[article, id].id if id is not None else None

    def several(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unified[article, id].id for id in ids))

    def participant(part: Participant) -> Participant:
        if part.entity is None:
            return replace(part, mentioned=several(part.mentioned))
        known = unified[article, part.entity]
        sure = known.wikidata is not None and (known.link_score is None or known.link_score >= SAME_AS)
        return replace(
            part,
            entity=known.id,
            label=known.label,
            type=known.type.value,
            wikidata=known.wikidata if sure else None,
        )

    def mention(found: Mention) -> Mention:
        return replace(found, entity=entity(found.entity), members=several(found.members))

    def statement(said: Statement) -> Statement:
        return replace(
            said,
            subject=participant(said.subject),
            object=participant(said.object),
            attributed_to=tuple(participant(claimant) for claimant in said.attributed_to),
            arguments=tuple(
                replace(argument, entity=entity(argument.entity), mentioned=several(argument.mentioned))
                for argument in said.arguments
            ),
            event=replace(said.event, place=entity(said.event.place)) if said.event is not None else None,
        )

    return Reading(
        reading.article,
        tuple(map(mention, reading.mentions)),
        {unified[article, id].id: unified[article, id] for id in reading.entities},
        tuple(map(statement, reading.statements)),
    )
