"""One gazetteer for all tests."""

import pytest

from kg.gazetteer import Gazetteer, load


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Open the package's tables."""
    return load()
