"""English inflection: the forms of a verb or noun, so that a cue is found without a lemmatizer."""

from __future__ import annotations

_IRREGULAR = {
    "be": "is are was were been being",
    "begin": "begins began begun beginning",
    "cast": "casts casting",
    "choose": "chooses chose chosen choosing",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "foresee": "foresees foresaw foreseen foreseeing",
    "go": "goes went gone going",
    "hear": "hears heard hearing",
    "read": "reads reading",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "shoot": "shoots shot shooting",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "teach": "teaches taught teaching",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "understand": "understands understood understanding",
    "write": "writes wrote written writing",
}
_DOUBLING = "admit beg brag concur deadpan dub extol fret pan plan prefer quip rebut refer rip shrug slam snap"
_DOUBLED = frozenset(_DOUBLING.split())
_BRITISH = frozenset({"label", "signal"})
"""Verbs that double their last letter in British English only."""
_VOWELS = "aeiou"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the base form of a verb and every inflected one."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb].split())
    if verb in _DOUBLED:
        return verb, f"{verb}s", *_doubled(verb)
    if verb in _BRITISH:
        return verb, f"{verb}s", f"{verb}ed", f"{verb}ing", *_doubled(verb)
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, noun_plural(verb), f"{verb}ed", f"{verb}ing"


def _doubled(verb: str) -> tuple[str, str]:
    return f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"


def noun_plural(noun: str) -> str:
    """Return the regular plural, which is also the third person of a regular verb."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"
