"""How names are spelt: folding away what does not tell two names apart, and near misses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from onrecord.actors.lexicon import TITLES

SURELY_LONG = 5  # shorter surnames are too easily one letter away from another
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
NEAR = (
    0.88  # Jaro-Winkler of folded surnames: Scholz/Sholz .95, Fischer/Fisher .97, Wimes/Wines .89, Sanders/Sandvik .83
)
VERY_NEAR = 0.95  # for a name that is not taken for a person: Clifton/Clinton .93, Scholz/Sholz .95

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


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, without titles and generations."""
    words = [fold(word) for word in name.split()]
    kept = [word for word in words if word and word not in GENERATIONS and word not in TITLES]
    return tuple(kept or [word for word in words if word])


def nearly(one: str, other: str, *, least: float = NEAR) -> bool:
    """Return whether two surnames can be one, misspelt: long, the same first letter, few edits apart."""
    one, other = fold(one), fold(other)
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SURELY_LONG or shorter[0] != longer[0]:
        return False
    if longer.startswith(shorter) and len(longer) > len(shorter) + 1:  # Harris and Harrison, Martin and Martinez
        return False
    return JaroWinkler.normalized_similarity(one, other) >= least
