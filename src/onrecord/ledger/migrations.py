"""Numbered steps from an empty database to today's tables, each in its own transaction with its record."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.clock import start_clock
from onrecord.ledger.corrections import read_decided
from onrecord.ledger.learning import learn, relearn
from onrecord.ledger.search_index import index_anew, searchable
from onrecord.ledger.speakers import speaker_row
from onrecord.ledger.standing import keep_standing
from onrecord.ledger.tables import metadata, migrations
from onrecord.model import ActorKind, Affiliation, Speaker, speaker_id

REBUILDING = ("PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON")
"""For a step that makes a table anew: what refers to it goes on to refer to its name."""

Step = Callable[[sa.Connection], None]

# What a person decided and what evidence points into are guarded by the database itself.
SQLITE_GUARDS = (
    """CREATE TRIGGER article_text_never_changes BEFORE UPDATE OF text, digest ON articles
       BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
    """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision is never deleted; undo it'); END""",
    """CREATE TRIGGER decisions_are_only_undone
       BEFORE UPDATE OF id, made_at, made_by, subject, subject_id, field, old, new, why ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision never changes; undo it and make another'); END""",
    """CREATE TRIGGER decisions_are_undone_once BEFORE UPDATE OF undone_at, undone_by ON decisions
       WHEN OLD.undone_at IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'the decision is undone already'); END""",
)


def first_tables(connection: sa.Connection) -> None:
    """Make today's tables, and the guards on texts and decisions: a new database needs no other step."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for guard in SQLITE_GUARDS:
            connection.execute(sa.text(guard))
        keep_standing(connection)
        searchable(connection)
        start_clock(connection)


def speakers_of_articles(connection: sa.Connection) -> None:
    """Keep who speaks in each article apart from the actor that it is; a statement may have several speakers."""
    speakers = _speakers_of_first_tables(connection)
    pairs = connection.execute(
        sa.text("SELECT id, article, speaker FROM statements WHERE speaker IS NOT NULL ORDER BY article, position")
    ).all()
    _without_speaker(connection)
    for dropped in ("aliases", "affiliations", "actors"):
        connection.execute(sa.text(f"DROP TABLE {dropped}"))
    for made in (tables.actors, tables.actor_keys, tables.speakers, tables.speaking):
        made.create(connection)
    learn(connection, {actor: [(speaker, None)] for actor, speaker in speakers.items()}, read_decided(connection))
    rows = {
        speaker_id(article, speakers[actor]): speaker_row(article, speakers[actor], found=actor, actor=actor)
        for _, article, actor in pairs
    }
    speaking = [
        {"statement": statement, "position": 0, "speaker": speaker_id(article, speakers[actor])}
        for statement, article, actor in pairs
    ]
    for table, filled in ((tables.speakers, list(rows.values())), (tables.speaking, speaking)):
        if filled:
            connection.execute(table.insert(), filled)
    relearn(connection, speakers, read_decided(connection))


def _speakers_of_first_tables(connection: sa.Connection) -> dict[str, Speaker]:
    names = sa.text("SELECT name FROM aliases WHERE actor = :actor")
    held = sa.text('SELECT role, "of" FROM affiliations WHERE actor = :actor ORDER BY number')
    return {
        row.id: Speaker(
            name=row.name,
            kind=ActorKind(row.kind),
            aliases=tuple(name for name in connection.scalars(names, {"actor": row.id}) if name != row.name),
            affiliations=tuple(
                Affiliation(role=role, of=of) for role, of in connection.execute(held, {"actor": row.id})
            ),
        )
        for row in connection.execute(sa.text("SELECT id, name, kind FROM actors")).all()
    }


def _without_speaker(connection: sa.Connection) -> None:
    """Make the table of statements anew: SQLite drops no column that refers to another table."""
    for index in ("ix_statements_article", "ix_statements_speaker", "ix_statements_copy_of"):
        connection.execute(sa.text(f"DROP INDEX IF EXISTS {index}"))
    connection.execute(sa.text("ALTER TABLE statements RENAME TO old_statements"))
    tables.statements.create(connection)
    kept = "id, article, position, kind, confidence, date, date_basis, copy_of, tagger"
    connection.execute(
        sa.text(
            f"INSERT INTO statements ({kept}, date_precision) SELECT {kept}, 'day' FROM old_statements"  # noqa: S608 - no input in it
        )
    )
    connection.execute(sa.text("DROP TABLE old_statements"))


def positions_of_statements(connection: sa.Connection) -> None:
    """Make room for concepts, and for the positions that statements take on them."""
    for made in (tables.concepts, tables.rounds, tables.coded, tables.judgements, tables.positions):
        made.create(connection)


def learnt_from_decisions(connection: sa.Connection) -> None:
    """Make room for what the coder learns from decisions."""
    tables.learnt.create(connection)


def coded_elsewhere(connection: sa.Connection) -> None:
    """Make room for databases of DNA."""
    for made in (tables.imports, tables.imported):
        made.create(connection)


def decided_statements(connection: sa.Connection) -> None:
    """Make room for what people decide of statements; who was named in DNA is marked as such."""
    for made in (tables.as_found, tables.judged_before):
        made.create(connection)
    for table, columns in ((tables.statements, ("verdict", "cut_from")), (tables.speakers, ("named_by",))):
        known = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
        for column in columns:
            if column not in known:  # an earlier step made the table as it is today
                connection.execute(sa.text(f"ALTER TABLE {table.name} ADD COLUMN {column} VARCHAR"))
    named = (
        sa.select(tables.speaking.c.speaker)
        .join(tables.statements, tables.statements.c.id == tables.speaking.c.statement)
        .where(tables.statements.c.tagger == tables.HAND_CODED)
    )
    here = tables.speakers.update().where(tables.speakers.c.id.in_(named))
    connection.execute(here.values(named_by=tables.CODED))


def read_fast(connection: sa.Connection) -> None:
    """Have the database keep what screens count, and the indexes that they read."""
    for kept in (tables.said, tables.stands, tables.lines, tables.waiting, *tables.READ_FAST):
        kept.create(connection, checkfirst=True)  # an earlier step may have made a table as it is today
    if connection.dialect.name == "sqlite":
        keep_standing(connection)


def found_by_words(connection: sa.Connection) -> None:
    """Make the ledger searchable."""
    if connection.dialect.name == "sqlite":
        searchable(connection)


def accounts(connection: sa.Connection) -> None:
    """Make room for people who sign in and for the changes that they send; count whatever is changed."""
    for made in (tables.accounts, tables.sessions, tables.changes, tables.clock):
        made.create(connection)
    if connection.dialect.name == "sqlite":
        start_clock(connection)


def changed_lines(connection: sa.Connection) -> None:
    """Have the database number the changes of what actors say of concepts."""
    tables.lines.create(connection, checkfirst=True)
    if connection.dialect.name == "sqlite":
        keep_standing(connection)


def found_by_beginnings(connection: sa.Connection) -> None:
    """Find what is being typed from its second letter on without reading through the words of all texts."""
    if connection.dialect.name == "sqlite":
        index_anew(connection)


def unsettled_found(connection: sa.Connection) -> None:
    """Find the actors that another article may settle without looking at those that are."""
    tables.unsettled.create(connection, checkfirst=True)


STEPS: tuple[Step, ...] = (
    first_tables,
    speakers_of_articles,
    positions_of_statements,
    learnt_from_decisions,
    coded_elsewhere,
    decided_statements,
    read_fast,
    found_by_words,
    accounts,
    changed_lines,
    found_by_beginnings,
    unsettled_found,
)


def migrate(engine: sa.Engine) -> None:
    """Bring the database up to today's tables; one that is newer than this program is a LedgerError."""
    with engine.connect() as connection:
        done = _applied(connection)
    if not done:
        _make(engine)
        return
    if done > len(STEPS):
        raise LedgerError(
            f"{engine.url.database}: made by a newer onrecord (step {done}, this one knows {len(STEPS)}); "
            "upgrade onrecord"
        )
    for number in range(done + 1, len(STEPS) + 1):
        _apply(engine, number)


def _applied(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table(migrations.name):
        return 0
    return connection.scalar(sa.select(sa.func.coalesce(sa.func.max(migrations.c.number), 0))) or 0


def _make(engine: sa.Engine) -> None:
    """Make an empty database as today's is, with all steps done."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if not _applied(connection):
            first_tables(connection)
            for number in range(1, len(STEPS) + 1):
                _record(connection, number)


def _apply(engine: sa.Engine, number: int) -> None:
    with engine.connect().execution_options(writes=True) as connection:
        for pragma in REBUILDING:  # on the driver's own connection, for within a transaction they do nothing
            connection.connection.cursor().execute(pragma)
        with connection.begin():
            if _applied(connection) < number:  # else another process was first
                STEPS[number - 1](connection)
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise LedgerError(f"{engine.url.database}: step {number} would break {broken}; restore a copy")
                _record(connection, number)
    engine.dispose()  # the pragmas hold for their connection alone


def _record(connection: sa.Connection, number: int) -> None:
    record = {"number": number, "name": STEPS[number - 1].__name__, "applied_at": datetime.datetime.now(datetime.UTC)}
    connection.execute(migrations.insert().values(record))
