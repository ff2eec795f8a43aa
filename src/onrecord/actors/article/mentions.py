"""The names of a text put right by the text around them: what entity recognition took wrong, and what it missed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.actors.article.affiliations import affiliations_of, follows_role_of
from onrecord.actors.article.name_extent import without_titles
from onrecord.actors.article.names import Name
from onrecord.actors.article.phrases import is_common, is_plural
from onrecord.actors.facts.bodies import institution_named, organization_named
from onrecord.actors.facts.countries import country_of_capital
from onrecord.actors.lexicon import (
    HELD_BY_BODIES,
    KIN,
    NAME_PARTICLES,
    ORGANIZATION_NAME_WORDS,
    ROLE_MODIFIERS,
    TITLES,
    given_names,
)
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.roles import office_words, role_head
from onrecord.actors.tokens import is_any
from onrecord.model import ActorKind

MOST_SURNAMES = 500  # looked for in one text
SHORTEST_SURNAME = 2
PAIR = 2
NOBODY = frozenset(
    "unknown anonymous unnamed nobody easter christmas thanksgiving ramadan passover hanukkah diwali eid lent pentecost"
    " advent brexit breakfast lunch dinner brunch supper midnight noon".split()
)
"""Words that are taken for names and are nobody's."""

_THE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
_BETWEEN_COMMAS = re.compile(r"[^\s,][^,]*")
_WHO_AFTER = re.compile(r",\s(?:an?\s[^,.;:()\n\"“”]{3,70},\s)?who\s")
_KIN_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(KIN - {'partner'}))}),?\s$")
_LOWER_WORD = re.compile(r"\b[^\W\d_]+\b")
_WORD_BEFORE = re.compile(r"([\w.'’-]+)\s$")
_GIVEN_BEFORE = re.compile(r"\b([^\W\d_a-z][\w'’-]+)\s$")
_MINISTRY = re.compile(
    r"(?:Ministry|Department|Directorate|Secretariat|Committee|Commission|Office|Agency)\s(?:of|for|on)\s"
)
_PORTFOLIOS_MORE = re.compile(
    r"(?:,\s[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+){0,3}){1,4},?\sand\s[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+){0,2}"
)
_IN = re.compile(r"\b[Ii]n\s([^\W\d_a-z][^\W\d_]*)\b(?!['’]|\s[A-Z])")
_WHOSE = re.compile(r"(?P<name>[^\n]{2,60}?)(?:['’]s|(?<=s)['’])\s")
_GENERATION = re.compile(r"(?:II|III|IV|[JS]r\.?)")
_CAPITAL_AFTER = re.compile(r"\s[^\W\d_a-z]|-\w")


def mentions_in(text: str, names: Iterable[Name]) -> list[Name]:
    """Return the names in text order, corrected, with the bare surnames that were missed."""
    seen = sorted(_whole(text, names), key=lambda name: (name.start, name.end))
    common = {word for word in _LOWER_WORD.findall(text) if word.islower()}
    seen = [name for name in seen if not _is_headline(text, name, common)]
    surnames = frozenset(
        name.text.split()[-1] for name in seen if name.kind is ActorKind.PERSON and _has_given_name(name)
    )
    places = frozenset(_IN.findall(text))
    known = sorted(
        (part for name in seen for part in _corrected(text, name, surnames, places)),
        key=lambda name: (name.start, name.end),
    )
    return sorted([*known, *_missed(text, known)], key=lambda name: (name.start, name.end))


def _whole(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names, the ministries with all that they are of: "Ministry of Trade, Rail and Ports"."""
    end = 0
    for name in sorted(names, key=lambda name: (name.start, name.end)):
        if name.start < end:
            continue
        end = name.end
        if name.kind is ActorKind.ORGANIZATION and _MINISTRY.match(name.text):
            more = _PORTFOLIOS_MORE.match(text, name.end)
            end = more.end() if more else name.end
        yield name if end == name.end else replace(name, end=end, text=text[name.start : end])


def _has_given_name(name: Name) -> bool:
    first, *rest = name.text.split()
    return bool(rest) and not _is_title(first)


def _is_headline(text: str, name: Name, common: set[str]) -> bool:
    """Return whether a person's name is but words in a headline's capitals: "New Poll", "The Dam Goes Up"."""
    words = name.text.lower().split()
    if name.kind is not ActorKind.PERSON or len(words) == 1 or fold(words[0]) in given_names():
        return False
    has_article = _THE_BEFORE.search(text, max(0, name.start - 4), name.start)
    return common.issuperset(words) or bool(has_article and _CAPITAL_AFTER.match(text, name.end))


def _parts(name: Name, surnames: frozenset[str]) -> Iterator[Name]:
    """Yield the persons of a list that was taken for one name ("Ruiz, Ek"), or the name where it is none."""
    parts = list(_BETWEEN_COMMAS.finditer(name.text))
    last = parts[-1]
    if (
        len(parts) == PAIR
        and name.kind is ActorKind.ORGANIZATION
        and _is_given(last[0].split())
        and not name.text.startswith(last[0])
    ):
        yield Name(name.start, name.start + parts[0].end(), parts[0][0], ActorKind.ORGANIZATION)
        yield Name(name.start + last.start(), name.end, last[0], ActorKind.PERSON)
        return
    if not all(part[0].split()[-1] in surnames for part in parts):
        yield name
        return
    for part in parts:
        yield Name(name.start + part.start(), name.start + part.end(), part[0], ActorKind.PERSON)


def _is_given(words: Sequence[str]) -> bool:
    """Return whether the words are a given name and a surname, with particles ("Lena van Ek")."""
    first, *between = words[:-1] or ("",)
    is_named = fold(first) in given_names() and all(fold(word) in NAME_PARTICLES for word in between)
    return is_named and not is_any(fold(words[-1]), ORGANIZATION_NAME_WORDS)


def _corrected(text: str, name: Name, surnames: frozenset[str], places: frozenset[str]) -> Iterator[Name]:
    """Yield the name as what it is: a person, a list of persons, the capital of a country; nothing for a mere title."""
    if fold(name.text) in NOBODY:
        return
    if ", " in name.text:
        yield from _parts(name, surnames)
    elif (bare := without_titles(name)) is not name:
        yield bare
    elif name.kind is ActorKind.PERSON and _is_place(name, surnames, places):
        yield replace(name, kind=ActorKind.ORGANIZATION)
    elif name.kind is ActorKind.PERSON:
        yield from _person(name, surnames)
    elif name.kind is ActorKind.ORGANIZATION:
        yield from _body(text, name)
    else:
        yield name


def _is_place(name: Name, surnames: frozenset[str], places: frozenset[str]) -> bool:
    """Return whether what was taken for a surname is where something happens ("in Ruiz")."""
    if name.text not in places or name.text in surnames:
        return False
    return fold(name.text) not in given_names() and not country_of_capital(name.text)


def _person(name: Name, surnames: frozenset[str]) -> Iterator[Name]:
    """Yield what was taken for a person: "Ruiz White House" is a body, "Lima" a capital, "New Poll" nobody."""
    words = name.text.split(" ")
    if words[-1] not in surnames and is_common(words[-1]) and fold(words[0]) not in given_names():
        return
    is_body = words[-1] not in surnames and (institution_named(name.text) or organization_named(name.text))
    if is_body or (len(words) > 2 and institution_named(" ".join(words[-2:]))):
        yield replace(name, kind=ActorKind.ORGANIZATION)
    elif words[-1] not in surnames and country_of_capital(name.text):
        yield replace(name, kind=ActorKind.COUNTRY)
    elif words[-1] in surnames or not all(map(_is_title, words)):
        yield name


def _body(text: str, name: Name) -> Iterator[Name]:
    """Yield what was taken for an organization: the person that it is or ends in, or else itself.

    Such are "Chancellor Ana Ruiz", "Ana Ruiz, a farmer", "the leader of the rural National Dawn Ana Ruiz", "Dam
    Watch's Ana Ruiz", "Bo Ek III".
    """
    words = name.text.split(" ")
    if len(words) == 1 and is_common(name.text) and is_plural(name.text.lower()):
        return
    owner = _WHOSE.match(name.text)
    if owner and _is_given(name.text[owner.end() :].split(" ")):
        yield Name(name.start, name.start + owner.end("name"), owner["name"], ActorKind.ORGANIZATION)
        yield Name(name.start + owner.end(), name.end, name.text[owner.end() :], ActorKind.PERSON)
    elif len(words) > 1 and _GENERATION.fullmatch(words[-1]):
        yield replace(name, kind=ActorKind.PERSON)
    elif is_any(fold(words[-1]), ORGANIZATION_NAME_WORDS):
        yield name
    elif _KIN_BEFORE.search(text, max(0, name.start - 16), name.start) or (
        (len(words) == 2 or _is_given(words)) and _is_person(text, name)
    ):
        yield replace(name, kind=ActorKind.PERSON)
    elif len(words) > 2 and fold(words[-2]) in given_names() and follows_role_of(text, name.start):
        cut = name.end - len(f"{words[-2]} {words[-1]}")
        yield Name(name.start, cut - 1, text[name.start : cut - 1], ActorKind.ORGANIZATION)
        yield Name(cut, name.end, text[cut : name.end], ActorKind.PERSON)
    else:
        yield name


def _is_title(word: str) -> bool:
    return role_head(word) is not None or fold(word) in TITLES | ROLE_MODIFIERS


def _is_person(text: str, name: Name) -> bool:
    """Return whether a given name begins it without "the" before, or "who" or a role goes with it that persons hold."""
    if _WHO_AFTER.match(text, name.end):
        return True
    held = list(affiliations_of(text, name.start, name.end))
    if fold(name.text.split(" ")[0]) in given_names():
        # of 12 such names in 90 articles 9 were persons, and all with "the" or an apostrophe were none
        has_article = _THE_BEFORE.search(text, max(0, name.start - 4), name.start)
        return bool(held) or not (has_article or "'" in name.text or "’" in name.text)
    return any(one.role and office_words(one.role)[-1] not in HELD_BY_BODIES for one in held)


def _missed(text: str, known: Sequence[Name]) -> Iterator[Name]:
    """Yield the surnames of persons of the text that stand in it alone, where no name was seen."""
    surnames = dict.fromkeys(
        name.text.split()[-1] for name in known if name.kind is ActorKind.PERSON and name_words(name.text)
    )
    common = {word for word in _LOWER_WORD.findall(text) if word.islower()}
    sought = [
        surname
        for surname in surnames
        if len(surname) >= SHORTEST_SURNAME and surname[0].isupper() and surname.lower() not in common
    ][:MOST_SURNAMES]
    if not sought:
        return
    starts = [name.start for name in known]
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sought))})(?![\w-])", text):
        place = bisect_right(starts, match.start())
        taken = place and known[place - 1].end > match.start()
        if taken:
            continue
        if _stands_alone(text, match.start(), match.end()):
            yield Name(match.start(), match.end(), match[0], ActorKind.PERSON)
            continue
        given = _GIVEN_BEFORE.search(text, max(0, match.start() - 30), match.start())
        if given and fold(given[1]) in given_names() and not _CAPITAL_AFTER.match(text, match.end()):
            yield Name(given.start(1), match.end(), text[given.start(1) : match.end()], ActorKind.PERSON)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no other word in capitals goes with a name ("Ruiz Square", "New Ruiz")."""
    if _CAPITAL_AFTER.match(text, end):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return not before or not before[1][0].isupper() or role_head(before[1]) is not None or before[1].endswith(".")
