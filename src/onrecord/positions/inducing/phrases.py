"""Noun phrases as they stand in a concept's sentence: the noun with what tells which one it is, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.positions.inducing.words import NO_THINGS, TIMES, VAGUE

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 9
"""Words of a phrase; a longer one goes without its own prepositions."""
_BETWEEN = frozenset("of on for to in into from against at over near outside inside under through across".split())
_AFTER_VERB = _BETWEEN | {"with", "without"}
_ARTICLES = frozenset({"a", "an", "the"})
_KEPT = _ARTICLES | {"every", "each", "all"}
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "nummod"})


_OF_PLACES = ("ian", "ish", "ese", "ean", "French", "Dutch", "Swiss", "German", "Greek", "Czech", "Western", "Eastern")
"""Ends of adjectives that keep their capital."""


def phrase(noun: Token, *, depth: int = 2) -> str:
    """Return the phrase, or nothing where it is a pronoun, names a time or no thing at all, or is too long.

    `depth` prepositions may hang on one another.
    """
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in NO_THINGS or _is_time(noun):
        return ""
    words = sorted(_words(noun, depth), key=lambda word: word.i)
    if len(words) > LONGEST:
        words = sorted(_words(noun, 0), key=lambda word: word.i)
    if len(words) > LONGEST:
        return ""
    return _article(noun) + _written(words)


def prepositional(preposition: Token) -> str:
    """Return a preposition with its noun, or nothing where that tells when or how."""
    thing = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if thing is None or preposition.lower_ not in _AFTER_VERB:
        return ""
    named = phrase(thing)
    return f"{preposition.lower_} {named}" if named else ""


def head_words(noun: Token) -> tuple[str, ...]:
    """Return the lemmas that tell which thing it is, the noun's own first."""
    before = (word.lemma_.lower() for word in noun.lefts if word.dep_ in ("compound", "amod"))
    return (noun.lemma_.lower(), *before)


def is_plural(noun: Token) -> bool:
    """Return whether it is more than one."""
    return noun.tag_ in ("NNS", "NNPS")


def countable_noun(noun: Token) -> str:
    """Return the lemma of a singular noun that stands here without any article or owner, else nothing."""
    bare = noun.tag_ == "NN" and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)
    return noun.lemma_.lower() if bare else ""


def is_counted(noun: Token) -> bool:
    """Return whether its form shows that it can be counted: a plural, or "a" before it."""
    return noun.tag_ == "NNS" or any(child.lower_ in ("a", "an") for child in noun.lefts if child.dep_ == "det")


def _words(noun: Token, depth: int) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in _BEFORE_NOUN and child.i < noun.i and child.tag_ != "JJS" and child.lower_ not in VAGUE:
            yield from (word for word in child.subtree if _is_hyphenated(word) or _modifies(word))
        elif child.text == "-" and child.i < noun.i:
            yield child
        elif child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN"):
            yield from child.subtree
        elif child.dep_ == "prep" and depth and child.i > noun.i and child.lower_ in _BETWEEN:
            thing = next((one for one in child.children if one.dep_ == "pobj"), None)
            if thing is not None and thing.pos_ in ("NOUN", "PROPN") and not _is_time(thing):
                yield child
                yield from (one for one in thing.lefts if one.dep_ == "det" and one.lower_ in _ARTICLES)
                yield from _words(thing, depth - 1)


def _modifies(word: Token) -> bool:
    return word.dep_ not in ("det", "relcl", "neg") and word.pos_ not in ("PUNCT", "SCONJ", "PRON", "ADV")


def _is_hyphenated(word: Token) -> bool:
    """Return whether it is a hyphen, or a word right before one: the "no" of a "no-fly zone"."""
    return word.text == "-" or (word.i + 1 < len(word.doc) and word.nbor().text == "-" and not word.whitespace_)


def _written(words: list[Token]) -> str:
    text = ""
    for word in words:
        glued = not text or (word.nbor(-1) in words and not word.nbor(-1).whitespace_)
        lowered = word.is_sent_start and word.pos_ != "PROPN" and not word.text.endswith(_OF_PLACES)
        written = word.lower_ if lowered else word.text
        text += written if glued else f" {written}"
    return text


def _is_time(noun: Token) -> bool:
    """Return whether it tells when; "a four-day week" does not."""
    return noun.lemma_.lower() in TIMES and not any(child.dep_ in ("amod", "compound", "punct") for child in noun.lefts)


def _article(noun: Token) -> str:
    """Return the article with a space; pronouns and what points somewhere become "the", or nothing of a plural."""
    for child in noun.lefts:
        if child.dep_ in ("det", "poss") and child.pos_ in ("DET", "PRON"):
            if child.lower_ in _KEPT:
                return f"{child.lower_} "
            return "" if is_plural(noun) or child.lower_ in ("no", "any", "some") else "the "
    return ""
