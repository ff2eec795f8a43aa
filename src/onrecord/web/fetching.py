"""The public web, and nothing else: what the server fetches for somebody else may not reach private networks.

A name is resolved once, all that it stands for is checked, and what was checked is what is connected to; so a name that
stands for another address a moment later (DNS rebinding) gains nothing. Redirects pass here too, one request each.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from onrecord.settings import Settings
from onrecord.sources.web import Fetcher

Number = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))
"""Where the last 32 bits are an IPv4 address."""
PORTS = {"http": 80, "https": 443}


class PublicWeb(httpx.AsyncBaseTransport):
    """Carries requests to public addresses; others are refused before anything is sent."""

    def __init__(self, *, resolve: Resolve | None = None, carry: httpx.AsyncBaseTransport | None = None) -> None:
        self._resolve = resolve or _resolve
        self._carry = carry or httpx.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer of the first public address that takes the request."""
        url = request.url
        if url.scheme not in PORTS:
            raise httpx.UnsupportedProtocol(f"{url.scheme} is not the web", request=request)
        numbers = await self._resolve(url.host, url.port or PORTS[url.scheme])
        if not numbers or not all(is_public(number) for number in numbers):
            raise httpx.ConnectError("is no address of the public web", request=request)
        for number in numbers[:-1]:
            try:
                return await self._carry.handle_async_request(_to(number, request))
            except httpx.ConnectError:  # a machine may have addresses that this one cannot reach: IPv6
                continue
        return await self._carry.handle_async_request(_to(numbers[-1], request))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._carry.aclose()


def public_fetcher(settings: Settings) -> Fetcher:
    """Return a fetcher that reaches the public web alone."""
    return Fetcher(settings, transport=PublicWeb())


def is_of_web(address: str) -> bool:
    """Return whether this is an address of the web, and so no path of this machine."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        return False
    return url.scheme in PORTS and bool(url.host) and address.lower().startswith(("http://", "https://"))


def is_public(number: str) -> bool:
    """Return whether everybody on the internet can reach this address, in whichever way it is written."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    return all(_is_global(one) for one in _meant(address))


def _is_global(address: Number) -> bool:
    is_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_local)


def _meant(address: Number) -> list[Number]:
    """Return the address, and the IPv4 addresses that it leads to."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    meant: list[Number] = [address]
    if any(address in network for network in TRANSLATED):
        meant.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.sixtofour is not None:
        meant.append(address.sixtofour)
    if address.teredo is not None:
        meant += address.teredo
    return meant


def _to(number: str, request: httpx.Request) -> httpx.Request:
    """Return the request to this very address; its Host header and certificate stay those of the name."""
    extensions = {**request.extensions, "sni_hostname": request.url.host}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        stream=request.stream,
        extensions=extensions,
    )


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
