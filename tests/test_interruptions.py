"""Killed at any moment, read while it writes: the ledger is whole, and the same command goes on."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

KILLS = 20
ARTICLES = 240
TIMES = ("added_at", "applied_at", "refused_at")

PEOPLE = ("Ana Ruiz", "Bo Lind", "Cato Meyer", "Dina Okafor", "Emil Novak")
ROLES = ("mayor", "farm union leader", "river engineer", "schools inspector", "harbour master")
SUBJECTS = ("the dam", "a new bridge", "the night bus", "the old mill", "this toll", "the fish ladder", "our ferry")
FATES = ("must wait", "would cost too much", "should be built at once", "is no use to anyone", "may yet be saved")
PLACES = ("Brend", "Olm", "Tarn", "Sude", "Wick", "Harl", "Ness")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a JSONL file of short invented articles, among them an exact duplicate, a copy and an empty one."""
    dice = random.Random(1)
    lines = [json.dumps({"id": f"a{number}", **_article(dice)}) for number in range(ARTICLES)]
    lines[100] = lines[3].replace("a3", "same", 1)
    lines[150] = json.dumps({"id": "empty", "text": " "})
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _article(dice: random.Random) -> dict[str, str]:
    sentences = []
    for _ in range(6):
        person = dice.randrange(len(PEOPLE))
        subject, fate, place = dice.choice(SUBJECTS), dice.choice(FATES), dice.choice(PLACES)
        claim = f"{subject} at {place} {fate}"
        who = f"{PEOPLE[person]}, the {ROLES[person]} of {place},"
        sentences.append(
            dice.choice(
                (f"{who} said that {claim}.", f"“{claim.capitalize()},” said {who[:-1]}.", f"{who} warned {claim}.")
            )
        )
    return {"text": "\n\n".join(sentences), "published": f"2031-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}"}


def command(ledger: Path, corpus: Path, *, jobs: int) -> list[str]:
    return [sys.executable, "-m", "onrecord", "add", str(ledger), str(corpus), "--jobs", str(jobs)]


def contents(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, without the times at which they were written."""
    with sqlite3.connect(ledger) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        rows = {}
        for name in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] not in TIMES]
            chosen = ", ".join(f'"{column}"' for column in columns)
            rows[name] = sorted(connection.execute(f"SELECT {chosen} FROM {name}"), key=repr)
    connection.close()
    return rows


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger made in one go."""
    ledger = tmp_path_factory.mktemp("undisturbed") / "story.db"
    done = subprocess.run(command(ledger, corpus, jobs=1), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "row 151: its text is empty" in done.stderr
    return ledger


def articles_in(ledger: Path) -> int:
    """Return how many articles are stored; 0 while the tables are not there."""
    if not ledger.exists():
        return 0
    connection = sqlite3.connect(ledger, timeout=10)
    try:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_add_killed_twenty_times_ends_like_one_that_was_not(corpus: Path, undisturbed: Path, tmp_path: Path) -> None:
    ledger, dice = tmp_path / "story.db", random.Random(7)
    before = 0
    for kill in range(KILLS):
        jobs = 2 if kill % 5 == 4 else 1
        process = subprocess.Popen(
            command(ledger, corpus, jobs=jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if kill % 4:  # most kills fall into the writing; every fourth at any moment, start-up included
            while articles_in(ledger) == before and process.poll() is None:
                time.sleep(0.005)
        time.sleep(dice.uniform(0, 0.12 if kill % 4 else 3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = articles_in(ledger)
        assert after >= before, "an article that was stored is gone"
        before = after
    assert before < ARTICLES - 2, "every kill must fall into unfinished work"
    finished = subprocess.run(command(ledger, corpus, jobs=2), capture_output=True, text=True, check=False)
    assert finished.returncode == 1, finished.stderr
    assert contents(ledger) == contents(undisturbed)


def test_add_again_changes_nothing(corpus: Path, undisturbed: Path) -> None:
    before = contents(undisturbed)
    again = subprocess.run(command(undisturbed, corpus, jobs=1), capture_output=True, text=True, check=False)
    assert "0 new articles" in again.stdout
    assert contents(undisturbed) == before


def test_add_stopped_by_ctrl_c_says_how_to_go_on(corpus: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    process = subprocess.Popen(command(ledger, corpus, jobs=1), stderr=subprocess.PIPE, text=True)
    while not articles_in(ledger):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "give the same command to go on" in message
    assert "Traceback" not in message


READER = """
import sys, time
import onrecord
ledger, seen = onrecord.open(sys.argv[1], create=False), 0
while seen < int(sys.argv[2]):
    records = list(ledger.statements())
    for record in records:
        for span in record.statement.content:
            assert record.article.text[span.start:span.end] == span.quote
    articles = len({record.article.id for record in records})
    assert articles >= seen, (articles, seen)
    seen = articles
    time.sleep(0.02)
print(seen)
"""


def test_two_readers_read_while_one_writes(corpus: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    few = tmp_path / "few.jsonl"
    few.write_text("".join(corpus.read_text(encoding="utf-8").splitlines(keepends=True)[:80]), encoding="utf-8")
    writer = subprocess.Popen(command(ledger, few, jobs=1), stdout=subprocess.DEVNULL)
    while not articles_in(ledger):
        time.sleep(0.01)
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(ledger), "80"], stdout=subprocess.PIPE, text=True)
        for _ in "ab"
    ]
    assert writer.wait(timeout=120) == 0
    for reader in readers:
        output, _ = reader.communicate(timeout=120)
        assert (reader.returncode, output.strip()) == (0, "80")
