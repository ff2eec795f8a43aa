"""The alias file: what people write by hand about actors, in YAML. docs/actors.md says how."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from onrecord.actors.known.checks import checked_name, checked_wikidata_id
from onrecord.actors.known.known import KnownActor
from onrecord.actors.naming.spelling import fold
from onrecord.entries import Unfit, shown
from onrecord.errors import SourceError
from onrecord.model import ActorKind, Affiliation, Refused
from onrecord.plain_yaml import NOTHING, Node, Table, Word, fields_of, items_of, read_yaml, text_of, word_of

FIELDS = ("name", "kind", "aliases", "not", "affiliations", "wikidata")
AFFILIATION_FIELDS = ("role", "of", "first_seen", "last_seen")

FORM = "write `actors:` and below it a list of entries with a `name`, or lines like `Ana Ruiz: [A. Ruiz]`"

_Claims = dict[str, dict[str, KnownActor]]
"""Who claims a folded name, or a Wikidata id: actors by their entry."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_aliases(path: Path) -> list[KnownActor | Refused]:
    """Return the actors of an alias file in its order; entries that are wrong or contradict another are refused."""
    entries = {
        f"entry {number}{_label(entry)}": _known_or_unfit(entry)
        for number, entry in enumerate(_entries(read_yaml(path), path), start=1)
    }
    if not entries:
        raise SourceError(f"{path} holds no actors; {FORM}")
    claims = _claims(entries)
    checked = {entry: _uncontested(entry, known, claims) for entry, known in entries.items()}
    return [
        known.refused(f"{path}: {entry}") if isinstance(known, Unfit) else known for entry, known in checked.items()
    ]


def _entries(tree: Node, path: Path) -> Iterator[Node]:
    """Yield the entries, short forms made long."""
    if not isinstance(tree, Table):
        raise SourceError(f"{path} holds no actors; {FORM}")
    for key, value in tree.pairs:
        if key == Word("actors"):
            if not isinstance(value, list):
                raise SourceError(f"{path}: `actors` holds no list; {FORM}")
            yield from value
        else:
            yield Table(((Word("name"), key), (Word("aliases"), value)))


def _label(entry: Node) -> str:
    if isinstance(entry, Table):
        for key, value in entry.pairs:
            if key == Word("name") and isinstance(value, Word) and value.type != NOTHING:
                return f" ({shown(value.text)[1:-1]})"
    return ""


def _known_or_unfit(entry: Node) -> KnownActor | Unfit:
    try:
        return _known(entry)
    except Unfit as unfit:
        return unfit


def _known(entry: Node) -> KnownActor:
    fields = fields_of(entry, FIELDS, "it")
    if "name" not in fields:
        raise Unfit("has no name", "give one: `name: Ana Ruiz`")
    name = _name(fields["name"], "name")
    known = KnownActor(
        name=name,
        kind=_kind(word_of(fields["kind"], "kind")) if "kind" in fields else None,
        aliases=tuple(alias for alias in _names(fields.get("aliases"), "alias") if alias != name),
        distinct_from=_names(fields.get("not"), "`not`"),
        affiliations=tuple(_affiliation(item) for item in items_of(fields.get("affiliations"), "affiliations")),
        wikidata=checked_wikidata_id(word_of(fields["wikidata"], "Wikidata id")) if "wikidata" in fields else None,
    )
    _check_distinct(known)
    return known


def _names(node: Node | None, what: str) -> tuple[str, ...]:
    """Return the names of a list without repetitions, in its order."""
    return tuple(dict.fromkeys(_name(item, what) for item in items_of(node, "aliases" if what == "alias" else what)))


def _name(node: Node, what: str) -> str:
    return checked_name(text_of(node, what), what)


def _kind(text: str) -> ActorKind:
    try:
        return ActorKind(text)
    except ValueError:
        raise Unfit(f"its kind {shown(text)} is unknown", f"the kinds are {', '.join(ActorKind)}") from None


def _affiliation(node: Node) -> Affiliation:
    fields = fields_of(node, AFFILIATION_FIELDS, "an affiliation")
    affiliation = Affiliation(
        role=_name(fields["role"], "role") if "role" in fields else None,
        of=_name(fields["of"], "`of`") if "of" in fields else None,
        first_seen=_day(word_of(fields["first_seen"], "first_seen")) if "first_seen" in fields else None,
        last_seen=_day(word_of(fields["last_seen"], "last_seen")) if "last_seen" in fields else None,
    )
    if affiliation.role is None and affiliation.of is None:
        raise Unfit("an affiliation says neither a role nor what it is of", "write {role: mayor, of: Linz}")
    if affiliation.first_seen and affiliation.last_seen and affiliation.last_seen < affiliation.first_seen:
        raise Unfit(f"an affiliation was last seen ({affiliation.last_seen}) before it was first", "correct the days")
    return affiliation


def _day(text: str) -> datetime.date:
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise Unfit(f"its date {shown(text)} is none", "write it like 2024-02-28")


def _check_distinct(known: KnownActor) -> None:
    names = {fold(name): name for name in (*known.aliases, known.name)}
    for other in known.distinct_from:
        if fold(other) == fold(known.name):
            raise Unfit(f"says that {shown(other)} is not itself", "take the name out of `not`")
        if fold(other) in names:
            raise Unfit(f"says that it is {shown(names[fold(other)])}, and that it is not", "keep one of the two")


def _claims(entries: Mapping[str, KnownActor | Unfit]) -> _Claims:
    claims: _Claims = {}
    for entry, known in entries.items():
        if isinstance(known, KnownActor):
            for claim in map(fold, (known.name, *known.aliases)):
                claims.setdefault(claim, {})[entry] = known
            if known.wikidata:  # a folded name has no capital, so that the two never meet
                claims.setdefault(known.wikidata, {})[entry] = known
    return claims


def _uncontested(entry: str, known: KnownActor | Unfit, claims: _Claims) -> KnownActor | Unfit:
    """Return the actor where no other entry claims a name or the Wikidata id of it."""
    if isinstance(known, Unfit):
        return known
    for name in (known.name, *known.aliases):
        if (other := _other(fold(name), entry, claims)) is not None:
            return _contest(entry, name, other, claims)
    if known.wikidata and (other := _other(known.wikidata, entry, claims)) is not None:
        return Unfit(f"its Wikidata id {known.wikidata} is also that of {other}", "correct one of them")
    return known


def _other(claim: str, entry: str, claims: _Claims) -> str | None:
    # Of two claims at least one is another's, so that a name that all entries claim takes no longer.
    return next((one for one in islice(claims[claim], 2) if one != entry), None)


def _contest(entry: str, name: str, other: str, claims: _Claims) -> Unfit:
    """Return why two entries cannot both have this name."""
    own, others = (fold(claims[fold(name)][one].name) for one in (entry, other))
    if own == others:
        return Unfit(f"its name is also that of {other}", "keep one entry for one actor; give two people fuller names")
    if other in claims[own] and entry in claims[others]:
        return Unfit(f"it and {other} are each an alias of the other", "keep one entry, with the other as its alias")
    if fold(name) == own:
        return Unfit(f"its name is an alias of {other}", "keep one entry for one actor, or take that alias out")
    if fold(name) == others:
        return Unfit(f"its alias {shown(name)} is the name of {other}", "keep one entry, or take the alias out")
    return Unfit(f"its alias {shown(name)} is also one of {other}", "leave it to one of them")
