"""The trained tagger: from texts to attributions, with the model that comes in the package."""

from __future__ import annotations

import multiprocessing
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from tokenizers import Tokenizer

from onrecord.model import Attribution, Offsets
from onrecord.shipped import checked_files, name_of, session_of
from onrecord.statements.signed import with_signed
from onrecord.statements.sources import mended
from onrecord.statements.trained.pieces import Floats, Integers, Pieces, Range, pieces_of, sections_of
from onrecord.statements.trained.ranking import Ranker, chosen, ranked, read_ranker
from onrecord.statements.trained.scores import Encode, scores_of

WEIGHTS = Path(__file__).with_name("weights")
FILES = ("encoder.onnx", "ranker.json", "tokenizer.json", "SHA256SUMS")
"""The shipped model; SHA256SUMS stands for the other three."""

PICTURES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Sk", "So"})
"""Categories of characters that no name begins or ends with: emoji, marks of direction, what nothing is known of."""

_WORD = re.compile(r"\w+")
_WHAT, _INSTEAD = "trained tagger", ", or use the rules alone: --tagger rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A loaded model."""

    tokenizer: Tokenizer
    encode: Encode
    ranker: Ranker


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedTagger:
    """Finds statements by the trained model in `folder`, English only; `threads` work on one text."""

    threads: int = 1
    folder: Path = WEIGHTS
    languages: frozenset[str] = field(default=frozenset({"en"}))

    @property
    def name(self) -> str:
        """A name that changes with the model's files."""
        return name_of(self.folder, _WHAT, _INSTEAD)

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[Attribution, ...]]:
        for text in texts:
            # A process that is one of several has one core to itself.
            threads = 1 if multiprocessing.parent_process() else self.threads
            words = Counter(_WORD.findall(text))
            found = attributions_of(text, load_model(threads, self.folder))
            yield tuple(with_signed(text, [mended(text, one, words) for one in found]))


def attributions_of(text: str, model: Model) -> Iterator[Attribution]:
    """Yield the attributions that the model finds in a text, in text order."""
    for section in sections_of(pieces_of(text, model.tokenizer)):
        found = ranked(section, scores_of(section, model.encode))
        if not found.candidates:
            continue
        probabilities = model.ranker.probabilities(found.features)
        for number in sorted(chosen(found.candidates, probabilities, threshold=model.ranker.threshold)):
            candidate = found.candidates[number]
            yield Attribution(
                source=tuple(
                    bare(text, start, end)
                    for start, end in offsets_of_pieces(section, (candidate.source,) if candidate.source else ())
                ),
                cue=offsets_of_pieces(section, (candidate.cue,) if candidate.cue else ()),
                content=offsets_of_pieces(section, candidate.content),
                confidence=round(float(probabilities[number]), 3),
            )


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without `PICTURES` and spaces at its ends; where nothing would be left, as it is."""
    first, last = start, end
    while first < last and _is_picture(text[first]):
        first += 1
    while last > first and _is_picture(text[last - 1]):
        last -= 1
    return (first, last) if first < last else (start, end)


def _is_picture(character: str) -> bool:
    return character.isspace() or category(character) in PICTURES


def offsets_of_pieces(pieces: Pieces, ranges: tuple[Range, ...]) -> Offsets:
    """Return the code points of ranges of pieces."""
    return tuple((int(pieces.start[first]), int(pieces.end[last - 1])) for first, last in ranges)


@lru_cache(maxsize=2)
def load_model(threads: int, folder: Path = WEIGHTS) -> Model:
    """Return the folder's model, loaded once a process; ModelError if a file of it is absent or damaged."""
    contents = checked_files(folder, FILES[:-1], _WHAT, _INSTEAD)
    return Model(
        tokenizer=Tokenizer.from_buffer(contents["tokenizer.json"]),
        encode=encoder_of(contents["encoder.onnx"], threads=threads),
        ranker=read_ranker(contents["ranker.json"].decode()),
    )


def encoder_of(weights: bytes, *, threads: int) -> Encode:
    """Return a function from arrays to arrays that runs an ONNX model."""
    session = session_of(weights, threads=threads)

    def encode(ids: Integers, features: Integers) -> tuple[Floats, Floats, Floats]:
        labels, links, sums = session.run(None, {"ids": ids, "features": features})
        return labels, links, sums

    return encode
