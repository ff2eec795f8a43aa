"""The countries of the world by name, demonym and capital."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.actors.spelling import fold


class _Countries(NamedTuple):
    by_name: dict[str, str]
    by_demonym: dict[str, str]
    by_capital: dict[str, str]


@lru_cache(maxsize=1)
def _countries() -> _Countries:
    table = files("onrecord.actors").joinpath("countries.tsv").read_text("utf-8")
    found = _Countries({}, {}, {})
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        name, others, demonyms, capitals = line.split("\t")
        found.by_name.update({fold(spelling): name for spelling in (name, *_parts(others))})
        found.by_capital.update({fold(capital): name for capital in _parts(capitals)})
        for demonym in _parts(demonyms):
            found.by_demonym.update({fold(demonym): name, f"{fold(demonym)}s": name})
    return found


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def country_named(words: str) -> str | None:
    """Return the country that has this name."""
    if words in {"us", "Us"}:  # the pronoun
        return None
    return _countries().by_name.get(_key(words))


def country_of_demonym(words: str) -> str | None:
    """Return the country whose people or things are called this ("French", "Poles")."""
    return _countries().by_demonym.get(_key(words)) if words[:1].isupper() else None


def country_of_capital(words: str) -> str | None:
    """Return the country that has this capital."""
    return _countries().by_capital.get(_key(words)) if words[:1].isupper() else None


def _key(words: str) -> str:
    return fold(words).removeprefix("the ") if fold(words) != "the hague" else "the hague"
