"""What a browser sends, in a private folder of its own, under names that are nothing but names."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.actors.resolving.identity import slug

LONGEST_NAME = 120
"""Characters of a file's name that are kept; file systems take 255 bytes."""
LONGEST_ENDING = 12
_ODD = re.compile(r'[*?\[\]:"<>|]')


@contextmanager
def new_folder() -> Iterator[Path]:
    """Give a new folder that nobody else may look into; it stays, unless something goes wrong."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def store_files(files: Iterable[tuple[str, BinaryIO]], folder: Path) -> tuple[str, ...]:
    """Store files in a folder and return the names that they have there, each a different one."""
    names: list[str] = []
    for given, content in files:
        name = free_name(safe_name(given), names)
        names.append(name)
        with (folder / name).open("xb") as file:
            shutil.copyfileobj(content, file)
    return tuple(names)


def store_text(text: str, folder: Path, *, title: str | None) -> str:
    """Store a pasted text as the one row of a table and return the file's name; its article has the title's id."""
    pasted = f"pasted-{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H%M%S}"
    name = f"{slug(title or '')[:LONGEST_NAME] or pasted}.jsonl"
    row = {"id": name.removesuffix(".jsonl"), "title": title, "text": text}
    (folder / name).write_text(json.dumps({key: value for key, value in row.items() if value}) + "\n", "utf-8")
    return name


def safe_name(given: str) -> str:
    """Return the last part of a path, without what a folder, a pattern or an option could be made of."""
    last = re.split(r"[/\\]", given)[-1].encode(errors="replace").decode()
    printed = "".join("_" if unicodedata.category(letter)[0] == "C" else letter for letter in last)
    stem, dot, ending = _ODD.sub("_", printed).strip().lstrip(".-~ ").rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    return f"{_cut(stem) or 'file'}{dot}{ending}"


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Return the name, with a number where another file has it; some file systems tell no case apart."""
    known = {name.casefold() for name in taken}
    path, name, number = Path(wanted), wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return name


def _cut(stem: str) -> str:
    return stem.strip()[:LONGEST_NAME].encode()[: 2 * LONGEST_NAME - LONGEST_ENDING].decode(errors="ignore").strip()
