"""What the server makes before anybody asks."""

from __future__ import annotations

from pathlib import Path

from onrecord.settings import Settings
from onrecord.views.story import Story
from onrecord.web.serving import Serving
from onrecord.web.warming import Warming


def test_warming_keeps_what_the_first_screen_shows(story: Path) -> None:
    serving = Serving(story, settings=Settings())

    def unmade() -> Story:
        raise AssertionError("the story is not kept")

    try:
        warming = Warming(serving)
        warming.start()
        warming.end()
        assert serving.kept.of("story", unmade).name == story.stem
    finally:
        serving.close()
