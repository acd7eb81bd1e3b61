"""Words of sentences and of tables meet in one form."""

from __future__ import annotations

import pytest

from kg.events.words import stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ("promise", "promised", "promises", "promising"),
        ("ban", "banned", "banning", "bans"),
        ("carry", "carries", "carried", "carrying"),
        ("agree", "agreed", "agrees", "agreeing"),
        ("cancel", "cancelled", "canceled", "cancels"),
        ("call", "called", "calling", "calls"),
        ("send", "sent", "sending"),
        ("withdraw", "withdrew", "withdrawn"),
        ("meet", "met", "meeting", "meetings"),
        ("discuss", "discussed", "discusses"),
    ],
    ids=lambda forms: forms[0],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    """Inflected forms, regular or not, come to one stem."""
    assert len({stem(form) for form in forms}) == 1


def test_different_words_stay_apart() -> None:
    """What only looks alike is not brought together."""
    assert stem("sue") != stem("suspend")
    assert stem("agreement") != stem("agree")


def test_possessives_and_hyphens() -> None:
    """A possessive ending is dropped, a hyphen stays within the word."""
    assert ["iran", "cease-fir"] == words("Iran's cease-fire")
