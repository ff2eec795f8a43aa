"""What the browser may change: each call, once, and only on what it saw."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.model import Decision
from onrecord.web.changes import Call

MakeClient = Callable[..., TestClient]
Serve = Callable[..., str]
NOWHERE = {"source": [], "cue": [], "content": [[5, 5]], "speakers": []}
CALLS: tuple[type, ...] = get_args(get_args(Call)[0])
numbers = itertools.count()


def send(client: TestClient, do: str, *, change: dict[str, Any] | None = None, **call: Any) -> Any:
    """Send a change with a key of its own, unless another is given."""
    body = {"key": f"key-{next(numbers):06}", "call": {"do": do, **call}} | (change or {})
    return client.post("/api/changes", json=body)


def made(client: TestClient, do: str, *, change: dict[str, Any] | None = None, **call: Any) -> dict[str, Any]:
    """Make a change that must be possible, and return the answer."""
    answer = send(client, do, change=change, **call)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def decided(ledger: Path) -> list[Decision]:
    with onrecord.open(ledger) as opened:
        return list(opened.decisions())


def statement_of(ledger: Path, words: str) -> str:
    with onrecord.open(ledger) as opened:
        return next(one.statement.id for one in opened.statements() if one.statement.text == words)


def test_every_call_is_made_and_undone(client: MakeClient, story: Path) -> None:
    asking = client(story)
    dam = statement_of(story, "dam yes")
    late = statement_of(story, "we are on time")
    with onrecord.open(story) as opened:
        place = next(one.statement.content[0] for one in opened.statements() if one.statement.id == dam)
        source = next(one.statement.source[0] for one in opened.statements() if one.statement.id == dam)
    spans = {"source": [[source.start, source.end]], "cue": [], "content": [[place.start, place.end + 1]]}
    added = {"source": [], "cue": [], "content": [[0, 6]], "speakers": ["Ana Ruiz", "Cy Bell"]}
    calls: list[dict[str, Any]] = [
        {"do": "confirm_statement", "statement": dam},
        {"do": "reject_statement", "statement": late},
        {"do": "set_statement_kind", "statement": dam, "kind": "direct"},
        {"do": "set_speakers", "statement": dam, "actors": ["Bo Lind"]},
        {"do": "set_spans", "statement": dam, **spans},
        {"do": "split_statement", "statement": dam, "at": place.start + 4},
        {"do": "add_statement", "article": "article0", **added},
        {"do": "set_position", "statement": dam, "concept": "toll", "stance": "oppose"},
        {"do": "confirm_position", "statement": dam, "concept": "toll"},
        {"do": "rename_actor", "actor": "bo-lind", "name": "Bo Lindgren"},
        {"do": "add_alias", "actor": "bo-lind", "name": "The Engineer"},
        {"do": "is_not", "actor": "bo-lind", "other": "Bo Derek"},
        {"do": "set_affiliation", "actor": "bo-lind", "role": "mayor", "of": "Alm", "first_seen": "2031-01-02"},
        {"do": "set_actor_kind", "actor": "bo-lind", "kind": "group"},
        {"do": "split_actor", "actor": "ana-ruiz", "names": [], "articles": ["article2"], "into": "Ana the younger"},
        {"do": "merge_actors", "actor": "ana-ruiz", "into": "bo-lind"},
        {
            "do": "add_concept",
            "label": "Fish should be free.",
            "examples": [{"stance": "support", "text": "Free them."}],
        },
        {"do": "edit_concept", "concept": "dam", "label": "A large dam should be built.", "description": "Any."},
        {"do": "merge_concepts", "concept": "toll", "into": "dam"},
        {"do": "drop_concept", "concept": "dam"},
    ]
    answers = [made(asking, **call) for call in calls]
    assert [answer["ledger"] for answer in answers] == sorted({answer["ledger"] for answer in answers})
    new = {call["do"]: answer["made"] for call, answer in zip(calls, answers, strict=True) if answer["made"]}
    assert set(new) == {"split_statement", "add_statement", "split_actor", "add_concept"}
    assert new["add_concept"] == "fish_should_be_free"
    numbers_made = [number for answer in answers for number in answer["decisions"]]
    assert numbers_made == [one.id for one in decided(story)]
    for number in reversed(numbers_made):
        made(asking, "undo", decision=number)
    assert all(one.undone_at for one in decided(story))
    [again] = made(asking, "redo", decision=numbers_made[0])["decisions"]
    assert decided(story)[-1].id == again
    assert len({call["do"] for call in calls} | {"undo", "redo"}) == len(CALLS)


def test_change_made_twice_with_one_key_is_one_decision(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "we are on time")
    once = made(asking, "confirm_statement", statement=dam, change={"key": "the-same-key"})
    other = client(story)  # another server on the same file, as after a restart
    assert made(other, "confirm_statement", statement=dam, change={"key": "the-same-key"}) == once
    assert len(decided(story)) == 1


def test_confirming_a_statement_confirms_its_positions_in_one_step(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "dam yes")
    confirmed = made(asking, "confirm_statement", statement=dam)
    assert [(one.subject, one.field, one.new) for one in decided(story)] == [
        ("statement", "verdict", "confirmed"),
        ("position", "stance", "support"),
    ]
    assert len(confirmed["decisions"]) == confirmed["version"] == 2


def test_change_with_a_key_of_another_is_refused(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "we are on time")
    made(asking, "confirm_statement", statement=dam, change={"key": "the-same-key"})
    answer = send(asking, "reject_statement", statement=dam, change={"key": "the-same-key"})
    assert (answer.status_code, answer.json()["reason"]) == (400, "wrong")
    assert len(decided(story)) == 1


def test_change_on_an_older_version_is_a_conflict_that_names_who(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "dam yes")
    first = made(
        asking, "set_position", statement=dam, concept="toll", stance="support", change={"by": "Ada", "seen": 0}
    )
    assert first["version"] == 1
    answer = send(asking, "reject_statement", statement=dam, change={"by": "Bo", "seen": 0})
    assert answer.status_code == 409
    assert (answer.json()["reason"], answer.json()["changed_by"]) == ("conflict", "Ada")
    assert made(asking, "reject_statement", statement=dam, change={"by": "Bo", "seen": 1})["version"] == 2
    assert [one.made_by for one in decided(story)] == ["Ada", "Bo"]


def test_undo_is_a_change_of_what_it_undoes(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "dam yes")
    first = made(asking, "set_position", statement=dam, concept="dam", stance=None)
    [number] = first["decisions"]
    assert made(asking, "undo", decision=number, change={"by": "Bo", "seen": 1})["version"] == 2
    answer = send(asking, "confirm_statement", statement=dam, change={"seen": 1})
    assert answer.json()["changed_by"] == "Bo"


def test_refused_change_leaves_nothing_behind(client: MakeClient, story: Path) -> None:
    asking = client(story)
    before = asking.get("/api/session").json()["version"]
    answer = send(asking, "split_actor", actor="ana-ruiz", names=["Ana Ruiz"], articles=[])
    assert answer.status_code == 400
    assert "that is all of ana-ruiz" in answer.json()["message"]
    assert asking.get("/api/session").json()["version"] == before
    assert decided(story) == []


@pytest.mark.parametrize(
    ("call", "status", "reason"),
    [
        ({"do": "confirm_statement", "statement": "none"}, 404, "not_found"),
        ({"do": "rename_actor", "actor": "nobody", "name": "x"}, 404, "not_found"),
        ({"do": "undo", "decision": 99}, 404, "not_found"),
        ({"do": "undo", "decision": 2**70}, 422, "wrong"),
        ({"do": "undo", "decision": -1}, 422, "wrong"),
        ({"do": "confirm_statement", "statement": "x" * 400}, 422, "wrong"),
        ({"do": "drop_everything"}, 422, "wrong"),
        ({"do": "set_affiliation", "actor": "ana-ruiz", "role": None, "of": None}, 400, "wrong"),
        ({"do": "add_concept", "label": "?"}, 400, "wrong"),
        ({"do": "add_concept", "label": "A dam should be built."}, 400, "wrong"),
        (
            {
                "do": "add_statement",
                "article": "article0",
                "source": [],
                "cue": [],
                "content": [[5, 5]],
                "speakers": [],
            },
            400,
            "wrong",
        ),
    ],
)
def test_what_cannot_be_changed_is_told(
    client: MakeClient, story: Path, call: dict[str, Any], status: int, reason: str
) -> None:
    answer = send(client(story), **call)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason), answer.text
    assert str(story) not in answer.text
    assert decided(story) == []


def test_concept_of_a_known_name_gets_an_id_of_its_own(client: MakeClient, story: Path) -> None:
    asking = client(story)
    assert made(asking, "add_concept", label="Toll!")["made"] == "toll_2"
    assert made(asking, "add_concept", label="Плотина нужна.")["made"] == "плотина_нужна"


def test_nameless_change_is_of_nobody_in_particular(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "we are on time")
    made(asking, "confirm_statement", statement=dam, change={"by": " "})
    made(asking, "confirm_statement", statement=dam, change={"by": " Ada "})
    assert [one.made_by for one in decided(story)] == ["me", "Ada"]


def test_nobody_decides_as_the_machine(client: MakeClient, story: Path) -> None:
    asking, dam = client(story), statement_of(story, "dam yes")
    answer = send(asking, "set_position", statement=dam, concept="dam", stance=None, change={"by": "machine"})
    assert answer.status_code == 400


def test_two_servers_never_take_the_same_version_twice(served: Serve, client: MakeClient, story: Path) -> None:
    """Of all who saw one version, on two servers of one file, one decides; the others are told of it."""
    askers = [client(story), client(story)]
    dam = statement_of(story, "we are on time")
    answers: list[int] = []

    def decide(asking: TestClient, name: str) -> None:
        for _ in range(10):
            seen = asking.get("/api/statements", params={"id": dam}).json()["statements"][0]["version"]
            change = {"seen": seen, "by": name}
            answers.append(send(asking, "confirm_statement", statement=dam, change=change).status_code)

    threads = [threading.Thread(target=decide, args=(askers[n % 2], f"coder {n}")) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 409}
    assert answers.count(200) == len(decided(story))
    with sqlite3.connect(story) as connection:
        assert connection.execute("SELECT count(*) FROM changes").fetchone() == (answers.count(200),)
