"""The passwords of DNA 3: base64 of 16 bytes of salt and a SHA-256 digest repeated 100,000 times."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import unicodedata
from hashlib import sha256

SALT = 16
ROUNDS = 100_000


def hash_password(password: str, *, salt: bytes | None = None) -> str:
    """Return what DNA 3 keeps of a password; the salt is drawn by chance where none is given."""
    salt = secrets.token_bytes(SALT) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
    for _ in range(ROUNDS):
        digest = sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def is_hash(kept: str) -> bool:
    """Whether DNA 3 can check a password against this."""
    return len(_decoded(kept)) == SALT + sha256().digest_size


def is_password(password: str, kept: str) -> bool:
    """Whether this is the password of which DNA 3 kept that."""
    return is_hash(kept) and hmac.compare_digest(hash_password(password, salt=_decoded(kept)[:SALT]), kept)


def _decoded(kept: str) -> bytes:
    try:
        return base64.b64decode(kept, validate=True)
    except (binascii.Error, ValueError):
        return b""
