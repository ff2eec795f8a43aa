"""How findings are printed and written: a table for a person, lines for a pipe, files by their ending."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.console import Format, output_console
from onrecord.errors import UsageError
from onrecord.export import write_csv, write_jsonl

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onrecord.export.findings import Findings
    from onrecord.networks.structure.bootstrap import Interval

FIGURES = (".svg", ".png")
NOTHING = Text("no statement of these dates and values takes a position; `onrecord positions` lists those that do")


def report(
    findings: Callable[[], Findings],
    shown: Callable[[], RenderableType],
    *,
    format: Format,
    output: Path | None,
    figures: Mapping[str, Callable[[], Figure]],
) -> None:
    """Print a table or lines, or write a file; `figures` are what .svg and .png draw, by the end of the file's stem."""
    from onrecord.export.findings import write_findings  # noqa: PLC0415 - loads scipy
    from onrecord.export.findings.sheets import write_sheet_parquet  # noqa: PLC0415

    if output is not None and output.suffix.lower() in FIGURES:
        draw(output, figures)
    elif output is not None:
        write_findings(findings(), output, ending=None if format is Format.TABLE else f".{format}")
    elif format is Format.TABLE:
        output_console().print(shown())
    elif format is Format.CSV:
        sheet = findings().first
        write_csv(sheet.cells, sys.stdout, columns=list(sheet.columns))
    elif format is Format.JSONL:
        write_jsonl(findings().first.lines, sys.stdout)
    elif sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal; name a file with -o FILE.parquet, or pipe it")
    else:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "findings.parquet"
            write_sheet_parquet(findings().first, file)
            sys.stdout.buffer.write(file.read_bytes())


def draw(output: Path, figures: Mapping[str, Callable[[], Figure]]) -> None:
    """Draw a figure and write it: the one that a file's stem ends with (`x.tree.svg`), or else the first."""
    from onrecord.plots import save  # noqa: PLC0415 - half a second that only figures need

    named = output.stem.rpartition(".")[2].lower()
    figure = figures.get(named) or next(iter(figures.values()), None)
    if figure is None:
        raise UsageError(f"{output}: this is not drawn; name a file that ends in .csv or .json")
    save(figure(), output)


def plain_table(**columns: str) -> Table:
    """Return a table without lines; columns are named with how they are justified, "" for text that wraps."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, justify in columns.items():
        right = justify == "right"
        table.add_column(name.replace("_", " "), justify="right" if right else "left", no_wrap=right)
    return table


def signed(weight: float) -> Text:
    """Return a number with its sign and colour, for colours never carry meaning alone."""
    return Text(f"{weight:+.3g}", style="blue" if weight > 0 else "dark_orange" if weight < 0 else "")


def interval_text(interval: Interval | None, digits: int = 2) -> str:
    """Return "0.31 to 0.70", or nothing where there is no interval or its ends are no numbers."""
    return "" if interval is None else between_text(float(interval.low), float(interval.high), digits)


def between_text(low: float, high: float, digits: int = 2) -> str:
    """Return "0.31 to 0.70", or nothing where these are no numbers."""
    return f"{low:.{digits}f} to {high:.{digits}f}" if isfinite(low) and isfinite(high) else ""


def with_interval(value: float, interval: Interval | None, digits: int = 2) -> str:
    """Return the number with its interval, where it has one."""
    between = interval_text(interval, digits)
    return f"{decimals(value, digits)} (interval {between})" if between else decimals(value, digits)


def decimals(value: float, digits: int = 2) -> str:
    """Return the number, or nothing for what is none."""
    return "" if value != value else f"{value:.{digits}f}"  # noqa: PLR0124 - NaN alone is not itself
