"""Whether two names are one person's: surname against surname, given name against given name."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from onrecord.actors.lexicon import given_names
from onrecord.actors.naming.comparison import Comparison, bare, close, different, same
from onrecord.actors.naming.given_alike import GivenLikeness, given_alike, may_be_alike
from onrecord.actors.naming.person_names import PersonName, family_class, person_name
from onrecord.actors.naming.romanization import has_syllables
from onrecord.actors.naming.words_alike import Likeness, consonants_alike, respelling, skeleton, surnames_alike

LONG_GIVEN = 6  # letters of a family-first given name that may be spelt otherwise: Jinping, Jingping
LONG_NAME = 12  # letters of surname and given name together, both misspelt: Alexandr Lukashnko
_ARABIC = ("al", "el", "bin", "ibn", "ben")
"""Particles of Arabic surnames, whose vowels each paper writes as it hears them (bin Laden, bin Ladin)."""

_GIVEN_SCORES = {
    GivenLikeness.SAME: 1.0,
    GivenLikeness.RESPELT: 0.97,
    GivenLikeness.SHORT: 0.95,
    GivenLikeness.INITIAL: 0.85,
    GivenLikeness.MISSPELT: 0.85,
    GivenLikeness.TONGUE: 0.8,
    GivenLikeness.OTHER: 0.0,
}
_GIVEN_REASONS = {
    GivenLikeness.INITIAL: "only an initial of the given name: {0}, {1}",
    GivenLikeness.MISSPELT: "given name spelt otherwise: {0}, {1}",
    GivenLikeness.TONGUE: "given name in another language: {0}, {1}",
}

_WITHOUT_VOWELS = {
    Likeness.OTHER: GivenLikeness.OTHER,
    Likeness.DOUBTFUL: GivenLikeness.OTHER,
    Likeness.MISSPELT: GivenLikeness.MISSPELT,
    Likeness.RESPELT: GivenLikeness.RESPELT,
    Likeness.SAME: GivenLikeness.SAME,
}


def compare_people(one: str, other: str) -> Comparison:
    """Return whether two names are one person's."""
    ours, theirs = person_name(one), person_name(other)
    if not ours.words or not theirs.words:
        return different(0.0, f"no name: {(other if ours.words else one)[:40].strip() or 'nothing'}")
    if ours.generation != theirs.generation and not _is_regnal(ours, theirs):
        return different(0.3, f"generations differ: {ours.generation or 'none'}, {theirs.generation or 'none'}")
    if ours.words == theirs.words:
        return _of_one_spelling(ours, theirs)
    if len(ours.words) == 1 or len(theirs.words) == 1:
        short, full = _by_length(ours, theirs)
        return _single(ours, theirs) if len(full.words) == 1 else _part(short, full)
    both_family_first = ours.is_family_first and theirs.is_family_first
    return _family_first(ours, theirs) if both_family_first else _full(ours, theirs)


def may_be_one(one: str, other: str) -> bool:
    """Return whether `compare_people` can find two names one person's, by how their words begin: False is certain."""
    ours, theirs = person_name(one), person_name(other)
    if not (ours.is_plain and theirs.is_plain):
        return True
    if len(ours.words) == 1 or len(theirs.words) == 1:
        return any(may_be_alike(word, another) for word in ours.words for another in theirs.words)
    (given, surname), (other_given, other_surname) = ours.words, theirs.words
    return (may_be_alike(given, other_given) and may_be_alike(surname, other_surname)) or (
        may_be_alike(given, other_surname) and may_be_alike(surname, other_given)
    )


def _by_length(ours: PersonName, theirs: PersonName) -> tuple[PersonName, PersonName]:
    return (theirs, ours) if len(theirs.words) < len(ours.words) else (ours, theirs)


def _of_one_spelling(ours: PersonName, theirs: PersonName) -> Comparison:
    if has_syllables(ours.as_written) and has_syllables(theirs.as_written) and ours.as_written != theirs.as_written:
        return close(0.75, "the same sounds in other characters")
    if all(len(word) < 2 for word in ours.words):
        return bare(0.4, f"only initials: {ours.as_written}")
    return same(1.0, "the same name") if ours.generation == theirs.generation else bare(0.6, "only one has a number")


def _is_regnal(ours: PersonName, theirs: PersonName) -> bool:
    """Return whether one of two rulers' names only lacks the number (King Charles, King Charles III)."""
    if None not in {ours.generation, theirs.generation}:
        return False
    numbered = ours if ours.generation else theirs
    return len(ours.words) == 1 and ours.words == theirs.words and str(numbered.generation).isupper()


def _single(ours: PersonName, theirs: PersonName) -> Comparison:
    [one], [other] = ours.words, theirs.words
    likeness = _surnames(ours, theirs)
    if likeness >= Likeness.RESPELT and min(len(one), len(other)) > 1:
        return same(0.95, f"one surname in two spellings: {one}, {other}")
    if given_alike(one, other) is GivenLikeness.OTHER and one in given_names() and other in given_names():
        return different(0.2, f"given names clash: {one}, {other}")
    if likeness is Likeness.MISSPELT:
        return close(0.75, f"surnames nearly alike: {one}, {other}")
    return different(_apart(one, other), f"surnames differ: {one}, {other}")


def _part(short: PersonName, full: PersonName) -> Comparison:
    """Return how a name of one word compares with a full one."""
    word = short.words[0]
    if len(word) == 1:
        return different(0.2, f"a single letter: {short.as_written}")
    if word in {"".join(full.words), full.joined_surname + "".join(full.given)}:
        return same(0.93, "the same name written as one word")
    return _part_of_surname(short, full) or _part_of_given(short, full)


def _part_of_surname(short: PersonName, full: PersonName) -> Comparison | None:
    likeness = _surnames(short, full)
    if likeness >= Likeness.RESPELT:
        return bare(0.65, f"only the surname: {short.as_written}")
    if short.words[0] in full.surname:
        return bare(0.55, f"only a part of the surname: {short.as_written}")
    if likeness is Likeness.MISSPELT:
        return bare(0.5, f"only a surname, and spelt otherwise: {short.words[0]}, {' '.join(full.surname)}")
    return None


def _part_of_given(short: PersonName, full: PersonName) -> Comparison:
    word = short.words[0]
    if any(given_alike(word, given) > GivenLikeness.INITIAL for given in full.given if len(given) > 1):
        return bare(0.45, f"only a given name: {short.as_written}")
    return different(_apart(word, " ".join(full.surname)), f"no part alike: {short.as_written}, {full.as_written}")


def _family_first(ours: PersonName, theirs: PersonName) -> Comparison:
    if ours.words == theirs.words[::-1]:
        return same(0.9, "the same words in another order")
    if not _is_one_family(ours, theirs):
        return different(0.1, f"family names differ: {ours.surname[0]}, {theirs.surname[0]}")
    one, other = ours.given[0], theirs.given[0]
    if _korean(one) == _korean(other) and not (has_syllables(ours.as_written) and has_syllables(theirs.as_written)):
        return same(0.95, "the same name in another romanization")
    if min(len(one), len(other)) >= LONG_GIVEN and one.replace("ng", "n") == other.replace("ng", "n"):
        return close(0.75, f"given name spelt otherwise: {one}, {other}")  # Jinping, Jingping
    return different(0.3, f"given names clash: {one}, {other}")


def _is_one_family(ours: PersonName, theirs: PersonName) -> bool:
    return family_class(ours.surname[0]) == family_class(theirs.surname[0])


def _korean(given: str) -> str:
    """Return a given name as all romanizations of Korean spell it, letters that only one doubles once."""
    form = (
        given.replace("yeo", "yu")
        .replace("eo", "o")
        .replace("eu", "u")
        .replace("ae", "e")
        .replace("oo", "u")
        .replace("ee", "i")
    )
    return respelling(form)


def _full(ours: PersonName, theirs: PersonName) -> Comparison:
    if found := _in_another_order(ours, theirs):
        return found
    likeness = _surnames(ours, theirs)
    if likeness is Likeness.OTHER:
        one, other = " ".join(ours.surname), " ".join(theirs.surname)
        return _of_many_words(ours, theirs) or different(_apart(one, other), f"surnames differ: {one}, {other}")
    return _by_given(ours, theirs, likeness)


def _surnames(ours: PersonName, theirs: PersonName) -> Likeness:
    one, other = ours.plain_surname, theirs.plain_surname
    if ours.is_without_vowels != theirs.is_without_vowels:
        return max(consonants_alike(one, other), consonants_alike(ours.joined_surname, theirs.joined_surname))
    if one == other or ours.joined_surname in {theirs.joined_surname, other} or theirs.joined_surname == one:
        return Likeness.SAME
    if ours.is_without_vowels:
        return Likeness.OTHER
    if _is_arabic(ours) and _is_arabic(theirs) and skeleton(one) == skeleton(other):
        return Likeness.MISSPELT
    return surnames_alike(one, other)


def _is_arabic(name: PersonName) -> bool:
    return name.joined_surname != name.plain_surname and name.joined_surname.startswith(_ARABIC)


def _in_another_order(ours: PersonName, theirs: PersonName) -> Comparison | None:
    """Return the comparison of names whose words are the same but for order or spaces, or with one word more."""
    one, other = ours.words, theirs.words
    if len(one) != len(other) and "".join(one) == "".join(other):
        return same(0.95, "the same name but for spaces")
    if one[-1] == other[-1] and one[0] == other[0]:
        return None
    if one == other[::-1] and len(one) == 2 and all(word in given_names() for word in one):
        return different(0.3, f"given name and surname exchanged: {ours.as_written}, {theirs.as_written}")
    if one[1:] + one[:1] == other or one[-1:] + one[:-1] == other:
        return same(0.92, "the same words, the surname first")
    short, full = (name.words for name in _by_length(ours, theirs))
    if len(short) == 2 and short[0] not in given_names() and not (ours.is_family_first or theirs.is_family_first):
        is_surname = surnames_alike(short[0], full[-1]) >= Likeness.RESPELT
        if is_surname and given_alike(short[1], full[0]) >= GivenLikeness.RESPELT:
            return same(0.9, "the same words, the surname first")
    return None


def _of_many_words(ours: PersonName, theirs: PersonName) -> Comparison | None:
    """Return the comparison of names of which one has a surname more (Ana Ruiz, Ana Ruiz Ortega)."""
    if ours.is_family_first or theirs.is_family_first or len(ours.words) == len(theirs.words):
        return None
    short, full = _by_length(ours, theirs)
    if full.words[: len(short.words)] == short.words:
        return close(0.8, f"a name more behind: {full.as_written}")
    is_part = short.surname[-1] in full.surname and len(short.surname) < len(full.surname)
    if not is_part or not short.given or not full.given:
        return None
    if given_alike(short.given[0], full.given[0]) >= GivenLikeness.SHORT:
        return close(0.85, f"only a part of the double surname: {short.as_written}")
    return None


def _by_given(ours: PersonName, theirs: PersonName, surnames: Likeness) -> Comparison:
    """Return the comparison of names whose surnames are alike."""
    short, full = _by_length(ours, theirs)
    if not short.given:
        return bare(0.6, f"only the surname: {short.as_written}")
    is_tail = len(short.words) < len(full.words) and full.words[-len(short.words) :] == short.words
    if is_tail and (short.given[0] not in given_names() or full.given[0] == short.words[0]):
        return bare(0.6, f"only a part of the name: {short.as_written}")
    likeness, one, other = _given(ours, theirs)
    if likeness is GivenLikeness.OTHER:
        if surnames >= Likeness.RESPELT and (found := _called_by_another(short, full)):
            return found
        return different(0.25, f"given names clash: {one}, {other}")
    if clash := _middle_clash(ours, theirs):
        return different(0.3, f"middle names clash: {clash[0]}, {clash[1]}")
    return _joined_verdict(ours, theirs, surnames, likeness)


def may_share_given(one: str, other: str) -> bool:
    """Return whether two full names can have one given name: the same, a short form, an initial, cut off (Chr.)."""
    ours, theirs = person_name(one), person_name(other)
    likeness, given, another = _given(ours, theirs)
    cut = bool(ours.given and theirs.given) and (given.startswith(another) or another.startswith(given))
    return cut or likeness > GivenLikeness.OTHER


def _given(ours: PersonName, theirs: PersonName) -> tuple[GivenLikeness, str, str]:
    """Return how alike the first given names are, nicknames in quotation marks taken too, and the two names."""
    if not ours.given or not theirs.given:
        return GivenLikeness.OTHER, " ".join(ours.given) or "none", " ".join(theirs.given) or "none"
    pairs = [
        (one, other)
        for one in (ours.given[0], ours.nickname)
        for other in (theirs.given[0], theirs.nickname)
        if one and other
    ]
    if ours.is_without_vowels or theirs.is_without_vowels:
        return _WITHOUT_VOWELS[max(consonants_alike(*pair) for pair in pairs)], *pairs[0]
    if "".join(ours.given) == "".join(theirs.given):
        return GivenLikeness.SAME, *pairs[0]
    return max(given_alike(*pair) for pair in pairs), *pairs[0]


def _called_by_another(short: PersonName, full: PersonName) -> Comparison | None:
    """Return the comparison of names of which one goes by the other's second given name (Boris Johnson)."""
    if not short.given or len(short.given[0]) < 2 or short.is_family_first or full.is_family_first:
        return None
    rest = iter(full.given)
    if len(short.given) < len(full.given) and all(given in rest for given in short.given):
        return close(0.8, f"a second given name: {short.given[0]} in {full.as_written}")
    return None


def _middle_clash(ours: PersonName, theirs: PersonName) -> tuple[str, str] | None:
    """Return the second given names that cannot be one person's."""
    one, other = ours.given[1:], theirs.given[1:]
    if not one or not other or "".join(ours.given) == "".join(theirs.given):
        return None
    if one != other and all(len(middle) == 1 for middle in (*one, *other)):  # George W. and George H. W. Bush
        return " ".join(one), " ".join(other)
    fewer, more = sorted((list(one), list(other)), key=len)
    for middle in fewer:
        found = next((given for given in more if given_alike(middle, given) > GivenLikeness.TONGUE), None)
        if found is None:
            return " ".join(one), " ".join(other)
        more.remove(found)
    return None


def _joined_verdict(ours: PersonName, theirs: PersonName, surnames: Likeness, given: GivenLikeness) -> Comparison:
    score = _GIVEN_SCORES[given]
    reason = _GIVEN_REASONS.get(given, "").format(ours.given[0], theirs.given[0])
    family = f"{' '.join(ours.surname)}, {' '.join(theirs.surname)}"
    if ours.is_without_vowels != theirs.is_without_vowels and given >= GivenLikeness.MISSPELT:
        return close(0.8, "the same consonants in another script")
    if surnames >= Likeness.RESPELT:
        if given >= GivenLikeness.SHORT:
            most = 1.0 if surnames is Likeness.SAME else 0.95
            return same(min(score, most), _same_reason(ours, theirs, surnames, given))
        return close(score, reason)
    if given >= GivenLikeness.SHORT:
        return close(0.8 if surnames is Likeness.MISSPELT else 0.75, f"surname spelt otherwise: {family}")
    length = min(len(name.given[0]) + len("".join(name.surname)) for name in (ours, theirs))
    is_long = length >= LONG_NAME and surnames is Likeness.MISSPELT
    if is_long and given in {GivenLikeness.MISSPELT, GivenLikeness.TONGUE}:
        return close(0.72, f"given name and surname spelt otherwise: {family}")
    return different(0.35, f"surname spelt otherwise, and {reason}")


def _same_reason(ours: PersonName, theirs: PersonName, surnames: Likeness, given: GivenLikeness) -> str:
    if given is GivenLikeness.SHORT:
        return f"a short form of the given name: {ours.given[0]}, {theirs.given[0]}"
    if surnames is Likeness.SAME and given is GivenLikeness.SAME:
        is_fuller = len(ours.given) != len(theirs.given)
        return "the same name, one without a second given name" if is_fuller else "the same name"
    return "the same name in another spelling"


def _apart(one: str, other: str) -> float:
    """Return the score of names that are not one: by how many letters they share, at most .3."""
    return round(0.3 * OSA.normalized_similarity(one, other), 3)
