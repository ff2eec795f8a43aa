from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.model import Attribution, Offsets
from onrecord.statements.trained.tagger import WEIGHTS, TrainedTagger, load_model

PLAIN = {
    "indirect": ("Mayor Ana Ruiz said that the sea wall must wait.", "Ana Ruiz", "said", "the sea wall must wait"),
    "told": (
        "Dina Okafor told reporters that the harbour had lost half of its ships.",
        "Dina Okafor",
        "told",
        "the harbour had lost half of its ships",
    ),
    "direct": (
        "“The old bridge will be closed before winter,” said Bo Lind, the chief engineer.",
        "Bo Lind",
        "said",
        "The old bridge will be closed before winter",
    ),
    "direct behind": (
        'Cato Meyer said: "We have no money for a second ferry."',
        "Cato Meyer",
        "said",
        "We have no money for a second ferry.",
    ),
    "according to": (
        "According to Emil Novak, the ferry carries fewer passengers every year.",
        "Emil Novak",
        "According to",
        "the ferry carries fewer passengers every year",
    ),
}

COUNCIL = (
    "Mayor Ana Ruiz said on Tuesday that the sea wall must wait.\n\n"
    "“Not in a storm, and not this year,” Ruiz told the council.\n\n"
    "The old mill burned down in 1904. It stood by the river.\n\n"
    "According to Emil Novak, the ferry carries fewer passengers every year.\n\n"
    "Dina Okafor warned that the harbour had lost half of its ships."
)


@pytest.fixture(scope="module")
def tagger() -> TrainedTagger:
    return TrainedTagger()


def attributions(tagger: TrainedTagger, text: str) -> tuple[Attribution, ...]:
    [found] = tagger([text])
    return found


def words(text: str, offsets: Offsets) -> str:
    return " … ".join(text[start:end] for start, end in offsets)


def check_attributions(found: Sequence[Attribution], text: str) -> None:
    """Check that attributions are in order, lie in the text, and are as sure as can be."""
    assert [one.content for one in found] == sorted(one.content for one in found)
    for one in found:
        assert one.content
        assert 0 <= one.confidence <= 1
        for offsets in (one.source, one.cue, one.content):
            places = [place for span in offsets for place in span]
            assert places == sorted(places)
            assert all(0 <= start < end <= len(text) for start, end in offsets)


@pytest.mark.parametrize(("text", "source", "cue", "content"), PLAIN.values(), ids=PLAIN)
def test_tagger_finds_who_said_what(tagger: TrainedTagger, text: str, source: str, cue: str, content: str) -> None:
    [found] = attributions(tagger, text)
    assert source in words(text, found.source)
    assert cue in words(text, found.cue)
    assert content in words(text, found.content)
    assert source not in words(text, found.content)


def test_tagger_finds_the_statements_of_a_text_in_order(tagger: TrainedTagger) -> None:
    found = attributions(tagger, COUNCIL)
    check_attributions(found, COUNCIL)
    said = {words(COUNCIL, one.source): words(COUNCIL, one.content) for one in found}
    assert [name for name in said if name in ("Ruiz", "Emil Novak", "Dina Okafor")] == [
        "Ruiz",
        "Emil Novak",
        "Dina Okafor",
    ]
    assert "not this year" in said["Ruiz"]
    assert "old mill" not in " ".join(said.values())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b", "\0", "The old mill stands by the river."])
def test_tagger_finds_nothing_where_nothing_is_said(tagger: TrainedTagger, text: str) -> None:
    assert attributions(tagger, text) == ()


def test_tagger_finds_the_same_in_a_text_alone_and_among_others(tagger: TrainedTagger) -> None:
    texts = [COUNCIL, "", *(text for text, *_ in PLAIN.values()), COUNCIL * 20, COUNCIL]
    found = list(tagger(iter(texts)))
    assert found == [attributions(tagger, text) for text in texts]
    assert found[0] == found[-1] != ()


def test_tagger_finds_the_same_with_more_threads(tagger: TrainedTagger) -> None:
    texts = [COUNCIL, COUNCIL * 20, *(text for text, *_ in PLAIN.values())]
    assert list(TrainedTagger(threads=2)(texts)) == list(tagger(texts))


def test_tagger_takes_texts_as_they_come(tagger: TrainedTagger) -> None:
    taken = []

    def stream() -> Iterator[str]:
        for text in (COUNCIL, ""):
            taken.append(text)
            yield text

    found = tagger(stream())
    assert next(found)
    assert taken == [COUNCIL]


@pytest.mark.parametrize(
    "text",
    [
        "🙂👩‍👩‍👧 Ana Ruiz said that the sea wall must wait 🇫🇷. 🙂",
        "\0Ana Ruiz said\x07 that the sea wall must wait.\x1b[31m\0",
        "\u202eשלום דמשק.\u202c\nAna Ruiz said that the sea wall must wait.\nשלום",
        "\ud83d Ana Ruiz said that the sea wall must wait.\udfff",
        "\ufeffAna\u00a0Ruiz said that the sea\u200b wall must wait.",
        "e\u0301\u0301\n\u0301Ana Ruiz said that the sea wall must wait.",
        "\r\n\r\nAna Ruiz said that the sea wall must wait.\r\n",
    ],
    ids=ascii,
)
def test_tagger_gives_code_points_of_a_text_with_odd_characters(tagger: TrainedTagger, text: str) -> None:
    [found] = attributions(tagger, text)
    check_attributions([found], text)
    assert words(text, found.source).replace("\u00a0", " ") == "Ana Ruiz"
    assert "wall must wait" in words(text, found.content)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\0" * 50_000, id="null bytes"),
        pytest.param("".join(map(chr, range(0x250))) * 10, id="control characters"),
        pytest.param("\ud800" * 2_000, id="lone surrogates"),
        pytest.param("\u202eאב said “ג”.\u202c " * 500, id="right to left"),
        pytest.param("🙂\u200d" * 5_000, id="emoji"),
        pytest.param("x" * 200_000, id="one word"),
        pytest.param(f"Ana Ruiz said the wall must wait. {'x' * 460} " * 404, id="one paragraph"),
        pytest.param('"' * 50_000, id="quotation marks"),
        pytest.param("“" * 5_000 + "”" * 5_000, id="nested quotation marks"),
        pytest.param("said " * 5_000, id="cues"),
        pytest.param("[SEP] said [MASK] " * 500, id="special pieces"),
        pytest.param("\n" * 200_000 + "a\n" * 2_000, id="lines"),
    ],
)
def test_tagger_reads_hostile_texts_in_seconds(tagger: TrainedTagger, text: str) -> None:
    # 50,000 quotation marks took 12 to 18 seconds on a busy machine: the encoder reads each as a word.
    begun = time.process_time()
    check_attributions(attributions(tagger, text), text)
    assert time.process_time() - begun < 60


def test_tagger_finds_a_statement_at_the_end_of_200_000_characters(tagger: TrainedTagger) -> None:
    said, source, cue, content = PLAIN["indirect"]
    text = f"{'x' * 200_000}. {said}"
    *_, found = attributions(tagger, text)
    assert source in words(text, found.source)
    assert cue in words(text, found.cue)
    assert content in words(text, found.content)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the shipped model's folder."""
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


def test_tagger_of_another_folder_reads_its_model(copy: Path, tagger: TrainedTagger) -> None:
    other = TrainedTagger(folder=copy)
    assert other.name == tagger.name
    assert attributions(other, COUNCIL) == attributions(tagger, COUNCIL)
    (copy / "SHA256SUMS").write_text((copy / "SHA256SUMS").read_text() + "\n")
    assert other.name != tagger.name


@pytest.mark.parametrize("name", ["encoder.onnx", "ranker.json", "tokenizer.json", "SHA256SUMS"])
def test_tagger_without_a_file_is_a_model_error_that_names_it(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match="--tagger rules") as error:
        attributions(TrainedTagger(folder=copy), COUNCIL)
    assert str(copy / name) in str(error.value)


@pytest.mark.parametrize("name", ["encoder.onnx", "ranker.json", "tokenizer.json"])
@pytest.mark.parametrize("size", [0, -1])
def test_tagger_with_a_damaged_file_is_a_model_error_that_names_it(copy: Path, name: str, size: int) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:size])
    with pytest.raises(ModelError, match=r"damaged.*--tagger rules") as error:
        attributions(TrainedTagger(folder=copy), COUNCIL)
    assert str(copy / name) in str(error.value)


def test_tagger_without_its_folder_has_no_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"SHA256SUMS.*--tagger rules"):
        _ = TrainedTagger(folder=tmp_path).name


def test_tagger_can_be_sent_to_another_process(copy: Path) -> None:
    tagger = TrainedTagger(threads=2, folder=copy)
    assert pickle.loads(pickle.dumps(tagger)) == tagger


def test_load_model_loads_once() -> None:
    assert load_model(1) is load_model(1)


@pytest.mark.parametrize("junk", [b"", b"0123", b"\xff\xfe junk"])
def test_model_with_damaged_sums_is_refused(tmp_path: Path, junk: bytes) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    (folder / "SHA256SUMS").write_bytes(junk)
    with pytest.raises(ModelError, match="--tagger rules"):
        load_model(1, folder)
