"""Which encoding bytes are in that are not UTF-8: by the letters that languages have.

Each encoding is tried with the languages that were written in it. A character costs as much as it
is rare in the language, and what no writer does costs more: a letter of another script or a sign
within a word, a capital behind a small letter. The cheapest reading is taken; where another one,
which reads as something else, costs hardly more, it is a guess, and said to be one. Where letters
decide nothing it is Windows-1252, which is by far the most frequent.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

LOOKED_AT = 4_000
"""Bytes of a text that are tried."""

_SIGNS = frozenset("“”„‘’‚–—…€«»°§©®•\xa0·&/")
_RARE_SIGNS = frozenset("£½¼¾²³´¡¿±×™º¹µ¬¶№¢¥†‡‰‹›÷¤¦¨¸")
_WITHIN = frozenset("“”„’‘–—·\xad…/&«»¬®™©°¦·")
_SUPERSCRIPTS = frozenset("¹²³ºª")
"""Exponents, marks of notes and ordinals, which stand behind words and numbers."""
_LONE_THIRD = re.compile(r"[^\W\d_]{3}³")
"""A note 3 at a word; where several are and no note 1 or 2, it is a letter of another encoding."""
_BESIDE_LETTERS = "“”‘’–—…®™£€«»‹›†"
"""Signs that may touch a word on one side."""
_USUAL_SIGN, _USUAL_SIGN_OF_LATIN = (
    re.compile(
        rf"(?<![\x80-\uffff])(?:’|(?<![A-Za-z])[{_BESIDE_LETTERS}\xa0]|[{_BESIDE_LETTERS}](?![A-Za-z])"
        rf"|\xa0(?![\sA-Za-z])|(?<![A-Za-z])(?:[{signs}](?![A-Za-z])|°(?=[\sCF])))(?![\x80-\uffff])"
    )
    for signs in ("•·§©±½¼¾¥¢‡", "•·§©±½¼¾¥¢‡×÷")
)
"""A sign that stands where any language has it; however many there are, they decide nothing."""
_SUPERSCRIPT, _SIGN, _RARE_SIGN, _FOREIGN, _UNREADABLE = 2.0, 3.0, 4.5, 8.0, 14.0
_MIXED, _BROKEN_WORD, _CAPITAL, _INNER_CAPITAL, _RUN = 5.0, 5.0, 0.7, 4.0, 3.0
_LONGEST_RUN = 2
"""Letters outside ASCII that follow each other in a word of Latin letters; more are another script.
"""
_NARROW = 2.0
"""What another reading may cost more for the cheapest to be a guess."""
_DEAR = 5.0
"""What a byte costs in a reading that is of none of the languages."""
_STRANGE = 6.5
"""What a byte costs in a reading that is surely none: it may be of a language that is not here."""
_ENOUGH = 20
_USUAL = "cp1252"
"""By far the most frequent of the encodings that are not UTF-8."""
_SEVERAL = 5
"""Bytes that are not ASCII; of fewer, nobody needs to hear that the usual encoding is a guess."""

_LATIN = {
    "German": "üäöß", "French": "éèàêçùôîûâëïœÿ", "Spanish": "óíáéñúü¿¡",
    "Portuguese": "ãçáéíóõêâúàô", "Dutch": "ëéïóèöüê", "Albanian": "ëç",
    "Estonian": "äõüöšž", "Catalan": "àóèéíòçúïü·",
    "Italian": "àèìòùé", "Swedish": "åäöé", "Danish": "øåæé", "Icelandic": "áíðéöþúóýæ",
    "Polish": "ąłężśóćńź", "Czech": "íáěéřůčýžšúťňďó", "Hungarian": "áéöóőüíúű",
    "Romanian": "ăîâţş", "Croatian": "čšžćđ", "Turkish": "ışüğçöİâ", "Lithuanian": "ėšįųžąūčę",
    "Latvian": "āīēšūļņžģķč",
}  # fmt: skip
"""Letters outside ASCII, the most frequent first."""
_OTHERS = {
    "Greek": "ατοιενσρκπυμλςίόάηέθώήδγχύωβφξζψϊϋΐΰ",
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "Ukrainian": "оанитвіерскулдмпзяьбгючхйжцїєшщфґ",
    "Hebrew": "יוהלארמתבשנעםדחקפכטצסןגזףךץ",
    "Arabic": "اليمنوترهبدسعفقكحةجأصشخىطضذزغثءئظإؤآ",
}
_FREQUENT = {
    "Chinese": (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
        "年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样"
        "理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高"
        "间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给"
        "世位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四"
        "总何电数安少报结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至形社便空决治展"
        "科司五基书非则听白却界光放强难且权思完设式色路记南品住告类求据程北边该交规万取望术领共确"
        "传师观清今切院让识候带导运港船周办室九晚离這個們來為國說時會對後過發種經麼學現當沒動還進"
        "樣開從實無與長機關點業將兩間問應頭體見產話給門東聲員論處義幾條氣題別變電數報結場計資統區"
        "決書聽達強難權設記類據邊該規萬術領確傳師觀讓識帶導運於週閉風"
    ),
    "Korean": (
        "이다는을의에고가하지은로한를기도서어사리니해인자시아나그대있일정부것수들전보되게만라적면"
        "으구장과상요제여조원주성경안국와동월항"
    ),
    "Japanese": (
        "日一人年大本中時国会出上生分行月間後前者今見事方十長自学手気部新同場力高動社入地来業下子"
        "合目定水回開営明強閉港曜"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes as they are read in an encoding.

    Attributes:
        encoding: as Python names it.
        cost: of all characters that are not ASCII; the lower, the likelier.
        is_guess: whether another reading is hardly less likely, or this one is not likely either.
    """

    encoding: str
    cost: float
    is_guess: bool = False


def most_likely(data: bytes) -> Reading:
    """The cheapest reading of bytes of which some are not ASCII; Windows-1252 where all fail."""
    sample = _sample(data)
    high = sum(byte > 127 for byte in sample)
    found: list[tuple[float, str, str]] = []
    for encoding, (languages, extra) in _ENCODINGS.items():
        text = sample.decode(encoding, "replace")
        latin = languages[0] in _LATIN
        structure = extra + _structure(text, latin=latin)
        usual = _USUAL_SIGN_OF_LATIN if latin else _USUAL_SIGN
        letters = Counter(char for char in usual.sub("", text) if char > "\x7f")
        cost = min(_letters_cost(letters, language) for language in languages)
        found.append((structure + cost, encoding, text))
    found.sort(key=lambda one: one[0])
    cost, encoding, text = found[0]
    others = [other for other, _, read in found[1:] if read != text]
    narrow = bool(others) and others[0] - cost < _NARROW
    if cost > _STRANGE * high and high >= _ENOUGH:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        return Reading(best.encoding if best else encoding, cost, is_guess=True)
    is_usual = encoding == _USUAL and high < _SEVERAL
    return Reading(encoding, cost, not is_usual and (narrow or cost > _DEAR * high))


def readable_name(encoding: str) -> str:
    """What people call an encoding that Python names."""
    return _NAMES.get(encoding, encoding.replace("_", "-").upper())


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII, or pieces of lines that are long, up to `LOOKED_AT`.

    No character is cut in two where they have spaces.
    """
    pieces: list[bytes] = []
    size = start = 0
    while start < len(data) and size < LOOKED_AT:
        longest = start + LOOKED_AT
        end = data.find(b"\n", start, longest) + 1 or longest
        piece = data[start:end]
        if not piece.isascii():
            pieces.append(piece)
            size += len(piece)
        start = end
    sample = b"".join(pieces)
    if len(sample) < LOOKED_AT:
        return sample
    cut = sample.rfind(b" ", 0, LOOKED_AT)
    return sample[: cut if cut > 0 else LOOKED_AT]


def _structure(text: str, *, latin: bool) -> float:
    """What it costs how the characters stand beside each other.

    Args:
        text: in one encoding.
        latin: whether its language is written with Latin letters.
    """
    cost = 0.0
    run = 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        is_high = char > "\x7f"
        run = run + 1 if is_high and char.isalpha() else 0
        if not is_high:
            continue
        if char.isalpha():
            ascii_beside = (before < "\x80" and before.isalpha()) + (
                after < "\x80" and after.isalpha()
            )
            cost += _MIXED * ascii_beside if not latin else _RUN * (run > _LONGEST_RUN)
            cost += _MIXED * (before.isdigit() + after.isdigit()) / 2 * (char not in "ºªµ")
            cost += _INNER_CAPITAL * (char.isupper() and before.islower())
            cost += _INNER_CAPITAL * (char.islower() and "A" <= after <= "Z")
            cost += _INNER_CAPITAL * (char.islower() and before.isupper() and after.isupper())
        elif before.isalpha() and (
            (after.isalpha() and char not in _WITHIN) or (char == "€" and before > "\x7f")
        ):
            cost += _BROKEN_WORD
        if char in _SUPERSCRIPTS:
            cost += _BROKEN_WORD * (after.islower() or (before.isalpha() and after.isalpha()))
    if "¹" not in text and "²" not in text:
        cost += _BROKEN_WORD * max(0, len(_LONE_THIRD.findall(text)) - 1)
    return cost


def _letters_cost(letters: Counter[str], language: str) -> float:
    """What the characters outside ASCII of a text cost in a language."""
    table = _COSTS[language]
    return sum(count * _char_cost(char, language, table) for char, count in letters.items())


def _char_cost(char: str, language: str, table: dict[str, float]) -> float:
    if (known := table.get(char)) is not None:
        return known
    if char == "\ufffd" or "\x80" <= char < "\xa0" or "\ue000" <= char < "\uf900":
        return _UNREADABLE
    if language in _FREQUENT:
        return _wide_cost(char, language)
    if (small := table.get(char.lower())) is not None:
        return small + _CAPITAL
    if language in _WESTERN and (char in _SUPERSCRIPTS or char == "µ"):
        return _SUPERSCRIPT
    if char in _SIGNS:
        return _SIGN
    return _RARE_SIGN if char in _RARE_SIGNS else _FOREIGN


def _wide_cost(char: str, language: str) -> float:
    """What a character costs in a language of East Asia, that is not among its most frequent."""
    if "\u3000" <= char <= "\u3003" or char in "「」『』（），：；！？・ー、。":
        return 4.0
    if "\u3041" <= char <= "\u3096":
        return 3.5 if language == "Japanese" else 12.0
    if "\u30a1" <= char <= "\u30fa":
        return 5.0 if language == "Japanese" else 12.0
    if "\u4e00" <= char <= "\u9fff":
        return {"Chinese": 8.5, "Japanese": 8.5, "Korean": 12.0}[language]
    if "\uac00" <= char <= "\ud7a3" and language == "Korean":
        return 7.5
    if "\uff66" <= char <= "\uff9f":
        return 6.0  # of one byte, where others have two
    return 11.0


def _costs(letters: str) -> dict[str, float]:
    """What each letter costs, the most frequent of which stand first."""
    weights = [1 / (rank + 2) for rank in range(len(letters))]
    whole = sum(weights)
    return {
        char: 0.5 - math.log(weight / whole) for char, weight in zip(letters, weights, strict=True)
    }


_COSTS = {language: _costs(letters) for language, letters in (_LATIN | _OTHERS).items()} | {
    language: dict.fromkeys(letters, 5.0) for language, letters in _FREQUENT.items()
}
_WESTERN = (
    "French",
    "German",
    "Spanish",
    "Portuguese",
    "Italian",
    "Swedish",
    "Danish",
    "Icelandic",
    "Dutch",
    "Albanian",
    "Estonian",
    "Catalan",
)
_CENTRAL = ("Polish", "Czech", "Hungarian", "Romanian", "Croatian", "German")
_CYRILLIC = ("Russian", "Ukrainian")
_ENCODINGS: dict[str, tuple[tuple[str, ...], float]] = {
    "cp1252": (_WESTERN, 0.0), "cp1250": (_CENTRAL, 2.0), "iso8859-2": (_CENTRAL, 3.0),
    "cp1254": (("Turkish",), 3.0), "cp1257": (("Lithuanian", "Latvian"), 4.0),
    "cp850": (_WESTERN, 5.0), "mac-roman": (_WESTERN, 7.0), "cp1253": (("Greek",), 3.0),
    "iso8859-7": (("Greek",), 3.5), "cp1251": (_CYRILLIC, 2.0), "koi8-u": (_CYRILLIC, 4.0),
    "cp866": (_CYRILLIC, 4.0), "iso8859-5": (_CYRILLIC, 5.0), "mac-cyrillic": (_CYRILLIC, 8.0),
    "cp1255": (("Hebrew",), 3.0), "cp1256": (("Arabic",), 3.0), "cp932": (("Japanese",), 3.0),
    "euc_jp": (("Japanese",), 4.0), "gb18030": (("Chinese",), 3.0), "big5": (("Chinese",), 3.0),
    "cp949": (("Korean",), 3.0),
}  # fmt: skip
"""The languages that are written in each, and what it costs that it is rarely met."""
_NAMES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250 (Central European)",
    "iso8859-2": "ISO 8859-2 (Central European)", "cp1254": "Windows-1254 (Turkish)",
    "cp1257": "Windows-1257 (Baltic)", "cp850": "DOS 850 (Western European)",
    "mac-roman": "Mac Roman", "cp1253": "Windows-1253 (Greek)",
    "iso8859-7": "ISO 8859-7 (Greek)", "cp1251": "Windows-1251 (Cyrillic)",
    "koi8-u": "KOI8 (Cyrillic)", "cp866": "DOS 866 (Cyrillic)",
    "iso8859-5": "ISO 8859-5 (Cyrillic)", "mac-cyrillic": "Mac Cyrillic",
    "cp1255": "Windows-1255 (Hebrew)", "cp1256": "Windows-1256 (Arabic)",
    "cp932": "Shift JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)", "big5": "Big5 (Chinese)", "cp949": "EUC-KR (Korean)",
}  # fmt: skip
EAST_ASIAN = [name for name, (languages, _) in _ENCODINGS.items() if languages[0] in _FREQUENT]
"""Encodings of which a character takes two bytes."""
