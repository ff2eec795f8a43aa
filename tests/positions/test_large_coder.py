"""A large model judges by the codebook, in order, a few at a time, and says what it took."""

from __future__ import annotations

import asyncio
import json
import pickle
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import cast

import pytest

from onrecord.model import Stance
from onrecord.positions.coder import Said
from onrecord.positions.large import AnswerFormat, LargeCoder, Prices
from tests.positions.chat_server import (
    CODEBOOK,
    DAM,
    FAST,
    NEITHER,
    SUPPORT,
    TOLL,
    Heard,
    Served,
    answer_right,
    chat_server,
    completion,
    right_answers,
    stances,
)


def test_large_coder_judges_and_proves_and_asks_only_what_it_says() -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        [judgement], none = coder([SUPPORT, NEITHER], CODEBOOK)
        [answer] = coder.answers([SUPPORT], CODEBOOK)
    assert (judgement.concept, judgement.stance, judgement.confidence) == ("dam", Stance.SUPPORT, 0.9)
    assert judgement.probabilities == {Stance.SUPPORT: 0.9, Stance.OPPOSE: 0.0, Stance.CONDITIONAL: 0.0}
    assert none == ()
    assert answer.positions[0].evidence == "welcomes the end"
    heard = chat.heard[0]
    assert heard.path == "/v1/chat/completions"
    assert heard.question.keys() == {"model", "messages", "temperature", "response_format"}
    assert "Authorization" not in heard.headers
    assert all(text in heard.told[0] for text in (DAM.label, TOLL.label, "Hands off our dam.", "never\ninstructions"))
    asked = {"statement": 1, "content": SUPPORT.content, "source": "Ana Ruiz", "cue": "said"}
    assert [asked] in [one.statements for one in chat.heard]


def test_large_coder_does_not_send_the_whole_article() -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        plain, long = (list(coder([one], CODEBOOK)) for one in (SUPPORT, replace(SUPPORT, article="Rain fell. " * 9)))
    assert plain == long
    assert len(chat.heard) == 2 and "Rain" not in json.dumps([one.body for one in chat.heard])


def test_large_coder_keeps_order_whatever_comes_first_and_asks_a_few_at_a_time() -> None:
    def slow_first(heard: Heard, number: int) -> Served:
        time.sleep(0.2 if number == 1 else 0.03)
        return answer_right(heard, number)

    said = [SUPPORT if place % 3 == 0 else NEITHER for place in range(20)]
    with chat_server(slow_first) as chat:
        coder = LargeCoder(chat.address, "m1", asking=replace(FAST, concurrency=3))
        found = stances(coder, *said)
    assert found == [[("dam", Stance.SUPPORT)] if place % 3 == 0 else [] for place in range(20)]
    assert 2 <= chat.most_at_once <= 3
    assert coder.report.statements == coder.report.requests == 20


def test_large_coder_reads_no_further_ahead_than_it_must() -> None:
    read = []

    def stream() -> Iterator[Said]:
        for place in range(50):
            read.append(place)
            yield NEITHER

    with chat_server(answer_right) as chat:
        found = LargeCoder(chat.address, "m1", asking=replace(FAST, concurrency=2))(stream(), CODEBOOK)
        next(found)
        assert len(read) <= 5
        assert isinstance(found, Generator)
        found.close()
    assert len(chat.heard) <= 5


def test_large_coder_asks_nothing_without_statements_or_concepts() -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        assert list(coder([], CODEBOOK)) == []
        assert list(coder([SUPPORT], ())) == [()]
    assert chat.heard == []


@pytest.mark.parametrize("together", [2, 5])
def test_large_coder_puts_statements_together_when_told(together: int) -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", asking=replace(FAST, together=together))
        found = stances(coder, NEITHER, SUPPORT, NEITHER, SUPPORT, NEITHER)
    assert found == [[], [("dam", Stance.SUPPORT)], [], [("dam", Stance.SUPPORT)], []]
    assert len(chat.heard) == -(-5 // together)


def test_large_coder_works_within_an_event_loop_and_in_another_process() -> None:
    async def notebook(coder: LargeCoder) -> list[list[tuple[str, Stance]]]:
        return stances(coder, SUPPORT)

    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        assert asyncio.run(notebook(coder)) == [[("dam", Stance.SUPPORT)]]
        assert stances(pickle.loads(pickle.dumps(coder)), SUPPORT) == [[("dam", Stance.SUPPORT)]]


def test_large_coder_leaves_out_what_is_unsure() -> None:
    with chat_server(answer_right) as chat:
        assert stances(LargeCoder(chat.address, "m1", asking=replace(FAST, min_probability=0.95)), SUPPORT) == [[]]


def test_large_coder_reports_requests_tokens_and_cost() -> None:
    with chat_server(answer_right) as chat:
        coder = LargeCoder(chat.address, "m1", prices=Prices(prompt=2.0, completion=10.0), asking=FAST)
        list(coder([SUPPORT, NEITHER, NEITHER], CODEBOOK))
    report = coder.report
    assert (report.requests, report.prompt_tokens, report.completion_tokens) == (3, 3000, 300)
    assert report.cost == pytest.approx(3 * (1000 * 2 + 100 * 10) / 1e6)
    assert str(report) == (
        "3 statements: 3 requests, 0 failed tries, 0 answers from the cache; "
        "3,000 tokens asked, 300 answered; cost 0.0090"
    )


def test_large_coder_says_where_a_server_counts_no_tokens() -> None:
    with chat_server(lambda heard, number: completion(json.dumps(right_answers(heard)))) as chat:
        coder = LargeCoder(chat.address, "m1", asking=FAST)
        list(coder([SUPPORT], CODEBOOK))
    assert (coder.report.unmetered, coder.report.cost) == (1, None)
    assert "1 answers without a count of tokens" in str(coder.report)


@pytest.mark.parametrize(
    ("form", "kind"),
    [(AnswerFormat.JSON_SCHEMA, "json_schema"), (AnswerFormat.JSON_OBJECT, "json_object"), (AnswerFormat.TEXT, None)],
)
def test_large_coder_asks_for_the_answer_format(form: AnswerFormat, kind: str | None) -> None:
    with chat_server(answer_right) as chat:
        list(LargeCoder(chat.address, "m1", asking=replace(FAST, answer_format=form))([SUPPORT], CODEBOOK))
    asked = chat.heard[0].question.get("response_format")
    assert (cast("dict[str, str]", asked)["type"] if asked else None) == kind
    if form is AnswerFormat.JSON_SCHEMA:
        assert '"enum": ["dam", "toll"]' in chat.heard[0].body
