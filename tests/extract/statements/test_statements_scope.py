"""Polarity and modality: what is not asserted does not come out as asserted."""
# ruff: noqa: E501 (a tree by hand is easier to read on one line)

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.statements import propositions

Read = Callable[[str], Doc]
Verdict = tuple[str, str, str, str]

CASES = {
    "not": (
        "Putin/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 visit/VB/ROOT/4 Minsk/NNP/obj/4",
        {("visits", "Minsk", "negative", "asserted")},
    ),
    "never": (
        "Putin/NNP/nsubj/3 never/RB/advmod/3 visited=visit/VBD/ROOT/3 Minsk/NNP/obj/3",
        {("visits", "Minsk", "negative", "asserted")},
    ),
    "hardly": (
        "Putin/NNP/nsubj/3 hardly/RB/advmod/3 helped=help/VBD/ROOT/3 Minsk/NNP/obj/3",
        {("helps", "Minsk", "negative", "asserted")},
    ),
    "nobody": (
        "Nobody/NN/nsubj/2 supports=support/VBZ/ROOT/2 Minsk/NNP/obj/2",
        {("supports", "Minsk", "negative", "asserted")},
    ),
    "no agreement": (
        "Minsk/NNP/nsubj/2 signed=sign/VBD/ROOT/2 no/DT/det/4 treaty/NN/obj/2",
        {("signs", "treaty", "negative", "asserted")},
    ),
    "neither nor": (
        "Neither/CC/cc:preconj/2 Moscow/NNP/nsubj/5 nor/CC/cc/4 Kyiv/NNP/conj/2 attacked=attack/VBD/ROOT/5 Minsk/NNP/obj/5",
        {("attacks", "Minsk", "negative", "asserted")},
    ),
    "not X but Y": (
        "Loans=loan/NNS/nsubj:pass/3 are=be/VBP/aux:pass/3 issued=issue/VBN/ROOT/3 not/RB/advmod/6 to/IN/case/6 "
        "Putin/NNP/obl/3 but/CC/cc/9 to/IN/case/9 Belarus/NNP/conj/6",
        {("is issued to", "Putin", "negative", "asserted"), ("is issued to", "Belarus", "positive", "asserted")},
    ),
    "not only": (
        "Minsk/NNP/nsubj/4 not/RB/advmod/4 only/RB/advmod/4 attacked=attack/VBD/ROOT/4 Kyiv/NNP/obj/4",
        {("attacks", "Kyiv", "positive", "asserted")},
    ),
    "warned against": (
        "Iran/NNP/nsubj/2 warned=warn/VBD/ROOT/2 Baku/NNP/obj/2 against/IN/mark/5 attacking=attack/VBG/advcl/2 Kyiv/NNP/obj/5",
        {("warns", "Baku", "positive", "asserted"), ("attacks", "Kyiv", "negative", "requested")},
    ),
    "refused to": (
        "Minsk/NNP/nsubj/2 refused=refuse/VBD/ROOT/2 to/TO/mark/4 recognize/VB/xcomp/2 Kosovo/NNP/obj/4",
        {("recognizes", "Kosovo", "negative", "asserted")},
    ),
    "failed to": (
        "Minsk/NNP/nsubj/2 failed=fail/VBD/ROOT/2 to/TO/mark/4 stop/VB/xcomp/2 Kyiv/NNP/obj/4",
        {("stops", "Kyiv", "negative", "asserted")},
    ),
    "did not refuse to": (
        "Minsk/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 refuse/VB/ROOT/4 to/TO/mark/6 recognize/VB/xcomp/4 Kosovo/NNP/obj/6",
        {("recognizes", "Kosovo", "positive", "asserted")},
    ),
    "vowed to": (
        "Putin/NNP/nsubj/2 vowed=vow/VBD/ROOT/2 to/TO/mark/4 help/VB/xcomp/2 Minsk/NNP/obj/4",
        {("helps", "Minsk", "positive", "intended")},
    ),
    "does not plan to": (
        "Minsk/NNP/nsubj/4 does=do/VBZ/aux/4 not/RB/advmod/4 plan/VB/ROOT/4 to/TO/mark/6 attack/VB/xcomp/4 Kyiv/NNP/obj/6",
        {("attacks", "Kyiv", "negative", "intended")},
    ),
    "urged to": (
        "Berlin/NNP/nsubj/2 urged=urge/VBD/ROOT/2 Minsk/NNP/obj/2 to/TO/mark/5 leave/VB/xcomp/2 Donetsk/NNP/obj/5",
        {("urges", "Minsk", "positive", "asserted"), ("leaves", "Donetsk", "positive", "requested")},
    ),
    "may": (
        "Putin/NNP/nsubj/3 may/MD/aux/3 visit/VB/ROOT/3 Minsk/NNP/obj/3",
        {("visits", "Minsk", "positive", "possible")},
    ),
    "cannot": (
        "Putin/NNP/nsubj/4 can/MD/aux/4 not/RB/advmod/4 trust/VB/ROOT/4 Minsk/NNP/obj/4",
        {("trusts", "Minsk", "negative", "possible")},
    ),
    "must": (
        "Putin/NNP/nsubj/3 must/MD/aux/3 leave/VB/ROOT/3 Minsk/NNP/obj/3",
        {("leaves", "Minsk", "positive", "required")},
    ),
    "will": (
        "Putin/NNP/nsubj/3 will/MD/aux/3 visit/VB/ROOT/3 Minsk/NNP/obj/3",
        {("visits", "Minsk", "positive", "intended")},
    ),
    "if": (
        "If/IN/mark/3 Kyiv/NNP/nsubj/3 attacks=attack/VBZ/advcl/6 Minsk/NNP/obj/3 Moscow/NNP/nsubj/6 defends=defend/VBZ/ROOT/6 "
        "Lukashenko/NNP/obj/6",
        {("attacks", "Minsk", "positive", "conditional"), ("defends", "Lukashenko", "positive", "conditional")},
    ),
    "question": (
        "Does=do/VBZ/aux/3 Putin/NNP/nsubj/3 support/VB/ROOT/3 Minsk/NNP/obj/3 ?/./punct/3",
        {("supports", "Minsk", "positive", "possible")},
    ),
    "how under a question": (
        "Does=do/VBZ/aux/3 Tusk/NNP/nsubj/3 know/VB/ROOT/3 how/WRB/advmod/6 Putin/NNP/nsubj/6 uses=use/VBZ/ccomp/3 Minsk/NNP/obj/6 ?/./punct/3",
        {("uses", "Minsk", "positive", "asserted")},
    ),
    "question in a quotation": (
        "“/``/punct/3 Fico/NNP/nsubj/3 helped=help/VBD/ccomp/7 Minsk/NNP/obj/3 ?/./punct/3 ”/''/punct/3 asked=ask/VBD/ROOT/7 Tusk/NNP/nsubj/7",
        {("helps", "Minsk", "positive", "possible")},
    ),
    "asked how": (
        "Tusk/NNP/nsubj/2 asked=ask/VBD/ROOT/2 how/WRB/advmod/5 Putin/NNP/nsubj/5 left=leave/VBD/ccomp/2 Minsk/NNP/obj/5",
        {("leaves", "Minsk", "positive", "possible")},
    ),
    "not to and to": (
        "Tusk/NNP/nsubj/2 promised=promise/VBD/ROOT/2 not/RB/advmod/5 to/TO/mark/5 attack/VB/xcomp/2 Minsk/NNP/obj/5 and/CC/cc/9 to/TO/mark/9 "
        "help/VB/conj/5 Kyiv/NNP/obj/9",
        {("attacks", "Minsk", "negative", "intended"), ("helps", "Kyiv", "positive", "intended")},
    ),
    "not only but also": (
        "Peace/NN/nsubj/3 is=be/VBZ/cop/3 important/JJ/ROOT/3 not/RB/advmod/3 only/RB/advmod/3 for/IN/case/7 Minsk/NNP/obl/3 but/CC/cc/11 "
        "also/RB/advmod/11 for/IN/case/11 Kyiv/NNP/conj/7",
        {("is important for", "Minsk", "positive", "asserted"), ("is important for", "Kyiv", "positive", "asserted")},
    ),
    "without": (
        "Putin/NNP/nsubj/2 left=leave/VBD/ROOT/2 Minsk/NNP/obj/2 without/IN/mark/5 meeting=meet/VBG/advcl/2 Tusk/NNP/obj/5",
        {("leaves", "Minsk", "positive", "asserted"), ("meets", "Tusk", "negative", "asserted")},
    ),
    "reportedly": (
        "Putin/NNP/nsubj/3 reportedly/RB/advmod/3 visited=visit/VBD/ROOT/3 Minsk/NNP/obj/3",
        {("visits", "Minsk", "positive", "possible")},
    ),
    "hopes that": (
        "Tusk/NNP/nsubj/2 hopes=hope/VBZ/ROOT/2 that/IN/mark/5 Putin/NNP/nsubj/5 leaves=leave/VBZ/ccomp/2 Donetsk/NNP/obj/5",
        {
            ("hopes", "that Putin leaves Donetsk", "positive", "asserted"),
            ("leaves", "Donetsk", "positive", "possible"),
        },
    ),
    "whether": (
        "Tusk/NNP/nsubj/2 asked=ask/VBD/ROOT/2 whether/IN/mark/5 Putin/NNP/nsubj/5 left=leave/VBD/ccomp/2 Donetsk/NNP/obj/5",
        {("leaves", "Donetsk", "positive", "possible")},
    ),
    "did not say that": (
        "Tusk/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 say/VB/ROOT/4 Putin/NNP/nsubj/6 left=leave/VBD/ccomp/4 Donetsk/NNP/obj/6",
        {("leaves", "Donetsk", "positive", "possible")},
    ),
    "does not believe that": (
        "Tusk/NNP/nsubj/4 does=do/VBZ/aux/4 not/RB/advmod/4 believe/VB/ROOT/4 Putin/NNP/nsubj/6 left=leave/VBD/ccomp/4 "
        "Donetsk/NNP/obj/6",
        {("leaves", "Donetsk", "negative", "asserted")},
    ),
    "said that it would": (
        "Tusk/NNP/nsubj/2 said=say/VBD/ROOT/2 Warsaw/NNP/nsubj/5 would/MD/aux/5 help/VB/ccomp/2 Kyiv/NNP/obj/5",
        {("helps", "Kyiv", "positive", "intended")},
    ),
    "intention to": (
        "Tusk/NNP/nsubj/2 confirmed=confirm/VBD/ROOT/2 his/PRP$/nmod:poss/4 intention/NN/obj/2 to/TO/mark/6 visit/VB/acl/4 "
        "Kyiv/NNP/obj/6",
        {
            ("confirms", "his intention to visit Kyiv", "positive", "asserted"),
            ("visits", "Kyiv", "positive", "intended"),
        },
    ),
    "refusal to": (
        "Tusk/NNP/nsubj/2 regretted=regret/VBD/ROOT/2 Orban/NNP/nmod:poss/5 's/POS/case/3 refusal/NN/obj/2 to/TO/mark/7 "
        "help/VB/acl/5 Kyiv/NNP/obj/7",
        {
            ("regrets", "Orban 's refusal to help Kyiv", "positive", "asserted"),
            ("helps", "Kyiv", "negative", "asserted"),
        },
    ),
    "shared negation": (
        "Tusk/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 meet/VB/ROOT/4 Orban/NNP/obj/4 or/CC/cc/7 call/VB/conj/4 "
        "Fico/NNP/obj/7",
        {("meets", "Orban", "negative", "asserted"), ("calls", "Fico", "negative", "asserted")},
    ),
    "no negation of the second verb": (
        "Tusk/NNP/nsubj/4 did=do/VBD/aux/4 not/RB/advmod/4 meet/VB/ROOT/4 Orban/NNP/obj/4 but/CC/cc/7 called=call/VBD/conj/4 "
        "Fico/NNP/obj/7",
        {("meets", "Orban", "negative", "asserted"), ("calls", "Fico", "positive", "asserted")},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_scope(read: Read, name: str) -> None:
    """Every statement has the polarity and modality that its governors, modal verbs and negations give it."""
    rows, expected = CASES[name]
    found = {(p.relation.label, p.object.text, p.polarity.value, p.modality.value) for p in propositions(read(rows))}

    assert expected == found


def test_governors_are_kept(read: Read) -> None:
    """The verb that a future act hangs on is kept beside the relation, outermost first."""
    (help_,) = propositions(read(CASES["vowed to"][0]))

    assert ("vow",) == help_.governors
