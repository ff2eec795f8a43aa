"""The named actors of one article: every mention of a name goes to the one it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.actors.affiliations import affiliations_of, follows_role, follows_role_of, hangs_on_preposition
from onrecord.actors.countries import country_named, country_of_capital, country_of_demonym
from onrecord.actors.lexicon import FEMALE_WORDS, KIN, MALE_WORDS, ORGANIZATION_NAME_WORDS, TITLES, given_names
from onrecord.actors.names import Name
from onrecord.actors.spelling import fold, nearly
from onrecord.actors.tokens import is_any
from onrecord.model import ActorKind, Affiliation

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
PRONOUN_REACH = 120  # characters after a name within which a "he" or "she" most likely is its bearer

_TITLE_BEFORE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\.?\s$")
_KIN_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(KIN))}),?\s$")
_PRONOUN = re.compile(r"\b(?:(he|his|him)|(she|her))\b", re.IGNORECASE)
_ACRONYM_AFTER = re.compile(r"\s\((?:the\s|or\s)?([A-Z][\w.&-]{1,9})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A named actor: the fullest name, every spelling and every place of it in the text.

    `gender` is "m", "f" or empty where nothing tells.
    """

    name: str
    kind: ActorKind
    spellings: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    gender: str = ""
    affiliations: tuple[Affiliation, ...] = ()


@dataclass(slots=True, eq=False)
class _Group:
    """Names found so far to be one actor's; `words` are the folded words of the fullest."""

    words: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    main_starts: list[int] = field(default_factory=list)
    kin: bool = False

    def add(self, name: Name, words: tuple[str, ...], *, side: bool = False, kin: bool = False) -> None:
        self.names.append(name)
        insort(self.starts, name.start)
        if not side:
            insort(self.main_starts, name.start)
        self.kin = self.kin or kin
        if len(words) > len(self.words):
            self.words = words

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""


@dataclass(slots=True)
class _People:
    """The persons found so far, by surname, by its first letter, and by the words before it."""

    groups: list[_Group] = field(default_factory=list)
    by_surname: dict[str, list[_Group]] = field(default_factory=dict)
    by_letter: dict[str, list[_Group]] = field(default_factory=dict)
    by_given: dict[str, list[_Group]] = field(default_factory=dict)

    def new(self, words: tuple[str, ...]) -> _Group:
        group = _Group(words)
        self.groups.append(group)
        return group

    def index(self, group: _Group, words: tuple[str, ...]) -> None:
        """Make the group known by these words of a name of it."""
        if len(words) > 1 or len(group.words) == 1:
            _put(self.by_surname, words[-1], group)
            _put(self.by_letter, words[-1][0], group)
        for word in words[:-1]:
            _put(self.by_given, word, group)

    def of_full_name(self, words: tuple[str, ...]) -> _Group | None:
        return next((group for group in self.by_letter.get(words[-1][0], ()) if _same_person(group.words, words)), None)

    def nearly(self, word: str) -> list[_Group]:
        return [group for group in self.by_letter.get(word[0], ()) if nearly(group.surname, word)]


def _put(groups: dict[str, list[_Group]], key: str, group: _Group) -> None:
    known = groups.setdefault(key, [])
    if group not in known:
        known.append(group)


def cast_of(text: str, names: Iterable[Name]) -> tuple[Member, ...]:
    """Return the named actors of the text, each once."""
    ordered = sorted(set(names), key=lambda name: (name.start, name.end))
    people = _people(text, _trimmed([name for name in ordered if name.kind is ActorKind.PERSON]))
    others: dict[str, _Group] = {}
    for name in ordered:
        if name.kind in {ActorKind.PERSON, ActorKind.GROUP}:
            continue
        if person := _person_named(name, people):
            person.add(name, name_words(name.text))
        else:
            group = _institution(name, others)
            group.add(name, group.words)
    _join_acronyms(text, others)
    named = sorted((name for group in people.groups for name in group.names), key=lambda name: name.start)
    return (
        *(_person(text, group, named) for group in people.groups),
        *(_other(group) for group in {id(group): group for group in others.values()}.values()),
    )


def corrected(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names, those of organizations that the words before show to be, or to end in, a person's.

    "Chancellor Ana Ruiz" and "the leader of the far-right National Dawn Ana Ruiz" are read so by entity recognition.
    """
    for name in names:
        words = name.text.split(" ")
        if (
            name.kind is not ActorKind.ORGANIZATION
            or len(words) < 2
            or is_any(fold(words[-1]), ORGANIZATION_NAME_WORDS)
        ):
            yield name
        elif len(words) == 2 and fold(words[0]) in given_names() and follows_role(text, name.start):
            yield Name(name.start, name.end, name.text, ActorKind.PERSON)
        elif len(words) > 2 and fold(words[-2]) in given_names() and follows_role_of(text, name.start):
            cut = name.end - len(f"{words[-2]} {words[-1]}")
            yield Name(name.start, cut - 1, text[name.start : cut - 1], ActorKind.ORGANIZATION)
            yield Name(cut, name.end, text[cut : name.end], ActorKind.PERSON)
        else:
            yield name


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, without titles and generations."""
    words = [fold(word) for word in name.split()]
    kept = [word for word in words if word and word not in GENERATIONS and word not in TITLES]
    return tuple(kept or [word for word in words if word])


def _trimmed(people: list[Name]) -> list[Name]:
    """Cut a name back to a shorter full name that begins it and stands elsewhere ("Ana Ruiz Says")."""
    known = Counter(name.text for name in people)
    surnames = Counter(name_words(name)[-1:] for name in known if len(name.split()) > 1)
    return [_trim(name, known, surnames) for name in people]


def _trim(name: Name, known: Counter[str], surnames: Counter[tuple[str, ...]]) -> Name:
    words = name.text.split(" ")
    for count in range(1, len(words)):
        shorter = " ".join(words[:count])
        # a bare surname that stands alone elsewhere and ends a full name: "Ruiz Says" is Ruiz
        enough = (
            known[shorter] >= known[name.text] if count > 1 else known[shorter] > 1 and surnames[name_words(shorter)]
        )
        if enough:
            return Name(name.start, name.start + len(shorter), shorter, name.kind)
    return name


def _people(text: str, names: Sequence[Name]) -> _People:
    people = _People()
    for bare in (False, True):  # a bare surname may stand before the full name, in a headline
        for name in names:
            words = name_words(name.text)
            if not words or (len(words) == 1) is not bare:
                continue
            group = _bearer(text, name, words[0], people) if bare else people.of_full_name(words)
            group = group or people.new(words)
            group.add(name, words, side=_is_side_mention(text, name), kin=_is_kin(text, name))
            people.index(group, words)
    return people


def _is_kin(text: str, name: Name) -> bool:
    return bool(_KIN_BEFORE.search(text, max(0, name.start - 16), name.start))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two full names are one person's: given names that clash never are."""
    shorter, longer = sorted((one, other), key=len)
    if longer[-len(shorter) :] == shorter and len(shorter) > 1:
        return True
    if not nearly(one[-1], other[-1]) or not _same_given(one[0], other[0]):
        return False
    middles = [words[1] for words in (one, other) if len(words) > 2]
    return len(middles) < 2 or _same_given(*middles)


def _same_given(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1 or len(shorter) >= 3:
        return longer.startswith(shorter) or (len(shorter) > 1 and nearly(one, other))
    return shorter == longer


def _bearer(text: str, name: Name, word: str, people: _People) -> _Group | None:
    """Return whose bare surname (or given name, or misspelt surname) this is."""
    gender = _title_gender(text, name.start)

    def fitting(groups: Iterable[_Group]) -> list[_Group]:
        return [group for group in groups if not gender or _given_gender(group.words) in {"", gender}]

    exact = fitting(people.by_surname.get(word, ()))
    if exact:
        candidates = [group for group in exact if not group.kin] or exact
        return min(candidates, key=lambda group: _distance(group, name.start))
    for found in (fitting(people.by_given.get(word, ())), fitting(people.nearly(word))):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_side_mention(text: str, name: Name) -> bool:
    """Return whether the name only says more of something else ("the office of Bo Ek", "Bo Ek's office")."""
    return text[name.end : name.end + 2] in {"'s", "’s"} or hangs_on_preposition(text, name.start)


def _distance(group: _Group, start: int) -> tuple[int, int]:
    """Order by nearest before, side mentions last, then nearest after."""
    for order, starts in enumerate((group.main_starts, group.starts)):
        if place := bisect_right(starts, start):
            return order, start - starts[place - 1]
    return 2, group.starts[0] - start


def _person_named(name: Name, people: _People) -> _Group | None:
    """Return the person whom a name taken for a place or an organization names all the same."""
    words = name_words(name.text)
    if not words or country_named(name.text) or country_of_capital(name.text) or country_of_demonym(name.text):
        return None
    known = people.by_surname.get(words[-1], [])
    if len(words) > 1:
        return next((group for group in known if group.words[-len(words) :] == words), None)
    if not known and not name.text.isupper():
        known = people.nearly(words[0])
    return min(known, key=lambda group: _distance(group, name.start), default=None)


def _institution(name: Name, groups: dict[str, _Group]) -> _Group:
    country = country_named(name.text)
    key = fold(country or name.text).removeprefix("the ")
    if key not in groups:
        groups[key] = _Group(tuple(key.split()))
    return groups[key]


def _join_acronyms(text: str, groups: dict[str, _Group]) -> None:
    """Join "BOP" to "Bureau of Prisons (BOP)", and a short form to the one longer name that ends in it."""
    for key, group in list(groups.items()):
        for name in group.names:
            if after := _ACRONYM_AFTER.match(text, name.end, min(len(text), name.end + 20)):
                _join(groups, fold(after[1]), key)
    longer: dict[str, list[str]] = {}
    for key in groups:
        words = key.split()
        for count in range(2, min(len(words), 8)):
            longer.setdefault(" ".join(words[-count:]), []).append(key)
    for key in list(groups):
        if len(longer.get(key, ())) == 1 and not country_named(key):
            _join(groups, key, longer[key][0])


def _join(groups: dict[str, _Group], key: str, into: str) -> None:
    if key in groups and groups[key] is not groups[into]:
        joined = groups[key]
        for name in joined.names:
            groups[into].add(name, ())
        groups[key] = groups[into]


def _affiliations(text: str, group: _Group, people: Sequence[Name]) -> Iterator[Affiliation]:
    """Yield what the text says of the person; "his French counterpart X" holds the role of the one named before."""
    for name in group.names:
        for affiliation in affiliations_of(text, name.start, name.end):
            if affiliation.role != "counterpart":
                yield affiliation
                continue
            place = bisect_left(people, name.start, key=lambda person: person.start)
            if place and "\n" not in text[people[place - 1].end : name.start]:
                before = people[place - 1]
                for held in affiliations_of(text, before.start, before.end):
                    yield replace(held, of=affiliation.of)


def _person(text: str, group: _Group, people: Sequence[Name]) -> Member:
    spellings = Counter(name.text for name in group.names)
    fullest = max(
        spellings, key=lambda spelling: (len(name_words(spelling)), spellings[spelling], not spelling.isupper())
    )
    affiliations = _distinct(_affiliations(text, group, people))
    return Member(
        name=fullest,
        kind=ActorKind.PERSON,
        spellings=tuple(spellings),
        mentions=tuple(sorted((name.start, name.end) for name in group.names)),
        gender=_gender(text, group, affiliations, people),
        affiliations=affiliations,
    )


def _other(group: _Group) -> Member:
    spellings = Counter(name.text for name in group.names)
    kind = Counter(name.kind for name in group.names).most_common(1)[0][0]
    country = country_named(group.names[0].text)
    name = country or max(spellings, key=lambda spelling: (len(spelling.split()), spellings[spelling]))
    return Member(
        name=name,
        kind=ActorKind.COUNTRY if country else kind,
        spellings=tuple(spellings),
        mentions=tuple(sorted((name.start, name.end) for name in group.names)),
    )


def _distinct(affiliations: Iterable[Affiliation]) -> tuple[Affiliation, ...]:
    """Keep each role once: one without an owner only where no other has it with one.

    A country known without a role ("Chile's Ana Ruiz") is that of the roles without an owner.
    """
    found = dict.fromkeys(affiliations)
    owned = {affiliation.role for affiliation in found if affiliation.of}
    bare = [affiliation.of for affiliation in found if not affiliation.role]
    roles = [
        affiliation if affiliation.of or not bare else replace(affiliation, of=bare[0])
        for affiliation in found
        if affiliation.role and (affiliation.of or affiliation.role not in owned)
    ]
    return tuple(dict.fromkeys(roles)) or tuple(found)


def _gender(text: str, group: _Group, affiliations: Sequence[Affiliation], people: Sequence[Name]) -> str:
    """Return what titles, roles, the given name or else the pronouns that follow tell."""
    told = Counter(_title_gender(text, name.start) for name in group.names)
    for affiliation in affiliations:
        told[_word_gender((affiliation.role or "").split())] += 1
    del told[""]
    if told:
        return told.most_common(1)[0][0]
    return _given_gender(group.words) or _pronoun_gender(text, group, people)


def _title_gender(text: str, start: int) -> str:
    title = _TITLE_BEFORE.search(text, max(0, start - 8), start)
    return _word_gender([title[1].lower()]) if title else ""


def _word_gender(words: Iterable[str]) -> str:
    for word in words:
        if word in FEMALE_WORDS:
            return "f"
        if word in MALE_WORDS:
            return "m"
    return ""


def _given_gender(words: Sequence[str]) -> str:
    return given_names().get(words[0], "") if len(words) > 1 else ""


def _pronoun_gender(text: str, group: _Group, people: Sequence[Name]) -> str:
    """Return which of he and she follows the name more often, before any other person is named."""
    told: Counter[str] = Counter()
    for name in group.names:
        place = bisect_right(people, name.start, key=lambda person: person.start)
        stop = people[place].start if place < len(people) else len(text)
        stop = min(stop, name.end + PRONOUN_REACH)
        if pronoun := _PRONOUN.search(text, name.end, stop):
            told["m" if pronoun[1] else "f"] += 1
    return told.most_common(1)[0][0] if told and told["m"] != told["f"] else ""
