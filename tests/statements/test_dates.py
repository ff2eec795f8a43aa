import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import DateBasis, DatePrecision, Offsets
from onrecord.statements.dates import statement_date

Dated = tuple[datetime.date | None, DateBasis, DatePrecision]

CASES = Path(__file__).with_name("date_cases.jsonl")
LEAST_CASES = 300
THURSDAY = datetime.date(2024, 3, 14)


def offsets(marked: str) -> tuple[str, Offsets, Offsets, Offsets]:
    """Return the text without its marks, and where {content}, <cue> and [source] stand in it."""
    text = ""
    opened: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = {"{": [], "<": [], "[": []}
    closing = {"}": "{", ">": "<", "]": "["}
    for letter in marked:
        if letter in found:
            opened[letter] = len(text)
        elif letter in closing:
            found[closing[letter]].append((opened[closing[letter]], len(text)))
        else:
            text += letter
    return text, tuple(found["{"]), tuple(found["<"]), tuple(found["["])


def dated(marked: str, published: datetime.date | None = THURSDAY) -> Dated:
    text, content, cue, source = offsets(marked)
    return statement_date(text, content, cue, source, published)


def read_cases() -> Iterator[tuple[str, datetime.date | None, Dated]]:
    """Yield each case's marked text, the day it was published, and what dates the statement in it."""
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        yield (
            case["text"],
            read_day(case["published"]),
            (read_day(case["date"]), DateBasis(case["basis"]), DatePrecision(case["precision"])),
        )


def read_day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def test_statement_date_holds_on_the_cases() -> None:
    """One in a hundred may be wrong: in some the words alone do not tell ("denied that he met her in May")."""
    cases = list(read_cases())
    wrong = [marked for marked, published, expected in cases if dated(marked, published) != expected]
    assert len(cases) >= LEAST_CASES and len(wrong) <= len(cases) / 100, wrong


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("[She] <said> on Tuesday {the dam must wait}.", (2024, 3, 12)),
        ("[She] <said> Monday that {the dam must wait}.", (2024, 3, 11)),
        ("[She] <said> earlier on Wednesday {the dam must wait}.", (2024, 3, 13)),
        ("[She] <said> Wednesday evening that {the dam must wait}.", (2024, 3, 13)),
        ("[She] <said> on Thursday that {the dam must wait}.", (2024, 3, 14)),
        ("[She] <said> last Thursday that {the dam must wait}.", (2024, 3, 7)),
        ("[She] <said> last Friday that {the dam must wait}.", (2024, 3, 8)),
        ("[She] <said> on Friday that {the dam must wait}.", (2024, 3, 8)),
        ("[She] <said Sunday> that {the dam must wait}.", (2024, 3, 10)),
        ("On Saturday, [Ana Ruiz] <said> {the dam must wait}.", (2024, 3, 9)),
        ('{"The dam must wait,"} [Ana Ruiz] <told> farmers in Graz on Tuesday.', (2024, 3, 12)),
        ('[Ana Ruiz] <said> yesterday: {"The dam must wait. It leaks."}', (2024, 3, 13)),
        ("[Ana Ruiz] <said> last night that {the dam must wait}.", (2024, 3, 13)),
        ("[Ana Ruiz] <said> the day before yesterday that {the dam must wait}.", (2024, 3, 12)),
        ("[Ana Ruiz] <said> today that {the dam must wait}.", (2024, 3, 14)),
        ("Two days ago [Ana Ruiz] <said> {the dam must wait}.", (2024, 3, 12)),
        ("[Ana Ruiz] <said> 3 days ago that {the dam must wait}.", (2024, 3, 11)),
        ("[Ana Ruiz] <said> on 12 March that {the dam must wait}.", (2024, 3, 12)),
        ("[Ana Ruiz] <said> on March 3, 2024, that {the dam must wait}.", (2024, 3, 3)),
        ("[Ana Ruiz] <said> on Feb. 27 that {the dam must wait}.", (2024, 2, 27)),
        ("[Ana Ruiz] <said> on the 2nd of March that {the dam must wait}.", (2024, 3, 2)),
        ("[Ana Ruiz] <said> on Dec. 30 that {the dam must wait}.", (2023, 12, 30)),
        ("[Ana Ruiz] <said> on Monday, March 4, that {the dam must wait}.", (2024, 3, 4)),
        ("[Ana Ruiz] <wrote> on 2024-02-01 that {the dam must wait}.", (2024, 2, 1)),
        ("In Monday's interview, [Ana Ruiz] <said> {the dam must wait}.", (2024, 3, 11)),
        ("In a March 5 speech, [Ana Ruiz] <said> {the dam must wait}.", (2024, 3, 5)),
        ("[A survey released Tuesday] <found> that {dams leak}.", (2024, 3, 12)),
        ("[Bo Ek, who came on Monday,] <said> Tuesday that {dams leak}.", (2024, 3, 12)),
        ('{"Dams leak,"} [Bo Ek] <said> in Graz on Tuesday, adding: "All know."', (2024, 3, 12)),
        ('"{Dams leak}," [Bo Ek] <said> in Graz on Tuesday, adding: "All know."', (2024, 3, 12)),
        ("“{Dams leak.}” [Bo Ek] <said> so on Tuesday.", (2024, 3, 12)),
        ("[She] <said> on Tues. that {dams leak}.", (2024, 3, 12)),
        ("It rained on Monday. [Bo Ek] <said> on Tuesday {dams leak}. It dried on Wednesday.", (2024, 3, 12)),
        ('On Tuesday [Mr. Ek] <said>: {"Dams leak."} On Wednesday it rained.', (2024, 3, 12)),
    ],
)
def test_statement_date_reads_the_expression_beside_the_cue(marked: str, day: tuple[int, int, int]) -> None:
    assert dated(marked) == (datetime.date(*day), DateBasis.EXPRESSION, DatePrecision.DAY)


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <said> {the vote would be on Friday}.",
        "The dam opened on March 1. {She hopes it lasts}, [an aide] <said>.",
        "On Monday she stood on the dam. {‘It leaks,’} [she] <said>.",
        '{"We met on Monday,"} [she] <said>.',
        "[She] <has said> since Monday that {dams leak}.",
        "[She] <said> {dams leak} and by Friday all would know.",
        "[She] <will say> next Tuesday that {dams leak}.",
        "[She] <said> until Sunday that {dams leak}.",
        "Before Monday [she] <said> {dams leak}.",
        "Ahead of a vote on Tuesday, [she] <said> {dams leak}.",
        "[She] <told> farmers, who came on Monday, that {dams leak}.",
        "[She] <said> after Monday's vote that {dams leak}.",
        "[She] <said> of Monday {that it rained}.",
        "[She] <says> on Mondays that {dams leak}.",
        "[She] <says> every Monday that {dams leak}.",
        "[She] <said> on Black Friday {shops close}.",
        "[She] <may> 12 times <have said> {dams leak}.",
        "Farmers march 3 miles, [she] <said>, {to see dams}.",
        "[She] <said> on March 28 that {dams leak}.",
        "[She] <said> on March 3-5 that {dams leak}.",
        "[She] <said> on February 30, 2024, that {dams leak}.",
        "[She] <said> on May 5, 2031, that {dams leak}.",
        "It rained on Monday. [She] <said> {dams leak}. It dried on Tuesday.",
        "It rained on Monday.\n[She] <said> {dams leak}\nIt dried on Tuesday.",
        "[The guest of Monday] <said> {dams leak}.",
        "After Monday's speech, [she] <opposed> {the dam}.",
        "In a March 5 vote, [she] <opposed> {the dam}.",
        "It rained on Monday and [she] <said> {dams leak}.",
        "{Dams leak}, [she] <said>, as it rained on Monday.",
        "[She] <told> The Sun. {Dams leak}.",
    ],
)
def test_statement_date_falls_back_on_the_article(marked: str) -> None:
    assert dated(marked) == (THURSDAY, DateBasis.ARTICLE, DatePrecision.DAY)


def test_statement_date_with_a_year_needs_no_article_date() -> None:
    expected = (datetime.date(2023, 6, 1), DateBasis.EXPRESSION, DatePrecision.DAY)
    assert dated("[She] <said> on 1 June 2023 that {dams leak}.", None) == expected


@pytest.mark.parametrize("when", ["on Monday", "yesterday", "two days ago", "on March 3"])
def test_statement_date_of_a_relative_day_without_article_date_is_unknown(when: str) -> None:
    assert dated(f"[She] <said> {when} that {{dams leak}}.", None) == (None, DateBasis.UNKNOWN, DatePrecision.DAY)


def test_statement_date_without_cue_reads_beside_the_source() -> None:
    assert dated("[Bo Ek] on Tuesday: {dams leak}")[0] == datetime.date(2024, 3, 12)


def test_statement_date_takes_the_expression_nearest_to_the_cue() -> None:
    assert dated("On Monday in Graz, [Bo Ek], back from the hills, <said> on Tuesday {dams leak}.")[0] == datetime.date(
        2024, 3, 12
    )


@pytest.mark.parametrize(
    "when", ["9 days ago", "999 years ago", "last month", "last Sunday", "last weekend", "overnight"]
)
@pytest.mark.parametrize("published", [datetime.date(1, 1, 1), datetime.date(9999, 12, 31)])
def test_statement_date_stands_the_ends_of_the_calendar(when: str, published: datetime.date) -> None:
    day, _, _ = dated(f"[She] <said> {when} that {{dams leak}}.", published)
    assert (day or published) <= published


def test_statement_date_stands_a_long_sentence() -> None:
    filler = "Monday's " * 50_000
    assert dated(f"{filler}[she] <said> {{dams leak}} {filler}")[1] is DateBasis.ARTICLE


@pytest.mark.parametrize(
    "filler",
    ["Monday's ", "a day earlier ", "the previous day ", "in May ", "‘a’a", "“", "in the early ", "\x00 ", "1 2 "],
)
def test_statement_date_reads_no_more_of_a_long_paragraph_than_near_the_cue(filler: str) -> None:
    text = filler * (1_000_000 // len(filler))
    near = text[495_000:505_000]
    spans = (((5_050, 5_080),), ((5_000, 5_004),), ((4_980, 4_990),))
    far = [tuple((start + 495_000, end + 495_000) for start, end in span) for span in spans]
    assert statement_date(text, far[0], far[1], far[2], THURSDAY) == statement_date(near, *spans, THURSDAY)


@pytest.mark.parametrize(
    "marked",
    [
        "Last spring [she] <said> {the dam must wait}.",
        "Some weeks ago, [she] <said> {the dam must wait}.",
        "[She] <had warned> that {the dam must wait}.",
        "The day before, [she] <said> {the dam must wait}.",
    ],
)
def test_statement_date_leaves_a_time_that_cannot_be_told_unknown(marked: str) -> None:
    assert dated(marked) == (None, DateBasis.UNKNOWN, DatePrecision.DAY)


@pytest.mark.parametrize(
    ("when", "day", "precision"),
    [
        ("last week", (2024, 3, 4), DatePrecision.WEEK),
        ("in late January", (2024, 1, 1), DatePrecision.MONTH),
        ("in March 2023", (2023, 3, 1), DatePrecision.MONTH),
        ("in 2019", (2019, 1, 1), DatePrecision.YEAR),
        ("two years ago", (2022, 1, 1), DatePrecision.YEAR),
    ],
)
def test_statement_date_gives_the_first_day_of_a_stretch(
    when: str, day: tuple[int, int, int], precision: DatePrecision
) -> None:
    expected = (datetime.date(*day), DateBasis.EXPRESSION, precision)
    assert dated(f"[She] <said> {when} that {{the dam must wait}}.") == expected
    assert (
        dated(
            f"{when.capitalize()}, [she] <said> {{the dam must wait}}.".replace("march", "March").replace("jan", "Jan")
        )
        == expected
    )


def test_statement_date_counts_from_the_day_told_last_before_it() -> None:
    told = (
        "It rained on Sunday. On Monday, the vote fell. “I came on Friday,” he said. The next day, [she] <said> {so}."
    )
    assert dated(told)[0] == datetime.date(2024, 3, 12)


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <said> {the dam had burst in January}.",
        "[Bo Ek, elected last year,] <said> {the dam must wait}.",
        "[She] <said> of the dam, which burst last month, that {it must wait}.",
    ],
)
def test_statement_date_keeps_the_article_s_where_another_event_is_meant(marked: str) -> None:
    assert dated(marked) == (THURSDAY, DateBasis.ARTICLE, DatePrecision.DAY)


def test_statement_date_prefers_the_day_that_is_told() -> None:
    assert dated("[She] <said> on Tuesday, as in January, {the dam must wait}.")[2] is DatePrecision.DAY
