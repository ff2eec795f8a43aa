"""Turns: paragraphs that begin with a name and a colon, in transcripts, interviews and headlines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.statements.rules.findings import Finding, Rule

_TURN = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|of|de|van|von)){0,4})(?P<colon>:) +(?=\S)"
)
_WORD = re.compile(r"\w+")
SHORTEST = 15
"""Characters of what is said: "Updated: 14:05" says nothing."""


def turn_in(piece: str, offset: int, words: Mapping[str, int]) -> Finding | None:
    """Return the turn that a paragraph at this offset of its text is; `words` counts the words of the text.

    "Holm: We must wait" is one where "Holm" is a name: it stands elsewhere in the text, and never in lower case.
    """
    turn = _TURN.match(piece)
    end = len(piece.rstrip())
    if turn is None or end - turn.end() < SHORTEST:
        return None
    last = _WORD.findall(turn["name"])[-1]
    elsewhere = words.get(last, 0) > 1 or (last.isupper() and last.title() in words)
    if len(last) == 1 or not elsewhere or last.lower() in words:
        return None
    return Finding(
        rule=Rule.TURN,
        source=((offset + turn.start("name"), offset + turn.end("name")),),
        cue=((offset + turn.start("colon"), offset + turn.end("colon")),),
        content=((offset + turn.end(), offset + end),),
    )
