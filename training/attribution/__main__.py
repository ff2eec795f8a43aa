"""From data to the shipped model: `python -m training.attribution --data DIR --encoder DIR --work DIR`.

Trains a teacher, a smaller student that learns from it as well, writes the student as ONNX, fits the re-ranker and
copies the model into the package. What is done already is not done again: a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from onrecord.statements.trained.tagger import FILES, WEIGHTS

TEACHER_PASSES = 6
STUDENT_PASSES = 6
STUDENT_LAYERS = 4


def main() -> None:
    """Do the steps that are left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", required=True, help="folder of polnear_train.jsonl")
    parser.add_argument("--encoder", required=True, help="folder of the MiniLM encoder")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the finished model")
    arguments = parser.parse_args()
    given = ["--data", arguments.data, "--encoder", arguments.encoder]
    teacher, student, model = (arguments.work / name for name in ("teacher", "student", "model"))
    taught = teacher / f"pass{TEACHER_PASSES}.pt"
    learnt = student / f"pass{STUDENT_PASSES}.pt"
    if not taught.exists():
        _run("train", *given, "--run", str(teacher), "--passes", str(TEACHER_PASSES))
    if not learnt.exists():
        student_of = ("--warm", str(taught), "--layers", str(STUDENT_LAYERS), "--teachers", str(taught))
        _run("train", *given, "--run", str(student), "--passes", str(STUDENT_PASSES), *student_of)
    _run("export", "--encoder", arguments.encoder, "--checkpoint", str(learnt), "--out", str(model))
    _run("fit", "--data", arguments.data, "--model", str(model))
    for name in FILES:
        shutil.copyfile(model / name, Path(str(WEIGHTS)) / name)


def _run(step: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.attribution.{step}", *arguments], check=True)


if __name__ == "__main__":
    main()
