"""A noun phrase that names nobody: its noun, what is said of it, and what kind of speaker that makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.actors.countries import country_of_demonym
from onrecord.actors.lexicon import (
    ARTICLES,
    CLAUSE_WORDS,
    DETERMINERS,
    DOCUMENT_HEADS,
    GROUP_HEADS,
    INDEFINITE,
    ORGANIZATION_HEADS,
    PLURAL_LOOKING,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTITIES,
    SPEECH_HEADS,
    UNNAMED_HEADS,
)
from onrecord.actors.roles import role_head
from onrecord.actors.tokens import Token, is_any, is_possessive, owned, plain, singular
from onrecord.model import ActorKind

APPOSITION = re.compile(r"[,(–—]")

_BREAK = re.compile(r"[,;:()–—]")
_HUMAN_ENDING = re.compile(r"(?:er|or|ist|man|woman|ian|ee|ant|eer|person|crat|boss|guru|guest|host)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase. `words` is what it reads, without its article and without appositions.

    `head` is its noun and `before` are the words before that, in lower case; `country` is the
    country that these name, `owner` is where a possessive among them stands ("his", "Smith's").
    """

    words: str
    head: str
    kind: ActorKind
    before: tuple[str, ...] = ()
    definite: bool = False
    country: str | None = None
    owner: tuple[int, int] | None = None


def read_phrase(text: str, tokens: Sequence[Token], end: int) -> Phrase:
    """Return the noun phrase that the words (at least one), up to an offset, make."""
    determiner = plain(tokens[0])
    rest = tokens[1:] if _opens_with_article(tokens) else tokens
    words = _words(text, rest, end)
    group = _noun_group(text, rest)
    head = plain(group[-1])
    if head in QUANTITIES and len(rest) > len(group) + 1 and plain(rest[len(group)]) == "of":
        return Phrase(words=words, head=head, kind=ActorKind.GROUP)
    before = group[:-1]
    owner = next((token.span() for token in before if plain(token) in POSSESSIVES or is_possessive(token)), None)
    return Phrase(
        words=words,
        head=head,
        kind=_kind(group, determiner),
        before=tuple(plain(token) for token in before),
        definite=_is_definite(determiner, head, has_owner=owner is not None),
        country=next((country for token in before if (country := country_of_demonym(owned(token[0])))), None),
        owner=owner,
    )


def is_plural(word: str) -> bool:
    """Return whether a noun in lower case looks like a plural."""
    if word in PLURAL_LOOKING or word.endswith(("ss", "us", "is")):
        return False
    return word.endswith("s") or word in {"people", "men", "women", "children"}


def is_noun(word: str) -> bool:
    """Return whether a word in lower case is a noun that says what a speaker is, so that it is no name."""
    return is_any(word, GROUP_HEADS, UNNAMED_HEADS, DOCUMENT_HEADS, ORGANIZATION_HEADS, SPEECH_HEADS) or any(
        role_head(form) for form in (word, singular(word))
    )


def _opens_with_article(tokens: Sequence[Token]) -> bool:
    """Return whether an article, or "one" in place of it, stands before other words."""
    if len(tokens) == 1:
        return False
    return plain(tokens[0]) in ARTICLES or (plain(tokens[0]) == "one" and plain(tokens[1]) != "of")


def _noun_group(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the words up to and with the noun: what stands before a preposition, a clause or a comma."""
    group = [tokens[0]]
    for token in tokens[1:]:
        if plain(token) in PREPOSITIONS | CLAUSE_WORDS or _BREAK.search(text, group[-1].end(), token.start()):
            break
        group.append(token)
    return group


def _words(text: str, tokens: Sequence[Token], end: int) -> str:
    start = tokens[0].start()
    comma = APPOSITION.search(text, tokens[0].end(), end)
    words = " ".join(text[start : comma.start() if comma else end].split())
    return words.rstrip(" .,;:\"'”’") or words


def _is_definite(determiner: str, head: str, *, has_owner: bool) -> bool:
    """Return whether the phrase points at somebody known; a bare role, as in a headline, does."""
    if determiner in INDEFINITE:
        return False
    bare_role = role_head(head) is not None and not is_plural(head)
    return determiner in DETERMINERS or has_owner or bare_role


def _kind(group: Sequence[Token], determiner: str) -> ActorKind:
    head, spelt = plain(group[-1]), group[-1][0]
    if is_any(head, GROUP_HEADS) or head == "%" or head.isdigit():
        return ActorKind.GROUP
    if is_any(head, DOCUMENT_HEADS, SPEECH_HEADS):
        return ActorKind.DOCUMENT
    if head in UNNAMED_HEADS or role_head(head):
        return ActorKind.ANONYMOUS
    if head in ORGANIZATION_HEADS:
        return ActorKind.ORGANIZATION
    if is_plural(head) or country_of_demonym(spelt) or determiner in {"many", "several", "few", "most", "some"}:
        return ActorKind.GROUP
    if _HUMAN_ENDING.search(head):
        return ActorKind.ANONYMOUS
    return ActorKind.ORGANIZATION if spelt[0].isupper() and len(group) > 1 else ActorKind.DOCUMENT
