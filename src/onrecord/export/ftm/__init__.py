"""FollowTheMoney: actors as entities that investigators' programs write and read, one JSON object a line."""

from __future__ import annotations

from onrecord.export.ftm.reading import read_ftm
from onrecord.export.ftm.writing import write_ftm

__all__ = ["read_ftm", "write_ftm"]
