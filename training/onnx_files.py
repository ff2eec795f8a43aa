"""Networks as ONNX files: what both models' exports have in common."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


def write_onnx(
    module: nn.Module, given: dict[str, torch.Tensor], outputs: list[str], shapes: dict[str, object], path: Path
) -> None:
    """Write a network; `shapes` are the dimensions of the inputs that vary."""
    program = torch.onnx.export(
        module.eval(),
        tuple(given.values()),
        input_names=list(given),
        output_names=outputs,
        dynamic_shapes=shapes,
        dynamo=True,
    )
    if program is None:
        raise SystemExit(f"{path}: torch exported nothing; look at its messages above")
    model = program.model_proto
    # What the exporter notes of shapes in between is partly wrong, and quantisation would stumble over it.
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    onnx.save(without_traces(model), str(path))


def without_traces(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model without the exporter's notes: where in which file of this machine each step comes from."""
    del model.metadata_props[:]
    for described in (model.graph, *model.graph.node, *model.graph.input, *model.graph.output):
        del described.metadata_props[:]
        described.ClearField("doc_string")
    return model


def write_int8(large: Path, small: Path) -> None:
    """Write a file anew with int8 weights, one scale a channel."""
    quantize_dynamic(large, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
