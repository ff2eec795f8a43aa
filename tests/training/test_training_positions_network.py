"""What is trained, what torch reads alone and what the coder runs say the same. Skipped where torch is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.positions.trained.reading import CLS, CONCEPT, CONTENT, SEP, Pieces

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def network() -> Any:
    from training.positions.network import Network  # noqa: PLC0415 - needs torch

    torch.manual_seed(3)
    return Network().eval()


def pieces(seed: int, length: int, part: int) -> Pieces:
    inside = np.random.default_rng(seed).integers(1000, 20000, length)
    return Pieces(ids=np.array([CLS, *inside, SEP]), parts=np.array([0, *[part] * length, 0]))


def test_sequences_laid_end_to_end_are_read_as_if_alone(network: Any) -> None:
    from training.positions.data import Batch  # noqa: PLC0415
    from training.positions.export import torch_halves  # noqa: PLC0415
    from training.positions.train import run  # noqa: PLC0415

    statements = tuple(pieces(seed, length, CONTENT) for seed, length in ((0, 3), (1, 30), (2, 11)))
    concepts = tuple(pieces(seed, length, CONCEPT) for seed, length in ((5, 9), (6, 14)))
    pairs = np.array([(0, 1), (1, 0), (2, 0), (1, 1)])
    batch = Batch(
        examples=(), said=(), statements=statements, concepts=concepts, sentences=(), pairs=pairs,
        stances=np.zeros(4, np.int64), near=np.zeros((3, 2), np.int64),
    )  # fmt: skip
    with torch.inference_mode():
        scores, _, statement_vectors, concept_vectors, says = (one.numpy() for one in run(network, batch))
    read, judge = torch_halves(network)
    said, asked = [read(one) for one in statements], [read(one) for one in concepts]
    for row, (statement, concept) in zip(scores, pairs, strict=True):
        assert np.allclose(row, judge(said[statement].states, asked[concept].states)[0], atol=1e-4)
    assert np.allclose(statement_vectors, [one.vector for one in said], atol=1e-4)
    assert np.allclose(says / network.alike[0].item(), [one.says for one in said], atol=1e-4)
    assert np.allclose(concept_vectors, [one.vector for one in asked], atol=1e-4)


@pytest.mark.filterwarnings("default")  # torch's exporter warns of its own future
def test_torch_and_onnx_agree_on_pairs_of_every_length(network: Any, tmp_path: Path) -> None:
    pytest.importorskip("onnxscript")
    from training.positions.export import (  # noqa: PLC0415
        AGREE,
        difference,
        onnx_halves,
        torch_halves,
        write_onnx,
    )

    files = tmp_path / "reader.onnx", tmp_path / "judge.onnx"
    write_onnx(network, *files)
    assert difference(torch_halves(network), onnx_halves(*files)) < AGREE


@pytest.mark.filterwarnings("default")  # torch's exporter warns of its own future
def test_a_thawed_network_has_the_weights_of_its_files(tmp_path: Path) -> None:
    pytest.importorskip("onnxscript")
    from training.positions.export import export  # noqa: PLC0415
    from training.positions.network import Network  # noqa: PLC0415
    from training.positions.thaw import thawed  # noqa: PLC0415

    torch.manual_seed(5)
    network = Network().eval()
    export(network, tmp_path)
    again = dict(thawed(tmp_path).named_parameters())
    for name, value in network.named_parameters():
        if not name.startswith("case."):
            assert (again[name] - value).abs().max() <= value.abs().max() / 100, name


def test_a_mix_is_the_weighted_mean_of_networks() -> None:
    from training.positions.mix import mixed  # noqa: PLC0415

    one, other = {"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0])}
    assert mixed([0.75, 0.25], [one, other])["a"].tolist() == [1.5, 3.0]
