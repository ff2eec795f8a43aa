"""From data to the shipped model: `python -m training.positions --data DIR --minilm DIR --work DIR`.

Trains the network, writes it as ONNX, calibrates it and copies the model into the package. What is done already is not
done again: a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from onrecord.positions.trained.loading import FILES, MODEL

PASSES = 7


def main() -> None:
    """Do the steps that are left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", required=True, help="folder of perspectrum.jsonl and the others")
    parser.add_argument("--minilm", required=True, help="folder of all-MiniLM-L6-v2, from which the network starts")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the finished model")
    arguments = parser.parse_args()
    run, model = arguments.work / "run", arguments.work / "model"
    trained = run / f"pass{PASSES}.pt"
    if not trained.exists():
        given = ["--data", arguments.data, "--minilm", arguments.minilm]
        _run("train", *given, "--run", str(run), "--passes", str(PASSES))
    _run("export", "--minilm", arguments.minilm, "--checkpoint", str(trained), "--out", str(model))
    _run("calibrate", "--data", arguments.data, "--model", str(model))
    for name in FILES:
        shutil.copyfile(model / name, MODEL / name)


def _run(step: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.positions.{step}", *arguments], check=True)


if __name__ == "__main__":
    main()
