import time

import pytest

from onrecord.model import Attribution
from onrecord.statements.signed import signed_in, with_signed


def signers(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*one.source[0])], text[slice(*one.content[0])]) for one in signed_in(text)]


@pytest.mark.parametrize(
    ("text", "signer"),
    [
        ("“The dam must wait for us.” — Ana Ruiz", "Ana Ruiz"),
        ("“The dam must wait for us.” ― Ana Ruiz.\n\nRain fell.", "Ana Ruiz"),
        ('Readers wrote:\n\n"The dam must wait for us."\n\n- Tom Ek Jr., Graz.', "Tom Ek Jr."),
        ('  "The dam must wait for us."\n-- Lena van der Holm', "Lena van der Holm"),
        ("”The dam must wait for us.” – A. Ek", "A. Ek"),
    ],
)
def test_signed_in_finds_who_signs_a_quotation(text: str, signer: str) -> None:
    [(name, content)] = signers(text)
    assert name == signer
    assert content.strip('"“”') == "The dam must wait for us."


@pytest.mark.parametrize(
    "text",
    [
        "He said “the dam must wait for us.” — Ana Ruiz",
        '"The dam must wait for us."\n\n- In Graz, rain fell on the dam.',
        '"The dam must wait for us," - and that was all.',
        '"The dam must wait for us."\n\n- Rain fell on the dam and on the mill.',
        "“Dam now” — Ana Ruiz",
    ],
)
def test_signed_in_leaves_other_dashes(text: str) -> None:
    assert signers(text) == []


def test_with_signed_takes_the_place_of_what_was_found_in_a_signed_quotation() -> None:
    text = "Ek left.\n“The dam must wait.” — Ana Ruiz\n“It must not wait.” — Bo Holm\nLim waits for rain."
    wrong = Attribution(source=((0, 2),), cue=(), content=((10, 28),), confidence=0.5)
    place = text.index("Lim")
    other = Attribution(
        source=((place, place + 3),), cue=((place + 4, place + 9),), content=((place + 14, place + 18),), confidence=0.5
    )
    found = with_signed(text, [wrong, other])
    assert [text[slice(*one.source[0])] for one in found] == ["Ana Ruiz", "Bo Holm", "Lim"]


@pytest.mark.parametrize("text", ['"a b c" - A b' * 20_000, "“a b c” — " + "Ana " * 100_000, '"' * 100_000])
def test_signed_in_takes_time_by_length(text: str) -> None:
    started = time.perf_counter()
    list(signed_in(text))
    assert time.perf_counter() - started < 10
