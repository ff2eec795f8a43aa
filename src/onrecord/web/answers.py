"""Every refusal as the answer that the browser gets: a problem in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.errors import LedgerBusyError, LedgerError, OnRecordError
from onrecord.web.problems import STATUS, Problem, Refusal

REASONS: Mapping[int, str] = {status: reason for reason, status in STATUS.items() if reason != "stale"}
SHOWN = 3
"""Mistakes of a request that are named; one can have thousands."""


def answer_refusals(app: FastAPI, ledger: Path) -> None:
    """Have every error of a request to the app answered with a problem."""

    def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return answer(error.problem, error.status_code, error.headers)

    def not_done(_request: Request, error: Exception) -> Response:
        problem = _problem_of(error, ledger)
        return answer(problem, STATUS[problem.reason])

    def invalid(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(Problem(reason="wrong", message=_mistakes(error)), 422)

    def by_status(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        reason = REASONS.get(error.status_code, "wrong")
        return answer(Problem(reason=reason, message=f"{error.detail}."), error.status_code, error.headers)

    def too_large(_request: Request, _error: Exception) -> Response:  # a number that SQLite has no room for
        return answer(Problem(reason="wrong", message="A number in this is too large."), 422)

    def failed(_request: Request, _error: Exception) -> Response:
        message = "onrecord failed at this, which is a fault in it; what it says stands where it was started."
        return answer(Problem(reason="failed", message=message), STATUS["failed"])

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(OnRecordError, not_done)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, by_status)
    app.add_exception_handler(OverflowError, too_large)
    app.add_exception_handler(Exception, failed)


def answer(problem: Problem, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells a problem."""
    return Response(problem.to_json(), status, headers, media_type="application/json")


def _problem_of(error: Exception, ledger: Path) -> Problem:
    message = str(error).removeprefix(f"{ledger}: ")
    if isinstance(error, LedgerBusyError) or isinstance(error.__cause__, DatabaseError):
        return Problem(reason="busy", message=message)
    # "no actor 'x'", "no decision 7": the ledger's own words for what it does not hold.
    is_absent = isinstance(error, LedgerError) and message.startswith("no ")
    return Problem(reason="not_found" if is_absent else "wrong", message=message)


def _mistakes(error: RequestValidationError) -> str:
    told = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()[:SHOWN]]
    return "; ".join(told)[:1_000] or "The request cannot be read."
