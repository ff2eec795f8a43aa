"""All that a DNA database holds, as frozen dataclasses; the ids are the database's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.model import Refused

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

DnaValue = str | int
"""What a statement says of a variable: text, a whole number, or 0 and 1; text "" is a missing value."""

BLACK: Colour = (0, 0, 0)

NO_DATE = -62_135_596_800
"""The date, 0001-01-01 00:00, that an undated document has in a database, since DNA cannot leave a date out."""


class DataType(StrEnum):
    """What the values of a variable are, in DNA's own words."""

    SHORT_TEXT = "short text"
    LONG_TEXT = "long text"
    INTEGER = "integer"
    BOOLEAN = "boolean"

    @property
    def is_text(self) -> bool:
        """Whether the values are text."""
        return self in (DataType.SHORT_TEXT, DataType.LONG_TEXT)


class Permission(StrEnum):
    """What a coder may do, as DNA names it."""

    ADD_DOCUMENTS = "AddDocuments"
    EDIT_DOCUMENTS = "EditDocuments"
    DELETE_DOCUMENTS = "DeleteDocuments"
    IMPORT_DOCUMENTS = "ImportDocuments"
    ADD_STATEMENTS = "AddStatements"
    EDIT_STATEMENTS = "EditStatements"
    DELETE_STATEMENTS = "DeleteStatements"
    EDIT_ATTRIBUTES = "EditAttributes"
    EDIT_REGEX = "EditRegex"
    EDIT_STATEMENT_TYPES = "EditStatementTypes"
    EDIT_CODERS = "EditCoders"
    EDIT_CODER_RELATIONS = "EditCoderRelations"
    VIEW_OTHERS_DOCUMENTS = "ViewOthersDocuments"
    EDIT_OTHERS_DOCUMENTS = "EditOthersDocuments"
    VIEW_OTHERS_STATEMENTS = "ViewOthersStatements"
    EDIT_OTHERS_STATEMENTS = "EditOthersStatements"


ALL_PERMISSIONS = frozenset(Permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaCoder:
    """A person who codes; `password` is its hash, or "" where there is none."""

    id: int
    name: str
    colour: Colour = BLACK
    password: str = ""
    permissions: frozenset[Permission] = ALL_PERMISSIONS
    refresh: int = 0
    font_size: int = 14
    popup_width: int = 300
    color_by_coder: bool = False
    popup_decoration: bool = False
    popup_autocomplete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaRelation:
    """What a coder may see and change of another's work."""

    coder: int
    other: int
    view_statements: bool = True
    edit_statements: bool = True
    view_documents: bool = True
    edit_documents: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaDocument:
    """A text with its head; `date` is in seconds since 1970 in UTC, None where nobody knows it."""

    id: int
    title: str
    text: str
    coder: int = 1
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""
    date: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaVariable:
    """A variable of a statement type, and the names of what is noted of each of its entities."""

    id: int
    name: str
    data_type: DataType
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaStatementType:
    """A form to code with; its variables are in the order of their ids."""

    id: int
    label: str
    colour: Colour = BLACK
    variables: tuple[DnaVariable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaEntity:
    """A value of a short-text variable; `attributes` are in the order of the variable's."""

    id: int
    variable: int
    value: str
    colour: Colour = BLACK
    child_of: int | None = None
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaStatement:
    """A coded piece of a document: code points `start` to `stop` of its text, a value for each variable of its type.

    The value of a short-text variable is its entity's.
    """

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int = 1
    values: tuple[DnaValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaRegex:
    """A pattern that DNA highlights in texts."""

    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaDatabase:
    """A database: everything in the order of its ids, relations in that of their coders, regexes by label.

    `variable_links` and `statement_links` are pairs of ids; only DNA 3 has the first, only DNA 2 the second. `refused`
    tells what was not taken of the file it was read from.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    coders: tuple[DnaCoder, ...] = ()
    relations: tuple[DnaRelation, ...] = ()
    statement_types: tuple[DnaStatementType, ...] = ()
    entities: tuple[DnaEntity, ...] = ()
    documents: tuple[DnaDocument, ...] = ()
    statements: tuple[DnaStatement, ...] = ()
    regexes: tuple[DnaRegex, ...] = ()
    variable_links: tuple[tuple[int, int], ...] = ()
    statement_links: tuple[tuple[int, int], ...] = ()
    refused: tuple[Refused, ...] = field(default=(), compare=False)

    @property
    def version(self) -> str:
        """The version of DNA that wrote it, "" where it does not tell."""
        return self.settings.get("version", "")
