from collections.abc import Callable

import pytest

from onrecord.errors import UsageError
from onrecord.positions.coder import Said
from onrecord.positions.large.answers import evidence_in
from onrecord.positions.large.asking import Asking, Option
from onrecord.positions.large.endpoint import endpoint_at, key_from

SAID = Said(
    content="“We won’t tear it down — not\nthis year,” Übel said",
    source="The mayor",
    cue="insisted",
    before="The council wants the dam gone.",
    title="Row over old dam",
)


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("won’t tear it down", "won’t tear it down"),
        ('"We won\'t tear it down - not this year,"', "“We won’t tear it down — not\nthis year,”"),
        (" insisted ", "insisted"),
        ("wants the dam gone", "wants the dam gone"),
        ("Row over old dam", "Row over old dam"),
        ("The mayor", "The mayor"),
        ("won’t tear it up", None),
        ("We WON’T tear", None),
        ("won’t … this year", None),
        ("ear it down", None),
        ("tear it dow", None),
        ("bel said", None),
        ("—", None),
        ("", None),
        ("down — not\nthis year,” Übel said The mayor", None),
    ],
)
def test_evidence_must_stand_in_the_text_in_whole_words(evidence: str, found: str | None) -> None:
    assert evidence_in(evidence, SAID) == found


def test_evidence_may_stand_whole_behind_a_place_where_it_is_cut() -> None:
    assert evidence_in("no", Said(content="not now, no")) == "no"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions"),
        ("https://example.org/v1/", "https://example.org/v1/chat/completions"),
        ("https://example.org/v1/chat/completions", "https://example.org/v1/chat/completions"),
        ("http://localhost:1234", "http://localhost:1234/chat/completions"),
        ("https://example.org/a?version=2#x", "https://example.org/a/chat/completions?version=2"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"),
    ],
)
def test_endpoint_leads_to_the_chat_interface_and_shows_no_query(address: str, url: str) -> None:
    endpoint = endpoint_at(address, keyed=False)
    assert endpoint.url == url
    assert endpoint.shown == url.partition("?")[0]
    assert endpoint.local == ("example" not in address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "no web address; give one like"),
        ("example.org/v1", "no web address"),
        ("ftp://example.org", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://", "no web address"),
        ("http://[::1", "no web address"),
        ("http://a:99999999/", "no web address"),
        ("https://me:pass@example.org/v1", "holds a name or password"),
        ("http://example.org/v1", "would get the key unencrypted"),
    ],
)
def test_endpoint_refuses_what_cannot_be_meant_and_a_key_in_the_clear(address: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as caught:
        endpoint_at(address, keyed=True)
    assert "pass@" not in str(caught.value)


def test_key_comes_from_the_variable_named_or_is_refused_without_being_shown() -> None:
    assert key_from({"K": " abc\n"}, "K") == "abc"
    assert key_from({"K": "abc"}, None) is None
    for environment in ({}, {"K": " "}):
        with pytest.raises(UsageError, match="the environment variable K holds no key"):
            key_from(environment, "K")
    for key in ("s3cret\nX-Other: 1", "s3crét"):
        with pytest.raises(UsageError, match="the key in the environment variable K has characters") as caught:
            key_from({"K": key}, "K")
        assert "s3cr" not in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: Asking(together=0), "together is 0; give a whole number above 0"),
        (lambda: Asking(concurrency=-1), "concurrency is -1"),
        (lambda: Asking(attempts=0), "attempts is 0"),
        (lambda: Asking(min_probability=1.5), "min_probability is 1.5; give a number from 0 to 1"),
    ],
)
def test_asking_refuses_numbers_that_cannot_be_meant(ask: Callable[[], Asking], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        ask()


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_asking_refuses_seconds_that_are_no_time(seconds: float) -> None:
    with pytest.raises(UsageError, match="seconds is"):
        Asking(seconds=seconds)


@pytest.mark.parametrize("option", ["messages", "model", "response_format", "stream"])
def test_asking_refuses_options_that_would_change_the_question(option: str) -> None:
    options: dict[str, Option] = {option: "x"}
    with pytest.raises(UsageError, match=f"the option '{option}' is set by the coder itself"):
        Asking(options=options)
