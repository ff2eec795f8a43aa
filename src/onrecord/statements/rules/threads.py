"""Threads: the findings of single paragraphs joined, since speech goes on over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Offsets
from onrecord.statements.rules.findings import Finding, Rule
from onrecord.statements.rules.quoted import Introduction, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one paragraph shows by itself, in offsets of its text."""

    quotes: tuple[Quote, ...]
    reported: tuple[Finding, ...]
    introduction: Introduction | None


def joined(readings: Iterable[Reading]) -> list[Finding]:
    """Return the statements of a text, given the readings of its paragraphs in order."""
    thread = _Thread()
    for reading in readings:
        thread.read(reading)
    return sorted(thread.findings, key=lambda finding: finding.content)


@dataclass(slots=True)
class _Thread:
    """What is found so far, and what it leaves open for the next paragraph."""

    findings: list[Finding] = field(default_factory=list)
    spoken: int = -1
    """The place of the last quoted statement, which grows when its speech goes on."""
    speaker: Finding | None = None
    """The finding that ends the paragraph before."""
    introduction: Introduction | None = None
    waiting: Offsets = ()
    """Quotations that go on in the next paragraph, and whose cue has not come yet."""
    goes_on: bool = False

    def read(self, reading: Reading) -> None:
        first = len(self.findings)
        for quote in reading.quotes:
            self._take(quote, first)
        self.introduction = reading.introduction
        self.goes_on = self.goes_on and bool(reading.quotes)
        for finding in reading.reported:
            self._report(finding, first, reading.quotes)
        here = self.findings[first:]
        if self.spoken >= 0 and self.spoken < first and reading.quotes and not here:
            here = [self.findings[self.spoken]]
        self.speaker = max(here, key=lambda finding: (finding.content[-1][1], -finding.content[0][0]), default=None)

    def _take(self, quote: Quote, first: int) -> None:
        """Give a quotation to the statement it belongs to, an old one or a new."""
        span = (quote.start, quote.end)
        introduction, self.introduction = self.introduction, None
        went_on, self.goes_on = self.goes_on, quote.goes_on
        if quote.cue:
            if self.spoken >= first and self.findings[self.spoken].cue == quote.cue:
                self._grow(self.spoken, span)
            else:
                self._speak(Rule.QUOTATION, quote.cue, quote.source, (*self.waiting, span))
                self.waiting = ()
        elif went_on and quote.opens:
            if self.waiting:
                self.waiting = (*self.waiting, span)
            else:
                self._grow(self.spoken, span)
        elif introduction and quote.opens:
            self._speak(Rule.QUOTATION, introduction.cue, introduction.source, (span,))
        elif quote.sentence and self.spoken >= first:
            self._grow(self.spoken, span)
        elif quote.sentence and quote.opens and self.speaker:
            self._speak(Rule.FOLLOWING, (), self.speaker.source, (span,))
        elif quote.goes_on:
            self.waiting = (span,)

    def _speak(self, rule: Rule, cue: Offsets, source: Offsets, content: Offsets) -> None:
        self.spoken = len(self.findings)
        self.findings.append(Finding(rule=rule, cue=cue, source=source, content=content))

    def _grow(self, place: int, *spans: tuple[int, int]) -> None:
        grown = self.findings[place]
        self.findings[place] = replace(grown, content=united((*grown.content, *spans)))

    def _report(self, finding: Finding, first: int, quotes: Sequence[Quote]) -> None:
        """Take a reported statement, unless its cue or its content is that of a quoted one."""
        for place in range(first, len(self.findings)):
            other = self.findings[place]
            if other.rule not in (Rule.QUOTATION, Rule.FOLLOWING):
                break
            if _overlap(finding.cue, other.cue):
                self._grow(place, *finding.content)
                return
            if 2 * _overlap(finding.content, other.content) > sum(end - start for start, end in finding.content):
                return
        end = finding.content[-1][1]
        # ', "' is all that may stand between what is reported and a quotation that goes on with it
        tail = tuple((quote.start, quote.end) for quote in quotes if not quote.cue and 0 <= quote.start - end <= 2)
        self.findings.append(replace(finding, content=united((*finding.content, *tail))))


def united(spans: Offsets) -> Offsets:
    """Return the spans in text order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _overlap(left: Offsets, right: Offsets) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)
