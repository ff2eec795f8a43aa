from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.positions.coder import Said
from onrecord.statements.trained.tagger import WEIGHTS
from training.positions.data import (
    CASES,
    CONDITIONAL,
    NONE,
    OPPOSE,
    SUPPORT,
    Example,
    among,
    batch_of,
    batches,
    claim_of,
    debates,
    is_dev,
    negated,
    own,
    requoted,
    shown,
    varied,
)
from training.positions.texts import read_disputes

TOLL, BAN, TAX = "Ships should pay a toll.", "Ships must not enter.", "Everyone should pay more tax."
SAID = Said(content="“The toll must come,” and soon", source="Mayor Ana Ruiz", cue="said", before="Rain fell.")
EXAMPLE = Example(said=SAID, stances={TOLL: SUPPORT, BAN: CONDITIONAL, "Ships are loud.": NONE}, origin="own")


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        (TOLL, "Ships should not pay a toll."),
        (BAN, "Ships must enter."),
        ("The tax is fair.", "The tax is not fair."),
        ("Ban ships", None),
    ],
)
def test_negated_turns_a_sentence_round(sentence: str, other: str | None) -> None:
    assert negated(sentence) == other


def test_shown_has_every_position_and_turns_stances_with_their_concept() -> None:
    seen = set()
    for seed in range(60):
        item = shown(EXAMPLE, [TAX], np.random.default_rng(seed))
        stances = {pair.concept: pair.stance for pair in item.pairs}
        turned = {
            pair.concept: " not " in pair.shown or pair.shown.startswith(("It is wrong", "It would be"))
            for pair in item.pairs
        }
        assert stances[TOLL] == (OPPOSE if turned[TOLL] else SUPPORT)
        assert stances[BAN] == CONDITIONAL
        assert stances.get(TAX, NONE) == NONE
        seen.add((turned[TOLL], TAX in stances))
    assert len(seen) == 4


def test_varied_leaves_the_content_s_words_and_what_an_ellipsis_needs() -> None:
    ellipsis = Example(said=SAID, stances={}, origin="own", case=CASES.index("ellipsis"))
    said = [varied(ellipsis, np.random.default_rng(seed)) for seed in range(80)]
    assert {one.before for one in said} == {"Rain fell."}
    assert {one.content.strip("“”\"'‘’«»").startswith("The toll must come,") for one in said} == {True}
    assert len({one.source for one in said}) > 2


@pytest.mark.parametrize(("style", "text"), [('""', '"Yes", he'), ("«»", "«Yes», he"), ("", "Yes, he")])
def test_requoted_changes_the_marks(style: str, text: str) -> None:
    assert requoted("“Yes”, he", style) == text


def test_batch_of_numbers_pairs_and_batches_lose_nothing() -> None:
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    random = np.random.default_rng(1)
    items = [shown(EXAMPLE, [TAX], random) for _ in range(17)]
    parts = list(batches([items], pairs=10, random=random))
    assert sorted(map(id, (one for part in parts for one in part))) == sorted(map(id, items))
    batch = batch_of(items, tokenizer)
    expected = [(row, pair.shown, pair.stance) for row, item in enumerate(items) for pair in item.pairs]
    found = zip(batch.pairs.tolist(), batch.stances.tolist(), strict=True)
    assert [(row, batch.sentences[column], stance) for (row, column), stance in found] == expected
    assert batch.near.shape == (17, len(batch.sentences))
    assert batch.near[0, batch.sentences.index(TOLL)] == 1
    assert len(batch.statements) == 17 and len(batch.concepts) == len(batch.sentences)


def test_debates_reads_a_split(tmp_path: Path) -> None:
    row = {"split": "train", "target": TOLL, "text": "It is fair.", "stance": "against", "source": "claims"}
    rows = [row, {**row, "split": "test"}, {**row, "text": "long " * 90}]
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [one] = debates(tmp_path / "claims.jsonl", "train")
    assert (one.said.content, one.stances) == ("It is fair.", {TOLL: OPPOSE})


@pytest.mark.parametrize(
    ("content", "claim"),
    [
        ("that the harbour is a danger to swimmers,", "the harbour is a danger to swimmers."),
        ("to close the harbour because it is old", None),
        ("it is “old”, he said, and will fall down", None),
        ("a danger to all who swim there", None),
        ("it is old", None),
    ],
)
def test_claim_of_is_a_sentence_that_can_be_turned_round(content: str, claim: str | None) -> None:
    assert claim_of(content) == claim


def test_among_sets_texts_on_a_claim_against_each_other() -> None:
    texts = {"It is fair.": SUPPORT, "It is cheap.": SUPPORT, "It hurts trade.": OPPOSE}
    examples = [Example(said=Said(content=text), stances={TOLL: stance}, origin="x") for text, stance in texts.items()]
    found = {one.said.content: one.stances for one in among(examples, seed=1)}
    assert found["It is fair."] == {"It is cheap.": SUPPORT, "It hurts trade.": OPPOSE, TOLL: SUPPORT}
    assert found["It hurts trade."] == {"It is fair.": OPPOSE, "It is cheap.": OPPOSE, TOLL: OPPOSE}


def test_disputes_are_kept_back_for_calibration_beside_the_test() -> None:
    disputes = read_disputes()
    kept = [one for one in disputes if is_dev(one.name)]
    assert 5 <= len(kept) <= 12
    assert not any(one.is_test for one in kept)
    assert {len(examples) for examples in own(kept)} == {len(one.said) for one in kept}
