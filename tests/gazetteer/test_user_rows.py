"""The user's own rows."""

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.gazetteer import load
from kg.model import EntityType


def write(folder: Path, text: str) -> Path:
    """Write a CSV file."""
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_user_rows_win(tmp_path: Path) -> None:
    """A row of the user's comes before, or in place of, what the tables have."""
    path = write(
        tmp_path,
        "id,label,type,aliases,country,role,office_of,from,to\n"
        "Jane_Doe,Jane Doe,Person,J. Doe|Minsk,BLR,spokesperson,Belarus,2021-01,\n"
        "Jane_Doe,Jane Doe,Person,,BLR,opposition leader,Belarus,2019,2020\n"
        "Paris,Paris of ours,Place,Paris,USA,,,,\n",
    )
    gazetteer = load(path)

    jane = gazetteer.by_id("Jane_Doe")
    assert jane is not None
    assert (EntityType.PERSON, "user", 2) == (jane.type, jane.source, len(jane.offices))
    assert ["Jane_Doe", "Minsk"] == [entry.id for entry in gazetteer.find("Minsk")]
    assert ["Paris of ours"] == [entry.label for entry in gazetteer.find("Paris")]
    assert "Jane_Doe" in {entry.id for entry in gazetteer.holders("spokesperson", "BLR", "2022")}
    link = gazetteer.link("J. Doe")
    assert link is not None
    assert "Jane_Doe" == link.entry.id


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("label\nJane Doe\n", "line 1: no column 'type'"),
        ("label,type,colour\nJane Doe,Person,red\n", "line 1: unknown column 'colour'"),
        ("label,type\n,Person\n", "line 2: the label is empty"),
        ("label,type\nJane Doe,Human\n", "line 2: 'Human' is no type"),
        ("label,type\nA,Person\nB,Person,more\n", "line 3: more cells than columns"),
        ("label,type,wikidata\nJane Doe,Person,7747\n", "line 2: wikidata is '7747'"),
        ("label,type,country\nJane Doe,Person,BY\n", "line 2: country is 'BY'"),
        ("label,type,latitude\nHere,Place,95\n", "line 2: 95 degrees are outside"),
        ("label,type,latitude\nHere,Place,north\n", "line 2: 'north' is not a number"),
        ("label,type,role\nJane Doe,Person,queen\n", "line 2: 'queen' is no role"),
        ("label,type,role\nJane Doe,Person,minister\n", "line 2: a role without office_of"),
        ("label,type,role,office_of,from\nJane Doe,Person,minister,Belarus,May\n", "line 2: from is 'May'"),
        ("id,label,type\na b,Jane Doe,Person\n", "line 2: id 'a b' cannot stand in an IRI"),
    ],
)
def test_faults_name_line_and_reason(tmp_path: Path, text: str, fault: str) -> None:
    """A fault is reported with its line."""
    with pytest.raises(TableError, match=fault):
        load(write(tmp_path, text))


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is an error that the user can put right."""
    with pytest.raises(TableError, match="Cannot read gazetteer"):
        load(tmp_path / "none.csv")
