"""Who has been named and who has spoken so far, while the sources of one article are read from its start to its end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.actors.article.affiliations import is_object
from onrecord.actors.article.cast import Member
from onrecord.actors.article.layout import Layout
from onrecord.actors.article.names import Name
from onrecord.actors.article.sources import Source
from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.lexicon import RELATIVE
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import office_words, role_head, same_office
from onrecord.model import ActorKind, Affiliation, Offsets, Speaker

ROLE_REACH = 50  # characters
EVENTS_BACK = 40  # names and speakers weighed before a pronoun, in a text without paragraphs
SUBORDINATE = 0.5  # who speaks in a clause that only says more of a name
SUBJECT, SPEAKER, POSSESSIVE, OBJECT = 1.5, 2.0, -0.3, -0.7  # pronouns of dev hardly move with these: 103 of 108

_ROLE_THEN = re.compile(r"\s(?:[a-z-]+\s){0,3}(?P<role>[a-z-]+)\s")


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A place where a figure is named or speaks; weight says how much it looks like what the text is about."""

    place: int
    figure: int
    weight: float
    speaks: bool = False


@dataclass(slots=True)
class Scene:
    """The figures of one article, by number: first its named cast, then the unnamed as they come.

    Some stand for several others together (`parts`): "Smith and Jones", "the two countries".
    """

    text: str
    layout: Layout
    figures: list[Member]
    events: list[Event] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    holders: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    unnamed: dict[str, int] = field(default_factory=dict)
    nouns: dict[int, str] = field(default_factory=dict)
    aliases: dict[int, dict[str, None]] = field(default_factory=dict)
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    by_parts: dict[tuple[int, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mentions = sorted(
            (start, end, figure) for figure, member in enumerate(self.figures) for start, end in member.mentions
        )
        led: set[int] = set()
        for number, (start, end, figure) in enumerate(mentions):
            self.at[start] = figure
            self.ends[start] = end
            following = mentions[number + 1][0] if number + 1 < len(mentions) else len(self.text)
            if self.layout.is_dateline(start):
                continue
            weight = self._weight(start, end, following)
            sentence = self.layout.sentence(start)
            if self.figures[figure].kind is ActorKind.PERSON and self.layout.quote(start) is None:
                weight = SUBJECT if sentence not in led and not weight else weight
                led.add(sentence)
            self.note(Event(start, figure, weight))
        for figure, member in enumerate(self.figures):
            self.by_name.setdefault(member.name, figure)
            institution = institution_of(member.name) if member.kind is ActorKind.ORGANIZATION else None
            if institution:
                self.by_name.setdefault(institution.name, figure)
            for held in member.affiliations:
                if held.role:
                    self.holders.setdefault(same_office(office_words(held.role)[-1]), []).append(figure)

    def _weight(self, start: int, end: int, following: int) -> float:
        says_role = _ROLE_THEN.fullmatch(self.text, end, following) if following - end < ROLE_REACH else None
        if self.text[end : end + 2] in {"'s", "’s"} or (says_role and role_head(says_role["role"])):
            return POSSESSIVE  # "Ruiz's aide", and "Ruiz campaign manager Bo Ek", who is the subject
        return OBJECT if is_object(self.text, start) else 0.0

    def note(self, event: Event) -> None:
        """Note that a figure is spoken of here."""
        insort(self.events, event)
        insort(self.places.setdefault(event.figure, []), event.place)

    def heard(self, source: Source, figure: int) -> None:
        """Note that a figure spoke here."""
        weight = SUBORDINATE if source.pronoun in RELATIVE else SPEAKER
        self.note(Event(source.start, figure, weight, True))
        if source.name:
            self.aliases.setdefault(figure, {})[source.name.text] = None

    def named(self, name: Name) -> int:
        """Return the figure of a name."""
        figure = self.at.get(name.start)
        return self.figure_called(name.text, name.kind) if figure is None else figure

    def renamed(self, figure: int, name: str) -> int:
        """Return the figure of this name, which from now on this one is, with its own name as an alias."""
        member = self.figures[figure]
        speaker = self.by_name.setdefault(name, figure)
        self.figures[speaker] = replace(self.figures[speaker], name=name)
        self.aliases.setdefault(speaker, {})[member.name] = None
        return speaker

    def country(self, name: str, held: Affiliation) -> int:
        """Return the figure of a country, with what it is a member of."""
        if name not in self.by_name:
            self.by_name[name] = self.figure_called(name, ActorKind.COUNTRY)
        figure = self.by_name[name]
        known = self.figures[figure]
        self.figures[figure] = replace(known, affiliations=tuple(dict.fromkeys((*known.affiliations, held))))
        return figure

    def figure_called(self, words: str, kind: ActorKind, affiliations: tuple[Affiliation, ...] = ()) -> int:
        """Return the unnamed figure that goes by this phrase, a new one at its first time."""
        key = fold(words) or words
        if key not in self.unnamed:
            self.unnamed[key] = len(self.figures)
            self.figures.append(Member(name=words, kind=kind, spellings=(), mentions=(), affiliations=affiliations))
        return self.unnamed[key]

    def together(self, figures: Iterable[int]) -> int:
        """Return the figure of several who speak as one; of one alone that one."""
        members = tuple(dict.fromkeys(member for figure in figures for member in self.parts.get(figure, (figure,))))
        if len(members) == 1:
            return members[0]
        if members not in self.by_parts:
            self.by_parts[members] = len(self.figures)
            self.parts[len(self.figures)] = members
            words = " and ".join(self.figures[member].name for member in members)
            self.figures.append(Member(name=words, kind=ActorKind.GROUP, spellings=(), mentions=()))
        return self.by_parts[members]

    def before(self, start: int, count: int = EVENTS_BACK) -> list[Event]:
        """Return the last events before an offset, in text order."""
        high = bisect_left(self.events, Event(start, -1, 0))
        return self.events[max(0, high - count) : high]

    def in_sight(self, start: int, content: Offsets, paragraphs: int) -> Iterator[Event]:
        """Yield the events before a pronoun, without what stands in its own statement or in others' quotations."""
        first = self.layout.paragraphs[max(0, self.layout.paragraph(start) - paragraphs)]
        own = self.layout.quote(start)
        for event in self.before(start):
            if event.place < first or any(at <= event.place < end for at, end in content):
                continue
            quote = self.layout.quote(event.place)
            if quote is None or quote == own:
                yield event

    def last_place(self, figure: int, start: int) -> int | None:
        """Return where the figure was last spoken of before an offset."""
        places = self.places.get(figure, [])
        number = bisect_right(places, start - 1)
        return places[number - 1] if number else None

    def speakers(self, figure: int) -> tuple[Speaker, ...]:
        """Return the figure as a speaker, or each of those that it stands for."""
        return tuple(self._speaker(part) for part in self.parts.get(figure, (figure,)))

    def _speaker(self, figure: int) -> Speaker:
        member = self.figures[figure]
        spellings = dict.fromkeys([*member.spellings, *self.aliases.get(figure, ())])
        spellings.pop(member.name, None)
        return Speaker(
            name=member.name,
            kind=member.kind,
            aliases=tuple(spellings),
            affiliations=member.affiliations,
            gender=member.gender,
        )
