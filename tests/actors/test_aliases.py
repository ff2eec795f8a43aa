import datetime
import os
import re
from pathlib import Path

import pytest

from onrecord.actors.known.aliases import AFFILIATION_FIELDS, FIELDS, read_aliases
from onrecord.actors.known.known import KnownActor
from onrecord.actors.known.wikidata import COLUMNS
from onrecord.errors import SourceError
from onrecord.model import ActorKind, Affiliation, Refused
from onrecord.plain_yaml import DEEPEST, LARGEST, MOST_EVENTS

FULL = """
actors:
  - name: Zoé Fältskog
    kind: person
    aliases: [Faltskog, Зоя Фельтског]
    not: [Zoë Fältström]
    affiliations:
      - {role: harbour minister, of: Lenz, first_seen: 2024-01-11, last_seen: "2024-03-01"}
      - {of: Norway}
    wikidata: https://www.wikidata.org/wiki/Q35019
"""


DOCS = Path(__file__).parents[2] / "docs" / "actors.md"


def _read(folder: Path, text: str) -> list[KnownActor | Refused]:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_aliases(path)


def _refused(folder: Path, text: str) -> list[str]:
    """Return what is refused, without the path."""
    read = _read(folder, text)
    return [str(one).removeprefix(f"{folder / 'a.yaml'}: ") for one in read if isinstance(one, Refused)]


def test_read_aliases_reads_all_that_an_entry_says(tmp_path: Path) -> None:
    assert _read(tmp_path, FULL) == [
        KnownActor(
            name="Zoé Fältskog",
            kind=ActorKind.PERSON,
            aliases=("Faltskog", "Зоя Фельтског"),
            distinct_from=("Zoë Fältström",),
            affiliations=(
                Affiliation(
                    role="harbour minister",
                    of="Lenz",
                    first_seen=datetime.date(2024, 1, 11),
                    last_seen=datetime.date(2024, 3, 1),
                ),
                Affiliation(role=None, of="Norway"),
            ),
            wikidata="Q35019",
        )
    ]


def test_read_aliases_reads_the_example_of_the_docs(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    read = _read(tmp_path, example)
    assert [one.name for one in read if isinstance(one, KnownActor)] == ["Zoé Fältskog", "Ana Ruiz"]
    assert len(read) == 2


def test_docs_name_every_key_and_column() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    for key in (*FIELDS, *AFFILIATION_FIELDS):
        assert re.search(rf"\b{key}:", docs), f"the key {key} is not in docs/actors.md"
    for column in COLUMNS:
        assert f"| `{column}`" in docs, f"the column {column} is not in docs/actors.md"


def test_read_aliases_reads_short_forms(tmp_path: Path) -> None:
    text = "\ufeffAna Ruiz: [A. Ruiz, Ruiz, Ruiz, Ana Ruiz]\n'1984': []\nBo Lind:\n"
    assert _read(tmp_path, text) == [
        KnownActor(name="Ana Ruiz", kind=None, aliases=("A. Ruiz", "Ruiz")),
        KnownActor(name="1984", kind=None),
        KnownActor(name="Bo Lind", kind=None),
    ]


def test_read_aliases_numbers_entries_of_both_forms_together(tmp_path: Path) -> None:
    text = "actors:\n  - name: Ana Ruiz\n    age: 4\nBo Lind: [no]\n"
    assert [line.split(":")[0] for line in _refused(tmp_path, text)] == ["entry 1 (Ana Ruiz)", "entry 2 (Bo Lind)"]


def test_read_aliases_composes_and_trims_names(tmp_path: Path) -> None:
    [known] = _read(tmp_path, 'actors: [{name: "Zoe\\u0301  \\e[31mLind\\n", aliases: []}]')
    assert isinstance(known, KnownActor)
    assert known.name == "Zoé [31mLind"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{name: 1984}", "entry 1 (1984): its name '1984' is a number to YAML; put it in quotes"),
        ("{name: no}", "entry 1 (no): its name 'no' is yes or no to YAML; put it in quotes"),
        ("{name: 2024-01-11}", "its name '2024-01-11' is a date to YAML; put it in quotes"),
        ("{name: Ana, aliases: [1e3, .5]}", "its alias '.5' is a number to YAML; put it in quotes"),
        ("{name: Ana, not: [null]}", "its `not` 'null' is nothing to YAML; put it in quotes"),
        ("{name: Ana, affiliations: [{role: on}]}", "its role 'on' is yes or no to YAML; put it in quotes"),
        ("{name: Ana, affiliations: [{of: NO}]}", "its `of` 'NO' is yes or no to YAML; put it in quotes"),
        ("{name: }", "entry 1: has no name"),
        ("{kind: person}", "entry 1: has no name"),
        ('{name: ""}', "its name '' has no letter"),
        ("{name: Ana, aliases: ['?!']}", "its alias '?!' has no letter"),
        (f"{{name: {'a' * 301}}}", "has 301 characters; give at most 300"),
        ('{name: "An\ufffd"}', "holds a character that was lost"),
        ("{name: [Ana]}", "its name is a list, not words"),
        ("{name: Ana, aliases: Ruiz}", "its aliases are words, not a list"),
        ("{name: Ana, aliases: {a: b}}", "its aliases are keys with values, not a list"),
        ("{name: Ana, aliases: [[Ruiz]]}", "its alias is a list, not words"),
        ("{name: Ana, age: 4}", "it has the unknown key 'age'; the keys are name, kind, aliases, not"),
        ("{name: Ana, name: Bo}", "it has the key 'name' twice"),
        ("{name: Ana, [a]: b}", "it has the unknown key ''"),
        ("{name: Ana, kind: robot}", "its kind 'robot' is unknown; the kinds are person, organization, country"),
        ("{name: Ana, wikidata: 42}", "its Wikidata id '42' is none"),
        ("{name: Ana, wikidata: Q0}", "its Wikidata id 'Q0' is none"),
        ("{name: Ana, wikidata: 'https://example.org/Q4'}", "is none; give an item's id, like Q42"),
        ("{name: Ana, affiliations: [mayor]}", "an affiliation is words, not keys with values"),
        ("{name: Ana, affiliations: [{since: 2024}]}", "an affiliation has the unknown key 'since'"),
        ("{name: Ana, affiliations: [{first_seen: 2024-01-01}]}", "says neither a role nor what it is of"),
        ("{name: Ana, affiliations: [{of: Lenz, first_seen: 2024-02-30}]}", "its date '2024-02-30' is none"),
        ("{name: Ana, affiliations: [{of: Lenz, first_seen: 20240228}]}", "its date '20240228' is none"),
        ("{name: Ana, affiliations: [{of: L, first_seen: 2024-02-02, last_seen: 2024-02-01}]}", "before it was first"),
        ("{name: Zoé, not: [zoe]}", "says that 'zoe' is not itself"),
        ("{name: Ana, aliases: [Zoé], not: [ZOE]}", "says that it is 'Zoé', and that it is not"),
        ("Ana", "entry 1: it is words, not keys with values"),
    ],
)
def test_read_aliases_refuses_a_wrong_entry_and_reads_the_next(tmp_path: Path, entry: str, reason: str) -> None:
    *refused, other = _read(tmp_path, f"actors:\n  - {entry}\n  - name: Bo Lind\n")
    assert other == KnownActor(name="Bo Lind", kind=None)
    assert reason in str(refused[0])


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "Ana Ruiz: [Ruiz]\nBo Ruiz: [RUIZ]\n",
            ["its alias 'Ruiz' is also one of entry 2 (Bo Ruiz)", "its alias 'RUIZ' is also one of entry 1 (Ana Ruiz)"],
        ),
        (
            "Ana: [Bo]\nBo: [Ana]\n",
            [
                "it and entry 2 (Bo) are each an alias of the other",
                "it and entry 1 (Ana) are each an alias of the other",
            ],
        ),
        (
            "Ana: [Bo]\nBo: []\n",
            ["its alias 'Bo' is the name of entry 2 (Bo)", "its name is an alias of entry 1 (Ana)"],
        ),
        (
            "Ana: [Bo]\nBo: [Cy]\nCy: [Ana]\n",
            [
                "its name is an alias of entry 3 (Cy)",
                "its name is an alias of entry 1 (Ana)",
                "its name is an alias of entry 2 (Bo)",
            ],
        ),
        (
            "Ana: []\nANA: [Ana R]\n",
            ["its name is also that of entry 2 (ANA)", "its name is also that of entry 1 (Ana)"],
        ),
        (
            "actors: [{name: Ana, wikidata: Q4}, {name: Bo, wikidata: q4}]\n",
            ["its Wikidata id Q4 is also that of entry 2 (Bo)", "its Wikidata id Q4 is also that of entry 1 (Ana)"],
        ),
    ],
)
def test_read_aliases_refuses_every_party_to_a_contradiction(tmp_path: Path, text: str, reasons: list[str]) -> None:
    refused = _refused(tmp_path, f"{text}Someone Else: [Else]\n")
    assert [line.split("): ", 1)[1].split(";")[0] for line in refused] == reasons


def test_read_aliases_takes_no_claim_of_a_refused_entry(tmp_path: Path) -> None:
    read = _read(tmp_path, "actors:\n- {name: Ana, aliases: [Bo], kind: robot}\n- {name: Bo}\n")
    assert [type(one) for one in read] == [Refused, KnownActor]


def test_read_aliases_lets_actors_be_told_apart_from_each_other(tmp_path: Path) -> None:
    read = _read(tmp_path, "actors:\n- {name: Ana Ruiz, not: [Ana Ruis]}\n- {name: Ana Ruis, not: [Ana Ruiz]}\n")
    assert [isinstance(one, KnownActor) for one in read] == [True, True]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no actors; write `actors:`"),
        (b"- a\n- b\n", "holds no actors"),
        (b"just words", "holds no actors"),
        (b"actors: {a: b}", "`actors` holds no list"),
        (b"actors:\n", "`actors` holds no list"),
        (b"actors: []\n", "holds no actors"),
        (b"a: [b\nc: d", "is not YAML at line 2"),
        (b"a: \x00", "is not YAML"),
        (b"a: [\xff]", "is not UTF-8 at byte 4"),
        ("Ana: []".encode("utf-16"), "is not UTF-8 at byte 0"),
        (b"a: &x [b]\nc: *x\n", r"line 2 refers to an anchor \(\*name\); write the words out"),
        (b"a: !!python/object/apply:os.getcwd []\n", "line 1 has the tag tag:yaml.org,2002:python/object"),
        (b"a: [!!binary aGk=]\n", "line 1 has the tag tag:yaml.org,2002:binary"),
        (b"--- {a: [b]}\n--- {c: [d]}\n", "holds 2 YAML documents"),
        (b"[" * (DEEPEST + 1), f"line 1 has more than {DEEPEST} lists within each other"),
        (b"[" * LARGEST, f"more than {DEEPEST} lists"),
        (b" " * (LARGEST + 1), "has 10,000,001 bytes, and 10,000,000 is the most"),
        (b"- a\n" * (MOST_EVENTS + 1), f"line 499999 has {MOST_EVENTS:,} values before it"),
    ],
)
def test_read_aliases_names_a_file_that_is_none(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=rf"a\.yaml.* ?{reason}"):
        read_aliases(path)


def test_read_aliases_names_a_path_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.yaml cannot be read"):
        read_aliases(tmp_path / "none.yaml")
    with pytest.raises(SourceError, match="is a folder or a device"):
        read_aliases(tmp_path)
    with pytest.raises(SourceError, match="is no file name"):
        read_aliases(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_read_aliases_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is a folder or a device"):
        read_aliases(tmp_path / "pipe")


def test_read_aliases_reads_explicit_text_whatever_it_looks_like(tmp_path: Path) -> None:
    assert _read(tmp_path, "!!str 1984: ['2024-01-01', \"yes\"]\n") == [
        KnownActor(name="1984", kind=None, aliases=("2024-01-01", "yes"))
    ]


def test_read_aliases_stays_fast_where_everybody_claims_one_name(tmp_path: Path) -> None:
    count = 20_000
    refused = _refused(tmp_path, "".join(f"Person {number}: [Ruiz]\n" for number in range(count)))
    assert len(refused) == count
    assert "also one of entry 1 (Person 0)" in refused[-1]
