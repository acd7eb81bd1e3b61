"""Is a text English? Counted in little words, which every running text is full of."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
LETTER = re.compile(r"[^\W\d_]")
LITTLE = {
    "en": "the of and to in that is was for on with as by at from it he his are be have has had said not this which "
    "they their were an been but who will would its after more also than about she her we you i or if there",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis",
    "fr": "le la les de des du et à un une en est que qui dans pour pas sur au par plus ne se ce il son avec sont aux "
    "mais ou sa ses leur cette elle été ont a l d qu n c",
    "es": "el la los las de del y que en un una por con no se su para es al lo como más pero sus le ya o este sí "
    "porque esta entre cuando muy sin sobre también me hasta hay ha fue son",
    "it": "il la le lo gli di del della dei e che in un una per con non si da è al sono come più ma anche nel alla "
    "dal delle ha nella questo hanno loro stato",
    "pt": "o a os as de do da dos das e que em um uma para com não se por no na mais ao como mas foi ele sua ou ser "
    "quando muito também pelo pela até isso são",
    "nl": "de het een en van in op te dat die is voor niet met zijn er aan ook als maar bij of om uit wordt naar dan "
    "nog heeft deze door over",
    "pl": "i w z na do nie się że to jest o jak za od po ale przez dla co tak przy był oraz",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi en sonra kadar ne o ise",
    "id": "yang dan di dengan untuk tidak ini itu dari dalam akan pada juga ke karena oleh ada",
    "ro": "și de la în a cu pe nu că din care este un o mai pentru sa se au fost",
}
WORDS = {language: frozenset(words.split()) for language, words in LITTLE.items()}
ENOUGH = 12  # words below which nothing is decided


def is_english(text: str) -> bool:
    """Tell whether a text is English, or mixed with a good part of English; short texts pass."""
    letters = LETTER.findall(text)
    if len(letters) >= 20 and len(LATIN.findall(text)) < len(letters) * 0.5:
        return False
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    if len(words) < ENOUGH:
        return True
    share = {language: sum(word in known for word in words) / len(words) for language, known in WORDS.items()}
    english = share.pop("en")
    return english >= 0.15 or english >= max(share.values())
