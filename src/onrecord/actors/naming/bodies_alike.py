"""Whether two names are one organization's: word against word, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from onrecord.actors.naming.body_names import BodyName, body_name
from onrecord.actors.naming.comparison import Comparison, bare, close, different, same
from onrecord.actors.naming.words_alike import is_misspelt, is_respelt

SURE_ACRONYM = 4  # letters: NATO is no other's, "EU" or "ICC" can be
_EMPTY_INITIALS = frozenset("the of for and in on at to de".split())
GENERIC = frozenset(
    "group holding holdings international global national company enterprise enterprises industries services systems"
    " solutions organization foundation institute association committee council ministry department agency office"
    " party bank government federal state union".split()
)


def compare_bodies(one: str, other: str) -> Comparison:
    """Return whether two names are one organization's or institution's."""
    ours, theirs = body_name(one), body_name(other)
    if not ours.words or not theirs.words:
        return different(0.0, f"no name: {(other if ours.words else one)[:40].strip() or 'nothing'}")
    if ours.words == theirs.words:
        return _of_one_form(ours, theirs, 1.0, "the same name")
    if ours.country and theirs.country and ours.country != theirs.country:
        return different(0.2, f"countries differ: {ours.country[1:]}, {theirs.country[1:]}")
    if ours.numbers != theirs.numbers:
        return different(0.3, f"numbers differ: {_listed(ours.numbers)}, {_listed(theirs.numbers)}")
    return _by_order(ours, theirs) or _by_acronym(ours, theirs) or _by_words(ours, theirs)


def _by_order(ours: BodyName, theirs: BodyName) -> Comparison | None:
    if sorted(ours.words) == sorted(theirs.words):
        return _of_one_form(ours, theirs, 0.95, "the same words in another order")
    if "".join(ours.words) == "".join(theirs.words) or "".join(ours.plain_words) == "".join(theirs.plain_words):
        return _of_one_form(ours, theirs, 0.95, "the same name but for spaces")
    return None


def _of_one_form(ours: BodyName, theirs: BodyName, score: float, reason: str) -> Comparison:
    forms = {ours.legal_form, theirs.legal_form} - {None}
    if len(forms) > 1:
        return different(0.35, f"legal forms differ: {' '.join(ours.plain_words)}, {' '.join(theirs.plain_words)}")
    return same(score, reason)


def _listed(numbers: frozenset[str]) -> str:
    return " ".join(sorted(numbers)) or "none"


def _by_acronym(ours: BodyName, theirs: BodyName) -> Comparison | None:
    for short, full in ((ours, theirs), (theirs, ours)):
        acronym = short.acronym
        if acronym is None or len(full.plain_words) < 2 or len(short.plain_words) > len(full.plain_words):
            continue
        if acronym in initials(full.plain_words) or full.acronym == acronym:
            reason = f"an acronym: {acronym.upper()}"
            return same(0.92, reason) if len(acronym) >= SURE_ACRONYM else close(0.85, reason)
    return None


def initials(words: Sequence[str]) -> frozenset[str]:
    """Return the first letters of the words, with and without those like "of" and "and"."""
    return frozenset(
        {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _EMPTY_INITIALS)}
    )


def _by_words(ours: BodyName, theirs: BodyName) -> Comparison:
    """Return the comparison by the words that both have, those nearly alike, and those that one alone has."""
    left, right = list(ours.words), list(theirs.words)
    for word in ours.words:
        if word in right:
            left.remove(word)
            right.remove(word)
    slips: list[tuple[str, str]] = []
    is_slip = False
    for word in list(left):
        if found := next((one for one in right if _alike(word, one)), None):
            is_slip = is_slip or not is_respelt(word, found)
            slips.append((word, found))
            left.remove(word)
            right.remove(found)
    shared = min(len(ours.words), len(theirs.words)) - min(len(left), len(right))
    if not left and not right:
        return _spelt_otherwise(ours, theirs, slips, is_slip=is_slip)
    if left and right:
        score = 0.3 * OSA.normalized_similarity(" ".join(ours.words)[:120], " ".join(theirs.words)[:120])
        return different(round(score, 3), f"other words: {' '.join(left)}, {' '.join(right)}")
    extra = left or right
    if shared and extra == ["party"]:
        return close(0.8, "only one says that it is a party")
    if shared and not all(word in GENERIC for word in (ours.words if right else theirs.words)):
        return bare(0.5, f"only a part of the name: without {' '.join(extra)}")
    if shared and extra == [ours.country or theirs.country]:
        return bare(0.6, f"only one names the country: {extra[0][1:]}")
    return different(0.3, f"one has more words: {' '.join(extra)}")


def _spelt_otherwise(ours: BodyName, theirs: BodyName, slips: list[tuple[str, str]], *, is_slip: bool) -> Comparison:
    words = ", ".join(slips[0])
    if not is_slip:
        return _of_one_form(ours, theirs, 0.93, f"another spelling: {words}")
    if len(slips) == 1:
        return close(0.78, f"one word spelt otherwise: {words}")
    return different(0.38, f"several words spelt otherwise: {words}")


def _alike(one: str, other: str) -> bool:
    if one.startswith("@") or other.startswith("@") or one.isdigit() or other.isdigit():
        return False
    return is_respelt(one, other) or is_misspelt(one, other)
