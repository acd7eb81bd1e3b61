"""The terms of the graph, its prefixes, and the one place where IRIs are made.

Two kinds of IRI:

* *terms* (`kg:`, `rel:`, `plover:`, `cameo:`) are shared by every graph that this software makes, so that one query
  serves them all; they always stand under `BASE`;
* *things* (`ent:`, `claim:`, `event:`, `article:`) are what one collection of articles tells of; they stand under the
  base IRI that the user chooses, `BASE` unless told otherwise.

IRIs are made from content: the same id gives the same IRI in every run and on every machine. What an id may hold is
open (any script, quotes, line ends, broken text), so `Mint` writes it such that the result is a legal IRI, is short
enough for every store, stays readable, and can be written as a Turtle local name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

from rdflib import URIRef
from rdflib.namespace import DC, DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, XSD, DefinedNamespace, Namespace

from kg.config import BASE_IRI as BASE

__all__ = [
    "BASE",
    "CITO",
    "DC",
    "DCTERMS",
    "GEO",
    "ITSRDF",
    "KG",
    "NIF",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "REL",
    "SDO",
    "SEM",
    "SKOS",
    "VOID",
    "WIKIDATA",
    "XSD",
    "Mint",
    "geonames",
    "is_iri",
    "local_name",
    "prefixes",
    "readable",
    "wikidata",
]

LONGEST = 120  # characters of a local name; a longer one is cut and ends in a hash of the whole
_SAFE_MARKS = "-._"
_NOT_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\ud800-\udfff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")


class KG(DefinedNamespace):
    """Our own terms; the rest is borrowed. Their definitions stand in `kg/graph/ontology/kg.ttl`."""

    _fail = True  # a misspelt term raises AttributeError
    _NS = Namespace(f"{BASE}ontology#")

    # Classes of things that no borrowed vocabulary has.
    ArmedGroup: URIRef
    Attribution: URIRef
    Group: URIRef
    Polarity: URIRef
    Modality: URIRef
    Source: URIRef
    Treaty: URIRef

    # Individuals.
    positive: URIRef
    negative: URIRef
    asserted: URIRef
    intended: URIRef
    possible: URIRef
    required: URIRef
    requested: URIRef
    conditional: URIRef

    # What a claim is like and where it was read.
    polarity: URIRef
    modality: URIRef
    confidence: URIRef
    sentence: URIRef
    subjectPassage: URIRef
    relationPassage: URIRef
    objectPassage: URIRef
    claimantPassage: URIRef
    attribution: URIRef
    rank: URIRef
    subjectBasis: URIRef
    objectBasis: URIRef
    reports: URIRef

    # What a claim says beside subject, relation and object: the passage that says it.
    argument: URIRef
    amount: URIRef
    cause: URIRef
    company: URIRef
    condition: URIRef
    instrument: URIRef
    manner: URIRef
    place: URIRef
    purpose: URIRef
    recipient: URIRef
    role: URIRef
    source: URIRef
    time: URIRef
    topic: URIRef

    # What an event is like.
    sourceActor: URIRef
    targetActor: URIRef
    mode: URIRef
    context: URIRef
    goldstein: URIRef
    dateBasis: URIRef
    plover: URIRef
    quadClass: URIRef

    # What an entity is like.
    countryCode: URIRef
    sector: URIRef
    linkScore: URIRef

    # Why things were held to be one.
    reason: URIRef
    score: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model (van Hage et al. 2011), the terms used here."""

    _fail = True
    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

    Actor: URIRef
    Authority: URIRef
    Event: URIRef
    EventType: URIRef
    Place: URIRef
    accordingTo: URIRef
    eventType: URIRef
    hasActor: URIRef
    hasBeginTimeStamp: URIRef
    hasEndTimeStamp: URIRef
    hasPlace: URIRef
    hasTimeStamp: URIRef


class NIF(DefinedNamespace):
    """The NLP Interchange Format 2.0 core, the terms used here."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    Context: URIRef
    Phrase: URIRef
    Sentence: URIRef
    anchorOf: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    isString: URIRef
    referenceContext: URIRef


class CITO(DefinedNamespace):
    """The Citation Typing Ontology, the terms used here."""

    _fail = True
    _NS = Namespace("http://purl.org/spar/cito/")

    agreesWith: URIRef
    disagreesWith: URIRef


class ITSRDF(DefinedNamespace):
    """The Internationalization Tag Set ontology, the term used here."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2005/11/its/rdf#")

    taIdentRef: URIRef


class GEO(DefinedNamespace):
    """The W3C's basic geo vocabulary, the terms used here."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")

    lat: URIRef
    long: URIRef


REL = Namespace(f"{BASE}relation/")
"""Relations: open, made from what texts say; the coarse ones above them are defined in the ontology."""

PLOVER = Namespace(f"{BASE}plover/")
CAMEO = Namespace(f"{BASE}cameo/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
GEONAMES = Namespace("https://sws.geonames.org/")

_TERMS = {
    "kg": str(KG._NS),
    "rel": str(REL),
    "plover": str(PLOVER),
    "cameo": str(CAMEO),
    "cito": str(CITO._NS),
    "dc": str(DC._NS),
    "dcterms": str(DCTERMS._NS),
    "geo": str(GEO._NS),
    "itsrdf": str(ITSRDF._NS),
    "nif": str(NIF._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SDO._NS),
    "sem": str(SEM._NS),
    "skos": str(SKOS._NS),
    "void": str(VOID._NS),
    "wd": str(WIKIDATA),
    "xsd": str(XSD._NS),
}
_THINGS = {"ent": "entity/", "claim": "claim/", "event": "event/", "article": "article/"}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Give every prefix of a graph with its namespace, in alphabetical order."""
    return dict(sorted((_TERMS | {prefix: base + path for prefix, path in _THINGS.items()}).items()))


PREFIXES = prefixes()
"""The prefixes of a graph under the usual base IRI."""


def readable(text: str) -> str:
    """Turn a label into an id that can be read: `Vladimir Putin` → `Vladimir_Putin`.

    Blanks become underscores, forms of one letter become one (NFC), what cannot be encoded becomes U+FFFD.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "_".join(unicodedata.normalize("NFC", whole).split())


def is_iri(text: str) -> bool:
    """Say whether a text from outside is an absolute IRI that every reader of RDF accepts."""
    return bool(_SCHEME.match(text)) and not _NOT_IRI.search(text)


def local_name(iri: str) -> str:
    """Give back the id that an IRI of ours was made from (cut, if it was too long for an IRI)."""
    return unquote(iri.rsplit("/", 1)[-1])


def wikidata(id: str) -> URIRef:
    """Name a thing in Wikidata by its Q number."""
    return WIKIDATA[_checked(id, r"Q[1-9]\d*")]


def geonames(id: str) -> URIRef:
    """Name a place in GeoNames by its number."""
    return URIRef(f"{GEONAMES}{_checked(id, r'[1-9][0-9]*')}/")


def _checked(id: str, pattern: str) -> str:
    """Give back an id of a foreign base if it has the form that is used there."""
    if not re.fullmatch(pattern, id):
        raise ValueError(f"{id!r} does not have the form {pattern}")
    return id


def _encoded(id: str) -> str:
    """Write an id as one segment of an IRI path.

    Letters and digits of every script stay; blanks become underscores; the rest is percent-encoded, save marks that a
    Turtle local name may hold where they stand. Two ids get one name only if they differ in nothing but blanks and
    Unicode form.
    """
    text = readable(id)
    kept = [
        char
        if char.isalnum() or char in _SAFE_MARKS or unicodedata.category(char) in {"Mn", "Mc"}
        else quote(char, safe="")
        for char in text
    ]
    if kept and kept[-1] == ".":
        kept[-1] = "%2E"  # a local name cannot end in a dot
    if kept and text[0] in "-.":
        kept[0] = f"%{ord(text[0]):02X}"
    name = "".join(kept)
    if not name or len(name) > LONGEST or "\ufffd" in text:
        digest = sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        head = re.sub(r"%[0-9A-F]?$", "", name[: LONGEST - 13])  # never half a percent code
        name = f"{head.rstrip('.')}-{digest}" if head else digest
    return name


@dataclass(frozen=True, slots=True)
class Mint:
    """Makes the IRIs of one collection: `Mint().entity("Vladimir_Putin")` is `ent:Vladimir_Putin`."""

    base: str = BASE

    def __post_init__(self) -> None:
        """Refuse a base under which no legal IRI can be made."""
        if not is_iri(self.base) or self.base[-1] not in "/#":
            raise ValueError(f"{self.base!r} is no absolute IRI that ends in / or #")

    def entity(self, id: str) -> URIRef:
        """Name a thing in the world."""
        return URIRef(f"{self.base}entity/{_encoded(id)}")

    def claim(self, id: str) -> URIRef:
        """Name a claim by the hash of its content."""
        return URIRef(f"{self.base}claim/{_encoded(id)}")

    def attribution(self, claim: str, rank: int) -> URIRef:
        """Name the n-th of those through whom a claim came to the article, 1 being the outermost."""
        return URIRef(f"{self.base}claim/{_encoded(claim)}.by{rank}")

    def event(self, id: str) -> URIRef:
        """Name an event in the world."""
        return URIRef(f"{self.base}event/{_encoded(id)}")

    def article(self, id: str) -> URIRef:
        """Name an article; the same IRI names the graph of what it says."""
        return URIRef(f"{self.base}article/{_encoded(id)}")

    def passage(self, article: str, start: int, end: int) -> URIRef:
        """Name a passage of an article's source by its characters, after RFC 5147."""
        return URIRef(f"{self.article(article)}#char={start},{end}")

    def dataset(self) -> URIRef:
        """Name the collection itself."""
        return URIRef(f"{self.base}dataset")

    def relation(self, id: str) -> URIRef:
        """Name a relation; relations are terms and stand under `BASE` in every collection."""
        return REL[_encoded(id)]

    def plover(self, *path: str) -> URIRef:
        """Name a PLOVER type (`AGREE`), mode (`AGREE`, `aid`), context (`context`, `military`) or sector."""
        return PLOVER[".".join(_encoded(part) for part in path)]

    def cameo(self, code: str) -> URIRef:
        """Name a CAMEO code."""
        return CAMEO[_encoded(code)]
