"""Looking things up in the package's tables."""

import pytest

from kg.gazetteer import Gazetteer, Office
from kg.model import EntityType


def ids(gazetteer: Gazetteer, name: str) -> list[str]:
    """Give the ids of what a name finds."""
    return [entry.id for entry in gazetteer.find(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Belarus", "Belarus"),
        ("Republic of Belarus", "Belarus"),
        ("the United States", "United_States"),
        ("U.S.", "United_States"),
        ("Ivory Coast", "Ivory_Coast"),
        ("Côte d’Ivoire", "Ivory_Coast"),
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("Kiev", "Kyiv"),
        ("Kyiv", "Kyiv"),
        ("Moscow", "Moscow"),
        ("NATO", "North_Atlantic_Treaty_Organization"),
        ("Nato", "North_Atlantic_Treaty_Organization"),
        ("CSTO", "Collective_Security_Treaty_Organization"),
        ("EU", "European_Union"),
        ("AFP", "Agence_France-Presse"),
        ("Hizbollah", "Hezbollah"),
        ("Union State", "Union_State"),
        ("Sergei Lavrov", "Sergey_Lavrov"),
        ("Baltic States", "Baltic_states"),
        ("Gaza", "Gaza_Strip"),
        ("the West", "The_West"),
        ("Kurds", "Kurds"),
        ("JCPOA", "Joint_Comprehensive_Plan_of_Action"),
        ("Second World War", "World_War_II"),
    ],
)
def test_find(gazetteer: Gazetteer, name: str, expected: str) -> None:
    """The most prominent thing of a name comes first."""
    assert expected == ids(gazetteer, name)[0]


@pytest.mark.parametrize("name", ["us", "who", "turkey", "chad", "it", "the", "", "polish"])
def test_words_are_no_names(gazetteer: Gazetteer, name: str) -> None:
    """Words in lower case name nothing, even where they look like a country or an organisation."""
    assert [] == ids(gazetteer, name)


def test_type_narrows(gazetteer: Gazetteer) -> None:
    """A type leaves only entries of that type."""
    assert ["Georgia"] == [entry.id for entry in gazetteer.find("Georgia", type=EntityType.COUNTRY)]
    assert ["Georgia_US_state"] == [entry.id for entry in gazetteer.find("Georgia", type=EntityType.PLACE)]
    assert [] == gazetteer.find("Georgia", type=EntityType.PERSON)


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [("Vladimir Putin", "Q7747"), ("Belarus", "Q184"), ("Denmark", "Q35"), ("Netherlands", "Q55"), ("Paris", "Q90")],
)
def test_wikidata(gazetteer: Gazetteer, name: str, wikidata: str) -> None:
    """Entries carry Wikidata ids and are found by them."""
    entry = gazetteer.find(name)[0]

    assert wikidata == entry.wikidata
    assert entry == gazetteer.by_wikidata(wikidata) == gazetteer.by_id(entry.id)


def test_unknown_ids(gazetteer: Gazetteer) -> None:
    """Ids that are not there give None."""
    assert gazetteer.by_id("Freedonia") is None
    assert gazetteer.by_wikidata("Q0") is None
    assert gazetteer.by_iso3("ZZZ") is None


@pytest.mark.parametrize(
    "name",
    [
        "Aliaksandr Lukashenka",
        "Alyaksandr Lukashenko",
        "Aleksandr Lukashenko",
        "Alexander Lukashenka",
        "Aliaksandr Lukashenko",
    ],
)
def test_spellings_of_one_person(gazetteer: Gazetteer, name: str) -> None:
    """Every spelling finds the one person."""
    assert {"Alexander_Lukashenko"} == {entry.id for entry in gazetteer.find_folded(name)}


@pytest.mark.parametrize(
    ("surname", "expected"),
    [
        ("Lukashenka", "Alexander_Lukashenko"),
        ("Tikhanovskaya", "Sviatlana_Tsikhanouskaya"),
        ("al-Assad", "Bashar_al-Assad"),
        ("Xi", "Xi_Jinping"),
        ("von der Leyen", "Ursula_von_der_Leyen"),
    ],
)
def test_find_surname(gazetteer: Gazetteer, surname: str, expected: str) -> None:
    """A surname finds its people: with particles, first in East Asian names, in any transliteration."""
    assert expected in {entry.id for entry in gazetteer.find_surname(surname)}


@pytest.mark.parametrize(
    ("word", "country", "kind"),
    [
        ("Belarusian", "Belarus", "both"),
        ("Belarusians", "Belarus", "noun"),
        ("Dutch", "Netherlands", "adjective"),
        ("Nigerien", "Niger", "both"),
        ("Nigerian", "Nigeria", "both"),
        ("Malian", "Mali", "both"),
        ("Dominican", "Dominican_Republic", "both"),
        ("Poles", "Poland", "noun"),
        ("Soviet", "Soviet_Union", "adjective"),
        ("Scottish", "Scotland", "adjective"),
        ("Kurdish", "Kurds", "adjective"),
    ],
)
def test_demonym(gazetteer: Gazetteer, word: str, country: str, kind: str) -> None:
    """Adjectives and nouns of nationality lead to the country, region or people."""
    found = gazetteer.demonym(word)

    assert found is not None
    assert (country, kind) == (found.id, gazetteer.demonym_kind(word))


@pytest.mark.parametrize("word", ["Korean", "polish", "turkey", "Freedonian"])
def test_no_demonym(gazetteer: Gazetteer, word: str) -> None:
    """Words of two countries, common words and unknown words are no demonyms."""
    assert gazetteer.demonym(word) is None


@pytest.mark.parametrize(
    ("seat", "actor"),
    [
        ("Kremlin", "Russia"),
        ("the Kremlin", "Russia"),
        ("Moscow", "Russia"),
        ("Minsk", "Belarus"),
        ("Kiev", "Ukraine"),
        ("Brussels", "European_Union"),
        ("Washington", "United_States"),
        ("the White House", "United_States"),
        ("Downing Street", "United_Kingdom"),
        ("Élysée", "France"),
        ("Zhongnanhai", "China"),
        ("Bankova", "Ukraine"),
    ],
)
def test_stands_for(gazetteer: Gazetteer, seat: str, actor: str) -> None:
    """Seats of power and capitals stand for their government."""
    found = gazetteer.stands_for(seat)

    assert found is not None
    assert actor == found.id


def test_towns_stand_for_nothing(gazetteer: Gazetteer) -> None:
    """A town without a government is only a place."""
    assert gazetteer.stands_for("Sochi") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belarusian opposition leader", "BLR"),
        ("President Lukashenko", "BLR"),
        ("Iraqi President Saddam Hussein", "IRQ"),
        ("President Chirac", "FRA"),
        ("Syrian-backed militia", "SYR"),
        ("the ambassador of Chad", "TCD"),
        ("Lukashenka's police", "BLR"),
        ("Khartoum government", "SDN"),
        ("the opposition", None),
        ("UN peacekeepers", None),
    ],
)
def test_country_of_phrase(gazetteer: Gazetteer, text: str, code: str | None) -> None:
    """A phrase belongs to the country of the first name in it that has one."""
    found = gazetteer.country(text)

    assert code == (found.country if found else None)


@pytest.mark.parametrize(
    ("office", "of", "date", "expected"),
    [
        ("president", "BLR", "2020-09-14", {"Alexander_Lukashenko"}),
        ("leader", "BLR", "2020-09-14", {"Alexander_Lukashenko"}),
        ("president", "RUS", "2010-05-01", {"Dmitry_Medvedev"}),
        ("prime minister", "RUS", "2010-05-01", {"Vladimir_Putin"}),
        ("leader", "GBR", "2020-09-14", {"Boris_Johnson"}),
        ("leader", "RUS", "2020-09-14", {"Vladimir_Putin"}),
        ("foreign minister", "RUS", "2020-09-14", {"Sergey_Lavrov"}),
        ("Secretary of State", "USA", "2020-09-14", {"Mike_Pompeo"}),
        ("chancellor", "DEU", "2020-09-14", {"Angela_Merkel"}),
        ("president", "DEU", "2020-09-14", {"Frank-Walter_Steinmeier"}),
        ("president", "USA", "2020-09-14", {"Donald_Trump"}),
        ("president", "USA", "2021-06-01", {"Joe_Biden"}),
        ("secretary-general", "United_Nations", "2020-09-14", {"Antonio_Guterres"}),
        ("spokesman", "RUS", "2014-01-01", {"Dmitry_Peskov"}),
        ("opposition leader", "BLR", "1999-01-01", set()),
        ("king", "BLR", "2020-09-14", set()),
        ("president", "Freedonia", "2020-09-14", set()),
    ],
)
def test_holders(gazetteer: Gazetteer, office: str, of: str, date: str, expected: set[str]) -> None:
    """Offices have their holders on a date; nobody where nobody is known."""
    assert expected == {entry.id for entry in gazetteer.holders(office, of, date)}


@pytest.mark.parametrize(
    ("start", "end", "date", "expected"),
    [
        ("2020-06-04", "2025-03-10", "2020-09-14", True),
        ("2020-06-04", "2025-03-10", "2020-06-03", False),
        ("2020-06-04", None, "2031", True),
        ("2020", "2022", "2022-11-30", True),
        ("2020", "2022", "2023-01-01", False),
        ("2020-06-04", None, "2020", True),
        (None, "2022-05-01", "1999", True),
    ],
)
def test_held_on(start: str | None, end: str | None, date: str, expected: bool) -> None:
    """An office is held from its first to its last day; a bare year covers all its days."""
    assert expected is Office("minister", "Belarus", "BLR", "Minister", start, end, "test").held_on(date)


def test_holders_of_a_year_of_change(gazetteer: Gazetteer) -> None:
    """Where a change falls into the year asked for, both come into question."""
    assert {"Tony_Blair", "Gordon_Brown"} == {entry.id for entry in gazetteer.holders("prime minister", "GBR", "2007")}


def test_holders_without_date(gazetteer: Gazetteer) -> None:
    """Without a date the last known holders are given."""
    assert ["Alexander_Lukashenko"] == [entry.id for entry in gazetteer.holders("president", "BLR")]


@pytest.mark.parametrize(
    ("bloc", "date", "member", "is_member"),
    [
        ("European_Union", "2019-01-01", "United_Kingdom", True),
        ("European_Union", "2020-09-14", "United_Kingdom", False),
        ("European_Union", "2003-01-01", "Poland", False),
        ("North_Atlantic_Treaty_Organization", "2020-09-14", "Finland", False),
        ("North_Atlantic_Treaty_Organization", "2024-09-14", "Finland", True),
        ("Collective_Security_Treaty_Organization", "2020-09-14", "Belarus", True),
        ("Collective_Security_Treaty_Organization", "2020-09-14", "Georgia", False),
        ("BRICS", "2020-09-14", "Iran", False),
        ("Union_State", "2020-09-14", "Belarus", True),
    ],
)
def test_members(gazetteer: Gazetteer, bloc: str, date: str, member: str, is_member: bool) -> None:
    """Blocs have the members of that day."""
    assert is_member is (member in {entry.id for entry in gazetteer.members(bloc, date)})


def test_sizes(gazetteer: Gazetteer) -> None:
    """The tables hold as much as the project promises."""
    entries = list(gazetteer.entries())
    organisations = [entry for entry in entries if entry.type is EntityType.ORGANIZATION]

    assert len(gazetteer.members("European_Union")) == 27
    assert len(gazetteer.members("North_Atlantic_Treaty_Organization")) == 32
    assert len(gazetteer.blocs) >= 30
    assert sum(entry.sector in ("IGO", "NGO") for entry in organisations) >= 550
    assert sum(entry.sector == "MED" for entry in organisations) >= 150
    assert sum(entry.type is EntityType.COUNTRY for entry in entries) >= 249


def test_ids_are_unique(gazetteer: Gazetteer) -> None:
    """No two entries share an id or a Wikidata id."""
    entries = list(gazetteer.entries())
    wikidata = [entry.wikidata for entry in entries if entry.wikidata]

    assert len(entries) == len({entry.id for entry in entries})
    assert len(wikidata) == len(set(wikidata))


def test_every_entry_names_its_source(gazetteer: Gazetteer) -> None:
    """Rows without a source would be hearsay."""
    assert [] == [entry.id for entry in gazetteer.entries() if not entry.source]
