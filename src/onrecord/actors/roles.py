"""Words for roles: which they are, which are one office, and what they are of."""

from __future__ import annotations

import re

from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.lexicon import (
    OFFICE,
    ORGANIZATION_NAME_WORDS,
    PORTFOLIOS,
    ROLE_HEADS,
    SAME_OFFICE,
    SAME_PORTFOLIO,
)
from onrecord.actors.tokens import owned

_LEADING = re.compile(r"^(?:the|a|an|former|then)\s", re.IGNORECASE)
_PORTFOLIO = re.compile(r"\s(?:of|for)\s")


def role_head(word: str) -> str | None:
    """Return the role that a word names, written out, or None."""
    plain = owned(word.lower()).rstrip(".")
    if plain in OFFICE:
        return OFFICE[plain]
    if plain in ROLE_HEADS:
        return plain
    last = plain.rsplit("-", 1)[-1]
    return last if last in ROLE_HEADS else None


def same_office(head: str) -> str:
    """Return the word that stands for all words of this office."""
    return SAME_OFFICE.get(head, head)


def office_words(role: str) -> list[str]:
    """Return the words of a role up to its noun: "secretary" of "secretary of state"."""
    words = _PORTFOLIO.split(role)[0].split()
    return [*words[:-2], "secretary-general"] if words[-2:] == ["secretary", "general"] else words


def portfolios_in(words: str) -> frozenset[str]:
    """Return the portfolios that a role or phrase names, before its noun or after "of"."""
    found = (SAME_PORTFOLIO.get(word, word) for word in words.lower().split() if word in PORTFOLIOS)
    return frozenset(found)


def owner_named(words: str) -> str | None:
    """Return what a role is of, with a demonym as its country: "French" is France."""
    plain = owned(_LEADING.sub("", words.strip(" .,"), count=1))
    parts = plain.split()
    if len(parts) > 1 and parts[-1].lower() not in ORGANIZATION_NAME_WORDS and country_of_demonym(parts[0]):
        return country_of_demonym(parts[0])
    return country_named(plain) or country_of_demonym(plain) or plain or None
