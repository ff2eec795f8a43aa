"""What the columns of tables hold beyond plain values, and how it is kept."""

from __future__ import annotations

import datetime
import json
from collections import Counter

import sqlalchemy as sa

from onrecord.model import ActorKind, Affiliation, DateBasis, DatePrecision, Stance, StatementKind


class Moment(sa.TypeDecorator[datetime.datetime]):
    """A point in time, kept in UTC, given back with its time zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:  # noqa: ARG002 - the base class names it
        return None if value is None else value.astimezone(datetime.UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:  # noqa: ARG002 - the base class names it
        return None if value is None else value.replace(tzinfo=datetime.UTC)


class Names(sa.TypeDecorator[Counter[str]]):
    """Spellings, each with the number of articles in which it is the fullest, kept as a JSON object."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Counter[str] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - the base class names it
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Counter[str] | None:  # noqa: ARG002 - the base class names it
        return None if value is None else names_from(value)


class Affiliations(sa.TypeDecorator[tuple[Affiliation, ...]]):
    """Affiliations, kept as a JSON array of [role, of, first seen, last seen]."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Affiliation, ...] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - the base class names it
        rows = [[one.role, one.of, one.first_seen, one.last_seen] for one in value or ()]
        return json.dumps(rows, ensure_ascii=False, default=datetime.date.isoformat)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[Affiliation, ...]:  # noqa: ARG002 - the base class names it
        return affiliations_from(value or "[]")


class Examples(sa.TypeDecorator[tuple[tuple[Stance, str], ...]]):
    """Sentences that take a stance on a concept, kept as a JSON array of [stance, sentence]."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[Stance, str], ...] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - the base class names it
        return json.dumps(value or (), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[tuple[Stance, str], ...]:  # noqa: ARG002 - the base class names it
        return tuple((Stance(stance), sentence) for stance, sentence in json.loads(value or "[]"))


class Digests(sa.TypeDecorator[dict[str, str]]):
    """Digests of concepts by their ids, kept as a JSON object."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 - the base class names it
        return json.dumps(value or {}, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> dict[str, str]:  # noqa: ARG002 - the base class names it
        return dict(json.loads(value or "{}"))


def names_from(text: str) -> Counter[str]:
    """Return the spellings that a row keeps."""
    return Counter(json.loads(text))


def affiliations_from(text: str) -> tuple[Affiliation, ...]:
    """Return the affiliations that a row keeps."""
    return tuple(
        Affiliation(role=role, of=of, first_seen=_day(first), last_seen=_day(last))
        for role, of, first, last in json.loads(text)
    )


def one_of(kinds: type[StatementKind | ActorKind | DateBasis | DatePrecision | Stance]) -> sa.Enum:
    """Return the column type of these words, which the database checks."""
    return sa.Enum(
        kinds,
        native_enum=False,
        create_constraint=True,
        name=f"{kinds.__name__.lower()}_known",
        values_callable=lambda members: [member.value for member in members],
    )


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)
