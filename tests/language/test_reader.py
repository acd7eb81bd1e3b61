"""The English pipeline as others see it: an ordinary spaCy pipeline that survives anything."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.errors import ModelError
from kg.language.adapter import Adapter
from kg.language.reader import Reader

pytestmark = pytest.mark.model

TEXT = "Russian President Vladimir Putin told the BBC on Friday that he would not visit Kyiv. Belarus signed the deal."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Load the pipeline once."""
    return kg.language.load()


def assert_sound(doc: Doc) -> None:
    """Check that each sentence is one tree with one root, and that everything is set."""
    for sent in doc.sents:
        roots = [token for token in sent if token.head == token]
        assert 1 == len(roots)
        assert "ROOT" == roots[0].dep_
        assert all(token.head.sent.start == sent.start for token in sent)
    assert all(token.tag_ and token.pos_ and token.lemma_ and token.dep_ for token in doc)


def test_everything_is_annotated(nlp: Language) -> None:
    """Tags, lemmas, trees and names of two plain sentences."""
    doc = nlp(TEXT)
    told, visit, signed = (next(token for token in doc if token.text == word) for word in ("told", "visit", "signed"))

    assert_sound(doc)
    assert 2 == len(list(doc.sents))
    assert ("VBD", "VERB", "tell", "ROOT") == (told.tag_, told.pos_, told.lemma_, told.dep_)
    assert ["Past"] == told.morph.get("Tense", [])
    assert (told, "ccomp") == (visit.head, visit.dep_)
    assert {"Belarus": "nsubj", "deal": "obj"} == {t.text: t.dep_ for t in signed.children if t.pos_ != "PUNCT"}
    assert [
        ("Russian", "Group"), ("Vladimir Putin", "Person"), ("BBC", "Organization"), ("Friday", "Date"),
        ("Kyiv", "Place"),
        ("Belarus", "Place"),
    ] == [(ent.text, ent.label_) for ent in doc.ents]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n \n", "😀😀 🇺🇦", "习近平 访问 北京。", "Путин посетил Минск.", "\x00\x01 a\x07b", "x" * 10_000,
        " lead", "a\n\n\n b \n", "!!!", '"', "...", "http://a.b/c?d=e#f", "\u202eabc\u200b", "A" * 300 + " b" * 300,
    ],
)  # fmt: skip
def test_odd_input_passes(nlp: Language, text: str) -> None:
    """Nothing is lost, and what there is makes trees."""
    doc = nlp(text)

    assert text == doc.text
    assert_sound(doc)


def test_five_thousand_words_without_a_stop(nlp: Language) -> None:
    """Windows and long sentences: nothing is cut off."""
    doc = nlp("the soldiers of the army " * 1000)

    assert 5000 == sum(not token.is_space for token in doc)
    assert_sound(doc)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1, "U.S. Secretary of State Antony J. Blinken met Gen. Mark A. Milley in Washington, D.C. on Monday."),
        (2, "He left the U.S. in May. She stayed in Minsk."),
        (2, "Iran rejects new talks\n\nTEHRAN (Reuters) - Iran on Sunday rejected new talks with the U.S. government."),
        (2, "“We will not give up,” he said. “They know it.”"),
        (1, "The vote passed 52 to 48 in the U.N. Security Council vs. Russia's wishes."),
    ],
    ids=["initials and titles", "U.S. and a name", "headline", "quotations", "versus"],
)
def test_sentences(nlp: Language, expected: int, text: str) -> None:
    """Sentence ends are learned, not found by their stop."""
    assert expected == len(list(nlp(text).sents))


def test_given_sentences_are_kept(nlp: Language) -> None:
    """Words and sentence starts that a `Doc` brings along stay."""
    doc = Doc(nlp.vocab, words=["Kyiv", "fell", "Minsk", "fell"], sent_starts=[True, False, True, False])

    for _, component in nlp.pipeline:
        doc = component(doc)

    assert ["Kyiv fell", "Minsk fell"] == [sent.text.strip() for sent in doc.sents]


def described(doc: Doc) -> list[tuple[str, str, int, str, str]]:
    """Give what is set of each word."""
    return [(t.text, t.tag_, t.head.i, t.dep_, t.ent_type_) for t in doc]


@pytest.mark.parametrize("threads", [1, 2])
def test_pipe_gives_what_single_calls_give(nlp: Language, threads: int) -> None:
    """Neighbours and threads change nothing, and order and context are kept."""
    texts = [TEXT, "", "Minsk.", "Kyiv fell. " * 80, "\n", *["Minsk said no."] * 9]
    other = nlp if threads == 1 else kg.language.load(threads=threads)

    found = list(other.pipe(((text, i) for i, text in enumerate(texts)), as_tuples=True, batch_size=2))

    assert [(text, i) for i, text in enumerate(texts)] == [(doc.text, i) for doc, i in found]
    assert [described(nlp(text)) for text in texts] == [described(doc) for doc, _ in found]


def test_docs_serialise(nlp: Language) -> None:
    """A `Doc` goes to bytes and comes back."""
    doc = nlp(TEXT)

    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert [(t.text, t.head.i, t.dep_, t.tag_, t.lemma_, t.ent_type_) for t in doc] == [
        (t.text, t.head.i, t.dep_, t.tag_, t.lemma_, t.ent_type_) for t in copy
    ]


def test_displacy_draws_it(nlp: Language) -> None:
    """Trees and names."""
    doc = nlp(TEXT)

    assert "nsubj" in displacy.render(doc, style="dep", jupyter=False)
    assert "Vladimir Putin" in displacy.render(doc, style="ent", jupyter=False)


def test_the_pipeline_goes_to_disk_and_back(nlp: Language, tmp_path: Path) -> None:
    """The config is enough to make it again."""
    nlp.to_disk(tmp_path / "model")

    again = spacy.load(tmp_path / "model")

    assert [t.dep_ for t in nlp(TEXT)] == [t.dep_ for t in again(TEXT)]
    assert again.pipe_names == kg.language.load(str(tmp_path / "model")).pipe_names


def test_the_network_can_be_sent_to_another_process(nlp: Language) -> None:
    """Its sessions stay behind and are opened anew."""
    reader = nlp.get_pipe("kg_reader")
    assert isinstance(reader, Reader)
    network = reader.network

    assert network.classes == pickle.loads(pickle.dumps(network)).classes


def test_components_work_in_other_pipelines() -> None:
    """A blank English pipeline with our reader parses."""
    other = spacy.blank("en")
    other.add_pipe("kg_reader")

    assert_sound(other("The minister resigned."))


def test_an_unknown_model_is_named() -> None:
    """The error says which, and what now."""
    with pytest.raises(ModelError, match="no_such_model"):
        kg.language.load("no_such_model")


def test_a_model_without_parser_is_refused(tmp_path: Path) -> None:
    """Trees are what we need it for."""
    spacy.blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(ModelError, match="parser"):
        kg.language.load(str(tmp_path / "blank"))


def test_a_foreign_pipeline_gets_the_adapter(tmp_path: Path) -> None:
    """Its trees are rewritten, whatever labels its parser has."""
    foreign = spacy.blank("en")
    parser = foreign.add_pipe("parser")
    for label in ("nsubj", "dobj", "prep", "pobj"):
        parser.add_label(label)  # type: ignore[attr-defined]
    foreign.initialize()
    foreign.to_disk(tmp_path / "foreign")

    found = kg.language.load(str(tmp_path / "foreign"))

    assert ["parser", "kg_adapter"] == found.pipe_names
    adapter = found.get_pipe("kg_adapter")
    assert isinstance(adapter, Adapter)
    assert "clearnlp" == adapter.scheme
