"""Write a teacher's scores of all pairs of a pass, for `training.positions.train` with the same arguments.

`python -m training.positions.taught --number 0 --mpnet DIR --teacher FILE -- ARGUMENTS OF TRAIN` writes taught0.npy
into the run's folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from training.attribution.data import load_tokenizer
from training.positions.teacher import load_teacher, scores_of
from training.positions.train import arguments_of, material_of, pass_batches


def main() -> None:
    """Write them."""
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--number", type=int, required=True, help="of the pass, from 0")
    parser.add_argument("--mpnet", type=Path, required=True, help="folder of the teacher's encoder")
    parser.add_argument("--teacher", type=Path, required=True, help="checkpoint of the teacher")
    arguments, of_train = parser.parse_args(sys.argv[1:cut]), arguments_of(sys.argv[cut + 1 :])
    torch.set_num_threads(of_train.threads)
    of_train.run.mkdir(parents=True, exist_ok=True)
    material = material_of(of_train, load_tokenizer(of_train.minilm))
    batches = pass_batches(material, arguments.number, of_train)
    pairs = [(item.said, pair.shown) for batch in batches for item in batch for pair in item.pairs]
    teacher, tokenizer = load_teacher(arguments.mpnet, arguments.teacher)
    np.save(of_train.run / f"taught{arguments.number}.npy", scores_of(teacher, tokenizer, pairs))


if __name__ == "__main__":
    main()
