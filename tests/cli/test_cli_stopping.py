"""Ctrl-C in an analysis, in a process of its own with a terminal for its messages."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
os = pytest.importorskip("os")

PATIENCE = 120
"""Seconds until an analysis must have begun, or ended."""


def _started(*arguments: str | Path) -> tuple[subprocess.Popen[bytes], int]:
    """Return a running command and the terminal that its messages go to."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, arguments)], stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    return process, ours


def _read(terminal: int) -> bytes:
    """Return what was written to the terminal, nothing where the process has ended."""
    try:
        read: bytes = os.read(terminal, 4096)
    except OSError:
        return b""
    return read


def _stopped(process: subprocess.Popen[bytes], terminal: int) -> tuple[int, bytes, str]:
    """Return the exit status, standard output and messages of a command after Ctrl-C."""
    process.send_signal(signal.SIGINT)
    messages = b""
    while part := _read(terminal):
        messages += part
    output, _ = process.communicate(timeout=PATIENCE)
    os.close(terminal)
    return process.returncode, output, messages.decode()


@pytest.mark.parametrize(
    ("arguments", "begun"),
    [
        (("polarization", "--permutations", "1000000"), b"dealing positions out anew"),
        (("centrality", "--draws", "1000000"), b"drawing statements again"),
        (("backbone", "--iterations", "100000000"), b"trying sets of concepts"),
    ],
)
def test_stopped_analysis_says_that_nothing_was_written(
    gold: Path, tmp_path: Path, arguments: tuple[str, ...], begun: bytes
) -> None:
    command, *options = arguments
    process, terminal = _started(command, gold, *options, "-o", tmp_path / "found.json")
    seen = b""
    while begun not in seen and process.poll() is None:
        seen += _read(terminal)
    status, output, messages = _stopped(process, terminal)
    assert (status, output) == (130, b"")
    assert "stopped; nothing was written" in messages
    assert "Traceback" not in messages
    assert not list(tmp_path.iterdir())


def test_stopped_series_says_which_files_are_written(gold: Path, tmp_path: Path) -> None:
    windows = ("--kernel", "gaussian", "--bandwidth", "100d", "--step", "1d")
    process, terminal = _started(
        "network", gold, *windows, "--since", "2011-01-01", "--mode", "one", "-o", tmp_path / "net.csv"
    )
    until = time.monotonic() + PATIENCE
    while not (tmp_path / "net-0002.csv").exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    status, _, messages = _stopped(process, terminal)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert status == 130
    assert f"stopped; written are {tmp_path / files[0]} to {files[-1]}" in " ".join(messages.split())
    assert files[0] == "net-0001.csv"
