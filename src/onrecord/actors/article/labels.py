"""Whose initials stand before each answer of an interview: "AR:" is Ana Ruiz."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.article.names import Name
from onrecord.actors.article.sources import Source
from onrecord.model import ActorKind

_LABEL = re.compile(r"[^\W\d_]{2,5}(?=\**:)")
_PARTS = re.compile(r"[\s.-]+")


def spelt_out(text: str, source: Source, names: Sequence[Name]) -> Source:
    """Return the source with the one full name of the text that a label of initials stands for, or as it is."""
    label = _LABEL.match(text, source.start)
    opens = text[:source.start].rstrip("*_ ")[-1:] in {"", "\n"}
    if not label or not opens or not label[0].isupper():
        return source
    meant = {name.text: name for name in reversed(names) if _has_initials(name, label[0])}
    return replace(source, name=next(iter(meant.values())), phrase=None) if len(meant) == 1 else source


def _has_initials(name: Name, label: str) -> bool:
    parts = [part for part in _PARTS.split(name.text) if part]
    return name.kind is ActorKind.PERSON and label.upper() in {
        "".join(part[0] for part in parts).upper(),
        "".join(word[0] for word in name.text.split()).upper(),
    }
