"""Words of strangers are made harmless."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.render.text import NAME_LIMIT, clean, to_script_json, utf16_span, web_link


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param("Minsk", "Minsk", id="plain"),
        pytest.param("a\u200bb", "a\u202eb", id="right-to-left-override"),
        pytest.param("a b", "a\x00b", id="control"),
        pytest.param("a b", "a\nb", id="line-end"),
        pytest.param("a\ufffdb", "a\ud800b", id="half-of-a-surrogate-pair"),
        pytest.param("👩‍🚀", "👩‍🚀", id="joined-emoji-stays"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_clean(expected: str, text: str | None) -> None:
    """What stays dangerous as text is replaced one for one."""
    assert expected == clean(text)


def test_long_names_are_cut() -> None:
    """A name of ten thousand characters becomes one that fits."""
    assert NAME_LIMIT == len(clean("x" * 10_000))


@settings(deadline=None)
@given(st.text(max_size=150))
def test_clean_keeps_offsets(text: str) -> None:
    """No character moves, so that spans stay right."""
    assert len(text) == len(clean(text))


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        pytest.param(True, "https://news.example/a?b=c#d", id="https"),
        pytest.param(True, "http://news.example", id="http"),
        pytest.param(False, "javascript:alert(1)", id="javascript"),
        pytest.param(False, "JaVaScRiPt:alert(1)", id="javascript-in-any-case"),
        pytest.param(False, "java\tscript:alert(1)", id="javascript-with-a-tab"),
        pytest.param(False, "data:text/html,<script>alert(1)</script>", id="data"),
        pytest.param(False, "//news.example/a", id="no-scheme"),
        pytest.param(False, 'https://news.example/"onmouseover="alert(1)', id="quote"),
        pytest.param(False, "http://[", id="broken"),
        pytest.param(False, None, id="none"),
    ],
)
def test_web_link(expected: bool, url: str | None) -> None:
    """Only whole links of the web become links."""
    assert (url if expected else None) == web_link(url)


def test_spans_in_utf16() -> None:
    """JavaScript counts an emoji as two."""
    assert (3, 8) == utf16_span("😀 Minsk", (2, 7))
    assert None is utf16_span("Minsk", (3, 9))


@settings(max_examples=40, deadline=None)
@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_script_json(data: object) -> None:
    """No data can end the element it stands in, and all of it comes back."""
    text = to_script_json(data)

    assert not set("<>&") & set(text)
    assert data == json.loads(text)
