"""The few words that the renderer itself writes into a page, in the page's language."""

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
    },
}


def words_for(language: str) -> dict[str, str]:
    """The words in this language; Spanish for one that we do not have."""
    return WORDS.get(language, WORDS["es"])
