"""A server that is busy or breaks off is asked again; one that refuses or leads elsewhere is named."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from onrecord.errors import CoderError
from onrecord.model import Stance
from onrecord.positions.coder import Judgement
from onrecord.positions.large import LargeCoder
from tests.positions.chat_server import (
    CODEBOOK,
    FAST,
    NEITHER,
    SUPPORT,
    Heard,
    Served,
    answer_right,
    chat_server,
    first_then_right,
    stances,
)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
def test_large_coder_tries_again_where_a_server_is_busy(status: int) -> None:
    with chat_server(first_then_right(Served(status=status), Served(status=status))) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        assert stances(coder, SUPPORT) == [[("dam", Stance.SUPPORT)]]
    assert (coder.report.requests, coder.report.failed) == (1, 2)


@pytest.mark.parametrize(
    ("header", "least"), [("1", 0.95), ("date", 0.1), ("soon", 0.0), ("Fri, 31 Nov 2023 99:00", 0.0), ("0", 0.0)]
)
def test_large_coder_waits_as_long_as_the_server_asks(header: str, least: float) -> None:
    served = formatdate(time.time() + 2, usegmt=True) if header == "date" else header
    with chat_server(first_then_right(Served(status=429, headers={"Retry-After": served}))) as chat:
        began = time.monotonic()
        assert stances(LargeCoder(chat.address, "m1", asking=FAST), SUPPORT) == [[("dam", Stance.SUPPORT)]]
    assert time.monotonic() - began >= least


def test_large_coder_does_not_wait_for_a_server_that_asks_for_an_hour() -> None:
    with (
        chat_server(lambda heard, number: Served(status=429, headers={"Retry-After": "3600"})) as chat,
        pytest.raises(CoderError, match=r"127\.0\.0\.1.* answers 429 .* asks to wait 3600 seconds; run again later"),
    ):
        list(LargeCoder(chat.address, "m1", asking=FAST)([SUPPORT], CODEBOOK))


@pytest.mark.parametrize(
    ("served", "seconds", "reason"),
    [
        (Served(status=500), 5, "answers 500 Internal Server Error, 3 times"),
        (Served(hang=True), 0.3, "did not answer in full within 0.3 seconds, 3 times"),
        (Served(drip=True), 0.3, "did not answer in full within 0.3 seconds, 3 times"),
        (Served(drop=True), 5, r"cannot be reached \(Server disconnected.*\), 3 times"),
        (Served(text=b"x" * 5_000_000), 20, r"cannot be reached \(more than 4,000,000 bytes\), 3 times"),
    ],
    ids=["500 for ever", "hangs", "drips", "closes", "floods"],
)
def test_large_coder_gives_up_with_the_endpoint_and_a_remedy(served: Served, seconds: float, reason: str) -> None:
    with (
        chat_server(lambda heard, number: served) as chat,
        pytest.raises(CoderError, match=rf"http://127\.0\.0\.1:\d+/v1/chat/completions {reason}; see that the server"),
    ):
        list(LargeCoder(chat.address, "m1", asking=replace(FAST, seconds=seconds))([SUPPORT], CODEBOOK))
    assert len(chat.heard) == 3


def test_large_coder_says_that_nobody_listens() -> None:
    with chat_server(answer_right) as chat:
        pass
    with pytest.raises(CoderError, match=r"cannot be reached \(All connection attempts failed\), 3 times"):
        list(LargeCoder(chat.address, "m1", asking=FAST)([SUPPORT], CODEBOOK))


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (
            Served(status=401, text='{"error": {"message": "bad \\u001b[2J key s3cret"}}'),
            r"answers 401 Unauthorized \(bad  \[2J key …\); check the key in the environment variable CHAT_KEY",
        ),
        (Served(status=404, text="<html>"), "answers 404 Not Found; check the endpoint, .* and the name of the model"),
        (Served(status=400, text='{"error": "no schemas"}'), r"\(no schemas\); .* try the answer format json_object"),
        (Served(status=413, text='{"detail": "long"}'), r"\(long\); put fewer statements together"),
        (Served(status=418, text="[" * 100_000), "answers 418 .*; see what the server's owner says"),
        (Served(text="<html>Welcome</html>"), "answers what is no chat completion; give the address of"),
        (Served(text='{"choices": "x"}'), "answers what is no chat completion"),
    ],
)
def test_large_coder_does_not_try_again_what_will_not_work(
    served: Served, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_KEY", "s3cret")
    with chat_server(lambda heard, number: served) as chat, pytest.raises(CoderError, match=reason):
        list(LargeCoder(chat.address, "m1", key_variable="CHAT_KEY", asking=FAST)([SUPPORT], CODEBOOK))
    assert len(chat.heard) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_large_coder_follows_no_redirect(status: int) -> None:
    with chat_server(answer_right) as elsewhere:
        moved = Served(status=status, headers={"Location": f"{elsewhere.address}/chat/completions?token=1"})
        with chat_server(lambda heard, number: moved) as chat, pytest.raises(CoderError) as caught:
            list(LargeCoder(chat.address, "m1", asking=FAST)([SUPPORT], CODEBOOK))
        assert elsewhere.heard == []
    assert f"redirects to {elsewhere.address}/chat/completions; texts and key go only where you say" in str(
        caught.value
    )


def test_large_coder_sends_the_key_and_never_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("CHAT_KEY", "s3cret\n")
    with chat_server(first_then_right(Served(status=500))) as chat:
        coder = LargeCoder(chat.address, "m1", key_variable="CHAT_KEY", cache=tmp_path, asking=FAST)
        list(coder([SUPPORT], CODEBOOK))
    assert chat.heard[0].headers["Authorization"] == "Bearer s3cret"
    kept = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    shown = [*kept, caplog.text, coder.name, repr(vars(coder)), str(coder.report)]
    assert not [text for text in shown if "s3cret" in text]
    assert "trying again" in caplog.text


def test_large_coder_goes_past_a_proxy_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(answer_right) as proxy, chat_server(answer_right) as chat:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address.removesuffix("/v1"))
        assert stances(LargeCoder(chat.address, "m1", asking=FAST), SUPPORT) == [[("dam", Stance.SUPPORT)]]
        assert (len(proxy.heard), len(chat.heard)) == (0, 1)


def test_large_coder_stops_all_when_one_request_fails_for_good() -> None:
    def third(heard: Heard, number: int) -> Served:
        return Served(status=403) if number == 3 else answer_right(heard, number)

    with chat_server(third) as chat:
        coder = LargeCoder(chat.address, "m1", asking=replace(FAST, concurrency=1))
        found: list[tuple[Judgement, ...]] = []
        with pytest.raises(CoderError, match="answers 403"):
            found.extend(coder([SUPPORT] * 50, CODEBOOK))
    assert len(found) <= 2
    assert len(chat.heard) < 10
    assert not [thread for thread in threading.enumerate() if thread.name == "onrecord-large"]


def test_large_coder_does_not_wait_for_other_answers_when_one_fails_for_good() -> None:
    def only_one_answers(heard: Heard, number: int) -> Served:
        return Served(status=403) if "welcomes" in heard.told[1] else Served(hang=True)

    began = time.monotonic()
    with chat_server(only_one_answers) as chat, pytest.raises(CoderError, match="answers 403"):
        list(LargeCoder(chat.address, "m1", asking=replace(FAST, seconds=30))([SUPPORT, NEITHER, NEITHER], CODEBOOK))
    assert time.monotonic() - began < 15
