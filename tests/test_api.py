"""The public calls, as a Python user makes them."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import pytest

import onrecord
from onrecord.model import ActorKind, StatementKind
from onrecord.pipeline import Extracted

WALL = """Mayor Ana Ruiz said on Tuesday that the sea wall must wait.

“We cannot pour concrete in a storm,” Ruiz told the council.

The harbour union accused her of “hiding behind the weather”."""
BRIDGE = "Engineer Bo Lind warned that the bridge at Olm would not last. “It sings at night,” Lind said."
WEDNESDAY = datetime.date(2031, 3, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "wall.txt").write_text(WALL, encoding="utf-8")
    (articles / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (articles / "junk.bin").write_bytes(bytes(range(256)) * 4)
    return articles


@pytest.fixture
def ledger(folder: Path, tmp_path: Path) -> onrecord.Ledger:
    with onrecord.open(tmp_path / "story.db") as opened:
        opened.add(folder, published=WEDNESDAY, outlet="The Olm Post")
        return opened


def test_all_names_the_public_face() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


def test_add_tells_what_became_of_every_page(folder: Path, tmp_path: Path) -> None:
    seen = []
    with onrecord.open(tmp_path / "story.db") as ledger:
        added = ledger.add(folder, on_progress=lambda tally: seen.append(tally.pages))
        again = ledger.add([folder / "wall.txt", str(folder / "bridge.txt")])
        contents = ledger.contents()
    assert (added.added, added.known, len(added.refused)) == (2, 0, 1)
    assert "junk.bin" in added.refused[0].address
    assert seen == [1, 2, 3]
    assert (again.added, again.known, again.statements) == (0, 2, 0)
    assert (contents.articles, contents.undated) == (2, ("bridge", "wall"))


def test_add_completes_an_article_whose_date_was_unknown(folder: Path, tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "story.db") as ledger:
        ledger.add(folder / "wall.txt")
        completed = ledger.add(folder / "wall.txt", published=WEDNESDAY)
        dates = {record.statement.date for record in ledger.statements(actor="Ruiz")}
    assert completed.completed == 1
    assert dates == {WEDNESDAY, WEDNESDAY - datetime.timedelta(days=1)}


def test_add_reads_standard_input(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "story.db") as ledger:
        added = ledger.add("-", stdin=io.BytesIO(BRIDGE.encode()))
    assert added.added == 1


def test_statements_are_evidence_with_speaker_and_date(ledger: onrecord.Ledger) -> None:
    records = {record.statement.text: record for record in ledger.statements()}
    quote = records["“We cannot pour concrete in a storm,”"]
    indirect = next(record for text, record in records.items() if "the sea wall must wait" in text)
    assert quote.speaker is not None and quote.speaker.name == "Ana Ruiz"
    assert quote.statement.kind is StatementKind.DIRECT
    assert quote.article.outlet == "The Olm Post"
    assert indirect.statement.date == datetime.date(2031, 3, 4)
    for record in records.values():
        for span in record.statement.content:
            assert record.article.text[span.start : span.end] == span.quote


def test_statements_filters_narrow(ledger: onrecord.Ledger) -> None:
    everything = list(ledger.statements())
    assert 0 < len(list(ledger.statements(actor="ruiz"))) < len(everything)
    assert len(list(ledger.statements(actor="Bo Lind"))) == len(list(ledger.statements(actor="bo-lind"))) == 2
    assert list(ledger.statements(actor="nobody")) == []
    assert len(list(ledger.statements(outlet="the olm post"))) == len(everything)
    assert list(ledger.statements(outlet="Another")) == []
    assert list(ledger.statements(since=datetime.date(2032, 1, 1))) == []
    assert len(list(ledger.statements(until=datetime.date(2031, 3, 4)))) == 1
    assert all(record.statement.kind is StatementKind.DIRECT for record in ledger.statements(kind=StatementKind.DIRECT))
    assert list(ledger.statements(min_confidence=1.0)) == []


def test_actors_come_with_their_counts_and_roles(ledger: onrecord.Ledger) -> None:
    actors = {actor.name: actor for actor in ledger.actors()}
    assert actors["Ana Ruiz"].statements == 2
    assert actors["Ana Ruiz"].kind is ActorKind.PERSON
    assert [affiliation.role for affiliation in actors["Ana Ruiz"].affiliations] == ["mayor"]
    assert {actor.kind for actor in ledger.actors(kind=ActorKind.PERSON)} == {ActorKind.PERSON}


def test_to_pandas_and_to_polars_have_a_row_a_statement(ledger: onrecord.Ledger) -> None:
    pandas, polars = onrecord.to_pandas(ledger.statements()), onrecord.to_polars(ledger.statements())
    assert len(pandas) == len(polars) == len(list(ledger.statements()))
    assert list(pandas["speaker_name"]) == list(polars["speaker_name"])


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "html"])
def test_export_writes_every_format(ledger: onrecord.Ledger, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    assert ledger.export(file) == len(list(ledger.statements()))
    assert file.stat().st_size > 100


def test_export_refuses_an_unknown_ending(ledger: onrecord.Ledger, tmp_path: Path) -> None:
    with pytest.raises(onrecord.UsageError, match=r"out\.docm: no format has this ending"):
        ledger.export(tmp_path / "out.docm")


def test_extract_counts_code_points_of_the_text_as_given() -> None:
    text = "🙂🙂\r\n\r\n  “It sings at night,” Bo Lind said.  "
    [statement] = onrecord.extract(text)
    [content], [source] = statement.content, statement.source
    assert text[content.start : content.end] == "“It sings at night,”"
    assert text[source.start : source.end] == "Bo Lind"


def test_extract_refuses_a_language_it_does_not_read() -> None:
    french = "« Le pont ne tiendra pas, il chante la nuit », a déclaré l'ingénieur devant le conseil municipal. " * 2
    with pytest.raises(onrecord.SourceError, match="'fr', which the tagger does not read"):
        onrecord.extract(french)


def test_extract_sources_takes_rows_as_they_stand(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    text = "  Engineer Bo Lind warned\u00a0that the bridge would not last.  "
    rows.write_text(json.dumps({"id": "b", "text": text}) + "\n{broken\n", encoding="utf-8")
    found, refused = onrecord.extract_sources(rows)
    assert isinstance(found, Extracted) and isinstance(refused, onrecord.Refused)
    assert (found.article.id, found.article.text, found.verbatim) == ("b", text, True)


def test_decide_and_undo_keep_every_step(ledger: onrecord.Ledger) -> None:
    statement = next(ledger.statements()).statement
    made = ledger.decide(
        by="Ada",
        subject="statement",
        subject_id=statement.id,
        field="kind",
        old=statement.kind,
        new="mixed",
        why="reread",
    )
    undone = ledger.undo(made.id, by="Bo")
    assert list(ledger.decisions()) == [undone]
    assert (undone.old, undone.new, undone.undone_by) == (statement.kind, "mixed", "Bo")


def test_evaluate_of_a_ledger_against_itself_is_perfect(ledger: onrecord.Ledger) -> None:
    evaluation = onrecord.evaluate(ledger.path, ledger.path)
    assert evaluation.all.attribution.f1 == 1
    assert evaluation.details.speaker_name.value == 1
