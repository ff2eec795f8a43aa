"""`onrecord extract`: attribution only, no ledger."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import onrecord.api
from onrecord.cli.console import (
    CORES,
    REFUSED,
    ConfidenceOption,
    JobsOption,
    OutputOption,
    SourceArgument,
    TaggerOption,
    plural,
    progress_bar,
    show_refused,
)
from onrecord.export import attribution_line, write_jsonl
from onrecord.export.lines import Line
from onrecord.model import Refused
from onrecord.outcomes import Extraction
from onrecord.statements.tagger import TaggerName

if TYPE_CHECKING:
    from onrecord.pipeline import Extracted


def extract(
    sources: SourceArgument,
    output: OutputOption = None,
    tagger: TaggerOption = TaggerName.TRAINED,
    min_confidence: ConfidenceOption = 0.0,
    jobs: JobsOption = CORES,
) -> None:
    """Find who said what, as one line of JSON (or row of Parquet) an article.

    Offsets point into the text as it stands in a row of JSONL, CSV or Parquet; for other sources the line holds the
    text that they point into. The ending of FILE chooses the format: .jsonl or .parquet. Until all is read the lines
    stand in FILE.part; a run that was stopped or killed goes on where it was: give the same command again.
    """
    begun = time.monotonic()
    with progress_bar() as show:

        def show_tally(tally: Extraction) -> None:
            show(summary(tally, time.monotonic() - begun))

        if output is None:
            tally = Extraction()
            found = onrecord.api.extract_sources(
                sources, tagger=tagger, min_confidence=min_confidence, jobs=jobs, stdin=sys.stdin.buffer
            )
            write_jsonl(_lines(found, tally, show_tally), sys.stdout)
        else:
            tally = _into_file(output, sources, tagger, min_confidence, jobs, show_tally)
    show_refused(tally.refused)
    print(summary(tally, time.monotonic() - begun), file=sys.stderr)
    if tally.refused:
        raise typer.Exit(REFUSED)


def summary(tally: Extraction, seconds: float) -> str:
    """Return what a run did and how fast, in one line."""
    seconds = max(seconds, 0.1)
    known = f", {tally.known:,} read before" if tally.known else ""
    return (
        f"{plural(tally.articles, 'article')}, {plural(tally.statements, 'statement')},"
        f" {len(tally.refused)} refused{known}; {plural(tally.words, 'word')} in {seconds:.1f} s"
        f" ({tally.articles / seconds:,.1f} articles and {tally.words / seconds:,.0f} words a second)"
    )


def _into_file(
    output: Path,
    sources: list[str],
    tagger: TaggerName,
    min_confidence: float,
    jobs: int,
    on_progress: Callable[[Extraction], None],
) -> Extraction:
    try:
        return onrecord.api.extract_to(
            output,
            sources,
            tagger=tagger,
            min_confidence=min_confidence,
            jobs=jobs,
            stdin=sys.stdin.buffer,
            on_progress=on_progress,
        )
    except KeyboardInterrupt:
        print(f"stopped; what was found is in {output}.part: give the same command to go on", file=sys.stderr)
        raise


def _lines(
    found: Iterator[Extracted | Refused], tally: Extraction, on_progress: Callable[[Extraction], None]
) -> Iterator[Line]:
    for item in found:
        if isinstance(item, Refused):
            tally.refused.append(item)
        else:
            tally.count(item.article.text, len(item.statements))
            yield attribution_line(item.article.id, item.statements, text=item.own_text)
        on_progress(tally)
