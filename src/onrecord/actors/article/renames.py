"""Which names a text says are one actor's: "Eva Ek (née Holm)", "the Grain Board, formerly the Corn Office"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.actors.article.names import Name

_TITLE = r"(?:the\s)?(?:(?:Mrs|Mr|Ms|Miss|Dr)\.?\s)?"
_RENAMED = re.compile(
    r"(?:,?\s\(?)(?:née|nee|born|formerly(?:\sknown\sas|\scalled)?|previously(?:\sknown\sas|\scalled)?|also\sknown\sas"
    r"|better\sknown\sas|a\.?k\.?a\.?|(?:now|then|once|later|since)\s(?:known\sas|called|renamed)|now(?=\sMrs)"
    r"|(?:who|which)\s(?:now\s)?goes\sby)\s"
    + _TITLE
    + r"|(?:,?\s(?:who|which))?\s(?:(?:is|was|will|has|had)\s)?(?:now\s|to\s|be\s|been\s){0,3}"
    + r"known\b[^.;:()\n]{0,50}\sas\s"
    + _TITLE
    + r"|[^.;:()\n]{0,60}\s(?:goes\s(?:now\s)?by(?:\sthe\sname(?:\sof)?)?|(?:re)?named\s(?:it|him|her)self"
    r"|call(?:s|ed)\s(?:it|him|her)self|chang(?:es|ed|ing)\s(?:its|his|her)\s(?:sur)?name\sto|signs\s[^.;:()\n]{0,30}\s?as)\s"
    + _TITLE
)


def renamed(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield the pairs of names, among those of one kind in text order, that are one actor's."""
    for one, other in pairwise(names):
        if one.end < other.start and _RENAMED.fullmatch(text, one.end, other.start):
            yield one, other
