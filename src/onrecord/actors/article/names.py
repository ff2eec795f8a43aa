"""The names that stand in a text, as spaCy's named entities, cleaned of its plain errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.actors.facts.countries import country_named, country_of_capital
from onrecord.actors.lexicon import NAME_PARTICLES, OFFICE, STRIPPED_OFFICES, TITLES
from onrecord.english import load_english, readable
from onrecord.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.COUNTRY,
    "NORP": ActorKind.GROUP,
}
LONGEST = 80  # characters; a longer entity is a list or a headline, not a name

_PARAGRAPH = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]{1,20000}")  # spaCy refuses a million characters
_LEADING = re.compile(r"[\W_]+|(?:the|a|an)\s+", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{'|'.join(sorted({*TITLES, *OFFICE, *STRIPPED_OFFICES}))})\b\.?\s+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s?|[^\w.'’]|(?<![A-Z])(?<!Jr)(?<!Sr)\.)$")
_DAY = re.compile(r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_DASH = re.compile(r"\s[-–—]{1,2}\s")
_NEXT_WORD = re.compile(r"\s(?:[a-z]{2,3}\s)?[^\W\d_a-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text: `text` is the text between the offsets."""

    start: int
    end: int
    text: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Yields, for each text in order, its names in text order, by named entity recognition."""

    batch: int = 64
    """Paragraphs that go through the pipeline together."""

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[Name, ...]]:
        pipeline = load_english("ner")
        for text in texts:
            paragraphs = [(match.group(), match.start()) for match in _PARAGRAPH.finditer(readable(text))]
            yield tuple(
                name
                for doc, offset in pipeline.pipe(paragraphs, as_tuples=True, batch_size=self.batch)
                for name in _names(doc, offset, text)
            )


def _names(doc: Doc, offset: int, text: str) -> Iterator[Name]:
    taken = 0
    for entity in doc.ents:
        if entity.label_ not in KINDS or entity.start_char < taken or len(entity.text) > LONGEST:
            continue
        start, end = _clean(doc.text, entity.start_char, entity.end_char, is_person=entity.label_ == "PERSON")
        words = text[offset + start : offset + end]
        is_date = entity.label_ == "PERSON" and any(letter.isdigit() for letter in words)
        if words and words[0].isalnum() and not words.islower() and not is_date:
            yield Name(offset + start, offset + end, words, _kind(entity.label_, words))
            taken = end


def _clean(text: str, start: int, end: int, *, is_person: bool) -> tuple[int, int]:
    """Return where the name itself starts and ends."""
    if (colon := text.rfind(": ", start, end)) >= 0:
        start = colon + 2
    while start < end and (
        leading := _LEADING.match(text, start, end) or (is_person and _TITLE.match(text, start, end)) or None
    ):
        start = leading.end()
    while trailing := _TRAILING.search(text[start:end]):
        end = start + trailing.start()
    if day := _DAY.search(text[:end], start):
        end = day.start()
    if (dash := _DASH.search(text, start, end)) and dash.start() > start:
        end = dash.start()
    if (bracket := text.find("(", start, end)) > start and ")" not in text[bracket:end]:
        end = bracket - (text[bracket - 1] == " ")
    last = text[start:end].rsplit(" ", 1)[-1].lower()
    if is_person and last in NAME_PARTICLES and (following := _NEXT_WORD.match(text, end)):
        end = following.end()  # "Ana von der" without her surname
    return start, end


def _kind(label: str, words: str) -> ActorKind:
    """Return the kind; a place that is no country speaks through its city hall or state house."""
    if country_named(words) or (country_of_capital(words) and label != "PERSON"):
        return ActorKind.COUNTRY
    return ActorKind.ORGANIZATION if label == "GPE" else KINDS[label]
