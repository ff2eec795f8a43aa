"""Whether a statement takes a side at all: words of wanting, refusing and depending, against those of mere telling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.positions.coder import Said
from onrecord.statements.rules.inflection import verb_forms


def _forms(verbs: str) -> Iterator[str]:
    for verb in verbs.split():
        yield from verb_forms(verb)


SIDING = frozenset(
    """
    should must ought shall let against yes no nor neither never wrong mistake right madness folly ready unready
    willing unwilling reluctant favour favor compulsory overdue unthinkable unacceptable intolerable necessary
    unnecessary needed if unless provided depending depends perhaps might could cannot can't won't shouldn't mustn't
    wouldn't
    """.split()
).union(
    _forms(
        """
        support oppose reject accept welcome agree recommend back endorse refuse demand insist urge advocate defend
        object vote veto condemn denounce favour approve disapprove drop
        """
    )
)
"""Words of a content that were at least five times as frequent where a position is taken, with their kin."""

SIDING_CUES = frozenset(
    """
    declared argued insisted demanded urged proposed rejected opposed supported backed objected recommended advised
    resolved open against would could not favoured welcomed called warned dismissed refused endorsed threatened
    vowed pledged pleaded campaigned
    """.split()
).union(_forms("reject oppose support back object demand insist propose refuse welcome endorse want advocate dismiss"))

TELLING_CUES = frozenset(
    """
    counted reported confirmed found noted denied explained asked described recalled announced calculated estimated
    estimates counts reports notes finds recorded informed pointed
    """.split()
)
"""Words of a cue that were at most as frequent where a position is taken, though those are two of three statements."""

TELLING = re.compile(
    r"\b(?:percent|per cent|million|billion|meeting|hearing|debated?|discussed|received|comments?|opinion polls?)\b|\d"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def takes_side(said: Said) -> bool:
    """Return whether its words are such as people take sides with."""
    content = [word.replace("’", "'") for word in _WORD.findall(said.content.lower())]
    cue = set(_WORD.findall(said.cue.lower()))
    siding = sum(word in SIDING for word in content) + 2 * bool(cue & SIDING_CUES)
    telling = bool(cue & TELLING_CUES) + bool(TELLING.search(said.content))
    return siding > telling
