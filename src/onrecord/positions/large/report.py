"""What asking has cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost, in the user's currency."""

    prompt: float
    completion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a coder has asked so far.

    `requests` were answered by the server, `failed` were not and are tried again, `cached` answers cost nothing.
    `unmetered` answers came without a count of tokens: tokens and cost are then too low. `unusable` statements got
    no answer that can be used; `unproven` positions were refused since their evidence is not in the text. `cost` is
    None without prices.
    """

    statements: int
    requests: int
    failed: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    unmetered: int
    unusable: int
    unproven: int
    cost: float | None

    def __str__(self) -> str:
        parts = [
            f"{self.statements:,} statements: {self.requests:,} requests, {self.failed:,} failed tries, "
            f"{self.cached:,} answers from the cache",
            f"{self.prompt_tokens:,} tokens asked, {self.completion_tokens:,} answered",
        ]
        if self.cost is not None:
            parts.append(f"cost {self.cost:.4f}")
        if self.unmetered:
            parts.append(f"{self.unmetered:,} answers without a count of tokens")
        if self.unusable or self.unproven:
            parts.append(
                f"refused: the answers on {self.unusable:,} statements, {self.unproven:,} positions without evidence"
            )
        return "; ".join(parts)


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of a report while they grow."""

    statements: int = 0
    requests: int = 0
    failed: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    unmetered: int = 0
    unusable: int = 0
    unproven: int = 0

    def report(self, prices: Prices | None) -> Report:
        """Return what has been counted, with its cost."""
        cost = None
        if prices is not None:
            cost = (self.prompt_tokens * prices.prompt + self.completion_tokens * prices.completion) / 1_000_000
        return Report(
            statements=self.statements,
            requests=self.requests,
            failed=self.failed,
            cached=self.cached,
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            unmetered=self.unmetered,
            unusable=self.unusable,
            unproven=self.unproven,
            cost=cost,
        )
