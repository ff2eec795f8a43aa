"""Statements as people decided: what was found, and on it the decisions in force, one after the other."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.evidence import ROLES, Places
from onrecord.ledger.positions import STATEMENT
from onrecord.model import ActorKind, DateBasis, DatePrecision, Offsets, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpeaker:
    """An actor whom a person named, with its name and kind at that time."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement by what was found and decided of it so far."""

    id: str
    places: Places
    kind: StatementKind | None
    """None: its quotation marks tell."""
    speakers: tuple[str, ...]
    """Ids of the speakers found."""
    actors: tuple[NamedSpeaker, ...] | None = None
    """Those whom a person named in place of the speakers found."""
    verdict: str | None = None
    confidence: float = 1.0
    date: datetime.date | None = None
    date_basis: DateBasis = DateBasis.UNKNOWN
    date_precision: DatePrecision = DatePrecision.DAY
    copy_of: str | None = None
    by_hand: bool = False
    cut_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a decision says of a statement that the machine missed."""

    article: str
    places: Places
    speakers: tuple[NamedSpeaker, ...]
    kind: StatementKind | None
    copy_of: str | None


def replayed(connection: sa.Connection, first: Told, text: str) -> Iterator[Told]:
    """Yield a statement, and all that were cut off it, as the decisions in force make them."""
    waiting, seen = [first], {first.id}
    while waiting:
        one = waiting.pop()
        decided_kind = None
        for about, new in _decisions(connection, one.id):
            match about:
                case "verdict":
                    one = replace(one, verdict=new)
                case "kind":
                    decided_kind = StatementKind(new)
                case "speakers":
                    one = replace(one, actors=speakers_from(new))
                case "spans":
                    one = _moved(one, places_from(new))
                case "split":
                    kept = json.loads(new)
                    parts = cut(one.places.content, kept["at"], text)
                    if parts is not None and kept["statement"] not in seen:
                        first, rest = (_moved(one, replace(one.places, content=part)) for part in parts)
                        waiting.append(replace(rest, id=kept["statement"], verdict=None, by_hand=True, cut_from=one.id))
                        seen.add(kept["statement"])
                        one = first
        yield replace(one, kind=decided_kind or one.kind)


def _moved(one: Told, places: Places) -> Told:
    """Return the statement with other spans; another content has its own quotation marks."""
    return replace(one, places=places, kind=one.kind if places.content == one.places.content else None)


def cut(content: Offsets, at: int, text: str) -> tuple[Offsets, Offsets] | None:
    """Return the two parts of a content that is cut here, no blanks beside the cut; None where one has no word."""
    before = [(start, _without_blanks_after(text, start, min(end, at))) for start, end in content if start < at]
    after = [(_without_blanks_before(text, max(start, at), end), end) for start, end in content if end > at]
    first, rest = (tuple((start, end) for start, end in part if start < end) for part in (before, after))
    return (first, rest) if first and rest else None


def _without_blanks_after(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _without_blanks_before(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def family_of(connection: sa.Connection, statement: str) -> list[str]:
    """Return a statement and all that were ever cut off it, at any remove."""
    columns = tables.decisions.c
    family = [statement]
    for one in family:
        here = sa.and_(columns.subject == STATEMENT, columns.subject_id == one, columns.field == "split")
        cuts = connection.scalars(sa.select(columns.new).where(here).order_by(columns.id)).all()
        parts = (str(json.loads(new)["statement"]) for new in cuts)
        family += (part for part in dict.fromkeys(parts) if part not in family)
    return family


def read_added(connection: sa.Connection, statement: str) -> Added | None:
    """Return what the last decision in force that added this statement says; None where none did."""
    columns = tables.decisions.c
    here = sa.and_(columns.subject == STATEMENT, columns.subject_id == statement, columns.field == "added")
    query = sa.select(columns.new).where(here, columns.undone_at.is_(None)).order_by(columns.id.desc()).limit(1)
    new = connection.scalar(query)
    return None if new is None else added_from(new)


def _decisions(connection: sa.Connection, statement: str) -> Sequence[tuple[str, str]]:
    columns = tables.decisions.c
    query = (
        sa.select(columns.field, columns.new)
        .where(columns.subject == STATEMENT, columns.subject_id == statement, columns.undone_at.is_(None))
        .order_by(columns.id)
    )
    return [(about, new) for about, new in connection.execute(query) if new is not None]


def places_text(places: Places) -> str:
    """Return places as a decision keeps them."""
    return json.dumps(asdict(places))


def places_from(text: str) -> Places:
    """Return the places that a decision keeps."""
    kept = json.loads(text)
    return Places(**{role: tuple((start, end) for start, end in kept[role]) for role in ROLES})


def speakers_text(speakers: Sequence[NamedSpeaker]) -> str:
    """Return speakers as a decision keeps them."""
    return json.dumps(_speakers(speakers), ensure_ascii=False)


def speakers_from(text: str) -> tuple[NamedSpeaker, ...]:
    """Return the speakers that a decision keeps."""
    return tuple(NamedSpeaker(id=one["id"], name=one["name"], kind=ActorKind(one["kind"])) for one in json.loads(text))


def added_text(added: Added) -> str:
    """Return a statement that was added as a decision keeps it."""
    kept = {"article": added.article, **asdict(added.places), "speakers": _speakers(added.speakers)}
    return json.dumps({**kept, "kind": added.kind, "copy_of": added.copy_of}, ensure_ascii=False)


def added_from(text: str) -> Added:
    """Return the statement that a decision to add it keeps."""
    kept = json.loads(text)
    return Added(
        article=kept["article"],
        places=places_from(text),
        speakers=speakers_from(json.dumps(kept["speakers"])),
        kind=kept["kind"] and StatementKind(kept["kind"]),
        copy_of=kept["copy_of"],
    )


def _speakers(speakers: Sequence[NamedSpeaker]) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.name, "kind": one.kind.value} for one in speakers]
