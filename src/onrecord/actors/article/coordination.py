"""All whom a source names: "Smith and Jones", "Smith, the mayor, and Jones", "most states, including Peru"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.actors.article.names import Name
from onrecord.actors.article.phrases import can_speak, is_plural
from onrecord.actors.article.sources import Source, extent, names_inside, read_source
from onrecord.actors.lexicon import COUNTS, DETERMINERS, KIN, OTHER_PRONOUNS, PREPOSITIONS, TITLES
from onrecord.actors.naming.spelling import fold
from onrecord.actors.tokens import Token, is_possessive, plain, tokens_of
from onrecord.model import ActorKind, Offsets

MOST_SPEAKERS = 12  # of one source
LEAST_MEMBERS = 3  # pieces: the group and two of its members
PERSONS = frozenset({ActorKind.PERSON, ActorKind.ANONYMOUS})
BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.COUNTRY})

_JOINT = re.compile(r",?\s+(?:and|as\s+well\s+as|along\s+with|together\s+with)\s+(?:also\s+|then\s+)?|,\s+")
_MEMBERS = re.compile(r"(?:,?\s+|\s?[—–―]\s?)(?:including|such\s+as|among\s+them|like)\s+")
_CLAUSE = re.compile(r"\b(?:who|whom|whose|which|that|where|when|while|said)\b")
_TWICE = re.compile(r"(?P<name>(?P<one>[A-Z][\w-]{1,40})\sand\s(?P=one))\b")
_NOBODY = re.compile(r"(?:(?:many|several|some|a\sfew|the)\s)?others?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """A text with its names in text order and the folded last words of the persons among them."""

    text: str
    names: Sequence[Name]
    surnames: frozenset[str]

    def read(self, start: int, end: int) -> Source | None:
        return read_source(self.text, start, end, self.names, self.surnames)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between commas and "and"s, what stands before it, and what it alone is read as."""

    start: int
    end: int
    joint: str
    tokens: list[Token]
    source: Source

    @property
    def kind(self) -> ActorKind:
        """What speaks; a pronoun counts for a person."""
        if self.source.name:
            return self.source.name.kind
        return self.source.phrase.kind if self.source.phrase else ActorKind.PERSON


def read_sources(
    text: str, source: Offsets, names: Sequence[Name], surnames: frozenset[str] = frozenset()
) -> tuple[Source, ...]:
    """Return all whom a source names, in text order, none where it is empty.

    `names` are in text order, `surnames` the folded last words of the persons among them. A group of which members
    are named comes first, then these.
    """
    known = _Names(text=text, names=names, surnames=surnames)
    start, end = extent(text, source)
    if twice := _TWICE.match(text, start, end):
        name = Name(*twice.span("name"), twice["name"], ActorKind.ORGANIZATION)
        return (Source(start=name.start, end=name.end, name=name),)
    if found := _group_with_members(known, start, end):
        return found[:MOST_SPEAKERS]
    pieces = list(_pieces(known, start, end))
    if found := _members_alone(pieces):
        return found[:MOST_SPEAKERS]
    read = (known.read(*place) for place in _items(known, pieces) or [(start, end)])
    return tuple(one for one in read if one)[:MOST_SPEAKERS]


def _group_with_members(known: _Names, start: int, end: int) -> tuple[Source, ...]:
    members = _MEMBERS.search(known.text, start, end)
    group = known.read(start, members.start()) if members else None
    if not members or not group or not group.phrase or group.phrase.kind is not ActorKind.GROUP:
        return ()
    named = [piece.source for piece in _pieces(known, members.end(), end) if piece.source.name]
    return (group, *named) if named else ()


def _members_alone(pieces: Sequence[_Piece]) -> tuple[Source, ...]:
    """Return the members by which a group is told: "two rivals, Ana Ruiz and Bo Ek"."""
    if len(pieces) < LEAST_MEMBERS or not _is_of_several(pieces[0]) or _is_and(pieces[1].joint):
        return ()
    named = tuple(piece.source for piece in pieces[1:] if piece.source.name)
    is_list = _is_and(pieces[-1].joint) and len(named) == len(pieces) - 1
    return named if is_list and COUNTS.get(plain(pieces[0].tokens[0]), len(named)) == len(named) else ()


def _items(known: _Names, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """Return where each item of a list stands, with what says more of it; none where it is no list."""
    items: list[list[_Piece]] = []
    is_list = False
    for piece in pieces:
        if items and not _is_item(known, items[-1], piece):
            items[-1].append(piece)
            continue
        is_list = is_list or _is_and(piece.joint)
        items.append([piece])
    if not is_list:
        return []
    places = [(item[0].start, item[-1].end) for item in items]
    return [place for place in places if not _NOBODY.fullmatch(known.text[slice(*place)].strip(" ,").lower())]


def _pieces(known: _Names, start: int, end: int) -> Iterator[_Piece]:
    """Cut at commas and "and"s, though not inside of a name ("Ministry of Health and Welfare")."""
    inside = [name for name in names_inside(known.names, start, end) if not _is_two(name, known.surnames)]
    joints = [
        joint
        for joint in _JOINT.finditer(known.text, start, end)
        if not any(name.start < joint.start() and joint.end() <= name.end for name in inside)
    ]
    starts = [start, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), end]
    words = ["", *(joint[0] for joint in joints)]
    for first, last, joint in zip(starts, ends, words, strict=True):
        source = known.read(first, last) if first < last else None
        if source:
            yield _Piece(first, last, joint, tokens_of(known.text, first, last), source)


def _is_two(name: Name, surnames: frozenset[str]) -> bool:
    """Return whether what was taken for one name is two persons of the text ("Ruiz and Ek")."""
    sides = name.text.split(" and ")
    return len(sides) == 2 and all(side and fold(side.split()[-1]) in surnames for side in sides)


def _is_and(joint: str) -> bool:
    return bool(joint.strip(" ,\n"))


def _is_item(known: _Names, item: list[_Piece], piece: _Piece) -> bool:
    """Return whether a piece is a speaker of its own, and not said of the one before it."""
    first = item[0]
    if not _is_speaker(known, first, piece) or _only_titles(first) or _only_titles(piece):
        return False
    in_clause = bool(_CLAUSE.search(known.text, first.start, item[-1].end))
    if not _is_and(piece.joint):
        return not in_clause and _follows_comma(first, piece, is_open=len(item) > 1)
    if (in_clause or len(item) > 1) and not piece.joint.startswith(","):
        is_person = piece.source.name is not None and piece.kind is ActorKind.PERSON
        return is_person and not in_clause and piece.tokens[0][0][0].isupper()
    return _go_together(first, piece)


def _only_titles(piece: _Piece) -> bool:
    """Return whether nothing but titles stands here ("Mr. and Mrs. Ek")."""
    return all(plain(token) in TITLES for token in piece.tokens)


def _is_speaker(known: _Names, first: _Piece, piece: _Piece) -> bool:
    """Return whether a name, if the piece is one, was seen as one, or stands like one beside a person's."""
    name, before = piece.source.name, first.source.name
    if before and len(first.tokens) == 1 and not _was_seen(known, first):  # "Young and retired teachers"
        return False
    if not name:
        return True
    shares_noun_phrase = first.source.phrase and name.start > piece.start and piece.tokens[0][0].islower()
    if shares_noun_phrase and plain(piece.tokens[0]) not in DETERMINERS:  # "his wife and deputy Ana Ruiz"
        return False
    if before and fold(name.text) == fold(before.text):  # "Johnson and Johnson"
        return False
    is_alike = before is not None and before.kind is name.kind is ActorKind.PERSON
    return _was_seen(known, piece) or (is_alike and (" " in name.text or len(first.tokens) == 1))


def _was_seen(known: _Names, piece: _Piece) -> bool:
    """Return whether the name of a piece is one that was found in the text, or a surname of it."""
    name = piece.source.name
    if not name or fold(name.text.split()[-1]) in known.surnames or name.text[0] == "@":
        return True
    return any(one.start <= name.start < one.end for one in names_inside(known.names, piece.start, piece.end))


def _follows_comma(first: _Piece, piece: _Piece, *, is_open: bool) -> bool:
    """Return whether what follows a comma is the next of a list."""
    if first.source.name and piece.source.name:
        return first.kind is piece.kind or {first.kind, piece.kind} == BODIES
    unnamed = first.source.phrase and piece.source.phrase
    return bool(unnamed and not is_open and _is_determined(first) and _is_determined(piece))


def _go_together(first: _Piece, piece: _Piece) -> bool:
    """Return whether two pieces around an "and" are two speakers, not one phrase of two halves."""
    if first.source.pronoun or piece.source.pronoun:
        return OTHER_PRONOUNS.isdisjoint({first.source.pronoun, piece.source.pronoun})
    hanging = _hanging(first)
    if hanging is not None:
        return _goes_with_head(first, hanging, piece)
    if piece.source.name or _is_determined(piece):
        return first.source.name is not None or _is_determined(first) or _is_of_several(first)
    return _is_of_several(piece) and _takes_bare(first, piece)


def _takes_bare(first: _Piece, piece: _Piece) -> bool:
    """Return whether a plural without article is a second speaker: "Ruiz and allies", "Poles and Czechs".

    "the farmers and fishermen" share their article, "French and German officials" their noun.
    """
    starts_with_name = piece.tokens[0][0][0].isupper()
    if first.source.name:
        return first.kind is not ActorKind.ORGANIZATION or not starts_with_name
    is_alike = first.tokens[0][0][0].isupper() and starts_with_name
    return is_alike and not _is_determined(first) and is_plural(plain(first.tokens[-1]))


def _hanging(piece: _Piece) -> list[Token] | None:
    """Return the words after the last preposition that follows the noun or name ("of Chile"), if one does."""
    start = piece.source.name.end if piece.source.name else piece.start
    tokens = [token for token in piece.tokens if token.start() >= start]
    places = [number for number, token in enumerate(tokens) if plain(token) in PREPOSITIONS]
    return tokens[places[-1] + 1 :] if places else None


def _goes_with_head(first: _Piece, hanging: list[Token], piece: _Piece) -> bool:
    """Return whether what follows "and" goes with the head before it, not with what hangs on that.

    "the mayor of Linz and Ana Ruiz" are two, "the heads of Linz and Graz" and "a friend of the pilot and Ana Ruiz" one.
    """
    if piece.kind not in PERSONS or first.kind not in PERSONS | {ActorKind.GROUP}:
        return False
    hangs_person = any(can_speak(plain(token)) for token in hanging if token[0].islower())
    if piece.source.name:
        return bool(first.source.name) or not hangs_person
    return first.kind in PERSONS and _is_determined(piece) and not hangs_person


def _is_determined(piece: _Piece) -> bool:
    """Return whether a phrase opens with an article or the like, or is somebody's wife."""
    if piece.source.name:
        return False
    of_kin = any(is_possessive(one) and plain(other) in KIN for one, other in pairwise(piece.tokens))
    is_owned = piece.source.phrase is not None and piece.source.phrase.owner is not None
    return of_kin or is_owned or plain(piece.tokens[0]) in DETERMINERS or piece.tokens[0][0].isdigit()


def _is_of_several(piece: _Piece) -> bool:
    """Return whether a phrase is of several who can speak."""
    phrase = piece.source.phrase
    return phrase is not None and phrase.kind is ActorKind.GROUP
