"""Names compared: ours, rapidfuzz and nomenklatura on labelled pairs; blocking keys; speed. All in one run."""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, utils

from onrecord.actors.facts.countries import country_named
from onrecord.actors.lexicon import ORGANIZATION_NAME_WORDS, given_names
from onrecord.actors.naming.keys import name_keys
from onrecord.actors.naming.matching import Comparison, Verdict, compare_bodies, compare_people
from onrecord.actors.naming.spelling import fold

SEED = 20
STARTS = (
    "ba be bo bra da de do du fa fi fra ga go gra ha he ho ja jo ka ke ki ko kra la le li lo ma me mi mo mu na ne no o"
    " pa pe pi po ra ri ro sa se si so sta stro sva ta te ti to tra u va ve vi vo wa we wi ya ye yu za ze zo"
).split()
MIDDLES = (
    "ber den dar gor kar ler lin man mar men nar nel ner par pel ran rel ren ris ros san sel ser tar ten ter ver bri ko"
    " la li lo mi ni ra ri ro shi ta vi"
).split()
ENDS = "ov ova sky enko sen son berg mann ez es ini etti ard eau uk as is er el in wicz dal stad well ton by".split()
MATCHES = frozenset({Verdict.SAME, Verdict.CLOSE})
OUR_THRESHOLD = 0.7  # the lowest score of CLOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names, whether they are one actor's, and whether they are persons' names."""

    one: str
    other: str
    is_match: bool
    is_person: bool

    @property
    def is_latin(self) -> bool:
        """Whether both names are written in Latin letters."""
        return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2070 for letter in self.one + self.other)


Scorer = Callable[[Pair], float]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path)
    arguments.add_argument("--tune", type=Path, help="pairs on which the thresholds are chosen")
    arguments.add_argument("--names", type=int, default=50_000, help="invented names among which the keys are tried")
    options = arguments.parse_args()
    pairs = _read(options.pairs)
    tuning = _read(options.tune) if options.tune else []
    people = sum(pair.is_person for pair in pairs)
    print(f"{len(pairs)} pairs, {sum(pair.is_match for pair in pairs)} match, {people} compared as persons")
    scorers = {"ours": _ours, "rapidfuzz WRatio": _wratio, **_nomenklatura()}
    scored = {name: _timed(name, scorer, pairs) for name, scorer in scorers.items()}
    tuned = {name: [scorer(pair) for pair in tuning] for name, scorer in scorers.items()}
    for script, chosen in (("Latin", [pair.is_latin for pair in pairs]), ("all scripts", [True] * len(pairs))):
        kept = [pair for pair, is_kept in zip(pairs, chosen, strict=True) if is_kept]
        print(f"\n{script}: {len(kept)} pairs, {sum(pair.is_match for pair in kept)} match")
        _report_verdicts(kept)
        for name, scores in scored.items():
            ours = [score for score, is_kept in zip(scores, chosen, strict=True) if is_kept]
            _report(name, ours, kept)
            if tuning:
                threshold = _best(tuned[name], tuning)
                print(f"{'':28} tuned elsewhere {_line(threshold, ours, kept)}")
    print("\nscore of ours, all pairs")
    for step in (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0):
        print(f"{'':28} {_line(step, scored['ours'], pairs)}")
    _report_keys(pairs, options.names)


def _read(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                one=row["name1"],
                other=row["name2"],
                is_match=row["is_match"].strip().lower() in {"1", "true"},
                is_person=_is_person(row),
            )
            for row in csv.DictReader(lines)
        ]


def _is_person(row: dict[str, str]) -> bool:
    """Return what the file says, or else whether neither name looks like a country's or an organization's."""
    if schema := row.get("schema"):
        return schema == "Person"
    return not any(_looks_like_body(row[name]) for name in ("name1", "name2"))


def _looks_like_body(name: str) -> bool:
    words = fold(name).split()
    is_acronym = name.isupper() and name.isalpha() and len(name) < 6
    is_body = words[:1] == ["the"] or not ORGANIZATION_NAME_WORDS.isdisjoint(words) or is_acronym
    return country_named(name) is not None or (is_body and not (words and words[0] in given_names()))


def _compare(pair: Pair) -> Comparison:
    return (compare_people if pair.is_person else compare_bodies)(pair.one, pair.other)


def _ours(pair: Pair) -> float:
    return _compare(pair).score


def _wratio(pair: Pair) -> float:
    return fuzz.WRatio(pair.one, pair.other, processor=utils.default_process) / 100


def _nomenklatura() -> dict[str, Scorer]:
    """Return its two matchers, on entities that have a name and nothing else."""
    from followthemoney import model  # noqa: PLC0415 -- slow, and for benchmarks alone
    from nomenklatura.matching import get_algorithm  # noqa: PLC0415

    def entity(name: str, *, is_person: bool) -> Any:
        made = model.make_entity("Person" if is_person else "Organization")
        made.id = name
        made.add("name", name)
        return made

    def scorer(algorithm: Any) -> Scorer:
        config = algorithm.default_config()
        return lambda pair: float(
            algorithm.compare(
                entity(pair.one, is_person=pair.is_person), entity(pair.other, is_person=pair.is_person), config
            ).score
        )

    names = ("logic-v1", "logic-v2")
    return {f"nomenklatura {name}": scorer(get_algorithm(name)) for name in names}


def _timed(name: str, scorer: Scorer, pairs: Sequence[Pair]) -> list[float]:
    started = time.process_time()
    scores = [scorer(pair) for pair in pairs]
    seconds = time.process_time() - started
    print(f"{name:28} {seconds:7.3f} s, {len(pairs) / seconds:9.0f} pairs/s, each name for the first time, CPU time")
    return scores


def _report_verdicts(pairs: Sequence[Pair]) -> None:
    verdicts = Counter((_compare(pair).verdict, pair.is_match) for pair in pairs)
    for verdict in Verdict:
        print(f"{'':8}{verdict:10} {verdicts[verdict, True]:4} match, {verdicts[verdict, False]:4} do not")


def _report(name: str, scores: Sequence[float], pairs: Sequence[Pair]) -> None:
    if name == "ours":
        print(f"{'ours':28} SAME or CLOSE   {_line(OUR_THRESHOLD, scores, pairs)}")
    print(f"{name:28} best threshold  {_line(_best(scores, pairs), scores, pairs)}")
    if precise := [at for at in sorted(set(scores)) if _figures(at, scores, pairs)[0] >= 0.98]:
        print(f"{'':28} precision .98   {_line(precise[0], scores, pairs)}")


def _figures(threshold: float, scores: Sequence[float], pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    found = sum(score >= threshold for score in scores)
    right = sum(score >= threshold and pair.is_match for score, pair in zip(scores, pairs, strict=True))
    there = sum(pair.is_match for pair in pairs)
    return right / max(1, found), right / max(1, there), 2 * right / max(1, found + there)


def _best(scores: Sequence[float], pairs: Sequence[Pair]) -> float:
    return max(sorted(set(scores)), key=lambda threshold: _figures(threshold, scores, pairs)[2])


def _line(threshold: float, scores: Sequence[float], pairs: Sequence[Pair]) -> str:
    precision, recall, f1 = _figures(threshold, scores, pairs)
    return f"at {threshold:5.3f}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def _report_keys(pairs: Sequence[Pair], count: int) -> None:
    alike = [pair for pair in pairs if pair.is_match]
    found = [pair for pair in pairs if _compare(pair).verdict is not Verdict.DIFFERENT]
    for what, chosen in (("match pairs", alike), ("pairs that we compare as SAME, CLOSE or BARE", found)):
        shared = sum(not name_keys(pair.one).isdisjoint(name_keys(pair.other)) for pair in chosen)
        print(f"\nkeys: shared by {shared} of {len(chosen)} {what}, {shared / max(1, len(chosen)):.3f}")
    names = invented_names(count)
    started = time.process_time()
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for key in name_keys(name):
            index[key].append(number)
    seconds = time.process_time() - started
    candidates = sorted(len({found for key in name_keys(name) for found in index[key]}) - 1 for name in names)
    keys = sum(len(name_keys(name)) for name in names) / count
    print(
        f"keys: {keys:.1f} a name, {sum(candidates) / count:.1f} candidates a name among {count} invented ones,"
        f" median {candidates[count // 2]}, at most {candidates[-1]}; {seconds:.1f} s"
    )
    _report_speed(names)


def _report_speed(names: Sequence[str]) -> None:
    pairs = np.random.default_rng(SEED).integers(min(5_000, len(names)), size=(100_000, 2)).tolist()
    started = time.process_time()
    for one, other in pairs:
        compare_people(names[one], names[other])
    print(f"compare_people: {len(pairs) / (time.process_time() - started):.0f} pairs/s of CPU time, among 5,000 names")


def invented_names(count: int) -> list[str]:
    """Return distinct full names: given names of the world with surnames put together from syllables."""
    draws = np.random.default_rng(SEED).random((3 * count, 5)).tolist()
    given = sorted(given_names())
    names: dict[str, None] = {}
    for *places, length in draws:
        first, start, middle, end = (
            words[int(place * len(words))] for words, place in zip((given, STARTS, MIDDLES, ENDS), places, strict=True)
        )
        surname = f"{start}{middle if length < 0.6 else ''}{end}"
        names[f"{first.capitalize()} {surname.capitalize()}"] = None
    return list(names)[:count]


if __name__ == "__main__":
    main()
