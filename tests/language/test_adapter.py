"""ClearNLP trees turned to UD, construct by construct, on docs made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language.adapter import Adapter

ADAPTER = Adapter(spacy.blank("en"), "kg_adapter", "auto")
VOCAB = Vocab()


def parsed(rows: str) -> Doc:
    """Make a `Doc` of rows `word lemma pos tag head dep`, the head a number from 1, 0 for the root."""
    cells = [row.split() for row in rows.strip().splitlines()]
    words, lemmas, pos, tags, heads, deps = (list(column) for column in zip(*cells, strict=True))
    return Doc(
        VOCAB, words=words, lemmas=lemmas, pos=pos, tags=tags,
        heads=[int(head) - 1 if head != "0" else i for i, head in enumerate(heads)], deps=deps,
    )  # fmt: skip


def arcs(doc: Doc) -> list[str]:
    """Write each word's label and head: `nsubj(left)`."""
    return [token.dep_ if token.head == token else f"{token.dep_}({token.head.text})" for token in doc]


CASES = {
    "object": (
        """
        Kyiv Kyiv PROPN NNP 2 nsubj
        rejected reject VERB VBD 0 ROOT
        it it PRON PRP 2 dobj
        """,
        "nsubj(rejected) ROOT obj(rejected)",
    ),
    "passive with agent": (
        """
        He he PRON PRP 3 nsubjpass
        was be AUX VBD 3 auxpass
        fired fire VERB VBN 0 ROOT
        by by ADP IN 3 agent
        Acme Acme PROPN NNP 4 pobj
        """,
        "nsubj:pass(fired) aux:pass(fired) ROOT case(Acme) obl:agent(fired)",
    ),
    "preposition on a verb": (
        """
        Troops troop NOUN NNS 2 nsubj
        landed land VERB VBD 0 ROOT
        in in ADP IN 2 prep
        Kyiv Kyiv PROPN NNP 3 pobj
        """,
        "nsubj(landed) ROOT case(Kyiv) obl(landed)",
    ),
    "preposition on a noun": (
        """
        bases basis NOUN NNS 0 ROOT
        near near ADP IN 1 prep
        Kyiv Kyiv PROPN NNP 2 pobj
        """,
        "ROOT case(Kyiv) nmod(bases)",
    ),
    "chain of prepositions": (
        """
        ran run VERB VBD 0 ROOT
        out out ADP IN 1 prep
        of of ADP IN 2 prep
        Kyiv Kyiv PROPN NNP 3 pobj
        """,
        "ROOT case(Kyiv) case(Kyiv) obl(ran)",
    ),
    "stranded preposition": (
        """
        what what PRON WP 3 dobj
        they they PRON PRP 3 nsubj
        fought fight VERB VBD 0 ROOT
        for for ADP IN 3 prep
        """,
        "obj(fought) nsubj(fought) ROOT advmod(fought)",
    ),
    "clause after a preposition": (
        """
        replied reply VERB VBD 0 ROOT
        by by ADP IN 1 prep
        firing fire VERB VBG 2 pcomp
        shells shell NOUN NNS 3 dobj
        """,
        "ROOT mark(firing) advcl(replied) obj(firing)",
    ),
    "two prepositions joined": (
        """
        met meet VERB VBD 0 ROOT
        in in ADP IN 1 prep
        Paris Paris PROPN NNP 2 pobj
        and and CCONJ CC 2 cc
        near near ADP IN 2 conj
        London London PROPN NNP 5 pobj
        """,
        "ROOT case(Paris) obl(met) cc(London) case(London) conj(Paris)",
    ),
    "dative noun": (
        """
        gave give VERB VBD 0 ROOT
        them they PRON PRP 1 dative
        arms arm NOUN NNS 1 dobj
        """,
        "ROOT iobj(gave) obj(gave)",
    ),
    "dative preposition": (
        """
        gave give VERB VBD 0 ROOT
        arms arm NOUN NNS 1 dobj
        to to ADP IN 1 dative
        Kyiv Kyiv PROPN NNP 3 pobj
        """,
        "ROOT obj(gave) case(Kyiv) obl(gave)",
    ),
    "copula with noun": (
        """
        Kyiv Kyiv PROPN NNP 2 nsubj
        is be AUX VBZ 0 ROOT
        the the DET DT 4 det
        capital capital NOUN NN 2 attr
        of of ADP IN 4 prep
        Ukraine Ukraine PROPN NNP 5 pobj
        . . PUNCT . 2 punct
        """,
        "nsubj(capital) cop(capital) det(capital) ROOT case(Ukraine) nmod(capital) punct(capital)",
    ),
    "copula with adjective in a clause": (
        """
        says say VERB VBZ 0 ROOT
        Kyiv Kyiv PROPN NNP 3 nsubj
        is be AUX VBZ 1 ccomp
        safe safe ADJ JJ 3 acomp
        """,
        "ROOT nsubj(safe) cop(safe) ccomp(says)",
    ),
    "copula with place": (
        """
        He he PRON PRP 2 nsubj
        is be AUX VBZ 0 ROOT
        in in ADP IN 2 prep
        Kyiv Kyiv PROPN NNP 3 pobj
        """,
        "nsubj(Kyiv) cop(Kyiv) case(Kyiv) ROOT",
    ),
    "other linking verb": (
        """
        He he PRON PRP 2 nsubj
        became become VERB VBD 0 ROOT
        minister minister NOUN NN 2 attr
        """,
        "nsubj(became) ROOT xcomp(became)",
    ),
    "existential": (
        """
        There there PRON EX 2 expl
        is be VERB VBZ 0 ROOT
        peace peace NOUN NN 2 attr
        """,
        "expl(is) ROOT nsubj(is)",
    ),
    "conjuncts": (
        """
        Kyiv Kyiv PROPN NNP 0 ROOT
        , , PUNCT , 1 punct
        Minsk Minsk PROPN NNP 1 conj
        and and CCONJ CC 3 cc
        Riga Riga PROPN NNP 3 conj
        """,
        "ROOT punct(Minsk) conj(Kyiv) cc(Riga) conj(Kyiv)",
    ),
    "relative clause": (
        """
        men man NOUN NNS 0 ROOT
        who who PRON WP 3 nsubj
        fled flee VERB VBD 1 relcl
        """,
        "ROOT nsubj(fled) acl:relcl(men)",
    ),
    "possessor": (
        """
        Kyiv Kyiv PROPN NNP 3 poss
        's 's PART POS 1 case
        army army NOUN NN 0 ROOT
        """,
        "nmod:poss(army) case(Kyiv) ROOT",
    ),
    "particle and negation": (
        """
        not not PART RB 2 neg
        give give VERB VB 0 ROOT
        up up ADP RP 2 prt
        """,
        "advmod(give) ROOT compound:prt(give)",
    ),
    "infinitive": (
        """
        wants want VERB VBZ 0 ROOT
        to to PART TO 3 aux
        leave leave VERB VB 1 xcomp
        """,
        "ROOT mark(leave) xcomp(wants)",
    ),
    "passive clause as subject": (
        """
        What what PRON WP 2 dobj
        happened happen VERB VBD 4 csubjpass
        was be AUX VBD 4 auxpass
        denied deny VERB VBN 0 ROOT
        """,
        "obj(happened) csubj:pass(denied) aux:pass(denied) ROOT",
    ),
    "measure and determiners": (
        """
        met meet VERB VBD 0 ROOT
        both both DET DT 4 preconj
        all all DET PDT 4 predet
        men man NOUN NNS 1 dobj
        Monday Monday PROPN NNP 1 npadvmod
        about about ADV RB 7 quantmod
        ten ten NUM CD 4 nummod
        """,
        "ROOT cc:preconj(men) det:predet(men) obj(met) obl:unmarked(met) advmod(ten) nummod(men)",
    ),
    "remaining labels": (
        """
        named name VERB VBD 0 ROOT
        well well INTJ UH 1 intj
        him he PRON PRP 1 dobj
        chief chief NOUN NN 1 oprd
        -- -- X XX 1 meta
        """,
        "ROOT discourse(named) obj(named) xcomp(named) dep(named)",
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=list(CASES))
def test_construct(rows: str, expected: str) -> None:
    """Heads and labels are UD's afterwards."""
    assert expected.split() == arcs(Adapter(spacy.blank("en"), "kg_adapter", "clearnlp")(parsed(rows)))


def test_a_ud_tree_stays_as_it_is() -> None:
    """Nothing is rewritten in a tree without ClearNLP's labels."""
    rows = """
    Kyiv Kyiv PROPN NNP 2 nsubj
    rejected reject VERB VBD 0 ROOT
    it it PRON PRP 2 obj
    """

    assert arcs(parsed(rows)) == arcs(ADAPTER(parsed(rows)))


def test_personal_names_are_flat() -> None:
    """The first word heads a person's name, and takes what hung on the last."""
    doc = parsed("""
    President President PROPN NNP 3 compound
    Joe Joe PROPN NNP 3 compound
    Biden Biden PROPN NNP 4 nsubj
    rejected reject VERB VBD 0 ROOT
    it it PRON PRP 4 dobj
    """)
    doc.set_ents([Span(doc, 1, 3, label="PERSON")])

    assert ["compound(Joe)", "nsubj(rejected)", "flat(Joe)", "ROOT", "obj(rejected)"] == arcs(ADAPTER(doc))


@pytest.mark.parametrize(
    ("expected", "words", "label"),
    [
        ("Biden/Person", "Biden", "PERSON"),
        ("United Nations/Organization", "the United Nations", "ORG"),
        ("Ukraine/Place", "Ukraine 's", "GPE"),
        ("Red Square/Place", "Red Square", "FAC"),
        ("Kurds/Group", "the Kurds", "NORP"),
        ("Minsk Accords/Treaty", "the Minsk Accords", "LAW"),
        ("Patriot Act/Work", "the Patriot Act", "LAW"),
        ("World War II/Event", "World War II", "EVENT"),
        ("the 1990s/Date", "the 1990s", "DATE"),
        ("", "French", "LANGUAGE"),
        ("Kyiv/Place", "Kyiv", "Place"),
    ],
)
def test_names(expected: str, words: str, label: str) -> None:
    """Types are ours; the article and the genitive are no part of a name."""
    doc = Doc(VOCAB, words=words.split())
    doc.set_ents([Span(doc, 0, len(doc), label=label)])

    assert expected == " ".join(f"{ent.text}/{ent.label_}" for ent in ADAPTER(doc).ents)


def test_an_empty_doc_passes() -> None:
    """Nothing to rewrite."""
    assert 0 == len(ADAPTER(Doc(VOCAB, words=[])))
