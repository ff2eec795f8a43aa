"""Debates of a few lines, made up at random, in ledgers: who said what when, and what people decided since."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

import onrecord
from onrecord.adding import code_statements
from onrecord.api import Ledger
from onrecord.articles.duplicates import fingerprint
from onrecord.errors import OnRecordError
from onrecord.ledger.database import Database
from onrecord.ledger.positions import replace_codebook
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import (
    ActorKind,
    Affiliation,
    Article,
    Concept,
    DateBasis,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementKind,
    statement_id,
)
from onrecord.outcomes import Added
from onrecord.positions.coder import Judgement, Said

FIRST = datetime.date(2031, 1, 6)
OUTLETS = ("Courier", "Monitor", None)
CONCEPTS = tuple(Concept(id=one, label=f"There should be a {one}.") for one in ("dam", "toll", "fair"))
PEOPLE = (
    Speaker(name="Ana Ruiz", kind=ActorKind.PERSON, affiliations=(Affiliation(role="foreign minister", of="Norway"),)),
    Speaker(name="Bo Lindqvist", kind=ActorKind.PERSON),
    Speaker(name="Norway", kind=ActorKind.COUNTRY),
    Speaker(name="Harbour Union", kind=ActorKind.ORGANIZATION),
)


@dataclass(frozen=True)
class Line:
    """What is said: by whom (places in PEOPLE, none: nobody knows), with which stances, and how sure."""

    speakers: tuple[int, ...]
    stances: tuple[tuple[int, Stance, float], ...]
    confidence: float


@dataclass(frozen=True)
class Report:
    """An article: its day after the first, None where unknown, its outlet, and what is said in it."""

    day: int | None
    outlet: int
    lines: tuple[Line, ...]
    repeated: bool
    """Whether there is a copy of it."""


@dataclass(frozen=True)
class Deed:
    """What a person does: which of DEEDS, to which statement, actor or concept, counted through."""

    deed: str
    one: int
    other: int


SHARES = st.integers(30, 99).map(lambda percent: percent / 100)
STANCES = st.tuples(st.integers(0, 2), st.sampled_from(list(Stance)), SHARES)
LINES = st.builds(
    Line,
    speakers=st.lists(st.integers(0, 3), max_size=2, unique=True).map(tuple),
    stances=st.lists(STANCES, max_size=2, unique_by=lambda stance: stance[0]).map(tuple),
    confidence=SHARES,
)
REPORTS = st.builds(
    Report,
    day=st.none() | st.integers(0, 200),
    outlet=st.integers(0, 2),
    lines=st.lists(LINES, min_size=1, max_size=4).map(tuple),
    repeated=st.booleans(),
)
DEEDS = (
    "confirm",
    "reject",
    "speakers",
    "position",
    "no position",
    "split",
    "merge",
    "concepts",
    "drop",
    "add",
    "undo",
)
DEBATES = st.lists(REPORTS, min_size=1, max_size=7).map(tuple)
MANY_DEEDS = st.lists(
    st.builds(Deed, deed=st.sampled_from(DEEDS), one=st.integers(0, 30), other=st.integers(0, 30)), max_size=8
).map(tuple)


@dataclass(frozen=True)
class ToldCoder:
    """Judges as the debate says: "dam support 80" is support of the dam, 80 in 100 sure."""

    name: str = "told-1"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        known = {concept.id for concept in concepts}
        for one in said:
            yield tuple(_judgement(piece) for piece in one.content.split("; ")[1:] if piece.split()[0] in known)


def _judgement(piece: str) -> Judgement:
    concept, stance, percent = piece.split()
    share = int(percent) / 100
    others = {other: (1 - share) / 4 for other in Stance if other != stance}
    return Judgement(
        concept=concept, stance=Stance(stance), confidence=share, probabilities={Stance(stance): share, **others}
    )


def make_ledger(path: Path, reports: Sequence[Report]) -> Ledger:
    """Return a ledger of a debate."""
    database = Database(path, busy_seconds=1)
    for number, report in enumerate(reports):
        with database.writing() as connection:
            write_reading(connection, _reading(f"report{number}", number, report))
        if report.repeated:
            with database.writing() as connection:
                write_reading(connection, _reading(f"copy{number}", number, report, head="From the wire. "))
    with database.writing() as connection:
        replace_codebook(connection, CONCEPTS)
    code_statements(database, ToldCoder(), Added())
    database.close()
    return onrecord.open(path)


def do(ledger: Ledger, deeds: Sequence[Deed]) -> None:
    """Do these deeds; what cannot be done is left."""
    for deed in deeds:
        with suppress(OnRecordError):
            _do(ledger, deed)


def _do(ledger: Ledger, deed: Deed) -> None:
    statements = [*ledger.statements(), *ledger.statements(rejected=True)]
    statement = statements[deed.one % len(statements)] if statements else None
    actors = sorted(actor.id for actor in ledger.actors())
    concepts = [concept.id for concept in ledger.codebook()]
    match deed.deed:
        case "confirm" if statement:
            ledger.confirm_statement(statement.statement.id, by="Ada")
        case "reject" if statement:
            ledger.reject_statement(statement.statement.id, by="Ada")
        case "speakers" if statement:
            ledger.set_speakers(statement.statement.id, actors[: deed.other % 3], by="Ada")
        case "position" if statement and concepts:
            stance = list(Stance)[deed.other % 3]
            ledger.set_position(statement.statement.id, concepts[deed.other % len(concepts)], stance, by="Ada")
        case "no position" if statement and concepts:
            ledger.set_position(statement.statement.id, concepts[deed.other % len(concepts)], None, by="Ada")
        case "split" if statement:
            [start, *_] = [span.start for span in statement.statement.content]
            ledger.split_statement(statement.statement.id, start + 5 + deed.other, by="Ada")
        case "merge" if actors:
            ledger.merge(actors[deed.one % len(actors)], actors[deed.other % len(actors)], by="Ada")
        case "concepts" if concepts:
            ledger.merge_concepts(concepts[deed.one % len(concepts)], concepts[deed.other % len(concepts)], by="Ada")
        case "drop" if concepts:
            ledger.drop_concept(concepts[deed.one % len(concepts)], by="Ada")
        case "add" if statement:
            ledger.add_statement(
                statement.article.id,
                source=((0, 4),),
                cue=(),
                content=((5, 12 + deed.other),),
                speakers=actors[:1],
                by="Ada",
            )
        case "undo":
            made = [one.id for one in ledger.decisions() if one.undone_at is None]
            ledger.undo(made[deed.one % len(made)] if made else 0, by="Bo")


def _reading(article: str, number: int, report: Report, head: str = "") -> Reading:
    told = [f"Line {place} of {number} it is{_words(line)}" for place, line in enumerate(report.lines)]
    filler = " ".join(f"Nothing else was heard that day in valley {number}, mile {mile}." for mile in range(40))
    text = f"{head}News of the valley, number {number}.\n\n{filler}\n\n" + "\n".join(
        f"{_who(line)} said: {words}." for line, words in zip(report.lines, told, strict=True)
    )
    published = None if report.day is None else FIRST + datetime.timedelta(days=report.day)
    return Reading(
        article=Article(
            id=article,
            text=text,
            address=f"{article}.txt",
            title=f"Number {number}",
            outlet=OUTLETS[report.outlet],
            published=published,
        ),
        fingerprint=fingerprint(text),
        statements=tuple(
            _statement(article, text, words, line, published) for words, line in zip(told, report.lines, strict=True)
        ),
        speakers=tuple(tuple(PEOPLE[one] for one in line.speakers) for line in report.lines),
        page=f"page of {article}",
        tagger="made up",
    )


def _words(line: Line) -> str:
    return "".join(f"; {CONCEPTS[concept].id} {stance} {round(share * 100)}" for concept, stance, share in line.stances)


def _who(line: Line) -> str:
    return " and ".join(PEOPLE[one].name for one in line.speakers) or "Somebody"


def _statement(article: str, text: str, words: str, line: Line, published: datetime.date | None) -> Statement:
    start = text.index(f"said: {words}.")
    who = _who(line)
    at = text.rindex(who, 0, start)
    content = Span(article=article, start=start + 6, end=start + 6 + len(words), quote=words)
    return Statement(
        id=statement_id(article, ((content.start, content.end),)),
        article=article,
        kind=StatementKind.INDIRECT,
        source=(Span(article=article, start=at, end=at + len(who), quote=who),),
        cue=(Span(article=article, start=start, end=start + 4, quote="said"),),
        content=(content,),
        confidence=line.confidence,
        date=published,
        date_basis=DateBasis.UNKNOWN if published is None else DateBasis.ARTICLE,
    )
