"""The words by which English shows that somebody else is speaking."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(words.split())


SAY = _set(
    "say tell state declare announce report note add explain stress emphasize emphasise underline underscore "
    "highlight remark comment mention recall reiterate repeat affirm reaffirm confirm assure inform notify reveal "
    "disclose write tweet retweet post reply respond answer retort observe continue conclude acknowledge admit "
    "concede confess clarify specify indicate hint suggest imply signal testify warn caution predict forecast "
    "foresee complain joke quip boast brag insist maintain argue contend assert claim allege hold proclaim shout "
    "cry exclaim whisper mutter publish relate recount narrate elaborate advise reason opine sum estimate "
    "calculate charge lament agree reckon plead broadcast brief convey reassure remind counter object protest "
    "posit postulate propose stipulate interject intone preach promulgate venture volunteer express text email "
    "blog"
)
"""Verbs of saying."""

EVIDENCE = _set("show find demonstrate prove establish determine illustrate rule discover")
"""What reports, courts and studies do; people *show* and *find* things that are so."""

BELIEVE = _set(
    "theorize theorise "
    "believe think consider feel hope fear expect suspect assume suppose presume guess imagine judge deem figure "
    "trust worry calculate anticipate gather conclude fancy"
)
"""Verbs of belief; *know*, *learn* and *realise* are not here, since who uses them vouches for what follows."""

PROMISE = _set("vow promise pledge threaten swear guarantee undertake commit")
"""Verbs that report content only with a finite clause (*vowed that Russia would help*)."""

ASK = _set("ask wonder question inquire enquire query doubt debate consider discuss check examine investigate")
"""With *if* or *whether*, what follows is left open."""

DENY = _set("deny reject dismiss refute dispute rebut disavow contradict debunk repudiate")
DOUBT = _set("doubt question disbelieve")
RAISED = _set("think believe feel mean")
"""Who does not *think that it is so* thinks that it is not so."""
DEMAND = _set(
    "ask urge demand call appeal request order tell beg implore press instruct command exhort recommend advise invite "
    "propose plead petition insist warn lobby summon push encourage"
)
"""With an infinitive or a bare verb (*urged Minsk to pay*, *demanded that it pay*) their subject asks for it."""
DEMANDS = _set("call request demand appeal order plea recommendation proposal invitation ultimatum instruction")
"""Nouns of asking (*Berlin's call on Minsk to pay*)."""
ACCUSE = _set("accuse suspect blame charge indict impeach convict")
"""The complement (*accused Minsk of rigging the vote*) is the accuser's claim."""

QUOTE = _set("quote cite")
"""*Peskov was quoted as saying*; *citing the ministry*."""

REPORTED = _set(
    "say report believe think allege rumour rumor claim understand presume suppose consider estimate announce "
    "hold repute deem suspect fear note"
)
"""In the passive, with an infinitive or *that*, the source goes unnamed (*is said to have fled*)."""

ADJECTIVES = _set(
    "convinced sure confident certain hopeful optimistic worried concerned afraid adamant clear doubtful "
    "sceptical skeptical unsure uncertain positive persuaded fearful"
)
"""With a clause they report a belief (*is convinced that …*)."""
DOUBTFUL = _set("doubtful sceptical skeptical unsure uncertain")

ADVERBS = _set(
    "reportedly allegedly supposedly purportedly ostensibly apparently presumably rumoredly rumouredly reputedly"
)
ALLEGED = _set(
    "alleged purported supposed reputed presumed claimed reported rumored rumoured self-proclaimed self-styled "
    "ostensible"
)
"""Adverbs and adjectives whose source goes unnamed."""

NOUNS = _set(
    "claim statement allegation accusation assertion report announcement suggestion argument view belief opinion "
    "warning rumour rumor hope fear complaint charge insistence contention prediction declaration conviction "
    "comment remark message assurance expectation impression notion idea suspicion estimate testimony assessment "
    "conclusion explanation confirmation admission acknowledgement revelation speculation word theory thesis "
    "version account narrative story "
    "position indication hint reminder observation confession denial threat promise pledge vow desire wish concern "
    "confidence"
)
"""Nouns of saying and believing (*Kyiv's claim that …*)."""
REMARKS = _set("charge accusation allegation claim assertion")
"""Behind a comma the article remarks with these on what was said (*…, a charge that Minsk denies*)."""
DENIALS = _set("denial rejection dismissal refutation rebuttal")

CONFIRM = _set("confirm verify corroborate")
"""Who *confirms reports that it is so* says that it is so."""
HOLD = _set(
    "call describe brand label term denounce condemn dismiss characterize characterise regard view see hail portray "
    "depict consider deem"
)
"""With a predicate (*called it a crime*, *described him as the leader of a gang*) their subject is its source."""
GOING_ON = (
    DENY
    | ACCUSE
    | DEMAND
    | _set(
        "add stress emphasize emphasise decline refuse blame praise thank welcome condemn criticize criticise denounce "
        "cite quote call describe express reiterate underline underscore vow promise pledge threaten"
    )
)
"""Whose gerund stands behind what somebody says goes on speaking (*denied that he fled, rejecting the charge*)."""

REACH = _set("come arrive lead reach draw hold cling stick")
"""With *to the conclusion*, *to the view*, their subject is the source."""

MAKE = _set(
    "make issue release publish give send deliver put repeat voice express have share offer post broadcast read "
    "circulate reiterate"
)
"""Their subject is the source of the noun of saying that is their object (*issued a statement that …*)."""

DOCUMENTS = _set(
    "result data figure evidence research analysis image investigation record test number statistic court judge jury "
    "inquiry commission panel investigator researcher scientist expert committee tribunal "
    "statement report letter resolution communique communiqué document message post tweet article memo note paper "
    "survey study poll declaration appeal text headline book law bill treaty agreement constitution charter "
    "press-release release footage video data"
)
"""What *shows* and *finds* in the sense of saying so."""

INFORMANTS = _set(
    "source official report minister ministry spokesman spokeswoman spokesperson agency statement document witness "
    "diplomat media police resident newspaper data figure letter person people insider aide commander lawyer paper "
    "channel outlet"
)
"""Who or what is cited (*citing two officials*, not *citing privacy rules*)."""

PERSPECTIVE = _set("view opinion word eye judgment judgement assessment estimate account estimation version")
"""*In the view of Moscow*, *in Putin's words*, *by its own account*."""

VERBAL = SAY | EVIDENCE | BELIEVE | PROMISE | DENY | ASK | DOUBT
QUOTING = SAY | _set(
    "describe read "
    "ask urge demand vow promise pledge go begin call think thank order appeal condemn praise deny reject threaten"
)
"""Verbs that may stand beside a quotation."""
