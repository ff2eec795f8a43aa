from onrecord.export import actor_line, attribution_line, statement_line
from onrecord.model import Actor, Record


def test_statement_line_holds_the_documented_keys_and_values(records: list[Record]) -> None:
    line = statement_line(records[1])
    assert line == {
        "id": records[1].statement.id,
        "article": "dam",
        "title": "The dam",
        "outlet": "Herald",
        "published": "2024-02-27",
        "type": "direct",
        "source": [[2, 10]],
        "cue": [[11, 15]],
        "content": [[17, 33]],
        "text": '"The dam stays."',
        "speaker": {"id": "ruiz", "name": "Ana Ruiz", "kind": "person", "aliases": ["Ruiz", "A. Ruiz"]},
        "other_speakers": [],
        "date": "2024-02-27",
        "date_basis": "article",
        "date_precision": "day",
        "confidence": 0.93,
        "copy_of": None,
        "positions": [],
    }


def test_statement_line_says_null_for_what_is_not_known(records: list[Record]) -> None:
    unspoken, undated = statement_line(records[3]), statement_line(records[0])
    assert (unspoken["speaker"], unspoken["source"], unspoken["cue"]) == (None, [], [])
    assert [undated[key] for key in ("title", "outlet", "published", "date", "date_basis")] == [None] * 4 + ["unknown"]


def test_statement_line_keeps_a_broken_up_content_apart(records: list[Record]) -> None:
    line = statement_line(records[2])
    assert (line["content"], line["text"]) == ([[49, 54], [55, 67]], "wells … run dry, and")


def test_actor_line_holds_affiliations_with_dates(actors: list[Actor]) -> None:
    assert actor_line(actors[0]) == {
        "id": "ruiz",
        "name": "Ana Ruiz",
        "kind": "person",
        "aliases": ["Ruiz", "A. Ruiz"],
        "affiliations": [{"role": "minister", "of": "Lenz", "first_seen": "2024-02-27", "last_seen": None}],
        "wikidata": None,
        "statements": 2,
    }


def test_attribution_line_holds_offsets_only(records: list[Record]) -> None:
    line = attribution_line("dam", [records[3].statement])
    assert line == {
        "id": "dam",
        "attributions": [
            {"source": [], "cue": [], "content": [[69, 87]], "type": "indirect", "confidence": 0.93},
        ],
    }


def test_attribution_line_holds_the_text_where_it_is_given() -> None:
    assert attribution_line("dam", [], text="A dam.") == {"id": "dam", "attributions": [], "text": "A dam."}
