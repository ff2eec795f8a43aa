"""The genre cases keep what their README promises, and the taggers find in them what they found before."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.evaluation import Evaluation, read_coding
from onrecord.model import Offsets, StatementKind
from onrecord.pipeline import tagger_named
from onrecord.statements.assembly import attribution_kind
from onrecord.statements.quotations import quotations_of
from onrecord.statements.tagger import TaggerName

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "benchmarks" / "genres"
CASES = FOLDER / "cases.jsonl"
README = FOLDER / "README.md"
CORPORA = ROOT.parent / "shared" / "data"

GOLD = "9cf72e4454d21c02e6303f2ebce5925b1753de5dbcca893887289f3e9f24ba37"
"""Of the cases that the floors were set on."""

GENRES = (
    "british",
    "european",
    "wire",
    "live_blog",
    "interview",
    "transcript",
    "press_release",
    "translated",
    "posts",
    "caps",
    "unquoted",
    "science_business",
    "opinion",
    "long_read",
)
PARTS = ("source", "cue", "content")
MARKS = '"“”„‘«»‹›'
CLOSING = '"“”’»'
APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)|(?<=s)[’'](?=\s)")

MISREAD = {("european-5", "the figure"), ("long-read-6", "not to read ahead")}
"""Unquoted, but read as quoted: after ”Nordic marks”, and after a mark that is never closed."""

README_ROW = re.compile(r"\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One statement of a case: its parts, what they should read, and its kind."""

    spans: dict[str, Offsets]
    quotes: dict[str, list[str]]
    kind: StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text of one genre with all its statements."""

    id: str
    genre: str
    text: str
    marked: tuple[Marked, ...]


def _read() -> Iterator[Case]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"id", "genre", "text", "attributions"}
        marked = []
        for attribution in row["attributions"]:
            assert set(attribution) == {*PARTS, "type", "quotes"}
            assert set(attribution["quotes"]) == set(PARTS)
            spans = {part: tuple((start, end) for start, end in attribution[part]) for part in PARTS}
            marked.append(Marked(spans=spans, quotes=attribution["quotes"], kind=StatementKind(attribution["type"])))
        yield Case(id=row["id"], genre=row["genre"], text=row["text"], marked=tuple(marked))


ALL = tuple(_read())
each_case = pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)


def _of(genre: str) -> list[Case]:
    return [case for case in ALL if case.genre == genre]


def test_ids_are_unique_and_numbered_within_their_genre() -> None:
    names = [f"{genre.replace('_', '-')}-{number}" for genre in GENRES for number in range(1, 7)]
    assert [case.id for case in ALL] == names
    assert [case.genre for case in ALL] == [genre for genre in GENRES for _ in range(6)]


@each_case
def test_case_is_as_long_as_promised(case: Case) -> None:
    assert 40 <= len(case.text.split()) <= 200
    assert case.text == case.text.strip()


@each_case
def test_spans_read_as_their_quotes(case: Case) -> None:
    for marked in case.marked:
        for part, spans in marked.spans.items():
            assert [case.text[start:end] for start, end in spans] == marked.quotes[part]
            assert all(0 <= start < end <= len(case.text) for start, end in spans)
            assert all(left[1] <= right[0] for left, right in pairwise(spans)), "pieces out of order"


@each_case
def test_parts_of_a_statement_do_not_overlap(case: Case) -> None:
    for marked in case.marked:
        assert marked.spans["content"]
        spans = sorted(chain.from_iterable(marked.spans.values()))
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


@each_case
def test_contents_stand_in_text_order_and_none_in_another(case: Case) -> None:
    contents = [marked.spans["content"] for marked in case.marked]
    assert contents == sorted(contents)
    pieces = sorted(chain.from_iterable(contents))
    assert all(left[1] <= right[0] for left, right in pairwise(pieces))


@each_case
def test_contents_have_clean_edges(case: Case) -> None:
    for start, end in chain.from_iterable(marked.spans["content"] for marked in case.marked):
        quote, after = case.text[start:end], case.text[end : end + 1]
        assert quote == quote.strip()
        assert not quote.endswith((",", ";", ":")), "what closes the clause belongs outside"
        assert not after or after not in CLOSING, "a closing mark is left outside"


@each_case
def test_contents_leave_the_full_stop_outside_unless_it_is_quoted_or_ends_a_turn(case: Case) -> None:
    for marked in case.marked:
        for quote in marked.quotes["content"]:
            quoted = quote.startswith(tuple(MARKS)) and not re.search(rf"[{CLOSING}]\.$", quote)
            turn = marked.quotes["cue"] in ([":"], []) and case.genre in {"interview", "transcript"}
            assert quoted or turn or not quote.endswith(".")


@each_case
def test_kinds_agree_with_the_quotation_marks(case: Case) -> None:
    quotations = quotations_of(case.text)
    wrong = {
        (case.id, marked.quotes["content"][0])
        for marked in case.marked
        if attribution_kind(case.text, quotations, marked.spans["content"]) is not marked.kind
    }
    assert wrong == {misread for misread in MISREAD if misread[0] == case.id}


@each_case
def test_no_cue_is_a_name(case: Case) -> None:
    assert not any("Said" in quote for marked in case.marked for quote in marked.quotes["cue"])


def test_readme_counts_are_those_of_the_cases() -> None:
    stated = {genre: tuple(map(int, figures)) for genre, *figures in README_ROW.findall(README.read_text("utf-8"))}
    counted = {}
    for genre in GENRES:
        kinds = Counter(marked.kind for case in _of(genre) for marked in case.marked)
        words = sum(len(case.text.split()) for case in _of(genre))
        by_kind = (kinds[StatementKind.DIRECT], kinds[StatementKind.MIXED], kinds[StatementKind.INDIRECT])
        counted[genre] = (len(_of(genre)), words, kinds.total(), *by_kind)
    assert stated == counted


def test_traps_hold_one_statement_or_none() -> None:
    few = Counter(len(case.marked) for case in ALL if len(case.marked) < 2)
    assert (few[0], few[1]) == (4, 7)


def test_people_and_places_named_said_are_a_trap_in_most_genres() -> None:
    assert len({case.genre for case in ALL if re.search(r"(?<!^)\bSaid\b", case.text)}) >= 12


def test_statements_without_source_or_cue_are_there() -> None:
    marked = [marked for case in ALL for marked in case.marked]
    assert sum(not one.spans["source"] for one in marked) == 12
    assert sum(not one.spans["cue"] for one in marked) == 9


@pytest.mark.parametrize(
    ("what", "pattern", "genres"),
    [
        ("single marks", r"‘[^’]+’", {"british", "press_release", "caps"}),
        ("guillemets", r"«.+?»", {"european", "translated"}),
        ("low marks", r"„[^“]+“", {"european"}),
        ("marks closed by another", r"«[^»]+\"|\"[^\"]+“", {"translated"}),
        ("nested marks", r"“[^”]*‘[^’]+’[^”]*”", {"long_read"}),
        ("non-breaking spaces", "\N{NO-BREAK SPACE}", {"european", "live_blog", "interview", "unquoted"}),
        ("emoji before a quotation", '[\U0001f300-\U0001faff❤][^"“]*["“]', {"posts"}),
        ("Cyrillic before a quotation", r"[а-яА-Я]{3}.*«", {"translated"}),
        ("Cyrillic quoted", r"\"[а-яА-Я ]+\"", {"posts"}),
        ("Arabic before a quotation", r"[ء-ي]{3}.*«", {"translated"}),
        ("datelines", r"^[A-Z/]+(?:,| \()", {"wire"}),
        ("condition of anonymity", r"on condition of anonymity", {"wire"}),
        ("time stamps", r"^\d\d?[.:]\d\d", {"live_blog"}),
        ("handles", r"@\w+ (?:wrote|replied|promised)|@\w+:", {"posts"}),
        ("turns", r"^[A-Z ]+:", {"transcript", "interview"}),
    ],
)
def test_genres_hold_what_is_special_to_them(what: str, pattern: str, genres: set[str]) -> None:
    found = {case.genre for case in ALL if re.search(pattern, case.text, flags=re.MULTILINE | re.DOTALL)}
    assert genres <= found, what


@pytest.mark.parametrize("name", ["wire-4", "long-read-6", "press-release-4"])
def test_stray_or_reopened_marks_leave_an_odd_number(name: str) -> None:
    [text] = [case.text for case in ALL if case.id == name]
    assert text.count('"') % 2 == 1


def test_unquoted_texts_have_no_quotation_mark() -> None:
    for case in _of("unquoted"):
        assert not set(APOSTROPHE.sub("", case.text)) & {*MARKS, "'", "’"}


def test_caps_are_capitals_or_lists_of_headlines() -> None:
    for case in _of("caps"):
        headlines = not any(line.endswith(".") for line in case.text.splitlines())
        assert case.text == case.text.upper() or headlines


def test_interview_answers_are_marked_and_questions_are_not() -> None:
    for case in _of("interview"):
        asking = [line for line in case.text.splitlines() if line.startswith(("Q:", "Littoral Monitor:", "NORPRESS:"))]
        colons = {quote for marked in case.marked for quote in marked.quotes["source"] if marked.quotes["cue"] == [":"]}
        assert not any(line.startswith(f"{source}:") for line in asking for source in colons)


def test_transcript_turns_are_all_marked() -> None:
    turn = re.compile(
        r"^(?:>> |\[[\d:]+\] )?(?=[A-Z])(?!Present|Apologies)[\w .'ÓA-Z-]+(?: \([\w' ]+\))?:(?= )", re.MULTILINE
    )
    for case in _of("transcript"):
        ends = {end for marked in case.marked for _, end in marked.spans["source"]}
        assert all(match.end() - 1 in ends for match in turn.finditer(case.text))


def test_cases_share_no_twelve_words_with_the_corpora() -> None:
    if not CORPORA.exists():
        pytest.skip("the corpora are not here")
    ours = {window for case in ALL for window in _windows(case.text)}
    for name in ("polnear_train.jsonl", "polnear_dev.jsonl", "gum_other.jsonl"):
        with (CORPORA / name).open(encoding="utf-8") as lines:
            for line in lines:
                assert not ours.intersection(_windows(json.loads(line)["text"]))


def _windows(text: str, size: int = 12) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[start:] for start in range(size)), strict=False)


def test_cases_are_those_that_the_floors_were_set_on() -> None:
    assert sha256(CASES.read_bytes()).hexdigest() == GOLD


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("genres_score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Scores = Mapping[TaggerName, Mapping[str, Evaluation]]


@pytest.fixture(scope="module")
def scores(score: ModuleType) -> Scores:
    return {name: score.score_genres(tagger_named(name)) for name in TaggerName}


@pytest.mark.parametrize(
    ("tagger", "attribution", "content"),
    [(TaggerName.RULES, 0.678, 0.723), (TaggerName.TRAINED, 0.861, 0.884)],
)
def test_taggers_find_as_much_as_before(scores: Scores, tagger: TaggerName, attribution: float, content: float) -> None:
    """The floors stand 2 points under what was measured."""
    found = scores[tagger]["all"].all
    assert found.attribution.f1 >= attribution
    assert found.jaccard_50.f1 >= content


def test_trained_tagger_fails_in_no_genre(scores: Scores) -> None:
    assert min(scores[TaggerName.TRAINED][genre].all.attribution.f1 for genre in GENRES) >= 0.60


def test_scores_are_of_all_cases_and_of_each_genre(score: ModuleType, scores: Scores) -> None:
    measured = scores[TaggerName.TRAINED]
    assert tuple(measured) == (*GENRES, "all")
    statements = sum(len(article.statements) for article in read_coding(CASES).values())
    assert measured["all"].all.gold == statements == sum(measured[genre].all.gold for genre in GENRES)
    assert (measured["all"].articles, measured["all"].missing, measured["all"].unscored) == (84, 0, 0)
    table = list(score.table_lines(measured))
    assert [line.split()[0] for line in table] == ["genre", *GENRES, "all"]
    assert table[-1].split()[1] == str(statements)
