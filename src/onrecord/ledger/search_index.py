"""The full-text index of a ledger: SQLite's own (FTS5), kept right by triggers whoever writes.

On 100,000 statements in 20,000 articles it takes 34 MiB beside 47 MiB of text, and 2 ms of adding an article, which is
1.5 in 100 where the trained tagger reads it.
"""

from __future__ import annotations

import sqlalchemy as sa

# The index holds no texts but reads them where they stand. An entry is taken out by telling the index what it holds:
# before a change, while the view still tells it. Numbers are columns of their own, since those that SQLite gives by
# itself change when a file is vacuumed.
_TABLES = (
    "CREATE TABLE statement_numbers (number INTEGER PRIMARY KEY, statement VARCHAR NOT NULL UNIQUE)",
    "CREATE TABLE actor_numbers (number INTEGER PRIMARY KEY, actor VARCHAR NOT NULL UNIQUE)",
    """CREATE VIEW statement_texts AS SELECT number, statement_numbers.statement, (
         SELECT group_concat(quote, ' … ') FROM spans
         WHERE spans.statement = statement_numbers.statement AND role = 'content') AS text
       FROM statement_numbers""",
    """CREATE VIEW actor_texts AS SELECT number, actor,
         name || (SELECT coalesce(' · ' || group_concat(key, ' · '), '') FROM json_each(names)) AS text
       FROM actor_numbers JOIN actors ON actors.id = actor""",
)
_KINDS = {
    "article": "title, text, content = 'articles', content_rowid = 'number', prefix = '2'",
    "statement": "text, content = 'statement_texts', content_rowid = 'number', prefix = '2'",
    "actor": "text, content = ''",  # the index reads no view that takes JSON apart
}
"""What each index holds. Two letters begin the words of most texts: those are found by an index of their own."""
_WORDS = {
    name: f"CREATE VIRTUAL TABLE {name}_words USING fts5({held}, tokenize = 'unicode61 remove_diacritics 2')"
    for name, held in _KINDS.items()
}
_REBUILT = {
    "article": "INSERT INTO article_words (article_words) VALUES ('rebuild')",
    "statement": "INSERT INTO statement_words (statement_words) VALUES ('rebuild')",
}
_FILLING = (
    """INSERT INTO statement_numbers (statement) SELECT statements.id FROM statements
       JOIN articles ON articles.id = article ORDER BY articles.number, position""",
    "INSERT INTO actor_numbers (actor) SELECT id FROM actors",
    *_REBUILT.values(),
    "INSERT INTO actor_words (rowid, text) SELECT number, text FROM actor_texts",
)


_OLD_ARTICLE = """INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', OLD.number, OLD.title, OLD.text);"""
_NEW_ARTICLE = "INSERT INTO article_words (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);"
_OLD_STATEMENT = """INSERT INTO statement_words (statement_words, rowid, text)
    SELECT 'delete', number, text FROM statement_texts WHERE statement = OLD.statement AND text IS NOT NULL;"""
_NEW_STATEMENT = """INSERT INTO statement_words (rowid, text)
    SELECT number, text FROM statement_texts WHERE statement = NEW.statement AND text IS NOT NULL;"""
_OLD_ACTOR = """INSERT INTO actor_words (actor_words, rowid, text)
    SELECT 'delete', number, text FROM actor_texts WHERE actor = OLD.id;"""
_NEW_ACTOR = "INSERT INTO actor_words (rowid, text) SELECT number, text FROM actor_texts WHERE actor = NEW.id;"
_NUMBER_STATEMENT = "INSERT OR IGNORE INTO statement_numbers (statement) VALUES (NEW.statement);"
_NUMBER_ACTOR = "INSERT INTO actor_numbers (actor) VALUES (NEW.id);"
_RENAMED = """OLD.name IS NOT NEW.name OR (SELECT group_concat(key) FROM json_each(OLD.names))
    IS NOT (SELECT group_concat(key) FROM json_each(NEW.names))"""  # most actors are only heard once more
_ALWAYS, _OLD_CONTENT, _NEW_CONTENT = "TRUE", "OLD.role = 'content'", "NEW.role = 'content'"
_TRIGGERS = (
    ("AFTER INSERT ON articles", _ALWAYS, _NEW_ARTICLE),
    ("AFTER UPDATE OF title ON articles", _ALWAYS, _OLD_ARTICLE + _NEW_ARTICLE),
    ("AFTER DELETE ON articles", _ALWAYS, _OLD_ARTICLE),
    ("BEFORE INSERT ON spans", _NEW_CONTENT, _NUMBER_STATEMENT + _OLD_STATEMENT.replace("OLD", "NEW")),
    ("AFTER INSERT ON spans", _NEW_CONTENT, _NEW_STATEMENT),
    ("BEFORE UPDATE ON spans", _OLD_CONTENT, _OLD_STATEMENT),
    ("AFTER UPDATE ON spans", _OLD_CONTENT, _NEW_STATEMENT),
    ("BEFORE DELETE ON spans", _OLD_CONTENT, _OLD_STATEMENT),
    ("AFTER DELETE ON spans", _OLD_CONTENT, _NEW_STATEMENT.replace("NEW", "OLD")),
    ("AFTER DELETE ON statements", _ALWAYS, "DELETE FROM statement_numbers WHERE statement = OLD.id;"),
    ("AFTER INSERT ON actors", _ALWAYS, _NUMBER_ACTOR + _NEW_ACTOR),
    ("BEFORE UPDATE OF name, names ON actors", _RENAMED, _OLD_ACTOR),
    ("AFTER UPDATE OF name, names ON actors", _RENAMED, _NEW_ACTOR),
    ("BEFORE DELETE ON actors", _ALWAYS, _OLD_ACTOR),
    ("AFTER DELETE ON actors", _ALWAYS, "DELETE FROM actor_numbers WHERE actor = OLD.id;"),
)


def searchable(connection: sa.Connection) -> None:
    """Index what the ledger holds, and from now on all that comes and goes."""
    for statement in (*_TABLES, *_WORDS.values()):
        connection.exec_driver_sql(statement)
    index_all(connection)
    for number, (event, condition, actions) in enumerate(_TRIGGERS):
        connection.exec_driver_sql(f"CREATE TRIGGER searched_{number} {event} WHEN {condition} BEGIN {actions} END")


def index_anew(connection: sa.Connection) -> None:
    """Index the words of articles and statements as today's ledgers do: 3 seconds for 100,000 statements."""
    for name, rebuild in _REBUILT.items():
        for statement in (f"DROP TABLE {name}_words", _WORDS[name], rebuild):
            connection.exec_driver_sql(statement)


def index_all(connection: sa.Connection) -> None:
    """Index what the ledger holds, where nothing is indexed yet."""
    for statement in _FILLING:
        connection.exec_driver_sql(statement)
