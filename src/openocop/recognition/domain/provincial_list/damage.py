"""Text whose letters were lost on the way: wrong encodings, replacement marks, fonts from before Unicode."""

from __future__ import annotations

import re
from functools import lru_cache

# UTF-8 read as Windows-1252: "Ã´" for ô, "áº¿" for ế, "Ä‘" for đ, "Æ°" for ư.
_MISREAD = r"Ã[¡-¿]|Ä[‘ƒ\u0090\u0091]|Æ[°¡]|á[º»]|â€|Â[\u00a0-¿]"
_REPLACED = "\ufffd"
# A letter swallowed by "?": "T?m khô"; a question mark that ends a word is left alone.
_SWALLOWED = r"[A-Za-zÀ-ỹ]\?[a-zà-ỹ]"
# TCVN3 (ABC) letters are Windows-1252 signs in the middle of a word: "T«m kh«", "B¸nh", "®­íc".
_TCVN3 = r"[A-Za-z][«¸µ¶·¹¨»¾¼½®¬ª©][a-z]|[a-z][«¸µ¶·¹¨»¾¼½¬ª©](?:\s|$)|(?:^|\s)[®§][\wµ¸¶·¹«¨­¬]"
# VNI sets its marks behind the vowel, as letters Vietnamese does not have: "baùnh", "nöôùc", "ñöôøng".
_VNI = r"[aeiouyAEIOUYâôêöÂÔÊÖ][øûïåëØÛÏÅË]|[aouAOU]ù|oâ|aâ|öô|ôù|eâ|ñ[aeiouöô]|eä|oä|aä"
_DAMAGED = re.compile("|".join((_MISREAD, _REPLACED, _SWALLOWED, _TCVN3, _VNI)))
# Only texts with one of these can match above; asked first, because nearly every text has none.
_SUSPECT = frozenset("ÃÄÆ€Âº»�?«¸µ¶·¹¨¾¼½®¬ª©§øûïåëØÛÏÅËñäö")
_SUSPECT_PAIRS = re.compile("[aou]ù|[aeo]â|AÙ|OÙ|[AO]Â")


@lru_cache(maxsize=65_536)
def damaged(text: str) -> bool:
    """Tell whether letters of `text` were lost or stand in an encoding that is not Unicode."""
    suspect = not _SUSPECT.isdisjoint(text) or _SUSPECT_PAIRS.search(text) is not None
    return suspect and _DAMAGED.search(text) is not None
