"""Source spans put right by the words beside them, where the tagger cut them short or took another's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from onrecord.model import Attribution, Offsets
from onrecord.statements.rules.turns import turn_in

_ARTICLE = re.compile(r"(?:the|an?|these|those)", re.IGNORECASE)
_UP_TO_CUE = re.compile(
    r"(?:[ \xa0](?!(?:that|who|which|and|or|as|by|in|of|on|to|for|at|with|from)\b)[\w'’.&-]{1,30}){1,4}[ \xa0]?"
)
_OWNER = re.compile(
    r"(?<![\w.'’-])(?!(?:It|That|There|He|She|What|Who|Here|Let|Where|How|This)['’])"
    r"[^\W\d_a-z][\w.-]{0,30}(?:['’]s|s['’])(?=\s$)"
)
_OWNER_REACH = 40  # characters
_MARKS = "\"“”„«'‘ "
_INDENT = 4  # characters, marks and spaces, with which a line may open
_LINE_REACH = 20_000  # characters of a turn


def mended(text: str, found: Attribution, words: Mapping[str, int]) -> Attribution:
    """Return the attribution with the source that stands beside it; `words` counts the words of the text."""
    for mend in (_whole_phrase, _owner_of_cue):
        found = mend(text, found)
    return _whose_turn(text, found, words)


def _whole_phrase(text: str, found: Attribution) -> Attribution:
    """Give an article that stands alone for a source the words up to the cue: "[The] Grain Board rejects"."""
    if len(found.source) != 1 or not found.cue or not _ARTICLE.fullmatch(text, *found.source[0]):
        return found
    start, end = found.source[0]
    phrase = _UP_TO_CUE.fullmatch(text, end, found.cue[0][0]) if end < found.cue[0][0] else None
    if not phrase:
        return found
    stop = end + len(phrase[0].rstrip())
    content = _without(found.content, start, stop)
    return replace(found, source=((start, stop),), content=content) if content else found


def _owner_of_cue(text: str, found: Attribution) -> Attribution:
    """Give "Ruiz's claim" its owner: of 146 cues after a possessive name in PolNeAR train 140 have it as source."""
    if not found.cue:
        return found
    place = found.cue[0][0]
    owner = _OWNER.search(text, max(0, place - _OWNER_REACH), place)
    if not owner or any(start < owner.end() and owner.start() < end for start, end in found.source):
        return found
    content = _without(found.content, *owner.span())
    return replace(found, source=(owner.span(),), content=content) if content else found


def _whose_turn(text: str, found: Attribution, words: Mapping[str, int]) -> Attribution:
    """Give a content that opens with a name and a colon that name: `"HOLM: We must wait."`."""
    start, end = found.content[0]
    while start < end and text[start] in _MARKS:
        start += 1
    before = text[max(0, start - _INDENT) : start].rstrip(_MARKS)
    if not before.endswith("\n") and (before or start >= _INDENT):
        return found
    turn = turn_in(text[start : min(end, start + _LINE_REACH)], start, words)
    if not turn or any(first < last for first, last in _common(turn.source, found.source)):
        return found
    content = (*turn.content, *found.content[1:])
    return replace(found, source=turn.source, cue=turn.cue, content=content)


def _common(one: Offsets, other: Offsets) -> Offsets:
    return tuple((max(start, first), min(end, last)) for start, end in one for first, last in other)


def _without(content: Offsets, start: int, end: int) -> Offsets:
    """Return the content without what stands between two offsets, where it had been taken for content too."""
    return tuple(
        (first, last)
        for begin, stop in content
        for first, last in ((begin, min(stop, start)), (max(begin, end), stop))
        if first < last
    )
