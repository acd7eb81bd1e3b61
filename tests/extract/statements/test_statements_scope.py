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
    "confirmed reports": (
        "Oslo/NNP/nsubj/2 confirmed=confirm/VBD/ROOT/2 reports=report/NNS/obj/2 that/IN/mark/6 Riga/NNP/nsubj/6 attacked=attack/VBD/acl/3 Minsk/NNP/obj/6",
        {
            ("confirms", "reports that Riga attacked Minsk", "positive", "asserted"),
            ("attacks", "Minsk", "positive", "asserted"),
        },
    ),
    "vital that": (
        "It/PRP/expl/3 is=be/VBZ/cop/3 vital/JJ/ROOT/3 that/IN/mark/6 Oslo/NNP/nsubj/6 attacks=attack/VBP/csubj/3 Minsk/NNP/obj/6",
        {("attacks", "Minsk", "positive", "required")},
    ),
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
    "any that": (
        "Any/DT/det/2 state/NN/nsubj/7 that/WDT/nsubj/4 attacks=attack/VBZ/acl:relcl/2 Minsk/NNP/obj/4 will/MD/aux/7 face/VB/ROOT/7 Moscow/NNP/obj/7",
        {("attacks", "Minsk", "positive", "possible"), ("faces", "Moscow", "positive", "intended")},
    ),
    "any, with a participle": (
        "Tusk/NNP/nsubj/2 reviews=review/VBZ/ROOT/2 any/DT/det/4 treaties=treaty/NNS/obj/2 signed=sign/VBN/acl/4 by/IN/case/7 Fico/NNP/obl/5",
        {
            ("reviews", "any treaties signed by Fico", "positive", "asserted"),
            ("signs", "any treaties", "positive", "possible"),
        },
    ),
    "a future in which": (
        "Tusk/NNP/nsubj/2 wants=want/VBZ/ROOT/2 a/DT/det/4 future/NN/obj/2 in/IN/case/6 which/WDT/obl/8 Kyiv/NNP/nsubj/8 joins=join/VBZ/acl:relcl/4 "
        "Brussels/NNP/obj/8",
        {("joins", "Brussels", "positive", "possible")},
    ),
    "a treaty that is wanted": (
        "Tusk/NNP/nsubj/2 seeks=seek/VBZ/ROOT/2 a/DT/det/4 treaty/NN/obj/2 that/WDT/nsubj/6 protects=protect/VBZ/acl:relcl/4 Kyiv/NNP/obj/6",
        {("seeks", "a treaty", "positive", "asserted"), ("protects", "Kyiv", "positive", "intended")},
    ),
    "until it does": (
        "Moscow/NNP/nsubj/3 will/MD/aux/3 bomb/VB/ROOT/3 Kyiv/NNP/obj/3 until/IN/mark/7 Tusk/NNP/nsubj/7 leaves=leave/VBZ/advcl/3 Minsk/NNP/obj/7",
        {("bombs", "Kyiv", "positive", "intended"), ("leaves", "Minsk", "positive", "possible")},
    ),
    "until it did": (
        "Moscow/NNP/nsubj/2 bombed=bomb/VBD/ROOT/2 Kyiv/NNP/obj/2 until/IN/mark/6 Tusk/NNP/nsubj/6 left=leave/VBD/advcl/2 Minsk/NNP/obj/6",
        {("bombs", "Kyiv", "positive", "asserted"), ("leaves", "Minsk", "positive", "asserted")},
    ),
    "so that": (
        "Tusk/NNP/nsubj/2 helps=help/VBZ/ROOT/2 Kyiv/NNP/obj/2 so/IN/mark/7 that/IN/fixed/4 Putin/NNP/nsubj/7 leaves=leave/VBZ/advcl/2 Donetsk/NNP/obj/7",
        {("helps", "Kyiv", "positive", "asserted"), ("leaves", "Donetsk", "positive", "intended")},
    ),
    "when it shall be": (
        "Tusk/NNP/nsubj/3 may/MD/aux/3 visit/VB/ROOT/3 Kyiv/NNP/obj/3 after/IN/mark/7 he/PRP/nsubj/7 meets=meet/VBZ/advcl/3 Fico/NNP/obj/7",
        {("visits", "Kyiv", "positive", "possible"), ("meets", "Fico", "positive", "possible")},
    ),
    "why it may be": (
        "Tusk/NNP/nsubj/3 may/MD/aux/3 visit/VB/ROOT/3 Kyiv/NNP/obj/3 because/IN/mark/7 he/PRP/nsubj/7 met=meet/VBD/advcl/3 Fico/NNP/obj/7",
        {("visits", "Kyiv", "positive", "possible"), ("meets", "Fico", "positive", "asserted")},
    ),
    "what stands first is given": (
        "Defying=defy/VBG/advcl/5 Brussels/NNP/obj/1 Orban/NNP/nsubj/5 may/MD/aux/5 visit/VB/ROOT/5 Moscow/NNP/obj/5",
        {("defies", "Brussels", "positive", "asserted"), ("visits", "Moscow", "positive", "possible")},
    ),
    "tried to win by cheating": (
        "Fico/NNP/nsubj/2 tried=try/VBD/ROOT/2 to/TO/mark/4 weaken/VB/xcomp/2 Kyiv/NNP/obj/4 by/IN/mark/7 attacking=attack/VBG/advcl/4 Tusk/NNP/obj/7",
        {("weakens", "Kyiv", "positive", "intended"), ("attacks", "Tusk", "positive", "asserted")},
    ),
    "falsely said is said": (
        "Fico/NNP/nsubj/3 falsely/RB/advmod/3 accused=accuse/VBD/ROOT/3 Tusk/NNP/obj/3",
        {("accuses", "Tusk", "positive", "asserted")},
    ),
    "almost": (
        "Fico/NNP/nsubj/3 nearly/RB/advmod/3 attacked=attack/VBD/ROOT/3 Tusk/NNP/obj/3",
        {("attacks", "Tusk", "negative", "asserted")},
    ),
    "ruled out": (
        "Fico/NNP/nsubj/2 ruled=rule/VBD/ROOT/2 out/RP/compound:prt/2 visiting=visit/VBG/xcomp/2 Kyiv/NNP/obj/4",
        {("visits", "Kyiv", "negative", "intended")},
    ),
    "has yet to": (
        "Fico/NNP/nsubj/2 has=have/VBZ/ROOT/2 yet/RB/advmod/2 to/TO/mark/5 visit/VB/xcomp/2 Kyiv/NNP/obj/5",
        {("visits", "Kyiv", "negative", "asserted")},
    ),
    "too weak to": (
        "Fico/NNP/nsubj/4 is=be/VBZ/cop/4 too/RB/advmod/4 weak/JJ/ROOT/4 to/TO/mark/6 attack/VB/advcl/4 Kyiv/NNP/obj/6",
        {("is", "too weak", "positive", "asserted"), ("attacks", "Kyiv", "negative", "possible")},
    ),
    "wants another to": (
        "Tusk/NNP/nsubj/2 wants=want/VBZ/ROOT/2 Fico/NNP/obj/2 to/TO/mark/5 leave/VB/xcomp/2 Moscow/NNP/obj/5",
        {
            ("wants", "Fico to leave Moscow", "positive", "asserted"),
            ("leaves", "Moscow", "positive", "requested"),
        },
    ),
    "bent on": (
        "Fico/NNP/nsubj/3 is=be/VBZ/cop/3 intent/JJ/ROOT/3 on/IN/mark/5 leaving=leave/VBG/advcl/3 Brussels/NNP/obj/5",
        {("is", "intent", "positive", "asserted"), ("leaves", "Brussels", "positive", "intended")},
    ),
    "abandoned plans to": (
        "Fico/NNP/nsubj/2 abandoned=abandon/VBD/ROOT/2 plans=plan/NNS/obj/2 to/TO/mark/5 leave/VB/acl/3 Brussels/NNP/obj/5",
        {
            ("abandons", "plans to leave Brussels", "positive", "asserted"),
            ("leaves", "Brussels", "negative", "intended"),
        },
    ),
    "no evidence that": (
        "There/EX/expl/2 is=be/VBZ/ROOT/2 no/DT/det/4 evidence/NN/nsubj/2 that/IN/mark/7 Fico/NNP/nsubj/7 left=leave/VBD/acl/4 Minsk/NNP/obj/7",
        {("leaves", "Minsk", "positive", "possible")},
    ),
    "insists that it is so": (
        "Tusk/NNP/nsubj/2 insists=insist/VBZ/ROOT/2 that/IN/mark/5 Fico/NNP/nsubj/5 left=leave/VBD/ccomp/2 Minsk/NNP/obj/5",
        {("insists", "that Fico left Minsk", "positive", "asserted"), ("leaves", "Minsk", "positive", "asserted")},
    ),
    "inverted condition": (
        "Had=have/VBD/aux/3 Fico/NNP/nsubj/3 left=leave/VBN/advcl/8 Minsk/NNP/obj/3 Tusk/NNP/nsubj/8 would/MD/aux/8 have/VB/aux/8 thanked=thank/VBN/ROOT/8 "
        "Putin/NNP/obj/8",
        {("leaves", "Minsk", "positive", "conditional"), ("thanks", "Putin", "positive", "conditional")},
    ),
    "why under a question": (
        "Why/WRB/advmod/4 did=do/VBD/aux/4 Fico/NNP/nsubj/4 visit/VB/ROOT/4 Minsk/NNP/obj/4 ?/./punct/4",
        {("visits", "Minsk", "positive", "asserted")},
    ),
    "says it would": (
        "Tusk/NNP/nsubj/2 says=say/VBZ/ROOT/2 Warsaw/NNP/nsubj/5 would/MD/aux/5 help/VB/ccomp/2 Kyiv/NNP/obj/5",
        {("helps", "Kyiv", "positive", "conditional")},
    ),
    "wanted for": (
        "Fico/NNP/nsubj:pass/3 is=be/VBZ/aux:pass/3 wanted=want/VBN/ROOT/3 for/IN/mark/5 attacking=attack/VBG/advcl/3 Tusk/NNP/obj/5",
        {("is wanted for", "attacking Tusk", "positive", "asserted"), ("attacks", "Tusk", "positive", "possible")},
    ),
    "what another verb governs is meant": (
        "Warsaw/NNP/nsubj/2 voted=vote/VBD/ROOT/2 to/TO/mark/4 join/VB/xcomp/2 Brussels/NNP/obj/4",
        {("joins", "Brussels", "positive", "intended")},
    ),
    "is not a threat": (
        "Minsk/NNP/nsubj/5 is=be/VBZ/cop/5 not/RB/advmod/5 a/DT/det/5 threat/NN/ROOT/5 to/IN/case/7 Kyiv/NNP/nmod/5",
        {("is", "a threat to Kyiv", "negative", "asserted")},
    ),
    "failed to help who does it": (
        "Oslo/NNP/nsubj/2 failed=fail/VBD/ROOT/2 to/TO/mark/4 help/VB/xcomp/2 guards=guard/NNS/obj/4 fighting=fight/VBG/xcomp/4 Rome/NNP/obj/6",
        {("helps", "guards", "negative", "asserted"), ("fights", "Rome", "positive", "asserted")},
    ),
    "failed to help those who may do it": (
        "Oslo/NNP/nsubj/2 failed=fail/VBD/ROOT/2 to/TO/mark/4 help/VB/xcomp/2 soldiers=soldier/NNS/obj/4 fighting=fight/VBG/advcl/4 Rome/NNP/obj/6",
        {("helps", "soldiers", "negative", "asserted")},
    ),
    "cannot and has not": (
        "Minsk/NNP/nsubj/7 can/MD/aux/7 not/RB/advmod/7 and/CC/cc/5 has=have/VBZ/conj/2 not/RB/advmod/7 attacked=attack/VBN/ROOT/7 Kyiv/NNP/obj/7",
        {("attacks", "Kyiv", "negative", "possible")},
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


GIVEN = {
    "an owned state": (
        "Fico/NNP/nsubj/3 will/MD/aux/3 praise/VB/ROOT/3 Moscow/NNP/nmod:poss/6 's/POS/case/4 support/NN/obj/3 for/IN/case/8 Minsk/NNP/nmod/6",
        "asserted",
    ),
    "an owned state that acts": (
        "Moscow/NNP/nmod:poss/3 's/POS/case/1 support/NN/nsubj/7 for/IN/case/5 Minsk/NNP/nmod/3 will/MD/aux/7 anger/VB/ROOT/7 Fico/NNP/obj/7",
        "asserted",
    ),
    "a visit to come": (
        "Fico/NNP/nmod:poss/3 's/POS/case/1 visit/NN/nsubj/7 to/IN/case/5 Minsk/NNP/nmod/3 will/MD/aux/7 anger/VB/ROOT/7 Moscow/NNP/obj/7",
        "intended",
    ),
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_an_event_noun_takes_for_granted(read: Read, name: str) -> None:
    """Whose support is spoken of supports already, whatever verb governs the noun; a visit may be to come."""
    rows, expected = GIVEN[name]
    (found,) = [p for p in propositions(read(rows)) if p.construct == "nominalisation"]

    assert expected == found.modality.value
