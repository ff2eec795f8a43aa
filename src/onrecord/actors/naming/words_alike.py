"""How alike two words of names are: spelt another way, misspelt, or other words."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.actors.naming.spelling import fold

LONGEST = 60  # letters of a word that are looked at
LEAST_TO_MISS_A_LETTER = 5  # letters of a word that may lack a letter of another or have two exchanged: Macon, Macron
LEAST_TO_CHANGE = (
    6,
    8,
)  # letters of a word with another vowel (Meloni, Meleni), another consonant (Takaichi, Takaishi)
LEAST_TO_CHANGE_IN_DOUBT = (5, 6)  # the same beside a given name that fits: Brady, Brody; Jordan, Jorgan
FAR = 3  # letters changed that neither two slips make nor a man's and a woman's form of one surname
LEAST_FOR_TWO = 8  # letters of a word with two slips: Sejurne, Sejournay

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?:sky|ski|skyy|skyi|skyj|skiy|skij|skii|skyj|skiyi|skj)$", "ski"),
        (r"ff$|w$", "v"),
        (r"schtsch|stsch|shtch", "shch"),
        (r"t?sch?(?=ch)", "s"),
        (r"tsch|tch|tsj", "ch"),
        (r"[iy]ch?$", "ich"),
        (r"sch|sj(?=[aeo])", "sh"),
        (r"cz", "ch"),
        (r"ch[yji]?[eo]v(?=$|a$)", "chov"),
        (r"dzh|zh", "J"),
        (r"dj", "d"),
        (r"ph", "f"),
        (r"^(?:ch|kh)atz", "hatz"),
        (r"mp(?=r)", "mb"),
        (r"kh", "h"),
        (r"([tdg])h", r"\1"),
        (r"ck|cq|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"tz|ts", "z"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"^ye", "e"),
        (r"[iy]y?(?:eh|ah|a)$", "ia"),
        (r"^[yj](?=[aou])|^i(?=o)", "j"),
        (r"^je(?=[lvk])", "e"),
        (r"(?<=[aeiou])[iyj]+e", "e"),
        (r"(?<=[bdgklmnprstvzh])[yij]+e(?=[rtlnv])", "e"),
        (r"(?<=[bdgklmnprstvzh])j(?=[aou])", "i"),
        (r"[yi]+|(?<=[aeiou])j", "i"),
        (r"ae", "ai"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
        (r"i[ij]$", "i"),
    )
)
_SLAVIC = re.compile(r"(?:ski|ska|ov|ev|enko|ich|shin|kov|uk|skaia)$")
_SOUTH_SLAVIC = re.compile(r"(?:nik|[eo]vich?|ich?|ek|ak)$")
_VOICED_START = re.compile(r"^s(?=[aeiou])")
_VOWELS = re.compile(r"[aeiouy]+")
_SOUNDS = str.maketrans({"z": "s", "c": "k", "g": "k", "b": "p", "d": "t", "v": "f", "q": "k"})
_WEAK = re.compile(r"(?<!^)[aeiouyjh]+|^[aeiouyjh]*(?=$)")
_DOUBLED = re.compile(r"(.)\1+")
_SONS = {"sen", "son"}
_FOR_WOMEN = ("a", "e", "le", "ine", "ina", "ette")

_ABJAD_DROPPED = re.compile(r"[aeiouywjh']+")
_ABJAD_SOUNDS = str.maketrans("bpvfzckgqdt", "ppppskkkktt")

COMMON_SURNAMES = frozenset(
    "miller muller mueller moller moeller mahler meyer meier maier mayer mayr schmidt schmitt schmid schmitz schulz"
    " schultz schulze scholz scholl schultze becker bekker decker wagner weber webber hoffmann hofmann huffman"
    " hartmann herrmann hermann heumann neumann newman naumann baumann bauman bowman fischer fisher fuchs koch cook"
    " cooke krause kruse krauss klein kline kleine wolf wolff woolf wulff lang lange long braun brown browne bruns"
    " roth rothe rose ross rossi russo rousseau hansen hanson hansson jensen jansen janssen johnson jonsson johnston"
    " johnstone jackson petersen peterson petersson pedersen pettersson andersen anderson andersson larsen larson"
    " larsson nielsen nilsen nilsson nelson olsen olson olsson karlsen carlsen carlson karlsson eriksen eriksson"
    " ericsson christensen christiansen kristensen svensson swenson clark clarke clerk parker barker baker palmer"
    " carter carver garter harris harrison harmon harman harper hunter turner tanner taylor tyler walker walter"
    " walters wallace wells wills willis williams williamson wilson watson watts marsh march martin marten martini"
    " martins martinez martens marin marino morris morrison moore more moran morgan murray murphy marley mills hills"
    " hill hall hull ball bell bailey barnes burns burn byrne brennan brenner bryan bryant brandt brand berger"
    " burger bergmann borgmann kelly kelley kennedy kenny king kong graham grant green greene gray grey griffin"
    " griffith griffiths perez peres pereira ferreira fernandez hernandez fernandes gonzalez gonzales gomez gomes"
    " lopez lopes rodriguez rodrigues ramos ramirez romero romano reyes reed reid read rice price pryce powell"
    " parnell silva silver salva santos sanchez sandoval sanders saunders sandberg sundberg lindberg lundberg"
    " lindgren lundgren stevens stephens stephenson stevenson steven simon simons simmons simpson sampson samson"
    " lewis louis lawson dawson davis davies davidson evans owens edwards richards richardson roberts robertson"
    " robinson robins rogers rodgers hughes huges howard howell newton norton horton morton burton barton bolton"
    " dalton walton wolton warren warner werner wright white whyte young yang ivanov ivanova petrov pavlov popov"
    " sidorov smirnov kozlov kuznetsov novikov novak nowak kowalski kovalev kovalenko kovalchuk boyko bondar"
    " bondarenko marchenko kravchenko kravchuk savchenko shevchenko shevchuk tkachenko tkachuk lavrov lebedev markov"
    " makarov medvedev matveev nikitin nikolaev morozov moroz sokolov solovyov volkov vorobyov khan kan kahn hassan"
    " hussain hosseini rahman rahmani rahimi karimi kazemi ahmed ahmadi mahmoud mahmoudi mohammadi biden bidden"
    " obama osama bush busch gore gove hunt hurt burr barr walz waltz pence spence pompeo clinton clifton clayton"
    " trump tramp johnsen schröder schroeder schroder schreiber schneider snyder snider steiner steinmeier lindner"
    " linder merz mertz marx max macmillan mcmillan mcconnell mcdonnell mcdonald macdonald mccarthy mccartney mccain"
    " mckay mccabe sullivan salivan dubois dupont durand duran moreau morel morin martel marchand lefebvre lefevre"
    " fabre favre bernard berard leroy roy roux rey petit richard robert durant bonnet bonnard gauthier gautier"
    " conti costa rizzo ricci bruno bruni greco grieco"
    " gallo galli mancini mancuso ferrari ferraro ferreri esposito".split()
)
"""Surnames of many people: one is no misspelling or other spelling of another, however alike."""


class Likeness(IntEnum):
    """How alike two words are, the most alike last."""

    OTHER = 0
    DOUBTFUL = 1
    """One letter is another: enough only beside the same given name."""
    MISSPELT = 2
    RESPELT = 3
    """One word in two spellings or transliterations."""
    SAME = 4


@lru_cache(maxsize=131_072)
def plain(word: str) -> str:
    """Return the word's letters and digits alone, folded."""
    return _NOT_LETTERS.sub("", fold(word))[:LONGEST]


@lru_cache(maxsize=131_072)
def respelling(word: str) -> str:
    """Return a form that the usual spellings and transliterations of a name share (Zelensky, Selenskyj)."""
    form = plain(word)
    if _SOUTH_SLAVIC.search(form):  # with hooks or with h: Milošević, Milosevic, Miloshevich
        form = form.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    for pattern, instead in _SPELLINGS:
        form = pattern.sub(instead, form)
    form = form.lower()
    return _VOICED_START.sub("z", form) if _SLAVIC.search(form) else form


@lru_cache(maxsize=131_072)
def skeleton(word: str) -> str:
    """Return the consonants that a misspelt name usually keeps, like ones as one letter; a vowel only at the start."""
    form = respelling(word).replace("ch", "s").replace("sh", "s").translate(_SOUNDS)
    if form[:1] in {"e", "i", "o", "u", "y"}:
        form = "a" + form[1:]
    elif form[:1] == "j":
        form = "i" + form[1:]
    return _DOUBLED.sub(r"\1", _WEAK.sub("", form)) or form[:1]


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """Return what is left of a word in a script without vowels, or of one to compare with it."""
    form = plain(word).replace("sh", "s").replace("th", "t").replace("ts", "s").replace("x", "ks")
    return _DOUBLED.sub(r"\1", _ABJAD_DROPPED.sub("", form.translate(_ABJAD_SOUNDS)))


@lru_cache(maxsize=131_072)
def surnames_alike(one: str, other: str) -> Likeness:
    """Return how alike two surnames are."""
    if plain(one) == plain(other):
        return Likeness.SAME
    are_common = plain(one) in COMMON_SURNAMES and plain(other) in COMMON_SURNAMES
    if is_respelt(one, other):
        is_umlaut = _without_umlauts(one) == _without_umlauts(other)
        return Likeness.MISSPELT if are_common and not is_umlaut else Likeness.RESPELT
    if are_common or _is_far(one, other) or _is_of_couple(one, other):
        return Likeness.OTHER
    if is_misspelt(one, other):
        return Likeness.MISSPELT
    return Likeness.DOUBTFUL if is_misspelt(one, other, least=LEAST_TO_CHANGE_IN_DOUBT) else Likeness.OTHER


def _is_far(one: str, other: str) -> bool:
    """Return whether two words differ by more than any slip makes, which most words do."""
    pairs = (respelling(one), respelling(other)), (plain(one), plain(other))
    return all(OSA.distance(*pair, score_cutoff=FAR) > FAR for pair in pairs)


def is_respelt(one: str, other: str) -> bool:
    """Return whether two words are one in two spellings."""
    return respelling(one) == respelling(other) or _without_umlauts(one) == _without_umlauts(other)


def is_of_other_sex(one: str, other: str) -> bool:
    """Return whether one given name is the other with an ending for women (Michel, Michelle; Mario, Maria)."""
    shorter, longer = sorted((respelling(one), respelling(other)), key=len)
    if len(shorter) == len(longer):
        return shorter[:-1] == longer[:-1] and {shorter[-1:], longer[-1:]} == {"o", "a"}
    return any(shorter + ending == longer for ending in _FOR_WOMEN)


def _is_of_couple(one: str, other: str) -> bool:
    """Return whether two Slavic or Greek surnames are a man's and a woman's form of one (Navalny, Navalnaya)."""
    shorter, longer = sorted((respelling(one), respelling(other)), key=len)
    if shorter.endswith(("aki", "idi", "adi", "poulou", "pulu")) and longer in {shorter + "s", shorter[:-1] + "os"}:
        return True
    if shorter.endswith(("ov", "ev", "in")) and longer == shorter + "a":
        return True
    return {shorter, longer} == {shorter[:-1] + "i", shorter[:-1] + "a"} or (
        shorter.endswith("i") and longer == shorter[:-1] + "aia"
    )


def is_misspelt(one: str, other: str, *, least: tuple[int, int] = LEAST_TO_CHANGE) -> bool:
    """Return whether one word can be the other with a slip or two; short words and other endings cannot.

    `least` is how many letters a word must have of which a vowel or a consonant is another.
    """
    if skeleton(one)[:1] != skeleton(other)[:1]:
        return False
    return _is_slip(respelling(one), respelling(other), least) or _is_slip(plain(one), plain(other), least)


def _is_slip(one: str, other: str, least: tuple[int, int]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < LEAST_TO_MISS_A_LETTER - 1 or len(longer) < LEAST_TO_MISS_A_LETTER:
        return False
    if longer.startswith(shorter) and len(longer) > len(shorter) + 1:  # Harris, Harrison
        return False
    if shorter[-3:] != longer[-3:] and {shorter[-3:], longer[-3:]} == _SONS:
        return False
    slips = OSA.distance(shorter, longer, score_cutoff=2)
    if slips > 2 or (slips == 2 and len(longer) < LEAST_FOR_TWO):
        return False
    return _slip_is_likely(shorter, longer, least)


def _slip_is_likely(shorter: str, longer: str, least: tuple[int, int]) -> bool:
    bones, other_bones = skeleton(shorter), skeleton(longer)
    if bones == other_bones:
        is_changed = len(shorter) == len(longer) and sorted(shorter) != sorted(longer)
        is_one_syllable = len(_VOWELS.findall(shorter)) < 2 or len(_VOWELS.findall(longer)) < 2
        enough = least[0] if is_changed else LEAST_TO_MISS_A_LETTER
        return len(longer) >= enough and not (is_changed and is_one_syllable)
    if OSA.distance(bones, other_bones, score_cutoff=1) > 1:
        return False
    if len(bones) == len(other_bones) and sorted(bones) != sorted(other_bones):
        return len(longer) >= least[1]
    return True


@lru_cache(maxsize=65_536)
def consonants_alike(one: str, other: str) -> Likeness:
    """Return how alike two words are of which one is written without vowels."""
    bones, other_bones = consonants(one), consonants(other)
    if bones == other_bones:
        return Likeness.RESPELT if len(bones) > 1 else Likeness.OTHER
    near = min(len(bones), len(other_bones)) > 3 and OSA.distance(bones, other_bones, score_cutoff=1) <= 1
    return Likeness.MISSPELT if near and bones[0] == other_bones[0] else Likeness.OTHER


@lru_cache(maxsize=65_536)
def _without_umlauts(word: str) -> str:
    spelt = plain(word)
    for pair in ("ae", "oe", "ue"):
        spelt = spelt.replace(pair, pair[0])
    return spelt
