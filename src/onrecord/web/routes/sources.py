"""`/api/sources`, `/api/jobs`: adding articles, and watching it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, UploadFile
from pydantic import Field

from onrecord.views.holdings import Holdings, holdings_of
from onrecord.web.access import Coding, Held, Owning, Reading, Served, may_read
from onrecord.web.fetching import is_of_web
from onrecord.web.jobs import Job
from onrecord.web.problems import Refusal
from onrecord.web.serving import Serving
from onrecord.web.uploads import new_folder, store_files, store_text
from onrecord.web.visitors import Role
from onrecord.web.working import Sources, Work

router = APIRouter(prefix="/api", tags=["sources"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedText:
    """An article's text, pasted."""

    text: Annotated[str, Field(max_length=1_000_000)]
    title: Annotated[str | None, Field(max_length=1_000)] = None
    outlet: Annotated[str | None, Field(max_length=300)] = None
    published: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address on the web."""

    url: Annotated[str, Field(max_length=2_000)]
    outlet: Annotated[str | None, Field(max_length=300)] = None
    published: datetime.date | None = None


@router.get("/sources")
def sources(
    served: Reading,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Holdings:
    """Return the articles and what was refused."""
    with served.database.reading() as connection:
        return holdings_of(connection, offset=offset, limit=limit)


@router.post("/sources/files", status_code=202)
def add_files(served: Owning, held: Held, files: list[UploadFile]) -> Job:
    """Add uploaded files."""
    with new_folder() as folder:
        names = store_files(((file.filename or "", file.file) for file in files), folder)
        what = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
        return _add(held, served, Sources(names=names), what=what, folder=folder)


@router.post("/sources/text", status_code=202)
def add_text(served: Owning, held: Held, text: PastedText) -> Job:
    """Add a pasted text."""
    title = (text.title or "").strip() or None
    with new_folder() as folder:
        name = store_text(text.text, folder, title=title)
        given = Sources(names=(name,), outlet=_or_none(text.outlet), published=text.published)
        return _add(held, served, given, what=title or "a pasted text", folder=folder)


@router.post("/sources/address", status_code=202)
def add_address(served: Owning, held: Held, address: Address) -> Job:
    """Add the page at an address of the public web."""
    url = address.url.strip()
    if not is_of_web(url):
        raise Refusal("wrong", "That is no address of the web; give one that begins with https:// or http://.")
    given = Sources(names=(url,), outlet=_or_none(address.outlet), published=address.published)
    with new_folder() as folder:
        return _add(held, served, given, what=url, folder=folder)


@router.get("/jobs", dependencies=[Depends(may_read)])
def jobs(held: Held) -> list[Job]:
    """Return the work of this server's time, the last first."""
    return list(held.jobs.all())


@router.post("/jobs/code", status_code=202)
def code(served: Coding, held: Held) -> Job:
    """Judge what is not yet judged by the codebook."""
    return held.jobs.start(_work("code", held), what="statements that are not judged yet", by=served.name)


@router.post("/jobs/learn", status_code=202)
def learn(served: Coding, held: Held) -> Job:
    """Teach the coder what people decided."""
    return held.jobs.start(_work("learn", held), what="what people decided", by=served.name)


@router.delete("/jobs/{job}")
def cancel(served: Coding, held: Held, job: str) -> Job:
    """Stop a job; what it stored stays. Somebody else's only an owner stops."""
    if held.jobs.find(job).by != served.name and not served.role.may(Role.OWNER):
        raise Refusal("not_allowed", "Somebody else started this; ask him, or an owner of the ledger.")
    return held.jobs.cancel(job)


def _add(held: Serving, served: Served, sources: Sources, *, what: str, folder: Path) -> Job:
    return held.jobs.start(_work("add", held, folder=folder, sources=sources), what=what, by=served.name)


def _work(kind: str, held: Serving, *, folder: Path | None = None, sources: Sources | None = None) -> Work:
    return Work(kind=kind, ledger=held.path, settings=held.settings, folder=folder, sources=sources)


def _or_none(text: str | None) -> str | None:
    return (text or "").strip() or None
