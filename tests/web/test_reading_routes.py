"""The routes of story, reading, review, positions and search: what they give, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord

MakeClient = Callable[..., TestClient]


@pytest.fixture
def asking(client: MakeClient, story: Path) -> TestClient:
    return client(story)


def test_story_counts_and_opens_its_evidence(asking: TestClient) -> None:
    story = asking.get("/api/story").json()
    assert (story["articles"], story["statements"], story["actors"], story["undecided"]) == (5, 10, 3, 10)
    assert [one["actor"]["name"] for one in story["speakers"]] == ["Ana Ruiz", "Bo Lind", "Вера Ким"]
    [dam, toll] = story["disputes"]
    assert (dam["concept"], dam["support"], dam["oppose"], dam["actors"]) == ("dam", 4, 1, 3)
    assert (toll["concept"], toll["support"], toll["oppose"], toll["conditional"]) == ("toll", 1, 1, 1)
    behind = asking.get("/api/statements", params={"concept": "dam", "stance": "support"}).json()
    assert behind["total"] == dam["support"]


def test_article_has_its_statements_by_code_points(asking: TestClient) -> None:
    article = asking.get("/api/articles/article3").json()
    for statement in article["statements"]:
        [[start, end]] = statement["content"]
        assert article["text"][start:end] == statement["text"]
    assert [one["text"] for one in article["statements"]] == ["плотина нужна, dam yes", "toll no"]


def test_statements_come_in_the_order_asked_for(asking: TestClient) -> None:
    every = [one["id"] for one in asking.get("/api/statements").json()["statements"]]
    asked = [every[4], every[1], every[7]]
    page = asking.get("/api/statements", params={"id": asked}).json()
    assert [one["id"] for one in page["statements"]] == asked
    rest = asking.get("/api/statements", params={"offset": 8, "limit": 5}).json()
    assert (rest["total"], [one["id"] for one in rest["statements"]]) == (10, every[8:])


def test_queue_goes_on_without_what_was_decided(asking: TestClient, story: Path) -> None:
    first = asking.get("/api/queue", params={"limit": 1}).json()
    [waits] = first["queued"]
    with onrecord.open(story) as ledger:
        ledger.reject_statement(waits["statement"], by="Ada")
    queue = asking.get("/api/queue").json()
    assert (first["total"], first["decided"], queue["total"], queue["decided"]) == (10, 0, 10, 1)
    assert waits["statement"] not in [one["statement"] for one in queue["queued"]]
    [rejected] = asking.get("/api/statements", params={"verdict": "rejected"}).json()["statements"]
    assert (rejected["id"], rejected["verdict"], rejected["version"]) == (waits["statement"], "rejected", 1)
    assert asking.get("/api/story").json()["statements"] == 9
    shown = asking.get(f"/api/articles/{waits['article']}").json()["statements"]
    assert [one["verdict"] for one in shown if one["id"] == waits["statement"]] == ["rejected"]


def test_positions_and_timeline_count_alike(asking: TestClient) -> None:
    matrix = asking.get("/api/positions").json()
    timeline = asking.get("/api/timeline").json()
    counts: dict[str, int] = {}
    for cell in matrix["cells"]:
        actor = matrix["actors"][cell["actor"]]["id"]
        counts[actor] = counts.get(actor, 0) + cell["support"] + cell["oppose"] + cell["conditional"]
    assert counts == {lane["id"]: lane["count"] for lane in timeline["lanes"]}
    assert matrix["first"] == timeline["first"] == "2031-03-01"
    concepts = asking.get("/api/timeline", params={"lanes": "concept", "id": "toll"}).json()
    [lane] = concepts["lanes"]
    assert (lane["name"], sorted(mark["stance"] for mark in lane["marks"])) == (
        "The bridge should cost a toll.",
        ["conditional", "oppose", "support"],
    )


def test_positions_keep_to_their_days(asking: TestClient) -> None:
    assert asking.get("/api/positions", params={"until": "2031-02-28"}).json()["cells"] == []
    assert asking.get("/api/positions", params={"min_confidence": 0.9}).json()["cells"] == []
    one = asking.get("/api/positions", params={"most": 1}).json()
    assert (len(one["actors"]), one["total_actors"]) == (1, 3)


def test_why_has_all_four_shares(asking: TestClient) -> None:
    [one] = asking.get("/api/statements", params={"stance": "conditional"}).json()["statements"]
    why = asking.get(f"/api/statements/{one['id']}/why").json()
    assert why["statement"] == one
    [judged] = why["judged"]
    shares = (judged["concept"], judged["support"], judged["oppose"], judged["conditional"], round(judged["none"], 2))
    assert shares == ("toll", 0, 0, 0.8, 0.2)


def test_search_finds_what_is_typed(asking: TestClient) -> None:
    hits = asking.get("/api/search", params={"q": "плот"}).json()
    assert [hit["speaker"] for hit in hits["statements"]] == ["Вера Ким"]
    assert [hit["actor"]["name"] for hit in asking.get("/api/search", params={"q": "ruiz"}).json()["actors"]] == [
        "Ana Ruiz"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/api/articles/nowhere",
        "/api/statements/nowhere/why",
        "/api/statements?actor=nowhere",
        "/api/queue?concept=nowhere",
        "/api/timeline?id=nowhere",
    ],
)
def test_what_is_not_there_is_not_found(asking: TestClient, path: str) -> None:
    answer = asking.get(path)
    assert (answer.status_code, answer.json()["reason"]) == (404, "not_found")


@pytest.mark.parametrize(
    "path",
    [
        "/api/queue?limit=0",
        "/api/statements?since=yesterday",
        "/api/statements?stance=maybe",
        "/api/positions?min_confidence=2",
        "/api/timeline?lanes=outlet",
    ],
)
def test_what_cannot_be_meant_is_refused(asking: TestClient, path: str) -> None:
    assert asking.get(path).status_code == 422
