"""When a statement was made: from words beside its cue, or from the article's own date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from onrecord.model import DateBasis, DatePrecision, Offsets
from onrecord.statements.cue_sentences import CueSentence, Range, sentence_of
from onrecord.statements.expressions import OCCASIONS, Expression, Shift, read_expressions
from onrecord.statements.stretches import Stretch

MOST = 12  # expressions of a sentence that are looked at, nearest to the cue first: more stand only in tables

_NOT_THE_DAY = re.compile(
    r"\b(?:since|by|until|till|before|after|next|from|through|for|to|than|with|between|starting|beginning|effective|unlike"
    r"|(?<!morning\s)(?<!afternoon\s)(?<!evening\s)(?<!night\s)of"
    r"|(?<!recently\s)(?<!late\s)(?<!early\s)as"
    r"|due|scheduled|coming|following|every|each|black|good|super|ash|cyber|giving|bloody|easter|palm"
    r"|(?:between|from)\s[^.,;]{1,30}\s(?:and|until)|from\s[\d.,]{1,12}(?:\s\w{1,20})?|confidence|faith|trust|believed?|believes"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Sgt|Sergeant|Inspector|Detective)\.?)"
    r"(?:\s(?:on|the|late|early|last|this))*\s$",
    re.IGNORECASE,
)
"""Right before an expression: it is the time of something else, a range, or a name ("Good Friday", "Mr Friday")."""
_ANOTHER_EVENT = re.compile(
    r"\b(?:ahead\sof|before|until|scheduled|planned|plans?|due|expected|upcoming|will|would|who|whose|which|where"
    r"|that(?=\s[^\x00]))\b",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(r"\b(?:will|would|plans?|planning|intends?|intending|hopes|hoping)\b", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"\b(?:and|but|so|as|while|because|when|after|which)\b|;")
_CLAUSE_AFTER = re.compile(r"[,;–—]\s?(?:and|but|so|as|while|because|when|after)\b|\x00\s(?:and|but|or)\b")
_TURN = re.compile(r"[,;–—]\s?(?:and|but|so|which|yet)\b|\bnow\b")
"""After "in 2019 the bridge fell": what is said is told from now, where a day would still be that of the saying."""
_DONE_THEN = re.compile(r"(?:\w{2}(?:ed|en|lt|ld)|made|sent|met|set|won|lost)\s$")
"""Right before a month or a year: "a party founded in 2019"."""
_ASIDE = re.compile(r",\s(?:\w{2,20}ed|held|sent|made|set)\s(?:[\w'’]{1,20}\s){0,3}$")
"""Right before an expression: "the talks, held in Graz on Tuesday, failed"."""
_SPEAKING = re.compile(r"\b(?:speaking|talking|writing|addressing|asked|interviewed)\b[^,;]{0,40}$", re.IGNORECASE)
_HAD_BEFORE = re.compile(r"\bhad\s(?:(?:\w{2,12}ly|already|never|not|once|then|earlier|long|also|even)\s)?$")
_HAD_IN_CUE = re.compile(r"\bhad\s\w")
_SENTENCE_START = re.compile(
    r"\W*(?:(?:on|late|early|earlier|later|back|speaking|and|but|only|just|as\srecently\sas|even)\s)*$", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"(?<!on\s)\b(?:a|an|the|his|her|its|their|our|my|this|that)\s(?:early\s|late\s)?$", re.IGNORECASE
)
_NO_WORD_BEFORE = re.compile(r"(?:(?:an?|the|his|her|its|their)\s)?", re.IGNORECASE)
_OCCASION = re.compile(rf"(?:['’]s)?\s(?:[\w-]{{1,20}}\s){{0,2}}?(?:{OCCASIONS})\b")
_AT = re.compile(r"\b(?:at|during)\s(?:(?:a|an|the|his|her|its|their|this|that)\s)?$", re.IGNORECASE)
_POSSESSIVE = re.compile("['’]s?(?!\\w)")
_ISSUED = re.compile(
    r"\b(?:released|published|issued|dated|posted|unveiled|taken|conducted)\s(?:on\s|late\s|early\s)?$"
)
_IN_WHAT_WAS_ISSUED = re.compile(rf"\bin\s(?:[\w-]{{1,20}}\s){{1,6}}?{_ISSUED.pattern}", re.IGNORECASE)


def statement_date(
    text: str, content: Offsets, cue: Offsets, source: Offsets, published: datetime.date | None
) -> tuple[datetime.date | None, DateBasis, DatePrecision]:
    """Return the first day of the stretch of time in which the statement was made, what says so, and its length.

    An expression counts when it stands in the cue's sentence, outside what was said, and nearest to the cue. One that
    tells no time ("years ago"), or counts from a day that is nowhere told ("the day before"), leaves the date unknown:
    it says that the statement was not made on the article's day. Where the text says nothing, that day stands.
    """
    sentence = sentence_of(text, content, cue or source or content, source)
    expressions = read_expressions(sentence.text, published)
    nearest = sorted(expressions, key=lambda expression: _distance(expression, sentence.cue))[:MOST]
    when = [expression for expression in nearest if _says_when(sentence, expression)]
    for stretch in _stretches(when, sentence, expressions, published):
        return stretch.date, DateBasis.EXPRESSION, stretch.precision
    if when or _had_been_said(sentence) or not published:
        return None, DateBasis.UNKNOWN, DatePrecision.DAY
    return published, DateBasis.ARTICLE, DatePrecision.DAY


def _stretches(
    when: list[Expression], sentence: CueSentence, expressions: list[Expression], published: datetime.date | None
) -> Iterator[Stretch]:
    """Yield the stretches that these mean; where one counts from a day, from the last day told before it."""
    anchors: list[Stretch] | None = None
    for expression in when:
        if isinstance(expression.means, Stretch):
            yield expression.means
        elif isinstance(expression.means, Shift):
            if anchors is None:
                anchors = _anchors(sentence.before, read_expressions(sentence.before, published))
            within = _anchors(sentence.text, [one for one in expressions if one.end <= expression.start])
            for anchor in (within or anchors)[-1:]:
                counted = expression.means.after(anchor)
                if counted and not (published and counted.date > published):
                    yield counted
            if expression.means.or_today and published and not within and not anchors:
                yield Stretch(published)


def _anchors(text: str, expressions: list[Expression]) -> list[Stretch]:
    """Return what the expressions mean that a later one may count from, in text order."""
    return [
        expression.means
        for expression in expressions
        if isinstance(expression.means, Stretch) and not _NOT_THE_DAY.search(_left_of(text, expression))
    ]


def _says_when(sentence: CueSentence, expression: Expression) -> bool:
    """Return whether the expression is when it was said, not when something else happens."""
    before = _left_of(sentence.text, expression)
    occasion = _OCCASION.match(sentence.text, expression.end) is not None
    for start, end in sentence.sources:
        if start <= expression.start < end:
            first = _NO_WORD_BEFORE.fullmatch(sentence.text, start, expression.start)
            return bool(
                _ISSUED.search(before) or (occasion and first)
            )  # "a survey issued on Friday", "Friday's survey"
    if _NOT_THE_DAY.search(before):
        return False
    possessive = _POSSESSIVE.match(sentence.text, expression.end)
    if _AT.search(before) and (possessive or not _is_long(expression)):
        return _goes_with_cue(sentence, expression)
    if possessive or _DETERMINER.search(before):
        return occasion  # "in a March 5 speech", not "in a March 5 vote"
    return _goes_with_cue(sentence, expression)


def _goes_with_cue(sentence: CueSentence, expression: Expression) -> bool:
    """Return whether no other event and no other clause stands between the expression and the cue."""
    if expression.start >= sentence.cue[1]:
        return _goes_with_cue_before(sentence, expression)
    return expression.start >= sentence.cue[0] or _goes_with_cue_after(sentence, expression)


def _goes_with_cue_before(sentence: CueSentence, expression: Expression) -> bool:
    start, end = sentence.cue
    between = sentence.text[end : expression.start]
    if "," not in between and _STILL_TO_COME.search(sentence.text, start, end):
        return False  # "plan to block the road on Saturday", but not "would accept it, she said on Tuesday"
    if _of_something_done(between, expression):
        return False
    return not _CLAUSE_AFTER.search(between) and not _ANOTHER_EVENT.search(between)


def _goes_with_cue_after(sentence: CueSentence, expression: Expression) -> bool:
    text, start = sentence.text, sentence.cue[0]
    before, between = text[: expression.start], text[expression.end : start]
    if before.endswith("\x00 "):
        return False  # the end of what was said, cut off from it
    if _SENTENCE_START.match(before):
        return not (_is_long(expression) and _TURN.search(between))
    if _IN_WHAT_WAS_ISSUED.search(before[-80:]) or _SPEAKING.search(before[-60:]):
        return True
    if _had_been_said(sentence) and "," in between:
        return False  # "said on Tuesday, easing the ban that she had called for"
    if _of_something_done(before[-60:], expression):
        return False
    clause = before[before.rfind(",") + 1 :]
    return not _ANOTHER_EVENT.search(clause) and not _ANOTHER_CLAUSE.search(between)


def _of_something_done(before: str, expression: Expression) -> bool:
    """Return whether a participle right before the expression makes it the time of something else."""
    done = _ASIDE.search(before) or (_is_long(expression) and _DONE_THEN.search(before))
    return bool(done) and not _ISSUED.search(before)


def _is_long(expression: Expression) -> bool:
    return isinstance(expression.means, Stretch) and expression.means.precision is not DatePrecision.DAY


def _had_been_said(sentence: CueSentence) -> bool:
    """Return whether the cue is a past perfect ("had warned"): earlier than what the article tells."""
    start, end = sentence.cue
    before = sentence.text[max(0, start - 20) : start]
    return bool(_HAD_BEFORE.search(before) or _HAD_IN_CUE.search(sentence.text, start, end))


def _left_of(text: str, expression: Expression) -> str:
    return text[max(0, expression.start - 40) : expression.start]


def _distance(expression: Expression, cue: Range) -> int:
    return max(expression.start - cue[1], cue[0] - expression.end, 0)
