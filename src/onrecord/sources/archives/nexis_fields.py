"""The labelled lines of Nexis exports: "Length: 613 words", "BYLINE: ...", in English, French and German."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.sources.archives.lines import BY

HEAD_LABELS = {
    "length": ("length", "longueur", "länge", "lnge"),
    "section": ("section", "rubrique", "rubrik"),
    "byline": ("byline", "auteur", "autor"),
    "headline": ("headline", "titre", "titel"),
    "dateline": ("dateline",),
    "highlight": ("highlight", "encart", "insert"),
    "series": ("series",),
    "body": ("body",),
}
FOOT_LABELS = {
    "load-date": ("load-date", "update", "date-chargement"),
    "language": ("language", "langue", "sprache"),
    "type": ("publication-type", "type-publication", "document-type", "type"),
    "code": ("journal-code", "journal code"),
    "graphic": ("graphic", "grafik", "photo"),
    "subject": ("subject", "sujet"),
    "company": ("company", "organization", "organisation", "societe", "person", "name"),
    "ticker": ("ticker", "stock-symbol", "symbole-boursier"),
    "industry": ("industry", "activity-sector", "secteur-activite"),
    "geographic": ("geographic", "geo-localization", "localisation-geo", "state", "city", "country"),
    "url": ("url",),
    "correction": ("correction", "correction-date"),
    "distribution": ("distribution",),
}

_NAMES = {label: name for labels in (HEAD_LABELS, FOOT_LABELS) for name, all_ in labels.items() for label in all_}
LABEL = re.compile(
    rf"^({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))}) ?:(?: |$)",
    re.MULTILINE | re.IGNORECASE,
)


def read_label(line: str) -> tuple[str, str] | None:
    """Return the name (in English) and the value of a labelled line, or None for any other line."""
    found = LABEL.match(line)
    name = _NAMES.get(found[1].lower()) if found else None
    return (name, line[found.end() :].strip()) if found and name else None


def read_labels(lines: Iterable[str]) -> dict[str, str]:
    """Return the values of labelled lines by their English names; of two with one name, the first."""
    values: dict[str, str] = {}
    for name, value in filter(None, map(read_label, lines)):
        if value:
            values.setdefault(name, value)
    return values


def author_of(values: Mapping[str, str]) -> str | None:
    """Return the byline without its "By"."""
    return BY.sub("", values.get("byline", "")) or None


def url_of(values: Mapping[str, str]) -> str | None:
    """Return the web address of the article where the foot names one."""
    url = values.get("url", "")
    return url if url.startswith(("http://", "https://")) else None
