"""The table of facts about countries, institutions and alliances: its rows, and the keys of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.actors.naming.spelling import fold

LONGEST = 120  # characters; what is longer is a sentence, not a name
SHORT = 3  # letters; abbreviations up to this length are read in capitals only: "WHO" but not "Who"

_ARTICLE = re.compile(r"\s*the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s(?!\w)")
_INITIALS = re.compile(r"\b\w(?:\.\w)+\b\.?")
_AS_SPACE = dict.fromkeys("-‐‑–—/", " ")
_AS_NOTHING = dict.fromkeys("'’ʼʻ`")
_SPELT_OUT = str.maketrans({"+": " plus ", "&": " and ", **_AS_SPACE, **_AS_NOTHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of the table; its head says what stands in which column."""

    what: str
    name: str
    of: str
    kind: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    members: tuple[str, ...]
    wikidata: str

    def spellings(self) -> tuple[str, ...]:
        """Return the name and the other names."""
        return (self.name, *self.others)


@lru_cache(maxsize=1)
def facts() -> tuple[Fact, ...]:
    """Return the rows of the table."""
    table = files("onrecord.actors.facts").joinpath("facts.tsv").read_text("utf-8")
    return tuple(_fact(line.split("\t")) for line in table.splitlines() if not line.startswith("#"))


def _fact(cells: list[str]) -> Fact:
    what, name, of, kind, others, demonyms, capitals, members, wikidata = cells
    return Fact(
        what=what,
        name=name,
        of=of,
        kind=kind,
        others=_parts(others),
        demonyms=_parts(demonyms),
        capitals=_parts(capitals),
        members=_parts(members),
        wikidata=wikidata,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@lru_cache(maxsize=65_536)
def fact_key(words: str) -> str:
    """Return what all spellings of a name have in common; nothing for what is too long to be a name."""
    if len(words) > LONGEST:
        return ""
    plain = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), _POSSESSIVE.sub("", words))
    folded = fold(plain.translate(_SPELT_OUT))
    return folded if folded == "the hague" else folded.removeprefix("the ")


def bare(words: str) -> str:
    """Return the words without the article before them."""
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words.strip()


def is_capitalized(words: str) -> bool:
    """Return whether a name starts as names do; scripts without capitals always do."""
    return has_capital(bare(words)[:1])


def has_capital(words: str) -> bool:
    """Return whether any letter is a capital; scripts without capitals always pass."""
    return bool(words) and (words != words.lower() or words == words.upper())


def spelt_as_listed(words: str, key: str) -> bool:
    """Return whether the words are no pronoun or verb that reads like an abbreviation: "us", "Who", "ice"."""
    return key not in _in_capitals() or bare(words).isupper()


@lru_cache(maxsize=1)
def _in_capitals() -> frozenset[str]:
    return frozenset(
        key
        for fact in facts()
        for spelling in fact.spellings()
        if spelling.isupper() and len(key := fact_key(spelling)) <= SHORT
    )
