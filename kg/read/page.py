"""Lines of a page → an article: its headline and prose, and what the header and footer tell about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Block, BlockKind, Run
from kg.read.days import day_in, day_in_address
from kg.read.furniture import LineKind, address_in, byline, date_line, kind_of, labelled, origin
from kg.read.line import Known, Line
from kg.read.pieces import Piece
from kg.read.publishers import publisher_of

CLOSERS = r"\"'”’»)\]"
LAST_MARK = re.compile(rf"[.!?…:;][{CLOSERS}\s]*$")
FULL_STOP = re.compile(rf"[.!?…][{CLOSERS}\s]*$")
# A paragraph does not end with one of these words, nor with a comma: something tore it from what follows.
HANGING = re.compile(
    r"(?:,|\b(?:a|an|the|of|and|or|to|in|on|at|by|for|from|with|that|which|who|whose|as|its|his|her|their|is|was|"
    r"are|were|has|have|had|"
    r"will|would|than|into|about|between|against|over|under|near))$"
)
ABBREVIATED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Gov|Sen|Rep|Prof|St|No|vs|U\.S|"
    r"U\.K|U\.N|E\.U|[A-Z])\.$"
)
SUBHEAD_WORDS, TITLE_WORDS, PROSE_WORDS, DECK_WORDS = 10, 35, 6, 8
LONG_PROSE = 25  # words from which a line is prose without its final mark
MENU = 3  # as many short lines in a row are a list of links, no subheads
CLEAR_PROSE = 60  # words of a paragraph that lets an article go on after what looked like its end

PLACE = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}"
AGENCY = (
    r"(?:reuters|ap|afp|tass|xinhua|bloomberg|interfax|upi|dpa|ians|ani|pti|sputnik|rferl?|rfe/rl|aa|efe|kyodo|"
    r"yonhap|voa|associated press|agence france-presse|[^\W\d_][\w ./-]{1,25})"
)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DATELINE = re.compile(
    rf"^(?P<place>{PLACE})(?P<within>(?:,\s*(?!{MONTH}\s)[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,2}}){{0,2}}?)"
    rf"(?:,?\s+(?P<day>{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?))?"
    rf"\.?\s*(?:(?:\((?P<agency>{AGENCY})\)|/(?P<wire>[A-Z][\w ]{{1,20}})/)\.?\s*(?P<after>--?|–|—|:)?|(?P<dash>--?|"
    rf"–|—|:))\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of the article to be."""

    piece: Piece
    kind: BlockKind
    bullet: bool = False


def article_of(source: str, lines: Sequence[Line], known: Known, *, id: str, path: str | None = None) -> Article:
    """Make the article that a page holds; what its file says outright (`known`) wins over what is read off the page."""
    kinds = _kinds(lines)
    parts = _parts(lines, kinds, known)
    read = known.or_else(_metadata(lines, kinds))
    title = next((part.piece.text for part in parts if part.kind is BlockKind.HEADLINE), None)
    parts = _mended(parts)
    dateline, day, agency = None, None, None
    for index, part in enumerate(parts):
        if part.kind is BlockKind.PROSE:
            if found := _dateline(part.piece):
                dateline, day, agency, rest = found
                parts[index] = replace(part, piece=rest)
            break
    url_day = day_in_address(read.url) if read.url else None
    read = read.or_else(Known(title=title, publisher=agency, date=day or url_day))
    if read.date:
        whole = day_in(read.date)
        read = replace(read, date=whole[0] if whole else url_day)
    text, runs, blocks = _laid_out(source, parts)
    return Article(
        id=id, source=source, text=text, runs=runs, blocks=blocks, title=read.title, author=read.author,
        publisher=read.publisher, date=read.date, url=read.url, dateline=dateline, path=path,
    )  # fmt: skip


def _kinds(lines: Sequence[Line]) -> list[LineKind]:
    """Tell of every line what it is, with its neighbours in view."""
    kinds = [kind_of(line.text) for line in lines]
    for index, kind in enumerate(kinds):
        before = index - 1
        if before < 0 or kinds[before] is not LineKind.TEXT:
            continue
        text = lines[before].text
        if (
            kind is LineKind.CREDIT
            and (not lines[index].gap or not FULL_STOP.search(text))
            and lines[before].words <= 40
        ):
            kinds[before] = LineKind.CAPTION
        if kind is LineKind.CONSENT and lines[before].words <= 30 and text.endswith("?"):
            kinds[before] = LineKind.CONSENT
    _end(lines, kinds)
    return kinds


def _end(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Carry the marks of an article's end down to the last line (changes `kinds`).

    Readers' comments end it for good. After other marks it may go on, where a long paragraph of plain prose stands.
    """
    seen, ending = False, None
    for index, kind in enumerate(kinds):
        if kind is LineKind.TEXT:
            prose = is_prose(lines[index])
            if ending is LineKind.END and lines[index].words >= CLEAR_PROSE and prose and index < len(kinds) * 0.6:
                ending = None
            seen = seen or prose
            if ending:
                kinds[index] = ending
        elif seen and kind in (LineKind.COMMENTS, LineKind.END) and ending is not LineKind.COMMENTS:
            ending = kind


def is_prose(line: Line) -> bool:
    """Tell whether a line by itself reads like a paragraph."""
    return line.words >= LONG_PROSE or (line.words >= PROSE_WORDS and bool(LAST_MARK.search(line.text)))


def _parts(lines: Sequence[Line], kinds: Sequence[LineKind], known: Known) -> list[_Part]:
    """Choose the headline, subheads and paragraphs."""
    texts = [index for index, kind in enumerate(kinds) if kind is LineKind.TEXT]
    title = _title(lines, kinds, texts, known)
    first = next(
        (
            index
            for place, index in enumerate(texts)
            if index != title and (is_prose(lines[index]) or _breaks_off(lines, texts, place))
        ),
        None,
    )
    if first is None:  # nothing but lines without a final mark: better prose than nothing
        return [
            _Part(lines[index].piece, BlockKind.HEADLINE if index == title and len(texts) > 1 else BlockKind.PROSE)
            for index in texts
        ]
    last = max((index for index in texts if is_prose(lines[index])), default=first)
    parts: list[_Part] = []
    for place, index in enumerate(texts):
        line = lines[index]
        if index == title:
            parts.append(_Part(line.piece, BlockKind.HEADLINE))
        elif index < first:
            if line.words >= DECK_WORDS and (title is None or index > title):
                parts.append(_Part(line.piece, BlockKind.SUBHEAD))
        elif is_prose(line) or _goes_on(lines, texts, place):
            parts.append(_Part(line.piece, BlockKind.PROSE, line.marks.bullet))
        elif line.words > SUBHEAD_WORDS or line.marks.bullet:
            if index < last or line.words > SUBHEAD_WORDS:
                parts.append(_Part(line.piece, BlockKind.PROSE, line.marks.bullet))
        elif index < last and not _in_menu(lines, texts, place):
            # A word or two with a full stop is a short sentence ("It failed.").
            kind = BlockKind.PROSE if FULL_STOP.search(line.text) and not line.marks.heading else BlockKind.SUBHEAD
            parts.append(_Part(line.piece, kind))
    return parts


def _goes_on(lines: Sequence[Line], texts: Sequence[int], place: int) -> bool:
    """Tell whether a short line is a torn piece of a sentence rather than a subhead."""
    text = lines[texts[place]].text
    if FULL_STOP.search(text) and ((place and not FULL_STOP.search(lines[texts[place - 1]].text)) or text[0].islower()):
        return True
    return _breaks_off(lines, texts, place)


def _breaks_off(lines: Sequence[Line], texts: Sequence[int], place: int) -> bool:
    """Tell whether a line stops in the middle of a sentence that the next one carries on."""
    line = lines[texts[place]]
    if place + 1 == len(texts) or line.words < 2 or line.marks.bullet:
        return False
    return _torn(line.text, lines[texts[place + 1]].text)


def _in_menu(lines: Sequence[Line], texts: Sequence[int], place: int) -> bool:
    """Tell whether a short line stands in a row of short lines."""

    def short(at: int) -> bool:
        line = lines[texts[at]]
        return line.words <= SUBHEAD_WORDS * 2 and not LAST_MARK.search(line.text)

    low = high = place
    while low and short(low - 1):
        low -= 1
    while high + 1 < len(texts) and short(high + 1):
        high += 1
    return high - low + 1 >= MENU


def _title(lines: Sequence[Line], kinds: Sequence[LineKind], texts: Sequence[int], known: Known) -> int | None:
    """Find the line that is the headline: as the file says, by its heading mark, or by its place above the prose."""
    if known.title:
        named = _letters(known.title)
        for index in texts[:12]:
            letters = _letters(lines[index].text)
            if letters and (letters == named or (len(letters) > 20 and named.startswith(letters))):
                return index
    candidates: list[int] = []
    for index in texts:
        line = lines[index]
        fits = 1 < line.words <= TITLE_WORDS
        if line.marks.heading and fits:
            return index
        followed = next((kind for kind in kinds[index + 1 :] if kind is not LineKind.CREDIT), None) in (
            LineKind.BYLINE,
            LineKind.DATE,
        )
        asks = fits and line.words <= 20 and line.text.endswith(("?", "!")) and index == texts[0]
        if is_prose(line) and not (followed and fits and line.words <= 20) and not asks:
            break
        if fits and line.words >= 3 and not line.marks.bullet and not line.text.endswith((",", ":")):
            if followed or asks:
                return index
            candidates.append(index)
    # A line that goes on in lower case is no headline but a torn sentence.
    for index in candidates:
        after = next((lines[later].text for later in texts if later > index), "")
        if lines[index].words >= 4 and not (after and after[0].islower()) and not HANGING.search(lines[index].text):
            return index
    return None


def _letters(text: str) -> str:
    """Reduce a title to what two spellings of it share."""
    return "".join(character for character in text.lower() if character.isalnum())


def _metadata(lines: Sequence[Line], kinds: Sequence[LineKind]) -> Known:
    """Read author, publisher, date and URL off the lines that are no prose.

    What is labelled outright wins; then notices of origin, then by-lines and date lines, in the order of the page.
    Readers' comments tell nothing about the article.
    """
    outright, notice, header = Known(), Known(), Known()
    published = Known()
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is LineKind.COMMENTS:
            break
        if kind is LineKind.LABEL and (found := labelled(line.text)):
            field, value = found
            if not value and index + 1 < len(lines) and lines[index + 1].words <= 20:
                value = lines[index + 1].text
            if field == "url":
                value = address_in(value) or ""
            elif field == "date":
                day = day_in(value)
                value = day[0] if day else ""
            elif field == "publisher" and address_in(value):
                outright = outright.or_else(Known(url=address_in(value)))
                value = ""
            if value:
                outright = outright.or_else(Known(**{field: value}))
        elif kind is LineKind.BYLINE:
            header = header.or_else(byline(line.text) or Known())
        elif kind is LineKind.DATE:
            dated = date_line(line.text) or Known()
            if re.match(r"\W*(?:first |originally )?(?:published|posted)\b", line.text, re.IGNORECASE):
                published = published.or_else(dated)
            header = header.or_else(dated)
        elif kind in (LineKind.NOTICE, LineKind.END) and (outlet := origin(line.text)):
            notice = notice.or_else(Known(publisher=outlet))
    found_url = outright.url
    address = Known(publisher=publisher_of(found_url)) if found_url else Known()
    return outright.or_else(notice).or_else(address).or_else(published).or_else(header)


def _mended(parts: Sequence[_Part]) -> list[_Part]:
    """Join what was torn in the middle of a sentence: `… in Aug. 9` + `presidential polls prompted …`."""
    mended: list[_Part] = []
    for part in parts:
        last = mended[-1] if mended else None
        if (
            last
            and last.kind is BlockKind.PROSE
            and part.kind is BlockKind.PROSE
            and not part.bullet
            and _torn(last.piece.text, part.piece.text)
        ):
            mended[-1] = replace(last, piece=Piece.join([last.piece, Piece.between(" "), part.piece]))
        else:
            mended.append(part)
    return mended


def _torn(text: str, following: str) -> bool:
    """Tell whether a paragraph breaks off and the next one carries its sentence on."""
    if ABBREVIATED.search(text):
        return following[0].islower() or following[0].isdigit()
    if LAST_MARK.search(text):
        return False
    return following[0].islower() or (bool(HANGING.search(text)) and len(text.split()) >= 3)


def _dateline(piece: Piece) -> tuple[str, str | None, str | None, Piece] | None:
    """Take `MINSK, Sept. 14 (Reuters) — ` off the first paragraph: place, day if it has its year, agency, and the rest.

    A place in capitals or an agency in brackets must be there, and a dash unless there is the agency.
    """
    match = DATELINE.match(piece.text)
    if match is None or match.end() >= len(piece):
        return None
    place, agency = match["place"], match["agency"] or match["wire"]
    capitals = place.isupper() and len(place) > 2
    dash = match["after"] or (match["dash"] if match["dash"] != ":" else None)
    if not (capitals and (agency or dash)) and not (dash and (agency or match["day"])):
        return None
    if (
        len(match.group().split()) > 12
        or not place[0].isupper()
        or not all(word[0].isupper() for word in place.split())
    ):
        return None
    rest = piece.slice(match.end(), len(piece))
    if not rest.text[0].isupper() and not rest.text[0].isdigit() and rest.text[0] not in "\"'“‘(":
        return None
    if agency and not (agency.isupper() or agency[0].isupper()):
        return None
    day = day_in(match["day"]) if match["day"] else None
    named = place.title() if capitals else place
    return named, day[0] if day else None, agency, rest


def _laid_out(source: str, parts: Sequence[_Part]) -> tuple[str, tuple[Run, ...], tuple[Block, ...]]:
    """Set the parts one below the other, with a blank line in between."""
    pieces: list[Piece] = []
    blocks: list[Block] = []
    length = 0
    for part in parts:
        if pieces:
            pieces.append(Piece.between("\n\n"))
            length += 2
        blocks.append(Block(length, length + len(part.piece), part.kind))
        pieces.append(part.piece)
        length += len(part.piece)
    whole = Piece.join(pieces)
    return whole.text, tuple(whole.runs(source)), tuple(blocks)
