"""Answers kept on disk, so that a question is paid for once."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import UsageError
from onrecord.whole_file import whole_file

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered: the model's text, and the tokens counted for it, None where it did not count."""

    text: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reply with the key of its question."""

    key: str
    reply: Reply


KEPT = TypeAdapter(Kept)


@dataclass(frozen=True, slots=True)
class Cache:
    """Replies in a folder, each in a file named by all that was asked: address, model, prompts and options."""

    folder: Path

    def __post_init__(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{self.folder} cannot be made ({error.strerror}); name a folder of yours for the answers"
            ) from error

    def get(self, question: Mapping[str, object]) -> Reply | None:
        """Return the reply kept for this question; a file that is damaged counts as none."""
        key = _key(question)
        try:
            kept = KEPT.validate_json(self._path(key).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError):
            log.warning("%s is damaged; asking anew", self._path(key))
            return None
        return kept.reply if kept.key == key else None

    def put(self, question: Mapping[str, object], reply: Reply) -> None:
        """Keep the reply; where it cannot be written, go on without."""
        key = _key(question)
        path = self._path(key)
        try:
            path.parent.mkdir(exist_ok=True)
            with whole_file(path) as part:
                part.write_bytes(KEPT.dump_json(Kept(key=key, reply=reply)))
        except (OSError, UsageError) as error:
            log.warning("an answer could not be kept: %s", error)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _key(question: Mapping[str, object]) -> str:
    return sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
