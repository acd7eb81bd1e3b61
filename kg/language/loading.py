"""Loading: the project's own pipeline, or anyone's made to speak as ours."""

from __future__ import annotations

import importlib

import spacy
from spacy.language import Language

from kg.errors import ModelError

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "kg_tokenizer.v1"}, "batch_size": 64}}
_COMPONENTS = ("tokenizer", "reader", "quantities", "adapter")


def load(model: str | None = None, *, threads: int = 1) -> Language:
    """Load the English pipeline; `model` names another installed spaCy pipeline, or the folder of one.

    `threads` is how many batches our network may read side by side, each on a core. Raises `ModelError` where the model
    is not to be had, or does not parse.

    Example: `load()("Kyiv signed the accord.").ents` holds the Place Kyiv.
    """
    for name in _COMPONENTS:  # each registers itself
        importlib.import_module(f"kg.language.{name}")
    return _own(threads) if model is None else _foreign(model)


def _own(threads: int) -> Language:
    """Build our pipeline."""
    nlp = spacy.blank("en", config=CONFIG)
    nlp.add_pipe("kg_reader", config={"threads": threads})
    nlp.add_pipe("kg_quantities")
    nlp.meta.update(name="kg", description="English for news: one small transformer for trees, sentences and names")
    return nlp


def _foreign(model: str) -> Language:
    """Load another pipeline and add the adapter, unless it is one of ours."""
    from kg.language.adapter import clearnlp_labels

    try:
        nlp = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"No spaCy pipeline {model!r} that can be loaded ({str(error).splitlines()[0]}). "
            "Install it, or leave --model out to use the one that comes with kg."
        ) from error
    if nlp.has_pipe("kg_reader") or nlp.has_pipe("kg_adapter"):
        return nlp
    if not any("token.dep" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise ModelError(f"The pipeline {model!r} has no parser, which kg needs. Choose one that has.")
    scheme = "clearnlp" if any(clearnlp_labels(nlp)) else "auto"
    nlp.add_pipe("kg_adapter", config={"scheme": scheme})
    return nlp
