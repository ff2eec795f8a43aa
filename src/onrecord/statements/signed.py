"""Signed quotations: paragraphs that are one quotation, with a dash and a name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution
from onrecord.statements.quotations import quotations_of

SURE = 0.95
"""On PolNeAR train all 7 such paragraphs are what the signer said, on dev all 24."""

_SPACES = " \t\xa0\u2009\u202f"
_SIGNATURE = re.compile(
    rf"(?P<gap>[{_SPACES}]*|[{_SPACES}]*\n[{_SPACES}]*(?:\n[{_SPACES}]*)?)(?P<dash>[―—–-]|--)[{_SPACES}]?"
    r"(?P<name>(?!(?:The|In|On|At|By|From|With|This|That|It|He|She|They|We)\b)[^\W\d_a-z][\w.'’-]{0,30}"
    r"(?:[ \xa0](?:[^\W\d_a-z][\w.'’-]{0,30}|of|de|del|van|von|al|el|bin|da|dos|der)){0,5}?)"
    r"(?:,[^\n\"“”]{1,60})?[.\s]*(?=\n|$)"
)
_LAST_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[^\W\d_a-z])\.$")
_WORD = re.compile(r"\w+")
LEAST_WORDS = 3
_INDENT = 4  # characters before the opening mark


def with_signed(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions in text order, with signed quotations in place of what else was found in them."""
    signed = list(signed_in(text))
    kept = [one for one in found if not any(_overlap(one, other) for other in signed)]
    return sorted([*kept, *signed], key=lambda one: one.content)


def signed_in(text: str) -> Iterator[Attribution]:
    """Yield the signed quotations of the text: `“We must wait.” — Ana Ruiz`, the name in the same line or the next."""
    for quotation in quotations_of(text):
        start, end = quotation.start, quotation.end
        signature = _SIGNATURE.match(text, end) if _opens_line(text, start) and not quotation.goes_on else None
        if signature and len(_WORD.findall(text, start, end)) >= LEAST_WORDS:
            stop = _LAST_STOP.search(signature["name"])
            yield Attribution(
                source=((signature.start("name"), signature.end("name") - bool(stop)),),
                cue=(signature.span("dash"),),
                content=((start, end),),
                confidence=SURE,
            )


def _opens_line(text: str, start: int) -> bool:
    before = text[max(0, start - _INDENT - 1) : start].rstrip(_SPACES)
    return before.endswith("\n") or (not before and start <= _INDENT)


def _overlap(one: Attribution, other: Attribution) -> bool:
    return any(start < end and first < last for start, last in one.content for first, end in other.content)
