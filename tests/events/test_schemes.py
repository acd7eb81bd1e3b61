"""The schemes hang together: each code has its type, its broader code and values within range."""

from __future__ import annotations

from kg.events.schemes import CAMEO_CODES, CONTEXTS, PLOVER_MODES, PLOVER_TYPES, QUAD_CLASSES, SECTORS


def test_plover_has_sixteen_types() -> None:
    """All sixteen types are there, each in one of four quad classes and each reached by some CAMEO code."""
    assert len(PLOVER_TYPES) == 16
    assert {known.quad for known in PLOVER_TYPES.values()} == set(QUAD_CLASSES)
    assert {known.plover for known in CAMEO_CODES.values()} == set(PLOVER_TYPES)


def test_cameo_codes_refer_to_what_exists() -> None:
    """Broader codes, modes and contexts of each code are known, and its value lies on the scale."""
    for code in CAMEO_CODES.values():
        assert code.broader is None or code.broader in CAMEO_CODES
        assert code.mode is None or (code.plover, code.mode) in PLOVER_MODES
        assert set(code.contexts) <= set(CONTEXTS)
        assert -10 <= code.goldstein <= 10
        assert code.label and code.definition


def test_labels_are_unique() -> None:
    """No two codes have one label, so that a reader can tell them apart."""
    labels = [code.label for code in CAMEO_CODES.values()]

    assert sorted(set(labels)) == sorted(labels)


def test_promised_loan_and_given_loan() -> None:
    """A promise of economic aid is AGREE and words, giving it is AID and deeds."""
    assert (CAMEO_CODES["0331"].plover, CAMEO_CODES["0331"].quad) == ("AGREE", "verbal cooperation")
    assert (CAMEO_CODES["071"].plover, CAMEO_CODES["071"].quad) == ("AID", "material cooperation")
    assert (CAMEO_CODES["0331"].goldstein, CAMEO_CODES["071"].goldstein) == (5.2, 7.4)


def test_sectors_are_described() -> None:
    """Each sector has a label and a definition."""
    assert {"GOV", "MIL", "OPP", "REB", "CVL", "IGO"} <= set(SECTORS)
    assert all(known.label and known.definition for known in SECTORS.values())
