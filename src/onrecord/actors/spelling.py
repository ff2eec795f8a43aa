"""How names are spelt: folding away what does not tell two names apart, and near misses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

SURELY_LONG = 5  # shorter surnames are too easily one letter away from another
NEAR = 0.88  # Jaro-Winkler of folded surnames: Sejurne/Sejournay .91, Macon/Macron .96, Landsberg/Landsbergis .96

_NOT_LETTERS = re.compile(r"[^\w\s]|_")
_SPACE = re.compile(r"\s+")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text in lower case without accents, punctuation and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("'s", " ").replace("’s", " "))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_UNDECOMPOSED)
    return _SPACE.sub(" ", _NOT_LETTERS.sub(" " if " " in text else "", plain)).strip().casefold()


def nearly(one: str, other: str) -> bool:
    """Return whether two surnames can be one, misspelt: long, the same first letter, few edits apart."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    if min(len(one), len(other)) < SURELY_LONG or one[0] != other[0]:
        return False
    return JaroWinkler.normalized_similarity(one, other) >= NEAR
