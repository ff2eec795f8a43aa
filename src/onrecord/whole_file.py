"""A file that is there whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import UsageError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a path beside `path` to write to; what is written takes `path`'s place only when the block ends well."""
    target = path.resolve()
    # Not made from the target's name, which may already be as long as a name can be.
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if target.exists() and not target.is_file():
            raise UsageError(f"{path} is a folder or a device; name a file to write")
        part.touch(exist_ok=False)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that exists and is yours"
        ) from error
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
