"""Who has been named and who has spoken so far, while the sources of one article are read from its start to its end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.actors.affiliations import hangs_on_preposition
from onrecord.actors.cast import Member
from onrecord.actors.countries import country_of_capital
from onrecord.actors.layout import Layout
from onrecord.actors.names import Name
from onrecord.actors.roles import office_words, same_office
from onrecord.actors.sources import Source
from onrecord.actors.spelling import fold
from onrecord.model import ActorKind, Offsets, Speaker

EVENTS_BACK = 40  # names and speakers weighed before a pronoun, in a text without paragraphs
SUBJECT, SPEAKER, POSSESSIVE, OBJECT = 1.5, 2.0, -0.3, -0.7  # pronouns of dev hardly move with these: 103 of 108


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A place where a figure is named or speaks; weight says how much it looks like what the text is about."""

    place: int
    figure: int
    weight: float
    speaks: bool = False


@dataclass(slots=True)
class Scene:
    """The figures of one article, by number: first its named cast, then the unnamed as they come."""

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

    def __post_init__(self) -> None:
        mentions = sorted(
            (start, end, figure) for figure, member in enumerate(self.figures) for start, end in member.mentions
        )
        led: set[int] = set()
        for start, end, figure in mentions:
            self.at[start] = figure
            self.ends[start] = end
            weight = self._weight(start, end)
            sentence = self.layout.sentence(start)
            if self.figures[figure].kind is ActorKind.PERSON and self.layout.quote(start) is None:
                weight = SUBJECT if sentence not in led and not weight else weight
                led.add(sentence)
            self.note(Event(start, figure, weight))
        for figure, member in enumerate(self.figures):
            self.by_name.setdefault(member.name, figure)
            for held in member.affiliations:
                if held.role:
                    self.holders.setdefault(same_office(office_words(held.role)[-1]), []).append(figure)

    def _weight(self, start: int, end: int) -> float:
        if self.text[end : end + 2] in {"'s", "’s"}:
            return POSSESSIVE
        return OBJECT if hangs_on_preposition(self.text, start) else 0.0

    def note(self, event: Event) -> None:
        """Note that a figure is spoken of here."""
        insort(self.events, event)
        insort(self.places.setdefault(event.figure, []), event.place)

    def heard(self, source: Source, figure: int) -> None:
        """Note that a figure spoke here."""
        self.note(Event(source.start, figure, SPEAKER, True))
        if source.name:
            self.aliases.setdefault(figure, {})[source.name.text] = None

    def named(self, name: Name) -> int:
        """Return the figure of a name."""
        figure = self.at.get(name.start)
        return self.figure_called(name.text, name.kind) if figure is None else figure

    def as_country(self, figure: int) -> int:
        """Return the figure, of a capital that of the country for which it speaks."""
        member = self.figures[figure]
        country = country_of_capital(member.name) if member.kind is ActorKind.COUNTRY else None
        if not country:
            return figure
        speaker = self.by_name.setdefault(country, figure)
        self.figures[speaker] = replace(self.figures[speaker], name=country)
        self.aliases.setdefault(speaker, {})[member.name] = None
        return speaker

    def figure_called(self, words: str, kind: ActorKind) -> int:
        """Return the unnamed figure that goes by this phrase, a new one at its first time."""
        key = fold(words) or words
        if key not in self.unnamed:
            self.unnamed[key] = len(self.figures)
            self.figures.append(Member(name=words, kind=kind, spellings=(), mentions=()))
        return self.unnamed[key]

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

    def speaker(self, figure: int) -> Speaker:
        """Return the figure as a speaker."""
        member = self.figures[figure]
        spellings = dict.fromkeys([*member.spellings, *self.aliases.get(figure, ())])
        spellings.pop(member.name, None)
        return Speaker(name=member.name, kind=member.kind, aliases=tuple(spellings), affiliations=member.affiliations)
