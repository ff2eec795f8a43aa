from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.export.journal import Journal, open_journal
from onrecord.export.lines import Line

LINES: tuple[Line, ...] = ({"id": "a", "attributions": []}, {"id": "b", "text": "🙂 “no”\n\u2028\x85"}, {"id": "c"})


class KilledError(Exception):
    """What ends a run in these tests."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def part_of(out: Path) -> Path:
    return out.with_name("out.jsonl.part")


def keys_of(out: Path) -> Path:
    return out.with_name("out.jsonl.part.keys")


def write_and_die(out: Path, call: str = "call", lines: tuple[Line, ...] = LINES) -> None:
    """Write lines with the keys key-0, key-1, ... as a run that is killed before it removes its journal."""
    with pytest.raises(KilledError), open_journal(out, call) as journal:
        for number, line in enumerate(lines):
            journal.write(f"key-{number}", line)
        raise KilledError


def kept(out: Path, call: str = "call") -> tuple[tuple[str, ...], list[Line]]:
    with open_journal(out, call) as journal:
        return journal.keys, list(journal.lines())


def test_journal_of_a_new_file_is_empty(out: Path) -> None:
    assert kept(out) == ((), [])
    assert not out.exists()


def test_journal_keeps_lines_and_keys_of_a_run_that_was_killed(out: Path) -> None:
    write_and_die(out)
    assert kept(out) == (("key-0", "key-1", "key-2"), list(LINES))
    assert kept(out) == (("key-0", "key-1", "key-2"), list(LINES)), "reading it changes nothing"


def test_journal_has_a_line_on_disk_once_it_is_written(out: Path) -> None:
    with open_journal(out, "call") as journal:
        for number, line in enumerate(LINES):
            journal.write(f"key-{number}", line)
            assert part_of(out).read_bytes().count(b"\n") == number + 1
            assert keys_of(out).read_text(encoding="utf-8").splitlines()[-1] == f"key-{number}"
            assert list(journal.lines()) == list(LINES[: number + 1])


def damage(path: Path, *, cut: int = 0, more: bytes = b"") -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - cut] + more)


@pytest.mark.parametrize(
    ("line", "key", "count"),
    [
        pytest.param(b'{"id": "d", "te', b"", 3, id="half a line"),
        pytest.param(b'{"id": "d"}', b"", 3, id="a line without its end"),
        pytest.param(b'{"id": "d"}\n', b"", 3, id="a line without its key"),
        pytest.param(b'{"id": "d"}\n', b"ke", 3, id="half a key"),
        pytest.param(b'{"id": "d"}\n', b"key-3", 3, id="a key without its end"),
        pytest.param(b'{"id": "d', b"key-3\n", 3, id="a key before its line"),
        pytest.param(b'{"id": "\xf0\x9f', b"ke", 3, id="half a character"),
        pytest.param(b'{"id": "d"}\n', b"key-3\n", 4, id="whole"),
    ],
)
def test_journal_drops_what_a_kill_cut_off_and_goes_on(out: Path, line: bytes, key: bytes, count: int) -> None:
    write_and_die(out)
    damage(part_of(out), more=line)
    damage(keys_of(out), more=key)
    lines = [*LINES, {"id": "d"}][:count]
    keys = tuple(f"key-{number}" for number in range(count))
    with open_journal(out, "call") as journal:
        assert journal.keys == keys
        assert list(journal.lines()) == lines
        journal.write("next", {"id": "next"})
        assert list(journal.lines()) == [*lines, {"id": "next"}]
    assert kept(out) == ((*keys, "next"), [*lines, {"id": "next"}])


@pytest.mark.parametrize(("lost_lines", "lost_keys", "count"), [(1, 0, 2), (0, 1, 2), (5, 0, 2), (0, 9, 1)])
def test_journal_takes_lines_that_have_keys_only_where_a_file_lost_its_end(
    out: Path, lost_lines: int, lost_keys: int, count: int
) -> None:
    write_and_die(out)
    damage(part_of(out), cut=lost_lines)
    damage(keys_of(out), cut=lost_keys)
    assert kept(out) == (tuple(f"key-{number}" for number in range(count)), list(LINES[:count]))


@pytest.mark.parametrize("absent", ["part", "keys", "content"])
def test_journal_without_one_of_its_files_begins_anew(out: Path, absent: str) -> None:
    write_and_die(out)
    if absent == "content":
        keys_of(out).write_bytes(b"")
    else:
        (part_of(out) if absent == "part" else keys_of(out)).unlink()
    assert kept(out) == ((), [])


def test_journal_of_another_call_begins_anew(out: Path) -> None:
    write_and_die(out, '["rules"]')
    with open_journal(out, '["trained"]') as journal:
        assert journal.keys == ()
        assert list(journal.lines()) == []
        journal.write("other", {"id": "other"})
    assert kept(out, '["trained"]') == (("other",), [{"id": "other"}])
    assert kept(out, '["rules"]') == ((), [])


def test_journal_keeps_a_line_with_half_a_surrogate_pair(out: Path) -> None:
    write_and_die(out, lines=({"id": "\ud800", "text": "🙂\udfff"},))
    assert kept(out)[1] == [{"id": "\ud800", "text": "🙂\udfff"}]


def test_journal_keeps_keys_that_come_twice(out: Path) -> None:
    with open_journal(out, "call") as journal:
        journal.write("same", {"id": "a"})
        journal.write("same", {"id": "a"})
    assert kept(out) == (("same", "same"), [{"id": "a"}, {"id": "a"}])


def test_journal_open_twice_is_a_usage_error_that_harms_nothing(out: Path) -> None:
    pytest.importorskip("fcntl", reason="a file is locked only where the system can")
    with open_journal(out, "call") as journal:
        journal.write("key-0", LINES[0])
        with pytest.raises(UsageError, match="is being written by another run; "), open_journal(out, "call"):
            pass
        with open_journal(out.with_name("other.jsonl"), "call"):
            journal.write("key-1", LINES[1])
    assert kept(out) == (("key-0", "key-1"), list(LINES[:2]))


def test_journal_removed_leaves_nothing(out: Path) -> None:
    with open_journal(out, "call") as journal:
        journal.write("key-0", LINES[0])
    journal.remove()
    assert list(out.parent.iterdir()) == []
    journal.remove()
    assert kept(out) == ((), [])


def names(journal: Journal) -> list[str]:
    return [str(line["id"]) for line in journal.lines()]


def test_journal_stands_beside_the_file_and_leaves_it_as_it_is(out: Path) -> None:
    out.write_text("of an earlier run\n", encoding="utf-8")
    with open_journal(out, "call") as journal:
        journal.write("key-0", LINES[0])
        assert names(journal) == ["a"]
    assert out.read_text(encoding="utf-8") == "of an earlier run\n"
    assert {path.name for path in out.parent.iterdir()} == {"out.jsonl", "out.jsonl.part", "out.jsonl.part.keys"}


def test_journal_of_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder or a device; "), open_journal(tmp_path, "call"):
        pass


def test_journal_in_an_absent_folder_is_a_usage_error(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"cannot be written .*; "),
        open_journal(tmp_path / "no" / "out.jsonl", "call"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
