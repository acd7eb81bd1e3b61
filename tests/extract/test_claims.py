"""Who says so: reported speech, quotations, hearsay and what is said within what is said.

The trees are given word by word: form, lemma, Penn tag, dependency and head (counted from 0).
"""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.extract.claims import attributions, chain
from kg.extract.claims.quotations import paragraphs, quotations
from kg.model import Attribution

VOCAB = spacy.blank("en").vocab  # a bare Vocab knows no lower-case forms
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBD": "VERB", "VBN": "VERB", "VBZ": "VERB", "VB": "VERB",
    "VBG": "VERB",
    "VBP": "VERB", "WDT": "PRON", "RP": "ADP", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
    "JJ": "ADJ", "RB": "ADV", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "IN": "ADP", "DT": "DET", ".": "PUNCT",
    ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "MD": "AUX", "CD": "NUM", "CC": "CCONJ", "TO": "PART",
    "POS": "PART",
}  # fmt: skip


def parsed(text: str, tree: str) -> Doc:
    """Build the Doc of a text from its tree."""
    rows = [word.split("|") for word in tree.split()]
    words: list[str] = []
    spaces: list[bool] = []
    place = 0
    heads: list[int] = []
    kept: list[list[str]] = []
    number: dict[int, int] = {}
    for index, row in enumerate(rows):
        place = text.index(row[0], place) + len(row[0])
        number[index] = len(words)
        words.append(row[0])
        kept.append(row)
        spaces.append(text[place : place + 1] == " ")
        if text[place : place + 2] == "\n\n":  # the tokenizer makes a word of the blank line
            words.append("\n\n")
            spaces.append(False)
            kept.append(["\n\n", "\n\n", "_SP", "dep", str(index)])
    heads = [number[int(row[4])] for row in kept]
    return Doc(
        VOCAB, words=words, spaces=spaces, heads=heads, lemmas=[row[1] for row in kept], tags=[row[2] for row in kept],
        deps=[row[3] for row in kept], pos=["SPACE" if row[2] == "_SP" else _pos(row) for row in kept],
    )  # fmt: skip


def _pos(row: list[str]) -> str:
    """Give the part of speech of a word by its tag and its place in the tree."""
    return "AUX" if row[3] in ("aux", "aux:pass", "cop") else POS[row[2]]


def told(doc: Doc, found: Attribution) -> str:
    """Write an attribution in one line; a source that nobody names stands in brackets."""
    source = found.source.text if found.source.spans else f"({found.source.text})"
    stance = "" if found.commits else " [denies]" if found.negates else " [leaves open]"
    return f"{source} / {found.cue.text}{stance} / " + " + ".join(doc.text[start:end] for start, end in found.scope)


CASES = {
    "said that": (
        ["Freedonia's president / said / that Sylvania had closed the border"],
        "Freedonia's president said on Monday that Sylvania had closed the border.",
        "Freedonia|Freedonia|NNP|nmod:poss|2 's|'s|POS|case|0 president|president|NN|nsubj|3 "
        "said|say|VBD|ROOT|3 on|on|IN|case|5 Monday|Monday|NNP|obl|3 that|that|IN|mark|9 "
        "Sylvania|Sylvania|NNP|nsubj|9 had|have|VBD|aux|9 closed|close|VBN|ccomp|3 the|the|DT|det|11 "
        "border|border|NN|obj|9 .|.|.|punct|3",
    ),
    "one remark hung on another": (
        [
            "five officials in the ministry / said / Sylvania will close the border",
            "Valley News / reports / "
            "Sylvania will close the border, said five officials in the ministry who asked for silence",
        ],
        "Sylvania will close the border, said five officials in the ministry who asked for silence, Valley News "
        "reports.",
        "Sylvania|Sylvania|NNP|nsubj|2 will|will|MD|aux|2 close|close|VB|ROOT|2 the|the|DT|det|4 "
        "border|border|NN|obj|2 ,|,|,|punct|6 said|say|VBD|parataxis|2 five|five|CD|nummod|8 "
        "officials|official|NNS|ccomp|6 in|in|IN|case|11 the|the|DT|det|11 ministry|ministry|NN|nmod|8 "
        "who|who|WP|nsubj|13 asked|ask|VBD|acl:relcl|8 for|for|IN|case|15 silence|silence|NN|obl|13 "
        ",|,|,|punct|19 Valley|Valley|NNP|compound|18 News|news|NNP|compound|19 reports|report|NNS|conj|15 "
        ".|.|.|punct|2",
    ),
    "remark in the middle": (
        ["the ambassador / said / The treaty + would bring peace"],
        "The treaty, the ambassador said, would bring peace.",
        "The|the|DT|det|1 treaty|treaty|NN|nsubj|8 ,|,|,|punct|4 the|the|DT|det|4 "
        "ambassador|ambassador|NN|appos|1 said|say|VBD|ROOT|5 ,|,|,|punct|1 would|would|MD|aux|8 "
        "bring|bring|VB|ccomp|5 peace|peace|NN|obj|8 .|.|.|punct|8",
    ),
    "according to": (
        ["the ministry / According to / Firefly and Trentino talked about trade"],
        "According to the ministry, Firefly and Trentino talked about trade.",
        "According|accord|VBG|case|3 to|to|IN|fixed|0 the|the|DT|det|3 ministry|ministry|NN|obl|8 "
        ",|,|,|punct|3 Firefly|Firefly|NNP|nsubj|8 and|and|CC|cc|7 Trentino|Trentino|NNP|conj|5 "
        "talked|talk|VBD|ROOT|8 about|about|IN|case|10 trade|trade|NN|obl|8 .|.|.|punct|8",
    ),
    "denial": (
        ["Firefly / denied [denies] / that he had ordered the attack"],
        "Firefly denied that he had ordered the attack.",
        "Firefly|Firefly|NNP|nsubj|1 denied|deny|VBD|ROOT|1 that|that|IN|mark|5 he|he|PRP|nsubj|5 "
        "had|have|VBD|aux|5 ordered|order|VBN|ccomp|1 the|the|DT|det|7 attack|attack|NN|obj|5 .|.|.|punct|1",
    ),
    "reportedly": (
        ["(reportedly) / reportedly / The ambassador has + left the valley"],
        "The ambassador has reportedly left the valley.",
        "The|the|DT|det|1 ambassador|ambassador|NN|nsubj|4 has|have|VBZ|aux|4 "
        "reportedly|reportedly|RB|advmod|4 left|leave|VBN|ROOT|4 the|the|DT|det|6 valley|valley|NN|obj|4 "
        ".|.|.|punct|4",
    ),
    "is said to": (
        ["(said) / said / Firefly + to have fled"],
        "Firefly is said to have fled.",
        "Firefly|firefly|NNP|nsubj:pass|2 is|be|VBZ|aux:pass|2 said|say|VBN|ROOT|2 to|to|TO|mark|5 "
        "have|have|VB|aux|5 fled|flee|VB|xcomp|2 .|.|.|punct|2",
    ),
    "rejected claim": (
        [
            "Trentino / rejected [denies] / that Sylvania had started the war",
        ],
        "Trentino rejected the claim that Sylvania had started the war.",
        "Trentino|Trentino|NNP|nsubj|1 rejected|reject|VBD|ROOT|1 the|the|DT|det|3 claim|claim|NN|obj|1 "
        "that|that|IN|mark|7 Sylvania|Sylvania|NNP|nsubj|7 had|have|VBD|aux|7 started|start|VBN|acl|3 "
        "the|the|DT|det|9 war|war|NN|obj|7 .|.|.|punct|1",
    ),
    "noun of saying": (
        ["The army / statement / that the capital was safe"],
        "The army issued a statement that the capital was safe.",
        "The|the|DT|det|1 army|army|NN|nsubj|2 issued|issue|VBD|ROOT|2 a|a|DT|det|4 "
        "statement|statement|NN|obj|2 that|that|IN|mark|9 the|the|DT|det|7 capital|capital|NN|nsubj|9 "
        "was|be|VBD|cop|9 safe|safe|JJ|acl|4 .|.|.|punct|2",
    ),
    "conviction": (
        ["Firefly / convinced / that the rebels will lose"],
        "Firefly is convinced that the rebels will lose.",
        "Firefly|Firefly|NNP|nsubj|2 is|be|VBZ|cop|2 convinced|convince|JJ|ROOT|2 that|that|IN|mark|7 "
        "the|the|DT|det|5 rebels|rebel|NNS|nsubj|7 will|will|MD|aux|7 lose|lose|VB|ccomp|2 .|.|.|punct|2",
    ),
    "accusation": (
        ["Trentino / accused / of breaking the truce"],
        "Trentino accused Freedonia of breaking the truce.",
        "Trentino|Trentino|NNP|nsubj|1 accused|accuse|VBD|ROOT|1 Freedonia|Freedonia|NNP|obj|1 "
        "of|of|IN|mark|4 breaking|break|VBG|advcl|1 the|the|DT|det|6 truce|truce|NN|obj|4 .|.|.|punct|1",
    ),
    "vow with that": (
        ["Firefly / vowed / that he would stay"],
        "Firefly vowed that he would stay.",
        "Firefly|Firefly|NNP|nsubj|1 vowed|vow|VBD|ROOT|1 that|that|IN|mark|5 he|he|PRP|nsubj|5 "
        "would|would|MD|aux|5 stay|stay|VB|ccomp|1 .|.|.|punct|1",
    ),
    "not said whether": (
        ["The president / say [leaves open] / whether he would come"],
        "The president did not say whether he would come.",
        "The|the|DT|det|1 president|president|NN|nsubj|4 did|do|VBD|aux|4 not|not|RB|advmod|4 "
        "say|say|VB|ROOT|4 whether|whether|IN|mark|8 he|he|PRP|nsubj|8 would|would|MD|aux|8 "
        "come|come|VB|ccomp|4 .|.|.|punct|4",
    ),
    "as X notes": (
        ["the council / notes / the crisis can be solved"],
        "As the council notes, the crisis can be solved.",
        "As|as|IN|mark|3 the|the|DT|det|2 council|council|NN|nsubj|3 notes|note|VBZ|advcl|9 ,|,|,|punct|3 "
        "the|the|DT|det|6 crisis|crisis|NN|nsubj:pass|9 can|can|MD|aux|9 be|be|VB|aux:pass|9 "
        "solved|solve|VBN|ROOT|9 .|.|.|punct|9",
    ),
    "relative clause": (
        ["Reporters / told / that Firefly, who claims he won, left the capital", "Firefly / claims / he won"],
        "Reporters told the judge that Firefly, who claims he won, left the capital.",
        "Reporters|reporter|NNS|nsubj|1 told|tell|VBD|ROOT|1 the|the|DT|det|3 judge|judge|NN|iobj|1 "
        "that|that|IN|mark|12 Firefly|Firefly|NNP|nsubj|12 ,|,|,|punct|8 who|who|WP|nsubj|8 "
        "claims|claim|VBZ|acl:relcl|5 he|he|PRP|nsubj|10 won|win|VBD|ccomp|8 ,|,|,|punct|8 "
        "left|leave|VBD|ccomp|1 the|the|DT|det|14 capital|capital|NN|obj|12 .|.|.|punct|1",
    ),
    "possessed claim": (
        ["Kyiv / claim / that the bridge was safe"],
        "Kyiv's claim that the bridge was safe angered the rebels.",
        "Kyiv|Kyiv|NNP|nmod:poss|2 's|'s|POS|case|0 claim|claim|NN|nsubj|8 that|that|IN|mark|7 "
        "the|the|DT|det|5 bridge|bridge|NN|nsubj|7 was|be|VBD|cop|7 safe|safe|JJ|acl|2 "
        "angered|anger|VBN|ROOT|8 the|the|DT|det|10 rebels|rebel|NNS|obj|8 .|.|.|punct|8",
    ),
    "in the view of": (
        ["the ministry / view / the treaty is dead"],
        "In the view of the ministry, the treaty is dead.",
        "In|in|IN|case|2 the|the|DT|det|2 view|view|NN|obl|10 of|of|IN|case|5 the|the|DT|det|5 "
        "ministry|ministry|NN|nmod|2 ,|,|,|punct|2 the|the|DT|det|8 treaty|treaty|NN|nsubj|10 "
        "is|be|VBZ|cop|10 dead|dead|JJ|ROOT|10 .|.|.|punct|10",
    ),
    "citing": (
        ["The agency / reported / that the border was closed", "two officials / citing / that the border was closed"],
        "The agency reported, citing two officials, that the border was closed.",
        "The|the|DT|det|1 agency|agency|NN|nsubj|2 reported|report|VBD|ROOT|2 ,|,|,|punct|4 "
        "citing|cite|VBG|advcl|2 two|two|CD|nummod|6 officials|official|NNS|obj|4 ,|,|,|punct|4 "
        "that|that|IN|mark|12 the|the|DT|det|10 border|border|NN|nsubj:pass|12 was|be|VBD|aux:pass|12 "
        "closed|close|VBN|ccomp|2 .|.|.|punct|2",
    ),
    "accused by nobody": (
        ["(accused) / accused / of burning the bridge"],
        "The rebels were accused of burning the bridge.",
        "The|the|DT|det|1 rebels|rebel|NNS|nsubj:pass|3 were|be|VBD|aux:pass|3 accused|accuse|VBN|ROOT|3 "
        "of|of|IN|mark|5 burning|burn|VBG|advcl|3 the|the|DT|det|7 bridge|bridge|NN|obj|5 .|.|.|punct|3",
    ),
    "quotation going on": (
        ["Firefly / told / The war is over, + We will rebuild the capital."],
        '"The war is over," Firefly told reporters. "We will rebuild the capital."',
        '"|"|``|punct|4 The|the|DT|det|2 war|war|NN|nsubj|4 is|be|VBZ|cop|4 over|over|RB|ccomp|8 '
        ",|,|,|punct|4 \"|\"|''|punct|4 Firefly|Firefly|NNP|nsubj|8 told|tell|VBD|ROOT|8 "
        'reporters|reporter|NNS|iobj|8 .|.|.|punct|8 "|"|``|punct|14 We|we|PRP|nsubj|14 will|will|MD|aux|14 '
        "rebuild|rebuild|VB|ROOT|14 the|the|DT|det|16 capital|capital|NN|obj|14 .|.|.|punct|14 "
        "\"|\"|''|punct|14",
    ),
    "paragraphs": (
        ["Firefly / said / Our army has won. + No one will take the valley from us again."],
        'Firefly said the following:\n\n"Our army has won."\n\n"No one will take the valley from us '
        'again."\n\nThe rebels fled.',
        "Firefly|Firefly|NNP|nsubj|1 said|say|VBD|ROOT|1 the|the|DT|det|3 following|follow|VBG|ccomp|1 "
        ':|:|:|punct|3 "|"|``|punct|9 Our|our|PRP$|nmod:poss|7 army|army|NN|nsubj|9 has|have|VBZ|aux|9 '
        'won|win|VBN|ROOT|9 .|.|.|punct|9 "|"|\'\'|punct|9 "|"|``|punct|16 No|no|DT|det|14 one|one|NN|nsubj|16 '
        "will|will|MD|aux|16 take|take|VB|ROOT|16 the|the|DT|det|18 valley|valley|NN|obj|16 "
        "from|from|IN|case|20 us|we|PRP|obl|16 again|again|RB|advmod|16 .|.|.|punct|16 \"|\"|''|punct|16 "
        "The|the|DT|det|25 rebels|rebel|NNS|nsubj|26 fled|flee|VBD|ROOT|26 .|.|.|punct|26",
    ),
    "this was stated": (
        ["two officials / stated / Firefly left."],
        "Firefly left. This was stated by two officials.",
        "Firefly|Firefly|NNP|nsubj|1 left|leave|VBD|ROOT|1 .|.|.|punct|1 This|this|DT|nsubj:pass|5 "
        "was|be|VBD|aux:pass|5 stated|state|VBN|ROOT|5 by|by|IN|case|8 two|two|CD|nummod|8 "
        "officials|official|NNS|obl:agent|5 .|.|.|punct|5",
    ),
    "it is clear": (
        [],
        "It is clear that Sylvania closed the border.",
        "It|it|PRP|expl|2 is|be|VBZ|cop|2 clear|clear|JJ|ROOT|2 that|that|IN|mark|5 "
        "Sylvania|Sylvania|NNP|nsubj|5 closed|close|VBD|csubj|2 the|the|DT|det|7 border|border|NN|obj|5 "
        ".|.|.|punct|2",
    ),
    "made it clear": (
        ["Freedonia / clear / that Sylvania closed the border"],
        "Freedonia made it clear that Sylvania closed the border.",
        "Freedonia|Freedonia|NNP|nsubj|1 made|make|VBD|ROOT|1 it|it|PRP|expl|1 clear|clear|JJ|xcomp|1 "
        "that|that|IN|mark|6 Sylvania|Sylvania|NNP|nsubj|6 closed|close|VBD|ccomp|3 the|the|DT|det|8 "
        "border|border|NN|obj|6 .|.|.|punct|1",
    ),
    "it was agreed": (
        [],
        "It was agreed that Sylvania will open the border.",
        "It|it|PRP|expl|2 was|be|VBD|aux:pass|2 agreed|agree|VBN|ROOT|2 that|that|IN|mark|6 "
        "Sylvania|Sylvania|NNP|nsubj|6 will|will|MD|aux|6 open|open|VB|ccomp|2 the|the|DT|det|8 "
        "border|border|NN|obj|6 .|.|.|punct|2",
    ),
    "which found": (
        ["the report / found / that Sylvania closed the border"],
        "Rufus praised the report, which found that Sylvania closed the border.",
        "Rufus|Rufus|NNP|nsubj|1 praised|praise|VBD|ROOT|1 the|the|DT|det|3 report|report|NN|obj|1 "
        ",|,|,|punct|6 which|which|WDT|nsubj|6 found|find|VBD|acl:relcl|3 that|that|IN|mark|9 "
        "Sylvania|Sylvania|NNP|nsubj|9 closed|close|VBD|ccomp|6 the|the|DT|det|11 border|border|NN|obj|9 "
        ".|.|.|punct|1",
    ),
    "accused, a charge": (
        ["Freedonia / accused / of closing the border"],
        "Freedonia accused Sylvania of closing the border, a charge that Sylvania has denied.",
        "Freedonia|Freedonia|NNP|nsubj|1 accused|accuse|VBD|ROOT|1 Sylvania|Sylvania|NNP|obj|1 "
        "of|of|IN|mark|4 closing|close|VBG|advcl|1 the|the|DT|det|6 border|border|NN|obj|4 ,|,|,|punct|9 "
        "a|a|DT|det|9 charge|charge|NN|appos|2 that|that|WDT|obj|13 Sylvania|Sylvania|NNP|nsubj|13 "
        "has|have|VBZ|aux|13 denied|deny|VBN|acl:relcl|9 .|.|.|punct|1",
    ),
    "does not believe": (
        ["Freedonia / believe / that Sylvania closed the border"],
        "Freedonia does not believe that Sylvania closed the border.",
        "Freedonia|Freedonia|NNP|nsubj|3 does|do|VBZ|aux|3 not|not|RB|advmod|3 believe|believe|VB|ROOT|3 "
        "that|that|IN|mark|6 Sylvania|Sylvania|NNP|nsubj|6 closed|close|VBD|ccomp|3 the|the|DT|det|8 "
        "border|border|NN|obj|6 .|.|.|punct|3",
    ),
    "urged to": (
        ["Freedonia / urged / to open the border"],
        "Freedonia urged Sylvania to open the border.",
        "Freedonia|Freedonia|NNP|nsubj|1 urged|urge|VBD|ROOT|1 Sylvania|Sylvania|NNP|iobj|1 to|to|TO|mark|4 "
        "open|open|VB|xcomp|1 the|the|DT|det|6 border|border|NN|obj|4 .|.|.|punct|1",
    ),
    "demanded that": (
        ["Freedonia / demanded / that Sylvania open the border"],
        "Freedonia demanded that Sylvania open the border.",
        "Freedonia|Freedonia|NNP|nsubj|1 demanded|demand|VBD|ROOT|1 that|that|IN|mark|4 "
        "Sylvania|Sylvania|NNP|nsubj|4 open|open|VB|ccomp|1 the|the|DT|det|6 border|border|NN|obj|4 "
        ".|.|.|punct|1",
    ),
    "suspected of": (
        ["(suspected) / suspected / of closing the border"],
        "A man suspected of closing the border met Rufus.",
        "A|a|DT|det|1 man|man|NN|nsubj|7 suspected|suspect|VBN|acl|1 of|of|IN|mark|4 "
        "closing|close|VBG|advcl|2 the|the|DT|det|6 border|border|NN|obj|4 met|meet|VBD|ROOT|7 "
        "Rufus|Rufus|NNP|obj|7 .|.|.|punct|7",
    ),
    "adding after a remark": (
        ["the ministry / said / Sylvania closed the border", "the ministry / adding / that Freedonia opened the road"],
        "Sylvania closed the border, the ministry said, adding that Freedonia opened the road.",
        "Sylvania|Sylvania|NNP|nsubj|1 closed|close|VBD|ccomp|7 the|the|DT|det|3 border|border|NN|obj|1 "
        ",|,|,|punct|7 the|the|DT|det|6 ministry|ministry|NN|nsubj|7 said|say|VBD|ROOT|7 ,|,|,|punct|9 "
        "adding|add|VBG|advcl|1 that|that|IN|mark|12 Freedonia|Freedonia|NNP|nsubj|12 opened|open|VBD|ccomp|9 "
        "the|the|DT|det|14 road|road|NN|obj|12 .|.|.|punct|1",
    ),
    "denied reports": (
        ["Freedonia / denied [denies] / that Sylvania closed the border"],
        "Reports that Sylvania closed the border were denied by Freedonia.",
        "Reports|report|NNS|nsubj:pass|7 that|that|IN|mark|3 Sylvania|Sylvania|NNP|nsubj|3 "
        "closed|close|VBD|acl|0 the|the|DT|det|5 border|border|NN|obj|3 were|be|VBD|aux:pass|7 "
        "denied|deny|VBN|ROOT|7 by|by|IN|case|9 Freedonia|Freedonia|NNP|obl:agent|7 .|.|.|punct|7",
    ),
    "headline": (
        ["Rufus Firefly / : / Sylvania will open the border"],
        "Rufus Firefly: Sylvania will open the border",
        "Rufus|Rufus|NNP|compound|1 Firefly|Firefly|NNP|ROOT|1 :|:|:|punct|5 Sylvania|Sylvania|NNP|nsubj|5 "
        "will|will|MD|aux|5 open|open|VB|parataxis|1 the|the|DT|det|7 border|border|NN|obj|5",
    ),
    "asked whether": (
        [
            "(Asked) / Asked [leaves open] / whether Sylvania closed the border",
            "the minister / said / Freedonia wanted peace",
        ],
        "Asked whether Sylvania closed the border, the minister said Freedonia wanted peace.",
        "Asked|ask|VBD|advcl|9 whether|whether|IN|mark|3 Sylvania|Sylvania|NNP|nsubj|3 "
        "closed|close|VBD|ccomp|0 the|the|DT|det|5 border|border|NN|obj|3 ,|,|,|punct|0 the|the|DT|det|8 "
        "minister|minister|NN|nsubj|9 said|say|VBD|ROOT|9 Freedonia|Freedonia|NNP|nsubj|11 "
        "wanted|want|VBD|ccomp|9 peace|peace|NN|obj|11 .|.|.|punct|9",
    ),
    "remark in mid-sentence": (
        ["Trentino / said / The guards + are required to close the border"],
        "The guards, said Trentino, are required to close the border.",
        "The|the|DT|det|1 guards|guard|NNS|nsubj|3 ,|,|,|punct|3 said|say|VBD|parataxis|7 "
        "Trentino|Trentino|NNP|nsubj|3 ,|,|,|punct|3 are|be|VBP|aux:pass|7 required|require|VBN|ROOT|7 "
        "to|to|TO|mark|9 close|close|VB|xcomp|7 the|the|DT|det|11 border|border|NN|obj|9 .|.|.|punct|7",
    ),
    "cited in a source": (
        [
            "Valley News / According to / citing the ministry, Sylvania closed the border",
            "the ministry / citing / Sylvania closed the border",
        ],
        "According to Valley News, citing the ministry, Sylvania closed the border.",
        "According|accord|VBG|case|3 to|to|IN|fixed|0 Valley|Valley|NNP|compound|3 News|News|NNP|obl|10 "
        ",|,|,|punct|5 citing|cite|VBG|advcl|10 the|the|DT|det|7 ministry|ministry|NN|obj|5 ,|,|,|punct|5 "
        "Sylvania|Sylvania|NNP|nsubj|10 closed|close|VBD|ROOT|10 the|the|DT|det|12 border|border|NN|obj|10 "
        ".|.|.|punct|10",
    ),
    "cited for all": (
        [
            "Rufus / said / that Sylvania closed the border, ",
            "Valley News / according to / Rufus said that Sylvania closed the border",
        ],
        "Rufus said that Sylvania closed the border, according to Valley News.",
        "Rufus|Rufus|NNP|nsubj|1 said|say|VBD|ROOT|1 that|that|IN|mark|4 Sylvania|Sylvania|NNP|nsubj|4 "
        "closed|close|VBD|ccomp|1 the|the|DT|det|6 border|border|NN|obj|4 ,|,|,|punct|11 "
        "according|accord|VBG|case|11 to|to|IN|fixed|8 Valley|Valley|NNP|compound|11 News|News|NNP|obl|4 "
        ".|.|.|punct|1",
    ),
    "brackets": (
        ["Rufus / said / the alliance  +  protects Sylvania"],
        "Rufus said the alliance (which Freedonia had founded) protects Sylvania.",
        "Rufus|Rufus|NNP|nsubj|1 said|say|VBD|ROOT|1 the|the|DT|det|3 alliance|alliance|NN|nsubj|10 "
        "(|(|-LRB-|punct|8 which|which|WDT|obj|8 Freedonia|Freedonia|NNP|nsubj|8 had|have|VBD|aux|8 "
        "founded|found|VBN|acl:relcl|3 )|)|-RRB-|punct|8 protects|protect|VBZ|ccomp|1 "
        "Sylvania|Sylvania|NNP|obj|10 .|.|.|punct|1",
    ),
    "the spokesman, X": (
        ["The spokesman, Bob Roland / said / Sylvania closed the border"],
        "The spokesman, Bob Roland, said Sylvania closed the border.",
        "The|the|DT|det|1 spokesman|spokesman|NN|nsubj|6 ,|,|,|punct|3 Bob|Bob|NNP|appos|1 "
        "Roland|Roland|NNP|flat|3 ,|,|,|punct|1 said|say|VBD|ROOT|6 Sylvania|Sylvania|NNP|nsubj|8 "
        "closed|close|VBD|ccomp|6 the|the|DT|det|10 border|border|NN|obj|8 .|.|.|punct|6",
    ),
    "it is claimed, twice": (
        ["(claimed) / claimed / that Sylvania closed the border and the guards left the bridge"],
        "It is claimed that Sylvania closed the border and the guards left the bridge.",
        "It|it|PRP|expl|2 is|be|VBZ|aux:pass|2 claimed|claim|VBN|ROOT|2 that|that|IN|mark|5 "
        "Sylvania|Sylvania|NNP|nsubj|5 closed|close|VBD|csubj:pass|2 the|the|DT|det|7 border|border|NN|obj|5 "
        "and|and|CC|cc|11 the|the|DT|det|10 guards|guard|NNS|nsubj|11 left|leave|VBD|conj|5 the|the|DT|det|13 "
        "bridge|bridge|NN|obj|11 .|.|.|punct|2",
    ),
    "described before the verb": (
        ["Bob Roland / said / Sylvania closed the border yesterday,"],
        "“Sylvania closed the border yesterday,” Bob Roland, head of the guards, said in a letter.",
        "“|“|``|punct|2 Sylvania|Sylvania|NNP|nsubj|2 closed|close|VBD|ccomp|16 the|the|DT|det|4 "
        "border|border|NN|obj|2 yesterday|yesterday|NN|obl:unmarked|2 ,|,|,|punct|2 ”|”|''|punct|2 "
        "Bob|Bob|NNP|nsubj|16 Roland|Roland|NNP|flat|8 ,|,|,|punct|11 head|head|NN|appos|8 of|of|IN|case|14 "
        "the|the|DT|det|14 guards|guard|NNS|nmod|11 ,|,|,|punct|8 said|say|VBD|ROOT|16 in|in|IN|case|19 "
        "a|a|DT|det|19 letter|letter|NN|obl|16 .|.|.|punct|16",
    ),
    "who denies goes on to reject": (
        ["Sylvania / denied [denies] / that it closed the border"],
        "Sylvania denied that it closed the border, rejecting the charge.",
        "Sylvania|Sylvania|NNP|nsubj|1 denied|deny|VBD|ROOT|1 that|that|IN|mark|4 it|it|PRP|nsubj|4 "
        "closed|close|VBD|ccomp|1 the|the|DT|det|6 border|border|NN|obj|4 ,|,|,|punct|8 "
        "rejecting|reject|VBG|advcl|4 the|the|DT|det|10 charge|charge|NN|obj|8 .|.|.|punct|1",
    ),
    "described as": (
        ["Sylvania / described / as the head of a gang"],
        "Sylvania described him as the head of a gang.",
        "Sylvania|Sylvania|NNP|nsubj|1 described|describe|VBD|ROOT|1 him|he|PRP|obj|1 as|as|IN|case|5 "
        "the|the|DT|det|5 head|head|NN|obl|1 of|of|IN|case|8 a|a|DT|det|8 gang|gang|NN|nmod|5 .|.|.|punct|1",
    ),
    "confirmed reports": (
        ["Sylvania / reports / that he fled"],
        "Sylvania confirmed reports that he fled.",
        "Sylvania|Sylvania|NNP|nsubj|1 confirmed|confirm|VBD|ROOT|1 reports|report|NNS|obj|1 that|that|IN|mark|5 "
        "he|he|PRP|nsubj|5 fled|flee|VBD|acl|2 .|.|.|punct|1",
    ),
}


@pytest.mark.parametrize(("expected", "text", "tree"), CASES.values(), ids=CASES.keys())
def test_attributions(expected: list[str], text: str, tree: str) -> None:
    """Each construct gives its speaker, the words that show it, and what is said, without the reporting clause."""
    doc = parsed(text, tree)

    assert expected == [told(doc, found) for found in attributions(doc)]


@pytest.mark.parametrize(
    ("expected", "case", "word"),
    [
        (["Valley News", "five officials in the ministry"], "one remark hung on another", "close"),
        (["Valley News"], "one remark hung on another", "asked"),
        (["Reporters", "Firefly"], "relative clause", "won"),
        (["Reporters"], "relative clause", "left"),
        (["The agency", "two officials"], "citing", "border"),
        ([], "said that", "president"),
    ],
)
def test_chain_runs_from_the_outermost_claimant_inwards(expected: list[str], case: str, word: str) -> None:
    """What stands within a claim within a claim has two claimants; a reporting clause is not its own."""
    _, text, tree = CASES[case]
    doc = parsed(text, tree)

    assert expected == [found.source.text for found in chain(attributions(doc), text.index(word))]


def test_lemmas_that_are_wrong_do_no_harm() -> None:
    """A verb of saying is known by its form too."""
    expected, text, tree = CASES["denial"]
    doc = parsed(text, tree.replace("denied|deny|", "denied|deni|"))

    assert expected == [told(doc, found) for found in attributions(doc)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["One.", "Two."], "He said: “One.”\n\n“Two.”"),
        (["One runs on", "Two."], "“One runs on\n\n“Two.”"),
        (["We regard them as our friends."], "We regard them as our friends.”\n\nThat was all."),
        (["no", "yes"], 'He said "no" and "yes" to them.'),
        (["one two"], 'The 6" pipe "one two" burst.'),
    ],
    ids=["two paragraphs", "never closed", "never opened", "straight marks", "a measure"],
)
def test_quotations(expected: list[str], text: str) -> None:
    """Quotations are found by their marks, also where one is missing."""
    assert expected == [text[found.start : found.end] for found in quotations(text, paragraphs(text))]


def test_nationality_hung_elsewhere_belongs_to_the_speakers() -> None:
    """A nationality of two words right before who speaks is part of the speaker, whatever the parser hung it on."""
    doc = parsed(
        "East Timor voted, East Timorese officials said.",
        "East|East|NNP|compound|1 Timor|Timor|NNP|nsubj|2 voted|vote|VBD|ccomp|7 ,|,|,|punct|2 "
        "East|East|NNP|compound|5 Timorese|Timorese|JJ|amod|1 officials|official|NNS|nsubj|7 said|say|VBD|ROOT|7 "
        ".|.|.|punct|7",
    )
    doc.ents = [Span(doc, 4, 6, label="Place")]
    (found,) = attributions(doc)

    assert found.source.text == "East Timorese officials"


def test_a_claim_within_a_quotation_ends_with_it() -> None:
    """What stands behind the closing mark is not said by whom the quotation cites."""
    doc = parsed(
        '"Rome, we say, fights for peace," Ana told aides about Malta.',
        '"|"|``|punct|6 Rome|Rome|NNP|nsubj|6 ,|,|,|punct|4 we|we|PRP|nsubj|4 say|say|VBP|parataxis|6 ,|,|,|punct|4 '
        "fights|fight|VBZ|ccomp|12 for|for|IN|case|8 peace|peace|NN|obl|6 ,|,|,|punct|6 "
        "\"|\"|''|punct|6 Ana|Ana|NNP|nsubj|12 told|tell|VBD|ROOT|12 aides|aide|NNS|iobj|12 about|about|IN|case|15 "
        "Malta|Malta|NNP|nmod|8 .|.|.|punct|12",
    )
    (cited,) = [item for item in attributions(doc) if item.source.text == "we"]

    assert cited.scope and max(end for _, end in cited.scope) <= doc.text.index('" Ana')


def test_turns_of_a_transcript_are_claims() -> None:
    """What stands behind a name in an interview is said by it; whose label names nobody is said by somebody."""
    doc = parsed(
        "Borg: I left.\n\nQ: Why?\n\nBorg: Rome fell.",
        "Borg|Borg|NNP|dep|3 :|:|:|punct|0 I|I|PRP|nsubj|3 left|leave|VBD|ROOT|3 .|.|.|punct|3 "
        "Q|Q|NN|dep|7 :|:|:|punct|5 Why|why|RB|ROOT|7 ?|?|.|punct|7 Borg|Borg|NNP|dep|12 "
        ":|:|:|punct|9 Rome|Rome|NNP|nsubj|12 fell|fall|VBD|ROOT|12 .|.|.|punct|12",
    )
    found = attributions(doc)

    def said_by(word: str) -> list[tuple[str, bool]]:
        return [(one.source.text, bool(one.source.spans)) for one in chain(found, doc.text.index(word))]

    assert [("Borg", True)] == said_by("left")
    assert [("Q", False)] == said_by("Why")
    assert [("Borg", True)] == said_by("fell")
