"""Which things of several articles are one."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice, permutations
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.extract.entities import Known, extend, is_shared, slug, unify
from kg.model import Entity, EntityType

PERSON, BODY, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE


def known(*entities: Entity) -> dict[str, Entity]:
    """Give entities by their ids."""
    return {entity.id: entity for entity in entities}


def person(label: str, id: str | None = None, country: str | None = None) -> Entity:
    """Make a person whom no gazetteer knows."""
    return Entity(id or slug(label), label, PERSON, country=country)


def test_one_id_is_one_thing() -> None:
    """What the gazetteer links with one id becomes one entity with all names and reasons."""
    one = Entity("Minsk", "Minsk", PLACE, ("Mensk",), wikidata="Q2280", basis=("first",))
    other = Entity("Minsk", "Minsk", PLACE, ("Miensk",), wikidata="Q2280", basis=("second",))

    found = unify([("a1", known(one)), ("a2", known(other))])

    assert found["a1", "Minsk"] is found["a2", "Minsk"]
    assert (("Mensk", "Miensk"), ("first", "second")) == (found["a1", "Minsk"].aliases, found["a1", "Minsk"].basis)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(person("Anna Malpas"), person("Anna Malpas"), 1, id="same-name"),
        pytest.param(person("Aliaksandr Hryhorenka"), person("Alexander Hrihorenko"), 1, id="transliteration"),
        pytest.param(person("Ruslana Petrohradskaya"), person("Ruslana Petrohradskya"), 1, id="vowel-lost"),
        pytest.param(person("Anna Malpas"), person("Peter Malpas"), 2, id="same-surname"),
        pytest.param(person("John Hill", country="GBR"), person("John Hill", country="USA"), 2, id="other-country"),
        pytest.param(Entity("Orlen", "Orlen", BODY), Entity("Orlen", "Orlen", PLACE), 2, id="company-and-town"),
        pytest.param(
            Entity("Northern_Herring_Board", "Northern Herring Board", BODY, ("NHB",)), Entity("NHB", "NHB", BODY), 1,
            id="acronym",
        ),
        pytest.param(
            Entity("protesters_0a1b2c3d", "protesters", EntityType.GROUP),
            Entity("protesters_4e5f6a7b", "protesters", EntityType.GROUP), 2, id="unnamed",
        ),
    ],
)  # fmt: skip
def test_names_across_articles(one: Entity, other: Entity, expected: int) -> None:
    """Unknown names are one thing where spelling, type and facts agree, whatever the order of reading."""
    forwards = unify([("a1", known(one)), ("a2", known(other))])
    backwards = unify([("a2", known(other)), ("a1", known(one))])

    assert expected == len({entity.id for entity in forwards.values()})
    assert forwards == backwards


@pytest.mark.parametrize(
    ("shared", "expected"),
    [pytest.param(("Belarus", "Minsk"), 1, id="same-things"), pytest.param((), 2, id="nothing-shared")],
)
def test_surname_of_another_article(shared: tuple[str, ...], expected: int) -> None:
    """A surname that its article leaves open joins the only full name of articles about the same things."""
    places = [Entity(name, name, PLACE) for name in shared]
    full, bare = person("Anna Malpas"), person("Malpas", "Malpas_0a1b2c3d")

    found = unify([("a1", known(full, *places)), ("a2", known(bare, *places))])

    assert expected == len({entity.id for entity in found.values() if entity.type is PERSON})


def test_surname_that_two_could_have() -> None:
    """A surname that fits two full names stays alone."""
    places = [Entity(name, name, PLACE) for name in ("Belarus", "Minsk")]
    names = [person("Anna Malpas"), person("Peter Malpas"), *places]
    bare = person("Malpas", "Malpas_0a1b2c3d")

    found = unify([("a1", known(*names)), ("a2", known(bare, *places))])

    assert "Malpas_0a1b2c3d" == found["a2", "Malpas_0a1b2c3d"].id


def test_the_user_joins_and_parts(tmp_path: Path) -> None:
    """Pairs of the user's join what nothing else would, and part what would else be one; the reason is kept."""
    same, different = tmp_path / "same.csv", tmp_path / "different.csv"
    same.write_text("Anna Malpas,A. Reporter\n", encoding="utf-8")
    different.write_text("# homonyms\nOrlen Ltd,Orlen Limited\n", encoding="utf-8")
    first = known(person("Anna Malpas"), Entity("Orlen", "Orlen", BODY, ("Orlen Ltd",)))
    second = known(person("A. Reporter"), Entity("Orlen", "Orlen", BODY, ("Orlen Limited",)))

    found = unify([("a1", first), ("a2", second)], same=same, different=different)

    assert "Anna_Malpas" == found["a1", "Anna_Malpas"].id == found["a2", "A._Reporter"].id
    assert "the user says that Anna Malpas is A. Reporter" in found["a1", "Anna_Malpas"].basis
    assert found["a1", "Orlen"].id != found["a2", "Orlen"].id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Anna Malpas\n", "line 1: 1 cells", id="one-cell"),
        pytest.param("a,b\nc,d,e\n", "line 2: 3 cells", id="three-cells"),
        pytest.param("Anna,Anna\n", "paired with itself", id="itself"),
    ],
)
def test_faults_in_pairs(tmp_path: Path, text: str, message: str) -> None:
    """A row that is no pair is refused with its file and line."""
    path = tmp_path / "same.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(TableError, match=message):
        unify([], same=path)


def test_missing_and_contradicting_files(tmp_path: Path) -> None:
    """A file that is not there is refused, and so is a pair that is said to be same and different."""
    path = tmp_path / "pairs.csv"
    with pytest.raises(TableError, match="Cannot read"):
        unify([], same=path)
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(TableError, match="same and different"):
        unify([], same=path, different=path)


def test_many_articles_of_one_country() -> None:
    """Thousands of articles share one country, and everybody in them stays apart."""
    country = Entity("Belarus", "Belarus", EntityType.COUNTRY, wikidata="Q184", country="BLR")
    names = ("".join(four).title() for four in permutations("bdfgklmnprtv", 4))
    articles = [
        (f"a{number}", known(country, person(f"Anna {name}"))) for number, name in enumerate(islice(names, 3000))
    ]

    assert 3001 == len({entity.id for entity in unify(articles).values()})


class Shelf:
    """A registry in memory, which asks for no more than a ledger gives."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.told: dict[str, set[str]] = {}

    def find(self, keys: Collection[str]) -> list[Known]:
        """Give what shares a key."""
        return [known for known in self.known.values() if not known.keys().isdisjoint(keys)]

    def others(self, article: str) -> Collection[str]:
        """Give the ids of an article."""
        return self.told[article]

    def read(self, *articles: tuple[str, dict[str, Entity]], same: Path | None = None) -> dict[str, str]:
        """Read articles after all others; give the id of each of their entities."""
        found = extend(articles, self, same=same)
        for id in found.replaced:
            del self.known[id]
        self.known.update((known.id, known) for known in found.known)
        self.told.update(
            (article, {id for id, entity in told.items() if is_shared(entity)}) for article, told in articles
        )
        return {id: entity.id for (_, id), entity in found.places.items()}


def test_what_is_known_keeps_its_id() -> None:
    """A later article's spelling joins the thing that is known, be it the more frequent one in the end."""
    shelf = Shelf()
    shelf.read(("a1", known(person("Alexander Hrihorenko"))))
    for number in range(2, 5):
        assert {"Aliaksandr_Hryhorenka": "Alexander_Hrihorenko"} == shelf.read(
            (f"a{number}", known(person("Aliaksandr Hryhorenka")))
        )

    (thing,) = shelf.known.values()
    assert ("Aliaksandr Hryhorenka", ("Alexander Hrihorenko",)) == (thing.entity.label, thing.entity.aliases)
    assert "same name, type and context in 4 articles" in thing.entity.basis


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(person("John Hill", country="GBR"), person("John Hill", country="USA"), 2, id="namesake"),
        pytest.param(
            Entity("NHB", "NHB", BODY), Entity("Northern_Herring_Board", "Northern Herring Board", BODY, ("NHB",)), 1,
            id="acronym-first",
        ),
        pytest.param(person("Ruslana Petrohradskaya"), person("Ruslana Petrohradskya"), 1, id="spelling"),
        pytest.param(person("Malpas", "Malpas_0a1b2c3d"), person("Anna Malpas"), 1, id="surname-first"),
    ],
)  # fmt: skip
def test_one_article_after_another(first: Entity, second: Entity, expected: int) -> None:
    """Articles that come one by one, in whatever order, tell of the same things as articles that come at once."""
    places = [Entity(name, name, PLACE) for name in ("Belarus", "Minsk")]
    articles = [("a1", known(first, *places)), ("a2", known(second, *places))]
    for order in (articles, articles[::-1]):
        shelf = Shelf()
        ids = [shelf.read(article)[entity.id] for article in order for entity in article[1].values()]

        assert expected == len(set(ids) - {"Belarus", "Minsk"})
        assert set(ids) == shelf.known.keys()


def test_two_known_things_that_turn_out_to_be_one(tmp_path: Path) -> None:
    """An article that shows two known things to be one leaves one of them, and says which gave way."""
    shelf = Shelf()
    shelf.read(("a1", known(Entity("NHB", "NHB", BODY))))
    shelf.read(("a2", known(Entity("Northern_Herring_Board", "Northern Herring Board", BODY))))
    both = known(Entity("Northern_Herring_Board", "Northern Herring Board", BODY, ("NHB",)))

    assert {"Northern_Herring_Board": "NHB"} == shelf.read(("a3", both))
    assert ["Northern Herring Board"] == [thing.entity.label for thing in shelf.known.values()]


def test_known_things_stay_apart_without_a_reason() -> None:
    """Two namesakes that are known stay two, whatever is read of a third thing."""
    shelf = Shelf()
    shelf.read(("a1", known(person("John Hill", country="GBR"))))
    shelf.read(("a2", known(person("John Hill", country="USA"))))

    assert {"John_Hill": "John_Hill_Person"} == shelf.read(("a3", known(person("John Hill", country="USA"))))
    assert {"John_Hill": "John_Hill"} == shelf.read(("a4", known(person("John Hill", country="GBR"))))
    assert 2 == len(shelf.known)


def test_the_user_joins_what_is_known(tmp_path: Path) -> None:
    """A pair of the user's joins a thing of today with one of yesterday."""
    shelf, same = Shelf(), tmp_path / "same.csv"
    same.write_text("Anna Malpas,A. Reporter\n", encoding="utf-8")
    shelf.read(("a1", known(person("Anna Malpas"))))

    assert {"A._Reporter": "Anna_Malpas"} == shelf.read(("a2", known(person("A. Reporter"))), same=same)


def test_article_that_is_taken_back() -> None:
    """Without the article that told of it, a way of telling is forgotten; without any, the thing is."""
    shelf = Shelf()
    shelf.read(("a1", known(person("Alexander Hrihorenko"))), ("a2", known(person("Aliaksandr Hryhorenka"))))
    (thing,) = shelf.known.values()

    fewer = thing.without("a2", [person("Aliaksandr Hryhorenka")])
    assert fewer is not None
    assert ("Alexander Hrihorenko", ()) == (fewer.entity.label, fewer.entity.aliases)
    assert fewer.without("a1", [person("Alexander Hrihorenko")]) is None


def test_bodies_of_generic_names_stay_apart() -> None:
    """What only its own article can mean joins no namesake, nor what another article calls by its acronym."""
    one = Entity("Supreme_Court_0a1b2c3d", "Supreme Court", BODY, ("SC",))
    other = Entity("Supreme_Court_4e5f6a7b", "Supreme Court", BODY)
    short = Entity("SC", "SC", BODY)

    found = unify([("a1", known(one)), ("a2", known(other)), ("a3", known(short))])

    assert 3 == len({entity.id for entity in found.values()})
