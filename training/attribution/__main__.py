"""From data to the shipped model: `python -m training.attribution --data DIR --mpnet DIR --minilm DIR --work DIR`.

Trains a large teacher, a middle network that learns from it as well, and from that one the narrow network that ships;
writes it as ONNX, fits the re-ranker and copies the model into the package. What is done already is not done again: a
run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from onrecord.statements.trained.tagger import FILES, WEIGHTS

TEACHER_PASSES = 2
PASSES = 5
WIDTH = 768


def main() -> None:
    """Do the steps that are left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", required=True, help="folder of polnear_train.jsonl")
    parser.add_argument("--mpnet", required=True, help="folder of all-mpnet-base-v2, from which the teacher starts")
    parser.add_argument("--minilm", required=True, help="folder of all-MiniLM-L6-v2, from which the tagger starts")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and the finished model")
    arguments = parser.parse_args()
    given = ["--data", arguments.data, "--tokenizer", arguments.minilm]
    teacher, middle, small, model = (arguments.work / name for name in ("teacher", "middle", "small", "model"))
    taught, grown, narrow = (
        teacher / f"pass{TEACHER_PASSES}.pt",
        middle / f"pass{PASSES}.pt",
        small / f"pass{PASSES}.pt",
    )
    if not taught.exists():
        only_news = ("--passes", str(TEACHER_PASSES), "--rate", "6e-5", "--own", "0")
        _run("train", *given, "--start", arguments.mpnet, "--run", str(teacher), *only_news)
    learning = ("--passes", str(PASSES), "--teachers", str(taught))
    if not grown.exists():
        _run("train", *given, "--start", arguments.minilm, "--run", str(middle), *learning)
    if not narrow.exists():
        _run("train", *given, "--warm", str(grown), "--width", str(WIDTH), "--run", str(small), *learning)
    _run("export", "--tokenizer", arguments.minilm, "--checkpoint", str(narrow), "--out", str(model))
    _run("fit", "--data", arguments.data, "--model", str(model))
    for name in FILES:
        shutil.copyfile(model / name, Path(str(WEIGHTS)) / name)


def _run(step: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.attribution.{step}", *arguments], check=True)


if __name__ == "__main__":
    main()
