"""What a text says that a named person is: "French Foreign Minister X", "X, who chairs the Y", "X of Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.actors.lexicon import (
    ARTICLES,
    OBJECT_VERBS,
    OFFICE,
    PASSING,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    ROLE_MODIFIERS,
    TITLES,
    WHEN_WORDS,
    us_states,
)
from onrecord.actors.roles import owner_named, portfolios_in, role_head
from onrecord.actors.tokens import is_possessive
from onrecord.model import Affiliation

BEFORE, AFTER = 120, 160  # characters read on each side of a name
LONGEST_INITIALS = 3  # letters, with full stops between them
ROLE_WORDS = 8  # words of an apposition within which its role stands
OWNER_WORDS = 5  # words in capitals that what a role is of may have
DOER = {
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

_CAPITAL = r"(?:(?:[^\W\d_a-z]\.)+|(?:St|Mt|Dr)\.|[^\W\d_a-z](?:[\w'’&-]|\.(?=\w))*)"
_NAME_RUN = rf"{_CAPITAL}(?:\s(?:(?:of|for|and|the|on|de)\s(?:the\s)?)?{_CAPITAL})*"
PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_PARTY = re.compile(r",?\s\(?(?P<party>[RDI])-(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)[),\s]")
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_TOKEN = re.compile(r"[^\W_][\w'’.&/-]*|[^\w\s]")
_BREAK = re.compile(r"[\n\"“”()]")
_CLOSED = re.compile(r"['’]?s?\s*(?:[,.;:)–—\n]|$)")
_TITLES_BEFORE = re.compile(rf"(?:\b(?:{'|'.join(sorted(TITLES - OFFICE.keys()))})\.?\s)+$", re.IGNORECASE)
_PORTFOLIO_BEFORE = re.compile(
    r"\b(?P<role>(?:state\s|under|parliamentary\s)?secretary|(?:junior\s|deputy\s)?minister)\s(?:of|for)\s(?:the\s)?(?P<portfolio>[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+)?)$",
    re.IGNORECASE,
)
_PORTFOLIO_AFTER = re.compile(
    r"\s(?:of|for)\s(?:the\s)?(?P<portfolio>(?:foreign\s)?\w{4,20}(?:\sand\s\w{4,20})?)", re.IGNORECASE
)
_OF_BEFORE = re.compile(rf"(?P<role>[\w-]+)\sof\s(?:the\s)?(?:[a-z-]+\s)?(?P<owner>{_NAME_RUN})$")
_OF_COMMON = re.compile(r"\b(?P<role>[\w-]+)\sof\s(?:the|a|an)\s[a-z-]+(?:\s[a-z-]+)?$")
_ROLE_OF = re.compile(r"\b(?P<role>[\w-]+)\sof\s(?:the\s)?(?:[a-z-]+\s)?$")
_OF_AFTER = re.compile(rf"\s(?:of|from|at)\s(?:the\s)?(?P<owner>{_NAME_RUN})")
_OWNED_BY = re.compile(rf"\b(?:of|for|at|in|with|from|on)\s(?:the\s)?(?:[a-z-]+\s)?(?P<owner>{_NAME_RUN})")
_OWNER_BEFORE = re.compile(rf"(?P<owner>{_NAME_RUN})['’]s?\s$")
_APPOSITION = re.compile(r"(?:\s\([^()]{1,40}\))?,\s(?:\d{1,3},\s)?(?!and\s)(?P<words>[^.;:()\n\"“”]{3,140})")
_AS = re.compile(
    r"(?:,\s|\s(?:was\s|were\s|has\sbeen\s)?)(?:re-?)?(?:sworn\sin|appointed|elected|named|installed|confirmed|serv(?:es|ed|ing))"
    r"(?:\s[\w’'-]{1,20}){0,4}?\sas\s(?P<words>[^.;:()\n\"“”]{3,100})"
)
_IS = re.compile(
    r"(?:,[^.;:()\n\"“”]{1,80},)?\s(?:is|was|has\sbeen|became|remains)\s(?:now\s|currently\s|also\s)?"
    r"(?!no\b|not\b)(?P<words>[^.;:()\n\"“”]{3,100})"
)
_IS_END = re.compile(r"\s(?:since|until|till|from|when|for\s(?=\w+\syears))\s|,")
_APPOSITION_END = re.compile(r",|\s(?:who|and|whose)\s")
_DOES = re.compile(
    rf"(?:who|that)\s(?:has\s|now\s|currently\s)?(?P<verb>{'|'.join(DOER)})\s(?:the\s)?(?P<owner>{_NAME_RUN})"
)
_VERB = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells|add(?:ed|s)|(?:call|ask|announc|warn|insist|argu)(?:ed|es|s)"
    r"|has|have|had|is|are|was|were|will|would|did|does|also)\b"
)


def affiliations_of(text: str, start: int, end: int) -> Iterator[Affiliation]:
    """Yield what stands beside the name at these offsets about its bearer."""
    before = _role_before(text, start, end)
    if before:
        yield before
    yield from _party_and_state(text, end)
    if apposition := _APPOSITION.match(text, end, min(len(text), end + AFTER)):
        after = role_told(apposition["words"])
        if after:
            yield after
    yield from _office_told(text, end)


def _office_told(text: str, end: int) -> Iterator[Affiliation]:
    """Yield what "X, sworn in last week as mayor of Y" and "X has been Y's minister since 2020" say."""
    for told in (_AS, _IS):
        found = told.match(text, end, min(len(text), end + AFTER))
        office = role_told(_IS_END.split(found["words"])[0]) if found else None
        if office:
            yield office


def _party_and_state(text: str, end: int) -> Iterator[Affiliation]:
    """Yield what "(R-Ariz.)" or ", D-Calif.," after a name says."""
    found = _PARTY.match(text, end, min(len(text), end + 24))
    forms = (found["state"], found["state"].split()[0]) if found else ()
    state = next(filter(None, (us_states().get(form.rstrip(".").casefold()) for form in forms)), None)
    if found and state:
        yield Affiliation(role=PARTIES[found["party"]], of=state)


def follows_role_of(text: str, start: int) -> bool:
    """Return whether "leader of the", or the like, stands before an offset."""
    found = _ROLE_OF.search(text, max(0, start - 60), start)
    return bool(found and role_head(found["role"]))


def hangs_on_preposition(text: str, start: int) -> bool:
    """Return whether the name at this offset, with the roles before it, follows a preposition ("by President X")."""
    return _follows(text, start, PREPOSITIONS)


def _follows(text: str, start: int, wanted: frozenset[str]) -> bool:
    words = _WORD.findall(re.split(r"[^\w\s.'’-]|\n", text[max(0, start - 60) : start])[-1])
    while words and _goes_with_name(words[-1], first=len(words) == 1):
        words.pop()
    return bool(words) and words[-1].lower() in wanted


def is_object(text: str, start: int) -> bool:
    """Return whether the name at this offset follows a preposition or a verb of which it is the object ("told X")."""
    return _follows(text, start, PREPOSITIONS | OBJECT_VERBS)


def _goes_with_name(word: str, *, first: bool) -> bool:
    plain = word.lower().rstrip(".")
    if plain in TITLES | ROLE_MODIFIERS | {"the"} or role_head(word):
        return True
    return word[0].isupper() and not first


def _role_before(text: str, start: int, end: int) -> Affiliation | None:
    before = _TITLES_BEFORE.sub("", _BREAK.split(text[max(0, start - BEFORE) : start])[-1])
    words = before.rstrip()
    if words.endswith(","):  # "The mayor, Ana Ruiz, said" but not "For the mayor, Ana Ruiz sang"
        if not _CLOSED.match(text, end):
            return None
        words = words.rstrip(", ")
    if portfolio := _PORTFOLIO_BEFORE.search(words):
        office = f"{portfolio['role']} of {portfolio['portfolio']}".lower()
        return Affiliation(role=office, of=_take_owner(_TOKEN.findall(words[: portfolio.start()])))
    if (of := _OF_BEFORE.search(words)) and (head := role_head(of["role"])) and not role_head(of["owner"].split()[-1]):
        return Affiliation(role=_modified(words[: of.start()], head), of=owner_named(of["owner"]))
    if len(words) < len(before.rstrip()) and (of := _OF_COMMON.search(words)) and (head := role_head(of["role"])):
        return Affiliation(role=_modified(words[: of.start()], head), of=None)
    tokens = _TOKEN.findall(words)
    if role := _take_role(tokens):
        return Affiliation(role=role, of=_take_owner(tokens) or _owner_after(text, end))
    owner = _owner_before(before) or _owner_after(text, end)
    return Affiliation(role=None, of=owner) if owner else None


def _owner_before(before: str) -> str | None:
    """Return what "Chile's Ana Ruiz" or "Dam Watch's Ana Ruiz" is of."""
    owner = _OWNER_BEFORE.search(before)
    words = owner["owner"] if owner else ""
    return owner_named(words) if words and words.lower() not in WHEN_WORDS | PRONOUNS else None


def _owner_after(text: str, end: int) -> str | None:
    of = _OF_AFTER.match(text, end, min(len(text), end + 60))
    return owner_named(of["owner"]) if of else None


def _modified(before: str, head: str) -> str:
    """Return the role with the words right before it that say which one it is ("deputy")."""
    words = _WORD.findall(before)
    taken = [head]
    while words and words[-1].lower() in ROLE_MODIFIERS:
        taken.append(words.pop().lower())
    return " ".join(reversed(taken))


def _take_role(tokens: list[str]) -> str | None:
    """Take the role off the end of the tokens: its noun and the words that say which one it is."""
    taken: list[str] = []
    while tokens and (head := role_head(tokens[-1])) and len(taken) < 4:
        taken.append(head)
        tokens.pop()
    while taken and tokens and tokens[-1].lower() in ROLE_MODIFIERS and len(taken) < 6:
        if tokens[-2:-1] == ["White"]:  # "White House" is what the role is of
            break
        taken.append(tokens.pop().lower())
    while taken and tokens and tokens[-1].lower() in PASSING:
        tokens.pop()
    return " ".join(reversed(taken)) or None


def _take_owner(tokens: list[str]) -> str | None:
    """Take what stands in capitals, or as a possessive, at the end of the tokens."""
    taken: list[str] = []
    while tokens and len(taken) < OWNER_WORDS and _is_in_owner(tokens[-1], taken):
        taken.append(tokens.pop())
    return owner_named(" ".join(reversed(taken))) if taken else None


def _is_in_owner(token: str, taken: list[str]) -> bool:
    if (
        not token[0].isupper()
        or _ends_sentence(token)
        or token.lower() in ARTICLES | POSSESSIVES | PREPOSITIONS | {"but", "and"}
    ):
        return False
    return not taken or not (token.endswith(("'s", "’s")) or role_head(token))


def _says_portfolio(words: str) -> bool:
    return bool(portfolios_in(words)) or words.lower() == "state"


def _ends_sentence(token: str) -> bool:
    """Return whether a word with a full stop is no abbreviation ("Tenn.", "Gov.", "U.S.")."""
    word = token[:-1].lower()
    return token.endswith(".") and len(word) > LONGEST_INITIALS and word not in us_states().keys() | OFFICE.keys()


def role_told(words: str) -> Affiliation | None:
    """Return what "the deputy mayor of Linz", "Slovakia's prime minister" or "who chairs the Y" say."""
    if does := _DOES.match(words):
        return Affiliation(role=DOER[does["verb"]], of=owner_named(does["owner"]))
    first = _APPOSITION_END.split(words)[0]
    if _VERB.search(first):  # "In Linz, the mayor also said" is no apposition
        return None
    tokens = list(_WORD.finditer(first))[:ROLE_WORDS]
    place = next((number for number, token in enumerate(tokens) if token[0].lower() in PREPOSITIONS), len(tokens))
    owners = [number for number, token in enumerate(tokens[:place]) if is_possessive(token) and number + 1 < place]
    first_word = owners[-1] + 1 if owners else 0  # "the Democratic nominee's daughter" holds no office
    heads = [number for number in range(first_word, place) if role_head(tokens[number][0])]
    if not heads:
        return None
    before = [token[0] for token in tokens[: heads[-1] + 1]]
    place = tokens[heads[-1]].end()
    portfolio = _PORTFOLIO_AFTER.match(first, place)
    role = _take_role(before)
    if role and portfolio and _says_portfolio(portfolio["portfolio"]):
        role, place = f"{role} of {portfolio['portfolio'].lower()}", portfolio.end()
    owner = _OWNED_BY.search(first, place)
    return Affiliation(role=role, of=owner_named(owner["owner"]) if owner else _take_owner(before))
