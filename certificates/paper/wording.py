"""The words of the sheets that follow from the facts: dates in Spanish, the size of a name, the groups of a digest."""

from datetime import date, time

from certificates.paper.snapshot import ACCREDITATION, CONSTANCIA, PrintedModule, Snapshot
from training.press import fonts

MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre",
          "noviembre", "diciembre")
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
# what a kind of paper is called in a file's name; else a certificate
NOUNS = {CONSTANCIA: "constancia", ACCREDITATION: "acreditacion"}
COLUMN = 233 / 25.4 * 72                    # points between the band and the right margin
SIZES = (42, 38, 34, 30, 27, 24, 21, 18)    # points; each is a class of the stylesheet
ONE_LINE = 34                               # below this size two lines look better than one
TITLE_SIZES = (18, 16, 14)
LETTER = 158 / 25.4 * 72                    # points between the margins of a constancia, which stands upright
LETTER_SIZES = (26, 24, 22, 20, 18, 16, 14, 12)     # whatever fits the certificate's smallest fits the last of these
LETTER_ONE_LINE = 18
LESSON = 45                                 # minutes of a *hora lectiva*
ROOMY = 7                                   # lines of name, title, modules and notice that leave air for more


def day(when: date) -> str:
    """2026-11-16 -> '16 de noviembre de 2026'."""
    return f"{when.day} de {MONTHS[when.month - 1]} de {when.year}"


def days(starts: date, ends: date) -> str:
    """The time of a course, with no month or year said twice."""
    if starts == ends:
        return day(ends)
    if (starts.year, starts.month) == (ends.year, ends.month):
        joint = f"{starts.day} y" if (ends - starts).days == 1 else f"del {starts.day} al"
        return f"{joint} {day(ends)}"
    if starts.year == ends.year:
        return f"del {starts.day} de {MONTHS[starts.month - 1]} al {day(ends)}"
    return f"del {day(starts)} al {day(ends)}"


def on_the_days(starts: date, ends: date) -> str:
    """The same inside a sentence: «el 10 y 11 de noviembre de 2026», «del 28 de setiembre al 3 de octubre de 2026»."""
    said = days(starts, ends)
    return said if said.startswith("del ") else f"el {said}"


def half_day(number: int, on: date, starts: time, *, make_up: bool) -> str:
    """A half-day as the constancia calls it: «1. Martes 10 de noviembre, mañana». Always Spanish, as the sheet is."""
    part = "mañana" if starts.hour < 12 else "tarde" if starts.hour < 18 else "noche"
    said = f"{WEEKDAYS[on.weekday()]} {on.day} de {MONTHS[on.month - 1]}, {part}"
    return f"Recuperación: {said}" if make_up else f"{number}. {said.capitalize()}"


def lessons(minutes: int) -> str:
    """Minutes as whole *horas lectivas*: 870 -> '19 horas lectivas completas'."""
    return "1 hora lectiva completa" if minutes // LESSON == 1 else f"{minutes // LESSON} horas lectivas completas"


def hours_words(halves: str) -> str:
    """'6,5' -> '6,5 horas cronológicas', '1' -> '1 hora cronológica'."""
    return "1 hora cronológica" if halves == "1" else f"{halves} horas cronológicas"


def file_name(snapshot: Snapshot) -> str:
    """What a sheet is called as a file, without its ending; nothing in it says what the course is about."""
    return f"{NOUNS.get(snapshot.paper, 'certificado')}-{snapshot.folio}"


def name_size(given_names: str, surnames: str) -> int:
    """The largest size in points at which a name takes one line, or failing that one line for each part."""
    return _size(given_names, surnames, SIZES, ONE_LINE, COLUMN)


def letter_size(given_names: str, surnames: str) -> int:
    """The same on a constancia."""
    return _size(given_names, surnames, LETTER_SIZES, LETTER_ONE_LINE, LETTER)


def _size(given_names: str, surnames: str, sizes: tuple[int, ...], one_line: int, column: float) -> int:
    whole = fonts.width(f"{given_names} {surnames}")
    longest = max(fonts.width(given_names), fonts.width(surnames))
    for size in sizes:
        if (size >= one_line and whole * size <= column) or (size < one_line and longest * size <= column):
            return size
    return sizes[-1]


def title_lines(title: str) -> tuple[int, list[str]]:
    """The size in points and the lines of a course's title: one line if it fits, else two of about equal length."""
    for size in TITLE_SIZES:
        whole = fonts.width(title) * size
        if whole <= COLUMN:
            return size, [title]
        halves = _balanced(title)
        if max(map(fonts.width, halves)) * size <= COLUMN:
            return size, halves
    return TITLE_SIZES[-1], [title]


def _balanced(title: str) -> list[str]:
    """Cut between two words so that the longer of the two lines is as short as it can be."""
    words = title.split(" ")
    cuts = [[" ".join(words[:i]), " ".join(words[i:])] for i in range(1, len(words))]
    return min(cuts, key=lambda lines: max(map(fonts.width, lines)), default=[title])


def roomy(snapshot: Snapshot) -> bool:
    """Whether the sheet says little enough to be set with more air."""
    name = 1 if name_size(snapshot.given_names, snapshot.surnames) >= ONE_LINE else 2
    lines = name + len(title_lines(snapshot.course_title)[1]) + (len(snapshot.modules) + 1) // 2
    return lines + 2 * bool(snapshot.notices) <= ROOMY


def columns(modules: tuple[PrintedModule, ...]) -> list[tuple[PrintedModule, ...]]:
    """The list of modules in two columns, read downwards; one module takes one."""
    half = (len(modules) + 1) // 2
    return [column for column in (modules[:half], modules[half:]) if column]


def typed_address(public_url: str) -> str:
    """Where a code is typed, as people say it: no scheme, no final stroke."""
    return public_url.rstrip("/").partition("://")[2] + "/verificar"


def digest_words(digest: str) -> str:
    """The first 16 characters of a digest in groups of four."""
    return " ".join(digest[i:i + 4] for i in range(0, min(len(digest), 16), 4))


def printed(snapshot: Snapshot) -> str:
    """Every free text of the sheet, to be looked up in the fonts."""
    signers = (text for signer in snapshot.signers for text in (signer.name, signer.post))
    modules = (text for module in snapshot.modules for text in (module.slug, module.title))
    half_days = (one.title for one in snapshot.workshop.half_days) if snapshot.workshop else ()
    return " ".join((snapshot.full_name, snapshot.document, snapshot.document_label, snapshot.course_title,
                     snapshot.place, snapshot.folio, snapshot.content_version, snapshot.issuer, *signers, *modules,
                     snapshot.allows or "", snapshot.basis or "", *half_days))
