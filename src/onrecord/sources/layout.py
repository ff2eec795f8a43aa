"""What a printed page did to a text undone, where that is sure: broken lines and words, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from onrecord.sources.markup import tidy_paragraphs

BROKEN_WORD = re.compile(
    "(?<![^\\W\\d_])(?P<first>[^\\W\\d_]{1,40})(?:[\u00ad\u0002\ufffe][ \t]*\n?|-[ \t]*\n)(?P<second>[^\\W\\d_]{1,40})"
)
"""A word parted at a line's end; PDFium gives U+FFFE or U+0002 for the hyphen and the line's end."""

WORD = re.compile(r"(?<![\w-])[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,3}(?![\w-])")
HYPHENATED = re.compile(
    "all|anti|co|cross|ex|far|full|half|high|left|long|low|mid|multi|non|post|pre|pro|right|self|semi|short|vice|well",
    re.IGNORECASE,
)
"""First parts after which a hyphen at a line's end is more often the word's own."""

FULL_LINE = 0.75
"""A line at least this long, compared with the usual longest, can have been broken by the column's width."""

SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]{0,2}$")
LIST_ITEM = re.compile(r"(?:[-•*–—]|\d{1,3}[.)])\s")
PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) ?\d{1,4})?", re.IGNORECASE)


def join_leaves(leaves: Sequence[str]) -> str:
    """Return the text of all leaves without page numbers and the heads and feet that most of them repeat."""
    lines = [[line.strip() for line in leaf.split("\n") if line.strip()] for leaf in leaves]
    edges = Counter(edge for leaf in lines for edge in {_numberless(line) for line in (*leaf[:1], *leaf[-1:])})
    running = {edge for edge, times in edges.items() if times > 2 and times * 2 > len(lines)}
    return "\n".join("\n".join(_without_edges(leaf, running)) for leaf in lines)


def unwrap(text: str) -> str:
    """Return text with words parted at line ends and lines broken by the column's width joined."""
    text = _join_words(text)
    return tidy_paragraphs("\n\n".join(_join_lines(block.split("\n")) for block in re.split(r"\n\s*\n", text)))


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _without_edges(leaf: list[str], running: set[str]) -> list[str]:
    if leaf and (PAGE_NUMBER.fullmatch(leaf[-1]) or _numberless(leaf[-1]) in running):
        leaf = leaf[:-1]
    if leaf and (PAGE_NUMBER.fullmatch(leaf[0]) or _numberless(leaf[0]) in running):
        leaf = leaf[1:]
    return leaf


def _join_words(text: str) -> str:
    """Join words parted by a hyphen at a line's end; the hyphen stays where the text or the word asks for it."""
    known = {word.lower() for word in WORD.findall(text)}

    def joined(found: re.Match[str]) -> str:
        first, second = found["first"], found["second"]
        if f"{first}{second}".lower() in known:
            return first + second
        is_own = f"{first}-{second}".lower() in known or HYPHENATED.fullmatch(first) or second[0].isupper()
        return f"{first}-{second}" if is_own else first + second

    return BROKEN_WORD.sub(joined, text)


def _join_lines(lines: list[str]) -> str:
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) < 2:
        return "\n".join(lines)
    width = sorted(map(len, lines))[int((len(lines) - 1) * 0.9)]
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        pieces.append((" " if _goes_on(before, line, width) else "\n\n") + line)
    return "".join(pieces)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether the line goes on the one before it: the column, not the writer, ended that one."""
    if LIST_ITEM.match(line):
        return False
    if line[0].islower():
        return True
    if SENTENCE_END.search(before):
        return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return len(before) >= width * FULL_LINE
