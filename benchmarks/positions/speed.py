"""How many statements the trained coder reads in a second of one core, against 50 concepts.

`python -m benchmarks.positions.speed`: statements and concepts of our own disputes, which the model was not trained on.
"""

from __future__ import annotations

import time
from itertools import islice

from onrecord.model import Concept
from onrecord.positions.coder import Said
from onrecord.positions.trained.coder import PositionCoder
from training.positions.data import is_dev
from training.positions.texts import read_disputes

STATEMENTS, CONCEPTS = 300, 50
ARTICLE = 20
"""Statements after one another whose contents are taken for their article."""


def main() -> None:
    """Print statements a second of CPU time; the first call, which loads the model, is not counted."""
    disputes = [one for one in read_disputes() if one.is_test or is_dev(one.name)]
    labels = [label for dispute in disputes for label in dispute.concepts.values()]
    concepts = [Concept(id=str(number), label=label) for number, label in enumerate(labels[:CONCEPTS])]
    rows = [one for some in zip(*(dispute.said for dispute in disputes), strict=False) for one in some]
    contents = [one.content for one in rows]
    articles = [" ".join(contents[start : start + ARTICLE]) for start in range(0, len(rows), ARTICLE)]
    said = [
        Said(
            content=one.content,
            source=one.source,
            cue=one.cue,
            before=one.before,
            article=articles[number // ARTICLE],
        )
        for number, one in enumerate(rows)
    ]
    coder = PositionCoder()
    list(coder(said[:3], concepts))
    begun = time.process_time()
    positions = sum(map(len, coder(islice(said, STATEMENTS), concepts)))
    seconds = time.process_time() - begun
    print(
        f"{STATEMENTS} statements, {len(concepts)} concepts, {positions} positions: {STATEMENTS / seconds:.0f} a second"
    )


if __name__ == "__main__":
    main()
