"""What a coder reads of a statement: its words, what stands before them, and whether the reporter tells it himself."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.model import Article, Span, Statement, StatementKind
from onrecord.positions.coder import Said
from onrecord.statements.cue_sentences import sentence_breaks
from onrecord.statements.rules.cues import NOUNS, VERBS
from onrecord.statements.rules.inflection import noun_plural, verb_forms

SENTENCES = 2
"""Whole sentences before a statement's own: "it" and "the same" mean something there."""

REACH = 1200
"""Characters read before a statement at most: two sentences of news have 300."""

ASIDE = 4
"""Words between source, cue and content that tell something ("..., who refused to come to the opening, said ...")."""

AHEAD = 4
"""Characters read after a place to see that a sentence begins there: marks and a capital."""

HOLDING = """
admire agree aim anticipate appreciate approve back balk be believe calculate campaign champion choose consider
contemplate decide decline deem desire determine disagree disapprove doubt embrace endorse expect favor favour fear
feel figure foresee fret gather guess hesitate hope imagine intend learn lobby mull oppose opt perceive plan prefer
press presume push realise realize recognise recognize reconsider reflect refuse regard remember resolve root see seek
sense side strive support suspect think understand view volunteer vote want weigh wish wonder worry
"""
"""Verbs among the cues that tell what somebody wants, thinks or does, not what he says."""

HELD = """
agreement assumption belief concern confidence conviction decision desire determination doubt estimate evidence
expectation fear feeling finding hope idea impression intention issue notion opinion perception plan prospect readiness
reluctance speculation suspicion theory thesis unwillingness view willingness wish worry
"""
"""Nouns among the cues that do the same."""


def _words_of_saying() -> frozenset[str]:
    holding = {form for verb in HOLDING.split() for form in verb_forms(verb)}
    held = {form for noun in HELD.split() for form in (noun, noun_plural(noun))}
    return frozenset({*VERBS, *NOUNS, "according"} - holding - held)


SAYING = _words_of_saying()
_WORD = re.compile(r"\w+")


def said_of(article: Article, statement: Statement) -> Said:
    """Return the statement as a coder reads it, every part of it on one line.

    `before` is the two sentences before its own, and what leads to the content there beside source and cue ("Asked
    about the dam, ...").
    """
    return Said(
        content=_line(statement.text),
        source=_words(statement.source),
        cue=_words(statement.cue),
        before=_line(_before(article.text, statement)),
        title=_line(article.title or ""),
        article=article.text,
    )


def is_narrated(statement: Statement) -> bool:
    """Return whether the reporter tells the position in his own words: nothing quoted, and no word of saying.

    "Berlin is against it", "Warsaw is changing its position", "the unions back the plan"; not "Berlin: no dam".
    """
    if statement.kind is not StatementKind.INDIRECT:
        return False
    words = {word.lower() for span in statement.cue for word in _WORD.findall(span.quote)}
    return SAYING.isdisjoint(words) and bool(words or not statement.cue)


def _before(text: str, statement: Statement) -> str:
    """Return the sentences before the content's own, and what leads to the content in that."""
    start = statement.content[0].start
    starts = _sentence_starts(text, start)
    own = starts[-1]
    worded = [at for at, end in pairwise(starts) if _WORD.search(text, at, end)]
    sentences = text[worded[-SENTENCES:][0] : own] if worded else ""
    heads = sorted((span.start, span.end) for span in (*statement.source, *statement.cue) if own <= span.start < start)
    ends = [own, *(end for _, end in heads)]
    gaps = [text[end:at] for end, at in zip(ends, [*(at for at, _ in heads), start], strict=True)]
    leads = [gap for least, gap in zip((1, *[ASIDE] * len(heads)), gaps, strict=True) if _count(gap) >= least]
    return " ".join((sentences, *leads))


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _sentence_starts(text: str, place: int) -> list[int]:
    """Return where sentences begin, as far back as is read; the last is that of the place."""
    low = max(0, place - REACH)
    breaks = sentence_breaks(text[low : place + AHEAD])
    starts = [low + begins for _, begins in breaks if low + begins <= place]
    if low == 0:
        return [0, *starts]
    return starts or [text.find(" ", low, place) + 1 or low]  # what began before that is left out


def _words(spans: tuple[Span, ...]) -> str:
    return _line(" … ".join(span.quote for span in spans))


def _line(text: str) -> str:
    return " ".join(text.split())
