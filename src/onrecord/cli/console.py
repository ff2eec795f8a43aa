"""What the commands share: options, progress, listings in every format, refusals."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Generic, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.errors import UsageError
from onrecord.export import write_csv, write_jsonl, writer_for
from onrecord.model import Refused
from onrecord.statements.tagger import TaggerName

Item = TypeVar("Item")

REFUSED = 1
"""The exit status when some inputs were refused and the rest is done."""


class Format(StrEnum):
    """How a listing is printed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def day(value: str) -> datetime.date:
    """Return the date of a YYYY-MM-DD argument."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it like 2024-02-28") from None


LedgerArgument = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file, like story.db.")]
SourceArgument = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Folders, files, globs, web addresses, feeds, or - for standard input."),
]
ActorOption = Annotated[str | None, typer.Option(help="Only this actor: an id, or words of a name.")]
ConceptOption = Annotated[
    str | None, typer.Option(help="Only positions on this concept: its id, or words of its label.")
]
OutletOption = Annotated[str | None, typer.Option(help="Only this outlet.")]
SinceOption = Annotated[
    datetime.date | None, typer.Option(parser=day, metavar="DATE", help="Only statements made on this day or later.")
]
UntilOption = Annotated[
    datetime.date | None, typer.Option(parser=day, metavar="DATE", help="Only statements made on this day or earlier.")
]
ConfidenceOption = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Only statements the tagger is at least this sure of.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of standard output.")
]
TaggerOption = Annotated[
    TaggerName, typer.Option(help="Which tagger finds statements: the trained one, or the rules alone.")
]
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
JobsOption = Annotated[int, typer.Option(min=1, show_default="one a core", help="Processes to read with.")]


def output_console() -> Console:
    """Return a console on standard output; piped tables get room instead of the 80 columns of no terminal."""
    return Console() if sys.stdout.isatty() else Console(width=160)


@contextmanager
def progress_bar() -> Iterator[Callable[[str], None]]:
    """Give a function that shows how far the work is; it does nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")
        yield lambda text: progress.update(task, description=text)


def show_refused(refused: Iterable[Refused]) -> None:
    """Name on standard error what was refused, why, and what can be done."""
    for item in refused:
        print(f"refused: {item}", file=sys.stderr)


def plural(number: int, word: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Item]):
    """How items of one sort are printed in each format."""

    table: Callable[[Iterable[Item]], RenderableType]
    line: Callable[[Item], dict[str, object]]
    row: Callable[[Item], dict[str, object]]
    columns: Sequence[str]
    writers: Mapping[str, Callable[[Iterable[Item], Path], int]]

    def print(self, items: Iterable[Item], format: Format, output: Path | None) -> None:
        """Print the items, or write them to the file: in the format given, or else that of the file's ending."""
        if output is not None:
            writer = writer_for(output, self.writers) if format is Format.TABLE else self.writers[f".{format}"]
            writer(items, output)
        elif format is Format.TABLE:
            output_console().print(self.table(items))
        elif format is Format.JSONL:
            write_jsonl((self.line(item) for item in items), sys.stdout)
        elif format is Format.CSV:
            write_csv((self.row(item) for item in items), sys.stdout, columns=self.columns)
        else:
            self._pipe_parquet(items)

    def _pipe_parquet(self, items: Iterable[Item]) -> None:
        if sys.stdout.isatty():
            raise UsageError("Parquet is not for a terminal; name a file with -o FILE.parquet, or pipe it")
        with TemporaryDirectory() as folder:
            file = Path(folder) / "listing.parquet"
            self.writers[".parquet"](items, file)
            with file.open("rb") as written:
                shutil.copyfileobj(written, sys.stdout.buffer)
