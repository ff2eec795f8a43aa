import re
from pathlib import Path

import pytest

from onrecord import sample
from onrecord.errors import SourceError, UsageError
from onrecord.model import Concept, Stance
from onrecord.plain_yaml import LARGEST
from onrecord.positions.codebook import FIELDS, LONGEST_TEXT, checked_concepts, read_codebook, write_codebook

SHARED = Path(__file__).parents[3] / "shared" / "data" / "codebook_2016.yaml"
DOCS = Path(__file__).parents[2] / "docs" / "positions.md"

FERRY = Concept(
    id="night_ferry",
    label="The harbour should run a ferry at night: yes, even in winter.",
    description="Boats after ten; prices are another matter. " * 8 + "# no comment",
    examples=(
        (Stance.SUPPORT, "Let them sail."),
        (Stance.SUPPORT, '"no"'),
        (Stance.OPPOSE, "- Никогда, said the pilots: 🙂 'never'."),
        (Stance.CONDITIONAL, "If the crews agree, fine."),
    ),
)


def _read(folder: Path, text: str) -> tuple[Concept, ...]:
    (folder / "book.yaml").write_text(text, encoding="utf-8")
    return read_codebook(folder / "book.yaml")


def test_read_codebook_reads_all_that_a_concept_says(tmp_path: Path) -> None:
    text = """
title: what else stands at the top is passed over
concepts:
  - id: ferry
    label: >
      The harbour should run
      a ferry at night.
    description: Boats after ten.
    examples:
      oppose: [Never at night., Never at night.]
      support:
        - Let them sail.
      conditional:
  - {id: "7", label: Dogs may bathe.}
"""
    assert _read(tmp_path, text) == (
        Concept(
            id="ferry",
            label="The harbour should run a ferry at night.",
            description="Boats after ten.",
            examples=((Stance.SUPPORT, "Let them sail."), (Stance.OPPOSE, "Never at night.")),
        ),
        Concept(id="7", label="Dogs may bathe."),
    )


def test_write_codebook_keeps_everything(tmp_path: Path) -> None:
    concepts = (FERRY, Concept(id="1984", label="null"), Concept(id="été.2-b", label="A bridge is needed."))
    assert write_codebook(tmp_path / "book.yaml", concepts) == 3
    assert read_codebook(tmp_path / "book.yaml") == concepts


def test_write_codebook_writes_what_it_can_read_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    write_codebook(path, [Concept(id="a", label=" A dam\nis \x1bneeded. ", description=" ")])
    assert read_codebook(path) == (Concept(id="a", label="A dam is needed."),)
    with pytest.raises(UsageError, match="concept 'b': its label '' has no letter; write a sentence"):
        write_codebook(path, [Concept(id="b", label=" ")])
    assert [concept.id for concept in read_codebook(path)] == ["a"]


def test_checked_concepts_refuses_two_that_clash() -> None:
    with pytest.raises(UsageError, match="concept 'b': its label is also that of 'a'"):
        checked_concepts([Concept(id="a", label="Build a dam."), Concept(id="b", label="Build a DAM.")])


def test_read_codebook_reads_the_sample() -> None:
    concepts = read_codebook(sample.CODEBOOK)
    assert [concept.id for concept in concepts][:2] == ["lorry_cap", "night_toll"]
    assert all(concept.description and len(concept.examples) >= 3 for concept in concepts)


def test_read_codebook_reads_the_example_of_the_docs(tmp_path: Path) -> None:
    docs = DOCS.read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", docs, re.DOTALL)
    ferry, toll = _read(tmp_path, example)
    assert (ferry.id, len(ferry.examples), toll.label) == ("night_ferry", 3, "Cars should pay at the bridge.")
    for key in (*FIELDS, *Stance):
        assert f"`{key}:`" in docs, f"the key {key} is not in docs/positions.md"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
def test_read_codebook_reads_the_codebook_of_the_gold_data(tmp_path: Path) -> None:
    concepts = read_codebook(SHARED)
    write_codebook(tmp_path / "again.yaml", concepts)
    assert len(concepts) == 23
    assert read_codebook(tmp_path / "again.yaml") == concepts


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{label: Build a dam.}", "concept 2: has no id; give it a short one"),
        ("{id: , label: Build a dam.}", "concept 2: has no id"),
        ("{id: dam}", "concept 2 (dam): has no label; say it as one sentence"),
        ("{id: dam, label: ''}", "concept 2 (dam): its label '' has no letter; write a sentence"),
        ("{id: dam, label: '?!'}", "concept 2 (dam): its label '?!' has no letter"),
        ("{id: dam, label: [a]}", "concept 2 (dam): its label is a list, not words"),
        ("{id: dam, label: no}", "its label 'no' is yes or no to YAML; put it in quotes"),
        ("{id: 7, label: Build a dam.}", "concept 2 (7): its id '7' is a number to YAML; put it in quotes"),
        ("{id: a dam, label: Build a dam.}", "its id 'a dam' is none; give 1 to 100 letters"),
        (f"{{id: {'a' * 101}, label: Build a dam.}}", "is none; give 1 to 100 letters"),
        ("{id: dam, label: x" + "y" * LONGEST_TEXT + "}", "has 2,001 characters; give at most 2,000"),
        ('{id: dam, label: "Build\ufffd it"}', "holds a character that was lost"),
        ("{id: first, label: Build a dam.}", "concept 2 (first): another concept has this id"),
        ("{id: dam, label: THE FIRST.}", "concept 2 (dam): its label is also that of 'first'"),
        ("{id: dam, label: Build a dam., id: dam}", "it has the key 'id' twice"),
        (
            "{id: dam, name: Build a dam.}",
            "it has the unknown key 'name'; the keys are id, label, description, examples",
        ),
        ("dam", "concept 2: it is words, not keys with values"),
        ("{id: dam, label: Build a dam., examples: [a]}", "its examples is a list, not keys with values"),
        ("{id: dam, label: Build a dam., examples: {for: [a]}}", "the unknown key 'for'; the keys are support, oppose"),
        ("{id: dam, label: Build a dam., examples: {support: a}}", "its examples of support are words, not a list"),
        ("{id: dam, label: Build a dam., examples: {oppose: [' ']}}", "its example of oppose '' has no letter"),
        ("{id: dam, label: Build a dam., examples: {oppose: [{a: b}]}}", "example of oppose is keys with values"),
        (
            "{id: dam, label: Build a dam., examples: {oppose: [Well.], support: [Well.]}}",
            "its example 'Well.' stands under oppose and support; keep it under one",
        ),
    ],
)
def test_read_codebook_names_line_concept_reason_and_remedy(tmp_path: Path, entry: str, reason: str) -> None:
    place = re.escape(f"{tmp_path / 'book.yaml'} line 3: concept 2")
    with pytest.raises(SourceError, match=f"^{place}.*{re.escape(reason.removeprefix('concept 2'))}"):
        _read(tmp_path, f"concepts:\n- {{id: first, label: The first.}}\n- {entry}\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "holds no concepts; write `concepts:`"),
        ("just words", "holds no concepts"),
        ("- a\n- b\n", "holds no concepts"),
        ("topics: []", "holds no concepts"),
        ("concepts: []", "holds no concepts"),
        ("concepts: {a: b}", "`concepts` holds no list"),
        ("concepts:\n- [id\n: dam", "is not YAML at line 3"),
        ("concepts:\n- &a {id: a, label: b}\n- *a\n", "line 3 refers to an anchor"),
        ("# " + "x" * LARGEST, "10,000,000 is the most; split it"),
    ],
)
def test_read_codebook_names_a_file_that_is_none(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=rf"book\.yaml.*{re.escape(reason)}"):
        _read(tmp_path, text)


def test_read_codebook_reads_thousands_of_concepts_at_once(tmp_path: Path) -> None:
    count = 20_000
    text = "concepts:\n" + "".join(f"- {{id: c{number}, label: Build dam {number}.}}\n" for number in range(count))
    assert len(_read(tmp_path, text)) == count
