"""The few words that the renderer itself writes into a page, in the page's language."""

from datetime import date

WORDS: dict[str, dict[str, str]] = {
    "es": {
        "case": "Caso inventado",
        "skip": "Saltar este caso",
        "answer": "Ver una buena respuesta",
        "trainer": "Solo para quien facilita",
        "check": "Verifique la norma vigente",
        "notice": "Antes de seguir",
        "do": "Haga esto",
        "dont": "No haga esto",
        "table": "Tabla",
        "verified": "Verificado el {}.",
        "read": "Lectura: {}.",
    },
    "en": {
        "case": "Invented case",
        "skip": "Skip this case",
        "answer": "See a good answer",
        "trainer": "For the trainer only",
        "check": "Check the rule in force",
        "notice": "Before you go on",
        "do": "Do this",
        "dont": "Do not do this",
        "table": "Table",
        "verified": "Verified on {}.",
        "read": "Read: {}.",
    },
}
MONTHS = {
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre", "noviembre",
           "diciembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}


def words_for(language: str) -> dict[str, str]:
    """The words in this language; Spanish for one that we do not have."""
    return WORDS.get(language, WORDS["es"])


def day_in_words(day: date, language: str) -> str:
    """«23 de noviembre de 2026», «23 November 2026»."""
    of = " " if language == "en" else " de "
    return f"{day.day}{of}{MONTHS.get(language, MONTHS['es'])[day.month - 1]}{of}{day.year}"
