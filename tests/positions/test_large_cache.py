"""An answer that is kept is not asked for again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.model import Stance
from onrecord.positions.large import AnswerFormat, LargeCoder, Prices
from tests.positions.chat_server import DAM, FAST, NEITHER, SUPPORT, TOLL, answer_right, chat_server, stances


def test_large_coder_asks_a_kept_question_not_again(tmp_path: Path) -> None:
    prices = Prices(prompt=2.0, completion=10.0)
    with chat_server(answer_right) as chat:
        first = LargeCoder(chat.address, "m1", cache=tmp_path, prices=prices, asking=FAST)
        second = LargeCoder(chat.address, "m1", cache=tmp_path, prices=prices, asking=FAST)
        assert stances(first, SUPPORT, NEITHER) == stances(second, SUPPORT, NEITHER)
        assert len(chat.heard) == 2
        others = [
            LargeCoder(chat.address, "m2", cache=tmp_path, asking=FAST),
            LargeCoder(chat.address, "m1", cache=tmp_path, asking=replace(FAST, options={"temperature": 0.5})),
            LargeCoder(chat.address, "m1", cache=tmp_path, asking=replace(FAST, answer_format=AnswerFormat.TEXT)),
        ]
        for number, other in enumerate(others, start=3):
            stances(other, SUPPORT)
            assert len(chat.heard) == number
        list(first([SUPPORT], [replace(DAM, description="The one from 1932."), TOLL]))
        assert len(chat.heard) == 6
    assert len({coder.name for coder in (first, *others)}) == 4
    assert second.name == first.name
    assert (second.report.requests, second.report.cached, second.report.cost) == (0, 2, 0.0)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"key": "x", "reply": {"text": ""}}', b"\xff\x00", b"[" * 10_000])
def test_large_coder_ignores_a_damaged_answer_and_keeps_a_new_one(tmp_path: Path, damage: bytes) -> None:
    with chat_server(answer_right) as chat:
        for requests in (1, 2, 2):
            coder = LargeCoder(chat.address, "m1", cache=tmp_path, asking=FAST)
            assert stances(coder, SUPPORT) == [[("dam", Stance.SUPPORT)]]
            assert len(chat.heard) == requests
            [path] = tmp_path.rglob("*.json")
            if requests == 1:
                path.write_bytes(damage)


def test_large_coder_goes_on_where_answers_cannot_be_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", cache=tmp_path, asking=FAST)
        for number in range(256):
            (tmp_path / f"{number:02x}").write_text("a file where a folder should be")
        assert stances(coder, SUPPORT) == [[("dam", Stance.SUPPORT)]]
    assert "could not be kept" in caplog.text


def test_large_coder_refuses_a_cache_that_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(UsageError, match="file cannot be made"):
        LargeCoder("http://127.0.0.1:9/v1", "m1", cache=path)
