"""YAML as people write it by hand, without its traps: words, lists and tables.

Anchors, tags and deep nesting are refused, so that a small file cannot become a large one and a deep one cannot
end the program. A value stays the word that was written, with what YAML would have made of it beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from onrecord.entries import Unfit, open_regular, shown
from onrecord.errors import SourceError

LARGEST = 10_000_000
"""Bytes of a file; an actor with three aliases takes about 100."""

DEEPEST = 8
"""Lists and tables within each other; an affiliation's key stands in the fifth."""

MOST_EVENTS = 500_000
"""Words, and begins and ends of lists and tables, of a file."""

TEXT = "str"
NOTHING = "null"
_TAG = "tag:yaml.org,2002:"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml, and is then slow
_TYPES = yaml.SafeLoader.yaml_implicit_resolvers
_LONGEST_TYPED = 100
"""Characters of the longest word that YAML could take for anything but text."""
_READ_AS = {
    "null": "nothing",
    "bool": "yes or no",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "merge": "an instruction",
    "value": "an instruction",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A value as written; `type` is what YAML makes of it: str, null, bool, int, float, timestamp."""

    text: str
    type: str = TEXT
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with values, in the order of the file; a key can come twice."""

    pairs: tuple[tuple[Node, Node], ...]
    line: int = field(default=0, compare=False)


Node = Word | list["Node"] | Table


def read_yaml(path: Path) -> Node:
    """Return what the file holds; a file that is no plain YAML is a SourceError."""
    with open_regular(path, largest=LARGEST) as file:
        data = file.read(LARGEST)
    try:
        return _tree(yaml.parse(data.decode("utf-8-sig"), Loader=_LOADER), path)
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = f" at line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise SourceError(f"{path} is not YAML{line} ({error.problem}); correct it there") from error
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError(f"{path} is not YAML ({reason}); take out what is no text") from error


def fields_of(node: Node, names: Sequence[str], what: str) -> dict[str, Node]:
    """Return the values of a table by their keys; an unknown or doubled key is Unfit, an empty value left out."""
    if not isinstance(node, Table):
        raise Unfit(f"{what} is {_sort(node)}, not keys with values", f"give it the keys {', '.join(names)}")
    fields: dict[str, Node] = {}
    for key, value in node.pairs:
        word = key.text if isinstance(key, Word) else ""
        if word not in names:
            raise Unfit(f"{what} has the unknown key {shown(word)}", f"the keys are {', '.join(names)}")
        if word in fields:
            raise Unfit(f"{what} has the key {shown(word)} twice", "keep one of them")
        fields[word] = value
    return {key: value for key, value in fields.items() if not (isinstance(value, Word) and value.type == NOTHING)}


def items_of(node: Node | None, what: str) -> list[Node]:
    """Return the items of a list, none of what is not there; anything else is Unfit."""
    if node is None:
        return []
    if not isinstance(node, list):
        raise Unfit(f"its {what} are {_sort(node)}, not a list", "write a list: [one, another]")
    return node


def word_of(node: Node, what: str) -> str:
    """Return the words as written, whatever YAML makes of them; a list or table is Unfit."""
    if not isinstance(node, Word):
        raise Unfit(f"its {what} is {_sort(node)}, not words", "write one name or word there")
    return node.text


def text_of(node: Node, what: str) -> str:
    """Return the words of a text; what YAML takes for something else is Unfit."""
    text = word_of(node, what)
    if isinstance(node, Word) and node.type != TEXT:
        raise Unfit(f"its {what} {shown(text)} is {_READ_AS.get(node.type, node.type)} to YAML", "put it in quotes")
    return text


def _sort(node: Node) -> str:
    return "words" if isinstance(node, Word) else "a list" if isinstance(node, list) else "keys with values"


def _tree(events: Iterable[yaml.Event], path: Path) -> Node:
    documents: list[Node] = []
    opened = [documents]
    lines: list[int] = []
    for number, event in enumerate(events):
        if number > MOST_EVENTS:
            raise _odd(path, event, f"has {MOST_EVENTS:,} values before it", "split the file")
        match event:
            case yaml.AliasEvent():
                raise _odd(path, event, "refers to an anchor (*name)", "write the words out")
            case yaml.ScalarEvent():
                opened[-1].append(_word(event, path))
            case yaml.CollectionStartEvent():
                if event.tag is not None:
                    raise _odd(path, event, f"has the tag {event.tag[:40]}", "take it out")
                if len(opened) > DEEPEST:
                    raise _odd(path, event, f"has more than {DEEPEST} lists within each other", "write it flat")
                opened.append([])
                lines.append(_line(event))
            case yaml.SequenceEndEvent():
                items = opened.pop()
                lines.pop()
                opened[-1].append(items)
            case yaml.MappingEndEvent():
                items = opened.pop()
                opened[-1].append(Table(tuple(zip(items[::2], items[1::2], strict=True)), lines.pop()))
    if len(documents) > 1:
        raise SourceError(f"{path} holds {len(documents)} YAML documents; take out the lines that read ---")
    return documents[0] if documents else Word("", NOTHING)


def _word(event: yaml.ScalarEvent, path: Path) -> Word:
    if event.tag not in {None, f"{_TAG}{TEXT}"}:
        raise _odd(path, event, f"has the tag {str(event.tag)[:40]}", "take it out, or put the word in quotes")
    is_plain = event.tag is None and event.implicit[0]
    return Word(event.value, _type(event.value) if is_plain else TEXT, _line(event))


def _type(text: str) -> str:
    """Return what YAML 1.1 takes a word without quotes for: `no` for a bool, 1984 for an int."""
    if len(text) <= _LONGEST_TYPED:
        for tag, pattern in _TYPES.get(text[:1], ()):
            if pattern.match(text):
                return str(tag).removeprefix(_TAG)
    return TEXT


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _odd(path: Path, event: yaml.Event, reason: str, remedy: str) -> SourceError:
    line = f" line {_line(event)}" if event.start_mark else ""
    return SourceError(f"{path}{line} {reason}; {remedy}")
