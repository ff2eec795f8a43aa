"""`onrecord extract`: attribution only, no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

import onrecord.api
from onrecord.cli.console import (
    CORES,
    REFUSED,
    JobsOption,
    OutputOption,
    SourceArgument,
    plural,
    progress_bar,
    show_refused,
)
from onrecord.export import ATTRIBUTION_WRITERS, attribution_line, write_jsonl, writer_for
from onrecord.export.lines import Line
from onrecord.model import Refused


def extract(sources: SourceArgument, output: OutputOption = None, jobs: JobsOption = CORES) -> None:
    """Find who said what, as one line of JSON (or row of Parquet) an article.

    Offsets point into the text as it stands in a row of JSONL, CSV or Parquet; for other sources the line holds the
    text that they point into. The ending of FILE chooses the format: .jsonl or .parquet.
    """
    refused: list[Refused] = []
    with progress_bar() as show:

        def lines() -> Iterator[Line]:
            for number, item in enumerate(onrecord.api.extract_sources(sources, jobs=jobs, stdin=sys.stdin.buffer), 1):
                show(f"{plural(number, 'article')} read, {len(refused)} refused")
                if isinstance(item, Refused):
                    refused.append(item)
                else:
                    yield attribution_line(
                        item.article.id, item.statements, text=None if item.verbatim else item.article.text
                    )

        if output is None:
            write_jsonl(lines(), sys.stdout)
        else:
            writer_for(output, ATTRIBUTION_WRITERS)(lines(), output)
    show_refused(refused)
    if refused:
        raise typer.Exit(REFUSED)
