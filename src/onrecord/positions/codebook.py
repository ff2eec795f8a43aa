"""The codebook: what is in dispute, as a YAML file that people write and share. docs/positions.md says how."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from onrecord.articles.normal import normalize_line
from onrecord.entries import Unfit, shown
from onrecord.errors import SourceError, UsageError
from onrecord.model import Concept, Stance
from onrecord.plain_yaml import NOTHING, Node, Table, Word, fields_of, items_of, read_yaml, text_of
from onrecord.whole_file import whole_file

FIELDS = ("id", "label", "description", "examples")
FORM = "write `concepts:` and below it a list of entries with an `id` and a `label`"

LONGEST_ID = 100
LONGEST_TEXT = 2_000
"""Characters of a label, a description or an example."""

WIDTH = 120
"""Columns after which a written line is broken."""

_ID = re.compile(r"\w[\w.-]*")

_Taken = dict[tuple[str, str], str]
"""From what only one concept can have, its id and its folded label, to that concept's id."""


def read_codebook(path: Path) -> tuple[Concept, ...]:
    """Return the concepts of a codebook in its order; a file that is none is a SourceError that says where and why."""
    concepts: list[Concept] = []
    taken: _Taken = {}
    for number, entry in enumerate(_entries(read_yaml(path), path), start=1):
        try:
            concepts.append(_distinct(_concept(entry), taken))
        except Unfit as unfit:
            raise SourceError(f"{path}{_line(entry)}: concept {number}{_name(entry)}: {_why(unfit)}") from unfit
    if not concepts:
        raise SourceError(f"{path} holds no concepts; {FORM}")
    return tuple(concepts)


def write_codebook(path: Path, concepts: Iterable[Concept]) -> int:
    """Write a codebook that `read_codebook` reads, and return how many concepts."""
    checked = checked_concepts(concepts)
    text = yaml.dump(
        {"concepts": [_entry(concept) for concept in checked]},
        Dumper=yaml.SafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
    )
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return len(checked)


def checked_concepts(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Return the concepts as a codebook holds them; two that clash, or one that is no concept, are a UsageError."""
    checked: list[Concept] = []
    taken: _Taken = {}
    for concept in concepts:
        try:
            checked.append(_distinct(_checked(concept), taken))
        except Unfit as unfit:
            raise UsageError(f"concept {shown(concept.id)}: {_why(unfit)}") from unfit
    return tuple(checked)


def _entries(tree: Node, path: Path) -> list[Node]:
    """Return the entries; what else stands at the top of the file (a title, a version) is passed over."""
    entries = dict(_named(tree)).get("concepts")
    if entries is None:
        raise SourceError(f"{path} holds no concepts; {FORM}")
    if not isinstance(entries, list):
        raise SourceError(f"{path}: `concepts` holds no list; {FORM}")
    return entries


def _named(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Table):
        yield from ((key.text, value) for key, value in node.pairs if isinstance(key, Word))


def _concept(entry: Node) -> Concept:
    fields = fields_of(entry, FIELDS, "it")
    for wanted, remedy in (("id", "give it a short one: `id: night_toll`"), ("label", "say it as one sentence")):
        if wanted not in fields:
            raise Unfit(f"has no {wanted}", remedy)
    return _checked(
        Concept(
            id=text_of(fields["id"], "id"),
            label=text_of(fields["label"], "label"),
            description=text_of(fields["description"], "description") if "description" in fields else None,
            examples=tuple(_examples(fields.get("examples"))),
        )
    )


def _examples(node: Node | None) -> Iterator[tuple[Stance, str]]:
    if node is not None:
        for stance, items in fields_of(node, tuple(Stance), "its examples").items():
            for item in items_of(items, f"examples of {stance}"):
                yield Stance(stance), text_of(item, f"example of {stance}")


def _checked(concept: Concept) -> Concept:
    """Return the concept with every text on one line and the examples in the order of stances, each once."""
    if len(concept.id) > LONGEST_ID or not _ID.fullmatch(concept.id):
        raise Unfit(f"its id {shown(concept.id)} is none", f"give 1 to {LONGEST_ID} letters, digits and _ . - for it")
    examples = {_text(example, f"example of {stance}"): stance for stance, example in concept.examples}
    for stance, example in concept.examples:
        if (other := examples[_text(example, "example")]) is not stance:
            raise Unfit(f"its example {shown(example)} stands under {stance} and {other}", "keep it under one of them")
    return dataclasses.replace(
        concept,
        label=_text(concept.label, "label"),
        description=_text(concept.description, "description") if (concept.description or "").strip() else None,
        examples=tuple((stance, example) for stance in Stance for example, its in examples.items() if its is stance),
    )


def _text(written: str | None, what: str) -> str:
    text = unicodedata.normalize("NFC", normalize_line(written) or "")
    if not any(character.isalnum() for character in text):
        raise Unfit(f"its {what} {shown(text)} has no letter", "write a sentence, or leave it out")
    if len(text) > LONGEST_TEXT:
        raise Unfit(f"its {what} {shown(text)} has {len(text):,} characters", f"give at most {LONGEST_TEXT:,}")
    if "\ufffd" in text:
        raise Unfit(f"its {what} {shown(text)} holds a character that was lost", "write it anew, and save as UTF-8")
    return text


def _distinct(concept: Concept, taken: _Taken) -> Concept:
    if ("id", concept.id) in taken:
        raise Unfit("another concept has this id", "give each its own, or take one of the two out")
    taken["id", concept.id] = concept.id
    if (other := taken.setdefault(("label", concept.label.casefold()), concept.id)) != concept.id:
        raise Unfit(f"its label is also that of {shown(other)}", "keep one of the two")
    return concept


def _entry(concept: Concept) -> Mapping[str, object]:
    examples = {
        stance.value: [example for its, example in concept.examples if its is stance]
        for stance in dict.fromkeys(stance for stance, _ in concept.examples)
    }
    entry = {"id": concept.id, "label": concept.label, "description": concept.description, "examples": examples}
    return {key: value for key, value in entry.items() if value}


def _line(entry: Node) -> str:
    return f" line {entry.line}" if isinstance(entry, Word | Table) and entry.line else ""


def _name(entry: Node) -> str:
    written = dict(_named(entry)).get("id")
    return f" ({shown(written.text)[1:-1]})" if isinstance(written, Word) and written.type != NOTHING else ""


def _why(unfit: Unfit) -> str:
    return f"{unfit.reason}; {unfit.remedy}"
