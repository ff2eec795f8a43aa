"""What state an office is of that is told without one: "Warsaw is moving. (…) Foreign Minister X said in Poland"."""

from __future__ import annotations

import re

from onrecord.actors.facts.countries import country_named, country_of_capital, country_of_demonym
from onrecord.actors.lexicon import ROLE_MODIFIERS
from onrecord.actors.roles import office_words
from onrecord.statements.cue_sentences import sentence_breaks

BEFORE, AFTER = 700, 120  # characters read on each side of a name
_OF_A_STATE = frozenset({"premier", "chancellor"})
_QUOTED = re.compile(r'“[^”\n]*(?:”|(?=\n)|$)|"[^"\n]*(?:"|(?=\n)|$)')
_CAPITALIZED = re.compile(r"\b[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*)?")


def state_of_office(text: str, start: int, end: int, role: str) -> str | None:
    """Return the state that the sentence before begins with, where the sentence of the name tells no other."""
    *modifiers, office = office_words(role)
    if office not in _OF_A_STATE and not (
        office in {"minister", "secretary"} and ROLE_MODIFIERS.intersection(modifiers)
    ):
        return None
    low = _paragraph_before(text, start)
    window = _QUOTED.sub(lambda match: "\x00" * len(match[0]), text[low : end + AFTER])
    breaks = [(ends, begins) for ends, begins in sentence_breaks(window) if ends < begins]
    inner = [0, *(begins for _, begins in breaks if begins <= start - low)]
    if len(inner) < 2:
        return None
    own = window[inner[-1] : next((ends for ends, _ in breaks if ends >= end - low), len(window))]
    words = window[inner[-2] : inner[-1]].split(maxsplit=2)
    state = words and (_state(" ".join(words[:2])) or _state(words[0]))
    if not state:
        return None
    told = {_state(part) for match in _CAPITALIZED.finditer(own) for part in (match[0], *match[0].split())}
    return state if told <= {state, None} else None


def _state(words: str) -> str | None:
    plain = words.rstrip(".,")
    return country_of_capital(plain) or country_named(plain) or country_of_demonym(plain)


def _paragraph_before(text: str, start: int) -> int:
    """Return where the paragraph before that of an offset begins, or its own, so that no quotation is cut."""
    low = max(0, start - BEFORE)
    before = text[low:start]
    own = before.rfind("\n") + 1
    return low + before[: len(before[:own].rstrip())].rfind("\n") + 1
