"""Which reports tell of one event in the world.

Every statement with an event code is a report of an event. Refusals, threats and promises are events of their own; a
promise (AGREE) and its fulfilment (AID) are two. Statements that carry no code (denied, merely possible, forecasts of
others) make no event.

Reports are compared only within a block: the same kind of act (`tables/identity.tsv`), one side in common and about
the same time. A side is a country where its government, ruler or the country itself acts, so that *Moscow*, *Putin*
and *the Kremlin* may tell of one loan; everyone else stands for himself. Blocks are looked up in an index by kind, side
and week, and at most `MOST_CANDIDATES` events of a block are weighed, so the work grows with the number of reports.
The weights are few, in the open and kept as reasons with the event: same actors, same sides, dates, place, sums and
rare words in common. What was read off one verb of one sentence is one event. A user's word goes before all of them.
Talks need two actors and everything else one: a report that names fewer makes no event by itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from sys import maxsize

from kg.errors import TableError
from kg.events.actors import SYMMETRIC, Actors, actors
from kg.events.dates import Days, days
from kg.events.figures import Figure, counted
from kg.events.schemes import CAMEO_CODES
from kg.events.sectors import side
from kg.events.tables import read_table
from kg.events.words import words
from kg.model import Article, Entity, EntityType, Event, EventCode, Participant, Statement, StatementArgument

MOST_CANDIDATES = 50
DAYS_A_BUCKET = 7
PREDICATE = -2  # marks the key of the words that an event was read off
ANY_WEEK = -1  # where reports look that have no date, and all are filed
MOST_BUCKETS = 60  # longer ranges are cut: what is dated to a whole year or more is matched by its first year only
THRESHOLD = 2.4  # weight of evidence from which two reports are held to tell of one event
LENIENT = 2.0  # the same for kinds that need nothing beside actors and date: two leaders hardly meet twice a day
ROOT = 7  # letters that a noun and its adjective share: constitution, constitutional
ONE_PREDICATE = 4.0  # weight of having been read off one verb: more than all else together can
ONLY_ONE = 0.75  # weight for an undated report where there is but one event it can be of
RARE = 0.5  # least weight of a shared word that counts as a shared topic (1: in one statement only, 0: in all)
SAME_COUNT_RATIO = 3.0  # exact figures further apart than this are figures of two events
VAGUE = ("0", "032")  # ends of codes that take in too much for two reports to be one by them
AT_HAND = frozenset({"PROTEST", "ASSAULT", "COERCE", "CONSULT"})  # types of acts done at one place
TELLING = frozenset(
    {"topic", "purpose", "recipient", "opponent", "goal", "amount", "instrument", "cause", "theme", "manner"}
)
_STOP = frozenset(words(
    "the a an and or of to in on at for from with by about into over after before during between against under as that "
    "this these those it its his her their our your he she they we you who which what not no will would has have had "
    "be is are was were been more than other some any all one two first new last while when where if because although "
    "though since until so such very also just only still again each every both no way ways make take give get do"
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """How reports of one kind of act are compared."""

    prefix: str
    name: str
    days: int
    needs: str


KINDS = {row[0]: Kind(row[0], row[1], int(row[2]), row[3]) for row in read_table("identity.tsv", 4)}
"""Kinds by prefix of the CAMEO code."""


@dataclass(frozen=True, slots=True)
class Report:
    """One statement as a report of an event."""

    statement: Statement
    code: EventCode
    kind: Kind
    actors: Actors
    sides: tuple[str, ...]  # of the sources, then of the targets
    days: Days | None
    money: str | None
    figure: Figure | None
    topic: frozenset[str]

    @property
    def both(self) -> bool:
        """Say whether both sides are known."""
        return bool(self.actors.sources and self.actors.targets)


@dataclass(slots=True)
class Cluster:
    """The reports that are held to tell of one event, and why."""

    reports: list[Report] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    score: float = 1.0
    id: str | None = None  # of an event that is settled


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence for two reports telling of one event."""

    weight: float
    reasons: tuple[str, ...]


def kind_of(cameo: str) -> Kind:
    """Give the kind of act that a CAMEO code is compared as."""
    return next(KINDS[cameo[:length]] for length in range(len(cameo), 1, -1) if cameo[:length] in KINDS)


def events(
    statements: Iterable[Statement],
    entities: Mapping[str, Entity],
    articles: Mapping[str, Article],
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    settled: Iterable[Event] = (),
) -> list[Event]:
    """Bring the reports of one event together; the order of the statements does not matter.

    `same` and `different` are the user's own decisions, pairs of ids of statements, or of events of an earlier run
    over the same articles. `settled` are events of earlier articles: of those of their reports that are among the
    statements each stays one event and keeps its id, and further reports may join it. Raises TableError for an id that
    is not known.
    """
    reports = list(_reports(statements, entities, articles))
    rarity = _rarity(reports)
    apart = _partners(different)
    clusters = _clusters(reports, entities, rarity, apart, settled)
    _decide(clusters, entities, same, different)
    heads = _datelines(articles, entities)
    made = (
        _event(cluster, entities, _place_of_datelines(cluster.reports, entities, articles, heads))
        for cluster in clusters
        if cluster.reports
    )
    return sorted((event for event in made if _has_its_actors(event)), key=lambda event: event.id)


def places(
    statements: Iterable[Statement], entities: Mapping[str, Entity], articles: Mapping[str, Article]
) -> dict[str, tuple[set[str], set[str]]]:
    """Give for each report the keys under which it is filed, and those under which it looks for its event.

    Reports of articles that are not at hand can be one with it only if they are filed under one of the latter.
    """
    found: dict[str, tuple[set[str], set[str]]] = {}
    for report in _reports(statements, entities, articles):
        keys = [key for key in _blocks(report) if key[2] != PREDICATE]
        wanted = keys if report.days is None else [key for key in keys if key[2] != ANY_WEEK]
        filed, looked_up = ({f"{kind}:{who}:{week}" for kind, who, week in group} for group in (keys, wanted))
        found[report.statement.id] = filed, looked_up
    return found


def _reports(
    statements: Iterable[Statement], entities: Mapping[str, Entity], articles: Mapping[str, Article]
) -> Iterator[Report]:
    """Yield the statements that report an event, the earliest event first, then in reading order."""
    found = []
    for statement in statements:
        code = statement.event
        cameo = code.cameo if code is not None else None
        if code is None or cameo is None:
            continue
        if code.date is None and (article := articles.get(statement.article)) is not None:
            code = replace(code, date=article.date, date_basis="publication")
        who = actors(statement, code, entities)
        telling = (a.passage.text for a in statement.arguments if a.role in TELLING)
        phrase = " ".join((statement.object.passage.text, *telling))
        names = {word for id in (*who.sources, *who.targets) if id in entities for word in _name_words(entities[id])}
        found.append(
            Report(
                statement=statement,
                code=code,
                kind=kind_of(cameo),
                actors=who,
                sides=tuple(side(entities.get(id), id) for id in (*who.sources, *who.targets)),
                days=days(code),
                money=next((a.value for a in statement.arguments if a.role == "amount" and a.value), None),
                figure=counted(statement),
                topic=frozenset(
                    word[:ROOT] for word in words(f"{statement.lemma} {phrase}") if word not in names | _STOP
                ),
            )
        )
    # A report with both actors and a date of its own is a firmer kernel than one that lacks them.
    yield from sorted(_with_partners(found, entities), key=_firmness)


def _with_partners(reports: Sequence[Report], entities: Mapping[str, Entity]) -> Iterator[Report]:
    """Give those who do one thing together one another for partners: "the two leaders discussed trade"."""
    together: dict[tuple[str, int, int], dict[str, None]] = {}
    for report in reports:
        if _is_mutual(report):
            together.setdefault(_predicate(report.statement), {}).update(dict.fromkeys(report.actors.sources))
    for report in reports:
        others = together.get(_predicate(report.statement), ()) if _is_mutual(report) else ()
        partners = tuple(id for id in others if id not in report.actors.sources)
        if not partners or report.actors.targets:
            yield report
            continue
        sources = report.actors.sources
        sides = tuple(side(entities.get(id), id) for id in (*sources, *partners))
        yield replace(report, actors=Actors(sources, partners), sides=sides)


def _is_mutual(report: Report) -> bool:
    """Say whether a report tells of what nobody does alone: talks, or the promise of talks."""
    return report.code.plover == "CONSULT" or report.kind.name == "promise-meeting"


def _predicate(statement: Statement) -> tuple[str, int, int]:
    """Give where the words stand that a statement was read off."""
    return statement.article, statement.relation_passage.start, statement.relation_passage.end


def _firmness(report: Report) -> tuple[bool, int, int, str, int, str]:
    """Sort key: both actors known, narrowly dated, early; then in reading order."""
    length, first = (report.days.length, report.days.first) if report.days is not None else (maxsize, 0)
    place = (report.statement.article, report.statement.sentence.start, report.statement.id)
    return (not report.both, length, first, *place)


def _name_words(entity: Entity) -> set[str]:
    """Give the stems of all names of an entity."""
    return {word for name in (entity.label, *entity.aliases) for word in words(name)}


def _rarity(reports: Iterable[Report]) -> dict[str, float]:
    """Weigh each topic word by how few reports use it: 1 for one report, towards 0 for all."""
    counts: Counter[str] = Counter()
    total = 0
    for report in reports:
        counts.update(report.topic)
        total += 1
    scale = math.log(total + 1) or 1.0
    return {word: math.log((total + 1) / count) / scale for word, count in counts.items()}


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Index pairs both ways."""
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)
    return found


def _clusters(
    reports: Iterable[Report],
    entities: Mapping[str, Entity],
    rarity: Mapping[str, float],
    apart: Mapping[str, set[str]],
    settled: Iterable[Event] = (),
) -> list[Cluster]:
    """Put each report to the event it fits best, or start a new one."""
    index: dict[tuple[str, str, int], list[int]] = {}
    clusters: list[Cluster] = []
    reports = list(reports)
    by_id = {report.statement.id: report for report in reports}
    for event in settled:
        found_again = [by_id.pop(id) for id in event.statements if id in by_id]
        clusters.append(Cluster(sorted(found_again, key=_firmness), list(event.reasons), event.score, event.id))
        for key in dict.fromkeys(key for report in found_again for key in _blocks(report)):
            index.setdefault(key, []).append(len(clusters) - 1)
    for report in reports:
        if report.statement.id not in by_id:
            continue
        keys = list(_blocks(report))
        looked_up = keys if report.days is None else [key for key in keys if key[2] != ANY_WEEK]
        near = dict.fromkeys(number for key in looked_up for number in index.get(key, ())[-MOST_CANDIDATES:])
        found: list[tuple[int, Weighed]] = []
        for number in list(near)[-MOST_CANDIDATES:]:
            weighed = _weigh_cluster(report, clusters[number], entities, rarity, apart)
            if weighed is not None:
                found.append((number, weighed))
        if report.days is None:
            found = _undated(found)
        best = max(found, key=lambda pair: pair[1].weight, default=None)
        if best is not None and best[1].weight >= (LENIENT if not report.kind.needs else THRESHOLD):
            number, weighed = best
            cluster = clusters[number]
            cluster.reasons.extend(weighed.reasons)
            cluster.score = min(cluster.score, _probability(weighed.weight))
        else:
            number = len(clusters)
            cluster = Cluster()
            clusters.append(cluster)
        cluster.reports.append(report)
        for key in keys:
            known = index.setdefault(key, [])
            if not known or known[-1] != number:
                known.append(number)
    return clusters


def _undated(found: list[tuple[int, Weighed]]) -> list[tuple[int, Weighed]]:
    """Let a report without any date tell of an event only where there is no other it could be of."""
    sure = [(number, weighed) for number, weighed in found if weighed.weight >= ONE_PREDICATE]
    if sure or len(found) != 1:
        return sure
    ((number, weighed),) = found
    return [(number, Weighed(weighed.weight + ONLY_ONE, (*weighed.reasons, "the only such event known")))]


def _blocks(report: Report) -> Iterator[tuple[str, str, int]]:
    """Yield the keys under which a report is filed: kind, side and each week it may lie in, or any."""
    weeks = [ANY_WEEK]
    if report.days is not None:
        first = (report.days.first - report.kind.days) // DAYS_A_BUCKET
        last = (report.days.last + report.kind.days) // DAYS_A_BUCKET
        weeks.extend(range(first, min(last, first + MOST_BUCKETS) + 1))
    said = report.statement
    yield said.article, str(said.relation_passage.start), PREDICATE
    for who in dict.fromkeys(report.sides):
        for week in weeks:
            yield report.kind.name, who, week


def _weigh_cluster(
    report: Report,
    cluster: Cluster,
    entities: Mapping[str, Entity],
    rarity: Mapping[str, float],
    apart: Mapping[str, set[str]],
) -> Weighed | None:
    """Weigh a report against the reports of an event; None where one of them rules it out."""
    best: Weighed | None = None
    for known in cluster.reports[:MOST_CANDIDATES]:
        if known.statement.id in apart.get(report.statement.id, ()):
            return None
        weighed = _weigh(report, known, entities, rarity)
        if weighed is not None and (best is None or weighed.weight > best.weight):
            best = weighed
        elif weighed is None and _contradict(report, known):
            return None
    return best


def _contradict(first: Report, second: Report) -> bool:
    """Say whether two reports name different days, sums or sides, so that no third report can join them."""
    if first.days is not None and second.days is not None and first.days.apart(second.days) > first.kind.days:
        return True
    return first.money is not None and second.money is not None and first.money != second.money


def _weigh(
    first: Report, second: Report, entities: Mapping[str, Entity], rarity: Mapping[str, float]
) -> Weighed | None:
    """Add up what speaks for two reports telling of one event; None where something rules it out."""
    if _is_one_predicate(first.statement, second.statement):
        return Weighed(ONE_PREDICATE, ("one predicate of one sentence",))
    who = _weigh_actors(first, second, entities)
    when = _weigh_days(first, second)
    where = _weigh_place(first, second, entities)
    what = _weigh_topic(first, second, rarity)
    if who is None or when is None or where is None or what is None:
        return None
    shares_place, shares_topic = where.weight > 0, what.weight > 0
    act = _weigh_code(first, second)
    enough = {
        "": True,
        "topic": shares_topic and _shares_matter(first, second, rarity),
        "topic or code": shares_topic or act.weight > 0,
        "place or topic": shares_place or shares_topic,
    }[first.kind.needs]
    shares_sum = first.money is not None and first.money == second.money
    if not enough or (_is_timeless(first, second) and not (shares_place or shares_sum)):
        return None
    parts = (who, when, where, what, act)
    return Weighed(sum(p.weight for p in parts), tuple(reason for p in parts for reason in p.reasons))


def _is_timeless(first: Report, second: Report) -> bool:
    """Say whether two articles tell something without any date: they may be years apart."""
    return first.days is None and second.days is None and first.statement.article != second.statement.article


def _is_one_predicate(first: Statement, second: Statement) -> bool:
    """Say whether two statements were read off the same words: one verb, two subjects or objects."""
    return _predicate(first) == _predicate(second) and first.relation_passage.end > first.relation_passage.start


def _weigh_actors(first: Report, second: Report, entities: Mapping[str, Entity]) -> Weighed | None:
    """Compare who acts upon whom; order does not matter where both do the same."""
    one, other = first.actors, second.actors
    unordered = first.code.plover in SYMMETRIC or first.kind.name == "signing"
    if unordered:
        mine, yours = {*one.sources, *one.targets}, {*other.sources, *other.targets}
        if mine == yours:
            return Weighed(2.0, (f"same actors: {_names(mine, entities)}",))
        if first.code.plover == "CONSULT" and _sends_others(first, second, entities):
            return None
        my_sides, your_sides = set(first.sides), set(second.sides)
        if my_sides == your_sides:
            return Weighed(1.5, (f"same sides: {', '.join(sorted(my_sides))}",))
        if my_sides <= your_sides or your_sides <= my_sides:
            return Weighed(1.0, (f"common actor: {_names(mine & yours or mine, entities)}",))
        return None
    if one.sources == other.sources and one.targets == other.targets and one.targets:
        return Weighed(2.0, (f"same actors: {_names({*one.sources, *one.targets}, entities)}",))
    my_side, your_side = first.sides[: len(one.sources)], second.sides[: len(other.sources)]
    my_aim, your_aim = first.sides[len(one.sources) :], second.sides[len(other.sources) :]
    if set(my_side) & set(your_side):
        if set(my_aim) & set(your_aim):
            return Weighed(1.5, (f"same sides: {', '.join((*my_side, *my_aim))}",))
        if not my_aim or not your_aim:
            return Weighed(1.0, (f"same side acts: {', '.join(my_side)}",))
        return None
    joint = first.code.plover == "AGREE" and not (my_aim and your_aim)
    if joint and set(first.sides) & set(second.sides):
        return Weighed(0.5, ("one of the sides in common",))
    return None


def _sends_others(first: Report, second: Report, entities: Mapping[str, Entity]) -> bool:
    """Say whether two reports name other persons for one side: what ministers discuss is not what presidents do."""
    mine, yours = _persons(first, entities), _persons(second, entities)
    return any(not mine[who] & yours[who] for who in mine.keys() & yours.keys())


def _persons(report: Report, entities: Mapping[str, Entity]) -> dict[str, set[str]]:
    """Give the persons named for each side."""
    found: dict[str, set[str]] = {}
    for id, who in zip((*report.actors.sources, *report.actors.targets), report.sides, strict=True):
        if id in entities and entities[id].type is EntityType.PERSON:
            found.setdefault(who, set()).add(id)
    return found


def _weigh_days(first: Report, second: Report) -> Weighed | None:
    """Compare when it was."""
    if first.days is None or second.days is None:
        return Weighed(0.0, ())
    apart = first.days.apart(second.days)
    exact = first.days.exact and second.days.exact
    if exact and first.days.length == second.days.length == 1:
        if apart > first.kind.days:
            return None
        return Weighed(1.0 if apart == 0 else 0.5, ("same day" if apart == 0 else f"{apart} day(s) apart",))
    if apart > 0:
        return None
    return Weighed(0.5, ("dates overlap",))


def _weigh_place(first: Report, second: Report, entities: Mapping[str, Entity]) -> Weighed | None:
    """Compare where it was: another place rules out, save that one lies in the other's country."""
    here, there = first.code.place, second.code.place
    if here is None or there is None:
        return Weighed(0.0, ())
    if here == there:
        return Weighed(1.0, (f"same place: {_names({here}, entities)}",))
    one, other = entities.get(here), entities.get(there)
    within = one is not None and other is not None and one.country == other.country and one.country is not None
    wide = {entity.type for entity in (one, other) if entity is not None}
    return Weighed(0.0, ()) if within and EntityType.COUNTRY in wide else None


def _weigh_code(first: Report, second: Report) -> Weighed:
    """Compare what was done: a narrow code in common says more than the kind, by which the block is made."""
    code = first.code.cameo or ""
    if first.kind.needs != "topic or code" or code != second.code.cameo or len(code) < 3 or code.endswith(VAGUE):
        return Weighed(0.0, ())
    return Weighed(0.5, (f"same act: {CAMEO_CODES[code].label}",))


def _weigh_topic(first: Report, second: Report, rarity: Mapping[str, float]) -> Weighed | None:
    """Compare sums, figures and words: another sum rules out, as do figures of quite another size."""
    if first.money is not None and second.money is not None:
        if first.money != second.money:
            return None
        return Weighed(1.5, (f"same sum: {first.money}",))
    if first.figure is not None and second.figure is not None and not first.figure.agrees(second.figure):
        low, high = sorted((first.figure.high, second.figure.high))
        if high > low * SAME_COUNT_RATIO:
            return None
    shared = [word for word in sorted(first.topic & second.topic) if rarity.get(word, 0.0) >= RARE]
    if not shared:
        return Weighed(0.0, ())
    weight = min(1.5, 0.75 * sum(rarity[word] for word in shared))
    return Weighed(weight, (f"words in common: {', '.join(shared[:5])}",))


def _shares_matter(first: Report, second: Report, rarity: Mapping[str, float]) -> bool:
    """Say whether what two reports share is the verb or more than one word: praise is given for many things."""
    shared = [word for word in first.topic & second.topic if rarity.get(word, 0.0) >= RARE]
    same_verb = words(first.statement.lemma)[:1] == words(second.statement.lemma)[:1]
    return same_verb or len(shared) > 1


def _names(ids: Iterable[str], entities: Mapping[str, Entity]) -> str:
    """Name actors, in order of their names."""
    return ", ".join(sorted(entities[id].label if id in entities else id for id in ids))


def _probability(weight: float) -> float:
    """Turn a weight of evidence into a score between 0 and 1."""
    return round(1 / (1 + math.exp(1.5 - weight)), 3)


def _decide(
    clusters: list[Cluster],
    entities: Mapping[str, Entity],
    same: Iterable[tuple[str, str]],
    different: Iterable[tuple[str, str]],
) -> None:
    """Carry out what the user decided: join the events of two ids, part a statement from what it is not of."""
    holder = {report.statement.id: cluster for cluster in clusters for report in cluster.reports}
    holder |= {_event(cluster, entities).id: cluster for cluster in clusters}
    for first, second in different:
        one, other = _known(first, holder), _known(second, holder)
        if one is not other:
            continue
        apart = [report for report in one.reports if report.statement.id == second] or [
            report for report in one.reports if report.statement.id == first
        ]
        if apart and len(one.reports) > 1:
            one.reports.remove(apart[0])
            clusters.append(Cluster([apart[0]], ["parted by the user"]))
            holder[apart[0].statement.id] = clusters[-1]
    for first, second in same:
        one, other = _known(first, holder), _known(second, holder)
        if one is other:
            continue
        one.reports.extend(other.reports)
        one.reasons.extend((*other.reasons, "joined by the user"))
        one.score = min(one.score, other.score)
        one.id = one.id or other.id
        other.reports = []
        holder = {id: one if cluster is other else cluster for id, cluster in holder.items()}


def _known(id: str, holder: Mapping[str, Cluster]) -> Cluster:
    """Find the event of an id."""
    if id not in holder:
        raise TableError(f"No event, and no statement that reports one, has the id {id!r}; take it from a like run.")
    return holder[id]


def _datelines(articles: Mapping[str, Article], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Give the place at the head of each article, where one entity alone bears its name."""
    named: dict[str, set[str]] = {}
    for entity in entities.values():
        if entity.type is EntityType.PLACE:
            for name in (entity.label, *entity.aliases):
                named.setdefault(name.casefold(), set()).add(entity.id)
    heads = ((id, named.get((article.dateline or "").casefold(), set())) for id, article in articles.items())
    return {id: next(iter(places)) for id, places in heads if len(places) == 1}


def _place_of_datelines(
    reports: list[Report], entities: Mapping[str, Entity], articles: Mapping[str, Article], headed: Mapping[str, str]
) -> str | None:
    """Give the place from which all reports are dated, where nothing in them speaks for another country or day.

    A dateline says where the reporter sits. It counts for acts at hand, when everybody and everything named belongs to
    its country and the act is of the days before the report.
    """
    places = {headed.get(report.statement.article) for report in reports}
    place = next(iter(places)) if len(places) == 1 else None
    if place is None or any(report.code.plover not in AT_HAND for report in reports):
        return None
    named = {id for report in reports for id in _named_in(report.statement)}
    countries = {entities[id].country for id in named if id in entities} - {None}
    if countries != {entities[place].country}:
        return None
    for report in reports:
        published = days(EventCode("", None, date=articles[report.statement.article].date))
        if report.days is None or published is None or not 0 <= published.last - report.days.first <= DAYS_A_BUCKET:
            return None
    return place


def _named_in(statement: Statement) -> Iterator[str]:
    """Yield the entities of all parts of a statement."""
    parts: tuple[Participant | StatementArgument, ...] = (statement.subject, statement.object, *statement.arguments)
    for part in parts:
        yield from (part.entity,) if part.entity is not None else part.mentioned


def _event(cluster: Cluster, entities: Mapping[str, Entity], headed: str | None = None) -> Event:
    """Make the record of one event out of its reports; `headed` is its place where none of them names one."""
    if not cluster.reports:
        return Event("", "", EventCode("", None), (), (), ())
    reports = cluster.reports
    best = min(reports, key=lambda report: (-report.statement.confidence, _firmness(report)))
    cameo = _most_told(report.code.cameo for report in reports if report.code.plover == best.code.plover)
    known = CAMEO_CODES[cameo or best.code.cameo or ""]
    when = min(reports, key=_precision)
    code = EventCode(
        plover=known.plover,
        cameo=known.code,
        mode=known.mode,
        contexts=tuple(sorted({context for report in reports for context in report.code.contexts})),
        date=when.code.date,
        date_basis=when.code.date_basis,
        place=_most_told(report.code.place for report in reports) or headed,
        goldstein=known.goldstein,
    )
    sources = _all_of(report.actors.sources for report in reports)
    targets = _all_of(report.actors.targets for report in reports)
    if known.plover in SYMMETRIC:
        together = sorted({*sources, *targets})
        sources, targets = tuple(together[:1]), tuple(together[1:])
    else:
        targets = tuple(id for id in targets if id not in sources)
    first = min(report.statement.id for report in reports)
    content = "\x1f".join((known.plover, code.date or "", *sources, "", *targets, first))
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = "_".join(part for part in (known.plover, code.date or "", *sources[:1], *targets[:1]) if part)
    return Event(
        id=cluster.id or f"{readable.replace('/', '_')}_{digest}",
        label=_label(
            (CAMEO_CODES[known.broader] if known.broader and known.code.endswith("0") else known).label,
            sources,
            targets,
            code,
            entities,
        ),
        code=code,
        source_actors=sources,
        target_actors=targets,
        statements=tuple(sorted(report.statement.id for report in reports)),
        reasons=tuple(dict.fromkeys(cluster.reasons)),
        score=cluster.score,
    )


def _has_its_actors(event: Event) -> bool:
    """Say whether an event has the actors it needs: nobody consults alone."""
    needed = 2 if event.code.plover == "CONSULT" else 1
    return len({*event.source_actors, *event.target_actors}) >= needed


def _label(
    act: str, sources: tuple[str, ...], targets: tuple[str, ...], code: EventCode, entities: Mapping[str, Entity]
) -> str:
    """Name an event: what, who, upon whom, where, when."""
    who = " – ".join(_names(side, entities) for side in (sources, targets) if side)
    where = _names((code.place,), entities) if code.place is not None else None
    about = ", ".join(part for part in (where, code.date) if part)
    return f"{act}: {who}{f' ({about})' if about else ''}" if who else f"{act}{f' ({about})' if about else ''}"


def _precision(report: Report) -> tuple[bool, int, str]:
    """Sort key: dated by the text, narrowly."""
    if report.days is None:
        return True, maxsize, report.statement.id
    return not report.days.exact, report.days.length, report.statement.id


def _most_told(values: Iterable[str | None]) -> str | None:
    """Give the value that most reports tell, of equals the longest, then the first by name."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def _all_of(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Give all ids, most often told first, of equals by name."""
    counts = Counter(id for group in groups for id in group)
    return tuple(sorted(counts, key=lambda id: (-counts[id], id)))
