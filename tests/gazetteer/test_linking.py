"""Which entry a name means in context."""

import pytest

from kg.gazetteer import CLOSE_MATCH, SAME_AS, Gazetteer
from kg.model import EntityType

DAY = "2020-09-14"


@pytest.mark.parametrize(
    ("name", "type", "expected"),
    [
        ("Vladimir Putin", EntityType.PERSON, "Vladimir_Putin"),
        ("President Vladimir Putin", EntityType.PERSON, "Vladimir_Putin"),
        ("US President Barack Obama", EntityType.PERSON, "Barack_Obama"),
        ("Singapore", EntityType.COUNTRY, "Singapore"),
        ("Aliaksandr Lukashenka", EntityType.PERSON, "Alexander_Lukashenko"),
        ("Belarus", EntityType.COUNTRY, "Belarus"),
        ("Minsk", EntityType.PLACE, "Minsk"),
        ("Sochi, Russia", EntityType.PLACE, "Sochi"),
        ("NATO", EntityType.ORGANIZATION, "North_Atlantic_Treaty_Organization"),
        ("Jordan", None, "Jordan"),
        ("Turkey", None, "Turkey"),
        ("Chad", None, "Chad"),
        ("Niger", None, "Niger"),
        ("Guinea", None, "Guinea"),
        ("Macedonia", None, "North_Macedonia"),
        ("Ireland", None, "Ireland"),
        ("Dominica", None, "Dominica"),
        ("Mali", None, "Mali"),
        ("Georgia", EntityType.COUNTRY, "Georgia"),
    ],
)
def test_sure_links(gazetteer: Gazetteer, name: str, type: EntityType | None, expected: str) -> None:
    """Clear names are linked surely enough for owl:sameAs."""
    found = gazetteer.link(name, type=type)

    assert found is not None
    assert expected == found.entry.id
    assert found.score >= SAME_AS


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("Jordan", EntityType.PERSON),
        ("Washington", EntityType.PERSON),
        ("Michael Jordan", EntityType.PERSON),
        ("Paris Hilton", EntityType.PERSON),
        ("Chad", EntityType.PERSON),
        ("Lebanon, New Hampshire", None),
        ("Putin", None),
        ("us", None),
        ("Freedonia", None),
        ("Delta", EntityType.ORGANIZATION),
    ],
)
def test_abstains(gazetteer: Gazetteer, name: str, type: EntityType | None) -> None:
    """Namesakes of places, unknown names and bare surnames get no link."""
    assert gazetteer.link(name, type=type) is None


@pytest.mark.parametrize("name", ["Congo", "Victoria", "San Jose", "Cambridge"])
def test_unclear_without_context(gazetteer: Gazetteer, name: str) -> None:
    """Names of several like places are too unsure to be shown."""
    found = gazetteer.link(name)

    assert found is None or found.score < CLOSE_MATCH


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("Brest", ["BLR", "RUS"], "Brest"),
        ("Brest", ["FRA"], "Brest_France"),
        ("Georgia", ["GEO", "RUS"], "Georgia"),
        ("Georgia", ["USA"], "Georgia_US_state"),
        ("Tripoli", ["LBN"], "Tripoli_Lebanon"),
        ("Tripoli", ["LBY"], "Tripoli"),
        ("Victoria", ["AUS"], "Victoria_Australia"),
        ("Birmingham", ["GBR"], "Birmingham"),
    ],
)
def test_context_decides(gazetteer: Gazetteer, name: str, context: list[str], expected: str) -> None:
    """The countries that an article speaks of decide between places of one name."""
    found = gazetteer.link(name, country_context=context)

    assert found is not None
    assert expected == found.entry.id
    assert any("the article speaks of" in reason or "most likely" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("surname", "date", "context", "expected"),
    [
        ("Putin", DAY, ["BLR", "RUS"], "Vladimir_Putin"),
        ("Lukashenka", DAY, ["BLR"], "Alexander_Lukashenko"),
        ("Kim", DAY, ["PRK"], "Kim_Jong-un"),
        ("Bush", "2003-03-20", ["USA", "IRQ"], "George_W_Bush"),
        ("Bush", "1990-08-02", ["USA", "IRQ"], "George_H_W_Bush"),
        ("Peskov", DAY, ["RUS"], "Dmitry_Peskov"),
    ],
)
def test_surname_of_officeholder(
    gazetteer: Gazetteer, surname: str, date: str, context: list[str], expected: str
) -> None:
    """A bare surname means who holds a high office on the day in a country that the article speaks of."""
    found = gazetteer.link(surname, date=date, country_context=context, surname_only=True)

    assert found is not None
    assert expected == found.entry.id


@pytest.mark.parametrize(
    ("surname", "date", "context"),
    [("Putin", None, ["RUS"]), ("Smith", DAY, ["GBR"]), ("Merkel", DAY, ["CHN"]), ("Gorbachev", DAY, ["RUS"])],
)
def test_surname_alone_is_not_enough(gazetteer: Gazetteer, surname: str, date: str | None, context: list[str]) -> None:
    """Without a date, an office on that day or the country in the text a surname means nobody."""
    assert gazetteer.link(surname, date=date, country_context=context, surname_only=True) is None


def test_titled_surname(gazetteer: Gazetteer) -> None:
    """A title makes a surname clear enough where date and country fit."""
    found = gazetteer.link("President Lukashenko", date=DAY, country_context=["BLR"])

    assert found is not None
    assert "Alexander_Lukashenko" == found.entry.id
    assert gazetteer.link("President Lukashenko", date="1990-01-01", country_context=["BLR"]) is None


def test_surname_of_somebody_named_before(gazetteer: Gazetteer) -> None:
    """A surname means the one who was named in full before."""
    found = gazetteer.link("Gorbachev", entities_context=["Mikhail_Gorbachev"], surname_only=True)

    assert found is not None
    assert ("Mikhail_Gorbachev", True) == (found.entry.id, found.score >= SAME_AS)
    assert "named before in the article" in found.reasons


def test_demonym_links_to_country(gazetteer: Gazetteer) -> None:
    """An adjective of nationality leads to the country, and says so."""
    found = gazetteer.link("Malian")

    assert found is not None
    assert ("Mali", ("demonym",)) == (found.entry.id, found.reasons)


@pytest.mark.parametrize("name", ["Svetlana Tikhonovskaya", "Svetlana Tikhanovskya"])
def test_slips_of_spelling(gazetteer: Gazetteer, name: str) -> None:
    """A slip in the surname of a well-known person is forgiven where the article speaks of the country, only there."""
    found = gazetteer.link(name, country_context=["BLR"])

    assert found is not None
    assert ("Sviatlana_Tsikhanouskaya", "similar spelling") == (found.entry.id, found.reasons[0])
    assert gazetteer.link(name, country_context=["CHL"]) is None
