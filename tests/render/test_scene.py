"""Rows become a scene: who is in it, what is bundled, how it is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import EdgeRow, NodeRow
from kg.render.scene import bundle_label, bundle_standing, bundle_tone, report_count, scene, standing
from kg.render.style import EDGE_LIGHT, edge_colour, flag, initials, tone


def edge(number: int, subject: str = "A", object_: str | None = "B", **known: Any) -> EdgeRow:
    """Make a report with what the test needs."""
    given: dict[str, Any] = {
        "id": f"c{number}", "iri": f"https://example.org/c{number}", "subject": subject, "subject_label": subject,
        "subject_type": "Person", "relation": "meets", "relation_label": "meets", "object": object_,
        "object_label": object_ or "words", "object_type": "Person" if object_ else "Literal",
    } | known  # fmt: skip
    return EdgeRow(**given)


def test_parallel_reports_are_bundled() -> None:
    """All reports from one node to another are one arrow; the other way is another."""
    drawn = scene([], [edge(1), edge(2), edge(3, "B", "A")])

    assert [(0, 1, (0, 1)), (1, 0, (2,))] == [(b.source, b.target, b.reports) for b in drawn.bundles]


def test_most_reported_comes_first() -> None:
    """Nodes are ordered by the reports that they take part in."""
    drawn = scene([], [edge(1, "A", "C"), edge(2, "B", "C"), edge(3, "B", "C")])

    assert ["C", "B", "A"] == [node.label for node in drawn.nodes]
    assert (3, 2, 1) == drawn.weights


def test_things_without_name_come_after_actors() -> None:
    """Of two nodes with as many reports the actor is the more important one."""
    drawn = scene([NodeRow("A", "", "A", "Thing"), NodeRow("B", "", "B", "Person")], [edge(1)])

    assert ["B", "A"] == [node.id for node in drawn.nodes]


def test_words_are_no_nodes() -> None:
    """An object that is mere words stays with its subject, unless nothing else has two ends."""
    assert ["A", "B"] == [node.id for node in scene([], [edge(1), edge(2, "A", None)]).nodes]
    assert ["words", "A"] == sorted(
        (node.label for node in scene([], [edge(2, "A", None)]).nodes), key=lambda label: -len(label)
    )


def test_nodes_without_reports_are_left_out() -> None:
    """A row of a node that no edge mentions is not drawn."""
    assert ["A", "B"] == [node.id for node in scene([NodeRow("Z", "", "Z", "Person")], [edge(1)]).nodes]


@pytest.mark.parametrize(
    ("expected", "since", "until"),
    [
        pytest.param(["c1", "c2", "c3"], None, None, id="all"),
        pytest.param(["c2", "c3"], "2020-09-14", None, id="since"),
        pytest.param(["c1", "c3"], None, "2020-09-13", id="until"),
        pytest.param(["c2", "c3"], "2020-09-14", "2020-09-14", id="one-day"),
    ],
)
def test_dates(expected: list[str], since: str | None, until: str | None) -> None:
    """Both ends are included, and what has no date stays."""
    edges = [edge(1, date="2020-09-13"), edge(2, event_date="2020-09-14", date="2020-09-20"), edge(3)]

    assert expected == [kept.id for kept in scene([], edges, since=since, until=until).edges]


@pytest.mark.parametrize(
    ("expected", "known"),
    [
        pytest.param("stated", {}, id="the-article-says-so"),
        pytest.param("denied", {"polarity": "negative", "fact": True}, id="denied"),
        pytest.param("claimed", {"claimants": ("Peskov",)}, id="somebody-says-so"),
        pytest.param("claimed", {"modality": "possible"}, id="possible"),
        pytest.param("planned", {"claimants": ("A",), "fact": True, "modality": "intended"}, id="own-commitment"),
        pytest.param("planned", {"modality": "intended"}, id="promised"),
        pytest.param("claimed", {"fact": True, "modality": "possible"}, id="possible-is-no-fact"),
    ],
)
def test_standing(expected: str, known: dict[str, Any]) -> None:
    """What is denied, or only claimed, is never drawn as a fact."""
    assert expected == standing(edge(1, **known))


def test_standing_of_a_bundle() -> None:
    """One report that states it is enough; it is denied only if all deny it."""
    stated, claimed, denied = edge(1), edge(2, claimants=("X",)), edge(3, polarity="negative")

    assert "stated" == bundle_standing([denied, claimed, stated])
    assert "claimed" == bundle_standing([denied, claimed])
    assert "denied" == bundle_standing([denied, denied])
    assert "planned" == bundle_standing([denied, edge(4, modality="intended")])


def test_tone_of_a_bundle() -> None:
    """The tone is the mean of what is affirmed; what is denied has none."""
    assert 0.5 == bundle_tone(
        [edge(1, goldstein=7.0), edge(2, goldstein=3.0), edge(3, goldstein=-9.0, polarity="negative")]
    )
    assert None is bundle_tone([edge(1)])


def test_label_of_a_bundle() -> None:
    """The most frequent relation names the arrow, and the others are counted."""
    assert "meets +1" == bundle_label([edge(1), edge(2), edge(3, relation_label="backs")])


def test_label_of_a_bundle_keeps_denials_apart() -> None:
    """What is denied, planned or possible is marked, and never counted with what is affirmed."""
    denied, planned = edge(2, polarity="negative", relation_label="trusts"), edge(3, modality="intended")

    assert "meets · ✕ trusts" == bundle_label([denied, denied, edge(1)])
    assert "✕ trusts" == bundle_label([denied])
    assert "planned: meets" == bundle_label([planned])
    assert "possibly: meets" == bundle_label([edge(4, modality="possible")])


def test_reports_are_sentences() -> None:
    """One sentence about several actors is one report; the same words in two articles are two."""
    joint = [edge(number, sentence="A and B met C.", article="a") for number in (1, 2, 3)]

    assert 1 == report_count(joint)
    assert 2 == report_count([*joint, edge(4, sentence="A and B met C.", article="b")])


@pytest.mark.parametrize(
    ("step", "goldstein", "plover"),
    [
        (4, 7.0, None),
        (3, 1.0, None),
        (2, 0.0, None),
        (1, -2.0, None),
        (0, -9.0, None),
        (0, None, "ASSAULT"),
        (2, None, None),
    ],
)
def test_edge_colours(step: int, goldstein: float | None, plover: str | None) -> None:
    """Colours run from conflict to cooperation; a type of event stands in for a missing value."""
    assert EDGE_LIGHT[step] == edge_colour(tone(goldstein, plover))


@pytest.mark.parametrize(
    ("expected", "label"),
    [("VP", "Vladimir Putin"), ("N", "NATO"), ("JR", "Jean-Claude van der Rohe"), ("", "protests"), ("", "")],
)
def test_initials(expected: str, label: str) -> None:
    """First and last name give the initials."""
    assert expected == initials(label)


@pytest.mark.parametrize(("expected", "code"), [("🇧🇾", "BY"), (None, "B1"), (None, None)])
def test_flags(expected: str | None, code: str | None) -> None:
    """Two letters make a flag."""
    assert expected == flag(code)
