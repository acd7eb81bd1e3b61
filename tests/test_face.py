"""The face of the package and the docs that speak of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.cli import main

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", kg.__all__)
def test_public_names_are_there(name: str) -> None:
    """Each name of the face is found in its room."""
    assert getattr(kg, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="graphs"):
        _ = kg.graphs  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_commands_have_help_and_stand_in_the_readme(command: str) -> None:
    """Each command says what it is for and is in the README's table."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert main.commands[command].help
    assert f"`kg {command} " in readme


def test_readme_names_no_query_that_is_not_there() -> None:
    """Queries that the README asks by name are in the library."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = set(re.findall(r"kg query ([a-z][a-z-]+)(?= )", readme))

    assert asked
    assert asked <= {path.stem for path in (ROOT / "queries").glob("*.rq")}
