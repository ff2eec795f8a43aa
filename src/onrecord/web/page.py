"""The page that the browser runs: its built files, all read at the start, so that no address opens a file."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.web.problems import Refusal

BUILT = Path(__file__).parent / "page"
INDEX = "/index.html"
HASHED = "/assets/"
"""Files under this have a name that changes with what is in them."""
UNBUILT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>onrecord</title></head>
<body>
<h1>The page is not built</h1>
<p>The API works: <a href="/api/openapi.json">/api/openapi.json</a> describes it.</p>
<p>To have the page, install Node, run <code>make page</code> where the source of onrecord is, and start this again.</p>
<p>Without Node, <code>onrecord export LEDGER report.html</code> makes a page of what the ledger holds.</p>
</body>
</html>
"""
MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
"""What a build can hold; a system's own table may say otherwise, or nothing."""
SMALLEST_ZIPPED = 500
"""Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A file of the page, ready to be sent."""

    content: bytes
    zipped: bytes | None
    media_type: str
    etag: str
    is_hashed: bool

    def answer(self, request: Request) -> Response:
        """Return the file, or that the browser has it already."""
        headers = {
            "ETag": self.etag,
            "Cache-Control": "public, max-age=31536000, immutable" if self.is_hashed else "no-cache",
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("If-None-Match") == self.etag:
            return Response(status_code=304, headers=headers)
        if self.zipped is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            return Response(self.zipped, headers=headers | {"Content-Encoding": "gzip"}, media_type=self.media_type)
        return Response(self.content, headers=headers, media_type=self.media_type)


def read_page(folder: Path = BUILT) -> Mapping[str, PageFile]:
    """Return the files of the page by their addresses; where it is not built, a page that says how to build it."""
    if not (folder / INDEX[1:]).is_file():
        return {INDEX: _file(UNBUILT.encode(), ".html", is_hashed=False)}
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    addresses = {f"/{path.relative_to(folder).as_posix()}": path for path in found}
    return {
        address: _file(path.read_bytes(), path.suffix, is_hashed=address.startswith(HASHED))
        for address, path in addresses.items()
    }


def page_routes(files: Mapping[str, PageFile]) -> APIRouter:
    """Return the routes of the page: its files, and for every other address the page itself, which has all screens."""
    router = APIRouter()

    @router.api_route("/{address:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(request: Request, address: str) -> Response:
        file = files.get(f"/{address}")
        if file is None and (address.partition("/")[0] in ("api", "assets") or len(address) > 2_000):
            raise Refusal("not_found", "Nothing is at this address.")
        return (file or files[INDEX]).answer(request)

    return router


def _file(content: bytes, ending: str, *, is_hashed: bool) -> PageFile:
    media_type = MEDIA_TYPES.get(ending, "application/octet-stream")
    zipped = gzip.compress(content, mtime=0) if len(content) >= SMALLEST_ZIPPED else None
    return PageFile(
        content=content,
        zipped=zipped if zipped is not None and len(zipped) < len(content) else None,
        media_type=media_type,
        etag=f'"{sha256(content).hexdigest()[:32]}"',
        is_hashed=is_hashed,
    )
