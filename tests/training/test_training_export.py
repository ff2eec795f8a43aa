"""The network that training sees and the file that the tagger runs say the same. Skipped where torch is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
transformers = pytest.importorskip("transformers")


@pytest.mark.filterwarnings("default")  # torch's exporter warns of its own future
def test_torch_and_onnx_agree_on_every_shape(tmp_path: Path) -> None:
    from training.attribution.export import AGREE, difference, onnx_encode, write_onnx  # noqa: PLC0415 - needs torch
    from training.attribution.network import Network, torch_encode  # noqa: PLC0415

    torch.manual_seed(3)
    config = transformers.BertConfig(hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96)
    config._attn_implementation = "eager"
    network = Network(config).eval()
    file = tmp_path / "encoder.onnx"
    write_onnx(network, file)
    assert difference(torch_encode(network), onnx_encode(file)) < AGREE
