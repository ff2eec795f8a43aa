"""The tables of a ledger. `migrations.py` makes them; this is what they look like today."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.ledger.columns import Affiliations, Digests, Examples, Moment, Names, one_of
from onrecord.model import ActorKind, DateBasis, DatePrecision, Stance, StatementKind

metadata = sa.MetaData()

HAND_CODED = "DNA"
"""The tagger of statements that people coded in DNA: no machine judges them or says whose they are."""

BY_HAND = "by hand"
"""The tagger of statements that a person added here, or cut off another."""

CODED, DECIDED = "coded", "decided"
"""By whom a speaker was named: by who coded in DNA, or by a decision on statements."""

CONFIRMED, REJECTED = "confirmed", "rejected"
"""What a person says of a statement: its attribution is right, or it is none."""

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
    sa.Column("kind", one_of(ActorKind), nullable=False),
    sa.Column("names", Names, nullable=False),
    sa.Column("affiliations", Affiliations, nullable=False),
    sa.Column("gender", sa.String(1), nullable=False, default=""),
    sa.Column("wikidata", sa.String),
    sa.Column("settled", sa.Boolean, nullable=False),
)
"""Names and affiliations are summed up from speakers and decisions, so that one row tells all that resolving asks for.

`settled` is false where another article may yet tell who it is: a bare surname, or an office without a name.
"""
unsettled = sa.Index("actors_unsettled", actors.c.id, sqlite_where=actors.c.settled.is_(False))

actor_keys = sa.Table(
    "actor_keys",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("actor", sa.ForeignKey("actors.id"), primary_key=True),
    sa.Index("actor_keys_by_actor", "actor"),
    sqlite_with_rowid=False,
)

speakers = sa.Table(
    "speakers",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("article", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("folded", sa.String, nullable=False, index=True),
    sa.Column("kind", one_of(ActorKind), nullable=False),
    sa.Column("names", Names, nullable=False),
    sa.Column("affiliations", Affiliations, nullable=False),
    sa.Column("gender", sa.String(1), nullable=False, default=""),
    sa.Column("found", sa.ForeignKey("actors.id"), nullable=False, index=True),
    sa.Column("actor", sa.ForeignKey("actors.id"), nullable=False, index=True),
    sa.Column("named_by", sa.String),
)
"""Who speaks in an article. `found` is the actor as found by itself, `actor` as people decided, if they did.

`named_by` is null where the machine read it. Of those named by a decision on statements nothing is learnt.
"""

statements = sa.Table(
    "statements",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("article", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", one_of(StatementKind), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("date", sa.Date),
    sa.Column("date_basis", one_of(DateBasis), nullable=False),
    sa.Column("date_precision", one_of(DatePrecision), nullable=False),
    sa.Column("copy_of", sa.ForeignKey("statements.id"), index=True),
    sa.Column("tagger", sa.String, nullable=False),
    sa.Column("verdict", sa.String),
    sa.Column("cut_from", sa.String),
    sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence_is_a_share"),
)
"""The statements in force, with those that a person rejected: made of what was found and of decisions.

`cut_from` is the statement off which a person cut this one. See `is_in_force`.
"""

as_found = sa.Table(
    "as_found",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.id"), primary_key=True),
    sa.Column("kind", one_of(StatementKind), nullable=False),
    sa.Column("spans", sa.Text, nullable=False),
    sa.Column("speakers", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What was found of statements that people changed: offsets by role, and ids of speakers, both as JSON."""

judged_before = sa.Table(
    "judged_before",
    metadata,
    sa.Column("statement", sa.String, primary_key=True),
    sa.Column("spans", sa.Text, primary_key=True),
    sa.Column("round", sa.ForeignKey("rounds.number"), nullable=False),
    sa.Column("narrated", sa.Boolean, nullable=False),
    sa.Column("judgements", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What the coder judged of statements with other spans than now, as JSON: it counts again when these return."""

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

speaking = sa.Table(
    "speaking",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("speaker", sa.ForeignKey("speakers.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

concepts = sa.Table(
    "concepts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("description", sa.Text),
    sa.Column("examples", Examples, nullable=False),
)
"""The codebook as it was given, in its order; what people decided of it since stands in `decisions` alone."""

rounds = sa.Table(
    "rounds",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("coder", sa.String, nullable=False),
    sa.Column("concepts", Digests, nullable=False),
)
"""Rounds of coding: which coder judged by which concepts, each as its digest tells it."""

coded = sa.Table(
    "coded",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.id"), primary_key=True),
    sa.Column("round", sa.ForeignKey("rounds.number"), nullable=False, index=True),
    sa.Column("narrated", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""The last round that each statement was in; most take no position."""

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("statement", sa.ForeignKey("coded.statement"), primary_key=True),
    sa.Column("concept", sa.String, primary_key=True),
    sa.Column("stance", one_of(Stance), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    *(sa.Column(stance.value, sa.Float, nullable=False) for stance in Stance),
    sa.Index("judgements_by_concept", "concept"),
    sqlite_with_rowid=False,
)
"""The positions that the coder found, with the probability of each stance, whatever became of the concept since."""

positions = sa.Table(
    "positions",
    metadata,
    sa.Column("statement", sa.ForeignKey("statements.id"), primary_key=True),
    sa.Column("concept", sa.String, primary_key=True),
    sa.Column("stance", one_of(Stance), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("decided_by", sa.String, nullable=False),
    sa.Column("narrated", sa.Boolean, nullable=False),
    sa.Index("positions_by_concept", "concept"),
    sqlite_with_rowid=False,
)
"""The positions in force, on concepts in force: made of judgements and decisions."""

learnt = sa.Table(
    "learnt",
    metadata,
    sa.Column("coder", sa.String, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("lessons", sa.Integer, nullable=False),
    sa.Column("learnt_at", Moment, nullable=False),
)
"""What the coder of this name learnt from so many decisions: at most one row, with which statements are judged."""

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("address", sa.String, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("imported_at", Moment, nullable=False),
)
"""Databases of DNA that were imported, with what `imported` holds of them as a digest."""

imported = sa.Table(
    "imported",
    metadata,
    sa.Column("import", sa.ForeignKey("imports.number"), primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("article", sa.ForeignKey("articles.id"), index=True),
    sa.Column("content", sa.Text, nullable=False),
)
"""All that was imported, in its order, whatever statements were made of it: a row of DNA's as a JSON object.

A document has its text in the article, and none where it is empty.
"""

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


said = sa.Table(
    "said",
    metadata,
    sa.Column("actor", sa.String, primary_key=True),
    sa.Column("statement", sa.String, primary_key=True),
    sa.Index("said_by_statement", "statement"),
    sqlite_with_rowid=False,
)
"""Who made each statement in force that is no copy. This table and the next three the database keeps: standing.py."""

stands = sa.Table(
    "stands",
    metadata,
    *(sa.Column(name, sa.String, primary_key=True) for name in ("actor", "concept", "day", "article", "statement")),
    sa.Column("stance", one_of(Stance), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
    *(sa.Column(stance.value, sa.Float, nullable=False) for stance in Stance),
    sa.Index("stands_by_statement", "statement", "concept"),
    sqlite_with_rowid=False,
)
"""Positions in force by actor, concept and day ("2024-02-27", empty where unknown), and how likely each stance is."""

lines = sa.Table(
    "lines",
    metadata,
    sa.Column("actor", sa.String, primary_key=True),
    sa.Column("concept", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Index("lines_by_revision", "revision", "actor", "concept"),
    sqlite_with_rowid=False,
)
"""The actors and concepts of `stands`, past ones too, each with a number that no other had when it changed last."""

waiting = sa.Table(
    "waiting",
    metadata,
    sa.Column("statement", sa.String, primary_key=True),
    sa.Column("worth", sa.Float, nullable=False),
    sa.Index("waiting_by_worth", sa.desc("worth"), "statement"),
    sqlite_with_rowid=False,
)
"""Statements without a verdict that are no copies, and how much a person's decision would tell."""

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("password", sa.String, nullable=False),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("seen_at", Moment),
    sa.CheckConstraint("role IN ('reader', 'coder', 'owner')", name="role_of_account_known"),
)
"""Who may sign in to the web app, with the password's argon2 hash; without any, everybody on this machine may."""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("account", sa.ForeignKey("accounts.name"), nullable=False, index=True),
    sa.Column("expires_at", Moment, nullable=False),
)
"""Who is signed in, by the SHA-256 of what the browser keeps."""

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
"""What the web app was asked to change, by the browser's key, and what it answered: asked again it is the same."""

clock = sa.Table("clock", metadata, sa.Column("version", sa.Integer, nullable=False))
"""One row: a number that grows with whatever is changed."""

READ_FAST = (
    sa.Index("statements_shown", *(statements.c[name] for name in ("copy_of", "verdict", "date", "kind"))),
    sa.Index(
        "statements_in_text_order",
        *(statements.c[name] for name in ("article", "position", "id", "copy_of", "verdict", "date", "kind")),
    ),
    sa.Index("articles_in_order", articles.c.number, articles.c.id),
    sa.Index("articles_by_outlet", articles.c.outlet, articles.c.copy_of),
    sa.Index("positions_by_side", positions.c.concept, positions.c.stance),
)
"""Indexes that screens read alone, without the rows behind them."""


def is_in_force() -> sa.ColumnElement[bool]:
    """Return the condition that a statement was not rejected: only such are listed, counted and exported."""
    return statements.c.verdict.is_distinct_from(REJECTED)
