"""What comparing two names gives: a verdict, a score and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two names are one actor's."""

    SAME = "same"
    """One name, with no further evidence needed."""
    CLOSE = "close"
    """A misspelling or variant, which needs what the articles say."""
    BARE = "bare"
    """One is only the surname, or only a part, of the other."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scores of SAME are from .9, of CLOSE from .7, of BARE from .4, of DIFFERENT below."""

    verdict: Verdict
    score: float
    reason: str


def same(score: float, reason: str) -> Comparison:
    """Return that the names are one."""
    return Comparison(verdict=Verdict.SAME, score=score, reason=reason)


def close(score: float, reason: str) -> Comparison:
    """Return that the names may be one."""
    return Comparison(verdict=Verdict.CLOSE, score=score, reason=reason)


def bare(score: float, reason: str) -> Comparison:
    """Return that one name is a part of the other."""
    return Comparison(verdict=Verdict.BARE, score=score, reason=reason)


def different(score: float, reason: str) -> Comparison:
    """Return that the names are not one."""
    return Comparison(verdict=Verdict.DIFFERENT, score=score, reason=reason)
