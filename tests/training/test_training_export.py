"""The network that training sees and the file that the tagger runs say the same. Skipped where torch is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def network() -> Any:
    from training.attribution.network import Network  # noqa: PLC0415 - needs torch

    torch.manual_seed(3)
    return Network(
        transformers.BertConfig(hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96)
    ).eval()


@pytest.mark.filterwarnings("default")  # torch's exporter warns of its own future
def test_torch_and_onnx_agree_on_every_length(network: Any, tmp_path: Path) -> None:
    from training.attribution.export import AGREE, difference, onnx_encode, write_onnx  # noqa: PLC0415
    from training.attribution.network import torch_encode  # noqa: PLC0415

    file = tmp_path / "encoder.onnx"
    write_onnx(network, file)
    assert difference(torch_encode(network), onnx_encode(file)) < AGREE


def test_reader_says_what_the_trained_network_says(network: Any) -> None:
    from training.attribution.network import Reader  # noqa: PLC0415

    dice = np.random.default_rng(4)
    ids, features = dice.integers(1000, 20000, 50), dice.integers(0, 2, (50, 3))
    with torch.inference_mode():
        scores, links = network(*(torch.from_numpy(one[None]) for one in (ids, features, np.ones(50, np.int64))))
        given = torch.from_numpy(ids), torch.from_numpy(features)
        read_labels, read_links, sums = (one.numpy() for one in Reader(network).eval()(*given))
    labels = scores[0].reshape(50, 3, 3).log_softmax(dim=-1).reshape(50, 9)
    assert np.allclose(read_labels, labels.numpy(), atol=1e-4)
    assert np.allclose(read_links, links[0].numpy(), atol=1e-4)
    looks, found = links[0, :, :64], links[0, :, 64:128]
    assert np.allclose(sums[:, 0], (looks @ found.T / 8).logsumexp(dim=-1).numpy(), atol=1e-4)
