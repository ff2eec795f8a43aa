"""Folders and globs to files, in sorted order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from onrecord.model import Refused

WILD = frozenset("*?[")


def find_files(source: str) -> Iterator[Path | Refused]:
    """Yield the files that a path, folder or glob names; hidden files and linked folders are passed over."""
    nothing = True
    try:
        for found in _candidates(source):
            nothing = False
            yield found
    except (OSError, ValueError) as error:
        yield Refused(address=shown(source), reason=f"cannot be opened ({why(error)})", remedy="check the path")
        return
    if nothing:
        reason = "holds no file" if source and Path(source).is_dir() else "is not there"
        yield Refused(address=shown(source), reason=reason, remedy="check the path")


def walk(folder: Path) -> Iterator[Path | Refused]:
    """Yield the files under a folder, sorted within each folder, the files of a folder before its folders."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name)
        except OSError as error:
            yield Refused(
                address=shown(here), reason=f"cannot be opened ({why(error)})", remedy="check its permissions"
            )
            continue
        folders = [Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False)]
        waiting.extend(reversed(folders))
        yield from (Path(entry.path) for entry in found if not entry.is_dir())


def shown(path: str | Path) -> str:
    """Return a path as it can be printed and stored: bytes of its name that are no UTF-8 become U+FFFD."""
    return str(path).encode(errors="surrogateescape").decode(errors="replace")


def why(error: OSError | ValueError) -> str:
    """Return what the system says, without the path that stands beside it."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _candidates(source: str) -> Iterator[Path | Refused]:
    path = Path(source)
    if source and path.is_dir():
        return walk(path)
    if source and os.path.lexists(path):
        return iter([path])
    if not source or not WILD & set(source):
        return iter([])
    if "**" in path.parts:
        return _match_any_depth(path)
    return _match(source)


def _match(pattern: str) -> Iterator[Path | Refused]:
    for name in sorted(glob.iglob(pattern)):  # noqa: PTH207 (pathlib's would find hidden files)
        if (path := Path(name)).is_dir():
            yield from walk(path)
        else:
            yield path


def _match_any_depth(pattern: PurePath) -> Iterator[Path | Refused]:
    """Yield what matches a pattern with `**`, without following links, which glob would do in circles."""
    fixed = next(place for place, part in enumerate(pattern.parts) if WILD & set(part))
    folder = Path(*pattern.parts[:fixed])
    wanted = re.compile("".join(_expression(part) for part in pattern.parts[fixed:]) + r"\Z")
    if not folder.is_dir():
        return
    for path in walk(folder):
        if isinstance(path, Refused) or wanted.match("/" + path.relative_to(folder).as_posix()):
            yield path


def _expression(part: str) -> str:
    """Return a part of a glob as a regular expression that begins with its slash."""
    if part == "**":
        return r"(?:/[^/]+)*"
    kinds = {"*": "[^/]*", "?": "[^/]"}
    pieces = re.findall(r"\[[^\]/]+\]|.", part, re.DOTALL)
    return "/" + "".join(
        kinds.get(piece) or (f"[{_range(piece)}]" if len(piece) > 1 else re.escape(piece)) for piece in pieces
    )


def _range(piece: str) -> str:
    inside = piece[1:-1]
    negated = inside.startswith("!")
    return ("^" if negated else "") + inside[negated:].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
