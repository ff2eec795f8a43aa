"""Quoted speech: which quotations of a paragraph are said by whom, read from the cues beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from onrecord.model import Offsets
from onrecord.statements.quotations import Quotation
from onrecord.statements.rules.cues import VERBS
from onrecord.statements.rules.grammar import cue_of, source_of

_SENTENCE_ENDS = frozenset(".!?")
_TURNS = frozenset({"and", "but", "while", "because", "when", "if", "although", "or", "that", "of", "in", "for", "to"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_AUXILIARIES = frozenset({"has", "have", "had", "did", "does", "do", "is", "was", "were", "are", "'s", "’s"})
_ENDS_NAME = frozenset({"IN", "VBG", "VBD", "WRB", "TO", "CC", "_SP"})
"""Tags that no name goes on after: "said [the mayor] in a speech"."""
_MARKS = "\"'“”„‟«»‘’‚‹›` "
_FARTHEST_CUE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Cue and source of a paragraph that ends in a colon: what they say comes in the next one."""

    cue: Offsets
    source: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation with the cue beside it, if there is one; offsets are those of the text.

    `sentence`: it reads as a sentence of its own, no word or phrase quoted within another's.
    `opens`: nothing of its paragraph stands before it.
    """

    start: int
    end: int
    sentence: bool
    opens: bool
    goes_on: bool
    cue: Offsets = ()
    source: Offsets = ()


def quotes_in(doc: Doc, offset: int, quotations: Sequence[Quotation]) -> Iterator[Quote]:
    """Yield the quotations of a paragraph that stands at this offset of its text, with their cues."""
    text = doc.text
    starts = [offset + token.idx for token in doc]
    gaps = [doc[start:end] for start, end in _gaps(starts, offset + len(text), quotations)]
    inners = [text[quotation.start - offset : quotation.end - offset].strip(_MARKS) for quotation in quotations]
    cue: Token | None = None
    for place, (quotation, inner) in enumerate(zip(quotations, inners, strict=True)):
        before, after = gaps[place], gaps[place + 1]
        following = inners[place + 1] if place + 1 < len(inners) else ""
        cue_before = cue
        cue, behind = _cue_beside(before, after, inner, following, cue_before)
        mixed = behind and cue_before is None
        quote = Quote(
            start=_start_of_mixed(quotation, doc, after.start, inner, offset) if mixed else quotation.start,
            end=quotation.end,
            sentence=_is_sentence(before, inner) or quotation.goes_on,
            opens=not before.text.strip(),
            goes_on=quotation.goes_on,
        )
        if cue is not None:
            source = _speaker(cue, after) if behind else source_of(cue)
            quote = replace(quote, cue=_shifted(cue_of(cue), offset), source=_shifted(source, offset))
        yield quote


def introduction_of(doc: Doc, offset: int, quotations: Sequence[Quotation]) -> Introduction | None:
    """Return what introduces the next paragraph, if the words of this one end in a colon."""
    end = len(doc.text.rstrip())
    if not doc.text.endswith(":", 0, end) or (quotations and quotations[-1].end >= offset + end):
        return None
    cue = _leading_cue(doc[:], "", None)
    if cue is None:
        return None
    return Introduction(cue=_shifted(cue_of(cue), offset), source=_shifted(source_of(cue), offset))


def _gaps(starts: list[int], end: int, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Yield the token stretches before, between and after the quotations."""
    last = 0
    for quotation in quotations:
        yield last, max(last, bisect_left(starts, quotation.start))
        last = max(last, bisect_left(starts, quotation.end))
    yield last, bisect_left(starts, end)


def _cue_beside(
    before: Span, after: Span, inner: str, following: str, cue_before: Token | None
) -> tuple[Token | None, bool]:
    """Return the cue of a quotation, and whether it stands behind it."""
    leading = _leading_cue(before, inner, cue_before)
    if leading is not None and leading != cue_before:
        return leading, False
    trailing = _trailing_cue(after, inner)
    # 'hailing a "great day," she said, "We ..."': the cue is that of the next quotation
    if trailing is None or (inner[:1].islower() and trailing == _leading_cue(after, following, None)):
        return leading, False
    return trailing, True


def _leading_cue(before: Span, inner: str, cue_before: Token | None) -> Token | None:
    """Return the cue that leads into a quotation: "he said, ...", "she added: ...", '..., she said, "until ..."'."""
    words = [token for token in before if not token.is_space]
    if not words:
        return None
    last = words[-1]
    for token in reversed(words[-_FARTHEST_CUE:]):
        if token.text in _SENTENCE_ENDS:
            return None
        if token.tag_.startswith("VB") and "quoting" in VERBS.get(token.lower_, ()):
            whole = inner[:1].isupper() or token == cue_before
            direct = last.text == ":" or (last.text == "," and whole) or (token is last and _is_long(inner))
            return token if direct else None
        if last.text == ":" and token.tag_ in _FINITE and token.lower_ not in _AUXILIARIES:
            return token
    return None


def _trailing_cue(after: Span, inner: str) -> Token | None:
    """Return the cue that follows a quotation: "...," he said; "...?" asked the mayor."""
    words = [token for token in after[:_FARTHEST_CUE] if not token.is_space]
    if words and words[0].text == ",":
        words.pop(0)
        inner += ","
    if not words or inner.endswith((".", "…", ":", ";")) or words[0].lower_ in _TURNS:
        return None
    for token in words:
        if token.text in _SENTENCE_ENDS:
            return None
        if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
            continue
        if "quoting" in VERBS.get(token.lower_, ()):
            near = token.i - words[0].i < 3 and (words[0].tag_ in ("PRP", "NNP", "NNPS") or token is words[0])
            spoken = inner.endswith((",", "?", "!", "-", "—", "–")) and _is_long(inner)
            return token if (spoken or near) and not _has_own_content(token) else None
        if token.tag_ in _FINITE and token.lower_ not in _AUXILIARIES and token.dep_ != "relcl":
            return None
    return None


def _has_own_content(cue: Token) -> bool:
    return any(child.dep_ == "ccomp" and child.left_edge.lower_ == "that" for child in cue.rights)


def _speaker(cue: Token, after: Span) -> Offsets:
    """Return the subject of a cue behind a quotation; if the parser sees none there, the words beside the cue."""
    source = source_of(cue)
    if source and all(after.start_char <= start and end <= after.end_char for start, end in source):
        return source
    ahead = [token for token in after if token.i < cue.i and not token.is_punct and not token.is_space]
    behind = takewhile(
        lambda token: not token.is_punct and token.tag_ not in _ENDS_NAME, cue.doc[cue.i + 1 : after.end]
    )
    named = ahead or list(behind)
    return ((named[0].idx, named[-1].idx + len(named[-1])),) if named else source


def _is_sentence(before: Span, inner: str) -> bool:
    words = [token for token in before if not token.is_space]
    alone = not words or words[-1].text in _SENTENCE_ENDS or words[-1].text in (":", ",")
    ended = inner.endswith((".", "!", "?", ",", "…", "—"))
    return alone and inner[:1].isupper() and _is_long(inner, words=3 if ended else 6)


def _is_long(inner: str, words: int = 3) -> bool:
    return len(inner.split(None, words)) >= words


def _start_of_mixed(quotation: Quotation, doc: Doc, end: int, inner: str, offset: int) -> int:
    """Return where what is said starts: with its sentence, if the quotation begins in the midst of one."""
    start = quotation.start
    if not inner[:1].islower():
        return start
    for token in reversed(doc[max(0, end - 100) : end]):
        if offset + token.idx < quotation.start and token.text in _SENTENCE_ENDS:
            break
        if not token.is_space:
            start = min(start, offset + token.idx)
    return start


def _shifted(spans: Offsets, offset: int) -> Offsets:
    return tuple((start + offset, end + offset) for start, end in spans)
