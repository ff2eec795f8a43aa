"""Whether a person of an article is a he or a she."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.actors.article.names import Name
from onrecord.actors.lexicon import FEMALE_WORDS, MALE_WORDS, given_names
from onrecord.model import Affiliation

PRONOUN_REACH = 120  # characters after a name within which a "he" or "she" most likely is its bearer

_TITLE_BEFORE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\.?\s$")
_PRONOUN = re.compile(r"\b(?:(he|his|him)|(she|her))\b", re.IGNORECASE)


def gender_of(
    text: str, names: Sequence[Name], words: Sequence[str], affiliations: Iterable[Affiliation], people: Sequence[Name]
) -> str:
    """Return "m" or "f" as titles, roles, the given name or else the pronouns that follow tell, or empty.

    `names` are those of one person in the text, `words` the folded words of the fullest; `people` are all of persons.
    """
    told = Counter(title_gender(text, name.start) for name in names)
    for affiliation in affiliations:
        told[_first_gender((affiliation.role or "").split())] += 1
    del told[""]
    if told:
        return told.most_common(1)[0][0]
    return given_gender(words) or _pronoun_gender(text, names, people)


def title_gender(text: str, start: int) -> str:
    """Return what a title right before an offset tells."""
    title = _TITLE_BEFORE.search(text, max(0, start - 8), start)
    return word_gender(title[1].lower()) if title else ""


def _first_gender(words: Iterable[str]) -> str:
    return next((gender for word in words if (gender := word_gender(word))), "")


def word_gender(word: str) -> str:
    """Return what a word in lower case ("spokeswoman", "mr") tells of its bearer."""
    return "f" if word in FEMALE_WORDS else "m" if word in MALE_WORDS else ""


def given_gender(words: Sequence[str]) -> str:
    """Return what the given name of a full name tells, in folded words."""
    return given_names().get(words[0], "") if len(words) > 1 else ""


def _pronoun_gender(text: str, names: Sequence[Name], people: Sequence[Name]) -> str:
    """Return which of he and she follows the name more often, before any other person is named."""
    told: Counter[str] = Counter()
    for name in names:
        place = bisect_right(people, name.start, key=lambda person: person.start)
        stop = people[place].start if place < len(people) else len(text)
        stop = min(stop, name.end + PRONOUN_REACH)
        if pronoun := _PRONOUN.search(text, name.end, stop):
            told["m" if pronoun[1] else "f"] += 1
    return told.most_common(1)[0][0] if told and told["m"] != told["f"] else ""
