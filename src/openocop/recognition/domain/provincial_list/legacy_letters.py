"""Vietnamese text from before Unicode: TCVN3 (fonts .Vn…) and VNI (fonts VNI-…), told by the syllables it makes.

Such text is made of Western letters and signs that only a special font shows as Vietnamese: "B¸nh phång t«m", "Baùnh
phoàng toâm". It is converted where the letters make no Vietnamese syllables as they stand and do after conversion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

Letters = Literal["TCVN3", "VNI"]

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền hỏi ngã sắc nặng
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)


def _vni() -> dict[str, str]:
    """A mark stands behind its vowel: aù is á, aâ is â, aá is ấ, aê is ă, aé is ắ; ô and ö are ơ and ư."""
    plain, round_, short = "øûõùï", "àåãáä", "èúüéë"
    made = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}
    for vowel in "aeouyôö":
        base = {"ô": "ơ", "ö": "ư"}.get(vowel, vowel)
        made |= {vowel + mark: base + tone for mark, tone in zip(plain, _TONES, strict=True)}
    for vowel in "aeo":
        made |= {vowel + mark: vowel + _CIRCUMFLEX + tone for mark, tone in zip(round_, _TONES, strict=True)}
        made[vowel + "â"] = vowel + _CIRCUMFLEX
    made |= {"a" + mark: "a" + _BREVE + tone for mark, tone in zip(short, _TONES, strict=True)} | {"aê": "a" + _BREVE}
    made = {key: unicodedata.normalize("NFC", value) for key, value in made.items()}
    upper = {key.upper(): value.upper() for key, value in made.items()}
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in made.items() if len(key) == 2}
    return made | mixed | upper


_VNI = _vni()
_PATTERNS: dict[Letters, re.Pattern[str]] = {
    "TCVN3": re.compile("[" + "".join(_TCVN3) + "]"),
    "VNI": re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True))),
}
_SETS: tuple[Letters, ...] = ("VNI", "TCVN3")  # marks behind vowels are the stricter test
_TABLES: dict[Letters, dict[str, str]] = {"TCVN3": _TCVN3, "VNI": _VNI}

_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
# Latin letters and signs above ASCII without those that are Vietnamese in Unicode as well.
_FOREIGN = re.compile(r"[\u00a1-\u00ff]")
_UNICODE = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
_VIETNAMESE = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
# Signs that Vietnamese text in Unicode hardly has and no longer text in an old set does without.
_TELLTALE = re.compile("[" + "".join({*_TCVN3, *"".join(_VNI)} - _VIETNAMESE - set("aeiouyAEIOUY")) + "]")
_SYLLABLE = re.compile(
    r"^(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|ươ[iu]?|uô[i]?|iê[u]?|yê[u]?|oa[iyo]?|oă|oe[o]?|oo|uy[ua]?|uâ[y]?|uê|uơ|ua|ưa|ưi|ưu|ia|iu|ai|ao|au|ay|âu|"
    r"ây|eo|êu|oi|ôi|ơi|ui|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?$"
)


@lru_cache(maxsize=65_536)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = sum(part in _TONES for part in parts)
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return tones <= 1 and _SYLLABLE.match(bare) is not None


def syllables(text: str) -> float:
    """Return the share (0 to 1) of the words with letters beyond ASCII that are Vietnamese syllables."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def converted(text: str, letters: Letters) -> str:
    """Return the text with every letter of the old set in Unicode; in capitals where its plain letters are."""
    made = _PATTERNS[letters].sub(lambda found: _TABLES[letters][found[0]], text)
    plain = [char for char in text if char.isascii() and char.isalpha()]
    if letters == "TCVN3" and len(plain) > 1 and all(char.isupper() for char in plain):
        return made.upper()  # the capital fonts have no letters of their own
    return made


@lru_cache(maxsize=65_536)
def certainly(text: str) -> Letters | None:
    """Return the old set a text is surely written in: no Vietnamese as it stands, only Vietnamese syllables after."""
    if not _FOREIGN.search(text) or _UNICODE.search(text):
        return None
    for letters in _SETS:
        pairs = [(word, converted(word, letters)) for word in _WORD.findall(text)]
        changed = [(word, made) for word, made in pairs if word != made]
        broken = [word for word, _ in changed if any(map(str.isascii, word)) and not _is_syllable(word)]
        left = [word for word, made in pairs if word == made and _FOREIGN.search(word) and not _is_syllable(word)]
        if broken and not left and all(_is_syllable(made) for _, made in changed):
            return letters
    return None


def written_in(texts: Iterable[str]) -> Letters | None:
    """Return the old set in which these texts are written as a whole, None when they are not or too few show it."""
    found: dict[Letters | None, int] = {"TCVN3": 0, "VNI": 0}
    unicode_texts = 0
    for text in texts:
        if _UNICODE.search(text):
            unicode_texts += 1
        elif (letters := certainly(text)) is not None:
            found[letters] += 1
    best: Letters = "TCVN3" if found["TCVN3"] >= found["VNI"] else "VNI"
    return best if found[best] >= 3 and unicode_texts <= max(1, found[best] // 20) else None  # a heading may be new


def in_unicode(columns: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return for each column the texts that are written in an old set, with what they say in Unicode.

    A sheet, or a column, that is written so throughout is converted throughout: some words of it make syllables either
    way. Elsewhere only a text that certainly is one of the old.
    """
    nothing: list[dict[str, str]] = [{} for _ in columns]
    if not _TELLTALE.search("\n".join(text for texts in columns for text in texts)):
        return nothing
    whole = written_in(text for texts in columns for text in texts)
    return [_converted_column(texts, whole or written_in(texts)) for texts in columns]


def _converted_column(texts: Sequence[str], whole: Letters | None) -> dict[str, str]:
    found = {}
    for text in texts:
        own = whole if _FOREIGN.search(text) and not _UNICODE.search(text) else None
        letters = own or certainly(text)
        if letters and (made := converted(text, letters)) != text:
            found[text] = made
    return found
