"""A small golden collection: four invented articles with every trait that the graph must carry."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Dataset

from kg.graph import add_quads, new_dataset, quads
from kg.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventCode,
    Knowledge,
    Link,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Passage,
    Polarity,
    Reading,
    Relation,
    Statement,
    StatementArgument,
)

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity(
            "Ivan_Petrov",
            "Ivan Petrov",
            EntityType.PERSON,
            ("Petrov", "Иван Петров"),
            wikidata="Q111",
            link_score=0.95,
            country="NRD",
            sector="GOV",
            basis=("same surname and office in two articles",),
        ),
        Entity(
            "Nordia",
            "Nordia",
            EntityType.COUNTRY,
            ("Republic of Nordia",),
            wikidata="Q222",
            geonames="333",
            link_score=0.99,
            country="NRD",
            latitude=60.5,
            longitude=-10.0,
        ),
        Entity(
            "Sudland",
            "Sudland",
            EntityType.COUNTRY,
            ("Südland",),
            wikidata="Q444",
            link_score=0.99,
            country="SUD",
            latitude=10.0,
            longitude=20.0,
        ),
        Entity(
            "Anna_Rossi", "Anna Rossi", EntityType.PERSON, wikidata="Q555", link_score=0.6, country="SUD", sector="GOV"
        ),
        Entity(
            "Port_Azul",
            "Port Azul",
            EntityType.PLACE,
            geonames="666",
            link_score=0.97,
            country="SUD",
            latitude=10.1,
            longitude=20.2,
        ),
        Entity(
            "Peace_League",
            "Peace League",
            EntityType.ORGANIZATION,
            ("PL",),
            wikidata="Q777",
            link_score=0.98,
            sector="IGO",
        ),
        Entity(
            "Red_Front",
            'Red "Front" <b>&\nunion',
            EntityType.ARMED_GROUP,
            ("</script><script>alert(1)</script>",),
            sector="REB",
        ),
    )
}

LOAN = Relation("grantsLoan", "grants loan", "aids")
MEETS = Relation("meetsWith", "meets with", "meets")
ATTACKS = Relation("shells", "shells", "attacks")
CONDEMNS = Relation("condemns", "condemns", "criticizes")
INCLUDES = Relation("includes", "includes", "includes")
HEADS = Relation("isPresidentOf", "is president of", "holdsOffice")
SANCTIONS = Relation("imposesSanctionsOn", "imposes sanctions on", "sanctions")
WITHDRAWS = Relation("withdrawsFrom", "withdraws from", "yieldsTo")

FIRST = """Ivan Petrov met Anna Rossi in Port Azul on Monday. He said Nordia would grant Sudland a loan of $1.5 billion.
The Red Front shelled Port Azul, according to a diplomat quoted by Rossi. Nordia did not shell Port Azul.
Petrov is president of Nordia."""
SECOND = """Nordia's Petrov met Rossi on 14 September 2020. Nordia shelled Port Azul, Sudland said.
Rossi condemned "the shelling", and the Peace League may impose sanctions on Nordia."""
THIRD = """The Peace League includes Sudland. If talks fail, Nordia would withdraw from the league.
Sudland urged Nordia to grant it a loan."""
HOSTILE = 'Red "Front" <script>alert(1)</script> met Иван Петров\r\nin Port Azul \\ "quoted".'

JARS = Path("/usr/share/java")  # of Debian's libapache-jena-java and of what it depends on
PARTS = (
    "jena-arq", "jena-base", "jena-core", "jena-iri", "jena-shacl", "jena-tdb2", "jena-dboe-base", "jena-dboe-index",
    "jena-dboe-storage", "jena-dboe-trans-data", "jena-dboe-transaction", "commons-codec", "commons-compress",
    "commons-csv", "commons-io", "commons-lang3", "commons-logging", "dexx.collection", "gson", "guava", "httpclient",
    "httpclient-cache", "httpcore", "jackson-annotations", "jackson-core", "jackson-databind", "jsonld-java",
    "protobuf", "slf4j-api", "slf4j-nop", "thrift",
)  # fmt: skip


class _Writer:
    """Makes statements over one article by looking up the words in it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.made: list[Statement] = []

    def passage(self, text: str, after: int = 0) -> Passage:
        """Find words in the source."""
        start = self.article.source.index(text, after)
        return Passage(text, start, start + len(text))

    def participant(self, text: str, entity: str | None, sentence: Passage, inferred: str | None = None) -> Participant:
        """Make a participant of words in a sentence."""
        passage = self.passage(text, sentence.start)
        if entity is None:
            return Participant(passage, None, text, "Literal")
        known = ENTITIES[entity]
        return Participant(passage, entity, known.label, known.type.value, known.wikidata, inferred)

    def say(
        self,
        sentence: str,
        subject: tuple[str, str | None],
        relation: tuple[str, Relation],
        object: tuple[str, str | None],
        *,
        event: str | None = None,
        code: EventCode | None = None,
        polarity: Polarity = Polarity.POSITIVE,
        modality: Modality = Modality.ASSERTED,
        by: tuple[tuple[str, str | None], ...] = (),
        confidence: float = 0.9,
        arguments: tuple[tuple[str, str, str | None, str | None], ...] = (),
        inferred: str | None = None,
    ) -> str:
        """Add a statement and give its id."""
        where = self.passage(sentence)
        id = f"{self.article.id}c{len(self.made) + 1}"
        self.made.append(
            Statement(
                id=id,
                article=self.article.id,
                sentence=where,
                subject=self.participant(*subject, where, inferred),
                relation=relation[1],
                relation_passage=self.passage(relation[0], where.start),
                object=self.participant(*object, where),
                arguments=tuple(
                    StatementArgument(role, self.passage(text, where.start), entity, value)
                    for role, text, entity, value in arguments
                ),
                polarity=polarity,
                modality=modality,
                attributed_to=tuple(self.participant(*claimant, where) for claimant in by),
                event=code,
                confidence=confidence,
                event_id=event,
                state=code is None,
            )
        )
        return id

    def reading(self) -> Reading:
        """Give all that was read in the article."""
        used = {p.entity for s in self.made for p in (s.subject, s.object, *s.attributed_to) if p.entity is not None}
        mentions = [Mention(0, 1, "x", MentionKind.NAME, ENTITIES[id].type, 0, entity=id) for id in sorted(used)]
        return Reading(self.article, tuple(mentions), {id: ENTITIES[id] for id in sorted(used)}, tuple(self.made))


def make_knowledge() -> Knowledge:
    """Make the golden collection."""
    meet = EventCode("CONSULT", "036", "meet", ("economic",), "2020-09-14", "text", "Port_Azul", 4.0)
    loan = EventCode("AGREE", "0331", None, (), "2020-09-15", "publication", None, 5.2)
    shell = EventCode("ASSAULT", "194", None, ("military",), "2020-09", "text", "Port_Azul", -10.0)
    condemn = EventCode("ACCUSE", "111", "disapprove", (), "2020-09-16", "publication", None, -2.0)
    sanction = EventCode("SANCTION", "163", None, (), None, "publication", None, -8.0)
    a = _Writer(
        Article.plain(
            "a1",
            FIRST,
            title="Petrov meets Rossi",
            author="Jo Doe",
            publisher="The Daily",
            date="2020-09-15",
            url="https://news.example/a1?x=1&y=2",
        )
    )
    met = "Ivan Petrov met Anna Rossi in Port Azul on Monday."
    a.say(
        met,
        ("Ivan Petrov", "Ivan_Petrov"),
        ("met", MEETS),
        ("Anna Rossi", "Anna_Rossi"),
        event="e1",
        code=meet,
        arguments=(("place", "Port Azul", "Port_Azul", None), ("time", "on Monday", None, "2020-09-14")),
    )
    a.say(
        "He said Nordia would grant Sudland a loan of $1.5 billion.",
        ("Nordia", "Nordia"),
        ("would grant", LOAN),
        ("Sudland", "Sudland"),
        event="e2",
        code=loan,
        modality=Modality.INTENDED,
        by=(("He", "Ivan_Petrov"),),
        arguments=(("amount", "$1.5 billion", None, "1500000000 USD"),),
        confidence=0.87,
    )
    shelled = "The Red Front shelled Port Azul, according to a diplomat quoted by Rossi."
    a.say(
        shelled,
        ("The Red Front", "Red_Front"),
        ("shelled", ATTACKS),
        ("Port Azul", "Port_Azul"),
        event="e3",
        code=shell,
        by=(("Rossi", "Anna_Rossi"), ("a diplomat", None)),
        confidence=0.7,
    )
    a.say(
        "Nordia did not shell Port Azul.",
        ("Nordia", "Nordia"),
        ("shell", ATTACKS),
        ("Port Azul", "Port_Azul"),
        polarity=Polarity.NEGATIVE,
        code=shell,
        event="e4",
    )
    a.say("Petrov is president of Nordia.", ("Petrov", "Ivan_Petrov"), ("is president of", HEADS), ("Nordia", "Nordia"))
    b = _Writer(
        Article.plain(
            "b2", SECOND, title='Südland: "shelled"', publisher="Sud Times", date="2020-09-16", url="not a url"
        )
    )
    b.say(
        "Nordia's Petrov met Rossi on 14 September 2020.",
        ("Petrov", "Ivan_Petrov"),
        ("met", MEETS),
        ("Rossi", "Anna_Rossi"),
        event="e1",
        code=meet,
        arguments=(("time", "14 September 2020", None, "2020-09-14"),),
    )
    b.say(
        "Nordia shelled Port Azul, Sudland said.",
        ("Nordia", "Nordia"),
        ("shelled", ATTACKS),
        ("Port Azul", "Port_Azul"),
        by=(("Sudland", "Sudland"),),
        event="e4",
        code=shell,
    )
    last = 'Rossi condemned "the shelling", and the Peace League may impose sanctions on Nordia.'
    b.say(last, ("Rossi", "Anna_Rossi"), ("condemned", CONDEMNS), ('"the shelling"', None), event="e5", code=condemn)
    b.say(
        last,
        ("the Peace League", "Peace_League"),
        ("impose sanctions on", SANCTIONS),
        ("Nordia", "Nordia"),
        modality=Modality.POSSIBLE,
        code=sanction,
        event="e6",
        confidence=0.4,
    )
    c = _Writer(Article.plain("c3", THIRD, title="The league", publisher="The Daily", date="2020-09-18"))
    c.say(
        "The Peace League includes Sudland.",
        ("The Peace League", "Peace_League"),
        ("includes", INCLUDES),
        ("Sudland", "Sudland"),
    )
    c.say(
        "If talks fail, Nordia would withdraw from the league.",
        ("Nordia", "Nordia"),
        ("would withdraw from", WITHDRAWS),
        ("the league", "Peace_League"),
        modality=Modality.CONDITIONAL,
        inferred="coreference",
    )
    c.say(
        "Sudland urged Nordia to grant it a loan.",
        ("Nordia", "Nordia"),
        ("grant", LOAN),
        ("it", "Sudland"),
        modality=Modality.REQUESTED,
        by=(("Sudland", "Sudland"),),
    )
    d = _Writer(Article.plain("d 4/ü", HOSTILE, title='<script>alert("t")</script>', date="2020-02-31"))
    d.say(
        HOSTILE,
        ('Red "Front"', "Red_Front"),
        ("met", MEETS),
        ("Иван Петров", "Ivan_Petrov"),
        arguments=(("place", 'Port Azul \\ "quoted"', "Port_Azul", None),),
    )
    events = (
        Event(
            "e1",
            "Ivan Petrov meets with Anna Rossi",
            meet,
            ("Ivan_Petrov",),
            ("Anna_Rossi",),
            ("a1c1", "b2c1"),
            ("same actors, same day",),
            0.92,
        ),
        Event("e2", "Nordia grants loan Sudland", loan, ("Nordia",), ("Sudland",), ("a1c2",)),
        Event("e3", "Red Front shells Port Azul", shell, ("Red_Front",), ("Port_Azul",), ("a1c3",)),
        Event(
            "e4",
            "Nordia shells Port Azul",
            shell,
            ("Nordia",),
            ("Port_Azul",),
            ("a1c4", "b2c2"),
            ("same target and month",),
            0.8,
        ),
        Event("e5", "Anna Rossi condemns", condemn, ("Anna_Rossi",), (), ("b2c3",)),
        Event("e6", "Peace League imposes sanctions on Nordia", sanction, ("Peace_League",), ("Nordia",), ("b2c4",)),
    )
    links = (
        Link("a1c1", "b2c1", True, "same event"),
        Link("a1c4", "b2c2", False, "one denies what the other says"),
    )
    return Knowledge(tuple(w.reading() for w in (a, b, c, d)), ENTITIES, events, links)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Give the golden collection."""
    return make_knowledge()


@pytest.fixture(scope="session")
def golden(knowledge: Knowledge) -> Dataset:
    """Give the golden collection as a dataset; tests that change it make their own."""
    dataset = new_dataset()
    add_quads(dataset, quads(knowledge))
    return dataset


def start_jena(folder: Path) -> Callable[..., str]:
    """Give Apache Jena as a function of the arguments of `Jena.java`, which gives what the program prints."""
    jars = [JARS / f"{part}.jar" for part in PARTS]
    if shutil.which("javac") is None or not all(jar.exists() for jar in jars):
        pytest.skip("Jena is not installed: apt-get install default-jdk-headless libapache-jena-java")
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:  # Debian renamed the Xerces within and forgot its messages
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                path = folder / name.removeprefix("org/apache/jena/ext/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jar.read(name))
    java = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", ":".join(map(str, (folder, *jars))))

    def run(*arguments: object) -> str:
        program = Path(__file__).with_name("Jena.java")
        done = subprocess.run([*java, program, *map(str, arguments)], capture_output=True, text=True)
        assert (0, "") == (done.returncode, done.stderr), done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Give Apache Jena; see `start_jena`."""
    return start_jena(tmp_path_factory.mktemp("jena"))
