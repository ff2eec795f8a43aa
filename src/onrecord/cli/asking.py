"""The options that all analyses share: which statements, which network of them, which windows of time, how sure.

Without `from __future__ import annotations`, here and in the commands that use it: `with_options` hands real types on.
"""

import datetime
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import onrecord.api
from onrecord.cli.console import REFUSED, show_refused
from onrecord.debates.asked import Asked
from onrecord.networks.calendar import Division, Unit
from onrecord.networks.kernels import Kernel
from onrecord.networks.settings import Aggregate, Duplicates, Mode, Normalize

if TYPE_CHECKING:
    from onrecord.debates.debate import Debate
    from onrecord.networks.structure.bootstrap import Bootstrap
    from onrecord.networks.windows import Windows

WHICH, SHAPE, TIME, SURE = "Which statements", "Which network", "Windows of time", "How sure"
LENGTH = re.compile(r"(\d+(?:\.\d+)?) *([a-z]*)")
UNITS = {name: unit for unit in Unit for name in (unit.value, unit.value[:-1])}
UNITS |= {"h": Unit.HOURS, "d": Unit.DAYS, "w": Unit.WEEKS, "m": Unit.MONTHS, "y": Unit.YEARS}

Command = Callable[..., None]


def with_options(**makers: Callable[..., Any]) -> Callable[[Command], Command]:
    """Return a decorator: a command's parameter of each name is what the function makes of its own options."""

    def decorate(command: Command) -> Command:
        options = {name: inspect.signature(maker).parameters for name, maker in makers.items()}

        def run(**given: object) -> None:
            made = {
                name: makers[name](**{option: given.pop(option) for option in its}) for name, its in options.items()
            }
            command(**given, **made)

        parameters: list[inspect.Parameter] = []
        for name, parameter in inspect.signature(command).parameters.items():
            parameters += options[name].values() if name in options else [parameter]
        keywords = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
        run.__name__, run.__doc__ = command.__name__, command.__doc__
        run.__annotations__ = {one.name: one.annotation for one in keywords}
        run.__dict__["__signature__"] = inspect.Signature(keywords)
        return run

    return decorate


@contextmanager
def opened(ledger: Path, statement_type: str | None) -> "Iterator[Debate]":
    """Give the debate of a ledger or a database of DNA; where some of it was refused, name it and leave with 1.

    On Ctrl-C say what was written.
    """
    try:
        with onrecord.api.open_debate(ledger, statement_type=statement_type) as debate:
            yield debate
            if debate.refused:
                show_refused(debate.refused)
                raise typer.Exit(REFUSED)
    except KeyboardInterrupt as stopped:
        written = "; ".join(getattr(stopped, "__notes__", ())) or "nothing was written"
        print(f"stopped; {written}", file=sys.stderr)
        raise


def moment(value: str) -> datetime.date:
    """Return the day, or the moment, of an argument."""
    try:
        return datetime.datetime.fromisoformat(value) if "T" in value else datetime.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it like 2024-02-28, or like 2024-02-28T18:30") from None


DebateArgument = Annotated[
    Path, typer.Argument(metavar="LEDGER", help="The ledger's file, like story.db, or a database of DNA, like old.dna.")
]
TypeOption = Annotated[
    str | None,
    typer.Option("--type", metavar="LABEL", help="Statements coded with this type of DNA's.", rich_help_panel=WHICH),
]
SeedOption = Annotated[int, typer.Option(help="What chance begins with: the same number gives the same answer.")]


def selection(
    rows: Annotated[
        str | None, typer.Option(help="Who: actor, person, organization, country, ...", rich_help_panel=WHICH)
    ] = None,
    columns: Annotated[
        str | None, typer.Option(help="On what: concept, outlet, article, ...", rich_help_panel=WHICH)
    ] = None,
    qualifier: Annotated[
        str | None, typer.Option(help="What tells sides apart: stance, agreement, ...; none.", rich_help_panel=WHICH)
    ] = None,
    duplicates: Annotated[
        Duplicates, typer.Option(help="Within what equal statements count once.", rich_help_panel=WHICH)
    ] = Duplicates.KEEP,
    since: Annotated[
        datetime.datetime | None,
        typer.Option(parser=moment, metavar="DATE", help="From this day or moment on.", rich_help_panel=WHICH),
    ] = None,
    until: Annotated[
        datetime.datetime | None,
        typer.Option(parser=moment, metavar="DATE", help="Until this day or moment, included.", rich_help_panel=WHICH),
    ] = None,
    zone: Annotated[
        str, typer.Option(help="Time zone in which days, weeks and months begin.", rich_help_panel=WHICH)
    ] = "UTC",
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="VARIABLE=VALUE", help="Leave out this value; may be given again.", rich_help_panel=WHICH),
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="VARIABLE=VALUE", help="Only this value; may be given again.", rich_help_panel=WHICH),
    ] = None,
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Count statements by their confidence.", rich_help_panel=WHICH)
    ] = False,
    least: Annotated[
        float, typer.Option(min=0, max=1, help="Only positions coded at least this surely.", rich_help_panel=WHICH)
    ] = 0.0,
) -> Asked:
    """Return which statements are asked for."""
    asked = Asked(
        duplicates=duplicates,
        since=since,
        until=until,
        zone=zone,
        exclude=_lists(exclude or ()),
        include=_lists(include or ()),
        weighted=weighted,
        least=least,
    )
    if rows:
        asked["rows"] = rows
    if columns:
        asked["columns"] = columns
    if qualifier:
        asked["qualifier"] = None if qualifier == "none" else qualifier
    return asked


def shape(
    mode: Annotated[
        Mode | None, typer.Option(help="Rows tied to rows (one) or to columns (two).", rich_help_panel=SHAPE)
    ] = None,
    aggregate: Annotated[
        Aggregate | None, typer.Option(help="How the qualifier makes ties.", rich_help_panel=SHAPE)
    ] = None,
    normalize: Annotated[
        Normalize | None, typer.Option(help="What ties are divided by.", rich_help_panel=SHAPE)
    ] = None,
    isolates: Annotated[
        bool, typer.Option("--isolates", help="Keep labels without a tie.", rich_help_panel=SHAPE)
    ] = False,
    dna_compatible: Annotated[
        bool,
        typer.Option("--dna-compatible", help="The figures of DNA, also where it is wrong.", rich_help_panel=SHAPE),
    ] = False,
) -> Asked:
    """Return which network is asked for."""
    asked = Asked(isolates=isolates, dna_compatible=dna_compatible)
    if mode:
        asked["mode"] = mode
    if aggregate:
        asked["aggregate"] = aggregate
    if normalize:
        asked["normalize"] = normalize
    return asked


def averaging(
    normalize: Annotated[
        Normalize | None,
        typer.Option(help="What ties are divided by: average, cosine, jaccard or none.", rich_help_panel=SHAPE),
    ] = None,
) -> Asked:
    """Return the network of an analysis that is of rows tied to rows."""
    return Asked() if normalize is None else Asked(mode=Mode.ONE, normalize=normalize)


def windows(
    window: Annotated[
        str | None, typer.Option(metavar="LENGTH", help="So long: 30days, 2weeks, 3months.", rich_help_panel=TIME)
    ] = None,
    step: Annotated[
        str | None,
        typer.Option(metavar="LENGTH", help="A new window (or moment) each so often.", rich_help_panel=TIME),
    ] = None,
    calendar: Annotated[
        Division | None, typer.Option(help="The calendar's weeks, months, ...", rich_help_panel=TIME)
    ] = None,
    events: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="So many statements a window.", rich_help_panel=TIME)
    ] = None,
    kernel: Annotated[
        Kernel | None, typer.Option(help="Smooth: statements count by nearness.", rich_help_panel=TIME)
    ] = None,
    bandwidth: Annotated[
        str | None, typer.Option(metavar="LENGTH", help="How far a kernel reaches.", rich_help_panel=TIME)
    ] = None,
    indent: Annotated[
        bool | None,
        typer.Option(
            "--indent/--no-indent",
            show_default=False,
            help="Only whole windows, or cut ones too.",
            rich_help_panel=TIME,
        ),
    ] = None,
) -> "Windows | None":
    """Return the windows of time asked for, None where none are."""
    from onrecord.networks.windows import Calendar, Events, Fixed, Sliding, Smoothed  # noqa: PLC0415 - loads scipy

    given = {
        "--window": window,
        "--calendar": calendar,
        "--events": events,
        "--kernel": kernel or bandwidth,
    }
    chosen = [name for name, value in given.items() if value is not None]
    if len(chosen) > 1:
        raise typer.BadParameter(f"{' and '.join(chosen)} are different windows; give one of them")
    if not chosen and (step or indent is not None):
        raise typer.BadParameter("--step and --indent are of windows; give --window, --events or --kernel too")
    whole = {} if indent is None else {"indent": indent}
    if events is not None:
        return Events(width=events, step=_count(step, "--step") if step else max(events // 2, 1))
    if calendar is not None:
        _refuse(step, "--step", "--calendar")
        return Calendar(division=calendar)
    if window is not None:
        width, unit = _length(window, "--window")
        if step is None and indent is None:
            return Fixed(width=_whole(width, "--window"), unit=unit)
        each = 1 if step is None else _whole(_length(step, "--step", unit)[0], "--step")
        return Sliding(width=_whole(width, "--window"), step=each, unit=unit, **whole)
    if kernel or bandwidth:
        if bandwidth is None:
            raise typer.BadParameter("a kernel needs its reach; give --bandwidth, like --bandwidth 30days")
        reach, unit = _length(bandwidth, "--bandwidth")
        each = 1 if step is None else _whole(_length(step, "--step", unit)[0], "--step")
        return Smoothed(bandwidth=reach, step=each, unit=unit, kernel=kernel or Kernel.EPANECHNIKOV, **whole)
    return None


def drawn_again(
    draws: Annotated[
        int, typer.Option(min=0, help="How often statements are drawn again; 0 not at all.", rich_help_panel=SURE)
    ] = 100,
    by_article: Annotated[
        bool, typer.Option("--by-article", help="Draw articles with all their statements.", rich_help_panel=SURE)
    ] = False,
    coding: Annotated[
        bool,
        typer.Option("--coding", help="Draw each position again by its confidence.", rich_help_panel=SURE),
    ] = False,
    level: Annotated[float, typer.Option(min=0.01, max=0.999, help="Of the intervals.", rich_help_panel=SURE)] = 0.95,
    seed: SeedOption = 0,
) -> "tuple[Bootstrap | None, int]":
    """Return how statements are drawn again, None where they are not, and the seed of all else."""
    from onrecord.networks.structure.bootstrap import Bootstrap  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.bootstrap import Unit as Drawn  # noqa: PLC0415

    if not draws:
        return None, seed
    unit = Drawn.ARTICLE if by_article else Drawn.STATEMENT
    return Bootstrap(draws=draws, unit=unit, coding=coding, level=level, seed=seed), seed


def _lists(given: Sequence[str]) -> Mapping[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{one!r} names no value; write VARIABLE=VALUE, like outlet=Norpress")
        lists.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in lists.items()}


def _length(given: str, option: str, unit: Unit | None = None) -> tuple[float, Unit]:
    """Return the number and the unit of a length; one of another unit than this is refused."""
    found = LENGTH.fullmatch(given.strip().lower())
    named = UNITS.get(found[2]) if found and found[2] else unit
    if not found or named is None:
        raise typer.BadParameter(f"{option} {given!r} is no length; write it like 30days, 2weeks or 3months")
    if unit is not None and named is not unit:
        raise typer.BadParameter(f"{option} {given!r} is in {named}, and the window in {unit}; give both in one unit")
    return float(found[1]), named


def _whole(number: float, option: str) -> int:
    if number % 1 or number < 1:
        raise typer.BadParameter(f"{option} is {number:g}; give a whole number above 0")
    return int(number)


def _count(given: str, option: str) -> int:
    if not given.isdecimal() or not int(given):
        raise typer.BadParameter(f"{option} {given!r} is no number of statements; write it like 50")
    return int(given)


def _refuse(given: object, option: str, other: str) -> None:
    if given is not None:
        raise typer.BadParameter(f"{option} is not for {other}; leave it out")
