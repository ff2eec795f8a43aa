"""Words a second of CPU time: `onrecord extract` beside textacy's direct quotations, on the same texts in the same run.

    python benchmarks/attribution_speed.py [TEXTS.jsonl] [--repeat 5]

CPU time is user and system time of the whole process with its children, loading of models included. Each tool runs
in a process of its own, in turns; the medians are compared. textacy finds direct quotations only and refuses a text
with an odd number of quotation marks, on whole articles a quarter of them; so it gets a paragraph at a time, and
what it refuses is counted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

DEFAULT_TEXTS = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear_dev.jsonl"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""For both tools: threads that wait for each other would count as CPU time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool to measure: how it is called on a file of texts, and what it says of the result."""

    name: str
    command: Callable[[Path, Path], list[str]]
    result: Callable[[Path], str]


def main() -> None:
    """Measure, and print a table and the ratio."""
    arguments = _arguments()
    if arguments.quotations_to is not None:
        write_direct_quotations(arguments.texts, arguments.quotations_to)
        return
    texts = [json.loads(line) for line in arguments.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    words = sum(len(article["text"].split()) for article in texts)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text(
            "".join(json.dumps({"id": article["id"], "text": article["text"]}) + "\n" for article in texts),
            encoding="utf-8",
        )
        tools = (
            Tool(name="onrecord extract", command=_onrecord_command, result=_attributions_found),
            Tool(name="textacy", command=_textacy_command, result=_quotations_found),
        )
        seconds, results = _measure(tools, source, Path(folder), repeat=arguments.repeat)
    print(f"{len(texts):,} articles, {words:,} words, {arguments.repeat} runs each, {arguments.texts.name}\n")
    print(f"{'tool':<18}{'CPU s, median':>15}{'min to max':>17}{'words / CPU s':>15}  found")
    speeds = []
    for tool in tools:
        median = statistics.median(seconds[tool.name])
        speeds.append(words / median)
        spread = f"{min(seconds[tool.name]):.1f} to {max(seconds[tool.name]):.1f}"
        print(f"{tool.name:<18}{median:>15.1f}{spread:>17}{speeds[-1]:>15,.0f}  {results[tool.name]}")
    print(f"\n{tools[0].name} reads {speeds[0] / speeds[1]:.2f} times as many words a CPU second as {tools[1].name}")


def write_direct_quotations(texts: Path, output: Path) -> None:
    """Write textacy's direct quotations, a line a paragraph; None for a paragraph that it refuses."""
    import spacy  # noqa: PLC0415 - only in textacy's own process
    from spacy.util import get_installed_models  # noqa: PLC0415
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415

    from onrecord.english import PACKAGES  # noqa: PLC0415

    installed = set(get_installed_models())
    pipeline = spacy.load(next(package for package in PACKAGES if package in installed))
    with output.open("w", encoding="utf-8") as stream:
        for document in pipeline.pipe(_paragraphs(texts)):
            try:
                found = [
                    {"speaker": str(triple.speaker), "cue": str(triple.cue), "content": str(triple.content)}
                    for triple in direct_quotations(document)
                ]
            except ValueError:
                found = None
            stream.write(json.dumps(found) + "\n")


def _paragraphs(texts: Path) -> Iterator[str]:
    with texts.open(encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["text"].split("\n"):
                if paragraph.strip():
                    yield paragraph


def _measure(
    tools: tuple[Tool, ...], source: Path, folder: Path, *, repeat: int
) -> tuple[dict[str, list[float]], dict[str, str]]:
    seconds: dict[str, list[float]] = {tool.name: [] for tool in tools}
    results = {}
    for number in range(repeat):
        for tool in tools:
            output = folder / f"{tool.name}-{number}.jsonl"
            seconds[tool.name].append(_cpu_seconds(tool.command(source, output)))
            results[tool.name] = tool.result(output)
    return seconds, results


def _cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=os.environ | ONE_THREAD)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _onrecord_command(source: Path, output: Path) -> list[str]:
    beside_python = Path(sys.executable).with_name("onrecord")
    program = str(beside_python) if beside_python.exists() else shutil.which("onrecord")
    if program is None:
        sys.exit("onrecord is not installed; run `pip install -e .`")
    return [program, "extract", str(source), "-o", str(output), "--jobs", "1"]


def _textacy_command(source: Path, output: Path) -> list[str]:
    return [sys.executable, __file__, str(source), "--quotations-to", str(output)]


def _attributions_found(output: Path) -> str:
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    return f"{sum(len(line['attributions']) for line in lines):,} attributions in {len(lines):,} articles"


def _quotations_found(output: Path) -> str:
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    refused = sum(line is None for line in lines)
    return f"{sum(map(len, filter(None, lines))):,} direct quotations, {refused:,} of {len(lines):,} paragraphs refused"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("texts", type=Path, nargs="?", default=DEFAULT_TEXTS, help='JSONL with "id" and "text"')
    parser.add_argument("--repeat", type=int, default=5, help="runs of each tool (default 5)")
    parser.add_argument("--quotations-to", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.texts.exists():
        parser.error(f"{arguments.texts} is not there; name a JSONL file with texts")
    if arguments.repeat < 1:
        parser.error("--repeat must be at least 1")
    return arguments


if __name__ == "__main__":
    main()
