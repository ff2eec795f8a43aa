"""Work in the background: it arrives, is told of, can be stopped, and holds nobody up."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.web.uploads import free_name, safe_name

MakeClient = Callable[..., TestClient]
Serve = Callable[..., str]
SLOWEST = 5.0
"""Seconds: generous, since a test machine may have no core to spare; reading these articles takes minutes."""
REPORT = "The harbour reopens\n\nThe harbour of Alm reopens on Monday. Mayor Ida Holm said the quay is safe again."


def done(asking: TestClient | httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """Wait for a job's end and return it."""
    for _ in range(3_000):
        [now] = [one for one in asking.get("/api/jobs").json() if one["id"] == job["id"]]
        if now["state"] not in ("waiting", "running"):
            return dict(now)
        time.sleep(0.1)
    raise AssertionError(f"{now} does not end")


def upload(asking: TestClient | httpx.Client, *files: tuple[str, bytes]) -> Any:
    return asking.post("/api/sources/files", files=[("files", file) for file in files])


def ids(ledger: Path) -> dict[str, str]:
    with onrecord.open(ledger) as opened:
        return {article.id: article.address for article in opened.articles()}


def test_uploaded_file_becomes_an_article_of_its_name(client: MakeClient, story: Path) -> None:
    asking = client(story)
    answer = upload(asking, ("harbour reopens.txt", REPORT.encode()), ("broken.pdf", b"%PDF-1.7 nothing"))
    assert answer.status_code == 202
    assert answer.json()["what"] == "harbour reopens.txt and 1 more"
    job = done(asking, answer.json())
    assert (job["state"], job["added"], job["statements"]) == ("done", 1, 1), job
    [refused] = job["refused"]
    assert refused["address"] == "broken.pdf"
    assert ids(story)["harbour reopens"] == "harbour reopens.txt"
    sources = asking.get("/api/sources").json()
    assert sources["articles"][0]["id"] == "harbour reopens"
    assert [one["address"] for one in sources["refusals"]] == ["broken.pdf"]


def test_pasted_text_becomes_an_article_with_its_title(client: MakeClient, story: Path) -> None:
    asking = client(story)
    given = {
        "text": REPORT.partition("\n\n")[2],
        "title": "The harbour",
        "outlet": "Courier",
        "published": "2031-03-09",
    }
    job = done(asking, asking.post("/api/sources/text", json=given).json())
    assert (job["state"], job["added"], job["what"]) == ("done", 1, "The harbour"), job
    with onrecord.open(story) as opened:
        article = list(opened.articles())[-1]
    assert (article.id, article.title, article.outlet) == ("the-harbour", "The harbour", "Courier")
    assert str(article.published) == "2031-03-09"
    assert article.text == given["text"]


@pytest.mark.parametrize("kind", ["code", "learn"])
def test_work_that_cannot_be_done_says_why(client: MakeClient, tmp_path: Path, kind: str) -> None:
    onrecord.open(tmp_path / "empty.db").close()
    asking = client(tmp_path / "empty.db")
    job = done(asking, asking.post(f"/api/jobs/{kind}").json())
    assert job["state"] == "failed"
    assert "codebook" in job["message"]
    assert str(tmp_path) not in job["message"].partition(";")[0]


def test_requests_do_not_wait_for_a_job_and_it_can_be_stopped(served: Serve, story: Path) -> None:
    """The job's process has the processor; what the server is asked meanwhile takes no longer than before."""
    with httpx.Client(base_url=served(story)) as asking:
        asking.headers["X-Onrecord-Token"] = asking.get("/api/session").json()["token"]
        rows = "".join(f'{{"text": "Ida Holm said pier {n} is safe. " }}\n' for n in range(3_000))
        job = upload(asking, ("piers.jsonl", rows.encode())).json()
        waiting = asking.post("/api/jobs/code").json()
        slowest = 0.0
        while next(one for one in asking.get("/api/jobs").json() if one["id"] == job["id"])["added"] == 0:
            begun = time.perf_counter()
            assert asking.get("/api/session").status_code == 200
            slowest = max(slowest, time.perf_counter() - begun)
            time.sleep(0.02)
        assert asking.delete(f"/api/jobs/{waiting['id']}").json()["state"] == "cancelled"
        stopped = asking.delete(f"/api/jobs/{job['id']}").json()
        assert stopped["state"] == "cancelled"
        assert 0 < len(ids(story)) - 5 < 3_000
        assert done(asking, job)["ended_at"] == stopped["ended_at"]
    assert slowest < SLOWEST, "a job holds up the server"


def test_stopped_server_leaves_no_process_and_no_file(client: MakeClient, story: Path, tmp_path: Path) -> None:
    asking = client(story)
    upload(asking, ("a.txt", REPORT.encode()))
    asking.__exit__()
    jobs = asking.app.state.serving.jobs  # type: ignore[attr-defined]
    assert [job.state for job in jobs.all()] == ["cancelled"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.txt", "report.txt"),
        ("Bericht ä 🙂.PDF", "Bericht ä 🙂.PDF"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/passwd", "passwd"),
        ("..", "file"),
        ("", "file"),
        ("-", "file"),
        ("--jobs.txt", "jobs.txt"),
        (".hidden.txt", "hidden.txt"),
        ("https://x.org/a.txt", "a.txt"),
        ("http:a.txt", "http_a.txt"),
        ("*.txt", "_.txt"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("x" * 500 + ".html", "x" * 120 + ".html"),
        ("🙂" * 500 + ".html", "🙂" * 57 + ".html"),
        ("ends.with a sentence that is long", "ends.with a sentence that is long"),
    ],
)
def test_safe_name_is_nothing_but_a_name(given: str, name: str) -> None:
    assert safe_name(given) == name
    assert len(name.encode()) <= 255


def test_free_name_differs_from_those_taken() -> None:
    assert free_name("A.txt", ["a.txt", "A-2.txt"]) == "A-3.txt"
