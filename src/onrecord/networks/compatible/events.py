"""DNA's file of an event list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.networks.events import Event
from onrecord.networks.table import Value

OF_STATEMENT = ("start_position", "stop_position", "text", "coder", "document_id")
OF_DOCUMENT = ("document_title", "document_author", "document_source", "document_section", "document_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What DNA tells of a statement: `values` by variable, in the order of the database, long texts among them."""

    values: Mapping[str, Value]
    stop: int
    text: str
    coder: int
    document: int
    title: str
    author: str = ""
    source: str = ""
    section: str = ""
    type: str = ""


def dna_event_lines(events: Iterable[Event], told: Mapping[str, Told]) -> Iterator[str]:
    """Return the header and a line for each event, by what is told of its statement.

    Quotation marks become apostrophes and semicolons commas, since DNA's readers know no way to escape them.
    """
    variables = tuple(next(iter(told.values())).values) if told else ()
    yield ";".join(f'"{name}"' for name in ("statement_id", "time", *variables, *OF_STATEMENT, *OF_DOCUMENT))
    for event in events:
        one = told[event.statement]
        time = "" if event.time is None else f"{event.time:%Y-%m-%d %H:%M:%S}"
        values = [_cell(value) for value in one.values.values()]
        span = [str(event.start), str(one.stop), _cell(one.text), str(one.coder), str(one.document)]
        document = [_cell(text) for text in (one.title, one.author, one.source, one.section, one.type)]
        yield ";".join([event.statement, time, *values, *span, *document])


def _cell(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace('"', "'").replace(";", ",") + '"'
