"""Rows about actors that do not exist, for tests and benchmarks: any number of nodes, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kg.model import EdgeRow, NodeRow

_PLACES = (
    "Arvel",
    "Bosk",
    "Cardow",
    "Dremna",
    "Estoria",
    "Falmark",
    "Grentz",
    "Halvia",
    "Ivenia",
    "Jorland",
    "Karelis",
    "Lomond",
    "Morvia",
    "Nardia",
    "Ostrava",
    "Pellan",
    "Quard",
    "Rusken",
    "Selvia",
    "Tormund",
    "Uldar",
    "Vostok",
    "Wessen",
    "Yarrow",
    "Zemlin",
)
_GIVEN = (
    "Ana",
    "Boris",
    "Carla",
    "Dimitri",
    "Elena",
    "Farid",
    "Greta",
    "Hassan",
    "Irina",
    "Jonas",
    "Katya",
    "Leon",
    "Mara",
    "Nikolai",
    "Olga",
    "Pavel",
    "Rosa",
    "Stefan",
    "Tamar",
    "Viktor",
    "Yusuf",
    "Zoran",
)
_FAMILY = (
    "Adamov",
    "Barzani",
    "Castell",
    "Dragan",
    "Eriksen",
    "Fontaine",
    "Grigorev",
    "Haddad",
    "Ivanko",
    "Jelinek",
    "Kovac",
    "Lindqvist",
    "Marchetti",
    "Novak",
    "Orlov",
    "Petrenko",
    "Rahmani",
    "Sokolov",
    "Tadic",
    "Urbanek",
    "Vasile",
    "Weiss",
)
_BODIES = (
    "Ministry of Defence",
    "Foreign Ministry",
    "Central Bank",
    "Parliament",
    "Security Council",
    "Opposition Front",
    "Border Guard",
    "News Agency",
    "Energy Company",
    "Trade Union",
)
_COUNTRIES = (
    "BLR",
    "RUS",
    "USA",
    "UKR",
    "DEU",
    "FRA",
    "POL",
    "LTU",
    "GBR",
    "CHN",
    "TUR",
    "IRN",
    "SYR",
    "ISR",
    "KAZ",
    "GEO",
    "ARM",
    "AZE",
)
_RELATIONS = (
    ("meets", "meets", "meets", "CONSULT", 1.0), ("grantsLoan", "grants loan", "gives", "AID", 7.0),
    ("supports", "supports", "supports", "SUPPORT", 4.0), ("criticizes", "criticizes", "accuses", "ACCUSE", -2.0),
    ("sanctions", "sanctions", "sanctions", "SANCTION", -6.5), ("attacks", "attacks", "attacks", "ASSAULT", -9.5),
    ("negotiatesWith", "negotiates with", "meets", "CONSULT", 2.5),
    ("threatens", "threatens", "threatens", "THREATEN", -5.0),
    ("signsAgreementWith", "signs agreement with", "agrees", "AGREE", 5.0), ("leads", "leads", "leads", None, None),
    ("borders", "borders", "located", None, None), ("detains", "detains", "coerces", "COERCE", -5.0),
)  # fmt: skip
_OUTLETS = ("The Morning Ledger", "World Wire", "Eastern Courier", "Capital Times", "Radio Nord")


def _node(number: int, random: Random) -> NodeRow:
    """Invent one actor; every fourth is a country, a person, an organisation, or something else."""
    place, turn = _PLACES[number % len(_PLACES)], number // len(_PLACES)
    suffix = f" {turn}" if turn else ""
    country = random.choice(_COUNTRIES)
    if number % 4 == 0:
        label, type_ = f"{place}{suffix}", "Country"
    elif number % 4 == 1:
        label, type_ = f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}{suffix}", "Person"
    elif number % 4 == 2:
        label, type_ = f"{place} {random.choice(_BODIES)}{suffix}", "Organization"
    else:
        type_ = random.choice(("Place", "ArmedGroup", "Group", "Event", "Treaty", "Work", "Thing"))
        label = f"{place} {type_}{suffix}"
    return NodeRow(
        id=f"n{number}", iri=f"https://example.org/entity/n{number}", label=label, type=type_,
        aliases=(label.upper(),), country=country if type_ in ("Country", "Person") else None,
        wikidata=f"Q{number + 1}", latitude=random.uniform(-50, 65), longitude=random.uniform(-120, 150),
    )  # fmt: skip


def rows(count: int, *, links: float = 2.0, seed: int = 1) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Invent `count` nodes in communities, some far better known than others, and `count * links` reports of them."""
    random = Random(seed)
    nodes = [_node(number, random) for number in range(count)]
    size = max(8, min(40, count // 5))
    edges: list[EdgeRow] = []
    for number in range(int(count * links)):
        source = number % count if number < count else int(count * random.random() ** 2.2)
        community = source // size * size
        if random.random() < 0.78:
            target = community + int(min(size, count - community) * random.random() ** 1.6)
        else:
            target = int(count * random.random() ** 3)
        if target == source:
            target = (source + 1) % count
        relation, label, family, plover, goldstein = random.choice(_RELATIONS)
        subject, object_ = nodes[source], nodes[target]
        sentence = f"{subject.label} {label} {object_.label} after talks that lasted four hours, officials said."
        start = len(subject.label) + 1
        published = date(2020, 9, 1) + timedelta(days=int(random.triangular(0, 29, 13)))
        claimant = nodes[random.randrange(count)] if random.random() < 0.25 else None
        negative = random.random() < 0.06
        edges.append(
            EdgeRow(
                id=f"c{number}",
                iri=f"https://example.org/claim/c{number}",
                subject=subject.id,
                subject_label=subject.label,
                subject_type=subject.type,
                relation=relation,
                relation_label=label,
                object=object_.id,
                object_label=object_.label,
                object_type=object_.type,
                polarity="negative" if negative else "positive",
                modality=random.choice(("asserted", "asserted", "asserted", "intended", "possible")),
                fact=claimant is None and not negative,
                claimants=(claimant.label,) if claimant else (),
                claimant_ids=(claimant.id,) if claimant else (),
                confidence=round(random.uniform(0.4, 0.98), 2),
                family=family,
                family_label=family,
                sentence=sentence,
                subject_span=(0, start - 1),
                relation_span=(start, start + len(label)),
                object_span=(start + len(label) + 1, start + len(label) + 1 + len(object_.label)),
                article=f"a{number % max(3, count // 6)}",
                article_iri=f"https://example.org/article/{number % 50}",
                title=f"Talks in {subject.label}",
                publisher=random.choice(_OUTLETS),
                date=published.isoformat(),
                url="https://news.example/story",
                event=f"e{number}" if plover else None,
                plover=plover,
                goldstein=goldstein,
                event_date=(published - timedelta(days=random.randrange(3))).isoformat(),
                place_label=random.choice(_PLACES),
                latitude=random.uniform(-40, 60),
                longitude=random.uniform(-110, 140),
                disagrees=(f"c{number - 1}",) if negative and number else (),
            )
        )
    return nodes, edges
