"""The names that stand in a text, as spaCy's named entities, cleaned of its plain errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.actors.countries import country_named, country_of_capital
from onrecord.actors.lexicon import TITLES
from onrecord.english import load_english
from onrecord.model import ActorKind

KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANIZATION,
    "GPE": ActorKind.COUNTRY,
    "NORP": ActorKind.GROUP,
}
LONGEST = 80  # characters; a longer entity is a list or a headline, not a name

_PARAGRAPH = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]{1,20000}")  # spaCy refuses a million characters
_LEADING = re.compile(
    r"(?:[\W_]+|(?:the|a|an|" + "|".join(sorted(map(re.escape, TITLES), key=len, reverse=True)) + r")\b\.?[\s,]+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:['’]s?|[^\w.'’]|(?<![A-Z])(?<!Jr)(?<!Sr)\.)+$")


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
            paragraphs = [(match.group(), match.start()) for match in _PARAGRAPH.finditer(text)]
            yield tuple(
                name
                for doc, offset in pipeline.pipe(paragraphs, as_tuples=True, batch_size=self.batch)
                for name in _names(doc, offset)
            )


def _names(doc: Doc, offset: int) -> Iterator[Name]:
    for entity in doc.ents:
        if entity.label_ not in KINDS:
            continue
        start, end = _clean(entity.text)
        words = entity.text[start:end]
        if words and len(words) <= LONGEST and words[0].isalnum() and not words.islower():
            start += offset + entity.start_char
            yield Name(start, start + len(words), words, _kind(entity.label_, words))


def _clean(words: str) -> tuple[int, int]:
    """Return where the name itself starts and ends."""
    leading = _LEADING.match(words)
    start = leading.end() if leading and leading.end() < len(words) else 0
    if ": " in words:
        start = max(start, words.rindex(": ") + 2)
        leading = _LEADING.match(words, start)
        start = leading.end() if leading and leading.end() < len(words) else start
    trailing = _TRAILING.search(words, start)
    return start, trailing.start() if trailing else len(words)


def _kind(label: str, words: str) -> ActorKind:
    """Return the kind; a place that is no country speaks through its city hall or state house."""
    if country_named(words) or (country_of_capital(words) and label != "PERSON"):
        return ActorKind.COUNTRY
    return ActorKind.ORGANIZATION if label == "GPE" else KINDS[label]
