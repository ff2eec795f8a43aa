"""How often each rule of the rule tagger is right: `python benchmarks/rule_confidence.py GOLD`.

GOLD holds articles with gold attributions, a line of JSON each. A finding is right when it is paired with a gold
attribution (their contents share half of their words, each in one pair only) whose source is the same. `--words`
counts the cue words instead, those found at least 5 times, for the lexicon in src/onrecord/statements/cues.py.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from onrecord.evaluation.coding import CodedArticle, CodedStatement, read_coding
from onrecord.evaluation.matching import SAME_CONTENT, pairs
from onrecord.evaluation.words import WordedText, worded_statements
from onrecord.statements.rules.findings import Finding
from onrecord.statements.rules.tagger import findings_in


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--words", action="store_true")
    options = arguments.parse_args()
    found: Counter[str] = Counter()
    content: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for article in read_coding(options.gold).values():
        text = article.text or ""
        findings = {_coded(finding): finding for finding in findings_in(text)}
        names = {coded: _name(finding, text, words=options.words) for coded, finding in findings.items()}
        found.update(names.values())
        worded = WordedText(text)
        predicted = worded_statements(CodedArticle(id=article.id, statements=tuple(findings)), worded)
        for pair in pairs(worded_statements(article, worded), predicted):
            if pair.overlap >= SAME_CONTENT:
                name = names[pair.predicted.coded]
                content[name] += 1
                right[name] += pair.same_source
    print(f"{'':28}{'found':>7}{'content':>9}{'right':>7}")
    for name, count in found.most_common():
        if count >= 5:
            print(f"{name:28}{count:7}{content[name] / count:9.2f}{right[name] / count:7.2f}")


def _coded(finding: Finding) -> CodedStatement:
    return CodedStatement(source=finding.source, cue=finding.cue, content=finding.content)


def _name(finding: Finding, text: str, *, words: bool) -> str:
    if not words:
        return finding.rule
    return f"{finding.rule} {' '.join(text[start:end].lower() for start, end in finding.cue).split(' ')[-1]}"


if __name__ == "__main__":
    main()
