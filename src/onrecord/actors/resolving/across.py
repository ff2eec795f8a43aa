"""Which actor of all articles a speaker of one article is: by name, and by what the articles say of both."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.fuzz import ratio

from onrecord.actors.naming.keys import name_keys
from onrecord.actors.naming.matching import Verdict, compare_bodies, compare_people
from onrecord.actors.naming.romanization import latin
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.naming.words_alike import skeleton
from onrecord.actors.resolving.candidates import (
    MOST_NAMES,
    Candidate,
    Index,
    Known,
    candidates_among,
    in_company,
)
from onrecord.actors.resolving.holders import holder, holders
from onrecord.actors.resolving.identity import is_unnamed, slug
from onrecord.model import ActorKind, Speaker

LOOSELY = 70
"""Edit similarity, of 100, of whole names from which two holders of one office at one time are taken for one person."""
_NEARER = {Verdict.SAME: 0.5, Verdict.BARE: 0.3, Verdict.CLOSE: 0.0}
FULL = 0.3
"""What a full name counts for, so that a bare surname goes to it rather than to another bare surname."""
ACRONYM = 0.85
"""From which score two names of a body are a name and its acronym."""
SHORTEST_ACRONYM, SHORTEST_NICKNAME = 3, 3
AHEAD = 1.0
"""By how much the best of several must lead."""


def is_settled(kind: ActorKind, names: Iterable[str]) -> bool:
    """Return whether no other article can tell who it is: all but offices, bare surnames, and acronyms and the like."""
    match kind:
        case ActorKind.PERSON:
            return any(len(name_words(name)) > 1 for name in names)
        case ActorKind.ORGANIZATION:
            return any(len(name.split()) > 1 for name in names)
        case _:
            return kind is not ActorKind.ANONYMOUS


def resolve(
    speakers: Sequence[Speaker], *, article: str, published: datetime.date | None, index: Index
) -> tuple[str, ...]:
    """Return the id of each speaker's actor, a new one where it is none that is known.

    `speakers` are those of one article. Full names come first: they are the company that tells who a bare surname is.
    """
    found: dict[int, str] = {}
    for number in sorted(range(len(speakers)), key=lambda number: _turn(speakers[number])):
        speaker = speakers[number]
        taken = frozenset(found.values())
        actor = known_actor(speaker, published=published, company=taken, index=index)
        found[number] = actor or _new_id(speaker, article, taken, index)
    return tuple(found[number] for number in range(len(speakers)))


def _turn(speaker: Speaker) -> int:
    if speaker.kind is ActorKind.ANONYMOUS:
        return 2
    return int(not is_settled(speaker.kind, (speaker.name,)))


def known_actor(
    speaker: Speaker, *, published: datetime.date | None, company: frozenset[str], index: Index
) -> str | None:
    """Return the id of the actor that a speaker is; `company` are the actors found in the article so far."""
    if speaker.kind is ActorKind.ANONYMOUS:
        return holder(speaker, published, company, index)
    if is_unnamed(speaker.kind, speaker.name):
        return None
    return index.owner(fold(speaker.name)) or _of_name(speaker, published, company, index)


def _of_name(speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index) -> str | None:
    settled = is_settled(speaker.kind, (speaker.name,))
    for name in _telling(speaker):  # most speakers have a name that is known letter by letter, which is found at once
        known = list(candidates_among(speaker, index.called(name)))
        if len(known) == 1 and known[0].support >= 0:
            return known[0].known.id
    candidates = list(candidates_among(speaker, index.known(name_keys(speaker.name))))
    if settled:
        same = [one for one in candidates if one.comparison.verdict is Verdict.SAME]
        if same := [one for one in in_company(same, company, index) if one.support >= 0]:
            return max(same, key=lambda one: (one.support, one.comparison.score)).known.id
    left = [one for one in candidates if one.known.id not in company]
    leading = _leading([one for one in in_company(left, company, index) if _is_enough(speaker, one)])
    return leading or _garbled(speaker, published, company, index)


def _telling(speaker: Speaker) -> Iterator[str]:
    """Yield the names of a speaker that one actor alone should have: full ones, and acronyms."""
    for name in (speaker.name, *speaker.aliases):
        is_acronym = speaker.kind is ActorKind.ORGANIZATION and name.isupper() and len(name) >= SHORTEST_ACRONYM
        if is_acronym or is_settled(speaker.kind, (name,)):
            yield name


def _is_enough(speaker: Speaker, candidate: Candidate) -> bool:
    """Return whether nothing speaks against a candidate; a surname that sounds otherwise needs what speaks for it."""
    if candidate.comparison.verdict is not Verdict.CLOSE:
        return candidate.support >= 0
    if speaker.kind is not ActorKind.PERSON:
        return candidate.support > 0 or (candidate.support == 0 and candidate.comparison.score >= ACRONYM)
    words = name_words(speaker.name)
    names = [name_words(name) for name in candidate.known.names]
    alike = any(words[-1:] == name[-1:] or _by_ear(words) == _by_ear(name) for name in names)
    return candidate.support > 0 or (alike and candidate.support == 0)


def _by_ear(words: Iterable[str]) -> list[str]:
    return sorted(skeleton(latin(word)) for word in words)


def _garbled(speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index) -> str | None:
    """Return the one person who held the speaker's office then and whose name may be a garbled form of his.

    By ear, or by way of another language, a name is written so otherwise that only the office tells.
    """
    if speaker.kind is not ActorKind.PERSON or not is_settled(speaker.kind, (speaker.name,)):
        return None
    plain, folded = fold(latin(speaker.name)), fold(speaker.name)
    alike = [
        known.id
        for known in holders(speaker, published, index)
        if known.id not in company
        and folded not in known.not_names
        and any(ratio(plain, fold(latin(name))) >= LOOSELY for name in known.names[:MOST_NAMES])
    ]
    return alike[0] if len(alike) == 1 else None


def _leading(candidates: Sequence[Candidate]) -> str | None:
    """Return the best of the candidates if it leads all those clearly who are surely somebody else."""
    ordered = sorted(candidates, key=_weight, reverse=True)
    if not ordered:
        return None
    best, *others = ordered
    rivals = [one for one in others if _weight(one) > _weight(best) - AHEAD and not _may_be_one(best.known, one.known)]
    return None if rivals else best.known.id


def _weight(candidate: Candidate) -> float:
    known = candidate.known
    return candidate.support + _NEARER[candidate.comparison.verdict] + FULL * is_settled(known.kind, known.names)


def _may_be_one(one: Known, other: Known) -> bool:
    """Return whether two actors are but spellings of one name, so that it matters little which is taken."""
    if not is_settled(one.kind, one.names) or not is_settled(other.kind, other.names):
        return True
    compare = compare_people if one.kind is ActorKind.PERSON else compare_bodies
    if compare(one.names[0], other.names[0]).verdict in {Verdict.SAME, Verdict.CLOSE}:
        return True
    given = sorted((name_words(one.names[0])[0], name_words(other.names[0])[0]), key=len)
    return one.kind is ActorKind.PERSON and len(given[0]) >= SHORTEST_NICKNAME and given[1].startswith(given[0])


def _new_id(speaker: Speaker, article: str, taken: frozenset[str], index: Index) -> str:
    name = slug(speaker.name) or "unknown"
    return free_id(f"{article}/{name}" if is_unnamed(speaker.kind, speaker.name) else name, taken, index)


def free_id(wanted: str, taken: Collection[str], index: Index) -> str:
    """Return this id for a new actor, with a number where another has it."""
    candidate, number = wanted, 1
    while candidate in taken or not index.is_free(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
