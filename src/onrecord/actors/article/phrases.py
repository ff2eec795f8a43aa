"""A noun phrase that names nobody: its noun, what is said of it, and what kind of speaker that makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.lexicon import (
    ARTICLES,
    CLAUSE_WORDS,
    DETERMINERS,
    DOCUMENT_HEADS,
    GROUP_HEADS,
    INDEFINITE,
    KIN,
    NUMBERS,
    ORGANIZATION_HEADS,
    ORGANIZATION_NAME_WORDS,
    PLURAL_LOOKING,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTITIES,
    ROLE_MODIFIERS,
    SPEECH_HEADS,
    TITLES,
    UNNAMED_HEADS,
    WHEN_WORDS,
)
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import role_head
from onrecord.actors.tokens import Token, cut_at, is_any, is_possessive, owned, plain, singular
from onrecord.model import ActorKind

TWO_OWNERS = 2  # "his party's letter"; more are not taken apart
APPOSITION = re.compile(r"[,(–—―]|--")

_WHEN = re.compile(
    r"\s(?:in\s(?:\d{4}|[A-Z][a-z]{2,8}\s\d{4})|on\s[A-Z][a-z]{2,5}day|(?:last|this)\s(?:week|month|year)"
    r"|yesterday|today)$"
)
_SHARE = re.compile(
    r"(?:(?:nearly|about|almost|some|over|roughly|only|just)\s)?(?:one|two|three|four|five|six|seven|eight|nine|\d{1,3})"
    r"\s(?:in|out\sof)\s(?:every\s)?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,4})\b",
    re.IGNORECASE,
)
"""Such as "one in three"."""
_OWNED = re.compile(r"['’]s$")
_NAMES_TOO = frozenset("research science history law page story book bill post".split())
"""Nouns for texts that bodies and people are called by: Pew Research, Ana Page."""
_NO_NAMES = ROLE_MODIFIERS | DETERMINERS
_BREAK = re.compile(r"[,;:()–—―]|--")
_HUMAN_ENDING = re.compile(r"(?:er|or|ist|man|woman|ian|ee|ant|eer|person|crat|boss|guru|guest|host)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase. `words` is what it reads, without its article and without appositions.

    `head` is its noun and `before` are the words before that, in lower case. `country` is the
    country that words beside the noun name, `qualifiers` are the other names among them, folded;
    `owner` is where a possessive stands ("his", "Smith's"), `inner` where a phrase stands that is possessive
    itself ("his party" of "his party's letter").
    """

    words: str
    head: str
    kind: ActorKind
    before: tuple[str, ...] = ()
    definite: bool = False
    country: str | None = None
    qualifiers: frozenset[str] = frozenset()
    owner: tuple[int, int] | None = None
    inner: tuple[int, int] | None = None


def read_phrase(text: str, tokens: Sequence[Token], end: int) -> Phrase:
    """Return the noun phrase that the words (at least one), up to an offset, make."""
    determiner = plain(tokens[0])
    rest = tokens[1:] if _opens_with_article(tokens) else tokens
    words = _words(text, rest, end)
    group = _noun_group(text, rest)
    head = plain(group[-1])
    if _SHARE.match(text, tokens[0].start(), end):
        return Phrase(words=" ".join(text[tokens[0].start() : end].split()), head=head, kind=ActorKind.GROUP)
    if (
        (head in QUANTITIES | NUMBERS or head.isdigit())
        and len(rest) > len(group) + 1
        and plain(rest[len(group)]) == "of"
    ):
        return Phrase(words=words, head=head, kind=ActorKind.GROUP)
    if [plain(token) for token in tokens[1:3]] == ["after", determiner]:  # "country after country"
        return Phrase(words=words, head=head, kind=ActorKind.GROUP)
    if determiner == "one" and rest is tokens:
        return Phrase(words=words, head=head, kind=ActorKind.ANONYMOUS)
    before = group[:-1]
    after = list(takewhile(lambda token: plain(token) not in CLAUSE_WORDS, rest[len(group) :]))
    country, qualifiers = _named_beside(text, before, after, end)
    owners = [token for token in before if plain(token) in POSSESSIVES or is_possessive(token)]
    return Phrase(
        words=words,
        head=head,
        kind=_kind(group, determiner),
        before=tuple(plain(token) for token in before),
        definite=_is_definite(determiner, head, has_owner=bool(owners)),
        country=country,
        qualifiers=qualifiers,
        owner=owners[0].span() if owners else None,
        inner=(owners[0].start(), owners[1].start() + len(owned(owners[1][0]))) if len(owners) == TWO_OWNERS else None,
    )


def _named_beside(
    text: str, before: Sequence[Token], after: Sequence[Token], end: int
) -> tuple[str | None, frozenset[str]]:
    """Return the country and the other names that say of what the noun is: "the Graz mayor", "the king of Spain"."""
    comma = APPOSITION.search(text, after[0].start(), end) if after else None
    beside = [*before, *(cut_at(after, comma.start() if comma else end) if after else ())]
    names = [owned(token[0]) for token in beside if token[0][0].isupper() and plain(token) not in _NO_NAMES]
    whole = " ".join(names)
    country = (
        country_named(whole) or country_of_demonym(whole) or next(filter(None, map(country_of_demonym, names)), None)
    )
    country = country or next(filter(None, map(country_named, names)), None)
    return country, frozenset() if country else frozenset(map(fold, names))


def is_plural(word: str) -> bool:
    """Return whether a noun in lower case looks like a plural."""
    if word in PLURAL_LOOKING or word.endswith(("ss", "us", "is")):
        return False
    return word.endswith("s") or word in {"people", "men", "women", "children"}


def can_speak(word: str) -> bool:
    """Return whether a noun in lower case, singular or plural, is of people or of what people make up."""
    people = is_any(word, UNNAMED_HEADS, GROUP_HEADS, ORGANIZATION_HEADS) or role_head(singular(word)) is not None
    return people or bool(_HUMAN_ENDING.search(singular(word)))


def is_noun(word: str) -> bool:
    """Return whether a word in lower case is a noun that says what a speaker is, so that it is no name."""
    return is_any(word, GROUP_HEADS, UNNAMED_HEADS, DOCUMENT_HEADS, ORGANIZATION_HEADS, SPEECH_HEADS) or any(
        role_head(form) for form in (word, singular(word))
    )


def is_common(word: str) -> bool:
    """Return whether the last word of what looks like a name is a noun that no name ends in: "Poll", "Lawmakers"."""
    plain_word = fold(word)
    if plain_word in _NAMES_TOO or is_any(plain_word, ORGANIZATION_NAME_WORDS):
        return False
    people = is_any(plain_word, UNNAMED_HEADS, GROUP_HEADS) or role_head(singular(plain_word)) is not None
    return is_any(plain_word, DOCUMENT_HEADS, SPEECH_HEADS) or (people and is_plural(plain_word))


def _opens_with_article(tokens: Sequence[Token]) -> bool:
    """Return whether an article, or "one" in place of it, stands before other words."""
    if len(tokens) == 1:
        return False
    return plain(tokens[0]) in ARTICLES or (plain(tokens[0]) == "one" and plain(tokens[1]) != "of")


def _noun_group(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the words up to and with the noun: what stands before a preposition, a clause or a comma."""
    group = [tokens[0]]
    for token, following in zip_longest(tokens[1:], tokens[2:]):
        if following and plain(token) == "and" and _share_noun(group[-1], following):
            continue  # "French and German officials"
        if _opens_clause(group[-1], token, following):
            break
        if plain(token) in PREPOSITIONS | CLAUSE_WORDS or _BREAK.search(text, group[-1].end(), token.start()):
            break
        group.append(token)
    return group


def _share_noun(one: Token, other: Token) -> bool:
    """Return whether two words around "and" both say of what kind the noun after them is."""
    return all(country_of_demonym(word[0]) or plain(word) in ROLE_MODIFIERS for word in (one, other))


def _opens_clause(noun: Token, token: Token, following: Token | None) -> bool:
    """Return whether a clause follows a noun without "that": "states led by", "a poll released last week", "all I met".

    In "police shooting victims" none does.
    """
    if plain(noun) in ROLE_MODIFIERS or not is_noun(plain(noun)):
        return False
    is_participle = token[0].islower() and token[0].endswith(("ed", "ing"))
    stands_alone = not following or plain(following) in PREPOSITIONS | DETERMINERS | WHEN_WORDS | {"last"}
    return token[0] == "I" or (is_participle and stands_alone)


def _words(text: str, tokens: Sequence[Token], end: int) -> str:
    start = tokens[0].start()
    comma = APPOSITION.search(text, tokens[0].end(), end)
    words = " ".join(text[start : comma.start() if comma else end].split())
    words = _OWNED.sub("", _WHEN.sub("", words))
    return words.rstrip(" .,;:\"'”’") or words


def _is_definite(determiner: str, head: str, *, has_owner: bool) -> bool:
    """Return whether the phrase points at somebody known; a bare role, as in a headline, does."""
    if determiner in INDEFINITE:
        return False
    bare_role = role_head(head) is not None and not is_plural(head)
    return determiner in DETERMINERS or has_owner or bare_role


def _kind(group: Sequence[Token], determiner: str) -> ActorKind:
    head, spelt = plain(group[-1]), group[-1][0]
    counted = is_any(head, GROUP_HEADS, NUMBERS) or head == "%" or head.isdigit()
    a_people = country_of_demonym(spelt) and determiner not in {"a", "an", "one", "another"}
    several = is_plural(head) or a_people or determiner in {"many", "several", "few", "most", "some"}
    signs = (
        (counted, ActorKind.GROUP),
        (is_any(head, DOCUMENT_HEADS, SPEECH_HEADS), ActorKind.DOCUMENT),
        (head in UNNAMED_HEADS | KIN | TITLES or role_head(head) or head.endswith("year-old"), ActorKind.ANONYMOUS),
        (head in ORGANIZATION_HEADS, ActorKind.ORGANIZATION),
        (several, ActorKind.GROUP),
        (_HUMAN_ENDING.search(head) or country_of_demonym(spelt), ActorKind.ANONYMOUS),
        (spelt[0].isupper() and len(group) > 1, ActorKind.ORGANIZATION),
    )
    return next((kind for sign, kind in signs if sign), ActorKind.DOCUMENT)
