import re
from collections import Counter

import pytest

from onrecord.model import Attribution
from onrecord.statements.sources import mended


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    """Return an attribution of which each part is the first such words in the text, none where they are empty."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    return Attribution(source=span(source), cue=span(cue), content=span(content), confidence=0.5)


def parts(text: str, found: Attribution) -> tuple[str, str, str]:
    words = Counter(re.findall(r"\w+", text))
    mend = mended(text, found, words)
    source, cue, content = (
        " | ".join(text[start:end] for start, end in part) for part in (mend.source, mend.cue, mend.content)
    )
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "found", "source", "content"),
    [
        ("The Grain Board rejects the dam.", ("The", "rejects", "the dam"), "The Grain Board", "the dam"),
        ("Rain fell. A tired miller calls for a dam.", ("A", "calls for", "a dam"), "A tired miller", "a dam"),
        ("Ek seized on Ruiz’s claim that it rained.", ("Ek", "claim", "that it rained"), "Ruiz’s", "that it rained"),
        ("Rain. Ruiz's call for a dam.", ("", "call for", "Ruiz's call for a dam"), "Ruiz's", " call for a dam"),
    ],
)
def test_mended_takes_the_source_beside_it(text: str, found: tuple[str, str, str], source: str, content: str) -> None:
    assert parts(text, attribution(text, *found))[::2] == (source, content)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A: The dam must wait.", ("A", ":", "The dam must wait.")),
        ("The one that says so calls for a dam.", ("The", "calls for", "a dam")),
        ("It’s according to Ek that rain fell.", ("Ek", "according to", "rain fell")),
        ("Ruiz's claim that it rained.", ("Ruiz's", "claim", "that it rained")),
        ("Dam now, cried Ruiz: Dam now and here.", ("Ruiz", "cried", "Dam now and here")),
    ],
)
def test_mended_leaves_what_is_right(text: str, found: tuple[str, str, str]) -> None:
    given = attribution(text, *found)
    assert mended(text, given, Counter(re.findall(r"\w+", text))) == given


def test_mended_gives_a_turn_to_whose_it_is() -> None:
    text = 'Partial transcript:\n\n"HOLM: We must wait for the dam.\n\nHolm left. Holm came.'
    given = attribution(text, "Partial", "", '"HOLM: We must wait for the dam.')
    assert parts(text, given) == ("HOLM", ":", "We must wait for the dam.")
