"""The named actors of one article: every mention of a name goes to the one it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.actors.article.affiliations import affiliations_of, hangs_on_preposition
from onrecord.actors.article.gender import gender_of, given_gender, title_gender
from onrecord.actors.article.homeland import state_of_office
from onrecord.actors.article.names import Name
from onrecord.actors.article.offices import country_of_body
from onrecord.actors.article.renames import renamed
from onrecord.actors.facts.bodies import institution_of, organization_named
from onrecord.actors.facts.countries import country_named, country_of_capital, country_of_demonym
from onrecord.actors.lexicon import ARTICLES, KIN, PREPOSITIONS, given_names
from onrecord.actors.naming.person_names import generation_of, ordered_words, surname_parts
from onrecord.actors.naming.spelling import NEAR, VERY_NEAR, fold, name_words, nearly
from onrecord.actors.roles import office_words, same_office
from onrecord.model import ActorKind, Affiliation

SHORTEST_ACRONYM = 3  # letters
MOST_COMPARED = 8  # mentions of a person whose roles are compared with those of a name spelt otherwise

_KIN_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(KIN))}),?\s$")
_PRONOUN_NEAR = re.compile(r"[^.\n]{0,80}?\b(?:(?P<he>he|his|him)|she|her)\b")
_ELDER_BEFORE = re.compile(r"\b(?:(?P<younger>younger)|elder|older)\s$")
_PRESENTED = re.compile(r",\s(?:the|an?|\w+['’]s)\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,6}")
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
    generation: str = ""
    parts: frozenset[str] = frozenset()

    def add(self, name: Name, words: tuple[str, ...], *, side: bool = False, kin: bool = False) -> None:
        self.names.append(name)
        insort(self.starts, name.start)
        if not side:
            insort(self.main_starts, name.start)
        self.kin = self.kin or kin
        self.parts |= surname_parts(name.text)
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

    def new(self, words: tuple[str, ...], generation: str) -> _Group:
        group = _Group(words, generation=generation)
        self.groups.append(group)
        return group

    def index(self, group: _Group, words: tuple[str, ...]) -> None:
        """Make the group known by these words of a name of it."""
        if len(words) > 1 or len(group.words) == 1:
            _put(self.by_surname, words[-1], group)
            _put(self.by_letter, words[-1][0], group)
        for word in words[:-1]:
            _put(self.by_given, word, group)
        for part in group.parts:
            _put(self.by_surname, part, group)
            _put(self.by_letter, part[0], group)

    def of_full_name(self, text: str, name: Name, words: tuple[str, ...]) -> _Group | None:
        """Return whose full name this is: of one generation, and, where the spelling differs, of no other office."""
        parts, generation = surname_parts(name.text), generation_of(name.text)
        for letter in dict.fromkeys(part[0] for part in (words[-1], words[0], *parts)):
            for group in self.by_letter.get(letter, ()):
                if group.generation != generation:
                    continue
                if group.words in {words, words[::-1]} or _joins_surnames(group, words, parts):
                    return group
                if _same_person(group.words, words) and not _have_other_offices(text, name, group):
                    return group
        return None

    def nearly(self, word: str, *, least: float = NEAR) -> list[_Group]:
        return [group for group in self.by_letter.get(word[0], ()) if nearly(group.surname, word, least=least)]


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
        if name.kind is ActorKind.PERSON:
            continue
        if person := _person_named(name, people):
            person.add(name, name_words(name.text))
        elif name.kind is not ActorKind.GROUP:
            group = _institution(name, others)
            group.add(name, group.words)
    _join_renamed_bodies(text, ordered, others)
    _move_acronyms(people, others)
    _join_acronyms(text, others)
    present = frozenset(filter(None, (country_named(name.text) or country_of_demonym(name.text) for name in ordered)))
    named = sorted((name for group in people.groups for name in group.names), key=lambda name: name.start)
    return (
        *(_person(text, group, named) for group in people.groups),
        *(_other(group, present) for group in {id(group): group for group in others.values()}.values()),
    )


def _trimmed(people: list[Name]) -> list[Name]:
    """Cut a name back to a shorter full name that begins it and stands elsewhere ("Ana Ruiz Says")."""
    known = Counter(name.text for name in people)
    surnames = Counter(name_words(name)[-1:] for name in known if len(name.split()) > 1)
    return [_trim(name, known, surnames) for name in people]


def _trim(name: Name, known: Counter[str], surnames: Counter[tuple[str, ...]]) -> Name:
    words = name.text.split(" ")
    for count in range(1, len(words) - bool(generation_of(name.text))):
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
            words = ordered_words(name.text)
            if not words or (len(words) == 1) is not bare:
                continue
            group = _bearer(text, name, words[0], people) if bare else people.of_full_name(text, name, words)
            group = group or people.new(words, generation_of(name.text))
            group.add(name, words, side=_is_side_mention(text, name), kin=_is_kin(text, name))
            people.index(group, words)
    _join_renamed(text, names, people)
    return people


def _join_renamed(text: str, names: Sequence[Name], people: _People) -> None:
    of_start = {name.start: group for group in people.groups for name in group.names}
    for one, other in renamed(text, names):
        group, joined = of_start[one.start], of_start[other.start]
        if group is joined or group.generation != joined.generation:
            continue
        if len(joined.words) > len(group.words):
            group, joined = joined, group
        for name in joined.names:
            group.add(name, ())
            of_start[name.start] = group
        people.groups.remove(joined)


def _is_kin(text: str, name: Name) -> bool:
    return bool(_KIN_BEFORE.search(text, max(0, name.start - 16), name.start))


def _joins_surnames(group: _Group, words: tuple[str, ...], parts: frozenset[str]) -> bool:
    """Return whether one of two names has the surname of the other and one more: Eva Ek and Eva Ek-Holm."""
    joined = words[-1] in group.parts or group.surname in parts
    return joined and len(group.words) > 1 and group.words[0] == words[0]


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
    gender = title_gender(text, name.start)
    exact = _of_gender(people.by_surname.get(word, ()), gender)
    generation = generation_of(name.text)
    exact = [group for group in exact if generation in {"", group.generation} and not _is_spouse(text, name, group)]
    if elder := _ELDER_BEFORE.search(text, max(0, name.start - 9), name.start):
        exact = [group for group in exact if bool(group.generation) is bool(elder["younger"])] or exact
    if len(exact) > 1 and not gender and (pronoun := _PRONOUN_NEAR.match(text, name.end)):
        exact = _of_gender(exact, "m" if pronoun["he"] else "f") or exact
    if exact:
        candidates = [group for group in exact if not group.kin] or exact
        return min(candidates, key=lambda group: _distance(group, name.start))
    if given := _of_gender(people.by_given.get(word, ()), gender):
        return given[0] if len(given) == 1 else None
    near = [group for group in _of_gender(people.nearly(word), gender) if not _have_other_offices(text, name, group)]
    return near[0] if len(near) == 1 and not _is_introduced(text, name, near[0]) else None


def _is_spouse(text: str, name: Name, group: _Group) -> bool:
    """Return whether a president is asked for and the group is the first lady."""
    return "president" in _offices(text, [name]) and "lady" in _offices(text, group.names[:MOST_COMPARED])


def _is_introduced(text: str, name: Name, group: _Group) -> bool:
    """Return whether a misspelt surname is somebody's who is only presented here: "Holm, the Danish pilot,"."""
    if _PRESENTED.match(text, name.end):
        return not _offices(text, [name]) & _offices(text, group.names[:MOST_COMPARED])
    return name.start < group.starts[0] and bool(_offices(text, [name]))


def _have_other_offices(text: str, name: Name, group: _Group) -> bool:
    """Return whether roles are known on both sides, and none of them is the same office."""
    one, other = _offices(text, [name]), _offices(text, group.names[:MOST_COMPARED])
    if one and other:
        return not one & other
    one, other = _employers(text, [name]), _employers(text, group.names[:MOST_COMPARED])
    return bool(one and other and not one & other)


def _employers(text: str, names: Iterable[Name]) -> set[str]:
    return {held.of for name in names for held in affiliations_of(text, name.start, name.end) if held.of}


def _offices(text: str, names: Iterable[Name]) -> set[str]:
    held = (affiliation.role for name in names for affiliation in affiliations_of(text, name.start, name.end))
    return {same_office(office_words(role)[-1]) for role in held if role}


def _of_gender(groups: Iterable[_Group], gender: str) -> list[_Group]:
    """Return the groups that can be of this gender, all where none is asked for."""
    return [group for group in groups if not gender or given_gender(group.words) in {"", gender}]


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
        known = people.nearly(words[0], least=VERY_NEAR)
    return min(known, key=lambda group: _distance(group, name.start), default=None)


def _institution(name: Name, groups: dict[str, _Group]) -> _Group:
    institution = institution_of(name.text)
    known = country_named(name.text) or (institution.name if institution else None)
    key = fold(known or name.text).removeprefix("the ")
    if key not in groups:
        groups[key] = _Group(tuple(key.split()))
    return groups[key]


def _join_renamed_bodies(text: str, names: Sequence[Name], groups: dict[str, _Group]) -> None:
    bodies = [name for name in names if name.kind is ActorKind.ORGANIZATION]
    key_of = {name.start: key for key, group in groups.items() for name in group.names}
    for one, other in renamed(text, bodies):
        if one.start in key_of and other.start in key_of:
            _join(groups, key_of[other.start], key_of[one.start])


def _move_acronyms(people: _People, others: dict[str, _Group]) -> None:
    """Take a name of one word that was taken for a person to the body whose initials it is: "Decra"."""
    initials = {_initials(key) for key in others}
    for group in [group for group in people.groups if len(group.words) == 1]:
        if len(group.surname) >= SHORTEST_ACRONYM and group.surname in initials:
            people.groups.remove(group)
            moved = others.setdefault(group.surname, _Group(group.words))
            for name in group.names:
                moved.add(replace(name, kind=ActorKind.ORGANIZATION), ())


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in PREPOSITIONS | ARTICLES | {"and"})


def _join_acronyms(text: str, groups: dict[str, _Group]) -> None:
    """Join "BOP" to "Bureau of Prisons (BOP)", and a short form to the one longer name that ends in it."""
    for key, group in list(groups.items()):
        for name in group.names:
            if after := _ACRONYM_AFTER.match(text, name.end, min(len(text), name.end + 20)):
                _join(groups, fold(after[1]), key)
    by_initials: dict[str, list[str]] = {}
    for key in groups:
        by_initials.setdefault(_initials(key), []).append(key)
    for key in list(groups):
        if 1 < len(key) < 7 and len(by_initials.get(key, ())) == 1 and not country_named(key.upper()):
            _join(groups, key, by_initials[key][0])
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
                told = affiliation.role and not affiliation.of
                state = state_of_office(text, name.start, name.end, affiliation.role or "") if told else None
                yield replace(affiliation, of=state) if state else affiliation
                continue
            place = bisect_left(people, name.start, key=lambda person: person.start)
            if place and "\n" not in text[people[place - 1].end : name.start]:
                before = people[place - 1]
                for held in affiliations_of(text, before.start, before.end):
                    yield replace(held, of=affiliation.of)


def _person(text: str, group: _Group, people: Sequence[Name]) -> Member:
    spellings = Counter(name.text for name in group.names)
    fullest = _fullest(spellings)
    affiliations = _distinct(_affiliations(text, group, people))
    return Member(
        name=fullest,
        kind=ActorKind.PERSON,
        spellings=tuple(spellings),
        mentions=tuple(sorted((name.start, name.end) for name in group.names)),
        gender=gender_of(text, group.names, group.words, affiliations, people),
        affiliations=affiliations,
    )


def _fullest(spellings: Counter[str]) -> str:
    """Return the fullest of a person's names, or, where it only says more than a full one used more often, that.

    More are initials, "Jr.", a second given name, or words before the given name that are none: "Rip Ana Ruiz".
    """
    fullest = max(
        spellings, key=lambda spelling: (len(name_words(spelling)), spellings[spelling], not spelling.isupper())
    )
    words = name_words(fullest)
    plainer = [name for name in spellings if spellings[name] > spellings[fullest] and _is_plainer(name, words)]
    return max(plainer, key=lambda name: (spellings[name], not name.isupper()), default=fullest)


def _is_plainer(name: str, words: tuple[str, ...]) -> bool:
    """Return whether a full name has the given name and surname of a longer one of which these are the words."""
    own = name_words(name)
    if not 1 < len(own) < len(words) or own[-1] != words[-1]:
        return False
    return own[0] == words[0] or (own[0] in given_names() and own == words[-len(own) :])


def _other(group: _Group, present: frozenset[str]) -> Member:
    spellings = Counter(name.text for name in group.names)
    kind = Counter(name.kind for name in group.names).most_common(1)[0][0]
    country = country_named(group.names[0].text)
    name = country or max(spellings, key=lambda spelling: (len(spelling.split()), spellings[spelling]))
    if _INITIALS.fullmatch(name):  # "U.N.", "I.R.S."
        known = institution_of(name)
        name = known.name if known else organization_named(name) or name.replace(".", "")
    return Member(
        name=name,
        kind=ActorKind.COUNTRY if country else kind,
        spellings=tuple(spellings),
        mentions=tuple(sorted((name.start, name.end) for name in group.names)),
        affiliations=() if country else _of_country(spellings, present),
    )


def _of_country(spellings: Iterable[str], present: frozenset[str]) -> tuple[Affiliation, ...]:
    """Return of what country a body is; what many countries have ("Supreme Court") is of one that is `present`."""
    told = [country for spelling in spellings if (country := country_of_body(spelling, present))]
    country = told[0] if told else None
    return (Affiliation(role=None, of=country),) if country else ()


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
