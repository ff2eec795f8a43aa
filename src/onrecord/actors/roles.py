"""What a text says that a named person is: "French Foreign Minister X", "X, who chairs the Y", "X of Z"."""

from __future__ import annotations

import re

from onrecord.actors.countries import country_named, country_of_demonym
from onrecord.actors.lexicon import OFFICE, PREPOSITIONS, ROLE_HEADS, ROLE_MODIFIERS, TITLES
from onrecord.model import Affiliation

BEFORE, AFTER = 120, 160  # characters read on each side of a name
ROLE_WORDS = 8  # words of an apposition within which its role stands

_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_TOKEN = re.compile(r"[^\W_][\w'’.&/-]*|[^\w\s]")
_NAME_RUN = r"[^\W\d_a-z][\w'’.&-]*(?:\s(?:(?:of|for|and|the|on|de)\s(?:the\s)?)?[^\W\d_a-z][\w'’.&-]*)*"
_OWNED_BY = re.compile(rf"\b(?:of|for|at|in|with|from|on)\s(?:the\s)?(?:[a-z-]+\s)?(?P<owner>{_NAME_RUN})")
_OF_BEFORE = re.compile(
    rf"(?P<role>[\w-]+)\sof\s(?:the\s)?(?:[a-z-]+\s)?(?P<owner>{_NAME_RUN}),?\s(?:Mr\.?\s|Ms\.?\s|Mrs\.?\s)?$"
)
_BREAK = re.compile(r"[\n\"“”()]")
_ROLE_OF = re.compile(r"\b(?P<role>[\w-]+)\sof\s(?:the\s)?(?:[a-z-]+\s)?$")
_OF_AFTER = re.compile(rf"\s(?:of|from|at)\s(?:the\s)?(?P<owner>{_NAME_RUN})")
_APPOSITION = re.compile(r"(?:\s\([^()]{1,40}\))?,\s(?:\d{1,3},\s)?(?P<words>[^.;:()\n\"“”]{3,140})")
_DOES = re.compile(
    r"(?:who|that)\s(?:has\s|now\s|currently\s)?(?P<verb>chairs|leads|heads|runs|directs|founded|represents|edits|owns|manages)\s"
    rf"(?:the\s)?(?P<owner>{_NAME_RUN})"
)
_VERB = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells|add(?:ed|s)|(?:call|ask|announc|warn|insist|argu)(?:ed|es|s)|has|have|had|is|are|was|were|will|would|did|does|also)\b"
)
_DOER = {
    "chairs": "chair",
    "leads": "leader",
    "heads": "head",
    "runs": "head",
    "directs": "director",
    "founded": "founder",
    "represents": "representative",
    "edits": "editor",
    "owns": "owner",
    "manages": "manager",
}


SAME_OFFICE = {
    "congressman": "representative",
    "congresswoman": "representative",
    "congressperson": "representative",
    "premier": "minister",
    "chairwoman": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "adviser": "advisor",
    "chief": "leader",
    "head": "leader",
    "nominee": "candidate",
    "contender": "candidate",
    "hopeful": "candidate",
    "attorney": "lawyer",
    "justice": "judge",
}


def same_office(head: str) -> str:
    """Return the word that stands for all words of this office."""
    return SAME_OFFICE.get(head, head)


def role_head(word: str) -> str | None:
    """Return the role that a word names, written out and in the singular, or None."""
    plain = word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")
    plain = OFFICE.get(plain, plain)
    if plain in ROLE_HEADS:
        return plain
    last = plain.rsplit("-", 1)[-1]
    return last if "-" in plain and last in ROLE_HEADS else None


def hangs_on_preposition(text: str, start: int) -> bool:
    """Return whether the name at this offset, with the roles before it, follows a preposition ("by President X")."""
    words = _WORD.findall(re.split(r"[^\w\s.'’-]", text[max(0, start - 60) : start])[-1])
    while words and (
        words[-1].lower().rstrip(".") in TITLES | ROLE_MODIFIERS
        or role_head(words[-1])
        or (words[-1][0].isupper() and len(words) > 1)
        or words[-1] == "the"
    ):
        words.pop()
    return bool(words) and words[-1].lower() in PREPOSITIONS


def role_of_before(text: str, start: int) -> bool:
    """Return whether "leader of the", or the like, stands before an offset."""
    found = _ROLE_OF.search(text, max(0, start - 60), start)
    return bool(found and role_head(found["role"]))


def affiliations_of(text: str, start: int, end: int) -> list[Affiliation]:
    """Return what stands beside the name at these offsets about the role of its bearer."""
    found = [_role_before(text, start, end), *_roles_after(text, end)]
    return [affiliation for affiliation in found if affiliation]


def owner_named(words: str) -> str | None:
    """Return what a role is of, a demonym as its country: "French" is France."""
    plain = re.sub(r"['’]s?$", "", words.strip(" .,"))
    plain = re.sub(r"^(?:the|a|an|former|then)\s", "", plain, flags=re.IGNORECASE)
    return country_named(plain) or country_of_demonym(plain) or plain or None


def _role_before(text: str, start: int, end: int) -> Affiliation | None:
    before = _BREAK.split(text[max(0, start - BEFORE) : start])[-1]
    if of := _OF_BEFORE.search(before):
        head = role_head(of["role"])
        if head and not _ends_in_role(of["owner"]):
            return Affiliation(role=_modified(before[: of.start()], head), of=owner_named(of["owner"]))
    tokens = list(_TOKEN.findall(before))
    while tokens and tokens[-1].lower().rstrip(".") in TITLES - OFFICE.keys():
        tokens.pop()
    role = _take_role(tokens)
    if not role:
        return None
    owner = _take_owner(tokens)
    if not owner and (of := _OF_AFTER.match(text, end, min(len(text), end + 60))):
        owner = owner_named(of["owner"])
    return Affiliation(role=role, of=owner)


def _ends_in_role(words: str) -> bool:
    """Return whether the words before a name end in its own role ("head of the Senate President X")."""
    return role_head(words.split()[-1]) is not None


def _modified(before: str, head: str) -> str:
    words = _WORD.findall(before)
    taken = [head]
    while words and words[-1].lower() in ROLE_MODIFIERS:
        taken.append(words.pop().lower())
    return " ".join(reversed(taken))


def _take_role(tokens: list[str]) -> str | None:
    """Take the role off the end of the tokens: its head and what is said of it before."""
    taken: list[str] = []
    while tokens and (head := role_head(tokens[-1])) and len(taken) < 4:
        taken.append(head)
        tokens.pop()
    if not taken:
        return None
    while tokens and tokens[-1].lower() in ROLE_MODIFIERS and len(taken) < 6:
        if tokens[-1].lower() in {"house", "senate"} and len(tokens) > 1 and tokens[-2] == "White":
            break
        taken.append(tokens.pop().lower())
    return " ".join(reversed(taken))


def _take_owner(tokens: list[str]) -> str | None:
    """Take what stands in capitals, or as a possessive, right before the role."""
    taken: list[str] = []
    while (
        tokens and tokens[-1][0].isupper() and tokens[-1].lower() not in {"the", "a", "an", "his", "her", "but", "and"}
    ):
        possessive = tokens[-1].endswith(("'s", "’s"))
        if taken and possessive:
            break
        taken.append(tokens.pop())
        if len(taken) == 5:
            break
    if not taken:
        return None
    words = list(reversed(taken))
    country = next((found for word in words if (found := country_of_demonym(re.sub(r"['’]s?$", "", word)))), None)
    return country or owner_named(" ".join(words))


def _roles_after(text: str, end: int) -> list[Affiliation | None]:
    apposition = _APPOSITION.match(text, end, min(len(text), end + AFTER))
    if not apposition:
        return []
    words = apposition["words"]
    if does := _DOES.match(words):
        return [Affiliation(role=_DOER[does["verb"]], of=owner_named(does["owner"]))]
    return [_role_in_apposition(words)]


def _role_in_apposition(words: str) -> Affiliation | None:
    """Read "the deputy mayor of Linz", "Slovakia's prime minister", "a tax lawyer at the Y"."""
    first = re.split(r",|\s(?:who|and|whose)\s", words)[0]
    if _VERB.search(first):  # "In Linz, the mayor also said" is no apposition
        return None
    tokens = list(_WORD.finditer(first))[:ROLE_WORDS]
    place = next(
        (n for n, token in enumerate(tokens) if token[0].lower() in {"of", "for", "at", "in", "with", "from", "on"}),
        len(tokens),
    )
    heads = [n for n, token in enumerate(tokens[:place]) if role_head(token[0])]
    if not heads:
        return None
    last = heads[-1]
    before = [token[0] for token in tokens[: last + 1]]
    role = _take_role(before)
    owned = _OWNED_BY.search(words, tokens[last].end())
    owner = owner_named(owned["owner"]) if owned else _take_owner(before)
    return Affiliation(role=role, of=owner)
