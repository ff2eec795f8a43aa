import datetime
import json
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.evaluation import CodedSpeaker, CodedStatement, coding_of, read_coding
from onrecord.model import (
    Actor,
    ActorKind,
    Article,
    DateBasis,
    Record,
    Span,
    Statement,
    StatementKind,
)


def _file(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_read_coding_reads_all_that_gold_may_say(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "text": "Ruiz said rain.",
        "annotator": "x",
        "attributions": [
            {
                "id": "E1",
                "source": [[0, 4]],
                "cue": None,
                "content": [[10, 14]],
                "type": "indirect",
                "speaker": {"name": "Ana Ruiz", "kind": "person"},
                "date": "2024-02-27",
                "date_basis": "article",
            }
        ],
    }
    article = read_coding(_file(tmp_path, line, ""))["a"]
    assert article.text == "Ruiz said rain."
    assert article.statements == (
        CodedStatement(
            content=((10, 14),),
            source=((0, 4),),
            kind=StatementKind.INDIRECT,
            speaker=CodedSpeaker(name="Ana Ruiz", kind=ActorKind.PERSON),
            date=datetime.date(2024, 2, 27),
            date_basis=DateBasis.ARTICLE,
        ),
    )


def test_read_coding_gathers_statement_lines_by_article(tmp_path: Path) -> None:
    lines = [
        {"id": "s1", "article": "a", "content": [[0, 4]], "text": "Rain", "speaker": None, "date": None},
        {"id": "s2", "article": "b", "content": [[1, 4]]},
        {"id": "s3", "article": "a", "content": [[5, 9]]},
    ]
    coding = read_coding(_file(tmp_path, *lines))
    assert {article.id: [found.content for found in article.statements] for article in coding.values()} == {
        "a": [((0, 4),), ((5, 9),)],
        "b": [((1, 4),)],
    }
    assert coding["a"].text is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", r"gold\.jsonl:2: is no JSON"),
        ("[" * 100_000, r"gold\.jsonl:2: is no JSON"),
        ("[1]", r"gold\.jsonl:2: is no JSON object"),
        ('{"id": "b"}', r"gold\.jsonl:2: attributions: .* give "),
        ('{"attributions": []}', r"gold\.jsonl:2: id: "),
        ('{"id": "b", "attributions": [{"content": [[1]]}]}', r"gold\.jsonl:2: attributions\.0\.content\.0"),
        ('{"id": "b", "attributions": [3]}', r"gold\.jsonl:2: attributions\.0"),
        ('{"id": "b", "attributions": [{"content": [[5, 5]]}]}', r"gold\.jsonl:2: the content of statement 1"),
        ('{"id": "b", "attributions": [{"cue": [[-1, 5]]}]}', r"gold\.jsonl:2: the cue of statement 1"),
        ('{"id": "b", "attributions": [{"type": "spoken"}]}', r"gold\.jsonl:2: attributions\.0\.type"),
        ('{"id": "b", "attributions": [{"date": "soon"}]}', r"gold\.jsonl:2: attributions\.0\.date"),
        ('{"id": "a", "attributions": []}', r"gold\.jsonl:2: article 'a' stands in .*gold\.jsonl:1 too"),
        ('{"article": "a", "content": [[0, 1]]}', r"article 'a' stands in .*gold\.jsonl:1 too"),
        ('{"article": "c", "content": "x"}', r"gold\.jsonl:2: content"),
    ],
)
def test_read_coding_names_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_coding(_file(tmp_path, {"id": "a", "attributions": []}, line))


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_read_coding_refuses_a_file_it_cannot_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError, match=r"gold\.jsonl (is not UTF-8|cannot be read)"):
        read_coding(path)


def test_coding_of_takes_texts_speakers_and_dates_from_records() -> None:
    article = Article(id="a", text="Ruiz said rain.", address="a.txt")
    statement = Statement(
        id="s",
        article="a",
        kind=StatementKind.INDIRECT,
        source=(Span(article="a", start=0, end=4, quote="Ruiz"),),
        cue=(),
        content=(Span(article="a", start=10, end=14, quote="rain"),),
        confidence=0.5,
        date_basis=DateBasis.UNKNOWN,
    )
    speaker = Actor(id="r", name="Ana Ruiz", kind=ActorKind.PERSON, aliases=("Ruiz",))
    coded = coding_of([Record(statement=statement, article=article, speakers=(speaker,))])["a"]
    assert coded.text == article.text
    assert coded.statements == (
        CodedStatement(
            content=((10, 14),),
            source=((0, 4),),
            kind=StatementKind.INDIRECT,
            speaker=CodedSpeaker(name="Ana Ruiz", kind=ActorKind.PERSON, aliases=("Ruiz",)),
            date_basis=DateBasis.UNKNOWN,
        ),
    )
