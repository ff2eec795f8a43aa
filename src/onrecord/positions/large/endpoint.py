"""Where a large model is asked: an address that a user gave, checked before anything is sent to it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from onrecord.errors import UsageError

PATH = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """The address that requests go to. `shown` leaves out its query, which may hold a secret."""

    url: str
    shown: str
    local: bool


def endpoint_at(address: str, *, keyed: bool) -> Endpoint:
    """Return the endpoint of a server's address, with or without "/chat/completions" at its end.

    A key (`keyed`) is not sent in the clear to another machine.
    """
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UsageError("the endpoint is no web address; give one like http://127.0.0.1:8080/v1") from error
    if url.scheme not in ("http", "https") or not url.host or not 0 < (url.port or 443) < 65536:
        raise UsageError("the endpoint is no web address; give one like http://127.0.0.1:8080/v1")
    if url.userinfo:
        raise UsageError("the endpoint holds a name or password; keep it in an environment variable and name that")
    path = url.path.rstrip("/")
    url = url.copy_with(path=path if path.endswith(PATH) else path + PATH, fragment=None)
    shown = str(url.copy_with(query=None))
    local = _is_local(url.host)
    if keyed and url.scheme == "http" and not local:
        raise UsageError(f"{shown} would get the key unencrypted; give an https address, or none of a key")
    return Endpoint(url=str(url), shown=shown, local=local)


def key_from(environment: Mapping[str, str], variable: str | None) -> str | None:
    """Return the key that an environment variable holds; the messages name the variable, never the key."""
    if variable is None:
        return None
    key = environment.get(variable, "").strip()
    if not key:
        raise UsageError(f"the environment variable {variable} holds no key; set it, or name none")
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"the key in the environment variable {variable} has characters that no key has; set it anew")
    return key


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
