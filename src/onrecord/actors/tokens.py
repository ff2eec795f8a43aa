"""The words of a phrase, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

Token = re.Match[str]

_TOKEN = re.compile(r"[^\W_][\w'’.&/@-]*|[@#][\w.]+|%")
_ENDING = re.compile(r"['’](?:s|ve|re|d|ll|m)?$")
_POSSESSIVE = re.compile(r"['’]s?$")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words between two offsets."""
    return list(_TOKEN.finditer(text, start, end))


def plain(token: Token) -> str:
    """Return the word in lower case, without "'s" and the like."""
    return _ENDING.sub("", token[0].lower()).rstrip(".")


def owned(word: str) -> str:
    """Return a word or name without its possessive ending."""
    return _POSSESSIVE.sub("", word)


def is_possessive(token: Token) -> bool:
    """Return whether the word ends in "'s" or "'"."""
    return bool(_POSSESSIVE.search(token[0]))


def singular(word: str) -> str:
    """Return the word without a plural's s; a rough reading that serves to look it up."""
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def is_any(word: str, *sets: Container[str]) -> bool:
    """Return whether the word or its singular is in any of the sets."""
    return any(form in words for words in sets for form in (word, singular(word)))


def cut_at(tokens: Sequence[Token], end: int) -> list[Token]:
    """Return the words that end before an offset."""
    return [token for token in tokens if token.end() <= end]
