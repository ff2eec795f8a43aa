"""Whether a speaker has a name that another article could mean, and names as ids.

Whoever has none ("a Western official", "French officials", "a poll") is an actor of one article only.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.model import ActorKind

_AFTER_HEAD = re.compile(r"\s(?:of|in|from|for|who|that|with|at|including)\s|,")


def is_unnamed(kind: ActorKind, name: str) -> bool:
    """Return whether such a speaker has no name of its own; of a group the noun must be one ("Republicans")."""
    match kind:
        case ActorKind.ANONYMOUS:
            return True
        case ActorKind.GROUP:
            words = _AFTER_HEAD.split(name)[0].split()
            return not words or not words[-1][0].isupper()
        case ActorKind.DOCUMENT | ActorKind.ORGANIZATION:
            return name == name.lower() and name != name.upper()  # "commission"; scripts without capitals are names
        case _:
            return False


def slug(name: str) -> str:
    """Return the name in lower case without accents, its words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "-".join(re.findall(r"\w+", letters))
