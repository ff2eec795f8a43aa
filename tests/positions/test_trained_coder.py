from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.model import Concept, Stance
from onrecord.positions.coder import Judgement, Said
from onrecord.positions.trained.coder import PositionCoder
from onrecord.positions.trained.embedding import embed
from onrecord.positions.trained.loading import MODEL, load_model
from onrecord.positions.trained.reading import WIDE

TUNNEL = Concept(id="tunnel", label="A road tunnel should be built under the strait.")
FERRY = Concept(id="ferry", label="The night ferry should be free of charge.")
CATS = Concept(id="cats", label="Cat owners should pay a licence fee.")
CODEBOOK = (TUNNEL, FERRY, CATS)

SUPPORT, OPPOSE, CONDITIONAL = Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL
CASES: list[tuple[Said, dict[str, Stance]]] = [
    (Said(content="that the tunnel must be built, and soon", source="the mayor", cue="said"), {"tunnel": SUPPORT}),
    (Said(content="“We need this tunnel.”", source="Ana Ruiz", cue="said"), {"tunnel": SUPPORT}),
    (Said(content="the tunnel was a waste of money and had to be stopped", cue="said"), {"tunnel": OPPOSE}),
    (Said(content="“No tunnel. Not now, not ever.”", source="Bo Lind", cue="told the council"), {"tunnel": OPPOSE}),
    (Said(content="she would back the tunnel only if the state paid half", cue="said"), {"tunnel": CONDITIONAL}),
    (Said(content="he did not rule out a tunnel under the strait", cue="said"), {"tunnel": CONDITIONAL}),
    (Said(content="that nobody should have to pay for the night ferry", cue="argued"), {"ferry": SUPPORT}),
    (Said(content="that passengers must go on paying for the night ferry", cue="insisted"), {"ferry": OPPOSE}),
    (Said(content="“A free night ferry? Perhaps, if the budget allows it.”", cue="said"), {"ferry": CONDITIONAL}),
    (Said(content="that whoever keeps a cat should pay for a licence", cue="demanded"), {"cats": SUPPORT}),
    (Said(content="a licence fee for cats was nonsense", source="Dina Okafor", cue="said"), {"cats": OPPOSE}),
    (Said(content="that the council would debate the tunnel on Thursday", cue="announced"), {}),
    (Said(content="that the night ferry carried 300 passengers in May", cue="reported"), {}),
    (Said(content="the mayor was a liar and a coward", source="Bo Lind", cue="said"), {}),
    (Said(content="that it would rain until Sunday", source="the weather office", cue="said"), {}),
    (Said(content="that her cat was nine years old", source="Dina Okafor", cue="recalled"), {}),
]  # fmt: skip
FLOOR = 0.75
"""Share of the cases above that must be right in all concepts."""


@pytest.fixture(scope="module")
def coder() -> PositionCoder:
    return PositionCoder()


def judgements(coder: PositionCoder, said: Said) -> tuple[Judgement, ...]:
    [found] = coder([said], CODEBOOK)
    return found


def check_judgements(found: tuple[Judgement, ...]) -> None:
    """Check that what is judged is in order and that its probabilities are some."""
    places = [[concept.id for concept in CODEBOOK].index(one.concept) for one in found]
    assert places == sorted(set(places))
    for one in found:
        assert set(one.probabilities) == set(Stance)
        assert 0 < sum(one.probabilities.values()) <= 1.002
        assert one.confidence == one.probabilities[one.stance] == max(one.probabilities.values())


def test_coder_is_right_about_most_plain_cases(coder: PositionCoder) -> None:
    found = coder((said for said, _ in CASES), CODEBOOK)
    right = [{one.concept: one.stance for one in row} == wanted for row, (_, wanted) in zip(found, CASES, strict=True)]
    assert np.mean(right) >= FLOOR, [said.content for said, _ in np.array(CASES, object)[~np.array(right)]]


def test_coder_judges_the_same_alone_and_among_others(coder: PositionCoder) -> None:
    said = [one for one, _ in CASES]
    together = list(coder(said, CODEBOOK))
    assert together == [judgements(coder, one) for one in said]
    for row in together:
        check_judgements(row)
        for one in row:
            said_again = said[together.index(row)]
            assert one in next(coder([said_again], [concept for concept in CODEBOOK if concept.id == one.concept]))


def test_coder_takes_statements_as_they_come(coder: PositionCoder) -> None:
    taken = []

    def stream() -> Iterator[Said]:
        for said, _ in CASES:
            taken.append(said)
            yield said

    next(coder(stream(), CODEBOOK))
    assert len(taken) == 1


@pytest.mark.parametrize("content", ["", " \n", "\u200b"])
def test_coder_finds_nothing_where_nothing_is_said(coder: PositionCoder, content: str) -> None:
    assert judgements(coder, Said(content=content, source="the mayor", cue="said")) == ()


def test_coder_without_concepts_finds_nothing(coder: PositionCoder) -> None:
    assert list(coder([CASES[0][0]], [])) == [()]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("🙂👩‍👩‍👧 the tunnel must be built 🇫🇷", id="emoji"),
        pytest.param("Туннель под проливом должен быть построен", id="Cyrillic"),
        pytest.param("\ud83d the tunnel \udfff", id="lone surrogates"),
        pytest.param("\0\x07\x1b[31m the tunnel", id="control characters"),
        pytest.param("\u202eשלום\u202c the tunnel e\u0301\u0301", id="right to left"),
        pytest.param("[SEP] [CLS] [MASK] the tunnel", id="special pieces"),
        pytest.param("the tunnel must be built " * 4_000, id="100,000 characters"),
        pytest.param("x" * 100_000, id="one word"),
        pytest.param("“" * 50_000, id="quotation marks"),
    ],
)
def test_coder_reads_odd_texts_in_any_field(coder: PositionCoder, text: str) -> None:
    begun = time.process_time()
    for said in (Said(content=text), Said(content="yes", before=text), Said(content="yes", source=text, cue=text)):
        check_judgements(judgements(coder, said))
    check_judgements(next(coder([CASES[0][0]], [Concept(id="tunnel", label=text)])))
    assert embed([text]).shape == (1, WIDE)
    assert time.process_time() - begun < 20


def test_embed_gives_rows_of_length_one_and_finds_what_is_alike() -> None:
    rows = embed(["a tunnel under the strait", "to dig a road tunnel", "a fee for cats"])
    assert rows.shape == (3, WIDE) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    alike = rows @ rows.T
    assert alike[0, 1] > alike[0, 2] + 0.2
    assert embed([]).shape == (0, WIDE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the shipped model's folder."""
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_coder_of_another_folder_reads_its_model(copy: Path, coder: PositionCoder) -> None:
    other = PositionCoder(folder=copy)
    assert other.name == coder.name
    assert judgements(other, CASES[0][0]) == judgements(coder, CASES[0][0])
    (copy / "SHA256SUMS").write_text((copy / "SHA256SUMS").read_text() + "\n")
    assert other.name != coder.name


@pytest.mark.parametrize("name", ["reader.onnx", "judge.onnx", "calibration.json", "tokenizer.json", "SHA256SUMS"])
def test_coder_without_a_file_is_a_model_error_that_names_it(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match="install it again") as error:
        judgements(PositionCoder(folder=copy), CASES[0][0])
    assert str(copy / name) in str(error.value)


@pytest.mark.parametrize("name", ["reader.onnx", "judge.onnx", "calibration.json", "tokenizer.json"])
def test_coder_with_a_damaged_file_is_a_model_error_that_names_it(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"damaged.*install it again") as error:
        judgements(PositionCoder(folder=copy), CASES[0][0])
    assert str(copy / name) in str(error.value)


def test_coder_can_be_sent_to_another_process(copy: Path) -> None:
    coder = PositionCoder(threads=2, folder=copy)
    assert pickle.loads(pickle.dumps(coder)) == coder


def test_load_model_loads_once() -> None:
    assert load_model(1) is load_model(1)
