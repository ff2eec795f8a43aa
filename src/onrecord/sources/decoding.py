"""Bytes to text: in the encoding that the file states or keeps to, else in the likeliest one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO

from charset_normalizer import from_bytes
from ftfy import fix_encoding

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÄÅÇÈÉÊÍÎÑÓÔÖØÚÜ“”‘’„‚–—…«»¿¡€ºª§°·\u00a0"
CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîşţđĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽÖÜŐŰ“”‘’„‚–—…«»€§°\u00a0"
TURKISH = "çğıöşüâîûÇĞİÖŞÜ“”‘’–—…«»€\u00a0"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёђєѕіїјљњћўџґ«»“”„–—…№\u00a0"
USUAL = {
    **dict.fromkeys(("cp1252", "mac_roman"), re.compile(f"[{WESTERN}]")),
    **dict.fromkeys(("cp1250", "iso8859_2"), re.compile(f"[{CENTRAL}]")),
    **dict.fromkeys(("cp1251", "koi8_r"), re.compile(f"[{CYRILLIC}]")),
    "cp1254": re.compile(f"[{TURKISH}]"),
    "cp1253": re.compile("[α-ωάέήίόύώϊϋΐΰ«»“”–—…]"),
    "cp1255": re.compile("[א-ת״׳–“”]"),
    "cp1256": re.compile("[؀-ۿ«»–“”]"),
    **dict.fromkeys(("cp932", "euc_jp", "gb18030", "big5"), re.compile("[぀-ヿ一-鿿　-〿！-～]")),
    "euc_kr": re.compile("[가-힣　-〿！-～]"),
}
"""Encodings that news is found in, best known first, and what most of their non-ASCII characters are in a text."""

DOUBT = 0.1
"""Disorder (charset-normalizer's measure, from 0 to 1) within which guesses are equally good."""

SAMPLE = 65_536
"""Bytes looked at to guess an encoding."""

BLOCK = 1 << 20
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphen, zero-width space, word joiner, stray byte-order mark: no reader sees them and they split words."""


def decode(data: bytes, *, charset: str | None = None) -> str:
    """Return a document's text with line ends as "\\n"; what cannot be read becomes U+FFFD."""
    text = data.decode(find_encoding(data, charset=charset), errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def find_encoding(data: bytes, *, charset: str | None = None) -> str:
    """Return the encoding: by byte-order mark, UTF-8 where it is, the declared one, the likeliest."""
    if marked := _by_mark(data):
        return marked
    if _is_mostly_utf8(data):
        return "utf-8"
    found = META_CHARSET.search(data[:4096])
    for declared in (charset, found[1].decode("ascii") if found else None):
        if declared and (encoding := _text_encoding(declared)) and encoding != "utf-8":
            return encoding
    return _likeliest(data)


def find_stream_encoding(file: BinaryIO) -> str:
    """Return the encoding of a file of any size, read once in blocks; the file is left at its start."""
    file.seek(0)
    start = file.read(SAMPLE)
    file.seek(0)
    if marked := _by_mark(start):
        return marked
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, block = "utf-8", b" "
    while block:
        block = file.read(BLOCK)
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            # At the end of the file only its last character is cut.
            encoding = _likeliest(block[max(0, error.start - SAMPLE // 2) :]) if block else "utf-8"
            break
    file.seek(0)
    return encoding


def repair(text: str) -> str:
    """Return the text with mis-decoded characters put right, composed (NFC), without invisible ones.

    Offsets move, so this is for text that a reader took out of a file, not for text that came as data.
    """
    return unicodedata.normalize("NFC", INVISIBLE.sub("", fix_encoding(text)))


def _by_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, or was before a few bytes were lost, such as the end of a file's last character."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(character > "\x7f" for character in text) - broken
    return broken <= whole // 10 or (broken == 1 <= whole and text.endswith("\ufffd"))


def _text_encoding(name: str) -> str | None:
    """Return Python's name of a declared charset; browsers read Latin-1 as Windows-1252."""
    try:
        codec = codecs.lookup(name)
        "a".encode(codec.name)
    except (LookupError, ValueError):
        return None
    return "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name


def _likeliest(data: bytes) -> str:
    """Return the encoding that charset-normalizer finds; of several, the one whose characters are the usual ones."""
    first = next((place for place, byte in enumerate(data) if byte > 127), 0)
    sample = data[max(0, first - 2000) : first + SAMPLE]
    guesses = from_bytes(sample, cp_isolation=list(USUAL))
    disorder = {name: guess.chaos for guess in guesses for name in guess.could_be_from_charset if name in USUAL}
    least = min(disorder.values(), default=1)

    def usual(encoding: str) -> float:
        marked = [character for character in sample.decode(encoding, errors="replace") if character > "\x7f"]
        return len(USUAL[encoding].findall("".join(marked))) / max(1, len(marked))

    return max((name for name in USUAL if disorder.get(name, 2) <= least + DOUBT), key=usual, default="cp1252")
