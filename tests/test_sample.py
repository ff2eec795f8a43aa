"""The sample debate keeps what its README promises, and its truth fits the articles as the stages read them."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest

from onrecord.articles.duplicates import fingerprint, is_copy
from onrecord.articles.making import make_articles
from onrecord.model import ActorKind, Article, DateBasis, Offsets, StatementKind
from onrecord.sample import ARTICLES, CODEBOOK, TRUTH
from onrecord.settings import Settings
from onrecord.sources.reading import read_pages

STANCES = {"support", "oppose", "conditional"}
FIRST_DAY, LAST_DAY = datetime.date(2031, 1, 20), datetime.date(2031, 2, 28)
OUTLETS = {"Norpress", "The Thameside Courier", "The Danube Standard", "Littoral Monitor", "Brennerblick"}

OPENING, CLOSING = '"“‘»', '"”’«'
APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WRITTEN_DATE = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (\d{{1,2}} (?:January|February) 2031)")
TOLD_DAY = re.compile(rf"^[^.]{{0,60}}?\b(?:on |last |as recently as )({'|'.join(WEEKDAYS)})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement of the truth, with the article that it stands in."""

    article: str
    source: Offsets
    cue: Offsets
    content: Offsets
    kind: StatementKind
    quotes: dict[str, object]
    speaker: tuple[str, ActorKind] | None
    date: datetime.date | None
    basis: DateBasis
    narrated: bool
    positions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the truth knows of one article."""

    id: str
    published: datetime.date | None
    outlet: str
    copy_of: str | None
    told: tuple[Told, ...]


def read_truth() -> dict[str, Known]:
    return {known.id: known for line in TRUTH.read_text("utf-8").splitlines() for known in [read_known(line)]}


def read_known(line: str) -> Known:
    row = json.loads(line)
    told = tuple(
        Told(
            article=row["id"],
            source=tuple((start, end) for start, end in entry["source"]),
            cue=tuple((start, end) for start, end in entry["cue"]),
            content=tuple((start, end) for start, end in entry["content"]),
            kind=StatementKind(entry["type"]),
            quotes=entry["quotes"],
            speaker=(entry["speaker"]["name"], ActorKind(entry["speaker"]["kind"])) if entry["speaker"] else None,
            date=read_day(entry["date"]),
            basis=DateBasis(entry["date_basis"]),
            narrated=entry["narrated"],
            positions=tuple((position["concept"], position["stance"]) for position in entry["positions"]),
        )
        for entry in row["attributions"]
    )
    return Known(
        id=row["id"],
        published=read_day(row["published"]),
        outlet=row["outlet"],
        copy_of=row["copy_of"],
        told=told,
    )


def read_day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


@pytest.fixture(scope="module")
def truth() -> dict[str, Known]:
    return read_truth()


@pytest.fixture(scope="module")
def told(truth: dict[str, Known]) -> list[Told]:
    return [told for known in truth.values() for told in known.told]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    settings = Settings()
    pages = read_pages([str(ARTICLES)], settings=settings)
    made = make_articles(pages, published=None, outlet=None, max_characters=settings.max_article_characters)
    read = [article for article in made if isinstance(article, Article)]
    return {article.id: article for article in read}


@pytest.fixture(scope="module")
def stances(told: list[Told]) -> dict[tuple[str, str], list[tuple[datetime.date, str]]]:
    """Where each speaker stood on each concept, first to last; undated statements are left out."""
    found = defaultdict(set)
    for one in told:
        if one.speaker and one.date:
            for concept, stance in one.positions:
                found[one.speaker[0], concept].add((one.date, stance))
    return {key: sorted(dated) for key, dated in found.items()}


def test_articles_are_those_of_the_truth(articles: dict[str, Article], truth: dict[str, Known]) -> None:
    assert set(articles) == set(truth)
    assert len(truth) == 16


@pytest.mark.parametrize("known", read_truth().values(), ids=lambda known: known.id)
def test_spans_read_as_quoted_in_stored_text(known: Known, articles: dict[str, Article]) -> None:
    text = articles[known.id].text
    for told in known.told:
        for role, spans in (("source", told.source), ("cue", told.cue)):
            assert " … ".join(text[start:end] for start, end in spans) == told.quotes[role]
        assert [text[start:end] for start, end in told.content] == told.quotes["content"]
        for spans in (told.source, told.cue, told.content):
            assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert told.content


@pytest.mark.parametrize("known", read_truth().values(), ids=lambda known: known.id)
def test_articles_say_their_date_and_outlet(known: Known, articles: dict[str, Article]) -> None:
    article = articles[known.id]
    assert article.published == known.published
    assert article.outlet == known.outlet or (known.id == "0212-archive-court" and article.outlet is None)


@pytest.mark.parametrize("known", read_truth().values(), ids=lambda known: known.id)
def test_articles_have_the_length_of_news(known: Known, articles: dict[str, Article]) -> None:
    assert 150 <= len(articles[known.id].text.split()) <= 350
    assert len(known.told) >= 8


def test_no_statement_stands_twice(truth: dict[str, Known]) -> None:
    for known in truth.values():
        assert max(Counter((told.source, told.cue, told.content) for told in known.told).values()) == 1


def test_positions_are_on_concepts_of_the_codebook(told: list[Told]) -> None:
    concepts = re.findall(r"^ +- id: (\w+)$", CODEBOOK.read_text("utf-8"), re.MULTILINE)
    assert len(concepts) == len(set(concepts)) == 5
    positions = Counter(position for one in told for position in one.positions)
    assert {concept for concept, _ in positions} == set(concepts)
    assert set(positions) == {(concept, stance) for concept in concepts for stance in STANCES}


def test_outlets_are_the_five(truth: dict[str, Known]) -> None:
    assert {known.outlet for known in truth.values()} == OUTLETS


def test_two_articles_are_copies_of_one_wire_report(truth: dict[str, Known], articles: dict[str, Article]) -> None:
    copies = [known for known in truth.values() if known.copy_of]
    assert [truth[copy.copy_of or ""].outlet for copy in copies] == ["Norpress"] * 2
    original = words(articles["0204-norpress-cap"].text)
    shares = sorted((len(words(articles[copy.id].text) & original) / len(original), copy.id) for copy in copies)
    assert [copy for _, copy in shares] == ["0205-courier-germany", "0205-standard-vossberg"]
    assert 0.5 < shares[0][0] < 0.85, "shortened"
    assert 0.9 < shares[1][0] < 1, "nearly identical"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def test_copies_are_found_and_nothing_else(truth: dict[str, Known], articles: dict[str, Article]) -> None:
    prints = {known: fingerprint(articles[known].text) for known in truth}
    alike = {
        frozenset((one, other))
        for one in truth
        for other in truth
        if one < other and is_copy(prints[one], prints[other])
    }
    family = [known.id for known in truth.values() if known.copy_of] + ["0204-norpress-cap"]
    assert alike == {frozenset((one, other)) for one in family for other in family if one < other}


def test_originals_are_read_before_their_copies(truth: dict[str, Known], articles: dict[str, Article]) -> None:
    order = list(articles)
    assert all(order.index(known.copy_of) < order.index(known.id) for known in truth.values() if known.copy_of)


def test_one_article_has_no_date_and_nothing_in_it_has(truth: dict[str, Known]) -> None:
    [undated] = [known for known in truth.values() if known.published is None]
    assert {(told.date, told.basis) for told in undated.told} == {(None, DateBasis.UNKNOWN)}


def test_dates_lie_in_the_six_weeks_and_follow_their_basis(truth: dict[str, Known]) -> None:
    for known in truth.values():
        for told in known.told:
            if told.basis is DateBasis.UNKNOWN:
                assert told.date is None
                continue
            assert known.published is not None
            assert told.date is not None
            assert FIRST_DAY <= told.date <= known.published <= LAST_DAY
            assert told.basis is DateBasis.EXPRESSION or told.date == known.published


def test_written_dates_have_the_right_weekday(articles: dict[str, Article]) -> None:
    written = [found.groups() for article in articles.values() for found in WRITTEN_DATE.finditer(article.text)]
    assert len(written) >= 11
    for weekday, date in written:
        assert f"{weekday} {date}" == f"{datetime.datetime.strptime(f'{date} +0000', '%d %B %Y %z'):%A {date}}"


def test_named_weekdays_are_those_of_the_statements(truth: dict[str, Known], articles: dict[str, Article]) -> None:
    checked = 0
    for known in truth.values():
        for told, after in after_cue(known, articles[known.id].text):
            if told.basis is DateBasis.EXPRESSION and told.date and (day := TOLD_DAY.match(after)):
                assert f"{told.date:%A}" == day[1], (known.id, told.quotes)
                checked += 1
    assert checked >= 8


def after_cue(known: Known, text: str) -> Iterator[tuple[Told, str]]:
    """Yield each statement that has a cue, with what follows the cue in its paragraph."""
    for told in known.told:
        if told.cue:
            yield told, text[told.cue[0][1] :].split("\n", 1)[0]


def test_cast_is_large(told: list[Told]) -> None:
    cast = Counter(kind for _, kind in {one.speaker for one in told if one.speaker})
    assert cast[ActorKind.PERSON] >= 12
    assert cast[ActorKind.ORGANIZATION] >= 6
    assert set(cast) == set(ActorKind)


def test_all_kinds_and_dates_and_gaps_occur(told: list[Told]) -> None:
    assert {one.kind for one in told} == set(StatementKind)
    assert {one.basis for one in told} == set(DateBasis)
    assert {one.narrated for one in told} == {True, False}
    assert any(not one.source for one in told)
    assert any(not one.cue for one in told)
    assert any(one.speaker is None for one in told)
    assert any(len(one.source) == 0 and one.speaker for one in told)


def test_types_say_how_much_is_quoted(told: list[Told], articles: dict[str, Article]) -> None:
    for one in told:
        pieces = [APOSTROPHE.sub("", articles[one.article].text[start:end]) for start, end in one.content]
        marks = any(mark in piece for piece in pieces for mark in OPENING)
        whole = all(piece[0] in OPENING for piece in pieces) and pieces[-1][-1] in CLOSING
        assert marks is (one.kind is not StatementKind.INDIRECT), one.quotes
        assert whole or one.kind is not StatementKind.DIRECT, one.quotes


@pytest.mark.parametrize(
    ("speaker", "concept", "course"),
    [
        ("Henrike Vossberg", "lorry_cap", ["oppose", "conditional", "support"]),
        ("Katharina Sölderer", "night_toll", ["oppose", "conditional", "support"]),
        ("Katharina Sölderer", "farm_exemption", ["oppose", "conditional"]),
        ("Črtomir Žerovčnik", "lorry_cap", ["oppose", "conditional", "support"]),
        ("Solène Guérimont", "lorry_cap", ["conditional", "support"]),
        ("Lucia Bresanin", "court_suspension", ["oppose", "support", "conditional"]),
        ("Alois Thurnbacher", "farm_exemption", ["oppose", "conditional"]),
        ("Miriam Oberleit", "night_toll", ["oppose", "support"]),
        ("Davide Morosetti", "lorry_cap", ["oppose"]),
        ("Davide Morosetti", "rail_subsidy", ["support"]),
        ("Elmar Runggatsch", "lorry_cap", ["support"]),
    ],
)
def test_changes_of_mind_are_in_the_dates(
    speaker: str, concept: str, course: list[str], stances: dict[tuple[str, str], list[tuple[datetime.date, str]]]
) -> None:
    said = [stance for _, stance in stances[speaker, concept]]
    assert [stance for before, stance in zip(["", *said[:-1]], said, strict=True) if stance != before] == course


def test_coalition_for_cap_and_toll_stands_against_another_at_the_end(
    stances: dict[tuple[str, str], list[tuple[datetime.date, str]]],
) -> None:
    last = {key: dated[-1][1] for key, dated in stances.items()}

    def side(stance: str) -> set[str]:
        return {
            name
            for name, concept in last
            if concept == "lorry_cap" and last[name, concept] == last.get((name, "night_toll")) == stance
        }

    assert {"Katharina Sölderer", "Henrike Vossberg", "Črtomir Žerovčnik", "Transit Halt"} <= side("support")
    assert {"Davide Morosetti", "Czech Republic", "Bernd Taschenmacher", "Oleksandr Vyhnanets"} <= side("oppose")


@pytest.mark.parametrize(
    ("speaker", "spellings"),
    [
        ("Katharina Sölderer", {"Sölderer", "Soelderer", "Solderer", "Söldener"}),
        ("Črtomir Žerovčnik", {"Žerovčnik", "Zerovcnik", "Zherovchnik", "Zherovčnik"}),
        ("Davide Morosetti", {"Morosetti", "Morossetti"}),
        ("Luc Béranger-Amstad", {"Béranger-Amstad", "Beranger-Amstad"}),
        ("Oleksandr Vyhnanets", {"Vyhnanets", "Vygnanets"}),
    ],
)
def test_names_are_spelled_in_several_ways(speaker: str, spellings: set[str], told: list[Told]) -> None:
    sources = [str(one.quotes["source"]) for one in told if one.speaker and one.speaker[0] == speaker]
    assert all(any(re.search(rf"\b{spelling}\b", source) for source in sources) for spelling in spellings)


@pytest.mark.parametrize(
    ("article", "piece"),
    [
        ("0204-norpress-cap", "BOLZANO, Feb 4 (Norpress) -"),
        ("0212-archive-court", "date 2031-02-12 "),
        ("0218-courier-vossberg", "‘He said to me: “Minister, you’ll hear it better"),
        ("0128-monitor-ljubljana", '»would be welcome also tomorrow".'),
        ("0227-norpress-innsbruck", 'accepted the compromise." Its founder'),
        ("0224-norpress-briefs", "UKRAINIAN CARRIERS SIDE WITH ITALY"),
        ("0123-standard-berlin", "the mechanic in Rosenheim who repairs them.\n\n“A cap"),
    ],
)
def test_mess_is_kept_in_the_stored_text(article: str, piece: str, articles: dict[str, Article]) -> None:
    assert articles[article].text.count(piece) == 1


def test_boilerplate_of_the_web_page_is_gone(articles: dict[str, Article]) -> None:
    text = articles["0203-brennerblick-two-capitals"].text
    for piece in ("cookies", "Subscribe", "Avalanche", "Imprint", "Advertisement", "Read more", "<p>"):
        assert piece not in text


def test_kinds_of_files_are_all_there() -> None:
    endings = Counter(file.suffix for file in ARTICLES.iterdir())
    assert endings == {".txt": 13, ".html": 1, ".md": 1, ".jsonl": 1}
