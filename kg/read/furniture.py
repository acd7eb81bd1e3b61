"""What stands on a news page beside its prose, as classes of line.

Each class is a pattern over a whole line and the number of words up to which it is believed: a long paragraph is prose
even when it begins like an advert. Nothing here knows a certain page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.read.days import day_in
from kg.read.line import Known
from kg.read.publishers import ADDRESS, publisher_of


class LineKind(StrEnum):
    """What a line of a page is for."""

    TEXT = "text"
    BYLINE = "by-line"
    DATE = "date line"
    LABEL = "label"  # "Region: Europe", "Original url:"
    CREDIT = "credit"  # nothing but who took the picture
    CAPTION = "caption"
    RELATED = "related"
    SHARE = "share"
    CONSENT = "consent"  # cookies, newsletters, polls
    NOTICE = "notice"  # copyright, disclaimer, contact, how the piece was made
    BIOGRAPHY = "biography"
    ADDRESS = "address"
    NUMBER = "number"  # counters
    COMMENTS = "comments"  # the readers' comments begin
    END = "end"  # what follows is about the page, no longer of the article


@dataclass(frozen=True, slots=True)
class LineClass:
    """A class of line: its pattern and the number of words up to which it is believed."""

    kind: LineKind
    pattern: re.Pattern[str]
    words: int


def _class(kind: LineKind, words: int, *patterns: str) -> LineClass:
    """Make a class of line from several patterns, of which one must match."""
    return LineClass(kind, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE), words)


AGENCIES = (
    r"AFP|AP|Reuters|TASS|RIA Novosti|RIA|Sputnik|Xinhua|EPA(?:-EFE)?|EFE|DPA|ANSA|PTI|ANI|UPI|Getty(?: Images)?|"
    r"Shutterstock|"
    r"iStock|Alamy|Bloomberg|Interfax|BelTA|Ukrinform|UNIAN|Anadolu(?: Agency)?|AA|IRNA|Kyodo|Yonhap|KCNA|"
    r"Wikimedia(?: Commons)?|"
    r"Wikipedia|Flickr|Creative Commons|Pixabay|Unsplash|Associated Press|Agence France-Presse|Zuma(?: Press)?|Pool|"
    r"Handout|"
    r"Global Look Press|Moskva News Agency|Facebook|Twitter|Instagram|Telegram|YouTube|Public domain|"
    r"CC BY(?:-SA)?(?: \d\.\d)?"
)
DOMAIN = (
    r"(?:www\.)?(?:[A-Za-z0-9-]+\.)+(?:com|org|net|ru|by|ua|uk|eu|de|fr|pl|lt|lv|ee|info|int|gov|cn|ir|tr|il|"
    r"in|ca|au|news|io)\b\.?"
)
# Whose picture it is, after the caption's own words or alone.
CREDIT = (
    rf"(?:[({{\[]\s*)?(?:(?:photo|image|picture|video|screenshot|screengrab|screen shot|graphic|illustration|map|"
    rf"file photo|cover image|"
    rf"featured image|foto)s?(?:\s+(?:credit|courtesy|source))?s?\s*(?::|by\b|from\b|via\b|courtesy of\b|©|\||/|"
    rf"-\s)\s*[^.]{{2,80}}|"
    rf"(?:©|credit:|via:)\s*[^.]{{2,60}}|"
    rf"(?:[A-Z][\w.'’-]*\s+){{0,4}}[A-Z][\w.'’-]*\s*(?:/|\||via)\s*(?:the\s+)?(?:{AGENCIES})(?:\s*(?:/|via|"
    rf",)\s*[\w .-]{{2,40}})?|"
    rf"(?:{AGENCIES})\s*(?:(?:photo|file|pool|images?)\b)?\s*/\s*[^.]{{2,60}}|(?:{AGENCIES})(?:\s+(?:photo|images?|"
    rf"file|pool))|"
    rf"(?:{DOMAIN})(?:\s*/\s*[\w .-]{{2,40}})?|\(?(?:{AGENCIES})\)?)\s*[)}}\].]*"
)
CREDIT_ALONE = re.compile(rf"^\s*(?:{CREDIT})\s*$")
CREDIT_ALONE_LOOSE = re.compile(
    r"^\W*(?:(?:file |stock |cover |featured |main )?(?:photo|image|picture|video|illustration|graphic|map)s?"
    r"(?: credits?| courtesy| source)?\s*(?::|by\b|from\b|via\b|courtesy\b|©)|photograph(?:y|er)?\s*(?::|by\b)|"
    r"credits?:|©)",
    re.IGNORECASE,
)
CREDIT_AT_END = re.compile(
    rf"(?<=[.!?)”\"’'])\s*(?:{CREDIT})\s*$|\s+[(\[](?:{CREDIT})\s*$|\s*\|\s*(?:{CREDIT})\s*$|\s+©\s*[^.]{{2,60}}$"
)
CAPTION_WORDS, CREDIT_WORDS = 60, 14

CLASSES = (
    _class(LineKind.NUMBER, 3, r"^[\W\d_]*(?:k|m)?$", r"^page \d+( of \d+)?$", r"^\d+ ?(?:min(?:ute)?s? read|views?|"
    r"shares?)$"),
    _class(
        LineKind.COMMENTS, 12,
        r"^\(?\d+\)? (?:reader )?comments?\W*$", r"^(?:reader )?comments?(?: section)?\W*(?:\(?\d+\)?)?\W*$",
        r"^(?:leave|post|add|write) (?:a|your) (?:comment|reply)\b", r"^comments? (?:are|is) (?:closed|disabled|"
        r"moderated|off)\b",
        r"^(?:view|show|load|read|see|hide) (?:all |more )?(?:\d+ )?comments?\b", r"^join the (?:conversation|"
        r"discussion)\b",
        r"^\d+ (?:responses?|replies|thoughts) (?:to|on)\b", r"^what do you think\?\W*$", r"^be the first to comment\b",
        r"^(?:dear reader, )?(?:to leave comments?|you must (?:be logged|sign|log) in)\b", r"^discussion\W*$",
    ),
    _class(
        LineKind.END, 60,
        r"^note to (?:our )?readers?\b", r"^about the (?:author|writer|contributor)s?\b", r"^articles? by:?\b.{0,60}$",
        r"^(?:legal )?disclaimer\b", r"^(?:the )?original source of this article\b", r"^\[?end(?:s| of (?:article|"
        r"story))?\]?\W*$",
        r"^(?:related|more|latest|recommended|popular|trending|top|other) (?:articles?|stories|posts?|news|content|"
        r"reading|topics?)\W*$",
        r"^(?:you (?:may|might) also (?:like|be interested in)|recommended(?: for you)?|more from\b.{0,60}|"
        r"most (?:read|popular|viewed)"
        r"|read next|up next|from around the web|sponsored content|we recommend|trending now|don[’']t miss)\W*$",
    ),
    _class(
        LineKind.END, 400,
        r"^(?:legal )?disclaimer\s*:", r"^the contents of this article are (?:of )?(?:the )?sole responsibility\b",
    ),
    _class(
        LineKind.RELATED, 40,
        r"^\W*(?:related(?: (?:article|story|stories|news|post|content|coverage))?s?|read(?: more| also| here|"
        r" next)?|also read|see also|more(?: on this)?|"
        r"further reading|recommended|don[’']t miss|watch(?: also| live| now)?|listen|must read|editor[’']s (?:pick|"
        r"choice)|"
        r"in case you missed it|suggested reading|on this topic)s?\s*(?::|>>|»|\|)\s*\S",
        r"^\W*(?:click here|tap here|read the (?:full|whole|original|entire) (?:story|article|post|report)|"
        r"continue reading|read more|read also|see also|"
        r"keep reading|view (?:gallery|photos|slideshow)|watch the video|story continues below|"
        r"article continues (?:below|after)|(?:this )?story continues)\b",
        r"^\W*(?:advertisement|sponsored|promoted|advertising|ad|ads by\b.*|skip to (?:main )?content|back to top|"
        r"scroll (?:down )?to continue.*|loading\W*)\W*$",
    ),
    _class(
        LineKind.SHARE, 30,
        r"^(?:please )?(?:share|tweet|pin|email|e-mail|print|like|forward|crosspost|follow|copy link|save|bookmark|"
        r"facebook|twitter|whatsapp|telegram|"
        r"reddit|linkedin|messenger|pinterest|vkontakte|viber)(?:\W+(?:this|on|us|it|article|story|post|with|your|"
        r"friends|via|to|and|share|tweet|pin|"
        r"email|e-mail|print|like|facebook|twitter|whatsapp|telegram|reddit|linkedin|messenger|pinterest|instagram|"
        r"youtube|rss|flipboard|google|news|"
        r"social|media|link|copy|by|x|vk))*\W*$",
        r"\b(?:follow|like|join|find) (?:us|me|our channel|[\w ]{1,30}) (?:on|at) (?:facebook|twitter|telegram|"
        r"instagram|youtube|google news|whatsapp|linkedin|x\b)",
        r"^follow @?\w+ on\b", r"^(?:please )?click (?:on )?(?:the )?share buttons?\b", r"^(?:comment on|"
        r"become a member of|visit (?:our|his|her|the)) ",
    ),
    _class(
        LineKind.CONSENT, 90,
        r"\b(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b", r"\bby (?:completing|clicking|signing up|"
        r"subscribing|continuing|submitting|entering|"
        r"using|registering|providing|voting)\b.{0,80}\byou(?:[’']ve)? (?:agree|accept|consent|acknowledge|confirm|"
        r"read)\b",
        r"\b(?:sign up|subscribe)\b.{0,60}\b(?:newsletters?|e-?mails?|alerts?|podcast|digest|channel)\b",
        r"\bprivacy policy\b.*\b(?:terms|legal|agree|cookies?)\b|\b(?:terms|agree)\b.*\bprivacy policy\b",
        r"^(?:get|receive) (?:the|our|all the)\b.{0,80}\b(?:inbox|newsletter|e-?mail)\b",
        r"^(?:support|help|fund) (?:our|us|independent|quality)\b.{0,60}\b(?:work|journalism|donat\w+|subscri\w+|"
        r"contribut\w+)\b",
        r"^(?:enable|turn on|allow|accept)(?: \w+){0,3} (?:notifications|cookies|javascript)\b",
        r"^thank you for (?:subscribing|signing up|reading)\b",
    ),
    _class(LineKind.CONSENT, 12, r"^(?:subscribe|sign up|sign in|log in|register|donate)(?: (?:now|here|today|to|"
    r"for|or|with|us|free|a)\b.*)?\W*$"),
    _class(
        LineKind.NOTICE, 120,
        r"^\W*(?:copyright|©|\(c\)) ?(?:©|\(c\)|\d{4}|by\b|[A-Z])", r"\ball rights reserved\b",
        r"\breprinted with permission\b|\bused (?:by|with) permission\b",
        r"\b(?:contains copyrighted material|fair use|redistribution (?:is )?prohibited|may not be (?:reproduced|"
        r"published|republished|broadcast|rewritten))\b",
        r"^(?:this|the) (?:article|piece|story|post|report|column|op-?ed|essay|commentary|text|item|"
        r"content)\b.{0,40}\b(?:(?:first|originally|previously) (?:appeared|published|ran)"
        r"|(?:appeared|was published|is republished|was republished|was translated|was written|has been (?:edited|"
        r"updated|corrected|amended|translated)|was (?:edited|updated|corrected|amended|produced)|is part of))\b",
        r"^(?:the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|in this|stated)\b",
        r"\bdo(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:(?:official |editorial )?(?:views?|"
        r"opinions?|position|policy|policies|stance))\b",
        r"^\W*(?:(?:additional |with additional )?reporting|writing|editing|edited|written|compiled|translated|"
        r"translation|produced|with assistance|with (?:inputs?|files|reporting)|"
        r"(?:our|the) (?:standards|trust principles)) (?:by|from)\b(?!.{0,20}\bsaid\b).{0,160}$", r"^our standards:",
        r"^(?:first|originally) published (?:in|on|by|at)\b",
        r"^(?:for (?:media|press|more|further) (?:inquiries|enquiries|information)|contact(?: us| the (?:author|"
        r"editor|writer)s?)?\s*(?::|at\b)|(?:send|submit) (?:us )?(?:your )?(?:tips|letters))\b",
        r"^(?:correction|clarification|editor[’']s note|note|update)\s*:", r"^\W*(?:with |\()?(?:reuters|ap|afp|"
        r"tass|ians|ani|pti|xinhua|dpa|upi)(?:\s*[/,&+]\s*\w+)*\)?\W*$",
        r"\bclassified by tags?\b|\b(?:press|select|highlight) (?:the )?(?:ctrl|text)\b.{0,30}\b(?:enter|error)\b",
        r"\bif you (?:notice|find|found|spot|see) (?:an? )?(?:error|mistake|typo)s?\b",
    ),
    _class(
        LineKind.BIOGRAPHY, 120,
        r"\b(?:can|may) be (?:reached|contacted|followed) (?:at|on|via)\b", r"[\w.+-]+@[\w-]+\.\w{2,}",
        r"\b(?:tweets?|blogs?) (?:at|as) @?\w+", r"\bfollow (?:him|her|them) (?:on|@)",
        r"^award-winning (?:author|journalist|writer)\b", r"^(?:visit )?(?:his|her) (?:new|latest|most recent|next|"
        r"first|forthcoming) book\b.{0,40}\b(?:is|titled|as)\b", r"^visit (?:his|her|their)\b",
    ),
    _class(
        LineKind.LABEL, 30,
        r"^(?:title|headline|date|dated?|published(?: on| at)?|posted(?: on| in)?|updated|author|by-?line|writer|"
        r"publisher|source|sources|url|link|permalink|"
        r"original (?:url|link|article|source)|region|theme|themes|topics?|tags?|keywords?|categor(?:y|ies)|section|"
        r"filed under|posted in|"
        r"location|language|editor|translator|print edition|read time|reading time|views|short url|doi|"
        r"via)s?\s*:(?!.{60,}\.\s*$)",
    ),
    _class(LineKind.ADDRESS, 4, r"^\W*(?:https?://|www\.)\S+\W*$", r"^@\w+$", r"^(?:#\w+\s*)+$"),
)  # fmt: skip

TIMES = re.compile(
    r"\b\d{1,2}\s?[:.h]\s?\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?!\d)|\b\d{1,2}\s*[ap]\.?m\.?(?!\w)|"
    r"\b(?:GMT|UTC|E[SD]?T|BST|CES?T|MSK|IST|P[SD]?T|local time)\b(?:\s*[+-]\s*\d+(?::\d\d)?)?|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
DATE_WORDS = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|issued|released|edited)|"
    r"publish|date|on|at|in|the|time|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d+ min(?:ute)?s? read|(?:an?|\d+) (?:hours?|"
    r"minutes?|days?) ago|edt|world|news|politics)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^\W*(?:(?:written|story|report|reported|text|analysis|opinion|commentary|words|posted|published|"
    r"reporting) )?(?:by|BY|By)\b:?\s+(?P<names>.+)$",
    re.I,
)
_NAME_LINKS = (
    "and & for in at with of the de la le von van der den del di da dos bin al el ibn y staff writer writers reporter "
    "reporters correspondent correspondents editor editors senior chief special agencies agency news desk bureau "
    "service via | - – — · • / contributor to"
)
NAME_LINKS = frozenset(_NAME_LINKS.split())
TAIL = re.compile(
    r"(?:[|•·/,—–-]\s*)?\b(?:(?:last |first )?(?:updated|published|posted|modified)\b.*|\d+ min(?:ute)?s? read.*)$",
    re.I,
)
AUTHOR_END = re.compile(r"\s+(?:for|in|at|of|via)\s+|\s*[|•·/(]\s*|\s+[—–-]\s+|,\s+(?!(?:jr|sr|phd|md)\b)", re.I)
STAFF = re.compile(
    r"^(?:the )?(?P<outlet>(?:[A-Z][\w.'’-]*\s+){1,4})(?:staff|news desk|newsroom|editorial (?:staff|team|"
    r"board))(?: writers?| reporters?)?$",
    re.I,
)
ORIGIN = re.compile(
    r"\b(?:(?:originally|first|previously|was|were|also)\s+)?(?:appeared|published|republished|posted|ran|"
    r"printed)\s+(?:on|in|at|by|from)\s+(?:the website of\s+)?"
    r"(?P<outlet>(?:the\s+)?(?:[A-Z][\w'’&.-]*\s+)*[A-Z][\w'’&-]*(?:\.[a-z]{2,6})*)|"
    r"\boriginal source of this (?:article|piece|story) is (?P<origin>(?:the\s+)?(?:[A-Z][\w'’&.-]*\s+)*[A-Z][\w'’&-]*)"
)
LABELLED = re.compile(r"^\W*(?P<name>[A-Za-z -]+?)\s*:\s*(?P<value>.*)$")
FIELDS = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "published on": "date", "published "
    "at": "date",
    "posted on": "date", "author": "author", "byline": "author", "by-line": "author", "writer": "author",
    "publisher": "publisher", "source": "publisher", "url": "url", "link": "url", "permalink": "url",
    "original url": "url",
    "original link": "url", "original article": "url", "original source": "url",
}  # fmt: skip


def kind_of(text: str) -> LineKind:
    """Tell what a line of a page is, by itself; its neighbours may still change that."""
    words = len(text.split())
    if words <= CREDIT_WORDS and (CREDIT_ALONE.match(text) or CREDIT_ALONE_LOOSE.match(text)) and not _sentence(text):
        return LineKind.CREDIT
    if byline(text) is not None:
        return LineKind.BYLINE
    if date_line(text) is not None:
        return LineKind.DATE
    for line_class in CLASSES:
        if words <= line_class.words and line_class.pattern.search(text):
            return line_class.kind
    match = CREDIT_AT_END.search(text)
    if match and words <= CAPTION_WORDS and match.start() > 0 and len(match.group().split()) <= CREDIT_WORDS:
        return LineKind.CAPTION
    return LineKind.TEXT


def _sentence(text: str) -> bool:
    """Tell whether a line ends like a sentence of some length (`Image by image, the film shows …`)."""
    return len(text.split()) > 8 and text.rstrip("\"”’')").endswith((".", "!", "?"))


def byline(text: str) -> Known | None:
    """Read `By Anna Malpas for AFP`, `By Tsarizm Staff | September 14, 2020`; None where it is no by-line."""
    match = BYLINE.match(text)
    if match is None or len(text.split()) > 20:
        return None
    names, date = match["names"], None
    if found := day_in(names):
        date, start, end = found
        names = f"{names[:start]} {names[end:]}"
    names = TAIL.sub("", TIMES.sub("", names)).strip(" \t,|–—-·•/")
    tokens = re.findall(r"[^\s,()|/]+", names)
    if (
        not tokens
        or len(tokens) > 14
        or (names.endswith((".", "!", "?", ":")) and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names))
    ):
        return None
    if not all(token[0].isupper() or token.lower() in NAME_LINKS or token[0] in "@'’\"“" for token in tokens):
        return None
    if not any(token[0].isupper() and token.lower() not in NAME_LINKS for token in tokens):
        return None
    author = AUTHOR_END.split(names, maxsplit=1)[0].strip() or None
    staff = STAFF.match(author) if author else None
    return Known(author=author, date=date, publisher=staff["outlet"].strip() if staff else None)


def date_line(text: str) -> Known | None:
    """Read `September 14, 2020`, `Global Research, September 15, 2020`, `Published: 14 Sep 2020 10:30 GMT`."""
    if len(text.split()) > 16:
        return None
    found = day_in(text)
    if found is None:
        return None
    date, start, end = found
    rest = DATE_WORDS.sub(" ", TIMES.sub(" ", f"{text[:start]} , {text[end:]}"))
    while more := day_in(rest):  # "Published … Updated …"
        rest = DATE_WORDS.sub(" ", f"{rest[: more[1]]} , {rest[more[2] :]}")
    tokens = re.findall(r"[^\s,|:;·•()/—–-]+", rest)
    if len(tokens) > 4 or (text.rstrip().endswith((".", "!", "?", '"', "”")) and tokens):
        return None
    if not all(token[0].isupper() or token.lower() in NAME_LINKS for token in tokens):
        return None
    outlet = (
        text[:start].strip(" ,|·•—–-")
        if tokens and text[:start].rstrip().endswith((",", "|", "·", "•", "–", "—", "-"))
        else ""
    )
    named = outlet and not DATE_WORDS.search(outlet) and not TIMES.search(outlet)
    return Known(date=date, publisher=outlet if named else None)


def labelled(text: str) -> tuple[str, str] | None:
    """Read `Original url: https://…` as the field it fills and its value (which may stand in the next line)."""
    match = LABELLED.match(text)
    field = FIELDS.get(match["name"].lower().strip()) if match else None
    return (field, match["value"].strip()) if match and field else None


def origin(text: str) -> str | None:
    """Name the outlet that a notice credits: `This piece originally appeared on Tsarizm.com`."""
    if match := ORIGIN.search(text):
        outlet = (match["outlet"] or match["origin"]).strip()
        return publisher_of(outlet) if re.search(r"\.[a-z]{2,6}$", outlet) else outlet
    return None


def address_in(text: str) -> str | None:
    """Give the first URL of a line."""
    match = ADDRESS.search(text)
    return match.group().rstrip(".,;") if match else None
