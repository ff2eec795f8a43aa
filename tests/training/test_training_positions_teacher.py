"""What the teacher reads of a pair, and whom its scores belong to. Skipped where torch is absent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from onrecord.positions.coder import Said
from onrecord.positions.trained.reading import WIDE
from training.positions.data import Example, Pair, Shown

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

WORDS = {
    word: number for number, word in enumerate("<s> <pad> </s> ? the mayor said no toll ships should pay rain".split())
}


@pytest.fixture
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel(WORDS, unk_token="?"))
    made.pre_tokenizer = Whitespace()
    return made


def _words(ids: list[int]) -> str:
    names = list(WORDS)
    return " ".join(names[number] for number in ids)


def test_a_pair_is_what_stands_before_the_saying_the_content_and_the_concept(tokenizer: Tokenizer) -> None:
    from training.positions.teacher import pieces_of  # noqa: PLC0415 - needs torch

    said = Said(content="no", source="the mayor", cue="said", before="ships should pay")
    ids, first = pieces_of(said, "the toll", tokenizer)
    assert _words(ids) == "<s> ships should pay </s> the mayor said </s> no </s> </s> the toll </s>"
    assert _words(ids[:first]) == "<s> ships should pay </s> the mayor said </s> no </s>"
    ids, first = pieces_of(Said(content="no"), "the toll", tokenizer)
    assert _words(ids) == "<s> no </s> </s> the toll </s>"


def test_a_long_content_leaves_no_room_for_what_is_before(tokenizer: Tokenizer) -> None:
    from training.positions.teacher import LONGEST_CONCEPT, LONGEST_STATEMENT, pieces_of  # noqa: PLC0415

    said = Said(content="toll " * 900, source="the mayor", cue="said", before="ships " * 900)
    ids, first = pieces_of(said, "pay " * 90, tokenizer)
    assert first <= LONGEST_STATEMENT and "ships" not in _words(ids)
    assert len(ids) == first + 1 + LONGEST_CONCEPT + 1


def test_scores_of_a_pass_go_to_its_batches(tmp_path: Path) -> None:
    from training.positions.train import taught  # noqa: PLC0415

    pair = Pair(shown="Ships should pay.", concept="Ships should pay.", stance=0)
    example = Example(said=Said(content="no"), stances={}, origin="own")
    batches = [
        [Shown(example=example, said=example.said, pairs=(pair,) * count) for count in counts]
        for counts in ((1, 2), (4,))
    ]
    assert taught(tmp_path, 0, batches) == [None, None]
    np.save(tmp_path / "taught0.npy", np.arange(28, dtype=np.float32).reshape(7, 4))
    told = [scores.tolist() for scores in taught(tmp_path, 0, batches) if scores is not None]
    assert [[row[0] for row in scores] for scores in told] == [[0, 4, 8], [12, 16, 20, 24]]
    with pytest.raises(SystemExit, match="7 pairs, the pass 3"):
        taught(tmp_path, 0, batches[:1])


def test_vectors_that_a_file_holds_are_not_made_again(
    tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training.positions import vectors  # noqa: PLC0415

    made: list[str] = []

    def make(texts: list[str], *_: object) -> vectors.Halves:
        made.extend(texts)
        return np.array([[len(text)] * WIDE for text in texts], np.float16)

    monkeypatch.setattr(vectors, "_vectors", make)
    file = tmp_path / "vectors.npz"
    vectors.vectors_of(["no", "rain"], tmp_path, tokenizer, file)
    found = vectors.vectors_of(["rain", "no toll", "no"], tmp_path, tokenizer, file)
    assert made == ["no", "rain", "no toll"]
    assert found.of(["no toll", "no", "rain"])[:, 0].tolist() == [7, 2, 4]
