"""What takes long at the first look, asked for before anybody looks: then it is kept."""

from __future__ import annotations

import threading
from contextlib import suppress

from onrecord.errors import OnRecordError
from onrecord.web.access import NAMELESS, Served
from onrecord.web.routes.networks import network
from onrecord.web.routes.positions import timeline
from onrecord.web.routes.story import story
from onrecord.web.serving import Serving
from onrecord.web.visitors import Role

ALONE = 1.5
"""Seconds that the first screen has the processor for itself, once what it shows is made."""


class Warming(threading.Thread):
    """Asks as the page does: at once for the first screen, later for what else takes a second."""

    def __init__(self, serving: Serving) -> None:
        super().__init__(name="warming")
        self._served = Served(
            ledger=serving.ledger,
            database=serving.database,
            kept=serving.kept,
            name=NAMELESS,
            role=Role.READER,
        )
        self._ended = threading.Event()

    def run(self) -> None:
        """Ask."""
        with suppress(OnRecordError):  # whoever asks is told what is wrong
            story(self._served)
            if not self._ended.wait(ALONE):
                timeline(self._served)
            if not self._ended.is_set():
                network(self._served, kind="subtract")

    def end(self) -> None:
        """Ask no more, and wait until what was asked is made."""
        self._ended.set()
        self.join()
