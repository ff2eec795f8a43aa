"""The coder that asks a large model over the OpenAI-compatible chat interface: off unless a user names a server."""

from __future__ import annotations

from onrecord.positions.large.answers import Answer, Evidenced
from onrecord.positions.large.asking import AnswerFormat, Asking
from onrecord.positions.large.coder import LargeCoder
from onrecord.positions.large.report import Prices, Report

__all__ = ["Answer", "AnswerFormat", "Asking", "Evidenced", "LargeCoder", "Prices", "Report"]
