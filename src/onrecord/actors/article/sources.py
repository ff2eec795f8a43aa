"""What the words of a source span are: a name, a pronoun, or a phrase that names nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from onrecord.actors.article.layout import DATELINE
from onrecord.actors.article.name_extent import titles_before, with_given_names
from onrecord.actors.article.names import Name
from onrecord.actors.article.phrases import APPOSITION, Phrase, is_common, is_noun, is_plural, read_phrase
from onrecord.actors.facts.bodies import institution_named
from onrecord.actors.facts.countries import country_of_capital, country_of_demonym
from onrecord.actors.lexicon import (
    ARTICLES,
    CLAUSE_WORDS,
    DETERMINERS,
    GENERIC_BODIES,
    KIN,
    NAME_PARTICLES,
    ORGANIZATION_HEADS,
    ORGANIZATION_NAME_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    ROLE_MODIFIERS,
    TITLES,
    UNNAMED_HEADS,
    WHEN_WORDS,
    given_names,
)
from onrecord.actors.naming.spelling import fold, nearly
from onrecord.actors.roles import role_head
from onrecord.actors.tokens import Token, cut_at, is_any, owned, plain, tokens_of
from onrecord.model import ActorKind, Offsets

LONGEST = 400  # characters of a source that are read; what follows is relative clauses
REACH_OF_ARTICLE, WORDS_AFTER_ARTICLE = 60, 4  # characters and words
LONGEST_PERSON = 4  # words of a person's name that entity recognition missed

CLAUSE_OPENERS = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "while"})
_JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?")
_ASKING = frozenset({"Who", "What", "Which"})
"""Words that at the start of a sentence ask who speaks, and name nobody."""
_THEN_WHEN = frozenset({"this", "last", "just", "late", "early", "earlier", "all", "too"})
"""Words after a name that go with the verb: "Ruiz this week also said"."""
_ONLY_ARTICLE = re.compile(r"[,(–—―]\s?(?:the\s)?")
_HANGING = re.compile(
    r"(?:(?<=\w)[\s,]+(?:(?:and|or|but|of|in|on|for|to|by|with|from|at|the|a|an|that)|(?<!\band\s)I)){1,3}[\s,]*\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source span as read: one of name, pronoun (in lower case) and phrase is there."""

    start: int
    end: int
    name: Name | None = None
    pronoun: str | None = None
    phrase: Phrase | None = None


def read_source(
    text: str, start: int, end: int, names: Sequence[Name], surnames: frozenset[str] = frozenset()
) -> Source | None:
    """Return what the words between two offsets name, the first where they name several, or None where none stand.

    `names` are in text order, `surnames` the folded last words of the persons among them.
    """
    tokens = tokens_of(text, start, end)
    if len(tokens) == 1 and plain(tokens[0]) in ARTICLES:
        end = _end_of_noun(text, tokens[0], names)
        tokens = tokens_of(text, start, end)
        if len(tokens) == 1 and tokens[0][0] != "A":  # who answers "Q" is a speaker
            return None
    if not tokens:
        words = " ".join(text[start:end].split())
        mark = Phrase(words=words, head=words, kind=ActorKind.ANONYMOUS)
        return Source(start=start, end=end, phrase=mark) if words else None
    if tokens[0][0] in _ASKING and _opens_sentence(text, start):
        return None
    if pronoun := _pronoun(tokens):
        return Source(start=tokens[0].start(), end=tokens[0].end(), pronoun=pronoun)
    if name := _head_name(text, tokens, names_inside(names, start, end), surnames):
        return Source(start=name.start, end=name.end, name=name)
    return Source(start=tokens[0].start(), end=end, phrase=read_phrase(text, tokens, end))


def extent(text: str, source: Offsets) -> tuple[int, int]:
    """Return where the words of a source stand: its first piece, with the pieces that follow it at once."""
    if not source:
        return 0, 0
    start, end = source[0]
    for piece_start, piece_end in source[1:]:
        if piece_start - end > 3 and not _JOINED.fullmatch(text, end, piece_start):
            break
        end = piece_end
    end = min(end, start + LONGEST)
    dateline = DATELINE.match(text, start, end) if start == 0 or text[start - 1] == "\n" else None
    start = dateline.end() if dateline else start
    hanging = _HANGING.search(text, start, end)
    return start, hanging.start() if hanging else end


def _end_of_noun(text: str, article: Token, names: Sequence[Name]) -> int:
    """Return where the noun phrase ends of which the tagger took but the article, or where that ends if it is alone."""
    end = article.end()
    named = next((name for name in names_inside(names, end, end + LONGEST) if name.start == end + 1), None)
    last = article
    for token in tokens_of(text, end, end + REACH_OF_ARTICLE)[:WORDS_AFTER_ARTICLE]:
        if not text[last.end() : token.start()].isspace() or plain(token) in PREPOSITIONS | CLAUSE_WORDS:
            break
        if is_noun(plain(token)) and token[0].islower():
            return token.end()
        last = token
    return named.end if named else end


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'")
    return not before or before[-1] in ".!?:\n"


def _pronoun(tokens: Sequence[Token]) -> str | None:
    """Return the pronoun that the source is ("she herself", "many of whom")."""
    words = [plain(token) for token in tokens]
    if words[0] in PRONOUNS and words[1:2] == ["and"]:
        return words[0]
    if words[0] in {"who", "whom", "which"}:
        return words[0]
    if len(words) > 3:
        return None
    if words[-1] in {"whom", "which"}:
        return words[-1]
    follows = {"himself", "herself", "itself", "themselves", "also", "both", "all", "too"}
    return words[0] if words[0] in PRONOUNS and follows.issuperset(words[1:]) else None


def names_inside(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """Return the names, in text order, that stand between two offsets."""
    first = bisect_left(names, start, key=lambda name: name.start)
    return [
        name for name in takewhile(lambda name: name.start < end, names[first : first + LONGEST]) if name.end <= end
    ]


def _head_name(text: str, tokens: Sequence[Token], inside: Sequence[Name], surnames: frozenset[str]) -> Name | None:
    """Return the name that the source is about, not one that only says more of it."""
    comma = _comma(text, tokens, inside)
    cut = comma.start() if comma else tokens[-1].end()
    unseen = _unseen_name(text, cut_at(tokens, cut), inside, surnames)
    candidates = sorted(
        (name for name in [*inside, *([unseen] if unseen else [])] if name.kind is not ActorKind.GROUP),
        key=lambda name: (name.kind is not ActorKind.PERSON, name.start),
    )
    for name in candidates:
        if name.end <= cut and _is_head(text, name, cut_at(tokens, cut)):
            return with_given_names(text, name, tokens, inside)
    return _named_after_role(text, tokens, cut, inside) if comma else None


def _comma(text: str, tokens: Sequence[Token], inside: Sequence[Name]) -> re.Match[str] | None:
    """Return the first comma, bracket or dash that is no part of a name."""
    commas = APPOSITION.finditer(text, tokens[0].end(), tokens[-1].end())
    return next((one for one in commas if not any(name.start < one.start() < name.end for name in inside)), None)


def _is_head(text: str, name: Name, tokens: Sequence[Token]) -> bool:
    """Return whether the name ends its noun phrase and hangs on nothing before it."""
    before = [plain(token) for token in tokens if token.end() <= name.start]
    after = [plain(token) for token in tokens if token.start() >= name.end]
    if text[name.end : name.end + 1] == "-" or (after and text[name.end : name.end + 1] in {"'", "’"}):
        return False
    if after[:2] in (["the", "younger"], ["the", "elder"]):
        after = after[2:]
    if after and after[0] not in PREPOSITIONS | CLAUSE_WORDS | WHEN_WORDS | _THEN_WHEN:
        return False
    if after and next(token[0] for token in tokens if token.start() >= name.end).isupper():  # "USA TODAY"
        return False
    if CLAUSE_OPENERS.intersection(before):
        return False
    words = [token[0] for token in tokens if token.end() <= name.start]
    place = next((number for number in reversed(range(len(before))) if before[number] in PREPOSITIONS), None)
    if place is None:
        return not before or before[-1] not in CLAUSE_WORDS
    # "the leader of National Dawn Ana Ruiz" is about her, "a spokesman for President Ruiz" is not
    is_role = place > 0 and role_head(words[place - 1]) is not None
    return is_role and any(word[0].isupper() and not role_head(word) for word in words[place + 1 :])


def _named_after_role(text: str, tokens: Sequence[Token], cut: int, inside: Sequence[Name]) -> Name | None:
    """Return the name that follows a role and a comma: "The head of the board, Mr. Ruiz", "the group, Dam Watch"."""
    name = next((name for name in inside if name.start >= cut), None)
    if name is None:
        return None
    if name.kind is not ActorKind.PERSON:
        says_body = any(is_any(plain(token), ORGANIZATION_HEADS, GENERIC_BODIES) for token in cut_at(tokens, cut))
        is_another = plain(tokens[0]) == "another"
        return name if (says_body or is_another) and _ONLY_ARTICLE.fullmatch(text, cut, name.start) else None
    if not any(role_head(token[0]) or plain(token) in KIN | UNNAMED_HEADS for token in cut_at(tokens, cut)):
        return None
    between = tokens_of(text, cut, name.start)
    return name if all(plain(token) in TITLES | ROLE_MODIFIERS or role_head(token[0]) for token in between) else None


def _unseen_name(text: str, tokens: Sequence[Token], inside: Sequence[Name], surnames: frozenset[str]) -> Name | None:
    """Return the name that entity recognition missed: the words in capitals after titles and roles."""
    titles = titles_before([token[0] for token in takewhile(_is_in_title, tokens)])
    run = _without_role(list(takewhile(_is_in_name, dropwhile(_is_before_name, tokens[titles:]))))
    while run and plain(run[-1]) in NAME_PARTICLES:
        run.pop()
    run = _without_employer(run)
    if not run or any(name.start < run[-1].end() and run[0].start() < name.end for name in inside):
        return None
    is_described = plain(tokens[0]) == "the" and role_head(run[-1][0])  # "the Texas Republican"
    is_title = all(role_head(token[0]) or plain(token) in ROLE_MODIFIERS for token in run)
    is_noun_phrase = len(run) > 1 and is_common(run[-1][0]) and fold(run[0][0]) not in given_names()  # "New Poll"
    if is_described or is_title or is_noun_phrase or plain(run[0]) in PREPOSITIONS:
        return None
    words = owned(text[run[0].start() : run[-1].end()])
    name = Name(run[0].start(), run[0].start() + len(words), words, ActorKind.PERSON)
    if len(run) == 1 and not _is_name_alone(run[0], tokens, surnames):
        return None
    if len(run) == 1 and country_of_capital(words):
        return replace(name, kind=ActorKind.COUNTRY)
    is_person = not institution_named(words) and len(run) <= LONGEST_PERSON and plain(tokens[0]) != "the"
    if is_person and not any(plain(token) in ORGANIZATION_NAME_WORDS for token in run):
        return name
    return Name(name.start, name.end, words, ActorKind.ORGANIZATION)


def _without_role(run: list[Token]) -> list[Token]:
    """Return the words in capitals after the last role among them, without a weekday at the end."""
    if run and plain(run[-1]) in WHEN_WORDS:
        run = run[:-1]
    place = next((number for number in reversed(range(len(run) - 1)) if role_head(run[number][0])), None)
    return run if place is None or plain(run[place + 1]) in NAME_PARTICLES else run[place + 1 :]


def _without_employer(run: list[Token]) -> list[Token]:
    """Return the words before "of" where they are a person's: "Rosa Ek of Dam Watch", not "Free State of Prussia"."""
    place = next((number for number, token in enumerate(run) if plain(token) == "of"), 0)
    words = [plain(token) for token in run[:place]]
    is_body = any(is_any(word, ORGANIZATION_NAME_WORDS, ORGANIZATION_HEADS) or is_noun(word) for word in words)
    is_person = len(words) > 1 and not is_body and all(token[0][0].isupper() for token in run[:place])
    return run[:place] if is_person and (fold(words[0]) in given_names() or "-" in words[0]) else run


def _is_before_name(token: Token) -> bool:
    return bool(plain(token) in DETERMINERS | TITLES or role_head(token[0]) or country_of_demonym(token[0]))


def _is_in_title(token: Token) -> bool:
    return _is_in_name(token) or plain(token) in {"for", "and", "the"} or _is_before_name(token)


def _is_in_name(token: Token) -> bool:
    return token[0][0].isupper() or token[0][0] == "@" or "_" in token[0] or plain(token) in NAME_PARTICLES


def _is_name_alone(token: Token, tokens: Sequence[Token], surnames: frozenset[str]) -> bool:
    """Return whether one word in capitals is a name, and not a noun at the start of a sentence."""
    word = plain(token)
    if is_noun(word) or country_of_demonym(token[0]):
        return False
    known = fold(word) in surnames or (
        len(tokens) == 1 and is_plural(word) and sum(nearly(word, surname) for surname in surnames) == 1
    )
    if token is tokens[0] and len(tokens) > 1:
        return known
    return known or not is_plural(word)
