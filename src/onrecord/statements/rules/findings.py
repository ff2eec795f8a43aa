"""What a rule finds: an attribution in offsets of its text, with the name of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Offsets


class Rule(StrEnum):
    """The rules, by the construction that each reads."""

    QUOTATION = "quotation"
    FOLLOWING = "following quotation"
    TURN = "turn"
    CLAUSE = "clause"
    INSERTED = "inserted cue"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PREPOSITION = "preposition"
    PASSIVE = "passive"
    ACCORDING = "according to"
    NOUN = "noun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An attribution that a rule found."""

    rule: Rule
    cue: Offsets
    content: Offsets
    source: Offsets = ()
