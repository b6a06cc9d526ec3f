"""How wide words are: the advances of Noto Sans in thousandths of an em, so that wrapping needs no font at hand.

Noto Sans is wider than the faces that screens choose instead (Roboto, Segoe UI, Arial, Liberation Sans), so what is
wrapped by it fits them as well. A test compares this table with the font files of the printed sheets.
"""

import re
from functools import cache

_REGULAR = {
    175: "‘’",
    225: "'¸",
    258: "ijlìíîï",
    260: " ",
    268: ",.:;·",
    269: "!¡",
    273: "J",
    281: "`´",
    300: "()",
    322: "-",
    329: "[]",
    339: "IÌÍÎÏ",
    344: "f",
    350: "²³¹",
    357: "ª",
    359: "“”",
    361: "t",
    372: "/\\",
    376: "º•",
    380: "{}",
    408: "\"",
    413: "r",
    428: "°",
    434: "?¿",
    444: "_",
    470: "z",
    479: "s",
    480: "cç",
    500: "¯–",
    508: "v",
    509: "«»",
    510: "yýÿ",
    513: "§",
    519: "F",
    524: "L",
    529: "x",
    534: "k",
    549: "S",
    551: "*|¦",
    556: "ETÈÉÊË",
    561: "aàáâãäå",
    564: "eèéêë",
    566: "YÝ",
    572: "$+0123456789<=>Z^~¢£¤¥¬±×÷",
    580: "¨",
    586: "X",
    600: "V",
    605: "PoÞðòóôõöø",
    615: "bdgpqþ",
    618: "hnuñùúûü",
    619: "K",
    622: "R",
    623: "µ",
    631: "ß",
    632: "CÇ",
    639: "AÀÁÂÃÄÅ",
    646: "#",
    650: "B",
    655: "¶",
    728: "G",
    730: "DÐ",
    731: "UÙÚÛÜ",
    732: "&",
    741: "H",
    745: "¼",
    760: "NÑ",
    771: "½",
    781: "OQ¾ÒÓÔÕÖØ",
    786: "w",
    791: "…",
    831: "%",
    832: "©®",
    864: "æ",
    881: "Æ",
    899: "@",
    907: "M",
    930: "W",
    935: "m",
    1000: "—",
}
_BOLD = {
    205: "¸",
    217: "‘’",
    260: " ",
    266: "'",
    285: ",.:;·",
    286: "!¡",
    305: "ijlìíîï",
    322: "-",
    331: "J[]",
    339: "()",
    362: "`´",
    376: "•",
    379: "²³¹",
    383: "ª",
    387: "f",
    388: "º",
    389: "IÌÍÎÏ",
    394: "{}",
    411: "_",
    413: "/\\",
    428: "°",
    434: "t",
    445: "“”",
    454: "r",
    472: "\"",
    477: "?¿",
    486: "§",
    488: "z",
    497: "s",
    500: "¯–",
    514: "cç",
    545: "*",
    549: "F",
    551: "S|¦",
    560: "EÈÉÊË",
    565: "L",
    569: "vyýÿ",
    572: "$+0123456789<=>^~¢£¤¥¬±×÷",
    578: "x",
    579: "TZ",
    591: "eèéêë",
    604: "aàáâãäå",
    607: "¨",
    615: "«»",
    619: "oðòóôõöø",
    620: "k",
    624: "YÝ",
    628: "PÞ",
    633: "bdgpqþ",
    637: "CÇ",
    646: "#",
    650: "V",
    655: "¶",
    657: "hnuñùúûü",
    660: "Rµ",
    664: "K",
    667: "X",
    672: "B",
    690: "AÀÁÂÃÄÅ",
    711: "ß",
    724: "G",
    740: "DÐ",
    750: "&",
    756: "UÙÚÛÜ",
    765: "H",
    796: "OQÒÓÔÕÖØ",
    813: "NÑ",
    830: "¼",
    832: "©®",
    845: "¾",
    855: "…",
    856: "w",
    874: "½",
    897: "@",
    901: "%",
    917: "æ",
    943: "M",
    952: "Æ",
    967: "W",
    982: "m",
    1000: "—",
}
_UNKNOWN = 1000  # a letter that is not in the table counts as a whole em: too wide is legible, too narrow is not
_ADVANCES = {bold: {sign: width for width, signs in table.items() for sign in signs}
             for bold, table in ((False, _REGULAR), (True, _BOLD))}
_SPACE = re.compile(r"[ \t\n]+")  # a figure and its unit hold together by a space that is none of these
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÁÉÍÓÚÑ¿¡«“])")


@cache
def width(text: str, bold: bool = False) -> float:
    """The width of a text in em: a sum of advances, so kerning makes it a little less."""
    table = _ADVANCES[bold]
    return sum(table.get(sign, _UNKNOWN) for sign in text.replace("\u00a0", " ")) / 1000


def wrap(text: str, room: float, bold: bool = False, first: float = 0.0) -> list[str]:
    """The text in lines of at most `room` em (a longer word stands alone); `first` em of the first line are taken."""
    lines: list[str] = []
    line, used = "", first
    for word in filter(None, _SPACE.split(text)):
        wide = width(word, bold)
        more = wide + (width(" ", bold) if line else 0.0)
        if (line or first) and used + more > room:
            lines.append(line)
            line, used, more, first = "", 0.0, wide, 0.0
        line = f"{line} {word}" if line else word
        used += more
    return [*lines, line] if line or not lines else lines


def balanced(text: str, room: float, bold: bool = False) -> list[str]:
    """The text in as few lines as `room` allows, of lengths as like as they can be: no word hangs alone below."""
    lines = wrap(text, room, bold)
    while len(lines) > 1:
        narrower = wrap(text, min(room, max(width(line, bold) for line in lines)) - 0.001, bold)
        if len(narrower) > len(lines) or narrower == lines:
            break
        lines = narrower
    return lines


def first_sentence(text: str) -> str:
    """What stands before the second sentence: the part of a step that a poster has room for."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
