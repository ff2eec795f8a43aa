"""When two names are one name to a reader: case, accents and spaces aside."""

from __future__ import annotations

import unicodedata

from onrecord.evaluation.coding import CodedSpeaker


def same_speaker(gold: CodedSpeaker | None, predicted: CodedSpeaker | None) -> bool:
    """Say whether the gold name is the predicted one or one of its aliases; nobody is nobody only."""
    if gold is None or predicted is None:
        return gold is predicted
    names = {folded(name) for name in (predicted.name, *predicted.aliases) if name is not None}
    return gold.name is not None and folded(gold.name) in names


def folded(name: str) -> str:
    """Return the name without case, accents and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())
