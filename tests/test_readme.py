"""What the README shows is what happens."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from onrecord.cli import app
from onrecord.sample import ARTICLES

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_readme_python_runs(tmp_path: Path) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    shutil.copytree(ARTICLES, tmp_path / "articles")
    done = subprocess.run(
        [sys.executable, "-c", code.replace('actor="Lind"', 'actor="Oberleit"')],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Miriam Oberleit 2031-" in done.stdout


def test_readme_commands_exist() -> None:
    named = set(re.findall(r"^\$ onrecord (\w+)", README, re.MULTILINE))
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    assert named and named <= set(root.commands)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_readme_links_lead_somewhere(link: str) -> None:
    assert (Path(__file__).parents[1] / link).exists()
