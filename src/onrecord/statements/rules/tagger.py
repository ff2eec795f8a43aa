"""The rule tagger: statements from cue words, grammar and quotation marks, for English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.english import load_english, readable
from onrecord.model import Attribution, Offsets
from onrecord.statements.quotations import Quotation, quotations_of
from onrecord.statements.rules.cues import CUES
from onrecord.statements.rules.findings import Finding, Rule
from onrecord.statements.rules.paragraphs import paragraphs_of
from onrecord.statements.rules.quoted import introduction_of, quotes_in
from onrecord.statements.rules.reported import reported_in
from onrecord.statements.rules.threads import Reading, joined, united
from onrecord.statements.rules.turns import turn_in

_WORD = re.compile(r"\w+")

PRECISION = {
    Rule.QUOTATION: 0.90,
    Rule.ACCORDING: 0.78,
    Rule.TURN: 0.78,
    Rule.INSERTED: 0.76,
    Rule.CLAUSE: 0.74,
    Rule.PASSIVE: 0.55,
    Rule.FOLLOWING: 0.53,
    Rule.OBJECT: 0.48,
    Rule.INFINITIVE: 0.47,
    Rule.PREPOSITION: 0.45,
    Rule.NOUN: 0.36,
    Rule.ADJECTIVE: 0.35,
}
"""How often a rule is right on the 840 articles of PolNeAR's training part: `benchmarks/rule_confidence.py GOLD`.

Right is content and source; for FOLLOWING the content alone, since the gold gives such a quotation another
mention of the same speaker as its source, or none of its own.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTagger:
    """Finds statements by rules. It needs no trained tagger and reads English only."""

    name: str = "rules"
    languages: frozenset[str] = frozenset({"en"})

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[Attribution, ...]]:
        for text in texts:
            yield tuple(
                Attribution(
                    source=finding.source,
                    cue=finding.cue,
                    content=finding.content,
                    confidence=PRECISION[finding.rule],
                )
                for finding in findings_in(text)
            )


def findings_in(text: str) -> list[Finding]:
    """Return what the rules find in a text, in text order."""
    quotations = quotations_of(text)
    return joined(_readings(text, quotations))


def _readings(text: str, quotations: Sequence[Quotation]) -> Iterator[Reading]:
    pieces = list(paragraphs_of(text))
    words = Counter(_WORD.findall(text))
    turns = [turn_in(piece, offset, words) for offset, piece in pieces]
    docs = _parsed(["" if turn else piece for (_, piece), turn in zip(pieces, turns, strict=True)])
    place = 0
    for (offset, piece), turn, doc in zip(pieces, turns, docs, strict=True):
        while place < len(quotations) and quotations[place].start < offset:
            place += 1
        first = place
        while place < len(quotations) and quotations[place].start < offset + len(piece):
            place += 1
        here = quotations[first:place]
        if turn:
            yield Reading(quotes=(), reported=(turn,), introduction=None)
            continue
        yield Reading(
            quotes=tuple(quotes_in(doc, offset, here)),
            reported=tuple(_unquoted(reported_in(doc), offset, here)),
            introduction=introduction_of(doc, offset, here),
        )


def _parsed(pieces: Sequence[str]) -> Iterator[Doc]:
    """Yield the pieces as documents, parsed where a cue can be: parsing is 9 tenths of the time."""
    nlp = load_english("tok2vec", "tagger", "parser")
    spoken = [":" in piece or not CUES.isdisjoint(_WORD.findall(piece.lower())) for piece in pieces]
    parsed = nlp.pipe(
        (readable(piece) for piece, may_speak in zip(pieces, spoken, strict=True) if may_speak), batch_size=64
    )
    for piece, may_speak in zip(pieces, spoken, strict=True):
        yield next(parsed) if may_speak else nlp.make_doc(readable(piece))


def _unquoted(findings: Iterable[Finding], offset: int, quotations: Sequence[Quotation]) -> Iterator[Finding]:
    """Yield findings at their place in the text, less those whose cue is part of what is quoted."""
    for finding in findings:
        moved = replace(
            finding,
            cue=_moved(finding.cue, offset),
            source=_moved(finding.source, offset),
            content=_whole(_moved(finding.content, offset), quotations),
        )
        if moved.cue and moved.content and not any(q.start <= moved.cue[0][0] < q.end for q in quotations):
            yield moved


def _whole(spans: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """Return the spans with the quotations that they begin before or with and end in."""
    cut = [
        (quotation.start, quotation.end)
        for quotation in quotations
        if any(start <= quotation.start + 1 and quotation.start < end < quotation.end for start, end in spans)
    ]
    return united((*spans, *cut))


def _moved(spans: Offsets, offset: int) -> Offsets:
    return tuple((start + offset, end + offset) for start, end in spans)
