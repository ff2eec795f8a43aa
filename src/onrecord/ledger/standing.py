"""Tables that the database keeps by itself: who said what, who stands where, and which statements wait for a person.

They hold nothing of their own, only what other tables say, in the order in which screens ask for it: of 100,000
statements the positions of all actors are counted in 20 ms, and in 400 ms by joining what they are made of.
"""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.ledger import tables

_WHO = """SELECT DISTINCT speakers.actor, statements.id
    FROM statements JOIN speaking ON speaking.statement = statements.id JOIN speakers ON speakers.id = speaking.speaker
    WHERE statements.copy_of IS NULL AND statements.verdict IS NOT 'rejected'"""

_WHERE = """SELECT said.actor, positions.concept, COALESCE(statements.date, ''), statements.article, statements.id,
        positions.stance, positions.confidence,
        COALESCE(judged.support, (positions.stance = 'support') * positions.confidence),
        COALESCE(judged.oppose, (positions.stance = 'oppose') * positions.confidence),
        COALESCE(judged.conditional, (positions.stance = 'conditional') * positions.confidence)
    FROM positions JOIN said ON said.statement = positions.statement
    JOIN statements ON statements.id = positions.statement
    LEFT JOIN judgements AS judged ON judged.statement = positions.statement
        AND positions.decided_by = 'machine'
        AND judged.concept = COALESCE(
            (SELECT own.concept FROM judgements AS own
                WHERE own.statement = positions.statement AND own.concept = positions.concept),
            (SELECT MAX(other.concept) FROM judgements AS other WHERE other.statement = positions.statement
                AND other.stance = positions.stance AND other.confidence = positions.confidence))"""
"""A judgement may be on a concept that was merged into that of the position."""

_WAITING = """SELECT statements.id, 2 * statements.confidence * (1 - statements.confidence)
        + COALESCE((SELECT SUM(1 - judged.support * judged.support - judged.oppose * judged.oppose
                - judged.conditional * judged.conditional
                - (1 - judged.support - judged.oppose - judged.conditional)
                    * (1 - judged.support - judged.oppose - judged.conditional))
            FROM positions JOIN judgements AS judged
                ON judged.statement = positions.statement AND judged.concept = positions.concept
            WHERE positions.statement = statements.id AND positions.decided_by = 'machine'), 0)
    FROM statements WHERE statements.copy_of IS NULL AND statements.verdict IS NULL"""
"""What a decision tells: of attribution and positions, how likely two draws of what the machine thinks differ (Gini).

That orders like the entropy, for which SQLite may lack a logarithm.
"""


def _anew(statement: str) -> str:
    """Return what brings who made a statement in line, and thereby its positions."""
    return f"""DELETE FROM said WHERE statement {statement};
        INSERT INTO said (actor, statement) {_WHO} AND statements.id {statement};"""  # noqa: S608 - no input in it


def _waits_anew(statement: str) -> str:
    return f"""DELETE FROM waiting WHERE statement {statement};
        INSERT INTO waiting (statement, worth) {_WAITING} AND statements.id {statement};"""  # noqa: S608 - as above


def _line_changed(stand: str) -> str:
    return f"""INSERT INTO lines (actor, concept, revision)
        VALUES ({stand}.actor, {stand}.concept, (SELECT COALESCE(MAX(revision), 0) + 1 FROM lines))
        ON CONFLICT (actor, concept) DO UPDATE SET revision = excluded.revision;"""  # noqa: S608 - as above


_STANDS = (
    "INSERT INTO stands (actor, concept, day, article, statement, stance, confidence, support, oppose, conditional)"
)
_CHANGED = "UPDATE OF verdict, copy_of, date, confidence ON statements"
_TRIGGERS = {
    "lines_with_stands AFTER INSERT ON stands": _line_changed("NEW"),
    "lines_without_stands AFTER DELETE ON stands": _line_changed("OLD"),
    "said_with_speaking AFTER INSERT ON speaking": f"""INSERT INTO said (actor, statement)
        {_WHO} AND speaking.statement = NEW.statement AND speaking.position = NEW.position
        AND NOT EXISTS (SELECT 1 FROM said WHERE said.statement = NEW.statement AND said.actor = speakers.actor);""",  # noqa: S608 - as above
    "said_without_speaking AFTER DELETE ON speaking": _anew("= OLD.statement"),
    "said_by_another AFTER UPDATE ON speaking": _anew("IN (OLD.statement, NEW.statement)"),
    "said_by_another_actor AFTER UPDATE OF actor ON speakers WHEN OLD.actor <> NEW.actor": _anew(
        "IN (SELECT statement FROM speaking WHERE speaker = NEW.id)"
    ),
    f"said_with_statement AFTER {_CHANGED}": _anew("= NEW.id") + _waits_anew("= NEW.id"),
    "waiting_with_statement AFTER INSERT ON statements": _waits_anew("= NEW.id"),
    "waiting_without_statement AFTER DELETE ON statements": "DELETE FROM waiting WHERE statement = OLD.id;",
    "stands_with_said AFTER INSERT ON said": f"""{_STANDS} {_WHERE}
        WHERE said.actor = NEW.actor AND said.statement = NEW.statement;""",
    "stands_without_said AFTER DELETE ON said": """DELETE FROM stands
        WHERE statement = OLD.statement AND actor = OLD.actor;""",
    "stands_with_position AFTER INSERT ON positions": f"""{_STANDS} {_WHERE}
        WHERE positions.statement = NEW.statement AND positions.concept = NEW.concept;
        {_waits_anew("= NEW.statement")}""",
    "stands_without_position AFTER DELETE ON positions": f"""DELETE FROM stands
        WHERE statement = OLD.statement AND concept = OLD.concept;
        {_waits_anew("= OLD.statement")}""",  # noqa: S608 - as above
    "stands_with_other_position AFTER UPDATE ON positions": f"""DELETE FROM stands
        WHERE statement = OLD.statement AND concept = OLD.concept;
        {_STANDS} {_WHERE} WHERE positions.statement = NEW.statement AND positions.concept = NEW.concept;
        {_waits_anew("= NEW.statement")}""",  # noqa: S608 - as above
}


def keep_standing(connection: sa.Connection) -> None:
    """Fill these tables, and have the database keep them from now on."""
    for occasion in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {occasion.split()[0]}")
    for table in (tables.stands, tables.said, tables.waiting, tables.lines):
        connection.execute(table.delete())
    connection.exec_driver_sql(f"INSERT INTO said (actor, statement) {_WHO}")
    connection.exec_driver_sql(f"{_STANDS} {_WHERE}")
    connection.exec_driver_sql(f"INSERT INTO waiting (statement, worth) {_WAITING}")
    connection.exec_driver_sql(
        "INSERT INTO lines (actor, concept, revision) SELECT DISTINCT actor, concept, 1 FROM stands"
    )
    for occasion, done in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {occasion} BEGIN {done} END")
