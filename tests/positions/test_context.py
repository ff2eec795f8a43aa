import time

import pytest

from onrecord.model import Article, Span, Statement, StatementKind
from onrecord.positions.coder import Said
from onrecord.positions.context import REACH, is_narrated, said_of

TEXT = (
    "BREND, May 3 - The council met on Monday.\nIt heard Dr. Olsen on the dam. Nobody clapped.\n\n"
    "Asked about the cost, Ana Ruiz said “we will pay for it, and pay gladly”. The engineers back the dam. "
    "“Never,” Bo Lind said later. “Not  with my vote.” He left."
)


def _statement(
    *content: str, source: str = "", cue: str = "", text: str = TEXT, kind: StatementKind = StatementKind.INDIRECT
) -> Statement:
    def spans(*words: str) -> tuple[Span, ...]:
        starts = [text.index(word) for word in words if word]
        return tuple(
            Span(article="a", start=start, end=start + len(word), quote=word)
            for start, word in zip(starts, filter(None, words), strict=True)
        )

    return Statement(
        id="s",
        article="a",
        kind=kind,
        source=spans(source),
        cue=spans(cue),
        content=spans(*content),
        confidence=0.9,
    )


def _said(statement: Statement, text: str = TEXT, title: str | None = None) -> Said:
    return said_of(Article(id="a", text=text, address="a.txt", title=title), statement)


def test_said_of_gives_words_title_and_what_leads_to_them() -> None:
    said = _said(_statement("we will pay for it, and pay gladly", source="Ana Ruiz", cue="said"), title="The\tdam")
    assert said == Said(
        content="we will pay for it, and pay gladly",
        source="Ana Ruiz",
        cue="said",
        before="It heard Dr. Olsen on the dam. Nobody clapped. Asked about the cost,",
        title="The dam",
        article=TEXT,
    )


def test_said_of_joins_pieces_and_reads_two_sentences_before_a_quotation() -> None:
    said = _said(_statement("Never,", "Not  with my vote.", source="Bo Lind", cue="said later"))
    assert said.content == "Never, … Not with my vote."
    assert said.before == (
        "Asked about the cost, Ana Ruiz said “we will pay for it, and pay gladly”. The engineers back the dam."
    )


def test_said_of_reads_a_source_of_an_earlier_sentence_as_what_stands_before() -> None:
    said = _said(_statement("He left", source="Bo Lind"))
    assert said.before == "“Never,” Bo Lind said later. “Not with my vote.”"


def test_said_of_reads_what_stands_between_source_and_content_if_it_is_more_than_a_time() -> None:
    text = "It rained. Ana Ruiz, who had refused to pay for any dam, said on Monday that it must wait. Bo left."
    said = _said(_statement("it must wait", source="Ana Ruiz", cue="said", text=text), text=text)
    assert said.before == "It rained. , who had refused to pay for any dam,"


def test_said_of_has_nothing_before_the_first_sentence() -> None:
    said = _said(
        _statement("The dam leaks", text="The dam leaks, he says. So it goes."), text="The dam leaks, he says."
    )
    assert (said.before, said.title, said.source) == ("", "", "")


@pytest.mark.parametrize(
    "filler", ["word " * 1000, "w" * 5000, "“" * 5000, ". " * 2500, ".\n\n" * 2500, "A. B. " * 900]
)
def test_said_of_reads_no_more_than_its_reach(filler: str) -> None:
    text = filler + "The dam leaks"
    said = _said(_statement("The dam leaks", text=text), text=text)
    assert len(said.before) <= REACH


def test_said_of_takes_no_longer_in_a_long_article() -> None:
    text = "The dam leaks a little. Nobody knows why. " * 12_000 + "Finally it breaks"
    article = Article(id="a", text=text, address="a.txt")
    statement = _statement("Finally it breaks", text=text)
    began = time.perf_counter()
    for _ in range(200):
        assert said_of(article, statement).before == "The dam leaks a little. Nobody knows why."
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("cue", "narrated"),
    [
        ("are against", True),
        ("is changing its position", True),
        ("supports", True),
        ("opposes", True),
        ("wants", True),
        ("backed", True),
        ("is open to", True),
        ("", True),
        ("said", False),
        ("said it wants", False),
        ("According to", False),
        ("voiced support", False),
        ("rejected", False),
        ("a statement", False),
        ("recalled", False),
        (":", False),
    ],
)
def test_is_narrated_where_no_word_of_saying_tells_it(cue: str, narrated: bool) -> None:
    text = f"Berlin {cue} the dam."
    assert is_narrated(_statement("the dam", source="Berlin", cue=cue, text=text)) is narrated


def test_is_narrated_never_where_words_are_quoted() -> None:
    text = "Berlin opposes “this dam”."
    statement = _statement("“this dam”", source="Berlin", cue="opposes", text=text, kind=StatementKind.DIRECT)
    assert not is_narrated(statement)
