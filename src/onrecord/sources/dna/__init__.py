"""Databases of Discourse Network Analyzer, versions 2 and 3, as they are on disk: SQLite, and not encrypted."""

from onrecord.sources.dna.database import (
    ALL_PERMISSIONS,
    NO_DATE,
    Colour,
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaValue,
    DnaVariable,
    Permission,
)
from onrecord.sources.dna.passwords import hash_password, is_hash, is_password
from onrecord.sources.dna.reading import read_dna

__all__ = [
    "ALL_PERMISSIONS",
    "NO_DATE",
    "Colour",
    "DataType",
    "DnaCoder",
    "DnaDatabase",
    "DnaDocument",
    "DnaEntity",
    "DnaRegex",
    "DnaRelation",
    "DnaStatement",
    "DnaStatementType",
    "DnaValue",
    "DnaVariable",
    "Permission",
    "hash_password",
    "is_hash",
    "is_password",
    "read_dna",
]
