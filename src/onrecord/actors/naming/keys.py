"""Keys under which a name is filed, so that it is compared only with names that share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.actors.lexicon import ORGANIZATION_NAME_WORDS, given_names
from onrecord.actors.naming.bodies_alike import GENERIC, initials
from onrecord.actors.naming.body_names import BodyName, body_name
from onrecord.actors.naming.person_names import PersonName, family_class, may_be_family, person_name
from onrecord.actors.naming.words_alike import respelling, skeleton

MOST_KEYS = 8
LEAST_BONES = 3  # consonants by which a word is filed; one with fewer is filed by its spelling
LONG_BONES = 7  # consonants of a word of which both halves are keys, since a slip leaves one of them as it is
LONGEST_ACRONYM = 8
MOST_BODY_WORDS = 3
GIVEN_KEYS = "g ", "g~"
"""Between which the keys are of a given name with the initial of the surname."""

_BODY_WORDS = GENERIC | ORGANIZATION_NAME_WORDS
_VOWELS = re.compile(r"[aeiou]+")


@lru_cache(maxsize=65_536)
def name_keys(name: str) -> frozenset[str]:
    """Return at most eight keys; names that may be one actor's share at least one in nearly all cases."""
    body = body_name(name)
    keys = _body_keys(body) if _is_body(body) else _open_keys(person_name(name), body)
    return frozenset(list(dict.fromkeys(keys))[:MOST_KEYS])


def _is_body(body: BodyName) -> bool:
    """Return whether the name says itself that it is no person's."""
    if len(body.plain_words) < 2:
        return len(body.words) > 1  # an acronym spelt out
    if body.legal_form is not None or body.plain_words[0] in given_names():
        return body.legal_form is not None
    return body.country is not None or not _BODY_WORDS.isdisjoint((*body.words, *body.plain_words))


def _body_keys(body: BodyName) -> Iterator[str]:
    """Yield the acronym, the words that tell the body from others, or all words where none does."""
    yield from (f"a {letters}" for letters in sorted(_acronyms(body)))
    yield f"j {''.join(body.words)}"
    telling = [word for word in body.words if word not in GENERIC and not word.startswith("@")]
    if not telling:
        yield " ".join(["b", *sorted(body.words)])
        yield " ".join(["b", *sorted(word for word in body.words if not word.startswith("@"))])
    for word in sorted(set(telling), key=lambda word: (-len(word), word))[:MOST_BODY_WORDS]:
        yield _spelt(word)
        yield from _sounding(word)
    if len(telling) == 1:
        yield from _with_a_slip(telling[0])


def _acronyms(body: BodyName) -> set[str]:
    letters = set(initials(body.plain_words)) if len(body.words) > 1 else set()
    return {found for found in {*letters, body.acronym or ""} if 1 < len(found) <= LONGEST_ACRONYM}


def _open_keys(person: PersonName, body: BodyName) -> Iterator[str]:
    """Yield the keys of a name that may be a person's or a body's."""
    if body.country and len(body.words) == 1:
        yield f"b {body.country}"
        return
    if body.acronym:
        yield f"a {body.acronym}"
    if len(body.plain_words) > 2 and body.plain_words[0] not in given_names():
        yield from (f"a {letters}" for letters in sorted(_acronyms(body)))
    if len(body.words) == 1 and body.words != body.plain_words:
        yield _spelt(body.words[0])
    if not person.words:
        yield " ".join(["b", *body.plain_words])
        return
    surname = "".join(person.surname)
    yield f"n {family_class(surname)}"
    if person.is_family_first or may_be_family(person.words[0]):
        yield " ".join(["f", *sorted(person.words)])
    if person.is_family_first:
        return
    for word in dict.fromkeys((surname, *person.surname[:2], *_other_surname(person))):
        yield _spelt(word)
        yield from _sounding(word)
    if person.given:
        yield f"g {skeleton(person.given[0])} {skeleton(surname)[:1]}"
    yield from _with_a_slip(surname)


def _other_surname(person: PersonName) -> tuple[str, ...]:
    """Return the word that may be the surname too: the first of "Orbán Viktor", the middle of "Ana Ruiz Ortega"."""
    candidates = (*person.given[1:][-1:], *person.given[:1])
    return next(((word,) for word in candidates if len(word) > 1 and word not in given_names()), ())


def _spelt(word: str) -> str:
    """Return the key of a word that is spelt right, or as another language spells it."""
    return f"n {family_class(respelling(word).removesuffix('e'))}"


def _sounding(word: str) -> Iterator[str]:
    """Yield the key of a word of which a vowel may be wrong: its consonants and how many vowels there are."""
    bones = skeleton(word)
    if len(bones) >= LEAST_BONES:
        yield f"s {bones} {len(_VOWELS.findall(respelling(word).rstrip('aeiou')))}"


def _with_a_slip(word: str) -> Iterator[str]:
    """Yield the keys that a word shares with one of which a consonant is missing, wrong or exchanged with the next."""
    form, bones = respelling(word).removesuffix("e"), skeleton(word)
    if len(bones) >= LONG_BONES - 1:
        yield f"< {bones[:4]}"
        yield f"> {bones[-3:]}"
    if LEAST_BONES <= len(bones) < LONG_BONES:
        yield from (
            f"n {form[:place]}{form[place + 1 :]}" for place in range(1, len(form)) if form[place] not in "aeiou"
        )
