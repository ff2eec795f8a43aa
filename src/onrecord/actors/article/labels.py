"""Names that the layout of speech tells: "AR:" before an answer is Ana Ruiz, and whom a quotation names is a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.actors.article.names import Name
from onrecord.actors.article.sources import Source
from onrecord.actors.facts.bodies import institution_of, organization_named
from onrecord.model import ActorKind, Offsets

_LABEL = re.compile(r"[^\W\d_]{2,5}(?=\**:)")
_QUOTED = '"”“„»’'
_SURNAME = re.compile(r"[^\W\d_a-z][^\W\d_]*[a-z](?:-[^\W\d_a-z][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|\n)[*_ ]{0,4}$")
_THING = re.compile(
    r"\b(?:[Tt]he|[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Oo]f|[Ff]or|[Bb]y)\s([^\W\d_a-z][\w-]*)|\b([^\W\d_a-z][\w-]*)\sitself\b"
)
_PARTS = re.compile(r"[\s.-]+")


def initials_of(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    """Return the persons' full names by their initials, each spelling once."""
    found: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.kind is ActorKind.PERSON:
            parts = [part for part in _PARTS.split(name.text) if part]
            for words in (parts, name.text.split()):
                found.setdefault("".join(word[0] for word in words).upper(), {}).setdefault(name.text, name)
    return {initials: tuple(meant.values()) for initials, meant in found.items()}


def spelt_out(text: str, source: Source, initials: Mapping[str, tuple[Name, ...]]) -> Source:
    """Return the source with the one full name of the text that a label of initials stands for, or as it is."""
    label = _LABEL.match(text, source.start)
    if not label or not label[0].isupper() or not _OPENS.search(text, max(0, source.start - 5), source.start):
        return source
    meant = initials.get(label[0], ())
    return replace(source, name=meant[0], phrase=None) if len(meant) == 1 else source


def things_in(text: str) -> frozenset[str]:
    """Return the words in capitals that the text has as places or things: "the Tidore", "in Tidore"."""
    return frozenset(one or other for one, other in _THING.findall(text))


def as_quoted(text: str, source: Source, content: Offsets, things: frozenset[str]) -> Source:
    """Return the source as a person where a body of one word, never spoken of as a place or thing, is quoted."""
    name = source.name
    if not name or name.kind is not ActorKind.ORGANIZATION or not _SURNAME.fullmatch(name.text) or name.text in things:
        return source
    is_quoted = any(mark in text[max(0, end - 2) : end + 3] for _, end in content for mark in _QUOTED)
    known = institution_of(name.text) or organization_named(name.text)
    return source if known or not is_quoted else replace(source, name=replace(name, kind=ActorKind.PERSON))
