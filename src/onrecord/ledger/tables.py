"""The tables of a ledger. `migrations.py` makes them; this is what they look like today."""

from __future__ import annotations

import datetime

import sqlalchemy as sa

from onrecord.model import ActorKind, DateBasis, StatementKind

metadata = sa.MetaData()


class Moment(sa.TypeDecorator[datetime.datetime]):
    """A point in time, kept in UTC, given back with its time zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:  # noqa: ARG002 - the base class names it
        return None if value is None else value.astimezone(datetime.UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime.datetime | None, dialect: sa.Dialect) -> datetime.datetime | None:  # noqa: ARG002 - the base class names it
        return None if value is None else value.replace(tzinfo=datetime.UTC)


def _one_of(kinds: type[StatementKind] | type[ActorKind] | type[DateBasis]) -> sa.Enum:
    return sa.Enum(
        kinds,
        native_enum=False,
        create_constraint=True,
        name=f"{kinds.__name__.lower()}_known",
        values_callable=lambda members: [member.value for member in members],
    )


migrations = sa.Table(
    "migrations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("applied_at", Moment, nullable=False),
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("address", sa.String, nullable=False),
    sa.Column("title", sa.String),
    sa.Column("outlet", sa.String),
    sa.Column("author", sa.String),
    sa.Column("published", sa.Date),
    sa.Column("language", sa.String),
    sa.Column("url", sa.String),
    sa.Column("copy_of", sa.ForeignKey("articles.id"), index=True),
    sa.Column("added_at", Moment, nullable=False),
)

pages = sa.Table(
    "pages",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("address", sa.String, nullable=False),
    sa.Column("article", sa.ForeignKey("articles.id"), nullable=False, index=True),
)

refusals = sa.Table(
    "refusals",
    metadata,
    sa.Column("address", sa.String, primary_key=True),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("remedy", sa.String, nullable=False),
    sa.Column("refused_at", Moment, nullable=False),
)

fingerprints = sa.Table(
    "fingerprints",
    metadata,
    sa.Column("article", sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)

bands = sa.Table(
    "bands",
    metadata,
    sa.Column("band", sa.String, primary_key=True),
    sa.Column("article", sa.ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)

actors = sa.Table(
    "actors",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("kind", _one_of(ActorKind), nullable=False),
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("actor", sa.ForeignKey("actors.id"), primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sqlite_with_rowid=False,
)

affiliations = sa.Table(
    "affiliations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("actor", sa.ForeignKey("actors.id"), nullable=False, index=True),
    sa.Column("role", sa.String),
    sa.Column("of", sa.String),
    sa.Column("first_seen", sa.Date),
    sa.Column("last_seen", sa.Date),
)

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("article", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", _one_of(StatementKind), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("date", sa.Date),
    sa.Column("date_basis", _one_of(DateBasis), nullable=False),
    sa.Column("speaker", sa.ForeignKey("actors.id"), index=True),
    sa.Column("copy_of", sa.ForeignKey("statements.id"), index=True),
    sa.Column("tagger", sa.String, nullable=False),
    sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence_is_a_share"),
)

spans = sa.Table(
    "spans",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.id"), primary_key=True),
    sa.Column("role", sa.String, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.CheckConstraint("role IN ('source', 'cue', 'content')", name="role_known"),
    sa.CheckConstraint('start >= 0 AND "end" > start', name="span_is_not_empty"),
    sqlite_with_rowid=False,
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("made_by", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("subject_id", sa.String, nullable=False),
    sa.Column("field", sa.String, nullable=False),
    sa.Column("old", sa.Text),
    sa.Column("new", sa.Text),
    sa.Column("why", sa.Text),
    sa.Column("undone_at", Moment),
    sa.Column("undone_by", sa.String),
    sa.Index("decisions_by_subject", "subject", "subject_id"),
)
