"""Training data: statements with stances on concepts, varied from pass to pass and laid out in batches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from tokenizers import Tokenizer

from onrecord.positions.coder import Said
from onrecord.positions.trained.reading import Integers, Pieces, pieces_of_concept, pieces_of_statement
from training.positions import coded, texts

NONE, SUPPORT, OPPOSE, CONDITIONAL = range(4)
STANCES = {
    texts.Stance.NONE: NONE,
    texts.Stance.SUPPORT: SUPPORT,
    texts.Stance.OPPOSE: OPPOSE,
    texts.Stance.CONDITIONAL: CONDITIONAL,
}
FAVOR = {"favor": SUPPORT, "against": OPPOSE}
CASES = sorted(texts.CASES)
SAID = frozenset({"own", "news", "coded", "written"})
"""Origins of statements that somebody made in an article, with source and cue."""
READ = frozenset({"own", "coded", "written"})
"""Origins of statements that we read: on the concepts that an example lists, its stances are known."""
PICKED = frozenset({"coded", "written"})
"""Those of them of which nothing is known on other concepts."""
NO_CASE = -100
TOGETHER = 6
OTHERS = 4
"""Other texts on a claim that a text is set against, of which a pass shows one or two."""
LONGEST_COMMENT = 70
"""Words of a comment of ARC that is taken; most are longer, and would be cut."""

NEAREST_OTHERS = 6
"""Concepts nearest to a statement of real news of which a pass shows one or two that it takes no position on."""
OPPOSITE, REWORDED = 0.35, 0.45
"""Shares of the concepts of real news shown by their opposite, and by their sentence or another that says the same."""

_TURN = {SUPPORT: OPPOSE, OPPOSE: SUPPORT}
_QUOTES = ("“”", '""', "‘’", "''", "«»")
_NEGATED = (
    *((f" {verb} not ", f" {verb} ") for verb in "should must is are was were will would can could".split()),
    *((f" {verb} ", f" {verb} not ") for verb in "should must is are was were will would can could".split()),
)
_AGAINST = ("It is not true that {}", "It is wrong to say that {}", "It would be a mistake to think that {}")
_FOR = ("It is true that {}", "It is right to say that {}")
TURNED = 0.5
"""Share of the concepts shown turned round, so that the tone of a statement alone tells nothing of its stance.

With a fifth, what is said against somebody was taken as opposed to whatever the concept said, "X is unfit" as well.
"""
TURNED_OF_WRITTEN = 0.25
"""The same of those written to one statement: of these there are already as many for as against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A statement with its stance on some concepts, by their sentences.

    `around` is what else is said in its dispute, from which a sentence before can be made; `wordings` what a concept
    may be shown as beside its sentence.
    """

    said: Said
    stances: Mapping[str, int]
    origin: str
    case: int = NO_CASE
    around: tuple[str, ...] = ()
    wordings: Mapping[str, coded.Wordings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A concept as it is shown in one pass: its sentence, the sentence it comes from, and the stance."""

    shown: str
    concept: str
    stance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An example as one pass shows it."""

    example: Example
    said: Said
    pairs: tuple[Pair, ...]


def is_dev(name: str) -> bool:
    """Return whether a dispute belongs to the tenth of the training disputes that calibration is fitted on."""
    return crc32(name.encode()) % 10 == 1


def own(disputes: Sequence[texts.Dispute]) -> list[list[Example]]:
    """Return the statements of each dispute."""
    return [_of_dispute(dispute) for dispute in disputes]


def named(disputes: Sequence[texts.Dispute]) -> list[tuple[str, list[Example]]]:
    """Return the statements of each dispute with the dispute's name."""
    return [(dispute.name, examples) for dispute, examples in zip(disputes, own(disputes), strict=True)]


def _of_dispute(dispute: texts.Dispute) -> list[Example]:
    around = tuple(f"{one.source} {one.cue} {one.content}." for one in dispute.said) + tuple(
        one.before for one in dispute.said if one.before
    )
    return [
        Example(
            said=Said(content=one.content, source=one.source, cue=one.cue, before=one.before),
            stances={dispute.concepts[letter]: STANCES[stance] for letter, stance in one.stances.items()},
            origin="own",
            case=CASES.index(one.case),
            around=around,
        )
        for one in dispute.said
    ]


def in_news(batch: coded.Batch, file: Path) -> list[Example]:
    """Return the coded statements of a batch, each with its stance on every concept that is not doubtful."""
    wordings = {one.sentence: one for one in batch.concepts.values()}
    return [
        Example(
            said=one.said,
            stances={
                batch.concepts[concept].sentence: STANCES[stance]
                for concept, stance in one.stances.items()
                if concept not in one.doubtful
            },
            origin="coded",
            wordings=wordings,
        )
        for one in coded.coded_statements(batch, file)
    ]


def nearest_first(example: Example, order: Sequence[str]) -> Example:
    """Return the example with its concepts in this order."""
    return replace(example, stances={one: example.stances[one] for one in order if one in example.stances})


def debates(file: Path, split: str | None) -> list[Example]:
    """Return the texts of a file of claims that are for or against a claim."""
    rows = _rows(file)
    return [
        Example(said=Said(content=row["text"]), stances={row["target"]: FAVOR[row["stance"]]}, origin=row["source"])
        for row in rows
        if row["split"] == (split or row["split"]) and len(row["text"].split()) <= LONGEST_COMMENT
    ]


def among(examples: Sequence[Example], *, seed: int) -> list[Example]:
    """Return texts on claims with a stance on each other too: texts on one side of a claim support one another.

    So half of what is said against something meets a concept that is against it as well ("X violates a right").
    """
    random = np.random.default_rng(seed)
    by_claim: dict[str, list[Example]] = {}
    for example in examples:
        by_claim.setdefault(next(iter(example.stances)), []).append(example)
    found = []
    for claim, group in by_claim.items():
        for example in group:
            others = [group[number] for number in random.permutation(len(group))[:OTHERS] if group[number] != example]
            stances = {
                one.said.content: SUPPORT if one.stances[claim] == example.stances[claim] else OPPOSE for one in others
            }
            found.append(replace(example, stances={**stances, **example.stances}))
    return found


def news(file: Path, *, count: int, seed: int) -> list[Example]:
    """Return so many statements of PolNeAR train, evenly from all articles, as examples with claims for concepts.

    The claim that a statement makes it supports; on three claims that others make in its article it takes no position.
    """
    random = np.random.default_rng(seed)
    found = []
    for row in _rows(file):
        said = [coded.said_in(row, attribution) for attribution in row["attributions"]]
        claims = [claim_of(one.content) for one in said]
        for one, claim in zip(said, claims, strict=True):
            others = sorted({other for other in claims if other and other != claim})
            stances = {others[number]: NONE for number in random.permutation(len(others))[:3]}
            found.append(Example(said=one, stances=stances | ({claim: SUPPORT} if claim else {}), origin="news"))
    chosen = np.random.default_rng(seed).choice(len(found), count, replace=False)
    return [found[number] for number in chosen]


def claim_of(content: str) -> str | None:
    """Return the content as a sentence of its own, or None where it is none, is long or has quotation marks."""
    claim = content.strip().removeprefix("that ").rstrip(".,")
    words = claim.split()
    fits = 5 <= len(words) <= 18 and words[0] != "to" and not re.search('[“”"\n]', claim)
    return f"{claim}." if fits and negated(claim) else None


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def elsewhere(examples: Sequence[Example], nearest: Integers, concepts: Sequence[str]) -> list[Example]:
    """Return the examples with no position on the concepts nearest to them."""
    return [
        replace(one, stances={**one.stances, **{concepts[number]: NONE for number in near}})
        for one, near in zip(examples, nearest, strict=True)
    ]


def shown(example: Example, foreign: Sequence[str], random: np.random.Generator) -> Shown:
    """Return the example as one pass shows it: all concepts it takes a position on, and one or two others."""
    if example.origin == "coded":
        return _shown_of_news(example, random)
    if example.origin == "written":
        pairs = tuple(_pair(one, stance, random, turned=TURNED_OF_WRITTEN) for one, stance in example.stances.items())
        return Shown(example=example, said=varied(example, random), pairs=pairs)
    taken = [concept for concept, stance in example.stances.items() if stance != NONE]
    left = [concept for concept, stance in example.stances.items() if stance == NONE]
    if example.origin == "news":
        taken = taken if random.random() < 0.5 else []
    if example.origin == "perspectrum":
        *rest, claim = taken
        taken = [claim, *(rest[number] for number in random.permutation(len(rest))[:2])]
    others = 2 if example.origin == "news" or random.random() < 0.3 else 1
    chosen = taken + [left[number] for number in random.permutation(len(left))[:others]]
    stances = dict(example.stances)
    if random.random() < 0.25:
        other = foreign[int(random.integers(len(foreign)))]
        if other not in stances:
            chosen.append(other)
            stances[other] = NONE
    return Shown(
        example=example,
        said=varied(example, random),
        pairs=tuple(_pair(concept, stances[concept], random) for concept in chosen),
    )


def _shown_of_news(example: Example, random: np.random.Generator) -> Shown:
    """Return a statement of real news: each position in two wordings, and one or two of the nearest other concepts."""
    taken = [concept for concept, stance in example.stances.items() if stance != NONE]
    left = [concept for concept, stance in example.stances.items() if stance == NONE][:NEAREST_OTHERS]
    weights = 1 / np.arange(1, len(left) + 1)
    count = min(len(left), 1 + int(random.random() < 0.5))
    others = random.choice(len(left), count, replace=False, p=weights / weights.sum()) if left else ()
    chosen = [*taken, *taken, *(left[number] for number in others)]
    pairs = [_worded(example.wordings[one], example.stances[one], random) for one in chosen]
    return Shown(example=example, said=varied(example, random), pairs=tuple(dict.fromkeys(pairs)))


def _worded(wordings: coded.Wordings, stance: int, random: np.random.Generator) -> Pair:
    concept, chance = wordings.sentence, random.random()
    if chance < OPPOSITE and wordings.opposite:
        return Pair(shown=str(random.choice(wordings.opposite)), concept=concept, stance=_TURN.get(stance, stance))
    if chance < OPPOSITE + REWORDED:
        return Pair(shown=str(random.choice([concept, *wordings.same])), concept=concept, stance=stance)
    return _pair(concept, stance, random)


def _pair(concept: str, stance: int, random: np.random.Generator, *, turned: float = TURNED) -> Pair:
    if random.random() < turned:
        other = negated(concept) if random.random() < 0.6 else None
        shown = other or str(random.choice(_AGAINST)).format(concept)
        return Pair(shown=shown, concept=concept, stance=_TURN.get(stance, stance))
    frame = str(random.choice(_FOR)) if random.random() < 0.1 else "{}"
    return Pair(shown=frame.format(concept), concept=concept, stance=stance)


def negated(concept: str) -> str | None:
    """Return the sentence with the first word of its kind negated, or None where there is none."""
    return next((concept.replace(old, new, 1) for old, new in _NEGATED if old in concept), None)


def varied(example: Example, random: np.random.Generator) -> Said:
    """Return the statement with another source, context or quotation marks, where its stance does not hang on them."""
    said, case = example.said, CASES[example.case] if example.case != NO_CASE else ""
    if example.origin not in SAID:
        cue = random.choice(["", "", "said", "argued", "wrote", "says that", "told reporters"])
        return replace(said, cue=str(cue), source=str(random.choice(["", "the speaker", "he", "she"])) if cue else "")
    if random.random() < 0.5:
        said = replace(said, source=str(random.choice(["", "the speaker", "they"])))
    if random.random() < 0.15 and case != "narrated":
        said = replace(said, cue="")
    if said.before and case != "ellipsis" and random.random() < 0.15:
        said = replace(said, before="")
    elif not said.before and example.around and random.random() < 0.35:
        said = replace(said, before=str(random.choice(example.around)))
    if random.random() < 0.3:
        style = str(random.choice([*_QUOTES, ""]))
        said = replace(said, content=requoted(said.content, style))
    return said


def requoted(text: str, style: str) -> str:
    """Return the text with its curly quotation marks in another style, or with none."""
    return re.sub("[“”]", lambda mark: style[mark[0] == "”"] if style else "", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Statements and concepts as pieces, and pairs of them by number.

    `near` (statements, concepts) is 1 where the statement takes a position on the concept, 0 where it does not, -1
    where that must not be asked.
    """

    examples: tuple[Example, ...]
    said: tuple[Said, ...]
    statements: tuple[Pieces, ...]
    concepts: tuple[Pieces, ...]
    sentences: tuple[str, ...]
    pairs: Integers
    stances: Integers
    near: Integers


def batch_of(items: Sequence[Shown], tokenizer: Tokenizer) -> Batch:
    """Return the examples laid out for the network."""
    places: dict[str, int] = {}
    bases: list[str] = []
    pairs, stances = [], []
    for row, item in enumerate(items):
        for pair in item.pairs:
            if pair.shown not in places:
                places[pair.shown] = len(places)
                bases.append(pair.concept)
            pairs.append((row, places[pair.shown]))
            stances.append(pair.stance)
    near = np.array([[_near(item.example, base) for base in bases] for item in items])
    return Batch(
        examples=tuple(item.example for item in items),
        said=tuple(item.said for item in items),
        statements=tuple(pieces_of_statement(item.said, tokenizer) for item in items),
        concepts=tuple(_concept(text, tokenizer) for text in places),
        sentences=tuple(places),
        pairs=np.array(pairs),
        stances=np.array(stances),
        near=near,
    )


@cache
def _concept(text: str, tokenizer: Tokenizer) -> Pieces:
    return pieces_of_concept(text, tokenizer)


def _near(example: Example, concept: str) -> int:
    if example.origin in PICKED and concept not in example.stances:
        return -1
    return int(example.stances.get(concept, NONE) != NONE)


def batches(groups: Sequence[Sequence[Shown]], *, pairs: int, random: np.random.Generator) -> Iterator[list[Shown]]:
    """Yield batches of about so many pairs; of a group, whose concepts are shared, six come together."""
    chunks = []
    for group in groups:
        order = [group[number] for number in random.permutation(len(group))]
        chunks += [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    batch: list[Shown] = []
    for number in random.permutation(len(chunks)):
        batch += chunks[number]
        if sum(len(item.pairs) for item in batch) >= pairs:
            yield batch
            batch = []
    if batch:
        yield batch
