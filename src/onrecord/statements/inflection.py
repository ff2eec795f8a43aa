"""English inflection: the forms of a verb or noun, so that a cue is found without a lemmatizer."""

from __future__ import annotations

_IRREGULAR = {
    "be": "is are was were been being",
    "find": "finds found finding",
    "feel": "feels felt feeling",
    "foresee": "foresees foresaw foreseen foreseeing",
    "forget": "forgets forgot forgotten forgetting",
    "go": "goes went gone going",
    "hear": "hears heard hearing",
    "hold": "holds held holding",
    "know": "knows knew known knowing",
    "mean": "means meant meaning",
    "put": "puts put putting",
    "quit": "quits quit quitting",
    "read": "reads read reading",
    "recast": "recasts recast recasting",
    "retell": "retells retold retelling",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "swear": "swears swore sworn swearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "understand": "understands understood understanding",
    "write": "writes wrote written writing",
}
_DOUBLED = frozenset(
    {"admit", "ban", "bar", "brag", "chat", "dub", "hint", "plan", "quip", "rebut", "slam", "snap", "stun"}
)
_VOWELS = "aeiou"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the base form of a verb and every inflected one."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb].split())
    if verb in _DOUBLED and verb != "hint":
        stem = verb + verb[-1]
        return verb, f"{verb}s", f"{stem}ed", f"{stem}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, noun_plural(verb), f"{verb}ed", f"{verb}ing"


def noun_plural(noun: str) -> str:
    """Return the regular plural, which is also the third person of a regular verb."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"
