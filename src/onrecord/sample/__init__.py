"""The sample debate: invented articles about an invented dispute, its codebook, and all that is said in it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ARTICLES", "CODEBOOK", "TRUTH"]

ARTICLES = Path(__file__).parent / "articles"
CODEBOOK = Path(__file__).parent / "codebook.yaml"
TRUTH = Path(__file__).parent / "truth.jsonl"
